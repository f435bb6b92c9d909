"""Killed imports and imports at the same time: the database is as before or as after, never in between."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import import_file
from parreform.store import Provenance, Store

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_data"
CATALOG = Catalog.load(ROOT / "no-user-definitions")
KILLS = 10


def start(db: Path, *words: object) -> subprocess.Popen[bytes]:
    """`parreform ...` in a process of its own."""
    command = [sys.executable, "-m", "parreform", "--db", str(db), *map(str, words)]
    env = {**os.environ, "PARREFORM_HOME": str(db.parent), "PARREFORM_LANG": "vi"}
    return subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def held(db: Path) -> list[tuple[object, ...]]:
    with Store.open(str(db), CATALOG) as store:
        assert store.connection.rows("PRAGMA integrity_check") == [("ok",)]
        assert store.connection.rows("PRAGMA foreign_key_check") == []
        return [v._replace(recorded_at="") for v in store.values()]


def bring(db: Path, path: Path) -> None:
    with Store.open(str(db), CATALOG, write=True) as store:
        import_file(store, path, Hints(), Provenance())


def test_a_killed_import_leaves_the_database_as_before_or_as_after(tmp_path: Path) -> None:
    base, whole = tmp_path / "base" / "x.db", tmp_path / "whole" / "x.db"
    for db in (base, whole):
        db.parent.mkdir()
        bring(db, SAMPLE / "par-index.xlsx")
    before = held(base)
    began = time.perf_counter()
    assert start(whole, "import", SAMPLE / "sipas.xlsx").wait() == 0
    duration = time.perf_counter() - began
    after = held(whole)
    assert len(after) == len(before) + 107
    chance = random.Random()
    seen = []
    for number in range(KILLS):
        db = tmp_path / str(number) / "x.db"
        shutil.copytree(base.parent, db.parent)
        # the first is killed at once, whatever the machine is busy with
        moment = duration * (0.4 + 0.6 * (number + chance.random()) / KILLS) if number else 0.0
        process = start(db, "import", SAMPLE / "sipas.xlsx")
        try:
            process.communicate(timeout=moment)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        found = held(db)
        assert found in (before, after), f"killed after {moment:.3f} s"
        bring(db, SAMPLE / "sipas.xlsx")
        assert held(db) == after
        seen.append(found == after)
    assert not seen[0]


@pytest.mark.parametrize("existing", [True, False], ids=["held", "empty"])
def test_a_kill_inside_the_transaction_leaves_the_database_as_before(tmp_path: Path, existing: bool) -> None:
    """The process dies with everything written, part of it to the disk, and nothing committed."""
    db = tmp_path / "x.db"
    if existing:
        bring(db, SAMPLE / "par-index.xlsx")
    before = held(db) if existing else []
    dying = (
        "import os; from parreform import cli, database, store; from parreform.store import Store\n"
        "store.MANY, database.CACHE_KIB = 0, 64\n"
        "whole = Store._insert_readings\n"
        "def die(self, *a, **k):\n    whole(self, *a, **k); os.kill(os.getpid(), 9)\n"
        "Store._insert_readings = die\n"
        f"cli.main(['--db', {str(db)!r}, 'import', {str(SAMPLE / 'papi-2011-2024.xlsx')!r}])"
    )
    assert subprocess.run([sys.executable, "-c", dying], cwd=ROOT, check=False, capture_output=True).returncode < 0
    assert db.stat().st_size > 0
    assert existing or db.with_name(f"{db.name}-journal").stat().st_size > 0
    assert held(db) == before
    bring(db, SAMPLE / "papi-2011-2024.xlsx")
    assert len(held(db)) > len(before)
    assert mode(db) == "wal"


def mode(db: Path) -> str:
    with Store.open(str(db), CATALOG) as store:
        return str(store.connection.rows("PRAGMA journal_mode")[0][0])


def test_a_new_file_has_a_write_ahead_log_after_its_first_import(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    with Store.open(str(db), CATALOG, write=True) as store:
        assert not store.values()
    assert mode(db) == "delete"
    bring(db, SAMPLE / "sipas.xlsx")
    assert mode(db) == "wal"


@pytest.mark.parametrize("existing", [True, False], ids=["held", "empty"])
def test_two_imports_at_once_are_both_done_or_one_says_busy(tmp_path: Path, existing: bool) -> None:
    db = tmp_path / "x.db"
    if existing:
        bring(db, SAMPLE / "par-index-areas.xlsx")
    files = (SAMPLE / "sipas.xlsx", SAMPLE / "par-index.xlsx")
    started = [start(db, "import", path) for path in files]
    told = [process.communicate()[1].decode() for process in started]
    codes = [process.returncode for process in started]
    assert set(codes) <= {0, 5}, told
    assert 0 in codes
    assert all("đang được chương trình khác dùng" in words for words, code in zip(told, codes, strict=True) if code)
    sources = {v[14] for v in held(db)}
    assert {path.name for path, code in zip(files, codes, strict=True) if not code} <= sources


def test_the_same_file_twice_at_once_is_imported_once(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    bring(db, SAMPLE / "par-index.xlsx")
    started = [start(db, "import", SAMPLE / "sipas.xlsx") for _ in range(3)]
    for process in started:
        process.communicate()
    assert [process.returncode for process in started] == [0, 0, 0]
    with Store.open(str(db), CATALOG) as store:
        runs = store.connection.rows(
            "SELECT count(*) FROM run r JOIN source s ON s.id = r.source_id WHERE s.name = 'sipas.xlsx'"
        )
        readings = store.connection.rows(
            "SELECT count(*) FROM observation o JOIN indicator i ON i.id = o.indicator_id WHERE i.key = 'sipas'"
        )
    assert (runs, readings) == ([(1,)], [(107,)])


def test_bytes_imported_by_somebody_else_meanwhile_are_nothing_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = tmp_path / "x.db"
    asked = Store.live_import
    answers = iter([True])

    def first_unknown(self: Store, sha256: str) -> object:
        if next(answers, None):
            bring_again.append(1)
            return None
        return asked(self, sha256)

    bring_again: list[int] = []
    bring(db, SAMPLE / "sipas.xlsx")
    monkeypatch.setattr(Store, "live_import", first_unknown)
    with Store.open(str(db), CATALOG, write=True) as store:
        done = import_file(store, SAMPLE / "sipas.xlsx", Hints(), Provenance())
    assert (bring_again, done.plan) == ([1], None)
    assert len(held(db)) == 107


def test_a_locked_database_is_exit_5_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from parreform import cli

    db = tmp_path / "x.db"
    bring(db, SAMPLE / "sipas.xlsx")
    monkeypatch.setattr("parreform.schema.BUSY_SECONDS", 0.05)
    other = sqlite3.connect(db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for words in (["import", str(SAMPLE / "par-index.xlsx")], ["undo", "sipas.xlsx"], ["prefer", "1", "-i", "sipas"]):
        assert cli.main(["--db", str(db), *words]) == 5
    assert cli.main(["--db", str(db), "rivals"]) == 0
    other.close()
