"""The definitions in the database, so that its tables can be read without the program."""

from collections.abc import Iterable, Sequence
from datetime import date

from parreform import __version__
from parreform.catalog import Catalog
from parreform.connection import Connection
from parreform.entries import ALWAYS, OPEN
from parreform.history import History


class Mirror(History):
    """Keeps units, indices, frameworks and editions as the definitions have them."""

    def __init__(self, connection: Connection, catalog: Catalog) -> None:
        super().__init__(connection)
        self.catalog = catalog

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
            for u in (*self.catalog.units.values(), *self.catalog.aggregates.values())
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

    def _ids(self, table: str) -> dict[str, int]:
        return {row[0]: row[1] for row in self._rows(f"SELECT key, id FROM {table}")}  # noqa: S608

    def _upsert(self, table: str, columns: str, rows: Iterable[Sequence[object]], key: str) -> None:
        names = columns.split()
        values = ", ".join(f":{n}" for n in names)
        updates = ", ".join(f"{n} = excluded.{n}" for n in names if n != key)
        sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values}) ON CONFLICT ({key}) DO UPDATE SET {updates}"  # noqa: S608
        self.connection.many(sql, rows, names)


def _iso(day: date) -> str | None:
    return None if day in (ALWAYS, OPEN) else day.isoformat()
