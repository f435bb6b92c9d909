"""Headings as printed: the number, the words, and what is written around them."""

import re
from collections.abc import Iterable, Mapping
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
_YEAR = re.compile(
    r"(?:\b(?:năm|nam|year)\s*|\b(?:N|FY)\.?(?=(?:19|20)\d\d))?(?<!\d)(?:19|20)\d\d(?!\d)"
    r"|(?<=[a-zA-Z])20\d\d(?=[a-zA-Z])",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\s*(?:\*+|,\s*(?:%|điểm|points?)|\(\s*(?:\*+|%|điểm|đ|points?|score|tính toán|computed|tối đa[^()]*|max[^()]*"
    r"|(?:thang|scale)\b[^()]*|(?:trên|trong|of)?\s*\d+\s*(?:tỉnh|đơn vị|provinces)[^()]*|(?:trên|trong|of|/)\s*(?:6\d|34)"
    r"|[\d.,]+\s*(?:điểm|đ|%|points?)?)\s*\))\s*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def split_label(label: str) -> tuple[str, str]:
    """The printed number and the words of a heading: `1.1: Tri thức công dân*` is (`1.1`, `Tri thức công dân`)."""
    text = label if "\n" in label else squeeze(label)
    match = _LABEL_NUMBER.match(text)
    number = next(filter(None, match.groups())) if match else ""
    words = text[match.end() :] if match else _ROMAN.sub("", text)
    previous = ""
    while words != previous:
        previous, words = words, _MARK.sub("", words)
    return number, words.strip()


@lru_cache(maxsize=8192)
def label_key(words: str) -> Folded:
    """Words of a heading for look-up: without years, case, marks and punctuation."""
    return fold(_YEAR.sub(" ", words))


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


@lru_cache(maxsize=8)
def _short_year(names: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in ("năm", "year", "FY", "N", *names))
    marked = r"[^\d'’‘`´]*(?P<mark>['’‘`´])"
    return re.compile(rf"(?:{marked}|(?:{words})[\s.]*(?P<bare>))(?P<year>[1-3]\d)", re.IGNORECASE)
