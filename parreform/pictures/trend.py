"""The picture of a province through the years."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from parreform import queries
from parreform.analysis.panel import Panel
from parreform.analysis.rank import ranks_of
from parreform.analysis.trend import Point, Trend
from parreform.catalog import Catalog
from parreform.errors import UsageProblem
from parreform.export import Cell, Listing
from parreform.pictures.base import Footer, Held, Picture, Wanted, ranked_words
from parreform.pictures.focus import label_of
from parreform.pictures.lines import Band, Line, Mark, breaks, focus_of
from parreform.pictures.words import finding, in_words, said
from parreform.settings import t

MEASURES = ("rank", "score")
COLUMNS = tuple("index label unit year score rank rank_kind n_ranked comparable note missing".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPicture(Picture):
    """A unit through the years. Lines of one index share a panel: the unit and, say, members before a merger.

    `events` happen before the measurement of their year, as (year, what).
    """

    kind: ClassVar[str] = "trend"
    unit: str
    measure: str
    lines: tuple[Line, ...]
    events: tuple[tuple[int, str], ...]

    def data(self) -> Listing:
        """Every mark of every line; `note` says why a year cannot be compared with the one before."""
        return Listing(self.kind, COLUMNS, [_row(line, mark) for line in self.lines for mark in line.marks])


def _row(line: Line, m: Mark) -> list[Cell]:
    compared = not m.break_reason if m is not line.marks[0] else None
    drawn: list[Cell] = [m.score, m.rank, m.kind or None, m.n, compared, m.break_reason or None, m.missing or None]
    return [line.index, line.label, line.unit, m.year, *drawn]


def build(wanted: Wanted, held: Held) -> TrendPicture:
    """The lines of one province in each index; its members before a merger have lines of their own."""
    if len(wanted.provinces) > 1:
        raise UsageProblem(
            t("Biểu đồ trend vẽ một tỉnh", "Chart trend draws one province"), "parreform chart bump, slope"
        )
    if wanted.measure not in MEASURES:
        raise UsageProblem(
            t(f"Không có số đo “{wanted.measure}”", f"There is no measure “{wanted.measure}”"), ", ".join(MEASURES)
        )
    asked = queries.Asked(wanted.indices, wanted.component, wanted.first, wanted.last, wanted.as_of)
    found = queries.trends(held, wanted.provinces[0], asked)
    return of_trends(found, held, wanted.provinces[0], wanted.measure, wanted.as_of)


def of_trends(
    trends: Sequence[Trend], held: Held, province: str, measure: str = "rank", as_of: str = ""
) -> TrendPicture:
    """Lines found before as a picture; no line at all is an error that says what to do."""
    catalog = held.catalog
    if not trends:
        raise UsageProblem(
            t(f"Chưa có số liệu của {province}", f"There are no data for {province}"), "parreform import TEP.xlsx"
        )
    units = {line.unit for line in trends}
    focus = [u for u in catalog.find_units(province) if u.id in units] or list(catalog.find_units(province))
    panels = {line.indicator: held.panel(line.indicator, as_of=as_of) for line in trends}
    lines = tuple(_line(line, panels[line.indicator], units, catalog, focus[-1].id, measure) for line in trends)
    values = [p.value for line in trends for p in line.points]
    return told(focus[-1].name(), lines, _events(units, catalog), held.footer(values, _ranked(lines)), measure)


def told(
    unit: str, lines: tuple[Line, ...], events: tuple[tuple[int, str], ...], footer: Footer, measure: str = "rank"
) -> TrendPicture:
    """Lines with their words: title, topic and description."""
    title = headline(unit, lines, measure)
    return TrendPicture(
        title=title,
        topic=_topic(measure),
        footer=footer,
        alt=_described(lines, measure, events),
        unit=unit,
        measure=measure,
        lines=lines,
        events=events,
    )


def _events(units: set[str], catalog: Catalog) -> tuple[tuple[int, str], ...]:
    return tuple(
        (e.date.year, t(f"sáp nhập {e.date:%d/%m/%Y}", f"merged {e.date:%d/%m/%Y}"))
        for e in catalog.events
        if e.kind == "merge" and units & {*e.predecessors, *e.successors}
    )


# --- lines ----------------------------------------------------------------------------------------


def _line(line: Trend, panel: Panel, own: set[str], catalog: Catalog, focus: str, measure: str) -> Line:
    index = catalog.indices[line.index]
    label = label_of(line.indicator, catalog)
    unit = catalog.units[line.unit]
    name = unit.name() + (
        t(" (cũ)", " (former)") if unit.id != focus and unit.name() == catalog.units[focus].name() else ""
    )
    points = {p.value.year: p for p in line.points}
    years = range(min(points), max(points) + 1)
    marks = tuple(_mark(year, points.get(year), line.indicator, catalog) for year in years)
    bands = tuple(b for year in years for b in group_bands(panel, year, catalog)) if measure == "rank" else ()
    return Line(line.indicator, label, name, index.unit, marks, _field(panel, own, years, measure), bands)


def _mark(year: int, point: Point | None, indicator: str, catalog: Catalog) -> Mark:
    """One year of the axis; a year without a value still tells whether it begins a break."""
    reason = catalog.why_not_comparable(indicator, year - 1, year)
    if point is None:
        return Mark(year, None, None, "", None, reason, "")
    ranked, value = point.ranked, point.value
    rank, n, kind = ranked or (None, None, "")
    return Mark(year, rank, n, kind, value.score, reason, value.missing)


def _field(panel: Panel, own: set[str], years: range, measure: str) -> tuple[tuple[tuple[int, float], ...], ...]:
    """Every other unit's ranks or scores."""
    found: dict[str, list[tuple[int, float]]] = {}
    for year in years:
        ranks = {u: r.rank for u, r in ranks_of(panel, year).items()}
        scores = {u: v.score for u, v in panel.by_year.get(year, {}).items() if v.score is not None}
        for unit, value in (ranks if measure == "rank" else scores).items():
            if unit not in own:
                found.setdefault(unit, []).append((year, value))
    return tuple(tuple(values) for _, values in sorted(found.items()))


