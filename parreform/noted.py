"""What notes say of years: that of some units' figures, `Cao Bằng, Hà Giang: số liệu năm 2021`, and those of plans.

A sentence is read as its units (`U`), words for figures (`F`) and years (`Y`) with the words that join them; what tells
of another year without saying that the figures are its own, `tăng so với năm 2022`, is made of other words.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from parreform.catalog import Catalog
from parreform.text import squeeze, unmarked
from parreform.wording import PAPERS


class Dated(NamedTuple):
    """Whose figures a text dates: those of `units`, of any time, or of some that it does not name.

    They are of `year`, of the year before where it is None, and shown as those of `own`, where the text says so.
    """

    units: frozenset[str]
    year: int | None
    own: int | None = None

    def contradicts(self, years: Iterable[int]) -> bool:
        """Whether figures that were read of these years are said to be of another one."""
        shown = {y for y in years if self.own in (None, y)}
        return bool(shown) and self.year not in shown


def dated_in(text: str, catalog: Catalog) -> Iterator[Dated]:
    """What each sentence of a text says of the year of some units' figures; nothing where it dates all of them."""
    for sentence in _SENTENCES.split(squeeze(text)) if _MAY_DATE.search(unmarked(text)) else ():
        if not _COMPARES.search(unmarked(sentence)) and (found := _dated(sentence, catalog)):
            yield found


def dated_at(remark: str, catalog: Catalog) -> Iterator[Dated]:
    """What a remark at the figures of one unit says of their year: `Số liệu năm 2022`, `Lấy điểm năm trước`."""
    for sentence in _SENTENCES.split(squeeze(remark)) if _MAY_DATE.search(unmarked(remark)) else ():
        if not _COMPARES.search(unmarked(sentence)) and (found := _dated(sentence, catalog, "U: ")):
            yield found


class Lent(NamedTuple):
    """Units whose figures a text calls those of others: of `units`, or of whoever it stands at where there are none."""

    units: frozenset[str]
    owners: frozenset[str]


def lent_in(text: str, catalog: Catalog) -> Iterator[Lent]:
    """What each sentence says of figures that are another unit's: `Hà Nội lấy số của Hải Phòng`."""
    yield from (found for sentence in _SENTENCES.split(squeeze(text)) if (found := _lent(sentence, catalog, at=False)))


def lent_at(remark: str, catalog: Catalog) -> Iterator[Lent]:
    """What a remark at the figures of one unit says of whose they are: `Số của Hải Phòng, chưa sửa`."""
    yield from (found for sentence in _SENTENCES.split(squeeze(remark)) if (found := _lent(sentence, catalog, at=True)))


Saying = Dated | Lent
_WAYS: Sequence[tuple[Callable[[str, Catalog], Iterator[Saying]], Callable[[str, Catalog], Iterator[Saying]]]]
_WAYS = ((dated_in, dated_at), (lent_in, lent_at))


def sayings_of(text: str, catalog: Catalog) -> Iterator[tuple[Saying, bool]]:
    """What a text says of figures of units, and whether it names these; where it names none, of those it stands at."""
    for within, at in _WAYS:
        named = [x for x in within(text, catalog) if x.units]
        yield from ((x, True) for x in named)
        yield from () if named else ((x, False) for x in at(text, catalog))


def dates_units(text: str, catalog: Catalog) -> bool:
    """Whether a text dates the figures of units that it names."""
    return any(found.units for found in dated_in(text, catalog))


def units_named(text: str, catalog: Catalog) -> frozenset[str]:
    """The units, of any time, that a text names."""
    return frozenset().union(*_with_units(text, catalog)[1])


def without_plans(note: str) -> str:
    """A note without its sentences about targets and plans, whose year is not that of the figures."""
    return " ".join(x for x in _SENTENCES.split(note) if not _OF_PLANS.search(PAPERS.sub(" ", x)))


