"""How families of workbooks are arranged, and finding which one a sheet follows.

A layout says where units, headings and values stand. Every layout ends as the same `Table`: units in
rows, headings above; what the headings mean is the work of `headings` and `extract`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from parreform.catalog import Catalog
from parreform.findings import Finding
from parreform.header_rows import (
    bare_year,
    first_data_row,
    header_above,
    heading_rows,
    path_of,
    title_in_cells,
    without_closed,
)
from parreform.headings import Labels
from parreform.labels import split_label, variants, with_full_years, with_index_names
from parreform.leaders import owners_in
from parreform.measures import VALUE_MEASURES, is_appraised, is_numbering, is_scale, is_year_mark, measure_of, years_in
from parreform.naming import (
    Block,
    Place,
    Units,
    blocks_of,
    is_figure,
    renamed,
    stray,
    summary_below,
)
from parreform.numerals import missing_reason, parse_number
from parreform.shown import as_shown
from parreform.side_by_side import columns_of, keys_beside
from parreform.subject_columns import Paths, names_parts, with_subjects
from parreform.text import says, squeeze
from parreform.wording import is_note, is_prose, is_source, names_index
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
    the end of the block. `stray` is a place where provinces are named that no table of the sheet holds,
    `renamed` one where two names of a row contradict each other; `sheet_titles` are those of the tables
    above, for one whose own title says less; `notes` stand below it. `between` is a column at its right
    edge that may as well be the first of the table beside it. `summary` is the heading row of one below that counts
    the units by groups and is none of theirs. `doubts` are findings that taking the years apart met, and that it cannot be
    told whose the figures are. `unseen` holds the headings of hidden columns, which are not read.
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
    stray: Place | None = None
    renamed: tuple[int, int, int] | None = None
    sheet_titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    between: int | None = None
    summary: int | None = None
    doubts: tuple[Finding, ...] = ()
    unseen: Paths = field(default_factory=dict)

    @property
    def headings(self) -> Paths:
        """The headings of all columns, those of hidden ones too: what a word means is told by what stands beside it."""
        return {**self.paths, **self.unseen} if self.unseen else self.paths

    @property
    def first_row(self) -> int:
        """The row of the first unit, or of the first row that should be one."""
        return self.rows[0]


def identify(grid: Grid, catalog: Catalog, layout: str = "") -> list[Table]:
    """The tables of a sheet, each with the one layout it follows; empty when the sheet names no units.

    Both arrangements are tried: the one with more units in line is taken and, for a sheet with a single
    province, the one whose headings are understood better.
    """
    whole = as_shown(grid)
    filled = whole.without_hidden_columns()
    owned = owners_in(filled, catalog)
    units = owned.units
    if not units:
        return []
    if owned.grid is not filled:  # the one province of the title in a column of its own
        filled, whole, layout = owned.grid, owned.grid, layout or "units-in-rows"
    in_columns, in_rows = Counter(c for _, c in units), Counter(r for r, _ in units)
    most = max(*in_columns.values(), *in_rows.values())
    found = []
    if max(in_columns.values()) == most and layout != "units-in-columns":
        found.append(_tables(filled, whole, LAYOUTS["units-in-rows"], units, catalog))
    if max(in_rows.values()) == most and layout in ("", "units-in-columns"):
        turned = {(c, r): unit for (r, c), unit in units.items()}
        found.append(_tables(filled.turn(), whole.turn(), LAYOUTS["units-in-columns"], turned, catalog))
    tables = found[0] if len(found) == 1 else max(found, key=partial(_understood, catalog=catalog), default=[])
    return [replace(t, doubts=owned.doubts_of(t.unit_column, t.rows, turned=t.grid.turned)) for t in tables]


def _tables(grid: Grid, whole: Grid, layout: Layout, units: Units, catalog: Catalog) -> list[Table]:
    """Each block of units under its own headings, left to right and top to bottom.

    Titles are read from the whole sheet: they are often written into a column that is hidden below them.
    """
    blocks = blocks_of(grid, units)
    corners = [_corner_titles(grid, column, rows, units, catalog) for column, rows in blocks]
    tables = [
        _table(grid, whole, layout, *block, blocks, catalog, corner)
        for block, corner in zip(blocks, corners, strict=True)
    ]
    over_all = _titles_over_all(whole, tables)
    tables = [
        replace(t, sheet_titles=(*_titles_above(t, tables), *over_all), between=_between(t, tables)) for t in tables
    ]
    words = {w for i in catalog.indices.values() for w in (i.short, i.short.split()[0], *i.words)}
    tables = [replace(t, paths=_written_out(t, words, catalog)) for t in tables]
    tables[0] = replace(tables[0], stray=stray(grid, units, blocks), renamed=renamed(grid, units, blocks, catalog))
    return tables


def _written_out(table: Table, words: Iterable[str], catalog: Catalog) -> Paths:
    """The headings of a table with its years and the names of indices written out, as all of them together tell."""
    headings = with_index_names(with_full_years(table.headings, words), catalog.index_called)
    return {c: headings[c] if c not in table.unseen else path for c, path in table.paths.items()}


def _titles_over_all(whole: Grid, tables: Sequence[Table]) -> tuple[str, ...]:
    """Titles that stand alone in the first rows, over tables side by side each of which has a title of its own.

    Where one of these has none, the title may be that of the other.
    """
    top = min(table.header.start for table in tables)
    if len(tables) < 2 or any(table.header.start != top or table.layout.arrangement != "rows" for table in tables):
        return ()
    found: list[str] = []
    for row in whole.rows[:top]:
        texts = {squeeze(v) for v in row if isinstance(v, str)}
        if len(texts) > 1:
            break
        found += texts
    return tuple(found) if all(set(table.titles) - set(found) for table in tables) else ()


def _between(table: Table, tables: Sequence[Table]) -> int | None:
    """The last column of a table where the one beside it has the same headings without it: it may be the first of that one.

    What stands before the names of the first may be called otherwise: `Cột phụ` over its ranks.
    """
    right = next((t for t in tables if t.columns.start == table.columns.stop and t.header == table.header), None)
    heads, others = ([(c, p[-1]) for c, p in sorted(t.paths.items()) if p] for t in (table, right or table))
    told = [h for _, h in others]
    own = [[h for c, h in heads[:-1] if c >= start] for start in (0, table.unit_column)]
    alike = right and len(others) > 1 and told in own
    return heads[-1][0] if alike else None


def _titles_above(table: Table, tables: Sequence[Table]) -> tuple[str, ...]:
    """The titles of the tables above one that says less of itself, in its own columns; none of those below or beside."""
    above = [t for t in tables if t.rows[0] < table.rows[0] and set(t.columns) & set(table.columns)]
    return tuple(dict.fromkeys(title for t in above for title in t.titles))


def _corner_titles(
    grid: Grid, unit_column: int, rows: Sequence[int], units: Units, catalog: Catalog
) -> Mapping[int, str]:
    """The titles in the corner of a table, over nothing but the codes or numbers of its units: `PAPI 2023 Scores`.

    They stand left of the names, above them where units stand in columns, and name an index but no ranks.
    """
    found: dict[int, str] = {}
    for c in range(unit_column):
        texts = {squeeze(v) for r in range(rows[0]) if isinstance(v := grid.rows[r][c], str)}
        if grid.turned:  # the heading of the numbers may stand between the title and these
            texts = {x for x in texts if not {measure_of(part) for part in variants(x)} & {"ordinal", "code"}}
        title = texts.pop() if len(texts) == 1 else ""
        if title and _may_entitle(title, catalog) and _numbers_units(grid, c, unit_column, rows, units, catalog):
            found[c] = title
    return found


def _may_entitle(text: str, catalog: Catalog) -> bool:
    return names_index(text, catalog) and not any(says(text, word) for word in _OF_RANKS)


_OF_RANKS = ("hạng", "xếp", "thứ", "bậc", "vị trí", "vị thứ", "XH", "rank", "ranks", "ranking", "position")


def _numbers_units(
    grid: Grid, column: int, unit_column: int, rows: Sequence[int], units: Units, catalog: Catalog
) -> bool:
    """Whether the cells beside all units are their official codes, or count them from 1 on."""
    numbers = [parse_number(grid.rows[r][column]) for r in rows]
    codes = [int(code) if (code := catalog.units[units[r, unit_column]].code) else None for r in rows]
    return len(rows) >= _FEWEST_NUMBERED and (numbers == codes or numbers == [*range(1, len(rows) + 1)])


_FEWEST_NUMBERED = 5


def _table(
    grid: Grid,
    whole: Grid,
    layout: Layout,
    unit_column: int,
    units: Sequence[int],
    blocks: Sequence[Block],
    catalog: Catalog,
    corner: Mapping[int, str],
) -> Table:
    above = [b[-1] for _, b in blocks if b[-1] < units[0]]
    ceiling = max(above) + 1 if above else 0
    below = [b[0] for c, b in blocks if b[0] > units[-1]]
    columns = columns_of(grid, unit_column, units, blocks)
    first_row = first_data_row(grid, unit_column, units[0], ceiling)
    header = header_above(grid, first_row, ceiling, columns, unit_column)
    everywhere = range(grid.width)
    end = header_above(grid, min(below), units[-1] + 1, everywhere, unit_column).start if below else len(grid.rows)
    counted = layout.arrangement == "rows" and not below
    summary = summary_below(grid, unit_column, range(units[-1] + 1, end)) if counted else None
    end = end if summary is None else summary
    rows, above_here = _rows(grid, range(first_row, end)), range(ceiling, header.start)
    lines = [c for c in columns if layout.arrangement == "columns" and _is_line(grid, c, rows)]
    titles = _titles(whole, range(len(whole.rows)), [c for c in lines if c < unit_column])
    titles = (
        titles
        or _titles(whole, without_closed(whole, above_here, partial(names_index, catalog=catalog)), columns)
        or _titles(whole, range(header.start), columns)
    )
    titles = titles or _titles(whole, range(header.start), everywhere)
    if layout.arrangement == "rows" and len(columns) < grid.width:
        titles = tuple(dict.fromkeys((*titles, *_over_all(whole, header.start, blocks))))
    behind = range(units[-1] + 1, end)
    if layout.arrangement == "columns":  # a note may stand beside the figures of a row, right of all units
        notes = _titles(whole, range(len(whole.rows)), [c for c in lines if c > unit_column])
        notes = (*notes, *_notes_behind(grid, behind, columns, unit_column, catalog))
    else:  # what stands above another table is the title of that, but for what calls itself a note
        notes = tuple(x for x in _titles(whole, behind, columns) if not below or is_note(x))
        notes = (*notes, *_notes_beside(grid, range(header.start, end), columns))
    heads = heading_rows(grid, header, unit_column)
    named = _spread(grid, heads, columns, unit_column) if layout.arrangement == "rows" else grid
    shared = keys_beside(grid, heads, columns, units, blocks, lambda c: names_parts(grid, c, units, catalog))
    paths: Paths = {c: () if c in corner else path_of(named, c, heads) for c in (*shared, *columns) if c not in lines}
    paths = with_subjects(grid, paths, rows, unit_column, catalog) if layout.arrangement == "rows" else paths
    over_names = (x for x in paths.get(unit_column, ()) if names_index(x, catalog) and years_in(x))
    titles = tuple(dict.fromkeys((*titles, *corner.values(), *over_names)))
    layout = _long_or(layout, grid, paths, rows)
    unseen = {} if grid.turned else {c: path_of(whole, c, heads) for c in columns if c in grid.hidden_columns}
    return Table(
        layout, grid, unit_column, header, rows, columns, paths, titles, notes=notes, summary=summary, unseen=unseen
    )


def _rows(grid: Grid, rows: range) -> Sequence[int]:
    """The rows of a table, without the empty ones where these are most of very many."""
    held = grid.held(rows)
    return held if len(rows) > _MANY_ROWS and len(held) * 2 < len(rows) else rows


_MANY_ROWS = 10_000


def _is_line(grid: Grid, column: int, rows: Iterable[int]) -> bool:
    """Whether a row of the sheet, a column of the turned grid, is a title or a note: one text and no figure."""
    values = {v for row in grid.rows if (v := row[column]) is not None}
    return (
        len(values) == 1
        and isinstance(next(iter(values)), str)
        and not any(is_figure(grid.rows[r][column]) for r in rows)
    )


def _titles(grid: Grid, rows: Iterable[int], columns: Iterable[int]) -> tuple[str, ...]:
    """Texts above a table, each once: those over its own columns, or over the whole sheet."""
    places = list(columns)
    if not places:
        return ()
    held = grid.held(rows) if isinstance(rows, range) else rows
    found = (text for r in held for text in _texts_of([grid.rows[r][c] for c in places]))
    return tuple(dict.fromkeys(found))


def _texts_of(cells: Sequence[object]) -> list[str]:
    """The texts of a row above a table; a year typed as a number belongs to the text before it: `Năm:`, `2024`.

    A title spelled in several cells is one text.
    """
    if title := title_in_cells(cells):
        return [title]
    held = list(dict.fromkeys(squeeze(v) if isinstance(v, str) else v for v in cells if v is not None))
    numbers = [n for n, v in enumerate(held) if not isinstance(v, str)]
    year = bare_year(held[numbers[0]]) if len(numbers) == 1 else None
    if year is not None:
        before, after = held[: numbers[0]], held[numbers[0] + 1 :]
        held = [*before[:-1], " ".join(map(str, (*before[-1:], year))), *after]
    return [v for v in held if isinstance(v, str)]


def _notes_behind(grid: Grid, rows: range, columns: range, unit_column: int, catalog: Catalog) -> list[str]:
    """The texts behind the last unit of each line of figures that say themselves that they are notes."""
    texts = _titles(grid, rows, [c for c in columns if c != unit_column])
    return [x for x in texts if is_source(x, catalog) or is_prose(x)]


def _notes_beside(grid: Grid, rows: range, columns: range) -> tuple[str, ...]:
    """The few texts right of all figures of a table and parted from it by an empty column: nobody's row or heading."""
    held = grid.held(rows)
    last = next((c for c in reversed(columns) if any(is_figure(grid.rows[r][c]) for r in held)), columns.stop)
    gap = next((c for c in range(last + 1, columns.stop) if all(grid.rows[r][c] is None for r in held)), columns.stop)
    texts = _titles(grid, rows, range(gap, columns.stop))
    return texts if len(texts) <= _FEW_TEXTS else ()


