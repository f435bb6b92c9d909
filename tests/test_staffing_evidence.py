"""What titles, offices, sections, papers and neighbours say of staffing figures. All tables here are synthetic."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import make_workbook

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import Look, look

Rows = Sequence[Sequence[object]]
COUNTS = ["Loại", "Biên chế giao năm 2021", "Có mặt đến 31/12/2021"]
FEW: Rows = [COUNTS, ["Công chức", 60, 57], ["Viên chức", 12, 11]]
CUTS = ["Loại", "Biên chế giao năm 2015", "Biên chế giao năm 2021", "Giảm so với 2015"]
RESULT = "KẾT QUẢ TINH GIẢN BIÊN CHẾ TỈNH SƠN LA"
OFFICE: Rows = [
    ["UBND TỈNH SƠN LA", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["SỞ NỘI VỤ", None, "Độc lập - Tự do - Hạnh phúc"],
    [None, None, "Sơn La, ngày 15 tháng 01 năm 2022"],
]


@dataclass(frozen=True)
class Sheet:
    """A table with what is read of it, category, measure, period and value each; or the codes that refuse it."""

    rows: Rows
    read: set[tuple[str, str, str, float]] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    name: str = "Biểu 1"
    hints: Hints = field(default_factory=Hints)
    notes: set[str] = field(default_factory=set)


def titled(title: str, *rows: Sequence[object], **facts: object) -> Sheet:
    return Sheet([[title], *(rows or FEW)], **facts)  # type: ignore[arg-type]


def of(measure: str, period: str, **values: float) -> set[tuple[str, str, str, float]]:
    return {(category, measure, period, float(value)) for category, value in values.items()}


WITHIN = {"unit-within"}
BODIES = {
    "a department": titled("BIÊN CHẾ CỦA SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH SƠN LA NĂM 2021", refused=WITHIN),
    "a district": titled("BIÊN CHẾ HUYỆN MAI SƠN, TỈNH SƠN LA NĂM 2021", refused=WITHIN),
    "the city inside the province": titled("BIÊN CHẾ THÀNH PHỐ SƠN LA NĂM 2021", refused=WITHIN),
    "a hospital": titled("BIÊN CHẾ BỆNH VIỆN ĐA KHOA TỈNH SƠN LA NĂM 2021", refused=WITHIN),
    "a branch": titled("BIÊN CHẾ CỤC THUẾ TỈNH SƠN LA NĂM 2021", refused=WITHIN),
    "a board": titled("BIÊN CHẾ BAN QUẢN LÝ KHU KINH TẾ TỈNH QUẢNG NINH NĂM 2021", refused=WITHIN),
    "a college": titled("BIÊN CHẾ TRƯỜNG CAO ĐẲNG Y TẾ TỈNH SƠN LA NĂM 2021", refused=WITHIN),
    "the party's block": titled("BIÊN CHẾ KHỐI ĐẢNG, ĐOÀN THỂ TỈNH SƠN LA NĂM 2021", refused=WITHIN),
    "a city before it was a province": titled("BIÊN CHẾ THÀNH PHỐ HUẾ NĂM 2021", refused=WITHIN),
    "an office": Sheet([["VĂN PHÒNG UBND TỈNH SƠN LA"], ["BIÊN CHẾ NĂM 2021"], *FEW], refused=WITHIN),
    "a field that is no category": titled(
        "BIÊN CHẾ SỰ NGHIỆP XÃ HỘI TỈNH SƠN LA NĂM 2021", ["Loại", "Biên chế giao"], ["Viên chức", 300], refused=WITHIN
    ),
    "a field over all public employees": titled(
        "BIÊN CHẾ SỰ NGHIỆP GIÁO DỤC TỈNH SƠN LA NĂM 2021",
        ["Loại", "Biên chế giao"],
        ["Viên chức", 24000],
        refused={"category-twofold"},
    ),
    "one level": titled("BIÊN CHẾ CẤP HUYỆN TỈNH SƠN LA NĂM 2021", refused=WITHIN),
    "civil servants of communes": titled("BIÊN CHẾ CẤP XÃ TỈNH SƠN LA NĂM 2021", refused=WITHIN),
    "a district's office": Sheet(
        [["UBND TỈNH SƠN LA"], ["UBND HUYỆN MAI SƠN"], ["BIÊN CHẾ NĂM 2021"], *FEW], refused=WITHIN
    ),
    "a department's office": Sheet([["UBND TỈNH SƠN LA"], ["SỞ Y TẾ"], ["BIÊN CHẾ NĂM 2021"], *FEW], refused=WITHIN),
    "subordinate bodies": Sheet(
        [["UBND TỈNH SƠN LA"], ["SỞ NỘI VỤ"], ["BIÊN CHẾ NĂM 2021 CỦA CÁC ĐƠN VỊ TRỰC THUỘC"], *FEW], refused=WITHIN
    ),
    "a sheet for each district": titled("BIÊN CHẾ TỈNH SƠN LA NĂM 2021", name="Huyện Mai Sơn", refused=WITHIN),
    "taxmen of all provinces": titled(
        "BIÊN CHẾ CỤC THUẾ CÁC TỈNH NĂM 2021",
        ["Tỉnh", "Công chức giao"],
        ["Sơn La", 100],
        ["Lai Châu", 90],
        refused=WITHIN,
    ),
    "two provinces behind one word": titled("BIÊN CHẾ TỈNH BẮC GIANG, BẮC NINH", *FEW, refused={"unit-unstated"}),
    "two provinces": titled("BIÊN CHẾ TỈNH SƠN LA VÀ TỈNH LAI CHÂU", *FEW, refused={"unit-unstated"}),
}
SECTIONS = {
    "the party's posts": titled(
        "BIÊN CHẾ TỈNH SƠN LA NĂM 2021",
        COUNTS,
        ["I. Khối Đảng, đoàn thể"],
        ["Công chức", 600, 580],
        ["II. Khối chính quyền"],
        ["Viên chức", 28700, 28001],
        refused={"section-unclear"},
    ),
    "levels": titled(
        "BIÊN CHẾ TỈNH SƠN LA NĂM 2021",
        COUNTS,
        ["I. CẤP TỈNH"],
        ["Công chức", 1340, 1300],
        ["II. CẤP HUYỆN"],
        ["Viên chức", 21500, 21000],
        refused={"section-unclear"},
    ),
    "years": titled(
        "BIÊN CHẾ TỈNH SƠN LA NĂM 2021",
        ["Loại", "Biên chế giao"],
        ["Năm 2020"],
        ["Công chức", 2310],
        ["Năm 2021"],
        ["Viên chức", 28700],
        refused={"section-unclear"},
    ),
    "a block over provinces": titled(
        "BIÊN CHẾ CÔNG CHỨC CÁC TỈNH NĂM 2021",
        ["TT", "Tỉnh", "Biên chế giao"],
        ["A", "KHỐI ĐẢNG"],
        [1, "Sơn La", 600],
        [2, "Lai Châu", 500],
        refused={"section-unclear"},
    ),
    "civil servants below the commune level": titled(
        "BIÊN CHẾ GIAO NĂM 2021 TỈNH SƠN LA",
        ["TT", "Loại", "Biên chế giao"],
        ["I", "Cán bộ, công chức cấp xã", 4100],
        [1, "Công chức", 2150],
        refused={"section-unclear"},
    ),
    "regions over provinces say nothing": titled(
        "BIÊN CHẾ CÔNG CHỨC CÁC TỈNH NĂM 2021",
        ["TT", "Tỉnh", "Biên chế giao"],
        ["I", "Trung du và miền núi phía Bắc"],
        [1, "Sơn La", 2240],
        ["II", "Bắc Trung Bộ"],
        [1, "Nghệ An", 3000],
        read=of("assigned", "2021", civil_servants=2240) | of("assigned", "2021", civil_servants=3000),
    ),
    "blocks that are categories": titled(
        "BIÊN CHẾ GIAO NĂM 2021 TỈNH SƠN LA",
        ["TT", "Loại", "Biên chế giao"],
        ["A", "KHỐI HÀNH CHÍNH"],
        [1, "Công chức", 2240],
        ["B", "KHỐI SỰ NGHIỆP"],
        [1, "Sự nghiệp giáo dục", 24000],
        [2, "Sự nghiệp y tế", 3500],
        ["C", "Cán bộ, công chức cấp xã", 4100],
        read=of(
            "assigned",
            "2021",
            civil_servants=2240,
            commune_level=4100,
            **{"public_employees.education": 24000, "public_employees.health": 3500},
        ),
    ),
    "a merged heading of a block": titled(
        "BIÊN CHẾ GIAO NĂM 2021 TỈNH SƠN LA",
        ["TT", "Loại", "Biên chế giao"],
        ["A. KHỐI SỰ NGHIỆP", "A. KHỐI SỰ NGHIỆP", "A. KHỐI SỰ NGHIỆP"],
        [1, "Sự nghiệp y tế", 3500],
        read={("public_employees.health", "assigned", "2021", 3500.0)},
    ),
    "the provincial level of one category": titled(
        "BIÊN CHẾ GIAO NĂM 2021 TỈNH SƠN LA",
        ["Loại", "Biên chế giao"],
        ["Công chức", 2240],
        ["Trong đó: Cấp tỉnh", 1340],
        ["Viên chức", 28700],
        read=of("assigned", "2021", civil_servants=2240, public_employees=28700),
        notes={"row-skipped"},
    ),
    "a field named by the title": titled(
        "BIÊN CHẾ SỰ NGHIỆP GIÁO DỤC CÁC TỈNH NĂM 2021",
        ["Tỉnh", "Biên chế giao"],
        ["Sơn La", 24000],
        read={("public_employees.education", "assigned", "2021", 24000.0)},
    ),
    "dashes in the column of ordinals": titled(
        "BIÊN CHẾ GIAO NĂM 2021 TỈNH SƠN LA",
        ["TT", "Loại", "Biên chế giao"],
        ["I", "Viên chức", 28700],
        ["-", "Y tế", 3500],
        ["II", "Cấp xã", 4100],
        read=of("assigned", "2021", public_employees=28700, commune_level=4100, **{"public_employees.health": 3500}),
    ),
    "dashes before equals": titled(
        "BIÊN CHẾ GIAO NĂM 2021 TỈNH SƠN LA",
        ["Loại", "Biên chế giao"],
        ["- Công chức", 2240],
        ["- Viên chức", 28700],
        read=of("assigned", "2021", civil_servants=2240, public_employees=28700),
    ),
}
WRITERS = {
    "the letterhead names the province": Sheet(
        [*OFFICE, ["BIÊN CHẾ NĂM 2021"], *FEW],
        of("assigned", "2021", civil_servants=60, public_employees=12)
        | of("present", "2021-12-31", civil_servants=57, public_employees=11),
    ),
    "title and letterhead name it": Sheet(
        [*OFFICE, [RESULT], CUTS, ["Công chức", 2500, 2240, 260]],
        {("civil_servants", m, "2021", v) for m, v in (("baseline", 2500.0), ("assigned", 2240.0), ("cut", 260.0))},
    ),
    "a paper of the department of home affairs": Sheet(
        [
            ["BIÊN CHẾ TỈNH SƠN LA"],
            ["(Kèm theo Công văn số 812/SNV ngày 05/3/2022 của Sở Nội vụ)"],
            ["Loại", "Biên chế giao năm 2021"],
            ["Công chức", 2240],
        ],
        of("assigned", "2021", civil_servants=2240),
    ),
    "staff of communes by their full name": titled(
        "BIÊN CHẾ CÁN BỘ, CÔNG CHỨC XÃ, PHƯỜNG, THỊ TRẤN TỈNH SƠN LA NĂM 2021",
        ["Loại", "Biên chế giao", "Có mặt"],
        ["Cán bộ, công chức cấp xã", 4100, 4000],
        read=of("assigned", "2021", commune_level=4100) | of("present", "2021", commune_level=4000),
    ),
    "what a scope leaves out is no body": titled(
        "BIÊN CHẾ GIAO NĂM 2021 TỈNH SƠN LA (không kể công an, quốc phòng, cấp xã)",
        ["Loại", "Biên chế giao"],
        ["Công chức", 2240],
        read=of("assigned", "2021", civil_servants=2240),
    ),
    **{
        title: titled(
            title, ["Loại", "Biên chế giao"], ["Công chức", 2240], read=of("assigned", "2021", civil_servants=2240)
        )
        for title in (
            "BIÊN CHẾ TỈNH THỪA THIÊN HUẾ NĂM 2021",
            "BIÊN CHẾ TỈNH SƠN LA NĂM 2021 (BAO GỒM CẢ CẤP XÃ)",
            "BIÊN CHẾ TP. HẢI PHÒNG NĂM 2021",
            "GIAO BIÊN CHẾ NĂM 2021 CHO CÁC CƠ QUAN, TỔ CHỨC HÀNH CHÍNH CỦA TỈNH SƠN LA",
            "BIÊN CHẾ CÔNG CHỨC CẤP TỈNH, CẤP HUYỆN TỈNH SƠN LA NĂM 2021",
            "BIÊN CHẾ CÔNG CHỨC TỪ CẤP HUYỆN TRỞ LÊN CỦA TỈNH SƠN LA NĂM 2021",
            "BIÊN CHẾ NĂM 2021 TRÊN ĐỊA BÀN TỈNH SƠN LA",
        )
    },
    **{
        title: titled(
            title,
            ["Tỉnh", "Biên chế giao"],
            ["Sơn La", 2240],
            ["Hà Nội", 9000],
            read=of("assigned", "2021", civil_servants=2240) | of("assigned", "2021", civil_servants=9000),
        )
        for title in (
            "TỔNG HỢP BIÊN CHẾ CÔNG CHỨC CỦA CÁC BỘ, NGÀNH, ĐỊA PHƯƠNG NĂM 2021",
            "BIÊN CHẾ CÔNG CHỨC CÁC TỈNH, THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG NĂM 2021",
            "BIÊN CHẾ CÔNG CHỨC CẤP TỈNH, CẤP HUYỆN CÁC TỈNH NĂM 2021",
        )
    },
    "a body confirmed": titled(
        "BIÊN CHẾ CÁC SỞ, HUYỆN TỈNH SƠN LA NĂM 2021",
        ["Loại", "Biên chế giao"],
        ["Công chức", 2240],
        read=of("assigned", "2021", civil_servants=2240),
        hints=Hints(accept=("unit-within",)),
        notes={"unit-within"},
    ),
}
CELLS = {
    "round thousands with commas": titled(
        "BIÊN CHẾ GIAO NĂM 2021 TỈNH SƠN LA",
        ["Loại", "Biên chế giao"],
        ["Viên chức", "32,000"],
        ["Công chức", "2,240"],
        ["Cấp xã", "4.000"],
        read=of("assigned", "2021", public_employees=32000, civil_servants=2240, commune_level=4000),
    ),
    "counts with what they count": titled(
        "BIÊN CHẾ GIAO NĂM 2021 TỈNH SƠN LA",
        ["Loại", "Biên chế giao"],
        ["Công chức", "2.240 biên chế"],
        ["Viên chức", "ít nhất 28.700"],
        read=of("assigned", "2021", civil_servants=2240, public_employees=28700),
    ),
    "thousands": Sheet(
        [["BIÊN CHẾ TỈNH SƠN LA"], ["Đơn vị tính: nghìn biên chế"], CUTS, ["Viên chức", 32, 28, 4]],
        refused={"counts-scaled"},
    ),
    "a fraction for a rate": titled(
        RESULT, [*CUTS, "Tỷ lệ giảm (%)"], ["Công chức", 2500, 2240, 260, 0.104], refused={"rate-scaled"}
    ),
    "fractions for rates beside no baseline": titled(
        RESULT + " NĂM 2021 SO VỚI NĂM 2015",
        ["Loại", "Số giảm", "Tỷ lệ giảm"],
        ["Công chức", 260, 0.104],
        ["Viên chức", 3300, 0.1031],
        refused={"rate-fraction"},
    ),
    "a rate with the wrong sign": titled(
        RESULT, [*CUTS, "Tỷ lệ giảm (%)"], ["Công chức", 2500, 2240, 260, -10.4], refused={"rate-scaled"}
    ),
}
POSTS = {("civil_servants", m, "2021", v) for m, v in (("baseline", 2500.0), ("assigned", 2240.0), ("cut", 260.0))}
COLUMNS = {
    **{
        f"{heading} is no rate of the cut": titled(
            RESULT, [*CUTS, heading], ["Công chức", 2500, 2240, 260, 38.2], read=POSTS, notes={"column-skipped"}
        )
        for heading in (
            "Tỷ lệ có mặt/giao (%)",
            "Tỷ trọng (%)",
            "Tỷ lệ công chức trên tổng biên chế (%)",
            "Tỷ lệ nữ (%)",
            "Tỷ lệ sử dụng biên chế (%)",
            "Tỷ lệ nữ trong số tinh giản (%)",
        )
    },
    **{
        f"{heading} beside the cut is its rate": titled(
            RESULT,
            [*CUTS, heading],
            ["Công chức", 2500, 2240, 260, 10.4],
            read={*POSTS, ("civil_servants", "pct", "2021", 10.4)},
        )
        for heading in ("Tỷ lệ", "%", "Tỷ lệ (%)", "Tỷ lệ % so với 2015", "Tỷ lệ tinh giản (%)")
    },
    "signs of a cut hold for the rate beside it": titled(
        RESULT,
        [*CUTS[:3], "So sánh (tăng +, giảm -)", "Tỷ lệ %"],
        ["Công chức", 2500, 2240, -260, -10.4],
        read={*POSTS, ("civil_servants", "pct", "2021", 10.4)},
    ),
    "the total of a row is of its category": titled(
        RESULT + " NĂM 2021 SO VỚI NĂM 2015",
        ["Loại", "Tổng số giảm"],
        ["Công chức", 260],
        ["Viên chức", 3300],
        read=of("cut", "2021", civil_servants=260, public_employees=3300),
    ),
    "row and column of two categories": titled(
        "SỐ NGƯỜI TINH GIẢN BIÊN CHẾ NĂM 2021 TỈNH SƠN LA",
        ["Loại", "Số người tinh giản biên chế"],
        ["Công chức", 12],
        refused={"category-twofold"},
    ),
    "posts and people side by side": titled(
        "BIÊN CHẾ TỈNH SƠN LA NĂM 2021",
        ["Loại", "Biên chế giao", "Có mặt"],
        ["Công chức", 2240, 2190],
        read=of("assigned", "2021", civil_servants=2240) | of("present", "2021", civil_servants=2190),
    ),
    **{
        f"{heading} counts some only": titled(
            "BIÊN CHẾ TỈNH SƠN LA NĂM 2021",
            ["Loại", "Có mặt", heading],
            ["Công chức", 2190, 50],
            read=of("present", "2021", civil_servants=2190),
            notes={"heading-unknown"},
        )
        for heading in (
            "Biên chế chưa sử dụng",
            "Biên chế chưa giao",
            "Có mặt là nữ",
            "Trong đó: biên chế lãnh đạo",
            "Biên chế bình quân/đơn vị",
            "Biên chế giao bổ sung",
            "Biên chế giao khối Đảng",
            "Biên chế giao cấp huyện",
            "Biên chế giao huyện Mai Sơn",
        )
    },
    **{
        f"{line} says nothing of the posts": titled(
            "BIÊN CHẾ CÁC TỈNH NĂM 2021",
            [line],
            ["Tỉnh", "Công chức giao", "Có mặt công chức"],
            ["Sơn La", 2240, 2190],
            ["Lai Châu", 1810, 1790],
            read=of("assigned", "2021", civil_servants=2240)
            | of("present", "2021", civil_servants=2190)
            | of("assigned", "2021", civil_servants=1810)
            | of("present", "2021", civil_servants=1790),
        )
        for line in (
            "(Ô trống là chưa nhập)",
            "(Ô trống là chưa có số liệu)",
            "(Số liệu do Sở Nội vụ các tỉnh cung cấp; ô trống: chưa có số liệu)",
            "(Theo Sở Nội vụ)",
            "Số liệu do các sở cung cấp",
        )
    },
    "figures of one department, by its own account": Sheet(
        [["BIÊN CHẾ TỈNH SƠN LA NĂM 2021"], ["(Theo Sở Y tế)"], *FEW], refused=WITHIN
    ),
    "posts by department": Sheet([["BIÊN CHẾ TỈNH SƠN LA NĂM 2021"], ["(Theo các sở)"], *FEW], refused=WITHIN),
    "a title of posts not used": titled(
        "BIÊN CHẾ CHƯA SỬ DỤNG TỈNH SƠN LA NĂM 2021",
        ["Loại", "Biên chế"],
        ["Công chức", 50],
        refused={"staffing-unread"},
    ),
    "years right of a heading that is not merged": titled(
        "BIÊN CHẾ TỈNH SƠN LA",
        ["Loại", "Biên chế giao", None, "Có mặt", None],
        [None, 2020, 2021, 2020, 2021],
        ["Công chức", 2310, 2240, 2250, 2190],
        read=of("assigned", "2020", civil_servants=2310)
        | of("assigned", "2021", civil_servants=2240)
        | of("present", "2020", civil_servants=2250)
        | of("present", "2021", civil_servants=2190),
    ),
    "cuts of years right of a heading that is not merged": titled(
        "KẾ HOẠCH TINH GIẢN BIÊN CHẾ TỈNH SƠN LA GIAI ĐOẠN 2022-2026",
        ["Loại", "Biên chế giao năm 2021", "Lộ trình giảm", None],
        [None, None, 2022, 2023],
        ["Công chức", 3156, 15, 30],
        hints=Hints(baseline=2021),
        refused={"cuts-by-year"},
    ),
    "posts asked for were not given": titled(
        "NHU CẦU BIÊN CHẾ TỈNH SƠN LA NĂM 2023",
        ["Loại", "Biên chế", "Số có mặt"],
        ["Công chức", 2600, 2150],
        read=of("present", "2023", civil_servants=2150),
        notes={"column-skipped"},
    ),
    "cuts by posts asked for": titled(
        RESULT,
        ["Loại", "Biên chế giao năm 2015", "Biên chế năm 2021 đề nghị", "Giảm"],
        ["Công chức", 2500, 2240, 260],
        refused={"baseline-unknown"},
    ),
    "the first heading is a word for targets": titled(
        "KẾT QUẢ TINH GIẢN BIÊN CHẾ TỈNH SƠN LA ĐẾN NĂM 2021",
        ["Chỉ tiêu", "Công chức"],
        ["Biên chế giao năm 2015", 2500],
        ["Biên chế giao năm 2021", 2240],
        ["Giảm so với 2015", 260],
        read=POSTS,
    ),
    "a total of the category of the title": titled(
        "BIÊN CHẾ CÔNG CHỨC TỈNH SƠN LA NĂM 2021",
        ["Nội dung", "Biên chế giao"],
        ["Tổng cộng", 2240],
        read=of("assigned", "2021", civil_servants=2240),
    ),
    "rates alone below a title of cuts": titled(
        "TINH GIẢN BIÊN CHẾ TỈNH SƠN LA NĂM 2021 SO VỚI NĂM 2015",
        ["Loại", "Tỷ lệ (%)"],
        ["Công chức", 10.4],
        hints=Hints(kind="achieved"),
        read=of("pct", "2021", civil_servants=10.4),
    ),
    "a total of provinces below": titled(
        "BIÊN CHẾ CÔNG CHỨC CÁC TỈNH NĂM 2021",
        ["TT", "Tỉnh", "Biên chế giao"],
        [1, "Sơn La", 2240],
        [2, "Lai Châu", 1810],
        ["", "Tổng", 4050],
        read=of("assigned", "2021", civil_servants=2240) | of("assigned", "2021", civil_servants=1810),
        notes={"row-skipped"},
    ),
}
MONTHS = {
    title: titled(title, ["Loại", "Biên chế giao"], ["Công chức", 2240], refused={"period-partial"})
    for title in (
        "BIÊN CHẾ TỈNH SƠN LA QUÝ 1 NĂM 2021",
        "BIÊN CHẾ TỈNH SƠN LA QUÝ I/2021",
        "BIÊN CHẾ GIAO ĐỢT 2 NĂM 2021 TỈNH SƠN LA",
        "BIÊN CHẾ TỈNH SƠN LA 6 THÁNG ĐẦU NĂM 2021",
    )
}
YEARS = {
    **MONTHS,
    **{
        title: titled(
            title, ["Loại", "Biên chế giao"], ["Công chức", 2240], read=of("assigned", period, civil_servants=2240)
        )
        for title, period in (
            ("BIỂU 5 NĂM 2021: BIÊN CHẾ TỈNH SƠN LA", "2021"),
            ("KẾ HOẠCH BIÊN CHẾ 5 NĂM 2021-2025 TỈNH SƠN LA", "2025"),
            ("BIÊN CHẾ TỈNH SƠN LA THÁNG 6 NĂM 2021", "2021-06"),
            ("BIÊN CHẾ TỈNH SƠN LA 12 THÁNG NĂM 2021", "2021"),
        )
    },
    "a quarter confirmed to be the year": titled(
        "BIÊN CHẾ TỈNH SƠN LA QUÝ 4 NĂM 2021",
        ["Loại", "Biên chế giao"],
        ["Công chức", 2240],
        hints=Hints(year=2021),
        read=of("assigned", "2021", civil_servants=2240),
    ),
    "columns that say their day are of no quarter": titled(
        "BÁO CÁO BIÊN CHẾ QUÝ I NĂM 2022 TỈNH SƠN LA",
        ["Loại", "Biên chế giao năm 2022", "Có mặt 31/3/2022"],
        ["Công chức", 2230, 2170],
        read=of("assigned", "2022", civil_servants=2230) | of("present", "2022-03-31", civil_servants=2170),
    ),
    "the date of a decision": titled(
        "BIÊN CHẾ TỈNH SƠN LA NĂM 2021",
        ["Loại", "Biên chế giao năm 2020 (QĐ số 3012/QĐ-UBND ngày 15/12/2019)"],
        ["Công chức", 2310],
        read=of("assigned", "2020", civil_servants=2310),
    ),
    "the number of a decision": titled(
        "BIÊN CHẾ TỈNH SƠN LA",
        ["Loại", "Biên chế giao năm 2021 theo Quyết định 2015/QĐ-UBND"],
        ["Công chức", 2240],
        read=of("assigned", "2021", civil_servants=2240),
    ),
    "resolutions over two columns": titled(
        "BIÊN CHẾ TỈNH SƠN LA NĂM 2022",
        [
            "Loại",
            "Biên chế giao năm 2021 (Nghị quyết số 12/NQ-HĐND ngày 08/12/2020)",
            "Biên chế giao năm 2022 (Nghị quyết số 45/NQ-HĐND ngày 08/12/2021)",
        ],
        ["Công chức", 2240, 2230],
        read=of("assigned", "2021", civil_servants=2240) | of("assigned", "2022", civil_servants=2230),
    ),
    "a baseline of one day": titled(
        "KẾT QUẢ TINH GIẢN BIÊN CHẾ TỈNH SƠN LA ĐẾN 31/12/2021 SO VỚI 30/4/2015",
        ["Loại", "Biên chế thời điểm 30/4/2015", "Biên chế thời điểm 31/12/2021", "Số giảm"],
        ["Công chức", 2500, 2240, 260],
        read={("civil_servants", m, "2021-12-31", v) for _, m, _, v in POSTS},
    ),
    "the only year that gives the cut": titled(
        "KẾT QUẢ TINH GIẢN BIÊN CHẾ TỈNH SƠN LA GIAI ĐOẠN 2015 - 2021",
        [*CUTS[:3], "Tăng (+), giảm (-)"],
        ["Công chức", 2500, 2240, -260],
        read=POSTS,
    ),
    "a cut that no year gives": titled(
        "KẾT QUẢ TINH GIẢN BIÊN CHẾ TỈNH SƠN LA GIAI ĐOẠN 2015 - 2021",
        [*CUTS[:3], "Số giảm"],
        ["Công chức", 2500, 2240, 199],
        refused={"baseline-unknown"},
    ),
    "a cut of each year below one baseline": titled(
        RESULT + " SO VỚI NĂM 2015",
        ["Loại", "Giảm năm 2020", "Giảm năm 2021"],
        ["Công chức", 50, 40],
        refused={"cuts-by-year"},
    ),
    "a cut of each year and a baseline by option": titled(
        RESULT,
        [*CUTS[:3], "Giảm năm 2020", "Giảm năm 2021"],
        ["Công chức", 2500, 2240, 50, 40],
        hints=Hints(baseline=2015),
        refused={"cuts-by-year"},
    ),
    "years down the side": titled(
        "BIÊN CHẾ CÔNG CHỨC TỈNH SƠN LA",
        ["Năm", "Biên chế giao", "Có mặt"],
        [2019, 2380, 2290],
        [2020, 2310, 2250],
        read=of("assigned", "2019", civil_servants=2380)
        | of("present", "2019", civil_servants=2290)
        | of("assigned", "2020", civil_servants=2310)
        | of("present", "2020", civil_servants=2250),
    ),
}
ALL = {**BODIES, **SECTIONS, **WRITERS, **CELLS, **COLUMNS, **YEARS}


def seen(sheet: Sheet, folder: Path, catalog: Catalog) -> Look:
    return look(make_workbook(folder / "bang.xlsx", {sheet.name: sheet.rows}), catalog, sheet.hints)


@pytest.mark.parametrize("sheet", ALL.values(), ids=ALL)
def test_figures_are_read_or_refused(sheet: Sheet, tmp_path: Path, catalog: Catalog) -> None:
    found = seen(sheet, tmp_path, catalog)
    errors = {f.code for f in found.findings if f.severity == "error"}
    assert errors == sheet.refused
    assert all(f.suggestion for f in found.findings if f.severity == "error")
    if not sheet.refused:
        figures = {(f.category, f.measure, f.period, f.value) for f in found.staffing.figures}
        assert figures == sheet.read
        assert sheet.notes <= {f.code for f in found.findings}


def test_the_kinds_of_posts_and_people_are_those_of_their_headings(tmp_path: Path, catalog: Catalog) -> None:
    rows = [["BIÊN CHẾ TỈNH SƠN LA NĂM 2021"], ["Loại", "HĐND giao", "Có mặt"], ["Công chức", 2240, 2190]]
    for hints in (Hints(), Hints(kind="headcount")):
        figures = seen(Sheet(rows, hints=hints), tmp_path, catalog).staffing.figures
        kinds = {(f.measure, f.kind, f.assigned_by) for f in figures}
        assert kinds == {("assigned", "assigned", "own"), ("present", "headcount", "")}


def test_posts_given_before_a_plan_are_no_plan(tmp_path: Path, catalog: Catalog) -> None:
    rows = [
        ["DỰ KIẾN GIAO BIÊN CHẾ NĂM 2022 TỈNH SƠN LA"],
        ["Loại", "Biên chế giao năm 2021", "Dự kiến giao năm 2022"],
        ["Công chức", 2240, 2200],
    ]
    figures = seen(Sheet(rows), tmp_path, catalog).staffing.figures
    assert {(f.period, f.kind, f.value) for f in figures} == {("2021", "assigned", 2240), ("2022", "plan", 2200)}


def test_posts_given_in_two_years_are_assigned_with_their_difference(tmp_path: Path, catalog: Catalog) -> None:
    rows = [["BIÊN CHẾ TỈNH SƠN LA NĂM 2021 SO VỚI NĂM 2015"], CUTS, ["Công chức", 2500, 2240, 260]]
    figures = seen(Sheet(rows), tmp_path, catalog).staffing.figures
    assert {(f.measure, f.kind, f.baseline_year) for f in figures} == {
        (m, "assigned", 2015) for m in ("baseline", "assigned", "cut")
    }


MESSAGES = {
    "the only figures are of years, with their sum": titled(
        "SỐ NGƯỜI TINH GIẢN BIÊN CHẾ TỈNH SƠN LA",
        ["Năm", "Số người tinh giản biên chế"],
        [2016, 230],
        [2017, 340],
        ["Cộng", 570],
        read=of("people", "2016", people_streamlined=230) | of("people", "2017", people_streamlined=340),
        hints=Hints(kind="settled"),
        notes={"row-skipped"},
    ),
    "a title of one decree": titled(
        "THỰC HIỆN NGHỊ ĐỊNH 178/2024/NĐ-CP TẠI CÁC TỈNH ĐẾN 28/9/2025",
        ["TT", "Tỉnh", "Số người nghỉ theo Nghị định 178"],
        [1, "Sơn La", 1200],
        [2, "Lai Châu", 340],
        read=of("people", "2025-09-28", people_decree178=1200) | of("people", "2025-09-28", people_decree178=340),
        hints=Hints(kind="settled"),
    ),
    "no measure is stated": titled(
        "TINH GIẢN BIÊN CHẾ NĂM 2021",
        ["Tỉnh", "Công chức"],
        ["Sơn La", 40],
        ["Lai Châu", 30],
        refused={"staffing-unread"},
    ),
    "no figure is filled in": titled(
        "BIÊN CHẾ TỈNH SƠN LA NĂM 2021", ["Loại", "Biên chế giao"], ["Công chức", None], refused={"no-figures"}
    ),
    "nothing is understood": titled(
        "BIÊN CHẾ TỈNH SƠN LA", ["Nội dung", "Ngày"], ["Họp", "thứ hai"], refused={"staffing-unread"}
    ),
}


@pytest.mark.parametrize("sheet", MESSAGES.values(), ids=MESSAGES)
def test_tables_of_staff_are_told_as_such(sheet: Sheet, tmp_path: Path, catalog: Catalog) -> None:
    test_figures_are_read_or_refused(sheet, tmp_path, catalog)


def test_two_columns_of_one_meaning_are_told_by_their_names(tmp_path: Path, catalog: Catalog) -> None:
    rows = [
        ["BIÊN CHẾ TỈNH SƠN LA NĂM 2021"],
        ["Loại", "Biên chế đầu kỳ", "Biên chế cuối kỳ"],
        ["Công chức", 2500, 2240],
    ]
    (error,) = [f for f in seen(Sheet(rows), tmp_path, catalog).findings if f.severity == "error"]
    assert error.code == "figure-twice"
    assert "Sơn La, Công chức (hành chính), biên chế giao, 2021" in error.message
    assert "hai cột" in error.suggestion.lower()


@pytest.mark.parametrize("label", ["Số lượng", "Giảm", "Cán bộ"])
def test_a_word_of_headings_is_no_province_mistyped(label: str, tmp_path: Path, catalog: Catalog) -> None:
    rows = [["BIÊN CHẾ TỈNH SƠN LA NĂM 2021"], ["Loại", "Biên chế giao"], ["Công chức", 2240], [label, 12]]
    (error,) = [f for f in seen(Sheet(rows), tmp_path, catalog).findings if f.severity == "error"]
    assert error.code == "label-unknown"
    assert error.suggestion
    assert not any(u.vi in error.suggestion for u in catalog.units.values())
