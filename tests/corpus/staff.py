"""Staffing workbooks as officers make them. All figures are synthetic except where a title names Hà Nội's own report."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from corpus.model import Book, Cell, Tag

STAFF: dict[str, "StaffCase"] = {}
Builder = Callable[[Book], None]


@dataclass(frozen=True, slots=True)
class StaffCase:
    """`codes` empty: all that is stated is read and nothing refused. Else the errors are exactly these.

    `reports` are codes that must be among the findings that are no errors.
    """

    name: str
    builder: Builder
    file: str = "bang tong hop.xlsx"
    options: dict[str, Any] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()

    def build(self) -> Book:
        book = Book(self.file)
        self.builder(book)
        return book


def case(*codes: str, reports: tuple[str, ...] = (), **facts: Any) -> Callable[[Builder], Builder]:
    def register(builder: Builder) -> Builder:
        name = builder.__name__.replace("_", "-")
        assert name not in STAFF, name
        STAFF[name] = StaffCase(name, builder, codes=frozenset(codes), reports=frozenset(reports), **facts)
        return builder

    return register


class Of:
    """What one line is: its cells state measures of it."""

    def __init__(self, unit: str, category: str, period: str, base: int, kind: str, by: str = "", scope: str = ""):
        self.key = (unit, category, period, base, kind, by, scope)

    def tag(self, measure: str, value: float) -> Tag:
        return Tag(self.key, measure, value)  # type: ignore[arg-type]


def say(value: Any, *said: tuple[Of, str], number: float | None = None) -> Cell:
    """A cell that states a measure of each line given."""
    amount = float(value if number is None else number)
    return Cell(value, tuple(line.tag(measure, amount) for line, measure in said))


# --- categories in rows --------------------------------------------------------------------------------


@case(reports=("column-skipped",))
def categories_in_rows_with_parts_below(book: Book) -> None:
    """The report of Hà Nội: transfers stand in a row of their own below the cut."""
    civil, public = (Of("ha-noi", c, "2021", 2015, "achieved") for c in ("civil_servants", "public_employees"))
    book.sheet("Biểu 1").put(
        [
            ["KẾT QUẢ TINH GIẢN BIÊN CHẾ CỦA THÀNH PHỐ HÀ NỘI NĂM 2021 (so với năm 2015)"],
            ["(Kèm theo Báo cáo ngày 18/02/2022)"],
            ["STT", "Loại biên chế", "Số giảm", "Tỷ lệ giảm (%)", "Chỉ tiêu (%)", "Đạt/chưa"],
            ["I", "Biên chế hành chính", say(1473, (civil, "cut")), say(15.6, (civil, "pct")), 10, "đạt"],
            ["", "Trong đó:"],
            [
                "",
                "- Điều chuyển quản lý thị trường sang Bộ Công Thương",
                say(578, (civil, "part:transferred:out:Bộ Công Thương")),
            ],
            [
                "II",
                "Biên chế sự nghiệp",
                say("12.890", (public, "cut"), number=12890),
                say("10,0", (public, "pct"), number=10.0),
                10,
                "đạt",
            ],
        ]
    )


@case()
def baseline_assigned_present_cut_and_rate(book: Book) -> None:
    civil, commune = (Of("nghe-an", c, "2021", 2015, "achieved") for c in ("civil_servants", "commune_level"))
    whole = Of("nghe-an", "all", "2021", 2015, "achieved")
    rows = [
        ("Công chức", civil, 4000, 3600, 3500, 400, 10.0),
        ("Cán bộ, công chức cấp xã", commune, 10000, 9100, 9000, 900, 9.0),
    ]
    body = [
        [
            n,
            name,
            say(a, (of, "baseline")),
            say(b, (of, "assigned")),
            say(p, (of, "present")),
            say(c, (of, "cut")),
            say(r, (of, "pct")),
        ]
        for n, (name, of, a, b, p, c, r) in enumerate(rows, 1)
    ]
    total = [
        "",
        "Tổng cộng",
        say(14000, (whole, "baseline")),
        say(12700, (whole, "assigned")),
        say(12500, (whole, "present")),
        say(1300, (whole, "cut")),
    ]
    book.sheet("Nghệ An").put(
        [
            ["KẾT QUẢ THỰC HIỆN TINH GIẢN BIÊN CHẾ TỈNH NGHỆ AN"],
            [
                "TT",
                "Nội dung",
                "Biên chế giao năm 2015",
                "Biên chế giao năm 2021",
                "Có mặt năm 2021",
                "Giảm so với năm 2015",
                "Tỷ lệ (%)",
            ],
            [1, 2, 3, 4, 5, "6=3-4", "7=6/3"],
            *body,
            total,
        ]
    )


@case()
def reasons_and_change_of_payer(book: Book) -> None:
    """Posts that left the budget with their unit: nobody left."""
    public = Of("nghe-an", "public_employees", "2019", 2015, "achieved")
    book.sheet().put(
        [
            ["Kết quả thực hiện tinh giản biên chế tỉnh Nghệ An năm 2019 so với năm 2015"],
            ["Nội dung", "Số lượng giảm"],
            ["Viên chức", say(6689, (public, "cut"))],
            ["Trong đó: chuyển sang tự chủ", say(4396, (public, "part:self_financing:out:"))],
            ["  - Nghỉ hưu trước tuổi", say(2000, (public, "part:early_retirement:out:"))],
            ["  - Thôi việc ngay", say(293, (public, "part:resigned:out:"))],
        ]
    )


@case()
def fields_of_public_employees_below_them(book: Book) -> None:
    def of(category: str) -> Of:
        return Of("son-la", category, "2021", 0, "assigned")

    names = {
        "Viên chức": "public_employees",
        "Trong đó: Giáo dục và đào tạo": "public_employees.education",
        "- Y tế": "public_employees.health",
        "- Khác": "public_employees.other",
    }
    numbers = (25000, 20000, 3000, 2000)
    rows = [
        [name, say(n, (of(category), "assigned"))] for (name, category), n in zip(names.items(), numbers, strict=True)
    ]
    book.sheet().put([["GIAO BIÊN CHẾ NĂM 2021 CHO TỈNH SƠN LA"], ["Loại", "Biên chế được giao"], *rows])


# --- plans, baselines, who assigned ------------------------------------------------------------------


@case(options={"baseline": 2021})
def plan_path_over_years(book: Book) -> None:
    years = ("2022", "2023", "2024", "2025", "2026")
    counts = {
        "civil_servants": (3156, 3150, 3140, 3126, 3096, 2998),
        "public_employees": (29000, 28900, 28500, 28000, 27661, 26903),
    }
    body = []
    for name, category in (("Công chức", "civil_servants"), ("Viên chức", "public_employees")):
        lines = [Of("quang-nam", category, y, 2021, "plan") for y in years]
        first, *rest = counts[category]
        body.append(
            [
                name,
                say(first, *((x, "baseline") for x in lines)),
                *(say(n, (x, "assigned")) for n, x in zip(rest, lines, strict=True)),
            ]
        )
    book.sheet("Lộ trình").put(
        [
            ["KẾ HOẠCH TINH GIẢN BIÊN CHẾ TỈNH QUẢNG NAM GIAI ĐOẠN 2022-2026"],
            ["Loại biên chế", "Biên chế qua các năm"],
            [None, 2021, 2022, 2023, 2024, 2025, 2026],
            *body,
        ]
    ).merge("B2:G2", "A2:A3")


@case()
def two_baselines_in_one_sheet(book: Book) -> None:
    old, new = (Of("thai-binh", "civil_servants", "2021", y, "achieved") for y in (2015, 2017))
    book.sheet().put(
        [
            ["Kết quả tinh giản biên chế tỉnh Thái Bình"],
            [
                "Loại biên chế",
                "Biên chế giao 2015",
                "Biên chế giao 2017",
                "Biên chế giao 2021",
                "Giảm so với 2015",
                "Giảm so với 2017",
            ],
            [
                "Công chức",
                say(2000, (old, "baseline")),
                say(1900, (new, "baseline")),
                say(1800, (old, "assigned"), (new, "assigned")),
                say(200, (old, "cut")),
                say(100, (new, "cut")),
            ],
        ]
    )


@case()
def two_bodies_count_the_same_posts(book: Book) -> None:
    """The ministry's allocation and the council's own stand side by side."""
    moha, own = (Of("ho-chi-minh", "civil_servants", "2018", 0, "assigned", by) for by in ("MOHA", "own"))
    book.sheet().put(
        [
            ["BIÊN CHẾ CÔNG CHỨC CỦA THÀNH PHỐ HỒ CHÍ MINH NĂM 2018"],
            ["Loại biên chế", "Bộ Nội vụ giao", "HĐND Thành phố giao"],
            ["Công chức", say(8052, (moha, "assigned")), say(11210, (own, "assigned"))],
        ]
    )


@case(options={"kind": "achieved"})
def increases_are_printed_positive(book: Book) -> None:
    line = Of("viet-nam", "civil_servants", "2022", 2021, "achieved")
    book.sheet().put(
        [
            ["Biên chế công chức cả nước năm 2022 so với năm 2021"],
            ["Loại", "Biên chế giao 2021", "Biên chế giao 2022", "Tăng (+), giảm (-)"],
            [
                "Công chức",
                say(249650, (line, "baseline")),
                say(256685, (line, "assigned")),
                say(7035, (line, "cut"), number=-7035),
            ],
        ]
    )


# --- provinces in rows -------------------------------------------------------------------------------


@case(reports=("row-skipped",))
def provinces_in_rows_categories_side_by_side(book: Book) -> None:
    names = {"Sơn La": "son-la", "Yên Bái": "yen-bai", "Hòa Bình": "hoa-binh"}
    body = []
    for n, (name, unit) in enumerate(names.items(), 1):
        civil, public = (Of(unit, c, "2021", 2015, "achieved") for c in ("civil_servants", "public_employees"))
        cells = [say(1000 * n, (civil, "baseline")), say(900 * n, (civil, "assigned")), say(10.0, (civil, "pct"))]
        cells += [
            say(20000 * n, (public, "baseline")),
            say(17000 * n, (public, "assigned")),
            say(15.0, (public, "pct")),
        ]
        body.append([n, name, *cells])
    book.sheet("Phụ lục").put(
        [
            ["KẾT QUẢ TINH GIẢN BIÊN CHẾ CÁC TỈNH"],
            ["STT", "Tỉnh", "Công chức", None, None, "Viên chức", None, None],
            [
                None,
                None,
                "Biên chế giao năm 2015",
                "Biên chế giao năm 2021",
                "Tỷ lệ giảm so với 2015 (%)",
                "Biên chế giao năm 2015",
                "Biên chế giao năm 2021",
                "Tỷ lệ giảm so với 2015 (%)",
            ],
            *body,
            [None, "Tổng cộng", 6000, 5400, 10.0, 120000, 102000, 15.0],
        ]
    ).merge("C2:E2", "F2:H2", "A2:A3", "B2:B3")


@case()
def provinces_below_headings_of_categories(book: Book) -> None:
    def rows(category: str, start: int) -> list[list[Any]]:
        return [
            [n, name, say(start + n, (Of(unit, category, "2021-12-31", 0, "headcount"), "present"))]
            for n, (name, unit) in enumerate({"Hà Giang": "ha-giang", "Cao Bằng": "cao-bang"}.items(), 1)
        ]

    book.sheet().put(
        [
            ["SỐ LIỆU CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC CÁC TỈNH"],
            ["TT", "Đơn vị", "Có mặt đến 31/12/2021"],
            ["A", "Khối hành chính"],
            *rows("civil_servants", 1500),
            ["B", "Khối sự nghiệp"],
            *rows("public_employees", 21500),
        ]
    )


@case()
def members_of_a_merger_counted_on_a_day_before_it(book: Book) -> None:
    day = "2025-05-01"
    rows = [
        [n, say(c, (Of(u, "all", day, 0, "headcount"), "present"))]
        for n, u, c in (("Hải Phòng", "hai-phong", 15372), ("Hải Dương", "hai-duong", 13171))
    ]
    book.sheet().put(
        [["Số cán bộ, công chức, viên chức có mặt đến ngày 01/5/2025"], ["Tỉnh, thành phố", "Tổng số"], *rows]
    )


@case()
def units_not_posts(book: Book) -> None:
    rows = [
        [name, say(pct, (Of(unit, "public_service_units", "2021", 2015, "achieved"), "pct"))]
        for name, unit, pct in (
            ("Sơn La", "son-la", 30.81),
            ("Bình Dương", "binh-duong", 0.19),
            ("Địa phương (tổng)", "all-provinces", 13.46),
        )
    ]
    book.sheet().put(
        [
            ["Kết quả sắp xếp, giảm đơn vị sự nghiệp công lập đến năm 2021 so với năm 2015"],
            ["Địa phương", "Tỷ lệ giảm (%)"],
            *rows,
        ]
    )


# --- other shapes ------------------------------------------------------------------------------------


@case()
def english_long_table(book: Book) -> None:
    plan = Of("dak-nong", "all", "2030", 2025, "plan", scope="excl-education-health")
    over = Of("thanh-hoa", "all", "2021", 2015, "achieved")
    book.sheet("Staffing").put(
        [
            ["unit", "category", "baseline_year", "year", "cut_pct", "kind", "scope"],
            ["Dak Nong", "all", 2025, 2030, say(20, (plan, "pct")), "plan", "excl. education and health"],
            ["Thanh Hoa", "all", 2015, 2021, say("over 10", (over, "pct"), number=10), "achieved", None],
        ]
    )


@case()
def categories_in_columns(book: Book) -> None:
    civil, public = (Of("lai-chau", c, "2021", 2015, "achieved") for c in ("civil_servants", "public_employees"))
    book.sheet().put(
        [
            ["Kết quả tinh giản biên chế tỉnh Lai Châu năm 2021 so với năm 2015"],
            ["Nội dung", "Công chức", "Viên chức"],
            ["Biên chế giao năm 2015", say(2000, (civil, "baseline")), say(15000, (public, "baseline"))],
            ["Biên chế giao năm 2021", say(1800, (civil, "assigned")), say(13500, (public, "assigned"))],
            ["Số giảm", say(200, (civil, "cut")), say(1500, (public, "cut"))],
        ]
    )


@case()
def thousands_marks_of_every_kind(book: Book) -> None:
    cells = ((1, "1.473"), (2, "12,890"), (3, "2 234 720"), (4, "1.750.081"))
    numbers = (1473, 12890, 2234720, 1750081)
    lines = [Of(u, "civil_servants", "2021", 0, "assigned") for u in ("ha-giang", "cao-bang", "son-la", "lai-chau")]
    names = ("Hà Giang", "Cao Bằng", "Sơn La", "Lai Châu")
    rows = [
        [name, say(text, (of, "assigned"), number=n)]
        for name, (_, text), n, of in zip(names, cells, numbers, lines, strict=True)
    ]
    book.sheet().put([["Biên chế công chức giao năm 2021"], ["Tỉnh", "Biên chế giao"], *rows])


# --- what is refused ---------------------------------------------------------------------------------

HEAD = ["Loại biên chế", "Biên chế giao 2015", "Biên chế giao 2017", "Biên chế giao 2021", "Số giảm", "Tỷ lệ (%)"]


@case("baseline-unknown")
def cut_against_nobody_knows_what(book: Book) -> None:
    book.sheet().put(
        [["Kết quả tinh giản biên chế tỉnh Thái Bình năm 2021"], HEAD, ["Công chức", 2000, 1900, 1800, 200, 10.0]]
    )


@case("baseline-unknown")
def one_cut_beside_two_baselines(book: Book) -> None:
    head = ["Loại biên chế", "Biên chế gốc 2015", "Biên chế gốc 2017", "Biên chế giao 2021", "Số giảm"]
    book.sheet().put([["Kết quả tinh giản biên chế tỉnh Thái Bình"], head, ["Công chức", 2000, 1900, 1800, 200]])


@case("kind-unknown")
def achieved_or_planned(book: Book) -> None:
    book.sheet().put(
        [
            ["Tinh giản biên chế tỉnh Thái Bình năm 2021 so với năm 2015"],
            ["Loại", "Số giảm"],
            ["Công chức", 200],
            ["Viên chức", 900],
        ]
    )


@case("unit-unstated")
def nobody_says_whose(book: Book) -> None:
    book.sheet().put(
        [
            ["Kết quả tinh giản biên chế năm 2021 so với năm 2015"],
            ["Loại", "Số giảm"],
            ["Công chức", 200],
            ["Viên chức", 900],
        ]
    )


@case("year-unknown")
def nobody_says_when(book: Book) -> None:
    book.sheet().put(
        [
            ["Kết quả tinh giản biên chế tỉnh Thái Bình so với năm 2015"],
            ["Loại", "Số giảm"],
            ["Công chức", 200],
            ["Viên chức", 900],
        ]
    )


@case("label-unknown")
def a_row_nobody_knows(book: Book) -> None:
    book.sheet().put(
        [
            ["Biên chế giao tỉnh Thái Bình năm 2021"],
            ["Loại", "Biên chế giao"],
            ["Công chức", 200],
            ["Vien chưc nhà trường", 900],
        ]
    )


@case("count-fraction")
def a_thousands_mark_became_a_decimal_mark(book: Book) -> None:
    book.sheet().put(
        [
            ["Biên chế giao tỉnh Thái Bình năm 2021"],
            ["Loại", "Biên chế giao"],
            ["Công chức", 1.473],
            ["Viên chức", 21900],
        ]
    )


@case("sign-unknown")
def a_cut_with_the_wrong_sign(book: Book) -> None:
    head = ["Loại", "Biên chế giao 2015", "Biên chế giao 2021", "Giảm so với 2015"]
    book.sheet().put([["Kết quả tinh giản biên chế tỉnh Thái Bình"], head, ["Công chức", 2000, 1800, -200]])


@case("rate-range")
def a_rate_beyond_all(book: Book) -> None:
    head = ["Loại", "Biên chế giao 2015", "Biên chế giao 2021", "Tỷ lệ giảm so với 2015 (%)"]
    book.sheet().put([["Kết quả tinh giản biên chế tỉnh Thái Bình"], head, ["Công chức", 2000, 1800, 1000]])


@case("part-unplaced")
def a_part_of_nothing(book: Book) -> None:
    book.sheet().put(
        [
            ["Kết quả tinh giản biên chế tỉnh Thái Bình năm 2021 so với 2015"],
            ["Loại", "Số giảm"],
            ["Trong đó: nghỉ hưu trước tuổi", 20],
            ["Công chức", 200],
        ]
    )


@case("figure-twice")
def a_category_twice_with_other_numbers(book: Book) -> None:
    book.sheet().put(
        [
            ["Biên chế giao tỉnh Thái Bình năm 2021"],
            ["Loại", "Biên chế giao"],
            ["Công chức", 1473],
            ["Biên chế hành chính", 1500],
        ]
    )
