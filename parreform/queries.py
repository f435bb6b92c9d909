"""One call for each question a command asks: names resolved, panels loaded, analysis run, rows ready."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from parreform.analysis.panel import Panel, Value
from parreform.analysis.trend import Point, Trend, trend
from parreform.catalog import Catalog
from parreform.entries import ALWAYS, OPEN, Event, Unit
from parreform.errors import UnknownName, UsageProblem
from parreform.export import Cell, Listing
from parreform.records import SourceFile, Vintage
from parreform.settings import t
from parreform.store import Store
from parreform.text import fold

if TYPE_CHECKING:
    from parreform.analysis.league import League

DEFAULT_INDICES = ("par-index", "sipas", "papi")

TREND_COLUMNS = tuple(
    "index year unit score score_change rank rank_kind rank_change n_ranked group comparable note source cell".split()
)
DATA_COLUMNS = tuple(
    "index indicator number level unit_id unit year stage score rank n_ranked group ci_low ci_high missing"
    " source sheet cell".split()
)
UNIT_COLUMNS = tuple("unit_id unit name_en kind type code valid_from valid_to".split())
RESOLVE_COLUMNS = tuple("input unit_id unit valid_from valid_to suggestion".split())


class Asked(NamedTuple):
    """What a trend is asked for: indices (all three without), one component, years, a moment in the past."""

    indices: tuple[str, ...] = ()
    component: str = ""
    first: int | None = None
    last: int | None = None
    as_of: str = ""


class Panels(Protocol):
    """What holds panels: the store, or what has read them before."""

    catalog: Catalog

    def panel(self, indicator: str, *, as_of: str = "") -> Panel:
        """All current values of one indicator, or those current at a moment."""
        ...


def trends(store: Panels, province: str, asked: Asked | None = None) -> list[Trend]:
    """A province's lines in each index (or in one component), members before a merger as lines of their own."""
    asked = asked or Asked()
    units = lineage(store.catalog, province)
    found = []
    for indicator in _indicators(store.catalog, asked.indices, asked.component):
        panel = store.panel(indicator, as_of=asked.as_of)
        lines = (trend(panel, unit.id, asked.first, asked.last) for unit in units)
        found += [line for line in lines if line.points]
    return found


def _indicators(catalog: Catalog, indices: Sequence[str], component: str) -> list[str]:
    chosen = [catalog.index(i).id for i in indices]
    if component:
        return [catalog.indicator(component, chosen).id]
    return chosen or [i for i in DEFAULT_INDICES if i in catalog.indices]


def lineage(catalog: Catalog, name: str) -> list[Unit]:
    """The units a name stands for through time, and the members of the merged one: oldest first."""
    units = list(catalog.find_units(name))
    members = [m for unit in units for m in catalog.members(unit)]
    return [*units, *(m for m in members if m not in units)]


def league_of(store: Panels, index: str, year: int, component: str = "", as_of: str = "") -> "League":
    """The league table of an index and year; a year without data is an error that names the years held."""
    chosen = store.catalog.index(index)
    indicator = store.catalog.indicator(component, [chosen.id]).id if component else chosen.id
    from parreform.analysis.league import league

    panel = store.panel(indicator, as_of=as_of)
    if year not in panel.by_year:
        held = ", ".join(map(str, panel.years)) or "-"
        raise UsageProblem(
            t(f"Chưa có số liệu {chosen.short} năm {year}", f"There are no {chosen.short} data for {year}"),
            t(f"Các năm đã có: {held}", f"Years held: {held}"),
        )
    return league(panel, year)


# --- rows ------------------------------------------------------------------------------------------


def trend_listing(found: Iterable[Trend], catalog: Catalog) -> Listing:
    """The trend contract: positive rank_change is better; comparable is empty where there is no year before."""
    return Listing("trend", TREND_COLUMNS, [_trend_row(p, catalog) for line in found for p in line.points])


