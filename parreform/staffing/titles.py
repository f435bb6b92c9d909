"""What titles say of a whole staffing table: its period, what it compares with, its kind, whose it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parreform.catalog import Catalog
from parreform.staffing.figures import Measure
from parreform.staffing.periods import against, of_titles, part_of_year
from parreform.staffing.spoken import measure_said
from parreform.staffing.terms import Category, Terms
from parreform.staffing.whose import NOBODY, PLACE_AND_DATE, Whose, whose, without_left_out
from parreform.text import fold, says


@dataclass(frozen=True, slots=True)
class About:
    """What titles say of a whole table; empty where they do not. `partial` is a quarter or half of the year.

    `inner` are the categories that are parts of those which titles name, `wider` those that all of these are parts of:
    all public employees, where they say teachers.
    """

    titles: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    baselines: tuple[int, ...] = ()
    kind: str = ""
    scope: str = ""
    categories: tuple[str, ...] = ()
    inner: frozenset[str] = frozenset()
    wider: frozenset[str] = frozenset()
    measure: Measure | None = None
    whose: Whose = NOBODY
    partial: str = ""


_SCALE = re.compile(
    r"(?:(?:đơn\s*vị(?:\s*tính)?|đvt|unit)\s*:?\s*|\(\s*)(nghìn|ngàn|trăm|triệu|1[.,]?000|thousands?|millions?)(?!\w|\s+(?:đồng|VND|USD))",
    re.IGNORECASE,
)
_KINDS = (
    ("decided", re.compile(r"(?:songuoi|nguoi|truonghop)(?:da)?coquyetdinh")),
    (
        "settled",
        re.compile(r"(?:songuoi|nguoi|truonghop|doituong)(?:da|daduoc)giaiquyet|dagiaiquyet(?:chedo|chinhsach)"),
    ),
    (
        "achieved",
        re.compile(
            r"ketqua|tinhhinhthuchien|thuchientinhgian|dathuchien|da(?:cat)?(?:giam|tinhgian)|baocao(?!so)|resultof|results"
        ),
    ),
    ("plan", re.compile(r"kehoach|lotrinh|dukien|dean|phuongan|plan|roadmap")),
    (
        "assigned",
        re.compile(r"giaobienche|bienchegiao(?!duc|vien)|giaochitieu|phanbo|duocgiao|(?<!ban)giaonam|assigned|allocat"),
    ),
    ("headcount", re.compile(r"comat|hienco|thuctrang|headcount|present")),
    ("settled", re.compile(r"(?:songuoi|nguoi|truonghop|doituong)duocgiaiquyet")),
)


def about_of(titles: Sequence[str], sheet: str, file: str, catalog: Catalog) -> About:
    """What titles, and after them the sheet's name and the file's, say of a whole table."""
    terms = Terms.of(catalog)
    titles = [x for x in titles if not PLACE_AND_DATE.match(x)]
    plain_file = re.sub(r"[_\-.]", " ", file)
    near = of_titles(titles) or of_titles([sheet])
    periods = _apart(near or of_titles([plain_file]))
    spoken = (*titles, sheet, *(() if near else (plain_file,)))
    kind = next((k for x in (*titles, sheet) if (k := _kind_of(x))), "")
    categories = [c for x in (*titles, sheet) for c in categories_in(x, terms)]
    parents = {terms.categories[c].parent for c in categories}
    return About(
        tuple(titles),
        tuple(periods),
        tuple(dict.fromkeys(y for x in (*titles, sheet) for y in against(x))),
        kind,
        next((s for x in titles if (s := terms.limits(x))), ""),
        tuple(dict.fromkeys(categories)),
        frozenset(c.id for c in terms.categories.values() if c.parent in categories),
        frozenset(parents) if all(parents) else frozenset(),
        measure_said(titles, (sheet,), (plain_file,)),
        whose(titles, sheet, file, catalog, int(periods[0][:4]) if len(periods) == 1 else None),
        next((part for x in spoken if (part := part_of_year(x))), ""),
    )


def _apart(periods: Sequence[str]) -> list[str]:
    """Periods without the last days of years that stand beside them: `giao năm 2024, có mặt đến 31/12/2024`."""
    return [p for p in periods if not (p.endswith("-12-31") and p[:4] in periods)]


def scale_in(text: str) -> str:
    """The word for a scale in which a text says that figures count: thousands."""
    found = _SCALE.search(text)
    return found[1].lower() if found else ""


_INTENT = (
    "kế hoạch|lộ trình|dự kiến|đề án|phương án|chỉ tiêu|mục tiêu|nhiệm vụ|yêu cầu|phải giảm|phải tinh giản|đề nghị|đề xuất|đăng ký|nhu cầu|phê duyệt"
    "|định hướng|nghị quyết|quyết định|tờ trình|ban hành|thẩm định|ước|giao giảm|KH|NQ|QĐ|ĐA|PA|TTr|plan|planned|roadmap|target|proposed|resolution|decision"
).split("|")


def may_intend(text: str) -> bool:
    """Whether a text has words for what is wanted or decided: then cuts may be planned ones."""
    plain = re.sub(r"[_\-.]", " ", text)
    return any(says(plain, word) for word in _INTENT)


def _kind_of(text: str) -> str:
    folded = fold(text)
    return next((kind for kind, words in _KINDS if words.search(folded)), "")


def categories_in(text: str, terms: Terms) -> list[str]:
    """The categories that a text names; one whose name is only a part of another one's is not meant.

    `Biên chế sự nghiệp giáo dục` names public employees and, over the same words, those of education: these are meant, as
    the commune level is by `Biên chế cán bộ, công chức cấp xã`: what stands last says which.
    """
    folded = fold(terms.in_full(without_left_out(text)))
    found = {w: c for c in terms.categories.values() for w in terms.names_of(c) if w in folded}
    whole = {w: c for w, c in found.items() if not any(w != o and w in o for o in found)}
    meant = (
        c.id
        for w, c in whole.items()
        if not any(_may_narrow(o, c) and _runs_into(folded, w, word) for word, o in whole.items())
    )
    return list(dict.fromkeys(meant))


def _may_narrow(other: Category, category: Category) -> bool:
    """Whether another category may be what a name means that begins as this one's: `Công chức, viên chức sự nghiệp` are both."""
    return other.id != category.id != "all" and other.counts == category.counts


def _runs_into(text: str, first: str, second: str) -> bool:
    """Whether wherever one name stands in a text, another one begins within it and ends behind it."""
    starts = [m.start() for m in re.finditer(re.escape(first), text)]
    others = [m.start() for m in re.finditer(re.escape(second), text)]
    return all(any(at < o < at + len(first) < o + len(second) for o in others) for at in starts)
