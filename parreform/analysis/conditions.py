"""The kinds of conditions on an index: each decides whether a unit met one in a year.

Nothing is guessed. Where a number is missing, two years cannot be compared, or a place is among another number
of units than before, the outcome is `CANNOT_TELL` with the reason. A new kind is an entry of `CONDITIONS`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from parreform.analysis.panel import Value
from parreform.analysis.rank import Ranked
from parreform.analysis.targets import HIGHEST, Gap, Outcome, Placed, Reason, Subject, Verdict, Wanted, place_of
from parreform.text import fold

Judge = Callable[[Subject, Wanted], Verdict]
Accepts = Literal["number", "positive", "whole", "label"] | tuple[str, ...]


class Condition(NamedTuple):
    """A kind of condition: what decides it, what may be wanted, and how it is said with `{wanted}`."""

    judge: Judge
    accepts: Accepts
    vi: str
    en: str


def judge(subject: Subject, condition: str, wanted: Wanted) -> Verdict:
    """Whether a unit meets a condition of `CONDITIONS`; what is not held at all cannot be told."""
    value = subject.value
    if value is None:
        held = [y for y in subject.panel.years if subject.unit in subject.panel.by_year[y]]
        return _unknown(subject, Reason("no-value", {"year": subject.year, "held": held}))
    return CONDITIONS[condition].judge(subject, wanted)


# --- scores ----------------------------------------------------------------------------------------


def _score_at_least(subject: Subject, wanted: Wanted) -> Verdict:
    score = subject.value.score if subject.value else None
    beyond = subject.maximum is not None and float(wanted) > subject.maximum
    reasons = (Reason("over-maximum", {"maximum": subject.maximum}),) if beyond else ()
    return _no_score(subject) if score is None else _of_score(subject, score, float(wanted) - score, *reasons)


def _score_at_most(subject: Subject, wanted: Wanted) -> Verdict:
    score = subject.value.score if subject.value else None
    return _no_score(subject) if score is None else _of_score(subject, score, score - float(wanted))


def _score_up(subject: Subject, wanted: Wanted) -> Verdict:
    now = subject.value.score if subject.value else None
    before = subject.before.value.score if subject.before.value else None
    if now is None:
        return _no_score(subject)
    if reason := _apart(subject):
        return _unknown(subject, reason)
    if before is None:
        return _unknown(subject, Reason("no-score-before", {"year": subject.year - 1}))
    change = round(now - before, 10)
    return _of_score(subject, change, float(wanted) - change, Reason("from-to", {"before": before, "now": now}))


def _of_score(subject: Subject, number: float, short: float, *reasons: Reason) -> Verdict:
    """A verdict on points: `short` is how many are missing, zero or less where none are."""
    basis = "computed" if subject.value and subject.value.computed else "published"
    short = round(short, 10)
    missing = (Gap(short, "points"),) if short > 0 else ()
    return Verdict(_decided(not missing), number, basis, None, subject.value, missing, None, reasons)


def _no_score(subject: Subject) -> Verdict:
    why = subject.value.missing if subject.value else ""
    return _unknown(subject, Reason("no-score", {"year": subject.year, "missing": why}))


# --- places ----------------------------------------------------------------------------------------


def _rank_within(subject: Subject, wanted: Wanted) -> Verdict:
    ranked = subject.ranked
    if ranked is None:
        return _no_rank(subject)
    verdict = _of_rank(subject, ranked, ranked.rank, int(wanted))
    vacuous = ranked.n is not None and ranked.n <= int(wanted)
    return replace(verdict, reasons=(Reason("all-within", {"n": ranked.n}),)) if vacuous else verdict


def _places_up(subject: Subject, wanted: Wanted) -> Verdict:
    """Up by so many places: a lower rank among as many units, found in the same way, in comparable years."""
    now, before = subject.ranked, subject.before.ranked
    if now is None:
        return _no_rank(subject)
    if reason := _ranks_apart(subject, before, now) or _no_room(before, now, int(wanted)):
        return _unknown(subject, reason)
    moved = (before.rank if before else 0) - now.rank
    verdict = _of_rank(subject, now, moved, max(now.rank + moved - int(wanted), 1))
    return replace(verdict, reasons=(Reason("rank-from-to", {"before": now.rank + moved, "now": now.rank}),))


def _of_rank(subject: Subject, ranked: Ranked, number: int, needed: int) -> Verdict:
    """A verdict on places: the rank must be `needed` or better."""
    short = ranked.rank - needed
    verdict = Verdict(_decided(short <= 0), number, ranked.kind, ranked.n, subject.value)
    if short <= 0:
        return verdict
    threshold = _holder(subject, needed)
    points = _points_to(subject.value, threshold)
    gaps = (Gap(float(short), "places"), *([Gap(points, "points")] if points is not None else []))
    return replace(verdict, missing=gaps, threshold=threshold)


def _holder(subject: Subject, needed: int) -> Value | None:
    """The unit whose score is enough for a place: the one that holds it, or the next better one where ties skip it.

    None where the unit at that place is not among those held: another one would show too high a score.
    """
    ranks = subject.ranks
    whole = len(ranks) == next((r.n for r in ranks.values()), None)
    best = max((r.rank for r in ranks.values() if r.rank <= needed), default=None)
    if best is None or (best != needed and not whole):
        return None
    values = subject.panel.by_year[subject.year]
    at = [values[u] for u, r in ranks.items() if r.rank == best]
    return min(at, key=lambda v: (v.score is None, v.score or 0.0, v.unit))


def _points_to(value: Value | None, threshold: Value | None) -> float | None:
    """Points up to a threshold; None where a score is missing or scores and ranks contradict each other."""
    if value is None or threshold is None or value.score is None or threshold.score is None:
        return None
    points = round(threshold.score - value.score, 10)
    return points if points > 0 else None


def _no_rank(subject: Subject) -> Verdict:
    why = subject.value.missing if subject.value else ""
    return _unknown(subject, Reason("no-rank", {"year": subject.year, "missing": why}))


def _apart(subject: Subject) -> Reason | None:
    """Why a year cannot be held against the one before it; None where it can."""
    if subject.before.value is None:
        return Reason("no-value-before", {"year": subject.year - 1})
    broken = subject.panel.break_between(subject.year - 1, subject.year)
    return Reason("break", {"year": subject.year, "why": broken}) if broken else None


def _ranks_apart(subject: Subject, before: Ranked | None, now: Ranked) -> Reason | None:
    if reason := _apart(subject):
        return reason
    if before is None:
        return Reason("no-rank-before", {"year": subject.year - 1})
    if before.kind != now.kind:
        return Reason("rank-kinds", {"before": before.kind, "now": now.kind})
    if before.n is None or now.n is None:
        return Reason("n-unknown", {"year": subject.year - 1 if before.n is None else subject.year})
    return Reason("n-changed", {"before": before.n, "now": now.n}) if before.n != now.n else None


def _no_room(before: Ranked | None, now: Ranked, wanted: int) -> Reason | None:
    """Why a rise cannot be asked for: the unit is first, and was too high up before to rise so far."""
    if before and now.rank == 1 and before.rank <= wanted:
        return Reason("no-room", {"before": before.rank, "wanted": wanted})
    return None


# --- groups ----------------------------------------------------------------------------------------


def _group_is(subject: Subject, wanted: Wanted) -> Verdict:
    group, label = subject.group, str(wanted)
    if group and fold(group.label) == fold(label):
        return _of_group(subject, group, None, met=True)
    place, unknown = _wanted_place(subject, label)
    if place is None and group and fold(label) in {fold(v.group) for v in subject.others}:
        return _of_group(subject, group, None, met=False)
    if unknown or place is None:
        return _unknown(subject, unknown or Reason("no-groups", {"year": subject.year}))
    if group is None or group.place is None:
        return _below(subject, place)
    return _of_group(subject, group, place, met=group.place == place)


def _group_at_least(subject: Subject, wanted: Wanted) -> Verdict:
    group = subject.group
    place, unknown = _wanted_place(subject, str(wanted))
    if unknown or place is None:
        return _unknown(subject, unknown or Reason("no-groups", {"year": subject.year}))
    if group is None or group.place is None:
        return _below(subject, place)
    return _of_group(subject, group, place, met=group.place <= place)


def _wanted_place(subject: Subject, label: str) -> tuple[int | None, Reason | None]:
    """The place of a wanted group among those of the year, or why it is not known."""
    bands = subject.bands.get(subject.year, ())
    known = [band.label for band in bands] or list(dict.fromkeys(v.group for v in subject.others if v.group))
    place = 0 if bands and fold(label) in HIGHEST else place_of(label, bands)
    if place is not None:
        return place, None
    code = "group-unknown" if known and fold(label) not in HIGHEST else "no-groups"
    return None, Reason(code, {"year": subject.year, "wanted": label, "known": ", ".join(known)})


def _of_group(subject: Subject, group: Placed, place: int | None, *, met: bool) -> Verdict:
    missing = () if met else _points_to_band(subject, place)
    return Verdict(_decided(met), group.label, group.basis, None, subject.value, missing)


def _points_to_band(subject: Subject, place: int | None) -> tuple[Gap, ...]:
    low = subject.bands[subject.year][place].low if place is not None else None
    score = subject.value.score if subject.value else None
    short = round(low - score, 10) if low is not None and score is not None else 0.0
    return (Gap(short, "points"),) if short > 0 else ()


def _below(subject: Subject, place: int) -> Verdict:
    """The verdict on a unit whose own group is unknown: a score below the wanted group's bound is enough."""
    score = subject.value.score if subject.value else None
    low = subject.bands[subject.year][place].low
    if score is None or low is None or score >= low:
        return _no_group(subject, subject.group)
    return Verdict(Outcome.NOT_MET, score, "computed", None, subject.value, _points_to_band(subject, place))


