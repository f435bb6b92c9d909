"""Synthetic staffing workbooks as officers make them: every number at its cell, or refused for the right reason."""

from pathlib import Path

import pytest
from corpus.outcome import CATALOG
from corpus.staff import STAFF, StaffCase

from parreform.hints import Hints
from parreform.ingest import look
from parreform.staffing.figures import Figure

GOOD = [c for c in STAFF.values() if not c.codes]
BAD = [c for c in STAFF.values() if c.codes]


def said(figure: Figure) -> tuple[object, ...]:
    part = f":{figure.reason}:{figure.direction}:{figure.counterparty}" if figure.measure == "part" else ""
    key = (
        figure.unit,
        figure.category,
        figure.period,
        figure.baseline_year,
        figure.kind,
        figure.assigned_by,
        figure.scope,
    )
    return (*key, figure.measure + part, figure.value, figure.cell)


@pytest.mark.parametrize("case", GOOD, ids=[c.name for c in GOOD])
def test_everything_stated_is_read_at_its_cell(case: StaffCase, tmp_path: Path) -> None:
    book = case.build()
    seen = look(book.save(tmp_path), CATALOG, Hints(**case.options))
    assert [(f.code, f.cell, f.message) for f in seen.findings if f.severity == "error"] == []
    wanted = {(*k, m, w.values[m], w.cells[m]) for k, w in book.wanted().items() for m in w.values}
    assert {said(f) for f in seen.staffing.figures} == wanted
    assert len(seen.staffing.figures) == len(wanted)
    assert case.reports <= {f.code for f in seen.findings}
    assert not seen.extraction.readings


@pytest.mark.parametrize("case", BAD, ids=[c.name for c in BAD])
def test_what_cannot_be_told_is_refused_with_what_settles_it(case: StaffCase, tmp_path: Path) -> None:
    seen = look(case.build().save(tmp_path), CATALOG, Hints(**case.options))
    errors = [f for f in seen.findings if f.severity == "error"]
    assert {f.code for f in errors} == case.codes
    assert all(f.message and f.suggestion for f in errors)


def test_there_are_many_shapes() -> None:
    assert len(GOOD) >= 14
    assert len(BAD) >= 11
