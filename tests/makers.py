"""Small workbooks of every format, made by hand or by the libraries that write them."""

import io
import struct
from collections.abc import Mapping, Sequence
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.styles import Font

Rows = Sequence[Sequence[object]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"

TABLE: Rows = [
    ["KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023"],
    ["Xếp hạng", "Tỉnh, thành phố", "Chỉ số tổng hợp"],
    [1, "Hà Nội", 91.43],
    [2, "Hải Phòng", 90.25],
    [3, "Quảng Ninh", None],
]


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xlsx(rows: Rows = TABLE, font: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "S"
    for row in rows:
        sheet.append(list(row))
    for cell in (c for row in sheet.iter_rows() for c in row if font):
        cell.font = Font(name=font)
    return saved(book)


def xlsx_parts(sheet: str, styles: str = "", strings: str = "", extra: Mapping[str, str] | None = None) -> bytes:
    """A package of given parts; `sheet` is what stands inside `worksheet`."""
    kinds = {"xl/worksheets/sheet1.xml": "worksheet", "xl/workbook.xml": "sheet.main"}
    overrides = "".join(
        f'<Override PartName="/{n}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{k}+xml"/>'
        for n, k in kinds.items()
    )
    links = "".join(
        f'<Relationship Id="{i}" Type="{_R}/{kind}" Target="{target}"/>'
        for i, kind, target in (
            ("r1", "worksheet", "worksheets/sheet1.xml"),
            ("r2", "styles", "styles.xml"),
            ("r3", "sharedStrings", "sharedStrings.xml"),
        )
    )
    parts = {
        "[Content_Types].xml": f"<Types>{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_P}"><Relationship Id="r" Type="{_R}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_R}"><sheets><sheet name="S" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_P}">{links}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet
        if sheet.startswith("<?")
        else f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": strings if strings.startswith("<?") else f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    return zipped({**parts, **(extra or {})})


def xls(rows: Rows = TABLE) -> bytes:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is not None:
                sheet.write(r, c, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


_ODS = (
    "<?xml version='1.0'?><office:document-content "
    + " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text", "style")
    )
    + "><office:automatic-styles>{styles}</office:automatic-styles>"
    "<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
)


def ods_of(tables: str, styles: str = "") -> bytes:
    content = _ODS.format(styles=styles, tables=tables)
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def ods(rows: Rows = TABLE) -> bytes:
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    return ods_of(f'<table:table table:name="S">{lines}</table:table>')


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value!r}"><text:p>?</text:p></table:table-cell>'


def spreadsheetml(rows: Rows = TABLE, styles: str = "", options: str = "") -> bytes:
    lines = "".join(f"<Row>{''.join(_xml_cell(v, c) for c, v in enumerate(row))}</Row>" for row in rows)
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<Styles>{styles}</Styles><Worksheet ss:Name="S"><Table>{lines}</Table>{options}</Worksheet></Workbook>'
    ).encode()


def _xml_cell(value: object, column: int) -> str:
    if value is None:
        return ""
    kind = "String" if isinstance(value, str) else "Number"
    return f'<Cell ss:Index="{column + 1}"><Data ss:Type="{kind}">{escape(str(value))}</Data></Cell>'


def page(rows: Rows = TABLE) -> bytes:
    lines = "".join(
        "<tr>" + "".join(f"<td>{'' if v is None else escape(str(v))}</td>" for v in row) + "</tr>" for row in rows
    )
    return f"<html><head><meta charset=utf-8><style>td {{x}}</style></head><body><table>{lines}</table></body></html>".encode()


def text(rows: Rows = TABLE, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    lines = (delimiter.join("" if v is None else str(v) for v in row) for row in rows)
    return "\r\n".join(lines).encode(encoding)


# --- .xlsb: no library writes it ---------------------------------------------------------------


def record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = b"", len(body)
    while True:
        low, size = size & 0x7F, size >> 7
        length += bytes([low | (0x80 if size else 0)])
        if not size:
            return head + length + body


def wide(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def xlsb_cell(column: int, value: object, style: int = 0) -> bytes:
    head = struct.pack("<II", column, style)
    if isinstance(value, str):
        return record(6, head + wide(value))
    if isinstance(value, int):
        return record(2, head + struct.pack("<I", value << 2 & 0xFFFFFFFF | 2))
    return record(5, head + struct.pack("<d", value))


def xlsb_row(number: int, *, hidden: bool = False) -> bytes:
    return record(0, struct.pack("<IIH", number, 0, 300) + bytes([0, 0x10 if hidden else 0, 0]) + struct.pack("<I", 0))


def xlsb_styles(*styles: tuple[str, str]) -> bytes:
    """Cell styles, each a number format and a font."""
    out = b"".join(record(44, struct.pack("<H", 170 + i) + wide(code)) for i, (code, _) in enumerate(styles))
    out += b"".join(record(43, bytes(21) + wide(font)) for _, font in styles)
    cells = b"".join(record(47, struct.pack("<HHH", 0, 170 + i, i) + bytes(10)) for i in range(len(styles)))
    return out + record(617, struct.pack("<I", len(styles))) + cells + record(618)


def xlsb_of(sheet: bytes, styles: bytes = b"", state: int = 0) -> bytes:
    return xlsb_book([("S", bool(state), sheet)], styles)


def xlsb_book(sheets: Sequence[tuple[str, bool, bytes]], styles: bytes = b"") -> bytes:
    """Sheets by name, whether hidden, and their records of rows and cells."""
    kinds = [(f"r{n}", "worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(sheets) + 1)]
    links = "".join(
        f'<Relationship Id="{i}" Type="{_R}/{kind}" Target="{target}"/>'
        for i, kind, target in (*kinds, ("styles", "styles", "styles.bin"))
    )
    bundle = b"".join(
        record(156, struct.pack("<II", int(hidden), n) + wide(f"r{n}") + wide(name))
        for n, (name, hidden, _) in enumerate(sheets, 1)
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{_P}"><Relationship Id="r" Type="{_R}/officeDocument" '
            'Target="xl/workbook.bin"/></Relationships>',
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{_P}">{links}</Relationships>',
            "xl/workbook.bin": record(131) + record(143) + bundle + record(144) + record(132),
            "xl/styles.bin": record(278) + styles + record(279),
            **{
                f"xl/worksheets/sheet{n}.bin": record(129) + record(145) + body + record(146) + record(130)
                for n, (_, _, body) in enumerate(sheets, 1)
            },
        }
    )


def xlsb(rows: Rows = TABLE) -> bytes:
    body = b""
    for r, row in enumerate(rows):
        body += xlsb_row(r) + b"".join(xlsb_cell(c, v) for c, v in enumerate(row) if v is not None)
    return xlsb_of(body)


MAKERS = {
    "xlsx": xlsx,
    "xls": xls,
    "xlsb": xlsb,
    "ods": ods,
    "xml": spreadsheetml,
    "html": page,
    "csv": text,
}
