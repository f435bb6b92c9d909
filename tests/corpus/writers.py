"""Books of the corpus written in every format that the program reads; makers.py holds the smallest pieces."""

import io
import struct
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from html import escape
from typing import Any

import makers

from corpus.model import BLANK, Book, Cell, Sheet, Span
from parreform import legacy

Writer = Callable[[Book], bytes]
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - workbooks know no zones


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value
    return datetime.combine(value, time()) if isinstance(value, date) else None


def _covered(sheet: Sheet) -> dict[tuple[int, int], Span]:
    """Every place of a merged range but its first, with the range."""
    return {
        (r, c): span
        for span in sheet.merged
        for r in range(span.top, span.bottom + 1)
        for c in range(span.left, span.right + 1)
        if (r, c) != (span.top, span.left)
    }


def _text(value: Any) -> Any:
    return value.replace("_x000D_", "\r") if isinstance(value, str) else value


# --- .xls --------------------------------------------------------------------------------------


def xls(book: Book, font: str = "", encode: Callable[[str], str] = str) -> bytes:
    """An old workbook by xlwt; with a font all texts are in it, encoded as that font wants them."""
    import xlwt

    named = f"font: name {font}; " if font else ""
    plain, percent, moment = (
        xlwt.easyxf(named, num_format_str=code) for code in ("General", "0.00%", "dd/mm/yyyy hh:mm")
    )
    out = xlwt.Workbook()
    for sheet in book.sheets or [Sheet("Sheet1")]:
        page = out.add_sheet(sheet.name)
        page.visibility = int(sheet.hidden)
        covered = _covered(sheet)
        for span in sheet.merged:
            page.merge(span.top, span.bottom, span.left, span.right)
        for r, c, cell in sheet.cells():
            value = _moment(cell.value) or _text(cell.value)
            if value in (None, "") or (r, c) in covered:
                continue
            style = percent if cell.percent else moment if isinstance(value, datetime) else plain
            page.write(r, c, encode(value) if isinstance(value, str) else value, style)
        for r in sheet.hidden_rows:
            page.row(r).hidden = True
        for c in sheet.hidden_columns:
            page.col(c).hidden = True
    buffer = io.BytesIO()
    out.save(buffer)
    return buffer.getvalue()


def encoder(encoding: str) -> Callable[[str], str]:
    """From Unicode to `tcvn3` or `vni`, as the old keyboards typed it."""
    table = legacy.tcvn3_table() if encoding == "tcvn3" else legacy.vni_table()
    back = {letter: old for old, letter in table.items()}
    return lambda text: "".join(back.get(c, c) for c in unicodedata.normalize("NFC", text))


# --- .ods --------------------------------------------------------------------------------------

