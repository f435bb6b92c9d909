"""Headings as printed: the number, the words, and what is written around them."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from parreform.text import Folded, fold, squeeze

_CALLED = (
    r"(?:chỉ\s+số\s+(?:nội\s+dung|lĩnh\s+vực|thành\s+phần)|trục\s+nội\s+dung|nội\s+dung|csnd|nd|lĩnh\s+vực|lv"
    r"|dimension|dimention|dim|area|d)"
)
_LABEL_NUMBER = re.compile(
    rf"^\s*(?:{_CALLED}\s*(\d{{1,2}})(?:\s*\n\s*|_)(?=[^\W\d])"
    rf"|{_CALLED}?\s*(?:(\d{{1,2}}(?:\.\d{{1,2}}){{0,2}})\s*[.:)\-]\s*(?=\D)|(\d{{1,2}}(?:\.\d{{1,2}}){{1,2}})\s+(?=[^\W\d])))",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"^\s*[IVX]{1,4}\s*[.:)\-]\s+")
_SUM_OF = re.compile(r"^\s*(?:sum\s+of|tổng\s+của)\s+(?=[^\W\d])", re.IGNORECASE)
"""How a pivot table heads its figures: the sum of one is itself."""
_THIS_YEAR = r"\b(?:(?:năm|nam|kỳ)\s+(?:nay|này)|(?:this|current)\s+year(?:['’]s)?)(?!\w)"
"""The year of the table, whichever it is."""
_THIS = re.compile(r"n[aà]y\b|year", re.IGNORECASE)
_YEAR = re.compile(
    r"(?:\b(?:năm|nam|year)\s*|\b(?:N|FY)\.?(?=(?:19|20)\d\d))?(?<!\d)(?:19|20)\d\d(?!\d)"
    r"|(?<=[a-zA-Z])20\d\d(?=[a-zA-Z])|" + _THIS_YEAR,
    re.IGNORECASE,
)
_MARK = re.compile(
    r"(?:(?<=điểm)|(?<=điểm số)|(?<=score)|(?<=scores))\s*\(\s*(?:(?:xếp|thứ)\s+)?(?:hạng|rank(?:ing)?)\s*\)\s*$"
    r"|\s*(?:\*+|,\s*(?:%|điểm|points?)|\(\s*(?:\*+|%|điểm|đ|points?|score|tính toán|computed|tối đa[^()]*|max[^()]*"
    r"|(?:thang|scale)\b(?:\s+điểm)?(?:[^()]*\d[^()]*)?|(?:trên|trong|of)?\s*\d+\s*(?:tỉnh|đơn vị|provinces)[^()]*|(?:trên|trong|of|/)\s*(?:6\d|34)"
    r"|[\d.,]+\s*(?:điểm|đ|%|points?)?)\s*\))\s*$",
    re.IGNORECASE,
)

_UPPER = r"(\d{1,3}(?:[.,]\d+)?)\s*(?:điểm|đ|points?)?"
_OF_SCALE = re.compile(
    rf"\s*(?:[(\[]\s*(?:điểm\s*,\s*)?(?:/\s*|trên\s+|out\s+of\s+|(?:từ\s+)?[01]\s*(?:[-–]|đến|to)\s*){_UPPER}\s*[)\]]"
    rf"|\[\s*(?:thang\s+(?:điểm\s+)?)?{_UPPER}\s*\]|(?<=[^\W\d])\s*/\s*{_UPPER}|\s(?:theo\s+)?thang\s+(?:điểm\s+)?{_UPPER}"
    rf"|\sout\s+of\s+{_UPPER}|\s*[-–]\s*(?:tối\s+đa|thang)\s+{_UPPER})\s*$",
    re.IGNORECASE,
)
"""The scale at the end of a heading: `/13`, `(0-13)`, `(trên 13 điểm)`, `theo thang 13`."""
_MAY_BE_MARKED = re.compile(r"[*)%mts]\s*$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_OF_RANKS = re.compile(r"\s*(?:xếp|hạng|thứ|vị|xh|rank)", re.IGNORECASE)
_MAXIMUM = re.compile(
    r"(?:tối đa|max(?:imum)?|\(\s*(?:thang|scale))\D{0,20}?(?:\d+\s*[-–]\s*)?(\d+(?:[.,]\d+)?)"
    r"|\(\s*(?:/\s*)?(\d+(?:[.,]\d+)?)\s*(?:điểm|đ|points?)\s*\)|\((\d+[.,]\d+)\)",
    re.IGNORECASE,
)
"""A maximum in a heading. A whole number in brackets may be a footnote or count the columns."""
_ROMAN_NUMBERS = {n: str(i) for i, n in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)}


def without_sum_of(label: str) -> str:
    """A label without the words that a pivot table puts before what it adds up."""
    return _SUM_OF.sub("", label)


def roman_number(label: str) -> str:
    """The number before a heading in Roman figures, as others are printed: `3` of `III. Thủ tục`; else empty."""
    found = _ROMAN.match(label)
    return _ROMAN_NUMBERS.get(found[0].strip(" .:)-\t\n"), "") if found else ""


def printed_maximum(label: str) -> float | None:
    """The maximum that a heading of scores prints: 13 of `Thủ tục (tối đa 13)`, `Thủ tục/13`."""
    scale = None if _OF_RANKS.match(label) else _OF_SCALE.search(label)
    found = scale or _MAXIMUM.search(label)
    number = next(filter(None, found.groups()), "") if found else ""
    return float(number.replace(",", ".")) if number else None


@lru_cache(maxsize=8192)
def split_label(label: str) -> tuple[str, str]:
    """The printed number and the words of a heading: `1.1: Tri thức công dân*` is (`1.1`, `Tri thức công dân`)."""
    text = without_sum_of(label if "\n" in label else squeeze(label))
    match = _LABEL_NUMBER.match(text)
    number = next(filter(None, match.groups())) if match else ""
    words = text[match.end() :] if match else _ROMAN.sub("", text)
    previous = ""
    while words != previous:
        previous, words = words, _without_end(words)
    return number, words.strip()


def _without_end(words: str) -> str:
    """Words without a mark or scale at their end; most end in a letter and have no digit, which is asked first."""
    words = _MARK.sub("", words) if _MAY_BE_MARKED.search(words) else words
    return _OF_SCALE.sub("", words) if _DIGIT.search(words) and not _OF_RANKS.match(words) else words


def says_this_year(label: str) -> bool:
    """Whether a heading says that its figures are of the year that the table is of: `Điểm năm nay`."""
    return bool(re.search(_THIS_YEAR, label, re.IGNORECASE))


@lru_cache(maxsize=8192)
def label_key(words: str) -> Folded:
    """Words of a heading for look-up: without years, case, marks and punctuation."""
    return fold(without_years(words))


def without_years(words: str) -> str:
    """Words without the years they name; `năm nay` is that of the table."""
    return _YEAR.sub(" ", words) if _DIGIT.search(words) or _THIS.search(words) else words


@lru_cache(maxsize=8192)
def variants(label: str) -> tuple[str, ...]:
    """A heading as it stands, then its parts where it is printed in two languages: `Điểm/Score`."""
    parts = [p.strip() for p in re.split(r"[/\n|]", label)]
    return (label, *parts) if len(parts) > 1 and all(parts) else (label,)


def with_full_years(paths: Mapping[int, tuple[str, ...]], names: Iterable[str]) -> Mapping[int, tuple[str, ...]]:
    """The headings of a table, its years written out: `'23` beside `'24`, `PAR 23` beside `PAR 24`.

    Two digits are a year behind an apostrophe, or behind the word for a year or one of some names, where headings have
    several of them and none has a whole one.
    """
    labels = {label for path in paths.values() for label in path}
    short = _short_year(tuple(sorted(names)))
    found = {label: match for label in labels if (match := short.fullmatch(label))}
    if len({match["year"] for match in found.values()}) < 2 or any(map(_YEAR.search, labels)):
        return paths
    full = {
        label: f"{label[: max(match.start('mark'), match.start('bare'))]}20{match['year']}"
        for label, match in found.items()
    }
    return {c: tuple(full.get(label, label) for label in path) for c, path in paths.items()}


def with_index_names(
    paths: Mapping[int, tuple[str, ...]], called: Callable[[str], str]
) -> Mapping[int, tuple[str, ...]]:
    """The headings of a table of several indices, those of indices written out: `CCHC`, `Hài lòng` beside `PAPI`, `PCI`.

    `called` tells the index whose whole name a text is. Elsewhere such words are parts of an index, or answers; so they
    are where another heading has them too, `Rất hài lòng`, or where they stand below one that is no year.
    """
    keys = {label: label_key(split_label(label)[1]) for path in paths.values() for label in path}
    if len({index for key in keys.values() if (index := called(key))}) < 2:
        return paths
    short = {label for label, key in keys.items() if key and not called(key) and called(f"chiso{key}")}
    alone = {x for x in short if not any(keys[x] in key for label, key in keys.items() if key != keys[x])}
    return {
        c: tuple(f"Chỉ số {x}" if x in alone and all(o == x or not keys[o] for o in path) else x for x in path)
        for c, path in paths.items()
    }


@lru_cache(maxsize=8)
def _short_year(names: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in ("năm", "year", "FY", "N", *names))
    marked = r"[^\d'’‘`´]*(?P<mark>['’‘`´])"
    return re.compile(rf"(?:{marked}|(?:{words})[\s.]*(?P<bare>))(?P<year>[1-3]\d)", re.IGNORECASE)
