"""Workbooks are read by a second process: they read as without it, and what is wrong is told all the same."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import makers
import pytest
from conftest import make_workbook

from parreform import ahead, workbook
from parreform.ahead import Ahead
from parreform.errors import InputRefused
from parreform.workbook import Grid, read_workbook

ROWS = [["CHỈ SỐ PAR INDEX NĂM 2023"], ["Tỉnh", "Điểm"], ["Hà Nội", 90.5]]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot split a process")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return make_workbook(tmp_path / "bang.xlsx", {"Bảng": ROWS})


def _not_here(*_: object) -> None:
    raise AssertionError("read by the process that asks")


def test_it_reads_what_is_read_without_it(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = read_workbook(book)
    with Ahead([book]) as started:
        monkeypatch.setattr(workbook, "read_workbook", _not_here)
        assert started.read(book, book.read_bytes()) == wanted


def test_several_files_are_read_in_turn_and_those_nobody_asks_for_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = [make_workbook(tmp_path / f"{n}.xlsx", {"Bảng": [*ROWS, ["Huế", 80 + n]]}) for n in range(4)]
    wanted = [read_workbook(book) for book in books]
    with Ahead([tmp_path]) as started:
        monkeypatch.setattr(workbook, "read_workbook", _not_here)
        assert [started.read(books[n]) for n in (0, 2, 3)] == [wanted[n] for n in (0, 2, 3)]


def test_a_file_that_changed_since_is_read_anew(book: Path) -> None:
    with Ahead([book]) as started:
        other = make_workbook(book.with_name("other.xlsx"), {"Bảng": [*ROWS, ["Huế", 80.5]]})
        assert started.read(book, other.read_bytes()) == read_workbook(other)


@pytest.mark.parametrize("content", [b"", b"PK", b"no workbook"])
def test_what_cannot_be_read_is_refused_as_without_it(content: bytes, book: Path) -> None:
    book.write_bytes(content)
    with pytest.raises(InputRefused) as without:
        read_workbook(book, content)
    with Ahead([book]) as started, pytest.raises(InputRefused) as refused:
        started.read(book, content)
    assert str(refused.value) == str(without.value)


ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "sheet",
    [
        f"<sheetData>{ROW}</sheetData>",
        f"<sheetData>{ROW}</sheet>",
        f"<sheetData>{ROW}<row",
        f"<sheetData>{ROW}</sheetData>&none;",
        f'<sheetData>{ROW}</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
        '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
    ],
)
def test_a_file_read_while_it_is_examined_reads_or_is_refused_as_otherwise(
    sheet: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outcome(read: Callable[[Path], list[Grid]]) -> list[Grid] | str:
        try:
            return read(path)
        except InputRefused as refused:
            return str(refused)

    path = tmp_path / "bang.xlsx"
    path.write_bytes(makers.xlsx_parts(sheet))
    wanted = outcome(read_workbook)
    monkeypatch.setattr(workbook, "_LARGE", 0)
    with Ahead([path]) as started:
        assert outcome(started.read) == wanted


def test_where_the_second_process_dies_the_first_one_reads(book: Path) -> None:
    with Ahead([book]) as started:
        os.kill(started._process, signal.SIGKILL)
        assert started.read(book) == read_workbook(book)


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A table that does not go into a pipe before somebody takes it out."""
    path = tmp_path / "long.csv"
    path.write_text("".join(f"{n},{n}.5,{n}.25\n" for n in range(20_000)), encoding="utf-8")
    return path


def test_it_ends_with_who_began_it(long: Path) -> None:
    with Ahead([long]) as started:
        process = started._process
    with pytest.raises(ChildProcessError):
        os.waitpid(process, 0)


def test_nothing_begins_for_no_files() -> None:
    with Ahead([]) as started:
        assert not started.busy
        assert started._process == 0


def test_where_processes_cannot_be_split_files_are_read_when_asked_for(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fork")
    with Ahead([book]) as started:
        assert not started.busy
        assert started.read(book) == read_workbook(book)


def test_what_began_with_the_program_is_taken_once(book: Path) -> None:
    ahead.begin(["--lang", "vi", "import", str(book), "none.xlsx"])
    with ahead.reading([book]) as first, ahead.reading([book]) as second:
        assert first is not second
        assert first.read(book) == second.read(book) == read_workbook(book)


def test_a_pipe_is_not_held_open_by_it(long: Path) -> None:
    """`parreform import ... | tee` ends when the program does, which here asks for no file."""
    command = [sys.executable, "-m", "parreform", "--db", str(long.with_name("d.db")), "import", "--year"]
    done = subprocess.run([*command, "no year", str(long)], capture_output=True, timeout=60, check=False)
    assert done.returncode == 2