def _trend_row(point: Point, catalog: Catalog) -> list[Cell]:
    value, ranked = point.value, point.ranked
    return [
        value.composite if value.indicator == value.composite else value.indicator,
        value.year,
        catalog.units[value.unit].official(value.year),
        value.score,
        point.score_change,
        ranked.rank if ranked else None,
        ranked.kind if ranked else None,
        point.rank_change,
        ranked.n if ranked else None,
        value.group or None,
        point.comparable,
        "; ".join(notes(point)) or None,
        value.source,
        value.cell,
    ]


def notes(point: Point) -> list[str]:
    """What must be read beside a point: break, missing reason, computed score, the workbook's own note."""
    value = point.value
    found = []
    if point.break_reason:
        found.append(t(f"không so sánh với năm trước: {point.break_reason}", f"not comparable: {point.break_reason}"))
    if value.missing:
        found.append(missing_words(value.missing))
    if value.computed:
        found.append(t("điểm cộng từ các thành phần", "score is the sum of its parts"))
    found += elsewhere_words(value)
    return [*found, value.note] if value.note else found


def field_words(field: str) -> str:
    """A field of a value in words."""
    words = {
        "score": t("điểm", "score"),
        "rank": t("hạng", "rank"),
        "n_ranked": t("số đơn vị được xếp hạng", "units ranked"),
        "group": t("nhóm", "group"),
        "ci_low": t("khoảng tin cậy, dưới", "confidence, low"),
        "ci_high": t("khoảng tin cậy, trên", "confidence, high"),
    }
    return words[field]


def elsewhere_words(value: Value) -> list[str]:
    """Where each field stands that another file prints than the score's."""
    return [f"{field_words(p.field)}: {p.source} › {p.sheet} › {p.cell}" for p in value.elsewhere]


def missing_words(reason: str) -> str:
    """A reason for a missing score in words."""
    words = {
        "not-published": t("không công bố", "not published"),
        "not-assessed": t("không đánh giá", "not assessed"),
        "not-applicable": t("không áp dụng", "not applicable"),
    }
    return words.get(reason, reason)


def league_listing(table: "League", catalog: Catalog) -> Listing:
    """A league table's rows: ranked units by rank, then the others."""
    columns = tuple(
        "index year rank rank_kind n_ranked unit_id unit score rank_change group missing source cell".split()
    )
    rows: list[list[Cell]] = []
    for place in (*table.places, *table.unranked):
        value, ranked = place.value, place.ranked
        rows.append(
            [
                value.composite if value.indicator == value.composite else value.indicator,
                value.year,
                ranked.rank if ranked else None,
                ranked.kind if ranked else None,
                ranked.n if ranked else None,
                value.unit,
                catalog.units[value.unit].official(value.year),
                value.score,
                place.rank_change,
                value.group or None,
                value.missing or None,
                value.source,
                value.cell,
            ]
        )
    return Listing("rank", columns, rows)


def data_listing(values: Iterable[Value], catalog: Catalog) -> Listing:
    """Every observation, one a row, by the data contract."""
    return Listing("data", DATA_COLUMNS, [_data_row(v, catalog) for v in values])


def _data_row(v: Value, catalog: Catalog) -> list[Cell]:
    framework = catalog.framework(v.composite, v.year)
    item = framework.items.get(v.indicator) if framework else None
    indicator = catalog.all_indicators.get(v.indicator)
    unit = catalog.units.get(v.unit)
    head: list[Cell] = [
        v.composite,
        v.indicator,
        (item.number if item else "") or None,
        indicator.level if indicator else None,
    ]
    middle: list[Cell] = [
        v.unit,
        unit.official(v.year) if unit else v.unit,
        v.year,
        v.stage,
        v.score,
        v.rank,
        v.n_ranked,
    ]
    return [*head, *middle, v.group or None, v.ci_low, v.ci_high, v.missing or None, v.source, v.sheet, v.cell]


def unit_listing(units: Iterable[Unit]) -> Listing:
    """Units with their validity; open ends are empty."""
    return Listing("units", UNIT_COLUMNS, [_unit_row(u) for u in units])


