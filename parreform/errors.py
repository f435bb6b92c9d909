"""What stops a command: one class a situation, each with its exit code and the next thing to type."""

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from parreform.settings import t

if TYPE_CHECKING:
    from parreform.findings import Finding


class ExitCode(IntEnum):
    """The contract with shells and cron."""

    DONE = 0
    OUR_FAULT = 1
    USAGE = 2
    REFUSED = 3
    PARTLY = 4
    BUSY = 5
    INTERRUPTED = 130


class ParreformError(Exception):
    """Something stops the command. `str()` says what, `hint` says what to type next."""

    exit_code = ExitCode.OUR_FAULT

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageProblem(ParreformError):
    """The command cannot be understood as typed."""

    exit_code = ExitCode.USAGE


class UnknownName(UsageProblem):
    """A name that stands for nothing we know; never taken for a similar one silently."""

    def __init__(self, what: str, name: str, suggestions: Sequence[str] = ()) -> None:
        nearest = ", ".join(f"“{s}”" for s in suggestions)
        hint = t(f"Có phải: {nearest}?", f"Did you mean: {nearest}?") if suggestions else ""
        super().__init__(t(f"Không có {what} “{name}”", f"There is no {what} “{name}”"), hint)
        self.name = name
        self.suggestions = tuple(suggestions)


class InputRefused(ParreformError):
    """A file that is not imported; all its faults are listed. `why` is the message without the file's name."""

    exit_code = ExitCode.REFUSED

    def __init__(self, path: Path, findings: "Sequence[Finding]" = (), message: str = "", hint: str = "") -> None:
        wrong = sum(f.severity == "error" for f in findings)
        text = message or t(f"có {wrong} lỗi, không nhập gì", f"{wrong} errors, nothing was imported")
        super().__init__(f"{path.name}: {text}", hint)
        self.path, self.why = path, text
        self.findings = tuple(findings)


class DatabaseBusy(ParreformError):
    """Another process holds the database."""

    exit_code = ExitCode.BUSY


class FolderBusy(ParreformError):
    """Another process writes into the folder of an export."""

    exit_code = ExitCode.BUSY


class DatabaseProblem(ParreformError):
    """The database cannot be used as it is: newer than the program, not ours, unreadable, disk full."""


class MissingExtra(UsageProblem):
    """An optional library is needed for what was asked."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            t(f"{what} cần thêm thư viện", f"{what} needs an extra library"), f'pip install "parreform[{extra}]"'
        )
