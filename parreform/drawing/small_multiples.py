"""Drawing a peer group: panels of one scale, each with its own line in colour and every other unit in grey."""

from collections.abc import Iterable, Sequence
from math import ceil, log

from matplotlib.figure import Figure

from parreform.drawing.fifths import noted
from parreform.drawing.ink import BEHIND, FIELD, GRID, LINES, Dots, Label, Shape, Stroke, joined
from parreform.drawing.page import Entry, dot_sign, line_sign, rule_sign, text_sign
from parreform.drawing.room import DOWN, LEFT, RIGHT, UP, Box, Frame, Room, spots
from parreform.drawing.style import FAINT, FOCUS, INK, LOOKS, PALE, SOFT, WHITE, Point, Sheet, text_width
from parreform.drawing.ticks import rank_ticks, score_ticks
from parreform.pictures.small_multiples import Run, Small, SmallMultiplesPicture
from parreform.pictures.words import number
from parreform.settings import t

_WIDE, _HIGH = 15.0, 11.5
"""What a panel needs, in sizes of type."""
_SHAPE = 1.5
_BEFORE = LOOKS[1]


def draw(picture: SmallMultiplesPicture, sheet: Sheet) -> Figure:
    """Lines end at gaps and breaks (dashed rules); hollow dots are computed ranks."""
    return _Plan(picture, sheet).figure()


class _Plan:
    def __init__(self, picture: SmallMultiplesPicture, sheet: Sheet) -> None:
        self.picture, self.sheet = picture, sheet
        size = sheet.text
        self.cols = _columns(len(picture.panels), sheet)
        self.rows = ceil(len(picture.panels) / self.cols)
        reasons = [f"{r.mark} ({r.x + 0.5:.0f}): {r.reason}" for r in picture.ruptures]
        broken = t("Không so sánh được với năm trước: ", "Not comparable with the year before: ") + "; ".join(reasons)
        notes = [*([broken + "."] if reasons else []), *picture.notes]
        body = size * (_HIGH * self.rows + 2.5)
        self.page = noted(picture, notes, sheet, _key(picture), body)
        self.shapes: list[Shape] = self.page.shapes
        self.axis = max(text_width(word, sheet.small) for _, word in self._ticks()) + size * 0.8

    def figure(self) -> Figure:
        """All panels, row by row."""
        body, size = self.page.body, self.sheet.text
        wide = (body.right - body.left - self.axis) / self.cols
        high = (body.top - body.bottom - size * 2) / self.rows
        for turn, small in enumerate(self.picture.panels):
            row, col = divmod(turn, self.cols)
            left, top = body.left + self.axis + col * wide, body.top - row * high
            last = turn + self.cols >= len(self.picture.panels)
            self._panel(small, Box(left, top - high, left + wide - size * 1.2, top), first=col == 0, last=last)
        return self.page.figure()

    def _frame(self, area: Box) -> Frame:
        size = self.sheet.text
        box = Box(area.left, area.bottom + size * 1.2, area.right, area.top - size * 3.2)
        picture = self.picture
        low, high = picture.worst, picture.best
        if low == high:
            low, high = low - 1, high + 1
        beyond = (high - low) * 0.06
        return Frame(box, picture.first, picture.last, low - beyond, high + beyond)

    def _panel(self, small: Small, area: Box, *, first: bool, last: bool) -> None:
        frame, size = self._frame(area), self.sheet.text
        box = frame.box
        self.shapes.append(Label(small.name, size * 1.1, INK, bold=True, x=box.left, y=box.top + size * 1.2))
        self._grid(frame, first=first, last=last)
        field = joined(_places(frame, self.picture.field))
        if field:
            self.shapes.append(Stroke(field, PALE, 0.35, z=FIELD))
        room = Room(Box(box.left - 2, box.bottom, box.right + size * 1.1, box.top + size))
        for rupture in self.picture.ruptures:
            x = frame.at(rupture.x, 0)[0]
            room.stroke((x, box.bottom), (x, box.top), soft=True)
            room.mark(x, box.top + 1.5 + size * 0.3, size * 0.4)
        self._lines(small, frame, room)
        self._gaps(small, frame, room)
        self._say(small, frame, room)
        if small.note:
            right = area.right + size * 0.8
            note = Label(small.note, self.sheet.small * 0.9, SOFT, x=box.left, y=box.top + size * 0.2)
            if box.left + text_width(small.note, note.size) <= right:
                self.shapes.append(note)
        self.shapes += room.labels

    def _ticks(self) -> list[tuple[float, str]]:
        picture = self.picture
        if picture.measure == "rank":
            return [(float(v), str(v)) for v in rank_ticks(int(picture.worst))]
        inside = (v for v in score_ticks(picture.worst, picture.best) if picture.worst <= v <= picture.best)
        return [(v, number(v)) for v in inside] or [(picture.worst, number(picture.worst))]

    def _grid(self, frame: Frame, *, first: bool, last: bool) -> None:
        small, box = self.sheet.small, frame.box
        for value, words in self._ticks():
            y = frame.at(0, value)[1]
            self.shapes.append(Stroke(((box.left, y), (box.right, y)), FAINT, 0.7, z=GRID))
            if first:
                self.shapes.append(Label(words, small * 0.9, SOFT, x=box.left - 3, y=y, ha="right", va="center"))
        for rupture in self.picture.ruptures:
            x = frame.at(rupture.x, 0)[0]
            self.shapes.append(Stroke(((x, box.bottom), (x, box.top)), SOFT, 0.7, (2.4, 1.8), z=BEHIND))
            self.shapes.append(Label(rupture.mark, small * 0.8, SOFT, x=x, y=box.top + 1.5, ha="center"))
        if last:
            ends = dict.fromkeys((self.picture.first, self.picture.last))
            for year, ha in zip(ends, ("left", "right"), strict=False):
                x = box.left if ha == "left" else box.right
                self.shapes.append(Label(str(year), small, SOFT, x=x, y=box.bottom - small * 1.2, ha=ha))

    def _lines(self, small: Small, frame: Frame, room: Room) -> None:
        size = self.sheet.text
        before = joined(_places(frame, small.before))
        if before:
            self.shapes.append(Stroke(before, _BEFORE.colour, 0.9, z=LINES - 0.2))
        own = list(_places(frame, small.runs))
        if own:
            self.shapes.append(Stroke(joined(own), FOCUS, size * 0.2, z=LINES))
        for run in own:
            room.stroke(*run)
        dots = {h: [frame.at(p.year, p.value) for p in small.points if p.hollow is h] for h in (False, True)}
        for hollow, places in dots.items():
            if places:
                face = WHITE if hollow else FOCUS
                self.shapes.append(Dots(places, size * 0.46, face, FOCUS, size * 0.1))

    def _gaps(self, small: Small, frame: Frame, room: Room) -> None:
        if len(small.missing) == self.picture.last - self.picture.first + 1:
            x, y = (frame.box.left + frame.box.right) / 2, (frame.box.bottom + frame.box.top) / 2
            words = t("chưa có số liệu", "no data")
            self.shapes.append(Label(words, self.sheet.small, SOFT, x=x, y=y, ha="center", va="center", on_white=True))
            return
        for year in small.missing:
            x, y = frame.at(year, frame.low)
            self.shapes.append(Label("–", self.sheet.small, SOFT, x=x, y=y + 1, ha="center"))
            room.mark(x, y + 1 + self.sheet.small * 0.3, self.sheet.small * 0.45)

    def _say(self, small: Small, frame: Frame, room: Room) -> None:
        """The latest value, with its year where that is not the last; then the first."""
        if not small.points:
            return
        latest, first = small.points[-1], small.points[0]
        words = latest.said if latest.year == self.picture.last else f"{latest.said} ({latest.year})"
        size = self.sheet.text
        label = Label(words, size, FOCUS, bold=True, ha="center")
        if not room.put(label, spots(frame.at(latest.year, latest.value), (UP, DOWN, LEFT, RIGHT), size)):
            self._say_above(small, words, frame)
        if first is not latest:
            label = Label(first.said, self.sheet.small * 0.9, SOFT, ha="center")
            room.put(label, spots(frame.at(first.year, first.value), (UP, DOWN, RIGHT), size), most=16)

    def _say_above(self, small: Small, words: str, frame: Frame) -> None:
        """A value that finds no room at its place stands at the right of the panel's name, smaller if need be."""
        size, box = self.sheet.text, frame.box
        room = box.right - box.left - text_width(small.name, size * 1.1, bold=True) - size
        size = min(size, size * room / text_width(words, size, bold=True))
        if size > self.sheet.text * 0.6:
            self.shapes.append(
                Label(words, size, FOCUS, bold=True, x=box.right, y=box.top + self.sheet.text * 1.2, ha="right")
            )


