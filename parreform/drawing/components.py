"""Drawing the parts of a unit: one track a part from 0 to its maximum, with the country, peers and the field on it."""

from collections.abc import Callable
from typing import NamedTuple

from matplotlib.figure import Figure

from parreform.drawing.fifths import HATCH, noted
from parreform.drawing.ink import BEHIND, DOTS, FIELD, GRID, LINES, Dots, Label, Shape, Stroke, box_area
from parreform.drawing.page import Entry, Page, area_sign, dot_sign, rule_sign
from parreform.drawing.room import Box
from parreform.drawing.style import (
    CAPITAL,
    FAINT,
    FOCUS,
    INK,
    LEADING,
    LOOKS,
    PALE,
    SOFT,
    WHITE,
    Sheet,
    text_width,
    wrap,
)
from parreform.pictures.components import ComponentsPicture, Row
from parreform.settings import t
from parreform.text import plain_number, vietnamese_number

_PEERS = LOOKS[1]
_TICKS = (0, 25, 50, 75, 100)


class _Column(NamedTuple):
    """Words right of the tracks: the heading, what each row says, and in which colour."""

    head: str
    said: Callable[[Row], str]
    colour: Callable[[Row], str]


def draw(picture: ComponentsPicture, sheet: Sheet) -> Figure:
    """Own value a dot, joined to the national mean, an upright stroke; peers a hollow square; the field a grey bar."""
    return _Plan(picture, sheet).page.figure()


class _Plan:
    def __init__(self, picture: ComponentsPicture, sheet: Sheet) -> None:
        self.picture, self.sheet = picture, sheet
        size = sheet.text
        body = size * (5.5 + 3.1 * len(picture.rows))
        self.page: Page = noted(picture, picture.notes, sheet, _key(picture), body)
        self.shapes: list[Shape] = self.page.shapes
        area, self.columns = self.page.body, _columns(picture)
        widths = [self._width(column) for column in self.columns]
        right = area.right - sum(widths) - size * 1.4 * len(widths)
        self.numbers = max(text_width(r.number, size) for r in picture.rows)
        self.numbers += size * 0.8 if self.numbers else 0
        self.left_words = min(
            max(text_width(r.name, size) for r in picture.rows) + self.numbers, (right - area.left) * 0.46
        )
        top = area.top - size * 3.0
        high = min((top - area.bottom - size * 2.0) / len(picture.rows), size * 6)
        self.track = Box(area.left + self.left_words + size, top - high * len(picture.rows), right, top)
        self._axis()
        self._heads(widths)
        for turn, row in enumerate(picture.rows):
            self._row(row, self.track.top - (turn + 0.5) * high, high, widths)

    def _width(self, column: _Column) -> float:
        said = max(text_width(column.said(row), self.sheet.text) for row in self.picture.rows)
        head = max(text_width(line, self.sheet.small) for line in column.head.split("\n"))
        return max(said, head)

    def _x(self, share: float) -> float:
        return self.track.left + (self.track.right - self.track.left) * share / 100

    def _axis(self) -> None:
        small = self.sheet.small
        for tick in _TICKS if any(row.share is not None or row.best is not None for row in self.picture.rows) else ():
            x = self._x(tick)
            self.shapes.append(Stroke(((x, self.track.bottom), (x, self.track.top)), FAINT, 0.8, z=GRID))
            self.shapes.append(Label(f"{tick}%", small, SOFT, x=x, y=self.track.bottom - small * 1.3, ha="center"))

    def _heads(self, widths: list[float]) -> None:
        small, right = self.sheet.small, self.page.body.right
        for column, width in zip(self.columns[::-1], widths[::-1], strict=True):
            for turn, line in enumerate(column.head.split("\n")[::-1]):
                y = self.track.top + small * (0.5 + turn * LEADING)
                self.shapes.append(Label(line, small, SOFT, x=right, y=y, ha="right"))
            right -= width + self.sheet.text * 1.4

    def _row(self, row: Row, y: float, high: float, widths: list[float]) -> None:
        self._name(row, y, high)
        right = self.page.body.right
        for column, width in zip(self.columns[::-1], widths[::-1], strict=True):
            said = column.said(row)
            self.shapes.append(_beside(said, self.sheet.text, column.colour(row), right, y))
            right -= width + self.sheet.text * 1.4
        self._field(row, y)
        self._means(row, y)
        if row.share is None:
            self._missing(row, y)
        else:
            self._own(row, row.share, y)

    def _name(self, row: Row, y: float, high: float) -> None:
        size = self.sheet.text
        left = self.page.body.left
        lines = wrap(row.name, self.left_words - self.numbers, size)
        if size * LEADING * len(lines) > high:
            size *= 0.85
            lines = wrap(row.name, self.left_words - self.numbers, size)
        self.shapes.append(Label(row.number, size, SOFT, x=left, y=y, va="center"))
        self.shapes.append(Label("\n".join(lines), size, INK, x=left + self.numbers, y=y, va="center"))

    def _field(self, row: Row, y: float) -> None:
        thick = self.sheet.text * 0.45
        self.shapes.append(Stroke(((self._x(0), y), (self._x(100), y)), FAINT, 1.0, z=BEHIND))
        if row.best is not None and row.worst is not None:
            self.shapes.append(box_area(self._x(row.worst), y - thick, self._x(row.best), y + thick, PALE, z=GRID))
        if row.floor and row.share is not None:
            x = self._x(row.floor)
            self.shapes.append(Stroke(((x, y - thick), (x, y + thick)), SOFT, 0.8, z=FIELD))

    def _missing(self, row: Row, y: float) -> None:
        """Why there is no dot, at the end of the track that the field leaves free; hatched where a reason is stated."""
        size, words = self.sheet.text, row.why or t("không rõ điểm tối đa", "maximum unknown")
        wide = text_width(words, self.sheet.small) + size * 2
        at_left = row.worst is None or self._x(row.worst) > self.track.left + wide
        left = self.track.left if at_left else self.track.right - wide
        if row.stated:
            edges = (left, y - size * 0.7, left + wide, y + size * 0.7)
            self.shapes.append(box_area(*edges, WHITE, edge=SOFT, width=0.3, hatch=HATCH[:4], z=FIELD))
        middle = left + wide / 2
        label = Label(words, self.sheet.small, INK, x=middle, y=y, ha="center", va="center", on_white=True)
        self.shapes.append(label)

    def _means(self, row: Row, y: float) -> None:
        size = self.sheet.text
        if row.mean is not None:
            mean = self._x(row.mean)
            upright = ((mean, y - size * 0.9), (mean, y + size * 0.9))
            self.shapes.append(Stroke(upright, INK, size * 0.2, z=LINES + 0.2))
        if row.peers is not None:
            place = ((self._x(row.peers), y),)
            self.shapes.append(Dots(place, size * 1.05, "none", _PEERS.colour, size * 0.15, _PEERS.shape, z=DOTS + 0.5))

    def _own(self, row: Row, share: float, y: float) -> None:
        size, x = self.sheet.text, self._x(share)
        if row.mean is not None:
            self.shapes.append(Stroke(((self._x(row.mean), y), (x, y)), FOCUS, size * 0.22, z=LINES))
        self.shapes.append(Dots(((x, y),), size * 0.95, FOCUS, WHITE, 0.6))


