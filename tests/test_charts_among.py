"""Charts of one unit among many: geometry, words, data and errors. Every figure here is synthetic."""

import csv
from itertools import combinations, pairwise

import pytest
from conftest import ROOT
from synthetic import SyntheticHeld, value, whole_index

from parreform import charts, pictures, settings
from parreform.cli import main
from parreform.drawing.distribution import heap
from parreform.drawing.fifths import FACES, ink_on
from parreform.drawing.ink import Area, Label, shapes_of
from parreform.drawing.style import SHEETS, WHITE
from parreform.errors import UnknownName, UsageProblem
from parreform.pictures.base import Wanted, canonical

PAPI = ("papi",)
YEARS = (2021, 2022, 2023, 2024, 2025)
MISSING = {("hue", 2025), ("lao-cai-2025", 2025), ("vinh-phuc", 2024), ("bac-ninh", 2023), ("ha-noi", 2022)}


@pytest.fixture(scope="module")
def held(catalog):
    return SyntheticHeld(catalog, whole_index(catalog, YEARS, missing=MISSING))


@pytest.fixture(scope="module")
def sparse(catalog):
    """Ten ranked provinces of 63, as newspapers quote them, without parts; one has a score and no rank."""
    units = ["hai-phong", "ha-noi", "quang-ninh", "ba-ria-vung-tau", "thai-nguyen", "khanh-hoa", "son-la", "can-tho"]
    found = [
        value("par-index", "par-index", u, y, 96.0 - 1.1 * i, rank=1 + 5 * i, n_ranked=63)
        for y in (2023, 2024)
        for i, u in enumerate(units)
    ]
    found.append(value("par-index", "par-index", "dien-bien", 2024, 88.2))
    found.append(value("par-index", "par-index", "quang-ngai", 2024, None, rank=43, n_ranked=63))
    found.append(value("par-index", "par-index.steering", "ha-noi", 2024, 9.2))
    found.append(value("par-index", "par-index.finance", "ha-noi", 2024, 6.0))
    return SyntheticHeld(catalog, found, "par-index")


CASES = {
    "components": ("components", Wanted(("Hà Nội",), PAPI)),
    "components-peers": ("components", Wanted(("Ninh Bình",), PAPI, group="centrally-run-cities")),
    "components-missing": ("components", Wanted(("Vĩnh Phúc",), PAPI, year=2024)),
    "components-sub": ("components", Wanted(("Cần Thơ",), PAPI, year=2024, group="mekong-river-delta")),
    "heatmap-63": ("heatmap", Wanted(("Bà Rịa - Vũng Tàu",), PAPI, year=2024)),
    "heatmap-63-scores": ("heatmap", Wanted((), PAPI, year=2024, measure="score")),
    "heatmap-34": ("heatmap", Wanted(("Ninh Bình",), PAPI)),
    "heatmap-years": ("heatmap", Wanted(("Huế",), PAPI, first=2021, last=2024)),
    "heatmap-merger": ("heatmap", Wanted(("Ninh Bình",), PAPI, first=2021)),
    "heatmap-group": ("heatmap", Wanted((), PAPI, group="central-highlands", year=2023)),
    "map-63": ("map", Wanted(("Hà Nội",), PAPI, year=2024)),
    "map-63-scores": ("map", Wanted((), PAPI, year=2023, measure="score")),
    "map-34": ("map", Wanted(("Đà Nẵng", "Ninh Bình"), PAPI)),
    "distribution-63": ("distribution", Wanted(("Hà Nội",), PAPI, year=2024, group="red-river-delta")),
    "distribution-34": ("distribution", Wanted(("Ninh Bình", "Huế"), PAPI)),
    "distribution-missing": ("distribution", Wanted(("Vĩnh Phúc",), PAPI, year=2024)),
    "small-multiples": ("small-multiples", Wanted((), PAPI, group="central-highlands", last=2024)),
    "small-multiples-14": ("small-multiples", Wanted((), PAPI, group="northern-midlands-mountains", last=2024)),
    "small-multiples-merger": ("small-multiples", Wanted((), PAPI, group="centrally-run-cities")),
    "small-multiples-one": ("small-multiples", Wanted(("Hà Nội",), PAPI, measure="score")),
}
SPARSE = {
    "components": ("components", Wanted(("Hà Nội",), ("par-index",))),
    "heatmap": ("heatmap", Wanted((), ("par-index",))),
    "heatmap-years": ("heatmap", Wanted((), ("par-index",), first=2023, measure="score")),
    "map": ("map", Wanted(("Cần Thơ",), ("par-index",), measure="score")),
    "map-ranks": ("map", Wanted((), ("par-index",))),
    "distribution": ("distribution", Wanted(("Sơn La",), ("par-index",))),
    "small-multiples": ("small-multiples", Wanted(("Hà Nội", "Điện Biên", "Hải Phòng"), ("par-index",))),
}


def labels(figure):
    return [s for s in shapes_of(figure) if isinstance(s, Label) and s.text]


