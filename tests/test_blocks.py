"""Plain columns in blocks: whatever is stored, found and planned is the same as reading by reading."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import NO_USER_FOLDER, ROOT, SHARED
from openpyxl import Workbook, load_workbook

from parreform import cells, sqlite, store
from parreform.blocks import Axis, Block, Readings, tables
from parreform.catalog import Catalog
from parreform.errors import InputRefused
from parreform.hints import Hints
from parreform.ingest import import_file, look
from parreform.store import Provenance, Store

SAMPLES = sorted((ROOT / "sample_data").glob("*.xlsx"))
PUBLISHED = sorted((SHARED / "data" / "papi" / "workbooks").glob("*.xlsx"))
UNITS, CRITERIA = 60, 20

# --- the two ways ---------------------------------------------------------------------------------


@contextmanager
def slowly(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One reading a value, one statement a reading."""
    with monkeypatch.context() as patch:
        patch.setattr(cells, "SHORTEST", 10**9)
        patch.setattr(sqlite._FileConnection, "bulk", False)
        yield


def contents(db: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table; times are left out, and so is the order in which an import wrote its values."""
    raw = sqlite3.connect(db)
    names = [r[0] for r in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    found = {n: raw.execute(f"SELECT rowid, * FROM {n} ORDER BY rowid").fetchall() for n in names}
    values = raw.execute("SELECT *, typeof(score), typeof(cell), typeof(unit_id) FROM observation")
    found["observation"] = sorted((row[1:] for row in values), key=repr)
    found["run"] = raw.execute("SELECT id, kind, options, source_id, undone_by_id FROM run ORDER BY id").fetchall()
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    raw.close()
    return found


def log_of(db: Path) -> list[dict[str, object]]:
    path = db.with_name(f"{db.stem}.archive") / "imports.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [{k: v for k, v in json.loads(line).items() if k != "at"} for line in lines]


def bring(db: Path, path: Path, catalog: Catalog, hints: Hints = Hints()) -> object:  # noqa: B008
    with Store.open(str(db), catalog, write=True) as store:
        try:
            trial = import_file(store, path, hints, Provenance(), dry_run=True)
            done = import_file(store, path, hints, Provenance())
        except InputRefused as refused:
            return refused.findings
    before = [(v.old.indicator, v.old.unit, v.old.score, v.new) for v in done.plan.changed] if done.plan else []
    gone = sorted((v.indicator, v.unit, v.year, str(v.score), v.cell) for v in done.plan.gone) if done.plan else []
    counts = (list(done.plan.added), done.plan.same, len(done.plan.rivals)) if done.plan else ()
    assert done.plan is None or trial.plan is None or len(trial.plan.added) == len(done.plan.added)
    return done.sheets, done.findings, before, gone, counts


def take_back(db: Path, name: str, catalog: Catalog) -> int:
    with Store.open(str(db), catalog, write=True) as store:
        return store.undo(store.source(name))


Step = Callable[[Path], object]


def assert_same(folder: Path, monkeypatch: pytest.MonkeyPatch, steps: list[Step]) -> None:
    """Take steps both ways, each into a database of its own, and compare after every one."""
    fast, slow = folder / "fast" / "x.db", folder / "slow" / "x.db"
    for step in steps:
        quick = step(fast)
        with slowly(monkeypatch):
            careful = step(slow)
        assert quick == careful
        if slow.exists():
            assert contents(fast) == contents(slow)
            assert log_of(fast) == log_of(slow)


# --- synthetic workbooks --------------------------------------------------------------------------


@pytest.fixture
def communes(tmp_path: Path) -> Catalog:
    """Synthetic definitions: 60 communes, an index with a total and twenty criteria of at most 5 points."""
    root = tmp_path / "definitions"
    unit = ",\n".join(f'{{id = "xa-{n}", kind = "commune", vi = "Xã Thử {n:02d}"}}' for n in range(UNITS))
    parts = "".join(
        f'{{id = "thu.c{n}", level = "dimension", vi = "Tiêu chí số {chr(65 + n)}"}},\n' for n in range(CRITERIA)
    )
    items = "".join(f'{{indicator = "thu.c{n}", parent = "thu", max = 5}},\n' for n in range(CRITERIA))
    files = {
        "units/communes.toml": f"unit = [\n{unit}\n]\n",
        "indices/thu.toml": 'id = "thu"\nvi = "Chỉ số thử"\nen = "Trial index"\nshort = "Thử"\nunit = "điểm"\n'
        f'words = ["chỉ số thử"]\nindicator = [\n{{id = "thu", level = "index", vi = "Tổng điểm thử"}},\n{parts}]\n',
        "frameworks/thu/f.toml": 'id = "thu-2015"\nindex = "thu"\nfirst_year = 2015\n'
        f'item = [\n{{indicator = "thu", max = 100}},\n{items}]\n',
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Catalog.load(root)


Change = dict[tuple[int, int, int], object]
"""Year, unit and column (0 is the total) of a cell, and what stands there instead."""


def workbook(path: Path, years: range, changes: Change | None = None, *, turned: bool = False) -> Path:
    """A sheet a year: the total and twenty criteria of sixty communes."""
    book = Workbook()
    book.remove(book.active)
    for year in years:
        scores = [[1.25 + (u * 7 + c * 3 + year) % 11 / 4 for c in range(CRITERIA)] for u in range(UNITS)]
        rows: list[list[object]] = [[sum(row), *row] for row in scores]
        for (_, u, c), value in {k: v for k, v in (changes or {}).items() if k[0] == year}.items():
            rows[u][c] = value
        table = [["Xã", "Tổng điểm thử", *(f"Tiêu chí số {chr(65 + n)}" for n in range(CRITERIA))]]
        table += [[f"Xã Thử {u:02d}", *row] for u, row in enumerate(rows)]
        sheet = book.create_sheet(f"Năm {year}")
        sheet.append([f"Chỉ số thử năm {year}"])
        for row in zip(*table, strict=True) if turned else table:
            sheet.append(list(row))
    book.save(path)
    return path


MIXED: Change = {
    (2020, 3, 2): "2,5",
    (2020, 4, 2): None,
    (2020, 59, 2): "-",
    (2020, 0, 3): None,
    (2020, 30, 4): 0,
    (2021, 7, 0): 0,
    (2021, 8, 5): 3,
    (2021, 9, 0): 77.5,
    **{(2021, u, 9): None for u in range(0, UNITS, 3)},
    **{(2021, u, 10): "4.5" for u in range(UNITS)},
}
WRONG: dict[str, Change] = {
    "beyond the maximum": {(2020, 11, 5): 5.5, (2021, 2, 1): 5.25},
    "no numbers": {(2020, 11, 5): "năm", (2020, 12, 5): "#N/A"},
    "a total that is none": {(2020, 1, 0): 12.0, (2020, 2, 0): 99.5},
}


@pytest.mark.parametrize("turned", [False, True], ids=["rows", "columns"])
def test_mixed_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, communes: Catalog, *, turned: bool) -> None:
    first = workbook(tmp_path / "a.xlsx", range(2018, 2022), MIXED, turned=turned)
    assert_same(tmp_path, monkeypatch, [lambda db: bring(db, first, communes)])
    kept = look(first, communes, Hints()).extraction.readings
    assert any(isinstance(p, Block) for p in kept.pieces)
    assert any(not isinstance(p, Block) for p in kept.pieces)


def test_imports_again_with_changes_and_undo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, communes: Catalog
) -> None:
    a = workbook(tmp_path / "a.xlsx", range(2018, 2021))
    b = workbook(tmp_path / "b.xlsx", range(2020, 2023), MIXED | {(2020, 5, 6): 1.5, (2020, 6, 6): None})
    c = workbook(tmp_path / "c.xlsx", range(2019, 2022), turned=True)
    known = Hints(accept=("parts-contradict",))  # the changed parts do not add up
    steps: list[Step] = [lambda db, p=p: bring(db, p, communes, known) for p in (a, b, c, a)]
    steps += [lambda db, n=n: take_back(db, n, communes) for n in ("b.xlsx", "a.xlsx")]
    steps += [lambda db, p=p: bring(db, p, communes, known) for p in (a, b)]
    assert_same(tmp_path, monkeypatch, steps)


@pytest.mark.parametrize("name", sorted(WRONG))
def test_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, communes: Catalog, name: str) -> None:
    path = workbook(tmp_path / "wrong.xlsx", range(2020, 2022), WRONG[name])
    found: list[object] = []
    assert_same(tmp_path, monkeypatch, [lambda db: found.append(bring(db, path, communes))])
    told = found[0] if isinstance(found[0], tuple | list) else ()
    assert told


@pytest.mark.parametrize("other", [0.0, 0.25], ids=["the same", "different"])
def test_a_table_twice_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, communes: Catalog, other: float
) -> None:
    book = load_workbook(workbook(tmp_path / "a.xlsx", range(2020, 2022)))
    again = book.copy_worksheet(book["Năm 2020"])
    again["F7"] = again["F7"].value + other
    book.save(tmp_path / "b.xlsx")
    assert_same(tmp_path, monkeypatch, [lambda db: bring(db, tmp_path / "b.xlsx", communes)])


# --- real workbooks -------------------------------------------------------------------------------


def altered(path: Path, target: Path) -> Path:
    """A copy in which some figures are changed, emptied or typed as text."""
    book = load_workbook(path)
    figures = [c for sheet in book for row in sheet.iter_rows() for c in row if isinstance(c.value, float)]
    for n, cell in enumerate(figures[::37]):
        cell.value = (round(cell.value * 0.99, 4), None, str(cell.value).replace(".", ","))[n % 3]
    book.save(target)
    return target


@pytest.mark.parametrize("path", [*SAMPLES, *PUBLISHED], ids=lambda p: p.stem)
def test_real_workbooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    catalog = Catalog.load(NO_USER_FOLDER)
    other = altered(path, tmp_path / f"{path.stem} 2.xlsx")
    steps: list[Step] = [lambda db, p=p: bring(db, p, catalog) for p in (path, other)]
    steps += [lambda db: take_back(db, path.name, catalog), lambda db: bring(db, path, catalog)]
    assert_same(tmp_path, monkeypatch, steps)


# --- the pieces -----------------------------------------------------------------------------------


def test_readings_are_a_sequence_whatever_they_are_kept_as() -> None:
    axis = Axis(tuple(range(2, 22)), tuple(f"u{n}" for n in range(20)))
    block = Block("i", 2020, "S", axis, 0, 3, False, [float(n) for n in range(20)])
    readings = Readings()
    readings.add(block)
    readings.append(block.reading(0)._replace(unit="other", score=None, missing="not-published"))
    assert (len(readings), len(list(readings)), bool(readings), bool(Readings())) == (21, 21, True, False)
    assert (readings[1].cell, readings[1].unit, readings[1].score) == ("D4", "u1", 1.0)
    assert readings[-1].unit == "other"
    assert readings == list(readings)
    table = tables(readings)["i", 2020]
    assert (len(table), table["u5"].score, len(table.scores)) == (21, 5.0, 20)


def test_a_crash_between_blocks_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, communes: Catalog
) -> None:
    from parreform import bulk

    done = []
    real = bulk._Wide.insert

    def fail(self, place):
        done.append(place)
        if len(done) == 30:
            raise KeyboardInterrupt
        real(self, place)

    db = tmp_path / "x.db"
    bring(db, SAMPLES[0], communes)
    before = contents(db)
    monkeypatch.setattr(bulk._Wide, "insert", fail)
    with pytest.raises(KeyboardInterrupt):
        bring(db, workbook(tmp_path / "a.xlsx", range(2018, 2021)), communes)
    assert contents(db) == before
    monkeypatch.undo()
    assert bring(db, tmp_path / "a.xlsx", communes)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_references_are_whole_without_being_looked_up_row_by_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    catalog = Catalog.load(NO_USER_FOLDER)
    one_by_one, together = tmp_path / "a.db", tmp_path / "b.db"
    bring(one_by_one, path, catalog)
    monkeypatch.setattr(store, "MANY", 0)
    bring(together, path, catalog)
    assert contents(together) == contents(one_by_one)


def test_references_are_looked_up_again_after_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MANY", 0)
    with Store.open(str(tmp_path / "a.db"), Catalog.load(NO_USER_FOLDER), write=True) as opened:
        import_file(opened, SAMPLES[-1], Hints(), Provenance())
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"), opened.connection.transaction():
            opened.connection.run("UPDATE observation SET sheet_id = 999999")
