"""Figures that a sheet does not show: white on no ground, or with a number format that writes nothing."""

import re
from typing import Any

from parreform.reading.formats import FAINT, written_by

_FONTS = re.compile(rb"<(?:\w+:)?fonts[\s>].*?</(?:\w+:)?fonts>", re.DOTALL)
_FONT = re.compile(rb"<(?:\w+:)?font(?:\s[^>]*)?(?:/>|>.*?</(?:\w+:)?font>)", re.DOTALL)
_WHITE = re.compile(
    rb"""<(?:\w+:)?color [^>]*?(?:rgb=["'](?:FF|00)FFFFFF["']|theme=["']0["'](?![^>]*tint=["']-)|indexed=["'][19]["'])""",
    re.IGNORECASE,
)
_STYLES = re.compile(rb"<(?:\w+:)?cellXfs[\s>].*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"""<(?:\w+:)?xf [^>]*?fontId=["'](\d+)["'][^>]*?fillId=["']0["']""")


def holds_faint(styles: bytes) -> bool:
    """Whether any cell of an .xlsx may be white on no ground, by its part of styles."""
    fonts, formats = _FONTS.search(styles), _STYLES.search(styles)
    white = {n for n, font in enumerate(_FONT.findall(fonts[0])) if _WHITE.search(font)} if fonts else set()
    return bool(white and formats) and any(int(n) in white for n in _STYLE.findall(formats[0] if formats else b""))


def white_fonts(fonts: Any) -> frozenset[int]:
    """Those of openpyxl's fonts that are white."""
    return frozenset(n for n, font in enumerate(fonts) if font.color is not None and _is_white(font.color))


def _is_white(color: Any) -> bool:
    if color.type == "theme":
        return bool(color.theme == 0 and color.tint >= 0)
    return bool(color.indexed in (1, 9)) if color.type == "indexed" else str(color.rgb).upper()[2:] == "FFFFFF"


def written_in(cell: Any, white: frozenset[int]) -> str:
    """What the number format of openpyxl's cell writes beside its figure; whether the cell is white on no ground."""
    style = cell._style  # noqa: SLF001
    return FAINT if style.fontId in white and style.fillId == 0 else written_by(str(cell.number_format))
