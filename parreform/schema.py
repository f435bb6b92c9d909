"""The versions of the schema, and how a database is brought to the newest one."""

from typing import Any

from parreform.settings import packaged

BUSY_SECONDS = 10.0
"""How long a writer waits for another one."""
WRITERS = 7269012
"""The advisory lock that makes writers to PostgreSQL wait for each other, as SQLite's file lock does."""


def versions() -> list[str]:
    """The schema versions this program knows, oldest first: the numbers of the migration files."""
    return sorted(p.stem.split("_")[0] for p in (packaged("migrations") / "versions").glob("[0-9]*.py"))


def statements() -> list[str]:
    """What makes the newest schema in an empty database; a test holds it to the migrations."""
    return (packaged("migrations") / "schema.sql").read_text(encoding="utf-8").split(";\n")


def migrate(url: str) -> None:
    """Bring the schema of a database to the newest version, in one transaction."""
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
        wait_for_other_writers(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()


def wait_for_other_writers(connection: Any) -> None:
    """Until the end of the transaction nobody else writes; `DatabaseBusy` when waiting takes too long."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(BUSY_SECONDS * 1000)}ms'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
        # rows written by the transaction itself are not in the statistics: joins of whole tables planned as
        # a loop over "one row" took minutes instead of seconds
        connection.exec_driver_sql("SET LOCAL enable_nestloop = off")
