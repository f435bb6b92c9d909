"""Figures that do not agree: rivals, preferences, what an import changes, faults of what is held. Rows ready."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from parreform.analysis.panel import Value
from parreform.catalog import Catalog
from parreform.checks import run_checks
from parreform.entries import Unit
from parreform.errors import UsageProblem
from parreform.export import Cell, Listing
from parreform.findings import Finding, accept
from parreform.ingest import Imported
from parreform.journal import keep_up
from parreform.plans import Plan
from parreform.readings import Reading
from parreform.records import Rival, Scope, SourceFile, Vintage
from parreform.settings import t
from parreform.staffing.figures import Figure
from parreform.staffing_history import StaffVintage
from parreform.standing import STAFFING, TIERS, Preferred
from parreform.store import Store

RIVAL_COLUMNS = tuple(
    "index indicator unit_id unit year stage score rival_score difference rank rival_rank rule"
    " source tier published sheet cell rival_source rival_tier rival_published rival_sheet rival_cell".split()
)
CHANGE_COLUMNS = tuple(
    "file what index indicator unit_id unit year stage old_score new_score difference old_rank new_rank"
    " old_source sheet cell".split()
)
CHECK_COLUMNS = tuple("severity code workbook sheet cell message suggestion".split())
PLACE = " › "


# --- rivals and preferences --------------------------------------------------------------------------


def extent(catalog: Catalog, index: str = "", province: str = "", year: int | None = None) -> Scope:
    """An index, a province and a year as typed; each may be left out. A name means all its units through time."""
    units: Sequence[Unit] = catalog.find_units(province) if province else ()
    if year is not None:
        day = date(year, 12, 31)
        units = [u for u in units if u.valid(day)] or units
    known = index if index in ("", STAFFING) else catalog.index(index).id
    return Scope(known, tuple(u.id for u in units), year)


def rivals_of(store: Store, scope: Scope) -> list[Rival]:
    """Standing readings that contradict a current value, the largest difference first."""
    staff = store.staffing_rivals(scope.units, scope.year) if scope.index in ("", STAFFING) else []
    return [*sorted(store.rivals(scope.index, scope.units, scope.year), key=_largest_first), *staff]


def _largest_first(rival: Rival) -> tuple[float, float, str, int, str]:
    ours, theirs = rival.current.value, rival.other.value
    places = abs(ours.rank - theirs.rank) if ours.rank and theirs.rank else 0
    return (-abs(rival.difference or 0.0), -places, ours.indicator, -ours.year, ours.unit)


def rival_listing(rivals: Iterable[Rival], catalog: Catalog) -> Listing:
    """One row for each rival: `difference` is the rival's score minus the current one; `rule` decided."""
    return Listing("rivals", RIVAL_COLUMNS, [_rival_row(r, catalog) for r in rivals])


def _rival_row(rival: Rival, catalog: Catalog) -> list[Cell]:
    ours, theirs = rival.current.value, rival.other.value
    unit = catalog.unit(ours.unit).official(ours.year)
    place: list[Cell] = [ours.composite, ours.indicator, ours.unit, unit, ours.year, ours.stage]
    values: list[Cell] = [ours.score, theirs.score, rival.difference, ours.rank, theirs.rank, rival.rule]
    return [*place, *values, *_origin(rival.current), *_origin(rival.other)]


def _origin(vintage: Vintage) -> list[Cell]:
    value, standing = vintage.value, vintage.standing
    return [value.source, standing.tier, standing.published or None, value.sheet, value.cell]


def prefer(store: Store, source: SourceFile, scope: Scope, *, remove: bool) -> int:
    """State or take back a preference; a source with nothing to prefer is a `UsageProblem`."""
    if not remove and not store.brought(source, scope):
        raise UsageProblem(
            t(f"{source.name} không có giá trị nào như vậy", f"{source.name} has no such values"),
            f"parreform sources {source.id}",
        )
    changed = store.prefer(source, scope, remove=remove)
    keep_up(store)
    return changed


def take_back(store: Store, name: str) -> tuple[SourceFile, int]:
    """Undo the import of a source, and how many values are no longer current; `UsageProblem` if undone before."""
    found = store.source(name)
    if not found.live:
        raise UsageProblem(t(f"{found.name} đã được hoàn tác trước đó", f"{found.name} was taken back before"))
    count = store.undo(found)
    keep_up(store)
    return found, count


