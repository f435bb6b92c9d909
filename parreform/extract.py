"""From grids to readings: each value with its indicator, unit, year and cell. Pure; nothing is guessed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from parreform.beside import report_asides
from parreform.blocks import Readings, places
from parreform.catalog import Catalog
from parreform.cells import gather_unreadable, read_indicator
from parreform.columns import report_unheaded, value_columns
from parreform.copies import unread_copies
from parreform.counts import can_be_ranked, printed_in_title, units_of
from parreform.dating import against_options, correction_of, entitled_year, year_of
from parreform.doubts import maxima_differ, names_other_index, not_results, report_rivals, titles_differ
from parreform.echoes import leave_out_echoes
from parreform.entries import COUNTRY
from parreform.evidence import cell_of, cell_of_note, indices_of, named_in
from parreform.findings import Finding
from parreform.group_headings import report_groups
from parreform.headings import BLANK_SAYS_NOTHING, Heading
from parreform.hints import Hints
from parreform.keys import report_keys
from parreform.labels import split_label
from parreform.layouts import Table, identify
from parreform.leftovers import holds_values, leave_out, report_edges, report_no_value
from parreform.local_ranks import leave_out_local_ranks
from parreform.long_tables import read_long
from parreform.meanings import described
from parreform.means import report_means
from parreform.measures import measure_of
from parreform.naming import has_figures, is_figure
from parreform.no_tables import no_table, skipped
from parreform.once import once
from parreform.printed_changes import against_changes
from parreform.reader import Column, TableReader, count_numbers
from parreform.readings import Reading
from parreform.remarked import report_remarked
from parreform.reversed_ranks import report_reversed_ranks
from parreform.row_meanings import sections_of, with_indices_of_rows
from parreform.rows import ends_later, of_later_territory, units_in_rows
from parreform.settings import t
from parreform.shares import report_shares
from parreform.subjects import hypothetical, of_new_territory, unfit
from parreform.text import fold
from parreform.unfilled import leave_out_form, leave_out_unfilled
from parreform.workbook import Grid, letters
from parreform.year_blocks import each_year


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one sheet was found to be.

    `header` and `unit_column` are positions in the table, where units stand in rows; `turned` tells
    that rows of the table are columns of the sheet. `readings` are all values of the sheet, `notes` the texts below
    the table, each with its cell.
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
    notes: tuple[tuple[str, str], ...] = field(default=(), repr=False, compare=False)


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
    chosen = [grid for grid in grids if not hints.sheet or hints.reads(grid.sheet)]
    for grid in chosen:
        found = identify(grid, catalog, hints.layout) if hints.reads(grid.sheet, hidden=grid.hidden) else []
        if not found and grid.rows:
            findings.append(skipped(grid, catalog))
        tables += found
        findings += _hidden(grid, catalog) if found else []
    if grids and not any(grid.rows for grid in grids):
        findings.append(Finding("no-cells"))
    elif not tables and (chosen or not grids) and not any(f.severity == "error" for f in findings):
        findings.append(no_table(chosen, catalog))
    readers = _read_tables(tables, file_name, catalog, hints)
    if any(reader.readings for reader, _ in readers):
        for reader, _ in readers:
            leave_out(reader)
            leave_out_form(reader)
        leave_out_echoes([reader for reader, _ in readers])
    for reader, _ in readers:
        report_keys(reader, grids)
        findings += reader.findings
    findings += _formulas(grids, [reader for reader, _ in readers], catalog)
    blanks = {place for reader, _ in readers for place in reader.blanks}
    kept, repeats = once([piece for reader, _ in readers for piece in reader.readings.pieces], catalog, blanks)
    findings += _only_others(findings, kept, catalog)
    findings += unread_copies([reader for reader, _ in readers], catalog)
    findings += against_changes([reader for reader, _ in readers], catalog)
    sheets, untold = ([s for _, s in readers if bool(s.index) is told] for told in (True, False))
    distinct = {(f.code, f.sheet, f.cell, str(f.facts)): f for f in findings + repeats}
    return Extraction(kept, list(distinct.values()), sheets, untold)


def _formulas(grids: Sequence[Grid], readers: Sequence[TableReader], catalog: Catalog) -> list[Finding]:
    """What the formulas of values say against them."""
    if not any(grid.formulas for grid in grids):
        return []
    from parreform.formulas import formula_doubts  # files without formulas do without what reads them
    from parreform.sources import Values

    turned = {reader.table.grid.sheet for reader in readers if reader.table.grid.turned}
    return formula_doubts(grids, Values(piece for r in readers for piece in r.readings.pieces), turned, catalog)


def _only_others(findings: Sequence[Finding], kept: Readings, catalog: Catalog) -> list[Finding]:
    """An error where tables of other indices are all that a file holds."""
    others = [f for f in findings if f.code == "index-other"]
    if kept or not others or any(f.severity == "error" for f in findings):
        return []
    names = "; ".join(dict.fromkeys(str(f.facts["name"]) for f in others))
    facts = {"name": names, "choices": ", ".join(catalog.indices)}
    return [Finding("index-none", others[0].sheet, others[0].cell, facts)]


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
    if other := _hidden_index(grid, catalog):
        findings.append(
            Finding("hidden-index", grid.sheet, grid.address(*other), {"name": grid.rows[other[0]][other[1]]})
        )
    if rows:
        numbers = ", ".join(str(r + 1) for r in rows)
        findings.append(Finding("hidden-read", grid.sheet, "", {"count": len(rows), "rows": numbers}))
    return findings


def _hidden_index(grid: Grid, catalog: Catalog) -> tuple[int, int] | None:
    """The first cell of a hidden column that says of its row another index than the column says of other rows."""
    if not grid.hidden_columns:
        return None
    said: dict[int, str] = {}
    for r, c, text in grid.texts:
        called = catalog.index_called(text) if c in grid.hidden_columns and has_figures(grid.rows[r]) else ""
        if called and said.setdefault(c, called) != called:
            return r, c
    return None


def _hidden_names(grid: Grid, catalog: Catalog) -> tuple[int, int] | None:
    """The first name of a hidden column of names whose table beside another one is still to be seen."""
    if not grid.hidden_columns:
        return None
    places = [(r, c) for r, c, text in grid.texts if catalog.named(text)]
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
    readers = [TableReader(table, catalog, hints) for table in each_year(tables)]
    return [(reader, _sheet_of(reader, _read_table(reader, file_name))) for reader in readers]


def _read_table(reader: TableReader, file_name: str) -> Sequence[str]:
    """Read a table; its indices, none where it cannot be told which it holds, or whose figures."""
    table, catalog = reader.table, reader.catalog
    report_edges(reader)
    if any(f.code == "owner-unclear" for f in table.doubts):
        return ()
    indices = indices_of(table, file_name, catalog, reader.hints)
    told = not isinstance(indices, Finding)
    untold = isinstance(indices, Finding) and indices.code in ("index-unknown", "index-conflict")
    if untold:
        reader.table = table = with_indices_of_rows(table, catalog)
    if untold and _names_index_in_rows(table, catalog):
        indices = (next(iter(catalog.indices)),)
    if isinstance(indices, Finding):
        doubt = hypothetical(table, file_name, catalog) if holds_values(reader) else None
        if not any(table.paths.values()) and named_in([x for _, _, x in table.grid.texts], catalog):
            report_unheaded(reader)  # beside a table that says what it is
        reader.findings += [] if _unheaded(reader) else [doubt or indices]
        return ()
    _read_indices(reader, indices, file_name, told=told)
    return indices


def _read_indices(reader: TableReader, indices: Sequence[str], file_name: str, *, told: bool) -> None:
    """Read a table of some indices, unless its titles and notes forbid it."""
    table, catalog, hints = reader.table, reader.catalog, reader.hints
    reader.findings += against_options(table, catalog, hints)
    doubts = unfit(table, indices, file_name, catalog)
    refused = any(doubt.severity == "error" and doubt.code not in hints.accept for doubt in doubts)
    if refused:
        _report_later_territory(reader, file_name)
    reader.findings += doubts
    if refused:
        return
    if table.layout.arrangement == "long":
        read_long(reader, indices[0], _long_year(reader, file_name), told=told)
        report_unheaded(reader)
    else:
        _read_wide(reader, indices, _year(reader, file_name))
    leave_out_unfilled(reader)
    gather_unreadable(reader)
    report_asides(reader)
    report_means(reader)
    report_shares(reader)
    report_remarked(reader)
    report_reversed_ranks(reader)
    leave_out_local_ranks(reader)
    if not reader.readings and not any(f.severity == "error" for f in reader.findings):
        report_no_value(reader)
    if not reader.readings:  # nothing is stored under whatever name
        reader.findings = [f for f in reader.findings if f.code != "sheet-name-unread"]


def _report_later_territory(reader: TableReader, file_name: str) -> None:
    """Report titles of the provinces after the mergers in a year before them, which nothing that is confirmed changes."""
    catalog, table = reader.catalog, reader.table
    year = year_of(table, file_name, catalog, reader.hints)
    if isinstance(year, int) and of_new_territory(table, catalog) and ends_later(catalog, year):
        reader.find("territory-later", table.first_row, table.unit_column, count=_names_in(reader), year=year)


def _unheaded(reader: TableReader) -> bool:
    """Whether the table holds scores under no heading at all, which is told."""
    return any(f.code == "heading-missing" for f in reader.findings)


def _names_index_in_rows(table: Table, catalog: Catalog) -> bool:
    """Whether each row of a long table says which index it is of, or stands below the name of one."""
    measures = {measure_of(split_label(path[-1])[1]): c for c, path in table.paths.items() if path}
    said = "index" in measures or ("indicator" in measures and sections_of(table, measures["indicator"], catalog))
    return table.layout.arrangement == "long" and bool(said)


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
        tuple((cell_of_note(table, note), note) for note in table.notes) if readings else (),
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
        reader.findings.append(year)
        return None
    return year


def _read_wide(reader: TableReader, indices: Sequence[str], year: int | None) -> None:
    if year is None and any(f.severity == "error" for f in reader.findings):
        return
    if year is not None and all(reader.catalog.framework(i, year) is None for i in indices):
        facts = {"index": ", ".join(indices), "year": year}
        at = cell_of(reader.table)
        reader.findings.append(Finding("framework-unknown", reader.table.grid.sheet, at, facts))
        return
    columns = value_columns(reader, indices, year)
    report_unheaded(reader)
    if not_results(reader) or names_other_index(reader, columns) or maxima_differ(reader, columns):
        return
    if _of_other_years(reader, columns) or titles_differ(reader, columns):
        return
    report_rivals(reader, columns)
    report_groups(reader, columns)
    scored = any(c.heading.measure == "score" for c in columns)  # else shares that are not read may be the scores
    figures = ("score",) if scored else ("score", "percent")
    whole = not any(
        c.heading.measure in figures and not c.heading.indicator and count_numbers(reader, c) for c in reader.columns
    )
    notes = next((c.position for c in reader.columns if c.heading.measure == "note"), None)
    groups: dict[tuple[str, int], dict[str, dict[str, Column]]] = {}
    for column in columns:
        measures = groups.setdefault((column.index, column.year), {}).setdefault(column.heading.indicator, {})
        measures[column.heading.measure] = column
    for (index, group_year), by_indicator in groups.items():
        _read_year(reader, index, group_year, by_indicator, notes, whole=whole)


def _of_other_years(reader: TableReader, columns: Sequence[Column]) -> bool:
    """Whether titles name one year of results, and every column gives another one: reported."""
    if not columns or reader.hints.year is not None or reader.table.year is not None:
        return False
    year = entitled_year(reader.table, reader.catalog)
    if year is None or any(c.heading.year in (None, year) for c in columns):
        return False
    facts = {"label": columns[0].label, "year": columns[0].heading.year}
    reader.find("heading-year", reader.table.header.start, columns[0].position, **facts)
    return True


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
    axis = units_in_rows(reader, year, positions)
    expected = reader.catalog.editions(index).get(year)
    complete = bool(expected and expected.units and len([u for u in axis.units if u != COUNTRY]) >= expected.units)
    complete = complete and whole and not _leaves_blanks_open(reader.table)
    reader.units = max(reader.units, len(set(axis.units)))
    if of_later_territory(reader, axis, year):
        row = axis.rows[0] if axis.rows else reader.table.first_row
        reader.find("territory-later", row, reader.table.unit_column, count=len(set(axis.units)), year=year)
        return
    if _titled_of_old_territory(reader, index, year):
        return
    for indicator, measures in by_indicator.items():
        read_indicator(reader, indicator, measures, axis, year, framework, complete, notes)


def _titled_of_old_territory(reader: TableReader, index: str, year: int) -> bool:
    """Whether a title counts the provinces as they were before the mergers, in a year after them: reported."""
    told = [(n, x) for x in reader.table.titles if (n := printed_in_title(x))]
    units = units_of(reader.catalog, index, year)
    if not told or can_be_ranked(reader.catalog, index, year, told[0][0]) or units > told[0][0]:
        return False
    facts = {"label": told[0][1], "count": told[0][0], "year": year, "expected": units}
    at = cell_of(reader.table, told[0][1])
    reader.findings.append(Finding("units-unlike", reader.table.grid.sheet, at, facts))
    return True


def _long_year(reader: TableReader, file_name: str) -> int | None:
    """The year of a long table that has no column for it."""
    words = {measure_of(split_label(path[-1])[1]) for path in reader.table.paths.values() if path}
    return None if "year" in words else _year(reader, file_name)
