"""The rows of a table: which are units, and what is said about those that are none."""

from collections.abc import Sequence

from parreform.blocks import Axis
from parreform.columns import filled_rows, row_measures
from parreform.names import territory_hint
from parreform.naming import is_figure
from parreform.reader import TableReader
from parreform.settings import t
from parreform.subjects import of_new_territory
from parreform.text import fold, squeeze

NOT_UNITS = frozenset(
    "highest lowest mean average median max min diemcaonhat diemthapnhat caonhat thapnhat trungbinh trungbinhcanuoc"
    " binhquan binhquanchung trungbinhchung trungvi giatritrungvi tong tongso tongcong total giatrilonnhat giatrinhonhat"
    " trungbinhchungcanuoc binhquancanuoc trungbinh63tinhthanhpho national nationalaverage nationalmean".split()
)

_CHOSEN = 20
"""So many provinces all of which bear a name of today are no accident: 34 of 63 do."""


def units_in_rows(reader: TableReader, year: int, positions: Sequence[int]) -> Axis:
    """The rows that are units. Other rows with values are reported or refused."""
    grid, found = reader.table.grid, []
    rows_each = len(row_measures(reader.table))
    for r in filled_rows(reader.table)[::rows_each] if rows_each > 1 else reader.table.rows:
        name = grid.rows[r][reader.table.unit_column]
        if isinstance(name, str) and (unit := reader.catalog.unit_printed(name, year)):
            found.append((r, unit.id))
        elif any(is_figure(grid.rows[r][c]) for c in positions):
            report_row(reader, r, name, year)
    return Axis.of(found)


def of_later_territory(reader: TableReader, axis: Axis, year: int) -> bool:
    """Whether rows of a year before the mergers are those of the provinces made by them, by title or by names.

    Names are borne by old and new provinces alike: so many of them without a single one that ended were
    chosen from the new list. A name that says `(cũ)` leaves no doubt.
    """
    catalog, names = reader.catalog, reader.table.unit_column
    last = catalog.provinces(9999)
    if {u.id for u in last} == {u.id for u in catalog.provinces(year)}:
        return False
    if any(territory_hint(str(reader.table.grid.rows[r][names])) == "old" for r in axis.rows):
        return False
    lasting = {old.id for new in last if (old := catalog.unit_in(new.official(), year))}
    units = set(axis.units) - {"viet-nam"}
    return of_new_territory(reader.table, catalog) or (len(units) >= _CHOSEN and units <= lasting)


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
    elif reader.catalog.below_province(label, year):
        reader.find("unit-below", row, column, name=label, year=year)
    elif named := reader.catalog.named(label):
        event = reader.catalog.successor(named[0])
        words = ", ".join(reader.catalog.units[u].vi for u in event.successors) if event else ""
        reader.find("territory-mixed", row, column, name=label, year=year, event=f"(→ {words})" if words else "")
    else:
        suggestion = ", ".join(reader.catalog.suggest_units(label, year))
        reader.find("unit-unknown", row, column, name=label, year=year, suggestion=suggestion)
