"""Ranks within a part of the country are no national ranks. Synthetic figures."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT, make_workbook

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import look

CATALOG = Catalog.load(ROOT / "no-user-definitions")
HIGHLANDS = ("Lâm Đồng", "Gia Lai", "Kon Tum", "Đắk Nông", "Đắk Lắk")
ANYWHERE = ("Hải Phòng", "Lào Cai", "Cà Mau", "Huế", "Gia Lai")
SCORES = (91.43, 90.18, 88.27, 86.91, 85.05)
Table = tuple[str, Sequence[str], Sequence[object]]


def seen(path: Path, table: Table, *, scores: bool = True) -> tuple[list[str], list[int | None]]:
    """The codes of warnings and errors about ranks, and the ranks that are read."""
    title, names, ranks = table
    rows = [[n, s, r] if scores else [n, r] for n, s, r in zip(names, SCORES, ranks, strict=True)]
    heads = ["Tỉnh", "Điểm", "Hạng"] if scores else ["Tỉnh", "Hạng"]
    found = look(make_workbook(path, {"Bảng": [[title], heads, *rows]}), CATALOG, Hints())
    return [f.code for f in found.findings if f.code.startswith("ranks-")], [r.rank for r in found.extraction.readings]


FIRST_FIVE = (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    "table",
    [
        ("PAR INDEX 2024 KHU VỰC PHÍA NAM", ANYWHERE, FIRST_FIVE),
        ("PAR INDEX 2024 CỤM THI ĐUA SỐ II", ANYWHERE, FIRST_FIVE),
        ("PAR INDEX 2024: 5 TỈNH DẪN ĐẦU VÙNG", ANYWHERE, FIRST_FIVE),
        ("PAR INDEX 2024", HIGHLANDS, FIRST_FIVE),  # a whole region
        ("PAR INDEX 2024", ANYWHERE, (1, 2, 3, 1, 2)),  # ranks begin again
    ],
)
def test_places_within_a_part_of_the_country_are_left_out(tmp_path: Path, table: Table) -> None:
    assert seen(tmp_path / "x.xlsx", table) == (["ranks-local"], [None] * len(SCORES))


@pytest.mark.parametrize(
    "table",
    [
        ("PAR INDEX 2024: TOP 5 CẢ NƯỚC", ANYWHERE, FIRST_FIVE),
        ("PAR INDEX 2024: 5 TỈNH DẪN ĐẦU", HIGHLANDS, FIRST_FIVE),
        ("PAR INDEX 2024", ANYWHERE, (1, 2, 4, 5, 6)),
        ("PAR INDEX 2024 TÂY NGUYÊN", HIGHLANDS, (7, 12, 30, 41, 60)),
        ("PAR INDEX 2024 TÂY NGUYÊN", HIGHLANDS, ("1/63", "2/63", "3/63", "4/63", "5/63")),
    ],
)
def test_national_ranks_stay(tmp_path: Path, table: Table) -> None:
    ranks = [int(str(r).split("/")[0]) for r in table[2]]
    assert seen(tmp_path / "x.xlsx", table) == ([], ranks)


def test_a_region_with_nothing_but_ranks_is_asked_about(tmp_path: Path) -> None:
    table = ("PAR INDEX 2024 VÙNG TÂY NGUYÊN", HIGHLANDS, FIRST_FIVE)
    assert seen(tmp_path / "x.xlsx", table, scores=False)[0] == ["ranks-unclear"]


def test_first_ranks_of_which_nothing_says_whose_they_are_stay_and_are_told(tmp_path: Path) -> None:
    assert seen(tmp_path / "x.xlsx", ("PAR INDEX 2024", ANYWHERE, FIRST_FIVE)) == (["ranks-open"], list(FIRST_FIVE))


@pytest.mark.parametrize(
    "note",
    [
        "Ghi chú: xếp hạng tính trong vùng Bắc Trung Bộ.",
        "Ghi chú: hạng tính trong 5 tỉnh của bảng.",
        "* Thứ hạng do Sở Nội vụ tự xếp theo nhóm",
        "Hạng là hạng giữa các tỉnh trong bảng, không phải hạng cả nước",
        "Note: ranks are among the provinces shown",
    ],
)
def test_places_that_a_note_calls_those_among_some_are_left_out(tmp_path: Path, note: str) -> None:
    assert below(tmp_path / "x.xlsx", note) == (["ranks-local"], [None] * len(SCORES))


@pytest.mark.parametrize(
    "note",
    [
        "Ghi chú: hạng trong 63 tỉnh, thành phố.",
        "Ghi chú: thứ hạng là hạng cả nước, không phải hạng trong vùng.",
        "Ghi chú: các tỉnh trong vùng được in đậm; xếp hạng toàn quốc",
    ],
)
def test_places_that_a_note_calls_national_stay(tmp_path: Path, note: str) -> None:
    assert below(tmp_path / "x.xlsx", note) == ([], list(FIRST_FIVE))


def below(path: Path, note: str) -> tuple[list[str], list[int | None]]:
    """What is seen of a table with a note below it."""
    rows = [[n, s, r] for n, s, r in zip(ANYWHERE, SCORES, FIRST_FIVE, strict=True)]
    sheet = [["PAR INDEX 2024"], ["Tỉnh", "Điểm", "Hạng"], *rows, [], [note]]
    found = look(make_workbook(path, {"Bảng": sheet}), CATALOG, Hints())
    return [f.code for f in found.findings if f.code.startswith("ranks-")], [r.rank for r in found.extraction.readings]
