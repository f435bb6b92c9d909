"""The provinces that texts mention: behind the word for their type, `tỉnh Hà Nam`, or by their bare names.

Where the bare name stands in a title tells whether the figures are that province's, `PAR INDEX của Hà Nam`, or whether
the title only speaks of it too, `bài học từ Quảng Ninh`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from parreform.catalog import Catalog
from parreform.labels import split_label
from parreform.measures import measure_of
from parreform.text import Folded, fold, squeeze
from parreform.wording import same_words

_PHRASE = re.compile(r"(?P<type>tỉnh|thành\s+phố|tp\.?)\s+(?P<name>(?:[^\W\d_]+[\s-]*){1,6})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"\s*[-–]\s*|\s+")
_ONE_WORD = ("hue", "hcm", "tphcm", "hcmc")
"""Names of one word; others are abbreviations of many things, or words of any title."""
_LONGEST = 5
_TITLE_OF_UNIT = r"(?:\s*(?<!\w)(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân|tỉnh|thành phố|tp\.?))+\s*$"
_OWNER = r"(?:(?<!\w)(?:của|cho|of|for|kết quả|điểm|xếp hạng|thứ hạng)|[\d:)(–—-])\s*$"
"""What stands before the name of whose figures these are, besides the name of an index."""
_ENTITLED = r"\s*(?:province|city)?\s*(?:[:(–—-]|$|(?:kết quả|chỉ số|điểm|năm|xếp hạng|thứ hạng)\b)"
"""What follows such a name where it begins the title."""
_PUBLISHER = r"(?<!\w)(?:báo|tạp chí|đài|nxb|nhà xuất bản|nguồn|source)\s*:?\s*$"
_NOW = r"\(\s*(?:nay|now)\b[^()]*\)"
_PLACE_AND_DATE = r"\s*,?\s*(?:ngày|tháng)\b|\s*,\s*(?:năm\s+)?(?:\d{1,2}\s*[-/.]\s*)?(?:19|20)\d\d\W*$"
"""`Hà Nội, ngày 17 tháng 4`, `Hà Nội, 2024`: where something was written."""


def spelled(pattern: str, text: str) -> re.Pattern[str]:
    """A pattern of words as a text spells them: without marks where it has none."""
    return _spelled(pattern, marks=not text.isascii())


@lru_cache(maxsize=64)
def _spelled(pattern: str, *, marks: bool) -> re.Pattern[str]:
    plain = unicodedata.normalize("NFKD", pattern.replace("đ", "d"))
    return re.compile(pattern if marks else "".join(c for c in plain if not unicodedata.combining(c)), re.IGNORECASE)


class Mention(NamedTuple):
    """A province by its bare name: the text before it, the name, whether the figures are said to be its own."""

    before: str
    name: str
    owns: bool


def phrases_in(text: str, catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """Each province that a text names with the word for its type: the text up to it, that word, the name."""
    start = 0
    while found := _PHRASE.search(text, start):
        name = longest_name(found["name"].strip(), catalog)
        start = found.start("name") + len(name)
        if name:
            yield text[:start], found["type"], name


def longest_name(phrase: str, catalog: Catalog) -> str:
    """The longest beginning of a text that names a unit; empty where none does."""
    words = phrase.split()
    heads = (" ".join(words[:n]) for n in range(len(words), 0, -1))
    return next((head for head in heads if catalog.named(head)), "")


def mentions_in(text: str, catalog: Catalog) -> Iterator[Mention]:
    """Each province that a title names without the word for its type; `Đơn vị: Hà Nam` says whose the figures are."""
    head, colon, tail = text.partition(":")
    if colon and measure_of(split_label(head)[1]) == "unit" and _is_province(tail.strip(), catalog):
        yield Mention("", tail.strip(), owns=True)
        return
    typed = [(len(before) - len(name), len(before)) for before, _, name in phrases_in(text, catalog)]
    for start, stop in _bare_names(text, catalog):
        before, name, after = text[:start], text[start:stop], text[stop:]
        place = spelled(_PLACE_AND_DATE, text).match(after) or spelled(_PUBLISHER, text).search(before)
        if not place and not any(a < stop and start < b for a, b in typed):
            owns = _owns(text, before, after, catalog)
            if owns or not name.isascii():  # without marks it may be other words: `BAO CAO BANG XEP HANG`
                yield Mention(before, name, owns)


def without_now(text: str) -> str:
    """A text without what it says that a province has become: `(nay là Tuyên Quang)`."""
    text = squeeze(text)
    return spelled(_NOW, text).sub("", text)


def provinces_in(text: str, catalog: Catalog) -> tuple[str, ...]:
    """The names of all provinces in a text, each unit once; none that another one has become."""
    text = without_now(text)
    bare = (text[start:stop] for start, stop in _bare_names(text, catalog))
    names = (*(name for _, _, name in phrases_in(text, catalog)), *bare)
    return tuple({catalog.named(name)[0].id: catalog.named(name)[0].vi for name in names}.values())


def _owns(text: str, before: str, after: str, catalog: Catalog) -> bool:
    """Whether figures are those of the province named between two parts of a title."""
    before = spelled(_TITLE_OF_UNIT, text).sub("", before).rstrip(" -–—")
    if not before.strip(" (“\"'"):
        return bool(spelled(_ENTITLED, text).match(after)) or fold(after).startswith(_index_names(catalog))
    return bool(spelled(_OWNER, text).search(before)) or fold(before).endswith(_index_names(catalog))


def _index_names(catalog: Catalog) -> tuple[Folded, ...]:
    return tuple(fold(w) for i in catalog.indices.values() for w in (i.vi, i.en, i.short, *i.words))


def _bare_names(text: str, catalog: Catalog) -> Iterator[tuple[int, int]]:
    """Where the names of provinces begin and end: capitalised, with their own marks, the longest first."""
    words = list(_WORD.finditer(text))
    n = 0
    while n < len(words):
        run = next((k for k in range(_LONGEST, 0, -1) if _is_name(text, words[n : n + k], k, catalog)), 0)
        if run:
            yield words[n].start(), words[n + run - 1].end()
        n += run or 1


def _is_name(text: str, words: list[re.Match[str]], count: int, catalog: Catalog) -> bool:
    if len(words) < count or not all(w[0][0].isupper() for w in words):
        return False
    gaps = (text[a.end() : b.start()] for a, b in pairwise(words))
    name = text[words[0].start() : words[-1].end()]
    whole = all(_BETWEEN.fullmatch(gap) for gap in gaps) and (count > 1 or fold(name) in _ONE_WORD)
    return whole and _is_province(name, catalog)


def _is_province(name: str, catalog: Catalog) -> bool:
    """Whether a name is that of a province, and not only another one's without its marks: `BÁO CÁO BẢNG` has no Cao Bằng."""
    units = [u for u in catalog.named(name) if u.kind == "province"]
    return any(name.isascii() or same_words(name, x) for u in units for x in u.spellings)
