"""CHECKS in both directions: each fault is found where it is, and what is sound raises nothing. Synthetic figures."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import pytest
from conftest import make_workbook
from openpyxl import load_workbook

from parreform import cli
from parreform.catalog import Catalog
from parreform.checks import CHECKS, run_checks
from parreform.findings import KINDS, Finding
from parreform.readings import Reading
from parreform.text import fold, sort_key

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_data"
CATALOG = Catalog.load(ROOT / "no-user-definitions")
PROVINCES = [u.id for u in CATALOG.provinces(2023)]
CODES = (
    *(
        "values-copied",
        "ranks-unrelated",
        "rank-recomputed",
        "ties",
        "maxima-sum",
        "jump",
        "coverage-last-year",
        "group-order",
    ),
    *("units-missing", "rank-order", "parts-total", "sipas-points", "score-range", "rank-range"),
    *(
        "score-implausible",
        "score-unusual",
        "ranked-differs",
        "units-unlike",
        "sorted-apart",
        "values-alike",
        "score-mistyped",
        "year-ahead",
        "bounds-crossed",
        "score-outside",
        "names-apart",
    ),
)


def scores(seed: int, count: int = 63, low: float = 70.0, high: float = 95.0) -> dict[str, float]:
    """Distinct two-decimal scores of some provinces, by chance."""
    chance = random.Random(seed)
    steps = chance.sample(range(int(low * 100), int(high * 100)), count)
    return {unit: step / 100 for unit, step in zip(PROVINCES, steps, strict=False)}


def readings(found: dict[str, float], indicator: str = "par-index", year: int = 2023, **more: object) -> list[Reading]:
    return [
        Reading(indicator, unit, year, f"S{year}", f"C{n}", score, **more)  # type: ignore[arg-type]
        for n, (unit, score) in enumerate(found.items(), start=3)
    ]


def ranked(found: dict[str, float], ranks: dict[str, int] | None = None) -> list[Reading]:
    order = sorted(found, key=lambda u: -found[u])
    given = ranks or {unit: n for n, unit in enumerate(order, start=1)}
    return [r._replace(rank=given[r.unit], rank_cell=f"A{r.cell[1:]}") for r in readings(found)]


def seen(
    code: str,
    given: list[Reading],
    held: dict[tuple[str, int], dict[str, float]] | None = None,
    catalog: Catalog = CATALOG,
) -> list[Finding]:
    return [f for f in run_checks(given, catalog, held) if f.code == code]


def test_every_check_has_words_and_is_named_by_its_code() -> None:
    assert set(CODES) == set(CHECKS)
    assert set(CHECKS) <= set(KINDS)


# --- sorted-apart ------------------------------------------------------------------------------------


def in_order_of(found: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    """The scores of another table, sorted from the highest down, beside the units of this one."""
    units = sorted(found, key=lambda u: -found[u])
    return dict(zip(units, sorted(other.values(), reverse=True), strict=True))


def test_two_years_that_order_all_units_alike_were_sorted_apart() -> None:
    one = scores(1)
    given = readings(one) + readings(in_order_of(one, scores(2)), year=2021)
    (found,) = seen("sorted-apart", given)
    assert (found.severity, found.facts["units"], found.kind.acceptable) == ("error", 63, True)
    assert seen("sorted-apart", readings(one), {("par-index", 2021): in_order_of(one, scores(2))})


def test_what_one_order_proves_nothing_of() -> None:
    one = scores(1)
    assert not seen("sorted-apart", readings(one) + readings(scores(2), year=2021))
    few, parts = ({u: one[u] for u in list(one)[:n]} for n in (9, 19))
    assert not seen("sorted-apart", readings(few) + readings(in_order_of(few, scores(2, 9)), year=2021))
    part = "par-index.steering"
    other = in_order_of(parts, scores(2, 19))
    assert not seen("sorted-apart", readings(parts, part) + readings(other, part, year=2021))
    assert not seen("sorted-apart", readings(one) + readings({u: s / 10 for u, s in one.items()}, "par-index.sipas"))
    assert not seen("sorted-apart", readings(one) + readings(dict.fromkeys(one, 86.1), year=2021))


# --- values-copied -----------------------------------------------------------------------------------


def test_a_year_that_repeats_another_of_the_file_is_a_copy() -> None:
    given = readings(scores(1), year=2022) + readings(scores(1), year=2023)
    (found,) = seen("values-copied", given)
    assert (found.severity, found.sheet, found.cell) == ("error", "S2023", "C3")
    assert (found.facts["other"], found.facts["same"], found.facts["units"]) == (2022, 63, 63)


def test_a_year_that_repeats_one_held_is_a_copy_whichever_is_later() -> None:
    for other in (2019, 2024):
        (found,) = seen("values-copied", readings(scores(1)), {("par-index", other): scores(1)})
        assert found.facts["other"] == other


def test_some_rows_left_from_last_year_are_a_copy() -> None:
    mixed = {**scores(2), **dict(list(scores(1).items())[:12])}
    (found,) = seen("values-copied", readings(mixed), {("par-index", 2022): scores(1)})
    assert found.facts["same"] == 12


def test_one_finding_for_a_sheet_with_many_indicators() -> None:
    parts = ["par-index", "par-index.steering", "par-index.procedures"]
    given = [r for part in parts for year in (2022, 2023) for r in readings(scores(3, low=1, high=9), part, year)]
    (found,) = seen("values-copied", given)
    assert found.facts["count"] == 3


def test_nine_equal_scores_of_many_digits_are_no_chance() -> None:
    mixed = {**scores(2), **dict(list(scores(1).items())[:9])}
    (found,) = seen("values-copied", readings(mixed), {("par-index", 2022): scores(1)})
    assert found.facts["same"] == 9
    coarse = {u: round(s) for u, s in mixed.items()}
    assert not seen(
        "values-copied", readings(coarse), {("par-index", 2022): {u: round(s) for u, s in scores(1).items()}}
    )


def test_rows_of_last_year_rounded_are_a_copy() -> None:
    last = scores(1)
    mixed = {**scores(2), **{u: round(s, 1) for u, s in list(last.items())[:15]}}
    (found,) = seen("values-copied", readings(mixed), {("par-index", 2022): last})
    assert found.facts["same"] >= 15
    coarse = {u: round(s, 1) for u, s in scores(2).items()}
    assert not seen("values-copied", readings(coarse), {("par-index", 2022): last})


@pytest.mark.parametrize("count", [0, 1, 5])
def test_few_equal_values_are_chance(count: int) -> None:
    mixed = {**scores(2), **dict(list(scores(1).items())[:count])}
    assert not seen("values-copied", readings(mixed), {("par-index", 2022): scores(1)})


def test_the_same_year_again_is_no_copy() -> None:
    assert not seen("values-copied", readings(scores(1)), {("par-index", 2023): scores(1)})


def test_columns_of_few_distinct_values_agree_by_chance() -> None:
    chance = random.Random(5)
    for seed in range(20):
        whole = {unit: chance.choice([0.5, 1.0, 1.5, 2.0]) for unit in PROVINCES}
        moved = {unit: chance.choice([0.5, 1.0, 1.5, 2.0]) for unit in PROVINCES}
        assert not seen("values-copied", readings(whole), {("par-index", 2022): moved}), seed
    full = dict.fromkeys(PROVINCES, 9.5)
    assert not seen("values-copied", readings(full), {("par-index", 2022): full})


def test_a_small_table_whose_scores_are_mostly_another_years_is_a_copy() -> None:
    same = {**scores(1, count=4), PROVINCES[3]: 60.25}
    (found,) = seen("values-copied", readings(scores(1, count=4), year=2022) + readings(same, year=2023))
    assert (found.sheet, found.facts["same"], found.facts["units"]) == ("S2023", 3, 4)


def test_two_equal_scores_are_no_copy_nor_are_full_marks_of_criteria() -> None:
    assert not seen("values-copied", readings(scores(1, count=2), year=2022) + readings(scores(1, count=2)))
    criterion = next(i.id for i in CATALOG.all_indicators.values() if i.level == "criterion")
    marks = dict(zip(PROVINCES, (0.5, 1.0, 1.5, 2.0), strict=False))
    assert not seen("values-copied", readings(marks, criterion, 2022) + readings(marks, criterion, 2023))


def test_a_year_in_which_every_unit_keeps_its_rank_is_a_copy() -> None:
    first, second = ([r._replace(year=year, score=None) for r in ranked(scores(1, count=12))] for year in (2022, 2023))
    assert [f.facts["same"] for f in seen("values-copied", first + second)] == [12]
    moved = [r._replace(rank=13 - (r.rank or 0)) for r in second]
    assert not seen("values-copied", first + moved)


def test_ranks_are_a_copy_though_some_were_cleared_or_typed_over() -> None:
    first, second = ([r._replace(year=year, score=None) for r in ranked(scores(1))] for year in (2022, 2023))
    cleared = [r._replace(rank=None, missing="blank") if n == 5 else r for n, r in enumerate(first)]
    assert [f.facts["units"] for f in seen("values-copied", cleared + second)] == [62]
    assert [f.facts["units"] for f in seen("values-copied", first[:40] + second)] == [40]
    typed_over = [r._replace(rank=64 - (r.rank or 0)) if n < 4 else r for n, r in enumerate(second)]
    (found,) = seen("values-copied", first + typed_over)
    assert (found.facts["same"], found.facts["units"]) == (59, 63)
    assert found.cell not in {r.cell for r in typed_over[:4]}


def test_many_units_that_keep_their_ranks_are_no_copy() -> None:
    first, second = ([r._replace(year=year, score=None) for r in ranked(scores(1))] for year in (2022, 2023))
    moved = [r._replace(rank=64 - (r.rank or 0)) if n < 12 else r for n, r in enumerate(second)]
    assert not seen("values-copied", first + moved)
    assert not seen("values-copied", first[:9] + second[:9])


# --- ranks-unrelated --------------------------------------------------------------------------------


def test_ranks_of_another_column_are_refused() -> None:
    other = ranked(scores(2))
    given = [r._replace(score=s.score) for r, s in zip(other, readings(scores(1)), strict=True)]
    (found,) = seen("ranks-unrelated", given)
    assert found.severity == "error"
    assert found.cell.startswith("A")
    assert found.facts["pairs"] == 63 * 62 // 2


def test_ranks_of_another_year_in_a_table_with_units_missing_are_refused() -> None:
    """They agree with the scores in most pairs, not in nineteen of twenty; among few units that says nothing."""
    chance = random.Random(3)
    now = dict(list(scores(1).items())[:40])
    before = ranked({unit: score + chance.uniform(-6, 6) for unit, score in now.items()})
    found = [r._replace(score=now[r.unit]) for r in before]
    (finding,) = seen("ranks-unrelated", found)
    assert 0.05 < finding.facts["count"] / finding.facts["pairs"] < 0.33
    assert not seen("ranks-unrelated", found[:10])


def test_a_slip_in_a_rank_or_ranks_of_two_units_are_no_other_column() -> None:
    right = ranked(scores(1))
    slipped = [r._replace(rank=64 - (r.rank or 0)) if n == 5 else r for n, r in enumerate(right)]
    assert not seen("ranks-unrelated", right)
    assert not seen("ranks-unrelated", slipped)
    assert not seen("ranks-unrelated", ranked({"ha-noi": 90.0, "lao-cai": 80.0}, {"ha-noi": 2, "lao-cai": 1}))


def test_a_rank_out_of_other_units_than_the_rest_is_refused() -> None:
    right = ranked(scores(1))
    one = [r._replace(n_ranked=36) if n == 5 else r for n, r in enumerate(right)]
    (found,) = seen("ranked-differs", one)
    assert (found.severity, found.cell) == ("error", right[5].rank_cell)
    clusters = [r._replace(n_ranked=9) if n < 9 else r for n, r in enumerate(right)]
    for sound in (right, [r._replace(n_ranked=63) for r in right], clusters):
        assert not seen("ranked-differs", sound)


@pytest.mark.parametrize(("count", "codes"), [(63, []), (61, []), (34, ["units-unlike"]), (70, ["units-unlike"])])
def test_ranks_out_of_a_number_of_units_that_the_year_had_not(count: int, codes: list[str]) -> None:
    given = [r._replace(n_ranked=count) for r in ranked(scores(1, count=20))]
    assert [f.code for f in seen("units-unlike", given)] == codes


# --- rank-recomputed, ties, group-order ----------------------------------------------------------------


def test_sound_ranks_raise_nothing() -> None:
    assert not seen("rank-recomputed", ranked(scores(1)))


TIED = {**scores(1), PROVINCES[0]: 99.0, PROVINCES[1]: 98.0, PROVINCES[2]: 98.0, PROVINCES[3]: 97.0}


@pytest.mark.parametrize("way", ["1224", "1223", "1234"])
def test_every_way_of_ranking_ties_is_accepted(way: str) -> None:
    order = sorted(set(TIED.values()), reverse=True)
    listed = sorted(TIED, key=lambda u: -TIED[u])
    ranks = {
        "1224": {u: 1 + sum(s > TIED[u] for s in TIED.values()) for u in TIED},
        "1223": {u: 1 + order.index(TIED[u]) for u in TIED},
        "1234": {u: n for n, u in enumerate(listed, start=1)},
    }[way]
    assert not seen("rank-recomputed", ranked(TIED, ranks))
    (tie,) = seen("ties", ranked(TIED, ranks))
    assert (tie.severity, tie.facts["score"]) == ("note", 98.0)
    assert tie.facts["ranks"] == {"1224": "2, 2", "1223": "2, 2", "1234": "2, 3"}[way]


def test_swapped_ranks_are_told_with_the_first_units() -> None:
    found = scores(1)
    order = sorted(found, key=lambda u: -found[u])
    order[9], order[10] = order[10], order[9]
    (fault,) = seen("rank-recomputed", ranked(found, {u: n for n, u in enumerate(order, start=1)}))
    assert fault.facts["count"] == 2
    assert CATALOG.units[order[10]].name(2023) in str(fault.facts["units"])


def test_ranks_of_a_partial_table_are_not_recomputed() -> None:
    part = dict(list(scores(1).items())[:20])
    assert not seen("rank-recomputed", ranked(part, {u: 63 - n for n, u in enumerate(part)}))


def test_a_partial_table_that_says_how_many_are_ranked_is_complete() -> None:
    part = dict(list(scores(1).items())[:20])
    given = [r._replace(n_ranked=20) for r in ranked(part)]
    assert not seen("rank-recomputed", given)
    first, second = sorted(range(20), key=lambda n: given[n].rank or 0)[:2]
    given[first], given[second] = given[first]._replace(rank=2), given[second]._replace(rank=1)
    assert seen("rank-recomputed", given)


def test_a_rank_far_off_its_score_is_refused_where_the_others_agree() -> None:
    right = ranked(scores(1))
    first = next(n for n, r in enumerate(right) if r.rank == 5)
    wrong = [r._replace(rank=51) if n == first else r for n, r in enumerate(right)]
    (found,) = seen("rank-off", wrong)
    assert (found.severity, found.cell) == ("error", right[first].rank_cell)
    assert (found.facts["rank"], found.facts["computed"]) == (51, 5)
    assert not seen("rank-off", right)


def test_distinct_scores_and_components_are_no_ties() -> None:
    assert not seen("ties", ranked(scores(1)))
    assert not seen("ties", readings(dict.fromkeys(PROVINCES, 9.5), "par-index.steering"))


def grouped(found: dict[str, float], odd: str = "") -> list[Reading]:
    return [
        r._replace(
            group="B" if r.unit == odd else "A" if (r.score or 0) >= 90 else "B" if (r.score or 0) >= 80 else "C"
        )
        for r in readings(found)
    ]


def test_groups_in_order_raise_nothing() -> None:
    assert not seen("group-order", grouped(scores(1)))


def test_a_unit_in_the_wrong_group_is_told() -> None:
    found = scores(1)
    lowest = min(found, key=lambda u: found[u])
    (fault,) = seen("group-order", grouped(found, lowest))
    assert (fault.severity, fault.facts["score"], fault.facts["group"]) == ("warning", found[lowest], "B")


# --- maxima-sum ----------------------------------------------------------------------------------------


def test_maxima_of_the_packaged_frameworks_sum() -> None:
    for index in CATALOG.indices:
        for framework in CATALOG.frameworks(index):
            given = [Reading(index, "ha-noi", framework.first_year, "S", "A1", 50.0)]
            assert not seen("maxima-sum", given), framework.id


def test_a_framework_whose_parts_do_not_sum_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = CATALOG.framework("par-index", 2023)
    assert whole is not None
    steering = replace(whole.items["par-index.steering"], max=8.5)
    wrong = replace(whole, items=MappingProxyType({**whole.items, "par-index.steering": steering}))
    monkeypatch.setattr(Catalog, "framework", lambda *_: wrong)
    (fault,) = seen("maxima-sum", readings(scores(1)))
    assert (fault.facts["total"], fault.facts["parts"]) == (100, 99.0)


# --- jump, coverage-last-year ----------------------------------------------------------------------------


def moved(found: dict[str, float], jump: float, unit: str = PROVINCES[5]) -> dict[str, float]:
    chance = random.Random(9)
    later = {u: round(s + chance.uniform(-1, 1), 2) for u, s in found.items()}
    return {**later, unit: round(found[unit] + jump, 2)}


BEFORE = scores(1, low=75.0, high=85.0)


@pytest.mark.parametrize("change", [12.0, -12.0])
def test_a_jump_is_told_of_its_unit(change: float) -> None:
    (fault,) = seen("jump", readings(moved(BEFORE, change)), {("par-index", 2022): BEFORE})
    assert (fault.severity, fault.facts["unit"]) == ("warning", CATALOG.units[PROVINCES[5]].name(2023))
    assert fault.facts["change"] == change


def test_a_jump_inside_one_file_is_told_too() -> None:
    assert seen("jump", readings(BEFORE, year=2022) + readings(moved(BEFORE, 12.0)))


def test_usual_changes_and_a_shift_of_all_are_no_jumps() -> None:
    assert not seen("jump", readings(moved(BEFORE, 1.5)), {("par-index", 2022): BEFORE})
    shifted = {u: s + 5 for u, s in moved(BEFORE, 0.5).items()}
    assert not seen("jump", readings(shifted), {("par-index", 2022): BEFORE})
    assert not seen("jump", readings({u: s + 1 for u, s in BEFORE.items()}), {("par-index", 2022): BEFORE})


def test_no_jump_across_a_break_a_gap_or_in_a_small_table() -> None:
    later = moved(BEFORE, 12.0)
    assert CATALOG.why_not_comparable("par-index", 2021, 2022)
    assert not seen("jump", readings(later, year=2022), {("par-index", 2021): BEFORE})
    assert not seen("jump", readings(later), {("par-index", 2021): BEFORE})
    few = {u: later[u] for u in PROVINCES[:9]}
    assert not seen("jump", readings(few), {("par-index", 2022): BEFORE})


def test_a_unit_of_last_year_that_is_absent_is_told() -> None:
    now = {u: s for u, s in scores(2).items() if u != "ha-noi"}
    (fault,) = seen("coverage-last-year", readings(now), {("par-index", 2022): scores(1)})
    assert (fault.severity, fault.facts["names"], fault.facts["count"]) == ("warning", "Hà Nội", 1)


def test_the_same_units_or_a_partial_table_raise_nothing() -> None:
    held = {("par-index", 2022): scores(1)}
    assert not seen("coverage-last-year", readings(scores(2)), held)
    assert not seen("coverage-last-year", readings(dict(list(scores(2).items())[:20])), held)
    assert not seen("coverage-last-year", readings(scores(2)), {})


def test_units_that_merged_are_not_missed() -> None:
    """In 2025 there are 34: the 63 of 2024 are not absent from a complete table."""
    merged = {u.id: 80.0 + n / 10 for n, u in enumerate(CATALOG.provinces(2025))}
    held = {("par-index", 2024): scores(1)}
    assert not seen("coverage-last-year", readings(merged, year=2025), held)


def test_a_stated_reason_for_no_score_is_no_absence() -> None:
    given = [r._replace(score=None, missing="not-assessed") if r.unit == "ha-noi" else r for r in readings(scores(2))]
    assert not seen("coverage-last-year", given, {("par-index", 2022): scores(1)})


# --- the older ones, in both directions ------------------------------------------------------------------


def test_lost_rows_and_contradicting_ranks() -> None:
    lost = {u: s for u, s in scores(1).items() if u != "ha-noi"}
    (fault,) = seen("units-missing", readings(lost))
    assert fault.facts["names"] == "Hà Nội"
    assert not seen("units-missing", readings(scores(1)))
    two = ranked({"ha-noi": 90.0, "hai-phong": 91.0}, {"ha-noi": 1, "hai-phong": 2})
    assert len(seen("rank-order", two)) == 1
    assert not seen("rank-order", ranked({"ha-noi": 90.0, "hai-phong": 91.0}))


ORIGINS = {"par-index.appraised": 52.0, "par-index.sipas": 8.0, "par-index.leaders-survey": 20.0}
SOCIAL = {"par-index.socio-economic": 5.0}


def blocks(off: dict[str, float], parts: dict[str, float], count: int = 12) -> list[Reading]:
    """Totals of 85 and some, off for some units, above their parts."""
    units = PROVINCES[:count]
    given = [r for part, s in parts.items() for r in readings({u: s + n / 100 for n, u in enumerate(units)}, part)]
    sums = {u: sum({**ORIGINS, **SOCIAL}.values()) + len(parts) * n / 100 for n, u in enumerate(units)}
    return [*given, *readings({u: round(s + off.get(u, 0.0), 2) for u, s in sums.items()})]


@pytest.mark.parametrize(
    ("parts", "off", "count"),
    [
        ({**ORIGINS, **SOCIAL}, dict.fromkeys(PROVINCES[:6], 0.5), 6),  # parts of a part that is absent itself
        ({**ORIGINS, **SOCIAL}, dict.fromkeys(PROVINCES[:4], 0.5), 0),
        ({**ORIGINS, **SOCIAL}, {}, 0),
        (ORIGINS, dict.fromkeys(PROVINCES[:9], -5.5), 9),  # below what is present
        (ORIGINS, dict.fromkeys(PROVINCES[:9], 2.0), 9),  # above what the absent part can add
        (ORIGINS, {}, 0),
    ],
)
def test_totals_that_are_not_their_parts_in_many_rows_are_refused(
    parts: dict[str, float], off: dict[str, float], count: int
) -> None:
    found = seen("parts-contradict", blocks(off, parts))
    assert [(f.severity, f.facts["count"]) for f in found] == ([("error", count)] if count else [])


def test_parts_printed_with_few_decimals_do_not_contradict_their_total() -> None:
    rounded = [
        r._replace(score=round(r.score or 0)) if r.indicator != "par-index" else r
        for r in blocks({}, {**ORIGINS, **SOCIAL}, 40)
    ]
    assert not seen("parts-contradict", rounded)


@pytest.mark.parametrize(("total", "found"), [(86.94, 1), (83.63, 0), (83.65, 0), (83.66, 1)])
def test_parts_against_the_total(total: float, found: int) -> None:
    """Sơn La's printed parts sum to 83.63; a total off by more than 0.02 is told."""
    blocks = {"par-index.appraised": 55.0, "par-index.impact-block": 28.63}
    given = [Reading(i, "son-la", 2023, "S", "B2", s) for i, s in blocks.items()]
    assert len(seen("parts-total", [*given, Reading("par-index", "son-la", 2023, "S", "A2", total)])) == found


