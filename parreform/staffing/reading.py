"""From staffing tables to figures: each number with its unit, category, period, baseline, kind and cell. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from parreform.catalog import Catalog, nearest
from parreform.entries import OPEN, Unit
from parreform.evidence import Hints
from parreform.findings import Finding
from parreform.settings import t
from parreform.staffing.cells import number_of
from parreform.staffing.figures import Figure, Measure
from parreform.staffing.frame import frame_of, problems
from parreform.staffing.headings import Meaning
from parreform.staffing.periods import period_of_cell
from parreform.staffing.rows import Row, RowReader, counterparty_in
from parreform.staffing.tables import StaffTable
from parreform.staffing.terms import Said, Terms, name_of
from parreform.staffing.territory import unit_at
from parreform.text import readings_of, squeeze


class Stated(NamedTuple):
    """What the cells of a row say beside its figures."""

    period: str
    baseline: int
    said: Said | None
    by: str
    scope: str
    note: str
    counterparty: str


class Cell(NamedTuple):
    """A figure's cell."""

    column: Meaning
    row: int
    position: int
    value: float
    bound: str


LineAt = tuple[str, int, str, str]
"""Period, baseline year, kind, who assigned."""


@dataclass
class TableReading:
    """Collects figures and findings of one table."""

    table: StaffTable
    catalog: Catalog
    hints: Hints
    figures: list[Figure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)

    def find(self, code: str, row: int, column: int, **facts: object) -> None:
        """Report something at a cell."""
        self.findings.append(Finding(code, self.table.grid.sheet, self.table.grid.address(row, column), facts))

    def read(self) -> None:
        """Read the whole table; where something holds for all of it and cannot be told, nothing is read."""
        self.terms, self.frame = Terms.of(self.catalog), frame_of(self.table, self.hints)
        self.above: list[Figure] = []
        self._report_columns()
        open_questions = list(problems(self.table, self.frame, self.hints))
        self.findings += open_questions
        if not open_questions:
            rows = list(RowReader(self.table, self.catalog).rows())
            self.names_units = any(row.unit for row in rows)
            self.names_categories = any(row.category for row in rows)
            for row in rows:
                self._read_row(row)

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
            "source": t("nguồn, không lưu", "sources are not kept"),
        }
        for position, column in self.table.columns.items():
            if not self._holds_figures(position):
                continue
            top = self.table.header.start
            if not column.label and position > min(self.table.values, default=0):
                self.find("column-unheaded", self.table.header.stop - 1, position, count=self._holds_figures(position))
            elif column.role in ("target", "met", "change"):
                self.find("column-skipped", top, position, label=column.label, why=why[column.role])
            elif column.role == "" and column.label:
                self.find("heading-unknown", top, position, label=column.label, count=self._holds_figures(position))

    def _holds_figures(self, position: int) -> int:
        cells = (self.table.grid.rows[r][position] for r in self.table.rows)
        return sum(bool(readings_of(v)) if isinstance(v, str) else isinstance(v, int | float) for v in cells)

    # --- rows --------------------------------------------------------------------------------------

    def _read_row(self, row: Row) -> None:
        if row.total and not self._only_one_unit():
            self.find(
                "row-skipped", row.number, row.at, label=row.label, why=t("tổng của các dòng", "a sum of the rows")
            )
            return
        if row.unknown:
            self._report_label(row)
            return
        stated = self._stated(row)
        cells = list(self._cells(row.number))
        if stated is None or not cells:
            return
        if row.reason is not None:
            self._read_part(row, cells)
            return
        unit = self._unit(row)
        if unit:
            self.above = []
            for category, of_category in self._by_category(row, cells):
                self._read_line(row, unit, category, stated, of_category)

    def _only_one_unit(self) -> bool:
        return len(self.table.about.units) == 1

    def _report_label(self, row: Row) -> None:
        known = {c.name: c.spellings for c in self.terms.categories.values()}
        known |= {u.vi: u.spellings for u in self.catalog.units.values()}
        suggestion = ", ".join(nearest(row.label, known))
        self.find("label-unknown", row.number, row.at, label=row.label, suggestion=suggestion)

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
            yield Cell(column, number, position, column.sign * found.value, found.bound)

    def _unit(self, row: Row) -> str:
        """The name of the row's unit, or of the one that the titles speak of."""
        spoken = self.table.about.units if not self.names_units else ()
        if row.unit or len(spoken) == 1:
            return row.unit or spoken[0]
        self.find("unit-unstated", row.number, row.at, label=row.label)
        return ""

    def _by_category(self, row: Row, cells: Sequence[Cell]) -> Iterator[tuple[str, list[Cell]]]:
        """The cells of each category; without one in column or row it is the only one that the titles name."""
        found: dict[str, list[Cell]] = {}
        apart = self.names_categories or any(c.category for c in self.table.columns.values())
        title = () if apart else self.table.about.categories
        for cell in cells:
            category = cell.column.category or row.category or (title[0] if len(title) == 1 else "")
            found.setdefault(category, []).append(cell)
        for category, of_category in found.items():
            if category:
                yield category, of_category
            else:
                choices = ", ".join(c.vi for c in self.terms.categories.values() if not c.parent)
                first = of_category[0]
                self.find("category-unknown", first.row, first.position, label=first.column.label, choices=choices)

    # --- one line ----------------------------------------------------------------------------------

    def _read_line(self, row: Row, name: str, category: str, stated: Stated, cells: Sequence[Cell]) -> None:
        baselines, others = self._divided(stated, cells)
        lines = self._lines(stated, others)
        compared_with = {base for _, base, _, _ in lines}
        for (year, by), cell in baselines.items():
            if year not in compared_with:  # posts of a year that no other figure is measured against
                lines.setdefault((str(year or ""), 0, "assigned", by or stated.by), []).append(_as_assigned(cell))
        for (period, base, kind, by), found in _joined(lines).items():
            compared = baselines.get((base, by)) or baselines.get((base, ""))
            chosen = self._kind(stated, kind, found, row, compared=compared is not None)
            if chosen is None:
                return
            line = _Line(name, category, period, base, chosen, by, stated, row)
            whole = [*found, *([compared] if compared else [])]
            self._add(line, whole, {id(c) for c in baselines.values()})

    def _lines(self, stated: Stated, cells: Sequence[Cell]) -> dict[LineAt, list[Cell]]:
        """Cells by line. People present are measured against no baseline of posts, unless their row is a headcount."""
        lines: dict[LineAt, list[Cell]] = {}
        for cell in cells:
            period = cell.column.period or stated.period or self.frame.period
            for base in self._bases(cell, period, stated):
                lines.setdefault((period, base, cell.column.kind, cell.column.by or stated.by), []).append(cell)
        if stated.said is None:
            for at in [at for at, found in lines.items() if {c.column.measure for c in found} == {"present"} and at[1]]:
                lines.setdefault((at[0], 0, *at[2:]), []).extend(lines.pop(at))
        return lines

    def _divided(self, stated: Stated, cells: Sequence[Cell]) -> tuple[dict[tuple[int, str], Cell], list[Cell]]:
        """Cells of baselines by year and who assigned, and the others."""
        baselines: dict[tuple[int, str], Cell] = {}
        others = []
        for cell in cells:
            if self.frame.is_baseline(cell.column):
                only = self.frame.baselines[0] if len(self.frame.baselines) == 1 else 0
                year = stated.baseline or cell.column.baseline_year or int(cell.column.period[:4] or 0) or only
                baselines[year, cell.column.by] = cell
            else:
                others.append(cell)
        return baselines, others

    def _bases(self, cell: Cell, period: str, stated: Stated) -> tuple[int, ...]:
        """The years that a cell's line is compared with; (0,) for none."""
        column = cell.column
        if column.step and period:
            return (max((y for y in self.frame.years if y < int(period[:4])), default=int(period[:4]) - 1),)
        if column.baseline_year:
            return (column.baseline_year,)
        if "baseline_year" in self.table.roles and self.hints.baseline is None:
            return (stated.baseline,)
        return self.frame.baselines or (0,)

    def _kind(self, stated: Stated, column: str, cells: Sequence[Cell], row: Row, *, compared: bool) -> Said | None:
        """What sort of numbers a line holds: its row says it, a column, an option, the title, or its only measure.

        A title speaks of the table as a whole: not of posts or people that stand alone, `compared` with no baseline.
        """
        measures = {c.column.measure for c in cells} - {"baseline"}
        if stated.said is not None:
            return stated.said
        if column or self.hints.kind:
            return Said(column or self.hints.kind)
        only = {frozenset({"assigned"}): "assigned", frozenset({"present"}): "headcount"}.get(frozenset(measures))  # type: ignore[arg-type]
        kind = self.frame.kind
        titled = kind == "plan" or (kind == "achieved" and compared)
        if only and not (titled and only == "assigned"):
            kind = only
        if not kind:
            choices = ", ".join(k.id for k in self.terms.kinds.values())
            self.find("kind-unknown", row.number, cells[0].position, choices=choices)
            return None
        return Said(kind)

    def _add(self, line: "_Line", cells: Sequence[Cell], baselines: set[int]) -> None:
        unit = unit_at(line.name, line.period, line.base, self.catalog)
        if isinstance(unit, str):
            self.find(unit, line.row.number, line.row.at, **self._facts(line))
            return
        if unit.spans:
            self.find(
                "territory-spans",
                line.row.number,
                line.row.at,
                **self._facts(line),
                unit=_dated_name(self.catalog.unit(unit.unit)),
            )
        if not line.period:
            self.find("period-unstated", line.row.number, line.row.at, name=line.name)
        counted = {cell.column.measure for cell in cells}
        for cell in cells:
            measure = "baseline" if id(cell) in baselines else cell.column.measure
            assert measure is not None
            if measure != "assigned" or "present" not in counted:
                measure = self._counted(line, cell, measure)
            self._add_figure(line, unit.unit, cell, measure)

    def _facts(self, line: "_Line") -> Mapping[str, object]:
        year = line.period or (line.base or "-")
        return {"name": line.name, "year": year, "suggestion": ", ".join(self.catalog.suggest_units(line.name))}

    def _add_figure(self, line: "_Line", unit: str, cell: Cell, measure: Measure) -> None:
        said = line.kind
        figure = Figure(
            unit,
            line.category,
            measure,
            line.period,
            said.kind,
            cell.value,
            self.table.grid.sheet,
            self.table.grid.address(cell.row, cell.position),
            line.base,
            line.by or said.by,
            line.stated.scope,
            bound=(cell.bound or said.bound) if measure in ("cut", "pct", "people", "part") else cell.bound,
            note=line.stated.note,
        )
        if measure in ("part", "share") and not cell.column.reason:
            reason = self.terms.reasons[said.reason]
            figure = figure._replace(reason=reason.id, direction=reason.direction)
        elif measure == "part":
            reason = self.terms.reasons[cell.column.reason]
            whom = line.stated.counterparty or counterparty_in(cell.column.label)
            figure = figure._replace(reason=reason.id, direction=reason.direction, counterparty=whom)
        self.figures.append(figure)
        self.above.append(figure)

    def _counted(self, line: "_Line", cell: Cell, measure: Measure) -> Measure:
        """What a number really counts: a headcount's only `assigned` is people present, a settlement's are people."""
        number = self.terms.kinds[line.kind.kind].number if line.kind.kind in self.terms.kinds else "assigned"
        counted = measure
        if number == "people" and measure in ("assigned", "cut", "pct"):
            counted = _PEOPLE[measure, bool(line.kind.reason)]
        elif number == "present" and measure == "assigned":
            counted = "present"
        if counted != measure:
            kind = name_of(self.terms.kinds, line.kind.kind)
            words = t(*_COUNTED[counted])
            self.find("read-as", cell.row, cell.position, label=cell.column.label, kind=kind, words=words)
        return counted

    # --- parts of the row above ----------------------------------------------------------------------

    def _read_part(self, row: Row, cells: Sequence[Cell]) -> None:
        """A row `trong đó`: its figure in a column of cuts is a part of the cut above, else its only figure is."""
        reason = row.reason
        assert reason is not None
        of_cuts = [c for c in cells if c.column.measure == "cut"]
        counts = of_cuts or [c for c in cells if c.column.measure != "pct"]
        cuts = [
            f for f in self.above if f.measure in ("cut", "pct") and (not row.category or f.category == row.category)
        ]
        if (len(counts) != 1 and not of_cuts) or not cuts:
            self.find("part-unplaced", row.number, row.at, label=row.label)
            return
        for cell in counts:
            if cell.value < 0:
                self.find("count-negative", cell.row, cell.position, value=cell.value, name=row.label)
                continue
            for line in _lines_for(cell, cuts):
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