def _unit_row(u: Unit) -> list[Cell]:
    return [u.id, u.vi, u.en, u.kind, u.type or None, u.code or None, iso(u.valid_from), iso(u.valid_to)]


def group_listing(catalog: Catalog, name: str, year: int | None) -> Listing:
    """The peer groups valid in a year (today's without one), or the units of one of them."""
    day = date(year, 12, 31) if year else datetime.now(UTC).date()
    groups = [g for g in catalog.groups if g.valid_from <= day <= g.valid_to]
    if not name:
        columns = ("group_id", "group", "name_en", "kind", "units", "valid_from", "valid_to", "source")
        rows: list[list[Cell]] = [
            [g.id, g.vi, g.en, g.kind, len(g.members), iso(g.valid_from), iso(g.valid_to), g.source] for g in groups
        ]
        return Listing("groups", columns, rows)
    wanted = next((g for g in groups if fold(name) in map(fold, (g.id, g.vi, g.en))), None)
    if wanted is None:
        raise UnknownName(t("nhóm", "group"), name, tuple(g.id for g in groups))
    return unit_listing(catalog.units[m] for m in wanted.members)


def iso(day: date) -> str | None:
    """An ISO date, or None for an end that is open or unknown."""
    return None if day in (ALWAYS, OPEN) else day.isoformat()


def resolve_names(names: Iterable[str], catalog: Catalog, year: int | None) -> Listing:
    """Each name with the unit it stands for; a name that stands for none has only suggestions.

    A name borne before and after a merger means the territory of `year`, without one today's.
    """
    return Listing("resolve", RESOLVE_COLUMNS, [_resolved(n, catalog, year) for n in names])


def _resolved(name: str, catalog: Catalog, year: int | None) -> list[Cell]:
    units = catalog.named(name)
    if not units:
        suggestion = "; ".join(catalog.suggest_units(name, year)) or None
        return [name, None, None, None, None, suggestion]
    unit = (catalog.unit_in(name, year) if year else units[-1]) or units[-1]
    return [name, unit.id, unit.official(year), iso(unit.valid_from), iso(unit.valid_to), None]


def indicator_listing(catalog: Catalog, index: str, year: int | None) -> Listing:
    """The indicators of one index or all, with number and maximum in the framework of a year where given."""
    columns = tuple("index indicator level name_vi name_en framework number min max cut".split())
    rows: list[list[Cell]] = []
    for chosen in [catalog.index(index)] if index else catalog.indices.values():
        framework = catalog.framework(chosen.id, year) if year else None
        for i in chosen.indicators.values():
            item = framework.items.get(i.id) if framework else None
            if framework and item is None:
                continue
            in_year: list[Cell] = [None] * 5
            if framework and item:
                in_year = [framework.id, item.number or None, item.min, item.max, item.cut or None]
            rows.append([chosen.id, i.id, i.level, i.vi, i.en or None, *in_year])
    return Listing("indicators", columns, rows)


def source_listing(sources: Iterable[SourceFile]) -> Listing:
    """Received files: `values` it brought, `current` those that count now."""
    columns = tuple(
        "source_id name imported_at values current standing tier published producer title url sha256".split()
    )
    rows: list[list[Cell]] = []
    for s in sources:
        origin = s.provenance
        stated: list[Cell] = [
            origin.published or None,
            origin.producer or None,
            origin.title or None,
            origin.url or None,
        ]
        rows.append([s.id, s.name, s.imported_at, s.values, s.current, s.live, origin.tier, *stated, s.sha256])
    return Listing("sources", columns, rows)


def why_listing(vintages: Sequence[Vintage], catalog: Catalog) -> Listing:
    """Every reading ever held of one value, newest first; `rule` says why a rival does not count."""
    columns = tuple(
        "indicator unit_id unit year score rank n_ranked group missing computed note source source_id sheet cell rank_cell"
        " recorded_at ended_at current undone sha256 tier published rival rule".split()
    )
    from parreform.filling import in_force, rivals_among

    rules = {rival.other: rival.rule for rival in rivals_among(vintages)}
    rows = [_why_row(v, catalog, rules.get(v), in_force(v, vintages).value if v.current else v.value) for v in vintages]
    return Listing("why", columns, rows)


