"""Years, months and days in headings, titles and cells: what is measured, and what it is measured against."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from parreform.text import squeeze

_Y = r"(?<![\d/.,-])((?:19|20)\d\d)(?![\d]|[/.,-]\d)"
_YEAR = re.compile(_Y)
_AGAINST = re.compile(
    r"(?:so\s+với|so\s+sánh\s+với|đối\s+chiếu\s+với|against|compared\s+(?:to|with)|vs\.?|mốc)\s*"
    r"(?:số\s+)?(?:biên\s+chế\s+)?(?:được\s+)?(?:giao\s+)?(?:của\s+)?(?:tại\s+)?"
    r"(?:năm\s+|mốc\s+|gốc\s+|thời\s+điểm\s+|ngày\s+)*(?:\d{1,2}[/.-]\d{1,2}[/.-]|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+)?"
    r"\(?\s*((?:19|20)\d\d)",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"(?:năm\s+gốc|mốc|baseline)\D{0,12}((?:19|20)\d\d)|((?:19|20)\d\d)\s*\)?\s*(?:\(?gốc|làm\s+gốc|là\s+năm\s+gốc)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"so\s+với\s+năm\s+(?:trước|liền\s+trước)|against\s+the\s+year\s+before|year\s+on\s+year", re.IGNORECASE
)
_RUNNING = re.compile(
    r"cộng\s+dồn|l[uũ][yỹ]\s+kế|giảm\s+(?:tính\s+)?(?:đến|tới)\s+(?:hết\s+|ngày\s+|năm\s+|tháng\s+)*\d|cumulative",
    re.IGNORECASE,
)
_WITHIN_YEAR = re.compile(
    r"(?<!\w)(?:trong|riêng|của\s+riêng|phát\s+sinh)\s+năm(?!\w)|(?<!\w)(?:within|during)\s+the\s+year", re.IGNORECASE
)
_RANGE = re.compile(r"((?:19|20)\d\d)\s*(?:[-–—]|đến(?:\s+năm)?|tới(?:\s+năm)?|to)\s*((?:19|20)\d\d)", re.IGNORECASE)
_LONG_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d\d)", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?!\d)")
_MONTH = re.compile(
    r"tháng\s+(\d{1,2})\s*(?:/|năm)\s*((?:19|20)\d\d)(?!\d)|(?<!quý )(?<!đợt )(?<!biểu )(?<!số )(?<!kỳ )(?<!lần )(?<![\d/.])(\d{1,2})/((?:19|20)\d\d)(?!\d|/\w)",
    re.IGNORECASE,
)
"""`QUÝ 1 NĂM 2021`, `BIỂU 5 NĂM 2021` are no months."""
_PART = re.compile(
    r"(?<!\w)(?:(?:quý|quy|đợt|dot|học\s+kỳ)\s*(?:\d|[ivx]+(?!\w)|đầu|cuối|này)|trong\s+(?:quý|đợt|tháng)(?!\w)"
    r"|(?<!\d)(?:\d|10|11|sáu|chín|ba)\s+tháng(?:\s+(?:đầu|cuối|năm))?(?!\w)|giữa\s+năm|nửa\s+(?:đầu\s+|cuối\s+)?năm"
    r"|mid-?\s*year|(?:first|second)\s+half|quarter|Q[1-4](?!\w))(?:[^,;()]{0,20}?(?:19|20)\d\d|[^,;()]{0,20}(?!\w))",
    re.IGNORECASE,
)
_ISO = re.compile(r"((?:19|20)\d\d)(?:-(\d\d))?(?:-(\d\d))?")
_PAPER = re.compile(
    r"(?:số\s+)?\d+[-/\w]*/(?:QĐ|NQ|NĐ|KH|BC|CV|TB|KL|TTr|QH|HĐND|UBND)[\w/-]*[^;)]*?(?:ngày\s+\S+)?(?=[;),]|$)"
    r"|(?:kèm\s+theo|ban\s+hành|nguồn|source|căn\s+cứ|(?<!có\s)quyết\s+định|nghị\s+quyết|báo\s+cáo\s+số|kế\s+hoạch\s+số)[^;)]*"
    r"|nghị\s+định(?:\s+số)?\s*\d*(?:\s+năm\s+\d{4})?",
    re.IGNORECASE,
)
_DATE = r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
_CITED = re.compile(
    r"(?:(?<!\w)(?:theo|tại|căn\s+cứ|kèm\s+theo)\s+)?"
    r"(?:(?<!\w)(?:quyết\s+định|nghị\s+quyết|kế\s+hoạch|công\s+văn|thông\s+báo|tờ\s+trình|báo\s+cáo|kết\s+luận|QĐ|NQ|KH|CV|TB|TTr|BC|KL)"
    r"\s*(?:số\s*:?\s*)?|số\s*:?\s*)?"
    rf"(?<![\d/])\d+(?:/\d{{4}})?/(?!\d)[A-ZĐa-z][\w./-]*(?:[\s,-]*ngày\s+{_DATE})?"
    rf"|(?:(?:theo|tại|căn\s+cứ)\s+)?(?<!\w)(?:quyết\s+định|nghị\s+quyết|kế\s+hoạch|công\s+văn|thông\s+báo|tờ\s+trình|báo\s+cáo|QĐ|NQ|KH|CV)"
    rf"\s+(?:số\s*:?\s*\d+\s*,?\s*)?ngày\s+{_DATE}",
    re.IGNORECASE,
)
_DECIDED_IN = re.compile(
    r"(?:(?<!\w)(?:theo|tại|căn\s+cứ)\s+)?(?<!\w)(?:(?:(?<!có\s)quyết\s+định|nghị\s+quyết|công\s+văn|tờ\s+trình|QĐ|NQ|CV|TTr)"
    r"(?:\s+(?:số\s+)?(?:(?!(?:19|20)\d\d)\d{1,4}|\d+(?:/\d{4})?/[A-ZĐa-z][\w-]*))?"
    r"|(?:kế\s+hoạch|thông\s+báo|kết\s+luận|KH|TB|KL)\s+(?:số\s+)?(?!(?:19|20)\d\d)\d{1,4})\s*,?\s+năm\s+(?:19|20)\d\d",
    re.IGNORECASE,
)
"""A paper with the year it was signed in: `theo QĐ 1259 năm 2021`, `Quyết định năm 2021`; not `nghị định ... năm`, after
which stands the year of the figures."""
_GIVEN_ON = re.compile(rf"(?<=giao)[\s(,:-]*(?:ngày\s+{_DATE}|(?!(?:31|30|0?1)[/.-]){_DATE})(?!\w)\)?", re.IGNORECASE)
"""The day on which posts were given, which is no day that they are counted on: `Biên chế giao (ngày 29/12/2021)`."""


def period_of_cell(value: object) -> str | None:
    """The period a cell of the column for the year holds, as an ISO year, month or day; empty for a blank cell.

    None where it holds something else.
    """
    if value is None or (isinstance(value, str) and not squeeze(value).strip("-. …")):
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return str(int(value)) if value == int(value) and 1990 <= value <= 2100 else None
    text = squeeze(str(value))
    if match := _ISO.fullmatch(text):
        return _iso(match[1], match[2], match[3])
    return period_in(text)


def period_in(text: str) -> str | None:
    """The one period that a text speaks of, without what it is compared with; None where it speaks of none or several.

    Of a span of years it is the last one: what is measured at its end.
    """
    found = periods_in(text)
    return found[0] if len(found) == 1 else None


def periods_in(text: str) -> list[str]:
    """Every period a text speaks of, each once, without what it is compared with."""
    rest = without_comparisons(text)
    found: dict[str, None] = {}

    def taken(iso: str | None) -> str:
        if iso:
            found[iso] = None
        return " "

    rest = _RANGE.sub(lambda m: f" {m[2]} ", rest)
    rest = _LONG_DAY.sub(lambda m: taken(_iso(m[3], m[2], m[1])), rest)
    rest = _DAY.sub(lambda m: taken(_iso(m[3], m[2], m[1])), rest)
    rest = _MONTH.sub(lambda m: taken(_iso(m[2] or m[4], m[1] or m[3])), rest)
    found.update(dict.fromkeys(_YEAR.findall(rest)))
    return list(found)


def without_comparisons(text: str) -> str:
    """A text without the years and posts that figures are compared with."""
    return _BASE.sub(" ", _BEFORE.sub(" ", _AGAINST.sub(" ", text)))


def span_of(text: str) -> tuple[int, int] | None:
    """The first and last year of the one span of years that a text speaks of."""
    found = _RANGE.findall(text)
    return (int(found[0][0]), int(found[0][1])) if len(found) == 1 else None


def _iso(year: str, month: str | None = None, day: str | None = None) -> str | None:
    """An ISO period whose parts exist, else None."""
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(p.zfill(2) for p in (year, month, day) if p)


def against(text: str) -> list[int]:
    """The years that a text says figures are compared with: `so với năm 2015`, `năm gốc 2015`."""
    years = [*_AGAINST.findall(text), *(a or b for a, b in _BASE.findall(text))]
    return [int(y) for y in dict.fromkeys(years)]


def is_step(text: str) -> bool:
    """Whether figures are compared with the year before."""
    return bool(_BEFORE.search(text))


def is_running(text: str) -> bool:
    """Whether cuts are all those made up to a day or a year."""
    return bool(_RUNNING.search(text))


def without_running(text: str) -> str:
    """A text without the words that call figures running totals: `Lũy kế đến năm 2021` is `đến năm 2021`."""
    return squeeze(_RUNNING.sub(" ", text))


def is_within_year(text: str) -> bool:
    """Whether a heading says that its cuts are those of one year alone: `giảm trong năm 2021`."""
    return bool(_WITHIN_YEAR.search(text))


def part_of_year(text: str) -> str:
    """The quarter, half or instalment that a text speaks of; empty where it speaks of none. It is not its whole year."""
    found = _PART.search(_PAPER.sub(" ", text))
    return squeeze(found[0]) if found else ""


def without_papers(text: str) -> str:
    """A heading without the papers it cites: their numbers and dates are not those of its figures."""
    return squeeze(_GIVEN_ON.sub(" ", _CITED.sub(" ", _DECIDED_IN.sub(" ", text)))).replace("( )", "").replace("()", "")


def of_titles(titles: Iterable[str]) -> list[str]:
    """The periods that titles speak of, apart from papers and their dates."""
    texts = [_PAPER.sub(" ", _CITED.sub(" ", x)) for x in titles]
    return list(dict.fromkeys(p for x in texts for p in periods_in(x)))
