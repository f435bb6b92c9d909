"""Vietnamese names and numbers as people type them: folding, parsing, formatting, sorting."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NewType, SupportsFloat

from parreform.settings import language

Folded = NewType("Folded", str)
"""A text without case, marks, spaces and punctuation: for look-up only, made by `fold` alone."""

Decimal = Literal["comma", "point"]

_WORD = re.compile(r"[^\W\d_]+|\d+|#")
_NOT_ALNUM = re.compile(r"[^a-z0-9]+")
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]+")
_STROKES = (("đ", "d"), ("ð", "d"), ("ø", "o"))
"""Letters with a stroke, which no normal form takes apart."""
_LETTERS = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ø": "o"})
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"
_MARKS = re.compile(f"[{_RAISED}]")
"""Raised digits are footnote marks and no part of a name: `Lào Cai¹`."""


@lru_cache(maxsize=65536)
def fold(text: str) -> Folded:
    """Fold a text for look-up: `TP. Hồ Chí Minh` and `tp ho chi minh` give `tphochiminh`."""
    plain = unicodedata.normalize("NFKD", _MARKS.sub("", text)).lower()
    for letter, bare in _STROKES:  # quicker than `translate`: every text of a workbook is folded
        plain = plain.replace(letter, bare)
    return Folded(_NOT_ALNUM.sub("", plain))


def says(text: str, phrase: str) -> bool:
    """Whether the words of a phrase stand in a text, whole and in order.

    In the phrase `#` is any number, `…` up to four words of any kind.

    Case and punctuation do not count; marks do where the text has any, so that `các số liệu` does not say
    `các sở`. A number is a word of its own: `PCI2023` says `PCI`.
    """
    kinds = (False,) if text.isascii() else (False, True)
    if "#" not in phrase and "…" not in phrase:
        return all(_words(phrase, marks) in _words(text, marks) for marks in kinds)
    return all(_phrase(phrase, marks).search(_words(text, marks)) for marks in kinds)


@lru_cache(maxsize=8192)
def _phrase(phrase: str, marks: bool) -> re.Pattern[str]:
    parts = (_words(part, marks).replace("#", r"\d+") for part in phrase.split("…"))
    return re.compile(r"(?:\w+ ){0,4}?".join(part if n == 0 else part[1:] for n, part in enumerate(parts)))


@lru_cache(maxsize=8192)
def _words(text: str, marks: bool) -> str:
    """The words of a text with a space around each."""
    form = unicodedata.normalize("NFKC" if marks else "NFKD", text if marks else text.translate(_LETTERS)).lower()
    bare = "".join(c for c in form if not unicodedata.combining(c))
    return f" {' '.join(_WORD.findall(bare))} "


def slug(text: str) -> str:
    """A text as part of a file's name on any system: `Cụm thi đua 1` gives `cum-thi-dua-1`."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    bare = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS).lower()
    return _NOT_ALNUM.sub("-", bare).strip("-")


