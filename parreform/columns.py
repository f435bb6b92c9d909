"""The columns of a table: what each holds, which are read, and why the others are not."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parreform.bracketed import ranks_in_brackets
from parreform.catalog import Catalog, nearest
from parreform.counts import can_be_ranked, is_part, printed_in_heading, units_of
from parreform.entries import Framework
from parreform.evidence import named_in
from parreform.labels import label_key, printed_maximum, split_label
from parreform.layouts import Table
from parreform.meanings import described
from parreform.measures import VALUE_MEASURES, measure_of, measures_said, year_of_path
from parreform.naming import has_decimals, is_figure
from parreform.numerals import Decimal, decimal_mark, missing_reason, parse_number
from parreform.reader import Column, TableReader, count_numbers
from parreform.settings import t
from parreform.text import fold, squeeze
from parreform.unsaid import settled
from parreform.year_unknown import year_unknown


def value_columns(reader: TableReader, indices: Sequence[str], year: int | None) -> list[Column]:
    """The columns that hold values; every other column with numbers is reported."""
    found: dict[tuple[str, int, str], Column] = {}
    offsets = row_measures(reader.table)
    printed = described(reader, indices, year)
    for column in (_corrected(reader, c) for c in printed):
        reader.columns.append(column)
        if offsets and column.heading.indicator and column.heading.measure == "score":
            for measure, offset in offsets.items() if count_numbers(reader, column) else ():
                below = replace(column, heading=replace(column.heading, measure=measure), offset=offset)
                _take(reader, found, below)
            continue
        if not _belongs(reader, column):
            continue
        if _classes_beside_hidden_groups(reader, column):
            _report_lesser(reader, column)
            continue
        reader.columns[-1] = settled(reader, column, printed)
        _take(reader, found, reader.columns[-1])
    read = list(found.values())
    return [*read, *(ranks for c in read if (ranks := ranks_in_brackets(reader, c, found.keys())))]


def report_unheaded(reader: TableReader) -> None:
    """Report columns of scores without any heading: the heading on their left may be that of a group."""
    for position in reader.table.columns:
        if position != reader.table.unit_column and not reader.table.paths.get(position, ("",)):
            rows = (r for r in reader.table.rows if has_decimals(reader.table.grid.rows[r][position]))
            first = next(rows, None)
            if first is not None and _labelled_beside(reader, position):
                why = t("bảng nhỏ ở bên cạnh, không có tên tỉnh", "a small table beside, which names no provinces")
                reader.find("column-skipped", first, position, label="–", why=why)
            elif first is not None:
                reader.find("heading-missing", first, position)
            elif any(map(is_figure, reader.values(position))) and not (
                position < reader.table.unit_column and numbers_rows(reader.values(position))
            ):
                why = t("không có tiêu đề", "it has no heading")
                reader.find("column-skipped", reader.table.first_row, position, label="–", why=why)


def numbers_rows(values: Sequence[object]) -> bool:
    """Whether a column counts the rows: 1, 2, 3, in each block anew."""
    numbers = [n for v in values if (n := parse_number(v)) is not None]
    return all(b in (a + 1, 1) for a, b in pairwise(numbers))


def _labelled_beside(reader: TableReader, position: int) -> bool:
    """Whether figures behind a gap have words of their own on their left, which name no units: `Trung bình`, `86,22`."""
    before = position - 1
    if position not in reader.apart() or before not in reader.apart():
        return False
    pairs = zip(reader.values(before), reader.values(position), strict=True)
    words = [word for word, value in pairs if value is not None]
    return len(set(words)) == len(words) and all(
        isinstance(w, str) and not is_figure(w) and not reader.catalog.named(w) for w in words
    )


def _take(reader: TableReader, found: dict[tuple[str, int, str], Column], column: Column) -> None:
    first = found.get(column.slot)
    if first and (lesser := _no_rival(reader, first, column)):
        _report_lesser(reader, lesser)
        found[column.slot] = found[column.slot] if lesser is column else replace(column, mark=_mark(reader, column))
    elif first and _is_share(reader, first, column):
        _report_share(reader, column)
    elif first and not _is_share(reader, column, first):
        _report_double(reader, first, column)
    else:
        if first:
            _report_share(reader, first)
        found[column.slot] = replace(column, mark=_mark(reader, column))


def _no_rival(reader: TableReader, first: Column, second: Column) -> Column | None:
    """The one of two columns of scores that holds words alone, `Đạt`, or one figure throughout; none where both or neither does.

    Of two columns of classes that which is not headed as groups: `Xếp loại` beside `Nhóm`.
    """
    if first.heading.measure == "group":
        lesser = [c for c in (first, second) if not _heads_groups(_own_heading(reader, c))]
    else:
        lesser = [c for c in (first, second) if c.heading.measure == "score" and _says_no_scores(reader, c)]
    return lesser[0] if len(lesser) == 1 else None


_GROUPS = re.compile(r"nhom|group|quartile|tuphanvi")
"""How headings call the classes that publishers give."""


def _heads_groups(label: str) -> bool:
    return bool(_GROUPS.search(label_key(label)))


def _classes_beside_hidden_groups(reader: TableReader, column: Column) -> bool:
    """Whether a column of classes is not headed as groups and a hidden one is."""
    if column.heading.measure != "group" or _heads_groups(_own_heading(reader, column)):
        return False
    hidden = (path for path in reader.table.unseen.values() if path)
    return any(_heads_groups(p[-1]) and year_of_path(p) in (None, column.year) for p in hidden)


def _says_no_scores(reader: TableReader, column: Column) -> bool:
    held = [v for v in reader.values(column.position) if missing_reason(v) is None]
    words = all(isinstance(v, str) and not any(map(str.isdigit, v)) for v in held)
    return len(held) > 2 and (words or len(set(held)) == 1)


def _report_lesser(reader: TableReader, column: Column) -> None:
    """Report a column of words, or of the mean of all repeated, beside the scores; of classes beside the groups."""
    words = t("ghi chữ, không ghi số", "words and no figures")
    why = t(*BESIDE["mean"]) if count_numbers(reader, column) else words
    if column.heading.measure == "group":
        why = t("xếp loại khác, bên cạnh cột nhóm", "other classes, beside the column of groups")
    reader.find("column-skipped", reader.table.header.start, column.position, label=column.label, why=why)


def _is_share(reader: TableReader, scores: Column, other: Column) -> bool:
    """Whether the figures of a column are those of another one in percent of the maximum, as printed."""
    framework = reader.catalog.framework(scores.index, scores.year)
    item = framework.items.get(scores.heading.indicator) if framework else None
    if scores.heading.measure != "score" or item is None or item.max in (None, 0, 100):
        return False
    values = zip(reader.values(scores.position), reader.values(other.position), strict=True)
    pairs = [(x, y) for a, b in values if (x := parse_number(a)) is not None and (y := parse_number(b)) is not None]
    step = 100 / (item.max or 100)
    both_rounded = 0.006 * step + 0.006
    return len(pairs) > 2 and all(abs(x * step - y) <= both_rounded for x, y in pairs)


def _report_share(reader: TableReader, column: Column) -> None:
    why = t(*BESIDE["percent"])
    reader.find("column-skipped", reader.table.header.start, column.position, label=column.label, why=why)


def row_measures(table: Table) -> dict[str, int]:
    """The rows a unit takes, by measure, where a column beside its name says `Điểm`, `Hạng`; else empty."""
    for c in table.columns:
        top = table.grid.rows[table.first_row][c]
        if c == table.unit_column or not isinstance(top, str) or not measure_of(split_label(top)[1]):
            continue
        rows = filled_rows(table)
        measures = measures_said([table.grid.rows[r][c] for r in rows])
        first = {m: n for n, m in reversed(list(enumerate(measures)))}
        regular = all(m == measures[n % len(first)] for n, m in enumerate(measures)) and _whole(table, rows, len(first))
        if len(first) > 1 and regular and set(first) <= set(VALUE_MEASURES):
            return first
    return {}


def filled_rows(table: Table) -> list[int]:
    """The rows of a table that hold anything."""
    return [r for r in table.rows if any(v is not None for v in table.grid.rows[r])]


def _whole(table: Table, rows: Sequence[int], height: int) -> bool:
    """Whether each run of so many rows lies together and bears one unit's name, if only in its first row."""
    runs = [rows[n : n + height] for n in range(0, len(rows), height)]
    names = [{table.grid.rows[r][table.unit_column] for r in run[1:]} - {None} for run in runs]
    firsts = [table.grid.rows[run[0]][table.unit_column] for run in runs]
    together = all(run[-1] - run[0] == height - 1 == len(run) - 1 for run in runs)
    return together and all(rest <= {first} for rest, first in zip(names, firsts, strict=True))


