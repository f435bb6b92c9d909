"""A workbook under construction: every cell knows what it states, so what is right follows the cell wherever it moves.

Nothing here asks the program what it reads. `Book.wanted` is derived from the tags alone.
"""

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

Key = tuple[str, str, int]
"""Indicator, unit, year."""

FIELDS = ("score", "rank", "n_ranked", "group", "ci_low", "ci_high")


class Tag(NamedTuple):
    """One statement of one cell."""

    key: Key
    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as typed, with what it states. `formula` is `stored` or `lost` (no cached result)."""

    value: Any = None
    tags: tuple[Tag, ...] = ()
    percent: bool = False
    formula: str = ""
    bad: bool = False

    def having(self, value: Any, **changes: Any) -> "Cell":
        """The same statement, typed otherwise."""
        return replace(self, value=value, **changes)


BLANK = Cell()


class Span(NamedTuple):
    """A merged range, zero-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """Rows of cells, all of one width."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[Span] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def copy(self) -> "Sheet":
        rows = [list(row) for row in self.rows]
        return Sheet(self.name, rows, list(self.merged), self.hidden, set(self.hidden_rows), set(self.hidden_columns))

    def put(self, rows: Iterable[Sequence[Any]], at: str = "") -> "Sheet":
        """Write a block with its upper left corner at a cell; without one below what is there."""
        top, left = place(at) if at else (len(self.rows), 0)
        for r, row in enumerate(rows, top):
            for c, value in enumerate(row, left):
                if value is not None and value is not BLANK:
                    self._grow(r + 1, c + 1)
                    self.rows[r][c] = value if isinstance(value, Cell) else Cell(value)
            self._grow(r + 1, 1)
        return self

    def merge(self, *ranges: str) -> "Sheet":
        for text in ranges:
            first, last = text.split(":")
            top, left = place(first)
            bottom, right = place(last)
            self._grow(bottom + 1, right + 1)
            self.merged.append(Span(top, left, bottom, right))
        return self

    def hide(self, rows: Iterable[int] = (), columns: str = "") -> "Sheet":
        """Hide rows by their number in Excel and columns by their letters."""
        self.hidden_rows |= {r - 1 for r in rows}
        self.hidden_columns |= {place(f"{letter}1")[1] for letter in columns}
        return self

    def _grow(self, height: int, width: int) -> None:
        width = max(width, self.width)
        for row in self.rows:
            row.extend([BLANK] * (width - len(row)))
        while len(self.rows) < height:
            self.rows.append([BLANK] * width)

    def cells(self) -> Iterable[tuple[int, int, Cell]]:
        for r, row in enumerate(self.rows):
            for c, cell in enumerate(row):
                yield r, c, cell


class Wanted(NamedTuple):
    """What is stated about one key, and where."""

    values: dict[str, Any]
    cells: dict[str, str]
    others: dict[str, list[Any]]
    """Every value stated, where cells contradict each other."""

    @property
    def cell(self) -> str:
        return self.cells.get("score") or self.cells.get("rank") or next(iter(self.cells.values()))


@dataclass(slots=True)
class Book:
    """Sheets and the name of the file."""

    file: str = "bang.xlsx"
    sheets: list[Sheet] = field(default_factory=list)
    elsewhere: dict[Key, "Wanted"] = field(default_factory=dict)
    """What is stated a second time in cells that are not tagged."""
    misled: list[Sheet] = field(default_factory=list)
    """Sheets that bear, or stand beside, a wrong year on purpose: they must keep the words that say the right one."""

    dated: list[tuple[Sheet, int]] = field(default_factory=list)
    """Sheets of which a single heading says a year: it must stay."""

    copied: list[Sheet] = field(default_factory=list)
    """Sheets of which a copy says another year: enough of them must stay to prove it."""

    def sheet(self, name: str = "Sheet1", *, hidden: bool = False) -> Sheet:
        self.sheets.append(Sheet(name, hidden=hidden))
        return self.sheets[-1]

    def copy(self) -> "Book":
        return Book(self.file, [s.copy() for s in self.sheets], dict(self.elsewhere))

    def wanted(self, only: str = "") -> dict[Key, Wanted]:
        """What the visible cells state. Of two statements about one field the first counts."""
        found: dict[Key, Wanted] = {}
        for sheet in self.sheets:
            if sheet.hidden or (only and sheet.name != only):
                continue
            for r, c, cell in sheet.cells():
                if c not in sheet.hidden_columns:
                    for tag in cell.tags:
                        wanted = found.setdefault(tag.key, Wanted({}, {}, {}))
                        wanted.values.setdefault(tag.field, tag.value)
                        wanted.cells.setdefault(tag.field, address(r, c))
                        wanted.others.setdefault(tag.field, []).append(tag.value)
        return found

    def bad_cells(self) -> set[str]:
        """The cells a refusal may name first; when none is marked the first text of each sheet, its title."""
        marked = {address(r, c) for s in self.sheets for r, c, cell in s.cells() if cell.bad}
        filled = ([address(r, c) for r, c, cell in s.cells() if cell.value is not None][:1] for s in self.sheets)
        return marked or {first for found in filled for first in found} or {""}

    def grids(self) -> list[Any]:
        """What reading the saved file would give, without the file."""
        return [_grid(sheet) for sheet in self.sheets]

    def save(self, folder: Path) -> Path:
        book = Workbook()
        book.remove(book.active)
        for sheet in self.sheets or [Sheet("Sheet1")]:
            _write(book.create_sheet(sheet.name), sheet)
        path = folder / self.file
        book.save(path)
        if any(cell.formula == "stored" for s in self.sheets for _, _, cell in s.cells()):
            _store_results(path, self.sheets)
        return path


def place(cell: str) -> tuple[int, int]:
    """`C4` is row 3, column 2."""
    match = re.fullmatch(r"([A-Z]+)(\d+)", cell)
    assert match
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def address(row: int, column: int) -> str:
    return f"{get_column_letter(column + 1)}{row + 1}"


def _write(target: Any, sheet: Sheet) -> None:
    target.sheet_state = "hidden" if sheet.hidden else "visible"
    for r, c, cell in sheet.cells():
        if cell.value is None and not cell.formula:
            continue
        written = target.cell(r + 1, c + 1, "=1+1" if cell.formula == "lost" else cell.value)
        if cell.percent:
            written.number_format = "0.00%"
    for span in sheet.merged:
        target.merge_cells(None, span.top + 1, span.left + 1, span.bottom + 1, span.right + 1)
    for r in sheet.hidden_rows:
        target.row_dimensions[r + 1].hidden = True
    for c in sheet.hidden_columns:
        target.column_dimensions[get_column_letter(c + 1)].hidden = True


def _store_results(path: Path, sheets: Sequence[Sheet]) -> None:
    """Turn the marked cells into formulas with a stored result, as Excel saves them."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for number, sheet in enumerate(sheets, 1):
        name = f"xl/worksheets/sheet{number}.xml"
        text = parts[name].decode()
        for r, c, cell in sheet.cells():
            if cell.formula == "stored":
                text = re.sub(rf'(<c r="{address(r, c)}"[^>]*>)', r"\1<f>SUM(1,2)</f>", text)
        parts[name] = text.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _grid(sheet: Sheet) -> Any:
    from parreform.workbook import Grid
    from parreform.workbook import Span as GridSpan

    covered = {
        (r, c)
        for s in sheet.merged
        for r in range(s.top, s.bottom + 1)
        for c in range(s.left, s.right + 1)
        if (r, c) != (s.top, s.left)
    }
    rows = [
        [
            None if (r, c) in covered or cell.formula == "lost" or cell.value == "" else _unescaped(cell.value)
            for c, cell in enumerate(row)
        ]
        for r, row in enumerate(sheet.rows)
    ]
    return Grid(
        sheet=sheet.name,
        rows=_trimmed(rows, sheet.merged),
        hidden=sheet.hidden,
        merged=tuple(GridSpan(*s) for s in sheet.merged),
        hidden_rows=frozenset(sheet.hidden_rows),
        hidden_columns=frozenset(sheet.hidden_columns),
        percent=frozenset((r, c) for r, c, cell in sheet.cells() if cell.percent),
        uncached=frozenset((r, c) for r, c, cell in sheet.cells() if cell.formula == "lost"),
    )


def _unescaped(value: Any) -> Any:
    return value.replace("_x000D_", "\r") if isinstance(value, str) else value


def _trimmed(rows: list[list[Any]], merged: Sequence[Span]) -> list[list[Any]]:
    height = max((s.bottom + 1 for s in merged), default=0)
    while len(rows) > height and all(v is None for v in rows[-1]):
        rows.pop()
    width = max((s.right + 1 for s in merged), default=0)
    for row in rows:
        width = max(width, *(c + 1 for c, v in enumerate(row) if v is not None), 0)
    return [row[:width] for row in rows]
