"""Dated rules of staffing cuts, tested on what a source says of posts, with and without those that only moved.

The share that decides is computed from the posts where both cut and baseline are printed, else it is the printed
share at its word, else it rests on an implied baseline and lies between bounds: where the target lies between
them too, nothing can be told. A plan or a headcount is no cut of posts. What was missing under an earlier rule
is carried on in posts: required are `pct` per cent of the new baseline and the posts missing before, on top.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, NamedTuple

from parreform.analysis.staffing import Cut, StaffingLine, cut_of
from parreform.analysis.targets import Gap, Outcome, Reason
from parreform.rules import Rule

Reading = Literal["with-transfers", "without-transfers"]
READINGS: tuple[Reading, Reading] = ("with-transfers", "without-transfers")

POSTS = ("achieved", "assigned", "appraised")
"""Kinds of figures that say what became of posts, the most telling first."""
PLANS = ("plan",)


class Span(NamedTuple):
    """A number between two bounds, both included; equal where it is exact. `high` is None where it has no end."""

    low: Fraction
    high: Fraction | None


class CutCondition(NamedTuple):
    """A kind of condition on staffing, and how it is said with `{wanted}` and `{baseline}`."""

    vi: str
    en: str


CUT_CONDITIONS: Mapping[str, CutCondition] = {
    "cut_pct_at_least": CutCondition(
        "giảm ít nhất {wanted}% so với {baseline}", "at least {wanted}% fewer than in {baseline}"
    ),
}
"""The kinds of conditions on staffing by the key that an officer writes."""

NOTHING = Span(Fraction(0), Fraction(0))


@dataclass(frozen=True, slots=True)
class CutVerdict:
    """A rule tested on a line in one reading.

    `number` is the share that decides, in per cent of the baseline, and `required` the share to reach, with the
    `carried` posts. `basis` is `published`, `computed` or `implied`. `carried` is None where the earlier period is
    unknown. `short` bounds the posts missing, for the period that follows; None where they cannot be known.
    """

    outcome: Outcome
    rule: Rule
    line: StaffingLine
    reading: Reading
    number: float | None = None
    basis: str = ""
    posts: float | None = None
    required: float | None = None
    carried: float | None = None
    missing: tuple[Gap, ...] = ()
    short: Span | None = None
    reasons: tuple[Reason, ...] = ()


def concerns(rule: Rule, line: StaffingLine) -> bool:
    """Whether a rule speaks of a line: its category, one of its baselines, and no later than it is due."""
    if line.year is None or line.baseline_year not in rule.baselines:
        return False
    return line.category in rule.categories and line.year <= rule.due


def cut_verdicts(rule: Rule, line: StaffingLine, earlier: Iterable[CutVerdict] = ()) -> list[CutVerdict]:
    """A rule tested on a derived line in both readings. `earlier` are the verdicts on the rule it carries from."""
    before = list(earlier)
    return [_tested(rule, line, reading, before) for reading in READINGS]


def _tested(rule: Rule, line: StaffingLine, reading: Reading, earlier: list[CutVerdict]) -> CutVerdict:
    cut = cut_of(line, transfers=reading == "with-transfers")
    unstated = reading == "without-transfers" and not line.moved
    share, basis = (None, "") if unstated else _share(line, cut)
    verdict = CutVerdict(Outcome.CANNOT_TELL, rule, line, reading, basis=basis, posts=None if unstated else cut.posts)
    if share is None:
        return replace(verdict, reasons=tuple(_doubts(rule, line, reading)) or (Reason("no-share"),))
    carried = _carried(rule, reading, earlier)
    verdict = _measured(replace(verdict, number=cut.pct if basis != "computed" else float(share.low)), share, carried)
    verdict = _whole_posts(verdict, carried)
    doubts = tuple(_doubts(rule, line, reading, verdict.outcome))
    if doubts:
        return replace(verdict, outcome=Outcome.CANNOT_TELL, reasons=(*doubts, *verdict.reasons))
    return _dated(verdict)


def _share(line: StaffingLine, cut: Cut) -> tuple[Span | None, str]:
    """The share of the baseline that was cut, with its bounds: counted posts before a printed share."""
    if cut.posts is not None and line.baseline and line.baseline_basis != "implied" and not line.bound:
        exact = _exact(cut.posts) * 100 / _exact(line.baseline)
        return Span(exact, exact), "computed"
    if cut.low is None:
        return None, ""
    endless = cut.high is None or line.bound in ("more-than", "at-least")
    return Span(_exact(cut.low), None if endless else _exact(cut.high or 0)), cut.basis


def _measured(verdict: CutVerdict, share: Span, carried: Span | None) -> CutVerdict:
    """The verdict on a share against a rule and the posts carried over, None where these are unknown."""
    base = _baseline(verdict.line)
    required = _required(verdict.rule, base, carried or NOTHING)
    outcome = _outcome(share, required, carried)
    asked = required.low if required else _exact(verdict.rule.pct)
    return replace(
        verdict,
        outcome=outcome,
        required=float(asked),
        carried=None if carried is None else float(carried.low),
        missing=() if outcome is Outcome.MET else _missing(verdict, asked - _now(verdict, share), base, carried),
        short=_short(verdict, share, carried),
        reasons=tuple(_remarks(verdict, outcome, required, carried)),
    )


def _whole_posts(verdict: CutVerdict, carried: Span | None) -> CutVerdict:
    """A cut that is less than one post short: nobody can cut a part of one, so a source that prints the target met it.

    Where it prints no share, how the target is rounded settles the matter, and no source says how.
    """
    line, base, over = verdict.line, _baseline(verdict.line), carried or NOTHING
    exact = verdict.basis == "computed" and over.low == over.high
    if verdict.outcome is not Outcome.NOT_MET or not exact or base is None or verdict.posts is None:
        return verdict
    short = _exact(verdict.rule.pct) * base.low / 100 + over.low - _exact(verdict.posts)
    printed = line.cut_pct if line.pct_basis == "published" and verdict.reading == "with-transfers" else None
    if short >= 1 or (printed is not None and (printed < verdict.rule.pct or over.low)):
        return verdict
    reasons = [Reason("under-one-post", {"short": round(float(short), 4)})]
    reasons += [r for r in verdict.reasons if r.code != "printed-differs"]
    if printed is None or carried is None:
        span = None if carried is None else Span(Fraction(0), Fraction(1))
        return replace(verdict, outcome=Outcome.CANNOT_TELL, missing=(), short=span, reasons=tuple(reasons))
    return replace(verdict, outcome=Outcome.MET, missing=(), short=NOTHING, reasons=tuple(reasons))


def _baseline(line: StaffingLine) -> Span | None:
    """The baseline in posts with its bounds; None where it is not known."""
    if not line.baseline:
        return None
    low, high = (b if b is not None else line.baseline for b in (line.baseline_low, line.baseline_high))
    return Span(_exact(low), _exact(high))


def _required(rule: Rule, base: Span | None, carried: Span) -> Span | None:
    """The share to reach, the posts carried over included; None where these are no share of a known baseline."""
    pct = _exact(rule.pct)
    if carried.low == 0 and carried.high == 0:
        return Span(pct, pct)
    if base is None or base.high is None or carried.high is None:
        return None
    return Span(pct + carried.low * 100 / base.high, pct + carried.high * 100 / base.low)


def _outcome(share: Span, required: Span | None, carried: Span | None) -> Outcome:
    """Met where the lowest possible share is enough, not met where the highest is not, else it cannot be told."""
    if required is None:
        return Outcome.CANNOT_TELL
    if share.high is not None and share.high < required.low:
        return Outcome.NOT_MET
    enough = carried is not None and required.high is not None and share.low >= required.high
    return Outcome.MET if enough else Outcome.CANNOT_TELL


def _now(verdict: CutVerdict, share: Span) -> Fraction:
    """The share as it stands, exact where it is computed."""
    return share.low if verdict.basis == "computed" or verdict.number is None else _exact(verdict.number)


def _missing(verdict: CutVerdict, short: Fraction, base: Span | None, carried: Span | None) -> tuple[Gap, ...]:
    """Posts still to cut, and percentage points; about right where the baseline is implied."""
    gaps, baseline = [], verdict.line.baseline
    if base and baseline and verdict.posts is not None:
        due = _exact(verdict.rule.pct) * _exact(baseline) / 100 + (carried or NOTHING).low
        gaps.append(Gap(float(math.ceil(due) - _exact(verdict.posts)), "posts"))
    gaps.append(Gap(round(float(short), 4), "percent-points"))
    return tuple(gap for gap in gaps if gap.amount > 0)


def _short(verdict: CutVerdict, share: Span, carried: Span | None) -> Span | None:
    """The posts missing at the end of a period, for the next one: none where the rule is met."""
    pct, base = _exact(verdict.rule.pct), _baseline(verdict.line)
    if carried is None:
        return None
    if carried == NOTHING and share.low >= pct:
        return NOTHING
    if base is None or base.high is None or carried.high is None or verdict.posts is None:
        return None
    low, high = (
        math.ceil(pct * b / 100 + c) - _exact(verdict.posts)
        for b, c in ((base.low, carried.low), (base.high, carried.high))
    )
    return Span(max(low, Fraction(0)), max(high, Fraction(0)))


def _remarks(verdict: CutVerdict, outcome: Outcome, required: Span | None, carried: Span | None) -> Iterator[Reason]:
    """What must be read beside a number: doubts about what is carried over, rounding, a printed share that differs."""
    line, pct = verdict.line, verdict.rule.pct
    if carried is None:
        yield Reason("carry-unknown", {"rule": verdict.rule.carries})
    elif carried.high is None or carried.high > 0:
        yield Reason("carried", {"posts": float(carried.low), "pct": pct})
    if outcome is Outcome.CANNOT_TELL and carried is not None:
        yield Reason("bounds" if required else "carry-no-baseline", {"basis": verdict.basis})
    if verdict.basis == "computed" and verdict.reading == "with-transfers" and line.pct_basis == "published":
        printed = line.cut_pct
        if printed is not None and verdict.number is not None and (printed >= pct) != (verdict.number >= pct):
            yield Reason("printed-differs", {"printed": printed})


def _doubts(
    rule: Rule, line: StaffingLine, reading: Reading, would_be: Outcome = Outcome.CANNOT_TELL
) -> Iterator[Reason]:
    """Why a line cannot settle a rule whatever its numbers are; `would_be` is what they would come to."""
    if line.kind in PLANS:
        yield Reason({Outcome.MET: "plan-enough", Outcome.NOT_MET: "plan-short"}.get(would_be, "plan"))
    elif line.kind not in POSTS:
        yield Reason("not-posts", {"kind": line.kind})
    if line.missing:
        yield Reason("members-missing", {"units": line.missing})
    if line.scope not in rule.scopes:
        yield Reason("scope", {"scope": line.scope, "scopes": rule.scopes})
    if reading == "without-transfers" and not line.moved:
        yield Reason("moves-not-stated")


def _dated(verdict: CutVerdict) -> CutVerdict:
    """Before a rule is due, what is short may still be cut: that is no failure yet."""
    due = verdict.rule.due
    if not _early(verdict.line, due):
        return verdict
    outcome = Outcome.CANNOT_TELL if verdict.outcome is Outcome.NOT_MET else verdict.outcome
    return replace(verdict, outcome=outcome, reasons=(Reason("not-due", {"due": due}), *verdict.reasons))


def _early(line: StaffingLine, due: int) -> bool:
    """Whether a period ends before the year in which a rule is due does: `2021` and `2021-12` end with 2021."""
    return line.period[:4] < str(due) or line.period[5:7] not in ("", "12")


# --- what is carried on ----------------------------------------------------------------------------


def _carried(rule: Rule, reading: Reading, earlier: list[CutVerdict]) -> Span | None:
    """The posts that the earlier rule left missing, in the same reading; None where that is not known.

    Only figures of posts at the end of the earlier period count. Sources that give different shortfalls settle nothing.
    """
    if not rule.carries:
        return NOTHING
    ended = [v for v in earlier if v.rule.id == rule.carries and not _early(v.line, v.rule.due)]
    for kind in POSTS:
        found = {v.short for v in ended if v.line.kind == kind and v.reading == reading and not _doubtful(v)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _doubtful(verdict: CutVerdict) -> bool:
    return any(_doubts(verdict.rule, verdict.line, verdict.reading))


def _exact(number: float) -> Fraction:
    """A number as it is printed: 15.6 is 156/10."""
    return Fraction(repr(float(number)))
