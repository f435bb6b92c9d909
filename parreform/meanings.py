"""What the columns of a table mean: which indicator, index and year each one holds."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from parreform.catalog import Catalog
from parreform.evidence import spoken_of
from parreform.headings import (
    VALUE_MEASURES,
    Heading,
    Labels,
    cut_of,
    is_numbering,
    is_scale,
    is_year_mark,
    measure_of,
    read_heading,
    year_of_path,
)
from parreform.labels import split_label
from parreform.layouts import Table
from parreform.naming import is_figure
from parreform.reader import Column, TableReader, count_numbers
from parreform.text import parse_number, parse_rank

FEWEST_RANKED = 8
"""So many figures are not in the order of printed ranks by chance."""


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
        if heading.measure in ("index", "indicator") and (figures := _over_figures(reader, position, path)):
            index, heading = _best(reader, indices, figures, column_year, parents, columns)
            heading = replace(heading, explicit=False)
        if _heads_others(reader, position):
            heading = Heading("score", year=heading.year)
        if heading.indicator and heading.number:
            parents[index] = heading.indicator
        label = " / ".join(p.replace("\n", " ") for p in path)
        column = Column(position, heading, label, index, column_year)
        once = list(table.paths.values()).count(path) == 1  # no range tells two columns of one heading apart
        columns.append(_told_by_range(reader, column) if once else column)
    columns = [_dated(reader, column, columns) for column in columns]
    columns = [_placed(reader, _owned(reader, indices, column, columns), columns) for column in columns]
    return [_alone(reader, column, columns) for column in columns]


def _over_figures(reader: TableReader, position: int, path: Sequence[str]) -> tuple[str, ...]:
    """The headings of a column of figures under `Chỉ số`, which names no index there: read as `Điểm`. Else none.

    `Chỉ tiêu`, `Nội dung` over figures could be a target or a part: they are scores only where printed ranks follow
    them.
    """
    if reader.table.layout.arrangement == "long" or not _mostly_figures(reader.values(position)):
        return ()
    said = {m for p in path if (m := measure_of(split_label(p)[1])) in ("index", "indicator")}
    if not said or ("indicator" in said and not _ranked(reader, position)):
        return ()
    return tuple("Điểm" if measure_of(split_label(p)[1]) in said else p for p in path)


def _mostly_figures(values: Sequence[object]) -> bool:
    return sum(map(is_figure, values)) * 2 > sum(v is not None for v in values)


def _ranked(reader: TableReader, position: int) -> bool:
    """Whether a column headed as ranks holds the places of the figures of another one, for enough units to tell."""
    column = Column(position, Heading("score"), "")
    ranks = (c for c, p in reader.table.paths.items() if p and measure_of(split_label(p[-1])[1]) == "rank")
    enough = len(reader.numbers(position)) >= FEWEST_RANKED
    return enough and any(_ranks(reader, Column(c, Heading("rank"), ""), column) for c in ranks)


def _heads_others(reader: TableReader, position: int) -> bool:
    """Whether the lowest heading of a column is that of a group: others are named below it beside this column."""
    table = reader.table
    rows = [r for r in table.header if isinstance(table.grid.rows[r][position], str)]
    if not rows or rows[-1] + 1 == table.header.stop:
        return False
    top, words = rows[-1], table.grid.rows[rows[-1]][position]
    if _over_hidden(table, top, position):
        return True
    below = table.grid.rows[top + 1 : table.header.stop]
    if any(isinstance(row[position], float) and f"{row[position]:g}" in table.paths[position] for row in below):
        return False  # a number such as 1.1 is a heading of its own
    for c in (*_alike(table, top, position, words, 1), *_alike(table, top, position, words, -1)):
        if any(_names_something(row[c]) for row in below):
            return True
    return False


def _names_something(value: object) -> bool:
    """Whether a heading is more than a measure, a scale, a number or a year."""
    if not isinstance(value, str) or is_scale(value) or is_numbering(value) or is_year_mark(value):
        return False
    return not measure_of(split_label(value)[1]) and not is_figure(value)


def _over_hidden(table: Table, row: int, position: int) -> bool:
    """Whether a heading is merged over hidden columns too, whose own headings are not seen."""
    spans = (m for m in table.grid.merged if m.top <= row <= m.bottom and m.left <= position <= m.right)
    return any(table.grid.hidden_columns.intersection(range(m.left, m.right + 1)) for m in spans)


def _alike(table: Table, row: int, position: int, words: object, step: int) -> Iterator[int]:
    """The columns beside one that share its heading, or to its right have none in that row."""
    c = position + step
    while c in table.columns and (table.grid.rows[row][c] == words or (step > 0 and table.grid.rows[row][c] is None)):
        yield c
        c += step


def _alone(reader: TableReader, column: Column, columns: Sequence[Column]) -> Column:
    """A rank headed by a name that a part shares with another index, nobody's where the part has no score here."""
    heading = column.heading
    shared = any(
        x != column.index and x in Labels.of(reader.catalog, x).find_after_measure(heading.words)
        for x in reader.catalog.indices
    )
    if heading.measure != "rank" or heading.indicator == column.index or not shared:
        return column
    scored = any(c.heading.measure == "score" and c.heading.indicator == heading.indicator for c in columns)
    return column if scored else replace(column, heading=replace(heading, indicator=""))


