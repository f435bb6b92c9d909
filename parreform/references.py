"""What a formula is made of, from its text as files hold it: functions, cells it refers to, names, texts. Nothing is computed."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

LAST_ROW, LAST_COLUMN = 2**20 - 1, 2**14 - 1
"""The last places of a sheet, zero-based: `C:C` ends there."""

_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_PREFIX = r"(?:'(?:[^']|'')+'|(?:\[[^\[\]]+\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?|\[[^\[\]]+\])!"
_BRACKETS = r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]"
_TOKEN = re.compile(
    rf"""(?P<text>"(?:[^"]|"")*")
    |(?P<prefix>{_PREFIX})?(?P<area>{_CELL}(?::{_CELL})?|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}|\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}})(?![\w.(\[])
    |(?P<outside>{_PREFIX})
    |(?P<table>[^\W\d][\w.]*)?(?P<column>{_BRACKETS})
    |(?P<function>[^\W\d][\w.]*)\(
    |(?P<number>(?<![\w.])[0-9]+(?:\.[0-9]+)?(?:[Ee][+-]?[0-9]+)?)
    |(?P<name>[^\W\d][\w.\\]*)
    |(?P<open>\()|(?P<close>\))
    |(?P<scale>[*/%^])|(?P<sum>[+-])""",
    re.VERBOSE,
)
_CORNER = re.compile(r"\$?([A-Za-z]{0,3})\$?([0-9]{0,7})")
_YEAR = re.compile(r'"?((?:19|20)[0-9]{2})"?')
_BOOLEANS = frozenset(("TRUE", "FALSE"))
_NEWER = re.compile(r"^(?:_xlfn\.|_xlws\.|_xlpm\.|com\.sun\.star\.sheet\.addin\.analysis\.get)+", re.IGNORECASE)
"""What files write before functions that are younger than the format."""


class Reference(NamedTuple):
    """The cells that a formula refers to, zero-based and inclusive; `sheet` is empty for the formula's own.

    `within` are the functions around it; `fixed` tells that it stays when the formula moves. Where
    nothing but a sheet or book is told, `top` is -1.
    """

    sheet: str
    book: str
    top: int
    left: int
    bottom: int
    right: int
    within: frozenset[str] = frozenset()
    fixed: bool = False

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return self.top >= 0 and (self.top, self.left) == (self.bottom, self.right)


class TableColumn(NamedTuple):
    """A column of a table by its heading, `Table1[2023]`; `here` where only the cell of the formula's own row is meant."""

    heading: str
    here: bool
    within: frozenset[str]


@dataclass(slots=True)
class Spelled:
    """The parts of one formula. `sought` are years that it gives to functions, as numbers or texts.

    `scales` and `sums` tell of its operators.
    """

    functions: set[str] = field(default_factory=set)
    references: list[Reference] = field(default_factory=list)
    columns: list[TableColumn] = field(default_factory=list)
    names: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    sought: set[int] = field(default_factory=set)
    scales: bool = False
    sums: bool = False

    @property
    def plain(self) -> bool:
        """Whether it computes nothing: one reference, perhaps rounded."""
        return len(self.references) + len(self.columns) + len(self.names) == 1 and not (self.scales or self.sums)


@lru_cache(maxsize=4096)
def spelled(formula: str) -> Spelled:
    """The parts of a formula."""
    found, around = Spelled(), [""]
    for token in _TOKEN.finditer(formula):
        kind = token.lastgroup
        if kind == "function":
            around.append(_NEWER.sub("", token["function"]).upper())
            found.functions.add(around[-1])
        elif kind == "open":
            around.append("")
        elif kind == "close":
            around = around[:-1] or [""]
        else:
            _take(found, token, frozenset(f for f in around if f))
    return found


def _take(found: Spelled, token: re.Match[str], within: frozenset[str]) -> None:
    kind, text = token.lastgroup, token[0]
    if within and (year := _YEAR.fullmatch(text)):
        found.sought.add(int(year[1]))
    if kind == "text":
        found.texts.append(text[1:-1])
    elif kind == "area":
        found.references.append(_reference(token["prefix"] or "", token["area"], within))
    elif kind == "outside":
        found.references.append(_reference(text, "", within))
    elif kind == "column":
        found.columns += [TableColumn(h, _is_here(text), within) for h in _headings(token["column"])]
    elif kind == "name" and text.upper() not in _BOOLEANS:
        found.names.append((text, within))
    found.scales = found.scales or kind == "scale"
    found.sums = found.sums or kind == "sum"


def _reference(prefix: str, area: str, within: frozenset[str]) -> Reference:
    book, _, sheet = prefix.removesuffix("!").strip("'").replace("''", "'").rpartition("]")
    book = book.rpartition("[")[2]
    if not area:
        return Reference(sheet, book, -1, -1, -1, -1, within)
    first, _, last = area.partition(":")
    top, left = _corner(first, 0, 0)
    bottom, right = _corner(last or first, LAST_ROW, LAST_COLUMN)
    corners = min(top, bottom), min(left, right), max(top, bottom), max(left, right)
    return Reference(sheet, book, *corners, within, fixed=area.count("$") == (4 if last else 2))


def _corner(text: str, row: int, column: int) -> tuple[int, int]:
    """Row and column of `$C$3`, with those given where it tells none."""
    found = _CORNER.fullmatch(text)
    letters, digits = found.groups() if found else ("", "")
    return (int(digits) - 1 if digits else row), (column_of(letters) if letters else column)


def column_of(letters: str) -> int:
    """The zero-based number of a column: A is 0, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _headings(brackets: str) -> list[str]:
    """The headings that `[[#This Row],[2023]]`, `[@2023]` or `[2023]` name."""
    inner = brackets[1:-1]
    parts = re.findall(r"\[([^\[\]]*)\]", inner) or [inner.lstrip("@")]
    return [x for x in parts if x and not x.startswith("#")]


def _is_here(text: str) -> bool:
    return "@" in text or "#this row" in text.lower()


# --- moved ---------------------------------------------------------------------------------------

_MOVABLE = re.compile(
    rf"""("(?:[^"]|"")*"|'(?:[^']|'')+'!|{_BRACKETS})|(?<![\w.$])(\$?)([A-Za-z]{{1,3}})(\$?)([0-9]{{1,7}})(?![\w.(\[!])"""
)


def moved(formula: str, down: int, right: int) -> str:
    """A formula as it reads in the cell so far down and right of its own: references without `$` go along."""

    def move(found: re.Match[str]) -> str:
        if found[1]:
            return found[1]
        column = found[3] if found[2] else _letters(column_of(found[3]) + right)
        row = found[5] if found[4] else str(int(found[5]) + down)
        return f"{found[2]}{column}{found[4]}{row}"

    return _MOVABLE.sub(move, formula) if down or right else formula


_IN_BRACKETS = re.compile(
    r"""\[(?:'(?P<file>(?:[^']|'')+)'\#)?(?P<first>[^\[\]:]*(?:'[^']*'[^\[\]:]*)?)(?::(?P<last>[^\[\]]*))?\]"""
)
_DOTTED = re.compile(r"\$?(?:'((?:[^']|'')+)'|([^'.$]*))\.(.+)")


def in_a1(formula: str) -> str:
    """A formula of LibreOffice, `of:=[.C3]*[$'Tự chấm'.D3]`, as Excel writes it: `C3*'Tự chấm'!D3`."""
    return _IN_BRACKETS.sub(_as_reference, formula.partition("=")[2])


def _as_reference(found: re.Match[str]) -> str:
    first = _DOTTED.fullmatch(found["first"])
    if not first:
        return found[0]
    book = f"[{found['file'].replace(chr(92), '/').rpartition('/')[2]}]" if found["file"] else ""
    sheet = first[1] or first[2] or ""
    last = found["last"].rpartition(".")[2] if found["last"] else ""
    return (f"'{book}{sheet}'!" if book or sheet else "") + first[3] + (f":{last}" if last else "")


def _letters(column: int) -> str:
    name, column = "", column + 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name or "A"
