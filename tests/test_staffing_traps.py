"""The nine distinctions that staffing figures live by: each test fails where one of them is lost.

Figures are those of the sources named in the sample data where a place is named, else synthetic.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import make_workbook

from parreform.analysis.staffing import StaffingLine, cut_of, merged
from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import look
from parreform.staffing.assembled import lines_of
from parreform.staffing.checks import effects_of
from parreform.staffing.figures import Held
from parreform.staffing.terms import Terms

HEAD = "Đơn vị,Loại biên chế,Năm gốc,Biên chế gốc,Năm,Biên chế giao,Có mặt,Giảm,Tỷ lệ giảm (%),Hình thức,Ghi chú".split(
    ","
)


class Read:
    """Rows under the headings of the blank workbook, read as a file."""

    def __init__(self, folder: Path, catalog: Catalog) -> None:
        self.folder, self.catalog = folder, catalog

    def __call__(self, *rows: Sequence[object], head: Sequence[str] = HEAD, title: str = "") -> list[StaffingLine]:
        sheet = [[title or "BIÊN CHẾ VÀ TINH GIẢN BIÊN CHẾ"], list(head), *rows]
        path = make_workbook(self.folder / "bien-che.xlsx", {"Biên chế": sheet})
        self.seen = look(path, self.catalog, Hints())
        assert [f.message for f in self.seen.findings if f.severity == "error"] == []
        effects = effects_of(Terms.of(self.catalog))
        return lines_of([Held(f, path.name) for f in self.seen.staffing.figures], effects)


@pytest.fixture
def read(tmp_path: Path, catalog: Catalog) -> Read:
    return Read(tmp_path, catalog)


def test_1_which_baseline(read: Read) -> None:
    """Quảng Nam plans against 2021 for civil servants and against 2022 for public employees."""
    lines = read(
        ["Quảng Nam", "Công chức", 2021, 3156, 2026, 2998, None, 158, 5.0, "Kế hoạch", None],
        ["Quảng Nam", "Viên chức", 2022, 29892, 2026, 26903, None, 2989, 10.0, "Kế hoạch", None],
    )
    assert [(x.category, x.baseline_year, x.baseline) for x in lines] == [
        ("civil_servants", 2021, 3156),
        ("public_employees", 2022, 29892),
    ]


def test_1_one_result_against_two_baselines_is_two_lines(read: Read) -> None:
    lines = read(
        ["Hà Giang", "Công chức", 2015, 2000, 2021, 1800, None, 200, None, "Đã thực hiện", None],
        ["Hà Giang", "Công chức", 2017, 1900, 2021, 1800, None, 100, None, "Đã thực hiện", None],
    )
    assert [(x.baseline_year, x.cut, round(x.cut_pct or 0, 2)) for x in lines] == [(2015, 200, 10), (2017, 100, 5.26)]


def test_2_who_assigned(read: Read) -> None:
    """The ministry gave Hồ Chí Minh City 8,052 posts for 2018, the city counted 11,210."""
    lines = read(
        ["TP Hồ Chí Minh", "Công chức", None, None, 2018, 8052, None, None, None, "Biên chế giao", "Bộ Nội vụ"],
        ["TP Hồ Chí Minh", "Công chức", None, None, 2018, 11210, None, None, None, "Biên chế giao", "Địa phương"],
        head=[*HEAD[:-1], "Nơi giao"],
    )
    assert [(x.assigned, x.assigned_by) for x in lines] == [(8052, "MOHA"), (11210, "own")]
    assert all(x.cut is None for x in lines)


def test_3_post_or_person(read: Read) -> None:
    """A quota of 4,032 and 3,383 present are two series: nothing is subtracted from one that is of the other."""
    (line,) = read(["Hà Nội", "Cấp xã", 2023, 4032, 2024, None, 3383, None, None, "Đã thực hiện", None])
    assert (line.baseline, line.present, line.assigned, line.cut, line.cut_pct) == (4032, 3383, None, None, None)


def test_3_people_present_are_not_measured_against_posts(read: Read) -> None:
    """Posts of 2015 beside people present in 2020: two lines, and no cut."""
    head = ["Đơn vị", "Loại biên chế", "Biên chế giao năm 2015", "Có mặt năm 2020"]
    lines = read(["Hà Nội", "Công chức", 9000, 8000], head=head, title="Biên chế và số người có mặt so với năm 2015")
    assert [(x.period, x.kind, x.baseline_year, x.assigned, x.present, x.cut) for x in lines] == [
        ("2020", "headcount", None, None, 8000, None),
        ("2015", "assigned", None, 9000, None, None),
    ]


def test_3_people_settled_are_no_posts(read: Read) -> None:
    (line,) = read(
        ["Cả nước", "people_streamlined", 2015, None, 2024, None, None, 95954, None, "people_with_policy_settled", None]
    )
    assert (line.people, line.cut, line.cut_pct) == (95954, None, None)
    assert "read-as" in {f.code for f in read.seen.findings}


def test_4_transfers_have_a_direction_and_a_counterparty(read: Read) -> None:
    """Market surveillance went to the ministry in 2018 and came back in 2025."""
    lines = read(
        ["Hà Nội", "Công chức", 2015, 1473, 15.6, "Đã thực hiện", 2021, 578, None],
        ["Hà Nội", "Công chức", 2025, 100, 1.0, "Đã thực hiện", 2026, None, 560],
        head=[
            "Đơn vị",
            "Loại biên chế",
            "Năm gốc",
            "Giảm",
            "Tỷ lệ giảm (%)",
            "Hình thức",
            "Năm",
            "Trong đó: bàn giao sang Bộ Công Thương",
            "Trong đó: tiếp nhận từ Bộ Công Thương",
        ],
    )
    out, back = lines
    assert [(p.value, p.direction, p.counterparty) for p in out.parts] == [(578, "out", "Bộ Công Thương")]
    assert [(p.value, p.direction, p.counterparty) for p in back.parts] == [(560, "in", "Bộ Công Thương")]
    assert (cut_of(out).posts, cut_of(out, transfers=False).posts) == (1473, 895)
    assert cut_of(back, transfers=False).posts == 660


def test_5_a_change_of_payer_is_neither_a_transfer_nor_a_departure(read: Read) -> None:
    (line,) = read(
        ["Nghệ An", "Viên chức", 2015, 6689, "Đã thực hiện", 2019, 4396, 2293],
        head=[
            "Đơn vị",
            "Loại biên chế",
            "Năm gốc",
            "Giảm",
            "Hình thức",
            "Năm",
            "Trong đó: chuyển sang tự chủ",
            "Trong đó: nghỉ hưu trước tuổi",
        ],
    )
    assert [(p.reason, p.effect, p.value) for p in line.parts] == [
        ("self_financing", "payer", 4396),
        ("early_retirement", "left", 2293),
    ]
    assert (line.payer_changed, line.transferred_out, line.moved) == (4396, None, False)


def test_6_increases_happen(read: Read) -> None:
    (line,) = read(
        ["Cả nước", "Công chức", 2021, 249650, 2022, 256685, None, -7035, None, "Biên chế giao", None],
    )
    assert (line.cut, round(line.cut_pct or 0, 2)) == (-7035, -2.82)
    assert {f.code for f in read.seen.findings} == set()


def test_7_scope_keeps_figures_apart(read: Read) -> None:
    lines = read(
        [
            "Cả nước",
            "Công chức",
            None,
            None,
            2018,
            265106,
            None,
            None,
            None,
            "Biên chế giao",
            "không tính công an, quốc phòng, cấp xã",
        ],
        ["Cả nước", "Công chức", None, None, 2018, 400000, None, None, None, "Biên chế giao", None],
    )
    assert [(x.assigned, x.scope) for x in lines] == [(265106, "excl-police-defence-commune"), (400000, "")]


def test_7_the_commune_level_is_counted_apart(read: Read) -> None:
    lines = read(
        ["Hà Nội", "Công chức", None, None, 2024, 8000, None, None, None, "Biên chế giao", None],
        ["Hà Nội", "Cán bộ, công chức cấp xã", None, None, 2024, 4032, None, None, None, "Biên chế giao", None],
        [
            "Hà Nội",
            "Người hoạt động không chuyên trách cấp xã",
            None,
            None,
            2024,
            5000,
            None,
            None,
            None,
            "Biên chế giao",
            None,
        ],
    )
    assert [x.category for x in lines] == ["civil_servants", "commune_level", "part_time_commune"]


def test_8_members_of_a_merger_add_up(read: Read, catalog: Catalog) -> None:
    lines = read(
        ["Hải Phòng", "Tất cả", None, None, "2025-05-01", None, 15372, None, None, "Số người có mặt", None],
        ["Hải Dương", "Tất cả", None, None, "2025-05-01", None, 13171, None, None, "Số người có mặt", None],
    )
    new = catalog.units["hai-phong-2025"]
    members = [m.id for m in catalog.members(new)]
    (whole,) = merged(new.id, members, lines)
    assert (whole.present, whole.missing) == (28543, ())
    (half,) = merged(new.id, members, lines[:1])
    assert half.missing == ("hai-duong",)


def test_8_a_name_means_the_territory_of_its_time(read: Read) -> None:
    lines = read(
        ["Hải Phòng", "Tất cả", None, None, "2025-05-01", None, 15372, None, None, "Số người có mặt", None],
        ["Hải Phòng", "Tất cả", None, None, "2025-08-01", None, 28543, None, None, "Số người có mặt", None],
        ["Hải Phòng (cũ)", "Tất cả", None, None, "2026", None, 15000, None, None, "Kế hoạch", None],
        ["Quảng Nam", "Công chức", 2021, 3156, 2026, 2998, None, 158, 5.0, "Kế hoạch", None],
        ["Ninh Bình", "Công chức", 2021, 1500, 2026, 1400, None, 100, None, "Kế hoạch", None],
    )
    assert [x.unit for x in lines] == ["hai-phong", "hai-phong-2025", "hai-phong", "quang-nam", "ninh-binh-2025"]
    spans = [f.facts["name"] for f in read.seen.findings if f.code == "territory-spans"]
    assert spans == ["Ninh Bình"]


def test_9_translations_of_career_payroll_are_public_employees(read: Read) -> None:
    lines = read(
        ["Hà Nội", "Career payroll", None, None, 2021, 100, None, None, None, "assigned", None],
        ["Hà Nội", "Administrative payroll", None, None, 2021, 50, None, None, None, "assigned", None],
    )
    assert [x.category for x in lines] == ["public_employees", "civil_servants"]


def test_aggregates_are_no_provinces(read: Read, catalog: Catalog) -> None:
    lines = read(
        ["Địa phương (tổng)", "Viên chức", 2015, None, 2021, 1750081, None, None, 4.26, "Đã thẩm định", None],
        ["Cả nước (29 bộ ngành)", "Viên chức", 2021, None, 2026, None, None, 18119, 15.17, "Đã thẩm định", None],
    )
    assert [x.unit for x in lines] == ["all-provinces", "ministries-29"]
    assert all(catalog.aggregates[x.unit].kind == "aggregate" for x in lines)
    assert all(x.unit not in catalog.units for x in lines)
    assert catalog.named("Địa phương") == ()


def test_the_blank_workbook_reads_back_to_the_words_it_offers(tmp_path: Path, catalog: Catalog) -> None:
    from openpyxl import load_workbook

    from parreform.forms import draw
    from parreform.templates import STAFFING_CATEGORIES, STAFFING_KINDS, STAFFING_OTHERS, form

    path = tmp_path / "bien-che.xlsx"
    path.write_bytes(draw(form("staffing", 2026, catalog)))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    top = next(r for r in range(1, 9) if sheet.cell(r, 1).value == "Đơn vị") + 1
    names = {**STAFFING_CATEGORIES, **STAFFING_OTHERS}
    kinds = [*STAFFING_KINDS, "achieved", "achieved"]
    for row, (label, kind) in enumerate(zip(names.values(), kinds, strict=True), start=top):
        values = ("Sơn La", label, 2021, 1000, 2026, 950, 940, 50, 5, 10, "Bộ Công Thương", {**STAFFING_KINDS}[kind])
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value
    book.save(path)
    seen = look(path, catalog, Hints())
    assert [f.message for f in seen.findings if f.severity == "error"] == []
    found = {(f.category, f.kind) for f in seen.staffing.figures}
    assert found == set(zip(names, kinds, strict=True))


def test_the_user_adds_categories_reasons_and_spellings(tmp_path: Path) -> None:
    own = tmp_path / "definitions"
    own.mkdir()
    words = """
[[category]]
id = "contracts_school"
parent = "contracts"
counts = "people"
vi = "Hợp đồng giáo viên"
words = ["HĐ giáo viên"]

[[category]]
id = "civil_servants"
words = ["Biên chế khối cơ quan"]

[[reason]]
id = "seconded"
effect = "transfer"
direction = "out"
vi = "biệt phái"
words = ["biệt phái"]
"""
    (own / "staffing.toml").write_text(words, encoding="utf-8")
    read = Read(tmp_path, Catalog.load(user=own))
    head = ["Đơn vị", "Loại biên chế", "Năm gốc", "Năm", "Giảm", "Hình thức", "Trong đó: biệt phái"]
    civil, school = read(
        ["Sơn La", "Biên chế khối cơ quan", 2015, 2021, 100, "Đã thực hiện", 20],
        ["Sơn La", "HĐ giáo viên", 2015, 2021, 50, "Đã thực hiện", None],
        head=head,
    )
    assert (civil.category, cut_of(civil, transfers=False).posts) == ("civil_servants", 80)
    assert school.category == "contracts_school"
