"""Number formats and serial dates as Excel keeps them."""

import re
from datetime import datetime, timedelta
from functools import cache

_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_EPOCH = datetime.fromisoformat("1899-12-30")
_EPOCH_1904 = datetime.fromisoformat("1904-01-01")
_BUILT_IN_PERCENT = frozenset((9, 10))
_NOT_CODES = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)

_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])+')
_IN_BRACKETS = re.compile(r"\[[^\]]*\]")
_LITERAL = re.compile(r'"([^"]*)"|[\\](.)|[_*].')
_QUOTED = re.compile(r'"([^"]*)"')
_TELLING = re.compile(r"[^\W\d_]|(?:19|20)\d\d|/\s*\d|[%‰]")


def is_percent(number: int, codes: dict[int, str]) -> bool:
    """Whether a number format prints the value times 100."""
    code = codes.get(number)
    return number in _BUILT_IN_PERCENT if code is None else is_percent_code(code)


@cache
def is_percent_code(code: str) -> bool:
    """Whether a format prints the value times 100: a percent sign that is quoted or escaped is only written."""
    return "%" in code and "%" in _bare(code)


HIDES, FAINT = ";;;", "[ ]"
"""Stand for a number format that shows nothing of a figure, and for a figure in white on no ground."""


@cache
def written_by(code: str) -> str:
    """The telling text that a number format writes beside a positive value, `(ước)` of `0.00" (ước)"`, `/63`, `%`.

    One that shows nothing at all, as `;;;` does, is `HIDES`.
    """
    if _shows_nothing(code):
        return HIDES
    parts = _LITERAL.findall(_IN_BRACKETS.sub("", _first_section(code))) if '"' in code or "\\" in code else ()
    text = "".join(quoted or escaped for quoted, escaped in parts).strip()
    return text if _TELLING.search(text) else ""


def _shows_nothing(code: str) -> bool:
    """Whether a format leaves positive values blank, or writes them in white."""
    first = "" if code.startswith(";") else _first_section(code)
    if "[white]" in first.lower():
        return True
    return ";" in code and not _bare(first).strip() and not any(map(str.strip, _QUOTED.findall(first)))


_SHOWN = re.compile(r"[-+]?\d[\d.,\s]*(?:[eE][-+]?\d+)?")


def written_beside(shown: str) -> str:
    """The telling text beside a number in what a cell shows, `(ước)` of `88,97 (ước)`."""
    text = _SHOWN.sub("", shown, count=1).strip()
    return text if _TELLING.search(text) else ""


def _first_section(code: str) -> str:
    """The format up to the first semicolon that is no literal text: what it does to positive values."""
    return "".join(_SECTION.findall(code)[:1])


def is_date(number: int, codes: dict[int, str]) -> bool:
    """Whether a number format prints a date or a time."""
    code = codes.get(number)
    if code is None:
        return number in _BUILT_IN_DATES
    bare = _bare(code.split(";")[0]).lower()
    return bare not in ("general", "") and "general" not in bare and bool(re.search("[dmyhs]", bare))


def _bare(code: str) -> str:
    """The format without literal text, colours and conditions."""
    return _NOT_CODES.sub("", code)


def from_serial(value: float, *, since_1904: bool = False) -> datetime | float | str:
    """The moment a serial date means, to the millisecond; a number outside the calendar is an error."""
    if not 0 <= value < 2_958_466:
        return "#VALUE!"
    start = _EPOCH_1904 if since_1904 else _EPOCH
    days = value + 1 if not since_1904 and 0 < value < 60 else value
    return start + timedelta(milliseconds=round(days * 86_400_000))
