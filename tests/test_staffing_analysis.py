"""One line of cut posts: what follows from it, with and without moves, and sums after a merger."""

from dataclasses import replace

import pytest

from parreform.analysis.staffing import Part, StaffingLine, cut_of, derived, merged, rounded_from

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
        parts=(Part("market_surveillance", "transfer", 578, "out", "Bộ Công Thương"),),
    )
)


def test_ha_noi_without_the_posts_that_moved() -> None:
    whole, rest = cut_of(HA_NOI), cut_of(HA_NOI, transfers=False)
    assert (whole.posts, whole.pct, whole.low, whole.high, whole.basis) == (1473, 15.6, 15.6, 15.6, "published")
    assert HA_NOI.baseline == pytest.approx(9442.3, abs=0.1)
    assert HA_NOI.baseline_basis == "implied"
    assert rest.posts == 895
    assert rest.pct == pytest.approx(9.4786, abs=1e-4)
    assert (rest.low, rest.high) == (pytest.approx(9.4482, abs=1e-3), pytest.approx(9.5091, abs=1e-3))
    assert rest.basis == "implied"
    assert rest.high is not None
    assert rest.high < 10


def test_what_came_back_hides_a_part_of_the_cut() -> None:
    back = replace(HA_NOI, parts=(Part("market_surveillance", "transfer", 500, "in", "Bộ Công Thương"),))
    assert cut_of(back, transfers=False).posts == 1973
    assert (back.transferred_out, back.transferred_in) == (None, 500)


def test_a_changed_payer_is_no_move() -> None:
    line = replace(HA_NOI, parts=(Part("self_financing", "payer", 400, "out"),))
    assert line.payer_changed == 400
    assert cut_of(line, transfers=False) == cut_of(line)
    assert not line.moved


def test_an_increase_is_a_negative_cut() -> None:
    line = derived(
        StaffingLine("viet-nam", "civil_servants", "2022", "assigned", 2021, 249650, "published", assigned=256685)
    )
    assert (line.cut, line.cut_basis, line.pct_basis) == (-7035, "computed", "computed")
    assert cut_of(line).pct == pytest.approx(-2.8179, abs=1e-4)


def test_a_baseline_is_exact_where_posts_are_known_and_absent_where_nothing_tells() -> None:
    exact = derived(StaffingLine("x", "all", "2021", "achieved", 2015, assigned=90, cut=10, cut_basis="published"))
    assert (exact.baseline, exact.baseline_basis, exact.cut_pct) == (100, "computed", 10)
    nothing = derived(StaffingLine("x", "all", "2021", "achieved", 2015, cut=10, cut_basis="published"))
    assert (nothing.baseline, nothing.cut_pct) == (None, None)
    over = derived(
        StaffingLine("x", "all", "2021", "achieved", 2015, cut_pct=10, pct_basis="published", bound="more-than")
    )
    assert cut_of(over).high is None


def test_without_a_baseline_year_nothing_is_said_of_a_baseline() -> None:
    assert derived(StaffingLine("x", "all", "2021", "achieved", cut=10, cut_pct=5.0)).baseline is None


def test_the_rounding_of_a_printed_share() -> None:
    assert rounded_from(15.6) == pytest.approx((15.55, 15.65))
    assert rounded_from(13.06) == pytest.approx((13.055, 13.065))
    assert rounded_from(10.0) == pytest.approx((9.95, 10.05))


def test_members_add_up_and_a_missing_member_is_named() -> None:
    members = ("hai-duong", "hai-phong")
    present = [
        StaffingLine("hai-phong", "all", "2025", "headcount", present=15372, source="a"),
        StaffingLine("hai-duong", "all", "2025", "headcount", present=13171, source="b"),
    ]
    (whole,) = merged("hai-phong-2025", members, present)
    assert (whole.present, whole.members, whole.missing, whole.source) == (28543, members, (), "b; a")
    (half,) = merged("hai-phong-2025", members, present[:1])
    assert (half.present, half.members, half.missing) == (15372, ("hai-phong",), ("hai-duong",))


def test_members_of_different_baselines_kinds_or_counters_are_never_added() -> None:
    one = StaffingLine("hai-phong", "all", "2021", "achieved", 2015, 100, "published", assigned=90)
    for other in (
        replace(one, unit="hai-duong", baseline_year=2017),
        replace(one, unit="hai-duong", kind="plan"),
        replace(one, unit="hai-duong", assigned_by="own"),
        replace(one, unit="hai-duong", scope="excl-education-health"),
    ):
        assert len(merged("hai-phong-2025", ("hai-duong", "hai-phong"), [one, other])) == 2


def test_shares_of_a_sum_are_computed_anew() -> None:
    lines = [
        derived(StaffingLine("a", "all", "2021", "achieved", 2015, 1000, "published", assigned=900)),
        derived(StaffingLine("b", "all", "2021", "achieved", 2015, 100, "published", assigned=50)),
    ]
    (whole,) = merged("c", ("a", "b"), lines)
    assert (whole.baseline, whole.cut, whole.baseline_basis, whole.pct_basis) == (1100, 150, "computed", "computed")
    assert whole.cut_pct == pytest.approx(13.636, abs=1e-3)
