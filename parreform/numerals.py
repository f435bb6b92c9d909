"""Numbers and ranks as people type them: which are missing, what surrounds them, which mark their decimals have."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from parreform.text import RAISED, fold, squeeze

Decimal = Literal["comma", "point"]

_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-"})
IN_BRACKETS = (
    r"\(\s*(?P<said>(?:xếp\s+)?(?:hạng|thứ|bậc|XH|rank)\s*:?\s*)?(?P<rank>\d{1,2})\s*(?:/\s*(?P<of>\d{2})\s*)?\)"
)
"""A rank, or the number of a note, behind a score: `88,35 (12/63)`, `88,35 (2)`."""
_TRAILING = re.compile(rf"(?:\s*(?:\*+|\(\*+\)|{IN_BRACKETS}|[{RAISED}]+|điểm|điêm|points?|%))+$", re.IGNORECASE)
_OUT_OF = re.compile(r"(?<=\d[.,]\d)(\d*)\s*/\s*(?:10|80|100)$")
_TYPED_AS_TEXT = re.compile(r"^['’‘](?=[\d.,+-])")
_WHOLE = re.compile(r"[+-]?\d+")
_POINT = re.compile(r"[+-]?\d*\.\d+")
_COMMA = re.compile(r"[+-]?\d*,\d+")
_POINT_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_COMMA_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_SPACE_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}(?: \d{3})+(?=[.,]|$)")
_ARROWS = "↑↓→↔↗↘⇧⇩⬆⬇▲▼△▽"
_MOVED = rf"[{_ARROWS}]\ufe0f?\s*\d{{0,3}}|\(\s*(?:[{_ARROWS}]\ufe0f?\s*\d{{0,3}}|[+-]\s*\d{{1,3}}|=|0|-)\s*\)"
"""Places won or lost since the year before, behind a rank: `(↑2)`, `▲`, `(-3)`. An arrow or a sign is no footnote."""
_TOLD_MOVE = (
    r"(?:,|\()?\s*(?:(?:tăng|giảm|lên|xuống|tụt|vượt|up|down|\+|-)\s*\d{1,3}\s*(?:bậc|hạng|vị trí|places?|ranks?)"
    r"|(?:giữ nguyên|không đổi|không thay đổi|giữ vững|unchanged|no change)(?:\s+(?:thứ\s+)?(?:bậc|hạng|vị trí))?)"
    r"(?:\s+(?:so với|compared (?:to|with)|from|vs\.?)\s+(?:năm\s+)?(?:(?:19|20)\d\d|trước|last year))?\s*\)?"
)
"""The same in words: `(tăng 3 bậc)`, `(giữ nguyên)`, `, giảm 2 bậc so với năm 2022`."""
_RANK = re.compile(
    rf"(?:hạng|thứ|rank|no\.?|#)?\s*(\d{{1,4}})(?:[.,]0|\.)?(?:\s*/\s*(\d{{1,4}})(?:\s+(?:tỉnh|đơn vị|địa phương|provinces?)\D*)?)?"
    rf"\s*(?:\*+|\(\*+\)|[{RAISED}]+|{_MOVED}|{_TOLD_MOVE})?",
    re.IGNORECASE,
)

MISSING = {
    "": "not-published",
    "-": "not-published",
    "--": "not-published",
    "...": "not-published",
    "…": "not-published",
    "*": "not-published",
    "kcdl": "not-published",
    "khongcodulieu": "not-published",
    "khongcosolieu": "not-published",
    "chuacosolieu": "not-published",
    "na": "not-published",
    "nan": "not-published",
    "null": "not-published",
    "none": "not-published",
    "notavailable": "not-published",
    "chuacongbo": "not-published",
    "khongcongbo": "not-published",
    "notpublished": "not-published",
    "nodata": "not-published",
    "khongdanhgia": "not-assessed",
    "khongxephang": "not-assessed",
    "notassessed": "not-assessed",
    "khongapdung": "not-applicable",
    "notapplicable": "not-applicable",
}


def missing_reason(value: object) -> str | None:
    """Why a cell holds no figure, or None when it holds something. Zero is not missing."""
    if value is None:
        return "not-published"
    if not isinstance(value, str):
        return None
    bare = squeeze(value).translate(_MINUS)
    if bare.startswith("#"):
        return None  # a formula's error is a fault of the file, not a statement
    if not bare.strip("-—*.… "):
        return MISSING["-"]
    return MISSING.get(fold(bare)) if fold(bare) else None


def _bare(text: str) -> str:
    """A text in one line with ordinary minus signs, without the apostrophe that makes a cell of Excel a text."""
    return _TYPED_AS_TEXT.sub("", squeeze(text).translate(_MINUS))


def clean_number(text: str) -> str:
    """Remove what surrounds a number in print: spaces, `%`, `điểm`, footnote marks, odd minus signs, its maximum."""
    bare = _bare(text)
    bare = _TRAILING.sub("", bare).strip()
    bare = _OUT_OF.sub(r"\1", bare)
    return bare.replace(" ", "") if _SPACE_GROUPS.match(bare) else bare


def readings_of(text: str) -> dict[Decimal, float]:
    """Each way to read a printed number: `1.473` is 1473 with decimal comma and 1.473 with point."""
    if text[:1].isalpha():
        return {}  # thousands of names a workbook
    bare = clean_number(text)
    if _WHOLE.fullmatch(bare):
        return {"comma": float(bare), "point": float(bare)}
    found: dict[Decimal, float] = {}
    if _COMMA.fullmatch(bare) or _POINT_GROUPS.fullmatch(bare):
        found["comma"] = float(bare.replace(".", "").replace(",", "."))
    if _POINT.fullmatch(bare) or _COMMA_GROUPS.fullmatch(bare):
        found["point"] = float(bare.replace(",", ""))
    return found


def decimal_mark(texts: Iterable[str], maximum: float | None = None) -> Decimal | None:
    """The decimal mark of a column, decided over all its texts; None when both fit.

    `maximum` is the largest value possible in the column: it settles `43,875` out of 80. Where both marks are used
    it is that of more texts. A text that is no number, or none with that mark, is left for the reader of its cell to
    report.
    """
    possible: set[Decimal] = {"comma", "point"}
    only: Counter[Decimal] = Counter()
    differs = False
    for text in texts:
        found = readings_of(text)
        if maximum is not None:
            found = {mark: v for mark, v in found.items() if abs(v) <= maximum} or found
        if found:
            differs = differs or len(set(found.values())) > 1 or len(found) == 1
            possible &= set(found)
            only.update(found if len(found) == 1 else ())
    if not differs:
        return "comma"
    if not possible:
        return only.most_common(1)[0][0]
    return possible.pop() if len(possible) == 1 else None


def parse_number(value: object, mark: Decimal = "comma") -> float | None:
    """A number from a cell: a real number as it is, a text by the column's decimal mark; else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    return readings_of(value).get(mark) if isinstance(value, str) else None


def tells_move(value: object) -> bool:
    """Whether a cell says behind a rank how many places were won or lost: `3 (↑2)`, `5 ▼`."""
    return (
        isinstance(value, str)
        and parse_rank(value) is not None
        and bool(re.search(f"{_MOVED}|{_TOLD_MOVE}", _bare(value), re.IGNORECASE))
    )


def parse_rank(value: object) -> tuple[int, int | None] | None:
    """Rank and number of units ranked: `8/63` is (8, 63), `8` and 8.0 are (8, None); else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return (int(value), None) if math.isfinite(value) and value == int(value) and value > 0 else None
    match = _RANK.fullmatch(_bare(value)) if isinstance(value, str) else None
    if match is None or int(match[1]) == 0:
        return None
    return int(match[1]), int(match[2]) if match[2] else None
