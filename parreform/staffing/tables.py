"""Finding staffing tables in a sheet: where headings end, what each column means, what a title says of all rows."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, takewhile

from parreform.catalog import Catalog
from parreform.dating import FOOTNOTE
from parreform.entries import Unit
from parreform.findings import Finding
from parreform.measures import is_numbering
from parreform.naming import is_year
from parreform.numerals import readings_of
from parreform.staffing.cells import figure_of
from parreform.staffing.columns import settled
from parreform.staffing.extraction import ABOUT_STAFF, OF_POSTS, top_texts
from parreform.staffing.headings import Meaning, meaning, unread
from parreform.staffing.limits import scopes_in
from parreform.staffing.pivots import as_added_up
from parreform.staffing.spoken import measure_said
from parreform.staffing.terms import Terms, aggregate_named
from parreform.staffing.titles import About, about_of
from parreform.staffing.understood import is_understood
from parreform.text import fold, squeeze
from parreform.wording import is_prose, is_source
from parreform.workbook import Grid

_ABOUT_INDEX = re.compile(r"parindex|chisocaicachhanhchinh|sipas|chisohailong|papi|bochiso|xephang|diemsotong")
_OF_SCORES = re.compile(r"index|chiso|diem|hailong|sipas|papi|xephang|score|tieuchi")
_ORDINALS = re.compile(r"\(?(?:\d{1,3}|[IVXivx]{1,5}|[A-Ha-h])[.)]?")
_MISTYPED = re.compile(r"(?=.*\d)[\dlIOo|]{1,3}(?:[.,\s]?[\dlIOo|]{3})*(?:[.,][\dlIOo|]{1,2})?")
"""A number in which letters stand for figures: `l.56O`. It is no heading of the names beside it."""
_LONGEST = 60
"""A longer text is a sentence, no name of a row."""
_OF_FIGURES = ("value", "bare", "open", "running")
"""The roles of columns that hold figures."""
_NEAR = 3
"""So many rows below the headings show what the names of the table are."""
_ENOUGH = 2
"""Columns of figures, or a column of figures and one that tells of which category or kind they are."""


Notes = tuple[tuple[str, str], ...]
"""Texts, each with its cell."""


@dataclass(frozen=True)
class StaffTable:
    """A block of a sheet: `columns` have a meaning each, `rows` follow the headings; `notes` stand below, each with its cell.

    `of_unit` is the unit that its rows named before they were turned.
    """

    grid: Grid
    header: range
    rows: range
    columns: Mapping[int, Meaning]
    about: About
    file: str = ""
    notes: Notes = ()
    of_unit: str = ""

    @cached_property
    def roles(self) -> Mapping[str, int]:
        """The first column of each role."""
        found: dict[str, int] = {}
        for position, column in self.columns.items():
            found.setdefault(column.role, position)
        return found

    @property
    def values(self) -> dict[int, Meaning]:
        """The columns that hold figures to be read."""
        return {position: column for position, column in self.columns.items() if column.is_value}

    def uncached(self, row: int, columns: Collection[int]) -> list[int]:
        """Those of some columns where a row holds a formula without a stored result: it looks blank, and is not."""
        return [c for c in columns if (row, c) in self.grid.uncached]

    @cached_property
    def only_category(self) -> str:
        """The one category that headings and titles name, where they name no other; all posts are those of the title."""
        titled = self.about.categories
        headed = {c.category for c in self.columns.values() if c.category} - self.about.inner - self.wider
        headed |= {c.label for c in self.columns.values() if c.role == "unclear"} if not titled else set()
        named = headed - {"all"} | set(titled) if titled else headed
        return next(iter(named)) if len(named) == 1 else ""

    @cached_property
    def wider(self) -> frozenset[str]:
        """Categories of columns that stand for the narrower one of the title: `Số người làm việc` below `SỰ NGHIỆP Y TẾ`."""
        beside = {c.category for c in self.columns.values()} & set(self.about.categories)
        return self.about.wider if len(self.about.categories) == 1 and not beside else frozenset()


def find_tables(grid: Grid, file: str, catalog: Catalog) -> list[StaffTable]:
    """The staffing tables of a sheet from top to bottom; none where it is about something else."""
    grid = as_added_up(grid)
    filled = grid.filled().without_hidden_columns()
    if not _speaks_of_staff(filled, file):
        return []
    upright = _side_by_side(filled, file, catalog) or _tables_in(filled, grid.filled(), file, catalog)
    if any(table.values for table in upright):
        return upright
    titles, below = _without_titles(filled)
    turned: list[StaffTable] = []
    for name, part in _of_each_unit(below, catalog).items():
        told = titles if name is None else (*titles, name) if name else ()
        found = _tables_in(part.turn(), part.turn(), file, catalog, told)
        turned += [replace(table, of_unit=name or "") for table in found]
    if any(table.values for table in turned):
        return turned
    titled = not upright and is_titled_of_staff(grid)
    return _tables_in(filled, grid.filled(), file, catalog, lowest=True) if titled else upright


def _of_each_unit(grid: Grid, catalog: Catalog) -> dict[str | None, Grid]:
    """The rows of each unit under the headings, without its name, where a column before the figures names units; else all.

    A blank is of the unit above; rows of anything else stand under no name: what titles say is not of them.
    """
    first = _first_of_table(grid)
    held = [r for r in range(first + 1, len(grid.rows)) if any(map(_is_count, grid.rows[r]))]
    before = min((_first_figure(grid.rows[r]) for r in held), default=0)
    named = {c for c in range(before) for r in held if unit_named(_text(grid, r, c), catalog)}
    if not named:
        return {None: grid}
    column = min(named)
    of_row: dict[int, str] = {}
    for above, r in zip([first, *held], held, strict=False):
        name = _text(grid, r, column)
        of_row[r] = (name if unit_named(name, catalog) else "") if name else of_row.get(above, "")

    def part(name: str) -> Grid:
        rows = [row if of_row.get(r, name) == name else [None] * grid.width for r, row in enumerate(grid.rows)]
        return replace(grid, rows=[[None if c == column else v for c, v in enumerate(row)] for row in rows])

    return {name: part(name) for name in dict.fromkeys(of_row.values())}


def _first_figure(row: Sequence[object]) -> int:
    """The column of the first count of a row that stands right of a text: what stands before that numbers the rows."""
    text = next((c for c, v in enumerate(row) if isinstance(v, str) and not _is_count(v)), 0)
    return next((c for c, v in enumerate(row) if c > text and _is_count(v)), 0)


def _text(grid: Grid, row: int, column: int) -> str:
    return squeeze(v) if isinstance(v := grid.rows[row][column], str) else ""


def _side_by_side(grid: Grid, file: str, catalog: Catalog) -> list[StaffTable]:
    """The tables of a sheet that stand beside each other, each with its own names, and a title or the headings of the first.

    A title over all of them, alone in its row, is also of those whose own says no year: `Viên chức`.
    """
    parts = _parts(grid)
    if len(parts) < 2:
        return []
    found: list[StaffTable] = []
    over = _titles(grid, range(_first_of_table(grid)))
    for columns in parts:
        part = _only(grid, columns)
        tables = _tables_in(part, part, file, catalog)
        if tables and found and not tables[0].about.titles and _heads_alike(tables[0], found[0]):
            tables = _tables_in(part, part, file, catalog, found[0].about.titles)
        elif tables and found and tables[0].about.titles and not tables[0].about.periods:
            titles = tuple(dict.fromkeys((*over, *tables[0].about.titles)))
            tables = _tables_in(part, part, file, catalog, titles)
        if not tables or not all(table.values and "unit" in table.roles for table in tables):
            return []
        found += tables
    return found


def _parts(grid: Grid) -> list[range]:
    """The runs of columns between those that are empty from the first row of a table on."""
    rows = grid.rows[_first_of_table(grid) :]
    filled = [any(row[c] is not None for row in rows) for c in range(grid.width)]
    starts = [c for c in range(grid.width) if filled[c] and not (c and filled[c - 1])]
    return [range(c, next((e for e in range(c, grid.width) if not filled[e]), grid.width)) for c in starts]


def _only(grid: Grid, columns: range) -> Grid:
    """A grid with nothing but some of its columns, each in its place."""
    return replace(grid, rows=[[v if c in columns else None for c, v in enumerate(row)] for row in grid.rows])


def _heads_alike(table: StaffTable, first: StaffTable) -> bool:
    return [m.label for m in table.columns.values()] == [m.label for m in first.columns.values()]


def _without_titles(grid: Grid) -> tuple[tuple[str, ...], Grid]:
    """The titles above a table, and the grid without them: turned, they would stand among its headings."""
    first = _first_of_table(grid)
    blank: list[list[object]] = [[None] * grid.width for _ in range(first)]
    return _titles(grid, range(first)), replace(grid, rows=[*blank, *grid.rows[first:]])


def _speaks_of_staff(grid: Grid, file: str) -> bool:
    folded = top_texts(grid)
    if any(_ABOUT_INDEX.search(x) for x in folded[:12]) and not any(ABOUT_STAFF.search(x) for x in folded[:6]):
        return False
    return any(ABOUT_STAFF.search(x) for x in (*folded, fold(file)))


def is_titled_of_staff(grid: Grid) -> bool:
    """Whether the title or the name of a sheet promises figures of posts, so that it holds no scores of an index."""
    titles = [fold(x) for x in (grid.sheet, *_titles(grid, range(_first_of_table(grid))))]
    return any(OF_POSTS.search(x) for x in titles) and not any(_OF_SCORES.search(x) for x in titles)


def _first_of_table(grid: Grid) -> int:
    """The first row with different values side by side."""
    return next((r for r, row in enumerate(grid.rows) if len({v for v in row if v is not None}) > 1), 0)


def _tables_in(
    grid: Grid, whole: Grid, file: str, catalog: Catalog, above: tuple[str, ...] = (), *, lowest: bool = False
) -> list[StaffTable]:
    """The tables of a grid from top to bottom; `above` are titles that hold for all of them.

    With `lowest` the headings right above the figures are enough to know one: of those over them its columns are told.

    Of a grid that was turned these are all: what then stands above the headings stood left of them.
    """
    tables: list[StaffTable] = []
    headers = _headers(grid, whole, above, catalog, lowest=lowest)
    ceiling, shared = 0, above
    for header, end in pairwise([*headers, range(len(grid.rows), len(grid.rows))]):
        titles = above or _titles(whole, range(ceiling, header.start))
        shared = shared or titles
        about = about_of(titles or shared, grid.sheet, file, catalog)
        stop = _last_row(grid, header.stop, end.start)
        notes = _notes(whole, range(stop, end.start), catalog, last=end.start == len(grid.rows))
        tables.append(_table(_spread(grid, header, Terms.of(catalog)), header, stop, about, file, notes, catalog))
        ceiling = tables[-1].rows.stop
    return tables


def _table(grid: Grid, header: range, stop: int, about: About, file: str, notes: Notes, catalog: Catalog) -> StaffTable:
    terms = Terms.of(catalog)
    rows = range(header.stop, stop)
    within = about.categories[0] if len(about.categories) == 1 else ""
    found = {c: _understood_whole(meaning(_path(grid, c, header), terms, within), catalog) for c in range(grid.width)}
    cells = {c: [grid.rows[r][c] for r in rows] for c in found}
    columns = settled(found, cells, about, lambda text: _names_row(text, catalog, terms), terms)
    notes = (
        notes if not grid.turned else _notes_beside(grid, max((p for p, c in columns.items() if c.is_value), default=0))
    )
    if not about.scope:
        about = replace(about, scope=next((s for _, x in notes for s in scopes_in(x, catalog)), ""))
    return StaffTable(grid, header, rows, columns, about, file, notes)


def _understood_whole(found: Meaning, catalog: Catalog) -> Meaning:
    """A column of posts or cuts counts some of them only where its heading has words that nobody knows."""
    told = (
        not found.is_value or found.measure in ("people", "part") or is_understood(found.label, found.category, catalog)
    )
    return found if told else unread(found, "unclear")


# --- headings ----------------------------------------------------------------------------------------


def _headers(grid: Grid, whole: Grid, above: Sequence[str], catalog: Catalog, *, lowest: bool) -> list[range]:
    """The blocks of headings: rows that together name columns of figures, right above rows that hold some."""
    terms = Terms.of(catalog)
    computed = {r for r, _ in grid.uncached}
    kinds = [_row_kind(row, catalog, terms, computed=r in computed) for r, row in enumerate(grid.rows)]
    found: list[range] = []
    for row, kind in enumerate(kinds):
        if kind == "heading" and (row == 0 or kinds[row - 1] != "heading"):
            block = _header_at(kinds, row)
            titled = bool(measure_said((*above, *_titles(whole, range(row)))))
            seen = range(block.stop - 1, block.stop) if block and lowest else block
            if (
                block
                and seen
                and _understood(grid, seen, terms, titled=titled, named=_names_unit(grid, block.stop, catalog))
            ):
                found.append(block)
    return found


def _header_at(kinds: Sequence[str], row: int) -> range | None:
    """The rows of headings that begin at a row, if rows follow them."""
    stop = row
    while stop < len(kinds) and kinds[stop] in ("heading", "numbering"):
        stop += 1
    return range(row, stop) if stop < len(kinds) else None


def _row_kind(row: Sequence[object], catalog: Catalog, terms: Terms, *, computed: bool = False) -> str:
    """`heading` for at least two different texts or years and no figures, `numbering`, or nothing.

    A number that looks like a year, or like the number of a column, is a count where the row is named by a unit,
    a category or a reason; and so is what formulas without a stored result would have `computed`.
    """
    if _is_numbering(row):
        return "numbering"
    said = list(dict.fromkeys(squeeze(v) if isinstance(v, str) else v for v in row if v is not None))
    texts = [v for v in said if isinstance(v, str) and v]
    telling = [v for v in said if not (isinstance(v, str) and _ORDINALS.fullmatch(v))]
    if len(telling) < 2 or any(_is_count(v) for v in said):
        return ""
    if not texts:
        return "heading" if all(map(is_year, said)) else ""  # years below a heading; no figures stand without a name
    numbers = [v for v in said if not isinstance(v, str) or readings_of(v) or _MISTYPED.fullmatch(v)]
    if len(numbers) == 1 and any(meaning((x,), terms).is_value for x in texts if x not in numbers):
        return ""  # `Biên chế giao năm 2015 | 2000`: a measure down the side, and one count that looks like a year
    names = [
        x for x in takewhile(lambda v: not _says_year(v), said) if isinstance(x, str)
    ]  # right of years stands `Cộng`
    return "" if (numbers or computed) and any(_names_row(x, catalog, terms) for x in names) else "heading"


def _says_year(value: object) -> bool:
    return _is_year_alone((value,)) if isinstance(value, str) else is_year(value)


def _names_row(text: str, catalog: Catalog, terms: Terms) -> bool:
    return bool(terms.category(text) or unit_named(text, catalog) or terms.reason(text))


def _is_count(value: object) -> bool:
    if isinstance(value, str):
        return figure_of(value) and not is_numbering(value) and not re.fullmatch(r"(?:19|20)\d\d", squeeze(value))
    return isinstance(value, int | float) and not isinstance(value, bool) and not is_year(value)


def _is_number(value: object) -> bool:
    return figure_of(value) if isinstance(value, str) else _is_count(value) or is_year(value)


def _is_numbering(row: Sequence[object]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 or (1), (2), (3)=(1)-(2), A, B."""
    said = [v for v in row if v is not None]
    plain = [str(int(v)) if isinstance(v, int | float) and v == int(v) else squeeze(str(v)) for v in said]
    return (
        len(said) >= 2
        and all(is_numbering(x) or re.fullmatch(r"[A-H]|\(?\d[\d=()+\-/*x:%., ]*", x) for x in plain)
        and not any(re.fullmatch(r"\d{3,}", x) for x in plain)
        and "1" in "".join(plain)
    )


