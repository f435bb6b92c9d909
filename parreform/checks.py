"""Faults no single cell can show. CHECKS names them; each looks at all readings of a file."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

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
    bounds: dict[tuple[str, int], tuple[float, float]] = {}
    for reading in readings:
        if reading.score is None:
            continue
        place = (reading.indicator, reading.year)
        if place not in bounds:
            bounds[place] = _bounds(reading, catalog)
        low, high = bounds[place]
        if not low <= reading.score <= high:
            facts = {"value": reading.score, "minimum": round(low, 2) + 0.0, "maximum": round(high, 2)}
            yield _finding("score-range", reading, catalog, **facts)


def _bounds(reading: Reading, catalog: Catalog) -> tuple[float, float]:
    """The printed bounds, widened where print rounds them: thirds are printed as 0.33 and 3.33."""
    framework = catalog.framework(_index(reading, catalog), reading.year)
    item = framework.items.get(reading.indicator) if framework else None
    if item is None:
        return float("-inf"), float("inf")
    thirds = item.max is not None and item.max * 4 != round(item.max * 4)
    slack = 0.005 if thirds else 1e-6
    unbounded = float("-inf") if _indicator(reading, catalog).level == "criterion" else 0.0
    low = item.min if item.min is not None else unbounded
    return low - slack, (item.max if item.max is not None else float("inf")) + slack


def rank_range(readings: Sequence[Reading], catalog: Catalog) -> Iterator[Finding]:
    """A rank beyond the number of units ranked."""
    for reading in (r for r in readings if r.rank is not None):
        edition = catalog.editions(_index(reading, catalog)).get(reading.year)
        count = reading.n_ranked or (edition.units if edition else None)
        if count and (reading.rank or 0) > count:
            at = reading._replace(cell=reading.rank_cell or reading.cell)
            yield _finding("rank-range", at, catalog, value=reading.rank, count=count)


def parts_total(readings: Sequence[Reading], catalog: Catalog) -> Iterator[Finding]:
    """Parts that do not sum to the printed total of their unit."""
    tables: dict[tuple[str, int], dict[str, Reading]] = defaultdict(dict)
    for reading in readings:
        if reading.score is not None and not reading.computed:
            tables[reading.indicator, reading.year][reading.unit] = reading
    for (indicator, year), totals in tables.items():
        for parts in _part_sets(catalog, indicator, year):
            columns = [tables.get((part, year), {}) for part in parts]
            for unit, total in totals.items():
                found = [column[unit] for column in columns if unit in column]
                if len(found) == len(parts):
                    yield from _compare(total, found, catalog)


def _part_sets(catalog: Catalog, indicator: str, year: int) -> Iterable[list[str]]:
    """The sets of indicators that make up an indicator: one for each way a framework cuts it."""
    framework = catalog.framework(catalog.all_indicators[indicator].index, year)
    cuts: dict[str, list[str]] = defaultdict(list)
    for item in framework.children(indicator) if framework else ():
        if catalog.all_indicators[item.indicator].level != "criterion":
            cuts[item.cut].append(item.indicator)
    return cuts.values()


def _compare(total: Reading, parts: Sequence[Reading], catalog: Catalog) -> Iterator[Finding]:
    if abs(sum(p.score or 0.0 for p in parts) - (total.score or 0.0)) < float(TOLERANCE) * 0.99:
        return
    printed = Decimal(str(total.score))
    summed = sum((Decimal(str(p.score)) for p in parts), Decimal(0))
    if abs(printed - summed) > TOLERANCE:
        facts = {"parts": round(summed, 4), "total": printed, "difference": round(printed - summed, 4)}
        yield _finding("parts-total", total, catalog, **facts)


def rank_order(readings: Sequence[Reading], catalog: Catalog) -> Iterator[Finding]:
    """Two units whose printed ranks contradict their printed scores: the first such pair of each unit."""
    tables: dict[tuple[str, int], list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.score is not None and reading.rank is not None:
            tables[reading.indicator, reading.year].append(reading)
    for table in tables.values():
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
    present: dict[tuple[str, int], set[str]] = defaultdict(set)
    first: dict[tuple[str, int], Reading] = {}
    for reading in readings:
        if reading.indicator in catalog.indices and reading.unit != COUNTRY:
            present[reading.indicator, reading.year].add(reading.unit)
            first.setdefault((reading.indicator, reading.year), reading)
    for (indicator, year), units in present.items():
        edition = catalog.editions(indicator).get(year)
        expected = {u.id: u for u in catalog.provinces(year)}
        if edition and edition.units == len(expected) and len(expected) / 2 <= len(units) < len(expected):
            lost = ", ".join(u.name(year) for i, u in expected.items() if i not in units)
            facts = {"index": indicator, "year": year, "count": len(units), "expected": len(expected), "names": lost}
            yield Finding("units-missing", first[indicator, year].sheet, "", facts)


def sipas_points(readings: Sequence[Reading], catalog: Catalog) -> Iterator[Finding]:
    """SIPAS of a unit against its points in PAR INDEX of the same file: a tenth of the percentage."""
    percents = {(r.unit, r.year): r for r in readings if r.indicator == "sipas" and r.score is not None}
    for points in (r for r in readings if r.indicator == "par-index.sipas"):
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
