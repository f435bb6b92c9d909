"""Tables of one province, or of several rows a province: what their rows and columns are of. Synthetic figures."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT, make_workbook

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import Look, look

CATALOG = Catalog.load(ROOT / "no-user-definitions")
FACTORS = ("Tiếp cận dịch vụ", "Thủ tục hành chính", "Công chức", "Kết quả dịch vụ")
RATES = (84.1, 83.2, 85.3, 86.4)
PARTS = ("sipas.access", "sipas.procedures", "sipas.civil-servants", "sipas.results")
ONE = "KẾT QUẢ SIPAS NĂM 2024 CỦA TỈNH BẮC NINH"


def seen(path: Path, *rows: Sequence[object], merges: Sequence[str] = ()) -> Look:
    return look(make_workbook(path, {"Trang": rows}, merges), CATALOG, Hints())


def errors(found: Look) -> list[tuple[str, str]]:
    return [(f.code, f.cell) for f in found.findings if f.severity == "error"]


def values(found: Look) -> dict[tuple[str, int], tuple[float | None, int | None]]:
    return {(r.indicator, r.year): (r.score, r.rank) for r in found.extraction.readings}


def along(*columns: Sequence[object]) -> list[list[object]]:
    return [list(row) for row in zip(*columns, strict=True)]


@pytest.mark.parametrize("subject", ["Tiêu chí", "Yếu tố", "Các yếu tố cấu thành", "Khía cạnh đánh giá", "Area"])
@pytest.mark.parametrize("heading", ["Điểm", "Tỷ lệ hài lòng (%)", "SIPAS (%)", "SIPAS 2024", "Năm 2024"])
def test_parts_under_whatever_heading(tmp_path: Path, subject: str, heading: str) -> None:
    found = seen(tmp_path / "x.xlsx", [ONE], [subject, heading], *along(FACTORS, RATES))
    assert errors(found) == []
    assert values(found) == {(part, 2024): (rate, None) for part, rate in zip(PARTS, RATES, strict=True)}


def test_two_years_of_an_index_over_its_parts(tmp_path: Path) -> None:
    head = ["Yếu tố", "SIPAS 2023", "SIPAS 2024"]
    found = seen(tmp_path / "x.xlsx", ["KẾT QUẢ SIPAS CỦA TỈNH BẮC NINH"], head, *along(FACTORS, RATES, RATES[::-1]))
    assert errors(found) == []
    assert len(values(found)) == 8
    assert values(found)["sipas.access", 2023] == (84.1, None)
    assert values(found)["sipas.access", 2024] == (86.4, None)


def test_several_provinces_of_several_rows(tmp_path: Path) -> None:
    names = ["Bắc Ninh"] * 4 + ["Hà Nam"] * 4
    found = seen(
        tmp_path / "x.xlsx",
        ["SIPAS 2024"],
        ["Tỉnh", "Yếu tố", "Tỷ lệ hài lòng (%)"],
        *along(names, FACTORS * 2, RATES * 2),
    )
    assert errors(found) == []
    assert {(r.unit, r.indicator) for r in found.extraction.readings} == {
        (u, p) for u in ("bac-ninh", "ha-nam") for p in PARTS
    }


def test_a_total_repeated_beside_the_parts_is_none_of_theirs(tmp_path: Path) -> None:
    found = seen(tmp_path / "x.xlsx", [ONE], ["Yếu tố", "Tỷ lệ", "SIPAS (%)"], *along(FACTORS, RATES, [84.3] * 4))
    assert set(values(found)) <= {("sipas", 2024)}


def test_the_part_where_a_province_is_weakest_is_no_subject(tmp_path: Path) -> None:
    rows = along(["Bắc Ninh", "Hà Nam", "Hà Nội", "Sơn La"], [84.5, 83.1, 85.2, 86.0], FACTORS)
    found = seen(tmp_path / "x.xlsx", ["SIPAS 2024"], ["Tỉnh", "SIPAS (%)", "Yếu tố thấp nhất"], *rows)
    assert errors(found) == []
    assert {r.indicator for r in found.extraction.readings} == {"sipas"}
    rows = along(["Hà Nam"] * 3, [2022, 2023, 2024], FACTORS[:3], [84.5, 83.1, 85.2])
    found = seen(tmp_path / "y.xlsx", ["SIPAS"], ["Tỉnh", "Năm", "Yếu tố thấp nhất", "SIPAS (%)"], *rows)
    assert {r.indicator for r in found.extraction.readings} == {"sipas"}
