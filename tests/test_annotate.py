"""The annotated copy: comments and colours where findings are, a sheet of all, the original untouched."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from test_formats import structured_xls

from parreform import cli
from parreform.annotate import COLOURS, annotate
from parreform.findings import Finding

ROOT = Path(__file__).parent.parent
ROWS: list[list[object]] = [
    ["Hạng", "Tỉnh", "PAR INDEX", "Chỉ số lạ", "So với năm 2022", "Điểm thẩm định"],
    [1, "Hà Nội", 191, 3.5, 1, 55],
    [2, "Hà Lội", 90.0, 3.1, 2, 56],
    [3, "Hải Phòng", 89.5, 2.2, 0, "chín"],
    [70, "Đà Nẵng", 88.5, 1.1, 0, 54],
]


@pytest.fixture(autouse=True)
def own_database(_own_surroundings: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PARREFORM_DB", str(tmp_path / "x.db"))


def faulty(path: Path, sheet_name: str = "Bảng 'A'") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = sheet_name
    sheet.append(["KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023"])
    sheet.merge_cells("A1:F1")
    for row in ROWS:
        sheet.append(row)
    sheet["C3"].comment = Comment("Xem lại", "An")
    sheet["C3"].font = Font(bold=True)
    sheet["C5"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet.column_dimensions["B"].width = 33
    book.create_sheet("Hà Nội")["A1"] = "không có bảng"
    book.save(path)
    return path


def test_a_refused_file_comes_back_with_its_faults_in_the_cells(tmp_path: Path) -> None:
    source = faulty(tmp_path / "bad.xlsx")
    before = source.read_bytes()
    assert cli.main(["import", str(source), "--annotate", str(tmp_path / "out.xlsx")]) == 3
    assert source.read_bytes() == before
    sheet = load_workbook(tmp_path / "out.xlsx")["Bảng 'A'"]
    marked = {c.coordinate: c.fill.fgColor.rgb for row in sheet for c in row if c.comment}
    assert marked == {
        "C3": COLOURS["error"],
        "B4": COLOURS["error"],
        "F5": COLOURS["error"],
        "A6": COLOURS["error"],
        "D2": COLOURS["warning"],
        "E2": COLOURS["note"],
    }
    assert sheet["B4"].comment.author == "parreform"
    assert sheet["B4"].comment.text == ("Lỗi: “Hà Lội” không phải tên tỉnh, thành phố nào năm 2023\n→ Có phải: Hà Nội?")
    assert sheet["C3"].comment.text.endswith("An: Xem lại")
    assert (sheet["C3"].font.bold, sheet["C3"].value) == (True, 191)
    assert sheet["C5"].fill.fgColor.rgb == "FF00FF00"
    assert sheet.column_dimensions["B"].width == 33
    assert not list(tmp_path.glob(".*partial"))


def test_all_findings_stand_on_a_sheet_with_links(tmp_path: Path) -> None:
    source = faulty(tmp_path / "bad.xlsx")
    cli.main(["import", str(source), "--annotate", str(tmp_path / "out.xlsx")])
    book = load_workbook(tmp_path / "out.xlsx")
    sheet = book["parreform"]
    assert sheet["A1"].value == "parreform: 4 lỗi, 1 cảnh báo, 2 ghi chú"
    links = {r[1].value: r[1].hyperlink.location for r in sheet.iter_rows(min_row=3) if r[1].hyperlink}
    assert links["Bảng 'A'!B4"] == "'Bảng ''A'''!B4"
    assert links["Hà Nội (cả trang)"] == "'Hà Nội'!A1"
    assert [r[0].value for r in sheet.iter_rows(min_row=3)] == ["Lỗi"] * 4 + ["Cảnh báo"] + ["Ghi chú"] * 2
    assert [s.sheet_view.tabSelected for s in book.worksheets] == [True, False, False]


def test_a_mended_copy_imports_and_loses_its_marks(tmp_path: Path) -> None:
    cli.main(["import", str(faulty(tmp_path / "bad.xlsx")), "--annotate", str(tmp_path / "out.xlsx")])
    book = load_workbook(tmp_path / "out.xlsx")
    sheet = book["Bảng 'A'"]
    for cell, value in {"C3": 91, "B4": "Đồng Nai", "F5": 50, "A6": 4}.items():
        sheet[cell] = value
    book.save(tmp_path / "out.xlsx")
    assert cli.main(["import", str(tmp_path / "out.xlsx"), "--annotate", str(tmp_path / "again.xlsx")]) == 0
    again = load_workbook(tmp_path / "again.xlsx")
    assert {c.coordinate for row in again["Bảng 'A'"] for c in row if c.comment} == {"A3", "C3", "D2", "E2"}
    assert (again["Bảng 'A'"]["C3"].comment.text, again["Bảng 'A'"]["C3"].comment.author) == ("Xem lại", "An")
    assert again["Bảng 'A'"]["B4"].fill.fill_type is None
    assert again.sheetnames.count("parreform") == 1


def test_a_file_imported_before_is_annotated_all_the_same(tmp_path: Path) -> None:
    source = ROOT / "sample_data" / "sipas.xlsx"
    assert cli.main(["-q", "import", str(source)]) == 0
    assert cli.main(["-q", "import", str(source), "--annotate", str(tmp_path / "out.xlsx")]) == 0
    assert load_workbook(tmp_path / "out.xlsx")["parreform"]["A1"].value.startswith("parreform: 0 lỗi")


def test_a_merged_cell_bears_the_mark_where_it_shows(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.merge_cells("B4:C5")
    book.save(tmp_path / "bad.xlsx")
    found = [Finding("cell-error", "Sheet", "C5", {"value": "#REF!"}), Finding("formula-uncached", "Sheet", "B4:C5")]
    annotate(tmp_path / "bad.xlsx", found, tmp_path / "out.xlsx")
    text = load_workbook(tmp_path / "out.xlsx")["Sheet"]["B4"].comment.text
    assert "#REF!" in text or "công thức" in text
    annotate(
        tmp_path / "bad.xlsx", [*found, Finding("cell-error", "Khác", "A1", {"value": "\x01"})], tmp_path / "out.xlsx"
    )
    assert load_workbook(tmp_path / "out.xlsx")["parreform"].max_row == 5


def test_a_workbook_with_macros_stays_one(tmp_path: Path) -> None:
    source = faulty(tmp_path / "bad.xlsx").rename(tmp_path / "bad.xlsm")
    assert cli.main(["import", str(source), "--annotate", str(tmp_path / "out.xlsm")]) == 3
    book = load_workbook(tmp_path / "out.xlsm", keep_vba=True)
    assert book["Bảng 'A'"]["B4"].comment is not None
    assert b"macroEnabled" in book.vba_archive.read("[Content_Types].xml")
    book.vba_archive.close()


@pytest.mark.parametrize(
    ("name", "out", "words"),
    [
        ("bad.xlsx", "out.csv", "chỉ ghi được .xlsx"),
        ("bad.xlsx", "out.xlsm", "phải là .xlsx"),
        ("bad.xlsx", "bad.xlsx", "không ghi đè"),
        ("bad.xls", "out.xlsm", "phải là .xlsx"),
    ],
)
def test_what_cannot_be_annotated_is_said_before_anything_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, out: str, words: str
) -> None:
    faulty(tmp_path / name)
    before = (tmp_path / name).read_bytes()
    assert cli.main(["import", str(tmp_path / name), "--annotate", str(tmp_path / out)]) == 2
    assert words in " ".join(capsys.readouterr().err.split())
    assert (tmp_path / name).read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == [name]


def test_a_copy_that_exists_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["import", str(faulty(tmp_path / "bad.xlsx")), "--annotate", str(tmp_path / "out.xlsx")]
    assert cli.main(words) == 3
    corrected = (tmp_path / "out.xlsx").read_bytes()
    assert cli.main(words) == 2
    assert "--annotate TEP.xlsx" in capsys.readouterr().err
    assert (tmp_path / "out.xlsx").read_bytes() == corrected


def test_one_file_at_a_time(tmp_path: Path) -> None:
    assert cli.main(["import", str(tmp_path), "--annotate", str(tmp_path / "out.xlsx")]) == 2
    files = [str(faulty(tmp_path / n)) for n in ("a.xlsx", "b.xlsx")]
    assert cli.main(["import", *files, "--annotate", str(tmp_path / "out.xlsx")]) == 2


def test_a_file_that_is_no_workbook_has_no_copy(tmp_path: Path) -> None:
    (tmp_path / "bad.xlsx").write_text("no workbook", encoding="utf-8")
    assert cli.main(["import", str(tmp_path / "bad.xlsx"), "--annotate", str(tmp_path / "out.xlsx")]) == 3
    assert not (tmp_path / "out.xlsx").exists()


def test_a_file_of_another_format_comes_back_as_xlsx(tmp_path: Path) -> None:
    text = [["=KẾT QUẢ PAR INDEX NĂM 2023"], ["Tỉnh", "PAR INDEX"], ["Hà Nội", "91,43"], ["Hà Lội", "90"]]
    source = tmp_path / "bảng [1] của một sở có cái tên thật là dài.csv"
    source.write_text("\n".join(";".join(row) for row in text), encoding="utf-8")
    assert cli.main(["import", str(source), "--annotate", str(tmp_path / "out.xlsx")]) == 3
    book = load_workbook(tmp_path / "out.xlsx")
    listing, sheet = book.worksheets
    assert sheet.title == "bảng _1_ của một sở có cái tên "
    assert [c.value for c in sheet["A"]] == ["=KẾT QUẢ PAR INDEX NĂM 2023", "Tỉnh", "Hà Nội", "Hà Lội"]
    assert (sheet["A1"].data_type, sheet["B3"].value, sheet["B4"].value) == ("s", "91,43", 90)
    assert sheet["A4"].comment.text.startswith("Lỗi: “Hà Lội”")
    assert listing["B3"].hyperlink.location == f"'{sheet.title}'!A4"


def test_the_copy_of_an_old_workbook_keeps_its_structure(tmp_path: Path) -> None:
    source = tmp_path / "cu.xls"
    source.write_bytes(structured_xls())
    cli.main(["import", str(source), "--annotate", str(tmp_path / "out.xlsx")])
    sheet = load_workbook(tmp_path / "out.xlsx")["S"]
    assert [str(m) for m in sheet.merged_cells.ranges] == ["A1:C1"]
    assert (sheet["B3"].value, sheet["B3"].number_format) == (0.9143, "0.00%")
    assert (sheet.row_dimensions[3].hidden, sheet.column_dimensions["C"].hidden) == (True, True)
    assert load_workbook(tmp_path / "out.xlsx")["ẩn"].sheet_state == "hidden"


def test_comments_speak_the_language_asked_for(tmp_path: Path) -> None:
    source = faulty(tmp_path / "bad.xlsx")
    assert cli.main(["--lang", "en", "import", str(source), "--annotate", str(tmp_path / "out.xlsx")]) == 3
    text = load_workbook(tmp_path / "out.xlsx")["Bảng 'A'"]["B4"].comment.text
    assert text.startswith("Error: “Hà Lội” is not the name of a province in 2023")


@pytest.mark.parametrize("sheet_name", ["=Tổng", "+SUM(1)", "-1", "@A1"])
def test_no_name_of_a_sheet_becomes_a_formula_of_the_copy(sheet_name: str, tmp_path: Path) -> None:
    source = faulty(tmp_path / "bad.xlsx", sheet_name)
    cli.main(["import", str(source), "--annotate", str(tmp_path / "out.xlsx")])
    cells = [c for row in load_workbook(tmp_path / "out.xlsx")["parreform"].iter_rows() for c in row if c.value]
    assert [c.coordinate for c in cells if c.data_type == "f"] == []
    assert any(str(c.value).startswith(f"'{sheet_name}!") for c in cells)


def test_what_others_wrote_in_a_comment_outlives_a_second_annotation(tmp_path: Path) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    cli.main(["import", str(faulty(tmp_path / "bad.xlsx")), "--annotate", str(first)])
    cli.main(["import", str(first), "--annotate", str(second)])
    once, twice = (load_workbook(path)["Bảng 'A'"]["C3"].comment for path in (first, second))
    assert once.text.endswith("An: Xem lại")
    assert twice.text == once.text


def test_a_sheet_of_the_workbook_called_as_ours_stays(tmp_path: Path) -> None:
    path = faulty(tmp_path / "a.xlsx")
    book = load_workbook(path)
    book.create_sheet("parreform").append(["của tôi"])
    book.save(path)
    for first, then in (("a.xlsx", "b.xlsx"), ("b.xlsx", "c.xlsx")):
        assert cli.main(["import", str(tmp_path / first), "--annotate", str(tmp_path / then)]) == 3
        marked = load_workbook(tmp_path / then)
        assert marked["parreform"]["A1"].value == "của tôi"
        assert [x for x in marked.sheetnames if x.startswith("parreform")] == ["parreform1", "parreform"]
