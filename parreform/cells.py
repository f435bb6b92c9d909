"""The cells of a column: scores, ranks, groups and bounds become readings; a fault names its cell."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from parreform.blocks import SHORTEST, Axis, Block
from parreform.bracketed import in_brackets
from parreform.catalog import Catalog
from parreform.entries import Framework
from parreform.findings import Finding
from parreform.naming import has_decimals
from parreform.numerals import missing_reason, parse_number, parse_rank, readings_of
from parreform.reader import Column, TableReader
from parreform.readings import Reading
from parreform.settings import t
from parreform.text import fold, local_number, squeeze

_NUMBERS = {float, int}


@dataclass(frozen=True, slots=True)
class _Scale:
    """What a score must be: a zero below `minimum` is no score; some are printed as percentages of 1.

    No index is as low as 1 %: such a total is a fraction whose format was lost.
    """

    minimum: float
    total: bool
    unit: Literal["percent", "fraction", "points"]

    @property
    def fractions_doubtful(self) -> bool:
        """Whether a number up to 1 cannot be what it says."""
        return self.total and self.unit == "percent"

    def doubts(self, number: float) -> bool:
        """Whether a number is a fraction where percentages are printed."""
        return self.fractions_doubtful and 0 < number <= 1


def read_indicator(
    reader: TableReader,
    indicator: str,
    measures: dict[str, Column],
    axis: Axis,
    year: int,
    framework: Framework,
    complete: bool,
    notes: int | None,
) -> None:
    """Read one indicator down the units. `complete` tells that a blank cell is a statement."""
    main = measures.get("score") or measures.get("rank")
    if main is None:
        return
    item = framework.items.get(indicator)
    floor = 1e-9 if indicator == framework.index else 0.0  # a total of zero is no score
    minimum = max(item.min if item and item.min is not None else floor, floor)
    scale = _Scale(minimum, indicator == framework.index, _unit(reader.catalog, framework, indicator))
    if scale.unit == "percent" and not scale.total and _all_below_one(reader, measures.get("score"), axis):
        return
    rest = _Rest(indicator, year, measures, main, scale, complete, notes)
    grid = reader.table.grid
    if rest.plain and not grid.percent and not grid.written and len(axis.rows) >= SHORTEST:
        _read_plain(reader, rest, axis)
        return
    for row, unit in axis:
        _read_cell(reader, rest, row, unit)


def _unit(catalog: Catalog, framework: Framework, indicator: str) -> Literal["percent", "fraction", "points"]:
    """What the scores of an indicator are counted in: points of a part have no percentages."""
    item = framework.items.get(indicator)
    if catalog.all_indicators[indicator].unit == "fraction" or (item is not None and item.max == 1):
        return "fraction"
    if item is not None and item.max is not None:
        return "percent" if item.max == 100 else "points"
    is_part = any(i.parent for f in catalog.frameworks(framework.index) if (i := f.items.get(indicator)))
    return "percent" if catalog.indices[framework.index].unit == "%" and not is_part else "points"


def _all_below_one(reader: TableReader, column: Column | None, axis: Axis) -> bool:
    """Whether a column of percentages holds nothing but numbers up to 1, unformatted: reported."""
    if column is None or not axis.rows or (axis.rows[0] + column.offset, column.position) in reader.table.grid.percent:
        return False
    cells = ((r + column.offset, column.position) for r in axis.rows)
    found = [(p, n) for p in cells if (n := parse_number(reader.table.grid.rows[p[0]][p[1]], column.mark))]
    if not found or max(n for _, n in found) > 1:
        return False
    reader.find("percent-unclear", *found[0][0], value=found[0][1], name=column.label)
    return True


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is the same for all units of an indicator."""

    indicator: str
    year: int
    measures: dict[str, Column]
    main: Column
    scale: _Scale
    complete: bool
    notes: int | None

    @property
    def computed(self) -> bool:
        return any(c.heading.computed for c in self.measures.values())

    @property
    def plain(self) -> bool:
        """Whether the indicator is a column of scores and nothing else."""
        alone = len(self.measures) == 1 and self.notes is None and self.main.offset == 0
        return alone and not self.computed and self.main.heading.measure == "score"


def _read_plain(reader: TableReader, rest: _Rest, axis: Axis) -> None:
    """Scores typed as numbers go into blocks; every other cell is read by itself, in its place."""
    column, grid = rest.main.position, reader.table.grid
    values = reader.along(axis.rows, column)
    start = 0
    for stop in (*_not_plain(values, rest.scale), len(values)):
        scores = list(map(float, values[start:stop]))  # type: ignore[arg-type]
        block = Block(rest.indicator, rest.year, grid.sheet, axis, start, column, grid.turned, scores)
        reader.readings.add(block)
        if stop < len(values):
            _read_cell(reader, rest, axis.rows[stop], axis.units[stop])
        start = stop + 1


