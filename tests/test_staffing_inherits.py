"""What headings and titles say for the columns and rows beside them, and what is told once of many. All tables are synthetic."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import make_workbook
from test_staffing_evidence import Sheet, of, seen, titled

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import Look, look

GIVEN = of("assigned", "2023", civil_servants=2000)
PRESENT = of("present", "2023-12-31", civil_servants=1950)
CUT = [
    *(("civil_servants", m, "2021", v) for m, v in (("baseline", 2000.0), ("assigned", 1790.0), ("cut", 210.0))),
]
LISTED = "BIÊN CHẾ CÁC TỈNH NĂM 2023"

INHERITED = {
    "people present beside posts of a category": titled(
        "TÌNH HÌNH SỬ DỤNG BIÊN CHẾ CÁC TỈNH",
        ["TT", "Tỉnh", "Công chức giao năm 2023", "Có mặt đến 31/12/2023"],
        [1, "Sơn La", 2000, 1950],
        read=GIVEN | PRESENT,
    ),
    "title and heading name the same category": titled(
        "TÌNH HÌNH SỬ DỤNG BIÊN CHẾ CÔNG CHỨC NĂM 2023",
        ["TT", "Tỉnh", "Biên chế công chức giao năm 2023", "Số có mặt đến 31/12/2023"],
        [1, "Sơn La", 2000, 1950],
        read=GIVEN | PRESENT,
    ),
    "a cut and its rate beside posts of a category": titled(
        "KẾT QUẢ TINH GIẢN BIÊN CHẾ",
        ["TT", "Tỉnh", "Công chức giao năm 2015", "Công chức giao năm 2021", "Giảm so với năm 2015", "Tỷ lệ giảm (%)"],
        [1, "Sơn La", 2000, 1790, 210, 10.5],
        read={*CUT, ("civil_servants", "pct", "2021", 10.5)},
    ),
    "the category typed into the heading of the cut": titled(
        "KẾT QUẢ TINH GIẢN BIÊN CHẾ",
        ["TT", "Tỉnh", "Biên chế giao năm 2021", "Công chức giảm so với năm 2015", "Tỷ lệ giảm công chức (%)"],
        [1, "Sơn La", 1790, 210, 10.5],
        read={
            *of("assigned", "2021", civil_servants=1790),
            *of("cut", "2021", civil_servants=210),
            *of("pct", "2021", civil_servants=10.5),
        },
    ),
    "two categories and people of neither": titled(
        LISTED,
        ["TT", "Tỉnh", "Công chức giao", "Viên chức giao", "Có mặt"],
        [1, "Sơn La", 2000, 20000, 21000],
        refused={"category-unknown"},
    ),
    "a total, its categories, and people of nobody knows which": titled(
        LISTED,
        ["TT", "Tỉnh", "Tổng biên chế giao", "Công chức giao", "Có mặt"],
        [1, "Sơn La", 22000, 2000, 21000],
        refused={"category-unknown"},
    ),
    "posts of something else beside a category": titled(
        LISTED,
        ["TT", "Tỉnh", "Công chức giao", "Biên chế hội đặc thù", "Có mặt"],
        [1, "Sơn La", 2000, 30, 1950],
        refused={"category-unknown"},
    ),
    "fields below a title of their category": titled(
        "SỐ LƯỢNG NGƯỜI LÀM VIỆC TRONG ĐƠN VỊ SỰ NGHIỆP CÔNG LẬP GIAO NĂM 2023",
        ["TT", "Tỉnh", "Tổng số", "Trong đó: Giáo dục", "Trong đó: Y tế"],
        [1, "Sơn La", 20000, 15000, 3000],
        read={
            ("public_employees", "assigned", "2023", 20000.0),
            ("public_employees.education", "assigned", "2023", 15000.0),
            ("public_employees.health", "assigned", "2023", 3000.0),
        },
    ),
    "a wider word below a title of one field": titled(
        "BIÊN CHẾ SỰ NGHIỆP GIÁO DỤC NĂM 2023",
        ["TT", "Tỉnh", "Số người làm việc được giao", "Có mặt"],
        [1, "Sơn La", 15000, 14000],
        read={
            ("public_employees.education", "assigned", "2023", 15000.0),
            ("public_employees.education", "present", "2023", 14000.0),
        },
    ),
}
PERIODS = {
    "a day within the year of the title": titled(
        "BIÊN CHẾ CÔNG CHỨC GIAO NĂM 2023 VÀ SỐ CÓ MẶT ĐẾN 31/12/2023",
        ["TT", "Tỉnh", "Giao", "Có mặt"],
        [1, "Sơn La", 2000, 1950],
        read=GIVEN | of("present", "2023", civil_servants=1950),
    ),
    "a decision in a title is no paper": titled(
        "Số người đã có quyết định nghỉ theo Nghị định 178/2024/NĐ-CP đến ngày 28/9/2025",
        ["STT", "Tỉnh", "Số người nghỉ theo Nghị định 178/2024/NĐ-CP"],
        [1, "Lạng Sơn", 300],
        read=of("people", "2025-09-28", people_decree178=300),
    ),
    "two stages over their first and last years": titled(
        "KẾT QUẢ TINH GIẢN BIÊN CHẾ CÔNG CHỨC CỦA CÁC TỈNH QUA HAI GIAI ĐOẠN",
        ["TT", "Tỉnh", *["Giai đoạn 2015-2021"] * 3, *["Giai đoạn 2022-2026"] * 3],
        [None, None, "Giao năm 2015", "Giao năm 2021", "Giảm", "Giao năm 2021", "Giao năm 2026", "Giảm"],
        [1, "Sơn La", 2000, 1790, 210, 1790, 1700, 90],
        read={
            *CUT,
            ("civil_servants", "baseline", "2026", 1790.0),
            ("civil_servants", "assigned", "2026", 1700.0),
            ("civil_servants", "cut", "2026", 90.0),
        },
    ),
    "a stage over bare years and their cut": titled(
        "KẾT QUẢ TINH GIẢN BIÊN CHẾ CÔNG CHỨC CỦA CÁC TỈNH",
        ["TT", "Tỉnh", *["Giai đoạn 2015-2021"] * 3],
        [None, None, "Năm 2015", "Năm 2021", "Giảm"],
        [1, "Sơn La", 2000, 1790, 210],
        read=set(CUT),
    ),
    "a cut of its own year below a stage": titled(
        "KẾT QUẢ TINH GIẢN BIÊN CHẾ CÔNG CHỨC CỦA CÁC TỈNH",
        ["TT", "Tỉnh", *["Giai đoạn 2015-2021"] * 4],
        [None, None, "Năm 2015", "Năm 2021", "Giảm năm 2021", "Tỷ lệ giảm (%)"],
        [1, "Sơn La", 2000, 1790, 40, 2.2],
        refused={"baseline-unknown"},
    ),
    "bare years of a stage that are not its ends": titled(
        "KẾT QUẢ TINH GIẢN BIÊN CHẾ CÔNG CHỨC SO VỚI NĂM 2015",
        ["TT", "Tỉnh", *["Giai đoạn 2015-2021"] * 4],
        [None, None, "Năm 2015", "Năm 2018", "Năm 2021", "Giảm"],
        [1, "Sơn La", 2000, 1900, 1790, 210],
        read=of("cut", "2021", civil_servants=210),
        notes={"heading-unknown"},
    ),
    "stages without the posts of their years": titled(
        "KẾT QUẢ TINH GIẢN BIÊN CHẾ CÔNG CHỨC CỦA CÁC TỈNH",
        ["TT", "Tỉnh", *["Giai đoạn 2015-2021"] * 2, *["Giai đoạn 2022-2026"] * 2],
        [None, None, *["Giảm", "Tỷ lệ giảm (%)"] * 2],
        [1, "Sơn La", 210, 10.5, 90, 5.03],
        refused={"baseline-of-stages"},
    ),
    "the stage of the title shown by the posts": titled(
        "KẾT QUẢ TINH GIẢN BIÊN CHẾ GIAI ĐOẠN 2015-2021",
        ["TT", "Tỉnh", "Biên chế công chức năm 2015", "Biên chế công chức năm 2021", "Giảm"],
        [1, "Sơn La", 2000, 1790, 210],
        read=set(CUT),
    ),
    "cuts of several years without a baseline": titled(
        "KẾT QUẢ TINH GIẢN BIÊN CHẾ TỈNH SƠN LA",
        ["Loại", "Giảm năm 2020", "Giảm năm 2021"],
        ["Công chức", 50, 40],
        refused={"cuts-by-year"},
    ),
    "both questions at once": titled(
        "SỐ GIẢM BIÊN CHẾ HẰNG NĂM CỦA TỈNH SƠN LA",
        ["Loại", "Giảm năm 2020", "Giảm năm 2021"],
        ["Công chức", 50, 40],
        refused={"cuts-by-year", "kind-unknown"},
    ),
    "running totals": titled(
        "KẾT QUẢ TINH GIẢN BIÊN CHẾ TỈNH SƠN LA SO VỚI NĂM 2015",
        ["Loại", "Giảm đến 31/12/2020", "Giảm đến 31/12/2021"],
        ["Công chức", 150, 210],
        read=of("cut", "2020-12-31", civil_servants=150) | of("cut", "2021-12-31", civil_servants=210),
    ),
}
ROWS = {
    "a remark about empty cells": Sheet(
        [
            ["BIÊN CHẾ CÔNG CHỨC GIAO NĂM 2023"],
            ["(Số liệu do Sở Nội vụ các tỉnh cung cấp; ô trống: chưa có số liệu)"],
            ["TT", "Tỉnh", "Biên chế giao"],
            [1, "Sơn La", 2000],
        ],
        read=GIVEN,
    ),
    "a heading of names nobody expects": titled(
        "BIÊN CHẾ CÔNG CHỨC GIAO NĂM 2023",
        ["TT", "Tên các tỉnh thành", "Biên chế giao"],
        [1, "Sơn La", 2000],
        read=GIVEN,
    ),
    "ministries above provinces": titled(
        "BIÊN CHẾ CÔNG CHỨC GIAO NĂM 2023",
        ["TT", "Cơ quan, địa phương", "Biên chế giao"],
        [1, "Bộ Tư pháp", 900],
        [2, "Thanh tra Chính phủ", 300],
        [3, "Sơn La", 2000],
        read=GIVEN,
        notes={"row-skipped"},
    ),
    "ministries alone": titled(
        "BIÊN CHẾ CÔNG CHỨC GIAO NĂM 2023",
        ["TT", "Đơn vị", "Biên chế giao"],
        [1, "Bộ Tư pháp", 900],
        [2, "Thanh tra Chính phủ", 300],
        refused={"rows-bodies"},
    ),
    "departments": titled(
        "BIÊN CHẾ CÔNG CHỨC GIAO NĂM 2023 TỈNH SƠN LA",
        ["TT", "Đơn vị", "Biên chế giao"],
        [1, "Sở Nội vụ", 60],
        [2, "UBND huyện Mai Sơn", 90],
        refused={"rows-bodies"},
    ),
    "a department among provinces": titled(
        "BIÊN CHẾ CÔNG CHỨC GIAO NĂM 2023",
        ["TT", "Đơn vị", "Biên chế giao"],
        [1, "Sơn La", 2000],
        [2, "Sở Nội vụ", 60],
        refused={"rows-bodies"},
    ),
    "the sum of a region": titled(
        "BIÊN CHẾ CÔNG CHỨC GIAO NĂM 2023",
        ["TT", "Đơn vị", "Biên chế giao"],
        ["I", "Trung du và miền núi phía Bắc", 8100],
        [1, "Sơn La", 2000],
        read=GIVEN,
        notes={"row-skipped"},
    ),
    "units by their autonomy are no reason of a cut": titled(
        "KẾT QUẢ SẮP XẾP ĐƠN VỊ SỰ NGHIỆP CÔNG LẬP NĂM 2023",
        ["TT", "Tỉnh", "Số đơn vị sự nghiệp công lập giao", "Tự bảo đảm chi thường xuyên"],
        [1, "Sơn La", 500, 60],
        read=of("assigned", "2023", public_service_units=500),
        notes={"heading-unknown"},
    ),
}
ALL = INHERITED | PERIODS | ROWS


@pytest.mark.parametrize("sheet", ALL.values(), ids=ALL)
def test_what_stands_beside_is_read_or_asked(sheet: Sheet, tmp_path: Path, catalog: Catalog) -> None:
    found = seen(sheet, tmp_path, catalog)
    assert {f.code for f in found.findings if f.severity == "error"} == sheet.refused
    assert sheet.notes <= {f.code for f in found.findings}
    if not sheet.refused:
        assert {(f.category, f.measure, f.period, f.value) for f in found.staffing.figures} == sheet.read


def test_stages_are_measured_since_their_first_years(tmp_path: Path, catalog: Catalog) -> None:
    found = seen(PERIODS["two stages over their first and last years"], tmp_path, catalog)
    cuts = {(f.period, f.baseline_year) for f in found.staffing.figures if f.measure == "cut"}
    assert cuts == {("2021", 2015), ("2026", 2021)}


def test_a_title_of_decisions_gives_the_kind(tmp_path: Path, catalog: Catalog) -> None:
    found = seen(PERIODS["a decision in a title is no paper"], tmp_path, catalog)
    assert {f.kind for f in found.staffing.figures} == {"decided"}


PROVINCES = ["Sơn La", "Lai Châu", "Điện Biên", "Nghệ An", "Thanh Hóa", "Hà Tĩnh", "Lạng Sơn"]
ONCE: dict[str, tuple[str, Sequence[object], list[str]]] = {
    "no category": ("BIÊN CHẾ GIAO NĂM 2023", (2000, 1900), ["category-unknown C3", "category-unknown D3"]),
    "thousands": ("BIÊN CHẾ CÔNG CHỨC GIAO NĂM 2023", (2.145, 1900), ["count-fraction C3"]),
}


@pytest.mark.parametrize(("title", "cells", "told"), ONCE.values(), ids=ONCE)
def test_what_a_whole_column_has_is_told_once(
    title: str, cells: Sequence[object], told: list[str], tmp_path: Path, catalog: Catalog
) -> None:
    rows = [[title], ["TT", "Tỉnh", "Biên chế giao", "Có mặt"], *([n, p, *cells] for n, p in enumerate(PROVINCES, 1))]
    found = [f for f in seen(Sheet(rows), tmp_path, catalog).findings if f.severity == "error"]
    assert [f"{f.code} {f.cell}" for f in found] == told
    assert all("7" in f.message for f in found)


def test_a_sheet_of_ministries_beside_one_of_provinces_is_passed_over(tmp_path: Path, catalog: Catalog) -> None:
    head = ["TT", "Đơn vị", "Biên chế công chức giao năm 2023"]
    sheets = {
        "Bộ, ngành": [["BIÊN CHẾ CÔNG CHỨC CỦA CÁC BỘ, NGÀNH"], head, [1, "Bộ Tư pháp", 900], [2, "Bộ Nội vụ", 800]],
        "Tỉnh": [["BIÊN CHẾ CÔNG CHỨC CỦA CÁC TỈNH"], head, [1, "Sơn La", 2000]],
    }
    found = look(make_workbook(tmp_path / "bang.xlsx", sheets), catalog, Hints())
    assert [(f.code, f.sheet) for f in found.findings] == [("sheet-skipped", "Bộ, ngành")]
    assert [(f.unit, f.value) for f in found.staffing.figures] == [("son-la", 2000)]


# --- territory ---------------------------------------------------------------------------------------

NEW = ["Hà Nội", "Hải Phòng", "Ninh Bình", "Bắc Ninh"]


def of_names(names: Sequence[str], title: str, heading: str, folder: Path, catalog: Catalog) -> Look:
    rows = [[title], ["STT", "Tỉnh", heading], *([n, name, 3000 + n] for n, name in enumerate(names, 1))]
    return look(make_workbook(folder / "bang.xlsx", {"Biểu": rows}), catalog, Hints())


MIXED = {
    "given after the merger": ([*NEW, "Hải Dương"], "BIÊN CHẾ CÔNG CHỨC NĂM 2025", "Biên chế giao năm 2025", {"B7"}),
    "present on a day": ([*NEW, "Hà Nam"], "BIÊN CHẾ CÔNG CHỨC CÁC TỈNH", "Có mặt đến 31/12/2025", {"B7"}),
    "two that are gone": (
        [*NEW, "Hải Dương", "Bắc Giang"],
        "BIÊN CHẾ CÔNG CHỨC NĂM 2026",
        "Biên chế giao năm 2026",
        {"B7", "B8"},
    ),
    "only such as are gone": (["Hải Dương", "Hà Nam"], "BIÊN CHẾ CÔNG CHỨC", "Có mặt đến 31/12/2025", {"B3", "B4"}),
    "a region without one of its old provinces": (
        ["Kon Tum", "Gia Lai", "Đắk Lắk", "Lâm Đồng"],
        "BIÊN CHẾ CÔNG CHỨC NĂM 2026",
        "Biên chế giao năm 2026",
        {"B3"},
    ),
    "a region as it was, after its end": (
        ["Kon Tum", "Gia Lai", "Đắk Lắk", "Đắk Nông", "Lâm Đồng"],
        "BIÊN CHẾ CÔNG CHỨC CÁC TỈNH",
        "Có mặt đến 31/12/2025",
        {f"B{row}" for row in range(3, 8)},
    ),
}


@pytest.mark.parametrize(("names", "title", "heading", "cells"), MIXED.values(), ids=MIXED)
def test_old_and_new_provinces_are_not_mixed(
    names: list[str], title: str, heading: str, cells: set[str], tmp_path: Path, catalog: Catalog
) -> None:
    errors = [f for f in of_names(names, title, heading, tmp_path, catalog).findings if f.severity == "error"]
    assert {(f.code, f.cell) for f in errors} == {("territory-mixed", cell) for cell in cells}


AFTER = "BIÊN CHẾ CÔNG CHỨC NĂM 2025 CỦA CÁC TỈNH SAU SÁP NHẬP"
CONTRADICTED = {
    "old ones that a title says are merged": (
        ["Lào Cai", "Yên Bái", "Đà Nẵng", "Quảng Nam"],
        AFTER,
        "Biên chế giao",
        {("territory-mixed", "B4"), ("territory-mixed", "B6")},
    ),
    "in brackets": (
        ["Lào Cai", "Yên Bái"],
        "Biên chế công chức các tỉnh năm 2025 (sau sáp nhập)",
        "Biên chế giao năm 2025",
        {("territory-mixed", "B4")},
    ),
    "only such as are gone": (["Yên Bái"], AFTER, "Biên chế giao", {("territory-mixed", "B3")}),
    "a year before the merger": (
        ["Lào Cai", "Sơn La"],
        "BIÊN CHẾ CÔNG CHỨC CỦA 34 TỈNH, THÀNH PHỐ",
        "Biên chế giao năm 2021",
        {("territory-later", "B3")},
    ),
    "the new ones": (["Lào Cai", "Đà Nẵng", "Sơn La"], AFTER, "Biên chế giao", set()),
    "said to be old": (["Lào Cai", "Yên Bái (cũ)"], AFTER, "Biên chế giao", set()),
    "provinces that are to merge": (
        ["Lào Cai", "Yên Bái"],
        "BIÊN CHẾ CÔNG CHỨC NĂM 2025 CỦA CÁC TỈNH SÁP NHẬP",
        "Biên chế giao",
        set(),
    ),
}


@pytest.mark.parametrize(("names", "title", "heading", "told"), CONTRADICTED.values(), ids=CONTRADICTED)
def test_a_title_of_merged_provinces_and_rows_of_old_ones_contradict(
    names: list[str], title: str, heading: str, told: set[tuple[str, str]], tmp_path: Path, catalog: Catalog
) -> None:
    errors = [f for f in of_names(names, title, heading, tmp_path, catalog).findings if f.severity == "error"]
    assert {(f.code, f.cell) for f in errors} == told


TERRITORIES = {
    "before the merger": ("Có mặt đến 30/6/2025", ["Hải Phòng", "Hải Dương"], {"hai-phong", "hai-duong"}),
    "a year given to the old ones": ("Biên chế giao năm 2025", ["Hải Phòng", "Hải Dương"], {"hai-phong", "hai-duong"}),
    "the new ones": ("Có mặt đến 31/12/2025", ["Hải Phòng", "Hà Nội"], {"hai-phong-2025", "ha-noi"}),
    "said to be old": ("Biên chế giao năm 2026", ["Hải Phòng", "Hải Dương (cũ)"], {"hai-phong", "hai-duong"}),
    "all of a region as it was": (
        "Biên chế theo kế hoạch năm 2026",
        ["Kon Tum", "Gia Lai", "Đắk Lắk", "Đắk Nông", "Lâm Đồng"],
        {"kon-tum", "gia-lai", "dak-lak", "dak-nong", "lam-dong"},
    ),
}


@pytest.mark.parametrize(("heading", "names", "units"), TERRITORIES.values(), ids=TERRITORIES)
def test_names_mean_the_territory_the_table_lists(
    heading: str, names: list[str], units: set[str], tmp_path: Path, catalog: Catalog
) -> None:
    found = of_names(names, "BIÊN CHẾ CÔNG CHỨC CỦA CÁC TỈNH", heading, tmp_path, catalog)
    assert [f.message for f in found.findings if f.severity == "error"] == []
    assert {f.unit for f in found.staffing.figures} == units


POSTS = {"Sơn La": (2500, 2240), "Lai Châu": (2100, 1900), "Điện Biên": (2300, 2100)}


@pytest.mark.parametrize(
    ("heading", "cuts", "code"),
    [
        ("Giảm năm 2021", (260, 200, 200), ""),
        ("Giảm năm 2021", (40, 35, 30), "cuts-contradict"),
        ("Giảm năm 2021", (40, 200, 200), "cut-differs"),
        ("Giảm năm 2021 so với năm trước", (40, 35, 30), ""),
    ],
)
def test_a_column_of_cuts_none_of_which_is_what_is_missing(
    heading: str, cuts: tuple[int, ...], code: str, tmp_path: Path, catalog: Catalog
) -> None:
    headings = ["Tỉnh", "Công chức giao năm 2015", "Công chức giao năm 2021", heading]
    rows = [[name, *posts, cut] for (name, posts), cut in zip(POSTS.items(), cuts, strict=True)]
    title = "KẾT QUẢ TINH GIẢN BIÊN CHẾ NĂM 2021 SO VỚI NĂM 2015"
    findings = seen(titled(title, headings, *rows), tmp_path, catalog).findings
    told = {f.code for f in findings if f.severity != "note"}
    assert told == ({code} if code else set())
