"""`parreform export` killed, crowded out, short of room, short of surroundings: whole files, plain words, right codes."""

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from export_steps import PLAN, export, files, record

from parreform import cli
from parreform.errors import FolderBusy
from parreform.publish import contents, crew, lock, manifest, update

ROOT = Path(__file__).resolve().parent.parent
KILLS = {1: 15, 2: 5}
"""How often a run of so many processes is killed."""
WIDE = PLAN.replace('"Hà Nội", "Cần Thơ"', '"Hà Nội", "Cần Thơ", "Hải Phòng"')


def start(*words: object, env: dict[str, str] | None = None, **more) -> subprocess.Popen:
    """`parreform --db x.db export --out out …` in a process of its own, in the current folder."""
    command = [sys.executable, "-m", "parreform", "--db", "x.db", "export", "--out", "out", *map(str, words)]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)} if env is None else env
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, env=surroundings, **{**pipes, **more})


def ended(process: subprocess.Popen) -> tuple[int, str]:
    """Exit code and everything printed."""
    told = process.communicate(timeout=120)
    return process.returncode, "".join(part.decode() for part in told)


def _differing(old: dict[str, bytes], new: dict[str, bytes]) -> set[str]:
    return {n for n in new if old.get(n) != new[n]}


# --- killed ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", KILLS)
def test_runs_killed_at_any_moment_leave_whole_files_and_the_next_one_completes(place, jobs):
    (place / "parreform.toml").write_text(WIDE, encoding="utf-8")
    whole = files(export(out="whole"))
    out, chance, seen = Path("out"), random.Random(), set()
    for number in range(KILLS[jobs]):
        process = start("--jobs", jobs)
        _wait(process, out, number * len(whole) // KILLS[jobs])
        time.sleep(chance.random() * 0.02)
        process.kill()
        process.communicate()
        found = {n: b for n, b in files(out).items() if not n.endswith(".partial")}
        assert {n: b for n, b in found.items() if b != whole[n]} == {}
        seen.add(len(found))
        export()
        assert files(out) == whole
        shutil.rmtree(out)
    assert len(seen) > 1


def _wait(process: subprocess.Popen, out: Path, count: int) -> None:
    """Until a run holds the folder and has noted so many files, or is over."""
    while process.poll() is None and not _written(out, "lock"):
        time.sleep(0.002)
    while process.poll() is None and _written(out, "journal").count(b"{") < count:
        time.sleep(0.002)


def _written(out: Path, name: str) -> bytes:
    """What a run wrote into its folder so far; it may take the file away at any moment."""
    try:
        return (out / ".parreform" / name).read_bytes()
    except FileNotFoundError:
        return b""


def test_a_killed_renewal_leaves_each_file_old_or_new(place):
    old = files(export(out="old"))
    new = files(export("--lang", "en", out="new"))
    dying = (
        "import os, sys; from parreform import cli; from parreform.publish import update\n"
        "whole, left = update.replace_whole, [int(sys.argv[1])]\n"
        "def die(path, content, **more):\n"
        "    left[0] -= 1\n"
        "    if left[0] < 0: path.with_name(f'.{path.name}.1.partial').write_bytes(content[:9]); os.kill(os.getpid(), 9)\n"
        "    whole(path, content, **more)\n"
        "update.replace_whole = die\n"
        "cli.main(['--db', 'x.db', '--lang', 'en', 'export', '--out', 'out', '--jobs', '1'])"
    )
    for step in range(len(_differing(old, new))):
        shutil.rmtree("out", ignore_errors=True)
        shutil.copytree("old", "out")
        done = subprocess.run([sys.executable, "-c", dying, str(step)], cwd=place, check=False, capture_output=True)
        assert done.returncode == -signal.SIGKILL
        found = {n: b for n, b in files(Path("out")).items() if not n.endswith(".partial")}
        assert set(found) == set(new)
        assert all(b in (old[n], new[n]) for n, b in found.items())
    export("--lang", "en")
    assert files(Path("out")) == new  # and nothing half written beside them


def test_what_a_killed_run_made_is_ours_to_clear_away(place):
    dying = (
        "import os; from parreform import cli; from parreform.publish import gallery\n"
        "gallery.page = lambda entries: os.kill(os.getpid(), 9)\n"
        "cli.main(['--db', 'x.db', 'export', '--out', 'out', '--jobs', '1'])"
    )
    assert subprocess.run([sys.executable, "-c", dying], cwd=place, check=False).returncode == -signal.SIGKILL
    out = Path("out")
    assert not (out / "manifest.json").exists()
    assert (out / "can-tho" / "sipas-trend.png").exists()
    with (out / ".parreform" / "journal").open("ab") as file:
        file.write(b'{"file": "can-tho/half')
    export("-p", "Hà Nội")
    assert {n.split("/")[0] for n in files(out)} == {"ha-noi", "ca-nuoc", "index.html", "manifest.json"}
    assert len(record(out)["removed"]) == 3


def test_terminated_is_interrupted_in_words(place):
    process = start("--jobs", "1")
    while not _written(Path("out"), "lock"):
        assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    assert ended(process)[0] == 130
    assert (record(Path("out"))["outcome"], record(Path("out"))["exit_code"]) == ("interrupted", 130)
    export()
    assert record(Path("out"))["outcome"] == "done"


# --- one at a time -------------------------------------------------------------------------------------


def test_a_folder_in_use_is_exit_5_and_names_who_uses_it(place, capfd):
    out = export()
    before = files(out)
    with lock.held(out / ".parreform" / "lock") as own:
        own.sign()
        assert ended(start())[0] == 5
        export("--wait", "0.2", "--record", "log/run.json", code=5)
    told = " ".join(capfd.readouterr().err.split())
    assert f"tiến trình {os.getpid()} trên máy" in told
    assert "--wait" in told
    assert files(out) == before
    assert json.loads((place / "log" / "run.json").read_bytes())["outcome"] == "busy"
    assert record(out)["outcome"] == "done"
    export()


def test_waiting_for_another_export(place):
    with lock.held(Path("out/.parreform/lock")) as own:
        own.sign()
        process = start("--wait", "60")
        with pytest.raises(subprocess.TimeoutExpired):
            process.communicate(timeout=1)
    assert ended(process)[0] == 0
    assert (Path("out") / "index.html").exists()


@pytest.mark.parametrize("left", [b"", b"{", b'{"process": 1, "host": "gone", "since": "2020-01-01"}', b"[]"])
def test_what_a_dead_holder_left_is_no_lock(tmp_path, left):
    path = tmp_path / "lock"
    path.write_bytes(left)
    with lock.held(path) as own:
        own.sign()
        with pytest.raises(FolderBusy), lock.held(path):
            pass
    assert path.read_bytes() == b""


# --- items that fail -----------------------------------------------------------------------------------


def test_one_item_that_fails_leaves_the_others_and_its_old_file(place, monkeypatch, capfd):
    out = export()
    old = files(out)
    perform = crew.perform

    def failing(task):
        return crew.Done(task.name, fault="no ink") if task.name.startswith("ha-noi/sipas-trendc") else perform(task)

    monkeypatch.setattr(crew, "perform", failing)
    export("--lang", "en", code=4)
    new = files(out)
    assert new["ha-noi/sipas-trend.png"] == old["ha-noi/sipas-trend.png"]
    assert new["can-tho/sipas-trend.png"] != old["can-tho/sipas-trend.png"]
    assert record(out)["failed"] == {"ha-noi/sipas-trend": "no ink"}
    assert "no ink" in capfd.readouterr().err
    monkeypatch.undo()
    os.chdir(place)
    export("--lang", "en")
    assert files(out)["ha-noi/sipas-trend.png"] != old["ha-noi/sipas-trend.png"]
    assert record(out)["failed"] == {}


def test_one_item_that_cannot_be_built_leaves_the_others_and_its_old_file(place, monkeypatch):
    out = export()
    old = files(out)
    content = contents.Stock.content

    def failing(stock, item):
        return content(stock, item) if item.name != "ha-noi/sipas-trend" else 1 // 0

    monkeypatch.setattr(contents.Stock, "content", failing)
    export("--lang", "en", code=4)
    new = files(out)
    assert set(new) == set(old)
    assert {n for n in new if n.startswith("ha-noi") and new[n] != old[n]} == set()
    assert new["can-tho/sipas-trend.png"] != old["can-tho/sipas-trend.png"]
    assert "ZeroDivisionError" in record(out)["failed"]["ha-noi/sipas-trend"]


def test_a_drawing_process_that_dies_is_told_and_replaced():
    tasks = [crew.Task(f"t{n}", _Deadly() if n == 1 else _one_value(), "a4", ("csv",)) for n in range(9)]
    done = {d.name: d for d in crew.performed(tasks, 2, "vi")}
    assert set(done) == {t.name for t in tasks}
    assert "mã 7" in done["t1"].fault
    assert sum(bool(d.fault) for d in done.values()) <= 2
    assert {d.made for d in done.values() if not d.fault} == {(("csv", b"a\n1\n"),)}


def _one_value():
    from parreform.export import Listing

    return Listing("x", ("a",), [[1]])


class _Deadly:
    """Ends the process that unpacks it."""

    def __reduce__(self):
        return os._exit, (7,)


def test_a_body_that_cannot_be_drawn_is_a_fault_of_its_task():
    assert crew.perform(crew.Task("x", None, "a4", ("png",))).fault


# --- short of room ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", range(9))
def test_a_full_disk_is_told_and_the_old_files_are_whole(place, monkeypatch, capfd, step):
    old = files(export())
    new = files(export("--lang", "en", out="new"))
    whole, left = update.replace_whole, [step]

    def full(path, content, **more):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        whole(path, content, **more)

    monkeypatch.setattr(update, "replace_whole", full)
    code = 1 if step < len(_differing(old, new)) else 0
    out = export("--lang", "en", code=code)
    found = files(out)
    assert set(found) == set(old)
    assert all(b in (old[n], new[n]) for n, b in found.items())
    if code:
        assert "No space left on device" in capfd.readouterr().err
        assert record(out)["exit_code"] == 1
    monkeypatch.undo()
    os.chdir(place)
    export("--lang", "en")
    assert files(out) == new


def mounted(*options: str, script: str) -> subprocess.CompletedProcess:
    """Run a script where a small disk is mounted on `disk`; skip where this process may not mount."""
    if shutil.which("unshare") is None:
        pytest.skip("no unshare on this machine: disks cannot be mounted for a test")
    Path("disk").mkdir()
    probe = subprocess.run(["unshare", "-m", "mount", *options, "disk"], check=False, capture_output=True)
    if probe.returncode:
        pytest.skip(f"this process may not mount a disk: {probe.stderr.decode().strip()}")
    shell = f"mount {' '.join(options)} disk && {script}"
    return subprocess.run(
        ["unshare", "-m", "sh", "-c", shell],
        env={**os.environ, "PYTHONPATH": str(ROOT), "P": f"{sys.executable} -m parreform"},
        check=False,
        capture_output=True,
        text=True,
    )


def test_a_disk_that_is_really_full(place):
    done = mounted(
        *("-t", "tmpfs", "-o", "size=64k", "tmpfs"),
        script="$P --db x.db export --out disk/g; echo code $?; find disk -name '*.partial'; cp -r disk/g kept;"
        " mount -o remount,size=9m disk; $P --db x.db export --out disk/g; echo code $?; cp -r disk/g done",
    )
    assert done.stdout == "code 1\ncode 0\n", done.stderr
    assert "No space left on device" in done.stderr
    whole = files(export())
    assert {n for n, b in files(Path("kept")).items() if whole[n] != b} == set()
    assert files(Path("done")) == whole


def test_a_read_only_data_folder_is_read_all_the_same(place):
    Path("data").mkdir()
    shutil.copy("x.db", "data/x.db")
    done = mounted(
        *("-o", "bind,ro", "data"),
        script="touch disk/y; PARREFORM_HOME=disk $P --quiet --db disk/x.db export --out out; echo code $?",
    )
    assert done.stdout == "code 0\n", done.stderr
    assert set(files(Path("out"))) == set(files(export(out="other")))


def test_a_folder_that_cannot_be_written_is_told(place, capfd):
    Path("file").write_bytes(b"")
    assert cli.main(["--db", "x.db", "export", "--out", "file/out", "--record", "rec.json"]) == 1
    assert "file" in capfd.readouterr().err
    assert json.loads(Path("rec.json").read_bytes())["exit_code"] == 1


# --- short of surroundings -------------------------------------------------------------------------------


@pytest.mark.parametrize("home", [{}, {"HOME": "/proc/none"}], ids=["no HOME", "a HOME that is not there"])
def test_quiet_and_alone_as_cron_runs_it(place, home):
    env = {"LANG": "C", "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **home}
    process = start("--quiet", "--jobs", "2", env=env, start_new_session=True)
    assert ended(process) == (0, "")
    assert set(files(Path("out"))) == set(files(export(out="other")))
    Path("x.db").write_bytes(b"no database")
    code, told = ended(start("--quiet", env=env, start_new_session=True))
    assert code == 1
    assert "x.db" in told


def test_a_log_of_every_run_where_one_is_asked_for(place):
    for outcome in ("done", "unchanged"):
        export("--record", "log.json")
        said = json.loads(Path("log.json").read_bytes())
        assert (said["outcome"], said["exit_code"], said["made"] != []) == (outcome, 0, outcome == "done")
    assert not (Path("out") / "run.json").exists()


def test_the_record_names_no_password(place, capfd):
    url = "nosuchdb://officer:secret@host/base"
    assert cli.main(["--db", url, "export", "--out", "out"]) == 2
    assert "secret" not in (Path("out") / "run.json").read_text() + capfd.readouterr().err


def test_manifest_and_journal_agree_on_what_stands(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"new")
    entry = manifest.Entry(file="a.csv", inputs="2", sha256="", bytes=0)
    old = update.replace(entry, inputs="1", sha256=manifest.digest_of(b"old"), bytes=3)
    new = update.replace(entry, sha256=manifest.digest_of(b"new"), bytes=3)
    lost = update.replace(entry, inputs="3", sha256=manifest.digest_of(b"never written"), bytes=13)
    assert manifest.owned(tmp_path, {"a.csv": old}, {"a.csv": [new, lost]}) == {"a.csv": new}
    assert manifest.owned(tmp_path, {"a.csv": old}, {"a.csv": [lost]}) == {"a.csv": old}
