"""The only SQL: definitions mirrored, an import saved whole, panels loaded whole.

An import or an undo is one transaction. Values are never overwritten: a new one ends the old one's
validity and both stay, with the runs that brought and ended them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import NamedTuple

from parreform import __version__
from parreform.analysis.panel import Panel, Value
from parreform.blocks import Block, Place, pieces_of, places, taken_apart
from parreform.bulk import Ids, insert
from parreform.catalog import Catalog
from parreform.database import Connection, Row, connect
from parreform.entries import ALWAYS, OPEN
from parreform.errors import UnknownName
from parreform.findings import Finding
from parreform.readings import Reading
from parreform.settings import t

VALUE_COLUMNS = (
    "indicator_id unit_id year stage score rank n_ranked group_label ci_low ci_high missing computed note"
    " sheet_id cell rank_cell group_cell ci_low_cell ci_high_cell recorded_run_id superseded_run_id"
).split()

_READING_FIELDS = {
    column: itemgetter(Reading._fields.index(column.removesuffix("_label")))
    for column in (
        "stage score rank n_ranked group_label ci_low ci_high missing computed note"
        " cell rank_cell group_cell ci_low_cell ci_high_cell"
    ).split()
}
_ALWAYS_WRITTEN = ("score", "cell")

Key = tuple[str, str, int, str]
"""Indicator, unit, year, stage: what has one current value."""

_SELECT_VALUES = """
SELECT x.key, i.key, u.key, o.year, o.stage, o.score, o.rank, o.n_ranked, o.group_label, o.ci_low, o.ci_high,
       o.missing, o.computed, o.note, s.name, sh.name, o.cell, o.rank_cell, r.at
  FROM observation o
  JOIN indicator i ON i.id = o.indicator_id
  JOIN composite_index x ON x.id = i.index_id
  JOIN unit u ON u.id = o.unit_id
  JOIN source_sheet sh ON sh.id = o.sheet_id
  JOIN source s ON s.id = sh.source_id
  JOIN run r ON r.id = o.recorded_run_id
"""
_CURRENT = "o.superseded_run_id IS NULL"
_AS_OF = """r.at <= :as_of AND NOT EXISTS
  (SELECT 1 FROM run ended WHERE ended.id = o.superseded_run_id AND ended.at <= :as_of)"""


class Provenance(NamedTuple):
    """What the user says about a file's origin; all of it optional."""

    producer: str = ""
    title: str = ""
    decision: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class SourceFile:
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


