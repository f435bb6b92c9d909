"""Categories by their official and everyday names, in titles, headings and rows. All tables are synthetic."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from test_staffing_evidence import Sheet, of, seen, titled

from parreform.catalog import Catalog

UNTOLD = {"category-unknown"}


def of_title(title: str, category: str = "", **facts: object) -> Sheet:
    """A table whose title alone says of what its posts are."""
    read = of("assigned", "2023", **{category: 2301}) if category else set()
    return titled(title, ["Tỉnh", "Biên chế giao"], ["Long An", 2301], read=read, **facts)


TITLES = {
    **{
        title: of_title(f"{title} GIAO NĂM 2023", category)
        for title, category in (
            ("BIÊN CHẾ CÁN BỘ, CÔNG CHỨC CẤP XÃ", "commune_level"),
            ("TỔNG HỢP BIÊN CHẾ CÁN BỘ, CÔNG CHỨC XÃ, PHƯỜNG, THỊ TRẤN", "commune_level"),
            ("BIÊN CHẾ CÁN BỘ, CÔNG CHỨC", "civil_servants"),
            ("BIÊN CHẾ CÔNG CHỨC (KHÔNG KỂ CÔNG CHỨC CẤP XÃ)", "civil_servants"),
            ("SỐ LƯỢNG NGƯỜI LÀM VIỆC HƯỞNG LƯƠNG TỪ NGÂN SÁCH NHÀ NƯỚC TRONG ĐƠN VỊ SỰ NGHIỆP CÔNG LẬP", "public_employees"),
            ("SỐ NGƯỜI LÀM VIỆC TRONG CÁC ĐƠN VỊ SỰ NGHIỆP CÔNG LẬP", "public_employees"),
            ("VIÊN CHỨC TRONG ĐƠN VỊ SỰ NGHIỆP CÔNG LẬP", "public_employees"),
            ("BIÊN CHẾ CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC", "all"),
        )
    },
    **{
        f"{title}: which": of_title(f"{title} GIAO NĂM 2023", refused=UNTOLD)
        for title in (
            "BIÊN CHẾ CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC SỰ NGHIỆP",
            "BIÊN CHẾ CÔNG CHỨC VÀ CÁN BỘ, CÔNG CHỨC CẤP XÃ",
            "SỐ NGƯỜI LÀM VIỆC TRONG ĐƠN VỊ SỰ NGHIỆP GIÁO DỤC",
        )
    },
}  # fmt: skip
SETTLED = "TỔNG HỢP SỐ NGƯỜI ĐƯỢC GIẢI QUYẾT CHÍNH SÁCH TINH GIẢN BIÊN CHẾ GIAI ĐOẠN 2015-2024"
LEFT = "NGHỈ VIỆC THEO NGHỊ ĐỊNH 178/2024/NĐ-CP ĐẾN NGÀY 31/8/2025"


def people(title: str, heading: str, category: str, period: str, **facts: object) -> Sheet:
    read = of("people", period, **{category: 4017}) if category else set()
    return titled(title, ["TT", "Tỉnh", heading], [1, "Hà Nội", 4017], read=read, **facts)


LEAVERS = {
    "settled": people(SETTLED, "Số người", "people_streamlined", "2024"),
    "settled under a policy": people(SETTLED.replace("ĐƯỢC", "ĐÃ"), "Tổng số người", "people_streamlined", "2024"),
    "all who left": people(
        f"SỐ CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC {LEFT}", "Số người đã có quyết định nghỉ", "people_decree178", "2025-08-31"
    ),
    "who left": people(f"SỐ NGƯỜI {LEFT}", "Số người đã nghỉ", "people_decree178", "2025-08-31", refused={"kind-unknown"}),
    "civil servants who left": people(
        f"SỐ CÔNG CHỨC {LEFT}", "Số người đã có quyết định nghỉ", "", "", refused=UNTOLD
    ),
    "posts beside people who left": titled(
        f"SỐ CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC {LEFT}",
        ["Tỉnh", "Biên chế giao", "Số người đã có quyết định nghỉ"],
        ["Hà Nội", 9000, 4017],
        refused=UNTOLD,
    ),
}  # fmt: skip
ROWS = {
    name: titled(
        "BIÊN CHẾ GIAO NĂM 2023 TỈNH LONG AN",
        ["Nội dung", "Biên chế giao"],
        [name, 2301],
        read=of("assigned", "2023", **{category: 2301}),
    )
    for name, category in (
        ("Biên chế viên chức (số người làm việc trong đơn vị sự nghiệp)", "public_employees"),
        ("Biên chế công chức (cán bộ, công chức)", "civil_servants"),
        ("Số người làm việc (viên chức)", "public_employees"),
        ("Người hoạt động không chuyên trách ở cấp xã, thôn", "part_time_commune"),
        ("Những người hoạt động không chuyên trách ở cấp xã, thôn, tổ dân phố", "part_time_commune"),
    )
} | {
    "two names of two": titled(
        "BIÊN CHẾ GIAO NĂM 2023 TỈNH LONG AN",
        ["Nội dung", "Biên chế giao"],
        ["Biên chế viên chức (công chức)", 2301],
        refused={"label-unknown"},
    )
}
IN_ENGLISH = titled(
    "Reduction of civil servant payroll by province, 2015-2021",
    ["No.", "Province", "Assigned posts 2015", "Assigned posts 2021", "Reduction", "Reduction rate (%)"],
    [1, "Quang Nam", 3000, 2700, 300, 10.0],
    read={("civil_servants", m, "2021", v) for m, v in (("baseline", 3000.0), ("assigned", 2700.0), ("cut", 300.0), ("pct", 10.0))},
)  # fmt: skip
SHORT = {
    f"{first}, {second}": titled(
        "KẾT QUẢ TINH GIẢN BC CÔNG CHỨC NĂM 2021 SO VỚI NĂM 2015",
        ["Địa phương", first, second, "Giảm"],
        ["Ninh Thuận", "3.167", "2.814", "353"],
        read={("civil_servants", m, "2021", v) for m, v in (("baseline", 3167.0), ("assigned", 2814.0), ("cut", 353.0))},
    )
    for first, second in (
        ("BC 2015", "BC 2021"),
        ("BC công chức 2015", "BC công chức 2021"),
        ("BC được giao năm 2015", "BC được giao năm 2021"),
        ("Tổng số BC năm 2015", "Tổng số BC năm 2021"),
    )
} | {
    "figures typed as text below a heading nobody knows": titled(
        "BIÊN CHẾ CÔNG CHỨC GIAO NĂM 2023",
        ["Tỉnh", "Mật độ lạ", "Biên chế giao"],
        ["Long An", "3.167", 2301],
        read=of("assigned", "2023", civil_servants=2301),
    ),
    "letters typed for figures": titled(
        "BIÊN CHẾ CÔNG CHỨC GIAO NĂM 2023",
        ["Tỉnh", "BC giao"],
        ["Long An", "l.560"],
        ["Bến Tre", "2.011"],
        refused={"number-unreadable"},
    ),
}  # fmt: skip
ALL = TITLES | LEAVERS | ROWS | SHORT | {"in English": IN_ENGLISH}


@pytest.mark.parametrize("sheet", ALL.values(), ids=ALL)
def test_of_which_category_figures_are(sheet: Sheet, tmp_path: Path, catalog: Catalog) -> None:
    found = seen(sheet, tmp_path, catalog)
    assert {f.code for f in found.findings if f.severity == "error"} == sheet.refused
    if not sheet.refused:
        assert {(f.category, f.measure, f.period, f.value) for f in found.staffing.figures} == sheet.read


def test_a_scope_below_the_title_is_kept(tmp_path: Path, catalog: Catalog) -> None:
    rows = [
        ["BIÊN CHẾ CÔNG CHỨC GIAO NĂM 2023"],
        ["(Không bao gồm công chức cấp xã)"],
        ["Tỉnh", "Biên chế giao"],
        ["Long An", 2301],
    ]
    figures = seen(Sheet(rows), tmp_path, catalog).staffing.figures
    assert {(f.category, f.scope, f.value) for f in figures} == {("civil_servants", "excl-commune", 2301.0)}


def beside(*titles: str | None, heads: Sequence[str] = ("Tỉnh", "Biên chế giao")) -> Sheet:
    """Two tables beside each other, each below its title."""
    return Sheet(
        [
            [titles[0], None, None, titles[1]],
            ["Tỉnh", "Biên chế giao", None, *heads],
            ["Hà Nam", 3311, None, "Hà Nam", 35344],
            ["Nam Định", 2722, None, "Thái Bình", 39051],
        ]
    )


CIVIL, PUBLIC = "CÔNG CHỨC ĐƯỢC GIAO NĂM 2023", "VIÊN CHỨC ĐƯỢC GIAO NĂM 2023"
LEFT_ONE = {("ha-nam", "civil_servants", 3311.0), ("nam-dinh", "civil_servants", 2722.0)}


def test_tables_beside_each_other_have_titles_of_their_own(tmp_path: Path, catalog: Catalog) -> None:
    found = seen(beside(CIVIL, PUBLIC), tmp_path, catalog)
    right = {("ha-nam", "public_employees", 35344.0), ("thai-binh", "public_employees", 39051.0)}
    assert {(f.unit, f.category, f.value) for f in found.staffing.figures} == LEFT_ONE | right
    assert not [f for f in found.findings if f.severity == "error"]


def test_a_table_beside_another_has_its_title_where_headings_are_the_same(tmp_path: Path, catalog: Catalog) -> None:
    rows = [[CIVIL], ["Tỉnh", "Biên chế giao", None, "Tỉnh", "Biên chế giao"], ["Hà Nam", 3311, None, "Nam Định", 2722]]
    figures = seen(Sheet(rows), tmp_path, catalog).staffing.figures
    assert {(f.unit, f.category, f.value) for f in figures} == LEFT_ONE


def test_a_table_beside_another_with_headings_of_its_own_is_asked_about(tmp_path: Path, catalog: Catalog) -> None:
    found = seen(beside(CIVIL, None, heads=("Tỉnh", "Được giao năm 2022")), tmp_path, catalog)
    assert [f.code for f in found.findings if f.severity == "error"] == ["category-unknown"]


def test_an_empty_column_within_a_table_parts_nothing(tmp_path: Path, catalog: Catalog) -> None:
    rows = [[CIVIL], ["Tỉnh", "Biên chế giao", None, "Có mặt"], ["Hà Nam", 3311, None, 3200]]
    figures = seen(Sheet(rows), tmp_path, catalog).staffing.figures
    assert {(f.measure, f.value) for f in figures} == {("assigned", 3311.0), ("present", 3200.0)}


def test_an_empty_column_behind_the_names_parts_nothing(tmp_path: Path, catalog: Catalog) -> None:
    rows = [[CIVIL], ["Tỉnh", None, "Biên chế giao", "Có mặt"], ["Hà Nam", None, 3311, 3200]]
    figures = seen(Sheet(rows), tmp_path, catalog).staffing.figures
    assert {(f.measure, f.value) for f in figures} == {("assigned", 3311.0), ("present", 3200.0)}
