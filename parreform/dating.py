"""Which year the figures of a table are of, told by its title, sheet name, notes, file name and headings.

The nearest evidence counts most. Evidence that contradicts itself is a finding, never a choice.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from parreform.announced import Announced, announced_in
from parreform.catalog import Catalog
from parreform.evidence import cell_of, cell_of_note, named_in, without_others
from parreform.findings import Finding
from parreform.hints import Hints
from parreform.layouts import Table
from parreform.measures import year_of_path, years_in
from parreform.noted import dated_at, dates_units, without_plans
from parreform.numerals import parse_number
from parreform.text import RAISED, fold, squeeze
from parreform.vocabulary import SetYear
from parreform.wording import DATES, PAPERS, WHOLE_YEAR, is_prose, is_source, unread
from parreform.workbook import Grid
from parreform.year_unknown import year_unknown

_OF_PAPERS = re.compile(
    r"(?:ban hành kèm theo|kèm theo|theo|tại|thực hiện|căn cứ)\s+(?:quyết định|nghị quyết|kế hoạch|chương trình|báo cáo"
    r"|công văn|tờ trình|thông tư|qđ|nq)\b[^,;)]*|^\W*(?:trong |vào )?năm \d{4}\s*,[^,:]*?công bố",
    re.IGNORECASE,
)
_OF_DATES = re.compile(
    r"(?:công bố|ban hành|so với|cong bo|published|launched|released|issued)(?:(?!\(\s*(?:năm\s+)?(?:khảo sát|khao sat|đo|số liệu|dữ liệu|kết quả|điểm|của năm|survey|data|results?|scores?|measured)\b)[^,;)])*|(?:năm báo cáo|report(?:ing)? year)\W*\d{4}|\bqu[ýy]\s+[1-4IV]+\W*(?:năm\s+|nam\s+)?\d{4}",
    re.IGNORECASE,
)
_NOT_MEASURED = r"công\s+bố|ban\s+hành|so\s+(?:sánh|với)|mục\s+tiêu|theo|tháng|published|compared|target|launched|released|issued|qđ|quyết\s+định"
_ABOUT_WORK = re.compile(
    r"^\W*(?:b[áa]o c[áa]o|bc|k[ếe] ho[ạa]ch|kh|chương trình|đề án|dự toán|thực hiện (?:nghị quyết|kế hoạch|chương trình))\b",
    re.IGNORECASE,
)
"""Titles of documents that a table is taken from: their year is not that of its figures."""
_OF_RESULTS = (fold("chỉ số"), fold("xếp hạng"), fold("thứ hạng"))
_FIGURES_OF = re.compile(
    r"[\W\d]*(?:nguồn\W+|ghi chú\W+|source\W+|notes?\W+)?(?:\(?\*+\)?\s*)?(?:là\s+)?(?:các\s+)?(?:số liệu|dữ liệu|điểm(?:\s+số)?|(?:số liệu|kết quả|điểm)\s+(?:trong bảng|ở bảng|trên|này|nêu trên)"
    r"|data|figures|scores)(?!\s+(?:so sánh|so với))(?:\s+[^\W\d]+){0,6}?\s+(?:năm\s+)?((?:19|20)\d\d)(?![-/.]?\d)"
    r"(?!\s+(?:sẽ|đang chờ|chưa (?:được )?(?:công bố|ban hành)|will|not yet)\b)",
    re.IGNORECASE,
)
"""A note that says which year the figures are of: `Số liệu trong bảng là kết quả năm 2022`."""
_OF_RULES = re.compile(
    r"\b(?:công bố|ban hành)\s+(?:vào\s+)?(?:ngày|tháng|năm)\b[^,;)]*"
    r"|\btheo\s+(?:thang điểm|bộ tiêu chí|bộ chỉ số|phương pháp|hướng dẫn|quy định|cách tính)\b[^,;)]*"
    r"|\b(?:xét|phục vụ|xây dựng|(?:làm|là)\s+(?:căn cứ|cơ sở))\s[^,;)]*",
    re.IGNORECASE,
)
"""When the figures were published, by which rules they were made and what they are for: no year of theirs."""
_DAY = re.compile(r"\b(?:ngày|tháng)\b", re.IGNORECASE)
"""Words of the day over a signature, which may be left open: `ngày ... tháng ... năm 2023`."""
_NAME_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


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


class _Years(NamedTuple):
    """The years that each place names; none where it names several or no year. `below` are other lines below the table.

    `announced` is what papers announced that the lines above and below the table cite.
    """

    dated: Sequence[int]
    sheet: int | None
    file: int | None
    caption: int | None
    below: Sequence[tuple[str, int]]
    note: str
    stated: int | None
    columns: frozenset[int]
    announced: Sequence[Announced] = ()

    @property
    def title(self) -> int | None:
        return _single(self.dated)

    @property
    def nearest(self) -> int | None:
        return self.title or self.sheet or self.caption or self.stated

    @property
    def of_paper(self) -> int | None:
        """The one year whose results the papers that are cited announced."""
        return _single(x.year for x in self.announced if not x.day)

    @property
    def misfit(self) -> Announced | None:
        """The paper that announced another year, where none announced one of those that the figures are said to be of."""
        of_all = self.nearest or self.file
        told = self.columns or ({of_all} if of_all else frozenset())
        years = [x for x in self.announced if not x.day]
        unlike = [x for x in years if x.contradicts(told)]
        if unlike and len(unlike) == len(years):
            return unlike[0]
        return next((x for x in self.announced if x.day and x.contradicts(told)), None)


def year_of(table: Table, file_name: str, catalog: Catalog, hints: Hints) -> int | Finding | None:
    """The year measured: told by title, sheet, note and file, none of which must contradict the nearest of them.

    None where columns of values give their own years: a column without one has none then. The year of another sheet is no evidence. Titles of
    several years are settled by nothing but the option: one of them may be the year of the report. A caption
    below the table counts where no title names the figures, and a note that states the year of the figures always.
    """
    if hints.year is not None or table.year is not None:
        return hints.year if table.year is None else table.year
    years = _years_named(table, file_name, catalog)
    if found := _year_conflict(table, years, file_name, catalog):
        return found
    if len(years.dated) > 1:
        return None
    year = years.nearest or years.of_paper or (years.file if years.file and years.columns <= {years.file} else None)
    return year if year or years.columns else year_unknown(table, cell_of(table))


def _years_named(table: Table, file_name: str, catalog: Catalog) -> _Years:
    dated = sorted(set(title_years(table.titles, catalog)) or set(title_years(table.sheet_titles, catalog)))
    sheet, file = (_single(_name_years(x, catalog)) for x in (table.grid.sheet, Path(file_name).stem))
    columns = frozenset(y for c, p in table.paths.items() if c != table.unit_column and (y := year_of_path(p)))
    caption, (note, stated) = _single(_caption_years(table, catalog)), next(_stated_years(table, catalog), ("", None))
    caption = caption if not columns or caption in columns else None  # headings say it nearer
    below = [] if dated or columns else list(_dated_lines_below(table, catalog))
    words = [w for i in catalog.indices.values() for w in i.words]
    own = table.titles if title_years(table.titles, catalog) else (*table.titles, *table.sheet_titles)
    above = [x for x in own if not is_prose(x)]
    headlines = [] if dated else [x for x in above if named_in((x,), catalog)]
    papers = [*announced_in(above, words, below=False, headlines=headlines)]
    papers += announced_in(_of_whole(table, catalog), words, below=True)
    return _Years(dated, sheet, file, caption, below, note, stated, columns, papers)


def _year_conflict(table: Table, years: _Years, file_name: str, catalog: Catalog) -> Finding | None:
    """Why the years contradict each other. A file's name contradicts a title where it names an index and no sheet decides."""
    titles = ", ".join(map(str, years.dated))
    if years.stated and years.nearest and years.stated not in (years.columns or {years.nearest}):
        seen = _seen(titles, years.sheet, None, file_name, years.stated)
        return Finding("year-conflict", table.grid.sheet, cell_of_note(table, years.note), {"seen": seen})
    told = years.nearest or years.file
    if told and (line := next((x for x in years.below if x[1] != told), None)):
        seen = _seen(titles, years.sheet, years.file, file_name, line[1])
        return Finding("year-conflict", table.grid.sheet, cell_of_note(table, line[0]), {"seen": seen})
    if paper := years.misfit:
        seen = _seen(titles or ", ".join(map(str, sorted(years.columns))), years.sheet, years.file, file_name)
        said = f"văn bản ký: {paper.day}" if paper.day else f"quyết định công bố: {paper.year}"
        return Finding("year-conflict", table.grid.sheet, cell_of_note(table, paper.line), {"seen": f"{seen}, {said}"})
    named = [x for x in (*table.titles, *table.sheet_titles) if _speaks_of_results(x, catalog)]
    caption = None if any(title_years([x], catalog) for x in named) else years.caption
    file = years.file if not years.sheet and named_in((Path(file_name).stem,), catalog) else None
    others = {years.caption, years.file if years.sheet or years.caption else None}
    against = {years.sheet, caption, file} if years.title else others
    contradicted = bool(years.nearest) and bool(against - {None, years.nearest}) and len(years.columns) < 2
    if not contradicted and (len(years.dated) < 2 or years.columns):
        return None
    seen = _seen(titles or years.caption, years.sheet, years.file, file_name)
    return Finding("year-conflict", table.grid.sheet, _dated_cell(table), {"seen": seen})


