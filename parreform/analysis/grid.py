"""Units in rows, parts or years in columns: what a heat map shows."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from parreform.analysis.classes import fifth
from parreform.analysis.panel import Panel
from parreform.analysis.rank import Ranked, ranks_of


class Cell(NamedTuple):
    """One unit in one column. `fifth` is 1 for the best ranked fifth of its own column, None without a rank.

    `missing` is the stated reason for having no score; a cell with neither is unknown. `exists` is False
    in years in which the unit's territory was not yet, or no longer.
    """

    score: float | None
    ranked: Ranked | None
    fifth: int | None
    missing: str
    exists: bool


@dataclass(frozen=True, slots=True)
class Column:
    """An indicator in a year. `known` units have a score, `n` were ranked (None where nobody was).

    `break_reason` says why the column cannot be compared with the one to its left; columns of different
    indicators are never compared. `redrawn` columns are ranked among other units than the one to the left.
    """

    indicator: str
    year: int
    known: int
    n: int | None
    break_reason: str
    redrawn: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells row by row, rows in the order of `units`."""

    index: str
    columns: tuple[Column, ...]
    units: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]


def grid(
    columns: Sequence[tuple[Panel, int]],
    units: Sequence[str],
    territory: Mapping[int, Collection[str]],
    by: int = -1,
) -> Grid:
    """Units against columns, ordered by the ranks of column `by`: ranked units first, then in the order given.

    `territory` holds the units that existed in each year.
    """
    ranks = [ranks_of(panel, year) for panel, year in columns]
    ordered = sorted(units, key=lambda u: ranks[by][u].rank if u in ranks[by] else math.inf)
    heads = tuple(_column(columns, i, ranks[i], territory) for i in range(len(columns)))
    cells = tuple(
        tuple(_cell(panel, year, unit, held, territory) for (panel, year), held in zip(columns, ranks, strict=True))
        for unit in ordered
    )
    return Grid(columns[0][0].index, heads, tuple(ordered), cells)


def _cell(
    panel: Panel, year: int, unit: str, ranks: Mapping[str, Ranked], territory: Mapping[int, Collection[str]]
) -> Cell:
    value, ranked = panel.by_year.get(year, {}).get(unit), ranks.get(unit)
    score, missing = (value.score, value.missing) if value else (None, "")
    return Cell(score, ranked, fifth(ranked), missing, unit in territory.get(year, ()))


def _column(
    columns: Sequence[tuple[Panel, int]],
    place: int,
    ranks: Mapping[str, Ranked],
    territory: Mapping[int, Collection[str]],
) -> Column:
    panel, year = columns[place]
    before = columns[place - 1] if place else None
    same = before is not None and before[0].indicator == panel.indicator
    reason = panel.break_between(before[1], year) if before and same else ""
    known = sum(v.score is not None for u, v in panel.by_year.get(year, {}).items() if u in territory.get(year, ()))
    n = next((r.n for r in ranks.values()), None)
    redrawn = before is not None and same and set(territory.get(before[1], ())) != set(territory.get(year, ()))
    return Column(panel.indicator, year, known, n, reason, redrawn)
