"""A grid as people see it: merged ranges show their value throughout, marks of a program that say nothing are left out."""

from dataclasses import replace

from parreform.text import fold
from parreform.workbook import Grid

_PIVOT_MARKS = frozenset("columnlabels nhancot".split())


def as_shown(grid: Grid) -> Grid:
    """The grid with merged ranges filled and without the marks of pivot tables."""
    return _filled(_without_marks(grid))


def _without_marks(grid: Grid) -> Grid:
    """The grid without `Column Labels`, which a pivot table writes over its columns and which heads none of them."""
    places = [(r, c) for r, c, text in grid.texts if fold(text) in _PIVOT_MARKS]
    rows = list(grid.rows)
    for r, c in places:
        rows[r] = [*rows[r][:c], None, *rows[r][c + 1 :]]
    return replace(grid, rows=rows) if places else grid


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
