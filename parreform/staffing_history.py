"""Staffing figures in SQL: what is current, what a file brings, what was held at a moment.

The same rule as for observations (`standing.py`): among the figures of greatest weight the latest counts, and
where later ones only repeat it, the first of those. There are few enough of them to choose in Python.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from parreform.analysis.panel import Value
from parreform.connection import Row
from parreform.history import STANDS, History, asked
from parreform.records import Provenance, Rival, Scope, SourceFile, Vintage
from parreform.staffing.figures import KEY_FIELDS, Figure, Held
from parreform.standing import STAFFING, Preferred, Standing

FIELDS = (*KEY_FIELDS[1:], "value", "bound", "note", "cell")
"""The columns of a figure beside its unit and sheet."""

FigureKey = tuple[str | int, ...]
_SELECT = f"""SELECT u.key, {", ".join(f"o.{name}" for name in FIELDS)}, sh.name, s.name, o.id, s.id, s.tier, s.published,
       r.at, e.at, r.id, o.superseded_run_id, r.kind, r.undone_by_id, s.sha256
  FROM staffing_figure o
  JOIN unit u ON u.id = o.unit_id
  JOIN source_sheet sh ON sh.id = o.sheet_id
  JOIN source s ON s.id = sh.source_id
  JOIN run r ON r.id = o.recorded_run_id
  LEFT JOIN run e ON e.id = o.superseded_run_id"""  # noqa: S608
_CURRENT = "o.superseded_run_id IS NULL"
_AS_OF = "r.at <= :as_of AND (e.at IS NULL OR e.at > :as_of)"


class StaffVintage(NamedTuple):
    """One figure through time: what one file said, from one moment until another.

    `stands` marks the figure of an import not taken back, whether it is current or not.
    """

    figure: Figure
    source: str
    id: int
    source_id: int
    standing: Standing
    recorded_at: str
    ended_at: str
    current: bool
    stands: bool
    undone: bool
    sha256: str

    @property
    def as_value(self) -> Vintage:
        """The same in the shape of an observation: category, measure and reason are its indicator, its kind the stage."""
        f = self.figure
        indicator = ".".join(p for p in (f.category, f.measure, f.reason) if p)
        year = int(f.period[:4] or 0)
        said = (f.value, None, None, "", None, None, "", False, f.note)
        value = Value(
            STAFFING, indicator, f.unit, year, f.kind, *said, self.source, f.sheet, f.cell, "", self.recorded_at
        )
        ended = (self.ended_at, self.current, self.sha256, self.source_id, self.undone, self.stands, self.standing)
        return Vintage(value, *ended)

    @property
    def held(self) -> Held:
        """The figure with its file."""
        return Held(self.figure, self.source)


class StaffChange(NamedTuple):
    """A figure that differs from the stored one."""

    old: StaffVintage
    new: Figure


@dataclass(frozen=True)
class StaffPlan:
    """What an import would do with staffing figures, by what becomes of each: as `store.Plan` for values."""

    added: tuple[Figure, ...] = ()
    changed: tuple[StaffChange, ...] = ()
    same: int = 0
    rivals: tuple[StaffChange, ...] = ()
    never: frozenset[FigureKey] = frozenset()


NO_STAFF = StaffPlan()
"""The plan of a file without staffing figures."""


def counting(vintages: Iterable[StaffVintage]) -> StaffVintage | None:
    """The figure that counts among standing ones of one key; None where none stands.

    Of those of greatest weight the latest, and of later ones that only repeat one the first.
    """
    standing = sorted((v for v in vintages if v.stands), key=lambda v: v.standing.run)
    best = max((v.standing.weight for v in standing), default=None)
    chosen = None
    for vintage in (v for v in standing if v.standing.weight == best):
        if chosen is None or vintage.figure.said != chosen.figure.said:
            chosen = vintage
    return chosen


class StaffingHistory(History):
    """The part of the store that knows of staffing figures."""

    # --- reading -----------------------------------------------------------------------------------

    def staffing(
        self, *, units: Sequence[str] = (), category: str = "", as_of: str = "", source_id: int = 0
    ) -> list[StaffVintage]:
        """Current figures, or those current at a moment, in order of import."""
        where, parameters = asked({"o.category": category, "s.id": source_id}, units)
        if as_of:
            parameters["as_of"] = as_of
        return self._staff(f"{_AS_OF if as_of else _CURRENT} AND {where}", parameters)

    def has_staffing(self) -> bool:
        """Whether any staffing figure is held."""
        return bool(self._rows("SELECT 1 FROM staffing_figure LIMIT 1"))

    def staffing_vintages(self, units: Sequence[str], category: str, year: int) -> list[StaffVintage]:
        """Everything ever held of a category of units in a year, newest first."""
        where, parameters = asked({"o.category": category}, units)
        like = f"{year:d}%"
        return self._staff(f"{where} AND o.period LIKE :period", {**parameters, "period": like})[::-1]

    def staffing_rivals(self, units: Sequence[str] = (), year: int | None = None) -> list[Rival]:
        """Standing figures of other sources that contradict a current one, in the shape of rivals of values."""
        by_key = self._standing_or_current(units, year)
        pairs = ((c, o) for found in by_key.values() for c in found if c.current for o in found)
        return [Rival(c.as_value, o.as_value) for c, o in pairs if _contradicts(c, o)]

    def _standing_or_current(self, units: Sequence[str], year: int | None) -> dict[FigureKey, list[StaffVintage]]:
        where, parameters = _within(units, year)
        by_key: dict[FigureKey, list[StaffVintage]] = {}
        for vintage in self._staff(f"(({STANDS}) OR {_CURRENT}) AND {where}", parameters):
            by_key.setdefault(vintage.figure.key, []).append(vintage)
        return by_key

    def brought(self, source: SourceFile, scope: Scope) -> int:
        """How many readings or figures a source brought within an extent."""
        if scope.index != STAFFING:
            return super().brought(source, scope)
        where, parameters = _within(scope.units, scope.year)
        return len(self._staff(f"s.id = :s AND {where}", {**parameters, "s": source.id}))

    def _preferred(self) -> list[Preferred]:
        """The standing preferences for staffing figures."""
        return [p for p in self.preferences() if p.composite == STAFFING]

    def staffing_coverage(self, source_id: int) -> list[Row]:
        """Year and number of figures that a source brought; an empty year where it states none."""
        sql = """SELECT substr(o.period, 1, 4) AS year, count(*) FROM staffing_figure o
                   JOIN source_sheet sh ON sh.id = o.sheet_id JOIN run r ON r.id = o.recorded_run_id
                  WHERE sh.source_id = :s AND r.kind = 'import' GROUP BY substr(o.period, 1, 4) ORDER BY 1"""
        return self._rows(sql, s=source_id)

    def _staff(self, where: str, parameters: Mapping[str, object]) -> list[StaffVintage]:
        rows = self._rows(f"{_SELECT} WHERE {where} ORDER BY o.id", **parameters)
        preferred = self._preferred() if rows else []
        return [_vintage(row, preferred) for row in rows]

    # --- importing ---------------------------------------------------------------------------------

    def plan_staffing(self, figures: Sequence[Figure], source_id: int, stated: Provenance) -> StaffPlan:
        """Compare figures with the current ones; nothing is written."""
        if not figures:
            return StaffPlan()
        held = {v.figure.key: v for v in self.staffing(units=sorted({f.unit for f in figures}))}
        preferred = self._preferred()
        added: list[Figure] = []
        changed: list[StaffChange] = []
        rivals: list[StaffChange] = []
        same, never = 0, set()
        for figure in figures:
            old = held.get(figure.key)
            if old is None:
                added.append(figure)
                continue
            ours = Standing(_preference(preferred, source_id, figure), stated.tier, stated.published).weight
            theirs = old.standing.weight if old.source_id != source_id else ours
            repeats = old.figure.said == figure.said
            same += repeats
            if ours < theirs or (repeats and ours == theirs):
                never.add(figure.key)
            if not repeats:
                (rivals if ours < theirs else changed).append(StaffChange(old, figure))
        return StaffPlan(tuple(added), tuple(changed), same, tuple(rivals), frozenset(never))

    def _save_staffing(self, figures: Sequence[Figure], plan: StaffPlan, sheets: Mapping[str, int], run: int) -> None:
        """Record figures: those that count become current and end the ones they replace."""
        replaced = {f.key for f in figures} - plan.never
        held = self.staffing(units=sorted({f.unit for f in figures})) if figures else []
        self._end_staffing([v.id for v in held if v.figure.key in replaced], run)
        self._record_staffing([(f, sheets[f.sheet]) for f in figures], run, plan.never)

    def _end_staffing(self, ids: Iterable[int], run: int) -> None:
        for number in ids:
            self._run("UPDATE staffing_figure SET superseded_run_id = :run WHERE id = :id", run=run, id=number)

    def _record_staffing(self, figures: Sequence[tuple[Figure, int]], run: int, never: frozenset[FigureKey]) -> None:
        units = {row[0]: row[1] for row in self._rows("SELECT key, id FROM unit")}
        rows = [
            (units[f.unit], *(getattr(f, name) for name in FIELDS), sheet, run, run if f.key in never else None)
            for f, sheet in figures
        ]
        names = f"unit_id {' '.join(FIELDS)} sheet_id recorded_run_id superseded_run_id"
        self._insert("staffing_figure", names, rows)

    # --- taking back, preferring -------------------------------------------------------------------

    def _take_back_staffing(self, source_id: int, run: int) -> int:
        ended = self.staffing(source_id=source_id)
        self._replace_staffing(ended, [c for v in ended if (c := counting(self._of_key(v.figure)))], run)
        return len(ended)

    def _settle_staffing(self, scope: Scope, run: int) -> int:
        counted = ((found, counting(found)) for found in self._standing_or_current(scope.units, scope.year).values())
        changed = [(v, c) for found, c in counted for v in found if c and v.current and v.source_id != c.source_id]
        self._replace_staffing([v for v, _ in changed], [c for _, c in changed], run)
        return len(changed)

    def _replace_staffing(self, ended: Sequence[StaffVintage], chosen: Sequence[StaffVintage], run: int) -> None:
        """End some figures, and record those that count instead with their own places."""
        self._end_staffing([v.id for v in ended], run)
        sheets = {row[0]: row[1] for row in self._rows("SELECT id, sheet_id FROM staffing_figure")} if chosen else {}
        self._record_staffing([(c.figure, sheets[c.id]) for c in chosen], run, frozenset())

    def _of_key(self, figure: Figure) -> list[StaffVintage]:
        """The standing figures of one key."""
        same = " AND ".join(f"o.{name} = :{name}" for name in KEY_FIELDS[1:])
        parameters = {name: getattr(figure, name) for name in KEY_FIELDS}
        return self._staff(f"u.key = :unit AND {same} AND {STANDS}", parameters)


def _contradicts(current: StaffVintage, other: StaffVintage) -> bool:
    return other.stands and other.source_id != current.source_id and other.figure.said != current.figure.said


def _within(units: Sequence[str], year: int | None) -> tuple[str, dict[str, object]]:
    """The condition that a figure is of one of some units and of a period of a year; nothing wanted is all."""
    where, parameters = asked({}, units)
    return (
        (where, parameters)
        if year is None
        else (f"{where} AND o.period LIKE :period", {**parameters, "period": f"{year:d}%"})
    )


def _preference(preferred: Sequence[Preferred], source_id: int, figure: Figure) -> int:
    """The latest preference for a source that speaks for a figure; 0 where none does."""
    year = int(figure.period[:4] or 0)
    return max((p.id for p in preferred if p.concerns(source_id, STAFFING, figure.unit, year)), default=0)


def _vintage(row: Row, preferred: Sequence[Preferred]) -> StaffVintage:
    unit, *fields, sheet, source, number, source_id, tier, published, at, ended_at, run, ended, kind, undone, sha = row
    named = dict(zip(FIELDS, fields, strict=True))
    figure = Figure(unit=unit, sheet=sheet, **named)
    return StaffVintage(
        figure,
        source,
        number,
        source_id,
        Standing(_preference(preferred, source_id, figure), tier, published, run),
        at,
        ended_at or "",
        ended is None,
        kind == "import" and undone is None,
        undone is not None,
        sha,
    )