def _names_unit(grid: Grid, first: int, catalog: Catalog) -> bool:
    """Whether one of the rows right below the headings names a unit, whatever the heading above its name."""
    below = (v for row in grid.rows[first : first + _NEAR] for v in row if isinstance(v, str))
    return any(unit_named(squeeze(v), catalog) for v in below)


def _understood(grid: Grid, header: range, terms: Terms, *, titled: bool, named: bool) -> bool:
    """Whether headings name figures of staff: two columns of them, or one and what it is of."""
    found = [meaning(_path(grid, c, header), terms) for c in range(grid.width)]
    values = {
        (m.measure, m.period, m.category, m.kind, m.by, m.reason)
        for m in found
        if m.is_value or m.role in ("bare", "open", "running", "growth", "limited")
    }
    roles = {m.role for m in found if m.role in ("category", "kind", "baseline_year", "unit", "year")}
    roles |= {"unit"} if named else set()
    categories = {m.category for m in found if m.category}
    if values and len(values) + len(roles) >= _ENOUGH:
        return True
    return bool(categories) and (titled or len(categories) >= _ENOUGH)


def _path(grid: Grid, column: int, header: range) -> tuple[str, ...]:
    """The headings above a column; a year alone stands below what its left neighbour, a year too, stands below."""
    own = _own_path(grid, column, header)
    while column and _is_year_alone(own) and grid.rows[header.start][column] is None:
        column -= 1
        left = _own_path(grid, column, header)
        if len(left) > 1 and _is_year_alone(left[-1:]):
            return (*left[:-1], *own)
        if not _is_year_alone(left):
            break
    return own


