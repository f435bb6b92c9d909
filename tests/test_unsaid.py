"""Whole numbers under the names of indices and their parts, with no word for a measure. Synthetic tables."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from parreform.catalog import Catalog
from parreform.extract import extract
from parreform.workbook import Grid

CATALOG = Catalog.load(Path(__file__).parent / "no-user-definitions")
PARTS = ["Tham gia", "Công khai, minh bạch", "Trách nhiệm giải trình", "Kiểm soát tham nhũng"]
SMALL, LARGE = ([3, 5, 2, 9], [4, 7, 2, 8]), ([3, 15, 42, 9], [4, 7, 22, 58])
POINTS = [[5.12, 4.88, 4.3, 6.61], [5.4, 5.02, 4.25, 6.8]]


def read(rows: Sequence[Sequence[Any]], sheet: str = "Sheet1") -> str:
    """`rank` or `score` where all values are such, else the code of the first error."""
    width = max(map(len, rows))
    found = extract([Grid(sheet, [[*row, *[None] * (width - len(row))] for row in rows])], "bang.xlsx", CATALOG)
    wrong = [f.code for f in found.findings if f.severity == "error"]
    kinds = {"score" if r.rank is None else "rank" if r.score is None else "both" for r in found.readings}
    return wrong[0] if wrong else " ".join(kinds)


def wide(title: str, figures: Sequence[Sequence[float]]) -> list[list[Any]]:
    return [[title], ["Tỉnh", *PARTS], ["Quảng Ninh", *figures[0]], ["Hải Dương", *figures[1]]]


def turned(title: str, figures: Sequence[Sequence[float]]) -> list[list[Any]]:
    rows = [[part, a, b] for part, a, b in zip(PARTS, *figures, strict=True)]
    return [[title], ["Nội dung", "Quảng Ninh", "Hải Dương"], *rows]


def of_years(title: str, figures: Sequence[Sequence[float]]) -> list[list[Any]]:
    rows = [[part, a, b] for part, a, b in zip(PARTS, *figures, strict=True)]
    return [[f"{title} tỉnh Quảng Ninh"], ["Nội dung", "Năm 2021", "Năm 2022"], *rows]


SHAPES = pytest.mark.parametrize("shape", [wide, turned, of_years])


@SHAPES
@pytest.mark.parametrize("figures", [SMALL, LARGE])
@pytest.mark.parametrize("title", ["Thứ hạng các nội dung PAPI", "XẾP HẠNG CÁC NỘI DUNG PAPI"])
def test_figures_are_ranks_where_the_title_says_so(title: str, figures: Any, shape: Any) -> None:
    assert read(shape(f"{title} năm 2022" if shape is not of_years else title, figures)) == "rank"


@pytest.mark.parametrize("sheet", ["Thứ hạng", "Thu hang 2022", "Xếp hạng"])
def test_figures_are_ranks_where_the_name_of_the_sheet_says_so(sheet: str) -> None:
    assert read(wide("PAPI năm 2022", SMALL), sheet) == "rank"


@SHAPES
@pytest.mark.parametrize("title", ["PAPI", "Kết quả xếp hạng các nội dung PAPI", "Điểm và xếp hạng các nội dung PAPI"])
def test_whole_numbers_that_could_be_either_are_asked_about(title: str, shape: Any) -> None:
    assert read(shape(f"{title} năm 2022" if shape is not of_years else title, SMALL)) == "measure-unknown"


def test_numbers_beyond_the_scale_are_no_shares() -> None:
    assert read(wide("PAPI năm 2022", LARGE)) == "measure-unknown"
    assert read(wide("Kết quả xếp hạng PAPI năm 2022", LARGE)) == "rank"


@SHAPES
@pytest.mark.parametrize("title", ["PAPI", "Kết quả xếp hạng PAPI", "Điểm và xếp hạng PAPI", "Thứ hạng PAPI"])
def test_numbers_with_decimals_are_scores_whatever_the_title_says(title: str, shape: Any) -> None:
    assert read(shape(f"{title} năm 2022" if shape is not of_years else title, POINTS)) == "score"


@SHAPES
def test_whole_numbers_are_scores_where_the_title_says_nothing_else(shape: Any) -> None:
    assert read(shape("Điểm các nội dung PAPI năm 2022" if shape is not of_years else "Điểm PAPI", SMALL)) == "score"


def test_a_column_of_scores_leaves_open_what_the_title_speaks_of() -> None:
    rows = wide("Thứ hạng PAPI năm 2022", SMALL)
    rows[1], rows[2], rows[3] = [*rows[1], "Tổng điểm"], [*rows[2], 43.2], [*rows[3], 42.9]
    assert read(rows) == "measure-unknown"


def test_totals_that_may_be_scores_are_asked_about_where_results_are_ranked() -> None:
    rows: list[list[Any]] = [["Kết quả xếp hạng PAPI năm 2022"], ["Tỉnh", "PAPI"], ["Hà Tĩnh", 42], ["Gia Lai", 41]]
    assert read(rows) == "measure-unknown"
    rows[2][1] = 12
    assert read(rows) == "rank"
