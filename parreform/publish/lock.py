"""One export at a time into a folder: the lock of the operating system, and who holds it.

The system gives the lock back when its holder ends, however it ends, so a lock is never stale; what a killed
holder left in the file is overwritten by the next one.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from parreform.errors import FolderBusy, ParreformError
from parreform.settings import t

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has locks of its own
    fcntl = None  # type: ignore[assignment]

PAUSE = 0.1
"""Seconds between two tries."""
AWAY = 1 << 30
"""Windows keeps others from reading what is locked: there a byte far behind the holder's words is."""


class Lock:
    """A lock that is held; whoever works under it for a while signs it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._signed = file, False

    def sign(self) -> None:
        """Say who holds it; a full disk is told by whoever writes what was asked for."""
        self._signed = True
        with suppress(OSError):
            _write(self._file, json.dumps(_ourselves()).encode())

    def clean(self) -> None:
        """Take the name off again. Who never signed writes nothing."""
        if self._signed:
            with suppress(OSError):
                _write(self._file, b"")


@contextmanager
def held(path: Path, wait: float = 0.0) -> Iterator[Lock]:
    """Hold a lock file for a while; `FolderBusy` says who holds it where `wait` seconds were not enough."""
    with _opened(path) as file:
        _wait_for(file, path, wait)
        lock = Lock(file)
        try:
            yield lock
        finally:
            lock.clean()


def _opened(path: Path) -> IO[bytes]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o666), "r+b", buffering=0)
    except OSError as fault:
        raise ParreformError(
            t(
                f"Không ghi được vào {path.parent.parent}: {fault.strerror}",
                f"{path.parent.parent} cannot be written to: {fault.strerror}",
            ),
            t("Kiểm tra thư mục, quyền ghi và dung lượng đĩa", "Check the folder, permissions and disk space"),
        ) from fault


def _wait_for(file: IO[bytes], path: Path, wait: float) -> None:
    last = time.monotonic() + wait
    while not _taken(file):
        if time.monotonic() >= last:
            raise FolderBusy(
                t(
                    f"{path.parent.parent} đang được {_holder(file)} ghi",
                    f"{path.parent.parent} is being written by {_holder(file)}",
                ),
                t("Chờ rồi thử lại, hoặc thêm --wait 600", "Wait and try again, or add --wait 600"),
            )
        time.sleep(PAUSE)


def _taken(file: IO[bytes]) -> bool:
    try:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:  # pragma: no cover
            import msvcrt

            file.seek(AWAY)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except (BlockingIOError, PermissionError):
        return False
    except OSError as fault:
        raise ParreformError(
            t(f"Ổ đĩa này không khóa tệp được: {fault.strerror}", f"This disk cannot lock files: {fault.strerror}"),
            t("Xuất vào một ổ đĩa của máy này", "Export to a disk of this machine"),
        ) from fault
    return True


def _ourselves() -> dict[str, object]:
    from platform import node

    return {"process": os.getpid(), "host": node(), "since": datetime.now(UTC).isoformat(timespec="seconds")}


def _holder(file: IO[bytes]) -> str:
    """Who holds the lock, in words; the holder may not have written yet."""
    try:
        file.seek(0)
        said = json.loads(file.read())
        since = str(said["since"])[:19].replace("T", " ")
        return t(
            f"tiến trình {said['process']} trên máy {said['host']}, từ {since} UTC,",
            f"process {said['process']} on {said['host']}, since {since} UTC",
        )
    except (ValueError, KeyError, TypeError, OSError):
        return t("một tiến trình khác", "another process")


def _write(file: IO[bytes], content: bytes) -> None:
    file.seek(0)
    file.truncate()
    file.write(content)
