"""Printed ranks and groups against printed scores. Higher scores are better, rank 1 is best."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from parreform.analysis.rank import competition_ranks
from parreform.checking.given import Given
from parreform.counts import can_be_ranked, units_of
from parreform.findings import Finding
from parreform.readings import Reading
from parreform.settings import t
from parreform.text import local_number


def rank_order(given: Given) -> Iterator[Finding]:
    """Two units whose printed ranks contradict their printed scores: the first such pair of each unit."""
    for readings in given.tables.values():
        table = [r for r in readings.single if r.score is not None and r.rank is not None]
        table.sort(key=lambda r: (r.rank or 0, -(r.score or 0)))
        for better, worse in pairwise(table):
            if (worse.score or 0) > (better.score or 0):
                facts = {"score": better.score, "rank": better.rank, "other": given.unit(worse)}
                yield given.finding("rank-order", better, other_score=worse.score, other_rank=worse.rank, **facts)


def ranks_unrelated(given: Given) -> Iterator[Finding]:
    """Printed ranks that contradict the printed scores in a third of all pairs of units: they rank something else.

    Among many units a twentieth tells: the ranks of another year agree in most pairs. Whole tables are recomputed.
    """
    for readings in given.tables.values():
        table = sorted(
            (r for r in readings.single if r.score is not None and r.rank is not None),
            key=lambda r: (r.rank or 0, -_score(r)),
        )
        pairs = len(table) * (len(table) - 1) // 2
        count = _inversions([_score(r) for r in table])
        many = len(table) >= MANY and not _complete(table, readings, given)
        if len(table) >= FEWEST and count * (20 if many else 3) > pairs:
            yield given.finding("ranks-unrelated", _at_rank(table[0]), count=count, pairs=pairs)


FEWEST = 3
"""Two units whose ranks contradict their scores may be a slip of the pen."""
MANY = 20
"""So many units make a twentieth of all pairs more than a few slips."""


def _disordered(table: Sequence[Reading]) -> bool:
    """Whether ranks contradict scores in more than a twentieth of all pairs: they are not merely shifted."""
    ordered = [_score(r) for r in sorted(table, key=lambda r: (r.rank or 0, -_score(r)))]
    return _inversions(ordered) * 20 > len(ordered) * (len(ordered) - 1) // 2


def _inversions(scores: Sequence[float]) -> int:
    """How many pairs stand in ascending order where they should descend."""
    seen: list[float] = []
    count = 0
    for score in scores:
        count += bisect_left(seen, score)
        insort(seen, score)
    return count


def _at_rank(reading: Reading) -> Reading:
    return reading._replace(cell=reading.rank_cell or reading.cell)


def ranked_differs(given: Given) -> Iterator[Finding]:
    """A rank out of another number of units than the other ranks of a table: `8/36` among 63 plain ones.

    Clusters of their own sizes have so many rows each.
    """
    for readings in given.tables.values():
        table = [r for r in readings.single if r.rank is not None]
        counts = Counter(r.n_ranked for r in table)
        usual, times = counts.most_common(1)[0] if counts else (None, 0)
        for r in table if times * 2 > len(table) >= ENOUGH else ():
            edition = given.catalog.editions(given.indicator(r).index).get(r.year)
            expected = usual or (edition and (edition.ranked or edition.units))
            if r.n_ranked and r.n_ranked != expected and counts[r.n_ranked] * 4 < r.n_ranked:
                yield given.finding("ranked-differs", _at_rank(r), value=f"{r.rank}/{r.n_ranked}", count=r.n_ranked)


def ranked_unlike(given: Given) -> Iterator[Finding]:
    """Ranks out of a number of units that their year had not: `12/63` in 2025. Those of a region were left out."""
    for (indicator, year), readings in given.tables.items():
        index = given.catalog.all_indicators[indicator].index
        counts = Counter(r.n_ranked for r in readings.single if r.rank is not None and r.n_ranked)
        usual, _ = counts.most_common(1)[0] if counts else (0, 0)
        if usual and not can_be_ranked(given.catalog, index, year, usual):
            first = next(r for r in readings.single if r.rank is not None and r.n_ranked == usual)
            facts = {"label": f"{first.rank}/{usual}", "count": usual, "expected": units_of(given.catalog, index, year)}
            yield given.finding("units-unlike", _at_rank(first), **facts)


ENOUGH = 10
"""Fewer ranks than this do not tell which one is unlike the others."""


def rank_recomputed(given: Given) -> Iterator[Finding]:
    """The printed ranks of a complete table that no way of ranking ties gives for its scores.

    Ties may share a rank and skip the next ones (1, 2, 2, 4), or not skip (1, 2, 2, 3), or be broken by
    decimals that are not printed (1, 2, 3, 4). One score that is wrong moves the others by one place; where most
    are further off and out of order, the ranks are those of something else.
    """
    for readings in given.tables.values():
        table = [r for r in readings.single if r.rank is not None]
        if table and _complete(table, readings, given):
            wrong = min((_differing(table, ranks) for ranks in _rankings(table)), key=len)
            far = [r for r, rank in wrong if abs((r.rank or 0) - rank) > 1]
            if len(far) * 2 > len(table) and _disordered(table):
                facts = {"count": len(far), "units": len(table)}
                yield given.finding("ranks-differ", _at_rank(far[0]), **facts)
            elif wrong:
                yield _recomputed(wrong, given)


def _complete(ranked: Sequence[Reading], table: Mapping[str, Reading], given: Given) -> bool:
    """Whether every unit that could be ranked has a rank and a score."""
    first = ranked[0]
    edition = given.catalog.editions(given.indicator(first).index).get(first.year)
    expected = first.n_ranked or (edition and (edition.ranked or edition.units))
    scored = sum(r.score is not None for r in table.values())
    return len(ranked) == scored == expected and all(r.score is not None for r in ranked)


def _rankings(table: Sequence[Reading]) -> Iterator[dict[str, int]]:
    """What the ranks would be, for each way of treating ties."""
    scores = {r.unit: r.score or 0.0 for r in table}
    yield competition_ranks(scores)
    dense = {score: n for n, score in enumerate(sorted(set(scores.values()), reverse=True), start=1)}
    yield {unit: dense[score] for unit, score in scores.items()}
    broken = sorted(table, key=lambda r: (-(r.score or 0.0), r.rank or 0))
    yield {r.unit: n for n, r in enumerate(broken, start=1)}


def _differing(table: Sequence[Reading], ranks: Mapping[str, int]) -> list[tuple[Reading, int]]:
    return [(r, ranks[r.unit]) for r in table if r.rank != ranks[r.unit]]


FAR_OFF = 5
"""One wrong score moves the ranks of others by one place; a rank so many places off is wrong itself, or its score is."""


def _recomputed(wrong: Sequence[tuple[Reading, int]], given: Given) -> Finding:
    far, computed = max(wrong, key=lambda pair: abs((pair[0].rank or 0) - pair[1]))
    if abs((far.rank or 0) - computed) > FAR_OFF:
        return given.finding("rank-off", _at_rank(far), score=far.score, rank=far.rank, computed=computed)
    wrong = sorted(wrong, key=lambda pair: pair[1])
    words = [f"{given.unit(r)} {t('in', 'printed')} {r.rank}, {t('tính', 'computed')} {rank}" for r, rank in wrong[:3]]
    return given.finding("rank-recomputed", wrong[0][0], count=len(wrong), units="; ".join(words))


def ties(given: Given) -> Iterator[Finding]:
    """Units of a whole index with the same score, and the ranks printed for them."""
    for (indicator, _), table in given.tables.items():
        if indicator not in given.catalog.indices:
            continue
        tied = defaultdict(list)
        for reading in table.values():
            if reading.score is not None:
                tied[reading.score].append(reading)
        for score, readings in tied.items():
            if len(readings) > 1:
                names = ", ".join(given.unit(r) for r in readings)
                ranks = ", ".join(str(r.rank) for r in readings if r.rank is not None) or "–"
                yield given.finding("ties", readings[0], score=score, names=names, ranks=ranks)


def group_order(given: Given) -> Iterator[Finding]:
    """Printed groups that overlap in their scores: one finding a table, with the worst pair of units."""
    for table in given.tables.values():
        groups = defaultdict(list)
        for reading in table.single:
            if reading.group and reading.score is not None:
                groups[reading.group].append(reading)
        ordered = sorted(groups.values(), key=lambda g: -median(r.score or 0.0 for r in g))
        pairs = [(min(a, key=_score), max(b, key=_score)) for a, b in pairwise(ordered)]
        over = [(low, high) for low, high in pairs if _score(high) > _score(low)]
        if over:
            low, high = max(over, key=lambda pair: _score(pair[1]) - _score(pair[0]))
            other = f"{given.unit(high)} ({local_number(_score(high))}, {high.group})"
            yield given.finding("group-order", low, score=low.score, group=low.group, other=other)


def _score(reading: Reading) -> float:
    return reading.score or 0.0
