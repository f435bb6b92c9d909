"""Whether what stands over several columns, or over rows of parts, is understood: it may say of whom or of what all are.

A component is told by the heading right above its figures. `Mức độ quan tâm`, `Người dân nông thôn` over it make them
another thing, so a heading over columns that are read is understood whole as titles are, or asked about.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from parreform.columns import BESIDE
from parreform.headings import Heading, Labels
from parreform.labels import split_label
from parreform.measures import VALUE_MEASURES, heads_bounds, is_scale, measure_of
from parreform.naming import is_figure
from parreform.reader import Column, TableReader
from parreform.settings import t
from parreform.text import squeeze
from parreform.unit_lines import unit_lines
from parreform.vocabulary import words_of
from parreform.wording import Phrases, is_source, phrases_of, unread

_KINDS = ("stage", "measure", "body", "group")
"""The kinds of subjects that headings over others are asked about."""
_NO_RESULTS = ("change", "target", "self", "lost", "previous", "regional", "mean", "weighted", "sum")
"""The measures that make no results of the columns below them."""
_NUMBER = re.compile(r"[IVXLC]+|[A-ZĐ]", re.IGNORECASE)
"""The number of a row among rows: `II`, `A`."""


def report_groups(reader: TableReader, columns: Sequence[Column]) -> None:
    """Report the headings over columns that are read, and the rows over parts in a turned table, which say another thing."""
    seen: set[str] = set()
    for column in columns:
        for label in reader.table.paths.get(column.position, ())[:-1]:
            if label not in seen:
                seen.add(label)
                _report(reader, label, column, _row_of(reader, label, column.position), column.position)
    if reader.table.grid.turned:
        _report_sections(reader, columns)


def report_section_rows(reader: TableReader, columns: Sequence[Column]) -> None:
    """Report the rows of a long table that hold nothing but words: `Người dân nông thôn` above the parts of a province."""
    table, places = reader.table, [c.position for c in columns]
    held = [r for r in table.rows if any(is_figure(table.grid.rows[r][c]) for c in places)]
    for r in range(table.header.start + 1, held[-1]) if held else ():
        row = table.grid.rows[r]
        words = {v: c for c, v in enumerate(row) if isinstance(v, str) and _may_head(v, reader)}
        if len(words) == 1 and all(row[c] is None for c in places):
            (label, position), *_ = words.items()
            part = _part_below(reader, r, position, columns[0].index)
            _report(reader, label, replace(columns[0], heading=Heading("score", part)), r, position)


def _part_below(reader: TableReader, row: int, position: int, index: str) -> str:
    """The first part of an index that is named below a row."""
    labels, cells = Labels.of(reader.catalog, index), reader.table.grid.rows
    texts = (v for r in range(row + 1, reader.table.rows[-1] + 1) if isinstance(v := cells[r][position], str))
    return next((found[0] for x in texts if (found := labels.find(split_label(x)[1]))), "")


def _may_head(text: str, reader: TableReader) -> bool:
    """Whether a text among rows is more than a number and the name of a unit."""
    return bool(split_label(text)[1]) and not _NUMBER.fullmatch(text.strip(" .)(")) and not reader.catalog.named(text)


def _report_sections(reader: TableReader, columns: Sequence[Column]) -> None:
    """Report the lines without figures between those that are read: each stands over the next ones."""
    table = reader.table
    read = {c.position: c for c in columns}
    for position in table.columns:
        below = next((read[p] for p in sorted(read) if p > position), None)
        path = [x for x in _texts(reader, position) if split_label(x)[1]]
        empty = position not in read and not any(is_figure(v) for v in reader.values(position))
        if below and path and empty and position > table.unit_column:
            _report(reader, path[-1], below, _row_of(reader, path[-1], position), position)


def _texts(reader: TableReader, position: int) -> Sequence[str]:
    """The headings of a column; its only text where it has none, since a line of one text is no column."""
    table = reader.table
    texts = dict.fromkeys(squeeze(v) for row in table.grid.rows if isinstance(v := row[position], str))
    return table.paths.get(position) or (tuple(texts) if len(texts) == 1 else ())


def _row_of(reader: TableReader, label: str, position: int) -> int:
    """The row of a heading, that of the first one where it is printed otherwise."""
    rows, wanted = reader.table.grid.rows, squeeze(label)
    places = (
        r for r in range(reader.table.rows[0]) if isinstance(v := rows[r][position], str) and squeeze(v) == wanted
    )
    return next(places, reader.table.header.start)


def _report(reader: TableReader, label: str, below: Column, row: int, position: int) -> None:
    if _is_understood_anyway(reader, label, below):
        return
    facts = {"label": squeeze(label), "below": squeeze(below.label.rpartition(" / ")[2]), "index": below.index}
    what = _what_else(reader, label, below)
    words = "" if what else _words_left(reader, label, below.index)
    if what:
        reader.find("heading-unfit", row, position, what=what, **facts)
    elif words:
        reader.find("heading-unread", row, position, words=words, **facts)


def _is_understood_anyway(reader: TableReader, label: str, below: Column) -> bool:
    """Whether a heading says what is measured, on what scale, or names a whole that the column below is a part of."""
    words = split_label(label)[1]
    if measure_of(words) in VALUE_MEASURES or is_scale(label) or heads_bounds(label):
        return True
    named = Labels.of(reader.catalog, below.index).find_after_measure(words)
    return bool(named) and not _cuts_otherwise(reader, named, below)


def _cuts_otherwise(reader: TableReader, named: Sequence[str], below: Column) -> bool:
    """Whether a part by origin stands over areas: what they share is neither's score. Appraised scores may be the results."""
    labels = Labels.of(reader.catalog, below.index)
    whole = {labels.total, *labels.areas, *labels.appraised}
    return below.heading.indicator in labels.areas and bool(named) and not whole & {*named}


def _what_else(reader: TableReader, label: str, below: Column) -> str:
    """What a heading says that columns below it hold instead of results; empty where it does not."""
    words, known = split_label(label)[1], reader.catalog.indices[below.index]
    named = Labels.of(reader.catalog, below.index).find_after_measure(words)
    if _cuts_otherwise(reader, named, below):
        name = known.indicators[named[0]].name
        return t(f"riêng “{name}”", f"“{name}” alone")
    if measure_of(words) in _NO_RESULTS:
        return t(*BESIDE[measure_of(words)])
    own = (known.vi, known.en, known.short, *known.words)
    subjects = (s for s in reader.catalog.subjects if s.kind in _KINDS and s.in_text(label))
    return next((t(s.vi, s.en) for s in subjects if not any(map(s.in_text, own))), "")


def _words_left(reader: TableReader, label: str, index: str) -> str:
    if is_source(label, reader.catalog) and not any(unit_lines((label,), reader.catalog)):
        return ""
    return unread(label, reader.catalog, [index], [_of_headings(reader, marks=not label.isascii())])


def _of_headings(reader: TableReader, *, marks: bool) -> Phrases:
    """What headings over others may hold besides the words of titles; made once for a catalog."""
    made: dict[bool, Phrases] = reader.catalog.__dict__.setdefault("_heading_words", {})
    if marks not in made:
        groups = reader.catalog.entries_of("titles.toml", "heading", words_of)
        made[marks] = phrases_of((w for _, words in groups for w in words), marks=marks)
    return made[marks]
