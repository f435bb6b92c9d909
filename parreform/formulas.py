"""What formulas say of the values that are read: results, or figures that somebody made of others.

The stored result of a formula is read as if it were typed. Where the formula shows that it cannot be a published
figure, it is asked about: random numbers, forecasts, the figures of other units, last year's times 1.02. A sum of
its own row, a rank, a look-up in a table of results say nothing against it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from parreform.catalog import Catalog
from parreform.findings import Finding
from parreform.naming import is_figure
from parreform.references import LAST_ROW, Reference, Spelled, spelled
from parreform.settings import t
from parreform.sources import Book, Cell, Told, Values
from parreform.text import fold, squeeze
from parreform.workbook import Grid, letters

_DEEPEST = 6
"""So many formulas are followed, each in a cell that the one before refers to."""
_LOOKED_AT = 400
"""So many cells of a range tell what it holds."""
_SHOWN = 70
"""So much of a formula is printed."""

_LOCAL = "_xlpm."
"""What begins the names that a formula gives to its own parts: `LET(x, …)`."""

Reason = Literal["random", "forecast", "position", "others", "year", "stage", "rate"]
_INVENTED = ("random", "forecast", "position")
_COUNTS = ("assigned", "present", "people", "cut", "part")
_SHARES = ("pct", "share")


class Doubt(NamedTuple):
    """Why a formula gives no published figure, and what shows it."""

    reason: Reason
    seen: str


@dataclass(slots=True)
class _Rests:
    """What the result of a formula rests on: `good` figures that may be its own, doubtful ones, other units, functions.

    `measures` are the figures of its row by what they count, `unknown` how many are told by nothing but a name;
    `near` tells that formulas like it in other rows say the same.
    """

    functions: set[str] = field(default_factory=set)
    good: int = 0
    unknown: int = 0
    bad: list[Doubt] = field(default_factory=list)
    others: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    measures: dict[tuple[str, int], str] = field(default_factory=dict)
    near: bool = True
    seen: set[Cell] = field(default_factory=set)

    @property
    def weight(self) -> tuple[int, int, int]:
        """How much was found so far."""
        return self.good, len(self.bad), len(self.others)


def formula_doubts(
    grids: Sequence[Grid], values: Values, turned: Collection[str], catalog: Catalog, *, counts: bool = False
) -> list[Finding]:
    """One finding for each column of values, and each reason, at the first cell. `counts` are figures of staff."""
    with_formulas = [g for g in grids if g.formulas and g.sheet.casefold() in values.sheets]
    if not with_formulas:
        return []
    judge = _Judge(Book(grids, turned, catalog), values, counts=counts)
    return [finding for grid in with_formulas for finding in _of_sheet(grid, judge)]


def _of_sheet(grid: Grid, judge: "_Judge") -> Iterator[Finding]:
    """The doubts of a sheet, those of one column and reason together."""
    sheet, across = grid.sheet.casefold(), grid.sheet.casefold() in judge.book.turned
    found: dict[tuple[int, Reason], list[tuple[Cell, Doubt]]] = {}
    for place in sorted(grid.formulas):
        told = judge.values.at((sheet, *place))
        doubt = judge.doubt((sheet, *place), told, grid.formulas.likeness(place)) if told else None
        if doubt:
            found.setdefault((place[not across], doubt.reason), []).append(((sheet, *place), doubt))
    for (_, reason), doubtful in found.items():
        cell, doubt = doubtful[0]
        formula = squeeze(judge.book.formula(cell))
        facts = {
            "formula": f"={formula}" if len(formula) < _SHOWN else f"={formula[: _SHOWN - 1]}…",
            "count": len(doubtful),
            "why": _words(doubt),
        }
        code = "formula-invented" if reason in _INVENTED else "formula-derived"
        yield Finding(code, grid.sheet, f"{letters(cell[2])}{cell[1] + 1}", facts)


def _words(doubt: Doubt) -> str:
    seen = doubt.seen
    words = {
        "random": t(f"hàm {seen} cho số ngẫu nhiên", f"{seen} gives random numbers"),
        "forecast": t(f"hàm {seen} suy ra số từ các số khác", f"{seen} estimates a figure from others"),
        "position": t(
            f"hàm {seen} tính từ chỗ đứng của ô hay ngày giờ", f"{seen} counts places of cells, or tells the time"
        ),
        "others": t(f"lấy số của đơn vị khác ({seen})", f"it takes the figures of other units ({seen})"),
        "year": t(f"chỉ dựa vào số của năm khác ({seen})", f"it rests on figures of another year alone ({seen})"),
        "stage": t(f"chỉ dựa vào số chưa phải kết quả ({seen})", f"it rests on figures that are no results ({seen})"),
        "rate": t(
            f"chỉ là {seen} nhân, chia với một hằng số: một mức tính ra, không phải số đã có",
            f"it is {seen} times a constant: a level somebody computed, no figure that was counted",
        ),
    }
    return words[doubt.reason]


class _Judge:
    """Judges formulas; what holds for one holds for those like it in its column."""

    def __init__(self, book: Book, values: Values, *, counts: bool) -> None:
        self.book, self.values, self.counts = book, values, counts
        self._known: dict[object, Doubt | None] = {}
        self._areas: dict[object, dict[Cell, Told]] = {}
        self._random, self._forecast, self._position, self._finding, self._statistic, self._untraced = (
            book.words(group) for group in ("random", "forecast", "position", "finding", "statistic", "untraced")
        )

    def doubt(self, cell: Cell, told: Told, likeness: object) -> Doubt | None:
        """Why the formula of a value that is read gives no published figure."""
        axis = 1 if cell[0] in self.book.turned else 2
        key = (cell[0], cell[axis], told.year, told.measure, likeness)
        if key in self._known:
            return self._known[key]
        rests = _Rests()
        self._gather(cell, cell, told, rests)
        found = self._judged(cell, told, rests)
        if rests.near:
            self._known[key] = found
        return found

    # --- what is said ------------------------------------------------------------------------------

    def _judged(self, cell: Cell, told: Told, rests: _Rests) -> Doubt | None:
        for reason, functions in (("random", self._random), ("forecast", self._forecast)):
            if used := rests.functions & functions:
                return Doubt(reason, min(used))  # type: ignore[arg-type]
        parts = spelled(self.book.formula(cell))
        if rests.others and self._takes_others(told, parts, rests):
            return Doubt("others", rests.others[0][0])
        if not rests.good and not rests.bad:
            return self._constant(told, rests)
        if self.counts:
            return self._of_counts(told, parts, rests)
        return rests.bad[0] if not rests.good else None

    def _of_counts(self, told: Told, parts: Spelled, rests: _Rests) -> Doubt | None:
        """A count is asked about where it is one other figure times a constant, or one of another year and a constant."""
        one = len(rests.measures) == 1 and not rests.unknown
        measure = next(iter(rests.measures))[0] if one else ""
        if one and parts.scales and told.measure in _COUNTS and measure not in _SHARES:
            return Doubt("rate", next(iter(rests.measures.values())))
        stage = next((d for d in rests.bad if d.reason == "stage"), None)
        if rests.good or (not stage and (parts.plain or not one)):
            return None
        return stage or rests.bad[0]

    def _takes_others(self, told: Told, parts: Spelled, rests: _Rests) -> bool:
        """Whether the figures of other units make a unit's own; the mean of a country is made of them."""
        unit = self.book.catalog.units.get(told.unit)
        if unit is None or unit.kind == "country":
            return False
        if told.measure == "rank":
            return told.alone and parts.plain
        return not self.counts or parts.plain or any(within & self._statistic for _, within in rests.others)

    def _constant(self, told: Told, rests: _Rests) -> Doubt | None:
        """A score that rests on no figure at all is typed, unless it counts rows; what is found is found somewhere."""
        used = rests.functions & self._position if not rests.functions & (self._finding - self._position) else None
        return Doubt("position", min(used)) if used and told.measure != "rank" and not rests.others else None

    # --- what it rests on --------------------------------------------------------------------------

    def _gather(self, at: Cell, cell: Cell, told: Told, rests: _Rests) -> None:
        """Add what the formula of a cell rests on, `at` being that of the value; formulas in between are followed."""
        rests.seen.add(cell)
        parts = spelled(self.book.formula(cell))
        rests.functions |= parts.functions
        other = parts.sought if told.year and told.year not in parts.sought else set()
        for reference in (*parts.references, *self._defined(parts, cell)):
            if other and reference.within & self._finding and reference.sheet:
                rests.bad.append(Doubt("year", str(min(other))))
            else:
                self._refer(at, cell, reference, told, rests)
        for column in parts.columns:
            self._by_words(column.heading, told, rests, unknown_is_good=True)
        for name, _ in parts.names:
            if not name.lower().startswith(_LOCAL):
                self._by_words(name, told, rests, unknown_is_good=name.lower() not in self._names(cell))
        if parts.functions & self._untraced:
            for text in parts.texts:
                self._by_words(text, told, rests, unknown_is_good=bool(text.strip("!'")))

    def _names(self, cell: Cell) -> dict[str, str]:
        return dict(self.book.grids[cell[0]].formulas.names) if cell[0] in self.book.grids else {}

    def _defined(self, parts: Spelled, cell: Cell) -> list[Reference]:
        """What the names of a formula stand for."""
        names = self._names(cell) if parts.names else {}
        known = [(names[n.lower()], within) for n, within in parts.names if n.lower() in names]
        return [r._replace(within=within) for text, within in known for r in spelled(text).references]

    def _by_words(self, words: str, told: Told, rests: _Rests, *, unknown_is_good: bool) -> None:
        """What a name, a heading or a text tells of the year; `2023` in `Table1[2023]`, `Diem_2023`."""
        stage = self.book.stage_of_name(words, "-")
        if stage:
            rests.bad.append(Doubt("stage", stage))
        elif self.book.is_of_another_year(words, "-", told.year):
            rests.bad.append(Doubt("year", squeeze(words)))
        elif unknown_is_good:
            rests.good += 1
            rests.unknown += 1

    def _refer(self, at: Cell, cell: Cell, reference: Reference, told: Told, rests: _Rests) -> None:
        sheet = reference.sheet.casefold() or cell[0]
        if reference.book or sheet not in self.book.grids or reference.top < 0:
            self._by_sheet(reference.sheet, reference.book, told, rests)
        elif sheet != cell[0] or sheet != at[0]:
            self._elsewhere(at, sheet, reference, told, rests)
        else:
            self._here(at, reference, told, rests)

    def _by_sheet(self, sheet: str, book: str, told: Told, rests: _Rests) -> None:
        """A sheet or book of which nothing is known but its name, and titles."""
        stage = self.book.stage_of_name(sheet, book)
        if self._names_another(self.book.units_called(sheet), told):
            rests.others.append((sheet, frozenset()))
        if stage:
            rests.bad.append(Doubt("stage", stage))
        elif self.book.is_of_another_year(sheet, book, told.year):
            rests.bad.append(Doubt("year", f"[{book}]{sheet}" if book else sheet))
        else:
            rests.good += 1
            rests.unknown += 1

    def _here(self, at: Cell, reference: Reference, told: Told, rests: _Rests) -> None:
        """Cells of the value's own sheet: those of its own row count, values of its unit, and values of others."""
        held = self._read_in(at[0], reference)
        own = self._own_cells(at, reference)
        for cell in own:
            if cell not in held and cell != at:
                self._beside(at, cell, told, rests)
        if reference.single and not reference.fixed:
            rests.near = rests.near and self.book.in_line(own[0], at)
        self._values(at, held, reference, told, rests)

    def _own_cells(self, at: Cell, reference: Reference) -> list[Cell]:
        """The cells of a reference that stand in the row of a value; the one cell, whatever its row."""
        if reference.single:
            return [(at[0], reference.top, reference.left)]
        return [c for c in self._cells(at[0], reference, at) if self.book.in_line(c, at)]

    def _cells(self, sheet: str, reference: Reference, at: Cell | None = None) -> Iterator[Cell]:
        """The first cells of a reference within its sheet; with `at` those of its row, or column where units lie across."""
        grid = self.book.grids[sheet]
        top, bottom = reference.top, min(reference.bottom, len(grid.rows) - 1)
        left, right = reference.left, min(reference.right, grid.width - 1)
        if at and sheet in self.book.turned:
            left, right = max(left, at[2]), min(right, at[2])
        elif at:
            top, bottom = max(top, at[1]), min(bottom, at[1])
        places = ((sheet, r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
        yield from (cell for cell, _ in zip(places, range(_LOOKED_AT), strict=False))

    def _read_in(self, sheet: str, reference: Reference) -> dict[Cell, Told]:
        """The values among the first cells of a reference."""
        area = (sheet, *reference[2:6])
        if area not in self._areas:
            found = ((cell, self.values.at(cell)) for cell in self._cells(sheet, reference))
            self._areas[area] = {cell: value for cell, value in found if value}
        return self._areas[area]

    def _values(self, at: Cell, held: dict[Cell, Told], reference: Reference, told: Told, rests: _Rests) -> None:
        """Values that are read: of the same year they are good, of another doubtful; others' only found or ranked."""
        found = bool(reference.within & self._finding)
        own = {c: v for c, v in held.items() if v.unit == told.unit and c != at}
        others = [c for c, v in held.items() if v.unit != told.unit]
        if others and not found:
            rests.others.append((self.book.name(others[0], at), reference.within))
        counted = own or ({} if told.measure == "rank" or not found else held)
        self._by_years(at, counted, told, rests)

    def _by_years(self, at: Cell, held: dict[Cell, Told], told: Told, rests: _Rests) -> None:
        rests.measures |= {(v.measure, v.year): self.book.name(c, at) for c, v in held.items()}
        if any(not v.year or not told.year or v.year == told.year for v in held.values()):
            rests.good += 1
        elif held:
            cell, value = next(iter(held.items()))
            rests.bad.append(Doubt("year", f"{self.book.name(cell, at)}: {value.year}"))

    def _beside(self, at: Cell, cell: Cell, told: Told, rests: _Rests) -> None:
        """A cell that is not read as a value: a helper with a formula, a figure by its heading, a constant, a name."""
        before = rests.weight
        if not self.book.in_line(cell, at):
            self._follow(at, cell, told, rests)
        elif self.book.formula(cell) and cell not in rests.seen and len(rests.seen) <= _DEEPEST:
            self._gather(at, cell, told, rests)
            rests.good += before == rests.weight
        elif is_figure(self.book.value(cell)):
            self._by_heading(at, cell, told, rests)

    def _follow(self, at: Cell, cell: Cell, told: Told, rests: _Rests) -> None:
        """The functions of a formula elsewhere: the rest of what it says is not of the value's unit."""
        if self.book.formula(cell) and cell not in rests.seen and len(rests.seen) <= _DEEPEST:
            inner = _Rests(seen=rests.seen)
            self._gather(at, cell, told, inner)
            rests.functions |= inner.functions

    def _by_heading(self, at: Cell, cell: Cell, told: Told, rests: _Rests) -> None:
        stage, year = self.book.stage_of_heading(cell), self.book.year_of_heading(cell)
        rests.measures[stage or self.book.name(cell, at), year or 0] = self.book.name(cell, at)
        if stage:
            rests.bad.append(Doubt("stage", stage))
        elif year and told.year and year != told.year:
            rests.bad.append(Doubt("year", f"{self.book.name(cell, at)}: {year}"))
        else:
            rests.good += 1

    def _elsewhere(self, at: Cell, sheet: str, reference: Reference, told: Told, rests: _Rests) -> None:
        """Cells of another sheet: values that are read there, else figures by their headings, or by the sheet's name."""
        held = self._read_in(sheet, reference)
        rests.near = rests.near and not reference.single
        if held:
            self._values(at, held, reference, told, rests)
            return
        cell = (
            sheet,
            min(reference.top if reference.bottom < LAST_ROW else LAST_ROW, self._last(sheet)),
            reference.left,
        )
        if reference.single and self._of_another(cell, told):
            rests.others.append((self.book.name(cell, at), reference.within))
        if reference.single:
            self._follow(at, cell, told, rests)
        if reference.left == reference.right and (self.book.stage_of_heading(cell) or self.book.year_of_heading(cell)):
            self._by_heading(at, cell, told, rests)
        else:
            self._by_sheet(self.book.grids[sheet].sheet, "", told, rests)

    def _last(self, sheet: str) -> int:
        return max(len(self.book.grids[sheet].rows) - 1, 0)

    def _of_another(self, cell: Cell, told: Told) -> bool:
        """Whether the row of a cell names another unit than the value's."""
        return self._names_another(self.book.unit_of_row(cell), told)

    def _names_another(self, named: frozenset[str], told: Told) -> bool:
        unit = self.book.catalog.units.get(told.unit)
        return bool(named) and unit is not None and named.isdisjoint(map(fold, unit.spellings))
