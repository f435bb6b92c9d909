"""What titles, sheet names, file names and notes say: understood whole, or asked about. Synthetic tables."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from corpus.data import SOME, par, ranking

from parreform.catalog import Catalog
from parreform.extract import extract
from parreform.findings import Finding, accept
from parreform.hints import Hints
from parreform.workbook import Grid

HERE = Path(__file__).parent
CATALOG = Catalog.load(HERE / "no-user-definitions")
GOOD = (HERE / "corpus" / "titles_good.txt").read_text(encoding="utf-8").splitlines()
BAD = (HERE / "corpus" / "titles_bad.txt").read_text(encoding="utf-8").splitlines()
OF_TITLES = {"title-unfit", "title-unread", "title-part", "note-unfit", "index-other", "index-none"}
BARE = ["Hạng", "Tỉnh", "Điểm"]


def grid(above: Sequence[Sequence[Any]], *below: str, sheet: str = "Sheet1", head: Sequence[str] = BARE) -> Grid:
    rows = [*above, head, *ranking(par(2023)), *([note] for note in below)]
    values = [[getattr(v, "value", v) for v in row] for row in rows]
    return Grid(sheet, [[*row, *[None] * (3 - len(row))] for row in values])


def errors(of: Grid, file: str = "bang.xlsx", **hints: Any) -> list[Finding]:
    found = accept(extract([of], file, CATALOG, Hints(**hints)).findings, hints.get("accept", ()))
    return [f for f in found if f.severity == "error"]


def codes(of: Grid, file: str = "bang.xlsx", **hints: Any) -> list[str]:
    return [f.code for f in errors(of, file, **hints)]


def years(of: Grid, file: str = "bang.xlsx", **hints: Any) -> set[int] | str:
    hints = {"index": "par-index", **hints}
    wrong = codes(of, file, **hints)
    return wrong[0] if wrong else {r.year for r in extract([of], file, CATALOG, Hints(**hints)).readings}


@pytest.mark.parametrize("title", GOOD)
def test_a_title_of_results_is_understood(title: str) -> None:
    assert not OF_TITLES & set(codes(grid([[title]]), index="par-index", year=2023))


@pytest.mark.parametrize("title", BAD)
def test_a_title_of_something_else_is_asked_about_whatever_the_options_say(title: str) -> None:
    assert OF_TITLES & set(codes(grid([["PAR INDEX"], [title]]), index="par-index", year=2023)), title


def test_the_heading_of_the_figures_is_told_where_the_title_names_the_province() -> None:
    head = ["Năm", "PAR INDEX", "SIPAS"]
    rows = [["Chỉ tiêu PAR INDEX, SIPAS tỉnh Bắc Giang", None, None], head, [2019, 83.87, 80.4], [2020, 84.85, 82.6]]
    (told,) = errors(Grid("Sheet1", rows))
    assert (told.code, told.facts["label"]) == ("title-unfit", "PAR INDEX")


def test_there_are_many_titles() -> None:
    assert len(GOOD) == len(set(GOOD)) >= 300
    assert len(BAD) == len(set(BAD)) >= 140


def test_the_unread_words_are_told_with_their_cell_and_the_way_out() -> None:
    found = errors(grid([["UBND TỈNH SƠN LA"], ["SIPAS 2023 khu vực nông thôn"]]))[0]
    assert (found.code, found.cell, found.facts["words"]) == ("title-unread", "A2", "nông thôn")
    assert "--accept title-unread" in found.suggestion


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("PAR INDEX 2023 khu vực nông thôn", "title-unread"),
        ("PAR INDEX 2023 của các huyện", "title-unfit"),
        ("PAR INDEX 2023 - cải cách thủ tục hành chính", "title-part"),
        ("SIPAS 2023 - CHỈ SỐ HÀI LÒNG VỀ CHÍNH SÁCH", "title-part"),
    ],
)
def test_a_title_confirmed_is_no_obstacle(title: str, code: str) -> None:
    assert codes(grid([[title]])) == [code]
    assert years(grid([[title]]), accept=(code,)) == {2023}


@pytest.mark.parametrize(
    "sheet", ["nông thôn", "KH 2023", "Q1-2023", "2023 (uoc)", "Nữ", "BỎ", "KHONG DUNG", "backup 12-3"]
)
def test_the_name_of_a_sheet_is_a_title(sheet: str) -> None:
    assert OF_TITLES & set(codes(grid([["PAR INDEX 2023"]], sheet=sheet)))


@pytest.mark.parametrize("sheet", ["Hiền gửi", "paper 3", "SNV sửa (ok)"])
def test_a_sheets_name_that_says_nothing_is_told_beside_a_title_that_says_all(sheet: str) -> None:
    found = extract([grid([["PAR INDEX 2023"]], sheet=sheet)], "bang.xlsx", CATALOG, Hints())
    assert [f.severity for f in found.findings if f.code == "sheet-name-unread"] == ["warning"]
    assert len(found.readings) == len(SOME)
    assert "title-unread" in codes(grid([["Năm 2023"]], sheet=sheet), index="par-index")


@pytest.mark.parametrize(
    "sheet",
    [
        "Sheet1",
        "PL1",
        "Tinh",
        "63 tinh",
        "HungYen",
        "Hanoi_HCMC",
        "TH 2023",
        "data",
        "2023_final",
        "KQ 2023",
        "PARINDEX_2023",
        "Sheet1 (2)",
        "Bảng xếp hạng",
        "CCHC",
        "Chi so CCHC",
        "Xep hang",
        "Tong hop",
        "TONG HOP 63 TINH",
        "Biểu 1",
        "Bieu 01",
        "B1",
        "PL 01",
        "Phụ lục 2 - LV",
        "8 linh vuc",
        "Lĩnh vực",
        "LV",
        "theo LV",
        "Theo tiêu chí",
        "TH",
        "Kết quả",
        "Du lieu",
        "DL",
        "Số liệu",
        "So lieu goc",
        "Trang tính1",
        "Bang diem",
        "Diem",
        "Điểm - Hạng",
        "Vung",
        "6 vùng",
        "Tây Nguyên",
        "ĐBSCL",
        "DBSCL",
        "So sánh",
        "Print",
        "In",
        "DS",
        "63T",
        "34 tỉnh",
        "63 tinh cu",
        "table 1",
        "Table001 (Page 3)",
        "Page 1",
        "Sheet1_2",
        "Final",
        "v2",
    ],
)
def test_sheets_are_called_in_many_ways(sheet: str) -> None:
    assert codes(grid([["PAR INDEX 2023"]], sheet=sheet)) == []


@pytest.mark.parametrize("file", ["PAR INDEX 2023 ước.xlsx", "PAR INDEX 2023 muc tieu.xlsx", "KH 2023 PAR INDEX.xlsx"])
def test_the_name_of_a_file_speaks_where_nothing_else_does(file: str) -> None:
    assert "title-unfit" in codes(grid([["BẢNG TỔNG HỢP"]], head=["Hạng", "Tỉnh", "PAR INDEX"]), file)


@pytest.mark.parametrize(
    ("above", "sheet", "file", "right"),
    [
        (["Năm 2024, Bộ Nội vụ công bố kết quả PAR INDEX"], "Sheet1", "bang.xlsx", "year-unknown"),
        (["Kết quả PAR INDEX"], "T4-2024", "bang.xlsx", "year-unknown"),
        (["Kết quả PAR INDEX"], "T4.2024", "bang.xlsx", "year-unknown"),
        (["Kết quả PAR INDEX"], "Báo cáo 2024", "bang.xlsx", "year-unknown"),
        (["Kết quả PAR INDEX"], "BC 2024", "bang.xlsx", "year-unknown"),
        (["PAR INDEX - QĐ số 15/QĐ-UBND năm 2024"], "Sheet1", "bang.xlsx", "year-unknown"),
        (["PAR INDEX", "Accessed 2024"], "Sheet1", "bang.xlsx", "year-unknown"),
        (["PAR INDEX", "© 2024 CECODES, UNDP"], "Sheet1", "bang.xlsx", "year-unknown"),
        (["PAR INDEX", "Copyright 2024"], "Sheet1", "bang.xlsx", "year-unknown"),
        (["PAR INDEX", "Người lập: Nguyễn Văn A, 2024"], "Sheet1", "bang.xlsx", "year-unknown"),
        (["PAR INDEX", "Bản tin CCHC số 4 năm 2024"], "Sheet1", "bang.xlsx", "year-unknown"),
        (["PAR INDEX", "Tờ trình năm 2024"], "Sheet1", "bang.xlsx", "year-unknown"),
        (["PAR INDEX", "Release date: April 2, 2024"], "Sheet1", "bang.xlsx", "year-unknown"),
        (["PAR INDEX"], "Sheet1", "Kế hoạch CCHC 2024.xlsx", "year-unknown"),
        (["PAR INDEX"], "Sheet1", "BC CCHC quy I nam 2024.xlsx", "year-unknown"),
        (["PAR INDEX 2023"], "Sheet1", "PAR INDEX 2024.xlsx", "year-conflict"),
        (["PAR INDEX 2023"], "2024", "bang.xlsx", "year-conflict"),
        (["PAR INDEX 2023"], "2023", "PAR INDEX 2024.xlsx", {2023}),
        (["PAR INDEX 2023"], "Báo cáo 2024", "bang 2024.xlsx", {2023}),
        (["PAR INDEX 2023", "Bản tin CCHC số 4 năm 2024"], "Sheet1", "bang.xlsx", {2023}),
        (["Tài liệu Hội nghị năm 2024", "PAR INDEX năm 2023"], "Sheet1", "bang.xlsx", {2023}),
        (["Kết quả PAR INDEX kỳ đánh giá từ 01/01/2023 đến 31/12/2023"], "Sheet1", "bang.xlsx", {2023}),
        (["PAR INDEX", "Kỳ đánh giá: 2023"], "Sheet1", "bang.xlsx", {2023}),
        (["PAR INDEX", "Năm 2023"], "Sheet1", "bang.xlsx", {2023}),
        (["PAR INDEX", "Số liệu khảo sát năm 2023"], "Sheet1", "bang.xlsx", {2023}),
        (["PAR INDEX"], "2023", "bang.xlsx", {2023}),
        (["PAR INDEX"], "Sheet1", "so lieu tong hop 2023.xlsx", {2023}),
        (["PAR INDEX"], "Sheet1", "par-index-2023.xlsx", {2023}),
        (["PAR INDEX NĂM 2023¹"], "Sheet1", "bang.xlsx", {2023}),
        (["PAR INDEX công bố ngày 06/4/2024 (khảo sát năm 2023)"], "Sheet1", "bang.xlsx", {2023}),
        (["PAR INDEX published in 2024 (survey 2023)"], "Sheet1", "bang.xlsx", {2023}),
        (["PAR INDEX công bố (vào năm 2024)"], "Sheet1", "bang.xlsx", "year-unknown"),
        (["PAR INDEX² 2023 các tỉnh Đồng bằng sông Hồng¹"], "Sheet1", "bang.xlsx", {2023}),
    ],
)
def test_a_year_counts_where_a_line_speaks_of_results_or_of_nothing_else(
    above: list[str], sheet: str, file: str, right: object
) -> None:
    assert years(grid([[x] for x in above], sheet=sheet), file) == right


@pytest.mark.parametrize(
    "above",
    [
        [["CHỈ SỐ CCHC CÁC TỈNH"], ["Năm:", 2023]],
        [["CHỈ SỐ CCHC CÁC TỈNH"], ["Năm:", "2023"]],
        [["CHỈ SỐ CCHC CÁC TỈNH"], [None, None, 2023]],
        [["PAR INDEX", "Năm", 2023]],
        [["Kết quả PAR INDEX", "năm:", "2023"]],
        [["Kết quả PAR INDEX", "năm", 2023], []],
        [["Kết quả PAR INDEX", 2023], []],
        [["Kết quả PAR INDEX", "2023"], []],
        [["Biểu số 2", "Năm", 2023], ["Kết quả PAR INDEX"]],
    ],
)
def test_a_year_in_a_cell_of_its_own(above: list[list[object]]) -> None:
    assert years(grid(above)) == {2023}
    assert years(grid(above, sheet="2023")) == {2023}
    assert years(grid(above, sheet="2024")) == "year-conflict"


def test_a_year_over_the_names_is_one_of_the_title() -> None:
    over = ["Hạng", "PAR INDEX 2023", "Điểm"]
    assert years(grid([], head=over)) == years(grid([["Kết quả các tỉnh năm 2023"]], head=over)) == {2023}
    assert years(grid([["Phụ lục báo cáo năm 2024"]], head=over)) == "year-conflict"


def test_several_numbers_or_none_that_is_a_year_beside_a_title_date_nothing() -> None:
    for numbers in ([2022, 2023], [63], [2023.5]):
        assert years(grid([["Kết quả PAR INDEX", *numbers], []])) == "year-unknown"


@pytest.mark.parametrize(
    ("note", "counts"),
    [
        ("TỔNG HỢP THÔNG TIN CÁC TỈNH NĂM 2022", True),
        ("Bảng tổng hợp theo tỉnh, năm 2022", True),
        ("(Năm 2022)", True),
        ("Năm 2022", True),
        ("Hà Nội, năm 2022", False),
        ("Hà Nội, ngày ... tháng ... năm 2022", False),
        ("Tháng 12 năm 2022", False),
        ("Cập nhật năm 2022", False),
        ("Nguồn: Bộ Nội vụ, 2022", False),
        ("Kế hoạch năm 2022", False),
    ],
)
def test_a_title_below_contradicts_the_name_of_a_sheet_or_file_where_none_above_says_a_year(
    note: str, counts: bool
) -> None:
    assert years(grid([], note, sheet="2020")) == ("year-conflict" if counts else {2020})
    assert years(grid([["Kết quả PAR INDEX"]], note), "2020.xlsx") == ("year-conflict" if counts else {2020})
    assert years(grid([], note, sheet="2022")) == {2022}
    assert years(grid([["Kết quả PAR INDEX năm 2020"]], note)) == {2020}
    assert years(grid([], note)) == "year-unknown"


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("(*) Số liệu ước tính, chưa có kết quả chính thức của Bộ Nội vụ", "note-unfit"),
        ("Ghi chú: Số liệu trên là kết quả tự chấm điểm của các tỉnh, Bộ Nội vụ chưa thẩm định.", "note-unfit"),
        ("Ghi chú: Số liệu do các tỉnh tự chấm, chưa được Bộ Nội vụ thẩm định.", "note-unfit"),
        ("Số liệu dự kiến, chưa công bố", "note-unfit"),
        ("(*) Năm 2023: số dự kiến", "note-unfit"),
        ("* Mục tiêu", "note-unfit"),
        ("* Đính chính: Điểm của Hà Nam là 88,11 (không phải 87,00).", "note-unfit"),
        ("Ghi chú: Điểm trên chưa bao gồm điểm khảo sát mức độ hài lòng của người dân.", "note-unfit"),
        ("Điểm chưa tính điểm khảo sát lãnh đạo, quản lý", "note-unfit"),
        ("Điểm trên không bao gồm SIPAS", "note-unfit"),
        ("Điểm trên chưa bao gồm 32 điểm điều tra xã hội học; các tỉnh xếp theo vần", "note-unfit"),
        ("Ghi chú: chỉ tính điểm thẩm định", "note-unfit"),
        ("The scores above exclude the survey part of the index", "note-unfit"),
        ("Điểm được trích từ báo cáo tự đánh giá của các tỉnh.", "note-unfit"),
        ("Không phải điểm thẩm định mà là điểm tự chấm của các tỉnh", "note-unfit"),
        ("Điểm số trong bảng là điểm trung bình 3 năm 2021-2023.", "note-unfit"),
        ("Các ô tô vàng là số dự đoán, chờ kết quả chính thức.", "note-unfit"),
        ("Lưu ý: điểm của Hà Nội và Hải Phòng bị ghi nhầm cho nhau, sẽ sửa sau.", "note-unfit"),
        ("Điểm của Quảng Ninh đang khiếu nại, chờ phúc tra.", "note-unfit"),
        ("Mẫu khảo sát: 200 phiếu/tỉnh do Sở Nội vụ tỉnh tự phát; không phải số của Bộ Nội vụ", "note-unfit"),
        ("Điểm đã quy đổi về thang 100 theo cách tính của tỉnh.", "note-unfit"),
        ("Số liệu này thay thế số đã công bố nhưng chưa được thẩm định", "note-unfit"),
        ("Bảng này thay thế bảng trước; số liệu vẫn là số ước tính", "note-unfit"),
        ("Số liệu theo kết quả rà soát bước đầu của Tổ giúp việc Hội đồng thẩm định", "note-unfit"),
        ("Kết quả chấm điểm vòng 1.", "note-unfit"),
        ("Kết quả trước khi Bộ Nội vụ xem xét kiến nghị của các tỉnh.", "note-unfit"),
        ("Số liệu Bắc Giang chưa chính xác, đang kiểm tra lại.", "note-unfit"),
        ("Điểm đã được quy đổi về bộ tiêu chí năm 2020 để so sánh.", "note-unfit"),
        ("Số liệu do học viên nhập để thực hành", "note-unfit"),
        ("Kết quả theo phương án 2 của Tổ soạn thảo.", "note-unfit"),
        ("Tạm thời chưa trừ điểm các tiêu chí bị phản ánh.", "note-unfit"),
        ("Nguồn: Số liệu năm 2022 do Bộ Nội vụ công bố ngày 17/4/2023", "year-conflict"),
        ("Ghi chú: Số liệu trong bảng là kết quả năm 2022.", "year-conflict"),
        ("(*) Số liệu năm 2022", "year-conflict"),
    ],
)
def test_a_note_below_the_table_is_read(note: str, code: str) -> None:
    found = errors(grid([["PAR INDEX 2023"]], note))[0]
    assert (found.code, found.cell) == (code, f"A{3 + len(SOME)}")


@pytest.mark.parametrize(
    "note",
    [
        "Nguồn: Bộ Nội vụ",
        "Nguồn: Số liệu năm 2023 do Bộ Nội vụ công bố ngày 17/4/2024",
        "Nguồn: Báo cáo PAR INDEX 2023, công bố 17/4/2024",
        "Ghi chú: Điểm tối đa là 100; so sánh qua các năm chỉ có ý nghĩa từ năm 2022.",
        "Sơn La, ngày 15 tháng 4 năm 2024",
        "Hạng do Bộ Nội vụ công bố; các tỉnh cùng điểm thì cùng hạng.",
        "Người lập biểu",
        "Dự kiến Bộ Nội vụ công bố kết quả năm 2024 vào tháng 4/2025.",
        "Số liệu so sánh với năm 2022 xem Phụ lục 3",
        "Điểm do các tỉnh tự chấm đã được Bộ Nội vụ thẩm định; KCDL đọc là không có dữ liệu.",
        "(*) là chỉ tiêu mới; tỷ lệ người không phải trả chi phí không chính thức được tính từ năm 2018.",
        "SỞ NỘI VỤ",
        "Bảng không bao gồm các bộ, cơ quan ngang bộ",
        "Ghi chú: không bao gồm các tỉnh không công bố số liệu",
        "Bảng chưa bao gồm Bắc Ninh",
        "Bảng này chưa bao gồm điểm thành phần",
        "Bảng không bao gồm các tiêu chí của từng lĩnh vực",
        "Các tiêu chí thí điểm không tính điểm",
        "Điểm không tính các tiêu chí không áp dụng",
        "Đây là số liệu chính thức, không phải số ước tính.",
        "Bảng này thay thế bảng số liệu tạm tính gửi ngày 01/4/2024.",
        "Không sử dụng điểm tự chấm của các tỉnh; điểm do Hội đồng thẩm định quyết định.",
        "Số liệu trên là kết quả thẩm định, không phải kết quả tự chấm của các tỉnh",
        "Điểm thẩm định thấp hơn kết quả tự chấm ở 48 tỉnh",
        "Bảng chỉ gồm các tỉnh vùng Đồng bằng sông Hồng",
        "Trung bình 3 năm của cả nước là 85,6",
        "Số liệu do Bộ Nội vụ công bố năm 2024",
        "Điểm được tính theo thang điểm năm 2022",
        "These are official scores, not preliminary figures",
        "Tổng hợp phục vụ lớp tập huấn công tác CCHC năm 2024.",
        "Ghi chú: Bộ Nội vụ công bố kết quả tại Hội nghị ngày 17/4/2024.",
    ],
)
def test_a_note_that_says_nothing_against_the_figures(note: str) -> None:
    assert codes(grid([["PAR INDEX 2023"]], note)) == []


def test_a_note_confirmed_is_no_obstacle() -> None:
    assert years(grid([["PAR INDEX 2023"]], "Số liệu dự kiến, chưa công bố"), accept=("note-unfit",)) == {2023}


@pytest.mark.parametrize(
    ("title", "head", "sheet"),
    [
        ("SIPAS NĂM 2023", BARE, "PAR INDEX"),
        ("SIPAS NĂM 2023", ["Hạng", "Tỉnh", "Chỉ số CCHC"], "Sheet1"),
        ("PAPI 2023", ["Hạng", "Tỉnh", "PAR INDEX"], "Sheet1"),
    ],
)
def test_a_title_that_contradicts_its_sheet_or_heading_is_asked_about(title: str, head: list[str], sheet: str) -> None:
    assert "index-conflict" in codes(grid([[title]], head=head, sheet=sheet))


def test_a_title_of_assumed_figures_is_no_question_of_the_index() -> None:
    assert codes(grid([["Chỉ số của các tỉnh giả sử đạt tối đa SIPAS và PAR INDEX"]])) == ["title-unfit"]


@pytest.mark.parametrize(
    ("title", "code"),
    [("Kết quả các tỉnh", "index-unknown"), ("PAR INDEX", "year-unknown"), ("PAR INDEX 2022-2023", "year-conflict")],
)
def test_a_merged_title_is_pointed_to_by_its_first_cell(title: str, code: str) -> None:
    found = errors(grid([[title, title, title]]))[0]
    assert (found.code, found.cell) == (code, "A1")


def test_a_line_between_the_rows_that_names_another_index() -> None:
    table = grid([["PAR INDEX 2023"]])
    table.rows.insert(5, ["(trang sau: số liệu SIPAS)", None, None])
    assert "heading-inside" in codes(table)


CAPTION = "Biểu 1. Kết quả Chỉ số CCHC, SIPAS của tỉnh năm 2022"
REPORTS = [
    ("BÁO CÁO CCHC 6 THÁNG ĐẦU NĂM 2023 TỈNH HÀ NAM", CAPTION, ""),
    ("Phụ lục kèm theo Báo cáo CCHC 6 tháng đầu năm 2023 của tỉnh Hà Nam", CAPTION, ""),
    ("SƠ KẾT 6 THÁNG ĐẦU NĂM 2023 TỈNH HÀ NAM", CAPTION, ""),
    ("BÁO CÁO CCHC QUÝ II NĂM 2023 TỈNH HÀ NAM", CAPTION, ""),
    ("BÁO CÁO CCHC 6 THÁNG ĐẦU NĂM 2022 TỈNH HÀ NAM", CAPTION, "title-unfit"),
    ("BÁO CÁO CHỈ SỐ CCHC 6 THÁNG ĐẦU NĂM 2023 TỈNH HÀ NAM", CAPTION, "title-unfit"),
    ("BÁO CÁO CCHC 6 THÁNG ĐẦU NĂM 2023 TỈNH HÀ NAM", "Biểu 1. Kết quả Chỉ số CCHC, SIPAS của tỉnh", "title-unfit"),
    ("BÁO CÁO NĂM 2023 TỈNH HÀ NAM", "Biểu 1. Chỉ số CCHC, SIPAS 6 tháng đầu năm 2022", "title-unfit"),
]


@pytest.mark.parametrize(("report", "caption", "code"), REPORTS)
def test_a_report_on_half_a_later_year_shows_results_of_the_year_before(report: str, caption: str, code: str) -> None:
    head = ["TT", "Tên chỉ số", "Điểm", "Xếp hạng"]
    rows = [[1, "Chỉ số CCHC (PAR INDEX)", 85.1, 30], [2, "Chỉ số hài lòng (SIPAS)", 84.2, 22]]
    above = [[text, None, None, None] for text in (report, caption)]
    found = extract([Grid(sheet="Trang", rows=[*above, head, *rows])], "x.xlsx", CATALOG)
    assert [f.code for f in found.findings if f.severity == "error"] == ([code] if code else [])
    assert {r.year for r in found.readings} == (set() if code else {2022})


# --- what a paper announced -----------------------------------------------------------------------------

ANNOUNCED = [
    "(Kèm theo Quyết định số 15/QĐ-BNV ngày 15/4/2023 của Bộ Nội vụ công bố PAR INDEX năm 2022)",
    "(Ban hành kèm theo Quyết định số 15/QĐ-BNV ngày 15 tháng 4 năm 2023 về việc công bố Chỉ số CCHC 2022)",
    "Nguồn: Quyết định số 15/QĐ-BNV ngày 15/4/2023 về công bố kết quả xếp hạng các tỉnh năm 2022",
    "Nguồn: Quyết định của Bộ Nội vụ công bố PAR INDEX 63 tỉnh, thành phố năm 2022",
    "Nguồn: Bộ Nội vụ công bố PAR INDEX 2022",
    "Nguồn: Quyết định công bố năm 2023 kết quả năm 2022",
    "Theo Quyết định số 15/QĐ-BNV phê duyệt và công bố Chỉ số cải cách hành chính năm 2022",
    "Theo QD 15/QD-BNV cong bo PAR INDEX nam 2022",
    "Source: Decision 15/QĐ-BNV announcing PAR INDEX 2022",
]


@pytest.mark.parametrize("line", ANNOUNCED)
def test_a_paper_that_announced_another_year_contradicts_the_title(line: str) -> None:
    title = ["BẢNG XẾP HẠNG PAR INDEX NĂM 2023"]
    assert years(grid([title, [line]])) == "year-conflict"
    assert years(grid([title], line)) == "year-conflict"
    assert years(grid([title], line), year=2022) == {2022}
    assert years(grid([["BẢNG XẾP HẠNG PAR INDEX NĂM 2022"], [line]])) == {2022}
    assert years(grid([["BẢNG XẾP HẠNG PAR INDEX"]], line)) == {2022}
    assert years(grid([["BẢNG XẾP HẠNG PAR INDEX"]], line), "PAR INDEX 2023.xlsx") == "year-conflict"


@pytest.mark.parametrize(
    ("line", "conflict"),
    [
        ("(Ban hành kèm theo Quyết định số 15/QĐ-BNV ngày 15/4/2023)", True),
        ("Nguồn: Quyết định số 15/QĐ-BNV ngày 15 tháng 4 năm 2023 của Bộ Nội vụ", True),
        ("Sơn La, ngày 20 tháng 12 năm 2022", True),
        ("TP. Hồ Chí Minh, ngày 2 tháng 1 năm 2023", True),
        ("Sơn La, ngày … tháng … năm 2023", False),
        ("Sơn La, ngày 20 tháng 5 năm 2024", False),
        ("Cập nhật, ngày 31 tháng 12 năm 2023", False),
        ("(Kèm theo Quyết định số 15/QĐ-BNV ngày 15/4/2024)", False),
        ("(Theo Bộ chỉ số ban hành kèm theo Quyết định số 87/QĐ-BNV ngày 10/11/2023)", False),
        ("(Kèm theo Quyết định số 87/QĐ-BNV ngày 10/11/2023 phê duyệt Đề án xác định Chỉ số CCHC)", False),
        ("Căn cứ Quyết định số 87/QĐ-BNV ngày 10/11/2022 công bố Chỉ số CCHC năm 2022", False),
        ("Căn cứ Quyết định số 87/QĐ-BNV ngày 10/11/2023 ban hành Bộ chỉ số cải cách hành chính", False),
        ("Nguồn: Quyết định số 87/QĐ-BNV phê duyệt Kế hoạch công bố PAR INDEX năm 2022", False),
        ("Nguồn: Bộ Nội vụ, công bố tháng 4 năm 2024", False),
        ("Nguồn: Báo cáo PAR INDEX 2023, công bố 17/4/2024", False),
        ("Nguồn: Quyết định công bố PAR INDEX năm 2022 và Quyết định công bố PAR INDEX năm 2023", False),
        ("Nguồn: Quyết định công bố PAR INDEX năm 2022 và 2023", False),
    ],
)
def test_papers_on_rules_and_those_after_the_year_contradict_no_title(line: str, conflict: bool) -> None:
    title = ["BẢNG XẾP HẠNG PAR INDEX NĂM 2023"]
    assert years(grid([title, [line]])) == ("year-conflict" if conflict else {2023})
    assert years(grid([title], line)) == ("year-conflict" if conflict else {2023})


def test_a_paper_counts_beside_columns_that_bear_their_years() -> None:
    def of(line: str) -> list[str]:
        rows = [["Tỉnh", "Điểm 2022", "Điểm 2023"], ["Sơn La", 81.2, 82.3], ["Lai Châu", 80.1, 83.4]]
        return [f.code for f in errors(Grid("Sheet1", [["PAR INDEX", None, None], [line, None, None], *rows]))]

    assert of("(Kèm theo Quyết định số 15/QĐ-BNV công bố PAR INDEX năm 2023)") == []
    assert of("(Kèm theo Quyết định số 15/QĐ-BNV ngày 15/4/2023)") == []
    assert of("(Kèm theo Quyết định số 15/QĐ-BNV công bố PAR INDEX năm 2021)") == ["year-conflict"]


@pytest.mark.parametrize(
    ("headline", "year"),
    [
        ("Chỉ số PAR INDEX: công bố kết quả năm 2023", {2023}),
        ("PAR INDEX - công bố xếp hạng các tỉnh năm 2023", {2023}),
        ("PAR INDEX: công bố năm 2024 kết quả năm 2023", {2023}),
        ("PAR INDEX: công bố Chỉ số năm 2023 ngày 15/4/2024", {2023}),
        ("PAR INDEX: công bố năm 2024", "year-unknown"),
        ("PAR INDEX: công bố kết quả tháng 4 năm 2024", "year-unknown"),
        ("PAR INDEX 2023 (công bố kết quả năm 2024)", {2023}),
    ],
)
def test_a_headline_tells_of_which_year_results_were_announced(headline: str, year: set[int] | str) -> None:
    assert years(grid([[headline]])) == year


def test_two_lines_that_name_two_indices_are_told() -> None:
    above = [["Chỉ số SIPAS năm 2024"], ["(Phụ lục kèm Quyết định công bố Chỉ số PAR INDEX năm 2024)"]]
    (found,) = errors(grid(above))
    assert (found.code, found.facts["seen"]) == ("index-conflict", "tiêu đề: PAR INDEX, SIPAS")
    assert codes(grid([["PAR INDEX và SIPAS năm 2024"]])) == ["index-unknown"]
