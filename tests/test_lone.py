"""The one province a sheet speaks of: only where the figures can be those of the whole province. Synthetic sheets."""

from pathlib import Path

import pytest

from parreform.catalog import Catalog
from parreform.lone import spoken_of
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
    assert spoken_of(grid([title], *FIGURES), CATALOG) == (name, "")


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
    name, why = spoken_of(grid([title], *FIGURES), CATALOG)
    assert name == ""
    assert "không phải cả tỉnh" in why


def test_the_name_of_the_sheet_speaks_too() -> None:
    assert spoken_of(grid(*FIGURES, sheet="Sơn La"), CATALOG).name == "Sơn La"
    assert not spoken_of(grid(*FIGURES, sheet="TP Sơn La"), CATALOG).name


def test_rows_of_bodies_and_unknown_names_are_not_the_province() -> None:
    assert not spoken_of(grid(["Tỉnh Sơn La"], ["", "Điểm"], ["Sở Nội vụ", 91.5]), CATALOG).name
    name, why = spoken_of(grid(["Tỉnh Sơn La"], ["Đơn vị", "Điểm"], ["Mộc Châu", 91.5]), CATALOG)
    assert (name, "Mộc Châu" in why) == ("", True)
    measured = grid(["Tỉnh Sơn La"], ["Chỉ số", "Đơn vị", "2023"], ["PAR INDEX", "điểm", 91.5])
    assert spoken_of(measured, CATALOG).name == "Sơn La"


def test_a_letterhead_alone_says_nothing_of_the_figures() -> None:
    sheet = grid(["UBND TỈNH SƠN LA"], ["Giá trị trung bình PAR INDEX cả nước"], *FIGURES)
    assert not spoken_of(sheet, CATALOG).name


def test_two_provinces_are_not_one() -> None:
    assert spoken_of(grid(["Tỉnh Sơn La và tỉnh Điện Biên"], *FIGURES), CATALOG) == ("", "")
