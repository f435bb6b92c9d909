"""A bar on the terminal while a long import runs; nothing where nobody watches or little is to be done."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from parreform.ingest import STEPS
from parreform.settings import t

LONG_FILE = 1_000_000
"""Bytes of a workbook that takes about a second."""
LONG_QUEUE = 10
"""Files that together take about a second."""

Told = Callable[[str], None]


@contextmanager
def following(paths: Sequence[Path], *, quiet: bool = False) -> Iterator[Callable[[Path], Told]]:
    """For each file, who is to be told of its steps. The bar goes away at the end."""
    sizes = [_size(path) for path in paths]
    long = len(paths) >= LONG_QUEUE or sum(sizes) >= LONG_FILE
    if quiet or not long or not sys.stderr.isatty():
        yield lambda _: lambda _: None
        return
    with _bar(sum(sizes)) as steps_of:
        yield steps_of


def _size(path: Path) -> int:
    """The size of a file; 0 where it is gone or only pointed at, which its import will tell."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


@contextmanager
def _bar(total: int) -> Iterator[Callable[[Path], Told]]:
    """A file counts as its size, each step of it as a part: how long a step takes differs, that it ends does not."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from parreform.terminal import err, escape

    words = {
        "read": t("đọc tệp", "reading"),
        "extract": t("hiểu bảng", "making out the tables"),
        "check": t("kiểm tra", "checking"),
        "save": t("lưu", "saving"),
    }
    columns = (BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TextColumn("{task.description}"))
    with Progress(*columns, TimeElapsedColumn(), console=err(), transient=True) as progress:
        task = progress.add_task("", total=total)
        done = 0

        def steps_of(path: Path) -> Told:
            nonlocal done
            before, size = done, _size(path)
            done += size

            def tell(step: str) -> None:
                at = before + size * STEPS.index(step) // len(STEPS)
                progress.update(task, completed=at, description=f"{escape(path.name)}: {words[step]}")

            return tell

        yield steps_of
