"""Means, components, grids, distributions and paths. All scores here are synthetic; results are worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parreform.analysis.average import Average, Extreme, complete, extremes, mean_of, national_mean
from parreform.analysis.classes import bounds, fifth
from parreform.analysis.components import Part, components
from parreform.analysis.distribution import distribution
from parreform.analysis.grid import grid
from parreform.analysis.panel import Panel, Value
from parreform.analysis.paths import paths
from parreform.analysis.rank import Ranked

NUMBERS = {"year": 2030, "score": None, "rank": None, "n_ranked": None, "ci_low": None, "ci_high": None}
BLANK = dict.fromkeys(Value._fields, "") | NUMBERS | {"computed": False}
FIELD = ("a", "b", "c", "d")


def value(unit, score=None, year=2030, **other):
    return Value(**(BLANK | {"unit": unit, "score": score, "year": year} | other))


def panel(*values, expected=4, years=(2030,), breaks=None, indicator="x.one"):
    return Panel("x", indicator, values, dict.fromkeys(years, expected), {}, breaks or {})


def scored(*scores, year=2030, **other):
    return panel(*(value(u, s, year) for u, s in zip(FIELD, scores, strict=False)), years=(year,), **other)


# --- means -------------------------------------------------------------------------------------


def test_mean_of_all_units():
    assert mean_of(scored(1.0, 2.0, 3.0, 6.0), 2030, FIELD) == Average(3.0, 4, 4, "computed")


def test_mean_leaves_out_units_with_a_stated_reason_and_says_so():
    p = panel(value("a", 1.0), value("b", 2.0), value("c", 6.0), value("d", missing="not-published"))
    assert mean_of(p, 2030, FIELD) == Average(3.0, 3, 4, "computed")


def test_no_mean_while_a_unit_is_unknown():
    assert mean_of(scored(1.0, 2.0, 3.0), 2030, FIELD) is None
    assert mean_of(panel(*map(value, FIELD)), 2030, FIELD) is None  # neither a score nor a reason
    assert mean_of(scored(), 2030, FIELD) is None


def test_zero_is_a_score():
    assert mean_of(scored(0.0, 0.0, 0.0, 4.0), 2030, FIELD) == Average(1.0, 4, 4, "computed")


def test_mean_ignores_the_country_and_other_years():
    p = panel(*(value(u, 2.0) for u in FIELD), value("viet-nam", 99.0), value("a", 50.0, 2029))
    assert mean_of(p, 2030, FIELD) == Average(2.0, 4, 4, "computed")


def test_the_national_mean_is_the_published_one_where_there_is_one():
    own = panel(*(value(u, 2.0) for u in FIELD), value("viet-nam", 2.5))
    assert national_mean(own, 2030, FIELD) == Average(2.5, None, 4, "published")
    assert national_mean(own, 2030, FIELD, stated=2.4) == Average(2.5, None, 4, "published")
    assert national_mean(scored(2.0), 2030, FIELD, stated=2.4) == Average(2.4, None, 4, "published")
    assert national_mean(scored(2.0, 2.0, 2.0, 4.0), 2030, FIELD) == Average(2.5, 4, 4, "computed")
    assert national_mean(scored(2.0), 2030, FIELD) is None


def test_complete_needs_every_unit():
    assert complete(scored(1.0, 1.0, 1.0, 1.0), 2030, FIELD)
    assert not complete(scored(1.0, 1.0, 1.0), 2030, FIELD)
    assert not complete(scored(1.0), 2030, ())


def test_extremes_name_all_who_share_them():
    assert extremes(scored(5.0, 7.0, 7.0, 1.0), 2030, FIELD) == (Extreme(7.0, ("b", "c")), Extreme(1.0, ("d",)))
    assert extremes(scored(5.0, 7.0), 2030, FIELD) is None


# --- fifths ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rank", "n", "expected"),
    [(1, 63, 1), (12, 63, 1), (13, 63, 2), (25, 63, 2), (26, 63, 3), (51, 63, 5), (50, 63, 4), (63, 63, 5),
     (1, 5, 1), (2, 5, 2), (5, 5, 5), (6, 34, 1), (7, 34, 2), (34, 34, 5), (1, 4, None), (2, None, None), (9, 8, None)],
)  # fmt: skip
def test_fifths(rank, n, expected):
    assert fifth(Ranked(rank, n, "published")) == expected


def test_no_rank_no_fifth():
    assert fifth(None) is None


@given(st.integers(5, 200))
def test_bounds_hold_every_rank_once_and_agree_with_fifths(n):
    found = [fifth(Ranked(rank, n, "computed")) for rank in range(1, n + 1)]
    by_bounds = [k for k, (first, last) in enumerate(bounds(n), start=1) for _ in range(first, last + 1)]
    assert found == by_bounds
    sizes = [last - first + 1 for first, last in bounds(n)]
    assert max(sizes) - min(sizes) <= 1


# --- components --------------------------------------------------------------------------------


def two_parts():
    one = scored(8.0, 6.0, 4.0, 2.0, indicator="x.one")
    two = panel(
        value("a", 3.0), value("b", 4.0), value("c", 5.0), value("d", missing="not-assessed"), indicator="x.two"
    )
    return components([Part(one, 0.0, 10.0), Part(two, 1.0, 5.0)], "a", 2030, FIELD, ("b", "c"))


def test_shares_of_the_maximum_of_the_framework():
    first, second = two_parts().parts
    assert (first.share(first.score), second.share(second.score)) == (80.0, 60.0)
    assert first.share(None) is None


def test_gap_to_the_national_mean_in_percentage_points():
    first, second = two_parts().parts
    assert first.mean == Average(5.0, 4, 4, "computed")
    assert first.gap == pytest.approx(30.0)  # 80 % against 50 %
    assert second.mean == Average(4.0, 3, 4, "computed")
    assert second.gap == pytest.approx(-20.0)  # 60 % against 80 %


def test_peers_best_and_worst():
    first, second = two_parts().parts
    assert first.peers == Average(5.0, 2, 2, "computed")
    assert (first.best, first.worst) == (Extreme(8.0, ("a",)), Extreme(2.0, ("d",)))
    assert second.best == Extreme(5.0, ("c",))
    assert second.ranked == Ranked(3, 3, "computed")


def test_what_the_title_says():
    found = two_parts()
    assert [p.indicator for p in found.below] == ["x.two"]
    assert found.lowest.indicator == "x.two"
    assert len(found.compared) == 2


def test_a_part_without_value_or_maximum_stays_and_has_no_share():
    gone = panel(value("a", missing="not-published"), value("b", 1.0), value("c", 2.0), value("d", 3.0))
    found = components([Part(gone, 0.0, 10.0), Part(scored(1.0, 2.0, 3.0, 4.0), 0.0, None)], "a", 2030, FIELD)
    first, second = found.parts
    assert (first.score, first.missing, first.gap) == (None, "not-published", None)
    assert (second.score, second.share(second.score), second.gap) == (1.0, None, None)
    assert found.lowest is None
    assert first.peers is None


def test_one_found_unit_of_many_has_no_mean_to_be_below():
    found = components([Part(scored(1.0), 0.0, 10.0)], "a", 2030, FIELD)
    part = found.parts[0]
    assert (part.mean, part.best, part.gap, found.below) == (None, None, None, ())
    assert found.lowest is part


# --- grids -------------------------------------------------------------------------------------

SIX = tuple("abcdef")
ALONE = dict.fromkeys((2028, 2029, 2030), ("a",))


def six(*scores, year=2030, **other):
    return panel(*(value(u, s, year) for u, s in zip(SIX, scores, strict=True)), expected=6, years=(year,), **other)


def test_grid_orders_by_rank_and_colours_by_fifth():
    made = grid([(six(1.0, 2.0, 3.0, 4.0, 5.0, 6.0), 2030)], SIX, {2030: SIX})
    assert made.units == tuple("fedcba")
    assert [row[0].fifth for row in made.cells] == [1, 2, 3, 4, 5, 5]
    assert [row[0].score for row in made.cells] == [6.0, 5.0, 4.0, 3.0, 2.0, 1.0]
    assert made.columns[0].known == 6
    assert made.columns[0].n == 6


def test_grid_orders_by_the_chosen_column_and_keeps_the_given_order_of_the_unranked():
    ranked, unranked = six(6.0, 5.0, 4.0, 3.0, 2.0, 1.0), panel(value("b", 1.0), expected=6)
    made = grid([(ranked, 2030), (unranked, 2030)], SIX, {2030: SIX}, by=1)
    assert made.units == SIX
    assert [row[1].fifth for row in made.cells] == [None] * 6
    assert made.cells[1][1].score == 1.0
    assert made.columns[1].known == 1
    assert made.columns[1].n is None


def test_units_without_a_rank_come_after_all_ranks():
    values = (value("a", 9.0), value("b", 5.0, rank=12, n_ranked=63), value("c", 1.0, rank=60, n_ranked=63))
    made = grid([(panel(*values), 2030)], ("a", "b", "c"), {2030: ("a", "b", "c")})
    assert made.units == ("b", "c", "a")


def test_grid_tells_missing_from_unknown_from_not_yet_there():
    p = Panel("x", "x", (value("a", 1.0), value("b", missing="not-assessed"), value("a", 2.0, 2029)), {2030: 3}, {}, {})
    made = grid([(p, 2029), (p, 2030)], ("a", "b", "c"), {2029: {"a"}, 2030: {"a", "b", "c"}})
    assert [c.redrawn for c in made.columns] == [False, True]
    by_unit = dict(zip(made.units, made.cells, strict=True))
    assert [(c.score, c.missing, c.exists) for c in by_unit["b"]] == [(None, "", False), (None, "not-assessed", True)]
    assert [(c.score, c.missing, c.exists) for c in by_unit["c"]] == [(None, "", False), (None, "", True)]


def test_a_break_stands_between_years_and_never_between_indicators():
    values = tuple(value("a", 1.0, y) for y in (2028, 2029, 2030))
    broken = Panel("x", "x", values, {}, {}, {2029: "new set"})
    made = grid([(broken, y) for y in (2028, 2029, 2030)], ("a",), ALONE)
    assert [c.break_reason for c in made.columns] == ["", "new set", ""]
    assert not any(c.redrawn for c in made.columns)
    gap = grid([(broken, 2028), (broken, 2030)], ("a",), ALONE)
    assert [c.break_reason for c in gap.columns] == ["", "new set"]
    other = Panel("x", "x.two", values, {}, {}, {})
    assert grid([(broken, 2028), (other, 2029)], ("a",), {2028: {"a"}, 2029: {"a"}}).columns[1].break_reason == ""


# --- distributions -----------------------------------------------------------------------------


def test_distribution_of_a_complete_year():
    found = distribution(six(1.0, 2.0, 3.0, 4.0, 5.0, 9.0), "d", 2030, SIX, peers=("a", "b"))
    assert [v.unit for v in found.scores] == list("fedcba")
    assert found.own.score == 4.0
    assert found.ranked == Ranked(3, 6, "computed")
    assert found.lower == 3
    assert found.quartiles == (2.25, 3.5, 4.75)
    assert found.mean == Average(4.0, 6, 6, "computed")
    assert found.peers == Average(1.5, 2, 2, "computed")


def test_distribution_of_a_part_of_the_units_counts_nobody_below():
    found = distribution(scored(1.0, 2.0), "a", 2030, FIELD, stated=5.0)
    assert found.unknown == ("c", "d")
    assert (found.quartiles, found.lower, found.ranked) == (None, None, None)
    assert found.mean == Average(5.0, None, 4, "published")


def test_distribution_tells_the_missing_unit():
    p = panel(value("a", missing="not-published"), *(value(u, 1.0) for u in "bcd"))
    found = distribution(p, "a", 2030, FIELD)
    assert [v.unit for v in found.missing] == ["a"]
    assert (found.own, found.lower, found.unknown) == (None, None, ())
    assert found.quartiles is None  # three units have no quarters


def test_how_many_cannot_be_told_from_the_unit():
    values = [value(u, s) for u, s in zip("abce", (1.0, 2.0, 4.0, 6.0), strict=True)]
    found = distribution(panel(*values, value("d", 3.0, ci_low=2.0, ci_high=4.0)), "d", 2030, tuple("abcde"))
    assert (found.bounds, found.within) == ((2.0, 4.0), 2)
    assert distribution(panel(*values), "a", 2030, FIELD).bounds is None
    assert distribution(panel(*values), "a", 2030, FIELD).within == 0


def test_ties_are_neither_above_nor_below():
    assert distribution(scored(2.0, 2.0, 1.0, 3.0), "a", 2030, FIELD).lower == 1


# --- paths -------------------------------------------------------------------------------------


def test_paths_of_ranks_end_at_gaps_breaks_and_changes_of_kind():
    values = [value("a", rank=r, n_ranked=4, year=y) for y, r in ((2020, 1), (2021, 2), (2023, 3), (2024, 4))]
    computed = [value(u, s, 2025) for u, s in zip(FIELD, (4.0, 3.0, 2.0, 1.0), strict=True)]
    p = Panel("x", "x", (*values, *computed), {2025: 4}, {}, {2024: "new"})
    (path,) = paths(p, ["a"], range(2020, 2026), "rank")
    assert [(s.year, s.value, s.kind) for s in path.steps] == [
        (2020, 1, "published"), (2021, 2, "published"), (2023, 3, "published"), (2024, 4, "published"), (2025, 1, "computed"),
    ]  # fmt: skip
    assert [[s.year for s in run] for run in path.runs] == [[2020, 2021], [2023], [2024], [2025]]


def test_ranks_among_other_units_are_not_joined_but_scores_are():
    values = [value("a", 5.0, y, rank=1, n_ranked=n) for y, n in ((2024, 63), (2025, 34))]
    p = Panel("x", "x", tuple(values), {}, {}, {})
    ranks, scores = (paths(p, ["a"], (2024, 2025), m, redrawn=[2025])[0] for m in ("rank", "score"))
    assert [s.joined for s in ranks.steps] == [False, False]
    assert [s.joined for s in scores.steps] == [False, True]


@pytest.mark.parametrize(
    ("n", "other", "joined"), [(10, 63, False), (60, 63, True), (56, 63, False), (57, 63, True), (None, 63, True)]
)
def test_ranks_among_clearly_more_units_are_not_joined(n, other, joined):
    values = [value("a", None, y, rank=1, n_ranked=ranked) for y, ranked in ((2020, n), (2021, other))]
    (path,) = paths(Panel("x", "x", tuple(values), {}, {}, {}), ["a"], (2020, 2021), "rank")
    assert path.steps[1].joined is joined


def test_paths_of_scores():
    p = Panel("x", "x", tuple(value("a", s, y) for y, s in ((2020, 1.5), (2021, None), (2022, 0.0))), {}, {}, {})
    (path, empty) = paths(p, ["a", "b"], range(2020, 2023), "score")
    assert [(s.year, s.value, s.joined) for s in path.steps] == [(2020, 1.5, False), (2022, 0.0, False)]
    assert empty.steps == ()
    assert empty.runs == []
