"""Ranks, published and computed. All scores here are synthetic."""
# ruff: noqa: SIM300 - what is expected stands first

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parreform.analysis.panel import Panel, Value
from parreform.analysis.rank import Ranked, competition_ranks, ranks_of

NUMBERS = {"year": 2030, "score": None, "rank": None, "n_ranked": None, "ci_low": None, "ci_high": None}
BLANK = dict.fromkeys(Value._fields, "") | NUMBERS | {"computed": False}


def value(unit, score=None, **other):
    return Value(**(BLANK | {"unit": unit, "score": score} | other))


def panel(*values, expected=None, ranked=None):
    counts = {"expected": {2030: expected} if expected else {}, "ranked": {2030: ranked} if ranked else {}}
    return Panel("papi", "papi", values, **counts)


def ranks(*values, **counts):
    return {unit: r.rank for unit, r in ranks_of(panel(*values, **counts), 2030).items()}


# --- competition ranks -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], []),
        ([5], [1]),
        ([9, 8, 7], [1, 2, 3]),
        ([7, 8, 9], [3, 2, 1]),
        ([9, 8, 8, 7], [1, 2, 2, 4]),
        ([9, 9, 8, 7], [1, 1, 3, 4]),
        ([9, 8, 8, 8, 7], [1, 2, 2, 2, 5]),
        ([9, 9, 7, 7], [1, 1, 3, 3]),
        ([5, 5, 5], [1, 1, 1]),
        ([0, -1, 1], [2, 3, 1]),
        ([80.01, 80.0100001], [2, 1]),
        ([8, 9, 8], [2, 1, 2]),
    ],
)
def test_competition_ranks(scores, expected):
    assert expected == list(_in_order(scores))


def _in_order(scores):
    found = competition_ranks({str(n): s for n, s in enumerate(scores)})
    return (found[str(n)] for n in range(len(scores)))


@given(st.lists(st.integers(0, 9)))
def test_a_rank_is_one_more_than_the_number_of_better_scores(scores):
    assert [1 + sum(other > s for other in scores) for s in scores] == list(_in_order(scores))


# --- ranks of a panel --------------------------------------------------------------------------


def test_a_published_rank_wins_over_the_scores():
    assert {"a": 2, "b": 1} == ranks(value("a", 9, rank=2), value("b", 8, rank=1), expected=2)


def test_a_published_rank_is_told_as_such():
    found = ranks_of(panel(value("a", 9, rank=2, n_ranked=63)), 2030)
    assert {"a": Ranked(2, 63, "published")} == found


def test_with_one_published_rank_none_is_computed():
    assert {"a": 1} == ranks(value("a", 9, rank=1), value("b", 8), expected=2)


@pytest.mark.parametrize(
    ("printed", "ranked", "expected", "n"),
    [(63, 61, 62, 63), (None, 61, 62, 61), (None, None, 62, 62), (None, None, None, None)],
)
def test_the_number_ranked_is_the_printed_one_else_that_of_the_edition(printed, ranked, expected, n):
    found = ranks_of(panel(value("a", 9, rank=1, n_ranked=printed), ranked=ranked, expected=expected), 2030)
    assert n == found["a"].n


def test_ranks_are_computed_when_every_unit_has_a_score():
    found = ranks_of(panel(value("a", 7), value("b", 9), expected=2), 2030)
    assert {"b": Ranked(1, 2, "computed"), "a": Ranked(2, 2, "computed")} == found


@pytest.mark.parametrize("reason", ["not-published", "not-assessed", "not-applicable"])
def test_a_stated_reason_stands_for_a_score(reason):
    found = ranks_of(panel(value("a", 7), value("b", missing=reason), value("c", 8), expected=3), 2030)
    assert {"c": Ranked(1, 2, "computed"), "a": Ranked(2, 2, "computed")} == found


def test_a_missing_unit_has_no_rank():
    assert "b" not in ranks(value("a", 7), value("b", missing="not-published"), expected=2)


@pytest.mark.parametrize("expected", [3, 63])
def test_nothing_is_computed_from_part_of_the_units(expected):
    assert {} == ranks(value("a", 7), value("b", 9), expected=expected)


def test_nothing_is_computed_where_the_number_of_units_is_unknown():
    assert {} == ranks(value("a", 7), value("b", 9))


def test_a_unit_without_score_or_reason_is_unknown():
    assert {} == ranks(value("a", 7), value("b"), expected=2)


def test_the_country_is_never_ranked():
    assert {"a": 1, "b": 2} == ranks(value("viet-nam", 99), value("a", 9), value("b", 8), expected=2)


def test_the_country_does_not_stand_for_a_missing_province():
    assert {} == ranks(value("viet-nam", 99), value("a", 9), expected=2)


def test_a_published_rank_of_the_country_is_no_rank():
    assert {} == ranks(value("viet-nam", 99, rank=1))


def test_ties_share_a_computed_rank():
    found = ranks(value("a", 8), value("b", 9), value("c", 8), value("d", 7), expected=4)
    assert {"b": 1, "a": 2, "c": 2, "d": 4} == found


def test_a_zero_is_a_score():
    assert {"a": 1, "b": 2} == ranks(value("a", 1), value("b", 0.0), expected=2)


@pytest.mark.parametrize("year", [2029, 2031])
def test_other_years_have_no_ranks(year):
    assert {} == ranks_of(panel(value("a", 9, rank=1)), year)


def test_ranks_keep_to_the_year():
    assert {"a": 2} == ranks(value("a", 9, rank=2), value("a", 8, rank=1, year=2029))


# --- panel -------------------------------------------------------------------------------------


def test_by_year_leaves_the_country_out():
    assert {"a"} == panel(value("viet-nam", 99), value("a", 9)).by_year[2030].keys()


def test_years_in_order():
    assert [2029, 2030] == panel(value("a", 9), value("a", 8, year=2029)).years


def test_series_of_a_unit_in_order_of_years():
    found = panel(value("a", 9), value("b", 1), value("a", 8, year=2029)).series("a")
    assert [8, 9] == [v.score for v in found]
