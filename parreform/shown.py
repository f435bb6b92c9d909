"""A grid as people see it: merged ranges show their value throughout, marks of a program that say nothing are left out."""

import re
from dataclasses import replace

from parreform.text import fold
from parreform.workbook import Grid

PIVOT_MARKS = frozenset("columnlabels nhancot".split())
_GAP = re.compile(r"\s*(?:\.{2,}|…+|\.?(?:\s*\.){2,})\s*")


def as_shown(grid: Grid) -> Grid:
    """The grid with merged ranges filled, without the marks of pivot tables and of rows left out."""
    return _filled(_without_gaps(without_pivot_marks(grid)))


def without_pivot_marks(grid: Grid) -> Grid:
    """The grid without `Column Labels`, which a pivot table writes over its columns and which heads none of them."""
    places = [(r, c) for r, c, text in grid.texts if fold(text) in PIVOT_MARKS]
    rows = list(grid.rows)
    for r, c in places:
        rows[r] = [*rows[r][:c], None, *rows[r][c + 1 :]]
    return replace(grid, rows=rows) if places else grid


def _without_gaps(grid: Grid) -> Grid:
    """The grid without the dots of rows that hold nothing else, `…`: they stand for rows that are not shown."""
    dotted = {r for r, _, text in grid.texts if _GAP.fullmatch(text)}
    gaps = [r for r in dotted if all(v is None or (isinstance(v, str) and _GAP.fullmatch(v)) for v in grid.rows[r])]
    rows = list(grid.rows)
    for r in gaps:
        rows[r] = [None] * grid.width
    return replace(grid, rows=rows) if gaps else grid


def _filled(grid: Grid) -> Grid:
    """The grid with each merged range holding its value in every cell: percentages and lines through it too."""
    if not grid.merged:
        return grid
    covered = {
        (r, c): (m.top, m.left)
        for m in grid.merged
        for r in range(m.top, m.bottom + 1)
        for c in range(m.left, m.right + 1)
    }

    def spread(places: frozenset[tuple[int, int]]) -> frozenset[tuple[int, int]]:
        return places | {p for p, first in covered.items() if first in places}

    percent, uncached, struck = map(spread, (grid.percent, grid.uncached, grid.struck))
    return replace(grid.filled(), percent=percent, uncached=uncached, struck=struck)
