"""Opening a database: SQLite through its own driver, any other URL through SQLAlchemy; schema kept current.

Reading a province's trend through the driver takes a quarter of the time the ORM takes
(docs/decisions.md), so statements are plain SQL with `:name` parameters that both understand.
"""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from parreform.errors import DatabaseBusy, DatabaseProblem, MissingExtra, UsageProblem
from parreform.settings import data_dir, packaged, t

BUSY_SECONDS = 10.0
CACHE_KIB = 65_536
"""Room for pages while many rows go in: with SQLite's 2 MB each page of the index is written out many times."""
Row = Sequence[Any]
Parameters = Mapping[str, object]


class Connection(Protocol):
    """What the store needs of a database. Originals of imported files are kept in `archive`.

    `bulk` tells whether many values go in through a temporary table.
    """

    archive: Path
    bulk: bool

    def rows(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        """All rows of a query."""
        ...

    def run(self, sql: str, parameters: Parameters | None = None) -> None:
        """Execute one statement."""
        ...

    def many(self, sql: str, rows: Iterable[Sequence[object]], names: Sequence[str]) -> None:
        """Execute one statement for many rows, given in the order of `names`."""
        ...

    def transaction(self, *, many: bool = False) -> Any:
        """A context in which all statements happen, or none.

        With `many` rows to insert, SQLite does not look up each row's references one by one; whoever asks
        for it takes every reference from the same transaction.
        """
        ...

    def snapshot(self) -> Any:
        """A context in which all questions are answered as of one moment, whatever others write."""
        ...

    def close(self) -> None:
        """Give the database back."""
        ...


def connect(url: str, *, write: bool, trial: bool = False) -> Connection:
    """Open a database, creating or upgrading it first. A reader of an up-to-date file writes nothing.

    For a `trial` a file that does not exist is not made: an empty database in memory stands for it.
    """
    if "://" in url and not url.startswith("sqlite:///"):
        return _OtherConnection(url)
    path = Path(url.removeprefix("sqlite:///")).expanduser()
    with _translated(path):
        return _in_memory(path) if trial and not _filled(path) else _open_file(path, write=write)


def versions() -> list[str]:
    """The schema versions this program knows, oldest first: the numbers of the migration files."""
    return sorted(p.stem.split("_")[0] for p in (packaged("migrations") / "versions").glob("[0-9]*.py"))


# --- SQLite --------------------------------------------------------------------------------------


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
        existing = next(p for p in path.absolute().parents if p.exists())
        if not write and not os.access(existing, os.W_OK):
            raise DatabaseProblem(
                t(f"Chưa có cơ sở dữ liệu {path}", f"There is no database {path}"), "parreform import TEP.xlsx"
            )
        path.parent.mkdir(parents=True, exist_ok=True)
    raw = _raw(path, write)
    if existed:
        raw = _current(raw, path, write=write)
    else:
        _create(raw, path)
    if existed and write:
        _write_ahead(raw, seconds=BUSY_SECONDS)
    return _FileConnection(raw, path, fresh=not existed)


def _raw(path: Path, write: bool) -> sqlite3.Connection:
    writable = os.access(path, os.W_OK) if path.exists() else True
    if not write and not (writable and os.access(path.parent, os.W_OK)):
        raw = sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True, isolation_level=None)
    else:
        raw = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
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
        script = (packaged("migrations") / "schema.sql").read_text(encoding="utf-8")
        for statement in script.split(";\n"):
            raw.execute(statement)
        raw.execute("INSERT INTO alembic_version VALUES (?)", (versions()[-1],))
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
    known = versions()
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
    _migrate(f"sqlite:///{path}")
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


