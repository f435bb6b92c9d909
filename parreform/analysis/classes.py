"""Classes of standing: fifths of the ranked units, so that columns of different scales can share colours."""

from itertools import pairwise
from math import ceil

from parreform.analysis.rank import Ranked

FIFTHS = 5


def fifth(ranked: Ranked | None) -> int | None:
    """The fifth a rank stands in, 1 the best; None without a rank or the number ranked.

    Of 63 units ranks 1 to 12 are the first fifth, 13 to 25 the second. Ties share a fifth. Fewer than
    five units have no fifths.
    """
    if ranked is None or ranked.n is None or ranked.n < FIFTHS or ranked.rank > ranked.n:
        return None
    return ceil(ranked.rank * FIFTHS / ranked.n)


def bounds(n: int) -> list[tuple[int, int]]:
    """First and last rank of each fifth of `n` ranked units, the best first."""
    ends = [n * k // FIFTHS for k in range(FIFTHS + 1)]
    return [(start + 1, end) for start, end in pairwise(ends)]
