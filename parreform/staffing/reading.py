"""From staffing tables to figures: each number with its unit, category, period, baseline, kind and cell. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from parreform.catalog import nearest
from parreform.findings import Finding
from parreform.settings import t
from parreform.staffing.categories import CategoryReading
from parreform.staffing.cells import figure_of, number_of
from parreform.staffing.checks import is_printed, is_slip
from parreform.staffing.derived import against_posts, cuts_of_people
from parreform.staffing.figures import Figure, LineKey, Measure
from parreform.staffing.frame import problems
from parreform.staffing.gathered import column_of, gathered
from parreform.staffing.headings import meaning
from parreform.staffing.lines import Cell, Stated
from parreform.staffing.parts import OF_PART, part_beside
from parreform.staffing.periods import is_running, period_of_cell
from parreform.staffing.remarks import Remarks
from parreform.staffing.rows import Row, RowReader
from parreform.staffing.spoken import speaks_of_measure
from parreform.staffing.surroundings import Surroundings
from parreform.staffing.tables import unit_named
from parreform.staffing.terms import bare_label
from parreform.staffing.territory import lists_old
from parreform.staffing.whose import is_within
from parreform.subjects import says_after_merger
from parreform.text import squeeze
from parreform.wording import sums_up

_WHATEVER = frozenset(
    "rows-bodies cut-of-part label-unknown category-unknown category-twofold kind-unknown kind-unreadable period-unreadable unit-unstated"
    " names-differ unit-unknown unit-within staffing-title-unread count-fraction count-negative number-unreadable cell-error formula-uncached rate-range struck-out format-writes changes-contradict cut-of-people".split()
)
"""Findings that hold whatever the answers to the questions that a table leaves open."""
_TELLING = ("unit", "category", "year", "baseline_year", "kind", "by", "scope", "counterparty")
"""The roles of columns that tell of what the figures beside them are."""
_FAR = 1.0
"""So many percentage points off a rate is not that of the cut."""
_ALIKE = 0.75
"""How much a label must be like a province's name to be taken for it mistyped."""


