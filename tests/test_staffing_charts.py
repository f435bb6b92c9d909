"""Pictures of staffing: what they say, what they hold, what is drawn. Figures of Hà Nội are those of its report."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, make_workbook

from parreform import settings
from parreform.catalog import Catalog
from parreform.charts import draw, save
from parreform.drawing.ink import Area, Label, Stroke, shapes_of
from parreform.drawing.style import EVENT
from parreform.errors import UsageProblem
from parreform.hints import Hints
from parreform.ingest import import_file
from parreform.pictures import build
from parreform.pictures.base import Held, Wanted, canonical
from parreform.store import Provenance, Store

SAMPLE = ROOT / "sample_data" / "staffing" / "staffing-ha-noi.xlsx"
HEAD = ["Tỉnh", "Biên chế giao năm 2015", "Biên chế giao năm 2021", "Giảm so với 2015"]


@pytest.fixture
def held(db: str, catalog: Catalog, tmp_path: Path) -> Iterator[Held]:
    """The sample, and synthetic figures of three provinces."""
    rows = [["Sơn La", 2000, 1700, 300], ["Lai Châu", 1500, 1400, 100], ["Điện Biên", 1000, 1020, -20]]
    title = ["KẾT QUẢ TINH GIẢN BIÊN CHẾ CÔNG CHỨC HÀNH CHÍNH CÁC TỈNH"]
    other = make_workbook(tmp_path / "khac.xlsx", {"x": [title, HEAD, *rows]})
    with Store.open(db, catalog, write=True) as store:
        for path in (SAMPLE, other):
            import_file(store, path, Hints(), Provenance())
        yield Held(store)


def test_what_the_picture_of_ha_noi_says(held: Held) -> None:
    picture = build("staffing", Wanted(provinces=("Hà Nội",)), held)
    assert picture.title == (
        "Hà Nội: công chức (hành chính) giảm 15,6% so với 2015; không kể 578 biên chế chuyển đi: ≈9,5%,"
        " dưới chỉ tiêu 10%"
    )
    rows = [dict(zip(picture.data().columns, row, strict=True)) for row in picture.data().rows]
    base, bar = rows[:2]
    assert (base["period"], base["kind"], base["posts_basis"]) == ("2015", "baseline", "implied")
    assert base["posts"] == pytest.approx(9442.3077, abs=1e-4)
    assert (bar["period"], bar["moved"], bar["cut"], bar["cut_pct"], bar["target_pct"]) == ("2021", 578, 1473, 15.6, 10)
    assert bar["target_posts"] == pytest.approx(8498.0769, abs=1e-4)
    assert "không quá ≈8.498" in picture.alt
    assert picture.footer.sources == ("staffing-ha-noi.xlsx",)


def test_what_is_drawn_of_ha_noi(held: Held) -> None:
    shapes = shapes_of(draw(build("staffing", Wanted(provinces=("Hà Nội",), category="civil_servants"), held)))
    bars = [s for s in shapes if isinstance(s, Area) and s.width and s.places[0][1] > 80]  # above the key
    hatched = next(s for s in bars if s.hatch)
    width = hatched.places[1][0] - hatched.places[0][0]
    whole = max(s.places[1][0] for s in bars) - min(s.places[0][0] for s in bars)
    assert width / whole == pytest.approx(578 / 9442.3077, abs=1e-3)
    rule = next(
        s
        for s in shapes
        if isinstance(s, Stroke) and s.colour == EVENT and s.dashes and len(s.places) == 2 and s.places[0][1] > 80
    )
    left, right = hatched.places[0][0], hatched.places[1][0]
    assert left < rule.places[0][0] < right  # the target is met only with the posts that moved
    words = {s.text for s in shapes if isinstance(s, Label)}
    assert {
        "≈9.442",
        "≈7.969",
        "895",
        "578 chuyển sang Bộ Công Thương",
        "giảm 15,6%",
        "không kể chuyển: ≈9,5%",
    } <= words


def test_units_beside_the_target(held: Held) -> None:
    picture = build("staffing-compare", Wanted(category="công chức", provinces=("Hà Nội",)), held)
    rows = [dict(zip(picture.data().columns, row, strict=True)) for row in picture.data().rows]
    assert [(r["unit_id"], r["cut_pct"], r["target_met"]) for r in rows] == [
        ("ha-noi", 15.6, "yes"),
        ("son-la", 15, "yes"),
        ("lai-chau", 6.6667, "no"),
        ("dien-bien", -2, "no"),
    ]
    assert picture.title.startswith("Công chức (hành chính): 2/4 tỉnh")
    assert "không kể biên chế chuyển đi thì Hà Nội chưa đạt" in picture.title
    assert any(isinstance(s, Area) and s.hatch for s in shapes_of(draw(picture)))


def test_an_increase_is_told_as_one(held: Held) -> None:
    picture = build("staffing", Wanted(provinces=("Điện Biên",)), held)
    assert picture.title == "Điện Biên: công chức (hành chính) tăng 20 so với 2015"


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
@pytest.mark.parametrize("name", ["staffing", "staffing-compare"])
def test_the_same_figures_give_the_same_bytes(name: str, suffix: str, held: Held, tmp_path: Path) -> None:
    wanted = Wanted(provinces=("Hà Nội",), category="civil_servants")
    once, again = (build(name, wanted, held) for _ in range(2))
    assert canonical(once) == canonical(again)
    for n, picture in enumerate((once, again)):
        save(draw(picture, "square"), tmp_path / f"{n}.{suffix}")
    assert (tmp_path / f"0.{suffix}").read_bytes() == (tmp_path / f"1.{suffix}").read_bytes()


def test_in_english(held: Held) -> None:
    settings.set_language("en")
    picture = build("staffing", Wanted(provinces=("Ha Noi",)), held)
    assert picture.title.endswith(
        "cut by 15.6% since 2015; without 578 posts that moved: ≈9.5%, short of the target of 10%"
    )
    draw(picture, "slide")


def test_without_a_baseline_there_is_nothing_to_draw(held: Held) -> None:
    with pytest.raises(UsageProblem):
        build("staffing", Wanted(provinces=("Cao Bằng",)), held)
    with pytest.raises(UsageProblem):
        build("staffing-compare", Wanted(category="commune_level"), held)
