"""Charts. Every figure here is synthetic: invented to show a case, published by nobody."""

import errno
import math
import random
import unicodedata
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from PIL import Image

from parreform import settings
from parreform.charts import CHARTS, draw, save
from parreform.drawing.ink import Area, Dots, Label, Stroke, box_area, shapes_of, sheet_of
from parreform.drawing.notes import footer_lines
from parreform.drawing.room import DOWN, RIGHT, UP, Box
from parreform.drawing.style import BAND, FOCUS, LOOKS, PALE, WHITE, font
from parreform.drawing.ticks import notable, rank_ticks
from parreform.errors import ParreformError, UsageProblem
from parreform.pictures import PICTURES
from parreform.pictures.base import Footer, canonical
from parreform.pictures.lines import Band, Line, Mark, breaks, line_runs
from parreform.pictures.trend import headline as said_of
from parreform.pictures.trend import told

SUFFIXES = [".png", ".svg", ".pdf"]
REASON = "Bộ chỉ số mới (quyết định giả định); một lĩnh vực không còn là cơ chế một cửa"


def mark(year, rank=None, n=63, kind="published", score=None, why="", missing=""):
    return Mark(year, rank, n, kind, score, why, missing)


def line(*marks, index="par-index", label="PAR INDEX", unit="Tỉnh A", score_unit="%", field=None):
    return Line(index, label, unit, score_unit, tuple(marks), tuple(field or ()))


def picture(*lines, unit="Tỉnh A", events=(), sources=("https://www.vi-du.vn/a", "https://vi-du.vn/b"), measure="rank"):
    return told(unit, lines, tuple(events), Footer(sources, ("QĐ giả định 1",), "2025-07-23", "n = 63"), measure)


def trend(shown, size="a4"):
    return draw(shown, size)


def headline(shown, measure="rank"):
    return said_of(shown.unit, shown.lines, measure)


def runs(marks, measure):
    return line_runs(line(*marks), measure)


def strokes(figure, colour):
    return [s for s in shapes_of(figure) if isinstance(s, Stroke) and s.colour == colour]


def pieces(stroke):
    """The lines that one stroke draws."""
    found = [[]]
    for place in stroke.places:
        if math.isnan(place[0]):
            found.append([])
        else:
            found[-1].append(place)
    return found


def walk(seed, index="par-index", label="PAR INDEX", unit="Tỉnh A", broken=0.5, first=2011, last=2024):
    """A synthetic random line with gaps and breaks."""
    dice = random.Random(seed)
    ranks = [dice.randint(1, 63) if dice.random() > 0.15 else None for _ in range(first, last + 1)]
    marks = [
        mark(year, rank, dice.choice((61, 63)), dice.choice(("published", "computed")), None if rank is None else 95 - rank / 3,
             REASON if dice.random() < broken else "")
        for year, rank in enumerate(ranks, start=first)
    ]  # fmt: skip
    return line(*marks, index=index, label=label, unit=unit)


def three(seed, measure="rank"):
    return picture(
        walk(seed),
        walk(seed + 1, "sipas", "SIPAS", broken=0.1),
        walk(seed + 2, "papi", "PAPI", broken=0.3),
        events=((2025, "sáp nhập giả định"),),
        measure=measure,
    )


def members(seed):
    names = ("Tỉnh B", "Tỉnh C", "Tỉnh A (đến 2024)")
    old = [walk(seed + i, unit=name, broken=0.2) for i, name in enumerate(names)]
    return picture(*old, line(mark(2025, 9, 34)), events=((2025, "sáp nhập giả định"),))


# --- what is joined, marked, said -----------------------------------------------------------------


def test_line_ends_at_gap_missing_year_and_break():
    marks = [
        mark(2012, 5),
        mark(2013, 6),
        mark(2015, 7),
        mark(2016, None),
        mark(2017, 8),
        mark(2018, 9, why="khung mới"),
    ]
    assert runs(marks, "rank") == [[(2012, 5), (2013, 6)], [(2015, 7)], [(2017, 8)], [(2018, 9)]]


