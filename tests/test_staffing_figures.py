"""Every sourced staffing figure, entered by workbook, comes back exact: the sample's and those of the shared folder."""

import csv
from pathlib import Path

import pytest
from conftest import ROOT, SHARED
from openpyxl import Workbook

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import import_file
from parreform.staffing.figures import Figure
from parreform.staffing_queries import AskedStaffing, staffing_entries, staffing_listing
from parreform.store import Provenance, Store

FIGURES = SHARED / "data" / "staffing" / "figures.csv"
SAMPLE = ROOT / "sample_data" / "staffing"
WHOLE = ("baseline_year", "baseline", "assigned", "present", "cut", "transferred_out")

UNITS = {
    "Hải Phòng (mới)": "hai-phong-2025",
    "Cả nước": "viet-nam",
    "Cả nước (29 bộ ngành)": "ministries-29",
    "Địa phương (tổng)": "all-provinces",
    "Trung ương (tổng)": "all-ministries",
    "52 tỉnh sáp nhập": "merging-52",
}
CATEGORIES = {
    "people_present": "all",
    "commune_cadres_civil_servants": "commune_level",
    "nonprofessional_commune_village": "part_time_commune",
    "payroll_provincial_level": "provincial_level",
    "provincial_level_staff": "provincial_level",
    "people_by_reason": "people_streamlined",
    "public_service_units_information": "public_service_units.information",
}
KINDS = {  # kind, who assigned, bound
    "assigned_by_MOHA": ("assigned", "MOHA", ""),
    "plan_city_figure": ("plan", "own", ""),
    "achieved_by_end_2019": ("achieved", "", ""),
    "achieved_over": ("achieved", "", "more-than"),
    "plan_minimum": ("plan", "", "at-least"),
    "headcount_people": ("headcount", "", ""),
    "headcount_present": ("headcount", "", ""),
    "people_with_policy_settled": ("settled", "", ""),
    "people_with_decision": ("decided", "", ""),
    "people_subject": ("subject", "", ""),
    "people": ("reported", "", ""),
    "people_early_retirement": ("settled", "", ""),
    "estimate_of_merger": ("estimate", "", ""),
}
MEASURES = {"baseline": "baseline", "assigned": "assigned", "cut": "cut", "cut_pct": "pct"}
COUNTED = {  # what a column of the file really counts in rows of these kinds
    ("headcount", "assigned"): "present",
    ("settled", "cut"): "people",
    ("decided", "cut"): "people",
    ("subject", "cut"): "people",
    ("reported", "cut"): "people",
}
BY_REASON = {"assigned": "part", "cut_pct": "share"}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def typed(column: str, text: str) -> object:
    if not text:
        return None
    if column in WHOLE or (column == "year" and text.isdigit()):
        return int(text)
    return float(text) if column == "cut_pct" else text


