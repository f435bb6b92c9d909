"""A copy of a workbook with its findings where they were seen: comments, coloured cells, one sheet of all."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from parreform.errors import InputRefused, UsageProblem
from parreform.export import harmless
from parreform.files import refuse_existing, write_whole
from parreform.findings import Finding, Severity
from parreform.reading import faults
from parreform.settings import t
from parreform.text import printable
from parreform.workbook import Grid, file_content, is_xlsx, letters, read_workbook

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

AUTHOR = "parreform"
SHEET = "parreform"
_CODE = "code"
"""The last heading of our sheet, which tells it from one of the workbook's own called so."""
SUFFIXES = (".xlsx", ".xlsm")
COLOURS: Mapping[Severity, str] = {"error": "FFFFA7A7", "warning": "FFFFE699", "note": "FFBDD7EE"}
ORDER: tuple[Severity, ...] = ("error", "warning", "note")


def check_annotation(files: Sequence[Path], out: Path) -> None:
    """Refuse before anything is done what cannot be annotated: other formats, several files, the file itself."""
    if len(files) != 1 or files[0].is_dir():
        raise UsageProblem(
            t("--annotate dùng cho một tệp mỗi lần", "--annotate takes one file at a time"),
            t("Nhập riêng tệp cần đánh dấu", "Import the file to be annotated by itself"),
        )
    source = files[0]
    if out.suffix.lower() not in SUFFIXES:
        raise UsageProblem(
            t(
                f"--annotate chỉ ghi được .xlsx, .xlsm; {out.name} thì không",
                f"--annotate writes .xlsx and .xlsm only, not {out.name}",
            ),
            t(f"Đặt tên bản sao là {out.stem}.xlsx", f"Call the copy {out.stem}.xlsx"),
        )
    if out.suffix.lower() == ".xlsm" and source.suffix.lower() != ".xlsm":
        raise UsageProblem(
            t(f"Bản sao của {source.name} phải là .xlsx", f"The copy of {source.name} must be .xlsx"),
            t(f"Đặt tên bản sao là {out.stem}.xlsx", f"Call the copy {out.stem}.xlsx"),
        )
    if out.exists() and source.exists() and out.samefile(source):
        raise UsageProblem(
            t("--annotate không ghi đè lên chính tệp đang nhập", "--annotate never writes over the file imported"),
            t("Chọn tên khác cho bản sao", "Choose another name for the copy"),
        )
    refuse_existing(out, "--annotate")


def annotate(source: Path, findings: Sequence[Finding], out: Path) -> None:
    """Write the copy, whole or not at all. Raises `InputRefused` where the workbook cannot be opened.

    Of an .xlsx or .xlsm file everything that openpyxl keeps is kept; of any other the copy holds what was read:
    values, merged cells, hidden parts, percent formats.
    """
    content = file_content(source)
    if is_xlsx(content):
        book = _opened(source, content, keep_vba=out.suffix.lower() == ".xlsm")
    else:
        book, findings = _copied(read_workbook(source, content), findings)
    _forget_earlier(book)
    for (sheet, cell), found in _by_place(findings).items():
        target = _cell(book, sheet, cell)
        if target is not None:
            _mark(target, found)
    _list(book, findings)
    written = io.BytesIO()
    book.save(written)
    if book.vba_archive is not None:
        book.vba_archive.close()
    write_whole(out, written.getvalue())


def _opened(source: Path, content: bytes, *, keep_vba: bool) -> Workbook:
    from openpyxl import load_workbook

    try:
        with redirect_stdout(io.StringIO()):  # openpyxl prints about odd styles
            return load_workbook(io.BytesIO(content), keep_vba=keep_vba)
    except Exception as fault:  # openpyxl raises what its parts raise
        raise InputRefused(source, message=t("không mở được để đánh dấu", "cannot be opened to annotate")) from fault


def _copied(grids: Sequence[Grid], findings: Sequence[Finding]) -> tuple[Workbook, list[Finding]]:
    """A workbook of what was read, and the findings under the names its sheets can have."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    titles = {}
    for grid in grids:
        title = "".join("_" if c in "[]:*?/\\" else c for c in printable(grid.sheet)).strip("'")[:31]
        sheet = book.create_sheet(title or None)
        titles[grid.sheet] = sheet.title
        _fill(sheet, grid)
    return book, [replace(f, sheet=titles.get(f.sheet, f.sheet)) for f in findings]


def _fill(sheet: Worksheet, grid: Grid) -> None:
    """Put everything a grid knows into a sheet; a text is written as a text, whatever it begins with."""
    for r, row in enumerate(grid.rows, start=1):
        for c, value in enumerate(row, start=1):
            if value is not None:
                cell = sheet.cell(r, c)
                cell.value = printable(value, faults.MAX_TEXT) if isinstance(value, str) else value  # type: ignore[assignment]
                cell.data_type = "s" if isinstance(value, str) else cell.data_type
    for r, c in grid.percent:
        sheet.cell(r + 1, c + 1).number_format = "0.00%"
    for span in grid.merged:
        sheet.merge_cells(None, span.top + 1, span.left + 1, span.bottom + 1, span.right + 1)
    for r in grid.hidden_rows:
        sheet.row_dimensions[r + 1].hidden = True
    for c in grid.hidden_columns:
        sheet.column_dimensions[letters(c)].hidden = True
    for c, width in enumerate(_widths(grid)):
        sheet.column_dimensions[letters(c)].width = width
    sheet.sheet_state = "hidden" if grid.hidden else "visible"


def _widths(grid: Grid) -> list[int]:
    """Columns as wide as their longest text, titles that run over other columns apart, within reason."""
    rows = [row for row in grid.rows[:500] if sum(v is not None for v in row) > 1]
    return [
        min(max((len(str(row[c])) + 2 for row in rows if row[c] is not None), default=9), 40) for c in range(grid.width)
    ]


def _by_place(findings: Sequence[Finding]) -> dict[tuple[str, str], list[Finding]]:
    places: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.cell:
            places[finding.sheet, finding.cell].append(finding)
    return places


def _worksheet(book: Workbook, name: str) -> Worksheet | None:
    return next((s for s in book.worksheets if s.title == name), None)


def _cell(book: Workbook, sheet: str, address: str) -> Cell | None:
    """The cell of an address; for one within a merged range the cell that shows its value."""
    place = _worksheet(book, sheet)
    if place is None:
        return None
    first = address.split(":", maxsplit=1)[0]
    span = next((m for m in place.merged_cells.ranges if first in m), None)
    found: Cell = place[span.coord.split(":")[0] if span else first]
    return found


def _forget_earlier(book: Workbook) -> None:
    """Take off what an earlier annotation left, so that mended cells are not marked any more; others' words stay."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    for old in [x for x in book.worksheets if x.title.startswith(SHEET) and x["E2"].value == _CODE]:
        book.remove(old)
    for sheet in book.worksheets:
        for cell in (c for row in sheet.iter_rows() for c in row if c.comment and c.comment.author == AUTHOR):
            said = cell.comment.text if cell.comment else ""
            who, _, words = others_words(said, AUTHOR).partition(": ")
            cell.comment = Comment(words, who) if words else None
            if cell.fill.fgColor.rgb in COLOURS.values():
                cell.fill = PatternFill()