# --- over the database ---------------------------------------------------------------------------------


def told(capsys: pytest.CaptureFixture[str], db: str, *words: str) -> tuple[int, str, str]:
    code = cli.main(["--db", db, *words])
    ran = capsys.readouterr()
    return code, ran.out, ran.err


def table(path: Path, found: dict[str, float], year: int) -> Path:
    rows = [[CATALOG.units[unit].vi, score] for unit, score in found.items()]
    head = [[f"KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}"], ["Tỉnh, thành phố", "Chỉ số tổng hợp"]]
    return make_workbook(path, {"Bảng": [*head, *rows]})


def test_a_copy_of_a_year_held_is_refused(db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, db, "import", str(table(tmp_path / "a.xlsx", scores(1), 2022)))[0] == 0
    code, _, err = told(capsys, db, "import", str(table(tmp_path / "b.xlsx", scores(1), 2023)))
    err = " ".join(err.split())
    assert code == 3
    assert "63 trên 63 đơn vị giống hệt năm 2022" in err
    assert told(capsys, db, "import", str(table(tmp_path / "c.xlsx", scores(2), 2023)))[0] == 0


def test_check_of_the_sample_names_workbook_sheet_and_cell(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, db, "-q", "import", str(SAMPLE))
    code, out, err = told(capsys, db, "check", "--index", "par-index")
    assert code == 0
    assert "par-index.xlsx › PAR INDEX 2023 › G22: Cà Mau" in out
    assert "0 lỗi" in err
    code, out, _ = told(capsys, db, "check", "--year", "2023", "-f", "csv")
    assert code == 0
    assert out.splitlines()[0] == "severity,code,workbook,sheet,cell,message,suggestion"
    assert "warning,rank-order,par-index.xlsx,PAR INDEX 2023,G22," in out
    assert "PAR INDEX 2021" not in out
    assert told(capsys, db, "check", "--index", "sipas", "--year", "2018", "-f", "csv")[1].count("\n") == 1


