"""What is told of sheets that hold no table of provinces: whose figures they are, or why nobody can tell."""

from collections.abc import Sequence

from parreform.catalog import Catalog
from parreform.findings import Finding
from parreform.lone import names_body, of_country, other_rows, spoken_of, strange_name
from parreform.mentions import provinces_in
from parreform.naming import has_decimals
from parreform.settings import t
from parreform.wording import names_index
from parreform.workbook import Grid


def skipped(grid: Grid, catalog: Catalog) -> Finding:
    """A note on a sheet that names no province; an error where it holds a table and the names of several over it."""
    if grid.hidden:
        return Finding("sheet-skipped", grid.sheet, "", {"why": t("trang ẩn", "the sheet is hidden")})
    others, spoken = other_rows(grid, catalog), spoken_of(grid, catalog)
    if spoken.seen and not others and _holds_scores(grid, catalog):
        return Finding("province-unclear", grid.sheet, spoken.cell, {"seen": spoken.seen})
    why = others or spoken.why or spoken.seen or of_country(grid) or t("không có tên tỉnh", "no province names")
    return Finding("sheet-skipped", grid.sheet, "", {"why": why})


def _holds_scores(grid: Grid, catalog: Catalog) -> bool:
    """Whether a sheet speaks of an index and has rows of figures with decimals."""
    rows = sum(any(map(has_decimals, row)) for row in grid.rows)
    return rows > 1 and any(names_index(x, catalog) for x in (grid.sheet, *(text for _, _, text in grid.texts)))


def _why(grid: Grid, catalog: Catalog) -> str:
    return other_rows(grid, catalog) or spoken_of(grid, catalog).why or of_country(grid)


def no_table(grids: Sequence[Grid], catalog: Catalog) -> Finding:
    """Told at the first name that is no province's, else at the first text of the first sheet that is seen."""
    seen = [(g, "" if g.hidden else _why(g, catalog)) for g in grids]
    names = ((g, name) for g, _ in seen if not g.hidden and not other_rows(g, catalog) and (name := strange_name(g)))
    sheet, strange = next(names, (None, None))
    if sheet and strange:
        alike = provinces_in(strange.name, catalog) or catalog.suggest_units(strange.name)
        suggestion = "" if names_body(strange.name) else ", ".join(alike)
        facts = {"label": strange.label, "name": strange.name, "suggestion": suggestion}
        return Finding("names-unknown", sheet.sheet, sheet.address(*strange.place), facts)
    told = "; ".join(f"“{g.sheet}”: {why}" if why else f"“{g.sheet}”" for g, why in seen) or "-"
    texts = ((g, r, c) for g in grids if not g.hidden for r, row in enumerate(g.rows) for c, v in enumerate(row) if v)
    grid, row, column = next(texts, (None, 0, 0))
    return Finding("no-table", grid.sheet if grid else "", grid.address(row, column) if grid else "", {"seen": told})
