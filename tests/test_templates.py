"""Blank workbooks: what is printed in them, what they let in, and that they import without an option."""

import random
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from parreform import cli, settings
from parreform.catalog import Catalog
from parreform.errors import InputRefused, UsageProblem
from parreform.forms import HELP_SHEET, draw
from parreform.hints import Hints
from parreform.ingest import import_file, look
from parreform.store import Provenance, Store
from parreform.templates import STAFFING_CATEGORIES, form

ROOT = Path(__file__).parent.parent
CATALOG = Catalog.load(ROOT / "no-user-definitions")
FORMS = [
    *(("par-index", year, False) for year in (2012, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2024, 2025)),
    *(("par-index", year, True) for year in (2012, 2016, 2018, 2021, 2024)),
    *(("sipas", year, False) for year in (2015, 2017, 2022, 2024, 2025)),
    *(("papi", year, False) for year in (2011, 2016, 2017, 2018, 2019, 2020, 2021, 2024, 2025)),
]

UNTOLD = Hints()
INVENTED = Hints(accept=("parts-contradict",))  # invented values do not add up


def blank(path: Path, what: str, year: int, *, areas: bool = False) -> Path:
    path.write_bytes(draw(form(what, year, CATALOG, areas=areas)))
    return path


def named(sheet: Worksheet, row: int, column: int, *, turned: bool) -> bool:
    """Whether a cell belongs to a unit whose name is printed."""
    names = {n for n in CATALOG.units.values() for n in n.spellings}
    if turned:
        return any(sheet.cell(r, column).value in names for r in range(1, row))
    return any(sheet.cell(row, c).value in names for c in (1, 2))


