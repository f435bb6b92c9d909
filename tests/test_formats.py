"""Every format gives the same grid; whatever is no workbook is refused with the reason."""

import io
import struct
import tracemalloc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import makers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from parreform import ingest, legacy
from parreform.catalog import Catalog
from parreform.errors import InputRefused, UsageProblem
from parreform.hints import Hints
from parreform.reading import encodings, faults, guard
from parreform.reading.formats import FAINT, HIDES
from parreform.reading.package import Package
from parreform.workbook import Grid, Span, read_workbook, workbooks_in

TEXT_FORMATS = ("html", "csv")


def grids(content: bytes, name: str = "bang.dat") -> list[Grid]:
    return read_workbook(Path(name), content)


def refusal(content: bytes) -> str:
    with pytest.raises(InputRefused) as refused:
        grids(content)
    assert refused.value.hint
    return str(refused.value)


def expected(rows: makers.Rows = makers.TABLE, *, texts: bool = False) -> list[list[object]]:
    width = max(len(row) for row in rows)
    as_text = (lambda v: str(v) if isinstance(v, float) else v) if texts else (lambda v: v)
    return [[as_text(v) for v in row] + [None] * (width - len(row)) for row in rows]


# --- one table, all formats --------------------------------------------------------------------


@pytest.mark.parametrize("kind", makers.MAKERS)
def test_the_content_tells_the_format_and_gives_the_same_grid(kind: str) -> None:
    (grid,) = grids(makers.MAKERS[kind](), "bang.khac")
    assert grid.rows == expected(texts=kind in TEXT_FORMATS)


@pytest.mark.parametrize("kind", makers.MAKERS)
def test_a_ranking_is_extracted_from_every_format(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "par-index-2023.dat"
    path.write_bytes(makers.MAKERS[kind]())
    found = ingest.look(path, Catalog.load(tmp_path), Hints())
    assert [f for f in found.findings if f.severity == "error"] == []
    assert [(r.unit, r.year, r.score, r.rank) for r in found.extraction.readings][:2] == [
        ("ha-noi", 2023, 91.43, 1),
        ("hai-phong", 2023, 90.25, 2),
    ]


def test_decoded_texts_are_noted(tmp_path: Path) -> None:
    path = tmp_path / "bang.xlsx"
    rows = [["KÕt qu¶ PAR INDEX n¨m 2023"], ["XÕp h¹ng", "TØnh", "PAR INDEX"], [1, "Hµ Néi", 91.43]]
    path.write_bytes(makers.xlsx(rows, font=".VnTime"))
    found = ingest.look(path, Catalog.load(tmp_path), Hints())
    assert [(r.unit, r.score) for r in found.extraction.readings] == [("ha-noi", 91.43)]
    assert [f.facts["count"] for f in found.findings if f.code == "text-decoded"] == [4]


values = st.one_of(
    st.none(),
    st.integers(-(10**6), 10**6),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda v: round(v, 4)),
    st.text("aăâbcdđeêàáảãạ ỘỮ15,%&<>'-", min_size=1, max_size=12).map(str.strip).filter(bool),
)
tables = st.lists(st.lists(values, min_size=1, max_size=6), min_size=1, max_size=8)


def trimmed(rows: makers.Rows) -> list[list[object]]:
    full = expected(rows)
    while full and all(v is None for v in full[-1]):
        full.pop()
    width = max((c + 1 for row in full for c, v in enumerate(row) if v is not None), default=0)
    return [row[:width] for row in full]


@settings(max_examples=40, deadline=None)
@given(rows=tables)
def test_any_table_reads_the_same_from_every_format(rows: list[list[object]]) -> None:
    for kind in ("xlsx", "xls", "xlsb", "ods", "xml"):
        (grid,) = grids(makers.MAKERS[kind](rows))
        assert grid.rows == trimmed(rows), kind


# --- structure ---------------------------------------------------------------------------------


def structured_xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Năm 2023", None, None], ["Tỉnh", "Điểm", "Ngày"], ["Hà Nội", 0.9143, datetime(2024, 5, 6, 7, 30)]):  # noqa: DTZ001
        sheet.append(row)
    sheet.append(["Hải Phòng", "=1+1", "#N/A"])
    sheet.merge_cells("A1:C1")
    sheet["B3"].number_format = "0.00%"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("ẩn").sheet_state = "hidden"
    return makers.saved(book)


def structured_xls() -> bytes:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    sheet.write_merge(0, 0, 0, 2, "Năm 2023")
    for c, label in enumerate(("Tỉnh", "Điểm", "Ngày")):
        sheet.write(1, c, label)
    sheet.write(2, 0, "Hà Nội")
    sheet.write(2, 1, 0.9143, xlwt.easyxf(num_format_str="0.00%"))
    sheet.write(2, 2, datetime(2024, 5, 6, 7, 30), xlwt.easyxf(num_format_str="DD/MM/YYYY HH:MM"))  # noqa: DTZ001
    sheet.write(3, 0, "Hải Phòng")
    sheet.write(3, 1, xlwt.Formula("1+1"))
    sheet.row(3).set_cell_error(2, 42)
    sheet.row(2).hidden = True
    sheet.col(2).hidden = True
    book.add_sheet("ẩn").visibility = 1
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def structured_ods() -> bytes:
    styles = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return makers.ods_of(
        '<table:table table:name="S"><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="16381"/>'
        '<table:table-row><table:table-cell table:number-columns-spanned="3" office:value-type="string">'
        "<office:annotation><text:p>ghi chú</text:p></office:annotation><text:p>Năm<text:s/>2023</text:p>"
        '</table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>'
        f"<table:table-row>{''.join(map(cell.format, ('Tỉnh', 'Điểm', 'Ngày')))}</table:table-row>"
        f'<table:table-row table:visibility="filter">{cell.format("Hà <text:span>Nội</text:span>")}'
        '<table:table-cell office:value-type="percentage" office:value="0.9143"/>'
        '<table:table-cell office:value-type="date" office:date-value="2024-05-06T07:30:00"/></table:table-row>'
        f'<table:table-row>{cell.format("Hải Phòng")}<table:table-cell table:formula="of:=1+1"/>'
        f"{cell.format('#N/A')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048572"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
        '<table:table table:name="ẩn" table:style-name="ta2"/>',
        styles,
    )


