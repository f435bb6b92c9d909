"""The import from end to end: what is stored, what is refused, what happens the second time."""

import csv
import os
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from parreform import cli
from parreform.catalog import Catalog
from parreform.errors import DatabaseBusy, DatabaseProblem, InputRefused
from parreform.hints import Hints
from parreform.ingest import Imported, import_file, look
from parreform.store import Provenance, Store

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample_data"
WORKBOOKS = ROOT.parent / "shared" / "data" / "papi"
CATALOG = Catalog.load(ROOT / "no-user-definitions")

PUBLISHED = (
    # file, years, values that must equal the publisher's figures, values in all
    ("PAPI 2011 vie.xlsx", {2011}, 1764),
    ("PAPI 2016 eng.xlsx", {2016}, 1764),
    ("PAPI 2018 FULL vie.xlsx", {2018}, 9513),
    ("PAPI 2011-2019.xlsx", set(range(2011, 2020)), 17388),
)


def bring(db: Path, path: Path, hints: Hints = Hints(), *, dry_run: bool = False) -> Imported:  # noqa: B008
    with Store.open(str(db), CATALOG, write=True) as store:
        return import_file(store, path, hints, Provenance(), dry_run=dry_run)


def held(db: Path, **asked: object) -> list[tuple[object, ...]]:
    with Store.open(str(db), CATALOG) as store:
        return [(v.indicator, v.unit, v.year, v.score, v.rank, v.source) for v in store.values(**asked)]  # type: ignore[arg-type]


def ranking(path: Path, rows: list[list[object]], title: str = "KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023") -> Path:
    """A synthetic ranking table."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    sheet.append(["Xếp hạng", "Tỉnh, thành phố", "Chỉ số tổng hợp"])
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def two_years(path: Path) -> Path:
    """A workbook of two synthetic tables."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for year, score in ((2022, 81.5), (2023, 82.5)):
        sheet = book.create_sheet(f"SIPAS {year}")
        for row in ([f"SIPAS {year}"], ["Tỉnh", "Điểm"], ["Hà Nội", score], ["Lào Cai", score + 1]):
            sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "test.db"


