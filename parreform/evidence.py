"""Which index and year a table holds, told by its title, sheet name, file name and headings.

The nearest evidence counts most. Evidence that contradicts itself is a finding, never a choice.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from parreform.catalog import Catalog
from parreform.entries import Index, SetYear
from parreform.findings import Finding
from parreform.headings import Labels, year_of_path, years_in
from parreform.labels import split_label
from parreform.layouts import Table
from parreform.text import fold, parse_number

_DATES = re.compile(
    r"ngày\s+\d+\s+tháng\s+\d+\s+năm\s+\d{4}|tháng\s+\d+\s*(?:/|năm)\s*\d{4}|\d{1,2}[-._/]\d{1,2}[-._/](?:19|20)\d\d"
    r"|(?:19|20)\d\d[-._]\d{2}[-._]\d{2}|(?:công bố|ban hành|so với|cong bo|published)[^,;)]*",
    re.IGNORECASE,
)
_ABOUT_PAPERS = re.compile(
    r"^\W*(?:nguồn|source|kèm theo|\(kèm|quyết định|căn cứ|ghi chú|cập nhật|hà nội, ngày)", re.IGNORECASE
)
_OF_RESULTS = (fold("chỉ số"), fold("xếp hạng"), fold("thứ hạng"))
_NAME_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user settled by options; empty where the file must tell.

    `accept` are codes of findings that the user confirmed: the table is unusual, and true.
    """

    index: str = ""
    year: int | None = None
    sheet: str = ""
    layout: str = ""
    decimal: str = ""
    accept: tuple[str, ...] = ()

    @property
    def of_shape(self) -> "Hints":
        """Those that say how a shape of file is read: neither its year nor what was confirmed of its values."""
        return replace(self, year=None, accept=())


def indices_of(table: Table, file_name: str, catalog: Catalog, hints: Hints) -> tuple[str, ...] | Finding:
    """The index of a table, or the several whose totals stand side by side in it.

    Told by the option, the totals named in headings, titles, sheet name, headings, file name, in this order.
    """
    if hints.index:
        return (catalog.index(hints.index).id,)
    totals = _totals(table, catalog)
    if len(totals) > 1:
        return totals
    indices = list(catalog.indices.values())
    by_headings = _by_headings(table, catalog)
    for texts in (table.titles, (table.grid.sheet,), None, (file_name,)):
        named = by_headings if texts is None else [i.id for i in indices if any(_speaks_of(x, i) for x in texts)]
        named = [i for i in named if i in by_headings] or named
        if len(named) == 1:
            return (named[0],)
    seen = "; ".join(x for x in (*table.titles[:2], table.grid.sheet, file_name) if x)
    return Finding("index-unknown", table.grid.sheet, "", {"seen": seen, "choices": ", ".join(catalog.indices)})


def _totals(table: Table, catalog: Catalog) -> tuple[str, ...]:
    """The indices whose totals the headings name, when they stand side by side as equals.

    SIPAS beside the parts of PAR INDEX is one of them, not an index of its own.
    """
    words = [split_label(label)[1] for path in table.paths.values() for label in path]
    named = [{i for i in catalog.indices if i in Labels.of(catalog, i).find_after_measure(w)} for w in words]
    found = tuple(i for i in catalog.indices if {i} in named)  # `Chỉ số tổng hợp` names the total of any index
    for index in found:
        labels = Labels.of(catalog, index)
        parts = {i for w in words for i in labels.find(w)} - set(found)
        others = {p for p in parts if p.rsplit(".", 1)[-1] not in found}
        if others:
            return (index,)
    return found


def spoken_of(table: Table, indices: Sequence[str], catalog: Catalog) -> list[str]:
    """Those of some indices that the titles or the sheet's name speak of."""
    texts = (*table.titles, table.grid.sheet)
    return [i for i in indices if any(_speaks_of(x, catalog.indices[i]) for x in texts)]


def _speaks_of(text: str, index: Index) -> bool:
    folded = fold(text)
    return any(fold(word) in folded for word in index.words)


