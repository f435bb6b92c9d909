"""The log and the archive are enough to build the database again, as it was at every moment."""

import json
import sqlite3
from pathlib import Path

import pytest
from conftest import make_workbook

from parreform import cli

SAMPLE = Path(__file__).resolve().parent.parent / "sample_data"

EVERYTHING = """SELECT r.kind, r.at, e.at, i.key, u.key, o.year, o.score, o.rank, s.sha256, sh.name, o.cell
  FROM observation o JOIN run r ON r.id = o.recorded_run_id LEFT JOIN run e ON e.id = o.superseded_run_id
  JOIN indicator i ON i.id = o.indicator_id JOIN unit u ON u.id = o.unit_id
  JOIN source_sheet sh ON sh.id = o.sheet_id JOIN source s ON s.id = sh.source_id
 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11"""


def run(db: Path, *words: str) -> int:
    return cli.main(["--db", str(db), "-q", *words])


def everything(db: Path) -> list[tuple[object, ...]]:
    raw = sqlite3.connect(db)
    found = raw.execute(EVERYTHING).fetchall()
    found += raw.execute("SELECT kind, at, options FROM run ORDER BY id").fetchall()
    found += raw.execute("SELECT tier, producer, published FROM source ORDER BY sha256").fetchall()
    raw.close()
    return found


@pytest.fixture
def lived(tmp_path: Path) -> Path:
    """A database with a past: two sources, one preferred, one taken back and imported again."""
    db = tmp_path / "a.db"
    assert run(db, "import", str(SAMPLE / "sipas.xlsx"), "--tier", "press", "--published", "2024-04-17") == 0
    assert run(db, "import", str(SAMPLE / "par-index.xlsx"), "--producer", "Bộ Nội vụ") == 0
    assert run(db, "prefer", "sipas.xlsx", "--index", "sipas", "--province", "Hà Nội") == 0
    assert run(db, "undo", "par-index.xlsx") == 0
    assert run(db, "import", str(SAMPLE / "par-index.xlsx")) == 0
    assert run(db, "prefer", "sipas.xlsx", "--index", "sipas", "--province", "Hà Nội", "--remove") == 0
    return db


def log(db: Path) -> Path:
    return db.with_name(f"{db.stem}.archive") / "imports.jsonl"


def acts(db: Path) -> list[str]:
    return [json.loads(line)["kind"] for line in log(db).read_text(encoding="utf-8").splitlines()]


def test_every_act_has_a_line(lived: Path) -> None:
    assert acts(lived) == ["import", "import", "prefer", "undo", "import", "prefer"]


def test_the_database_is_built_again_as_it_was_at_every_moment(lived: Path) -> None:
    again = lived.with_name("again.db")
    assert run(again, "rebuild", str(log(lived).parent)) == 0
    assert everything(again) == everything(lived)
    assert log(again).read_bytes() == log(lived).read_bytes()


def test_a_lost_database_is_built_again_beside_its_own_archive(lived: Path) -> None:
    before = everything(lived)
    lived.unlink()
    for rest in ("-wal", "-shm"):
        lived.with_name(lived.name + rest).unlink(missing_ok=True)
    assert run(lived, "rebuild", str(log(lived).parent)) == 0
    assert everything(lived) == before
    assert len(acts(lived)) == 6


def test_what_a_killed_process_did_not_log_is_added_by_the_next(lived: Path) -> None:
    whole = log(lived).read_bytes().splitlines(keepends=True)
    log(lived).write_bytes(b"".join(whole[:4]) + whole[4][:30])
    assert run(lived, "undo", "sipas.xlsx") == 0
    again = lived.with_name("again.db")
    assert run(again, "rebuild", str(log(lived).parent)) == 0
    assert everything(again) == everything(lived)


CORRECTION = """[[set_year]]
id = "invented"
sheet = "PAR 2024"
expect = {B3 = 91.43}
year = 2023
vi = "x"
en = "x"
source = "invented"
"""


@pytest.mark.parametrize("logged", [True, False], ids=["digest", "a log of before digests"])
def test_what_reads_otherwise_today_is_told_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], logged: bool
) -> None:
    corrections = tmp_path / "home" / "definitions" / "corrections.toml"
    corrections.parent.mkdir(parents=True)
    corrections.write_text(CORRECTION, encoding="utf-8")
    path, db, again = tmp_path / "a.xlsx", tmp_path / "a.db", tmp_path / "again.db"
    make_workbook(path, {"PAR 2024": [["PAR INDEX"], ["Tỉnh", "Chỉ số"], ["Hà Nội", 91.43], ["Hải Phòng", 90.25]]})
    assert run(db, "import", str(path)) == 0
    if not logged:
        line = json.loads(log(db).read_bytes())
        del line["digest"]
        log(db).write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert run(tmp_path / "same.db", "rebuild", str(log(db).parent)) == 0
    assert [v[5] for v in everything(tmp_path / "same.db")[:2]] == [2023, 2023]
    corrections.unlink()
    capsys.readouterr()
    assert run(again, "rebuild", str(log(db).parent)) == (4 if logged else 0)
    told = capsys.readouterr().err
    assert ("a.xlsx: đọc ra số liệu khác với lần nhập ấy" in told) is logged
    assert (str(corrections.parent) in told) is logged
    values = sqlite3.connect(again).execute("SELECT DISTINCT year FROM observation").fetchall()
    assert values == ([] if logged else [(2024,)])


def test_a_missing_original_is_told_and_the_rest_is_done(lived: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = next(p for p in log(lived).parent.rglob("*.xlsx") if p.read_bytes() == (SAMPLE / "sipas.xlsx").read_bytes())
    kept.unlink()
    again = lived.with_name("again.db")
    assert run(again, "rebuild", str(log(lived).parent)) == 4
    told = capsys.readouterr().err
    assert told.count("✗") == 3
    assert "sipas.xlsx: không còn bản gốc trong kho" in told
    assert acts(again) == ["import", "undo", "import"]


def test_a_folder_without_a_log_or_a_database_in_use_is_refused(
    lived: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(lived.with_name("b.db"), "rebuild", str(lived.parent)) == 2
    assert "imports.jsonl" in capsys.readouterr().err
    assert run(lived, "rebuild", str(log(lived).parent)) == 2
    assert "đã có số liệu" in capsys.readouterr().err
