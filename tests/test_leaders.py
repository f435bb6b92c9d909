"""Columns of names that lead or that one is compared with: whose the figures beside them are. Synthetic figures."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT, make_workbook

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import Look, look

CATALOG = Catalog.load(ROOT / "no-user-definitions")
AREAS = (
    "Công tác chỉ đạo, điều hành CCHC",
    "Cải cách thể chế",
    "Cải cách thủ tục hành chính",
    "Cải cách tổ chức bộ máy",
)
OWN, BEST = (8.18, 8.39, 11.31, 9.2), (9.1, 9.3, 12.5, 9.8)
LEADERS = ("Quảng Ninh", "TP. Hồ Chí Minh", "Hải Phòng", "Tỉnh Kon Tum")
TITLE = "KẾT QUẢ PAR INDEX NĂM 2023"
OF_ONE = f"{TITLE} CỦA TỈNH GIA LAI"
Columns = Sequence[tuple[str, Sequence[object]]]


def seen(path: Path, rows: Sequence[Sequence[object]], sheet: str = "Trang", merges: Sequence[str] = ()) -> Look:
    return look(make_workbook(path, {sheet: rows}, merges), CATALOG, Hints())


def areas(title: str, *columns: tuple[str, Sequence[object]]) -> list[list[object]]:
    """A table of areas in rows: the columns beside them, each with its heading."""
    head, values = [h for h, _ in columns], [v for _, v in columns]
    return [[title], ["Lĩnh vực", *head], *([a, *row] for a, *row in zip(AREAS, *values, strict=True))]


def errors(found: Look) -> list[tuple[str, str]]:
    return [(f.code, f.cell) for f in found.findings if f.severity == "error"]


def scores(found: Look) -> dict[str, list[float | None]]:
    of: dict[str, list[float | None]] = {}
    for r in found.extraction.readings:
        of.setdefault(r.unit, []).append(r.score)
    return of


def left_out(found: Look) -> set[str]:
    return {f.cell for f in found.findings if f.code == "column-skipped"}


@pytest.mark.parametrize(
    "heading",
    [
        "Tỉnh cao nhất",
        "Tỉnh dẫn đầu",
        "Đơn vị dẫn đầu",
        "Địa phương đạt điểm cao nhất",
        "Đứng đầu",
        "Tỉnh xếp thứ nhất",
        "Tỉnh so sánh",
        "Học tập kinh nghiệm của",
        "Tỉnh thấp nhất",
        "Best province",
    ],
)
def test_figures_before_names_that_lead_are_those_of_the_province_in_the_title(tmp_path: Path, heading: str) -> None:
    found = seen(tmp_path / "x.xlsx", areas(OF_ONE, ("Điểm", OWN), (heading, LEADERS)))
    assert errors(found) == []
    assert scores(found) == {"gia-lai": [*OWN]}
    assert left_out(found) == {"C2"}


HIGHEST = ("Điểm cao nhất cả nước", BEST)
LAST = ("Kon Tum", "Gia Lai", "Đắk Nông", "Sơn La")


@pytest.mark.parametrize(
    "columns",
    [
        [("Điểm của tỉnh", OWN), HIGHEST, ("Tỉnh cao nhất", LEADERS)],
        [("Điểm của tỉnh", OWN), HIGHEST, ("Tỉnh", LEADERS)],
        [("Điểm của tỉnh", OWN), ("Tỉnh", LEADERS), HIGHEST],
        [("Tỉnh cao nhất", LEADERS), ("Điểm cao nhất", BEST), ("Điểm của tỉnh", OWN)],
        [("Điểm", OWN), ("Tỉnh cao nhất", LEADERS), ("Tỉnh thấp nhất", LAST)],
        [("Điểm", OWN), ("Ghi chú", LEADERS)],
        [("Điểm", OWN), ("Tỉnh dẫn đầu", ("Quảng Ninh", None, "-", "chưa rõ"))],
    ],
)
def test_neither_the_highest_scores_nor_their_provinces_are_read(tmp_path: Path, columns: Columns) -> None:
    found = seen(tmp_path / "x.xlsx", areas(OF_ONE, *columns))
    assert errors(found) == []
    assert scores(found) == {"gia-lai": [*OWN]}


def test_names_below_the_heading_of_a_group(tmp_path: Path) -> None:
    rows = areas(OF_ONE, ("Điểm của tỉnh", OWN), ("Cao nhất cả nước", BEST), ("", LEADERS))
    rows[2:2] = [[None, None, "Điểm", "Tỉnh"]]
    found = seen(tmp_path / "x.xlsx", rows, merges=("A2:A3", "B2:B3", "C2:D2"))
    assert (errors(found), scores(found), left_out(found)) == ([], {"gia-lai": [*OWN]}, {"C2", "D2"})


def test_the_name_of_the_sheet_says_whose_they_are(tmp_path: Path) -> None:
    found = seen(tmp_path / "x.xlsx", areas(TITLE, ("Điểm", OWN), ("Tỉnh cao nhất", LEADERS)), sheet="Bến Tre")
    assert (errors(found), scores(found)) == ([], {"ben-tre": [*OWN]})


def test_years_in_columns_and_in_rows(tmp_path: Path) -> None:
    rows = areas(OF_ONE.replace(" NĂM 2023", ""), ("Năm 2022", OWN), ("Năm 2023", BEST), ("Tỉnh dẫn đầu", LEADERS))
    assert scores(seen(tmp_path / "x.xlsx", rows)) == {"gia-lai": [*OWN, *BEST]}
    rows = [
        ["PAR INDEX CỦA TỈNH GIA LAI"],
        ["Năm", "Điểm", "Tỉnh dẫn đầu"],
        [2022, 86.1, "Hải Phòng"],
        [2023, 87.2, "Quảng Ninh"],
    ]
    assert scores(seen(tmp_path / "y.xlsx", rows)) == {"gia-lai": [86.1, 87.2]}


def test_names_that_lead_in_a_row(tmp_path: Path) -> None:
    rows = [["Lĩnh vực", *AREAS], ["Điểm của tỉnh", *OWN], ["Điểm cao nhất", *BEST], ["Tỉnh cao nhất", *LEADERS]]
    found = seen(tmp_path / "x.xlsx", [[OF_ONE], *rows])
    assert (errors(found), scores(found)) == ([], {"gia-lai": [*OWN]})
    assert [(f.cell, f.facts["label"]) for f in found.findings if f.code == "row-skipped"] == [("A4", "Điểm cao nhất")]
    assert errors(seen(tmp_path / "y.xlsx", [[TITLE], *rows])) == [("owner-unclear", "A5")]


def test_a_column_of_names_or_a_heading_says_whose_the_figures_are(tmp_path: Path) -> None:
    rows = [
        ["PAR INDEX 2024"],
        ["Hạng", "Tỉnh", "Điểm", "Tỉnh xếp ngay trên"],
        [1, "Hải Phòng", 92.1, None],
        [2, "Huế", 91.7, "Hải Phòng"],
    ]
    found = seen(tmp_path / "x.xlsx", rows)
    assert (errors(found), scores(found), left_out(found)) == (
        [],
        {"hai-phong": [92.1], "hue": [91.7]},
        {"D2"},
    )
    found = seen(
        tmp_path / "y.xlsx",
        areas(TITLE, ("Gia Lai", OWN), ("Kon Tum", BEST), ("Tỉnh dẫn đầu", (*LEADERS[:3], "Hà Nội"))),
    )
    assert (errors(found), scores(found)) == ([], {"gia-lai": [*OWN], "kon-tum": [*BEST]})


@pytest.mark.parametrize(
    ("title", "columns", "cell"),
    [
        (TITLE, [("Điểm", OWN), ("Tỉnh dẫn đầu", LEADERS)], "C2"),
        (TITLE, [("Điểm", OWN), ("Ghi chú", LEADERS)], "C2"),
        (TITLE, [("Điểm", OWN), ("Tỉnh dẫn đầu", LEADERS), ("Điểm", BEST)], "C2"),
        (TITLE, [("Điểm cao nhất", BEST), ("Tỉnh đạt điểm cao nhất", LEADERS)], "C2"),
        (OF_ONE, [("Tỉnh dẫn đầu", LEADERS), ("Điểm", BEST)], "B2"),
        (OF_ONE, [("Điểm", OWN), ("Tỉnh", LEADERS)], "C2"),
    ],
)
def test_nobody_knows_whose_the_figures_are(tmp_path: Path, title: str, columns: Columns, cell: str) -> None:
    assert errors(seen(tmp_path / "x.xlsx", areas(title, *columns))) == [("owner-unclear", cell)]


def test_who_writes_below_a_table_is_not_whose_the_figures_are(tmp_path: Path) -> None:
    below = ["Nguồn: UBND tỉnh Gia Lai"]
    rows = areas(TITLE, ("Điểm", OWN), ("Tỉnh dẫn đầu", LEADERS))
    assert errors(seen(tmp_path / "x.xlsx", [*rows, below])) == [("owner-unclear", "C2")]
    regions = [["Vùng", "Tỉnh dẫn đầu", "Điểm"], ["Miền Bắc", "Quảng Ninh", 92.1], ["Miền Trung", "Đà Nẵng", 91.8]]
    found = seen(tmp_path / "y.xlsx", [["PAR INDEX 2023"], *regions, below])
    assert (errors(found), scores(found)) == ([], {"quang-ninh": [92.1], "da-nang": [91.8]})


@pytest.mark.parametrize(
    "title", ["PAR INDEX 2023: Quảng Ninh dẫn đầu cả nước", "Quảng Ninh tiếp tục đứng đầu PAR INDEX 2023"]
)
def test_a_headline_says_no_more_than_who_leads(tmp_path: Path, title: str) -> None:
    found = seen(tmp_path / "x.xlsx", areas(title, ("Điểm", OWN), ("Tỉnh dẫn đầu", LEADERS)))
    assert errors(found) == [("owner-unclear", "C2")]


@pytest.mark.parametrize(
    "title", ["SO SÁNH PAR INDEX 2023 CỦA TỈNH GIA LAI VỚI TỈNH DẪN ĐẦU", "PAR INDEX GIA LAI NĂM 2023"]
)
def test_a_title_that_compares_says_whose_the_figures_are(tmp_path: Path, title: str) -> None:
    found = seen(tmp_path / "x.xlsx", areas(title, ("Điểm", OWN), ("Tỉnh dẫn đầu", LEADERS)))
    assert (errors(found), [*scores(found)]) == ([], ["gia-lai"])


def test_shares_of_factors_beside_the_best_are_no_overall_satisfaction(tmp_path: Path) -> None:
    factors = ("Tiếp cận dịch vụ", "Thủ tục hành chính", "Công chức", "Kết quả dịch vụ")
    rows = [[f, 83 + n / 5, name] for n, (f, name) in enumerate(zip(factors, LEADERS, strict=True))]
    table = [["KẾT QUẢ SIPAS NĂM 2024"], ["Yếu tố", "Tỷ lệ hài lòng (%)", "Địa phương cao nhất"], *rows]
    assert errors(seen(tmp_path / "x.xlsx", table)) == [("owner-unclear", "C2")]


@pytest.mark.parametrize(
    "heading", ["Điểm (cao nhất 100)", "PAR INDEX (điểm cao nhất: 100)", "Chỉ số (1)", "Điểm lần thứ nhất"]
)
def test_what_figures_can_be_at_most_is_no_leader(tmp_path: Path, heading: str) -> None:
    found = seen(
        tmp_path / "x.xlsx", [["PAR INDEX 2023"], ["Tỉnh", heading], ["Quảng Ninh", 92.1], ["Hải Phòng", 91.8]]
    )
    assert "leading" not in {c.heading.measure for s in found.extraction.sheets for c in s.columns}


TWO = {"quang-ninh": [92.1], "hai-phong": [91.8]}


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (["TT", "Tỉnh dẫn đầu", "Điểm"], [[1, "Quảng Ninh", 92.1], [2, "Hải Phòng", 91.8]]),
        (["Hạng", "Điểm", "Tỉnh dẫn đầu"], [[1, 92.1, "Quảng Ninh"], [2, 91.8, "Hải Phòng"]]),
        (["Vùng", "Tỉnh dẫn đầu", "Điểm"], [["Đông Bắc", "Quảng Ninh", 92.1], ["Đồng bằng", "Hải Phòng", 91.8]]),
        (["Vùng", "Tỉnh", "So với năm 2022", "Điểm"], [["A", "Quảng Ninh", 0.1, 92.1], ["B", "Hải Phòng", 0.3, 91.8]]),
        (["Vùng", "Xếp thứ", "Tỉnh", "Điểm"], [["A", 1, "Quảng Ninh", 92.1], ["B", 2, "Hải Phòng", 91.8]]),
        (["Tỉnh", "Điểm", "Ghi chú"], [["Quảng Ninh", 92.1, None], ["Hải Phòng", 91.8, "Hà Nội"]]),
    ],
)
def test_lists_of_the_best_are_read(tmp_path: Path, head: list[object], rows: list[list[object]]) -> None:
    found = seen(tmp_path / "x.xlsx", [["PAR INDEX NĂM 2023"], head, *rows])
    assert (errors(found), scores(found)) == ([], TWO)


def test_groups_beside_names_are_no_headings_of_theirs(tmp_path: Path) -> None:
    head, names = ["Nhóm", "Tỉnh", "Điểm"], ("Quảng Ninh", "Hải Phòng", "Kon Tum", "Gia Lai")
    rows = [
        [g, n, 48 - k]
        for k, (g, n) in enumerate(zip(("Nhóm Cao nhất", None, "Nhóm Thấp nhất", None), names, strict=True))
    ]
    found = seen(tmp_path / "x.xlsx", [["PAPI 2024"], head, *rows], merges=("A3:A4", "A5:A6"))
    assert (errors(found), [*scores(found)]) == ([], ["quang-ninh", "hai-phong", "kon-tum", "gia-lai"])
    two = [["Cao nhất", "Quảng Ninh", 48.1, "Hải Phòng", 47.2], ["Thấp nhất", "Kon Tum", 38.1, "Gia Lai", 39.2]]
    found = seen(tmp_path / "y.xlsx", [["PAPI 2024"], ["Nhóm", "Tỉnh", "Điểm", "Tỉnh", "Điểm"], *two])
    assert (errors(found), len(scores(found))) == ([], 4)
    sections = [
        ["I", "Nhóm cao nhất"],
        [1, "Quảng Ninh", 48.1],
        [2, "Hải Phòng", 47.2],
        ["II", "Nhóm thấp nhất"],
        [3, "Kon Tum", 38.1],
    ]
    found = seen(tmp_path / "z.xlsx", [["PAPI 2024"], ["TT", "Tỉnh", "Điểm"], *sections])
    assert (errors(found), len(scores(found))) == ([], 3)


def test_the_first_and_the_last_side_by_side(tmp_path: Path) -> None:
    head, first, last = ["Tỉnh cao nhất", "Điểm", "Tỉnh thấp nhất", "Điểm"], ["Quảng Ninh", 92.1], ["Kon Tum", 80.1]
    second, last_but_one = ["Hải Phòng", 91.8], ["Lai Châu", 81.2]
    all_four = {"quang-ninh": [92.1], "hai-phong": [91.8], "kon-tum": [80.1], "lai-chau": [81.2]}
    regions = [[1, "Miền Bắc", 87.2, *first, *last_but_one], [2, "Miền Trung", 86.1, *second, *last]]
    found = seen(tmp_path / "x.xlsx", [["PAR INDEX 2023"], ["TT", "Vùng", "Điểm trung bình", *head], *regions])
    assert (errors(found), scores(found), left_out(found)) == ([], all_four, {"C2"})
    of_year = [
        ["PAR INDEX QUA CÁC NĂM"],
        ["Năm", *head],
        [2022, *first, *last],
        [2023, "Hải Phòng", 91.8, "Lai Châu", 81.2],
    ]
    found = seen(tmp_path / "y.xlsx", of_year)
    assert errors(found) == []
    assert {(r.unit, r.year) for r in found.extraction.readings} == {
        ("quang-ninh", 2022), ("kon-tum", 2022), ("hai-phong", 2023), ("lai-chau", 2023)
    }  # fmt: skip


@pytest.mark.parametrize("heading", ["Lĩnh vực", "Yếu tố", "Khía cạnh"])
@pytest.mark.parametrize("values", [["Điểm"], ["Tỷ lệ hài lòng (%)"], ["Điểm", "Hạng"]])
def test_the_first_and_the_last_of_each_part(tmp_path: Path, heading: str, values: list[str]) -> None:
    """However the parts are called, none of their scores is one of the whole index; ranks are those of the scores before."""
    first, last = ["Quảng Ninh", 92.1, 1][: 1 + len(values)], ["Kon Tum", 80.1]
    head = [heading, "Tỉnh cao nhất", *values, "Tỉnh thấp nhất", values[0]]
    rows = [["Tiếp cận dịch vụ", *first, *last], ["Công chức", *first, *last]]
    found = seen(tmp_path / "z.xlsx", [["SIPAS 2024"], head, *rows])
    assert errors(found) == []
    assert {(r.indicator, r.unit) for r in found.extraction.readings} == {
        (part, unit) for part in ("sipas.access", "sipas.civil-servants") for unit in ("quang-ninh", "kon-tum")
    }
    assert {r.rank for r in found.extraction.readings if r.unit == "kon-tum"} == {None}


@pytest.mark.parametrize("heading", ["Điểm trung bình", "Số điểm trung bình"])
def test_a_mean_is_no_loss(tmp_path: Path, heading: str) -> None:
    found = seen(tmp_path / "x.xlsx", areas("KẾT QUẢ PAR INDEX 2023", (heading, OWN), ("Tỉnh cao nhất", LEADERS)))
    assert errors(found) == [("no-results", "B2")]
    assert "trung bình" in str(next(f for f in found.findings if f.code == "no-results").facts["what"])
