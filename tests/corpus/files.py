"""Files by their bytes: encodings, delimiters, fonts, names that lie, and what is no workbook at all. All synthetic."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import makers

from corpus import writers
from corpus.data import AREAS, NAMES, SOME, par, parts, ranking, sipas
from corpus.headers import HEADER, TITLE
from corpus.model import Book, Cell


@dataclass(frozen=True, slots=True)
class File:
    """A file under a name. With a book everything it states is read; else the refusal holds these words."""

    name: str
    content: Callable[[], bytes]
    book: Callable[[], Book] | None = None
    refused: str = ""


def league() -> Book:
    """A title, a heading, eight provinces with rank and score."""
    book = Book("bang.xlsx")
    book.sheet("S").put([[TITLE], HEADER, *ranking(par(2023))])
    return book


def by_area() -> Book:
    """Three rows of headings, the upper ones merged."""
    book, found = Book("bang.xlsx"), parts(AREAS, 2023, SOME)
    top = ["STT", "Tỉnh, thành phố", "KẾT QUẢ THEO LĨNH VỰC", *[None] * 15, "Chỉ số tổng hợp", None]
    middle = [None, None, *(x for words, _ in AREAS.values() for x in (words, None))]
    bottom = [None, None, *["Điểm", "Xếp hạng"] * 9]
    rows = [
        [n, NAMES[u], *(x for i in [*AREAS, "par-index"] for x in (found[i].score(u), found[i].rank(u)))]
        for n, u in enumerate(SOME, 1)
    ]
    sheet = book.sheet("S").put([[TITLE], top, middle, bottom, *rows])
    sheet.merge("A1:T1", "A2:A4", "B2:B4", "C2:R2", "S2:T3")
    for column in "CEGIKMOQ":
        sheet.merge(f"{column}3:{chr(ord(column) + 1)}3")
    return book


def percent() -> Book:
    """Satisfaction in cells that Excel prints as percentages."""
    book, numbers = Book("bang.xlsx"), sipas(2023)
    rows = [
        [n, NAMES[u], numbers.score(u, round(numbers.scores[u] / 100, 4), percent=True)] for n, u in enumerate(SOME, 1)
    ]
    book.sheet("S").put([["CHỈ SỐ HÀI LÒNG (SIPAS) NĂM 2023"], ["TT", "Tỉnh", "Chỉ số SIPAS"], *rows])
    return book


def xlsx(book: Book, font: str = "", encode: Callable[[str], str] = str) -> bytes:
    """By openpyxl, all texts in one font."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    out = Workbook()
    page = out.worksheets[0]
    page.title = book.sheets[0].name
    for r, c, cell in book.sheets[0].cells():
        if cell.value is not None:
            written = page.cell(r + 1, c + 1, encode(cell.value) if isinstance(cell.value, str) else cell.value)
            if font:
                written.font = Font(name=font)
    return makers.saved(out)


TCVN3, VNI = writers.encoder("tcvn3"), writers.encoder("vni")


def tcvn3(text: str) -> str:
    """TCVN3 has no capitals with tones: they are small letters in fonts that end in H."""
    return TCVN3("".join(c if TCVN3(c) != c or c.isascii() else c.lower() for c in text))


def text(**how: Any) -> Callable[[], bytes]:
    return lambda: writers.text(league(), **how)


