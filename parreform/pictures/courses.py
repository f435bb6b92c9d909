"""What pictures of all units through the years have in common: bump and slope."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar

from parreform.analysis.course import Seat, courses
from parreform.analysis.panel import Panel
from parreform.catalog import Catalog
from parreform.entries import Group
from parreform.export import Cell, Listing
from parreform.pictures.base import Held, Picture, ranked_words
from parreform.pictures.focus import Focus, looks_of
from parreform.pictures.lines import Break
from parreform.settings import t
from parreform.text import sort_key

COLUMNS = tuple("index unit_id unit year rank rank_kind n_ranked score comparable focus".split())


@dataclass(frozen=True, slots=True)
class Course:
    """One unit's way. `focus` counts from 1, 0 is the grey field; a `member` went into the unit in focus.

    `names` are the unit's at its first and at its last seat: some change theirs. `named` says whether it is
    of the group asked for; without a group all are.
    """

    unit: str
    names: tuple[str, str]
    focus: int
    member: bool
    named: bool
    seats: tuple[Seat, ...]

    def seat(self, year: int) -> Seat | None:
        """The seat of a year."""
        return next((s for s in self.seats if s.year == year), None)


@dataclass(frozen=True, slots=True)
class Column:
    """A year: how many were ranked, None where no source says, how many of these are held, and the rows of its time."""

    year: int
    n: int | None
    held: int
    rows: int

    @property
    def whole(self) -> bool:
        """Whether who has no seat has no rank, rather than none that is held."""
        return bool(self.held) and self.held >= (self.n or self.held) * 0.9


@dataclass(frozen=True, slots=True)
class Join:
    """A unit's seat before a merger and that of its successor after it, as (year, row)."""

    earlier: tuple[int, int]
    later: tuple[int, int]
    focus: int


@dataclass(frozen=True, slots=True)
class Absent:
    """A unit that has a seat in other years of a picture, but none in its first or its last."""

    unit: str
    focus: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursesPicture(Picture):
    """All units through the years. `missing` lists those without a place in the first and in the last year."""

    index: str
    columns: tuple[Column, ...]
    courses: tuple[Course, ...]
    joins: tuple[Join, ...]
    missing: tuple[tuple[Absent, ...], tuple[Absent, ...]]
    breaks: tuple[Break, ...]
    events: tuple[tuple[int, str], ...]

    def data(self) -> Listing:
        """Every place drawn; `comparable` with the place before, `focus` the number of what is brought forward."""
        return Listing(self.kind, COLUMNS, [self._row(c, s) for c in self.courses for s in c.seats])

    def _row(self, course: Course, seat: Seat) -> list[Cell]:
        head: list[Cell] = [self.index, course.unit, course.names[1], seat.year, seat.rank, seat.kind, seat.n]
        return [*head, seat.score, seat.follows, course.focus or None]


P = TypeVar("P", bound=CoursesPicture)


@dataclass(frozen=True, slots=True)
class Ways:
    """Courses, joins and the rest, found; the words are still to be said."""

    columns: tuple[Column, ...]
    courses: tuple[Course, ...]
    joins: tuple[Join, ...]
    missing: tuple[tuple[Absent, ...], tuple[Absent, ...]]
    breaks: tuple[Break, ...]
    events: tuple[tuple[int, str], ...]


def ways(
    panel: Panel, years: Sequence[int], found: Sequence[Focus], catalog: Catalog, group: Group | None = None
) -> Ways:
    """Everything about the places of all units in some years but words."""
    merged = merger_years(catalog, years)
    looks = looks_of(found)
    seats = courses(panel, years, merged)
    ordered = sorted(seats, key=lambda u: (looks.get(u, (99, False)), sort_key(catalog.units[u].vi), u))
    peers = set(group.members) if group else set(seats)
    drawn = tuple(_course(u, seats[u], looks.get(u, (0, False)), u in peers, catalog) for u in ordered)
    events = tuple((y, said) for y, said in merger_words(catalog) if years[0] < y <= years[-1])
    return Ways(
        _columns(drawn, years, merged),
        drawn,
        tuple(_joins(drawn, years, merged, catalog)),
        (_absent(drawn, years[0], merged, catalog), _absent(drawn, years[-1], merged, catalog)),
        tuple(_breaks(panel, years)),
        events,
    )


def merger_years(catalog: Catalog, years: Sequence[int]) -> frozenset[int]:
    """The years after the first and up to the last in whose course provinces were merged."""
    return frozenset(e.date.year for e in catalog.events if e.kind == "merge" and years[0] < e.date.year <= years[-1])


def merger_words(catalog: Catalog) -> list[tuple[int, str]]:
    """Each day of mergers, with how many provinces there were before and after."""
    days = sorted({e.date for e in catalog.events if e.kind == "merge"})
    return [(day.year, _merged_words(catalog, day)) for day in days]


