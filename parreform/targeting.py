"""Targets held against what is stored: dated rules and an officer's own, one answer for each unit and condition."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from parreform import settings
from parreform.analysis.conditions import judge
from parreform.analysis.cut_targets import CutVerdict, concerns, cut_verdicts
from parreform.analysis.panel import Panel
from parreform.analysis.staffing import StaffingLine, likeness, merged
from parreform.analysis.targets import Band, Outcome, Reason, Subject, Verdict, Wanted, together
from parreform.catalog import OWN_TARGETS, Catalog
from parreform.entries import Unit
from parreform.rules import Rule
from parreform.staffing.assembled import lines_of
from parreform.staffing.checks import effects_of
from parreform.staffing.terms import Terms
from parreform.store import Store
from parreform.target_file import EVERY, Target, read_targets


@dataclass(frozen=True)
class Asked:
    """What is asked: of one province (as typed), one index, one year, and the file of targets (the user's without one)."""

    province: str = ""
    index: str = ""
    year: int | None = None
    file: Path | None = None


@dataclass(frozen=True)
class Answer:
    """One condition of one target for one unit and year. `whole` is the outcome of all its conditions together.

    `year` is None where nothing of the index is held; `unit` is a unit's id, `name` what the target calls it.
    """

    target: Target
    name: str
    unit: str
    year: int | None
    condition: str
    wanted: Wanted
    verdict: Verdict
    whole: Outcome = Outcome.CANNOT_TELL


@dataclass
class Answers:
    """All that was asked: own targets in the order of the file, then rules of staffing cuts unit by unit."""

    own: list[Answer] = field(default_factory=list)
    cuts: list[CutVerdict] = field(default_factory=list)

    @property
    def outcomes(self) -> list[Outcome]:
        """The outcome of each condition."""
        return [*(a.verdict.outcome for a in self.own), *(v.outcome for v in self.cuts)]


def own_file() -> Path:
    """Where the user's targets are looked for."""
    return settings.user_definitions() / OWN_TARGETS


def targets_of(catalog: Catalog, file: Path | None) -> list[Target]:
    """The targets of a file; without one those of the user's folder, none where there is no such file."""
    if file is None and not own_file().is_file():
        return []
    return read_targets(file or own_file(), catalog)


def answers(store: Store, asked: Asked) -> Answers:
    """Every target held against what is stored."""
    catalog = store.catalog
    targets = targets_of(catalog, asked.file)
    index = catalog.index(asked.index).id if asked.index else ""
    wanted = {u.id for u in catalog.find_units(asked.province)} if asked.province else None
    judging = Judging(store, wanted, asked.year)
    own = [a for x in targets if not x.rule and index in ("", x.index) for a in judging.answers(x)]
    if index:
        return Answers(own)
    lines = staffing_lines(store, wanted)
    cuts = [v for v in cut_answers(catalog.rules.values(), lines) if _asked_for(v, wanted, asked.year)]
    return Answers(own, [*judging.own_cuts(targets, lines), *cuts])


def staffing_lines(store: Store, units: set[str] | None = None, *, as_of: str = "") -> list[StaffingLine]:
    """The lines held of units, of all without any, and for a unit made by a merger the sums of its members' lines.

    A sum that lacks a member is given only where its unit is asked for, and none where the unit's own figures say it.
    """
    catalog = store.catalog
    chosen = [u for u in catalog.units.values() if units is None or u.id in units]
    members = {u.id: [m.id for m in catalog.members(u)] for u in chosen}
    wanted = {*units, *(m for of in members.values() for m in of)} if units else set[str]()
    held = (vintage.held for vintage in store.staffing(units=sorted(wanted), as_of=as_of))
    lines = lines_of(held, effects_of(Terms.of(catalog)))
    sums = [line for key, of in members.items() if of for line in merged(key, of, lines)]
    printed = {(line.unit, likeness(line)) for line in lines}
    sums = [line for line in sums if (line.unit, likeness(line)) not in printed]
    return [*lines, *(line for line in sums if units or not line.missing)]


def cut_answers(rules: Iterable[Rule], lines: Sequence[StaffingLine]) -> list[CutVerdict]:
    """Every rule tested on every line that it speaks of, in order of rules; what one rule left missing counts in the next."""
    found: list[CutVerdict] = []
    for rule in _in_order(list(rules)):
        for line in lines:
            if concerns(rule, line):
                earlier = [v for v in found if v.rule.id == rule.carries and v.line.unit == line.unit]
                found += cut_verdicts(rule, line, earlier)
    return found


def _in_order(rules: list[Rule]) -> list[Rule]:
    """Rules by the year they are due: what is carried on comes from an earlier one."""
    return sorted(rules, key=lambda rule: rule.due)


def _asked_for(verdict: CutVerdict, units: set[str] | None, year: int | None) -> bool:
    return (units is None or verdict.line.unit in units) and year in (None, verdict.line.year)


@dataclass
class Judging:
    """Panels are loaded once and kept while one question is answered. `wanted` are the units asked for, None for all."""

    store: Store
    wanted: set[str] | None
    year: int | None
    panels: dict[str, Panel] = field(default_factory=dict)

    @cached_property
    def catalog(self) -> Catalog:
        """The definitions."""
        return self.store.catalog

    def answers(self, target: Target) -> Iterator[Answer]:
        """The answers of one target on an index: for each year, unit and condition."""
        for year in self._years(target):
            for name, unit in self.units(target, year):
                if self.wanted is None or (unit is not None and unit.id in self.wanted):
                    yield from self._judged(target, name, unit, year)

    def own_cuts(self, targets: Iterable[Target], lines: Sequence[StaffingLine]) -> Iterator[CutVerdict]:
        """The answers of the targets on staffing."""
        for target in targets:
            if target.rule and self.year in (None, target.rule.due):
                units = {u.id for _, u in self.units(target, target.rule.due) if u} & (
                    self.wanted or {*self.catalog.units}
                )
                mine = [line for line in lines if line.unit in units]
                found = cut_answers([target.rule], mine)
                silent = sorted(units - {v.line.unit for v in found})
                yield from found
                yield from (_no_line(target.rule, unit) for unit in silent)

    def _years(self, target: Target) -> Iterable[int | None]:
        if target.years:
            return [y for y in target.years if self.year in (None, y)]
        return [self.year or max(self._panel(target.indicator).years, default=None)]

    def _panel(self, indicator: str) -> Panel:
        if indicator not in self.panels:
            self.panels[indicator] = self.store.panel(indicator)
        return self.panels[indicator]

    def units(self, target: Target, year: int | None) -> Iterator[tuple[str, Unit | None]]:
        """The units of a target as named and, where there is one in the year, as known; else the last so named."""
        for name in _members(self.catalog, target.group, year) if target.group else target.units:
            if name == EVERY:
                yield from ((u.vi, u) for u in self.catalog.provinces(year or date.max.year))
            else:
                yield name, self._unit(name, year)

    def _unit(self, name: str, year: int | None) -> Unit | None:
        if name in self.catalog.units:
            return self.catalog.units[name]
        of_year = self.catalog.unit_in(name, year) if year else None
        return of_year or next(reversed(self.catalog.named(name)), None)

    def _judged(self, target: Target, name: str, unit: Unit | None, year: int | None) -> list[Answer]:
        verdicts = [self._verdict(target, unit, year, condition) for condition in target.conditions]
        whole = together(v.outcome for v in verdicts)
        said = zip(target.conditions, verdicts, strict=True)
        return [Answer(target, name, unit.id if unit else "", year, key, wanted, v, whole) for (key, wanted), v in said]

    def _verdict(self, target: Target, unit: Unit | None, year: int | None, condition: tuple[str, Wanted]) -> Verdict:
        if year is None or unit is None:
            return _unknown(Reason("no-data", {"index": target.index}))
        if not unit.valid(date(year, 12, 31)):
            after = self.catalog.successor(unit)
            into = self.catalog.units[after.successors[0]].vi if after else ""
            return _unknown(Reason("no-unit", {"unit": unit.vi, "year": year, "into": into}))
        bands = {y: bands_of(self.catalog, target, y) for y in (year - 1, year)}
        framework = self.catalog.framework(target.index, year)
        item = framework.items.get(target.indicator) if framework else None
        subject = Subject(self._panel(target.indicator), unit.id, year, bands, item.max if item else None)
        return judge(subject, *condition)


def bands_of(catalog: Catalog, target: Target, year: int) -> tuple[Band, ...]:
    """The groups of an edition, the highest first; an indicator below the total has none."""
    edition = catalog.editions(target.index).get(year) if target.indicator == target.index else None
    groups = edition.groups if edition else ()
    return tuple(Band(g["label"], g.get("min"), g.get("max"), g.get("edge", "")) for g in groups)


def _members(catalog: Catalog, group: str, year: int | None) -> list[str]:
    """The units of a group as it was at the end of a year."""
    day = date(year, 12, 31) if year else date.max
    return [m for g in catalog.groups if g.id == group and g.valid_from <= day <= g.valid_to for m in g.members]


def _unknown(reason: Reason) -> Verdict:
    return Verdict(Outcome.CANNOT_TELL, reasons=(reason,))


def _no_line(rule: Rule, unit: str) -> CutVerdict:
    line = StaffingLine(unit, rule.categories[0], str(rule.due), "achieved", rule.baselines[0])
    return CutVerdict(Outcome.CANNOT_TELL, rule, line, "with-transfers", reasons=(Reason("no-line"),))