def entitled_year(table: Table, catalog: Catalog) -> int | None:
    """The one year of results that the titles right above a table name, or the sheet's name where they name none."""
    dated = title_years(table.titles, catalog)
    return _single(dated) if dated else _single(_name_years(table.grid.sheet, catalog))


def against_options(table: Table, catalog: Catalog, hints: Hints) -> list[Finding]:
    """A warning for each option that titles or the sheet's name contradict: it counts all the same."""
    found: list[tuple[str, object, str]] = []
    if hints.index:
        given = catalog.index(hints.index).id
        named = named_in((*table.titles, table.grid.sheet), catalog)
        found += [("--index", given, ", ".join(named))] if named and given not in named else []
    if hints.year is not None and table.year is None:
        correction = correction_of(table, catalog)
        year = correction.year if correction else year_of(table, "", catalog, replace(hints, year=None))
        found += [("--year", hints.year, str(year))] if isinstance(year, int) and year != hints.year else []
    return [
        Finding("option-contradicts", table.grid.sheet, cell_of(table), {"option": o, "given": given, "told": told})
        for o, given, told in found
    ]


def _dated_cell(table: Table) -> str:
    """The cell of the first title that names a year."""
    return cell_of(table, *(x for x in table.titles if years_in(x)))


def _stated_years(table: Table, catalog: Catalog) -> Iterator[tuple[str, int]]:
    """The notes below a table that state the year of its figures."""
    notes = _of_whole(table, catalog)
    bare = ((note, _OF_RULES.sub(" ", without_plans(note))) for note in notes)
    return ((note, int(found[1])) for note, text in bare if (found := _FIGURES_OF.match(text)))


