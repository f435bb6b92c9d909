"""Where a sheet names its units: the columns of names, the blocks of rows below headings, and names outside of them."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from parreform.catalog import Catalog
from parreform.entries import COUNTRY
from parreform.labels import split_label
from parreform.measures import is_numbering, is_year_mark, measure_of, years_in
from parreform.numerals import missing_reason, parse_rank, readings_of
from parreform.text import fold, squeeze
from parreform.workbook import Grid

Place = tuple[int, int]
Units = Mapping[Place, str]
"""The unit named at each (row, column) that names one."""

Block = tuple[int, list[int]]
"""The unit column and the unit rows of one table."""

_PAGE_MARK = re.compile(r"\W*(?:(?:trang|page|tờ)?\W*\d+(?:\W+\d+)?|\(?tiếp(?: theo)?\)?|continued)\W*", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]{1,4}\.?")


def is_figure(value: object) -> bool:
    """Whether a cell holds a figure: a number, a text that reads as one, a rank; a year is a heading."""
    if isinstance(value, str):
        return _reads_as_figure(value)
    return isinstance(value, int | float) and not isinstance(value, bool) and not is_year(value)


def has_figures(row: Sequence[object]) -> bool:
    """Whether any cell of a row holds a figure; names stand left of them and are asked last."""
    return any(map(is_figure, reversed(row)))


@lru_cache(maxsize=16_384)
def _reads_as_figure(text: str) -> bool:
    return bool(readings_of(text)) or parse_rank(text) is not None


def is_year(value: object) -> bool:
    """Whether a cell holds a year and nothing else."""
    return isinstance(value, int | float) and 1990 <= value <= 2100 and value == int(value)


def parse_year(value: object) -> int | None:
    """The year a cell names, as a number, as text or as its first or last day: `2023`, `Năm 2023`; a span is none."""
    if is_year(value):
        return int(value)  # type: ignore[call-overload, no-any-return]
    if isinstance(value, date) and (value.month, value.day) in ((1, 1), (12, 31)):
        return value.year
    if not isinstance(value, str) or not is_year_mark(value) or len(set(years_in(value))) != 1:
        return None
    year = years_in(value)[0]
    return year if 1990 <= year <= 2100 else None


def looks_like_data(row: Sequence[object], unit_column: int) -> bool:
    """Whether a row holds a name and more figures than words; `-` where a figure is missing is none."""
    name = row[unit_column]
    if (
        not isinstance(name, str)
        or is_numbering(name)
        or len(name.strip(" \n*")) == 1
        or measure_of(split_label(name)[1])
    ):
        return False
    others = [v for n, v in enumerate(row) if n != unit_column]
    numbers = sum(is_figure(v) for v in others)
    texts = (v for v in others if isinstance(v, str) and not is_figure(v))
    words = sum(not _ROMAN.fullmatch(text.strip()) and missing_reason(text) is None for text in texts)
    return numbers > words


def is_nameless(row: Sequence[object], unit_column: int) -> bool:
    """Whether a row holds scores, no mere ordinals, and neither a name nor any other words."""
    if row[unit_column] is not None:
        return False
    figures = [v for v in row if is_figure(v)]
    return any(has_decimals(v) for v in figures) and len(figures) == sum(v is not None for v in row)


def has_decimals(value: object) -> bool:
    """Whether a figure has decimals."""
    if isinstance(value, str):
        return any(n != int(n) for n in readings_of(value).values())
    return isinstance(value, float) and math.isfinite(value) and value != int(value)


def units_of(grid: Grid, catalog: Catalog) -> Units:
    """Every cell that is the name of a unit of any time; of a merged range its first cell alone.

    `Cả nước` below `Xếp hạng` says among whom a rank is, and names nobody.
    """
    named = ((r, c, found[0].id) for r, c, text in grid.texts if (found := catalog.named(text)))
    places = {
        (r, c): unit
        for r, c, unit in named
        if not _one_cell(grid, r, c) and not (unit == COUNTRY and _heading(grid, c, r) == "rank")
    }
    words = _headings_of_names(grid, places)
    about = _names_of_later(grid, places, words) | _lists_of_earlier(grid, places, words, catalog)
    return {place: unit for place, unit in places.items() if place[1] not in about} if about else places


def _headings_of_names(grid: Grid, units: Units) -> Mapping[int, str]:
    """The words over each column of names, above the first row in which any column beside it names a unit."""
    rows_of = {c: set(rows) for c, rows in by_column(units).items()}
    tops = {c: min(min(other) for other in rows_of.values() if other & rows) for c, rows in rows_of.items()}
    return {c: _words_above(grid, c, first) for c, first in tops.items()}


def _lists_of_earlier(grid: Grid, units: Units, words: Mapping[int, str], catalog: Catalog) -> set[int]:
    """The columns that tell of which provinces each one was made: `Tỉnh cũ sáp nhập` with `Quảng Ngãi + Kon Tum`."""
    made = {c for c, text in words.items() if _OLD_NAMES.search(squeeze(text)) or _MADE_OF.search(squeeze(text))}
    rows = {r for r, c in units if c not in made}
    return {c for c in made if any(_names_several(grid.rows[r][c], catalog) for r in rows)}


def _names_several(value: object, catalog: Catalog) -> bool:
    names = _BETWEEN_NAMES.split(value) if isinstance(value, str) else []
    return len(names) > 1 and all(map(catalog.named, names))


def _names_of_later(grid: Grid, units: Units, words: Mapping[int, str]) -> set[int]:
    """The columns that only tell into which province each one merged: `Tỉnh mới` beside `Tỉnh cũ`, which has the figures."""
    new, old, now = (
        {c for c, x in words.items() if said.search(squeeze(x))} for said in (_NEW_NAMES, _OLD_NAMES, _NOW)
    )
    if now and not old:  # said of the names of any column
        new, old = now, {c for c, text in words.items() if measure_of(split_label(text)[1]) == "unit"}
    rows = {c: [r for r, other in units if other == c] for c in new}
    apart = {c for c in new for o in old if _figures(grid, min(c, o), max(c, o), rows[c])}
    return new - old - apart if old - new else set()


def heads_names_of_today(label: str) -> bool:
    """Whether a heading says that names are those of today: `Tỉnh (hiện nay)`, `Tỉnh mới`."""
    return bool(_NEW_NAMES.search(squeeze(label)))


def _words_above(grid: Grid, column: int, first: int) -> str:
    above = (grid.rows[r][column] for r in range(first - 1, max(first - 4, -1), -1))
    return next((v for v in above if isinstance(v, str)), "")


_MERGED = r"(?:khi\s+)?(?:sáp\s+nhập|hợp\s+nhất|sắp\s+xếp)"
_NEW_NAMES = re.compile(rf"\b(?:mới|new|sau\s+{_MERGED}|nay\s+thuộc|hiện\s+nay|hiện\s+tại)\b", re.IGNORECASE)
_OLD_NAMES = re.compile(
    rf"\b(?:cũ|old|trước\s+{_MERGED}|(?:thời\s+điểm|khi|lúc|năm)\s+(?:được\s+)?(?:đánh\s+giá|đo|khảo\s+sát))\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\bnay\s+thuộc\b", re.IGNORECASE)
_MADE_OF = re.compile(rf"\b(?:{_MERGED}\s+từ|hình\s+thành\s+từ|merged\s+from)\b", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*[+,;&\n]\s*|\s+(?:và|and)\s+", re.IGNORECASE)


def _one_cell(grid: Grid, row: int, column: int) -> bool:
    """Whether a cell is the lower or right part of a merged one: its unit was seen in the first."""
    held = (m for m in grid.merged if m.top <= row <= m.bottom and m.left <= column <= m.right)
    return any((m.top, m.left) != (row, column) for m in held)


# --- a province named in the title alone --------------------------------------------------------


# --- columns of names ---------------------------------------------------------------------------


def blocks_of(grid: Grid, units: Units) -> list[Block]:
    """Each column of names cut into blocks below their own headings, left to right and top to bottom."""
    axes = _axes(grid, units)
    found = [(column, rows) for column, all_rows in axes.items() for rows in stacked(grid, column, all_rows, units)]
    return sorted(found, key=lambda block: (block[1][0], block[0]))


def _axes(grid: Grid, units: Units) -> dict[int, list[int]]:
    """The columns that name the units of tables, with their rows.

    A column that repeats the names of another one is no table of its own, nor is a column in which a unit's
    name turns up now and then.
    """
    rows_of = by_column(units)
    most = max(map(len, rows_of.values()))
    axes: dict[int, list[int]] = {}
    for column, rows in rows_of.items():
        if _owner(grid, column, rows, {a: rows_of[a] for a in axes}) is None and (
            len(rows) * 5 >= most or _headed(grid, column, min(rows)) or _own_table(grid, column, rows, rows_of)
        ):
            axes[column] = sorted(rows)
    return {c: rows for c, rows in axes.items() if not _only_mentions(grid, c, axes)}


def _only_mentions(grid: Grid, column: int, axes: Mapping[int, list[int]]) -> bool:
    """Whether a column of names heads no figures of its own, beside one that does and is headed as the provinces'."""
    rows = axes[column]
    if len(axes) == 1 or _headed(grid, column, rows[0]) or _heads_figures(grid, column, axes):
        return False
    beside = (c for c, others in axes.items() if c != column and not set(rows).isdisjoint(others))
    return any(_headed(grid, c, axes[c][0]) and _heads_figures(grid, c, axes) for c in beside)


