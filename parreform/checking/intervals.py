"""Scores against their confidence intervals as printed: a column of bounds may be another's, or slip by a row."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from parreform.blocks import single
from parreform.checking.given import Given
from parreform.findings import Finding
from parreform.readings import Reading

ROUNDING = 0.01
"""Rounding moves a printed figure by less than this, however narrow its interval is."""


def bounds_crossed(given: Given) -> Iterator[Finding]:
    """Lower bounds above their upper bounds: one finding a column."""
    yield from _each_column(given, "bounds-crossed", _crossed, lambda r: r.ci_low_cell)


def score_outside(given: Given) -> Iterator[Finding]:
    """Scores that their own interval does not hold: one finding a column."""
    yield from _each_column(given, "score-outside", lambda r: not _crossed(r) and _outside(r), lambda r: r.cell)


def _each_column(
    given: Given, code: str, wrong: Callable[[Reading], bool], cell: Callable[[Reading], str]
) -> Iterator[Finding]:
    """A finding at the first reading of each table that is wrong, with how many others are."""
    found: dict[tuple[str, str, int], list[Reading]] = defaultdict(list)
    for reading in single(given.readings):
        if wrong(reading):
            found[reading.sheet, reading.indicator, reading.year].append(reading)
    for first, *others in found.values():
        bounds = {"low": _shown(first.ci_low), "high": _shown(first.ci_high)}
        facts = {"score": first.score, **bounds, "alike": len(others)}
        yield given.finding(code, first._replace(cell=cell(first) or first.cell), **facts)


def _crossed(reading: Reading) -> bool:
    return reading.ci_low is not None and reading.ci_high is not None and reading.ci_low > reading.ci_high


def _outside(reading: Reading) -> bool:
    low = float("-inf") if reading.ci_low is None else reading.ci_low - ROUNDING
    high = float("inf") if reading.ci_high is None else reading.ci_high + ROUNDING
    return reading.score is not None and not low <= reading.score <= high


def _shown(bound: float | None) -> float | str:
    return "…" if bound is None else bound
