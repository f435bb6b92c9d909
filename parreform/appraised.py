"""Whether scores that the ministry appraised are the block of that name or, beside self-assessed ones, the result.

`Điểm thẩm định`, `Điểm Bộ Nội vụ chấm` are one block of PAR INDEX, the documents without the surveys. Where a province
sets nothing beside them but its own scores, or their ranks, and they are more than that block can count, they are what
was published.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from parreform.catalog import Catalog
from parreform.headings import Labels
from parreform.labels import split_label
from parreform.measures import measure_of
from parreform.owners import number_of
from parreform.reader import Column, TableReader, count_numbers

_MOST_IN_TEN = 9
"""So many figures in ten must be more than the block can count: some may be typed wrong."""


def with_results(reader: TableReader, columns: Sequence[Column]) -> list[Column]:
    """Every column, the appraised scores and their ranks as those of the index where they are the result."""
    own = any(c.heading.measure == "self" and count_numbers(reader, c) for c in columns)
    ranked = any(_is_appraised(reader, c, "rank") and count_numbers(reader, c) for c in columns)
    scores = next((c for c in columns if (own or ranked) and _is_result(reader, c, columns)), None)
    alike = [
        c for c in columns if c is scores or (scores and _is_appraised(reader, c, "rank") and c.year == scores.year)
    ]
    return [_as_result(reader, c) if c in alike else c for c in columns]


def _as_result(reader: TableReader, column: Column) -> Column:
    total = _labels(reader, column).total
    return replace(column, heading=replace(column.heading, indicator=total, explicit=True))


def _is_appraised(reader: TableReader, column: Column, measure: str) -> bool:
    return column.heading.measure == measure and column.heading.indicator in _labels(reader, column).appraised


def _is_result(reader: TableReader, column: Column, columns: Sequence[Column]) -> bool:
    """Whether appraised scores are the only ones and more than the block can count; a share of its maximum would be, too."""
    if not _is_appraised(reader, column, "score") or "%" in column.label:
        return False
    labels = _labels(reader, column)
    rivals = any(c is not column and c.heading.measure == "score" and count_numbers(reader, c) for c in columns)
    hidden = any(_may_head_scores(path[-1], labels) for path in reader.table.unseen.values() if path)
    return not rivals and not hidden and _exceeds(reader, column, labels)


def _may_head_scores(label: str, labels: Labels) -> bool:
    words = split_label(label)[1]
    return measure_of(words) == "score" or labels.total in labels.find(words)


def _labels(reader: TableReader, column: Column) -> Labels:
    return Labels.of(reader.catalog, column.index or next(iter(reader.catalog.indices)))


def _exceeds(reader: TableReader, column: Column, labels: Labels) -> bool:
    """Whether the figures of a column, those of one unit in one year taken together, are more than the block can count."""
    most = _most(reader.catalog, labels.total, column.heading.indicator)
    long = reader.table.layout.arrangement == "long"
    wholes = list(_wholes(reader, column, labels) if long else reader.numbers(column.position))
    more = sum(n > most for n in wholes)
    return bool(more) and more * 10 >= len(wholes) * _MOST_IN_TEN


def _most(catalog: Catalog, index: str, part: str) -> float:
    """The most that a part ever counted, or was ever found to count where no maximum is known."""
    items = (i for f in catalog.frameworks(index) if (i := f.items.get(part)))
    return max((i.max or (i.usual[1] if i.usual else 0.0) for i in items), default=0.0)


def _wholes(reader: TableReader, column: Column, labels: Labels) -> Iterable[float]:
    """The total of each unit and year of a table with a row for each area: as printed, or the sum of its areas."""
    said = [c for c, p in reader.table.paths.items() if p and _measure(p) in ("index", "indicator")]
    years = [c for c, p in reader.table.paths.items() if p and _measure(p) == "year"]
    totals: dict[object, float] = {}
    sums: dict[object, float] = {}
    for r in reader.table.rows if said else ():
        row = reader.table.grid.rows[r]
        key, number = (row[reader.table.unit_column], *(row[c] for c in years)), number_of(row[column.position])
        named = {i for c in said if isinstance(text := row[c], str) for i in labels.find(split_label(text)[1])}
        if number is not None and labels.total in named:
            totals[key] = number
        elif number is not None and named & labels.areas:
            sums[key] = sums.get(key, 0.0) + number
    return {**sums, **totals}.values()


def _measure(path: Sequence[str]) -> str:
    return measure_of(split_label(path[-1])[1])
