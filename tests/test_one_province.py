"""Tables of one province, or of several rows a province: what their rows and columns are of. Synthetic figures."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT, make_workbook

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import Look, look

CATALOG = Catalog.load(ROOT / "no-user-definitions")
FACTORS = ("Tiếp cận dịch vụ", "Thủ tục hành chính", "Công chức", "Kết quả dịch vụ")
RATES = (84.1, 83.2, 85.3, 86.4)
PARTS = ("sipas.access", "sipas.procedures", "sipas.civil-servants", "sipas.results")
ONE = "KẾT QUẢ SIPAS NĂM 2024 CỦA TỈNH BẮC NINH"


def seen(path: Path, *rows: Sequence[object], merges: Sequence[str] = ()) -> Look:
    return look(make_workbook(path, {"Trang": rows}, merges), CATALOG, Hints())


def errors(found: Look) -> list[tuple[str, str]]:
    return [(f.code, f.cell) for f in found.findings if f.severity == "error"]


def values(found: Look) -> dict[tuple[str, int], tuple[float | None, int | None]]:
    return {(r.indicator, r.year): (r.score, r.rank) for r in found.extraction.readings}


def along(*columns: Sequence[object]) -> list[list[object]]:
    return [list(row) for row in zip(*columns, strict=True)]


@pytest.mark.parametrize("subject", ["Tiêu chí", "Yếu tố", "Các yếu tố cấu thành", "Khía cạnh đánh giá", "Area"])
@pytest.mark.parametrize("heading", ["Điểm", "Tỷ lệ hài lòng (%)", "SIPAS (%)", "SIPAS 2024", "Năm 2024"])
def test_parts_under_whatever_heading(tmp_path: Path, subject: str, heading: str) -> None:
    found = seen(tmp_path / "x.xlsx", [ONE], [subject, heading], *along(FACTORS, RATES))
    assert errors(found) == []
    assert values(found) == {(part, 2024): (rate, None) for part, rate in zip(PARTS, RATES, strict=True)}


def test_two_years_of_an_index_over_its_parts(tmp_path: Path) -> None:
    head = ["Yếu tố", "SIPAS 2023", "SIPAS 2024"]
    found = seen(tmp_path / "x.xlsx", ["KẾT QUẢ SIPAS CỦA TỈNH BẮC NINH"], head, *along(FACTORS, RATES, RATES[::-1]))
    assert errors(found) == []
    assert len(values(found)) == 8
    assert values(found)["sipas.access", 2023] == (84.1, None)
    assert values(found)["sipas.access", 2024] == (86.4, None)


def test_several_provinces_of_several_rows(tmp_path: Path) -> None:
    names = ["Bắc Ninh"] * 4 + ["Hà Nam"] * 4
    found = seen(
        tmp_path / "x.xlsx",
        ["SIPAS 2024"],
        ["Tỉnh", "Yếu tố", "Tỷ lệ hài lòng (%)"],
        *along(names, FACTORS * 2, RATES * 2),
    )
    assert errors(found) == []
    assert {(r.unit, r.indicator) for r in found.extraction.readings} == {
        (u, p) for u in ("bac-ninh", "ha-nam") for p in PARTS
    }


def test_a_total_repeated_beside_the_parts_is_none_of_theirs(tmp_path: Path) -> None:
    found = seen(tmp_path / "x.xlsx", [ONE], ["Yếu tố", "Tỷ lệ", "SIPAS (%)"], *along(FACTORS, RATES, [84.3] * 4))
    assert set(values(found)) <= {("sipas", 2024)}


def test_the_part_where_a_province_is_weakest_is_no_subject(tmp_path: Path) -> None:
    rows = along(["Bắc Ninh", "Hà Nam", "Hà Nội", "Sơn La"], [84.5, 83.1, 85.2, 86.0], FACTORS)
    found = seen(tmp_path / "x.xlsx", ["SIPAS 2024"], ["Tỉnh", "SIPAS (%)", "Yếu tố thấp nhất"], *rows)
    assert errors(found) == []
    assert {r.indicator for r in found.extraction.readings} == {"sipas"}
    rows = along(["Hà Nam"] * 3, [2022, 2023, 2024], FACTORS[:3], [84.5, 83.1, 85.2])
    found = seen(tmp_path / "y.xlsx", ["SIPAS"], ["Tỉnh", "Năm", "Yếu tố thấp nhất", "SIPAS (%)"], *rows)
    assert {r.indicator for r in found.extraction.readings} == {"sipas"}


INDICES = "TỔNG HỢP KẾT QUẢ CÁC CHỈ SỐ TỈNH GIA LAI"
SAID = [
    ["PAR INDEX", "Điểm", 86.1, 87.2],
    ["PAR INDEX", "Xếp hạng", 30, 25],
    ["SIPAS", "Điểm", 83.1, 84.2],
    ["SIPAS", "Xếp hạng", 40, 35],
]
BLANK = [[None if n % 2 else row[0], *row[1:]] for n, row in enumerate(SAID)]
BELOW = [["PAR INDEX"], *([None, *row[1:]] for row in SAID[:2]), ["SIPAS"], *([None, *row[1:]] for row in SAID[2:])]
BOTH = {
    ("par-index", 2022): (86.1, 30),
    ("par-index", 2023): (87.2, 25),
    ("sipas", 2022): (83.1, 40),
    ("sipas", 2023): (84.2, 35),
}


@pytest.mark.parametrize("title", [INDICES, "KẾT QUẢ PAR INDEX, SIPAS TỈNH GIA LAI", "PAR INDEX TỈNH GIA LAI"])
@pytest.mark.parametrize("heading", ["Nội dung", "Chỉ tiêu", "Loại", None])
@pytest.mark.parametrize("rows", [SAID, BLANK, BELOW], ids=["repeated", "blank", "below"])
def test_a_column_says_of_each_row_whether_it_is_a_rank(
    tmp_path: Path, title: str, heading: str | None, rows: list[list[object]]
) -> None:
    found = seen(tmp_path / "x.xlsx", [title], ["Chỉ số", heading, "Năm 2022", "Năm 2023"], *rows)
    assert (errors(found), values(found)) == ([], BOTH)


@pytest.mark.parametrize("rows", [SAID, BLANK])
def test_so_it_does_for_several_provinces(tmp_path: Path, rows: list[list[object]]) -> None:
    head = ["Tỉnh", "Chỉ số", "Nội dung", "Năm 2022", "Năm 2023"]
    of_two = [
        [name if n == 0 or rows is SAID else None, *row]
        for name in ("Gia Lai", "Kon Tum")
        for n, row in enumerate(rows)
    ]
    found = seen(tmp_path / "x.xlsx", ["TỔNG HỢP CÁC CHỈ SỐ"], head, *of_two)
    assert (errors(found), values(found)) == ([], BOTH)
    assert len(found.extraction.readings) == 8
    merges = () if rows is SAID else ("A3:A6", "A7:A10", "B3:B4", "B5:B6", "B7:B8", "B9:B10")
    found = seen(tmp_path / "y.xlsx", ["TỔNG HỢP CÁC CHỈ SỐ"], head, *of_two, merges=merges)
    assert (errors(found), values(found)) == ([], BOTH)


def test_rows_of_changes_are_told(tmp_path: Path) -> None:
    rows = [*SAID[:2], ["PAR INDEX", "Tăng/giảm hạng", None, 5], *SAID[2:]]
    found = seen(tmp_path / "x.xlsx", [INDICES], ["Chỉ số", "Nội dung", "Năm 2022", "Năm 2023"], *rows)
    assert (errors(found), values(found)) == ([], BOTH)
    assert [(f.code, f.cell) for f in found.findings] == [("row-skipped", "B5")]


def test_ranks_of_parts_below_their_scores(tmp_path: Path) -> None:
    areas = ("Cải cách thể chế", "Cải cách thủ tục hành chính")
    rows = [x for a in areas for x in ([a, "Điểm", 8.1], [None, "Xếp hạng", 12])]
    found = seen(tmp_path / "x.xlsx", ["PAR INDEX TỈNH GIA LAI"], ["Lĩnh vực", "Nội dung", "Năm 2023"], *rows)
    assert values(found) == {("par-index.institutions", 2023): (8.1, 12), ("par-index.procedures", 2023): (8.1, 12)}
    rows = [x for a in areas for x in ([a, 8.1], ["- Xếp hạng", 12])]
    found = seen(tmp_path / "y.xlsx", ["PAR INDEX TỈNH GIA LAI"], ["Lĩnh vực", "Năm 2023"], *rows)
    assert values(found) == {("par-index.institutions", 2023): (8.1, 12), ("par-index.procedures", 2023): (8.1, 12)}


AREAS = [["Cải cách thể chế", 8.1, 8.2], ["Cải cách thủ tục hành chính", 11.1, 11.2]]
TOTAL, RANKS = ["Tổng điểm", 86.1, 87.2], ["Xếp hạng", "30/63", "25/63"]


@pytest.mark.parametrize("rows", [[*AREAS, TOTAL, RANKS], [TOTAL, RANKS, *AREAS], [TOTAL, *AREAS, RANKS]])
def test_the_row_of_ranks_is_that_of_the_total(tmp_path: Path, rows: list[list[object]]) -> None:
    found = seen(tmp_path / "x.xlsx", ["PAR INDEX TỈNH GIA LAI"], ["Lĩnh vực", "Năm 2022", "Năm 2023"], *rows)
    assert errors(found) == []
    assert {k: v for k, v in values(found).items() if v[1]} == {
        ("par-index", 2022): (86.1, 30),
        ("par-index", 2023): (87.2, 25),
    }
    assert {r.n_ranked for r in found.extraction.readings} == {None, 63}


def test_ranks_of_nobody_knows_what_are_told(tmp_path: Path) -> None:
    found = seen(tmp_path / "x.xlsx", ["PAR INDEX TỈNH GIA LAI"], ["Lĩnh vực", "Năm 2022", "Năm 2023"], *AREAS, RANKS)
    assert {rank for _, rank in values(found).values()} == {None}
    assert {f.cell for f in found.findings if f.code == "indicator-unknown"} == {"A5"}


SECTIONS = [
    ["PAR INDEX", 86.1, 87.2],
    ["Xếp hạng", 30, 25],
    *AREAS,
    ["SIPAS", 83.1, 84.2],
    ["Xếp hạng", 40, 35],
    ["Tiếp cận dịch vụ", 84.1, 84.2],
    ["Thủ tục hành chính", 83.1, 83.2],
    ["PAPI", 42.1, 43.2],
    ["Thủ tục hành chính công", 7.1, 7.2],
]


@pytest.mark.parametrize("title", [INDICES, "PAR INDEX, SIPAS VÀ PAPI TỈNH GIA LAI", "PAR INDEX TỈNH GIA LAI"])
@pytest.mark.parametrize("heading", ["Chỉ số/Lĩnh vực", "Tiêu chí"])
def test_indices_below_each_other_with_their_parts(tmp_path: Path, title: str, heading: str) -> None:
    found = seen(tmp_path / "x.xlsx", [title], [heading, "Năm 2022", "Năm 2023"], *SECTIONS)
    assert errors(found) == []
    assert {key: value for key, value in values(found).items() if key[1] == 2023} == {
        ("par-index", 2023): (87.2, 25),
        ("par-index.institutions", 2023): (8.2, None),
        ("par-index.procedures", 2023): (11.2, None),
        ("sipas", 2023): (84.2, 35),
        ("sipas.access", 2023): (84.2, None),
        ("sipas.procedures", 2023): (83.2, None),
        ("papi", 2023): (43.2, None),
        ("papi.procedures", 2023): (7.2, None),
    }


@pytest.mark.parametrize(("figures", "indicator"), [((8.31, 8.42), "par-index.sipas"), ((83.1, 84.2), "sipas")])
def test_a_part_called_as_an_index_begins_no_section(tmp_path: Path, figures: Sequence[float], indicator: str) -> None:
    rows = [["PAR INDEX", 86.1, 87.2], *AREAS, ["SIPAS", *figures]]
    found = seen(tmp_path / "x.xlsx", ["PAR INDEX TỈNH GIA LAI"], ["Tiêu chí", "Năm 2022", "Năm 2023"], *rows)
    assert errors(found) == []
    assert (indicator, 2023) in values(found)


def test_sections_of_an_index_nobody_knows_are_refused(tmp_path: Path) -> None:
    rows = [*SECTIONS, ["Chỉ số xanh", 65.1, 66.2], ["Hạ tầng", 7.1, 7.2]]
    assert errors(seen(tmp_path / "x.xlsx", [INDICES], ["Tiêu chí", "Năm 2022", "Năm 2023"], *rows)) != []


NAMES = ("Hà Nội", "Hải Phòng", "Lào Cai", "Yên Bái")


def grouped(path: Path, title: str, *groups: tuple[str, dict[str, Sequence[float]]]) -> Look:
    """Columns of figures below headings of groups, merged over them."""
    over, under, merges = ["Tỉnh"], [""], ["A2:A3"]
    for group, columns in groups:
        first = len(over)
        over += [group, *[""] * (len(columns) - 1)]
        under += columns
        merges.append(f"{'ABCDEFGHIJ'[first]}2:{'ABCDEFGHIJ'[len(over) - 1]}2")
    figures = along(NAMES, *(values for _, columns in groups for values in columns.values()))
    return seen(path, [title], [x or None for x in over], [x or None for x in under], *figures, merges=merges)


def test_the_parts_of_an_area_s_score_are_left_out(tmp_path: Path) -> None:
    columns = {
        "Thẩm định": (8.1, 8.2, 8.3, 8.4),
        "Khảo sát": (3.1, 3.2, 3.3, 3.4),
        "Tổng điểm": (11.2, 11.4, 11.6, 11.8),
    }
    found = grouped(tmp_path / "x.xlsx", "PAR INDEX 2023", ("Cải cách thủ tục hành chính", columns))
    assert errors(found) == []
    assert [r.score for r in found.extraction.readings] == [11.2, 11.4, 11.6, 11.8]
    assert {(f.code, f.cell) for f in found.findings} == {("column-skipped", "B2"), ("indicator-unknown", "C2")}


def test_each_index_over_its_parts(tmp_path: Path) -> None:
    par = {
        "Tổng điểm": (88.1, 88.2, 88.3, 88.4),
        "Cải cách TTHC": (11.1, 11.2, 11.3, 11.4),
        "SIPAS": (8.41, 8.42, 8.43, 8.44),
    }
    sipas = {"Chỉ số chung": (84.1, 84.2, 84.3, 84.4), "Thủ tục hành chính": (81.1, 81.2, 81.3, 81.4)}
    papi = {"Tổng điểm": (42.1, 42.2, 42.3, 42.4), "Thủ tục hành chính công": (7.1, 7.2, 7.3, 7.4)}
    found = grouped(tmp_path / "x.xlsx", "KẾT QUẢ NĂM 2023", ("PAR INDEX", par), ("SIPAS", sipas), ("PAPI", papi))
    assert errors(found) == []
    assert {r.indicator: r.score for r in found.extraction.readings if r.unit == "ha-noi"} == {
        "par-index": 88.1,
        "par-index.procedures": 11.1,
        "par-index.sipas": 8.41,
        "sipas": 84.1,
        "sipas.procedures": 81.1,
        "papi": 42.1,
        "papi.procedures": 7.1,
    }


def test_one_heading_over_several_indices(tmp_path: Path) -> None:
    columns = {"PAR INDEX": (88.1, 88.2, 88.3, 88.4), "SIPAS": (84.1, 84.2, 84.3, 84.4)}
    found = grouped(tmp_path / "x.xlsx", "KẾT QUẢ NĂM 2023", ("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH", columns))
    assert errors(found) == []
    assert {r.indicator for r in found.extraction.readings} == {"par-index", "sipas"}


LAM_DONG: list[list[object]] = [
    ["PAR INDEX", 90.18, 7, 89.3, 20],
    ["SIPAS", 87.25, 8, 86.21, 13],
    ["PCI", 67.1, 15, 66, 18],
]
OF_ALL = "KẾT QUẢ CÁC CHỈ SỐ CỦA TỈNH LÂM ĐỒNG"
SEEN = {
    ("par-index", 2023): (90.18, 7),
    ("par-index", 2024): (89.3, 20),
    ("sipas", 2023): (87.25, 8),
    ("sipas", 2024): (86.21, 13),
}
NUMBERED = [[n, *row] for n, row in enumerate(LAM_DONG, 1)]
BELOW = [
    [words, name, row[n], row[n + 2]] for row in LAM_DONG for n, words, name in ((1, row[0], "Điểm"), (2, None, "Hạng"))
]
TOGETHER = [[row[0], f"{row[1]} ({row[2]}/63)", f"{row[3]} (hạng {row[4]})"] for row in LAM_DONG]


@pytest.mark.parametrize(
    "rows",
    [
        [["TT", "Chỉ số", "2023", "2023", "2024", "2024"], [None, None, *["Điểm", "Hạng"] * 2], *NUMBERED],
        [
            ["TT", "Chỉ số", *["Năm"] * 4],
            [None, None, 2023, 2023, 2024, 2024],
            [None, None, *["Điểm", "Hạng"] * 2],
            *NUMBERED,
        ],
        [["Chỉ số", "Điểm 2023", "Hạng 2023", "Điểm 2024", "Hạng 2024"], *LAM_DONG],
        [["Chỉ số", None, "2023", "2024"], *BELOW],
        [["Chỉ số", None, 2023, 2024], *BELOW],
        [["Chỉ số", "2023", "2024"], *TOGETHER],
        [["Chỉ số", "Năm 2023", "Năm 2024"], *TOGETHER],
    ],
)
def test_indices_in_rows_with_years_across(tmp_path: Path, rows: list[list[object]]) -> None:
    for title, sheet in ((OF_ALL, "CM"), (None, "Lâm Đồng")):
        table = [[title], *rows] if title else rows
        found = look(make_workbook(tmp_path / "x.xlsx", {sheet: table}), CATALOG, Hints())
        assert [f.code for f in found.findings if f.severity == "error"] == []
        assert {(r.indicator, r.year): (r.score, r.rank) for r in found.extraction.readings} == SEEN
        assert {r.unit for r in found.extraction.readings} == {"lam-dong"}


def test_ranks_of_indices_in_rows_are_told_by_the_title(tmp_path: Path) -> None:
    rows = [["Chỉ số", "2023", "2024"], *([row[0], row[2], row[4]] for row in LAM_DONG)]
    seen = [
        look(make_workbook(tmp_path / "x.xlsx", {"S": [[title], *rows]}), CATALOG, Hints())
        for title in ("THỨ HẠNG CÁC CHỈ SỐ CỦA TỈNH LÂM ĐỒNG", OF_ALL)
    ]
    assert {(r.indicator, r.year): (r.score, r.rank) for r in seen[0].extraction.readings} == {
        place: (None, rank) for place, (_, rank) in SEEN.items()
    }
    assert {f.code for f in seen[1].findings if f.severity == "error"} == {"measure-unknown"}


YEARS = [2019, 2020, 2021, 2022]
OF_ONE = "SIPAS TỈNH THÁI BÌNH"
SCORED, PLACED = [84.1, 85.2, 86.3, 82.4], [30, 25, 12, 20]


@pytest.mark.parametrize("scores", ["Chỉ số (%)", "Chỉ số", "Index", "Điểm"])
@pytest.mark.parametrize("heading", ["Năm", None, "Nội dung", "Chỉ tiêu"])
def test_an_index_that_is_not_named_again_above_its_ranks(tmp_path: Path, scores: str, heading: str | None) -> None:
    rows = [[scores, *SCORED], ["Thứ hạng", *PLACED]]
    found = seen(tmp_path / "x.xlsx", [OF_ONE], [heading, *YEARS], *rows)
    assert errors(found) == []
    assert values(found) == {("sipas", y): (s, r) for y, s, r in zip(YEARS, SCORED, PLACED, strict=True)}


@pytest.mark.parametrize("other", ["Chỉ tiêu (%)", "Mục tiêu", "Tăng/giảm", "Trung bình cả nước"])
def test_rows_beside_it_are_no_scores(tmp_path: Path, other: str) -> None:
    rows = [[other, *SCORED], ["Thứ hạng", *PLACED]]
    found = seen(tmp_path / "x.xlsx", [OF_ONE], ["Năm", *YEARS], *rows)
    assert errors(found) or not {s for s, _ in values(found).values()} - {None}


@pytest.mark.parametrize("whole", ["Chỉ số chung", "Điểm chung", "Kết quả chung", "Chung", "Overall"])
def test_the_whole_below_its_parts(tmp_path: Path, whole: str) -> None:
    head = ["STT", "Nội dung", "Năm 2022 (%)", "Năm 2024 (%)"]
    rows = along([*range(1, 5), None], [*FACTORS, whole], [*RATES, 84.7], [*RATES[::-1], 84.8])
    found = seen(tmp_path / "x.xlsx", ["KẾT QUẢ SIPAS CỦA TỈNH KIÊN GIANG NĂM 2022 VÀ NĂM 2024"], head, *rows)
    assert errors(found) == []
    assert [values(found)["sipas", y] for y in (2022, 2024)] == [(84.7, None), (84.8, None)]


@pytest.mark.parametrize("whole", ["Chỉ số chung cả nước", "Chỉ số chung năm trước", "Hạng chung"])
def test_what_only_resembles_the_whole(tmp_path: Path, whole: str) -> None:
    head = ["STT", "Nội dung", "Năm 2024 (%)"]
    rows = along([*range(1, 5), None], [*FACTORS, whole], [*RATES, 84.7])
    found = seen(tmp_path / "x.xlsx", ["KẾT QUẢ SIPAS CỦA TỈNH KIÊN GIANG NĂM 2024"], head, *rows)
    assert ("sipas", 2024) not in values(found)


FIELDS = ["Công tác chỉ đạo, điều hành CCHC", "Cải cách thể chế", "Cải cách TTHC", "Cải cách tài chính công"]
POINTS, MAXIMA = [8.53, 8.71, 11.59, 9.52], [9.5, 10, 13, 12]
OF_AREAS = "KẾT QUẢ CÁC LĨNH VỰC CCHC TỈNH THANH HÓA NĂM 2022 (PAR INDEX)"


@pytest.mark.parametrize("heading", ["Kết quả đạt được", "Kết quả đạt"])
@pytest.mark.parametrize("subject", ["Lĩnh vực", "Lĩnh vực/Tiêu chí", "Nội dung"])
@pytest.mark.parametrize("beside", [{}, {"Điểm tối đa": MAXIMA}, {"Tồn tại": ["Chậm"] * 4}])
def test_results_of_parts(tmp_path: Path, heading: str, subject: str, beside: dict[str, list[object]]) -> None:
    head = ["TT", subject, *beside, heading]
    found = seen(tmp_path / "x.xlsx", [OF_AREAS], head, *along([1, 2, 3, 4], FIELDS, *beside.values(), POINTS))
    assert errors(found) == []
    assert [score for score, _ in values(found).values()] == POINTS


@pytest.mark.parametrize(
    ("heading", "figures", "beside"),
    [
        ("Kết quả đạt được", [89.8, 87.1, 89.2, 79.3], {}),
        ("Kết quả đạt được", POINTS, {"Điểm tự chấm": [9.0, 9.1, 12.0, 10.0]}),
        ("Kết quả đạt được", POINTS, {"Mục tiêu": [9.0, 9.1, 12.0, 10.0]}),
        ("Kết quả đạt được", POINTS, {"Năm 2021": [9.0, 9.1, 12.0, 10.0]}),
        ("Kết quả đạt được", ["Tốt", "Khá", "Tốt", "Tốt"], {}),
        ("Đạt", POINTS, {}),
    ],
)
def test_results_of_parts_that_may_be_anything(
    tmp_path: Path, heading: str, figures: list[object], beside: dict[str, list[object]]
) -> None:
    columns = along([1, 2, 3, 4], FIELDS, *beside.values(), figures)
    assert errors(seen(tmp_path / "x.xlsx", [OF_AREAS], ["TT", "Lĩnh vực", *beside, heading], *columns))


def test_a_warning_of_a_province_that_only_the_title_names_stands_at_a_cell_of_the_table(tmp_path: Path) -> None:
    rows = [["PAR INDEX NĂM 2022 CỦA TỈNH TRÀ VINH"], ["Lĩnh vực", "Điểm"], *along(FIELDS, POINTS)]
    found = look(make_workbook(tmp_path / "x.xlsx", {"TV": rows}), CATALOG, Hints())
    assert [(f.code, f.cell) for f in found.findings if f.severity == "warning"] == [("sheet-name-unread", "A2")]


@pytest.mark.parametrize("heading", ["Yếu tố", "Các yếu tố", "Khía cạnh đánh giá", "Area", "Nội dung", None])
@pytest.mark.parametrize("compared", [None, "So sánh 2024/2023", "Tăng/giảm"])
def test_parts_of_several_years(tmp_path: Path, heading: str | None, compared: str | None) -> None:
    if heading is None and compared:
        pytest.skip("turned, a column that compares is a row of no year")
    head = [heading, 2023, 2024, *([compared] if compared else [])]
    rows = along(FACTORS, RATES, RATES[::-1], *([[0.1, 0.2, 0.3, 0.4]] if compared else []))
    found = seen(tmp_path / "x.xlsx", ["CHỈ SỐ HÀI LÒNG THEO TỪNG YẾU TỐ CỦA TỈNH AN GIANG"], head, *rows)
    assert errors(found) == []
    assert values(found) == {
        (part, year): (rate, None)
        for year, rates in ((2023, RATES), (2024, RATES[::-1]))
        for part, rate in zip(PARTS, rates, strict=True)
    }


def test_indices_of_several_years_are_still_turned(tmp_path: Path) -> None:
    rows = [["PAR INDEX", 84.1, 84.2], ["SIPAS", 81.1, 82.2]]
    found = seen(tmp_path / "x.xlsx", ["TỈNH AN GIANG"], ["Bộ số", 2022, 2023], *rows)
    assert {k: s for k, (s, _) in values(found).items()} in (
        {},
        {("par-index", 2022): 84.1, ("par-index", 2023): 84.2, ("sipas", 2022): 81.1, ("sipas", 2023): 82.2},
    )


@pytest.mark.parametrize("heading", ["Tỷ lệ hài lòng (%)", "Mức độ hài lòng", "SIPAS (%)"])
def test_parts_with_ranks_beside_whatever_heads_their_scores(tmp_path: Path, heading: str) -> None:
    head, ranks = ["TT", "Nội dung", heading, "Xếp hạng"], [30, 20, 10, 15]
    found = seen(tmp_path / "x.xlsx", [ONE], head, *along([1, 2, 3, 4], FACTORS, RATES, ranks))
    assert errors(found) == []
    assert values(found) == {(p, 2024): (s, r) for p, s, r in zip(PARTS, RATES, ranks, strict=True)}
    found = seen(tmp_path / "y.xlsx", [ONE], head, *along([1, 2, 3, 4], FACTORS, [84.3] * 4, ranks))
    assert {score for score, _ in values(found).values()} == {None}


NAMED_ONCE = [["Hà Nam", 2021, 85.1], [None, 2022, 86.1], ["Hà Nội", 2021, 88.1], [None, 2022, 89.1]]


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        (NAMED_ONCE, True),
        ([*NAMED_ONCE[:3], [None, 2023, 89.1]], False),
        ([*NAMED_ONCE[:2], [None, 2021, 84.1], [None, 2022, 84.2], *NAMED_ONCE[2:]], False),
        ([NAMED_ONCE[0], [None, 2021, 86.1], NAMED_ONCE[2]], False),
        (NAMED_ONCE[:2], False),
    ],
    ids=["regular", "another year", "a name is lost", "a year twice", "one unit"],
)
def test_units_named_once_above_the_same_years(tmp_path: Path, rows: list[list[object]], *, read: bool) -> None:
    found = seen(tmp_path / "x.xlsx", ["PAR INDEX"], ["Tỉnh", "Năm", "Điểm"], *rows)
    assert bool(errors(found)) is not read
    told = {(r.unit, r.year): r.score for r in found.extraction.readings}
    assert not read or told == {
        ("ha-nam", 2021): 85.1,
        ("ha-nam", 2022): 86.1,
        ("ha-noi", 2021): 88.1,
        ("ha-noi", 2022): 89.1,
    }


@pytest.mark.parametrize(
    ("beside", "read"),
    [
        ({}, True),
        ({"Xếp hạng": [30, 20, 10, 15]}, True),
        ({"Số phiếu": [300, 310, 320, 330]}, False),
        ({"Hài lòng": [300, 310, 320, 330]}, False),
        ({"Mục tiêu": [90, 90, 90, 90]}, False),
        ({"Điểm tối đa": [10, 10, 10, 10]}, False),
    ],
)
def test_shares_of_factors_are_their_scores(tmp_path: Path, beside: dict[str, list[object]], *, read: bool) -> None:
    columns = along([1, 2, 3, 4], FACTORS, RATES, *beside.values())
    found = seen(tmp_path / "x.xlsx", [ONE], ["TT", "Yếu tố", "Tỷ lệ (%)", *beside], *columns)
    assert bool(errors(found)) is not read
    assert not read or [s for s, _ in values(found).values()] == list(RATES)


def test_shares_of_areas_are_none(tmp_path: Path) -> None:
    columns = along(FIELDS, [89.8, 87.1, 89.2, 79.3], [30, 20, 10, 15])
    found = seen(tmp_path / "x.xlsx", [OF_AREAS], ["Lĩnh vực", "Tỷ lệ (%)", "Xếp hạng"], *columns)
    assert errors(found) == []
    assert {score for score, _ in values(found).values()} == {None}


def test_shares_of_factors_by_year(tmp_path: Path) -> None:
    head = [["Yếu tố", "Năm 2023", None, "Năm 2024", None], [None, *["Tỷ lệ (%)", "Xếp hạng"] * 2]]
    rows = along(FACTORS, RATES, [30, 20, 10, 15], RATES[::-1], [1, 2, 3, 4])
    title = ["CHỈ SỐ HÀI LÒNG CỦA TỈNH QUẢNG TRỊ"]
    found = seen(tmp_path / "x.xlsx", title, *head, *rows, merges=["A2:A3", "B2:C2", "D2:E2"])
    assert errors(found) == []
    assert values(found)["sipas.access", 2023] == (RATES[0], 30)
    assert values(found)["sipas.access", 2024] == (RATES[-1], 1)
