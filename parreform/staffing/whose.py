"""Whose figures a staffing table holds by its titles: a province's, or those of a body or level within it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from parreform.catalog import Catalog
from parreform.entries import Unit
from parreform.evidence import about_results
from parreform.lone import is_city_within
from parreform.mentions import phrases_in
from parreform.staffing.terms import Terms
from parreform.text import fold, says, squeeze

_ORNAMENT = re.compile(
    r"c[oộ]ng\s+h[oò]a\s+x[aã]\s+h[oộ]i\s+ch[uủ]\s+ngh[iĩ]a\s+vi[eệ]t\s+nam|đảng\s+cộng\s+sản\s+việt\s+nam",
    re.IGNORECASE,
)
_STATE = ("conghoaxahoi", "doclaptudo", "dangcongsanvietnam", "socialistrepublic", "independencefreedom")
PLACE_AND_DATE = re.compile(r"^[^\d:]{2,40},\s*ngày\s+[\d.…]*\s*tháng", re.IGNORECASE)
"""`Sơn La, ngày 15 tháng 01 năm 2022`: where and when it was signed."""
_ABOUT_STAFF = re.compile(
    r"biên\s*chế|tinh\s*giản|công\s*chức|viên\s*chức|cán\s*bộ|có\s*mặt|đơn\s*vị\s*sự\s*nghiệp|staff|payroll",
    re.IGNORECASE,
)
_WRITER = re.compile(
    r"^\W*(?:ubnd|[uủ][yỷ]\s+ban\s+nhân\s+dân|hđnd|hội\s+đồng\s+nhân\s+dân|tỉnh\s+ủy|thành\s+ủy|bộ|sở|ban|cục|chi\s+cục|phòng|văn\s+phòng)\b",
    re.IGNORECASE,
)
_COUNCIL = re.compile(r"^\W*(?:ubnd|[uủ][yỷ]\s+ban\s+nhân\s+dân|hđnd|hội\s+đồng\s+nhân\s+dân)", re.IGNORECASE)
_COUNTS_STAFF = re.compile(r"^\W*(?:bộ|sở\s+nội\s+vụ|ban\s+tổ\s+chức)\b", re.IGNORECASE)
"""Offices that count the staff of a whole province; a department of anything else counts its own."""
_LEFT_OUT = re.compile(
    r"(?:không|chưa|trừ)\s*(?:kể|tính|gồm|bao\s+gồm)?\s[^;)]*|(?:gồm|kể|tính)\s+cả\s[^;)]*", re.IGNORECASE
)
"""What a title leaves out, or has in besides."""
_ALL_LEVELS = re.compile(
    r"(?:các|bốn|ba|3|4)\s+cấp|từ\s+(?:cấp\s+)?(?:tỉnh|huyện)\s+(?:trở\s+lên|đến\s+(?:cấp\s+)?(?:xã|cơ\s+sở))|bộ,\s*ngành",
    re.IGNORECASE,
)
_COMMUNES = re.compile(r"(?:(?:các|ở|tại)\s+)?xã\s*,\s*phường(?:\s*,\s*(?:thị\s+trấn|đặc\s+khu))*", re.IGNORECASE)
_LEVEL = re.compile(r"(?<!\w)(?:cấp|khối)\s+(tỉnh|huyện|xã)(?!\w)", re.IGNORECASE)
_WHOLE = ({"tỉnh", "huyện"}, {"tỉnh", "huyện", "xã"})
LEVEL_OF = {"commune_level": "xã", "part_time_commune": "xã", "provincial_level": "tỉnh"}
"""Categories that say their level themselves."""


class Whose(NamedTuple):
    """`units` are the names that titles speak of; `lower` the text that is of a body within a province.

    `levels` are those a title restricts its table to, in the text `of_level`.
    """

    units: tuple[str, ...] = ()
    lower: str = ""
    levels: frozenset[str] = frozenset()
    of_level: str = ""


_ONLY = re.compile(
    r"^\W*(?:chỉ|riêng|mới|only)\s+(?:(tính|kể|gồm|bao\s+gồm|của|counts?)\s+)?(?:cho\s+|ở\s+)?(?:biên\s+chế\s+|số\s+)?",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"(?<!\w)(?:không|chưa|trừ|ngoại\s+trừ)\s+(?:kể|tính|gồm|bao\s+gồm)(?!\w)[^.;)]*", re.IGNORECASE)
_LEVEL_ALONE = re.compile(rf"\W*(?:{_LEVEL.pattern})\W*", re.IGNORECASE)
_OTHER_FIELD = re.compile(
    r"sự\s+nghiệp\s+(?:xã\s+hội|kinh\s+tế|nông\s+nghiệp|môi\s+trường|thông\s+tin|lao\s+động|thể\s+dục|thể\s+thao|du\s+lịch|dạy\s+nghề)",
    re.IGNORECASE,
)
"""Fields of public service that are no category of their own."""
_BESIDES = re.compile("|".join(p.pattern for p in (_LEFT_OUT, _ALL_LEVELS, _COMMUNES, _LEVEL)), re.IGNORECASE)
_PROVIDED = re.compile(
    r"(?<!\w)do\s+[^;)]*?\s(?:cung\s+cấp|báo\s+cáo|tổng\s+hợp|gửi)(?!\w)"
    r"|^\W*theo\s+(?:(?:số\s+liệu|báo\s+cáo|tổng\s+hợp)\s+(?:của\s+)?)?(?:sở\s+nội\s+vụ|bộ\s|ban\s+tổ\s+chức|ubnd|[uủ][yỷ]\s+ban)[^;)]*",
    re.IGNORECASE,
)
"""Who gave the figures: `Số liệu do Sở Nội vụ các tỉnh cung cấp`."""
_DECISION = re.compile(r"^\W*quyết\s+định\s+", re.IGNORECASE)
"""A title that begins so may still say whose posts are decided on."""
NOBODY = Whose()


def whose(titles: Sequence[str], sheet: str, file: str, catalog: Catalog, year: int | None = None) -> Whose:
    """What titles say, after them the office that writes, after it the file's name. `year` is that of the figures."""
    telling = [x for x in titles if not PLACE_AND_DATE.match(x)]
    writers = [x for x in telling if _writes(x)]
    subjects = [x for x in telling if x not in writers]
    plain_file = re.sub(r"[_\-.]|xlsx?m?$", " ", file)
    about = _named((*subjects, sheet), catalog)
    units = about or _named(writers, catalog) or _named((plain_file,), catalog)
    lower = next(_bodies((*subjects, sheet), catalog, year), "") or next(
        _lower_offices(writers, catalog, year, alone=not about), ""
    )
    level = next((x for x in (*subjects, sheet) if levels_in(x)), "")
    return Whose(tuple(units), lower, levels_in(level), level)