_ODS_STYLES = (
    '<style:style style:name="shown" style:family="table"><style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def ods(book: Book) -> bytes:
    return makers.ods_of("".join(_ods_table(sheet) for sheet in book.sheets or [Sheet("Sheet1")]), _ODS_STYLES)


def _ods_table(sheet: Sheet) -> str:
    covered, starts = _covered(sheet), {(s.top, s.left): s for s in sheet.merged}
    columns = "".join(
        f"<table:table-column{' table:visibility=' + chr(34) + 'collapse' + chr(34) if c in sheet.hidden_columns else ''}/>"
        for c in range(sheet.width)
    )
    rows = ""
    for r, row in enumerate(sheet.rows):
        hidden = ' table:visibility="collapse"' if r in sheet.hidden_rows else ""
        cells = (
            "<table:covered-table-cell/>" if (r, c) in covered else _ods_cell(cell, starts.get((r, c)))
            for c, cell in enumerate(row)
        )
        rows += f"<table:table-row{hidden}>{''.join(cells)}</table:table-row>"
    style = "gone" if sheet.hidden else "shown"
    name = escape(sheet.name, quote=True)
    return f'<table:table table:name="{name}" table:style-name="{style}">{columns}{rows}</table:table>'


def _ods_cell(cell: Cell, span: Span | None) -> str:
    attributes = ""
    if span:
        down, right = span.bottom - span.top + 1, span.right - span.left + 1
        attributes = f' table:number-rows-spanned="{down}" table:number-columns-spanned="{right}"'
    value = _text(cell.value)
    if value in (None, ""):
        return f"<table:table-cell{attributes}/>"
    if isinstance(value, bool):
        attributes += f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif moment := _moment(value):
        attributes += f' office:value-type="date" office:date-value="{moment.isoformat()}"'
    elif isinstance(value, str):
        lines = "".join(f"<text:p>{_ods_text(line)}</text:p>" for line in value.split("\n"))
        return f'<table:table-cell{attributes} office:value-type="string">{lines}</table:table-cell>'
    else:
        kind = "percentage" if cell.percent else "float"
        attributes += f' office:value-type="{kind}" office:value="{value!r}"'
    return f"<table:table-cell{attributes}><text:p>?</text:p></table:table-cell>"


def _ods_text(line: str) -> str:
    return escape(line).replace("\t", "<text:tab/>").replace("  ", ' <text:s text:c="1"/>').replace("\r", "&#13;")


# --- .xlsb -------------------------------------------------------------------------------------


def xlsb(book: Book) -> bytes:
    sheets = [(s.name, s.hidden, _xlsb_sheet(s)) for s in book.sheets or [Sheet("Sheet1")]]
    return makers.xlsb_book(sheets, makers.xlsb_styles(("General", ""), ("0.00%", ""), ("dd/mm/yyyy hh:mm", "")))


def _xlsb_sheet(sheet: Sheet) -> bytes:
    covered = _covered(sheet)
    body = b"".join(makers.record(60, struct.pack("<IIIIHH", c, c, 0, 0, 1, 0)) for c in sorted(sheet.hidden_columns))
    for r, row in enumerate(sheet.rows):
        body += makers.xlsb_row(r, hidden=r in sheet.hidden_rows)
        for c, cell in enumerate(row):
            value = _moment(cell.value) or _text(cell.value)
            if value not in (None, "") and (r, c) not in covered:
                style = 1 if cell.percent else 2 if isinstance(value, datetime) else 0
                if isinstance(value, datetime):
                    value = (value - _EPOCH).total_seconds() / 86_400
                body += makers.xlsb_cell(c, value, style)
    for s in sheet.merged:
        body += makers.record(176, struct.pack("<IIII", s.top, s.bottom, s.left, s.right))
    return body


# --- SpreadsheetML 2003 ------------------------------------------------------------------------


def spreadsheetml(book: Book) -> bytes:
    sheets = "".join(_xml_sheet(sheet) for sheet in book.sheets or [Sheet("Sheet1")])
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<Styles><Style ss:ID="p"><NumberFormat ss:Format="0.00%"/></Style></Styles>'
        f"{sheets}</Workbook>"
    ).encode()


def _xml_sheet(sheet: Sheet) -> str:
    covered, starts = _covered(sheet), {(s.top, s.left): s for s in sheet.merged}
    columns = "".join(f'<Column ss:Index="{c + 1}" ss:Hidden="1"/>' for c in sorted(sheet.hidden_columns))
    rows = ""
    for r, row in enumerate(sheet.rows):
        cells = "".join(
            _xml_cell(c, cell, starts.get((r, c)))
            for c, cell in enumerate(row)
            if (r, c) not in covered and (cell.value not in (None, "") or (r, c) in starts)
        )
        hidden = ' ss:Hidden="1"' if r in sheet.hidden_rows else ""
        rows += f'<Row ss:Index="{r + 1}"{hidden}>{cells}</Row>'
    state = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>" if sheet.hidden else ""
    return f'<Worksheet ss:Name="{escape(sheet.name, quote=True)}"><Table>{columns}{rows}</Table>{state}</Worksheet>'


