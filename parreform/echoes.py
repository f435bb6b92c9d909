"""Tables that say too little of themselves and only repeat what was read elsewhere in the file: the data of a chart."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from parreform.findings import Finding
from parreform.labels import split_label
from parreform.measures import measure_of
from parreform.naming import has_decimals, is_figure
from parreform.numerals import parse_number
from parreform.reader import TableReader
from parreform.readings import Reading

_UNTOLD = frozenset(("index-unknown", "index-conflict", "year-unknown", "title-unread"))
"""What is wrong with a table whose figures could be anything, were they not those that were read."""
_FEWEST = 3
"""So many scores are not those of the same units by chance."""

Place = tuple[str, str, int, str]
"""Sheet, indicator, year, and whether the score or the rank."""


def leave_out_echoes(readers: Sequence[TableReader]) -> None:
    """Turn the errors of a table into a note where each of its columns of figures repeats a part of one that was read.

    Only of a table without any title, and of fewer units: of two that are equal either may be the wrong one.
    """
    untold = [x for x in readers if not (x.readings or x.table.titles or x.table.sheet_titles or x.table.notes)]
    untold = [x for x in untold if {f.code for f in x.findings if f.severity == "error"} & _UNTOLD]
    untold = [x for x in untold if all(f.code in _UNTOLD for f in x.findings if f.severity == "error")]
    if not untold:
        return
    read = _by_unit(r for x in readers for r in x.readings)
    for reader in untold:
        count, other = _repeated(reader, read)
        if count:
            reader.findings = [f for f in reader.findings if f.severity != "error"]
            facts = {"other": other, "count": count}
            reader.findings.append(Finding("repeated", reader.table.grid.sheet, "", facts))


def _by_unit(readings: Iterator[Reading]) -> Mapping[str, Mapping[float, set[Place]]]:
    """Where each figure of each unit was read."""
    found: dict[str, dict[float, set[Place]]] = {}
    for reading in readings:
        for what, value in (("score", reading.score), ("rank", reading.rank)):
            if value is not None:
                place = (reading.sheet, reading.indicator, reading.year, what)
                found.setdefault(reading.unit, {}).setdefault(value, set()).add(place)
    return found


def _repeated(reader: TableReader, read: Mapping[str, Mapping[float, set[Place]]]) -> tuple[int, str]:
    """How many figures of a table were read elsewhere, and in which sheet; 0 where any was not, or too few are scores."""
    units = Counter(p for of_unit in read.values() for p in set().union(*of_unit.values()))
    count, scores, sheet = 0, 0, ""
    for position in _of_figures(reader):
        pairs = list(_figures(reader, position))
        places = [_places(reader, name, number, read) for name, number in pairs]
        common = (
            {p for p in set.intersection(*places) if units[p] > len({name for name, _ in pairs})} if places else set()
        )
        if not common:
            return 0, ""
        sheet = sheet or min(common)[0]
        count += len(pairs)
        scores += sum(map(has_decimals, (number for _, number in pairs)))
    return (count, sheet) if scores >= _FEWEST else (0, "")


def _of_figures(reader: TableReader) -> Iterator[int]:
    """The columns of a table that hold figures and do not number its rows."""
    for position in reader.table.columns:
        path = reader.table.paths.get(position, ())
        numbering = position < reader.table.unit_column or any(measure_of(split_label(p)[1]) == "ordinal" for p in path)
        if not numbering and any(map(is_figure, reader.values(position))):
            yield position


def _figures(reader: TableReader, position: int) -> Iterator[tuple[str, float]]:
    """The name and the number of each row that has a figure in a column; no name at all where it has none."""
    names = reader.values(reader.table.unit_column)
    for name, value in zip(names, reader.values(position), strict=True):
        number = parse_number(value, "comma" if isinstance(value, str) else "point")
        if number is not None:
            yield str(name or ""), number


def _places(
    reader: TableReader, name: str, number: float, read: Mapping[str, Mapping[float, set[Place]]]
) -> set[Place]:
    units = (u.id for u in reader.catalog.named(name))
    return {place for unit in units for place in read.get(unit, {}).get(number, ())}
