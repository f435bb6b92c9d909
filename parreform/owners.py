"""Whose a column is that says no more than `Hạng` or `Điểm`: told by where it stands, a rank by the scores it orders."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from parreform.evidence import named_in, spoken_of
from parreform.headings import Labels, says_overall
from parreform.labels import says_this_year, split_label
from parreform.measures import VALUE_MEASURES, measure_of, year_of_path
from parreform.numerals import parse_number, parse_rank
from parreform.reader import Column, TableReader, count_numbers

FEWEST_ORDERED = 6
"""So many figures right beside ranks are not in their order by chance,"""
MANY_ORDERED = 20
"""nor so many of any column of the table."""


def owned(reader: TableReader, indices: Sequence[str], columns: Sequence[Column]) -> list[Column]:
    """Every column with the index, year and indicator it belongs to; without an indicator where that cannot be told."""
    following = _each_after(reader, columns)
    columns = [_dated(reader, column, columns) for column in columns]
    placed = [_placed(reader, _owned(reader, indices, column, columns), columns) for column in columns]
    placed = [_unless_of_all(reader, indices, column, placed) for column in placed]
    alone = [_alone(reader, column, placed) for column in placed]
    if reader.table.layout.arrangement == "long":
        return alone
    return [following.get(c.position) or _by_values(reader, c, alone) for c in alone]


def _each_after(reader: TableReader, columns: Sequence[Column]) -> dict[int, Column]:
    """Bare ranks right behind the scores of several years, each with its owner; else empty.

    Every score has one, none stands before the first, and none is in another order than the scores it follows.
    """
    scores = {c.position: c for c in columns if c.heading.measure == "score" and c.heading.indicator and c.year}
    ranks = {c.position: c for c in columns if c.heading.measure == "rank" and c.heading.bare and not c.heading.year}
    years = {c.year for c in scores.values()}
    regular = {p + 1 for p in scores} == set(ranks) and min(scores, default=0) - 1 not in ranks
    if not regular or len(years) < len(scores) or len(scores) < 2:
        return {}
    if not all(_agree(_pairs(reader, ranks[p + 1], score)) for p, score in scores.items()):
        return {}
    owners = ((ranks[p + 1], score) for p, score in scores.items())
    return {
        r.position: replace(r, index=s.index, year=s.year, heading=replace(r.heading, indicator=s.heading.indicator))
        for r, s in owners
    }


def _agree(pairs: Sequence[tuple[int, float]]) -> bool:
    """Whether some ranks, two at least, are in the order of the numbers beside them."""
    ordered = [n for _, n in sorted(pairs, key=lambda pair: (pair[0], -pair[1]))]
    return len(ordered) > 1 and all(a >= b for a, b in pairwise(ordered))


def _dated(reader: TableReader, column: Column, columns: Sequence[Column]) -> Column:
    """A rank, group or bound without a year beside scores of one year: it is theirs.

    Ranks before the names, in order, may be those of the year that the file is called after, unless they are many or
    the scores are in their order.
    """
    scores = [c for c in columns if c.heading.measure == "score" and c.heading.indicator]
    undated = column.heading.bare and not column.year and column.heading.measure != "score"
    if not undated or len({c.year for c in scores}) != 1:
        return column
    pairs = {c: len(_pairs(reader, column, c)) for c in scores}
    many = all(n >= MANY_ORDERED for n in pairs.values())
    ordered = any(n >= FEWEST_ORDERED and ranks_of(reader, column, c) for c, n in pairs.items())
    apart = column.position < reader.table.unit_column and column.heading.measure == "rank"
    return column if apart and not (many or ordered) else replace(column, year=scores[0].year)


def _by_values(reader: TableReader, column: Column, columns: Sequence[Column]) -> Column:
    """An undated rank given to the one score that its numbers order, where they do not order that of its own slot.

    Nobody's where they order several, such as the same indicator of another year, or figures whose heading nobody knows.
    """
    heading = column.heading
    if heading.measure != "rank" or heading.year is not None or not (heading.bare or heading.indicator):
        return column
    scores = [c for c in columns if _may_be_ranked(column, c)]
    own = next((c for c in scores if c.slot[:2] == column.slot[:2]), None)
    if own and ranks_of(reader, column, own):
        return column
    if heading.bare and any(c.heading.measure == "attribute" and c.position == column.position - 1 for c in columns):
        return replace(column, heading=replace(heading, indicator=""))  # the ranks of what stands before them
    ordered = [c for c in scores if _proven(reader, column, c)]
    unread = [c for c in _unread(reader, columns) if heading.bare and _proven(reader, column, c)]
    if heading.indicator and not own and not unread and heading.indicator not in {c.heading.indicator for c in ordered}:
        return column  # the ranks of a total that is not shown may be in the order of a part
    unread += [
        c
        for c in scores
        if c not in ordered and c.slot[0] in {o.slot[0] for o in ordered} and ranks_of(reader, column, c)
    ]
    agreed = own or not column.year or column.year in {c.year for c in ordered}
    sure = agreed and not unread and (own or not heading.indicator)
    many = agreed or len({c.year for c in scores}) > 1  # else the title or the one heading gives a wrong year
    if len(ordered) == 1 and (sure or (many and len(_pairs(reader, column, ordered[0])) >= MANY_ORDERED)):
        heading = replace(heading, indicator=ordered[0].heading.indicator)
        return replace(column, index=ordered[0].index, year=ordered[0].year, heading=heading)
    figures = [*scores, *_unread(reader, columns)]
    denied = own is not None and any(ranks_of(reader, column, c) for c in figures)  # few, but not those it stands for
    return replace(column, heading=replace(heading, indicator="")) if ordered or unread or denied else column


def _unread(reader: TableReader, columns: Sequence[Column]) -> list[Column]:
    """The columns of figures whose indicator is not told."""
    found = (c for c in columns if c.heading.measure in _FIGURES and not c.heading.indicator)
    return [c for c in found if count_numbers(reader, c)]


def _may_be_ranked(column: Column, other: Column) -> bool:
    """Whether a column of scores may be what a rank is of, for all that its heading says."""
    same = column.heading.bare or other.heading.indicator == column.heading.indicator
    return same and other.heading.measure == "score" and bool(other.heading.indicator) and other.year > 0


def _proven(reader: TableReader, column: Column, other: Column) -> bool:
    """Whether ranks order so many scores that it is no chance."""
    between = range(min(column.position, other.position) + 1, max(column.position, other.position))
    beside = all(v is None for c in between for v in reader.values(c))
    enough = FEWEST_ORDERED if beside else MANY_ORDERED
    return len(_pairs(reader, column, other)) >= enough and ranks_of(reader, column, other)


def _unless_of_all(reader: TableReader, indices: Sequence[str], column: Column, columns: Sequence[Column]) -> Column:
    """A rank that no heading gives to an index, nobody's where it may be the place by several indices together.

    Where each index has one, ranks are its own. Else they must be in the order of its scores, and those called overall,
    `Hạng tổng hợp`, of so many that it is no chance, or the title speaks of that index alone.
    """
    if not _names_no_index(reader, column):
        return column
    scores = [c for c in columns if c.heading.measure == "score" and c.heading.indicator == c.index != ""]
    own = next((c for c in scores if c.slot[:2] == column.slot[:2]), None)
    beside = {other.id for c in columns if (other := reader.catalog.other_index(c.label))} | _hidden_indices(reader)
    overall = says_overall(column.label)
    if len({c.index for c in scores} | beside) < 2:
        return column
    alike = [c for c in columns if _names_no_index(reader, c) and says_overall(c.label) == overall]
    if sum(c.year == column.year for c in alike) >= len(indices) > 1:
        return column
    pairs = _pairs(reader, column, own) if own else []
    agree = ranks_of(reader, column, own) if own and len(pairs) > 2 else _agree(pairs) or len(pairs) < 2
    sure = len(pairs) >= FEWEST_ORDERED or spoken_of(reader.table, indices, reader.catalog) == [column.index]
    if agree and (sure or not overall):
        return column
    return replace(column, heading=replace(column.heading, indicator="", bare=True))


def _hidden_indices(reader: TableReader) -> set[str]:
    """The indices that the headings of hidden columns name."""
    labels = [label for path in reader.table.unseen.values() for label in path]
    others = {other.id for label in labels if (other := reader.catalog.other_index(label))}
    return others | {*named_in(labels, reader.catalog)}


def _names_no_index(reader: TableReader, column: Column) -> bool:
    """Whether a column holds ranks of an index that its headings do not name."""
    of_whole = column.heading.measure == "rank" and column.heading.indicator == column.index != ""
    return of_whole and not named_in(reader.table.paths.get(column.position, ()), reader.catalog)


def _alone(reader: TableReader, column: Column, columns: Sequence[Column]) -> Column:
    """A rank headed by a name that a part shares with another index, nobody's where the part has no score here."""
    heading = column.heading
    if heading.measure != "rank" or heading.indicator == column.index:
        return column
    shared = any(
        x != column.index and x in Labels.of(reader.catalog, x).find_after_measure(heading.words)
        for x in reader.catalog.indices
    )
    if not shared:
        return column
    scored = any(c.heading.measure == "score" and c.heading.indicator == heading.indicator for c in columns)
    return column if scored else replace(column, heading=replace(heading, indicator=""))


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
        proven = ranks_of(reader, column, right) and not (left and ranks_of(reader, column, left))
        return replace(column, heading=replace(column.heading, indicator=right.heading.indicator if proven else ""))
    if _is_of_another(reader, column, columns, total=column.index in named and single, single=single):
        owner = ""
    elif single and says_overall(column.label) and all(c.index == column.index for c in columns if c.heading.indicator):
        owner = column.index  # `Điểm` below `Tổng hợp` behind the parts of one index
    elif not named and any(c.heading.indicator not in ("", c.index) for c in columns if not c.heading.bare):
        owner = column.index if _has_one_of_total(column, columns) else ""
    elif not named or (column.index in named and not (left and len(alike) > 1)):
        owner = column.index
    elif left and len(alike) > 1:
        owner = left.heading.indicator
    else:
        owner = next(iter(named)) if len(named) == 1 else ""
    return replace(column, heading=replace(column.heading, indicator=owner))


