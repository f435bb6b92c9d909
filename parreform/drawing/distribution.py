"""Drawing all scores of a year as dots that touch but never hide each other."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from parreform.drawing.fifths import noted
from parreform.drawing.ink import BEHIND, DOTS, GRID, LINES, Dots, Label, Shape, Stroke, box_area, joined
from parreform.drawing.page import Entry, area_sign, dot_sign, rule_sign
from parreform.drawing.room import DOWN, LEFT, RIGHT, UP, Box, Room, Side, spots
from parreform.drawing.style import BAND, FAINT, FOCUS, INK, LEADING, LOOKS, PALE, SOFT, Point, Sheet, text_width
from parreform.drawing.ticks import score_ticks
from parreform.pictures.distribution import OTHER, OWN, PEER, DistributionPicture, Dot, Rule
from parreform.pictures.words import number
from parreform.settings import t

_PEERS = LOOKS[1]
_GREY = "#A8A8A8"


def draw(picture: DistributionPicture, sheet: Sheet) -> Figure:
    """One dot a unit at its score, heaped where they are dense; height means nothing but how many there are."""
    return _Plan(picture, sheet).figure()


class _Plan:
    def __init__(self, picture: DistributionPicture, sheet: Sheet) -> None:
        self.picture, self.sheet = picture, sheet
        self.page = noted(picture, picture.notes, sheet, _key(picture), 0.0)
        self.shapes: list[Shape] = self.page.shapes
        body, size = self.page.body, sheet.text
        self.box = Box(body.left + size * 6, body.bottom + size * 2.6, body.right - size * 6, body.top - size * 1.2)
        scores: list[float] = [
            *(dot.score for dot in picture.dots),
            *(rule.score for rule in picture.rules),
            *(picture.interval or ()),
        ]
        self.low, self.high = min(scores), max(scores)
        if self.low == self.high:
            self.low, self.high = self.low - 1, self.high + 1
        # The own dot comes last: at the edge of its heap there is room for its name.
        self.dots = sorted(picture.dots, key=lambda dot: dot.role == OWN)
        self.size = self._fitting()

    def _x(self, score: float) -> float:
        return self.box.left + (self.box.right - self.box.left) * (score - self.low) / (self.high - self.low)

    def _fitting(self) -> float:
        """The largest dots whose heap stays within the middle of the panel."""
        size = self.sheet.text * 1.9
        xs = self._across()
        room = (self.box.top - self.box.bottom) * 0.3
        while size > self.sheet.text * 0.5 and max(map(abs, heap(xs, size * 1.08)), default=0) > room:
            size *= 0.93
        return size

    def figure(self) -> Figure:
        """Axis, middle half, rules, dots and their names."""
        places = self._places()
        room = Room(Box(self.page.body.left, self.box.bottom, self.page.body.right, self.box.top))
        self._axis()
        self._middle()
        self._rules(room)
        for x, y in places:
            room.mark(x, y, self.size / 2)
        self._interval(room)
        self._dots(places)
        self._names(room, places)
        self.shapes += room.labels
        return self.page.figure()

    def _places(self) -> list[Point]:
        xs = self._across()
        middle = (self.box.bottom + self.box.top) / 2 - self.sheet.text
        return [(x, middle + y) for x, y in zip(xs, heap(xs, self.size * 1.08), strict=True)]

    def _across(self) -> list[float]:
        return [self._x(dot.score) for dot in self.dots]

    def _axis(self) -> None:
        small, bottom = self.sheet.small, self.box.bottom
        for tick in score_ticks(self.low, self.high):
            x = self._x(tick)
            if self.page.body.left <= x <= self.page.body.right - small:
                self.shapes.append(Stroke(((x, bottom), (x, self.box.top)), FAINT, 0.8, z=GRID))
                words = number(tick) + ("%" if self.picture.percent else "")
                self.shapes.append(Label(words, small, SOFT, x=x, y=bottom - small * 1.5, ha="center"))

    def _middle(self) -> None:
        if self.picture.box:
            low, high = map(self._x, self.picture.box)
            self.shapes.append(box_area(low, self.box.bottom, high, self.box.top, BAND, z=BEHIND))

    def _rules(self, room: Room) -> None:
        """Rules with their words on top, the first highest where they would meet."""
        taken: list[Box] = []
        for rule in sorted(self.picture.rules, key=lambda r: not r.mean):
            x, label = self._x(rule.score), self._rule_label(rule, taken)
            left, bottom, right, top = label.extent()
            taken.append(Box(left - 3, bottom - 1, right + 3, top + 1))
            colour, width, dashes = (INK, 1.6, ()) if rule.mean else (SOFT, 0.9, (2.4, 1.8))
            end = (x, min(self.box.top, bottom - 1))
            self.shapes += [Stroke(((x, self.box.bottom), end), colour, width, dashes, z=LINES), label]
            room.stroke((x, self.box.bottom), end, soft=True)
            for y in (taken[-1].bottom, (bottom + top) / 2, taken[-1].top):
                room.stroke((taken[-1].left, y), (taken[-1].right, y))

    def _rule_label(self, rule: Rule, taken: Sequence[Box]) -> Label:
        small = self.sheet.small
        words = f"{rule.words} {number(rule.score)}" + ("%" if self.picture.percent else "")
        half = text_width(words, small) / 2
        x = min(max(self._x(rule.score), self.page.body.left + half), self.page.body.right - half)
        y = self.box.top - small
        while any(Box(x - half, y - 2, x + half, y + small).meets(box) for box in taken):
            y -= small * LEADING
        return Label(words, small, INK if rule.mean else SOFT, x=x, y=y, ha="center", on_white=True)

    def _interval(self, room: Room) -> None:
        """The own confidence interval, a bar with ends at the foot of the panel."""
        if self.picture.interval is None:
            return
        low, high = map(self._x, self.picture.interval)
        y, end = self.box.bottom + self.sheet.text * 1.1, self.sheet.text * 0.4
        bar = joined([((low, y), (high, y)), ((low, y - end), (low, y + end)), ((high, y - end), (high, y + end))])
        self.shapes.append(Stroke(bar, FOCUS, self.sheet.text * 0.15, z=LINES + 0.5))
        room.stroke((low, y), (high, y))
        small = self.sheet.small
        words = t("khoảng tin cậy", "confidence interval")
        half = text_width(words, small) / 2
        x = min(max((low + high) / 2, self.page.body.left + half), self.page.body.right - half)
        room.put(Label(words, small, FOCUS, ha="center"), [((x, y), UP, small * 0.5)])

    def _dots(self, places: Sequence[Point]) -> None:
        of = {
            role: [p for p, dot in zip(places, self.dots, strict=True) if dot.role == role]
            for role in (OTHER, PEER, OWN)
        }
        if of[OTHER]:
            self.shapes.append(Dots(of[OTHER], self.size, PALE, _GREY, 0.6))
        if of[PEER]:
            self.shapes.append(
                Dots(of[PEER], self.size * 0.86, _PEERS.colour, _PEERS.colour, 0.6, _PEERS.shape, z=DOTS + 0.1)
            )
        if of[OWN]:
            self.shapes.append(Dots(of[OWN], self.size * 1.1, FOCUS, INK, 0.8, z=DOTS + 0.2))

    def _names(self, room: Room, places: Sequence[Point]) -> None:
        """Names of the named, the own one first and surely, the others where there is room."""
        named = [(dot, place) for dot, place in zip(self.dots, places, strict=True) if dot.named]
        for dot, place in sorted(named, key=lambda pair: (pair[0].role != OWN, pair[0].role != PEER)):
            room.put(self._name(dot), spots(place, self._sides(dot), self.size))

    def _sides(self, dot: Dot) -> tuple[Side, ...]:
        """Where a name goes first: those of the ends outwards, where no other dot is."""
        scores = [other.score for other in self.dots]
        outward = {max(scores): (RIGHT,), min(scores): (LEFT,)}.get(dot.score, ())
        return (*outward, UP, DOWN, RIGHT, LEFT)

    def _name(self, dot: Dot) -> Label:
        said = number(dot.score) + ("%" if self.picture.percent else "")
        if dot.role == OWN:
            return Label(f"{dot.name}\n{said}", self.sheet.text * 1.1, FOCUS, bold=True, ha="center")
        colour = _PEERS.colour if dot.role == PEER else SOFT
        return Label(f"{dot.name}\n{said}", self.sheet.small, colour, ha="center")


def heap(xs: Sequence[float], size: float) -> list[float]:
    """How far from the middle line each dot must move so that no two at `xs` are nearer than `size`.

    In the order given; each takes the free place nearest the line, above before below.
    """
    placed: list[Point] = []
    for x in xs:
        near = [(px, py) for px, py in placed if abs(px - x) < size]
        # Free places touch a dot that is in the way, or lie on the line itself.
        touching = [py + side * (size**2 - (px - x) ** 2) ** 0.5 for px, py in near for side in (1, -1)]
        free = (y for y in sorted((0.0, *touching), key=lambda y: (round(abs(y), 6), -y)) if _clear(x, y, near, size))
        placed.append((x, next(free)))
    return [y for _, y in placed]


def _clear(x: float, y: float, near: Sequence[Point], size: float) -> bool:
    return all((px - x) ** 2 + (py - y) ** 2 >= size**2 * (1 - 1e-9) for px, py in near)


def _key(picture: DistributionPicture) -> list[Entry]:
    roles = {dot.role for dot in picture.dots}
    key = []
    if OWN in roles:
        key.append(Entry(dot_sign(FOCUS), picture.unit))
    if PEER in roles:
        key.append(Entry(dot_sign(_PEERS.colour, shape=_PEERS.shape), picture.peers))
    if OTHER in roles:
        key.append(Entry(dot_sign(PALE), t("tỉnh khác", "other provinces")))
    if picture.box:
        key.append(Entry(area_sign(BAND, PALE), t("nửa giữa các tỉnh", "the middle half")))
    key += [Entry(rule_sign(INK, 1.6), rule.words) for rule in picture.rules if rule.mean]
    return key
