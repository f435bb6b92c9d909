"""What an import would do: its readings held against the values in force."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from parreform.analysis.panel import Value
from parreform.blocks import Block, Readings, pieces_of, taken_apart
from parreform.fields import Said, adds, differs, said
from parreform.filling import Cells, Found, Key, complete, filled
from parreform.readings import Reading
from parreform.records import Vintage
from parreform.staffing_history import NO_STAFF, StaffPlan
from parreform.standing import Scales

Ranked = Mapping[Key, Sequence[Said]]
"""What readings that state a rank say of each value."""


class Change(NamedTuple):
    """A reading that says more than the value in force, or something else; `rank_lost` where the held rank goes with its score."""

    old: Value
    new: Reading
    rank_lost: bool = False


@dataclass(frozen=True)
class Plan:
    """What an import would do, one part for each thing that can become of a value.

    `added` are new, `changed` replace a value, `same` counts those that confirm one, `rivals` differ from
    a value that counts more and are kept beside it, `gone` are held and not in the file. `filling` contradict nothing
    and state fields that the value held leaves silent: new too. `staffing` is the same for staffing figures, which
    the four counts include.
    """

    added: Sequence[Reading]
    changed: tuple[Change, ...]
    same: int
    gone: tuple[Value, ...]
    rivals: tuple[Change, ...] = ()
    filling: tuple[Change, ...] = ()
    staffing: StaffPlan = NO_STAFF

    @property
    def new(self) -> int:
        """How many values are new, or have new fields."""
        return len(self.added) + len(self.filling) + len(self.staffing.added)

    @property
    def changes(self) -> int:
        """How many values are replaced."""
        return len(self.changed) + len(self.staffing.changed)

    @property
    def confirmed(self) -> int:
        """How many values are said again."""
        return self.same + self.staffing.same

    @property
    def kept_beside(self) -> int:
        """How many values differ from one that counts more."""
        return len(self.rivals) + len(self.staffing.rivals)


class Compared(NamedTuple):
    """A plan, the keys whose reading does not become current, and the readings that end a current value."""

    plan: Plan
    never_current: set[Key]
    ending: list[Reading]


class Held(NamedTuple):
    """A current value, its source, and the standing readings that state what its row leaves silent."""

    value: Value
    source: int
    cells: Cells = ("", "", "")
    others: Sequence[Vintage] = ()

    def filled(self, others: Sequence[Vintage]) -> Value:
        """The value with what some of the others state."""
        if not others:
            return self.value
        return filled(Vintage(self.value, "", True, "", self.source, False, cells=self.cells), others).value


@dataclass
class _Sorted:
    """The parts of a plan as they are found."""

    added: Readings = field(default_factory=Readings)
    changed: list[Change] = field(default_factory=list)
    rivals: list[Change] = field(default_factory=list)
    filling: list[Change] = field(default_factory=list)
    same: int = 0
    never: set[Key] = field(default_factory=set)
    ending: list[Reading] = field(default_factory=list)


def compare(
    readings: Sequence[Reading],
    source: int,
    current: dict[Key, tuple[Value, int]],
    scales: Scales,
    beside: Found,
    ranked: Callable[[], Ranked],
) -> Compared:
    """Hold the readings of a source against the current values and what stands beside them.

    `ranked` finds the readings beside them that state a rank; it is asked only where a rank may go with its score.
    """
    found = _Sorted()
    for piece in taken_apart(pieces_of(readings), {(key[0], key[2]) for key in current}):
        known = None if isinstance(piece, Block) else current.pop(piece.key, None)
        if isinstance(piece, Block) or known is None:
            found.added.pieces.append(piece)
        else:
            _sort(piece, source, Held(*known, *beside.get(piece.key, ())), scales, found)
    gone = tuple(complete((value for value, _ in current.values()), beside))
    parts = (_with_ranks(found.changed, ranked), found.same, gone, tuple(found.rivals), tuple(found.filling))
    return Compared(Plan(found.added, *parts), found.never, found.ending)


def _sort(new: Reading, source: int, held: Held, scales: Scales, found: _Sorted) -> None:
    """Put a reading where it belongs. It becomes current unless it counts less, or as much and says nothing more."""
    v = held.value
    weight = scales.compare(source, held.source, v.composite, v.unit, v.year)
    if _repeats(v, new):
        found.same += 1
        if weight > 0:
            found.ending.append(new)
        else:
            found.never.add(new.key)
        return
    whole = held.filled(held.others)
    ours, theirs = said(new), said(whole)
    more = adds(theirs, ours)
    if weight < 0 or (not weight and not (more or (held.others and adds(_peers(held, scales), ours)))):
        found.never.add(new.key)
    else:
        found.ending.append(new)
    if not more:
        found.same += 1
    elif not differs(theirs, ours):
        found.filling.append(Change(whole, new))
    elif weight < 0:
        found.rivals.append(Change(whole, new))
    else:
        found.changed.append(Change(whole, new))


def _peers(held: Held, scales: Scales) -> Said:
    """What the current reading and those of its weight state together."""
    v = held.value
    return said(
        held.filled(
            [o for o in held.others if not scales.compare(o.source_id, held.source, v.composite, v.unit, v.year)]
        )
    )


def _repeats(old: Value, new: Reading) -> bool:
    """Whether a reading says what is stored, no more and no less; where it stands does not matter."""
    before = (old.score, old.rank, old.n_ranked, old.group, old.ci_low, old.ci_high, old.missing, bool(old.computed))
    return before == (*new.value, new.computed)


def _with_ranks(changed: Sequence[Change], ranked: Callable[[], Ranked]) -> tuple[Change, ...]:
    """Changes that say whether the rank held goes: the file prints none, and no reading states one of the new score."""
    gone = {c.new.key for c in changed if c.old.rank is not None and c.new.rank is None}
    if not gone:
        return tuple(changed)
    known = ranked()
    return tuple(c._replace(rank_lost=c.new.key in gone and not _any_rank(c.new, known)) for c in changed)


def _any_rank(new: Reading, known: Ranked) -> bool:
    return any(said(new).allows(other) for other in known.get(new.key, ()))
