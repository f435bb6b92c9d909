"""The lines that figures of staffing make up together."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal, cast

from parreform.analysis.staffing import Bound, Effect, Part, StaffingLine, derived
from parreform.staffing.figures import Held, LineKey, Measure

_SHOWN_FIRST: tuple[Measure, ...] = ("cut", "pct", "people", "assigned", "present", "share", "baseline", "part")


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
