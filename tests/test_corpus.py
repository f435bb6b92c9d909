"""Synthetic workbooks as officers make them: read in full, or refused at the right cell."""

import re
from pathlib import Path

import pytest
from corpus import CASES, Book, Case, Outcome, differences, outcome_of_file

GOOD = [case for case in CASES.values() if case.good]
BAD = [case for case in CASES.values() if not case.good]


def run(case: Case, folder: Path) -> tuple[Book, Outcome]:
    book = case.build()
    return book, outcome_of_file(book.save(folder), case.options)


@pytest.mark.parametrize("case", GOOD, ids=[c.name for c in GOOD])
def test_everything_stated_is_read_at_its_cell(case: Case, tmp_path: Path) -> None:
    book, outcome = run(case, tmp_path)
    assert [(f.code, f.sheet, f.cell, dict(f.facts)) for f in outcome.errors] == []
    assert differences(outcome.readings, book.wanted(case.options.get("sheet", ""))) == []
    keys = [r.key for r in outcome.readings]
    assert len(keys) == len(set(keys))
    if case.reports:
        assert [c for c in outcome.codes if re.search(case.reports, c)], outcome.codes


@pytest.mark.parametrize("case", BAD, ids=[c.name for c in BAD])
def test_what_is_wrong_is_refused_at_its_cell(case: Case, tmp_path: Path) -> None:
    book, outcome = run(case, tmp_path)
    assert outcome.refused
    first = outcome.errors[0] if outcome.errors else next(f for f in outcome.findings if f.code in case.codes)
    assert first.code in case.codes, [(f.code, f.cell) for f in outcome.errors]
    assert first.cell in book.bad_cells() or (case.anywhere and not first.cell)
    assert first.message
    assert case.suggestion in first.suggestion


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 220
    assert len(BAD) >= 65