def test_ranks_that_are_not_alike_are_not_joined():
    marks = [mark(2019, 2, 10), mark(2020, 9), mark(2021, 8, kind="computed"), mark(2022, 7, 61, "computed")]
    assert runs(marks, "rank") == [[(2019, 2)], [(2020, 9)], [(2021, 8), (2022, 7)]]


def test_drawn_segments_are_those_runs():
    marks = [mark(2012, 5), mark(2013, 6), mark(2014, 4, why="khung mới"), mark(2016, 3), mark(2017, 2)]
    figure = trend(picture(line(*marks)))
    (drawn,) = strokes(figure, FOCUS)
    years = {s.text: s.x for s in shapes_of(figure) if isinstance(s, Label) and s.text.isdigit() and s.ha == "center"}
    assert [[round(x, 3) for x, _ in piece] for piece in pieces(drawn)] == [
        [round(years["2012"], 3), round(years["2013"], 3)],
        [round(years["2016"], 3), round(years["2017"], 3)],
    ]


def test_score_of_zero_is_drawn_and_no_score_is_not():
    assert runs([mark(2012, score=0.0), mark(2013), mark(2014, score=1.0)], "score") == [[(2012, 0.0)], [(2014, 1.0)]]


def test_rule_stands_between_years_never_on_one():
    found = breaks([line(mark(2014, 3, why="năm đầu"), mark(2016, 2, why="a"), mark(2017, 1, why="b"))])
    assert [(b.x, b.earlier, b.later, b.reason) for b in found] == [
        (2015.5, 2014, 2016, "a"),
        (2016.5, 2016, 2017, "b"),
    ]


def test_same_break_of_several_members_is_marked_once():
    one = line(mark(2014, 3), mark(2015, 2, why="a"), unit="Tỉnh B")
    assert len(breaks([one, replace(one, unit="Tỉnh C")])) == 1


def test_rank_axis_has_one_on_top_and_number_ranked_at_bottom():
    figure = trend(picture(line(mark(2023, 5), mark(2024, 6))))
    ticks = {s.text: s.y for s in shapes_of(figure) if isinstance(s, Label) and s.ha == "right"}
    assert sorted(ticks, key=ticks.get, reverse=True) == ["1", "20", "40", "63"]
    assert rank_ticks(34) == [1, 10, 20, 34]


def test_published_is_filled_and_computed_hollow():
    figure = trend(picture(line(mark(2023, 5), mark(2024, 6, kind="computed"))))
    key, drawn = 2, [s.face for s in shapes_of(figure) if isinstance(s, Dots)]
    assert drawn[:-key] == drawn[-key:] == [FOCUS, WHITE]


def test_labels_are_latest_best_worst_and_other_numbers_ranked():
    shown = notable(line(mark(2015, 2, 10), mark(2017, 60), mark(2018, 4), mark(2019, 4), mark(2020, 9)), "rank")
    assert {m.year: side for m, side in shown.items()} == {
        2015: UP, 2017: DOWN, 2019: UP, 2020: RIGHT
    }  # fmt: skip


