"""What of a table is not read, and told: its edges, headings that hold scores, lists of something else beside the tables."""

import re

from parreform.columns import BESIDE
from parreform.header_rows import name_of, sums_up
from parreform.headings import Labels
from parreform.labels import split_label
from parreform.layouts import Table
from parreform.leaders import leads
from parreform.measures import VALUE_MEASURES, measure_of
from parreform.naming import Place, has_decimals
from parreform.reader import Column, TableReader, count_numbers
from parreform.settings import t
from parreform.text import squeeze


def report_no_value(reader: TableReader) -> None:
    """Report a table that gave nothing: its headings are understood and nobody has filled it in, or they are not."""
    table = reader.table
    empty = [c for c in reader.columns if c.heading.measure in VALUE_MEASURES and not count_numbers(reader, c)]
    others = (c for c in reader.columns if c not in empty and c.heading.measure not in ("ordinal", "year"))
    if empty and not any(count_numbers(reader, c) for c in others):
        seen = ", ".join(f"“{c.label}”" for c in empty[:3]) + (" …" if empty[3:] else "")
        reader.find("no-figures", table.first_row, empty[0].position, seen=seen)
        return
    if appraised := next((c for c in reader.columns if _is_block_of_rows(reader, c)), None):
        reader.find("appraised-unclear", table.header.start, appraised.position, label=appraised.label)
        return
    counted = [c for c in reader.columns if count_numbers(reader, c) and c.heading.measure not in ("ordinal", "code")]
    whys = [_no_result(reader, c) for c in counted]
    if whys and all(whys):
        what, label = t(*BESIDE[whys[0]]), counted[0].label
        reader.find("no-results", table.header.start, counted[0].position, what=what, label=label)
    else:
        seen = ", ".join(f"“{path[-1]}”" for path in table.paths.values() if path) or "-"
        reader.find("no-values", *_first_heading(table), seen=seen)


def _is_block_of_rows(reader: TableReader, column: Column) -> bool:
    """Whether appraised scores stand beside areas in rows, and may be the result or lack what surveys add."""
    blocks = Labels.of(reader.catalog, column.index).appraised if column.index else frozenset()
    long = reader.table.layout.arrangement == "long"
    return long and column.heading.indicator in blocks and count_numbers(reader, column) > 0


def _no_result(reader: TableReader, column: Column) -> str:
    """Why the figures of a column are no results, by the measure of its heading or a word for targets in it: `Điểm phấn đấu`."""
    targets = (x for x in reader.catalog.subjects if x.id == "target")
    if not column.heading.indicator and any(x.in_text(column.label) for x in targets):
        return "target"
    return column.heading.measure if column.heading.measure in _NO_RESULTS else ""


def _first_heading(table: Table) -> Place:
    """The cell of the first heading right of the names, or of any; without headings that of the first unit."""
    cells = [(r, c) for r in table.header for c in table.columns if isinstance(table.grid.rows[r][c], str)]
    right = [(r, c) for r, c in cells if c > table.unit_column]
    return next(iter(right or cells), (table.first_row, table.unit_column))


def report_edges(reader: TableReader) -> None:
    """Report what the layout left over: names and columns that no table holds for certain, a summary below."""
    table = reader.table
    cells = table.grid.rows
    reader.findings += table.doubts
    if table.stray:
        reader.find("units-unread", *table.stray)
    if table.summary is not None:
        words = ", ".join(squeeze(v) for v in cells[table.summary] if isinstance(v, str))
        place = next(c for c, v in enumerate(cells[table.summary]) if v is not None)
        why = t("bảng khác ở dưới, không có tên tỉnh", "another table below, which names no provinces")
        reader.find("row-skipped", table.summary, place, label=words, why=why)
    _report_above(reader)
    _report_headings(reader)
    _report_leaders(reader)
    if table.between is not None:
        reader.find("column-between", table.header.start, table.between, label=table.paths[table.between][-1])
    if table.renamed:
        row, column, names = table.renamed
        name, other = (squeeze(str(cells[row][c])) for c in (column, names))
        reader.find("names-differ", row, column, name=name, other=other)


