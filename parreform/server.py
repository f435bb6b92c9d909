"""A database on a server, PostgreSQL or another one, through SQLAlchemy."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from parreform.connection import Parameters, Row
from parreform.errors import DatabaseBusy, DatabaseProblem, MissingExtra, UsageProblem
from parreform.schema import migrate, versions, wait_for_other_writers
from parreform.settings import data_dir, t


def open_server(url: str) -> "_ServerConnection":
    """Connect to a server and bring its schema to the newest version first."""
    return _ServerConnection(url)


class _ServerConnection:
    """PostgreSQL or another database; one connection for a transaction, one for each question outside."""

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
                migrate(url)

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
            wait_for_other_writers(connection)
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
