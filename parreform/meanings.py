"""What the columns of a table mean: which indicator, index and year each one holds."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from parreform.appraised import with_results
from parreform.attributes import heads_attribute
from parreform.catalog import Catalog
from parreform.entries import Framework
from parreform.evidence import index_over, names_total
from parreform.grades import is_grade, judges
from parreform.headings import Heading, Labels, read_heading
from parreform.labels import label_key, split_label
from parreform.layouts import Table
from parreform.leaders import leads
from parreform.measures import (
    RESULTS_OR_WORDS,
    VALUE_MEASURES,
    is_numbering,
    is_scale,
    is_year_mark,
    measure_of,
    year_of_path,
)
from parreform.naming import is_figure
from parreform.numerals import missing_reason, parse_rank, tells_move
from parreform.owners import number_of, owned, ranks_of, shared
from parreform.reader import Column, TableReader

FEWEST_RANKED = 8
"""So many figures are not in the order of printed ranks by chance."""
_SHARES = ("tyle", "tile", "phantram", "percent", "dat", "tyledat", "tiledat", "phantramdat")
"""Headings that say that figures are in percent, and of what they may be no word."""
_MAY_BE_GROUPS = (
    "phanloai",
    "phanloaiketqua",
    "ketquaphanloai",
    "loai",
    "danhgia",
    "phanhang",
    "classification",
    "class",
    "grade",
    "rating",
)
"""Headings of classes of results, and of anything else."""
_COMPARED = re.compile(r"(.*\w)\s*\((?:so\s+với|tăng|giảm|thay\s+đổi|\+/-|±|vs|compared|change)[^()]*\)", re.IGNORECASE)
"""A heading that says with what its figures are compared."""
_MAY_BE_RANKS = ("thutu", "th")
"""Headings that count rows or stand for another word as often: `Thứ tự`, `TH`."""


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
        if told := _told_by_cells(reader, position, path, heading, indices):
            index, heading = _best(reader, indices, told, column_year, parents, columns)
            heading = replace(heading, explicit=heading.measure == "rank")
        if not heading.indicator and heads_attribute(reader.catalog, path):
            heading = Heading("attribute")
        elif not heading.indicator and _is_bound(reader, position, path):
            heading = Heading("bound")
        if heading.measure in VALUE_MEASURES and any(leads(label, reader.catalog) for label in path):
            heading = Heading("leading", year=heading.year)
        if _heads_others(reader, position):
            heading = Heading("score", year=heading.year)
        elif heading.indicator not in ("", index) and not heading.explicit and _of_words(reader, position):
            heading = Heading("words", year=heading.year)
        if heading.indicator and heading.number:
            parents[index] = heading.indicator
        label = " / ".join(p.replace("\n", " ") for p in path)
        column = Column(position, heading, label, index, column_year)
        once = list(table.paths.values()).count(path) == 1  # no range tells two columns of one heading apart
        columns.append(_told_by_range(reader, column) if once else column)
    return owned(reader, indices, with_results(reader, columns))


_LOWER = frozenset("thap thapnhat duoi low lower lowest".split())
_UPPER = frozenset("cao caonhat tren high upper highest".split())


def _is_bound(reader: TableReader, position: int, path: Sequence[str]) -> bool:
    """Whether a column headed `Thấp` or `Cao` and the other one hold the figures of a third between them, row by row."""
    side = _bare(path)
    if side not in _LOWER | _UPPER:
        return False
    paths = {c: p for c, p in reader.table.paths.items() if p and p[:-1] == path[:-1] and c != position}
    opposite = _UPPER if side in _LOWER else _LOWER
    others = [c for c, p in paths.items() if _bare(p) in opposite]
    scores = [c for c, p in paths.items() if _bare(p) not in _LOWER | _UPPER]
    pairs = ((position, o) if side in _LOWER else (o, position) for o in others)
    return any(_bracket(reader, low, c, high) for low, high in pairs for c in scores)


def _bare(path: Sequence[str]) -> str:
    return label_key(split_label(path[-1])[1])


def _bracket(reader: TableReader, low: int, middle: int, high: int) -> bool:
    """Whether the figures of a column lie between those of two others in every row that has all three."""
    cells = zip(*(map(number_of, reader.values(c)) for c in (low, middle, high)), strict=True)
    found = [(a, b, c) for a, b, c in cells if a is not None and b is not None and c is not None]
    return len(found) >= _FEWEST_WORDS and all(a <= b <= c for a, b, c in found) and any(a < c for a, _, c in found)


def _told_by_cells(
    reader: TableReader, position: int, path: Sequence[str], heading: Heading, indices: Sequence[str]
) -> tuple[str, ...]:
    """The headings of a column in other words where its cells tell what they are; else none."""
    if heading.measure == "change":
        return _over_moved_ranks(reader, position, path)
    if len(indices) == 1 and label_key(split_label(path[-1])[1]) in _MAY_BE_GROUPS:
        return _over_grades(reader, position, path)
    said = {heading.measure, _may_head_scores(path[-1])}
    unclear = not said.isdisjoint(("index", "indicator")) or heading.measure == "percent"
    return (unclear and _over_figures(reader, position, path, indices)) or _over_ranks(reader, position, path)


def _over_moved_ranks(reader: TableReader, position: int, path: Sequence[str]) -> tuple[str, ...]:
    """The headings of ranks that say what the marks behind them compare: `Xếp hạng (so với 2023)` over `3 (↑2)`."""
    said = _COMPARED.fullmatch(path[-1])
    held = [v for v in reader.values(position) if missing_reason(v) is None]
    moved = sum(map(tells_move, held))
    ranks = said and measure_of(said[1]) == "rank" and all(parse_rank(v) for v in held) and moved * 2 > len(held)
    return (*path[:-1], said[1]) if said and ranks else ()


def _over_grades(reader: TableReader, position: int, path: Sequence[str]) -> tuple[str, ...]:
    """The headings of `Phân loại` over nothing but classes of results, the only ones of a table: read as `Xếp loại`."""
    held = [v for v in reader.values(position) if missing_reason(v) is None]
    texts = {v for v in held if isinstance(v, str)}
    others = (p for c, p in reader.table.headings.items() if p and c != position)
    grades = len(held) >= _FEWEST_WORDS and all(isinstance(v, str) and is_grade(reader.catalog, v) for v in held)
    judging = grades and len(texts) > 1 and all(map(judges, texts))
    return (*path[:-1], "Xếp loại") if judging and not any(_heads_group(p[-1]) for p in others) else ()


def _heads_group(label: str) -> bool:
    words = split_label(label)[1]
    return measure_of(words) == "group" or label_key(words) in _MAY_BE_GROUPS


def _over_figures(reader: TableReader, position: int, path: Sequence[str], indices: Sequence[str]) -> tuple[str, ...]:
    """The headings of a column of figures under `Chỉ số`, which names no index there: read as `Điểm`. Else none.

    `Chỉ tiêu`, `Nội dung` over figures could be a target or a part: they are scores only where printed ranks follow
    them. So is `Tỷ lệ (%)` where nothing else could be; without ranks below an index that is printed in percent, or a part of it.
    """
    if reader.table.layout.arrangement == "long" or not _mostly_figures(reader.values(position)):
        return ()
    said = {m for p in path if (m := _may_head_scores(p)) in ("index", "indicator", "percent")}
    below = said == {"percent"} and bool(path[:-1]) and _in_percent(reader.catalog, indices, path[-2])
    if not said or (said != {"index"} and not below and not _ranked(reader, position)):
        return ()
    if "percent" in said and not _is_the_score(reader, path, indices):
        return ()
    return tuple("Điểm" if _may_head_scores(p) in said else p for p in path)


def _may_head_scores(label: str) -> str:
    """The measure of a heading; `Đ` is as little of one as `Nội dung`, `Kết quả đạt được` as `Chỉ số`."""
    words = split_label(label)[1]
    if label_key(words) in RESULTS_OR_WORDS:
        return "index"
    return "indicator" if label.strip(" .").lower() == "đ" else measure_of(words)


def _is_the_score(reader: TableReader, path: Sequence[str], indices: Sequence[str]) -> bool:
    """Whether a heading says `Tỷ lệ` and no more, if below an index of percentages or a part, and no other could be a score."""
    *group, own = path
    others = [p for c, p in reader.table.headings.items() if p and p != path and c != reader.table.unit_column]
    said = {measure_of(split_label(p[-1])[1]) for p in others if not group or [*p[:-1]] == group}
    bare = label_key(split_label(own)[1]) in _SHARES
    whole = all(_in_percent(reader.catalog, indices, p) for p in group)
    return bare and whole and said <= {"rank", "ordinal", "code", "note", "group", "change"}


def _over_ranks(reader: TableReader, position: int, path: Sequence[str]) -> tuple[str, ...]:
    """The headings of ranks under `Thứ tự`, `TH`, `#` that are the places of scores: read as `Hạng`. Else none.

    The rows of a table in the order of its scores may only be counted: ranks are shared where scores are equal, or stand
    right of the scores in another order than the rows, or beside a column that counts these.
    """
    words = split_label(path[-1])[1]
    if measure_of(words) != "ordinal" and label_key(words) not in _MAY_BE_RANKS:
        return ()
    numbers = reader.numbers(position)
    if len(numbers) < FEWEST_RANKED:
        return ()
    ranks = Column(position, Heading("rank"), "")
    columns = [c for c, p in reader.table.paths.items() if p and c not in (position, reader.table.unit_column)]
    scores = [Column(c, Heading("score"), "") for c in columns if len(reader.numbers(c)) >= FEWEST_RANKED]
    ordered = [c for c in scores if ranks_of(reader, ranks, c)]
    behind = any(c.position < position for c in ordered) and position > reader.table.unit_column
    counting = label_key(words) not in _MAY_BE_RANKS or (numbers == sorted(numbers) and not _counts_rows(reader))
    proven = any(shared(reader, ranks, c) for c in ordered) or (behind and not counting)
    return (*path[:-1], "Hạng") if proven else ()


def _counts_rows(reader: TableReader) -> bool:
    """Whether a column left of the names counts the rows."""
    before = (p for c, p in reader.table.paths.items() if p and c < reader.table.unit_column)
    return any(measure_of(split_label(p[-1])[1]) == "ordinal" for p in before)


def _names_percentages(catalog: Catalog, label: str) -> bool:
    """Whether a heading names an index that is printed in percent: SIPAS."""
    words = split_label(label)[1]
    indices = (i for i, index in catalog.indices.items() if index.unit == "%")
    return any(i in Labels.of(catalog, i).find_after_measure(words) for i in indices)


def _in_percent(catalog: Catalog, indices: Sequence[str], label: str) -> bool:
    """Whether a heading names an index that is printed in percent, or a part of the one of a table."""
    return _names_percentages(catalog, label) or _is_part_in_percent(catalog, indices, label)


def _is_part_in_percent(catalog: Catalog, indices: Sequence[str], label: str) -> bool:
    """Whether a heading names a part of the one index of a table, which is printed in percent."""
    words, known = split_label(label)[1], [i for i in indices if catalog.indices[i].unit == "%"]
    return len(known) == len(indices) == 1 and bool({*Labels.of(catalog, known[0]).find(words)} - {known[0]})


def _of_words(reader: TableReader, position: int) -> bool:
    """Whether a column holds words without any digit, so that it is none of scores: names of people under `Lãnh đạo`.

    Few may be scores typed in words; `#N/A` is a figure that is lost.
    """
    if reader.typed(position):
        return False
    held = [v for v in reader.values(position) if v is not None and missing_reason(v) is None]
    words = [v for v in held if isinstance(v, str) and not v.startswith("#") and not any(map(str.isdigit, v))]
    return len(held) == len(words) >= _FEWEST_WORDS


_FEWEST_WORDS = 3


def _mostly_figures(values: Sequence[object]) -> bool:
    return sum(map(is_figure, values)) * 2 > sum(v is not None for v in values)


def _ranked(reader: TableReader, position: int) -> bool:
    """Whether a column headed as ranks holds the places of the figures of another one, for enough units to tell."""
    column = Column(position, Heading("score"), "")
    ranks = (c for c, p in reader.table.paths.items() if p and measure_of(split_label(p[-1])[1]) == "rank")
    enough = len(reader.numbers(position)) >= FEWEST_RANKED
    return enough and any(ranks_of(reader, Column(c, Heading("rank"), ""), column) for c in ranks)


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
    named = (x for x in catalog.indices if x in Labels.of(catalog, x).find(heading.words))
    known += [(x, x) for x in named if names_total(reader.table, heading.words, x, catalog)]
    others = {k for k in known if k[1] != heading.indicator}
    if unbounded:  # more than the part ever counted, and what the other index may be: neither is told
        doubtful = max(numbers) > most(catalog, column.index, heading.indicator) and any(
            index == part and _fits(catalog, index, part, column.year, max(numbers)) for index, part in others
        )
        return replace(column, heading=replace(heading, indicator="")) if doubtful else column
    fitting = {k for k in others if _fits(catalog, *k, column.year, max(numbers))}
    lowest = min((n for n in numbers if n), default=0.0)
    if len(fitting) != 1 or any(_fits(catalog, *k, column.year, lowest) for k in {*known} - fitting):
        return column  # it is another indicator only where all numbers say so
    index, indicator = fitting.pop()
    return replace(column, index=index, heading=replace(heading, indicator=indicator))


def most(catalog: Catalog, index: str, indicator: str) -> float:
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
    if (over := index_over(reader.table, path, reader.catalog)) in indices:
        return over, headings[over]
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
        reader.cuts[key] = cut_of(reader.table.headings.values(), Labels.of(reader.catalog, index), framework)
    return reader.cuts[key]


def _names(catalog: Catalog, index: str, path: Sequence[str]) -> bool:
    """Whether any heading of a path is a name of an indicator of an index, not only a word for a measure."""
    labels = Labels.of(catalog, index)
    return any(labels.find_after_measure(w) for p in path if (w := split_label(p)[1]))


def _following(reader: TableReader, indices: Sequence[str], path: Sequence[str]) -> str:
    later = [p for p in reader.table.paths.values() if p and p != path]
    return next((i for p in later for i in indices if _names(reader.catalog, i, p)), indices[0])


def cut_of(paths: Iterable[Sequence[str]], labels: Labels, framework: Framework | None) -> str:
    """Which way a table cuts the total: the cut that most of its unambiguous headings belong to."""
    votes: dict[str, int] = {}
    for path in paths:
        for label in path:
            found = labels.find(split_label(label)[1])
            item = framework.items.get(found[0]) if framework and len(found) == 1 else None
            if item and item.cut:
                votes[item.cut] = votes.get(item.cut, 0) + 1
    return max(votes, key=lambda cut: votes[cut]) if votes else ""
