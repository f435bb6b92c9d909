"""Readings through time, in SQL: which one counts, what it displaced, what the user prefers.

The reading that counts follows from the standing imports and preferences alone (`standing.py` has the
rule): among the readings of greatest weight the latest one, and where later ones only repeat it, the
first of those. So taking back an import or a preference restores what was held before it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby

from parreform import __version__
from parreform.analysis.panel import Value
from parreform.connection import Connection, Row
from parreform.errors import UsageProblem
from parreform.records import Act, Provenance, Rival, Scope, SourceFile, Vintage
from parreform.settings import t
from parreform.standing import STAFFING, TIERS, Preferred, Scales, Standing

VALUE_COLUMNS = (
    "indicator_id unit_id year stage score rank n_ranked group_label ci_low ci_high missing computed note"
    " sheet_id cell rank_cell group_cell ci_low_cell ci_high_cell recorded_run_id superseded_run_id"
).split()

VALUE_FIELDS = """x.key, i.key, u.key, o.year, o.stage, o.score, o.rank, o.n_ranked, o.group_label, o.ci_low, o.ci_high,
       o.missing, o.computed, o.note, s.name, sh.name, o.cell, o.rank_cell, r.at"""
VALUE_TABLES = """observation o
  JOIN indicator i ON i.id = o.indicator_id
  JOIN composite_index x ON x.id = i.index_id
  JOIN unit u ON u.id = o.unit_id
  JOIN source_sheet sh ON sh.id = o.sheet_id
  JOIN source s ON s.id = sh.source_id
  JOIN run r ON r.id = o.recorded_run_id"""
CURRENT = "o.superseded_run_id IS NULL"
STANDS = "r.kind = 'import' AND r.undone_by_id IS NULL"
"""A reading as its file brought it, of an import not taken back: one for each value and source."""


class History:
    """The part of the store that knows of more readings than the current ones."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._moment = ""

    @contextmanager
    def at(self, moment: str) -> Iterator[None]:
        """Within it, what is done is recorded as done at a moment: the way to do the past again."""
        self._moment = moment
        try:
            yield
        finally:
            self._moment = ""

    def acts(self) -> list[Act]:
        """Everything ever done, in order."""
        return [_act(row) for row in self._rows(f"{_SELECT_ACTS} ORDER BY r.id")]

    def live_import(self, sha256: str) -> Act | None:
        """The standing import of these bytes, or None."""
        found = self._rows(f"{_SELECT_ACTS} WHERE s.sha256 = :sha AND {STANDS} ORDER BY r.id DESC", sha=sha256)
        return _act(found[0]) if found else None

    # --- reading -----------------------------------------------------------------------------------

    def vintages(self, indicator: str, unit: str, year: int) -> list[Vintage]:
        """Everything ever held for one value, newest first."""
        where = "i.key = :indicator AND u.key = :unit AND o.year = :year"
        found = self._vintages(where, indicator=indicator, unit=unit, year=year)
        return list(found.values())

    def rivals(self, index: str = "", units: Sequence[str] = (), year: int | None = None) -> list[Rival]:
        """Standing readings that contradict a current value: both say something, and not the same."""
        where, parameters = asked({"x.key": index, "o.year": year}, units)
        pairs = self._rows(_CONTRADICTIONS.format(where=where), **parameters)
        either = f"o.id IN ({_CONTRADICTING.format(where=where)})"
        found = self._vintages(either, **parameters) if pairs else {}
        return [Rival(found[current], found[other]) for current, other in pairs]

    def _vintages(self, where: str, **parameters: object) -> dict[int, Vintage]:
        rows = self._rows(f"{_SELECT_VINTAGES} WHERE {where} ORDER BY o.id DESC", **parameters)
        return {row[-1]: _vintage(row) for row in rows}

    def preferences(self) -> list[Preferred]:
        """The standing preferences, the latest last."""
        sql = f"""SELECT p.id, p.source_id, coalesce(x.key, '{STAFFING}'), u.key, p.year, r.at
                   FROM preference p JOIN run r ON r.id = p.run_id
                   LEFT JOIN composite_index x ON x.id = p.index_id
                   LEFT JOIN unit u ON u.id = p.unit_id
                  WHERE p.removed_run_id IS NULL ORDER BY p.id"""  # noqa: S608
        return [Preferred(*row) for row in self._rows(sql)]

    def scales(self) -> Scales:
        """What weighs the readings of all sources against each other."""
        rows = self._rows("SELECT id, tier, published FROM source")
        stated = {number: Standing(0, tier, published) for number, tier, published in rows}
        return Scales(stated, self.preferences())

    def brought(self, source: SourceFile, scope: Scope) -> int:
        """How many readings a source brought within an extent."""
        where, parameters = asked({"x.key": scope.index, "o.year": scope.year}, scope.units)
        sql = f"SELECT count(*) FROM {VALUE_TABLES} WHERE s.id = :s AND {where}"  # noqa: S608
        return int(self._rows(sql, s=source.id, **parameters)[0][0])

    # --- taking back, preferring -----------------------------------------------------------------------

    def undo(self, source: SourceFile) -> int:
        """Take back the standing import of a source; the reading that counts among the others becomes current.

        Returns the number of values that are no longer current. What was held in between stays readable
        with `--as-of`.
        """
        with self.connection.transaction():
            live = f"SELECT max(r.id) FROM run r WHERE r.source_id = :s AND {STANDS}"  # noqa: S608
            taken = self._rows(live, s=source.id)[0][0]
            if taken is None:
                return 0
            run = self._new_run("undo", source.id, {})
            self._run("UPDATE run SET undone_by_id = :run WHERE id = :taken", run=run, taken=taken)
            ending = """UPDATE observation SET superseded_run_id = :run
                         WHERE superseded_run_id IS NULL
                           AND sheet_id IN (SELECT id FROM source_sheet WHERE source_id = :s)"""
            self._run(ending, run=run, s=source.id)
            ended = self._ended_by(run)
            self._settle(_HELD_BESIDE, run, taken=taken)
            self._reinstate(run)
            return ended + self._take_back_staffing(source.id, run)

    def _take_back_staffing(self, source_id: int, run: int) -> int:  # noqa: ARG002
        """End a source's current staffing figures; those that count among the others become current."""
        return 0

    def prefer(self, source: SourceFile, scope: Scope, *, remove: bool = False) -> int:
        """State a preference, or take it back; at once the readings that count by it become current.

        Returns the number of values that changed their source. Taking back a preference that does not
        stand raises `UsageProblem`.
        """
        with self.connection.transaction():
            run = self._new_run("prefer", source.id, _scope_options(scope, remove=remove))
            units = [row[0] for key in scope.units for row in self._rows("SELECT id FROM unit WHERE key = :k", k=key)]
            index = None if scope.index == STAFFING else self._index(scope.index)
            places = [(source.id, index, unit, scope.year) for unit in units or [None]]
            withdrawn = sum(self._withdraw(place, run) for place in places)
            if remove and not withdrawn:
                raise UsageProblem(
                    t("Không có lựa chọn nào như vậy", "There is no such preference"), "parreform prefer --list"
                )
            if not remove:
                names = "source_id index_id unit_id year run_id"
                self._insert("preference", names, [(*place, run) for place in places])
            if scope.index == STAFFING:
                return self._settle_staffing(scope, run)
            where, parameters = asked({"x.key": scope.index, "o.year": scope.year}, scope.units)
            self._settle(f"SELECT o.id FROM {VALUE_TABLES} WHERE {CURRENT} AND {where}", run, **parameters)  # noqa: S608
            self._reinstate(run)
            return self._ended_by(run)

    def _settle_staffing(self, scope: Scope, run: int) -> int:  # noqa: ARG002
        """Make current the staffing figures that count now within an extent; returns how many changed their source."""
        return 0

    def _index(self, key: str) -> int:
        return int(self._rows("SELECT id FROM composite_index WHERE key = :k", k=key)[0][0])

    def _withdraw(self, place: tuple[int, int | None, int | None, int | None], run: int) -> int:
        """End a preference of exactly this extent; returns how many there were."""
        sql = "SELECT id, source_id, index_id, unit_id, year FROM preference WHERE removed_run_id IS NULL"
        found = [row[0] for row in self._rows(sql) if tuple(row[1:]) == place]
        for number in found:
            self._run("UPDATE preference SET removed_run_id = :run WHERE id = :id", run=run, id=number)
        return len(found)

    def _settle(self, touched: str, run: int, **parameters: object) -> None:
        """End every current value among some that is not of the source that counts there now."""
        if self._rows(f"SELECT 1 FROM ({touched}) touched LIMIT 1", run=run, **parameters):  # noqa: S608
            with self._counted(touched, run=run, **parameters):
                self._run(_END_OTHERS, run=run)

    def _reinstate(self, run: int) -> None:
        """Record the readings that count for the values a run ended."""
        if self._ended_by(run):
            with self._counted("SELECT id FROM observation WHERE superseded_run_id = :run", run=run):
                self._run(_REINSTATE, run=run)

    def _ended_by(self, run: int) -> int:
        return int(self._rows("SELECT count(*) FROM observation WHERE superseded_run_id = :run", run=run)[0][0])

    @contextmanager
    def _counted(self, touched: str, **parameters: object) -> Iterator[None]:
        """Within it, table `counted` has the reading that counts for each value that `touched` rows are about."""
        self._run("CREATE TEMP TABLE counted (id INTEGER PRIMARY KEY, unsure INTEGER NOT NULL)")
        self._run(_COUNT.format(placed=_placed(touched)), **parameters)
        self.connection.many("UPDATE counted SET id = :chosen WHERE id = :id", self._chosen(), ["chosen", "id"])
        yield
        self._run("DROP TABLE counted")

    def _chosen(self) -> list[tuple[int, int]]:
        """Where readings of greatest weight do not all state the same fields: the one that counts, and the latest."""
        if not self._rows("SELECT 1 FROM counted WHERE unsure = 1 LIMIT 1"):
            return []
        from parreform.fields import counting, stated

        rows = self._rows(_UNSURE.format(placed=_placed("SELECT id FROM counted WHERE unsure = 1")))
        classes = [list(group) for _, group in groupby(rows, lambda row: tuple(row[1:5]))]
        return [(group[counting([stated(*row[5:]) for row in group])][0], group[-1][0]) for group in classes]

    # --- small helpers -----------------------------------------------------------------------------

    def _new_run(self, kind: str, source_id: int, options: Mapping[str, object], digest: str = "") -> int:
        at = self._moment or datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        row = (kind, at, __version__, as_json(options), source_id, digest)
        self._insert("run", "kind at program options source_id digest", [row])
        return int(self._rows("SELECT max(id) FROM run")[0][0])

    def _rows(self, sql: str, **parameters: object) -> list[Row]:
        return self.connection.rows(sql, parameters)

    def _run(self, sql: str, **parameters: object) -> None:
        self.connection.run(sql, parameters)

    def _insert(self, table: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
        names = columns.split()
        values = ", ".join(f":{n}" for n in names)
        self.connection.many(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})", rows, names)  # noqa: S608