_FEW_TEXTS = 3


def _over_all(grid: Grid, stop: int, blocks: Sequence[Block]) -> tuple[str, ...]:
    """The titles of tables side by side that stand alone in the topmost rows, before any table has its own."""
    found: list[str] = []
    for r in range(min(stop, *(b[0] for _, b in blocks))):
        texts = {squeeze(v) for v in grid.rows[r] if isinstance(v, str)}
        if len(texts) > 1:
            return tuple(found)
        found += texts
    return ()


def _spread(grid: Grid, header: Sequence[int], columns: range, unit_column: int) -> Grid:
    """The grid with group headings of unmerged cells written over their columns.

    `Năm 2022` stands over the first of `Điểm`, `Hạng`: sure only where the same headings repeat below each group.
    """
    rows = None
    for r in header[:-1]:
        starts = [c for c in columns if c > unit_column and grid.rows[r][c] is not None]
        if len(starts) < 2:
            continue
        ends = [*starts[1:], columns.stop]
        used = [c for c in columns if any(row[c] is not None for row in grid.rows[header[-1] :])]
        words = {c: split_label(v)[1] if isinstance(v := grid.rows[header[-1]][c], str) else v for c in used}
        below = [tuple(words[c] for c in used if a <= c < b) for a, b in zip(starts, ends, strict=True)]
        if len(set(below)) > 1 or len(below[0]) < 2 or None in below[0]:
            continue
        rows = rows or list(grid.rows)
        spread = list(rows[r])
        for c in used:
            spread[c] = next((spread[a] for a, b in zip(starts, ends, strict=True) if a <= c < b), spread[c])
        rows[r] = spread
    return replace(grid, rows=rows) if rows else grid