def outside(figure):
    """Words that reach beyond the paper."""
    wide, high = figure.get_size_inches() * 72
    found = []
    for label in labels(figure):
        left, bottom, right, top = label.extent()
        if left < 1 or bottom < 1 or right > wide - 1 or top > high - 1:
            found.append((label.text, label.extent(), (wide, high)))
    return found


def collisions(figure):
    """Pairs of words that run into each other."""
    boxes = [(label.text, label.extent()) for label in labels(figure)]
    return [
        (a, b)
        for (a, one), (b, other) in combinations(boxes, 2)
        if one[0] + 0.4 < other[2] and other[0] + 0.4 < one[2] and one[1] + 0.4 < other[3] and other[1] + 0.4 < one[3]
    ]


# --- geometry ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SHEETS)
@pytest.mark.parametrize("case", CASES)
def test_words_stay_on_the_paper_and_apart(held, case, size):
    figure = charts.draw(pictures.build(*CASES[case], held), size)
    assert outside(figure) == []
    assert collisions(figure) == []


@pytest.mark.parametrize("size", SHEETS)
@pytest.mark.parametrize("case", SPARSE)
def test_words_stay_on_the_paper_and_apart_where_little_is_held(sparse, case, size):
    figure = charts.draw(pictures.build(*SPARSE[case], sparse), size)
    assert outside(figure) == []
    assert collisions(figure) == []


@pytest.mark.parametrize("case", CASES)
def test_words_stay_apart_in_english(held, case):
    settings.set_language("en")
    for size in SHEETS:
        figure = charts.draw(pictures.build(*CASES[case], held), size)
        assert outside(figure) == []
        assert collisions(figure) == []


@pytest.mark.parametrize("case", ["map-63", "map-34", "heatmap-63", "heatmap-years"])
def test_type_in_cells_and_tiles_can_be_read(held, case):
    for size, sheet in SHEETS.items():
        shown = labels(charts.draw(pictures.build(*CASES[case], held), size))
        assert min(label.size for label in shown) >= sheet.text * 0.5


@pytest.mark.parametrize("size", SHEETS)
@pytest.mark.parametrize("case", ["map-63", "map-63-scores", "map-34"])
def test_the_words_of_a_tile_stay_within_it(held, case, size):
    picture = pictures.build(*CASES[case], held)
    figure = charts.draw(picture, size)
    areas = [s.places for s in shapes_of(figure) if isinstance(s, Area) and len(s.places) == 4]
    boxes = [(p[0][0], p[0][1], p[2][0], p[2][1]) for p in areas]
    for tile in picture.tiles:
        word = tile.name.split()[0]
        label = next(s for s in labels(figure) if s.text.startswith(word) and s.ha == "center")
        left, bottom, right, top = label.extent()
        assert any(b[0] <= left and b[1] <= bottom and right <= b[2] and top <= b[3] for b in boxes), tile.name


def test_colours_are_told_apart_in_grey_and_words_on_them_read():
    def light(colour):
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))]  # fmt: skip
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lights = [light(FACES[k]) for k in range(1, 6)] + [light(WHITE)]
    assert lights == sorted(lights)
    assert all((b + 0.05) / (a + 0.05) >= 1.2 for a, b in pairwise(lights))
    for k in range(1, 6):
        face, ink = light(FACES[k]), light(ink_on(k))
        assert (max(face, ink) + 0.05) / (min(face, ink) + 0.05) >= 4.5


def test_heaped_dots_touch_but_do_not_overlap():
    xs = [0.0, 0.5, 1.0, 1.0, 1.0, 3.0, 9.0]
    ys = heap(xs, 2.0)
    places = list(zip(xs, ys, strict=True))
    assert all((a - c) ** 2 + (b - d) ** 2 >= 4 - 1e-6 for (a, b), (c, d) in combinations(places, 2))
    assert ys[0] == 0
    assert ys[-1] == 0


# --- what a picture is -------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_the_same_values_give_the_same_picture_and_the_same_bytes(catalog, held, case):
    name, wanted = CASES[case]
    again = SyntheticHeld(catalog, whole_index(catalog, YEARS, missing=MISSING))
    one, other = pictures.build(name, wanted, held), pictures.build(name, wanted, again)
    assert canonical(one) == canonical(other)
    assert charts.render(charts.draw(one), ".svg") == charts.render(charts.draw(other), ".svg")


@pytest.mark.parametrize("case", CASES)
def test_another_value_gives_another_picture(catalog, held, case):
    name, wanted = CASES[case]
    other = SyntheticHeld(catalog, whole_index(catalog, YEARS, seed=2, missing=MISSING))
    assert canonical(pictures.build(name, wanted, held)) != canonical(pictures.build(name, wanted, other))


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
@pytest.mark.parametrize("case", ["components", "heatmap-34", "map-34", "distribution-34", "small-multiples"])
def test_bytes_of_every_format_are_the_same_twice(held, case, suffix):
    picture = pictures.build(*CASES[case], held)
    assert charts.render(charts.draw(picture), suffix) == charts.render(charts.draw(picture), suffix)


