"""Columns of posts that were added: each is a cut of the other sign where the posts of two years beside it prove it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from parreform.staffing.cells import number_of
from parreform.staffing.headings import Meaning, is_plain
from parreform.staffing.titles import About

Columns = dict[int, Meaning]
Cells = Mapping[int, Sequence[object]]


def with_growth(columns: Columns, cells: Cells, about: About) -> Columns:
    """The columns with those of added posts read, or left out as what the posts beside them tell already."""
    return {p: _read(m, p, columns, cells, about) if m.role == "growth" else m for p, m in columns.items()}


def _read(found: Meaning, at: int, columns: Columns, cells: Cells, about: About) -> Meaning:
    """A column as a cut; only where a title gives the kind of the line, or the posts of both years were given."""
    posts = _posts_beside(found, columns, about.categories)
    proven = [(b, n) for b, n in _pairs(found, posts) if _is_difference(cells[b], cells[n], cells[at])]
    if len(proven) != 1:
        return found if len(posts) > 1 else Meaning(label=found.label)
    before, now = (posts[p] for p in proven[0])
    if not about.kind and not (now.given and (before.given or before.measure == "baseline")):
        return found
    year = _year(before)
    return replace(
        found, role="value", measure="cut", sign=-1, step=False, period=now.period, baseline_year=year, given=now.given
    )


def _posts_beside(found: Meaning, columns: Columns, titled: Sequence[str]) -> Columns:
    """The posts of known years that the added ones may have been added to: of their own category, of one where they name none."""
    posts = {p: m for p, m in columns.items() if m.is_value and m.measure in ("assigned", "baseline") and _year(m)}
    only = titled[0] if len(titled) == 1 else ""
    alike = {p: m for p, m in posts.items() if found.category in ("", m.category or only)}
    told = bool(found.category) or is_plain(found.label)
    return alike if told and len({(m.category, m.by) for m in alike.values()}) == 1 else {}


def _pairs(found: Meaning, posts: Columns) -> Iterator[tuple[int, int]]:
    """The columns between which posts may have been added: as the heading dates them, else the only two."""
    last = int(found.period[:4] or 0)
    first = found.baseline_year or (last - 1 if found.step and last else 0)
    for before, earlier in posts.items():
        for now, later in posts.items():
            dated = first in (0, _year(earlier)) and last in (0, _year(later))
            if later.measure == "assigned" and _year(earlier) < _year(later) and dated and (first or len(posts) == 2):
                yield before, now


def _is_difference(before: Sequence[object], now: Sequence[object], added: Sequence[object]) -> bool:
    """Whether every row that holds all three has added what one is more than the other."""
    rows = [[number_of(v, "cut") for v in row] for row in zip(before, now, added, strict=True)]
    told = [[n.value if not n.fault else float("nan") for n in row if n] for row in rows if all(row)]
    return bool(told) and all(n - b == more for b, n, more in told)


def _year(posts: Meaning) -> int:
    return posts.baseline_year if posts.measure == "baseline" else int(posts.period[:4] or 0)