def _spread(grid: Grid, header: range, terms: Terms) -> Grid:
    """The grid with headings of groups that were not merged written over their columns.

    `Công chức` stands over the first of `Giao`, `Có mặt`: sure only where the same headings of figures repeat below each
    group: `Tỉnh`, `Giao` twice are two tables side by side.
    """
    rows, last = list(grid.rows), grid.rows[header.stop - 1]
    for r in header[:-1]:
        used = [c for c, v in enumerate(last) if v is not None and v != rows[r][c]]
        starts = [c for c in used if rows[r][c] is not None]
        groups = [[c for c in used if a <= c < b] for a, b in pairwise([*starts, len(last)])]
        below = {tuple(squeeze(str(last[c])) for c in group) for group in groups}
        repeated = len(groups) > 1 and used[:1] == starts[:1] and len(below) == 1 and len(groups[0]) > 1
        if repeated and all(meaning((x,), terms).role in _OF_FIGURES for words in below for x in words):
            over = {c: rows[r][group[0]] for group in groups for c in group}
            rows[r] = [over.get(c, v) for c, v in enumerate(rows[r])]
    return replace(grid, rows=rows)


def _is_year_alone(path: Sequence[str]) -> bool:
    return len(path) == 1 and re.fullmatch(r"(?:năm\s+)?(?:19|20)\d\d", path[0], re.IGNORECASE) is not None