def _no_group(subject: Subject, group: Placed | None) -> Verdict:
    code = "no-group" if group is None else "group-order"
    return _unknown(subject, Reason(code, {"year": subject.year, "group": group.label if group else ""}))


# --- last year -------------------------------------------------------------------------------------


def _not_below(subject: Subject, wanted: Wanted) -> Verdict:
    """No worse than the year before, in score, rank or group."""
    if wanted == "score":
        return _score_up(subject, 0)
    return _places_up(subject, 0) if wanted == "rank" else _group_kept(subject)


def _group_kept(subject: Subject) -> Verdict:
    now, before = subject.group, subject.before.group
    if now is None or now.place is None:
        return _no_group(subject, now)
    if reason := _apart(subject):
        return _unknown(subject, reason)
    if before is None or before.place is None:
        return _unknown(subject, Reason("no-group-before", {"year": subject.year - 1}))
    labels = [[band.label for band in subject.bands[y]] for y in (subject.year - 1, subject.year)]
    if labels[0] != labels[1]:
        return _unknown(subject, Reason("groups-changed", {"year": subject.year}))
    verdict = _of_group(subject, now, before.place, met=now.place <= before.place)
    return replace(verdict, reasons=(Reason("group-from-to", {"before": before.label, "now": now.label}),))


