"""Texts that state another year or index of the figures than these were read as, and files called so. Synthetic."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from test_elsewhere import CATALOG, with_box, workbook

from parreform.findings import Finding
from parreform.hints import Hints
from parreform.ingest import look
from parreform.stated import stated_in


def asked(book: Workbook, folder: Path, name: str = "bang.xlsx", **hints: Any) -> list[Finding]:
    book.save(folder / name)
    return [f for f in look(folder / name, CATALOG, Hints(**hints)).findings if f.severity == "error"]


def noted(*notes: str, years: Sequence[int] = (2023,)) -> Workbook:
    """The sheets of some years, each with notes below its table."""
    book = workbook(years)
    for sheet in book.worksheets:
        for note in ("", *notes):
            sheet.append([note])
    return book


# --- what a sentence states ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "years", "indices"),
    [
        ("Các tỉnh in nghiêng chưa có kết quả năm 2023, tạm lấy số năm 2022.", {2022}, set()),
        ("Lưu ý: cột xếp hạng là thứ hạng của năm 2022, chưa cập nhật.", {2022}, set()),
        ("Đây là điểm năm 2022, chưa cập nhật", {2022}, set()),
        ("Đây là điểm SIPAS, không phải PAR INDEX", set(), {"sipas"}),
        ("Số liệu trong bảng là của năm 2022", {2022}, set()),
        ("Số liệu trang Bang 1 lấy theo kết quả năm 2022", {2022}, set()),
        ("Điểm trong trang Bang 1 là điểm SIPAS năm 2022", {2022}, {"sipas"}),
        ("So lieu trang nay la cua nam 2022", {2022}, set()),
        ("Chữ nghiêng: số liệu năm 2022", {2022}, set()),
        ("Các ô tô vàng là kết quả PAR INDEX 2022", {2022}, {"par-index"}),
        ("3 tỉnh lấy điểm năm 2022 do chưa có kết quả", {2022}, set()),
        ("Một số tỉnh chưa có kết quả, lấy số liệu năm 2022", {2022}, set()),
        ("Điểm trong bảng lấy từ Báo cáo PAR INDEX 2022", {2022}, {"par-index"}),
        ("Figures in this table are for 2022", {2022}, set()),
        ("These are 2022 scores", {2022}, set()),
        ("Cells in italics use the 2022 figures", {2022}, set()),
        ("Do chưa có kết quả năm 2023 nên tạm lấy theo kết quả năm 2022.", {2022}, set()),
        ("Vì chưa công bố, tạm lấy kết quả năm 2022", {2022}, set()),
    ],
)
def test_a_sentence_whose_subject_are_the_figures_states_what_they_are(
    text: str, years: set[int], indices: set[str]
) -> None:
    found = stated_in(text, CATALOG)
    assert found is not None
    assert (set(found.years), set(found.indices)) == (years, indices)


HARMLESS = [
    "Kết quả năm 2023 được tính theo bộ tiêu chí năm 2022 (QĐ 876/QĐ-BNV).",
    "Thứ tự các tỉnh xếp theo thứ hạng năm 2022",
    "Mức tăng, giảm là so với kết quả năm 2022",
    "Dân số lấy theo số liệu năm 2022 của Tổng cục Thống kê",
    "Số liệu công bố năm 2024",
    "Số liệu do Bộ Nội vụ công bố năm 2024",
    "Điểm được tính theo thang điểm năm 2022",
    "Số liệu năm 2024 sẽ được bổ sung",
    "Số liệu năm 2024 chưa được công bố",
    "Số liệu dùng cho xây dựng kế hoạch năm 2025",
    "Kết quả này là căn cứ giao chỉ tiêu năm 2025",
    "Số liệu lấy theo Quyết định của Bộ Nội vụ năm 2024",
    "Số liệu lấy theo Quyết định số 280/QĐ-BNV ngày 15/4/2024",
    "Chữ đỏ: các tỉnh tăng so với kết quả năm 2022",
    "Các tỉnh in đậm thuộc nhóm 10 tỉnh dẫn đầu năm 2022",
    "Một số tỉnh dùng kết quả năm 2022 để xây dựng kế hoạch",
    "Điểm SIPAS là một phần của PAR INDEX",
    "Đây là năm thứ 12 Bộ Nội vụ công bố PAR INDEX",
    "Kết quả này dùng xét thi đua năm 2024",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_other_sentences_with_years_and_indices_state_nothing(text: str, tmp_path: Path) -> None:
    assert stated_in(text, CATALOG) is None
    assert asked(noted(text), tmp_path) == []


# --- where it is stated ----------------------------------------------------------------------------------


def test_a_note_of_another_year_is_asked_about_where_it_stands(tmp_path: Path) -> None:
    book = noted("Các tỉnh in nghiêng chưa có kết quả năm 2023, tạm lấy số năm 2022.")
    found = asked(book, tmp_path)
    assert [(f.code, f.cell, f.facts["suggestion"]) for f in found] == [("told-otherwise", "A12", "")]
    assert asked(book, tmp_path, accept=("told-otherwise",)) == []


def test_the_option_that_settles_a_note_on_all_figures_is_told(tmp_path: Path) -> None:
    book = noted("Lưu ý: cột điểm là điểm của năm 2022")
    found = asked(book, tmp_path)
    assert [(f.code, f.cell, f.facts["suggestion"]) for f in found] == [("told-otherwise", "A12", "--year 2022")]
    assert asked(book, tmp_path, year=2022) == []


@pytest.mark.parametrize(
    ("column", "wanted"),
    [("cột điểm", 1), ("cột C", 1), ("cột D", 0), ("cột tăng giảm", 0)],
)
def test_a_note_on_a_column_counts_where_that_one_was_read(column: str, wanted: int, tmp_path: Path) -> None:
    found = asked(noted(f"Lưu ý: {column} là số liệu năm 2022"), tmp_path)
    assert [f.code for f in found] == ["told-otherwise"] * wanted


def test_a_note_of_the_year_that_was_read_is_no_obstacle(tmp_path: Path) -> None:
    assert asked(noted("Đây là điểm PAR INDEX năm 2023", "Chữ nghiêng: số liệu năm 2023"), tmp_path) == []


def test_a_sheet_of_words_speaks_of_the_sheet_it_names(tmp_path: Path) -> None:
    line = "Số liệu trang {} lấy theo kết quả năm 2022"
    assert [
        (f.code, f.sheet, f.cell) for f in asked(workbook(sheets={"Bìa": ["BÌA", line.format("2023")]}), tmp_path)
    ] == [("told-otherwise", "Bìa", "A2")]
    assert asked(workbook((2022, 2023), {"Bìa": ["BÌA", line.format("2022")]}), tmp_path) == []
    other = workbook(sheets={"Bìa": ["BÌA", line.format("PL2")], "PL2": ["Chưa có"]})
    assert asked(other, tmp_path) == []


@pytest.mark.parametrize(
    ("cell", "text", "wanted"),
    [
        ("C2", "Đây là điểm năm 2022, chưa cập nhật", "told-otherwise"),
        ("C2", "Điểm năm 2022", "note-year"),
        ("C2", "Đây là điểm SIPAS, không phải PAR INDEX", "told-otherwise"),
        ("C2", "SIPAS", "told-otherwise"),
        ("C4", "Lấy số liệu năm 2022", "note-year"),
        ("A1", "Số liệu này là của năm 2022", "told-otherwise"),
        ("C2", "Điểm tự chấm của các tỉnh", "remark-unfit"),
        ("C2", "Điểm dự kiến", "remark-unfit"),
        ("C2", "Điểm trung bình: là bình quân 3 năm", "remark-unfit"),
        ("C2", "Lấy từ báo cáo tự đánh giá của các tỉnh", "remark-unfit"),
        ("C2", "Điểm năm 2023", ""),
        ("C2", "Điểm thẩm định của Hội đồng", ""),
        ("C2", "Không phải điểm tự chấm", ""),
        ("C2", "Điểm tự chấm xem cột D", ""),
        ("C2", "Cao hơn điểm năm 2022", ""),
        ("F9", "Đây là điểm năm 2022", ""),
    ],
)
def test_a_comment_that_renames_its_heading_is_asked_about(cell: str, text: str, wanted: str, tmp_path: Path) -> None:
    book = workbook()
    book["2023"][cell].comment = Comment(text, "Hoa")
    assert [f.code for f in asked(book, tmp_path)] == ([wanted] if wanted else [])


def test_a_comment_speaks_of_its_own_column(tmp_path: Path) -> None:
    book = workbook((2022, 2023))
    book["2022"]["C2"].comment = Comment("Điểm năm 2022", "Hoa")
    assert asked(book, tmp_path) == []
    book["2023"]["C2"].comment = Comment("Điểm năm 2022", "Hoa")
    assert [(f.code, f.sheet) for f in asked(book, tmp_path)] == [("note-year", "2023")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("PAR INDEX 2022", 1),
        ("KẾT QUẢ PAR INDEX CÁC TỈNH, THÀNH PHỐ NĂM 2022", 1),
        ("SIPAS 2023", 1),
        ("PAR INDEX 2023", 0),
        ("Báo cáo cải cách hành chính năm 2024", 0),
        ("Hội nghị công bố PAR INDEX 2023 năm 2024", 0),
        ("Phấn đấu năm 2025 PAR INDEX thuộc nhóm dẫn đầu", 0),
    ],
)
def test_a_page_header_that_could_be_the_title_counts_as_one(text: str, wanted: int, tmp_path: Path) -> None:
    book = workbook()
    book["2023"].oddHeader.center.text = text
    assert [f.code for f in asked(book, tmp_path)] == ["told-otherwise"] * wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Số liệu trong bảng là của năm 2022", ["told-otherwise"]),
        ("Điểm do các tỉnh tự chấm", ["remark-unfit"]),
        ("Số liệu của năm 2023", []),
    ],
)
def test_a_text_box_is_a_note_of_its_sheet(text: str, wanted: list[str], tmp_path: Path) -> None:
    found = look(with_box(tmp_path, text), CATALOG, Hints()).findings
    assert [f.code for f in found if f.severity == "error"] == wanted


# --- the file's name -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("PAR INDEX 2023 (tự chấm).xlsx", ["remark-unfit"]),
        ("PAR 2023 du thao lan 2.xlsx", ["remark-unfit"]),
        ("par_index_2023_draft.xlsx", ["remark-unfit"]),
        ("Du kien diem PAR INDEX 2023.xlsx", ["remark-unfit"]),
        ("SIPAS 2023.xlsx", ["told-otherwise"]),
        ("papi-2023.xlsx", ["told-otherwise"]),
        ("PAR INDEX 2023 - da tham dinh, tu cham va tham dinh.xlsx", []),
        ("Du thao Bao cao CCHC 2024.xlsx", []),
        ("Bao cao CCHC SIPAS PAPI.xlsx", []),
        ("PAR INDEX va SIPAS 2023.xlsx", []),
        ("bang nhap so lieu.xlsx", []),
        ("CCHC 2023 lan 2.xlsx", []),
    ],
)
def test_a_file_may_be_called_otherwise(name: str, wanted: list[str], tmp_path: Path) -> None:
    assert [f.code for f in asked(workbook(), tmp_path, name)] == wanted


def test_what_a_file_is_called_is_settled_by_the_option_or_confirmed(tmp_path: Path) -> None:
    assert asked(workbook(), tmp_path, "SIPAS 2023.xlsx", index="par-index") == []
    assert asked(workbook(), tmp_path, "PAR 2023 du thao.xlsx", accept=("remark-unfit",)) == []


def test_a_column_of_its_own_explains_the_name_of_the_file(tmp_path: Path) -> None:
    book = workbook()
    for row, value in enumerate(("Điểm tự chấm", 91.5, 90.5), 2):
        book["2023"].cell(row, 4, value)
    assert asked(book, tmp_path, "PAR INDEX 2023 (tự chấm).xlsx") == []


# --- when figures were published ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("Ghi chú: Bộ Nội vụ công bố kết quả tại Hội nghị ngày 17/4/2023.", ["told-otherwise"]),
        ("Kết quả được công bố ngày 17 tháng 4 năm 2023", ["told-otherwise"]),
        ("Kết quả được công bố ngày 17/4/2024", []),
        ("Bộ chỉ số ban hành ngày 30/12/2022", []),
    ],
)
def test_figures_cannot_be_published_before_their_year_is_over(tmp_path: Path, note: str, wanted: list[str]) -> None:
    assert [f.code for f in asked(noted(note), tmp_path)] == wanted


def test_the_figures_of_several_years_may_be_published_one_after_the_other(tmp_path: Path) -> None:
    assert asked(noted("Bộ Nội vụ công bố ngày 17/4/2023", years=(2022,)), tmp_path) == []


@pytest.mark.parametrize(("note", "wanted"), [("Ghi chú: số liệu SIPAS.", ["told-otherwise"]), ("Số liệu SIPAS", [])])
def test_a_note_that_is_nothing_but_a_name_states_what_the_figures_are(
    tmp_path: Path, note: str, wanted: list[str]
) -> None:
    assert [f.code for f in asked(noted(note), tmp_path)] == wanted
