"""Names of units as printed: what surrounds them is taken off, nothing is guessed."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from parreform.text import Folded, fold, squeeze

# patterns stay texts, compiled when first used: most names are found as they stand
_NOTE = r"(?i)\s*\((?:nay là|nay thuộc|trước đây|trước là|cũ|mới|now|old|new|\*+|\d{1,2})[^()]*\)|\s*\[\d{1,2}\]|[*†‡¹²³⁴⁵]+"
_TYPE_AFTER = r"(?i)\s*\((?:tp\.?|t\.|th[aà]nh\s*ph[oố]|t[iỉ]nh|city|province)\)"
_NUMBERING = r"(?i)^\s*(?:\d{1,3}\s*[.):/\-]\s*|\d{1,3}\s+(?=\D)|[ivx]+\s*[.)]\s+)"
_TP = r"t\.?(?:\s?p\.?(?=[\s.])|p\.?(?=(?-i:[A-ZĐÀ-Ỹ])))"
"""`TP.`, `T.P`, `TPHCM`; the first letters of `T. Phú Thọ` are none."""
_PREFIX = (
    r"(?i)^\s*(?:(?:ubnd|[uủ][yỷ]\s+ban\s+nh[aâ]n\s+d[aâ]n)\s+)?"
    r"(?:th[aà]nh\s*ph[oố]|t[iỉ]nh|" + _TP + r"|t\.(?=\s?\w)|province of|city of)?\s*[.:\-]?\s*"
)
_SUFFIX = r"(?i)[\s,]*(?:province|city|tỉnh|thành phố|municipality)\s*$"
_CITY = r"(?i)\s*(?:th[aà]nh\s*ph[oố]|" + _TP + r"|city of)\s*[.:\-]?\s*(?=\w)"
_CITY_AFTER = r"(?i)(?:[\s,]*(?:city|thành phố)|\s*\((?:tp\.?|th[aà]nh\s*ph[oố]|city)\))\s*$"
_OF_MEMBERS = (
    r"(?i)([^()\[\]]+?)\s*[(\[]\s*(?:(?:bao gồm|gồm|hợp nhất|sáp nhập|nhập|hình thành|thành lập|từ|các tỉnh|cũ|merger of|merged from|made of"
    r"|formerly|former)\b[\s:]*)*([^()\[\]]+?)(?:\s+cũ)?\s*[)\]][\s*]*"
)
_NEW = r"(?i)\(\s*(?:mới|new)\b[^()]*\)"
_OLD = r"(?i)\(\s*(?:cũ|old|trước|nay)\b[^()]*\)"
_FORMER = r"(?i)\(\s*(?:trước\s+đây|trước|cũ|formerly|old)(?:\s+(?:là|gọi\s+là|name))?\b[\s:]*([^()]*)\)"
_AND = r"(?i)\s*[,;+&/]\s*|\s+(?:và|and|-|–)\s+"


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
    text = re.sub(_TYPE_AFTER, "", re.sub(_NOTE, "", text)).strip(" .,:;-–—_")
    yield text
    text = re.sub(_NUMBERING, "", text).strip(" .,:;-–—_")
    yield text
    without = re.sub(_PREFIX, "", text)
    yield without
    yield re.sub(_SUFFIX, "", without)


def halves(name: str) -> tuple[str, ...]:
    """The two parts of a name printed twice in one cell, `Hà Nội / Ha Noi`; empty where there are not two."""
    for mark, joined in ((r"\s*[/|\n(]\s*", ""), (r"\s+[-–—]\s+", " - ")):
        parts = re.split(mark, name.strip().removesuffix(")"))
        half = len(parts) // 2
        if len(parts) in (2, 4 if joined else 2) and all(parts):
            return joined.join(parts[:half]), joined.join(parts[half:])
    return ()


def members_listed(name: str) -> tuple[str, Sequence[str]]:
    """A name and those that stand behind it in brackets as what it was made of, `Lào Cai (Lào Cai + Yên Bái)`; else empty."""
    found = re.fullmatch(_OF_MEMBERS, squeeze(name)) if "(" in name or "[" in name else None
    if not found:
        return "", ()
    for between in (r"\s*[+,;&/]\s*|\s+(?:và|and)\s+", r"\s+[-–—]\s+"):
        parts = [p for p in re.split(between, found[2]) if p]
        if len(parts) > 1:
            return found[1], parts
    return "", ()


def former_names(name: str) -> tuple[str, ...]:
    """What a name says that its unit was called before: `Yên Bái` of `Lào Cai (trước đây là Yên Bái)`."""
    found = re.search(_FORMER, name) if "(" in name else None
    return tuple(filter(None, re.split(_AND, found[1].strip()))) if found else ()


def territory_hint(name: str) -> str:
    """`new` or `old` where a name says which territory it means, as in `Hải Phòng (mới)`; else empty."""
    if "(" not in name:
        return ""
    if re.search(_NEW, name):
        return "new"
    return "old" if re.search(_OLD, name) else ""


@lru_cache(maxsize=8192)
def says_city(name: str) -> bool:
    """Whether a name says of its unit that it is a city: `TP. Hải Dương`, `Hải Dương City`."""
    if "p" not in name.lower() and "city" not in name.lower():
        return False
    text = re.sub(_NUMBERING, "", re.sub(_NOTE, "", squeeze(name)))
    return bool(re.match(_CITY, text) or re.search(_CITY_AFTER, text))