def structured_xlsb() -> bytes:
    sheet = record_columns = makers.record(60, struct.pack("<IIIIHH", 2, 2, 0, 0, 1, 0))
    serial = 45418 + 7.5 / 24
    sheet = record_columns + makers.xlsb_row(0) + makers.xlsb_cell(0, "Năm 2023") + makers.xlsb_row(1)
    sheet += b"".join(makers.xlsb_cell(c, v) for c, v in enumerate(("Tỉnh", "Điểm", "Ngày")))
    sheet += makers.xlsb_row(2, hidden=True) + makers.xlsb_cell(0, "Hà Nội")
    sheet += makers.xlsb_cell(1, 0.9143, 1) + makers.xlsb_cell(2, serial, 2)
    sheet += makers.xlsb_row(3) + makers.xlsb_cell(0, "Hải Phòng")
    sheet += makers.record(3, struct.pack("<IIB", 2, 0, 42)) + makers.record(176, struct.pack("<IIII", 0, 0, 0, 2))
    return makers.xlsb_of(sheet, makers.xlsb_styles(("General", ""), ("0.00%", ""), ("dd/mm/yyyy hh:mm", "")))


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "xlsb"])
def test_merged_hidden_percent_dates_and_errors_are_kept(kind: str) -> None:
    content = {"xlsx": structured_xlsx, "xls": structured_xls, "ods": structured_ods, "xlsb": structured_xlsb}[kind]()
    grid, *others = grids(content)
    assert grid.rows[2] == ["Hà Nội", 0.9143, datetime(2024, 5, 6, 7, 30)]  # noqa: DTZ001
    assert (grid.rows[0][0], grid.rows[3][2], grid.merged) == ("Năm 2023", "#N/A", (Span(0, 0, 0, 2),))
    assert (grid.percent, grid.hidden_rows, grid.hidden_columns) == ({(2, 1)}, {2}, {2})
    assert kind == "xlsb" or ([g.hidden for g in others], grid.uncached) == ([True], {(3, 1)})


def test_short_cells_of_xlsb_stand_right_of_the_one_before() -> None:
    """Written by some programs; python-calamine passes over them."""
    style, percent = struct.pack("<I", 0), struct.pack("<I", 1)
    cells = makers.xlsb_cell(1, "Tỉnh") + makers.record(12, style) + makers.record(17, style + makers.wide("Huế"))
    cells += makers.record(16, percent + struct.pack("<d", 0.25)) + makers.record(
        13, style + struct.pack("<i", 7 << 2 | 2)
    )
    cells += makers.record(15, style + b"\1") + makers.record(14, style + b"\x2a")
    sheet = makers.xlsb_row(0) + cells + makers.xlsb_row(1) + makers.record(16, style + struct.pack("<d", 1.5))
    (grid,) = grids(makers.xlsb_of(sheet, makers.xlsb_styles(("General", ""), ("0%", ""))))
    assert grid.rows == [[None, "Tỉnh", None, "Huế", 0.25, 7, True, "#N/A"], [1.5, *[None] * 7]]
    assert grid.percent == {(0, 4)}


def test_a_stored_empty_text_is_a_result() -> None:
    rows = '<row r="1"><c r="A1" t="str"><f>IF(1,"")</f><v></v></c><c r="B1"><f>1+1</f></c><c r="C1"><v>1</v></c></row>'
    (grid,) = grids(makers.xlsx_parts(f"<sheetData>{rows}</sheetData>"))
    assert (grid.rows, grid.uncached) == ([[None, None, 1]], {(0, 1)})


def test_strict_open_xml_and_cells_without_names_are_read() -> None:
    content = makers.xlsx_parts(
        "<sheetData><row><c><v>1</v></c><c t='inlineStr'><is><t>Huế</t></is></c></row></sheetData>"
    )
    assert grids(content)[0].rows == [[1, "Huế"]]
    strict = makers.xlsx_parts('<sheetData><row r="1"><c r="A1"><v>1.5</v></c></row></sheetData>')
    parts = {n: Package(strict).read(n) for n in Package(strict).names}
    usual, other = makers.MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    assert grids(makers.zipped({n: p.replace(usual, other) for n, p in parts.items()}))[0].rows == [[1.5]]


