"""Scores most of which lie beyond their scale: one fault of a column, not one of each cell."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from parreform.checking.given import Given
from parreform.readings import Reading
from parreform.settings import t
from parreform.text import local_number

FEWEST = 3
"""Two scores beyond their scale may be slips of the pen."""


def scores_beyond(given: Given) -> Iterator[Sequence[Reading]]:
    """The scores beyond their scale where most of a column are, else where most of an index and year are."""
    index_of = given.catalog.all_indicators
    yield from _most(given, lambda indicator, year: (indicator, year))
    yield from _most(given, lambda indicator, year: (index_of[indicator].index, year))


def _most(given: Given, group_of: Callable[[str, int], tuple[str, int]]) -> Iterator[Sequence[Reading]]:
    found: dict[tuple[str, int], list[Reading]] = defaultdict(list)
    for reading in given.beyond:
        found[group_of(reading.indicator, reading.year)].append(reading)
    if any(len(readings) >= FEWEST for readings in found.values()):
        sizes: Counter[tuple[str, int]] = Counter()
        for place, table in given.tables.items():
            sizes[group_of(*place)] += len(table.scores)
        yield from (r for group, r in found.items() if len(r) >= FEWEST and len(r) * 2 > sizes[group])


def seems_beyond(readings: Sequence[Reading], high: float) -> str:
    """What such scores seem to be: whole numbers lost their decimal mark, others are of another scale."""
    first = meant = readings[0].score or 0.0
    if any(r.score != int(r.score or 0) or r.score <= 0 for r in readings):
        return t("có vẻ là thang khác hay chỉ số khác", "they seem to be of another scale or index")
    while meant > high:
        meant /= 10
    vi, en = f"{first:.0f} thay cho {local_number(meant)}", f"{first:.0f} for {local_number(meant)}"
    return t(f"có vẻ đã mất dấu thập phân ({vi})", f"they seem to have lost their decimal mark ({en})")
