"""What titles, unit lines and the look of cells say against the figures that were read of one staffing table.

Titles must be understood whole; a line on the unit must fit what was counted; a figure that is merged over several,
struck through or written with words by its format is asked about.
"""

from collections.abc import Iterator, Sequence

from parreform.beside import Harmless
from parreform.catalog import Catalog
from parreform.findings import Finding
from parreform.staffing.figures import Figure
from parreform.staffing.tables import StaffTable
from parreform.staffing.terms import Terms
from parreform.staffing.titles import scale_in
from parreform.staffing.understood import not_understood
from parreform.staffing.whose import LEVEL_OF
from parreform.text import squeeze
from parreform.unit_lines import is_share, not_fitting, unit_lines


class Surroundings:
    """Asks the titles and cells of one table, of which `figures` were read."""

    def __init__(self, table: StaffTable, figures: Sequence[Figure], catalog: Catalog) -> None:
        self.table, self.figures, self.catalog = table, figures, catalog

    # --- titles --------------------------------------------------------------------------------------

    def of_titles(self, *, of_provinces: bool) -> Iterator[Finding]:
        """Titles of a body or level within the province, and those not understood whole; `of_provinces` are the rows."""
        about, sheet = self.table.about, self.table.grid.sheet
        lower = (about.whose.lower, self._other_level())
        for text in dict.fromkeys(x for x in lower if x):
            yield Finding("unit-within", sheet, self._cell_saying(text), {"title": text})
        scoped = "scope" in self.table.roles and all(f.scope for f in self.figures)
        unread = not_understood(about.titles, sheet, self.catalog, of_provinces=of_provinces, scoped=scoped)
        for title, words in (*unread, *self._unfit_units()) if self.figures else ():
            if title not in lower:
                facts = {"title": title, "words": words}
                yield Finding("staffing-title-unread", sheet, self._cell_saying(title), facts)

    def _unfit_units(self) -> Iterator[tuple[str, str]]:
        """Lines on what is counted, with the words that do not fit the figures: `ĐVT: %` above numbers of posts."""
        terms = Terms.of(self.catalog).categories
        categories = {f.category for f in self.figures}
        groups = {"organisations" if terms[c].counts == "units" else "posts" for c in categories if c in terms}
        own = [x for c in categories if len(categories) == 1 and c in terms for x in terms[c].spellings]
        titles = self.table.about.titles
        for line, said in unit_lines(titles, self.catalog):
            others = [x for x in titles if x != line]
            words = not_fitting(said, (*groups, "shares"), others, self.catalog, own)
            of_shares = is_share(said) and not not_fitting(said, ("shares",), others, self.catalog)
            if of_shares and any(f.measure != "pct" for f in self.figures):
                words = said.strip(" ()")
            if words and not scale_in(line):
                yield line, words

    def _other_level(self) -> str:
        """The title that restricts the table to levels which a category of its figures does not say."""
        about = self.table.about.whose
        apart = any({LEVEL_OF.get(f.category, "")} != set(about.levels) for f in self.figures)
        return about.of_level if about.levels and apart else ""

    def _cell_saying(self, text: str) -> str:
        grid = self.table.grid
        cells = ((r, c) for r in range(self.table.rows.stop) for c, v in enumerate(grid.rows[r]) if isinstance(v, str))
        return next((grid.address(r, c) for r, c in cells if squeeze(str(grid.rows[r][c])) == text), "")

    # --- cells ---------------------------------------------------------------------------------------

    def of_cells(self) -> Iterator[Finding]:
        """Cells merged over several figures; columns with cells struck through, or whose formats write words beside figures."""
        yield from self._merged()
        grid, rows = self.table.grid, set(self.table.rows)
        words = Harmless.of(self.catalog) if grid.written else None
        written = {p: x for p, x in grid.written.items() if words and not words.is_written(x)}
        for position, column in self.table.values.items():
            struck, wrote = (sorted(r for r, c in x if c == position and r in rows) for x in (grid.struck, written))
            if struck:
                yield self._at("struck-out", struck[0], position, name=column.label, count=len(struck))
            if wrote:
                yield self._at("format-writes", wrote[0], position, value=written[wrote[0], position], count=len(wrote))

    def _merged(self) -> Iterator[Finding]:
        grid = self.table.grid
        for span in (m for m in grid.merged if m.bottom > m.top or m.right > m.left):
            rows, columns = range(span.top, span.bottom + 1), range(span.left, span.right + 1)
            cells = {grid.address(r, c) for r in rows for c in columns}
            of = {(f.unit, f.category, f.period) for f in self.figures if f.cell in cells}
            if len(of) > 1:
                yield self._at("value-merged", span.top, span.left, value=grid.rows[span.top][span.left], count=len(of))

    def _at(self, code: str, row: int, column: int, **facts: object) -> Finding:
        return Finding(code, self.table.grid.sheet, self.table.grid.address(row, column), facts)
