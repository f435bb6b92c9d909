"""Scores against what an index usually is: a column of another scale, of shares, of ranks, of another index.

The middle of a table decides, so that one province far from the others is no error but a warning.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from statistics import median

from parreform.blocks import Table, tables
from parreform.checking.given import Given
from parreform.checking.years import ENOUGH
from parreform.entries import Item
from parreform.findings import Finding
from parreform.readings import Reading
from parreform.settings import t

FEW = 3
"""Fewer whole numbers than this may look like ranks by chance."""

MANY = 4
"""More different scores of a part than this, all whole, are no scores: these have decimals, full marks are alike."""


def score_implausible(given: Given) -> Iterator[Finding]:
    """Tables whose middle score lies outside what was ever published, or whose scores of a part are ranks."""
    for table, item, scores in _judged(given):
        low, high = _middle(item, scores)
        middle = median(scores)
        if not low <= middle <= high:
            seems = _CHANGES if min(table.scores.values()) < 0 else _seems(scores, middle, item)
        elif item.parent and _are_ranks(scores):
            seems = _RANKS
        else:
            continue
        facts = {"count": len(scores), "value": round(middle, 4), "minimum": low, "maximum": high}
        yield given.finding("score-implausible", _first(table), **facts, seems=t(*seems))


def values_alike(given: Given) -> Iterator[Finding]:
    """Scores of a whole index that are the same for every unit of a table: the mean, or one unit's, written in each row."""
    for (indicator, _), table in given.tables.items():
        scores = list(table.scores.values()) if indicator in given.catalog.indices else []
        if len(scores) > MANY and len(set(scores)) == 1:
            yield given.finding("values-alike", _first(table), value=scores[0], count=len(scores))


def score_unusual(given: Given) -> Iterator[Finding]:
    """Single scores outside of what any unit ever got, in a table whose middle is sound."""
    for table, item, unit in _unusual(given):
        if not _contradicted(table, unit):
            yield _far_off("score-unusual", given, table[unit], item)


def score_mistyped(given: Given) -> Iterator[Finding]:
    """Such scores whose printed rank is that of quite another score: a slipped mark, swapped digits."""
    for table, item, unit in _unusual(given):
        if _contradicted(table, unit):
            yield _far_off("score-mistyped", given, table[unit], item)


def _far_off(code: str, given: Given, reading: Reading, item: Item) -> Finding:
    low, high = item.usual or (float("-inf"), float("inf"))
    return given.finding(code, reading, value=reading.score, rank=reading.rank, minimum=low, maximum=high)


def _contradicted(table: Table, unit: str) -> bool:
    """Whether the printed ranks of most other units contradict the score of one that has a rank too."""
    rank, score = table[unit].rank or 0, table.scores[unit]
    others = ((r.rank, s) for u, s in table.scores.items() if u != unit and (r := table[u]).rank) if rank else ()
    against = [(other < rank) != (s > score) for other, s in others if other and other != rank]
    return sum(against) * 2 > len(against)


def _unusual(given: Given) -> Iterator[tuple[Table, Item, str]]:
    for table, item, scores in _judged(given):
        low, high = item.usual or (float("-inf"), float("inf"))
        inner_low, inner_high = _middle(item, scores)
        if (low <= min(scores) and max(scores) <= high) or not inner_low <= median(scores) <= inner_high:
            continue
        found = (u for u, s in table.scores.items() if _on_scale(s, item) and not low <= s <= high)
        yield from ((table, item, unit) for unit in found)


def _judged(given: Given) -> Iterator[tuple[Table, Item, Sequence[float]]]:
    """The tables for which it is known what is usual, with the scores within the printed scale.

    The country counts as a unit; what is beyond the scale is a finding of its own.
    """
    for (indicator, year), table in tables(given.readings, lambda r: r.stage == "published").items():
        framework = given.catalog.framework(given.catalog.all_indicators[indicator].index, year)
        item = framework.items.get(indicator) if framework else None
        if item and item.usual and (scores := [s for s in table.scores.values() if _on_scale(s, item)]):
            yield table, item, scores


def _on_scale(score: float, item: Item) -> bool:
    return (item.min is None or item.min <= score) and (item.max is None or score <= item.max)


def _middle(item: Item, scores: Sequence[float]) -> tuple[float, float]:
    """The bounds for the median: narrower where many units stand together."""
    bounds = item.usual_middle if len(scores) >= ENOUGH else None
    return bounds or item.usual or (float("-inf"), float("inf"))


def _first(table: Table) -> Reading:
    return next(r for r in table.values() if r.score is not None)


# --- what such a column seems to be ------------------------------------------------------------------

_RANKS = ("có vẻ là thứ hạng", "they seem to be ranks")
_FRACTIONS = ("có vẻ là tỷ lệ (0,86 thay cho 86 %)", "they seem to be fractions (0.86 for 86 %)")
_CHANGES = ("có vẻ là mức tăng giảm", "they seem to be changes")
_TENTHS = ("có vẻ là thang 10 điểm", "they seem to be on a scale of 10")
_PERCENT = ("có vẻ là phần trăm của điểm tối đa", "they seem to be percentages of the maximum")
_OTHER = ("có vẻ là một phần, một thang hoặc một chỉ số khác", "they seem to be a part, another scale or another index")


def _seems(scores: Sequence[float], middle: float, item: Item) -> tuple[str, str]:
    """In both languages, what the scores of an implausible column look like."""
    low, high = item.usual or (0.0, 0.0)
    if max(scores) <= 1:
        return _FRACTIONS
    if len(scores) >= FEW and all(s == int(s) for s in scores):
        return _RANKS
    if not item.parent and low <= middle * 10 <= high:
        return _TENTHS
    return _PERCENT if item.parent and middle > high else _OTHER


def _are_ranks(scores: Sequence[float]) -> bool:
    """Whether whole scores rank the units themselves (1, 2, 2, 4 or 1, 2, 2, 3), or are whole in too many units."""
    if len(set(scores)) < FEW or any(s != int(s) for s in scores):
        return False
    ordered, distinct = sorted(scores), sorted(set(scores))
    skipping = all(s == bisect_left(ordered, s) + 1 for s in scores)
    return skipping or distinct == list(range(1, len(distinct) + 1)) or len(distinct) > max(MANY, len(scores) / 2)
