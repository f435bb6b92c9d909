"""Formulas in cells that are read: which results are figures, which somebody made. All figures are synthetic."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import makers
import pytest
from conftest import ROOT, make_workbook
from openpyxl import load_workbook

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import look
from parreform.references import in_a1, moved, spelled
from parreform.workbook import read_workbook

CATALOG = Catalog.load(ROOT / "no-user-definitions")
NAMES = ("Hà Nội", "Hải Phòng", "Lào Cai", "Yên Bái", "Hòa Bình", "Cà Mau", "Bạc Liêu", "Sóc Trăng")
OF_YEARS = {
    "2022": (88.13, 89.34, 84.41, 83.05, 82.27, 81.92, 80.66, 83.58),
    "2023": (89.61, 90.27, 86.35, 84.48, 83.93, 82.74, 81.17, 85.36),
    "2024": (91.43, 92.18, 88.27, 86.91, 85.05, 84.66, 83.92, 87.14),
}
TITLE = "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) NĂM 2024"
YEARS = "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) CÁC NĂM"
FIRST, LAST = 3, 10
"""The rows of the first and the last unit."""

Formulas = Mapping[tuple[int, str], str]


def ranks(scores: Sequence[float]) -> list[int]:
    return [sorted(scores, reverse=True).index(x) + 1 for x in scores]


def column(heading: str) -> Sequence[object]:
    """Some figures for a heading; a helper, a change or a share looks like one."""
    if heading == "Tỉnh":
        return NAMES
    if "Xếp hạng" in heading:
        return ranks(OF_YEARS[heading[-4:] if heading[-4:] in OF_YEARS else "2024"])
    if heading in ("Tăng", "Bù", "So 2024 với 2023"):
        return (1.82, 1.91, 1.92, 2.43, 1.12, 1.92, 2.75, 1.78)
    return OF_YEARS[next((y for y in OF_YEARS if y in heading), "2024")]


def table(title: str, headings: Sequence[str]) -> list[list[object]]:
    columns = [column(h) for h in headings]
    return [[title], list(headings), *([c[n] for c in columns] for n in range(len(NAMES)))]


def filled(letter: str, formula: str, sheet: int = 1, rows: Sequence[int] = range(FIRST, LAST + 1)) -> Formulas:
    """A formula in the rows of the units, `~` being the number of each."""
    return {(sheet, f"{letter}{r}"): formula.replace("~", str(r)) for r in rows}


def one(letter: str, formula: str, row: int = 6) -> Formulas:
    return {(1, f"{letter}{row}"): formula}


def workbook(folder: Path, rows: list[list[object]], others: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """A sheet that is seen and others that are hidden."""
    path = make_workbook(folder / "x.xlsx", {"Trang": rows, **others})
    book = load_workbook(path)
    for name in others:
        book[name].sheet_state = "hidden"
    book.save(path)
    return path


def edit(path: Path, change: Mapping[str, bytes] | None = None, formulas: Formulas | None = None) -> Path:
    """Formulas beside the stored results, as Excel writes both; `change` has further parts of the package."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | dict(change or {})
    for (sheet, cell), formula in (formulas or {}).items():
        name = f"xl/worksheets/sheet{sheet}.xml"
        written = formula if formula.startswith("<f") else f"<f>{escape(formula)}</f>"
        found = re.subn(rf'(<c r="{cell}"[^>]*>)(<v)', lambda m, w=written: m[1] + w + m[2], parts[name].decode())
        assert found[1] == 1, cell
        parts[name] = found[0].encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def errors(path: Path, *accept: str) -> list[tuple[str, str]]:
    seen = look(path, CATALOG, Hints(accept=accept))
    assert seen.extraction.readings or seen.staffing.figures or any(f.severity == "error" for f in seen.findings)
    return [(f.code, f.cell) for f in seen.findings if f.severity == "error"]


def told(path: Path, code: str) -> str:
    return next(f.message for f in look(path, CATALOG, Hints()).findings if f.code == code)


