"""The columns of a table: what each holds, which are read, and why the others are not."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from parreform.blocks import Readings
from parreform.catalog import Catalog, nearest
from parreform.entries import Framework
from parreform.evidence import Hints, spoken_of
from parreform.findings import Finding
from parreform.headings import VALUE_MEASURES, Heading, Labels, cut_of, measure_of, read_heading, year_of_path
from parreform.labels import split_label
from parreform.layouts import Table, is_figure
from parreform.settings import t
from parreform.text import Decimal, decimal_mark, fold, missing_reason, parse_number, parse_rank, squeeze


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its meaning, its index and year, its decimal mark where texts hold numbers.

    `offset` counts the rows below the unit's name where a unit takes several rows, one a measure.
    """

    position: int
    heading: Heading
    label: str
    index: str = ""
    year: int = 0
    mark: Decimal = "comma"
    offset: int = 0

    @property
    def slot(self) -> tuple[str, int, str]:
        """What only one column of a table may hold."""
        return (self.heading.indicator, self.year, self.heading.measure)


_TYPED = {float, int, type(None)}


@dataclass(slots=True)
class TableReader:
    """Collects readings and findings of one table. `columns` are all it has, with what they mean."""

    table: Table
    catalog: Catalog
    hints: Hints
    cuts: dict[tuple[str, int], str] = field(default_factory=dict)
    readings: Readings = field(default_factory=Readings)
    findings: list[Finding] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    units: int = 0
    _cells: list[tuple[object, ...]] = field(default_factory=list)

    def values(self, column: int) -> tuple[object, ...]:
        """The cells of a column in the rows of the table."""
        if not self._cells:
            self._cells = list(zip(*(self.table.grid.rows[r] for r in self.table.rows), strict=True))
        return self._cells[column]

    def along(self, rows: Sequence[int], column: int) -> Sequence[object]:
        """The cells of a column in rows of the table."""
        values, first = self.values(column), self.table.rows[0]
        if rows[-1] - rows[0] + 1 == len(rows) and isinstance(self.table.rows, range):
            return values[rows[0] - first : rows[-1] + 1 - first]
        return [self.table.grid.rows[r][column] for r in rows]

    def numbers(self, column: int) -> list[float]:
        """The numbers in a column, typed as such or as text; `NaN` and infinity are none."""
        values = self.values(column)
        if set(map(type, values)) <= _TYPED:
            numbers: list[float] = [v for v in values if v is not None]  # type: ignore[misc]
            if math.isfinite(sum(numbers)):
                return numbers
        found = (parse_number(v, "comma" if isinstance(v, str) else "point") for v in values)
        return [n for n in found if n is not None]

    def find(self, code: str, row: int | None = None, column: int | None = None, **facts: object) -> None:
        """Note a finding at a cell of the table, or at the sheet."""
        cell = "" if row is None or column is None else self.table.grid.address(row, column)
        self.findings.append(Finding(code, self.table.grid.sheet, cell, facts))


def described(reader: TableReader, indices: Sequence[str], year: int | None) -> list[Column]:
    """Every column with its meaning; `year` is the table's own, for columns that give none.

    Where several indices stand side by side, a bare `Hạng` belongs to the index before it, or to the
    one after it where the table begins with it.
    """
    table = reader.table
    columns: list[Column] = []
    parents = dict.fromkeys(indices, "")
    for position, path in table.paths.items():
        if position == table.unit_column or not path:
            continue
        column_year = year_of_path(path) or year or 0
        index, heading = _best(reader, indices, path, column_year, parents, columns)
        if heading.indicator and heading.number:
            parents[index] = heading.indicator
        label = " / ".join(p.replace("\n", " ") for p in path)
        column = Column(position, heading, label, index, column_year)
        columns.append(_told_by_range(reader, column))
    return [_placed(_owned(reader, indices, column, columns), columns) for column in columns]


def _owned(reader: TableReader, indices: Sequence[str], column: Column, columns: Sequence[Column]) -> Column:
    """A bare `Hạng` in a table of several indices that has not one for each: it is the title's index's.

    Where the title names several, or none, it stays with the column it stands beside.
    """
    heading = column.heading
    alike = [c for c in columns if c.heading.bare and (c.heading.measure, c.year) == (heading.measure, column.year)]
    if not heading.bare or len(indices) < 2 or len(alike) >= len(indices):
        return column
    spoken = spoken_of(reader.table, indices, reader.catalog)
    if len(spoken) != 1:
        return column
    return replace(column, index=spoken[0], heading=replace(heading, indicator=spoken[0]))


