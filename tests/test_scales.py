"""What a sheet prints of scales, units, numbers of units and keys, against the edition. Synthetic figures."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT, make_workbook
from openpyxl import load_workbook

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import look

CATALOG = Catalog.load(ROOT / "no-user-definitions")
NAMES = ("Hà Nội", "Hải Phòng", "Lào Cai", "Yên Bái", "Hòa Bình", "Cà Mau", "Bạc Liêu", "Sóc Trăng")
TOTALS = (92.18, 91.43, 88.27, 87.14, 86.91, 85.05, 84.66, 83.92)
STEERING = (8.91, 8.85, 8.44, 8.72, 7.95, 8.13, 8.02, 8.6)
PROCEDURES = (12.11, 11.6, 10.98, 11.4, 9.77, 10.2, 10.01, 11.03)
Row = Sequence[object]


def seen(folder: Path, rows: Sequence[Row], formats: dict[str, str] | None = None, **sheets: Sequence[Row]):
    path = make_workbook(folder / "x.xlsx", {"Trang": rows, **sheets})
    book = load_workbook(path)
    for cell, code in (formats or {}).items():
        book.active[cell].number_format = code
    book.save(path)
    return look(path, CATALOG, Hints())


def errors(folder: Path, rows: Sequence[Row], **more) -> list[tuple[str, str]]:
    return [(f.code, f.cell) for f in seen(folder, rows, **more).findings if f.severity == "error"]


def areas(*others: Row, at: int = len(NAMES), scores: Sequence[float] = PROCEDURES) -> list[Row]:
    """A table of two areas with other rows put in before one of the provinces, or at the end."""
    rows: list[Row] = [[n, *x] for n, *x in zip(NAMES, STEERING, scores, strict=True)]
    heads: Row = ["Tỉnh", "Công tác chỉ đạo, điều hành CCHC", "Cải cách thủ tục hành chính"]
    return [["PAR INDEX NĂM 2024"], heads, *rows[:at], *others, *rows[at:]]


# --- maxima -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["Điểm tối đa", "Thang điểm tối đa", "Maximum", "Điểm tối đa của lĩnh vực", "Max"])
@pytest.mark.parametrize("at", [0, 4, 8])
def test_other_maxima_are_seen_wherever_their_row_stands(tmp_path: Path, label: str, at: int) -> None:
    assert errors(tmp_path, areas([label, 9.5, 14], at=at)) == [("maximum-differs", f"C{3 + at}")]
    assert errors(tmp_path, areas([label, 9.5, 13], at=at)) == []


def test_the_best_scores_below_a_table_are_no_maxima(tmp_path: Path) -> None:
    rows = areas(["Min", min(STEERING), min(PROCEDURES)], ["Max", max(STEERING), max(PROCEDURES)])
    assert errors(tmp_path, rows) == []


@pytest.mark.parametrize(("scale", "found"), [(13, []), (10, ["maximum-differs"])])
def test_a_column_of_maxima_is_held_against_the_edition(tmp_path: Path, scale: int, found: list[str]) -> None:
    low = [round(x / 1.3, 2) for x in PROCEDURES]
    wide = [[n, s, scale] for n, s in zip(NAMES, low, strict=True)]
    long = [[n, 2024, "PAR INDEX", "Cải cách thủ tục hành chính", *x] for n, *x in wide]
    for rows in (
        [["PAR INDEX 2024"], ["Tỉnh", "Cải cách thủ tục hành chính", "Thang điểm"], *wide],
        [["Tỉnh", "Năm", "Chỉ số", "Tiêu chí", "Điểm", "Thang điểm"], *long],
    ):
        assert sorted({code for code, _ in errors(tmp_path, rows)}) == found


# --- headings and titles ----------------------------------------------------------------------------


def alone(heading: str, scores: Sequence[float] = PROCEDURES, title: str = "PAR INDEX NĂM 2024") -> list[Row]:
    return [[title], ["Tỉnh", heading], *zip(NAMES, scores, strict=True)]


FORMS = (
    "/{}",
    "(/{})",
    "(0-{})",
    "[{} điểm]",
    "(trên {} điểm)",
    "theo thang {}",
    "out of {}",
    "- tối đa {} điểm",
)


@pytest.mark.parametrize("form", [*FORMS, "(thang Likert {})", "(từ 0 đến {})", "(thang điểm {})"])
def test_a_scale_in_a_heading_is_that_of_the_edition_or_asked_about(tmp_path: Path, form: str) -> None:
    name = "Cải cách thủ tục hành chính " + form
    assert errors(tmp_path, alone(name.format(13))) == []
    low = [x / 1.4 for x in PROCEDURES]
    assert errors(tmp_path, alone(name.format(10), low)) == [("maximum-differs", "B2")]


@pytest.mark.parametrize(
    ("heading", "title", "found"),
    [
        ("PAR INDEX (‰)", "PAR INDEX 2024", [("unit-unlike", "B2")]),
        ("Điểm", "PAR INDEX 2024 (đơn vị: ‰)", [("unit-unlike", "A1")]),
        ("Điểm", "PAR INDEX 2024 (thang điểm 120)", [("maximum-differs", "A1")]),
        ("Điểm", "PAR INDEX 2024 (thang điểm 100)", []),
        ("Điểm/100", "PAR INDEX 2024", []),
        ("Điểm/120", "PAR INDEX 2024", [("maximum-differs", "B2")]),
    ],
)
def test_units_and_scales_of_headings_and_titles(
    tmp_path: Path, heading: str, title: str, found: list[tuple[str, str]]
) -> None:
    assert errors(tmp_path, alone(heading, TOTALS, title)) == found


@pytest.mark.parametrize(("number", "found"), [("III", []), ("II", [("indicator-number", "B2")])])
def test_roman_numbers_must_be_those_of_the_names(tmp_path: Path, number: str, found: list[tuple[str, str]]) -> None:
    assert errors(tmp_path, alone(f"{number}. Cải cách thủ tục hành chính")) == found


# --- keys -------------------------------------------------------------------------------------------

RIGHT, WRONG = ("Công tác chỉ đạo, điều hành CCHC", "Cải cách thể chế"), ("Cải cách thể chế", "Cải cách tài chính công")


@pytest.mark.parametrize(
    ("said", "found"), [(RIGHT, []), (WRONG, [("key-contradicts", "B2"), ("key-contradicts", "C2")])]
)
@pytest.mark.parametrize("form", ["lines", "one line", "cells", "sheet"])
def test_a_key_must_agree_with_the_numbers_it_explains(
    tmp_path: Path, said: tuple[str, str], form: str, found: list[tuple[str, str]]
) -> None:
    rows: list[Row] = [["PAR INDEX 2024"], ["Tỉnh", "LV1", "LV2"], *zip(NAMES, STEERING, STEERING, strict=True)]
    one, two = said
    keys: dict[str, list[Row]] = {
        "lines": [[f"LV1: {one}"], [f"LV2: {two}"]],
        "one line": [[f"Ghi chú: LV1 - {one}; LV2 - {two}"]],
        "cells": [["LV1", one], ["LV2", two]],
    }
    if form == "sheet":
        assert errors(tmp_path, rows, Key=keys["cells"]) == found
    else:
        assert errors(tmp_path, [*rows, [], *keys[form]]) == found


# --- numbers of units -------------------------------------------------------------------------------


def ranked(year: int, form: str, heading: str = "Xếp hạng", title: str = "PAR INDEX NĂM {}") -> list[Row]:
    names = [n for n in NAMES if n not in ("Yên Bái", "Hòa Bình", "Bạc Liêu", "Sóc Trăng")] if year == 2025 else NAMES
    rows = [[n, s, form.format(r) if form else r] for r, (n, s) in enumerate(zip(names, TOTALS, strict=False), 1)]
    return [[title.format(year)], ["Tỉnh", "Điểm", heading], *rows]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (ranked(2024, "{}/63"), []),
        (ranked(2025, "{}/34"), []),
        (ranked(2025, "{}/63"), [("units-unlike", "C3")]),
        (ranked(2024, "{}/34"), [("units-unlike", "C3")]),
        (ranked(2025, "", "Hạng/63"), [("units-unlike", "C2")]),
        (ranked(2024, "", "Xếp hạng (trên 63 tỉnh)"), []),
        (ranked(2025, "", title="PAR INDEX NĂM {} CỦA 63 TỈNH, THÀNH PHỐ"), [("units-unlike", "A1")]),
    ],
)
def test_ranks_are_among_the_units_of_their_year(tmp_path: Path, rows: list[Row], found: list[tuple[str, str]]) -> None:
    assert errors(tmp_path, rows) == found


@pytest.mark.parametrize(("code", "out_of"), [('0"/63"', 63), ("0", None), ('0"/14"', "left out")])
def test_a_number_format_says_out_of_how_many_ranks_are(tmp_path: Path, code: str, out_of: object) -> None:
    result = seen(tmp_path, ranked(2024, ""), {f"C{r}": code for r in range(3, 11)})
    readings = list(result.extraction.readings)
    assert [f.code for f in result.findings if f.severity == "error"] == []
    if out_of == "left out":
        assert {r.rank for r in readings} == {None}
        assert "ranks-local" in {f.code for f in result.findings}
    else:
        assert {(r.rank, r.n_ranked) for r in readings} == {(n, out_of) for n in range(1, 9)}


def test_ranks_out_of_a_part_of_the_country_are_left_out(tmp_path: Path) -> None:
    result = seen(tmp_path, ranked(2024, "{}/14"))
    assert {(r.score, r.rank) for r in result.extraction.readings} == {(s, None) for s in TOTALS}


# --- staffing ---------------------------------------------------------------------------------------


def test_what_formats_write_beside_figures_of_staff_is_asked_about(tmp_path: Path) -> None:
    title = "KẾT QUẢ THỰC HIỆN TINH GIẢN BIÊN CHẾ CÔNG CHỨC NĂM 2021 SO VỚI NĂM 2015"
    rows = [[title], ["Tỉnh", "Biên chế giao năm 2015", "Số đã giảm"], ["Hà Nam", 1850, 172], ["Nam Định", 2410, 250]]
    assert errors(tmp_path, rows) == []
    assert errors(tmp_path, rows, formats={"C4": '#,##0" (dự kiến)"'}) == [("format-writes", "C4")]
    assert errors(tmp_path, rows, formats={"C4": '#,##0" người"'}) == []
