"""What a table says beside its values that speaks against reading them: whose they are, out of how many, which of two."""

import re
from collections.abc import Collection, Iterator, Sequence
from statistics import median

from parreform.columns import PER_MILLE, PRINTED_MAXIMUM_GAP
from parreform.evidence import cell_of
from parreform.labels import label_key, split_label
from parreform.measures import VALUE_MEASURES, is_appraised, measure_of
from parreform.naming import has_figures, is_figure
from parreform.numerals import parse_number
from parreform.reader import Column, TableReader, count_numbers
from parreform.settings import t
from parreform.text import squeeze

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


def names_other_index(reader: TableReader, columns: Sequence[Column], understood: Collection[int] = ()) -> bool:
    """Whether a column of words says that figures of some rows are of another index than the table: reported.

    `understood` are the columns that are read for what they say.
    """
    own = {"", *(column.index for column in columns)}
    rows = reader.table.grid.rows
    found = (
        (r, position)
        for position, _ in word_columns(reader)
        if position not in understood
        for r in reader.table.rows
        if isinstance(value := rows[r][position], str)
        and has_figures(rows[r])
        and reader.catalog.index_called(value) not in own
    )
    return _report_first(reader, found)


def holds_unit(reader: TableReader, row: int) -> bool:
    """Whether a row has figures and the name of a unit."""
    name = reader.table.grid.rows[row][reader.table.unit_column]
    return isinstance(name, str) and bool(reader.catalog.named(name)) and has_figures(reader.table.grid.rows[row])


def word_columns(reader: TableReader) -> Iterator[tuple[int, Sequence[str]]]:
    """The headed columns beside the names that hold words, with their headings."""
    for position, path in reader.table.paths.items():
        if position != reader.table.unit_column and not reader.typed(position):
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
        block = column.heading.indicator not in ("", column.index) and is_appraised(column.heading.words)
        if block or measure not in VALUE_MEASURES or not column.heading.explicit or not count_numbers(reader, column):
            continue
        other = first.setdefault(measure, column)
        if other is not column:
            _report_pair(reader, other, column, f"“{other.label}” ({measure})")
            found = True
    return found


def maxima_differ(reader: TableReader, columns: Sequence[Column]) -> bool:
    """Whether a row of maxima, wherever it stands, or a column of them prints another one than the framework: reported."""
    table, found = reader.table, False
    scores = [c for c in columns if c.heading.measure == "score"]
    for r in range(table.header.start, table.rows[-1] + 1):
        name = table.grid.rows[r][table.unit_column]
        if isinstance(name, str) and reader.catalog.named(name):
            continue
        label = table.grid.rows[r][: table.unit_column + 1]  # right of it `Max` heads a column of its own
        if any(isinstance(v, str) and _says_maximum(v) for v in label) and not _are_the_best(reader, r, scores):
            for column in scores:
                found = maximum_differs(reader, column, r, column.position) or found
    return found or _scales_differ(reader, scores)


_MAXIMUM = re.compile(r"toida|thangdiem|maximum|maxscore|diemchuan|cothedat")


def _says_maximum(label: str) -> bool:
    words = split_label(label)[1]
    return measure_of(words) == "scale" or bool(_MAXIMUM.search(label_key(words)))


def _are_the_best(reader: TableReader, row: int, scores: Sequence[Column]) -> bool:
    """Whether a row below the units, `Max`, holds the best score of each column."""
    rows = [r for r in reader.table.rows if r != row and holds_unit(reader, r)]
    printed = [(c, n) for c in scores if (n := parse_number(reader.table.grid.rows[row][c.position], c.mark))]
    best = (max(_numbers_in(reader, c, rows), default=None) for c, _ in printed)
    return (
        bool(rows)
        and row > rows[0]
        and all(b is not None and abs(b - n) < _EQUAL for b, (_, n) in zip(best, printed, strict=True))
    )


_EQUAL = 0.006


