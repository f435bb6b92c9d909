"""What a table says beside its values that speaks against reading them: whose they are, out of how many, which of two."""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from parreform.columns import PRINTED_MAXIMUM_GAP
from parreform.headings import VALUE_MEASURES, measure_of
from parreform.labels import label_key, split_label
from parreform.naming import is_figure
from parreform.reader import TYPED, Column, TableReader, count_numbers
from parreform.settings import t
from parreform.text import parse_number, squeeze

_NO_RESULTS = re.compile(
    r"(?:sodiem|diem|ketqua|so)?(?:tucham(?:diem)?|tudanhgia|muctieu|kehoach|dukien|uoc(?:tinh|thuchien|dat)?|chitieu(?:giao)?"
    r"|phandau|dexuat|dubao|tamtinh|sobo|duthao|bannhap|nhap|chuaduyet|chuathamdinh|draft|preliminary|provisional|selfassess(?:ed|ment)|target|plan(?:ned)?|estimated?|forecast)"
    r"|(?:cap)?(?:huyen|quan|xa|phuong|thixa|so|songanh|coquanchuyenmon|thanhphothuoctinh|district|commune|department)"
)
"""Words of a cell, whole: the figures of its row are no results of the province."""
_LOWER_LEVEL = frozenset(
    "huyen quanhuyen huyenthixa huyenthixathanhpho tenhuyen xa phuong xaphuong xaphuongthitran thixa coquan tencoquan"
    " songanh sobannganh cacsonganh donvicaphuyen donvicapxa district districts commune department agency".split()
)
"""Headings of columns that name what is within a province."""


def not_results(reader: TableReader) -> bool:
    """Whether a column of words says that rows are of something else than the results of provinces: reported."""
    found = (
        (r, position) for position, path in word_columns(reader) for r in _saying_otherwise(reader, position, path)
    )
    return _report_first(reader, found)


def measures_in_rows(reader: TableReader) -> bool:
    """Whether a column of words says of each row whether its figure is a score, a rank, a change: reported."""
    for position, path in word_columns(reader):
        texts = [v for v in dict.fromkeys(reader.values(position)) if v is not None]
        said = {measure_of(split_label(v)[1]) if isinstance(v, str) else "" for v in texts}
        own = measure_of(split_label(path[-1])[1]) if path else "index"
        if len(said) > 1 and "" not in said and said & {"score", "rank"} and own not in ("index", "indicator"):
            told = ", ".join(f"“{squeeze(str(v))}”" for v in texts[:3])
            reader.find("rows-measures", reader.table.first_row, position, label=" / ".join(path), value=told)
            return True
    return False


def names_other_index(reader: TableReader, columns: Sequence[Column]) -> bool:
    """Whether a column of words says that figures of some rows are of another index than the table: reported."""
    own = {"", *(column.index for column in columns)}
    rows = reader.table.grid.rows
    found = (
        (r, position)
        for position, _ in word_columns(reader)
        for r in reader.table.rows
        if isinstance(value := rows[r][position], str)
        and any(map(is_figure, rows[r]))
        and reader.catalog.index_called(value) not in own
    )
    return _report_first(reader, found)


def holds_unit(reader: TableReader, row: int) -> bool:
    """Whether a row has figures and the name of a unit."""
    name = reader.table.grid.rows[row][reader.table.unit_column]
    return (
        isinstance(name, str) and bool(reader.catalog.named(name)) and any(map(is_figure, reader.table.grid.rows[row]))
    )


def word_columns(reader: TableReader) -> Iterator[tuple[int, Sequence[str]]]:
    """The headed columns beside the names that hold words, with their headings."""
    for position, path in reader.table.paths.items():
        if position != reader.table.unit_column and not set(map(type, reader.values(position))) <= TYPED:
            yield position, path


def _report_first(reader: TableReader, found: Iterator[tuple[int, int]]) -> bool:
    """Report the first of some cells whose words say that their row is no result; whether there was one."""
    row, position = next(found, (None, 0))
    if row is None:
        return False
    facts = {
        "label": " / ".join(reader.table.paths[position]),
        "value": squeeze(str(reader.table.grid.rows[row][position])),
    }
    reader.find("rows-not-results", row, position, **facts)
    return True


