"""Ranks: as published where they are, computed where every unit is known."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from parreform.analysis.panel import Panel

Kind = Literal["published", "computed"]


class Ranked(NamedTuple):
    """A place among `n` ranked units; `n` is None where no source says it."""

    rank: int
    n: int | None
    kind: Kind


def near(n: int | None, other: int | None) -> bool:
    """Whether ranks among two numbers of units may be joined: within a tenth, or not known."""
    return not n or not other or abs(n - other) <= max(n, other) / 10


def alike(rank: Ranked, other: Ranked) -> bool:
    """Whether a line may join two ranks: both published or both computed, among numbers that are near."""
    return rank.kind == other.kind and near(rank.n, other.n)


def competition_ranks(scores: Mapping[str, float]) -> dict[str, int]:
    """Ranks by score, highest first; ties share the better rank and the next ones are skipped.

    Scores 9, 8, 8, 7 give ranks 1, 2, 2, 4. A unit without a score must not be in `scores`: it has no rank.
    """
    ranks: dict[str, int] = {}
    ordered = sorted(scores.items(), key=lambda item: -item[1])
    for position, (unit, score) in enumerate(ordered, start=1):
        tied = position > 1 and ordered[position - 2][1] == score
        ranks[unit] = ranks[ordered[position - 2][0]] if tied else position
    return ranks


def ranks_of(panel: Panel, year: int) -> dict[str, Ranked]:
    """The rank of each unit in a year: the published one, else computed from the scores.

    Ranks are computed only when no unit of the edition is unknown: each has a score or a stated reason
    for having none. With part of the units a computed place would be a guess.
    """
    key = "ranks", year
    if key not in panel.found:
        panel.found[key] = _ranks_of(panel, year)
    ranks: dict[str, Ranked] = panel.found[key]
    return ranks


def _ranks_of(panel: Panel, year: int) -> dict[str, Ranked]:
    values = panel.by_year.get(year, {})
    stated = panel.ranked.get(year, panel.expected.get(year))
    published = {u: Ranked(v.rank, v.n_ranked or stated, "published") for u, v in values.items() if v.rank is not None}
    if published:
        return published
    expected = panel.expected.get(year)
    known = [u for u, v in values.items() if v.score is not None or v.missing]
    if expected is None or len(known) < expected:
        return {}
    scores = {u: v.score for u, v in values.items() if v.score is not None}
    return {u: Ranked(r, len(scores), "computed") for u, r in competition_ranks(scores).items()}