@pytest.mark.parametrize("case", CASES)
def test_title_topic_and_description_are_said(held, case):
    picture = pictures.build(*CASES[case], held)
    assert picture.title
    assert "PAPI" in picture.topic
    assert picture.alt.endswith(".")
    assert picture.footer.sources == ("synthetic.xlsx",)
    listing = picture.data()
    assert {len(row) for row in listing.rows} == {len(listing.columns)}


# --- components --------------------------------------------------------------------------------


def plain_year(catalog, scores, year=2024, parts=("papi.participation", "papi.transparency")):
    """All provinces with the same score in each part, but for those given."""
    found = []
    for unit in catalog.provinces(year):
        found += [value("papi", part, unit.id, year, scores.get((unit.id, part), 5.0)) for part in parts]
    return SyntheticHeld(catalog, found)


def test_components_say_how_many_are_below_the_mean_and_which_is_lowest(catalog):
    held = plain_year(catalog, {("ha-noi", "papi.participation"): 4.0, ("ha-noi", "papi.transparency"): 6.0})
    picture = pictures.build("components", Wanted(("ha noi",), PAPI), held)
    assert picture.title == (
        "Hà Nội 2024: 1 trên 2 nội dung dưới trung bình 63 tỉnh; thấp nhất: "
        "Tham gia của người dân ở cấp cơ sở (40% điểm tối đa)"
    )
    first, second, *rest = picture.rows
    assert (first.share, first.said, first.place, first.best, first.worst) == (40.0, "4/10", "63/63", 50.0, 40.0)
    assert first.mean == pytest.approx(10 * (62 * 5.0 + 4.0) / 63)
    assert first.gap == pytest.approx(40 - 10 * (62 * 5.0 + 4.0) / 63)
    assert (second.share, second.best_unit) == (60.0, "Hà Nội")
    assert [row.why for row in rest] == ["chưa có số liệu"] * 6


def test_components_as_data(catalog):
    held = plain_year(catalog, {("ha-noi", "papi.participation"): 4.0})
    listing = pictures.build("components", Wanted(("Hà Nội",), PAPI, group="centrally-run-cities"), held).data()
    row = dict(zip(listing.columns, listing.rows[0], strict=True))
    assert row == {
        "index": "papi", "indicator": "papi.participation", "number": "1", "name": "Tham gia của người dân ở cấp cơ sở",
        "unit_id": "ha-noi", "unit": "Hà Nội", "year": 2024, "score": 4.0, "min": 1, "max": 10, "share": 40.0,
        "mean": round(314 / 63, 10), "mean_share": round(3140 / 63, 10), "mean_kind": "computed", "mean_n": 63,
        "peers": 4.8, "peers_share": 48.0, "peers_n": 5, "best": 5.0, "best_share": 50.0, "best_unit": row["best_unit"],
        "worst": 4.0, "worst_share": 40.0, "worst_unit": "Hà Nội", "rank": 63, "rank_kind": "computed", "n_ranked": 63,
        "missing": None,
    }  # fmt: skip
    assert row["best_unit"].count(";") == 61


def test_maxima_are_those_of_the_framework_of_the_year(catalog):
    """Sub-dimension 5.1 has a maximum of 2.5 to 2020 and of 3.33 from 2021, when 5.2 was dropped."""
    part = "papi.procedures.certification-procedures"
    for year, most in ((2020, 2.5), (2021, 3.33)):
        held = plain_year(catalog, {("ha-noi", part): 1.0}, year, (part,))
        picture = pictures.build("components", Wanted(("Hà Nội",), PAPI, component="papi.procedures"), held)
        row = next(r for r in picture.rows if r.share is not None)
        assert row.share == pytest.approx(100 / most)
        assert f"{year}" in picture.topic


def test_parts_of_few_provinces_have_no_mean_but_a_share(sparse):
    picture = pictures.build(*SPARSE["components"], sparse)
    assert (
        picture.title
        == "Hà Nội 2024: có số liệu 2 trên 8 lĩnh vực; thấp nhất: Cải cách tài chính công (50% điểm tối đa)"
    )
    assert picture.mean == picture.best == ""
    assert "Chưa đủ số liệu các tỉnh" in picture.notes[0]


def test_a_merged_province_says_what_it_is_made_of(held):
    picture = pictures.build(*CASES["components-peers"], held)
    assert picture.notes[0] == "Ninh Bình từ 01/07/2025 gồm Hà Nam, Nam Định, Ninh Bình (cũ)."
    assert picture.peers == "trung bình nhóm Thành phố trực thuộc trung ương (5/6)"  # Huế has a stated reason
    assert picture.mean == "trung bình 32 tỉnh"


def test_the_same_name_in_another_year_is_another_territory(held):
    picture = pictures.build("components", Wanted(("Ninh Bình",), PAPI, year=2024), held)
    assert picture.data().rows[0][4] == "ninh-binh"
    assert picture.notes == pictures.build("components", Wanted(("Hà Nội",), PAPI, year=2024), held).notes


# --- heat maps ---------------------------------------------------------------------------------


