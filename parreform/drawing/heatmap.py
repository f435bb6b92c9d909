"""Drawing units against parts or years: cells in the colours of fifths, in one block or, on wide sheets, in several."""

from dataclasses import dataclass

from matplotlib.figure import Figure

from parreform.drawing.fifths import EDGE, FACES, fifth_words, ink_on, noted, patch, patch_sign
from parreform.drawing.ink import GRID, LINES, Dots, Label, Shape, Stroke
from parreform.drawing.page import Entry, rule_sign
from parreform.drawing.room import Box
from parreform.drawing.style import CAPITAL, EVENT, INK, LEADING, LOOKS, SOFT, Sheet, text_width, wrap
from parreform.pictures.heatmap import ABSENT, MISSING, UNKNOWN, Heat, HeatmapPicture, HeatRow
from parreform.settings import t

_ROW, _TALLEST = 1.25, 4.2
"""The least and the greatest height of a row, in sizes of type."""


def draw(picture: HeatmapPicture, sheet: Sheet) -> Figure:
    """Rows in order, top to bottom and block to block; years that cannot be compared have a heavy rule between them."""
    return _Plan(picture, sheet).figure()


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows side by side with others: where the cells stand, names left of them."""

    rows: tuple[HeatRow, ...]
    cells: Box
    left: float


class _Plan:
    def __init__(self, picture: HeatmapPicture, sheet: Sheet) -> None:
        self.picture, self.sheet, self.type = picture, sheet, 1.0
        size = sheet.text
        grows = sheet.tallest > sheet.height
        head = size * LEADING * 5.5
        body = head + len(picture.rows) * size * _ROW if grows else 0.0
        trial = noted(picture, self._notes(picture, numbered=True), sheet, _key(picture), body)
        self.count = _blocks(len(picture.rows), trial.body, size, head)
        self.names = max(text_width(row.name, size, bold=row.chosen) for row in picture.rows) + size * 0.8
        self.gap = size * 1.6
        self.wide = (trial.body.right - trial.body.left - self.gap * (self.count - 1)) / self.count
        self.column = min((self.wide - self.names) / len(picture.heads), size * 14)
        self.heads = [wrap(head.name, self.column - size * 0.5, sheet.small) for head in picture.heads]
        self.numbered = (
            any(text_width(line, sheet.small) > self.column - 1 for lines in self.heads for line in lines)
            or max(map(len, self.heads)) > 5
        )
        if self.numbered:
            self.heads = [[_short(head.name)] for head in picture.heads]
        self.type = self._type(trial.body)
        self.page = noted(picture, self._notes(picture, numbered=self.numbered), sheet, _key(picture), body)
        self.shapes: list[Shape] = self.page.shapes

    def _notes(self, picture: HeatmapPicture, *, numbered: bool) -> list[str]:
        """Names of numbered columns, reasons of breaks, then the picture's own notes."""
        names = [f"{_short(h.name)}: {_bare(h.name)}" for h in picture.heads if not h.name.isdigit()]
        reasons: dict[str, list[str]] = {}
        for head in picture.heads:
            if head.break_reason:
                reasons.setdefault(head.break_reason, []).append(head.name)
        broken = [f"{', '.join(years)}: {reason}" for reason, years in reasons.items()]
        notes = ["; ".join(names) + "."] if numbered and names else []
        if broken:
            notes.append(
                t("Không so sánh được với năm trước: ", "Not comparable with the year before: ")
                + "; ".join(broken)
                + "."
            )
        if self.type == 0:
            notes.append(t("Ô quá hẹp để ghi số.", "The cells are too narrow for numbers."))
        return [*notes, *picture.notes]

    def figure(self) -> Figure:
        """All blocks."""
        size, body = self.sheet.text, self.page.body
        top = body.top - size * 0.6 - self.sheet.small * LEADING * (max(map(len, self.heads)) + 1)
        each = -(-len(self.picture.rows) // self.count)
        high = min((top - body.bottom - size * 0.6) / each, size * _TALLEST)
        for turn in range(self.count):
            rows = self.picture.rows[turn * each : (turn + 1) * each]
            left = body.left + turn * (self.wide + self.gap)
            cells = Box(
                left + self.names, top - high * len(rows), left + self.names + self.column * len(self.heads), top
            )
            self._block(_Block(rows, cells, left), high)
        return self.page.figure()

    def _block(self, block: _Block, high: float) -> None:
        self._head(block)
        for turn, row in enumerate(block.rows):
            top = block.cells.top - turn * high
            self._row(row, block, top, high)
        for i, head in enumerate(self.picture.heads):
            if head.break_reason:
                x = block.cells.left + i * self.column
                self.shapes.append(Stroke(((x, block.cells.bottom), (x, block.cells.top)), INK, 1.5, z=LINES))

    def _head(self, block: _Block) -> None:
        small, y = self.sheet.small, block.cells.top + self.sheet.small * 0.5
        counts = [head.count for head in self.picture.heads]
        tight = max(text_width(c, small * 0.9) for c in counts) > self.column - 2
        if tight:
            self.shapes.append(Label("n", small * 0.9, SOFT, x=block.cells.left - small * 0.6, y=y, ha="right"))
        for i, (lines, count) in enumerate(zip(self.heads, counts, strict=True)):
            x = block.cells.left + (i + 0.5) * self.column
            said = count.removeprefix("n = ") if tight else count
            size = min(small * 0.9, small * (self.column - 2) / max(text_width(said, small), 1))
            self.shapes.append(Label(said, size, SOFT, x=x, y=y, ha="center"))
            for turn, line in enumerate(lines[::-1]):
                place = y + small * LEADING * (turn + 1)
                size = min(small, small * (self.column - 1.5) / max(text_width(line, small), 1))
                self.shapes.append(Label(line, size, INK, x=x, y=place, ha="center"))

    def _row(self, row: HeatRow, block: _Block, top: float, high: float) -> None:
        size = min(self.sheet.text, high / 1.12)
        middle = top - high / 2 - CAPITAL * size / 2
        colour = LOOKS[1].colour if row.chosen else INK
        name = Label(row.name, size, colour, row.chosen, x=block.cells.left - size * 0.6, y=middle, ha="right")
        self.shapes.append(name)
        for i, cell in enumerate(row.cells):
            left = block.cells.left + i * self.column
            self._cell(cell, Box(left, top - high, left + self.column, top))
        if row.chosen:
            right = block.cells.left + self.column * len(row.cells)
            outline = ((block.cells.left, top), (right, top), (right, top - high), (block.cells.left, top - high))
            self.shapes.append(Stroke((*outline, outline[0]), EVENT, 1.6, z=LINES + 0.5))

    def _cell(self, cell: Heat, box: Box) -> None:
        if cell.state != ABSENT:
            self.shapes.append(patch(*box, cell.fifth, cell.state))
        size = self.type
        if cell.state == ABSENT:
            y = (box.bottom + box.top) / 2
            x = (box.left + box.right) / 2
            self.shapes.append(Stroke(((x - size * 0.4, y), (x + size * 0.4, y)), "#C8C8C8", 0.8, z=GRID))
        elif cell.state == UNKNOWN:
            x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
            self.shapes.append(Dots(((x, y),), 1.6, EDGE, z=GRID))
        elif not cell.state and size:
            x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2 - CAPITAL * size / 2
            self.shapes.append(Label(cell.text, size, ink_on(cell.fifth), x=x, y=y, ha="center"))

    def _type(self, body: Box) -> float:
        """The size of the numbers in the cells: as large as all of them fit, 0 where that would be too small to read."""
        widest = max(
            (text_width(c.text, 1) for row in self.picture.rows for c in row.cells if not c.state), default=1.0
        )
        each = -(-len(self.picture.rows) // self.count)
        high = (body.top - body.bottom) / (each + 7)
        size = min(self.sheet.text, high * 0.86, (self.column - 1.5) / max(widest, 0.1))
        return size if size >= self.sheet.text * 0.6 else 0.0


def _short(name: str) -> str:
    """The heading of a narrow column: `1. Participation` is `1`, `2011` is `’11`, a total `T`."""
    number, dot, _ = name.partition(". ")
    if name.isdigit():
        return f"’{name[-2:]}"
    return number if dot and number.replace(".", "").isdigit() else t("T", "T")


def _bare(name: str) -> str:
    return name.partition(". ")[2] or name


def _blocks(rows: int, body: Box, size: float, head: float) -> int:
    """How many blocks side by side give every row its least height; three at most."""
    high = body.top - body.bottom - head
    if rows * size * _ROW <= high + size:
        return 1
    # Narrow blocks have numbers for headings, and their type may be a little smaller.
    return 2 if -(-rows // 2) * size * 1.1 <= high + head * 0.5 else 3


def _key(picture: HeatmapPicture) -> list[Entry]:
    cells = [cell for row in picture.rows for cell in row.cells]
    seen = {cell.fifth for cell in cells}
    states = {cell.state for cell in cells}
    key = [Entry(patch_sign(fifth), fifth_words(fifth)) for fifth in FACES if seen - {None}]
    if MISSING in states:
        key.append(Entry(patch_sign(None, MISSING), t("không có số liệu, có lý do", "missing for a stated reason")))
    if UNKNOWN in states:
        key.append(Entry(patch_sign(None, UNKNOWN), t("chưa có số liệu hoặc chưa xếp hạng", "not held or not ranked")))
    if any(head.break_reason for head in picture.heads):
        key.append(Entry(rule_sign(INK, 1.5), t("không so sánh được", "not comparable")))
    return key
