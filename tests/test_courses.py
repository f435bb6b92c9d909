"""Bump, slope and league. Every figure here is synthetic: invented to show a case, published by nobody."""

import os
import random
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from matplotlib.colors import to_rgb

from parreform import charts, pictures, settings
from parreform.analysis.course import courses, rows_of
from parreform.analysis.panel import Panel, Value
from parreform.analysis.rank import Ranked
from parreform.cli import main
from parreform.drawing import ink
from parreform.drawing.ink import Dots, Label, Stroke, shapes_of
from parreform.drawing.room import Box
from parreform.drawing.style import LOOKS, PALE, SOFT
from parreform.errors import UnknownName, UsageProblem
from parreform.pictures.base import Held, Wanted, canonical

SAMPLE = Path(__file__).resolve().parent.parent / "sample_data" / "sipas.xlsx"
SIZES = ("a4", "slide", "square")
REASON = "Bộ chỉ số mới (quyết định giả định)"


def value(unit, year, rank=None, score=None, n=None, group="", low=None, high=None, missing="", indicator="par-index"):
    source = "tong-hop-gia-dinh.xlsx"
    return Value(
        "par-index", indicator, unit, year, "published", score, rank, n, group, low, high, missing, False, "",
        source, "S", "A1", "B1", "2026-01-01T00:00:00Z",
    )  # fmt: skip


def whole_table(catalog, first=2021, last=2026, seed=5, absent=()):
    """A complete synthetic table: all units of each year with score, bounds and rank, but those absent."""
    dice = random.Random(seed)
    values = []
    for year in range(first, last + 1):
        units = [u.id for u in catalog.provinces(year) if (u.id, year) not in absent]
        scores = sorted(((round(dice.uniform(60, 95), 1), unit) for unit in units), reverse=True)
        values += [
            value(unit, year, rank, score, len(units), low=score - 2, high=score + 1.5)
            for rank, (score, unit) in enumerate(scores, start=1)
        ]
    return values


class Synthetic:
    """A store that holds one synthetic panel."""

    def __init__(self, catalog, values, breaks=None, expected=None):
        self.catalog, self.values, self.breaks, self.expected = catalog, tuple(values), breaks or {}, expected or {}

    def panel(self, indicator, *, as_of=""):  # noqa: ARG002
        return Panel("par-index", indicator, self.values, self.expected, {}, self.breaks)

    def sources(self):
        return []


@pytest.fixture(scope="module")
def held(catalog):
    absent = {("ha-giang", 2023), ("ca-mau", 2021), ("lang-son", 2026)}
    return Held(Synthetic(catalog, whole_table(catalog, absent=absent), {2022: REASON}))


def picture(held, name="bump", provinces=(), **wanted):
    return pictures.build(name, Wanted(tuple(provinces), ("par-index",), **wanted), held)


def strokes(figure, colour):
    return [s for s in shapes_of(figure) if isinstance(s, Stroke) and s.colour == colour]


def labels(figure):
    return [s for s in shapes_of(figure) if isinstance(s, Label)]


# --- seats ----------------------------------------------------------------------------------------


def test_ties_have_rows_of_their_own_and_nobody_stands_above_their_rank():
    ranks = {u: Ranked(r, 5, "published") for u, r in (("a", 1), ("b", 2), ("c", 2), ("d", 4), ("e", 4))}
    assert rows_of(ranks) == {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}


def test_ties_counted_without_a_gap_still_have_rows_of_their_own():
    ranks = {u: Ranked(r, 4, "published") for u, r in (("a", 1), ("b", 1), ("c", 2), ("d", 30))}
    assert rows_of(ranks) == {"a": 1, "b": 2, "c": 3, "d": 30}


