"""What notes around staffing tables, remarks at their rows and names of files say of the figures. All tables are synthetic."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import make_workbook
from openpyxl import load_workbook
from openpyxl.comments import Comment

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import Look, look

Rows = list[list[object]]
RESULTS: Rows = [
    ["KẾT QUẢ TINH GIẢN BIÊN CHẾ CÔNG CHỨC NĂM 2021 SO VỚI NĂM 2015"],
    ["Tỉnh", "Biên chế 2015", "Biên chế 2021", "Giảm"],
    ["Sơn La*", 2300, 2070, 230],
    ["Lai Châu", 2100, 1900, 200],
]
PLAN: Rows = [
    ["KẾ HOẠCH BIÊN CHẾ CÔNG CHỨC NĂM 2026 SO VỚI NĂM 2021"],
    ["Tỉnh", "Biên chế 2021", "Biên chế 2026", "Giảm"],
    ["Sơn La", 2300, 2070, 230],
    ["Lai Châu", 2100, 1900, 200],
]
GIVEN: Rows = [
    ["BIÊN CHẾ CÔNG CHỨC GIAO NĂM 2024"],
    ["Tỉnh", "Biên chế giao"],
    ["Sơn La", 2300],
    ["Lai Châu", 2100],
]


def below(note: str, rows: Rows = RESULTS) -> Rows:
    return [*rows, [], [note]]


def beside(remark: object, rows: Rows = RESULTS, heading: str | None = "Ghi chú") -> Rows:
    title, heads, first, second = rows
    return [title, [*heads, heading], [*first, None], [*second, remark]]


def errors(
    rows: Sequence[Sequence[object]], folder: Path, catalog: Catalog, file: str = "bang.xlsx"
) -> tuple[set[str], Look]:
    found = look(make_workbook(folder / file, {"Biểu 1": rows}), catalog, Hints())
    return {f"{f.code} {f.cell}".strip() for f in found.findings if f.severity == "error"}, found


UNFIT, OF_YEAR, UNCLEAR = "note-unfit", "note-year", "rows-unclear"
OTHERS: dict[str, tuple[Rows, str]] = {
    "another kind": (beside("Số có mặt", GIVEN), "rows-unclear C4"),
    "another base": (beside("Gốc là số giao năm 2017"), "rows-unclear E4"),
    "another base below": (below("(*) Năm gốc so sánh của công chức là năm 2017."), "note-unfit A6"),
    "another province": (beside("Số của Hà Giang", GIVEN), "note-owner C4"),
    "a district": (below("Số liệu của huyện Mộc Châu."), "note-unfit A6"),
    "people below units": (
        [
            ["SỐ NGƯỜI LÀM VIỆC CỦA TỈNH NGHỆ AN NĂM 2018"],
            ["Nội dung", "Số giao"],
            ["Đơn vị sự nghiệp công lập", 57013],
        ],
        "category-twofold B3",
    ),
    "contracts": (
        [["HỢP ĐỒNG LAO ĐỘNG TẠI TỈNH HÀ TĨNH NĂM 2022"], ["Loại", "Số có mặt"], ["Công chức", 112]],
        "category-twofold B3",
    ),
}
REFUSED: dict[str, tuple[Rows, str]] = {
    **{
        f"below: {note}": (below(note), f"{code} A6")
        for note, code in {
            "Ghi chú: số liệu tạm tính, chưa được Bộ Nội vụ thẩm định.": UNFIT,
            "Ghi chú: biên chế năm 2021 là số dự kiến.": UNFIT,
            "Số liệu chưa công bố, đang chờ đính chính.": UNFIT,
            "(*) Số liệu của tỉnh Sơn La là số kế hoạch, chưa thực hiện.": UNFIT,
            "(*) Dự kiến": UNFIT,
            "Số liệu trong bảng này chưa được đối chiếu": UNFIT,
            "DỰ THẢO": UNFIT,
            "Provisional figures.": UNFIT,
            "Ghi chú: tỉnh Lai Châu chưa bao gồm biên chế cấp huyện.": UNFIT,
            "(*) Chưa kể cấp xã": UNFIT,
            "Số liệu chưa bao gồm ngành y tế": UNFIT,
            "Không kể 45 biên chế quản lý thị trường": UNFIT,
            "Biên chế trên tính cả công chức cấp xã": UNFIT,
            "Số giảm không bao gồm số điều chuyển": UNFIT,
            "Figures excluding the customs service": UNFIT,
            "Số giảm so với năm 2017": UNFIT,
            "(*) Số liệu năm 2020.": OF_YEAR,
            "Số liệu năm 2020.": OF_YEAR,
            "Số liệu của tỉnh Lai Châu là số liệu năm 2020": OF_YEAR,
        }.items()
    },
    "below: another year of all figures": (below("Đây là số liệu năm 2020"), "told-otherwise A6"),
    "below: thousands": (below("Ghi chú: đơn vị tính: nghìn người"), "counts-scaled B2"),
    "below: hundreds": (below("ĐVT: trăm biên chế"), "counts-scaled B2"),
    **{
        f"beside: {remark}": (beside(remark), f"{UNCLEAR} E4")
        for remark in (
            "số ước, chưa có báo cáo",
            "Số kế hoạch",
            "Tạm tính",
            "Chưa kể 45 biên chế QLTT",
            "Chờ xác nhận của Sở Nội vụ",
            "so với năm 2017",
            "Số giảm so với 2017",
            "chỉ cấp tỉnh",
            "Chỉ tính cấp huyện",
            "Bao gồm cả công chức cấp xã",
            "Số liệu dự kiến, sẽ điều chỉnh",
        )
    },
    "beside: another year": (beside("Số liệu năm 2020"), "note-year E4"),
    "beside, without a heading": (beside("Tạm tính", heading=None), f"{UNCLEAR} E4"),
    "status of figures": (
        [[*r, x] for r, x in zip(RESULTS, (None, "Tình trạng số liệu", "Chính thức", "Tạm tính"), strict=True)],
        f"{UNCLEAR} E4",
    ),
    "versions": (
        [[*r, x] for r, x in zip(RESULTS, (None, "Phiên bản", "v2", "v1"), strict=True)],
        f"{UNCLEAR} E4",
    ),
    "below a turned table": (
        [
            ["KẾT QUẢ TINH GIẢN BIÊN CHẾ CÔNG CHỨC NĂM 2021 SO VỚI NĂM 2015"],
            ["Tỉnh", "Sơn La", "Lai Châu"],
            ["Biên chế 2015", 2300, 2100],
            ["Biên chế 2021", 2070, 1900],
            ["Giảm", 230, 200],
            [],
            ["Ghi chú: số liệu tạm tính."],
        ],
        f"{UNFIT} A7",
    ),
    "between two tables": ([*below("Ghi chú: số liệu tạm tính."), [], *GIVEN], f"{UNFIT} A6"),
    "a plan of which part is left out": (below("Chưa bao gồm ngành y tế", PLAN), f"{UNFIT} A6"),
}
READ: dict[str, Rows] = {
    **{
        f"below: {note}": below(note)
        for note in (
            "Ghi chú: Số liệu tính đến 31/12/2021.",
            "Số liệu năm 2021",
            "Số liệu năm 2015 theo Quyết định số 1259/QĐ-BNV",
            "Nguồn: Sở Nội vụ các tỉnh",
            "Ghi chú: Không bao gồm công chức cấp xã.",
            "Ghi chú: không bao gồm công an, quân đội, biên chế cấp xã.",
            "Chưa bao gồm hợp đồng lao động theo Nghị định 111/2022/NĐ-CP.",
            "Không tính viên chức và người hoạt động không chuyên trách.",
            "Số giảm so với năm 2015",
            "Ngoài ra, các tỉnh đã giảm 45 đầu mối so với năm 2017.",
            "Biên chế năm 2026 dự kiến giao ổn định theo Kết luận số 40-KL/TW.",
            "(*) Đã sáp nhập 5 phòng chuyên môn.",
            "Số liệu chính thức, không phải số tạm tính.",
            "Kinh phí chi trả (ĐVT: triệu đồng) xem phụ lục 2",
            "TM. ỦY BAN NHÂN DÂN",
        )
    },
    **{
        f"beside: {remark}": beside(remark)
        for remark in (
            "Theo Quyết định số 45/QĐ-UBND năm 2020",
            "Sáp nhập Sở Giao thông vận tải và Sở Xây dựng",
            "Giảm 12 biên chế so với năm 2020",
            "Số liệu năm 2021",
            "Không tính được tỷ lệ",
            "Đã báo cáo Bộ Nội vụ",
            "Theo báo cáo của tỉnh",
            "Không kể cấp xã",
            "Chỉ tính công chức",
            "Đạt kế hoạch",
            "x",
        )
    },
    "status of figures that are all final": [
        [*r, x] for r, x in zip(RESULTS, (None, "Tình trạng số liệu", "Chính thức", "Chính thức"), strict=True)
    ],
    "a remark at a row that is not read": [
        *beside(None),
        ["Tổng cộng", 4400, 3970, 430, "Tạm tính"],
    ],
    "a remark beside a scope": [
        ["BIÊN CHẾ CÔNG CHỨC GIAO NĂM 2024"],
        ["Tỉnh", "Biên chế giao", "Phạm vi", "Ghi chú"],
        ["Sơn La", 2300, "Không kể cấp xã", "Không kể xã, phường, đặc khu"],
    ],
    "a plan that is an estimate": below("Ghi chú: số liệu dự kiến.", PLAN),
    "a plan in a remark": beside("Số dự kiến", PLAN),
    "posts given by a plan": below("(*) Dự kiến", GIVEN),
    "a title between two tables": [*RESULTS, [], ["BIÊN CHẾ CÔNG CHỨC DỰ KIẾN GIAO NĂM 2026"], *PLAN[1:]],
}


@pytest.mark.parametrize(("rows", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_speaks_against_figures_refuses_them(rows: Rows, expected: str, tmp_path: Path, catalog: Catalog) -> None:
    assert errors(rows, tmp_path, catalog)[0] == {expected}


@pytest.mark.parametrize("rows", READ.values(), ids=READ)
def test_what_says_nothing_of_them_does_not(rows: Rows, tmp_path: Path, catalog: Catalog) -> None:
    told, found = errors(rows, tmp_path, catalog)
    assert told == set()
    assert found.staffing.figures


def test_a_scope_below_is_that_of_the_figures(tmp_path: Path, catalog: Catalog) -> None:
    _, found = errors(below("Ghi chú: chưa tính cán bộ, công chức cấp xã."), tmp_path, catalog)
    assert {f.scope for f in found.staffing.figures} == {"excl-commune"}


@pytest.mark.parametrize(
    ("file", "rows", "refused"),
    [
        ("TGBC 2021 (DU THAO).xlsx", RESULTS, True),
        ("bien che tam tinh.xlsx", RESULTS, True),
        ("Biên chế dự kiến 2026.xlsx", PLAN, False),
        ("Bien che 2026 du thao.xlsx", PLAN, True),
        ("TGBC 2021.xlsx", RESULTS, False),
    ],
)
def test_a_file_called_a_draft_is_asked_about(
    file: str, rows: Rows, refused: bool, tmp_path: Path, catalog: Catalog
) -> None:
    assert errors(rows, tmp_path, catalog, file)[0] == ({"remark-unfit"} if refused else set())


@pytest.mark.parametrize(("rows", "wanted"), OTHERS.values(), ids=OTHERS)
def test_what_calls_figures_something_else_is_asked_about(
    rows: Rows, wanted: str, tmp_path: Path, catalog: Catalog
) -> None:
    assert wanted in errors(rows, tmp_path, catalog)[0]


@pytest.mark.parametrize("remark", ["Số giao", "Gốc là số giao năm 2015", "Số của Lai Châu"])
def test_a_remark_that_calls_them_what_they_are_is_no_obstacle(remark: str, tmp_path: Path, catalog: Catalog) -> None:
    assert errors(beside(remark), tmp_path, catalog)[0] == set()


@pytest.mark.parametrize(
    ("cell", "text", "wanted"),
    [
        ("C2", "Số của năm 2020, chưa cập nhật", {"note-year C2"}),
        ("C4", "Số của TP. Hồ Chí Minh, chưa sửa", {"note-owner C4"}),
        ("C4", "Số của năm 2021", set()),
    ],
)
def test_comments_are_heard(cell: str, text: str, wanted: set[str], tmp_path: Path, catalog: Catalog) -> None:
    path = make_workbook(tmp_path / "bang.xlsx", {"Biểu 1": RESULTS})
    book = load_workbook(path)
    book["Biểu 1"][cell].comment = Comment(text, "Hoa")
    book.save(path)
    found = look(path, catalog, Hints()).findings
    assert {f"{f.code} {f.cell}" for f in found if f.severity == "error"} == wanted


def test_one_figure_merged_over_two_is_of_neither(tmp_path: Path, catalog: Catalog) -> None:
    path = make_workbook(tmp_path / "bang.xlsx", {"Biểu 1": RESULTS})
    book = load_workbook(path)
    book["Biểu 1"].merge_cells("D3:D4")
    book.save(path)
    assert [f.code for f in look(path, catalog, Hints()).findings if f.severity == "error"] == ["value-merged"]


def test_a_sheet_called_another_year_than_its_title_is_asked_about(tmp_path: Path, catalog: Catalog) -> None:
    path = make_workbook(tmp_path / "bang.xlsx", {"2021": GIVEN})
    assert [f.code for f in look(path, catalog, Hints()).findings if f.severity == "error"] == ["year-conflict"]


@pytest.mark.parametrize(
    ("heading", "remark", "told"),
    [
        ("Ghi chú", "ước", {"rows-unclear D3"}),
        ("Ghi chú", "tạm tính", {"rows-unclear D3"}),
        (None, "tạm tính", {"rows-unclear D3"}),
        ("Ghi chú", "Số liệu năm 2020", {"note-year D3"}),
        ("Ghi chú", "theo Báo cáo số 12/BC-SNV", set()),
        ("Phụ trách", "Ông Nguyễn Văn A", set()),
        ("Ghi chú", None, set()),
    ],
)
def test_remarks_right_of_measures_down_the_side(
    heading: str | None, remark: str | None, told: set[str], tmp_path: Path, catalog: Catalog
) -> None:
    rows: Rows = [["Công chức có mặt", 1760, 1741, remark], ["Viên chức có mặt", 19800, 19610, None]]
    heads = ["Nội dung", "2021", "2022", heading]
    found, seen = errors([["BIÊN CHẾ TỈNH HƯNG YÊN"], heads, *rows], tmp_path, catalog)
    assert found == told
    assert told or len(seen.staffing.figures) == 4
