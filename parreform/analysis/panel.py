"""All observations of one indicator over units and years: the input of every analysis."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple


class Place(NamedTuple):
    """Where a field of a value is printed, if not in the sheet of its score."""

    field: str
    source: str
    sheet: str
    cell: str


class Value(NamedTuple):
    """One stored observation. Score in the unit of its index, higher is better; None is missing.

    `rank` and `n_ranked` are as published. `computed` marks a score that its workbook calls a sum. Source, sheet
    and cell are the score's (the rank's where only a rank is printed); `elsewhere` tells of each field that is
    taken from another reading.
    """

    composite: str
    indicator: str
    unit: str
    year: int
    stage: str
    score: float | None
    rank: int | None
    n_ranked: int | None
    group: str
    ci_low: float | None
    ci_high: float | None
    missing: str
    computed: bool
    note: str
    source: str
    sheet: str
    cell: str
    rank_cell: str
    recorded_at: str
    elsewhere: tuple[Place, ...] = ()

    @property
    def sources(self) -> list[str]:
        """The files that state it."""
        return list(dict.fromkeys((self.source, *(p.source for p in self.elsewhere))))

    @property
    def rank_place(self) -> Place:
        """Where its rank is printed."""
        here = Place("rank", self.source, self.sheet, self.rank_cell or self.cell)
        return next((p for p in self.elsewhere if p.field == "rank"), here)


@dataclass(frozen=True)
class Panel:
    """The current values of one indicator, with what is known of each year.

    `expected` counts the units an edition covers, `ranked` those it ranks; a year may be absent from
    both. `breaks` holds, for each year that cannot be compared with the years before it, the reason.
    `country` is left out of every ranking.
    """

    index: str
    indicator: str
    values: tuple[Value, ...]
    expected: Mapping[int, int] = field(default_factory=dict)
    ranked: Mapping[int, int] = field(default_factory=dict)
    breaks: Mapping[int, str] = field(default_factory=dict)
    country: str = "viet-nam"

    @cached_property
    def by_year(self) -> Mapping[int, Mapping[str, Value]]:
        """Values of each year by unit, the country left out."""
        years: dict[int, dict[str, Value]] = {}
        for value in self.values:
            if value.unit != self.country:
                years.setdefault(value.year, {})[value.unit] = value
        return years

    @cached_property
    def found(self) -> dict[object, Any]:
        """What analyses have found in this panel and may ask for again: it never changes."""
        return {}

    def break_between(self, earlier: int, later: int) -> str:
        """Why two years cannot be compared: the latest break between them; empty when they can."""
        return next((self.breaks[y] for y in range(later, earlier, -1) if y in self.breaks), "")

    @property
    def years(self) -> list[int]:
        """The years with any value, in order."""
        return sorted(self.by_year)

    def series(self, unit: str) -> list[Value]:
        """One unit's values in order of years."""
        return sorted((v for v in self.values if v.unit == unit), key=lambda v: v.year)
