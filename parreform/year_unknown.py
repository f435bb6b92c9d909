"""The finding of a table whose year nothing tells, and the column that may tell it under another heading."""

from collections.abc import Iterator

from parreform.findings import Finding
from parreform.layouts import Table
from parreform.naming import parse_year
from parreform.settings import t


def year_unknown(table: Table, cell: str) -> Finding:
    """The finding of a year that nothing tells, with a column that may tell it under another heading."""
    return Finding("year-unknown", table.grid.sheet, cell, {"suggestion": next(_like_years(table), "")})


def _like_years(table: Table) -> Iterator[str]:
    """The columns of nothing but years whose headings do not call them the years measured."""
    for c, path in table.paths.items():
        held = [v for r in table.rows if (v := table.grid.rows[r][c]) is not None] if path else []
        years = [parse_year(v) for v in held]
        if len(held) > 1 and all(years):
            told = ", ".join(map(str, sorted({y for y in years if y})[:3]))
            at = table.grid.address(table.header.stop - 1, c)
            yield t(f"Cột “{path[-1]}” ({at}) ghi {told}", f"Column “{path[-1]}” ({at}) says {told}")
