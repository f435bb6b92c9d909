"""Cuts beside posts of a part, scopes in headings, and dates of decisions that are no periods. All tables are synthetic."""

from pathlib import Path

import pytest
from test_staffing_evidence import Sheet, of, seen, titled

from parreform.catalog import Catalog

SINCE = "KẾT QUẢ TINH GIẢN BIÊN CHẾ VIÊN CHỨC NĂM 2021 SO VỚI NĂM 2015"
OF_PART = {"cut-of-part"}
BEFORE_AND_AFTER = {("public_employees", m, "2021", v) for m, v in (("baseline", 9100.0), ("assigned", 8020.0))}
WHOLE = BEFORE_AND_AFTER | {("public_employees", "cut", "2021", 1080.0), ("public_employees", "pct", "2021", 11.87)}


def cut_beside(before: str, after: str, cut: str = "Giảm", **facts: object) -> Sheet:
    heading = ["Tỉnh", before, after, cut, "Tỷ lệ giảm (%)"]
    return titled(SINCE, heading, ["Nghệ An", 9100, 8020, 1080, 11.87], **facts)


PARTS = {
    **{
        f"posts {part}": cut_beside(f"Biên chế 2015 {part}", f"Biên chế 2021 {part}", refused=OF_PART)
        for part in (
            "(không tính giáo dục)",
            "(chưa gồm y tế)",
            "khối huyện",
            "của lãnh đạo",
            "hội đặc thù",
            "cấp huyện",
            "chưa sử dụng",
        )
    },
    "posts after of a part": cut_beside("Biên chế 2015", "Biên chế 2021 (không tính giáo dục)", refused=OF_PART),
    "posts before of a scope": cut_beside("Biên chế 2015 (không tính cấp xã)", "Biên chế 2021", refused=OF_PART),
    "posts of a part right of their cut": titled(
        SINCE,
        ["Tỉnh", "Giảm", "Biên chế 2015 khối huyện", "Biên chế 2021 khối huyện"],
        ["Nghệ An", 1080, 9100, 8020],
        refused=OF_PART,
    ),
    "a scope in its column": titled(
        SINCE,
        ["Tỉnh", "Biên chế 2015 (không tính giáo dục)", "Giảm", "Phạm vi"],
        ["Nghệ An", 9100, 1080, "không tính giáo dục"],
        read={("public_employees", "cut", "2021", 1080.0)},
    ),
    "posts of a part beside whole posts": titled(
        SINCE,
        ["Tỉnh", "Biên chế 2015", "Biên chế 2021", "Biên chế hội đặc thù năm 2021", "Giảm", "Tỷ lệ giảm (%)"],
        ["Nghệ An", 9100, 8020, 20, 1080, 11.87],
        read=WHOLE,
        notes={"heading-unknown"},
    ),
    "posts of a part behind the cut of whole posts": titled(
        SINCE,
        ["Tỉnh", "Biên chế 2015", "Biên chế 2021", "Giảm", "Tỷ lệ giảm (%)", "Biên chế hội đặc thù năm 2020"],
        ["Nghệ An", 9100, 8020, 1080, 11.87, 20],
        read=WHOLE,
        notes={"heading-unknown"},
    ),
    "whole posts": cut_beside("Biên chế 2015", "Biên chế 2021", read=WHOLE),
    "money beside a cut": titled(
        SINCE,
        ["Tỉnh", "Giảm", "Kinh phí (triệu đồng)"],
        ["Nghệ An", 1080, 5000],
        read={("public_employees", "cut", "2021", 1080.0)},
    ),
}
GIVEN = of("assigned", "2022", civil_servants=2301)
TITLE = "GIAO BIÊN CHẾ CÔNG CHỨC NĂM 2022 (Quyết định số 1259/QĐ-BNV ngày 29/12/2021)"
DECISIONS = {
    **{
        heading: titled(TITLE, ["Tỉnh", heading], ["Long An", 2301], read=GIVEN)
        for heading in (
            "Biên chế giao theo QĐ 1259 năm 2021",
            "Biên chế giao theo Quyết định số 1259 năm 2021",
            "Biên chế giao (QĐ năm 2021)",
            "Biên chế giao theo quyết định năm 2021",
            "Biên chế giao (Nghị quyết 45 năm 2021)",
            "Biên chế giao theo Quyết định số 1259/QĐ-BNV năm 2021",
            "Biên chế giao (ngày 29/12/2021)",
            "Biên chế giao ngày 29/12/2021",
            "Biên chế được giao (29/12/2021)",
            "Biên chế giao (ngày 31/12/2021)",
            "Biên chế giao ngày 29 tháng 12 năm 2021",
        )
    },
    **{
        heading: titled("BIÊN CHẾ CÔNG CHỨC", ["Tỉnh", heading], ["Long An", 2301], refused={"year-unknown"})
        for heading in ("Biên chế giao theo QĐ 1259 năm 2021", "Biên chế giao (ngày 29/12/2021)")
    },
    **{
        heading: titled("BIÊN CHẾ CÔNG CHỨC", ["Tỉnh", heading], ["Long An", 2301], read=of("assigned", period, civil_servants=2301))
        for heading, period in (
            ("Biên chế giao năm 2022 theo QĐ 1259 năm 2021", "2022"),
            ("Biên chế giao theo quyết định giao năm 2022", "2022"),
            ("Biên chế giao đến 31/12/2021", "2021-12-31"),
            ("Biên chế giao 31/12/2021", "2021-12-31"),
            ("Biên chế giao tại thời điểm 15/3/2022", "2022-03-15"),
        )
    },
}  # fmt: skip
LONG = ["Tỉnh", "Loại biên chế", "Năm", "Biên chế giao", "Ghi chú"]
REMARKS = {
    **{
        f"{remark} is a part": Sheet([LONG, ["Long An", "Công chức", 2022, 2301, remark]], refused={"rows-unclear"})
        for remark in (
            "chỉ cấp tỉnh",
            "Chỉ tính khối huyện",
            "Riêng cấp huyện",
            "mới tính các sở, ngành",
            "Cấp tỉnh",
            "không tính giáo dục",
            "Số liệu chưa bao gồm ngành y tế",
            "theo QĐ 12/QĐ-UBND, không kể 30 biên chế dự phòng",
        )
    },
    **{
        f"{remark} is no part": Sheet([LONG, ["Long An", "Công chức", 2022, 2301, remark]], read=GIVEN)
        for remark in (
            "Chỉ tiêu Bộ Nội vụ giao",
            "Chỉ đạt 95% kế hoạch",
            "không kể hợp đồng lao động",
            "không tính cấp xã",
            "Chưa tuyển dụng đủ",
            "Không",
            "Mới giao tháng 12",
            "tăng do nhận từ cấp xã",
            "gồm cả biên chế dự phòng",
        )
    },
    "a scope in its column beside the remark": Sheet(
        [[*LONG, "Phạm vi"], ["Long An", "Công chức", 2022, 2301, "chỉ cấp tỉnh", "chỉ cấp tỉnh"]], read=GIVEN
    ),
}
ALL = PARTS | DECISIONS | REMARKS


@pytest.mark.parametrize("sheet", ALL.values(), ids=ALL)
def test_of_which_posts_and_years_figures_are(sheet: Sheet, tmp_path: Path, catalog: Catalog) -> None:
    found = seen(sheet, tmp_path, catalog)
    assert {f.code for f in found.findings if f.severity == "error"} == sheet.refused
    assert sheet.notes <= {f.code for f in found.findings}
    if not sheet.refused:
        assert {(f.category, f.measure, f.period, f.value) for f in found.staffing.figures} == sheet.read


def test_a_cut_has_the_scope_of_the_posts_beside_it(tmp_path: Path, catalog: Catalog) -> None:
    before, after = "Biên chế 2015 (không kể giáo dục, y tế)", "Biên chế 2021 (không kể giáo dục, y tế)"
    figures = seen(cut_beside(before, after), tmp_path, catalog).staffing.figures
    assert {(f.category, f.measure, f.period, f.value) for f in figures} == WHOLE
    assert {f.scope for f in figures} == {"excl-education-health"}