def _placed(column: Column, columns: Sequence[Column]) -> Column:
    """A bare `Hạng` or `Điểm` given to what it stands beside; to nothing where that could be several.

    It belongs to the total where the table has it, to the only indicator named, or to the column on its
    left where such columns follow each indicator.
    """
    if not column.heading.bare or column.heading.measure not in VALUE_MEASURES:
        return column
    kin = [c for c in columns if (c.index, c.year) == (column.index, column.year)]
    named = {c.heading.indicator: c for c in kin if c.heading.indicator and not c.heading.bare}
    alike = [c for c in kin if c.heading.bare and c.heading.measure == column.heading.measure]
    left = next((c for c in named.values() if c.position == column.position - 1), None)
    strange = any(
        c.position == column.position - 1 and not c.heading.indicator and c.heading.measure == "score" for c in columns
    )
    if strange and len(alike) > 1:
        owner = ""
    elif not named or (column.index in named and not (left and len(alike) > 1)):
        owner = column.index
    elif left and len(alike) > 1:
        owner = left.heading.indicator
    else:
        owner = next(iter(named)) if len(named) == 1 else ""
    return replace(column, heading=replace(column.heading, indicator=owner))


def _told_by_range(reader: TableReader, column: Column) -> Column:
    """A name that stands for several indicators told apart by its values, where all but one exclude them.

    `Tác động` is 16.5 in one cut and 38.5 in the other; `SIPAS` is a tenth of PAR INDEX or a percentage.
    """
    heading, catalog = column.heading, reader.catalog
    framework = catalog.framework(column.index, column.year)
    if heading.measure != "score" or heading.bare or framework is None:
        return column
    numbers = reader.numbers(column.position)
    item = framework.items.get(heading.indicator)
    known_to_fit = heading.indicator and (item is None or item.max is None or max(numbers, default=0) <= item.max)
    if not numbers or known_to_fit:
        return column
    known = [(column.index, i) for i in Labels.of(catalog, column.index).find(heading.words)]
    known += [(x, x) for x in catalog.indices if x in Labels.of(catalog, x).find(heading.words)]
    fitting = {k for k in known if k[1] != heading.indicator and _fits(catalog, *k, column.year, max(numbers))}
    if len(fitting) != 1:
        return column
    index, indicator = fitting.pop()
    return replace(column, index=index, heading=replace(heading, indicator=indicator))


def _fits(catalog: Catalog, index: str, indicator: str, year: int, value: float) -> bool:
    framework = catalog.framework(index, year)
    item = framework.items.get(indicator) if framework else None
    return item is not None and item.max is not None and value <= item.max


def _best(
    reader: TableReader,
    indices: Sequence[str],
    path: Sequence[str],
    year: int,
    parents: Mapping[str, str],
    before: Sequence[Column],
) -> tuple[str, Heading]:
    """The index a column speaks of, and its heading read with that index's labels."""
    headings = {i: _heading(reader, i, path, year, parents[i]) for i in indices}
    if len(indices) == 1:
        return indices[0], headings[indices[0]]
    named = [i for i in indices if headings[i].indicator and _names(reader.catalog, i, path)]
    totals = [i for i in named if headings[i].indicator == i]
    if totals or named:
        return (totals or named)[0], headings[(totals or named)[0]]
    last = next((c.index for c in reversed(before) if c.heading.indicator), "")
    owner = last or _following(reader, indices, path)
    return owner, headings[owner]


def _heading(reader: TableReader, index: str, path: Sequence[str], year: int, parent: str) -> Heading:
    labels, framework = Labels.of(reader.catalog, index), reader.catalog.framework(index, year)
    return read_heading(path, labels, framework, _cut(reader, index, year), parent)


def _cut(reader: TableReader, index: str, year: int) -> str:
    key = (index, year)
    if key not in reader.cuts:
        framework = reader.catalog.framework(index, year)
        reader.cuts[key] = cut_of(reader.table.paths.values(), Labels.of(reader.catalog, index), framework)
    return reader.cuts[key]


def _names(catalog: Catalog, index: str, path: Sequence[str]) -> bool:
    """Whether any heading of a path is a name of an indicator of an index, not only a word for a measure."""
    labels = Labels.of(catalog, index)
    return any(labels.find_after_measure(w) for p in path if (w := split_label(p)[1]))


def _following(reader: TableReader, indices: Sequence[str], path: Sequence[str]) -> str:
    later = [p for p in reader.table.paths.values() if p and p != path]
    return next((i for p in later for i in indices if _names(reader.catalog, i, p)), indices[0])


