"""What a table's title speaks of besides index and year, where its columns say no more than `Điểm`, `Hạng`.

A title of targets, of districts, or of one part of an index heads figures that are no totals of provinces.
Words are matched whole, from `definitions/subjects.toml`; a column that says so itself is no doubt of the title.
"""

from collections.abc import Iterator, Mapping, Sequence

from parreform.catalog import Catalog
from parreform.entries import Indicator, Subject
from parreform.evidence import about_results, cell_of, named_in
from parreform.findings import Finding
from parreform.headings import Labels
from parreform.labels import split_label
from parreform.layouts import Table
from parreform.settings import t
from parreform.text import says

_EXCUSED = ("stage", "measure")
"""The kinds that a heading may say for its own column: the title then speaks of that one."""


def unfit(table: Table, indices: Sequence[str], file_name: str, catalog: Catalog) -> Finding | None:
    """Why the titles forbid to read a table as results of provinces; None where they do not."""
    texts = _telling(table, file_name, catalog)
    for text in texts:
        for subject in catalog.subjects:
            if subject.kind in ("index", "territory") or _own(subject, indices, catalog):
                continue
            if _doubts(subject, text, table):
                facts = {"title": text, "what": t(subject.vi, subject.en), "index": ", ".join(indices)}
                return _finding("title-unfit", table, text, facts)
    if any(_parts_named(table, i, catalog) for i in indices):
        return None
    for text in texts:
        part = next((p for i in indices for p in _parts_in(text, i, catalog)), None)
        if part:
            facts = {"title": text, "name": part.name, "index": part.index}
            return _finding("title-part", table, text, facts)
    return None


def _own(subject: Subject, indices: Sequence[str], catalog: Catalog) -> bool:
    """Whether the name of an index says so itself: an index of communes is about communes."""
    known = (catalog.indices[i] for i in indices)
    return any(subject.in_text(w) for x in known for w in (x.vi, x.en, x.short, *x.words))


def of_new_territory(table: Table, catalog: Catalog) -> bool:
    """Whether the titles speak of the provinces after the merger."""
    texts = about_results((*table.titles, *table.sheet_titles))
    return any(s.kind == "territory" and s.in_text(x) for s in catalog.subjects for x in texts)


def _finding(code: str, table: Table, text: str, facts: Mapping[str, object]) -> Finding:
    labels = [" / ".join(p).replace("\n", " ") for c, p in table.paths.items() if p and c > table.unit_column]
    return Finding(code, table.grid.sheet, cell_of(table, text), {"label": next(iter(labels), ""), **facts})


def _telling(table: Table, file_name: str, catalog: Catalog) -> list[str]:
    """The texts that say what the table holds; the file's name only where no nearer one names an index."""
    near = [*about_results(table.titles), table.grid.sheet]
    if not named_in(near, catalog):
        near += about_results(table.sheet_titles)
    if not named_in(near, catalog):
        near.append(file_name)
    return list(dict.fromkeys(near))


def _doubts(subject: Subject, text: str, table: Table) -> bool:
    if not subject.in_text(text):
        return False
    headings = [label for path in table.paths.values() for label in path]
    return subject.kind not in _EXCUSED or not any(subject.in_text(label) for label in headings)


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
