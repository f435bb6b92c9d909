"""Building grids from single cells: sparse while reading, so that a cell far away costs nothing."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from parreform import legacy
from parreform.reading import faults
from parreform.reading.formulas import Formulas
from parreform.reading.grid import Grid, Span, Value, letters


class Book:
    """The sheets of one file, held together to the limits on sheets and cells."""

    def __init__(self) -> None:
        self.sheets: list[Draft] = []
        self.cells = 0

    def sheet(self, name: str, *, hidden: bool = False) -> "Draft":
        """A new sheet to put cells in."""
        self.sheets.append(Draft(name, hidden, self))
        if len(self.sheets) > faults.MAX_SHEETS:
            raise faults.too_many_sheets(len(self.sheets))
        return self.sheets[-1]

    def count(self, cells: int, sheet: str) -> None:
        """Count cells that were put."""
        self.cells += cells
        if self.cells > faults.MAX_FILLED:
            raise faults.too_many_cells(self.cells, sheet, faults.MAX_FILLED)

    def grids(self) -> list[Grid]:
        """Every sheet as a grid."""
        area = 0
        for sheet in self.sheets:
            area += sheet.height * sheet.width
            check_area(area, self.cells, sheet)
        return [sheet.grid() for sheet in self.sheets]


@dataclass
class Draft:
    """A sheet being read. Positions are zero-based; columns may be hidden by ranges."""

    name: str
    hidden: bool
    book: Book
    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    merged: list[Span] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    percent: set[tuple[int, int]] = field(default_factory=set)
    uncached: set[tuple[int, int]] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)
    written: dict[tuple[int, int], str] = field(default_factory=dict)
    fonts: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    decoded: int = 0

    @property
    def height(self) -> int:
        """Rows down to the last cell that holds anything."""
        return max((row for row, cells in self.rows.items() if _last(cells) >= 0), default=-1) + 1

    @property
    def width(self) -> int:
        """Columns up to the last cell that holds anything."""
        return max(map(_last, self.rows.values()), default=-1) + 1

    def put(
        self, row: int, column: int, value: Value, *, percent: bool = False, font: str = "", written: str = ""
    ) -> None:
        """Store a cell; an empty one leaves no trace. What its number format writes is kept beside a number."""
        value = tidy(value, self.name, row, column)
        if value is None:
            return
        if font and isinstance(value, str) and legacy.encoding_of(font):
            self.fonts[row, column] = font
        if percent:
            self.percent.add((row, column))
        if written and isinstance(value, int | float) and not isinstance(value, bool):
            self.written[row, column] = written
        self._keep(row, column, value)

    def put_uncached(self, row: int, column: int) -> None:
        """Store a cell whose formula has no stored result."""
        self.uncached.add((row, column))
        self._keep(row, column, None)

    def _keep(self, row: int, column: int, value: Value) -> None:
        self.rows.setdefault(row, {})[column] = value
        self.book.count(1, self.name)

    def _decode(self) -> None:
        """Put texts in fonts older than Unicode into it, now that all of the sheet are known."""
        held = {(r, c): (self.rows[r].get(c), font) for (r, c), font in self.fonts.items()}
        texts = {place: (value, font) for place, (value, font) in held.items() if isinstance(value, str)}
        newer = legacy.typed_as_unicode(texts.values())
        for (row, column), (text, font) in texts.items():
            plain = text if (text, font) in newer else legacy.decode(text, font)
            self.decoded += plain != text
            self.rows[row][column] = plain
        self.fonts = {}

    def clear(self) -> None:
        """Take back every cell that was put."""
        self.book.cells -= sum(map(len, self.rows.values()))
        self.rows, self.percent, self.struck, self.fonts, self.decoded = {}, set(), set(), {}, 0
        self.written = {}

    def grid(self) -> Grid:
        """The sheet with rows of equal width, its merged and hidden parts cut to where cells are."""
        self._decode()
        height, width = self.height, self.width
        empty: list[Value] = [None] * width  # one list for all empty rows: a million of them cost little
        return Grid(
            self.name,
            [_row(self.rows[r], width) if r in self.rows else empty for r in range(height)],
            self.hidden,
            _within(self.merged, height, width),
            frozenset(r for r in self.hidden_rows if r < height),
            frozenset(c for first, last in self.hidden_columns for c in range(first, min(last + 1, width))),
            frozenset(self.percent),
            frozenset(self.uncached),
            decoded=self.decoded,
            struck=frozenset(self.struck),
            written=self.written,
            formulas=Formulas(lambda: self.formulas) if self.formulas else Formulas(),
        )


def _last(cells: dict[int, Value]) -> int:
    """The last column of a row that holds anything; cells are put mostly from left to right."""
    return max(cells, default=-1)


def _row(cells: dict[int, Value], width: int) -> list[Value]:
    row: list[Value] = [None] * width
    for column, value in cells.items():
        row[column] = value
    return row


def _within(spans: Iterable[Span], height: int, width: int) -> tuple[Span, ...]:
    """The merged ranges inside the used part; they never cover it more than twice."""
    kept = []
    area = 0
    for span in spans:
        cut = Span(span.top, span.left, min(span.bottom, height - 1), min(span.right, width - 1))
        size = (cut.bottom - cut.top + 1) * (cut.right - cut.left + 1)
        if cut.top > cut.bottom or cut.left > cut.right or size < 2 or min(cut.top, cut.left) < 0:
            continue
        kept.append(cut)
        area += size
        if area > 2 * height * width:
            raise faults.damaged("merged cells overlap")
    return tuple(kept)


def check_area(area: int, filled: int, sheet: Draft) -> None:
    """Refuse what would need more than `MAX_CELLS` places, empty ones counted."""
    if area <= faults.MAX_CELLS:
        return
    if filled * 4 < area:
        raise faults.too_wide(sheet.name, f"{letters(sheet.width - 1)}{sheet.height}", filled)
    raise faults.too_many_cells(area, sheet.name, faults.MAX_CELLS)


def tidy(value: Value, sheet: str = "", row: int = 0, column: int = 0) -> Value:
    """A cell's value as all readers give it: blank text is None, whole numbers are int, a day is a datetime."""
    if isinstance(value, str):
        if len(value) > faults.MAX_TEXT:
            raise faults.too_long(sheet, f"{letters(column)}{row + 1}", len(value))
        return value if value.strip() else None
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    return value


def as_typed(text: str) -> str | int:
    """A text as a program that opens it would have it: digits alone are a number, anything else stays a text.

    Decimals stay as they are: whether a mark is a point or a comma is decided by the whole column later.
    """
    return int(text) if _DIGITS.fullmatch(text.strip()) else text


def shown_as_percent(value: object, text: str) -> bool:
    """Whether a number is printed times 100 with a percent sign: 0.7904 as `79,04%`, not 79.04 as `79,04%`."""
    found = _PERCENT.fullmatch(text.strip())
    if not found or isinstance(value, bool) or not isinstance(value, int | float):
        return False
    shown = float(found[1].replace(",", "."))
    return abs(shown - value * 100) < abs(shown - value) or not value


_PERCENT = re.compile(r"(-?\d{1,15}(?:[.,]\d{1,15})?)\s*%")
_DIGITS = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")


def _number(value: float) -> Value:
    if not math.isfinite(value):
        return "#NUM!"
    return int(value) if value.is_integer() and abs(value) < 1e15 else value
