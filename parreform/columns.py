"""The columns of a table: what each holds, which are read, and why the others are not."""

from dataclasses import dataclass, field, replace

from parreform.catalog import Catalog, nearest
from parreform.entries import Framework
from parreform.evidence import Hints
from parreform.findings import Finding
from parreform.headings import VALUE_MEASURES, Heading, Labels, cut_of, read_heading
from parreform.layouts import Table
from parreform.names import split_label
from parreform.readings import Reading
from parreform.settings import t
from parreform.text import Decimal, decimal_mark, fold, missing_reason, readings_of, squeeze


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, its meaning, and its decimal mark where texts hold numbers."""

    position: int
    heading: Heading
    label: str
    mark: Decimal = "comma"


@dataclass(slots=True)
class TableReader:
    """Collects readings and findings of one table. `columns` are all it has, with what they mean."""

    table: Table
    catalog: Catalog
    hints: Hints
    readings: list[Reading] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    units: int = 0

    def find(self, code: str, row: int | None = None, column: int | None = None, **facts: object) -> None:
        """Note a finding at a cell of the table, or at the sheet."""
        cell = "" if row is None or column is None else self.table.grid.address(row, column)
        self.findings.append(Finding(code, self.table.grid.sheet, cell, facts))


def described(reader: TableReader, index: str, framework: Framework | None) -> list[Column]:
    """Every column with its meaning; the one of unit names is left out."""
    labels = Labels.of(reader.catalog, index)
    table = reader.table
    cut = cut_of(table.paths, labels, framework)
    columns, parent = [], ""
    for position, path in enumerate(table.paths):
        if position == table.unit_column or not path:
            continue
        heading = read_heading(path, labels, framework, cut, parent)
        if heading.indicator and heading.number:
            parent = heading.indicator
        columns.append(Column(position, heading, path[-1] if len(path) == 1 else " / ".join(path)))
    return columns


def value_columns(reader: TableReader, index: str, year: int, framework: Framework) -> list[Column]:
    """The columns that hold values of this index and year; the others are reported."""
    found: dict[tuple[str, str], Column] = {}
    for printed in described(reader, index, framework):
        column = _corrected(reader, printed, index, year)
        reader.columns.append(column)
        if not _belongs(reader, column, index, year, framework):
            continue
        slot = (column.heading.indicator, column.heading.measure)
        if slot in found:
            _report_double(reader, found[slot], column)
        else:
            found[slot] = replace(column, mark=_mark(reader, column, framework))
    return list(found.values())


def _corrected(reader: TableReader, column: Column, index: str, year: int) -> Column:
    heading = column.heading
    for relabel in reader.catalog.relabels:
        key = (heading.number, fold(heading.words))
        if relabel.index == index and relabel.first_year <= year <= relabel.last_year and key in relabel.labels:
            reason = t(relabel.vi, relabel.en)
            reader.find(
                "correction-applied", reader.table.header_top, column.position, correction=relabel.id, reason=reason
            )
            return replace(column, heading=replace(heading, indicator=relabel.labels[key], number=""))
    return column


def _belongs(reader: TableReader, column: Column, index: str, year: int, framework: Framework) -> bool:
    """Whether a column holds values of this index and year; every other column with numbers is reported."""
    heading, top = column.heading, reader.table.header_top
    if not count_numbers(reader, column) and not heading.indicator:
        return False
    if heading.measure == "change" or (heading.year is not None and heading.year != year):
        change = t("mức tăng giảm", "a change")
        why = change if heading.measure == "change" else t(f"của năm {heading.year}", f"of {heading.year}")
        reader.find("column-skipped", top, column.position, label=column.label, why=why)
        return False
    if heading.measure not in VALUE_MEASURES:
        return False
    if not heading.indicator:
        report_unknown(reader, column, index, year)
        return False
    return _in_framework(reader, column, index, year, framework)


def _in_framework(reader: TableReader, column: Column, index: str, year: int, framework: Framework) -> bool:
    """Whether the framework of the year knows the indicator, under the printed number if there is one."""
    heading, top = column.heading, reader.table.header_top
    item = framework.items.get(heading.indicator)
    if item is None and _framework_lists(framework, heading.indicator, reader.catalog):
        reader.find("indicator-not-in-framework", top, column.position, label=column.label, index=index, year=year)
        return False
    if item and item.number and heading.number and item.number != heading.number:
        name = reader.catalog.all_indicators[item.indicator].name
        facts = {"label": column.label, "number": heading.number, "expected": item.number}
        reader.find("indicator-number", top, column.position, name=name, year=year, **facts)
        return False
    return True


def count_numbers(reader: TableReader, column: Column) -> int:
    """How many cells of a column hold numbers, typed as numbers or as text."""
    return sum(holds_number(row[column.position]) for row in reader.table.grid.rows[reader.table.first_row :])


def holds_number(value: object) -> bool:
    """Whether a cell holds a number or a text that can be read as one."""
    return isinstance(value, int | float) or (isinstance(value, str) and bool(readings_of(value)))


def _framework_lists(framework: Framework, indicator: str, catalog: Catalog) -> bool:
    """Whether the framework names indicators of this level at all, so that one more would be wrong."""
    indicators = catalog.indices[framework.index].indicators
    level = indicators[indicator].level
    return any(indicators[i].level == level for i in framework.items if i in indicators)


def report_unknown(reader: TableReader, column: Column, index: str, year: int) -> None:
    """Report a column whose heading names no indicator, with how many values are left out."""
    known = {i.name: (i.vi, i.en or i.vi) for i in reader.catalog.indices[index].indicators.values()}
    suggestion = ", ".join(nearest(split_label(column.label)[1], known))
    facts = {
        "label": column.label,
        "index": index,
        "year": year,
        "count": count_numbers(reader, column),
        "suggestion": suggestion,
    }
    reader.find("indicator-unknown", reader.table.header_top, column.position, **facts)


def _report_double(reader: TableReader, first: Column, second: Column) -> None:
    top = reader.table.header_top
    name = f"{second.heading.indicator} ({second.heading.measure})"
    facts = {"name": name, "other": reader.table.grid.address(top, first.position)}
    reader.find("column-ambiguous", top, second.position, cell=reader.table.grid.address(top, second.position), **facts)


def _mark(reader: TableReader, column: Column, framework: Framework) -> Decimal:
    if reader.hints.decimal in ("comma", "point"):
        return "point" if reader.hints.decimal == "point" else "comma"
    rows = range(reader.table.first_row, len(reader.table.grid.rows))
    cells = ((r, reader.table.grid.rows[r][column.position]) for r in rows)
    texts = [(r, v) for r, v in cells if isinstance(v, str) and missing_reason(v) is None]
    if not texts or column.heading.measure not in ("score", "ci_low", "ci_high"):
        return "comma"
    item = framework.items.get(column.heading.indicator)
    mark = decimal_mark((v for _, v in texts), item.max if item else None)
    if mark is None:
        reader.find("decimal-ambiguous", texts[0][0], column.position, name=column.label, value=squeeze(texts[0][1]))
    return mark or "comma"
