"""Which index a table holds, told by its title, sheet name, file name and headings.

The nearest evidence counts most. Evidence that contradicts itself is a finding, never a choice.
"""

import re
from collections.abc import Iterable, Sequence

from parreform.catalog import Catalog
from parreform.entries import Index
from parreform.findings import Finding
from parreform.headings import Labels
from parreform.hints import Hints
from parreform.labels import split_label
from parreform.layouts import Table
from parreform.measures import measure_of
from parreform.settings import t
from parreform.text import fold, squeeze
from parreform.vocabulary import Subject
from parreform.wording import is_prose, is_source, told

_OF_OTHERS = re.compile(
    r"\((?:so sánh|so với)[^)]*\)|(?:(?:,|[-–]|và|có)\s*){0,2}\bso sánh với (?:kết quả (?:của )?)?năm (?:19|20)\d\d(?![-/.\d])|(?<=[\w,;:)–-]\s)(?:kế hoạch|phương hướng|nhiệm vụ|giải pháp)\b[^,;)]*?\bnăm\s+(?:19|20)\d\d",
    re.IGNORECASE,
)
"""What a title says of other years and of plans beside the results."""
_SOME_INDEX = re.compile(r"\b(?<!các )chỉ số\s+(\w+)", re.IGNORECASE)
_SAYS_NO_INDEX = frozenset(
    "nam cua cac thanh tong gan theo tinh cap dia va xep noi linh qua o tai giai duoc nay tren o voi dat".split()
)


def indices_of(table: Table, file_name: str, catalog: Catalog, hints: Hints) -> tuple[str, ...] | Finding:
    """The index of a table, or the several whose totals stand side by side in it.

    Told by the option, the totals named in headings, titles, sheet name, headings, file name, in this order.
    """
    nearest = (table.titles, (table.grid.sheet,))
    if hints.index:
        other = next((x for texts in nearest if (x := _other_index(texts, catalog))), None)
        return _of_another(table, other) if other else (catalog.index(hints.index).id,)
    totals = _totals(table, catalog)
    if len(totals) > 1:
        return totals
    by_headings = _by_headings(table, catalog)
    if _contradictory(table, totals, by_headings, catalog):
        return _conflict(table, totals, catalog)
    return _nearest_named(table, file_name, catalog, totals, by_headings)


def _nearest_named(
    table: Table, file_name: str, catalog: Catalog, totals: Sequence[str], by_headings: Sequence[str]
) -> tuple[str, ...] | Finding:
    """The index that the nearest text names, from the title to the file's name, and last the rows of a long table."""
    for texts in (table.titles, (table.grid.sheet,), None, table.sheet_titles, (file_name,)):
        named = by_headings if texts is None else named_in(texts, catalog)
        named = [i for i in named if i in totals] or [i for i in named if i in by_headings] or named
        other = _other_index(texts or (), catalog, alone=bool(totals))
        if other and not named:
            return _of_another(table, other)
        if len(named) == 1 and not other:
            return (named[0],)
        if other or (texts is table.titles and not named and not totals and any(map(_names_some_index, texts))):
            break  # an index that nobody knows: what stands further off speaks of other tables
    else:
        if len(named := _by_rows(table, catalog)) == 1:
            return (named[0],)
    if _named_apart(table.titles, catalog):
        return _conflict(table, (), catalog)
    return _unknown(table, file_name, catalog)


def _named_apart(titles: Sequence[str], catalog: Catalog) -> bool:
    """Whether lines of a title each name an index, and not the same: none of them tells of all as a list does."""
    of_lines = [named_in((x,), catalog) for x in titles]
    return len({i for named in of_lines for i in named}) > 1 and all(len(x) < 2 for x in of_lines)


def _unknown(table: Table, file_name: str, catalog: Catalog) -> Finding:
    labels = [path[-1] for c, path in table.paths.items() if path and c > table.unit_column][:1]
    titles = table.titles or tuple(squeeze(text) for r, _, text in table.grid.texts if r < table.rows[0])
    seen = "; ".join(x for x in (*titles[:2], *labels, table.grid.sheet, file_name) if x)
    facts = {"seen": seen, "choices": ", ".join(catalog.indices)}
    return Finding("index-unknown", table.grid.sheet, cell_of(table), facts)