def preference_listing(preferences: Iterable[Preferred], sources: Iterable[SourceFile], catalog: Catalog) -> Listing:
    """The standing preferences, the one that counts most first; an empty unit or year is all of them."""
    names = {s.id: s.name for s in sources}
    rows: list[list[Cell]] = []
    for p in sorted(preferences, reverse=True):
        unit = catalog.units[p.unit].official(p.year) if p.unit else None
        rows.append([p.source_id, names.get(p.source_id), p.composite, p.unit, unit, p.year, p.at])
    return Listing("preferences", tuple("source_id source index unit_id unit year stated_at".split()), rows)


def known_tier(name: str) -> str:
    """A tier as typed; an unknown one tells the known ones."""
    if name not in TIERS:
        raise UsageProblem(t(f"Không có loại nguồn “{name}”", f"There is no tier “{name}”"), ", ".join(TIERS))
    return name


def known_day(text: str) -> str:
    """A date of publication as typed, which must be ISO: sources are ordered by it."""
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as fault:
        raise UsageProblem(t(f"“{text}” không phải ngày", f"“{text}” is no date"), "--published 2025-04-06") from fault


# --- what imports change -------------------------------------------------------------------------------


def change_listing(imports: Iterable[Imported], catalog: Catalog) -> Listing:
    """Every value that an import changes, keeps as a rival, lacks or adds; the largest differences first."""
    rows = [
        [done.path.name, *row] for done in imports if done.plan is not None for row in _change_rows(done.plan, catalog)
    ]
    return Listing("changes", CHANGE_COLUMNS, rows)


def _change_rows(plan: Plan, catalog: Catalog) -> Iterable[list[Cell]]:
    pairs: list[tuple[str, Value | None, Reading | None]] = []
    for what, changes in (("changed", plan.changed), ("rival", plan.rivals)):
        ordered = sorted(changes, key=lambda c: -abs(_difference(c.old, c.new) or 0.0))
        pairs += [(what, old, new) for old, new, _ in ordered]
    pairs += [("gone", old, None) for old in plan.gone]
    pairs += [("new", old, new) for old, new, _ in plan.filling]
    pairs += [("new", None, new) for new in plan.added]
    yield from (_change_row(what, old, new, catalog) for what, old, new in pairs)
    for what, staff in (("changed", plan.staffing.changed), ("rival", plan.staffing.rivals)):
        yield from (_staff_row(what, c.new, c.old, catalog) for c in staff)
    yield from (_staff_row("new", new, None, catalog) for new in plan.staffing.added)


def _staff_row(what: str, new: Figure, old: StaffVintage | None, catalog: Catalog) -> list[Cell]:
    """A staffing figure in the columns of values: its category and measure are the indicator, its kind the stage."""
    year = int(new.period[:4]) if new.period else None
    indicator = ".".join(p for p in (new.category, new.measure, new.reason) if p)
    place: list[Cell] = [what, STAFFING, indicator, new.unit, catalog.unit(new.unit).official(year), year, new.kind]
    before = old.figure.value if old else None
    difference = None if before is None else round(new.value - before, 10)
    return [*place, before, new.value, difference, None, None, old.source if old else None, new.sheet, new.cell]


def _change_row(what: str, old: Value | None, new: Reading | None, catalog: Catalog) -> list[Cell]:
    one = new or old
    assert one is not None
    index = catalog.all_indicators[one.indicator].index
    place: list[Cell] = [what, index, one.indicator, one.unit, catalog.units[one.unit].official(one.year), one.year]
    scores: list[Cell] = [old.score if old else None, new.score if new else None, _difference(old, new)]
    ranks: list[Cell] = [old.rank if old else None, new.rank if new else None]
    return [*place, one.stage, *scores, *ranks, old.source if old else None, one.sheet, one.cell]


def _difference(old: Value | None, new: Reading | None) -> float | None:
    if old is None or new is None or old.score is None or new.score is None:
        return None
    return round(new.score - old.score, 10)


