"""Tables of web pages, which many offices' programs save under the name .xls."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parreform.reading import encodings, faults
from parreform.reading.grid import Grid, Span, Value
from parreform.reading.marks import is_mark
from parreform.reading.sheets import Book, Draft, as_typed, shown_as_percent
from parreform.settings import t

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_SILENT = ("script", "style", "title")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SHEET_LABEL = re.compile(r"^Sheet \d+: ")
_LONGEST_NAME = 200
_MOST_SPAN = 2**14
_DEEPEST = 50
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_CROSSED_OUT = ("s", "strike", "del")
_BLOCKS = ("p", "div", "br", "center", "hr", "section", "article", "body")
_MENUS = ("li", "option", "button", "nav", "ul", "ol", "select", "form")
_MOST_TITLES = 2
_LONGEST_TITLE = 25
"""A paragraph of more words above a table is part of an article, no title; nor is what stands above it."""


def read(content: bytes, name: str) -> list[Grid]:
    """The tables of a page, each a sheet."""
    book = Book()
    page = _Page(book, name)
    for closing, tag, attributes, text in _pieces(_decoded(content)):
        page.text(text)
        page.close(tag) if closing else page.open(tag, attributes)
    page.end()
    if not any(sheet.rows for sheet in book.sheets):
        raise faults.Unreadable(t("trang web không có bảng nào", "the web page holds no table"))
    return book.grids()


def _decoded(content: bytes) -> str:
    declared = _CHARSET.search(content[:4096])
    if declared and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return content.decode(declared[1].decode())
        except (UnicodeDecodeError, LookupError):
            pass
    return encodings.decode(content)


def _pieces(page: str) -> Iterator[tuple[bool, str, str, str]]:
    """Each tag with the text before it: whether it closes, its name, its attributes. One pass, no backtracking."""
    at, silent = 0, ""
    while (start := page.find("<", at)) >= 0:
        text = "" if silent else page[at:start]
        if page.startswith("<!--", start):
            end = page.find("-->", start + 4)
            at = end + 3 if end >= 0 else len(page)
            yield False, "", "", text
            continue
        tag = _TAG.match(page, start)
        end = page.find(">", start)
        if end < 0:
            return
        at = end + 1
        name = tag[2].lower() if tag else ""
        silent = _still_silent(silent, name, closing=bool(tag and tag[1]))
        yield bool(tag and tag[1]), "" if silent else name, page[tag.end() : end] if tag else "", text


def _still_silent(silent: str, name: str, *, closing: bool) -> str:
    """Inside which element without visible text we are after a tag."""
    if silent:
        return "" if closing and name == silent else silent
    return name if name in _SILENT and not closing else ""


@dataclass
class _Table:
    """A table being read; a spanned place is taken for later rows."""

    draft: Draft
    heading: str = ""
    row: int = -1
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)
    cell: dict[str, str] | None = None
    pieces: list[str] = field(default_factory=list)
    columns: int = 0
    raised_at: int = 0
    struck: bool = False
    titles: Sequence[str] = ()

    def new_row(self, attributes: str) -> None:
        """A row begins; titles of the page stand in rows above the first one, as Excel shows them."""
        self.end_cell()
        if self.row < 0:
            for title in self.titles:
                self.row += 1
                self.draft.put(self.row, 0, title)
        self.row += 1
        self.column = 0
        self.taken = {column: last for column, last in self.taken.items() if last >= self.row}
        if _HIDDEN.search(attributes):
            self.draft.hidden_rows.add(self.row)

    def new_cell(self, attributes: str) -> None:
        """A cell begins."""
        self.end_cell()
        self.cell = _attributes(attributes)
        self.struck = bool(_STRUCK.search(self.cell.get("style", "")))

    def end_raised(self) -> None:
        """A raised part of a text ends: a footnote mark is none of it."""
        if is_mark("".join(self.pieces[self.raised_at :])):
            del self.pieces[self.raised_at :]

    def new_columns(self, attributes: str) -> None:
        """One or more columns are described before the first row."""
        count = _span(_attributes(attributes).get("span"))
        if _HIDDEN.search(attributes):
            self.draft.hidden_columns.append((self.columns, self.columns + count - 1))
        self.columns += count

    def end_cell(self) -> None:
        """A cell is complete; one that is not shown is empty."""
        cell, self.cell = self.cell, None
        text, self.pieces = "".join(self.pieces), []
        if cell is None:
            return
        self.row = max(self.row, 0)
        while self.column in self.taken:
            self.column += 1
        right, down = _span(cell.get("colspan")), _span(cell.get("rowspan"))
        if self.column + right > _MOST_SPAN:
            raise faults.damaged("colspan")
        if not _HIDDEN.search(cell.get("style", "")):
            value = _value(cell, text)
            self.draft.put(self.row, self.column, value, percent=shown_as_percent(value, text))
            if self.struck:
                self.draft.struck.add((self.row, self.column))
        if right > 1 or down > 1:
            last = self.row + down - 1
            self.draft.merged.append(Span(self.row, self.column, last, self.column + right - 1))
            self.taken |= dict.fromkeys(range(self.column, self.column + right), last) if down > 1 else {}
        self.column += right


class _Page:
    """The tables of a page, each a sheet: one within a cell of another, as pages are laid out, is a sheet of its own."""

    def __init__(self, book: Book, name: str) -> None:
        self._book, self._name = book, name
        self._tables: list[_Table] = []
        self._heading: list[str] = []
        self._in_heading = False
        self._line: list[str] = []
        self._above: list[str] = []

    def text(self, text: str) -> None:
        """Text between tags."""
        if not self._tables and not self._in_heading and len(self._line) < _LONGEST_NAME:
            self._line.append(html.unescape(text))
        if self._in_heading and len(self._heading) < _LONGEST_NAME:
            self._heading.append(html.unescape(text))
        if self._tables and self._tables[-1].cell is not None and text:
            self._tables[-1].pieces.append(html.unescape(text))

    def open(self, tag: str, attributes: str) -> None:
        """A tag opens."""
        self._end_line(tag)
        if tag in (*_HEADINGS, "caption"):
            self._in_heading, self._heading = True, []
        if tag == "table":
            self._new_table()
        elif tag in ("br", "p", "div"):
            self.text("\n")
        elif self._tables and tag == "tr":
            self._tables[-1].new_row(attributes)
        elif self._tables and tag in ("td", "th"):
            self._tables[-1].new_cell(attributes)
        elif self._tables and tag == "col":
            self._tables[-1].new_columns(attributes)
        elif self._tables and tag == "sup":
            self._tables[-1].raised_at = len(self._tables[-1].pieces)
        elif self._tables and (tag in _CROSSED_OUT or _STRUCK.search(attributes)):
            self._tables[-1].struck = True

    def close(self, tag: str) -> None:
        """A tag closes."""
        self._end_line(tag)
        if tag == "caption" and self._in_heading and self._tables:
            self._call_by_caption()
        self._in_heading = self._in_heading and tag not in (*_HEADINGS, "caption")
        if self._tables and tag == "sup":
            self._tables[-1].end_raised()
        if self._tables and tag in ("table", "td", "th", "tr"):
            self._tables[-1].end_cell()
            if tag == "table":
                self._tables.pop()

    def end(self) -> None:
        """The page ends, its last tables perhaps unclosed."""
        for table in self._tables:
            table.end_cell()

    def _new_table(self) -> None:
        """A table begins: the heading above it is its name, else the short paragraphs right above it are its titles."""
        if len(self._tables) == _DEEPEST:
            raise faults.damaged("tables within tables")
        heading = self._heading_read()
        titles = () if heading or self._tables else tuple(self._above[-_MOST_TITLES:])
        self._above = []
        self._tables.append(_Table(self._book.sheet(self._table_name(heading)), heading, titles=titles))

    def _end_line(self, tag: str) -> None:
        """A line of the page outside of tables ends with a block; menus, headings and paragraphs of an article part it from titles."""
        if tag not in (*_BLOCKS, *_MENUS, *_HEADINGS, "table"):
            return
        words, self._line = "".join(self._line).split(), []
        if tag in (*_MENUS, *_HEADINGS) or len(words) > _LONGEST_TITLE:
            self._above = []
        elif words:
            self._above.append(" ".join(words))

    def _call_by_caption(self) -> None:
        """A caption is read: the table is called by it, after the heading above; paragraphs above entitle it no more."""
        table = self._tables[-1]
        table.titles = ()
        name = " - ".join(filter(None, (table.heading, self._heading_read())))
        if name:
            table.draft.name = self._table_name(name)

    def _heading_read(self) -> str:
        heading, self._heading = _SHEET_LABEL.sub("", " ".join("".join(self._heading).split())), []
        return heading

    def _table_name(self, name: str) -> str:
        """What stands above the table, else the name of the file and a number."""
        name = name[:_LONGEST_NAME]
        taken = {sheet.name for sheet in self._book.sheets}
        number = len(taken)
        if name:
            return f"{name} ({number + 1})" if name in taken else name
        return f"{self._name} {number + 1}" if number else self._name


def _attributes(text: str) -> dict[str, str]:
    return {k.lower(): html.unescape(v.strip("\"'")) for k, v in _ATTRIBUTE.findall(text)}


def _value(cell: dict[str, str], text: str) -> Value:
    """The text of a cell with single spaces, or the number Excel or LibreOffice noted beside it."""
    number = cell.get("x:num") or cell.get("sdval") or ""
    if number:
        try:
            return float(number)
        except ValueError:
            pass
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return as_typed("\n".join(line for line in lines if line))


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _MOST_SPAN) if text and text.isdecimal() and len(text) < 6 else 1