def test_heatmap_of_parts(held):
    picture = pictures.build(*CASES["heatmap-34"], held)
    assert len(picture.rows) == 34
    assert [head.name for head in picture.heads][:2] == ["PAPI", "1. Tham gia của người dân ở cấp cơ sở"]
    assert {head.count for head in picture.heads} == {"n = 32"}
    assert [row.cells[0].text for row in picture.rows[:3]] == ["1", "2", "3"]
    assert {row.name for row in picture.rows if row.cells[0].state == "missing"} == {"Huế", "Lào Cai"}
    assert [row.name for row in picture.rows if row.chosen] == ["Ninh Bình"]
    assert picture.rows[0].cells[0].fifth == 1
    assert picture.rows[31].cells[0].fifth == 5


def test_heatmap_of_years_marks_breaks_and_the_merger(held):
    picture = pictures.build(*CASES["heatmap-merger"], held)
    assert [head.name for head in picture.heads] == [str(y) for y in YEARS]
    assert [bool(head.break_reason) for head in picture.heads] == [False, False, False, False, True]
    assert picture.heads[-1].break_reason == "sáp nhập, 34 thay vì 63 tỉnh, thành phố"
    own = next(row for row in picture.rows if row.chosen)
    assert [cell.state for cell in own.cells] == ["absent"] * 4 + [""]


def test_heatmap_data_says_ranks_scores_and_reasons(held):
    listing = pictures.build(*CASES["heatmap-years"], held).data()
    rows = [dict(zip(listing.columns, row, strict=True)) for row in listing.rows]
    assert len(rows) == 63 * 4
    gone = next(r for r in rows if (r["unit_id"], r["year"]) == ("ha-noi", 2022))
    assert (gone["score"], gone["rank"], gone["fifth"], gone["missing"]) == (None, None, None, "not-published")
    for year in (2021, 2022, 2023, 2024):
        of = [r for r in rows if r["year"] == year and r["rank"]]
        assert sorted(r["rank"] for r in of) == list(range(1, of[0]["n_ranked"] + 1))
        assert {r["comparable"] for r in rows if r["year"] == year} == {None if year == 2021 else True}


def test_a_group_with_nobody_on_top_says_so(catalog):
    low = set(next(g for g in catalog.groups if g.id == "central-highlands").members)
    found = [
        value("papi", "papi", u.id, y, 50.0 - 10 * (u.id in low)) for y in (2022, 2023) for u in catalog.provinces(y)
    ]
    picture = pictures.build(
        "heatmap", Wanted((), PAPI, group="central-highlands", first=2022), SyntheticHeld(catalog, found)
    )
    assert picture.title == "Tây Nguyên, PAPI 2022–2023: không tỉnh nào ở nhóm 20% dẫn đầu"
    assert {cell.text for row in picture.rows for cell in row.cells} == {"59"}


def test_columns_nobody_is_ranked_in_have_no_fifths(catalog):
    found = [value("par-index", "par-index", u, 2024, 90.0) for u in ("ha-noi", "hue")]
    held = SyntheticHeld(catalog, found, "par-index")
    picture = pictures.build(
        "heatmap", Wanted((), ("par-index",), group="red-river-delta", first=2024, measure="score"), held
    )
    assert picture.title == "Đồng bằng sông Hồng, PAR INDEX 2024: chưa đủ số liệu để xếp nhóm"
    assert [row.cells[0].text for row in picture.rows if row.name == "Hà Nội"] == ["90"]


def test_units_of_which_nothing_is_held_are_counted_not_drawn(sparse):
    picture = pictures.build(*SPARSE["heatmap"], sparse)
    assert len(picture.rows) == 10
    assert picture.title == "PAR INDEX 2024: mới có số liệu của 10 trên 63 tỉnh, thành phố"
    assert any("53 tỉnh chưa có số liệu" in note for note in picture.notes)
    assert picture.rows[-1].name == "Điện Biên"  # a score without a rank comes last


# --- maps --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("case", "count"), [("map-63", 63), ("map-34", 34)])
def test_a_map_has_every_province_and_both_archipelagos(held, case, count):
    picture = pictures.build(*CASES[case], held)
    mainland = [tile for tile in picture.tiles if not tile.owner]
    assert len(mainland) == count
    owners = {tile.name: tile for tile in mainland}
    hoang_sa, truong_sa = (tile for tile in picture.tiles if tile.owner)
    assert (hoang_sa.name, hoang_sa.owner) == ("Hoàng Sa", "Đà Nẵng")
    assert (truong_sa.name, truong_sa.owner) == ("Trường Sa", "Khánh Hòa")
    for island in (hoang_sa, truong_sa):
        assert island.shade == owners[island.owner].shade
        assert island.chosen == owners[island.owner].chosen
        assert island.text == ""
    assert "Hoàng Sa (Đà Nẵng)" in picture.alt
    for size in SHEETS:
        words = [label.text for label in labels(charts.draw(picture, size))]
        assert "(Đà Nẵng)" in words
        assert "(Khánh Hòa)" in words


def test_the_archipelagos_are_named_in_english(held):
    settings.set_language("en")
    picture = pictures.build(*CASES["map-34"], held)
    assert [t.name for t in picture.tiles if t.owner] == ["Hoang Sa (Paracel)", "Truong Sa (Spratly)"]


