"""What notes around a table and remarks at its rows say against some of the figures: of another year, not settled."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Protocol, TypeVar

from parreform.catalog import Catalog
from parreform.dating import marked_rows
from parreform.doubts import holds_unit
from parreform.evidence import cell_of_note
from parreform.labels import split_label
from parreform.naming import parse_year
from parreform.noted import Dated, Lent, Saying, dated_at, dated_in, lent_at, lent_in
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


def against(said: Saying, figures: Iterable[Of]) -> list[Of]:
    """The figures that a text calls another year's or another unit's than they were read as, one of each unit."""
    of_unit: dict[str, list[Of]] = defaultdict(list)
    for r in figures:
        if r.unit in said.units or not said.units:
            of_unit[r.unit].append(r)
    if isinstance(said, Lent):
        return [found[-1] for unit, found in of_unit.items() if unit not in said.owners]
    return [found[0] for found in of_unit.values() if said.contradicts(r.year for r in found)]


def contradiction(said: Saying, wrong: Sequence[OfYear], catalog: Catalog) -> tuple[str, dict[str, object]]:
    """The code and the facts of a finding on figures that are said to be of another year or unit."""
    names, other = _names(wrong, catalog), wrong[0].year
    if isinstance(said, Lent):
        return "note-owner", {"name": names, "other": catalog.unit(min(said.owners)).name(other)}
    year = t("trước", "the year before") if said.year is None else said.year
    return "note-year", {"name": names, "year": year, "other": other}


def _names(figures: Sequence[OfYear], catalog: Catalog) -> str:
    names = list(dict.fromkeys(catalog.unit(r.unit).name(r.year) for r in figures))
    more = t(f" và {len(names) - _NAMED} nơi khác", f" and {len(names) - _NAMED} more") if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def printed(readings: Iterable[Reading]) -> list[Reading]:
    """The readings that hold a figure."""
    return [r for r in readings if (r.score, r.rank) != (None, None)]


def _report_notes(reader: TableReader) -> None:
    """Report each note that dates some units' figures otherwise than they were read: no year of the table is theirs."""
    table, catalog = reader.table, reader.catalog
    for note in dict.fromkeys((*table.titles, *table.notes)):
        marked, left = marked_rows(table.grid, table.rows, note)
        dated = dated_at(left, catalog) if marked else dated_in(note, catalog)
        sayings: Iterable[Saying] = chain(dated, lent_in(note, catalog))
        for said in sayings:
            of_rows = marked and isinstance(said, Dated)
            figures = chain(*_readings_in(reader, marked).values()) if of_rows else reader.readings
            if wrong := against(said, printed(figures)):
                code, facts = contradiction(said, wrong, catalog)
                reader.find_at(code, cell_of_note(table, note), **facts)


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
            dated = list(dated_at(text, reader.catalog))
            if doubts.are(text) or (not dated and told_against(text, ("note",), headings, reader.catalog)):
                reader.find("rows-unclear", where[0], position, label=label, value=f"“{text}”")
            sayings: Iterable[Saying] = chain(dated, lent_at(text, reader.catalog))
            for said in sayings:
                _report_said(reader, said, where, position)


def _report_said(reader: TableReader, said: Saying, rows: Sequence[int], position: int) -> None:
    """Report the first of some rows whose figures a remark calls another year's or another unit's."""
    found = ((r, against(said, printed(readings))) for r, readings in _readings_in(reader, rows).items())
    wrong = [(r, readings) for r, readings in found if readings]
    if wrong:
        code, facts = contradiction(said, [x for _, readings in wrong for x in readings], reader.catalog)
        reader.find(code, wrong[0][0], position, **facts)


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
