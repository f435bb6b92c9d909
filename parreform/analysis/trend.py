"""One unit through the years."""

from dataclasses import dataclass
from typing import NamedTuple

from parreform.analysis.panel import Panel, Value
from parreform.analysis.rank import Ranked, ranks_of


class Point(NamedTuple):
    """One year of a unit.

    Changes are against the year before: score in the index's own unit, rank in places, positive is
    better. They are None where the year before is missing or cannot be compared; `break_reason` then
    says why not. `comparable` is None in the first year and after a gap.
    """

    value: Value
    ranked: Ranked | None
    score_change: float | None
    rank_change: int | None
    comparable: bool | None
    break_reason: str


@dataclass(frozen=True)
class Trend:
    """A unit's line in one index or indicator."""

    index: str
    indicator: str
    unit: str
    points: tuple[Point, ...]


def trend(panel: Panel, unit: str, first: int | None = None, last: int | None = None) -> Trend:
    """A unit's values with changes and breaks, from `first` to `last` where given.

    The year before `first` still counts for the change in `first`.
    """
    points = []
    before: Value | None = None
    for value in panel.series(unit):
        points.append(_point(panel, before, value))
        before = value
    chosen = (p for p in points if (first or 0) <= p.value.year <= (last or 9999))
    return Trend(panel.index, panel.indicator, unit, tuple(chosen))


def _point(panel: Panel, before: Value | None, value: Value) -> Point:
    ranked = ranks_of(panel, value.year).get(value.unit)
    if before is None:
        return Point(value, ranked, None, None, None, "")
    reason = panel.break_between(before.year, value.year)
    if reason or before.year != value.year - 1:
        return Point(value, ranked, None, None, False if reason else None, reason)
    earlier = ranks_of(panel, before.year).get(value.unit)
    rank_change = earlier.rank - ranked.rank if earlier and ranked and earlier.kind == ranked.kind else None
    return Point(value, ranked, _difference(before, value), rank_change, True, "")


def _difference(before: Value, value: Value) -> float | None:
    if before.score is None or value.score is None:
        return None
    return round(value.score - before.score, 10)
