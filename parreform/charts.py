"""Charts: one function a chart, frozen result -> Figure; `CHARTS` names them.

Charts draw what analyses found and compute nothing but geometry; what they share stands in `drawing`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from parreform.drawing.lines import Break, Line, Mark, breaks, focus_of, notable, rank_ticks, runs
from parreform.drawing.notes import note_columns, source_lines, text_rows
from parreform.drawing.room import DOWN, LEFT, RIGHT, UP, Box, Frame, Room, spots
from parreform.drawing.save import save
from parreform.drawing.style import (
    EVENT,
    FAINT,
    FOCUS,
    INK,
    LEADING,
    MEMBERS,
    PALE,
    SHEETS,
    SOFT,
    TITLE,
    Label,
    Sheet,
    draw_labels,
    font,
    house_style,
    number,
    text_width,
    wrap,
)
from parreform.errors import UsageProblem
from parreform.settings import t

__all__ = ["CHARTS", "Line", "Mark", "TrendPicture", "headline", "save", "trend"]


@dataclass(frozen=True, slots=True)
class TrendPicture:
    """A unit through the years. Lines of one index share a panel: the unit and, say, members before a merger.

    `date` is when it was made; `events` happen before the measurement of their year, as (year, what).
    """

    unit: str
    lines: tuple[Line, ...]
    sources: tuple[str, ...]
    date: str
    events: tuple[tuple[int, str], ...]


# --- trend: what is said -------------------------------------------------------------------------


def panels_of(picture: TrendPicture) -> list[list[Line]]:
    """The lines of each index, in the order given."""
    found: dict[str, list[Line]] = {}
    for line in picture.lines:
        found.setdefault(line.index, []).append(line)
    return list(found.values())


def headline(picture: TrendPicture, measure: str = "rank") -> str:
    """What the chart shows, from its marks only: the latest place, and a change only where nothing breaks it."""
    for wanted in ("rank", "score") if measure == "rank" else ("score", "rank"):
        for lines in panels_of(picture):
            focus = focus_of(lines, picture.unit, wanted)
            if focus and focus.shown(wanted):
                return f"{picture.unit}: {focus.label} " + _finding(focus, wanted)
            if any(line.shown(wanted) for line in lines):
                return f"{picture.unit}: {lines[0].label} " + _members_finding(lines, wanted)
    return t(f"{picture.unit}: chưa có số liệu", f"{picture.unit}: no data")


def _said(mark: Mark, line: Line, measure: str) -> str:
    if measure == "score":
        return number(mark.score or 0) + ("%" if line.score_unit == "%" else "")
    return f"{mark.rank}/{mark.n}" if mark.n else f"{mark.rank}"


def _in_words(mark: Mark, line: Line, measure: str) -> str:
    said = _said(mark, line, measure)
    if measure == "rank":
        computed = t(" (tính từ điểm)", " (computed)") if mark.kind == "computed" else ""
        return t(f"hạng {said}", f"rank {said}") + computed
    return said if line.score_unit == "%" else said + t(" điểm", " points")


def _finding(line: Line, measure: str) -> str:
    *earlier, latest = line.shown(measure)
    said = _in_words(latest, line, measure) + t(f" năm {latest.year}", f" in {latest.year}")
    before = earlier[-1] if earlier else latest
    if before.year != latest.year - 1 or latest.break_reason or (measure == "rank" and before.kind != latest.kind):
        return said
    if measure == "rank" and before.n != latest.n:
        # Places among 60 and among 63 units have no common measure: say both, subtract neither.
        earlier_place = _said(before, line, measure)
        return said + t(f", năm {before.year} hạng {earlier_place}", f", {earlier_place} in {before.year}")
    return said + _change(before, latest, line, measure)


def _change(before: Mark, latest: Mark, line: Line, measure: str) -> str:
    change = round((latest.value(measure) or 0) - (before.value(measure) or 0), 2)
    if change == 0:
        return t(f", giữ nguyên so với {before.year}", f", unchanged from {before.year}")
    percent = line.score_unit == "%"
    step = t("điểm phần trăm", "percentage points") if percent else t("điểm", "points")
    step = t("bậc", "places") if measure == "rank" else step
    way = t("tăng", "up") if (change < 0) == (measure == "rank") else t("giảm", "down")
    much = f", {way} {number(abs(change))} {step}"
    return much + t(f" so với {before.year}", f" from {before.year}")


def _members_finding(lines: Sequence[Line], measure: str) -> str:
    year = max(m.year for line in lines for m in line.shown(measure))
    latest = ((m, line) for line in lines for m in line.shown(measure) if m.year == year)
    return f"{year}: " + ", ".join(f"{line.unit} {_in_words(m, line, measure)}" for m, line in latest)


def _about(lines: Sequence[Line], measure: str) -> str:
    if measure == "score":
        unit = "%" if lines[0].score_unit == "%" else t("điểm", "points")
        return t("đơn vị: ", "unit: ") + unit
    ranked = sorted({m.n for line in lines for m in line.shown("rank") if m.n})
    counts = ", ".join(map(str, ranked)) if len(ranked) <= 4 else f"{ranked[0]}–{ranked[-1]}"
    by_year = t(", tùy năm", ", by year") if len(ranked) > 1 else ""
    return t(f"n = {counts} đơn vị được xếp hạng{by_year}", f"n = {counts} units ranked{by_year}") if ranked else ""


def _years(picture: TrendPicture) -> range:
    years = [m.year for line in picture.lines for m in line.marks] or [0]
    return range(min(years), max(years) + 1)


def _gaps(picture: TrendPicture, lines: Sequence[Line], measure: str) -> set[int]:
    return set(_years(picture)) - {m.year for line in lines for m in line.shown(measure)}


def _key(picture: TrendPicture, measure: str) -> str:
    kinds = {m.kind == "computed" for line in picture.lines for m in line.shown("rank") if measure == "rank"}
    panels, ranks = panels_of(picture), measure == "rank"
    words = {
        t("● hạng in: nơi công bố", "● printed rank: the publisher's"): False in kinds,
        t("○ hạng tính: từ điểm", "○ computed rank: from scores"): True in kinds,
        t("– không có hạng", "– no rank") if ranks else t("– không có điểm", "– no score"): any(
            _gaps(picture, lines, measure) for lines in panels
        ),
        t("┆ không so sánh được với năm trước", "┆ not comparable with the year before"): any(map(breaks, panels)),
    }
    return "      ".join(word for word, needed in words.items() if needed)


def _described(picture: TrendPicture, measure: str) -> str:
    lines = (
        f"{line.label}, {line.unit}: " + "; ".join(f"{m.year}: {_said(m, line, measure)}" for m in line.shown(measure))
        for line in picture.lines
    )
    return ". ".join(lines)


# --- trend: plan and drawing ---------------------------------------------------------------------


def trend(picture: TrendPicture, *, size: str = "a4", measure: str = "rank") -> Figure:
    """One unit through the years, one panel an index: ranks with 1 on top, or scores in the index's unit.

    The line ends at gaps, missing years ("–") and breaks (dashed rules with their reasons). Filled marks
    are published ranks, hollow ones computed. An unknown size or measure raises `UsageProblem`.
    """
    if size not in SHEETS or measure not in ("rank", "score") or not picture.lines:
        what = t(f"Không vẽ được: cỡ {size}, số đo {measure}", f"Cannot draw: size {size}, measure {measure}")
        raise UsageProblem(what, "a4, slide; rank, score")
    crowded = {lines[0].index for lines in panels_of(picture) if len(breaks(lines)) > 2}
    page = _Page(picture, SHEETS[size], measure, crowded)
    if page.refused:
        page = _Page(picture, SHEETS[size], measure, crowded | page.refused)
    with house_style():
        return page.drawn()


@dataclass(frozen=True, slots=True)
class _Panel:
    lines: Sequence[Line]
    focus: Line | None
    frame: Frame
    ticks: Sequence[float]
    room: Room


class _Page:
    """A whole picture, planned in points before anything is drawn.

    The reasons of breaks stand beside their rules, those of `numbered` indices in notes. An index whose
    reasons find no room is `refused`: then the page is planned again with that one numbered too.
    """

    def __init__(self, picture: TrendPicture, sheet: Sheet, measure: str, numbered: set[str]) -> None:
        self.picture, self.sheet, self.measure, self.numbered = picture, sheet, measure, numbered
        self.labels: list[Label] = []
        self.panels: list[_Panel] = []
        self.refused: set[str] = set()
        self.above, notes = _notes(picture, numbered, short=sheet.aside > 0)
        self.aside = sheet.aside if notes else 0.0
        groups, wide, size = panels_of(picture), sheet.width - 4 * sheet.text, sheet.text
        title = wrap(headline(picture, measure), wide, size * TITLE, bold=True)
        sources = source_lines(picture.sources, picture.date, wide, sheet.small)
        columns = note_columns(
            notes, self.aside - 2 * size if self.aside else wide / 2 - size, sheet.small, 1 if self.aside else 2
        )
        rows = len(sources) + 1 + (0 if self.aside else max(map(len, columns)))
        head, below = size * (3.0 + TITLE * LEADING * len(title)), sheet.small * LEADING * rows + size * 4.8
        self.height = max(sheet.height, (head + below + len(groups) * sheet.panel) if sheet.panel else 0)
        top = self.height - head
        self._write_ends(title, sources, top, below)
        self._write_notes(columns, top, below)
        for turn, lines in enumerate(groups):
            self._plan(lines, top - turn * (top - below) / len(groups), (top - below) / len(groups))

    def _write_ends(self, title: Sequence[str], sources: Sequence[str], top: float, below: float) -> None:
        size, small, left = self.sheet.text, self.sheet.small, 2 * self.sheet.text
        self.labels += text_rows(title, left, top + size * 2.2, size * TITLE, up=True, bold=True, colour=INK)
        self.labels += text_rows([_direction(self.measure)], left, top + size * 0.3, size)
        self.labels += text_rows([_key(self.picture, self.measure)], left, below - size * 2.9, small)
        self.labels += text_rows(sources, left, size * 1.2, small, up=True)

    def _write_notes(self, columns: Sequence[Sequence[tuple[str, str]]], top: float, below: float) -> None:
        size, small = self.sheet.text, self.sheet.small
        x, y = 2 * size, below - size * 3.2 - small * LEADING
        if self.aside:
            # A slide cannot grow: many notes get smaller type.
            x, y = self.sheet.width - self.aside, top - size
            small = min(small, (y - below + 3 * size) / LEADING / max(len(columns[0]), 1))
        for column in columns:
            self.labels += text_rows([mark for mark, _ in column], x, y, small, colour=INK, bold=True)
            self.labels += text_rows([words for _, words in column], x + self.sheet.small * 2, y, small)
            x += (self.sheet.width - 4 * size) / len(columns)

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
        for line, (colour, _, _) in zip(_others(lines, focus), cycle(MEMBERS), strict=False):
            self._say_name(room, frame, line, colour)
        for rule in breaks(lines):
            if lines[0].index not in self.numbered and not self._say_reason(room, frame, rule):
                self.refused.add(lines[0].index)

    def _write_head(self, lines: Sequence[Line], frame: Frame) -> None:
        size, small, box = self.sheet.text, self.sheet.small, frame.box
        name = Label(lines[0].label, size * 1.2, bold=True, x=box.left, y=box.top + size * 1.5)
        beside = box.left + text_width(name.text, name.size, bold=True) + size
        self.labels += [name, Label(_about(lines, self.measure), small, SOFT, x=beside, y=name.y)]
        for year, mark in self.above[lines[0].index].items():
            x, y = frame.at(year, frame.high)
            self.labels.append(Label(mark, small, SOFT, x=x, y=y + 3, ha="center"))

    def _frame(self, lines: Sequence[Line], box: Box) -> tuple[Frame, Sequence[float]]:
        years = _years(self.picture)
        values = [m.value(self.measure) or 0 for line in lines for m in line.shown(self.measure)] or [0]
        if self.measure == "rank":
            best, worst = 1.0, float(max(2, *values, *(m.n or 0 for line in lines for m in line.shown("rank"))))
            ticks: Sequence[float] = rank_ticks(int(worst))
        else:
            best, worst = (max(values), min(values)) if max(values) > min(values) else (values[0] + 1, values[0] - 1)
            ticks = list(MaxNLocator(4, steps=[1, 2, 5, 10]).tick_values(worst, best))
        pad = min(self.sheet.text * 1.8, (box.top - box.bottom) * 0.2)
        beyond = (best - worst) * pad / (box.top - box.bottom - 2 * pad)
        low, high = worst - beyond, best + beyond
        ticks = [v for v in ticks if min(low, high) <= v <= max(low, high)]
        return Frame(box, years[0], years[-1], low, high), ticks

    def _occupy(self, room: Room, frame: Frame, lines: Sequence[Line]) -> None:
        for run in (run for line in lines for run in runs(line.marks, self.measure)):
            room.stroke(*(frame.at(*point) for point in run))
            for point in run:
                room.mark(*frame.at(*point), self.sheet.text * 0.5)
        for year in _gaps(self.picture, lines, self.measure):
            x, y = frame.at(year, frame.low)
            room.mark(x, y + 2 + 0.3 * self.sheet.text, 0.35 * self.sheet.text)
            self.labels.append(Label("–", self.sheet.text, SOFT, x=x, y=y + 2, ha="center"))
        for x in {rule.x for rule in breaks(lines)} | set(self.above[lines[0].index]):
            room.stroke(frame.at(x, frame.low), frame.at(x, frame.high), soft=True)

    def _say_values(self, room: Room, frame: Frame, line: Line, *, named: bool) -> None:
        size = self.sheet.text
        for mark, side in notable(line, self.measure).items():
            words = f"{_said(mark, line, self.measure)}\n{mark.year}"
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

    def drawn(self) -> Figure:
        """The figure; its label is the title and, in words, all it shows."""
        figure = Figure((self.sheet.width / 72, self.height / 72), dpi=self.sheet.dpi, facecolor="white")
        figure.set_label(f"{headline(self.picture, self.measure)}\n{_described(self.picture, self.measure)}")
        draw_labels(figure, self.labels)
        for panel in self.panels:
            draw_labels(figure, panel.room.labels)
            self._draw(self._axes(figure, panel), panel)
        return figure

    def _axes(self, figure: Figure, panel: _Panel) -> Axes:
        frame, box = panel.frame, panel.frame.box
        width, height = self.sheet.width, self.height
        place = (box.left / width, box.bottom / height, (box.right - box.left) / width, (box.top - box.bottom) / height)
        axes = figure.add_axes(place, xlim=(frame.first - 0.6, frame.last + 0.6), ylim=(frame.low, frame.high))
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0, pad=3, labelcolor=SOFT)
        axes.set_yticks(panel.ticks, [number(v) for v in panel.ticks], fontproperties=font(self.sheet.small))
        every = 1 + int((frame.last - frame.first) * self.sheet.text * 3.2 / (box.right - box.left))
        years = range(frame.last, frame.first - 1, -every) if panel is self.panels[-1] else ()
        axes.set_xticks(years, [str(y) for y in years], fontproperties=font(self.sheet.text))
        axes.grid(axis="y", color=FAINT, linewidth=0.8)
        return axes

    def _draw(self, axes: Axes, panel: _Panel) -> None:
        size, lines = self.sheet.text, panel.lines
        for rule in breaks(lines):
            axes.axvline(rule.x, color=SOFT, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1.5)
        for x in _events(self.picture):
            axes.axvline(x, color=EVENT, linewidth=1.1, zorder=1.4)
        for line in lines if self.measure == "rank" else ():
            _draw_field(axes, line)
        for line, (colour, shape, dashes) in zip(_others(lines, panel.focus), cycle(MEMBERS), strict=False):
            look = {"color": colour, "marker": shape, "linestyle": dashes, "markersize": size * 0.5, "linewidth": 1.1}
            self._draw_line(axes, line, look)
        if panel.focus:
            look = {"color": FOCUS, "marker": "o", "markersize": size * 0.78, "linewidth": size * 0.27}
            self._draw_line(axes, panel.focus, look)

    def _draw_line(self, axes: Axes, line: Line, look: dict[str, Any]) -> None:
        for run in runs(line.marks, self.measure):
            axes.plot(*zip(*run, strict=True), zorder=3, **{**look, "marker": ""})
        for mark in line.shown(self.measure):
            hollow = self.measure == "rank" and mark.kind == "computed"
            style = {**look, "linestyle": "", "markerfacecolor": "white" if hollow else look["color"]}
            axes.plot(mark.year, mark.value(self.measure) or 0, zorder=4, **style)


def _draw_field(axes: Axes, line: Line) -> None:
    broken = {m.year for m in line.marks if m.break_reason}
    for (y0, r0), (y1, r1) in (pair for other in line.field.values() for pair in pairwise(other)):
        if y1 == y0 + 1 and y1 not in broken:
            axes.plot((y0, y1), (r0, r1), color=PALE, linewidth=0.6, zorder=1)


def _others(lines: Sequence[Line], focus: Line | None) -> list[Line]:
    return [line for line in lines if line is not focus]


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
    for lines in panels_of(picture):
        marks = above[lines[0].index] = {x: letter for x, (letter, _) in events.items()}
        for rule in breaks(lines) if lines[0].index in numbered else ():
            reason = re.split("[;:]", rule.reason)[0] if short else rule.reason
            notes.append((str(len(notes) + 1), f"{lines[0].label} {rule.earlier}–{rule.later}: {reason}"))
            marks[rule.x] = f"{len(notes)} {marks.get(rule.x, '')}".strip()
    return above, notes + list(events.values())


def _direction(measure: str) -> str:
    if measure == "rank":
        return t("Thứ hạng từng năm; hạng 1 ở trên cùng", "Rank by year; 1 is on top")
    return t(
        "Điểm từng năm, cao hơn là tốt hơn; trục không bắt đầu từ 0", "Score by year, higher is better; not from 0"
    )


CHARTS: dict[str, Callable[..., Figure]] = {"trend": trend}
