"""Names of units and headings of columns as printed: what surrounds them is taken off, nothing is guessed."""

import re
from collections.abc import Iterator
from functools import lru_cache

from parreform.text import Folded, fold, squeeze

_NOTE = re.compile(
    r"\s*\((?:nay là|nay thuộc|trước đây|trước là|cũ|mới|now|old|new|\*+|\d{1,2})[^()]*\)|[*†‡¹²³⁴⁵]+", re.IGNORECASE
)
_NUMBERING = re.compile(r"^\s*(?:\d{1,3}\s*[.):/\-]\s*|\d{1,3}\s+(?=\D)|[ivx]+\s*[.)]\s+)", re.IGNORECASE)
_PREFIX = re.compile(
    r"^\s*(?:(?:ubnd|[uủ][yỷ]\s+ban\s+nh[aâ]n\s+d[aâ]n)\s+)?"
    r"(?:th[aà]nh\s*ph[oố]|t[iỉ]nh|t\.?\s?p\.?(?=[\s.]|[A-ZĐÀ-Ỹ])|t\.(?=\s?\w)|province of|city of)?\s*[.:\-]?\s*",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"[\s,]*(?:province|city|tỉnh|thành phố|municipality)\s*$", re.IGNORECASE)
_NEW = re.compile(r"\(\s*(?:mới|new)\b[^()]*\)", re.IGNORECASE)
_OLD = re.compile(r"\(\s*(?:cũ|old|trước|nay)\b[^()]*\)", re.IGNORECASE)
_LABEL_NUMBER = re.compile(
    r"^\s*(?:chỉ\s+số\s+(?:nội\s+dung|lĩnh\s+vực|thành\s+phần)|trục\s+nội\s+dung|nội\s+dung|lĩnh\s+vực|dimension|dimention|area|d)?"
    r"\s*(?:(\d{1,2}(?:\.\d{1,2}){0,2})\s*[.:)\-]\s*(?=\D)|(\d{1,2}(?:\.\d{1,2}){1,2})\s+(?=[^\W\d]))",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"^\s*[IVX]{1,4}\s*[.:)\-]\s+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<=[a-zA-Z])20\d\d(?=[a-zA-Z])")
_MARK = re.compile(
    r"\s*(?:\*+|\(\s*(?:\*+|%|điểm|đ|points?|score|tính toán|computed|tối đa[^()]*|max[^()]*|[\d.,]+\s*(?:điểm|đ|%|points?)?)\s*\))\s*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def bare_name(name: str) -> tuple[Folded, ...]:
    """The folded spellings to look a unit's name up by, most literal first.

    `1. Tỉnh Hà Giang (nay là Tuyên Quang) *` gives `hagiang`; each step only takes something off.
    """
    text = squeeze(name)
    found: dict[Folded, None] = {}
    for step in _steps(text):
        folded = fold(step)
        if folded:
            found[folded] = None
    return tuple(found)


def _steps(text: str) -> Iterator[str]:
    yield text
    text = _NOTE.sub("", text).strip(" .,:;-–—_")
    yield text
    text = _NUMBERING.sub("", text).strip(" .,:;-–—_")
    yield text
    without = _PREFIX.sub("", text)
    yield without
    yield _SUFFIX.sub("", without)


def territory_hint(name: str) -> str:
    """`new` or `old` where a name says which territory it means, as in `Hải Phòng (mới)`; else empty."""
    if _NEW.search(name):
        return "new"
    return "old" if _OLD.search(name) else ""


@lru_cache(maxsize=8192)
def split_label(label: str) -> tuple[str, str]:
    """The printed number and the words of a heading: `1.1: Tri thức công dân*` is (`1.1`, `Tri thức công dân`)."""
    text = squeeze(label)
    match = _LABEL_NUMBER.match(text)
    number = (match[1] or match[2]) if match else ""
    words = text[match.end() :] if match else _ROMAN.sub("", text)
    previous = ""
    while words != previous:
        previous, words = words, _MARK.sub("", words)
    return number, words.strip()


def label_key(words: str) -> Folded:
    """Words of a heading for look-up: without years, case, marks and punctuation."""
    return fold(_YEAR.sub(" ", words))