def test_spreadsheetml_keeps_structure() -> None:
    content = makers.spreadsheetml(
        styles='<Style ss:ID="p"><NumberFormat ss:Format="0.0%"/></Style><Style ss:ID="v"><Font ss:FontName=".VnTime"/></Style>',
        options="<WorksheetOptions xmlns='urn:schemas-microsoft-com:office:excel'><Visible>SheetHidden</Visible></WorksheetOptions>",
    ).replace(
        b"<Table>",
        '<Table><Column ss:Index="2" ss:Hidden="1"/><Row ss:Index="1" ss:Hidden="1"><Cell ss:MergeAcross="1" '
        'ss:StyleID="v"><Data ss:Type="String">Hµ Néi</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">0.5'
        "</Data></Cell></Row>".encode(),
    )
    (grid,) = grids(content)
    assert (grid.hidden, grid.hidden_columns, grid.hidden_rows, grid.decoded) == (True, {1}, {0}, 1)
    assert (grid.rows[0], grid.percent, grid.merged) == (["Hà Nội", None, 0.5], {(0, 2)}, (Span(0, 0, 0, 1),))


def test_spanned_and_nested_cells_of_web_pages() -> None:
    page = (
        "<table border=1><tr><th rowspan=2>Tỉnh<th colspan=2>Điểm</th></tr><tr><td>2022<td>2023</tr>"
        "<!-- <tr> --><tr style='display:none'><td>Hà&nbsp;Nội<br>(cũ)</td><td x:num='91.43'>91,43</td>"
        "<td><table><tr><td>x</td></tr></table></td></tr></table>"
    )
    grid, nested = grids(page.encode())
    assert nested.rows == [["x"]]
    assert grid.rows == [["Tỉnh", "Điểm", None], [None, 2022, 2023], ["Hà Nội\n(cũ)", 91.43, None]]
    assert set(grid.merged) == {Span(0, 0, 1, 0), Span(0, 1, 0, 2)}
    assert grid.hidden_rows == {2}


@pytest.mark.parametrize(
    ("value", "shown", "percent"),
    [
        ("0.7904", "79,04%", True),
        ("0.7904", "79 %", True),
        ("79.04", "79.04%", False),
        ("0.5", "1%", False),
        ("1", "1", False),
    ],
)
def test_numbers_of_ods_that_are_shown_as_percent_are_percent(value: str, shown: str, percent: bool) -> None:
    """Some programs call every number a float."""
    cell = f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>'
    (grid,) = grids(
        makers.ods_of(f'<table:table table:name="S"><table:table-row>{cell}</table:table-row></table:table>')
    )
    assert (grid.rows, bool(grid.percent)) == ([[float(value)]], percent)


def _shown_by_xls() -> bytes:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for row, code in enumerate(('0.00" (ước)"', "0.00", "0.00%")):
        sheet.write(row, 0, 0.5, xlwt.easyxf(num_format_str=code))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _shown_by_ods() -> bytes:
    texts = ("0,50 (ước)", "0,50", "50%")
    cell = '<table:table-cell office:value-type="float" office:value="0.5"><text:p>{}</text:p></table:table-cell>'
    lines = "".join(f"<table:table-row>{cell.format(x)}</table:table-row>" for x in texts)
    return makers.ods_of(f'<table:table table:name="S">{lines}</table:table>')


def _shown_by_xlsb() -> bytes:
    styles = makers.xlsb_styles(('0.00" (ước)"', ""), ("0.00", ""), ("0.00%", ""))
    return makers.xlsb_of(b"".join(makers.xlsb_row(n) + makers.xlsb_cell(0, 0.5, n) for n in range(3)), styles)


def _shown_by_spreadsheetml() -> bytes:
    codes = ("0.00&quot; (ước)&quot;", "0.00", "0.00%")
    styles = "".join(f'<Style ss:ID="s{n}"><NumberFormat ss:Format="{x}"/></Style>' for n, x in enumerate(codes))
    content = makers.spreadsheetml([[0.5]] * 3, styles).decode()
    for n in range(3):
        content = content.replace('<Cell ss:Index="1"><Data', f'<Cell ss:Index="1" ss:StyleID="s{n}"><Data', 1)
    return content.encode()


@pytest.mark.parametrize("make", [_shown_by_xls, _shown_by_ods, _shown_by_xlsb, _shown_by_spreadsheetml])
def test_what_number_formats_write_is_kept_in_every_format(make: Callable[[], bytes]) -> None:
    (grid,) = grids(make())
    assert [row[0] for row in grid.rows] == [0.5, 0.5, 0.5]
    assert (grid.written, grid.percent) == ({(0, 0): "(ước)"}, {(2, 0)})


def test_texts_of_drawings_are_no_part_of_a_cell_of_ods() -> None:
    frame = '<d:frame xmlns:d="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><text:p>con dấu</text:p></d:frame>'
    cell = f'<table:table-cell office:value-type="string">{frame}<text:p>Huế</text:p></table:table-cell>'
    (grid,) = grids(
        makers.ods_of(f'<table:table table:name="S"><table:table-row>{cell}</table:table-row></table:table>')
    )
    assert grid.rows == [["Huế"]]


def test_hidden_columns_and_percent_numbers_of_web_pages() -> None:
    page = (
        "<table><col><col style='display:none'><col span=2><tr><td>Huế<td style='display:none'>7"
        "<td x:num='0.7904'>79,04%<td style='mso-x:y; display : none' x:num='5'>5<td sdval='12'>12</table>"
    )
    (grid,) = grids(page.encode())
    assert grid.rows == [["Huế", None, 0.7904, None, 12]]
    assert (grid.percent, grid.hidden_columns) == ({(0, 2)}, {1})


