"""Plain columns kept whole: scores typed as numbers with nothing beside them, one a unit.

A large table holds a million of them. Kept as a block they cost eight bytes a value; a `Reading` is made
only where one is looked at.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import overload

from parreform.readings import Reading
from parreform.workbook import letters

SHORTEST = 16
"""Fewer scores than this are kept as readings: a block of them would cost more."""

Place = tuple[str, int]
"""An indicator and a year."""


@dataclass(frozen=True, eq=False)
class Axis:
    """The units of a table with the row of each. Compared by identity: all columns of a table share one."""

    rows: tuple[int, ...]
    units: tuple[str, ...]

    @classmethod
    def of(cls, found: Sequence[tuple[int, str]]) -> "Axis":
        """The axis of rows and their units."""
        return cls(tuple(r for r, _ in found), tuple(u for _, u in found))

    @cached_property
    def distinct(self) -> bool:
        """Whether each unit stands once."""
        return len(set(self.units)) == len(self.units)

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return zip(self.rows, self.units, strict=True)


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Published scores of one indicator and year, as `Reading` without anything but a score and its cell.

    They belong to the units of `axis` from `start` on and stand in one column of the grid, or in one row of
    the sheet where the grid was turned.
    """

    indicator: str
    year: int
    sheet: str
    axis: Axis
    start: int
    column: int
    turned: bool
    scores: Sequence[float]

    def __len__(self) -> int:
        return len(self.scores)

    def __iter__(self) -> Iterator[Reading]:
        return map(self.reading, range(len(self.scores)))

    def reading(self, place: int) -> Reading:
        """One value as a reading."""
        row = self.axis.rows[self.start + place]
        cell = f"{letters(row)}{self.column + 1}" if self.turned else f"{letters(self.column)}{row + 1}"
        unit = self.axis.units[self.start + place]
        return Reading(self.indicator, unit, self.year, self.sheet, cell, self.scores[place])

    @property
    def units(self) -> Sequence[str]:
        """The units in the order of the scores."""
        return self.axis.units[self.start : self.start + len(self.scores)]

    @property
    def place(self) -> Place:
        """Indicator and year."""
        return (self.indicator, self.year)

    @property
    def cell(self) -> str:
        """The part that is the same in the names of all cells: the letters, or the row where the grid was turned."""
        return str(self.column + 1) if self.turned else letters(self.column)


Piece = Reading | Block


