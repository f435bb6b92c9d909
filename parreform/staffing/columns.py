"""What columns mean by what stands beside and above them, where their own headings do not say it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from parreform.staffing.cells import number_of
from parreform.staffing.changes import explains, with_changes
from parreform.staffing.growth import with_growth
from parreform.staffing.headings import Meaning, counts_some, is_request, meaning, speaks_of_cuts, speaks_of_leavers
from parreform.staffing.parts import with_posts_beside
from parreform.staffing.periods import is_running, period_in, period_of_cell, span_of
from parreform.staffing.terms import Terms, key_of
from parreform.staffing.titles import About
from parreform.staffing.whose import speaks_of_staff
from parreform.text import fold
from parreform.wording import sums_up

_CLAUSES = re.compile(r"[();]|(?<=\w)\.\s")
"""What parts the remarks of a title from it: `(ô trống: chưa có số liệu)` says nothing of posts."""
_POSTS = ("assigned", "present", "baseline")
_YEAR = re.compile(r" / (?:năm\s+)?((?:19|20)\d\d)$", re.IGNORECASE)
_LEFT = re.compile(r"(?<!sau)(?<!giam)(?<!gian)conlai")
_UNUSED = re.compile(
    r"(?:so|tong|bienche|congchuc|vienchuc|duoc|giao|chitieu|nguoi|con)*(?:chua(?:sudung|tuyendung|tuyen|thuchien|botri)|thieu|trong)(?:het|so|voi|bienche|duoc|giao|du)*"
)
"""Posts that nobody fills: `Biên chế chưa sử dụng`, `Còn thiếu so với giao`."""
_ENDS = 2
"""The years that a stage begins and ends with."""
Columns = dict[int, Meaning]
Cells = Mapping[int, Sequence[object]]


def settled(
    found: Mapping[int, Meaning],
    cells: Cells,
    about: About,
    names: Callable[[str], bool],
    terms: Terms,
) -> Columns:
    """The columns with what title and neighbours add. `cells` are those below each, `names` tells whether a text names a row."""
    columns = _with_regions({c: _naming(m, cells[c], names) for c, m in found.items()}, cells, names)
    if not _measured_by_rows(columns, cells, terms):
        columns = _with_title(_with_years_alone(with_changes(columns, cells), cells, about), about, terms)
    columns = _without_unfilled(_of_their_year(_with_running(columns, about)))
    columns = with_growth(_with_stages(columns), cells, about)
    columns = with_posts_beside(_of_cuts_beside(_with_rates(columns, about), cells))
    columns = {c: _unless_beside_posts(m, terms) for c, m in columns.items()}
    if any(map(is_request, about.titles)):
        columns = {c: _requested(m) for c, m in columns.items()}
    if any(counts_some(x) for title in about.titles for x in _CLAUSES.split(title) if speaks_of_staff(x)):
        columns = {c: Meaning(label=m.label) if m.measure in _POSTS else m for c, m in columns.items()}
    if not _tells_of_leaving(columns, about):
        columns = {c: Meaning(label=m.label) if m.measure == "part" else m for c, m in columns.items()}
    if about.kind == "plan":
        columns = _given_beside_plans(columns)
    return {c: m for c, m in columns.items() if m.label or any(v is not None for v in cells[c])}


def _with_title(columns: Columns, about: About, terms: Terms) -> Columns:
    """Columns headed by a category alone hold what the title says: `BIÊN CHẾ GIAO NĂM 2021`.

    Beside others that say what they measure, or that nobody knows, a title must say more than `biên chế`.
    """
    said = about.kind in ("assigned", "headcount")
    open_to_it = said or all(m.role not in ("", "value") or m.category or not m.label for m in columns.values())
    return {c: _titled(m, about, terms) if open_to_it else m for c, m in columns.items()}


def _titled(found: Meaning, about: About, terms: Terms) -> Meaning:
    if found.role or not found.category or not about.measure:
        return found
    counted = (
        about.kind == "assigned" or about.measure != "assigned" or terms.categories[found.category].counts == "posts"
    )
    return replace(found, role="value", measure=about.measure) if counted else found


def _with_years_alone(columns: Columns, cells: Cells, about: About) -> Columns:
    """Columns headed by years alone hold what the title says, or the posts whose difference stands beside them."""
    if any(m.is_value for m in columns.values()):  # `Số lượng` beside others is of something that these do not count
        columns = {c: Meaning(label=m.label) if m.role == "open" and not m.period else m for c, m in columns.items()}
    years = {c: m for c, m in columns.items() if m.role == "open"}
    cuts = {c: m for c, m in columns.items() if m.measure == "cut" or _is_rate(m)}
    measure = about.measure
    if cuts and measure != "present":
        shown = any(explains(cut, at, years, cells) for at, cut in cuts.items())
        measure = "assigned" if shown or measure == "assigned" else None
    if measure is None:
        return columns
    return columns | {c: replace(m, role="value", measure=measure) for c, m in years.items()}


def _is_rate(found: Meaning) -> bool:
    return found.role == "bare" or (found.is_value and found.measure == "pct")


def _of_their_year(columns: Columns) -> Columns:
    """Beside cuts that are running totals, those of the same year that are not, and name no baseline, are of that year alone."""
    totals = {(m.category, m.period[:4]) for m in columns.values() if m.measure == "cut" and is_running(m.label)}
    columns = {c: replace(m, role="yearly") if _says_its_year(m, totals) else m for c, m in columns.items()}
    return {c: replace(m, of_year=True) if _is_beside_total(m, totals) else m for c, m in columns.items()}


def _says_its_year(found: Meaning, totals: set[tuple[str, str]]) -> bool:
    """Whether a heading calls its cuts those of the year, `giảm trong năm`, beside a running total that tells all of them."""
    return found.of_year and _is_beside_total(found, totals)


def _is_beside_total(found: Meaning, totals: set[tuple[str, str]]) -> bool:
    says_base = found.baseline_year or found.step or is_running(found.label)
    return found.is_value and found.measure == "cut" and not says_base and (found.category, found.period[:4]) in totals


def _without_unfilled(columns: Columns) -> Columns:
    """`Còn lại` beside people present, and not behind a cut, are posts that nobody fills; so are those not used beside both."""
    filled = {m.category for m in columns.values() if m.measure == "present"}
    given = {m.category for m in columns.values() if m.is_value and m.measure == "assigned"}
    cuts: set[str] = set()
    known: Columns = {}
    for position, found in columns.items():
        unfilled = found.measure == "assigned" and found.category in filled - cuts and _LEFT.search(fold(found.label))
        known[position] = Meaning("unfilled", label=found.label) if unfilled else found
        if found.role == "" and filled & given and _UNUSED.fullmatch(key_of(found.label)):
            known[position] = replace(found, role="unfilled")
        cuts |= {found.category} if found.measure == "cut" else set()
    return known


def _with_running(columns: Columns, about: About) -> Columns:
    """Running totals below a title of cuts since a year are those cuts, unless something else than posts is counted beside them."""
    counted = {m.measure for m in columns.values() if m.is_value}
    of_cuts = any(map(speaks_of_cuts, about.titles)) and about.baselines and counted <= {*_POSTS, "cut", "pct"}
    read = Meaning(role="value", measure="cut") if of_cuts and "present" not in counted else Meaning()
    return {
        c: replace(m, role=read.role, measure=read.measure) if m.role == "running" else m for c, m in columns.items()
    }


def _unless_beside_posts(found: Meaning, terms: Terms) -> Meaning:
    """A column of contracts or of units that is not read says nothing of whose posts the others count."""
    unread = found.role == "" and found.category and terms.categories[found.category].counts != "posts"
    return replace(found, category="") if unread else found


def _requested(found: Meaning) -> Meaning:
    """Below a title of requests posts were given only where their heading says so with its own year."""
    asked = found.is_value and found.measure == "assigned" and not (found.given and found.period)
    return replace(found, role="requested") if asked else found


def _naming(found: Meaning, cells: Sequence[object], names: Callable[[str], bool]) -> Meaning:
    """A column headed `Chỉ tiêu` that holds names is that of the categories; one that holds years, that of the years."""
    held = [v for v in cells if v is not None]
    if found.role in ("target", "category") and held and all(map(_is_year, held)):
        return replace(found, role="year")
    texts = [v for v in held if isinstance(v, str)]
    if found.role == "target" and texts and len(texts) == len(held) and any(map(names, texts)):
        return replace(found, role="category")
    return found


def _with_regions(columns: Columns, cells: Cells, names: Callable[[str], bool]) -> Columns:
    """A column headed `Vùng` says no more than the provinces beside it do; without any it may be what names the rows."""
    beside = any(m.role == "unit" for m in columns.values())
    return {
        c: replace(m, role="") if m.role == "region" and not (beside and not _names_any(cells[c], names)) else m
        for c, m in columns.items()
    }


def _names_any(cells: Sequence[object], names: Callable[[str], bool]) -> bool:
    return any(isinstance(v, str) and names(v) and not sums_up(v) for v in cells)


def _is_year(value: object) -> bool:
    return len(period_of_cell(value) or "") == len("2021")


def _measured_by_rows(columns: Columns, cells: Cells, terms: Terms) -> bool:
    """Whether names of rows say what is measured: `Biên chế giao`, `Có mặt` down the side."""
    named = (c for c, m in columns.items() if m.role in ("", "category", "target"))
    names = (v for c in named for v in cells[c] if isinstance(v, str))
    return any(meaning((x,), terms).is_value for x in names if not terms.category(x))


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


def _of_cuts_beside(columns: Columns, cells: Cells) -> Columns:
    """Rates of no category are those of the cuts right before them where each cut names its own: `Công chức giảm`, `Tỷ lệ`.

    Not where those of a row make a hundred: shares of all that was cut.
    """
    said = [(place, p, m) for place, (p, m) in enumerate(columns.items()) if m.is_value and m.measure in ("cut", "pct")]
    pairs = [*zip(said[::2], said[1::2], strict=False)]
    own = {cut.category for (_, _, cut), _ in pairs} - {""}
    beside = all(
        (cut.measure, rate.measure, rate.category) == ("cut", "pct", "") and at == before + 1
        for (before, _, cut), (at, _, rate) in pairs
    )
    parts = [cells[p] for (_, _, cut), (_, p, _) in pairs if cut.category != "all"]
    if len(own) < _SEVERAL or len(own) * 2 != len(said) or not beside or _are_shares(parts):
        return columns
    return columns | {p: replace(rate, category=cut.category) for (_, _, cut), (_, p, rate) in pairs}


_SEVERAL = 2


def _are_shares(rates: Sequence[Sequence[object]]) -> bool:
    rows = [[n.value for v in row if (n := number_of(v, "pct"))] for row in zip(*rates, strict=True)]
    return any(rows) and all(abs(sum(row) - 100) < _ROUNDED for row in rows if row)


_ROUNDED = 0.5


def _rate_of(rate: Meaning, before: Meaning, *, lone: bool) -> Meaning:
    if before.is_value and before.measure == "cut":
        rate = replace(rate, role="value", sign=before.sign, beside=True)
        if rate.baseline_year or rate.period or rate.step:
            return rate
        return replace(
            rate, baseline_year=before.baseline_year, period=before.period, step=before.step, of_year=before.of_year
        )
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
