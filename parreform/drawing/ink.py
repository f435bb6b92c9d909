"""What is drawn on a sheet: words, lines, dots and areas at places in points, drawn in order of `z`.

A chart is a list of these on one figure, without axes: every place is known before anything is drawn,
so there is nothing for a layout pass to find out, and no state that one chart could leave to the next.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb, to_rgba
from matplotlib.figure import Figure
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D

from parreform.drawing.style import CAPITAL, INK, LEADING, WHITE, Point, drawable, font, house_style, text_width

BELOW, BEHIND, GRID, FIELD, LINES, DOTS, WORDS = range(7)
"""Usual values of `z`, from the paper up."""
_KEPT = 1024
"""How many lines of text are kept as drawn: those that charts share, in some megabytes."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place, one or more lines. `leader` is the line to what they name when that is not right beside them.

    `va` is where `y` is: "baseline" of the first line, or "center" of all. Words in a panel stand
    `on_white`: grid and grey lines behind them would make them hard to read.
    """

    text: str
    size: float
    colour: str = INK
    bold: bool = False
    x: float = 0.0
    y: float = 0.0
    ha: str = "left"
    va: str = "baseline"
    leader: tuple[Point, ...] = ()
    on_white: bool = False
    z: float = WORDS

    def rows(self) -> list[tuple[str, float, float]]:
        """Each line with its left end and its baseline."""
        lines = self.text.split("\n")
        top = self.y
        if self.va == "center":
            top += ((len(lines) - 1) * LEADING - CAPITAL) / 2 * self.size
        shift = {"left": 0.0, "center": 0.5, "right": 1.0}[self.ha]
        lefts = (self.x - shift * text_width(line, self.size, self.bold) for line in lines)
        return [
            (drawable(line), x, top - n * LEADING * self.size)
            for n, (line, x) in enumerate(zip(lines, lefts, strict=True))
        ]

    def extent(self) -> tuple[float, float, float, float]:
        """The box of its letters without marks above capitals: left, bottom, right, top."""
        rows = self.rows()
        left = min(x for _, x, _ in rows)
        right = max(x + text_width(line, self.size, self.bold) for line, x, _ in rows)
        return left, rows[-1][2] - 0.22 * self.size, right, rows[0][2] + CAPITAL * self.size


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through places; NaN ends it and begins another. `dashes` are lengths on and off, in points."""

    places: Sequence[Point]
    colour: str
    width: float
    dashes: tuple[float, ...] = ()
    z: float = LINES


@dataclass(frozen=True, slots=True)
class Dots:
    """Marks of one look: `shape` by matplotlib's letter (o s ^ v D p), `size` across, `edge` drawn `width` thick."""

    places: Sequence[Point]
    size: float
    face: str
    edge: str = ""
    width: float = 0.0
    shape: str = "o"
    z: float = DOTS


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon, closed by itself; `hatch` is matplotlib's pattern."""

    places: Sequence[Point]
    face: str
    edge: str = ""
    width: float = 0.0
    hatch: str = ""
    z: float = BEHIND


Shape = Label | Stroke | Dots | Area


def box_area(left: float, bottom: float, right: float, top: float, face: str, **style: Any) -> Area:
    """A filled rectangle."""
    return Area(((left, bottom), (right, bottom), (right, top), (left, top)), face, **style)


@lru_cache(maxsize=32)
def _marker(shape: str) -> tuple[Path, Any]:
    style = MarkerStyle(shape)
    return style.get_path(), style.get_transform().frozen()


class _Stamp(NamedTuple):
    """A line of text in pixels, and how far its lower left corner lies from the start of its baseline."""

    image: Any
    right: int
    up: int