def test_check_finds_across_files_what_no_file_shows(
    db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Imported in the wrong order the jump is in neither import, but in the database it is."""
    told(capsys, db, "import", str(table(tmp_path / "later.xlsx", moved(BEFORE, 12.0), 2023)))
    told(capsys, db, "import", str(table(tmp_path / "before.xlsx", BEFORE, 2022)))
    code, out, _ = told(capsys, db, "check", "-f", "csv")
    assert code == 0
    assert [line.split(",")[1:5] for line in out.splitlines() if "jump" in line] == [
        ["jump", "later.xlsx", "Bảng", f"B{PROVINCES.index(PROVINCES[5]) + 3}"]
    ]


def test_check_with_errors_is_exit_3_and_mends_nothing(
    db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from parreform.store import Store

    told(capsys, db, "import", str(table(tmp_path / "a.xlsx", scores(1), 2022)))
    with Store.open(db, CATALOG, write=True) as store, store.connection.transaction():
        store.connection.run("UPDATE observation SET score = 190 WHERE cell = 'B3'")
    code, out, _ = told(capsys, db, "check", "-f", "csv")
    assert code == 3
    assert "error,score-range,a.xlsx,Bảng,B3," in out
    assert told(capsys, db, "data")[1].count(",190.0,") == 1


def test_check_of_an_empty_database(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, db, "check")[:2] == (2, "")  # named, and not there
    from parreform.store import Store

    with Store.open(db, CATALOG, write=True):
        assert told(capsys, db, "check")[:2] == (0, "")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_check_speaks_both_languages(db: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, db, "-q", "import", str(SAMPLE / "par-index.xlsx"))
    out = told(capsys, db, "--lang", language, "check")[1]
    assert ("Ca Mau" in out, "Cà Mau" in out) == (language == "en", language == "vi")


def test_an_annotated_copy_marks_what_only_the_database_shows(
    db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, db, "import", str(table(tmp_path / "a.xlsx", scores(1), 2022)))
    marked = tmp_path / "marked.xlsx"
    words = ("import", str(table(tmp_path / "b.xlsx", scores(1), 2023)), "--annotate", str(marked))
    assert told(capsys, db, *words)[0] == 3
    comment = load_workbook(marked)["Bảng"]["B3"].comment
    assert comment is not None
    assert "2022" in comment.text


# --- score-implausible, score-unusual ----------------------------------------------------------------

AREA = "par-index.procedures"
"""Of at most 13 points in 2023: usual from 1.95, the middle of ten and more from 3.9."""


def even(level: float, count: int = 11, spread: float = 0.01) -> dict[str, float]:
    """Scores of some provinces close around a level that is their median."""
    return {u: round(level + (n - count // 2) * spread, 4) for n, u in enumerate(PROVINCES[:count])}


@pytest.mark.parametrize(
    ("indicator", "year", "level", "count"),
    [
        ("par-index", 2023, 66.0, 11),
        ("par-index", 2023, 50.0, 9),
        ("par-index", 2023, 98.0, 11),
        ("par-index", 2016, 60.0, 11),
        ("sipas", 2023, 65.0, 11),
        ("sipas", 2023, 55.0, 1),
        ("papi", 2017, 31.0, 11),
        ("papi", 2023, 37.0, 11),
        ("papi", 2023, 52.0, 11),
        (AREA, 2023, 3.9, 11),
        (AREA, 2023, 1.95, 1),
    ],
)
def test_a_middle_just_within_what_was_published_is_sound(indicator: str, year: int, level: float, count: int) -> None:
    assert not seen("score-implausible", readings(even(level, count), indicator, year))


@pytest.mark.parametrize(
    ("indicator", "year", "level", "count", "seems"),
    [
        ("par-index", 2023, 65.99, 11, "một phần"),
        ("par-index", 2023, 49.99, 9, "một phần"),
        ("par-index", 2023, 98.01, 11, "một phần"),
        ("par-index", 2023, 8.6, 1, "thang 10"),
        ("par-index", 2023, 0.86, 11, "tỷ lệ"),
        ("par-index", 2016, 59.99, 11, "một phần"),
        ("sipas", 2023, 8.58, 63, "thang 10"),
        ("papi", 2017, 46.5, 11, "một phần"),
        ("papi", 2023, 36.9, 11, "một phần"),
        ("papi", 2023, 20.0, 1, "một phần"),
        (AREA, 2023, 3.89, 11, "một phần"),
        (AREA, 2023, 0.93, 1, "tỷ lệ"),
        ("par-index.procedures", 2019, 85.5, 11, "phần trăm của điểm tối đa"),
    ],
)
def test_a_middle_that_was_never_published_is_asked_about(
    indicator: str, year: int, level: float, count: int, seems: str
) -> None:
    (found,) = seen("score-implausible", readings(even(level, count), indicator, year))
    assert (found.severity, found.cell, found.facts["count"]) == ("error", "C3", count)
    assert seems in found.message
    assert "--accept score-implausible" in found.suggestion


def test_ranks_under_a_heading_of_scores_are_told() -> None:
    by_turns = {u: float(n) for n, u in enumerate(PROVINCES[:63], start=1)}
    (found,) = seen("score-implausible", readings(by_turns))
    assert "thứ hạng" in found.message
    few = dict(zip(PROVINCES, (7.0, 3.0, 3.0, 5.0, 6.0, 2.0, 1.0), strict=False))
    (found,) = seen("score-implausible", readings(few, AREA))
    assert "thứ hạng" in found.message


def test_whole_points_that_rank_nobody_are_scores() -> None:
    points = dict(zip(PROVINCES, (11.0, 12.0, 10.0, 12.0, 9.0), strict=False))
    assert not seen("score-implausible", readings(points, AREA))
    (found,) = seen("score-implausible", readings({**points, PROVINCES[9]: 8.0}, AREA))
    assert "thứ hạng" in found.message
    points = {**points, PROVINCES[9]: 8.25}
    assert not seen("score-implausible", readings(points, AREA))
    assert not seen("score-implausible", readings({u: round(s) + 0.0 for u, s in scores(1).items()}))


def test_one_province_far_from_the_others_is_a_warning() -> None:
    found = {**scores(1), PROVINCES[5]: 8.61}
    assert not seen("score-implausible", readings(found))
    (told,) = seen("score-unusual", readings(found))
    assert (told.severity, told.cell, told.facts["value"]) == ("warning", "C8", 8.61)
    assert not seen("score-unusual", readings({**scores(1), PROVINCES[5]: 50.0}))


def test_results_of_a_year_that_has_not_begun_are_asked_about_once() -> None:
    today = datetime.now(UTC).year
    given = [
        *readings(scores(1), year=today + 1),
        *readings(scores(2), AREA, year=today + 1),
        *readings(scores(3), year=today),
    ]
    (told,) = seen("year-ahead", given)
    assert (told.cell, told.facts["year"]) == ("C3", today + 1)
    assert told.message.startswith(f"par-index {today + 1}: ")


@pytest.mark.parametrize("more", [0, 60])
def test_a_file_of_a_few_units_beside_all_that_are_held_of_its_year(more: int) -> None:
    """What is held of other units of the same year is no reading of this file."""
    few = dict(list(scores(1).items())[-2:])
    held = {("par-index", 2023): dict(list(scores(1).items())[: 3 + more])}
    held["par-index", 2022] = {u: s + more / 100 for u, s in held["par-index", 2023].items()}
    for code in ("values-copied", "sorted-apart", "jump"):
        assert len(seen(code, readings(few), held)) <= 1


def test_a_score_far_off_whose_rank_is_of_another_score_is_mistyped() -> None:
    found = scores(1)
    ranks = {r.unit: r.rank or 0 for r in ranked(found)}
    best, last = min(ranks, key=ranks.__getitem__), max(ranks, key=ranks.__getitem__)
    given = ranked({**found, best: 9.12}, ranks)
    assert [f.facts["rank"] for f in seen("score-mistyped", given)] == [1]
    assert not seen("score-unusual", given)
    given = ranked({**found, last: 41.5}, ranks)
    assert not seen("score-mistyped", given)
    assert len(seen("score-unusual", given)) == 1


def test_what_is_off_the_scale_is_told_once() -> None:
    found = {**scores(1), PROVINCES[5]: 861.0}
    assert not seen("score-unusual", readings(found))
    assert len(seen("score-range", readings(found))) == 1


def test_a_column_beyond_its_scale_is_one_fault_that_says_what_it_seems() -> None:
    lost = readings({u: float(round(s * 100)) for u, s in scores(1).items()})
    (found,) = seen("scores-beyond", lost)
    assert (found.severity, found.cell, found.facts["count"]) == ("error", "C3", 63)
    assert f"{lost[0].score:.0f} thay cho {str(lost[0].score / 100).replace('.', ',')}" in str(found.facts["seems"])
    assert not seen("score-range", lost)
    mixed = readings({u: float(str(s).replace(".", "")) for u, s in scores(1).items()})
    assert len(seen("scores-beyond", mixed)) == 1
    (found,) = seen("scores-beyond", readings({u: s * 10.5 for u, s in scores(1).items()}))
    assert "thang khác" in str(found.facts["seems"])
    few = readings({**scores(1), **dict.fromkeys(PROVINCES[:3], 8676.0)})
    assert (len(seen("score-range", few)), len(seen("scores-beyond", few))) == (3, 0)


def test_areas_of_one_province_beyond_their_scales_are_one_fault() -> None:
    areas = [f"par-index.{n}" for n in ("steering", "procedures", "apparatus", "finance")]
    given = [r for n, part in enumerate(areas) for r in readings({PROVINCES[0]: 805.0 + n}, part)]
    (found,) = seen("scores-beyond", given)
    assert found.facts["count"] == 4
    assert not seen("score-range", given)


def test_shares_of_the_maxima_are_one_fault(tmp_path: Path) -> None:
    parts = [r for n, part in enumerate((AREA, "par-index.finance")) for r in readings(scores(n, 20), part)]
    (told,) = seen("scores-shares", parts)
    assert (told.cell, told.facts["count"]) == (parts[0].cell, 40)
    assert not seen("score-range", parts)
    assert not seen("parts-contradict", [*parts, *readings(scores(3, 20))])
    few = readings({u: s if n < 3 else s / 10 for n, (u, s) in enumerate(scores(1, 20).items())}, AREA)
    assert (len(seen("score-range", few)), len(seen("scores-shares", few))) == (3, 0)
    older = readings({u: s / 6 for u, s in scores(1, 20).items()}, AREA)  # of a framework with another maximum
    assert not seen("scores-shares", older)
    beyond = readings({u: s + 50 for u, s in scores(1, 20).items()}, AREA)
    assert not seen("scores-shares", beyond)


def test_own_provisional_scores_are_not_judged() -> None:
    assert not seen("score-implausible", readings(even(20.0), stage="self"))


def test_one_score_in_every_row_is_no_score_of_each() -> None:
    (told,) = seen("values-alike", readings(dict.fromkeys(PROVINCES[:8], 86.11)))
    assert told.facts["count"] == 8
    assert not seen("values-alike", readings({**dict.fromkeys(PROVINCES[:8], 86.11), PROVINCES[9]: 86.1}))
    assert not seen("values-alike", readings(dict.fromkeys(PROVINCES[:8], 5.0), AREA))


# --- confidence intervals ----------------------------------------------------------------------------


def bounded(score: float | None, low: float | None, high: float | None, row: int = 3) -> Reading:
    cells = {"ci_low_cell": f"D{row}", "ci_high_cell": f"E{row}"}
    return Reading("papi", PROVINCES[row], 2023, "S", f"C{row}", score, ci_low=low, ci_high=high, **cells)


def test_a_lower_bound_above_its_upper_one_is_told_once_a_column() -> None:
    given = [bounded(40.0, 41.0, 39.0, row) for row in (3, 4, 5)]
    (found,) = seen("bounds-crossed", given)
    assert (found.severity, found.cell, found.facts["alike"], found.kind.acceptable) == ("error", "D3", 2, False)
    assert not seen("score-outside", given)
    assert seen("bounds-crossed", [bounded(None, 41.0, 39.0)])


def test_a_score_outside_its_own_interval_is_an_error_however_few() -> None:
    (found,) = seen("score-outside", [bounded(40.0, 39.0, 41.0, 3), bounded(42.0, 39.0, 41.0, 4)])
    assert (found.severity, found.cell, found.facts["alike"], found.kind.acceptable) == ("error", "C4", 0, True)
    assert seen("score-outside", [bounded(38.0, 39.0, None)])
    assert seen("score-outside", [bounded(42.0, None, 41.0)])
    for sound in (
        bounded(41.0, 39.0, 41.0),
        bounded(40.0, None, None),
        bounded(None, 39.0, 41.0),
        bounded(41.0, 41.0, 41.0),
    ):
        assert not seen("score-outside", [sound])
        assert not seen("bounds-crossed", [sound])
    assert not seen("score-outside", [bounded(41.1, 39.1234, 41.0951)])


# --- names-apart -------------------------------------------------------------------------------------

FALLING = [round(95 - n * 0.31, 2) for n in range(63)]


def beside(units: list[str], values: list[float]) -> list[Reading]:
    return readings(dict(zip(units, values, strict=False)))


def alphabetical(units: list[str]) -> list[str]:
    return sorted(units, key=lambda u: sort_key(CATALOG.units[u].vi))


def by_letters(units: list[str]) -> list[str]:
    return sorted(units, key=lambda u: fold(CATALOG.units[u].vi))


@pytest.mark.parametrize("ordered", [alphabetical, by_letters, list])
def test_names_in_their_order_beside_scores_in_theirs_were_sorted_apart(
    ordered: Callable[[list[str]], list[str]],
) -> None:
    for units in (PROVINCES, PROVINCES[5:15]):
        names = ordered(units)
        for given in (beside(names, FALLING), beside(names, FALLING[::-1]), beside(names[::-1], FALLING)):
            (found,) = seen("names-apart", given)
            assert (found.severity, found.facts["units"], found.kind.acceptable) == ("error", len(units), True)


def test_ranks_down_the_alphabet_were_sorted_apart_too() -> None:
    names = alphabetical(PROVINCES)
    given = [r._replace(score=None, rank=n) for n, r in enumerate(beside(names, FALLING), 1)]
    assert seen("names-apart", given)
    moved = [u for u in names if u != "ho-chi-minh"] + ["ho-chi-minh"]
    assert seen("names-apart", beside(moved, FALLING))
    tied = [FALLING[n - n % 3] for n in range(63)]
    assert seen("names-apart", beside(names, tied))


def test_names_in_order_beside_scores_that_are_not_and_the_other_way_round() -> None:
    names = alphabetical(PROVINCES)
    assert not seen("names-apart", beside(names, list(scores(3).values())))
    found = scores(4)
    assert not seen("names-apart", beside(sorted(found, key=lambda u: -found[u]), FALLING))
    assert not seen("names-apart", beside(names[:9], FALLING))
    assert not seen("names-apart", beside(names, [90.0] * 40 + [89.0] * 23))
