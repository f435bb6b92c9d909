"""Means, national and of peer groups: published where they are, computed where every unit is known."""

from collections.abc import Collection, Sequence
from math import fsum
from typing import NamedTuple

from parreform.analysis.panel import Panel, Value
from parreform.analysis.rank import Kind


class Average(NamedTuple):
    """A mean in the unit of its indicator. `n` of the `of` units it speaks for have values.

    A published mean has no `n`: who counted in it is the publisher's own affair.
    """

    value: float
    n: int | None
    of: int
    kind: Kind


class Extreme(NamedTuple):
    """The best or worst score of a year and every unit that has it, in the order asked."""

    score: float
    units: tuple[str, ...]


def values_of(panel: Panel, year: int, units: Collection[str]) -> dict[str, Value]:
    """What a year holds of some units, in their order; a unit nothing is known of is left out."""
    held = panel.by_year.get(year, {})
    return {unit: held[unit] for unit in units if unit in held}


def complete(panel: Panel, year: int, units: Collection[str]) -> bool:
    """Whether nothing is unknown: each unit has a score or a stated reason for having none."""
    known = values_of(panel, year, units).values()
    return bool(units) and sum(v.score is not None or bool(v.missing) for v in known) == len(units)


def mean_of(panel: Panel, year: int, units: Sequence[str]) -> Average | None:
    """The unweighted mean of the units that have scores, where none of the others is unknown.

    Units with a stated reason for having no score are left out, and `n` says so. A mean of those few
    that happened to be found would be a guess that looks like a fact: then there is none.
    """
    scores = [v.score for v in values_of(panel, year, units).values() if v.score is not None]
    if not scores or not complete(panel, year, units):
        return None
    return Average(fsum(scores) / len(scores), len(scores), len(units), "computed")


def national_mean(panel: Panel, year: int, units: Sequence[str], stated: float | None = None) -> Average | None:
    """The country's value as published: its own row, or what the edition states; else the mean of the units."""
    own = next((v.score for v in panel.series(panel.country) if v.year == year), None)
    published = own if own is not None else stated
    if published is not None:
        return Average(published, None, len(units), "published")
    return mean_of(panel, year, units)


def extremes(panel: Panel, year: int, units: Sequence[str]) -> tuple[Extreme, Extreme] | None:
    """Best and worst score with all who have them; None where a unit is unknown, which might be either."""
    scores = {u: v.score for u, v in values_of(panel, year, units).items() if v.score is not None}
    if not scores or not complete(panel, year, units):
        return None
    best, worst = max(scores.values()), min(scores.values())
    return _holders(scores, best), _holders(scores, worst)


def _holders(scores: dict[str, float], wanted: float) -> Extreme:
    return Extreme(wanted, tuple(unit for unit, score in scores.items() if score == wanted))
