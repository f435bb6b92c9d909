"""Printed means that cannot be those of the printed rows: the row, or a whole column, is of another year or index.

A national figure may be weighted by people asked, so it need not be the mean of the provinces; but it lies near it, and
that of a region between the least and the most of its provinces.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from statistics import fmean, pstdev
from typing import NamedTuple

from parreform.blocks import Place, tables
from parreform.catalog import Catalog
from parreform.entries import COUNTRY
from parreform.naming import is_figure
from parreform.numerals import parse_number
from parreform.reader import Column, TableReader
from parreform.text import Folded, fold, squeeze

_MEAN = r"(?:giatri|diem|chiso|muc)*(?:trungbinh|binhquan|tb|average|mean)"
_NATIONAL = re.compile(
    rf"{_MEAN}(?:cua|chung)*(?:canuoc|toanquoc|quocgia|chung|national|(?:63|34)(?:tinh|diaphuong).*)"
    r"|national(?:average|mean|score)?"
)
_PLAIN = re.compile(_MEAN)
_OF_REGION = re.compile(rf"^{_MEAN}?(?:cua|chung)*(?:cac|tinh|toan|khu|vuc|vung|region)*")
_FEWEST = 10
"""Fewer provinces say nothing of how far a weighted mean may lie from the plain one."""
_ROUNDING = 0.01


class _Row(NamedTuple):
    """A row that is a mean: of all provinces, or of those of the region its name gives."""

    row: int
    label: str
    national: bool


def report_means(reader: TableReader) -> None:
    """Report national means far from the mean of all provinces, and regional ones beyond every province of the region."""
    scores = [c for c in reader.columns if c.heading.measure == "score" and c.heading.indicator and c.year]
    rows = [] if not scores or reader.table.layout.arrangement == "long" else _rows_of_means(reader)
    if not rows:
        return
    read = {place: table.scores for place, table in tables(reader.readings, lambda r: r.stage == "published").items()}
    cells = reader.table.grid.rows
    for row in rows:
        for column in scores:
            at = row.row + column.offset
            printed = parse_number(cells[at][column.position], column.mark) if at < len(cells) else None
            if printed is not None:
                _compare(reader, row, column, printed, read)


def _rows_of_means(reader: TableReader) -> Sequence[_Row]:
    """The rows named after the country, a region or a mean. A mean of whatever is national where it is the only one."""
    regions = {fold(name) for group in reader.catalog.groups for name in (group.vi, group.en)}
    nation = {fold(name) for name in reader.catalog.units[COUNTRY].spellings}
    plain, found = [], []
    for row, label in _names(reader):
        if any(unit.id != COUNTRY for unit in reader.catalog.named(label)):
            continue
        said = fold(label)
        if said in nation or _NATIONAL.fullmatch(said):
            found.append(_Row(row, label, national=True))
        elif _PLAIN.fullmatch(said):
            plain.append(_Row(row, label, national=True))
        elif not regions.isdisjoint((said, _OF_REGION.sub("", said))):
            found.append(_Row(row, label, national=False))
    return [*found, *(plain if len(plain) == 1 else ())]


def _names(reader: TableReader) -> Iterator[tuple[int, str]]:
    """The name of each row: in the column of names, or left of its figures where that is empty."""
    table = reader.table
    for r in (*range(table.header.start, table.first_row), *table.rows):
        cells = table.grid.rows[r]
        if isinstance(name := cells[table.unit_column], str):
            yield r, squeeze(name)
        elif name is None:
            first = next((n for n, v in enumerate(cells) if n > table.unit_column and is_figure(v)), 0)
            words = [v for v in cells[:first] if isinstance(v, str) and not is_figure(v)]
            yield from [(r, squeeze(words[-1]))] if words else []


def _compare(
    reader: TableReader, row: _Row, column: Column, printed: float, read: Mapping[Place, Mapping[str, float]]
) -> None:
    place, catalog = (column.heading.indicator, column.year), reader.catalog
    units = {u: s for u, s in read.get(place, {}).items() if u != COUNTRY}
    if row.national:
        scores = list(units.values())
        fits = len(units) < max(_FEWEST, len(catalog.provinces(column.year))) or _near(printed, scores)
    else:
        members = _members(fold(row.label), column.year, catalog)
        scores = [units[m] for m in members if m in units]
        fits = not members or len(scores) < len(members) or _between(printed, scores)
    if not fits:
        facts = {"label": row.label, "value": printed, "name": catalog.all_indicators[place[0]].name, "year": place[1]}
        facts |= {"count": len(scores), "low": min(scores), "high": max(scores), "mean": round(fmean(scores), 2)}
        reader.find("mean-unlike", row.row + column.offset, column.position, **facts)


def _members(said: Folded, year: int, catalog: Catalog) -> Sequence[str]:
    """The provinces of the region that the name of a row gives, in the territory of a year."""
    day = date(year, 12, 31)
    words = {said, _OF_REGION.sub("", said)}
    groups = (g for g in catalog.groups if g.valid_from <= day <= g.valid_to and g.kind != "cities")
    return next((g.members for g in groups if not words.isdisjoint((fold(g.vi), fold(g.en)))), ())


def _between(printed: float, scores: Sequence[float]) -> bool:
    """Whether any weights at all can make a mean of the scores."""
    return min(scores) - _ROUNDING <= printed <= max(scores) + _ROUNDING


def _near(printed: float, scores: Sequence[float]) -> bool:
    """Whether weights such as the number of people can: they move a mean by far less than provinces differ."""
    return _between(printed, scores) and abs(printed - fmean(scores)) <= pstdev(scores) + _ROUNDING
