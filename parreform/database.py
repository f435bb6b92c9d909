"""Opening a database: SQLite through its own driver, any other URL through SQLAlchemy; schema kept current.

Reading a province's trend through the driver takes a quarter of the time the ORM takes
(docs/decisions.md), so statements are plain SQL with `:name` parameters that both understand.
"""

from pathlib import Path

from parreform.connection import Connection


def connect(url: str, *, write: bool, trial: bool = False) -> Connection:
    """Open a database, creating or upgrading it first. A reader of an up-to-date file writes nothing.

    For a `trial` a file that does not exist is not made: an empty database in memory stands for it.
    """
    if "://" in url and not url.startswith("sqlite:///"):
        from parreform.server import open_server

        return open_server(url)
    from parreform.sqlite import open_sqlite

    return open_sqlite(Path(url.removeprefix("sqlite:///")).expanduser(), write=write, trial=trial)
