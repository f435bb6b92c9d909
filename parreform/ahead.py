"""The first workbook of an import is read while the rest of the program is loaded."""

from collections.abc import Sequence
from pathlib import Path
from threading import Thread

from parreform.reading.sniff import format_of
from parreform.workbook import Grid, Looked, file_content, looked_at, read_workbook

LARGE = 200_000
"""Bytes of a file from which on that gains anything."""


class Ahead:
    """Reads the first of some files in a thread of its own, if that is a large .xlsx; the others when they are asked for."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._content = b""
        self._looked: Looked | None = None
        self._thread: Thread | None = None
        if files and files[0].is_file() and files[0].stat().st_size >= LARGE:
            self._thread = Thread(target=self._look, args=(files[0],), daemon=True)
            self._thread.start()

    def _look(self, path: Path) -> None:
        try:
            content = file_content(path)
            if format_of(content) == "xlsx":
                self._content, self._looked = content, looked_at(content)
        except BaseException:  # noqa: BLE001, S110 - Rust panics too: whoever asks for the file finds it again, and tells
            pass

    def read(self, path: Path, content: bytes | None = None) -> list[Grid]:
        """The sheets of a file of these bytes, as `read_workbook` gives them."""
        return read_workbook(path, content, self._found(content))

    def _found(self, content: bytes | None) -> Looked | None:
        if self._thread is None:
            return None
        self._thread.join()
        found, same = self._looked, self._content == content
        self._content, self._looked, self._thread = b"", None, None  # nothing large is kept
        return found if same else None