def _conflict(table: Table, totals: Sequence[str], catalog: Catalog) -> Finding:
    sheet = (t("tên trang", "sheet name"), named_in((table.grid.sheet,), catalog))
    other = (t("tiêu đề cột", "heading"), totals) if totals else sheet
    places = ((t("tiêu đề", "title"), named_in(table.titles, catalog)), other)
    seen = "; ".join(
        f"{where}: {', '.join(catalog.indices[i].short for i in found)}" for where, found in places if found
    )
    facts = {"seen": seen, "choices": ", ".join(catalog.indices)}
    return Finding("index-conflict", table.grid.sheet, cell_of(table), facts)


def _contradictory(table: Table, totals: Sequence[str], by_headings: Sequence[str], catalog: Catalog) -> bool:
    """Whether title and heading, or title and sheet, each name one index, and not the same."""
    titled, sheet = (named_in(x, catalog) for x in (table.titles, (table.grid.sheet,)))
    if len(titled) != 1 or table.sheet_titles:  # the sheet is called after its first table
        return False
    if totals:
        return totals[0] not in titled and not holds_as_part(titled[0], totals[0], catalog)
    return len(sheet) == 1 and sheet != titled and titled[0] not in by_headings


def holds_as_part(index: str, other: str, catalog: Catalog) -> bool:
    """Whether an index is a part of another one, as SIPAS is of PAR INDEX."""
    return any(i.rsplit(".", 1)[-1] == other for i in catalog.indices[index].indicators)


def cell_of(table: Table, *texts: str) -> str:
    """The cell of the first of some titles, or of the table's first one; else that of the heading of the names.

    Names that only a title says have no heading: then it is the first one that there is.
    """
    row = max(table.rows[0] - 1, 0)
    found = _find(table, range(table.rows[0]), texts or table.titles)
    headed = [c for c in (table.unit_column, *table.columns) if table.grid.rows[row][c] is not None]
    return found or table.grid.address(row, headed[0] if headed else table.unit_column)


def cell_of_note(table: Table, note: str) -> str:
    """The cell of a note below a table, or beside one that is turned."""
    rows = range(len(table.grid.rows))
    return _find(table, rows[table.rows[0] :], (note,)) or _find(table, rows, (note,)) or cell_of(table)


def _find(table: Table, rows: Iterable[int], texts: Sequence[str]) -> str:
    for r in rows if texts else ():
        for c, value in enumerate(table.grid.rows[r]):
            if isinstance(value, str) and squeeze(value) in texts:
                return table.grid.address(r, c)
    return ""


def named_in(texts: Iterable[str], catalog: Catalog) -> list[str]:
    """The indices that some texts speak of."""
    return [i.id for i in catalog.indices.values() if any(_speaks_of(x, i) for x in texts)]


def _other_index(texts: Sequence[str], catalog: Catalog, *, alone: bool = True) -> Subject | None:
    """The index that is none of ours which some texts speak of; with `alone` only where they name none of ours."""
    if alone and named_in(texts, catalog):
        return None
    about = (x for x in texts if not is_source(x, catalog))
    return next((other for text in about if (other := catalog.other_index(text))), None)


def about_results(titles: Iterable[str], catalog: Catalog) -> list[tuple[str, str]]:
    """Titles that may say what a table holds, each with what is left of it without papers and other years; no prose."""
    pairs = ((x, without_others(told(x, catalog))) for x in titles if not is_source(x, catalog) and not is_prose(x))
    return [(title, left) for title, left in pairs if left.strip()]


def without_others(title: str) -> str:
    """A title without what it says of other years and of plans."""
    return _OF_OTHERS.sub(" ", title)


def _of_another(table: Table, other: Subject) -> Finding:
    return Finding("index-other", table.grid.sheet, cell_of(table), {"name": t(other.vi, other.en)})