def _corrected(reader: TableReader, column: Column) -> Column:
    heading = column.heading
    for relabel in reader.catalog.relabels:
        key = (heading.number, fold(heading.words))
        if (
            relabel.index == column.index
            and relabel.first_year <= column.year <= relabel.last_year
            and key in relabel.labels
        ):
            reason = t(relabel.vi, relabel.en)
            reader.find(
                "correction-applied", reader.table.header.start, column.position, correction=relabel.id, reason=reason
            )
            return replace(column, heading=replace(heading, indicator=relabel.labels[key], number=""))
    return column


PRINTED_MAXIMUM_GAP = 0.01
PER_MILLE = re.compile(r"‰|%o\b|phần\s+nghìn|per\s+mille", re.IGNORECASE)
"""A unit that no index is printed in."""
BESIDE = {
    "attribute": ("số liệu về tỉnh, không phải điểm", "figures about the province, no score"),
    "change": ("mức tăng giảm", "a change"),
    "target": ("chỉ tiêu phấn đấu hoặc số dự kiến", "a target or a forecast"),
    "percent": ("tỷ lệ so với điểm tối đa", "a share of the maximum"),
    "self": ("điểm tự chấm", "a self-assessed score"),
    "lost": ("điểm bị mất, bị trừ", "points lost or deducted"),
    "part": ("một phần điểm của tiêu chí ở tiêu đề trên", "a part of the score of what the heading above names"),
    "sum": ("tổng của nhiều cột", "a sum of several columns"),
    "regional": ("hạng trong vùng, không phải hạng cả nước", "a rank within a region, not among all provinces"),
    "scale": ("thang điểm", "a scale"),
    "leading": ("số của tỉnh dẫn đầu hay tỉnh để so sánh", "figures of who leads or is compared with"),
    "mean": ("số bình quân của nhiều đơn vị", "a mean of several units"),
    "bound": ("một cận của khoảng không rõ là khoảng gì", "a bound of an interval that is not named"),
    "weighted": ("điểm có trọng số", "weighted scores"),
    "average": (
        "số trung bình (là điểm của chính tỉnh thì ghi “Điểm”)",
        "a mean (where it is the province's own score call it “Điểm”)",
    ),
    "note": ("cột ghi chú", "a column of remarks"),
    "previous": ("số của năm trước, không nêu năm", "figures of the year before, which is not named"),
    "source": ("cột nguồn", "a column of sources"),
    "period": ("số của nhiều năm: bình quân hoặc chênh lệch", "figures of several years: a mean or a difference"),
}