def _decided(met: bool) -> Outcome:
    return Outcome.MET if met else Outcome.NOT_MET


def _unknown(subject: Subject, reason: Reason) -> Verdict:
    return Verdict(Outcome.CANNOT_TELL, value=subject.value, reasons=(reason,))


CONDITIONS: Mapping[str, Condition] = {
    "score_at_least": Condition(_score_at_least, "number", "ít nhất {wanted} điểm", "a score of at least {wanted}"),
    "score_at_most": Condition(_score_at_most, "number", "nhiều nhất {wanted} điểm", "a score of at most {wanted}"),
    "score_up_at_least": Condition(
        _score_up,
        "number",
        "tăng ít nhất {wanted} điểm so với năm trước",
        "a score up by at least {wanted} on the year before",
    ),
    "rank_within": Condition(_rank_within, "whole", "trong {wanted} hạng đầu", "within rank {wanted}"),
    "places_up_at_least": Condition(
        _places_up,
        "whole",
        "lên ít nhất {wanted} bậc so với năm trước",
        "up in rank by at least {wanted} on the year before",
    ),
    "group": Condition(_group_is, "label", "thuộc nhóm {wanted}", "in the {wanted} group"),
    "group_at_least": Condition(
        _group_at_least, "label", "từ nhóm {wanted} trở lên", "in the {wanted} group or a higher one"
    ),
    "not_below_last_year": Condition(
        _not_below, ("score", "rank", "group"), "{wanted} không kém năm trước", "{wanted} not below the year before"
    ),
}
"""The kinds of conditions by the key that an officer writes. All years are those measured."""
