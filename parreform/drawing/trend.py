"""Drawing a province through the years: one panel an index, ranks with 1 on top or scores."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import cycle

import numpy as np
from matplotlib.figure import Figure

from parreform.drawing.ink import BEHIND, FIELD, GRID, LINES, Dots, Label, Shape, Stroke, box_area, joined
from parreform.drawing.notes import Notes
from parreform.drawing.page import Entry, Page, area_sign, dot_sign, line_sign, rule_sign, text_sign
from parreform.drawing.room import DOWN, LEFT, RIGHT, UP, Box, Frame, Room, spots
from parreform.drawing.style import (
    BAND,
    EVENT,
    FAINT,
    FOCUS,
    LEADING,
    LOOKS,
    PALE,
    SOFT,
    WHITE,
    Look,
    Sheet,
    text_width,
    wrap,
)
from parreform.drawing.ticks import notable, rank_ticks, score_ticks
from parreform.pictures.lines import Band, Break, Line, breaks, broken_years, focus_of, line_runs, runs
from parreform.pictures.trend import TrendPicture, about, panels_of
from parreform.pictures.words import number, said
from parreform.settings import t

_PANEL = 14.5
"""The least height of a panel, in sizes of type."""


def draw(picture: TrendPicture, sheet: Sheet) -> Figure:
    """The line ends at gaps, missing years ("–") and breaks (dashed rules with their reasons).

    Filled marks are published ranks, hollow ones computed.
    """
    crowded = {lines[0].index for lines in panels_of(picture.lines) if len(breaks(lines)) > 2}
    plan = _Plan(picture, sheet, crowded)
    if plan.refused:
        plan = _Plan(picture, sheet, crowded | plan.refused)
    return plan.figure()


@dataclass(frozen=True, slots=True)
class _Panel:
    lines: Sequence[Line]
    focus: Line | None
    frame: Frame
    ticks: Sequence[float]
    room: Room


class _Plan:
    """A whole picture, planned in points before anything is drawn.

    The reasons of breaks stand beside their rules, those of `numbered` indices in notes. An index whose
    reasons find no room is `refused`: then the page is planned again with that one numbered too.
    """

    def __init__(self, picture: TrendPicture, sheet: Sheet, numbered: set[str]) -> None:
        self.picture, self.sheet, self.measure, self.numbered = picture, sheet, picture.measure, numbered
        self.looks = _looks(picture)
        self.panels: list[_Panel] = []
        self.refused: set[str] = set()
        self.above, notes = _notes(picture, numbered, short=sheet.aside > 0)
        written = Notes(notes, sheet)
        self.aside = written.aside
        groups, size = panels_of(picture.lines), sheet.text
        self.page = Page(picture, sheet, _key(picture), body=len(groups) * _PANEL * size, below=written.below)
        self.shapes = self.page.shapes
        self.shapes += written.labels(self.page.notes, self.page.body.top, self.page.body.bottom)
        area = self.page.body
        bottom, high = area.bottom + size * 1.6, (area.top - area.bottom - size * 1.6) / len(groups)
        for turn, lines in enumerate(groups):
            self._plan(lines, bottom + (len(groups) - turn) * high, high)

    def _plan(self, lines: Sequence[Line], top: float, high: float) -> None:
        size = self.sheet.text
        box = Box(size * 4.2, top - high, self.sheet.width - size * 5.4 - self.aside, top - size * 3.1)
        frame, ticks = self._frame(lines, box)
        focus = focus_of(lines, self.picture.unit, self.measure)
        room = Room(Box(box.left, box.bottom, box.right + size * 4.8, box.top))
        self.panels.append(_Panel(lines, focus, frame, ticks, room))
        self._write_head(lines, frame)
        self._occupy(room, frame, lines)
        if focus:
            self._say_values(room, frame, focus, named=len(lines) > 1)
        for line in lines:
            if line is not focus:
                self._say_name(room, frame, line, self._look(line, focus).colour)
        for rule in breaks(lines):
            if lines[0].index not in self.numbered and not self._say_reason(room, frame, rule):
                self.refused.add(lines[0].index)
        for run in _band_runs(lines):
            self._say_group(room, frame, run)

    def _say_group(self, room: Room, frame: Frame, run: Sequence[Band]) -> None:
        """The name of a group within its band, where there is room: it may be left out."""
        small, last = self.sheet.small * 0.9, run[-1]
        low = frame.box.top - frame.box.bottom < 15 * self.sheet.text
        if low or text_width(last.label, small) > (frame.at(1, 0)[0] - frame.at(0, 0)[0]) * len(run):
            return
        x = (frame.at(run[0].year, 0)[0] + frame.at(last.year, 0)[0]) / 2
        rows = np.linspace(last.first, last.last, 7)[1:-1].tolist()
        places = [((x, frame.at(last.year, row)[1] - small * LEADING / 2), UP, 0.0) for row in (rows[2], *rows)]
        room.put(Label(last.label, small, SOFT, ha="center"), places, 50)

    def _write_head(self, lines: Sequence[Line], frame: Frame) -> None:
        size, small, box = self.sheet.text, self.sheet.small, frame.box
        name = Label(lines[0].label, size * 1.2, bold=True, x=box.left, y=box.top + size * 1.5)
        beside = box.left + text_width(name.text, name.size, bold=True) + size
        self.shapes += [name, Label(about(lines, self.measure), small, SOFT, x=beside, y=name.y)]
        for year, mark in self.above[lines[0].index].items():
            x, y = frame.at(year, frame.high)
            self.shapes.append(Label(mark, small, SOFT, x=x, y=y + 3, ha="center"))

    def _frame(self, lines: Sequence[Line], box: Box) -> tuple[Frame, Sequence[float]]:
        years = _years(self.picture)
        values = [m.value(self.measure) or 0 for line in lines for m in line.shown(self.measure)] or [0]
        if self.measure == "rank":
            best, worst = 1.0, float(max(2, *values, *(m.n or 0 for line in lines for m in line.shown("rank"))))
            ticks: Sequence[float] = rank_ticks(int(worst))
        else:
            values += [value for line in lines for other in line.field for _, value in other]
            best, worst = (max(values), min(values)) if max(values) > min(values) else (values[0] + 1, values[0] - 1)
            ticks = score_ticks(worst, best)
        pad = min(self.sheet.text * 1.8, (box.top - box.bottom) * 0.2)
        beyond = (best - worst) * pad / (box.top - box.bottom - 2 * pad)
        low, high = worst - beyond, best + beyond
        ticks = [v for v in ticks if min(low, high) <= v <= max(low, high)]
        return Frame(box, years[0], years[-1], low, high), ticks

    def _occupy(self, room: Room, frame: Frame, lines: Sequence[Line]) -> None:
        for run in (run for line in lines for run in line_runs(line, self.measure)):
            room.stroke(*(frame.at(*point) for point in run))
            for point in run:
                room.mark(*frame.at(*point), self.sheet.text * 0.5)
        for year in _gaps(self.picture, lines):
            x, y = frame.at(year, frame.low)
            room.mark(x, y + 2 + 0.3 * self.sheet.text, 0.35 * self.sheet.text)
            self.shapes.append(Label("–", self.sheet.text, SOFT, x=x, y=y + 2, ha="center"))
        for x in {rule.x for rule in breaks(lines)} | set(self.above[lines[0].index]):
            room.stroke(frame.at(x, frame.low), frame.at(x, frame.high), soft=True)

    def _say_values(self, room: Room, frame: Frame, line: Line, *, named: bool) -> None:
        size = self.sheet.text
        for mark, side in notable(line, self.measure).items():
            words = f"{said(mark, line, self.measure)}\n{mark.year}"
            label = Label(words, size, ha="center")
            if side == RIGHT:
                label = Label(f"{line.unit}\n{words}" if named else words, size, FOCUS, bold=True, ha="center")
            room.put(label, spots(frame.at(mark.year, mark.value(self.measure) or 0), (side,), size))

    def _say_name(self, room: Room, frame: Frame, line: Line, colour: str) -> None:
        shown = line.shown(self.measure)[::-1]
        places = (frame.at(m.year, m.value(self.measure) or 0) for m in (*shown[:1], *shown[-1:], *shown))
        label = Label(line.unit, self.sheet.small, colour)
        room.put(label, (spot for place in places for spot in spots(place, (RIGHT, UP, DOWN), self.sheet.text)))

    def _say_reason(self, room: Room, frame: Frame, rule: Break) -> bool:
        small, box = self.sheet.small, frame.box
        words = wrap(rule.reason, small * 13, small)
        x, half = frame.at(rule.x, 0)[0], small * LEADING * len(words) / 2
        heights = np.arange(box.top - half - 1, box.bottom + half, -small).tolist()
        label = Label("\n".join(words), small, SOFT)
        sides = ((RIGHT, "left"), (LEFT, "right")) if heights else ()
        return any(room.put(replace(label, ha=ha), [((x, y), side, 3) for y in heights], 100) for side, ha in sides)

    def figure(self) -> Figure:
        for panel in self.panels:
            self.shapes += [*self._grid(panel), *self._rules(panel), *self._field(panel), *panel.room.labels]
            for line in panel.lines:
                look = self._look(line, panel.focus)
                self.shapes += self._line(line, look, panel.frame, wide=line is panel.focus)
        return self.page.figure()

    def _grid(self, panel: _Panel) -> list[Shape]:
        frame, box, small = panel.frame, panel.frame.box, self.sheet.small
        shapes: list[Shape] = [
            box_area(frame.at(b.year - 0.5, 0)[0], low, frame.at(b.year + 0.5, 0)[0], high, BAND, z=BEHIND)
            for turn, b in _bands(panel.lines)
            if turn % 2
            for (_, high), (_, low) in [(frame.at(b.year, b.first - 0.5), frame.at(b.year, b.last + 0.5))]
        ]
        for value in panel.ticks:
            y = frame.at(frame.first, value)[1]
            shapes.append(Stroke(((box.left, y), (box.right, y)), FAINT, 0.8, z=GRID))
            shapes.append(Label(number(value), small, SOFT, x=box.left - 3, y=y - small * 0.36, ha="right"))
        every = 1 + int((frame.last - frame.first) * self.sheet.text * 3.2 / (box.right - box.left))
        years = range(frame.last, frame.first - 1, -every) if panel is self.panels[-1] else ()
        for year in years:
            x = frame.at(year, frame.low)[0]
            shapes.append(
                Label(str(year), self.sheet.text, SOFT, x=x, y=box.bottom - self.sheet.text * 1.2, ha="center")
            )
        return shapes

    def _rules(self, panel: _Panel) -> list[Shape]:
        frame = panel.frame
        rules = [Stroke(_upright(frame, rule.x), SOFT, 0.8, (3.2, 2.4), z=GRID + 0.5) for rule in breaks(panel.lines)]
        return [*rules, *(Stroke(_upright(frame, x), EVENT, 1.1, z=GRID + 0.4) for x in _events(self.picture))]

    def _field(self, panel: _Panel) -> list[Shape]:
        """All others in one grey stroke; a short dash where a year stands alone."""
        drawn, at = [], panel.frame.at
        for line in panel.lines:
            broken = broken_years(line, self.measure)
            for run in (run for other in line.field for run in runs(dict(other), broken)):
                (x, y), *more = (at(*p) for p in run)
                drawn.append([(x, y), *more] if more else [(x - 3, y), (x + 3, y)])
        return [Stroke(joined(drawn), PALE, 0.5, z=FIELD)] if drawn else []

    def _line(self, line: Line, look: Look, frame: Frame, *, wide: bool) -> list[Shape]:
        size, z = self.sheet.text, LINES + (0.5 if wide else 0.0)
        drawn = [[frame.at(*p) for p in run] for run in line_runs(line, self.measure) if len(run) > 1]
        shapes: list[Shape] = [Stroke(joined(drawn), look.colour, size * (0.27 if wide else 0.14), look.dashes, z)] if drawn else []  # fmt: skip
        across, edge = size * (0.78 if wide else 0.55), size * 0.14
        for hollow in (False, True):
            marks = [m for m in line.shown(self.measure) if self._computed(m.kind) is hollow]
            places = [frame.at(m.year, m.value(self.measure) or 0) for m in marks]
            if places:
                face = WHITE if hollow else look.colour
                shapes.append(Dots(places, across, face, look.colour, edge, look.shape, z=z + 0.6))
        return shapes

    def _look(self, line: Line, focus: Line | None) -> Look:
        return LOOKS[0] if line is focus else self.looks.get(line.unit, LOOKS[1])

    def _computed(self, kind: str) -> bool:
        return self.measure == "rank" and kind == "computed"


def _bands(lines: Sequence[Line]) -> list[tuple[int, Band]]:
    """The bands of a panel, each with its place among those of its year."""
    seen: dict[int, int] = {}
    found = []
    for band in dict.fromkeys(b for line in lines for b in line.bands):
        found.append((seen.get(band.year, 0), band))
        seen[band.year] = seen.get(band.year, 0) + 1
    return found


def _band_runs(lines: Sequence[Line]) -> list[list[Band]]:
    """The same band in years that follow each other."""
    runs_of: list[list[Band]] = []
    for _, band in sorted(_bands(lines), key=lambda b: (b[1].label, b[1].year)):
        before = runs_of[-1][-1] if runs_of else None
        if before and replace(before, year=band.year) == band and before.year == band.year - 1:
            runs_of[-1].append(band)
        else:
            runs_of.append([band])
    return runs_of


def _upright(frame: Frame, x: float) -> tuple[tuple[float, float], tuple[float, float]]:
    return frame.at(x, frame.low), frame.at(x, frame.high)


def _looks(picture: TrendPicture) -> dict[str, Look]:
    """How each unit but the one in focus is told apart, the same in every panel."""
    others = dict.fromkeys(line.unit for line in picture.lines if line.unit != picture.unit)
    return dict(zip(others, cycle(LOOKS[1:]), strict=False))


def _years(picture: TrendPicture) -> range:
    years = [m.year for line in picture.lines for m in line.marks] or [0]
    return range(min(years), max(years) + 1)


def _gaps(picture: TrendPicture, lines: Sequence[Line]) -> set[int]:
    return set(_years(picture)) - {m.year for line in lines for m in line.shown(picture.measure)}


def _key(picture: TrendPicture) -> list[Entry]:
    ranks = picture.measure == "rank"
    kinds = {m.kind == "computed" for line in picture.lines for m in line.shown("rank") if ranks}
    panels = panels_of(picture.lines)
    others = t("các tỉnh, thành phố khác", "other provinces")
    key = {
        Entry(dot_sign(FOCUS), t("hạng in: nơi công bố", "printed rank: the publisher's")): False in kinds,
        Entry(dot_sign(FOCUS, hollow=True), t("hạng tính: từ điểm", "computed rank: from scores")): True in kinds,
        Entry(line_sign(PALE, 1.0), others): any(line.field for line in picture.lines),
        Entry(area_sign(BAND, PALE), t("nhóm của nơi công bố", "the publisher's groups")): any(map(_bands, panels)),
        Entry(text_sign("–"), t("không có hạng", "no rank") if ranks else t("không có điểm", "no score")): any(
            _gaps(picture, lines) for lines in panels
        ),
        Entry(rule_sign(SOFT, 0.8, (2.4, 1.8)), t("không so sánh được với năm trước", "not comparable with the year before")): any(map(breaks, panels)),
        Entry(rule_sign(EVENT, 1.1), t("sáp nhập", "merger")): bool(_events(picture)),
    }  # fmt: skip
    return [entry for entry, needed in key.items() if needed]


def _events(picture: TrendPicture) -> dict[float, tuple[str, str]]:
    """Letter and words of the events of each year drawn, by where their rule stands."""
    by_year: dict[int, list[str]] = {}
    years = _years(picture)
    for year, what in picture.events:
        if years[0] <= year <= years[-1] + 1:
            by_year.setdefault(year, []).append(what)
    return {y - 0.5: (chr(97 + i), f"{y}: {'; '.join(by_year[y])}") for i, y in enumerate(sorted(by_year))}


def _notes(
    picture: TrendPicture, numbered: set[str], *, short: bool
) -> tuple[dict[str, dict[float, str]], list[tuple[str, str]]]:
    """Marks above the rules of each index, and the notes they stand for: numbers for breaks, letters for events.

    `short` keeps a reason's first clause.
    """
    events = _events(picture)
    above: dict[str, dict[float, str]] = {}
    notes: list[tuple[str, str]] = []
    for lines in panels_of(picture.lines):
        marks = above[lines[0].index] = {x: letter for x, (letter, _) in events.items()}
        for rule in breaks(lines) if lines[0].index in numbered else ():
            reason = re.split("[;:]", rule.reason)[0] if short else rule.reason
            notes.append((str(len(notes) + 1), f"{lines[0].label} {rule.earlier}–{rule.later}: {reason}"))
            marks[rule.x] = f"{len(notes)} {marks.get(rule.x, '')}".strip()
    return above, notes + list(events.values())