def asked(columns: Mapping[str, object], units: Sequence[str] = ()) -> tuple[str, dict[str, object]]:
    """The condition that columns have the wanted values and units are among those given; nothing wanted is all."""
    clauses, parameters = ["1 = 1"], {}
    for number, (column, wanted) in enumerate(columns.items()):
        if wanted:
            clauses.append(f"{column} = :p{number}")
            parameters[f"p{number}"] = wanted
    if units:
        clauses.append(f"u.key IN ({', '.join(f':u{n}' for n in range(len(units)))})")
        parameters |= {f"u{n}": unit for n, unit in enumerate(units)}
    return " AND ".join(clauses), parameters


def as_json(facts: Mapping[str, object]) -> str:
    """Facts as the text that is stored."""
    return json.dumps(dict(facts), ensure_ascii=False, default=str)


def _scope_options(scope: Scope, *, remove: bool) -> dict[str, object]:
    said = {"index": scope.index, "units": list(scope.units), "year": scope.year, "remove": remove}
    return {name: value for name, value in said.items() if value}


def _act(row: Row) -> Act:
    at, kind, options, digest, number, sha256, name, size, *stated = row
    source = SourceFile(number, sha256, name, size, Provenance(*stated))
    return Act(at, kind, source, json.loads(options), digest)