def figures() -> dict[tuple[int, str, str], str]:
    found = {}
    with (WORKBOOKS / "observations.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            number = {"total": "", "dimension": row["number"].removeprefix("D")}.get(row["level"], row["number"])
            if row["number"] != "PAPI_W":
                found[int(row["year"]), row["province"], number] = row["score"]
    return found


@pytest.mark.skipif(not WORKBOOKS.is_dir(), reason="the publisher's workbooks are in shared/, which is absent here")
@pytest.mark.parametrize(("name", "years", "count"), PUBLISHED, ids=[p[0] for p in PUBLISHED])
def test_every_value_of_a_publishers_workbook_is_stored(db: Path, name: str, years: set[int], count: int) -> None:
    done = bring(db, WORKBOOKS / "workbooks" / name)
    wanted = figures()
    with Store.open(str(db), CATALOG) as store:
        values = store.values()
    assert done.plan is not None
    assert (done.plan.new, len(values)) == (count, count)
    assert {f.code for f in done.findings if f.severity != "note"} <= {"jump"}
    assert {v.year for v in values} == years
    for value in values:
        framework = CATALOG.framework("papi", value.year)
        assert framework is not None
        if CATALOG.all_indicators[value.indicator].level == "criterion":
            continue
        key = (value.year, CATALOG.units[value.unit].official(value.year), framework.items[value.indicator].number)
        expected = wanted[key]
        assert (expected == "") == (value.score is None), key
        assert value.score is None or abs(value.score - float(expected)) < 6e-7, key


@pytest.mark.skipif(not WORKBOOKS.is_dir(), reason="the publisher's workbooks are in shared/, which is absent here")
def test_the_publishers_workbooks_agree_with_each_other(db: Path) -> None:
    for name, _, _ in PUBLISHED:
        done = bring(db, WORKBOOKS / "workbooks" / name)
        assert done.plan is not None
        assert not [c for c in done.plan.changed if abs((c.old.score or 0) - (c.new.score or 0)) > 1e-6]


def test_the_same_bytes_again_are_nothing_new(db: Path) -> None:
    bring(db, SAMPLE / "sipas.xlsx")
    before = held(db)
    assert bring(db, SAMPLE / "sipas.xlsx").plan is None
    assert held(db) == before


@pytest.mark.parametrize(
    ("first", "second", "stated", "told"),
    [
        (Hints(year=2021), Hints(year=2023), {}, "--year 2021, không phải với --year 2023"),
        (Hints(), Hints(year=2021), {}, "không tùy chọn nào, không phải với --year 2021"),
        (Hints(), Hints(index="sipas"), {}, "--index sipas"),
        (Hints(), Hints(), {"tier": "publisher"}, "--tier publisher"),
        (Hints(), Hints(), {"published": "2024-04-17"}, "--published 2024-04-17"),
    ],
)
def test_the_same_bytes_with_options_that_matter_are_refused(
    db: Path, tmp_path: Path, first: Hints, second: Hints, stated: dict[str, str], told: str
) -> None:
    path = ranking(tmp_path / "a.xlsx", [[1, "Hà Nội", 89.5], [2, "Hải Phòng", 88.5]])
    bring(db, path, first)
    before = held(db)
    for dry_run in (True, False):
        with Store.open(str(db), CATALOG, write=True) as store, pytest.raises(InputRefused) as refused:
            import_file(store, path, second, Provenance(**stated), dry_run=dry_run)
        assert [f.code for f in refused.value.findings] == ["imported-otherwise"]
        assert told in refused.value.findings[0].message
        assert "parreform undo 1" in refused.value.findings[0].suggestion
    assert held(db) == before


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Hints(year=2021), Hints()),
        (Hints(year=2021), Hints(year=2021)),
        (Hints(), Hints(year=2023)),
        (Hints(), Hints(index="par-index", layout="units-in-rows", decimal="comma")),
        (Hints(accept=("score-implausible",)), Hints(accept=("score-implausible",))),
    ],
)
def test_the_same_bytes_with_options_that_change_nothing_are_nothing_new(
    db: Path, tmp_path: Path, first: Hints, second: Hints
) -> None:
    path = ranking(tmp_path / "a.xlsx", [[1, "Hà Nội", 89.5], [2, "Hải Phòng", 88.5]])
    bring(db, path, first)
    assert bring(db, path, second).plan is None


def test_the_same_bytes_under_a_name_that_gives_another_year_are_refused(db: Path, tmp_path: Path) -> None:
    rows = [[1, "Hà Nội", 89.5], [2, "Hải Phòng", 88.5]]
    title = "KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH"
    bring(db, ranking(tmp_path / "a-2023.xlsx", rows, title))
    for name in ("b-2023.xlsx", "ban-sao.xlsx"):  # a copy, under another name or one that tells no year
        (tmp_path / name).write_bytes((tmp_path / "a-2023.xlsx").read_bytes())
        assert bring(db, tmp_path / name).plan is None
    (tmp_path / "a-2022.xlsx").write_bytes((tmp_path / "a-2023.xlsx").read_bytes())
    with pytest.raises(InputRefused) as refused:
        bring(db, tmp_path / "a-2022.xlsx")
    assert "với a-2023.xlsx, không phải với tên tệp a-2022.xlsx" in refused.value.findings[0].message


def test_options_of_an_import_without_a_digest_are_compared_as_typed(db: Path, tmp_path: Path) -> None:
    path = ranking(tmp_path / "a.xlsx", [[1, "Hà Nội", 89.5], [2, "Hải Phòng", 88.5]])
    bring(db, path, Hints(year=2023))
    with Store.open(str(db), CATALOG, write=True) as store:
        store.connection.run("UPDATE run SET digest = ''")
    assert bring(db, path, Hints(year=2023)).plan is None
    with pytest.raises(InputRefused):
        bring(db, path, Hints(index="par-index"))


