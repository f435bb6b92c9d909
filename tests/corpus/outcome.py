"""What the program makes of a book, and how it differs from what the book states."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from corpus.model import FIELDS, Key, Wanted
from parreform.catalog import Catalog
from parreform.checks import run_checks
from parreform.errors import InputRefused
from parreform.extract import extract
from parreform.findings import accept
from parreform.hints import Hints
from parreform.workbook import read_workbook

CATALOG = Catalog.load(Path(__file__).parent / "no-user-definitions")


class Outcome(NamedTuple):
    """Readings and findings; `refused` when the file would not be stored."""

    readings: list[Any]
    findings: list[Any]

    @property
    def errors(self) -> list[Any]:
        return [f for f in self.findings if f.severity == "error"]

    @property
    def refused(self) -> bool:
        return bool(self.errors) or not self.readings

    @property
    def codes(self) -> list[str]:
        return [f.code for f in self.findings]


def outcome_of_grids(grids: Sequence[Any], file: str, options: dict[str, Any]) -> Outcome:
    found = extract(grids, file, CATALOG, Hints.told(options))
    findings = [*found.findings, *run_checks(found.readings, CATALOG)]
    return Outcome(list(found.readings), accept(findings, options.get("accept", ())))


def outcome_of_file(path: Path, options: dict[str, Any]) -> Outcome:
    try:
        grids = read_workbook(path)
    except InputRefused as refusal:
        return Outcome([], list(refusal.findings))
    return outcome_of_grids(grids, path.name, options)


class Difference(NamedTuple):
    """One reading beside what is right.

    `other-key`, `other-value`, `denied` (missing, they say): nowhere stated. `contradiction`: stated, and the contrary
    too. `less`, `absent`: not read. `other-cell`: right, but said to stand elsewhere.
    """

    kind: str
    key: Key
    told: Any
    right: Any


def differences(readings: Sequence[Any], wanted: dict[Key, Wanted]) -> list[Difference]:
    """Every reading that says something the book does not, and every statement that is not read."""
    found = []
    seen = set()
    for reading in readings:
        if reading.stage != "published":
            continue
        key = (reading.indicator, reading.unit, reading.year)
        seen.add(key)
        found += _against(reading, key, wanted)
    found += [Difference("absent", k, None, w.values) for k, w in wanted.items() if k not in seen]
    return found


def _against(reading: Any, key: Key, wanted: dict[Key, Wanted]) -> list[Difference]:
    right = wanted.get(key)
    said = {name: getattr(reading, name) for name in FIELDS if getattr(reading, name) not in (None, "")}
    if right is None:
        return [Difference("other-key" if said else "missing-key", key, (reading.cell, said), None)]
    found = []
    if not said and any(v is not None for v in right.values.values()):
        stated = any(None in values for values in right.others.values())
        kind = "contradiction" if stated else "denied"
        found.append(Difference(kind, key, (reading.cell, reading.missing), right.values))
    for name, value in said.items():
        if not same(value, right.values.get(name)):
            stated = any(same(value, other) for other in right.others.get(name, ()))
            kind = "contradiction" if stated else "other-value"
            found.append(Difference(kind, key, (name, value), right.values.get(name)))
    for name, value in right.values.items():
        if value is not None and name not in said:
            found.append(Difference("less", key, (name, None), value))
    if reading.cell != right.cell:
        found.append(Difference("other-cell", key, reading.cell, right.cell))
    return found


def same(one: Any, other: Any) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) < 1e-9
    return bool(one == other)
