"""Synthetic panels for charts: every figure is invented to show a case, published by nobody."""

import random

from parreform.analysis.panel import Panel, Value
from parreform.pictures.base import Footer, Held

_BLANK = dict.fromkeys(Value._fields, "") | {
    "score": None, "rank": None, "n_ranked": None, "ci_low": None, "ci_high": None, "computed": False, "stage": "published",
}  # fmt: skip


def value(index, indicator, unit, year, score=None, **other):
    """One synthetic value, with a source of its own."""
    origin = {"source": "synthetic.xlsx", "sheet": "x", "cell": "B2", "recorded_at": "2026-01-02T03:04:05Z"}
    known = {"composite": index, "indicator": indicator, "unit": unit, "year": year, "score": score}
    return Value(**(_BLANK | origin | known | other))


class SyntheticHeld(Held):
    """What pictures are made from, without a database."""

    def __init__(self, catalog, values, index="papi", expected=None):
        self.catalog, self._index, self._values = catalog, index, values
        self._panels = {}
        self._expected = expected or {}

    def panel(self, indicator, *, as_of=""):  # noqa: ARG002 - a synthetic past is like now
        """The synthetic values of one indicator, complete years known by how many units there are."""
        if indicator not in self._panels:
            own = tuple(v for v in self._values if v.indicator == indicator)
            years = sorted({v.year for v in own})
            span = range(years[0] + 1, years[-1] + 1) if years else ()
            reasons = {y: self.catalog.why_not_comparable(indicator, y - 1, y) for y in span}
            expected = {y: len(self.catalog.provinces(y)) for y in years} | self._expected
            self._panels[indicator] = Panel(
                self._index, indicator, own, expected, {}, {y: r for y, r in reasons.items() if r}
            )
        return self._panels[indicator]

    def footer(self, values, ranked=""):
        """A footer of one synthetic source."""
        return Footer(tuple(dict.fromkeys(v.source for v in values if v.source)), (), "2026-01-02", ranked)


def whole_index(catalog, years, seed=1, index="papi", missing=()):
    """A synthetic index with all its parts for all provinces; `missing` are (unit, year) without any value."""
    dice = random.Random(seed)
    found = []
    for year in years:
        framework = catalog.framework(index, year)
        for unit in catalog.provinces(year):
            gone = "not-published" if (unit.id, year) in missing else ""
            total = 0.0
            for item in framework.children(index):
                score = round(dice.triangular(2.5, 8.5, 5.0 + 0.3 * int(item.number or 1) % 3), 4)
                total += score
                found.append(value(index, item.indicator, unit.id, year, None if gone else score, missing=gone))
            found.append(value(index, index, unit.id, year, None if gone else round(total, 4), missing=gone))
    return found
