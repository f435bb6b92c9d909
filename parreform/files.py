"""Files appear whole or not at all: written beside their place, then renamed."""

import os
from contextlib import suppress
from pathlib import Path

from parreform.errors import ParreformError, UsageProblem
from parreform.settings import t


def replace_whole(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Readers see the old file or the new one; a fault is an `OSError` and leaves the old one.

    With `durable` the content is on the disk before its name is, so that a power cut cannot leave an empty file.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise


def write_whole(path: Path, content: bytes) -> None:
    """The same for a file that the user asked for: a fault is a `ParreformError` that says what to look at."""
    try:
        replace_whole(path, content)
    except OSError as fault:
        raise ParreformError(
            t(f"Không ghi được {path}: {fault.strerror}", f"{path} cannot be written: {fault.strerror}"),
            t("Kiểm tra thư mục, quyền ghi và dung lượng đĩa", "Check the folder, permissions and disk space"),
        ) from fault


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not exist yet: a form someone has filled in is never lost."""
    refuse_existing(path, "--out")
    write_whole(path, content)


def refuse_existing(path: Path, option: str) -> None:
    """Refuse to write over a workbook that people write into: a form, an annotated copy."""
    if path.exists():
        raise UsageProblem(
            t(f"Đã có tệp {path}", f"{path} exists already"),
            t(f"Chọn tên khác: {option} TEP.xlsx", f"Choose another name: {option} FILE.xlsx"),
        )