def test_map_data(held):
    listing = pictures.build(*CASES["map-34"], held).data()
    rows = [dict(zip(listing.columns, row, strict=True)) for row in listing.rows]
    assert len(rows) == 36
    assert [r["tile"] for r in rows[-2:]] == ["Hoàng Sa", "Trường Sa"]
    assert all(r["score"] is None and r["rank"] is None for r in rows[-2:])
    hue = next(r for r in rows if r["unit_id"] == "hue")
    assert (hue["score"], hue["rank"], hue["missing"]) == (None, None, "not-published")


def test_map_shades_are_fifths_of_the_ranked(held):
    picture = pictures.build(*CASES["map-34"], held)
    by_rank = {int(t.text): t.shade for t in picture.tiles if t.text}
    assert [by_rank[r] for r in (1, 6, 7, 12, 13, 19, 20, 25, 26, 32)] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert [step.words for step in picture.steps] == ["hạng 1–6", "hạng 7–12", "hạng 13–19", "hạng 20–25", "hạng 26–32"]


def test_map_of_the_publishers_groups(catalog):
    scores = {u.id: 60.0 - i * 0.3 for i, u in enumerate(catalog.provinces(2019))}
    found = [value("papi", "papi", u, 2019, s) for u, s in scores.items()]
    picture = pictures.build("map", Wanted((), PAPI, measure="group"), SyntheticHeld(catalog, found))
    assert [step.words for step in picture.steps] == [
        "Best Performers: 16 tỉnh", "High Average: 16 tỉnh", "Low Average: 15 tỉnh", "Poor Performers: 16 tỉnh",
    ]  # fmt: skip
    assert [step.shade for step in picture.steps] == [1, 2, 4, 5]
    assert picture.tiles[0].shade == 1


def test_groups_printed_beside_the_values_come_before_counts(catalog):
    found = [
        value("papi", "papi", u.id, 2019, 50.0 + i, group="B" if i < 40 else "A")
        for i, u in enumerate(catalog.provinces(2019))
    ]
    picture = pictures.build("map", Wanted((), PAPI, measure="group"), SyntheticHeld(catalog, found))
    assert [(s.words, s.shade) for s in picture.steps] == [("A: 23 tỉnh", 1), ("B: 40 tỉnh", 5)]


def test_a_map_of_part_of_the_provinces_says_so(sparse):
    picture = pictures.build(*SPARSE["map-ranks"], sparse)
    assert picture.title == "PAR INDEX 2024: mới có điểm của 9 trên 63 tỉnh, thành phố; đứng đầu: Hải Phòng"
    assert sum(tile.state == "unknown" for tile in picture.tiles if not tile.owner) == 53
    scores = pictures.build(*SPARSE["map"], sparse)
    shown = {tile.name: tile.text for tile in scores.tiles}
    assert (shown["Quảng Ngãi"], shown["Điện Biên"], shown["Hà Giang"]) == ("hạng 43", "88,2", "")


# --- distributions -----------------------------------------------------------------------------


def test_distribution_says_how_many_are_below(catalog):
    found = [value("papi", "papi", u.id, 2024, 40.0 + i / 10) for i, u in enumerate(catalog.provinces(2024))]
    held = SyntheticHeld(catalog, found)
    picture = pictures.build("distribution", Wanted(("Cao Bằng",), PAPI), held)
    assert picture.title == "Cao Bằng, PAPI 2024: 40,2 điểm, hạng 61/63 (tính từ điểm); cao hơn 2 trong 62 tỉnh khác"
    assert picture.box == pytest.approx((41.55, 44.65))
    assert [(r.words, r.score) for r in picture.rules] == [
        ("trung bình 63 tỉnh", pytest.approx(43.1)),
        ("trung vị", pytest.approx(43.1)),
    ]
    assert sum(dot.role == "own" for dot in picture.dots) == 1
    assert picture.data().rows[-4][2:7:4] == ("mean-computed", pytest.approx(43.1))


def test_a_pilot_is_not_short_of_the_provinces_it_did_not_measure(catalog):
    """SIPAS 2015 covered ten provinces: nobody is missing."""
    units = [
        "ha-noi",
        "hai-phong",
        "da-nang",
        "ho-chi-minh",
        "hung-yen",
        "ha-tinh",
        "dak-lak",
        "tay-ninh",
        "ca-mau",
        "lai-chau",
    ]
    values = [value("sipas", "sipas", u, 2015, 90.0 - i, rank=i + 1, n_ranked=10) for i, u in enumerate(units)]
    held = SyntheticHeld(catalog, values, "sipas", expected={2015: 10})
    picture = pictures.build("distribution", Wanted(("Lai Châu",), ("sipas",)), held)
    assert picture.title == "Lai Châu, SIPAS 2015: 81%, hạng 10/10; không tỉnh nào thấp hơn"
    assert picture.notes == ("Năm 2015 chỉ đo 10 tỉnh, thành phố.",)
    assert [r.words for r in picture.rules] == ["trung bình 10 tỉnh", "trung vị"]
    shown = pictures.build("map", Wanted((), ("sipas",)), held)
    assert shown.title == "SIPAS 2015: Hà Nội cao nhất (90%), Lai Châu thấp nhất (81%)"
    assert shown.notes == ("Năm 2015 chỉ đo 10 tỉnh, thành phố.",)
    assert len(pictures.build("heatmap", Wanted((), ("sipas",), first=2015), held).rows) == 10