@pytest.mark.parametrize(
    ("hints", "title", "told"),
    [
        (Hints(year=2022), "PAR INDEX NĂM 2023", ["2023"]),
        (Hints(year=2023), "PAR INDEX NĂM 2023", []),
        (Hints(year=2022), "PAR INDEX", []),
        (Hints(year=2022), "PAR INDEX NĂM 2022 (công bố năm 2023)", []),
        (Hints(index="sipas", year=2023), "PAR INDEX NĂM 2023", ["par-index"]),
        (Hints(index="sipas"), "SIPAS NĂM 2023", []),
    ],
)
def test_an_option_against_the_title_is_a_warning(tmp_path: Path, hints: Hints, title: str, told: list[str]) -> None:
    path = ranking(tmp_path / "a.xlsx", [[1, "Hà Nội", 89.5], [2, "Hải Phòng", 88.5]], title)
    found = [f for f in look(path, CATALOG, hints).findings if f.code == "option-contradicts"]
    assert [(f.severity, f.facts["told"]) for f in found] == [("warning", x) for x in told]


def test_a_trial_stores_nothing(db: Path) -> None:
    done = bring(db, SAMPLE / "sipas.xlsx", dry_run=True)
    assert done.plan is not None
    assert (done.plan.new, held(db)) == (107, [])


def test_a_changed_value_supersedes_and_both_stay(db: Path, tmp_path: Path) -> None:
    bring(db, ranking(tmp_path / "a.xlsx", [[1, "Hà Nội", 91.43], [2, "Hải Phòng", 90.0]]))
    done = bring(db, ranking(tmp_path / "b.xlsx", [[1, "Hà Nội", 91.5], [2, "Hải Phòng", 90.0]]))
    assert done.plan is not None
    assert [(c.old.score, c.new.score) for c in done.plan.changed] == [(91.43, 91.5)]
    assert held(db, units=["ha-noi"]) == [("par-index", "ha-noi", 2023, 91.5, 1, "b.xlsx")]
    with Store.open(str(db), CATALOG) as store:
        scores = [(v.value.score, v.current) for v in store.vintages("par-index", "ha-noi", 2023)]
    assert scores == [(91.5, True), (91.43, False)]


def test_undo_restores_exactly_what_was_held(db: Path, tmp_path: Path) -> None:
    bring(db, ranking(tmp_path / "a.xlsx", [[1, "Hà Nội", 91.43], [2, "Hải Phòng", 90.0]]))
    bring(db, ranking(tmp_path / "c.xlsx", [[1, "Hà Nội", 91.43]]))
    before = held(db)
    bring(db, ranking(tmp_path / "b.xlsx", [[1, "Hà Nội", 91.5], [2, "Đà Nẵng", 90.5]]))
    with Store.open(str(db), CATALOG, write=True) as store:
        assert store.undo(store.source("b.xlsx")) == 2
    assert held(db) == before


def test_undo_of_the_first_source_keeps_what_a_second_one_confirmed(db: Path, tmp_path: Path) -> None:
    bring(db, ranking(tmp_path / "a.xlsx", [[1, "Hà Nội", 91.43], [2, "Hải Phòng", 90.0]]))
    bring(db, ranking(tmp_path / "c.xlsx", [[1, "Hà Nội", 91.43]]))
    with Store.open(str(db), CATALOG, write=True) as store:
        store.undo(store.source("a.xlsx"))
    assert held(db) == [("par-index", "ha-noi", 2023, 91.43, 1, "c.xlsx")]


def test_a_source_taken_back_can_be_imported_again(db: Path, tmp_path: Path) -> None:
    path = ranking(tmp_path / "a.xlsx", [[1, "Hà Nội", 91.43]])
    bring(db, path)
    before = held(db)
    with Store.open(str(db), CATALOG, write=True) as store:
        store.undo(store.source("a.xlsx"))
    assert held(db) == []
    bring(db, path)
    assert held(db) == before


