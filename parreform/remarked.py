"""What notes around a table and remarks at its rows say against some of the figures: of another year, not settled."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from parreform.catalog import Catalog
from parreform.dating import marked_rows
from parreform.doubts import holds_unit
from parreform.evidence import cell_of_note
from parreform.labels import split_label
from parreform.naming import parse_year
from parreform.noted import Dated, Lent, dated_at, dated_in, lent_at, lent_in
from parreform.reader import TableReader
from parreform.readings import Reading
from parreform.settings import t
from parreform.text import squeeze
from parreform.unsettled import Doubts, told_against

_NAMED = 3
"""So many units are named in a finding."""


class OfYear(Protocol):
    """A figure with its unit and year, of an index or of staff."""

    @property
    def unit(self) -> str:
        """The id of the unit."""

    @property
    def year(self) -> int:
        """The year it is of."""


Of = TypeVar("Of", bound=OfYear)


def report_remarked(reader: TableReader) -> None:
    """Report the notes and remarks of a table that was read which speak against some of its figures."""
    if reader.readings:
        _report_notes(reader)
        _report_remarks(reader)


def against(dated: Dated, figures: Iterable[Of]) -> list[Of]:
    """The figures that a text dates otherwise than they were read, one of each unit."""
    of_unit: dict[str, list[Of]] = defaultdict(list)
    for r in figures:
        if r.unit in dated.units or not dated.units:
            of_unit[r.unit].append(r)
    return [found[0] for found in of_unit.values() if dated.contradicts(r.year for r in found)]


def facts_of(dated: Dated, wrong: Sequence[OfYear], catalog: Catalog) -> dict[str, object]:
    """What a finding tells of figures that are said to be of another year."""
    year = t("trước", "the year before") if dated.year is None else dated.year
    return {"name": _names(wrong, catalog), "year": year, "other": wrong[0].year}


def _names(figures: Sequence[OfYear], catalog: Catalog) -> str:
    names = list(dict.fromkeys(catalog.unit(r.unit).name(r.year) for r in figures))
    more = t(f" và {len(names) - _NAMED} nơi khác", f" and {len(names) - _NAMED} more") if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def borrowed(lent: Lent, figures: Iterable[Of]) -> list[Of]:
    """The figures that a text calls another unit's, one of each unit."""
    own = {r.unit: r for r in figures if (r.unit in lent.units or not lent.units) and r.unit not in lent.owners}
    return list(own.values())


def facts_of_lent(lent: Lent, wrong: Sequence[OfYear], catalog: Catalog) -> dict[str, object]:
    """What a finding tells of figures that are said to be another unit's."""
    return {"name": _names(wrong, catalog), "other": catalog.unit(min(lent.owners)).name(wrong[0].year)}


def printed(readings: Iterable[Reading]) -> list[Reading]:
    """The readings that hold a figure."""
    return [r for r in readings if (r.score, r.rank) != (None, None)]


def _report_notes(reader: TableReader) -> None:
    """Report each note that dates some units' figures otherwise than they were read: no year of the table is theirs."""
    table, catalog = reader.table, reader.catalog
    for note in dict.fromkeys((*table.titles, *table.notes)):
        marked, left = marked_rows(table.grid, table.rows, note)
        for dated in dated_at(left, catalog) if marked else dated_in(note, catalog):
            of_rows = (x for found in _readings_in(reader, marked).values() for x in found)
            if wrong := against(dated, printed(of_rows if marked else reader.readings)):
                reader.find_at("note-year", cell_of_note(table, note), **facts_of(dated, wrong, catalog))
        for lent in lent_in(note, catalog):
            if others := borrowed(lent, printed(reader.readings)):
                reader.find_at("note-owner", cell_of_note(table, note), **facts_of_lent(lent, others, catalog))


# --- remarks at the rows --------------------------------------------------------------------------


def _report_remarks(reader: TableReader) -> None:
    """Report remarks that say of the figures of their rows that they are of another year, or that they are in doubt."""
    doubts, headings = Doubts.of(reader.catalog), [x for path in reader.table.paths.values() for x in path]
    for position, label in _columns(reader, doubts):
        rows: dict[str, list[int]] = defaultdict(list)
        for r, value in zip(reader.table.rows, reader.values(position), strict=True):
            if (text := _text(value)) and holds_unit(reader, r):
                rows[text].append(r)
        for text, where in rows.items():
            told = list(dated_at(text, reader.catalog))
            if doubts.are(text) or (not told and told_against(text, ("note",), headings, reader.catalog)):
                reader.find("rows-unclear", where[0], position, label=label, value=f"“{text}”")
            for dated in told:
                _report_dated(reader, dated, where, position)
            for lent in lent_at(text, reader.catalog):
                _report_lent(reader, lent, where, position)


def _report_dated(reader: TableReader, dated: Dated, rows: Sequence[int], position: int) -> None:
    """Report the first of some rows whose figures a remark dates otherwise than they were read."""
    found = ((r, against(dated, printed(readings))) for r, readings in _readings_in(reader, rows).items())
    wrong = [(r, readings) for r, readings in found if readings]
    if wrong:
        facts = facts_of(dated, [x for _, readings in wrong for x in readings], reader.catalog)
        reader.find("note-year", wrong[0][0], position, **facts)


def _report_lent(reader: TableReader, lent: Lent, rows: Sequence[int], position: int) -> None:
    """Report the first of some rows whose figures a remark calls another unit's."""
    found = ((r, borrowed(lent, printed(readings))) for r, readings in _readings_in(reader, rows).items())
    wrong = [(r, readings) for r, readings in found if readings]
    if wrong:
        facts = facts_of_lent(lent, [x for _, readings in wrong for x in readings], reader.catalog)
        reader.find("note-owner", wrong[0][0], position, **facts)


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


def _columns(reader: TableReader, doubts: Doubts) -> Iterator[tuple[int, str]]:
    """The columns of remarks on the figures, with their headings; words without any heading are remarks."""
    for position in reader.table.columns:
        path = reader.table.paths.get(position, ())
        headed = any(doubts.concerns(split_label(label)[1]) for label in path)
        if position != reader.table.unit_column and (headed or (not path and not reader.typed(position))):
            yield position, " / ".join(map(squeeze, path)) or "–"
