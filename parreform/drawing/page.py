"""The page every chart stands on: title, topic, key and footer at known places, and the body between them."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from matplotlib.figure import Figure

from parreform.drawing.ink import Dots, Label, Shape, Stroke, box_area, sheet_of
from parreform.drawing.notes import footer_lines, text_rows
from parreform.drawing.room import Box
from parreform.drawing.style import CAPITAL, INK, LEADING, SOFT, TITLE, WHITE, Sheet, text_width, wrap
from parreform.pictures.base import Picture

Sign = Callable[[float, float, float], Sequence[Shape]]
"""What stands before words of the key: from its left end, its middle height and the size of type to shapes."""


class Entry(NamedTuple):
    """One entry of the key."""

    sign: Sign
    words: str


class Page:
    """A sheet with all its words but those of the body. Add to `shapes`, then take the `figure`.

    `body` is the least height the chart needs between topic and key, `below` what it wants beneath the
    key, for notes. A sheet that may grow does; on one that may not the body gets what is left.
    """

    def __init__(
        self, picture: Picture, sheet: Sheet, key: Sequence[Entry] = (), *, body: float = 0.0, below: float = 0.0
    ) -> None:
        self.picture, self.sheet = picture, sheet
        size, small, wide = sheet.text, sheet.small, sheet.width - 2 * sheet.margin
        title = wrap(picture.title, wide, size * TITLE, bold=True)
        topic = wrap(picture.topic, wide, size)
        footer = footer_lines(picture.footer, wide, small)
        rows = key_rows(key, wide, small)
        head = size * 1.6 + size * TITLE * LEADING * len(title) + size * LEADING * len(topic)
        self.notes = size * 1.2 + small * LEADING * len(footer) + size * 0.6 + below
        foot = self.notes + (size * 0.7 + small * LEADING * len(rows) if rows else 0)
        self.height = min(max(sheet.height, head + body + foot), max(sheet.tallest, sheet.height))
        top = self.height - head
        self.body = Box(sheet.margin, foot, sheet.width - sheet.margin, top)
        self.shapes: list[Shape] = [
            *text_rows(topic, sheet.margin, top + size * 0.35, size, up=True),
            *text_rows(
                title, sheet.margin, top + size * (0.65 + LEADING * len(topic)), size * TITLE, up=True, bold=True, colour=INK
            ),
            *text_rows(footer, sheet.margin, size * 1.2 + small * 0.25, small, up=True),
            *key_shapes(rows, sheet.margin, self.notes + small * LEADING * (len(rows) - 0.5), small),
        ]  # fmt: skip

    def figure(self) -> Figure:
        """The whole sheet, with the title and the description of the picture."""
        words = f"{self.picture.title}\n{self.picture.alt}"
        return sheet_of(self.shapes, self.sheet.width, self.height, self.sheet.dpi, words)


# --- key ------------------------------------------------------------------------------------------


def key_rows(key: Iterable[Entry], width: float, size: float) -> list[list[tuple[float, Entry]]]:
    """Entries in rows, each with its left end."""
    rows: list[list[tuple[float, Entry]]] = []
    x = 0.0
    for entry in key:
        wide = size * 2.1 + text_width(entry.words, size)
        if not rows or x + wide > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, entry))
        x += wide + size * 2
    return rows


def key_shapes(rows: Sequence[Sequence[tuple[float, Entry]]], left: float, y: float, size: float) -> list[Shape]:
    """Rows of the key from the first, whose middle is at `y`."""
    shapes: list[Shape] = []
    for turn, row in enumerate(rows):
        middle = y - turn * size * LEADING
        for x, entry in row:
            shapes += entry.sign(left + x, middle, size)
            shapes.append(Label(entry.words, size, SOFT, x=left + x + size * 2.1, y=middle - CAPITAL * size / 2))
    return shapes


def dot_sign(colour: str, *, hollow: bool = False, shape: str = "o", line: bool = False) -> Sign:
    """A mark, filled or hollow, on a piece of its line if wanted."""

    def sign(x: float, y: float, size: float) -> list[Shape]:
        through = [Stroke(((x, y), (x + 1.6 * size, y)), colour, size * 0.22)] if line else []
        dot = Dots(((x + 0.8 * size, y),), size * 0.72, WHITE if hollow else colour, colour, size * 0.14, shape)
        return [*through, dot]

    return sign


def line_sign(colour: str, width: float, dashes: tuple[float, ...] = ()) -> Sign:
    """A piece of a line across."""
    return lambda x, y, size: [Stroke(((x, y), (x + 1.6 * size, y)), colour, width, dashes)]


def rule_sign(colour: str, width: float, dashes: tuple[float, ...] = ()) -> Sign:
    """A piece of an upright rule."""
    return lambda x, y, size: [Stroke(((x + 0.8 * size, y - 0.6 * size), (x + 0.8 * size, y + 0.6 * size)), colour, width, dashes)]  # fmt: skip


def area_sign(face: str, edge: str = "") -> Sign:
    """A patch of a filled area."""
    return lambda x, y, size: [box_area(x, y - 0.45 * size, x + 1.6 * size, y + 0.45 * size, face, edge=edge, width=0.5 if edge else 0)]  # fmt: skip


def text_sign(text: str) -> Sign:
    """A letter or two."""
    return lambda x, y, size: [Label(text, size, SOFT, x=x + 0.8 * size, y=y - CAPITAL * size / 2, ha="center")]
