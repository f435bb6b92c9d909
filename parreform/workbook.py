"""The only reader of workbooks: a file becomes grids of cell values with their addresses.

openpyxl reads whatever has structure (merged cells, hidden parts, percent formats, formulas without
a stored result). A workbook of bare values has none of these and is read by python-calamine, which
gives the same grids many times faster; tests/test_workbook.py holds both to the same cells.
"""

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, reduce
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile

from parreform.errors import InputRefused
from parreform.settings import t

Value = object
"""A cell's value: str, float, int, bool, date, datetime, or None where the cell is empty."""


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range, zero-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: rows of equal width from A1 on; positions are zero-based (row, column)."""

    sheet: str
    rows: list[list[Value]]
    hidden: bool = False
    merged: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    percent: frozenset[tuple[int, int]] = frozenset()
    uncached: frozenset[tuple[int, int]] = frozenset()
    turned: bool = field(default=False)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0

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


def read_workbook(path: Path) -> list[Grid]:
    """Every sheet of a workbook. Raises `InputRefused` for what is no readable workbook."""
    try:
        start = path.open("rb").read(8)
    except OSError as fault:
        raise InputRefused(path, message=t("không mở được tệp", "the file cannot be opened") + f" ({fault})") from fault
    _refuse_other_formats(path, start)
    try:
        with ZipFile(path) as archive:
            parts = _examined(path, archive)
            return _with_calamine(path) if _bare_values(parts) else _with_openpyxl(path, archive)
    except READING_FAULTS as fault:
        raise InputRefused(
            path,
            message=t("tệp hỏng hoặc không phải bảng tính Excel", "the file is damaged or is no Excel workbook"),
            hint=t("Mở bằng Excel, lưu lại dạng .xlsx rồi nhập", "Open it in Excel, save it as .xlsx, import again"),
        ) from fault


def _refuse_other_formats(path: Path, start: bytes) -> None:
    if start.startswith(b"PK"):
        return
    if not start:
        message = t("tệp rỗng", "the file is empty")
    elif start.startswith(b"\xd0\xcf\x11\xe0"):
        message = t("tệp .xls kiểu cũ, hoặc có mật khẩu", "an old .xls file, or one with a password")
    else:
        message = t("không phải bảng tính Excel", "not an Excel workbook")
    hint = t("Lưu lại dạng .xlsx (không mật khẩu) rồi nhập", "Save it as .xlsx (without password), import again")
    raise InputRefused(path, message=message, hint=hint)


# --- which reader ------------------------------------------------------------------------------

READING_FAULTS = (
    BadZipFile,
    zlib.error,
    ExpatError,
    KeyError,
    IndexError,
    EOFError,
    OSError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,  # broken XML
    NotImplementedError,  # a way of packing nobody uses
    RuntimeError,  # an encrypted part
    MemoryError,
)
"""What the libraries raise on damaged files: bytes nobody foresaw, refused as such."""

_HIDDEN = re.compile(rb'<(?:row|col) [^>]*hidden="(?:1|true)"')
_PREFIXED = re.compile(rb"<\w+:(?:worksheet|sheetData)\b")
_UNCACHED = re.compile(rb"<f(?: [^>]*)?(?:/>|>[^<]*</f>)(?!\s*<v[^>/]*>[^<])")
_PERCENT_FORMAT = re.compile(rb'<numFmt [^>]*numFmtId="(\d+)"[^>]*formatCode="[^"]*%[^"]*"')
_USED_FORMAT = re.compile(rb'<xf [^>]*numFmtId="(\d+)"')
_LEGACY_FONT = re.compile(rb'<name val="(?:\.Vn|VNI)', re.IGNORECASE)


UNPACKED_AT_MOST = 1_000_000_000
"""Bytes a workbook may unpack to: several times what a million cells take."""

CELLS_AT_MOST = 10_000_000
"""Cells of the rectangle a sheet may span: one cell at XFD1048576 would span 17 thousand million."""

_LAST_ROW = re.compile(rb'<c [^>]*?r="[A-Z]+(\d+)"')
_COLUMN = re.compile(rb'<c [^>]*?r="([A-Z]+)')
_FAR_COLUMN = re.compile(rb'<c [^>]*?r="[A-Z]{3}\d')


def _examined(path: Path, archive: ZipFile) -> dict[str, bytes]:
    """The XML parts by name. What would fill the memory or is no XML is refused: the fast reader survives neither."""
    parts: dict[str, bytes] = {}
    if sum(info.file_size for info in archive.infolist()) > UNPACKED_AT_MOST:
        raise InputRefused(path, message=t("tệp bung ra quá lớn", "the file unpacks to too much"))
    for name in archive.namelist():
        if name.startswith("xl/") and name.endswith(".xml"):
            part = parts[name] = archive.read(name)
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                raise InputRefused(
                    path, message=t("tệp chứa khai báo XML lạ", "the file holds strange XML declarations")
                )
            ParserCreate().Parse(part, True)
            if name.startswith("xl/worksheets/") and _spans(part) > CELLS_AT_MOST:
                raise InputRefused(
                    path,
                    message=t("có trang trải ra quá rộng", "a sheet spans too many cells"),
                    hint=t(
                        "Xóa các ô lạc ở rất xa bảng, lưu lại rồi nhập",
                        "Clear the cells far off the table, save, import",
                    ),
                )
    return parts


def _spans(sheet: bytes) -> int:
    """At most how many cells the rectangle of a sheet's cells holds."""
    last = _LAST_ROW.search(sheet, max(sheet.rfind(b"<c "), 0))
    rows = int(last[1]) if last else 0
    if _FAR_COLUMN.search(sheet):
        return rows * 16_384
    if rows * 702 <= CELLS_AT_MOST:
        return rows * 702
    return rows * max(map(_number, set(_COLUMN.findall(sheet))), default=0)


