"""Staffing: one line of cut posts, with and without those that only moved; sums of lines after a merger.

Posts, people and units are counts, so lines may be summed; a share is never summed but computed anew. A cut is
positive, an increase negative. What nobody states is None, never zero. A share that is printed is taken at its
word; a baseline that follows only from a printed share is `implied` and bears the bounds of its rounding.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Basis = Literal["published", "computed", "implied", ""]
"""Where a number is from: printed; exact arithmetic on printed numbers; a printed, rounded share; nowhere."""

Effect = Literal["transfer", "payer", "left", "joined", "other"]
"""What a part of a cut is: posts moved between bodies, another payer, people who left or came, anything else."""

HEADCOUNT = "headcount"
"""The kind of line whose baseline and result both count people present, not posts."""

Bound = Literal["", "more-than", "at-least", "about"]
"""How a source limits its figure: `over 10 %` is `more-than`, a plan's `at least 359` is `at-least`."""


class Part(NamedTuple):
    """One `of which` of a line: how many, why, and for a move which way and with whom. `value` is not negative.

    `share` is its printed percentage of all people settled, None where none is printed.
    """

    reason: str
    effect: Effect
    value: float
    direction: Literal["out", "in", ""] = ""
    counterparty: str = ""
    source: str = ""
    sheet: str = ""
    cell: str = ""
    share: float | None = None


class Cut(NamedTuple):
    """A cut in one reading. `pct` of the baseline, with the bounds it lies within.

    `posts` and `pct` are None where they cannot be known; `high` is None where the source says `over`.
    `basis` tells whether `pct` is printed, computed from printed numbers, or rests on an implied baseline.
    """

    posts: float | None
    pct: float | None
    low: float | None
    high: float | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class StaffingLine:
    """What one source says of one category of one unit, against one baseline, in one period.

    `period` is an ISO year, month or day (`2021`, `2018-09`, `2021-12-31`), empty where the source gives none.
    `kind` keeps what was achieved apart from what was assigned, planned or counted; `assigned_by` says who
    assigned or counted, so that two bodies' numbers stand side by side. `scope` is what the line leaves out or
    is limited to. `members` are the units that a sum is made of, `missing` those that should be in it and are not.
    Bounds of a baseline are equal unless it is implied.
    """

    unit: str
    category: str
    period: str
    kind: str
    baseline_year: int | None = None
    baseline: float | None = None
    baseline_basis: Basis = ""
    baseline_low: float | None = None
    baseline_high: float | None = None
    assigned: float | None = None
    present: float | None = None
    people: float | None = None
    cut: float | None = None
    cut_basis: Basis = ""
    cut_pct: float | None = None
    pct_basis: Basis = ""
    bound: Bound = ""
    assigned_by: str = ""
    scope: str = ""
    parts: tuple[Part, ...] = ()
    note: str = ""
    members: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    source: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def year(self) -> int | None:
        """The year of the period, None where there is none."""
        return int(self.period[:4]) if self.period else None

    @property
    def transferred_out(self) -> float | None:
        """Posts within the cut that moved to another body; None where no move is stated."""
        return _moved(self.parts, "out")

    @property
    def transferred_in(self) -> float | None:
        """Posts that came from another body and hide a part of the cut; None where none are stated."""
        return _moved(self.parts, "in")

    @property
    def payer_changed(self) -> float | None:
        """Posts that left the budget because their unit pays for itself now; nobody left. None where not stated."""
        found = [p.value if p.direction != "in" else -p.value for p in self.parts if p.effect == "payer"]
        return sum(found) if found else None

    @property
    def moved(self) -> bool:
        """Whether the source states any move between bodies."""
        return any(p.effect == "transfer" for p in self.parts)


def _moved(parts: Iterable[Part], direction: str) -> float | None:
    found = [p.value for p in parts if p.effect == "transfer" and (p.direction or "out") == direction]
    return sum(found) if found else None


