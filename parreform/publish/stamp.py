"""Whether anything can have changed since the last whole export: decided from sizes and times of files alone.

What an export depends on is the database, the plan, the definitions, the program and what was asked. Where all
of these and every file made are as the stamp says, there is nothing to do, and neither the database nor the
definitions nor a drawing library is opened. Any doubt ends in the thorough comparison, never in a wrong picture.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from parreform import settings
from parreform.files import replace_whole

Seen = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds of a file."""


def seen(path: Path | str) -> Seen | None:
    """A file's size and time; None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - a thousand files: a Path for each takes longer than the question
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def fingerprint(database: str, plan: Path | None, asked: Sequence[object]) -> str:
    """A digest of all that an export depends on, or nothing where the database is no file.

    Taken before the database is read: a change made meanwhile then differs from it at the next run.
    """
    if "://" in database and not database.startswith("sqlite:///"):
        return ""
    file = Path(database.removeprefix("sqlite:///")).expanduser().absolute()
    parts: list[object] = [str(file), seen(file), _log(file), str(plan), plan and seen(plan), *asked]
    for folder in (settings.PACKAGE, settings.user_definitions()):
        parts += [(name, *known) for name, known in sorted(_inputs(folder))]
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def _log(file: Path) -> Seen | None:
    """The write-ahead log of a database; an empty one says nothing and comes and goes with readers."""
    found = seen(f"{file}-wal")
    return found if found and found[0] else None


def _inputs(folder: Path) -> Iterator[tuple[str, Seen]]:
    """Programs and definitions below a folder."""
    try:
        with os.scandir(folder) as inside:
            entries = list(inside)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _inputs(Path(entry.path))
        elif not entry.name.endswith((".pyc", ".partial")):
            found = entry.stat()
            yield entry.path, (found.st_size, found.st_mtime_ns)


# --- the stamp of a finished export ------------------------------------------------------------------


def stamp(path: Path, folder: Path, mark: str, names: Iterable[str]) -> None:
    """Keep what a finished export saw and left behind; without a mark nothing is kept."""
    if not mark:
        return
    files = {name: seen(folder / name) for name in names}
    with suppress(OSError):  # without a stamp the next run compares thoroughly
        replace_whole(path, json.dumps({"mark": mark, "files": files}).encode())


def files_of(path: Path) -> Mapping[str, Seen]:
    """Size and time of each file as the last export left it; empty where that is not known."""
    return _read(path)[1]


def unchanged(path: Path, folder: Path, mark: str) -> int | None:
    """How many files stand, where nothing can have changed since the last export; else None."""
    known, files = _read(path)
    if not mark or known != mark or not files:
        return None
    top = str(folder)
    same = all(seen(os.path.join(top, name)) == was for name, was in files.items())  # noqa: PTH118
    return len(files) if same else None


def _read(path: Path) -> tuple[str, dict[str, Seen]]:
    try:
        kept = json.loads(path.read_bytes())
        return str(kept["mark"]), {str(name): (int(was[0]), int(was[1])) for name, was in kept["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return "", {}
