"""From trends to what a chart draws: names, marks and footers, nothing computed anew."""

from collections.abc import Sequence
from datetime import UTC, datetime

from parreform.analysis.trend import Point, Trend
from parreform.catalog import Catalog
from parreform.charts import Line, Mark, TrendPicture
from parreform.settings import t


def trend_picture(trends: Sequence[Trend], catalog: Catalog, province: str) -> TrendPicture:
    """A province's lines as a picture; the date is that of the newest import behind it."""
    values = [p.value for line in trends for p in line.points]
    sources = tuple(dict.fromkeys(v.source for v in values))
    newest = max((v.recorded_at for v in values), default="")
    date = datetime.fromisoformat(newest).astimezone(UTC).date().isoformat() if newest else ""
    units = {line.unit for line in trends}
    events = tuple(
        (e.date.year, t(f"sáp nhập {e.date:%d/%m/%Y}", f"merged {e.date:%d/%m/%Y}"))
        for e in catalog.events
        if e.kind == "merge" and units & {*e.predecessors, *e.successors}
    )
    named = [u for u in catalog.find_units(province) if u.id in units] or list(catalog.find_units(province))
    focus = named[-1]
    lines = tuple(_line(line, catalog, focus.id) for line in trends)
    return TrendPicture(focus.name(), lines, sources, date, events)


def _line(line: Trend, catalog: Catalog, focus: str) -> Line:
    index = catalog.indices[line.index]
    label = index.short if line.indicator == line.index else catalog.all_indicators[line.indicator].name
    unit = catalog.units[line.unit]
    name = unit.name() + (
        t(" (cũ)", " (former)") if unit.id != focus and unit.name() == catalog.units[focus].name() else ""
    )
    points = {p.value.year: p for p in line.points}
    years = range(min(points), max(points) + 1)
    marks = tuple(_mark(year, points.get(year), line.indicator, catalog) for year in years)
    return Line(line.indicator, label, name, index.unit, marks)


def _mark(year: int, point: Point | None, indicator: str, catalog: Catalog) -> Mark:
    """One year of the axis; a year without a value still tells whether it begins a break."""
    reason = catalog.why_not_comparable(indicator, year - 1, year)
    if point is None:
        return Mark(year, None, None, "", None, reason, "")
    ranked, value = point.ranked, point.value
    rank, n, kind = ranked or (None, None, "")
    return Mark(year, rank, n, kind, value.score, reason, value.missing)
