"""The one province a sheet speaks of: only where the figures can be those of the whole province. Synthetic sheets."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from parreform.catalog import Catalog
from parreform.extract import extract
from parreform.hints import Hints
from parreform.ingest import Look, look
from parreform.lone import of_country, spoken_of
from parreform.workbook import Grid

CATALOG = Catalog.load(Path(__file__).parent / "no-user-definitions")
FIGURES = [["Năm", "Điểm"], [2023, 88.1]]


def grid(*rows: list[object], sheet: str = "Sheet1") -> Grid:
    width = max(len(row) for row in rows)
    return Grid(sheet, [[*row, *[None] * (width - len(row))] for row in rows])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("PAR INDEX tỉnh Sơn La", "Sơn La"),
        ("PAR INDEX thành phố Hải Phòng", "Hải Phòng"),
        ("PAR INDEX TP Huế", "Huế"),
        ("Tham gia ở cấp cơ sở của tỉnh Sơn La", "Sơn La"),
        ("Tác động kinh tế - xã hội của tỉnh Sơn La", "Sơn La"),
        ("PAR INDEX tỉnh Sơn La, nguồn: Sở Nội vụ tỉnh Sơn La", "Sơn La"),
    ],
)
def test_a_title_speaks_of_a_province(title: str, name: str) -> None:
    assert spoken_of(grid([title], *FIGURES), CATALOG)[:2] == (name, "")


@pytest.mark.parametrize(
    "title",
    [
        "PAR INDEX của Sở Nội vụ tỉnh Sơn La",
        "PAR INDEX huyện Mộc Châu, tỉnh Sơn La",
        "PAR INDEX phường Tô Hiệu, tỉnh Sơn La",
        "PAR INDEX thành phố Sơn La",
        "PAR INDEX tỉnh Sơn La cấp huyện",
        "PAR INDEX cấp xã tỉnh Sơn La",
        "PAR INDEX các sở, ban, ngành tỉnh Sơn La",
        "PAR INDEX Cục Thuế tỉnh Sơn La",
    ],
)
def test_a_title_speaks_of_a_part_of_a_province(title: str) -> None:
    spoken = spoken_of(grid([title], *FIGURES), CATALOG)
    assert spoken.name == ""
    assert "không phải cả tỉnh" in spoken.why


def test_the_name_of_the_sheet_speaks_too() -> None:
    assert spoken_of(grid(*FIGURES, sheet="Sơn La"), CATALOG).name == "Sơn La"
    assert not spoken_of(grid(*FIGURES, sheet="TP Sơn La"), CATALOG).name


def test_rows_of_bodies_and_unknown_names_are_not_the_province() -> None:
    assert not spoken_of(grid(["Tỉnh Sơn La"], ["", "Điểm"], ["Sở Nội vụ", 91.5]), CATALOG).name
    spoken = spoken_of(grid(["Tỉnh Sơn La"], ["Đơn vị", "Điểm"], ["Mộc Châu", 91.5]), CATALOG)
    assert (spoken.name, "Mộc Châu" in spoken.why) == ("", True)
    measured = grid(["Tỉnh Sơn La"], ["Chỉ số", "Đơn vị", "2023"], ["PAR INDEX", "điểm", 91.5])
    assert spoken_of(measured, CATALOG).name == "Sơn La"


def test_a_letterhead_alone_says_nothing_of_the_figures() -> None:
    sheet = grid(["UBND TỈNH SƠN LA"], ["Giá trị trung bình PAR INDEX cả nước"], *FIGURES)
    assert not spoken_of(sheet, CATALOG).name


def test_two_provinces_are_not_one() -> None:
    spoken = spoken_of(grid(["Tỉnh Sơn La và tỉnh Điện Biên"], *FIGURES), CATALOG)
    assert (spoken.name, spoken.seen) == ("", "A1: “Tỉnh Sơn La và tỉnh Điện Biên”")


# --- bare names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["KẾT QUẢ CHỈ SỐ CCHC CỦA HÀ NỘI"], "HÀ NỘI"),
        (["KẾT QUẢ PAR INDEX HÀ NAM"], "HÀ NAM"),
        (["KẾT QUẢ PAR INDEX NĂM 2022, 2023 HÀ NAM"], "HÀ NAM"),
        (["KẾT QUẢ PAR INDEX (HÀ NAM)"], "HÀ NAM"),
        (["HÀ NAM - PAR INDEX 2022, 2023"], "HÀ NAM"),
        (["Hà Nội: kết quả PAR INDEX 2022 và 2023 theo lĩnh vực"], "Hà Nội"),
        (["HÀ NAM", "KẾT QUẢ PAR INDEX"], "HÀ NAM"),
        (["KẾT QUẢ PAR INDEX", "TỈNH HÀ NAM"], "HÀ NAM"),
        (["Đơn vị: Hà Nam", "PAR INDEX"], "Hà Nam"),
        (["UBND TỈNH NAM ĐỊNH", "SỞ NỘI VỤ", "PAR INDEX CỦA HÀ NAM"], "HÀ NAM"),
        (["BÁO CÁO KẾT QUẢ PAR INDEX CỦA HÀ NAM"], "HÀ NAM"),
        (["KẾT QUẢ CHỈ SỐ CCHC CỦA UBND HÀ NAM"], "HÀ NAM"),
        (["KẾT QUẢ CHỈ SỐ CCHC CỦA KHÁNH HOÀ"], "KHÁNH HOÀ"),
        (["KẾT QUẢ PAR INDEX CỦA HÀ GIANG (NAY LÀ TUYÊN QUANG)"], "HÀ GIANG"),
        (["PAR INDEX của Thừa Thiên - Huế"], "Thừa Thiên - Huế"),
        (["PAR INDEX của TP.HCM"], "HCM"),
        (["PAR INDEX of Ha Nam"], "Ha Nam"),
        (["Ha Nam province: PAR INDEX"], "Ha Nam"),
        (["KET QUA PAR INDEX CUA HA NAM"], "HA NAM"),
    ],
)
def test_a_title_speaks_of_a_province_by_its_bare_name(lines: list[str], name: str) -> None:
    assert spoken_of(grid(*([x] for x in lines), *FIGURES), CATALOG)[:3] == (name, "", "")


@pytest.mark.parametrize(
    "lines",
    [
        ["TỈNH HÀ NAM", "SỞ NỘI VỤ", "KẾT QUẢ PAR INDEX"],
        ["ỦY BAN NHÂN DÂN", "TỈNH HÀ NAM", "KẾT QUẢ PAR INDEX"],
        ["UBND HÀ NAM - KẾT QUẢ CHỈ SỐ CCHC"],
        ["PAR INDEX", "Nguồn: Sở Nội vụ Hà Nam"],
        ["PAR INDEX - Báo Hải Dương"],
        ["CHỈ SỐ CCHC CÔNG AN HÀ NỘI"],
        ["CHỈ SỐ CCHC HÀ NỘI - SỞ TÀI CHÍNH"],
        ["KẾT QUẢ PAR INDEX", "Hà Nội, ngày 17 tháng 4 năm 2024"],
        ["KẾT QUẢ PAR INDEX (Hà Nội, 4/2024)"],
        ["BÁO CÁO BẢNG XẾP HẠNG PAR INDEX"],
        ["BAO CAO BANG XEP HANG PAR INDEX"],
        ["PAR INDEX - vì hòa bình"],
    ],
)
@pytest.mark.parametrize(("sheet", "name"), [("Sheet1", ""), ("Lai Châu", "Lai Châu")])
def test_a_name_beside_the_title_says_nothing_of_the_figures(lines: list[str], sheet: str, name: str) -> None:
    spoken = spoken_of(grid(*([x] for x in lines), *FIGURES, sheet=sheet), CATALOG)
    assert (spoken.name, spoken.seen) == (name, "")


def test_a_letterhead_beside_the_motto_of_the_state() -> None:
    lines = [["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["TỈNH HÀ NAM", "Độc lập - Tự do - Hạnh phúc"]]
    assert spoken_of(grid(*lines, ["KẾT QUẢ PAR INDEX"], *FIGURES), CATALOG)[:3] == ("", "", "")


@pytest.mark.parametrize(
    ("title", "sheet"),
    [
        ("KẾT QUẢ CHỈ SỐ CCHC CỦA HÀ NỘI", "Hải Phòng"),
        ("KẾT QUẢ CHỈ SỐ CCHC CỦA THÀNH PHỐ HÀ NỘI", "Hải Phòng"),
        ("KET QUA CHI SO CCHC CUA HA NOI", "Hai Phong"),
        ("KẾT QUẢ CHỈ SỐ CCHC CỦA TP.HCM", "Hải Phòng"),
        ("KẾT QUẢ CHỈ SỐ CCHC CỦA QUẢNG NINH - TỈNH DẪN ĐẦU CẢ NƯỚC", "Hà Nam"),
        ("BÁO CÁO PAR INDEX CỦA HÀ NAM", "Hải Phòng"),
        ("Đơn vị: Hà Nam", "Hải Phòng"),
        ("PAR INDEX SO VỚI HÀ NỘI", "Hà Nam"),
        ("PAR INDEX HÀ NỘI VÀ HẢI PHÒNG", "Hà Nội"),
        ("PAR INDEX: SO SÁNH HÀ NỘI VỚI HẢI PHÒNG", "Sheet1"),
        ("PAR INDEX: BÀI HỌC TỪ QUẢNG NINH CHO TỈNH HÀ NAM", "Sheet1"),
        ("CHỈ SỐ CCHC CỦA VÙNG ĐỒNG BẰNG SÔNG HỒNG", "Hà Nội"),
        ("CHỈ SỐ CCHC TÂY NGUYÊN", "Đắk Lắk"),
        ("CHỈ SỐ CCHC BÌNH QUÂN CẢ NƯỚC", "Hà Nội"),
        ("CHỈ SỐ CCHC BÌNH QUÂN CÁC TỈNH", "Hà Nội"),
    ],
)
def test_a_title_that_contradicts_the_sheet_is_asked_about(title: str, sheet: str) -> None:
    spoken = spoken_of(grid([title], *FIGURES, sheet=sheet), CATALOG)
    assert (spoken.name, spoken.cell) == ("", "A1")
    assert title in spoken.seen
    assert sheet == "Sheet1" or sheet in spoken.seen


@pytest.mark.parametrize(
    "title",
    [
        "PAR INDEX SO VỚI CẢ NƯỚC",
        "PAR INDEX VÀ BÌNH QUÂN CẢ NƯỚC",
        "THỨ HẠNG PAR INDEX TRONG VÙNG ĐỒNG BẰNG SÔNG HỒNG",
        "PAR INDEX CÁC TỈNH VÙNG ĐỒNG BẰNG SÔNG HỒNG",
        "PAR INDEX CỦA HÀ NAM VÀ BÌNH QUÂN CẢ NƯỚC",
    ],
)
def test_a_title_that_compares_with_the_country_contradicts_nothing(title: str) -> None:
    assert spoken_of(grid([title], *FIGURES, sheet="Hà Nam"), CATALOG).name.lower() == "hà nam"


def test_the_country_is_no_province_of_a_title() -> None:
    title = ["CHỈ SỐ HIỆU QUẢ QUẢN TRỊ VÀ HÀNH CHÍNH CÔNG CẤP TỈNH VIỆT NAM (PAPI)"]
    assert spoken_of(grid(title, *FIGURES), CATALOG)[:3] == ("", "", "")
    assert spoken_of(grid(title, *FIGURES, sheet="Hà Nội"), CATALOG)[:3] == ("Hà Nội", "", "")
    assert spoken_of(grid(["PAR INDEX BÌNH QUÂN CẢ NƯỚC"], *FIGURES, sheet="Cả nước"), CATALOG).name == "Cả nước"


# --- whole files -------------------------------------------------------------------------------------

AREAS_OF_ONE = [
    ["STT", "Lĩnh vực", 2022, 2023],
    [1, "Cải cách thể chế", 8.91, 9.12],
    [2, "Cải cách tài chính công", 9.31, 9.85],
    [None, "Tổng điểm", 84.12, 86.48],
]


def look_at(folder: Path, sheets: dict[str, list[list[object]]]) -> Look:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / "bang.xlsx")
    return look(folder / "bang.xlsx", CATALOG, Hints())


def told(found: Look) -> list[tuple[str, str, str]]:
    return [(f.code, f.sheet, f.cell) for f in found.findings if f.severity == "error"]


@pytest.mark.parametrize(
    "lines",
    [
        [["KẾT QUẢ PAR INDEX HÀ NAM"]],
        [["TỈNH HÀ NAM"], ["KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX)"]],
        [["KẾT QUẢ PAR INDEX"], ["TỈNH HÀ NAM"]],
        [["ỦY BAN NHÂN DÂN"], ["TỈNH NAM ĐỊNH"], ["KẾT QUẢ PAR INDEX"], ["Đơn vị: Hà Nam"]],
    ],
)
def test_the_areas_of_the_province_of_the_title_are_read(lines: list[list[object]], tmp_path: Path) -> None:
    found = look_at(tmp_path, {"Sheet1": [*lines, *AREAS_OF_ONE]})
    assert told(found) == []
    assert {(r.unit, r.year) for r in found.extraction.readings} == {("ha-nam", 2022), ("ha-nam", 2023)}
    assert len(found.extraction.readings) == 6


def test_a_title_left_over_from_another_province_refuses_the_file(tmp_path: Path) -> None:
    sheets = {name: [["KẾT QUẢ PAR INDEX CỦA HÀ NỘI"], *AREAS_OF_ONE] for name in ("Hà Nội", "Hải Phòng")}
    assert told(look_at(tmp_path, sheets)) == [("province-unclear", "Hải Phòng", "A1")]


def test_a_sheet_of_remarks_on_several_provinces_is_passed_over(tmp_path: Path) -> None:
    remarks = [["PAR INDEX: SO SÁNH HÀ NAM VỚI NAM ĐỊNH"], ["Hai tỉnh cùng tăng hạng."], [1, "Một cửa điện tử"]]
    found = look_at(tmp_path, {"Hà Nam": [["PAR INDEX"], *AREAS_OF_ONE], "Nhận xét": remarks})
    assert told(found) == []
    assert {r.unit for r in found.extraction.readings} == {"ha-nam"}


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("Lào Cai (tách từ Yên Bái)", "Lào Cai, Yên Bái"),
        ("Phú Thọ + Vĩnh Phúc", "Phú Thọ, Vĩnh Phúc"),
        ("Bắck Ninh", "Bắc Ninh"),
        ("Phường Hải Dương", "huyện, sở"),
    ],
)
def test_a_column_of_names_that_are_no_provinces_is_told_at_the_first(
    name: str, suggestion: str, tmp_path: Path
) -> None:
    found = look_at(tmp_path, {"Sheet1": [["PAR INDEX 2024"], ["Tỉnh", "Điểm"], [name, 87.2], [f"{name} x", 86.1]]})
    first = next(f for f in found.findings if f.severity == "error")
    assert (first.code, first.cell) == ("names-unknown", "A3")
    assert name in first.message
    assert suggestion in first.suggestion


@pytest.mark.parametrize("title", ["PAR INDEX trung bình cả nước", "National average of PAR INDEX"])
def test_means_of_the_whole_country_are_told_as_such(title: str) -> None:
    found = of_country(grid([title], *FIGURES))
    assert title in found
    assert "“Cả nước”" in found
    assert of_country(grid(["PAR INDEX cả nước"], *FIGURES)) == ""


# --- who writes, above a table of others ------------------------------------------------------------

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
PEERS = [["TT", "Tỉnh", "Điểm", "Hạng"], [1, "Kon Tum", 81.2, 40], [2, "Gia Lai", 82.1, 39]]
TITLE = ["KẾT QUẢ PAR INDEX NĂM 2024 CỦA CÁC TỈNH"]


def refusals(*rows: list[object]) -> list[str]:
    return [f.code for f in extract([grid(*rows)], "bang.xlsx", CATALOG, Hints()).findings if f.severity == "error"]


@pytest.mark.parametrize(
    "above",
    [
        [["UBND TỈNH GIA LAI"]],
        [["Ủy ban nhân dân tỉnh Nghệ An"]],
        [["UBND TỈNH NGHỆ AN", None, "Nghệ An, ngày 20 tháng 5 năm 2025"]],
        [["UBND TỈNH GIA LAI", None, STATE], ["SỞ NỘI VỤ"], [None, None, "Gia Lai, ngày … tháng … năm 2025"]],
        [["TỈNH GIA LAI", None, STATE]],
        [["TỈNH GIA LAI"]],
    ],
)
def test_who_writes_above_a_small_table_heads_none_of_its_own(above: list[list[object]]) -> None:
    assert refusals(*above, TITLE, *PEERS) == []
    assert refusals(*above, TITLE, *PEERS[:2]) == []
    assert refusals(*above, TITLE, *(row[1:] for row in PEERS)) == []


def test_who_writes_above_a_table_lying_across_heads_none_of_its_own() -> None:
    across = [["Nội dung", "Kon Tum", "Gia Lai"], ["Điểm", 81.2, 82.1], ["Hạng", 40, 39]]
    assert refusals(["UBND TỈNH GIA LAI"], TITLE, *across) == []


def test_a_letterhead_takes_no_figures_from_the_province_that_it_names() -> None:
    own, leads = ["Lĩnh vực", "Điểm", "Tỉnh dẫn đầu", "Điểm dẫn đầu"], ["Cải cách thể chế", 8.1, "Hà Nội", 9.2]
    assert refusals(["UBND TỈNH GIA LAI"], ["KẾT QUẢ PAR INDEX NĂM 2024"], own, leads) == ["owner-unclear"]
    years = [["Năm", "Điểm", "Hạng"], [2022, 81.1, 41], [2023, 82.1, 39]]
    assert refusals(["TỈNH GIA LAI"], ["KẾT QUẢ PAR INDEX"], *years, ["SO SÁNH NĂM 2024"], *PEERS)