def derived(line: StaffingLine) -> StaffingLine:
    """The line with what follows from its printed numbers: cut, share and baseline where they are not printed.

    Nothing printed is replaced. A cut follows from baseline and assigned posts (present people where the
    line is a headcount); a share from cut and baseline; a baseline from cut and assigned posts, exactly, or
    from cut and printed share, within the share's rounding.
    """
    line = _with_cut(line)
    line = _with_baseline(line)
    if line.cut_pct is None and line.cut is not None and line.baseline:
        basis: Basis = "implied" if line.baseline_basis == "implied" else "computed"
        return replace(line, cut_pct=line.cut / line.baseline * 100, pct_basis=basis)
    return line


def _with_cut(line: StaffingLine) -> StaffingLine:
    now = remaining(line)
    if line.cut is None and line.baseline is not None and now is not None:
        return replace(line, cut=line.baseline - now, cut_basis="computed")
    return line


def remaining(line: StaffingLine) -> float | None:
    """What is left after the cut: assigned posts; people present only where the baseline counts people too."""
    if line.assigned is not None:
        return line.assigned
    return line.present if line.kind == HEADCOUNT else None


def _with_baseline(line: StaffingLine) -> StaffingLine:
    now = remaining(line)
    if line.baseline is not None:
        known = line.baseline_low is not None
        return line if known else replace(line, baseline_low=line.baseline, baseline_high=line.baseline)
    if line.cut is None or line.baseline_year is None or line.bound:
        return line
    if now is not None:
        whole = now + line.cut
        return replace(line, baseline=whole, baseline_low=whole, baseline_high=whole, baseline_basis="computed")
    if line.cut_pct is None or line.cut <= 0 or line.cut_pct <= 0:
        return line
    low, high = rounded_from(line.cut_pct)
    return replace(
        line,
        baseline=line.cut / line.cut_pct * 100,
        baseline_low=line.cut / high * 100,
        baseline_high=line.cut / max(low, 1e-9) * 100,
        baseline_basis="implied",
    )


def rounded_from(share: float) -> tuple[float, float]:
    """The bounds within which a printed share was before it was rounded to the decimals it shows, at least one.

    Workbooks drop a last zero: 10.0 is kept as 10, so a whole number is taken as printed with one decimal.
    """
    text = repr(float(share))
    decimals = max(len(text.split(".")[1]) if "." in text and "e" not in text else 1, 1)
    half = 0.5 * 10**-decimals
    return share - half, share + half


def cut_of(line: StaffingLine, *, transfers: bool = True) -> Cut:
    """The cut of a derived line: as stated, or without the posts that only moved to or from another body.

    Without transfers it is the same cut where no move is stated: `line.moved` tells which. A changed payer
    stays within both readings, since the posts did leave the budget.
    """
    if transfers or not line.moved:
        high = None if line.bound in ("more-than", "at-least") else line.cut_pct
        return Cut(line.cut, line.cut_pct, line.cut_pct, high, line.pct_basis)
    if line.cut is None:
        return Cut(None, None, None, None, "")
    posts = line.cut - (line.transferred_out or 0) + (line.transferred_in or 0)
    if not line.baseline or not line.baseline_low or not line.baseline_high:
        return Cut(posts, None, None, None, "")
    shares = sorted((posts / line.baseline_low * 100, posts / line.baseline_high * 100))
    basis: Basis = "implied" if line.baseline_basis == "implied" else "computed"
    return Cut(posts, posts / line.baseline * 100, shares[0], shares[1], basis)


# --- mergers ---------------------------------------------------------------------------------------


def merged(unit: str, members: Sequence[str], lines: Iterable[StaffingLine]) -> list[StaffingLine]:
    """The members' lines added up to the unit that they became, one for each way a line can be alike.

    Lines are alike in category, baseline year, period, kind, who assigned, and scope. A number is the sum only
    where every member that has such a line gives it; members without one are named in `missing`, and the sum
    then is of those there are. Shares are computed anew. Lines of one member alone are given too, as incomplete.
    """
    alike: dict[tuple[object, ...], dict[str, StaffingLine]] = {}
    for line in lines:
        if line.unit in members:
            alike.setdefault(likeness(line), {})[line.unit] = line
    return [_summed(unit, members, found) for found in alike.values()]


