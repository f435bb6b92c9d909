"""One table while it is read: its columns, their cells, what is found on the way."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from parreform.blocks import Readings
from parreform.catalog import Catalog
from parreform.findings import Finding
from parreform.headings import Heading
from parreform.hints import Hints
from parreform.layouts import Table
from parreform.measures import is_year_mark, years_in
from parreform.naming import Place, has_figures, is_figure
from parreform.numerals import Decimal, parse_number


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its meaning, its index and year, its decimal mark where texts hold numbers.

    `offset` counts the rows below the unit's name where a unit takes several rows, one a measure. What is `bracketed`
    stands behind the scores of its cells.
    """

    position: int
    heading: Heading
    label: str
    index: str = ""
    year: int = 0
    mark: Decimal = "comma"
    offset: int = 0
    bracketed: bool = False

    @property
    def slot(self) -> tuple[str, int, str]:
        """What only one column of a table may hold."""
        return (self.heading.indicator, self.year, self.heading.measure)


TYPED = {float, int, type(None)}


@dataclass(slots=True)
class TableReader:
    """Collects readings and findings of one table. `columns` are all it has, with what they mean.

    `blanks` are the sheet and cell of each reading that an empty cell of a full table gave, `marks` those of dashes and
    zeros that stand for none, `unreadable` the faults of single cells by column.
    """

    table: Table
    catalog: Catalog
    hints: Hints
    cuts: dict[tuple[str, int], str] = field(default_factory=dict)
    readings: Readings = field(default_factory=Readings)
    findings: list[Finding] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    units: int = 0
    blanks: set[tuple[str, str]] = field(default_factory=set)
    marks: set[tuple[str, str]] = field(default_factory=set)
    unreadable: dict[Column, list[Finding]] = field(default_factory=dict)
    _cells: list[tuple[object, ...]] = field(default_factory=list)
    _numbers: dict[int, list[float]] = field(default_factory=dict)
    _typed: dict[int, bool] = field(default_factory=dict)
    _said: dict[int, bool] = field(default_factory=dict)
    _apart: Mapping[int, Place] | None = None

    def values(self, column: int) -> tuple[object, ...]:
        """The cells of a column in the rows of the table."""
        if not self._cells:
            self._cells = list(zip(*(self.table.grid.rows[r] for r in self.table.rows), strict=True))
        return self._cells[column]

    def along(self, rows: Sequence[int], column: int) -> Sequence[object]:
        """The cells of a column in rows of the table."""
        values, first = self.values(column), self.table.rows[0]
        if rows[-1] - rows[0] + 1 == len(rows) and isinstance(self.table.rows, range):
            return values[rows[0] - first : rows[-1] + 1 - first]
        return [self.table.grid.rows[r][column] for r in rows]

    def typed(self, column: int) -> bool:
        """Whether a column holds nothing but numbers typed as such, and blanks."""
        if column not in self._typed:
            self._typed[column] = set(map(type, self.values(column))) <= TYPED
        return self._typed[column]

    def numbers(self, column: int) -> list[float]:
        """The numbers in a column, typed as such or as text; `NaN` and infinity are none."""
        if column not in self._numbers:
            self._numbers[column] = _numbers(self.values(column), typed=self.typed(column))
        return self._numbers[column]

    def mostly_said(self, column: int) -> bool:
        """Whether most rows with figures say something in a column, so that a blank among them was forgotten."""
        if column not in self._said:
            rows = (self.table.grid.rows[r] for r in self.table.rows)
            cells = [row[column] for row in rows if has_figures(row)]
            self._said[column] = sum(v is not None for v in cells) * 2 > len(cells)
        return self._said[column]

    def apart(self) -> Mapping[int, Place]:
        """The columns behind a gap that belong to other rows than the names, each with the first of its cells."""
        if self._apart is None:
            self._apart = dict(_apart(self))
        return self._apart

    def find(self, code: str, row: int | None = None, column: int | None = None, **facts: object) -> None:
        """Note a finding at a cell of the table, or at the sheet."""
        cell = "" if row is None or column is None else self.table.grid.address(row, column)
        self.find_at(code, cell, **facts)

    def find_at(self, code: str, cell: str, **facts: object) -> None:
        """Note a finding at a cell by its name."""
        self.findings.append(Finding(code, self.table.grid.sheet, cell, facts))


def _numbers(values: Sequence[object], *, typed: bool) -> list[float]:
    if typed:
        numbers: list[float] = [v for v in values if v is not None]  # type: ignore[misc]
        if math.isfinite(sum(numbers)):
            return numbers
    found = (parse_number(v, "comma" if isinstance(v, str) else "point") for v in values)
    return [n for n in found if n is not None]


def count_numbers(reader: TableReader, column: Column) -> int:
    """How many cells of a column hold figures, typed as numbers or as text."""
    return sum(map(is_figure, reader.values(column.position)))


def _apart(reader: TableReader) -> Iterator[tuple[int, Place]]:
    """Columns parted from the names by an empty one, with rows that begin before or end elsewhere than the others'.

    One row more or less may be a value that is missing; so may all right below the heading, where no table of its own
    would leave a gap.
    """
    table, groups = reader.table, _groups(reader)
    if len(groups) < 2:
        return
    rows = [r for r in table.rows if _names_unit(reader, r)]
    extents = {group: extent for group in groups if (extent := _extent(reader, group, rows))}
    own = next((group for group in extents if table.unit_column in group), ())
    whole = extents[own] if own else max(extents.values(), key=lambda x: x[1] - x[0], default=(0, 0))
    for group, (first, last) in extents.items():
        elsewhere = first < whole[0] - 1 or abs(last - whole[1]) > 1
        if group != own and (elsewhere or _own_title(table, group, own)):
            yield from ((c, (first, group[0])) for c in group)


def _groups(reader: TableReader) -> list[tuple[int, ...]]:
    """The columns of a table, cut at those that are empty."""
    groups: list[list[int]] = [[]]
    for c in reader.table.columns:
        if reader.table.paths.get(c) or any(v is not None for v in reader.values(c)):
            groups[-1].append(c)
        elif groups[-1]:
            groups.append([])
    return [tuple(g) for g in groups if g]


def _names_unit(reader: TableReader, row: int) -> bool:
    name = reader.table.grid.rows[row][reader.table.unit_column]
    return isinstance(name, str) and bool(reader.catalog.named(name))


def _extent(reader: TableReader, group: Sequence[int], rows: Sequence[int]) -> tuple[int, int] | None:
    """The first and the last of some rows in which a group of columns, the names left out, holds anything."""
    cells, names = reader.table.grid.rows, reader.table.unit_column
    held = (r for r in rows if any(cells[r][c] is not None for c in group if c != names))
    back = (r for r in reversed(rows) if any(cells[r][c] is not None for c in group if c != names))
    first = next(held, None)
    return None if first is None else (first, next(back))


def _own_title(table: Table, group: Sequence[int], names: Sequence[int]) -> bool:
    """Whether a dated title stands above the headings of a group beside another one above the names."""
    for row in table.grid.rows[: max(table.header.stop - 1, table.header.start)]:
        here, there = ({row[c] for c in columns if _is_title(row[c])} for columns in (group, names))
        if here - there and there:
            return True
    return False


def _is_title(value: object) -> bool:
    return isinstance(value, str) and bool(years_in(value)) and not is_year_mark(value)
