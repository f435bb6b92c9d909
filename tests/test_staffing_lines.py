"""What lines of staffing figures are of: their kind, their baseline, the sign of their cut. All tables are synthetic."""

from pathlib import Path

import pytest
from test_staffing_evidence import Sheet, seen, titled

from parreform.catalog import Catalog
from parreform.hints import Hints

GIVEN = "BIÊN CHẾ CÔNG CHỨC ĐƯỢC GIAO"
UNITS = ["STT", "Tỉnh", "Số giảm"]
LONG = ["Đơn vị", "Loại biên chế", "Năm gốc", "Năm", "Giảm", "Hình thức"]
EARLY = "Trong đó: nghỉ hưu trước tuổi"
Told = set[str]


def lines(sheet: Sheet, folder: Path, catalog: Catalog) -> Told:
    """Each figure with its kind, period and baseline; errors alone where there are any."""
    found = seen(sheet, folder, catalog)
    errors = {f"{f.code} {f.cell}" for f in found.findings if f.severity == "error"}
    return errors or {
        f"{f.kind} {f.period}/{f.baseline_year or '-'} {f.measure} {f.value:g}" for f in found.staffing.figures
    }


COMMUNES = "BIÊN CHẾ CẤP XÃ CỦA THÀNH PHỐ HÀ NỘI NĂM 2024"
BOTH_YEARS = ["Nội dung", "Biên chế giao năm 2021", "Biên chế giao năm 2022"]
NATION = "BIÊN CHẾ CÔNG CHỨC CẢ NƯỚC"
GROWN = {"assigned 2022/2021 baseline 1000", "assigned 2022/2021 assigned 1070", "assigned 2022/2021 cut -70"}
APART = {"assigned 2021/- assigned 1000", "assigned 2022/- assigned 1070"}
RUNNING = ["STT", "Tỉnh", "Lũy kế đến năm 2019", "Lũy kế đến năm 2021"]
SINCE = "KẾT QUẢ TINH GIẢN BIÊN CHẾ CÔNG CHỨC SO VỚI NĂM 2015"
STAGE = "KẾT QUẢ GIẢI QUYẾT TINH GIẢN BIÊN CHẾ GIAI ĐOẠN 2015-2024"
SETTLED = "Số người đã giải quyết tinh giản biên chế"
LINES: dict[str, tuple[Sheet, Told]] = {
    "people present beside a quota": (
        titled(COMMUNES, ["Nội dung", "Định mức", "Có mặt"], ["Cấp xã", 4000, 3300]),
        {"quota 2024/- assigned 4000", "headcount 2024/- present 3300"},
    ),
    "people present beside a plan": (
        titled(COMMUNES, ["Nội dung", "Kế hoạch biên chế", "Có mặt"], ["Cấp xã", 4000, 3300]),
        {"plan 2024/- assigned 4000", "headcount 2024/- present 3300"},
    ),
    "people present beside a quota and given posts": (
        titled(COMMUNES, ["Nội dung", "Định mức", "Biên chế giao", "Có mặt"], ["Cấp xã", 4000, 3900, 3300]),
        {"quota 2024/- assigned 4000", "assigned 2024/- assigned 3900", "headcount 2024/- present 3300"},
    ),
    "years that changed places": (
        titled("TINH GIẢN BIÊN CHẾ", LONG, ["Sơn La", "Công chức", 2024, 2021, 100, "Đã thực hiện"]),
        {"baseline-later C3"},
    ),
    "a title that compares with a later year": (
        titled("GIẢM BIÊN CHẾ CÔNG CHỨC ĐẾN NĂM 2021 SO VỚI NĂM 2025, KẾT QUẢ", UNITS, [1, "Sơn La", 100]),
        {"baseline-later C3"},
    ),
    "an option for a later year": (
        titled("KẾT QUẢ TINH GIẢN BIÊN CHẾ CÔNG CHỨC NĂM 2021", UNITS, [1, "Sơn La", 100], hints=Hints(baseline=2026)),
        {"baseline-later C3"},
    ),
    "posts of a year before the baseline": (
        titled(
            f"{GIVEN} NĂM 2024 SO VỚI NĂM 2021",
            ["Tỉnh", "Biên chế giao năm 2019", "Biên chế giao năm 2021", "Biên chế giao năm 2024", "Giảm"],
            ["Sơn La", 1100, 1000, 900, 100],
        ),
        {
            "assigned 2019/- assigned 1100",
            "assigned 2024/2021 baseline 1000",
            "assigned 2024/2021 assigned 900",
            "assigned 2024/2021 cut 100",
        },
    ),
    "an increase between two years": (
        titled(NATION, [*BOTH_YEARS, "Tăng so với năm 2021"], ["Cả nước", 1000, 1070, 70]),
        GROWN,
    ),
    "an increase with its rate": (
        titled(NATION, [*BOTH_YEARS, "Số tăng", "Tỷ lệ (%)"], ["Cả nước", 1000, 1070, 70, 7]),
        {*GROWN, "assigned 2022/2021 pct -7"},
    ),
    "an increase since the year before": (
        titled(NATION, [*BOTH_YEARS, "Biên chế tăng năm 2022 so với năm trước"], ["Cả nước", 1000, 1070, 70]),
        GROWN,
    ),
    "an increase that the posts do not show": (
        titled(NATION, [*BOTH_YEARS, "Số biên chế tăng"], ["Cả nước", 1000, 1070, 90]),
        APART,
    ),
    "an increase of posts that nobody says were given": (
        titled(NATION, ["Nội dung", "Biên chế năm 2021", "Biên chế năm 2022", "Tăng"], ["Cả nước", 1000, 1070, 70]),
        APART,
    ),
    "an increase of something else": (
        titled(NATION, [*BOTH_YEARS, "Viên chức tăng so với năm 2021"], ["Cả nước", 1000, 1070, 70]),
        APART,
    ),
    "an increase of the category of the title": (
        titled(NATION, [*BOTH_YEARS, "Số công chức tăng so với năm 2021"], ["Cả nước", 1000, 1070, 70]),
        GROWN,
    ),
    "an increase beside one year is no number of posts": (
        titled(NATION, ["Nội dung", "Biên chế giao năm 2022", "Biên chế tăng so với năm 2021"], ["Cả nước", 1070, 70]),
        {"assigned 2022/- assigned 1070"},
    ),
    "an increase alone is no number of posts": (
        titled(NATION, ["Nội dung", "Biên chế tăng năm 2022 so với năm 2021"], ["Cả nước", 70]),
        {"staffing-unread A2"},
    ),
    "posts after an increase": (
        titled(NATION, ["Nội dung", "Giao năm 2021", "Giao năm 2022 sau khi tăng"], ["Cả nước", 1000, 1070]),
        APART,
    ),
    "running totals below a title of cuts": (
        titled(SINCE, RUNNING, [1, "Sơn La", 150, 220]),
        {"achieved 2019/2015 cut 150", "achieved 2021/2015 cut 220"},
    ),
    "running totals over their years": (
        titled(
            SINCE,
            ["STT", "Tỉnh", "Lũy kế", "Lũy kế"],
            [None, None, "Năm 2019", "Năm 2021"],
            [1, "Sơn La", 150, 220],
        ),
        {"achieved 2019/2015 cut 150", "achieved 2021/2015 cut 220"},
    ),
    "running totals since nobody knows when": (
        titled("KẾT QUẢ TINH GIẢN BIÊN CHẾ CÔNG CHỨC", RUNNING, [1, "Sơn La", 150, 220]),
        {"staffing-unread A2"},
    ),
    "running totals of nobody knows what": (
        titled("BIÊN CHẾ CÔNG CHỨC SO VỚI NĂM 2015", RUNNING, [1, "Sơn La", 150, 220]),
        {"staffing-unread A2"},
    ),
    "people settled in a stage": (
        titled(STAGE, ["Đơn vị", SETTLED], ["Cả nước", 9000]),
        {"achieved 2024/2015 people 9000"},
    ),
    "people settled in a stage, with a part": (
        titled(STAGE, ["Đơn vị", SETTLED, EARLY], ["Cả nước", 9000, 7000]),
        {"achieved 2024/2015 people 9000", "achieved 2024/2015 part 7000"},
    ),
    "people settled in each of two years": (
        titled(STAGE, ["Đơn vị", f"{SETTLED} năm 2023", f"{SETTLED} năm 2024"], ["Cả nước", 900, 800]),
        {"achieved 2023/- people 900", "achieved 2024/- people 800"},
    ),
}


@pytest.mark.parametrize(("sheet", "expected"), LINES.values(), ids=LINES)
def test_lines_are_of_their_own_kind_and_baseline(
    sheet: Sheet, expected: Told, tmp_path: Path, catalog: Catalog
) -> None:
    assert lines(sheet, tmp_path, catalog) == expected


LEFT_OUT = {
    "an increase that the posts do not show": "column-skipped D2",
    "an increase alone is no number of posts": "heading-unknown B2",
    "running totals since nobody knows when": "heading-unknown C2",
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_columns_that_are_left_out_are_named(name: str, tmp_path: Path, catalog: Catalog) -> None:
    assert LEFT_OUT[name] in {f"{f.code} {f.cell}" for f in seen(LINES[name][0], tmp_path, catalog).findings}
