"""A year against the others: copies, jumps, units that are no longer there."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from math import sqrt

from parreform.checking.given import Given
from parreform.findings import Finding
from parreform.readings import Reading

ENOUGH = 10
"""Fewer units than this prove nothing about a year."""

DEVIATIONS = 4
"""A change this many standard deviations from the mean change is a jump."""

BY_CHANCE = 5
"""Equal values must be this many times as many as two unrelated years of such values would have."""


def values_copied(given: Given) -> Iterator[Finding]:
    """A year whose scores repeat another year's to the last digit: one finding a sheet and pair of years."""
    copies: dict[tuple[str, int, int], list[tuple[Reading, int, int]]] = defaultdict(list)
    for (indicator, year), table in given.tables.items():
        for other in given.years[indicator]:
            if other == year or (other > year and (indicator, other) in given.tables):
                continue  # of two years in one file the later is the copy
            if len(given.distinct[indicator, year] & given.distinct[indicator, other]) < 2:
                continue
            same = _repeated(given.scores[indicator, year], given.scores[indicator, other])
            found = [r for r in table.values() if r.unit in same]
            if len(found) >= ENOUGH:
                copies[found[0].sheet, year, other].append((found[0], len(found), len(table)))
    for (_, _, other), found_in in copies.items():
        first, same_units, units = found_in[0]
        yield given.finding("values-copied", first, other=other, same=same_units, units=units, count=len(found_in))


def _repeated(scores: Mapping[str, float], others: Mapping[str, float]) -> set[str]:
    """The units with equal scores where they are too many for chance, else none.

    Chance is what the values themselves give: columns of few distinct values agree often.
    """
    same = {unit for unit, score in scores.items() if others.get(unit) == score}
    if len(same) < ENOUGH:
        return set()
    values, other_values = Counter(scores.values()), Counter(others.values())
    alike = sum(count * other_values[value] for value, count in values.items())
    by_chance = len(scores.keys() & others.keys()) * alike / (len(scores) * len(others))
    return same if len(same) > BY_CHANCE * by_chance else set()


def jump(given: Given) -> Iterator[Finding]:
    """A unit whose change against the year before is far from the other units' changes; not across breaks.

    Criteria are left out: single questions move too much. With fewer than 18 units no change can be
    four standard deviations away.
    """
    for (indicator, year), table in given.tables.items():
        before = given.scores.get((indicator, year - 1), {})
        if given.catalog.all_indicators[indicator].level == "criterion" or len(before) < ENOUGH:
            continue
        if given.catalog.why_not_comparable(indicator, year - 1, year):
            continue
        now = {u: r.score for u, r in table.items() if r.score is not None}
        yield from _jumps(given, table, {u: s - before[u] for u, s in now.items() if u in before}, before)


def _jumps(
    given: Given, table: Mapping[str, Reading], changes: Mapping[str, float], before: Mapping[str, float]
) -> Iterator[Finding]:
    if len(changes) < ENOUGH:
        return
    usual = sum(changes.values()) / len(changes)
    deviation = sqrt(sum((c - usual) ** 2 for c in changes.values()) / (len(changes) - 1))
    for unit, change in changes.items():
        if deviation > 1e-9 and abs(change - usual) > DEVIATIONS * deviation:
            facts = {"before": before[unit], "score": table[unit].score, "change": round(change, 4)}
            yield given.finding("jump", table[unit], usual=round(usual, 2), deviation=round(deviation, 2), **facts)


def coverage_last_year(given: Given) -> Iterator[Finding]:
    """Units with a score of an index last year, still existing, and not in this year's table.

    A table of fewer than half of the provinces, or of last year's units, is meant to be partial.
    """
    for (indicator, year), table in given.tables.items():
        before = given.scores.get((indicator, year - 1), {})
        provinces = given.catalog.provinces(year)
        if indicator not in given.catalog.indices or len(table) < max(len(before), len(provinces)) / 2:
            continue
        lost = [u for u in provinces if u.id in before and u.id not in table]
        if lost:
            first = next(iter(table.values()))
            facts = {"index": indicator, "year": year, "before": year - 1, "count": len(lost)}
            yield Finding(
                "coverage-last-year", first.sheet, "", {**facts, "names": ", ".join(u.name(year) for u in lost)}
            )


def units_missing(given: Given) -> Iterator[Finding]:
    """A table that covers nearly all units of its edition but not all: a row may have been lost.

    A table of fewer than half of the units is meant to be partial; its coverage is shown, not warned of.
    """
    for (indicator, year), table in given.tables.items():
        if indicator not in given.catalog.indices:
            continue
        edition = given.catalog.editions(indicator).get(year)
        expected = given.catalog.provinces(year)
        if edition and edition.units == len(expected) and len(expected) / 2 <= len(table) < len(expected):
            lost = ", ".join(u.name(year) for u in expected if u.id not in table)
            facts = {"index": indicator, "year": year, "count": len(table), "expected": len(expected), "names": lost}
            yield Finding("units-missing", next(iter(table.values())).sheet, "", facts)
