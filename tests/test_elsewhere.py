"""What a workbook says of its tables away from them: other sheets, comments, page headers, text boxes. Synthetic."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from corpus.data import SOME, par, ranking
from openpyxl import Workbook
from openpyxl.comments import Comment

from parreform.annotate import annotate
from parreform.catalog import Catalog
from parreform.findings import Finding
from parreform.hints import Hints
from parreform.ingest import Look, look
from parreform.reading.grid import Remark
from parreform.workbook import read_workbook

CATALOG = Catalog.load(Path(__file__).parent / "no-user-definitions")
OF_ELSEWHERE = {"remark-unfit", "corrections-pending", "sheet-discarded", "title-unfit"}
Lines = Sequence[str | Sequence[Any]]


def workbook(years: Sequence[int] = (2023,), sheets: dict[str, Lines] | None = None) -> Workbook:
    """A sheet of PAR INDEX for each year, and other sheets of given lines."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for year in years:
        table(book, str(year), year)
    for name, lines in (sheets or {}).items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append([line] if isinstance(line, str) else list(line))
    return book


def table(book: Workbook, name: str, year: int, less: float = 0) -> None:
    sheet = book.create_sheet(name)
    sheet.append([f"KẾT QUẢ PAR INDEX NĂM {year}"])
    sheet.append(["Hạng", "Tỉnh", "Điểm"])
    for rank, unit, score in ranking(par(year, SOME)):
        sheet.append([rank.value, unit.value if hasattr(unit, "value") else unit, score.value - less])


def seen(book: Workbook, folder: Path, **hints: Any) -> Look:
    book.save(folder / "bang.xlsx")
    return look(folder / "bang.xlsx", CATALOG, Hints(**hints))


def errors(book: Workbook, folder: Path, **hints: Any) -> list[Finding]:
    return [f for f in seen(book, folder, **hints).findings if f.severity == "error"]


# --- the names of sheets ---------------------------------------------------------------------------------

SET_ASIDE = [
    *("OLD", "old", "2022_old", "2022 cũ", "bản cũ", "Ban cu", "Copy of 2022", "bản sao", "Mẫu", "mau", "Biểu mẫu"),
    *("Template", "ví dụ", "example", "tham khảo", "tham khao", "Lưu", "archive", "Tạm", "temp", "trash", "huỷ", "xoá"),
    *("nháp", "draft", "backup", "BỎ", "không dùng", "test", "thử", "Dự thảo", "2022 (cũ)"),
]


@pytest.mark.parametrize("name", SET_ASIDE)
def test_a_sheet_set_aside_by_its_name_is_asked_about(name: str, tmp_path: Path) -> None:
    book = workbook((2023, 2024))
    table(book, name, 2022)
    found = errors(book, tmp_path)
    assert [(f.sheet, f.code in OF_ELSEWHERE) for f in found] == [(name, True)]
    assert errors(book, tmp_path, accept=(found[0].code,)) == []


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Mẫu số 2",
            "Biểu mẫu 01",
            "mẫu 1a",
            "63 tỉnh cũ",
            "Tỉnh cũ",
            "Lưu ý",
            "Cà Mau",
            "Ca Mau",
            "2022",
            "Bản cuối",
        ),
        *("Old provinces", "PL2", "Mẫu khảo sát", "KQ gốc", "Thu hang", "Bo chi so", "tô màu"),
    ],
)
def test_a_sheet_of_another_name_is_read_beside_others(name: str, tmp_path: Path) -> None:
    book = workbook((2023, 2024))
    table(book, name, 2022)
    assert {f.code for f in errors(book, tmp_path)} & OF_ELSEWHERE == set()
    assert len(seen(book, tmp_path).extraction.readings) == 3 * len(SOME)


@pytest.mark.parametrize("name", ["Mẫu", "Biểu mẫu 01", "Mẫu số 2", "tham khảo", "copy", "OLD", "Tạm", "lưu"])
def test_the_only_table_of_a_file_is_read_whatever_form_it_stands_on(name: str, tmp_path: Path) -> None:
    book = workbook(())
    table(book, name, 2023)
    assert errors(book, tmp_path) == []