def value_columns(reader: TableReader, indices: Sequence[str], year: int | None) -> list[Column]:
    """The columns that hold values; every other column with numbers is reported."""
    found: dict[tuple[str, int, str], Column] = {}
    offsets = row_measures(reader.table)
    for printed in described(reader, indices, year):
        column = _corrected(reader, printed)
        reader.columns.append(column)
        if offsets and column.heading.indicator and column.heading.measure == "score":
            for measure, offset in offsets.items():
                below = replace(column, heading=replace(column.heading, measure=measure), offset=offset)
                found[below.slot] = replace(below, mark=_mark(reader, below))
            continue
        if not _belongs(reader, column):
            continue
        column = reader.columns[-1] = _settled(reader, column)
        if column.slot in found:
            _report_double(reader, found[column.slot], column)
        else:
            found[column.slot] = replace(column, mark=_mark(reader, column))
    return list(found.values())


def row_measures(table: Table) -> dict[str, int]:
    """The rows a unit takes, by measure, where a column beside its name says `Điểm`, `Hạng`; else empty."""
    if list(table.rows) != list(range(table.rows[0], table.rows[-1] + 1)):
        return {}
    for c in table.columns:
        top = table.grid.rows[table.first_row][c]
        if c == table.unit_column or not isinstance(top, str) or measure_of(top) not in VALUE_MEASURES:
            continue
        words = [table.grid.rows[r][c] for r in table.rows]
        measures = [measure_of(w) if isinstance(w, str) else "" for w in words]
        first = {m: n for n, m in reversed(list(enumerate(measures)))}
        regular = all(m == measures[n % len(first)] for n, m in enumerate(measures)) and _whole(table, len(first))
        if len(first) > 1 and regular and set(first) <= set(VALUE_MEASURES):
            return first
    return {}


def _whole(table: Table, height: int) -> bool:
    """Whether each run of so many rows bears one unit's name, if only in its first row."""
    names = [table.grid.rows[r][table.unit_column] for r in table.rows]
    runs = [names[n : n + height] for n in range(0, len(names), height)]
    return all(len(run) == height and set(run) <= {run[0], None} for run in runs)


def _corrected(reader: TableReader, column: Column) -> Column:
    heading = column.heading
    for relabel in reader.catalog.relabels:
        key = (heading.number, fold(heading.words))
        if (
            relabel.index == column.index
            and relabel.first_year <= column.year <= relabel.last_year
            and key in relabel.labels
        ):
            reason = t(relabel.vi, relabel.en)
            reader.find(
                "correction-applied", reader.table.header.start, column.position, correction=relabel.id, reason=reason
            )
            return replace(column, heading=replace(heading, indicator=relabel.labels[key], number=""))
    return column


_PRINTED_MAXIMUM = re.compile(r"(?:tối đa|max(?:imum)?)\D{0,6}(\d+(?:[.,]\d+)?)", re.IGNORECASE)
_BESIDE = {
    "change": ("mức tăng giảm", "a change"),
    "target": ("chỉ tiêu phấn đấu", "a target"),
    "percent": ("tỷ lệ so với điểm tối đa", "a share of the maximum"),
    "self": ("điểm tự chấm", "a self-assessed score"),
    "scale": ("thang điểm", "a scale"),
}


def _belongs(reader: TableReader, column: Column) -> bool:
    """Whether a column holds values of an index and year; every other column with numbers is reported."""
    heading, top = column.heading, reader.table.header.start
    if not heading.indicator and not any(map(is_figure, reader.values(column.position))):
        return False
    if heading.measure in _BESIDE:
        reader.find("column-skipped", top, column.position, label=column.label, why=t(*_BESIDE[heading.measure]))
        return False
    if heading.measure not in VALUE_MEASURES:
        return False
    if not heading.indicator:
        report_unknown(reader, column)
        return False
    if not column.year:
        reader.findings.append(Finding("year-unknown", reader.table.grid.sheet, _address(reader, column)))
        return False
    return _in_framework(reader, column)


