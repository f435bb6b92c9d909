"""The cells of a column: scores, ranks, groups and bounds become readings; a fault names its cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from parreform.columns import Column, TableReader
from parreform.entries import Framework
from parreform.readings import Reading
from parreform.text import missing_reason, parse_number, parse_rank, squeeze


@dataclass(frozen=True, slots=True)
class _Scale:
    """What a score must be: a zero below `minimum` is no score; some are printed as percentages of 1."""

    minimum: float
    whole_percent: bool


def read_indicator(
    reader: TableReader,
    indicator: str,
    measures: dict[str, Column],
    units: Sequence[tuple[int, str]],
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
    scale = _Scale(minimum, whole_percent=bool(item and item.max == 100))
    computed = any(c.heading.computed for c in measures.values())
    grid, position = reader.table.grid, main.position
    plain = len(measures) == 1 and notes is None and not computed and not grid.percent
    for r, unit in units:
        value = grid.rows[r + main.offset][position]
        if plain and type(value) is float and value != 0.0 and main.heading.measure == "score":
            reader.readings.append(
                Reading(indicator, unit, year, grid.sheet, grid.address(r + main.offset, position), value)
            )
            continue
        score, missing = _score(reader, r, measures.get("score"), scale)
        rank = _rank(reader, r, measures.get("rank"))
        if score is None and rank is None and not (missing and (complete or value is not None)):
            continue  # a blank cell says nothing in a partial table
        note = grid.rows[r][notes] if notes is not None else None
        reading = Reading(
            indicator,
            unit,
            year,
            grid.sheet,
            _address(reader, r, main),
            score,
            missing="" if score is not None or rank else missing,
            computed=computed,
            note=squeeze(note) if isinstance(note, str) else "",
        )
        if rank:
            rank_cell = _address(reader, r, measures["rank"])
            reading = reading._replace(rank=rank[0], n_ranked=rank[1], rank_cell=rank_cell)
        reader.readings.append(_with_extras(reader, reading, r, measures))


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
    number = parse_number(value, column.mark)
    if number is None:
        report_number(reader, row, column, value)
        return None, ""
    if scale.whole_percent and (row + column.offset, column.position) in reader.table.grid.percent:
        number = round(number * 100, 10)
    if number == 0 and scale.minimum > 0:
        reader.find(
            "zero-missing", row + column.offset, column.position, name=column.label, minimum=round(scale.minimum, 2)
        )
        return None, "not-published"
    return number, ""


def report_number(reader: TableReader, row: int, column: Column, value: object) -> None:
    """Report a cell that should hold a number and does not."""
    text = squeeze(str(value))
    code = "cell-error" if text.startswith("#") else "number-unreadable"
    reader.find(code, row + column.offset, column.position, value=text, name=column.label)


def _rank(reader: TableReader, row: int, column: Column | None) -> tuple[int, int | None] | None:
    value = None if column is None else _value(reader, row, column)
    if column is None or value is UNCACHED or missing_reason(value):
        return None
    rank = parse_rank(value)
    if rank is None:
        report_number(reader, row, column, value)
    return rank


def _with_extras(reader: TableReader, reading: Reading, row: int, measures: dict[str, Column]) -> Reading:
    """The reading with group, bounds and number of units ranked, each with its cell, where printed."""
    for measure in ("group", "ci_low", "ci_high", "n_ranked"):
        column = measures.get(measure)
        value = _value(reader, row, column) if column else None
        if column is None or value is UNCACHED or missing_reason(value):
            continue
        cell = _address(reader, row, column)
        number = parse_number(value, column.mark)
        if measure == "group":
            reading = reading._replace(group=squeeze(str(value)), group_cell=cell)
        elif number is None:
            report_number(reader, row, column, value)
        elif measure == "n_ranked":
            reading = reading._replace(n_ranked=int(number))
        elif measure == "ci_low":
            reading = reading._replace(ci_low=number, ci_low_cell=cell)
        else:
            reading = reading._replace(ci_high=number, ci_high_cell=cell)
    return reading