def test_an_old_sheet_that_says_what_others_say_is_no_obstacle(tmp_path: Path) -> None:
    book = workbook((2023,))
    table(book, "bản cũ", 2023)
    assert errors(book, tmp_path) == []


def test_an_old_sheet_that_is_hidden_or_not_chosen_is_no_obstacle(tmp_path: Path) -> None:
    book = workbook((2023,))
    table(book, "OLD", 2022)
    assert errors(book, tmp_path, sheet=("2023",)) == []
    book["OLD"].sheet_state = "hidden"
    assert errors(book, tmp_path) == []


@pytest.mark.parametrize(("name", "wanted"), [("OLD", ["sheet-discarded"]), ("nháp", ["sheet-discarded"]), ("PL2", [])])
def test_staffing_sheets_are_asked_about_by_their_names_too(name: str, wanted: list[str], tmp_path: Path) -> None:
    book = Workbook()
    for sheet, year in ((book.active, 2021), (book.create_sheet(name), 2020)):
        assert sheet is not None
        sheet.append([f"KẾT QUẢ THỰC HIỆN TINH GIẢN BIÊN CHẾ CÔNG CHỨC NĂM {year} SO VỚI NĂM 2015"])
        sheet.append(["STT", "Tỉnh", "Biên chế giao năm 2015", "Số đã giảm"])
        for n, unit in enumerate(("Sơn La", "Lào Cai", "Hải Dương"), 1):
            sheet.append([n, unit, 2000 + n, 200 + n])
    assert [f.code for f in errors(book, tmp_path)] == wanted


# --- sheets of words -------------------------------------------------------------------------------------

