"""Words around a chart: rows of text, notes in columns, and the footer."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from urllib.parse import urlsplit

from parreform.drawing.ink import Label
from parreform.drawing.style import INK, LEADING, SOFT, Sheet, wrap
from parreform.pictures.base import Footer
from parreform.settings import t


def text_rows(
    lines: Sequence[str], x: float, y: float, size: float, *, up: bool = False, bold: bool = False, colour: str = SOFT
) -> list[Label]:
    """Lines of text, the first at `y`, or with `up` the last."""
    heights = range(len(lines) - 1, -1, -1) if up else range(0, -len(lines), -1)
    return [
        Label(line, size, colour, bold, x, y + step * size * LEADING) for line, step in zip(lines, heights, strict=True)
    ]


def note_columns(
    notes: Sequence[tuple[str, str]], width: float, size: float, count: int
) -> list[list[tuple[str, str]]]:
    """Wrapped notes in even columns, a row the mark and a line."""
    blocks = [wrap(words, width - 3 * size, size) for _, words in notes]
    columns: list[list[tuple[str, str]]] = [[] for _ in range(count)]
    row = 0
    for (mark, _), block in zip(notes, blocks, strict=True):
        columns[row * count // sum(map(len, blocks))].extend(zip((mark, *[""] * len(block)), block, strict=False))
        row += len(block)
    return columns


class Notes:
    """Numbered notes: on a slide many of them stand aside, else they stand below in two columns."""

    def __init__(self, notes: Sequence[tuple[str, str]], sheet: Sheet) -> None:
        self.sheet = sheet
        self.aside = sheet.aside if len(notes) > 2 else 0.0
        wide = self.aside - 2 * sheet.text if self.aside else (sheet.width - 2 * sheet.margin) / 2 - sheet.text
        self._columns = note_columns(notes, wide, sheet.small, 1 if self.aside else 2) if notes else [[]]
        rows = 0 if self.aside else max(map(len, self._columns))
        self.below = sheet.text * 1.2 + sheet.small * LEADING * rows if rows else 0.0

    def labels(self, below: float, top: float, bottom: float) -> list[Label]:
        """The notes from `below` down, or aside between `top` and `bottom`."""
        size, small = self.sheet.text, self.sheet.small
        x, y = self.sheet.margin, below - size * 0.6 - small
        if self.aside:
            # A slide cannot grow: many notes get smaller type.
            x, y = self.sheet.width - self.aside, top - size
            small = min(small, (y - bottom) / LEADING / max(len(self._columns[0]), 1))
        labels: list[Label] = []
        for column in self._columns:
            labels += text_rows([mark for mark, _ in column], x, y, small, colour=INK, bold=True)
            labels += text_rows([words for _, words in column], x + self.sheet.small * 2, y, small)
            x += (self.sheet.width - 2 * self.sheet.margin) / len(self._columns)
        return labels


def footer_lines(footer: Footer, width: float, size: float, most: int = 2) -> list[str]:
    """Sources, as many as `most` lines hold, then decisions, the number ranked and the date."""
    names = list(dict.fromkeys((urlsplit(s).hostname or s).removeprefix("www.") for s in footer.sources))
    lines = wrap(_said_last(footer), width, size)
    for shown in range(len(names), 0, -1):
        rest = (
            t(f" và {len(names) - shown} nguồn khác", f" and {len(names) - shown} more") if shown < len(names) else ""
        )
        said = t("Nguồn: ", "Sources: ") + ", ".join(names[:shown]) + f"{rest}. " + _said_last(footer)
        lines = wrap(said, width, size)
        if len(lines) <= most:
            break
    return lines


def _said_last(footer: Footer) -> str:
    decided = t("Quyết định: ", "Decision: ") + "; ".join(footer.decisions) if footer.decisions else ""
    published = t("Công bố ", "Published ") + _day(footer.published) if footer.published else ""
    recorded = t("Số liệu ghi ngày ", "Data recorded on ") + _day(footer.date) if footer.date else ""
    return "".join(f"{part}. " for part in (decided, footer.ranked, published, recorded) if part).strip()


def _day(iso: str) -> str:
    with suppress(ValueError):
        return date.fromisoformat(iso).strftime(t("%d/%m/%Y", "%Y-%m-%d"))
    return iso
