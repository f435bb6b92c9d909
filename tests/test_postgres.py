"""The same acts on a real PostgreSQL: set PARREFORM_TEST_POSTGRES to the URL of an empty database of its own."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import make_workbook

from parreform import cli, schema
from parreform.catalog import Catalog
from parreform.errors import DatabaseBusy, DatabaseProblem
from parreform.hints import Hints
from parreform.ingest import import_file
from parreform.queries import league_of, trends
from parreform.readings import Reading
from parreform.reconcile import rivals_of
from parreform.records import Scope, SourceFile
from parreform.store import Provenance, Store

URL = os.environ.get("PARREFORM_TEST_POSTGRES", "")
ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_data"
CATALOG = Catalog.load(ROOT / "no-user-definitions")

pytestmark = pytest.mark.skipif(not URL, reason="PARREFORM_TEST_POSTGRES names no PostgreSQL database to try")


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The database, emptied before and after."""
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.5)
    _empty()
    yield URL
    _empty()


def _empty() -> None:
    import psycopg

    with psycopg.connect(URL, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def table(folder: Path, name: str, *rows: tuple[object, ...]) -> Path:
    """A synthetic ranking; each row is rank, province, score."""
    head = [["KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023"], ["Xếp hạng", "Tỉnh, thành phố", "Chỉ số tổng hợp"]]
    return make_workbook(folder / f"{name}.xlsx", {f"Bảng {name}": [*head, *rows]})


def bring(url: str, path: Path, tier: str = "unknown") -> None:
    with Store.open(url, CATALOG, write=True) as store:
        import_file(store, path, Hints(), Provenance(tier=tier))


def held(url: str, as_of: str = "") -> dict[str, tuple[float | None, str]]:
    with Store.open(url, CATALOG) as store:
        return {v.unit: (v.score, v.source.removesuffix(".xlsx")) for v in store.values(as_of=as_of)}


def test_sample_data_give_the_same_listings_as_sqlite(url: str, db: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = (
        ["trend", "-p", "Hà Nội"],
        ["rank", "papi", "2022"],
        ["data", "--index", "par-index"],
        ["rivals"],
        ["units"],
        ["check", "-i", "sipas"],
        ["prefer", "--list"],
    )
    said: dict[str, list[str]] = {}
    for place in (url, db):
        assert cli.main(["--db", place, "-q", "import", str(SAMPLE)]) == 0
        capsys.readouterr()
        said[place] = []
        for words in asked:
            assert cli.main(["--db", place, *words, "-f", "csv"]) == 0
            said[place].append(capsys.readouterr().out)
    assert said[url] == said[db]
    assert "8,published" in said[url][0]


def test_an_export_gives_the_same_bytes_as_from_sqlite(url: str, db: str, tmp_path: Path) -> None:
    made = []
    for place in (url, db):
        bring(place, SAMPLE / "sipas.xlsx")
        out = tmp_path / str(len(made))
        for _ in range(2):
            assert cli.main(["--db", place, "export", "--out", str(out), "-p", "Hà Nội", "--jobs", "1"]) == 0
        made.append({p.name: p.read_bytes() for p in out.rglob("*.*") if p.suffix in (".png", ".csv", ".xlsx")})
    assert made[0] == made[1]
    assert "sipas-trend.png" in made[0]


def test_a_snapshot_is_one_moment(url: str, tmp_path: Path) -> None:
    bring(url, table(tmp_path, "a", (1, "Hà Nội", 91.0)))
    with Store.open(url, CATALOG) as store, store.connection.snapshot():
        before = store.values()
        bring(url, table(tmp_path, "b", (1, "Hải Phòng", 92.0)))
        assert store.values() == before
    assert len(held(url)) == 2


PRINTED = {
    # name: tier, then score and rank of Hà Nội and of Hải Phòng
    "scores": ("press", (91.0, None), (90.0, None)),
    "ranks": ("publisher", (None, 1), (None, 2)),
    "both": ("publisher", (91.0, 1), (90.5, 2)),
    "again": ("publisher", (91.0, None), (None, 2)),
    "other": ("unknown", (91.0, 1), (None, 3)),
}
"""Synthetic files that print only part of each value."""


def test_fields_that_a_reading_leaves_silent_are_those_of_sqlite(url: str, db: str) -> None:
    acts = "scores ranks both again other !both prefer:other !ranks !again both !scores".split()
    assert _course(url, acts) == _course(db, acts)


def _course(place: str, acts: list[str]) -> list[object]:
    """What is held, and what contradicts it, after each act; and then again as of each."""
    seen, moments = list[object](), list[str]()
    for act in acts:
        with Store.open(place, CATALOG, write=True) as store:
            _act(store, act)
            moments.append(store.acts()[-1].at)
            rivals = [(r.current.value[:7], r.other.value[:7]) for r in store.rivals()]
            seen.append((_values(store), rivals, store.scores(["par-index"])))
    with Store.open(place, CATALOG) as store:
        assert [_values(store, moment) for moment in moments] == [values for values, _, _ in seen]  # type: ignore[misc]
    return seen


def _act(store: Store, act: str) -> None:
    name = act.removeprefix("!").removeprefix("prefer:")
    if act.startswith("!"):
        store.undo(store.source(f"{name}.xlsx"))
    elif act.startswith("prefer:"):
        store.prefer(store.source(f"{name}.xlsx"), Scope("par-index"))
    else:
        tier, *printed = PRINTED[name]
        told = zip(("ha-noi", "hai-phong"), printed, strict=True)
        readings = [Reading("par-index", u, 2023, "x", "B2", score, rank) for u, (score, rank) in told]  # type: ignore[arg-type]
        file = SourceFile(0, f"{name:0>64}", f"{name}.xlsx", 1, Provenance(tier=str(tier)))
        store.save(file, readings, [], {})


def _values(store: Store, as_of: str = "") -> list[object]:
    return [v._replace(recorded_at="", computed=bool(v.computed)) for v in store.values(as_of=as_of)]


def test_supersede_rival_prefer_undo_and_as_of(url: str, tmp_path: Path) -> None:
    seen = []
    official = table(tmp_path, "official", (1, "Hải Phòng", 91.87), (2, "Hà Nội", 91.43))
    paper = table(tmp_path, "paper", (1, "Hải Phòng", 91.81), (2, "Hà Nội", 91.43))
    bring(url, paper, "press")
    seen.append(held(url))
    bring(url, official, "publisher")
    seen.append(held(url))
    with Store.open(url, CATALOG, write=True) as store:
        assert [(r.difference, r.rule) for r in rivals_of(store, Scope(""))] == [(-0.06, "tier")]
        assert store.prefer(store.source("paper.xlsx"), Scope("par-index", ("hai-phong",), 2023)) == 1
    seen.append(held(url))
    with Store.open(url, CATALOG, write=True) as store:
        assert [p.unit for p in store.preferences()] == ["hai-phong"]
        assert store.prefer(store.source("paper.xlsx"), Scope("par-index", ("hai-phong",), 2023), remove=True) == 1
        assert store.undo(store.source("official.xlsx")) == 2
        assert {v.value.score for v in store.vintages("par-index", "hai-phong", 2023)} == {91.81, 91.87}
        moments = [row[0] for row in store.connection.rows("SELECT at FROM run ORDER BY id")]
    assert seen == [
        {"hai-phong": (91.81, "paper"), "ha-noi": (91.43, "paper")},
        {"hai-phong": (91.87, "official"), "ha-noi": (91.43, "official")},
        {"hai-phong": (91.81, "paper"), "ha-noi": (91.43, "official")},
    ]
    assert [held(url, as_of=moment) for moment in moments] == [*seen, seen[1], seen[0]]
    assert held(url) == seen[0]
    with Store.open(url, CATALOG) as store:
        assert [
            (line.index, line.unit, [p.value.score for p in line.points]) for line in trends(store, "Hải Phòng")
        ] == [("par-index", "hai-phong", [91.81])]
        assert len(league_of(store, "par-index", 2023).places) == 2


def test_writers_wait_for_each_other_and_say_so(url: str, tmp_path: Path) -> None:
    bring(url, table(tmp_path, "a", (1, "Hà Nội", 91.0)))
    with Store.open(url, CATALOG, write=True) as first, first.connection.transaction():
        with pytest.raises(DatabaseBusy):
            bring(url, table(tmp_path, "b", (1, "Hà Nội", 92.0)))
        assert held(url)["ha-noi"] == (91.0, "a")
    bring(url, tmp_path / "b.xlsx")
    assert held(url)["ha-noi"] == (92.0, "b")


def test_two_first_imports_at_once(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "BUSY_SECONDS", 10.0)
    paths = [table(tmp_path, name, (1, "Hà Nội", 91.0 + n)) for n, name in enumerate("ab")]
    faults: list[BaseException] = []

    def act(path: Path) -> None:
        try:
            bring(url, path)
        except BaseException as fault:  # noqa: BLE001
            faults.append(fault)

    threads = [threading.Thread(target=act, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with Store.open(url, CATALOG) as store:
        assert len(store.vintages("par-index", "ha-noi", 2023)) == 2


def test_a_killed_import_leaves_nothing(url: str, tmp_path: Path) -> None:
    """The process dies with everything written and nothing committed."""
    bring(url, table(tmp_path, "a", (1, "Hà Nội", 91.0)))
    before = held(url)
    dying = (
        "import os; from parreform import cli; from parreform.store import Store\n"
        "whole = Store._insert_readings\n"
        "def die(self, *a, **k):\n    whole(self, *a, **k); os.kill(os.getpid(), 9)\n"
        "Store._insert_readings = die\n"
        f"cli.main(['--db', {url!r}, 'import', {str(SAMPLE / 'sipas.xlsx')!r}])"
    )
    env = {**os.environ, "PARREFORM_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", dying], env=env, cwd=ROOT, check=False, capture_output=True)
    assert done.returncode < 0, done.stderr.decode()
    assert held(url) == before


def test_a_database_that_cannot_be_reached_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatabaseProblem):
        held("postgresql://127.0.0.1:1/nothing")
