"""Rules of staffing cuts, tested on lines in both readings. Figures are synthetic except those of Hà Nội (February 2022)."""

import math
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parreform.analysis.cut_targets import READINGS, concerns, cut_verdicts
from parreform.analysis.staffing import Part, StaffingLine, derived, merged
from parreform.analysis.targets import Outcome
from parreform.catalog import Catalog
from parreform.rules import Rule
from parreform.settings import PACKAGE
from parreform.targeting import cut_answers

MET, NOT_MET, CANNOT_TELL = Outcome.MET, Outcome.NOT_MET, Outcome.CANNOT_TELL
RULES = Catalog.load(user=PACKAGE / "no-such-folder").rules
TEN, FIVE = RULES["2021-civil-servants"], RULES["2026-civil-servants"]
NO_MOVE = (Part("transferred", "transfer", 0, "out"),)
HA_NOI = derived(
    StaffingLine(
        "ha-noi",
        "civil_servants",
        "2021",
        "achieved",
        baseline_year=2015,
        cut=1473,
        cut_basis="published",
        cut_pct=15.6,
        pct_basis="published",
        parts=(Part("transferred", "transfer", 578, "out", "Bộ Công Thương"),),
    )
)


def line(period="2021", kind="achieved", **more):
    """A line whose source states that nothing moved, so that both readings are alike."""
    year = {"2021": 2015, "2026": 2021}.get(period, 2015)
    return derived(
        StaffingLine("x", "civil_servants", period, kind, **({"baseline_year": year, "parts": NO_MOVE} | more))
    )


def first(rule, *lines, earlier=()):
    return cut_verdicts(rule, lines[0], earlier)[0]


def codes(found):
    return [reason.code for reason in found.reasons]


def gaps(found):
    return {gap.unit: gap.amount for gap in found.missing}


# --- Hà Nội 2021 -----------------------------------------------------------------------------------


def test_ha_noi_met_the_target_with_the_posts_that_moved_and_not_without():
    whole, rest = cut_verdicts(TEN, HA_NOI)
    assert (whole.reading, whole.outcome, whole.number, whole.basis, whole.posts) == (
        READINGS[0],
        MET,
        15.6,
        "published",
        1473,
    )
    assert (rest.reading, rest.outcome, rest.basis, rest.posts) == (READINGS[1], NOT_MET, "implied", 895)
    assert rest.number == pytest.approx(9.48, abs=0.005)
    assert gaps(rest) == {"posts": 50, "percent-points": pytest.approx(0.52, abs=0.005)}


def test_ha_noi_public_employees_are_ten_per_cent_as_printed():
    employees = derived(replace(HA_NOI, category="public_employees", cut=12890, cut_pct=10.0, parts=(), baseline=None))
    whole, rest = cut_verdicts(RULES["2021-public-employees"], employees)
    assert (whole.outcome, whole.number, whole.basis) == (MET, 10.0, "published")
    assert (rest.outcome, codes(rest)) == (CANNOT_TELL, ["moves-not-stated"])


# --- the number that decides -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("baseline", "cut", "outcome", "posts"),
    [
        (1000, 100, MET, None),
        (1000, 99, NOT_MET, 1),
        (1001, 99, NOT_MET, 2),
        (1010, 100, NOT_MET, 1),
        (1001, 101, MET, None),
        (290, 29, MET, None),
        (70, 7, MET, None),
        (1000, 0, NOT_MET, 100),
        (1000, -50, NOT_MET, 150),
    ],
)
def test_counted_posts_decide_exactly(baseline, cut, outcome, posts):
    found = first(TEN, line(baseline=baseline, cut=cut))
    assert (found.outcome, found.basis, gaps(found).get("posts")) == (outcome, "computed", posts)


@pytest.mark.parametrize(("printed", "outcome"), [(10.0, MET), (9.99, NOT_MET), (10.01, MET), (9.9, NOT_MET)])
def test_a_printed_share_is_taken_at_its_word_where_posts_are_not_known(printed, outcome):
    found = first(TEN, line(cut_pct=printed, pct_basis="published"))
    assert (found.outcome, found.number, found.basis) == (outcome, printed, "published")


def test_counted_posts_win_over_a_printed_share_and_the_difference_is_told():
    found = first(TEN, line(baseline=10000, cut=996, cut_pct=10.0, pct_basis="published"))
    assert (found.outcome, found.number, found.basis, codes(found)) == (NOT_MET, 9.96, "computed", ["printed-differs"])