def _not_plain(values: Sequence[object], scale: _Scale) -> list[int]:
    """The places of cells that are no finite number, a zero that is no score, or a fraction of 1 for a percentage."""
    if set(map(type, values)) <= _NUMBERS and math.isfinite(sum(values)):  # type: ignore[arg-type]
        above = min(values, default=2) > 1  # type: ignore[type-var, operator]
        if above or (not scale.fractions_doubtful and (scale.minimum <= 0 or 0.0 not in values)):
            return []
    return [n for n, v in enumerate(values) if not _is_plain(v, scale)]


def _is_plain(value: object, scale: _Scale) -> bool:
    if type(value) not in _NUMBERS or not math.isfinite(value):  # type: ignore[arg-type]
        return False
    return not (value == 0 and scale.minimum > 0) and not scale.doubts(value)  # type: ignore[arg-type]


def _read_cell(reader: TableReader, rest: _Rest, row: int, unit: str) -> None:
    """Read what stands in one row of an indicator's columns."""
    measures, main, grid = rest.measures, rest.main, reader.table.grid
    score, missing = _score(reader, row, measures.get("score"), rest.scale)
    rank = _rank(reader, row, measures.get("rank"))
    blank = grid.rows[row + main.offset][main.position] is None
    if score is None and rank is None and not (missing and (rest.complete or not blank)):
        _report_left(reader, row, measures, unit)
        return  # a blank cell says nothing in a partial table
    note = grid.rows[row][rest.notes] if rest.notes is not None else None
    reading = Reading(
        rest.indicator,
        unit,
        rest.year,
        grid.sheet,
        _address(reader, row, main),
        score,
        missing="" if score is not None or rank else missing,
        computed=rest.computed,
        note=squeeze(note) if isinstance(note, str) else "",
    )
    if reading.missing:
        _note_silence(reader, reading, grid.rows[row + main.offset][main.position])
    if rank:
        rank_cell = _address(reader, row, measures["rank"])
        reading = reading._replace(rank=rank[0], n_ranked=rank[1], rank_cell=rank_cell)
    reader.readings.append(_with_extras(reader, reading, row, measures, rest.scale))


def _note_silence(reader: TableReader, reading: Reading, value: object) -> None:
    """Keep that a cell without a figure holds no word either: nothing at all, or a dash or a zero."""
    if value is None:
        reader.blanks.add((reading.sheet, reading.cell))
    elif not isinstance(value, str) or not fold(value).strip("0"):
        reader.marks.add((reading.sheet, reading.cell))


def _report_left(reader: TableReader, row: int, measures: Mapping[str, Column], unit: str) -> None:
    """Report bounds or a group beside a cell that should hold their score, and holds nothing."""
    column = next((c for m in ("group", "ci_low", "ci_high") if (c := measures.get(m)) and _held(reader, row, c)), None)
    if column and "score" in measures:
        main = measures["score"]
        facts = {"unit": reader.catalog.units[unit].name(main.year), "label": column.label}
        reader.find("score-blank", row + main.offset, main.position, **facts, value=_held(reader, row, column))


def _held(reader: TableReader, row: int, column: Column) -> str:
    """What a cell shows, empty where it holds nothing or says that there is nothing."""
    value = reader.table.grid.rows[row + column.offset][column.position]
    return "" if missing_reason(value) else _printed(value)


UNCACHED = object()
"""Stands for a formula without a stored result, which was reported."""


def _value(reader: TableReader, row: int, column: Column) -> object:
    """What a column holds for the unit of a row."""
    place = (row + column.offset, column.position)
    if place in reader.table.grid.uncached:
        reader.find("formula-uncached", *place)
        return UNCACHED
    return reader.table.grid.rows[place[0]][place[1]]


def _address(reader: TableReader, row: int, column: Column) -> str:
    return reader.table.grid.address(row + column.offset, column.position)


def _score(reader: TableReader, row: int, column: Column | None, scale: _Scale) -> tuple[float | None, str]:
    """The score of a cell, or why it is missing."""
    if column is None:
        return None, "not-published"
    value = _value(reader, row, column)
    if value is UNCACHED:
        return None, ""
    reason = missing_reason(value)
    if reason:
        return None, reason
    number = _number(reader, row, column, value, scale)
    if number is None:
        return None, ""
    if number == 0 and scale.minimum > 0:
        least = round(scale.minimum, 2)
        told = t(f"thấp nhất là {local_number(least)}", f"is at least {local_number(least)}")
        told = told if least else t("luôn lớn hơn 0", "is always above 0")
        reader.find("zero-missing", row + column.offset, column.position, name=column.label, least=told)
        return None, "not-published"
    return number, ""


def _number(reader: TableReader, row: int, column: Column, value: object, scale: _Scale) -> float | None:
    """The number of a cell; what is shown as a percentage must be one. None where it is reported."""
    number = parse_number(value, column.mark)
    if number is None:
        report_number(reader, row, column, value)
        return None
    formatted = (row + column.offset, column.position) in reader.table.grid.percent and not isinstance(value, str)
    literal = not isinstance(value, str) and "%" in _written(reader, row, column)
    printed = literal or (isinstance(value, str) and "%" in value)
    doubtful = (
        literal and scale.unit == "fraction" and 0 < number <= 1
    )  # a percentage, or a fraction that is shown as one
    if doubtful or ((printed or formatted) and scale.unit == "points"):
        shown = f"{value}%" if literal else value if printed else f"{round(number * 100, 4)}%"
        reader.find("percent-unclear", row + column.offset, column.position, value=shown, name=column.label)
        return None
    if formatted and scale.unit == "percent":
        number = round(number * 100, 10)
    elif printed and scale.unit == "fraction":
        number = round(number / 100, 15)
    if scale.doubts(number):
        reader.find("percent-unclear", row + column.offset, column.position, value=number, name=column.label)
        return None
    return number


