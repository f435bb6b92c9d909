"""A year against the others: copies, jumps, units that are no longer there."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise, repeat
from math import dist, exp, factorial, sqrt
from operator import eq, mul, sub

from parreform.blocks import Place, Table
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
    for indicator, year, other in _pairs_of_years(given):
        table = given.tables[indicator, year]
        same = _repeated(given, (indicator, year), (indicator, other))
        found = [r for r in table.values() if r.unit in same] if same else []
        if found:
            copies[found[0].sheet, year, other].append((found[0], len(found), len(table)))
    for (_, _, other), found_in in copies.items():
        first, same_units, units = found_in[0]
        yield given.finding("values-copied", first, other=other, same=same_units, units=units, count=len(found_in))
    yield from _small_copies(given)
    yield from _ranks_copied(given)


FEW = 3
"""As many distinct scores that a small sheet shares with another year are no chance; full marks may be."""


def _small_copies(given: Given) -> Iterator[Finding]:
    """Sheets of few units in which two of three scores are those of another year."""
    pairs: dict[tuple[str, str, str, int, int], list[tuple[Reading, float]]] = defaultdict(list)
    for indicator, year, other in _pairs_of_years(given):
        known, table = given.catalog.all_indicators[indicator], given.tables[indicator, year]
        if known.level == "criterion":
            continue
        units, _, there = _paired(given.columns[indicator, year], given.columns[indicator, other])
        if len(units) < ENOUGH:
            for unit, score in ((u, s) for u, s in zip(units, there, strict=True) if u in table):  # others are held
                sheets = (table[unit].sheet, _sheet(given, (indicator, other), unit))
                pairs[*sheets, known.index, year, other].append((table[unit], score))
    for (*_, other), found in pairs.items():
        equal = [reading for reading, there in found if reading.score == there]
        if len({r.score for r in equal}) >= FEW and len(equal) * 3 >= len(found) * 2:
            facts = {"same": len({r.unit for r in equal}), "units": len({r.unit for r, _ in found})}
            yield given.finding(
                "values-copied", equal[0], other=other, count=len({r.indicator for r in equal}), **facts
            )


def year_ahead(given: Given) -> Iterator[Finding]:
    """Results of a year that has not begun, once for each index and year of a file."""
    today, told = datetime.now(UTC).year, set()
    for (indicator, year), table in given.tables.items():
        index = given.catalog.all_indicators[indicator].index
        if year > today and (index, year) not in told:
            told.add((index, year))
            yield given.finding("year-ahead", next(iter(table.values())), index=index, today=today)


def _sheet(given: Given, place: Place, unit: str) -> str:
    """The sheet that says something of a unit; empty where the database says it."""
    table = given.tables.get(place)
    return table[unit].sheet if table and unit in table else ""


ALIKE_IN_TEN = 9
"""So many places in ten that both years give are equal in a copy: some may be typed over, others cleared."""


def _ranks_copied(given: Given) -> Iterator[Finding]:
    """Years in which the units have the places they have in another year, where scores do not tell the years apart."""
    ranks = {
        place: {r.unit: r.rank for r in table.single if r.rank is not None} for place, table in given.tables.items()
    }
    found: dict[tuple[str, int, int], list[tuple[Place, set[str], int]]] = defaultdict(list)
    for (indicator, year), here in ranks.items():
        for other in (y for i, y in ranks if i == indicator and y < year):
            there = given.tables[indicator, other]
            both = here.keys() & ranks[indicator, other].keys()
            if both and not (given.tables[indicator, year].scores and there.scores):
                same = {unit for unit in both if here[unit] == ranks[indicator, other][unit]}
                first = given.tables[indicator, year][next(iter(here))]
                found[first.sheet, year, other].append(((indicator, year), same, len(both)))
    for (_, _, other), places in found.items():
        equal = sum(len(same) for _, same, _ in places)
        if equal >= ENOUGH and equal * 10 >= sum(n for _, _, n in places) * ALIKE_IN_TEN:
            place, same, units = max(places, key=lambda p: len(p[1]))
            first = next(r for unit, r in given.tables[place].items() if unit in same)
            yield given.finding("values-copied", first, other=other, same=len(same), units=units, count=len(places))


def _pairs_of_years(given: Given) -> Iterator[tuple[str, int, int]]:
    """Each indicator and year with the other years it may be a copy of: of two in one file the later is the copy."""
    for indicator, year in given.tables:
        for other in given.years[indicator]:
            if other != year and (other < year or (indicator, other) not in given.tables):
                yield indicator, year, other


def _repeated(given: Given, place: Place, other: Place) -> set[str]:
    """The units with equal scores where they are too many for chance, else none.

    Chance is what the values themselves give: columns of few distinct values agree often. One value in
    common proves nothing. Fewer than ten must be very unlikely; single questions, of which there are hundreds, are
    too many for that.
    """
    units, here, there = _paired(given.columns[place], given.columns[other])
    if len(units) < FEWEST_EQUAL:
        return set()
    if place[1] == other[1] + 1 and len(here) <= BY_HAND:
        there = _as_rounded(here, there, given.counts[place])
    values, other_values = given.counts[place], given.counts[other]
    alike = sum(map(mul, values.values(), map(other_values.get, values, repeat(0))))
    share = BY_CHANCE * len(units) / (values.total() * other_values.total())
    if len(here) > 2 * BY_HAND and _about_equal(here, there) <= share * alike:
        return set()
    count = sum(map(eq, here, there))
    if count < FEWEST_EQUAL or ENOUGH <= count <= share * alike:
        return set()
    same = {u: x for u, x, y in zip(units, here, there, strict=True) if x == y}
    if len(set(same.values())) < 2:
        return set()
    if count >= ENOUGH:
        return set(same)
    single_question = given.catalog.all_indicators[place[0]].level == "criterion"
    others = share * (alike - count) + DOUBT  # what they are suspected of is no chance
    return set(same) if not single_question and _likely(count, others) < UNLIKELY else set()


def _about_equal(here: Sequence[float], there: Sequence[float]) -> int:
    """How many scores of a long table are equal, told by some of them all over it: it has hundreds of columns as a rule."""
    step = len(here) // BY_HAND
    equal: int = sum(map(eq, here[::step], there[::step]))
    return equal * step


def _as_rounded(here: Sequence[float], there: Sequence[float], values: Counter[float]) -> Sequence[float]:
    """Scores of last year as a year would print them that keeps one decimal of them where others have two.

    `values` are those of the year, with how often each is printed.
    """
    coarse = {x for x in values if x == round(x, 1)}
    if not coarse or sum(values[x] for x in coarse) * 3 > values.total() * 2:
        return there  # none, or a year that prints one decimal
    return [round(y, 1) if x in coarse else y for x, y in zip(here, there, strict=True)]


def _likely(count: int, mean: float) -> float:
    """How likely at least so many rare events are where `mean` are expected."""
    return 1 - sum(exp(-mean) * mean**n / factorial(n) for n in range(count))


BY_HAND = 500
"""Larger tables come from programs, which do not round some of their scores."""
FEWEST_EQUAL = 5
UNLIKELY = 1e-5
"""Fewer than ten equal scores are a copy where chance would give so many once in so many tables."""
DOUBT = 0.3
"""Equal scores more than the values give by chance: a province changes less than another one differs."""

Scored = tuple[Sequence[str], Sequence[float]]
"""Units beside their scores."""


def _paired(scores: Scored, others: Scored) -> tuple[Sequence[str], Sequence[float], Sequence[float]]:
    """The units that have a score in both, with their scores."""
    if scores[0] == others[0]:
        return scores[0], scores[1], others[1]
    there = dict(zip(*others, strict=True))
    found = [(u, s, there[u]) for u, s in zip(*scores, strict=True) if u in there]
    return [u for u, _, _ in found], [s for _, s, _ in found], [s for _, _, s in found]


FEWEST_IN_ORDER = 10
"""So many provinces do not have one order by two totals by chance,"""
FEWEST_IN_ORDER_OF_PART = 20
"""nor so many by two scores of a part."""


def sorted_apart(given: Given) -> Iterator[Finding]:
    """Two columns of scores by which all units have one order: one of them was sorted without its names.

    Of one indicator in two years, of two indices in one.
    """
    for place, other in _comparable(given):
        units, here, there = _paired(given.columns[place], given.columns[other])
        few = FEWEST_IN_ORDER if place[0] in given.catalog.indices else FEWEST_IN_ORDER_OF_PART
        if len(units) >= few and _in_one_order(here, there, few):
            first = next((r for r in given.tables[place].values() if r.unit in units), None)
            name = given.catalog.all_indicators[other[0]].name
            if first:  # else all of them are held, and were told of then
                yield given.finding("sorted-apart", first, other=f"{name} {other[1]}", units=len(units))


def _comparable(given: Given) -> Iterator[tuple[Place, Place]]:
    for indicator, year, other in _pairs_of_years(given):
        if given.catalog.all_indicators[indicator].level in ("index", "dimension"):
            yield (indicator, year), (indicator, other)
    totals = [place for place in given.tables if place[0] in given.catalog.indices and place in given.columns]
    for n, (indicator, year) in enumerate(totals):
        yield from (((indicator, year), before) for before in totals[:n] if before[1] == year)


def _in_one_order(here: Sequence[float], there: Sequence[float], distinct: int) -> bool:
    """Whether two columns of many distinct scores put their units in one order, without being the same."""
    beside = zip(pairwise(here), pairwise(there), strict=True)
    if any((a - b) * (x - y) < 0 for (a, b), (x, y) in beside) or here == there:
        return False
    ordered = [y for _, y in sorted(zip(here, there, strict=True))]
    many = len(set(here)) >= distinct and len(set(there)) >= distinct
    return many and all(x <= y for x, y in pairwise(ordered))


def jump(given: Given) -> Iterator[Finding]:
    """A unit whose change against the year before is far from the other units' changes; not across breaks.

    Criteria are left out: single questions move too much. With fewer than 18 units no change can be
    four standard deviations away.
    """
    for (indicator, year), table in given.tables.items():
        before = given.columns.get((indicator, year - 1), ((), ()))
        if given.catalog.all_indicators[indicator].level == "criterion" or len(before[0]) < ENOUGH:
            continue
        if given.catalog.why_not_comparable(indicator, year - 1, year):
            continue
        yield from _jumps(given, table, before)


def _jumps(given: Given, table: Table, before: Scored) -> Iterator[Finding]:
    units, now, then = _paired(table.column, before)
    changes = list(map(sub, now, then))
    if len(changes) < ENOUGH:
        return
    usual = sum(changes) / len(changes)
    deviation = dist(changes, [usual] * len(changes)) / sqrt(len(changes) - 1)
    if deviation <= 1e-9 or max(max(changes) - usual, usual - min(changes)) <= DEVIATIONS * deviation:
        return
    for unit, change, earlier in zip(units, changes, then, strict=True):
        if abs(change - usual) > DEVIATIONS * deviation:
            facts = {"before": earlier, "score": table[unit].score, "change": round(change, 4)}
            yield given.finding("jump", table[unit], usual=round(usual, 2), deviation=round(deviation, 2), **facts)


def coverage_last_year(given: Given) -> Iterator[Finding]:
    """Units with a score of an index last year, still existing, and not in this year's table.

    A table of fewer than half of the provinces, or of last year's units, is meant to be partial.
    """
    for (indicator, year), table in given.tables.items():
        if indicator not in given.catalog.indices:
            continue
        before = given.scores.get((indicator, year - 1), {})
        provinces = given.catalog.provinces(year)
        if len(table) < max(len(before), len(provinces)) / 2:
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