def _number(column: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    return reduce(lambda n, letter: n * 26 + letter - 64, column, 0)


def _bare_values(parts: Mapping[str, bytes]) -> bool:
    """Whether nothing but the values of the cells matters for reading."""
    styles = parts.get("xl/styles.xml", b"")
    percent = {b"9", b"10", *_PERCENT_FORMAT.findall(styles)}
    if _LEGACY_FONT.search(styles) or percent & set(_USED_FORMAT.findall(styles)):
        return False
    return not any(_has_structure(part) for name, part in parts.items() if name.startswith("xl/worksheets/sheet"))


def _has_structure(sheet: bytes) -> bool:
    """Merged cells, error values, hidden rows or columns, formulas without a stored result."""
    return (
        b"<mergeCell " in sheet
        or _PREFIXED.search(sheet[:2000]) is not None
        or b't="e"' in sheet
        or (b"hidden=" in sheet and bool(_HIDDEN.search(sheet)))
        or (b"<f" in sheet and bool(_UNCACHED.search(sheet)))
    )


_LARGE = 1_000_000
"""Bytes of a file from which on a second thread helps: calamine reads without holding the interpreter."""


def _with_calamine(path: Path) -> list[Grid]:
    """The sheets in order; two threads share those of a large file, each with a workbook of its own."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        if path.stat().st_size < _LARGE:
            return _sheets(path, 0, 1)
        with CalamineWorkbook.from_path(path) as book:
            count = len(book.sheet_names)
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(2) as pool:
            halves = [pool.submit(_sheets, path, first, 2) for first in (0, 1)]
            even, odd = (half.result() for half in halves)
        return [(odd if n % 2 else even)[n // 2] for n in range(count)]
    except CalamineError as fault:
        raise ValueError(str(fault)) from fault


def _sheets(path: Path, first: int, step: int) -> list[Grid]:
    """Every sheet, or every second one."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    with CalamineWorkbook.from_path(path) as book:
        return [
            Grid(
                sheet.name,
                _trim(book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)),
                sheet.visible != SheetVisibleEnum.Visible,
            )
            for sheet in book.sheets_metadata[first::step]
        ]


def _with_openpyxl(path: Path, archive: ZipFile) -> list[Grid]:
    from openpyxl import load_workbook

    book = load_workbook(path, data_only=True)
    uncached = _uncached(path) if _has_formulas(archive) else {}
    grids = []
    for sheet in book.worksheets:
        rows: list[list[Value]] = []
        percent: set[tuple[int, int]] = set()
        for r, cells in enumerate(sheet.iter_rows()):
            rows.append([cell.value for cell in cells])
            percent.update((r, c) for c, cell in enumerate(cells) if "%" in str(cell.number_format))
        merged = tuple(
            Span(m.min_row - 1, m.min_col - 1, m.max_row - 1, m.max_col - 1) for m in sheet.merged_cells.ranges
        )
        hidden_rows = frozenset(n - 1 for n, d in sheet.row_dimensions.items() if d.hidden)
        hidden_columns = frozenset(
            c - 1
            for d in sheet.column_dimensions.values()
            if d.hidden
            for c in range(d.min or 1, (d.max or d.min or 1) + 1)
        )
        grids.append(
            Grid(
                sheet.title,
                _trim(rows, merged),
                sheet.sheet_state != "visible",
                merged,
                hidden_rows,
                hidden_columns,
                frozenset(percent),
                uncached.get(sheet.title, frozenset()),
            )
        )
    return grids


def _has_formulas(archive: ZipFile) -> bool:
    return any(b"<f" in archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/sheet"))


def _uncached(path: Path) -> dict[str, frozenset[tuple[int, int]]]:
    """The cells of each sheet whose formula has no stored result: they would read as empty."""
    from openpyxl import load_workbook

    formulas, values = load_workbook(path), load_workbook(path, data_only=True)
    return {
        sheet.title: frozenset(
            (r, c)
            for r, row in enumerate(sheet.iter_rows())
            for c, cell in enumerate(row)
            if cell.data_type == "f" and _without_result(values[sheet.title].cell(r + 1, c + 1))
        )
        for sheet in formulas.worksheets
    }


def _without_result(cell: Any) -> bool:
    """Whether a formula was never calculated; one whose result is an empty text was."""
    return cell.value is None and cell.data_type != "str"


def _trim(rows: Sequence[Sequence[Value]], merged: Sequence[Span] = ()) -> list[list[Value]]:
    """Rows of equal width without empty rows and columns at the end; empty text is None."""
    trimmed = [[None if v == "" else v for v in row] for row in rows]
    height = max((m.bottom + 1 for m in merged), default=0)
    while len(trimmed) > height and not any(v is not None for v in trimmed[-1]):
        trimmed.pop()
    width = max((m.right + 1 for m in merged), default=0)
    for row in trimmed:
        used = len(row)
        while used > width and row[used - 1] is None:
            used -= 1
        width = max(width, used)
    return [row[:width] + [None] * (width - len(row)) for row in trimmed]
