"""Raised footnote marks are no part of a value, and what is struck through is told, in every format."""

import io
import struct
from collections.abc import Callable
from pathlib import Path

import makers
import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from parreform.reading.formats import is_percent_code
from parreform.reading.marks import without_marks
from parreform.workbook import read_workbook

RAISED = ("41,15", "1")
STRUCK = "90,75"


def xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet["A1"] = CellRichText(RAISED[0], TextBlock(InlineFont(vertAlign="superscript"), RAISED[1]))
    sheet["B1"] = STRUCK
    sheet["B1"].font = Font(strike=True)
    sheet["C1"] = CellRichText("9", TextBlock(InlineFont(strike=True), "1"), "2")
    return makers.saved(book)


def xls() -> bytes:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    raised, struck = xlwt.Font(), xlwt.Font()
    raised.escapement, struck.struck_out = xlwt.Font.ESCAPEMENT_SUPERSCRIPT, True
    style = xlwt.XFStyle()
    style.font = struck
    sheet.write_rich_text(0, 0, (RAISED[0], (RAISED[1], raised)))
    sheet.write(0, 1, STRUCK, style)
    sheet.write_rich_text(0, 2, ("9", ("1", struck), ("2", xlwt.Font())))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _font(effects: int = 0, raised: int = 0) -> bytes:
    return makers.record(43, struct.pack("<HHHH", 220, effects, 400, raised) + bytes(13) + makers.wide("Arial"))


def _runs(column: int, text: str, *runs: tuple[int, int]) -> bytes:
    ends = struct.pack("<I", len(runs)) + b"".join(struct.pack("<HH", *run) for run in runs)
    return makers.record(62, struct.pack("<II", column, 0) + b"\x01" + makers.wide(text) + ends)


def xlsb() -> bytes:
    cells = b"".join(makers.record(47, struct.pack("<HHH", 0, 0, font) + bytes(10)) for font in (0, 1))
    styles = _font() + _font(effects=8) + _font(raised=1) + makers.record(617, struct.pack("<I", 2)) + cells
    row = makers.xlsb_row(0) + _runs(0, "".join(RAISED), (len(RAISED[0]), 2)) + makers.xlsb_cell(1, STRUCK, 1)
    return makers.xlsb_of(row + _runs(2, "912", (1, 1), (2, 0)), styles + makers.record(618))


def ods() -> bytes:
    styles = (
        '<style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"/>'
        '</style:style><style:style style:name="out" style:family="table-cell"><style:text-properties'
        ' style:text-line-through-style="solid"/></style:style>'
    )
    cells = (
        '<table:table-cell office:value-type="string"><text:p>{}<text:span text:style-name="up">{}</text:span></text:p>'
        '</table:table-cell><table:table-cell table:style-name="out" office:value-type="string"><text:p>{}</text:p>'
        '</table:table-cell><table:table-cell office:value-type="string"><text:p>9<text:span text:style-name="out">1'
        "</text:span>2</text:p></table:table-cell>"
    ).format(*RAISED, STRUCK)
    table = f'<table:table table:name="S"><table:table-row>{cells}</table:table-row></table:table>'
    return makers.ods_of(table, styles)


def spreadsheetml() -> bytes:
    style = '<Style ss:ID="out"><Font ss:StrikeThrough="1"/></Style>'
    content = makers.spreadsheetml([["A", "B", "C"]], style).decode()
    html = 'xmlns="http://www.w3.org/TR/REC-html40"'
    for old, new in (
        ("A</Data>", f"{RAISED[0]}<Sup {html}>{RAISED[1]}</Sup></Data>"),
        ("B</Data>", f"<S {html}>{STRUCK}</S></Data>"),
        ("C</Data>", f"9<S {html}>1</S>2</Data>"),
    ):
        assert old in content
        content = content.replace(old, new)
    return content.encode()


def page() -> bytes:
    cells = f"<td>{RAISED[0]}<sup>{RAISED[1]}</sup></td><td style='text-decoration:line-through'>{STRUCK}</td>"
    return f"<html><table><tr>{cells}<td>9<s>1</s>2</td></tr></table></html>".encode()


@pytest.mark.parametrize("make", [xlsx, xls, xlsb, ods, spreadsheetml, page], ids=lambda f: f.__name__)
def test_marks_are_left_out_and_struck_cells_told(make: Callable[[], bytes]) -> None:
    (grid,) = read_workbook(Path("bang.dat"), make())
    assert [str(v) for v in grid.rows[0]] == [RAISED[0], STRUCK, "912"]
    assert grid.struck == {(0, 1), (0, 2)}


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ((("91", False), ("1", True)), "91"),
        ((("Lào Cai", False), (" (*)", True)), "Lào Cai"),
        ((("41,15", False), ("1, 2", True)), "41,15"),
        ((("41", False), (",15", True)), "41,15"),  # raised decimals are no mark
        ((("10", False), ("05", True)), "1005"),
        ((("90", False), ("điểm", True)), "90điểm"),
        ((("1", True),), "1"),  # a text that is nothing else
    ],
)
def test_what_a_footnote_mark_is(runs: tuple[tuple[str, bool], ...], text: str) -> None:
    assert without_marks(runs) == text


@pytest.mark.parametrize(
    ("code", "percent"),
    [("0.00%", True), ('0.00"%"', False), ("0.00\\%", False), ("#,##0.00_%", False), ('0"x"%', True), ("0.0", False)],
)
def test_only_a_bare_percent_sign_scales(code: str, percent: bool) -> None:
    assert is_percent_code(code) == percent


@pytest.mark.parametrize("make", [makers.xlsx, None], ids=["xlsx", "xlsb"])
def test_unicode_left_in_an_old_font_stays_what_it_is(make: Callable[..., bytes] | None) -> None:
    rows = [["Hải Phòng"], ["Tuyên Quang"], ["Lai Châu"], ["Hµ Néi"]]
    if make:
        content = make(rows, font=".VnTime")
    else:
        cells = b"".join(makers.xlsb_row(r) + makers.xlsb_cell(0, x, 0) for r, (x,) in enumerate(rows))
        content = makers.xlsb_of(cells, makers.xlsb_styles(("General", ".VnTime")))
    (grid,) = read_workbook(Path("bang.dat"), content)
    assert [row[0] for row in grid.rows] == ["Hải Phòng", "Tuyên Quang", "Lai Châu", "Hà Nội"]
    assert grid.decoded == 1