def _own_path(grid: Grid, column: int, header: Iterable[int]) -> tuple[str, ...]:
    found: list[str] = []
    for r in header:
        value = grid.rows[r][column]
        text = str(int(value)) if isinstance(value, int | float) and is_year(value) else value
        if isinstance(text, str) and squeeze(text) and squeeze(text) not in found:
            found.append(squeeze(text))
    return tuple(found)


def _last_row(grid: Grid, start: int, end: int) -> int:
    """Where the rows of a table end: after the last one that holds a figure, or a formula that would give one."""
    computed = {r for r, _ in grid.uncached}
    held = (r for r in range(end - 1, start - 1, -1) if r in computed or any(map(_is_number, grid.rows[r])))
    return next(held, start - 1) + 1


def _titles(grid: Grid, rows: range) -> tuple[str, ...]:
    texts = (squeeze(v) for r in rows for v in grid.rows[r] if isinstance(v, str) and squeeze(v))
    return tuple(dict.fromkeys(texts))


def _notes(grid: Grid, rows: range, catalog: Catalog, *, last: bool) -> Notes:
    """The texts below a table; below one that is not the `last` those that say themselves that they are notes: others are titles."""
    found = [(grid.address(r, c), squeeze(v)) for r in rows for c, v in enumerate(grid.rows[r]) if isinstance(v, str)]
    of_text = {x: (cell, x) for cell, x in reversed(found) if x and (last or _is_note(x, catalog))}
    return tuple(reversed(of_text.values()))


