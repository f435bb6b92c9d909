"""What an .xlsx is looked at for before a library reads it: no `except` helps against what they do not survive.

python-calamine ends the process on XML that is not well-formed and on a cell at the far end of a sheet; openpyxl makes
an object for every cell of a merged range and for every empty cell that is formatted.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, reduce
from typing import NamedTuple, NoReturn
from xml.parsers.expat import ParserCreate

from parreform.reading import faults
from parreform.reading.package import Package

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_LAST_ROW = re.compile(rb'<c [^>]*?r="[A-Z]+(\d+)"')
_COLUMN = re.compile(rb'<c r="([A-Z]+)')
_COLUMNS_NAMED = {2: 26 * 27, 3: 16_384}
"""How many columns have names of at most so many letters."""
_EMPTY_CELL = re.compile(rb'<c r="[^<>]*/>')
_EMPTY_ROW = re.compile(rb'<row r="[^<>]*(?:/>|>(?:\s*<c r="[^<>]*/>)*\s*</row>)')
_PREFIXED_CELL = re.compile(rb"<\w+:c[\s/>]")
_UNNAMED_ROW = re.compile(rb'<row(?! r="\d)[\s/>]')
_MOST_EMPTY = 50_000


def examined(package: Package) -> dict[str, bytes]:
    """The XML parts by name, each well-formed and without document types. Raises `Unreadable` for anything else."""
    parts = unpacked(package)
    well_formed(parts)
    return parts


def unpacked(package: Package) -> dict[str, bytes]:
    """The XML parts by name, none with a document type, of not too many sheets; they may not be well-formed."""
    parts = {}
    for name in package.names:
        if name.lower().endswith((".xml", ".rels")) and not name.startswith(("customXml/", "docProps/")):
            part = package.read(name)
            if b"\0" in part[:200]:
                raise faults.damaged(f"UTF-16: {name}")
            if b"<!DOCTYPE" in part:
                raise faults.declares_types()
            parts[name] = part
    sheets = sum(len(_SHEET.findall(part)) for name, part in parts.items() if name.endswith("workbook.xml"))
    if sheets > faults.MAX_SHEETS:
        raise faults.too_many_sheets(sheets)
    return parts


def well_formed(parts: Mapping[str, bytes]) -> None:
    """Parse every part. Raises what tells that one is not well-formed, or declares entities."""
    for part in parts.values():
        parser = ParserCreate()
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _forbid
        parser.Parse(part, True)


def _forbid(*_: object) -> NoReturn:
    raise faults.declares_types()


def is_sheet(part: bytes) -> bool:
    """Whether a part holds the cells of a sheet, wherever it lies in the package."""
    return b"sheetData" in part


def holds_remarks(parts: Mapping[str, bytes], sheets: Iterable[str]) -> bool:
    """Whether a package may say anything outside its cells: comments, drawings, page headers of its `sheets`."""
    aside = any("comment" in name.lower() or "drawing" in name.lower() for name in parts)
    return aside or any(b"headerFooter" in behind_cells(parts[name]) for name in sheets)


def behind_cells(part: bytes) -> bytes:
    """What follows the cells of a sheet: found from the end, so that a large sheet costs nothing."""
    return part[part.rfind(b"sheetData") :]


class Sheet(NamedTuple):
    """A sheet that is safe to read, and whether its cells are written as Excel writes them, which our looks rely on."""

    xml: bytes
    usual: bool


def bounded(name: str, sheet: bytes) -> Sheet:
    """The sheet, without its empty cells where they are many or far. Raises `Unreadable` where it spans too much.

    Many are taken out at once: to count exactly what they span would cost more than all the rest.
    """
    many = is_stretched(sheet)
    sheet = slimmed(sheet) if many else sheet
    area, usual = spans(sheet)
    if area > faults.MAX_CELLS and not many:
        sheet = slimmed(sheet)
        area, usual = spans(sheet)
    if area > faults.MAX_CELLS:
        raise faults.too_far(name)
    return Sheet(sheet, usual)


def slimmed(sheet: bytes) -> bytes:
    """The sheet without empty cells and rows, where all name their place: each costs openpyxl as much as a full one."""
    if _PREFIXED_CELL.search(sheet) or _unlike_excel(3, 7).search(sheet) or _UNNAMED_ROW.search(sheet):
        return sheet
    return _EMPTY_CELL.sub(b"", _EMPTY_ROW.sub(b"", sheet))


def is_stretched(sheet: bytes) -> bool:
    """Whether so many cells are empty that taking them out is quicker than reading them."""
    if sheet.count(b"/>") <= _MOST_EMPTY:
        return False  # each empty cell ends so
    return sheet.count(b"<c ") - sheet.count(b"<v>") - sheet.count(b"<is>") > _MOST_EMPTY


def spans(sheet: bytes) -> tuple[int, bool]:
    """At most how many cells the rectangle of a sheet's cells holds, and whether they are written as by Excel."""
    last = _LAST_ROW.search(sheet, max(sheet.rfind(b"<c "), 0))
    digits = len(last[1]) if last else 1
    prefixed = b":c" in sheet and _PREFIXED_CELL.search(sheet)
    letters = next((n for n in _COLUMNS_NAMED if not prefixed and not _unlike_excel(n, digits).search(sheet)), 0)
    if not letters or b"mergeCell" in sheet:
        return _spans_exactly(sheet), bool(letters)
    rows = int("9" * digits)
    rough = rows * _COLUMNS_NAMED[letters]
    if rough > faults.MAX_CELLS:
        rough = rows * max(map(_number, set(_COLUMN.findall(sheet))), default=0)
    return (rough if rough <= faults.MAX_CELLS else _spans_exactly(sheet)), True


@cache
def _unlike_excel(letters: int, digits: int) -> re.Pattern[bytes]:
    """A cell that is not named as Excel names it, or by a column of more letters or a row of more digits."""
    return re.compile(rb'<c(?! r="[A-Z]{1,%d}\d{1,%d}")[\s/>]' % (letters, digits))


def _spans_exactly(sheet: bytes) -> int:
    """The same by the names of all rows and cells, however they are written, and by what is merged; slower."""
    row = column = height = width = merged = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, height, width, merged
        tag = tag.rpartition(":")[2]
        if tag == "mergeCell":
            top, left, bottom, right = _corners(attributes.get("ref", ""))
            merged += max(bottom - top + 1, 0) * max(right - left + 1, 0)
            height, width = max(height, bottom), max(width, right)
        elif tag == "row":
            row, column = _corners(attributes.get("r", ""))[0] or row + 1, 0
        elif tag == "c":
            named_row, named_column, _, _ = _corners(attributes.get("r", ""))
            row, column = named_row or row, named_column or column + 1
            height, width = max(height, row), max(width, column)

    parser = ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(sheet, True)
    return max(height * width, merged)


_CORNERS = re.compile(r"([A-Za-z]{0,9})(\d{0,15})(?::([A-Za-z]{0,9})(\d{0,15}))?")


def _corners(place: str) -> tuple[int, int, int, int]:
    """Top, left, bottom and right of `B2:D9`, of `B2` or of `2`, from 1; 0 where it does not say."""
    found = _CORNERS.fullmatch(place.replace("$", ""))
    if not found:
        return 0, 0, 0, 0
    left, top, right, bottom = (group or "" for group in found.groups())
    numbers = int(top or 0), _number(left.upper().encode())
    return *numbers, int(bottom or 0) or numbers[0], _number(right.upper().encode()) or numbers[1]


def _number(column: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    return reduce(lambda n, letter: n * 26 + letter - 64, column, 0)
