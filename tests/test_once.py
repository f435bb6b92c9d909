"""Values said twice: one finding for one cause. Synthetic figures."""

from pathlib import Path

import pytest

from parreform.catalog import Catalog
from parreform.once import once
from parreform.readings import Reading

CATALOG = Catalog.load(Path(__file__).parent / "no-user-definitions")
UNITS = [u.id for u in CATALOG.provinces(2023)]


def reading(unit: str, score: float, sheet: str = "A", cell: str = "B3") -> Reading:
    return Reading("par-index", unit, 2023, sheet, cell, score)


@pytest.mark.parametrize(("count", "codes"), [(1, ["unit-twice"]), (2, ["unit-twice"] * 2), (3, ["sheets-contradict"])])
def test_two_sheets_that_contradict_each_other_throughout_are_one_fault(count: int, codes: list[str]) -> None:
    here = [reading(u, 90.0 + n) for n, u in enumerate(UNITS[:count])]
    there = [reading(u, 80.0 + n, "B") for n, u in enumerate(UNITS[:count])]
    kept, findings = once([*here, *there], CATALOG)
    assert [f.code for f in findings] == codes
    assert list(kept) == here


@pytest.mark.parametrize(("count", "codes"), [(2, ["unit-twice"]), (3, ["unit-twice"] * 2), (4, ["rows-alike"])])
def test_rows_that_all_read_as_one_value_are_one_fault(count: int, codes: list[str]) -> None:
    rows = [reading(UNITS[0], 80.0 + n, cell=f"B{n + 3}") for n in range(count)]
    _, findings = once(rows, CATALOG)
    assert [f.code for f in findings] == codes
    assert findings[0].cell == "B4"
    assert "Hà Nội" in findings[0].message


def test_what_is_the_same_is_noted_once_a_pair_of_sheets() -> None:
    kept, findings = once([reading(u, 90.0, s) for s in "AB" for u in UNITS[:5]], CATALOG)
    assert [(f.code, f.facts["count"]) for f in findings] == [("repeated", 5)]
    assert len(kept) == 5


@pytest.mark.parametrize("turned", [False, True], ids=["alone-second", "alone-first"])
def test_a_score_alone_is_no_contradiction_to_the_same_score_with_its_rank(turned: bool) -> None:
    full, alone = reading(UNITS[0], 90.0)._replace(rank=7), reading(UNITS[0], 90.0, "B")
    kept, findings = once([alone, full] if turned else [full, alone], CATALOG)
    assert (list(kept), [f.code for f in findings]) == ([full], ["repeated"])
    _, findings = once([full, alone._replace(rank=8)], CATALOG)
    assert [f.code for f in findings] == ["unit-twice"]


@pytest.mark.parametrize("first", ["blank", "figure"])
@pytest.mark.parametrize(("empty", "codes"), [(True, ["blank-filled"]), (False, ["unit-twice"])])
def test_an_empty_cell_gives_way_to_a_figure_elsewhere_and_a_mark_contradicts_it(
    first: str, codes: list[str], *, empty: bool
) -> None:
    blank = reading(UNITS[0], 0, "A")._replace(score=None, missing="not-published")
    figure = reading(UNITS[0], 90.0, "B")
    pieces = [blank, figure] if first == "blank" else [figure, blank]
    kept, findings = once(pieces, CATALOG, {("A", blank.cell)} if empty else ())
    assert [f.code for f in findings] == codes
    assert list(kept) == ([figure] if empty else pieces[:1])
