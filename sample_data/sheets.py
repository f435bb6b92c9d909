"""How a sheet is drawn: cells, headers, widths, print settings, and the two shapes of table.

A ranking has titles, a header of one or two rows and one province a row; a long table has one
fact a row. Which columns they hold is told by `build.py`. Drawing notes in each fact's row where
it stands (`sheet`, `cell`, `rank_cell`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | None
Row = dict[str, str]

FONT = "Times New Roman"
PLAIN = Font(name=FONT, size=11)
BOLD = Font(name=FONT, size=11, bold=True)
TITLE = Font(name=FONT, size=13, bold=True)
SMALL = Font(name=FONT, size=10, italic=True)
LINK = Font(name=FONT, size=9)
HEADER_FILL = PatternFill("solid", fgColor="DDE7F0")
THIN = Side(style="thin", color="999999")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(vertical="center", wrap_text=True)
FLAT = Alignment(vertical="center")


def put(
    sheet: Worksheet,
    at: tuple[int, int],
    value: Value,
    *,
    font: Font = PLAIN,
    align: Alignment = FLAT,
    pattern: str = "General",
) -> str:
    """Write one bordered cell and return its address."""
    cell = sheet.cell(*at, value)
    link = isinstance(value, str) and value.startswith("http")
    cell.font, cell.alignment, cell.border = LINK if link else font, align, BOX
    cell.number_format = pattern
    return str(cell.coordinate)


def line(sheet: Worksheet, row: int, text: str, font: Font, width: int = 0) -> None:
    """Write a line of text outside the table, merged over `width` columns."""
    cell = sheet.cell(row, 1, text)
    cell.font = font
    if width > 1:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
        cell.alignment = MIDDLE if font is TITLE else LEFT


def head(sheet: Worksheet, at: tuple[int, int], text: str | None) -> None:
    """Write one header cell."""
    put(sheet, at, text, font=BOLD, align=MIDDLE)
    sheet.cell(*at).fill = HEADER_FILL


def widths(sheet: Worksheet, sizes: Iterable[float]) -> None:
    """Set the column widths from the left."""
    for column, size in enumerate(sizes, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = size


def lines_needed(value: object, width: float) -> int:
    """How many lines a text wraps to; addresses are in smaller type."""
    text = str(value or "")
    return ceil(len(text) * (0.95 if text.startswith("http") else 1.15) / width)


def heights(sheet: Worksheet, first: int, last: int) -> None:
    """Give rows the height their longest wrapped text needs."""
    sizes = [column.width for column in sheet.column_dimensions.values()]
    for at in range(first, last + 1):
        needed = zip(sheet[at], sizes, strict=True)
        lines = max(lines_needed(cell.value, size) for cell, size in needed)
        sheet.row_dimensions[at].height = 16 + 13 * max(0, lines - 1)


def page(sheet: Worksheet, freeze: str, titles: tuple[str, str], across: int) -> None:
    """Freeze the header; print `across` pages wide, repeating rows and columns."""
    sheet.freeze_panes = freeze
    sheet.print_title_rows, sheet.print_title_cols = titles
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToWidth = across
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4


# A ranking


@dataclass(frozen=True)
class Column:
    """One column of a ranking: header, optional header above it, content by place and row."""

    key: str
    title: str
    value: Callable[[int, Row], Value]
    width: float = 14
    above: str = ""


def ranking(sheet: Worksheet, titles: list[str], columns: list[Column], rows: list[Row], note: str, depth: int) -> None:
    """Titles, a header of `depth` rows, the ranking, a closing note."""
    for place, title in enumerate(titles, start=1):
        line(sheet, place, title, TITLE, len(columns))
        sheet.row_dimensions[place].height = 20
    top = len(titles) + 1
    first, after = top + depth, top + depth + len(rows)
    _ranking_header(sheet, top, columns, depth)
    for place, row in enumerate(rows, start=1):
        _ranking_row(sheet, first + place - 1, columns, place, row)
    line(sheet, after, note, SMALL, len(columns))
    widths(sheet, (column.width for column in columns))
    heights(sheet, first, after - 1)
    page(sheet, f"C{first}", (f"{top}:{first - 1}", "A:B"), across=1)


def _ranking_header(sheet: Worksheet, top: int, columns: list[Column], depth: int) -> None:
    last = top + depth - 1
    for place, column in enumerate(columns, start=1):
        head(sheet, (top, place), column.above or column.title)
        for row in range(top + 1, last + 1):
            head(sheet, (row, place), column.title if column.above else None)
        if not column.above and depth > 1:
            sheet.merge_cells(start_row=top, start_column=place, end_row=last, end_column=place)
    shared = [place for place, column in enumerate(columns, start=1) if column.above]
    if shared:
        sheet.merge_cells(start_row=top, start_column=shared[0], end_row=top, end_column=shared[-1])
    sheet.row_dimensions[last].height = 48


def _ranking_row(sheet: Worksheet, top: int, columns: list[Column], place: int, row: Row) -> None:
    row["sheet"] = sheet.title
    for at, column in enumerate(columns, start=1):
        value = column.value(place, row)
        align = LEFT if column.width > 20 else MIDDLE
        pattern = "0.00" if isinstance(value, float) else "General"
        address = put(sheet, (top, at), value, align=align, pattern=pattern)
        if column.key == "score":
            row["cell"] = address
        if column.key == "rank":
            row["rank_cell"] = address if row["rank"] else ""


# A long table


Field = tuple[str, float, Callable[[Row], Value]]
"""Header, width, content."""


def long_table(sheet: Worksheet, fields: list[Field], rows: list[Row]) -> None:
    """Header in row 1, one fact a row below."""
    for column, (title, _, _) in enumerate(fields, start=1):
        head(sheet, (1, column), title)
    for at, row in enumerate(rows, start=2):
        row["sheet"] = sheet.title
        for column, (_, width, value) in enumerate(fields, start=1):
            put(sheet, (at, column), value(row), align=LEFT if width > 20 else MIDDLE)
    widths(sheet, (width for _, width, _ in fields))
    sheet.row_dimensions[1].height = 34
    heights(sheet, 2, len(rows) + 1)
    page(sheet, "A2", ("1:1", "A:A"), across=1)