AREAS = ["Tỉnh", "Điểm", "Xếp hạng"]
THREE = ["Tỉnh", "2022", "2023", "2024"]
RAW = [["Tỉnh", "Kết quả"], *zip(NAMES, OF_YEARS["2024"], strict=True)]
LAST_YEAR = [["Tỉnh", "Kết quả"], *zip(NAMES, OF_YEARS["2023"], strict=True)]


GOOD = {
    "typed as a formula": (TITLE, AREAS, filled("B", "87.5+1.43"), {}),
    "a constant": (TITLE, AREAS, one("B", "86.91"), {}),
    "a rank of its column": (TITLE, AREAS, filled("C", "RANK(B~,B$3:B$10)"), {}),
    "a newer rank": (TITLE, AREAS, filled("C", "_xlfn.RANK.EQ(B~,$B$3:$B$10,0)"), {}),
    "a rank of the whole column": (TITLE, AREAS, filled("C", "RANK(B~,B:B)"), {}),
    "a rank by counting": (TITLE, AREAS, filled("C", 'COUNTIF(B$3:B$10,">"&B~)+1'), {}),
    "a rank by a product": (TITLE, AREAS, filled("C", "SUMPRODUCT((B$3:B$10>B~)/COUNTIF(B$3:B$10,B$3:B$10))+1"), {}),
    "a rank by its row": (TITLE, AREAS, filled("C", "ROW()-2"), {}),
    "a rank after the one above": (TITLE, AREAS, filled("C", "C5+1", rows=[6]), {}),
    "a look-up in raw figures": (TITLE, AREAS, filled("B", "VLOOKUP($A~,Goc!$A$2:$B$9,2,0)"), {"Goc": RAW}),
    "a look-up by position": (TITLE, AREAS, filled("B", "INDEX(Goc!B:B,MATCH(A~,Goc!A:A,0))"), {"Goc": RAW}),
    "a newer look-up": (TITLE, AREAS, filled("B", "_xlfn.XLOOKUP(A~,Goc!A:A,Goc!B:B)"), {"Goc": RAW}),
    "a sum by name": (TITLE, AREAS, filled("B", 'IFERROR(SUMIF(Goc!A:A,A~,Goc!B:B),"")'), {"Goc": RAW}),
    "its own cell of raw figures": (TITLE, AREAS, {(1, f"B{r}"): f"Goc!B{r - 1}" for r in range(3, 11)}, {"Goc": RAW}),
    "a book of its year": (TITLE, AREAS, filled("B", "'[PAR INDEX 2024.xlsx]Tong hop'!C~"), {}),
    "a book without a year": (TITLE, AREAS, filled("B", "[KetQua.xlsx]Sheet1!$C~"), {}),
    "a report of the year after": (TITLE, AREAS, filled("B", "'[Báo cáo 2025.xlsx]Sheet1'!C~"), {}),
    "a book by when it was published": (TITLE, AREAS, filled("B", "'[KQ 2024 công bố 2025.xlsx]S'!C~"), {}),
    "a paper of the year after": (TITLE, AREAS, filled("B", "'PL (QĐ 360-2025)'!C~"), {}),
    "a letter of the year after": (TITLE, AREAS, filled("B", "'[1234_BNV_2025.xlsx]S'!C~"), {}),
    "a sum of its year": (TITLE, AREAS, filled("B", "SUMIFS(Goc!B:B,Goc!A:A,A~,Goc!C:C,2024)"), {"Goc": RAW}),
    "a book of many years": (TITLE, AREAS, filled("B", "'[PAR INDEX 2012-2024.xlsx]S'!$C~"), {}),
    "a sheet of the unit": (TITLE, AREAS, one("B", "'Yên Bái'!C9"), {}),
    "a choice of typed figures": (TITLE, AREAS, one("B", "CHOOSE(ROW()-5,86.91,85.05)"), {}),
    "last year and how it changed": (
        YEARS, ["Tỉnh", "2023", "So 2024 với 2023", "2024"], filled("D", "B~+C~"), {}
    ),
    "a sheet of its year": (YEARS, THREE, filled("D", "'2024'!B~"), {"2024": [[]]}),
    "a sheet of appraised scores": (TITLE, AREAS, filled("B", "'Tự chấm - Thẩm định'!C~"), {}),
    "last year and the change": (YEARS, ["Tỉnh", "2023", "Tăng", "2024"], filled("D", "B~+C~"), {}),
    "last year from this one": (YEARS, ["Tỉnh", "2023", "Tăng", "2024"], filled("B", "D~-C~"), {}),
    "last year's sheet and the change": (
        YEARS, ["Tỉnh", "2023", "Tăng", "2024"], filled("D", "'2023'!B~+C~"), {"2023": [[]]}
    ),
    "rounded from a raw column": (TITLE, ["Tỉnh", "Bù", "PAR INDEX"], filled("C", "ROUND(B~+82.4,2)"), {}),
    "empty where nothing was typed": (TITLE, ["Tỉnh", "Bù", "PAR INDEX"], filled("C", 'IF(B~="","",B~)'), {}),
    "the mean of all in a row of its own": (TITLE, AREAS, one("B", "AVERAGE(B3:B10)", row=11), {}),
    "a name of a table": (TITLE, AREAS, filled("B", "SUM(KetQua[[#This Row],[Thẩm định]:[Khảo sát]])"), {}),
    "a name that is defined": (TITLE, AREAS, filled("B", "INDEX(Diem,MATCH(A~,Ten,0))"), {}),
    "a fixed maximum": (TITLE, ["Tỉnh", "Bù", "PAR INDEX"], filled("C", "ROUND(B~/$B$2*100,2)"), {}),
    "a rank of each year": (
        YEARS, ["Tỉnh", "2023", "Xếp hạng 2023", "2024", "Xếp hạng 2024"],
        {**filled("C", "RANK(B~,B$3:B$10)"), **filled("E", "RANK(D~,D$3:D$10)")}, {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GOOD)
def test_results_of_formulas_that_may_be_published_are_read(tmp_path: Path, case: str) -> None:
    title, headings, formulas, sheets = GOOD[case]
    rows = table(title, headings)
    if "row of its own" in case:
        rows.append(["Trung bình", 87.32])
    path = edit(workbook(tmp_path, rows, sheets), formulas=formulas)
    assert errors(path) == []


DERIVED = {
    "last year times a constant": (YEARS, THREE, filled("D", "ROUND(C~*1.02,2)"), {}, "C3"),
    "last year and a constant": (YEARS, THREE, filled("D", "C~+0.5"), {}, "C3"),
    "last year": (YEARS, THREE, one("D", "C6"), {}, "C6"),
    "last year times a fixed cell": (YEARS, [*THREE, "Hệ số"], filled("D", "$C~*(1+$E$1)"), {}, "C3"),
    "the mean of the years before": (YEARS, THREE, filled("D", "AVERAGE(B~:C~)"), {}, "B3"),
    "last year by a helper": (YEARS, [*THREE, "Bù"], {**filled("D", "E~"), **filled("E", "C~*1.01")}, {}, "C3"),
    "this year divided": (YEARS, THREE, filled("B", "D~/1.04"), {}, "D3"),
    "last year's rank": (YEARS, ["Tỉnh", "2023", "2024", "Xếp hạng 2024"], filled("D", "RANK(B~,B$3:B$10)"), {}, "B3"),
    "the mean of the others": (TITLE, AREAS, one("B", "AVERAGE(B3:B5,B7:B10)"), {}, "B3"),
    "the median of the column": (TITLE, AREAS, one("B", "MEDIAN(B:B)"), {}, "B3"),
    "the neighbour": (TITLE, AREAS, one("B", "B5"), {}, "B5"),
    "the neighbour, fixed": (TITLE, AREAS, one("B", "+$B$9"), {}, "B9"),
    "the mean of two": (TITLE, AREAS, one("B", "(B3+B4)/2"), {}, "B3"),
    "between the highest and the lowest": (TITLE, AREAS, one("B", "MIN(B3:B5)*0.5+MAX(B3:B5)*0.5"), {}, "B3"),
    "a sheet of last year": (TITLE, AREAS, filled("B", "'2023'!B~"), {}, "2023"),
    "a look-up in last year": (TITLE, AREAS, filled("B", "VLOOKUP(A~,'KQ 2023'!A:B,2,0)"), {"KQ 2023": LAST_YEAR}, "2023"),
    "a sheet of next year": (TITLE, AREAS, filled("B", "'2025'!B~"), {}, "2025"),
    "an index of next year": (TITLE, AREAS, filled("B", "'[PAR INDEX 2025.xlsx]S'!B~"), {}, "2025"),
    "a sum of last year": (TITLE, AREAS, filled("B", "SUMIFS(Goc!B:B,Goc!A:A,A~,Goc!C:C,2023)"), {"Goc": RAW}, "2023"),
    "a book of last year": (TITLE, AREAS, filled("B", "ROUND('[PAR2023.xlsx]Sheet1'!C~,2)"), {}, "PAR2023"),
    "self-assessed scores": (TITLE, AREAS, filled("B", "'Tự chấm'!C~"), {}, "Tự chấm"),
    "targets": (TITLE, AREAS, filled("B", "'Mục tiêu'!$C~"), {}, "Mục tiêu"),
    "a draft": (TITLE, AREAS, filled("B", "'[Dự thảo.xlsx]Sheet1'!C~"), {}, "Dự thảo"),
    "a column of self-assessed scores": (TITLE, ["Tỉnh", "Tự chấm", "PAR INDEX"], filled("C", "B~*0.98"), {}, "Tự chấm"),
    "the row above in raw figures": (TITLE, AREAS, one("B", "Goc!B4"), {"Goc": RAW}, "B4"),
    "the sheet of a neighbour": (TITLE, AREAS, one("B", "'Hòa Bình'!C9"), {}, "Hòa Bình"),
    "a plan": (TITLE, AREAS, filled("B", "'KH 2024'!$C~"), {}, "KH 2024"),
    "with a name of its own": (YEARS, THREE, filled("D", "_xlfn.LET(_xlpm.x,C~,_xlpm.x*1.02)"), {}, "C3"),
    "a name of last year": (TITLE, AREAS, filled("B", "Diem_2023*1.02"), {}, "2023"),
    "a column of a table of last year": (TITLE, AREAS, filled("B", "T[[#This Row],[2023]]*1.02"), {}, "2023"),
    "text of last year": (TITLE, AREAS, filled("B", 'INDIRECT("\'2023\'!C"&ROW())'), {}, "2023"),
}  # fmt: skip


@pytest.mark.parametrize("case", DERIVED)
def test_figures_that_are_made_of_others_are_asked_about(tmp_path: Path, case: str) -> None:
    title, headings, formulas, sheets, seen = DERIVED[case]
    path = edit(workbook(tmp_path, table(title, headings), sheets), formulas=formulas)
    first = min((cell for _, cell in formulas if cell[0] != "E"), key=lambda x: int(x[1:]))
    assert errors(path) == [("formula-derived", first)]
    assert f"{seen}" in told(path, "formula-derived")
    assert errors(path, "formula-derived") == []


INVENTED = {
    "random": (TITLE, AREAS, filled("B", "RANDBETWEEN(8000,9500)/100"), "RANDBETWEEN"),
    "random, in small letters": (TITLE, AREAS, filled("B", "round(80+rand()*15,2)"), "RAND"),
    "random, newer": (TITLE, AREAS, filled("B", "_xlfn.RANDARRAY(1,1,80,95)"), "RANDARRAY"),
    "random, in a helper": (
        TITLE, ["Tỉnh", "PAR INDEX", "Bù"], {**filled("B", "80+C~"), **filled("C", "RAND()*10")}, "RAND",
    ),
    "random around the others": (TITLE, AREAS, filled("B", "B$3+RAND()", rows=[6]), "RAND"),
    "a forecast": (YEARS, THREE, filled("D", "FORECAST(2024,B~:C~,$B$2:$C$2)"), "FORECAST"),
    "a newer forecast": (YEARS, THREE, filled("D", "_xlfn.FORECAST.LINEAR(D$2,B~:C~,B$2:C$2)"), "FORECAST.LINEAR"),
    "a trend": (YEARS, THREE, filled("D", "TREND(B~:C~,B$2:C$2,D$2)"), "TREND"),
    "growth": (YEARS, THREE, filled("D", "INDEX(GROWTH(B~:C~),1)"), "GROWTH"),
    "places": (TITLE, AREAS, filled("B", "80+ROW()"), "ROW"),
}  # fmt: skip


@pytest.mark.parametrize("case", INVENTED)
def test_figures_that_are_invented_are_asked_about(tmp_path: Path, case: str) -> None:
    title, headings, formulas, seen = INVENTED[case]
    path = edit(make_workbook(tmp_path / "x.xlsx", {"Trang": table(title, headings)}), formulas=formulas)
    first = min((cell for _, cell in formulas if cell[0] in "BD"), key=lambda x: int(x[1:]))
    assert ("formula-invented", first) in errors(path)
    assert f" {seen} " in told(path, "formula-invented")


# --- how files write formulas ----------------------------------------------------------------------


def years(tmp_path: Path) -> Path:
    return make_workbook(tmp_path / "x.xlsx", {"Trang": table(YEARS, THREE)})


def test_one_finding_counts_the_cells_of_a_column(tmp_path: Path) -> None:
    path = edit(years(tmp_path), formulas=filled("D", "C~*1.02"))
    assert "(8 ô " in told(path, "formula-derived")
    assert "=C3*1.02" in told(path, "formula-derived")


def test_a_formula_filled_down_is_read_in_every_cell(tmp_path: Path) -> None:
    followers = filled("D", '<f t="shared" si="0"/>', rows=range(4, 11))
    shared = {**followers, (1, "D3"): '<f t="shared" ref="D3:D10" si="0">C3*1.02</f>'}
    path = edit(years(tmp_path), formulas=shared)
    assert dict(read_workbook(path)[0].formulas)[9, 3] == "C10*1.02"
    assert "(8 ô " in told(path, "formula-derived")


def test_a_formula_filled_down_may_only_later_reach_other_units(tmp_path: Path) -> None:
    followers = filled("D", '<f t="shared" si="0"/>', rows=range(4, 11))
    path = edit(years(tmp_path), formulas={**followers, (1, "D3"): '<f t="shared" ref="D3:D10" si="0">D2</f>'})
    assert errors(path) == [("formula-derived", "D4")]


def test_a_formula_of_an_array_is_that_of_all_its_cells(tmp_path: Path) -> None:
    path = edit(years(tmp_path), formulas=one("D", '<f t="array" ref="D3:D10">C3:C10*1.02</f>', row=3))
    assert "(8 ô " in told(path, "formula-derived")


def test_formulas_are_read_beside_merged_cells_and_prefixes(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "x.xlsx", {"Trang": table(YEARS, THREE)}, ["A1:D1"])
    assert errors(edit(path, formulas=filled("D", "C~*1.02"))) == [("formula-derived", "D3")]
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    prefixed = re.sub(r"<(/?)(?=[a-z])", r"<\1x:", sheet).replace("xmlns=", "xmlns:x=")
    assert errors(edit(path, {"xl/worksheets/sheet1.xml": prefixed.encode()})) == [("formula-derived", "D3")]


def test_books_are_called_by_their_number(tmp_path: Path) -> None:
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    path = make_workbook(tmp_path / "x.xlsx", {"Trang": table(TITLE, AREAS)})
    with zipfile.ZipFile(path) as archive:
        book, links = archive.read("xl/workbook.xml").decode(), archive.read("xl/_rels/workbook.xml.rels").decode()
    link = f'<externalReferences><externalReference xmlns:r="{office}" r:id="rId77"/></externalReferences>'
    change = {
        "xl/workbook.xml": book.replace("</sheets>", f"</sheets>{link}"),
        "xl/_rels/workbook.xml.rels": links.replace(
            "</Relationships>",
            f'<Relationship Id="rId77" Type="{office}/externalLink" Target="externalLinks/externalLink5.xml"/></Relationships>',
        ),
        "xl/externalLinks/externalLink5.xml": "<externalLink/>",
        "xl/externalLinks/_rels/externalLink5.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1"'
        f' Type="{office}/externalLinkPath" Target="file:///C:\\So%20lieu\\PAR%20INDEX%202023.xlsx"/></Relationships>',
    }
    edit(path, {name: part.encode() for name, part in change.items()}, filled("B", "[1]Sheet1!$C~"))
    assert errors(path) == [("formula-derived", "B3")]
    assert "PAR INDEX 2023.xlsx" in told(path, "formula-derived")


def test_names_stand_for_the_cells_that_they_are_defined_as(tmp_path: Path) -> None:
    path = years(tmp_path)
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml").decode()
    name = '<definedNames><definedName name="Goc">Trang!$C$3:$C$10</definedName></definedNames>'
    change = {"xl/workbook.xml": book.replace("</sheets>", f"</sheets>{name}").encode()}
    assert errors(edit(path, change, filled("D", "INDEX(goc,ROW()-2)*1.02"))) == [("formula-derived", "D3")]


def test_formulas_of_an_ods_are_looked_at(tmp_path: Path) -> None:
    content = makers.ods(table(YEARS, THREE))
    path = tmp_path / "x.ods"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("content.xml").decode()
    xml = xml.replace('office:value="91.43"', 'office:value="91.43" table:formula="of:=ROUND([.C3]*1.02;2)"')
    path.write_bytes(makers.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": xml}))
    assert errors(path) == [("formula-derived", "D3")]


def test_provinces_side_by_side_have_their_figures_in_columns(tmp_path: Path) -> None:
    rows = [["PAPI 2023", *NAMES[:4]], ["Chỉ số tổng hợp", 42.1, 43.2, 41.8, 42.9]]
    parts = ["1. Tham gia", "2. Công khai", "3. Trách nhiệm", "4. Kiểm soát"]
    rows += [[name, *(round(4.9 + n / 10 + c / 20, 2) for c in range(4))] for n, name in enumerate(parts)]
    path = make_workbook(tmp_path / "x.xlsx", {"PAPI 2023": rows})
    assert errors(edit(path, formulas={(1, f"{c}2"): f"SUM({c}3:{c}10)" for c in "BCDE"})) == []
    assert errors(edit(path, formulas={(1, "D4"): "C4"})) == [("formula-derived", "D4")]


def test_long_tables_know_whose_and_of_which_year_a_cell_is(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [["Tỉnh", "Năm", "Chỉ số", "Điểm"]]
    rows += [[n, int(y), "PAR INDEX", s[k]] for k, n in enumerate(NAMES) for y, s in OF_YEARS.items()]
    for cell, formula, wrong in (("D4", "D3*1.02", True), ("D5", "D8", True), ("D5", "89.41+2.02", False)):
        path = make_workbook(tmp_path / "x.xlsx", {"Trang": rows})
        expected = [("formula-derived", cell)] if wrong else []
        assert errors(edit(path, formulas={(1, cell): formula})) == expected


# --- staff -------------------------------------------------------------------------------------------

STAFF = "KẾT QUẢ THỰC HIỆN TINH GIẢN BIÊN CHẾ CÔNG CHỨC NĂM 2021 SO VỚI NĂM 2015"
POSTS = ((1850, 1665, 185, 10.0), (2110, 1900, 210, 9.95), (1640, 1490, 150, 9.15), (1980, 1770, 210, 10.61))
OF_STAFF = ["Tỉnh", "Biên chế giao năm 2015", "Biên chế giao năm 2021", "Số đã giảm", "Tỷ lệ giảm (%)"]


@pytest.mark.parametrize(
    ("letter", "formula", "asked"),
    [
        ("D", "ROUND(B~*10%,0)", True),
        ("D", "ROUND(0.1*B~,0)", True),
        ("D", "INT(B~/10)", True),
        ("D", "B~*$H$1", True),
        ("C", "B~-B~*0.1", True),
        ("C", "ROUND(B~*0.9,0)", True),
        ("D", "RANDBETWEEN(100,200)", True),
        ("D", "'Kế hoạch 2021'!C~", True),
        ("D", "'KH tinh giản'!C~", True),
        ("D", "'Kết quả thực hiện KH'!C~", False),
        ("D", "'Dự kiến'!C~", True),
        ("D", "B~-C~", False),
        ("C", "B~-D~", False),
        ("B", "C~+D~", False),
        ("E", "ROUND(D~/B~*100,2)", False),
        ("E", "D~/B~%", False),
        ("C", "1200+465", False),
        ("C", "VLOOKUP(A~,Goc!A:C,3,0)", False),
    ],
)
def test_staff_that_is_a_share_of_the_baseline_is_asked_about(
    tmp_path: Path, letter: str, formula: str, asked: bool
) -> None:
    rows: list[Sequence[object]] = [[STAFF], OF_STAFF, *([n, *p] for n, p in zip(NAMES, POSTS, strict=False))]
    path = edit(make_workbook(tmp_path / "x.xlsx", {"BC": rows}), formulas=filled(letter, formula, rows=range(3, 7)))
    found = [(code.partition("-")[0], cell) for code, cell in errors(path)]
    assert found == ([("formula", f"{letter}3")] if asked else [])


# --- the parts of a formula ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "cells"),
    [
        ("SUM(C3:F3)", [("", "", 2, 2, 2, 5)]),
        ("$F$3:C$1", [("", "", 0, 2, 2, 5)]),
        ("'Tự chấm'!C3+Sheet2!D4", [("Tự chấm", "", 2, 2, 2, 2), ("Sheet2", "", 3, 3, 3, 3)]),
        ("'C:\\a\\[b''c 2023.xlsx]S 1'!$C$3", [("S 1", "b'c 2023.xlsx", 2, 2, 2, 2)]),
        ("RANK(C3,C:C)", [("", "", 2, 2, 2, 2), ("", "", 0, 2, 2**20 - 1, 2)]),
        ('IF(A1="C3 \'2023\'!C4","x",LOG10(5))', [("", "", 0, 0, 0, 0)]),
        ("[2]!Diem", [("", "2", -1, -1, -1, -1)]),
        ("TRUE+1.5E3", []),
    ],
)
def test_references_are_told_from_texts_functions_and_names(formula: str, cells: list[tuple[object, ...]]) -> None:
    assert [r[:6] for r in spelled(formula).references] == cells


@pytest.mark.parametrize(
    ("formula", "there"),
    [
        ("C3*$D3+E$3+$F$3", "D5*$D5+F$3+$F$3"),
        ("LOG10(C3)&\"C3\"&'C3'!C3", "LOG10(D5)&\"C3\"&'C3'!D5"),
        ("SUM(Z1:AA9)", "SUM(AA3:AB11)"),
        ("T[C3]+ABC1D", "T[C3]+ABC1D"),
    ],
)
def test_a_formula_moves_with_its_cell(formula: str, there: str) -> None:
    assert moved(formula, 2, 1) == there


@pytest.mark.parametrize(
    ("formula", "as_excel"),
    [
        ("of:=ROUND([.C3]*1.02;2)", "ROUND(C3*1.02;2)"),
        ("of:=SUM([.C3:.F3])", "SUM(C3:F3)"),
        ("of:=[$'Tự chấm'.$C3]", "'Tự chấm'!$C3"),
        ("of:=['file:///x/PAR 2023.ods'#$KQ.C3]", "'[PAR 2023.ods]KQ'!C3"),
    ],
)
def test_formulas_of_libreoffice_are_read_as_those_of_excel(formula: str, as_excel: str) -> None:
    assert in_a1(formula) == as_excel
