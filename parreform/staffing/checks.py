"""Faults of staffing figures that no single cell shows: CHECKS names them, each looks at all lines of a file."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from parreform.analysis.staffing import HEADCOUNT, Effect, StaffingLine, remaining, rounded_from
from parreform.catalog import Catalog
from parreform.findings import Finding
from parreform.staffing.assembled import lines_of
from parreform.staffing.figures import Figure, Held
from parreform.staffing.terms import Terms, name_of


@dataclass(frozen=True)
class Given:
    """What checks look at: the lines of a file, made of its figures."""

    lines: Sequence[StaffingLine]
    terms: Terms
    catalog: Catalog

    def finding(self, code: str, line: StaffingLine, **facts: object) -> Finding:
        """A fault at the cell of a line's main figure."""
        unit = self.catalog.unit(line.unit).name(line.year)
        category = name_of(self.terms.categories, line.category)
        name = ", ".join(p for p in (unit, category, line.period) if p)
        return Finding(code, line.sheet, line.cell, {"name": name, **facts})


_NEAR = 0.02
"""How near, of itself, a rate is to one with its slip undone."""
Check = Callable[[Given], Iterator[Finding]]
T = TypeVar("T")


def check_staffing(figures: Sequence[Figure], catalog: Catalog) -> list[Finding]:
    """Every finding of every check."""
    terms = Terms.of(catalog)
    given = Given(lines_of([Held(f, "") for f in figures], effects_of(terms)), terms, catalog)
    return [finding for check in CHECKS.values() for finding in check(given)]


def effects_of(terms: Terms) -> dict[str, Effect]:
    """What each reason does to a cut."""
    return {r.id: r.effect for r in terms.reasons.values()}


def cut_differs(given: Given) -> Iterator[Finding]:
    """A printed cut that is not the baseline minus what is assigned now. The opposite of it has the wrong sign.

    Where that is so of every line of a table, the column counts something else: one error.
    """
    tables: dict[tuple[object, ...], list[tuple[StaffingLine, float]]] = defaultdict(list)
    for line in given.lines:
        now = remaining(line)
        printed = line.cut_basis == line.baseline_basis == "published" and line.cut is not None
        if printed and now is not None and not line.bound:
            tables[line.sheet, line.category, line.period, line.baseline_year].append((line, now))
    for lines in _with_categories_together(tables):
        off = [(line, now) for line, now in lines if line.cut != (line.baseline or 0) - now]
        turned = [line for line, now in off if line.cut == now - (line.baseline or 0)]
        enough = FEWEST_OF_RATES if all(_rate_fits(line) for line, _ in off) else FEWEST_CUTS
        if len(off) >= enough and len(off) == len(lines) and not turned:
            line, now = off[0]
            yield given.finding("cuts-contradict", line, count=len(off), year=line.year, **_of_cut(line, now))
            continue
        for line, now in off:
            yield given.finding("sign-unknown" if line in turned else "cut-differs", line, **_of_cut(line, now))


def _with_categories_together(tables: Mapping[tuple[object, ...], list[T]]) -> Iterator[list[T]]:
    """The lines of each table; categories with one line each stand down the side, in one column."""
    down: dict[tuple[object, ...], list[T]] = defaultdict(list)
    for (sheet, _, *when), lines in tables.items():
        if len(lines) == 1:
            down[sheet, *when].extend(lines)
        else:
            yield lines
    yield from down.values()


FEWEST_CUTS = 3
"""The cuts of two units that are all off may be slips of the pen, or posts that were added."""
FEWEST_OF_RATES = 2
"""Where printed rates are those of the cuts, these were not mistyped."""


def _rate_fits(line: StaffingLine) -> bool:
    """Whether a line prints the rate of its cut."""
    printed = line.pct_basis == "published" and line.cut_pct is not None and line.cut is not None and line.baseline
    return bool(printed) and is_printed(line.cut_pct or 0.0, (line.cut or 0) / (line.baseline or 1) * 100)


def _of_cut(line: StaffingLine, now: float) -> dict[str, object]:
    return {"cut": line.cut, "baseline": line.baseline, "now": now, "expected": (line.baseline or 0) - now}


def rate_differs(given: Given) -> Iterator[Finding]:
    """A printed share that is not the cut divided by the baseline, within the decimals that are printed.

    One that is what remains is no rate of a cut.
    """
    for line in given.lines:
        if line.pct_basis != "published" or line.cut is None or line.baseline_basis not in ("published", "computed"):
            continue
        if not line.baseline or line.bound or line.cut_pct is None:
            continue
        exact = line.cut / line.baseline * 100
        if not is_printed(line.cut_pct, exact):
            facts = {"value": line.cut_pct, "expected": round(exact, 2), "cut": line.cut, "baseline": line.baseline}
            yield given.finding(_fault_of(line.cut_pct, exact), line, **facts)


def _fault_of(rate: float, exact: float) -> str:
    if is_printed(rate, 100 - exact):
        return "rate-remaining"
    return "rate-scaled" if is_slip(rate, exact) else "rate-differs"