def test_spreadsheetml_takes_styles_of_rows_and_columns_and_passes_over_comments() -> None:
    styles = (
        '<Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="q" ss:Parent="p"><Font/></Style>'
        '<Style ss:ID="n" ss:Parent="p"><NumberFormat ss:Format="0.0"/></Style>'
    )
    note = '<Comment ss:Author="An"><ss:Data><B>xem lại</B></ss:Data></Comment>'
    number = '<Cell{}><Data ss:Type="Number">0.5</Data>{}</Cell>'
    rows = f'<Column ss:StyleID="q"/><Row>{number.format("", note)}{number.format("", "")}</Row>'
    rows += f'<Row ss:StyleID="p">{number.format(chr(32) + "ss:StyleID=" + chr(34) + "n" + chr(34), "")}{number.format("", "")}</Row>'
    (grid,) = grids(makers.spreadsheetml([], styles).replace(b"<Table>", b"<Table>" + rows.encode()))
    assert grid.rows == [[0.5, 0.5], [0.5, 0.5]]
    assert grid.percent == {(0, 0), (1, 1)}


def test_a_text_may_begin_like_a_picture() -> None:
    assert grids(b"BM;MZ\n1;2\n")[0].rows == [["BM", "MZ"], [1, 2]]
    assert "BMP" in refusal(b"BM\x00\x00\x01\x00")


# --- text tables -------------------------------------------------------------------------------

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [";", "\t", "|", ","])
def test_encodings_and_delimiters_of_text_tables(encoding: str, delimiter: str) -> None:
    rows = [[1, "Hà Nội", "91.43"], [2, "Thừa Thiên Huế", "90.1"], [3, "TP. Hồ Chí Minh", 89]]
    assert grids(makers.text(rows, delimiter, encoding))[0].rows == expected(rows, texts=True)


def cp1258(text: str) -> bytes:
    import unicodedata

    out = b""
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            whole = unicodedata.normalize("NFD", char)
            base = unicodedata.normalize("NFC", "".join(c for c in whole if c not in "\u0300\u0301\u0303\u0309\u0323"))
            out += base.encode("cp1258") + "".join(c for c in whole if c in "\u0300\u0301\u0303\u0309\u0323").encode(
                "cp1258"
            )
    return out


def reverse(table: dict[str, str], text: str) -> bytes:
    back = {letter: old for old, letter in table.items()}
    return "".join(back.get(c, c) for c in text).encode("latin-1")


SENTENCE = "Hạng;Tỉnh;Điểm\n1;Hà Nội;91,43\n2;Thừa Thiên Huế;90,5\n3;Bà Rịa - Vũng Tàu;89,9\n4;Đắk Lắk;80"


def test_eight_bit_texts_are_read_where_their_words_are_vietnamese() -> None:
    lines = [[int(f) if f.isdecimal() else f for f in line.split(";")] for line in SENTENCE.split("\n")]
    assert grids(cp1258(SENTENCE))[0].rows == lines
    assert grids(reverse(legacy.tcvn3_table(), SENTENCE))[0].rows == lines
    assert grids(reverse(legacy.vni_table(), SENTENCE))[0].rows == lines
    assert encodings.decode("score – rank;5".encode("cp1252")) == "score – rank;5"


def test_an_unclear_text_encoding_is_refused() -> None:
    assert "bảng mã" in refusal("Größe;naïve;Señor\n1;2;3".encode("cp1252"))


def test_quotes_titles_and_a_declared_delimiter() -> None:
    text = 'sep=;\nKẾT QUẢ NĂM 2023\nTỉnh;"Ghi ""chú"";\nhai dòng";Điểm\nHà Nội;;91,43\n'
    assert grids(text.encode())[0].rows[1:] == [
        ["KẾT QUẢ NĂM 2023", None, None],
        ["Tỉnh", 'Ghi "chú";\nhai dòng', "Điểm"],
        ["Hà Nội", None, "91,43"],
    ]


def test_digits_alone_are_numbers_in_texts_and_anything_else_is_left_to_the_column() -> None:
    (grid,) = grids("Mã;Năm;Điểm;Hạng\n01;2023;91,43;1\n-5;1e3;1.000;0\n".encode())
    assert grid.rows[1:] == [["01", 2023, "91,43", 1], [-5, "1e3", "1.000", 0]]


def test_a_text_that_excel_is_told_to_leave_alone_is_that_text() -> None:
    (grid,) = grids('Tỉnh;Hạng\nHà Nội;="8/63"\nHuế;="9"\n'.encode())
    assert grid.rows[1:] == [["Hà Nội", "8/63"], ["Huế", 9]]


CUT_IN_TWO = (
    "Hạng,Tỉnh,Điểm\n1,Hà Nội,91,43\n2,Huế,90,5\n3,Cần Thơ,89\n",
    "Tỉnh,Nhóm,Điểm\nHà Nội,A,91,43\nHuế,A,91,43\n",
    "Kết quả, theo QĐ, ngày 2, tháng 3\nTỉnh,Nhóm,Điểm\nHà Nội,A,91,43\n",
    "Hạng,Tỉnh,Điểm,Ghi chú\n1,Hà Nội,91,43\n2,Huế,90,5\n",
    "Hạng,Tỉnh,Điểm,\n1,Hà Nội,91,43\n",
    "1,Hà Nội,91,43\n2,Huế,90,5\n",
    "Tỉnh,Biên chế\nHà Nội,1,234,567\n",
    "Hạng,Tỉnh, thành phố,Điểm\n1,Hà Nội,91,43\n",
    "Hạng,Tỉnh,TP,Điểm\n1,Hà Nội,91,43\n",
    "sep=,\nTỉnh,Điểm\nHà Nội,91,43\n",
    "Tỉnh,Điểm\n" + "Hà Nội,91\n" * 3000 + "Huế,91,43\n",
)


