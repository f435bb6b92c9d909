"""A table nobody can read, whose figures another sheet gives to another year: one of the two is a copy."""

from collections.abc import Iterator, Mapping, Sequence

from parreform.blocks import tables
from parreform.catalog import Catalog
from parreform.findings import Finding
from parreform.naming import has_decimals
from parreform.reader import Column, TableReader
from parreform.readings import Reading
from parreform.text import parse_number

FEWEST_ALIKE = 5
"""So many equal scores, and no other ones, are no chance."""


def unread_copies(readers: Sequence[TableReader], catalog: Catalog) -> Iterator[Finding]:
    """The years whose scores stand, to the last digit, in a sheet of another year whose headings nobody knows."""
    unread = [
        (column, scores)
        for reader in readers
        if not reader.readings
        for column in reader.columns
        if column.year and not column.heading.indicator and len(scores := _scores(reader, column)) >= FEWEST_ALIKE
    ]
    for reader in readers if unread else ():
        found = tables(reader.readings, lambda r: r.score is not None)
        for (indicator, year), table in found.items():
            other = next((c.year for c, s in unread if c.year != year and _alike(table.scores, s)), None)
            if other:
                yield _copied(next(iter(table.values())), catalog, other, len(table.scores), indicator)


def _scores(reader: TableReader, column: Column) -> Mapping[str, float]:
    """The figures of a column by unit, where some of them have decimals: ranks and places are the same every year."""
    values = reader.values(column.position)
    if not any(map(has_decimals, values)):
        return {}
    names = reader.values(reader.table.unit_column)
    found = (
        (reader.catalog.unit_printed(n, column.year), parse_number(v, column.mark))
        for n, v in zip(names, values, strict=True)
        if isinstance(n, str)
    )
    return {unit.id: number for unit, number in found if unit and number is not None}


def _alike(scores: Mapping[str, float], others: Mapping[str, float]) -> bool:
    both = scores.keys() & others.keys()
    return len(both) >= FEWEST_ALIKE and all(scores[u] == others[u] for u in both)


def _copied(first: Reading, catalog: Catalog, other: int, units: int, indicator: str) -> Finding:
    facts = {"name": catalog.all_indicators[indicator].name, "year": first.year, "other": other}
    return Finding("values-copied", first.sheet, first.cell, facts | {"same": units, "units": units, "count": 1})
