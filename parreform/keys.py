"""Keys to headings that are numbers: `D1: E-Governance` below a table whose `D1` is Participation by its number."""

import re
from collections.abc import Iterator, Sequence

from parreform.headings import Labels
from parreform.labels import label_key, split_label
from parreform.measures import VALUE_MEASURES
from parreform.reader import Column, TableReader
from parreform.text import squeeze
from parreform.workbook import Grid

_BETWEEN = re.compile(r"[;\n]|,\s+(?=\w+\s*\d{1,2}\s*[-–:=])")
_EQUALS = re.compile(r"\s*(?:=|[–—]|->|→|là(?=\s))\s*")
_LEAD = re.compile(r"^[^:]{0,20}:\s*(?=\w+\s*\d{1,2}\s*[:\-])")


def report_keys(reader: TableReader, grids: Sequence[Grid]) -> None:
    """Report columns told by their number alone that a key in the file, on any sheet that is seen, calls otherwise."""
    numbered = [(c, number) for c in reader.columns if (number := _number_of(reader, c))]
    headings = {f"{reader.table.grid.sheet}!{x}" for x in _headings(reader)} if numbered else set()
    told = [key for key in _told(grids, reader) if key[2] not in headings] if numbered else []
    for column, number in numbered:
        for key, name, where in told:
            labels = Labels.of(reader.catalog, column.index)
            found = labels.find(name) if key == number and not labels.number_called(name) else ()
            if found and column.heading.indicator not in found:
                known = reader.catalog.all_indicators[column.heading.indicator].name
                facts = {"label": column.label, "name": known, "where": where, "said": name}
                reader.find("key-contradicts", reader.table.header.start, column.position, **facts)
                break


def _headings(reader: TableReader) -> Iterator[str]:
    """The cells of the headings: a number and the name beside it head two columns."""
    table = reader.table
    return (table.grid.address(r, c) for r in table.header for c in table.columns)


def _number_of(reader: TableReader, column: Column) -> str:
    """The number by which alone a column is told, `1` of `D1`; else empty."""
    heading, path = column.heading, reader.table.paths.get(column.position, ())
    if not heading.indicator or heading.measure not in VALUE_MEASURES:
        return ""
    labels = Labels.of(reader.catalog, column.index)
    return next((n for label in path if (n := labels.number_called(split_label(label)[1]))), "")


def _told(grids: Sequence[Grid], reader: TableReader) -> Iterator[tuple[str, str, str]]:
    """What keys say: the number, the name, and the cell where."""
    for grid in (g for g in grids if not g.hidden):
        for row, column, text in grid.texts:
            where = f"{grid.sheet}!{grid.address(row, column)}"
            for piece in _BETWEEN.split(text):
                number, words = split_label(_LEAD.sub("", _EQUALS.sub(": ", squeeze(piece))))
                if number and words and not squeeze(piece)[0].isdigit():
                    yield number, words, where
            beside = next((v for v in grid.rows[row][column + 1 :] if v is not None), None)
            called = _called(reader, text) if isinstance(beside, str) else ""
            if called and isinstance(beside, str):
                yield called, split_label(beside)[1], where


def _called(reader: TableReader, text: str) -> str:
    """The number of a cell that holds nothing but one, `D1`."""
    labels = (Labels.of(reader.catalog, c.index) for c in reader.columns if c.index)
    return next((n for x in labels if len(label_key(text)) < 12 and (n := x.number_called(text))), "")