def test_what_was_held_at_a_moment_stays_readable(db: Path, tmp_path: Path) -> None:
    bring(db, ranking(tmp_path / "a.xlsx", [[1, "Hà Nội", 91.43]]))
    with Store.open(str(db), CATALOG) as store:
        moment = store.values()[0].recorded_at
    bring(db, ranking(tmp_path / "b.xlsx", [[1, "Hà Nội", 91.5]]))
    assert [row[3] for row in held(db, as_of=moment)] == [91.43]
    assert [row[3] for row in held(db)] == [91.5]
    assert held(db, as_of="2000-01-01T00:00:00Z") == []


def test_the_original_is_kept_under_its_hash(db: Path) -> None:
    bring(db, SAMPLE / "sipas.xlsx")
    kept = list((db.parent / "test.archive").rglob("*.xlsx"))
    assert [p.read_bytes() for p in kept] == [(SAMPLE / "sipas.xlsx").read_bytes()]
    assert (db.parent / "test.archive" / "imports.jsonl").read_text(encoding="utf-8").count("\n") == 1


BAD_ROWS = (
    # rows, code, cell
    ([[1, "Hà Nội", 191.43]], "score-range", "C3"),
    ([[70, "Hà Nội", 91.43]], "rank-range", "A3"),
    ([[1, "Hà Nội", 91.43], [2, "Hà Lội", 90.0]], "unit-unknown", "B4"),
    ([[1, "Hà Nội", 91.43], [2, "Bộ Tư pháp", 90.0]], "unit-central", "B4"),
    ([[1, "Hà Nội", 91.43], [2, "Ngân hàng Nhà nước Việt Nam", 90.0]], "unit-central", "B4"),
    ([[1, "Hà Nội", 91.43], [2, "Bộc Lộ", 90.0]], "unit-unknown", "B4"),
    ([[1, "Hà Nội", 91.43], [2, "Hà Nội", 90.0]], "unit-twice", "C4"),
    ([[1, "Hà Nội", "chín mươi"]], "number-unreadable", "C3"),
    ([["nhất", "Hà Nội", 91.43]], "number-unreadable", "A3"),
    ([[1, "Hà Nội", "#N/A"]], "cell-error", "C3"),
    ([[1, "Hà Nội", "=1+1"]], "formula-uncached", "C3"),
)


