"""Finding staffing tables in a sheet: where headings end, what each column means, what a title says of all rows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from parreform.catalog import Catalog
from parreform.entries import Unit
from parreform.findings import Finding
from parreform.headings import is_numbering
from parreform.naming import is_year
from parreform.staffing.figures import Measure
from parreform.staffing.headings import Meaning, meaning
from parreform.staffing.periods import against, of_titles
from parreform.staffing.terms import Terms, aggregate_named
from parreform.text import fold, readings_of, squeeze
from parreform.workbook import Grid

_ABOUT_STAFF = re.compile(
    r"bienche|tinhgian|canbocongchuc|vienchuc|khongchuyentrach|donvisunghiep|sapxepbomay|staff|payroll|headcount|civilservants|downsiz|postscut"
)
_ABOUT_INDEX = re.compile(r"parindex|chisocaicachhanhchinh|sipas|chisohailong|papi|bochiso|xephang|diemsotong")
_ORDINALS = re.compile(r"\(?(?:\d{1,3}|[IVXivx]{1,5}|[A-Ha-h])[.)]?")
_LONGEST = 60
"""A longer text is a sentence, no name of a row."""
_ENOUGH = 2
"""Columns of figures, or a column of figures and one that tells of which category or kind they are."""


@dataclass(frozen=True, slots=True)
class About:
    """What titles say of a whole table; empty where they do not. `units` are those they speak of."""

    titles: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    baselines: tuple[int, ...] = ()
    kind: str = ""
    scope: str = ""
    categories: tuple[str, ...] = ()
    measure: Measure | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class StaffTable:
    """A block of a sheet: `columns` have a meaning each, `rows` follow the headings."""

    grid: Grid
    header: range
    rows: range
    columns: Mapping[int, Meaning]
    about: About
    file: str = ""

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


def find_tables(grid: Grid, file: str, catalog: Catalog) -> list[StaffTable]:
    """The staffing tables of a sheet from top to bottom; none where it is about something else."""
    filled = grid.filled().without_hidden_columns()
    if not _speaks_of_staff(filled, file):
        return []
    upright = _tables_in(filled, grid.filled(), file, catalog)
    if any(table.values for table in upright):
        return upright
    titles, below = _without_titles(filled)
    turned = _tables_in(below.turn(), below.turn(), file, catalog, titles)
    return turned if any(table.values for table in turned) else upright


def _without_titles(grid: Grid) -> tuple[tuple[str, ...], Grid]:
    """The titles above a table, and the grid without them: turned, they would stand among its headings."""
    first = next((r for r, row in enumerate(grid.rows) if len({v for v in row if v is not None}) > 1), 0)
    blank: list[list[object]] = [[None] * grid.width for _ in range(first)]
    return _titles(grid, range(first)), replace(grid, rows=[*blank, *grid.rows[first:]])


def _speaks_of_staff(grid: Grid, file: str) -> bool:
    texts = [grid.sheet, *(v for row in grid.rows[:40] for v in row if isinstance(v, str))]
    folded = [fold(x) for x in texts]
    if any(_ABOUT_INDEX.search(x) for x in folded[:12]) and not any(_ABOUT_STAFF.search(x) for x in folded[:6]):
        return False
    return any(_ABOUT_STAFF.search(x) for x in (*folded, fold(file)))


def _tables_in(grid: Grid, whole: Grid, file: str, catalog: Catalog, above: tuple[str, ...] = ()) -> list[StaffTable]:
    """The tables of a grid from top to bottom; `above` are titles that hold for all of them."""
    terms = Terms.of(catalog)
    tables: list[StaffTable] = []
    headers = _headers(grid, whole, above, catalog)
    ceiling, shared = 0, above
    for header, end in pairwise([*headers, range(len(grid.rows), len(grid.rows))]):
        titles = _titles(whole, range(ceiling, header.start))
        shared = shared or titles
        about = about_of(titles or shared, grid.sheet, file, catalog)
        tables.append(_table(grid, header, _last_row(grid, header.stop, end.start), about, file, terms))
        ceiling = tables[-1].rows.stop
    return tables


def _table(grid: Grid, header: range, stop: int, about: About, file: str, terms: Terms) -> StaffTable:
    columns = {c: meaning(_path(grid, c, header), terms) for c in range(grid.width)}
    rows = range(header.stop, stop)
    table = StaffTable(grid, header, rows, {c: _with_title(m, about) for c, m in columns.items()}, about, file)
    return _without_copies(table)


def _with_title(found: Meaning, about: About) -> Meaning:
    """A column headed by a category alone holds what the title says: `BIÊN CHẾ GIAO NĂM 2021`."""
    if found.role == "" and found.category and about.measure:
        return replace(found, role="value", measure=about.measure)
    return found


def _without_copies(table: StaffTable) -> StaffTable:
    """A merged cell across columns gives its value once."""
    empty = {c for c in table.columns if all(table.grid.rows[r][c] is None for r in table.rows)}
    return replace(table, columns={c: m for c, m in table.columns.items() if m.label or c not in empty})


# --- headings ----------------------------------------------------------------------------------------


def _headers(grid: Grid, whole: Grid, above: Sequence[str], catalog: Catalog) -> list[range]:
    """The blocks of headings: rows that together name columns of figures, right above rows that hold some."""
    terms = Terms.of(catalog)
    kinds = [_row_kind(row, catalog, terms) for row in grid.rows]
    found: list[range] = []
    for row, kind in enumerate(kinds):
        if kind == "heading" and (row == 0 or kinds[row - 1] != "heading"):
            block = _header_at(kinds, row)
            titled = bool(_measure_of((*above, *_titles(whole, range(row)))))
            if block and _understood(grid, block, terms, titled=titled):
                found.append(block)
    return found


def _header_at(kinds: Sequence[str], row: int) -> range | None:
    """The rows of headings that begin at a row, if rows follow them."""
    stop = row
    while stop < len(kinds) and kinds[stop] in ("heading", "numbering"):
        stop += 1
    return range(row, stop) if stop < len(kinds) else None


def _row_kind(row: Sequence[object], catalog: Catalog, terms: Terms) -> str:
    """`heading` for at least two different texts or years and no figures, `numbering`, or nothing.

    A number that looks like a year, or like the number of a column, is a count where the row is named by a unit,
    a category or a reason.
    """
    if _is_numbering(row):
        return "numbering"
    said = {squeeze(v) if isinstance(v, str) else v for v in row if v is not None}
    texts = [v for v in said if isinstance(v, str) and v]
    telling = [v for v in said if not (isinstance(v, str) and _ORDINALS.fullmatch(v))]
    if len(telling) < 2 or not texts or any(_is_count(v) for v in said):
        return ""
    numbers = [v for v in said if not isinstance(v, str) or readings_of(v)]
    if len(numbers) == 1 and any(meaning((x,), terms).is_value for x in texts if x not in numbers):
        return ""  # `Biên chế giao năm 2015 | 2000`: a measure down the side, and one count that looks like a year
    return "" if numbers and any(_names_row(x, catalog, terms) for x in texts) else "heading"


def _names_row(text: str, catalog: Catalog, terms: Terms) -> bool:
    return bool(terms.category(text) or unit_named(text, catalog) or terms.reason(text))


def _is_count(value: object) -> bool:
    if isinstance(value, str):
        return (
            bool(readings_of(value)) and not is_numbering(value) and not re.fullmatch(r"(?:19|20)\d\d", squeeze(value))
        )
    return isinstance(value, int | float) and not isinstance(value, bool) and not is_year(value)


def _is_number(value: object) -> bool:
    return bool(readings_of(value)) if isinstance(value, str) else _is_count(value) or is_year(value)


def _is_numbering(row: Sequence[object]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 or (1), (2), (3)=(1)-(2), A, B."""
    said = [v for v in row if v is not None]
    plain = [str(int(v)) if isinstance(v, int | float) and v == int(v) else squeeze(str(v)) for v in said]
    return (
        len(said) >= 2
        and all(is_numbering(x) or re.fullmatch(r"[A-H]|\(?\d[\d=()+\-/*x:%., ]*", x) for x in plain)
        and "1" in "".join(plain)
    )


