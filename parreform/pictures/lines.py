"""Lines of years: what a picture of ranks or scores holds, and where it breaks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from parreform.analysis.rank import Ranked, alike


@dataclass(frozen=True, slots=True)
class Mark:
    """One year of one line.

    `rank` counts from 1, the best, among `n` ranked units (None where no source says); `kind` is
    "published", "computed" or "". `score` is in the unit of its line. None is missing, `missing` says
    why. `break_reason` says why the year cannot be compared with the mark before, "" if it can.
    """

    year: int
    rank: int | None
    n: int | None
    kind: str
    score: float | None
    break_reason: str
    missing: str

    @property
    def ranked(self) -> Ranked:
        """The rank with what it is of; only for a mark that has one."""
        return Ranked(self.rank or 0, self.n, "computed" if self.kind == "computed" else "published")

    def value(self, measure: str) -> float | None:
        """What is drawn: the rank or the score; None leaves a gap."""
        return self.rank if measure == "rank" else self.score


@dataclass(frozen=True, slots=True)
class Band:
    """A group of a year's ranking, as the publisher divides it: from the first to the last rank in it."""

    year: int
    label: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Line:
    """One unit in one index, marks in order of years. `score_unit` is "%" or "điểm"; higher is better.

    `field` holds the (year, value) of each other unit in the measure drawn, for a grey field behind;
    `bands` the groups of years.
    """

    index: str
    label: str
    unit: str
    score_unit: str
    marks: tuple[Mark, ...]
    field: tuple[tuple[tuple[int, float], ...], ...] = ()
    bands: tuple[Band, ...] = ()

    def shown(self, measure: str) -> list[Mark]:
        """The marks that have something to draw."""
        return [m for m in self.marks if m.value(measure) is not None]


class Break(NamedTuple):
    """Years that cannot be compared, with the reason; `x` is where the rule stands, between two years."""

    x: float
    earlier: int
    later: int
    reason: str


def breaks(lines: Sequence[Line]) -> list[Break]:
    """The breaks of one panel, each once, in order of years. The first mark of a line has nothing before it."""
    pairs = ((a.year, b) for line in lines for a, b in pairwise(line.marks) if b.break_reason)
    return sorted({Break((year + b.year) // 2 + 0.5, year, b.year, b.break_reason) for year, b in pairs})


def runs(values: Mapping[int, float], broken: set[int]) -> list[list[tuple[int, float]]]:
    """Years and values to be joined by a line: it ends at a gap in years and before a year that is `broken`."""
    found: list[list[tuple[int, float]]] = []
    for year, value in sorted(values.items()):
        if found and found[-1][-1][0] == year - 1 and year not in broken:
            found[-1].append((year, value))
        else:
            found.append([(year, value)])
    return found


def line_runs(line: Line, measure: str) -> list[list[tuple[int, float]]]:
    """The same of a line: it ends at missing values too, and where ranks are not alike."""
    values = {m.year: m.value(measure) for m in line.marks}
    return runs({y: v for y, v in values.items() if v is not None}, broken_years(line, measure))


def broken_years(line: Line, measure: str) -> set[int]:
    """The years whose values no line may join to those of the year before."""
    unlike = {b.year for a, b in pairwise(line.shown("rank")) if measure == "rank" and not alike(a.ranked, b.ranked)}
    return unlike | {m.year for m in line.marks if m.break_reason}


def focus_of(lines: Sequence[Line], unit: str, measure: str) -> Line | None:
    """The line a panel is about: the unit's own (the latest, if its name was borne before), or the only one."""
    own = [line for line in lines if line.unit == unit and line.shown(measure)]
    alone = lines[0] if len(lines) == 1 else None
    return max(own, key=lambda line: line.shown(measure)[-1].year, default=alone)
