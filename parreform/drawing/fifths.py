"""Colours of fifths, and the page with notes beneath its key."""

from collections.abc import Sequence

from parreform.drawing.ink import Shape, box_area
from parreform.drawing.notes import text_rows
from parreform.drawing.page import Entry, Page, Sign
from parreform.drawing.style import INK, LEADING, SOFT, WHITE, Sheet, wrap
from parreform.pictures.base import Picture
from parreform.settings import t

FACES = {1: "#0B3C6F", 2: "#2F6DA8", 3: "#7FAFD4", 4: "#B3CFE6", 5: "#DDE9F4"}
"""One hue, lighter and lighter from the best fifth to the last: seen alike by all eyes and in grey."""

HATCH, EDGE = "//////", "#9A9A9A"


def ink_on(fifth: int | None) -> str:
    """The colour of words on a fifth, with a contrast of 4.5 at least."""
    return WHITE if fifth in (1, 2) else INK


def patch(left: float, bottom: float, right: float, top: float, fifth: int | None, state: str) -> Shape:
    """A cell or tile: its fifth, hatched where a value is missing for a stated reason, else blank."""
    if state == "missing":
        return box_area(left, bottom, right, top, WHITE, edge=EDGE, width=0.5, hatch=HATCH)
    return box_area(left, bottom, right, top, FACES.get(fifth or 0, WHITE), edge=EDGE, width=0.4)


def patch_sign(fifth: int | None, state: str = "") -> Sign:
    """The same in the key."""
    return lambda x, y, size: [patch(x, y - 0.45 * size, x + 1.6 * size, y + 0.45 * size, fifth, state)]


def fifth_words(fifth: int) -> str:
    """What a colour stands for, where the number ranked differs."""
    names = {1: t("20% dẫn đầu", "top fifth"), 5: t("20% cuối", "bottom fifth")}
    return names.get(fifth, f"{20 * (fifth - 1)}–{20 * fifth}%")


def noted(picture: Picture, notes: Sequence[str], sheet: Sheet, key: Sequence[Entry], body: float) -> Page:
    """A page with notes as a paragraph beneath its key."""
    lines = wrap(" ".join(notes), sheet.width - 2 * sheet.margin, sheet.small) if notes else []
    below = sheet.text * 0.8 + sheet.small * LEADING * len(lines) if lines else 0.0
    page = Page(picture, sheet, key, body=body, below=below)
    page.shapes += text_rows(lines, sheet.margin, page.notes - sheet.text * 0.6 - sheet.small, sheet.small, colour=SOFT)
    return page