class Change(NamedTuple):
    """A value that differs from the stored one."""

    old: Value
    new: Reading


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do: new values, changed ones, confirmed ones, and those the file lacks."""

    new: int
    changed: tuple[Change, ...]
    same: int
    gone: tuple[Value, ...]


class Vintage(NamedTuple):
    """One reading of a value through time: what was held from one moment until another."""

    value: Value
    ended_at: str
    current: bool
    sha256: str
    source_id: int
    undone: bool


class Store:
    """The database as the rest of the program sees it."""

    def __init__(self, connection: Connection, catalog: Catalog) -> None:
        self.connection = connection
        self.catalog = catalog

    @classmethod
    @contextmanager
    def open(cls, url: str, catalog: Catalog, *, write: bool = False) -> "Iterator[Store]":
        """Open a database (a path or a URL) for a command and close it afterwards."""
        connection = connect(url, write=write)
        try:
            yield cls(connection, catalog)
        finally:
            connection.close()

    # --- definitions -----------------------------------------------------------------------------

    def mirror(self) -> None:
        """Bring the mirrored definitions up to date; must run inside a transaction."""
        digest = f"{__version__} {self.catalog.digest}"
        if self._rows("SELECT value FROM meta WHERE key = 'definitions'") == [(digest,)]:
            return
        self._mirror_units()
        self._mirror_indices()
        self._run("DELETE FROM meta WHERE key = 'definitions'")
        self._run("INSERT INTO meta (key, value) VALUES ('definitions', :digest)", digest=digest)

    def _mirror_units(self) -> None:
        units = [
            (u.id, u.kind, u.type, u.code, u.vi, u.en, _iso(u.valid_from), _iso(u.valid_to))
            for u in self.catalog.units.values()
        ]
        self._upsert("unit", "key kind type code name_vi name_en valid_from valid_to", units, "key")
        for table in ("succession_unit", "succession", "peer_member", "peer_group"):
            self._run(f"DELETE FROM {table}")  # noqa: S608
        ids = self._ids("unit")
        events = list(enumerate(self.catalog.events, start=1))
        self._insert(
            "succession",
            "id kind day basis confirmed",
            [(n, e.kind, e.date.isoformat(), e.basis, e.confirmed) for n, e in events],
        )
        parts = [
            (n, ids[unit], role)
            for n, e in events
            for role, units in (("predecessor", e.predecessors), ("successor", e.successors))
            for unit in units
        ]
        self._insert("succession_unit", "succession_id unit_id role", parts)
        groups = list(enumerate(self.catalog.groups, start=1))
        self._insert(
            "peer_group",
            "id key kind name_vi name_en valid_from valid_to",
            [(n, g.id, g.kind, g.vi, g.en, _iso(g.valid_from), _iso(g.valid_to)) for n, g in groups],
        )
        self._insert("peer_member", "group_id unit_id", [(n, ids[m]) for n, g in groups for m in g.members])

    def _mirror_indices(self) -> None:
        indices = [(x.id, x.vi, x.en, x.unit) for x in self.catalog.indices.values()]
        self._upsert("composite_index", "key name_vi name_en unit", indices, "key")
        index_ids = self._ids("composite_index")
        indicators = [
            (i.id, index_ids[i.index], i.level, i.vi, i.en)
            for x in self.catalog.indices.values()
            for i in x.indicators.values()
        ]
        self._upsert("indicator", "key index_id level name_vi name_en", indicators, "key")
        self._run("DELETE FROM edition")
        self._run("DELETE FROM framework_item")
        ids = self._ids("indicator")
        frameworks = [f for x in self.catalog.indices for f in self.catalog.frameworks(x)]
        rows = [(f.id, index_ids[f.index], f.first_year, f.last_year, f.decision) for f in frameworks]
        self._upsert("framework", "key index_id first_year last_year decision", rows, "key")
        framework_ids = self._ids("framework")
        items = [
            (framework_ids[f.id], ids[i.indicator], ids.get(i.parent), i.number, i.cut, i.min, i.max)
            for f in frameworks
            for i in f.items.values()
        ]
        self._insert("framework_item", "framework_id indicator_id parent_id number cut min_score max_score", items)
        editions = [
            (index_ids[e.index], e.year, framework_ids.get(e.framework), e.units, e.published, e.decision)
            for x in self.catalog.indices
            for e in self.catalog.editions(x).values()
        ]
        self._insert("edition", "index_id year framework_id units published decision", editions)

    # --- imports ---------------------------------------------------------------------------------

    def live_import(self, sha256: str) -> SourceFile | None:
        """The source of these bytes whose import stands, or None."""
        sql = """SELECT 1 FROM source s JOIN run r ON r.source_id = s.id
                  WHERE s.sha256 = :sha AND r.kind = 'import' AND r.undone_by_id IS NULL"""
        known = self._rows(sql, sha=sha256)
        return next((s for s in self.sources() if s.sha256 == sha256), None) if known else None

    def plan(self, readings: Sequence[Reading]) -> Plan:
        """Compare readings with the current values; nothing is written."""
        return self._compare(readings)[0]

    def _compare(self, readings: Sequence[Reading]) -> tuple[Plan, set[Key]]:
        """The plan, and the keys whose current value a reading only confirms."""
        current = self._current_of(readings)
        if not current:
            return Plan(len(readings), (), 0, ()), set()
        same: set[Key] = set()
        changed, new = [], 0
        for piece in taken_apart(pieces_of(readings), {(key[0], key[2]) for key in current}):
            if isinstance(piece, Block):
                new += len(piece)
                continue
            old = current.pop(piece.key, None)
            if old is None:
                new += 1
            elif _same(old, piece):
                same.add(piece.key)
            else:
                changed.append(Change(old, piece))
        return Plan(new, tuple(changed), len(same), tuple(current.values())), same

    def save(
        self,
        source: SourceFile,
        readings: Sequence[Reading],
        findings: Sequence[Finding],
        options: Mapping[str, object],
    ) -> Plan:
        """Store a file's readings in one transaction: all of them, or none.

        A changed value ends the one it replaces. A value equal to the current one is kept as a second
        witness that was never current, so that taking back the first source does not lose it.
        """
        with self.connection.transaction():
            self.mirror()
            plan, same = self._compare(readings)
            source_id = self._source(source)
            run = self._new_run("import", source_id, options)
            self._end([c.new for c in plan.changed], run)
            self._insert_readings(readings, source_id, run, never_current=same)
            self._insert(
                "run_finding",
                "run_id code severity sheet cell facts",
                [(run, f.code, f.severity, f.sheet, f.cell, _json(f.facts)) for f in findings],
            )
        return plan

    def undo(self, source: SourceFile) -> int:
        """Take back the last standing import of a source; the best remaining witness becomes current again.

        Returns the number of values that are no longer current. What was held in between stays readable
        with `--as-of`.
        """
        with self.connection.transaction():
            live = "SELECT max(id) FROM run WHERE source_id = :s AND kind = 'import' AND undone_by_id IS NULL"
            taken = self._rows(live, s=source.id)[0][0]
            run = self._new_run("undo", source.id, {})
            self._run("UPDATE run SET undone_by_id = :run WHERE id = :taken", run=run, taken=taken)
            held = self._rows(
                """SELECT count(*) FROM observation o JOIN source_sheet sh ON sh.id = o.sheet_id
                    WHERE sh.source_id = :s AND o.superseded_run_id IS NULL""",
                s=source.id,
            )[0][0]
            self._run(
                """UPDATE observation SET superseded_run_id = :run
                    WHERE superseded_run_id IS NULL
                      AND sheet_id IN (SELECT id FROM source_sheet WHERE source_id = :s)""",
                run=run,
                s=source.id,
            )
            self._run(_REINSTATE, run=run, taken=taken)
        return int(held)

    def _current_of(self, readings: Sequence[Reading]) -> dict[Key, Value]:
        """Current values of the indicators and years that readings speak of."""
        pairs = self._held(places(readings))
        if not pairs:
            return {}
        ids, years = self._ids("indicator"), {year for _, year in pairs}
        among = ", ".join(sorted({str(ids[indicator]) for indicator, _ in pairs}))
        sql = f"{_SELECT_VALUES} WHERE {_CURRENT} AND o.indicator_id IN ({among}) AND o.year BETWEEN :first AND :last"
        values = (Value(*row) for row in self._rows(sql, first=min(years), last=max(years)))
        return {(v.indicator, v.unit, v.year, v.stage): v for v in values if (v.indicator, v.year) in pairs}

    def _held(self, pairs: set[Place]) -> set[Place]:
        """Those of some indicators and years that have current values."""
        if not pairs or not self._rows("SELECT 1 FROM observation LIMIT 1"):
            return set()
        years = " UNION ALL ".join(f"SELECT {year:d} AS year" for year in sorted({year for _, year in pairs}))
        sql = f"""SELECT i.key, y.year FROM indicator i CROSS JOIN ({years}) y
                   WHERE EXISTS (SELECT 1 FROM observation o
                                  WHERE o.indicator_id = i.id AND o.year = y.year AND {_CURRENT})"""  # noqa: S608
        return pairs & {(row[0], row[1]) for row in self._rows(sql)}

    def _end(self, readings: Sequence[Reading], run: int) -> None:
        """End the current values that readings replace."""
        indicators, units = self._ids("indicator"), self._ids("unit")
        self.connection.many(
            """UPDATE observation SET superseded_run_id = :run
                WHERE indicator_id = :indicator AND unit_id = :unit AND year = :year AND stage = :stage
                  AND superseded_run_id IS NULL""",
            [(run, indicators[r.indicator], units[r.unit], r.year, r.stage) for r in readings],
            ["run", "indicator", "unit", "year", "stage"],
        )

    def _insert_readings(self, readings: Sequence[Reading], source_id: int, run: int, never_current: set[Key]) -> None:
        """Insert readings in order: blocks all of whose values become current whole, the others one by one."""
        sheets = self._sheets(source_id, {p.sheet for p in pieces_of(readings)})
        ids = Ids(self._ids("indicator"), self._ids("unit"), sheets, run)
        pieces = list(taken_apart(pieces_of(readings), {(key[0], key[2]) for key in never_current}))
        insert(self.connection, pieces, ids, lambda few: self._insert_single(few, ids, never_current))

    def _insert_single(self, readings: Sequence[Reading], ids: Ids, never_current: set[Key]) -> None:
        """Insert readings column by column; columns they say nothing in are left to their defaults."""
        columns: dict[str, list[object]] = {
            "indicator_id": [ids.indicators[r.indicator] for r in readings],
            "unit_id": [ids.units[r.unit] for r in readings],
            "year": [r.year for r in readings],
            "sheet_id": [ids.sheets[r.sheet] for r in readings],
            "recorded_run_id": [ids.run] * len(readings),
        }
        for name, field in _READING_FIELDS.items():
            found = list(map(field, readings))
            if name in _ALWAYS_WRITTEN or set(found) - {None, "", False, "published"}:
                columns[name] = found
        if never_current:
            columns["superseded_run_id"] = [ids.run if r.key in never_current else None for r in readings]
        self._insert("observation", " ".join(columns), zip(*columns.values(), strict=True))

    def _source(self, source: SourceFile) -> int:
        known = self._rows("SELECT id FROM source WHERE sha256 = :sha", sha=source.sha256)
        if not known:
            row = (source.sha256, source.name, source.size, *source.provenance)
            self._insert("source", "sha256 name size producer title decision published url", [row])
            known = self._rows("SELECT id FROM source WHERE sha256 = :sha", sha=source.sha256)
        return int(known[0][0])

    def _sheets(self, source_id: int, names: set[str]) -> dict[str, int]:
        select = "SELECT name, id FROM source_sheet WHERE source_id = :s"
        known = {row[0] for row in self._rows(select, s=source_id)}
        self._insert("source_sheet", "source_id name", [(source_id, name) for name in sorted(names - known)])
        return {row[0]: row[1] for row in self._rows(select, s=source_id)}

    def _new_run(self, kind: str, source_id: int, options: Mapping[str, object]) -> int:
        at = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        self._insert("run", "kind at program options source_id", [(kind, at, __version__, _json(options), source_id)])
        return int(self._rows("SELECT max(id) FROM run")[0][0])

    # --- reading ---------------------------------------------------------------------------------

    def values(
        self,
        *,
        index: str = "",
        indicator: str = "",
        units: Sequence[str] = (),
        year: int | None = None,
        level: str = "",
        as_of: str = "",
    ) -> list[Value]:
        """Current values, or those current at a moment, in order of index, year, unit, indicator."""
        asked = {"x.key": index, "i.key": indicator, "o.year": year, "i.level": level}
        clauses, parameters = [_AS_OF if as_of else _CURRENT], {"as_of": as_of} if as_of else {}
        for number, (column, wanted) in enumerate(asked.items()):
            if wanted:
                clauses.append(f"{column} = :p{number}")
                parameters[f"p{number}"] = wanted  # type: ignore[assignment]
        if units:
            clauses.append(f"u.key IN ({', '.join(f':u{n}' for n in range(len(units)))})")
            parameters |= {f"u{n}": unit for n, unit in enumerate(units)}
        order = "ORDER BY x.id, o.year, u.code, u.id, i.id, o.stage"
        sql = f"{_SELECT_VALUES} WHERE {' AND '.join(clauses)} {order}"
        return [Value(*row) for row in self._rows(sql, **parameters)]

    def panel(self, indicator: str, *, as_of: str = "") -> Panel:
        """All current values of one indicator, with the editions' counts and the breaks between years."""
        sql = f"{_SELECT_VALUES} WHERE i.key = :indicator AND o.stage = 'published' AND "
        sql += _AS_OF if as_of else _CURRENT
        parameters = {"indicator": indicator, "as_of": as_of} if as_of else {"indicator": indicator}
        values = tuple(Value(*row) for row in self._rows(sql, **parameters))
        index = next(x.id for x in self.catalog.indices.values() if indicator in x.indicators)
        editions = self.catalog.editions(index)
        years = sorted({v.year for v in values})
        following = range(years[0] + 1, years[-1] + 1) if years else range(0)
        reasons = {y: self.catalog.why_not_comparable(indicator, y - 1, y) for y in following}
        breaks = {year: reason for year, reason in reasons.items() if reason}
        return Panel(
            index,
            indicator,
            values,
            {y: e.units for y, e in editions.items() if e.units},
            {y: e.ranked for y, e in editions.items() if e.ranked},
            breaks,
        )

    def vintages(self, indicator: str, unit: str, year: int) -> list[Vintage]:
        """Everything ever held for one value, newest first."""
        sql = _SELECT_VALUES.replace(
            "r.at\n", "r.at, e.at, o.superseded_run_id, s.sha256, s.id, r.undone_by_id, o.recorded_run_id\n", 1
        )
        sql += """LEFT JOIN run e ON e.id = o.superseded_run_id
                  WHERE i.key = :indicator AND u.key = :unit AND o.year = :year ORDER BY o.id DESC"""
        rows = self._rows(sql, indicator=indicator, unit=unit, year=year)
        return [
            Vintage(Value(*row[:19]), row[19] or "", row[20] is None, row[21], row[22], row[23] is not None)
            for row in rows
        ]

    def sources(self) -> list[SourceFile]:
        """Every received file with its last import, in order of import."""
        sql = """
        WITH held AS (
          SELECT sh.source_id, count(*) AS brought, sum(CASE WHEN o.superseded_run_id IS NULL THEN 1 ELSE 0 END) AS valid
            FROM observation o JOIN source_sheet sh ON sh.id = o.sheet_id GROUP BY sh.source_id)
        SELECT s.id, s.sha256, s.name, s.size, s.producer, s.title, s.decision, s.published, s.url, max(r.at),
               max(h.brought), max(h.valid), max(CASE WHEN r.undone_by_id IS NULL THEN 1 ELSE 0 END)
          FROM source s JOIN run r ON r.source_id = s.id AND r.kind = 'import' JOIN held h ON h.source_id = s.id
         GROUP BY s.id, s.sha256, s.name, s.size, s.producer, s.title, s.decision, s.published, s.url
         ORDER BY s.id"""
        return [_source_file(row) for row in self._rows(sql)]

    def source(self, name: str) -> SourceFile:
        """The source of a number, a file name or the start of a hash; else `UnknownName`."""
        known = self.sources()
        found = [s for s in known if name == str(s.id) or name in (s.name, s.sha256)]
        found = found or [s for s in known if len(name) >= 6 and s.sha256.startswith(name.lower())]
        if len(found) == 1:
            return found[0]
        labels = tuple(f"{s.id}: {s.name}" for s in found or known)
        raise UnknownName(t("nguồn", "source"), name, labels[:5])

    def findings(self, source_id: int) -> list[Finding]:
        """What was noticed when a source was imported last."""
        sql = """SELECT f.code, f.sheet, f.cell, f.facts FROM run_finding f
                  WHERE f.run_id = (SELECT max(id) FROM run WHERE source_id = :s AND kind = 'import') ORDER BY f.id"""
        return [
            Finding(code, sheet, cell, json.loads(facts)) for code, sheet, cell, facts in self._rows(sql, s=source_id)
        ]

    def coverage(self, source: SourceFile) -> list[Row]:
        """Index, year and number of values that a source brought."""
        sql = """SELECT x.key, o.year, count(*) FROM observation o
                   JOIN indicator i ON i.id = o.indicator_id JOIN composite_index x ON x.id = i.index_id
                   JOIN source_sheet sh ON sh.id = o.sheet_id
                  WHERE sh.source_id = :s GROUP BY x.id, x.key, o.year ORDER BY x.id, o.year"""
        return self._rows(sql, s=source.id)

    # --- small helpers ---------------------------------------------------------------------------

    def _rows(self, sql: str, **parameters: object) -> list[Row]:
        return self.connection.rows(sql, parameters)

    def _run(self, sql: str, **parameters: object) -> None:
        self.connection.run(sql, parameters)

    def _ids(self, table: str) -> dict[str, int]:
        return {row[0]: row[1] for row in self._rows(f"SELECT key, id FROM {table}")}  # noqa: S608

    def _insert(self, table: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
        names = columns.split()
        values = ", ".join(f":{n}" for n in names)
        self.connection.many(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})", rows, names)  # noqa: S608

    def _upsert(self, table: str, columns: str, rows: Iterable[Sequence[object]], key: str) -> None:
        names = columns.split()
        values = ", ".join(f":{n}" for n in names)
        updates = ", ".join(f"{n} = excluded.{n}" for n in names if n != key)
        sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values}) ON CONFLICT ({key}) DO UPDATE SET {updates}"  # noqa: S608
        self.connection.many(sql, rows, names)