@dataclass
class TableReading(CategoryReading):
    """Reads one table row by row. What some rows name, a title does not name for the others.

    `above` are the figures of the row `above_at`; `aside` the rows that are passed over or refused as a whole, of which
    `untold` are those that do not tell of what their figures are.
    """

    names_units: bool = False
    above_at: int = -1
    aside: set[int] = field(default_factory=set)
    untold: set[int] = field(default_factory=set)
    bodies: list[Row] = field(default_factory=list)
    plain_rates: dict[int, list[tuple[int, float]]] = field(default_factory=dict)

    def read(self) -> None:
        """Read the whole table; where something holds for all of it and cannot be told, nothing is read."""
        self._report_columns()
        open_questions = list(problems(self.table, self.frame, self.hints))
        before = len(self.findings)
        self._read_rows()
        if open_questions:  # what the rows show beside them is told too, apart from what only follows from them
            scaled = {"count-fraction"} if any(f.code == "counts-scaled" for f in open_questions) else set()
            seen = [f for f in self.findings[before:] if f.code in _WHATEVER - scaled]
            self.findings[before:] = [*open_questions, *seen]
            self.figures.clear()
        self.findings = gathered(self.findings, turned=self.table.grid.turned)

    def _read_rows(self) -> None:
        rows = list(RowReader(self.table, self.catalog).rows())
        self.names_units = any(row.unit for row in rows)
        self.names_categories = any(row.category not in ("", "all") and not row.total for row in rows)
        self.after_merger = says_after_merger((*self.table.about.titles, self.table.grid.sheet), self.catalog)
        self.lists_old = not self.after_merger and lists_old((row.unit for row in rows if row.unit), self.catalog)
        self._report_untold()
        for row in rows:
            self._read_row(row)
        self._report_names()
        self.report_mixed()
        self._report_bodies()
        around = Surroundings(self.table, self.figures, self.catalog)
        self.findings += around.of_titles(of_provinces=self.names_units or bool(self.table.of_unit))
        self._report_yearly()
        self._report_rates()
        self._report_fractions()
        self.findings += around.of_cells()
        self.findings += Remarks(self.table, self.figures, self.catalog).findings()
        if self.figures:
            self.findings += [*against_posts(self.table), *cuts_of_people(self.table)]

    def _report_untold(self) -> None:
        """Formulas without a stored result where rows tell of what their figures are."""
        telling = [p for p, column in self.table.columns.items() if column.role in _TELLING]
        for number in self.table.rows:
            for position in self.table.uncached(number, telling):
                self.find("formula-uncached", number, position)
                self.untold.add(number)

    def _report_names(self) -> None:
        """A row that bears the names of two units: tables side by side, of which one would take the names of the other."""
        cells, columns = self.table.grid.rows, [p for p, c in self.table.columns.items() if c.role == "unit"]
        for r in self.table.rows if len(columns) > 1 else ():
            named = {
                p: found
                for p in columns
                if isinstance(v := cells[r][p], str) and (found := unit_named(v, self.catalog))
            }
            first = next(iter(named), None)
            for p, units in named.items():
                if first is not None and not {u.id for u in units} & {u.id for u in named[first]}:
                    self.find("names-differ", r, p, name=squeeze(str(cells[r][p])), other=squeeze(str(cells[r][first])))
                    return

    def _report_yearly(self) -> None:
        """Cuts of several years below one baseline that nothing but the title names, or none: each may be of its year, or since then.

        A rate is of the cut it stands beside, and asked about where it stands alone.
        """
        values = {(f.line, f.measure): f.value for f in self.figures}
        years: dict[tuple[object, ...], dict[str, Figure]] = {}
        for cut in self.assumed:
            beside = cut.measure == "pct" and (cut.line, "cut") in values
            # a blank in a column of baselines says that it is not known
            known = cut.baseline_year or not ("baseline_year" in self.table.roles or self._is_of_each_year())
            if known and not beside and not self._is_running() and not _since_baseline(cut, values):
                of = (cut.unit, cut.category, cut.kind, cut.baseline_year, cut.assigned_by, cut.scope, cut.measure)
                years.setdefault(of, {})[cut.period] = cut
        found = next((list(cuts.values()) for cuts in years.values() if len(cuts) > 1), None)
        if found:
            seen = sorted(f.period for f in found)
            base = found[0].baseline_year or int(seen[0][:4]) - 1
            facts = {"years": ", ".join(seen), "base": base, "first": seen[0][:4]}
            self.findings.append(Finding("cuts-by-year", found[0].sheet, found[0].cell, facts))

    def _report_rates(self) -> None:
        """Bare rates beside cuts that are far from those of the cuts in every row: they are of something else."""
        values = {(f.line, f.measure): f.value for f in self.figures}
        known = [(rate, exact) for rate in self.beside_cuts if (exact := _rate_of(rate, values)) is not None]
        if known and all(_is_of_something_else(rate.value, exact) for rate, exact in known):
            rate, exact = known[0]
            facts = {"value": rate.value, "expected": round(exact, 2), "count": len(known)}
            self.findings.append(Finding("rates-contradict", rate.sheet, rate.cell, facts))

    def _is_running(self) -> bool:
        """Whether titles or headings call the cuts running totals: `cộng dồn`, `giảm đến 31/12/2019`."""
        cuts = [c.label for c in self.table.values.values() if c.measure in ("cut", "pct")]
        return any(map(is_running, self.table.about.titles)) or all(map(is_running, cuts))

    def _is_of_each_year(self) -> bool:
        """Whether every heading of cuts says that they are those of its year: `giảm trong năm`."""
        return all(c.of_year for c in self.table.values.values() if c.measure in ("cut", "pct"))

    def _report_fractions(self) -> None:
        """A column of rates below one without a sign of percent, where no baseline beside the cuts shows what they are."""
        measures = {f.measure for f in self.figures}
        for position, rates in self.plain_rates.items():
            if all(abs(rate) < 1 for _, rate in rates) and not {"baseline", "cut"} <= measures:
                row, rate = rates[0]
                self.find("rate-fraction", row, position, value=rate, percent=round(rate * 100, 4))

    # --- columns -----------------------------------------------------------------------------------

    def _report_columns(self) -> None:
        """Columns with figures that are not read, each with the reason."""
        why = {
            "target": t(
                "chỉ tiêu: parreform so với các chỉ tiêu đã định nghĩa", "a target: parreform tests declared targets"
            ),
            "met": t("đạt hay chưa: parreform tự tính", "met or not: parreform computes it"),
            "change": t(
                "chênh lệch không rõ dấu; tính từ biên chế", "a difference of unclear sign; computed from posts"
            ),
            "growth": t("số tăng: tính từ biên chế các năm", "an increase: computed from the posts of both years"),
            "partial": t("kỳ ngắn hơn một năm", "less than a year"),
            "requested": t("số đề nghị, nhu cầu: chưa được giao", "asked for, not given"),
            "rate": t("tỷ lệ khác, không phải tỷ lệ giảm", "another rate, not that of the cut"),
            "limited": t("chỉ một phần: không tính một lý do", "not the whole: a reason is left out of it"),
            "yearly": t(
                "giảm trong năm; số cộng dồn bên cạnh được đọc",
                "cuts of the year; the running total beside them is read",
            ),
            "unfilled": t("số chưa có người, không phải biên chế giao", "posts that nobody fills, not those given"),
            "source": t("nguồn, không lưu", "sources are not kept"),
        }
        self._report_years_alone()
        for position, column in self.table.columns.items():
            if not self._holds_figures(position):
                continue
            top = self.table.header.start
            if not column.label and position > min(self.table.values, default=0):
                self.find("column-unheaded", self.table.header.stop - 1, position, count=self._holds_figures(position))
            elif column.role in (
                "target",
                "met",
                "change",
                "growth",
                "partial",
                "rate",
                "requested",
                "limited",
                "unfilled",
                "yearly",
            ):
                self.find("column-skipped", top, position, label=column.label, why=why[column.role])
            elif column.role == OF_PART:
                posts = part_beside(self.table.columns.values())
                self.find("cut-of-part", top, position, label=column.label, posts=posts)
            elif column.role in ("", "unclear") and column.label:
                self.find("heading-unknown", top, position, label=column.label, count=self._holds_figures(position))

    def _report_years_alone(self) -> None:
        """Columns headed by years or `Số lượng` of which neither title nor neighbours say what they measure."""
        years = {p: c for p, c in self.table.columns.items() if c.role == "open" and self._holds_figures(p)}
        if years:
            position, column = next(iter(years.items()))
            about, year = self.table.about, column.period[:4] or "..."
            texts = (*about.titles, self.table.grid.sheet)
            title = next(filter(speaks_of_measure, texts), texts[0])
            facts = {"label": column.label, "title": title, "year": year, "count": len(years)}
            self.find("measure-unstated", self.table.header.stop - 1, position, **facts)

    @property
    def holds_figures(self) -> bool:
        """Whether any headed column holds a figure; a blank form holds none."""
        named = (
            p for p, c in self.table.columns.items() if c.label and c.role not in ("ordinal", "year", "baseline_year")
        )
        return any(map(self._holds_figures, named))

    @property
    def unread_headings(self) -> Sequence[str]:
        """The headings of columns with figures that are not read."""
        unread = (
            (p, c) for p, c in self.table.columns.items() if not c.is_value and c.role not in ("ordinal", *_TELLING)
        )
        return [c.label for p, c in unread if c.label and self._holds_figures(p)]

    def _holds_figures(self, position: int) -> int:
        cells = (self.table.grid.rows[r][position] for r in self.table.rows)
        return sum(figure_of(v) if isinstance(v, str) else isinstance(v, int | float) for v in cells)

    # --- rows --------------------------------------------------------------------------------------

    def _read_row(self, row: Row) -> None:
        if self._is_put_aside(row):
            self.aside.add(row.number)
            return
        stated = self._stated(row)
        cells = list(self._cells(row.number))
        if stated is None or not cells:  # reported
            self.aside.add(row.number)
            return
        if row.reason is not None:
            self._read_part(row, stated, cells)
            return
        unit = self._unit(row)
        if unit:
            self.above, self.above_at = [], row.number
            for scope in dict.fromkeys(cell.column.scope for cell in cells):
                of_scope = [cell for cell in cells if cell.column.scope == scope]
                said = stated._replace(scope="+".join(dict.fromkeys(filter(None, (scope, stated.scope)))))
                for category, of_category in self.by_category(row, of_scope):
                    self.read_line(row, unit, category, said, of_category)

    def _is_put_aside(self, row: Row) -> bool:
        """Whether a row's figures are a sum, a part or of nobody knows what: reported."""
        if row.reason is not None and row.head.number in self.aside:
            why = t("một phần của dòng ở trên, dòng ấy không được đọc", "a part of the row above, which is not read")
            self.find("row-skipped", row.number, row.at, label=row.label, why=why)
        elif (row.total and not self._only_one_unit()) or self._sums_years(row):
            self._skip_total(row)
        elif row.part_of:
            self._skip_part(row)
        elif row.unknown and self.names_units and sums_up(row.label):
            self._skip_total(row)
        elif row.unknown and self._is_body(row):
            self.bodies.append(row)
        elif row.number in self.untold:
            self._report_beside(row)
        elif row.unknown and self.terms.leaves_out(row.label):
            why = t("không tính một lý do: không phải cả số giảm", "a reason is left out of it: it is no whole cut")
            self.find("row-skipped", row.number, row.at, label=row.label, why=why)
        elif row.unknown:
            self._report_label(row)
            self._report_beside(row)
        elif row.section:
            self.find("section-unclear", row.number, row.at, label=row.label, section=row.section)
        else:
            return False
        return True

    def _sums_years(self, row: Row) -> bool:
        """Whether a row says in the column of the years that it is their total."""
        total = self.terms.category(self._text(row, "year"))
        return total is not None and total.id == "all"

    def _skip_total(self, row: Row) -> None:
        label = row.label or self._text(row, "year")
        self.find("row-skipped", row.number, row.at, label=label, why=t("tổng của các dòng", "a sum of the rows"))

    def _skip_part(self, row: Row) -> None:
        of = self.terms.categories[row.part_of].name
        why = t(f"chỉ là một phần của “{of}”", f"only a part of “{of}”")
        self.find("row-skipped", row.number, row.at, label=row.label, why=why)

    def _only_one_unit(self) -> bool:
        return len(self.table.about.whose.units) == 1

    def _is_body(self, row: Row) -> bool:
        label = bare_label(row.label)
        return self.catalog.is_central(label) or self.terms.names_inside(label) or is_within(label, self.catalog)

    @property
    def of_ministries(self) -> bool:
        """Whether the rows are of ministries, and of nothing else."""
        return (
            bool(self.bodies)
            and not self.figures
            and all(self.catalog.is_central(bare_label(r.label)) for r in self.bodies)
        )

    def _report_bodies(self) -> None:
        """Rows of ministries beside provinces are passed over; those of anything within a province may be parts of it."""
        central = [row for row in self.bodies if self.catalog.is_central(bare_label(row.label))]
        if central and self.figures:
            why = t(f"bộ, ngành, cơ quan trung ương ({len(central)} dòng)", f"central bodies ({len(central)} rows)")
            self.find("row-skipped", central[0].number, central[0].at, label=central[0].label, why=why)
        others = [row for row in self.bodies if row not in central or not self.figures]
        if others:
            self.find("rows-bodies", others[0].number, others[0].at, label=others[0].label, count=len(others))

    def _report_label(self, row: Row) -> None:
        known = {c.name: c.spellings for c in self.terms.categories.values()}
        found = nearest(row.label, known)
        if not meaning([row.label], self.terms).role:  # a word of headings is no province typed wrong
            found = nearest(row.label, {u.vi: u.spellings for u in self.catalog.units.values()}, least=_ALIKE) or found
        self.find("label-unknown", row.number, row.at, label=row.label, suggestion=", ".join(found))

    def _report_beside(self, row: Row) -> None:
        """What else is wrong in a row that is refused: all of it is mended in one pass."""
        self._stated(row)
        for _ in self._cells(row.number):
            pass

    def _stated(self, row: Row) -> Stated | None:
        """What the row's cells say beside its figures; None where one cannot be understood."""
        period = period_of_cell(self._at(row, "year"))
        base = period_of_cell(self._at(row, "baseline_year"))
        text = self._text(row, "kind")
        said = self.terms.said(text) if text else None
        for role, wrong in (
            ("year", period is None),
            ("baseline_year", base is None),
            ("kind", bool(text) and not said),
        ):
            if wrong:
                self._report_cell(row, role)
        if period is None or base is None or (text and not said):
            return None
        note = self._text(row, "note")
        by = (said.by if said else "") or self.terms.giver(self._text(row, "by")) or self.terms.gave(note)
        scope = self._text(row, "scope")
        scope = self.terms.scope(scope) if scope else self.terms.limits(note) or self.table.about.scope
        return Stated(
            period,
            int(base[:4]) if base else 0,
            said,
            by,
            scope,
            note,
            self._text(row, "counterparty"),
        )

    def _report_cell(self, row: Row, role: str) -> None:
        position = self.table.roles[role]
        value = squeeze(str(self.table.grid.rows[row.number][position]))
        if role == "kind":
            choices = ", ".join(k.vi for k in self.terms.kinds.values())
            self.find("kind-unreadable", row.number, position, value=value, choices=choices)
        else:
            self.find("period-unreadable", row.number, position, value=value)

    def _at(self, row: Row, role: str) -> object:
        position = self.table.roles.get(role)
        return None if position is None else self.table.grid.rows[row.number][position]

    def _text(self, row: Row, role: str) -> str:
        value = self._at(row, role)
        return squeeze(value) if isinstance(value, str) else ""

    def _cells(self, number: int) -> Iterator[Cell]:
        grid = self.table.grid
        for position, column in self.table.values.items():
            if (number, position) in grid.uncached:
                self.find("formula-uncached", number, position)
                continue
            assert column.measure is not None
            value = grid.rows[number][position]
            percent = (number, position) in grid.percent
            found = number_of(value, column.measure, self.hints.decimal, percent=percent)
            if found is None:
                continue
            if found.fault:
                self.find(found.fault, number, position, value=squeeze(str(value)), name=column.label)
                continue
            self.counts[position] = self.counts.get(position, 0) + 1
            if column.measure == "pct" and found.value and not percent and "%" not in str(value):
                self.plain_rates.setdefault(position, []).append((number, found.value))
            yield Cell(column, number, position, column.sign * found.value, found.bound)

    def _unit(self, row: Row) -> str:
        """The name of the row's unit, or of the one that the titles speak of."""
        spoken = self.table.about.whose.units if not self.names_units else ()
        if row.unit or len(spoken) == 1:
            return row.unit or spoken[0]
        self.find("unit-unstated", row.number, self.table.roles.get("unit", row.at), label=row.label)
        return ""

    # --- parts of the row above ----------------------------------------------------------------------

    def _read_part(self, row: Row, stated: Stated, cells: Sequence[Cell]) -> None:
        """A row `trong đó`: its figure in a column of cuts is a part of the cut above, else its only figure is."""
        reason = row.reason
        assert reason is not None
        of_cuts = [c for c in cells if c.column.measure == "cut"]
        counts = of_cuts or [c for c in cells if c.column.measure != "pct"]
        above = [f for f in self.above if f.measure in ("cut", "pct")] if row.head.number == self.above_at else []
        if not above and row.head.label:
            self.find("part-headless", row.number, row.at, label=row.label, of=row.head.label)
            return
        cuts = [f for f in above if self._may_hold(f, row, stated)]
        if (len(counts) != 1 and not of_cuts) or not all(self._wholes(c, cuts) for c in counts):
            self.find("part-unplaced", row.number, row.at, label=row.label)
            return
        for cell in counts:
            if cell.value < 0:
                self.find("count-negative", cell.row, cell.position, value=cell.value, name=row.label)
                continue
            for line in self._wholes(cell, cuts):
                self.figures.append(
                    line._replace(
                        measure="part",
                        value=cell.value,
                        cell=self.table.grid.address(cell.row, cell.position),
                        bound=cell.bound,
                        reason=reason.id,
                        direction=reason.direction,
                        counterparty=self._text(row, "counterparty") or row.counterparty,
                        note=self._text(row, "note") or ("" if row.counterparty else row.label),
                    )
                )

    def _may_hold(self, cut: Figure, row: Row, stated: Stated) -> bool:
        """Whether a part may be of a cut of the row above, by what its own row says of it."""
        units = {u.id for u in unit_named(row.unit, self.catalog)} if row.unit else {cut.unit}
        said = (
            (row.category, cut.category),
            (stated.period, cut.period),
            (stated.baseline, cut.baseline_year),
            (stated.said.kind if stated.said else "", cut.kind),
            (stated.by, cut.assigned_by),
            (stated.scope, cut.scope),
        )
        return cut.unit in units and all(own in ("", 0, other) for own, other in said)

    def _wholes(self, cell: Cell, cuts: Sequence[Figure]) -> list[Figure]:
        """The cuts that a part belongs to, one figure of each line: those of its column, else the only ones of the row."""
        turned = self.table.grid.turned
        column = column_of(self.table.grid.address(cell.row, cell.position), turned=turned)
        chosen = [f for f in cuts if f.measure == "cut" and column_of(f.cell, turned=turned) == column]
        if not chosen and not (cell.column.measure == "cut" and any(f.measure == "cut" for f in cuts)):
            chosen = [] if len({f.line[:3] for f in cuts}) > 1 else list(cuts)
        return list({f.line: f for f in chosen}.values())


def _since_baseline(cut: Figure, values: Mapping[tuple[LineKey, Measure], float]) -> bool:
    """Whether the posts beside a cut, or a rate, show that it is all that is missing from the baseline."""
    before, now = values.get((cut.line, "baseline")), values.get((cut.line, "assigned"))
    if before is None or now is None:
        return False
    if cut.measure == "cut":
        return cut.value == before - now
    return bool(before) and is_printed(cut.value, (before - now) / before * 100)


def _rate_of(rate: Figure, values: Mapping[tuple[LineKey, Measure], float]) -> float | None:
    """The rate of the cut that a rate stands beside; None where its posts are not printed."""
    cut, before = values.get((rate.line, "cut")), values.get((rate.line, "baseline"))
    return cut / before * 100 if cut is not None and before else None


def _is_of_something_else(rate: float, exact: float) -> bool:
    """Whether a rate is neither that of a cut, roughly, nor what remains, nor a slip of either: those are told by line."""
    return abs(rate - exact) > _FAR and not is_printed(rate, 100 - exact) and not is_slip(rate, exact)