def _understood(grid: Grid, header: range, terms: Terms, *, titled: bool) -> bool:
    """Whether headings name figures of staff: two columns of them, or one and what it is of."""
    found = [meaning(_path(grid, c, header), terms) for c in range(grid.width)]
    values = {(m.measure, m.period, m.category, m.kind, m.by, m.reason) for m in found if m.is_value}
    roles = {m.role for m in found if m.role in ("category", "kind", "baseline_year", "unit")}
    categories = {m.category for m in found if m.category}
    if values and len(values) + len(roles) >= _ENOUGH:
        return True
    return bool(categories) and (titled or len(categories) >= _ENOUGH)


def _path(grid: Grid, column: int, header: Iterable[int]) -> tuple[str, ...]:
    found: list[str] = []
    for r in header:
        value = grid.rows[r][column]
        text = str(int(value)) if isinstance(value, int | float) and is_year(value) else value
        if isinstance(text, str) and squeeze(text) and squeeze(text) not in found:
            found.append(squeeze(text))
    return tuple(found)


def _last_row(grid: Grid, start: int, end: int) -> int:
    """Where the rows of a table end: after the last one that holds a figure."""
    held = (r for r in range(end - 1, start - 1, -1) if any(map(_is_number, grid.rows[r])))
    return next(held, start - 1) + 1