def _numbers_in(reader: TableReader, column: Column, rows: Sequence[int]) -> Iterator[float]:
    cells = (parse_number(reader.table.grid.rows[r][column.position], column.mark) for r in rows)
    return (n for n in cells if n is not None)


def _scales_differ(reader: TableReader, scores: Sequence[Column]) -> bool:
    """Whether a column `Thang điểm` beside the one column of scores prints another maximum than theirs: reported."""
    scale = next((c for c in reader.columns if c.heading.measure == "scale"), None)
    if scale is None or len(scores) != 1:
        return False
    rows = (r for r in reader.table.rows if holds_unit(reader, r))
    return any(maximum_differs(reader, scores[0], r, scale.position) for r in rows)


def maximum_differs(reader: TableReader, column: Column, row: int, position: int, printed: float | None = None) -> bool:
    """Whether a cell prints another maximum than the framework has for the indicator of a column: reported.

    `printed` is what is read from words of the cell, 0 where they print none; without it the cell is a number.
    """
    framework = reader.catalog.framework(column.index, column.year)
    item = framework.items.get(column.heading.indicator) if framework else None
    printed = parse_number(reader.table.grid.rows[row][position], column.mark) if printed is None else printed
    if item is None or item.max is None or not printed or abs(printed - item.max) <= PRINTED_MAXIMUM_GAP:
        return False
    name = reader.catalog.all_indicators[item.indicator].name
    facts = {"label": column.label, "name": name, "year": column.year, "printed": printed, "expected": item.max}
    reader.find("maximum-differs", row, position, **facts)
    return True


_TITLED_SCALE = re.compile(
    r"thang\s*(?:điểm)?\s*(?:là|:)?\s*(?:(?:từ\s*)?\d{1,2}\s*(?:[-–]|đến)\s*)?(\d{1,4})(?!\d|[.,]\d)", re.IGNORECASE
)


def titles_differ(reader: TableReader, columns: Sequence[Column]) -> bool:
    """Whether a title says that the figures are on a scale that none of them is on, or counted in thousandths: reported."""
    for title in reader.table.titles:
        at, scale = cell_of(reader.table, title), _TITLED_SCALE.search(title)
        if PER_MILLE.search(title):
            reader.find_at("unit-unlike", at, label=title)
            return True
        off = scale is not None and not any(_is_maximum(reader, c, float(scale[1])) for c in columns)
        if scale and off and columns:
            name = reader.catalog.all_indicators[columns[0].index].name
            facts = {"label": title, "name": name, "year": columns[0].year, "printed": scale[1]}
            reader.find_at("maximum-differs", at, expected=_maximum_of(reader, columns[0]), **facts)
            return True
    return False


def _is_maximum(reader: TableReader, column: Column, value: float) -> bool:
    """Whether a number is the maximum of a column's indicator or of its index, or none is known."""
    framework = reader.catalog.framework(column.index, column.year)
    items = [framework.items.get(i) for i in (column.heading.indicator, column.index)] if framework else []
    known = [i.max for i in items if i and i.max is not None]
    return not known or value in known


def _maximum_of(reader: TableReader, column: Column) -> float | str:
    framework = reader.catalog.framework(column.index, column.year)
    item = framework.items.get(column.index) if framework else None
    return item.max if item and item.max is not None else "-"


_SCORES = re.compile(r"^(?:tong)?(?:sodiem|diem|chiso|ketqua|giatri|score|tongdiem)")


def report_rivals(reader: TableReader, columns: Sequence[Column]) -> None:
    """Report a column of scores beside the stored ones that is headed much like them and differs.

    Rounded scores and those on another scale contradict nothing.
    """
    for column in reader.columns:
        if column.heading.measure != "score" or column.heading.indicator or not _SCORES.match(label_key(column.label)):
            continue
        if reader.catalog.other_index(column.label):
            continue  # of PCI: told as such
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
