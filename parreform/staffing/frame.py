"""What holds for all rows of a staffing table: its period, its baselines, its kind; and what cannot be told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from parreform.findings import Finding
from parreform.hints import Hints
from parreform.measures import is_year_mark, years_in
from parreform.settings import t
from parreform.staffing.cells import number_of
from parreform.staffing.figures import Measure
from parreform.staffing.headings import Meaning
from parreform.staffing.periods import span_of
from parreform.staffing.tables import StaffTable
from parreform.staffing.titles import may_intend, scale_in

_RESULTS = ("assigned", "present", "people", "cut", "pct", "part")


@dataclass(frozen=True)
class Frame:
    """`period` is empty where rows or columns state their own. `baselines` are the years compared with.

    `given` are the periods that columns of posts state; `may_intend` tells that words somewhere leave it open whether cuts
    were made or are wanted.
    """

    period: str
    baselines: tuple[int, ...]
    kind: str
    years: tuple[int, ...]
    given: frozenset[str] = frozenset()
    may_intend: bool = False

    def period_of(self, measure: Measure | None) -> str:
        """The period of a column that states none. Cuts up to the last day of a year stand on the line of its posts."""
        year = self.period.removesuffix("-12-31")
        return year if measure in ("cut", "pct", "part") and year in self.given else self.period

    def is_past(self, period: str, base: int) -> bool:
        """Whether posts of a period and of a year before it can both be counted, and nothing speaks of what is wanted."""
        ends = int(period[:4] or 0)
        return not self.may_intend and 0 < base < ends < datetime.now(UTC).year

    def is_baseline(self, column: Meaning) -> bool:
        """Whether a column of assigned posts is that of a baseline, because the table compares with its year."""
        if column.measure == "baseline":
            return True
        year = int(column.period[:4]) if column.period else 0
        measured = column.measure == "assigned" and not column.baseline_year
        return measured and year in self.baselines and self.years != (year,)


def frame_of(table: StaffTable, hints: Hints) -> Frame:
    """The frame of a table: options first, then headings, then titles."""
    columns = list(table.values.values())
    baselines = _baselines(columns, table, hints)
    years = _years(columns)
    period = _period(table, hints, [y for y in years if y not in baselines])
    if period[:4] not in ("", *map(str, years)):
        years = (*years, int(period[:4]))
    given = frozenset(c.period for c in columns if c.measure == "assigned")
    spoken = (*table.about.titles, table.grid.sheet, table.file, *(m.label for m in columns))
    return Frame(period, baselines, hints.kind or table.about.kind, years, given, any(map(may_intend, spoken)))


def _baselines(columns: list[Meaning], table: StaffTable, hints: Hints) -> tuple[int, ...]:
    if hints.baseline is not None:
        return (hints.baseline,)
    stated = {c.baseline_year for c in columns if c.baseline_year}
    return tuple(sorted(stated or set(table.about.baselines) or _computed(table)))


def _computed(table: StaffTable) -> set[int]:
    """The year since which every cut was made: of two years of posts the earlier, where each row's cut is their difference."""
    posts = {p: c for p, c in table.values.items() if c.measure == "assigned" and c.period}
    years = sorted({int(c.period[:4]) for c in posts.values()})
    if len(years) != 2:
        return set()
    differences = [
        x for p, c in table.values.items() if c.measure == "cut" for x in _differences(table, p, c, posts, years)
    ]
    return {years[0]} if differences and not any(differences) else set()


def _differences(
    table: StaffTable, at: int, cut: Meaning, posts: Mapping[int, Meaning], years: Sequence[int]
) -> Iterator[float]:
    """How far the cut of each row is from the difference of the posts of two years beside it, of its own category."""
    of = cut.category or table.only_category
    alike = [p for p, c in posts.items() if (c.category or table.only_category) == of]
    nearest = sorted(alike, key=lambda p: (p > at, abs(p - at)))  # those left of a cut go before those right of it
    columns = [next((p for p in nearest if int(posts[p].period[:4]) == y), None) for y in years]
    for row in (table.grid.rows[r] for r in table.rows):
        cells = [number_of(row[p], "assigned") if p is not None else None for p in (*columns, at)]
        if all(cells):
            before, now, gone = (c.value for c in cells if c)
            yield before - now - cut.sign * gone


def people_since(column: Meaning, period: str, table: StaffTable) -> int:
    """The year since which people are counted up to a period: the first of the stage that heading or title name; 0 for none."""
    dated = column.period or "year" in table.roles  # then it may be a year's, whatever the stage of the title
    texts = [column.label, *(() if dated else table.about.titles)]
    stage = next((stage for x in texts if (stage := span_of(x))), (0, 0))
    return stage[0] if str(stage[1]) == period[:4] else 0


def _years(columns: list[Meaning]) -> tuple[int, ...]:
    """The years that columns of posts or people state."""
    return tuple(sorted({int(c.period[:4]) for c in columns if c.period and c.measure != "baseline"}))


def _period(table: StaffTable, hints: Hints, years: list[int]) -> str:
    if "year" in table.roles:
        return ""
    if hints.year is not None:
        return str(hints.year)
    if len(table.about.periods) == 1:
        return table.about.periods[0]
    return str(years[0]) if len(years) == 1 else ""


