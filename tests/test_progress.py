"""The bar of a long import: on a terminal only, and gone at the end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parent.parent / "sample_data" / "sipas.xlsx"

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")


def bring(tmp_path: Path, copies: int, *words: str, terminal: bool) -> str:
    """What `parreform import` of some copies of a workbook says on standard error."""
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(copies):
        (folder / f"{n}.xlsx").write_bytes(SAMPLE.read_bytes())
    command = [sys.executable, "-m", "parreform", "--db", str(tmp_path / "a.db"), *words, "import", str(folder)]
    env = os.environ | {"PARREFORM_HOME": str(tmp_path), "TERM": "xterm", "COLUMNS": "100"}
    if not terminal:
        return subprocess.run(command, env=env, capture_output=True, check=True, encoding="utf-8").stderr
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        told = _all_of(ours)
    assert process.returncode == 0
    return told


def _all_of(descriptor: int) -> str:
    found = b""
    while True:
        try:
            part = os.read(descriptor, 65536)
        except OSError:  # the other end is closed
            part = b""
        if not part:
            os.close(descriptor)
            return found.decode("utf-8")
        found += part


def test_a_terminal_sees_the_steps_and_the_bar_goes_away(tmp_path: Path) -> None:
    told = bring(tmp_path, 10, terminal=True)
    assert "━" in told
    assert "9.xlsx: " in told
    assert told.rstrip().rsplit("━", 1)[1].count("\x1b[2K") >= 1


@pytest.mark.parametrize(
    ("copies", "words", "terminal"), [(10, (), False), (10, ("--quiet",), True), (2, (), True)], ids=str
)
def test_a_pipe_quiet_or_little_work_has_no_bar(copies, words, terminal, tmp_path) -> None:
    told = bring(tmp_path, copies, *words, terminal=terminal)
    assert "━" not in told