def _names_some_index(text: str) -> bool:
    """Whether a title names an index by words of its own: `Chỉ số xanh`, not `Chỉ số của các tỉnh năm 2023`."""
    return any(fold(m[1]) not in _SAYS_NO_INDEX and not m[1].isdigit() for m in _SOME_INDEX.finditer(text))


def _totals(table: Table, catalog: Catalog) -> tuple[str, ...]:
    """The indices whose totals the headings name, when they stand side by side as equals.

    SIPAS beside the parts of PAR INDEX is one of them, not an index of its own.
    """
    grouped = {i for path in table.paths.values() if (i := index_over(table, path, catalog))}
    if len(grouped) > 1:
        return tuple(i for i in catalog.indices if i in grouped)
    words = [split_label(label)[1] for path in table.paths.values() for label in path]
    named = [{i for i in catalog.indices if names_total(table, w, i, catalog)} for w in words]
    found = tuple(i for i in catalog.indices if {i} in named)  # `Chỉ số tổng hợp` names the total of any index
    for index in found:
        labels = Labels.of(catalog, index)
        parts = {i for w, totals in zip(words, named, strict=True) if not totals for i in labels.find(w)} - set(found)
        others = {p for p in parts if p.rsplit(".", 1)[-1] not in found}
        if others:
            return (index,)
    return found


def index_over(table: Table, path: Sequence[str], catalog: Catalog) -> str:
    """The one index that the headings over the lowest one of a column name, so that this one is of its parts; else empty."""
    words = [split_label(label)[1] for label in path[:-1]]
    found = [i for i in catalog.indices if any(names_total(table, w, i, catalog) for w in words)]
    return found[0] if len(found) == 1 else ""


def names_total(table: Table, words: str, index: str, catalog: Catalog) -> bool:
    """Whether a heading names an index itself.

    `CCHC` is also what a part of another index is called, `Tỷ lệ hài lòng` a share of whatever: they name the index
    only where the titles speak of it.
    """
    if index not in Labels.of(catalog, index).find_after_measure(words):
        return False
    others = (set(Labels.of(catalog, x).find_after_measure(words)) - {x} for x in catalog.indices if x != index)
    shared = not _speaks_of(words, catalog.indices[index]) and (measure_of(words) == "percent" or any(others))
    return not shared or bool(spoken_of(table, (index,), catalog))


def spoken_of(table: Table, indices: Sequence[str], catalog: Catalog) -> list[str]:
    """Those of some indices that the titles or the sheet's name speak of; below the table where only a source stands above."""
    titles = [x for x in table.titles if not is_source(x, catalog)]
    texts = (*(titles or (*table.titles, *table.notes)), table.grid.sheet)
    return [i for i in indices if any(_speaks_of(x, catalog.indices[i]) for x in texts)]


def _speaks_of(text: str, index: Index) -> bool:
    folded = fold(text)
    return any(fold(word) in folded for word in index.words)


def _by_headings(table: Table, catalog: Catalog) -> list[str]:
    """The indices whose indicators the headings name most often."""
    words = [split_label(label)[1] for path in table.paths.values() for label in path]
    shares = {w for w in words if measure_of(w) == "percent"}  # `Tỷ lệ hài lòng` may be that of patients
    votes = {
        i: sum(set(x.find(w)) - {i} != set() or (w not in shares and i in x.find(w)) for w in words)
        for i, x in _labels(catalog).items()
    }
    best = max(votes.values(), default=0)
    return [i for i, n in votes.items() if n == best and n > 0]


def _by_rows(table: Table, catalog: Catalog) -> list[str]:
    """The indices whose own name and nothing but names of whose parts stand in a long table's column of indicators."""
    column = next((c for c, p in table.paths.items() if p and measure_of(split_label(p[-1])[1]) == "indicator"), None)
    if table.layout.arrangement != "long" or column is None:
        return []
    texts = {v for r in table.rows if isinstance(v := table.grid.rows[r][column], str)}
    found = [{i for i, x in _labels(catalog).items() if x.find(split_label(text)[1])} for text in texts]
    return [i for i in catalog.indices if {i} in found and all(i in some for some in found)]


def _labels(catalog: Catalog) -> dict[str, Labels]:
    return {i: Labels.of(catalog, i) for i in catalog.indices}