def _vintage(row: Row) -> Vintage:
    value, cells, told = row[:19], row[19:22], row[22:]
    ended_at, ended, sha256, source, undone, kind, tier, published, preference, run, _ = told
    stands = (undone is not None, kind == "import" and undone is None)
    standing = Standing(preference, tier, published, run)
    return Vintage(Value(*value), ended_at or "", ended is None, sha256, source, *stands, standing, tuple(cells))


# --- statements that both databases understand -----------------------------------------------------

_KEY = "indicator_id unit_id year stage".split()
_SAID_OR_NOT = "score rank n_ranked ci_low ci_high".split()
_SAID = "group_label missing".split()
STATED = (
    "({0}.score IS NOT NULL OR {0}.missing <> '')",
    *(f"{{0}}.{column} IS NOT NULL" for column in _SAID_OR_NOT[1:]),
    "{0}.group_label <> ''",
)
"""That a row states its score (or why there is none), and each other field."""
PREFERENCE = """coalesce((SELECT max(p.id) FROM preference p
          WHERE p.removed_run_id IS NULL AND p.source_id = s.id AND p.index_id = i.index_id
            AND (p.unit_id IS NULL OR p.unit_id = o.unit_id) AND (p.year IS NULL OR p.year = o.year)), 0)"""
_TIER = f"CASE s.tier {' '.join(f'''WHEN '{tier}' THEN {n}''' for n, tier in enumerate(TIERS))} END"

