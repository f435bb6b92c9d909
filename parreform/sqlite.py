"""A database in a SQLite file, through the standard driver."""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from parreform import schema
from parreform.connection import Parameters, Row
from parreform.errors import DatabaseBusy, DatabaseProblem
from parreform.settings import t

CACHE_KIB = 65_536
"""Room for pages while many rows go in: with SQLite's 2 MB each page of the index is written out many times."""


def open_sqlite(path: Path, *, write: bool, trial: bool) -> "_FileConnection":
    """Open a file, creating or upgrading it first; who only reads, or tries, makes none: one in memory stands for it."""
    with _translated(path):
        return _in_memory(path) if (trial or not write) and not _filled(path) else _open_file(path, write=write)


class _FileConnection:
    """A SQLite file through the standard driver."""

    bulk = True

    def __init__(self, raw: sqlite3.Connection, path: Path, *, fresh: bool = False) -> None:
        self.raw, self.path, self.fresh = raw, path, fresh
        self.archive = path.with_name(f"{path.stem}.archive")

    def rows(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        with _translated(self.path):
            return self.raw.execute(sql, parameters or {}).fetchall()

    def run(self, sql: str, parameters: Parameters | None = None) -> None:
        with _translated(self.path):
            self.raw.execute(sql, parameters or {})

    def many(self, sql: str, rows: Iterable[Sequence[object]], names: Sequence[str]) -> None:
        for name in sorted(names, key=len, reverse=True):
            sql = sql.replace(f":{name}", f"?{names.index(name) + 1}")
        with _translated(self.path):
            self.raw.executemany(sql, rows)

    @contextmanager
    def transaction(self, *, many: bool = False) -> Iterator[None]:
        with _translated(self.path):
            if many:
                self.raw.execute("PRAGMA foreign_keys = OFF")  # has no effect within a transaction
                self.raw.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            self.raw.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.raw.execute("COMMIT")
                self._leave_fresh()
            except BaseException:
                with suppress(sqlite3.Error):
                    self.raw.execute("ROLLBACK")
                raise
            finally:
                self.raw.execute("PRAGMA foreign_keys = ON")

    def _leave_fresh(self) -> None:
        """From the first transaction on the file has a write-ahead log; where others look at it now, from the next."""
        if self.fresh:
            self.fresh = False
            with suppress(sqlite3.OperationalError):
                _write_ahead(self.raw, seconds=0)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        with _translated(self.path):
            self.raw.execute("BEGIN")
        try:
            yield
        finally:
            self.raw.execute("ROLLBACK")

    def close(self) -> None:
        self.raw.close()


def _filled(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _in_memory(path: Path) -> _FileConnection:
    raw = sqlite3.connect(":memory:", isolation_level=None)
    raw.execute("PRAGMA foreign_keys = ON")
    _create(raw, path)
    return _FileConnection(raw, path)


def _open_file(path: Path, *, write: bool) -> _FileConnection:
    existed = _filled(path)
    if not existed:
        path.parent.mkdir(parents=True, exist_ok=True)
    raw = _raw(path, write)
    if existed:
        raw = _current(raw, path, write=write)
    else:
        _create(raw, path)
    if existed and write:
        _write_ahead(raw, seconds=schema.BUSY_SECONDS)
    return _FileConnection(raw, path, fresh=not existed)


def _raw(path: Path, write: bool) -> sqlite3.Connection:
    writable = os.access(path, os.W_OK) if path.exists() else True
    if not write and not (writable and os.access(path.parent, os.W_OK)):
        raw = sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True, isolation_level=None)
    else:
        raw = sqlite3.connect(path, timeout=schema.BUSY_SECONDS, isolation_level=None)
    raw.execute("PRAGMA foreign_keys = ON")
    return raw


def _create(raw: sqlite3.Connection, path: Path) -> None:
    """A file without tables gets the whole schema at once; a test holds schema.sql to the migrations.

    What comes into a new file first is written there alone, not into a log as well: a tenth of a large import.
    """
    if _tables_of(raw, path):
        return
    raw.execute("BEGIN IMMEDIATE")
    if not _tables_of(raw, path):  # another process may have made them in the meantime
        for statement in schema.statements():
            raw.execute(statement)
        raw.execute("INSERT INTO alembic_version VALUES (?)", (schema.versions()[-1],))
    raw.execute("COMMIT")


def _write_ahead(raw: sqlite3.Connection, *, seconds: float) -> None:
    """Switch to the write-ahead log. SQLite does not wait for others who use the file: we do, so long."""
    last = time.monotonic() + seconds
    while True:
        try:
            raw.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > last:
                raise
            time.sleep(0.02)
        else:
            return


def _tables_of(raw: sqlite3.Connection, path: Path) -> set[str]:
    """The tables of a file, seen at one moment. A file with tables but without ours is left alone."""
    tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and "alembic_version" not in tables:
        raise DatabaseProblem(
            t(f"{path} không phải cơ sở dữ liệu của parreform", f"{path} is not a parreform database"),
            t("Chọn tệp khác bằng --db", "Choose another file with --db"),
        )
    return tables


def _current(raw: sqlite3.Connection, path: Path, *, write: bool) -> sqlite3.Connection:
    if not raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
        _create(raw, path)
    found = raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    known = schema.versions()
    if found == known[-1]:
        return raw
    if found not in known:
        raise DatabaseProblem(
            t(
                f"Cơ sở dữ liệu {path} mới hơn chương trình (phiên bản {found}, chương trình biết đến {known[-1]})",
                f"Database {path} is newer than the program (version {found}, the program knows up to {known[-1]})",
            ),
            t("Cập nhật: pip install --upgrade parreform", "Update: pip install --upgrade parreform"),
        )
    _back_up(raw, path, found)
    raw.close()
    schema.migrate(f"sqlite:///{path}")
    return _raw(path, write)


def _back_up(raw: sqlite3.Connection, path: Path, version: str) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    final = path.with_name(f"{path.name}.backup-{version}-{stamp}")
    partial = final.with_name(final.name + ".partial")
    copy = sqlite3.connect(partial)
    try:
        raw.backup(copy)
    finally:
        copy.close()
    partial.replace(final)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """The driver's errors in words a person can act on."""
    try:
        yield
    except sqlite3.OperationalError as fault:
        text = str(fault)
        if "locked" in text or "busy" in text:
            raise DatabaseBusy(
                t(f"Cơ sở dữ liệu {path} đang được chương trình khác dùng", f"Database {path} is in use"),
                t("Chờ một lát rồi thử lại", "Wait a moment and try again"),
            ) from fault
        raise DatabaseProblem(
            t(f"Không dùng được cơ sở dữ liệu {path}: {text}", f"Database {path} cannot be used: {text}"),
            t("Kiểm tra quyền ghi và dung lượng đĩa", "Check permissions and disk space"),
        ) from fault
    except sqlite3.DatabaseError as fault:
        if type(fault) is not sqlite3.DatabaseError:
            raise  # a statement of ours is wrong: not the file's fault
        raise DatabaseProblem(
            t(f"{path} không phải tệp SQLite đọc được: {fault}", f"{path} is not a readable SQLite file: {fault}"),
            t("Chọn tệp khác bằng --db", "Choose another file with --db"),
        ) from fault
    except OSError as fault:
        raise DatabaseProblem(
            t(f"Không mở được {path}: {fault.strerror}", f"{path} cannot be opened: {fault.strerror}"),
            t("Kiểm tra đường dẫn và quyền ghi", "Check the path and its permissions"),
        ) from fault
