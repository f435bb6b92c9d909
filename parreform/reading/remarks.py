"""What the sheets of an .xlsx say outside their cells: comments, page headers and footers, text boxes."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import ClassVar

from parreform.reading.grid import Remark
from parreform.reading.guard import behind_cells
from parreform.reading.xml import Attributes, XmlReader, plain

_MAIN = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DRAWN = ("http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main")
_THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_HEADER = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)[^>]*>([^<]+)<")
_SECTION = re.compile(r"&[LCR]|\n")
_CODE = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d+|[A-Za-z])')
"""Fonts, sizes, colours, page numbers and dates of a header."""


def remarks_in(parts: Mapping[str, bytes]) -> dict[str, tuple[Remark, ...]]:
    """The remarks of each sheet that has any, by its name."""
    book = next((name for name in parts if name.endswith("workbook.xml")), "")
    links = _links(parts, book)
    found = ((name, links.get(link, "")) for name, link in (_Sheets.of(parts[book]) if book else ()))
    told = {name: tuple(_of_sheet(parts, sheet)) for name, sheet in found if sheet in parts}
    return {name: remarks for name, remarks in told.items() if remarks}


def _of_sheet(parts: Mapping[str, bytes], sheet: str) -> Iterator[Remark]:
    for header in _HEADER.findall(behind_cells(parts[sheet])):
        yield from (Remark("header", text) for text in _header_texts(unescape(header.decode("utf-8", "replace"))))
    for target in _links(parts, sheet).values():
        part, name = parts.get(target, b""), target.lower()
        if "comment" in name and part:
            yield from _Comments.of(part)
        elif "drawing" in name and part:
            yield from (Remark("box", text) for text in _Boxes.of(part))


def _header_texts(header: str) -> Iterator[str]:
    """The texts of a header's sections, without the codes for fonts and page numbers."""
    for section in _SECTION.split(header.replace("&&", "\0")):
        if text := _CODE.sub(" ", section).replace("\0", "&").strip():
            yield text


def _links(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """The parts that a part refers to, by the ids it calls them by."""
    folder, file = posixpath.split(name)
    links = parts.get(f"{folder}/_rels/{file}.rels".lstrip("/"), b"")
    targets = _Links.of(links) if links else {}
    return {
        link: posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") for link, target in targets.items()
    }


class _Links(XmlReader):
    namespaces: ClassVar[dict[str, str]] = {_LINKS: ""}

    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}

    @classmethod
    def of(cls, part: bytes) -> dict[str, str]:
        reader = cls()
        reader.parse(part)
        return reader.targets

    def start_Relationship(self, attributes: Attributes) -> None:  # noqa: N802
        if attributes.get("TargetMode") != "External":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class _Sheets(XmlReader):
    namespaces: ClassVar[dict[str, str]] = dict.fromkeys(_MAIN, "")

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []

    @classmethod
    def of(cls, part: bytes) -> list[tuple[str, str]]:
        """Name and link of each sheet."""
        reader = cls()
        reader.parse(part)
        return reader.sheets

    def start_sheet(self, attributes: Attributes) -> None:
        known = plain(attributes)
        self.sheets.append((known.get("name", ""), known.get("id", "")))


class _Comments(XmlReader):
    """Comments of either kind; those of threads stand again among the plain ones, and are left out there.

    A thread that was marked as done says nothing any more.
    """

    namespaces: ClassVar[dict[str, str]] = dict.fromkeys((*_MAIN, _THREADS), "")

    def __init__(self) -> None:
        super().__init__()
        self.authors: list[str] = []
        self.found: list[tuple[str, Remark]] = []
        self.done: set[str] = set()

    @classmethod
    def of(cls, part: bytes) -> list[Remark]:
        reader = cls()
        reader.parse(part)
        told = ((thread, r) for thread, r in reader.found if r.text.strip() and not r.author.startswith("tc={"))
        return [remark for thread, remark in told if thread not in reader.done]

    def end_author(self, text: str) -> None:
        self.authors.append(text)

    def start_comment(self, attributes: Attributes) -> None:
        number = attributes.get("authorId", "")
        known = number.isdecimal() and int(number) < len(self.authors)
        self._begin(attributes, "", self.authors[int(number)] if known else "")

    def start_threadedComment(self, attributes: Attributes) -> None:  # noqa: N802
        thread = attributes.get("parentId") or attributes.get("id", "")
        if attributes.get("done") in ("1", "true"):
            self.done.add(thread)
        self._begin(attributes, thread, "")

    def _begin(self, attributes: Attributes, thread: str, author: str) -> None:
        self.found.append((thread, Remark("comment", "", attributes.get("ref", ""), author)))

    def end_t(self, text: str) -> None:
        self._add(text)

    def end_text(self, text: str) -> None:
        if self.found and self.found[-1][0]:  # of a thread: no parts within
            self._add(text)

    def _add(self, text: str) -> None:
        if self.found:
            thread, remark = self.found[-1]
            self.found[-1] = thread, remark._replace(text=remark.text + text)


class _Boxes(XmlReader):
    namespaces: ClassVar[dict[str, str]] = dict.fromkeys(_DRAWN, "")

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    @classmethod
    def of(cls, part: bytes) -> list[str]:
        """The paragraphs of the text boxes."""
        reader = cls()
        reader.parse(part)
        return [line for line in reader.lines if line.strip()]

    def start_p(self, _: Attributes) -> None:
        self.lines.append("")

    def end_t(self, text: str) -> None:
        if self.lines:
            self.lines[-1] += text
