"""From grids to readings: each value with its indicator, unit, year and cell. Pure; nothing is guessed."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from parreform.blocks import Axis, Readings, places
from parreform.catalog import Catalog, nearest
from parreform.cells import read_indicator
from parreform.columns import report_unknown, row_measures, value_columns
from parreform.entries import Framework
from parreform.evidence import Hints, correction_of, indices_of, year_of
from parreform.findings import Finding
from parreform.headings import BLANK_SAYS_NOTHING, VALUE_MEASURES, Heading, Labels, measure_of
from parreform.labels import split_label
from parreform.layouts import Table, identify
from parreform.lone import spoken_of
from parreform.meanings import described
from parreform.naming import is_figure, is_year
from parreform.once import once
from parreform.reader import Column, TableReader, count_numbers
from parreform.readings import Reading
from parreform.settings import t
from parreform.text import Decimal, decimal_mark, fold, missing_reason, parse_rank, squeeze
from parreform.workbook import Grid, letters

NOT_UNITS = frozenset(
    "highest lowest mean average median max min diemcaonhat diemthapnhat caonhat thapnhat trungbinh trungbinhcanuoc"
    " binhquan binhquanchung trungbinhchung trungvi giatritrungvi tong tongso tongcong total giatrilonnhat giatrinhonhat"
    " trungbinhchungcanuoc binhquancanuoc trungbinh63tinhthanhpho national nationalaverage nationalmean".split()
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one sheet was found to be.

    `header` and `unit_column` are positions in the table, where units stand in rows; `turned` tells
    that rows of the table are columns of the sheet. `readings` are all values of the sheet.
    """

    name: str
    layout: str
    index: str
    years: tuple[int, ...]
    values: int
    header: tuple[int, int] = (0, 0)
    unit_column: int = 0
    unit_heading: str = ""
    units: int = 0
    turned: bool = False
    columns: tuple[Column, ...] = ()
    readings: Sequence[Reading] = field(default=(), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one file. `untold` are the tables whose index cannot be told: nothing of them is read."""

    readings: Readings
    findings: list[Finding]
    sheets: list[Sheet]
    untold: list[Sheet] = field(default_factory=list)


def extract(grids: Sequence[Grid], file_name: str, catalog: Catalog, hints: Hints | None = None) -> Extraction:
    """Read every sheet of a file; all faults are collected, none stops the others."""
    hints = hints or Hints()
    findings: list[Finding] = []
    tables = []
    for grid in grids:
        if hints.sheet and fold(grid.sheet) != fold(hints.sheet):
            continue
        found = [] if grid.hidden and not hints.sheet else identify(grid, catalog, hints.layout)
        if not found and grid.rows:
            findings.append(_skipped(grid, catalog))
        tables += found
        findings += _hidden(grid, catalog) if found else []
    if not tables:
        findings.append(_no_table(grids))
    readers = _read_tables(tables, file_name, catalog, hints)
    if any(reader.readings for reader, _ in readers):
        for reader, _ in readers:
            _leave_out(reader)
    for reader, _ in readers:
        findings += reader.findings
    kept, repeats = once([piece for reader, _ in readers for piece in reader.readings.pieces], catalog)
    sheets, untold = ([s for _, s in readers if bool(s.index) is told] for told in (True, False))
    distinct = {(f.code, f.sheet, f.cell, str(f.facts)): f for f in findings + repeats}
    return Extraction(kept, list(distinct.values()), sheets, untold)


def _skipped(grid: Grid, catalog: Catalog) -> Finding:
    nameless = t("không có tên tỉnh", "no province names")
    why = t("trang ẩn", "the sheet is hidden") if grid.hidden else spoken_of(grid, catalog).why or nameless
    return Finding("sheet-skipped", grid.sheet, "", {"why": why})


def _no_table(grids: Sequence[Grid]) -> Finding:
    """Told at the first text of the first sheet that is seen."""
    seen = ", ".join(f"“{g.sheet}”" for g in grids) or "-"
    texts = ((g, r, c) for g in grids if not g.hidden for r, row in enumerate(g.rows) for c, v in enumerate(row) if v)
    grid, row, column = next(texts, (None, 0, 0))
    return Finding("no-table", grid.sheet if grid else "", grid.address(row, column) if grid else "", {"seen": seen})


def _hidden(grid: Grid, catalog: Catalog) -> list[Finding]:
    """What is hidden in a sheet: columns are not read, rows are, since a filter hides them."""
    findings = []
    columns = [c for c in sorted(grid.hidden_columns) if any(row[c] is not None for row in grid.rows if c < len(row))]
    rows = [r for r in sorted(grid.hidden_rows) if r < len(grid.rows) and any(v is not None for v in grid.rows[r])]
    if columns:
        names = ", ".join(letters(c) for c in columns)
        findings.append(Finding("hidden-skipped", grid.sheet, "", {"count": len(columns), "columns": names}))
    lost = _hidden_names(grid, catalog)
    if lost:
        findings.append(Finding("hidden-units", grid.sheet, grid.address(*lost), {"name": grid.rows[lost[0]][lost[1]]}))
    if rows:
        numbers = ", ".join(str(r + 1) for r in rows)
        findings.append(Finding("hidden-read", grid.sheet, "", {"count": len(rows), "rows": numbers}))
    return findings


def _hidden_names(grid: Grid, catalog: Catalog) -> tuple[int, int] | None:
    """The first name of a hidden column of names whose table beside another one is still to be seen."""
    if not grid.hidden_columns:
        return None
    places = [
        (r, c) for r, row in enumerate(grid.rows) for c, v in enumerate(row) if isinstance(v, str) and catalog.named(v)
    ]
    counts = Counter(c for _, c in places)
    seen = [c for c, n in counts.items() if n > 1 and c not in grid.hidden_columns]
    for r, c in places:
        if c in grid.hidden_columns and counts[c] > 1:
            nearest_seen = min(seen, key=lambda other: abs(other - c), default=c)
            between = range(min(c, nearest_seen) + 1, max(c, nearest_seen))
            if any(is_figure(grid.rows[r][x]) for x in between if x not in grid.hidden_columns):
                return r, c
    return None


def _read_tables(
    tables: Sequence[Table], file_name: str, catalog: Catalog, hints: Hints
) -> list[tuple[TableReader, Sheet]]:
    readers: list[tuple[TableReader, Sheet]] = []
    for table in (part for whole in tables for part in whole.by_year()):
        reader = TableReader(table, catalog, hints)
        if table.stray:
            reader.find("units-unread", *table.stray)
        if table.renamed:
            row, column, names = table.renamed
            name, other = (squeeze(str(table.grid.rows[row][c])) for c in (column, names))
            reader.find("names-differ", row, column, name=name, other=other)
        indices = indices_of(table, file_name, catalog, hints)
        if isinstance(indices, Finding) and _names_index_in_rows(table):
            indices = (next(iter(catalog.indices)),)
        if isinstance(indices, Finding):
            reader.findings.append(_at_title(indices, table))
            readers.append((reader, _sheet_of(reader, ())))
            continue
        if table.layout.arrangement == "long":
            _read_long(reader, indices[0], _long_year(reader, file_name))
        else:
            _read_wide(reader, indices, _year(reader, file_name))
        if not reader.readings and not any(f.severity == "error" for f in reader.findings):
            seen = ", ".join(f"“{path[-1]}”" for path in table.paths.values() if path) or "-"
            reader.find("no-values", table.first_row, table.unit_column, seen=seen)
        readers.append((reader, _sheet_of(reader, indices)))
    return readers


_NOT_OURS = ("index-unknown", "year-unknown", "no-values")


def _leave_out(reader: TableReader) -> None:
    """Turn the errors of a list beside the tables (addresses, population) into a warning: no heading means a value."""
    errors = [f for f in reader.findings if f.severity == "error"]
    if reader.readings or not errors or any(f.code not in _NOT_OURS for f in errors) or holds_values(reader):
        return
    seen = ", ".join(f"“{path[-1]}”" for path in reader.table.paths.values() if path) or "-"
    reader.findings = [f for f in reader.findings if f.severity != "error"]
    reader.find("sheet-unread", reader.table.header.start, reader.table.unit_column, seen=seen)


def holds_values(reader: TableReader) -> bool:
    """Whether a heading of a table may stand for scores or ranks, or names an index or indicator."""
    known = [Labels.of(reader.catalog, i) for i in reader.catalog.indices]
    words = [split_label(label)[1] for path in reader.table.paths.values() for label in path]
    values = any(measure_of(w) in (*VALUE_MEASURES, "index", "indicator") for w in words)
    return values or any(x.find(w) or x.find_after_measure(w) for w in words for x in known)


def _at_title(finding: Finding, table: Table) -> Finding:
    """A finding about a whole table at its title, or at its first heading."""
    titles = {r: c for r in range(table.header.stop) for c, v in enumerate(table.grid.rows[r]) if _is_title(v, table)}
    row, column = next(iter(titles.items()), (min(table.header.start, table.first_row), table.unit_column))
    return replace(finding, cell=table.grid.address(row, column))


def _is_title(value: object, table: Table) -> bool:
    return isinstance(value, str) and squeeze(value) in table.titles


def _names_index_in_rows(table: Table) -> bool:
    """Whether each row of a long table says which index it is of."""
    words = {measure_of(split_label(path[-1])[1]) for path in table.paths.values() if path}
    return table.layout.arrangement == "long" and "index" in words


def _sheet_of(reader: TableReader, indices: Sequence[str]) -> Sheet:
    table, readings = reader.table, reader.readings
    columns = reader.columns or _unread_columns(reader, indices)
    return Sheet(
        table.grid.sheet,
        table.layout.name,
        indices[0] if indices else "",
        tuple(sorted({year for _, year in places(readings)})),
        len(readings),
        (table.header.start, table.header.stop),
        table.unit_column,
        " / ".join(table.paths.get(table.unit_column, ())),
        reader.units or len({r.unit for r in readings}) or _names_in(reader),
        table.grid.turned,
        tuple(columns),
        readings,
    )


def _names_in(reader: TableReader) -> int:
    """How many rows of a table that is not read name a unit of any time."""
    names = (reader.table.grid.rows[r][reader.table.unit_column] for r in reader.table.rows)
    return sum(isinstance(name, str) and bool(reader.catalog.named(name)) for name in names)


def _unread_columns(reader: TableReader, indices: Sequence[str]) -> list[Column]:
    """The columns of a table that is not read: with the meaning they would have if the index is known."""
    if indices:
        return described(reader, indices, None)
    paths = reader.table.paths.items()
    return [Column(n, Heading(""), " / ".join(p)) for n, p in paths if p and n != reader.table.unit_column]


def _leaves_blanks_open(table: Table) -> bool:
    """Whether the table says of itself that a blank cell is no statement."""
    words = fold(BLANK_SAYS_NOTHING)
    return any(fold(x) == words for x in (*table.titles, *(label for path in table.paths.values() for label in path)))


def _year(reader: TableReader, file_name: str) -> int | None:
    """The year of a table, None where its columns give their own or it is a finding."""
    correction = correction_of(reader.table, reader.catalog) if reader.hints.year is None else None
    if correction:
        reason = t(correction.vi, correction.en)
        reader.find("correction-applied", correction=correction.id, reason=reason)
        return correction.year
    year = year_of(reader.table, file_name, reader.catalog, reader.hints)
    if isinstance(year, Finding):
        reader.findings.append(_at_title(year, reader.table))
        return None
    return year


def _read_wide(reader: TableReader, indices: Sequence[str], year: int | None) -> None:
    if year is None and any(f.severity == "error" for f in reader.findings):
        return
    if year is not None and all(reader.catalog.framework(i, year) is None for i in indices):
        facts = {"index": ", ".join(indices), "year": year}
        reader.findings.append(
            _at_title(Finding("framework-unknown", reader.table.grid.sheet, "", facts), reader.table)
        )
        return
    columns = value_columns(reader, indices, year)
    whole = not any(
        c.heading.measure == "score" and not c.heading.indicator and count_numbers(reader, c) for c in reader.columns
    )
    notes = next((c.position for c in reader.columns if c.heading.measure == "note"), None)
    groups: dict[tuple[str, int], dict[str, dict[str, Column]]] = {}
    for column in columns:
        measures = groups.setdefault((column.index, column.year), {}).setdefault(column.heading.indicator, {})
        measures[column.heading.measure] = column
    for (index, group_year), by_indicator in groups.items():
        _read_year(reader, index, group_year, by_indicator, notes, whole=whole)


def _read_year(
    reader: TableReader,
    index: str,
    year: int,
    by_indicator: dict[str, dict[str, Column]],
    notes: int | None,
    *,
    whole: bool,
) -> None:
    """Read what a table says of one index and year. Only where it is understood whole does a blank say anything."""
    framework = reader.catalog.framework(index, year)
    if framework is None:
        return
    positions = [c.position for measures in by_indicator.values() for c in measures.values()]
    axis = _units(reader, year, positions)
    expected = reader.catalog.editions(index).get(year)
    complete = bool(expected and expected.units and len([u for u in axis.units if u != "viet-nam"]) >= expected.units)
    complete = complete and whole and not _leaves_blanks_open(reader.table)
    reader.units = max(reader.units, len(set(axis.units)))
    for indicator, measures in by_indicator.items():
        read_indicator(reader, indicator, measures, axis, year, framework, complete, notes)


def _units(reader: TableReader, year: int, positions: Sequence[int]) -> Axis:
    """The rows that are units. Other rows with values are reported or refused."""
    grid, found = reader.table.grid, []
    rows_each = max(len(row_measures(reader.table)), 1)
    for r in reader.table.rows[::rows_each]:
        name = grid.rows[r][reader.table.unit_column]
        if isinstance(name, str) and (unit := reader.catalog.unit_in(name, year)):
            found.append((r, unit.id))
        elif any(is_figure(grid.rows[r][c]) for c in positions):
            _report_row(reader, r, name, year)
    return Axis.of(found)


def _report_row(reader: TableReader, row: int, name: object, year: int) -> None:
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


def _long_year(reader: TableReader, file_name: str) -> int | None:
    """The year of a long table that has no column for it."""
    words = {measure_of(split_label(path[-1])[1]) for path in reader.table.paths.values() if path}
    return None if "year" in words else _year(reader, file_name)


def _read_long(reader: TableReader, index: str, year: int | None) -> None:
    columns = reader.columns = described(reader, [index], None)
    strange = [column for column in columns if _of_another_year(reader, column, year)]
    if strange:
        return
    roles = {c.heading.measure: c for c in reversed(columns) if c.heading.measure != "score" or c.heading.explicit}
    for column in columns:
        if column.heading.measure == "score" and not column.heading.explicit and count_numbers(reader, column):
            report_unknown(reader, column)
    mark = _long_mark(reader, roles.get("score"))
    for r in reader.table.rows:
        _read_long_row(reader, r, roles, index, year, mark)


def _of_another_year(reader: TableReader, column: Column, year: int | None) -> bool:
    """Whether the heading of a figure gives a year beside the rows' or the table's own: reported."""
    told = column.heading.year
    if told in (None, year) or column.heading.measure not in VALUE_MEASURES:
        return False
    reader.find("heading-year", reader.table.header.start, column.position, label=column.label, year=told)
    return True


def _long_mark(reader: TableReader, column: Column | None) -> Decimal:
    if column is None:
        return "comma"
    texts = (reader.table.grid.rows[r][column.position] for r in reader.table.rows)
    mark = decimal_mark(v for v in texts if isinstance(v, str) and missing_reason(v) is None)
    if reader.hints.decimal:
        return "point" if reader.hints.decimal == "point" else "comma"
    if mark is None:
        reader.find("decimal-ambiguous", reader.table.first_row, column.position, name=column.label, value="")
    return mark or "comma"


def _read_long_row(
    reader: TableReader, row: int, roles: dict[str, Column], index: str, whole_year: int | None, mark: Decimal
) -> None:
    def cell(role: str) -> object:
        return reader.table.grid.rows[row][roles[role].position] if role in roles else None

    if not any(is_figure(v) or is_year(v) for v in reader.table.grid.rows[row]):
        return
    year = parse_rank(cell("year") if whole_year is None else whole_year)
    if year is None or not 1990 <= year[0] <= 2100:
        column = roles["year"].position if "year" in roles else reader.table.unit_column
        reader.find("number-unreadable", row, column, value=cell("year"), name=t("năm", "year"))
        return
    name = cell("unit") if "unit" in roles else reader.table.grid.rows[row][reader.table.unit_column]
    unit = reader.catalog.unit_in(name, year[0]) if isinstance(name, str) else None
    if unit is None:
        _report_row(reader, row, name, year[0])
        return
    indicator, framework = _long_indicator(reader, row, cell, index, year[0], roles)
    if indicator and framework:
        measures = {m: replace(roles[m], mark=mark) for m in VALUE_MEASURES if m in roles}
        notes = roles["note"].position if "note" in roles else None
        read_indicator(reader, indicator, measures, Axis((row,), (unit.id,)), year[0], framework, False, notes)


def _long_indicator(
    reader: TableReader, row: int, cell: Callable[[str], object], index: str, year: int, roles: dict[str, Column]
) -> tuple[str, Framework | None]:
    said = cell("index")
    owner = next(
        (i for i in reader.catalog.indices.values() if isinstance(said, str) and _is(said, i.id, reader)), None
    )
    owner_id = owner.id if owner else index
    framework = reader.catalog.framework(owner_id, year)
    words = cell("indicator")
    if framework is None:
        reader.find("framework-unknown", row, reader.table.unit_column, index=owner_id, year=year)
        return "", None
    if not isinstance(words, str):
        return owner_id, framework
    indicators = reader.catalog.indices[owner_id].indicators
    if words in indicators:
        return words, framework
    indicator = Labels.of(reader.catalog, owner_id).choose(split_label(words)[1], framework, "area", "")
    if not indicator:
        suggestion = ", ".join(nearest(words, {i.name: (i.vi, i.en or i.vi) for i in indicators.values()}))
        facts = {"label": words, "index": owner_id, "year": year, "count": 1, "suggestion": suggestion}
        reader.find("indicator-unknown", row, roles["indicator"].position, **facts)
    return indicator, framework


def _is(said: str, index: str, reader: TableReader) -> bool:
    known = reader.catalog.indices[index]
    return fold(said) in {fold(w) for w in (known.id, known.short, known.vi, known.en, *known.words)}