def _xml_cell(column: int, cell: Cell, span: Span | None) -> str:
    merge = f' ss:MergeDown="{span.bottom - span.top}" ss:MergeAcross="{span.right - span.left}"' if span else ""
    head = f'<Cell ss:Index="{column + 1}"{merge}{" ss:StyleID=" + chr(34) + "p" + chr(34) if cell.percent else ""}>'
    value = _text(cell.value)
    if value in (None, ""):
        return f"{head}</Cell>"
    if isinstance(value, bool):
        return f'{head}<Data ss:Type="Boolean">{int(value)}</Data></Cell>'
    if moment := _moment(value):
        return f'{head}<Data ss:Type="DateTime">{moment.isoformat()}</Data></Cell>'
    kind = "String" if isinstance(value, str) else "Number"
    shown = escape(value).replace("\r", "&#13;").replace("\n", "&#10;") if isinstance(value, str) else repr(value)
    return f'{head}<Data ss:Type="{kind}">{shown}</Data></Cell>'


# --- texts: a single sheet, no structure -------------------------------------------------------


def html(book: Book) -> bytes:
    """A page as an office's program writes it under the name .xls; numbers with a decimal comma."""
    pages = "".join(f"<h3>{escape(s.name)}</h3><table border=1>{_html_rows(s)}</table>" for s in book.sheets)
    return f'<html><head><meta charset="utf-8"></head><body>{pages}</body></html>'.encode()


def _html_rows(sheet: Sheet) -> str:
    covered, starts = _covered(sheet), {(s.top, s.left): s for s in sheet.merged}
    rows = ""
    for r, row in enumerate(sheet.rows):
        cells = ""
        for c, cell in enumerate(row):
            span = starts.get((r, c))
            size = f" rowspan={span.bottom - span.top + 1} colspan={span.right - span.left + 1}" if span else ""
            cells += "" if (r, c) in covered else f"<td{size}>{escape(shown(cell, ','))}</td>"
        rows += f"<tr>{cells}</tr>"
    return rows


def shown(cell: Cell, mark: str) -> str:
    """What a person sees in a cell, numbers with this decimal mark."""
    value = _text(cell.value)
    if cell.percent:
        return f"{value * 100:.2f}%".replace(".", mark)
    return "" if value is None else str(value).replace(".", mark) if isinstance(value, float) else str(value)


def text(book: Book, delimiter: str = ",", encoding: str = "utf-8", mark: str = ".", quote: str = '"') -> bytes:
    """The first sheet, fields quoted where they must be unless there is no quote."""
    lines = (delimiter.join(_field(shown(c, mark), delimiter, quote) for c in row) for row in book.sheets[0].rows)
    whole = "".join(f"{line}\r\n" for line in lines)
    return cp1258(whole) if encoding == "cp1258" else whole.encode(encoding)


def _field(value: str, delimiter: str, quote: str) -> str:
    odd = quote and any(c in value for c in (delimiter, quote, "\n", "\r"))
    return f"{quote}{value.replace(quote, quote * 2)}{quote}" if odd else value


_TONES = "\u0300\u0301\u0303\u0309\u0323"


def cp1258(whole: str) -> bytes:
    """Windows' Vietnamese encoding: vowels with their tone behind them."""
    return b"".join(_cp1258_letter(char) for char in unicodedata.normalize("NFC", whole))


def _cp1258_letter(char: str) -> bytes:
    apart = unicodedata.normalize("NFD", char)
    base = unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES))
    return (base + "".join(c for c in apart if c in _TONES)).encode("cp1258")


def structured(book: Book) -> bool:
    """Whether a book has what a text cannot show: hidden parts, formulas without results, dates."""
    parts = (s for s in book.sheets if s.hidden or s.hidden_rows or s.hidden_columns)
    cells = (c for s in book.sheets for _, _, c in s.cells() if c is not BLANK)
    return any(parts) or any(c.formula or c.percent or isinstance(c.value, (date, bool)) for c in cells)


WORKBOOKS: dict[str, Writer] = {"xls": xls, "ods": ods, "xlsb": xlsb, "xml": spreadsheetml}
"""Formats that keep everything a book of the corpus has, but formulas without a result."""
