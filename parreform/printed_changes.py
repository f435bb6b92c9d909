"""Printed changes of scores and ranks against the two years beside them, which they cannot contradict in most rows.

No change is stored; what one says is evidence on the columns that are: of another year, or of other rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from parreform.catalog import Catalog
from parreform.differences import OF_SHARES, Beside, amount_of, contradiction, not_following
from parreform.findings import Finding
from parreform.measures import years_in
from parreform.reader import Column, TableReader
from parreform.readings import Reading
from parreform.sources import place_of
from parreform.text import says

_MEASURES = ("score", "rank")
_OF_RANKS = ("hạng", "bậc", "vị trí", "vị thứ", "rank", "ranks", "ranking", "place", "places", "position", "positions")
_OF_SCORES = ("điểm", "score", "scores", "point", "points")
_OF_OTHERS = (
    "tự chấm|tự đánh giá|thẩm định|trung bình|bình quân|cả nước|toàn quốc|dẫn đầu|cao nhất|thấp nhất|mục tiêu|kế hoạch|chỉ tiêu"
    "|tối đa|vùng|khu vực|average|mean|best|highest|lowest|target|plan|maximum|region|self"
).split("|")
"""Words of headings that compare with something else than another year."""
_LAST_YEAR = ("năm trước", "kỳ trước", "năm ngoái", "last year", "previous year", "year before")
_RISES = ("tăng", "increase")
Years = Mapping[int, Reading]
Pair = tuple[int, int] | str
"""Two years that stand in one row; `previous` or `first` where each row has one: that year is compared with its own."""
Compared = list[Beside | None]
Verdict = tuple[list[int], Compared]
"""The places of the rows that do not follow, and all of them."""


class _Row(NamedTuple):
    """A change with the readings that stand in its row, by indicator and year; `before` is what last year's columns say."""

    cell: str
    unit: str
    printed: float
    years: Mapping[str, Years]
    before: Mapping[str, float]


@dataclass
class _Changes:
    """One column of changes of a sheet; `known` are all readings of the sheet by indicator, unit and year."""

    label: str
    sheet: str
    indicator: str
    known: Mapping[tuple[str, str], Years]
    rows: list[_Row] = field(default_factory=list)

    @cached_property
    def named(self) -> Sequence[int]:
        """The years that its headings name."""
        return years_in(self.label)

    @cached_property
    def of_last_year(self) -> bool:
        """Whether it compares with the year before."""
        return self.says(_LAST_YEAR)

    def says(self, words: Iterable[str]) -> bool:
        """Whether its headings say one of some words."""
        return any(says(self.label, word) for word in words)


def against_changes(readers: Sequence[TableReader], catalog: Catalog) -> Iterator[Finding]:
    """A finding for each column of printed changes that do not follow from what was read beside them."""
    sheets = {x.table.grid.sheet: 0 for x in readers if x.readings and any(map(_is_change, x.columns))}
    for sheet in sheets:
        for changes in _columns_of([x for x in readers if x.table.grid.sheet == sheet and x.readings]):
            yield from _judged(changes, catalog)


def _is_change(column: Column) -> bool:
    return column.heading.measure == "change"


# --- what stands in the rows -------------------------------------------------------------------------


def _columns_of(readers: Sequence[TableReader]) -> Iterable[_Changes]:
    """The columns of changes of a sheet; one that was taken apart by the years of its rows is one again."""
    known: dict[tuple[str, str], dict[int, Reading]] = {}
    for reading in (r for reader in readers for r in reader.readings):
        known.setdefault((reading.indicator, reading.unit), {})[reading.year] = reading
    found: dict[tuple[int, str], _Changes] = {}
    for reader in readers:
        columns = list(filter(_is_change, reader.columns))
        own = _by_row(reader) if columns else {}
        for column in columns:
            new = _Changes(column.label, reader.table.grid.sheet, _indicator_beside(reader, column), known)
            changes = found.setdefault((column.position, column.label), new)
            changes.rows += _rows_of(reader, column, own)
    return found.values()


def _by_row(reader: TableReader) -> Mapping[int, Sequence[Reading]]:
    found: dict[int, list[Reading]] = {}
    for reading in reader.readings:
        _, row, column = place_of("", reading.cell)
        found.setdefault(column if reader.table.grid.turned else row, []).append(reading)
    return found


def _rows_of(reader: TableReader, column: Column, own: Mapping[int, Sequence[Reading]]) -> Iterator[_Row]:
    before = _of_last_year(reader)
    for row, value in zip(reader.table.rows, reader.values(column.position), strict=True):
        amount, readings = amount_of(value), own.get(row, ())
        if amount is None or len({r.unit for r in readings}) != 1:
            continue  # a unit that merged between the years is compared with nobody knows which of its members
        years: dict[str, dict[int, Reading]] = {}
        for reading in readings:
            years.setdefault(reading.indicator, {})[reading.year] = reading
        cells = {m: amount_of(reader.table.grid.rows[row][c.position]) for m, c in before.items()}
        said = {m: number for m, number in cells.items() if number is not None}
        yield _Row(reader.table.grid.address(row, column.position), readings[0].unit, amount, years, said)


def _of_last_year(reader: TableReader) -> Mapping[str, Column]:
    """The columns that say no more than that they are of the year before, by what they hold; none where several hold one."""
    found: dict[str, list[Column]] = {}
    for column in reader.columns:
        if column.heading.measure == "previous":
            is_rank = any(says(column.label, word) for word in _OF_RANKS)
            found.setdefault("rank" if is_rank else "score", []).append(column)
    return {measure: columns[0] for measure, columns in found.items() if len(columns) == 1}