def _migrate(url: str) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, event

    engine = create_engine(url)
    if url.startswith("sqlite"):
        # batch mode copies tables: the driver must not open transactions of its own in between
        event.listen(engine, "connect", lambda raw, _: setattr(raw, "isolation_level", None))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(packaged("migrations")))
    with engine.begin() as connection:
        _wait_for_other_writers(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()


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


# --- any other database ----------------------------------------------------------------------------

WRITERS = 7269012
"""The advisory lock that makes writers to PostgreSQL wait for each other, as SQLite's file lock does."""


class _OtherConnection:
    """PostgreSQL or another database, through SQLAlchemy."""

    bulk = False

    def __init__(self, url: str) -> None:
        if url.startswith(("postgres://", "postgresql://")):
            url = "postgresql+psycopg://" + url.split("://", 1)[1]
        self.engine = _engine(url)
        self.archive = data_dir() / "archive"
        self._open: Any = None
        self._prepare(url)

    def _prepare(self, url: str) -> None:
        from sqlalchemy import inspect

        with _told():
            known = inspect(self.engine).has_table("alembic_version")
        found = self.rows("SELECT version_num FROM alembic_version")[0][0] if known else ""
        if found and found not in versions():
            raise DatabaseProblem(
                t("Cơ sở dữ liệu mới hơn chương trình", "The database is newer than the program"),
                t("Cập nhật: pip install --upgrade parreform", "Update: pip install --upgrade parreform"),
            )
        if found != versions()[-1]:
            with _told():
                _migrate(url)

    def rows(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        from sqlalchemy import text

        with _told():
            if self._open is not None:
                return list(self._open.execute(text(sql), dict(parameters or {})))
            with self.engine.connect() as connection:
                return list(connection.execute(text(sql), dict(parameters or {})))

    def run(self, sql: str, parameters: Parameters | None = None) -> None:
        from sqlalchemy import text

        with _told():
            self._open.execute(text(sql), dict(parameters or {}))

    def many(self, sql: str, rows: Iterable[Sequence[object]], names: Sequence[str]) -> None:
        from sqlalchemy import text

        found = [dict(zip(names, row, strict=True)) for row in rows]
        if found:
            with _told():
                self._open.execute(text(sql), found)

    @contextmanager
    def transaction(self, *, many: bool = False) -> Iterator[None]:  # noqa: ARG002 - only SQLite gains
        with _told(), self.engine.begin() as connection:
            _wait_for_other_writers(connection)
            self._open = connection
            try:
                yield
            finally:
                self._open = None

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        with _told(), self.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            self._open = connection
            try:
                yield
            finally:
                self._open = None

    def close(self) -> None:
        self.engine.dispose()


def _engine(url: str) -> Any:
    from sqlalchemy import create_engine
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    try:
        return create_engine(url)
    except ModuleNotFoundError as fault:
        raise MissingExtra("PostgreSQL", "postgres") from fault
    except (ArgumentError, NoSuchModuleError) as fault:
        raise UsageProblem(
            t("Không hiểu địa chỉ cơ sở dữ liệu", "The database URL cannot be understood"),
            "--db postgresql://USER@HOST/NAME",
        ) from fault


def _wait_for_other_writers(connection: Any) -> None:
    """Until the end of the transaction nobody else writes; `DatabaseBusy` when waiting takes too long."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(BUSY_SECONDS * 1000)}ms'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
        # rows written by the transaction itself are not in the statistics: joins of whole tables planned as
        # a loop over "one row" took minutes instead of seconds
        connection.exec_driver_sql("SET LOCAL enable_nestloop = off")


@contextmanager
def _told() -> Iterator[None]:
    """What the server says about locks and connections, in words a person can act on."""
    from sqlalchemy.exc import OperationalError

    try:
        yield
    except OperationalError as fault:
        if getattr(fault.orig, "sqlstate", "") == "55P03":
            raise DatabaseBusy(
                t("Cơ sở dữ liệu đang được chương trình khác ghi", "Another program is writing to the database"),
                t("Chờ một lát rồi thử lại", "Wait a moment and try again"),
            ) from fault
        raise DatabaseProblem(
            t("Không dùng được cơ sở dữ liệu", "The database cannot be used") + f": {fault.orig}",
            t("Kiểm tra địa chỉ và máy chủ", "Check the URL and the server"),
        ) from fault
