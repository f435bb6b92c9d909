"""How families of workbooks are arranged, and finding which one a sheet follows.

A layout says where units, headings and values stand. Every layout ends as the same `Table`: units in
rows, headings above; what the headings mean is the work of `headings` and `extract`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from parreform.catalog import Catalog
from parreform.headings import Labels, is_numbering, is_scale, measure_of
from parreform.names import split_label
from parreform.text import parse_rank, readings_of, squeeze
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
    """A sheet with units in rows. `paths` holds each column's headings from the widest down."""

    layout: Layout
    grid: Grid
    unit_column: int
    header_top: int
    first_row: int
    paths: tuple[tuple[str, ...], ...]
    titles: tuple[str, ...]

    @property
    def header(self) -> range:
        """The rows of the header block."""
        return range(self.header_top, self.first_row)


def identify(grid: Grid, catalog: Catalog, layout: str = "") -> Table | None:
    """The table of a sheet and the one layout it follows; None when the sheet holds no units.

    Both arrangements are tried: the one with more units in line is taken and, for a sheet with a single
    province, the one whose headings are understood better.
    """
    cells = [
        (r, c)
        for r, row in enumerate(grid.filled().rows)
        for c, value in enumerate(row)
        if isinstance(value, str) and catalog.named(value)
    ]
    if not cells:
        return None
    in_columns, in_rows = Counter(c for _, c in cells), Counter(r for r, _ in cells)
    most = max(*in_columns.values(), *in_rows.values())
    tables = []
    if max(in_columns.values()) == most and layout != "units-in-columns":
        tables.append(_table(grid, LAYOUTS["units-in-rows"], in_columns, cells))
    if max(in_rows.values()) == most and layout in ("", "units-in-columns"):
        turned = [(c, r) for r, c in cells]
        tables.append(_table(grid.turn(), LAYOUTS["units-in-columns"], in_rows, turned))
    return max(tables, key=lambda table: _understood(table, catalog)) if len(tables) > 1 else next(iter(tables), None)


def _table(grid: Grid, layout: Layout, counts: Counter[int], cells: Sequence[tuple[int, int]]) -> Table:
    """The table whose units stand in the first of the columns that hold most of them."""
    filled = grid.filled()
    most = max(counts.values())
    unit_column = min(c for c, n in counts.items() if n == most)
    first_row = _first_data_row(filled, unit_column, min(r for r, c in cells if c == unit_column))
    header = _header(filled, first_row)
    paths = tuple(_path(filled, c, header) for c in range(filled.width))
    titles = tuple(squeeze(v) for row in grid.rows[: header.start] for v in row if isinstance(v, str))
    return Table(_long_or(layout, paths), filled, unit_column, header.start, first_row, paths, titles)


def _first_data_row(grid: Grid, unit_column: int, first_unit: int) -> int:
    """Go up over rows that hold a name and numbers: a mean, or a name nobody knows, is no heading."""
    row = first_unit
    while row > 0 and _looks_like_data(grid.rows[row - 1], unit_column):
        row -= 1
    return row


def _looks_like_data(row: Sequence[object], unit_column: int) -> bool:
    name = row[unit_column]
    if not isinstance(name, str) or is_numbering(name) or measure_of(name):
        return False
    others = [v for n, v in enumerate(row) if n != unit_column]
    numbers = sum(isinstance(v, int | float) or (isinstance(v, str) and bool(readings_of(v))) for v in others)
    words = sum(isinstance(v, str) and not readings_of(v) and parse_rank(v) is None for v in others)
    return numbers > words


def _header(grid: Grid, first_row: int) -> range:
    """The rows of headings above the first unit: a title, a note or a region's name fills one cell only."""
    bottom = first_row
    while bottom > max(first_row - 3, 0) and _texts(grid, bottom - 1) < 2:
        bottom -= 1
    top = bottom
    while top > 0 and _texts(grid, top - 1) >= 2:
        top -= 1
    return range(top, bottom)


def _texts(grid: Grid, row: int) -> int:
    return len({v for v in grid.rows[row] if v is not None})


def _path(grid: Grid, column: int, header: Iterable[int]) -> tuple[str, ...]:
    found: list[str] = []
    for r in header:
        value = grid.rows[r][column]
        text = squeeze(value) if isinstance(value, str) else ""
        if text and text not in found:
            found.append(text)
    return tuple(found)


def _long_or(layout: Layout, paths: Sequence[Sequence[str]]) -> Layout:
    words = {measure_of(split_label(p[-1])[1]) for p in paths if p}
    is_long = layout.arrangement == "rows" and "year" in words and words & {"index", "indicator"}
    return LAYOUTS["long"] if is_long else layout


def _understood(table: Table, catalog: Catalog) -> int:
    """How many headings name an indicator or a measure."""
    known = [Labels.of(catalog, i) for i in catalog.indices]
    headings = [label for path in table.paths for label in path if not is_scale(label) and not is_numbering(label)]
    words = [split_label(label)[1] for label in headings]
    return sum(1 for w in words if measure_of(w) or any(labels.find(w) for labels in known))
