"""What a file said, in a few letters: the same values give the same digest, wherever they stand and however kept.

Cells, sheets and notes are no part of it, so that it tells two readings of one file apart, not two programs.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from itertools import chain
from operator import itemgetter
from struct import pack

from parreform.blocks import Axis, Block, Piece, pieces_of
from parreform.readings import Reading
from parreform.staffing.figures import Figure

_Orders = dict[tuple[Axis, int, int], tuple[bytes, Callable[[Sequence[float]], Sequence[float]]]]
"""Of a stretch of an axis its units in order, and what puts values beside them into the same order."""


def digest_of(readings: Iterable[Reading], figures: Iterable[Figure] = ()) -> str:
    """The digest of a file's readings and staffing figures."""
    found = blake2b(digest_size=16)
    places: dict[tuple[str, int], list[Piece]] = {}
    for piece in pieces_of(readings):
        places.setdefault((piece.indicator, piece.year), []).append(piece)
    orders: _Orders = {}
    for place in sorted(places):
        units, scores = _plain(places[place], orders)
        others = (p for p in places[place] if not isinstance(p, Block) and not _says_a_score(p))
        told = sorted(repr((r.unit, r.stage, r.value)) for r in others)
        found.update("\n".join((repr(place), *told, "")).encode())
        found.update(units)
        found.update(pack(f"<{len(scores)}d", *scores))
    found.update("\n".join(sorted(repr((f.key, f.said)) for f in figures)).encode())
    return found.hexdigest()


def _says_a_score(reading: Reading) -> bool:
    """Whether it says a published score and nothing else, as the readings of a block do."""
    return reading.score is not None and reading.stage == "published" and not any(reading.value[1:])


def _plain(pieces: Sequence[Piece], orders: _Orders) -> tuple[bytes, Sequence[float]]:
    """Units in order with their scores, of what says nothing else; `orders` spares sorting an axis for each column."""
    first = pieces[0]
    if len(pieces) == 1 and isinstance(first, Block):
        key = (first.axis, first.start, len(first))
        if key not in orders:
            order = sorted(range(len(first)), key=first.units.__getitem__)
            orders[key] = _joined(first.units[n] for n in order), itemgetter(*order)
        units, in_order = orders[key]
        return units, in_order(first.scores)
    scores = ((r.unit, r.score) for r in chain.from_iterable(map(_each, pieces)) if _says_a_score(r))
    pairs = sorted((unit, score) for unit, score in scores if score is not None)
    return _joined(unit for unit, _ in pairs), [score for _, score in pairs]


def _joined(units: Iterable[str]) -> bytes:
    return "".join(f"{unit}\n" for unit in units).encode()


def _each(piece: Piece) -> Iterable[Reading]:
    return piece if isinstance(piece, Block) else (piece,)
