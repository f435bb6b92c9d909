"""The rows of a table: which are units, and what is said about those that are none."""

from collections.abc import Sequence

from parreform.blocks import Axis
from parreform.columns import filled_rows, row_measures
from parreform.naming import is_figure
from parreform.reader import TableReader
from parreform.settings import t
from parreform.text import fold, squeeze

NOT_UNITS = frozenset(
    "highest lowest mean average median max min diemcaonhat diemthapnhat caonhat thapnhat trungbinh trungbinhcanuoc"
    " binhquan binhquanchung trungbinhchung trungvi giatritrungvi tong tongso tongcong total giatrilonnhat giatrinhonhat"
    " trungbinhchungcanuoc binhquancanuoc trungbinh63tinhthanhpho national nationalaverage nationalmean".split()
)


def units_in_rows(reader: TableReader, year: int, positions: Sequence[int]) -> Axis:
    """The rows that are units. Other rows with values are reported or refused."""
    grid, found = reader.table.grid, []
    rows_each = len(row_measures(reader.table))
    for r in filled_rows(reader.table)[::rows_each] if rows_each > 1 else reader.table.rows:
        name = grid.rows[r][reader.table.unit_column]
        if isinstance(name, str) and (unit := reader.catalog.unit_in(name, year)):
            found.append((r, unit.id))
        elif any(is_figure(grid.rows[r][c]) for c in positions):
            report_row(reader, r, name, year)
    return Axis.of(found)


def report_row(reader: TableReader, row: int, name: object, year: int) -> None:
    """Report a row of figures that names no unit of the year: a note where it is a mean or a region, else an error."""
    label = squeeze(str(name)) if name is not None else ""
    column = reader.table.unit_column
    others = {fold(v) for v in reader.table.grid.rows[row] if isinstance(v, str)}
    groups = {fold(g) for group in reader.catalog.groups for g in (group.vi, group.en)}
    if (row, column) in reader.table.grid.uncached:
        reader.find("formula-uncached", row, column)
    elif not label and not others & NOT_UNITS:
        reader.find("unit-missing", row, column)
    elif (others | {fold(label)}) & (NOT_UNITS | groups):
        reader.find("row-skipped", row, column, label=label, why=t("không phải một tỉnh", "not a province"))
    elif named := reader.catalog.named(label):
        event = reader.catalog.successor(named[0])
        words = ", ".join(reader.catalog.units[u].vi for u in event.successors) if event else ""
        reader.find("territory-mixed", row, column, name=label, year=year, event=f"(→ {words})" if words else "")
    else:
        suggestion = ", ".join(reader.catalog.suggest_units(label, year))
        reader.find("unit-unknown", row, column, name=label, year=year, suggestion=suggestion)
