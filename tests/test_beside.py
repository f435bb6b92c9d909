"""What stands beside the figures: headings of the names, columns of words, lines through cells. Synthetic figures."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT, make_workbook
from openpyxl import load_workbook
from openpyxl.styles import Color, Font, PatternFill

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import look

CATALOG = Catalog.load(ROOT / "no-user-definitions")
NAMES = ("Hà Nội", "Hải Phòng", "Lào Cai", "Yên Bái", "Hòa Bình", "Cà Mau", "Bạc Liêu", "Sóc Trăng")
SCORES = (91.43, 92.18, 88.27, 86.91, 85.05, 84.66, 83.92, 87.14)
TITLE = "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) NĂM 2023"


def errors(path: Path, *accept: str) -> list[tuple[str, str]]:
    seen = look(path, CATALOG, Hints(accept=accept))
    return [(f.code, f.cell) for f in seen.findings if f.severity == "error"]


def beside(path: Path, heading: str, words: Sequence[object], names: str = "Tỉnh, thành phố") -> Path:
    rows = [[n, s, w] for n, s, w in zip(NAMES, SCORES, words, strict=True)]
    return make_workbook(path, {"Trang": [[TITLE], [names, "Điểm", heading], *rows]})


def alternating(*words: object) -> list[object]:
    return [words[n % len(words)] for n in range(len(NAMES))]


@pytest.mark.parametrize(
    ("heading", "words", "cell"),
    [
        ("Hồ sơ", alternating("Đủ", "Thiếu"), "C3"),
        ("Đối tượng", alternating("Toàn bộ", "Doanh nghiệp"), "C4"),
        ("Khu vực khảo sát", alternating("Chung", "Nông thôn"), "C4"),
        ("Phiên bản", alternating("v2 (chính thức)", "v1"), "C3"),
        ("Kịch bản", ["Kịch bản cao"] * len(NAMES), "C3"),
        ("Cơ quan được đánh giá", alternating("UBND tỉnh", "Sở Nội vụ"), "C4"),
        ("Scope", [None, None, None, "Urban", "Urban", None, None, None], "C6"),
        ("Nhóm", alternating("Chung", "Nam"), "C4"),
        ("Phiên bản", [2, 2, 2, 1, 2, 2, 1, 2], "C6"),
        ("is_latest", [1, 1, 1, 1, 1, 0, 1, 1], "C8"),
        ("Dự thảo", [False, False, True, False, False, False, False, False], "C5"),
        ("Tạm tính", [None, None, None, "x", None, None, None, None], "C6"),
        ("Chính thức", ["x", "x", None, "x", "x", "x", "x", "x"], "C5"),
        ("Trạng thái duyệt", ["Đã duyệt"] * 7 + [None], "C10"),
        ("Kiểm tra", ["✓", "✗", *["✓"] * 6], "C4"),
        ("Quý", [3] * len(NAMES), "C3"),
        ("Tháng", alternating(6, 9), "C3"),
        ("Kỳ báo cáo", ["6 tháng đầu năm"] * len(NAMES), "C3"),
        ("Khu vực", ["Nông thôn"] * len(NAMES), "C3"),
        ("Mẫu", ["thử nghiệm"] * len(NAMES), "C3"),
        ("Nhóm dân số", alternating("Kinh", "Khác"), "C3"),
        ("Người trả lời", alternating("Công dân", "Công chức"), "C3"),
        ("Câu hỏi", alternating("Câu 1", "Câu 2"), "C3"),
    ],
)
def test_a_column_that_parts_the_rows_is_asked_about(
    tmp_path: Path, heading: str, words: list[object], cell: str
) -> None:
    path = beside(tmp_path / "x.xlsx", heading, words)
    assert errors(path) == [("rows-unclear", cell)]
    assert errors(path, "rows-unclear") == []


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Vùng", alternating("Đồng bằng sông Hồng", "Tây Nguyên")),
        ("Khu vực", alternating("Phía Bắc", "Phía Nam")),
        ("Cụm thi đua", alternating("Cụm 1", "Cụm 2")),
        ("Giám đốc Sở Nội vụ", alternating("Nguyễn Văn A", "Trần Thị B")),
        ("Nguồn", alternating("Quyết định 1", "Báo cáo 2")),
        ("Xếp loại", alternating("Tốt", "Khá")),
        ("Nhóm", alternating("Nhóm trung bình cao", "Nhóm thấp nhất")),
        ("Kết luận", alternating("Đạt", "Không đạt")),
        ("Trạng thái", ["Đã duyệt"] * len(NAMES)),
        ("Đơn vị tính", ["điểm"] * len(NAMES)),
        ("Đặc sản", [f"món {n}" for n in "abcdefgh"]),
        ("Xu thế", alternating("Tăng", "Giảm")),
        ("Mã vùng", alternating(1, 2, 3)),
        ("is_latest", [1] * len(NAMES)),
        ("Thang", [100] * len(NAMES)),
        ("Số huyện", alternating(12, 9)),
        ("Trạng thái", alternating("Đã duyệt", "Chính thức")),
        ("Kỳ báo cáo", ["Cả năm"] * len(NAMES)),
        ("Loại đô thị", ["Đô thị loại I"] * len(NAMES)),
        ("Công bố", alternating(date(2024, 4, 17), date(2024, 4, 18))),
        *(
            (heading, alternating("Một điều", "Điều khác", "Điều nữa"))
            for heading in (
                *("Điểm mạnh", "Điểm yếu", "Báo đưa tin", "Báo", "Bài học kinh nghiệm", "Hạn", "Kiến nghị, đề xuất"),
                *("Nguyên nhân tăng/giảm", "Đánh giá chung", "Link bài", "Trang", "Số điện thoại", "Dân số", "Khối"),
                *("Lãnh đạo", "Chức vụ", "Thuận lợi", "Khó khăn, vướng mắc", "Cần cải thiện", "Strengths", "Page"),
            )
        ),
    ],
)
def test_harmless_words_raise_nothing(tmp_path: Path, heading: str, words: list[object]) -> None:
    assert errors(beside(tmp_path / "x.xlsx", heading, words)) == []


@pytest.mark.parametrize("heading", ["Sở Tư pháp", "Cục Thuế", "Bệnh viện đa khoa tỉnh", "Phường", "Công an tỉnh"])
def test_names_under_the_heading_of_a_body_are_asked_about(tmp_path: Path, heading: str) -> None:
    path = beside(tmp_path / "x.xlsx", "Ghi chú", [None] * len(NAMES), names=heading)
    assert errors(path) == [("names-unclear", "A2")]
    assert errors(path, "names-unclear") == []


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Tỉnh",
            "Tên tỉnh/thành phố",
            "Địa phương",
            "Đơn vị",
            "Tỉnh, TP trực thuộc TW",
            "Province/City",
            "Row Labels",
        ),
        *("Tỉnh mới (từ 1/7/2025)", "Tỉnh (*)", "provname", "", "STT", "UBND tỉnh", "Vùng/Tỉnh", "Tỉnh¹"),
        *("Tên tiếng Việt", "Tỉnh (tiếng Anh)", "Province (English name)", "Vietnamese name"),
    ],
)
def test_usual_headings_of_names_raise_nothing(tmp_path: Path, heading: str) -> None:
    assert errors(beside(tmp_path / "x.xlsx", "Ghi chú", [None] * len(NAMES), names=heading)) == []


@pytest.mark.parametrize("heading", ["Cơ quan", "Tên cơ quan", "Cơ quan hành chính", "Agency"])
def test_a_heading_of_offices_is_one_of_names_over_peoples_committees_alone(tmp_path: Path, heading: str) -> None:
    rows = [[f"UBND tỉnh {n}" if n[0] != "H" else f"UBND {n}", s] for n, s in zip(NAMES, SCORES, strict=True)]
    assert errors(make_workbook(tmp_path / "x.xlsx", {"Trang": [[TITLE], [heading, "Điểm"], *rows]})) == []
    rows[3][0] = NAMES[3]
    path = make_workbook(tmp_path / "y.xlsx", {"Trang": [[TITLE], [heading, "Điểm"], *rows]})
    assert errors(path) == [("names-unclear", "A2")]


def test_a_struck_cell_is_asked_about_where_it_is_read(tmp_path: Path) -> None:
    path = beside(tmp_path / "x.xlsx", "Ghi chú", ["cũ", *[None] * (len(NAMES) - 1)])
    book = load_workbook(path)
    for cell in ("A1", "C3", "B5", "B6"):  # the title and a remark hold no values
        book.active[cell].font = Font(strike=True)
    book.save(path)
    assert errors(path) == [("struck-out", "B5")]
    assert errors(path, "struck-out") == []


def test_the_year_of_a_row_may_be_typed_as_text(tmp_path: Path) -> None:
    path = beside(tmp_path / "x.xlsx", "Năm số liệu", alternating("2023", "2022"))
    years = {(r.unit, r.year) for r in look(path, CATALOG, Hints()).extraction.readings}
    assert ("ha-noi", 2023) in years
    assert ("hai-phong", 2022) in years


@pytest.mark.parametrize(("shift", "cell"), [(0, ""), (4, "C7")])
def test_official_codes_are_held_against_the_names(tmp_path: Path, shift: int, cell: str) -> None:
    codes = ["01", "31", "10", "15", "17", "96", "95", "94"]
    slipped = [*codes[:shift], *codes[shift + 1 :], "93"] if shift else codes
    path = beside(tmp_path / "x.xlsx", "Mã tỉnh", slipped)
    assert errors(path) == ([("codes-differ", cell)] if cell else [])


@pytest.mark.parametrize("heading", ["Mã tỉnh", "prov_code", "Mã GSO", "ma_tinh", "Mã tỉnh, thành phố"])
def test_codes_none_of_which_is_that_of_its_row_have_slipped(tmp_path: Path, heading: str) -> None:
    slipped = ["31", "10", "15", "17", "96", "95", "94", "93"]
    assert errors(beside(tmp_path / "x.xlsx", heading, slipped)) == [("codes-differ", "C3")]


def test_codes_of_another_list_of_provinces_are_left_alone(tmp_path: Path) -> None:
    plates = ["29", "15", "24", "21", "28", "69", "61", "63"]
    assert errors(beside(tmp_path / "x.xlsx", "Mã tỉnh", plates)) == []


def test_numbers_of_another_list_are_no_official_codes(tmp_path: Path) -> None:
    assert errors(beside(tmp_path / "x.xlsx", "Mã", list(range(1, 9)))) == []


@pytest.mark.parametrize(
    ("merged", "found"),
    [
        ("B4:B5", [("value-merged", "B4")]),  # of two provinces
        ("B7:C7", [("value-merged", "B7")]),  # of two years
        ("D4:D5", []),  # one rank of two equal scores
        ("E3:E6", []),  # a remark
    ],
)
def test_one_figure_cannot_be_that_of_several(tmp_path: Path, merged: str, found: list[tuple[str, str]]) -> None:
    last = [s if n not in (1, 2) else 90.5 for n, s in enumerate(SCORES)]
    ranks = [1, 2, 2, 5, 6, 7, 8, 4]
    rows = [[n, s - 1, x, r, "như nhau"] for n, s, x, r in zip(NAMES, SCORES, last, ranks, strict=True)]
    heads = ["Tỉnh", "2022", "2023", "Hạng 2023", "Ghi chú"]
    path = make_workbook(tmp_path / "x.xlsx", {"Trang": [["CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX)"], heads, *rows]})
    book = load_workbook(path)
    book.active.merge_cells(merged)
    book.save(path)
    assert errors(path) == found
    assert errors(path, "value-merged") == []


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ('0.00" (ước)"', True),
        ('"KCDL"', True),
        ('0.00" (2023)"', True),
        (r"0.00\ \t\ự\ \c\h\ấ\m", True),
        ('0.00;"ước "0.00', False),  # of negative values
        ('0.00" điểm"', False),
        ('0.00"/100"', False),
        ('0.00"/120"', True),
        ('0.00"‰"', True),
        ('_-* #,##0.00 "₫"_-', False),
        ("[$đ-42A] 0.00", False),
    ],
)
def test_words_that_a_number_format_writes_are_asked_about(tmp_path: Path, code: str, asked: bool) -> None:
    path = beside(tmp_path / "x.xlsx", "Ghi chú", [None] * len(NAMES))
    book = load_workbook(path)
    for cell in ("B5", "B6", "C4"):
        book.active[cell].number_format = code
    book.save(path)
    assert errors(path) == [("format-writes", "B5")] * asked
    assert errors(path, "format-writes") == []


WHITE = Font(color="FFFFFFFF")


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        (";;;", True),
        ('"";"";""', True),
        ("[White]0.00", True),
        (";-0.00", True),
        ("0.00;;;", False),  # zeros and what is below them
        ("_(* #,##0.00_);_(* (#,##0.00);_(* ??_);_(@_)", False),
        ("[Red]0.00;[White]-0.00", False),
    ],
)
def test_figures_that_a_number_format_does_not_show_are_asked_about(tmp_path: Path, code: str, asked: bool) -> None:
    path = beside(tmp_path / "x.xlsx", "Ghi chú", [None] * len(NAMES))
    book = load_workbook(path)
    for cell in ("B5", "B6", "C4"):
        book.active[cell].number_format = code
    book.save(path)
    assert errors(path) == [("not-shown", "B5")] * asked
    assert errors(path, "not-shown") == []


@pytest.mark.parametrize(
    ("cells", "fill", "font", "asked"),
    [
        (("B5", "B6"), None, WHITE, True),
        (("B5", "B6"), None, Font(color=Color(theme=0)), True),
        (("B5", "B6"), None, Font(color=Color(theme=0, tint=-0.5)), False),
        (("B5", "B6"), None, Font(color="FFFF0000"), False),
        (("B5", "B6"), PatternFill("solid", fgColor="FF1F4E78"), WHITE, False),
        (tuple(f"B{n}" for n in range(3, 11)), None, WHITE, False),  # a table whose style darkens its ground
        (("A1", "B2", "C4"), None, WHITE, False),
    ],
)
def test_figures_in_white_on_no_ground_are_asked_about(
    tmp_path: Path, cells: Sequence[str], fill: PatternFill | None, font: Font, asked: bool
) -> None:
    path = beside(tmp_path / "x.xlsx", "Ghi chú", [None] * len(NAMES))
    book = load_workbook(path)
    for cell in cells:
        book.active[cell].font = font
        if fill:
            book.active[cell].fill = fill
    book.save(path)
    assert errors(path) == [("not-shown", "B5")] * asked


NOTES = ("1 Tỉnh có điểm thưởng.", "2 Tỉnh bị trừ điểm.")


@pytest.mark.parametrize(
    ("changed", "notes", "asked"),
    [
        ({"B4": "92,181", "B7": "85,052"}, NOTES, True),
        ({"B4": 92.181}, ("(1) Tỉnh có điểm thưởng",), True),
        ({"B4": "92,181"}, ("¹ Tỉnh có điểm thưởng",), True),
        ({"B4": "92,183"}, NOTES, False),
        ({"B4": "92,181"}, ("Nguồn: Bộ Nội vụ", "10 tỉnh dẫn đầu được in đậm"), False),
        ({"B4": "92,1811"}, NOTES, False),
        ({f"B{n}": 80 + n + 0.001 for n in range(4, 9)}, NOTES, False),
    ],
)
def test_the_mark_of_a_note_behind_a_score_is_asked_about(
    tmp_path: Path, changed: Mapping[str, object], notes: Sequence[str], asked: bool
) -> None:
    path = beside(tmp_path / "x.xlsx", "Ghi chú", [None] * len(NAMES))
    book = load_workbook(path)
    for cell, value in changed.items():
        book.active[cell] = value
    for note in ("", *notes):
        book.active.append([note])
    book.save(path)
    assert errors(path) == [("mark-glued", "B4")] * asked
    assert errors(path, "mark-glued") == []


LONG = [
    ("urban", [9, 9, 9, 9, 9, 1, 1, 1], "E8"),
    ("vintage", [202504, 202504, 202412, 202504, 202504, 202504, 202504, 202412], "E5"),
    ("Mã loại", [1, 1, 1, 1, 9, 1, 1, 9], "E7"),
    ("rural", alternating("0", "0", "0", "1"), "E6"),
    ("is_est", [True, True, True, True, True, True, True, False], "E10"),
    ("release", alternating("2025-04", "2024-12"), "E3"),
    ("Cờ", [1, 1, 1, 1, 1, 1, None, None], "E9"),
    ("Mã vùng", alternating(1, 2), ""),
    ("Số huyện", alternating(8, 9), ""),
    ("Cỡ mẫu", alternating(400, 600), ""),
    ("Đô thị loại", alternating(1, 2), ""),
    ("Nhóm", [1, 1, 2, 2, 2, 3, 3, 2], ""),
    ("mark", [1] * len(NAMES), ""),  # says nothing of one row against another
    ("weightings", [1, 2, 3, 4, 5, 6, 7, 8], ""),  # too many to be codes
]


@pytest.mark.parametrize(("heading", "numbers", "cell"), LONG)
def test_codes_that_part_the_rows_of_a_long_table_are_asked_about(
    tmp_path: Path, heading: str, numbers: list[object], cell: str
) -> None:
    rows = [[n, 2023, "PAR INDEX", s, x] for n, s, x in zip(NAMES, SCORES, numbers, strict=True)]
    path = make_workbook(tmp_path / "x.xlsx", {"Trang": [["Tỉnh", "Năm", "Chỉ số", "Điểm", heading], *rows]})
    found = errors(path)
    assert [code for code, _ in found] == ["rows-unclear"] * bool(cell)
    assert not cell or found[0][1][0] == "E"
    assert errors(path, "rows-unclear") == []


@pytest.mark.parametrize(
    ("heading", "numbers", "asked"),
    [
        ("vintage", [202504, 202504, 202412, 202504, 202504, 202504, 202504, 202412], True),
        ("Mã loại", [1, 1, 1, 1, 9, 1, 1, 9], True),
        ("Thành phố lớn", alternating(1, 0), False),  # no more than `x` and a blank
        ("Số nhiệm kỳ", alternating(1, 2), False),
        ("Điểm thưởng", alternating(1, 2), False),
    ],
)
def test_codes_beside_the_scores_of_a_wide_table(
    tmp_path: Path, heading: str, numbers: list[object], *, asked: bool
) -> None:
    found = errors(beside(tmp_path / "x.xlsx", heading, numbers))
    assert [code for code, _ in found] == ["rows-unclear"] * asked


@pytest.mark.parametrize(
    ("heading", "later", "asked"),
    [
        ("Năm công bố", (1, 1), False),
        ("Publication year", (1, 1), False),
        ("Năm công bố", (1, 2), True),
        ("Năm công bố", (0, 0), True),
        ("Đợt", (1, 1), True),
    ],
)
def test_the_year_after_is_that_of_publication(
    tmp_path: Path, heading: str, later: tuple[int, int], *, asked: bool
) -> None:
    rows = [[n, y, s + y - 2023, y + later[y - 2022]] for n, s in zip(NAMES, SCORES, strict=True) for y in (2022, 2023)]
    path = make_workbook(
        tmp_path / "x.xlsx", {"Trang": [["CHỈ SỐ PAR INDEX"], ["Tỉnh", "Năm", "Điểm", heading], *rows]}
    )
    assert [code for code, _ in errors(path)] == (["rows-unclear"] if asked else [])
