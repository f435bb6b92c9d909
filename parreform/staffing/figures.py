"""One number of a staffing table as extracted, and the lines that numbers make up together."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal, NamedTuple, cast

from parreform.analysis.staffing import Bound, Effect, Part, StaffingLine, derived
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

_SHOWN_FIRST: tuple[Measure, ...] = ("cut", "pct", "people", "assigned", "present", "share", "baseline", "part")


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


def lines_of(held: Iterable[Held], effects: Mapping[str, Effect]) -> list[StaffingLine]:
    """The lines that figures make up, in the order met. `effects` tells what each reason does to a cut."""
    grouped: dict[LineKey, list[Held]] = {}
    for one in held:
        grouped.setdefault(one.figure.line, []).append(one)
    return [_line(found, effects) for found in grouped.values()]


def _line(held: list[Held], effects: Mapping[str, Effect]) -> StaffingLine:
    by_measure = {one.figure.measure: one for one in held if not one.figure.reason}
    first = next((by_measure[m] for m in _SHOWN_FIRST if m in by_measure), held[0])
    figure = first.figure
    line = StaffingLine(
        figure.unit,
        figure.category,
        figure.period,
        figure.kind,
        figure.baseline_year or None,
        bound=cast("Bound", next((one.figure.bound for one in held if one.figure.bound), "")),
        assigned_by=figure.assigned_by,
        scope=figure.scope,
        parts=tuple(_part(one, held, effects) for one in held if one.figure.measure == "part"),
        note="; ".join(dict.fromkeys(one.figure.note for one in held if one.figure.note)),
        source=first.source,
        sheet=figure.sheet,
        cell=figure.cell,
    )
    values = {str(measure): one.figure.value for measure, one in by_measure.items()}
    return derived(_with_values(line, values))


def _with_values(line: StaffingLine, values: Mapping[str, float]) -> StaffingLine:
    return replace(
        line,
        baseline=values.get("baseline"),
        baseline_basis="published" if "baseline" in values else "",
        assigned=values.get("assigned"),
        present=values.get("present"),
        people=values.get("people"),
        cut=values.get("cut"),
        cut_basis="published" if "cut" in values else "",
        cut_pct=values.get("pct"),
        pct_basis="published" if "pct" in values else "",
    )


def _part(one: Held, held: list[Held], effects: Mapping[str, Effect]) -> Part:
    f = one.figure
    shares = (o.figure.value for o in held if o.figure.measure == "share" and o.figure.key[-3:] == f.key[-3:])
    effect = effects.get(f.reason, "other")
    direction = cast("Literal['out', 'in', '']", f.direction)
    return Part(f.reason, effect, f.value, direction, f.counterparty, one.source, f.sheet, f.cell, next(shares, None))
