"""Staffing workbooks edited at random: nothing ends in an exception, and what only looks different reads the same."""

import random
from collections.abc import Callable

import pytest
from corpus.model import BLANK, Book, Cell, Sheet
from corpus.outcome import CATALOG
from corpus.staff import STAFF
from test_staffing_corpus import said

from parreform.hints import Hints
from parreform.staffing.checks import check_staffing
from parreform.staffing.extract import extract_staffing

GOOD = [c for c in STAFF.values() if not c.codes]
Edit = Callable[[random.Random, Sheet], None]


def blank_row(rng: random.Random, sheet: Sheet) -> None:
    sheet.merged = []
    sheet.rows.insert(rng.randrange(len(sheet.rows) + 1), [BLANK] * sheet.width)


def blank_column(rng: random.Random, sheet: Sheet) -> None:
    sheet.merged = []
    at = rng.randrange(sheet.width + 1)
    for row in sheet.rows:
        row.insert(at, BLANK)


def capitals(rng: random.Random, sheet: Sheet) -> None:
    for row in sheet.rows:
        for n, cell in enumerate(row):
            if isinstance(cell.value, str) and not cell.tags and rng.random() < 0.5:
                row[n] = cell.having(cell.value.upper())


def thousands_as_text(_rng: random.Random, sheet: Sheet) -> None:
    for row in sheet.rows:
        for n, cell in enumerate(row):
            if isinstance(cell.value, int) and cell.tags:
                row[n] = cell.having(f"{cell.value:,}".replace(",", "."))


def footnote(_rng: random.Random, sheet: Sheet) -> None:
    sheet.rows.append([Cell("Ghi chú: số liệu tạm tính"), *[BLANK] * (sheet.width - 1)])


def cell_lost(rng: random.Random, sheet: Sheet) -> None:
    sheet.rows[rng.randrange(len(sheet.rows))][rng.randrange(sheet.width)] = BLANK


def row_lost(rng: random.Random, sheet: Sheet) -> None:
    sheet.merged = []
    del sheet.rows[rng.randrange(len(sheet.rows))]


def column_lost(rng: random.Random, sheet: Sheet) -> None:
    sheet.merged = []
    at = rng.randrange(sheet.width)
    for row in sheet.rows:
        del row[at]


def rows_changed_about(rng: random.Random, sheet: Sheet) -> None:
    one, other = rng.randrange(len(sheet.rows)), rng.randrange(len(sheet.rows))
    sheet.rows[one], sheet.rows[other] = sheet.rows[other], sheet.rows[one]


HARMLESS: tuple[Edit, ...] = (blank_row, blank_column, capitals, thousands_as_text, footnote)
HARMFUL: tuple[Edit, ...] = (cell_lost, row_lost, column_lost, rows_changed_about)


def read(book: Book, options: dict[str, object]) -> tuple[set[tuple[object, ...]], set[str]]:
    """The figures read, without their cells, and the codes of errors."""
    found = extract_staffing(book.grids(), book.file, CATALOG, Hints(**options))  # type: ignore[arg-type]
    findings = [*found.findings, *check_staffing(found.figures, CATALOG)]
    return {said(f)[:-1] for f in found.figures}, {f.code for f in findings if f.severity == "error"}


@pytest.mark.parametrize("seed", range(150))
def test_what_only_looks_different_reads_the_same_or_is_refused(seed: int) -> None:
    rng = random.Random(seed)
    case = rng.choice(GOOD)
    book = case.build()
    for edit in rng.sample(HARMLESS, rng.choice((1, 2, 3))):
        edit(rng, book.sheets[0])
    wanted = {(*k, m, w.values[m]) for k, w in book.wanted().items() for m in w.values}
    figures, errors = read(book, case.options)
    assert figures == wanted or errors, case.name


@pytest.mark.parametrize("seed", range(150))
def test_what_is_lost_ends_in_no_exception_and_invents_no_number(seed: int) -> None:
    rng = random.Random(seed)
    case = rng.choice(GOOD)
    book = case.build()
    printed = {t.value for s in book.sheets for row in s.rows for c in row for t in c.tags}
    for edit in rng.choices(HARMFUL, k=rng.choice((1, 2, 3))):
        edit(rng, book.sheets[0])
    figures, _ = read(book, case.options)
    assert {f[-1] for f in figures} <= printed | {6000, 5400, 120000, 102000, 10, 15}  # totals that state nothing
