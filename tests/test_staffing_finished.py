"""Cuts that the posts of two past years beside them show to be made, and changes of either sign. All tables are synthetic."""

from pathlib import Path

import pytest
from test_staffing_evidence import Sheet, seen, titled

from parreform.catalog import Catalog

HEADS = ["Tỉnh", "Biên chế 2015", "Biên chế 2021", "Số giảm", "Tỷ lệ giảm (%)"]
CELLS = ["Quảng Ninh", 3000, 2700, 300, 10.0]
UNKNOWN = {"kind-unknown"}
Said = set[tuple[str, str, str, float]]
DONE: Said = {
    ("achieved", m, "2021", v) for m, v in (("baseline", 3000.0), ("assigned", 2700.0), ("cut", 300.0), ("pct", 10.0))
}


def of(title: str, heads: list[str] = HEADS, cells: list[object] = CELLS, name: str = "Biểu 1") -> Sheet:  # type: ignore[assignment]
    return titled(title, heads, cells, name=name)


FINISHED: dict[str, tuple[Sheet, Said]] = {
    **{
        title: (of(title), DONE)
        for title in (
            "TINH GIẢN BIÊN CHẾ CÔNG CHỨC GIAI ĐOẠN 2015-2021",
            "SỐ LIỆU TINH GIẢN BIÊN CHẾ CÔNG CHỨC CÁC TỈNH (2015 - 2021)",
            "Tình hình biên chế công chức một số tỉnh",
            "Bảng 4. Tình hình tinh giản biên chế công chức",
        )
    },
    "cuts left of their posts": (
        of("Tình hình tinh giản biên chế công chức", ["Tỉnh", "Tỷ lệ giảm (%)", "Số giảm", "Biên chế năm 2021", "Biên chế năm 2015"], ["Kon Tum", 10.0, 300, 2700, 3000]),
        DONE,
    ),
    "a cut up to the last day": (
        of("Tình hình biên chế công chức", ["Tỉnh", "Biên chế được giao năm 2015", "Biên chế được giao năm 2021", "Giảm đến 31/12/2021 so với năm 2015"], ["Hà Tĩnh", 3000, 2700, 300]),
        {("assigned", "assigned", "2021", 2700.0), ("assigned", "baseline", "2021", 3000.0), ("achieved", "baseline", "2021-12-31", 3000.0), ("achieved", "cut", "2021-12-31", 300.0)},
    ),
    "units": (
        of("SỐ LƯỢNG ĐƠN VỊ SỰ NGHIỆP CÔNG LẬP NĂM 2015 VÀ NĂM 2021", ["Tỉnh", "Số ĐVSNCL năm 2015", "Số ĐVSNCL năm 2021", "Số giảm", "Tỷ lệ giảm (%)"], CELLS),
        DONE,
    ),
}  # fmt: skip
OPEN: dict[str, Sheet] = {
    **{
        title: of(title)
        for title in (
            "Chỉ tiêu tinh giản biên chế công chức giai đoạn 2015-2021",
            "Đề xuất tinh giản biên chế công chức giai đoạn 2015-2021",
            "Nghị quyết về tinh giản biên chế công chức giai đoạn 2015-2021",
            "Phê duyệt tinh giản biên chế công chức giai đoạn 2015-2021",
        )
    },
    "years to come": of("Tinh giản biên chế công chức giai đoạn 2021-2090", ["Tỉnh", "Biên chế 2021", "Biên chế 2090", "Số giảm"], ["Kon Tum", 3000, 2700, 300]),
    "a cut that is not the difference": of("Tinh giản biên chế công chức giai đoạn 2015-2021", HEADS[:4], ["Kon Tum", 3000, 2700, 200]),
    "a cut alone": of("Tinh giản biên chế công chức năm 2021 so với năm 2015", ["Tỉnh", "Số giảm"], ["Kon Tum", 300]),
    "a rate alone": of("TINH GIẢN BIÊN CHẾ CÔNG CHỨC GIAI ĐOẠN 2015-2021", [*HEADS[:3], HEADS[4]], ["Kon Tum", 3000, 2700, "10%"]),
    "a sheet of plans": of("Tinh giản biên chế công chức giai đoạn 2015-2021", name="KH TGBC"),
}  # fmt: skip


