"""What a line says that figures are counted in: `ĐVT: điểm`, `(Đơn vị tính: người)`; and what of it does not fit them.

Such a line names no table, but `điểm tự chấm` or `% phiếu hợp lệ` behind it says that the figures are something else.
So it is understood whole, by the words of `unit` in `definitions/titles.toml`, or asked about.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from parreform.catalog import Catalog
from parreform.measures import years_in
from parreform.vocabulary import words_of
from parreform.wording import Phrases, marked_or_not, not_covered, phrases_of, unread

_LINE = re.compile(
    marked_or_not(
        r"(?:^\W*|[(;]\s*|[-–—]\s+)(?:(?:đơn vị tính|đơn vị đo(?: lường)?|đvt)\s*:?|(?:đơn vị|units?(?: of measure(?:ment)?)?)\s*:)\s*"
    ),
    re.IGNORECASE,
)
_MAY_BE_OFFICE = re.compile(r"(?:vị|vi)\s*:\s*$", re.IGNORECASE)
_CLAUSES = re.compile(r"[;\n]|(?<=\w)\.\s")
"""What parts the unit from remarks behind it: `ĐVT: điểm; ô trống: chưa có số liệu`."""
_OF_YEAR = re.compile(marked_or_not(r"(?:năm\s+)?(?:19|20)\d\d"), re.IGNORECASE)
_SHARE = re.compile(marked_or_not(r"^\W*(?:%|phần trăm|percent)"), re.IGNORECASE)
_BARE = re.compile(r"\W*%\W*")
"""A line of its own that is nothing but the sign."""
_FILE, _KEY = "titles.toml", "unit"
_OF_FIGURES = ("points", "shares", "posts")
"""The groups of units that no name of an office begins with."""


def unit_lines(texts: Sequence[str], catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The texts that name a unit of measurement, each with what it says; in the next text where the line ends before it.

    `Đơn vị: Sở Nội vụ` names an office: without `tính` a unit that is known must follow.
    """
    firsts = {phrase.lower().split()[0] for group in _OF_FIGURES for phrase in _groups(catalog).get(group, ())}
    for n, text in enumerate(texts):
        found = _LINE.search(text)
        said = (text[found.end() :].split(")")[0] or " ".join(texts[n + 1 : n + 2])) if found else ""
        begins = re.findall(r"%|\w+", said.lower())[:1]
        sure = found is not None and not _MAY_BE_OFFICE.search(found[0])
        if begins and (sure or begins[0] == "%" or begins[0] in firsts):
            yield text, said
        elif _BARE.fullmatch(text):
            yield text, text


def is_share(said: str) -> bool:
    """Whether a unit is that of shares."""
    return bool(_SHARE.match(said))


def not_fitting(
    said: str, groups: Iterable[str], titles: Iterable[str], catalog: Catalog, more: Iterable[str] = ()
) -> str:
    """The words of a unit that none of some groups of units has, nor `more`; a year is understood that titles state too.

    What stands behind it, parted by a stop, is a remark: any words of titles may stand there.
    """
    marks, told = not said.isascii(), {y for x in titles for y in years_in(x)}
    known = _known(catalog, (*groups, "joins", "remarks"), marks=marks)
    own = phrases_of(more, marks=marks)
    first, *remarks = _CLAUSES.split(_OF_YEAR.sub(lambda m: "" if {*years_in(m[0])} <= told else m[0], said))
    left = (
        not_covered(first, catalog, [known, own]),
        *(unread(x, catalog, more=[_known(catalog, ("remarks",), marks=not x.isascii())]) for x in remarks),
    )
    return next(filter(None, left), "")


def _groups(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """The words of units by group; a group of the user's adds to ours."""
    made: dict[str, tuple[str, ...]] = catalog.__dict__.setdefault("_unit_words", {})
    if not made:
        for group, words in catalog.entries_of(_FILE, _KEY, words_of):
            made[group] = (*made.get(group, ()), *words)
    return made


def _known(catalog: Catalog, groups: Iterable[str], *, marks: bool) -> Phrases:
    return phrases_of((w for group in groups for w in _groups(catalog).get(group, ())), marks=marks)
