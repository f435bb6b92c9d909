"""Numbers printed beside the two that they follow from: changes, shares, what is left. Which of them do not. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from parreform.numerals import readings_of
from parreform.text import squeeze, unmarked

FEWEST = 2
"""One number that does not follow may be a slip of the pen;"""
FEWEST_OF_MANY = 3
"""so may two of many."""
_LEAST = 0.02
"""So much the differences of rounded scores may be off."""
_NAMED = 5
"""So many rows are named in a finding."""
_DECIMALS = 6
"""More decimals than these are what formulas leave behind."""


class Beside(NamedTuple):
    """A printed number and the two that it should follow from."""

    printed: float
    before: float
    now: float


def _difference(before: float, now: float) -> float:
    return now - before


def _reverse(before: float, now: float) -> float:
    return before - now


def _size(before: float, now: float) -> float:
    return abs(now - before)


def _percent(before: float, now: float) -> float:
    return (now - before) / before * 100


def _loss(before: float, now: float) -> float:
    return (before - now) / before * 100


def _ratio(before: float, now: float) -> float:
    return now / before * 100


Way = Callable[[float, float], float]
Told = tuple[str, dict[str, object]]
"""The code of a finding and its facts."""
WAYS: Mapping[str, Way] = {
    "difference": _difference,
    "reverse": _reverse,
    "size": _size,
    "percent": _percent,
    "loss": _loss,
    "ratio": _ratio,
}
"""How a number may follow from two others."""
OF_SHARES = ("percent", "loss", "ratio")


def not_following(rows: Sequence[Beside | None], way: str) -> list[int]:
    """The places of the rows whose number does not follow in some way, beyond rounding; None stands for no number."""
    known = [row for row in rows if row is not None]
    steps = [_step(x) for x in zip(*known, strict=True)] or [0.0]
    return [n for n, row in enumerate(rows) if row is not None and not _follows(row, way, steps)]


def _follows(row: Beside, way: str, steps: Sequence[float]) -> bool:
    if way not in OF_SHARES:
        rounding = max(sum(steps), _LEAST) if any(steps) else 1e-9
        return abs(WAYS[way](row.before, row.now) - row.printed) <= rounding + 1e-9
    if not row.before:
        return False
    exact = WAYS[way](row.before, row.now)
    rounding = (steps[0] or 0.5) + (steps[1] + steps[2]) / abs(row.before) * 100 + 1e-6
    # cells that are formatted as percentages hold fractions
    return abs(exact - row.printed) <= rounding or (0 < steps[0] <= 0.005 and abs(exact - row.printed * 100) <= 1)


def _step(numbers: Iterable[float]) -> float:
    """How far numbers printed with so many decimals may be from exact ones; 0 for whole numbers."""
    decimals = max(len(f"{x:.{_DECIMALS}f}".rstrip("0").partition(".")[2]) for x in numbers)
    return 0.5 * 10.0**-decimals if decimals else 0.0


def are_many(off: int, known: int) -> bool:
    """Whether so many of the numbers do not follow that the columns beside them cannot be what they are headed."""
    return (off >= FEWEST and off * 2 > known) or (off >= FEWEST_OF_MANY and off * 3 > known)


def contradiction(rows: Sequence[Beside | None], off: Sequence[int], names: Sequence[tuple[str, str]]) -> Told:
    """The code and the facts of a finding on the numbers that are `off`; `names` has what each row is called, and its cell."""
    first, known = rows[off[0]], sum(row is not None for row in rows)
    assert first is not None
    told = [f"{name} ({cell})" for name, cell in (names[n] for n in off[:_NAMED])]
    facts: dict[str, object] = {"count": len(off), "rows": known, "name": names[off[0]][0], **first._asdict()}
    facts["names"] = ", ".join(told) + (" …" if off[_NAMED:] else "")
    return "changes-contradict" if are_many(len(off), known) else "change-differs", facts


_MOVED = re.compile(
    r"\s*(?P<sign>[-+↑▲⬆↗↓▼⬇↘]|tang|len|giam|xuong|tut|up|down|increased?|decreased?|hon|kem)?\s*(?:by\s+|them\s+)?(?P<number>\d+(?:[.,]\d+)?)\s*"
    r"(?:%|(?:bac|hang|diem|places?|points?|ranks?)\b|phan\s+tram|vi\s+tri|vi\s+thu)*\s*[.;]?\s*"
)
_FALLS = frozenset("-↓▼⬇↘") | {"giam", "xuong", "tut", "down", "decrease", "decreased", "kem"}
_STAYED = frozenset(("khong doi", "khong thay doi", "giu nguyen", "unchanged", "no change", "giu vung", "="))


def amount_of(value: object) -> float | None:
    """How much a cell says that something changed: a number, `Tăng 3 bậc`, `▼2`, `giữ nguyên`; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if value == value and abs(value) < 1e12 else None  # noqa: PLR0124 - NaN is no amount
    if not isinstance(value, str):
        return None
    text = unmarked(squeeze(value)).lower().replace("\u2212", "-").replace("\u2013", "-")
    if text.strip("(). ") in _STAYED:
        return 0.0
    found = _MOVED.fullmatch(text.strip("()"))
    numbers = readings_of(found["number"]) if found else {}
    if found is None or not numbers:
        return None
    number = numbers.get("comma", numbers.get("point", 0.0))
    return -number if found["sign"] in _FALLS else number