def _heads_figures(grid: Grid, column: int, axes: Mapping[int, list[int]]) -> bool:
    return _figures(grid, column, min((c for c in axes if c > column), default=grid.width), axes[column])


def by_column(units: Units) -> dict[int, dict[int, str]]:
    """The rows of each column that names units, with these."""
    rows_of: dict[int, dict[int, str]] = {}
    for (r, c), unit in sorted(units.items(), key=lambda item: (item[0][1], item[0][0])):
        rows_of.setdefault(c, {})[r] = unit
    return rows_of


def _owner(grid: Grid, column: int, rows: Mapping[int, str], axes: Mapping[int, Mapping[int, str]]) -> int | None:
    """The column of names that this one only repeats, in another language or for the eye.

    Names with figures of their own on their right, parted from the others by figures, head a table beside.
    """
    for axis, units in axes.items():
        shared = [(units[r], rows[r]) for r in rows if r in units]
        if shared and sum(x == y for x, y in shared) * 2 >= len(shared):
            following = [c for c in axes if c > column]
            beside = _figures(grid, axis, column, rows) and _figures(
                grid, column, min(following, default=grid.width), rows
            )
            if not beside:
                return axis
    return None


def _figures(grid: Grid, left: int, right: int, rows: Iterable[int]) -> bool:
    """Whether any column between two others holds figures in most rows, other than ordinals and codes."""
    rows = list(rows)
    for c in range(left + 1, right):
        count = sum(is_figure(grid.rows[r][c]) for r in rows)
        if count * 2 > len(rows) and _heading(grid, c, min(rows)) not in ("ordinal", "code"):
            return True
    return False


