"""What notes around a table and remarks at its rows say against some of the figures: of another year, not settled."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from parreform.catalog import Catalog
from parreform.dating import marked_rows
from parreform.doubts import holds_unit
from parreform.evidence import cell_of_note
from parreform.labels import split_label
from parreform.naming import parse_year
from parreform.noted import Dated, dated_at, dated_in
from parreform.reader import TableReader
from parreform.readings import Reading
from parreform.settings import t
from parreform.text import Folded, by_letter, consists_of, fold, says, squeeze

_NAMED = 3
"""So many units are named in a finding."""


def report_remarked(reader: TableReader) -> None:
    """Report the notes and remarks of a table that was read which speak against some of its figures."""
    if reader.readings:
        _report_notes(reader)
        _report_remarks(reader)


def against(dated: Dated, readings: Iterable[Reading]) -> list[Reading]:
    """The figures that a text dates otherwise than they were read, one of each unit."""
    of_unit: dict[str, list[Reading]] = defaultdict(list)
    for r in readings:
        if (r.unit in dated.units or not dated.units) and (r.score, r.rank) != (None, None):
            of_unit[r.unit].append(r)
    return [found[0] for found in of_unit.values() if dated.contradicts(r.year for r in found)]


def facts_of(dated: Dated, wrong: Sequence[Reading], catalog: Catalog) -> dict[str, object]:
    """What a finding tells of figures that are said to be of another year."""
    names = list(dict.fromkeys(catalog.unit(r.unit).name(r.year) for r in wrong))
    more = t(f" và {len(names) - _NAMED} nơi khác", f" and {len(names) - _NAMED} more") if len(names) > _NAMED else ""
    year = t("trước", "the year before") if dated.year is None else dated.year
    return {"name": ", ".join(names[:_NAMED]) + more, "year": year, "other": wrong[0].year}


def _report_notes(reader: TableReader) -> None:
    """Report each note that dates some units' figures otherwise than they were read: no year of the table is theirs."""
    table, catalog = reader.table, reader.catalog
    for note in dict.fromkeys((*table.titles, *table.notes)):
        marked, left = marked_rows(table, note)
        for dated in dated_at(left, catalog) if marked else dated_in(note, catalog):
            of_rows = (x for found in _readings_in(reader, marked).values() for x in found)
            if wrong := against(dated, of_rows if marked else reader.readings):
                reader.find_at("note-year", cell_of_note(table, note), **facts_of(dated, wrong, catalog))


# --- remarks at the rows --------------------------------------------------------------------------


def _report_remarks(reader: TableReader) -> None:
    """Report remarks that say of the figures of their rows that they are of another year, or that they are in doubt."""
    doubts = _Doubts.of(reader.catalog)
    for position, label in _columns(reader, doubts):
        rows: dict[str, list[int]] = defaultdict(list)
        for r, value in zip(reader.table.rows, reader.values(position), strict=True):
            if (text := _text(value)) and holds_unit(reader, r):
                rows[text].append(r)
        for text, where in rows.items():
            if doubts.are(text):
                reader.find("rows-unclear", where[0], position, label=label, value=f"“{text}”")
            for dated in dated_at(text, reader.catalog):
                _report_dated(reader, dated, where, position)


def _report_dated(reader: TableReader, dated: Dated, rows: Sequence[int], position: int) -> None:
    """Report the first of some rows whose figures a remark dates otherwise than they were read."""
    found = ((r, against(dated, readings)) for r, readings in _readings_in(reader, rows).items())
    wrong = [(r, readings) for r, readings in found if readings]
    if wrong:
        facts = facts_of(dated, [x for _, readings in wrong for x in readings], reader.catalog)
        reader.find("note-year", wrong[0][0], position, **facts)


def _readings_in(reader: TableReader, rows: Sequence[int]) -> Mapping[int, Sequence[Reading]]:
    """The readings of each of some rows."""
    row_of = {reader.table.grid.address(r, c): r for r in rows for c in reader.table.columns}
    found: dict[int, list[Reading]] = {r: [] for r in rows}
    for x in reader.readings:
        if x.cell in row_of:
            found[row_of[x.cell]].append(x)
    return found


def _text(value: object) -> str:
    """What a remark says; a year may be typed as a number."""
    return squeeze(value) if isinstance(value, str) else str(parse_year(value) or "")


def _columns(reader: TableReader, doubts: "_Doubts") -> Iterator[tuple[int, str]]:
    """The columns of remarks on the figures, with their headings; words without any heading are remarks."""
    for position in reader.table.columns:
        path = reader.table.paths.get(position, ())
        headed = any(doubts.concerns(split_label(label)[1]) for label in path)
        if position != reader.table.unit_column and (headed or (not path and not reader.typed(position))):
            yield position, " / ".join(map(squeeze, path)) or "–"


class _Doubts:
    """The words of the definitions on remarks, ready to be looked up."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @classmethod
    def of(cls, catalog: Catalog) -> "_Doubts":
        known: _Doubts = catalog.__dict__.setdefault("_doubts", cls(catalog))
        return known

    @cached_property
    def _headings(self) -> Sequence[str]:
        return [w for a in self._catalog.asides for w in a.notes]

    @cached_property
    def _about(self) -> Mapping[str, Sequence[Folded]]:
        return by_letter(w for a in self._catalog.asides for w in a.about)

    @cached_property
    def _all(self) -> Mapping[str, Sequence[Folded]]:
        return by_letter(w for a in self._catalog.asides for w in (*a.about, *a.doubts))

    def concerns(self, label: str) -> bool:
        """Whether a heading is that of remarks on the figures: `Ghi chú`."""
        return any(says(label, w) for w in self._headings)

    def are(self, text: str) -> bool:
        """Whether a remark says that figures lack a part, or no more than that they are not settled: `Chờ đính chính`."""
        if any(s.kind == "part" and s.in_text(text) for s in self._catalog.subjects):
            return True
        return consists_of(fold(text), self._all) and not consists_of(fold(text), self._about)