def _has_one_of_total(column: Column, columns: Sequence[Column]) -> bool:
    """Whether a table of parts shows the total, and has not as many bare columns as scores: then each has its own."""
    scores = {c.heading.indicator for c in columns if c.heading.indicator and not c.heading.bare}
    alike = sum(c.heading.bare and c.heading.measure == column.heading.measure for c in columns)
    return column.index in scores and alike < len(scores)


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
    if column.heading.measure == "score" and not column.heading.explicit:
        return False  # a year alone heads a column of its own
    before = next((c for c in reversed(columns) if _stands_before(reader, column, c)), None)
    told = before is not None and (not before.heading.bare or (before.heading.year is not None and column.year > 0))
    if before and told and column.heading.year is None and before.heading.indicator:
        return before.heading.measure == "score" and before.year != column.year
    parts = any(c.heading.indicator not in ("", c.index) and not c.heading.bare for c in columns)
    hidden_before = column.position - 1 in reader.table.grid.hidden_columns
    if hidden_before and not total and (parts or _nobody_knows(reader, reader.table.unseen.get(column.position - 1))):
        return True
    unread = [] if total else _unread(reader, columns)
    if column.heading.measure == "score" or says_this_year(column.label):  # no part of last year's figures
        unread = [c for c in unread if c.heading.measure != "previous"]
    if unread and not single and not (before and before.heading.indicator and not before.heading.bare):
        return True
    scored = before is not None and before.heading.indicator  # targets beside them are in the same order
    rivals = (c for c in unread if c.heading.measure != "target" or not scored)
    return before in unread or (column.heading.measure == "rank" and any(ranks_of(reader, column, c) for c in rivals))