def _belongs(reader: TableReader, column: Column) -> bool:
    """Whether a column holds values of an index and year; every other column with numbers is reported."""
    heading = column.heading
    if not heading.indicator and not any(map(is_figure, reader.values(column.position))):
        _report_digits(reader, column)
        return False
    report_beside(reader, column)
    unread = heading.measure in VALUE_MEASURES and (not heading.indicator or _names_another(reader, column))
    if heading.measure == "unit" or unread:
        report_unknown(reader, column)
        return False
    if heading.measure not in VALUE_MEASURES:
        _report_other(reader, column)
        return False
    if contradicts_year(reader, column) or stands_apart(reader, column):
        return False
    if not column.year:
        reader.findings.append(year_unknown(reader.table, _address(reader, column)))
        return False
    return _in_framework(reader, column)


def _names_another(reader: TableReader, column: Column) -> bool:
    """Whether the headings of what is read as a total name indices, and not its own: `Điểm` below `SIPAS`."""
    if column.heading.indicator != column.index:
        return False
    named = named_in(reader.table.paths.get(column.position, ()), reader.catalog)
    return bool(named) and column.index not in named


def report_beside(reader: TableReader, column: Column) -> None:
    """Report figures that are nothing an index consists of: changes, targets, shares, remarks."""
    why = BESIDE.get(column.heading.measure)
    if why and count_numbers(reader, column):
        reader.find("column-skipped", reader.table.header.start, column.position, label=column.label, why=t(*why))


