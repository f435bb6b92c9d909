"""What a table's title speaks of besides index and year, where its columns say no more than `Điểm`, `Hạng`.

A title of targets, of districts, or of one part of an index heads figures that are no totals of provinces.
Words are matched whole, from `definitions/subjects.toml`; a column that says so itself is no doubt of the title.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from parreform.attributes import heads_attribute
from parreform.catalog import Catalog
from parreform.entries import Indicator
from parreform.evidence import about_results, cell_of, cell_of_note, named_in, without_others
from parreform.findings import Finding
from parreform.headings import Labels
from parreform.labels import split_label
from parreform.layouts import Table
from parreform.measures import VALUE_MEASURES, measure_of, years_in
from parreform.naming import has_figures
from parreform.settings import t
from parreform.text import fold, says, squeeze
from parreform.unit_lines import not_fitting, unit_lines
from parreform.unsettled import SHORT, is_told, told_against
from parreform.vocabulary import Subject
from parreform.wording import is_letterhead, is_prose, is_source, unread

_AFTER = "new-territory"
_PART_OF_YEAR = "part-year"
_REPORT = re.compile(r"\W*(?:phụ lục\W+)?(?:kèm theo\s+)?(?:báo cáo|sơ kết)\b", re.IGNORECASE)
_HALF = re.compile(r"\bsơ kết\b|\b(?:\d|sáu|chín)\s+tháng\s+(?:đầu|cuối)\b", re.IGNORECASE)
_OF_NOTES = ("note", "part", "stage")
"""The kinds that notes are asked about, the last where they are short."""


def unfit(table: Table, indices: Sequence[str], file_name: str, catalog: Catalog) -> list[Finding]:
    """Why titles and notes forbid to read a table as results of provinces; empty where they do not."""
    texts = _telling(table, file_name, catalog)
    doubts = (
        _of_subjects(table, texts, indices, catalog)
        or _of_subjects(table, [(table.grid.sheet, table.grid.sheet)], indices, catalog, kinds=("group", "discarded"))
        or _of_parts(table, texts, indices, catalog)
        or _of_units(table, indices, catalog)
        or _not_understood(table, file_name, indices, catalog)
    )
    return [f for f in (doubts, _of_notes(table, indices, catalog)) if f]


def hypothetical(table: Table, file_name: str, catalog: Catalog) -> Finding | None:
    """The doubt of a table whose titles name no index, but say that its figures are no results at all."""
    return _of_subjects(
        table, _telling(table, file_name, catalog), tuple(catalog.indices), catalog, kinds=("stage", "measure")
    )


def _of_subjects(
    table: Table,
    texts: Sequence[tuple[str, str]],
    indices: Sequence[str],
    catalog: Catalog,
    kinds: Sequence[str] = ("stage", "measure", "body"),
) -> Finding | None:
    """What a title speaks of that is no result."""
    for title, text in texts:
        for subject in catalog.subjects:
            if subject.kind == "body" and _of_table_above(table, title, catalog):
                continue
            if subject.id == _PART_OF_YEAR and _is_of_later_report(table, title, catalog):
                continue
            if (
                subject.kind in kinds
                and is_told(subject, text, _headings(table))
                and not _own(subject, indices, catalog)
            ):
                facts = {"title": title, "what": t(subject.vi, subject.en), "index": ", ".join(indices)}
                return _finding("title-unfit", table, title, facts)
    return None


def _is_of_later_report(table: Table, title: str, catalog: Catalog) -> bool:
    """Whether a title is of a report on a later year than that of the results named below it.

    `BÁO CÁO CCHC 6 THÁNG ĐẦU NĂM 2023` over `Chỉ số CCHC năm 2022`.
    """
    if title not in table.titles or not _REPORT.match(title) or named_in((title,), catalog):
        return False
    below = table.titles[table.titles.index(title) + 1 :]
    measured = [y for x in below if named_in((x,), catalog) for y in years_in(x)]
    return bool(measured and years_in(title)) and max(measured) < min(years_in(title))


def _of_table_above(table: Table, title: str, catalog: Catalog) -> bool:
    """Whether a title stands over figures of its own, and a later one names the index anew: `CÁC BỘ`, then `CÁC TỈNH`."""
    rows = table.grid.rows[: table.header.start]
    places = {x: r for r, row in enumerate(rows) for x in map(squeeze, (v for v in row if isinstance(v, str)))}
    last = max((places.get(x, 0) for x in table.titles if named_in((x,), catalog)), default=0)
    between = rows[places.get(title, last) : last]
    return sum(map(has_figures, between)) > 1


def _of_parts(
    table: Table, texts: Sequence[tuple[str, str]], indices: Sequence[str], catalog: Catalog
) -> Finding | None:
    """The part of an index that a title speaks of, where no heading names any."""
    if any(_parts_named(table, i, catalog) for i in indices):
        return None
    for title, text in texts:
        part = next((p for i in indices for p in _parts_in(text, i, catalog)), None)
        part = part or (_called(title, indices, catalog) if title == table.grid.sheet else None)
        half = next(
            (s for s in catalog.subjects if s.kind == "half" and _of_index(s, indices) and s.in_text(text)), None
        )
        name = part.name if part else half and t(half.vi, half.en)
        if name:
            facts = {"title": title, "name": name, "index": part.index if part else ", ".join(indices)}
            return _finding("title-part", table, title, facts)
    return None


def _of_index(half: Subject, indices: Sequence[str]) -> bool:
    """Whether an index falls into halves that have no names of their own, of which this is one: `sipas.policy`."""
    return half.id.partition(".")[0] in indices


def _not_understood(table: Table, file_name: str, indices: Sequence[str], catalog: Catalog) -> Finding | None:
    """What of the titles and of the sheet's name is not understood.

    People name sheets as they like: beside titles that say index and all, their names are only told.
    """
    near = list(table.titles)
    if not named_in([*near, table.grid.sheet], catalog):
        near += [x for x in table.sheet_titles if x not in near]
    named = [i for i in indices if _parts_named(table, i, catalog)]
    of_file = fold(table.grid.sheet) == fold(Path(file_name).stem)  # a text file has no sheets: its name is the file's
    says_all = named_in(near, catalog) or (near and _each_names_index(table, catalog))
    sheet = "sheet-name-unread" if says_all else "title-unread"
    lines = [("title-unread", x) for x in _entitling(near, catalog)] + [(sheet, table.grid.sheet)] * (not of_file)
    for code, line in lines:
        bare = _HALF.sub(" ", line) if _is_of_later_report(table, line, catalog) else line
        if words := unread(without_others(bare), catalog, named):
            return _finding(code, table, line, {"title": line, "words": words, "index": ", ".join(indices)})
    return None


def _of_units(table: Table, indices: Sequence[str], catalog: Catalog) -> Finding | None:
    """What a line on the unit of the figures says that no results are counted in: `ĐVT: điểm tự chấm`."""
    texts = (*table.titles, *table.notes)
    names = [x for i in indices for x in (catalog.indices[i].short, *catalog.indices[i].words)]
    for line, said in unit_lines(texts, catalog):
        if doubt := _of_subjects(table, [(line, said)], indices, catalog, kinds=_OF_UNITS):
            return doubt
        others = [x for x in (*texts, table.grid.sheet) if x != line]
        if words := not_fitting(said, ("points", "shares", *indices), others, catalog, names):
            return _finding("title-unread", table, line, {"title": line, "words": words, "index": ", ".join(indices)})
    return None


_OF_UNITS = ("stage", "measure", "group")
"""The kinds of subjects that lines on units are asked about."""


def _each_names_index(table: Table, catalog: Catalog) -> bool:
    """Whether all headings of figures, or all rows of a long table, name an index themselves: `PAR INDEX (điểm)`."""
    headed = {c: p for c, p in table.paths.items() if p and c != table.unit_column}
    said = {c: measure_of(split_label(p[-1])[1]) for c, p in headed.items()}
    rows = {
        v for c, m in said.items() if m in ("index", "indicator") for r in table.rows if (v := table.grid.rows[r][c])
    }
    if table.layout.arrangement != "long":
        figures = [p for c, p in headed.items() if said[c] not in _OF_OTHERS and not heads_attribute(catalog, p)]
        told = [named_in(p, catalog) for p in figures]
        return bool(told) and all(told)
    names = [v for v in rows if not isinstance(v, str) or measure_of(split_label(v)[1]) not in VALUE_MEASURES]
    of_others = {v for v in names if isinstance(v, str) and catalog.other_index(v)}
    return bool({*names} - of_others) and all(
        isinstance(v, str) and named_in([v], catalog) for v in {*names} - of_others
    )


_OF_OTHERS = ("ordinal", "code", "note", "rank", "source", "unit")
"""What columns hold beside the figures of indices, or of those that stand beside them."""


def _entitling(titles: Sequence[str], catalog: Catalog) -> list[str]:
    """The lines that may entitle a table: letterheads do where they name an index; sources and prose do not."""
    lines = (x for x in titles if not is_source(x, catalog) and not is_prose(x))
    return [x for x in lines if named_in((x,), catalog) or not is_letterhead(x, catalog)]


def _of_notes(table: Table, indices: Sequence[str], catalog: Catalog) -> Finding | None:
    """A note, or prose above the table, that says of the figures that they are no results."""
    prose = [x for x in (*table.titles, *table.sheet_titles) if is_source(x, catalog) or is_prose(x)]
    for note in (*prose, *table.notes):
        kinds = _OF_NOTES if note.count(" ") < SHORT and note in table.notes else _OF_NOTES[:2]
        if subject := told_against(note, kinds, _headings(table), catalog):
            facts = {"note": note, "what": t(subject.vi, subject.en), "index": ", ".join(indices)}
            return Finding("note-unfit", table.grid.sheet, cell_of_note(table, note), facts)
    return None


def _called(sheet: str, indices: Sequence[str], catalog: Catalog) -> Indicator | None:
    """The one dimension that a sheet is called by, `TTHC`."""
    named = {p for i in indices for p in Labels.of(catalog, i).find(split_label(sheet)[1])}
    part = catalog.all_indicators[named.pop()] if len(named) == 1 and not named_in([sheet], catalog) else None
    return part if part and part.level == "dimension" and not says(sheet, "kết quả") else None


def _own(subject: Subject, indices: Sequence[str], catalog: Catalog) -> bool:
    """Whether the name of an index says so itself: an index of communes is about communes."""
    known = (catalog.indices[i] for i in indices)
    return any(subject.in_text(w) for x in known for w in (x.vi, x.en, x.short, *x.words))


def of_new_territory(table: Table, catalog: Catalog) -> bool:
    """Whether the titles speak of the provinces after the merger."""
    texts = about_results((*table.titles, *table.sheet_titles), catalog)
    return any(s.kind == "territory" and s.in_text(x) for s in catalog.subjects for _, x in texts)


def says_after_merger(titles: Iterable[str], catalog: Catalog) -> bool:
    """Whether titles say that provinces are those after the merger, where `các tỉnh sáp nhập` may be those that merge."""
    known = [s for s in catalog.subjects if s.id == _AFTER]
    return any(s.in_text(x) for s in known for _, x in about_results(titles, catalog))


def _finding(code: str, table: Table, text: str, facts: Mapping[str, object]) -> Finding:
    cell = cell_of_note(table, text) if text in table.notes else cell_of(table, text)
    return Finding(code, table.grid.sheet, cell, {"label": _first_label(table), **facts})


def _first_label(table: Table) -> str:
    """The heading of the first figures: right of the names, or of any where these are told by the title."""
    paths = [(c, p) for c, p in table.paths.items() if p and measure_of(split_label(p[-1])[1]) not in _NO_FIGURES]
    right = [p for c, p in paths if c > table.unit_column] or [p for _, p in paths]
    return " / ".join(right[0]).replace("\n", " ") if right else t("Điểm", "Score")


_NO_FIGURES = ("unit", "year", "ordinal", "code")


def _telling(table: Table, file_name: str, catalog: Catalog) -> list[tuple[str, str]]:
    """The texts that say what the table holds; the file's name only where no nearer one names an index."""
    sheet = (table.grid.sheet, table.grid.sheet)
    near = [*about_results(table.titles, catalog), sheet]
    if not _names_any(near, catalog):
        near += about_results(table.sheet_titles, catalog)
    if not _names_any(near, catalog):
        near.append((file_name, file_name))
    return list(dict.fromkeys(near))


def _names_any(texts: Sequence[tuple[str, str]], catalog: Catalog) -> bool:
    return bool(named_in([text for _, text in texts], catalog))


def _headings(table: Table) -> list[str]:
    return [label for path in table.paths.values() for label in path]


def _parts_named(table: Table, index: str, catalog: Catalog) -> bool:
    """Whether any heading names a part of an index, so that the title need not say which."""
    labels = Labels.of(catalog, index)
    words = (split_label(label)[1] for path in table.paths.values() for label in path)
    return any(set(labels.find_after_measure(w)) - {index} for w in words)


def _parts_in(text: str, index: str, catalog: Catalog) -> Iterator[Indicator]:
    """The parts of an index that a text names; a name they share with an index is that one's.

    Two syllables of Vietnamese are a common word: `kết quả thẩm định` is how results come about, `điểm thẩm định`
    a part.
    """
    for indicator in catalog.indices[index].indicators.values():
        names = [x for x in (indicator.vi, *indicator.aliases) if x.removeprefix("Kết quả ").count(" ") > 1]
        names += [indicator.en] if indicator.en and " " in indicator.en else []
        if indicator.id != index and any(says(text, x) and not named_in([x], catalog) for x in names):
            yield indicator
