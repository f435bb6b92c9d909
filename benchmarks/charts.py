"""Charts a second beside a plain pyplot loop and an empty figure, and whole exports (make bench-charts).

`python benchmarks/charts.py [--rounds N]`. Ways of drawing take turns, round by round; medians count. Pictures are
built before the clock starts: what is compared is drawing alone, from the same values to PNG bytes. The result
is printed and put into docs/benchmarks.md.
"""

import argparse
import compileall
import json
import os
import pickle
import platform
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE)]

from document import put  # noqa: E402

TITLE = "## Charts"
WAYS = {"ours": "parreform", "pyplot": "pyplot loop", "floor": "empty figure, savefig"}
WARMING = 4
SAMPLES = ("papi-2011-2024", "par-index", "par-index-areas", "sipas")
Draw = Callable[[Any], bytes]


# --- in a process of its own -----------------------------------------------------------------------


def ours(picture: Any) -> bytes:
    from parreform.publish.crew import Task, perform

    return perform(Task("x", picture, "a4", ("png",))).made[0][1]


def drawing(way: str) -> Draw:
    if way == "ours":
        return ours
    import plain_charts

    found: Draw = getattr(plain_charts, way)
    return found


def draw(way: str, picture: Any) -> bytes:
    return drawing(way)(picture)


def child(way: str, jobs: int, pictures: Path, count: int) -> None:
    """Draw the first `count` pictures after warming up and print charts a second; one alone is drawn cold."""
    known = pickle.loads(pictures.read_bytes())
    if count == 1:
        drawing(way)(known[0])
        return
    with drawn(way, jobs) as results:
        taken = results(known[: WARMING * jobs])
        assert all(content.startswith(b"\x89PNG") for content in taken)
        start = time.perf_counter()
        made = sum(1 for _ in results(known[:count]))
        print(json.dumps(made / (time.perf_counter() - start)))


@contextmanager
def drawn(way: str, jobs: int) -> Iterator[Callable[[Sequence[Any]], Iterable[bytes]]]:
    """What draws pictures, by one process or several that stay warm."""
    if jobs == 1:
        yield lambda pictures: map(drawing(way), pictures)
        return
    from functools import partial

    with get_context("spawn").Pool(jobs) as pool:
        yield lambda pictures: pool.imap_unordered(partial(draw, way), pictures)


# --- measuring ---------------------------------------------------------------------------------------


def run(words: Sequence[str], env: dict[str, str]) -> tuple[float, str]:
    """Wall time of a process, and what it printed."""
    start = time.perf_counter()
    done = subprocess.run(words, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=True, text=True)
    return time.perf_counter() - start, done.stdout


def rates(pictures: Path, count: int, rounds: int, env: dict[str, str]) -> dict[str, dict[str, float]]:
    """Of each way: milliseconds of a whole process that draws one chart, charts a second by one and two processes."""
    found: dict[str, dict[str, list[float]]] = {w: {"cold": [], "1": [], "2": []} for w in WAYS}
    for _ in range(rounds):
        for way in WAYS:
            words = [sys.executable, __file__, "--child", way, "--pictures", str(pictures)]
            found[way]["cold"].append(run([*words, "--count", "1"], env)[0] * 1000)
            for jobs in ("1", "2"):
                printed = run([*words, "--jobs", jobs, "--count", str(count)], env)[1]
                found[way][jobs].append(float(printed))
    return {way: {what: median(values) for what, values in times.items()} for way, times in found.items()}