def squeeze(text: str) -> str:
    """One line, composed marks, single ordinary spaces: how a text is shown back."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


_ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def sort_key(text: str) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...], str]:
    """Vietnamese dictionary order: letters first (a ă â b ...), then tones, word by word."""
    letters: list[tuple[int, ...]] = []
    tones: list[tuple[int, ...]] = []
    for word in squeeze(text).lower().split(" "):
        word_letters, word_tones = _letters_and_tones(word)
        letters.append(tuple(word_letters))
        tones.append(tuple(word_tones))
    return tuple(letters), tuple(tones), text


def _letters_and_tones(word: str) -> tuple[list[int], list[int]]:
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            if tones:
                tones[-1] = _TONES[char]
        elif unicodedata.combining(char) and letters:
            base = unicodedata.normalize("NFC", _letter(letters[-1]) + char)
            letters[-1] = _place(base)
        else:
            letters.append(_place(char))
            tones.append(0)
    return letters, tones


def _place(char: str) -> int:
    found = _ALPHABET.find(char)
    return found if found >= 0 else 1000 + ord(char[0])


def _letter(place: int) -> str:
    return _ALPHABET[place] if place < len(_ALPHABET) else chr(place - 1000)


# --- numbers -----------------------------------------------------------------------------------

_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-"})
_TRAILING = re.compile(rf"(?:\s*(?:\*+|\(\*+\)|\(\d{{1,2}}\)|[{_RAISED}]+|điểm|điêm|points?|%))+$", re.IGNORECASE)
_OUT_OF = re.compile(r"(?<=\d[.,]\d)(\d*)\s*/\s*(?:10|80|100)$")
_TYPED_AS_TEXT = re.compile(r"^['’‘](?=[\d.,+-])")
_WHOLE = re.compile(r"[+-]?\d+")
_POINT = re.compile(r"[+-]?\d*\.\d+")
_COMMA = re.compile(r"[+-]?\d*,\d+")
_POINT_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_COMMA_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_SPACE_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}(?: \d{3})+(?=[.,]|$)")
_ARROWS = "↑↓→↔↗↘⇧⇩⬆⬇▲▼△▽"
_MOVED = rf"[{_ARROWS}]\ufe0f?\s*\d{{0,3}}|\(\s*(?:[{_ARROWS}]\ufe0f?\s*\d{{0,3}}|[+-]\s*\d{{1,3}}|=|0)\s*\)"
"""Places won or lost since the year before, behind a rank: `(↑2)`, `▲`, `(-3)`. An arrow or a sign is no footnote."""
_RANK = re.compile(
    rf"(?:hạng|thứ|rank|no\.?|#)?\s*(\d{{1,4}})(?:[.,]0|\.)?(?:\s*/\s*(\d{{1,4}})(?:\s+(?:tỉnh|đơn vị|địa phương|provinces?)\D*)?)?"
    rf"\s*(?:\*+|\(\*+\)|[{_RAISED}]+|{_MOVED})?",
    re.IGNORECASE,
)

MISSING = {
    "": "not-published",
    "-": "not-published",
    "--": "not-published",
    "...": "not-published",
    "…": "not-published",
    "*": "not-published",
    "kcdl": "not-published",
    "khongcodulieu": "not-published",
    "khongcosolieu": "not-published",
    "chuacosolieu": "not-published",
    "na": "not-published",
    "nan": "not-published",
    "null": "not-published",
    "none": "not-published",
    "notavailable": "not-published",
    "chuacongbo": "not-published",
    "khongcongbo": "not-published",
    "notpublished": "not-published",
    "nodata": "not-published",
    "khongdanhgia": "not-assessed",
    "khongxephang": "not-assessed",
    "notassessed": "not-assessed",
    "khongapdung": "not-applicable",
    "notapplicable": "not-applicable",
}


def missing_reason(value: object) -> str | None:
    """Why a cell holds no figure, or None when it holds something. Zero is not missing."""
    if value is None:
        return "not-published"
    if not isinstance(value, str):
        return None
    bare = squeeze(value).translate(_MINUS)
    if bare.startswith("#"):
        return None  # a formula's error is a fault of the file, not a statement
    if not bare.strip("-—*.… "):
        return MISSING["-"]
    return MISSING.get(fold(bare)) if fold(bare) else None


def _bare(text: str) -> str:
    """A text in one line with ordinary minus signs, without the apostrophe that makes a cell of Excel a text."""
    return _TYPED_AS_TEXT.sub("", squeeze(text).translate(_MINUS))


def clean_number(text: str) -> str:
    """Remove what surrounds a number in print: spaces, `%`, `điểm`, footnote marks, odd minus signs, its maximum."""
    bare = _bare(text)
    bare = _TRAILING.sub("", bare).strip()
    bare = _OUT_OF.sub(r"\1", bare)
    return bare.replace(" ", "") if _SPACE_GROUPS.match(bare) else bare


def readings_of(text: str) -> dict[Decimal, float]:
    """Each way to read a printed number: `1.473` is 1473 with decimal comma and 1.473 with point."""
    bare = clean_number(text)
    if _WHOLE.fullmatch(bare):
        return {"comma": float(bare), "point": float(bare)}
    found: dict[Decimal, float] = {}
    if _COMMA.fullmatch(bare) or _POINT_GROUPS.fullmatch(bare):
        found["comma"] = float(bare.replace(".", "").replace(",", "."))
    if _POINT.fullmatch(bare) or _COMMA_GROUPS.fullmatch(bare):
        found["point"] = float(bare.replace(",", ""))
    return found


def decimal_mark(texts: Iterable[str], maximum: float | None = None) -> Decimal | None:
    """The decimal mark of a column, decided over all its texts; None when both fit.

    `maximum` is the largest value possible in the column: it settles `43,875` out of 80. Where both marks are used
    it is that of more texts. A text that is no number, or none with that mark, is left for the reader of its cell to
    report.
    """
    possible: set[Decimal] = {"comma", "point"}
    only: Counter[Decimal] = Counter()
    differs = False
    for text in texts:
        found = readings_of(text)
        if maximum is not None:
            found = {mark: v for mark, v in found.items() if abs(v) <= maximum} or found
        if found:
            differs = differs or len(set(found.values())) > 1 or len(found) == 1
            possible &= set(found)
            only.update(found if len(found) == 1 else ())
    if not differs:
        return "comma"
    if not possible:
        return only.most_common(1)[0][0]
    return possible.pop() if len(possible) == 1 else None


def parse_number(value: object, mark: Decimal = "comma") -> float | None:
    """A number from a cell: a real number as it is, a text by the column's decimal mark; else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    return readings_of(value).get(mark) if isinstance(value, str) else None


def parse_rank(value: object) -> tuple[int, int | None] | None:
    """Rank and number of units ranked: `8/63` is (8, 63), `8` and 8.0 are (8, None); else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return (int(value), None) if math.isfinite(value) and value == int(value) and value > 0 else None
    match = _RANK.fullmatch(_bare(value)) if isinstance(value, str) else None
    if match is None or int(match[1]) == 0:
        return None
    return int(match[1]), int(match[2]) if match[2] else None


def vietnamese_number(value: float, decimals: int | None = None) -> str:
    """`1473.5` with one decimal is `1.473,5`; without `decimals` as many as the number needs."""
    return plain_number(value, decimals).translate(str.maketrans(",.", ".,"))


def plain_number(value: float, decimals: int | None = None) -> str:
    """English print of a number, with thousands separators."""
    if decimals is not None:
        return f"{value:,.{decimals}f}"
    text = f"{value:,}"
    if "e" not in text:
        return text
    from decimal import Decimal as Exact

    return f"{Exact(repr(value)):,f}"


def local_number(value: SupportsFloat, decimals: int | None = None) -> str:
    """A number in the style of the current language, with a true minus sign.

    Without `decimals` as many as it has, at most six: what print shows, not what a float carries. A bound
    that does not exist is infinite.
    """
    number = float(value)
    if not math.isfinite(number):
        return "?" if math.isnan(number) else "∞" if number > 0 else "−∞"
    if decimals is None:
        number = round(number, 6)
        number = int(number) if number == int(number) else number
    text = vietnamese_number(number, decimals) if language() == "vi" else plain_number(number, decimals)
    return text.replace("-", "−")