@pytest.mark.parametrize("table", CUT_IN_TWO)
def test_commas_that_separate_and_mark_decimals_are_refused(table: str) -> None:
    assert "dấu phẩy" in refusal(table.encode())


@pytest.mark.parametrize(
    ("table", "last"),
    [
        ('KẾT QUẢ,2023,\nTỉnh,2022,2023\nHà Nội,"91,43",90\nHuế,1,2\n', ["Huế", 1, 2]),
        ("Tỉnh,2022,2023\nHà Nội,5,7\nHuế,5,8\n", ["Huế", 5, 8]),
        ("KẾT QUẢ,,\nTỉnh,Hạng 2022,Hạng 2023\nHà Nội,5,7\n", ["Hà Nội", 5, 7]),
        ('Tỉnh,Điểm\n"Hà Nội","91,43"\n', ["Hà Nội", "91,43"]),
        ("Hạng,Tỉnh,Điểm\n1,Hà Nội,91.43\n2,Huế,90\n", [2, "Huế", 90]),
        ("Tỉnh, Hạng 2022, Hạng 2023\nHuế, 5, 7\n", ["Huế", 5, 7]),
    ],
)
def test_commas_that_only_separate_are_no_fault(table: str, last: list[object]) -> None:
    assert grids(table.encode())[0].rows[-1] == last


@pytest.mark.parametrize("quote", ['Huế;"chưa đóng;5', 'Huế;"chưa" xong;5'])
def test_a_quote_that_is_not_closed_is_refused_at_its_line(quote: str) -> None:
    """Else the lines below it would be part of a note, and lost without a word."""
    assert "dòng " in refusal(f"Tỉnh;Ghi chú;Hạng\nHà Nội;a;1\n{quote}\nCà Mau;b;3\n".encode())


def test_tables_of_web_pages_are_called_like_the_headings_above_them() -> None:
    page = "<title>x</title><h1>Mục lục</h1><h2>Sheet 1: <em>PAPI&nbsp;2023</em></h2>{}<h2>PAPI 2023</h2>{}{}"
    table = "<table><tr><td>Hà Nội</td></tr></table>"
    found = grids(page.format(table, table, table).encode(), "tep.html")
    assert [grid.sheet for grid in found] == ["PAPI 2023", "PAPI 2023 (2)", "tep 3"]


@pytest.mark.parametrize(
    ("above", "titles"),
    [
        ("<p>PAPI 2023</p>", ["PAPI 2023"]),
        ("<p><b>PAPI 2023</b></p>", ["PAPI 2023"]),
        ("<div><strong>PAPI&nbsp;2023</strong></div>", ["PAPI 2023"]),
        ("<center>PAPI<br>(Đơn vị: điểm)</center>", ["PAPI", "(Đơn vị: điểm)"]),
        ("<b>PAPI 2023</b>", ["PAPI 2023"]),
        (f"<p>Bài 1</p><p>{'chữ ' * 40}</p><p>PAPI 2023</p>", ["PAPI 2023"]),
        (f"<p>PAPI 2023</p><p>{'chữ ' * 40}</p>", []),
        ("<p>Bài 1</p><ul><li>Trang chủ</li></ul>", []),
        ("<h2>PAPI 2023</h2><p>18/4/2024</p>", []),
        ("<table><tr><td>Thư mục</td></tr></table>", []),
    ],
)
def test_short_paragraphs_right_above_a_table_without_a_heading_are_its_titles(above: str, titles: list[str]) -> None:
    page = f"<body><p>Báo</p><h1>x</h1><table><tr><td>1</td></tr></table>{above}<table><tr><td>Hà Nội</td></tr></table>"
    assert [row[0] for row in grids(page.encode())[-1].rows] == [*titles, "Hà Nội"]


def test_a_caption_entitles_a_table_and_no_paragraph_above_it() -> None:
    page = "<p>Như sau:</p><table><caption>PAPI 2023</caption><tr><td>Hà Nội</td></tr></table>"
    assert [(grid.sheet, [list(row) for row in grid.rows]) for grid in grids(page.encode())] == [
        ("PAPI 2023", [["Hà Nội"]])
    ]


# --- legacy fonts ------------------------------------------------------------------------------

LOWER = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"


def test_every_letter_of_both_legacy_encodings() -> None:
    assert len(LOWER) == 67
    for encoding, table, letters in (
        ("tcvn3", legacy.tcvn3_table(), LOWER + "ĂÂÊÔƠƯĐ"),
        ("vni", legacy.vni_table(), LOWER + LOWER.upper()),
    ):
        back = {letter: old for old, letter in table.items()}
        assert {c for c in letters if c not in back} == set()
        assert legacy.decode_as("".join(back[c] for c in letters), encoding) == letters