@lru_cache(maxsize=_KEPT)
def _stamp(line: str, size: float, bold: bool, colour: str, dpi: float) -> _Stamp | None:
    """A line of text drawn once: the same years, names and notes stand on chart after chart."""
    pixels = size * dpi / 72
    margin = math.ceil(pixels)
    wide, high = math.ceil(text_width(line, pixels, bold)) + 2 * margin, 3 * margin
    paper: Any = RendererAgg(wide, high, dpi)  # type: ignore[no-untyped-call]
    with house_style():  # what is kept must not depend on who asked first
        paper.draw_text(paper.new_gc(), margin, high - margin, line, font(line, size, bold), 0.0)
    cover = np.asarray(paper.buffer_rgba())[..., 3]
    across, down = np.flatnonzero(cover.any(axis=0)), np.flatnonzero(cover.any(axis=1))
    if not len(across):
        return None
    cover = cover[down[0] : down[-1] + 1, across[0] : across[-1] + 1]
    image = np.empty((*cover.shape, 4), dtype=np.uint8)
    image[..., :3] = [round(255 * part) for part in to_rgb(colour)]
    image[..., 3] = cover
    image = image[::-1].copy()  # matplotlib takes images from the bottom up
    return _Stamp(image, int(across[0]) - margin, high - margin - 1 - int(down[-1]))


class _Laid(TextToPath):
    """Lines of text for SVG, each laid out once in a process: what matplotlib asks its renderers' `TextToPath` for."""

    def __init__(self) -> None:
        super().__init__()
        self._placed: dict[tuple[str, str], Any] = {}
        self._outlines: dict[str, Any] = {}

    def get_glyphs_with_font(
        self, font: Any, s: str, glyph_map: Any = None, return_new_glyphs_only: bool = False, **how: Any
    ) -> Any:
        """Glyphs with their places, and the outlines of those not in `glyph_map` yet."""
        if glyph_map is None or not return_new_glyphs_only or any(how.values()):
            return super().get_glyphs_with_font(font, s, glyph_map, return_new_glyphs_only, **how)
        if (font.fname, s) not in self._placed:
            if len(self._placed) >= _KEPT:
                self._placed.clear()
            laid = super().get_glyphs_with_font(font, s, {}, True, **how)
            self._placed[font.fname, s] = laid[0]
            self._outlines.update(laid[1])
        placed = self._placed[font.fname, s]
        names = dict.fromkeys(glyph[0] for glyph in placed)
        return placed, {name: self._outlines[name] for name in names if name not in glyph_map}, []


_LAID = _Laid()


class Ink(Artist):
    """Everything on a sheet as one artist."""

    def __init__(self, shapes: Iterable[Shape]) -> None:
        super().__init__()
        self.shapes = sorted(shapes, key=lambda shape: shape.z)

    def draw(self, renderer: Any) -> None:
        """Draw all shapes; called by matplotlib."""
        figure = self.get_figure()
        assert figure is not None
        pen = _Pen(renderer, figure.dpi / 72)
        for shape in self.shapes:
            pen.draw(shape)