def _heading(grid: Grid, column: int, first: int) -> str:
    """The measure that the words nearest above the first unit stand for in a column."""
    return measure_of(split_label(_words_above(grid, column, first))[1])


def _headed(grid: Grid, column: int, first: int) -> bool:
    """Whether the heading right above the first unit of a column says that units follow."""
    return _heading(grid, column, first) == "unit"


def _own_table(grid: Grid, column: int, rows: Mapping[int, str], rows_of: Mapping[int, Mapping[int, str]]) -> bool:
    """Whether several units have figures of their own: right of them, and parted from names further left by others."""
    if len(rows) < 2 or _heading(grid, column, min(rows)) == "note":
        return False
    others = [c for c, found in rows_of.items() if len(found) > 1 and c != column and found.keys() & rows.keys()]
    before, after = [c for c in others if c < column], [c for c in others if c > column]
    own = _figures(grid, column, min(after, default=grid.width), rows)
    return own and (not before or _figures(grid, max(before), column, rows))


# --- rows of names ------------------------------------------------------------------------------


def stacked(grid: Grid, column: int, rows: Sequence[int], units: Units) -> list[list[int]]:
    """Rows of units cut into blocks wherever other headings, or a unit seen before, begin anew."""
    blocks = [[rows[0]]]
    headings = _heading_words(grid, range(max(rows[0] - 5, 0), rows[0]), column)
    for before, row in pairwise(rows):
        between = _heading_words(grid, [r for r in range(before + 1, row) if not _goes_on(grid, before, r)], column)
        if between and (_begins_anew(grid, blocks[-1], row, column, units) or not between <= headings):
            blocks.append([row])
            headings = between
        else:
            blocks[-1].append(row)
    return blocks


def _goes_on(grid: Grid, named: int, row: int) -> bool:
    """Whether a row below a named one has figures wherever that one has: it is another of the same unit, no heading."""
    figures = [c for c, v in enumerate(grid.rows[named]) if is_figure(v)]
    return bool(figures) and all(is_figure(grid.rows[row][c]) for c in figures)


def _begins_anew(grid: Grid, block: Sequence[int], row: int, column: int, units: Units) -> bool:
    """Whether a unit below a block was seen in it before, or stands under a title of its own."""
    seen = units[row, column] in {units[r, column] for r in block}
    return seen or any(_title(grid, r) for r in range(block[-1] + 1, row))


def _heading_words(grid: Grid, rows: Iterable[int], unit_column: int) -> frozenset[str]:
    """The texts of the rows that look like headings: several words, one of them a known heading."""
    found: set[str] = set()
    for r in rows:
        texts = [v for v in grid.rows[r] if isinstance(v, str) and not readings_of(v)]
        texts += [str(int(v)) for v in grid.rows[r] if isinstance(v, int | float) and is_year(v)]
        heading = len(set(texts)) >= 2 and any(measure_of(split_label(x)[1]) for x in texts)
        heading = heading or _only_years(grid.rows[r])
        if heading and not looks_like_data(grid.rows[r], unit_column):
            found.update(fold(x) for x in texts)
    return frozenset(found)


