"""Drawing a league table: a row a unit, its score as a dot, bounds as a line through it."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from parreform.drawing.ink import BELOW, FIELD, GRID, Dots, Label, Shape, Stroke, box_area
from parreform.drawing.notes import text_rows
from parreform.drawing.page import Entry, Page, dot_sign, line_sign, rule_sign
from parreform.drawing.room import Box
from parreform.drawing.style import (
    BAND,
    CAPITAL,
    EVENT,
    FAINT,
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
from parreform.drawing.ticks import score_ticks
from parreform.pictures.league import LeaguePicture, Row
from parreform.pictures.words import column_of, number
from parreform.settings import t

_ROW = 1.25
"""The height of a row, in sizes of its type."""
_LEGIBLE = 5.2
"""Type smaller than this is avoided by a second column of rows."""
PLAIN = "#6E6E6E"
"""The dots of units not in focus: dark enough for print."""


def draw(picture: LeaguePicture, sheet: Sheet) -> Figure:
    """Filled dots are of published ranks, hollow ones of computed; groups are told apart by cuts across."""
    plan = _Plan(picture, sheet)
    shapes = plan.page.shapes
    for n, rows in enumerate(plan.columns):
        shapes += plan.panel(rows, n)
    return plan.page.figure()


class _Plan:
    """Rows in one column, or two where they would be too small, on one scale of scores."""

    def __init__(self, picture: LeaguePicture, sheet: Sheet) -> None:
        self.picture, self.sheet = picture, sheet
        ranked = [r for r in picture.rows if r.rank is not None]
        rest = _without_rank(picture.rows)
        wide = sheet.width - 2 * sheet.margin
        below = [line for words in rest for line in wrap(words, wide, sheet.small)]
        axis, foot = sheet.small * 2.4, (len(below) + 0.3) * sheet.small * LEADING if below else 0.0
        self.page = Page(picture, sheet, _key(picture), body=len(ranked) * sheet.small * _ROW + axis + foot)
        area = self.page.body
        self.page.shapes += text_rows(below, area.left, area.bottom + sheet.small * 0.25, sheet.small, up=True)
        high = area.top - area.bottom - axis - foot
        count = 2 if high / max(len(ranked), 1) / _ROW < _LEGIBLE else 1
        each = -(-len(ranked) // count)
        self.columns = [ranked[i * each : (i + 1) * each] for i in range(count)]
        self.row = min(high / max(each, 1), sheet.text * 6)
        self.type = min(self.row / _ROW, sheet.text)
        self.top, self.wide = area.top - axis, (area.right - area.left + 2 * sheet.text) / count
        self.low, self.high, self.ticks = _scale(picture)
        self.said = column_of(r.score for r in ranked)
        self.names = max(text_width(r.name, self.type, bold=True) for r in picture.rows) + self.type * 0.6
        self.ranks = text_width("63", self.type, bold=True) + self.type * 0.5
        self.scores = (
            max(text_width(self.said(r.score), self.type, bold=True) for r in ranked if r.score is not None) + self.type
        )

    def box(self, column: int, count: int) -> Box:
        """Where the dots of a column of rows stand."""
        left = self.page.body.left + column * self.wide
        inner = left + self.ranks + self.names
        return Box(inner, self.top - count * self.row, left + self.wide - 2 * self.sheet.text - self.scores, self.top)

    def panel(self, rows: Sequence[Row], column: int) -> list[Shape]:
        """One column of rows with its axis above."""
        box = self.box(column, len(rows))
        shapes = [*self._axis(box), *self._groups(rows, box)]
        for n, row in enumerate(rows):
            shapes += self._row(row, box, box.top - (n + 0.5) * self.row)
        return shapes

    def at(self, score: float, box: Box) -> float:
        """Where a score stands across."""
        return box.left + (score - self.low) / (self.high - self.low) * (box.right - box.left)

    def _axis(self, box: Box) -> list[Shape]:
        small, shapes = self.sheet.small, list[Shape]()
        for value in self.ticks:
            x = self.at(value, box)
            shapes.append(Stroke(((x, box.bottom), (x, box.top)), FAINT, 0.8, z=GRID))
            shapes.append(Label(number(value), small, SOFT, x=x, y=box.top + small * 0.6, ha="center"))
        if self.picture.mean is not None:
            x = self.at(self.picture.mean, box)
            shapes.append(Stroke(((x, box.bottom), (x, box.top)), EVENT, 1.0, (4, 2), z=GRID + 0.1))
        return shapes

    def _groups(self, rows: Sequence[Row], box: Box) -> list[Shape]:
        """A cut where the group changes, every other group on a grey ground, its name at the right edge."""
        shapes: list[Shape] = []
        left = box.left - self.names - self.ranks
        groups = list(dict.fromkeys(r.group for r in self.picture.rows if r.group))
        for first, last, group in _spans(rows):
            top, bottom = box.top - first * self.row, box.top - last * self.row
            if group and groups.index(group) % 2:
                shapes.append(box_area(left, bottom, box.right + self.scores, top, BAND, z=BELOW))
            if first:
                shapes.append(Stroke(((left, top), (box.right + self.scores, top)), SOFT, 0.7, z=GRID + 0.2))
            if group:
                small = min(self.sheet.small, self.row * 0.8)
                y = top - (top - bottom) / 2 - CAPITAL * small / 2 if last - first == 1 else bottom + small * 0.45
                shapes.append(
                    Label(group, small, SOFT, x=self._free(rows[first:last], box, small, group), y=y, ha="left")
                )
        return shapes

    def _free(self, rows: Sequence[Row], box: Box, size: float, words: str) -> float:
        """The end of the axis, left or right, where the last row leaves room."""
        score = rows[-1].score
        right = score is None or self.at(score, box) < (box.left + box.right) / 2
        return box.right - text_width(words, size) - 2 if right else box.left + 2

    def _row(self, row: Row, box: Box, y: float) -> list[Shape]:
        size, bold, base = self.type, bool(row.focus), y - CAPITAL * self.type / 2
        look = LOOKS[(row.focus - 1) % len(LOOKS)]
        colour = look.colour if bold else INK
        name, rank = box.left - size * 0.6, box.left - self.names - size * 0.5
        shapes: list[Shape] = [
            Label(str(row.rank), size, colour if bold else SOFT, bold, rank, base, "right"),
            Label(row.name, size, colour, bold, name, base, "right"),
            Stroke(((box.left, y), (box.right, y)), FAINT, 0.4, (0.8, 1.6), z=GRID),
        ]
        if row.score is None:
            return [*shapes, Label("–", size, SOFT, x=box.right + self.scores, y=base, ha="right")]
        shapes.append(
            Label(self.said(row.score), size, colour if bold else SOFT, bold, box.right + self.scores, base, "right")
        )
        x, dot = self.at(row.score, box), min(self.row * 0.62, size * 0.85)
        if row.low is not None and row.high is not None:
            bounds = (self.at(row.low, box), y), (self.at(row.high, box), y)
            shapes.append(Stroke(bounds, look.colour if bold else PALE, min(self.row * 0.2, size * 0.4), z=FIELD))
        ink = look.colour if bold else PLAIN
        face = WHITE if row.kind == "computed" else ink
        shapes.append(Dots(((x, y),), dot, face, ink, dot * 0.18, look.shape if bold else "o"))
        return shapes


def _spans(rows: Sequence[Row]) -> list[tuple[int, int, str]]:
    """The rows of each group: the first, the one after the last, its name."""
    spans: list[tuple[int, int, str]] = []
    for n, row in enumerate(rows):
        if spans and spans[-1][2] == row.group:
            spans[-1] = (spans[-1][0], n + 1, row.group)
        else:
            spans.append((n, n + 1, row.group))
    return spans


def _scale(picture: LeaguePicture) -> tuple[float, float, list[float]]:
    shown = [r for r in picture.rows if r.rank is not None]
    values = [v for r in shown for v in (r.score, r.low, r.high) if v is not None]
    values += [picture.mean] if picture.mean is not None else []
    low, high = min(values), max(values)
    pad = (high - low) * 0.04 or 1.0
    ticks = [v for v in score_ticks(low, high, 6) if low - pad <= v <= high + pad]
    return low - pad, high + pad, ticks


def _without_rank(rows: Sequence[Row]) -> list[str]:
    names = [r.name for r in rows if r.rank is None]
    if not names:
        return []
    shown = names if len(names) <= 12 else names[:11]
    rest = len(names) - len(shown)
    more = t(f" và {rest} đơn vị khác", f" and {rest} others") if rest else ""
    return [t("Không có hạng: ", "No rank: ") + ", ".join(shown) + more]


def _key(picture: LeaguePicture) -> list[Entry]:
    kinds = {r.kind for r in picture.rows}
    mean = number(picture.mean) if picture.mean is not None else ""
    entries = {
        Entry(dot_sign(PLAIN), t("điểm; hạng in: nơi công bố", "score; printed rank: the publisher's")): "published" in kinds,
        Entry(dot_sign(PLAIN, hollow=True), t("điểm; hạng tính từ điểm", "score; computed rank")): "computed" in kinds,
        Entry(line_sign(PALE, 2.2), t("khoảng tin cậy như công bố", "confidence bounds as published")): any(r.low is not None for r in picture.rows),
        Entry(rule_sign(EVENT, 1.0, (3, 1.5)), t(f"trung bình cả nước {mean}", f"national mean {mean}")): bool(mean),
        Entry(line_sign(SOFT, 0.7), t("ranh giới nhóm", "cut between groups")): len({r.group for r in picture.rows if r.group}) > 1,
    }  # fmt: skip
    return [entry for entry, needed in entries.items() if needed]
