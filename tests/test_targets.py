"""Targets on an index, each kind of condition by table. All scores, ranks and units here are synthetic."""

import pytest

from parreform.analysis.conditions import CONDITIONS, judge
from parreform.analysis.panel import Panel, Value
from parreform.analysis.targets import Band, Outcome, Subject, together

MET, NOT_MET, CANNOT_TELL = Outcome.MET, Outcome.NOT_MET, Outcome.CANNOT_TELL
NUMBERS = {"score": None, "rank": None, "n_ranked": None, "ci_low": None, "ci_high": None}
BLANK = dict.fromkeys(Value._fields, "") | NUMBERS | {"computed": False}
AB = (Band("A", 90, 100, "in"), Band("B", 80, 90, "in"))


def value(year, score=None, rank=None, n=63, unit="a", **other):
    n_ranked = n if rank else None
    return Value(**(BLANK | {"unit": unit, "year": year, "score": score, "rank": rank, "n_ranked": n_ranked} | other))


def subject(*values, year=2031, bands=None, **panel):
    return Subject(Panel("papi", "papi", values, **panel), "a", year, bands or {})


def verdict(condition, wanted, *values, **more):
    return judge(subject(*values, **more), condition, wanted)


def codes(found):
    return [reason.code for reason in found.reasons]


def gaps(found):
    return {gap.unit: gap.amount for gap in found.missing}


# --- scores ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "wanted", "score", "outcome", "missing"),
    [
        ("score_at_least", 85, 85.0, MET, {}),
        ("score_at_least", 85, 85.01, MET, {}),
        ("score_at_least", 85, 84.99, NOT_MET, {"points": 0.01}),
        ("score_at_least", 85.3, 85.1, NOT_MET, {"points": 0.2}),
        ("score_at_least", 0, 0.0, MET, {}),
        ("score_at_most", 85, 85.0, MET, {}),
        ("score_at_most", 85, 85.5, NOT_MET, {"points": 0.5}),
    ],
)
def test_score(condition, wanted, score, outcome, missing):
    found = verdict(condition, wanted, value(2031, score))
    assert (found.outcome, found.number, gaps(found)) == (outcome, score, missing)


@pytest.mark.parametrize(("computed", "basis"), [(False, "published"), (True, "computed")])
def test_a_score_that_is_a_sum_is_told_as_computed(computed, basis):
    assert verdict("score_at_least", 85, value(2031, 90.0, computed=computed)).basis == basis


@pytest.mark.parametrize("condition", CONDITIONS)
def test_without_any_value_nothing_can_be_told(condition):
    wanted = {"label": "A", "whole": 1, "number": 1}.get(CONDITIONS[condition].accepts, "score")
    found = verdict(condition, wanted, value(2030, 90.0, 1))
    assert (found.outcome, codes(found), found.reasons[0].facts["held"]) == (CANNOT_TELL, ["no-value"], [2030])


@pytest.mark.parametrize(
    ("condition", "wanted", "code"),
    [
        ("score_at_least", 85, "no-score"),
        ("score_at_most", 85, "no-score"),
        ("score_up_at_least", 1, "no-score"),
        ("rank_within", 35, "no-rank"),
        ("places_up_at_least", 1, "no-rank"),
        ("not_below_last_year", "rank", "no-rank"),
        ("not_below_last_year", "score", "no-score"),
        ("not_below_last_year", "group", "no-group"),
        ("group", "A", "no-group"),
        ("group_at_least", "B", "no-group"),
    ],
)
def test_a_value_without_the_number_that_decides(condition, wanted, code):
    found = verdict(condition, wanted, value(2030, 90.0, 3), value(2031, missing="not-published"), bands={2031: AB})
    assert (found.outcome, codes(found)) == (CANNOT_TELL, [code])


# --- places ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rank", "outcome", "places"), [(35, MET, None), (34, MET, None), (36, NOT_MET, 1), (63, NOT_MET, 28)]
)
def test_rank_within(rank, outcome, places):
    found = verdict("rank_within", 35, value(2031, rank=rank))
    assert (found.outcome, found.number, found.n, found.basis) == (outcome, rank, 63, "published")
    assert gaps(found).get("places") == places