def _titles(grid: Grid, rows: range) -> tuple[str, ...]:
    texts = (squeeze(v) for r in rows for v in grid.rows[r] if isinstance(v, str) and squeeze(v))
    return tuple(dict.fromkeys(texts))


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


# --- what titles say ---------------------------------------------------------------------------------

_KINDS = (
    ("achieved", re.compile(r"ketqua|tinhhinhthuchien|thuchientinhgian|dathuchien|baocao(?!so)|resultof|results")),
    ("plan", re.compile(r"kehoach|lotrinh|dukien|dean|phuongan|plan|roadmap")),
    ("assigned", re.compile(r"giaobienche|bienchegiao|giaochitieu|phanbo|duocgiao|assigned|allocat")),
    ("headcount", re.compile(r"comat|hienco|thuctrang|headcount|present")),
)
_SPOKEN = re.compile(r"(?:tỉnh|thành\s+phố|tp\.?)\s+((?:[^\W\d_]+[\s-]*){1,6})", re.IGNORECASE)


def about_of(titles: Sequence[str], sheet: str, file: str, catalog: Catalog) -> About:
    """What titles, and after them the sheet's name and the file's, say of a whole table."""
    terms = Terms.of(catalog)
    periods = of_titles(titles) or of_titles([sheet]) or of_titles([re.sub(r"[_\-.]", " ", file)])
    kind = next((k for x in (*titles, sheet) if (k := _kind_of(x))), "")
    categories = [c for x in (*titles, sheet) for c in _categories_in(x, terms)]
    return About(
        tuple(titles),
        tuple(periods),
        tuple(dict.fromkeys(y for x in (*titles, sheet) for y in against(x))),
        kind,
        next((s for x in titles if (s := terms.limits(x))), ""),
        tuple(dict.fromkeys(categories)),
        _measure_of(titles),
        tuple(_units_spoken_of((*titles, sheet), file, catalog)),
    )


def _kind_of(text: str) -> str:
    folded = fold(text)
    return next((kind for kind, words in _KINDS if words.search(folded)), "")


def _measure_of(titles: Iterable[str]) -> Measure | None:
    """What the figures of a table are by its title, where headings name categories alone."""
    kinds = {_kind_of(x) for x in titles}
    if "headcount" in kinds:
        return "present"
    return "assigned" if "assigned" in kinds else None


def _categories_in(text: str, terms: Terms) -> list[str]:
    """The categories that a text names; one whose name is only a part of another one's is not meant."""
    folded = fold(text)
    found = {
        w: c.id for c in terms.categories.values() for s in c.spellings[1:] if len(w := fold(s)) >= 6 and w in folded
    }
    return list(dict.fromkeys(c for w, c in found.items() if not any(w != o and w in o for o in found)))


def _units_spoken_of(texts: Sequence[str], file: str, catalog: Catalog) -> list[str]:
    """The names of units that titles speak of; the file's name counts only where they speak of none."""
    plain_file = re.sub(r"[_\-.]|xlsx?m?$", " ", file)
    for group in (texts, (plain_file,)):
        found = {catalog.named(n)[0].id: n for x in group if (n := _spoken(x, catalog))}
        if found:
            return list(found.values())
    return []


def _spoken(text: str, catalog: Catalog) -> str:
    phrases = [text, *(m[1].strip() for m in _SPOKEN.finditer(text))]
    heads = (" ".join(words[:n]) for words in map(str.split, phrases) for n in range(len(words), 0, -1))
    return next((head for head in heads if catalog.named(head)), "") or _any_name(text, catalog)


def _any_name(text: str, catalog: Catalog) -> str:
    """The one capitalised run of two or three words in a text that is a unit's name."""
    words = re.findall(r"[^\W\d_]+", text)
    runs = [" ".join(words[i : i + n]) for n in (4, 3, 2) for i in range(len(words) - n + 1)]
    found = [run for run in runs if (named := catalog.named(run)) and (run[:1].isupper() or named[0].kind == "country")]
    return found[0] if len({catalog.named(f)[0].id for f in found}) == 1 else ""


def unit_named(name: str, catalog: Catalog) -> tuple[Unit, ...]:
    """Every unit or aggregate a cell of a staffing table may stand for; empty where it names none."""
    aggregate = aggregate_named(catalog, name)
    return (aggregate,) if aggregate else catalog.named(name)