def test_best_score_is_sought_only_after_the_last_break():
    marks = (mark(2016, score=99), mark(2017, score=80, why="khung mới"), mark(2018, score=85), mark(2019, score=82))
    assert {m.year for m in notable(line(*marks), "score")} == {2017, 2018, 2019}


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ([mark(2023, 3), mark(2024, 3)], "hạng 3/63 năm 2024, giữ nguyên so với 2023"),
        ([mark(2023, 5), mark(2024, 3)], "hạng 3/63 năm 2024, tăng 2 bậc so với 2023"),
        ([mark(2023, 3), mark(2024, 10)], "hạng 10/63 năm 2024, giảm 7 bậc so với 2023"),
        (
            [mark(2023, 5), mark(2024, 3, why="khung mới")],
            "hạng 3/63 năm 2024, năm 2023 hạng 5/63 (không so sánh được)",
        ),
        ([mark(2022, 5), mark(2024, 3)], "hạng 3/63 năm 2024"),
        ([mark(2022, 5), mark(2023), mark(2024, 3)], "hạng 3/63 năm 2024"),
        ([mark(2023, 5, kind="computed"), mark(2024, 3)], "hạng 3/63 năm 2024"),
        ([mark(2023, 5, 60), mark(2024, 3, 63)], "hạng 3/63 năm 2024, năm 2023 hạng 5/60"),
        ([mark(2023, 5, None), mark(2024, 3, None)], "hạng 3 năm 2024, tăng 2 bậc so với 2023"),
        ([mark(2024, 3, kind="computed")], "hạng 3/63 (tính từ điểm) năm 2024"),
        ([mark(2023, score=88.1), mark(2024, score=90.55)], "90,55% năm 2024, tăng 2,45 điểm phần trăm so với 2023"),
        ([mark(2023, 5), mark(2024, score=90.5)], "hạng 5/63 năm 2023"),
    ],
)
def test_headline_says_the_latest_and_no_change_across_a_break(marks, said):
    assert headline(picture(line(*marks))) == f"Tỉnh A: PAR INDEX {said}"


def test_headline_of_an_index_without_ranks_is_of_the_next_with():
    unranked = line(mark(2024, score=90.0))
    assert (
        headline(picture(unranked, line(mark(2024, 2), index="papi", label="PAPI")))
        == "Tỉnh A: PAPI hạng 2/63 năm 2024"
    )


def test_headline_of_members_before_a_merger_names_each():
    pair = [line(mark(2024, r), unit=u) for r, u in ((7, "Tỉnh B"), (9, "Tỉnh C"))]
    assert headline(picture(*pair)) == "Tỉnh A: PAR INDEX 2024: Tỉnh B hạng 7/63, Tỉnh C hạng 9/63"


def test_headline_in_english(monkeypatch):
    monkeypatch.setattr(settings, "_language", "en")
    assert (
        headline(picture(line(mark(2023, 5), mark(2024, 3))))
        == "Tỉnh A: PAR INDEX rank 3/63 in 2024, up 2 places from 2023"
    )
    points = line(mark(2024, score=43.07123), index="papi", label="PAPI", score_unit="điểm")
    assert headline(picture(points), "score") == "Tỉnh A: PAPI 43.07 points in 2024"


def test_nothing_at_all_is_said_to_be_nothing():
    figure = trend(picture(line(mark(2024))))
    assert figure.get_label().startswith("Tỉnh A: chưa có số liệu")


# --- where words stand ----------------------------------------------------------------------------


def words(figure: Figure) -> list[tuple[str, Box]]:
    """Every text with the room it takes."""
    return [(s.text, Box(*s.extent())) for s in shapes_of(figure) if isinstance(s, Label)]


def shrunk(box: Box) -> Box:
    # A hair of two boxes may touch: they reach down to the marks below letters, which few have.
    return Box(box.left + 0.7, box.bottom + 0.7, box.right - 0.7, box.top - 0.7)


def dots_along(stroke):
    """Places all along a stroke."""
    steps = np.linspace(0, 1, 41)[:, None]
    pairs = [(np.array(p), np.array(q)) for piece in pieces(stroke) for p, q in pairwise(piece)]
    return np.vstack([p + (q - p) * steps for p, q in pairs])


SIZES = ("a4", "slide", "square")
CASES = [(three(s, m), size) for s in (1, 7) for size in SIZES for m in ("rank", "score")]
CASES += [(members(s), size) for s in (3, 11) for size in SIZES]
CASES += [(picture(walk(5, broken=0.1)), "a4"), (picture(line(mark(2024, 1))), "slide")]


@pytest.mark.parametrize(("shown", "size"), CASES)
def test_no_words_cover_words_marks_or_lines(shown, size):
    figure = trend(shown, size)
    wide, high = figure.get_size_inches() * 72
    found = words(figure)
    for (a, box), (b, other) in combinations(found, 2):
        assert not shrunk(box).meets(shrunk(other)), (a, b)
    for text, box in found:
        assert box.inside(Box(0, 0, wide, high)), text
    drawn = [s for look in LOOKS for s in strokes(figure, look.colour) if s.width > 1]
    for stroke in drawn:
        places = dots_along(stroke)
        for text, box in found:
            inner = shrunk(box)
            assert not ((places > inner[:2]) & (places < inner[2:])).all(axis=1).any(), text