@pytest.mark.parametrize(
    ("printed", "outcome", "reasons", "short"),
    [
        (None, CANNOT_TELL, ["under-one-post"], (0, 1)),
        (10.0, MET, ["under-one-post"], (0, 0)),
        (9.99, NOT_MET, [], (1, 1)),
    ],
)
def test_less_than_one_post_is_settled_by_what_the_source_prints(printed, outcome, reasons, short):
    basis = "published" if printed else ""
    found = first(TEN, line(baseline=29892, cut=2989, cut_pct=printed, pct_basis=basis))
    assert (found.outcome, codes(found), tuple(found.short)) == (outcome, reasons, short)


def test_a_printed_share_that_agrees_is_not_spoken_of():
    assert codes(first(TEN, line(baseline=10000, cut=1560, cut_pct=15.6, pct_basis="published"))) == []


@pytest.mark.parametrize(("bound", "share", "outcome"), [("more-than", 10.0, MET), ("more-than", 9.0, CANNOT_TELL)])
def test_over_so_many_per_cent_may_be_any_more(bound, share, outcome):
    assert first(TEN, line(cut_pct=share, pct_basis="published", bound=bound)).outcome is outcome


@pytest.mark.parametrize(("moved", "outcome"), [(500, MET), (530, CANNOT_TELL), (560, NOT_MET)])
def test_an_implied_baseline_cannot_settle_what_lies_within_its_rounding(moved, outcome):
    parts = (Part("transferred", "transfer", moved, "out"),)
    rest = cut_verdicts(TEN, replace(HA_NOI, parts=parts))[1]
    assert (rest.outcome, "bounds" in codes(rest)) == (outcome, outcome is CANNOT_TELL)


def test_posts_that_came_from_elsewhere_hide_a_part_of_the_cut():
    parts = (Part("received", "transfer", 20, "in"),)
    whole, rest = cut_verdicts(TEN, line(baseline=1000, cut=90, parts=parts))
    assert (whole.outcome, rest.outcome, rest.posts) == (NOT_MET, MET, 110)


def test_without_share_and_baseline_nothing_is_known():
    found = first(TEN, line(cut=100))
    assert (found.outcome, found.number, codes(found)) == (CANNOT_TELL, None, ["no-share"])


# --- what a line can settle ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kind": "plan"}, "plan-enough"),
        ({"kind": "headcount"}, "not-posts"),
        ({"kind": "settled"}, "not-posts"),
        ({"missing": ("b",)}, "members-missing"),
        ({"scope": "merging-communes"}, "scope"),
    ],
)
def test_what_no_number_of_the_line_settles(more, code):
    found = first(TEN, line(baseline=1000, cut=200, **more))
    assert (found.outcome, codes(found), found.number) == (CANNOT_TELL, [code], 20.0)


def test_a_plan_that_is_short_is_told_as_such():
    found = first(TEN, line(kind="plan", baseline=1000, cut=50))
    assert (found.outcome, codes(found), gaps(found)["posts"]) == (CANNOT_TELL, ["plan-short"], 50)


@pytest.mark.parametrize("kind", ["achieved", "assigned", "appraised"])
def test_figures_of_posts_settle_a_rule(kind):
    assert first(TEN, line(kind=kind, baseline=1000, cut=200)).outcome is MET


@pytest.mark.parametrize(
    ("scope", "outcome"),
    [("excl-education-health", NOT_MET), ("", CANNOT_TELL), ("excl-police-defence-commune", CANNOT_TELL)],
)
def test_the_restructuring_speaks_of_figures_without_education_and_health_alone(scope, outcome):
    figure = StaffingLine("x", "all", "2030", "achieved", 2025, 1000, cut=100, scope=scope, parts=NO_MOVE)
    assert first(RULES["2030-restructuring"], derived(figure)).outcome is outcome


@pytest.mark.parametrize(
    ("period", "cut", "outcome", "reasons"),
    [
        ("2018", 50, CANNOT_TELL, ["not-due"]),
        ("2021-06", 50, CANNOT_TELL, ["not-due"]),
        ("2020", 100, MET, ["not-due"]),
        ("2021-12", 50, NOT_MET, []),
        ("2021-12-31", 50, NOT_MET, []),
        ("2021", 50, NOT_MET, []),
    ],
)
def test_what_is_short_before_a_rule_is_due_is_no_failure(period, cut, outcome, reasons):
    found = first(TEN, line(period, baseline=1000, cut=cut))
    assert (found.outcome, codes(found)) == (outcome, reasons)


