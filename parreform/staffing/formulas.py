"""What the formulas of staffing figures say of them: a tenth of the baseline is a target, no result."""

from collections.abc import Iterable, Sequence

from parreform.catalog import Catalog
from parreform.findings import Finding
from parreform.formulas import formula_doubts
from parreform.sources import Told, Values, place_of
from parreform.staffing.figures import Figure
from parreform.workbook import Grid


def staffing_formulas(grids: Sequence[Grid], figures: Iterable[Figure], catalog: Catalog) -> list[Finding]:
    """The doubts about formulas of figures; those of a plan are computed by right."""
    told = {place_of(f.sheet.casefold(), f.cell): _told(f) for f in figures if f.kind != "plan"}
    return formula_doubts(grids, Values(told=told), (), catalog, counts=True)


def _told(figure: Figure) -> Told:
    baseline = figure.measure == "baseline"
    year = figure.baseline_year if baseline else int(figure.period[:4] or 0)
    return Told(figure.unit, year, figure.measure)
