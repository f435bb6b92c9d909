"""Rows that stand below another by their numbering or a dash: which are parts of it, and of what they may be."""

import re
from collections.abc import Iterable, Mapping

from parreform.staffing.terms import Category, is_of_which
from parreform.text import squeeze

_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("roman", re.compile(r"\(?[IVX]{1,5}[.)]?")),
    ("letter", re.compile(r"\(?[A-H][.)]?")),
    ("digit", re.compile(r"\(?\d{1,3}[.)]?")),
    ("digits", re.compile(r"\(?\d{1,3}(?:\.\d{1,3})+[.)]?")),
    ("small", re.compile(r"\(?(?:[a-hđ]|[ivx]{1,5})[.)]?")),
    ("dash", re.compile(r"[-+*•–]+")),
)
_RANKS = {"letter": 0, "roman": 1, "digit": 2, "digits": 3, "small": 4, "dash": 5}
_PREFIX = re.compile(r"^\s*(\(?(?:[IVX]{1,5}|[A-H]|\d{1,3}(?:\.\d{1,3})*|[a-hđ])[.)]|[-+*•–]+)\s*(?=\D)")
_NO_SECTION = re.compile(r"^\W*(?:ghi\s+chú|chú\s+thích|nguồn|đơn\s+vị\s+tính|đvt|note|source)\b", re.IGNORECASE)
_PARTITION = re.compile(
    r"(?<!\w)(?:khối|cấp|ngành|cơ\s+quan|đảng|đoàn\s+thể|quý|đợt|giao|có\s+mặt|giảm|năm\s+\d{4})(?!\w)", re.IGNORECASE
)


def style_of(cells: Iterable[object]) -> str:
    """How a row is numbered: by a cell that holds only its ordinal, else by what its name begins with."""
    texts = [str(int(v)) if isinstance(v, float) and v == int(v) else squeeze(str(v)) for v in cells if v is not None]
    for text in texts:
        if alone := _style(text):
            return alone
    found = (m[1] for x in texts if (m := _PREFIX.match(x)))
    return next((style for x in found if (style := _style(x))), "dash" if any(map(is_of_which, texts)) else "")


def _style(text: str) -> str:
    return next((style for style, pattern in _STYLES if pattern.fullmatch(text)), "")


def is_below(style: str, other: str) -> bool:
    """Whether a row numbered one way stands below a row numbered another way."""
    return style != other and (style == "dash" or (bool(style and other) and _RANKS[style] > _RANKS[other]))


def may_be_below(category: Category, above: str, categories: Mapping[str, Category]) -> bool:
    """Whether the words of a category mean all of it also below another one: `Công chức` below `Cấp xã` does not."""
    parents = {category.id, category.parent, "all"}
    return category.anywhere or above in parents or not above or categories[above].parent == category.id


def is_section(text: str) -> bool:
    """Whether a row that holds only this text heads the rows below it."""
    return not _NO_SECTION.match(text)


def divides(text: str) -> bool:
    """Whether a heading over rows that name their own units divides their figures: a region does not, a block does."""
    return bool(_PARTITION.search(text))