def likeness(line: StaffingLine) -> tuple[object, ...]:
    """What two units' lines must share to be added up or compared."""
    return (line.category, line.baseline_year, line.period, line.kind, line.assigned_by, line.scope)


def _summed(unit: str, members: Sequence[str], found: Mapping[str, StaffingLine]) -> StaffingLine:
    parts = [found[m] for m in members if m in found]
    first = parts[0]
    baseline = _total(parts, lambda p: p.baseline)
    cut = _total(parts, lambda p: p.cut)
    implied = any(p.baseline_basis == "implied" for p in parts)
    return derived(
        StaffingLine(
            unit,
            first.category,
            first.period,
            first.kind,
            first.baseline_year,
            baseline,
            ("implied" if implied else "computed") if baseline is not None else "",
            _total(parts, lambda p: p.baseline_low),
            _total(parts, lambda p: p.baseline_high),
            _total(parts, lambda p: p.assigned),
            _total(parts, lambda p: p.present),
            _total(parts, lambda p: p.people),
            cut,
            "computed" if cut is not None else "",
            bound=next((p.bound for p in parts if p.bound), ""),
            assigned_by=first.assigned_by,
            scope=first.scope,
            parts=tuple(part for p in parts for part in p.parts),
            members=tuple(p.unit for p in parts),
            missing=tuple(m for m in members if m not in found),
            source="; ".join(dict.fromkeys(p.source for p in parts if p.source)),
        )
    )


def _total(lines: Sequence[StaffingLine], number: Callable[[StaffingLine], float | None]) -> float | None:
    found = [number(line) for line in lines]
    known = [n for n in found if n is not None]
    return sum(known) if len(known) == len(found) else None


# --- against another baseline ------------------------------------------------------------------------


def against(lines: Sequence[StaffingLine], year: int) -> list[StaffingLine]:
    """Lines measured against a baseline year: those that are, and others for which its posts are known.

    The posts of that year come from a line of the same unit, category, scope and body that assigned: its printed
    baseline, or what was assigned in that year. Where two lines give different ones nothing is computed. What is
    computed has no parts, for moves since another year say nothing about this one.
    """
    known = _posts_in(lines, year)
    return [found for line in lines if (found := _measured_against(line, year, known)) is not None]


def _measured_against(
    line: StaffingLine, year: int, known: Mapping[tuple[object, ...], set[float]]
) -> StaffingLine | None:
    if line.baseline_year == year:
        return line
    posts = known.get(_counted_alike(line), set())
    if len(posts) != 1 or line.assigned is None or line.year is None or line.year <= year:
        return None
    bare = replace(line, cut=None, cut_basis="", cut_pct=None, pct_basis="", bound="", parts=())
    return derived(
        replace(
            bare,
            baseline_year=year,
            baseline=next(iter(posts)),
            baseline_basis="published",
            baseline_low=None,
            baseline_high=None,
        )
    )


def _posts_in(lines: Iterable[StaffingLine], year: int) -> Mapping[tuple[object, ...], set[float]]:
    """The posts of a year by what is counted alike, as printed; plans say nothing of what was."""
    found: dict[tuple[object, ...], set[float]] = {}
    for line in lines:
        printed = [line.baseline] if line.baseline_year == year and line.baseline_basis == "published" else []
        if line.period == str(year) and line.kind in ("assigned", "achieved"):
            printed.append(line.assigned)
        found.setdefault(_counted_alike(line), set()).update(p for p in printed if p is not None)
    return found


def _counted_alike(line: StaffingLine) -> tuple[object, ...]:
    return (line.unit, line.category, line.assigned_by, line.scope, line.kind == HEADCOUNT)