def _report_digits(reader: TableReader, column: Column) -> None:
    """Report a column of texts that hold numbers among other things, `3 (↑2)`, `43,70 - 44,22`: none of them is read.

    So is one of words under the name of an indicator: `Lãnh đạo`.
    """
    if column.heading.measure == "words":
        why = t("ô chỉ có chữ, không có số", "its cells are words, none a number")
        reader.find("column-skipped", reader.table.header.start, column.position, label=column.label, why=why)
    texts = [v for v in reader.values(column.position) if isinstance(v, str) and missing_reason(v) is None]
    numbered = [v for v in texts if any(map(str.isdigit, v))]
    if len(numbered) * 2 > len(texts) and column.heading.measure not in ("ordinal", "code", "note", "source", "year"):
        why = t(
            f"không ô nào chỉ ghi một số, ví dụ “{squeeze(numbered[0])}”",
            f"no cell is one number, for example “{squeeze(numbered[0])}”",
        )
        reader.find("column-skipped", reader.table.header.start, column.position, label=column.label, why=why)


def _report_other(reader: TableReader, column: Column) -> None:
    """Report figures under a heading for words or years: nobody can tell what they are."""
    if column.heading.measure in ("index", "indicator"):
        place = next(r for r in reader.table.rows if is_figure(reader.table.grid.rows[r][column.position]))
        reader.find("heading-unclear", place, column.position, label=column.label)
    elif column.heading.measure == "year" and any(map(has_decimals, reader.values(column.position))):
        why = t("tiêu đề là năm mà ô không phải năm", "it is headed as years, and its cells are none")
        reader.find("column-skipped", reader.table.header.start, column.position, label=column.label, why=why)


def contradicts_year(reader: TableReader, column: Column) -> bool:
    """Whether a heading gives another year than the rows, which say theirs: reported."""
    year = column.heading.year
    if reader.table.year is None or year in (None, reader.table.year):
        return False
    reader.find("heading-year", reader.table.header.start, column.position, label=column.label, year=year)
    return True


def stands_apart(reader: TableReader, column: Column) -> bool:
    """Whether a column behind a gap belongs to other rows than those of the names: reported.

    A table whose names are lost stands beside this one, under a title of its own or with rows that begin or
    end elsewhere.
    """
    apart = reader.apart().get(column.position)
    if apart is None:
        return False
    reader.find("figures-apart", *apart, label=column.label)
    return True


def _in_framework(reader: TableReader, column: Column) -> bool:
    """Whether the framework of the year knows the indicator, under the printed number if there is one."""
    heading, top = column.heading, reader.table.header.start
    framework = reader.catalog.framework(column.index, column.year)
    facts: dict[str, object] = {"label": column.label, "index": column.index, "year": column.year}
    if framework is None:
        reader.find("framework-unknown", top, column.position, **facts)
        return False
    item = framework.items.get(heading.indicator)
    if _counts_otherwise(reader, column) or (item is None and _says_nothing(reader, column)):
        return False
    if is_outside(framework, heading.indicator, reader.catalog):
        reader.find("indicator-not-in-framework", top, column.position, **facts)
        return False
    maximum = printed_maximum(_own_heading(reader, column))
    if item and item.max is not None and maximum is not None and abs(maximum - item.max) > PRINTED_MAXIMUM_GAP:
        name = reader.catalog.all_indicators[item.indicator].name
        facts |= {"name": name, "printed": maximum, "expected": item.max}
        reader.find("maximum-differs", top, column.position, **facts)
        return False
    if item and item.number and heading.number and item.number != heading.number:
        name = reader.catalog.all_indicators[item.indicator].name
        facts |= {"number": heading.number, "expected": item.number, "name": name}
        reader.find("indicator-number", top, column.position, **facts)
        return False
    return True