def ole(stream: str) -> bytes:
    """A compound file whose directory names one stream, as Word, PowerPoint and protected workbooks are."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    return head + "Root Entry".encode("utf-16-le").ljust(128, b"\0") + stream.encode("utf-16-le").ljust(384, b"\0")


def protected_xls() -> bytes:
    """An old workbook with a FILEPASS record right after its first one."""
    content = writers.xls(league())
    at = content.find(b"\x09\x08\x10\x00") + 20
    return content[:at] + struct.pack("<HHH", 0x2F, 2, 0) + content[at + 6 :]


def protected_zip() -> bytes:
    content = bytearray(xlsx(league()))
    content[content.find(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def docx() -> bytes:
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return makers.zipped({"[Content_Types].xml": f"<Types>{kinds}</Types>", "word/document.xml": "<w/>"})


def cut(content: Callable[[], bytes], part: float) -> Callable[[], bytes]:
    return lambda: (whole := content())[: int(len(whole) * part)]


def uncut_commas() -> bytes:
    return writers.text(league(), delimiter=",", mark=",", quote="")


def unclear() -> bytes:
    return "Größe;naïve;Señor;Ærø\n1;2;3;4\n".encode("cp1252")


READ = (
    File("bang.xls", lambda: writers.xls(league()), league),
    File("phong tcvn3.xls", lambda: writers.xls(league(), ".VnTime", tcvn3), league),
    File("phong vni.xls", lambda: writers.xls(league(), "VNI-Times", VNI), league),
    File("phong tcvn3.xlsx", lambda: xlsx(league(), ".VnArial", tcvn3), league),
    File("phong vni.xlsx", lambda: xlsx(league(), "VNI-Helve", VNI), league),
    File("phan tram.xls", lambda: writers.xls(percent()), percent),
    File("phan tram.ods", lambda: writers.ods(percent()), percent),
    File("phan tram.xlsb", lambda: writers.xlsb(percent()), percent),
    File("phan tram.csv", lambda: writers.text(percent()), percent),
    File("o gop.ods", lambda: writers.ods(by_area()), by_area),
    File("o gop.xlsb", lambda: writers.xlsb(by_area()), by_area),
    File("o gop.xls", lambda: writers.xls(by_area()), by_area),
    File("web.xls", lambda: writers.html(by_area()), by_area),
    File("xml.xls", lambda: writers.spreadsheetml(by_area()), by_area),
    File("that la xlsx.xls", lambda: xlsx(league()), league),
    File("that la xls.xlsx", lambda: writers.xls(league()), league),
    File("that la csv.xlsx", text(), league),
    File("that la ods.csv", lambda: writers.ods(league()), league),
    File("khong ten", lambda: writers.xlsb(league()), league),
    File("cham phay.csv", text(delimiter=";", mark=","), league),
    File("phay.csv", text(delimiter=","), league),
    File("phay trong nhay.csv", text(delimiter=",", mark=","), league),
    File("tab.tsv", text(delimiter="\t", mark=","), league),
    File("gach dung.txt", text(delimiter="|"), league),
    File("cp1258.csv", text(delimiter=";", mark=",", encoding="cp1258"), league),
    File("utf-16.csv", text(delimiter="\t", encoding="utf-16"), league),
    File("utf-16-le.csv", text(delimiter=";", encoding="utf-16-le"), league),
    File("utf-8 bom.csv", text(delimiter=";", mark=",", encoding="utf-8-sig"), league),
    File("tcvn3.csv", lambda: tcvn3(text(delimiter=";")().decode()).encode("latin-1"), league),
    File("vni.csv", lambda: VNI(text(delimiter=";")().decode()).encode("latin-1"), league),
    File("khai sep.csv", lambda: b"sep=;\r\n" + text(delimiter=";", mark=",")(), lambda: shifted(league())),
)

REFUSED = (
    File("rong.xlsx", lambda: b"", refused="tệp rỗng"),
    File("trang.csv", lambda: b" \r\n\r\n", refused="không có dòng nào"),
    File("bao cao.xlsx", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", refused="mà là PDF"),
    File("anh.xlsx", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", refused="mà là hình ảnh PNG"),
    File("van ban.xlsx", docx, refused="mà là văn bản Word"),
    File("van ban cu.xls", lambda: ole("WordDocument"), refused="mà là văn bản Word kiểu cũ"),
    File("trinh chieu.xls", lambda: ole("PowerPoint Document"), refused="mà là bài trình chiếu"),
    File("nen.xlsx", lambda: makers.zipped({"bang.csv": "a;b"}), refused="mà là tệp nén zip, chứa: bang.csv"),
    File("mat khau.xlsx", lambda: ole("EncryptedPackage"), refused="có mật khẩu"),
    File("mat khau.xls", protected_xls, refused="có mật khẩu"),
    File("mat khau nen.xlsx", protected_zip, refused="có mật khẩu"),
    File("tai do.xlsx", cut(lambda: xlsx(league()), 0.7), refused="tệp hỏng hoặc tải về chưa trọn"),
    File("tai do.xls", cut(lambda: writers.xls(league()), 0.6), refused="tệp hỏng hoặc tải về chưa trọn"),
    File("tai do.ods", cut(lambda: writers.ods(league()), 0.9), refused="tệp hỏng hoặc tải về chưa trọn"),
    File("tai do.xlsb", cut(lambda: writers.xlsb(league()), 0.5), refused="tệp hỏng hoặc tải về chưa trọn"),
    File("phay ca hai.csv", uncut_commas, refused="dấu phẩy vừa ngăn cột vừa là dấu thập phân"),
    File("bang ma la.csv", unclear, refused="không rõ bảng mã"),
    File("thu.txt", "Kính gửi: Sở Nội vụ\nHà Nội".encode, refused="văn bản không chia cột"),
    File("json.csv", lambda: b'[{"province": "Ha Noi"}]', refused="mà là tệp JSON"),
    File("trang web.xls", lambda: b"<html><body>Xin ch\xc3\xa0o</body></html>", refused="không có bảng nào"),
    File("nhi phan.dat", lambda: bytes(range(1, 9)) + bytes(200), refused="nhị phân không rõ loại"),
    File("the.xml", lambda: b'<?xml version="1.0"?><a/>', refused="XML loại khác"),
)


def shifted(book: Book) -> Book:
    """One row further down: the first line of the file says how it is cut."""
    book.sheets[0].rows.insert(0, [Cell()] * book.sheets[0].width)
    return book
