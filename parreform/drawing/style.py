"""House style of charts: paper, colours, type and words at places.

Lengths are in points (1/72 inch) from the lower left corner, so that PNG, SVG and PDF of any resolution
place every word alike.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A size of paper in points. A chart that needs more grows to `tallest`; notes stand `aside`, or else below."""

    width: float
    height: float
    tallest: float
    dpi: int
    text: float
    aside: float = 0.0

    @property
    def small(self) -> float:
        """Type size of notes, key and sources."""
        return self.text * 0.88

    @property
    def margin(self) -> float:
        """White at the left and the right."""
        return self.text * 2


SHEETS = {
    "a4": Sheet(595.2, 417.6, 842.0, 150, 8.0),
    "slide": Sheet(960.0, 540.0, 540.0, 144, 12.0, aside=256.0),
    "square": Sheet(600.0, 600.0, 600.0, 144, 8.5),
}
# Okabe-Ito hues, darkened to be read as words; shapes and dashes tell them apart where no colour is printed.
FOCUS, EVENT, INK, SOFT, PALE, FAINT = "#0072B2", "#D55E00", "#1A1A1A", "#5F5F5F", "#C8C8C8", "#E9E9E9"
WHITE, BAND = "#FFFFFF", "#F4F4F4"
LEADING, TITLE = 1.32, 1.65
CAPITAL = 0.74
"""Height of a capital letter, as part of the size of type."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one of several things is told apart: by colour, by the shape of its marks and by its dashes."""

    colour: str
    shape: str
    dashes: tuple[float, ...] = ()


LOOKS = (
    Look(FOCUS, "o"),
    Look("#B34700", "s", (5, 2)),
    Look("#007A59", "^", (6, 1.5, 1, 1.5)),
    Look("#A3507D", "D", (1.5, 1.5)),
    Look("#3D3D3D", "p", (3, 1, 1, 1, 1, 1)),
    Look("#5A4FCF", "<", (10, 1.5)),
    Look("#7A4A2B", ">", (2.5, 1)),
    Look("#9A6A00", "v", (8, 2)),
)
"""The first is the unit a chart is about; the others stand beside it."""

# What matplotlib's own settings could still change in what we draw: the same data must give the same bytes.
_STYLE: Any = {
    "svg.hashsalt": "parreform",
    "svg.fonttype": "path",
    "svg.image_inline": True,
    "svg.id": None,
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "pdf.use14corefonts": False,
    "pdf.inheritcolor": False,
    "text.hinting": "none",  # hinted letters would be wider in PNG than in SVG and than measured
    "text.antialiased": True,
    "text.usetex": False,
    "path.simplify": False,
    "path.snap": True,
    "path.sketch": None,
    "path.effects": [],
    "agg.path.chunksize": 0,
    "hatch.color": INK,
    "hatch.linewidth": 0.6,
    "savefig.dpi": "figure",
    "savefig.facecolor": "auto",
    "savefig.edgecolor": "auto",
    "savefig.bbox": None,
    "savefig.pad_inches": 0.0,
    "savefig.transparent": False,
    "figure.edgecolor": WHITE,
    "figure.frameon": True,
    "figure.constrained_layout.use": False,
    "figure.autolayout": False,
}
_KNOWN = {key: value for key, value in _STYLE.items() if key in mpl.rcParams}


@contextmanager
def house_style() -> Iterator[None]:
    """Our settings, whatever the user's matplotlibrc says."""
    with mpl.rc_context(_KNOWN):
        yield


# --- type -----------------------------------------------------------------------------------------

_OURS = Path(__file__).parent / "fonts"
_SPARE = Path(mpl.get_data_path(), "fonts", "ttf")
_FILES = {
    False: (_OURS / "BeVietnamPro-Regular.ttf", _SPARE / "DejaVuSans.ttf"),
    True: (_OURS / "BeVietnamPro-SemiBold.ttf", _SPARE / "DejaVuSans-Bold.ttf"),
}
_RULE = 100  # widths are measured once, at this size, and scaled: without hinting they are in proportion


@lru_cache(maxsize=8)
def _measuring(path: Path) -> FT2Font:
    font = FT2Font(str(path))
    font.set_size(_RULE, 72)
    return font


@lru_cache(maxsize=8)
def _letters(path: Path) -> frozenset[int]:
    return frozenset(_measuring(path).get_charmap())


@lru_cache(maxsize=4096)
def _font_file(text: str, bold: bool) -> Path:
    """Be Vietnam Pro, made for Vietnamese; a text with a letter it lacks is set in DejaVu Sans."""
    ours, spare = _FILES[bold]
    return ours if all(ord(c) in _letters(ours) for c in text) else spare


@lru_cache(maxsize=8192)
def drawable(line: str) -> str:
    """A line of text as it can be drawn: a letter in neither font is a box, as in a file name in another script."""
    known = _letters(_FILES[False][0]), _letters(_FILES[False][1])
    if any(all(ord(c) in letters for c in line) for letters in known):
        return line
    return "".join(c if ord(c) in known[1] else "□" for c in line)


@lru_cache(maxsize=256)
def _type(path: Path, size: float) -> FontProperties:
    return FontProperties(fname=path, size=size)


def font(text: str, size: float, bold: bool = False) -> FontProperties:
    """The type of a line of text."""
    return _type(_font_file(text, bold), size)


@lru_cache(maxsize=8192)
def _width(line: str, bold: bool) -> float:
    ruler = _measuring(_font_file(drawable(line), bold))
    ruler.set_text(drawable(line), 0.0, flags=LoadFlags.NO_HINTING)
    return float(ruler.get_width_height()[0]) / 64 / _RULE


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width in points of the widest line."""
    return max(_width(line, bold) for line in text.split("\n")) * size


def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """A text in lines no wider than `width` points; a single longer word stays whole."""
    # Word by word: widths of words are remembered, those of every trial line would be new.
    space = text_width("n n", size, bold) - 2 * text_width("n", size, bold)
    lines, used = [""], 0.0
    for word in text.split():
        wide = text_width(word, size, bold)
        if lines[-1] and used + space + wide > width:
            lines, used = [*lines, word], wide
        else:
            used += wide + (space if lines[-1] else 0)
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
