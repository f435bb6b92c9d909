"""Vietnamese texts: folded for look-up, asked for phrases, sorted; numbers as they are shown."""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NewType, SupportsFloat

from parreform.settings import language

Folded = NewType("Folded", str)
"""A text without case, marks, spaces and punctuation: for look-up only, made by `fold` alone."""

_WORD = re.compile(r"[^\W\d_]+|\d+|#")
_NOT_ALNUM = re.compile(r"[^a-z0-9]+")
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]+")
_STROKES = (("đ", "d"), ("ð", "d"), ("ø", "o"))
"""Letters with a stroke, which no normal form takes apart."""
_LETTERS = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ø": "o"})
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"
_MARKS = re.compile(f"[{RAISED}]")
"""Raised digits are footnote marks and no part of a name: `Lào Cai¹`."""


def without_raised(text: str) -> str:
    """A text without raised footnote marks: `sông Hồng¹`, `năm 2023²`."""
    return _MARKS.sub("", text)


@lru_cache(maxsize=65536)
def fold(text: str) -> Folded:
    """Fold a text for look-up: `TP. Hồ Chí Minh` and `tp ho chi minh` give `tphochiminh`."""
    plain = unicodedata.normalize("NFKD", without_raised(text)).lower()
    for letter, bare in _STROKES:  # quicker than `translate`: every text of a workbook is folded
        plain = plain.replace(letter, bare)
    return Folded(_NOT_ALNUM.sub("", plain))


def says(text: str, phrase: str) -> bool:
    """Whether the words of a phrase stand in a text, whole and in order.

    In the phrase `#` is any number, `…` up to four words of any kind.

    Case and punctuation do not count; marks do where the text has any, so that `các số liệu` does not say
    `các sở`. A number is a word of its own: `PCI2023` says `PCI`.
    """
    if "#" not in phrase and "…" not in phrase:  # tens of thousands of times an import: no generator
        found = _words(phrase, False) in _words(text, False)
        return found and (text.isascii() or _words(phrase, True) in _words(text, True))
    kinds = (False,) if text.isascii() else (False, True)
    return all(_phrase(phrase, marks).search(_words(text, marks)) for marks in kinds)


class Sayings:
    """Phrases that texts are asked for with `says`, kept by their first words: most texts begin none of hundreds."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        for phrase in phrases:
            self._by_word.setdefault(_first_word(phrase), []).append(phrase)

    def said_in(self, text: str) -> bool:
        """Whether a text says any of them."""
        words = _words(text, False).split()
        if "#" in self._by_word and any(word[0].isdigit() for word in words):
            words.append("#")
        return any(says(text, p) for word in words for p in self._by_word.get(word, ()))


def words_of(text: str) -> str:
    """The words of a text without case, marks and punctuation, a space around each: what a pattern of words looks at."""
    return _words(text, False)


def without_from(text: str, starts: Iterable[str], ends: Iterable[str]) -> str:
    """The words of a text without those from the first of some phrases on, up to one of others: `not x but` leaves `but`."""
    left, marks = _words(text, not text.isascii()), not text.isascii()
    opened, closed = ([_words(p, marks) for p in phrases] for phrases in (starts, ends))
    kept = ""
    while start := min((n + 1 for p in opened if (n := left.find(p)) >= 0), default=0):
        kept, left = kept + left[:start], left[start:]
        stop = min((n for p in closed if (n := left.find(p)) >= 0), default=len(left) - 1)
        left = left[stop:]
    return kept + left


@lru_cache(maxsize=8192)
def _phrase(phrase: str, marks: bool) -> re.Pattern[str]:
    parts = (_words(part, marks).replace("#", r"\d+") for part in phrase.split("…"))
    return re.compile(r"(?:\w+ ){0,4}?".join(part if n == 0 else part[1:] for n, part in enumerate(parts)))


def _first_word(phrase: str) -> str:
    """What a phrase begins with; empty where it has no words, which no text says."""
    begins = phrase.split(maxsplit=1)[:1]
    found = (word for part in (*begins, phrase) for word in _words(part, False).split())
    return next(found, "")


@lru_cache(maxsize=8192)
def _words(text: str, marks: bool) -> str:
    """The words of a text with a space around each."""
    text = without_raised(text)
    form = unicodedata.normalize("NFKC" if marks else "NFKD", text if marks else text.translate(_LETTERS)).lower()
    bare = "".join(c for c in form if not unicodedata.combining(c))
    return f" {' '.join(_WORD.findall(bare))} "


def by_letter(words: Iterable[str]) -> Mapping[str, Sequence[Folded]]:
    """Words as they are folded, by their first letter: for `consists_of`."""
    found: dict[str, list[Folded]] = {}
    for folded in {fold(word) for word in words} - {""}:
        found.setdefault(folded[0], []).append(folded)
    return found


def consists_of(text: Folded, words: Mapping[str, Sequence[Folded]]) -> bool:
    """Whether a text is made of some words and nothing else, in any order: a pattern of hundreds takes longer to make."""
    reached = {0}
    for at, letter in enumerate(text):
        if at in reached:
            reached.update(at + len(word) for word in words.get(letter, ()) if text.startswith(word, at))
    return bool(text) and len(text) in reached


def unmarked(text: str) -> str:
    """A text in small letters without any marks, its spaces and punctuation kept: for patterns of words."""
    plain = unicodedata.normalize("NFKD", without_raised(text).translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS).lower()


def slug(text: str) -> str:
    """A text as part of a file's name on any system: `Cụm thi đua 1` gives `cum-thi-dua-1`."""
    return _NOT_ALNUM.sub("-", unmarked(text)).strip("-")


def squeeze(text: str) -> str:
    """One line, composed marks, single ordinary spaces: how a text is shown back."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def printable(text: str, most: int = 1_000) -> str:
    """A text as it may be shown: cut short, without what moves a terminal's cursor or cannot be written."""
    shown = text if len(text) <= most else f"{text[:most]}…"
    return _UNSHOWN.sub("\ufffd", shown.translate(_BLANKS))


_BLANKS = dict.fromkeys(map(ord, "\t\r\v\f"), " ")
_UNSHOWN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
"""Characters that command a terminal or turn the direction of a line, and halves of characters, which no file holds."""

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