def subjects_of(titles: Iterable[str]) -> list[str]:
    """The titles that may say whose figures a table holds: not the offices that write, the state, place and date."""
    telling = (x for x in titles if not PLACE_AND_DATE.match(x) and not fold(x).startswith(_STATE))
    return [x for x in telling if not _writes(x)]


def without_providers(text: str) -> str:
    """A text without who gave the figures."""
    return _PROVIDED.sub(" ", text)


def limits_in(text: str) -> list[str]:
    """What a text says that its figures leave out, or have in besides: `không kể công an`."""
    return [squeeze(m[0]) for m in _LEFT_OUT.finditer(text)]


def without_limits(text: str) -> str:
    """A text without what it leaves out or has in besides."""
    return _LEFT_OUT.sub(" ", text)


def is_of_part(remark: str, terms: Terms) -> bool:
    """Whether a remark restricts the figures of its row to a part of the province's: `chỉ cấp tỉnh`."""
    only = _ONLY.match(remark)
    restricts = only and (only[1] or levels_in(remark) or terms.names_inside(remark))
    return bool(restricts or _LEVEL_ALONE.fullmatch(remark))


def without_left_out(text: str) -> str:
    """A text without what it leaves out: `Công chức (không kể công chức cấp xã)` is about civil servants."""
    return _WITHOUT.sub(" ", text)


def _writes(text: str) -> bool:
    return bool(_WRITER.match(text)) and not _ABOUT_STAFF.search(text)


def levels_in(text: str) -> frozenset[str]:
    """The levels that a text restricts itself to; none where it names the whole province."""
    bare = _ALL_LEVELS.sub(" ", _LEFT_OUT.sub(" ", text))
    found = {m[1].lower() for m in _LEVEL.finditer(bare)} | ({"xã"} if _COMMUNES.search(bare) else set())
    return frozenset() if found in _WHOLE else frozenset(found)


def speaks_of_staff(text: str) -> bool:
    """Whether a text has a word for posts or people."""
    return bool(_ABOUT_STAFF.search(text))


def is_within(text: str, catalog: Catalog) -> bool:
    """Whether a name is that of a city inside a province: `Thành phố Sơn La`, a city that is no province."""
    return any(
        text.startswith(before) and is_city_within(kind, name, catalog)
        for before, kind, name in phrases_in(text, catalog)
    )