def _mark(cell: Cell, findings: Sequence[Finding]) -> None:
    """Comment and colour a cell; what others have written in its comment stays below ours."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    ordered = sorted(findings, key=lambda f: ORDER.index(f.severity))
    text = "\n\n".join(dict.fromkeys(_words(f) for f in ordered))
    if cell.comment and cell.comment.text:
        text += f"\n\n{cell.comment.author}: {cell.comment.text}"
    lines = sum(1 + len(line) // 48 for line in text.splitlines())
    cell.comment = Comment(text, AUTHOR, width=360, height=min(36 + 18 * lines, 500))
    cell.fill = PatternFill("solid", fgColor=COLOURS[ordered[0].severity])


def others_words(comment: str, author: str) -> str:
    """What a comment says besides the findings that an annotation wrote into it: for our own readers of copies."""
    if author != AUTHOR:
        return comment
    ours = tuple(f"{word}:" for words in _SEVERITIES.values() for word in words)
    return "\n\n".join(part for part in comment.split("\n\n") if not part.startswith(ours))


def _words(finding: Finding) -> str:
    todo = f"\n→ {finding.suggestion}" if finding.suggestion else ""
    return printable(f"{_severity(finding.severity)}: {finding.message}{todo}", faults.MAX_TEXT)


def _plain(text: str) -> str:
    """A text for a cell, which no spreadsheet takes for a formula."""
    return harmless(printable(text, faults.MAX_TEXT))


_SEVERITIES: Mapping[Severity, tuple[str, str]] = {
    "error": ("Lỗi", "Error"),
    "warning": ("Cảnh báo", "Warning"),
    "note": ("Ghi chú", "Note"),
}


def _severity(severity: Severity) -> str:
    return t(*_SEVERITIES[severity])


# --- the sheet of all findings -----------------------------------------------------------------


def _list(book: Workbook, findings: Sequence[Finding]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet = book.create_sheet(SHEET, 0)
    headings = (t("Mức", "Severity"), t("Ô", "Cell"), t("Nội dung", "Message"), t("Cần làm", "What to do"), _CODE)
    sheet.append([_summary(findings)])
    sheet.append(headings)
    for row, finding in enumerate(sorted(findings, key=lambda f: ORDER.index(f.severity)), start=3):
        sheet.append(
            [_severity(finding.severity), "", *map(_plain, (finding.message, finding.suggestion)), finding.code]
        )
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=COLOURS[finding.severity])
        _link(sheet.cell(row, 2), finding, book)
    for cells in sheet.iter_rows(min_row=3):
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for cell in (*sheet[1], *sheet[2]):
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDE", (12, 26, 80, 60, 22), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A3"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.active = book.index(sheet)
    _select_only(book, sheet)


def _select_only(book: Workbook, chosen: Worksheet) -> None:
    """Leave one sheet selected: several selected sheets would be edited together."""
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is chosen


def _summary(findings: Sequence[Finding]) -> str:
    counts = {s: sum(f.severity == s for f in findings) for s in ORDER}
    return t(
        f"parreform: {counts['error']} lỗi, {counts['warning']} cảnh báo, {counts['note']} ghi chú",
        f"parreform: {counts['error']} errors, {counts['warning']} warnings, {counts['note']} notes",
    )


def _link(cell: Cell, finding: Finding, book: Workbook) -> None:
    """The place of a finding, and a link to it where it is in the workbook. A whole sheet is linked at its start."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    if not finding.sheet:
        cell.value = t("(cả tệp)", "(the file)")
        return
    whole = t(f"{finding.sheet} (cả trang)", f"{finding.sheet} (sheet)")
    cell.value = _plain(f"{finding.sheet}!{finding.cell}" if finding.cell else whole)
    if _worksheet(book, finding.sheet) is None:
        return
    name = finding.sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!{finding.cell or 'A1'}")
    cell.style = "Hyperlink"
