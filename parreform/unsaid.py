"""Whole numbers whose headings name an index or its parts and no measure: scores or ranks, as titles tell.

Ranks of the parts of PAPI are mostly whole numbers that its scores could be. They are ranks where a title or the sheet's
name says so, scores where these say so, and asked about where nothing does or both are said.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from parreform.catalog import Catalog
from parreform.entries import Item
from parreform.naming import has_decimals, is_figure
from parreform.numerals import parse_rank
from parreform.reader import Column, TableReader
from parreform.text import fold, squeeze

FEWEST_WHOLE = 4
"""Fewer scores of parts may be whole numbers by chance."""
_RANKS = ("xephang", "thuhang", "thubac", "vithu", "ranking", "ranks", "rankof", "rankby")
_SCORES = ("diem", "score")
_ONLY_RANKS = ("thuhang", "thubac", "vithu", "ranks")
"""Words that speak of ranks wherever they stand; `Xếp hạng` does only where a title begins with it: results are ranked."""
_RESULTS = ("ketqua", "result")

Said = Literal["rank", "score", "both", ""]


class Figure(NamedTuple):
    """A cell with what the framework says of its indicator, `None` where that is unknown."""

    value: object
    item: Item | None


def said_by_titles(reader: TableReader) -> Said:
    """What titles, the sheet's name and the heading of the names say that all figures are; `both` where it is not clear which."""
    table = reader.table
    corner = table.paths.get(table.unit_column, ())
    texts = [*map(fold, (*(table.titles or table.sheet_titles), table.grid.sheet, *corner))]
    ranks, scores, results = (any(w in x for x in texts for w in words) for words in (_RANKS, _SCORES, _RESULTS))
    if not ranks:
        return "score" if scores else ""
    only = any(x.startswith(_RANKS) or any(w in x for w in _ONLY_RANKS) for x in texts)
    return "rank" if only and not scores and not results else "both"


def settled(reader: TableReader, column: Column, columns: Sequence[Column]) -> Column:
    """A column headed by an indicator's name alone, `columns` being all of the table: asked about where it may be either.

    Those of parts are judged together: of few provinces a single column tells too little.
    """
    if not _says_no_measure(column) or not _all_whole(reader, column):
        return column
    figures = [Figure(v, _item(reader, column)) for v in reader.values(column.position) if is_figure(v)]
    said = said_by_titles(reader)
    if column.heading.indicator != column.index:
        kin = [c for c in columns if c.index == column.index and _is_part(reader, c) and _says_no_measure(c)]
        together = _is_part(reader, column) and all(_all_whole(reader, c) for c in kin)
        level = reader.catalog.all_indicators[column.heading.indicator].level
        if together:
            figures = [Figure(v, _item(reader, c)) for c in kin for v in reader.values(c.position) if is_figure(v)]
        elif level != "dimension":
            return column
        if len(figures) < FEWEST_WHOLE and said != "rank":
            return column
        said = "both" if said == "rank" and any(_are_scores(reader, c) for c in columns) else said
    measure = told(reader, figures, column.year, said)
    if measure == "" and not any(f.code == "measure-unknown" for f in reader.findings):
        reader.find("measure-unknown", reader.table.header.start, column.position, label=column.label)
    return replace(column, heading=replace(column.heading, measure=measure or "score"))


def of_rows(reader: TableReader, figures: Sequence[Figure], year: int) -> Literal["rank", "score", ""]:
    """What the figures of rows that name indices or parts are; empty where they could be scores or ranks."""
    said = said_by_titles(reader)
    whole = any(f.item is not None and not f.item.parent for f in figures)
    enough = len(figures) >= FEWEST_WHOLE or whole or said == "rank"
    return "score" if not enough or any(_decimal(f.value) for f in figures) else told(reader, figures, year, said)


def told(reader: TableReader, figures: Sequence[Figure], year: int, said: Said) -> Literal["rank", "score", ""]:
    """What whole numbers are, as titles say and as they fit; empty where they could be either.

    Where titles speak of results that are ranked, figures that are no scores are ranks.
    """
    values = [f.value for f in figures]
    if not values or any(isinstance(v, str) and "/" in v for v in values):
        return "rank" if values else "score"
    ranks = [parse_rank(v) for v in values]
    units = len(reader.catalog.provinces(year))
    if any(r is None or r[0] > units for r in ranks):
        part = any(f.item is not None and f.item.parent for f in figures)
        return "" if said == "rank" and part else "score"
    if said == "both":
        return "rank" if any(_no_score(f.item, r[0]) for f, r in zip(figures, ranks, strict=True) if r) else ""
    return said


def _no_score(item: Item | None, value: int) -> bool:
    """Whether a number is no score of an indicator: beyond the scale, or what none ever got."""
    if item is None or item.max is None:
        return False
    low, high = item.usual or (0, item.max)
    return not low <= value <= high


def _says_no_measure(column: Column) -> bool:
    heading = column.heading
    named = heading.measure == "score" and bool(heading.indicator) and not heading.explicit
    return named and "diem" not in fold(column.label)


def _are_scores(reader: TableReader, column: Column) -> bool:
    """Whether a column of an indicator says that it holds scores, or has the decimals of some."""
    scores = column.heading.measure == "score" and bool(column.heading.indicator)
    return scores and not (_says_no_measure(column) and _all_whole(reader, column))


def _is_part(reader: TableReader, column: Column) -> bool:
    indicator = column.heading.indicator
    return indicator not in ("", column.index) and may_be_ranked(reader.catalog, indicator)


def may_be_ranked(catalog: Catalog, indicator: str) -> bool:
    """Whether ranks are published of an indicator: of an index or a part, of no criterion."""
    return catalog.all_indicators[indicator].level != "criterion"


def _all_whole(reader: TableReader, column: Column) -> bool:
    """Whether no figure of a column has decimals; days that numbers were turned into are told as such.

    Where each year is a table of one row, the others in the column tell.
    """
    rows = reader.table.grid.rows
    values = reader.values(column.position) if len(reader.table.rows) > 1 else [row[column.position] for row in rows]
    return not any(isinstance(v, date) or _decimal(v) for v in values)


def _decimal(value: object) -> bool:
    return (isinstance(value, float) and has_decimals(value)) or (
        isinstance(value, str) and is_figure(value) and parse_rank(squeeze(value)) is None
    )


def _item(reader: TableReader, column: Column) -> Item | None:
    framework = reader.catalog.framework(column.index, column.year)
    return framework.items.get(column.heading.indicator) if framework else None
