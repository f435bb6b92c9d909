"""The places of all units through the years, each with a seat of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from parreform.analysis.panel import Panel
from parreform.analysis.rank import Kind, Ranked, alike, ranks_of


@dataclass(frozen=True, slots=True)
class Seat:
    """A unit's place in a year. `row` is like the rank, but no two units of a year share one: ties sit side by side.

    `score` is None where only the rank is known. `follows` says whether it can be compared with the unit's seat in
    the year shown before: False where there is none, after a break, where units were merged in between, between a
    published and a computed rank, and where clearly more or fewer are ranked (a pilot of ten).
    """

    year: int
    rank: int
    row: int
    n: int | None
    kind: Kind
    score: float | None
    follows: bool

    @property
    def ranked(self) -> Ranked:
        """The rank with what it is of."""
        return Ranked(self.rank, self.n, self.kind)


def rows_of(ranks: Mapping[str, Ranked]) -> dict[str, int]:
    """A row for each rank, ties in order of unit; nothing above its rank, no row twice."""
    rows: dict[str, int] = {}
    last = 0
    for unit, ranked in sorted(ranks.items(), key=lambda item: (item[1].rank, item[0])):
        last = max(ranked.rank, last + 1)
        rows[unit] = last
    return rows


def courses(panel: Panel, years: Iterable[int], merged: frozenset[int] = frozenset()) -> dict[str, list[Seat]]:
    """Every ranked unit's seats in the years asked for; `merged` are years before which units were merged.

    Ranks among 63 and among 34 units have no common measure, so no seat follows another across a merger.
    """
    found: dict[str, list[Seat]] = {}
    ordered = sorted(years)
    for before, year in zip([None, *ordered], ordered, strict=False):
        ranks = ranks_of(panel, year)
        broken = (
            before is None or bool(panel.break_between(before, year)) or bool(merged & {*range(before + 1, year + 1)})
        )
        for unit, row in rows_of(ranks).items():
            seats = found.setdefault(unit, [])
            ranked, value = ranks[unit], panel.by_year[year][unit]
            follows = bool(seats) and seats[-1].year == before and not broken and alike(ranked, seats[-1].ranked)
            seats.append(Seat(year, ranked.rank, row, ranked.n, ranked.kind, value.score, follows))
    return found
