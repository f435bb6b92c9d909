"""What the headings above a column of a staffing table mean. Words are matched after folding, never by likeness."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from parreform.measures import is_numbering
from parreform.staffing.figures import Measure
from parreform.staffing.periods import (
    against,
    is_step,
    is_within_year,
    part_of_year,
    period_in,
    without_papers,
    without_running,
)
from parreform.staffing.terms import Terms, bare_label, is_of_which, key_of
from parreform.staffing.whose import is_of_lower
from parreform.text import fold, says, squeeze

_ROLES = {
    "unit": "tinh tinhthanhpho tentinh tentinhthanhpho tinhthanh donvi tendonvi diaphuong tendiaphuong province unit tinhtp donvidiaphuong"
    " coquandiaphuong diaphuongcoquan coquandonvi donvicoquan coquan tencoquan tencoquandonvi bonganhdiaphuong botinh bonganhtinh"
    " bonganhvadiaphuong tinhthanhphotructhuoctrunguong tinhthanhphotructhuoctw tendonvidiaphuong coquandonvidiaphuong"
    " vungtinh tinhvung vungtinhthanhpho vungdiaphuong diaphuongvung vungvatinh khuvuctinh khuvucdiaphuong regionprovince",
    "region": "vung cacvung tenvung vungmien mien khuvuc khuvucdialy vungkinhte vungkinhtexahoi vungktxh vungdialy cum cumthidua region area cluster",
    "category": "loaibienche loai category nhom doituong khoi noidung linhvuc phanloai danhmuc nhomdoituong hangmuc loaihinh tieuchi",
    "ordinal": "stt tt sothutu no so order row sheet cell",
    "baseline_year": "namgoc baselineyear namlamgoc mocsosanh",
    "year": "nam year thoidiem period ky namthuchien kybaocao ngay date thoigian",
    "kind": "hinhthuc kind loaisolieu tinhchat",
    "by": "noigiao coquangiao nguoigiao assignedby capgiao",
    "scope": "phamvi scope",
    "note": "ghichu note notes chuthich remark remarks",
    "source": "nguon source sources sourceurl nguonsolieu url",
    "counterparty": "noinhan noichuyenden coquannhan counterparty noitiepnhan donvinhan",
    "reason": "lydo nguyennhan reason",
    "met": "dat datchua datchuadat ketquadat danhgia dathaychua datkhongdat met targetmet hoanthanh mucdohoanthanh xeploai"
    " cutexcltransfers cutexcltransferspct targetmetexcltransfers",
    "target": "chitieu muctieu target targetpct",
}
ROLES = {word: role for role, words in _ROLES.items() for word in words.split()}
"""Headings that stand for one thing when they stand alone."""

_POSTS_SHORT = re.compile(r"(?<![\w/-])BC(?![\w/-]|\s+(?:số|cáo|tổng|của|UBND|HĐND)(?!\w))")
_PCT = re.compile(r"tyle|tile|tytrong|titrong|phantram|pct|percent|rate")
_OF_CUT = re.compile(r"(?<!chua)giam|tinhgian|cut|reduc")
_OF_OTHERS = re.compile(
    r"nghi(?:huu|viec)|thoiviec|tren(?:tong)|trong(?:tong|so)|comat|hienco|sudung|thucte|daotao|phunu|nugioi"
)
_LEAVERS = re.compile(r"nghi(?:huu|viec|theo|cong)|thoiviec|chedo|nghidinh|songuoi|retire|resign|left|leav")
_BARE_RATE = re.compile(r"(?:so|muc|tyle|tile|phantram|pct|percentage|percent|rate|sovoi|goc|nam|bienche|giao)*")
"""A rate of nothing in particular: that of the cut it stands beside."""
_TARGET = re.compile(r"chitieu(?!bienche)|muctieu|target|phaigiam|yeucau|hoanthanh|sovoikehoach")
_GOAL = re.compile(r"chitieu(?!bienche)|muctieu|phaigiam|yeucau|target")
_SIGNED = re.compile(r"tăng\s*\(\s*\+\s*\)\s*[,;/]?\s*giảm\s*\(\s*-\s*\)|tăng\s*\+\s*[,;/]?\s*giảm\s*-", re.IGNORECASE)
_CHANGE = re.compile(r"tanggiam|tanghoacgiam|chenhlech|biendong|thaydoi|change|difference")
_AFTER = re.compile(r"saukhi|after")
GIVEN = r"(?<!ban)giao(?!duc|vien|thong)"
"""`Giao`, not `bàn giao`, `giáo dục`, `giáo viên`, `giao thông`."""
_MEASURES: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    (
        "people",
        re.compile(
            r"songuoi(?:da|duoc|dagiaiquyet|duocgiaiquyet|tinhgian|nghi)|^(?:tong)?songuoi$|nguoiduocgiaiquyet|^people$|peoplesettled"
        ),
    ),
    ("present", re.compile(r"comat|hienco|thucco|thucte(?!giam)|present|headcount")),
    ("assigned", re.compile(r"conlai|saukhigiam|sautinhgian")),
    ("cut", re.compile(r"giam|tinhgian(?!bienche.*giao)|^cut$|reduction|reduced|posts?cut")),
    ("baseline", re.compile(r"goc|baseline")),
    (
        "assigned",
        re.compile(
            rf"{GIVEN}|bienche|dinhmuc|assigned|quota|payroll|posts|soluongnguoilamviec|kehoach|dukien|phuongan|^plan$"
        ),
    ),
)
_LEFT_OUT = re.compile(r"(?:không|chưa)\s+(?:kể|tính|gồm|bao\s+gồm|chuyên\s+trách)", re.IGNORECASE)
_SOME = (
    "chưa|không|nữ|lãnh đạo|bình quân|trung bình|dự phòng|bổ sung|tăng thêm|còn thiếu|còn thừa|thừa thiếu|dôi dư"
    "|điều chỉnh giảm|điều chỉnh tăng|biệt phái"
).split("|")
"""Words of headings that count only some of the posts, or posts that are none."""
_YEARS = frozenset("nam cacnam quacacnam hangnam theonam year years".split())
_AMOUNTS = frozenset("soluong sl solieu giatri amount number count value".split())
"""Headings that leave open what is counted."""
_UNITS = frozenset("donvi sodonvi tongsodonvi soluongdonvi sodaumoi soluongdaumoi".split())
"""What counts units below a title that speaks of them."""
_PLAN = re.compile(r"kehoach|dukien|lotrinh|phuongan|^plan$|planned")
_QUOTA = re.compile(r"dinhmuc|quota")
_DECIDED = re.compile(r"coquyetdinh")
_DONE = re.compile(r"thuchien|ketqua|dagiam|achieved|actual")
_GIVEN = re.compile(
    r"\b(?:được\s+giao|giao|đã\s+giao|có\s+mặt|hiện\s+có|biên\s+chế\s+giao|kế\s+hoạch|giảm)\b", re.IGNORECASE
)
_POSTS_OF = re.compile(r"^\s*(?:số\s+)?(?:biên\s+chế\s+)?", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:so\s+với(?:\s+(?:năm|mốc|thời\s+điểm))?(?:\s+(?:gốc|trước|liền\s+trước))?|(?:tỷ|tỉ)\s+lệ|phần\s+trăm|tinh\s+giản|cắt|tăng"
    r"|còn\s+lại|sau\s+khi|thực\s+hiện|đến|đã|số|lượng|của)\b|[%():/]",
    re.IGNORECASE,
)
"""Words of measures that may stand beside the name of a category: `Tỷ lệ giảm công chức so với năm 2015 (%)`."""


_PLAIN = re.compile(
    r"\b(?:biên\s+chế|chỉ\s+tiêu|tổng|cộng|năm|kỳ|gốc|hiện\s+nay|thực\s+tế|thực\s+có|tính|tới|hết|tại|trong|ngày|tháng|thời\s+điểm|người|dự\s+kiến|lộ\s+trình"
    r"|sau|trước|cuối|đầu|theo|từ|kết\s+quả|giai\s+đoạn|mức|các|tăng|hoặc|và|qua|sử\s+dụng|bộ\s+nội\s+vụ|bộ\s+chính\s+trị|trung\s+ương"
    r"|hđnd|ubnd|hội\s+đồng\s+nhân\s+dân|[uủ][yỷ]\s+ban\s+nhân\s+dân|tỉnh|thành\s+phố)\b|[\d.,;=+*x–-]",
    re.IGNORECASE,
)
"""Words of headings that say nothing of whose posts are counted."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one column holds. `role` is `value` for figures, a role of its own, or empty where nothing is understood.

    A column headed by years or `Số lượng` alone, with a category perhaps, is `open`: what it measures is said elsewhere;
    `running` is a total up to a time, of what the heading does not say, `growth` how many posts were added, `limited` a
    cut without what went for some reason. One whose heading has words that nobody knows, or names a body, is `unclear`.
    The role of a rate that does not say of what it is one is `bare`; `beside` tells that it is taken for that of the cut it stands beside.

    `period` and `baseline_year` are those the heading states; `step` that it compares with the year before, `of_year`
    that its cuts are those of one year alone, `given` that its posts were given; `sign` is -1 where increases are
    printed positive. `scope` is what its heading leaves out; `of_some` tells of a column that is not read that it
    counts posts all the same: some of them only, or of whom nobody knows.
    """

    role: str = ""
    measure: Measure | None = None
    label: str = ""
    period: str = ""
    baseline_year: int = 0
    category: str = ""
    kind: str = ""
    by: str = ""
    reason: str = ""
    sign: int = 1
    step: bool = False
    of_year: bool = False
    beside: bool = False
    given: bool = False
    scope: str = ""
    of_some: bool = False

    @property
    def is_value(self) -> bool:
        """Whether it holds figures to be read."""
        return self.role == "value"

    @property
    def year(self) -> int:
        """The year that its heading states, that of the baseline first; 0 where it states none."""
        return self.baseline_year or int(self.period[:4] or 0)


def meaning(path: Sequence[str], terms: Terms, within: str = "") -> Meaning:
    """The meaning of the headings above one column, from the widest to the one right above the figures.

    `within` is the category that the title names: `Trong đó: Y tế` is a part of it.
    """
    whole = [spelled_out(squeeze(p)) for p in path if not is_numbering(p)]
    if not whole:
        return Meaning()
    label = " / ".join(whole)
    if part_of_year(label):
        return Meaning("partial", label=label)
    if is_request(label):
        return Meaning("requested", label=label, period=period_in(without_papers(label)) or "")
    telling = [without_papers(x) or x for x in whole]
    if any(map(terms.leaves_out, telling)):
        return Meaning("limited", label=label)
    role = ROLES.get(fold(telling[-1])) or ROLES.get(fold(bare_label(telling[-1])))
    if role and not _is_target_of_posts(telling):
        return Meaning(role, label=label)
    of_which = within if any(map(is_of_which, whole)) else ""
    measured = _value(telling, terms)
    if not measured.role and within and terms.categories[within].counts == "units" and key_of(whole[-1]) in _UNITS:
        measured = Meaning("value", "assigned", period=period_in(telling[-1]) or "")  # `Số đơn vị năm 2015`
    found = replace(measured, label=label, category=_category(whole, terms, of_which), by=_by(whole, terms))
    return _unless_of_some(replace(found, scope=terms.limits(label)) if found.is_value else found, telling, terms)


def spelled_out(heading: str) -> str:
    """A heading with `BC` written in full where it stands for posts, not for a report: `BC công chức 2015`."""
    return _POSTS_SHORT.sub("Biên chế", heading)


def _unless_of_some(found: Meaning, telling: Sequence[str], terms: Terms) -> Meaning:
    """The meaning of a column, nothing where it counts the posts or people of one body, or some of them only."""
    if not found.is_value or found.measure in ("part", "people"):
        return found
    if any(is_of_lower(x, found.category, terms) for x in telling):
        return unread(found, "unclear")
    return unread(found) if _counts_some(found, telling) else found


def unread(found: Meaning, role: str = "") -> Meaning:
    """The meaning of a column of figures that are not read; of posts it keeps that they are some, and of which year."""
    if found.measure not in ("assigned", "baseline") or any(map(is_of_which, found.label.split(" / "))):
        return Meaning(role, label=found.label)
    return Meaning(role, label=found.label, period=found.period, baseline_year=found.baseline_year, of_some=True)


def _counts_some(found: Meaning, telling: Sequence[str]) -> bool:
    """Whether a column counts some of the posts or people only: those not used, of women."""
    of_which = not found.of_year and not found.category and any(map(is_of_which, telling))
    used = found.measure == "assigned" and not found.given and any(says(x, "sử dụng") for x in telling)
    return of_which or used or any(map(counts_some, telling))


def counts_some(text: str) -> bool:
    """Whether a text speaks of some posts or people only: those not used, women, leaders."""
    return any(says(_LEFT_OUT.sub(" ", text), word) for word in _SOME)


def _is_target_of_posts(telling: Sequence[str]) -> bool:
    return fold(telling[-1]) == "chitieu" and any("bienche" in fold(x) for x in telling[:-1])


def _value(telling: Sequence[str], terms: Terms) -> Meaning:
    """Measure, period and baseline: the lowest heading that names a measure decides, years may stand in any."""
    joined = " / ".join(telling)
    period = next((p for x in reversed(telling) if (p := period_in(x))), "")
    base = next((years[0] for x in reversed(telling) if (years := against(x))), 0)
    common = Meaning(
        "value",
        period=period,
        baseline_year=base,
        kind=_kind(telling),
        step=is_step(joined),
        of_year=is_within_year(joined),
        given=_is_given(telling),
    )
    for n, label in reversed([*enumerate(telling)]):
        part = _part(label, telling, terms)
        if part:
            return replace(common, measure="part", reason=part)
        found = measure_named(label)
        found = "target" if found in ("cut", "pct") and any(map(_sets_goal, telling[:n])) else found
        if found == "change" or found == "target" or found == "growth":  # noqa: PLR1714 - mypy narrows by this
            return Meaning(found, period=period, baseline_year=base, step=common.step)
        if found == "pct":
            return replace(common, measure="pct", role=_rate(label))
        if found is not None:
            return _dated(replace(common, measure=found, sign=-1 if _SIGNED.search(label) else 1))
    is_open = all(_only_period(x) or _only_amount(x) or terms.category(x) for x in telling)
    if is_open and (period or any(map(_only_amount, telling))):
        return replace(common, role="open")
    running = without_running(joined)
    return replace(common, role="running") if period and running != joined and is_plain(running) else Meaning()


def _sets_goal(label: str) -> bool:
    """Whether a heading over cuts says that these are to be made: `Chỉ tiêu phải giảm` over `Số giảm`, `Tỷ lệ`."""
    folded = key_of(label)
    return bool(_GOAL.search(folded)) and not _DONE.search(folded)


def _rate(label: str) -> str:
    """The role of a rate: a value where it is that of a cut, `bare` where it says of nothing what it is, else `rate`."""
    folded = key_of(label)
    if _BARE_RATE.fullmatch(folded):
        return "bare"
    return "value" if speaks_of_cuts(label) and not _OF_OTHERS.search(folded) and not says(label, "nữ") else "rate"


def is_request(text: str) -> bool:
    """Whether a text speaks of posts asked for, which nobody gave yet."""
    return any(says(text, x) for x in ("đề nghị", "đề xuất", "nhu cầu", "requested", "proposed"))


def speaks_of_cuts(text: str) -> bool:
    """Whether a text speaks of posts that went."""
    return bool(_OF_CUT.search(key_of(text)))


def _speaks_of_growth(text: str) -> bool:
    """Whether a text speaks of posts that were added, and of none that went: not of those there are after it."""
    added = says(text, "tăng") or says(text, "increase")
    return added and not speaks_of_cuts(text) and not _AFTER.search(fold(text))


def is_either_way(text: str) -> bool:
    """Whether a text names a change that may be of either sign: `Tỷ lệ tăng/giảm`."""
    return bool(_CHANGE.search(key_of(text))) and not _SIGNED.search(text)


def speaks_of_leavers(text: str) -> bool:
    """Whether a text speaks of people who left."""
    return bool(_LEAVERS.search(key_of(text)))


def _dated(found: Meaning) -> Meaning:
    """A baseline's year is what it is the baseline of."""
    if found.measure == "baseline" and found.period and not found.baseline_year:
        return replace(found, baseline_year=int(found.period[:4]), period="")
    return found


