"""What the database tells of files, acts and readings through time."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from parreform.analysis.panel import Value
from parreform.standing import UNSTATED, Rule, Standing, deciding


class Provenance(NamedTuple):
    """What the user says about a file's origin; all of it optional."""

    producer: str = ""
    title: str = ""
    decision: str = ""
    published: str = ""
    url: str = ""
    tier: str = UNSTATED


class SourceFile(NamedTuple):
    """A received file as the store keeps it. `live` tells whether its import stands."""

    id: int
    sha256: str
    name: str
    size: int
    provenance: Provenance
    imported_at: str = ""
    values: int = 0
    current: int = 0
    live: bool = True


class Act(NamedTuple):
    """One thing done to the database: an import, an undo, a preference; `options` are what settled it.

    `digest` tells what an import's file said; empty where that was not kept.
    """

    at: str
    kind: str
    source: SourceFile
    options: dict[str, Any]
    digest: str = ""


class Vintage(NamedTuple):
    """One reading of a value through time: what was held from one moment until another.

    `stands` marks the reading of an import not taken back, whether it is current or not. `cells` are those of
    group, lower and upper bound.
    """

    value: Value
    ended_at: str
    current: bool
    sha256: str
    source_id: int
    undone: bool
    stands: bool = True
    standing: Standing = Standing()
    cells: tuple[str, str, str] = ("", "", "")


class Rival(NamedTuple):
    """A standing reading that contradicts the current one."""

    current: Vintage
    other: Vintage

    @property
    def rule(self) -> Rule:
        """The criterion that decided."""
        return deciding(self.current.standing, self.other.standing)

    @property
    def difference(self) -> float | None:
        """The rival's score minus the current one; None where either is missing."""
        ours, theirs = self.current.value.score, self.other.value.score
        return None if ours is None or theirs is None else round(theirs - ours, 10)


@dataclass(frozen=True)
class Scope:
    """What a preference is about: an index or staffing, units (none is all), a year (None is all)."""

    index: str
    units: tuple[str, ...] = ()
    year: int | None = None
