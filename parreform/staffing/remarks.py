"""What notes around a staffing table and remarks at its rows say against figures that were read of it.

The words are those that tables of indices are asked about; here notes may limit figures to some posts besides.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from parreform.beside import Harmless, flagged, told_cells
from parreform.catalog import Catalog
from parreform.dating import marked_rows
from parreform.findings import Finding
from parreform.labels import split_label
from parreform.measures import years_in
from parreform.noted import dated_at, dated_in, lent_at, lent_in, units_named
from parreform.remarked import against, contradiction
from parreform.settings import t
from parreform.staffing.cells import figure_of
from parreform.staffing.figures import Figure, years_of
from parreform.staffing.headings import Meaning, is_plain, meaning
from parreform.staffing.limits import is_limited
from parreform.staffing.periods import against as compared_with
from parreform.staffing.periods import without_comparisons
from parreform.staffing.tables import StaffTable
from parreform.staffing.terms import Terms
from parreform.text import fold, squeeze
from parreform.unsettled import SHORT, Doubts, told_against
from parreform.vocabulary import Subject
from parreform.wording import PAPERS, is_prose, is_source

_INTENDED = ("plan", "assigned")
_OF_POSTS = ("assigned", "headcount")


_BASE_SAID = re.compile(r"\b(?:năm\s+)?gốc\b\D{0,40}((?:19|20)\d\d)", re.IGNORECASE)
"""`Năm gốc so sánh của viên chức là năm 2017`, `Gốc là số giao năm 2022`."""


class Remarks:
    """Asks the notes and remarks of one table, of which `figures` were read."""

    def __init__(self, table: StaffTable, figures: Sequence[Figure], catalog: Catalog) -> None:
        self.table, self.figures, self.catalog = table, figures, catalog
        self.headings = [c.label for c in table.columns.values() if c.label]

    def findings(self) -> Iterator[Finding]:
        """What speaks against the figures; a note once."""
        if self.figures:
            yield from self._of_notes()
            yield from self._of_remarks()
            yield from self._of_lines() if self.table.grid.turned else ()

    # --- notes ---------------------------------------------------------------------------------------

    def _of_notes(self) -> Iterator[Finding]:
        cells = {squeeze(text): self.table.grid.address(r, c) for r, c, text in reversed(self.table.grid.texts)}
        prose = (x for x in self.table.about.titles if is_source(x, self.catalog) or is_prose(x))
        for cell, note in (*((cells.get(x, ""), x) for x in prose), *self.table.notes):
            rows, left = marked_rows(self.table.grid, self.table.rows, note)
            figures = self._in(rows) if rows else self.figures
            short = note.count(" ") < SHORT and (cell, note) in self.table.notes
            if what := self._against(note, left, figures, some=bool(rows), short=short):
                facts = {"note": note, "what": what, "index": t("biên chế", "staffing")}
                yield Finding("note-unfit", self.table.grid.sheet, cell, facts)
            yield from self._dated(left, cell, figures, at=bool(rows))

    def _against(self, note: str, left: str, figures: Sequence[Figure], *, some: bool, short: bool) -> str:
        """What a note says of figures, of `some` where it bears their mark; empty where it leaves them what they are."""
        kinds = ("note", "stage") if short else ("note",)
        if subject := self._unsettled(note, figures, kinds):
            return t(subject.vi, subject.en)
        apart = some or (len({f.unit for f in self.figures}) > 1 and units_named(left, self.catalog))
        if self._is_limited(left, figures, some=bool(apart)):
            return t("số biên chế không tính đủ, hay tính thêm", "posts that are left out, or counted besides")
        return t("một năm gốc khác", "another baseline year") if self._is_of_another_baseline(left, figures) else ""

    def _dated(self, text: str, cell: str, figures: Sequence[Figure], *, at: bool) -> Iterator[Finding]:
        """Figures that a text calls another year's or unit's: those it stands `at`, those of units it names, or all."""
        dated = list(dated_at(text, self.catalog)) if at else [d for d in dated_in(text, self.catalog) if d.units]
        lent = lent_at(text, self.catalog) if at else lent_in(text, self.catalog)
        for said in (*(dated or dated_at(text, self.catalog)), *lent):
            if wrong := against(said, years_of(figures)):
                code, facts = contradiction(said, wrong, self.catalog)
                yield Finding(code, self.table.grid.sheet, cell, facts)

    # --- remarks at the rows ---------------------------------------------------------------------------

    def _of_remarks(self) -> Iterator[Finding]:
        held = {row: figures for row in self.table.rows if (figures := self._in([row]))}
        for position, column in self.table.columns.items():
            cells = {row: self.table.grid.rows[row][position] for row in held}
            if self._is_of_remarks(position, column, cells.values()):
                yield from self._of_column(position, column, cells, held)
            elif not column.role and (doubtful := flagged(cells.values(), column.label, Harmless.of(self.catalog))):
                row = next(r for r, v in cells.items() if v in doubtful)
                yield self._unclear(row, position, column, told_cells(doubtful))

    def _of_lines(self) -> Iterator[Finding]:
        """What stands below the columns of a turned table: it stood right of their figures, `Ghi chú`."""
        values, concerns = self.table.values, Doubts.of(self.catalog).concerns
        for r in range(self.table.header.stop, len(self.table.grid.rows)):
            row = self.table.grid.rows[r]
            said = {p: squeeze(v) for p in values if isinstance(v := row[p], str) and not figure_of(v)}
            if not said or any(row[p] is not None for p in values.keys() - said.keys()):
                continue
            label = next((squeeze(v) for v in row[: min(values)] if isinstance(v, str)), "")
            remarks = not label or concerns(split_label(label)[1])
            doubtful = said.values() if remarks else flagged(said.values(), label, Harmless.of(self.catalog))
            yield from self._of_line(r, label, {p: x for p, x in said.items() if x in doubtful}, sure=not remarks)

    def _of_line(self, row: int, label: str, said: Mapping[int, str], *, sure: bool) -> Iterator[Finding]:
        for position, text in said.items():
            at = self.table.grid.address(row, position)
            figures = [f for f in self.figures if f.cell in self._cells_of(position)]
            dated = list(self._dated(text, at, figures, at=True)) if figures else []
            if figures and not dated and (sure or self._doubts(text, figures)):
                facts = {"label": label or "–", "value": told_cells([text])}
                yield Finding("rows-unclear", self.table.grid.sheet, at, facts)
            yield from dated

    def _cells_of(self, position: int) -> frozenset[str]:
        return frozenset(self.table.grid.address(r, position) for r in self.table.rows)

    def _of_column(
        self, position: int, column: Meaning, cells: Mapping[int, object], held: Mapping[int, Sequence[Figure]]
    ) -> Iterator[Finding]:
        rows: dict[str, list[int]] = defaultdict(list)
        for row, value in cells.items():
            if isinstance(value, str) and squeeze(value):
                rows[squeeze(value)].append(row)
        for text, where in rows.items():
            figures = [f for row in where for f in held[row]]
            dated = list(self._dated(text, self.table.grid.address(where[0], position), figures, at=True))
            if not dated and self._doubts(text, figures):
                yield self._unclear(where[0], position, column, told_cells([text]))
            yield from dated

    def _doubts(self, text: str, figures: Sequence[Figure]) -> bool:
        if fold(text) in Terms.of(self.catalog).sources:
            return False
        return bool(
            Doubts.of(self.catalog).are(text, plans=self._are_plans(figures))
            or self._unsettled(text, figures, ("note",))
            or self._is_limited(text, figures)
            or self._is_of_another_baseline(text, figures)
            or self._is_of_another_kind(text, figures)
        )

    def _is_of_remarks(self, position: int, column: Meaning, cells: Collection[object]) -> bool:
        """Whether a column is one of remarks on the figures: by its heading, or words without any right of figures."""
        texts = [v for v in cells if v is not None]
        if not column.label:
            behind = position > min(self.table.values, default=0)
            return behind and all(isinstance(v, str) and not figure_of(v) for v in texts)
        concerns = Doubts.of(self.catalog).concerns
        return not column.is_value and any(concerns(split_label(x)[1]) for x in column.label.split(" / "))

    def _unclear(self, row: int, position: int, column: Meaning, value: str) -> Finding:
        facts = {"label": column.label or "–", "value": value}
        return Finding("rows-unclear", self.table.grid.sheet, self.table.grid.address(row, position), facts)

    # --- what a text says ------------------------------------------------------------------------------

    def _unsettled(self, text: str, figures: Sequence[Figure], kinds: Collection[str]) -> Subject | None:
        """What a text says of figures, of the years that it names where they are of these."""
        years = set(map(str, years_in(PAPERS.sub(" ", text))))
        meant = [f for f in figures if f.period[:4] in years] or figures
        return told_against(text, kinds, self.headings, self.catalog, plans=self._are_plans(meant))

    def _is_of_another_baseline(self, text: str, figures: Sequence[Figure]) -> bool:
        """Whether a text says nothing but a year compared with that is none of the figures'."""
        if said := _BASE_SAID.search(text):
            return int(said[1]) not in {f.baseline_year for f in figures if f.baseline_year} | {0}
        rest = without_comparisons(text)
        years, bases = set(compared_with(text)), {f.baseline_year for f in figures} - {0}
        told = years and bases and years.isdisjoint(bases)
        return bool(told) and not any(map(str.isdigit, rest)) and is_plain(rest)

    def _is_of_another_kind(self, text: str, figures: Sequence[Figure]) -> bool:
        """Whether a text is what another kind of figures is called: `Số có mặt` at posts assigned."""
        said = meaning((text,), Terms.of(self.catalog))
        kind = {"present": "headcount", "assigned": "assigned"}.get(said.measure or "", "")
        known = said.is_value and not said.kind and is_plain(text)
        return bool(kind) and known and all(f.kind in _OF_POSTS and f.kind != kind for f in figures)

    def _are_plans(self, figures: Sequence[Figure]) -> bool:
        """Whether figures say how many there are to be, so that they may be called an estimate."""
        kinds = Terms.of(self.catalog).kinds
        return all(f.kind in kinds and kinds[f.kind].plain in _INTENDED for f in figures)

    def _is_limited(self, text: str, figures: Sequence[Figure], *, some: bool = False) -> bool:
        """Whether a text limits figures to some posts, where no cell of their rows says to which scope."""
        scoped = "scope" in self.table.roles and all(f.scope for f in figures)
        return not scoped and is_limited(text, {f.category for f in figures}, self.catalog, some=some)

    def _in(self, rows: Collection[int]) -> list[Figure]:
        return [f for row in rows for f in self._of_rows.get(row, ())]

    @cached_property
    def _of_rows(self) -> Mapping[int, Sequence[Figure]]:
        """The figures of each row."""
        row_of = {self.table.grid.address(r, c): r for r in self.table.rows for c in self.table.values}
        found: dict[int, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            found[row_of.get(figure.cell, -1)].append(figure)
        return found