def _is_note(text: str, catalog: Catalog) -> bool:
    return bool(FOOTNOTE.match(text)) or is_source(text, catalog) or is_prose(text)


def _notes_beside(grid: Grid, last: int) -> Notes:
    """The lines of a turned table that hold one text and no figure behind its last figures: they stood below it."""
    found = []
    for column in range(last + 1, grid.width):
        held = [(r, v) for r, row in enumerate(grid.rows) if (v := row[column]) is not None]
        texts = {v for _, v in held}
        if len(texts) == 1 and isinstance(held[0][1], str) and not figure_of(held[0][1]):
            found.append((grid.address(held[0][0], column), squeeze(held[0][1])))
    return tuple(found)


def unheaded(grid: Grid, tables: Sequence[StaffTable], catalog: Catalog) -> list[Finding]:
    """Rows above the headings of the first table that name a unit or a category and hold figures: nothing reads them."""
    if not tables or tables[0].grid.turned:
        return []
    terms = Terms.of(catalog)
    found = []
    for number in range(tables[0].header.start):
        row = grid.rows[number]
        names = [v for v in row if isinstance(v, str) and len(v) < _LONGEST and _names_row(v, catalog, terms)]
        if names and any(_is_count(v) for v in row):
            found.append(Finding("row-unheaded", grid.sheet, grid.address(number, 0), {"label": squeeze(names[0])}))
    return found


def unit_named(name: str, catalog: Catalog) -> tuple[Unit, ...]:
    """Every unit or aggregate a cell of a staffing table may stand for; empty where it names none."""
    aggregate = aggregate_named(catalog, name)
    return (aggregate,) if aggregate else catalog.named(name)
