"""Rows of staffing tables: parts below their own row, formulas without results, names typed wrong. All tables are synthetic."""

from pathlib import Path

import pytest
from test_staffing_evidence import Sheet, seen, titled

from parreform.catalog import Catalog
from parreform.staffing.terms import Terms

CUTS = "KẾT QUẢ TINH GIẢN BIÊN CHẾ ĐẾN NĂM 2021 SO VỚI NĂM 2015 CỦA TỈNH SƠN LA"
OF_ALL = "KẾT QUẢ TINH GIẢN BIÊN CHẾ CÔNG CHỨC ĐẾN NĂM 2021 SO VỚI NĂM 2015"
GIVEN = "BIÊN CHẾ CÔNG CHỨC ĐƯỢC GIAO NĂM 2024"
HEAD = ["Nội dung", "Số giảm"]
UNITS = ["STT", "Tỉnh", "Số giảm"]
POSTS = ["STT", "Tỉnh", "Biên chế giao"]
LONG = ["Đơn vị", "Loại biên chế", "Năm gốc", "Năm", "Giảm", "Hình thức"]
EARLY = "Trong đó: nghỉ hưu trước tuổi"
Told = set[str]


def told(sheet: Sheet, folder: Path, catalog: Catalog) -> Told:
    """The errors of a table with their cells; where there are none its figures: category or unit, measure, value."""
    found = seen(sheet, folder, catalog)
    errors = {f"{f.code} {f.cell}" for f in found.findings if f.severity == "error"}
    units = {f.unit for f in found.staffing.figures}
    name = "unit" if len(units) > 1 else "category"
    return errors or {f"{getattr(f, name)} {f.reason or f.measure} {f.value:g}" for f in found.staffing.figures}


BOTH = {"civil_servants cut 100", "public_employees cut 1500"}
YEAR = "NĂM 2024 CỦA TỈNH SƠN LA"
EMPLOYEES, PLACES = f"SỐ LƯỢNG NGƯỜI LÀM VIỆC TRONG ĐVSNCL {YEAR}", f"SỐ ĐƠN VỊ SỰ NGHIỆP CÔNG LẬP {YEAR}"
GIVEN_TO = ["Lĩnh vực", "Số giao"]
TAUGHT = {"public_employees.education assigned 900", "public_employees.health assigned 300"}
TITLED: dict[str, tuple[Sheet, Told]] = {
    "of the category that the title names, and their sum": (
        titled(EMPLOYEES, GIVEN_TO, ["Giáo dục và đào tạo", 900], ["Y tế", 300], ["Tổng cộng", 1250]),
        {*TAUGHT, "public_employees assigned 1250"},
    ),
    "with what is left, below their sum": (
        titled(EMPLOYEES, GIVEN_TO, ["Tổng số", 1250], ["Giáo dục", 900], ["Y tế", 300], ["Khác", 50]),
        {*TAUGHT, "public_employees assigned 1250", "public_employees.other assigned 50"},
    ),
    "of units": (
        titled(
            PLACES, ["Lĩnh vực", "Năm 2017", "Năm 2024", "Giảm so với 2017"], ["Y tế", 40, 30, 10], ["Tổng", 60, 40, 20]
        ),
        {f"public_service_units{x}" for x in (".health baseline 40", ".health assigned 30", ".health cut 10")}
        | {f"public_service_units {x}" for x in ("baseline 60", "assigned 40", "cut 20")},
    ),
    "named in full, and nothing else that the sum is of": (
        titled(f"BIÊN CHẾ {YEAR}", GIVEN_TO, ["Sự nghiệp giáo dục", 900], ["Sự nghiệp y tế", 300], ["Tổng", 1200]),
        {*TAUGHT, "public_employees assigned 1200"},
    ),
    "beside something else in the sum": (
        titled(f"BIÊN CHẾ {YEAR}", GIVEN_TO, ["Công chức", 90], ["Sự nghiệp y tế", 300], ["Tổng", 390]),
        {"civil_servants assigned 90", "public_employees.health assigned 300", "all assigned 390"},
    ),
    "of a category that has none": (
        titled(f"BIÊN CHẾ CÔNG CHỨC {YEAR}", GIVEN_TO, ["Y tế", 30]),
        {"label-unknown A3"},
    ),
    "below another category": (
        titled(EMPLOYEES, GIVEN_TO, ["Công chức", 90], ["Y tế", 30]),
        {"label-unknown A4"},
    ),
    "or what is left, before any": (titled(EMPLOYEES, GIVEN_TO, ["Khác", 30], ["Y tế", 30]), {"label-unknown A3"}),
    "or offices": (titled(EMPLOYEES, GIVEN_TO, ["Sở Y tế", 30]), {"rows-bodies A3"}),
}


