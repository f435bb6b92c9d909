"""Cuts, rates and changes of either sign beside the posts of two years: which of them these posts explain, and how."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from parreform.staffing.cells import number_of
from parreform.staffing.figures import Measure
from parreform.staffing.headings import Meaning, is_either_way
from parreform.staffing.terms import bare_label, key_of

_ENDS = 2
"""The years before and after a change."""
_ACHIEVED = frozenset("dattyle tyledat datduoctyle tyledatduoc".split())
"""Rates that may be those of a goal as well: `Đạt tỷ lệ (%)`."""
_ROUNDED, _ROUNDED_WHOLE = 0.06, 0.51
"""How far a printed rate may be from the exact one; one without decimals."""
Columns = dict[int, Meaning]
Cells = Mapping[int, Sequence[object]]


def with_changes(columns: Columns, cells: Cells) -> Columns:
    """The columns with changes of either sign, `Tăng/giảm`, read where the posts beside them show which sign is a cut.

    So are rates that were achieved, of a goal or of the posts, where these show that they are the latter.
    """
    posts = {p: m for p, m in columns.items() if m.role == "open" or _is_of_posts(m)}
    return {p: _signed(m, p, posts, cells) for p, m in columns.items()}


def _signed(found: Meaning, at: int, posts: Columns, cells: Cells) -> Meaning:
    own = bare_label(found.label.rsplit(" / ", maxsplit=1)[-1])
    is_rate = found.measure == "pct" and (is_either_way(found.label) or key_of(own) in _ACHIEVED)
    if found.role != "change" and not (is_rate and found.role in ("value", "rate")):
        return found
    read = replace(found, role="value", measure="pct" if is_rate else "cut")
    signs = [s for s in (1, -1) if explains(replace(read, sign=s), at, posts, cells)]
    return replace(read, sign=signs[0]) if len(signs) == 1 else found


def _is_of_posts(found: Meaning) -> bool:
    return found.is_value and found.measure in ("assigned", "baseline")


def explains(cut: Meaning, at: int, posts: Columns, cells: Cells) -> bool:
    """Whether a cut or a rate is in every row that of the first of some years of posts against the last."""
    alike = sorted((m.year, c, m.category) for c, m in posts.items() if m.year and cut.category in ("", m.category))
    years = {year for year, *_ in alike}
    if len(alike) < _ENDS or len(years) < len(alike) or len({category for *_, category in alike}) > 1:
        return False
    first, last = alike[0], alike[-1]
    if cut.baseline_year not in (0, first[0]) or int(cut.period[:4] or last[0]) != last[0]:
        return False
    rows = zip(cells[first[1]], cells[last[1]], cells[at], strict=True)
    return _all_true(_is_difference(cut, *row) for row in rows)


def _is_difference(cut: Meaning, before: object, now: object, printed: object) -> bool | None:
    """Whether a number is by how much posts fell, or the percentage of that; None where a cell is empty."""
    measure: Measure = "cut" if cut.measure == "cut" else "pct"
    numbers = [number_of(before, "assigned"), number_of(now, "assigned"), number_of(printed, measure)]
    if None in numbers:
        return None
    first, last, gone = (n.value for n in numbers if n)
    if measure == "cut":
        return first - last == cut.sign * gone
    near = _ROUNDED_WHOLE if gone == int(gone) else _ROUNDED
    return bool(first) and any(abs((first - last) / first * 100 - cut.sign * gone * x) < near for x in (1, 100))


def _all_true(found: Iterable[bool | None]) -> bool:
    known = [x for x in found if x is not None]
    return bool(known) and all(known)
