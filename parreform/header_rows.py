"""The rows of headings above a table: where they begin, where they end, what between them and the units is none."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from parreform.labels import split_label
from parreform.measures import MEASURES, measure_of
from parreform.naming import has_decimals, has_figures, is_figure, is_nameless, is_year, looks_like_data, parse_year
from parreform.numerals import missing_reason
from parreform.text import squeeze
from parreform.workbook import Grid

_NUMBER = re.compile(r"\s*\(?(?:[A-Za-z]|[IVX]{1,4}|\d{1,3})\)?[.)]?\s*")


def first_data_row(grid: Grid, unit_column: int, first_unit: int, ceiling: int) -> int:
    """Go up over rows of numbers: a mean, a name nobody knows, or scores without a name are no headings."""
    row = first_unit
    while row > ceiling and (
        looks_like_data(grid.rows[row - 1], unit_column) or is_nameless(grid.rows[row - 1], unit_column)
    ):
        row -= 1
    return row


def header_above(grid: Grid, first_row: int, ceiling: int, columns: range, unit_column: int) -> range:
    """The rows of headings above the first unit: a title, a note or a region's name, `II | Tây Nguyên`, is none.

    A word that belongs to one column of figures alone, `(dự kiến)` below `2024`, is part of its heading.
    """
    bottom = first_row
    while bottom > max(first_row - 3, ceiling) and (
        _texts(grid, bottom - 1, columns) < 2 or _names_region(grid.rows[bottom - 1], unit_column)
    ):
        bottom -= 1
    top = _top(grid, bottom, ceiling, columns)
    if top and top == bottom - 1 and not _texts(grid, top - 1, columns) and _only_figures(grid, top, columns):
        top = _top(grid, top - 1, ceiling, columns)  # a row of maxima, below a blank one
    below = (
        r for r in range(first_row - 1, bottom - 1, -1) if _heads_figures(grid, r, first_row, columns, unit_column)
    )
    return range(top, next(below, bottom - 1) + 1 if top < bottom else bottom)


def _top(grid: Grid, bottom: int, ceiling: int, columns: range) -> int:
    while bottom > ceiling and _texts(grid, bottom - 1, columns) >= 2 and not _entitles(grid.rows[bottom - 1]):
        bottom -= 1
    return bottom


def _entitles(row: Sequence[object]) -> bool:
    return only_year(row) or bool(title_in_cells(row))


def _only_figures(grid: Grid, row: int, columns: range) -> bool:
    """Whether a row holds figures beside one word for them, `Điểm tối đa`."""
    values = [v for c in columns if (v := grid.rows[row][c]) is not None]
    return sum(map(is_figure, values)) == len(values) - 1


def _names_region(row: Sequence[object], unit_column: int) -> bool:
    """Whether a row holds a name and nothing else but its number."""
    name, *others = row[unit_column], *(v for c, v in enumerate(row) if c != unit_column and v is not None)
    words = isinstance(name, str) and not _NUMBER.fullmatch(name)
    return words and len(others) == 1 and isinstance(others[0], str | int) and bool(_NUMBER.fullmatch(str(others[0])))


def _heads_figures(grid: Grid, row: int, first_row: int, columns: range, unit_column: int) -> bool:
    """Whether all that a row holds are words right of the names, or left of them above decimals, over figures.

    A region's name stands in the column of the names or that of the numbers.
    """
    filled = [c for c in columns if grid.rows[row][c] is not None]
    values = [grid.rows[row][c] for c in filled]
    if not filled or unit_column in filled or not all(isinstance(v, str) or is_year(v) for v in values):
        return False
    return any(_holds(grid, c, first_row, is_figure if c > unit_column else has_decimals) for c in filled)


def _holds(grid: Grid, column: int, first_row: int, figure: Callable[[object], bool]) -> bool:
    return any(figure(row[column]) for row in grid.rows[first_row:])


def _texts(grid: Grid, row: int, columns: range) -> int:
    return len({v for c in columns if (v := grid.rows[row][c]) is not None})


_HEADINGS = frozenset(MEASURES) - {"year", "index", "indicator"}
"""Measures of words that head columns; `Kết quả` and `Điểm` may begin a title too."""


def title_in_cells(cells: Sequence[object]) -> str:
    """The title that a row spells in several cells up to its year, `Chỉ số`, `cải cách hành chính`, `năm`, `2023`; else empty."""
    held = list(dict.fromkeys(v for v in cells if v is not None))
    *texts, last = held or [None]
    words, year = [v for v in texts if isinstance(v, str)], bare_year(last)
    if len(words) < 2 or len(words) < len(texts) or year is None or measure_of(split_label(words[-1])[1]) != "year":
        return ""
    said = [measure_of(split_label(w)[1]) for w in words]
    if said[0] in _HEADINGS - {"score"} or not _HEADINGS.isdisjoint(said[1:]):
        return ""
    return squeeze(f"{' '.join(words)} {year}")


def bare_year(value: object) -> int | None:
    """The year that is all a cell holds, as a number or as its digits."""
    return parse_year(value) if is_year(value) or (isinstance(value, str) and value.strip().isdigit()) else None


def only_year(cells: Sequence[object]) -> bool:
    """Whether a row holds the word for a year and the year in the cell beside it, nothing else."""
    held = list(dict.fromkeys(v for v in cells if v is not None))
    word, year = (*held, None, None)[:2]
    named = isinstance(word, str) and measure_of(split_label(word)[1]) == "year"
    return len(held) == 2 and named and bare_year(year) is not None


_SECTION = re.compile(r"\s*(?:([IVX]{1,4})|([A-H]))\s*[.:)-]\s+\w")


def without_closed(grid: Grid, rows: range, names_index: Callable[[str], bool]) -> Sequence[int]:
    """The rows above a table without a section that ended: `I. CÁC BỘ` and its figures before `II. CÁC TỈNH`.

    Where a later title names the index anew, without the headings and the rows of a table above it.
    """
    sections = [(r, found.lastindex) for r in rows if (found := _section(grid.rows[r]))]
    last, style = sections[-1] if sections else (rows.start, None)
    same = [r for r, other in sections[:-1] if other == style]
    closed = range(same[0], last) if same else range(0)
    if not any(map(is_figure, chain(*(grid.rows[r] for r in closed)))):
        closed = _table_above(grid, rows, names_index)
    return [r for r in rows if r not in closed] if closed else rows


def _table_above(grid: Grid, rows: range, names_index: Callable[[str], bool]) -> range:
    """The headings and rows of a table that ends above a title which names the index; empty where there is none."""
    figures = [r for r in rows if has_figures(grid.rows[r])]
    if len(figures) < 2 or not any(names_index(_line(grid.rows[r])) for r in rows if r > figures[-1]):
        return range(0)
    top = figures[0]
    while top > rows.start and len({v for v in grid.rows[top - 1] if v is not None}) > 1:
        top -= 1
    return range(top, figures[-1] + 1) if top < figures[0] else range(0)


def _section(row: Sequence[object]) -> re.Match[str] | None:
    """The numbered title that a row consists of."""
    return _SECTION.match(_line(row))


def _line(row: Sequence[object]) -> str:
    """The one text that a row consists of; empty for any other row."""
    held = {v for v in row if v is not None}
    text = next(iter(held)) if len(held) == 1 else None
    return text if isinstance(text, str) else ""


_CODE = re.compile(r"\s*\(?(?:[A-Za-z]|\d{1,3})\)?\s*\**\s*")


def _codes(grid: Grid, row: int) -> bool:
    """Whether a row only names the columns: `A`, `B`, `1`."""
    return all(is_figure(v) or (isinstance(v, str) and _CODE.fullmatch(v)) for v in grid.rows[row] if v is not None)


_OF_ALL_UNITS = ("scale", "mean", "average", "sum", "target", "previous")
"""Words of headings that name a row of figures just as well: those of no unit, but of all of them."""


def heading_rows(grid: Grid, header: range, unit_column: int) -> Sequence[int]:
    """The rows of headings without those of figures that only stand among them: maxima, a mean of all units.

    Figures typed as text would else be read as the lowest headings.
    """
    return [r for r in header if not sums_up(grid.rows[r], unit_column)]


def name_of(row: Sequence[object], unit_column: int) -> str:
    """The text that a row has where the units are named, or left of there; empty without one."""
    return next((v for v in reversed(row[: unit_column + 1]) if isinstance(v, str)), "")


def sums_up(row: Sequence[object], unit_column: int) -> bool:
    """Whether a row holds figures, none of them a year, right of a word for what they are: `Điểm tối đa`."""
    name = name_of(row, unit_column)
    if measure_of(split_label(name)[1]) not in _OF_ALL_UNITS:
        return False
    others = [v for v in row[unit_column + 1 :] if missing_reason(v) is None and v != name]
    figures = sum(map(is_figure, others))
    return figures * 2 > len(others) and not any(parse_year(v) for v in others)


def path_of(grid: Grid, column: int, header: Iterable[int]) -> tuple[str, ...]:
    """The headings of a column, from the widest to the one right above the values; codes such as `A`, `1` are none."""
    found: list[str] = []
    for r in header:
        value = grid.rows[r][column]
        if isinstance(value, str) and _CODE.fullmatch(value) and _codes(grid, r):
            continue
        year = None if isinstance(value, str) else parse_year(value)
        text = value if year is None else str(year)
        if isinstance(value, float) and any(split_label(p)[0] == str(int(value)) for p in found):
            text = f"{value:g}"  # `1.1` below `1. Tham gia`
        text = "\n".join(filter(None, map(squeeze, text.splitlines()))) if isinstance(text, str) else ""
        if text and text not in found:
            found.append(text)
    return tuple(found)
