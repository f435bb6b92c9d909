"""Tables of several years taken apart: by a column that gives the year of each row, or by rows `NĂM 2023` between blocks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from parreform.findings import Finding
from parreform.labels import split_label
from parreform.layouts import Table
from parreform.measures import measure_of, years_in
from parreform.naming import Place, has_figures, is_figure, parse_year
from parreform.numerals import parse_number
from parreform.settings import t
from parreform.text import fold, squeeze
from parreform.wording import DATES, PAPERS, sums_up


def each_year(tables: Iterable[Table]) -> list[Table]:
    """The tables, each with one year where rows give it: by a column, or for a whole block of them."""
    found: list[Table] = []
    before: Table | None = None
    for table in tables:
        before = _below_its_year(table, before)
        found += _by_column(before)
    return found


def _below_its_year(table: Table, before: Table | None) -> Table:
    """The table with the year that stands alone right above its units, where its title names no other.

    A block below such a row needs no headings of its own: those of the block above are its own.
    """
    row = _row_of_year(table)
    year = None if row is None else _lone_year(table, row)
    if row is None or year is None or table.layout.arrangement != "rows":
        return table
    same = before and (before.unit_column, before.columns) == (table.unit_column, table.columns)
    if before and same and before.grid is table.grid and not any(table.paths.values()):
        doubts = (_inside(table, row),) if _run_on(before, table) else ()
        return replace(before, rows=table.rows, year=year, stray=None, renamed=None, notes=table.notes, doubts=doubts)
    dated = _years_of_titles(table)
    return replace(table, year=year) if dated <= {year} else table


def _inside(table: Table, row: int) -> Finding:
    column, label = next((c, v) for c, v in enumerate(table.grid.rows[row]) if v is not None)
    return Finding("heading-inside", table.grid.sheet, table.grid.address(row, column), {"label": squeeze(str(label))})


def _run_on(before: Table, table: Table) -> bool:
    """Whether the rows on both sides of a year are those of one table: they share no unit and are not counted anew."""
    names = (
        {fold(v) for r in b.rows if isinstance(v := b.grid.rows[r][b.unit_column], str) and not sums_up(v)}
        for b in (before, table)
    )
    return not set.intersection(*names) and not any(_anew(before, table, c) for c in table.columns)


def _anew(before: Table, table: Table, column: int) -> bool:
    """Whether a column numbers or ranks the rows of each block from one on; a class that repeats does not."""
    counts = ([n for r in b.rows if (n := parse_number(b.grid.rows[r][column])) is not None] for b in (before, table))
    return all(n and min(n) == 1 and len(set(n)) == len(n) for n in counts)


def _years_of_titles(table: Table) -> set[int]:
    """The years that titles name, other than those of papers and days."""
    bare = (DATES.sub(" ", PAPERS.sub(" ", title)) for title in table.titles)
    return {y for title in bare for y in years_in(title)}


def _row_of_year(table: Table) -> int | None:
    """The last row that holds anything between a table's headings, or the block above, and its first unit."""
    rows = range(table.first_row - 1, table.header.stop - 1, -1)
    return next((r for r in rows if any(v is not None for v in table.grid.rows[r])), None)


def _lone_year(table: Table, row: int) -> int | None:
    """The year of a row `NĂM 2023`."""
    texts = {v for v in table.grid.rows[row] if v is not None}
    return parse_year(next(iter(texts))) if len(texts) == 1 else None


def _by_column(table: Table) -> list[Table]:
    """The table, or one for each year where a column gives the year of each row."""
    column = next((c for c in table.paths if c != table.unit_column and _holds_years(table, c)), None)
    if column is None or table.layout.arrangement == "long":
        return [table]
    rows: dict[int, list[int]] = {}
    for r in table.rows:
        if year := parse_year(table.grid.rows[r][column]):
            rows.setdefault(year, []).append(r)
    paths = {c: path for c, path in table.paths.items() if c != column}
    others = _otherwise(table, column)
    stray = table.stray or _undated(table, rows, others)
    doubts = (*table.doubts, *(_of_no_year(table, r, column) for r in others))
    return [
        replace(table, rows=found, paths=paths, year=year, stray=stray, doubts=doubts) for year, found in rows.items()
    ]


def _otherwise(table: Table, column: int) -> list[int]:
    """The rows with figures for which a column of years says something else: `Trung bình`, `Mục tiêu 2025`."""
    cells = table.grid.rows
    said = (r for r in table.rows if isinstance(v := cells[r][column], str) and parse_year(v) is None)
    return [r for r in said if _has_figures(table, r, column)]


def _has_figures(table: Table, row: int, column: int) -> bool:
    return any(is_figure(v) for c, v in enumerate(table.grid.rows[row]) if c != column)


def _of_no_year(table: Table, row: int, column: int) -> Finding:
    """What is told of a row that is of no year: means and changes are passed over, anything else is asked about."""
    text = squeeze(str(table.grid.rows[row][column]))
    sheet, cell = table.grid.sheet, table.grid.address(row, column)
    if sums_up(text) or measure_of(split_label(text)[1]) in ("change", "mean"):
        why = t("không phải số của một năm", "not the figures of a year")
        return Finding("row-skipped", sheet, cell, {"label": text, "why": why})
    facts = {"label": squeeze(" / ".join(table.paths[column])), "value": f"“{text}”"}
    return Finding("rows-unclear", sheet, cell, facts)


def _undated(table: Table, rows: Mapping[int, Sequence[int]], told: Sequence[int]) -> Place | None:
    """The first row without a year, and told of nowhere, that bears a name other rows have with theirs, and figures."""
    cells, names = table.grid.rows, table.unit_column
    dated = {r for found in rows.values() for r in found}
    known = {cells[r][names] for r in dated}
    rest = (r for r in table.rows if r not in dated and r not in told)
    lost = (r for r in rest if cells[r][names] in known and has_figures(cells[r]))
    row = next(lost, None)
    return None if row is None else (row, names)


def _holds_years(table: Table, column: int) -> bool:
    path = table.paths[column]
    measure = measure_of(split_label(path[-1])[1]) if path else ""
    if path and measure not in ("year", "index", "indicator"):  # the corner, if turned
        return False  # `Năm công bố`, `Biên chế`: figures that only look like the year measured
    left_out = _beside_years(table, column) if measure == "year" else set()
    held = ((r, v) for r in table.rows if (v := table.grid.rows[r][column]) is not None)
    years = [parse_year(v) for r, v in held if r not in left_out]
    return bool(years) and all(years) and (bool(path) or _may_be_measured(table, {y for y in years if y}))


def _beside_years(table: Table, column: int) -> set[int]:
    """The rows that need no year under a heading `Năm`: notes below the last year, and rows of sums, fewer than years."""
    dated = [r for r in table.rows if parse_year(table.grid.rows[r][column])]
    others = _otherwise(table, column)
    notes = (r for r in table.rows if dated and r > dated[-1] and not _has_figures(table, r, column))
    return {*notes, *(others if len(others) <= len(dated) else ())}


def _may_be_measured(table: Table, years: set[int]) -> bool:
    """Whether years under no heading are those that the titles speak of: else they are of anything, of founding too."""
    dated = _years_of_titles(table)
    return not dated or (min(dated) <= min(years) and max(years) <= max(dated))