def test_viparse_reads_the_same_where_it_knows_the_letter() -> None:
    tcvn3 = pytest.importorskip("viparse.normalize.tcvn3").TCVN3
    vni = pytest.importorskip("viparse.normalize.vni").VNI
    assert dict(tcvn3.pairs) == legacy.tcvn3_table()
    assert dict(vni.pairs).items() <= legacy.vni_table().items()


@pytest.mark.parametrize("kind", ["xlsx", "xls", "xlsb", "ods"])
def test_cells_in_legacy_fonts_are_decoded_and_counted(kind: str) -> None:
    fonts = (".VnTime", ".VnTimeH", "VNI-Times", "Arial")
    texts = ("th\xad Hµ Néi", "th¸i b×nh", "Haø Noäi", "Hµ Néi")
    (grid,) = grids(_in_fonts(kind, fonts, texts))
    assert grid.rows == [["thư Hà Nội", "THÁI BÌNH", "Hà Nội", "Hµ Néi", 5]]
    assert grid.decoded == 3


def _in_fonts(kind: str, fonts: tuple[str, ...], texts: tuple[str, ...]) -> bytes:
    if kind == "xlsx":
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append([*texts, 5])
        for c, font in enumerate((*fonts, ".VnTime")):
            sheet.cell(1, c + 1).font = Font(name=font)
        return makers.saved(book)
    if kind == "xls":
        import xlwt

        old = xlwt.Workbook()
        page = old.add_sheet("S")
        for c, (font, text) in enumerate(zip((*fonts, ".VnTime"), (*texts, 5), strict=True)):
            page.write(0, c, text, xlwt.easyxf(f"font: name {font}"))
        buffer = io.BytesIO()
        old.save(buffer)
        return buffer.getvalue()
    if kind == "xlsb":
        cells = b"".join(makers.xlsb_cell(c, v, min(c, 3)) for c, v in enumerate((*texts, 5)))
        return makers.xlsb_of(makers.xlsb_row(0) + cells, makers.xlsb_styles(*(("General", f) for f in fonts)))
    styles = "".join(
        f'<style:style style:name="c{i}" style:family="table-cell"><style:text-properties style:font-name="{f}"/></style:style>'
        for i, f in enumerate(fonts)
    )
    cells = (
        "".join(
            f'<table:table-cell table:style-name="c{i}" office:value-type="string"><text:p>{t}</text:p></table:table-cell>'
            for i, t in enumerate(texts)
        )
        + '<table:table-cell table:style-name="c0" office:value-type="float" office:value="5"/>'
    )
    return makers.ods_of(
        f'<table:table table:name="S"><table:table-row>{cells}</table:table-row></table:table>', styles
    )


def test_runs_are_decoded_by_their_own_fonts_and_unicode_is_left_alone() -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = CellRichText("Hµ ", TextBlock(InlineFont(rFont="Arial"), "Nội µ"))
    sheet["B1"] = "Hà Nội ®"
    sheet["A1"].font = sheet["B1"].font = Font(name=".VnTime")
    sheet["C1"] = CellRichText("Huế µ, ", TextBlock(InlineFont(rFont="VNI-Times"), "Haø Noäi"))
    (grid,) = grids(makers.saved(book))
    assert (grid.rows, grid.decoded) == ([["Hà Nội µ", "Hà Nội ®", "Huế µ, Hà Nội"]], 2)


# --- refusals ----------------------------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")


def with_stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le").ljust(128, b"\0") + bytes(384)