def test_latest_place_is_always_labelled_beside_its_year():
    assert any(text == "9/63\n2024" for text, _ in words(trend(picture(line(mark(2023, 5), mark(2024, 9))))))


def test_few_breaks_are_told_beside_the_rule_many_in_notes():
    few = trend(picture(line(mark(2022, 50), mark(2023, 60), mark(2024, 2, why="Đổi đối tượng khảo sát"))))
    assert any(text.replace("\n", " ") == "Đổi đối tượng khảo sát" for text, _ in words(few))
    many = trend(picture(line(mark(2020, 5), *(mark(y, 5, why=f"khung {y}") for y in range(2021, 2025)))))
    said = {text for text, _ in words(many)}
    assert {"1", "4", "PAR INDEX 2020–2021: khung 2021", "PAR INDEX 2023–2024: khung 2024"} <= said


def test_break_and_merger_in_one_place_are_both_told():
    shown = picture(
        line(mark(2024, 5), mark(2025, 4, 34, why="khung mới")),
        events=((2025, "sáp nhập giả định"), (2025, "b"), (1990, "c")),
    )
    said = [text for text, _ in words(trend(shown))]
    assert "2025: sáp nhập giả định; b" in said
    assert "khung mới" in " ".join(said).replace("\n", " ")
    assert "c" not in " ".join(said).split()


def test_number_ranked_missing_years_sources_and_kinds_are_shown():
    marks = (mark(2021, 5, 60), mark(2022), mark(2023, 7, 61, kind="computed"), mark(2024, 8, 63))
    said = [text for text, _ in words(trend(picture(line(*marks))))]
    assert "n = 60, 61, 63 đơn vị được xếp hạng, tùy năm" in said
    assert "–" in said
    assert "Nguồn: vi-du.vn. Quyết định: QĐ giả định 1. n = 63. Số liệu ghi ngày 23/07/2025." in said
    assert {"hạng in: nơi công bố", "hạng tính: từ điểm", "không có hạng"} <= set(said)


def test_many_sources_take_two_lines():
    sources = [f"https://so-noi-vu-tinh-thu-{i}.vn/x" for i in range(60)]
    lines = footer_lines(Footer(tuple(sources), date="2025-07-23"), 500, 8)
    assert len(lines) == 2
    assert "nguồn khác" in lines[1]


def test_a_unit_looks_the_same_in_every_panel():
    b, c = (line(mark(2023, r), mark(2024, r), unit=u) for r, u in ((7, "Tỉnh B"), (9, "Tỉnh C")))
    figure = trend(picture(c, replace(b, index="papi"), replace(c, index="papi"), line(mark(2024, 3), index="papi")))
    colours = {s.text: set() for s in shapes_of(figure) if isinstance(s, Label)}
    for s in shapes_of(figure):
        if isinstance(s, Label):
            colours[s.text].add(s.colour)
    assert len(colours["Tỉnh C"]) == 1
    assert colours["Tỉnh B"] != colours["Tỉnh C"]


def test_footer_tells_what_is_known_of_days():
    said = footer_lines(Footer(("a.xlsx",), date="2025-07-23", published="2025-04-06"), 500, 8)
    assert said == ["Nguồn: a.xlsx. Công bố 06/04/2025. Số liệu ghi ngày 23/07/2025."]
    assert footer_lines(Footer(("a.xlsx",)), 500, 8) == ["Nguồn: a.xlsx."]


def test_groups_of_the_publisher_are_named_bands():
    bands = (Band(2023, "A", 1, 13), Band(2023, "B", 14, 63), Band(2024, "A", 1, 13), Band(2024, "B", 14, 63))
    figure = trend(picture(replace(line(mark(2023, 5), mark(2024, 6)), bands=bands)))
    assert {"A", "B", "nhóm của nơi công bố"} <= {text for text, _ in words(figure)}
    areas = [s for s in shapes_of(figure) if isinstance(s, Area) and s.face == BAND]
    assert len(areas) == 3  # every other group of two years, and the key


