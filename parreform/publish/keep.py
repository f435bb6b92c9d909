"""One export from beginning to end: the lock, the quick decision, the work, and the record of it all."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from parreform import __version__, settings
from parreform.errors import ExitCode, ParreformError, UsageProblem
from parreform.files import replace_whole, write_whole
from parreform.publish import lock, stamp
from parreform.publish.order import Order, Outcome
from parreform.settings import t

SIGN = b'<meta name="generator" content="parreform">'
"""What tells our page from another."""
Progress = Callable[[int, int], None]
"""Told of each item done, and how many there are."""


def keep(order: Order, wait: float = 0.0, record: Path | None = None, progress: Progress | None = None) -> Outcome:
    """Bring a folder up to date and leave a record of it, also of a run that fails.

    The record stands in the folder, `run.json`, or where `record` says. A run that finds nothing to do leaves
    the folder untouched; one that finds it locked (`FolderBusy`) writes nothing into it.
    """
    began, outcome, fault = datetime.now(UTC), Outcome(), None
    try:
        _only_ours(order.folder)
        with lock.held(order.own / "lock", wait) as own:
            try:
                _work(order, outcome, own, progress)
            except BaseException as stopped:
                fault = stopped
                raise
            finally:
                if not record and (fault or outcome.busy or _failed_last(order.folder)):
                    with suppress(OSError):  # where the disk is full, the fault says so already
                        replace_whole(order.folder / "run.json", _record(order, outcome, began, fault))
    except BaseException as stopped:
        fault = stopped
        raise
    finally:
        if record:
            _write(record, _record(order, outcome, began, fault), failing=fault is not None)
    return outcome


def _work(order: Order, outcome: Outcome, own: lock.Lock, progress: Progress | None) -> None:
    asked = (settings.language(), order.provinces, __version__)
    mark = stamp.fingerprint(order.database, order.plan, asked)
    standing = None if order.again else stamp.unchanged(order.own / "stamp", order.folder, mark)
    if standing is not None:
        outcome.unchanged = standing
        return
    own.sign()
    from parreform.publish.update import update

    update(replace(order, mark=mark), outcome, progress or (lambda _done, _of: None))


def _only_ours(folder: Path) -> None:
    """Stop before a page of somebody else's is replaced: an export is given a folder of its own."""
    page = folder / "index.html"
    if (folder / ".parreform").exists() or not page.exists():
        return
    with page.open("rb") as file:
        if SIGN in file.read(2000):
            return
    raise UsageProblem(
        t(f"{page} không do parreform làm: không ghi đè", f"{page} was not made by parreform: it is not replaced"),
        t(f"Chọn thư mục khác: --out {folder / 'parreform'}", f"Choose another folder: --out {folder / 'parreform'}"),
    )


def _failed_last(folder: Path) -> bool:
    """Whether the record in a folder is of a run that failed, which is over now."""
    try:
        return bool(json.loads((folder / "run.json").read_bytes())["exit_code"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _write(path: Path, content: bytes, *, failing: bool) -> None:
    if failing:
        with suppress(OSError):
            replace_whole(path, content)
    else:
        write_whole(path, content)


def _record(order: Order, outcome: Outcome, began: datetime, fault: BaseException | None) -> bytes:
    ended = datetime.now(UTC)
    code = _code(outcome, fault)
    said: dict[str, Any] = {
        "program": __version__,
        "began": _iso(began),
        "ended": _iso(ended),
        "seconds": round((ended - began).total_seconds(), 3),
        "exit_code": int(code),
        "outcome": "unchanged" if outcome.unchanged else _WORDS.get(code, "failed"),
        "error": str(fault) if fault else "",
        "hint": getattr(fault, "hint", ""),
        "folder": str(order.folder.absolute()),
        "plan": str(order.plan or ""),
        "database": without_password(order.database),
        "language": settings.language(),
        "kept": len(outcome.kept) + outcome.unchanged,
        "made": outcome.made,
        "removed": outcome.removed,
        "left": outcome.left,
        "skipped": outcome.skipped,
        "failed": outcome.failed,
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


_WORDS = {
    ExitCode.DONE: "done",
    ExitCode.PARTLY: "partly",
    ExitCode.BUSY: "busy",
    ExitCode.INTERRUPTED: "interrupted",
}


def _code(outcome: Outcome, fault: BaseException | None) -> ExitCode:
    if fault is None:
        return outcome.code
    if isinstance(fault, ParreformError):
        return fault.exit_code
    return ExitCode.INTERRUPTED if isinstance(fault, KeyboardInterrupt) else ExitCode.OUR_FAULT


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def without_password(database: str) -> str:
    """A database's URL as it may be shown; a path as it is."""
    if "://" not in database:
        return database
    from urllib.parse import urlsplit, urlunsplit

    parts = urlsplit(database)
    host = parts.netloc.rpartition("@")[2]
    user = parts.username or ""
    return urlunsplit(parts._replace(netloc=f"{user}@{host}" if user else host))