@pytest.mark.parametrize(("sheet", "read"), TITLED.values(), ids=TITLED)
def test_rows_are_fields(sheet: Sheet, read: Told, tmp_path: Path, catalog: Catalog) -> None:
    assert told(sheet, tmp_path, catalog) == read


@pytest.mark.parametrize(
    ("label", "category"),
    [
        ("Viên chức hưởng lương từ ngân sách", "public_employees"),
        ("Số lượng người làm việc trong các ĐVSN công lập", "public_employees"),
        ("Số lượng người làm việc trong ĐVSNCL hưởng lương từ NSNN", "public_employees"),
        ("Viên chức sự nghiệp giáo dục", "public_employees.education"),
        ("Viên chức sự nghiệp y tế", "public_employees.health"),
        ("Số ĐVSNCL", "public_service_units"),
        ("Viên chức không hưởng lương từ ngân sách", None),
        ("Viên chức ĐVSN tự chủ", None),
    ],
)
def test_categories_are_named_in_full_or_short(label: str, category: str | None, catalog: Catalog) -> None:
    found = Terms.of(catalog).category(label)
    assert (found.id if found else None) == category


PARTS: dict[str, tuple[Sheet, Told]] = {
    "of the row right above": (
        titled(CUTS, HEAD, ["Công chức", 100], ["Viên chức", 1500], [EARLY, 30]),
        {*BOTH, "public_employees early_retirement 30"},
    ),
    "of a row that is blank": (
        titled(CUTS, HEAD, ["Công chức", 100], ["Viên chức", None], [EARLY, 30]),
        {"part-headless A5"},
    ),
    "of a row that says there is nothing": (
        titled(CUTS, HEAD, ["Công chức", 100], ["Viên chức", "-"], [EARLY, 30]),
        {"part-headless A5"},
    ),
    "of a row without data": (
        titled(CUTS, HEAD, ["Công chức", 100], ["Viên chức", "KCDL"], [EARLY, 30]),
        {"part-headless A5"},
    ),
    "of another category without a figure": (
        titled(CUTS, HEAD, ["Công chức", 100], ["Lao động hợp đồng", None], ["Trong đó: thôi việc", 30]),
        {"part-headless A5"},
    ),
    "of nobody knows what, which has none": (
        titled(CUTS, HEAD, ["Công chức", 100], ["Lao động khác", "-"], [EARLY, 30]),
        {"part-headless A5"},
    ),
    "below a row that only opens them": (
        titled(CUTS, HEAD, ["Công chức", 100], ["Viên chức", None], ["Trong đó", None], ["Nghỉ hưu trước tuổi", 30]),
        {"part-headless A6"},
    ),
    "of a row whose formula has no result": (
        titled(CUTS, HEAD, ["Công chức", 100], ["Viên chức", "=1500+0"], [EARLY, 30]),
        {"formula-uncached B4"},
    ),
    "of a row whose figure cannot be read": (
        titled(CUTS, HEAD, ["Công chức", 100], ["Viên chức", "15O0"], [EARLY, 30]),
        {"number-unreadable B4"},
    ),
    "of a row with posts but no cut": (
        titled(
            CUTS,
            ["Nội dung", "Biên chế giao năm 2015", "Biên chế giao năm 2021", "Giảm"],
            ["Công chức", 2100, 1880, 220],
            ["Viên chức", 21000, 19000, None],
            [EARLY, None, None, 900],
        ),
        {"part-headless A5"},
    ),
    "beside parts that are none, a blank row and a note": (
        titled(
            CUTS,
            HEAD,
            ["Công chức", 100],
            ["Trong đó:", None],
            ["- Nghỉ hưu trước tuổi", 20],
            ["- Đi học", "-"],
            ["- Luân chuyển", None],
            [],
            ["Ghi chú: số liệu của Sở Nội vụ", None],
            ["- Thôi việc", 5],
        ),
        {"civil_servants cut 100", "civil_servants early_retirement 20", "civil_servants resigned 5"},
    ),
    "of a ministry that is passed over": (
        titled(OF_ALL, UNITS, [1, "Sơn La", 220], [2, "Bộ Y tế", 200], ["", EARLY, 90], [3, "Lai Châu", 100]),
        {"son-la cut 220", "lai-chau cut 100"},
    ),
    "of a total that is passed over": (
        titled(OF_ALL, UNITS, [1, "Sơn La", 220], [2, "Lai Châu", 200], ["", "Tổng cộng", 420], ["", EARLY, 90]),
        {"son-la cut 220", "lai-chau cut 200"},
    ),
    "of a part that is passed over": (
        titled(CUTS, HEAD, ["Cán bộ, công chức cấp xã", 220], ["- Công chức", 60], [EARLY, 20]),
        {"commune_level cut 220"},
    ),
    "in the column of one category": (
        titled(CUTS, ["Nội dung", "Công chức giảm", "Viên chức giảm"], ["Sơn La", 100, 1500], [EARLY, 30, None]),
        {*BOTH, "civil_servants early_retirement 30"},
    ),
    "in the column of a year without a cut": (
        titled(
            CUTS.replace(" ĐẾN NĂM 2021", ""),
            ["Nội dung", "Giảm đến năm 2019", "Giảm đến năm 2021"],
            ["Công chức", None, 500],
            [EARLY, 100, None],
        ),
        {"part-unplaced A4"},
    ),
    "beside a rate alone": (
        titled(CUTS, [*HEAD, "Tỷ lệ giảm (%)"], ["Công chức", None, 10.5], [EARLY, 100, None]),
        {"civil_servants pct 10.5", "civil_servants early_retirement 100"},
    ),
    "with the same year and province": (
        titled(
            "TINH GIẢN BIÊN CHẾ",
            LONG,
            ["Sơn La", "Công chức", 2015, 2021, 100, "Đã thực hiện"],
            ["Sơn La", EARLY, 2015, 2021, 30, "Đã thực hiện"],
        ),
        {"civil_servants cut 100", "civil_servants early_retirement 30"},
    ),
    "with another year": (
        titled(
            "TINH GIẢN BIÊN CHẾ",
            LONG,
            ["Sơn La", "Công chức", 2015, 2021, 100, "Đã thực hiện"],
            ["Sơn La", EARLY, 2015, 2020, 30, "Đã thực hiện"],
        ),
        {"part-unplaced B4"},
    ),
    "of another province": (
        titled(
            "TINH GIẢN BIÊN CHẾ",
            LONG,
            ["Sơn La", "Công chức", 2015, 2021, 100, "Đã thực hiện"],
            ["Lai Châu", EARLY, 2015, 2021, 30, "Đã thực hiện"],
        ),
        {"part-unplaced B4"},
    ),
}
UNCACHED: dict[str, tuple[Sheet, Told]] = {
    "the only figure of a row": (
        titled(GIVEN, POSTS, [1, "Sơn La", "=1800+80"], [2, "Lai Châu", 1700]),
        {"formula-uncached C3"},
    ),
    "the last row": (
        titled(GIVEN, POSTS, [1, "Sơn La", 1880], [2, "Lai Châu", "=1700+0"]),
        {"formula-uncached C4"},
    ),
    "all of them": (
        titled(GIVEN, POSTS, [1, "Sơn La", "=1800+80"], [2, "Lai Châu", "=1700+0"]),
        {"formula-uncached C3", "formula-uncached C4"},
    ),
    "a category of one province": (
        titled(f"{GIVEN} TỈNH SƠN LA", ["Nội dung", "Biên chế giao"], ["Công chức", "=1800+80"]),
        {"formula-uncached B3"},
    ),
    "a long table, whose first rows are no headings": (
        titled(
            "BIÊN CHẾ GIAO NĂM 2024",
            ["Đơn vị", "Loại biên chế", "Biên chế giao"],
            ["Sơn La", "Công chức", "=1800+80"],
            ["Sơn La", "Viên chức", "=1800+80"],
            ["Lai Châu", "Công chức", 1700],
        ),
        {"formula-uncached C3", "formula-uncached C4"},
    ),
    "a table turned": (
        titled(GIVEN, ["Nội dung", "Sơn La", "Lai Châu"], ["Biên chế giao", "=1800+80", "=1700"]),
        {"formula-uncached B3", "formula-uncached C3"},
    ),
    "a year": (
        titled(
            "BIÊN CHẾ",
            ["Đơn vị", "Loại biên chế", "Năm", "Biên chế giao"],
            ["Sơn La", "Công chức", 2024, 1880],
            ["Lai Châu", "Công chức", "=C3", 1700],
        ),
        {"formula-uncached C4"},
    ),
    "a name": (
        titled(GIVEN, POSTS, [1, "Sơn La", 1880], [2, "=X!A1", 1700]),
        {"formula-uncached B4"},
    ),
    "a total, which is not read anyway": (
        titled(GIVEN, POSTS, [1, "Sơn La", 1880], [2, "Lai Châu", 1700], ["", "Tổng cộng", "=SUM(C3:C4)"]),
        {"son-la assigned 1880", "lai-chau assigned 1700"},
    ),
    "an ordinal": (
        titled(GIVEN, POSTS, [1, "Sơn La", 1880], ["=A3+1", "Lai Châu", 1700]),
        {"son-la assigned 1880", "lai-chau assigned 1700"},
    ),
}
NAMES: dict[str, tuple[Sheet, Told]] = {
    "a province typed wrong beside its category": (
        titled(
            "BIÊN CHẾ",
            ["Đơn vị", "Loại biên chế", "Năm", "Biên chế giao"],
            ["Sơn La", "Công chức", 2024, 1880],
            ["Lai Châuu", "Công chức", 2024, 1700.5],
        ),
        {"label-unknown A4", "count-fraction D4"},
    ),
    "a province left blank": (
        titled(
            "BIÊN CHẾ",
            ["Đơn vị", "Loại biên chế", "Năm", "Biên chế giao"],
            [None, "Công chức", 2024, 1880],
            ["Lai Châu", "Công chức", 2024, 1700],
        ),
        {"unit-unstated A3"},
    ),
    "a department beside its category": (
        titled(
            "BIÊN CHẾ",
            ["Đơn vị", "Loại biên chế", "Năm", "Biên chế giao"],
            ["Sơn La", "Công chức", 2024, 1880],
            ["Sở Nội vụ", "Công chức", 2024, 70],
        ),
        {"rows-bodies A4"},
    ),
    "words for what the columns measure": (
        titled(
            "BIÊN CHẾ NĂM 2024 CỦA TỈNH SƠN LA",
            ["Nội dung", "Biên chế giao"],
            ["Tổng biên chế được giao", 21530],
            ["Biên chế công chức được giao", 1880],
            ["Số viên chức được giao", 19000],
            ["Tổng số cán bộ, công chức cấp xã", 500],
            ["Hợp đồng theo Nghị định số 111/2022/NĐ-CP", 150],
        ),
        {
            "all assigned 21530",
            "civil_servants assigned 1880",
            "public_employees assigned 19000",
            "commune_level assigned 500",
            "contracts assigned 150",
        },
    ),
    "words for cuts": (
        titled(CUTS, HEAD, ["Số công chức giảm", 100], [EARLY, 30], ["Giảm viên chức", 1500]),
        {*BOTH, "civil_servants early_retirement 30"},
    ),
    "words for cuts beside one that a category has within": (
        titled(CUTS, HEAD, ["Viên chức", 1500], ["- Giảm khác", 30]),
        {"label-unknown A4"},
    ),
    "words for something else than the column": (
        titled(
            "BIÊN CHẾ NĂM 2024 CỦA TỈNH SƠN LA",
            ["Nội dung", "Biên chế giao"],
            ["Công chức được giao", 1880],
            ["Công chức có mặt", 1800],
        ),
        {"label-unknown A4"},
    ),
    "words for one of two columns": (
        titled(
            "BIÊN CHẾ NĂM 2024 CỦA TỈNH SƠN LA",
            ["Nội dung", "Biên chế giao", "Có mặt"],
            ["Công chức được giao", 1880, 1800],
        ),
        {"label-unknown A3"},
    ),
    "contracts by their decree": (
        titled(
            "BIÊN CHẾ NĂM 2024 CỦA TỈNH SƠN LA",
            ["Nội dung", "Biên chế giao"],
            ["Công chức", 1880],
            ["Hợp đồng theo Nghị định 111", 150],
        ),
        {"civil_servants assigned 1880", "contracts assigned 150"},
    ),
}
LEFT_OUT: dict[str, tuple[Sheet, Told]] = {
    **{
        f"a column: {heading}": (
            titled(OF_ALL, ["Tỉnh", "Số giảm", heading], ["Sơn La", 100, 60], ["Lai Châu", 90, 70]),
            {"son-la cut 100", "lai-chau cut 90"},
        )
        for heading in (
            "Số giảm không kể điều chuyển",
            "Giảm (không bao gồm điều chuyển)",
            "Giảm, chưa kể nghỉ hưu đúng tuổi",
            "Giảm (trừ thôi việc)",
            "Số giảm chưa tính chuyển tự chủ",
            "GIẢM NGOÀI SỐ ĐIỀU CHUYỂN",
            "Giảm không do điều chuyển",
            "So giam khong ke dieu chuyen",
            "Tỷ lệ giảm không kể điều chuyển (%)",
            "Số người giảm, không tính nghỉ hưu đúng tuổi",
            "Điều chuyển (không kể quản lý thị trường)",
            "Cut excluding posts transferred",
        )
    },
    **{
        f"a row: {label}": (
            titled(CUTS, HEAD, ["Công chức", 100], [label, 60], ["Viên chức", 1500], [EARLY, 30]),
            {*BOTH, "public_employees early_retirement 30"},
        )
        for label in (
            "Trong đó: không tính số chuyển tự chủ",
            "Chưa kể: điều chuyển quản lý thị trường",
            "- Không kể số điều chuyển",
            "Công chức (không kể điều chuyển)",
        )
    },
    "not where the words are of the reason itself": (
        titled(
            CUTS,
            ["Nội dung", "Số giảm", "Điều chuyển ra ngoài tỉnh", "Chuyển sang không hưởng lương từ ngân sách"],
            ["Công chức", 100, 30, 20],
        ),
        {"civil_servants cut 100", "civil_servants transferred 30", "civil_servants self_financing 20"},
    ),
}
FIELDS_OF = "BIÊN CHẾ GIAO NĂM 2024 CỦA TỈNH SƠN LA"
NUMBERED = ["TT", "Nội dung", "Biên chế giao"]
EACH = {f"public_employees.{field} assigned {n}" for field, n in (("education", 610), ("health", 72), ("other", 30))}
ALL_FIELDS = {"public_employees assigned 712", *EACH}
FIELDS: dict[str, tuple[Sheet, Told]] = {
    "fields numbered below their sum": (
        titled(FIELDS_OF, NUMBERED, [None, "Tổng số viên chức", 712], [1, "Giáo dục và đào tạo", 610], [2, "Y tế", 72], [3, "Khác", 30]),
        ALL_FIELDS,
    ),
    "fields numbered below a category": (
        titled(FIELDS_OF, NUMBERED, ["I", "Công chức", 60], ["II", "Viên chức", 712], [1, "Giáo dục", 610], [2, "Y tế", 72], [3, "Khác", 30]),
        {"civil_servants assigned 60", *ALL_FIELDS},
    ),
    "fields without numbers": (
        titled(FIELDS_OF, NUMBERED[1:], ["Viên chức", 712], ["Giáo dục", 610], ["Y tế", 72], ["Lĩnh vực khác", 30]),
        ALL_FIELDS,
    ),
    "fields of units": (
        titled(FIELDS_OF.replace("BIÊN CHẾ", "SỐ ĐƠN VỊ SỰ NGHIỆP CÔNG LẬP"), ["Nội dung", "Số đơn vị được giao"], ["Đơn vị sự nghiệp công lập", 712], ["Y tế", 72]),
        {"public_service_units assigned 712", "public_service_units.health assigned 72"},
    ),
    "a field numbered as the category above": (
        titled(FIELDS_OF, NUMBERED, [1, "Công chức", 60], [2, "Viên chức", 712], [3, "Y tế", 72]),
        {"label-unknown B5"},
    ),
    "others right below a category": (
        titled(FIELDS_OF, NUMBERED[1:], ["Công chức", 60], ["Viên chức", 712], ["Khác", 30]),
        {"label-unknown A5"},
    ),
    "a field below what has none": (
        titled(FIELDS_OF, NUMBERED, ["I", "Công chức", 60], [1, "Y tế", 30]),
        {"label-unknown B4"},
    ),
}  # fmt: skip
ALL = PARTS | UNCACHED | NAMES | LEFT_OUT | FIELDS


