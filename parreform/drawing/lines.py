"""Lines of years: what a chart of ranks or scores is given, where it breaks and what is worth a label."""

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from parreform.drawing.room import DOWN, RIGHT, UP, Side


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

    def value(self, measure: str) -> float | None:
        """What is drawn: the rank or the score; None leaves a gap."""
        return self.rank if measure == "rank" else self.score


@dataclass(frozen=True, slots=True)
class Line:
    """One unit in one index, marks in order of years. `score_unit` is "%" or "điểm"; higher is better.

    `field` holds (year, rank) of other units, by any key, drawn in light grey behind the ranks.
    """

    index: str
    label: str
    unit: str
    score_unit: str
    marks: tuple[Mark, ...]
    field: Mapping[int, Sequence[tuple[int, int]]] = dataclasses.field(default_factory=dict)

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


def runs(marks: Sequence[Mark], measure: str) -> list[list[tuple[int, float]]]:
    """Years and values to be joined by a line: it ends at a gap in years, a missing value and a break."""
    found: list[list[tuple[int, float]]] = []
    for mark in marks:
        value = mark.value(measure)
        if value is None:
            continue
        if found and found[-1][-1][0] == mark.year - 1 and not mark.break_reason:
            found[-1].append((mark.year, value))
        else:
            found.append([(mark.year, value)])
    return found


def focus_of(lines: Sequence[Line], unit: str, measure: str) -> Line | None:
    """The line a panel is about: the unit's own (the latest, if its name was borne before), or the only one."""
    own = [line for line in lines if line.unit == unit and line.shown(measure)]
    alone = lines[0] if len(lines) == 1 else None
    return max(own, key=lambda line: line.shown(measure)[-1].year, default=alone)


def notable(line: Line, measure: str) -> dict[Mark, Side]:
    """The marks worth a label, each with its side: latest, best, worst, and years with another number ranked.

    Of equals the latest. Ranks among clearly fewer or more units (a pilot of ten) are never best or worst;
    scores are compared only after the last break.
    """
    shown = line.shown(measure)
    if not shown:
        return {}
    usual = Counter(m.n for m in reversed(shown)).most_common(1)[0][0]
    odd = [m for m in shown if measure == "rank" and usual and abs((m.n or usual) - usual) > usual / 10]
    since = 0 if measure == "rank" else max((m.year for m in line.marks[1:] if m.break_reason), default=0)
    better = -1 if measure == "rank" else 1
    alike = sorted((better * (m.value(measure) or 0), m.year, m) for m in shown if m not in odd and m.year >= since)
    lowest = [(value, -year, m) for value, year, m in alike]
    extremes = {min(lowest)[2]: DOWN, max(alike)[2]: UP} if alike else {}
    return {shown[-1]: RIGHT, **dict.fromkeys(odd, UP), **extremes, shown[-1]: RIGHT}


def rank_ticks(n: int) -> list[int]:
    """1, the last place, and round places between them that leave room for both."""
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100) if n <= 4 * s), 1000)
    return sorted({1, n, *(k for k in range(step, n, step) if step / 2 < k < n - step / 2)})
