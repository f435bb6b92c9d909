"""Staffing figures through time: one pipeline with the indices, its vintages, rivals and undo. Figures are synthetic."""

import csv
import io
from pathlib import Path

import pytest
from conftest import make_workbook
from openpyxl import load_workbook

from parreform import cli
from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import import_file, look
from parreform.plans import Plan
from parreform.records import Scope
from parreform.staffing.figures import Figure
from parreform.staffing_history import StaffVintage, counting
from parreform.standing import Standing
from parreform.store import Provenance, Store

TITLE = ["KẾT QUẢ TINH GIẢN BIÊN CHẾ TỈNH SƠN LA NĂM 2021 SO VỚI NĂM 2015"]
HEAD = ["Loại biên chế", "Biên chế giao năm 2015", "Biên chế giao năm 2021", "Số giảm"]


def table(path: Path, civil: int = 1800, extra: tuple[tuple[object, ...], ...] = ()) -> Path:
    rows = [TITLE, HEAD, ["Công chức", 2000, civil, 2000 - civil], *extra]
    return make_workbook(path, {"Biểu 1": rows})


def bring(db: str, catalog: Catalog, path: Path, *, dry_run: bool = False, **stated: str) -> Plan:
    with Store.open(db, catalog, write=True) as store:
        plan = import_file(store, path, Hints(), Provenance(**stated), dry_run=dry_run).plan
        assert plan is not None
        return plan


def current(db: str, catalog: Catalog, as_of: str = "") -> dict[str, float]:
    with Store.open(db, catalog) as store:
        return {v.figure.measure: v.figure.value for v in store.staffing(as_of=as_of)}


def held(db: str, catalog: Catalog) -> set[tuple[Figure, str]]:
    with Store.open(db, catalog) as store:
        return {(v.figure, v.source) for v in store.staffing()}


def run(capfdbinary: pytest.CaptureFixture[bytes], *words: object) -> tuple[int, str, str]:
    code = cli.main([str(w) for w in words])
    out, err = capfdbinary.readouterr()
    return code, out.decode(), err.decode()


def test_a_later_file_replaces_and_undo_restores(db: str, catalog: Catalog, tmp_path: Path) -> None:
    bring(db, catalog, table(tmp_path / "a.xlsx"))
    plan = bring(db, catalog, table(tmp_path / "b.xlsx", 1700))
    assert (plan.new, plan.changes, plan.confirmed, plan.kept_beside) == (0, 2, 1, 0)
    assert current(db, catalog) == {"baseline": 2000, "assigned": 1700, "cut": 300}
    with Store.open(db, catalog, write=True) as store:
        assert store.undo(store.source("b.xlsx")) == 2
    assert current(db, catalog) == {"baseline": 2000, "assigned": 1800, "cut": 200}


def test_what_was_held_at_a_moment_stays_readable(db: str, catalog: Catalog, tmp_path: Path) -> None:
    bring(db, catalog, table(tmp_path / "a.xlsx"))
    with Store.open(db, catalog) as store:
        moment = max(v.recorded_at for v in store.staffing())
    bring(db, catalog, table(tmp_path / "b.xlsx", 1700))
    assert current(db, catalog, moment)["assigned"] == 1800
    assert current(db, catalog)["assigned"] == 1700
    with Store.open(db, catalog) as store:
        vintages = store.staffing_vintages(["son-la"], "civil_servants", 2021)
    assert [(v.figure.value, v.current) for v in vintages if v.figure.measure == "cut"] == [(300, True), (200, False)]


def test_a_second_witness_survives_the_undo_of_the_first(db: str, catalog: Catalog, tmp_path: Path) -> None:
    bring(db, catalog, table(tmp_path / "a.xlsx"))
    more = (("Viên chức", 20000, 18000, 2000),)
    bring(db, catalog, table(tmp_path / "b.xlsx", extra=more))
    with Store.open(db, catalog, write=True) as store:
        store.undo(store.source("a.xlsx"))
        kept = store.staffing()
    assert {v.source for v in kept} == {"b.xlsx"}
    assert len(kept) == 6


def test_a_lesser_source_is_kept_beside(db: str, catalog: Catalog, tmp_path: Path) -> None:
    bring(db, catalog, table(tmp_path / "a.xlsx"), tier="publisher")
    plan = bring(db, catalog, table(tmp_path / "b.xlsx", 1700), tier="press")
    assert (plan.changes, plan.kept_beside, plan.confirmed) == (0, 2, 1)
    assert current(db, catalog)["cut"] == 200
    with Store.open(db, catalog, write=True) as store:
        store.undo(store.source("a.xlsx"))
    assert current(db, catalog) == {"baseline": 2000, "assigned": 1700, "cut": 300}


