"""Scores with their ranks behind them in brackets, in one cell: `88,35 (12)`. A footnote's number is another thing."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from parreform.naming import is_figure
from parreform.numerals import IN_BRACKETS
from parreform.owners import number_of
from parreform.reader import Column, TableReader
from parreform.settings import t
from parreform.text import squeeze

_INSIDE = re.compile(rf"{IN_BRACKETS}\s*$", re.IGNORECASE)
_SAYS_RANK = re.compile(
    r"\(\s*(?:xếp\s+)?(?:thứ\s+|vị\s+)?(?:hạng|thứ|bậc|trí|rank(?:ing)?|xh|th)\b[^)]*\)", re.IGNORECASE
)
FEWEST_ORDERED = 8
"""So many numbers are not in the order of the scores by chance."""
_FOOTNOTES = 3
"""So few different numbers may be those of footnotes."""


def ranks_in_brackets(reader: TableReader, column: Column, taken: Collection[tuple[str, int, str]]) -> Column | None:
    """The column of ranks that a column of scores holds in brackets; reported where nobody can tell what these are.

    They are ranks where they say so themselves, `(12/63)`, or a title or heading does, `điểm (thứ hạng)`, or where they are in the order of the scores.
    """
    if column.heading.measure != "score" or reader.typed(column.position):
        return None
    pairs = list(_pairs(reader, column))
    held = len(reader.numbers(column.position))
    said = sum(map(says_rank, reader.values(column.position))) == len(pairs)
    if len(pairs) * 2 <= held or (len({n for _, n in pairs}) <= _FOOTNOTES and not said):
        return None
    ranks = replace(column, heading=replace(column.heading, measure="rank"), bracketed=True)
    if ranks.slot not in taken and (
        said or _told(reader, column) or (len(pairs) >= FEWEST_ORDERED and _ordered(pairs))
    ):
        return ranks
    why = t(
        "chỉ đọc số trước ngoặc, không rõ số trong ngoặc là gì", "what stands in brackets behind its figures is unclear"
    )
    reader.find("column-skipped", reader.table.header.start, column.position, label=column.label, why=why)
    return None


def in_brackets(value: object) -> tuple[int, int | None] | None:
    """The number that stands in brackets behind a figure, and out of how many; None where none does."""
    found = _INSIDE.search(squeeze(value)) if isinstance(value, str) else None
    return (int(found["rank"]), int(found["of"]) if found["of"] else None) if found else None


def says_rank(value: object) -> bool:
    """Whether what stands in brackets behind a figure says itself that it is a rank: `88,35 (12/63)`, `88,35 (hạng 12)`."""
    found = _INSIDE.search(squeeze(value)) if isinstance(value, str) else None
    return bool(found and (found["said"] or found["of"]) and is_figure(value))


def _pairs(reader: TableReader, column: Column) -> Iterator[tuple[float, int]]:
    """The scores with a number in brackets, and these."""
    for value in reader.values(column.position):
        score, number = number_of(value), in_brackets(value)
        if score is not None and number is not None:
            yield score, number[0]


def _told(reader: TableReader, column: Column) -> bool:
    texts = (*reader.table.paths.get(column.position, ()), *reader.table.titles)
    return any(_SAYS_RANK.search(squeeze(text)) for text in texts)


def _ordered(pairs: list[tuple[float, int]]) -> bool:
    """Whether numbers grow as the scores beside them fall."""
    return all(a[1] <= b[1] for a, b in pairwise(sorted(pairs, key=lambda p: (-p[0], p[1]))))