def _report_above(reader: TableReader) -> None:
    """Report rows of scores above the headings that name no province: a table of ministries, say."""
    table = reader.table
    above = [r for r in range(table.header.start) if any(map(has_decimals, table.grid.rows[r]))]
    texts = [[squeeze(v) for v in table.grid.rows[r] if isinstance(v, str)] for r in above]
    if len(above) > 1 and all(texts) and not any(reader.catalog.named(x) for row in texts for x in row):
        place = next(c for c, v in enumerate(table.grid.rows[above[0]]) if isinstance(v, str))
        why = t("bảng khác ở trên, không có tên tỉnh", "another table above, which names no provinces")
        reader.find("row-skipped", above[0], place, label=texts[0][0], why=why)


def _report_leaders(reader: TableReader) -> None:
    """Report columns that name who leads, or whom one is compared with, beside the names whose the figures are."""
    table = reader.table
    for position, path in table.paths.items():
        if position != table.unit_column and any(leads(label, reader.catalog) for label in path):
            words = (v for v in reader.values(position) if isinstance(v, str))
            if any(map(reader.catalog.named, words)):
                why = t(
                    "tên tỉnh dẫn đầu hay tỉnh để so sánh, không phải tỉnh có số ở dòng ấy",
                    "names of who leads or is compared with, not of whom the figures of the row are",
                )
                reader.find("column-skipped", table.header.start, position, label=path[-1], why=why)


def _report_headings(reader: TableReader) -> None:
    """Report a row among the headings that holds scores: its label is a word of headings, such as `Kế hoạch`."""
    table = reader.table
    for r in table.header:
        cells = table.grid.rows[r]
        name = cells[table.unit_column]
        label = name if isinstance(name, str) else name_of(cells, table.unit_column) * sums_up(cells, table.unit_column)
        measure = measure_of(split_label(label)[1])
        scores = any(has_decimals(cells[c]) for c in table.columns)
        if scores and measure not in ("", "scale"):
            why = t(
                "tên dòng là một từ của tiêu đề cột, không phải một tỉnh", "its name is a word of headings, no province"
            )
            reader.find("row-skipped", r, table.unit_column, label=squeeze(label), why=why)


_TEMPERATURE = re.compile(r"\d\s*[°º℃]")
_NO_RESULTS = ("self", "target", "change", "previous", "mean", "average", "regional", "weighted", "leading")
_NOT_OURS = ("index-unknown", "index-conflict", "year-unknown", "no-values", "no-results")


def leave_out(reader: TableReader) -> None:
    """Turn the errors of a list beside the tables (addresses, population) into a warning: no heading means a value."""
    errors = [f for f in reader.findings if f.severity == "error"]
    if reader.readings or not errors or any(f.code not in _NOT_OURS for f in errors) or holds_values(reader):
        return
    if not any(reader.table.paths.values()) and not _counts_nothing(reader.table):
        return  # figures without any heading may be anything, scores too
    seen = ", ".join(f"“{path[-1]}”" for path in reader.table.paths.values() if path) or "-"
    reader.findings = [f for f in reader.findings if f.severity != "error"]
    reader.find("sheet-unread", reader.table.header.start, reader.table.unit_column, seen=seen)


def _counts_nothing(table: Table) -> bool:
    """Whether no cell of a table holds a number that may be a score: names, words, degrees of the weather."""
    texts = [v for r in table.rows for v in table.grid.rows[r] if v is not None]
    numbered = (v for v in texts if not isinstance(v, str) or any(map(str.isdigit, v)))
    return all(isinstance(v, str) and _TEMPERATURE.search(v) for v in numbered)


def holds_values(reader: TableReader) -> bool:
    """Whether a heading of a table may stand for scores or ranks, or names an index or indicator."""
    known = [Labels.of(reader.catalog, i) for i in reader.catalog.indices]
    words = [split_label(label)[1] for path in reader.table.paths.values() for label in path]
    values = any(measure_of(w) in (*VALUE_MEASURES, "index", "indicator") for w in words)
    return values or any(x.find(w) or x.find_after_measure(w) for w in words for x in known)
