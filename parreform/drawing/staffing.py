"""Drawing posts: a bar a time from zero, what moved hatched, what was cut outlined, the target a line across."""

from matplotlib.figure import Figure

from parreform.drawing.ink import DOTS, FIELD, GRID, LINES, Area, Dots, Label, Shape, Stroke, box_area
from parreform.drawing.page import Entry, Page, area_sign, dot_sign, rule_sign
from parreform.drawing.room import Box
from parreform.drawing.style import CAPITAL, EVENT, FAINT, FOCUS, INK, LEADING, PALE, SOFT, WHITE, Sheet, text_width
from parreform.pictures.staffing import Aim, Bar, StaffingPicture, StaffPanel, at_most, pct_words, posts_words
from parreform.settings import t
from parreform.text import local_number

HATCH = "////"
_ROW, _BAR = 2.3, 1.35
"""The height of a row and of its bar, in sizes of type."""
_HEAD = 4.6
_WIDEST = 1.9
"""Rows stand no further apart than this, in their height, on a sheet with much room."""


def draw(picture: StaffingPicture, sheet: Sheet) -> Figure:
    """Panels from top to bottom on one width; each has its own scale from zero."""
    rows = sum(len(p.bars) * _ROW + _HEAD for p in picture.panels)
    page = Page(picture, sheet, _key(picture), body=rows * sheet.text)
    room = (page.body.top - page.body.bottom) / (rows * sheet.text)
    size, spread = sheet.text * min(1.0, room), min(max(room, 1.0), _WIDEST)
    bars = [b for p in picture.panels for b in p.bars]
    names = max(text_width(_name(b), size) for b in bars) + size
    said = max(text_width(x, size * 0.92, bold=True) for b in bars for x in (*_said(b), "")) + size
    top = page.body.top
    for panel in picture.panels:
        height = (len(panel.bars) * _ROW * spread + _HEAD) * size
        area = Box(page.body.left, top - height, page.body.right, top)
        page.shapes += _Panel(panel, area, size, spread, (names, said)).shapes()
        top -= height
    return page.figure()


class _Panel:
    """One panel: its heading, the target over the bars, and a row for each time."""

    def __init__(self, panel: StaffPanel, area: Box, size: float, spread: float, aside: tuple[float, float]) -> None:
        self.panel, self.area, self.size = panel, area, size
        self.row, self.bar = _ROW * spread * size, _BAR * min(spread, 1.4) * size
        self.names, self.said = aside
        most = max(b.posts + b.moved + b.cut for b in panel.bars)
        self.most = max(most, *(b.present or 0 for b in panel.bars))
        self.box = Box(area.left + self.names, area.bottom, area.right - self.said, area.top - (_HEAD - 0.3) * size)

    def at(self, posts: float) -> float:
        """Where a number of posts stands across."""
        return self.box.left + posts / self.most * (self.box.right - self.box.left)

    def shapes(self) -> list[Shape]:
        """Everything in the panel."""
        shapes = [
            *self._heading(),
            Stroke(((self.box.left, self.box.bottom), (self.box.left, self.box.top)), PALE, 0.8, z=GRID),
        ]
        for n, bar in enumerate(self.panel.bars):
            shapes += self._row(bar, self.box.top - (n + 0.5) * self.row)
        return shapes + (self._target(self.panel.aim) if self.panel.aim else [])

    def _heading(self) -> list[Shape]:
        p, size = self.panel, self.size
        against = t(f"so với {p.baseline_year}", f"against {p.baseline_year}")
        rest = ", ".join(x for x in (against, p.by, p.scope) if x)
        words = f"{p.name} · {p.category_name}"
        y = self.area.top - size * 2.2
        after = self.area.left + text_width(words, size * 1.05, bold=True) + size * 0.6
        return [
            Label(words, size * 1.05, INK, bold=True, x=self.area.left, y=y),
            Label(rest, size * 0.92, SOFT, x=after, y=y),
        ]

    def _row(self, bar: Bar, y: float) -> list[Shape]:
        size, half = self.size, self.bar / 2
        bottom, top, base = y - half, y + half, y - CAPITAL * size / 2
        left, end = self.box.left, self.at(bar.posts)
        shapes: list[Shape] = [Label(_name(bar), size, INK, x=self.box.left - size * 0.6, y=base, ha="right")]
        face, edge = _faces(bar)
        shapes.append(box_area(left, bottom, end, top, face, edge=edge, width=0.8, z=FIELD))
        moved = self.at(bar.posts + bar.moved)
        if bar.moved:
            shapes.append(_area(end, bottom, moved, top, FOCUS))
            shapes.append(self._moved(bar, (end + moved) / 2, bottom))
        if bar.cut:
            last = self.at(bar.posts + bar.moved + bar.cut)
            shapes.append(Stroke(_around(moved, bottom, last, top), SOFT, 0.8, (2, 1.5), z=LINES))
            words = local_number(round(bar.cut))
            if text_width(words, size * 0.85) < last - moved - 2:
                shapes.append(Label(words, size * 0.85, SOFT, x=(moved + last) / 2, y=base, ha="center"))
        inside = WHITE if face == FOCUS else INK
        shapes.append(Label(posts_words(bar.posts, bar.basis), size, inside, bold=True, x=left + size * 0.5, y=base))
        if bar.present is not None:
            shapes.append(Dots(((self.at(bar.present), y),), size * 0.8, WHITE, INK, size * 0.16, z=DOTS))
        return shapes + self._words(bar, y)

    def _moved(self, bar: Bar, x: float, bottom: float) -> Label:
        """How many posts moved, and where to, below their part of the bar."""
        small = self.size * 0.85
        count = local_number(bar.moved)
        words = t(f"{count} chuyển sang {bar.whom}", f"{count} moved to {bar.whom}") if bar.whom else count
        half = text_width(words, small) / 2
        middle = min(max(x, self.box.left + half), self.area.right - half)
        return Label(words, small, FOCUS, x=middle, y=bottom - small * 1.0, ha="center", on_white=True)

    def _words(self, bar: Bar, y: float) -> list[Shape]:
        """The cut in per cent at the right edge, and below it without the posts that moved."""
        small, lines = self.size * 0.92, _said(bar)
        x, top = self.area.right, y + (len(lines) - 1) * small * LEADING / 2 - CAPITAL * small / 2
        return [
            Label(line, small, INK if n == 0 else EVENT, bold=True, x=x, y=top - n * small * LEADING, ha="right")
            for n, line in enumerate(lines)
        ]

    def _target(self, aim: Aim) -> list[Shape]:
        x, small = self.at(aim.posts), self.size * 0.92
        words = t(
            f"chỉ tiêu {aim.due}: giảm {local_number(aim.pct)}%, còn không quá {at_most(aim)}",
            f"target {aim.due}: cut {local_number(aim.pct)}%, no more than {at_most(aim)} left",
        )
        wide = text_width(words, small)
        left = min(max(x - wide / 2, self.area.left), self.area.right - wide)
        top = self.box.top + self.size * 0.2
        return [
            Stroke(((x, self.box.bottom), (x, top)), EVENT, 1.4, (4, 2), z=DOTS + 0.5),
            Label(words, small, EVENT, x=left, y=top + small * 0.35),
        ]


