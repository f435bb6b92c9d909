"""What the store needs of a database, whichever it is: plain SQL with `:name` parameters."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

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
