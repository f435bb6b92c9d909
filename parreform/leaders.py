"""Columns of provinces that lead, or that one is compared with: `Tỉnh dẫn đầu`, `Địa phương cao nhất`, `Tỉnh so sánh`.

In a list of the best they are whose the figures are. Where rows are of something else, of a field, a year, a region,
they only stand beside figures that are another province's: of a column of names, of a heading, of the title. Where
nothing says whose, nobody can know. The words are those of `leading` in `definitions/beside.toml`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from parreform.catalog import Catalog
from parreform.findings import Finding
from parreform.headings import Labels
from parreform.labels import split_label
from parreform.lone import beside_figures, spoken_of, with_unit, without_writers
from parreform.measures import VALUE_MEASURES, is_year_mark, measure_of
from parreform.naming import Place, Units, by_column, is_figure, looks_like_data, parse_year, stacked, units_of
from parreform.text import fold, says, squeeze
from parreform.workbook import Grid

_HEADER_ROWS = 3
_SCALE = re.compile(r"[(\[][^)\]]*\d[^)\]]*[)\]]")
"""Numbers in brackets: what figures can be at most, `(cao nhất 100)`, or a mark of a note."""
_VALUES = (*VALUE_MEASURES, "index", "percent")
"""What words alone may head values: `Chỉ số`, `Tỷ lệ (%)` are scores where nothing else is."""
_NO_SUBJECTS = ("ordinal", "code", "note", "source")

Whose = Literal["owned", "titled", "named", "stated", "unclear"]


class Leaders(NamedTuple):
    """The cells with such names in one table, the cell of their heading and its `label`; `figures` are headings of values.

    `whose` the figures beside them are: another's (`owned`); of the one province that a title speaks of (`titled`); those
    of the names unless a title speaks of one (`named`), or of one that is none of them (`stated`); nobody's for certain
    (`unclear`).
    """

    places: frozenset[Place]
    cell: str
    label: str
    whose: Whose
    figures: str = ""

    @property
    def turned(self) -> "Leaders":
        """The same in the grid that is turned."""
        return self._replace(places=frozenset((c, r) for r, c in self.places))


class Owners(NamedTuple):
    """The units that the figures of a grid are of; `doubts` are of blocks of names of which that cannot be told."""

    grid: Grid
    units: Units
    doubts: Sequence[tuple[frozenset[Place], Finding]] = ()

    def doubts_of(self, column: int, rows: Sequence[int], *, turned: bool) -> tuple[Finding, ...]:
        """Those of the names in a column, in a grid that is turned or not."""
        held = set(rows)
        places = ((p, f) for found, f in self.doubts for p in found)
        if turned != self.grid.turned:
            places = (((c, r), f) for (r, c), f in places)
        return tuple({f.cell: f for (r, c), f in places if c == column and r in held}.values())


def leads(label: str, catalog: Catalog) -> bool:
    """Whether words speak of who leads, or of whom one is compared with; `Xếp thứ`, a change or a rank does not.

    Nor does the name of a part: `Survey of leaders and managers`.
    """
    known: dict[str, bool] = catalog.__dict__.setdefault("_leading", {})
    if label not in known:
        known[label] = catalog.leading.said_in(_SCALE.sub(" ", label)) and not _heads_own(label, catalog)
    return known[label]


def _heads_own(label: str, catalog: Catalog) -> bool:
    """Whether words head values, a change, or a part of an index."""
    heading = split_label(label)[1]
    if measure_of(heading) in (*VALUE_MEASURES, "change"):
        return True
    return any(Labels.of(catalog, i).find(heading) for i in catalog.indices)


def _heads_others(label: str, catalog: Catalog) -> bool:
    """Whether names under a heading are none of owners: they lead, or are a remark."""
    return leads(label, catalog) or measure_of(split_label(label)[1]) in ("note", "source")


def owners_in(grid: Grid, catalog: Catalog) -> Owners:
    """The units a grid names as owners of figures; with a column of its own for the one that only its title speaks of."""
    named = without_writers(grid, units_of(grid, catalog), catalog)
    leaders = _in_both_ways(grid, named, catalog)
    others = beside_figures(grid, _without(named, leaders, "owned", "titled"), catalog)
    spoken = _spoken(grid, leaders, catalog) if leaders or not others else ""
    if spoken and not others:
        grid = _with_unit(grid, spoken, catalog)
        named = units_of(grid, catalog)
        named = _without(named, _in_both_ways(grid, named, catalog), "owned", "titled")
        return Owners(grid, beside_figures(grid, named, catalog))
    doubtful = [of for of in leaders if _doubtful(of, named, spoken, catalog)]
    if others or doubtful:
        return Owners(grid, _without(named, leaders, "owned"), _doubts(grid, doubtful))
    return Owners(grid, beside_figures(grid, named, catalog))


def _doubtful(of: Leaders, units: Units, spoken: str, catalog: Catalog) -> bool:
    """Whether it cannot be told whose figures stand beside some leaders, where a title speaks of one province or of none."""
    if of.whose == "stated":
        return bool(spoken) and not {u.id for u in catalog.named(spoken)} & {units[p] for p in of.places}
    return of.whose in ("titled", "unclear") or (of.whose == "named" and bool(spoken))


def _doubts(grid: Grid, leaders: Sequence[Leaders]) -> list[tuple[frozenset[Place], Finding]]:
    facts = ((of, {"label": of.label, "figures": of.figures}) for of in leaders)
    return [(of.places, Finding("owner-unclear", grid.sheet, of.cell, said)) for of, said in facts]


def _with_unit(grid: Grid, name: str, catalog: Catalog) -> Grid:
    """The grid with the province in a column of its own; rows of who leads and of means have none."""
    named = with_unit(grid, name, catalog)
    rows = [[*row[:-1], None] if row[-1] and _of_others(row, catalog) else row for row in named.rows]
    return replace(named, rows=rows)


def _of_others(row: Sequence[object], catalog: Catalog) -> bool:
    words = next((v for v in row if isinstance(v, str)), "")
    return leads(words, catalog) or measure_of(split_label(words)[1]) == "mean"


def _spoken(grid: Grid, leaders: Sequence[Leaders], catalog: Catalog) -> str:
    """The one province that a sheet speaks of; where some lead only what stands above them counts, not who writes below.

    A headline, `Quảng Ninh dẫn đầu`, says who leads once more.
    """
    if not leaders:
        return spoken_of(grid, catalog).name
    above = replace(grid, rows=grid.rows[: min(r for of in leaders for r, _ in of.places)])
    name = spoken_of(above, catalog).name
    headlines = [x for _, _, x in above.texts if any(says(x, f"{name}{how} {lead}") for how in _HOW for lead in _LEADS)]
    return "" if headlines else name


_HOW = ("", " tiếp tục", " trở lại", " vẫn", " lần đầu", " lần thứ #", " bứt phá", " vươn lên")
_LEADS = (
    "dẫn đầu",
    "đứng đầu",
    "đứng thứ",
    "đứng nhất",
    "xếp thứ",
    "xếp đầu",
    "giữ vị trí",
    "giữ vững",
    "leads",
    "tops",
)


def _without(units: Units, leaders: Sequence[Leaders], *kinds: Whose) -> Units:
    """The units without the leaders of some kinds."""
    places = {p for of in leaders if of.whose in kinds for p in of.places}
    return {p: unit for p, unit in units.items() if p not in places} if places else units


def _in_both_ways(grid: Grid, units: Units, catalog: Catalog) -> list[Leaders]:
    """Those in columns, and those in rows, `Tỉnh dẫn đầu` left of their names, at their places in the grid."""
    blocks = _blocks(grid, units, catalog)
    found = [_told(block, [b for b in blocks if b is not block]) for block in blocks]
    first = dict(sorted(units, reverse=True))
    if any(c < first.get(r, 0) and leads(text, catalog) for r, c, text in grid.texts):
        turned = _blocks(grid.turn(), {(c, r): unit for (r, c), unit in units.items()}, catalog)
        several = (
            b for b in turned if len(b.rows) > 1 and b.heading
        )  # each row of a list has one name beside its group
        found += [of.turned for b in several if (of := _told(b, ()))]
    return [leaders for leaders in found if leaders]


def _blocks(grid: Grid, units: Units, catalog: Catalog) -> "list[_Block]":
    return [
        _Block(grid, units, catalog, c, tuple(rows))
        for c, found in by_column(units).items()
        for rows in stacked(grid, c, sorted(found), units)
    ]


@dataclass(frozen=True)
class _Block:
    """A column of names in the rows of one table."""

    grid: Grid
    units: Units
    catalog: Catalog
    column: int
    rows: tuple[int, ...]

    @cached_property
    def heading(self) -> Place | None:
        """The cell that says of the names that they lead: over them, or over the figures of who leads right beside.

        Such figures may follow those of the names themselves, `Tỉnh`, `Cao nhất`, `Điểm`, where none stand before these.
        """
        own = next((p for p in self._over(self.column) if _heads_others(self._text(p), self.catalog)), None)
        before, after = range(max(self.column - 1, 0), self.column), range(self.column + 1, self.column + 2)
        beside = self.led(before) or (self.led(after) and self.values(range(self.column)))
        return own or next((p for p in self._over(self.column) if beside and self._text(p)), None)

    @cached_property
    def header(self) -> tuple[int, ...]:
        """The rows of headings over the first name, upwards: a title is none, nor the row of another table."""
        found: list[int] = []
        for r in range(self.rows[0] - 1, max(self.rows[0] - 1 - _HEADER_ROWS, -1), -1):
            row = self.grid.rows[r]
            if len({v for v in row if v is not None}) < 2 or looks_like_data(row, self.column):
                break
            found.append(r)
        return tuple(found)

    @property
    def heads_another(self) -> bool:
        """Whether a heading beside that of the names is a province's name: the figures below it are that one's."""
        return any(r in self.header for r, c in self.units if c != self.column)

    @property
    def has_subjects(self) -> bool:
        """Whether a column before the names says of most rows what they are of: by words or by a year."""
        return any(map(self._holds_subjects, range(self.column)))

    def values(self, columns: range) -> list[str]:
        """The headings of those of some columns whose figures may be read as values of whoever they are of."""
        paths = [self._path(c) for c in columns if self._figures(c)]
        return [_joined(p) for p in paths if not self._led(p) and _heads_values(p, self.catalog)]

    def led(self, columns: range) -> list[str]:
        """The headings of figures that say themselves that they are of who leads: `Điểm cao nhất`."""
        return [_joined(p) for c in columns if self._figures(c) and self._led(p := self._path(c))]

    def found(self, whose: Whose, figures: Sequence[str] = ()) -> Leaders:
        """The names as leaders of a kind."""
        place = self.heading or next(self._over(self.column), (self.rows[0], self.column))
        told = ", ".join(f"“{x}”" for x in figures[:3])
        return Leaders(
            frozenset((r, self.column) for r in self.rows), self.grid.address(*place), self._text(place), whose, told
        )

    def _over(self, column: int) -> Iterator[Place]:
        return ((r, column) for r in self.header)

    def _text(self, place: Place) -> str:
        value = self.grid.rows[place[0]][place[1]]
        return squeeze(value) if isinstance(value, str) else ""

    def _figures(self, column: int) -> bool:
        return column < self.grid.width and any(is_figure(self.grid.rows[r][column]) for r in self.rows)

    def _path(self, column: int) -> list[str]:
        """The headings of a column, from the lowest up; a year typed as a number is one."""
        texts = (self._text(p) or str(parse_year(self.grid.rows[p[0]][column]) or "") for p in self._over(column))
        return [x for x in dict.fromkeys(texts) if x]

    def _led(self, path: Sequence[str]) -> bool:
        return any(leads(x, self.catalog) for x in path)

    def _holds_subjects(self, column: int) -> bool:
        path = self._path(column)
        if path and measure_of(split_label(path[0])[1]) in _NO_SUBJECTS:
            return False
        held = [self.grid.rows[r][column] for r in self.rows]
        told = sum((isinstance(v, str) and not is_figure(v) and len(fold(v)) > 1) or bool(parse_year(v)) for v in held)
        return told * 2 > len(self.rows)


def _told(block: _Block, others: Sequence[_Block]) -> Leaders | None:
    """What is known of whose figures stand beside some names where these lead; None where they are the rows' own names."""
    left = block.values(range(block.column))
    if block.heading is None and not left:
        return None
    beside = [b for b in others if not set(b.rows).isdisjoint(block.rows)]
    stop = min((b.column for b in beside if b.column > block.column), default=block.grid.width)
    after = range(block.column + 1, stop)
    right = block.values(after)
    if block.heading is None:
        return block.found("stated", left) if not right and not beside and block.has_subjects else None
    if block.led(after[:1]):
        left, right = [*left, *right], []  # theirs are the figures right beside them
    owner = any(b.heading is None and len(set(b.rows) & set(block.rows)) * 2 > len(block.rows) for b in beside)
    if owner or block.heads_another or any(b.column < block.column for b in beside if b.heading):
        return None if right else block.found("owned")
    if not block.has_subjects and (len(block.rows) > 1 or not left):
        return None
    figures = left or right or block.led(range(block.grid.width))
    whose: Whose = "unclear" if bool(left) == bool(right) else "named" if right else "titled"
    return block.found(whose, figures) if figures else None


def _joined(path: Sequence[str]) -> str:
    return " / ".join(reversed(path))


def _heads_values(path: Sequence[str], catalog: Catalog) -> bool:
    words = [split_label(label)[1] for label in path]
    known = [Labels.of(catalog, i) for i in catalog.indices]
    if any(is_year_mark(x) for x in path) or any(x.find_after_measure(w) for w in words for x in known):
        return True
    return bool(words) and measure_of(words[0]) in _VALUES
