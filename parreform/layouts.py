"""How families of workbooks are arranged, and finding which one a sheet follows.

A layout says where units, headings and values stand. Every layout ends as the same `Table`: units in
rows, headings above; what the headings mean is the work of `headings` and `extract`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from parreform.catalog import Catalog
from parreform.headings import Labels, is_numbering, is_scale, measure_of, years_in
from parreform.labels import split_label
from parreform.text import fold, parse_rank, readings_of, squeeze
from parreform.workbook import Grid

Arrangement = Literal["rows", "columns", "long"]


@dataclass(frozen=True, slots=True)
class Layout:
    """How one family of workbooks is arranged."""

    name: str
    arrangement: Arrangement
    vi: str
    en: str
    needs: tuple[str, ...] = ()


LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for layout in (
        Layout(
            "units-in-rows",
            "rows",
            "Mỗi dòng một tỉnh, mỗi cột một tiêu chí: bảng xếp hạng PAR INDEX, SIPAS; PAPI 2011-2017",
            "A province a row, an indicator a column: PAR INDEX and SIPAS rankings; PAPI 2011-2017",
        ),
        Layout(
            "units-in-columns",
            "columns",
            "Mỗi dòng một tiêu chí, mỗi cột một tỉnh: PAPI từ 2018",
            "An indicator a row, a province a column: PAPI from 2018",
        ),
        Layout(
            "long",
            "long",
            "Mỗi dòng một giá trị: cột chỉ số, năm, tỉnh, tiêu chí, điểm, xếp hạng",
            "A value a row: columns index, year, province, indicator, score, rank",
            needs=("unit", "year"),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Table:
    """A block of a sheet with units in rows. `paths` holds each column's headings from the widest down.

    Columns outside `columns` belong to another table of the sheet; `rows` runs from the first unit to
    the end of the block. `stray` is a place where provinces are named that no table of the sheet holds;
    `sheet_titles` are those of its first table, for one whose own title says less.
    """

    layout: Layout
    grid: Grid
    unit_column: int
    header: range
    rows: Sequence[int]
    columns: range
    paths: Mapping[int, tuple[str, ...]]
    titles: tuple[str, ...]
    year: int | None = None
    stray: tuple[int, int] | None = None
    sheet_titles: tuple[str, ...] = ()

    @property
    def first_row(self) -> int:
        """The row of the first unit, or of the first row that should be one."""
        return self.rows[0]

    def by_year(self) -> "list[Table]":
        """The table, or one for each year where a column gives the year of each row."""
        column = next((c for c in self.paths if c != self.unit_column and self._holds_years(c)), None)
        if column is None or self.layout.arrangement == "long":
            return [self]
        rows: dict[int, list[int]] = {}
        for r in self.rows:
            value = self.grid.rows[r][column]
            if is_year(value):
                rows.setdefault(int(value), []).append(r)  # type: ignore[call-overload]
        paths = {c: path for c, path in self.paths.items() if c != column}
        return [replace(self, rows=found, paths=paths, year=year) for year, found in rows.items()]

    def _holds_years(self, column: int) -> bool:
        values = (v for r in self.rows if (v := self.grid.rows[r][column]) is not None)
        return is_year(next(values, None)) and all(map(is_year, values))


Units = dict[tuple[int, int], str]
"""The unit named at each (row, column) that names one."""


def identify(grid: Grid, catalog: Catalog, layout: str = "") -> list[Table]:
    """The tables of a sheet, each with the one layout it follows; empty when the sheet names no units.

    Both arrangements are tried: the one with more units in line is taken and, for a sheet with a single
    province, the one whose headings are understood better.
    """
    whole = grid.filled()
    filled = whole.without_hidden_columns()
    units = _units_of(filled, catalog)
    if not units and (name := _spoken_of(filled, catalog)):
        filled = whole = _with_unit(filled, name, catalog)
        units = _units_of(filled, catalog)
    if not units:
        return []
    in_columns, in_rows = Counter(c for _, c in units), Counter(r for r, _ in units)
    most = max(*in_columns.values(), *in_rows.values())
    found = []
    if max(in_columns.values()) == most and layout != "units-in-columns":
        found.append(_tables(filled, whole, LAYOUTS["units-in-rows"], units))
    if max(in_rows.values()) == most and layout in ("", "units-in-columns"):
        turned = {(c, r): unit for (r, c), unit in units.items()}
        found.append(_tables(filled.turn(), whole.turn(), LAYOUTS["units-in-columns"], turned))
    if len(found) < 2:
        return found[0] if found else []
    return max(found, key=lambda tables: sum(_understood(table, catalog) for table in tables))


_SPOKEN = re.compile(r"(?:tỉnh|thành\s+phố|tp\.?)\s+((?:[^\W\d_]+[\s-]*){1,6})", re.IGNORECASE)


def _spoken_of(grid: Grid, catalog: Catalog) -> str:
    """The one province that title or sheet name speak of, for a table that names none in its cells."""
    texts = [grid.sheet, *(v for row in grid.rows for v in row if isinstance(v, str))]
    phrases = [grid.sheet, *(m[1].strip() for text in texts for m in _SPOKEN.finditer(text))]
    names = [name for phrase in phrases if (name := _longest_name(phrase, catalog))]
    found = {catalog.named(name)[0].id for name in names}
    return names[0] if len(found) == 1 else ""


def _longest_name(phrase: str, catalog: Catalog) -> str:
    words = phrase.split()
    heads = (" ".join(words[:n]) for n in range(len(words), 0, -1))
    return next((head for head in heads if catalog.named(head)), "")


def _with_unit(grid: Grid, name: str, catalog: Catalog) -> Grid:
    """The grid with the province in a column of its own, right of all others, where figures stand.

    Years in the header with indices down the side are turned, so that each year is a row.
    """
    labels = [Labels.of(catalog, i) for i in catalog.indices]
    years = max((sum(map(is_year, row)) for row in grid.rows), default=0)
    if years > 1 and any(
        x.find_after_measure(v) for row in grid.rows for v in row[:2] if isinstance(v, str) for x in labels
    ):
        grid = grid.turn()
    rows = [[*row, name if sum(map(is_figure, row)) else None] for row in grid.rows]
    return replace(grid, rows=rows)


def _units_of(grid: Grid, catalog: Catalog) -> Units:
    found: Units = {}
    for r, row in enumerate(grid.rows):
        for c, value in enumerate(row):
            if isinstance(value, str):
                named = catalog.named(value)
                if named and (r == 0 or value != grid.rows[r - 1][c] or not _one_cell(grid, r, c)):
                    found[r, c] = named[0].id
    return found


def _one_cell(grid: Grid, row: int, column: int) -> bool:
    """Whether a cell is the lower part of a merged one: its unit was seen above."""
    return any(m.top < row <= m.bottom and m.left <= column <= m.right for m in grid.merged)


def _tables(grid: Grid, whole: Grid, layout: Layout, units: Units) -> list[Table]:
    """Each block of units under its own headings, left to right and top to bottom.

    Titles are read from the whole sheet: they are often written into a column that is hidden below them.
    """
    blocks = [
        (column, rows)
        for column, all_rows in _axes(grid, units).items()
        for rows in _stacked(grid, column, all_rows, units)
    ]
    blocks.sort(key=lambda block: (block[1][0], block[0]))
    tables = [_table(grid, whole, layout, column, rows, blocks) for column, rows in blocks]
    tables[0] = replace(tables[0], stray=_stray(tables, units))
    return [replace(table, sheet_titles=tables[0].titles) for table in tables]


def _stray(tables: Sequence[Table], units: Units) -> tuple[int, int] | None:
    """The first of several units named in one row that belongs to no table: another table, lying across."""
    held = {r for table in tables for r in table.rows}
    loose = [place for place in units if place[0] not in held]
    across = Counter(r for r, _ in loose)
    return next((place for place in loose if across[place[0]] > 1), None)


def _axes(grid: Grid, units: Units) -> dict[int, list[int]]:
    """The columns that name the units of tables, with their rows.

    A column beside another one that names the same units in another language is no table of its own,
    nor is a column in which a unit's name turns up now and then.
    """
    rows_of: dict[int, dict[int, str]] = {}
    for (r, c), unit in units.items():
        rows_of.setdefault(c, {})[r] = unit
    most = max(map(len, rows_of.values()))
    axes: dict[int, list[int]] = {}
    for column in sorted(rows_of):
        rows = rows_of[column]
        shared = [(rows_of[a][r], rows[r]) for a in axes for r in rows if r in rows_of[a]]
        same = sum(x == y for x, y in shared)
        if (len(rows) * 5 >= most or _headed(grid, column, min(rows))) and (not shared or same * 2 < len(shared)):
            axes[column] = sorted(rows)
    return axes


def _headed(grid: Grid, column: int, first: int) -> bool:
    """Whether the heading right above the first unit of a column says that units follow."""
    above = (grid.rows[r][column] for r in range(first - 1, max(first - 4, -1), -1))
    heading = next((v for v in above if isinstance(v, str)), "")
    return measure_of(split_label(heading)[1]) == "unit"


def _stacked(grid: Grid, column: int, rows: Sequence[int], units: Units) -> list[list[int]]:
    """Rows of units cut into blocks wherever other headings, or a unit seen before, begin anew."""
    blocks = [[rows[0]]]
    headings = _heading_words(grid, range(max(rows[0] - 5, 0), rows[0]), column)
    for before, row in pairwise(rows):
        between = _heading_words(grid, range(before + 1, row), column)
        if between and (_begins_anew(grid, blocks[-1], row, column, units) or not between <= headings):
            blocks.append([row])
            headings = between
        else:
            blocks[-1].append(row)
    return blocks


def _begins_anew(grid: Grid, block: Sequence[int], row: int, column: int, units: Units) -> bool:
    """Whether a unit below a block was seen in it before, or stands under a title of its own."""
    seen = units[row, column] in {units[r, column] for r in block}
    return seen or any(_title(grid, r) for r in range(block[-1] + 1, row))


def _heading_words(grid: Grid, rows: range, unit_column: int) -> frozenset[str]:
    """The texts of the rows that look like headings: several words, one of them a known heading."""
    found: set[str] = set()
    for r in rows:
        texts = [v for v in grid.rows[r] if isinstance(v, str) and not readings_of(v)]
        heading = len(set(texts)) >= 2 and any(measure_of(split_label(x)[1]) for x in texts)
        if heading and not _looks_like_data(grid.rows[r], unit_column):
            found.update(fold(x) for x in texts)
    return frozenset(found)


def _title(grid: Grid, row: int) -> bool:
    """Whether a row is a title that names a year: one text, wherever it stands."""
    texts = {v for v in grid.rows[row] if isinstance(v, str)}
    return len(texts) == 1 and bool(years_in(next(iter(texts))))


Block = tuple[int, list[int]]
"""The unit column and the unit rows of one table."""


def _table(
    grid: Grid, whole: Grid, layout: Layout, unit_column: int, units: Sequence[int], blocks: Sequence[Block]
) -> Table:
    above = [b[-1] for _, b in blocks if b[-1] < units[0]]
    ceiling = max(above) + 1 if above else 0
    below = [b[0] for c, b in blocks if b[0] > units[-1]]
    columns = _columns_of(grid, unit_column, units, blocks)
    first_row = _first_data_row(grid, unit_column, units[0], ceiling)
    header = _header(grid, first_row, ceiling, columns)
    end = _header(grid, min(below), units[-1] + 1, range(grid.width)).start if below else len(grid.rows)
    paths = {c: _path(grid, c, header) for c in columns}
    above_here, everywhere = range(ceiling, header.start), range(grid.width)
    titles = _titles(whole, above_here, columns) or _titles(whole, range(header.start), columns)
    titles = titles or _titles(whole, range(header.start), everywhere)
    rows = range(first_row, end)
    return Table(_long_or(layout, grid, paths, rows), grid, unit_column, header, rows, columns, paths, titles)


def _titles(grid: Grid, rows: range, columns: range) -> tuple[str, ...]:
    """Texts above a table, each once: those over its own columns, or over the whole sheet."""
    found = (squeeze(v) for r in rows for c in columns if isinstance(v := grid.rows[r][c], str))
    return tuple(dict.fromkeys(found))


def _columns_of(grid: Grid, unit_column: int, rows: Sequence[int], blocks: Sequence[Block]) -> range:
    """The columns of a table: up to where a table beside it begins."""
    beside = sorted({c for c, b in blocks if set(range(b[0], b[-1] + 1)) & set(range(rows[0], rows[-1] + 1))})
    place = beside.index(unit_column)
    start = _border(grid, beside[place - 1], unit_column, rows) if place else 0
    following = beside[place + 1 :]
    return range(start, _border(grid, unit_column, following[0], rows) if following else grid.width)


def _border(grid: Grid, left: int, right: int, rows: Sequence[int]) -> int:
    """Where the right one of two tables side by side begins.

    After an empty column between them, or where the headings of the left table begin again.
    """
    for c in range(right - 1, left, -1):
        if all(grid.rows[r][c] is None for r in range(max(rows[0] - 2, 0), rows[-1] + 1)):
            return c + 1
    header = _header(grid, rows[0], 0, range(grid.width))
    first = next((_path(grid, c, header) for c in range(left + 1) if _path(grid, c, header)), ())
    again = [c for c in range(left + 1, right) if first and _path(grid, c, header)[-1:] == first[-1:]]
    start = next((c for c in range(left + 1) if _path(grid, c, header)), left)
    return again[-1] if again else max(right - (left - start), left + 1)


def _first_data_row(grid: Grid, unit_column: int, first_unit: int, ceiling: int) -> int:
    """Go up over rows that hold a name and numbers: a mean, or a name nobody knows, is no heading."""
    row = first_unit
    while row > ceiling and _looks_like_data(grid.rows[row - 1], unit_column):
        row -= 1
    return row


def _looks_like_data(row: Sequence[object], unit_column: int) -> bool:
    name = row[unit_column]
    if not isinstance(name, str) or is_numbering(name) or measure_of(split_label(name)[1]):
        return False
    others = [v for n, v in enumerate(row) if n != unit_column]
    numbers = sum(is_figure(v) for v in others)
    words = sum(isinstance(v, str) and not is_figure(v) for v in others)
    return numbers > words


def is_figure(value: object) -> bool:
    """Whether a cell holds a figure: a number, a text that reads as one, a rank; a year is a heading."""
    if isinstance(value, str):
        return bool(readings_of(value)) or parse_rank(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool) and not is_year(value)


def is_year(value: object) -> bool:
    """Whether a cell holds a year and nothing else."""
    return isinstance(value, int | float) and 1990 <= value <= 2100 and value == int(value)


def _header(grid: Grid, first_row: int, ceiling: int, columns: range) -> range:
    """The rows of headings above the first unit: a title, a note or a region's name fills one cell only."""
    bottom = first_row
    while bottom > max(first_row - 3, ceiling) and _texts(grid, bottom - 1, columns) < 2:
        bottom -= 1
    top = bottom
    while top > ceiling and _texts(grid, top - 1, columns) >= 2:
        top -= 1
    return range(top, bottom)