def exports(folder: Path, rounds: int, env: dict[str, str]) -> tuple[dict[str, float], int]:
    """Seconds of whole exports and of `--help`; and how many charts one makes."""
    program = [str(Path(sys.executable).with_name("parreform")), "--quiet", "--db", str(folder / "x.db")]
    out = str(folder / "out")
    cases = {
        "all, 1 job": [*program, "export", "--out", out, "--again", "--jobs", "1"],
        "all, 2 jobs": [*program, "export", "--out", out, "--again", "--jobs", "2"],
    }
    found: dict[str, list[float]] = {}
    for _ in range(max(1, rounds // 2)):
        for name, words in cases.items():
            found.setdefault(name, []).append(run(words, env)[0])
    quick = {"unchanged": [*program, "export", "--out", out], "--help": [*program[:1], "--help"]}
    for turn in range(-1, 7 * rounds):
        for name, words in quick.items():
            seconds = run(words, env)[0]
            if turn >= 0:
                found.setdefault(name, []).append(seconds)
    return {name: median(times) for name, times in found.items()}, len(list(Path(out).rglob("*.png")))


def prepared(folder: Path, env: dict[str, str]) -> dict[str, Path]:
    """A database of the sample data, and the pictures of each kind, pickled."""
    program = [str(Path(sys.executable).with_name("parreform")), "--quiet", "--db", str(folder / "x.db")]
    run([*program, "import", *(str(ROOT / "sample_data" / f"{name}.xlsx") for name in SAMPLES)], env)
    from parreform.catalog import Catalog
    from parreform.errors import UsageProblem
    from parreform.pictures import build
    from parreform.pictures.base import Held, Wanted
    from parreform.queries import DEFAULT_INDICES
    from parreform.store import Store

    with Store.open(str(folder / "x.db"), Catalog.load()) as store:
        held = Held(store)
        names = [u.vi for u in held.catalog.provinces(2024)]
        found: dict[str, list[Any]] = {"trend": [], "bump": []}
        for index in DEFAULT_INDICES:
            for name in names:
                for kind, pictures in found.items():
                    try:
                        pictures.append(build(kind, Wanted(provinces=(name,), indices=(index,)), held))
                    except UsageProblem:
                        continue  # nothing is held of it
    for kind, pictures in found.items():
        (folder / kind).write_bytes(pickle.dumps(pictures))
    return {kind: folder / kind for kind in found}


# --- what is shown -----------------------------------------------------------------------------------


def table(kind: str, found: dict[str, dict[str, float]]) -> list[str]:
    peer, least = found["pyplot"], found["floor"]
    lines = [
        *(f"### {kind}", ""),
        "| | cold, ms | warm, charts/s | ratio to pyplot | of the floor's time | 2 jobs, charts/s | ratio to pyplot |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for way, label in WAYS.items():
        own = found[way]
        lines.append(
            f"| {label} | {own['cold']:.0f} | {own['1']:.1f} | {own['1'] / peer['1']:.2f} | {least['1'] / own['1']:.2f}"
            f" | {own['2']:.1f} | {own['2'] / peer['2']:.2f} |"
        )
    own = found["ours"]
    goals = (own["1"] / peer["1"], 3.0, "≥"), (least["1"] / own["1"], 2.5, "≤")
    met = (
        f"{got:.2f} ({sign} {goal}: {'met' if (got >= goal) == (sign == '≥') else 'missed'})"
        for got, goal, sign in goals
    )
    return [*lines, "", "Goals, warm on one job: times the pyplot loop {}, times the floor {}.".format(*met), ""]


def whole(found: dict[str, float], charts: int) -> list[str]:
    ratio = found["unchanged"] / found["--help"]
    lines = [
        *("### Whole exports", ""),
        f"The shipped plan on the sample data, tables and gallery included: {charts} charts.",
        *("", "| run | seconds | charts/s |", "|---|---:|---:|"),
    ]
    lines += [f"| {name} | {found[name]:.1f} | {charts / found[name]:.1f} |" for name in ("all, 1 job", "all, 2 jobs")]
    lines += [f"| nothing changed | {found['unchanged']:.3f} | |", f"| `parreform --help` | {found['--help']:.3f} | |"]
    return [*lines, "", f"A run that finds nothing changed takes {ratio:.2f} times as long as `--help`."]


def measured(rounds: int) -> list[str]:
    peers = f"matplotlib {version('matplotlib')}, numpy {version('numpy')}"
    where = f"{platform.system()}, {os.cpu_count()} CPUs, Python {platform.python_version()}"
    env = {k: v for k, v in os.environ.items() if not k.startswith("PARREFORM_")}
    with TemporaryDirectory() as name:
        folder = Path(name)
        env |= {"PARREFORM_HOME": str(folder), "PYTHONPATH": str(ROOT)}
        os.environ["PARREFORM_HOME"] = str(folder)
        lines = [
            *(TITLE, "", "<!-- written by benchmarks/charts.py (make bench-charts); do not edit -->", ""),
            "The same pictures drawn by us, by a plain pyplot loop (`benchmarks/plain_charts.py`: figure, tight_layout,",
            "savefig with bbox_inches='tight' at 150 dpi) and as an empty figure of the same size: the floor. Cold is a",
            "whole process that draws one chart. Read the ratios.",
            *("", f"{datetime.now(UTC):%Y-%m-%d}; {where}; {peers}; {rounds} rounds in turn, medians.", ""),
        ]
        for kind, pictures in prepared(folder, env).items():
            lines += table(kind, rates(pictures, COUNTS[kind], rounds, env))
        return lines + whole(*exports(folder, rounds, env))


COUNTS = {"trend": 90, "bump": 24}
"""Charts of each kind that are drawn with the clock running."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--child", choices=WAYS, help=argparse.SUPPRESS)
    options.add_argument("--jobs", type=int, default=1, help=argparse.SUPPRESS)
    options.add_argument("--count", type=int, default=1, help=argparse.SUPPRESS)
    options.add_argument("--pictures", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.child:
        child(asked.child, asked.jobs, asked.pictures, asked.count)
        return
    for folder in (sysconfig.get_path("purelib"), ROOT / "parreform", HERE):
        compileall.compile_dir(folder, quiet=2)
    lines = measured(asked.rounds)
    print("\n".join(lines))
    put(TITLE, lines)


if __name__ == "__main__":
    main()
