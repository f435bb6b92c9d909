"""The league table of one year."""

from dataclasses import dataclass

from parreform.analysis.panel import Panel, Value
from parreform.analysis.rank import Ranked, ranks_of


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's place; `ranked` is None for a unit that has a value but no rank."""

    value: Value
    ranked: Ranked | None
    rank_change: int | None


@dataclass(frozen=True, slots=True)
class League:
    """A year's table: ranked units by rank, then the unranked ones. `n` is the number of ranked units.

    `expected` is the number of units the edition covers, None where unknown.
    """

    index: str
    indicator: str
    year: int
    places: tuple[Place, ...]
    unranked: tuple[Place, ...]
    n: int | None
    expected: int | None
    break_reason: str


def league(panel: Panel, year: int) -> League:
    """The league table of a year, with moves against the year before where the two can be compared."""
    ranks = ranks_of(panel, year)
    reason = panel.break_between(year - 1, year)
    before = {} if reason else ranks_of(panel, year - 1)
    places = []
    for unit, value in panel.by_year.get(year, {}).items():
        ranked, earlier = ranks.get(unit), before.get(unit)
        moved = earlier.rank - ranked.rank if ranked and earlier and earlier.kind == ranked.kind else None
        places.append(Place(value, ranked, moved))
    listed = sorted((p for p in places if p.ranked), key=lambda p: (p.ranked.rank if p.ranked else 0, p.value.unit))
    rest = sorted((p for p in places if not p.ranked), key=lambda p: (-(p.value.score or 0.0), p.value.unit))
    n = next((p.ranked.n for p in listed if p.ranked), None)
    expected = panel.expected.get(year)
    return League(panel.index, panel.indicator, year, tuple(listed), tuple(rest), n, expected, reason)
