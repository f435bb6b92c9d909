"""What a target on an index is about, and what is found of it: the outcome, the number that decides, what is missing.

A printed rank or group decides before one that is computed, and the verdict says which it was. The kinds of
conditions stand in `conditions.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Literal, NamedTuple

from parreform.analysis.panel import Panel, Value
from parreform.analysis.rank import Ranked, ranks_of
from parreform.text import fold

Wanted = float | int | str
"""What a condition wants: a score, a number of places, a group's label, or what must not fall."""

HIGHEST = ("highest", "caonhat")
"""What stands for the highest group of an edition, whatever its label."""


class Outcome(StrEnum):
    """Whether a target is met; `CANNOT_TELL` is no kind of failure."""

    MET = "met"
    NOT_MET = "not-met"
    CANNOT_TELL = "cannot-tell"


class Gap(NamedTuple):
    """What is missing to meet a target, never negative."""

    amount: float
    unit: Literal["points", "places", "posts", "percent-points"]


class Reason(NamedTuple):
    """Why an outcome is what it is, or what must be read beside it: a code and the facts its words speak of."""

    code: str
    facts: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one condition. `number` decides: a score, a rank, a change in places, a label, a share.

    `basis` is `published`, `computed` or `implied` (see `analysis.staffing`); `n` is the number of ranked units.
    `value` is the observation that decides, `threshold` that of the unit at the needed place, where it is known.
    """

    outcome: Outcome
    number: float | str | None = None
    basis: str = ""
    n: int | None = None
    value: Value | None = None
    missing: tuple[Gap, ...] = ()
    threshold: Value | None = None
    reasons: tuple[Reason, ...] = ()


class Band(NamedTuple):
    """A group of an edition: its label and its bounds, None where no source gives them.

    `edge` tells whether the lower bound itself is `in` or `out`; empty where no source says.
    """

    label: str
    low: float | None = None
    high: float | None = None
    edge: str = ""


class Placed(NamedTuple):
    """A unit's group: its place among the edition's groups from 0, the highest; None where the order is unknown."""

    label: str
    place: int | None
    basis: Literal["published", "computed"]


@dataclass(frozen=True)
class Subject:
    """One unit in one year of a panel.

    `bands` are the groups of each year's edition, the highest first; `maximum` is the highest score that the
    framework of the year allows, None where no source gives one.
    """

    panel: Panel
    unit: str
    year: int
    bands: Mapping[int, tuple[Band, ...]] = field(default_factory=dict)
    maximum: float | None = None

    @cached_property
    def value(self) -> Value | None:
        """What is held of the unit in the year."""
        return self.panel.by_year.get(self.year, {}).get(self.unit)

    @cached_property
    def ranks(self) -> Mapping[str, Ranked]:
        """The ranks of all units in the year."""
        return ranks_of(self.panel, self.year)

    @property
    def others(self) -> Iterable[Value]:
        """What is held of all units in the year."""
        return self.panel.by_year.get(self.year, {}).values()

    @property
    def ranked(self) -> Ranked | None:
        """The unit's rank in the year."""
        return self.ranks.get(self.unit)

    @cached_property
    def before(self) -> "Subject":
        """The same unit a year earlier."""
        return replace(self, year=self.year - 1)

    @cached_property
    def group(self) -> Placed | None:
        """The printed group; else the one whose bounds hold the score; None where neither is known."""
        bands = self.bands.get(self.year, ())
        if self.value is None:
            return None
        if self.value.group:
            return Placed(self.value.group, place_of(self.value.group, bands), "published")
        found = None if self.value.score is None else _band_of(self.value.score, bands)
        return None if found is None else Placed(bands[found].label, found, "computed")


def together(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of several conditions that must all hold: one failure decides, then one doubt."""
    found = set(outcomes)
    decisive = (o for o in (Outcome.NOT_MET, Outcome.CANNOT_TELL) if o in found)
    return next(decisive, Outcome.MET)


def place_of(label: str, bands: tuple[Band, ...]) -> int | None:
    """The place of a label among an edition's groups; None where it is none of them."""
    return next((n for n, band in enumerate(bands) if fold(band.label) == fold(label)), None)


def _band_of(score: float, bands: tuple[Band, ...]) -> int | None:
    """The group whose bounds hold a score; None where there is none, or where a shared bound is not settled."""
    highs = {band.high for band in bands}
    for place, band in enumerate(bands):
        if band.low is None or band.high is None or not band.low <= score <= band.high:
            continue
        if score > band.low or band.edge == "in" or (not band.edge and band.low not in highs):
            return place
        if not band.edge:
            return None
    return None
