"""The cells of a staffing table as numbers: whole counts with any thousands mark, shares, and `over`, `at least`."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from parreform.numerals import Decimal, missing_reason, parse_number, readings_of
from parreform.staffing.figures import Measure
from parreform.text import squeeze

_BOUNDS: Mapping[str, re.Pattern[str]] = {
    "at-least": re.compile(r"^\s*(?:ít\s+nhất|tối\s+thiểu|không\s+dưới|at\s+least|≥|>=)\s*", re.IGNORECASE),
    "more-than": re.compile(r"^\s*(?:trên|hơn|over|more\s+than|>)\s*", re.IGNORECASE),
    "about": re.compile(r"^\s*(?:khoảng|xấp\s+xỉ|gần|about|around|~|≈)\s*", re.IGNORECASE),
}
_WORDS_AFTER = re.compile(r"\s*(?:biên\s+chế|người|đơn\s+vị|posts?|people|units?)\s*$", re.IGNORECASE)
_COUNTS = ("baseline", "assigned", "present", "people", "part")


class Number(NamedTuple):
    """A number with how its source limits it; or the code of the fault that its cell has."""

    value: float = 0.0
    bound: str = ""
    fault: str = ""


def number_of(value: object, measure: Measure, mark: str = "", *, percent: bool = False) -> Number | None:
    """What a cell holds; None for a cell without a figure. `percent` is that of the cell's format."""
    if missing_reason(value) is not None:
        return None
    text, bound = _bounded(value)
    number = _share(text, mark) if measure in ("pct", "share") else _count(text)
    if number is None:
        return Number(
            fault="cell-error" if isinstance(value, str) and value.strip().startswith("#") else "number-unreadable"
        )
    if percent and measure in ("pct", "share"):
        number = round(number * 100, 10)
    return Number(number, bound, _fault(number, measure))


def _bounded(value: object) -> tuple[object, str]:
    if not isinstance(value, str):
        return value, ""
    text = _WORDS_AFTER.sub("", squeeze(value))
    for bound, words in _BOUNDS.items():
        if words.match(text):
            return words.sub("", text), bound
    return text, ""


def figure_of(value: str) -> bool:
    """Whether a text is a number, perhaps with a bound before it and what it counts behind it."""
    return bool(readings_of(str(_bounded(value)[0])))


def _count(value: object) -> float | None:
    """A count: posts and people are whole, so a mark before three digits parts thousands, `22,000` as `28.700`."""
    if not isinstance(value, str):
        return parse_number(value)
    found = readings_of(value)
    whole = (number for number in found.values() if number == int(number))
    return max(whole, key=abs, default=next(iter(found.values()), None))


def _share(value: object, mark: str) -> float | None:
    """A share: of a text that can be read in two ways, the one by the mark given, else the one within a hundred."""
    if not isinstance(value, str):
        return parse_number(value)
    found = readings_of(value)
    if mark or len(set(found.values())) < 2:
        return found.get(_mark(mark), next(iter(found.values()), None))
    within = {number for number in found.values() if abs(number) <= 100}
    return within.pop() if len(within) == 1 else found.get("comma")


def _mark(mark: str) -> Decimal:
    return "point" if mark == "point" else "comma"


def _fault(number: float, measure: Measure) -> str:
    if measure in ("pct", "share"):
        return "rate-range" if abs(number) > 100 else ""
    if number != int(number):
        return "count-fraction"
    return "count-negative" if number < 0 and measure in _COUNTS else ""