AGAINST = [
    "Cột Điểm: điểm tự chấm của tỉnh",
    "Trang 2023: cột Điểm là số tỉnh tự chấm, sẽ thay bằng số Bộ công bố sau",
    "Số liệu mang tính giả định",
    "SỐ LIỆU DỰ KIẾN, CHƯA CÔNG BỐ",
    "(Số liệu tạm tính, chưa công bố)",
    "DỰ THẢO",
    "Bản nháp",
    "DRAFT",
    "KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023 (DỰ THẢO)",
    "Trang 2023 chưa đính chính, không sử dụng",
    "Lưu ý: số liệu trong tệp này chưa được Bộ Nội vụ thẩm định.",
    "Nguồn: Bộ Nội vụ. Số liệu mang tính tạm tính.",
    "Đề nghị không sử dụng số liệu này khi chưa có ý kiến của Sở",
    "Số liệu năm 2023 chưa phải là kết quả chính thức",
    "Kết quả chưa được công bố, lưu hành nội bộ",
    "Xin đính chính: điểm của Cà Mau là 88,10",
    "Cà Mau: 87,10 sửa thành 87,11",
    "Số liệu này chỉ mang tính minh họa",
    "Số liệu của Cà Mau bị nhập sai",
    "Số liệu trên cần kiểm tra lại trước khi gửi",
    "Các điểm trong bảng là điểm tự chấm",
    "Provisional figures, subject to revision",
    "The figures are not yet published",
    "Dummy data for testing",
    "SO LIEU TAM TINH",
    "Số liệu báo cáo nhanh, chưa chốt",
    "Bản này đã bị thay thế bởi bản ngày 20/4",
    "Điểm tỉnh Cà Mau in nhầm, đúng là 88,10",
    "Đây không phải là số liệu thật",
    "PRELIMINARY - NOT FOR CITATION",
    "Điểm trong bảng chưa bao gồm điểm SIPAS",
]
HARMLESS = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "UBND TỈNH SƠN LA",
    "PHỤ LỤC KÈM THEO BÁO CÁO SỐ 15/BC-SNV NGÀY 12/4/2024",
    "Căn cứ Quyết định số 1149/QĐ-BNV ngày 30/12/2020 của Bộ Nội vụ",
    "Nguồn: Bộ Nội vụ, công bố ngày 17/4/2024",
    "Số liệu chính thức theo Quyết định số 234/QĐ-BNV ngày 12/4/2024",
    "Số liệu không bao gồm các bộ, cơ quan ngang bộ",
    "Các tỉnh tự chấm điểm, sau đó Hội đồng thẩm định của Bộ Nội vụ thẩm định",
    "Điểm tự đánh giá chiếm 61,5 điểm, điều tra xã hội học 32 điểm",
    "Kết quả dự kiến công bố vào tháng 4 hằng năm",
    "Số liệu năm 2025 là dự kiến, không có trong tệp này",
    "Số liệu PAPI là số tạm tính",
    "Bảng này thay cho số liệu tạm tính gửi tháng 3",
    "Đã đính chính điểm của Cà Mau theo công văn của Bộ Nội vụ",
    "Mọi góp ý, đính chính số liệu xin gửi về Phòng Cải cách hành chính",
    "Người lập: Nguyễn Thị Hoa, điện thoại 0212 385 1234",
    "Mục lục",
    "Mẫu khảo sát 36.000 người dân; sai số 0,5 điểm phần trăm",
    "Phiếu lấy ý kiến người dân, tổ chức về sự phục vụ của cơ quan hành chính",
    "Tỷ lệ người dân phải trả chi phí không chính thức",
    "Phấn đấu năm 2025 PAR INDEX thuộc nhóm 10 tỉnh dẫn đầu",
    "Nâng cao Chỉ số cải cách hành chính là mục tiêu của tỉnh",
    "Tài liệu phục vụ xây dựng dự thảo Kế hoạch cải cách hành chính",
    "Nếu phát hiện số liệu sai, vui lòng liên hệ Sở Nội vụ",
    "Ô trống là chưa có số liệu",
    "So với kết quả năm trước, 40 tỉnh tăng điểm",
    "Cột “Tạm tính” là số liệu tự chấm của tỉnh",
    "Data are rounded to two decimals; contact the ministry for questions",
    "Draft plans of provinces are not covered",
    "Lưu ý: không in trang này",
    "Chưa công bố điểm thành phần",
    "Dự kiến họp công bố kết quả vào ngày 25/4/2025",
    "Bản chính thức, thay bản tạm gửi ngày 10/4",
    "Điểm thẩm định thấp hơn điểm tự chấm ở 48 tỉnh",
    "8 tiêu chí chưa có tài liệu kiểm chứng",
    "Tổng các trọng số phải là 100",
]


@pytest.mark.parametrize("line", AGAINST)
def test_what_a_sheet_of_words_says_against_the_figures_is_asked_about(line: str, tmp_path: Path) -> None:
    book = workbook(sheets={"Ghi chú": ["GHI CHÚ", [None, line]]})
    assert [(f.code, f.sheet, f.cell) for f in errors(book, tmp_path)] == [("remark-unfit", "Ghi chú", "B2")]
    assert errors(book, tmp_path, accept=("remark-unfit",)) == []


@pytest.mark.parametrize("line", HARMLESS)
def test_prose_of_covers_and_notes_is_no_obstacle(line: str, tmp_path: Path) -> None:
    assert errors(workbook(sheets={"Bìa": ["BÌA", [None, line]]}), tmp_path) == []


NOTED = [
    "Bảng này đã được thay thế bằng bảng ban hành ngày 20/4/2024.",
    "Bản này hết hiệu lực, xem bản mới kèm Công văn 1250/BNV-CCHC.",
    "Bảng này không còn giá trị sử dụng",
    "Ví dụ minh họa, không phải số liệu thật.",
    "Dữ liệu do AI tổng hợp, cần kiểm tra lại.",
    "The table has been superseded by the version of 20 April",
]


@pytest.mark.parametrize("line", [*NOTED, *AGAINST])
def test_what_is_clear_anywhere_is_clear_below_the_table(line: str, tmp_path: Path) -> None:
    book = workbook()
    for row in ("", line):
        book["2023"].append([row])
    assert {f.cell for f in errors(book, tmp_path)} == {"A12"}


