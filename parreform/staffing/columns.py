"""What columns mean by what stands beside and above them, where their own headings do not say it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from parreform.staffing.growth import with_growth
from parreform.staffing.headings import Meaning, counts_some, is_request, speaks_of_cuts, speaks_of_leavers
from parreform.staffing.periods import period_in, span_of
from parreform.staffing.titles import About
from parreform.staffing.whose import speaks_of_staff

_CLAUSES = re.compile(r"[();]|(?<=\w)\.\s")
"""What parts the remarks of a title from it: `(ô trống: chưa có số liệu)` says nothing of posts."""
_POSTS = ("assigned", "present", "baseline")
_YEAR = re.compile(r" / (?:năm\s+)?((?:19|20)\d\d)$", re.IGNORECASE)
_ENDS = 2
"""The years that a stage begins and ends with."""
Columns = dict[int, Meaning]


def settled(
    found: Mapping[int, Meaning], cells: Mapping[int, Sequence[object]], about: About, names: Callable[[str], bool]
) -> Columns:
    """The columns with what title and neighbours add. `cells` are those below each, `names` tells whether a text names a row."""
    columns = {c: _with_title(m, about) for c, m in found.items()}
    columns = {c: _naming(m, cells[c], names) for c, m in columns.items()}
    columns = with_growth(_with_stages(_with_running(columns, about)), cells, about)
    columns = _with_rates(columns, about)
    if any(map(is_request, about.titles)):
        columns = {c: _requested(m) for c, m in columns.items()}
    if any(counts_some(x) for title in about.titles for x in _CLAUSES.split(title) if speaks_of_staff(x)):
        columns = {c: Meaning(label=m.label) if m.measure in _POSTS else m for c, m in columns.items()}
    if not _tells_of_leaving(columns, about):
        columns = {c: Meaning(label=m.label) if m.measure == "part" else m for c, m in columns.items()}
    if about.kind == "plan":
        columns = _given_beside_plans(columns)
    return {c: m for c, m in columns.items() if m.label or any(v is not None for v in cells[c])}


def _with_title(found: Meaning, about: About) -> Meaning:
    """A column headed by a category alone holds what the title says: `BIÊN CHẾ GIAO NĂM 2021`."""
    if found.role == "" and found.category and about.measure:
        return replace(found, role="value", measure=about.measure)
    return found


def _with_running(columns: Columns, about: About) -> Columns:
    """Running totals below a title of cuts since a year are those cuts, unless something else than posts is counted beside them."""
    counted = {m.measure for m in columns.values() if m.is_value}
    of_cuts = any(map(speaks_of_cuts, about.titles)) and about.baselines and counted <= {*_POSTS, "cut", "pct"}
    read = Meaning(role="value", measure="cut") if of_cuts and "present" not in counted else Meaning()
    return {
        c: replace(m, role=read.role, measure=read.measure) if m.role == "running" else m for c, m in columns.items()
    }


def _requested(found: Meaning) -> Meaning:
    """Below a title of requests posts were given only where their heading says so with its own year."""
    asked = found.is_value and found.measure == "assigned" and not (found.given and found.period)
    return replace(found, role="requested") if asked else found


def _naming(found: Meaning, cells: Sequence[object], names: Callable[[str], bool]) -> Meaning:
    """A column headed `Chỉ tiêu` that holds names is that of the categories."""
    texts = [v for v in cells if isinstance(v, str)]
    if found.role == "target" and texts and len(texts) == sum(v is not None for v in cells) and any(map(names, texts)):
        return replace(found, role="category")
    return found


def _with_rates(columns: Columns, about: About) -> Columns:
    """A bare `Tỷ lệ (%)` is the rate of the cut it stands beside; any other rate is of something else."""
    known = {}
    before = Meaning()
    lone = not any(m.is_value for m in columns.values()) and any(map(speaks_of_cuts, about.titles))
    for position, found in columns.items():
        column = _rate_of(found, before, lone=lone) if found.role == "bare" else found
        known[position] = column
        before = column if column.label else before
    return known


def _rate_of(rate: Meaning, before: Meaning, *, lone: bool) -> Meaning:
    if before.is_value and before.measure == "cut":
        rate = replace(rate, role="value", sign=before.sign)
        if rate.baseline_year or rate.period or rate.step:
            return rate
        return replace(rate, baseline_year=before.baseline_year, period=before.period, step=before.step)
    above = rate.label.split(" / ")[:-1]
    return replace(rate, role="value" if lone or any(map(speaks_of_cuts, above)) else "rate")


def _with_stages(columns: Columns) -> Columns:
    """Below `Giai đoạn 2015-2021` with posts of 2015 and of 2021, what else is measured is measured since 2015."""
    stages: dict[str, Columns] = {}
    for position, found in columns.items():
        if " / " in found.label:
            stages.setdefault(found.label.split(" / ", maxsplit=1)[0], {})[position] = found
    known = dict(columns)
    for stage, inside in stages.items():
        measured = _with_years(inside)
        posts = [m.period for m in measured.values() if m.measure == "assigned" and m.period]
        years = sorted({int(x[:4]) for x in posts})
        ends = len(years) == len(posts) == _ENDS and not any(map(_of_own_year, inside.values()))
        if ends and span_of(stage) in (tuple(years), (years[0] + 1, years[1])):
            known |= {p: _in_stage(m, *years) for p, m in measured.items() if m.is_value or m.role == "bare"}
    return known


def _of_own_year(found: Meaning) -> bool:
    """Whether a cut names a year itself, and none it is measured since: it may be that of this year, not of the stage."""
    own = found.measure in ("cut", "pct") and period_in(found.label.rsplit(" / ", maxsplit=1)[-1])
    return bool(own) and not found.baseline_year and not found.step


def _with_years(inside: Columns) -> Columns:
    """Columns of a stage where a year alone, beside a cut, is that of the posts it is cut from."""
    if not any(m.measure == "cut" for m in inside.values()):
        return inside
    years = {p: _YEAR.search(m.label) for p, m in inside.items() if m.role == ""}
    posts = {p: year[1] for p, year in years.items() if year}
    return inside | {p: replace(inside[p], role="value", measure="assigned", period=year) for p, year in posts.items()}


def _in_stage(found: Meaning, first: int, last: int) -> Meaning:
    if found.measure in ("assigned", "baseline") and found.period[:4] == str(first):
        return replace(found, measure="baseline", period="", baseline_year=first)
    if found.step or found.baseline_year or (found.period and found.period[:4] != str(last)):
        return found
    return replace(found, period=found.period or str(last), baseline_year=0 if found.measure == "present" else first)


def _tells_of_leaving(columns: Columns, about: About) -> bool:
    """Whether title or columns speak of cuts or of people who left, so that reasons are theirs: not of units by their autonomy."""
    measured = any(m.measure in ("cut", "pct", "people") for m in columns.values())
    return measured or any(speaks_of_cuts(x) or speaks_of_leavers(x) for x in about.titles)


def _given_beside_plans(columns: Columns) -> Columns:
    """In a plan, posts headed `giao` beside others that are not were given already."""
    posts = {p: m for p, m in columns.items() if m.is_value and m.measure == "assigned"}
    given = {p for p, m in posts.items() if m.given and m.kind != "plan"}
    if not given or len(given) == len(posts):
        return columns
    return {p: replace(m, kind="assigned") if p in given and not m.kind else m for p, m in columns.items()}
