"""The value in force where several readings state parts of it: one rule, stated once.

A reading that prints only scores says nothing of ranks, and one that prints only ranks nothing of scores. So each
field is taken from the reading of greatest weight that states it (`standing.py`). A rank, a group or bounds go
with their score: never from a reading that states another one.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from parreform.analysis.panel import Place, Value
from parreform.readings import Reading

Score = tuple[float | None, str, bool]
"""A score, or the reason why there is none, and whether it is a sum: one statement."""
Cells = tuple[str, str, str]
"""The cells of group, lower and upper bound."""
NOTHING: Cells = ("", "", "")


class Said(NamedTuple):
    """What a reading states; None where it is silent."""

    score: Score | None
    rank: int | None
    n_ranked: int | None
    group: str | None
    ci_low: float | None
    ci_high: float | None

    def allows(self, other: "Said") -> bool:
        """Whether the score of another reading is no other than this one's."""
        return self.score is None or other.score is None or self.score[:2] == other.score[:2]


def said(v: Value | Reading) -> Said:
    """What a value or a reading states."""
    return stated(v.score, v.missing, bool(v.computed), v.rank, v.n_ranked, v.group, v.ci_low, v.ci_high)


def stated(
    score: float | None,
    missing: str,
    computed: bool,
    rank: int | None,
    n_ranked: int | None,
    group: str,
    ci_low: float | None,
    ci_high: float | None,
) -> Said:
    """The same of single fields: no score and no reason for having none is silence."""
    told = (score, missing, computed) if score is not None or missing else None
    return Said(told, rank, n_ranked, group or None, ci_low, ci_high)


def providers(readings: Sequence[Said]) -> tuple[int | None, ...]:
    """For each field the place of the reading that it is taken from; the first reading counts most."""
    everywhere = range(len(readings))
    score = _first(readings, 0, everywhere)
    agreeing = [n for n in everywhere if score is None or readings[n].allows(readings[score])]
    rank = _first(readings, 1, agreeing)
    of_rank = [n for n in agreeing if rank is None or readings[n].rank in (None, readings[rank].rank)]
    return (score, rank, _first(readings, 2, of_rank), *(_first(readings, n, agreeing) for n in (3, 4, 5)))


def _first(readings: Sequence[Said], field: int, among: Iterable[int]) -> int | None:
    return next((n for n in among if readings[n][field] is not None), None)


def in_force(readings: Sequence[Said]) -> Said:
    """What readings state together, the one that counts most first."""
    taken = providers(readings)
    return Said(*(None if n is None else readings[n][field] for field, n in enumerate(taken)))  # type: ignore[arg-type]


def adds(held: Said, new: Said) -> bool:
    """Whether a reading says more than what is held, or something else."""
    return any(n is not None and n != h for h, n in zip(held, new, strict=True))


def differs(held: Said, new: Said) -> bool:
    """Whether a reading says something else than what is held; saying less, or more, is no difference."""
    return any(n is not None and h is not None and n != h for h, n in zip(held, new, strict=True))


def added(held: Said, new: Said) -> list[str]:
    """The fields that a reading states and what is held does not."""
    return [name for name, h, n in zip(Said._fields, held, new, strict=True) if h is None and n is not None]


def counting(readings: Sequence[Said]) -> int:
    """Which of several readings of equal weight, in order of import, is current: the latest that said anything new."""
    current = 0
    for n in range(1, len(readings)):
        if adds(in_force([readings[current], *reversed(readings[:n])]), readings[n]):
            current = n
    return current


def completed(readings: Sequence[tuple[Value, Cells]]) -> Value:
    """The current value, first of some readings in order of weight, with what it leaves silent from the others.

    It stands where its score does; every field printed elsewhere names its own place.
    """
    value = readings[0][0]
    taken = providers([said(v) for v, _ in readings])
    if not any(taken):
        return value
    main = readings[taken[0] or 0][0]
    parts = {name: readings[n] for name, n in zip(Said._fields, taken, strict=True) if n is not None}
    fields = {name: getattr(v, name) for name, (v, _) in parts.items()}
    away = ((name, v, cells) for name, (v, cells) in parts.items() if v is not main)
    return value._replace(
        **fields,
        missing=main.missing,
        computed=main.computed,
        note="; ".join(dict.fromkeys(v.note for v in (main, value) if v.note)),
        source=main.source,
        sheet=main.sheet,
        cell=main.cell,
        rank_cell=parts["rank"][0].rank_cell if "rank" in parts else "",
        recorded_at=max(v.recorded_at for v in (value, *(v for v, _ in parts.values()))),
        elsewhere=tuple(Place(name, v.source, v.sheet, _CELLS[name](v, cells)) for name, v, cells in away),
    )


_CELLS: dict[str, Callable[[Value, Cells], str]] = {
    "rank": lambda v, _: v.rank_cell or v.cell,
    "n_ranked": lambda v, _: v.rank_cell or v.cell,
    "group": lambda v, cells: cells[0] or v.cell,
    "ci_low": lambda v, cells: cells[1] or v.cell,
    "ci_high": lambda v, cells: cells[2] or v.cell,
}
