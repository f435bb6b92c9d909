"""Workbooks are read by a second process while this one loads the rest of the program, checks and stores.

Two threads would wait for one another: both work within the interpreter most of the time.
"""

import os
import pickle
import signal
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, NoReturn, Self

if TYPE_CHECKING:
    from parreform.workbook import Grid  # what reads is loaded by who reads


class _Read(NamedTuple):
    """A file that was read: the digest of its bytes, its sheets; None where reading it failed."""

    path: Path
    digest: bytes
    grids: "list[Grid] | None"


class Ahead:
    """Reads the files of an import one after the other, before anybody asks for them.

    What could not be read so is read, and refused, when it is asked for: also wherever processes cannot be split.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        self._process, self._found = _split(files)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the second process, whatever it is at."""
        if self._found is None:
            return
        self._found.close()
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        self._found = None

    @property
    def busy(self) -> bool:
        """Whether the next file is still being read, so that whoever asks for it has to wait."""
        from select import select

        return self._found is not None and not select([self._found], [], [], 0)[0]

    def read(self, path: Path, content: bytes | None = None) -> "list[Grid]":
        """The sheets of a file of these bytes, as `read_workbook` gives them."""
        from parreform.workbook import file_content, read_workbook

        content = file_content(path) if content is None else content
        found = self._next(path)
        if found and found.grids is not None and found.digest == sha256(content).digest():
            return found.grids
        return read_workbook(path, content)

    def _next(self, path: Path) -> _Read | None:
        """What was read of a file; what comes before it was asked for by nobody."""
        with suppress(EOFError, OSError, pickle.UnpicklingError):
            while self._found is not None:
                found: _Read = pickle.load(self._found)  # noqa: S301 - written by our own second process
                if found.path == path:
                    return found
        return None


_begun: Ahead | None = None


def begin(words: Sequence[str]) -> None:
    """Begin to read what the words of a command line seem to name, before they are understood.

    Whatever was read of no use, the database perhaps, is passed over.
    """
    global _begun
    _begun = Ahead([Path(word) for word in words if os.path.exists(word)])  # noqa: PTH110 - of any word


def reading(files: Sequence[Path]) -> Ahead:
    """The reading of some files: what began with the program, else what begins now."""
    global _begun
    begun, _begun = _begun, None
    return begun or Ahead(files)


def _split(files: Sequence[Path]) -> tuple[int, IO[bytes] | None]:
    """The second process and where it writes to; none where the system knows no fork."""
    if not files or not hasattr(os, "fork"):
        return 0, None
    source, sink = os.pipe()
    process = os.fork()
    if not process:
        os.close(source)
        _read_all(files, sink)
    os.close(sink)
    return process, os.fdopen(source, "rb")


def _read_all(files: Sequence[Path], sink: int) -> NoReturn:
    """Be the second process. It says nothing and holds nobody's terminal or pipe open."""
    try:
        from parreform.workbook import workbooks_in

        signal.signal(signal.SIGINT, signal.SIG_DFL)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        with os.fdopen(sink, "wb") as out:
            for path in workbooks_in(files):
                out.write(pickle.dumps(_read(path), protocol=5))  # whole: to read the next one waits for nobody
                out.flush()
    finally:
        os._exit(0)


def _read(path: Path) -> _Read:
    from parreform.workbook import file_content, read_workbook

    content, grids = b"", None
    with suppress(Exception):
        content = file_content(path)
        grids = read_workbook(path, content, expendable=True)
    return _Read(path, sha256(content).digest(), grids)
