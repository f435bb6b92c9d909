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
    date = datetime.fromisoformat(newest).astimezone(UTC).strftime("%d/%m/%Y") if newest else ""
    units = {line.unit for line in trends}
    events = tuple(
        (e.date.year, t(f"sáp nhập {e.date:%d/%m/%Y}", f"merged {e.date:%d/%m/%Y}"))
        for e in catalog.events
        if e.kind == "merge" and units & {*e.predecessors, *e.successors}
    )
    name = catalog.find_units(province)[-1].name()
    return TrendPicture(name, tuple(_line(line, catalog) for line in trends), sources, date, events)


def _line(line: Trend, catalog: Catalog) -> Line:
    index = catalog.indices[line.index]
    label = index.short if line.indicator == line.index else catalog.all_indicators[line.indicator].name
    marks = tuple(_mark(p) for p in line.points)
    return Line(line.indicator, label, catalog.units[line.unit].name(), index.unit, marks)


def _mark(point: Point) -> Mark:
    ranked, value = point.ranked, point.value
    return Mark(
        value.year,
        ranked.rank if ranked else None,
        ranked.n if ranked else None,
        ranked.kind if ranked else "",
        value.score,
        point.break_reason,
        value.missing,
    )