@lru_cache(maxsize=4096)
def measure_named(label: str) -> Measure | Literal["target", "change", "growth"] | None:
    """The measure a heading names; `target`, `change` and `growth` are what it may name beside measures."""
    folded = key_of(label)
    is_share = bool(_PCT.search(folded)) or "%" in label
    if _TARGET.search(folded):
        return "target"
    if is_share:
        return "pct"
    if _SIGNED.search(label):
        return "cut"
    if _CHANGE.search(folded):
        return "change"
    if _speaks_of_growth(label):
        return "growth"
    return next((measure for measure, words in _MEASURES if words.search(folded)), None)


def _part(label: str, telling: Sequence[str], terms: Terms) -> str:
    """The reason a column of parts names; empty where the heading speaks of posts as a whole."""
    reason = terms.reason(bare_label(label))
    within = any(is_of_which(x) for x in telling) or fold(label).startswith(("transferred", "moved"))
    if reason is None or (measure_named(label) in ("assigned", "present", "baseline", "pct") and not within):
        return ""
    return reason.id


def _only_period(label: str) -> bool:
    """Whether a heading is a time and nothing else; `Năm`, `Qua các năm` stand above several."""
    key = key_of(label)
    return key in _YEARS or (bool(period_in(label)) and not key)


def _only_amount(label: str) -> bool:
    return key_of(label) in _AMOUNTS


