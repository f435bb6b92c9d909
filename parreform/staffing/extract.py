"""From grids to staffing figures: every staffing table of a file, with all faults collected. Pure."""

from collections.abc import Iterable, Sequence

from parreform.catalog import Catalog
from parreform.findings import Finding
from parreform.hints import Hints
from parreform.settings import t
from parreform.staffing.extraction import NOTHING, StaffExtraction, StaffSheet
from parreform.staffing.figures import Figure, measure_words
from parreform.staffing.reading import TableReading
from parreform.staffing.tables import find_tables, is_titled_of_staff, unheaded
from parreform.staffing.terms import Terms, name_of
from parreform.workbook import Grid

_SHOWN = 3
"""So many headings of figures that are not read show what a table holds."""


def extract_staffing(grids: Sequence[Grid], file: str, catalog: Catalog, hints: Hints) -> StaffExtraction:
    """Read every sheet of a file that is about staff; an index named by option leaves none."""
    if hints.index:
        return NOTHING
    chosen = [g for g in grids if hints.reads(g.sheet, hidden=g.hidden)]
    tables = [(grid.sheet, table) for grid in chosen for table in find_tables(grid, file, catalog)]
    readings = [TableReading(table, catalog, hints) for _, table in tables]
    for reading in readings:
        reading.read()
    _pass_over_ministries(readings)
    kept, repeats = _once([f for r in readings for f in r.figures], catalog)
    sheets = [
        StaffSheet(name, table, tuple(r.figures), r.counts) for (name, table), r in zip(tables, readings, strict=True)
    ]
    findings = [f for r in readings for f in r.findings]
    findings += _formulas(grids, [f for r in readings for f in r.figures], catalog)
    findings += [f for grid in chosen for f in unheaded(grid, [x for name, x in tables if name == grid.sheet], catalog)]
    if tables and not kept and not any(f.severity == "error" for f in findings):
        findings += [_unread(r) for r in readings if r.holds_figures]
    distinct = {(f.code, f.sheet, f.cell, str(f.facts)): f for f in [*findings, *repeats]}
    taken = frozenset(s.name for s in sheets)
    unread = frozenset(g.sheet for g in chosen if g.sheet not in taken and is_titled_of_staff(g))
    return StaffExtraction(tuple(kept), tuple(distinct.values()), tuple(sheets), taken, unread)


def _unread(reading: TableReading) -> Finding:
    """That a table gave nothing, with the headings of the figures in it."""
    table, seen = reading.table, ", ".join(f"“{x}”" for x in reading.unread_headings[:_SHOWN])
    where = t(f" dưới {seen}", f" below {seen}") if seen else ""
    return Finding("staffing-unread", table.grid.sheet, table.grid.address(table.header.start, 0), {"where": where})


def _formulas(grids: Sequence[Grid], figures: Sequence[Figure], catalog: Catalog) -> list[Finding]:
    """What the formulas of figures say against them."""
    if not any(grid.formulas for grid in grids):
        return []
    from parreform.staffing.formulas import staffing_formulas  # files without formulas do without what reads them

    return staffing_formulas(grids, figures, catalog)


def _pass_over_ministries(readings: Sequence[TableReading]) -> None:
    """A sheet of ministries beside sheets of provinces is passed over."""
    if not any(reading.figures for reading in readings):
        return
    why = t("bảng của các bộ, ngành, không có tên tỉnh", "a table of ministries, without names of provinces")
    for reading in readings:
        if reading.of_ministries:
            reading.findings = [Finding("sheet-skipped", reading.table.grid.sheet, "", {"why": why})]


def _once(figures: Iterable[Figure], catalog: Catalog) -> tuple[list[Figure], list[Finding]]:
    """Each key once. The same number in two places is stored once, two different ones are an error."""
    kept: dict[object, Figure] = {}
    repeats: dict[tuple[str, str], int] = {}
    findings = []
    for figure in figures:
        first = kept.setdefault(figure.key, figure)
        if first is figure:
            continue
        if first.said == figure.said:
            repeats[figure.sheet, first.sheet] = repeats.get((figure.sheet, first.sheet), 0) + 1
        elif figure.measure == "baseline" and (first.sheet, first.cell) == (figure.sheet, figure.cell):
            continue
        else:
            findings.append(_twice(first, figure, catalog))
    findings += [
        Finding("repeated", sheet, "", {"other": other, "count": n})
        for (sheet, other), n in repeats.items()
        if sheet != other
    ]
    return list(kept.values()), findings


def _twice(first: Figure, second: Figure, catalog: Catalog) -> Finding:
    """Two values of one thing, by the names people know; in one row two columns collide, else two rows."""
    columns = first.sheet == second.sheet and _row_of(first.cell) == _row_of(second.cell)
    todo = (
        t(
            "Hai cột cùng nghĩa: ghi năm, hình thức hay nơi giao vào tiêu đề cho khác nhau, hoặc xóa một cột",
            "Two columns mean the same: state year, kind or who assigned in their headings, or delete one",
        )
        if columns
        else t("Giữ lại một dòng đúng", "Keep the row that is right")
    )
    facts = {"first": first.value, "second": second.value, "other": f"{first.sheet}!{first.cell}", "todo": todo}
    return Finding("figure-twice", second.sheet, second.cell, {"name": _name_of(second, catalog), **facts})


def _row_of(cell: str) -> str:
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _name_of(figure: Figure, catalog: Catalog) -> str:
    year = int(figure.period[:4]) if figure.period else None
    category = name_of(Terms.of(catalog).categories, figure.category)
    return ", ".join(
        (catalog.unit(figure.unit).name(year), category, measure_words(figure.measure), figure.period or "-")
    )
