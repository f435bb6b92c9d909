"""From grids to readings: each value with its indicator, unit, year and cell. Pure; nothing is guessed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from parreform.catalog import Catalog, nearest
from parreform.cells import read_indicator
from parreform.columns import Column, TableReader, described, holds_number, report_unknown, value_columns
from parreform.entries import Framework
from parreform.evidence import Hints, correction_of, index_of, year_of
from parreform.findings import Finding
from parreform.headings import BLANK_SAYS_NOTHING, VALUE_MEASURES, Heading, Labels
from parreform.layouts import Table, identify
from parreform.names import split_label
from parreform.readings import Reading
from parreform.settings import t
from parreform.text import Decimal, decimal_mark, fold, missing_reason, parse_rank, squeeze
from parreform.workbook import Grid

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

    readings: list[Reading]
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
        table = None if grid.hidden and not hints.sheet else identify(grid, catalog, hints.layout)
        if table is None and grid.rows:
            findings.append(_skipped(grid))
        elif table is not None:
            tables.append(table)
    if not tables:
        findings.append(Finding("no-table", facts={"seen": ", ".join(f"“{g.sheet}”" for g in grids) or "-"}))
    readers = _read_tables(tables, file_name, catalog, hints)
    for reader, _ in readers:
        findings += reader.findings
    kept, repeats = _once(r for reader, _ in readers for r in reader.readings)
    sheets, untold = ([s for _, s in readers if bool(s.index) is told] for told in (True, False))
    return Extraction(kept, findings + repeats, sheets, untold)


def _skipped(grid: Grid) -> Finding:
    why = t("trang ẩn", "the sheet is hidden") if grid.hidden else t("không có tên tỉnh", "no province names")
    return Finding("sheet-skipped", grid.sheet, "", {"why": why})


def _read_tables(
    tables: Sequence[Table], file_name: str, catalog: Catalog, hints: Hints
) -> list[tuple[TableReader, Sheet]]:
    years: list[int] = []
    readers: list[tuple[TableReader, Sheet]] = []
    for table in tables:
        reader = TableReader(table, catalog, hints)
        index = index_of(table, file_name, catalog, hints)
        if isinstance(index, Finding):
            reader.findings.append(index)
            readers.append((reader, _sheet_of(reader, "")))
        elif table.layout.arrangement == "long":
            _read_long(reader, index)
            readers.append((reader, _sheet_of(reader, index)))
        else:
            year = _year(reader, file_name, years)
            if year is not None:
                years.append(year)
                _read_wide(reader, index, year)
            if not reader.readings and not any(f.severity == "error" for f in reader.findings):
                seen = ", ".join(f"“{path[-1]}”" for path in table.paths if path) or "-"
                reader.find("no-values", table.first_row, table.unit_column, seen=seen)
            readers.append((reader, _sheet_of(reader, index)))
    return readers


def _sheet_of(reader: TableReader, index: str) -> Sheet:
    table, readings = reader.table, reader.readings
    columns = reader.columns or _unread_columns(reader, index)
    return Sheet(
        table.grid.sheet,
        table.layout.name,
        index,
        tuple(sorted({r.year for r in readings})),
        len(readings),
        (table.header_top, table.first_row),
        table.unit_column,
        " / ".join(table.paths[table.unit_column]),
        reader.units or len({r.unit for r in readings}) or _names_in(reader),
        table.grid.turned,
        tuple(columns),
        readings,
    )


def _names_in(reader: TableReader) -> int:
    """How many rows of a table that is not read name a unit of any time."""
    names = (row[reader.table.unit_column] for row in reader.table.grid.rows[reader.table.first_row :])
    return sum(isinstance(name, str) and bool(reader.catalog.named(name)) for name in names)


def _unread_columns(reader: TableReader, index: str) -> list[Column]:
    """The columns of a table that is not read: with the meaning they would have if the index is known."""
    if index:
        return described(reader, index, None)
    paths = enumerate(reader.table.paths)
    return [Column(n, Heading(""), " / ".join(p)) for n, p in paths if p and n != reader.table.unit_column]


def _leaves_blanks_open(table: Table) -> bool:
    """Whether the table says of itself that a blank cell is no statement."""
    words = fold(BLANK_SAYS_NOTHING)
    return any(fold(x) == words for x in (*table.titles, *(label for path in table.paths for label in path)))


def _year(reader: TableReader, file_name: str, siblings: Sequence[int]) -> int | None:
    correction = correction_of(reader.table, reader.catalog) if reader.hints.year is None else None
    if correction:
        reason = t(correction.vi, correction.en)
        reader.find("correction-applied", correction=correction.id, reason=reason)
        return correction.year
    year = year_of(reader.table, file_name, siblings, reader.hints)
    if isinstance(year, Finding):
        reader.findings.append(year)
        return None
    return year


def _once(readings: Iterable[Reading]) -> tuple[list[Reading], list[Finding]]:
    """Each key once. The same value in two sheets is a note, two different values are an error."""
    kept: dict[tuple[str, str, int, str], Reading] = {}
    repeats: dict[tuple[str, str], int] = {}
    findings = []
    for reading in readings:
        first = kept.setdefault(reading.key, reading)
        if first is reading:
            continue
        if first.missing and not reading.missing:
            kept[reading.key] = reading
        elif reading.value == first.value or reading.missing:
            repeats[reading.sheet, first.sheet] = repeats.get((reading.sheet, first.sheet), 0) + 1
        else:
            findings.append(_twice(first, reading))
    findings += [Finding("repeated", sheet, "", {"other": other, "count": n}) for (sheet, other), n in repeats.items()]
    return list(kept.values()), findings


def _twice(first: Reading, second: Reading) -> Finding:
    facts = {
        "name": f"{second.unit}, {second.indicator}, {second.year}",
        "first": _print(first),
        "second": _print(second),
        "other": f"{first.sheet}!{first.cell}",
    }
    return Finding("unit-twice", second.sheet, second.cell, facts)


def _print(reading: Reading) -> str:
    return " / ".join(str(v) for v in (reading.score, reading.rank) if v is not None) or "-"


def _read_wide(reader: TableReader, index: str, year: int) -> None:
    framework = reader.catalog.framework(index, year)
    if framework is None:
        reader.find("framework-unknown", index=index, year=year)
        return
    columns = value_columns(reader, index, year, framework)
    units = _units(reader, year, [c.position for c in columns])
    reader.units = len({unit for _, unit in units})
    expected = reader.catalog.editions(index).get(year)
    complete = bool(expected and expected.units and len([u for u in units if u[1] != "viet-nam"]) >= expected.units)
    complete = complete and not _leaves_blanks_open(reader.table)
    by_indicator: dict[str, dict[str, Column]] = {}
    for column in columns:
        by_indicator.setdefault(column.heading.indicator, {})[column.heading.measure] = column
    notes = next((c.position for c in described(reader, index, framework) if c.heading.measure == "note"), None)
    for indicator, measures in by_indicator.items():
        read_indicator(reader, indicator, measures, units, year, framework, complete, notes)


def _units(reader: TableReader, year: int, positions: Sequence[int]) -> list[tuple[int, str]]:
    """The rows that are units, as (row, unit id). Other rows with values are reported or refused."""
    grid, found = reader.table.grid, []
    for r in range(reader.table.first_row, len(grid.rows)):
        name = grid.rows[r][reader.table.unit_column]
        if isinstance(name, str) and (unit := reader.catalog.unit_in(name, year)):
            found.append((r, unit.id))
        elif any(holds_number(grid.rows[r][c]) for c in positions):
            _report_row(reader, r, name, year)
    return found


def _report_row(reader: TableReader, row: int, name: object, year: int) -> None:
    label = squeeze(str(name)) if name is not None else ""
    column = reader.table.unit_column
    others = {fold(v) for v in reader.table.grid.rows[row] if isinstance(v, str)}
    groups = {fold(g) for group in reader.catalog.groups for g in (group.vi, group.en)}
    if not label:
        reader.find("row-skipped", row, column, label="", why=t("không có tên đơn vị", "no unit name"))
    elif (others | {fold(label)}) & (NOT_UNITS | groups):
        reader.find("row-skipped", row, column, label=label, why=t("không phải một tỉnh", "not a province"))
    else:
        suggestion = ", ".join(reader.catalog.suggest_units(label, year))
        reader.find("unit-unknown", row, column, name=label, year=year, suggestion=suggestion)


def _read_long(reader: TableReader, index: str) -> None:
    columns = reader.columns = described(reader, index, None)
    roles = {c.heading.measure: c for c in reversed(columns)}
    totals = {c.heading.measure for c in columns if c.heading.measure in VALUE_MEASURES}
    for column in columns:
        if column.heading.measure == "score" and not column.heading.indicator and "score" not in totals:
            report_unknown(reader, column, index, 0)
    mark = _long_mark(reader, roles.get("score"))
    for r in range(reader.table.first_row, len(reader.table.grid.rows)):
        _read_long_row(reader, r, roles, index, mark)


def _long_mark(reader: TableReader, column: Column | None) -> Decimal:
    if column is None:
        return "comma"
    texts = (row[column.position] for row in reader.table.grid.rows[reader.table.first_row :])
    mark = decimal_mark(v for v in texts if isinstance(v, str) and missing_reason(v) is None)
    if reader.hints.decimal:
        return "point" if reader.hints.decimal == "point" else "comma"
    if mark is None:
        reader.find("decimal-ambiguous", reader.table.first_row, column.position, name=column.label, value="")
    return mark or "comma"


def _read_long_row(reader: TableReader, row: int, roles: dict[str, Column], index: str, mark: Decimal) -> None:
    def cell(role: str) -> object:
        return reader.table.grid.rows[row][roles[role].position] if role in roles else None

    if all(v is None for v in reader.table.grid.rows[row]):
        return
    year = parse_rank(cell("year"))
    if year is None or not 1990 <= year[0] <= 2100:
        reader.find("number-unreadable", row, roles["year"].position, value=cell("year"), name=t("năm", "year"))
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
        read_indicator(reader, indicator, measures, [(row, unit.id)], year[0], framework, False, notes)


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