def test_seat_follows_only_where_years_can_be_compared():
    values = [value("a", y, r, n=2) for y, r in ((2018, 1), (2019, 2), (2021, 1), (2022, 1), (2023, 2))]
    values += [value("b", y, r, n=2) for y, r in ((2019, 1), (2022, 2))]
    panel = Panel("par-index", "par-index", tuple(values), breaks={2022: REASON})
    found = courses(panel, range(2018, 2024), frozenset({2023}))
    assert [(s.year, s.follows) for s in found["a"]] == [
        (2018, False), (2019, True), (2021, False), (2022, False), (2023, False)
    ]  # fmt: skip
    assert [s.follows for s in found["b"]] == [False, False]


def test_ranks_that_are_not_alike_do_not_follow():
    values = [
        value("a", 2019, 1, n=10),
        value("a", 2020, 1, n=63),
        value("a", 2021, score=9.0),
        value("b", 2021, score=8.0),
    ]
    panel = Panel("par-index", "par-index", tuple(values), expected={2021: 2})
    assert [s.kind for s in courses(panel, range(2019, 2022))["a"]] == ["published", "published", "computed"]
    assert not any(s.follows for s in courses(panel, range(2019, 2022))["a"])


# --- bump -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("years", [(2021, 2024), (2025, 2026), (2021, 2026)])
def test_names_and_ranks_of_both_ends_do_not_overlap(held, size, years):
    shown = picture(held, "bump", ["Ninh Bình", "Hà Nội"], first=years[0], last=years[1])
    check_words(charts.draw(shown, size))


@pytest.mark.parametrize("size", SIZES)
def test_names_of_a_slope_do_not_overlap(held, size):
    check_words(charts.draw(picture(held, "slope", ["Ninh Bình"], first=2024, last=2025), size))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("year", [2024, 2025])
def test_words_of_a_league_do_not_overlap(held, size, year):
    check_words(charts.draw(picture(held, "league", ["Hà Nội"], year=year), size))


def check_words(figure):
    wide, high = figure.get_size_inches() * 72
    found = [(s.text, Box(*s.extent())) for s in labels(figure)]
    assert len(found) > 68
    for (a, box), (b, other) in combinations(found, 2):
        inner = Box(box.left + 0.5, box.bottom + 0.9, box.right - 0.5, box.top - 0.3)
        assert not inner.meets(other), (a, b)
    for text, box in found:
        assert box.inside(Box(0, 0, wide, high)), text


def test_names_stand_in_order_of_ranks_at_both_ends(held):
    shown = picture(held, first=2021, last=2024)
    names = {u.name(2024) for u in held.catalog.provinces(2024)}
    figure = charts.draw(shown)
    for end, year in ((min, 2021), (max, 2024)):
        edge = end(s.x for s in labels(figure) if s.text in names)
        stand = [s.text for s in sorted(labels(figure), key=lambda s: -s.y) if s.text in names and abs(s.x - edge) < 1]
        seats = sorted((s.row, c.names[year == 2024]) for c in shown.courses if (s := c.seat(year)))
        assert stand == [name for _, name in seats]


def test_a_merger_is_drawn_as_joins_and_no_rank_is_compared_across_it(held):
    shown = picture(held, provinces=["Ninh Bình"])
    assert len(shown.joins) == 63
    joined = [j for j in shown.joins if j.focus]
    assert len({j.later for j in joined}) == 1
    assert len(joined) == 3
    assert not any(s.follows for c in shown.courses for s in c.seats if s.year == 2025)
    assert {c.names[0] for c in shown.courses if c.focus} == {"Ninh Bình", "Hà Nam", "Nam Định"}
    figure = charts.draw(shown)
    bent = [s for s in strokes(figure, LOOKS[0].colour) if s.dashes and len(s.places) > 40]
    assert len(bent) == 1
    assert shown.columns[0].rows == 63
    assert shown.columns[-1].rows == 34


def test_thirty_four_rows_are_as_high_together_as_sixty_three(held):
    figure = charts.draw(picture(held, first=2022, last=2025))
    ranks = [s for s in labels(figure) if s.text in {"1", "34", "63"} and s.ha == "right"]
    last = {s.text: s.y for s in ranks}
    assert abs(last["34"] - last["63"]) < abs(ranks[0].y - last["63"]) / 30