@dataclass(eq=False)
class Readings(Sequence[Reading]):
    """Readings in order, plain ones in blocks. A sequence of readings for whoever does not ask for blocks."""

    pieces: list[Piece] = field(default_factory=list)

    def append(self, reading: Reading) -> None:
        """Add a reading at the end."""
        self.pieces.append(reading)

    def add(self, block: Block) -> None:
        """Add a block at the end."""
        if len(block) < SHORTEST:
            self.pieces.extend(block)
        else:
            self.pieces.append(block)

    def __len__(self) -> int:
        return sum(len(p) if isinstance(p, Block) else 1 for p in self.pieces)

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def __iter__(self) -> Iterator[Reading]:
        for piece in self.pieces:
            if isinstance(piece, Block):
                yield from piece
            else:
                yield piece

    @overload
    def __getitem__(self, place: int) -> Reading: ...
    @overload
    def __getitem__(self, place: slice) -> list[Reading]: ...
    def __getitem__(self, place: int | slice) -> Reading | list[Reading]:
        return list(self)[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def pieces_of(readings: Iterable[Reading]) -> Sequence[Piece]:
    """Readings with what is plain in blocks, where they come so; else each by itself."""
    return readings.pieces if isinstance(readings, Readings) else list(readings)


def single(readings: Iterable[Reading]) -> Iterator[Reading]:
    """The readings outside blocks: all that say more than a score."""
    return (p for p in pieces_of(readings) if not isinstance(p, Block))


def places(readings: Iterable[Reading]) -> set[Place]:
    """The indicators and years that readings speak of."""
    return {(p.indicator, p.year) for p in pieces_of(readings)}


def taken_apart(pieces: Iterable[Piece], where: set[Place]) -> Iterator[Piece]:
    """The pieces, with the blocks of certain indicators and years as readings."""
    for piece in pieces:
        if isinstance(piece, Block) and piece.place in where:
            yield from piece
        else:
            yield piece


def repeated(pieces: Iterable[Piece]) -> set[Place]:
    """The indicators and years for which blocks may hold a unit twice."""
    groups: dict[Place, list[Piece]] = {}
    for piece in pieces:
        groups.setdefault((piece.indicator, piece.year), []).append(piece)
    return {place for place, group in groups.items() if not _distinct(group)}


def _distinct(group: Sequence[Piece]) -> bool:
    if not any(isinstance(p, Block) for p in group):
        return True
    axes = {p.axis for p in group if isinstance(p, Block)}
    if len(group) == 1:
        return next(iter(axes)).distinct
    units = [u for p in group for u in (p.units if isinstance(p, Block) else (p.unit,))]
    return len(set(units)) == len(units)


def of(readings: Iterable[Reading], *indicators: str) -> Iterator[Reading]:
    """The readings of some indicators."""
    return (r for p in pieces_of(readings) if p.indicator in indicators for r in (p if isinstance(p, Block) else (p,)))


def beyond(readings: Iterable[Reading], bounds: Callable[[str, int], tuple[float, float]]) -> Iterator[Reading]:
    """The readings whose score lies outside the bounds of their indicator and year."""
    for piece in pieces_of(readings):
        low, high = bounds(piece.indicator, piece.year)
        if isinstance(piece, Block):
            within = low <= min(piece.scores) and max(piece.scores) <= high
            found = () if within else tuple(piece)
        else:
            found = (piece,)
        yield from (r for r in found if r.score is not None and not low <= r.score <= high)


class Table(Mapping[str, Reading]):
    """The readings of one indicator and year by unit, each made when it is asked for; some units left out."""

    def __init__(self, left_out: frozenset[str] = frozenset()) -> None:
        self.left_out = left_out
        self.pieces: list[Piece] = []

    @cached_property
    def scores(self) -> Mapping[str, float]:
        """Scores by unit, without the missing ones."""
        found: dict[str, float] = {}
        for piece in self.pieces:
            if isinstance(piece, Block):
                found.update(zip(piece.units, piece.scores, strict=True))
            elif piece.score is not None:
                found[piece.unit] = piece.score
            else:
                found.pop(piece.unit, None)
        for unit in self.left_out & found.keys():
            del found[unit]
        return found

    @cached_property
    def column(self) -> tuple[Sequence[str], Sequence[float]]:
        """Units that have a score, and these."""
        first = self.pieces[0]
        if len(self.pieces) == 1 and isinstance(first, Block) and not self.left_out.intersection(first.units):
            return first.units, first.scores
        return tuple(self.scores), list(self.scores.values())

    @property
    def single(self) -> Sequence[Reading]:
        """The readings outside blocks: all that say more than a score."""
        if not any(isinstance(p, Block) for p in self.pieces):
            return list(self.values())
        return [p for p in self.pieces if not isinstance(p, Block) and p.unit not in self.left_out]

    @cached_property
    def _where(self) -> Mapping[str, tuple[Piece, int]]:
        """Where each unit's reading is: its piece, and its place in that."""
        units = ((p, p.units if isinstance(p, Block) else (p.unit,)) for p in self.pieces)
        found = {unit: (piece, n) for piece, of_piece in units for n, unit in enumerate(of_piece)}
        for unit in self.left_out & found.keys():
            del found[unit]
        return found

    def __getitem__(self, unit: str) -> Reading:
        piece, place = self._where[unit]
        return piece.reading(place) if isinstance(piece, Block) else piece

    def __iter__(self) -> Iterator[str]:
        return iter(self._where)

    def __len__(self) -> int:
        return len(self._where)


def tables(
    readings: Iterable[Reading], which: Callable[[Reading], bool] = bool, left_out: frozenset[str] = frozenset()
) -> Mapping[Place, Table]:
    """Tables by indicator and year; of the readings outside blocks those for which `which` holds."""
    found: dict[Place, Table] = {}
    for piece in pieces_of(readings):
        if isinstance(piece, Block) or (which(piece) and piece.unit not in left_out):
            found.setdefault((piece.indicator, piece.year), Table(left_out)).pieces.append(piece)
    return found