def _why_row(found: Vintage, catalog: Catalog, rule: str | None, whole: Value) -> list[Cell]:
    """A reading as its file has it; the current one's note says what other files fill."""
    v = found.value
    unit = catalog.units[v.unit].official(v.year)
    said: list[Cell] = [v.score, v.rank, v.n_ranked, v.group or None, v.missing or None, bool(v.computed)]
    place: list[Cell] = [
        "; ".join(_filled(v, whole)) or None,
        v.source,
        found.source_id,
        v.sheet,
        v.cell,
        v.rank_cell or None,
    ]
    held: list[Cell] = [v.recorded_at, found.ended_at or None, found.current, found.undone, found.sha256]
    stands: list[Cell] = [found.standing.tier, found.standing.published or None, rule is not None, rule]
    return [v.indicator, v.unit, unit, v.year, *said, *place, *held, *stands]


def _filled(row: Value, whole: Value) -> Iterable[str]:
    """The note of a reading, and where each field stands that others fill."""
    if row.note:
        yield row.note
    if row.score != whole.score or row.missing != whole.missing:
        yield f"{field_words('score')}: {whole.source} › {whole.sheet} › {whole.cell}"
    words = zip(elsewhere_words(whole), whole.elsewhere, strict=True)
    yield from (said for said, p in words if getattr(row, p.field) in (None, ""))


def vintages_of(store: Store, province: str, indicator: str, year: int) -> list[Vintage]:
    """Everything ever held for one value; where nothing was, an error that says what is held."""
    catalog = store.catalog
    unit = catalog.unit_in(province, year)
    if unit is None:
        raise UsageProblem(
            t(f"“{province}” không có trong năm {year}", f"“{province}” did not exist in {year}"),
            "; ".join(
                f"{u.vi}: {iso(u.valid_from) or '…'} – {iso(u.valid_to) or '…'}" for u in catalog.find_units(province)
            ),
        )
    wanted = catalog.indicator_or_index(indicator)
    found = store.vintages(wanted, unit.id, year)
    if not found:
        raise UsageProblem(
            t(
                f"Chưa có {wanted} năm {year} của {unit.name(year)}",
                f"There is no {wanted} {year} of {unit.name(year)}",
            ),
            f'parreform data --province "{unit.name(year)}" --year {year}',
        )
    return found


def corrections_of(store: Store, vintage: Vintage) -> list[str]:
    """The declared corrections applied to a value: to its sheet, or to the heading of its column or row."""
    value = vintage.value
    return [
        finding.message
        for finding in store.findings(vintage.source_id)
        if finding.code == "correction-applied" and finding.sheet == value.sheet and _heads(finding.cell, value.cell)
    ]


def _heads(heading: str, cell: str) -> bool:
    """Whether a heading stands above a cell or to its left; an empty one heads the whole sheet."""
    column, row = heading.rstrip("0123456789"), heading.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return not heading or cell.rstrip("0123456789") == column or cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == row


def events_of(name: str, catalog: Catalog) -> list[str]:
    """The successions that a name's units took part in, in words."""
    units = {u.id for u in catalog.find_units(name)}
    return [_event_words(e, catalog) for e in catalog.events if units & {*e.predecessors, *e.successors}]


def _event_words(event: Event, catalog: Catalog) -> str:
    before = " + ".join(catalog.units[u].official(event.date.year - 1) for u in event.predecessors)
    after = " + ".join(catalog.units[u].vi for u in event.successors)
    kinds = {
        "merge": t("sáp nhập", "merger"),
        "split": t("chia tách", "split"),
        "rename": t("đổi tên", "renaming"),
        "change-of-type": t("đổi loại", "change of type"),
    }
    doubt = "" if event.confirmed else t(" (chưa xác nhận)", " (unconfirmed)")
    return f"{event.date:%d/%m/%Y}, {kinds.get(event.kind, event.kind)}: {before} → {after}{doubt}. {event.basis}"
