"""Reading workbooks. All but the publishers' own files are synthetic."""
# ruff: noqa: SIM300 - what is expected stands first

import random
import zipfile
from datetime import datetime

import pytest
from conftest import PAPI_WORKBOOKS, ROOT, make_workbook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from parreform.errors import ExitCode, InputRefused
from parreform.reading.formulas import parts_with_formulas
from parreform.reading.guard import bounded, examined, is_sheet
from parreform.reading.package import Package
from parreform.workbook import (
    Grid,
    Span,
    _bare_values,
    _with_calamine,
    _with_openpyxl,
    letters,
    read_workbook,
)

WORKBOOKS = sorted((ROOT / "sample_data").glob("*.xlsx")) + sorted(PAPI_WORKBOOKS.glob("*.xlsx"))
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=12)
PLAIN_TEXTS = TEXTS.filter(lambda s: not s.startswith(("=", "#")) and "_x" not in s)
FLOATS = st.floats(-1e6, 1e6).map(lambda v: round(v, 6))
CELLS = st.none() | PLAIN_TEXTS | st.integers(-(2**53), 2**53) | FLOATS | st.booleans()
SHEETS = st.lists(st.lists(st.lists(CELLS, max_size=5), max_size=6), min_size=1, max_size=3)


def both(path):
    """What each reader sees: sheets, whether hidden, and typed cells (1 and 1.0 are the same number)."""
    content = path.read_bytes()
    readers = (_with_calamine(content), _with_openpyxl(content, examined(Package(content))))
    return [
        [(g.sheet, g.hidden, [[(isinstance(v, bool), v) for v in row] for row in g.rows]) for g in grids]
        for grids in readers
    ]


def change(path, change_sheet):
    """Edit a synthetic workbook through openpyxl."""
    book = load_workbook(path)
    change_sheet(book.worksheets[0])
    book.save(path)
    return path


