"""Old .xls files (Excel 5 to 2003) by xlrd, formats and fonts included."""

import io
import struct
from typing import TYPE_CHECKING, Any

from parreform import legacy
from parreform.reading import faults
from parreform.reading.formats import FAINT, from_serial, is_percent, written_by
from parreform.reading.grid import Grid, Span, Value
from parreform.reading.marks import without_marks
from parreform.reading.sheets import Book, Draft

if TYPE_CHECKING:
    from xlrd.book import Book as XlsBook
    from xlrd.sheet import Sheet as XlsSheet

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
_WHITE = (1, 9)
"""White in the palette of colours."""
_SUPERSCRIPT = 1
_FORMULA_RECORDS = (0x0006, 0x0206, 0x0406)


class _Nowhere(io.TextIOBase):
    """Takes what xlrd tells about odd files."""

    def write(self, text: str) -> int:
        return len(text)


def read(content: bytes, _name: str) -> list[Grid]:
    """The sheets of an .xls file."""
    source = _open(content)
    if source.nsheets > faults.MAX_SHEETS:
        raise faults.too_many_sheets(source.nsheets)
    book = Book()
    computed = _computed(source)
    for number in range(source.nsheets):
        sheet = source.sheet_by_index(number)
        draft = book.sheet(sheet.name, hidden=sheet.visibility != 0)
        _SheetReader(source, sheet, draft, computed=computed).read()
        source.unload_sheet(number)
    return book.grids()


def _open(content: bytes) -> "XlsBook":
    import xlrd

    try:
        return xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, on_demand=True, logfile=_Nowhere()
        )
    except xlrd.XLRDError as fault:
        raise (faults.protected() if "encrypted" in str(fault) else faults.damaged(fault)) from fault


def _computed(source: "XlsBook") -> bool:
    """Whether any formula has a result. Written by a program that computes nothing, all are blank texts."""
    content, at, end = bytes(source.mem[source.base : source.base + source.stream_len]), 0, source.stream_len
    found = False
    while at + 4 <= end:
        kind, length = struct.unpack_from("<HH", content, at)
        if kind in _FORMULA_RECORDS and length >= 16:
            found = True
            if content[at + 16 : at + 18] != b"\xff\xff" or content[at + 10] != 3:
                return True
        at += 4 + length
    return not found


class _SheetReader:
    """Puts the cells of one sheet into a draft."""

    def __init__(self, source: "XlsBook", sheet: "XlsSheet", draft: Draft, *, computed: bool) -> None:
        self._source, self._sheet, self._draft, self._computed = source, sheet, draft, computed
        codes = {key: form.format_str for key, form in source.format_map.items()}
        self._percent = [is_percent(xf.format_key, codes) for xf in source.xf_list]
        white = {n for n, font in enumerate(source.font_list) if font.colour_index in _WHITE}
        self._written = [
            FAINT
            if xf.font_index in white and not xf.background.fill_pattern
            else written_by(codes.get(xf.format_key, ""))
            for xf in source.xf_list
        ]
        fonts = [font.name if legacy.encoding_of(font.name) else "" for font in source.font_list]
        self._fonts = fonts
        self._raised = {n for n, font in enumerate(source.font_list) if font.escapement == _SUPERSCRIPT}
        self._struck = {n for n, font in enumerate(source.font_list) if font.struck_out}
        self._font = [fonts[xf.font_index] if xf.font_index < len(fonts) else "" for xf in source.xf_list]

    def read(self) -> None:
        """Cells, merged ranges, hidden rows and columns."""
        for row in range(self._sheet.nrows):
            kinds, values = self._sheet.row_types(row), self._sheet.row_values(row)
            for column, kind in enumerate(kinds):
                if _TEXT <= kind <= _ERROR:
                    self._put(row, column, kind, values[column])
        self._draft.merged += [
            Span(top, left, bottom - 1, right - 1) for top, bottom, left, right in self._sheet.merged_cells
        ]
        self._draft.hidden_rows.update(r for r, info in self._sheet.rowinfo_map.items() if info.hidden)
        self._draft.hidden_columns += [(c, c) for c, info in self._sheet.colinfo_map.items() if info.hidden]

    def _put(self, row: int, column: int, kind: int, value: Any) -> None:
        style = self._sheet.cell_xf_index(row, column)
        if self._struck and self._crossed_out(row, column, style):
            self._draft.struck.add((row, column))
        if kind == _TEXT:
            self._put_text(row, column, value, self._font[style] if style < len(self._font) else "")
            return
        percent = style < len(self._percent) and self._percent[style] and kind == _NUMBER
        written = self._written[style] if style < len(self._written) and kind == _NUMBER else ""
        self._draft.put(row, column, self._value(kind, value), percent=percent, written=written)

    def _put_text(self, row: int, column: int, text: str, font: str) -> None:
        if text == "" and not self._computed:
            self._draft.put_uncached(row, column)
            return
        runs = self._sheet.rich_text_runlist_map.get((row, column))
        if not runs or not (any(self._fonts) or self._raised):
            self._draft.put(row, column, text, font=font)
            return
        parts = self._parts(text, runs, font)
        decoded = [(legacy.decode(part, name), raised) for part, name, raised in parts]
        self._draft.decoded += any(new != part for (new, _), (part, _, _) in zip(decoded, parts, strict=True))
        self._draft.put(row, column, without_marks(decoded))

    def _parts(self, text: str, runs: list[tuple[int, int]], font: str) -> list[tuple[str, str, bool]]:
        """A text of several fonts by its runs, each with the name of its font and whether it is raised."""
        starts = [0, *(start for start, _ in runs)]
        fonts = [(font, False), *((self._run_font(n), n in self._raised) for _, n in runs)]
        ends = [*starts[1:], len(text)]
        return [(text[a:b], *f) for a, b, f in zip(starts, ends, fonts, strict=True)]

    def _run_font(self, number: int) -> str:
        return self._fonts[number] if number < len(self._fonts) else ""

    def _crossed_out(self, row: int, column: int, style: int) -> bool:
        """Whether a cell, or a part of its text, is struck through."""
        numbers = {number for _, number in self._sheet.rich_text_runlist_map.get((row, column), ())}
        known = self._source.xf_list
        return bool(self._struck & (numbers | ({known[style].font_index} if style < len(known) else set())))

    def _value(self, kind: int, value: Any) -> Value:
        if kind == _DATE:
            return from_serial(value, since_1904=self._source.datemode == 1)
        if kind == _BOOLEAN:
            return bool(value)
        if kind == _ERROR:
            from xlrd import error_text_from_code

            return str(error_text_from_code.get(value, "#VALUE!"))
        return float(value)
