"""What a file said, in a few letters: the same values give the same digest, wherever they stand and however kept.

Cells, sheets and notes are no part of it, so that it tells two readings of one file apart, not two programs.
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import chain
from struct import pack

from parreform.blocks import Axis, Block, Piece, pieces_of
from parreform.readings import Reading
from parreform.staffing.figures import Figure

_Orders = dict[tuple[Axis, int, int], Sequence[int]]


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
        found.update("\n".join((repr(place), *units, "", *told, "")).encode())
        found.update(pack(f"<{len(scores)}d", *scores))
    found.update("\n".join(sorted(repr((f.key, f.said)) for f in figures)).encode())
    return found.hexdigest()


def _says_a_score(reading: Reading) -> bool:
    """Whether it says a published score and nothing else, as the readings of a block do."""
    return reading.score is not None and reading.stage == "published" and not any(reading.value[1:])


def _plain(pieces: Sequence[Piece], orders: _Orders) -> tuple[Sequence[str], Sequence[float]]:
    """Units in order with their scores, of what says nothing else; `orders` spares sorting an axis for each column."""
    first = pieces[0]
    if len(pieces) == 1 and isinstance(first, Block):
        key, units = (first.axis, first.start, len(first)), first.units
        order = orders.get(key) or orders.setdefault(key, sorted(range(len(first)), key=units.__getitem__))
        return [units[n] for n in order], [first.scores[n] for n in order]
    scores = ((r.unit, r.score) for r in chain.from_iterable(map(_each, pieces)) if _says_a_score(r))
    pairs = sorted((unit, score) for unit, score in scores if score is not None)
    return [unit for unit, _ in pairs], [score for _, score in pairs]


def _each(piece: Piece) -> Iterable[Reading]:
    return piece if isinstance(piece, Block) else (piece,)