def test_the_own_confidence_interval_is_drawn_and_said(catalog):
    found = [
        value("papi", "papi", u.id, 2024, 40.0 + i / 10)
        for i, u in enumerate(catalog.provinces(2024))
        if u.id != "ha-noi"
    ]
    found.append(value("papi", "papi", "ha-noi", 2024, 43.05, ci_low=42.0, ci_high=44.1))
    picture = pictures.build("distribution", Wanted(("Hà Nội",), PAPI), SyntheticHeld(catalog, found))
    assert picture.interval == (42.0, 44.1)
    assert picture.notes[0] == "Khoảng tin cậy như nơi công bố in: 42–44,1; 22 tỉnh khác có điểm trong khoảng ấy."
    for size in SHEETS:
        figure = charts.draw(picture, size)
        assert "khoảng tin cậy" in [label.text for label in labels(figure)]
        assert outside(figure) == collisions(figure) == []


def test_a_published_mean_is_shown_as_published(sparse, catalog):
    picture = pictures.build(*SPARSE["distribution"], sparse)
    stated = catalog.editions("par-index")[2024].national_mean
    assert [(r.words, r.score) for r in picture.rules] == [("cả nước (công bố)", stated)]
    assert picture.box is None
    assert any("Chưa có điểm của 54 tỉnh" in note for note in picture.notes)


def test_a_province_without_a_score_is_said_not_drawn(held):
    picture = pictures.build(*CASES["distribution-missing"], held)
    assert picture.title == "Vĩnh Phúc, PAPI 2024: không công bố"
    assert not [dot for dot in picture.dots if dot.role == "own"]
    assert "Vĩnh Phúc (không công bố)" in picture.notes[0]


# --- small multiples ---------------------------------------------------------------------------


def test_panels_come_best_first_and_name_the_best(held):
    picture = pictures.build(*CASES["small-multiples"], held)
    latest = [panel.points[-1].value for panel in picture.panels]
    assert latest == sorted(latest)
    assert picture.panels[0].name in picture.title
    assert picture.title.startswith("Tây Nguyên, PAPI: ")
    assert len(picture.panels) == 5


def test_the_best_of_those_known_is_not_called_the_best_of_all(catalog):
    def title(*known):
        values = [value("par-index", "par-index", u, 2024, rank=r, n_ranked=63) for u, r in known]
        values.append(value("par-index", "par-index", "gia-lai", 2023, rank=1, n_ranked=63))
        held = SyntheticHeld(catalog, values, "par-index")
        return pictures.build("small-multiples", Wanted((), ("par-index",), group="Tây Nguyên"), held).title

    assert title(("kon-tum", 40)) == "Tây Nguyên, PAR INDEX: năm 2024 chỉ có số liệu của Kon Tum (hạng 40/63)"
    assert title(("kon-tum", 40), ("dak-lak", 30)) == (
        "Tây Nguyên, PAR INDEX: Đắk Lắk cao nhất trong 2/5 tỉnh có số liệu năm 2024 (hạng 30/63)"
    )


def test_the_field_is_everyone_once(held):
    listing = pictures.build(*CASES["small-multiples"], held).data()
    rows = [dict(zip(listing.columns, row, strict=True)) for row in listing.rows]
    places = [(r["unit_id"], r["year"]) for r in rows]
    assert len(set(places)) == len(places)
    assert sum(r["role"] == "field" for r in rows) + sum(r["role"] == "own" for r in rows) == 4 * 63 - 3


def test_ranks_are_not_joined_across_the_merger(held):
    picture = pictures.build(*CASES["small-multiples-merger"], held)
    ha_noi = next(panel for panel in picture.panels if panel.name == "Hà Nội")
    assert [[year for year, _ in run] for run in ha_noi.runs] == [[2021], [2023, 2024], [2025]]
    assert ha_noi.missing == (2022,)
    assert [(r.x, r.reason) for r in picture.ruptures] == [(2024.5, "sáp nhập, 34 thay vì 63 tỉnh, thành phố")]
    da_nang = next(panel for panel in picture.panels if panel.name == "Đà Nẵng")
    assert len(da_nang.before) == 2
    assert da_nang.missing == ()


def test_scores_are_joined_across_the_merger(held):
    picture = pictures.build(*CASES["small-multiples-one"], held)
    assert [[year for year, _ in run] for run in picture.panels[0].runs] == [[2021], [2023, 2024, 2025]]
    assert picture.ruptures == ()