def test_units_of_the_years_before_a_merger_alone_go_by_their_own_name(held):
    shown = picture(held, provinces=["Ninh Bình"], last=2024)
    assert [c.unit for c in shown.courses if c.focus] == ["ninh-binh"]
    assert shown.joins == ()


def test_units_without_a_place_at_an_end_are_named_and_marked(held):
    shown = picture(held)
    assert [[a.unit for a in end] for end in shown.missing] == [["Cà Mau"], ["Lạng Sơn"]]
    figure = charts.draw(shown)
    said = [s.text for s in labels(figure)]
    assert "Không có hạng 2021: Cà Mau" in said
    assert "Không có hạng 2026: Lạng Sơn" in said
    (moves, _key) = [s for s in shapes_of(figure) if isinstance(s, Dots) and s.edge == SOFT]
    assert len(moves.places) == 3  # Hà Giang before and after its gap, Lạng Sơn before it leaves


def test_a_break_ends_every_line_and_is_told(held):
    shown = picture(held, last=2023)
    assert [(b.earlier, b.later, b.reason) for b in shown.breaks] == [(2021, 2022, REASON)]
    assert not any(s.follows for c in shown.courses for s in c.seats if s.year == 2022)
    assert f"2021–2022: {REASON}" in " ".join(s.text for s in labels(charts.draw(shown)))


def test_year_without_any_rank_leaves_a_gap(catalog):
    values = [v for v in whole_table(catalog, 2020, 2023) if v.year != 2021]
    shown = picture(Held(Synthetic(catalog, values)))
    assert [c.year for c in shown.columns] == [2020, 2021, 2022, 2023]
    assert not any(s.follows for c in shown.courses for s in c.seats if s.year == 2022)
    assert any(s.follows for c in shown.courses for s in c.seats if s.year == 2023)


def test_data_are_the_places_drawn(held):
    shown = picture(held, provinces=["Hà Nội"], first=2024, last=2025)
    rows = [dict(zip(shown.data().columns, row, strict=True)) for row in shown.data().rows]
    assert len(rows) == 63 + 34
    ours = [r for r in rows if r["unit_id"] == "ha-noi"]
    assert [(r["year"], r["n_ranked"], r["comparable"], r["focus"]) for r in ours] == [
        (2024, 63, False, 1), (2025, 34, False, 1)
    ]  # fmt: skip


def test_description_tells_the_order_and_the_way_of_each_in_focus(held):
    shown = picture(held, provinces=["Hà Nội"], first=2024, last=2025)
    assert shown.alt.startswith("Hà Nội: 2024: ")
    assert "2025: 1 " in shown.alt
    assert "63 " in shown.alt


def test_a_group_is_named_and_the_others_are_not(held):
    shown = picture(held, last=2024, group="centrally-run-cities")
    assert {c.names[1] for c in shown.courses if c.named} == {
        "Hà Nội", "Hải Phòng", "Đà Nẵng", "Thành phố Hồ Chí Minh", "Cần Thơ"
    }  # fmt: skip
    names = {c.names[1] for c in shown.courses}
    assert {s.text for s in labels(charts.draw(shown)) if s.text in names} == {
        c.names[1] for c in shown.courses if c.named
    }
    assert len(picture(held, "league", year=2024, group="centrally-run-cities").rows) == 5


def test_group_of_another_time_is_told(held):
    with pytest.raises(UsageProblem, match="2026"):
        picture(held, group="mekong-river-delta")
    with pytest.raises(UnknownName) as fault:
        picture(held, group="mekong-river-delt", last=2024)
    assert "mekong-river-delta" in fault.value.suggestions


