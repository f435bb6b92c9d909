"""From grids to staffing figures: every staffing table of a file, with all faults collected. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from parreform.catalog import Catalog
from parreform.evidence import Hints
from parreform.findings import Finding
from parreform.staffing.figures import Figure
from parreform.staffing.reading import TableReading
from parreform.staffing.tables import StaffTable, find_tables, unheaded
from parreform.text import fold
from parreform.workbook import Grid


@dataclass(frozen=True, slots=True)
class StaffSheet:
    """What one staffing table was found to be: `counts` has the figures read in each column."""

    name: str
    table: StaffTable = field(repr=False)
    figures: tuple[Figure, ...]
    counts: dict[int, int]

    @property
    def years(self) -> tuple[int, ...]:
        """The years its figures are of."""
        return tuple(sorted({int(f.period[:4]) for f in self.figures if f.period}))


@dataclass(frozen=True, slots=True)
class StaffExtraction:
    """All staffing figures of a file. `taken` are the names of the sheets that hold them."""

    figures: tuple[Figure, ...] = ()
    findings: tuple[Finding, ...] = ()
    sheets: tuple[StaffSheet, ...] = ()
    taken: frozenset[str] = frozenset()


NOTHING = StaffExtraction()


def extract_staffing(grids: Sequence[Grid], file: str, catalog: Catalog, hints: Hints) -> StaffExtraction:
    """Read every sheet of a file that is about staff; an index named by option leaves none."""
    if hints.index:
        return NOTHING
    chosen = [g for g in grids if (fold(g.sheet) == fold(hints.sheet) if hints.sheet else not g.hidden)]
    tables = [(grid.sheet, table) for grid in chosen for table in find_tables(grid, file, catalog)]
    readings = [TableReading(table, catalog, hints) for _, table in tables]
    for reading in readings:
        reading.read()
    kept, repeats = _once([f for r in readings for f in r.figures])
    sheets = [
        StaffSheet(name, table, tuple(r.figures), r.counts) for (name, table), r in zip(tables, readings, strict=True)
    ]
    findings = [f for r in readings for f in r.findings]
    findings += [f for grid in chosen for f in unheaded(grid, [t for name, t in tables if name == grid.sheet], catalog)]
    distinct = {(f.code, f.sheet, f.cell, str(f.facts)): f for f in [*findings, *repeats]}
    return StaffExtraction(tuple(kept), tuple(distinct.values()), tuple(sheets), frozenset(s.name for s in sheets))


def _once(figures: Iterable[Figure]) -> tuple[list[Figure], list[Finding]]:
    """Each key once. The same number in two places is stored once, two different ones are an error."""
    kept: dict[object, Figure] = {}
    repeats: dict[tuple[str, str], int] = {}
    findings = []
    for figure in figures:
        first = kept.setdefault(figure.key, figure)
        if first is figure:
            continue
        if first.said == figure.said:
            repeats[figure.sheet, first.sheet] = repeats.get((figure.sheet, first.sheet), 0) + 1
        elif figure.measure == "baseline" and (first.sheet, first.cell) == (figure.sheet, figure.cell):
            continue
        else:
            findings.append(_twice(first, figure))
    findings += [
        Finding("repeated", sheet, "", {"other": other, "count": n})
        for (sheet, other), n in repeats.items()
        if sheet != other
    ]
    return list(kept.values()), findings


def _twice(first: Figure, second: Figure) -> Finding:
    facts = {
        "name": f"{second.unit}, {second.category}, {second.measure}, {second.period or '-'}",
        "first": f"{first.value:g}",
        "second": f"{second.value:g}",
        "other": f"{first.sheet}!{first.cell}",
    }
    return Finding("unit-twice", second.sheet, second.cell, facts)
