"""Words around panels: rows of text, notes in columns, and the sources."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from urllib.parse import urlsplit

from parreform.drawing.style import LEADING, SOFT, Label, wrap
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


def source_lines(sources: Sequence[str], made_on: str, width: float, size: float) -> list[str]:
    """Sources by site, as many as two lines hold, then the date."""
    sites = list(dict.fromkeys((urlsplit(s).hostname or s).removeprefix("www.") for s in sources))
    made = t("Lập ngày ", "Made on ") + _day(made_on) + "."
    lines = [made]
    for shown in range(len(sites), 0, -1):
        rest = (
            t(f" và {len(sites) - shown} nguồn khác", f" and {len(sites) - shown} more") if shown < len(sites) else ""
        )
        lines = wrap(t("Nguồn: ", "Sources: ") + ", ".join(sites[:shown]) + f"{rest}. {made}", width, size)
        if len(lines) <= 2:
            break
    return lines


def _day(iso: str) -> str:
    with suppress(ValueError):
        return date.fromisoformat(iso).strftime(t("%d/%m/%Y", "%Y-%m-%d"))
    return iso