@pytest.mark.parametrize(("n", "reasons"), [(34, ["all-within"]), (35, ["all-within"]), (36, [])])
def test_a_rank_that_every_unit_is_within_is_spoken_of(n, reasons):
    found = verdict("rank_within", 35, value(2031, rank=34, n=n))
    assert (found.outcome, codes(found)) == (MET, reasons)


@pytest.mark.parametrize(("wanted", "reasons"), [(85, ["over-maximum"]), (80, []), (79, [])])
def test_a_score_beyond_the_scale_is_spoken_of(wanted, reasons):
    panel = Panel("papi", "papi", (value(2031, 44.0),))
    found = judge(Subject(panel, "a", 2031, maximum=80.0), "score_at_least", wanted)
    assert (found.outcome, codes(found)) == (NOT_MET, reasons)


def test_a_rank_that_is_computed_is_told_as_such():
    values = [value(2031, 80.0), value(2031, 90.0, unit="b")]
    found = verdict("rank_within", 1, *values, expected={2031: 2})
    assert (found.outcome, found.number, found.n, found.basis) == (NOT_MET, 2, 2, "computed")
    assert (gaps(found), found.threshold.unit) == ({"places": 1, "points": 10.0}, "b")


def test_the_unit_at_the_needed_place_says_how_many_points_are_missing():
    values = [value(2031, 80.0, 5), value(2031, 85.5, 3, unit="c"), value(2031, 83.0, 4, unit="d")]
    found = verdict("rank_within", 3, *values)
    assert (found.threshold.unit, gaps(found)) == ("c", {"places": 2, "points": 5.5})


def test_where_the_needed_place_is_not_held_no_points_are_told():
    found = verdict("rank_within", 3, value(2031, 80.0, 5), value(2031, 91.0, 2, unit="b"))
    assert (found.threshold, gaps(found)) == (None, {"places": 2})


def test_where_ties_skip_the_needed_place_the_next_better_one_counts():
    scores = {"b": 9.0, "c": 8.0, "d": 8.0, "a": 7.0}
    values = [value(2031, s, unit=u) for u, s in scores.items()]
    found = verdict("rank_within", 3, *values, expected={2031: 4})
    assert (found.number, gaps(found)) == (4, {"places": 1, "points": 1.0})


def test_a_tie_at_the_needed_place_is_within_it():
    values = [value(2031, 8.0), value(2031, 8.0, unit="b"), value(2031, 9.0, unit="c")]
    assert verdict("rank_within", 2, *values, expected={2031: 3}).outcome is MET


def test_scores_that_contradict_printed_ranks_tell_no_points():
    found = verdict("rank_within", 32, value(2031, 86.97, 33), value(2031, 86.89, 32, unit="b"))
    assert gaps(found) == {"places": 1}


@pytest.mark.parametrize(
    ("before", "now", "wanted", "outcome", "missing"),
    [
        (5, 4, 1, MET, {}),
        (5, 3, 1, MET, {}),
        (5, 5, 1, NOT_MET, {"places": 1}),
        (5, 7, 1, NOT_MET, {"places": 3}),
        (1, 3, 1, NOT_MET, {"places": 2}),
    ],
)
def test_places_up(before, now, wanted, outcome, missing):
    found = verdict("places_up_at_least", wanted, value(2030, rank=before), value(2031, rank=now))
    assert (found.outcome, found.number, gaps(found)) == (outcome, before - now, missing)
    assert found.reasons[0].facts == {"before": before, "now": now}


@pytest.mark.parametrize(("before", "wanted"), [(1, 1), (2, 3), (2, 2)])
def test_a_unit_that_had_no_room_to_rise_did_not_fail(before, wanted):
    found = verdict("places_up_at_least", wanted, value(2030, rank=before), value(2031, rank=1))
    assert (found.outcome, codes(found)) == (CANNOT_TELL, ["no-room"])


def test_up_to_the_first_place_in_just_as_many_places_is_met():
    assert verdict("places_up_at_least", 2, value(2030, rank=3), value(2031, rank=1)).outcome is MET


