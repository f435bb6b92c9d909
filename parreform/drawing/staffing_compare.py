"""Drawing shares that were cut: a bar a unit, what moved hatched at its end, the target a line across."""

from matplotlib.figure import Figure

from parreform.drawing.ink import DOTS, FIELD, GRID, Label, Shape, Stroke, box_area
from parreform.drawing.page import Entry, Page, area_sign, rule_sign
from parreform.drawing.room import Box
from parreform.drawing.staffing import _area, _hatched_sign
from parreform.drawing.style import CAPITAL, EVENT, FAINT, INK, LOOKS, PALE, SOFT, Sheet, text_width
from parreform.drawing.ticks import score_ticks
from parreform.pictures.staffing import pct_words
from parreform.pictures.staffing_compare import ComparePicture, Share
from parreform.settings import t
from parreform.text import local_number

_ROW, _BAR = 1.7, 1.05
PLAIN = "#8A8A8A"
"""Bars of units not in focus."""


def draw(picture: ComparePicture, sheet: Sheet) -> Figure:
    """Rows in order; bars begin at zero, an increase runs to the left of it."""
    return _Plan(picture, sheet).figure()


class _Plan:
    """Rows on one scale."""

    def __init__(self, picture: ComparePicture, sheet: Sheet) -> None:
        self.picture, axis = picture, sheet.small * 2.6
        self.page = Page(picture, sheet, _key(picture), body=len(picture.rows) * sheet.text * _ROW + axis)
        area = self.page.body
        self.row = min((area.top - area.bottom - axis) / len(picture.rows), sheet.text * _ROW * 2.6)
        self.size = min(sheet.text, self.row / 1.25)
        names = max(text_width(r.name, self.size, bold=True) for r in picture.rows) + self.size
        said = max(text_width(_said(r), self.size, bold=True) for r in picture.rows) + self.size
        top = area.top - axis
        self.box = Box(area.left + names, top - self.row * len(picture.rows), area.right - said, top)
        shares = [v for r in picture.rows for v in (r.pct, r.rest) if v is not None] + [picture.target or 0.0, 0.0]
        self.low, self.high = min(shares), max(shares) or 1.0

    def at(self, pct: float) -> float:
        """Where a share stands across."""
        return self.box.left + (pct - self.low) / (self.high - self.low) * (self.box.right - self.box.left)

    def figure(self) -> Figure:
        """The whole sheet."""
        shapes = [*self._axis()]
        for n, row in enumerate(self.picture.rows):
            shapes += self._row(row, self.box.top - (n + 0.5) * self.row)
        self.page.shapes += shapes + self._target()
        return self.page.figure()

    def _axis(self) -> list[Shape]:
        small, shapes = self.page.sheet.small, list[Shape]()
        for value in (v for v in score_ticks(self.low, self.high, 6) if self.low <= v <= self.high):
            x = self.at(value)
            shapes.append(Stroke(((x, self.box.bottom), (x, self.box.top)), PALE if value == 0 else FAINT, 0.8, z=GRID))
            if self.picture.target is None or abs(x - self.at(self.picture.target)) > small * 1.5:
                shapes.append(Label(local_number(value), small, SOFT, x=x, y=self.box.top + small * 0.4, ha="center"))
        return shapes

    def _row(self, row: Share, y: float) -> list[Shape]:
        size, half, bold = self.size, min(_BAR * self.size * 1.4, self.row * 0.6) / 2, bool(row.focus)
        look = LOOKS[(row.focus - 1) % len(LOOKS)] if bold else None
        colour = look.colour if look else PLAIN
        base, zero, end = y - CAPITAL * size / 2, self.at(0), self.at(row.pct)
        solid = self.at(row.rest) if row.rest is not None else end
        face = FAINT if row.whole else colour
        shapes: list[Shape] = [
            Label(row.name, size, colour if bold else INK, bold, self.box.left - size * 0.6, base, "right"),
            box_area(min(zero, solid), y - half, max(zero, solid), y + half, face, edge=colour, width=0.8, z=FIELD),
        ]
        if row.rest is not None and row.rest < row.pct:
            shapes.append(_area(solid, y - half, end, y + half, colour))
        after = max(end, zero) + size * 0.5
        return [*shapes, Label(_said(row), size, colour if bold else INK, bold, after, base, on_white=True)]

    def _target(self) -> list[Shape]:
        target, small = self.picture.target, self.page.sheet.small
        if target is None:
            return []
        x, top = self.at(target), self.box.top + small * 0.3
        words = t(
            f"chỉ tiêu {self.picture.due}: {local_number(target)}%",
            f"target {self.picture.due}: {local_number(target)}%",
        )
        wide = text_width(words, small)
        left = min(max(x - wide / 2, self.page.body.left), self.page.body.right - wide)
        return [
            Stroke(((x, self.box.bottom), (x, top)), EVENT, 1.4, (4, 2), z=DOTS),
            Label(words, small, EVENT, x=left, y=top + small * 0.3),
        ]


def _said(row: Share) -> str:
    mark = {"more-than": ">", "at-least": "≥", "about": "~", "": ""}[row.bound]
    words = mark + pct_words(row.pct, row.basis)
    if row.rest is None:
        return words
    return words + t("; không kể chuyển ", "; without moves ") + pct_words(row.rest, row.rest_basis)


def _key(picture: ComparePicture) -> list[Entry]:
    entries = {
        Entry(area_sign(PLAIN), t("giảm so với gốc, %", "cut, % of the baseline")): True,
        Entry(area_sign(FAINT, PLAIN), t("cả nước hoặc nhiều nơi gộp", "the country or several units together")): any(r.whole for r in picture.rows),
        Entry(_hatched_sign, t("phần chuyển sang cơ quan khác", "posts that moved to another body")): any(r.rest is not None for r in picture.rows),
        Entry(rule_sign(EVENT, 1.4, (4, 2)), t("chỉ tiêu", "target")): picture.target is not None,
    }  # fmt: skip
    return [entry for entry, needed in entries.items() if needed]
