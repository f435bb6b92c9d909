"""CHARTS: each kind of picture and what draws it, picture -> Figure.

Charts draw what pictures hold and compute nothing but places; what they share stands in `drawing`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from matplotlib.figure import Figure

from parreform.drawing import (
    components,
    courses,
    distribution,
    heatmap,
    league,
    small_multiples,
    staffing,
    staffing_compare,
    trend,
)
from parreform.drawing import map as tile_map
from parreform.drawing.save import known_suffix, render, save
from parreform.drawing.style import SHEETS, Sheet, house_style
from parreform.errors import UsageProblem
from parreform.pictures.base import Picture
from parreform.settings import t

__all__ = ["CHARTS", "SHEETS", "draw", "known_suffix", "render", "save"]

CHARTS: Mapping[str, Callable[[Any, Sheet], Figure]] = {
    "trend": trend.draw,
    "bump": courses.draw,
    "slope": courses.draw,
    "league": league.draw,
    "components": components.draw,
    "heatmap": heatmap.draw,
    "map": tile_map.draw,
    "distribution": distribution.draw,
    "small-multiples": small_multiples.draw,
    "staffing": staffing.draw,
    "staffing-compare": staffing_compare.draw,
}


def draw(picture: Picture, size: str = "a4") -> Figure:
    """The chart of a picture on a sheet; an unknown size raises `UsageProblem`."""
    if size not in SHEETS:
        raise UsageProblem(t(f"Không có cỡ “{size}”", f"There is no size “{size}”"), ", ".join(SHEETS))
    with house_style():
        return CHARTS[picture.kind](picture, SHEETS[size])
