"""Which territory a name means in a line: that of the period, or, of a unit that is gone by then, its own."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from parreform.catalog import Catalog
from parreform.entries import Unit
from parreform.staffing.tables import unit_named
from parreform.text import says


class At(NamedTuple):
    """A unit's id. `spans` tells that the name may mean another territory than this one as well."""

    unit: str
    spans: bool = False


class Placed(NamedTuple):
    """Where the figures of a unit for a period stand; `planned` tells that the row itself calls them a plan."""

    unit: str
    period: str
    name: str
    row: int
    column: int
    planned: bool = False


_MEANT = ("cũ", "mới")
"""What names say of the territory that they mean."""


def unit_at(name: str, period: str, baseline_year: int, catalog: Catalog, *, old: bool = False) -> At | str:
    """The unit a name means, or the code of the finding that says why it means none.

    A name borne by one unit alone means it, also after its end: a plan for 2026 made in Quảng Nam is of Quảng Nam.
    `old` tells that the table lists provinces as they were before their merger.
    """
    units = unit_named(name, catalog)
    if not units:
        return "unit-unknown"
    if len(units) == 1:
        return At(units[0].id)
    day = _day(period) or (date(baseline_year, 12, 31) if baseline_year else None)
    chosen = _on(units, day) if day else units[-1]
    if chosen is None:
        return "territory-mixed"
    if old and catalog.members(chosen):
        return At(units[max(units.index(chosen) - 1, 0)].id, spans=True)
    before = _on(units, date(baseline_year, 1, 1)) if baseline_year else chosen
    return At(chosen.id, spans=day is None or (before is not None and before.id != chosen.id))


def lists_old(names: Iterable[str], catalog: Catalog) -> bool:
    """Whether rows list provinces as they were: beside each name that a merged province keeps, those of all its other members.

    So do all provinces of a region as it was: `Tây Ninh` beside `Bình Phước`, without `Long An` of another region.
    """
    named = [units for name in dict.fromkeys(names) if (units := unit_named(name, catalog))]
    gone = {units[0].id for units in named}
    kept = [unit for units in named if len(units) > 1 and len(catalog.members(unit := units[-1])) > 1]
    regions = [set(g.members) for g in catalog.groups if g.kind == "region"]
    whole = bool(gone) and gone == set().union(*(members for members in regions if members <= gone))
    return bool(kept) and (whole or all({m.id for m in catalog.members(unit)} <= gone for unit in kept))


def before_merger(placed: Iterable[Placed], catalog: Catalog) -> list[Placed]:
    """The units, each once, whose names are borne by a merged province too, and whose figures are of before its merger."""
    named = {p.unit: p for p in placed if not any(says(p.name, x) for x in _MEANT)}
    return [p for p in named.values() if (units := unit_named(p.name, catalog)) and p.unit != units[-1].id]


def mixed(placed: Collection[Placed], catalog: Catalog, *, after: bool = False) -> Iterator[tuple[Placed, str]]:
    """Units that were gone when their figures were taken, each once, with the names of what they became.

    Where titles say that provinces are those `after` their merger none may be. Else a year alone may be that of what was given or planned before: then a unit is out of place only beside one that came
    later, and neither where its own row is a plan nor where it is named `(cũ)`.
    """
    told = set()
    for one in placed:
        unit, day = catalog.unit(one.unit), _day(one.period)
        meant = any(says(one.name, x) for x in _MEANT) or (one.planned and len(one.period) == 4)
        if day is None or unit.valid(day) or unit.id in told or meant:
            continue
        beside = (catalog.unit(o.unit) for o in placed if o.period == one.period)
        if after or len(one.period) > 4 or any(u.valid_from > unit.valid_to for u in beside):
            told.add(unit.id)
            event = catalog.successor(unit)
            yield one, ", ".join(catalog.units[u].vi for u in event.successors) if event else ""


def _on(units: tuple[Unit, ...], day: date) -> Unit | None:
    return next((u for u in units if u.valid(day)), None)


def _day(period: str) -> date | None:
    """The last day of a period."""
    if not period:
        return None
    year, month, day = (*map(int, period.split("-")), 0, 0)[:3]
    if not month:
        return date(year, 12, 31)
    return date(year, month, day or 28)
