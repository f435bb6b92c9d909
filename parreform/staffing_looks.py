"""How a staffing table was understood, in the words and columns of `inspect`."""

from collections.abc import Sequence

from parreform.catalog import Catalog
from parreform.findings import Finding
from parreform.inspection import ColumnLook, RowLook, SheetLook
from parreform.settings import t
from parreform.staffing.extraction import StaffExtraction, StaffSheet
from parreform.staffing.headings import Meaning
from parreform.staffing.terms import Terms, name_of
from parreform.workbook import letters

_ROW_CODES = frozenset(("row-skipped", "label-unknown", "rows-bodies", "unit-unknown", "part-unplaced"))
_ROLES_FIRST = ("category", "unit")


def looks_of(staff: StaffExtraction, findings: Sequence[Finding], catalog: Catalog) -> list[SheetLook]:
    """Every staffing table of a file."""
    return [_look(sheet, findings, catalog) for sheet in staff.sheets]


def _look(sheet: StaffSheet, findings: Sequence[Finding], catalog: Catalog) -> SheetLook:
    table = sheet.table
    here = [f for f in findings if f.sheet == sheet.name]
    at_heading = {f.cell: f for f in here if f.code in ("column-skipped", "heading-unknown", "baseline-unknown")}
    columns = []
    for position, column in table.columns.items():
        if column.label:
            found = next(
                (at_heading[c] for r in table.header if (c := table.grid.address(r, position)) in at_heading), None
            )
            columns.append(_column(position, column, sheet, found, catalog))
    rows = [f for f in here if f.code in _ROW_CODES]
    names = next((table.roles[r] for r in _ROLES_FIRST if r in table.roles), 0)
    return SheetLook(
        sheet.name,
        "staffing",
        "staffing",
        sheet.years,
        _header(sheet),
        _at(sheet, names),
        len({f.unit for f in sheet.figures}),
        len(sheet.figures),
        tuple(columns),
        tuple(RowLook(f.cell, str(f.facts.get("label", f.facts.get("name", ""))), f.message) for f in rows),
    )


def _at(sheet: StaffSheet, position: int) -> str:
    return str(position + 1) if sheet.table.grid.turned else letters(position)


def _header(sheet: StaffSheet) -> str:
    first, last = sheet.table.header.start, sheet.table.header.stop - 1
    names = [letters(n) if sheet.table.grid.turned else str(n + 1) for n in (first, last)]
    return "-".join(dict.fromkeys(names))


def _column(position: int, column: Meaning, sheet: StaffSheet, finding: Finding | None, catalog: Catalog) -> ColumnLook:
    measure = column.measure or column.role
    year = int(column.period[:4]) if column.period else (column.baseline_year or None)
    count = sheet.counts.get(position, 0)
    why = str(finding.facts.get("why") or finding.message) if finding else _why(column, count, catalog)
    return ColumnLook(_at(sheet, position), column.label, column.category, measure, year, count, why)


def _why(column: Meaning, count: int, catalog: Catalog) -> str:
    """What the heading says beside measure and year."""
    terms = Terms.of(catalog)
    said = []
    if column.reason:
        said.append(name_of(terms.reasons, column.reason))
    if column.baseline_year and column.measure != "baseline":
        said.append(t(f"so với {column.baseline_year}", f"against {column.baseline_year}"))
    if column.step:
        said.append(t("so với năm trước", "against the year before"))
    if column.kind:
        said.append(name_of(terms.kinds, column.kind).lower())
    if column.by:
        said.append(t("do ", "by ") + name_of(terms.givers, column.by))
    if column.sign < 0:
        said.append(t("đổi dấu: in tăng là dương", "sign turned: increases are printed positive"))
    if column.is_value and not count:
        said.append(t("chưa đọc số nào", "no number read"))
    return "; ".join(said)