@pytest.mark.parametrize(
    ("values", "more", "code"),
    [
        ([value(2031, rank=3)], {}, "no-value-before"),
        ([value(2029, rank=4), value(2031, rank=3)], {}, "no-value-before"),
        ([value(2030, 80.0), value(2031, rank=3)], {}, "no-rank-before"),
        ([value(2030, rank=4), value(2031, rank=3)], {"breaks": {2031: "new framework"}}, "break"),
        ([value(2030, rank=4, n=61), value(2031, rank=3)], {}, "n-changed"),
        ([value(2030, rank=4, n=None), value(2031, rank=3)], {}, "n-unknown"),
        ([value(2030, 80.0), value(2031, rank=1)], {"expected": {2030: 1}}, "rank-kinds"),
    ],
)
@pytest.mark.parametrize(("condition", "wanted"), [("places_up_at_least", 1), ("not_below_last_year", "rank")])
def test_places_of_two_years_that_cannot_be_compared(condition, wanted, values, more, code):
    found = verdict(condition, wanted, *values, **more)
    assert (found.outcome, codes(found)) == (CANNOT_TELL, [code])


def test_a_break_in_an_earlier_year_does_not_matter():
    found = verdict("places_up_at_least", 1, value(2030, rank=4), value(2031, rank=3), breaks={2030: "earlier"})
    assert found.outcome is MET


@pytest.mark.parametrize(("now", "outcome"), [(4, MET), (5, MET), (6, NOT_MET)])
def test_rank_not_below_last_year(now, outcome):
    assert verdict("not_below_last_year", "rank", value(2030, rank=5), value(2031, rank=now)).outcome is outcome


# --- change of score -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "wanted", "now", "outcome", "missing"),
    [
        ("score_up_at_least", 0.3, 80.3, MET, {}),
        ("score_up_at_least", 0.3, 80.2, NOT_MET, {"points": 0.1}),
        ("not_below_last_year", "score", 80.0, MET, {}),
        ("not_below_last_year", "score", 79.9, NOT_MET, {"points": 0.1}),
    ],
)
def test_change_of_score(condition, wanted, now, outcome, missing):
    found = verdict(condition, wanted, value(2030, 80.0), value(2031, now))
    assert (found.outcome, found.number, gaps(found)) == (outcome, round(now - 80.0, 10), missing)


@pytest.mark.parametrize(
    ("values", "more", "code"),
    [
        ([value(2031, 80.0)], {}, "no-value-before"),
        ([value(2030, rank=4), value(2031, 80.0)], {}, "no-score-before"),
        ([value(2030, 70.0), value(2031, 80.0)], {"breaks": {2031: "new scale"}}, "break"),
    ],
)
def test_scores_of_two_years_that_cannot_be_compared(values, more, code):
    found = verdict("score_up_at_least", 1, *values, **more)
    assert (found.outcome, codes(found)) == (CANNOT_TELL, [code])


# --- groups ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "wanted", "score", "outcome", "missing"),
    [
        ("group", "highest", 90.0, MET, {}),
        ("group", "cao nhất", 95.0, MET, {}),
        ("group", "A", 89.5, NOT_MET, {"points": 0.5}),
        ("group", "b", 89.5, MET, {}),
        ("group", "B", 95.0, NOT_MET, {}),
        ("group", "A", 70.0, NOT_MET, {"points": 20.0}),
        ("group_at_least", "B", 95.0, MET, {}),
        ("group_at_least", "B", 80.0, MET, {}),
        ("group_at_least", "B", 79.0, NOT_MET, {"points": 1.0}),
    ],
)
def test_group_from_the_bounds_of_the_edition(condition, wanted, score, outcome, missing):
    found = verdict(condition, wanted, value(2031, score), bands={2031: AB})
    assert (found.outcome, found.basis, gaps(found)) == (outcome, "computed", missing)