def report_number(reader: TableReader, row: int, column: Column, value: object) -> None:
    """Report a cell that should hold a number and does not."""
    code, facts = _why_no_number(column, value)
    reader.find(code, row + column.offset, column.position, **facts, name=column.label)
    reader.unreadable.setdefault(column, []).append(reader.findings[-1])


def _why_no_number(column: Column, value: object) -> tuple[str, dict[str, object]]:
    if isinstance(value, date):
        typed = f"{value.month}/{value:%y}" if value.day == 1 else f"{value.day}/{value.month}"
        return "cell-date", {"value": f"{value:%Y-%m-%d}", "typed": typed}
    text = _printed(value)
    if text.startswith("#"):
        return "cell-error", {"value": text}
    mixed = isinstance(value, str) and bool(readings_of(text)) and column.heading.measure == "score"
    return "decimal-mixed" if mixed else "number-unreadable", {"value": text}  # a number, with another column's mark


FEWEST_ALIKE = 4
"""So many cells of a column that fail alike are one fault: of the column."""


def gather_unreadable(reader: TableReader) -> None:
    """Tell faults that most cells of a column share once, at the first of them, with their number."""
    for column, faults in reader.unreadable.items():
        held = sum(missing_reason(v) is None for v in reader.values(column.position))
        for code in dict.fromkeys(f.code for f in faults):
            alike = [f for f in faults if f.code == code]
            if len(alike) >= FEWEST_ALIKE and len(alike) * 2 > held:
                _tell_once(reader, column, alike)


def _tell_once(reader: TableReader, column: Column, alike: Sequence[Finding]) -> None:
    """Keep the first of some findings, with the number of the others; scores below `Hạng` are a fault of headings."""
    first, gone = alike[0], set(map(id, alike))
    facts = {**first.facts, "alike": len(alike) - 1}
    code = first.code
    if column.heading.measure == "rank" and sum(map(has_decimals, reader.values(column.position))) >= len(alike):
        code, facts["other"] = "rank-decimal", _beside(reader, column)
    place = next(n for n, f in enumerate(reader.findings) if f is first)
    reader.findings[place] = replace(first, code=code, facts=facts)
    reader.findings = [f for f in reader.findings if id(f) not in gone]


def _beside(reader: TableReader, column: Column) -> str:
    """The heading of the scores that a column of ranks belongs to, or what they are called."""
    scores = (c for c in reader.columns if c.heading.measure == "score" and c.slot[:2] == column.slot[:2])
    return next((c.label for c in scores), t("Điểm", "Score"))


def _printed(value: object) -> str:
    """A cell's value as a sheet shows it: whole numbers without decimals."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else squeeze(str(value))


_OUT_OF = re.compile(r"/\s*(\d{1,4})\b")


def _rank(reader: TableReader, row: int, column: Column | None) -> tuple[int, int | None] | None:
    """The rank of a cell, and out of how many: printed in it, `12/63`, or written by its number format."""
    value = None if column is None else _value(reader, row, column)
    if column is None or value is UNCACHED or missing_reason(value):
        return None
    if column.bracketed:
        return in_brackets(value)
    rank = parse_rank(value)
    if rank is None and parse_number(value, column.mark) == 0:
        reader.find("rank-zero", row + column.offset, column.position, value=_printed(value), name=column.label)
    elif rank is None:
        report_number(reader, row, column, value)
    written = _OUT_OF.search(_written(reader, row, column)) if rank else None
    return (rank[0], int(written[1])) if rank and written else rank


def _written(reader: TableReader, row: int, column: Column) -> str:
    """What the number format of a cell writes beside its figure."""
    return reader.table.grid.written.get((row + column.offset, column.position), "")


def _with_extras(
    reader: TableReader, reading: Reading, row: int, measures: dict[str, Column], scale: _Scale
) -> Reading:
    """The reading with group, bounds and number of units ranked, each with its cell, where printed."""
    for measure in ("group", "ci_low", "ci_high", "n_ranked"):
        column = measures.get(measure)
        value = _value(reader, row, column) if column else None
        if column is None or value is UNCACHED or missing_reason(value):
            continue
        cell = _address(reader, row, column)
        if measure == "group":
            reading = reading._replace(group=_printed(value), group_cell=cell)
            continue
        number = _number(reader, row, column, value, scale)
        if number is None:
            continue
        if measure == "n_ranked":
            reading = reading._replace(n_ranked=int(number))
        elif measure == "ci_low":
            reading = reading._replace(ci_low=number, ci_low_cell=cell)
        else:
            reading = reading._replace(ci_high=number, ci_high_cell=cell)
    return reading
