"""`parreform schedule`: lines and units that run as they stand, whatever the paths hold."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from parreform import cli
from parreform.publish import schedule

ODD = ["Số liệu 100%", "it's", 'a "b"', "$HOME `id`", "a;b&c", "(x) #y", "~", "%d%%"]


def printed(capfd, *words: object, code: int = 0) -> str:
    assert cli.main(["--db", "x.db", "schedule", *map(str, words)]) == code
    return capfd.readouterr().out if code == 0 else capfd.readouterr().err


def line_of(text: str) -> str:
    return next(line for line in text.splitlines() if line and line[0].isdigit())


def as_cron_runs_it(line: str) -> str:
    """The command that cron hands to the shell: a bare % would end it, an escaped one loses its backslash."""
    command = line.split(" ", 5)[5]
    assert not re.search(r"(?<!\\)%", command)
    return command.replace("\\%", "%")


def as_systemd_reads_it(line: str) -> list[str]:
    """The words of ExecStart: quotes and escapes as in C, %% is %, $$ is $ beyond the first word."""
    first, *rest = shlex.split(line.removeprefix("ExecStart=").replace("$", "\\$"), posix=True)
    words = [first, *(w.replace("\\$", "$").replace("$$", "$") for w in rest)]
    return [w.replace("\\$", "$").replace("%%", "%") for w in words]


@pytest.mark.parametrize("odd", ODD)
def test_a_cron_line_runs_what_was_meant(tmp_path, monkeypatch, capfd, odd):
    folder = tmp_path / odd
    folder.mkdir()
    (folder / "kế hoạch.toml").write_text('[[table]]\nkind = "rank"\n', encoding="utf-8")
    teller = folder / "parreform"
    teller.write_text(
        f"#!{sys.executable}\nimport json, os, sys\n"
        "print(json.dumps([sys.argv[1:], os.environ.get('PARREFORM_HOME')]))\n",
        encoding="utf-8",
    )
    teller.chmod(0o755)
    monkeypatch.setattr(schedule, "program", lambda: (str(teller),))
    monkeypatch.setenv("PARREFORM_HOME", str(folder))
    monkeypatch.chdir(folder)
    line = line_of(printed(capfd, "--cron", "--out", "kết quả", "--plan", "kế hoạch.toml", "--at", "23:05"))
    assert line.startswith("5 23 * * * ")
    done = subprocess.run(
        ["/bin/sh", "-c", as_cron_runs_it(line)], env={"LANG": "C"}, cwd="/", capture_output=True, check=True
    )
    words, home = json.loads(done.stdout)
    paths = {k: str(folder / v) for k, v in {"--db": "x.db", "--out": "kết quả", "--plan": "kế hoạch.toml"}.items()}
    assert words == [
        *("--quiet", "--db", paths["--db"], "export", "--out", paths["--out"]),
        *("--plan", paths["--plan"], "--wait", "600"),
    ]
    assert home == str(folder)


@pytest.mark.parametrize("odd", ODD)
def test_units_are_what_systemd_understands(tmp_path, monkeypatch, capfd, odd):
    folder = tmp_path / odd
    folder.mkdir()
    monkeypatch.chdir(folder)
    printed(capfd, "--systemd", "--out", "kết quả", "--units", "units", "--at", "2:30")
    service, timer = (folder / "units" / f"parreform-export.{kind}" for kind in ("service", "timer"))
    start = next(line for line in service.read_text().splitlines() if line.startswith("ExecStart="))
    words = as_systemd_reads_it(start)
    assert words[0] == schedule.program()[0]
    assert words[words.index("--out") + 1] == str(folder / "kết quả")
    assert words[words.index("--db") + 1] == str(folder / "x.db")
    assert "OnCalendar=*-*-* 02:30:00" in timer.read_text()


@pytest.mark.parametrize("odd", ODD)
def test_systemd_itself_finds_no_fault(tmp_path, monkeypatch, capfd, odd):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze on this machine")
    folder = tmp_path / odd
    folder.mkdir()
    monkeypatch.setenv("PARREFORM_HOME", str(folder))
    monkeypatch.chdir(folder)
    printed(capfd, "--systemd", "--out", "kết quả", "--units", tmp_path / "units")
    files = sorted(map(str, (tmp_path / "units").iterdir()))
    done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_both_units_are_printed_with_their_places(capfd):
    text = printed(capfd, "--systemd", "--out", "x")
    assert re.findall(r"^# (\S+)$", text, re.MULTILINE) == [
        "~/.config/systemd/user/parreform-export.service",
        "~/.config/systemd/user/parreform-export.timer",
    ]


def test_this_very_installation_is_called(monkeypatch, tmp_path):
    assert Path(schedule.program()[0]).is_absolute()
    assert subprocess.run([*schedule.program(), "--version"], capture_output=True, check=True, cwd="/").stdout
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python3"))
    assert schedule.program() == (str(tmp_path / "python3"), "-m", "parreform")
    (tmp_path / "parreform").write_text("", encoding="utf-8")
    assert schedule.program() == (str(tmp_path / "parreform"),)


def test_mail_goes_to_whom_it_is_told(capfd):
    assert "MAILTO=can-bo@so.gov.vn\n" in printed(capfd, "--cron", "--out", "x", "--mail", "can-bo@so.gov.vn")
    assert "\n# MAILTO=" in printed(capfd, "--cron", "--out", "x")


def test_a_password_is_never_printed(capfd):
    assert cli.main(["--db", "postgresql://me:secret@host:5433/base", "schedule", "--cron", "--out", "x"]) == 0
    told = capfd.readouterr()
    assert "postgresql://me@host:5433/base" in told.out
    assert "secret" not in told.out + told.err
    assert ".pgpass" in told.err


FAULTS = {
    ("--out", "x"): "--cron",
    ("--cron", "--systemd", "--out", "x"): "--cron",
    ("--cron", "--out", "x", "--at", "25:00"): "02:30",
    ("--cron", "--out", "x", "--at", "noon"): "02:30",
    ("--cron", "--out", "a\nb"): "xuống dòng",
    ("--systemd", "--out", "a\\b"): "xuống dòng",
    ("--cron", "--out", "x" * 990): "ngắn hơn",
    ("--cron", "--out", "x", "--plan", "none.toml"): "--example",
}


@pytest.mark.parametrize("words", FAULTS)
def test_what_cannot_be_scheduled_is_told(capfd, words):
    assert FAULTS[words] in " ".join(printed(capfd, *words, code=2).split())
