"""Faults no single cell can show. CHECKS names them; each looks at all readings of a file, or of the database."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from parreform.blocks import Place, Table, of, single, tables
from parreform.catalog import Catalog
from parreform.checking.beyond import scores_beyond, seems_beyond
from parreform.checking.given import Given, Scores
from parreform.checking.intervals import bounds_crossed, score_outside
from parreform.checking.orders import names_apart
from parreform.checking.plausible import score_implausible, score_mistyped, score_unusual, values_alike
from parreform.checking.ranks import (
    group_order,
    rank_order,
    rank_recomputed,
    ranked_differs,
    ranked_unlike,
    ranks_unrelated,
    ties,
)
from parreform.checking.years import coverage_last_year, jump, sorted_apart, units_missing, values_copied, year_ahead
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
    """A score below the minimum or above the maximum its framework prints; unknown bounds do not count.

    Shares of the maxima are one fault, however many they are; so are scores most of which are beyond.
    """
    told = {id(r) for readings in given.shares.values() for r in readings}
    for readings in given.shares.values():
        names = list(dict.fromkeys(f"“{given.indicator(r).name}”" for r in readings))
        facts = {"count": len(readings), "names": ", ".join(names[:3]) + (" …" if names[3:] else "")}
        yield given.finding("scores-shares", readings[0], value=readings[0].score, **facts)
    for readings in scores_beyond(given):
        if told.isdisjoint(map(id, readings)):
            told.update(map(id, readings))
            low, high = given.bounds(readings[0].indicator, readings[0].year)
            facts = {
                "count": len(readings),
                "value": f"{readings[0].score:.15g}",
                "seems": seems_beyond(readings, high),
            }
            yield given.finding(
                "scores-beyond", readings[0], minimum=round(low, 2) + 0.0, maximum=round(high, 2), **facts
            )
    for reading in (r for r in given.beyond if id(r) not in told):
        low, high = given.bounds(reading.indicator, reading.year)
        facts = {"value": reading.score, "minimum": round(low, 2) + 0.0, "maximum": round(high, 2)}
        yield given.finding("score-range", reading, **facts)


def rank_range(given: Given) -> Iterator[Finding]:
    """A rank beyond the number of units ranked."""
    for reading in (r for r in single(given.readings) if r.rank is not None):
        edition = given.catalog.editions(given.indicator(reading).index).get(reading.year)
        count = reading.n_ranked or (edition.units if edition else None)
        if count and (reading.rank or 0) > count:
            at = reading._replace(cell=reading.rank_cell or reading.cell)
            yield given.finding("rank-range", at, value=reading.rank, count=count)


def parts_total(given: Given) -> Iterator[Finding]:
    """Parts that do not sum to the printed total of their unit; one error where that is so of many units.

    Parts that are absent are counted with the least and the most they can be.
    """
    found = tables(given.readings, lambda r: r.score is not None and not r.computed)
    for (indicator, year), totals in list(found.items()):
        index = given.catalog.all_indicators[indicator].index
        framework = given.catalog.framework(index, year)
        for parts in _part_sets(given.catalog, framework, indicator) if (index, year) not in given.shares else ():
            present, absent = _present(parts, given.catalog, framework, year, found)
            columns = [found[part, year].scores for part in present]
            if framework is None or not columns:
                continue
            off = list(_off(totals, columns, *_between(absent, framework)))
            if len(off) >= FEWEST and len(off) * 3 > len(totals.scores) and _beyond_rounding(off):
                name = given.indicator(totals[off[0][0]]).name
                facts = {"count": len(off), "units": len(totals.scores), "total": name}
                yield given.finding("parts-contradict", totals[off[0][0]], **facts)
            elif not absent:
                for unit, scores, _ in off:
                    yield from _compare(totals[unit], scores, given)


FEWEST = 3
"""Totals of two units that miss their parts may be slips of the pen."""


def _present(
    parts: Sequence[str], catalog: Catalog, framework: Framework | None, year: int, found: Mapping[Place, Table]
) -> tuple[list[str], list[str]]:
    """The parts that a file holds, and those it does not; one of which it holds some parts stands for these."""
    present: list[str] = []
    absent: list[str] = []
    for part in parts:
        inner = next((s for s in _part_sets(catalog, framework, part) if any((p, year) in found for p in s)), None)
        if (part, year) in found:
            present.append(part)
        elif inner:
            within, without = _present(inner, catalog, framework, year, found)
            present, absent = [*present, *within], [*absent, *without]
        else:
            absent.append(part)
    return present, absent


def _between(absent: Sequence[str], framework: Framework) -> tuple[float, float]:
    """The least and the most that absent parts add to a total."""
    items = [framework.items[part] for part in absent]
    return sum(i.min or 0.0 for i in items), sum(float("inf") if i.max is None else i.max for i in items)


def _off(
    totals: Table, columns: Sequence[Mapping[str, float]], low: float, high: float
) -> Iterator[tuple[str, list[float], float]]:
    """The units whose total is not their parts and what may be absent, with the parts and how far it is off."""
    for unit, total in totals.scores.items():
        scores = [column[unit] for column in columns if unit in column]
        gap = total - sum(scores)
        over = max(low - gap, gap - high)
        if len(scores) == len(columns) and over >= float(TOLERANCE) * 0.99:
            yield unit, scores, over


def _beyond_rounding(off: Sequence[tuple[str, Sequence[float], float]]) -> bool:
    """Whether most of these totals are further off than parts printed with so few decimals can make them."""
    decimals = max(-int(Decimal(str(s)).as_tuple().exponent) for _, scores, _ in off for s in scores)
    rounding = (len(off[0][1]) + 1) * 0.5 * 10.0**-decimals
    return sum(over > rounding for _, _, over in off) * 2 > len(off)


def _part_sets(catalog: Catalog, framework: Framework | None, indicator: str) -> Iterable[list[str]]:
    """The sets of indicators that make up an indicator: one for each way a framework cuts it."""
    cuts: dict[str, list[str]] = defaultdict(list)
    for item in framework.children(indicator) if framework else ():
        if catalog.all_indicators[item.indicator].level != "criterion":
            cuts[item.cut].append(item.indicator)
    return cuts.values()


def _compare(total: Reading, parts: Sequence[float], given: Given) -> Iterator[Finding]:
    printed = Decimal(str(total.score))
    summed = sum((Decimal(str(p)) for p in parts), Decimal(0))
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
    percents = {(r.unit, r.year): r for r in of(given.readings, "sipas") if r.score is not None}
    for points in of(given.readings, "par-index.sipas"):
        percent = percents.get((points.unit, points.year))
        if percent is None or points.score is None:
            continue
        expected = Decimal(str(percent.score)) / 10
        if abs(expected - Decimal(str(points.score))) > TOLERANCE:
            yield given.finding("sipas-points", points, value=percent.score, expected=expected, points=points.score)


CHECKS: Mapping[str, Check] = {
    "score-range": score_range,
    "score-implausible": score_implausible,
    "score-unusual": score_unusual,
    "score-mistyped": score_mistyped,
    "values-alike": values_alike,
    "bounds-crossed": bounds_crossed,
    "score-outside": score_outside,
    "rank-range": rank_range,
    "ranked-differs": ranked_differs,
    "units-unlike": ranked_unlike,
    "year-ahead": year_ahead,
    "values-copied": values_copied,
    "sorted-apart": sorted_apart,
    "names-apart": names_apart,
    "parts-total": parts_total,
    "maxima-sum": maxima_sum,
    "ranks-unrelated": ranks_unrelated,
    "rank-order": rank_order,
    "rank-recomputed": rank_recomputed,
    "group-order": group_order,
    "jump": jump,
    "units-missing": units_missing,
    "coverage-last-year": coverage_last_year,
    "sipas-points": sipas_points,
    "ties": ties,
}
