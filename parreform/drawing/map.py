"""Drawing a tile map: the key stands in the free sea east of the north."""

from typing import NamedTuple

from matplotlib.figure import Figure

from parreform.drawing.fifths import FACES, ink_on, noted, patch
from parreform.drawing.ink import LINES, Label, Shape, Stroke
from parreform.drawing.room import Box
from parreform.drawing.style import CAPITAL, EVENT, INK, LEADING, SOFT, Sheet, text_width, wrap
from parreform.pictures.map import MapPicture, MapTile
from parreform.settings import t

_TILE = 3.7
"""The height a tile would like, in sizes of type."""
_GAP = 0.1


class _Words(NamedTuple):
    """A size of type in which every tile's words fit, and the lines of each name."""

    size: float
    lines: tuple[tuple[str, ...], ...]


def draw(picture: MapPicture, sheet: Sheet) -> Figure:
    """Tiles in the colours of fifths, hatched where a value is missing; Hoàng Sa and Trường Sa in the sea."""
    return _Plan(picture, sheet).figure()


class _Plan:
    def __init__(self, picture: MapPicture, sheet: Sheet) -> None:
        self.picture, self.sheet = picture, sheet
        self.rows = max(tile.row for tile in picture.tiles) + 1
        self.cols = max(tile.col for tile in picture.tiles) + 1
        grows = sheet.tallest > sheet.height
        high = sheet.text * _TILE
        self.page = noted(picture, picture.notes, sheet, (), self.rows * high + sheet.text if grows else 0.0)
        self.shapes: list[Shape] = self.page.shapes
        body = self.page.body
        self.high = min((body.top - body.bottom - sheet.text) / self.rows, sheet.text * 6)
        self.wide = min((body.right - body.left) / self.cols, self.high * 3.4)
        self.left = body.left + (body.right - body.left - self.wide * self.cols) / 2

    def _box(self, tile: MapTile) -> Box:
        left = self.left + tile.col * self.wide
        top = self.page.body.top - self.sheet.text * 0.7 - tile.row * self.high
        gap = self.high * _GAP / 2
        return Box(left + gap, top - self.high + gap, left + self.wide - gap, top - gap)

    def figure(self) -> Figure:
        """All tiles and the key."""
        words = self._fitting()
        for tile, lines in zip(self.picture.tiles, words.lines, strict=True):
            self._tile(tile, lines, words.size)
        self._key()
        return self.page.figure()

    def _fitting(self) -> _Words:
        """The largest type in which every name and number fits its tile."""
        wide, high = self.wide - self.high * _GAP - 2, self.high * (1 - _GAP) - 1
        size = self.sheet.text
        while True:
            lines = tuple(_lines(tile, wide, size) for tile in self.picture.tiles)
            fits = all(
                size * 1.16 * (len(found) + bool(tile.text)) <= high
                and max(text_width(line, size) for line in found) <= wide
                for tile, found in zip(self.picture.tiles, lines, strict=True)
            )
            if fits or size < self.sheet.text * 0.4:
                return _Words(size, lines)
            size *= 0.96

    def _tile(self, tile: MapTile, lines: tuple[str, ...], size: float) -> None:
        box = self._box(tile)
        self.shapes.append(patch(*box, tile.shade, tile.state))
        if tile.chosen:
            corners = ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))
            self.shapes.append(Stroke((*corners, corners[0]), EVENT, self.sheet.text * 0.25, z=LINES))
        said = [*lines, *([tile.text] if tile.text else [])]
        colour = ink_on(tile.shade)
        x, step = (box.left + box.right) / 2, size * 1.16
        y = (box.bottom + box.top) / 2 + (len(said) - 1) * step / 2 - CAPITAL * size / 2
        for turn, line in enumerate(said):
            number = turn == len(lines)
            label = Label(line, size, colour, number, x, y - turn * step, ha="center", on_white=tile.state == "missing")
            self.shapes.append(label)

    # --- key ---------------------------------------------------------------------------------------

    def _key(self) -> None:
        entries = self._entries()
        size, top = self.sheet.small, self.page.body.top - self.sheet.text * 0.7
        # The tiles of the north-east end where the sea begins: the key stands beyond the widest of its rows.
        rows = 1 + int((len(entries) + 1.5) * size * LEADING * 1.12 / self.high)
        col = max((tile.col for tile in self.picture.tiles if tile.row <= rows and not tile.owner), default=0) + 1
        left = self.left + (col + 0.4) * self.wide
        room = self.page.body.right - left - size * 2.1
        size = min(size, size * room / max(text_width(words, size) for *_, words in entries)) if entries else size
        if self.picture.steps:
            self.shapes.append(Label(self.picture.scale, size, INK, True, x=left, y=top - size))
        for turn, (fifth, state, words) in enumerate(entries, start=1):
            y = top - size * (0.6 + LEADING * 1.12 * turn)
            self.shapes.append(patch(left, y - size * 0.45, left + size * 1.6, y + size * 0.45, fifth, state))
            self.shapes.append(Label(words, size, SOFT, x=left + size * 2.1, y=y - CAPITAL * size / 2))

    def _entries(self) -> list[tuple[int | None, str, str]]:
        found: list[tuple[int | None, str, str]] = []
        for step in self.picture.steps:
            words = step.words + (f" ({step.scores})" if step.scores else "")
            found.append((step.shade if step.shade in FACES else None, "", words))
        states = {tile.state for tile in self.picture.tiles}
        if "missing" in states:
            found.append((None, "missing", t("không có số liệu", "missing")))
        bare = any(tile.shade is None and not tile.state and not tile.owner for tile in self.picture.tiles)
        if "unknown" in states or bare:
            found.append(
                (
                    None,
                    "unknown",
                    t("chưa có số liệu", "not held") if "unknown" in states else t("chưa xếp hạng", "not ranked"),
                )
            )
        return found


def _lines(tile: MapTile, width: float, size: float) -> tuple[str, ...]:
    """The name in lines, under an archipelago's the province it belongs to."""
    return (*wrap(tile.name, width, size), *(wrap(f"({tile.owner})", width, size) if tile.owner else ()))
