"""What a check is given: readings, definitions, and the scores held of other years."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from parreform.blocks import Place, Table, beyond, tables
from parreform.catalog import Catalog
from parreform.entries import COUNTRY, Indicator
from parreform.findings import Finding
from parreform.readings import Reading

FEWEST_SHARES = 4
"""So many scores of parts beyond their maxima have a common cause."""
Scores = Mapping[Place, Mapping[str, float]]


@dataclass(frozen=True)
class Given:
    """Readings to be checked. `held` has the scores the database holds, by indicator and year, then unit."""

    readings: Sequence[Reading]
    catalog: Catalog
    held: Scores = field(default_factory=dict)

    @cached_property
    def tables(self) -> Mapping[Place, Table]:
        """Published readings by indicator and year, then unit; the country is left out."""
        return tables(self.readings, lambda r: r.stage == "published", frozenset((COUNTRY,)))

    @cached_property
    def scores(self) -> Scores:
        """Published scores by indicator and year, then unit: what is held, overlaid by the readings."""
        return {**{place: table.scores for place, table in self.tables.items()}, **self._overlaid}

    @cached_property
    def _overlaid(self) -> Scores:
        """The scores of the indicators and years that the database holds."""
        held = {place: {u: s for u, s in units.items() if u != COUNTRY} for place, units in self.held.items()}
        read = {place: self.tables[place].scores for place in held if place in self.tables}
        return {place: {**units, **read.get(place, {})} for place, units in held.items()}

    @cached_property
    def columns(self) -> Mapping[Place, tuple[Sequence[str], Sequence[float]]]:
        """The same as `scores`, as units beside their scores."""
        held = {place: (tuple(units), list(units.values())) for place, units in self._overlaid.items()}
        return {place: table.column for place, table in self.tables.items() if table.pieces} | held

    @cached_property
    def counts(self) -> Mapping[Place, Counter[float]]:
        """How often each score stands in each indicator and year."""
        return {place: Counter(column[1]) for place, column in self.columns.items()}

    @cached_property
    def years(self) -> Mapping[str, Sequence[int]]:
        """The years with scores of each indicator, in order."""
        found = defaultdict(list)
        for indicator, year in sorted(self.columns):
            found[indicator].append(year)
        return found

    @cached_property
    def beyond(self) -> Sequence[Reading]:
        """The readings whose score lies outside the bounds that their framework prints."""
        return list(beyond(self.readings, cache(self.bounds)))

    @cached_property
    def shares(self) -> Mapping[tuple[str, int], Sequence[Reading]]:
        """By index and year the scores of parts beyond their maxima, where most are twice as much: shares of these.

        Nothing is more than 100 then; maxima of other years are not doubled.
        """
        found: dict[tuple[str, int], list[Reading]] = defaultdict(list)
        for reading in self.beyond:
            if (reading.score or 0) > 0 and self._is_part(reading.indicator):
                found[self._place(reading.indicator, reading.year)].append(reading)
        return {key: readings for key, readings in found.items() if self._are_shares(key, readings)}

    def _are_shares(self, of: tuple[str, int], readings: Sequence[Reading]) -> bool:
        scores = [r.score or 0 for r in readings]
        doubled = sum(s > 2 * self.bounds(r.indicator, r.year)[1] for s, r in zip(scores, readings, strict=True))
        parts = (t for (i, year), t in self.tables.items() if self._is_part(i) and self._place(i, year) == of)
        return doubled >= FEWEST_SHARES and doubled * 2 > sum(len(t.scores) for t in parts) and max(scores) <= 100

    def _place(self, indicator: str, year: int) -> tuple[str, int]:
        return self.catalog.all_indicators[indicator].index, year

    def _is_part(self, indicator: str) -> bool:
        return self.catalog.all_indicators[indicator].level != "index"

    def bounds(self, indicator: str, year: int) -> tuple[float, float]:
        """The printed bounds, widened where print rounds them: thirds are printed as 0.33 and 3.33."""
        known = self.catalog.all_indicators[indicator]
        framework = self.catalog.framework(known.index, year)
        item = framework.items.get(indicator) if framework else None
        if item is None:
            return float("-inf"), float("inf")
        thirds = item.max is not None and item.max * 4 != round(item.max * 4)
        slack = 0.005 if thirds else 1e-6
        unbounded = float("-inf") if known.level == "criterion" else 0.0
        low = item.min if item.min is not None else unbounded
        return low - slack, (item.max if item.max is not None else float("inf")) + slack

    def indicator(self, reading: Reading) -> Indicator:
        """The indicator of a reading."""
        return self.catalog.all_indicators[reading.indicator]

    def unit(self, reading: Reading) -> str:
        """The name of a reading's unit in its year."""
        return self.catalog.units[reading.unit].name(reading.year)

    def finding(self, code: str, reading: Reading, **facts: object) -> Finding:
        """A finding at a reading's cell, with the names of its unit and indicator."""
        known = {"unit": self.unit(reading), "name": self.indicator(reading).name, "year": reading.year}
        return Finding(code, reading.sheet, reading.cell, {**known, **facts})
