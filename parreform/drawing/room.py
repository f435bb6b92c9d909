"""Room in a panel: where years and values stand, and where words may go."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import hypot
from typing import Any, NamedTuple

import numpy as np

from parreform.drawing.ink import Label
from parreform.drawing.style import LEADING, Point, text_width

Side = tuple[int, int]
Spot = tuple[Point, Side, float]  # beside what, on which side, how far
UP, DOWN, RIGHT, LEFT = (0, 1), (0, -1), (1, 0), (-1, 0)
_SIDES = (UP, DOWN, RIGHT, LEFT, (1, 1), (1, -1), (-1, 1), (-1, -1))


class Box(NamedTuple):
    """A rectangle in points."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Box") -> bool:
        """Whether two boxes overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top

    def inside(self, other: "Box") -> bool:
        """Whether this box lies within another."""
        return (
            self[:2] >= other[:2]
            and self.bottom >= other.bottom
            and self.right <= other.right
            and self.top <= other.top
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a panel stands: years run across the box, values from `low` at its bottom to `high` at its top."""

    box: Box
    first: int
    last: int
    low: float
    high: float

    def at(self, year: float, value: float) -> Point:
        """The place of a year and a value; the box reaches 0.6 years beyond the first and the last."""
        across = (year - self.first + 0.6) / (self.last - self.first + 1.2)
        up = (value - self.low) / (self.high - self.low)
        return self.box.left + across * (self.box.right - self.box.left), self.box.bottom + up * (
            self.box.top - self.box.bottom
        )


def spots(place: Point, first: Sequence[Side], size: float) -> Iterator[Spot]:
    """Spots around a place, nearest first, the `first` sides before the others."""
    for away in (0.75 * size, 1.6 * size, 3 * size, 5 * size):
        for side in dict.fromkeys((*first, *_SIDES)):
            yield place, side, away if 0 in side else away * 0.5


class Room:
    """Free room in a panel: words keep off lines and marks, off other words and, where they can, off rules."""

    def __init__(self, area: Box) -> None:
        self.area = area
        self.labels: list[Label] = []
        self._taken: list[Box] = []
        self._firm = self._soft = np.empty((0, 2))

    def stroke(self, *places: Point, soft: bool = False) -> None:
        """A line through places to keep off; a soft one may be crossed at need."""
        for (x0, y0), (x1, y1) in pairwise(places):
            dots = np.linspace((x0, y0), (x1, y1), int(hypot(x1 - x0, y1 - y0) / 1.5) + 2)
            if soft:
                self._soft = np.vstack((self._soft, dots))
            else:
                self._firm = np.vstack((self._firm, dots))

    def mark(self, x: float, y: float, radius: float) -> None:
        """A drawn mark to keep off."""
        self.stroke((x - radius, y), (x + radius, y), (x, y + radius), (x, y - radius), (x - radius, y))

    def put(self, label: Label, choices: Iterable[Spot], most: float = 1000) -> bool:
        """Place a label at the best of the spots; False where each costs too much: 100 to cross a rule."""
        best: tuple[float, Spot, Box] | None = None
        for turn, (spot, box) in enumerate(_boxes(label, choices)):
            if turn >= (best[0] if best else most):
                break  # a later spot costs its turn at least
            cost = turn + self._cost(box)
            if cost < (best[0] if best else most):
                best = cost, spot, box
        if best is None:
            return False
        self._settle(label, *best[1:])
        return True

    def _settle(self, label: Label, spot: Spot, box: Box) -> None:
        place, _, away = spot
        x = {"left": box.left + 1, "right": box.right - 1}.get(label.ha, (box.left + box.right) / 2)
        end = min(max(place[0], box.left), box.right), min(max(place[1], box.bottom), box.top)
        leader = (place, end) if away > 1.7 * label.size else ()
        middle = (box.bottom + box.top) / 2
        self.labels.append(replace(label, x=x, y=middle, va="center", leader=leader, on_white=True))
        self._taken.append(box)

    def _cost(self, box: Box) -> float:
        around = Box(box.left - 1, box.bottom - 1, box.right + 1, box.top + 1)
        if not box.inside(self.area) or any(box.meets(other) for other in self._taken) or _within(self._firm, around):
            return 1000
        return 100.0 if _within(self._soft, box) else 0.0


def _boxes(label: Label, choices: Iterable[Spot]) -> Iterator[tuple[Spot, Box]]:
    width = text_width(label.text, label.size, label.bold) + 2
    height = label.size * LEADING * (label.text.count("\n") + 1)
    for spot in choices:
        (x, y), (right, up), away = spot
        left = x + right * (away + width / 2) - width / 2
        bottom = y + up * (away + height / 2) - height / 2
        yield spot, Box(left, bottom, left + width, bottom + height)


def _within(dots: Any, box: Box) -> int:
    return int(((dots > box[:2]) & (dots < box[2:])).all(axis=1).sum())