def test_other_units_are_drawn_in_grey_and_broken_alike():
    focus = line(
        mark(2022, 5),
        mark(2023, 6),
        mark(2024, 7, why="khung mới"),
        field=(((2021, 9.0), (2022, 8.0), (2023, 8.0), (2024, 8.0)),),
    )
    (pale, _key) = strokes(trend(picture(focus)), PALE)
    assert [len(piece) for piece in pieces(pale)] == [
        3,
        2,
    ]  # three years joined, and a dash for the one after the break


def test_sizes():
    assert (trend(three(1), size="slide").get_size_inches() * 120).round().tolist() == [1600, 900]
    assert (trend(picture(walk(5, broken=0))).get_size_inches() * 150).round().tolist() == [1240, 870]
    assert (trend(three(1), size="square").get_size_inches() * 144).round().tolist() == [1200, 1200]
    assert trend(three(1)).get_size_inches()[1] > 5.8


def test_unknown_size_names_the_known():
    with pytest.raises(UsageProblem) as fault:
        trend(three(1), "a0")
    assert fault.value.hint == "a4, slide, square"


# --- colours --------------------------------------------------------------------------------------

# Machado, Oliveira and Fernandes (2009), severity 1: what those see who lack red or green cones.
SIGHTS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}


def lab(linear):
    """CIE L*a*b* of a linear RGB colour: distances are about as they are seen, 2 is just noticed."""
    to_xyz = np.array(((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)))
    xyz = to_xyz @ np.clip(linear, 0, 1) / (0.9505, 1, 1.089)
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array((116 * y - 16, 500 * (x - y), 200 * (y - z)))


def linear(colour):
    parts = np.array(to_rgb(colour))
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize("sight", SIGHTS)
def test_first_looks_are_told_apart_with_any_sight(sight):
    seen = [lab(np.array(SIGHTS[sight]) @ linear(look.colour)) for look in LOOKS[:6]]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) > 12


def test_every_look_can_be_read_and_told_apart_in_grey():
    for look in LOOKS:
        luminance = linear(look.colour) @ (0.2126, 0.7152, 0.0722)
        assert 1.05 / (luminance + 0.05) > 4.5  # contrast on white that words need
    assert len({look.shape for look in LOOKS}) == len({look.dashes for look in LOOKS}) == len(LOOKS)


# --- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_same_data_same_bytes_whatever_the_settings(suffix, tmp_path):
    save(trend(three(1)), tmp_path / f"a{suffix}")
    with mpl.rc_context(
        {
            "font.family": "serif",
            "lines.linewidth": 9,
            "savefig.dpi": 40,
            "svg.fonttype": "none",
            "text.hinting": "force_autohint",
        }
    ):
        save(trend(three(1)), tmp_path / f"b{suffix}")
        assert mpl.rcParams["lines.linewidth"] == 9
    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()
    assert {p.name for p in tmp_path.iterdir()} == {f"a{suffix}", f"b{suffix}"}


def test_svg_tells_what_it_shows_to_those_who_cannot_see(tmp_path):
    save(trend(picture(line(mark(2023, 5), mark(2024, 3)))), tmp_path / "a.svg")
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "<title>Tỉnh A: PAR INDEX hạng 3/63 năm 2024, tăng 2 bậc so với 2023</title>" in text
    assert "PAR INDEX, Tỉnh A: 2023: 5/63; 2024: 3/63" in text
    assert "<desc>PAR INDEX, Tỉnh A: 2023: 5/63; 2024: 3/63</desc>" in text
    assert '<svg role="img"' in text
    assert "<dc:date>" not in text


