"""What notes and remarks say of the years of some units' figures. Synthetic tables."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, make_workbook
from corpus.data import SOME, par
from openpyxl import load_workbook
from openpyxl.comments import Comment

from parreform.catalog import Catalog
from parreform.findings import Finding
from parreform.hints import Hints
from parreform.ingest import look
from parreform.noted import Dated, dated_at, dated_in, dates_units, lent_at, lent_in

CATALOG = Catalog.load(ROOT / "no-user-definitions")
NAMES = [CATALOG.units[u].vi for u in SOME]
TWO = {"quang-ninh", "binh-duong"}

DATED = [
    ("Ghi chú: Quảng Ninh và Bình Dương là số liệu năm 2022.", TWO, 2022),
    ("Riêng tỉnh Quảng Ninh và Bình Dương lấy số liệu năm 2022 do năm 2023 không công bố.", TWO, 2022),
    ("* Điểm của Quảng Ninh, Bình Dương là của PAPI 2022.", TWO, 2022),
    ("Quảng Ninh, Bình Dương: số liệu năm 2022", TWO, 2022),
    ("Số liệu của Quảng Ninh và Bình Dương là của năm 2022.", TWO, 2022),
    ("Ghi chú: số liệu Quảng Ninh và Bình Dương là của năm trước.", TWO, None),
    ("Ghi chú: Số liệu của Quảng Ninh là của năm trước.", {"quang-ninh"}, None),
    ("Ghi chú: Quảng Ninh dùng số liệu năm 2022", {"quang-ninh"}, 2022),
    ("(1) Số liệu của tỉnh Quảng Ninh là số liệu năm 2022", {"quang-ninh"}, 2022),
    ("Riêng Quảng Ninh là điểm năm 2022", {"quang-ninh"}, 2022),
    ("Quảng Ninh lấy điểm năm trước", {"quang-ninh"}, None),
    ("Do năm 2023 không công bố, Quảng Ninh và Bình Dương lấy số liệu năm 2022.", TWO, 2022),
    ("Số liệu của Quảng Ninh, Bình Dương năm 2023 không công bố nên lấy năm 2022", TWO, 2022),
    ("Số liệu năm 2022: Quảng Ninh, Bình Dương", TWO, 2022),
    ("Số liệu năm 2022 được dùng cho Quảng Ninh và Bình Dương.", TWO, 2022),
    ("Lấy số liệu năm 2022 cho tỉnh Quảng Ninh", {"quang-ninh"}, 2022),
    ("(*) Số liệu năm 2022 của Quảng Ninh.", {"quang-ninh"}, 2022),
    ("Quảng Ninh (*), Bình Dương (*): năm 2022", TWO, 2022),
    ("02 tỉnh Quảng Ninh và Bình Dương sử dụng kết quả năm 2022", TWO, 2022),
    ("Hai tỉnh (Quảng Ninh, Bình Dương) lấy số liệu của năm trước", TWO, None),
    ("Thừa Thiên - Huế, Bà Rịa - Vũng Tàu: lấy theo kết quả năm 2022", {"hue", "ba-ria-vung-tau"}, 2022),
    ("Nguồn: Bộ Nội vụ. Số liệu tỉnh Quảng Ninh là của năm 2022; các tỉnh khác năm 2023.", {"quang-ninh"}, 2022),
    ("So lieu cua Quang Ninh va Binh Duong la cua nam 2022", TWO, 2022),
    ("Quang Ninh and Binh Duong: 2022 data", TWO, 2022),
    ("Figures for Quang Ninh and Binh Duong are for 2022.", TWO, 2022),
    ("2022 data are used for Quang Ninh.", {"quang-ninh"}, 2022),
    ("Note: data of Quang Ninh are from the previous year", {"quang-ninh"}, None),
    ("Một số tỉnh lấy số liệu năm 2022", set(), 2022),
    ("Số liệu hai tỉnh có dấu * là của năm 2022", set(), 2022),
]


@pytest.mark.parametrize(("note", "units", "year"), DATED)
def test_a_note_may_date_the_figures_of_several_units(note: str, units: set[str], year: int | None) -> None:
    assert list(dated_in(note, CATALOG)) == [Dated(frozenset(units), year)]
    assert dates_units(note, CATALOG) == bool(units)


def test_a_note_may_say_what_year_the_figures_are_shown_as() -> None:
    (found,) = dated_in("Quảng Ninh năm 2023 lấy số liệu năm 2022", CATALOG)
    assert found == Dated(frozenset({"quang-ninh"}), 2022, 2023)
    assert found.contradicts([2022, 2023])
    assert not found.contradicts([2022])


HARMLESS = [
    "Quảng Ninh và Bình Dương tăng so với năm 2022",
    "So với năm 2022, Quảng Ninh giữ vững vị trí dẫn đầu; năm 2022 bình quân cả nước đạt 84,79%.",
    "Quảng Ninh, Bình Dương không có số liệu năm 2022",
    "Quảng Ninh và Bình Dương không công bố năm 2023",
    "Điểm năm 2022 của Quảng Ninh là 84,1",
    "Quảng Ninh dẫn đầu cả nước năm 2022",
    "Theo số liệu năm 2022, Quảng Ninh xếp thứ nhất.",
    "Quảng Ninh giữ nguyên thứ hạng năm trước",
    "Quảng Ninh, Hải Phòng: dẫn đầu từ năm 2017",
    "Kết quả năm 2022 của Quảng Ninh và Hải Phòng được trình bày ở Phụ lục 2.",
    "Số liệu của Quảng Ninh giai đoạn 2020-2022 xem Phụ lục 3.",
    "Số liệu của Bình Dương được tính theo phương pháp năm 2022",
    "Bình Dương sáp nhập vào TP. Hồ Chí Minh từ năm 2025",
    "Điểm của Quảng Ninh cao do sử dụng phần mềm từ năm 2022",
    "Các tỉnh công bố kết quả năm 2022",
    "Hà Nội, ngày 15 tháng 4 năm 2024",
]


@pytest.mark.parametrize("note", HARMLESS)
def test_a_note_that_compares_or_tells_dates_no_figures(note: str) -> None:
    assert list(dated_in(note, CATALOG)) == []


def errors(path: Path) -> list[tuple[str, str]]:
    return [(f.code, f.cell) for f in found(path) if f.severity == "error"]


def found(path: Path, **hints: Any) -> Sequence[Finding]:
    return look(path, CATALOG, Hints(**hints)).findings


def table(path: Path, *below: str, heading: str = "Ghi chú", remarks: Sequence[object] = ()) -> Path:
    scores = par(2023, SOME).scores
    rows = [[n, scores[u], r] for n, u, r in zip(NAMES, SOME, (*remarks, *[None] * len(SOME)), strict=False)]
    return make_workbook(path, {"S": [["PAR INDEX 2023"], ["Tỉnh", "Điểm", heading], *rows, *([x] for x in below)]})


def test_a_note_on_two_units_refuses_their_figures_and_names_them(tmp_path: Path) -> None:
    note = f"Số liệu của {NAMES[0]} và {NAMES[1]} là của năm 2022."
    (told,) = [f for f in found(table(tmp_path / "x.xlsx", note)) if f.severity == "error"]
    assert (told.code, told.cell) == ("note-year", f"A{3 + len(SOME)}")
    assert told.facts == {"name": f"{NAMES[0]}, {NAMES[1]}", "year": 2022, "other": 2023}


def test_a_mark_at_names_says_whose_figures_a_note_dates(tmp_path: Path) -> None:
    path = table(tmp_path / "x.xlsx", "(*) Số liệu năm 2022")
    book = load_workbook(path)
    book["S"]["A4"] = f"{NAMES[1]} (*)"
    book.save(path)
    (told,) = [f for f in found(path) if f.code == "note-year"]
    assert told.facts["name"] == NAMES[1]


@pytest.mark.parametrize(
    "remark",
    [
        *("Số liệu năm 2022", "Lấy số liệu năm 2022", "Số năm trước", "Năm 2022", 2022, "PAR INDEX 2022", "2022 data"),
        *("Lấy theo năm trước", "Là của năm 2022", "Dùng năm 2022 do chưa công bố", "taken from 2022"),
    ],
)
def test_a_remark_at_a_row_may_date_its_figures(tmp_path: Path, remark: object) -> None:
    remarks = [None, remark, None, remark]
    (told,) = [f for f in found(table(tmp_path / "x.xlsx", remarks=remarks)) if f.severity == "error"]
    assert (told.code, told.cell, told.facts["name"]) == ("note-year", "C4", f"{NAMES[1]}, {NAMES[3]}")


@pytest.mark.parametrize(
    "remark",
    [
        *("Năm 2022: 88,1 điểm, hạng 20/63", "Số liệu năm 2023", "Tăng 2 bậc so với năm 2022", "Dẫn đầu năm 2022"),
        *("Không có số liệu năm 2022", "Tái lập năm 1997", "Đã đính chính", "Đã kiểm tra lại", "Số liệu của tỉnh"),
    ],
)
def test_a_remark_that_tells_something_else_is_no_obstacle(tmp_path: Path, remark: str) -> None:
    assert errors(table(tmp_path / "x.xlsx", remarks=[None, remark])) == []
    assert list(dated_at(remark, CATALOG)) in ([], [Dated(frozenset(), 2023)])


@pytest.mark.parametrize(
    "remark",
    [
        *("Chờ đính chính", "Số liệu cần kiểm tra lại", "Chưa chính thức", "to be confirmed", "Chưa có điểm SIPAS"),
        *(
            "Chưa có kết quả, tạm tính",
            "Chờ KQ chính thức",
            "Nhầm, xem dòng cuối",
            "Lấy theo báo cáo của tỉnh",
            "Ước tính, thiếu mẫu",
            "Số liệu ước tính do thiếu phiếu khảo sát",
            "Chưa có kết quả",
            "Chờ xác nhận của Sở Nội vụ",
            "Số liệu tạm tính, chưa được Bộ Nội vụ thẩm định",
            "Số ước, chưa có báo cáo",
        ),
    ],
)
def test_a_remark_of_doubt_is_asked_about(tmp_path: Path, remark: str) -> None:
    path = table(tmp_path / "x.xlsx", remarks=[None, remark])
    assert errors(path) == [("rows-unclear", "C4")]
    assert [f for f in found(path, accept=("rows-unclear",)) if f.severity == "error"] == []


def test_remarks_of_another_heading_speak_of_something_else(tmp_path: Path) -> None:
    assert errors(table(tmp_path / "x.xlsx", heading="Giải pháp", remarks=["Chờ phê duyệt"])) == []


@pytest.mark.parametrize(
    ("cell", "text"), [("B4", "Lấy số liệu năm 2022"), ("A4", "Số năm trước"), ("B2", "Điểm năm 2022")]
)
def test_a_comment_may_date_the_figures_it_stands_at(tmp_path: Path, cell: str, text: str) -> None:
    path = table(tmp_path / "x.xlsx")
    book = load_workbook(path)
    book["S"][cell].comment = Comment(text, "Hoa")
    book.save(path)
    assert ("note-year", cell) in errors(path)


def test_a_comment_on_the_year_of_the_table_or_on_nothing_read_is_no_obstacle(tmp_path: Path) -> None:
    path = table(tmp_path / "x.xlsx")
    book = load_workbook(path)
    for cell, text in (("B4", "Số liệu năm 2023"), ("F20", "Số liệu năm 2022"), ("B5", "Năm 2022: 84,1 điểm")):
        book["S"][cell].comment = Comment(text, "Hoa")
    book.save(path)
    assert errors(path) == []


@pytest.mark.parametrize(
    ("cell", "text", "wanted"),
    [
        ("G2", "Số liệu tạm tính", [("note-unfit", "G2")]),
        ("G6", f"Chú ý: {NAMES[0]}, {NAMES[2]} lấy số năm 2022", [("note-year", "G6")]),
        ("G6", "Cụm thi đua", []),
    ],
)
def test_a_note_may_stand_right_of_the_table(
    tmp_path: Path, cell: str, text: str, wanted: list[tuple[str, str]]
) -> None:
    path = table(tmp_path / "x.xlsx")
    book = load_workbook(path)
    book["S"][cell] = text
    book.save(path)
    assert errors(path) == wanted


def test_a_sheet_of_notes_may_date_the_figures_of_units(tmp_path: Path) -> None:
    path = table(tmp_path / "x.xlsx")
    book = load_workbook(path)
    notes = book.create_sheet("Ghi chú")
    notes["B2"] = f"{NAMES[0]}, {NAMES[2]}: số liệu năm 2022"
    book.save(path)
    assert errors(path) == [("note-year", "B2")]


def test_a_note_may_stand_behind_the_figures_of_a_turned_table(tmp_path: Path) -> None:
    rows = [
        ["PAR INDEX 2023"],
        ["Tỉnh", *NAMES[:3]],
        ["Điểm", 90.12, 88.4, 85.05, None, "Cụm thi đua"],
        ["Xếp hạng", 1, 2, 3, None, f"Ghi chú: số liệu của {NAMES[1]} là của năm 2022"],
    ]
    assert errors(make_workbook(tmp_path / "x.xlsx", {"S": rows})) == [("note-year", "F4")]
    rows[3][-1] = "Ghi chú: xếp hạng trong số các tỉnh được chọn"
    assert errors(make_workbook(tmp_path / "y.xlsx", {"S": rows})) == []


# --- whose figures they are called -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Số của Hải Phòng, chưa sửa", "hai-phong"),
        ("Lấy số của Bắc Giang", "bac-giang"),
        ("Tạm dùng điểm của tỉnh Hà Nam", "ha-nam"),
        ("Đây là kết quả của TP. Hồ Chí Minh", "ho-chi-minh"),
        ("Figures of Bac Giang", "bac-giang"),
    ],
)
def test_a_remark_may_call_figures_those_of_another_unit(text: str, owner: str) -> None:
    assert [owner in lent.owners for lent in lent_at(text, CATALOG)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Điểm của Hải Phòng cao hơn",
        "Sáp nhập từ Hà Tây",
        "Hải Phòng",
        "Số liệu của Bộ Nội vụ",
        "Học kinh nghiệm của Hà Nội",
    ],
)
def test_a_remark_on_another_unit_may_say_something_else(text: str) -> None:
    assert list(lent_at(text, CATALOG)) == []


def test_a_sentence_may_lend_the_figures_of_one_unit_to_another() -> None:
    (lent,) = lent_in("Ghi chú: Hà Nội lấy số của Hải Phòng.", CATALOG)
    assert ("ha-noi" in lent.units, "hai-phong" in lent.owners, "hai-phong" in lent.units) == (True, True, False)
    assert list(lent_in("Điểm của Hà Nội cao hơn điểm của Hải Phòng", CATALOG)) == []


@pytest.mark.parametrize(
    ("note", "remark", "comment", "cell"),
    [
        (f"{NAMES[0]} lấy số của {NAMES[1]}", None, None, f"A{3 + len(SOME)}"),
        (None, f"Số của {NAMES[1]}", None, "C3"),
        (None, None, f"Số của {NAMES[1]}, chưa sửa", "B3"),
    ],
)
def test_figures_called_those_of_another_unit_are_asked_about(
    tmp_path: Path, note: str | None, remark: str | None, comment: str | None, cell: str
) -> None:
    path = table(tmp_path / "x.xlsx", *([note] if note else []), remarks=[remark] if remark else [])
    book = load_workbook(path)
    if comment:
        book["S"][cell].comment = Comment(comment, "Hoa")
    book.save(path)
    assert errors(path) == [("note-owner", cell)]


def test_figures_called_those_of_their_own_unit_are_no_obstacle(tmp_path: Path) -> None:
    assert errors(table(tmp_path / "x.xlsx", remarks=[f"Số của {NAMES[0]}"])) == []