def _beside(said: str, size: float, colour: str, right: float, y: float) -> Label:
    return Label(said, size, colour, x=right, y=y - CAPITAL * size / 2, ha="right")


def _columns(picture: ComponentsPicture) -> list[_Column]:
    rows = picture.rows

    def plain(_: Row) -> str:
        return INK

    found = [_Column(t("điểm", "points"), lambda row: row.said, plain)]
    if any(row.gap is not None for row in rows):
        head = t("so với trung\nbình, điểm %", "against mean,\npoints of %")
        found.append(
            _Column(head, lambda row: _signed(row.gap), lambda row: _PEERS.colour if (row.gap or 0) < 0 else INK)
        )
    if any(row.place for row in rows):
        found.append(_Column(t("hạng", "rank"), lambda row: row.place or "–", plain))
    if any(row.best_unit for row in rows):
        found.append(_Column(t("cao nhất", "best"), lambda row: row.best_unit or "–", lambda _: SOFT))
    return found


def _signed(gap: float | None) -> str:
    if gap is None:
        return "–"
    near = round(gap, 1)
    said = t(vietnamese_number(abs(near), 1), plain_number(abs(near), 1))
    return ("+" if near > 0 else "−" if near < 0 else "±") + said


def _key(picture: ComponentsPicture) -> list[Entry]:
    key = [Entry(dot_sign(FOCUS), picture.unit)]
    if picture.mean:
        key.append(Entry(rule_sign(INK, 1.8), picture.mean))
    if picture.peers:
        key.append(Entry(dot_sign(_PEERS.colour, hollow=True, shape=_PEERS.shape), picture.peers))
    if picture.best:
        key.append(Entry(area_sign(PALE), picture.best))
    return key