def _long_or(layout: Layout, grid: Grid, paths: Mapping[int, Sequence[str]], rows: Sequence[int]) -> Layout:
    """The long layout where a column of texts says which index or indicator each row is of.

    The values stand in columns of scores, of appraised ones beside self-assessed, or of years right of those texts.
    """
    said = {c for c, p in paths.items() if p and measure_of(split_label(p[-1])[1]) in ("index", "indicator")}
    texts = [c for c in said if _of_texts(grid, c, rows)]
    labels = [split_label(p[-1])[1] for p in paths.values() if p]
    measures = [measure_of(label) for label in labels if not is_appraised(label)]
    words = set(measures)
    once = all(measures.count(m) == 1 for m in ("score", "rank") if m in words)
    is_long = texts or ({"year", "score"} <= words and once)
    dated = any(p and is_year_mark(p[-1]) and c > min(texts, default=c) for c, p in paths.items())
    appraised = "self" in words and any(map(is_appraised, labels))
    held = words & {"score", "rank"} or dated or appraised
    return LAYOUTS["long"] if layout.arrangement == "rows" and is_long and held else layout


def _of_texts(grid: Grid, column: int, rows: Sequence[int]) -> bool:
    """Whether most of what a column holds is words, not figures, and not only `Điểm`, `Xếp hạng`."""
    held = [v for r in rows if (v := grid.rows[r][column]) is not None]
    if all(isinstance(v, str) and measure_of(v) in VALUE_MEASURES for v in held):
        return False
    return sum(isinstance(v, str) and not is_figure(v) and missing_reason(v) is None for v in held) * 2 > len(held)


def _understood(tables: Sequence[Table], catalog: Catalog) -> int:
    """How many headings name an indicator or a measure."""
    known = [Labels.of(catalog, i) for i in catalog.indices]
    headings = (label for table in tables for path in table.paths.values() for label in path)
    words = [split_label(label)[1] for label in headings if not is_scale(label) and not is_numbering(label)]
    return sum(1 for w in words if measure_of(w) or any(labels.find(w) for labels in known))