def test_rivals_and_check_speak_of_staffing(
    db: str, catalog: Catalog, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    bring(db, catalog, table(tmp_path / "a.xlsx"), tier="publisher")
    bring(db, catalog, table(tmp_path / "b.xlsx", 1700), tier="press")
    _, out, _ = run(capfdbinary, "--db", db, "rivals", "--index", "staffing", "--province", "Sơn La", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(r["indicator"], r["score"], r["rival_score"], r["rule"], r["rival_cell"]) for r in rows] == [
        ("civil_servants.assigned", "1800.0", "1700.0", "tier", "C3"),
        ("civil_servants.cut", "200.0", "300.0", "tier", "D3"),
    ]
    said = run(capfdbinary, "--db", db, "rivals")[1]
    assert "Công chức (hành chính) · giảm 2021: 200" in said
    assert "civil_servants" not in said
    other = [[*TITLE], ["Loại biên chế", "Biên chế giao năm 2015", "Biên chế giao năm 2020"], ["Công chức", 2100, 1900]]
    bring(db, catalog, make_workbook(tmp_path / "c.xlsx", {"y": other}))
    code, out, _ = run(capfdbinary, "--db", db, "check", "-f", "csv")
    found = [(r["code"], r["workbook"], r["cell"]) for r in csv.DictReader(io.StringIO(out))]
    assert (code, found) == (0, [("baseline-differs", "c.xlsx", "C3")])


def test_a_lesser_source_may_be_preferred_and_no_longer(
    db: str, catalog: Catalog, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    bring(db, catalog, table(tmp_path / "a.xlsx"), tier="publisher")
    bring(db, catalog, table(tmp_path / "b.xlsx", 1700), tier="press")
    before = held(db, catalog)
    asked = ("--db", db, "prefer", "b.xlsx", "--index", "staffing", "--province", "son la", "--year", "2021")
    assert "3 giá trị đổi nguồn" in run(capfdbinary, *asked)[2]
    assert current(db, catalog) == {"baseline": 2000, "assigned": 1700, "cut": 300}
    rows = list(csv.DictReader(io.StringIO(run(capfdbinary, "--db", db, "rivals", "-f", "csv")[1])))
    assert [(r["score"], r["rival_score"], r["rule"], r["cell"]) for r in rows] == [
        ("1700.0", "1800.0", "preference", "C3"),
        ("300.0", "200.0", "preference", "D3"),
    ]
    assert "staffing,son-la,Sơn La,2021" in run(capfdbinary, "--db", db, "prefer", "--list", "-f", "csv")[1]
    plan = bring(db, catalog, table(tmp_path / "c.xlsx", 1600), tier="publisher")
    assert (plan.changes, plan.kept_beside) == (0, 2)  # the preference speaks for later imports too
    assert run(capfdbinary, *asked, "--remove")[0] == 0
    assert current(db, catalog)["cut"] == 400
    with Store.open(db, catalog, write=True) as store:
        store.undo(store.source("c.xlsx"))
    assert held(db, catalog) == before


@pytest.mark.parametrize("extent", [("--year", "2020"), ("--province", "Hà Nội")])
def test_a_source_without_such_figures_cannot_be_preferred(
    db: str, catalog: Catalog, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], extent: tuple[str, str]
) -> None:
    bring(db, catalog, table(tmp_path / "a.xlsx"))
    code, _, err = run(capfdbinary, "--db", db, "prefer", "a.xlsx", "--index", "staffing", *extent)
    assert (code, "không có giá trị nào như vậy" in err) == (2, True)


def test_taking_back_an_import_keeps_to_the_preference(db: str, catalog: Catalog, tmp_path: Path) -> None:
    bring(db, catalog, table(tmp_path / "a.xlsx"), tier="publisher")
    bring(db, catalog, table(tmp_path / "b.xlsx", 1700), tier="press")
    bring(db, catalog, table(tmp_path / "c.xlsx", 1600), tier="publisher")
    with Store.open(db, catalog, write=True) as store:
        store.prefer(store.source("b.xlsx"), Scope("staffing"))
        store.undo(store.source("c.xlsx"))
    assert current(db, catalog)["cut"] == 300


def test_a_cut_of_one_year_is_not_taken_for_one_since_the_baseline(tmp_path: Path, catalog: Catalog) -> None:
    head = ["Loại", "Biên chế giao 2021", "Biên chế giao 2025", "Biên chế giao 2026", "Giảm năm 2026"]
    title = ["KẾ HOẠCH TINH GIẢN BIÊN CHẾ TỈNH QUẢNG NAM SO VỚI NĂM 2021"]
    for word, codes in (("Giảm năm 2026", {"cut-of-a-year"}), ("Giảm năm 2026 so với năm trước", set())):
        rows = [title, [*head[:-1], word], ["Công chức", 3156, 3096, 2998, 98]]
        seen = look(make_workbook(tmp_path / "a.xlsx", {"x": rows}), catalog, Hints())
        assert {f.code for f in seen.findings if f.severity == "error"} == codes
    assert {(f.baseline_year, f.value) for f in seen.staffing.figures if f.measure == "cut"} == {(2025, 98)}


def test_a_trial_stores_nothing(db: str, catalog: Catalog, tmp_path: Path) -> None:
    plan = bring(db, catalog, table(tmp_path / "a.xlsx"), dry_run=True)
    assert plan.new == 3
    assert current(db, catalog) == {}


def vintage(value: float, run: int, tier: str = "unknown", published: str = "", *, stands: bool = True) -> StaffVintage:
    figure = Figure("son-la", "all", "cut", "2021", "achieved", value, "S", "A1")
    return StaffVintage(figure, "f", run, run, Standing(0, tier, published, run), "", "", False, stands, False, "")


def test_which_figure_counts() -> None:
    first, again, other = vintage(1, 1), vintage(1, 2), vintage(2, 3)
    assert counting([first, again]) is first
    assert counting([again, other, first]) is other
    assert counting([vintage(5, 9, "press"), vintage(4, 1, "official")]).figure.value == 4  # type: ignore[union-attr]
    assert counting([vintage(5, 9), vintage(4, 1, published="2022-02-18")]).figure.value == 4  # type: ignore[union-attr]
    assert counting([vintage(5, 9, stands=False)]) is None
    assert counting([]) is None


def test_one_file_holds_index_and_staffing(db: str, catalog: Catalog, tmp_path: Path) -> None:
    sipas = [["CHỈ SỐ SIPAS NĂM 2021"], ["STT", "Tỉnh", "Chỉ số SIPAS (%)", "Xếp hạng"], [1, "Sơn La", 87.5, 20]]
    path = make_workbook(
        tmp_path / "ca hai.xlsx", {"SIPAS 2021": sipas, "Biểu 1": [TITLE, HEAD, ["Công chức", 2000, 1800, 200]]}
    )
    plan = bring(db, catalog, path)
    assert (len(plan.added), len(plan.staffing.added), plan.new) == (1, 3, 4)
    with Store.open(db, catalog) as store:
        (source,) = store.sources()
        assert (source.values, source.current) == (4, 4)
        assert store.staffing_coverage(source.id) == [("2021", 3)]


def test_through_the_commands(db: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = table(tmp_path / "a.xlsx", extra=(("Trong đó: nghỉ hưu trước tuổi", None, None, 400),))
    code, _, told = run(
        capfdbinary, "--db", db, "import", path, "--annotate", tmp_path / "b.xlsx", "--changes", tmp_path / "c.csv"
    )
    assert code == 0
    assert "trong đó" in told
    marked = load_workbook(tmp_path / "b.xlsx")
    assert marked["Biểu 1"]["D3"].comment is not None
    changes = list(csv.DictReader((tmp_path / "c.csv").read_text(encoding="utf-8").splitlines()))
    assert next((r["what"], r["index"], r["indicator"], r["new_score"]) for r in changes) == (
        "new",
        "staffing",
        "civil_servants.assigned",
        "1800.0",
    )
    code, out, _ = run(capfdbinary, "--db", db, "why", "Sơn La", "civil_servants", "2021", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert {(r["measure"], r["value"], r["cell"]) for r in rows} == {
        ("baseline", "2000", "B3"),
        ("assigned", "1800", "C3"),
        ("cut", "200", "D3"),
        ("part", "400", "D4"),
    }
    code, out, _ = run(capfdbinary, "--db", db, "trend", "--province", "Sơn La")
    assert "Tinh giản biên chế" in out
    assert run(capfdbinary, "--db", db, "undo", "a.xlsx")[0] == 0
    code, out, _ = run(capfdbinary, "--db", db, "staffing", "-f", "csv")
    assert out.count("\n") == 1


def test_a_lost_database_is_built_again(
    db: str, catalog: Catalog, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    untold = make_workbook(
        tmp_path / "a.xlsx",
        {"x": [["Tinh giản biên chế tỉnh Sơn La năm 2021"], ["Loại", "Số giảm", "Tỷ lệ (%)"], ["Công chức", 200, 10]]},
    )
    assert run(capfdbinary, "--db", db, "import", untold)[0] == 3
    assert run(capfdbinary, "--db", db, "import", untold, "--baseline", "2015", "--kind", "đã thực hiện")[0] == 0
    before = current(db, catalog)
    archive = Path(db).with_name("parreform.archive")
    again = str(tmp_path / "again.db")
    assert run(capfdbinary, "--db", again, "rebuild", archive)[0] == 0
    assert current(again, catalog) == before == {"cut": 200, "pct": 10}


def test_a_refused_file_stores_nothing(
    db: str, catalog: Catalog, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = make_workbook(tmp_path / "a.xlsx", {"x": [TITLE, HEAD, ["Công chức", 2000, 1.8, 200]]})
    code, _, told = run(capfdbinary, "--db", db, "import", path)
    assert code == 3
    assert "x!C3" in told
    assert current(db, catalog) == {}
