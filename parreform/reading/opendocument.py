""".ods, the workbook of LibreOffice: its content read as a stream, with merged and hidden parts."""

import re
from datetime import datetime
from typing import ClassVar

from parreform import legacy
from parreform.reading import faults
from parreform.reading.formats import written_beside
from parreform.reading.grid import Grid, Span, Value
from parreform.reading.marks import is_mark
from parreform.reading.package import Package
from parreform.reading.sheets import Book, Draft, shown_as_percent, tidy
from parreform.reading.xml import Attributes, XmlReader, plain, whole
from parreform.references import in_a1

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_LAST_ROW = 2**20
_RAISED = re.compile(r"super|[1-9]")
_MOST_COPIES = 100_000
"""Most copies of one filled cell; tables repeat a value a few times, a hostile file millions of times."""


def read(content: bytes, _name: str) -> list[Grid]:
    """The sheets of an .ods file."""
    package = Package(content)
    book = Book()
    reader = _Content(book)
    styles = package.optional("styles.xml")
    if styles:
        reader.parse(styles)
    reader.parse(package.read("content.xml"))
    return book.grids()


class _Content(XmlReader):
    """Styles first, as the file has them, then the sheets."""

    namespaces: ClassVar[dict[str, str]] = {
        _NAMESPACE.format(n): n for n in ("table", "text", "office", "style", "drawing")
    }
    inline: ClassVar[frozenset[str]] = frozenset({"text_s", "text_tab", "text_line_break", "text_span"})

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._draft: Draft | None = None
        self._row, self._column = 0, 0
        self._fonts: dict[str, str] = {}
        self._raised: set[str] = set()
        self._struck: set[str] = set()
        self._spans: list[tuple[str, int]] = []
        self._crossed_out = False
        self._hidden_tables: set[str] = set()
        self._style = ""
        self._columns: list[tuple[int, str]] = []
        self._row_again, self._row_style = 1, ""
        self._cell: Attributes = {}
        self._lines: list[str] = []
        self._depth = 0
        self._aside = 0

    # styles

    def start_style_style(self, attributes: Attributes) -> None:
        """A style of cells, rows, columns or tables; it takes over the font of its parent."""
        given = plain(attributes)
        self._style = given.get("name", "")
        parent = given.get("parent-style-name", "Default")
        self._fonts[self._style] = self._fonts.get(parent, "")
        if parent in self._struck:
            self._struck.add(self._style)

    def start_style_text_properties(self, attributes: Attributes) -> None:
        """The font of a style, and whether its text is raised or struck through."""
        given = plain(attributes)
        name = given.get("font-name") or given.get("font-family", "")
        if name and self._style:
            self._fonts[self._style] = re.sub(r"^'|'$|_20_", "", name)
        if _RAISED.match(given.get("text-position", "")):
            self._raised.add(self._style)
        lines = {given.get(f"text-line-through-{x}", "") for x in ("style", "type")} - {""}
        if lines:
            (self._struck.discard if "none" in lines else self._struck.add)(self._style)

    def start_style_table_properties(self, attributes: Attributes) -> None:
        """Whether tables of a style are hidden."""
        if plain(attributes).get("display") == "false":
            self._hidden_tables.add(self._style)

    # sheets

    def start_table_table(self, attributes: Attributes) -> None:
        """A sheet begins; a table within a cell of it does not count."""
        self._depth += 1
        if self._depth == 1:
            given = plain(attributes)
            hidden = given.get("style-name") in self._hidden_tables
            self._draft = self._book.sheet(given.get("name", ""), hidden=hidden)
            self._row, self._column, self._columns = 0, 0, []

    def end_table_table(self, _: str) -> None:
        """A sheet ends."""
        self._depth -= 1

    def start_table_table_column(self, attributes: Attributes) -> None:
        """One or more columns, hidden or not."""
        given = plain(attributes)
        again = whole(given.get("number-columns-repeated"), 1, 1)
        if self._draft and self._depth == 1:
            if given.get("visibility", "visible") != "visible":
                self._draft.hidden_columns.append((self._column, self._column + again - 1))
            self._column += again
            self._columns.append((self._column, given.get("default-cell-style-name", "")))

    def start_table_table_row(self, attributes: Attributes) -> None:
        """One or more rows alike."""
        if not self._draft or self._depth != 1:
            return
        given = plain(attributes)
        self._row_again = whole(given.get("number-rows-repeated"), 1, 1)
        self._row_style = given.get("default-cell-style-name", "")
        self._column = 0
        if given.get("visibility", "visible") != "visible":
            self._draft.hidden_rows.update(range(self._row, min(self._row + self._row_again, _LAST_ROW)))

    def end_table_table_row(self, _: str) -> None:
        """On to the next row."""
        if self._depth == 1:
            self._row += self._row_again

    def start_table_table_cell(self, attributes: Attributes) -> None:
        """A cell, or several alike."""
        if self._depth == 1:
            self._cell = plain(attributes)
            self._lines, self._spans, self._crossed_out = [], [], False

    start_table_covered_table_cell = start_table_table_cell

    def end_table_table_cell(self, _: str) -> None:
        """The cell is complete."""
        if self._depth == 1 and self._draft:
            again = whole(self._cell.get("number-columns-repeated"), 1, 1)
            value = tidy(self._value())
            if value is not None:
                self._put(self._draft, value, again)
            self._column += again

    def end_table_covered_table_cell(self, _: str) -> None:
        """A cell under a merged range holds nothing that is seen."""
        if self._depth == 1:
            self._column += whole(self._cell.get("number-columns-repeated"), 1, 1)

    def _put(self, draft: Draft, value: Value, again: int) -> None:
        most = min(_MOST_COPIES, faults.MAX_FILLED)
        if again * self._row_again > most:
            raise faults.too_many_cells(again * self._row_again, draft.name, most)
        typed = self._cell.get("value-type") == "percentage" and not isinstance(value, str)
        percent = typed or shown_as_percent(value, "".join(self._lines))
        font = self._font() if isinstance(value, str) else ""
        formula = in_a1(self._cell["formula"]) if "formula" in self._cell else ""
        written = "" if percent or isinstance(value, str) else written_beside("".join(self._lines))
        struck = self._crossed_out or (bool(self._struck) and self._cell_style() in self._struck)
        for row in range(self._row, self._row + self._row_again):
            for column in range(self._column, self._column + again):
                draft.put(row, column, value, percent=percent, font=font, written=written)
                if formula:
                    draft.formulas[row, column] = formula
                if struck:
                    draft.struck.add((row, column))
        down = whole(self._cell.get("number-rows-spanned"), 1, 1)
        right = whole(self._cell.get("number-columns-spanned"), 1, 1)
        if down > 1 or right > 1:
            draft.merged.append(Span(self._row, self._column, self._row + down - 1, self._column + right - 1))

    def _font(self) -> str:
        """The legacy font of the cell: its own style's, else the row's, else the column's."""
        if not any(legacy.encoding_of(font) for font in set(self._fonts.values())):
            return ""
        return self._fonts.get(self._cell_style(), "")

    def _cell_style(self) -> str:
        column = next((style for end, style in self._columns if self._column < end), "")
        return self._cell.get("style-name") or self._row_style or column or "Default"

    def _value(self) -> Value:
        """The value of the cell by its type; an error is a text that begins with #."""
        kind = self._cell.get("value-type", "")
        text = "\n".join(self._lines)
        if kind == "error" or (text.startswith(("#", "Err:")) and self._cell.get("value") == "0"):
            return text if text.startswith("#") else f"#{text}"
        if kind in ("float", "percentage", "currency"):
            return float(self._cell.get("value", ""))
        if kind == "date":
            return datetime.fromisoformat(self._cell.get("date-value", "")).replace(tzinfo=None)
        if kind == "boolean":
            return self._cell.get("boolean-value") == "true"
        if not kind and "formula" in self._cell and self._draft:
            self._draft.put_uncached(self._row, self._column)
            return None
        return self._cell.get("string-value", text)

    # texts

    def start_office_annotation(self, _: Attributes) -> None:
        """A comment begins: no part of the value."""
        self._aside += 1

    def end_office_annotation(self, _: str) -> None:
        """A comment ends."""
        self._aside -= 1

    start_drawing_frame = start_drawing_custom_shape = start_drawing_rect = start_office_annotation
    end_drawing_frame = end_drawing_custom_shape = end_drawing_rect = end_office_annotation

    def end_text_p(self, text: str) -> None:
        """A line of text ends."""
        if not self._aside:
            self._lines.append(text)

    def start_text_span(self, attributes: Attributes) -> None:
        """A part of a text in a style of its own."""
        style = plain(attributes).get("style-name", "")
        self._spans.append((style, len(self.text)))
        self._crossed_out = self._crossed_out or (style in self._struck and not self._aside)

    def end_text_span(self, _: str) -> None:
        """The part ends: a raised footnote mark is none of the text."""
        style, start = self._spans.pop() if self._spans else ("", 0)
        if style in self._raised and is_mark("".join(self.text[start:])):
            del self.text[start:]

    def start_text_s(self, attributes: Attributes) -> None:
        """Several spaces."""
        self.text.append(" " * min(whole(plain(attributes).get("c"), 1, 1), faults.MAX_TEXT))

    def start_text_tab(self, _: Attributes) -> None:
        """A tab."""
        self.text.append("\t")

    def start_text_line_break(self, _: Attributes) -> None:
        """A new line within a text."""
        self.text.append("\n")