# --- errors ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "wanted", "kind", "says", "hint"),
    [
        ("components", Wanted(("Hà Nội",)), UsageProblem, "cần thêm --index", "chart --help"),
        ("components", Wanted(("Hà Nội", "Huế"), PAPI), UsageProblem, "vẽ một tỉnh", "heatmap"),
        ("components", Wanted(("Hà Nội",), ("papi", "sipas")), UsageProblem, "vẽ một chỉ số", "--index"),
        ("components", Wanted(("Hà Nộ",), PAPI), UnknownName, "Không có tỉnh", "Hà Nội"),
        ("components", Wanted(("Hà Nội",), ("pappi",)), UnknownName, "Không có chỉ số", ""),
        ("components", Wanted(("Hà Nội",), PAPI, year=2019), UsageProblem, "Chưa có số liệu năm 2019", "2021"),
        ("components", Wanted(("Hà Giang",), PAPI, year=2025), UsageProblem, "Chưa có số liệu năm 2025", "2024"),
        ("components", Wanted(("Hà Nội",), PAPI, component="papi.e-governance.access-internet.internet-news"), UsageProblem,
         "không có thành phần", "parreform indicators papi"),
        ("components", Wanted(("Hà Nội",), PAPI, group="tay nguyen", year=2025), UsageProblem, "không có hiệu lực", "2025-06-30"),
        ("components", Wanted(("Hà Nội",), PAPI, group="thành phố trực thuộc"), UnknownName, "Không có nhóm", "centrally-run-cities"),
        ("heatmap", Wanted(indices=PAPI, year=2024, first=2022), UsageProblem, "Chọn một", "--year 2024"),
        ("heatmap", Wanted(indices=PAPI, first=2025, last=2024), UsageProblem, "--from 2025", "--to"),
        ("heatmap", Wanted(indices=PAPI, measure="bậc"), UsageProblem, "Không có số đo", "rank"),
        ("map", Wanted(indices=PAPI, year=2030), UsageProblem, "Chưa có số liệu năm 2030", "2025"),
        ("map", Wanted(("Hà Giang",), PAPI), UsageProblem, "không có trong năm 2025", "2025-06-30"),
        ("map", Wanted(indices=PAPI, year=2025, measure="group"), UsageProblem, "Chưa rõ nhóm", "--measure"),
        ("map", Wanted(indices=PAPI, first=2020), UsageProblem, "không dùng --from", "--year"),
        ("distribution", Wanted(("Hà Nội",), PAPI, component="papi.nothing"), UnknownName, "Không có tiêu chí", ""),
        ("small-multiples", Wanted(indices=PAPI), UsageProblem, "cần --group", "central-highlands"),
        ("small-multiples", Wanted(indices=PAPI, group="Tây Nguyên"), UsageProblem, "không có hiệu lực", "2025-06-30"),
    ],
)  # fmt: skip
def test_errors_say_what_and_what_next(held, name, wanted, kind, says, hint):
    with pytest.raises(kind) as told:
        pictures.build(name, wanted, held)
    assert says in str(told.value)
    assert hint in told.value.hint


def test_a_year_of_ranks_alone_has_no_distribution(catalog):
    held = SyntheticHeld(catalog, [value("sipas", "sipas", "ha-noi", 2024, None, rank=11, n_ranked=63)], "sipas")
    with pytest.raises(UsageProblem, match="chỉ có thứ hạng"):
        pictures.build("distribution", Wanted(("Hà Nội",), ("sipas",)), held)


def test_an_empty_database_says_what_to_do(catalog):
    held = SyntheticHeld(catalog, [])
    for name in ("components", "heatmap", "map", "distribution", "small-multiples"):
        provinces = () if name in ("heatmap", "map") else ("Hà Nội",)
        with pytest.raises(UsageProblem, match="Chưa có") as told:
            pictures.build(name, Wanted(provinces, PAPI), held)
        assert "parreform" in told.value.hint


# --- the command -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample_db(tmp_path_factory):
    """The sample data of PAR INDEX and its areas."""
    folder = tmp_path_factory.mktemp("sample")
    db = str(folder / "sample.db")
    files = [str(ROOT / "sample_data" / name) for name in ("par-index.xlsx", "par-index-areas.xlsx")]
    assert main(["--db", db, "--quiet", "import", *files]) == 0
    return db


@pytest.mark.parametrize(
    ("options", "title"),
    [
        (["components", "-p", "Quảng Nam", "-i", "par-index"], "Quảng Nam 2023: có số liệu 7 trên 8 lĩnh vực; thấp nhất: Cải cách chế độ công vụ (78% điểm tối đa)"),
        (["heatmap", "-i", "par-index", "--from", "2012"], "PAR INDEX 2012–2024: "),
        (["map", "-i", "par-index", "-p", "Hà Nội"], "Hà Nội, PAR INDEX 2024: hạng 3/63, 92,57%"),
        (["distribution", "-i", "par-index", "-p", "Hà Nội"], "Hà Nội, PAR INDEX 2024: 92,57%, hạng 3/63; cao hơn 4,2 điểm phần trăm so với cả nước (công bố)"),
        (["small-multiples", "-i", "par-index", "--group", "Tây Nguyên"], "Tây Nguyên, PAR INDEX: Đắk Lắk cao nhất năm 2023 (hạng 28/63)"),
    ],
)  # fmt: skip
def test_charts_of_the_sample_data(sample_db, tmp_path, options, title):
    drawn, data = tmp_path / "chart.svg", tmp_path / "chart.csv"
    assert main(["--db", sample_db, "chart", *options, "-o", str(drawn), "--data", str(data), "--alt"]) == 0
    words = drawn.with_suffix(".txt").read_text(encoding="utf-8")
    assert words.startswith(title)
    assert title.split(":")[0] in drawn.read_text(encoding="utf-8")
    rows = list(csv.DictReader(data.open(encoding="utf-8")))
    assert {row["index"] for row in rows} == {"par-index"}