def _dated(reader: TableReader, column: Column, columns: Sequence[Column]) -> Column:
    """A bare `Hạng`, or a bare bound, right of the scores of a year: theirs where the values prove it, of no others."""
    heading = column.heading
    if not heading.bare or heading.year is not None or heading.measure not in _PROVEN or reader.table.year:
        return column
    scores = [c for c in columns if c.heading.measure == "score" and c.heading.indicator and c.heading.year]
    fitting = [c for c in scores if _PROVEN[heading.measure](reader, column, c)]
    if len(fitting) != 1 or not _right_behind(column, fitting[0], columns):
        return column
    return replace(column, year=fitting[0].year)


def _right_behind(column: Column, score: Column, columns: Sequence[Column]) -> bool:
    """Whether nothing but bare ranks and bounds stands between scores and a column on their right."""
    between = (c for c in columns if score.position < c.position < column.position)
    return score.position < column.position and all(c.heading.bare and c.heading.measure in _PROVEN for c in between)


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


def _placed(reader: TableReader, column: Column, columns: Sequence[Column]) -> Column:
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
    single = len(alike) < 2
    if column.heading.measure == "rank" and _each_before(alike, kin):
        right = next(c for c in kin if c.position == column.position + 1)
        proven = _ranks(reader, column, right) and not (left and _ranks(reader, column, left))
        return replace(column, heading=replace(column.heading, indicator=right.heading.indicator if proven else ""))
    if _is_of_another(reader, column, columns, total=column.index in named and single, single=single):
        owner = ""
    elif not named and any(c.heading.indicator not in ("", c.index) for c in columns if not c.heading.bare):
        owner = column.index if any(c.heading.indicator == column.index and not c.heading.bare for c in columns) else ""
    elif not named or (column.index in named and not (left and len(alike) > 1)):
        owner = column.index
    elif left and len(alike) > 1:
        owner = left.heading.indicator
    else:
        owner = next(iter(named)) if len(named) == 1 else ""
    return replace(column, heading=replace(column.heading, indicator=owner))


def _each_before(alike: Sequence[Column], kin: Sequence[Column]) -> bool:
    """Whether every score has a bare rank right before it and the last one none after: whose a rank is, values tell."""
    scores = {c.position for c in kin if c.heading.measure == "score" and c.heading.indicator}
    return len(alike) > 1 and {c.position + 1 for c in alike} == scores


