"""House style of charts: paper, colours, type, and words at places.

Lengths are in points (1/72 inch) from the lower left corner, so that PNG, SVG and PDF of any resolution
place every word alike.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.transforms import Affine2D

from parreform.settings import t
from parreform.text import plain_number, vietnamese_number

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A size of paper in points; `panel` is the least height of one. Notes stand `aside`, or else below and it grows."""

    width: float
    height: float
    dpi: int
    text: float
    panel: float
    aside: float

    @property
    def small(self) -> float:
        """Type size of notes, key and sources."""
        return self.text * 0.88


SHEETS = {"a4": Sheet(595.2, 417.6, 150, 8.0, 116.0, 0.0), "slide": Sheet(960.0, 540.0, 120, 12.0, 0.0, 256.0)}
FOCUS, EVENT, INK, SOFT, PALE, FAINT = "#0072B2", "#D55E00", "#1A1A1A", "#5F5F5F", "#C8C8C8", "#E9E9E9"
# Okabe-Ito hues, darkened to be read as words; shapes and dashes tell members apart where no colour is printed.
MEMBERS = (("#007A59", "s", "--"), ("#9A6A00", "^", "-."), ("#A3507D", "D", ":"), ("#3D3D3D", "v", "--"))
LEADING, TITLE = 1.32, 1.65
_FONTS = Path(mpl.get_data_path(), "fonts", "ttf")
# Hinted letters would be wider in PNG than in SVG and than measured.
_STYLE: Any = {"svg.hashsalt": "parreform", "svg.fonttype": "path", "pdf.fonttype": 42, "text.hinting": "none"}


@contextmanager
def house_style() -> Iterator[None]:
    """Our settings, whatever the user's matplotlibrc says: the same data must give the same bytes."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        yield


@lru_cache(maxsize=32)
def font(size: float, bold: bool = False) -> FontProperties:
    """The type of every word: it ships with matplotlib and has every Vietnamese mark."""
    return FontProperties(fname=_FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"), size=size)


@lru_cache(maxsize=1)
def _ruler() -> Any:
    return RendererAgg(1, 1, 720)  # type: ignore[no-untyped-call]


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width in points of the widest line."""
    measure = _ruler().get_text_width_height_descent
    return float(max(measure(line, font(size, bold), ismath=False)[0] for line in text.split("\n")) / 10)


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


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place. `leader` is the line to what they name when that is not right beside them.

    Words in a panel stand `on_white`: grid and grey lines behind them would make them hard to read.
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


def draw_labels(figure: Figure, labels: Iterable[Label]) -> None:
    """Write labels on a figure, their places in points."""
    points: Any = Affine2D().scale(1 / 72) + figure.dpi_scale_trans
    for label in labels:
        style: Any = {"color": label.colour, "fontproperties": font(label.size, label.bold), "ma": label.ha}
        words = figure.text(label.x, label.y, label.text, transform=points, ha=label.ha, va=label.va, **style)
        words.set(parse_math=False, zorder=6)
        if label.on_white:
            words.set_bbox({"facecolor": "white", "linewidth": 0, "pad": 0.4})
        if label.leader:
            xs, ys = zip(*label.leader, strict=True)
            figure.add_artist(Line2D(xs, ys, color=label.colour, linewidth=0.6, transform=points))


def number(value: float) -> str:
    """A score as it is read in the language of the process, two decimals at most."""
    # Sources print 83 as well as 83.00: zeros would claim a precision nobody published.
    exact = int(value) if round(value, 2) == int(value) else round(value, 2)
    return t(vietnamese_number(exact), plain_number(exact))
