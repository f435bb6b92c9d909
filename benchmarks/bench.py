"""Wall times of whole processes beside named peers: `python benchmarks/bench.py [--runs N]` (make bench).

Every command runs once unmeasured, then N times in turn with the others of its group; the median counts.
Bytecode is compiled before. The result is printed and written to docs/benchmarks.md.
"""

import argparse
import compileall
import os
import platform
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from document import put
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "benchmarks"
PUBLISHERS = ROOT.parent / "shared" / "data" / "papi" / "workbooks" / "PAPI 2011-2019.xlsx"
SAMPLE = ROOT / "sample_data" / "papi-2011-2024.xlsx"
ALONE = "import sys; sys.modules['pandas'] = sys.modules['numpy'] = None; from sqlite_utils.cli import cli; cli()"
"""sqlite-utils as it is in an environment of its own: where pandas and numpy are installed it loads both."""

PEERS = ("typer", "rich", "openpyxl", "python-calamine", "sqlite-utils", "pandas")


@dataclass
class Case:
    """One command. `words` gives it for a run's number; `goal` is the most it may be of the peer's time."""

    label: str
    words: Callable[[int], Sequence[str]]
    goal: float | None = None
    seconds: list[float] = field(default_factory=list)

    @property
    def time(self) -> float:
        """Median wall time in seconds."""
        return median(self.seconds)


@dataclass
class Group:
    """Commands measured in turn, with one of them as the peer."""

    title: str
    note: str
    peer: str
    cases: list[Case]

    def ratio(self, case: Case) -> float:
        """A command's time over the peer's."""
        return case.time / next(c.time for c in self.cases if c.label == self.peer)


def fixed(*words: str | Path) -> Callable[[int], Sequence[str]]:
    return lambda _: [str(w) for w in words]


def script(name: str) -> Path:
    return Path(sys.executable).with_name(name)


def environment(home: Path) -> dict[str, str]:
    """The environment less what tunes a library or names another database."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PARREFORM_", "OPENBLAS_", "PYTHON"))}
    return kept | {"PARREFORM_HOME": str(home), "COLUMNS": "80"}


def measure(group: Group, runs: int, env: dict[str, str]) -> None:
    for run in range(-1, runs):
        for case in group.cases:
            words = case.words(run)
            start = time.perf_counter()
            subprocess.run(words, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=True)
            if run >= 0:
                case.seconds.append(time.perf_counter() - start)


def start_up(folder: Path, env: dict[str, str]) -> Group:
    database = folder / "start.db"
    samples = [ROOT / "sample_data" / f"{name}.xlsx" for name in ("papi-2011-2024", "par-index", "sipas")]
    filling = [str(w) for w in (script("parreform"), "--db", database, "import", *samples)]
    subprocess.run(filling, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    trend = fixed(script("parreform"), "--db", database, "trend", "--province", "Hà Nội")
    return Group(
        "Start-up",
        "The database holds the sample data. The peer runs as in an environment of its own, without pandas and numpy,"
        " which it would load (three times slower).",
        "sqlite-utils --help",
        [
            Case("python -c pass", fixed(sys.executable, "-c", "pass")),
            Case("parreform --help", fixed(script("parreform"), "--help"), 0.6),
            Case('parreform trend --province "Hà Nội"', trend, 1.0),
            Case("sqlite-utils --help", fixed(sys.executable, "-c", ALONE, "--help")),
        ],
    )


def importing(folder: Path) -> Group:
    workbook, header, keys = (PUBLISHERS, "1", "3") if PUBLISHERS.exists() else (SAMPLE, "3", "1")
    own = "" if workbook is PUBLISHERS else " (the publisher's combined workbook is not at hand)"

    def parreform(run: int) -> Sequence[str]:
        return [str(script("parreform")), "--db", str(folder / f"own{run}.db"), "import", str(workbook)]

    def pandas(run: int) -> Sequence[str]:
        return [
            sys.executable,
            str(HERE / "pandas_import.py"),
            str(workbook),
            str(folder / f"pd{run}.db"),
            header,
            keys,
        ]

    return Group(
        "Import",
        f"`{workbook.name}`{own}, every time into a new SQLite file. parreform also resolves names, checks values,"
        " keeps the cell of each and archives the original; the pandas script (`benchmarks/pandas_import.py`) melts and"
        " stores; the openpyxl script (`benchmarks/openpyxl_read.py`) only reads.",
        "pandas",
        [
            Case("parreform import", parreform, 0.5),
            Case("pandas", pandas),
            Case("openpyxl, reading alone", fixed(sys.executable, HERE / "openpyxl_read.py", workbook)),
        ],
    )


# --- what is shown ---------------------------------------------------------------------------------


def cells(group: Group, case: Case) -> tuple[str, str, str, str]:
    ratio = group.ratio(case)
    met = "" if case.goal is None else f"≤ {case.goal:.2f}: {'met' if ratio <= case.goal else 'missed'}"
    return case.label, f"{case.time * 1000:.0f}", f"{ratio:.2f}", met


def heads(group: Group) -> tuple[str, str, str, str]:
    return "command", "median, ms", f"ratio to {group.peer}", "goal"


def show(group: Group) -> None:
    table = Table(*heads(group), title=group.title)
    for case in group.cases:
        table.add_row(*cells(group, case))
    Console().print(table)


def document(groups: Sequence[Group]) -> list[str]:
    versions = ", ".join(f"{name} {version(name)}" for name in PEERS)
    where = (
        f"{platform.system()}, {os.cpu_count()} CPUs, {platform.python_implementation()} {platform.python_version()}"
    )
    runs = ", ".join(f"{len(g.cases[0].seconds)} of each ({g.title.lower()})" for g in groups)
    lines = [
        "# Benchmarks",
        "",
        "<!-- written by benchmarks/bench.py (make bench); do not edit -->",
        "",
        "Wall times of whole processes, run in turn after one unmeasured run each and with bytecode compiled; medians.",
        "Read the ratios: milliseconds are those of one machine on one day. No test depends on a time.",
        "",
        f"- Date: {datetime.now(UTC):%Y-%m-%d}",
        f"- Machine: {where}",
        f"- Versions: parreform {version('parreform')}, {versions}",
        f"- Runs: {runs}",
    ]
    for group in groups:
        lines += ["", f"## {group.title}", "", group.note, "", f"| {' | '.join(heads(group))} |", "|---|---:|---:|---|"]
        lines += [f"| {' | '.join(cells(group, case))} |" for case in group.cases]
    return lines


def main() -> None:
    options = argparse.ArgumentParser(description="Measure parreform beside its peers.")
    options.add_argument("--runs", type=int, default=21, help="runs of each start-up command; a third for imports")
    runs = options.parse_args().runs
    compileall.compile_dir(sysconfig.get_path("purelib"), quiet=2)
    compileall.compile_dir(ROOT / "parreform", quiet=2)
    with TemporaryDirectory() as name:
        folder = Path(name)
        env = environment(folder)
        groups = [start_up(folder, env), importing(folder)]
        for group, times in zip(groups, (runs, max(3, runs // 3)), strict=True):
            measure(group, times, env)
            show(group)
    put("", document(groups))


if __name__ == "__main__":
    main()