_SENTENCES = re.compile(r"(?<![Tt][Pp]\.)(?<=[.;!])\s+|\n+")
_OF_PLANS = re.compile(
    r"(?<!đạt )(?<!hoàn thành )(?<!vượt )\b(?:mục tiêu|chỉ tiêu|phấn đấu|kế hoạch|phương hướng|nhiệm vụ|định hướng|cam kết"
    r"|lộ trình|dự kiến|dự báo|targets?|plans?|planned|goals?|forecasts?)\b",
    re.IGNORECASE,
)
_BEFORE = r"(?:nam|ky)\s+(?:lien\s+)?(?:truoc|ngoai)(?:\s+do|\s+lien\s+ke)?|(?:last|previous|preceding|prior)\s+year|year\s+before"
_MAY_DATE = re.compile(rf"(?:19|20)\d\d|\b(?:{_BEFORE})\b")
_COMPARES = re.compile(r"\b(?:so\s+(?:voi|sanh)|tang|giam|hon|compared|than|versus|vs|increased?|decreased?)\b")
_YEAR = re.compile(
    r"(?:\b(?:cua|ky|nam|nien\s+do|papi|par[\s-]*index|sipas|the|year|of|for|from|in)\s+)*"
    rf"(?:(?<![\d./–-])((?:19|20)\d\d)(?![\d/–-]|[.,]\d|\s*[–-]\s*\d)|\b(?:{_BEFORE})\b(?:'s|s)?)"
)
_FIGURES = re.compile(
    r"\b(?:(?:cac|toan\s+bo|nhung|the)\s+)?(?:so\s+lieu|du\s+lieu|ket\s+qua|diem(?:\s+so)?|thu\s+hang|(?:xep\s+)?hang|chi\s+so"
    r"|gia\s+tri|so|sl|kq|data|figures?|results?|scores?|ranks?|values?)\b"
)
_SOME = re.compile(
    r"\b(?:mot\s+so|cac|nhung|hai|ba|bon|\d{1,2})\s+(?:tinh|dia\s+phuong|don\s+vi|provinces)(?:,?\s*thanh\s+pho)?"
    r"(?:\s+(?:nay|tren|con\s+lai|co\s+dau|danh\s+dau|in\s+nghieng|in\s+dam|khong\s+cong\s+bo))?(?!\s*U)\b"
)
_MARKED = re.compile(r"U\s*(?:\(\s*(?:\*+|\d{1,2})\s*\)|\*+)")
_AND = re.compile(r"U(?:(?:[\s,&+/–-]|\b(?:va|and|cung|hoac|or|tinh|thanh\s+pho|tp\.?)\b)+U)+")


@lru_cache(maxsize=1)
def _sayings() -> Sequence[re.Pattern[str]]:
    """The ways of dating the figures of some units: made where a note speaks of a year at all."""
    link = (
        r"(?:\b(?:la|lay|theo|cua|su\s+dung|dung|duoc|tinh|ghi|nhap|tam|deu|van|chi|co|thay(?:\s+the)?\s+bang|bang|cho|tu"
        r"|are|is|was|were|taken|as|used?|uses|using|from|for|of|the|those|has|have|shows?)\b\s*)"
    )
    must = r"(?:\b(?:la|lay|theo|su\s+dung|dung|thay(?:\s+the)?\s+bang|are|is|was|were|taken|used?|uses|using)\b\s*)"
    opening = (
        r"^\W*(?:\d{1,2}\W+)?(?:(?:\b(?:ghi\s+chu|chu\s+thich|luu\s+y|notes?|rieng|doi\s+voi|voi|cac|hai|ba|\d{1,2}|tinh|thanh\s+pho|cua"
        r"|dia\s+phuong|don\s+vi|trong\s+do|for|the|provinces?|of|in)\b|(?:do|vi|because|as|since)\b[^,U]*,)\W*)*"
    )
    dated, year = r"(?:(?:F\s*)+(?:(?:cua|la|cho|tu|of|from|for)\s+)*Y(?P<year>\d)|Y(?P<of>\d)\s*F)", r"Y(?P<year>\d)"
    own = r"(?:Y(?P<own>\d)\W*)?"
    end = r"(?=\W*$|\s*[.;)(]|\s*,?\s*\b(?:do|vi|boi|thay|nen|chua|because|as|since|due|not)\b)"
    takes = r"(?:su\s+dung|dung|lay|thay\s+bang)\s+"
    whose = r"(?:(?:cua|cho|ve|doi\s+voi|tinh|thanh\s+pho|for|of|in|the)\s+)*"
    uses = r"(?=.*\b(?:lay|dung|su\s+dung|ap\s+dung|used?|taken|applied)\b|.*[:(]\s*U|\W*(?:[*(\d]|ghi\s+chu|chu\s+thich|luu\s+y|note))"
    return [
        re.compile(rf"F\s*{whose}U\W*{own}(?:{link}|F\s*)*{year}{end}"),
        re.compile(rf"{opening}U\W*{own}{link}*{dated}{end}"),
        re.compile(rf"{opening}U\s*[:(–-]\W*{year}\W*$"),
        re.compile(rf"{uses}{opening}{link}*{dated}\W*(?:(?:{link}|ap\s+dung|doi\s+voi|ve|tinh|applied|in)\W*)*U\W*$"),
        re.compile(rf"^(?=.*F).*U.*\b{takes}(?!tu\b)(?:{link}|F\s*)*{year}{end}"),
        re.compile(rf"F\s*{whose}G\W*(?:F\s*)*{must}(?:{link}|F\s*)*{year}{end}"),
        re.compile(rf"{opening}G\W*{must}{link}*{dated}{end}"),
        re.compile(rf"^U: {must}{link}*{year}{end}"),  # a remark at the figures need not say that it speaks of them
    ]


