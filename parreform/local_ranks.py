"""Ranks within a region or a cluster: places among a few provinces are no places in the country."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from parreform.blocks import Block, Place, Readings
from parreform.catalog import Catalog
from parreform.counts import is_part, printed_in_title
from parreform.denials import undenied
from parreform.reader import TableReader
from parreform.readings import Reading
from parreform.text import says, words_of

FEWEST = 2
FEWEST_OPEN = 3
"""So few units may be the first ones of the country in any order."""
_OF_RANKS = ("hạng", "thứ bậc", "xếp thứ", "vị thứ", "rank", "ranks", "ranked", "ranking")
_COUNTED = re.compile(r" (\d{1,2}) (?:tinh|thanh pho|dia phuong|don vi|provinces|units) ")
_SENTENCE = re.compile(r"[;\n!?]|\.(?=\s|$)")
_WHOLE_GROUP = 0.8
"""So much of a peer group, and nobody else, is a table of that group."""


def leave_out_local_ranks(reader: TableReader) -> None:
    """Take out the ranks of a table whose places are those of a part of the country; the scores stay.

    So they are where a title, a note or the units themselves say so; where nothing but ranks is printed they are asked about.
    Where nothing says whose places they are, the best of the country may stand here without saying so: they are told.
    """
    groups = _ranked(reader)
    own = {p: r for p, r in groups.items() if _are_few(reader, p, len(r)) and _places_of_their_own(r)}
    open_ones = own if len(own) == len(groups) else {}
    for place, ranked in groups.items():
        if _out_of_few(reader, place, ranked) or (place in own and _local(reader, place, ranked)):
            scored = all(r.score is not None for r in ranked)
            _report(reader, place, ranked, "ranks-local" if scored else "ranks-unclear")
            if scored:
                _without_ranks(reader, place)
        elif place in open_ones and len(ranked) >= FEWEST_OPEN and not _of_the_best(reader):
            _report(reader, place, ranked, "ranks-open")


def _report(reader: TableReader, place: Place, ranked: Sequence[Reading], code: str) -> None:
    cell = ranked[0].rank_cell or ranked[0].cell
    name = reader.catalog.all_indicators[place[0]].name
    reader.find_at(code, cell, count=len(ranked), name=name, year=place[1])


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


def _local(reader: TableReader, place: Place, ranked: Sequence[Reading]) -> bool:
    """Whether title, sheet name, a note, the units themselves or ranks that begin again tell of a part of the country."""
    catalog, texts = reader.catalog, _texts(reader)
    words = _parts(catalog)
    if _restart(ranked) or any(says(text, w) for text in texts for w in words):
        return True
    if any(
        _says_among_some(reader, place, sentence)
        for text in (*texts, *reader.table.notes)
        for sentence in _SENTENCE.split(text)
    ):
        return True
    if _of_the_best(reader):
        return False
    units = {r.unit for r in ranked}
    return any(units <= set(g.members) and len(units) >= _WHOLE_GROUP * len(g.members) for g in catalog.groups)


def _texts(reader: TableReader) -> Sequence[str]:
    """What may say of which units the ranks of a table are."""
    table = reader.table
    headings = (c.label for c in reader.columns if c.heading.measure == "rank")
    return (*(table.titles or table.sheet_titles), table.grid.sheet, *headings)


def _parts(catalog: Catalog) -> Collection[str]:
    """Words for a part of the country."""
    regions = [g for g in catalog.groups if g.kind == "region"]
    return {w for a in catalog.asides for w in a.parts} | {x for g in regions for x in (g.vi, g.en) if x}


def _of_the_best(reader: TableReader) -> bool:
    """Whether titles, headings or notes say that ranks are those of the whole country, or that its best stand here."""
    best = [w for a in reader.catalog.asides for w in a.best]
    texts = (*_texts(reader), *reader.table.notes)
    return any(says(text, w) for text in texts for w in best) or any(map(printed_in_title, texts))


def _says_among_some(reader: TableReader, place: Place, sentence: str) -> bool:
    """Whether a sentence says of ranks that they are places among some units: `hạng tính trong 6 tỉnh của bảng`."""
    asides = reader.catalog.asides
    said = undenied(sentence, reader.catalog)
    if not any(says(said, w) for w in _OF_RANKS) or any(says(said, w) for a in asides for w in a.best):
        return False
    counted = any(_is_part(reader, place, int(n)) for n in _COUNTED.findall(words_of(said)))
    return counted or any(says(said, w) for w in (*_parts(reader.catalog), *(w for a in asides for w in a.among)))


def _without_ranks(reader: TableReader, place: Place) -> None:
    pieces = [
        p._replace(rank=None, rank_cell="", n_ranked=None)
        if not isinstance(p, Block) and (p.indicator, p.year) == place
        else p
        for p in reader.readings.pieces
    ]
    reader.readings = Readings(pieces)
