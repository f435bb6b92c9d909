"""One number of a staffing table as extracted."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from parreform.settings import t

Measure = Literal["baseline", "assigned", "present", "people", "cut", "pct", "share", "part"]
MEASURES: tuple[Measure, ...] = ("baseline", "assigned", "present", "people", "cut", "pct", "share", "part")
LineKey = tuple[str, str, str, str, int, str, str]


class Figure(NamedTuple):
    """One printed number. What it is of is its key; what is said is `value` and `bound`.

    `period` is an ISO year, month or day, empty where none is stated; `baseline_year` is 0 where none is.
    `cut` is positive where posts went, `pct` is a percentage of the baseline, `share` one of all people
    settled. A `part` has a reason, a direction and perhaps a counterparty; its value is not negative.
    """

    unit: str
    category: str
    measure: Measure
    period: str
    kind: str
    value: float
    sheet: str
    cell: str
    baseline_year: int = 0
    assigned_by: str = ""
    scope: str = ""
    reason: str = ""
    direction: str = ""
    counterparty: str = ""
    bound: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str | int, ...]:
        """What has one current value."""
        part = (self.reason, self.direction, self.counterparty)
        return (*self.line, self.measure, *part)

    @property
    def line(self) -> LineKey:
        """What the numbers of one line share."""
        of = (self.unit, self.category, self.period, self.kind)
        return (*of, self.baseline_year, self.assigned_by, self.scope)

    @property
    def said(self) -> tuple[float, str]:
        """What is said about the key."""
        return (self.value, self.bound)


KEY_FIELDS = "unit category period kind baseline_year assigned_by scope measure reason direction counterparty".split()
"""The fields of the key, in its order."""


def measure_words(measure: str) -> str:
    """A measure in words."""
    words = {
        "baseline": t("biên chế gốc", "baseline"),
        "assigned": t("biên chế giao", "assigned"),
        "present": t("có mặt", "present"),
        "people": t("số người", "people"),
        "cut": t("giảm", "cut"),
        "pct": t("tỷ lệ giảm (%)", "cut (%)"),
        "share": t("tỷ trọng (%)", "share (%)"),
        "part": t("trong đó", "of which"),
    }
    return words.get(measure, measure)


class Held(NamedTuple):
    """A figure with the file it is from, as a store gives it."""

    figure: Figure
    source: str


class Dated(NamedTuple):
    """The unit and the year that a figure is of, and where it stands."""

    unit: str
    year: int
    cell: str
    rank_cell: str = ""


def years_of(figures: Iterable[Figure]) -> list[Dated]:
    """The years that figures are of; of posts compared with, that of the baseline."""
    found = []
    for f in figures:
        year = f.baseline_year if f.measure == "baseline" else int(f.period[:4] or 0)
        found += [Dated(f.unit, year, f.cell)] if year else []
    return found
