"""What a sentence states of the figures: `Đây là điểm năm 2022`, `Số liệu trang 1 là của SIPAS`.

Free text names years and indices for many reasons. Only where its subject are the figures, or cells that stand out,
and nothing but words for figures leads from the verb to a year or an index does a sentence state whose they are.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from parreform.catalog import Catalog
from parreform.evidence import named_in
from parreform.text import words_of
from parreform.wording import DATES, PAPERS

_SENTENCE = re.compile(r"[;\n!?]|\.(?=\s|$)")
_YEAR = re.compile(r"(?:19|20)\d\d")

# Patterns of words without case, marks and punctuation, each with a space behind.
_LEAD = r" (?:(?:ghi chu|chu thich|chu y|luu y|note|nb|\d) )*"
_FIGURE = (
    r"(?:(?:bang so lieu|bang diem|bang xep hang|so lieu|du lieu|diem so|diem|ket qua|thu hang|xep hang|hang|chi so|gia tri|so"
    r"|data|figures?|scores?|results?|ranks?|rankings?|values?) )"
)
_PLACE = r"(?:(?:(?:trong|o|tren|tai|thuoc|cua|in|on|of) )?(?:the |this )?(?:bang|trang|bieu|sheet|tep|file|table|page) (?:\S+ ){0,4}?)"
_NEAR = r"(?:(?:nay|tren|duoi day|neu tren|tren day|o tren|above|below|here) )"
_OF_UNITS = r"(?:(?:cua )?(?:(?:cac|\d+) )*(?:tinh|dia phuong) (?:thanh pho )?)"
_THIS = (
    r"(?:(?:day|bang nay|bang tren|trang nay|bieu nay|sheet nay|tep nay|file nay|this|these|this table|this sheet) )"
)
_UNITS = r"(?:(?:cac|nhung|mot so|rieng|\d+) )+(?:tinh|thanh pho|dia phuong|don vi) "
_MARKED = (
    r"(?:(?:cac|nhung) )*(?:tinh|thanh pho|dia phuong|don vi|o|dong|hang|chu|so|gia tri|cells|rows|provinces|figures) (?:\S+ ){0,4}?"
    r"(?:nghieng|dam|do|vang|xanh|cam|tim|xam|to mau|mau|gach chan|danh dau|dau sao|italics?|bold|red|yellow|green|blue|gr[ae]y"
    r"|marked|asterisk) "
)
"""Cells that stand out among the others: `Các tỉnh in nghiêng`, `ô tô vàng`."""
_COLUMN = r"cot (?P<column>(?:\S+ ){1,4}?)"
_SUBJECT = (
    rf"(?:(?:(?:cac|nhung|toan bo|tat ca|the|all) )*{_FIGURE}{_PLACE}?{_NEAR}*{_OF_UNITS}?|{_THIS}|{_COLUMN}"
    rf"|(?P<some>{_MARKED})(?:\S+ ){{0,9}}?)"
)
_THESE = re.compile(rf"{_LEAD}(?:{_FIGURE}(?:{_PLACE}|{_NEAR})|{_THIS}|{_MARKED})")
_WHILE = r"(?:(?:hien|dang|van|con|deu|chi|tam|tam thoi|duoc|cung|nen|phai) )*"
_TAKEN = rf"{_WHILE}(?:lay|lay theo|lay tu|lay bang|dung|su dung|uses?|using) "
_IS = rf"(?:{_WHILE}(?:la|is|are|from|for) |{_TAKEN})"
_BETWEEN = r"(?:(?:cua|theo|tu|bang|nam|cac|tinh|thanh pho|dia phuong|danh gia|chinh thuc|the|of|from|for|year) )"
_ENDS = r"(?=$|(?:do|vi|because|as|chua) )"


class Stated(NamedTuple):
    """The years and indices that a text states of the figures, and how it calls the column where it speaks of one.

    `some` tells that it speaks of some of the figures: of those that stand out, or of some units.
    """

    years: frozenset[int]
    indices: frozenset[str]
    column: str = ""
    some: bool = False


def stated_in(text: str, catalog: Catalog, *, label: bool = False) -> Stated | None:
    """What the first sentence that states a year or an index of the figures says; none where no sentence does.

    With `label` a text that is nothing but `Điểm năm 2022` says it of what it stands at.
    """
    if not _YEAR.search(text) and not named_in([text], catalog):
        return None
    kinds = ("is", "marked", "taken", "label") if label else ("is", "marked", "taken")
    found = (_said(m, catalog) for words in _clauses(text) for k in kinds if (m := _patterns(catalog)[k].match(words)))
    return next((x for x in found if x.years or x.indices), None)


def entitles(text: str, catalog: Catalog) -> Stated | None:
    """What a line that could be the title of a table says of it: `KẾT QUẢ PAR INDEX CÁC TỈNH NĂM 2022`."""
    found = _patterns(catalog)["label"].match(words_of(DATES.sub(" # ", PAPERS.sub(" # ", text))))
    stated = _said(found, catalog) if found else None
    return stated if stated and stated.indices else None


def of_these(sentence: str) -> bool:
    """Whether the subject of a sentence are the figures of the table at hand: `Điểm trong bảng …`, `Bảng này …`."""
    return bool(_THESE.match(words_of(sentence)))


def _clauses(text: str) -> Iterator[str]:
    """The words of each sentence, and of what follows a comma where figures or provinces were spoken of before it."""
    bare = DATES.sub(" # ", PAPERS.sub(" # ", text))  # a day or a paper leads to no year
    for sentence in _SENTENCE.split(bare):
        yield words_of(sentence)
        if reason := _REASON.match(sentence):
            yield words_of(sentence[reason.end() :])
        first, *others = sentence.split(",")
        if _SPOKEN_OF.search(words_of(first)):
            yield from (words_of(x) for x in others)


_REASON = re.compile(r"[^\w]*(?:\w+ \w+:\s*)?(?:do|vì|bởi|since|because|as)\b[^,]*?(?:,|\bnên\b)", re.IGNORECASE)
"""Why something was done, before what was done: `Do chưa có kết quả năm 2023 nên lấy kết quả năm 2022`."""
_SPOKEN_OF = re.compile(r" (?:tinh|dia phuong|don vi|o|dong|diem|ket qua|so lieu|hang|provinces|figures|scores) ")


def _said(found: re.Match[str], catalog: Catalog) -> Stated:
    said, groups = found["said"], found.groupdict()
    column, some = (groups.get("column") or "").strip(), bool(groups.get("some"))
    return Stated(frozenset(map(int, _YEAR.findall(said))), frozenset(named_in([said], catalog)), column, some)


def _patterns(catalog: Catalog) -> dict[str, re.Pattern[str]]:
    return _made(tuple(w for i in catalog.indices.values() for w in i.words))


@lru_cache(maxsize=8)
def _made(words: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
    names = "|".join(sorted({words_of(w).strip() for w in words}, key=len, reverse=True))
    token = rf"(?:{_FIGURE}|{_BETWEEN}|(?:bao cao )?(?:{names}) |(?:19|20)\d\d )"
    said = rf"(?P<said>{token}+)"
    taken = rf"{_LEAD}(?:{_UNITS}(?:\S+ ){{0,9}}?)?(?P<some>{_TAKEN})(?P<said>{_FIGURE}{token}+){_ENDS}"
    label = rf"{_LEAD}(?:la )?(?P<said>{token}+)$"
    marked = rf"{_LEAD}(?P<some>{_MARKED})(?P<said>{_FIGURE}{token}+)"
    forms = {"is": rf"{_LEAD}{_SUBJECT}{_IS}{said}", "marked": marked, "taken": taken, "label": label}
    return {kind: re.compile(form) for kind, form in forms.items()}