def _only_years(row: Sequence[object]) -> bool:
    """Whether a row holds nothing but years, or several beside one word: headings whose other words are lost."""
    filled = [v for v in row if v is not None]
    others = [v for v in filled if not (is_year_mark(v) if isinstance(v, str) else is_year(v))]
    years = len(filled) - len(others)
    return bool(years) and (not others or (years > 1 and len(others) == 1 and not is_figure(others[0])))


def _title(grid: Grid, row: int) -> bool:
    """Whether a row is a title: one text, wherever it stands, that is no mark of a page."""
    texts = {v for v in grid.rows[row] if isinstance(v, str)}
    return len(texts) == 1 and not _PAGE_MARK.fullmatch(next(iter(texts)))


_GROUPS = frozenset("vung khuvuc cum mien khoi loai muc mucdiem khoangdiem".split())
"""Headings of columns that name groups of units, beside those known as such."""


def summary_below(grid: Grid, unit_column: int, rows: range) -> int | None:
    """The heading row of a table below the units that counts them by groups, `Nhóm`, `Số tỉnh`: it names none.

    Its figures stand in rows with a figure, or the name of a group, where the table has the units' names.
    """
    for r in grid.held(rows):
        row, above = grid.rows[r], {v for v in grid.rows[r - 1] if v is not None}
        words = [v for v in row if isinstance(v, str) and not is_figure(v)]
        if len(words) < 2 or has_figures(row) or len(above) > 1:
            continue
        heading = row[unit_column]
        key = fold(heading) if isinstance(heading, str) else ""
        names = [grid.rows[x][unit_column] for x in range(r + 1, rows.stop) if has_figures(grid.rows[x])]
        grouped = key in _GROUPS or (bool(key) and measure_of(str(heading)) == "group")
        if names and measure_of(str(heading)) != "unit":
            return r if grouped or not any(isinstance(v, str) and not is_figure(v) for v in names) else None
    return None


# --- names outside of tables --------------------------------------------------------------------


def stray(grid: Grid, units: Units, blocks: Sequence[Block]) -> Place | None:
    """The first name that heads figures which no table of the sheet holds.

    Several units in one row, or a name with a figure right below it, head a table lying across; a name
    left of a figure in a row without a unit is a row of another table.
    """
    held = {(r, c) for c, rows in blocks for r in rows}
    rows_held = {r for r, _ in held}
    repeats = _repeats(grid, units, blocks)
    loose = [p for p in units if p not in held and p[1] not in repeats and _heading(grid, p[1], p[0]) != "note"]
    across = Counter(r for r, _ in {(r, units[r, c]) for r, c in loose})
    for r, c in loose:
        if across[r] > 1 or (r not in rows_held and (_figure_below(grid, r, c) or _figure_beside(grid, r, c))):
            return r, c
    return None


def _repeats(grid: Grid, units: Units, blocks: Sequence[Block]) -> set[int]:
    """The columns that only repeat the names of a table."""
    rows_of = by_column(units)
    axes = {c: rows_of[c] for c, _ in blocks}
    return {c for c in rows_of if c not in axes and _owner(grid, c, rows_of[c], axes) is not None}


def _figure_below(grid: Grid, row: int, column: int) -> bool:
    below = (grid.rows[r][column] for r in range(row + 1, min(row + 3, len(grid.rows))))
    return is_figure(next((v for v in below if v is not None), None))


def _figure_beside(grid: Grid, row: int, column: int) -> bool:
    return any(is_figure(v) for v in grid.rows[row][column + 1 :])


def renamed(grid: Grid, units: Units, blocks: Sequence[Block], catalog: Catalog) -> tuple[int, int, int] | None:
    """The first row whose names contradict each other, with both columns: one repeats the other and differs in it."""
    for column in _repeats(grid, units, blocks):
        for names, rows in blocks:
            for r in rows:
                value = grid.rows[r][column]
                named = catalog.named(value) if isinstance(value, str) else ()
                if named and named[0].id != units[r, names]:
                    return r, column, names
    return _two_names(grid, units, blocks)


def _two_names(grid: Grid, units: Units, blocks: Sequence[Block]) -> tuple[int, int, int] | None:
    """The first row with two names, both headed as such and nothing between them, before the same figures."""
    for (left, rows), (right, others) in pairwise(blocks):
        shared = [r for r in rows if r in set(others) and units[r, left] != units[r, right]]
        if shared and _headed(grid, left, rows[0]) and not _figures(grid, left, right, rows):
            following = min((c for c, _ in blocks if c > right), default=grid.width)
            if _figures(grid, right, following, others):
                return shared[0], right, left
    return None
