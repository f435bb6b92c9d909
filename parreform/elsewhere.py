"""What a workbook says of its tables away from them: below them, on other sheets, in comments, headers and text boxes.

This is free text of any kind, so that, unlike titles, only what speaks clearly against the figures counts: the
phrases of kinds `remark`, `stamp`, `ending` and `comment` in `definitions/subjects.toml`, one sentence at a time. Sheets are
asked about by their names too: a sheet of corrections, or one that its name sets aside.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

from parreform.annotate import SHEET, others_words
from parreform.catalog import Catalog
from parreform.denials import asserts
from parreform.evidence import named_in
from parreform.extract import Extraction
from parreform.findings import Finding
from parreform.measures import years_in
from parreform.naming import is_figure, is_year
from parreform.noted import sayings_of
from parreform.references import column_of
from parreform.remarked import OfYear, against, contradiction, printed
from parreform.settings import t
from parreform.staffing.extraction import StaffExtraction
from parreform.staffing.figures import years_of
from parreform.stated import of_these
from parreform.text import Folded, fold, says, squeeze
from parreform.unsettled import suits_plans
from parreform.vocabulary import Subject
from parreform.wording import DATES, PAPERS, unread
from parreform.workbook import Grid, Remark, letters

_SENTENCE = re.compile(r"[;\n!?]|\.(?=\s|$)")
_PARTS = re.compile(r"\s+[-–—|]\s+|[,()]")
_COLUMN = re.compile(r"\b(?:cột|column)\s+[“\"']?", re.IGNORECASE)
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_SHORT = 15
"""A line of fewer words may be a stamp."""
_SHORT_COMMENT = 8
"""A sentence of fewer words in a comment speaks of its cell and of nothing besides."""
_BEGINS = 5
"""What a comment says of its heading stands among so many first words."""
_NOTES = 500
"""A sheet of more texts is a register of something, no notes."""
_ROWS_OF_FIGURES = 3
"""A sheet with so many rows of figures speaks of these."""
_SHOWN = 160
_STAMPS = ("stamp", "ending")
_FINAL = ("bản cuối", "chính thức", "công bố", "final", "official")
"""What the heading of the final version says."""


class Placed(OfYear, Protocol):
    """A figure of an index or of staff, and the cells it stands in."""

    @property
    def cell(self) -> str:
        """The cell of the figure."""

    @property
    def rank_cell(self) -> str:
        """The cell of its rank; empty without one."""


At = TypeVar("At", bound=Placed)


class _Held(NamedTuple):
    """What was read of a workbook, and the sheets that were not. `plans` tells that these are staffing plans.

    `headings` are the lowest ones of the columns of values.
    """

    sheets: frozenset[str]
    others: frozenset[str]
    years: frozenset[int]
    indices: frozenset[str]
    plans: bool
    headings: frozenset[str] = frozenset()


def told_elsewhere(
    grids: Sequence[Grid], extraction: Extraction, staff: StaffExtraction, catalog: Catalog
) -> list[Finding]:
    """What speaks against the tables that were read, away from them; nothing where none was read."""
    held = _held(grids, extraction, staff)
    if not held.sheets:
        return []
    tables = {s.name for s in (*extraction.sheets, *extraction.untold)} | staff.taken | staff.unread
    findings = [*_set_aside(extraction, staff, held, catalog), *_other_versions(extraction, catalog)]
    findings += _of_notes(extraction, staff, held, catalog)
    for grid in grids:
        if grid.sheet in held.sheets:
            findings += _of_remarks(grid, extraction, staff, held, catalog)
        elif not grid.hidden and grid.sheet != SHEET:
            findings += _of_sheet(grid, extraction, staff, held, catalog, table=grid.sheet in tables)
    return findings


def _held(grids: Sequence[Grid], extraction: Extraction, staff: StaffExtraction) -> _Held:
    read = [s for s in extraction.sheets if s.values]
    counted = [s for s in staff.sheets if s.figures]
    sheets = frozenset((*(s.name for s in read), *(s.name for s in counted)))
    years = frozenset(y for some in (*(s.years for s in read), *(s.years for s in counted)) for y in some)
    plans = not read and any(f.kind == "plan" for f in staff.figures)
    others = frozenset(g.sheet for g in grids) - sheets
    headings = frozenset(c.label.rsplit(" / ", 1)[-1] for s in read for c in s.columns if c.heading.indicator)
    return _Held(sheets, others, years, frozenset(s.index for s in read), plans, headings)


# --- names of sheets -----------------------------------------------------------------------------------


def _set_aside(extraction: Extraction, staff: StaffExtraction, held: _Held, catalog: Catalog) -> Iterator[Finding]:
    """The sheets that are discarded or set aside by their names, and hold what no other sheet does.

    Tables of indices on discarded sheets are not read at all. A template, a copy or an old sheet may be asked about
    only beside other sheets: alone, `Mẫu` is what a form is called.
    """
    named = {name: subject for name in held.sheets if (subject := _aside(name, catalog))}
    plain = held.sheets - named.keys()
    asked = {f.sheet for f in extraction.findings if f.code == "title-unfit"}  # by the same name, and confirmed
    for name, subject in named.items():
        alone = _keys(extraction, staff, {name}) - _keys(extraction, staff, plain)
        if alone and name not in asked and (plain or subject.kind == "discarded"):
            facts = {"title": name, "what": t(subject.vi, subject.en), "count": len(alone)}
            yield Finding("sheet-discarded", name, _first_cell(name, extraction, staff), facts)


def _aside(name: str, catalog: Catalog) -> Subject | None:
    return next((s for s in catalog.subjects if s.kind in ("discarded", "aside") and s.in_text(name)), None)


def _keys(extraction: Extraction, staff: StaffExtraction, sheets: Collection[str]) -> set[object]:
    """What the values of some sheets are of."""
    keys: set[object] = {r.key for s in extraction.sheets if s.name in sheets for r in s.readings}
    return keys | {f.key for s in staff.sheets if s.name in sheets for f in s.figures}


# --- headings of other columns -------------------------------------------------------------------------


def _other_versions(extraction: Extraction, catalog: Catalog) -> Iterator[Finding]:
    """Columns that compare with a final version: the scores beside them are of another one, unless headed as final."""
    for sheet in extraction.sheets:
        labels = [(c.position, " ".join(c.label.split())) for c in sheet.columns if sheet.values]
        for position, label in labels:
            subject = next((s for s in catalog.subjects if s.kind == "version" and s.in_text(label)), None)
            if subject and not any(says(x, final) for _, x in labels if x != label for final in _FINAL):
                last = sheet.header[1] - 1
                row, column = (position, last) if sheet.turned else (last, position)
                facts = {"note": label, "what": t(subject.vi, subject.en), "place": t("Tiêu đề cột", "Heading")}
                yield Finding("remark-unfit", sheet.name, f"{letters(column)}{row + 1}", facts)


# --- notes below a table -------------------------------------------------------------------------------


def _of_notes(extraction: Extraction, staff: StaffExtraction, held: _Held, catalog: Catalog) -> Iterator[Finding]:
    """What the notes below tables say as clearly as it would be said anywhere, where they were not asked about before."""
    asked = {(f.sheet, f.cell) for f in (*extraction.findings, *staff.findings)}
    for name, notes, index, own in _noted(extraction, staff, held):
        for cell, note in notes:
            told = (name, cell) in asked or _of_others(note, name, own, catalog)
            subject = None if told else _against(note, own, catalog, note=False)
            if subject:
                facts = {"note": note, "what": t(subject.vi, subject.en), "index": index}
                yield Finding("note-unfit", name, cell, facts)


def _noted(
    extraction: Extraction, staff: StaffExtraction, held: _Held
) -> Iterator[tuple[str, Sequence[tuple[str, str]], str, _Held]]:
    """Each table of indices and of staff: its sheet, its notes, what it is of and what was read of it."""
    for s in extraction.sheets:
        own = held._replace(sheets=frozenset((s.name,)), years=frozenset(s.years), indices=frozenset((s.index,)))
        yield s.name, s.notes, s.index, own
    for counted in staff.sheets:
        none: frozenset[str] = frozenset()
        own = held._replace(
            sheets=frozenset((counted.name,)), years=counted.compared, indices=none, plans=counted.plans
        )
        yield counted.name, counted.notes, t("biên chế", "staffing"), own


# --- sheets that hold no table -------------------------------------------------------------------------


def _of_sheet(
    grid: Grid, extraction: Extraction, staff: StaffExtraction, held: _Held, catalog: Catalog, *, table: bool
) -> list[Finding]:
    """What a sheet says from which nothing was read: its corrections, or its notes where it holds no table."""
    texts = texts_of(grid)
    if any(s.kind == "corrections" and s.in_text(grid.sheet) for s in catalog.subjects):
        if not texts or any(_settled(text, catalog) or _says_none(text) for _, text, _ in texts):
            return []
        return [Finding("corrections-pending", grid.sheet, texts[0][0], {"title": grid.sheet})]
    place = t(f"Trang “{grid.sheet}”", f"Sheet “{grid.sheet}”")
    lines = [(cell, text, around, place) for cell, text, around in texts]
    lines += [("", r.text, r.text, place_told(r)) for r in grid.remarks if r.kind == "box"]
    if table or not lines or _holds_figures(grid):
        return []
    dated = [f for cell, text, _, _ in lines for f in _of_other_figures(grid, cell, text, extraction, staff, catalog)]
    found = (
        _finding(grid, cell, text, subject, where)
        for cell, text, around, where in lines
        if (subject := _lacking(text, catalog))
        or (not _of_others(around, grid.sheet, held, catalog) and (subject := _against(text, held, catalog)))
    )
    return [*([first] if (first := next(found, None)) else []), *dated]


def texts_of(grid: Grid) -> list[tuple[str, str, str]]:
    """Each text of a sheet of few: its cell, itself, and its whole row."""
    if len(grid.texts) > _NOTES:
        return []
    rows: dict[int, str] = {}
    for r, _, text in grid.texts:
        rows[r] = f"{rows[r]}. {text}" if r in rows else text
    return [(grid.address(r, c), text, rows[r]) for r, c, text in grid.texts]


def _says_none(text: str) -> bool:
    return any(says(text, x) for x in ("không có", "chưa có", "none", "no corrections", "no errata"))


def _holds_figures(grid: Grid) -> bool:
    """Whether a sheet has rows of figures: more than the numbers of lines and pages."""
    rows = (row for row in grid.rows if any(map(_is_measured, row)))
    return any(n >= _ROWS_OF_FIGURES for n, _ in enumerate(rows, start=1))


def _is_measured(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip().isdigit() and is_figure(value)
    if not isinstance(value, int | float) or isinstance(value, bool) or is_year(value):
        return False
    return value != int(value) or abs(value) >= 100


# --- remarks on sheets that were read ------------------------------------------------------------------


def _of_remarks(
    grid: Grid, extraction: Extraction, staff: StaffExtraction, held: _Held, catalog: Catalog
) -> Iterator[Finding]:
    """What page headers, text boxes and the comments of a sheet say against its figures."""
    scores = any(s.name == grid.sheet and s.values for s in extraction.sheets)
    for remark in grid.remarks:
        text = others_words(remark.text, remark.author)
        heading = _heading_at(remark.cell, grid) if scores else ""  # staff may be a target, scores may not
        note = True if heading or (scores and remark.kind == "box") else None
        subject = _lacking(text, catalog)
        if not subject and not _of_others(text, grid.sheet, held, catalog):
            subject = _against(text, held, catalog, note=note)
        dated = list(_of_other_figures(grid, remark.cell, text, extraction, staff, catalog))
        if remark.kind == "comment":
            subject = subject or _doubted(text, catalog) or _renamed(text, heading, catalog)
            if (subject or dated) and not concerns(remark.cell, grid, _cells(grid.sheet, extraction, staff)):
                continue
        yield from dated
        if subject:
            yield _finding(grid, remark.cell, text, subject, place_told(remark))


def _of_other_figures(
    grid: Grid, cell: str, text: str, extraction: Extraction, staff: StaffExtraction, catalog: Catalog
) -> Iterator[Finding]:
    """What a text says of figures that are of another year or unit than they were read: of units it names, or where it stands."""
    sayings = list(sayings_of(text, catalog))
    if not sayings:
        return  # most say nothing, and all figures of a large file are many
    read: dict[str, list[Placed]] = defaultdict(list)
    for sheet in extraction.sheets:
        read[sheet.name] += printed(sheet.readings)
    for counted in staff.sheets:
        read[counted.name] += years_of(counted.figures)
    every, near = [x for some in read.values() for x in some], figures_at(cell, grid, read[grid.sheet])
    for said, names_units in sayings:
        if wrong := against(said, every if names_units else near):
            code, facts = contradiction(said, wrong, catalog)
            yield Finding(code, grid.sheet, cell, facts)


def _doubted(comment: str, catalog: Catalog) -> Subject | None:
    """What the comment of a cell says against its figure."""
    sentences = (s for s in _sentences(comment) if s.count(" ") < _SHORT_COMMENT and not _settled(s, catalog))
    kinds = [x for x in catalog.subjects if x.kind == "comment"]
    return next((x for s in sentences for x in kinds if x.in_text(s) and asserts(s, x, catalog)), None)


def _renamed(comment: str, heading: str, catalog: Catalog) -> Subject | None:
    """What a comment calls the figures of a heading, where it could be that heading: `Điểm tự chấm của các tỉnh`."""
    stages = [x for x in catalog.subjects if x.kind == "stage" and not x.in_text(heading)] if heading else ()
    for sentence in _sentences(comment) if stages else ():
        begins = " ".join(sentence.split()[:_BEGINS])
        if not (any(map(str.isdigit, sentence)) or _settled(sentence, catalog) or unread(sentence, catalog)):
            found = next((x for x in stages if x.in_text(begins) and asserts(sentence, x, catalog)), None)
            if found:
                return found
    return None


def _heading_at(cell: str, grid: Grid) -> str:
    """The text of a cell in a row that holds others too, as headings do and titles do not."""
    place = place_of(cell)
    row = grid.rows[place[0]] if place and place[0] < len(grid.rows) else []
    value = row[place[1]] if place and place[1] < len(row) else None
    return value if isinstance(value, str) and not is_figure(value) and len(set(row) - {None}) > 1 else ""


def _cells(sheet: str, extraction: Extraction, staff: StaffExtraction) -> set[tuple[int, int]]:
    """Row and column of every cell that was read of a sheet, from 0."""
    read = [r for s in extraction.sheets if s.name == sheet for r in s.readings]
    names = {cell for r in read for cell in (r.cell, r.rank_cell, r.group_cell, r.ci_low_cell, r.ci_high_cell)}
    names |= {f.cell for s in staff.sheets if s.name == sheet for f in s.figures}
    return {place for name in names if (place := place_of(name))}


def _first_cell(sheet: str, extraction: Extraction, staff: StaffExtraction) -> str:
    row, column = min(_cells(sheet, extraction, staff), default=(0, 0))
    return f"{letters(column)}{row + 1}"


def place_of(cell: str) -> tuple[int, int] | None:
    """Row and column of a cell, from 0, by its name."""
    found = _CELL.fullmatch(cell.replace("$", ""))
    return (int(found[2]) - 1, column_of(found[1])) if found else None


def concerns(cell: str, grid: Grid, read: Collection[tuple[int, int]]) -> bool:
    """Whether a comment stands at a figure that was read, at a heading or name of it, or at a title."""
    place = place_of(cell)
    if place is None or not read or place in read:
        return place in read
    row, column = place
    value = grid.rows[row][column] if row < len(grid.rows) and column < grid.width else None
    if not isinstance(value, str) or is_figure(value):
        return False
    rows, columns = {r for r, _ in read}, {c for _, c in read}
    title = row < min(rows) and len({v for v in grid.rows[row] if v is not None}) == 1
    return title or column in columns or (row in rows and column < max(columns))


def figures_at(cell: str, grid: Grid, figures: list[At]) -> list[At]:
    """The figures that a comment stands at: that of its cell, those below its heading, beside its name, or all at a title."""
    at = place_of(cell)
    placed = [(p, r) for r in figures for c in (r.cell, r.rank_cell) if (p := place_of(c))]
    if at is None or not concerns(cell, grid, {p for p, _ in placed}):
        return []
    own = [r for p, r in placed if p == at] or [r for p, r in placed if p[1] == at[1]]
    return own or [r for p, r in placed if p[0] == at[0]] or figures


# --- what a text says ----------------------------------------------------------------------------------


def _lacking(text: str, catalog: Catalog) -> Subject | None:
    """Whether a text says that totals leave out parts of an index, which it may name: `chưa bao gồm điểm SIPAS`."""
    return next((x for x in catalog.subjects if x.kind == "part" and x.in_text(text)), None)


def _against(text: str, held: _Held, catalog: Catalog, *, note: bool | None = None) -> Subject | None:
    """What a text says against the figures that were read.

    With `note` it is one of the table itself; where nothing tells, as is a sentence whose subject are its figures.
    """
    bare = DATES.sub(" ", PAPERS.sub(" ", text))
    sentences = [s for s in _sentences(bare) if not _settled(s, catalog)]
    clear = (
        x
        for s in sentences
        for x in _clear(s, catalog, note=bool(held.indices) and of_these(s) if note is None else note)
    )
    lines = [part for s in sentences if s.count(" ") < _SHORT for part in (s, *_PARTS.split(s))]
    stamps = (x for s in lines for x in catalog.subjects if _is_stamp(x, s, catalog))
    columns = (x for s in _sentences(bare) for x in _of_column(s, held, catalog))
    found = (x for some in (clear, columns, stamps) for x in some if not (held.plans and suits_plans(x)))
    return next(found, None)


def _of_column(sentence: str, held: _Held, catalog: Catalog) -> Iterator[Subject]:
    """What a sentence calls the values of a column that was read: `Cột Điểm: điểm tự chấm của tỉnh`."""
    behind = (sentence[found.end() :] for found in _COLUMN.finditer(sentence))
    told = (rest[len(h) :] for rest in behind for h in held.headings if rest.lower().startswith(h.lower()))
    said = [rest for rest in told if not _settled(rest, catalog)]
    stages = (x for x in catalog.subjects if x.kind == "stage")
    return (x for x in stages if any(x.in_text(rest) and asserts(rest, x, catalog) for rest in said))


def _clear(sentence: str, catalog: Catalog, *, note: bool) -> Iterator[Subject]:
    kinds = ("remark", "note") if note else ("remark",)
    return (x for x in catalog.subjects if x.kind in kinds and x.in_text(sentence) and asserts(sentence, x, catalog))


def _sentences(text: str) -> Iterator[str]:
    return (s for part in _SENTENCE.split(text) if (s := squeeze(part)))


def _settled(text: str, catalog: Catalog) -> bool:
    return any(s.kind == "settled" and s.in_text(text) for s in catalog.subjects)


def _is_stamp(subject: Subject, line: str, catalog: Catalog) -> bool:
    """Whether a line is one of titles but for saying that the figures are a draft: `KẾT QUẢ PAR INDEX 2024 (DỰ THẢO)`."""
    if subject.kind not in _STAMPS or not subject.in_text(line):
        return False
    beside = tuple(fold(w) for s in catalog.subjects if s.kind == "stamped" for w in s.words)
    if subject.kind == "ending" and not _without_end(line, beside).endswith(tuple(map(fold, subject.words))):
        return False
    kinds = (*_STAMPS, "stamped")
    own = {fold(word) for s in catalog.subjects if s.kind in kinds for phrase in s.words for word in phrase.split()}
    return {fold(word) for word in unread(line, catalog).split()} <= own


def _without_end(line: str, beside: tuple[Folded, ...]) -> str:
    """A line as it is folded, without the numbers and the words beside stamps that it ends with."""
    text = fold(line).rstrip("0123456789")
    while found := next((w for w in beside if text.endswith(w)), None):
        text = Folded(text[: -len(found)].rstrip("0123456789"))
    return text


def _of_others(text: str, sheet: str, held: _Held, catalog: Catalog) -> bool:
    """Whether a text names years, indices or sheets, and none of them was read."""
    bare = DATES.sub(" ", PAPERS.sub(" ", text))
    years, indices = set(years_in(bare)), set(named_in([bare], catalog))
    if (years and not years & held.years) or (indices and held.indices and not indices & held.indices):
        return True
    if not indices and catalog.other_index(bare):
        return True
    return any(points_at(bare, x) for x in held.others - {sheet}) and not any(points_at(bare, x) for x in held.sheets)


def points_at(text: str, sheet: str) -> bool:
    """Whether a text speaks of a sheet by its name: behind a word for it, or at the beginning as lists of sheets do."""
    if any(says(text, f"{word} {sheet}") for word in ("trang", "sheet", "bảng", "biểu")):
        return True
    return any(fold(part) == fold(sheet) for part in re.split(r"[:–—-]|\.\s", text))


def place_told(remark: Remark) -> str:
    """Where a remark stands, as people are told it."""
    places = {
        "comment": t(f"Chú thích của ô {remark.cell}", f"Comment of cell {remark.cell}"),
        "header": t("Đầu trang, chân trang khi in", "Page header or footer"),
        "box": t("Khung chữ", "Text box"),
    }
    return places[remark.kind]


def _finding(grid: Grid, cell: str, text: str, subject: Subject, place: str) -> Finding:
    said = squeeze(text)
    said = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
    facts = {"note": said, "what": t(subject.vi, subject.en), "place": place}
    return Finding("remark-unfit", grid.sheet, cell, facts)
