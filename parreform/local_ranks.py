"""Ranks within a region or a cluster: places among a few provinces are no places in the country."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from parreform.blocks import Block, Place, Readings
from parreform.counts import is_part
from parreform.reader import TableReader
from parreform.readings import Reading
from parreform.text import says

FEWEST = 2
_WHOLE_GROUP = 0.8
"""So much of a peer group, and nobody else, is a table of that group."""


def leave_out_local_ranks(reader: TableReader) -> None:
    """Take out the ranks of a table whose places are those of a part of the country; the scores stay.

    Where nothing but ranks is printed they are asked about.
    """
    for place, ranked in _ranked(reader).items():
        if not _out_of_few(reader, place, ranked) and not (
            _are_few(reader, place, len(ranked)) and _places_of_their_own(ranked) and _local(reader, ranked)
        ):
            continue
        cell = ranked[0].rank_cell or ranked[0].cell
        scored = all(r.score is not None for r in ranked)
        facts = {"count": len(ranked), "name": reader.catalog.all_indicators[place[0]].name, "year": place[1]}
        reader.find_at("ranks-local" if scored else "ranks-unclear", cell, **facts)
        if scored:
            _without_ranks(reader, place)


def _ranked(reader: TableReader) -> Mapping[Place, Sequence[Reading]]:
    """The readings with ranks, by indicator and year, where none of them is out of all units."""
    found: dict[Place, list[Reading]] = {}
    for piece in reader.readings.pieces:
        if not isinstance(piece, Block) and piece.rank is not None:
            found.setdefault((piece.indicator, piece.year), []).append(piece)
    return {place: ranked for place, ranked in found.items() if not _out_of_all(reader, place, ranked)}


def _out_of_all(reader: TableReader, place: Place, ranked: Sequence[Reading]) -> bool:
    return any(r.n_ranked and not _is_part(reader, place, r.n_ranked) for r in ranked)


def _out_of_few(reader: TableReader, place: Place, ranked: Sequence[Reading]) -> bool:
    """Whether ranks say themselves that they are places among a part of the units, `3/14`."""
    return len(ranked) >= FEWEST and all(r.n_ranked and _is_part(reader, place, r.n_ranked) for r in ranked)


def _are_few(reader: TableReader, place: Place, count: int) -> bool:
    """Whether at most half of the units ranked in the edition stand here."""
    return count >= FEWEST and _is_part(reader, place, count)


def _is_part(reader: TableReader, place: Place, count: int) -> bool:
    return is_part(reader.catalog, reader.catalog.all_indicators[place[0]].index, place[1], count)


def _places_of_their_own(ranked: Sequence[Reading]) -> bool:
    """Whether ranks begin with 1 and leave nobody out, as among these units alone, perhaps group by group.

    Scores beside them must descend with the ranks, or within each group.
    """
    counts = Counter(r.rank or 0 for r in ranked)
    if _restart(ranked):
        return all(counts[n] >= counts[n + 1] for n in range(1, max(counts)))
    in_order = sorted(ranked, key=lambda r: (r.rank or 0, -(r.score or 0)))
    closed = all((r.rank or 0) in (n, (in_order[n - 2].rank if n > 1 else 1)) for n, r in enumerate(in_order, 1))
    scored = [r.score for r in in_order if r.score is not None]
    return closed and all(a >= b for a, b in pairwise(scored))


def _restart(ranked: Sequence[Reading]) -> bool:
    """Whether several units with different scores are the first."""
    firsts = [r.score for r in ranked if r.rank == 1]
    return len(firsts) > 1 and len(set(firsts)) == len(firsts)


def _local(reader: TableReader, ranked: Sequence[Reading]) -> bool:
    """Whether title, sheet name, the units themselves or ranks that begin again tell of a part of the country."""
    table, catalog = reader.table, reader.catalog
    texts = (
        *(table.titles or table.sheet_titles),
        table.grid.sheet,
        *(c.label for c in reader.columns if c.heading.measure == "rank"),
    )
    regions = [g for g in catalog.groups if g.kind == "region"]
    words = {w for a in catalog.asides for w in a.parts} | {x for g in regions for x in (g.vi, g.en) if x}
    if _restart(ranked) or any(says(text, w) for text in texts for w in words):
        return True
    if any(says(text, w) for text in texts for a in catalog.asides for w in a.best):
        return False
    units = {r.unit for r in ranked}
    return any(units <= set(g.members) and len(units) >= _WHOLE_GROUP * len(g.members) for g in catalog.groups)


def _without_ranks(reader: TableReader, place: Place) -> None:
    pieces = [
        p._replace(rank=None, rank_cell="", n_ranked=None)
        if not isinstance(p, Block) and (p.indicator, p.year) == place
        else p
        for p in reader.readings.pieces
    ]
    reader.readings = Readings(pieces)
