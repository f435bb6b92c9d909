"""Faults no single cell can show. CHECKS names them; each looks at all readings of a file, or of the database."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from parreform.catalog import Catalog
from parreform.checking.given import Given, Scores
from parreform.checking.ranks import group_order, rank_order, rank_recomputed, ties
from parreform.checking.years import coverage_last_year, jump, units_missing, values_copied
from parreform.entries import Framework
from parreform.findings import Finding
from parreform.readings import Reading

TOLERANCE = Decimal("0.02")
"""Sums of published parts miss the published total by up to 0.01, seldom 0.02: rounding."""

Check = Callable[[Given], Iterator[Finding]]


def run_checks(readings: Sequence[Reading], catalog: Catalog, held: Scores | None = None) -> list[Finding]:
    """Every finding of every check, uncapped.

    `held` has the scores stored already, as (indicator, year) -> unit -> score: checks against other years
    need them.
    """
    given = Given(readings, catalog, held or {})
    return [finding for check in CHECKS.values() for finding in check(given)]


def score_range(given: Given) -> Iterator[Finding]:
    """A score below the minimum or above the maximum its framework prints; unknown bounds do not count."""
    bounds: dict[tuple[str, int], tuple[float, float]] = {}
    for reading in given.readings:
        if reading.score is None:
            continue
        place = (reading.indicator, reading.year)
        if place not in bounds:
            bounds[place] = _bounds(reading, given)
        low, high = bounds[place]
        if not low <= reading.score <= high:
            facts = {"value": reading.score, "minimum": round(low, 2) + 0.0, "maximum": round(high, 2)}
            yield given.finding("score-range", reading, **facts)


def _bounds(reading: Reading, given: Given) -> tuple[float, float]:
    """The printed bounds, widened where print rounds them: thirds are printed as 0.33 and 3.33."""
    indicator = given.indicator(reading)
    framework = given.catalog.framework(indicator.index, reading.year)
    item = framework.items.get(reading.indicator) if framework else None
    if item is None:
        return float("-inf"), float("inf")
    thirds = item.max is not None and item.max * 4 != round(item.max * 4)
    slack = 0.005 if thirds else 1e-6
    unbounded = float("-inf") if indicator.level == "criterion" else 0.0
    low = item.min if item.min is not None else unbounded
    return low - slack, (item.max if item.max is not None else float("inf")) + slack


def rank_range(given: Given) -> Iterator[Finding]:
    """A rank beyond the number of units ranked."""
    for reading in (r for r in given.readings if r.rank is not None):
        edition = given.catalog.editions(given.indicator(reading).index).get(reading.year)
        count = reading.n_ranked or (edition.units if edition else None)
        if count and (reading.rank or 0) > count:
            at = reading._replace(cell=reading.rank_cell or reading.cell)
            yield given.finding("rank-range", at, value=reading.rank, count=count)


def parts_total(given: Given) -> Iterator[Finding]:
    """Parts that do not sum to the printed total of their unit."""
    tables: dict[tuple[str, int], dict[str, Reading]] = defaultdict(dict)
    for reading in given.readings:
        if reading.score is not None and not reading.computed:
            tables[reading.indicator, reading.year][reading.unit] = reading
    for (indicator, year), totals in tables.items():
        framework = given.catalog.framework(given.catalog.all_indicators[indicator].index, year)
        for parts in _part_sets(given.catalog, framework, indicator):
            columns = [tables.get((part, year), {}) for part in parts]
            for unit, total in totals.items():
                found = [column[unit] for column in columns if unit in column]
                if len(found) == len(parts):
                    yield from _compare(total, found, given)


def _part_sets(catalog: Catalog, framework: Framework | None, indicator: str) -> Iterable[list[str]]:
    """The sets of indicators that make up an indicator: one for each way a framework cuts it."""
    cuts: dict[str, list[str]] = defaultdict(list)
    for item in framework.children(indicator) if framework else ():
        if catalog.all_indicators[item.indicator].level != "criterion":
            cuts[item.cut].append(item.indicator)
    return cuts.values()


def _compare(total: Reading, parts: Sequence[Reading], given: Given) -> Iterator[Finding]:
    if abs(sum(p.score or 0.0 for p in parts) - (total.score or 0.0)) < float(TOLERANCE) * 0.99:
        return
    printed = Decimal(str(total.score))
    summed = sum((Decimal(str(p.score)) for p in parts), Decimal(0))
    if abs(printed - summed) > TOLERANCE:
        facts = {"parts": round(summed, 4), "total": printed, "difference": round(printed - summed, 4)}
        yield given.finding("parts-total", total, **facts)


def maxima_sum(given: Given) -> Iterator[Finding]:
    """Maximum scores of parts that do not sum to that of the whole, in the frameworks that the readings use."""
    used: dict[str, tuple[Framework, Reading]] = {}
    for (indicator, year), table in given.tables.items():
        framework = given.catalog.framework(given.catalog.all_indicators[indicator].index, year)
        if framework and framework.id not in used:
            used[framework.id] = (framework, next(iter(table.values())))
    for framework, first in used.values():
        for item in framework.items.values():
            for parts in _part_sets(given.catalog, framework, item.indicator) if item.max is not None else ():
                known = [m for part in parts if (m := framework.items[part].max) is not None]
                off = Decimal(str(item.max)) - sum((Decimal(str(m)) for m in known), Decimal(0))
                if len(known) == len(parts) and abs(off) > TOLERANCE:
                    name = given.catalog.all_indicators[item.indicator].name
                    facts = {"framework": framework.id, "name": name, "total": item.max, "parts": sum(known)}
                    yield Finding("maxima-sum", first.sheet, "", facts)


def sipas_points(given: Given) -> Iterator[Finding]:
    """SIPAS of a unit against its points in PAR INDEX of the same file: a tenth of the percentage."""
    percents = {(r.unit, r.year): r for r in given.readings if r.indicator == "sipas" and r.score is not None}
    for points in (r for r in given.readings if r.indicator == "par-index.sipas"):
        percent = percents.get((points.unit, points.year))
        if percent is None or points.score is None:
            continue
        expected = Decimal(str(percent.score)) / 10
        if abs(expected - Decimal(str(points.score))) > TOLERANCE:
            yield given.finding("sipas-points", points, value=percent.score, expected=expected, points=points.score)


CHECKS: Mapping[str, Check] = {
    "score-range": score_range,
    "rank-range": rank_range,
    "values-copied": values_copied,
    "parts-total": parts_total,
    "maxima-sum": maxima_sum,
    "rank-order": rank_order,
    "rank-recomputed": rank_recomputed,
    "group-order": group_order,
    "jump": jump,
    "units-missing": units_missing,
    "coverage-last-year": coverage_last_year,
    "sipas-points": sipas_points,
    "ties": ties,
}