_COPIED = ", ".join(VALUE_COLUMNS[:-2])
_REINSTATE = f"""
WITH witness AS (
  SELECT w.id, row_number() OVER (
           PARTITION BY w.indicator_id, w.unit_id, w.year, w.stage
           ORDER BY CASE WHEN w.superseded_run_id = :taken THEN 0 ELSE 1 END, w.id DESC) AS place
    FROM observation h
    JOIN observation w ON w.indicator_id = h.indicator_id AND w.unit_id = h.unit_id
                      AND w.year = h.year AND w.stage = h.stage
    JOIN source_sheet ws ON ws.id = w.sheet_id
   WHERE h.superseded_run_id = :run
     AND EXISTS (SELECT 1 FROM run standing WHERE standing.source_id = ws.source_id
                  AND standing.kind = 'import' AND standing.undone_by_id IS NULL))
INSERT INTO observation ({_COPIED}, recorded_run_id)
SELECT {_COPIED}, :run FROM observation WHERE id IN (SELECT id FROM witness WHERE place = 1)
"""  # noqa: S608


def _source_file(row: Row) -> SourceFile:
    number, sha256, name, size, *origin, at, values, current, live = row
    return SourceFile(number, sha256, name, size, Provenance(*origin), at, values, current, bool(live))


def _same(old: Value, new: Reading) -> bool:
    """Whether a reading says what is stored; where it stands does not matter."""
    before = (old.score, old.rank, old.n_ranked, old.group, old.ci_low, old.ci_high, old.missing, bool(old.computed))
    return before == (*new.value, new.computed)


def _iso(day: date) -> str | None:
    return None if day in (ALWAYS, OPEN) else day.isoformat()


def _json(facts: Mapping[str, object]) -> str:
    return json.dumps(dict(facts), ensure_ascii=False, default=str)
