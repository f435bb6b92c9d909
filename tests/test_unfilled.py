"""Forms that nobody has filled in, or not to the end: what their empty cells say. Synthetic figures."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from conftest import ROOT, make_workbook
from corpus.data import NAMES, OLD, SOME, papi, par, sipas

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import Look, look

CATALOG = Catalog.load(ROOT / "no-user-definitions")
SCORES = par(2023, OLD).scores
Rows = list[list[object]]


def looked(folder: Path, *sheets: Rows) -> Look:
    path = make_workbook(folder / "x.xlsx", {f"Bảng {n}": rows for n, rows in enumerate(sheets, 1)})
    return look(path, CATALOG, Hints())


def table(heads: Sequence[str], cells: Callable[[str], Sequence[object]], units: Sequence[str] = OLD) -> Rows:
    return [["PAR INDEX 2023"], ["Tỉnh", *heads], *([NAMES[u], *cells(u)] for u in units)]


def errors(seen: Look) -> list[tuple[str, str]]:
    return [(f.code, f.cell) for f in seen.findings if f.severity == "error"]


def told(seen: Look) -> list[tuple[str, object, object]]:
    return [(f.cell, f.facts["held"], f.facts["count"]) for f in seen.findings if f.code == "not-filled-in"]


def missing(seen: Look) -> set[str]:
    return {r.unit for r in seen.extraction.readings if r.missing}


@pytest.mark.parametrize("cell", [None, "-", "…", "*", 0, "0", "KCDL"])
@pytest.mark.parametrize("units", [OLD, SOME])
def test_a_table_without_any_figure_is_refused(tmp_path: Path, cell: object, units: Sequence[str]) -> None:
    seen = looked(tmp_path, table(["Điểm", "Hạng"], lambda _: (cell, None), units))
    assert errors(seen) == [("no-figures", "B3")]
    assert [f.code for f in seen.findings if f.code == "zero-missing"] == []


def test_figures_that_cannot_be_read_are_no_empty_form(tmp_path: Path) -> None:
    seen = looked(tmp_path, table(["Hạng"], lambda _: ("1 (91,5)",)))
    assert errors(seen) == [("number-unreadable", "B3")]


def test_an_empty_form_beside_figures_is_told_and_left_out(tmp_path: Path) -> None:
    form = [["SIPAS 2023"], ["Tỉnh", "SIPAS"], *([NAMES[u], None] for u in OLD)]
    seen = looked(tmp_path, table(["Điểm"], lambda u: (SCORES[u],)), form)
    assert (errors(seen), missing(seen)) == ([], set())
    assert [f.sheet for f in seen.findings if f.code == "not-filled-in"] == ["Bảng 2"]


@pytest.mark.parametrize("cell", [None, "-", 0])
def test_a_column_without_figures_says_nothing(tmp_path: Path, cell: object) -> None:
    seen = looked(tmp_path, table(["PAR INDEX", "SIPAS"], lambda u: (SCORES[u], cell)))
    assert (errors(seen), missing(seen), len(seen.extraction.readings)) == ([], set(), len(OLD))
    assert told(seen) == [("C3", 0, len(OLD))]


def test_a_year_without_figures_says_nothing(tmp_path: Path) -> None:
    seen = looked(tmp_path, [["PAR INDEX"], ["Tỉnh", "2023", "2024"], *([NAMES[u], SCORES[u], None] for u in OLD)])
    assert (errors(seen), missing(seen)) == ([], set())
    assert {r.year for r in seen.extraction.readings} == {2023}


def test_a_word_in_such_a_column_is_a_statement_all_the_same(tmp_path: Path) -> None:
    second = sipas(2023, OLD).scores
    seen = looked(tmp_path, table(["PAR INDEX", "SIPAS"], lambda u: (SCORES[u], "KCDL" if u in SOME else second[u])))
    assert missing(seen) == set(SOME)


@pytest.mark.parametrize(("blank", "says"), [(1, True), (3, True), (4, False), (44, False)])
def test_a_few_blanks_of_a_full_table_are_statements_and_more_are_not(tmp_path: Path, blank: int, says: bool) -> None:
    scores = papi(2023, OLD).scores
    rows = [[NAMES[u], None if n < blank else scores[u]] for n, u in enumerate(OLD)]
    seen = looked(tmp_path, [["PAPI 2023"], ["Tỉnh", "Tổng điểm"], *rows])
    assert errors(seen) == []
    assert missing(seen) == (set(OLD[:blank]) if says else set())
    assert told(seen) == ([] if says else [("B3", len(OLD) - blank, blank)])


@pytest.mark.parametrize("cell", ["-", 0])
@pytest.mark.parametrize(("empty", "says"), [(12, True), (40, False)])
def test_dashes_are_statements_where_most_units_have_figures(
    tmp_path: Path, cell: object, empty: int, says: bool
) -> None:
    seen = looked(tmp_path, table(["Điểm"], lambda u: (cell if u in OLD[:empty] else SCORES[u],)))
    assert errors(seen) == []
    assert missing(seen) == (set(OLD[:empty]) if says else set())


def test_rows_of_a_long_table_that_hold_dashes_alone_are_a_form(tmp_path: Path) -> None:
    rows = [[NAMES[u], 2023, "PAR INDEX", "-"] for u in SOME]
    assert errors(looked(tmp_path, [["Tỉnh", "Năm", "Chỉ số", "Điểm"], *rows])) == [("no-figures", "D2")]


def test_groups_beside_scores_that_are_not_filled_in_are_told(tmp_path: Path) -> None:
    scores = papi(2023, OLD).scores
    rows = [[NAMES[u], scores[u] if n > 8 else None, "Cao" if n > 7 else None] for n, u in enumerate(OLD)]
    seen = looked(tmp_path, [["PAPI 2023"], ["Tỉnh", "Tổng điểm", "Nhóm"], *rows])
    assert [f.cell for f in seen.findings if f.code == "score-blank"] == ["B11"]