def _by_headings(table: Table, catalog: Catalog) -> list[str]:
    """The indices whose indicators the headings name most often."""
    words = [split_label(label)[1] for path in table.paths.values() for label in path]
    votes = {i: sum(bool(labels.find(w)) for w in words) for i, labels in _labels(catalog).items()}
    best = max(votes.values(), default=0)
    return [i for i, n in votes.items() if n == best and n > 0]


def _labels(catalog: Catalog) -> dict[str, Labels]:
    return {i: Labels.of(catalog, i) for i in catalog.indices}


def correction_of(table: Table, catalog: Catalog) -> SetYear | None:
    """The declared correction that says which year this sheet really holds, if its values agree."""
    for correction in catalog.set_years:
        if fold(correction.sheet) == fold(table.grid.sheet) and _holds(table, correction):
            return correction
    return None


def _holds(table: Table, correction: SetYear) -> bool:
    cells = {table.grid.address(r, c): v for r, row in enumerate(table.grid.rows[:9]) for c, v in enumerate(row)}
    found = ((parse_number(cells.get(cell), "point"), value) for cell, value in correction.expect.items())
    return all(number is not None and abs(number - value) < 1e-6 for number, value in found)


def year_of(table: Table, file_name: str, catalog: Catalog, hints: Hints) -> int | Finding | None:
    """The year measured. A title wins over the file's name; a sheet name must not contradict either.

    None where every column of values gives its own year. The year of another sheet is no evidence. Titles of
    several years are settled by nothing but the option: one of them may be the year of the report. A caption
    below the table counts where no title names the figures.
    """
    if hints.year is not None or table.year is not None:
        return hints.year if table.year is None else table.year
    dated = sorted(set(_title_years(table.titles)) or set(_title_years(table.sheet_titles)))
    title, caption = _single(dated), _single(_caption_years(table, catalog))
    sheet, file = _single(_name_years(table.grid.sheet)), _single(_name_years(file_name))
    columns = {y for path in table.paths.values() if (y := year_of_path(path))}
    nearest = title or sheet or caption
    named = any(_speaks_of_results(x, catalog) for x in (*table.titles, *table.sheet_titles) if _title_years([x]))
    against = {sheet, None if named else caption} if title else {caption, file if sheet or caption else None}
    contradicted = bool(nearest) and bool(against - {None, nearest}) and len(columns) < 2
    if contradicted or (len(dated) > 1 and not columns):
        seen = _seen(", ".join(map(str, dated)) or caption, sheet, file, file_name)
        return Finding("year-conflict", table.grid.sheet, "", {"seen": seen})
    if len(dated) > 1:
        return None
    found = nearest or _single(columns | ({file} if file else set()))
    return found if found or columns else Finding("year-unknown", table.grid.sheet)


def _caption_years(table: Table, catalog: Catalog) -> list[int]:
    """The years of texts below a table that name an index or its results, as titles do."""
    return _title_years([x for x in table.captions if _speaks_of_results(x, catalog)])


def _speaks_of_results(text: str, catalog: Catalog) -> bool:
    words = [*_OF_RESULTS, *(fold(word) for index in catalog.indices.values() for word in index.words)]
    return any(word in fold(text) for word in words)


def _single(years: Iterable[int]) -> int | None:
    distinct = set(years)
    return distinct.pop() if len(distinct) == 1 else None


def _title_years(titles: Sequence[str]) -> list[int]:
    useful = [x for x in titles if not _ABOUT_PAPERS.match(x)]
    return [y for title in useful for y in years_in(_DATES.sub(" ", title))]


def _name_years(name: str) -> list[int]:
    return [int(y) for y in _NAME_YEAR.findall(_DATES.sub(" ", name))]


def _seen(titles: object, sheet: int | None, file: int | None, file_name: str) -> str:
    found = (("tiêu đề", titles), ("tên trang", sheet), (f"tên tệp {file_name}", file))
    return ", ".join(f"{where}: {year}" for where, year in found if year)