@pytest.mark.parametrize(
    "line",
    [
        *("Điểm trong trang 2023 là điểm tự chấm của các tỉnh", "Các ô tô vàng là số dự đoán"),
        *("Bảng này là điểm dự kiến", "Điểm số trong bảng là điểm trung bình 3 năm 2021-2023"),
        *(NOTED[0], NOTED[3]),
    ],
)
def test_a_sentence_about_the_figures_of_the_table_is_as_clear_as_a_note(line: str, tmp_path: Path) -> None:
    found = errors(workbook(sheets={"Bìa": ["BÌA", line]}), tmp_path)
    assert [(f.code, f.cell) for f in found] == [("remark-unfit", "A2")]


def test_a_list_of_sheets_speaks_of_those_that_were_read_alone(tmp_path: Path) -> None:
    contents = [["STT", "Trang", "Nội dung"], [1, "2023", "Kết quả 2023"], [2, "PL2", "Số liệu tạm tính"]]
    book = workbook(sheets={"Mục lục": contents, "PL2": ["Chưa có"]})
    assert errors(book, tmp_path) == []
    book["Mục lục"]["C2"] = "Số liệu tạm tính"
    assert [f.cell for f in errors(book, tmp_path)] == ["C2"]


def test_a_sheet_of_other_figures_speaks_of_its_own(tmp_path: Path) -> None:
    rows = [["Số liệu sơ bộ"], *([year, 5.5 + year / 1000, 101.5] for year in range(2015, 2024))]
    assert errors(workbook(sheets={"Kinh tế": rows}), tmp_path) == []


def test_words_alone_are_refused_as_before(tmp_path: Path) -> None:
    assert [f.code for f in errors(workbook((), {"Bìa": ["SỐ LIỆU DỰ KIẾN"]}), tmp_path)] == ["no-table"]


# --- headings ---


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        (["Điểm", "Chênh lệch so với bản cuối"], ["D2"]),
        (["Điểm", "Điểm bản cuối trừ bản này"], ["D2"]),
        (["Điểm", "Chênh lệch so với kết quả chính thức"], ["D2"]),
        (["Score", "Difference from the final version"], ["D2"]),
        (["Điểm", "Chênh lệch so với năm 2022"], []),
        (["Điểm", "Tăng/giảm so với bản cũ"], []),
        (["Điểm", "So với trung bình cả nước"], []),
    ],
)
def test_a_column_that_compares_with_the_final_version_is_asked_about(
    heads: list[str], wanted: list[str], tmp_path: Path
) -> None:
    book = workbook()
    for column, head in enumerate(heads, 3):
        book["2023"].cell(2, column, head)
    for row in range(3, 3 + len(SOME)):
        book["2023"].cell(row, 4, row / 10)
    assert [f.cell for f in errors(book, tmp_path)] == wanted


# --- corrections -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Đính chính", [["Tỉnh", "Đã in", "Sửa lại là"], ["Cà Mau", "87,10", "87,11"], ["Đắk Lắk", "85,20", "85,21"]]),
        ("Đính chính", ["Cà Mau: điểm đúng là 87,11"]),
        ("dinh chinh 2023", ["Ca Mau 87,11"]),
        ("Corrections", ["Cà Mau: 87.11 instead of 87.10"]),
        ("Errata", [["Province", "Printed", "Correct"], ["Cà Mau", 87.10, 87.11]]),
    ],
)
def test_corrections_are_to_be_made_first(name: str, lines: Lines, tmp_path: Path) -> None:
    found = [f for f in errors(workbook(sheets={name: lines}), tmp_path) if f.code == "corrections-pending"]
    assert [(f.sheet, f.cell) for f in found] == [(name, "A1")]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Đính chính", []),
        ("Đính chính", ["Không có đính chính nào"]),
        ("Đính chính", ["Các chỗ sau đã sửa trong bảng:", "Cà Mau 87,11"]),
        ("Sau đính chính", ["Bảng lấy theo bản in lại"]),
    ],
)
def test_corrections_that_are_made_are_no_obstacle(name: str, lines: Lines, tmp_path: Path) -> None:
    assert errors(workbook(sheets={name: lines}), tmp_path) == []