def _saying_otherwise(reader: TableReader, position: int, path: Sequence[str]) -> Iterator[int]:
    """The rows with figures in which a column of words names a lower level, or what is no result."""
    grid, texts = reader.table.grid, [v for v in set(reader.values(position)) if isinstance(v, str)]
    lower = bool(path) and label_key(split_label(path[-1])[1]) in _LOWER_LEVEL
    no_results = {v for v in texts if _NO_RESULTS.fullmatch(label_key(v))}
    if not lower and not no_results:
        return
    for r in reader.table.rows:
        value = grid.rows[r][position]
        telling = value in no_results or (lower and isinstance(value, str) and not is_figure(value))
        if telling and holds_unit(reader, r):
            yield r


def report_doubles(reader: TableReader, columns: Sequence[Column]) -> bool:
    """Whether a long table has two columns of one measure, so that a row would have two values: reported."""
    first: dict[str, Column] = {}
    found = False
    for column in columns:
        measure = column.heading.measure
        if measure not in VALUE_MEASURES or not column.heading.explicit or not count_numbers(reader, column):
            continue
        other = first.setdefault(measure, column)
        if other is not column:
            _report_pair(reader, other, column, f"“{other.label}” ({measure})")
            found = True
    return found


def maxima_differ(reader: TableReader, columns: Sequence[Column]) -> bool:
    """Whether a row of maxima above the units prints another one than the framework of the year: reported."""
    table, found = reader.table, False
    for r in range(table.header.start, table.rows[-1] + 1):
        name = table.grid.rows[r][table.unit_column]
        if isinstance(name, str) and reader.catalog.named(name):
            break
        label = table.grid.rows[r][: table.unit_column + 1]  # right of it `Max` heads a column of its own
        if any(isinstance(v, str) and measure_of(split_label(v)[1]) == "scale" for v in label):
            for column in columns:
                found = _maximum_differs(reader, r, column) or found
    return found


def _maximum_differs(reader: TableReader, row: int, column: Column) -> bool:
    framework = reader.catalog.framework(column.index, column.year)
    item = framework.items.get(column.heading.indicator) if framework else None
    printed = parse_number(reader.table.grid.rows[row][column.position], column.mark)
    if column.heading.measure != "score" or item is None or item.max is None or not printed:
        return False
    if abs(printed - item.max) <= PRINTED_MAXIMUM_GAP:
        return False
    name = reader.catalog.all_indicators[item.indicator].name
    facts = {"label": column.label, "name": name, "year": column.year, "printed": printed, "expected": item.max}
    reader.find("maximum-differs", row, column.position, **facts)
    return True


_SCORES = re.compile(r"^(?:tong)?(?:sodiem|diem|chiso|ketqua|giatri|score|tongdiem)")


def report_rivals(reader: TableReader, columns: Sequence[Column]) -> None:
    """Report a column of scores beside the stored ones that is headed much like them and differs.

    Rounded scores and those on another scale contradict nothing.
    """
    for column in reader.columns:
        if column.heading.measure != "score" or column.heading.indicator or not _SCORES.match(label_key(column.label)):
            continue
        alike = [c for c in columns if c.heading.indicator == c.index and c.heading.measure == "score"]
        stored = next((c for c in alike if c.year == column.year and _rival(reader, c, column)), None)
        if stored:
            _report_pair(reader, stored, column, f"{t('điểm', 'the score')}: “{stored.label}”, “{column.label}”")


def _report_pair(reader: TableReader, first: Column, second: Column, name: str) -> None:
    top, grid = reader.table.header.start, reader.table.grid
    facts = {"other": grid.address(top, first.position), "here": grid.address(top, second.position)}
    reader.find("column-ambiguous", top, second.position, name=name, **facts)


def _rival(reader: TableReader, stored: Column, other: Column) -> bool:
    pairs = zip(reader.values(stored.position), reader.values(other.position), strict=True)
    read = ((parse_number(x, stored.mark), parse_number(y, stored.mark)) for x, y in pairs)
    both = [(x, y) for x, y in read if x and y]
    if len(both) * 2 <= len(reader.numbers(stored.position)) or not 0.8 <= median(y / x for x, y in both) <= 1.25:
        return False
    if len({y for _, y in both}) * 2 <= len(both):
        return False  # a mean, or the best score, repeated for comparison
    return not any(_rounded(both, n) for n in (0, 1, 2))


def _rounded(pairs: Sequence[tuple[float, float]], decimals: int) -> bool:
    """Whether the second number of each pair is the first one, rounded."""
    within = 0.5 * 10**-decimals + 1e-9
    return all(abs(x - y) <= within and abs(round(y, decimals) - y) < 1e-9 for x, y in pairs)
