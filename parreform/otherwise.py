"""Texts of a workbook that state another year or index of its figures than these were read as: `Đây là điểm năm 2022`.

Notes below tables, sheets of words, comments, page headers, text boxes and the file's name are looked at; what titles,
names of sheets and headings contradict is asked about before a table is read. A file may be called a draft, too.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from parreform.annotate import SHEET, others_words
from parreform.blocks import Place, places
from parreform.catalog import Catalog
from parreform.elsewhere import figures_at, place_of, place_told, points_at, texts_of
from parreform.evidence import holds_as_part, named_in
from parreform.extract import Extraction, Sheet
from parreform.findings import Finding
from parreform.hints import Hints
from parreform.settings import t
from parreform.staffing.extraction import NOTHING, StaffExtraction, StaffSheet
from parreform.stated import Stated, entitles, stated_in
from parreform.text import fold, squeeze
from parreform.unsettled import suits_plans
from parreform.wording import is_note
from parreform.workbook import Grid, letters

_SHOWN = 160
_WORD = 3
"""What is shorter is the letter of a column."""


def told_otherwise(
    grids: Sequence[Grid],
    extraction: Extraction,
    file_name: str,
    catalog: Catalog,
    hints: Hints,
    told: Collection[Finding] = (),
    staff: StaffExtraction = NOTHING,
) -> list[Finding]:
    """What states another year or index of the figures than they were read as, where no error of `told` says so."""
    read = [s for s in extraction.sheets if s.readings]
    counted = [s for s in staff.sheets if s.figures]
    if not read and not counted:
        return []
    asked = {(f.sheet, f.cell) for f in told if f.severity == "error"}
    names = {s.name for s in read}
    tables = {s.name for s in (*extraction.sheets, *extraction.untold)}
    said = chain(
        _in_notes(read, catalog),
        chain.from_iterable(_in_remarks(g, read, catalog) for g in grids if g.sheet in names),
        chain.from_iterable(
            _in_words(g, read, {x.sheet for x in grids} - names, catalog)
            for g in grids
            if g.sheet not in tables and not g.hidden and g.sheet != SHEET
        ),
        _in_notes_on_staff(counted, catalog),
        () if hints.index or not read else _in_name(file_name, read, catalog),
        _unfit_name(file_name, read, counted, _headings(grids, counted), catalog),
    )
    return [f for f in said if not f.cell or (f.sheet, f.cell) not in asked]


def _in_notes(read: Sequence[Sheet], catalog: Catalog) -> Iterator[Finding]:
    """What notes below tables state; tables of one sheet may have a note in common."""
    notes = {(s.name, cell): text for s in read for cell, text in s.notes}
    for (name, cell), text in notes.items():
        stated = stated_in(text, catalog, label=is_note(text))
        own = [s for s in read if s.name == name and (cell, text) in s.notes]
        if stated and _is_of_read(stated, own):
            yield from _asked(name, cell, text, t("Ghi chú", "Note"), _against(stated, _held(own), catalog))
        elif early := _published_early(text, own):
            yield from _asked(name, cell, text, t("Ghi chú", "Note"), early)


_PUBLISHED = re.compile(
    r"(?:công\s+bố|published|announced|released)\D{0,30}(?:\d{1,2}\s*[-./]\s*\d{1,2}\s*[-./]\s*|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+)"
    r"(?P<year>20\d\d)(?!\d)",
    re.IGNORECASE,
)


def _published_early(text: str, sheets: Sequence[Sheet]) -> Mapping[str, str] | None:
    """What a note says of the day of publication, where the year of all figures was not over then."""
    found = _PUBLISHED.search(text)
    year, years = int(found["year"]) if found else 0, {y for s in sheets for y in s.years}
    if not year or not years or min(years) < year:
        return None
    said = t(f"năm trước {year}", f"a year before {year}")
    return {"said": said, "read": ", ".join(map(str, sorted(years))), "suggestion": f"--year {year - 1}"}


def _in_notes_on_staff(counted: Sequence[StaffSheet], catalog: Catalog) -> Iterator[Finding]:
    """What notes below tables of staff state of their year; what their figures are compared with is told there too."""
    for sheet in counted:
        for cell, text in sheet.notes:
            stated = stated_in(text, catalog)
            if stated and stated.years and stated.years.isdisjoint(sheet.compared):
                facts = _facts("--year", map(str, stated.years), map(str, sheet.years), some=stated.some)
                yield from _asked(sheet.name, cell, text, t("Ghi chú", "Note"), facts)


def _in_remarks(grid: Grid, read: Sequence[Sheet], catalog: Catalog) -> Iterator[Finding]:
    """What comments, page headers and text boxes of a sheet state of its figures; the latter two may be titles."""
    own = [s for s in read if s.name == grid.sheet]
    for remark in grid.remarks:
        text = others_words(remark.text, remark.author)
        stated = stated_in(text, catalog, label=remark.kind == "comment")
        title = entitles(text, catalog) if stated is None and remark.kind != "comment" else None
        if (stated := stated or title) and _is_of_read(stated, own):
            figures = [r for s in own for r in s.readings]
            near = figures_at(remark.cell, grid, figures) if remark.kind == "comment" else figures
            stated = stated._replace(some=stated.some or any(remark.cell in (r.cell, r.rank_cell) for r in near))
            against = _against(stated, places(near), catalog, title=title is not None)
            yield from _asked(grid.sheet, remark.cell, text, place_told(remark), against)


def _in_words(grid: Grid, read: Sequence[Sheet], others: set[str], catalog: Catalog) -> Iterator[Finding]:
    """What a sheet without a table states of the figures of all others, or of those of the sheets that it names."""
    place = t(f"Trang “{grid.sheet}”", f"Sheet “{grid.sheet}”")
    for cell, text, around in texts_of(grid):
        stated = stated_in(text, catalog)
        meant = [s for s in read if points_at(around, s.name)] if stated else []
        if stated and (meant or not any(points_at(around, name) for name in others - {grid.sheet})):
            yield from _asked(grid.sheet, cell, text, place, _against(stated, _held(meant or read), catalog))


def _in_name(file_name: str, read: Sequence[Sheet], catalog: Catalog) -> Iterator[Finding]:
    """The one index that a file is called after, where none of its tables is of it or of a part of it."""
    named = named_in([Path(file_name).stem], catalog)
    if len(named) == 1:
        stated = Stated(frozenset(), frozenset(named))
        yield from _asked(
            "", "", file_name, t("Tên tệp", "File name"), _against(stated, _held(read), catalog, title=True)
        )


def _headings(grids: Sequence[Grid], counted: Sequence[StaffSheet]) -> list[str]:
    """The headings of tables of staff, those of hidden columns too."""
    rows = {(s.name, r) for s in counted for r in s.table.header}
    hidden = [x for g in grids for r, _, x in g.texts if (g.sheet, r) in rows]
    return [*hidden, *(c.label for s in counted for c in s.table.columns.values())]


def _unfit_name(
    file_name: str, read: Sequence[Sheet], counted: Sequence[StaffSheet], headings: Sequence[str], catalog: Catalog
) -> Iterator[Finding]:
    """A draft or self-assessed scores that a file is called after, where no heading says so of its own column.

    A file of plans may be called after an estimate.
    """
    labels = [*(c.label for s in read for c in s.columns), *headings]
    plans = not read and all(s.plans for s in counted)
    for subject in (s for s in catalog.subjects if s.kind == "file" and s.in_text(Path(file_name).stem)):
        if not any(subject.in_text(label) for label in labels) and not (plans and suits_plans(subject)):
            facts = {"note": file_name, "what": t(subject.vi, subject.en), "place": t("Tên tệp", "File name")}
            yield Finding("remark-unfit", facts=facts)
            return


# --- what is stated and what was read ------------------------------------------------------------------


def _asked(sheet: str, cell: str, text: str, place: str, against: Mapping[str, str] | None) -> Iterator[Finding]:
    if against:
        note = squeeze(text)
        note = note if len(note) <= _SHOWN else f"{note[:_SHOWN]}…"
        yield Finding("told-otherwise", sheet, cell, {"note": note, "place": place, **against})


def _held(sheets: Iterable[Sheet]) -> set[Place]:
    """The indicators and years that sheets hold figures of."""
    return {place for s in sheets for place in places(s.readings)}


def _against(
    stated: Stated, held: Collection[Place], catalog: Catalog, *, title: bool = False
) -> Mapping[str, str] | None:
    """What is stated and what was read instead of it; none where any of the figures are what is stated.

    A title names an index also for what is a part of it, as SIPAS is of PAR INDEX.
    """
    parts, years = {indicator for indicator, _ in held}, {year for _, year in held}
    if held and stated.years and stated.years.isdisjoint(years):
        return _facts("--year", map(str, stated.years), map(str, years), some=stated.some)
    indices = {catalog.all_indicators[i].index for i in parts}
    named = indices | {i.rsplit(".", 1)[-1] for i in parts}
    broader = {i for i in stated.indices if title and any(holds_as_part(i, x, catalog) for x in indices)}
    if held and stated.indices and stated.indices.isdisjoint(named | broader):
        return _facts("--index", stated.indices, indices, some=stated.some)
    return None


def _facts(option: str, stated: Iterable[str], read: Iterable[str], *, some: bool) -> Mapping[str, str]:
    """What a finding tells; an option for the whole table is suggested where a text speaks of all figures."""
    said = sorted(stated)
    typed = "" if some else f"{option} {said[0]}" if len(said) == 1 else option
    return {"said": ", ".join(said), "read": ", ".join(sorted(read)), "suggestion": typed}


def _is_of_read(stated: Stated, sheets: Sequence[Sheet]) -> bool:
    """Whether the column that a text speaks of is one that was read; a text that speaks of none is of all."""
    if not stated.column:
        return True
    word = fold(stated.column)
    places = {p for s in sheets for r in s.readings for c in (r.cell, r.rank_cell) if (p := place_of(c))}
    columns = {c for _, c in places}
    heads = {fold(c.label.rsplit(" / ", 1)[-1]) for s in sheets for c in s.columns if c.position in columns}
    if len(word) < _WORD:
        return word in {fold(letters(c)) for c in columns}
    return any(h and (h in word or word in h) for h in heads)