class _Line(NamedTuple):
    """What the figures of one line share."""

    name: str
    category: str
    period: str
    base: int
    kind: Said
    by: str
    stated: Stated
    row: Row


_PEOPLE: dict[tuple[str, bool], Measure] = {
    ("assigned", False): "people",
    ("cut", False): "people",
    ("pct", False): "pct",
    ("assigned", True): "part",
    ("cut", True): "part",
    ("pct", True): "share",
}
_COUNTED: dict[Measure, tuple[str, str]] = {
    "present": ("số người có mặt", "people present"),
    "people": ("số người", "people"),
    "part": ("số người theo lý do", "people by reason"),
    "share": ("tỷ trọng trong số người đã giải quyết", "a share of all people settled"),
}


def _dated_name(unit: Unit) -> str:
    """A unit's name with the day its territory began or ended."""
    if unit.valid_to != OPEN:
        return unit.vi + t(f" (đến {unit.valid_to:%d/%m/%Y})", f" (until {unit.valid_to:%d/%m/%Y})")
    return unit.vi + (t(f" (từ {unit.valid_from:%d/%m/%Y})", f" (from {unit.valid_from:%d/%m/%Y})"))


def _as_assigned(cell: Cell) -> Cell:
    """The cell of a baseline that nothing is compared with: posts assigned in its year."""
    return cell._replace(column=replace(cell.column, measure="assigned"))


def _joined(lines: dict[LineAt, list[Cell]]) -> dict[LineAt, list[Cell]]:
    """Lines whose columns name no kind, or nobody who assigned, joined to the only one beside them that does."""
    for place in (2, 3):
        for at in [at for at in lines if not at[place]]:
            alike = [o for o in lines if o[place] and o[:place] == at[:place] and o[place + 1 :] == at[place + 1 :]]
            if len(alike) == 1:
                lines[alike[0]] += lines.pop(at)
    return lines


def _lines_for(cell: Cell, cuts: Sequence[Figure]) -> list[Figure]:
    """The cuts of the row above that a part in this column belongs to: one figure of each line."""
    chosen = [
        f
        for f in cuts
        if cell.column.measure != "cut"
        or (cell.column.period in ("", f.period) and cell.column.baseline_year in (0, f.baseline_year))
    ]
    return list({f.line: f for f in chosen}.values())