def _dated(sentence: str, catalog: Catalog, before: str = "") -> Dated | None:
    text, named = _with_units(sentence, catalog)
    text, units = before + text, frozenset().union(*named)
    years: list[int | None] = []

    def year(found: re.Match[str]) -> str:
        years.append(int(found[1]) if found[1] else None)
        return f" Y{len(years) - 1} "

    text = _SOME.sub(" G ", _AND.sub("U", _MARKED.sub("U", text)))
    text = _FIGURES.sub(" F ", _YEAR.sub(year, text))
    spoken = years and ("U" in text or "G" in text)  # the patterns are not made for titles, which name a year alone
    found = next((m for saying in _sayings() if (m := saying.search(text))), None) if spoken else None
    if found is None:
        return None
    said = found.groupdict()
    own = said.get("own")
    return Dated(units, years[int(said.get("year") or said.get("of") or 0)], years[int(own)] if own else None)


_OWN = r"(?:cua|tu|from|of)\s+(?:(?:tinh|thanh\s+pho|tp\.?)\s+)*"
_LENT_AT = re.compile(
    rf"^\W*(?:(?:day|nay|la|lay|dung|su\s+dung|nhap|ghi|tam|nham|copy|theo|this|these|is|are|taken)\s+)*(?:F\s*)+{_OWN}U\s*(?:\W*$|[,.;(])"
)
_LENT_IN = re.compile(
    r"^\W*(?:(?:ghi\s+chu|chu\s+thich|luu\s+y|rieng|tinh|thanh\s+pho|notes?)\W+)*U\s+(?:(?:tam|dang|phai|duoc|uses?)\s+)*"
    rf"(?:lay|dung|su\s+dung|nhap|ghi|copy|takes?|uses?|has|shows?)\s+(?:nham\s+)?(?:the\s+)?(?:F\s*)+{_OWN}U\b"
)


def _lent(sentence: str, catalog: Catalog, *, at: bool) -> Lent | None:
    """The units that are spoken of before the verb and behind it; none where a sentence says nothing of the kind."""
    text, units = _with_units(sentence, catalog)
    if not units or not (_LENT_AT if at else _LENT_IN).search(_FIGURES.sub(" F ", text)):
        return None
    return Lent(frozenset(), units[0]) if at else Lent(*units[:2])


_WORD = re.compile(r"[^\W\d_]+\.?")
_LONGEST = 6
"""So many words has the longest name: `Thành phố Bà Rịa - Vũng Tàu`."""
_UNIT = "\ue000"


def _with_units(sentence: str, catalog: Catalog) -> tuple[str, list[frozenset[str]]]:
    """A sentence without marks, a `U` for each name of a unit, and the units, of any time, of each name in turn."""
    words, parts, units = list(_WORD.finditer(sentence)), [], []
    at = n = 0
    while n < len(words):
        length, found = _named_at(sentence, words[n : n + _LONGEST], catalog)
        if length:
            parts += [sentence[at : words[n].start()], _UNIT]
            at = words[n + length - 1].end()
            units.append(frozenset(found))
        n += length or 1
    return unmarked("".join((*parts, sentence[at:]))).replace(_UNIT, "U"), units


def _named_at(sentence: str, words: Sequence[re.Match[str]], catalog: Catalog) -> tuple[int, set[str]]:
    """How many words the longest name takes that begins a run of them, and its units; 0 where none does."""
    for length in range(len(words), 0, -1):
        name = sentence[words[0].start() : words[length - 1].end()]
        units = {u.id for u in catalog.named(name) if u.kind != "country"} if "," not in name else set()
        if units:
            return length, units
    return 0, set()