def _columns(count: int, sheet: Sheet) -> int:
    """How many panels stand side by side: what makes them half as wide again as high, as nearly as their number lets."""
    size, wide = sheet.text, sheet.width - 2 * sheet.margin
    high = sheet.height - 14 * size

    def oddness(cols: int) -> float:
        each = max(high / ceil(count / cols), _HIGH * size if sheet.tallest > sheet.height else 0)
        return abs(log(wide / cols / each / _SHAPE))

    return min(range(1, max(1, min(count, int(wide / (size * _WIDE)))) + 1), key=oddness)


def _places(frame: Frame, runs: Iterable[Run]) -> Iterable[Sequence[Point]]:
    for run in runs:
        places = [frame.at(year, value) for year, value in run]
        if len(places) > 1:
            yield places


def _key(picture: SmallMultiplesPicture) -> list[Entry]:
    hollow = {p.hollow for panel in picture.panels for p in panel.points}
    ranks = picture.measure == "rank"
    key = {
        Entry(dot_sign(FOCUS, line=True), t("hạng công bố", "published rank") if ranks else t("điểm", "score")): False in hollow,
        Entry(dot_sign(FOCUS, hollow=True, line=True), t("hạng tính từ điểm", "rank computed from scores")): True in hollow,
        Entry(line_sign(PALE, 1.0), t("các tỉnh khác", "other provinces")): bool(picture.field),
        Entry(line_sign(_BEFORE.colour, 0.9), t("các tỉnh trước sáp nhập", "provinces before the merger")): any(p.before for p in picture.panels),
        Entry(text_sign("–"), t("không có số liệu", "no data")): any(panel.missing for panel in picture.panels),
        Entry(rule_sign(SOFT, 0.8, (2.4, 1.8)), t("không so sánh được với năm trước", "not comparable with the year before")): bool(picture.ruptures),
    }  # fmt: skip
    return [entry for entry, needed in key.items() if needed]
