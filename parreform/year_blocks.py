"""Tables of several years taken apart: by a column that gives the year of each row, or by rows `NĂM 2023` between blocks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from parreform.headings import measure_of, years_in
from parreform.labels import split_label
from parreform.layouts import Table
from parreform.naming import Place, is_figure, parse_year
from parreform.wording import DATES, PAPERS


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
    year = _year_above(table)
    if year is None or table.layout.arrangement != "rows":
        return table
    same = before and (before.unit_column, before.columns) == (table.unit_column, table.columns)
    if before and same and before.grid is table.grid and not any(table.paths.values()):
        return replace(before, rows=table.rows, year=year, stray=None, renamed=None, notes=table.notes)
    dated = _years_of_titles(table)
    return replace(table, year=year) if dated <= {year} else table


def _years_of_titles(table: Table) -> set[int]:
    """The years that titles name, other than those of papers and days."""
    bare = (DATES.sub(" ", PAPERS.sub(" ", title)) for title in table.titles)
    return {y for title in bare for y in years_in(title)}


def _year_above(table: Table) -> int | None:
    """The year of a row `NĂM 2023` between a table's headings, or the block above, and its first unit."""
    rows = (table.grid.rows[r] for r in range(table.first_row - 1, table.header.stop - 1, -1))
    texts = next((found for row in rows if (found := {v for v in row if v is not None})), set())
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
    stray = table.stray or _undated(table, rows)
    return [replace(table, rows=found, paths=paths, year=year, stray=stray) for year, found in rows.items()]


def _undated(table: Table, rows: Mapping[int, Sequence[int]]) -> Place | None:
    """The first row without a year that bears a name other rows have with theirs, and figures."""
    cells, names = table.grid.rows, table.unit_column
    dated = {r for found in rows.values() for r in found}
    known = {cells[r][names] for r in dated}
    lost = (r for r in table.rows if r not in dated and cells[r][names] in known and any(map(is_figure, cells[r])))
    row = next(lost, None)
    return None if row is None else (row, names)


def _holds_years(table: Table, column: int) -> bool:
    path = table.paths[column]
    if path and measure_of(split_label(path[-1])[1]) not in ("year", "index", "indicator"):  # the corner, if turned
        return False  # `Năm công bố`, `Biên chế`: figures that only look like the year measured
    years = [parse_year(v) for r in table.rows if (v := table.grid.rows[r][column]) is not None]
    return bool(years) and all(years) and (bool(path) or _may_be_measured(table, {y for y in years if y}))


def _may_be_measured(table: Table, years: set[int]) -> bool:
    """Whether years under no heading are those that the titles speak of: else they are of anything, of founding too."""
    dated = _years_of_titles(table)
    return not dated or (min(dated) <= min(years) and max(years) <= max(dated))