def test_a_table_of_few_units_says_how_many_it_knows_and_marks_nobody_as_leaving(catalog):
    values = [
        value(u, y, r, n=63) for y in (2020, 2021) for r, u in enumerate(("hue", "ha-noi", "da-nang"), start=y - 2019)
    ]
    values += [value("can-tho", 2021, 9, n=63)]
    shown = picture(Held(Synthetic(catalog, values)))
    figure = charts.draw(shown)
    assert "Năm 2020 có hạng của 3/63 đơn vị" in [s.text for s in labels(figure)]
    assert not [s for s in shapes_of(figure) if isinstance(s, Dots)]


# --- slope ----------------------------------------------------------------------------------------


def test_slope_across_a_break_is_not_drawn_and_says_why(held):
    shown = picture(held, "slope", first=2021, last=2022)
    assert REASON in shown.topic
    assert "không so sánh được" in shown.topic
    assert not any(s.follows for c in shown.courses for s in c.seats)


def test_slope_compares_years_apart_unless_a_break_lies_between(held):
    assert any(s.follows for c in picture(held, "slope", first=2022, last=2024).courses for s in c.seats)
    assert not any(s.follows for c in picture(held, "slope", first=2021, last=2024).courses for s in c.seats)


def test_slope_without_years_takes_the_last_two(held):
    assert [c.year for c in picture(held, "slope").columns] == [2025, 2026]


def test_slope_of_a_merged_unit_tells_where_its_members_stood(held):
    said = picture(held, "slope", ["Ninh Bình"], first=2024, last=2025).title
    assert all(name in said for name in ("Ninh Bình hạng", "/34 năm 2025", "2024: ", "Hà Nam", "Nam Định", "/63"))


def test_slope_names_a_year_without_ranks(held):
    with pytest.raises(UsageProblem) as fault:
        picture(held, "slope", first=2019, last=2024)
    assert "2021, 2022, 2023, 2024" in fault.value.hint


# --- league ---------------------------------------------------------------------------------------


def test_league_has_bounds_groups_cuts_and_the_mean(catalog):
    values = [
        value("ha-noi", 2024, 1, 95.0, 4, "A", 94, 96),
        value("hai-phong", 2024, 2, 91.25, 4, "A"),
        value("da-nang", 2024, 3, 85.5, 4, "B"),
        value("hue", 2024, 4, None, 4, "B"),
        value("can-tho", 2024, missing="not-assessed"),
    ]
    shown = picture(Held(Synthetic(catalog, values)), "league", ["Đà Nẵng"], year=2024)
    assert shown.title == "Đà Nẵng: PAR INDEX hạng 3/4 năm 2024, 85,5%"
    assert shown.mean == 88.37
    figure = charts.draw(shown)
    said = [s.text for s in labels(figure)]
    assert {"95,00", "91,25", "85,50", "–", "A", "B", "Không có hạng: Cần Thơ", "trung bình cả nước 88,37"} <= set(said)
    assert len([s for s in strokes(figure, PALE) if s.width > 2]) == 2  # the bounds of one unit, and the key
    cuts = [s for s in strokes(figure, SOFT) if s.places[0][1] == s.places[1][1] and not s.dashes]
    assert len(cuts) == 2  # one cut, and the key


def test_league_tells_computed_ranks_apart(catalog):
    provinces = [u.id for u in catalog.provinces(2024)]
    values = [value(unit, 2024, score=50 + n) for n, unit in enumerate(provinces)]
    shown = picture(Held(Synthetic(catalog, values, expected={2024: 63})), "league", year=2024)
    assert {r.kind for r in shown.rows} == {"computed"}
    dots = [s for s in shapes_of(charts.draw(shown)) if isinstance(s, Dots)]
    assert {to_rgb(s.face) for s in dots} == {(1, 1, 1)}


def test_league_without_scores_points_to_the_table(catalog):
    with pytest.raises(UsageProblem) as fault:
        picture(Held(Synthetic(catalog, [value("ha-noi", 2024, 1, n=63)])), "league", year=2024)
    assert fault.value.hint == "parreform rank par-index 2024"


def test_league_says_how_many_it_knows(catalog):
    store = Synthetic(catalog, [value("ha-noi", 2024, 1, 90.0, 63)], expected={2024: 63})
    assert "có số liệu 1/63 đơn vị" in picture(Held(store), "league", year=2024).topic


