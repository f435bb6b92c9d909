""".xlsb, Excel's binary workbook: the records of each part, as described in [MS-XLSB]."""

import posixpath
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from parreform import legacy
from parreform.reading import faults
from parreform.reading.formats import from_serial, is_date, is_percent, written_by
from parreform.reading.grid import Grid, Span, Value
from parreform.reading.marks import without_marks
from parreform.reading.package import Package
from parreform.reading.sheets import Book, Draft
from parreform.reading.xml import Attributes, XmlReader

_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = range(8)
_F_TEXT, _F_REAL, _F_BOOL, _F_ERROR, _RICH = 8, 9, 10, 11, 62
_STRING_ITEM, _FONT, _FORMAT, _XF, _COLUMN, _WORKBOOK_PR, _BUNDLE, _MERGE = 19, 43, 44, 47, 60, 153, 156, 176
_CELL_STYLES, _CELL_STYLES_END = 617, 618
_SUPERSCRIPT, _STRUCK_OUT = 1, 8
_SHORT = {12: _BLANK, 13: _RK, 14: _ERROR, 15: _BOOL, 16: _REAL, 17: _TEXT, 18: _SHARED}
"""Cells without their column, which is the next one, and the kind they are otherwise alike."""

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def read(content: bytes, _name: str) -> list[Grid]:
    """The sheets of an .xlsb file."""
    package = Package(content)
    relations = _Relations("xl")
    relations.parse(package.read("xl/_rels/workbook.bin.rels"))
    workbook = _workbook(package.read("xl/workbook.bin"))
    strings = _strings(package.optional(relations.by_kind.get("sharedStrings", "")))
    styles = _styles(package.optional(relations.by_kind.get("styles", "")))
    book = Book()
    for name, hidden, identity in workbook.sheets:
        if identity in relations.by_id:
            draft = book.sheet(name, hidden=hidden)
            _Sheet(draft, strings, styles, workbook.since_1904).read(package.read(relations.by_id[identity]))
    return book.grids()