def _says_nothing(reader: TableReader, column: Column) -> bool:
    """Whether all cells of a column are blank or say that there is no figure: panels have columns for what came later."""
    return all(missing_reason(v) is not None for v in reader.values(column.position))


def _own_heading(reader: TableReader, column: Column) -> str:
    """The heading right above a column, without its line breaks."""
    path = reader.table.paths.get(column.position)
    return path[-1].replace("\n", " ") if path else column.label


def _counts_otherwise(reader: TableReader, column: Column) -> bool:
    """Whether a heading counts in thousandths, or ranks among units that the year had not, `Hạng/63` in 2025: reported."""
    if PER_MILLE.search(column.label):
        reader.find("unit-unlike", reader.table.header.start, column.position, label=column.label)
        return True
    count = printed_in_heading(column.label) if column.heading.measure == "rank" else None
    of = (reader.catalog, column.index, column.year)
    if count is None or can_be_ranked(*of, count) or is_part(*of, count):
        return False
    facts = {"label": column.label, "count": count, "year": column.year, "expected": units_of(*of)}
    reader.find("units-unlike", reader.table.header.start, column.position, **facts)
    return True


def is_outside(framework: Framework, indicator: str, catalog: Catalog) -> bool:
    """Whether the framework of a year lists indicators of a level and not this one: figures of it would be wrong."""
    indicators = catalog.indices[framework.index].indicators
    level = indicators[indicator].level
    return indicator not in framework.items and any(
        indicators[i].level == level for i in framework.items if i in indicators
    )


LONGEST_SCALE = 50_000_000
"""Scores that lost their decimal mark, `8812`, and counts of people are smaller; telephones are not."""


def report_unknown(reader: TableReader, column: Column) -> None:
    """Report a column whose heading names no indicator, with how many values are left out.

    One of another index is told as such; numbers as long as telephones are on no scale.
    """
    top = reader.table.header.start
    if other := reader.catalog.other_index(column.label):
        reader.find("index-other", top, column.position, name=t(other.vi, other.en))
        return
    if (numbers := reader.numbers(column.position)) and min(numbers) > LONGEST_SCALE:
        why = t("số dài hơn mọi thang điểm", "numbers longer than any scale")
        reader.find("column-skipped", top, column.position, label=column.label, why=why)
        return
    known = {i.name: (i.vi, i.en or i.vi) for i in reader.catalog.indices[column.index].indicators.values()}
    suggestion = ", ".join(nearest(column.heading.words or column.label, known))
    facts = {
        "label": column.label,
        "index": column.index,
        "year": column.year or t("(không rõ năm)", "(no year)"),
        "suggestion": suggestion,
    }
    count = count_numbers(reader, column)
    reader.find("indicator-unknown", top, column.position, count=count, **facts)


def _report_double(reader: TableReader, first: Column, second: Column) -> None:
    name = f"{second.heading.indicator} ({second.heading.measure}, {second.year})"
    other, cell = _address(reader, first), _address(reader, second)
    reader.find("column-ambiguous", reader.table.header.start, second.position, name=name, other=other, here=cell)


def _address(reader: TableReader, column: Column) -> str:
    return reader.table.grid.address(reader.table.header.start, column.position)


def _mark(reader: TableReader, column: Column) -> Decimal:
    if reader.hints.decimal in ("comma", "point"):
        return "point" if reader.hints.decimal == "point" else "comma"
    values = reader.values(column.position)
    if column.heading.measure not in ("score", "ci_low", "ci_high") or reader.typed(column.position):
        return "comma"
    cells = zip(reader.table.rows, values, strict=True)
    texts = [(r, v) for r, v in cells if isinstance(v, str) and missing_reason(v) is None]
    if not texts:
        return "comma"
    framework = reader.catalog.framework(column.index, column.year)
    item = framework.items.get(column.heading.indicator) if framework else None
    mark = decimal_mark((v for _, v in texts), item.max if item else None)
    if mark is None:
        reader.find("decimal-ambiguous", texts[0][0], column.position, name=column.label, value=squeeze(texts[0][1]))
    return mark or "comma"
