"""Blocks of scores into SQLite: a wide temporary table, turned into rows of values by the database itself.

A third of the time of a statement a value. The rows are those of inserting one reading after the other; blocks
come in the order of the index over current values, which is then built from its beginning to its end.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from parreform.blocks import Block, Piece
from parreform.connection import Connection
from parreform.readings import Reading
from parreform.workbook import letters

WIDEST = 250
"""Columns of the temporary table at most."""


class Ids(NamedTuple):
    """The numbers under which the database knows what readings name, and that of the run that brings them."""

    indicators: Mapping[str, int]
    units: Mapping[str, int]
    sheets: Mapping[str, int]
    run: int


def insert(
    connection: Connection, pieces: Sequence[Piece], ids: Ids, single: Callable[[Sequence[Reading]], None]
) -> None:
    """Insert pieces, all of them current; `single` inserts readings that are not in blocks."""
    if not connection.bulk:
        single([reading for piece in pieces for reading in (piece if isinstance(piece, Block) else (piece,))])
        return
    single([piece for piece in pieces if not isinstance(piece, Block)])
    groups = list(_groups([piece for piece in pieces if isinstance(piece, Block)]))
    if not groups:
        return
    wide = _Wide(connection, ids, max(map(len, groups)))
    laid = [place for group in groups for place in wide.lay(group)]
    for place in sorted(laid, key=lambda p: (ids.indicators[p.block.indicator], p.block.year)):
        wide.insert(place)
    wide.drop()


def _groups(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Runs of blocks that share one axis and fit into the wide table."""
    for _, run in groupby(blocks, lambda block: id(block.axis)):
        group = list(run)
        yield from (group[n : n + WIDEST] for n in range(0, len(group), WIDEST))


class _Place(NamedTuple):
    """Where a block lies in the wide table: its column, and the row of its axis's first unit."""

    block: Block
    column: int
    top: int


class _Wide:
    """The temporary table: below one another a row for each unit of each axis, a column for each block of it."""

    def __init__(self, connection: Connection, ids: Ids, width: int) -> None:
        self.connection, self.ids, self.height = connection, ids, 0
        columns = ", ".join(f"c{n}" for n in range(width))
        connection.run(f"CREATE TEMP TABLE wide (id INTEGER PRIMARY KEY, unit_id INTEGER, place TEXT, {columns})")

    def lay(self, blocks: Sequence[Block]) -> Iterator[_Place]:
        """Put blocks that share one axis below what the table holds."""
        axis, turned, top = blocks[0].axis, blocks[0].turned, self.height
        self.height += len(axis.rows)
        places = map(letters, axis.rows) if turned else (str(r + 1) for r in axis.rows)
        units = map(self.ids.units.__getitem__, axis.units)
        names = ", ".join(("id", "unit_id", "place", *(f"c{n}" for n in range(len(blocks)))))
        marks = ", ".join("?" * (len(blocks) + 3))
        rows = zip(range(top, self.height), units, places, *map(_whole, blocks), strict=True)
        self.connection.many(f"INSERT INTO temp.wide ({names}) VALUES ({marks})", rows, ())  # noqa: S608
        return (_Place(block, n, top) for n, block in enumerate(blocks))

    def insert(self, place: _Place) -> None:
        """The values of a block."""
        block, first = place.block, place.top + place.block.start
        cell = "place || :cell" if block.turned else ":cell || place"
        self.connection.run(
            f"""INSERT INTO observation (indicator_id, unit_id, year, score, sheet_id, cell, recorded_run_id)
                SELECT :indicator, unit_id, :year, c{place.column}, :sheet, {cell}, :run
                  FROM temp.wide WHERE id BETWEEN :first AND :last ORDER BY id""",  # noqa: S608
            {
                "indicator": self.ids.indicators[block.indicator],
                "year": block.year,
                "sheet": self.ids.sheets[block.sheet],
                "cell": block.cell,
                "run": self.ids.run,
                "first": first,
                "last": first + len(block) - 1,
            },
        )

    def drop(self) -> None:
        """Give the room back."""
        self.connection.run("DROP TABLE temp.wide")


def _whole(block: Block) -> Sequence[float | None]:
    """The scores of a block for all units of its axis."""
    after = len(block.axis.rows) - block.start - len(block)
    if not block.start and not after:
        return block.scores
    return [*[None] * block.start, *block.scores, *[None] * after]