def _indicator_beside(reader: TableReader, column: Column) -> str:
    """The indicator of the nearest columns that are read: below the same heading, left of the changes before right of them."""
    read = [c for c in reader.columns if c.heading.indicator and c.heading.measure in _MEASURES]
    group = reader.table.paths.get(column.position, ())[:-1]
    siblings = [c for c in read if group and reader.table.paths.get(c.position, ())[:-1] == group]
    nearest = sorted(siblings or read, key=lambda c: (c.position > column.position, abs(c.position - column.position)))
    return nearest[0].heading.indicator if nearest else ""


# --- what may be compared ----------------------------------------------------------------------------


def _measures(changes: _Changes) -> Sequence[str]:
    """What the changes may be of: scores, ranks or either."""
    of_ranks, of_scores = changes.says(_OF_RANKS), changes.says(_OF_SCORES)
    if of_ranks != of_scores:
        return ("rank",) if of_ranks else ("score",)
    return ("score",) if any(row.printed != int(row.printed) for row in changes.rows) else _MEASURES


def _pairs(changes: _Changes, indicator: str) -> Sequence[Pair]:
    """The years that may be compared: those that the headings name, whatever they are where these name none."""
    years = [row.years.get(indicator, {}) for row in changes.rows]
    if all(len(of_row) < 2 for of_row in years):
        return ("previous",) if changes.of_last_year else ("previous", "first")
    pairs = combinations(sorted({year for of_row in years for year in of_row}), 2)
    return [(a, b) for a, b in pairs if {*changes.named} <= {a, b} and (b - a == 1 or not changes.of_last_year)]


def _two(changes: _Changes, indicator: str, row: _Row, pair: Pair) -> Sequence[Reading]:
    """The two readings that a row's change compares; empty where one is not there."""
    own = row.years.get(indicator, {})
    if not isinstance(pair, str):
        return [own[year] for year in pair] if {*pair} <= own.keys() else ()
    now = max(own, default=0)
    known = changes.known.get((indicator, row.unit), {})
    before = [y for y in known if y < now and {*changes.named} <= {y, now}]
    before = [y for y in before if y == now - 1 or not changes.of_last_year]
    return [known[max(before) if pair == "previous" else min(before)], own[now]] if before else ()


def _compared(changes: _Changes, indicator: str, measure: str, pair: Pair) -> Compared:
    """Each row's number with the two figures that it compares; None where one of these is not there."""
    found: Compared = []
    for row in changes.rows:
        two = _two(changes, indicator, row, pair)
        numbers = [v for r in two if (v := _value(r, measure)) is not None]
        if not two and pair == "previous" and indicator == changes.indicator and not changes.named:
            numbers = _with_last_year(row, indicator, measure)
        found.append(Beside(row.printed, *numbers) if len(numbers) == 2 else None)
    return found


def _with_last_year(row: _Row, indicator: str, measure: str) -> list[float]:
    """The figures of last year's column and of the one year that stands in a row."""
    now = [_value(r, measure) for r in row.years.get(indicator, {}).values()]
    return [v for v in (row.before.get(measure), *now) if v is not None] if len(now) == 1 else []


def _value(reading: Reading, measure: str) -> float | None:
    return reading.score if measure == "score" else reading.rank


def _ways(changes: _Changes, measure: str) -> Iterator[str]:
    """How the printed numbers may follow: which sign is a rise in rank nobody says, that of a score is plain."""
    named = changes.named
    yield "difference"
    if measure == "rank" or (
        not changes.says(_RISES) and (len(named) < 2 or named[0] < named[-1])  # `Chênh lệch 2023 - 2024`
    ):
        yield "reverse"
    if min(row.printed for row in changes.rows) >= 0:
        yield "size"
    if measure == "score":
        yield from OF_SHARES


# --- the verdict -------------------------------------------------------------------------------------


def _judged(changes: _Changes, catalog: Catalog) -> Iterator[Finding]:
    """The finding on one column; none where it may be of years, ranks or indicators that the table has not."""
    if not changes.rows or changes.says(_OF_OTHERS):
        return
    verdict = _verdict(changes, changes.indicator)
    if verdict and verdict[0]:
        others = {i for row in changes.rows for i in row.years} - {changes.indicator}
        verdicts = [verdict, *(v for i in sorted(others) if (v := _verdict(changes, i)))]
        off, compared = min(verdicts, key=lambda v: len(v[0]))
        if off:
            yield _finding(changes, off, compared, catalog)


def _verdict(changes: _Changes, indicator: str) -> Verdict | None:
    """The best account of the changes by one indicator; None where they may be of figures that are not there."""
    found: list[Verdict] = []
    for measure in _measures(changes):
        compared = [_compared(changes, indicator, measure, pair) for pair in _pairs(changes, indicator)]
        compared = [rows for rows in compared if any(rows)]
        if not compared and _is_read(changes, indicator, measure):
            return None
        found += [(not_following(rows, way), rows) for rows in compared for way in _ways(changes, measure)]
    return min(found, key=lambda v: len(v[0]), default=None)


def _is_read(changes: _Changes, indicator: str, measure: str) -> bool:
    readings = (r for row in changes.rows for r in row.years.get(indicator, {}).values())
    return any(_value(r, measure) is not None for r in readings)


def _finding(changes: _Changes, off: Sequence[int], compared: Compared, catalog: Catalog) -> Finding:
    names = [(_name(row, catalog), row.cell) for row in changes.rows]
    code, facts = contradiction(compared, off, names)
    return Finding(code, changes.sheet, names[off[0]][1], facts | {"label": changes.label})


def _name(row: _Row, catalog: Catalog) -> str:
    return catalog.unit(row.unit).name(max(year for years in row.years.values() for year in years))
