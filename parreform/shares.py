"""Printed shares of the maximum that contradict the scores beside them: scores or shares are of another year or row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from parreform.labels import label_key, split_label
from parreform.numerals import parse_number
from parreform.reader import Column, TableReader
from parreform.readings import Reading

_OF_MAXIMUM = re.compile(r"^(?:tyle|tile|phantram|percent)*dat(?:duoc|phantram)*$|toida|max|diemchuan|thangdiem")
_BARE = re.compile(r"(?:tyle|tile|phantram|percent|percentage)*")
"""`Tỷ lệ (%)`, and not of what: of the maximum, where that stands beside it."""
_FEWEST = 3
"""Two rows may hold slips of the pen."""
_COARSE = 0.05
"""Scores of one decimal are off by so much,"""
_WHOLE = 0.5
"""and shares in whole percent by so much."""


class _Share(NamedTuple):
    """A score with what it is of its maximum, in percent, and how far rounding may move that."""

    reading: Reading
    maximum: float
    percent: float
    slack: float


def report_shares(reader: TableReader) -> None:
    """Report columns of shares that fit no score of their rows, in nearly every row."""
    scaled = any(c.heading.measure == "scale" for c in reader.columns)
    percents = [c for c in reader.columns if c.heading.measure == "percent"]
    of_maximum = [c for c in percents if _says_of_maximum(c, scaled=scaled)]
    shares = _shares(reader) if of_maximum else {}
    for column in of_maximum:
        _compare(reader, column, shares)


def _says_of_maximum(column: Column, *, scaled: bool) -> bool:
    words = label_key(split_label(column.label.rpartition(" / ")[2])[1])
    return bool(_OF_MAXIMUM.search(words) or (scaled and _BARE.fullmatch(words)))


def _compare(reader: TableReader, column: Column, shares: Mapping[int, Sequence[_Share]]) -> None:
    rows = [(of_row, n) for r, of_row in shares.items() if (n := _printed(reader, r, column)) is not None]
    against = [(of_row[0], n) for of_row, n in rows if not any(_fits(share, n) for share in of_row)]
    if len(against) >= _FEWEST and len(against) * 5 >= len(rows) * 4:
        share, printed = against[0]
        facts = {"count": len(against), "units": len(rows), "label": column.label, "value": printed}
        facts |= {"score": share.reading.score, "maximum": share.maximum, "expected": round(share.percent, 2)}
        name = reader.catalog.all_indicators[share.reading.indicator].name
        reader.find_at("shares-contradict", share.reading.cell, name=name, year=share.reading.year, **facts)


def _printed(reader: TableReader, row: int, column: Column) -> float | None:
    """The share that a row prints; one that is shown as a percentage is stored as a fraction."""
    number = parse_number(reader.table.grid.rows[row][column.position], column.mark)
    return number * 100 if number is not None and abs(number) <= 1 else number


def _fits(share: _Share, printed: float) -> bool:
    return abs(share.percent - printed) <= share.slack


def _shares(reader: TableReader) -> Mapping[int, Sequence[_Share]]:
    """By row the shares that its scores are of their maxima."""
    found: dict[int, list[_Share]] = {}
    for row, share in _each(reader):
        found.setdefault(row, []).append(share)
    return found


def _each(reader: TableReader) -> Iterator[tuple[int, _Share]]:
    grid, catalog = reader.table.grid, reader.catalog
    scores = [c.position for c in reader.columns if c.heading.measure == "score"]
    row_of = {grid.address(r, c): r for r in reader.table.rows for c in scores}
    for reading in reader.readings:
        framework = catalog.framework(catalog.all_indicators[reading.indicator].index, reading.year)
        item = framework.items.get(reading.indicator) if framework else None
        if reading.score is not None and reading.cell in row_of and item and item.max:
            step = 100 / item.max
            yield row_of[reading.cell], _Share(reading, item.max, reading.score * step, _COARSE * step + _WHOLE)