_SELECT_ACTS = """SELECT r.at, r.kind, r.options, r.digest, s.id, s.sha256, s.name, s.size, s.producer, s.title,
       s.decision, s.published, s.url, s.tier FROM run r JOIN source s ON s.id = r.source_id"""
_SELECT_VINTAGES = f"""
SELECT {VALUE_FIELDS}, o.group_cell, o.ci_low_cell, o.ci_high_cell, e.at, o.superseded_run_id, s.sha256, s.id, r.undone_by_id, r.kind, s.tier, s.published,
       {PREFERENCE}, o.recorded_run_id, o.id
  FROM {VALUE_TABLES} LEFT JOIN run e ON e.id = o.superseded_run_id
"""  # noqa: S608


def alike(one: str, other: str) -> str:
    """That two rows are about the same value."""
    return " AND ".join(f"{one}.{column} = {other}.{column}" for column in _KEY)


def _pattern(row: str) -> str:
    """Which fields a row states, as a number."""
    bits = (f"CASE WHEN {stated.format(row)} THEN {1 << n} ELSE 0 END" for n, stated in enumerate(STATED))
    return " + ".join(bits)


def _key(row: str) -> str:
    return ", ".join(f"{row}.{column}" for column in _KEY)


def _turned() -> str:
    """That a row is the first of its window or differs from the one before it."""
    nothing = "-1e300"
    tests = [f"coalesce(w.{c}, {nothing}) <> coalesce(lag(w.{c}) OVER runs, {nothing})" for c in _SAID_OR_NOT]
    tests += [f"w.{c} <> lag(w.{c}) OVER runs" for c in (*_SAID, "computed")]
    return " OR ".join(["lag(w.id) OVER runs IS NULL", *tests])


