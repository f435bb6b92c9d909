"""The picture of a peer group: a small panel for each unit, all others in grey behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parreform.analysis.panel import Panel
from parreform.analysis.paths import Measure, Path, Step, paths
from parreform.catalog import Catalog
from parreform.entries import Index, Unit
from parreform.errors import UsageProblem
from parreform.export import Cell, Listing
from parreform.pictures.among import (
    formed,
    indicator_of,
    joined,
    listed,
    measure_of,
    one_index,
    redrawn,
    short,
    territory,
    unit_in,
    year_of,
)
from parreform.pictures.base import Held, Picture, Wanted, ranked_words
from parreform.pictures.focus import group_in
from parreform.pictures.words import column_of, with_unit
from parreform.queries import missing_words
from parreform.settings import t

COLUMNS = tuple("index indicator role unit_id unit year measure value n_ranked kind joined break".split())
Run = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a panel's own line; a `hollow` one is a computed rank."""

    year: int
    value: float
    said: str
    hollow: bool


@dataclass(frozen=True, slots=True)
class Small:
    """A panel: the unit's line in unbroken runs, its years, and the lines of those merged into it."""

    name: str
    runs: tuple[Run, ...]
    points: tuple[Point, ...]
    before: tuple[Run, ...]
    missing: tuple[int, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Rupture:
    """Between the years `x` - 0.5 and `x` + 0.5 nothing can be compared; `mark` is its letter in the notes."""

    x: float
    mark: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallMultiplesPicture(Picture):
    """Panels in order of the latest value, the best first. `worst` and `best` end the axis of all panels."""

    kind: ClassVar[str] = "small-multiples"
    measure: str
    first: int
    last: int
    worst: float
    best: float
    panels: tuple[Small, ...]
    field: tuple[Run, ...]
    ruptures: tuple[Rupture, ...]
    notes: tuple[str, ...]
    values: tuple[tuple[Cell, ...], ...]

    def data(self) -> Listing:
        """One row for each unit and year drawn; `role` is own, member (before a merger) or field."""
        return Listing(self.kind, COLUMNS, self.values)


def build(wanted: Wanted, held: Held) -> SmallMultiplesPicture:
    """One index or component over years: a panel for each unit of a group, or for each province named."""
    catalog = held.catalog
    index = one_index(wanted, catalog, "small-multiples")
    measure = measure_of(wanted)
    indicator = indicator_of(wanted, index, catalog)
    panel = held.panel(indicator.id, as_of=wanted.as_of)
    last = year_of(Wanted(year=wanted.last), [panel], indicator.name)
    first = wanted.first or panel.years[0]
    if first > last:
        raise UsageProblem(t(f"--from {first} sau --to {last}", f"--from {first} is after --to {last}"), "--from, --to")
    units = _units(wanted, catalog, last)
    return _Told(held, index, panel, units, range(first, last + 1), measure, wanted).picture()


def _units(wanted: Wanted, catalog: Catalog, year: int) -> list[Unit]:
    """The members of the group and the provinces named, each once; neither is a `UsageProblem`."""
    members = [catalog.units[u] for u in group_in(catalog, wanted.group, year).members] if wanted.group else []
    named = [unit_in(catalog, name, year) for name in wanted.provinces]
    if not members and not named:
        known = ", ".join(dict.fromkeys(g.id for g in catalog.groups))
        raise UsageProblem(
            t(
                "Biểu đồ small-multiples cần --group hoặc nhiều --province",
                "Chart small-multiples needs --group or provinces",
            ),
            f"--group {known}",
        )
    return list(dict.fromkeys([*members, *named]))


class _Told:
    """Lines found and put into words."""

    def __init__(
        self, held: Held, index: Index, panel: Panel, units: Sequence[Unit], years: range, measure: str, wanted: Wanted
    ) -> None:
        self.held, self.index, self.panel, self.years, self.wanted = held, index, panel, years, wanted
        self.catalog = held.catalog
        self.measure: Measure = "rank" if measure == "rank" else "score"
        self.changed = redrawn(self.catalog, years[1:]) if measure == "rank" else {}
        own = paths(panel, [u.id for u in units], years, self.measure, self.changed)
        self.say = column_of(s.value for path in own for s in path.steps)
        latest = {path.unit: self._latest(path) for path in own}
        self.own = sorted(own, key=lambda path: latest[path.unit])
        members = {u.id: [m.id for m in self.catalog.members(u)] for u in units}
        self.members = {u: paths(panel, ids, years, self.measure) for u, ids in members.items()}
        everyone = dict.fromkeys(u for year in years for u in territory(self.catalog, year))
        self.field = [path for path in paths(panel, list(everyone), years, self.measure, self.changed) if path.steps]

    def _latest(self, path: Path) -> tuple[int, float]:
        """Sorts the best of the last year first and units without it last."""
        step = path.steps[-1] if path.steps else None
        if step is None:
            return 9999, 0.0
        return -step.year, step.value if self.measure == "rank" else -step.value

    def picture(self) -> SmallMultiplesPicture:
        """The picture; no line at all is an error."""
        drawn = [path for path in self.own if path.steps] + [p for ps in self.members.values() for p in ps if p.steps]
        if not drawn:
            names = listed([self._name(path.unit) for path in self.own])
            years = f"{self.years[0]}–{self.years[-1]}"
            what = t(f"Chưa có {self._what()} {years} của {names}", f"There is no {self._what()} {years} of {names}")
            raise UsageProblem(what, f"parreform data --index {self.index.id}")
        worst, best = self._ends()
        ruptures = self._ruptures()
        values = [v for p in drawn for v in self.panel.series(p.unit) if v.year in self.years]
        ranked = ranked_words(s.n for path in self.own for s in path.steps) if self.measure == "rank" else ""
        return SmallMultiplesPicture(
            title=self._title(),
            topic=self._topic(),
            footer=self.held.footer(values, ranked),
            alt=self._alt(ruptures),
            measure=self.measure,
            first=self.years[0],
            last=self.years[-1],
            worst=worst,
            best=best,
            panels=tuple(self._panel(path) for path in self.own),
            field=tuple(_run(run) for path in self.field for run in path.runs),
            ruptures=ruptures,
            notes=self._notes(),
            values=tuple(self._rows()),
        )

    def _name(self, unit: str) -> str:
        return short(self.catalog.units[unit], self.years[-1])

    def _what(self) -> str:
        whole = self.panel.indicator == self.index.id
        return self.index.short if whole else f"{self.index.short}, {self.index.indicators[self.panel.indicator].name}"

    def _ends(self) -> tuple[float, float]:
        """Worst and best of everything drawn; ranks go from the last place of any year to 1."""
        steps = [s for path in self.field for s in path.steps]
        if self.measure == "rank":
            return float(max(2.0, *(s.value for s in steps), *(s.n or 0 for s in steps))), 1.0
        return min(s.value for s in steps), max(s.value for s in steps)

    def _ruptures(self) -> tuple[Rupture, ...]:
        reasons = {**self.changed, **self.panel.breaks}
        found = [(y, reasons[y]) for y in self.years[1:] if y in reasons]
        return tuple(Rupture(y - 0.5, str(i), reason) for i, (y, reason) in enumerate(found, start=1))

    def _panel(self, path: Path) -> Small:
        members = self.members[path.unit]
        own = {v.year: v for v in self.panel.series(path.unit)}
        seen = {s.year for s in path.steps} | {s.year for m in members for s in m.steps}
        before = tuple(_run(run) for m in members for run in m.runs)
        gone = next((missing_words(own[y].missing) for y in self.years if y in own and own[y].missing), "")
        return Small(
            self._name(path.unit),
            tuple(_run(run) for run in path.runs),
            tuple(Point(s.year, s.value, self._said(s), s.kind == "computed") for s in path.steps),
            before,
            tuple(y for y in self.years if y not in seen),
            "" if path.steps or before else gone,
        )

    def _said(self, step: Step) -> str:
        if self.measure == "rank":
            return f"{step.value:.0f}/{step.n}" if step.n else f"{step.value:.0f}"
        return self.say(step.value) + ("%" if self.index.unit == "%" else "")

    # --- words -------------------------------------------------------------------------------------

    def _title(self) -> str:
        known = [path for path in self.own if path.steps]
        group = group_in(self.catalog, self.wanted.group, self.years[-1]) if self.wanted.group else None
        head = f"{t(group.vi, group.en)}, " if group else ""
        if not known:
            return f"{head}{self._what()}: " + t("chưa có số liệu từ khi thành lập", "no data since they were formed")
        year = max(path.steps[-1].year for path in known)
        latest = [path for path in known if path.steps[-1].year == year]
        return f"{head}{self._what()}: {self._best(latest, year)}{self._moves(latest)}"

    def _best(self, latest: Sequence[Path], year: int) -> str:
        """Who is best in a year, and among how many where not all of the panels have a value."""
        best = latest[0].steps[-1]
        who = listed([self._name(p.unit) for p in latest if p.steps[-1].value == best.value], 2)
        place = self._place(best)
        if len(self.own) == 1:
            return t(f"{who} năm {year} {place}", f"{who} in {year} {place}")
        if len(latest) == 1:
            return t(f"năm {year} chỉ có số liệu của {who} ({place})", f"only {who} is known in {year} ({place})")
        among = ""
        if len(latest) < len(self.own):
            count = f"{len(latest)}/{len(self.own)}"
            among = t(f" trong {count} tỉnh có số liệu", f" of {count} known")
        return t(f"{who} cao nhất{among} năm {year} ({place})", f"{who} best{among} in {year} ({place})")

    def _place(self, step: Step) -> str:
        if self.measure == "rank":
            computed = t(", tính từ điểm", ", computed") if step.kind == "computed" else ""
            return t("hạng ", "rank ") + self._said(step) + computed
        return with_unit(step.value, self.index.unit)

    def _moves(self, latest: Sequence[Path]) -> str:
        """How many moved up, where all can be compared with the year before and are ranked among as many."""
        if len(latest) < 2:
            return ""
        pairs = [(p.steps[-2], p.steps[-1]) for p in latest if len(p.steps) > 1 and p.steps[-1].joined]
        if len(pairs) < 2 or any(a.n != b.n for a, b in pairs):
            return ""
        better = -1 if self.measure == "rank" else 1
        up = sum(better * (b.value - a.value) > 0 for a, b in pairs)
        year = pairs[0][0].year
        what = t("tăng hạng", "up") if self.measure == "rank" else t("tăng điểm", "up")
        if not up:
            return t(
                f"; không tỉnh nào trong {len(pairs)} {what} so với {year}",
                f"; none of {len(pairs)} {what} from {year}",
            )
        return t(f"; {up} trên {len(pairs)} {what} so với {year}", f"; {up} of {len(pairs)} {what} from {year}")

    def _topic(self) -> str:
        span = f"{self._what()} {self.years[0]}–{self.years[-1]}; "
        grey = t("nền xám: các tỉnh còn lại", "grey: all other provinces")
        if self.measure == "rank":
            return span + t(f"thứ hạng, hạng 1 ở trên cùng; {grey}", f"rank, 1 on top; {grey}")
        unit = "%" if self.index.unit == "%" else t("điểm", "points")
        return span + t(f"{unit}, cao hơn là tốt hơn; {grey}", f"{unit}, higher is better; {grey}")

    def _notes(self) -> tuple[str, ...]:
        merged = [self.catalog.units[u] for u, ps in self.members.items() if any(p.steps for p in ps)]
        return joined(formed(merged, self.catalog))

    def _alt(self, ruptures: Iterable[Rupture]) -> str:
        said = []
        for path in self.own:
            steps = "; ".join(f"{s.year}: {self._said(s)}" for s in path.steps)
            said.append(f"{self._name(path.unit)}: {steps or t('chưa có số liệu', 'no data')}")
        breaks = [
            t(
                f"Không so sánh qua năm {r.x + 0.5:.0f}: {r.reason}",
                f"Not comparable across {r.x + 0.5:.0f}: {r.reason}",
            )
            for r in ruptures
        ]
        return ". ".join([*said, *breaks]) + "."

    def _rows(self) -> list[tuple[Cell, ...]]:
        own = {path.unit for path in self.own}
        members = {p.unit for ps in self.members.values() for p in ps}
        rows = [row for path in self.own for row in self._steps(path, "own")]
        rows += [row for ps in self.members.values() for p in ps for row in self._steps(p, "member")]
        rest = (path for path in self.field if path.unit not in own | members)
        return rows + [row for path in rest for row in self._steps(path, "field")]

    def _steps(self, path: Path, role: str) -> list[tuple[Cell, ...]]:
        unit = self.catalog.units[path.unit]
        return [
            (
                self.index.id,
                self.panel.indicator,
                role,
                unit.id,
                unit.official(s.year),
                s.year,
                self.measure,
                int(s.value) if self.measure == "rank" else s.value,
                s.n,
                s.kind or None,
                s.joined,
                self.panel.breaks.get(s.year),
            )
            for s in path.steps
        ]


def _run(steps: Iterable[Step]) -> Run:
    return tuple((s.year, s.value) for s in steps)
