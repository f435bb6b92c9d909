"""Which territory a name means in a line: that of the period, or, of a unit that is gone by then, its own."""

from datetime import date
from typing import NamedTuple

from parreform.catalog import Catalog
from parreform.entries import Unit
from parreform.staffing.tables import unit_named


class At(NamedTuple):
    """A unit's id. `spans` tells that the name means one territory in the period and another in the baseline year."""

    unit: str
    spans: bool = False


def unit_at(name: str, period: str, baseline_year: int, catalog: Catalog) -> At | str:
    """The unit a name means, or the code of the finding that says why it means none.

    A name borne by one unit alone means it, also after its end: a plan for 2026 made in Quảng Nam is of Quảng Nam.
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
    before = _on(units, date(baseline_year, 1, 1)) if baseline_year else chosen
    return At(chosen.id, spans=day is None or (before is not None and before.id != chosen.id))


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