def _in_framework(reader: TableReader, column: Column) -> bool:
    """Whether the framework of the year knows the indicator, under the printed number if there is one."""
    heading, top = column.heading, reader.table.header.start
    framework = reader.catalog.framework(column.index, column.year)
    facts: dict[str, object] = {"label": column.label, "index": column.index, "year": column.year}
    if framework is None:
        reader.find("framework-unknown", top, column.position, **facts)
        return False
    item = framework.items.get(heading.indicator)
    if item is None and _framework_lists(framework, heading.indicator, reader.catalog):
        reader.find("indicator-not-in-framework", top, column.position, **facts)
        return False
    printed = _PRINTED_MAXIMUM.search(column.label.rsplit(" / ", 1)[-1])
    maximum = parse_number(printed[1].replace(",", "."), "point") if printed else None
    if item and item.max is not None and maximum is not None and abs(maximum - item.max) > 0.01:
        name = reader.catalog.all_indicators[item.indicator].name
        facts |= {"name": name, "printed": maximum, "expected": item.max}
        reader.find("maximum-differs", top, column.position, **facts)
        return False
    if item and item.number and heading.number and item.number != heading.number:
        name = reader.catalog.all_indicators[item.indicator].name
        facts |= {"number": heading.number, "expected": item.number, "name": name}
        reader.find("indicator-number", top, column.position, **facts)
        return False
    return True


def _settled(reader: TableReader, column: Column) -> Column:
    """A column headed by an index's name alone holds scores or ranks: its values and the title tell which."""
    if column.heading.explicit or column.heading.indicator != column.index or column.heading.measure != "score":
        return column
    measure = _told_by_values(reader, column, [v for v in reader.values(column.position) if is_figure(v)])
    if measure == "":
        reader.find("measure-unknown", reader.table.header.start, column.position, label=column.label)
    return replace(column, heading=replace(column.heading, measure=measure or "score"))


def _told_by_values(reader: TableReader, column: Column, values: Sequence[object]) -> str:
    """`rank` or `score`; empty where whole numbers could be either and no title says which."""
    if not values or any(isinstance(v, str) and "/" in v for v in values):
        return "rank" if values else "score"
    ranks = [parse_rank(v) for v in values]
    units = len(reader.catalog.provinces(column.year))
    if any(r is None or r[0] > units for r in ranks):
        return "score"
    titles = " ".join(fold(x) for x in reader.table.titles)
    if "xephang" in titles or "thuhang" in titles:
        return "rank"
    return "score" if "diem" in titles else ""


def count_numbers(reader: TableReader, column: Column) -> int:
    """How many cells of a column hold figures, typed as numbers or as text."""
    return sum(map(is_figure, reader.values(column.position)))


def _framework_lists(framework: Framework, indicator: str, catalog: Catalog) -> bool:
    """Whether the framework names indicators of this level at all, so that one more would be wrong."""
    indicators = catalog.indices[framework.index].indicators
    level = indicators[indicator].level
    return any(indicators[i].level == level for i in framework.items if i in indicators)


def report_unknown(reader: TableReader, column: Column) -> None:
    """Report a column whose heading names no indicator, with how many values are left out."""
    known = {i.name: (i.vi, i.en or i.vi) for i in reader.catalog.indices[column.index].indicators.values()}
    suggestion = ", ".join(nearest(column.heading.words or column.label, known))
    facts = {"label": column.label, "index": column.index, "year": column.year or "", "suggestion": suggestion}
    count = count_numbers(reader, column)
    reader.find("indicator-unknown", reader.table.header.start, column.position, count=count, **facts)


def _report_double(reader: TableReader, first: Column, second: Column) -> None:
    name = f"{second.heading.indicator} ({second.heading.measure}, {second.year})"
    other, cell = _address(reader, first), _address(reader, second)
    reader.find("column-ambiguous", reader.table.header.start, second.position, name=name, other=other, here=cell)


def _address(reader: TableReader, column: Column) -> str:
    return reader.table.grid.address(reader.table.header.start, column.position)


def _mark(reader: TableReader, column: Column) -> Decimal:
    if reader.hints.decimal in ("comma", "point"):
        return "point" if reader.hints.decimal == "point" else "comma"
    values = reader.values(column.position)
    if column.heading.measure not in ("score", "ci_low", "ci_high") or set(map(type, values)) <= _TYPED:
        return "comma"
    cells = zip(reader.table.rows, values, strict=True)
    texts = [(r, v) for r, v in cells if isinstance(v, str) and missing_reason(v) is None]
    if not texts:
        return "comma"
    framework = reader.catalog.framework(column.index, column.year)
    item = framework.items.get(column.heading.indicator) if framework else None
    mark = decimal_mark((v for _, v in texts), item.max if item else None)
    if mark is None:
        reader.find("decimal-ambiguous", texts[0][0], column.position, name=column.label, value=squeeze(texts[0][1]))
    return mark or "comma"
