"""What the cells of a workbook say that formulas refer to: values that are read, headings, names of sheets and books."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from parreform.blocks import Block, Piece
from parreform.catalog import Catalog
from parreform.dating import title_years, years_of_name
from parreform.evidence import named_in, without_others
from parreform.measures import year_of_path
from parreform.naming import is_figure, is_year
from parreform.numerals import missing_reason
from parreform.references import column_of
from parreform.text import fold, says, squeeze
from parreform.vocabulary import Subject, words_of
from parreform.wording import PAPERS
from parreform.workbook import Grid, letters

Cell = tuple[str, int, int]
"""A sheet by its name in small letters, and a zero-based row and column of it."""

_TOP = 8
"""So many rows hold the titles of a sheet."""
_HEADINGS = 4
"""So many rows of headings stand above each other at most."""
_WORDS = re.compile(r"[^\W\d_]")
_CELL = re.compile(r"([A-Z]+)(\d+)")


class Told(NamedTuple):
    """A value that is read: whose, of which year (0 where none is told), what it counts; ranks `alone` have no score."""

    unit: str
    year: int
    measure: str
    alone: bool = False


class Values:
    """The values that are read, by their cells. Columns kept whole stay so."""

    def __init__(self, pieces: Iterable[Piece] = (), told: Mapping[Cell, Told] | None = None) -> None:
        self._single: dict[Cell, Told] = dict(told or {})
        self._columns: dict[tuple[str, bool, int], list[Block]] = {}
        for piece in pieces:
            sheet = piece.sheet.casefold()
            if isinstance(piece, Block):
                self._columns.setdefault((sheet, piece.turned, piece.column), []).append(piece)
                continue
            has_score = piece.score is not None or bool(piece.missing)
            whose = Told(piece.unit, piece.year, "score" if has_score else "rank", not has_score)
            self._single[place_of(sheet, piece.cell)] = whose
            if piece.rank_cell and has_score:
                self._single[place_of(sheet, piece.rank_cell)] = whose._replace(measure="rank")

    @cached_property
    def sheets(self) -> set[str]:
        """The sheets that hold any, by their names in small letters."""
        return {cell[0] for cell in (*self._single, *self._columns)}

    def at(self, cell: Cell) -> Told | None:
        """The value of a cell; None where none is read."""
        return self._single.get(cell) or (self._in_columns(*cell) if self._columns else None)

    def _in_columns(self, sheet: str, row: int, column: int) -> Told | None:
        for turned, line, position in ((False, row, column), (True, column, row)):
            for block in self._columns.get((sheet, turned, position), ()):
                place = _lines(block.axis).get(line, -1) - block.start
                if 0 <= place < len(block.scores):
                    return Told(block.axis.units[block.start + place], block.year, "score")
        return None


@lru_cache(maxsize=64)
def _lines(axis: object) -> Mapping[int, int]:
    """The place of each row of an axis."""
    return {row: n for n, row in enumerate(axis.rows)}  # type: ignore[attr-defined]


def place_of(sheet: str, address: str) -> Cell:
    """The cell of an address, `D3`."""
    found = _CELL.fullmatch(address)
    return (sheet, int(found[2]) - 1, column_of(found[1])) if found else (sheet, -1, -1)


class Book:
    """The sheets of a file, as formulas see them. `turned` are those whose units stand in a row."""

    def __init__(self, grids: Sequence[Grid], turned: Iterable[str], catalog: Catalog) -> None:
        self.grids = {grid.sheet.casefold(): grid for grid in grids}
        self.turned = {name.casefold() for name in turned}
        self.catalog = catalog
        self._words: dict[str, tuple[str, ...]] = dict(catalog.entries_of("formulas.toml", "function", words_of))
        self._filled: dict[str, Grid] = {}
        self._stage: dict[tuple[str, str], str] = {}

    def words(self, group: str) -> frozenset[str]:
        """The functions of a group of the definitions."""
        return frozenset(self._words.get(group, ()))

    def value(self, cell: Cell) -> object:
        """What a cell holds."""
        grid = self.grids.get(cell[0])
        inside = grid and 0 <= cell[1] < len(grid.rows) and 0 <= cell[2] < grid.width
        return grid.rows[cell[1]][cell[2]] if grid and inside else None

    def name(self, cell: Cell, at: Cell) -> str:
        """The name of a cell as a formula in another one calls it."""
        name = f"{letters(cell[2])}{cell[1] + 1}"
        return name if cell[0] == at[0] else f"{self.grids[cell[0]].sheet}!{name}"

    def formula(self, cell: Cell) -> str:
        """The formula of a cell, empty where it has none."""
        grid = self.grids.get(cell[0])
        return grid.formulas.get(cell[1:], "") if grid else ""

    def in_line(self, cell: Cell, other: Cell) -> bool:
        """Whether a cell stands in the row of another one, or in its column where units stand in a row."""
        axis = 2 if cell[0] in self.turned else 1
        return cell[0] == other[0] and cell[axis] == other[axis]

    def heading(self, cell: Cell) -> tuple[str, ...]:
        """The headings above a cell, the widest first; those left of it where units stand in a row."""
        sheet, row, column = cell
        rows = self._shown(sheet).rows
        if sheet in self.turned:
            places = ((row, c) for c in range(min(column, self._shown(sheet).width) - 1, -1, -1))
        else:
            places = ((r, column) for r in range(min(row, len(rows)) - 1, -1, -1))
        return _heading(rows, places, across=sheet in self.turned)

    def _shown(self, sheet: str) -> Grid:
        if sheet not in self._filled:
            self._filled[sheet] = self.grids[sheet].filled()
        return self._filled[sheet]

    def year_of_heading(self, cell: Cell) -> int | None:
        """The year that the headings of a cell give; none where they compare with it."""
        path = self.heading(cell)
        return None if self._says("compared", " / ".join(path)) else year_of_path(path)

    def stage_of_heading(self, cell: Cell) -> str:
        """The headings of a cell where they say that its figure is no result; else empty."""
        return self._unsettled(" / ".join(self.heading(cell)))

    def is_of_another_year(self, sheet: str, book: str, year: int) -> bool:
        """Whether a sheet is of other years than one by its name, else by its book's or by its titles.

        `2012-2024` are all between; a name with the year after may tell when results were published, unless it is
        nothing else or names an index.
        """
        name = next((x for x in (sheet, book) if _years(x)), "")
        years = _years(name) or (() if book else tuple(title_years(self._titles(sheet), self.catalog)))
        if not years or not year or min(years) <= year <= max(years):
            return False
        bare = not _WORDS.search(name.removesuffix(".xlsx"))
        return set(years) != {year + 1} or bare or bool(named_in((name,), self.catalog))

    def stage_of_name(self, sheet: str, book: str) -> str:
        """The name of a sheet or book, or a title, that says its figures are no results; empty where none does."""
        if (sheet, book) not in self._stage:
            titles = [] if book else self._titles(sheet)
            plan = next((x for x in (sheet, book) if self._is_plan(x)), "")
            said = next((x for x in (sheet, book, *map(without_others, titles)) if self._unsettled(x)), plan)
            self._stage[sheet, book] = squeeze(said)
        return self._stage[sheet, book]

    def _titles(self, sheet: str) -> list[str]:
        """The texts that stand alone in the first rows of a sheet."""
        grid = self.grids.get(sheet.casefold())
        rows = ({v for v in row if v is not None} for row in (grid.rows[:_TOP] if grid else ()))
        alone = (row.pop() for row in rows if len(row) == 1)
        return [x for x in alone if isinstance(x, str)]

    def _unsettled(self, text: str) -> str:
        """A text that speaks of self-assessed scores, targets, drafts, forecasts; empty where it speaks of results too."""
        if not text or not any(s.in_text(text) for s in self._stages):
            return ""
        return "" if self._says("settled", text) and not self._says("unsettled", text) else text

    def _says(self, group: str, text: str) -> bool:
        return any(says(text, w) for w in self._words.get(group, ()))

    def _is_plan(self, name: str) -> bool:
        """Whether a name begins with a word for plans: `KH 2024`."""
        return any(re.match(rf"[\W\d_]*{re.escape(w)}(?![^\W\d_])", name, re.IGNORECASE) for w in self._words["plan"])

    @cached_property
    def _stages(self) -> list[Subject]:
        return [s for s in self.catalog.subjects if s.kind == "stage"]

    def unit_of_row(self, cell: Cell) -> frozenset[str]:
        """The units that the row of a cell may name: those of its first text that is one's name."""
        grid = self.grids.get(cell[0])
        row = grid.rows[cell[1]] if grid and cell[1] < len(grid.rows) else []
        return next((units for v in row if isinstance(v, str) and (units := self.units_called(v))), frozenset())

    def units_called(self, name: str) -> frozenset[str]:
        """The names, folded, of the units that a name may be of."""
        return frozenset(fold(u.vi) for u in self.catalog.named(name))


@lru_cache(maxsize=1024)
def _years(name: str) -> tuple[int, ...]:
    """The years in the name of a sheet or book, those of papers left out."""
    return tuple(years_of_name(PAPERS.sub(" ", name)))


def _heading(rows: Sequence[Sequence[object]], places: Iterable[tuple[int, int]], *, across: bool) -> tuple[str, ...]:
    """The texts that stand together before a place, past its figures; a line of one text is a title."""
    found: list[str] = []
    for r, c in places:
        value = rows[r][c] if r < len(rows) and c < len(rows[r]) else None
        if missing_reason(value) is not None or (is_figure(value) and not is_year(value)):
            if found:
                break
            continue
        line = [row[c] for row in rows] if across else rows[r]
        if len({v for v in line if v is not None}) < 2 or len(found) == _HEADINGS:
            break
        found.append(squeeze(str(value)))
    return tuple(reversed(found))
