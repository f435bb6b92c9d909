"""SpreadsheetML 2003: workbooks in one XML file, which many programs write under the name .xls."""

from datetime import datetime
from typing import ClassVar

from parreform.reading import faults
from parreform.reading.formats import is_percent_code, written_by
from parreform.reading.grid import Grid, Span, Value
from parreform.reading.marks import is_mark
from parreform.reading.sheets import Book, Draft
from parreform.reading.xml import Attributes, XmlReader, plain, whole

_SHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_LAST_ROW = 2**20


def read(content: bytes, _name: str) -> list[Grid]:
    """The sheets of a SpreadsheetML file."""
    book = Book()
    _Workbook(book).parse(content)
    return book.grids()


class _Workbook(XmlReader):
    """Styles, then sheets; positions count on from the last one named."""

    namespaces: ClassVar[dict[str, str]] = {
        _SHEET: "",
        "urn:schemas-microsoft-com:office:excel": "excel",
        "http://www.w3.org/TR/REC-html40": "html",
    }
    inline: ClassVar[frozenset[str]] = frozenset({"html_Sup", "html_S"})

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._draft: Draft | None = None
        self._style = ""
        self._percent: set[str] = set()
        self._written: dict[str, str] = {}
        self._fonts: dict[str, str] = {}
        self._struck: set[str] = set()
        self._raised_at = 0
        self._crossed_out = False
        self._row, self._column, self._next_column = -1, -1, 0
        self._cell: Attributes = {}
        self._rows_more = 0
        self._row_style = ""
        self._columns: list[tuple[int, int, str]] = []
        self._aside = False
        self._kind, self._value = "", ""

    def start_Style(self, attributes: Attributes) -> None:  # noqa: N802
        """A style; it takes over the font of its parent."""
        given = plain(attributes)
        self._style = given.get("ID", "")
        if given.get("Parent", "Default") in self._percent:
            self._percent.add(self._style)
        if given.get("Parent", "Default") in self._struck:
            self._struck.add(self._style)
        self._fonts[self._style] = self._fonts.get(given.get("Parent", "Default"), "")
        self._written[self._style] = self._written.get(given.get("Parent", "Default"), "")

    def start_Font(self, attributes: Attributes) -> None:  # noqa: N802
        """The font of the style."""
        given = plain(attributes)
        self._fonts[self._style] = given.get("FontName", self._fonts.get(self._style, ""))
        struck = given.get("StrikeThrough", "")
        if struck:
            (self._struck.add if struck == "1" else self._struck.discard)(self._style)

    def start_NumberFormat(self, attributes: Attributes) -> None:  # noqa: N802
        """The number format of the style."""
        code = plain(attributes).get("Format", "")
        self._percent.discard(self._style)
        self._written[self._style] = written_by(code)
        if code == "Percent" or is_percent_code(code):
            self._percent.add(self._style)

    def start_Worksheet(self, attributes: Attributes) -> None:  # noqa: N802
        """A sheet begins."""
        self._draft = self._book.sheet(plain(attributes).get("Name", ""))
        self._row, self._next_column, self._columns = -1, 0, []

    def end_excel_Visible(self, text: str) -> None:  # noqa: N802
        """Whether the sheet is hidden."""
        if self._draft:
            self._draft.hidden = text.strip() in ("SheetHidden", "SheetVeryHidden")

    def start_Column(self, attributes: Attributes) -> None:  # noqa: N802
        """One or more columns, kept where they are hidden."""
        given = plain(attributes)
        first = whole(given.get("Index"), self._next_column + 1, 1) - 1
        self._next_column = first + 1 + whole(given.get("Span"))
        self._columns.append((first, self._next_column - 1, given.get("StyleID", "")))
        if given.get("Hidden") == "1" and self._draft:
            self._draft.hidden_columns.append((first, self._next_column - 1))

    def start_Row(self, attributes: Attributes) -> None:  # noqa: N802
        """One or more rows."""
        given = plain(attributes)
        self._row = whole(given.get("Index"), self._row + 2, 1) - 1
        self._column = -1
        self._row_style = given.get("StyleID", "")
        again = whole(given.get("Span"))
        if given.get("Hidden") == "1" and self._draft:
            self._draft.hidden_rows.update(range(self._row, self._row + 1 + min(again, _LAST_ROW)))
        self._rows_more = again

    def end_Row(self, _: str) -> None:  # noqa: N802
        """A row ends; `Span` counts the rows like it that follow."""
        self._row += self._rows_more

    def start_Cell(self, attributes: Attributes) -> None:  # noqa: N802
        """A cell: the one it names, else the next."""
        self._cell = plain(attributes)
        self._column = whole(self._cell.get("Index"), self._column + 2, 1) - 1
        self._kind, self._value, self._crossed_out = "", "", False

    def start_html_Sup(self, _: Attributes) -> None:  # noqa: N802
        """A raised part of a text begins."""
        self._raised_at = len(self.text)

    def end_html_Sup(self, _: str) -> None:  # noqa: N802
        """A raised part ends: a footnote mark is none of the text."""
        if is_mark("".join(self.text[self._raised_at :])):
            del self.text[self._raised_at :]

    def start_html_S(self, _: Attributes) -> None:  # noqa: N802
        """A part that is struck through."""
        self._crossed_out = self._crossed_out or not self._aside

    def start_Data(self, attributes: Attributes) -> None:  # noqa: N802
        """The value of the cell."""
        if not self._aside:
            self._kind = plain(attributes).get("Type", "String")

    def end_Data(self, text: str) -> None:  # noqa: N802
        """The text of the value."""
        if not self._aside:
            self._value = text

    def start_Comment(self, _: Attributes) -> None:  # noqa: N802
        """A comment begins: its data are no part of the value."""
        self._aside = True

    def end_Comment(self, _: str) -> None:  # noqa: N802
        """A comment ends."""
        self._aside = False

    def end_Cell(self, _: str) -> None:  # noqa: N802
        """The cell is complete."""
        if not self._draft:
            raise faults.damaged()
        style = self._cell.get("StyleID") or self._row_style or self._column_style() or "Default"
        if not self._kind and "Formula" in self._cell:
            self._draft.put_uncached(self._row, self._column)
        percent = style in self._percent and self._kind == "Number"
        font, written = self._fonts.get(style, ""), self._written.get(style, "") if self._kind == "Number" else ""
        self._draft.put(self._row, self._column, self._typed(), percent=percent, font=font, written=written)
        if self._crossed_out or style in self._struck:
            self._draft.struck.add((self._row, self._column))
        right, down = whole(self._cell.get("MergeAcross")), whole(self._cell.get("MergeDown"))
        if right or down:
            self._draft.merged.append(Span(self._row, self._column, self._row + down, self._column + right))
        self._column += right

    def _column_style(self) -> str:
        return next((style for first, last, style in self._columns if first <= self._column <= last), "")

    def _typed(self) -> Value:
        if self._kind == "Number":
            return float(self._value)
        if self._kind == "Boolean":
            return self._value.strip() == "1"
        if self._kind == "DateTime":
            return datetime.fromisoformat(self._value.strip()).replace(tzinfo=None)
        return self._value
