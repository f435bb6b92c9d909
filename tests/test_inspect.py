"""What inspect tells of a workbook: the meaning of each column and why, rows left out, nothing stored."""

import csv
import io
import json
from pathlib import Path

import pytest
from test_annotate import faulty

from parreform import cli
from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import look
from parreform.inspection import COLUMNS, ColumnLook, SheetLook, inspect

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample_data"
PUBLISHED = ROOT.parent / "shared" / "data" / "papi" / "workbooks"
CATALOG = Catalog.load(ROOT / "no-user-definitions")


@pytest.fixture(autouse=True)
def own_database(_own_surroundings: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PARREFORM_DB", str(tmp_path / "x.db"))


def sheets(path: Path, hints: Hints = Hints()) -> list[SheetLook]:  # noqa: B008
    seen = look(path, CATALOG, hints)
    return inspect(seen.extraction, seen.findings, CATALOG)


def columns(sheet: SheetLook) -> dict[str, ColumnLook]:
    return {c.at: c for c in sheet.columns}


def test_a_ranking_with_headings_in_two_rows() -> None:
    sheet = next(s for s in sheets(SAMPLE / "par-index.xlsx") if s.sheet == "PAR INDEX 2022")
    assert (sheet.layout, sheet.index, sheet.years, sheet.header) == ("units-in-rows", "par-index", (2022,), "3-4")
    assert (sheet.unit_column, sheet.units, sheet.values) == ("B", 15, 19)
    found = columns(sheet)
    assert [found[at].measure for at in "ABCH"] == ["rank", "unit", "score", "note"]
    assert found["D"] == ColumnLook(
        "D",
        "Điểm đánh giá tác động của CCHC / Chỉ số SIPAS",
        "par-index.sipas",
        "score",
        2022,
        1,
        "“Chỉ số SIPAS” là tên tiêu chí",
    )
    assert found["G"].why == "“Chỉ số tổng hợp” là tên gọi khác"
    assert found["A"].why == "đứng một mình: của cả chỉ số"
    assert sum(c.values for c in sheet.columns if c.measure == "score") == sheet.values


def test_a_turned_table_names_rows_as_its_columns() -> None:
    sheet = next(s for s in sheets(SAMPLE / "papi-2011-2024.xlsx") if s.sheet == "PAPI 2018")
    assert (sheet.layout, sheet.header, sheet.unit_column) == ("units-in-columns", "A-B", "4")
    found = next(c for c in sheet.columns if c.indicator == "papi.participation.civic-knowledge")
    assert (found.at, found.values) == ("7", 63)
    assert found.why.endswith(", số 1.1 khớp")


def test_a_long_table_tells_what_stands_in_its_columns() -> None:
    (sheet,) = sheets(SAMPLE / "par-index-areas.xlsx")
    assert [c.measure for c in sheet.columns[:6]] == ["index", "year", "unit", "indicator", "score", "rank"]
    assert columns(sheet)["E"].values == sheet.values == 47


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the publisher's workbooks are in shared/, which is absent here")
def test_a_declared_correction_is_the_reason() -> None:
    first = sheets(PUBLISHED / "PAPI 2016 eng.xlsx")[0]
    assert columns(first)["H"].indicator == "papi.transparency.poverty-lists"
    assert columns(first)["H"].why == "đính chính papi-2016-2017-headers"


def test_what_is_not_read_says_why(tmp_path: Path) -> None:
    table, blank = sheets(faulty(tmp_path / "bad.xlsx"))
    found = columns(table)
    assert (found["D"].indicator, found["D"].values) == ("", 0)
    assert "không khớp tiêu chí nào" in found["D"].why
    assert found["E"].why == "mức tăng giảm"
    assert [(r.at, r.label) for r in table.rows] == [("B4", "Hà Lội")]
    assert (blank.sheet, blank.layout, blank.why) == ("Hà Nội", "", "không có tên tỉnh")


def untold(path: Path) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["STT", "Đơn vị", "Kết quả"], [1, "Hà Nội", 91.5], [2, "Hải Phòng", 90.5]):
        sheet.append(row)
    book.save(path)
    return path


def test_a_table_whose_index_cannot_be_told_is_shown_all_the_same(tmp_path: Path) -> None:
    (sheet,) = sheets(untold(tmp_path / "x.xlsx"))
    assert (sheet.index, sheet.units, sheet.values, sheet.header) == ("", 2, 0, "1")
    assert [(c.at, c.heading) for c in sheet.columns] == [("A", "STT"), ("B", "Đơn vị"), ("C", "Kết quả")]
    assert columns(sheet)["C"].why == "chưa rõ bảng thuộc chỉ số nào"


def test_a_table_without_a_year_has_its_columns_explained(tmp_path: Path) -> None:
    (sheet,) = sheets(untold(tmp_path / "x.xlsx"), Hints(index="par-index"))
    assert (sheet.index, sheet.years) == ("par-index", ())
    assert columns(sheet)["A"].measure == "ordinal"


def test_the_command_stores_nothing_and_prints_every_format(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = str(faulty(tmp_path / "bad.xlsx"))
    assert cli.main(["inspect", path]) == 0
    shown = capsysbinary.readouterr().out.decode()
    assert "PAR INDEX 2023" in shown
    assert "Có phải: Hà Nội?" in shown
    assert cli.main(["inspect", path, "-f", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode())))
    assert tuple(rows[0]) == COLUMNS
    assert [r["what"] for r in rows] == ["column"] * 6 + ["row", "sheet"] + [r["what"] for r in rows[8:]]
    assert {r["what"] for r in rows[8:]} == {"error", "warning", "note"}
    assert cli.main(["inspect", path, "-f", "json"]) == 0
    whole = json.loads(capsysbinary.readouterr().out)
    assert (whole["file"], whole["sheets"][0]["columns"][2]["indicator"]) == ("bad.xlsx", "par-index")
    assert len(whole["findings"]) == 7
    assert not (tmp_path / "x.db").exists()


def test_inspect_in_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--lang", "en", "inspect", str(untold(tmp_path / "x.xlsx"))]) == 0
    shown = capsys.readouterr().out
    assert "the index is not known" in shown
    assert "Cannot tell which index" in shown


def test_no_file_is_a_usage_fault(tmp_path: Path) -> None:
    assert cli.main(["inspect", str(tmp_path / "no.xlsx")]) == 2
    assert cli.main(["inspect", str(tmp_path)]) == 2


def test_indices_side_by_side_and_years_in_columns(tmp_path: Path) -> None:
    from conftest import make_workbook

    beside = [["Kết quả năm 2023"], ["STT", "Tỉnh", "PAR INDEX", "Hạng", "SIPAS"], [1, "Hà Nội", 91.4, 3, 83.5]]
    years = [["PAR INDEX các năm"], ["Tỉnh", "2022", "2023"], ["Hà Nội", 89.6, 91.4], ["Sơn La", 84.2, 86.1]]
    first, second = sheets(make_workbook(tmp_path / "a.xlsx", {"A": beside, "B": years}))
    assert (first.index, first.years) == ("par-index sipas", (2023,))
    assert [(c.indicator, c.measure, c.year) for c in first.columns] == [
        ("", "ordinal", None),
        ("", "unit", None),
        ("par-index", "score", 2023),
        ("par-index", "rank", 2023),
        ("sipas", "score", 2023),
    ]
    assert [(c.at, c.year, c.values) for c in second.columns[1:]] == [("B", 2022, 2), ("C", 2023, 2)]