def _merged_words(catalog: Catalog, day: date) -> str:
    before, after = len(catalog.provinces(day.year - 1)), len(catalog.provinces(day.year))
    return t(
        f"từ {day:%d/%m/%Y}, {before} tỉnh, thành phố thành {after}",
        f"from {day:%Y-%m-%d} {before} provinces are {after}",
    )


def _course(unit: str, seats: Sequence[Seat], look: tuple[int, bool], named: bool, catalog: Catalog) -> Course:
    known = catalog.units[unit]
    names = known.name(seats[0].year), known.name(seats[-1].year)
    return Course(unit, names, *look, named, tuple(seats))


def _era(year: int, merged: Iterable[int]) -> int:
    return sum(year >= m for m in merged)


def _columns(drawn: Sequence[Course], years: Sequence[int], merged: frozenset[int]) -> tuple[Column, ...]:
    n: dict[int, int | None] = {}
    held = Counter(s.year for course in drawn for s in course.seats)
    rows: dict[int, int] = {}
    for seat in (s for course in drawn for s in course.seats):
        n[seat.year] = seat.n
        era = _era(seat.year, merged)
        rows[era] = max(rows.get(era, 1), seat.row, seat.n or 0)
    return tuple(Column(year, n.get(year), held[year], rows[_era(year, merged)]) for year in years)


def _joins(drawn: Sequence[Course], years: Sequence[int], merged: frozenset[int], catalog: Catalog) -> Iterable[Join]:
    """From each seat right before a merger to the seat of what the unit became, where both are known."""
    by_unit = {course.unit: course for course in drawn}
    for merger in sorted(merged):
        earlier, later = max(y for y in years if y < merger), min(y for y in years if y >= merger)
        for course in drawn:
            heir = by_unit.get(_became(course.unit, merger, catalog))
            before, after = course.seat(earlier), heir.seat(later) if heir else None
            if heir and before and after:
                yield Join((earlier, before.row), (later, after.row), course.focus or heir.focus)


def _became(unit: str, year: int, catalog: Catalog) -> str:
    event = catalog.successor(catalog.units[unit])
    return event.successors[0] if event and event.date.year == year else unit


def _absent(drawn: Sequence[Course], year: int, merged: frozenset[int], catalog: Catalog) -> tuple[Absent, ...]:
    """Units of a year's territory that have a place in other years, but none in this one."""
    there = {u.id for u in catalog.provinces(year)}
    return tuple(
        Absent(course.names[1], course.focus)
        for course in drawn
        if course.named and course.unit in there and course.seat(year) is None and _same_era(course, year, merged)
    )


def _same_era(course: Course, year: int, merged: frozenset[int]) -> bool:
    return any(_era(s.year, merged) == _era(year, merged) for s in course.seats)


def _breaks(panel: Panel, years: Sequence[int]) -> Iterable[Break]:
    for earlier, later in pairwise(years):
        reason = panel.break_between(earlier, later)
        if reason:
            yield Break((earlier + later) // 2 + 0.5, earlier, later, reason)


def latest_seats(drawn: Iterable[Course], year: int) -> Mapping[str, Seat]:
    """The seats of a year by unit."""
    return {c.unit: seat for c in drawn if (seat := c.seat(year))}


def place(seat: Seat) -> str:
    """A rank with what it is of."""
    return f"{seat.rank}/{seat.n}" if seat.n else f"{seat.rank}"


def pictured(kind: type[P], found: Ways, panel: Panel, held: Held, *, title: str, topic: str) -> P:
    """A picture of what was found, with its footer and description."""
    years = [column.year for column in found.columns]
    values = [v for year in years for v in panel.by_year.get(year, {}).values()]
    return kind(
        title=title,
        topic=topic,
        footer=held.footer(values, ranked_words(c.n for c in found.columns)),
        alt=described(found),
        index=panel.indicator,
        columns=found.columns,
        courses=found.courses,
        joins=found.joins,
        missing=found.missing,
        breaks=found.breaks,
        events=found.events,
    )


def described(found: Ways) -> str:
    """The whole way of each unit in focus, the last and the first year's order, and what cannot be compared."""
    first, last = found.columns[0].year, found.columns[-1].year
    said = [f"{c.names[1]}: " + "; ".join(f"{s.year}: {place(s)}" for s in c.seats) for c in found.courses if c.focus]
    for year in dict.fromkeys((last, first)):
        row = sorted((s.row, s.rank, c.names[year == last]) for c in found.courses if (s := c.seat(year)))
        said.append(f"{year}: " + ", ".join(f"{rank} {name}" for _, rank, name in row))
    broken = "; ".join(f"{b.earlier}–{b.later}: {b.reason}" for b in found.breaks)
    said += [t("Không so sánh được: ", "Not comparable: ") + broken] if broken else []
    return ". ".join([*said, *(words for _, words in found.events)])