def rewrite(path, member, old, new):
    """Replace bytes in one part of a workbook, as a program other than openpyxl might write it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[member]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(old, new) if name == member else content)
    return path


@pytest.fixture
def book(tmp_path):
    """A path for one synthetic workbook."""
    return tmp_path / "synthetic.xlsx"


# --- both readers ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda p: p.name)
def test_both_readers_give_the_same_grids_of_a_real_workbook(path):
    calamine, openpyxl = both(path)
    assert openpyxl == calamine


def test_the_publishers_workbooks_were_compared(shared):
    assert 4 == sum(shared in path.parents for path in WORKBOOKS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SHEETS)
def test_both_readers_give_the_same_grids_of_any_values(tmp_path, sheets):
    path = make_workbook(tmp_path / "synthetic.xlsx", {f"Trang {n}": rows for n, rows in enumerate(sheets)})
    calamine, openpyxl = both(path)
    assert openpyxl == calamine


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CELLS, min_size=1, max_size=5))
def test_any_values_are_read_as_written(tmp_path, row):
    path = make_workbook(tmp_path / "synthetic.xlsx", {"S": [[*row, "end"]]})
    assert [[None if v == "" else v for v in (*row, "end")]] == read_workbook(path)[0].rows


@pytest.mark.parametrize(
    ("rows", "grid"),
    [
        ([], []),
        ([["a"]], [["a"]]),
        ([["a", None], [None, None]], [["a"]]),
        ([["a"], [1, 2, 3]], [["a", None, None], [1, 2, 3]]),
        ([[], [], ["a"]], [[None], [None], ["a"]]),
        ([[None, None, "a"]], [[None, None, "a"]]),
        ([["", "a", ""]], [[None, "a"]]),
        ([["Hòa", " b "], ["0", 0]], [["Hòa", " b "], ["0", 0]]),
    ],
)
def test_grids_begin_at_a1_and_end_with_the_last_value(book, rows, grid):
    make_workbook(book, {"S": rows})
    calamine, openpyxl = both(book)
    expected = [("S", False, [[(False, v) for v in row] for row in grid])]
    assert [expected, expected] == [calamine, openpyxl]


def test_a_chart_sheet_holds_no_cells(book):
    make_workbook(book, {"S": [[1]]})
    chart = load_workbook(book)
    chart.create_chartsheet("Chart")
    chart.save(book)
    assert [[1]] == read_workbook(book)[0].rows


# --- which reader ------------------------------------------------------------------------------


def bare(path):
    parts = examined(Package(path.read_bytes()))
    sheets = {name: bounded(name, part) for name, part in parts.items() if is_sheet(part)}
    return _bare_values(parts, sheets, parts_with_formulas(parts))


def test_bare_values_are_read_the_fast_way(book):
    make_workbook(book, {"S": [["Tỉnh", 1.5]]})
    assert bare(book)


def hide_row(sheet):
    sheet.row_dimensions[2].hidden = True


def hide_column(sheet):
    sheet.column_dimensions["B"].hidden = True


def use_percent(sheet):
    sheet["B1"].number_format = "0.0%"


def use_legacy_font(sheet):
    sheet["A1"].font = sheet["A1"].font.copy(name=".VnTime")


def use_vni_font(sheet):
    sheet["A1"].font = sheet["A1"].font.copy(name="VNI-Times")


def merge(sheet):
    sheet.merge_cells("A1:B1")


@pytest.mark.parametrize("feature", [hide_row, hide_column, use_percent, use_legacy_font, use_vni_font, merge])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_structure_is_read_the_careful_way(book, feature):
    change(make_workbook(book, {"S": [["Tỉnh", 1.5], ["a", 2]]}), feature)
    assert not bare(book)


# --- structure ---------------------------------------------------------------------------------


def test_merged_cells_are_spans(book):
    make_workbook(book, {"S": [["a", None, "b"], [None, None, "c"]]}, merges=["A1:B2"])
    assert (Span(0, 0, 1, 1),) == read_workbook(book)[0].merged


def test_filled_repeats_a_merged_value(book):
    make_workbook(book, {"S": [["a", None, "b"], [None, None, "c"]]}, merges=["A1:B2"])
    assert [["a", "a", "b"], ["a", "a", "c"]] == read_workbook(book)[0].filled().rows


def test_filled_leaves_the_grid_itself_alone(book):
    grid = read_workbook(make_workbook(book, {"S": [["a", None]]}, merges=["A1:B1"]))[0]
    grid.filled()
    assert [["a", None]] == grid.rows


def test_a_merged_range_reaches_beyond_the_last_value(book):
    grid = read_workbook(make_workbook(book, {"S": [["a"], [1]]}, merges=["A1:C1", "A2:A3"]))[0]
    assert [["a", "a", "a"], [1, None, None], [1, None, None]] == grid.filled().rows


def test_merges_of_each_sheet_are_its_own(book):
    make_workbook(book, {"S": [["a", None]], "T": [["b", None]]}, merges={"T": ["A1:B1"]})
    assert [(), (Span(0, 0, 0, 1),)] == [g.merged for g in read_workbook(book)]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_told(book, state):
    make_workbook(book, {"S": [[1]], "T": [[2]]})
    hidden = load_workbook(book)
    hidden["T"].sheet_state = state
    hidden.save(book)
    assert [("S", False), ("T", True)] == [(g.sheet, g.hidden) for g in read_workbook(book)]


def test_a_hidden_row_is_told(book):
    change(make_workbook(book, {"S": [["a"], ["b"], ["c"]]}), hide_row)
    assert frozenset({1}) == read_workbook(book)[0].hidden_rows


def test_a_hidden_column_is_told(book):
    change(make_workbook(book, {"S": [["a", "b", "c"]]}), hide_column)
    assert frozenset({1}) == read_workbook(book)[0].hidden_columns


def test_a_hidden_group_of_columns_is_told(book):
    change(
        make_workbook(book, {"S": [["a", "b", "c", "d"]]}), lambda s: s.column_dimensions.group("B", "C", hidden=True)
    )
    assert frozenset({1, 2}) == read_workbook(book)[0].hidden_columns


@pytest.mark.parametrize("number_format", ["0%", "0.00%", '0.0"x"%', "0.0 %", "0.0%;[Red]-0.0%"])
def test_percent_formats_are_told(book, number_format):
    make_workbook(book, {"S": [["a", 0.5]]})
    change(book, lambda s: setattr(s["B1"], "number_format", number_format))
    assert frozenset({(0, 1)}) == read_workbook(book)[0].percent


def test_a_percent_value_stays_as_stored(book):
    change(make_workbook(book, {"S": [["a", 0.8525]]}), use_percent)
    assert [["a", 0.8525]] == read_workbook(book)[0].rows


def test_a_formula_without_stored_result_is_told(book):
    make_workbook(book, {"S": [["a", "=1+1"], [3, 4]]})
    rewrite(book, "xl/worksheets/sheet1.xml", b"<f>1+1</f><v />", b"<f>1+1</f>")
    assert frozenset({(0, 1)}) == read_workbook(book)[0].uncached


def test_a_formula_saved_by_openpyxl_has_no_stored_result(book):
    make_workbook(book, {"S": [["a", "=1+1"], [3, 4]]})
    assert frozenset({(0, 1)}) == read_workbook(book)[0].uncached


def test_a_formula_without_stored_result_is_told_beside_merged_cells(book):
    make_workbook(book, {"S": [["a", None], [3, "=A2+1"]]}, merges=["A1:B1"])
    assert frozenset({(1, 1)}) == read_workbook(book)[0].uncached


def test_a_formula_with_stored_result_is_its_result(book):
    make_workbook(book, {"S": [["a", "=1+1"]]})
    rewrite(book, "xl/worksheets/sheet1.xml", b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
    grid = read_workbook(book)[0]
    assert ([["a", 2]], frozenset()) == (grid.rows, grid.uncached)


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?"])
def test_a_cell_error_is_no_empty_cell(book, error):
    make_workbook(book, {"S": [["a", error, 1]]})
    assert [["a", error, 1]] == read_workbook(book)[0].rows


def test_dates_are_told_from_numbers(book):
    make_workbook(book, {"S": [["a", datetime(2024, 5, 17, 8, 30)]]})  # noqa: DTZ001 - workbooks know no zones
    assert [["a", datetime(2024, 5, 17, 8, 30)]] == read_workbook(book)[0].rows  # noqa: DTZ001


# --- addresses ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "name"),
    [(0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")],
)
def test_letters_of_a_column(column, name):
    assert name == letters(column)


def test_an_address_names_the_cell():
    assert "D3" == Grid("S", [[None] * 4] * 3).address(2, 3)


def test_a_turned_grid_still_names_the_cells_of_the_sheet():
    assert "D3" == Grid("S", [[None] * 4] * 3).turn().address(3, 2)


GRID = Grid(
    "S",
    [["a", None, 1], ["b", 2, 3]],
    hidden=True,
    merged=(Span(0, 0, 0, 1),),
    hidden_rows=frozenset({1}),
    hidden_columns=frozenset({2}),
    percent=frozenset({(0, 2)}),
    uncached=frozenset({(1, 0)}),
)


def test_turning_makes_columns_of_rows():
    assert [["a", "b"], [None, 2], [1, 3]] == GRID.turn().rows


def test_turning_turns_what_is_known_of_cells():
    turned = GRID.turn()
    known = (turned.merged, turned.hidden_rows, turned.hidden_columns, turned.percent, turned.uncached)
    assert ((Span(0, 0, 1, 0),), {2}, {1}, {(2, 0)}, {(0, 1)}) == known


def test_turning_twice_gives_the_grid_back():
    assert GRID == GRID.turn().turn()


@pytest.mark.parametrize(("rows", "width"), [([], 0), ([[]], 0), ([[1, 2]], 2)])
def test_width(rows, width):
    assert width == Grid("S", rows).width


# --- what is no workbook -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "tệp rỗng"),
        ("Tỉnh,Điểm\nTỉnh A,80,5\n".encode(), "dấu phẩy vừa ngăn cột"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "tệp hỏng"),
        (b"%PDF-1.7", "không phải bảng tính mà là PDF"),
        (b"PK", "tệp hỏng"),
        (b"PK\x03\x04" + bytes(100), "tệp hỏng"),
        (b"PK\x05\x06" + bytes(18), "tệp zip rỗng"),
    ],
)
def test_what_is_no_workbook_is_refused(book, content, message):
    book.write_bytes(content)
    with pytest.raises(InputRefused, match=message):
        read_workbook(book)


def test_a_missing_file_is_refused(book):
    with pytest.raises(InputRefused, match=r"synthetic\.xlsx: không mở được tệp"):
        read_workbook(book)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(InputRefused, match="không mở được tệp"):
        read_workbook(tmp_path)


@pytest.mark.parametrize("part", [0.01, 0.3, 0.5, 0.9, 0.999])
def test_a_truncated_workbook_is_refused(book, part):
    content = make_workbook(book, {"S": [["a", n] for n in range(50)]}).read_bytes()
    book.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(InputRefused, match="tệp hỏng"):
        read_workbook(book)


@pytest.mark.parametrize("member", ["a.txt", "word/document.xml", "xl/worksheets/sheet1.xml"])
def test_a_zip_that_is_no_workbook_is_refused(book, member):
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr(member, "<mergeCell ")
    with pytest.raises(InputRefused, match="không phải bảng tính"):
        read_workbook(book)


@pytest.mark.parametrize(
    ("member", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b"<broken"),
        ("xl/workbook.xml", b"<sheets>", b"<sheets"),
    ],
)
def test_a_sheet_of_bare_values_with_broken_xml_is_refused(book, member, old, new):
    rewrite(make_workbook(book, {"S": [["a", 1]]}), member, old, new)
    with pytest.raises(InputRefused, match="tệp hỏng"):
        read_workbook(book)


SHARED = {
    "xl/sharedStrings.xml": b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>A</t></si></sst>',
    "xl/_rels/workbook.xml.rels": b'<Relationship Id="rIdS" Target="/xl/sharedStrings.xml" Type="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>',
    "[Content_Types].xml": b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
    b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
}
"""What a workbook has more whose texts stand in a part of their own."""


@pytest.mark.parametrize("structure", [False, True])
@pytest.mark.parametrize(("number", "text"), [("0", "A"), ("-1", None), ("-2", None), ("999", None)])
def test_a_text_by_a_number_that_no_text_has_is_damage(book, structure, number, text):
    make_workbook(book, {"S": [["Hà Nội", "Cà Mau"]]})
    if structure:
        workbook = load_workbook(book)
        workbook.active.merge_cells("A3:B3")
        workbook.save(book)
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    old = "<is><t>Cà Mau</t></is>".encode()
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert old in sheet
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b't="inlineStr">' + old, f't="s"><v>{number}</v>'.encode())
    for name, content in SHARED.items():
        ending = content[content.rfind(b"</") :]
        parts[name] = parts[name].replace(ending, content) if name in parts else content
    with zipfile.ZipFile(book, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    if text:
        assert read_workbook(book)[0].rows[0] == ["Hà Nội", text]
    else:
        with pytest.raises(InputRefused, match="tệp hỏng"):
            read_workbook(book)


def test_a_refusal_says_what_to_do_and_how_to_leave(book):
    book.write_bytes(b"PK")
    with pytest.raises(InputRefused) as raised:
        read_workbook(book)
    assert (ExitCode.REFUSED, True) == (raised.value.exit_code, ".xlsx" in raised.value.hint)


def test_flipped_bytes_are_refused(book):
    content = bytearray(make_workbook(book, {"S": [["a", n / 7] for n in range(50)]}).read_bytes())
    with zipfile.ZipFile(book) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    content[start + 60 : start + 160] = b"\xff" * 100
    book.write_bytes(content)
    with pytest.raises(InputRefused, match="tệp hỏng"):
        read_workbook(book)


def test_broken_xml_beside_merged_cells_is_refused(book):
    make_workbook(book, {"S": [["a", None], [1, 2]]}, merges=["A1:B1"])
    rewrite(book, "xl/worksheets/sheet1.xml", b"</sheetData>", b"<broken")
    with pytest.raises(InputRefused, match="tệp hỏng"):
        read_workbook(book)


def test_a_formula_whose_result_is_empty_text_is_an_empty_cell(book):
    make_workbook(book, {"S": [["a", "=1+1"], [3, 4]]})
    formula = b'<c r="B1" t="str"><f>IF(A1=1,2,"")</f><v></v>'
    rewrite(book, "xl/worksheets/sheet1.xml", b'<c r="B1"><f>1+1</f><v />', formula)
    assert frozenset() == read_workbook(book)[0].uncached


def test_bytes_of_any_kind_are_read_or_refused(book):
    whole = make_workbook(book, {"S": [["PAR INDEX năm 2023", None], ["Tỉnh", "Điểm"], ["Hà Nội", 91.4]]}).read_bytes()
    chance = random.Random(1)
    for _ in range(150):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        book.write_bytes(bytes(content[: chance.choice([len(content), chance.randrange(len(content))])]))
        try:
            read_workbook(book)
        except InputRefused:
            continue


def test_broken_xml_is_refused_before_the_fast_reader_sees_it(book):
    make_workbook(book, {"S": [["a", 1], [1, 2]]})
    rewrite(book, "xl/worksheets/sheet1.xml", b"</sheetData>", b"<broken")
    with pytest.raises(InputRefused, match="tệp hỏng"):
        read_workbook(book)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b'r="B2"', b'r="XFD1048576"', "quá rộng"),
        (b"<worksheet ", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet ', "khai báo XML"),
    ],
)
def test_absurd_workbooks_are_refused(book, old, new, words):
    make_workbook(book, {"S": [["a", 1], [1, 2]]})
    rewrite(book, "xl/worksheets/sheet1.xml", old, new)
    with pytest.raises(InputRefused, match=words):
        read_workbook(book)


def test_what_unpacks_to_too_much_is_refused(book, monkeypatch):
    make_workbook(book, {"S": [["a", 1]]})
    monkeypatch.setattr("parreform.reading.faults.MAX_UNPACKED_BYTES", 100)
    with pytest.raises(InputRefused, match="quá lớn"):
        read_workbook(book)


def test_a_long_narrow_sheet_is_not_absurd(book):
    make_workbook(book, {"S": [[n, "Hà Nội"] for n in range(20_000)]})
    assert 20_000 == len(read_workbook(book)[0].rows)