def group_bands(panel: Panel, year: int, catalog: Catalog) -> tuple[Band, ...]:
    """The groups of a year's ranking, where the publisher counts them; of the index itself only."""
    edition = catalog.editions(panel.index).get(year)
    counts = [(g["label"], g.get("count")) for g in edition.groups] if edition else []
    if panel.indicator != panel.index or not all(count for _, count in counts):
        return ()
    bands, first = [], 1
    for label, count in counts:
        if count:
            bands.append(Band(year, label, first, first + count - 1))
            first += count
    return tuple(bands)


# --- words ----------------------------------------------------------------------------------------


def panels_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each index, in the order given."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.index, []).append(line)
    return list(found.values())


def headline(unit: str, lines: Sequence[Line], measure: str = "rank") -> str:
    """What the chart shows, from its marks only: the latest place, and a change only where nothing breaks it."""
    for wanted in ("rank", "score") if measure == "rank" else ("score", "rank"):
        for panel in panels_of(lines):
            focus = focus_of(panel, unit, wanted)
            if focus and focus.shown(wanted):
                return f"{unit}: {focus.label} " + finding(focus, wanted)
            if any(line.shown(wanted) for line in panel):
                return f"{unit}: {panel[0].label} " + _members_finding(panel, wanted)
    return t(f"{unit}: chưa có số liệu", f"{unit}: no data")


def _members_finding(lines: Sequence[Line], measure: str) -> str:
    year = max(m.year for line in lines for m in line.shown(measure))
    latest = ((m, line) for line in lines for m in line.shown(measure) if m.year == year)
    return f"{year}: " + ", ".join(f"{line.unit} {in_words(m, line, measure)}" for m, line in latest)


def about(lines: Sequence[Line], measure: str) -> str:
    """What stands beside the name of a panel: the number ranked, or the unit of the scores."""
    if measure == "score":
        unit = "%" if lines[0].score_unit == "%" else t("điểm", "points")
        return t("đơn vị: ", "unit: ") + unit
    return _ranked(lines)


def _ranked(lines: Sequence[Line]) -> str:
    return ranked_words(m.n for line in lines for m in line.shown("rank"))


def _topic(measure: str) -> str:
    if measure == "rank":
        return t("Thứ hạng từng năm; hạng 1 ở trên cùng", "Rank by year; 1 is on top")
    return t(
        "Điểm từng năm, cao hơn là tốt hơn; trục không bắt đầu từ 0", "Score by year, higher is better; not from 0"
    )


def _described(lines: Sequence[Line], measure: str, events: Sequence[tuple[int, str]]) -> str:
    """Every mark drawn, then what cannot be compared and what happened."""
    found = [
        f"{line.label}, {line.unit}: " + "; ".join(f"{m.year}: {said(m, line, measure)}" for m in line.shown(measure))
        for line in lines
    ]
    for panel in panels_of(lines):
        broken = "; ".join(f"{b.earlier}–{b.later}: {b.reason}" for b in breaks(panel))
        found += [t("Không so sánh được", "Not comparable") + f", {panel[0].label}: {broken}"] if broken else []
    return ". ".join([*found, *(f"{year}: {what}" for year, what in events)])
