"""Synthetic workbooks as officers make them: read in full, or refused at the right cell."""

import re
from pathlib import Path

import pytest
from corpus import CASES, Book, Case, Outcome, differences, files, outcome_of_file, writers

from parreform.errors import InputRefused
from parreform.workbook import read_workbook

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
    assert first.cell in book.bad_cells() or case.anywhere
    assert first.message
    assert case.suggestion in first.suggestion


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 220
    assert len(BAD) >= 65


def lost(case: Case) -> bool:
    return any(cell.formula == "lost" for sheet in case.build().sheets for _, _, cell in sheet.cells())


@pytest.mark.parametrize("kind", writers.WORKBOOKS)
@pytest.mark.parametrize("case", GOOD, ids=[c.name for c in GOOD])
def test_the_same_is_read_from_every_format(case: Case, kind: str, tmp_path: Path) -> None:
    book = case.build()
    if lost(case):
        pytest.skip("a formula without a result is another thing in every format")
    path = tmp_path / Path(book.file).with_suffix(f".{kind}").name
    path.write_bytes(writers.WORKBOOKS[kind](book))
    outcome = outcome_of_file(path, case.options)
    assert [(f.code, f.sheet, f.cell, dict(f.facts)) for f in outcome.errors] == []
    assert differences(outcome.readings, book.wanted(case.options.get("sheet", ""))) == []


@pytest.mark.parametrize("file", files.READ, ids=[f.name for f in files.READ])
def test_a_file_is_read_as_what_it_is(file: files.File, tmp_path: Path) -> None:
    path = tmp_path / file.name
    path.write_bytes(file.content())
    assert file.book
    outcome = outcome_of_file(path, {})
    assert [(f.code, f.sheet, f.cell, dict(f.facts)) for f in outcome.errors] == []
    assert differences(outcome.readings, file.book().wanted()) == []


@pytest.mark.parametrize("file", files.REFUSED, ids=[f.name for f in files.REFUSED])
def test_what_cannot_be_read_is_refused_with_the_reason_and_what_to_do(file: files.File, tmp_path: Path) -> None:
    path = tmp_path / file.name
    path.write_bytes(file.content())
    with pytest.raises(InputRefused, match=re.escape(file.refused)) as refused:
        read_workbook(path)
    assert str(refused.value).startswith(file.name)
    assert refused.value.hint
