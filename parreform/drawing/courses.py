"""Drawing all units through the years, bump and slope: a row for every rank, names at both ends."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from matplotlib.figure import Figure

from parreform.analysis.course import Seat
from parreform.drawing.ink import DOTS, FIELD, GRID, LINES, Dots, Label, Shape, Stroke, joined
from parreform.drawing.notes import Notes, text_rows
from parreform.drawing.page import Entry, Page, dot_sign, line_sign, rule_sign
from parreform.drawing.style import (
    CAPITAL,
    FOCUS,
    INK,
    LEADING,
    LOOKS,
    PALE,
    SOFT,
    WHITE,
    Look,
    Point,
    Sheet,
    text_width,
    wrap,
)
from parreform.pictures.courses import Column, Course, CoursesPicture, Join
from parreform.settings import t

_ROW = 1.22
"""The height of a row, in sizes of its type."""
_WIDER = 2.5
"""How much wider the step across a merger is: its lines run together there."""
_NAMED = 6
"""How many units without a place are named."""
_LEGIBLE = 5.2
"""Type smaller than this is set twice as large, names in two columns."""


def draw(picture: CoursesPicture, sheet: Sheet) -> Figure:
    """Focus units in colour, the others in grey; lines end where years cannot be compared.

    Rows of 34 units are as high together as rows of 63. Units with equal ranks have rows of their own.
    """
    plan = _Plan(picture, sheet)
    shapes = plan.page.shapes
    shapes += [*plan.heads(), *plan.rules(), *plan.joins(), *plan.field(), *plan.ends()]
    for course in picture.courses:
        if course.focus:
            shapes += plan.course(course)
    return plan.page.figure()


class _Step(NamedTuple):
    """Where a year stands and how high its rows are."""

    x: float
    row: float
    column: Column


class _Type(NamedTuple):
    """The size of names at an end, and in how many columns they stand."""

    size: float
    columns: int


class _Plan:
    """Where years and rows stand."""

    def __init__(self, picture: CoursesPicture, sheet: Sheet) -> None:
        self.picture, self.sheet = picture, sheet
        self.named = [c for c in picture.courses if c.named or c.focus]
        self.peers = len(self.named) < len(picture.courses)
        self.events = {year - 0.5: (chr(97 + i), words) for i, (year, words) in enumerate(picture.events)}
        self.numbered = len(picture.columns) > 2  # a slope tells its one break in its topic
        told = picture.breaks if self.numbered else ()
        said = [(str(i), f"{b.earlier}–{b.later}: {b.reason}") for i, b in enumerate(told, start=1)]
        notes = Notes([*said, *self.events.values()], sheet)
        most, wide = max(c.rows for c in picture.columns), sheet.width - 2 * sheet.margin - notes.aside
        absent = [line for words in _absent_words(picture) for line in wrap(words, wide, sheet.small)]
        head, below = sheet.text * 3.4, (len(absent) + 0.3) * sheet.small * LEADING if absent else 0.0
        body = head + most * sheet.small * 0.96 * _ROW + below
        self.page = Page(picture, sheet, _key(picture), body=body, below=notes.below)
        area = self.page.body
        self.page.shapes += notes.labels(self.page.notes, area.top, area.bottom)
        self.page.shapes += text_rows(absent, area.left, area.bottom + sheet.small * 0.25, sheet.small, up=True)
        self.top, self.high = area.top - head, area.top - head - area.bottom - below
        self.types = [self._type(c.rows) for c in (picture.columns[0], picture.columns[-1])]
        left, right = area.left + self._names_width(0), area.right - notes.aside - self._names_width(1)
        self.steps = {c.year: _Step(x, self.high / c.rows, c) for x, c in self._columns(left, right)}

    def _type(self, rows: int) -> _Type:
        size = self.high / rows / _ROW
        two = size < _LEGIBLE
        return _Type(min(self.sheet.text, size * (1.55 if two else 1.0)), 2 if two else 1)

    def _names_width(self, end: int) -> float:
        """Room for rank and name at an end."""
        return self._column_width(end) * self.types[end].columns + self.types[end].size * 0.9

    def _column_width(self, end: int) -> float:
        year, size = self.picture.columns[-end].year, self.types[end].size
        names = [c.names[end] for c in self.named if c.seat(year)]
        widest = max((text_width(name, size, bold=True) for name in names), default=0.0)
        return max(widest + text_width("63", size, bold=True) + size * 1.1, size * 5)

    def _columns(self, left: float, right: float) -> list[tuple[float, Column]]:
        columns, wide = self.picture.columns, {int(x + 0.5) for x in self.events}
        steps = [_WIDER if any(a.year < y <= b.year for y in wide) else 1.0 for a, b in pairwise(columns)]
        places = [sum(steps[:n]) / (sum(steps) or 1) for n in range(len(columns))]
        return [(left + place * (right - left), column) for place, column in zip(places, columns, strict=True)]

    def at(self, year: int, row: int) -> Point:
        """The middle of a row in a year."""
        step = self.steps[year]
        return step.x, self.top - (row - 0.5) * step.row

    def between(self, x: float) -> float:
        """The middle between two years shown."""
        before = max((y for y in self.steps if y < x), default=min(self.steps))
        after = min((y for y in self.steps if y > x), default=max(self.steps))
        return (self.steps[before].x + self.steps[after].x) / 2

    # --- what stands around -----------------------------------------------------------------------

    def heads(self) -> list[Shape]:
        """Years, and how many are ranked where that differs."""
        size, small = self.sheet.text, self.sheet.small * 0.92
        shapes: list[Shape] = []
        differ = len({c.n for c in self.picture.columns if c.n}) > 1
        gap = (max(s.x for s in self.steps.values()) - min(s.x for s in self.steps.values())) / max(
            len(self.steps) - 1, 1
        )
        every = max(1, round(size * 3 / gap + 0.49)) if len(self.steps) > 1 else 1
        for turn, (year, step) in enumerate(reversed(self.steps.items())):
            if turn % every == 0:
                shapes.append(Label(str(year), size, INK, x=step.x, y=self.top + size * 1.55, ha="center"))
                if differ and step.column.n:
                    n = f"n={step.column.n}" if gap * every > size * 3.6 else str(step.column.n)
                    shapes.append(Label(n, small, SOFT, x=step.x, y=self.top + size * 0.45, ha="center"))
        return shapes

    def rules(self) -> list[Shape]:
        """Breaks as numbered dashed rules; the letters of mergers."""
        size, shapes = self.sheet.text, list[Shape]()
        letters: dict[float, list[str]] = {}
        for turn, rule in enumerate(self.picture.breaks, start=1):
            x = self.between(rule.x)
            shapes.append(Stroke(((x, self.top), (x, self.top - self.high)), SOFT, 0.8, (3.2, 2.4), z=GRID))
            letters.setdefault(x, []).extend([str(turn)] if self.numbered else [])
        for x, (letter, _) in self.events.items():
            letters.setdefault(self.between(x), []).append(letter)
        above = self.top + size * 0.45
        return [
            *shapes,
            *(Label(" ".join(said), self.sheet.small, SOFT, x=x, y=above, ha="center") for x, said in letters.items()),
        ]

    def ends(self) -> list[Shape]:
        """Ranks and names at both ends, in order of rows."""
        shapes: list[Shape] = []
        for end, column in enumerate((self.picture.columns[0], self.picture.columns[-1])):
            found = [(seat.row, course, seat) for course in self.named if (seat := course.seat(column.year))]
            for turn, (_, course, seat) in enumerate(sorted(found, key=lambda f: f[0])):
                shapes += self._end(course, seat, end, turn % self.types[end].columns)
        return shapes

    def _end(self, course: Course, seat: Seat, end: int, outward: int) -> list[Shape]:
        size, side, ha = self.types[end].size, (-1, 1)[end], ("right", "left")[end]
        (x, middle), bold = self.at(seat.year, seat.row), bool(course.focus)
        colour = self.look(course.focus).colour if bold else (INK if self.peers else SOFT)
        away = x + side * (size * 0.9 + outward * self._column_width(end))
        digits = text_width("63", size, bold=True)
        y, name = middle - CAPITAL * size / 2, away + side * (digits + size * 0.4)
        number = Label(str(seat.rank), size, colour, bold, name - size * 0.4 if end else away, y, "right")
        lead = [Stroke(((x + side * size * 0.4, middle), (away - side * size * 0.3, middle)), PALE, 0.5, z=FIELD)]
        return [*(lead if outward else []), number, Label(course.names[end], size, colour, bold, name, y, ha)]

    # --- lines ------------------------------------------------------------------------------------

    def look(self, focus: int) -> Look:
        """How a focus is told apart."""
        return LOOKS[(focus - 1) % len(LOOKS)]

    def field(self) -> list[Shape]:
        """All others in one grey stroke; a short dash where a year stands alone, a dot where a line comes or goes."""
        grey = [course for course in self.picture.courses if not course.focus]
        peers = [course for course in grey if course.named] if self.peers else []
        return [*self._grey(grey, PALE, 0.7, FIELD), *self._grey(peers, SOFT, 1.0, FIELD + 0.2)]

    def _grey(self, grey: Sequence[Course], colour: str, width: float, z: float) -> list[Shape]:
        lone = min(self.sheet.text * 0.5, 4.0)
        drawn: list[list[Point]] = []
        for run in (run for course in grey for run in self._runs(course.seats)):
            (x, y), *more = run
            drawn.append(run if more else [(x - lone / 2, y), (x + lone / 2, y)])
        moves = [self.at(seat.year, seat.row) for course in grey for seat in _moves(self.picture, course)]
        shapes: list[Shape] = [Stroke(joined(drawn), colour, width, z=z)] if drawn else []
        dots = [Dots(moves, self.sheet.text * 0.36, WHITE, SOFT, 0.6, z=z + 0.1)] if moves else []
        return [*shapes, *dots]

    def _runs(self, seats: Sequence[Seat]) -> list[list[Point]]:
        runs: list[list[Point]] = []
        for seat in seats:
            place = self.at(seat.year, seat.row)
            if seat.follows:
                runs[-1].append(place)
            else:
                runs.append([place])
        return runs

    def course(self, course: Course) -> list[Shape]:
        """A unit in focus: its line, and its marks by kind of rank."""
        look, size = self.look(course.focus), self.sheet.text
        thin = 0.6 if course.member else 1.0
        drawn = [run for run in self._runs(course.seats) if len(run) > 1]
        z = LINES + 0.5 - course.focus / 100
        shapes: list[Shape] = [Stroke(joined(drawn), look.colour, size * 0.24 * thin, look.dashes, z)] if drawn else []
        across = min(size * 0.7, min(s.row for s in self.steps.values()) * 0.92) * (0.8 if course.member else 1.0)
        for kind, face in (("published", look.colour), ("computed", WHITE)):
            places = [self.at(s.year, s.row) for s in course.seats if s.kind == kind]
            if places:
                shapes.append(Dots(places, across, face, look.colour, size * 0.13, look.shape, z=DOTS + z / 100))
        return shapes

    def joins(self) -> list[Shape]:
        """What became of each unit at a merger: bent lines, those in focus in colour."""
        shapes: list[Shape] = []
        for focus in sorted({j.focus for j in self.picture.joins}):
            bent = [self._bent(j) for j in self.picture.joins if j.focus == focus]
            colour = self.look(focus).colour if focus else PALE
            width = self.sheet.text * (0.13 if focus else 0.07)
            shapes.append(Stroke(joined(bent), colour, width, (1.6, 1.2), z=LINES if focus else FIELD))
        return shapes

    def _bent(self, join: Join) -> list[Point]:
        (x0, y0), (x1, y1) = self.at(*join.earlier), self.at(*join.later)
        shares = [n / 16 for n in range(17)]
        return [(x0 + s * (x1 - x0), y0 + (3 - 2 * s) * s * s * (y1 - y0)) for s in shares]


def _moves(picture: CoursesPicture, course: Course) -> list[Seat]:
    """Seats after which, or before which, a unit has none though the year has ranks and can be compared."""
    broken = {b.later for b in picture.breaks} | {j.later[0] for j in picture.joins}
    found = []
    for before, after in pairwise(picture.columns):
        here, there = course.seat(before.year), course.seat(after.year)
        known = before.whole and after.whole and after.year not in broken
        if known and bool(here) != bool(there):
            found.append(here or there)
    return [seat for seat in dict.fromkeys(found) if seat]


def _absent_words(picture: CoursesPicture) -> list[str]:
    """Who has no place in the first and in the last year, those in focus first; many are counted."""
    said = []
    for column, units in zip((picture.columns[0], picture.columns[-1]), picture.missing, strict=True):
        named = [u.unit for u in sorted(units, key=lambda u: u.focus == 0)][
            : _NAMED if len(units) > _NAMED + 1 else None
        ]
        rest = len(units) - len(named)
        more = t(f" và {rest} đơn vị khác", f" and {rest} others") if rest else ""
        if column.held and not column.whole:
            said.append(
                t(
                    f"Năm {column.year} có hạng của {column.held}/{column.n} đơn vị",
                    f"In {column.year} ranks are held of {column.held} of {column.n} units",
                )
            )
        elif units:
            said.append(t(f"Không có hạng {column.year}: ", f"No rank in {column.year}: ") + ", ".join(named) + more)
    return said


def _move_sign(x: float, y: float, size: float) -> list[Shape]:
    return [
        Stroke(((x, y), (x + 0.8 * size, y)), PALE, 0.7),
        Dots(((x + 0.8 * size, y),), size * 0.4, WHITE, SOFT, 0.6),
    ]


def _key(picture: CoursesPicture) -> list[Entry]:
    kinds = {s.kind for c in picture.courses if c.focus for s in c.seats}
    grey = any(not c.focus for c in picture.courses)
    entries = {
        Entry(dot_sign(FOCUS), t("hạng in: nơi công bố", "printed rank: the publisher's")): "published" in kinds,
        Entry(dot_sign(FOCUS, hollow=True), t("hạng tính: từ điểm", "computed rank: from scores")): "computed" in kinds,
        Entry(line_sign(PALE, 1.0), t("các tỉnh, thành phố khác", "other provinces")): grey and bool(kinds),
        Entry(rule_sign(SOFT, 0.8, (2.4, 1.8)), t("không so sánh được với năm trước", "not comparable with the year before")): bool(picture.breaks),
        Entry(line_sign(SOFT, 0.9, (1.6, 1.2)), t("sáp nhập: tỉnh cũ vào tỉnh mới", "merger: old province into new")): bool(picture.joins),
        Entry(_move_sign, t("năm trước hoặc năm sau không có hạng", "no rank the year before or after")): any(_moves(picture, c) for c in picture.courses if not c.focus),
    }  # fmt: skip
    return [entry for entry, needed in entries.items() if needed]
