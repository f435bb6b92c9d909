"""Names in an order of their own beside values in theirs: one of both was sorted without the other."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import comb, factorial
from typing import Any

from parreform.blocks import Table
from parreform.checking.given import Given
from parreform.entries import Unit
from parreform.findings import Finding
from parreform.settings import t
from parreform.text import fold, sort_key

FEWEST = 10
"""Fewer names than this, or fewer different values, may stand in both orders by chance."""

UNLIKELY = 1e-6
"""So seldom may chance put so many names in order that sorting is what did it."""


def names_apart(given: Given) -> Iterator[Finding]:
    """Scores or ranks in order from the first row to the last, while the names are in order too, whatever they got.

    A few names out of their place (`TP. Hồ Chí Minh` among those with T) leave the order of the others.
    """
    for (_, year), table in given.tables.items():
        for units in _in_order(table):
            order = _order_of([given.catalog.units[u] for u in units], year)
            if order:
                yield given.finding("names-apart", table[units[0]], units=len(units), order=t(*order))
                break


def _in_order(table: Table) -> Iterator[Sequence[str]]:
    """The units that have a score, those that have a rank: where these rise or fall from row to row."""
    units, scores = table.column
    if _runs(scores):
        yield units
    ranked = [(r.unit, r.rank) for r in table.single if r.rank is not None]
    if _runs([rank for _, rank in ranked]):
        yield [unit for unit, _ in ranked]


def _runs(values: Sequence[float]) -> bool:
    falls = all(a >= b for a, b in pairwise(values))
    return (falls or all(a <= b for a, b in pairwise(values))) and len(set(values)) >= FEWEST


_ORDERS: Mapping[tuple[str, str], Callable[[Unit, int], Any]] = {
    ("theo bảng chữ cái", "in alphabetical order"): lambda u, year: sort_key(u.official(year)),
    ("theo bảng chữ cái không dấu", "in the order of their letters without marks"): lambda u, year: fold(
        u.official(year)
    ),
    ("theo mã tỉnh", "in the order of their codes"): lambda u, _: u.code,
}
"""The orders in which lists of provinces come, in both languages, each by its key."""


def _order_of(units: Sequence[Unit], year: int) -> tuple[str, str] | None:
    """The order in which too many of the units stand for chance."""
    for words, key in _ORDERS.items():
        keys = [key(unit, year) for unit in units]
        if any(_beyond_chance(_longest_run(run), len(keys)) for run in (keys, keys[::-1])):
            return words
    return None


def _longest_run(keys: Sequence[Any]) -> int:
    """How many at most remain in ascending order when the others are taken out."""
    ends: list[Any] = []
    for key in keys:
        place = bisect_right(ends, key)
        ends[place : place + 1] = [key]
    return len(ends)


def _beyond_chance(ordered: int, units: int) -> bool:
    """Whether so many of the units in order are most of them, and more than shuffling would ever leave."""
    return ordered * 5 >= units * 4 and comb(units, ordered) / factorial(ordered) < UNLIKELY