def is_printed(rate: float, exact: float) -> bool:
    """Whether a printed rate is an exact one within its rounding."""
    low, high = rounded_from(rate)
    return low - 1e-9 <= exact <= high + 1e-9


def is_slip(rate: float, exact: float) -> bool:
    """Whether a rate is a fraction taken for a percentage, or has the opposite sign: no rounding explains it."""
    return any(abs(rate * f - exact) <= abs(exact) * _NEAR for f in (100, 0.01, -1, -100) if exact)


def parts_exceed(given: Given) -> Iterator[Finding]:
    """Parts of a cut that are more than the cut; or less, where one of them is `other reasons`."""
    for line in given.lines:
        whole = line.cut if line.cut is not None else line.people
        if whole is None or not line.parts:
            continue
        total = sum(-p.value if p.direction == "in" else p.value for p in line.parts)
        complete = any(p.reason == "other" for p in line.parts)
        if total > whole or (complete and total != whole):
            yield given.finding("parts-exceed", line, parts=total, total=whole)


def total_differs(given: Given) -> Iterator[Finding]:
    """A printed total of all categories that is not their sum, where several are printed beside it in one sheet."""
    alike: dict[tuple[object, ...], dict[str, StaffingLine]] = defaultdict(dict)
    for line in given.lines:
        alike[line.sheet, line.unit, line.period, line.kind, line.assigned_by, line.scope][line.category] = line
    for categories in alike.values():
        whole = categories.get("all")
        parts = [x for c, x in categories.items() if c != "all" and _adds_up(given.terms, c)]
        if whole is not None and len(parts) > 1:
            yield from _against_total(given, whole, parts)


def _adds_up(terms: Terms, category: str) -> bool:
    known = terms.categories.get(category)
    return known is not None and not known.parent and known.counts == "posts" and category != "provincial_level"


def _against_total(given: Given, whole: StaffingLine, parts: Sequence[StaffingLine]) -> Iterator[Finding]:
    for measure in ("assigned", "present", "cut"):
        printed = getattr(whole, measure)
        known = [getattr(p, measure) for p in parts]
        if printed is None or None in known or whole.bound:
            continue
        if sum(known) != printed:
            yield given.finding("total-differs", whole, measure=measure, parts=sum(known), total=printed)
            return


def baseline_differs(given: Given) -> Iterator[Finding]:
    """Lines that print, or imply by their share, different posts for one baseline: one of them has another scope."""
    printed: dict[tuple[object, ...], StaffingLine] = {}
    for line in given.lines:
        if line.baseline_basis == "published" and line.baseline_year:
            first = printed.setdefault(_of_baseline(line), line)
            if first.baseline != line.baseline:
                yield _other_baseline(given, line, first)
    for line in given.lines:
        known = printed.get(_of_baseline(line))
        if known and not _allows(line, known.baseline or 0):
            yield _other_baseline(given, line, known)


def _allows(line: StaffingLine, baseline: float) -> bool:
    """Whether an implied baseline may be this one; any other line says nothing about it."""
    if line.baseline_basis != "implied" or line.baseline_low is None or line.baseline_high is None:
        return True
    return line.baseline_low <= baseline <= line.baseline_high


def _of_baseline(line: StaffingLine) -> tuple[object, ...]:
    counts_people = line.kind == HEADCOUNT
    return (line.unit, line.category, line.baseline_year, line.assigned_by, line.scope, counts_people)


def _other_baseline(given: Given, line: StaffingLine, first: StaffingLine) -> Finding:
    facts = {"year": line.baseline_year, "value": float(round(line.baseline or 0)), "other": first.baseline}
    return given.finding("baseline-differs", line, **facts, where=f"{first.sheet}!{first.cell}")


def steps_taken(given: Given) -> Iterator[Finding]:
    """A cut that is not what is missing from the baseline, but what is from the year before: no cut since the baseline."""
    before: dict[tuple[object, ...], dict[int, float]] = defaultdict(dict)
    for line in given.lines:
        if line.assigned is not None and line.year is not None:
            before[_of_baseline(line)[:2]][line.year] = line.assigned
    for line in given.lines:
        if line.cut_basis == "published" and line.assigned is not None and line.year is not None and line.baseline:
            known = before[_of_baseline(line)[:2]]
            last = max((y for y in known if (line.baseline_year or 0) < y < line.year), default=None)
            step = known[last] - line.assigned if last is not None else None
            if step is not None and line.cut == step != line.baseline - line.assigned:
                yield given.finding("cut-of-a-year", line, cut=line.cut, last=last, base=line.baseline_year)


def baseline_unstated(given: Given) -> Iterator[Finding]:
    """A cut or a share of nobody knows what."""
    for line in given.lines:
        if line.baseline_year is None and (line.cut is not None or line.cut_pct is not None):
            yield given.finding("baseline-unstated", line)


CHECKS: Mapping[str, Check] = {
    "cut-of-a-year": steps_taken,
    "cut-differs": cut_differs,
    "rate-differs": rate_differs,
    "parts-exceed": parts_exceed,
    "total-differs": total_differs,
    "baseline-differs": baseline_differs,
    "baseline-unstated": baseline_unstated,
}
