"""Staffing answered from what is stored: lines of a province, sums of merged ones, each with its target. Rows ready."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from parreform.analysis.cut_targets import CutVerdict
from parreform.analysis.staffing import StaffingLine, against, cut_of
from parreform.analysis.targets import Outcome
from parreform.catalog import Catalog, nearest
from parreform.entries import ALWAYS, Unit
from parreform.errors import UnknownName
from parreform.export import Cell, Listing
from parreform.names import territory_hint
from parreform.settings import t
from parreform.staffing.tables import unit_named
from parreform.staffing.terms import Terms, name_of
from parreform.staffing_history import StaffVintage
from parreform.store import Store
from parreform.targeting import cut_answers, staffing_lines

COLUMNS = tuple(
    "unit category baseline_year baseline year assigned present cut cut_pct transferred_out cut_excl_transfers"
    " cut_excl_transfers_pct target_pct target_met target_met_excl_transfers kind source sheet cell".split()
)
"""The contract. `baseline` is printed or exact, never implied by a rounded share: `DETAILS` has that one."""

DETAILS = tuple(
    "unit_id category_name baseline_basis baseline_implied baseline_low baseline_high cut_basis pct_basis"
    " cut_excl_transfers_pct_low cut_excl_transfers_pct_high excl_transfers_basis people bound kind_id assigned_by scope"
    " payer_changed transferred_in parts target members members_missing note".split()
)
"""More columns, after those of the contract."""


@dataclass(frozen=True)
class AskedStaffing:
    """What is asked: one province as typed (all without), one category, one baseline year, a moment in the past."""

    province: str = ""
    category: str = ""
    baseline: int | None = None
    as_of: str = ""


class Entry(NamedTuple):
    """A line and the target that concerns it, tested in both readings; None where no target does."""

    line: StaffingLine
    with_transfers: CutVerdict | None = None
    without_transfers: CutVerdict | None = None


def staffing_entries(store: Store, asked: AskedStaffing) -> list[Entry]:
    """The lines asked for, by unit, category and period, each with its target."""
    catalog = store.catalog
    units = units_asked(catalog, asked.province) if asked.province else []
    category = category_id(catalog, asked.category) if asked.category else ""
    lines = staffing_lines(store, {u.id for u in units} or None, as_of=asked.as_of)
    if asked.baseline is not None:
        lines = against(lines, asked.baseline)
    wanted = {u.id for u in units}
    verdicts = cut_answers(catalog.rules.values(), lines)
    chosen = [x for x in lines if (not wanted or x.unit in wanted) and _is_of(x, category)]
    return [_entry(line, verdicts) for line in sorted(chosen, key=_order(catalog))]


def _entry(line: StaffingLine, verdicts: Sequence[CutVerdict]) -> Entry:
    mine = [v for v in verdicts if v.line is line]
    due = min((v.rule.due for v in mine), default=0)
    readings = {v.reading: v for v in reversed(mine) if v.rule.due == due}
    return Entry(line, readings.get("with-transfers"), readings.get("without-transfers"))


def _is_of(line: StaffingLine, category: str) -> bool:
    return not category or line.category == category or line.category.startswith(f"{category}.")


def _order(catalog: Catalog) -> Callable[[StaffingLine], tuple[object, ...]]:
    """The country first, then aggregates, then provinces by code; categories as defined; then time."""
    units = {"country": 0, "aggregate": 1}
    places = {c: n for n, c in enumerate(Terms.of(catalog).categories)}

    def key(line: StaffingLine) -> tuple[object, ...]:
        unit = catalog.unit(line.unit)
        where = (units.get(unit.kind, 2), unit.valid_from != ALWAYS, unit.code, unit.id)
        return (*where, places.get(line.category, len(places)), line.period, line.baseline_year or 0)

    return key


# --- what is asked -----------------------------------------------------------------------------------


def units_asked(catalog: Catalog, name: str) -> list[Unit]:
    """The units a name stands for through time and the members of a merged one; aggregates by their own names."""
    named = unit_named(name, catalog)
    if not named and name in catalog.aggregates:
        return [catalog.aggregates[name]]
    units = list(named or catalog.find_units(name))
    if territory_hint(name):
        return units
    members = [m for unit in units for m in catalog.members(unit)]
    return [*units, *(m for m in members if m not in units)]


def category_id(catalog: Catalog, name: str) -> str:
    """The id of a category as typed, in any of its spellings; else `UnknownName`."""
    terms = Terms.of(catalog)
    found = terms.category(name)
    if found is None:
        known = {c.id: c.spellings for c in terms.categories.values()}
        top = tuple(c.id for c in terms.categories.values() if not c.parent)
        raise UnknownName(t("loại biên chế", "category of staff"), name, nearest(name, known) or top)
    return found.id


# --- rows --------------------------------------------------------------------------------------------


def staffing_listing(entries: Iterable[Entry], catalog: Catalog, *, details: bool = False) -> Listing:
    """The staffing contract, one line a row.

    Lines that only count people, and sums that lack a member, stand among the details alone: without the columns
    that say so they would be taken for what they are not.
    """
    chosen = [e for e in entries if details or not needs_details(e.line)]
    rows = [[*_row(e, catalog), *(_details(e, catalog) if details else [])] for e in chosen]
    return Listing("staffing", COLUMNS + DETAILS if details else COLUMNS, rows)


def only_people(line: StaffingLine) -> bool:
    """Whether a line says nothing of posts: people settled are another count."""
    posts = (line.baseline, line.assigned, line.present, line.cut, line.cut_pct)
    return all(x is None for x in posts)


def needs_details(line: StaffingLine) -> bool:
    """Whether the columns of the contract alone would mislead about a line."""
    return only_people(line) or bool(line.missing)


def unit_name(line: StaffingLine, catalog: Catalog) -> str:
    """The official name; `(mới)` after it for a sum of members, whose years are before the merger."""
    name = catalog.unit(line.unit).official(line.year)
    return f"{name} (mới)" if line.members else name


def _row(entry: Entry, catalog: Catalog) -> list[Cell]:
    line, terms = entry.line, Terms.of(catalog)
    rest = cut_of(line, transfers=False) if line.moved else None
    kind = terms.kinds.get(line.kind)
    place: list[Cell] = [unit_name(line, catalog), line.category, line.baseline_year]
    posts: list[Cell] = [
        plain(line.baseline) if line.baseline_basis != "implied" else None,
        int(line.period) if line.period.isdigit() else (line.period or None),
        plain(line.assigned),
        plain(line.present),
        plain(line.cut),
        share(line.cut_pct),
        plain(line.transferred_out),
        plain(rest.posts) if rest else None,
        share(rest.pct) if rest else None,
    ]
    target: list[Cell] = [
        plain(entry.with_transfers.rule.pct) if entry.with_transfers else None,
        outcome_word(entry.with_transfers),
        outcome_word(entry.without_transfers),
    ]
    origin: list[Cell] = [kind.plain if kind else line.kind, line.source or None, line.sheet or None, line.cell or None]
    return [*place, *posts, *target, *origin]


def _details(entry: Entry, catalog: Catalog) -> list[Cell]:
    line, terms = entry.line, Terms.of(catalog)
    rest = cut_of(line, transfers=False) if line.moved else None
    implied = line.baseline if line.baseline_basis == "implied" else None
    parts = "; ".join(part_words(p.reason, p.value, p.counterparty, catalog) for p in line.parts)
    return [
        line.unit,
        name_of(terms.categories, line.category),
        line.baseline_basis or None,
        share(implied),
        share(line.baseline_low) if implied is not None else None,
        share(line.baseline_high) if implied is not None else None,
        line.cut_basis or None,
        line.pct_basis or None,
        share(rest.low) if rest else None,
        share(rest.high) if rest else None,
        rest.basis or None if rest else None,
        plain(line.people),
        line.bound or None,
        line.kind,
        line.assigned_by or None,
        line.scope or None,
        plain(line.payer_changed),
        plain(line.transferred_in),
        parts or None,
        entry.with_transfers.rule.id if entry.with_transfers else None,
        " ".join(line.members) or None,
        " ".join(line.missing) or None,
        line.note or None,
    ]


def part_words(reason: str, value: float, counterparty: str, catalog: Catalog) -> str:
    """One part of a cut: `chuyển đi 578 (Bộ Công Thương)`."""
    from parreform.text import local_number

    name = name_of(Terms.of(catalog).reasons, reason)
    return f"{name} {local_number(value)}" + (f" ({counterparty})" if counterparty else "")


def outcome_word(verdict: CutVerdict | None) -> str | None:
    """`yes`, `no` or `cannot-tell`; None where no target speaks of the line."""
    words = {Outcome.MET: "yes", Outcome.NOT_MET: "no", Outcome.CANNOT_TELL: "cannot-tell"}
    return words[verdict.outcome] if verdict else None


def plain(value: float | None) -> int | float | None:
    """A number without a needless fraction."""
    return int(value) if value is not None and value == int(value) else value


def share(value: float | None) -> float | None:
    """A share as printed; a computed one to four decimals, which is more than any source prints."""
    return None if value is None else round(value, 4)


# --- where a figure comes from -----------------------------------------------------------------------


def why_staffing(store: Store, province: str, category: str, year: int) -> list[StaffVintage]:
    """Everything ever held of a category of staff of a province in a year, newest first."""
    units = [u.id for u in units_asked(store.catalog, province)]
    return store.staffing_vintages(units, category, year)


WHY_COLUMNS = tuple(
    "unit_id unit category measure period baseline_year kind assigned_by scope reason direction counterparty value bound"
    " note source source_id sheet cell recorded_at ended_at current undone sha256 tier published".split()
)


def why_staffing_listing(vintages: Iterable[StaffVintage], catalog: Catalog) -> Listing:
    """Every figure ever held, one a row, newest first."""
    return Listing("why", WHY_COLUMNS, [_why_row(v, catalog) for v in vintages])


def _why_row(v: StaffVintage, catalog: Catalog) -> list[Cell]:
    f = v.figure
    year = int(f.period[:4]) if f.period else None
    of: list[Cell] = [f.unit, catalog.unit(f.unit).official(year), f.category, f.measure, f.period or None]
    how: list[Cell] = [f.baseline_year or None, f.kind, f.assigned_by or None, f.scope or None, f.reason or None]
    said: list[Cell] = [f.direction or None, f.counterparty or None, plain(f.value), f.bound or None, f.note or None]
    place: list[Cell] = [v.source, v.source_id, f.sheet, f.cell, v.recorded_at, v.ended_at or None]
    return [*of, *how, *said, *place, v.current, v.undone, v.sha256, v.standing.tier, v.standing.published or None]
