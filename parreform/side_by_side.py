"""Tables side by side in one sheet: which columns belong to each, and which say of the rows of both what they are of."""

from collections.abc import Callable, Sequence

from parreform.header_rows import header_above, heading_rows, path_of
from parreform.labels import split_label
from parreform.measures import measure_of
from parreform.naming import Block
from parreform.workbook import Grid

_OF_ROWS = ("year", "index", "indicator")


def columns_of(grid: Grid, unit_column: int, rows: Sequence[int], blocks: Sequence[Block]) -> range:
    """The columns of a table: up to where a table beside it begins."""
    beside = sorted({c for c, b in blocks if set(range(b[0], b[-1] + 1)) & set(range(rows[0], rows[-1] + 1))})
    place = beside.index(unit_column)
    start = _border(grid, beside[place - 1], unit_column, rows) if place else 0
    following = beside[place + 1 :]
    return range(start, _border(grid, unit_column, following[0], rows) if following else grid.width)


def _border(grid: Grid, left: int, right: int, rows: Sequence[int]) -> int:
    """Where the right one of two tables side by side begins.

    After an empty column between them, which is not only hidden, or where the headings of the left table begin again; at the names of the right one
    where the same headings follow these and those of the left one, or where none such as stand before the names of the
    left one, `TT`, stand before its own.
    """
    header = header_above(grid, rows[0], 0, range(grid.width), left)
    heads = heading_rows(grid, header, left)
    for c in (c for c in range(right - 1, left, -1) if c not in grid.hidden_columns):
        if all(grid.rows[r][c] is None for r in range(header.start, rows[-1] + 1)):
            return c + 1
    first = next((path_of(grid, c, heads) for c in range(left + 1) if path_of(grid, c, heads)), ())
    again = [c for c in range(left + 1, right) if first and path_of(grid, c, heads)[-1:] == first[-1:]]
    if again or _alike(grid, heads, range(left + 1, right), right + 1):
        return again[-1] if again else right
    start = next((c for c in range(left + 1) if path_of(grid, c, heads)), left)
    mirrored = max(right - (left - start), left + 1)
    pairs = zip(range(mirrored, right), range(left - (right - mirrored), left), strict=True)
    alike = all(not path_of(grid, c, heads) or _measure(grid, c, heads) == _measure(grid, o, heads) for c, o in pairs)
    return mirrored if alike else right


def _alike(grid: Grid, header: Sequence[int], columns: range, start: int) -> bool:
    """Whether as many columns from another one on have the headings of some."""
    behind = range(start, start + len(columns))
    if behind.stop > grid.width:
        return False
    heads, others = ([path_of(grid, c, header)[-1:] for c in some] for some in (columns, behind))
    return any(heads) and heads == others


def keys_beside(
    grid: Grid,
    header: Sequence[int],
    columns: range,
    rows: Sequence[int],
    blocks: Sequence[Block],
    names_parts: Callable[[int], bool],
) -> list[int]:
    """The columns left of a table right beside another one which say of its rows too what they are of.

    `Lĩnh vực`, `Tỉnh cao nhất`, `Điểm`, `Tỉnh thấp nhất`, `Điểm`: two tables have the rows of one. `names_parts` tells of
    a column whether it names parts of an index, whatever its heading.
    """
    left = [c for c, b in blocks if c < columns.start and not set(b).isdisjoint(rows)]
    if not left or all(grid.rows[r][columns.start - 1] is None for r in rows):
        return []
    own, before = {_measure(grid, c, header) for c in columns}, range(columns.start)
    said = [c for c in before if (m := _measure(grid, c, header)) in _OF_ROWS and m not in own]
    return said or [c for c in before if own.isdisjoint(_OF_ROWS) and c < min(left) and names_parts(c)]


def _measure(grid: Grid, column: int, header: Sequence[int]) -> str:
    path = path_of(grid, column, header)
    return measure_of(split_label(path[-1])[1]) if path else ""
