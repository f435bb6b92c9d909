"""The formulas of an .xlsx, taken out of the XML of its sheets: quickly where it is written as Excel writes it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from html import unescape
from posixpath import basename, dirname, join, normpath
from typing import ClassVar
from urllib.parse import unquote

from parreform.reading.formulas import PREFIXED_FORMULA, Follower, Formulas, Written
from parreform.reading.grid import Grid, letters
from parreform.reading.xml import Attributes, XmlReader, plain
from parreform.references import column_of

_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
)
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*>\s*<f(?:\s([^>]*?))?(?:/>|>([^<]*)</f>)')
_ATTRIBUTE = re.compile(r"""\b(t|si|ref)=["']([^"']*)["']""")
_BOOK = re.compile(r"\[(\d{1,4})\]")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_MOST_COVERED = 200_000
"""At most so many cells of arrays of one sheet: a hostile file names millions."""

_Cell = tuple[str, int, str, str]
"""Letters, row, attributes and text of a formula."""


def with_formulas(grids: list[Grid], parts: Mapping[str, bytes]) -> list[Grid]:
    """The grids of an .xlsx with the formulas of their sheets, from the parts that hold them."""
    book = _Book(parts)
    found = {title: parts[part] for title, part in book.sheets.items() if b"sheetData" in parts.get(part, b"")}
    return [_with(grid, found[grid.sheet], book) if grid.sheet in found else grid for grid in grids]


def _with(grid: Grid, xml: bytes, book: "_Book") -> Grid:
    return replace(grid, formulas=Formulas(lambda: _placed(_cells(xml), book.files), book.names))


def _cells(xml: bytes) -> Iterable[_Cell]:
    found = _FORMULA.findall(xml)
    if len(found) == xml.count(b"<f>") + xml.count(b"<f ") and not PREFIXED_FORMULA.search(xml):
        return ((c.decode(), int(r), a.decode(), unescape(x.decode())) for c, r, a, x in found)
    reader = _Sheet()
    reader.parse(xml)
    return reader.found


def _placed(cells: Iterable[_Cell], files: Mapping[str, str]) -> Written:
    """The formulas by place: those that follow another with its text, those of an array for each of its cells."""
    places: dict[tuple[int, int], str | Follower] = {}
    shared: dict[str, tuple[tuple[int, int], str]] = {}
    columns: dict[str, int] = {}
    left = _MOST_COVERED
    for name, number, attributes, formula in cells:
        column = columns[name] if name in columns else columns.setdefault(name, column_of(name))
        place = (number - 1, column)
        text = _BOOK.sub(lambda m: f"[{files.get(m[1], m[1])}]", formula) if "[" in formula else formula
        given = _given(attributes) if attributes else {}
        if given.get("t") == "shared":
            first, text = shared.setdefault(given.get("si", ""), (place, text))
            places[place] = Follower(first, text, place[0] - first[0], column - first[1])
        elif text:
            area = tuple(_cells_of(given["ref"], left)) if given.get("t") == "array" and "ref" in given else ()
            left -= len(area)
            places.update(dict.fromkeys((*area, place), text))
    return places


@lru_cache(maxsize=1024)
def _given(attributes: str) -> Mapping[str, str]:
    """The attributes of a formula that matter; cells that follow one of a column all have the same."""
    return dict(_ATTRIBUTE.findall(attributes))


def _cells_of(area: str, most: int) -> Iterator[tuple[int, int]]:
    """The cells of `C3:D9`; none where they are more than so many."""
    found = _AREA.fullmatch(area)
    if found:
        rows = range(int(found[2]) - 1, int(found[4]))
        columns = range(column_of(found[1]), column_of(found[3]) + 1)
        if len(rows) * len(columns) <= most:
            yield from ((r, c) for r in rows for c in columns)


class _Reader(XmlReader):
    """Elements of sheets, workbooks and relations, whichever standard they follow."""

    namespaces: ClassVar[dict[str, str]] = dict.fromkeys(_NAMESPACES, "")


class _Sheet(_Reader):
    """The formulas of a sheet, however its XML is written."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Cell] = []
        self._row, self._column, self._given = 0, 0, ""

    def start_row(self, attributes: Attributes) -> None:
        """A row begins; one without a number is the next one."""
        number = attributes.get("r", "")
        self._row, self._column = int(number) if number.isdecimal() else self._row + 1, 0

    def start_c(self, attributes: Attributes) -> None:
        """A cell begins; one without a name is the next one."""
        named = _PLACE.fullmatch(attributes.get("r", "").replace("$", "").upper())
        self._column = column_of(named[1]) + 1 if named else self._column + 1
        self._row = int(named[2]) if named else self._row

    def start_f(self, attributes: Attributes) -> None:
        """A formula begins."""
        self._given = " ".join(f'{name}="{attributes[name]}"' for name in ("t", "si", "ref") if name in attributes)

    def end_f(self, text: str) -> None:
        """A formula ends."""
        self.found.append((letters(self._column - 1), self._row, self._given, text))


class _Relations(_Reader):
    """What a part calls other parts or files."""

    def __init__(self, xml: bytes) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}
        if xml:
            self.parse(xml)

    def start_Relationship(self, attributes: Attributes) -> None:  # noqa: N802
        """One relation."""
        self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class _Book(_Reader):
    """The part of each sheet by its name, the names that are defined, and the files that formulas call `[1]`, `[2]`."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        super().__init__()
        path = next((n for n, part in parts.items() if n.endswith("workbook.xml") and b"sheets" in part), "")
        self._folder = dirname(path)
        self._targets = _relations(path, parts)
        self._links: list[str] = []
        self._name = ""
        self.sheets: dict[str, str] = {}
        self.names: dict[str, str] = {}
        if path:
            self.parse(parts[path])
        self.files = {str(n): _file_of(link, parts) for n, link in enumerate(self._links, 1)}

    def start_sheet(self, attributes: Attributes) -> None:
        """A sheet and the part that holds it."""
        given = plain(attributes)
        self.sheets[given.get("name", "")] = self._part(given.get("id", ""))

    def start_externalReference(self, attributes: Attributes) -> None:  # noqa: N802
        """Another book, called by its number."""
        self._links.append(self._part(plain(attributes).get("id", "")))

    def start_definedName(self, attributes: Attributes) -> None:  # noqa: N802
        """A name begins."""
        self._name = attributes.get("name", "").lower()

    def end_definedName(self, text: str) -> None:  # noqa: N802
        """What the name stands for."""
        self.names[self._name] = text

    def _part(self, relation: str) -> str:
        target = self._targets.get(relation, "")
        return target.lstrip("/") if target.startswith("/") else normpath(join(self._folder, target))


def _relations(path: str, parts: Mapping[str, bytes]) -> Mapping[str, str]:
    return _Relations(parts.get(join(dirname(path), "_rels", f"{basename(path)}.rels"), b"")).targets


def _file_of(link: str, parts: Mapping[str, bytes]) -> str:
    """The name of the file that a link leads to."""
    targets: Sequence[str] = list(_relations(link, parts).values())
    return basename(unquote(targets[0]).replace("\\", "/")) if targets else ""
