"""Draws blank workbooks: one sheet to fill in, a sheet of help, a hidden sheet of names to choose from."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, cast

from parreform.settings import t
from parreform.templates import Field, Form, Rule
from parreform.text import local_number

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

HELP_SHEET = "Hướng dẫn"
LIST_SHEET = "Danh sách"
FONT = "Times New Roman"
FORMATS = {"score": "0.00####", "rank": "0", "count": "#,##0", "year": "0"}


def draw(form: Form) -> bytes:
    """The bytes of an .xlsx workbook."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = form.sheet
    _titles(sheet, form)
    if form.turned:
        _turned(sheet, form)
    else:
        _upright(sheet, form)
    _help(book.create_sheet(HELP_SHEET), form)
    _lists(book.create_sheet(LIST_SHEET), form)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _titles(sheet: Worksheet, form: Form) -> None:
    """Titles span an upright table; beside turned ones they stay in the first cell."""
    from openpyxl.styles import Alignment, Font

    for row, title in enumerate(form.titles, start=1):
        cell = sheet.cell(row, 1, title)
        cell.font = Font(name=FONT, size=13, bold=True) if row == 1 else Font(name=FONT, size=10, italic=True)
        if not form.turned:
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(form.fields))
            cell.alignment = Alignment(horizontal="center")


# --- units in rows -----------------------------------------------------------------------------


def _upright(sheet: Worksheet, form: Form) -> None:
    top = len(form.titles) + 1
    depth = 2 if any(f.above for f in form.fields) else 1
    first, last = top + depth, top + depth + len(form.rows) + form.spare - 1
    for column, field in enumerate(form.fields, start=1):
        _heading(sheet, top, column, field, depth)
        _column(sheet, column, field, range(first, last + 1), form)
    _shared_headings(sheet, top, form)
    for row, printed in enumerate(form.rows, start=first):
        for column, value in enumerate(printed, start=1):
            sheet.cell(row, column).value = value
    sheet.row_dimensions[first - 1].height = 62
    _page(sheet, f"{_letters(1 + _unit_column(form))}{first}", f"{top}:{first - 1}")


def _unit_column(form: Form) -> int:
    return next(n for n, f in enumerate(form.fields, start=1) if f.rule and f.rule.kind == "name")


def _heading(sheet: Worksheet, top: int, column: int, field: Field, depth: int) -> None:
    _head(sheet, top, column, field.above or field.title)
    if depth == 1:
        return
    _head(sheet, top + 1, column, field.title if field.above else None)
    if not field.above:
        sheet.merge_cells(start_row=top, start_column=column, end_row=top + 1, end_column=column)


def _shared_headings(sheet: Worksheet, top: int, form: Form) -> None:
    """Merge the neighbours that stand under one heading."""
    start = 0
    above = [f.above for f in form.fields] + [""]
    for place, name in enumerate(above):
        if name == above[start]:
            continue
        if above[start] and place - start > 1:
            sheet.merge_cells(start_row=top, start_column=start + 1, end_row=top, end_column=place)
        start = place


def _column(sheet: Worksheet, column: int, field: Field, rows: range, form: Form) -> None:
    letter = _letters(column)
    sheet.column_dimensions[letter].width = field.width
    for row in rows:
        _box(sheet, row, column, field.rule)
    _validate(sheet, field.rule, f"{letter}{rows[0]}:{letter}{rows[-1]}", form)


# --- units in columns --------------------------------------------------------------------------