def test_png_and_pdf_tell_it_too(tmp_path):
    shown = trend(picture(line(mark(2023, 5), mark(2024, 3, why="khung mới"))))
    save(shown, tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as image:
        assert image.info["Title"] == "Tỉnh A: PAR INDEX hạng 3/63 năm 2024, năm 2023 hạng 5/63 (không so sánh được)"
        assert "Không so sánh được, PAR INDEX: 2023–2024: khung mới" in image.info["Description"]
        assert image.convert("RGB").getpixel((1, 1)) == (255, 255, 255)
        assert tuple(round(255 * part) for part in to_rgb(FOCUS)) in {
            c for _, c in image.convert("RGB").getcolors(1000)
        }
    save(shown, tmp_path / "a.pdf")
    assert b"/Title" in (tmp_path / "a.pdf").read_bytes()


def test_a_chart_of_too_many_colours_is_saved_in_true_colour(tmp_path):
    many = [box_area(n, 0, n + 1, 9, f"#{n:02x}{255 - n:02x}80") for n in range(256)]
    save(sheet_of(many, 256, 9, 72), tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as image:
        assert image.mode == "RGB"
        assert image.getpixel((100, 4)) == (100, 155, 128)


def test_unknown_suffix_names_the_known(tmp_path):
    with pytest.raises(UsageProblem) as fault:
        save(Figure(), tmp_path / "a.jpg")
    assert all(suffix in fault.value.hint for suffix in SUFFIXES)
    assert not list(tmp_path.iterdir())


def test_capital_suffix_is_known(tmp_path):
    save(Figure(), tmp_path / "A.PNG")
    assert (tmp_path / "A.PNG").read_bytes().startswith(b"\x89PNG")


def test_full_disk_leaves_the_old_chart_and_no_part(tmp_path, monkeypatch):
    target = tmp_path / "a.svg"
    target.write_text("old")

    def full(path: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ParreformError, match="No space left"):
        save(Figure(), target)
    assert [p.name for p in tmp_path.iterdir()] == ["a.svg"]
    assert target.read_text() == "old"


def test_missing_folder_is_made(tmp_path):
    save(Figure(), tmp_path / "none" / "a.png")
    assert (tmp_path / "none" / "a.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("where", ["file/a.png", "folder.png"])
def test_impossible_place_is_told(where, tmp_path):
    (tmp_path / "file").write_text("")
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(ParreformError):
        save(Figure(), tmp_path / where)
    assert {p.name for p in tmp_path.iterdir()} == {"file", "folder.png"}


@pytest.mark.parametrize("bold", [False, True])
def test_font_has_every_vietnamese_letter_and_sign(bold):
    toned = "".join(v + tone for v in "aăâeêioôơuưy" for tone in "\u0300\u0301\u0303\u0309\u0323")
    small = unicodedata.normalize("NFC", toned) + "ăâđêôơư"
    letters = small + small.upper()
    assert len(set(letters)) == 134
    ours = font(letters, 8, bold).get_file()
    assert "BeVietnamPro" in str(ours)
    known = FT2Font(ours).get_charmap()
    assert not [c for c in letters + "–…%/±·" if ord(c) not in known]


def test_a_text_with_a_letter_our_font_lacks_is_set_in_one_that_has_it():
    other = FT2Font(font("файл.xlsx", 8).get_file())
    assert not [c for c in "файл.xlsx" if ord(c) not in other.get_charmap()]


def test_a_letter_in_no_font_is_a_box_and_no_warning(tmp_path, recwarn):
    shown = picture(line(mark(2024, 3)), sources=("表格-Hà Nội.xlsx",))
    figure = trend(shown)
    assert any("□□-Hà Nội.xlsx" in text for s in shapes_of(figure) if isinstance(s, Label) for text, _, _ in s.rows())
    for suffix in SUFFIXES:
        save(figure, tmp_path / f"a{suffix}")
    assert not recwarn.list


def test_every_kind_of_picture_has_a_chart():
    assert set(CHARTS) == set(PICTURES)


def test_same_picture_is_canonically_the_same_and_another_is_not():
    assert canonical(three(1)) == canonical(three(1))
    assert canonical(three(1)) != canonical(three(1, "score"))