@pytest.mark.parametrize(
    ("more", "spoken_of"),
    [
        ({}, True),
        ({"baseline_year": 2017}, False),
        ({"baseline_year": None}, False),
        ({"period": "2024"}, False),
        ({"period": ""}, False),
        ({"category": "public_employees"}, False),
    ],
)
def test_a_rule_speaks_of_its_category_baseline_and_time(more, spoken_of):
    assert concerns(TEN, replace(line(baseline=1000, cut=100), **more)) is spoken_of


@pytest.mark.parametrize(("year", "spoken_of"), [(2021, True), (2022, True), (2015, False)])
def test_public_employees_after_2021_are_measured_against_either_baseline(year, spoken_of):
    figure = StaffingLine("x", "public_employees", "2026", "plan", baseline_year=year)
    assert concerns(RULES["2026-public-employees"], figure) is spoken_of


@pytest.mark.parametrize(("year", "spoken_of"), [(2021, True), (2022, False)])
def test_civil_servants_after_2021_are_measured_against_2021(year, spoken_of):
    assert concerns(FIVE, StaffingLine("x", "civil_servants", "2026", "plan", baseline_year=year)) is spoken_of


# --- carried on ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "cut", "outcome", "required", "missing"),
    [
        (100, 45, MET, 5.0, {}),
        (100, 44, NOT_MET, 5.0, {"posts": 1, "percent-points": 0.1111}),
        (120, 45, MET, 5.0, {}),
        (80, 45, NOT_MET, pytest.approx(7.2222, abs=1e-4), {"posts": 20, "percent-points": 2.2222}),
        (80, 65, MET, pytest.approx(7.2222, abs=1e-4), {}),
        (80, 64, NOT_MET, pytest.approx(7.2222, abs=1e-4), {"posts": 1, "percent-points": 0.1111}),
        (-10, 155, MET, pytest.approx(17.2222, abs=1e-4), {}),
    ],
)
def test_what_was_missing_is_cut_on_top_in_posts(before, cut, outcome, required, missing):
    earlier = cut_verdicts(TEN, line(baseline=1000, cut=before))
    found = first(FIVE, line("2026", baseline=900, cut=cut), earlier=earlier)
    assert (found.outcome, found.required, gaps(found)) == (outcome, required, missing)
    assert found.carried == max(100 - before, 0)


@pytest.mark.parametrize(("cut", "outcome"), [(44, NOT_MET), (45, CANNOT_TELL), (500, CANNOT_TELL)])
def test_an_unknown_earlier_period_can_only_make_it_harder(cut, outcome):
    found = first(FIVE, line("2026", baseline=900, cut=cut))
    assert (found.outcome, found.carried, codes(found)) == (outcome, None, ["carry-unknown"])


def test_a_printed_share_that_met_the_earlier_rule_leaves_nothing_over():
    earlier = cut_verdicts(TEN, line(cut_pct=12.0, pct_basis="published"))
    assert first(FIVE, line("2026", baseline=900, cut=45), earlier=earlier).outcome is MET


def test_a_printed_share_that_missed_it_leaves_unknown_posts():
    earlier = cut_verdicts(TEN, line(cut_pct=8.0, pct_basis="published"))
    found = first(FIVE, line("2026", baseline=900, cut=45), earlier=earlier)
    assert (found.outcome, codes(found)) == (CANNOT_TELL, ["carry-unknown"])


@pytest.mark.parametrize(
    "more", [{"kind": "plan"}, {"period": "2020"}, {"missing": ("b",)}, {"scope": "merging-communes"}]
)
def test_what_settles_no_rule_is_not_carried_on(more):
    earlier = cut_verdicts(TEN, replace(line(baseline=1000, cut=100), **more))
    assert first(FIVE, line("2026", baseline=900, cut=45), earlier=earlier).carried is None


def test_each_reading_carries_its_own_shortfall():
    parts = (Part("transferred", "transfer", 30, "out"),)
    earlier = cut_verdicts(TEN, line(baseline=1000, cut=110, parts=parts))
    found = cut_verdicts(FIVE, line("2026", baseline=900, cut=50), earlier)
    assert [(v.carried, v.outcome) for v in found] == [(0.0, MET), (20.0, NOT_MET)]


def test_an_achieved_figure_counts_before_an_assigned_one():
    earlier = [
        v
        for kind, cut in (("assigned", 60), ("achieved", 90))
        for v in cut_verdicts(TEN, line(kind=kind, baseline=1000, cut=cut))
    ]
    assert first(FIVE, line("2026", baseline=900, cut=100), earlier=earlier).carried == 10