def _is_of_another(
    reader: TableReader, column: Column, columns: Sequence[Column], *, total: bool, single: bool
) -> bool:
    """Whether a bare `Hạng` follows a column of another year, or belongs to figures whose heading nobody knows.

    Such figures stand on its left, or are ranked by it; with several bare columns it could be any of them.
    """
    before = next((c for c in reversed(columns) if _stands_before(reader, column, c)), None)
    told = before is not None and (not before.heading.bare or (before.heading.year is not None and column.year > 0))
    if before and told and column.heading.year is None and before.heading.indicator:
        return before.heading.measure == "score" and before.year != column.year
    parts = any(c.heading.indicator not in ("", c.index) and not c.heading.bare for c in columns)
    if parts and not total and column.position - 1 in reader.table.grid.hidden_columns:
        return True
    unread = [c for c in columns if c.heading.measure in _FIGURES and not c.heading.indicator]
    unread = [] if total else [c for c in unread if count_numbers(reader, c)]
    if unread and not single and not (before and before.heading.indicator and not before.heading.bare):
        return True
    return before in unread or (column.heading.measure == "rank" and any(_ranks(reader, column, c) for c in unread))


_FIGURES = ("score", "unit", "self")
"""What a column of figures may be whose indicator is not told."""


def _stands_before(reader: TableReader, column: Column, other: Column) -> bool:
    """Whether a column of figures stands left of another one, on the same side of the names."""
    names = reader.table.unit_column
    apart = other.position < names < column.position
    return other.position < column.position and not apart and other.heading.measure in (*_FIGURES, *VALUE_MEASURES)


def _ranks(reader: TableReader, column: Column, other: Column) -> bool:
    """Whether the numbers of a column are the places of another one's, from the highest down."""
    pairs = zip(reader.values(column.position), reader.values(other.position), strict=True)
    found = [(r[0], n) for rank, value in pairs if (r := parse_rank(rank)) and (n := parse_number(value)) is not None]
    ordered = [n for _, n in sorted(found, key=lambda pair: (pair[0], -pair[1]))]
    return len(ordered) > 2 and ordered == sorted(ordered, reverse=True)


def _proves_rank(reader: TableReader, column: Column, other: Column) -> bool:
    return len(reader.numbers(column.position)) >= FEWEST_RANKED and _ranks(reader, column, other)


def _bounds(side: int) -> Callable[[TableReader, Column, Column], bool]:
    """Whether the numbers of a column are nowhere beyond those of another one, below or above."""

    def bound(reader: TableReader, column: Column, other: Column) -> bool:
        pairs = zip(reader.values(column.position), reader.values(other.position), strict=True)
        found = [(x, y) for a, b in pairs if (x := parse_number(a)) is not None and (y := parse_number(b)) is not None]
        return len(found) >= FEWEST_RANKED and all((y - x) * side >= 0 for x, y in found)

    return bound


_PROVEN = {"rank": _proves_rank, "ci_low": _bounds(1), "ci_high": _bounds(-1)}
"""The measures whose values tell which scores they belong to."""


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
    unbounded = bool(heading.indicator) and (item is None or item.max is None)
    if not numbers or (item is not None and item.max is not None and max(numbers) <= item.max):
        return column
    known = [(column.index, i) for i in Labels.of(catalog, column.index).find(heading.words)]
    known += [(x, x) for x in catalog.indices if x in Labels.of(catalog, x).find(heading.words)]
    others = {k for k in known if k[1] != heading.indicator}
    if unbounded:  # more than the part ever counted, and what the other index may be: neither is told
        doubtful = max(numbers) > _most(catalog, column.index, heading.indicator) and any(
            index == part and _fits(catalog, index, part, column.year, max(numbers)) for index, part in others
        )
        return replace(column, heading=replace(heading, indicator="")) if doubtful else column
    fitting = {k for k in others if _fits(catalog, *k, column.year, max(numbers))}
    lowest = min((n for n in numbers if n), default=0.0)
    if len(fitting) != 1 or any(_fits(catalog, *k, column.year, lowest) for k in {*known} - fitting):
        return column  # it is another indicator only where all numbers say so
    index, indicator = fitting.pop()
    return replace(column, index=index, heading=replace(heading, indicator=indicator))


def _most(catalog: Catalog, index: str, indicator: str) -> float:
    """The greatest maximum that an indicator ever had; no bound where none is known."""
    items = (f.items.get(indicator) for f in catalog.frameworks(index))
    return max((i.max for i in items if i and i.max is not None), default=math.inf)


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
