"""What an export made: one entry a file, kept in `manifest.json`; a journal covers the time until it is written.

The manifest has no times of its own: the same data give the same manifest. Only files it owns, with the
content it knows, are ever deleted.
"""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file made: a form of an `item`, which is the `place`-th of the plan, from what `inputs` is a digest of.

    `date` is when the newest value in it was recorded, `published` when the newest edition shown came out (ISO, or
    empty); `width` and `height` are pixels of a picture that has them.
    """

    file: str
    inputs: str
    sha256: str
    bytes: int
    item: str = ""
    sort: str = ""
    kind: str = ""
    province: str = ""
    province_name: str = ""
    index: str = ""
    index_name: str = ""
    year: int | None = None
    title: str = ""
    topic: str = ""
    alt: str = ""
    date: str = ""
    published: str = ""
    sources: tuple[str, ...] = ()
    program: str = ""
    width: int = 0
    height: int = 0
    place: int = 0


def digest_of(content: bytes) -> str:
    """The sha256 of a file's content."""
    return sha256(content).hexdigest()


def intact(path: Path, entry: Entry) -> bool:
    """Whether a file is there with the content its entry knows."""
    try:
        return path.stat().st_size == entry.bytes and digest_of(path.read_bytes()) == entry.sha256
    except OSError:
        return False


def read(path: Path) -> dict[str, Entry]:
    """The entries by file; empty where there is no manifest, or none of ours that can be read."""
    try:
        kept = json.loads(path.read_bytes())
        found = [_entry(e) for e in kept["files"]] if kept["format"] == FORMAT else []
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {e.file: e for e in found if _below(e.file)}


def content(entries: Iterable[Entry], about: Mapping[str, object]) -> bytes:
    """The manifest as it is written; `about` stands at its head."""
    files = [asdict(e) for e in sorted(entries, key=lambda e: e.file)]
    return (json.dumps({"format": FORMAT, **about, "files": files}, ensure_ascii=False, indent=1) + "\n").encode()


def _entry(kept: Mapping[str, Any]) -> Entry:
    """An entry as another version may have written it: what tells whose a file is must be there."""
    known = {f.name: kept[f.name] for f in fields(Entry) if f.name in kept}
    return Entry(**{**known, "sources": tuple(known.get("sources", ()))})


def _below(file: str) -> bool:
    """Whether a name stays inside the folder: a manifest somebody wrote must not reach files elsewhere."""
    parts = Path(file).parts
    return bool(parts) and not Path(file).is_absolute() and ".." not in parts and parts[0] != ".parreform"


class Journal:
    """Files as they are made, one line each, written before the file: what a killed run made is still ours."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] | None = None

    def entries(self) -> dict[str, list[Entry]]:
        """What runs that did not end noted, by file, the newest last; a half line of a killed one is left out."""
        found: dict[str, list[Entry]] = {}
        with suppress(OSError):
            for line in self.path.read_bytes().splitlines():
                with suppress(ValueError, KeyError, TypeError):
                    entry = _entry(json.loads(line))
                    found.setdefault(entry.file, []).append(entry)
        return found

    def note(self, entry: Entry) -> None:
        """Add a file that is about to be written; a fault is an `OSError`."""
        if self._file is None:
            self._file = self.path.open("ab", buffering=0)
            self._file.write(b"\n")  # a killed run may have left half a line
        self._file.write(json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n")

    def close(self) -> None:
        """End writing; the lines stay until they are forgotten."""
        if self._file:
            self._file.close()

    def forget(self) -> None:
        """Drop the lines, once the manifest has them."""
        self.close()
        self.path.unlink(missing_ok=True)


def owned(folder: Path, kept: Mapping[str, Entry], journal: Mapping[str, list[Entry]]) -> dict[str, Entry]:
    """The entries that stand: those of the manifest, and of killed runs where the file is what they meant to write."""
    found = dict(kept)
    for file, noted in journal.items():
        for entry in reversed(noted):
            if _below(file) and intact(folder / file, entry):
                found[file] = entry
                break
    return found


def sweep(folder: Path, files: Iterable[str]) -> None:
    """Remove what killed runs left half written beside files of ours."""
    names: dict[str, set[str]] = {}
    for file in files:
        place, _, name = file.rpartition("/")
        names.setdefault(place, set()).add(name)
    for place, ours in names.items():
        with suppress(OSError):
            for found in os.listdir(folder / place):  # noqa: PTH208 - names are all that is needed
                if found.startswith(".") and found.endswith(".partial") and found[1:].rsplit(".", 2)[0] in ours:
                    (folder / place / found).unlink(missing_ok=True)