def workbook(rows: list[dict[str, str]], path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Biên chế"
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append([typed(c, v) for c, v in row.items()])
    book.save(path)
    return path


def stored(path: Path, db: str, catalog: Catalog) -> list[Figure]:
    with Store.open(db, catalog, write=True) as store:
        import_file(store, path, Hints(), Provenance())
        return [v.figure for v in store.staffing()]


def wanted_of(row: dict[str, str], catalog: Catalog) -> dict[str, float]:
    """What a row of the shared file states, by measure, as it must be stored."""
    kind = KINDS.get(row["kind"], (row["kind"], "", ""))[0]
    names = BY_REASON if row["category"] == "people_by_reason" else MEASURES
    pairs = ((names[c], c) for c in MEASURES if row[c])
    return {COUNTED.get((kind, c), m) if row["category"] != "people_by_reason" else m: float(row[c]) for m, c in pairs}


@pytest.fixture(scope="module")
def shared_rows() -> list[dict[str, str]]:
    if not FIGURES.is_file():
        pytest.skip(f"the collected figures are not here: {FIGURES}")
    return rows_of(FIGURES)


def test_every_collected_figure_comes_back_exact(
    shared_rows: list[dict[str, str]], tmp_path: Path, db: str, catalog: Catalog
) -> None:
    found = stored(workbook(shared_rows, tmp_path / "bien-che.xlsx"), db, catalog)
    by_row: dict[int, list[Figure]] = {}
    for figure in found:
        by_row.setdefault(int(figure.cell.lstrip("ABCDEFGHIJ")), []).append(figure)
    assert len(shared_rows) == 56
    for number, row in enumerate(shared_rows, start=2):
        figures = by_row.pop(number)
        kind, by, bound = KINDS.get(row["kind"], (row["kind"], "", ""))
        first = figures[0]
        unit = UNITS.get(row["province"]) or catalog.named(row["province"])[-1 if row["year"] == "2030" else 0].id
        assert (first.unit, first.category) == (unit, CATEGORIES.get(row["category"], row["category"])), row
        assert (first.period, first.kind, first.assigned_by) == (row["year"], kind, by), row
        assert {f.baseline_year for f in figures} == {int(row["baseline_year"] or 0)}, row
        assert {f.measure: f.value for f in figures} == wanted_of(row, catalog), row
        assert {f.bound for f in figures if f.measure in ("cut", "pct")} <= {bound}, row
        assert {f.note for f in figures} == {row["note"]}, row
    assert by_row == {}


def test_the_sample_comes_back_exact(tmp_path: Path, db: str, catalog: Catalog) -> None:
    stored(SAMPLE / "staffing-ha-noi.xlsx", db, catalog)
    with Store.open(db, catalog) as store:
        listing = staffing_listing(staffing_entries(store, AskedStaffing()), catalog)
    shown = [dict(zip(listing.columns, row, strict=True)) for row in listing.rows]
    columns = (
        "unit category baseline_year baseline year assigned present cut cut_pct transferred_out kind sheet".split()
    )
    wanted = {tuple(typed(c, row[c]) for c in columns) for row in rows_of(SAMPLE / "staffing-ha-noi.csv")}
    assert {tuple(row[c] for c in columns) for row in shown} == wanted


def test_the_sample_of_other_places_comes_back_exact(tmp_path: Path, db: str, catalog: Catalog) -> None:
    found = stored(SAMPLE / "staffing-cac-noi.xlsx", db, catalog)
    measures = {"baseline": "D", "assigned": "F", "present": "G", "people": "H", "cut": "I", "cut_pct": "J"}
    by_cell = {f.cell: f for f in found}
    for row in rows_of(SAMPLE / "staffing-cac-noi.csv"):
        for column, letter in measures.items():
            figure = by_cell.pop(f"{letter}{row['row']}", None)
            assert (None if figure is None else figure.value) == typed("cut_pct", row[column]), row
            if figure is not None:
                said = (figure.category, figure.period, figure.kind, figure.assigned_by, figure.scope, figure.note)
                wanted = tuple(row[c] for c in ("category", "year", "kind", "assigned_by", "scope", "note"))
                assert said == wanted
                assert figure.baseline_year == int(row["baseline_year"] or 0)
                assert figure.bound == ("more-than" if row["bound"] and column in ("cut", "cut_pct") else "")
    assert by_cell == {}


def test_members_of_a_merger_are_shown_as_their_sum(db: str, catalog: Catalog) -> None:
    stored(SAMPLE / "staffing-cac-noi.xlsx", db, catalog)
    with Store.open(db, catalog) as store:
        entries = staffing_entries(store, AskedStaffing("Hải Phòng"))
        (whole,) = [e.line for e in entries if e.line.members]
        listing = staffing_listing(entries, catalog)
        everywhere = [e.line for e in staffing_entries(store, AskedStaffing()) if e.line.members]
    assert (whole.unit, whole.present, whole.members, whole.missing) == (
        "hai-phong-2025",
        28543,
        ("hai-duong", "hai-phong"),
        (),
    )
    assert ("Hải Phòng (mới)", 28543) in {(row[0], row[6]) for row in listing.rows}
    assert {x.missing for x in everywhere} == {()}


def test_the_contract_of_ha_noi(capfdbinary: pytest.CaptureFixture[bytes], db: str) -> None:
    from parreform import cli

    assert cli.main(["--db", db, "import", str(SAMPLE / "staffing-ha-noi.xlsx"), "--quiet"]) == 0
    capfdbinary.readouterr()
    assert cli.main(["--db", db, "staffing", "--province", "hà nội", "--baseline", "2015", "--format", "csv"]) == 0
    assert capfdbinary.readouterr().out.decode().splitlines() == [
        (
            "unit,category,baseline_year,baseline,year,assigned,present,cut,cut_pct,transferred_out,cut_excl_transfers,"
            "cut_excl_transfers_pct,target_pct,target_met,target_met_excl_transfers,kind,source,sheet,cell"
        ),
        "Hà Nội,civil_servants,2015,,2021,,,1473,15.6,578,895,9.4786,10,yes,no,achieved,staffing-ha-noi.xlsx,Biên chế,H2",
        "Hà Nội,public_employees,2015,,2021,,,12890,10.0,,,,10,yes,cannot-tell,achieved,staffing-ha-noi.xlsx,Biên chế,H3",
    ]


@pytest.mark.parametrize("width", [80, 120])
def test_ha_noi_on_the_screen(
    width: int, capfdbinary: pytest.CaptureFixture[bytes], db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from parreform import cli

    monkeypatch.setenv("COLUMNS", str(width))
    assert cli.main(["--db", db, "import", str(SAMPLE / "staffing-ha-noi.xlsx"), "--quiet"]) == 0
    capfdbinary.readouterr()
    assert cli.main(["--db", db, "staffing", "--province", "Hà Nội", "-c", "công chức"]) == 0
    out = capfdbinary.readouterr().out.decode()
    assert max(map(len, out.splitlines())) <= width
    whole = " ".join(out.split())
    for words in (
        "≈9.442",
        "1.473",
        "15,6",
        "chuyển đi 578 (Bộ Công Thương)",
        "giảm 895 ≈ 9,5%",
        "✓ đạt",
        "✗ không đạt",
    ):
        assert words in whole
    assert "tính ngược từ tỷ lệ in, không phải số công bố" in whole


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_is_written_reads_back_the_same(
    suffix: str, tmp_path: Path, db: str, catalog: Catalog, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from parreform import cli

    first = stored(SAMPLE / "staffing-ha-noi.xlsx", db, catalog)
    out = tmp_path / f"biên chế.{suffix}"
    assert cli.main(["--db", db, "-q", "staffing", "--out", str(out), "--format", suffix]) == 0
    again = stored(out, str(tmp_path / "again.db"), catalog)

    def told(figures: list[Figure]) -> set[tuple[object, ...]]:
        return {(f.unit, f.category, f.measure, f.period, f.baseline_year, f.kind, f.value) for f in figures}

    assert told(again) == told(first)


def test_the_collected_figures_read_as_csv(
    shared_rows: list[dict[str, str]], tmp_path: Path, db: str, catalog: Catalog
) -> None:
    by_book = stored(workbook(shared_rows, tmp_path / "bien-che.xlsx"), db, catalog)
    by_text = stored(FIGURES, str(tmp_path / "csv.db"), catalog)
    assert {(f.key, f.said, f.cell) for f in by_text} == {(f.key, f.said, f.cell) for f in by_book}
