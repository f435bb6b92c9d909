"""What is imported, saved whole; values, panels, sources and findings asked for.

An import or an undo is one transaction. Values are never overwritten: a new one ends the old one's
validity and both stay, with the runs that brought and ended them.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from parreform.analysis.panel import Panel, Value
from parreform.catalog import Catalog
from parreform.connection import Row
from parreform.database import connect
from parreform.errors import UnknownName, UsageProblem
from parreform.history import CURRENT, VALUE_FIELDS, VALUE_TABLES, as_json, asked
from parreform.mirror import Mirror
from parreform.readings import Reading
from parreform.records import Provenance, Rival, SourceFile
from parreform.settings import t
from parreform.staffing_history import StaffChange, StaffingHistory
from parreform.standing import Standing

if TYPE_CHECKING:
    from parreform.blocks import Place
    from parreform.bulk import Ids
    from parreform.filling import Found, Key
    from parreform.findings import Finding
    from parreform.plans import Compared, Plan, Ranked
    from parreform.staffing.figures import Figure

__all__ = ["Provenance", "SourceFile", "StaffChange", "Store"]

_READING_FIELDS = {
    column: itemgetter(Reading._fields.index(column.removesuffix("_label")))
    for column in (
        "stage score rank n_ranked group_label ci_low ci_high missing computed note"
        " cell rank_cell group_cell ci_low_cell ci_high_cell"
    ).split()
}
_ALWAYS_WRITTEN = ("score", "cell")

MANY = 5_000
"""Readings of a file whose references are not looked up one by one: an eighth of the time of a million."""

_SELECT_VALUES = f"SELECT {VALUE_FIELDS} FROM {VALUE_TABLES}"  # noqa: S608
_AS_OF = """r.at <= :as_of AND NOT EXISTS
  (SELECT 1 FROM run ended WHERE ended.id = o.superseded_run_id AND ended.at <= :as_of)"""


class Store(Mirror, StaffingHistory):
    """The database as the rest of the program sees it."""

    @classmethod
    @contextmanager
    def open(cls, url: str, catalog: Catalog, *, write: bool = False, trial: bool = False) -> "Iterator[Store]":
        """Open a database (a path or a URL) for a command and close it afterwards; for a trial none is made."""
        connection = connect(url, write=write, trial=trial)
        try:
            yield cls(connection, catalog)
        finally:
            connection.close()

    # --- imports ---------------------------------------------------------------------------------

    def plan(self, readings: Sequence[Reading], source: SourceFile, staffing: "Sequence[Figure]" = ()) -> "Plan":
        """Compare readings and staffing figures with the current ones; nothing is written."""
        known = self._rows("SELECT id FROM source WHERE sha256 = :sha", sha=source.sha256)
        number = int(known[0][0]) if known else 0
        compared = self._compare(readings, number, source.provenance).plan
        return replace(compared, staffing=self.plan_staffing(staffing, number, source.provenance))

    def _compare(self, readings: Sequence[Reading], source_id: int, stated: Provenance) -> "Compared":
        """Hold readings against the current values by the rule of `standing.py`."""
        from parreform.plans import Compared, Plan, compare

        current = self._current_of(readings)
        if not current:
            return Compared(Plan(readings, (), 0, ()), set(), [])
        scales = self.scales()
        scales.stated[source_id] = Standing(0, stated.tier, stated.published)
        where, extent = self._extent(current)
        beside = self._beside(where, **extent)
        return compare(readings, source_id, current, scales, beside, lambda: self._ranked(where, **extent))

    def save(
        self,
        source: SourceFile,
        readings: Sequence[Reading],
        findings: "Sequence[Finding]",
        options: Mapping[str, object],
        staffing: "Sequence[Figure]" = (),
        digest: str = "",
    ) -> "Plan | None":
        """Store a file's readings and staffing figures in one transaction: all of them, or none.

        A value that counts more ends the one it replaces. A value that counts less is kept beside the
        current one, and so is a value equal to it: a second witness, so that taking back the first source
        does not lose it. None where another process has imported the same bytes meanwhile.
        """
        with self.connection.transaction(many=len(readings) >= MANY):
            if self.live_import(source.sha256):
                return None
            self.mirror()
            source_id = self._source(source)
            plan, never_current, ending = self._compare(readings, source_id, source.provenance)
            plan = replace(plan, staffing=self.plan_staffing(staffing, source_id, source.provenance))
            run = self._new_run("import", source_id, options, digest)
            self._end(ending, run)
            self._insert_readings(readings, source_id, run, never_current)
            sheets = self._sheets(source_id, {f.sheet for f in staffing})
            self._save_staffing(staffing, plan.staffing, sheets, run)
            self._insert(
                "run_finding",
                "run_id code severity sheet cell facts",
                [(run, f.code, f.severity, f.sheet, f.cell, as_json(f.facts)) for f in findings],
            )
        return plan

    def _current_of(self, readings: Sequence[Reading]) -> "dict[Key, tuple[Value, int]]":
        """Current values, each with its source, of the indicators and years that readings speak of."""
        from parreform.blocks import places

        pairs = self._held(places(readings))
        if not pairs:
            return {}
        years = sorted({year for _, year in pairs})
        among = self._among({indicator for indicator, _ in pairs})
        sql = f"""SELECT {VALUE_FIELDS}, s.id FROM {VALUE_TABLES}
                   WHERE {CURRENT} AND {among} AND o.year BETWEEN :first AND :last ORDER BY o.id"""  # noqa: S608
        rows = self._rows(sql, first=years[0], last=years[-1])
        values = ((Value(*row[:-1]), row[-1]) for row in rows)
        return {(v.indicator, v.unit, v.year, v.stage): (v, s) for v, s in values if (v.indicator, v.year) in pairs}

    def _among(self, indicators: Iterable[str]) -> str:
        """The condition that a value is of one of some indicators."""
        ids = self._ids("indicator")
        known = ", ".join(str(ids[i]) for i in sorted(indicators) if i in ids)
        return f"o.indicator_id IN ({known or 'NULL'})"  # PostgreSQL knows no empty list

    def _extent(self, keys: "Collection[Key]") -> tuple[str, dict[str, int]]:
        """The condition that a value is of the indicators and between the years of some keys."""
        years = [key[2] for key in keys]
        where = f"{self._among({key[0] for key in keys})} AND o.year BETWEEN :first AND :last"
        return where, {"first": min(years), "last": max(years)}

    def _held(self, pairs: "set[Place]") -> "set[Place]":
        """Those of some indicators and years that have current values."""
        if not pairs or not self._rows("SELECT 1 FROM observation LIMIT 1"):
            return set()
        years = " UNION ALL ".join(f"SELECT {year:d} AS year" for year in sorted({year for _, year in pairs}))
        sql = f"""SELECT i.key, y.year FROM indicator i CROSS JOIN ({years}) y
                   WHERE EXISTS (SELECT 1 FROM observation o
                                  WHERE o.indicator_id = i.id AND o.year = y.year AND {CURRENT})"""  # noqa: S608
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

    def _insert_readings(
        self, readings: Sequence[Reading], source_id: int, run: int, never_current: "set[Key]"
    ) -> None:
        """Insert readings in order: blocks all of whose values become current whole, the others one by one."""
        from parreform.blocks import pieces_of, taken_apart
        from parreform.bulk import Ids, insert

        sheets = self._sheets(source_id, {p.sheet for p in pieces_of(readings)})
        ids = Ids(self._ids("indicator"), self._ids("unit"), sheets, run)
        pieces = list(taken_apart(pieces_of(readings), {(key[0], key[2]) for key in never_current}))
        insert(self.connection, pieces, ids, lambda few: self._insert_single(few, ids, never_current))

    def _insert_single(self, readings: Sequence[Reading], ids: "Ids", never_current: "set[Key]") -> None:
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
        """The id of a file's row, with what is said about its origin now."""
        names = "producer title decision published url tier"
        select = "SELECT id FROM source WHERE sha256 = :sha"
        known = self._rows(select, sha=source.sha256)
        if known:
            stated = ", ".join(f"{name} = :{name}" for name in names.split())
            self._run(f"UPDATE source SET {stated} WHERE id = :id", id=known[0][0], **source.provenance._asdict())  # noqa: S608
        else:
            row = (source.sha256, source.name, source.size, *source.provenance)
            self._insert("source", f"sha256 name size {names}", [row])
        return int((known or self._rows(select, sha=source.sha256))[0][0])

    def _sheets(self, source_id: int, names: set[str]) -> dict[str, int]:
        select = "SELECT name, id FROM source_sheet WHERE source_id = :s"
        known = {row[0] for row in self._rows(select, s=source_id)}
        self._insert("source_sheet", "source_id name", [(source_id, name) for name in sorted(names - known)])
        return {row[0]: row[1] for row in self._rows(select, s=source_id)}

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
        columns = {"x.key": index, "i.key": indicator, "o.year": year, "i.level": level}
        where, parameters = asked(columns, units)
        if as_of:
            parameters["as_of"] = as_of
        order = "ORDER BY x.id, o.year, u.code, u.id, i.id, o.stage"
        sql = f"{_SELECT_VALUES} WHERE {_AS_OF if as_of else CURRENT} AND {where} {order}"
        values = [Value(*row) for row in self._rows(sql, **parameters)]
        return self._complete(values, where, **parameters)

    def panel(self, indicator: str, *, as_of: str = "") -> Panel:
        """All current values of one indicator, with the editions' counts and the breaks between years."""
        sql = f"{_SELECT_VALUES} WHERE i.key = :indicator AND o.stage = 'published' AND "
        sql += _AS_OF if as_of else CURRENT
        parameters = {"indicator": indicator, "as_of": as_of} if as_of else {"indicator": indicator}
        found = [Value(*row) for row in self._rows(sql, **parameters)]
        values = tuple(self._complete(found, "i.key = :indicator AND o.stage = 'published'", **parameters))
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

    def scores(self, indicators: Iterable[str]) -> dict[tuple[str, int], dict[str, float]]:
        """The current published scores of indicators, as (indicator, year) -> unit -> score."""
        sql = f"""SELECT i.key, o.year, u.key, o.score FROM observation o
                    JOIN indicator i ON i.id = o.indicator_id JOIN unit u ON u.id = o.unit_id
                   WHERE {CURRENT} AND o.stage = 'published' AND o.score IS NOT NULL AND {self._among(indicators)}
                   ORDER BY o.id"""  # noqa: S608
        found = dict[tuple[str, int], dict[str, float]]()
        for indicator, year, unit, score in self._rows(sql):
            found.setdefault((indicator, year), {})[unit] = score
        for v in self._silent(indicators):
            if v.score is not None:
                found.setdefault((v.indicator, v.year), {})[v.unit] = v.score
        return found

    def _silent(self, indicators: Iterable[str]) -> list[Value]:
        """The current published values whose row says nothing of a score, with what others say of it."""
        if not self._any_beside():
            return []
        where = f"o.stage = 'published' AND {self._among(indicators)}"
        sql = f"{_SELECT_VALUES} WHERE {CURRENT} AND {where} AND o.score IS NULL AND o.missing = ''"
        return self._complete([Value(*row) for row in self._rows(sql)], where)

    def rivals(self, index: str = "", units: Sequence[str] = (), year: int | None = None) -> list[Rival]:
        """Standing readings that contradict a value in force: both say something, and not the same."""
        rivals = super().rivals(index, units, year)
        where, parameters = asked({"x.key": index, "o.year": year}, units)
        found = self._beside(where, **parameters)
        if not found:
            return rivals
        from parreform.filling import rivals_in_force

        where, extent = self._extent(found)
        return rivals_in_force(rivals, found, self._vintages(where, **extent).values())

    # --- fields that current rows leave silent -----------------------------------------------------

    def _complete(self, values: list[Value], where: str, **parameters: object) -> list[Value]:
        """Values with the fields that their rows leave silent, as standing readings beside them have them."""
        found = self._beside(where, **parameters) if values else None
        if not found:
            return values
        from parreform.filling import complete

        return complete(values, found)

    def _beside(self, where: str, **parameters: object) -> "Found":
        if not self._any_beside():
            return {}
        from parreform.filling import beside

        return beside(self.connection, where, parameters)

    def _ranked(self, where: str, **parameters: object) -> "Ranked":
        if not self._any_beside():
            return {}
        from parreform.filling import ranked

        return ranked(self.connection, where, parameters)

    def _any_beside(self) -> bool:
        """Whether any reading is not current; where none is, nothing can be filled."""
        return bool(self._rows("SELECT 1 FROM observation WHERE superseded_run_id IS NOT NULL LIMIT 1"))

    def sources(self) -> list[SourceFile]:
        """Every received file with its last import, in order of import."""
        sql = """
        WITH held AS (
          SELECT sh.source_id, count(*) AS brought, sum(CASE WHEN o.superseded_run_id IS NULL THEN 1 ELSE 0 END) AS valid
            FROM (SELECT sheet_id, superseded_run_id FROM observation
                  UNION ALL SELECT sheet_id, superseded_run_id FROM staffing_figure) o
            JOIN source_sheet sh ON sh.id = o.sheet_id GROUP BY sh.source_id)
        SELECT s.id, s.sha256, s.name, s.size, s.producer, s.title, s.decision, s.published, s.url, s.tier, max(r.at),
               max(h.brought), max(h.valid), max(CASE WHEN r.undone_by_id IS NULL THEN 1 ELSE 0 END)
          FROM source s JOIN run r ON r.source_id = s.id AND r.kind = 'import' JOIN held h ON h.source_id = s.id
         GROUP BY s.id, s.sha256, s.name, s.size, s.producer, s.title, s.decision, s.published, s.url, s.tier
         ORDER BY s.id"""
        return [_source_file(row) for row in self._rows(sql)]

    def source(self, name: str) -> SourceFile:
        """The source of a number, a file name or the start of a hash; `UsageProblem` for none and for several."""
        known = self.sources()
        found = [s for s in known if name in (str(s.id), s.name, s.sha256, _label(s))]
        found = found or [s for s in known if len(name) >= 6 and s.sha256.startswith(name.lower())]
        if len(found) == 1:
            return found[0]
        if found:
            raise _of_one_name(name, found)
        raise UnknownName(t("nguồn", "source"), name, [_label(s) for s in known[:5]])

    def findings(self, source_id: int) -> "list[Finding]":
        """What was noticed when a source was imported last."""
        from parreform.findings import Finding

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


def _source_file(row: Row) -> SourceFile:
    number, sha256, name, size, *origin, at, values, current, live = row
    return SourceFile(number, sha256, name, size, Provenance(*origin), at, values, current, bool(live))


def _label(source: SourceFile) -> str:
    return f"{source.id}: {source.name}"


def _of_one_name(name: str, found: Sequence[SourceFile]) -> UsageProblem:
    """That several sources have a name, with the numbers that tell them apart."""
    undone = t(", đã hoàn tác", ", taken back")
    moments = (f"{s.id} ({s.imported_at[:16].replace('T', ' ')}{'' if s.live else undone})" for s in found)
    return UsageProblem(
        t(f"{len(found)} nguồn cùng tên “{name}”", f"{len(found)} sources are called “{name}”"),
        t(f"Thay tên bằng số: {', '.join(moments)}", f"In place of the name type a number: {', '.join(moments)}"),
    )