def _caption_years(table: Table, catalog: Catalog) -> list[int]:
    """The years of texts below a table that name an index or its results, as titles do."""
    notes = [without_plans(x) for x in _of_whole(table, catalog)]
    return title_years([x for x in notes if _speaks_of_results(x, catalog)], catalog)


def _dated_lines_below(table: Table, catalog: Catalog) -> Iterator[tuple[str, int]]:
    """The lines below a table, and their one year, that would date it as titles: `TỔNG HỢP THÔNG TIN CÁC TỈNH NĂM 2022`.

    They may be the title of a table that bears none, and say less than a sheet's name or a file's; signatures do not.
    """
    for note in _of_whole(table, catalog):
        year = _single(title_years([without_plans(note)], catalog))
        signed = _DAY.search(note) or catalog.named(note.partition(",")[0])
        if year and not signed and not _speaks_of_results(note, catalog):
            yield note, year


def _of_whole(table: Table, catalog: Catalog) -> list[str]:
    """The notes without those that date one of several units."""
    if not table.notes:
        return []
    names = {v for r in table.rows if isinstance(v := table.grid.rows[r][table.unit_column], str)}
    several = len({catalog.named(v)[0].id for v in names if catalog.named(v)}) > 1
    return [x for x in table.notes if not several or not (dates_units(x, catalog) or _dates_marked(table, x, catalog))]


def _dates_marked(table: Table, note: str, catalog: Catalog) -> bool:
    rows, left = marked_rows(table.grid, table.rows, note)
    return bool(rows) and any(dated_at(left, catalog))


