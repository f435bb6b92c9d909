"""Ranks or scores of many units over years, ready to be drawn as lines that end where they must."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from parreform.analysis.panel import Panel, Value
from parreform.analysis.rank import Ranked, near, ranks_of

Measure = Literal["rank", "score"]


class Step(NamedTuple):
    """One year of a line: a rank among `n` (1 the best) or a score (higher is better).

    `joined` says whether a line may come from the step before: the year before, and comparable.
    """

    year: int
    value: float
    n: int | None
    kind: str
    joined: bool


@dataclass(frozen=True, slots=True)
class Path:
    """One unit's steps in order of years; years without a value are absent."""

    unit: str
    steps: tuple[Step, ...]

    @property
    def runs(self) -> list[list[Step]]:
        """The steps in pieces that are each one unbroken line."""
        found: list[list[Step]] = []
        for step in self.steps:
            if step.joined and found:
                found[-1].append(step)
            else:
                found.append([step])
        return found


def paths(
    panel: Panel, units: Sequence[str], years: Sequence[int], measure: Measure, redrawn: Collection[int] = ()
) -> tuple[Path, ...]:
    """The line of each unit over consecutive `years`, in the order of units; one without values has no steps.

    Ranks are the published ones, else computed where every unit is known. A line ends at a missing year,
    at a break, between a published and a computed rank, and where clearly more or fewer are ranked (a
    pilot of ten). A line of ranks ends before a `redrawn` year too: the same unit is then ranked among others.
    """
    ranks = {year: ranks_of(panel, year) for year in years}
    apart = set(redrawn) if measure == "rank" else set[int]()
    return tuple(Path(unit, _steps(panel, unit, ranks, measure, apart)) for unit in units)


def _steps(
    panel: Panel, unit: str, ranks: dict[int, dict[str, Ranked]], measure: Measure, apart: set[int]
) -> tuple[Step, ...]:
    steps: list[Step] = []
    for year, placed in ranks.items():
        found = _value(panel.by_year.get(year, {}).get(unit), placed.get(unit), measure)
        if found is None:
            continue
        value, n, kind = found
        before = steps[-1] if steps else None
        follows = before is not None and before.year == year - 1 and before.kind == kind
        follows = follows and before is not None and near(before.n, n)
        joined = follows and year not in apart and not panel.break_between(year - 1, year)
        steps.append(Step(year, value, n, kind, joined))
    return tuple(steps)


def _value(value: Value | None, ranked: Ranked | None, measure: Measure) -> tuple[float, int | None, str] | None:
    if measure == "rank":
        return (ranked.rank, ranked.n, ranked.kind) if ranked else None
    return None if value is None or value.score is None else (value.score, None, "")