@pytest.mark.parametrize(("sheet", "read"), FINISHED.values(), ids=FINISHED)
def test_cuts_between_past_years_were_made(sheet: Sheet, read: Said, tmp_path: Path, catalog: Catalog) -> None:
    found = seen(sheet, tmp_path, catalog)
    assert not {f.code for f in found.findings if f.severity == "error"}
    assert {(f.kind, f.measure, f.period, f.value) for f in found.staffing.figures} == read


@pytest.mark.parametrize("sheet", OPEN.values(), ids=OPEN)
def test_cuts_that_may_be_planned_are_asked_about(sheet: Sheet, tmp_path: Path, catalog: Catalog) -> None:
    found = seen(sheet, tmp_path, catalog)
    assert "kind-unknown" in {f.code for f in found.findings}


RESULT = "KẾT QUẢ TINH GIẢN BIÊN CHẾ CÔNG CHỨC NĂM 2021 SO VỚI NĂM 2015"
SIGNED: dict[str, tuple[list[str], list[list[object]], set[tuple[str, float]]]] = {
    "cuts are negative": (
        ["Tỉnh", "Biên chế 2015", "Biên chế 2021", "Tăng/giảm", "Tỷ lệ tăng/giảm (%)"],
        [["Bình Dương", 2000, 2100, 100, 5.0], ["Bình Phước", 2000, 1800, -200, -10.0]],
        {("cut", -100.0), ("pct", -5.0), ("cut", 200.0), ("pct", 10.0)},
    ),
    "cuts are positive": (
        ["Tỉnh", "Biên chế 2015", "Biên chế 2021", "Chênh lệch", "Tỷ lệ chênh lệch (%)"],
        [["Bình Dương", 2000, 2100, -100, -5.0], ["Bình Phước", 2000, 1800, 200, 10.0]],
        {("cut", -100.0), ("pct", -5.0), ("cut", 200.0), ("pct", 10.0)},
    ),
    "years alone": (
        ["Tên đơn vị", "Năm 2015", "Năm 2021", "Tăng, giảm", "Tỷ lệ %"],
        [["Bình Dương", 2000, 1900, -100, -5.0], ["Bình Phước", 2000, 1800, -200, -10.0]],
        {("cut", 100.0), ("pct", 5.0), ("cut", 200.0), ("pct", 10.0)},
    ),
    "one row off leaves the sign open": (
        ["Tỉnh", "Biên chế 2015", "Biên chế 2021", "Tăng/giảm"],
        [["Bình Dương", 2000, 1900, -100], ["Bình Phước", 2000, 1800, 200]],
        set(),
    ),
    "no change leaves the sign open": (
        ["Tỉnh", "Biên chế 2015", "Biên chế 2021", "Tăng/giảm"],
        [["Bình Dương", 2000, 2000, 0], ["Bình Phước", 1800, 1800, 0]],
        set(),
    ),
}


@pytest.mark.parametrize(("heads", "rows", "read"), SIGNED.values(), ids=SIGNED)
def test_changes_of_either_sign_are_read_where_posts_show_it(
    heads: list[str], rows: list[list[object]], read: set[tuple[str, float]], tmp_path: Path, catalog: Catalog
) -> None:
    found = seen(titled(RESULT, heads, *rows), tmp_path, catalog)
    assert not {f.code for f in found.findings if f.severity == "error"}
    assert {(f.measure, f.value) for f in found.staffing.figures if f.measure in ("cut", "pct")} == read
    assert bool(read) or "column-skipped" in {f.code for f in found.findings}


def test_cuts_of_the_year_beside_running_totals_are_passed_over(tmp_path: Path, catalog: Catalog) -> None:
    heads = ["Năm", "Số tinh giản trong năm", "Lũy kế giảm so với năm 2015"]
    rows: list[list[object]] = [[2016, 31, 31], [2017, 44, 75], [2018, 52, 127]]
    found = seen(titled("KẾT QUẢ TINH GIẢN BIÊN CHẾ CÔNG CHỨC TỈNH ĐIỆN BIÊN", heads, *rows), tmp_path, catalog)
    assert [(f.code, f.cell) for f in found.findings] == [("column-skipped", "B2")]
    assert {(f.period, f.value) for f in found.staffing.figures} == {("2016", 31.0), ("2017", 75.0), ("2018", 127.0)}
