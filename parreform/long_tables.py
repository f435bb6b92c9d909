"""Long tables: every row says its unit, and its year, index and indicator where the table does not."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from parreform.blocks import Axis
from parreform.bracketed import ranks_in_brackets
from parreform.catalog import nearest
from parreform.cells import read_indicator
from parreform.columns import BESIDE, is_outside, report_beside, report_unknown
from parreform.doubts import maximum_differs, measures_in_rows, names_other_index, not_results, report_doubles
from parreform.entries import Framework, Item
from parreform.evidence import names_total
from parreform.group_headings import report_groups, report_section_rows
from parreform.headings import Heading, Labels, names_whole
from parreform.labels import printed_maximum, split_label
from parreform.meanings import described, most
from parreform.measures import VALUE_MEASURES, measure_of, years_in
from parreform.naming import has_figures, is_figure, is_year, parse_year
from parreform.numerals import Decimal, decimal_mark, missing_reason
from parreform.owners import number_of
from parreform.reader import Column, TableReader, count_numbers
from parreform.row_meanings import RowMeanings, column_of_measures, meanings_of_rows
from parreform.rows import report_row
from parreform.settings import t
from parreform.text import squeeze
from parreform.unsaid import Figure, may_be_ranked, of_rows
from parreform.wording import sums_up


def read_long(reader: TableReader, index: str, year: int | None, *, told: bool) -> None:
    """Read every row; `year` is that of the whole table, None where each row has its own.

    Where the index is not `told` for the table, each row must name it.
    """
    columns = reader.columns = described(reader, [index], None)
    own = {} if any(c.heading.measure == "year" for c in columns) else _columns_of_years(columns, year)
    strange = [column for column in columns if not own and _of_another_year(reader, column, year)]
    if strange:
        return
    sets = own or {year: list(columns)}
    doubles = [found for found in sets.values() if report_doubles(reader, found)]
    measures = column_of_measures(reader, columns)
    if doubles or not_results(reader) or (measures is None and measures_in_rows(reader)):
        return
    sets = {of: [c for c in found if c is not measures] for of, found in sets.items()}
    roles_of = {of: _with_brackets(reader, _roles(found, own)) for of, found in sets.items()}
    used = [c for roles in roles_of.values() for c in roles.values()] + ([measures] if measures else [])
    if names_other_index(reader, columns, {c.position for c in used}):
        return
    reader.columns = [replace(c, heading=Heading("measure")) if c is measures else c for c in columns]
    values = [c for c in used if c.heading.measure in VALUE_MEASURES and c.index]
    report_groups(reader, values)
    report_section_rows(reader, values)
    for column in columns:
        if column not in used and column.heading.measure in _READ and count_numbers(reader, column):
            report_unknown(reader, column)
        report_beside(reader, column)
        if column.heading.measure == "year" and column not in used:
            _report_no_year(reader, column)
    for of, roles in roles_of.items():
        _read_rows(reader, roles, index, of, measures, told=told)


def _read_rows(
    reader: TableReader, roles: dict[str, Column], index: str, year: int | None, measures: Column | None, *, told: bool
) -> None:
    """Read the figures that some columns have of a year, or of the year of each row."""
    mark = _long_mark(reader, roles.get("score"))
    meanings = meanings_of_rows(reader, roles, index, measures)
    ranks = {**_rows_of_ranks(reader, roles), **meanings.ranks}
    totals = {} if meanings.sections else _indices_beside(reader, index, roles)
    rows = [r for r in reader.table.rows if r not in ranks.values() and r not in meanings.beside]
    measure = _measure_of_rows(reader, roles, index, [r for r in rows if r not in meanings.alone], year)
    if measures:
        _report_rows_beside(reader, meanings, measures.position)
    roles = _only_ranks(roles) if measure == "rank" else roles
    for r in rows if measure else ():
        of_row = _only_ranks(roles) if r in meanings.alone else _with_ranks(roles, ranks[r] - r if r in ranks else None)
        whose = meanings.sections.get(r, index if told else "")
        _read_long_row(reader, r, of_row, whose, totals, year, mark, meanings.said.get(r, {}))


_READ = (*VALUE_MEASURES, "index", "indicator", "unit")
"""What is read of a row. A second column headed so, merged over both, holds something else."""


def _roles(found: Sequence[Column], own: Mapping[int | None, Sequence[Column]]) -> dict[str, Column]:
    """The first column of each meaning; the names have theirs already, and below the name of a part stand its figures."""
    named = (c for c in reversed(found) if c.heading.measure != "unit" and c.heading.indicator in ("", c.index))
    return {c.heading.measure: c for c in named if c.heading.measure != "score" or _holds_scores(c, own)}


def _with_brackets(reader: TableReader, roles: dict[str, Column]) -> dict[str, Column]:
    """The columns of a table with the ranks that its scores hold in brackets, `88,35 (12)`."""
    scores = roles.get("score")
    taken = [(*scores.slot[:2], "rank")] if scores and "rank" in roles else []
    ranks = ranks_in_brackets(reader, scores, taken) if scores else None
    return {**roles, "rank": ranks} if ranks else roles


def _report_no_year(reader: TableReader, column: Column) -> None:
    """Report words under a `Năm` merged over two columns: what they say of the rows nobody knows."""
    cells = zip(reader.table.rows, reader.values(column.position), strict=True)
    row, value = next(((r, v) for r, v in cells if v is not None and parse_year(v) is None), (None, None))
    if row is not None:
        reader.find("number-unreadable", row, column.position, value=value, name=t("năm", "year"))


def _columns_of_years(columns: Sequence[Column], year: int | None) -> Mapping[int | None, list[Column]]:
    """The columns that speak of each year where those of values give it, `Năm 2022`; empty where none does.

    One that gives none is of the table's own year only where the others are too. Where none is of that year, table and
    headings contradict each other, and `_of_another_year` says so.
    """
    values = [c for c in columns if c.heading.measure in VALUE_MEASURES and (c.heading.explicit or c.heading.year)]
    years = {c.year for c in values} - {0}
    if not years or (year and year not in years) or (years == {year} and all(c.heading.explicit for c in values)):
        return {}
    own, others = year if years == {year} else 0, [c for c in columns if c not in values]
    return {y: [*others, *(c for c in values if (c.year or own) == y)] for y in sorted(years)}


def _holds_scores(column: Column, own: Mapping[int | None, Sequence[Column]]) -> bool:
    """Whether a heading says `Điểm`, or nothing but a year where those of values are years."""
    return column.heading.explicit or (bool(own) and column.heading.bare and column.heading.year is not None)


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
    reader: TableReader,
    row: int,
    roles: dict[str, Column],
    index: str,
    totals: Mapping[str, str],
    whole_year: int | None,
    mark: Decimal,
    said: Mapping[str, object],
) -> None:
    def cell(role: str) -> object:
        return (
            said[role] if role in said else reader.table.grid.rows[row][roles[role].position] if role in roles else None
        )

    if not any(is_figure(v) or is_year(v) for v in reader.table.grid.rows[row]):
        return
    year = parse_year(cell("year") if whole_year is None else whole_year)
    if year is None:
        _report_undated(reader, row, roles.get("year"), cell("year"))
        return
    name = said.get("unit", reader.table.grid.rows[row][reader.table.unit_column])
    unit = reader.catalog.unit_printed(name, year) if isinstance(name, str) else None
    if unit is None:
        report_row(reader, row, name, year)
        return
    indicator, framework = _long_indicator(reader, row, cell, index, totals, year, roles)
    roles = _as_ranks(reader, roles, cell("index"))
    fitting = indicator and framework and not _is_of_no_framework(reader, row, indicator, framework, year, roles)
    if fitting and framework and not _on_another_scale(reader, row, roles, indicator, framework, year):
        measures = {m: replace(roles[m], mark=mark) for m in VALUE_MEASURES if m in roles}
        notes = roles["note"].position if "note" in roles else None
        read_indicator(reader, indicator, measures, Axis((row,), (unit.id,)), year, framework, False, notes)


def _on_another_scale(
    reader: TableReader, row: int, roles: Mapping[str, Column], indicator: str, framework: Framework, year: int
) -> bool:
    """Whether a row prints another maximum than its indicator has, in a column of its own or behind its name: reported."""
    of = Column(0, Heading("score", indicator), "", framework.index, year)
    if "scale" in roles and maximum_differs(reader, of, row, roles["scale"].position):
        return True
    said = roles.get("indicator") or roles.get("index")
    label = reader.table.grid.rows[row][said.position] if said else None
    printed = printed_maximum(label) if isinstance(label, str) else None
    return said is not None and maximum_differs(reader, replace(of, label=str(label)), row, said.position, printed or 0)


def _is_of_no_framework(
    reader: TableReader, row: int, indicator: str, framework: Framework, year: int, roles: Mapping[str, Column]
) -> bool:
    """Whether a row is of what was not measured in its year: reported where it has a figure all the same."""
    if not is_outside(framework, indicator, reader.catalog):
        return False
    values = (roles[m].position for m in VALUE_MEASURES if m in roles)
    place = next((c for c in values if is_figure(reader.table.grid.rows[row][c])), None)
    if place is not None:
        label = reader.catalog.all_indicators[indicator].name
        reader.find("indicator-not-in-framework", row, place, label=label, index=framework.index, year=year)
    return True


def _report_undated(reader: TableReader, row: int, column: Column | None, said: object) -> None:
    """Report a row of no year: a mean of years is passed over, anything else is a fault."""
    place = (row, column.position if column else reader.table.unit_column)
    if isinstance(said, str) and sums_up(said):
        why = t("không phải số của một năm", "not the figures of a year")
        reader.find("row-skipped", *place, label=squeeze(said), why=why)
    else:
        reader.find("number-unreadable", *place, value=said, name=t("năm", "year"))


_BULLET = re.compile(r"\s*(?:\(\s*[-–+]\s*\)|[-–+•*])\s*(?=\w)")


def _words_of_row(said: object) -> str:
    return split_label(_BULLET.sub("", said, count=1))[1] if isinstance(said, str) else ""


def _total_said(reader: TableReader, said: object, roles: Mapping[str, Column]) -> tuple[str, str]:
    """The one index that a row names as a heading would, `- Xếp hạng PAR INDEX`, and the measure in front.

    Empty where it names none or several, or where its rank stands in a column headed as something else.
    """
    words = _words_of_row(said)
    found = [i for i in reader.catalog.indices if words and names_total(reader.table, words, i, reader.catalog)]
    measure = Labels.of(reader.catalog, found[0]).measure_before(words) if len(found) == 1 else ""
    told = len(found) == 1 and measure in ("", "score", "rank") and (not measure or _says_years(roles))
    return (found[0], measure) if told else ("", "")


def _says_years(roles: Mapping[str, Column]) -> bool:
    """Whether the one column of values only gives a year, so that each row may say what its figures are."""
    values = [c for m, c in roles.items() if m in VALUE_MEASURES]
    return "year" not in roles and len(values) == 1 and not values[0].heading.explicit


def _rows_of_ranks(reader: TableReader, roles: Mapping[str, Column]) -> Mapping[int, int]:
    """The row of ranks for each row of scores of the same unit and index: `- Xếp hạng SIPAS` for `Chỉ số SIPAS, %`."""
    if "index" not in roles or not _says_years(roles):
        return {}
    scores: dict[tuple[object, str], list[int]] = {}
    ranks: dict[tuple[object, str], list[int]] = {}
    above: tuple[object, str] = (None, "")
    for r in reader.table.rows:
        row = reader.table.grid.rows[r]
        said, name = row[roles["index"].position], row[reader.table.unit_column]
        if said is None and not has_figures(row):
            continue
        index, measure = _total_said(reader, said, roles)
        if not index and above[0] == name and measure_of(_words_of_row(said)) == "rank":
            index, measure = above[1], "rank"
        if index:
            (ranks if measure == "rank" else scores).setdefault((name, index), []).append(r)
        above = (name, "" if measure == "rank" else index)
    return {scores[k][0]: found[0] for k, found in ranks.items() if len(found) == len(scores.get(k, ())) == 1}


def _with_ranks(roles: dict[str, Column], offset: int | None) -> dict[str, Column]:
    """The columns of a row of scores, with the ranks that stand so many rows below in the same column."""
    if offset is None:
        return roles
    column = roles["score"]
    return {**roles, "rank": replace(column, heading=replace(column.heading, measure="rank"), offset=offset)}


def _as_ranks(reader: TableReader, roles: dict[str, Column], said: object) -> dict[str, Column]:
    """The columns of a row that says `Xếp hạng SIPAS` and has no row of scores beside it."""
    return _only_ranks(roles) if _total_said(reader, said, roles)[1] == "rank" else roles


def _measure_of_rows(
    reader: TableReader, roles: Mapping[str, Column], index: str, rows: Sequence[int], year: int | None
) -> Literal["rank", "score", ""]:
    """What figures below nothing but a year are where all are whole numbers, as titles tell; empty, and reported, if unclear."""
    column, names = roles.get("score"), roles.get("indicator", roles.get("index"))
    if column is None or column.heading.explicit or "rank" in roles:
        return "score"
    figures = []
    for row in (reader.table.grid.rows[r] for r in rows):
        words, value = row[names.position] if names else None, row[column.position]
        item = _item_named(reader, words, index, year or 0) if isinstance(words, str) else None
        if item and is_figure(value):
            figures.append(Figure(value, item))
    measure = of_rows(reader, figures, year or 0)
    if measure == "":
        reader.find("measure-unknown", reader.table.header.start, column.position, label=column.label)
    return measure


def _item_named(reader: TableReader, words: str, index: str, year: int) -> Item | None:
    """What the framework of a year says of the index or the part that a row names and of which ranks are published."""
    called = reader.catalog.index_called(words)
    of = called if called in reader.catalog.indices else index
    framework = reader.catalog.framework(of, year)
    indicator = Labels.of(reader.catalog, of).choose(split_label(words)[1], framework, "area", "") if framework else ""
    ranked = bool(indicator) and may_be_ranked(reader.catalog, indicator)
    return framework.items.get(indicator) if framework and ranked else None


def _only_ranks(roles: dict[str, Column]) -> dict[str, Column]:
    """The columns of a row whose figures are ranks."""
    return {m: c for m, c in _with_ranks(roles, 0).items() if m != "score"}


def _report_rows_beside(reader: TableReader, meanings: RowMeanings, column: int) -> None:
    """Report rows that are neither scores nor ranks by what a column says, `Tăng giảm`: those of a kind once."""
    of_kind: dict[str, list[int]] = {}
    for r, measure in meanings.beside.items():
        of_kind.setdefault(measure, []).append(r)
    for measure, rows in of_kind.items():
        label, why = squeeze(str(reader.table.grid.rows[rows[0]][column])), t(*BESIDE.get(measure, ("", "")))
        counted = t(f" ({len(rows)} dòng)", f" ({len(rows)} rows)") if len(rows) > 1 else ""
        reader.find("row-skipped", rows[0], column, label=label, why=f"{why or label}{counted}")


def _long_indicator(
    reader: TableReader,
    row: int,
    cell: Callable[[str], object],
    index: str,
    beside: Mapping[str, str],
    year: int,
    roles: dict[str, Column],
) -> tuple[str, Framework | None]:
    said, words = cell("index"), cell("indicator")
    if isinstance(said, str) and (told := years_in(said)) and year not in told:
        reader.find("heading-year", row, roles["index"].position, label=squeeze(said), year=told[0])
        return "", None
    owner_id = _index_said(reader, row, said, index, roles) if "index" in roles else index
    if not owner_id and isinstance(said, str) and index and Labels.of(reader.catalog, index).find(split_label(said)[1]):
        owner_id, words = index, said if words is None else words
    owner_id = beside.get(words, owner_id) if isinstance(words, str) else owner_id
    if not owner_id:
        return "", None
    framework = reader.catalog.framework(owner_id, year)
    if framework is None:
        reader.find("framework-unknown", row, reader.table.unit_column, index=owner_id, year=year)
        return "", None
    if not isinstance(words, str):
        return owner_id, framework
    indicators = reader.catalog.indices[owner_id].indicators
    if words in indicators:
        return words, framework
    of_row = split_label(words)[1]
    indicator = Labels.of(reader.catalog, owner_id).choose(of_row, framework, "area", "")
    indicator = indicator or (owner_id if names_whole(of_row) else "")
    if not indicator:
        suggestion = ", ".join(nearest(words, {i.name: (i.vi, i.en or i.vi) for i in indicators.values()}))
        facts = {"label": words, "index": owner_id, "year": year, "count": 1, "suggestion": suggestion}
        reader.find("indicator-unknown", row, roles["indicator"].position, **facts)
    return indicator, framework


def _indices_beside(reader: TableReader, index: str, roles: Mapping[str, Column]) -> dict[str, str]:
    """The index of each text of the indicators where all name whole indices, `PAR INDEX` beside `SIPAS`; else empty.

    One that is also a part of the table's index stays it where its figures are no more than the part ever counted.
    """
    if "indicator" not in roles or "score" not in roles:
        return {}
    said, values = (reader.values(roles[m].position) for m in ("indicator", "score"))
    named = {text: _totals_named(reader, text) for text in {*said} if isinstance(text, str)}
    if any(len(found) != 1 for found in named.values()) or len({*named.values()}) < 2:
        return {}
    found = {text: totals[0] for text, totals in named.items()}
    for text in found:
        part = Labels.of(reader.catalog, index).choose(split_label(text)[1], None, "", "")
        figures = [n for s, v in zip(said, values, strict=True) if s == text and (n := number_of(v)) is not None]
        if part not in ("", index) and max(figures, default=0) <= most(reader.catalog, index, part):
            return {}
    return found


def _totals_named(reader: TableReader, text: str) -> tuple[str, ...]:
    """The indices whose whole some words name."""
    found = ((i, Labels.of(reader.catalog, i)) for i in reader.catalog.indices)
    return tuple(i for i, labels in found if i in labels.find(split_label(text)[1]))


def _index_said(reader: TableReader, row: int, said: object, index: str, roles: Mapping[str, Column]) -> str:
    """The index that a row says it is of; empty, and reported, where it names none of ours.

    A blank cell leaves it to the table, but where most rows say it.
    """
    if said is None and index and not reader.mostly_said(roles["index"].position):
        return index
    text = squeeze(str(said if said is not None else ""))
    called = reader.catalog.index_called(text) or _total_said(reader, text, roles)[0]
    if called in reader.catalog.indices:
        return called
    other = reader.catalog.other_index(text)
    place = (row, roles["index"].position)
    if other:
        reader.find("row-skipped", *place, label=text, why=t(f"là của {other.vi}", f"it is of {other.en}"))
    elif not (index and Labels.of(reader.catalog, index).find(split_label(text)[1])):
        reader.find("index-unknown", *place, seen=text or "-", choices=", ".join(reader.catalog.indices))
    return ""