def test_two_figures_of_one_kind_that_differ_settle_nothing():
    earlier = [v for cut in (60, 90) for v in cut_verdicts(TEN, line(baseline=1000, cut=cut))]
    assert first(FIVE, line("2026", baseline=900, cut=200), earlier=earlier).carried is None


def test_an_implied_baseline_carries_a_span_and_what_lies_in_it_cannot_be_told():
    earlier = cut_verdicts(TEN, HA_NOI)
    outcomes = [
        cut_verdicts(FIVE, replace(line("2026", baseline=8000, cut=cut), unit="ha-noi"), earlier)[1].outcome
        for cut in (446, 450, 453)
    ]
    assert outcomes == [NOT_MET, CANNOT_TELL, MET]


def test_a_shortfall_is_no_share_of_an_unknown_baseline():
    earlier = cut_verdicts(TEN, line(baseline=1000, cut=80))
    found = first(FIVE, line("2026", cut_pct=6.0, pct_basis="published"), earlier=earlier)
    assert (found.outcome, codes(found)) == (CANNOT_TELL, ["carried", "carry-no-baseline"])


def test_answers_carry_within_a_unit_and_in_order_of_time_whatever_the_order_of_lines():
    lines = [
        line("2026", baseline=900, cut=50),
        replace(line(baseline=1000, cut=80), unit="other"),
        line(baseline=1000, cut=100),
    ]
    found = [v for v in cut_answers(RULES.values(), lines) if v.rule is FIVE]
    assert [(v.line.unit, v.carried, v.outcome) for v in found] == [("x", 0.0, MET)] * 2


@given(
    baseline=st.integers(1, 10**6),
    above=st.integers(-3, 3) | st.integers(-(10**6), 10**6),
    first_baseline=st.integers(1, 10**6),
    first_cut=st.integers(-(10**5), 10**6),
)
def test_what_is_told_to_be_missing_is_just_enough(baseline, above, first_baseline, first_cut):
    earlier = cut_verdicts(TEN, line(baseline=first_baseline, cut=first_cut))
    if earlier[0].outcome is CANNOT_TELL:
        return
    enough = math.ceil(Fraction(baseline * 5, 100) + earlier[0].short.low)
    whole = (Fraction(baseline * 5, 100)).denominator == 1
    found = first(FIVE, line("2026", baseline=baseline, cut=enough + above), earlier=earlier)
    if above >= 0:
        assert (found.outcome, gaps(found)) == (MET, {})
    elif above == -1 and not whole:
        assert (found.outcome, codes(found)[0]) == (CANNOT_TELL, "under-one-post")
    else:
        assert (found.outcome, gaps(found)["posts"]) == (NOT_MET, -above)


# --- mergers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("members", "outcome"), [(("a", "b"), MET), (("a", "b", "c"), CANNOT_TELL)])
def test_a_sum_of_members_settles_a_rule_only_when_none_is_missing(members, outcome):
    parts = [replace(line(baseline=1000, cut=cut), unit=unit) for unit, cut in (("a", 80), ("b", 120))]
    (whole,) = merged("ab", members, parts)
    assert first(TEN, whole).outcome is outcome


# --- definitions -----------------------------------------------------------------------------------


def test_every_rule_names_its_basis_and_where_it_was_read():
    assert [
        r.id for r in RULES.values() if not r.basis or not r.source.startswith("https://") or not (r.vi and r.en)
    ] == []


def test_what_a_rule_carries_is_an_earlier_rule_of_the_same_categories():
    pairs = [(r, RULES[r.carries]) for r in RULES.values() if r.carries]
    assert pairs
    assert [a.id for a, b in pairs if b.due >= a.due or b.categories != a.categories] == []


def test_no_two_rules_speak_of_the_same_figures():
    places = Counter((c, b, r.due) for r in RULES.values() for c in r.categories for b in r.baselines)
    assert [place for place, count in places.items() if count > 1] == []


def test_an_own_rule_replaces_one_of_the_same_id(tmp_path):
    (tmp_path / "targets").mkdir()
    text = '[[rule]]\nid = "2030-restructuring"\nvi = "x"\ncategories = ["all"]\nbaselines = [2024]\ndue = 2029\npct = 25\nbasis = "y"\n'
    (tmp_path / "targets" / "own.toml").write_text(text, encoding="utf-8")
    rule = Catalog.load(user=tmp_path).rules["2030-restructuring"]
    assert isinstance(rule, Rule)
    assert (rule.pct, rule.baselines, rule.due, rule.name) == (25.0, (2024,), 2029, "x")