def _kind(telling: Sequence[str]) -> str:
    for label in reversed(telling):
        folded = key_of(label)
        if _PLAN.search(folded):
            return "plan"
        if _DECIDED.search(folded):
            return "decided"
        if _DONE.search(folded):
            return "achieved"
        if _QUOTA.search(folded):
            return "quota"
    return ""


def _is_given(telling: Sequence[str]) -> bool:
    return any(says(x, word) for x in telling for word in ("giao", "assigned"))


def _category(telling: Sequence[str], terms: Terms, within: str = "") -> str:
    """The category that headings name, alone or with words for the measure beside it."""
    for label in reversed(telling):
        given = _GIVEN.sub(" ", label)
        for words in (label, given, _POSTS_OF.sub("", given), _COMPARED.sub(" ", given)):
            if found := terms.category(words, within):
                return found.id
    return ""


def is_plain(label: str) -> bool:
    """Whether a heading has words for measures and times only, so that its figures are of the category its neighbours name."""
    bare = _PLAIN.sub(" ", _COMPARED.sub(" ", _GIVEN.sub(" ", without_papers(label))))
    return not key_of(bare)


def _by(telling: Sequence[str], terms: Terms) -> str:
    """Who assigned, where a heading says so."""
    return next((by for label in reversed(telling) if (by := terms.gave(label))), "")
