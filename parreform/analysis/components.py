"""The parts of an index for one unit and year, each as a share of its maximum."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from parreform.analysis.average import Average, Extreme, extremes, mean_of, national_mean
from parreform.analysis.panel import Panel
from parreform.analysis.rank import Ranked, ranks_of


class Part(NamedTuple):
    """One part with its values and its scale in the framework of the year; `maximum` None where no source gives it."""

    panel: Panel
    minimum: float
    maximum: float | None


@dataclass(frozen=True, slots=True)
class Component:
    """One part of a unit's score. Scores in points, higher is better; None is missing and `missing` says why.

    `mean`, `peers`, `best` and `worst` are of the whole field, None where a unit of it is unknown.
    """

    indicator: str
    score: float | None
    missing: str
    minimum: float
    maximum: float | None
    ranked: Ranked | None
    mean: Average | None
    peers: Average | None
    best: Extreme | None
    worst: Extreme | None

    def share(self, score: float | None) -> float | None:
        """A score in percent of the maximum; None where either is unknown."""
        return None if score is None or not self.maximum else 100 * score / self.maximum

    @property
    def gap(self) -> float | None:
        """Share above (positive) or below the national mean, in percentage points."""
        own, mean = self.share(self.score), self.share(self.mean.value if self.mean else None)
        return None if own is None or mean is None else own - mean


@dataclass(frozen=True, slots=True)
class Components:
    """The parts of `indicator` for a unit in a year, in printed order."""

    index: str
    indicator: str
    unit: str
    year: int
    parts: tuple[Component, ...]

    @property
    def below(self) -> tuple[Component, ...]:
        """The parts below the national mean."""
        return tuple(p for p in self.parts if p.gap is not None and p.gap < 0)

    @property
    def compared(self) -> tuple[Component, ...]:
        """The parts that have both a score and a national mean."""
        return tuple(p for p in self.parts if p.gap is not None)

    @property
    def lowest(self) -> Component | None:
        """The part with the smallest share of its maximum; None when no share is known. Of equals the first."""
        known = [p for p in self.parts if p.share(p.score) is not None]
        return min(known, key=lambda p: p.share(p.score) or 0.0, default=None)


def components(
    parts: Sequence[Part], unit: str, year: int, field: Sequence[str], peers: Sequence[str] = ()
) -> Components:
    """A unit's parts against the units of the territory of the year (`field`) and, where given, a peer group.

    `parts[0].panel` tells the index. A part of which the unit has no value stays, as missing.
    """
    found = tuple(_component(part, unit, year, field, peers) for part in parts)
    whole = parts[0].panel.index if parts else ""
    return Components(whole, whole, unit, year, found)


def _component(part: Part, unit: str, year: int, field: Sequence[str], peers: Sequence[str]) -> Component:
    panel = part.panel
    value = panel.by_year.get(year, {}).get(unit)
    best, worst = extremes(panel, year, field) or (None, None)
    return Component(
        panel.indicator,
        value.score if value else None,
        value.missing if value else "",
        part.minimum,
        part.maximum,
        ranks_of(panel, year).get(unit),
        national_mean(panel, year, field),
        mean_of(panel, year, peers) if peers else None,
        best,
        worst,
    )
