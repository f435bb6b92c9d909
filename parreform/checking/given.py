"""What a check is given: readings, definitions, and the scores held of other years."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from parreform.blocks import Place, Table, tables
from parreform.catalog import Catalog
from parreform.entries import Indicator
from parreform.findings import Finding
from parreform.readings import Reading

COUNTRY = "viet-nam"
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
