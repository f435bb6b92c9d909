"""Standing readings beside the current ones: they fill fields that current rows leave silent, or contradict them.

Loaded only where a database holds readings that are not current, or where one asks about them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from parreform.analysis.panel import Value
from parreform.connection import Connection, Row
from parreform.fields import Said, adds, completed, differs, said
from parreform.history import CURRENT, PREFERENCE, STANDS, STATED, VALUE_FIELDS, VALUE_TABLES, alike
from parreform.records import Rival, Vintage
from parreform.standing import Standing

Key = tuple[str, str, int, str]
Cells = tuple[str, str, str]
Found = Mapping[Key, tuple[Cells, list[Vintage]]]
"""For each value with a silent field the cells of its current row, and the standing readings that state one."""


def key_of(v: Value) -> Key:
    """What has one current value."""
    return (v.indicator, v.unit, v.year, v.stage)


def contradicts(one: Value, other: Value) -> bool:
    """Whether two values of one place say different things; saying less is no contradiction, nor is calling it a sum."""
    return differs(said(one._replace(computed=False)), said(other._replace(computed=False)))


def filled(current: Vintage, others: Iterable[Vintage]) -> Vintage:
    """A current reading with the fields it leaves silent from standing readings of the same place (`fields.py`)."""
    ordered = sorted(others, key=lambda v: (v.standing.weight, v.standing.run), reverse=True)
    return current._replace(value=completed([(v.value, v.cells) for v in (current, *ordered)])) if ordered else current


def in_force(current: Vintage, vintages: Iterable[Vintage]) -> Vintage:
    """The same, from everything ever held of the value."""
    place = current.value.stage
    return filled(current, [v for v in vintages if v.stands and v is not current and v.value.stage == place])


def rivals_among(vintages: Sequence[Vintage]) -> list[Rival]:
    """The standing readings of one place that contradict the value in force."""
    return [
        Rival(held, other)
        for held in (in_force(v, vintages) for v in vintages if v.current)
        for other in vintages
        if other.stands and other.source_id != held.source_id
        if other.value.stage == held.value.stage and contradicts(held.value, other.value)
    ]


Part = Literal["rival", "adds", "confirms"]


def part_played(vintage: Vintage, vintages: Sequence[Vintage]) -> Part | None:
    """What a reading that was never current meant to the value in force when it came; None for any other."""
    at = vintage.value.recorded_at
    if vintage.ended_at != at:
        return None
    known = [v for v in vintages if v.value.recorded_at <= at and v is not vintage]
    held = [in_force(v, known).value for v in known if v.current or v.ended_at > at]
    if any(contradicts(value, vintage.value) for value in held):
        return "rival"
    return "adds" if any(adds(said(value), said(vintage.value)) for value in held) else "confirms"


# --- out of the database ------------------------------------------------------------------------------


def beside(connection: Connection, where: str, parameters: Mapping[str, object]) -> Found:
    """The standing readings that state what current values leave silent, of the values that `where` asks for.

    With `as_of` among the parameters: what stood and was current at that moment.
    """
    sql = (_BESIDE_THEN if "as_of" in parameters else _BESIDE_NOW).format(where=where)
    found: dict[Key, tuple[Cells, list[Vintage]]] = {}
    for row in connection.rows(sql, parameters):
        reading = _reading(row)
        place = found.setdefault(key_of(reading.value), (tuple(row[22:25]), []))
        place[1].append(reading)
    return found


def ranked(connection: Connection, where: str, parameters: Mapping[str, object]) -> dict[Key, list[Said]]:
    """What the standing readings beside the current ones say that state a rank."""
    found: dict[Key, list[Said]] = {}
    for row in connection.rows(_RANKED.format(where=where), parameters):
        value = Value(*row)
        found.setdefault(key_of(value), []).append(said(value))
    return found


def complete(values: Iterable[Value], found: Found) -> list[Value]:
    """Current values with their silent fields filled."""
    return [_filled(v, *found[key]).value if (key := key_of(v)) in found else v for v in values]


def _filled(value: Value, cells: Cells, others: Sequence[Vintage]) -> Vintage:
    return filled(Vintage(value, "", True, "", 0, False, cells=cells), others)


def rivals_in_force(rivals: Sequence[Rival], found: Found, vintages: Iterable[Vintage]) -> list[Rival]:
    """Rivals of current rows, those of values with filled fields looked for anew among all readings of the values."""
    places: dict[Key, list[Vintage]] = {}
    for vintage in vintages:
        places.setdefault(key_of(vintage.value), []).append(vintage)
    plain = [r for r in rivals if key_of(r.current.value) not in found]
    return plain + [r for key in found for r in rivals_among(places[key])]


def _reading(row: Row) -> Vintage:
    preference, tier, published, run, source = row[25:]
    standing = Standing(preference, tier, published, run)
    return Vintage(Value(*row[:19]), "", False, "", source, False, True, standing, tuple(row[19:22]))


def _useful() -> str:
    """That a reading states a field which the current row leaves silent."""
    return " OR ".join(f"({stated.format('o')} AND NOT {stated.format('h')})" for stated in STATED)


_CELLS = "group_cell ci_low_cell ci_high_cell".split()
_BESIDE = f"""SELECT {VALUE_FIELDS}, {", ".join(f"o.{c}" for c in _CELLS)}, {", ".join(f"h.{c}" for c in _CELLS)},
       {{preference}}, s.tier, s.published, o.recorded_run_id, s.id
  FROM {VALUE_TABLES} CROSS JOIN observation h
 WHERE {{stood}} AND {{held}} AND {alike("h", "o")} AND ({_useful()}) AND {{{{where}}}}"""  # noqa: S608
_RANKED = f"""SELECT {VALUE_FIELDS} FROM {VALUE_TABLES}
 WHERE {STANDS} AND o.superseded_run_id IS NOT NULL AND o.rank IS NOT NULL AND {{where}}"""  # noqa: S608
_PAST = "EXISTS (SELECT 1 FROM run past WHERE past.id = {} AND past.at <= :as_of)"
_BESIDE_NOW = _BESIDE.format(
    stood=f"{STANDS} AND o.superseded_run_id IS NOT NULL", held=CURRENT.replace("o.", "h."), preference=PREFERENCE
)
_BESIDE_THEN = _BESIDE.format(
    stood=f"r.kind = 'import' AND r.at <= :as_of AND NOT {_PAST.format('r.undone_by_id')}",
    held=f"h.id <> o.id AND {_PAST.format('h.recorded_run_id')} AND NOT {_PAST.format('h.superseded_run_id')}",
    preference=PREFERENCE.replace(
        "p.removed_run_id IS NULL", f"{_PAST.format('p.run_id')} AND NOT {_PAST.format('p.removed_run_id')}"
    ),
)