def _turned(sheet: Worksheet, form: Form) -> None:
    top, first = len(form.titles) + 2, 3
    last = first + len(form.rows) + form.spare - 1
    unit, *indicators = form.fields
    names = [str(row[0]) for row in form.rows] + [None] * form.spare
    for column, name in enumerate([unit.title, "Thang điểm", *names], start=1):
        _head(sheet, top, column, name)
        sheet.column_dimensions[_letters(column)].width = 13
    spare = f"{_letters(last - form.spare + 1)}{top}:{_letters(last)}{top}"
    _validate(sheet, unit.rule, spare, form)
    for row, field in enumerate(indicators, start=top + 1):
        _box(sheet, row, 1, None).value = field.title
        _box(sheet, row, 2, None).value = field.scale
        for column in range(first, last + 1):
            _box(sheet, row, column, field.rule)
        _validate(sheet, field.rule, f"{_letters(first)}{row}:{_letters(last)}{row}", form)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 52, 16
    sheet.row_dimensions[top].height = 34
    _page(sheet, f"C{top + 1}", f"{top}:{top}")
    sheet.print_title_cols = "A:B"
    sheet.page_setup.fitToWidth = max(len(form.rows) // 16, 1)


# --- what a cell may hold ----------------------------------------------------------------------


def _validate(sheet: Worksheet, rule: Rule | None, cells: str, form: Form) -> None:
    if rule is None:
        return
    validation = _validation(rule, form)
    validation.showErrorMessage = True
    validation.errorStyle = "warning"  # KCDL, or `8/63` as a rank, may be confirmed
    validation.errorTitle = "parreform"
    validation.error = _complaint(rule)
    sheet.add_data_validation(validation)
    validation.add(cells)


def _validation(rule: Rule, form: Form) -> DataValidation:
    from openpyxl.worksheet.datavalidation import DataValidation

    if rule.kind == "choice":
        return DataValidation(type="list", formula1=f'"{",".join(rule.choices)}"', allow_blank=True)
    if rule.kind == "name":
        return DataValidation(type="list", formula1=f"'{LIST_SHEET}'!$A$1:$A${len(form.names)}", allow_blank=True)
    low, high = _bounds(rule)
    return DataValidation(
        type="whole" if rule.kind in ("rank", "year", "count") else "decimal",
        operator="between" if high else "greaterThanOrEqual",
        formula1=low,
        formula2=high,
        allow_blank=True,
    )


def _bounds(rule: Rule) -> tuple[str, str | None]:
    """As formulas. Thirds are printed as 3.33: the true third is allowed."""
    if rule.kind == "year":
        return "1990", "2100"
    if rule.kind == "rank":
        return "1", f"{rule.maximum:g}" if rule.maximum else None
    if rule.kind == "score" and rule.maximum is None:
        return "-1000000000", "1000000000"
    maximum = rule.maximum
    if maximum is not None and maximum * 4 != round(maximum * 4):
        maximum += 0.005
    return "0", f"{maximum:g}" if maximum is not None else None


def _complaint(rule: Rule) -> str:
    if rule.kind in ("choice", "name"):
        return t("Chọn một tên trong danh sách.", "Choose a name from the list.")
    if rule.kind == "year":
        return t("Ô này là một năm, ví dụ 2024.", "This cell holds a year, such as 2024.")
    if rule.kind == "rank":
        n = local_number(rule.maximum or 0)
        return t(f"Thứ hạng là số nguyên từ 1 đến {n}.", f"A rank is a whole number from 1 to {n}.")
    if rule.kind == "count":
        return t("Ô này là một số nguyên không âm.", "This cell holds a whole number, not negative.")
    if rule.maximum is None:
        return t("Ô này là một số; không có số liệu thì để trống.", "This cell holds a number; else leave it empty.")
    top = local_number(rule.maximum)
    return t(
        f"Ô này là một số từ 0 đến {top}; chưa có số liệu thì để trống.",
        f"This cell holds a number from 0 to {top}; leave it empty where there is none yet.",
    )


# --- how it looks ------------------------------------------------------------------------------


def _head(sheet: Worksheet, row: int, column: int, text: str | None) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = _box(sheet, row, column, None)
    cell.value = text
    cell.font = Font(name=FONT, size=11, bold=True)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.fill = PatternFill("solid", fgColor="DDE7F0")


def _box(sheet: Worksheet, row: int, column: int, rule: Rule | None) -> Cell:
    from openpyxl.styles import Border, Font, Side

    thin = Side(style="thin", color="999999")
    cell = cast("Cell", sheet.cell(row, column))
    cell.font = Font(name=FONT, size=11)
    cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    cell.number_format = FORMATS.get(rule.kind, "General") if rule else "General"
    return cell


def _page(sheet: Worksheet, freeze: str, repeat: str) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = freeze
    sheet.print_title_rows = repeat
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _help(sheet: Worksheet, form: Form) -> None:
    from openpyxl.styles import Alignment, Font

    for row, text in enumerate((form.titles[0], *form.help), start=1):
        cell = sheet.cell(row, 1, text)
        cell.font = Font(name=FONT, size=12, bold=row == 1)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 110


def _lists(sheet: Worksheet, form: Form) -> None:
    for row, name in enumerate(form.names, start=1):
        sheet.cell(row, 1, name)
    sheet.sheet_state = "hidden"


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))