@pytest.mark.parametrize(
    ("wanted", "group", "outcome"),
    [("highest", "A", MET), ("A", "a", MET), ("highest", "B", NOT_MET), ("A", "B", NOT_MET)],
)
def test_a_printed_group_decides_whatever_the_score(wanted, group, outcome):
    found = verdict("group", wanted, value(2031, 85.0, group=group), bands={2031: AB})
    assert (found.outcome, found.number, found.basis) == (outcome, group, "published")


@pytest.mark.parametrize(
    ("wanted", "group", "others", "outcome", "reasons"),
    [
        ("A", "A", [], MET, []),
        ("A", "B", ["A"], NOT_MET, []),
        ("A", "B", [], CANNOT_TELL, ["group-unknown"]),
        ("highest", "A", ["B"], CANNOT_TELL, ["no-groups"]),
        ("A", "", [], CANNOT_TELL, ["no-groups"]),
    ],
)
def test_groups_of_an_edition_that_says_nothing_of_them(wanted, group, others, outcome, reasons):
    rest = [value(2031, unit=f"u{n}", group=label) for n, label in enumerate(others)]
    found = verdict("group", wanted, value(2031, 85.0, group=group), *rest)
    assert (found.outcome, codes(found)) == (outcome, reasons)


def test_a_group_that_the_edition_does_not_have_is_named_with_those_it_has():
    found = verdict("group", "A1", value(2031, 85.0), bands={2031: AB})
    assert (found.outcome, codes(found), found.reasons[0].facts["known"]) == (CANNOT_TELL, ["group-unknown"], "A, B")


@pytest.mark.parametrize(
    ("edge", "score", "label"),
    [("in", 90.0, "A"), ("out", 90.0, "B"), ("", 90.0, None), ("", 90.01, "A"), ("", 89.99, "B"), ("", 80.0, "B")],
)
def test_a_score_on_a_shared_bound_is_settled_by_the_edition_alone(edge, score, label):
    bands = (Band("A", 90, 100, edge), Band("B", 80, 90))
    group = subject(value(2031, score), bands={2031: bands}).group
    assert (group.label if group else None) == label


def test_a_score_between_groups_is_in_none():
    bands = (Band("A", 90, 100), Band("B", 80, 85))
    assert subject(value(2031, 87.0), bands={2031: bands}).group is None


def test_below_a_known_bound_a_unit_without_group_is_not_in_the_highest():
    bands = (Band("A", 90, 100), Band("B"))
    found = verdict("group", "highest", value(2031, 87.0), bands={2031: bands})
    assert (found.outcome, gaps(found)) == (NOT_MET, {"points": 3.0})


@pytest.mark.parametrize(
    ("before", "now", "outcome"), [("A", "A", MET), ("B", "A", MET), ("A", "B", NOT_MET), ("B", "B", MET)]
)
def test_group_not_below_last_year(before, now, outcome):
    values = [value(2030, group=before), value(2031, group=now)]
    found = verdict("not_below_last_year", "group", *values, bands={2030: AB, 2031: AB})
    assert found.outcome is outcome


@pytest.mark.parametrize(
    ("values", "bands", "more", "code"),
    [
        ([value(2031, group="A")], {2031: AB}, {}, "no-value-before"),
        ([value(2030), value(2031, group="A")], {2030: AB, 2031: AB}, {}, "no-group-before"),
        ([value(2030, group="A"), value(2031, group="A")], {2030: AB, 2031: AB}, {"breaks": {2031: "x"}}, "break"),
        ([value(2030, group="A"), value(2031, group="A")], {2030: AB[:1], 2031: AB}, {}, "groups-changed"),
    ],
)
def test_groups_of_two_years_that_cannot_be_compared(values, bands, more, code):
    found = verdict("not_below_last_year", "group", *values, bands=bands, **more)
    assert (found.outcome, codes(found)) == (CANNOT_TELL, [code])


# --- several conditions ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcomes", "whole"),
    [
        ([MET, MET], MET),
        ([MET, CANNOT_TELL], CANNOT_TELL),
        ([MET, NOT_MET, CANNOT_TELL], NOT_MET),
        ([CANNOT_TELL], CANNOT_TELL),
    ],
)
def test_conditions_together(outcomes, whole):
    assert together(outcomes) is whole