REFUSED = {
    "empty": (b"", "tệp rỗng"),
    "blank": (b" \r\n", "không có dòng"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "png": (b"\x89PNG\r\n\x1a\n", "PNG"),
    "doc": (with_stream("WordDocument"), "Word"),
    "docx": (makers.zipped({"[Content_Types].xml": "wordprocessingml", "word/document.xml": "x"}), "Word"),
    "zip": (makers.zipped({"a.txt": "x"}), "a.txt"),
    "json": (b'[{"a": 1}]', "JSON"),
    "xml": (b'<?xml version="1.0"?><a/>', "XML"),
    "binary": (bytes(range(1, 9)) + bytes(200), "nhị phân"),
    "page": (b"<html><body>xin</body></html>", "không có bảng"),
    "password": (with_stream("EncryptedPackage"), "mật khẩu"),
    "cut": (makers.xlsx()[:-300], "hỏng"),
    "cut xls": (makers.xls()[:3000], "hỏng"),
    "part missing": (makers.zipped({"[Content_Types].xml": "spreadsheetml"}), "hỏng"),
    "ods password": (
        makers.zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "META-INF/manifest.xml": "<manifest:encryption-data/>",
            }
        ),
        "mật khẩu",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_readable_workbook_is_refused_by_its_name(name: str) -> None:
    content, reason = REFUSED[name]
    assert reason in refusal(content)


def test_encrypted_members_and_records_need_a_password() -> None:
    content = bytearray(makers.xlsx())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    assert "mật khẩu" in refusal(bytes(content))
    old = makers.xls()
    at = old.find(b"\x09\x08\x10\x00") + 20
    assert "mật khẩu" in refusal(old[:at] + b"\x2f\x00\x02\x00\x00\x00" + old[at + 6 :])


def test_folders_are_searched_for_workbooks_and_texts_are_named(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.XLS", "c.xlsb", "d.ods", "e.xlsm", "f.csv", "g.tsv", "h.html", "~$a.xlsx", ".i.ods"):
        (tmp_path / name).write_bytes(b"")
    found = [path.name for path in workbooks_in([tmp_path])]
    assert found == ["a.xlsx", "b.XLS", "c.xlsb", "d.ods", "e.xlsm"]
    assert workbooks_in([tmp_path / "f.csv"]) == [tmp_path / "f.csv"]


def test_a_folder_without_workbooks_says_what_is_searched(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(b"")
    with pytest.raises(UsageProblem, match=r"\.xls.*\.ods") as problem:
        workbooks_in([tmp_path])
    assert ".csv" in problem.value.hint


def test_folders_and_absent_files_are_refused(tmp_path: Path) -> None:
    for path, reason in ((tmp_path, "thư mục"), (tmp_path / "khong-co.xlsx", "không mở được")):
        with pytest.raises(InputRefused, match=reason):
            read_workbook(path)


# --- hostility ---------------------------------------------------------------------------------

ENTITY = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'


@pytest.mark.parametrize(
    "content",
    [
        makers.xlsx_parts(ENTITY),
        makers.xlsx_parts('<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>', strings=ENTITY),
        makers.xlsx_parts(
            ENTITY.replace("<?xml", "<?xml"), extra={"xl/worksheets/sheet1.xml": ENTITY.encode("utf-16")}
        ),  # type: ignore[dict-item]
        makers.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ENTITY}),
        makers.spreadsheetml().replace(b"?><Workbook", b"?><!DOCTYPE a [<!ENTITY e 'x'>]><Workbook"),
    ],
)
def test_entities_and_document_types_are_refused(content: bytes) -> None:
    assert "DTD" in refusal(content) or "UTF-16" in refusal(content)


def bounded(content: bytes, megabytes: int = 150) -> list[Grid] | str:
    tracemalloc.start()
    try:
        found: list[Grid] | str = grids(content)
    except InputRefused as refused:
        found = str(refused)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < megabytes * 2**20
    return found


def test_zip_bombs_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = makers.xlsx_parts("<sheetData>" + " " * 40_000_000)
    assert "bất thường" in str(bounded(bomb, megabytes=250))
    monkeypatch.setattr(faults, "MAX_UNPACKED_BYTES", 1000)
    assert "quá lớn" in refusal(makers.xlsx_parts("<sheetData/>" * 100))
    monkeypatch.setattr(faults, "MAX_MEMBERS", 3)
    assert "bất thường" in refusal(makers.xlsx())


def test_a_directory_that_lies_about_sizes_gains_nothing() -> None:
    content = bytearray(makers.xlsx_parts("<sheetData>" + " " * 30_000_000 + "</sheetData>"))
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/worksheets/sheet1.xml"))
    struct.pack_into("<I", content, at + 24, 1000)
    assert "hỏng" in str(bounded(bytes(content), megabytes=20))


def far(cells: str, more: str = "", dimension: str = "A1:XFD1048576") -> bytes:
    return makers.xlsx_parts(f'<dimension ref="{dimension}"/><sheetData>{cells}</sheetData>{more}')


ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def test_absurd_dimensions_cost_nothing() -> None:
    assert bounded(far(ONE))[0].rows == [[1]]  # type: ignore[union-attr]
    stretched = ONE + '<row r="1048576" s="1"><c r="A1048576" s="0"/><c r="XFD1048576" s="0"/></row>'
    assert bounded(far(stretched))[0].rows == [[1]]  # type: ignore[union-attr]
    for far_off in (
        far(ONE, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        far(ONE + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        far('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + ONE),
        far(ONE + "<row r='1048576'><c\n r='XFD1048576'><v>1</v></c></row>"),
        far(ONE + "<row r='1048576'><c/><c t='n'><v>1</v></c></row>" + "<row r='1'><c r='&#88;FD9'><v>1</v></c></row>"),
    ):
        assert "quá rộng" in str(bounded(far_off))


def test_one_far_cell_of_a_structured_sheet_makes_no_cells_between() -> None:
    cells = ONE + '<row r="60000"><c r="C60000"><v>2</v></c></row>'
    found = bounded(far(cells, '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'), megabytes=30)
    assert (len(found[0].rows), found[0].rows[-1]) == (60_000, [None, None, 2])  # type: ignore[union-attr]


def test_numbers_that_are_none_are_findings(tmp_path: Path) -> None:
    text = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    number = '<c r="{}"><v>{}</v></c>'
    rows = f'<row r="1">{text.format("A1", "Tỉnh")}{text.format("B1", "PAR INDEX 2023")}</row>'
    for r, (name, value) in enumerate((("Hà Nội", "NaN"), ("Huế", "1e999"), ("Cà Mau", "80.5")), 2):
        rows += f'<row r="{r}">{text.format(f"A{r}", name)}{number.format(f"B{r}", value)}</row>'
    content = makers.xlsx_parts(f"<sheetData>{rows}</sheetData>")
    found = ingest.look(Path("bang.xlsx"), Catalog.load(tmp_path), Hints(), content=content)
    assert [(r.unit, r.score) for r in found.extraction.readings] == [("ca-mau", 80.5)]
    assert {(f.code, f.cell) for f in found.findings} >= {("number-unreadable", "B2"), ("number-unreadable", "B3")}


@pytest.mark.parametrize(("typed", "score"), [("87,57%", 0.8757), ("0,8757", 0.8757), ("9 %", 0.09)])
def test_shares_typed_as_percent_are_stored_as_the_framework_scales_them(
    tmp_path: Path, typed: str, score: float
) -> None:
    table = f"Tỉnh;Tỷ lệ người được hỏi có bảo hiểm y tế (%)\nHà Nội;{typed}\nCà Mau;0,5\n"
    hints = Hints(index="papi", year=2018)
    found = ingest.look(Path("bang.csv"), Catalog.load(tmp_path), hints, content=table.encode())
    assert [(r.unit, r.score) for r in found.extraction.readings] == [("ha-noi", score), ("ca-mau", 0.5)]


def test_formatting_stretched_to_the_last_row_is_passed_over() -> None:
    empty = "".join(f'<row r="{r}"><c r="A{r}" s="0"/><c r="B{r}" s="0"/></row>' for r in range(2, 60_000))
    assert bounded(far(ONE + empty), megabytes=200)[0].rows == [[1]]  # type: ignore[union-attr]


def test_formatted_rows_are_taken_out_before_anything_counts_them() -> None:
    empty = "".join(
        f'<row r="{r}" s="1" customFormat="1"><c r="A{r}" s="0"/> <c r="XFD{r}" s="0"/></row>\n'
        for r in range(1_000_001, 1_030_001)
    )
    sheet = f'<worksheet><sheetData>{ONE}<row r="2"><c r="A2" s="0"/><c r="B2"><v>2</v></c></row>{empty}</sheetData>'
    found = guard.bounded("s", sheet.encode())
    assert found.usual
    kept = f'<worksheet><sheetData>{ONE}<row r="2"><c r="B2"><v>2</v></c></row></sheetData>'
    assert found.xml.replace(b"\n", b"").decode() == kept
    assert bounded(far(ONE + empty), megabytes=200)[0].rows == [[1]]  # type: ignore[union-attr]
    merged = far(ONE + empty, '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')
    assert bounded(merged, megabytes=200)[0].rows == [[1, None]]  # type: ignore[union-attr]


def test_parts_that_are_not_read_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "MAX_UNPACKED_BYTES", 100_000)
    picture = {"xl/media/image1.bin": "0" * 200_000}
    assert bounded(makers.xlsx_parts(f"<sheetData>{ONE}</sheetData>", extra=picture))[0].rows == [[1]]  # type: ignore[union-attr]


def test_repeated_cells_are_counted_before_they_are_made() -> None:
    row = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/></table:table-row>'
    assert "quá nhiều ô" in str(bounded(makers.ods_of(f'<table:table table:name="S">{row}</table:table>')))


def test_limits_of_cells_sheets_and_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in makers.MAKERS:
        monkeypatch.setattr(faults, "MAX_FILLED", 10)
        monkeypatch.setattr(faults, "MAX_CELLS", 10)
        words = "quá rộng" if kind == "xlsx" else "quá nhiều ô"
        assert words in refusal(makers.MAKERS[kind]([[1.5] * 4] * 3)), kind
        monkeypatch.setattr(faults, "MAX_FILLED", 1000)
        monkeypatch.setattr(faults, "MAX_CELLS", 10**6)
        if kind not in ("xlsx", "xls"):  # their writers cannot make a longer text
            assert "32768 ký tự" in refusal(makers.MAKERS[kind]([["x" * 32_768, "a"]])), kind
    book = Workbook()
    for _ in range(faults.MAX_SHEETS):
        book.create_sheet()
    assert "quá nhiều trang" in refusal(makers.saved(book))


def test_nothing_outside_the_file_is_read_and_macros_are_passed_over() -> None:
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r9" Type="http://x/externalLink" '
        'Target="file:///etc/passwd" TargetMode="External"/><Relationship Id="r8" Type="http://x/styles" '
        'Target="../../../../etc/passwd"/></Relationships>'
    )
    extra = {
        "xl/_rels/workbook.xml.rels": link,
        "xl/vbaProject.bin": "Shell",
        "xl/externalLinks/externalLink1.xml": "<a/>",
    }
    assert grids(makers.xlsx_parts(f"<sheetData>{ONE}</sheetData>", extra=extra))[0].rows == [[1]]


def test_long_unclosed_markup_takes_linear_time() -> None:
    for piece in ("<!--", "<a ", "<table><tr><td>", "<!", "&#", "<td colspan=99999 rowspan=99999>"):
        bounded(b"<table><tr><td>1" + piece.encode() * 20_000, megabytes=250)


# --- figures that are not shown ------------------------------------------------------------------------


def _unshown_by_xls() -> bytes:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    styles = ({"num_format_str": ";;;"}, {"strg_to_parse": "font: colour white"}, {"num_format_str": "0.00;;;"})
    dark = "font: colour white; pattern: pattern solid, fore_colour dark_blue"
    for row, style in enumerate((*styles, {"strg_to_parse": dark})):
        sheet.write(row, 0, 0.5, xlwt.easyxf(**style))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_figures_that_are_not_shown_are_kept_apart() -> None:
    (grid,) = grids(_unshown_by_xls())
    assert grid.written == {(0, 0): HIDES, (1, 0): FAINT}
    coded = makers.xlsb_styles((";;;", ""), ("0.00;;;", ""))
    (grid,) = grids(makers.xlsb_of(b"".join(makers.xlsb_row(n) + makers.xlsb_cell(0, 0.5, n) for n in (0, 1)), coded))
    assert grid.written == {(0, 0): HIDES}
