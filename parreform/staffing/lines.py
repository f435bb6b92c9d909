"""The figures of one line: which cells are baselines, what each is measured against, of which kind they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from parreform.catalog import Catalog
from parreform.entries import OPEN, Unit
from parreform.findings import Finding
from parreform.hints import Hints
from parreform.settings import t
from parreform.staffing.checks import is_printed
from parreform.staffing.figures import Figure, Measure
from parreform.staffing.frame import Frame, frame_of, people_since
from parreform.staffing.headings import Meaning
from parreform.staffing.rows import Row, counterparty_in
from parreform.staffing.tables import StaffTable
from parreform.staffing.terms import Said, Terms, name_of
from parreform.staffing.territory import Placed, before_merger, mixed, unit_at


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
class LineReading:
    """Collects figures and findings of one table, a line at a time.

    `counts` has the figures read in each column, `above` those of the row above, `assumed` the cuts and rates
    whose own cells name no baseline, `of_year` the columns of cuts of one year alone that were told of,
    `beside_cuts` the rates that only their place makes those of a cut. `lists_old` tells that the rows are provinces as they were before a merger,
    `after_merger` that titles say the opposite.
    """

    table: StaffTable
    catalog: Catalog
    hints: Hints
    figures: list[Figure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)
    terms: Terms = field(init=False)
    frame: Frame = field(init=False)
    above: list[Figure] = field(default_factory=list)
    assumed: list[Figure] = field(default_factory=list)
    of_year: set[int] = field(default_factory=set)
    beside_cuts: list[Figure] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    lists_old: bool = False
    after_merger: bool = False

    def __post_init__(self) -> None:
        self.terms, self.frame = Terms.of(self.catalog), frame_of(self.table, self.hints)

    def find(self, code: str, row: int, column: int, **facts: object) -> None:
        """Report something at a cell."""
        self.findings.append(Finding(code, self.table.grid.sheet, self.table.grid.address(row, column), facts))

    def read_line(self, row: Row, name: str, category: str, stated: Stated, cells: Sequence[Cell]) -> None:
        """Read the cells of one category of a row: one line for each period, baseline, kind and body that assigned."""
        baselines, others = self._divided(stated, cells)
        lines = self._lines(stated, others)
        compared_with = {base for _, base, _, _ in lines}
        for (year, by), cell in baselines.items():
            if year not in compared_with:  # posts of a year that no other figure is measured against
                lines.setdefault((str(year or ""), 0, "assigned", by or stated.by), []).append(_as_assigned(cell))
        for (period, base, kind, by), found in self._joined(lines).items():
            compared = baselines.get((base, by)) or baselines.get((base, ""))
            if base > int(period[:4] or base):
                own = self.table.roles.get("baseline_year") if stated.baseline == base else None
                at = found[0].position if own is None else own
                self.find("baseline-later", row.number, at, base=base, year=period[:4])
            finished = compared is not None and self._is_finished(period, base, compared, cells, found)
            chosen = self._kind(stated, kind, found, row, compared, finished=finished)
            line = _Line(name, category, period, base, chosen, by, stated, row)
            whole = [*found, *([compared] if compared else [])]
            self._add(line, whole, {id(c) for c in baselines.values()})

    def _lines(self, stated: Stated, cells: Sequence[Cell]) -> dict[LineAt, list[Cell]]:
        """Cells by line. People present are measured against no baseline of posts, unless their row is a headcount."""
        lines: dict[LineAt, list[Cell]] = {}
        for cell in cells:
            period = cell.column.period or stated.period or self.frame.period_of(cell.column.measure)
            for base in self._bases(cell, period, stated):
                lines.setdefault((period, base, cell.column.kind, cell.column.by or stated.by), []).append(cell)
        if stated.said is None:
            for at in [at for at, found in lines.items() if {c.column.measure for c in found} == {"present"} and at[1]]:
                lines.setdefault((at[0], 0, *at[2:]), []).extend(lines.pop(at))
            self._part_people_from_plans(lines)
            self._part_posts_from_people(lines)
        return lines

    def _part_people_from_plans(self, lines: dict[LineAt, list[Cell]]) -> None:
        """People present beside posts that headings call a quota, a plan: they are counted, whatever the posts are."""
        intended = {at[:2] for at in lines if self._is_intended(at[2])}
        for at in [at for at, found in lines.items() if not at[2] and _measures(found) == {"present"}]:
            if at[:2] in intended:
                lines.setdefault((at[0], 0, "headcount", at[3]), []).extend(lines.pop(at))

    def _is_intended(self, kind: str) -> bool:
        """Whether a kind says how many there are to be, not how many there are: a quota, a plan."""
        return kind in self.terms.kinds and self.terms.kinds[kind].plain in ("assigned", "plan")

    def _joined(self, lines: dict[LineAt, list[Cell]]) -> dict[LineAt, list[Cell]]:
        """Lines whose columns name no kind, or nobody who assigned, joined to the only one beside them that does.

        People present join none of a kind that says how many there are to be, posts that were given no plan.
        """
        for place in (2, 3):
            for at in [at for at in lines if not at[place]]:
                alike = [o for o in lines if o[place] and o[:place] == at[:place] and o[place + 1 :] == at[place + 1 :]]
                measures = _measures(lines[at])
                given = place == 2 and any(c.column.given for c in lines[at])
                alike = [o for o in alike if not (given and o[place] == "plan")]
                if len(alike) != 1 or measures & _measures(lines[alike[0]]):
                    continue
                if not ("present" in measures and not at[2] and self._is_intended(alike[0][2])):
                    lines[alike[0]] += lines.pop(at)
        return lines

    def _part_posts_from_people(self, lines: dict[LineAt, list[Cell]]) -> None:
        """Posts given and people present that nothing else is said of: two lines, and the headings say the kind of each.

        Where a title calls both results against a baseline, they stay one line.
        """
        titled = self.frame.kind not in ("", "headcount")
        open_lines = [at for at in lines if not at[2] and not (at[1] and titled)]
        for place in dict.fromkeys(at[:2] for at in open_lines):
            alike = [at for at in open_lines if at[:2] == place]
            if {c.column.measure for at in alike for c in lines[at]} == {"assigned", "present"}:
                for at in alike:
                    for cell in lines.pop(at):
                        people = cell.column.measure == "present"
                        kind, base = ("headcount", 0) if people else (self._kind_of_posts(), at[1])
                        lines.setdefault((at[0], base, kind, at[3]), []).append(cell)

    def _kind_of_posts(self) -> str:
        """The kind of posts that stand beside people present: given, where neither option nor title says that they are planned."""
        wanted = self.hints.kind or self.frame.kind
        return wanted if wanted == "plan" or (self.hints.kind and wanted != "headcount") else "assigned"

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
            return (int(period[:4]) - 1,)
        if column.baseline_year:
            return (column.baseline_year,)
        if "baseline_year" in self.table.roles and self.hints.baseline is None:
            return (stated.baseline,)
        if column.measure in _POSTS and period:  # posts of years before the baseline are measured against none
            return tuple(b for b in self.frame.baselines if b <= int(period[:4])) or (0,)
        if self._counts_people(column) and not self.frame.baselines:
            return (people_since(column, period, self.table),)
        return self.frame.baselines or (0,)

    def _counts_people(self, column: Meaning) -> bool:
        """Whether a column counts people, or parts of them: of cuts, where there are any."""
        of_cuts = any(c.measure in ("cut", "pct") for c in self.table.values.values())
        return column.measure == "people" or (column.measure == "part" and not of_cuts)

    def _is_finished(self, period: str, base: int, before: Cell, cells: Sequence[Cell], line: Sequence[Cell]) -> bool:
        """Whether cuts of a line are what posts of two past years beside each other differ by: they were made.

        `cells` are those of the whole row: the posts of a year stand beside cuts up to its last day.
        """
        year, whose = period[:4], before.column.category
        now = [
            c
            for c in cells
            if c.column.measure == "assigned"
            and (c.column.period or period)[:4] == year
            and c.column.category == whose
            and c is not before
        ]
        gone = [c for c in line if c.column.measure in ("cut", "pct")]
        if len(now) != 1 or not gone or not self.frame.is_past(period, base):
            return False
        cut = before.value - now[0].value
        return all(
            c.value == cut
            if c.column.measure == "cut"
            else bool(before.value) and is_printed(c.value, cut / before.value * 100)
            for c in gone
        )

    def _kind(
        self, stated: Stated, column: str, cells: Sequence[Cell], row: Row, compared: Cell | None, *, finished: bool
    ) -> Said:
        """What sort of numbers a line holds: its row says it, a column, an option, the title, or its measures.

        A title speaks of the table as a whole: not of posts or people that stand alone, `compared` with no baseline.
        """
        if stated.said is not None:
            return stated.said
        if column or self.hints.kind:
            return Said(column or self.hints.kind)
        measures = frozenset(c.column.measure for c in cells) - {"baseline"}
        only = _KIND_OF.get(measures, "")
        kind = self.frame.kind
        titled = kind == "plan" or (kind == "achieved" and compared)
        if only and not (titled and only == "assigned"):
            kind = only
        if not kind and compared and _between_given(compared, cells):
            kind = "assigned"
        if not kind and finished:
            kind = "achieved"
        if not kind:
            choices = ", ".join(k.id for k in self.terms.kinds.values())
            self.find("kind-unknown", row.number, cells[0].position, choices=choices)
            kind = "achieved"  # the file is refused; what else is wrong in it is seen too
        return Said(kind)

    def _add(self, line: "_Line", cells: Sequence[Cell], baselines: set[int]) -> None:
        unit = unit_at(line.name, line.period, line.base, self.catalog, old=self.lists_old)
        if isinstance(unit, str):
            self.find(unit, line.row.number, line.row.at, **self._facts(line), event="")
            return
        planned = line.stated.said is not None and line.kind.kind == "plan"
        self.placed.append(Placed(unit.unit, line.period, line.name, line.row.number, line.row.at, planned))
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

    def report_mixed(self) -> None:
        """Provinces that were gone when their figures were taken, or not yet there where titles speak of those after a merger."""
        if self.after_merger and (before := before_merger(self.placed, self.catalog)):
            first = before[0]
            self.find("territory-later", first.row, first.column, count=len(before), year=first.period[:4])
        for one, became in mixed(self.placed, self.catalog, after=self.after_merger):
            event = f"(→ {became})" if became else ""
            self.find("territory-mixed", one.row, one.column, name=one.name, year=one.period[:4], event=event)

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
        if self._is_of_its_year(line, unit, cell, measure):
            return
        if measure == "pct" and cell.column.beside:
            self.beside_cuts.append(figure)
        self.figures.append(figure)
        self.above.append(figure)
        if measure in ("cut", "pct") and not (cell.column.baseline_year or cell.column.step or line.stated.baseline):
            self.assumed.append(figure)

    def _is_of_its_year(self, line: "_Line", unit: str, cell: Cell, measure: Measure) -> bool:
        """Whether a cut of one year alone stands below a baseline of years before: told once for its column."""
        year, said = int(line.period[:4] or 0), cell.column.baseline_year or cell.column.step
        if measure not in ("cut", "pct") or not cell.column.of_year or said or not 0 < line.base < year - 1:
            return False
        if cell.position not in self.of_year:
            self.of_year.add(cell.position)
            name = (
                f"{self.catalog.unit(unit).name(year)}, {name_of(self.terms.categories, line.category)}, {line.period}"
            )
            self.find(
                "cut-of-a-year", cell.row, cell.position, name=name, cut=cell.value, last=year - 1, base=line.base
            )
        return True

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


_POSTS = ("assigned", "present")
_KIND_OF: Mapping[frozenset[Measure | None], str] = {
    frozenset({"assigned"}): "assigned",
    frozenset({"present"}): "headcount",
}
"""The kind of a line that holds one measure alone."""


def _between_given(before: Cell, cells: Sequence[Cell]) -> bool:
    """Whether a line tells no more than how posts that were given changed: its cut is their difference."""
    now = [c for c in cells if c.column.measure == "assigned"]
    measures = {c.column.measure for c in cells}
    given = before.column.measure == "baseline" or before.column.given
    if len(now) != 1 or not measures <= {"assigned", "cut", "pct"} or not (given and now[0].column.given):
        return False
    return all(c.value == before.value - now[0].value for c in cells if c.column.measure == "cut")


def _as_assigned(cell: Cell) -> Cell:
    """The cell of a baseline that nothing is compared with: posts assigned in its year."""
    return cell._replace(column=replace(cell.column, measure="assigned"))


def _measures(cells: Sequence[Cell]) -> set[Measure | None]:
    return {c.column.measure for c in cells}