def _nobody_knows(reader: TableReader, path: Sequence[str] | None) -> bool:
    """Whether headings of a hidden column are of figures of some year, `Sáng kiến 2023`, that are of no index."""
    words = split_label(path[-1])[1] if path and year_of_path(path) else ""
    known = measure_of(words) or any(Labels.of(reader.catalog, i).find(words) for i in reader.catalog.indices)
    return bool(words) and not known


_FIGURES = ("score", "unit", "self", "previous", "target")
"""What a column of figures may be whose indicator is not told."""


def _stands_before(reader: TableReader, column: Column, other: Column) -> bool:
    """Whether a column of figures stands left of another one, on the same side of the names."""
    names = reader.table.unit_column
    apart = other.position < names < column.position
    return other.position < column.position and not apart and other.heading.measure in (*_FIGURES, *VALUE_MEASURES)


def ranks_of(reader: TableReader, column: Column, other: Column) -> bool:
    """Whether the numbers of a column are the places of another one's, from the highest down; one in 20 may be wrong."""
    found = _pairs(reader, column, other)
    ordered = [n for _, n in sorted(found, key=lambda pair: (pair[0], -pair[1]))]
    return len(ordered) > 2 and sum(a < b for a, b in pairwise(ordered)) * 20 <= len(ordered)


def shared(reader: TableReader, column: Column, other: Column) -> bool:
    """Whether numbers are the places of another column's and equal ones share theirs, 1-2-2-4: rows are counted otherwise.

    A row that was pasted twice shares nothing with itself.
    """
    named = zip(*(reader.values(c) for c in (reader.table.unit_column, column.position, other.position)), strict=True)
    found = _ranked((rank, value) for _, rank, value in dict.fromkeys(named))
    descending = sorted(-n for _, n in found)
    distinct = len(set(descending))
    places = all(rank == bisect_left(descending, -n) + 1 for rank, n in found)
    return places and len(found) < distinct * 2 < 2 * len(found)


def _pairs(reader: TableReader, column: Column, other: Column) -> list[tuple[int, float]]:
    """The rank and the number of each row that has both."""
    return _ranked(zip(reader.values(column.position), reader.values(other.position), strict=True))


def _ranked(cells: Iterable[tuple[object, object]]) -> list[tuple[int, float]]:
    return [(r[0], n) for rank, value in cells if (r := parse_rank(rank)) and (n := number_of(value)) is not None]


def number_of(value: object) -> float | None:
    """A figure as number or text, whichever decimal mark it has: only their order counts here."""
    number = parse_number(value)
    return parse_number(value, "point") if number is None else number