# --- outside the cells -----------------------------------------------------------------------------------


def commented(cell: str, text: str, author: str = "Hoa") -> Workbook:
    book = workbook()
    book["2023"][cell].comment = Comment(text, author)
    return book


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("C3", "Hoa:\nsố này sai"),
        ("C5", "tạm tính"),
        ("C4", "Chờ xác nhận của Bộ"),
        ("A6", "cần kiểm tra lại"),
        ("C2", "ước"),
        ("B4", "Số liệu chưa được thẩm định"),
        ("A1", "Số liệu sơ bộ"),
        ("C3", "to be confirmed"),
    ],
)
def test_a_comment_against_a_figure_is_asked_about(cell: str, text: str, tmp_path: Path) -> None:
    found = errors(commented(cell, text), tmp_path)
    assert [(f.code, f.sheet, f.cell) for f in found] == [("remark-unfit", "2023", cell)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("C3", "Đã kiểm tra, đúng như bản in"),
        ("C3", "trước đây nhập sai, đã sửa"),
        ("C3", "Sai số 0,5"),
        ("C3", "Tỉnh dẫn đầu cả nước"),
        ("C3", "Kiểm tra lại: 91,25?"),
        ("C2", "Thang điểm 100"),
        ("F9", "số này sai"),
        ("C3", "verified by the ministry"),
        ("A1", "Theo Quyết định số 234/QĐ-BNV"),
    ],
)
def test_other_comments_are_no_obstacle(cell: str, text: str, tmp_path: Path) -> None:
    assert errors(commented(cell, text), tmp_path) == []


def test_a_comment_on_a_column_that_is_not_read_says_nothing_of_the_scores(tmp_path: Path) -> None:
    book = workbook()
    for row, value in enumerate(("Điểm tự chấm", *(90 + n / 10 for n in range(len(SOME)))), 2):
        book["2023"].cell(row, 4, value)
    book["2023"]["D2"].comment = Comment("Cột này chưa được thẩm định, số liệu tạm tính", "Hoa")
    book["2023"]["D4"].comment = Comment("sai", "Hoa")
    assert errors(book, tmp_path) == []


def test_a_copy_with_our_own_comments_is_read_again(tmp_path: Path) -> None:
    book = workbook(sheets={"Bìa": ["SỐ LIỆU TẠM TÍNH"]})
    first = seen(book, tmp_path)
    asked = [
        *first.findings,
        Finding("unit-twice", "2023", "C3", {"name": "sai", "first": 1, "second": 2, "other": "x"}),
    ]
    annotate(tmp_path / "bang.xlsx", asked, tmp_path / "copy.xlsx")
    again = look(tmp_path / "copy.xlsx", CATALOG, Hints())
    assert [(f.sheet, f.cell) for f in again.findings if f.severity == "error"] == [("Bìa", "A1")]


def test_what_others_wrote_stays_asked_about_in_a_copy(tmp_path: Path) -> None:
    first = seen(commented("C3", "số này sai"), tmp_path)
    annotate(tmp_path / "bang.xlsx", first.findings, tmp_path / "copy.xlsx")
    again = look(tmp_path / "copy.xlsx", CATALOG, Hints())
    assert [(f.code, f.cell) for f in again.findings if f.severity == "error"] == [("remark-unfit", "C3")]


