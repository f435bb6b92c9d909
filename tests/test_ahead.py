"""The first workbook is read in a thread: it reads as it does without, and what is wrong is told all the same."""

from pathlib import Path

import pytest
from conftest import make_workbook

from parreform import ahead
from parreform.ahead import Ahead
from parreform.errors import InputRefused
from parreform.workbook import looked_at, read_workbook

ROWS = [["CHỈ SỐ PAR INDEX NĂM 2023"], ["Tỉnh", "Điểm"], ["Hà Nội", 90.5]]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(ahead, "LARGE", 0)
    return make_workbook(tmp_path / "bang.xlsx", {"Bảng": ROWS})


def test_it_reads_what_is_read_without_it(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, looks = read_workbook(book), []
    monkeypatch.setattr(ahead, "looked_at", lambda content: looks.append(1) or looked_at(content))
    assert Ahead([book]).read(book, book.read_bytes()) == wanted
    assert looks


def test_a_file_that_changed_since_is_read_anew(book: Path) -> None:
    started = Ahead([book])
    other = make_workbook(book.with_name("other.xlsx"), {"Bảng": [*ROWS, ["Huế", 80.5]]})
    assert started.read(book, other.read_bytes()) == read_workbook(other)


@pytest.mark.parametrize("content", [b"", b"PK", b"no workbook"])
def test_what_cannot_be_read_is_refused_as_without_it(content: bytes, book: Path) -> None:
    book.write_bytes(content)
    started = Ahead([book])
    with pytest.raises(InputRefused) as without:
        read_workbook(book, content)
    with pytest.raises(InputRefused) as refused:
        started.read(book, content)
    assert str(refused.value) == str(without.value)


def test_of_small_files_folders_and_nothing_no_thread_begins(tmp_path: Path) -> None:
    small = make_workbook(tmp_path / "bang.xlsx", {"Bảng": ROWS})
    for files in ([small], [tmp_path], [tmp_path / "none.xlsx"], []):
        assert Ahead(files)._thread is None
