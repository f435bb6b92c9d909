"""Pivot tables of counts as they were before the program added its own words."""

from dataclasses import replace

from parreform.labels import without_sum_of
from parreform.measures import measure_of, years_in
from parreform.shown import PIVOT_MARKS, without_pivot_marks
from parreform.text import fold
from parreform.workbook import Grid

_HEADS_NAMES = frozenset("rowlabels nhanhang".split())
_SEVERAL = frozenset("all tatca multipleitems nhieumuc nhieukhoanmuc".split())
"""What a filter shows that lets more than one item through."""
_PAIR = 2
"""The cells of a filter: the name of a field and what it lets through."""


def as_added_up(grid: Grid) -> Grid:
    """The grid of a pivot table of counts without its own words: the sum of posts are posts, `Sum of Biên chế giao`.

    Its filters are its titles, `Năm 2021`. Not where it may add up years: nothing says one, or a filter shows several.
    """
    texts = list(grid.texts)
    top = next((r for r, _, text in texts if fold(text) in _HEADS_NAMES), None)
    if top is None:
        return grid
    filters = {r: held for r in range(top) if len(held := [v for v in grid.rows[r] if v is not None]) == _PAIR}
    several = any(measure_of(f"{name}") == "year" and fold(f"{item}") in _SEVERAL for name, item in filters.values())
    if several or not any(map(_says_year, (*grid.rows[top], *(v for held in filters.values() for v in held)))):
        return grid
    rows = [list(row) for row in grid.rows]
    for r, c, text in texts:
        rows[r][c] = without_sum_of(text)
    for r, (name, item) in filters.items():
        if not (_is_of_program(name) or _is_of_program(item)):
            rows[r] = [f"{name} {_plain(item)}", *[None] * (grid.width - 1)]
    return without_pivot_marks(replace(grid, rows=rows))


def _is_of_program(value: object) -> bool:
    return isinstance(value, str) and (value != without_sum_of(value) or fold(value) in PIVOT_MARKS)


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else f"{value}"


def _says_year(value: object) -> bool:
    return bool(years_in(_plain(value)))