def summary_listing(outcomes: Sequence[tuple[str, Imported | None]]) -> Listing:
    """One row a file of a call: what became of it; None is refused."""
    rows: list[list[Cell]] = []
    for name, done in outcomes:
        plan = done.plan if done else None
        counts: list[Cell] = [None] * 4
        if plan:
            counts = [plan.new, plan.changes, plan.confirmed, plan.kept_beside]
        rows.append([name, *counts, _outcome(done)])
    return Listing("summary", tuple("file new changed same rivals outcome".split()), rows)


def _outcome(done: Imported | None) -> str:
    if done is None:
        return t("bị từ chối", "refused")
    if done.plan is None:
        return t("đã nhập trước đó", "imported before")
    return t("thử", "trial") if done.dry_run else t("đã nhập", "imported")


# --- faults of what is held ------------------------------------------------------------------------------


def check_held(store: Store, scope: Scope) -> list[tuple[tuple[str, str], Finding]]:
    """The findings of all checks on the current values, each with its workbook and sheet."""
    values = store.values(index=scope.index, year=scope.year)
    places = {f"{v.source}{PLACE}{v.sheet}": (v.source, v.sheet) for v in values}
    places |= {f"{p.source}{PLACE}{p.sheet}": (p.source, p.sheet) for v in values for p in v.elsewhere}
    readings = [_reading(v) for v in values]
    found = run_checks(readings, store.catalog, store.scores({v.indicator for v in values}))
    if scope.index in ("", STAFFING):
        found += _check_staffing(store, scope, places)
    accepted = _accepted(store)
    located = ((places.get(f.sheet, ("", f.sheet)), f) for f in map(_at_its_place, found))
    return [(place, accept([f], accepted.get(place[0], ()))[0]) for place, f in located]


def _at_its_place(finding: Finding) -> Finding:
    """A finding at a rank that another file prints than the score: there."""
    sheet, _, cell = finding.cell.rpartition(PLACE)
    return replace(finding, sheet=sheet, cell=cell) if sheet else finding


def _accepted(store: Store) -> Mapping[str, Sequence[str]]:
    """The codes that were confirmed when a workbook was imported, by its name."""
    return {act.source.name: act.options.get("accept", ()) for act in store.acts() if act.kind == "import"}


def _check_staffing(store: Store, scope: Scope, places: dict[str, tuple[str, str]]) -> list[Finding]:
    """The findings on the current staffing figures of all files together; where each stands is added to `places`."""
    from parreform.staffing.checks import check_staffing

    held = [v for v in store.staffing() if scope.year is None or v.figure.period.startswith(str(scope.year))]
    places |= {f"{v.source}{PLACE}{v.figure.sheet}": (v.source, v.figure.sheet) for v in held}
    figures = [v.figure._replace(sheet=f"{v.source}{PLACE}{v.figure.sheet}") for v in held]
    return check_staffing(figures, store.catalog)


def _reading(v: Value) -> Reading:
    """A stored value as a reading, with its workbook named before its sheet; before a rank's cell where that is another."""
    rank = next((PLACE.join(p[1:]) for p in v.elsewhere if p.field == "rank"), v.rank_cell)
    return Reading(
        v.indicator,
        v.unit,
        v.year,
        f"{v.source}{PLACE}{v.sheet}",
        v.cell,
        v.score,
        v.rank,
        v.n_ranked,
        v.group,
        v.ci_low,
        v.ci_high,
        v.missing,
        bool(v.computed),
        v.note,
        rank,
        stage=v.stage,
    )


def check_listing(found: Iterable[tuple[tuple[str, str], Finding]]) -> Listing:
    """One row a finding, with workbook, sheet and cell."""
    rows: list[list[Cell]] = [
        [f.severity, f.code, workbook or None, sheet or None, f.cell or None, f.message, f.suggestion or None]
        for (workbook, sheet), f in found
    ]
    return Listing("check", CHECK_COLUMNS, rows)


def placed(found: Iterable[tuple[tuple[str, str], Finding]]) -> list[Finding]:
    """The same findings with the whole place in words: workbook › sheet › cell."""
    return [replace(f, sheet=PLACE.join(p for p in (f.sheet, f.cell) if p), cell="") for _, f in found]


def severities(found: Iterable[tuple[tuple[str, str], Finding]]) -> Mapping[str, int]:
    """How many findings of each severity there are."""
    counts = {"error": 0, "warning": 0, "note": 0}
    for _, finding in found:
        counts[finding.severity] += 1
    return counts
