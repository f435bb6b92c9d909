"""A table nobody can read, whose figures another sheet gives to another year: one of the two is a copy."""

from collections.abc import Iterator, Mapping, Sequence

from parreform.blocks import Table, tables
from parreform.catalog import Catalog
from parreform.columns import numbers_rows
from parreform.findings import Finding
from parreform.numerals import parse_number
from parreform.reader import Column, TableReader
from parreform.readings import Reading

FEWEST_ALIKE = 5
"""So many equal scores, and no other ones, are no chance;"""
FEWEST_RANKS = 10
"""nor so many equal places."""


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
        for (_, year), table in tables(reader.readings, lambda r: not r.missing).items():
            other = next((c.year for c, s in unread if c.year != year and _alike(table, s)), None)
            if other:
                yield _copied(next(iter(table.values())), catalog, other, len(table))


def _scores(reader: TableReader, column: Column) -> Mapping[str, float]:
    """The figures of a column by unit; empty where they only number the rows."""
    values = reader.values(column.position)
    if numbers_rows(values):
        return {}
    names = reader.values(reader.table.unit_column)
    found = (
        (reader.catalog.unit_printed(n, column.year), parse_number(v, column.mark))
        for n, v in zip(names, values, strict=True)
        if isinstance(n, str)
    )
    return {unit.id: number for unit, number in found if unit and number is not None}


def _alike(table: Table, others: Mapping[str, float]) -> bool:
    """Whether the figures are the scores of a table, or the ranks of one that has no others."""
    scores = table.scores
    ranks = {} if scores else {unit: r.rank for unit, r in table.items() if r.rank}
    both = (scores or ranks).keys() & others.keys()
    enough = FEWEST_ALIKE if scores else FEWEST_RANKS
    return len(both) >= enough and all((scores or ranks)[u] == others[u] for u in both)


def _copied(first: Reading, catalog: Catalog, other: int, units: int) -> Finding:
    facts = {"name": catalog.all_indicators[first.indicator].name, "year": first.year, "other": other}
    return Finding("values-copied", first.sheet, first.cell, facts | {"same": units, "units": units, "count": 1})
