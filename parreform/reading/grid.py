"""Grids: what every reader gives and every later step takes."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Literal, NamedTuple

from parreform.reading.formulas import Formulas

Value = object
"""A cell's value: str, float, int, bool, date, datetime, or None where the cell is empty."""


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range, zero-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class Remark(NamedTuple):
    """What a sheet says outside its cells: in a comment, in its page header or footer, in a text box.

    A comment stands at a cell, `A1`, and has an author.
    """

    kind: Literal["comment", "header", "box"]
    text: str
    cell: str = ""
    author: str = ""


@dataclass(frozen=True)
class Grid:
    """One sheet: rows of equal width from A1 on; positions are zero-based (row, column).

    `decoded` counts the cells whose text was in a Vietnamese encoding older than Unicode; `struck` are those
    that are crossed out, whole or in part; `written` is text that number formats write beside figures;
    `remarks` are the texts outside the cells (.xlsx), those of the sheet as it lies in the file.
    `formulas` go by the places of the sheet, also where the grid was turned.
    """

    sheet: str
    rows: list[list[Value]]
    hidden: bool = False
    merged: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    percent: frozenset[tuple[int, int]] = frozenset()
    uncached: frozenset[tuple[int, int]] = frozenset()
    turned: bool = field(default=False)
    decoded: int = 0
    struck: frozenset[tuple[int, int]] = frozenset()
    written: Mapping[tuple[int, int], str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    formulas: Formulas = field(default_factory=Formulas, compare=False)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0

    @cached_property
    def texts(self) -> tuple[tuple[int, int, str], ...]:
        """Row, column and text of every cell that holds one, row by row: few among the figures of a large sheet."""
        return tuple([(r, c, v) for r in self._held for c, v in enumerate(self.rows[r]) if type(v) is str])

    @cached_property
    def _held(self) -> tuple[int, ...]:
        """The rows that hold anything: a value in the last row of a sheet may stand below a million that do not."""
        return tuple([r for r, row in enumerate(self.rows) if row.count(None) < len(row)])

    def held(self, rows: range) -> Sequence[int]:
        """Those of some rows that hold anything."""
        return self._held[bisect_left(self._held, rows.start) : bisect_left(self._held, rows.stop)]

    def address(self, row: int, column: int) -> str:
        """The cell's name in the sheet, `D3`, also where the grid was turned."""
        return f"{letters(row)}{column + 1}" if self.turned else f"{letters(column)}{row + 1}"

    def filled(self) -> "Grid":
        """The grid with each merged range holding its value in every cell."""
        if not self.merged:
            return self
        rows = [list(r) for r in self.rows]
        for span in self.merged:
            value = rows[span.top][span.left]
            for row in rows[span.top : span.bottom + 1]:
                row[span.left : span.right + 1] = [value] * (span.right + 1 - span.left)
        return replace(self, rows=rows)

    def without_hidden_columns(self) -> "Grid":
        """The grid with the cells of hidden columns empty: what is not seen is not read."""
        if not self.hidden_columns:
            return self
        rows = [[None if c in self.hidden_columns else v for c, v in enumerate(row)] for row in self.rows]
        return replace(self, rows=rows)

    def turn(self) -> "Grid":
        """Rows become columns; addresses still name the cells of the sheet."""
        return Grid(
            self.sheet,
            [list(column) for column in zip(*self.rows, strict=True)],
            self.hidden,
            tuple(Span(m.left, m.top, m.right, m.bottom) for m in self.merged),
            self.hidden_columns,
            self.hidden_rows,
            frozenset((c, r) for r, c in self.percent),
            frozenset((c, r) for r, c in self.uncached),
            not self.turned,
            self.decoded,
            frozenset((c, r) for r, c in self.struck),
            {(c, r): text for (r, c), text in self.written.items()},
            formulas=self.formulas,
        )


@cache
def letters(column: int) -> str:
    """The letters of a zero-based column: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
