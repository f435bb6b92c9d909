"""The rows of a table: which are units, which are means, regions and other rows beside them, which are faults."""

from collections.abc import Sequence

from parreform.blocks import Axis
from parreform.catalog import Catalog
from parreform.columns import BESIDE, filled_rows, row_measures
from parreform.entries import COUNTRY
from parreform.evidence import named_in
from parreform.headings import Labels
from parreform.labels import split_label
from parreform.layouts import Table
from parreform.leaders import leads
from parreform.measures import is_year_mark, years_in
from parreform.mentions import provinces_in
from parreform.names import territory_hint
from parreform.naming import heads_names_of_today, is_figure
from parreform.numerals import missing_reason
from parreform.reader import TableReader
from parreform.settings import t
from parreform.subjects import of_new_territory
from parreform.text import fold, squeeze
from parreform.wording import sums_up

_CHOSEN = 20
"""So many provinces all of which bear a name of today are no accident: 34 of 63 do."""


def units_in_rows(reader: TableReader, year: int, positions: Sequence[int]) -> Axis:
    """The rows that are units. Other rows with values are reported or refused."""
    grid, found, silent = reader.table.grid, [], _right_above(reader.table)
    rows_each = len(row_measures(reader.table))
    for r in filled_rows(reader.table)[::rows_each] if rows_each > 1 else reader.table.rows:
        name = grid.rows[r][reader.table.unit_column]
        if isinstance(name, str) and (unit := reader.catalog.unit_printed(name, year)):
            found.append((r, unit.id))
        elif any(_says_something(grid.rows[r][c]) for c in positions):
            report_row(reader, r, name, year)
        else:
            silent.append(r)
    _report_inside(reader, [r for r in silent if found and r < found[-1][0]], year)
    return Axis.of(found)


def _says_something(value: object) -> bool:
    """Whether a cell holds a figure, or says that there is none: `KCDL` beside a name nobody knows is a unit lost."""
    return is_figure(value) or (isinstance(value, str) and missing_reason(value) is not None)


def _right_above(table: Table) -> list[int]:
    """The rows right above the first unit that hold one text at most: none of headings, none of another block."""
    row = table.first_row
    while row > table.header.stop and len({v for v in table.grid.rows[row - 1] if v is not None}) < 2:
        row -= 1
    return [*range(row, table.first_row)]


def _report_inside(reader: TableReader, silent: Sequence[int], year: int) -> None:
    """Report rows among the units, or between them and their headings, that speak of another part or year."""
    table = reader.table
    for r in () if table.grid.turned else silent:
        texts = {v for v in table.grid.rows[r] if v is not None}
        label = next(iter(texts)) if len(texts) == 1 else None
        if not isinstance(label, str):
            continue
        again = squeeze(label) in table.titles
        if _begins_table(reader, r) if again else _speaks_otherwise(reader, label, year):
            reader.find("heading-inside", r, table.grid.rows[r].index(label), label=squeeze(label))


def _begins_table(reader: TableReader, row: int) -> bool:
    """Whether a title that is printed again stands below an empty row and right above a unit: its headings are lost."""
    rows, names = reader.table.grid.rows, reader.table.unit_column
    name = rows[row + 1][names]
    parted = all(v is None for v in rows[row - 1])
    return parted and isinstance(name, str) and bool(reader.catalog.named(name))


def _speaks_otherwise(reader: TableReader, label: str, year: int) -> bool:
    """Whether a lone text names a part of the index, another index or another year."""
    if reader.catalog.named(label):
        return False
    words = split_label(label)[1]
    own = {c.index for c in reader.columns}
    named = {i for x in reader.catalog.indices for i in Labels.of(reader.catalog, x).find_after_measure(words)}
    named |= set(named_in((label,), reader.catalog))
    other_year = bool(years_in(label)) and year not in years_in(label)
    return (bool(named) and not named & own) or (other_year and (bool(named) or is_year_mark(label)))


def of_later_territory(reader: TableReader, axis: Axis, year: int) -> bool:
    """Whether rows of a year before the mergers are those of the provinces made by them, by title, heading or names.

    Names are borne by old and new provinces alike: so many of them without a single one that ended were
    chosen from the new list. A name that says `(cũ)` leaves no doubt.
    """
    catalog, names = reader.catalog, reader.table.unit_column
    if not ends_later(catalog, year):
        return False
    if any(territory_hint(str(reader.table.grid.rows[r][names])) == "old" for r in axis.rows):
        return False
    lasting = {old.id for new in catalog.provinces(9999) if (old := catalog.unit_in(new.official(), year))}
    units = set(axis.units) - {COUNTRY}
    headed = any(map(heads_names_of_today, reader.table.paths.get(names, ())))
    chosen = units <= lasting and (headed or len(units) >= _CHOSEN)
    return of_new_territory(reader.table, catalog) or (chosen and bool(units))


def ends_later(catalog: Catalog, year: int) -> bool:
    """Whether the provinces of a year are not those of today."""
    return {u.id for u in catalog.provinces(9999)} != {u.id for u in catalog.provinces(year)}


def report_row(reader: TableReader, row: int, name: object, year: int) -> None:
    """Report a row with figures whose name is no unit of the year: passed over where that is sure, else refused."""
    label = squeeze(str(name)) if name is not None else ""
    column, cells = reader.table.unit_column, reader.table.grid.rows[row]
    before = () if label else _words_before_figures(cells)
    groups = {fold(g) for group in reader.catalog.groups for g in (group.vi, group.en)}
    others = [x for x in (label, *before) if sums_up(x) or leads(x, reader.catalog) or fold(x) in groups]
    if (row, column) in reader.table.grid.uncached:
        reader.find("formula-uncached", row, column)
    elif others:
        place = column if label else cells.index(others[0])
        leading = reader.table.grid.turned and leads(others[0], reader.catalog)  # a column of the sheet, as seen
        code, why = ("column-skipped", t(*BESIDE["leading"])) if leading else ("row-skipped", _no_province())
        reader.find(code, row, place, label=squeeze(others[0]), why=why)
    elif not label:
        reader.find("unit-missing", row, column)
    elif reader.catalog.below_province(label, year):
        reader.find("unit-below", row, column, name=label, year=year)
    elif named := reader.catalog.named(label):
        event = reader.catalog.successor(named[0])
        words = ", ".join(reader.catalog.units[u].vi for u in event.successors) if event else ""
        reader.find("territory-mixed", row, column, name=label, year=year, event=f"(→ {words})" if words else "")
    elif reader.catalog.is_central(label):
        reader.find("unit-central", row, column, name=label)
    elif len(names := provinces_in(label, reader.catalog)) > 1:
        reader.find("unit-unclear", row, column, name=label, year=year, names=", ".join(names))
    else:
        suggestion = ", ".join(reader.catalog.suggest_units(label, year))
        reader.find("unit-unknown", row, column, name=label, year=year, suggestion=suggestion)


def _no_province() -> str:
    return t("không phải một tỉnh", "not a province")


def _words_before_figures(row: Sequence[object]) -> tuple[str, ...]:
    """The texts that stand left of the first figure: a word right of it is of the unit, a class such as `Trung bình`."""
    first = next((n for n, v in enumerate(row) if is_figure(v)), len(row))
    return tuple(v for v in row[:first] if isinstance(v, str))
