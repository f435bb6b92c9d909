"""Write schema.sql, what all migrations give on an empty SQLite file: `python migrations/write_schema.py`."""

import sqlite3
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from parreform.schema import migrate


def schema() -> str:
    """The statements that make the current schema, in the order SQLite keeps them."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "schema.db"
        migrate(f"sqlite:///{path}")
        with sqlite3.connect(path) as connection:
            found = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
        connection.close()
    return ";\n".join(sql for (sql,) in found) + "\n"


if __name__ == "__main__":
    target = Path(__file__).with_name("schema.sql")
    target.write_text(schema(), encoding="utf-8")
    sys.stderr.write(f"{target}\n")
