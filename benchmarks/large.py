"""Large synthetic workbooks: `python benchmarks/large.py [--runs N]` (make bench-large).

Two workbooks of 3,321 invented communes and 40 invented criteria: one sheet (132,840 values) and eight
(1,062,720 values). Every command runs once unmeasured, then N times in turn with the others; the median
counts. The result is printed and put into docs/benchmarks.md in place of the one before.
"""

import argparse
import compileall
import os
import platform
import random
import subprocess
import sys
import sysconfig
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import TemporaryDirectory

from document import put

ROOT = Path(__file__).resolve().parent.parent
TITLE = "## Large workbooks"
UNITS = [f"Xã Thử Nghiệm {n:04d}" for n in range(1, 3322)]
CRITERIA = [f"Tiêu chí số {chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(40)]
SIZES = {"one sheet": (2023,), "eight sheets": tuple(range(2016, 2024))}

OPENPYXL = """import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
print(sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True)))"""
CALAMINE = """import sys
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_path(sys.argv[1])
print(sum(len(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()))"""
PANDAS = """import sys, sqlite3, pandas as pd
long = []
for name, sheet in pd.read_excel(sys.argv[1], sheet_name=None, header=1).items():
    long.append(sheet.melt(id_vars=['Xã'], var_name='indicator', value_name='score'))
    long[-1]['year'] = int(name[-4:])
with sqlite3.connect(sys.argv[2]) as connection:
    pd.concat(long).to_sql('observation', connection, index=False, if_exists='replace')"""


@dataclass
class Case:
    """One command with its times in seconds and its largest memory in MB."""

    label: str
    words: Sequence[str]
    seconds: list[float] = field(default_factory=list)
    memory: float = 0.0


# --- what is imported ------------------------------------------------------------------------------


def write_definitions(folder: Path) -> None:
    """A framework of forty criteria of at most 2.5 points, and the communes it is for."""
    units = "".join(f'  {{id = "xa-{n}", kind = "commune", vi = "{u}"}},\n' for n, u in enumerate(UNITS))
    parts = "".join(f'  {{id = "commune.c{n}", level = "dimension", vi = "{c}"}},\n' for n, c in enumerate(CRITERIA))
    items = "".join(f'  {{indicator = "commune.c{n}", parent = "commune", max = 2.5}},\n' for n in range(40))
    files = {
        "units/communes.toml": f"unit = [\n{units}]\n",
        "indices/commune.toml": 'id = "commune"\nvi = "Chỉ số cấp xã (thử)"\nen = "Commune index (synthetic)"\n'
        'short = "Cấp xã"\nunit = "điểm"\nwords = ["chỉ số cấp xã"]\n'
        f'indicator = [\n  {{id = "commune", level = "index", vi = "Tổng điểm xã"}},\n{parts}]\n',
        "frameworks/commune/f.toml": 'id = "commune-2015"\nindex = "commune"\nfirst_year = 2015\n'
        f'item = [\n  {{indicator = "commune", max = 100}},\n{items}]\n',
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def write_workbook(path: Path, years: Sequence[int]) -> None:
    from openpyxl import Workbook

    chance = random.Random(1)
    book = Workbook(write_only=True)
    for year in years:
        sheet = book.create_sheet(f"Năm {year}")
        sheet.append([f"Chỉ số cấp xã năm {year}"])
        sheet.append(["Xã", *CRITERIA])
        for unit in UNITS:
            sheet.append([unit, *(round(chance.uniform(0.2, 2.4), 2) for _ in CRITERIA)])
    book.save(path)


# --- measuring -------------------------------------------------------------------------------------


def cases(workbook: Path, folder: Path) -> list[Case]:
    def script(code: str, *more: Path) -> list[str]:
        return [sys.executable, "-W", "ignore", "-c", code, str(workbook), *map(str, more)]

    own = [sys.executable, "-m", "parreform", "--db", str(folder / "own.db"), "import", str(workbook)]
    return [
        Case("parreform import", own),
        Case("pandas", script(PANDAS, folder / "pandas.db")),
        Case("openpyxl, reading alone (read-only mode)", script(OPENPYXL)),
        Case("python-calamine, reading alone", script(CALAMINE)),
    ]


def run(words: Sequence[str], env: dict[str, str]) -> tuple[float, float]:
    """Seconds and megabytes of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(
        words, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    return seconds, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def measure(found: Sequence[Case], runs: int, folder: Path, env: dict[str, str]) -> None:
    for number in range(-1, runs):
        for case in found:
            for old in folder.glob("*.db*"):
                old.unlink()
            rmtree(folder / "own.archive", ignore_errors=True)
            seconds, memory = run(case.words, env)
            if number >= 0:
                case.seconds.append(seconds)
                case.memory = max(case.memory, memory)


def environment(folder: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PARREFORM_", "PYTHON"))}
    own = {"PARREFORM_HOME": str(folder / "home"), "PARREFORM_DEFINITIONS": str(folder / "definitions")}
    return kept | own | {"PYTHONPATH": str(ROOT), "COLUMNS": "80"}


# --- what is shown ---------------------------------------------------------------------------------


def table(name: str, found: Sequence[Case], values: int) -> list[str]:
    peer = median(found[1].seconds)
    lines = [f"### {values:,} values in {name}", "", "| command | median, s | ratio to pandas | peak memory, MB |"]
    lines.append("|---|---:|---:|---:|")
    for case in found:
        time_taken = median(case.seconds)
        lines.append(f"| {case.label} | {time_taken:.2f} | {time_taken / peer:.2f} | {case.memory:.0f} |")
    return [*lines, ""]


def main() -> None:
    options = argparse.ArgumentParser(description="Measure imports of large workbooks beside other tools.")
    options.add_argument("--runs", type=int, default=5)
    runs = options.parse_args().runs
    for folder_name in (sysconfig.get_path("purelib"), ROOT / "parreform"):
        compileall.compile_dir(folder_name, quiet=2)
    peers = ", ".join(f"{name} {version(name)}" for name in ("pandas", "openpyxl", "python-calamine"))
    where = f"{platform.system()}, {os.cpu_count()} CPUs, Python {platform.python_version()}"
    lines = [TITLE, "", "<!-- written by benchmarks/large.py (make bench-large); do not edit -->", ""]
    lines += ["Synthetic: 3,321 invented communes, 40 invented criteria; a new database every time. pandas melts"]
    lines += [
        "and stores; parreform also resolves names, checks, keeps each cell's name and archives the original.",
        "",
    ]
    lines += [f"{datetime.now(UTC):%Y-%m-%d}; {where}; {peers}; {runs} runs of each, whole processes.", ""]
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_definitions(folder / "definitions")
        for size, years in SIZES.items():
            workbook = folder / f"{size}.xlsx"
            write_workbook(workbook, years)
            found = cases(workbook, folder)
            measure(found, runs, folder, environment(folder))
            lines += table(size, found, len(UNITS) * len(CRITERIA) * len(years))
    print("\n".join(lines))
    put(TITLE, lines)


if __name__ == "__main__":
    main()
