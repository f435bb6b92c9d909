"""What tests of exports share: a database of sample data, a plan, and running `parreform export` on them."""

import json
from pathlib import Path

from parreform import cli
from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import import_file
from parreform.store import Provenance, Store

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_data"
PLAN = """\
provinces = ["Hà Nội", "Cần Thơ"]
indices = ["sipas"]

[[chart]]
kind = "trend"

[[table]]
kind = "trend"

[[table]]
kind = "rank"
"""


def bring(db: Path, name: str) -> None:
    with Store.open(str(db), Catalog.load(ROOT / "no-such-folder"), write=True) as store:
        import_file(store, SAMPLE / name, Hints(), Provenance())


def export(*words: object, out: str = "out", code: int = 0) -> Path:
    """Run `parreform export` in this process; the folder it wrote to."""
    found = cli.main(["--db", "x.db", "export", "--out", out, "--jobs", "1", *map(str, words)])
    assert found == code
    return Path(out)


def files(folder: Path) -> dict[str, bytes]:
    """Every file that a plan asks for, with our two beside them."""
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {n: p.read_bytes() for n, p in found.items() if n != "run.json" and not n.startswith(".parreform/")}


def states(folder: Path) -> dict[str, tuple[int, int, int]]:
    """What tells whether a file was written: its node, size and time."""
    return {str(p): (s.st_ino, s.st_size, s.st_mtime_ns) for p in folder.rglob("*") if p.is_file() and (s := p.stat())}


def record(folder: Path) -> dict:
    return json.loads((folder / "run.json").read_text(encoding="utf-8"))
