"""Blocks of scores into SQLite: a wide temporary table, turned into rows of values by the database itself.

A third of the time of a statement a value. The rows, their order and their numbers are those of inserting
one reading after the other.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count, groupby
from typing import NamedTuple

from parreform.blocks import Axis, Block, Piece
from parreform.database import Connection
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
    """Insert pieces in order, all of them current; `single` inserts readings that are not in blocks."""
    if not connection.bulk:
        single([reading for piece in pieces for reading in (piece if isinstance(piece, Block) else (piece,))])
        return
    found = list(_groups(pieces))
    wide = _Wide(connection, ids, max((_width(group) for group in found), default=0))
    for group in found:
        wide.lay([p for p in group if isinstance(p, Block)])
        numbers = count()
        for in_block, part in groupby(group, lambda p: isinstance(p, Block)):
            if in_block:
                for block in part:
                    wide.insert(next(numbers), block)  # type: ignore[arg-type]
            else:
                single(list(part))  # type: ignore[arg-type]
    wide.drop()


def _groups(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Runs of pieces whose blocks fit into one wide table."""
    group: list[Piece] = []
    axis: Axis | None = None
    for piece in pieces:
        if isinstance(piece, Block):
            if axis is not None and (axis is not piece.axis or _width(group) == WIDEST):
                yield group
                group = []
            axis = piece.axis
        group.append(piece)
    if group:
        yield group


def _width(group: Sequence[Piece]) -> int:
    return sum(isinstance(piece, Block) for piece in group)


class _Wide:
    """The temporary table: a row for each unit of one axis, a column for each block laid into it."""

    def __init__(self, connection: Connection, ids: Ids, width: int) -> None:
        self.connection, self.ids, self.width = connection, ids, width
        if width:
            columns = ", ".join(f"c{n}" for n in range(width))
            connection.run(f"CREATE TEMP TABLE wide (id INTEGER PRIMARY KEY, unit_id INTEGER, place TEXT, {columns})")

    def lay(self, blocks: Sequence[Block]) -> None:
        """Fill the table with blocks that share one axis, in place of what it held."""
        if not blocks:
            return
        axis, turned = blocks[0].axis, blocks[0].turned
        places = map(letters, axis.rows) if turned else (str(r + 1) for r in axis.rows)
        units = map(self.ids.units.__getitem__, axis.units)
        names = ", ".join(("id", "unit_id", "place", *(f"c{n}" for n in range(len(blocks)))))
        marks = ", ".join("?" * (len(blocks) + 3))
        self.connection.run("DELETE FROM temp.wide")
        rows = zip(range(len(axis.rows)), units, places, *map(_whole, blocks), strict=True)
        self.connection.many(f"INSERT INTO temp.wide ({names}) VALUES ({marks})", rows, ())  # noqa: S608

    def insert(self, number: int, block: Block) -> None:
        """The values of the block that was laid under this number."""
        cell = "place || :cell" if block.turned else ":cell || place"
        self.connection.run(
            f"""INSERT INTO observation (indicator_id, unit_id, year, score, sheet_id, cell, recorded_run_id)
                SELECT :indicator, unit_id, :year, c{number}, :sheet, {cell}, :run
                  FROM temp.wide WHERE id BETWEEN :first AND :last ORDER BY id""",  # noqa: S608
            {
                "indicator": self.ids.indicators[block.indicator],
                "year": block.year,
                "sheet": self.ids.sheets[block.sheet],
                "cell": block.cell,
                "run": self.ids.run,
                "first": block.start,
                "last": block.start + len(block) - 1,
            },
        )

    def drop(self) -> None:
        """Give the room back."""
        if self.width:
            self.connection.run("DROP TABLE temp.wide")


def _whole(block: Block) -> Sequence[float | None]:
    """The scores of a block for all units of its axis."""
    after = len(block.axis.rows) - block.start - len(block)
    if not block.start and not after:
        return block.scores
    return [*[None] * block.start, *block.scores, *[None] * after]