def _area(left: float, bottom: float, right: float, top: float, colour: str) -> Area:
    return Area(((left, bottom), (right, bottom), (right, top), (left, top)), WHITE, colour, 0.8, HATCH, FIELD)


def _around(left: float, bottom: float, right: float, top: float) -> tuple[tuple[float, float], ...]:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _faces(bar: Bar) -> tuple[str, str]:
    """Baselines grey, plans pale with an edge, all others in colour."""
    if bar.kind == "baseline":
        return PALE, SOFT
    return (FAINT, FOCUS) if bar.kind in ("plan", "estimate") else (FOCUS, FOCUS)


def _name(bar: Bar) -> str:
    return f"{bar.period}, {bar.kind_name}"


def _said(bar: Bar) -> list[str]:
    if bar.pct is None:
        return []
    up = bar.pct < 0
    words = pct_words(abs(bar.pct), bar.pct_basis)
    first = t(f"{'tăng' if up else 'giảm'} {words}", f"{'up' if up else 'cut'} {words}")
    if bar.pct_rest is None:
        return [first]
    return [first, t("không kể chuyển: ", "without moves: ") + pct_words(bar.pct_rest, bar.rest_basis)]


def _key(picture: StaffingPicture) -> list[Entry]:
    bars = [b for p in picture.panels for b in p.bars]
    bases = {b.basis for b in bars}
    entries = {
        Entry(area_sign(PALE, SOFT), t("gốc", "baseline")): True,
        Entry(area_sign(FOCUS), t("còn lại", "left")): any(_faces(b)[0] == FOCUS for b in bars),
        Entry(area_sign(FAINT, FOCUS), t("kế hoạch", "plan")): any(_faces(b)[0] == FAINT for b in bars),
        Entry(_hatched_sign, t("chuyển sang cơ quan khác", "moved to another body")): any(b.moved for b in bars),
        Entry(_outline_sign, t("giảm khác", "cut otherwise")): any(b.cut for b in bars),
        Entry(dot_sign(INK, hollow=True), t("có mặt", "present")): any(b.present is not None for b in bars),
        Entry(rule_sign(EVENT, 1.4, (4, 2)), t("chỉ tiêu", "target")): any(p.aim for p in picture.panels),
        Entry(_about_sign, t("suy từ tỷ lệ in, không phải số công bố", "implied by a printed rate, not published")): "implied" in bases,
    }  # fmt: skip
    return [entry for entry, needed in entries.items() if needed]


def _hatched_sign(x: float, y: float, size: float) -> list[Shape]:
    return [_area(x, y - 0.45 * size, x + 1.6 * size, y + 0.45 * size, FOCUS)]


def _outline_sign(x: float, y: float, size: float) -> list[Shape]:
    half = 0.45 * size
    places = ((x, y - half), (x, y + half), (x + 1.6 * size, y + half), (x + 1.6 * size, y - half), (x, y - half))
    return [Stroke(places, SOFT, 0.8, (2, 1.5))]


def _about_sign(x: float, y: float, size: float) -> list[Shape]:
    return [Label("≈", size, SOFT, x=x + 0.8 * size, y=y - CAPITAL * size / 2, ha="center")]
