"""FORMATS: a listing becomes csv, json, md or xlsx."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from parreform.errors import UsageProblem
from parreform.settings import t

if TYPE_CHECKING:
    from openpyxl import Workbook

Cell = str | int | float | bool | None


class Listing(NamedTuple):
    """Rows under stable column names. Plain numbers and ISO dates; None where there is no value."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def to_csv(listing: Listing) -> bytes:
    """RFC 4180 with a line feed, UTF-8; zero rows are a header alone."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(listing.columns)
    writer.writerows([_csv_cell(v) for v in row] for row in listing.rows)
    return out.getvalue().encode("utf-8")


def _csv_cell(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return harmless(value) if isinstance(value, str) else value


def harmless(text: str) -> str:
    """A text that a spreadsheet would run as a formula, marked as text."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def to_json(listing: Listing) -> bytes:
    """A list of objects, one a row; null where there is no value."""
    import json

    objects = [dict(zip(listing.columns, row, strict=True)) for row in listing.rows]
    return (json.dumps(objects, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def to_md(listing: Listing) -> bytes:
    """A Markdown table."""
    lines = [listing.columns, ["---"] * len(listing.columns)]
    lines += [[str(_csv_cell(v)).replace("|", "\\|") for v in row] for row in listing.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines).encode("utf-8")


def to_xlsx(listing: Listing) -> bytes:
    """A workbook with one sheet: bold header that stays in view, columns as wide as their content.

    The same rows give the same bytes: nothing in the file tells when it was written.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = listing.name[:31]
    sheet.append(list(listing.columns))
    for row in listing.rows:
        sheet.append([harmless(v) if isinstance(v, str) else v for v in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, column in enumerate(listing.columns, start=1):
        longest = max([len(column), *(len(str(row[number - 1] or "")) for row in listing.rows[:200])])
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 2, 60)
    sheet.freeze_panes = "A2"
    return _timeless(book)


def _timeless(book: "Workbook") -> bytes:
    """A workbook's bytes with a fixed time wherever its format wants one."""
    from datetime import datetime
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    from openpyxl.writer.excel import ExcelWriter

    class Timeless(ZipFile):
        """An archive whose parts are all of one moment."""

        def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
            part = ZipInfo(zinfo_or_arcname, (1980, 1, 1, 0, 0, 0))
            super().writestr(part, data, ZIP_DEFLATED)

        def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
            self.writestr(arcname, Path(filename).read_bytes())

    book.properties.created = book.properties.modified = datetime(1980, 1, 1)  # noqa: DTZ001 - the format has no zones
    out = BytesIO()
    ExcelWriter(book, Timeless(out, "w", ZIP_DEFLATED)).save()
    return out.getvalue()


FORMATS: Mapping[str, Callable[[Listing], bytes]] = {"csv": to_csv, "json": to_json, "md": to_md, "xlsx": to_xlsx}


def render(listing: Listing, name: str) -> bytes:
    """The bytes of a listing in a named format; an unknown name tells the known ones."""
    if name not in FORMATS:
        known = ", ".join(("table", *FORMATS))
        raise UsageProblem(t(f"Không có định dạng “{name}”", f"There is no format “{name}”"), known)
    return FORMATS[name](listing)