def _placed(touched: str) -> str:
    """Common table `placed`: the readings of greatest weight of each value that `touched` rows are about.

    The rule of `standing.py`, set-based: `turned` leaves out those that merely repeat the one before; the latest of
    the others, of `place` 1, counts. Where it does not state the same fields as the one before it (`unsure`), it may
    add nothing to all of them together: `fields.py` decides.
    """
    return f"""
WITH weighed AS (
  SELECT o.*, sh.source_id, rank() OVER (
           PARTITION BY {_key("o")} ORDER BY {PREFERENCE} DESC, {_TIER}, s.published DESC) AS class
    FROM observation h JOIN observation o ON {alike("o", "h")}
    JOIN indicator i ON i.id = o.indicator_id
    JOIN source_sheet sh ON sh.id = o.sheet_id JOIN source s ON s.id = sh.source_id
    JOIN run r ON r.id = o.recorded_run_id
   WHERE h.id IN ({touched}) AND {STANDS}),
best AS (
  SELECT w.*, CASE WHEN {_turned()} THEN 1 ELSE 0 END AS turned, {_pattern("w")} AS pattern
    FROM weighed w WHERE w.class = 1 WINDOW runs AS (PARTITION BY {_key("w")} ORDER BY w.recorded_run_id)),
placed AS (
  SELECT b.*, row_number() OVER back AS place,
         CASE WHEN lead(b.pattern) OVER back <> b.pattern THEN 1 ELSE 0 END AS unsure
    FROM best b WHERE b.turned = 1 WINDOW back AS (PARTITION BY {_key("b")} ORDER BY b.recorded_run_id DESC))"""  # noqa: S608


_COUNT = "INSERT INTO counted (id, unsure) {placed} SELECT id, unsure FROM placed WHERE place = 1"
_UNSURE = f"""{{placed}}
SELECT id, {", ".join(_KEY)}, score, missing, computed, rank, n_ranked, group_label, ci_low, ci_high
  FROM placed ORDER BY {", ".join(_KEY)}, recorded_run_id"""  # noqa: S608

_COPIED = ", ".join(VALUE_COLUMNS[:-2])
_REINSTATE = f"""
INSERT INTO observation ({_COPIED}, recorded_run_id)
SELECT {_COPIED}, :run FROM observation WHERE id IN (SELECT id FROM counted) ORDER BY id
"""  # noqa: S608
_HELD_BESIDE = f"""
SELECT o.id FROM observation m JOIN observation o ON {alike("o", "m")} AND {CURRENT}
 WHERE m.recorded_run_id = :taken AND m.superseded_run_id <> :run"""  # noqa: S608
_END_OTHERS = f"""
UPDATE observation SET superseded_run_id = :run WHERE id IN (
SELECT o.id FROM counted c JOIN observation n ON n.id = c.id
  JOIN source_sheet nh ON nh.id = n.sheet_id
  JOIN observation o ON {alike("o", "n")} AND {CURRENT}
  JOIN source_sheet sh ON sh.id = o.sheet_id WHERE sh.source_id <> nh.source_id)
"""  # noqa: S608

_CONTRADICTORY = " OR ".join(
    [f"o.{c} <> w.{c}" for c in _SAID_OR_NOT]
    + [f"(o.missing <> w.missing AND {STATED[0].format('o')} AND {STATED[0].format('w')})"]
    + ["(o.group_label <> w.group_label AND o.group_label <> '' AND w.group_label <> '')"]
)
_CONTRADICTED = f"""
  FROM {VALUE_TABLES}
  JOIN observation w ON {alike("w", "o")} AND w.id <> o.id
  JOIN source_sheet wh ON wh.id = w.sheet_id AND wh.source_id <> s.id
  JOIN run wr ON wr.id = w.recorded_run_id AND {STANDS.replace("r.", "wr.")}
 WHERE {CURRENT} AND ({_CONTRADICTORY}) AND {{where}}"""
_CONTRADICTIONS = f"SELECT o.id, w.id {_CONTRADICTED} ORDER BY o.id, w.id"
_CONTRADICTING = f"SELECT o.id {_CONTRADICTED} UNION SELECT w.id {_CONTRADICTED}"
