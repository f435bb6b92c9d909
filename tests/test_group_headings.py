"""What stands over the figures besides titles: headings of several columns, rows over parts, the line on the unit. Synthetic tables."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import make_workbook

from parreform.catalog import Catalog
from parreform.extract import extract
from parreform.findings import Finding, accept
from parreform.hints import Hints
from parreform.ingest import Look, look
from parreform.workbook import Grid

CATALOG = Catalog.load(Path(__file__).parent / "no-user-definitions")
UNITS = ("Hà Nội", "Hải Phòng", "Quảng Ninh", "Thái Nguyên", "Hà Tĩnh", "Lào Cai")
PARTS = {
    "PAR INDEX": (["Công tác chỉ đạo, điều hành CCHC", "Cải cách thể chế", "Cải cách thủ tục hành chính"], 7.12),
    "SIPAS": (["Tiếp cận dịch vụ", "Thủ tục hành chính", "Công chức"], 83.12),
    "PAPI": (["Tham gia của người dân ở cấp cơ sở", "Công khai, minh bạch", "Thủ tục hành chính công"], 5.12),
}


def grouped(index: str, group: str, unit: str = "") -> Grid:
    heads, least = PARTS[index]
    top = [[f"KẾT QUẢ {index} NĂM 2023"], *([[unit]] if unit else [])]
    figures = [[n + 1, name, *(round(least + n * 0.13 + k, 2) for k in range(3))] for n, name in enumerate(UNITS)]
    rows: list[list[Any]] = [*top, ["TT", "Tỉnh", group, group, group], [None, None, *heads], *figures]
    return Grid("Sheet1", [[*row, *[None] * (5 - len(row))] for row in rows])


def lines(index: str, section: str) -> Grid:
    """The parts of one province down the side, with a row of words above them."""
    heads, least = PARTS[index]
    title = [f"{index} NĂM 2023 CỦA TỈNH HÀ TĨNH", None, None]
    figures = [[n + 1, part, round(least + n * 0.3, 2)] for n, part in enumerate(heads)]
    return Grid("Sheet1", [title, ["TT", "Nội dung", "Kết quả"], ["I", section, None], *figures])


def turned(index: str, section: str) -> Grid:
    heads, least = PARTS[index]
    rows: list[list[Any]] = [[f"KẾT QUẢ {index} NĂM 2023"], ["TT", "Nội dung", *UNITS], ["I", section]]
    rows += [[n + 1, part, *(round(least + k * 0.13, 2) for k in range(6))] for n, part in enumerate(heads)]
    return Grid("Sheet1", [[*row, *[None] * (8 - len(row))] for row in rows])


def errors(of: Grid, accepted: Sequence[str] = ()) -> list[Finding]:
    found = accept(extract([of], "bang.xlsx", CATALOG, Hints(accept=tuple(accepted))).findings, accepted)
    return [f for f in found if f.severity == "error"]


HARMLESS = {
    "PAR INDEX": (
        "Các chỉ số thành phần",
        "Điểm các lĩnh vực (đã thẩm định)",
        "8 lĩnh vực",
        "Trong đó",
        "Điểm Bộ Nội vụ công bố",
        "Of which",
        "Scores by area",
    ),
    "SIPAS": (
        "Các yếu tố của quá trình cung ứng dịch vụ",
        "Tỷ lệ người dân hài lòng (%)",
        "Mức độ hài lòng theo từng yếu tố",
        "Cung ứng dịch vụ hành chính công nói chung",
        "Satisfaction by factor (%)",
    ),
    "PAPI": ("Các chỉ số nội dung", "Điểm 8 trục nội dung", "Chỉ số nội dung (thang điểm 1-10)", "PAPI dimensions"),
}
OTHERWISE = {
    "PAR INDEX": (
        "Kết quả điều tra xã hội học",
        "Điểm điều tra XHH",
        "Phần điều tra xã hội học",
        "Điểm bị trừ",
        "Bình quân vùng",
        "Điểm của các sở, ngành",
        "Số tiêu chí chưa đạt điểm tối đa",
        "Ý kiến chuyên gia",
        "Trọng số",
    ),
    "SIPAS": (
        "Tỷ lệ người dân mong muốn cải thiện (%)",
        "Mức độ quan tâm (%)",
        "Mức độ quan trọng theo đánh giá của người dân",
        "Người dân khu vực nông thôn",
        "Ý kiến của người dân tộc thiểu số",
        "Mức độ nhận định, đánh giá (%)",
        "Tỷ lệ không hài lòng (%)",
        "Doanh nghiệp",
        "Share of people who want improvement (%)",
    ),
    "PAPI": ("Khu vực thành thị", "Người trả lời là nữ", "Sai số chuẩn", "Female respondents"),
}
ASKED = {"heading-unread", "heading-unfit"}


@pytest.mark.parametrize(("index", "group"), [(i, g) for i, found in HARMLESS.items() for g in found])
def test_a_heading_over_several_columns_that_changes_nothing_is_understood(index: str, group: str) -> None:
    assert errors(grouped(index, group)) == []
    assert len(extract([grouped(index, group)], "bang.xlsx", CATALOG).readings) == 18


@pytest.mark.parametrize(("index", "group"), [(i, g) for i, found in OTHERWISE.items() for g in found])
def test_a_heading_over_several_columns_that_makes_them_something_else_is_asked_about(index: str, group: str) -> None:
    (found,) = errors(grouped(index, group))
    assert (found.code in ASKED, found.cell, found.facts["label"]) == (True, "C2", group)
    assert f"--accept {found.code}" in found.suggestion
    assert errors(grouped(index, group), [found.code]) == []


@pytest.mark.parametrize("make", [lines, turned])
@pytest.mark.parametrize(
    ("index", "section"),
    [("SIPAS", "MỨC ĐỘ QUAN TRỌNG"), ("PAR INDEX", "ĐIỂM ĐIỀU TRA XÃ HỘI HỌC"), ("PAPI", "Người dân nông thôn")],
)
def test_a_row_of_words_over_parts_that_makes_them_something_else_is_asked_about(
    make: Any, index: str, section: str
) -> None:
    found = errors(make(index, section))
    assert [(f.code in ASKED, f.cell, f.facts["label"]) for f in found] == [(True, "B3", section)]


@pytest.mark.parametrize("make", [lines, turned])
@pytest.mark.parametrize(
    ("index", "section"),
    [("SIPAS", "CÁC CHỈ SỐ THÀNH PHẦN"), ("PAR INDEX", "ĐIỂM CÁC LĨNH VỰC"), ("PAPI", "CÁC TRỤC NỘI DUNG")],
)
def test_a_row_of_words_over_parts_that_changes_nothing_is_understood(make: Any, index: str, section: str) -> None:
    assert errors(make(index, section)) == []


FITTING = {
    "PAR INDEX": (
        "Đơn vị tính: điểm",
        "(ĐVT: %)",
        "Đơn vị tính: Điểm (thang điểm 100)",
        "ĐVT: điểm, hạng",
        "ĐVT: điểm năm 2023",
        "Đơn vị tính: điểm; ô trống: không có dữ liệu",
        "Đơn vị tính: %; Số liệu làm tròn 2 chữ số thập phân.",
        "Don vi tinh: diem",
        "Unit: points",
    ),
    "SIPAS": ("Đơn vị tính: %", "ĐVT: tỷ lệ % người dân hài lòng", "Đơn vị: %", "(%)"),
    "PAPI": ("ĐVT: điểm (từ 1 đến 10)", "Thang điểm: 1-10"),
}
UNFITTING = {
    "PAR INDEX": (
        "ĐVT: điểm tự chấm",
        "Đơn vị tính: điểm (ước tính)",
        "ĐVT: điểm năm 2022",
        "ĐVT: điểm, trung bình 3 năm",
        "ĐVT: % người được hỏi hài lòng",
        "ĐVT: % so với điểm tối đa",
        "ĐVT: điểm trừ",
        "DVT: diem tu cham",
        "Unit: million dong",
    ),
    "SIPAS": ("ĐVT: % người dân mong muốn cải thiện", "ĐVT: % phiếu hợp lệ", "ĐVT: người", "ĐVT: % không hài lòng"),
    "PAPI": ("ĐVT: % người trả lời", "ĐVT: sai số chuẩn"),
}


@pytest.mark.parametrize(("index", "unit"), [(i, u) for i, found in FITTING.items() for u in found])
def test_a_unit_that_an_index_is_printed_in_is_understood(index: str, unit: str) -> None:
    assert errors(grouped(index, "Kết quả chung", unit)) == []


@pytest.mark.parametrize(("index", "unit"), [(i, u) for i, found in UNFITTING.items() for u in found])
def test_a_unit_that_no_result_is_counted_in_is_asked_about(index: str, unit: str) -> None:
    (found,) = errors(grouped(index, "Kết quả chung", unit))
    assert (found.code in ("title-unread", "title-unfit"), found.cell) == (True, "A2")
    assert f"--accept {found.code}" in found.suggestion


def staff(unit: str, folder: Path, heads: Sequence[str] = ("Công chức", "Viên chức")) -> Look:
    rows: list[list[object]] = [["BIÊN CHẾ GIAO CÁC TỈNH NĂM 2022"], [unit], ["TT", "Tỉnh", *heads]]
    rows += [[1, "Hà Nội", *(93 + n for n in range(len(heads)))], [2, "Hà Tĩnh", *(96 + n for n in range(len(heads)))]]
    return look(make_workbook(folder / "bien-che.xlsx", {"Biểu 1": rows}), CATALOG, Hints())


@pytest.mark.parametrize(
    "unit", ["ĐVT: người", "Đơn vị tính: biên chế", "ĐVT: người, %", "(Đơn vị tính: Người)", "Unit: persons"]
)
def test_posts_are_counted_in_people(unit: str, tmp_path: Path) -> None:
    seen = staff(unit, tmp_path)
    assert [f.code for f in seen.findings if f.severity == "error"] == []
    assert len(seen.staffing.figures) == 4


@pytest.mark.parametrize(
    "unit",
    [
        "ĐVT: %",
        "Đơn vị: %",
        "(%)",
        "ĐVT: người/10.000 dân",
        "ĐVT: người nghỉ hưu",
        "ĐVT: hợp đồng",
        "ĐVT: đơn vị",
        "ĐVT: đồng",
    ],
)
def test_what_posts_are_not_counted_in_is_asked_about(unit: str, tmp_path: Path) -> None:
    found = [f for f in staff(unit, tmp_path).findings if f.severity == "error"]
    assert [(f.code, f.cell) for f in found] == [("staffing-title-unread", "A2")]


def test_contracts_are_counted_in_contracts(tmp_path: Path) -> None:
    found = staff("ĐVT: hợp đồng", tmp_path, ["Hợp đồng lao động"]).findings
    assert "staffing-title-unread" not in {f.code for f in found}


def cuts(group: str, folder: Path, heads: Sequence[str] = ("Số giảm", "Tỷ lệ (%)")) -> Look:
    title = "KẾT QUẢ TINH GIẢN CÔNG CHỨC CÁC TỈNH NĂM 2021 SO VỚI NĂM 2015"
    rows = [
        [title],
        ["TT", "Tỉnh", group, group],
        [None, None, *heads],
        [1, "Hà Nội", 944, 10],
        [2, "Hà Tĩnh", 240, 10],
    ]
    return look(make_workbook(folder / "bien-che.xlsx", {"Biểu 1": rows}), CATALOG, Hints())


@pytest.mark.parametrize("group", ["Chỉ tiêu phải giảm", "Mục tiêu", "Yêu cầu giảm", "Chỉ tiêu giao"])
def test_cuts_below_a_goal_are_no_cuts_that_were_made(group: str, tmp_path: Path) -> None:
    found = cuts(group, tmp_path)
    assert list(found.staffing.figures) == []
    (error,) = [f for f in found.findings if f.severity == "error"]
    assert (error.code, f"“{group} / Số giảm”" in error.message) == ("staffing-unread", True)


@pytest.mark.parametrize("group", ["Kết quả đã thực hiện", "Công chức", "Kết quả thực hiện chỉ tiêu tinh giản"])
def test_cuts_that_were_made_are_read(group: str, tmp_path: Path) -> None:
    found = cuts(group, tmp_path)
    assert {(f.measure, f.value) for f in found.staffing.figures} == {("cut", 944), ("cut", 240), ("pct", 10)}


@pytest.mark.parametrize(
    "group", ["Cấp huyện", "Ngành nông nghiệp", "Khối Đảng, Mặt trận, đoàn thể", "Nữ", "Tỉnh đề nghị"]
)
def test_a_heading_over_others_that_leaves_nothing_to_read_is_named(group: str, tmp_path: Path) -> None:
    rows = [
        ["BIÊN CHẾ CÔNG CHỨC CÁC TỈNH NĂM 2022"],
        ["TT", "Tỉnh", group, group],
        [None, None, "Biên chế giao", "Có mặt"],
    ]
    rows += [[1, "Hà Nội", 7980, 7400], [2, "Hà Tĩnh", 2141, 2050]]
    found = look(make_workbook(tmp_path / "bien-che.xlsx", {"Biểu 1": rows}), CATALOG, Hints())
    (error,) = [f for f in found.findings if f.severity == "error"]
    assert (error.code, error.cell) == ("staffing-unread", "A2")
    assert f"“{group} / Biên chế giao”" in error.message


@pytest.mark.parametrize("more", [[], ["Ghi chú"]])
def test_groups_that_were_not_merged_stand_over_the_same_headings(more: list[str], tmp_path: Path) -> None:
    rows: list[list[object]] = [["BIÊN CHẾ CÔNG CHỨC, VIÊN CHỨC CÁC TỈNH NĂM 2022"]]
    rows += [["TT", "Tỉnh", "Công chức", None, "Viên chức", None, *more], [None, None, *["Giao", "Có mặt"] * 2]]
    rows += [[1, "Hà Nội", 7980, 7400, 115000, 108000], [2, "Hà Tĩnh", 2141, 2050, 25900, 25100]]
    found = look(make_workbook(tmp_path / "bien-che.xlsx", {"Biểu 1": rows}), CATALOG, Hints())
    assert [f.code for f in found.findings if f.severity == "error"] == []
    assert {
        (f.category, f.measure, f.value)
        for f in found.staffing.figures
        if f.value > 2141 and f.value not in (25900, 25100)
    } == {
        ("civil_servants", "assigned", 7980),
        ("civil_servants", "present", 7400),
        ("public_employees", "assigned", 115000),
        ("public_employees", "present", 108000),
    }


def appraised(heads: Sequence[str], least: float) -> Grid:
    group = "Kết quả thẩm định của Bộ Nội vụ"
    rows: list[list[Any]] = [["KẾT QUẢ PAR INDEX NĂM 2023"], ["TT", "Tỉnh", group, group], [None, None, *heads]]
    rows += [[n + 1, name, round(least - n * 0.31, 2), n + 1] for n, name in enumerate(UNITS)]
    return Grid("Sheet1", [[*row, *[None] * (4 - len(row))] for row in rows])


def test_appraised_scores_beside_their_ranks_are_the_results_where_they_are_no_block() -> None:
    of = appraised(["Điểm", "Xếp hạng"], 92.18)
    assert errors(of) == []
    readings = extract([of], "bang.xlsx", CATALOG).readings
    assert {r.indicator for r in readings} == {"par-index"}
    assert {(r.score, r.rank) for r in readings} >= {(92.18, 1), (91.87, 2)}


@pytest.mark.parametrize(("head", "least"), [("Điểm", 52.18), ("Điểm (%)", 92.18)])
def test_appraised_scores_that_may_be_the_block_or_a_share_of_it_stay_it(head: str, least: float) -> None:
    readings = extract([appraised([head, "Xếp hạng"], least)], "bang.xlsx", CATALOG).readings
    assert {r.indicator for r in readings} == {"par-index.appraised"}


@pytest.mark.parametrize("group", [[None, None], ["Công chức", "Viên chức"]])
def test_tables_side_by_side_are_no_groups_of_one(group: list[object], tmp_path: Path) -> None:
    """Merged or not, the second names must not be taken for those of the first figures."""
    first, second = group
    rows: list[list[object]] = [["BIÊN CHẾ ĐƯỢC GIAO NĂM 2022"], ["Công chức", first, None, "Viên chức", second]]
    rows += [["Tỉnh", "Biên chế giao", None, "Tỉnh", "Biên chế giao"]]
    rows += [["Hà Nam", 1311, None, "Hà Nam", 15344], ["Nam Định", 2722, None, "Thái Bình", 29051]]
    found = look(make_workbook(tmp_path / "bien-che.xlsx", {"Biểu 1": rows}), CATALOG, Hints())
    assert [f.code for f in found.findings if f.severity == "error"] == []
    read = {(f.unit, f.category, f.value) for f in found.staffing.figures}
    assert read == {
        *(("ha-nam", "civil_servants", 1311), ("nam-dinh", "civil_servants", 2722)),
        *(("ha-nam", "public_employees", 15344), ("thai-binh", "public_employees", 29051)),
    }