def _named(texts: Iterable[str], catalog: Catalog) -> list[str]:
    """The names of the units that texts speak of, one for each unit."""
    units: dict[Unit, dict[str, None]] = {}
    for text in texts:
        told = [*_spoken(_ORNAMENT.sub(" ", text), catalog), *(name for name, _ in _with_territory(text, catalog))]
        for name in told:
            units.setdefault(catalog.named(_TERRITORY.sub("", name))[0], {})[name] = None
    provinces = [names for unit, names in units.items() if unit.kind != "country"]
    chosen = provinces or list(units.values())  # a province of Việt Nam is that province
    marked = ([x for x in names if _TERRITORY.search(x)] for names in chosen)
    return [name for names, some in zip(chosen, marked, strict=True) for name in some or [*names][-1:]]


_TERRITORY = re.compile(r"\s*\((?:cũ|mới)\)", re.IGNORECASE)
"""Behind a name: which territory it means, that before a merger or that after it."""
_LONGEST_NAME = 5


def _with_territory(text: str, catalog: Catalog) -> Iterator[tuple[str, re.Match[str]]]:
    """The names in a text that say which territory they mean, `Lâm Đồng (mới)`, and where they say so."""
    for found in _TERRITORY.finditer(text):
        words = text[: found.start()].split()
        runs = (" ".join(words[-n:]) for n in range(min(_LONGEST_NAME, len(words)), 0, -1))
        if name := next((run for run in runs if catalog.named(run)), ""):
            yield f"{name} {found[0].strip().lower()}", found


def without_territory(text: str, catalog: Catalog) -> str:
    """A text whose names do not say which territory they mean."""
    for _, found in reversed([*_with_territory(text, catalog)]):
        text = text[: found.start()] + text[found.end() :]
    return text


def _bodies(texts: Iterable[str], catalog: Catalog, year: int | None) -> Iterator[str]:
    """The texts that speak of a body within a province."""
    terms = Terms.of(catalog)
    for text in texts:
        telling = about_results([_PROVIDED.sub(" ", _DECISION.sub("", text))], catalog)
        bare = _BESIDES.sub(" ", telling[0][1]) if telling else ""
        cities = any(is_city_within(kind, name, catalog, year) for _, kind, name in phrases_in(bare, catalog))
        others = _without_categories(bare, terms)
        if cities or terms.names_inside(others) or _OTHER_FIELD.search(bare):
            yield text


def _lower_offices(writers: Iterable[str], catalog: Catalog, year: int | None, *, alone: bool) -> Iterator[str]:
    """Offices below the province that write; one of its departments speaks for it where a title names the province."""
    for text in writers:
        council = _COUNCIL.match(text)
        if council:
            is_lower = bool(list(_bodies([text[council.end() :]], catalog, year)))
        else:
            is_lower = alone and Terms.of(catalog).names_inside(text) and not _COUNTS_STAFF.match(text)
        if is_lower:
            yield text


def _without_categories(text: str, terms: Terms) -> str:
    """A text without the names of categories: `Cán bộ, công chức xã, phường, thị trấn` is no commune."""
    names = sorted((s for c in terms.categories.values() for s in c.spellings[1:]), key=len, reverse=True)
    for name in names:
        if " " in name and says(text, name):
            text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    return text


def _spoken(text: str, catalog: Catalog) -> list[str]:
    """The names in a text: behind the word for their type, at its beginning, or capitalised within it."""
    words = text.split()
    heads = (" ".join(words[:n]) for n in range(len(words), 0, -1))
    head = next((head for head in heads if catalog.named(head)), "")
    return [name for _, _, name in phrases_in(text, catalog)] + ([head] if head else []) + _capitalised(text, catalog)


def _capitalised(text: str, catalog: Catalog) -> list[str]:
    """The runs of two to four words in a text that are names of units, longest first; none within another one."""
    words = re.findall(r"[^\W\d_]+", squeeze(text))
    found: list[str] = []
    for n in (4, 3, 2):
        for run in (" ".join(words[i : i + n]) for i in range(len(words) - n + 1)):
            named = catalog.named(run)
            if (
                named
                and (run[:1].isupper() or named[0].kind == "country")
                and not any(run in longer for longer in found)
            ):
                found.append(run)
    return found


def is_of_lower(label: str, category: str, terms: Terms) -> bool:
    """Whether a heading restricts its column to a body or a level that the category does not say itself."""
    bare = _BESIDES.sub(" ", label)
    other_level = bool(levels_in(label)) and category not in LEVEL_OF
    return other_level or terms.names_inside(_without_categories(bare, terms))