# --- all ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bump", "slope", "league"])
def test_unknown_province_is_told_with_suggestions(held, name):
    with pytest.raises(UnknownName) as fault:
        picture(held, name, ["Ha Noii"])
    assert "Hà Nội" in fault.value.suggestions


def test_unknown_kind_missing_and_useless_options_are_told(held):
    with pytest.raises(UnknownName, match="bumb") as unknown:
        pictures.build("bumb", Wanted(), held)
    assert "bump" in unknown.value.hint
    with pytest.raises(UsageProblem, match="--index"):
        pictures.build("bump", Wanted(), held)
    with pytest.raises(UsageProblem, match="--year") as useless:
        pictures.build("bump", Wanted(indices=("par-index",), year=2024), held)
    assert "--province" in useless.value.hint


def test_two_indices_in_a_chart_of_one_are_told(held):
    with pytest.raises(UsageProblem):
        pictures.build("bump", Wanted(indices=("par-index", "papi")), held)


def test_province_that_is_never_ranked_is_told(catalog):
    with pytest.raises(UsageProblem, match="Hà Nội"):
        picture(Held(Synthetic(catalog, [value("hue", 2024, 1, 90.0, 63)])), "bump", ["Hà Nội"])


def test_english(catalog, monkeypatch):
    monkeypatch.setattr(settings, "_language", "en")
    held = Held(Synthetic(catalog, whole_table(catalog, 2023, 2024)))
    for name in ("bump", "slope", "league"):
        shown = picture(held, name, ["Hà Nội"])
        assert "Ha Noi" in shown.title
        said = " ".join(s.text for s in labels(charts.draw(shown)))
        assert not set("ạảấầẩậắằẳẹẻếềểệịỉọỏốồổộớờởợụủứừửựỳỵỷ") & set(said.lower())
    assert "places from 2023" in picture(held, "bump", ["Hà Nội"]).title


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_no_chart_leaves_a_trace_in_the_next(held, suffix):
    def drawn(name, size="a4"):
        return charts.render(charts.draw(picture(held, name, ["Hà Nội"]), size), suffix)

    first = {name: drawn(name) for name in ("bump", "slope", "league")}
    for name in ("league", "bump", "slope"):
        drawn(name, "slide")
        assert drawn(name) == first[name]


def test_texts_kept_from_charts_before_change_no_byte(held, monkeypatch):
    figure = charts.draw(picture(held, "league", year=2024))
    kept = charts.render(figure, ".png"), charts.render(figure, ".svg")
    ink._stamp.cache_clear()
    monkeypatch.setattr(ink, "_LAID", ink._Laid())
    monkeypatch.setattr(ink, "_KEPT", 3)
    assert (charts.render(figure, ".png"), charts.render(figure, ".svg")) == kept


def test_a_fresh_process_draws_the_same_bytes(tmp_path):
    words = ["-m", "parreform", "chart", "trend", "--province", "Hà Nội", "-o"]
    home = {"PARREFORM_HOME": str(tmp_path / "home")}
    assert main(["import", str(SAMPLE), "--quiet"]) == 0
    for suffix in (".png", ".svg", ".pdf"):
        assert main(["chart", "trend", "--province", "Đà Nẵng", "-o", str(tmp_path / f"other{suffix}"), "--quiet"]) == 0
        assert main([*words[2:], str(tmp_path / f"here{suffix}"), "--quiet"]) == 0
        command = [sys.executable, *words, str(tmp_path / f"there{suffix}")]
        subprocess.run(command, env=os.environ | home, check=True, capture_output=True)
        assert (tmp_path / f"here{suffix}").read_bytes() == (tmp_path / f"there{suffix}").read_bytes()


def test_same_picture_is_canonically_the_same(held):
    assert canonical(picture(held)) == canonical(picture(held))
    assert canonical(picture(held)) != canonical(picture(held, "slope"))