def fill(path: Path, part: int = 1) -> dict[str, float | int]:
    """Write a value into every cell that is to be filled (of every `part`-th unit); the values by cell."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    turned = sheet["B4"].value == "Thang điểm"
    written: dict[str, float | int] = {}
    rules = [r for r in sheet.data_validations.dataValidation if r.type in ("decimal", "whole")]
    cells = [(r, row, column) for r in rules for span in r.sqref.ranges for row, column in span.cells]
    units = {column if turned else row for _, row, column in cells if named(sheet, row, column, turned=turned)}
    places = dict(zip(random.Random(1).sample(sorted(units), len(units)), range(len(units)), strict=True))
    for rule, row, column in cells:
        unit = column if turned else row
        if unit in places and unit % part == 0:
            top, place = float(rule.formula2 or 9), places[unit]
            value = (
                max(int(top) - place, 1)
                if rule.type == "whole"
                else round(top * (0.78 if top >= 100 else 0.6) + place / 250 * min(top, 9.9) + 0.0123, 4)
            )
            sheet.cell(row, column).value = written[sheet.cell(row, column).coordinate] = value
    book.save(path)
    return written


def imported(path: Path, db: Path, hints: Hints = UNTOLD) -> dict[str, float | int | None]:
    """Every score and rank that came in, by its cell."""
    with Store.open(str(db), CATALOG, write=True) as store:
        import_file(store, path, hints, Provenance())
        values = store.values()
    found: dict[str, float | int | None] = {v.cell: v.score for v in values if v.cell and v.cell != v.rank_cell}
    return found | {v.rank_cell: v.rank for v in values if v.rank_cell}


@pytest.mark.parametrize(("what", "year", "areas"), [*FORMS, ("staffing", 2026, False)], ids=str)
def test_a_form_nobody_filled_in_is_told_as_such(tmp_path: Path, what: str, year: int, areas: bool) -> None:
    path = blank(tmp_path / "form.xlsx", what, year, areas=areas)
    with pytest.raises(InputRefused) as refused:
        imported(path, tmp_path / "x.db")
    assert [f.code for f in refused.value.findings if f.severity == "error"] == ["no-figures"]


@pytest.mark.parametrize(("what", "year", "areas"), FORMS, ids=str)
def test_a_filled_form_comes_in_cell_by_cell_without_an_option(
    tmp_path: Path, what: str, year: int, areas: bool
) -> None:
    path = blank(tmp_path / "form.xlsx", what, year, areas=areas)
    written = fill(path)
    assert len(written) >= 34
    # invented scores of parts whose maximum no source gives (before 2022) are not what is usual
    more = ("score-implausible",) if what == "par-index" and year < 2022 else ()
    assert imported(path, tmp_path / "x.db", Hints(accept=(*INVENTED.accept, *more))) == written


STAFFING_ROW = {
    "Năm gốc": 2015,
    "Biên chế gốc": 2000,
    "Biên chế giao": 1790,
    "Có mặt": 1775,
    "Giảm": 210,
    "Tỷ lệ giảm (%)": 10.5,
    "Trong đó: chuyển đi": 30,
    "Nơi nhận": "Bộ Công an",
    "Hình thức": "Đã thực hiện",
    "Ghi chú": "đã quyết toán",
    "Nguồn": "Báo cáo số 12/BC-UBND",
}
STAFFING_VALUES = {"baseline": 2000, "assigned": 1790, "present": 1775, "cut": 210, "pct": 10.5, "part": 30}


@pytest.mark.parametrize("year", [2018, 2020, 2024, 2026])
def test_a_filled_form_of_posts_comes_in_cell_by_cell_without_an_option(tmp_path: Path, year: int) -> None:
    path = blank(tmp_path / "form.xlsx", "staffing", year)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[3]}
    assert {*columns} == {*STAFFING_ROW, "Đơn vị", "Loại biên chế", "Năm"}
    for row in range(4, 8):
        for heading, value in {"Đơn vị": "Lai Châu", **STAFFING_ROW}.items():
            count = heading in ("Biên chế gốc", "Biên chế giao", "Có mặt", "Giảm", "Trong đó: chuyển đi")
            sheet.cell(row, columns[heading]).value = value * row if count else value
    book.save(path)
    found = look(path, CATALOG, UNTOLD)
    assert [f.code for f in found.findings if f.severity != "note"] == []
    assert {(f.category, f.measure, f.value) for f in found.staffing.figures} == {
        (category, measure, value if measure == "pct" else value * row)
        for row, category in enumerate(STAFFING_CATEGORIES, 4)
        for measure, value in STAFFING_VALUES.items()
    }


@pytest.mark.parametrize(("what", "year"), [("par-index", 2024), ("sipas", 2024), ("papi", 2017), ("papi", 2024)])
def test_blank_cells_of_a_form_come_in_as_nothing(tmp_path: Path, what: str, year: int) -> None:
    path = blank(tmp_path / "form.xlsx", what, year)
    with pytest.raises(InputRefused) as refused:
        imported(path, tmp_path / "x.db")
    assert [f.code for f in refused.value.findings if f.severity == "error"] == ["no-figures"]
    written = fill(path, part=7)
    assert imported(path, tmp_path / "x.db", INVENTED) == written


def test_the_publishers_word_for_no_data_still_counts_in_a_form(tmp_path: Path) -> None:
    path = blank(tmp_path / "form.xlsx", "papi", 2024)
    fill(path, part=7)
    book = load_workbook(path)
    book.worksheets[0]["C5"] = "KCDL"
    book.save(path)
    assert imported(path, tmp_path / "x.db", INVENTED)["C5"] is None


def test_names_are_those_of_the_year_in_code_order() -> None:
    old, new = form("sipas", 2024, CATALOG), form("sipas", 2025, CATALOG)
    assert [row[1] for row in old.rows] == [u.official(2024) for u in CATALOG.provinces(2024)]
    assert (len(old.rows), len(new.rows)) == (63, 34)
    assert old.rows[0] == (1, "Hà Nội")


def test_par_index_has_the_columns_of_the_ministry(tmp_path: Path) -> None:
    sheet = load_workbook(blank(tmp_path / "a.xlsx", "par-index", 2024)).worksheets[0]
    assert sheet["A1"].value == "KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) NĂM 2024"
    assert [c.value for c in sheet[3]] == [
        "Xếp hạng",
        "Tỉnh, thành phố",
        "Điểm thẩm định (tối đa 61,5)",
        "Điểm đánh giá tác động của CCHC (tối đa 38,5)",
        None,
        None,
        "Chỉ số tổng hợp",
        "Ghi chú",
        "Nguồn",
    ]
    assert [c.value for c in sheet[4]][3:6] == [
        "Chỉ số SIPAS (tối đa 10)",
        "Khảo sát lãnh đạo, quản lý (tối đa 22)",
        "Tác động đến phát triển KT-XH (tối đa 6,5)",
    ]
    assert sheet.freeze_panes == "C5"
    assert {str(m) for m in sheet.merged_cells.ranges} >= {"D3:F3", "A3:A4", "A1:I1"}


def test_areas_bear_number_name_and_maximum(tmp_path: Path) -> None:
    sheet = load_workbook(blank(tmp_path / "a.xlsx", "par-index", 2024, areas=True)).worksheets[0]
    assert sheet["C3"].value == "1. Công tác chỉ đạo, điều hành CCHC (tối đa 9,5)"
    assert len(sheet[3]) == 13


def test_papi_turns_round_in_2018(tmp_path: Path) -> None:
    upright = load_workbook(blank(tmp_path / "a.xlsx", "papi", 2017)).worksheets[0]
    turned = load_workbook(blank(tmp_path / "b.xlsx", "papi", 2018)).worksheets[0]
    assert [upright["A3"].value, upright["B3"].value, upright["A4"].value] == [
        "Tên tỉnh/thành phố",
        "Chỉ số PAPI (không có trọng số)",
        "Hà Nội",
    ]
    assert [c.value for c in turned[4][:4]] == ["Tên tỉnh/thành phố", "Thang điểm", "Hà Nội", "Hà Giang"]
    assert [turned["A6"].value, turned["B6"].value] == [
        "Chỉ số nội dung 1: Tham gia của người dân ở cấp cơ sở",
        "1-10 điểm",
    ]
    assert turned.freeze_panes == "C5"


def rules(sheet: Worksheet) -> dict[str, tuple[str, str | None, str | None]]:
    return {str(v.sqref): (v.type, v.formula1, v.formula2) for v in sheet.data_validations.dataValidation}


def test_cells_take_scores_in_range_ranks_and_listed_names(tmp_path: Path) -> None:
    book = load_workbook(blank(tmp_path / "a.xlsx", "par-index", 2024))
    found = rules(book.worksheets[0])
    assert found["A5:A70"] == ("whole", "1", "63")
    assert found["B5:B70"] == ("list", "'Danh sách'!$A$1:$A$64", None)
    assert found["C5:C70"] == ("decimal", "0", "61.5")
    words = {str(v.sqref): v.error for v in book.worksheets[0].data_validations.dataValidation}
    assert words["C5:C70"] == "Ô này là một số từ 0 đến 61,5; chưa có số liệu thì để trống."
    assert (book[HELP_SHEET].max_row, book["Danh sách"].sheet_state) == (6, "hidden")


def test_the_staffing_table_has_its_header_and_lists(tmp_path: Path) -> None:
    book = load_workbook(blank(tmp_path / "a.xlsx", "staffing", 2026))
    sheet = book.worksheets[0]
    sample = load_workbook(ROOT / "sample_data" / "staffing" / "staffing-ha-noi.xlsx").worksheets[0]
    assert [c.value for c in sheet[3]] == [c.value for c in sample[1]]
    assert [sheet.cell(r, 2).value for r in range(4, 8)] == list(STAFFING_CATEGORIES.values())
    assert {sheet.cell(r, 5).value for r in range(4, 8)} == {2026}
    found = rules(sheet)
    offered = "Công chức (hành chính),Viên chức (sự nghiệp),Cấp xã,Đơn vị sự nghiệp công lập"
    assert found["B4:B27"][1] == f'"{offered},Người hoạt động không chuyên trách,Tất cả"'
    assert found["L4:L27"][1] == '"Đã thực hiện,Biên chế giao,Kế hoạch,Số người có mặt"'
    assert found["A4:A27"] == ("list", "'Danh sách'!$A$1:$A$34", None)
    assert found["D4:D27"] == ("whole", "0", None)
    text = " ".join(str(c.value) for row in book[HELP_SHEET] for c in row)
    assert "parreform import" in text


def test_a_year_nobody_defined_is_told_with_the_years_that_are() -> None:
    with pytest.raises(UsageProblem) as fault:
        form("sipas", 2016, CATALOG)
    assert "2017-2021" in fault.value.hint
    with pytest.raises(UsageProblem):
        form("par-index", 2025, CATALOG, areas=True)


def test_the_command_writes_a_new_file_and_never_over_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["template", "par-index", "--year", "2024"]) == 0
    before = (tmp_path / "par-index-2024.xlsx").read_bytes()
    assert cli.main(["template", "par-index", "--year", "2024"]) == 2
    assert "Đã có tệp" in capsys.readouterr().err
    assert (tmp_path / "par-index-2024.xlsx").read_bytes() == before
    assert cli.main(["template", "khac", "--year", "2024"]) == 2
    assert cli.main(["template", "par-index", "--year", "2024", "--areas"]) == 0
    assert (tmp_path / "par-index-2024-linh-vuc.xlsx").exists()


def test_help_and_complaints_in_english(tmp_path: Path) -> None:
    settings.set_language("en")
    try:
        made = blank(tmp_path / "a.xlsx", "sipas", 2024)
    finally:
        settings.set_language("vi")
    book: Workbook = load_workbook(made)
    assert str(book[HELP_SHEET]["A2"].value).startswith("1. Fill in")
    assert book.worksheets[0]["C3"].value == "Chỉ số SIPAS (%)"