def problems(table: StaffTable, frame: Frame, hints: Hints) -> Iterator[Finding]:
    """What the table leaves open, each with the option that settles it."""
    columns = table.values
    yield from _scaled(table)
    undated = [p for p, c in columns.items() if not c.period and c.measure in _RESULTS]
    if undated and table.about.partial and hints.year is None and "year" not in table.roles:
        facts = {"part": table.about.partial, "label": columns[undated[0]].label}
        yield Finding("period-partial", table.grid.sheet, table.grid.address(table.header.start, undated[0]), facts)
    elif undated and not frame.period and "year" not in table.roles:
        yield _undated(table)
    elif undated and hints.year is None and (other := _year_of_sheet(table)):
        seen = t(f"tiêu đề: {frame.period[:4]}, tên trang: {other}", f"title: {frame.period[:4]}, sheet: {other}")
        yield Finding("year-conflict", table.grid.sheet, "", {"seen": seen})
    elif titled := _of_other_year(table, hints):
        yield titled
    compared = [p for p, c in columns.items() if c.measure in ("cut", "pct") and not c.baseline_year and not c.step]
    loose = [p for p, c in columns.items() if c.measure == "baseline" and not c.baseline_year]
    if "baseline_year" in table.roles:
        return
    if not frame.baselines and (yearly := _yearly(compared, columns)):
        stage = columns[yearly[0]].label if all(span_of(columns[p].label) for p in yearly) else ""
        yield _of_stages(table, stage, yearly[0]) if stage else _by_year(table, yearly, frame.years)
        return
    if compared and "requested" in table.roles:
        yield _baseline(table, compared[0], frame)  # it may be a cut by what was asked for
    elif len(frame.baselines) > 1 and (compared or loose) and hints.baseline is None:
        yield _baseline(table, (compared or loose)[0], frame)
    elif not frame.baselines and (loose or (compared and (len(frame.years) > 1 or _has_share(table)))):
        yield _baseline(table, (loose or compared)[0], frame)


def _of_other_year(table: StaffTable, hints: Hints) -> Finding | None:
    """Columns of posts and people each of which names another year than the one that titles give them: `Biên chế giao năm 2023`."""
    about, columns = table.about, table.values
    titled = {int(p[:4]) for p in about.periods}
    if hints.year is not None or about.kind not in ("assigned", "headcount") or len(titled) != 1 or about.baselines:
        return None
    years = [c.year or c.baseline_year for c in columns.values()]
    if not all(years) or any(str(y) in c.label for y in titled for c in table.columns.values()):
        return None
    position, first = next(iter(columns.items()))
    facts = {"label": first.label, "year": years[0]}
    return Finding("heading-year", table.grid.sheet, table.grid.address(table.header.stop - 1, position), facts)


def _year_of_sheet(table: StaffTable) -> int:
    """The year that a sheet is called, where titles name others and not this one; else 0."""
    sheet, about = table.grid.sheet, table.about
    named = years_in(sheet)[0] if is_year_mark(sheet) else 0
    known = {*(int(p[:4]) for p in about.periods), *about.baselines}
    return 0 if not named or named in known else named


def _yearly(compared: Sequence[int], columns: Mapping[int, Meaning]) -> list[int]:
    """Columns of cuts of several years that name no baseline: each may be of its year, or since one."""
    cuts: dict[str, int] = {}
    for position in compared:
        if columns[position].measure == "cut" and columns[position].period:
            cuts.setdefault(columns[position].period[:4], position)
    return [cuts[year] for year in sorted(cuts)] if len(cuts) > 1 else []


def _of_stages(table: StaffTable, label: str, position: int) -> Finding:
    """Cuts of several stages: one answer by option would be wrong for all but one of them."""
    first, last = span_of(label) or (0, 0)
    cell = table.grid.address(table.header.stop - 1, position)
    return Finding("baseline-of-stages", table.grid.sheet, cell, {"label": label, "first": first, "last": last})


def _by_year(table: StaffTable, positions: Sequence[int], known: Sequence[int]) -> Finding:
    years = [table.columns[p].period[:4] for p in positions]
    cell = table.grid.address(table.header.stop - 1, positions[0])
    facts = {"years": ", ".join(years), "base": min([*known, int(years[0]) - 1]), "first": years[0]}
    return Finding("cuts-by-year", table.grid.sheet, cell, facts)


def _scaled(table: StaffTable) -> Iterator[Finding]:
    texts = [*table.about.titles, *(m.label for m in table.values.values()), *(note for _, note in table.notes)]
    scaled = next((x for x in texts if scale_in(x)), "")
    if scaled:
        cell = table.grid.address(table.header.start, min(table.values))
        yield Finding("counts-scaled", table.grid.sheet, cell, {"title": scaled, "scale": scale_in(scaled)})


def _has_share(table: StaffTable) -> bool:
    return any(c.measure == "pct" for c in table.values.values())


def _undated(table: StaffTable) -> Finding:
    if len(table.about.periods) > 1:
        return Finding("year-conflict", table.grid.sheet, "", {"seen": ", ".join(table.about.periods)})
    return Finding("year-unknown", table.grid.sheet, facts={"suggestion": ""})


def _baseline(table: StaffTable, position: int, frame: Frame) -> Finding:
    choices = (
        ", ".join(map(str, frame.baselines or [y for y in frame.years if str(y) != frame.period[:4]]))
        or "2015, 2017, 2021"
    )
    cell = table.grid.address(table.header.stop - 1, position)
    facts = {"label": table.columns[position].label, "choices": choices, "first": choices.split(",", maxsplit=1)[0]}
    return Finding("baseline-unknown", table.grid.sheet, cell, facts)
