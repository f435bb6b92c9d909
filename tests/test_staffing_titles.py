"""What titles say that figures measure and whose they are, and columns that stand beside each other. All tables are synthetic."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import make_workbook
from test_staffing_evidence import CUTS, RESULT, WITHIN, Sheet, of, seen, titled

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import look

YEARS = ["Loại", "2019", "2020", "2021"]
CIVIL = ["Công chức", 3200, 3100, 3025]
SMALL = ["Công chức", 60, 100, 175]
UNSTATED, UNREAD = {"measure-unstated"}, {"staffing-title-unread"}


def over_years(measure: str, values: Sequence[object] = CIVIL) -> set[tuple[str, str, str, float]]:
    return {("civil_servants", measure, y, float(str(v))) for y, v in zip(YEARS[1:], values[1:], strict=True)}


MEASURES = {
    **{
        f"{title} says posts": titled(title, YEARS, CIVIL, read=over_years("assigned"))
        for title in (
            "BIÊN CHẾ ĐƯỢC GIAO CỦA TỈNH SƠN LA",
            "BIÊN CHẾ CỦA TỈNH SƠN LA QUA CÁC NĂM",
            "TỔNG BIÊN CHẾ CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC TỈNH SƠN LA",
            "CHỈ TIÊU BIÊN CHẾ GIAO TỈNH SƠN LA GIAI ĐOẠN 2019-2021",
            "BIEN CHE GIAO TINH SON LA",
            "Payroll of Son La province",
        )
    },
    **{
        f"{title} says people present": titled(title, YEARS, CIVIL, read=over_years("present"))
        for title in ("SỐ NGƯỜI CÓ MẶT CỦA TỈNH SƠN LA ĐẾN 31/12 HẰNG NĂM", "BIÊN CHẾ HIỆN CÓ CỦA TỈNH SƠN LA")
    },
    **{
        f"{title} leaves it open": titled(title, YEARS, SMALL, refused=UNSTATED)
        for title in (
            "KẾT QUẢ TINH GIẢN BIÊN CHẾ TỈNH SƠN LA",
            "LỘ TRÌNH TINH GIẢN BIÊN CHẾ TỈNH SƠN LA",
            "BIÊN CHẾ ĐƯỢC GIAO VÀ CÓ MẶT CỦA TỈNH SƠN LA",
            "SỐ LƯỢNG CÔNG CHỨC TỈNH SƠN LA QUA CÁC NĂM",
            "TÌNH HÌNH SỬ DỤNG BIÊN CHẾ TỈNH SƠN LA",
            "BIẾN ĐỘNG BIÊN CHẾ TỈNH SƠN LA",
            "BIÊN CHẾ CÒN LẠI CỦA TỈNH SƠN LA",
            "BIÊN CHẾ PHẢI GIẢM CỦA TỈNH SƠN LA",
            "BIÊN CHẾ CHƯA SỬ DỤNG CỦA TỈNH SƠN LA",
            "BIÊN CHẾ ĐỀ NGHỊ BỔ SUNG CỦA TỈNH SƠN LA",
            "BIÊN CHẾ TỈNH SƠN LA (TỶ LỆ %)",
        )
    },
    **{
        f"{title} says cuts, of each year or since one": titled(title, YEARS, SMALL, refused={"cuts-by-year", *more})
        for title, more in (
            ("SỐ BIÊN CHẾ ĐÃ GIẢM CỦA TỈNH SƠN LA SO VỚI NĂM 2015", ()),
            ("BIÊN CHẾ CẮT GIẢM THEO LỘ TRÌNH 2019-2021 CỦA TỈNH SƠN LA", ()),
            ("SỐ BIÊN CHẾ GIẢM QUA CÁC NĂM CỦA TỈNH SƠN LA", ("kind-unknown",)),
        )
    },
    "rates by the title, of each year or since one": titled(
        "TỶ LỆ TINH GIẢN BIÊN CHẾ (%) SO VỚI NĂM 2015 CỦA TỈNH SƠN LA",
        YEARS,
        ["Công chức", 6, 9, 11],
        refused={"cuts-by-year", "kind-unknown"},
    ),
    "running totals by the title": titled(
        "SỐ BIÊN CHẾ ĐÃ GIẢM CỘNG DỒN CỦA TỈNH SƠN LA SO VỚI NĂM 2015", YEARS, SMALL, read=over_years("cut", SMALL)
    ),
    "rates of provinces by the title": titled(
        "TỶ LỆ GIẢM BIÊN CHẾ CÔNG CHỨC CÁC TỈNH SO VỚI NĂM 2015 (%)",
        ["Tỉnh", "2019", "2020"],
        ["Sơn La", 7, 9],
        hints=Hints(kind="achieved"),
        refused={"cuts-by-year"},
    ),
    "cuts of each year with their sum": titled(
        "SỐ BIÊN CHẾ GIẢM TRONG TỪNG NĂM CỦA TỈNH SƠN LA",
        [*YEARS, "Cộng"],
        [*SMALL, 335],
        hints=Hints(kind="achieved"),
        refused={"cuts-by-year"},
    ),
    "an amount is what the title says": titled(
        "SỐ BIÊN CHẾ ĐÃ GIẢM CỦA TỈNH SƠN LA ĐẾN NĂM 2021 SO VỚI NĂM 2015",
        ["Loại", "Số lượng"],
        ["Công chức", 175],
        read=of("cut", "2021", civil_servants=175),
    ),
    "years whose difference is the cut beside them": titled(
        RESULT,
        ["Loại", "2015", "2021", "Giảm"],
        ["Công chức", 2500, 2240, 260],
        read={
            *of("cut", "2021", civil_servants=260),
            *of("assigned", "2021", civil_servants=2240),
            *of("baseline", "2021", civil_servants=2500),
        },
    ),
    "years whose difference is the rate beside them": titled(
        RESULT + " SO VỚI NĂM 2015",
        ["Loại", "2015", "2021", "Tỷ lệ giảm (%)"],
        ["Công chức", 2500, 2240, 10.4],
        read={
            *of("pct", "2021", civil_servants=10.4),
            *of("assigned", "2021", civil_servants=2240),
            *of("baseline", "2021", civil_servants=2500),
        },
    ),
    "years of cuts beside their sum": titled(
        RESULT + " NĂM 2021 SO VỚI NĂM 2015",
        ["Loại", "2020", "2021", "Tổng số giảm"],
        ["Công chức", 50, 40, 90],
        refused=UNSTATED,
    ),
    "a category alone below a title of cuts": titled(
        "SỐ BIÊN CHẾ ĐÃ GIẢM CÁC TỈNH ĐẾN NĂM 2021 SO VỚI NĂM 2015",
        ["Tỉnh", "Công chức", "Viên chức"],
        ["Sơn La", 260, 3300],
        read=of("cut", "2021", civil_servants=260, public_employees=3300),
    ),
    "measures down the side": titled(
        "BIÊN CHẾ TỈNH SƠN LA NĂM 2021",
        ["Chỉ tiêu", "Công chức"],
        ["Biên chế giao năm 2021", 2240],
        ["Có mặt", 2190],
        read=of("assigned", "2021", civil_servants=2240) | of("present", "2021", civil_servants=2190),
    ),
    "measures down the side and years across": titled(
        "BIÊN CHẾ CÔNG CHỨC TỈNH SƠN LA",
        ["Nội dung", 2020, 2021],
        ["Biên chế công chức giao", 2310, 2240],
        ["Công chức có mặt", 2250, 2190],
        read=of("assigned", "2020", civil_servants=2310)
        | of("assigned", "2021", civil_servants=2240)
        | of("present", "2020", civil_servants=2250)
        | of("present", "2021", civil_servants=2190),
    ),
    "women among them leave the total open": titled(
        "BIÊN CHẾ TỈNH SƠN LA NĂM 2021", ["Tỉnh", "Tổng số", "Nữ"], ["Sơn La", 2240, 900], refused={"staffing-unread"}
    ),
}
COUNTED = (["Loại", "Biên chế giao năm 2021"], ["Công chức", 60])
CARRIED_OUT = (
    "KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT SỐ 39-NQ/TW NGÀY 17/4/2015 CỦA BỘ CHÍNH TRỊ VỀ TINH GIẢN BIÊN CHẾ"
    " VÀ CƠ CẤU LẠI ĐỘI NGŨ CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC"
)
WHOSE = {
    **{
        f"{title} is asked about": titled(title, *COUNTED, refused=UNREAD)
        for title in (
            "BIÊN CHẾ VƯỜN QUỐC GIA XUÂN NHA, TỈNH SƠN LA",
            "BIÊN CHẾ TUYỂN DỤNG MỚI CỦA TỈNH SƠN LA",
            "BIÊN CHẾ TỰ CHỦ TÀI CHÍNH CỦA TỈNH SƠN LA",
            "BIÊN CHẾ VƯỢT KẾ HOẠCH CỦA TỈNH SƠN LA",
            "BIÊN CHẾ TỈNH SƠN LA (KHÔNG TÍNH NGÀNH GIÁO DỤC)",
            "BIÊN CHẾ TỈNH SƠN LA (BAO GỒM CẢ HỢP ĐỒNG)",
            "BIÊN CHẾ CÁC ĐƠN VỊ KHÁC CỦA TỈNH SƠN LA",
            "BIÊN CHẾ QUẢN LÝ THỊ TRƯỜNG TỈNH SƠN LA",
            "BIÊN CHẾ HĐND TỈNH SƠN LA",
            "THỰC HIỆN NGHỊ QUYẾT 18-NQ/TW CỦA VƯỜN QUỐC GIA XUÂN NHA, TỈNH SƠN LA: BIÊN CHẾ",
            f"{CARRIED_OUT} CỦA VƯỜN QUỐC GIA XUÂN NHA, TỈNH SƠN LA",
            "BIÊN CHẾ VƯỜN QUỐC GIA XUÂN NHA, TỈNH SƠN LA (KHÔNG KỂ CÔNG AN, QUỐC PHÒNG, CẤP XÃ)",
            "Staffing of Tay Bac University, Son La province",
        )
    },
    **{
        f"{title} is no province": titled(title, *COUNTED, refused=WITHIN)
        for title in (
            "KẾT QUẢ TINH GIẢN BIÊN CHẾ CỦA TỈNH ỦY SƠN LA",
            "BIÊN CHẾ MẶT TRẬN TỔ QUỐC VÀ CÁC ĐOÀN THỂ TỈNH SƠN LA",
            "BIÊN CHẾ CÁC HỘI ĐẶC THÙ TỈNH SƠN LA",
            "BIÊN CHẾ VIÊN CHỨC CỦA ĐẠI HỌC TÂY BẮC, TỈNH SƠN LA",
            "BIÊN CHẾ CƠ QUAN TRUNG ƯƠNG ĐÓNG TRÊN ĐỊA BÀN TỈNH SƠN LA",
            "BIÊN CHẾ CÔNG AN TỈNH SƠN LA",
            "BIÊN CHẾ DOANH NGHIỆP NHÀ NƯỚC TỈNH SƠN LA",
            "BIÊN CHẾ KHỐI XÃ TỈNH SƠN LA",
            "Bien che Truong Dai hoc Tay Bac tinh Son La",
        )
    },
    **{
        f"{title} is the province": titled(title, *COUNTED, read=of("assigned", "2021", civil_servants=60))
        for title in (
            "Biểu số 01: Tổng hợp biên chế công chức, số lượng người làm việc tỉnh Sơn La năm 2021",
            f"{CARRIED_OUT} TỈNH SƠN LA",
            "BIÊN CHẾ HƯỞNG LƯƠNG TỪ NGÂN SÁCH NHÀ NƯỚC CỦA TỈNH SƠN LA NĂM 2021",
            "BIÊN CHẾ TRONG CÁC CƠ QUAN HÀNH CHÍNH, ĐƠN VỊ SỰ NGHIỆP CÔNG LẬP CỦA TỈNH SƠN LA",
            "BIÊN CHẾ TỈNH SƠN LA (chưa kể hợp đồng lao động theo Nghị định 68)",
            "BIÊN CHẾ TỈNH SƠN LA THEO NGHỊ QUYẾT CỦA HĐND TỈNH",
            "SO BIEN CHE TINH SON LA NAM 2021 SO VOI NAM 2020",
            "Danh sách biên chế tỉnh Sơn La (cập nhật 31/12/2021)",
        )
    },
    "a sheet that is named for a body": titled("BIÊN CHẾ TỈNH SƠN LA", *COUNTED, name="Tỉnh ủy", refused=WITHIN),
    "a sheet without title that is named for a body": Sheet(COUNTED, name="Sơn La - vườn quốc gia", refused=UNREAD),
    "the party's letterhead alone": Sheet([["TỈNH ỦY SƠN LA"], ["BIÊN CHẾ NĂM 2021"], *COUNTED], refused=WITHIN),
    "the party's letterhead over a title of the province": Sheet(
        [["TỈNH ỦY SƠN LA"], ["BIÊN CHẾ TỈNH SƠN LA"], *COUNTED], of("assigned", "2021", civil_servants=60)
    ),
    "a region over provinces": titled(
        "BIÊN CHẾ CÔNG CHỨC CÁC TỈNH VÙNG TÂY BẮC NĂM 2021",
        ["Tỉnh", "Biên chế giao"],
        ["Sơn La", 2240],
        read=of("assigned", "2021", civil_servants=2240),
    ),
    "a title confirmed": titled(
        "BIÊN CHẾ TỈNH SƠN LA (KHÔNG TÍNH NGÀNH GIÁO DỤC)",
        *COUNTED,
        read=of("assigned", "2021", civil_servants=60),
        hints=Hints(accept=("staffing-title-unread",)),
        notes=UNREAD,
    ),
    "a scope in its column below a title of a body": titled(
        "BIÊN CHẾ VƯỜN QUỐC GIA XUÂN NHA, TỈNH SƠN LA (KHÔNG TÍNH HỢP ĐỒNG MÙA VỤ)",
        ["Loại", "Biên chế giao năm 2021", "Phạm vi"],
        ["Công chức", 60, "không tính hợp đồng mùa vụ"],
        refused=UNREAD,
    ),
    "a scope in its column": titled(
        "BIÊN CHẾ TỈNH SƠN LA (KHÔNG TÍNH NGÀNH GIÁO DỤC)",
        ["Loại", "Biên chế giao năm 2021", "Phạm vi"],
        ["Công chức", 60, "không tính ngành giáo dục"],
        read=of("assigned", "2021", civil_servants=60),
    ),
    **{
        f"{heading} are posts of something else": titled(
            "BIÊN CHẾ TỈNH SƠN LA NĂM 2021",
            ["Loại", "Biên chế giao", heading],
            ["Công chức", 2240, 30],
            read=of("assigned", "2021", civil_servants=2240),
            notes={"heading-unknown"},
        )
        for heading in (
            "Biên chế hội đặc thù",
            "Biên chế Tỉnh ủy",
            "Biên chế bộ phận một cửa",
            "Biên chế vượt định mức",
            "Biên chế đã sử dụng",
            "Biên chế còn trống",
        )
    },
    **{
        f"{heading} are all posts": titled(
            "BIÊN CHẾ TỈNH SƠN LA NĂM 2021",
            ["Loại", heading, "Có mặt"],
            ["Công chức", 2240, 2190],
            read=of("assigned", "2021", civil_servants=2240) | of("present", "2021", civil_servants=2190),
        )
        for heading in (
            "Biên chế được cấp có thẩm quyền giao năm 2021",
            "Biên chế được HĐND tỉnh phê duyệt năm 2021",
            "Chỉ tiêu biên chế được giao",
            "Biên chế giao (nguồn NSNN)",
            "Biên chế giao (chưa bao gồm hợp đồng)",
            "Biên chế giao sau sắp xếp",
        )
    },
}
PRESENT = of("present", "2021-12-31", civil_servants=2190)
POSTS = {("civil_servants", m, "2021", v) for m, v in (("baseline", 2500.0), ("assigned", 2240.0), ("cut", 260.0))}
SINCE = RESULT + " GIAI ĐOẠN 2015-2021"
TOTAL = {("civil_servants", m, "2021-12-31", v) for m, v in (("baseline", 2500.0), ("cut", 260.0))}
GIVEN = {("civil_servants", m, "2021", v) for m, v in (("baseline", 2500.0), ("assigned", 2240.0))}
BESIDE = {
    "what is left beside people present": titled(
        "BIÊN CHẾ CỦA TỈNH SƠN LA ĐẾN 31/12/2021",
        ["Loại", "Có mặt", "Còn lại"],
        ["Công chức", 2190, 50],
        read=PRESENT,
        notes={"column-skipped"},
    ),
    "what is left of posts given": titled(
        "BIÊN CHẾ CỦA TỈNH SƠN LA ĐẾN 31/12/2021",
        ["Loại", "Được giao", "Có mặt", "Còn lại"],
        ["Công chức", 2240, 2190, 50],
        read=PRESENT | of("assigned", "2021-12-31", civil_servants=2240),
        notes={"column-skipped"},
    ),
    "what is left after a cut": titled(
        RESULT + " NĂM 2021",
        ["Loại", "Biên chế giao năm 2015", "Giảm so với 2015", "Còn lại"],
        ["Công chức", 2500, 260, 2240],
        read=POSTS,
    ),
    "a rate that is what remains": titled(
        SINCE, [*CUTS, "Tỷ lệ (%)"], ["Công chức", 2500, 2240, 260, 89.6], refused={"rate-remaining"}
    ),
    "a rate of cuts that is what remains": titled(
        SINCE, [*CUTS, "Tỷ lệ giảm (%)"], ["Công chức", 2500, 2240, 260, 89.6], refused={"rate-remaining"}
    ),
    "a rate of what remains": titled(
        SINCE,
        [*CUTS, "Tỷ lệ còn lại (%)"],
        ["Công chức", 2500, 2240, 260, 89.6],
        read=POSTS,
        notes={"column-skipped"},
    ),
    "a bare rate of something else": titled(
        SINCE,
        [*CUTS, "Tỷ lệ (%)"],
        ["Công chức", 2500, 2240, 260, 25],
        ["Viên chức", 30000, 29220, 780, 75],
        refused={"rates-contradict"},
    ),
    "a bare rate that is a little off": titled(
        SINCE,
        [*CUTS, "Tỷ lệ (%)"],
        ["Công chức", 2500, 2240, 260, 10],
        read={*POSTS, ("civil_servants", "pct", "2021", 10.0)},
        notes={"rate-differs"},
    ),
    **{
        f"{heading} is of its year": titled(
            SINCE,
            [*CUTS[:3], "Lũy kế giảm đến 31/12/2021 so với 2015", heading],
            ["Công chức", 2500, 2240, 260, 40],
            **told,  # type: ignore[arg-type]
        )
        for heading, told in (
            ("Trong đó giảm trong năm 2021", {"read": TOTAL | GIVEN, "notes": {"column-skipped"}}),
            ("Giảm trong năm 2021", {"read": TOTAL | GIVEN, "notes": {"column-skipped"}}),
            ("Giảm năm 2021", {"refused": {"cut-of-a-year"}}),
        )
    },
    "a cut within the year of no baseline": titled(
        "KẾT QUẢ GIẢM BIÊN CHẾ TỈNH SƠN LA",
        ["Loại", "Giảm trong năm 2021"],
        ["Công chức", 40],
        read=of("cut", "2021", civil_servants=40),
        notes={"baseline-unstated"},
    ),
}
WORDS = {
    "people present on a day": titled(
        "SỐ NGƯỜI CÓ MẶT NGÀY 01/5/2025",
        ["Tỉnh", "Công chức có mặt"],
        ["Sơn La", 2190],
        read=of("present", "2025-05-01", civil_servants=2190),
    ),
    "contracts beside posts": titled(
        "TÌNH HÌNH SỬ DỤNG BIÊN CHẾ CÔNG CHỨC NĂM 2023",
        ["Tỉnh", "Biên chế được giao", "Có mặt", "Hợp đồng theo NĐ 111"],
        ["Sơn La", 2240, 2190, 120],
        read=of("assigned", "2023", civil_servants=2240) | of("present", "2023", civil_servants=2190),
        notes={"heading-unknown"},
    ),
    "people settled with their reasons": titled(
        "SỐ NGƯỜI ĐÃ GIẢI QUYẾT TINH GIẢN BIÊN CHẾ THEO NGHỊ ĐỊNH 29/2023/NĐ-CP NĂM 2024",
        ["Tỉnh", "Tổng số người", "Nghỉ hưu trước tuổi", "Thôi việc ngay"],
        ["Sơn La", 120, 100, 20],
        read={("people_streamlined", m, "2024", v) for m, v in (("people", 120.0), ("part", 100.0), ("part", 20.0))},
    ),
    "the sum of fields by its name": titled(
        "BIÊN CHẾ SỰ NGHIỆP TỈNH SƠN LA GIAO NĂM 2022",
        ["Lĩnh vực", "Biên chế giao"],
        ["Sự nghiệp giáo dục và đào tạo", 20100],
        ["Sự nghiệp y tế", 4020],
        ["Tổng số viên chức", 24120],
        read={
            ("public_employees.education", "assigned", "2022", 20100.0),
            ("public_employees.health", "assigned", "2022", 4020.0),
            ("public_employees", "assigned", "2022", 24120.0),
        },
    ),
    "the sum of provinces by its name": titled(
        "BIÊN CHẾ VIÊN CHỨC CÁC TỈNH NĂM 2022",
        ["Tỉnh", "Biên chế giao"],
        ["Sơn La", 28700],
        ["Tổng số viên chức", 28700],
        read=of("assigned", "2022", public_employees=28700),
        notes={"row-skipped"},
    ),
    "units of several years": titled(
        "SỐ ĐƠN VỊ SỰ NGHIỆP CÔNG LẬP CÁC TỈNH NĂM 2021 SO VỚI NĂM 2015",
        ["Tỉnh", "Số đơn vị năm 2015", "Số đơn vị năm 2021", "Số đơn vị giảm"],
        ["Sơn La", 1000, 692, 308],
        hints=Hints(kind="achieved"),
        read={
            ("public_service_units", m, "2021", v)
            for m, v in (("baseline", 1000.0), ("assigned", 692.0), ("cut", 308.0))
        },
    ),
    "a teacher is no civil servant": titled(
        "BIÊN CHẾ TỈNH SƠN LA NĂM 2021",
        ["Loại", "Biên chế giáo viên"],
        ["Công chức", 60],
        refused={"category-twofold"},
    ),
}
ALL = MEASURES | WHOSE | BESIDE | WORDS


@pytest.mark.parametrize("sheet", ALL.values(), ids=ALL)
def test_what_titles_say_is_read_or_asked(sheet: Sheet, tmp_path: Path, catalog: Catalog) -> None:
    found = seen(sheet, tmp_path, catalog)
    errors = [f for f in found.findings if f.severity == "error"]
    assert {f.code for f in errors} == sheet.refused
    assert all(f.message and f.suggestion for f in errors)
    assert sheet.notes <= {f.code for f in found.findings}
    if not sheet.refused:
        assert {(f.category, f.measure, f.period, f.value) for f in found.staffing.figures} == sheet.read


def test_a_table_turned_round_says_the_same(tmp_path: Path, catalog: Catalog) -> None:
    """Categories down the side or across: titles, kind and period do not depend on it."""
    rows: list[list[object]] = [
        ["Chỉ tiêu", "Biên chế giao năm 2015", "Biên chế giao năm 2021", "Số giảm", "Tỷ lệ giảm (%)"],
        ["Công chức", 2500, 2240, 260, 10.4],
        ["Viên chức", 30000, 27000, 3000, 10.0],
    ]
    said = []
    for table in (rows, [list(row) for row in zip(*rows, strict=True)]):
        numbered = [[n or "TT", *row] for n, row in enumerate(table)]
        sheet = [["KẾT QUẢ TINH GIẢN BIÊN CHẾ TỈNH SƠN LA ĐẾN 31/12/2021 SO VỚI NĂM 2015"], *numbered]
        found = look(make_workbook(tmp_path / "bang.xlsx", {"BC": sheet}), catalog, Hints())
        said.append({(f.unit, *f.line, f.measure, f.value) for f in found.staffing.figures})
    assert said[0] == said[1]
    assert {(kind, period) for _, _, _, period, kind, *_ in said[0]} == {("achieved", "2021")}


def test_posts_that_were_given_are_no_part_of_a_planned_cut(tmp_path: Path, catalog: Catalog) -> None:
    heading = [*CUTS[:3], "Kế hoạch giảm đến 2021 so với 2015", "Đã giảm đến 31/12/2021 so với 2015"]
    found = seen(titled(SINCE, heading, ["Công chức", 2500, 2240, 250, 260]), tmp_path, catalog)
    assert [f.code for f in found.findings] == []
    kinds = {(f.measure, f.kind, f.value) for f in found.staffing.figures if f.measure != "baseline"}
    assert kinds == {("assigned", "achieved", 2240), ("cut", "plan", 250), ("cut", "achieved", 260)}


def test_what_is_quoted_ends_with_a_word(tmp_path: Path, catalog: Catalog) -> None:
    title = "KẾT QUẢ TINH GIẢN BIÊN CHẾ 6 THÁNG ĐẦU NĂM 2021 CỦA TỈNH SƠN LA"
    (error,) = seen(titled(title, ["Loại", "Số giảm so với 2015"], ["Công chức", 20]), tmp_path, catalog).findings
    assert "“6 THÁNG ĐẦU NĂM 2021”" in error.message


def test_a_scope_that_titles_state_is_kept(tmp_path: Path, catalog: Catalog) -> None:
    found = seen(titled("BIÊN CHẾ TỈNH SƠN LA (KHÔNG TÍNH CẤP XÃ)", *COUNTED), tmp_path, catalog)
    assert {f.scope for f in found.staffing.figures} == {"excl-commune"}


POSTS_BY_YEAR: list[list[object]] = [["An Giang", 3118, 3103], ["Cà Mau", 1854, 1839], ["Grand Total", 4972, 4942]]
YEARS_ACROSS = ["Row Labels", 2021, 2022]
OF_POSTS, OF_CIVIL = ["Sum of Biên chế giao", "Column Labels"], ["Loại biên chế", "Công chức"]
ONE_SUM: list[list[object]] = [["Row Labels", "Sum of Biên chế giao"], *(row[:2] for row in POSTS_BY_YEAR)]
PIVOTS: dict[str, tuple[list[list[object]], set[str]]] = {
    "years across": ([OF_CIVIL, [], OF_POSTS, YEARS_ACROSS, *POSTS_BY_YEAR], set()),
    "in Vietnamese": (
        [OF_CIVIL, [], ["Tổng của Biên chế giao", "Nhãn Cột"], ["Nhãn Hàng", 2021, 2022], *POSTS_BY_YEAR],
        set(),
    ),
    "of every category": (
        [["Loại biên chế", "(All)"], [], OF_POSTS, YEARS_ACROSS, *POSTS_BY_YEAR],
        {"category-unknown"},
    ),
    "a mean": (
        [OF_CIVIL, [], ["Average of Biên chế giao", "Column Labels"], YEARS_ACROSS, *POSTS_BY_YEAR],
        {"staffing-title-unread"},
    ),
    "of a year": ([OF_CIVIL, ["Năm", "2021"], [], *ONE_SUM], set()),
    "of all years": ([OF_CIVIL, ["Năm", "(All)"], [], *ONE_SUM], {"staffing-unread"}),
    "of several years": ([OF_CIVIL, ["Năm", "(Multiple Items)"], [], *ONE_SUM], {"staffing-unread"}),
    "of no year": ([OF_CIVIL, [], *ONE_SUM], {"staffing-unread"}),
    "of a level": ([OF_CIVIL, ["Cấp", "Huyện"], [], OF_POSTS, YEARS_ACROSS, *POSTS_BY_YEAR], {"unit-within"}),
}


@pytest.mark.parametrize(("rows", "told"), PIVOTS.values(), ids=PIVOTS)
def test_pivot_tables_of_posts(rows: list[list[object]], told: set[str], tmp_path: Path, catalog: Catalog) -> None:
    path = make_workbook(tmp_path / "bien che 2021.xlsx", {"Pivot": rows})
    found = look(path, catalog, Hints())
    errors = {f.code for f in found.findings if f.severity == "error"}
    assert told <= errors
    assert bool(told) == bool(errors)
    if not told:
        assert {f.value for f in found.staffing.figures} <= {3118, 3103, 1854, 1839}
        assert {(f.category, f.measure) for f in found.staffing.figures} == {("civil_servants", "assigned")}


OF_CUTS = "TỔNG HỢP BIÊN CHẾ ĐÃ GIẢM CỦA TỈNH ĐỒNG THÁP NĂM 2021 SO VỚI NĂM 2015"
CUT_OF = [("Công chức", 2924, 2577, 347), ("Viên chức", 37124, 33078, 4046)]


@pytest.mark.parametrize("heading", ["Đạt tỷ lệ (%)", "Tỷ lệ đạt (%)"])
@pytest.mark.parametrize(("rates", "read"), [((11.87, 10.9), True), ((118.7, 109.0), False), ((11.87, 10.0), False)])
def test_a_rate_achieved_is_that_of_the_cut_where_the_posts_say_so(
    heading: str, rates: tuple[float, float], tmp_path: Path, catalog: Catalog, *, read: bool
) -> None:
    head = ["Khối", "Số được giao năm 2015", "Số được giao năm 2021", "Giảm so với 2015", heading]
    rows = [[*row, rate] for row, rate in zip(CUT_OF, rates, strict=True)]
    found = look(make_workbook(tmp_path / "x.xlsx", {"Biểu": [[OF_CUTS], head, *rows]}), catalog, Hints())
    assert [f.code for f in found.findings if f.severity == "error"] == []
    assert [f.value for f in found.staffing.figures if f.measure == "pct"] == (list(rates) if read else [])


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("BIÊN CHẾ GIAO CỦA TỈNH LÂM ĐỒNG (MỚI) NĂM 2025", "lam-dong-2025"),
        ("Biên chế giao tỉnh Lâm Đồng (cũ) năm 2025", "lam-dong"),
        ("Biên chế giao của tỉnh Lâm Đồng năm 2025", "lam-dong-2025"),
        ("Biên chế có mặt của tỉnh Lâm Đồng (mới) tại thời điểm 01/8/2025", "lam-dong-2025"),
        ("Biên chế giao công chức (mới) tỉnh Lâm Đồng năm 2025", "staffing-title-unread"),
        ("Biên chế giao các xã (mới) tỉnh Lâm Đồng năm 2025", "unit-within"),
        ("Biên chế giao tỉnh Lâm Đồng mới thành lập năm 2025", "staffing-title-unread"),
    ],
)
def test_titles_say_which_territory_they_mean(title: str, unit: str, tmp_path: Path, catalog: Catalog) -> None:
    found = seen(titled(title, ["Loại", "Số lượng"], ["Công chức", 3200]), tmp_path, catalog)
    errors = {f.code for f in found.findings if f.severity == "error"}
    assert (errors or {f.unit for f in found.staffing.figures}) == {unit}


PAIRS = ["Tỉnh", "Công chức giảm", "Tỷ lệ (%)", "Viên chức giảm", "Tỷ lệ (%)"]


@pytest.mark.parametrize(
    ("headings", "cells", "read"),
    [
        (PAIRS, [210, 10.1, 1980, 10.3], [("civil_servants", 10.1), ("public_employees", 10.3)]),
        (
            [*PAIRS, "Tổng giảm", "Tỷ lệ giảm (%)"],
            [210, 10.1, 1980, 10.3, 2190, 10.28],
            [("civil_servants", 10.1), ("public_employees", 10.3), ("all", 10.28)],
        ),
        (PAIRS, [210, 9.6, 1980, 90.4], []),
        ([*PAIRS, "Tổng giảm", "Tỷ lệ (%)"], [210, 9.6, 1980, 90.4, 2190, 100], []),
        (["Tỉnh", "Công chức giảm", "Viên chức giảm", "Tỷ lệ (%)", "Tỷ lệ (%)"], [210, 1980, 10.1, 10.3], []),
        (["Tỉnh", "Công chức giảm", "Viên chức giảm", "Tỷ lệ (%)"], [210, 1980, 10.3], []),
        (["Tỉnh", "Công chức", "Tỷ lệ (%)", "Viên chức", "Tỷ lệ (%)"], [210, 10.1, 1980, 10.3], []),
    ],
)
def test_a_rate_is_of_the_category_whose_cut_stands_before_it(
    headings: list[str], cells: list[float], read: list[tuple[str, float]], tmp_path: Path, catalog: Catalog
) -> None:
    table = titled("KẾT QUẢ GIẢM BIÊN CHẾ ĐẾN NĂM 2021 SO VỚI NĂM 2015", headings, ["Tây Ninh", *cells])
    found = seen(table, tmp_path, catalog)
    errors = [f for f in found.findings if f.severity == "error"]
    assert [(f.category, f.value) for f in found.staffing.figures if f.measure == "pct" and not errors] == read


@pytest.mark.parametrize(
    ("title", "refused"),
    [
        ("Tình hình thực hiện chủ trương tinh giản biên chế theo Nghị quyết số 39-NQ/TW của tỉnh Lai Châu", set()),
        ("Kết quả công tác tinh giản biên chế của tỉnh Lai Châu", set()),
        ("Biên chế làm công tác dân số của tỉnh Lai Châu", UNREAD),
    ],
)
def test_what_is_carried_out_is_understood(title: str, refused: set[str], tmp_path: Path, catalog: Catalog) -> None:
    table = titled(title, ["Loại", "Biên chế giao năm 2015", "Biên chế giao năm 2021"], ["Công chức", 2000, 1800])
    found = seen(table, tmp_path, catalog)
    assert {f.code for f in found.findings if f.severity == "error"} == refused