class _Relations(XmlReader):
    """The targets of a part: its workbook, its sheets, texts and styles. Targets outside are left out."""

    namespaces: ClassVar[dict[str, str]] = {"http://schemas.openxmlformats.org/package/2006/relationships": ""}

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder
        self.by_id: dict[str, str] = {}
        self.by_kind: dict[str, str] = {}

    def start_Relationship(self, attributes: Attributes) -> None:  # noqa: N802
        """One target, named from the root of the package."""
        if attributes.get("TargetMode") == "External":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = attributes.get("Target", "").replace("\\", "/")
        part = posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")
        self.by_kind.setdefault(kind, part)
        if kind == "worksheet":
            self.by_id[attributes.get("Id", "")] = part


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record: kind in one or two bytes, length in one to four, seven bits each."""
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = (kind & 0x7F) | (data[at] & 0x7F) << 7
            at += 1
        length = 0
        for shift in (0, 7, 14, 21):
            if at >= end:
                raise faults.damaged()
            byte = data[at]
            at += 1
            length |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        if at + length > end:
            raise faults.damaged()
        yield kind, data[at : at + length]
        at += length


def _wide(body: bytes, at: int) -> tuple[str, int]:
    """A counted UTF-16 text and where it ends."""
    (count,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * count
    if count > len(body) or end > len(body):
        raise faults.damaged()
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


@dataclass
class _Workbook:
    sheets: list[tuple[str, bool, str]] = field(default_factory=list)
    since_1904: bool = False


def _workbook(data: bytes) -> _Workbook:
    workbook = _Workbook()
    for kind, body in _records(data):
        if kind == _WORKBOOK_PR:
            workbook.since_1904 = bool(body[0] & 1)
        elif kind == _BUNDLE:
            (state,) = struct.unpack_from("<I", body)
            identity, at = _wide(body, 8)
            name, _ = _wide(body, at)
            workbook.sheets.append((name, state != 0, identity))
    return workbook


@dataclass(frozen=True)
class _Text:
    """A text, and from which of its letters on which font draws it where several do."""

    text: str
    runs: tuple[tuple[int, int], ...] = ()

    def shown(self, styles: "_Styles") -> str:
        """The text without raised footnote marks."""
        if not any(font in styles.raised for _, font in self.runs):
            return self.text
        starts, fonts = [0, *(at for at, _ in self.runs)], [-1, *(font for _, font in self.runs)]
        ends = zip(starts, [*starts[1:], len(self.text)], fonts, strict=True)
        return without_marks((self.text[a:b], font in styles.raised) for a, b, font in ends)


def _rich(body: bytes, at: int) -> _Text:
    """A text with its runs, after a byte that says whether it has any."""
    text, end = _wide(body, at + 1)
    if not body[at] & 1:
        return _Text(text)
    (count,) = struct.unpack_from("<I", body, end)
    if end + 4 + 4 * count > len(body):
        raise faults.damaged()
    return _Text(text, tuple((at, font) for at, font in struct.iter_unpack("<HH", body[end + 4 : end + 4 + 4 * count])))


def _strings(data: bytes) -> list[_Text]:
    return [_rich(body, 0) for kind, body in _records(data) if kind == _STRING_ITEM]


@dataclass
class _Styles:
    percent: list[bool] = field(default_factory=list)
    date: list[bool] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    font: list[str] = field(default_factory=list)
    font_number: list[int] = field(default_factory=list)
    raised: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)


def _styles(data: bytes) -> _Styles:
    """Number format and font of each cell style."""
    styles = _Styles()
    codes: dict[int, str] = {}
    fonts: list[str] = []
    within = False
    for kind, body in _records(data):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _wide(body, 2)[0]
        elif kind == _FONT:
            _, effects, _, raised = struct.unpack_from("<HHHH", body)
            styles.raised |= {len(fonts)} if raised == _SUPERSCRIPT else set()
            styles.struck |= {len(fonts)} if effects & _STRUCK_OUT else set()
            fonts.append(_wide(body, 21)[0])
        elif kind in (_CELL_STYLES, _CELL_STYLES_END):
            within = kind == _CELL_STYLES
        elif kind == _XF and within:
            _, number, font = struct.unpack_from("<HHH", body)
            styles.percent.append(is_percent(number, codes))
            styles.date.append(is_date(number, codes))
            styles.written.append(written_by(codes.get(number, "")))
            name = fonts[font] if font < len(fonts) else ""
            styles.font_number.append(font)
            styles.font.append(name if legacy.encoding_of(name) else "")
    return styles


@dataclass
class _Sheet:
    """Puts the cells of one sheet into a draft."""

    draft: Draft
    strings: list[_Text]
    styles: _Styles
    since_1904: bool
    row: int = 0
    column: int = -1

    def read(self, data: bytes) -> None:
        """Cells, merged ranges, hidden rows and columns."""
        for kind, body in _records(data):
            if _BLANK <= kind <= _F_ERROR or kind == _RICH:
                self._cell(kind, body)
            elif kind in _SHORT:
                self._cell(_SHORT[kind], struct.pack("<I", self.column + 1) + body)
            elif kind == _ROW:
                (self.row,), self.column = struct.unpack_from("<I", body), -1
                if body[11] & 0x10:
                    self.draft.hidden_rows.add(self.row)
            elif kind == _COLUMN:
                first, last = struct.unpack_from("<II", body)
                if body[16] & 1:
                    self.draft.hidden_columns.append((first, last))
            elif kind == _MERGE:
                top, bottom, left, right = struct.unpack_from("<IIII", body)
                self.draft.merged.append(Span(top, left, bottom, right))

    def _cell(self, kind: int, body: bytes) -> None:
        self.column, style = struct.unpack_from("<II", body)
        if kind == _BLANK:
            return
        style &= 0xFFFFFF
        known = style < len(self.styles.font)
        text = self._text(kind, body)
        value = text.shown(self.styles) if text else self._value(kind, body)
        fonts = {number for _, number in text.runs} if text else set()
        if self.styles.struck & (fonts | ({self.styles.font_number[style]} if known else set())):
            self.draft.struck.add((self.row, self.column))
        if isinstance(value, float) and known and self.styles.date[style]:
            value = from_serial(value, since_1904=self.since_1904)
        percent = known and self.styles.percent[style] and isinstance(value, float)
        font, written = (self.styles.font[style], self.styles.written[style]) if known else ("", "")
        self.draft.put(self.row, self.column, value, percent=percent, font=font, written=written)

    def _value(self, kind: int, body: bytes) -> Value:
        if kind in (_REAL, _F_REAL):
            return float(struct.unpack_from("<d", body, 8)[0])
        if kind == _RK:
            return _rk(struct.unpack_from("<i", body, 8)[0])
        if kind in (_BOOL, _F_BOOL):
            return bool(body[8])
        if kind in (_ERROR, _F_ERROR):
            return _ERRORS.get(body[8], "#VALUE!")
        return _wide(body, 8)[0]

    def _text(self, kind: int, body: bytes) -> _Text | None:
        """The text of a cell that may be of several fonts."""
        if kind == _SHARED:
            place: int = struct.unpack_from("<I", body, 8)[0]
            return self.strings[place]
        return _rich(body, 8) if kind == _RICH else None


def _rk(number: int) -> float:
    """A number in 30 bits: an integer or the upper half of a double, perhaps times 100."""
    upper = struct.pack("<II", 0, number & 0xFFFFFFFC)
    value = float(number >> 2) if number & 2 else float(struct.unpack("<d", upper)[0])
    return value / 100 if number & 1 else value