class _Pen:
    """Draws shapes with one of matplotlib's renderers, `scale` of its units a point."""

    def __init__(self, renderer: Any, scale: float) -> None:
        self.renderer, self.scale = renderer, scale
        self.points = Affine2D().scale(scale)
        self.raster = isinstance(renderer, RendererAgg)
        # without it texts are laid out anew for every chart
        getattr(renderer, "_vector_renderer", renderer)._text2path = _LAID  # noqa: SLF001
        self.height = renderer.get_canvas_width_height()[1] if renderer.flipy() else 0.0

    def draw(self, shape: Shape) -> None:
        if isinstance(shape, Label):
            self._label(shape)
        elif isinstance(shape, Stroke):
            self._stroke(shape)
        elif isinstance(shape, Dots):
            self._dots(shape)
        else:
            self._area(shape)

    def _context(self, colour: str, width: float) -> Any:
        context = self.renderer.new_gc()
        context.set_linewidth(width)
        context.set_foreground(to_rgba(colour), isRGBA=True)
        return context

    def _label(self, label: Label) -> None:
        if label.on_white:
            left, bottom, right, top = label.extent()
            self._area(box_area(left - 0.6, bottom, right + 0.6, top + 0.1 * label.size, WHITE))
        if label.leader:
            self._stroke(Stroke(label.leader, label.colour, 0.6))
        context = self._context(label.colour, 1)
        for line, x, y in label.rows():
            across, up = x * self.scale, y * self.scale
            if self.raster:
                self._stamped(context, label, line, across, up)
            else:
                up = self.height - up if self.height else up
                self.renderer.draw_text(context, across, up, line, font(line, label.size, label.bold), 0.0)
        context.restore()

    def _stamped(self, context: Any, label: Label, line: str, across: float, up: float) -> None:
        stamp = _stamp(line, label.size, label.bold, label.colour, 72 * self.scale)
        if stamp:
            self.renderer.draw_image(context, round(across) + stamp.right, round(up) + stamp.up, stamp.image)

    def _stroke(self, stroke: Stroke) -> None:
        places = np.asarray(stroke.places, dtype=float)
        if len(places) < 2:
            return
        context = self._context(stroke.colour, stroke.width)
        context.set_capstyle("butt" if stroke.dashes else "round")
        context.set_joinstyle("round")
        if stroke.dashes:
            context.set_dashes(0, stroke.dashes)
        if self.raster:  # many short paths take a third of the time of one long one
            for piece in np.split(places, np.flatnonzero(np.isnan(places[:, 0]))):
                line = piece[1:] if np.isnan(piece[0, 0]) else piece
                self.renderer.draw_path(context, Path(line), self.points)
        else:
            self.renderer.draw_path(context, Path(places, _codes(places)), self.points)
        context.restore()

    def _dots(self, dots: Dots) -> None:
        path, upright = _marker(dots.shape)
        context = self._context(dots.edge or dots.face, dots.width)
        size = upright + Affine2D().scale(dots.size * self.scale)
        places = Path(np.asarray(dots.places, dtype=float))
        self.renderer.draw_markers(context, path, size, places, self.points, to_rgba(dots.face))
        context.restore()

    def _area(self, area: Area) -> None:
        context = self._context(area.edge or area.face, area.width)
        if area.hatch:
            context.set_hatch(area.hatch)
            context.set_hatch_color(area.edge or INK)
        outline = Path(np.asarray((*area.places, area.places[0]), dtype=float), closed=True)
        self.renderer.draw_path(context, outline, self.points, to_rgba(area.face))
        context.restore()


def _codes(places: Any) -> Any:
    """Where the pen is lifted: at the first place and after each NaN."""
    lifted = np.isnan(places).any(axis=1)
    codes = np.full(len(places), Path.LINETO, dtype=Path.code_type)
    codes[0] = Path.MOVETO
    codes[1:][lifted[:-1]] = Path.MOVETO
    return codes


def joined(runs: Iterable[Sequence[Point]]) -> list[Point]:
    """Several lines as the places of one stroke."""
    places: list[Point] = []
    for run in runs:
        places += [*([(math.nan, math.nan)] if places else []), *run]
    return places


def sheet_of(shapes: Iterable[Shape], width: float, height: float, dpi: int, words: str = "") -> Figure:
    """A figure of a width and height in points with all shapes; `words` describe it to those who cannot see it."""
    figure = Figure((width / 72, height / 72), dpi=dpi, facecolor=WHITE)
    figure.set_label(words)
    figure.add_artist(Ink(shapes))
    return figure


def shapes_of(figure: Figure) -> list[Shape]:
    """What is on a figure, for those who look at places and words."""
    return [shape for artist in figure.artists if isinstance(artist, Ink) for shape in artist.shapes]


def colours_of(shape: Shape) -> list[str]:
    """The colours of a shape; white is everywhere."""
    if isinstance(shape, Label | Stroke):
        return [shape.colour]
    return [shape.face, *([shape.edge] if shape.edge else [])]