def _texts(grid: Grid, row: int, columns: range) -> int:
    return len({v for c in columns if (v := grid.rows[row][c]) is not None})


def _path(grid: Grid, column: int, header: Iterable[int]) -> tuple[str, ...]:
    found: list[str] = []
    for r in header:
        value = grid.rows[r][column]
        text = str(int(value)) if isinstance(value, int | float) and is_year(value) else value
        text = "\n".join(filter(None, map(squeeze, text.splitlines()))) if isinstance(text, str) else ""
        if text and text not in found:
            found.append(text)
    return tuple(found)


def _long_or(layout: Layout, grid: Grid, paths: Mapping[int, Sequence[str]], rows: range) -> Layout:
    """The long layout where a column of texts says which index or indicator each row is of."""
    said = {c for c, p in paths.items() if p and measure_of(split_label(p[-1])[1]) in ("index", "indicator")}
    texts = [c for c in said if any(isinstance(v := grid.rows[r][c], str) and not is_figure(v) for r in rows)]
    words = {measure_of(split_label(p[-1])[1]) for p in paths.values() if p}
    is_long = texts or {"year", "score"} <= words
    return LAYOUTS["long"] if layout.arrangement == "rows" and is_long and words & {"score", "rank"} else layout


def _understood(table: Table, catalog: Catalog) -> int:
    """How many headings name an indicator or a measure."""
    known = [Labels.of(catalog, i) for i in catalog.indices]
    headings = (label for path in table.paths.values() for label in path)
    words = [split_label(label)[1] for label in headings if not is_scale(label) and not is_numbering(label)]
    return sum(1 for w in words if measure_of(w) or any(labels.find(w) for labels in known))