@pytest.mark.parametrize(("rows", "code", "cell"), BAD_ROWS, ids=[f"{b[1]}{b[2]}{n}" for n, b in enumerate(BAD_ROWS)])
def test_a_bad_cell_refuses_the_whole_file_and_names_it(
    db: Path, tmp_path: Path, rows: list[list[object]], code: str, cell: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        bring(db, ranking(tmp_path / "bad.xlsx", rows))
    errors = [(f.code, f.cell) for f in refused.value.findings if f.severity == "error"]
    assert errors == [(code, cell)]
    assert held(db) == []


def test_all_faults_of_a_file_are_told_at_once(db: Path, tmp_path: Path) -> None:
    rows: list[list[object]] = [[1, "Hà Lội", 91.0], [2, "Hải Phòng", "x y"], [99, "Đà Nẵng", 190.0]]
    with pytest.raises(InputRefused) as refused:
        bring(db, ranking(tmp_path / "bad.xlsx", rows))
    assert len([f for f in refused.value.findings if f.severity == "error"]) == 4


@pytest.mark.parametrize(
    ("ranks", "code", "words"),
    [
        (["nhất", "nhì", "ba", "tư", "năm"], "number-unreadable", "“nhất” không phải số (Xếp hạng); 4 ô khác"),
        (["nhất", "nhì", "ba", "tư", 5], "number-unreadable", "“nhất” không phải số (Xếp hạng); 3 ô khác"),
        ([91.43, 90.2, 89.75, 88.1, 87.3], "rank-decimal", "“91.43”: có vẻ là điểm; 4 ô khác"),
    ],
)
def test_what_fails_alike_in_most_cells_of_a_column_is_told_once(
    db: Path, tmp_path: Path, ranks: list[object], code: str, words: str
) -> None:
    names = ("Hà Nội", "Hải Phòng", "Đà Nẵng", "Lào Cai", "Cà Mau")
    rows = [[rank, name, 91.5 - n] for n, (rank, name) in enumerate(zip(ranks, names, strict=True))]
    with pytest.raises(InputRefused) as refused:
        bring(db, ranking(tmp_path / "bad.xlsx", rows))
    (told,) = [f for f in refused.value.findings if f.severity == "error"]
    assert (told.code, told.cell) == (code, "A3")
    assert words in told.message


@pytest.mark.parametrize(
    ("figures", "words"),
    [(range(1, 31), "có vẻ là thứ hạng"), ([0.57, -1.24, 2.3, -0.4, 3.15] * 6, "có vẻ là mức tăng giảm")],
)
def test_a_column_that_holds_no_scores_is_told_without_its_single_cells(
    figures: Sequence[float], words: str, tmp_path: Path
) -> None:
    """That `1` is no percentage, and -1.24 below the scale, follows from what all of them are."""
    rows = [[None, unit.vi, figure] for unit, figure in zip(CATALOG.provinces(2023), figures, strict=False)]
    found = look(ranking(tmp_path / "x.xlsx", rows, "ĐIỂM PAR INDEX NĂM 2023"), CATALOG, Hints())
    (told,) = [f for f in found.findings if f.severity == "error"]
    assert told.code == "score-implausible"
    assert words in told.message
    accepted = look(tmp_path / "x.xlsx", CATALOG, Hints(accept=("score-implausible",)))
    assert "percent-unclear" in {f.code for f in accepted.findings if f.severity == "error"}


def test_days_that_numbers_were_turned_into_are_told_as_days(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["CHỈ SỐ PAPI NĂM 2023"])
    sheet.append(["Tỉnh", "1. Tham gia của người dân ở cấp cơ sở"])
    for n, unit in enumerate(CATALOG.provinces(2023)[:12], 1):
        sheet.append([unit.vi, date(2024, n, 5) if n % 3 else n // 3])
    book.save(tmp_path / "x.xlsx")
    found = look(tmp_path / "x.xlsx", CATALOG, Hints())
    assert [f.code for f in found.findings if f.severity == "error"] == ["cell-date"]


@pytest.mark.parametrize(
    ("title", "name", "code"),
    [
        ("BẢNG XẾP HẠNG PAR INDEX", "bang.xlsx", "year-unknown"),
        ("BẢNG XẾP HẠNG NĂM 2023", "bang.xlsx", "index-unknown"),
        ("KẾT QUẢ PAR INDEX NĂM 1999", "bang.xlsx", "framework-unknown"),
    ],
)
def test_what_the_file_does_not_tell_is_asked_for(db: Path, tmp_path: Path, title: str, name: str, code: str) -> None:
    path = tmp_path / name
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([title], ["STT", "Tỉnh", "Điểm"], [1, "Hà Nội", 91.43]):
        sheet.append(row)
    book.save(path)
    with pytest.raises(InputRefused) as refused:
        bring(db, path)
    assert [f.code for f in refused.value.findings if f.severity == "error"] == [code]


def test_an_option_settles_what_the_file_does_not_tell(db: Path, tmp_path: Path) -> None:
    path = ranking(tmp_path / "x.xlsx", [[1, "Hà Nội", 91.43]], title="Bảng tổng hợp")
    bring(db, path, Hints(index="par-index", year=2023))
    assert held(db) == [("par-index", "ha-noi", 2023, 91.43, 1, "x.xlsx")]


def test_a_sheet_name_that_contradicts_the_title_is_refused(db: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "PAR INDEX 2022"
    for row in (["Kết quả PAR INDEX năm 2023"], ["Xếp hạng", "Tỉnh", "PAR INDEX"], [1, "Hà Nội", 91.43]):
        sheet.append(row)
    book.save(path)
    with pytest.raises(InputRefused) as refused:
        bring(db, path)
    assert [f.code for f in refused.value.findings] == ["year-conflict"]


def test_a_crash_in_the_middle_leaves_the_database_as_before(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(db, SAMPLE / "sipas.xlsx")
    before = held(db)

    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Store, "_insert_readings", fail)
    with pytest.raises(KeyboardInterrupt):
        bring(db, SAMPLE / "par-index.xlsx")
    assert held(db) == before


def test_a_database_in_use_is_told_as_such(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(db, SAMPLE / "sipas.xlsx")
    monkeypatch.setattr("parreform.schema.BUSY_SECONDS", 0.05)
    other = sqlite3.connect(db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseBusy):
        bring(db, SAMPLE / "par-index.xlsx")
    other.close()


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Kính gửi Sở Nội vụ " * 100, encoding="utf-8")
    with pytest.raises(DatabaseProblem):
        bring(path, SAMPLE / "sipas.xlsx")
    assert path.read_text(encoding="utf-8").startswith("Kính gửi")


# --- unusual, and true -------------------------------------------------------------------------------

UNUSUAL = [[n, name, 40.25 - n] for n, name in enumerate(("Hà Nội", "Hải Phòng", "Đà Nẵng"), start=1)]


def test_an_unusual_table_is_refused_until_it_is_confirmed(db: Path, tmp_path: Path) -> None:
    path = ranking(tmp_path / "low.xlsx", UNUSUAL)
    with pytest.raises(InputRefused) as refused:
        bring(db, path)
    assert [(f.code, f.cell) for f in refused.value.findings if f.severity == "error"] == [("score-implausible", "C3")]
    bring(db, path, Hints(accept=("score-implausible",)))
    assert [row[3] for row in held(db)] == [39.25, 38.25, 37.25]


def test_a_confirmed_table_is_built_again_and_checked_as_confirmed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, first, again = ranking(tmp_path / "low.xlsx", UNUSUAL), tmp_path / "a" / "1.db", tmp_path / "b" / "2.db"
    given = ["--db", str(first), "import", str(path), "--accept", "score-implausible"]
    assert cli.main(given) == 0
    assert cli.main(["--db", str(again), "rebuild", str(first.parent / "1.archive")]) == 0
    assert [row[3] for row in held(again)] == [39.25, 38.25, 37.25]
    capsys.readouterr()
    cli.main(["--db", str(again), "check", "--format", "csv"])
    (row,) = [line for line in capsys.readouterr().out.splitlines() if "score-implausible" in line]
    assert row.startswith("warning")


def test_only_what_may_be_true_can_be_confirmed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = ranking(tmp_path / "low.xlsx", UNUSUAL)
    assert cli.main(["--db", str(tmp_path / "x.db"), "import", str(path), "--accept", "unit-twice"]) == 2
    assert "--accept score-implausible" in " ".join(capsys.readouterr().err.split())


# --- sheets asked for ------------------------------------------------------------------------------


def test_sheets_asked_for_are_read_alone(db: Path, tmp_path: Path) -> None:
    done = bring(db, two_years(tmp_path / "a.xlsx"), Hints(sheet=("SIPAS 2022",)))
    assert [s.name for s in done.sheets] == ["SIPAS 2022"]
    assert {row[2] for row in held(db)} == {2022}


def test_another_sheet_of_the_same_file_is_imported_with_the_first(db: Path, tmp_path: Path) -> None:
    path = two_years(tmp_path / "hai năm.xlsx")
    bring(db, path, Hints(sheet=("SIPAS 2022",)))
    with pytest.raises(InputRefused) as refused:
        bring(db, path, Hints(sheet=("sipas 2023",)))
    (told,) = refused.value.findings
    assert told.code == "imported-otherwise"
    assert told.suggestion.endswith("parreform import 'hai năm.xlsx' --sheet 'SIPAS 2022' --sheet 'sipas 2023'")
    with Store.open(str(db), CATALOG, write=True) as store:
        store.undo(store.source("1"))
    bring(db, path, Hints(sheet=("SIPAS 2022", "sipas 2023")))
    assert {row[2] for row in held(db)} == {2022, 2023}


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(db: Path, tmp_path: Path) -> None:
    path = two_years(tmp_path / "a.xlsx")
    for sheets in (("SIPAS 2021",), ("SIPAS 2021", "SIPAS 2022")):
        with pytest.raises(InputRefused) as refused:
            bring(db, path, Hints(sheet=sheets))
        (told,) = refused.value.findings
        assert (told.code, told.facts["name"]) == ("sheet-unknown", "SIPAS 2021")
        assert "“SIPAS 2022”, “SIPAS 2023”" in told.suggestion


@pytest.mark.parametrize("kept", [{"sheet": "SIPAS 2022"}, {"sheet": ["SIPAS 2022"]}])
def test_options_of_older_logs_are_understood(kept: dict[str, object]) -> None:
    assert Hints.told(kept) == Hints(sheet=("SIPAS 2022",))
    assert Hints.told({"accept": ["jump"], "year": 2022}) == Hints(accept=("jump",), year=2022)


# --- files as they come ------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(Path, "symlink_to"), reason="no symbolic links here")
def test_a_link_to_nowhere_stops_no_other_file_of_a_folder(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "thu muc"
    folder.mkdir()
    ranking(folder / "a.xlsx", [[1, "Hà Nội", 89.5], [2, "Hải Phòng", 88.5]])
    (folder / "b.xlsx").symlink_to(tmp_path / "gone.xlsx")
    assert cli.main(["--db", str(db), "import", str(folder)]) == 4
    assert "✗ b.xlsx: không mở được tệp" in capsys.readouterr().err
    assert len(held(db)) == 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever runs this may read everything")
def test_a_file_that_may_not_be_read_stops_no_other(db: Path, tmp_path: Path) -> None:
    ranking(tmp_path / "a.xlsx", [[1, "Hà Nội", 89.5], [2, "Hải Phòng", 88.5]])
    (tmp_path / "b.xlsx").write_bytes(b"x")
    (tmp_path / "b.xlsx").chmod(0)
    assert cli.main(["--db", str(db), "import", str(tmp_path / "b.xlsx"), str(tmp_path / "a.xlsx")]) == 4
    assert len(held(db)) == 2


def test_a_folder_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert cli.main(["--db", str(tmp_path / "x.db"), "import", str(tmp_path)]) == 2
    assert "Không mở được thư mục" in capsys.readouterr().err


def test_a_name_that_no_text_holds_is_kept_as_it_may_be_shown(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = ranking(tmp_path / "a.xlsx", [[1, "Hà Nội", 89.5], [2, "Hải Phòng", 88.5]])
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xe3ng \x1b[31m.xlsx"))
    made.rename(odd)
    assert cli.main(["--db", str(db), "import", str(odd)]) == 0
    assert cli.main(["--db", str(db), "sources", "-f", "csv"]) == 0
    told = capsys.readouterr()
    assert "b�ng �[31m.xlsx" in told.out
    assert "\x1b" not in told.out + told.err
    assert cli.main(["--db", str(db), "import", str(odd)]) == 0  # nothing new
    assert cli.main(["--db", str(db), "undo", "1"]) == 0


def test_what_commands_a_terminal_is_shown_as_no_command(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("SIPAS 2023\nTỉnh,Điểm\nHà Nội,81.5\n\x1b]0;x\x07Lào Cai,82.5\n", encoding="utf-8")
    assert cli.main(["--db", str(db), "import", str(path)]) == 3
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert "]0;x" in said


def test_a_text_of_any_length_is_shown_short(db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = ranking(tmp_path / "a.xlsx", [[1, "Hà Nội", 89.5], [2, "Hải Phòng" * 3_000, 88.5]])
    assert cli.main(["--db", str(db), "import", str(path)]) == 3
    assert len(capsys.readouterr().err) < 10_000


def test_a_workbook_without_a_cell_is_empty(db: Path, tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(InputRefused) as refused:
        bring(db, tmp_path / "a.xlsx")
    assert [f.code for f in refused.value.findings] == ["no-cells"]