@pytest.mark.parametrize(("sheet", "expected"), ALL.values(), ids=ALL)
def test_rows_are_read_as_what_they_are_or_refused(
    sheet: Sheet, expected: Told, tmp_path: Path, catalog: Catalog
) -> None:
    assert told(sheet, tmp_path, catalog) == expected


def test_a_province_typed_wrong_is_told_with_its_like(tmp_path: Path, catalog: Catalog) -> None:
    found = seen(NAMES["a province typed wrong beside its category"][0], tmp_path, catalog)
    error = next(f for f in found.findings if f.code == "label-unknown")
    assert "Lai Châuu" in error.message
    assert "Lai Châu" in error.suggestion


# --- units with several rows, years across -------------------------------------------------------------

ACROSS = ["Tỉnh", "Loại", "2021", "2022"]
MEASURES = [["Công chức giao", 1802, 1790], ["Công chức có mặt", 1760, 1741]]


def of_unit(name: object, *, once: bool = False) -> list[list[object]]:
    return [[None if once and n else name, *row] for n, row in enumerate(MEASURES)]


@pytest.mark.parametrize("title", [[], ["BIÊN CHẾ CÁC TỈNH"]])
@pytest.mark.parametrize("once", [False, True])
def test_measures_of_each_unit_down_the_side(title: list[str], tmp_path: Path, catalog: Catalog, *, once: bool) -> None:
    rows = [*([title] if title else []), ACROSS, *of_unit("Hưng Yên", once=once), *of_unit("Hà Nam", once=once)]
    found = seen(Sheet(rows), tmp_path, catalog)
    assert [f.code for f in found.findings if f.severity == "error"] == []
    told = {(f.unit, f.measure, f.period, f.value) for f in found.staffing.figures}
    posts = {("assigned", "2021", 1802.0), ("assigned", "2022", 1790.0), ("present", "2021", 1760.0)}
    assert told == {(u, *x) for u in ("hung-yen", "ha-nam") for x in posts | {("present", "2022", 1741.0)}}


