"""What a file really is, told by its content; its name is only a guess by whoever saved it."""

import re
from typing import Literal

from parreform.reading import faults
from parreform.reading.encodings import unmarked_utf16
from parreform.reading.package import Package
from parreform.settings import t

Format = Literal["xlsx", "xlsb", "ods", "xls", "xml", "html", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00[\x00-\x06][\x00-\x06]")

_FOREIGN = (
    # how the file starts, what it is called
    (b"%PDF", "PDF", "a PDF"),
    (b"{\\rtf", "văn bản RTF (Word)", "an RTF (Word) text"),
    (b"\x89PNG", "hình ảnh PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "hình ảnh JPEG", "a JPEG picture"),
    (b"GIF8", "hình ảnh GIF", "a GIF picture"),
    (b"II*\x00", "hình ảnh TIFF", "a TIFF picture"),
    (b"MM\x00*", "hình ảnh TIFF", "a TIFF picture"),
    (b"RIFF", "hình ảnh hoặc âm thanh", "a picture or sound"),
    (b"Rar!", "tệp nén RAR", "a RAR archive"),
    (b"7z\xbc\xaf", "tệp nén 7z", "a 7z archive"),
    (b"\x1f\x8b", "tệp nén gzip", "a gzip archive"),
    (b"SQLite format 3", "cơ sở dữ liệu SQLite", "an SQLite database"),
    (b"MIME-Version:", "trang web một tệp (.mht)", "a single-file web page (.mht)"),
    (b"\x7fELF", "chương trình Linux", "a Linux program"),
)

_FOREIGN_BINARY = (
    # the same for starts that a text may have too
    (b"BM", "hình ảnh BMP", "a BMP picture"),
    (b"MZ", "chương trình Windows", "a Windows program"),
)

_ZIPPED = (
    # a member's name, or how it starts, and what the zip is
    ("word/", "văn bản Word", "a Word document"),
    ("ppt/", "bài trình chiếu PowerPoint", "a PowerPoint presentation"),
    ("Index/", "bảng tính Apple Numbers", "an Apple Numbers workbook"),
    ("content.xml", "tài liệu OpenDocument khác bảng tính", "an OpenDocument file that is no spreadsheet"),
)


def format_of(content: bytes) -> Format:
    """The format of a file. Raises `Unreadable` naming what it looks like where it is no workbook."""
    if not content:
        raise faults.Unreadable(t("tệp rỗng", "the file is empty"), t("Tải lại tệp", "Get the file again"))
    if content.startswith(_OLE):
        return _inside_ole(content)
    if b"PK\x03\x04".startswith(content[:4]) and len(content) < 4:
        raise faults.damaged()
    if content.startswith(b"PK\x05\x06"):
        raise not_a_workbook("tệp zip rỗng", "an empty zip archive")
    if content.startswith(b"PK\x03\x04"):
        return _inside_zip(Package(content))
    if _BIFF.match(content):
        return "xls"
    return _text_format(content)


def not_a_workbook(vi: str, en: str) -> faults.Unreadable:
    """The refusal that says what the file looks like."""
    return faults.Unreadable(
        t(f"không phải bảng tính mà là {vi}", f"not a workbook but {en}"),
        t(
            "Cần tệp Excel (.xlsx, .xls, .xlsb), .ods hoặc .csv; tệp PDF, ảnh phải nhập lại thành bảng trước",
            "An Excel file (.xlsx, .xls, .xlsb), .ods or .csv is needed; PDFs and pictures must be typed up first",
        ),
    )


def _inside_zip(package: Package) -> Format:
    names = package.names
    if package.encrypted:
        raise faults.protected()
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "mimetype" in names and b"opendocument.spreadsheet" in package.read("mimetype")[:100]:
        if b"encryption-data" in package.optional("META-INF/manifest.xml"):
            raise faults.protected()
        return "ods"
    if "[Content_Types].xml" in names and b"spreadsheetml" in package.read("[Content_Types].xml"):
        return "xlsx"
    for start, vi, en in _ZIPPED:
        if any(name.startswith(start) for name in names):
            raise not_a_workbook(vi, en)
    seen = ", ".join(names[:3])
    raise not_a_workbook(f"tệp nén zip, chứa: {seen}", f"a zip archive with: {seen}")


def _inside_ole(content: bytes) -> Format:
    if _has_stream(content, "Workbook") or _has_stream(content, "Book"):
        return "xls"
    if _has_stream(content, "EncryptedPackage"):
        raise faults.protected()
    if _has_stream(content, "WordDocument"):
        raise not_a_workbook("văn bản Word kiểu cũ (.doc)", "an old Word document (.doc)")
    if _has_stream(content, "PowerPoint Document"):
        raise not_a_workbook("bài trình chiếu PowerPoint kiểu cũ", "an old PowerPoint presentation")
    raise faults.damaged()


def _has_stream(content: bytes, name: str) -> bool:
    """Whether the directory of an OLE file, entries of 128 bytes, names a stream."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    at = content.find(wanted)
    while at >= 0 and at % 128:
        at = content.find(wanted, at + 1)
    return at >= 0


_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MARKUP = re.compile(
    rb"<(?:!doctype html|html|table|head|body|meta|style|div|center|tr|title|h[1-6]|font|p|br|span|!--)", re.IGNORECASE
)


def _text_format(content: bytes) -> Format:
    for start, vi, en in _FOREIGN:
        if content.startswith(start):
            raise not_a_workbook(vi, en)
    wide = content.startswith(_UTF16_MARKS)
    head = content[:4096].replace(b"\0", b"") if wide or unmarked_utf16(content) else content[:4096]
    head = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
    for start, vi, en in _FOREIGN_BINARY:
        if content.startswith(start) and b"\0" in head:
            raise not_a_workbook(vi, en)
    if b"\0" in head:
        raise not_a_workbook("dữ liệu nhị phân không rõ loại", "binary data of an unknown kind")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and head.startswith(b"<?xml"):
        return "xml"
    if _MARKUP.match(head) or (head.startswith(b"<?xml") and _MARKUP.search(head)):
        return "html"
    if head.startswith(b"<?xml"):
        raise not_a_workbook("tệp XML loại khác", "XML of another kind")
    if head.startswith((b"{", b"[{", b"[[")):
        raise not_a_workbook("tệp JSON", "JSON")
    return "text"