@pytest.mark.parametrize(
    ("part", "text", "wanted"),
    [
        ("oddHeader", "DỰ THẢO – số liệu chưa thẩm định", True),
        ("oddFooter", "Dự thảo &D", True),
        ("oddHeader", "DỰ THẢO - KHÔNG PHỔ BIẾN", True),
        ("oddHeader", "Dự thảo lần 2", True),
        ("oddHeader", "DU THAO - KHONG PHO BIEN", True),
        ("oddHeader", "DỰ THẢO - Sở Nội vụ tỉnh Sơn La", True),
        ("oddFooter", "TÀI LIỆU NỘI BỘ CHƯA CÔNG BỐ", True),
        ("oddFooter", "CHƯA CÔNG BỐ - LƯU HÀNH NỘI BỘ", True),
        ("oddHeader", "Draft v2 – not for circulation", True),
        ("oddHeader", "Bản để xin ý kiến", True),
        ("oddHeader", "KHÔNG PHỔ BIẾN", False),
        ("oddHeader", "TÀI LIỆU NỘI BỘ - LƯU HÀNH NỘI BỘ", False),
        ("oddHeader", "Phụ lục II - Dự thảo Báo cáo CCHC năm 2023", False),
        ("firstHeader", "Số liệu tạm tính", True),
        ("oddHeader", "Phụ lục - Trang &P/&N", False),
        ("oddFooter", "Sở Nội vụ tỉnh Sơn La", False),
        ("oddHeader", "Kết quả PAR INDEX 2023", False),
    ],
)
def test_page_headers_are_read(part: str, text: str, wanted: bool, tmp_path: Path) -> None:
    book = workbook()
    getattr(book["2023"], part).center.text = text
    assert [f.code for f in errors(book, tmp_path)] == ["remark-unfit"] * wanted


def with_box(folder: Path, text: str) -> Path:
    """The workbook with a text box on its sheet: openpyxl writes none."""
    book = workbook()
    book.save(folder / "plain.xlsx")
    main, links = "http://schemas.openxmlformats.org", "http://schemas.openxmlformats.org/package/2006/relationships"
    box = (
        f'<xdr:wsDr xmlns:xdr="{main}/drawingml/2006/spreadsheetDrawing" xmlns:a="{main}/drawingml/2006/main">'
        f"<xdr:sp><xdr:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>"
    )
    rel = f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="x" Target="../drawings/drawing1.xml"/></Relationships>'
    with ZipFile(folder / "plain.xlsx") as old, ZipFile(folder / "boxed.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/drawings/drawing1.xml", box)
        new.writestr("xl/worksheets/_rels/sheet1.xml.rels", rel)
    return folder / "boxed.xlsx"


@pytest.mark.parametrize(("text", "wanted"), [("DỰ THẢO", True), ("Số liệu tạm tính", True), ("Tăng 5 bậc", False)])
def test_text_boxes_are_read(text: str, wanted: bool, tmp_path: Path) -> None:
    found = look(with_box(tmp_path, text), CATALOG, Hints()).findings
    assert [f.code for f in found if f.severity == "error"] == ["remark-unfit"] * wanted


def test_remarks_are_found_where_they_stand(tmp_path: Path) -> None:
    book = commented("C3", "một câu")
    book["2023"].oddHeader.left.text, book["2023"].oddHeader.right.text = "Trái && phải", "&P"
    book.save(tmp_path / "x.xlsx")
    grid = next(g for g in read_workbook(tmp_path / "x.xlsx") if g.sheet == "2023")
    assert grid.remarks == (Remark("header", "Trái & phải"), Remark("comment", "một câu", "C3", "Hoa"))


def test_a_thread_marked_as_done_says_nothing(tmp_path: Path) -> None:
    book = commented("C3", "x")
    book.save(tmp_path / "plain.xlsx")
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    for done, wanted in (("0", ["remark-unfit"]), ("1", [])):
        thread = f'<T xmlns="{space}"><threadedComment ref="C3" id="a" done="{done}"><text>số này sai</text></threadedComment></T>'
        with ZipFile(tmp_path / "plain.xlsx") as old, ZipFile(tmp_path / f"t{done}.xlsx", "w") as new:
            for name in old.namelist():
                part = old.read(name)
                if name.endswith("sheet1.xml.rels"):
                    rel = b'<Relationship Id="t9" Type="x" Target="../threadedComments/threadedComment1.xml"/>'
                    part = re.sub(rb"</Relationships>", rel + b"</Relationships>", part)
                new.writestr(name, part)
            new.writestr("xl/threadedComments/threadedComment1.xml", thread)
        found = look(tmp_path / f"t{done}.xlsx", CATALOG, Hints()).findings
        assert [f.code for f in found if f.severity == "error"] == wanted