@pytest.mark.parametrize(
    "rows",
    [
        [*of_unit("Hưng Yên"), *of_unit("Hà Nam")],
        of_unit("Hà Nam"),
        [["Hưng Yên", *MEASURES[0]], ["Hà Nam", *MEASURES[0]]],
        [*of_unit("Hưng Yên", once=True), *of_unit("Hà Nam", once=True)],
        [*of_unit("Hưng Yên"), ["Tổng", "Công chức giao", 9000, 9100]],
    ],
    ids=["both", "only the other", "a row each", "named once", "with a total"],
)
def test_a_title_of_one_province_says_nothing_of_the_rows_of_another(
    rows: list[list[object]], tmp_path: Path, catalog: Catalog
) -> None:
    found = seen(Sheet([["BIÊN CHẾ TỈNH HƯNG YÊN"], ACROSS, *rows]), tmp_path, catalog)
    assert {f.code for f in found.findings if f.severity == "error"} == {"unit-unstated"}


def test_numbered_rows_of_each_unit(tmp_path: Path, catalog: Catalog) -> None:
    head = ["TT", "Tỉnh", "Nội dung", "2022", "2023"]
    rows = [
        [1, "Kon Tum", "Được giao", 1800, 1790],
        [None, None, "Có mặt", 1750, 1740],
        [2, "Gia Lai", "Được giao", 2300, 2290],
        [None, None, "Có mặt", 2250, 2240],
    ]
    found = seen(Sheet([["BIÊN CHẾ CÔNG CHỨC CÁC TỈNH TÂY NGUYÊN"], head, *rows]), tmp_path, catalog)
    assert [f.code for f in found.findings if f.severity == "error"] == []
    told = {(f.unit, f.measure, f.period): f.value for f in found.staffing.figures}
    assert told["kon-tum", "present", "2023"] == 1740
    assert told["gia-lai", "assigned", "2022"] == 2300
    assert len(told) == 8
