"""Regions beside provinces in staffing tables: in a column of their own, over their rows, in titles. All tables are synthetic."""

from pathlib import Path

import pytest
from test_staffing_evidence import Rows, Sheet, seen, titled

from parreform.catalog import Catalog

TITLE = "BIÊN CHẾ CÔNG CHỨC ĐƯỢC GIAO NĂM 2023"
DELTA, HIGHLANDS = "Đồng bằng sông Hồng", "Tây Nguyên"
THREE = {("ha-noi", 2151.0), ("hai-duong", 3007.0), ("kon-tum", 2981.0)}
TABLES: dict[str, Rows] = {
    "before the province, merged": [
        ["Vùng", "Tỉnh", "Biên chế giao"],
        [DELTA, "Hà Nội", 2151],
        [None, "Hải Dương", 3007],
        [HIGHLANDS, "Kon Tum", 2981],
    ],
    "before the province, in each row": [
        ["TT", "Khu vực", "Tỉnh, thành phố", "Biên chế giao"],
        [1, "ĐBSH", "Hà Nội", 2151],
        [2, "ĐBSH", "Hải Dương", 3007],
        [3, "TN", "Kon Tum", 2981],
    ],
    "before the ordinals": [
        ["Cụm thi đua", "TT", "Tỉnh", "Biên chế giao"],
        ["Cụm số 1", 1, "Hà Nội", 2151],
        ["Cụm số 1", 2, "Hải Dương", 3007],
        ["Cụm số 5", 1, "Kon Tum", 2981],
    ],
    "behind the province": [
        ["Tỉnh", "Vùng", "Biên chế giao"],
        ["Hà Nội", DELTA, 2151],
        ["Hải Dương", None, 3007],
        ["Kon Tum", HIGHLANDS, 2981],
    ],
    "behind the figures": [
        ["Tỉnh", "Biên chế giao", "Vùng"],
        ["Hà Nội", 2151, DELTA],
        ["Hải Dương", 3007, DELTA],
        ["Kon Tum", 2981, HIGHLANDS],
    ],
    "with their sums": [
        ["Vùng", "Tỉnh", "Biên chế giao"],
        [DELTA, None, 5158],
        [DELTA, "Hà Nội", 2151],
        [DELTA, "Hải Dương", 3007],
        [HIGHLANDS, "Kon Tum", 2981],
        ["Tổng cộng", None, 8139],
    ],
    "over their provinces": [
        ["Vùng/Tỉnh", "Biên chế giao"],
        [DELTA, 5158],
        ["   Hà Nội", 2151],
        ["   Hải Dương", 3007],
        [HIGHLANDS, 2981],
        ["   Kon Tum", 2981],
        ["Tổng cộng", 8139],
    ],
    "in a column of regions that holds provinces": [
        ["Khu vực", "Biên chế giao"],
        ["Hà Nội", 2151],
        ["Hải Dương", 3007],
        ["Kon Tum", 2981],
    ],
}


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_regions_say_no_more_than_their_provinces(rows: Rows, tmp_path: Path, catalog: Catalog) -> None:
    found = seen(titled(TITLE, *rows), tmp_path, catalog)
    assert {(f.unit, f.value) for f in found.staffing.figures} == THREE
    assert not [f for f in found.findings if f.severity == "error"]


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE} PHÂN THEO VÙNG",
        f"{TITLE} CHIA THEO VÙNG, TỈNH",
        f"{TITLE} (PHÂN THEO ĐỊA PHƯƠNG)",
        f"{TITLE} CÁC TỈNH MIỀN ĐÔNG",
        f"{TITLE} CÁC TỈNH MIỀN TÂY NAM BỘ",
        f"{TITLE} CÁC TỈNH PHÍA TÂY",
    ],
)
def test_titles_may_part_provinces_by_region(title: str, tmp_path: Path, catalog: Catalog) -> None:
    found = seen(titled(title, *TABLES["over their provinces"]), tmp_path, catalog)
    assert {(f.unit, f.value) for f in found.staffing.figures} == THREE
    assert not [f for f in found.findings if f.severity == "error"]


def test_regions_alone_are_no_provinces(tmp_path: Path, catalog: Catalog) -> None:
    sheet = Sheet([[TITLE], ["Vùng", "Biên chế giao"], [DELTA, 5158], [HIGHLANDS, 2981]])
    found = seen(sheet, tmp_path, catalog)
    assert not found.staffing.figures
    assert any(f.severity == "error" for f in found.findings)
