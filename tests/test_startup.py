"""Start-up stays short because libraries are imported where used: what each command loads is pinned here."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import parreform

SAMPLE = Path(__file__).resolve().parent.parent / "sample_data" / "sipas.xlsx"

HEAVY = {"openpyxl", "matplotlib", "alembic", "sqlalchemy", "sqlmodel", "pydantic", "python_calamine", "xlrd"}

COMMANDS = Path(parreform.__file__).parent / "commands"
HELP_LOADS = sorted(
    ["parreform", "parreform.cli", "parreform.errors", "parreform.options", "parreform.settings", "parreform.commands"]
    + [f"parreform.commands.{file.stem}" for file in COMMANDS.glob("[!_]*.py")]
)


def run(home: Path, *words: str, trace: bool = False) -> str:
    """Standard error of `parreform WORDS` in a process of its own: with `trace`, the list of its imports."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PARREFORM_")}
    command = [sys.executable, *(["-X", "importtime"] if trace else []), "-m", "parreform", *words]
    env = kept | {"PARREFORM_HOME": str(home)}
    done = subprocess.run(command, env=env, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stderr


def loaded(home: Path, *words: str) -> set[str]:
    """Every module that `parreform WORDS` imports."""
    lines = run(home, *words, trace=True).splitlines()
    return {line.rsplit("|", 1)[1].strip() for line in lines if line.startswith("import time:")}


def packages(modules: set[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose database holds one small workbook."""
    folder = tmp_path_factory.mktemp("home")
    run(folder, "import", str(SAMPLE))
    return folder


def test_help_loads_no_library_beside_typer(tmp_path: Path) -> None:
    found = packages(loaded(tmp_path, "--help"))
    assert "typer" in found
    assert found & (HEAVY | {"numpy", "rich", "sqlite3", "tomllib"}) == set()


def test_help_loads_exactly_these_modules_of_ours(tmp_path: Path) -> None:
    ours = sorted(name for name in loaded(tmp_path, "--help") if name.split(".")[0] == "parreform")
    assert ours == HELP_LOADS


def test_help_of_a_command_loads_no_more(tmp_path: Path) -> None:
    ours = sorted(name for name in loaded(tmp_path, "trend", "--help") if name.split(".")[0] == "parreform")
    assert ours == HELP_LOADS


@pytest.mark.parametrize("fmt", ["table", "csv"])
def test_trend_loads_no_heavy_library(home: Path, fmt: str) -> None:
    found = packages(loaded(home, "trend", "--province", "Hà Nội", "--format", fmt))
    assert "sqlite3" in found
    assert found & HEAVY == set()


def test_trend_loads_what_fills_silent_fields_only_where_readings_stand_beside(home: Path) -> None:
    found = loaded(home, "trend", "--province", "Hà Nội", "--format", "csv")
    assert found & {"parreform.fields", "parreform.filling", "parreform.plans"} == set()


def test_targets_load_no_heavy_library_and_csv_does_without_rich(home: Path) -> None:
    found = packages(loaded(home, "targets", "--format", "csv"))
    assert "sqlite3" in found
    assert found & (HEAVY | {"rich"}) == set()


def test_csv_does_without_rich(home: Path) -> None:
    assert "rich" not in packages(loaded(home, "trend", "--province", "Hà Nội", "--format", "csv"))


def test_an_export_with_nothing_to_do_loads_what_help_loads_and_little_more(home: Path, tmp_path: Path) -> None:
    words = ("export", "--out", str(tmp_path / "out"), "--province", "Hà Nội")
    run(home, *words)
    found = loaded(home, *words)
    ours = {name for name in found if name.split(".")[0] == "parreform"}
    assert ours - set(HELP_LOADS) == {
        *("parreform.files", "parreform.publish"),
        *(f"parreform.publish.{name}" for name in ("keep", "lock", "order", "stamp")),
    }
    assert packages(found) & (HEAVY | {"numpy", "rich", "sqlite3", "tomllib", "multiprocessing"}) == set()


def test_questions_load_no_reader_of_files(home: Path) -> None:
    found = loaded(home, "trend", "--province", "Hà Nội", "--format", "csv")
    assert {name for name in found if name in ("parreform.reading", "parreform.workbook")} == set()


def test_an_import_loads_the_reader_of_its_format_alone(tmp_path: Path) -> None:
    found = loaded(tmp_path, "import", str(SAMPLE))
    readers = {"biff", "delimited", "hypertext", "opendocument", "spreadsheetml", "xlsb", "sheets", "xml"}
    assert {name for name in found if name.rpartition(".")[2] in readers and name.startswith("parreform.")} == set()
    assert "xlrd" not in packages(found)


def test_an_import_of_an_index_loads_nothing_that_reads_staffing_tables(tmp_path: Path) -> None:
    found = {name for name in loaded(tmp_path, "import", str(SAMPLE)) if name.startswith("parreform.staffing.")}
    assert found == {"parreform.staffing.extraction", "parreform.staffing.figures"}