FOOTNOTE = re.compile(r"[(\[]?(\*{1,3}|\d{1,2})[)\]]?[.:)]?\s*(?=[^\W\d])")
"""How a note begins with its mark: `(*) `, `1. `."""
_MARKED = re.compile(r"(?<!\*)(\*{1,3})\)?$|[(\[](\d{1,2})[)\]]$")
_RAISED = re.compile(f"[{RAISED}]+")


def marked_rows(grid: Grid, among: Sequence[int], note: str) -> tuple[Sequence[int], str]:
    """The rows among some, not all, with a cell that bears the mark a note begins with, `(*)`, and the note without it."""
    text = _unraised(note)
    found = FOOTNOTE.match(text)
    rows = [r for r in among if any(_mark_of(v) == found[1] for v in grid.rows[r])] if found else []
    return (rows, text[found.end() :]) if found and 0 < len(rows) < len(among) else ((), note)


def _mark_of(value: object) -> str:
    """The footnote mark at the end of a cell, `Cà Mau (*)`, `43,88²`; empty where there is none."""
    found = _MARKED.search(_unraised(squeeze(value))) if isinstance(value, str) else None
    return (found[1] or found[2]) if found else ""


def _unraised(text: str) -> str:
    """A text with its raised digits in brackets."""
    return _RAISED.sub(lambda m: f"({unicodedata.normalize('NFKC', m[0])})", text)


def _speaks_of_results(text: str, catalog: Catalog) -> bool:
    words = [*_OF_RESULTS, *(fold(word) for index in catalog.indices.values() for word in index.words)]
    return any(word in fold(text) for word in words)


def _single(years: Iterable[int]) -> int | None:
    distinct = set(years)
    return distinct.pop() if len(distinct) == 1 else None


def title_years(titles: Sequence[str], catalog: Catalog) -> list[int]:
    """The years of titles, first those right after the name of an index: `Công bố năm 2024 kết quả PAR INDEX 2023`.

    Lines about papers, and dates within others, say nothing of the year measured.
    """
    found: list[int] = []
    for title in titles:
        if is_source(title, catalog) or not _dates_figures(title, catalog):
            continue
        pattern = _index_year(tuple(w for i in catalog.indices.values() for w in i.words))
        bare = _OF_PAPERS.sub(" ", without_others(PAPERS.sub(" ", WHOLE_YEAR.sub(r" năm \1 ", title))))
        found += [int(m[1]) for m in pattern.finditer(bare)]
        found += years_in(_OF_DATES.sub(" ", DATES.sub(" ", pattern.sub(" ", bare))))
    return found


def _dates_figures(text: str, catalog: Catalog) -> bool:
    """Whether a year in a line can be that of the figures: it speaks of results, or of nothing besides."""
    if named_in((text,), catalog):
        return True
    return not _ABOUT_WORK.match(text) and (_speaks_of_results(text, catalog) or not unread(text, catalog))


@lru_cache(maxsize=8)
def _index_year(words: tuple[str, ...]) -> re.Pattern[str]:
    """An index's name and, after some plain words, its year; no second year follows."""
    names = "|".join(re.escape(w).replace(r"\ ", r"[\s_-]*") for w in sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(?:{names})[)\s]*(?:(?!{_NOT_MEASURED})[^\W\d_]+[,\s)]+){{0,12}}?(?:năm\s*)?"
        r"((?:19|20)\d\d)(?![\w/]|[.,]\d|\s*(?:[-–/,&]|và|and)\s*(?:năm\s*)?(?:19|20)\d\d)",
        re.IGNORECASE,
    )


def _name_years(name: str, catalog: Catalog) -> list[int]:
    """The years in the name of a sheet or file."""
    years = years_of_name(name)
    return years if years and _dates_figures(name, catalog) else []


def years_of_name(name: str) -> list[int]:
    """The years that a name tells outside of days and of when it was published; a report's are not those of figures."""
    told = [] if _ABOUT_WORK.match(name) else _NAME_YEAR.findall(_OF_DATES.sub(" ", DATES.sub(" ", name)))
    return [int(y) for y in told]


def _seen(titles: object, sheet: int | None, file: int | None, file_name: str, note: int | None = None) -> str:
    found = (("tiêu đề", titles), ("tên trang", sheet), (f"tên tệp {file_name}", file), ("ghi chú dưới bảng", note))
    return ", ".join(f"{where}: {year}" for where, year in found if year)