def test_the_data_of_a_chart_are_the_stored_values(sample_db, tmp_path):
    data = tmp_path / "map.csv"
    command = [
        "chart",
        "map",
        "-i",
        "par-index",
        "--year",
        "2023",
        "-o",
        str(tmp_path / "map.png"),
        "--data",
        str(data),
    ]
    assert main(["--db", sample_db, "--quiet", *command]) == 0
    drawn = {r["unit_id"]: r for r in csv.DictReader(data.open(encoding="utf-8")) if r["tile"] == "province"}
    stored = tmp_path / "stored.csv"
    assert (
        main(["--db", sample_db, "data", "-i", "par-index", "--year", "2023", "--level", "index", "-o", str(stored)])
        == 0
    )
    values = list(csv.DictReader(stored.open(encoding="utf-8")))
    assert len(values) > 20
    for value_ in values:
        tile = drawn[value_["unit_id"]]
        assert (tile["score"], tile["rank"], tile["source"], tile["cell"]) == tuple(
            value_[name] for name in ("score", "rank", "source", "cell")
        )
    assert sum(not r["score"] and not r["rank"] for r in drawn.values()) == 63 - len(values)


def test_an_unknown_province_is_a_usage_error_with_a_suggestion(sample_db, tmp_path, capsys):
    drawn = tmp_path / "x.png"
    assert main(["--db", sample_db, "chart", "distribution", "-i", "par-index", "-p", "Hà Nộ", "-o", str(drawn)]) == 2
    assert "Hà Nội" in capsys.readouterr().err
    assert not drawn.exists()


@pytest.mark.parametrize("size", SHEETS)
@pytest.mark.parametrize("case", [name for name in CASES if name.startswith("small")])
def test_every_panel_says_its_latest_value(held, case, size):
    picture = pictures.build(*CASES[case], held)
    bold = [label.text for label in labels(charts.draw(picture, size)) if label.bold]
    for panel in picture.panels:
        latest = panel.points[-1]
        assert any(text.startswith(latest.said) for text in bold), panel.name


@pytest.mark.parametrize("size", SHEETS)
@pytest.mark.parametrize("case", [name for name in CASES if name.startswith("distribution")])
def test_the_own_dot_is_named(held, case, size):
    picture = pictures.build(*CASES[case], held)
    bold = [label.text for label in labels(charts.draw(picture, size)) if label.bold]
    named = any(text.startswith(f"{picture.unit}\n") for text in bold)
    assert named == any(dot.role == "own" for dot in picture.dots)


def test_blocks_of_points_are_opened_where_only_their_parts_are_known(catalog):
    points = {"appraised": 57.66, "sipas": 9.56, "leaders-survey": 18.83, "socio-economic": 5.0}
    values = [value("par-index", f"par-index.{part}", "quang-ninh", 2022, score) for part, score in points.items()]
    picture = pictures.build(
        "components", Wanted(("Quảng Ninh",), ("par-index",)), SyntheticHeld(catalog, values, "par-index")
    )
    assert [row.said for row in picture.rows] == ["57,66/61,5", "9,56/10", "18,83/22", "5,00/6,5"]
    assert picture.title == (
        "Quảng Ninh 2022: cao nhất là Chỉ số SIPAS (96% điểm tối đa), thấp nhất là Tác động đến phát triển KT-XH (77%)"
    )


def test_parts_of_which_only_ranks_are_known(catalog):
    ranks = {"institutions": 55, "apparatus": 31, "digital": 9}
    values = [
        value("par-index", f"par-index.{p}", "dak-nong", 2022, None, rank=r, n_ranked=63) for p, r in ranks.items()
    ]
    picture = pictures.build(
        "components", Wanted(("Đắk Nông",), ("par-index",)), SyntheticHeld(catalog, values, "par-index")
    )
    assert picture.title == (
        "Đắk Nông 2022: có số liệu 3 trên 8 lĩnh vực; cao nhất: Xây dựng và phát triển chính quyền điện tử, "
        "chính quyền số (hạng 9/63), thấp nhất: Cải cách thể chế (hạng 55/63)"
    )
    assert [row.why for row in picture.rows] == [
        "chưa có số liệu", "chỉ có thứ hạng", "chưa có số liệu", "chỉ có thứ hạng", *["chưa có số liệu"] * 2, "chỉ có thứ hạng",
        "chưa có số liệu",
    ]  # fmt: skip
