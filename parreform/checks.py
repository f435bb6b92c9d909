"""Faults no single cell can show. CHECKS names them; each looks at all readings of a file."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from parreform.blocks import beyond, of, single, tables
from parreform.catalog import Catalog
from parreform.entries import Indicator
from parreform.findings import Finding
from parreform.readings import Reading

TOLERANCE = Decimal("0.02")
"""Sums of published parts miss the published total by up to 0.01, seldom 0.02: rounding."""

COUNTRY = "viet-nam"
Check = Callable[[Sequence[Reading], Catalog], Iterator[Finding]]


def run_checks(readings: Sequence[Reading], catalog: Catalog) -> list[Finding]:
    """Every finding of every check, uncapped."""
    return [finding for check in CHECKS.values() for finding in check(readings, catalog)]


def score_range(readings: Sequence[Reading], catalog: Catalog) -> Iterator[Finding]:
    """A score below the minimum or above the maximum its framework prints; unknown bounds do not count."""

    @cache
    def bounds(indicator: str, year: int) -> tuple[float, float]:
        return _bounds(indicator, year, catalog)

    for reading in beyond(readings, bounds):
        low, high = bounds(reading.indicator, reading.year)
        facts = {"value": reading.score, "minimum": round(low, 2) + 0.0, "maximum": round(high, 2)}
        yield _finding("score-range", reading, catalog, **facts)


def _bounds(indicator: str, year: int, catalog: Catalog) -> tuple[float, float]:
    """The printed bounds, widened where print rounds them: thirds are printed as 0.33 and 3.33."""
    known = catalog.all_indicators[indicator]
    framework = catalog.framework(known.index, year)
    item = framework.items.get(indicator) if framework else None
    if item is None:
        return float("-inf"), float("inf")
    thirds = item.max is not None and item.max * 4 != round(item.max * 4)
    slack = 0.005 if thirds else 1e-6
    unbounded = float("-inf") if known.level == "criterion" else 0.0
    low = item.min if item.min is not None else unbounded
    return low - slack, (item.max if item.max is not None else float("inf")) + slack


def rank_range(readings: Sequence[Reading], catalog: Catalog) -> Iterator[Finding]:
    """A rank beyond the number of units ranked."""
    for reading in (r for r in single(readings) if r.rank is not None):
        edition = catalog.editions(_index(reading, catalog)).get(reading.year)
        count = reading.n_ranked or (edition.units if edition else None)
        if count and (reading.rank or 0) > count:
            yield _finding("rank-range", reading, catalog, value=reading.rank, count=count)


def parts_total(readings: Sequence[Reading], catalog: Catalog) -> Iterator[Finding]:
    """Parts that do not sum to the printed total of their unit."""
    found = tables(readings, lambda r: r.score is not None and not r.computed)
    for (indicator, year), totals in list(found.items()):
        for parts in _part_sets(catalog, indicator, year):
            columns = [found[part, year].scores for part in parts if (part, year) in found]
            if len(columns) == len(parts):
                for unit, total in totals.scores.items():
                    scores = [column[unit] for column in columns if unit in column]
                    if len(scores) == len(parts) and _far(total, scores):
                        yield from _compare(totals[unit], scores, catalog)


def _part_sets(catalog: Catalog, indicator: str, year: int) -> Iterable[list[str]]:
    """The sets of indicators that make up an indicator: one for each way a framework cuts it."""
    framework = catalog.framework(catalog.all_indicators[indicator].index, year)
    cuts: dict[str, list[str]] = defaultdict(list)
    for item in framework.children(indicator) if framework else ():
        if catalog.all_indicators[item.indicator].level != "criterion":
            cuts[item.cut].append(item.indicator)
    return cuts.values()


def _far(total: float, parts: Sequence[float]) -> bool:
    """Whether a total is so far from the sum of its parts that it is worth an exact look."""
    return abs(sum(parts) - total) >= float(TOLERANCE) * 0.99


def _compare(total: Reading, parts: Sequence[float], catalog: Catalog) -> Iterator[Finding]:
    printed = Decimal(str(total.score))
    summed = sum((Decimal(str(p)) for p in parts), Decimal(0))
    if abs(printed - summed) > TOLERANCE:
        facts = {"parts": round(summed, 4), "total": printed, "difference": round(printed - summed, 4)}
        yield _finding("parts-total", total, catalog, **facts)


def rank_order(readings: Sequence[Reading], catalog: Catalog) -> Iterator[Finding]:
    """Two units whose printed ranks contradict their printed scores: the first such pair of each unit."""
    ranked: dict[tuple[str, int], list[Reading]] = defaultdict(list)
    for reading in single(readings):
        if reading.score is not None and reading.rank is not None:
            ranked[reading.indicator, reading.year].append(reading)
    for table in ranked.values():
        table.sort(key=lambda r: (r.rank or 0, -(r.score or 0)))
        for better, worse in pairwise(table):
            if (worse.score or 0) > (better.score or 0):
                yield _order(better, worse, catalog)


def _order(better: Reading, worse: Reading, catalog: Catalog) -> Finding:
    other = catalog.units[worse.unit].name(worse.year)
    facts = {"score": better.score, "rank": better.rank, "other": other}
    return _finding("rank-order", better, catalog, other_score=worse.score, other_rank=worse.rank, **facts)


def units_missing(readings: Sequence[Reading], catalog: Catalog) -> Iterator[Finding]:
    """A table that covers nearly all units of its edition but not all: a row may have been lost.

    A table of fewer than half of the units is meant to be partial; its coverage is shown, not warned of.
    """
    totals = (r for r in tables(readings).items() if r[0][0] in catalog.indices)
    for (indicator, year), table in totals:
        units = set(table) - {COUNTRY}
        edition = catalog.editions(indicator).get(year)
        expected = {u.id: u for u in catalog.provinces(year)}
        if edition and edition.units == len(expected) and len(expected) / 2 <= len(units) < len(expected):
            lost = ", ".join(u.name(year) for i, u in expected.items() if i not in units)
            facts = {"index": indicator, "year": year, "count": len(units), "expected": len(expected), "names": lost}
            first = next(table[u] for u in table if u != COUNTRY)
            yield Finding("units-missing", first.sheet, "", facts)


def sipas_points(readings: Sequence[Reading], catalog: Catalog) -> Iterator[Finding]:
    """SIPAS of a unit against its points in PAR INDEX of the same file: a tenth of the percentage."""
    percents = {(r.unit, r.year): r for r in of(readings, "sipas") if r.score is not None}
    for points in of(readings, "par-index.sipas"):
        percent = percents.get((points.unit, points.year))
        if percent is None or points.score is None:
            continue
        expected = Decimal(str(percent.score)) / 10
        if abs(expected - Decimal(str(points.score))) > TOLERANCE:
            facts = {"value": percent.score, "expected": expected, "points": points.score}
            yield _finding("sipas-points", points, catalog, **facts)


CHECKS: Mapping[str, Check] = {
    "score-range": score_range,
    "rank-range": rank_range,
    "parts-total": parts_total,
    "rank-order": rank_order,
    "units-missing": units_missing,
    "sipas-points": sipas_points,
}


def _index(reading: Reading, catalog: Catalog) -> str:
    return _indicator(reading, catalog).index


def _indicator(reading: Reading, catalog: Catalog) -> Indicator:
    return catalog.all_indicators[reading.indicator]


def _finding(code: str, reading: Reading, catalog: Catalog, **facts: object) -> Finding:
    unit = catalog.units[reading.unit].name(reading.year)
    name = _indicator(reading, catalog).name
    return Finding(code, reading.sheet, reading.cell, {"unit": unit, "name": name, **facts})
