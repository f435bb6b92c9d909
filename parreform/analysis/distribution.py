"""Where a unit stands among all units of a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from parreform.analysis.average import Average, complete, mean_of, national_mean, values_of
from parreform.analysis.panel import Panel, Value
from parreform.analysis.rank import Ranked, ranks_of


@dataclass(frozen=True, slots=True)
class Distribution:
    """All scores of a year, best first, and what is missing.

    `missing` units have a stated reason, `unknown` ones nothing at all; with unknown units there are no
    quartiles, no computed mean, and nobody is said to be above or below others. `quartiles` are the
    lower one, the median and the upper one. `lower` counts the units with a lower score than `unit`.
    """

    index: str
    indicator: str
    year: int
    unit: str
    scores: tuple[Value, ...]
    missing: tuple[Value, ...]
    unknown: tuple[str, ...]
    ranked: Ranked | None
    mean: Average | None
    peers: Average | None
    quartiles: tuple[float, float, float] | None
    lower: int | None

    @property
    def own(self) -> Value | None:
        """The unit's own score; None where it has none."""
        return next((v for v in self.scores if v.unit == self.unit), None)

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The confidence bounds of the unit's own score as published; None where none are."""
        own = self.own
        if own is None or own.ci_low is None or own.ci_high is None:
            return None
        return own.ci_low, own.ci_high

    @property
    def within(self) -> int:
        """How many other units have a score within the unit's own bounds, which it cannot be told from."""
        low, high = self.bounds or (1.0, 0.0)
        return sum(low <= (v.score or 0.0) <= high for v in self.scores if v.unit != self.unit)


def distribution(
    panel: Panel,
    unit: str,
    year: int,
    field: Sequence[str],
    *,
    peers: Sequence[str] = (),
    stated: float | None = None,
) -> Distribution:
    """The scores of the units of a year's territory (`field`) and the place of one of them; "" for none.

    `stated` is the national mean that the publisher prints. Quartiles interpolate linearly between units.
    """
    held = values_of(panel, year, field)
    scores = sorted((v for v in held.values() if v.score is not None), key=lambda v: (-(v.score or 0.0), v.unit))
    missing = tuple(v for v in held.values() if v.score is None and v.missing)
    unknown = tuple(u for u in field if u not in held or (held[u].score is None and not held[u].missing))
    own = next((v.score for v in scores if v.unit == unit), None)
    whole = complete(panel, year, field)
    return Distribution(
        panel.index,
        panel.indicator,
        year,
        unit,
        tuple(scores),
        missing,
        unknown,
        ranks_of(panel, year).get(unit),
        national_mean(panel, year, field, stated),
        mean_of(panel, year, peers) if peers else None,
        _quartiles(scores) if whole else None,
        sum((v.score or 0.0) < own for v in scores) if whole and own is not None else None,
    )


def _quartiles(scores: Sequence[Value]) -> tuple[float, float, float] | None:
    """Lower quartile, median, upper quartile; None of fewer than four units."""
    if len(scores) < 4:
        return None
    low, middle, high = quantiles([v.score or 0.0 for v in scores], n=4, method="inclusive")
    return low, middle, high
