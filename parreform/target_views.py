"""What `targets` shows: unit by unit, each condition with its outcome, the number that decides and what is missing."""

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeVar

from rich.text import Text

from parreform.analysis.cut_targets import CutVerdict
from parreform.analysis.staffing import StaffingLine
from parreform.analysis.targets import Outcome, Verdict
from parreform.catalog import Catalog
from parreform.settings import t
from parreform.staffing.terms import Terms, name_of
from parreform.target_words import (
    OUTCOMES,
    condition_words,
    deciding_place,
    gap_words,
    outcome_words,
    reading_words,
    reason_words,
)
from parreform.targeting import Answer, Answers, own_file
from parreform.terminal import err, number, out

STYLES = {Outcome.MET: "green", Outcome.NOT_MET: "red", Outcome.CANNOT_TELL: "yellow"}
Item = TypeVar("Item")


def show_targets(found: Answers, catalog: Catalog) -> None:
    """Own targets by unit, then rules of staffing cuts by unit, then how many of each outcome."""
    console = out()
    if not found.outcomes:
        _show_nothing()
        return
    page = Page(console.width)
    for _, answers in _by(found.own, lambda a: a.unit or a.name):
        page.add(_unit_name(answers[0], catalog), "", "bold")
        for _, entry in groupby(answers, key=lambda a: (id(a.target), a.year)):
            _add_entry(page, list(entry), catalog)
    for unit, verdicts in _by(found.cuts, lambda v: v.line.unit):
        name = catalog.unit(unit).name()
        page.add(t(f"{name} · biên chế", f"{name} · staffing"), "", "bold")
        for _, tested in groupby(verdicts, key=lambda v: id(v.rule)):
            _add_rule(page, list(tested), catalog)
    page.add(_summary(found), "")
    console.print(page.text, end="")


def _by(items: Iterable[Item], key: Callable[[Item], str]) -> list[tuple[str, list[Item]]]:
    """Items put together by a key, in the order in which keys first come."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return list(found.items())


@dataclass
class Page:
    """Lines folded to a width, each with its indent and style."""

    width: int
    text: Text = field(default_factory=Text)

    def add(self, words: str, indent: str, style: str = "dim", *, hang: str = "") -> None:
        """A line; where it is folded the next ones stand `hang` further in."""
        lines = textwrap.wrap(words, self.width, initial_indent=indent, subsequent_indent=indent + hang)
        self.text.append("".join(f"{line}\n" for line in lines), style=style)


def _show_nothing() -> None:
    console = err()
    console.print(t("Không có chỉ tiêu nào để xét.", "There are no targets to judge."))
    words = t(f"  → Viết chỉ tiêu vào {own_file()}", f"  → Write targets into {own_file()}")
    console.print(Text(words, style="cyan"), soft_wrap=True)
    console.print(
        Text(t("    mẫu: parreform targets --example", "    example: parreform targets --example"), style="cyan")
    )


def _summary(found: Answers) -> str:
    """How many conditions have each outcome."""
    counts = Counter(found.outcomes)
    parts = [f"{OUTCOMES[o][0]} {counts[o]} {outcome_words(o)}" for o in Outcome if counts[o]]
    computed = any(a.verdict.basis == "computed" for a in found.own) or any(
        v.basis in ("computed", "implied") for v in found.cuts
    )
    star = t("; * tính ra, không phải số công bố", "; * computed, not published") if computed else ""
    return ", ".join(parts) + star


# --- targets on an index ---------------------------------------------------------------------------


def _add_entry(page: Page, answers: list[Answer], catalog: Catalog) -> None:
    """A target: its name where it has one, then its conditions."""
    first, indent = answers[0], "  "
    if first.target.name:
        sign = OUTCOMES[first.whole][0]
        page.add(f"{sign} {first.target.name}: {outcome_words(first.whole)}", indent, STYLES[first.whole], hang="  ")
        indent += "  "
    for answer in answers:
        outcome = answer.verdict.outcome
        said = "" if first.target.name else f": {outcome_words(outcome)}"
        page.add(f"{OUTCOMES[outcome][0]} {_own_head(answer, catalog, said)}", indent, STYLES[outcome], hang="  ")
        for line in _own_lines(answer, catalog):
            page.add(line, indent + "  ")


def _unit_name(a: Answer, catalog: Catalog) -> str:
    return catalog.units[a.unit].name(a.year) if a.unit in catalog.units else a.name


def _own_head(a: Answer, catalog: Catalog, outcome: str) -> str:
    """`PAPI 2024: within rank 35: met (29/61*)`; the outcome stands above where the target has a name."""
    index = catalog.indices[a.target.index].short
    subject = index if a.target.indicator == a.target.index else catalog.all_indicators[a.target.indicator].name
    year = f" {a.year}" if a.year else ""
    decides = _own_number(a, _decimals(a, catalog))
    said = f"{subject}{year}: {condition_words(a.condition, a.wanted)}{outcome}"
    return f"{said} ({decides})" if decides else said


def _decimals(a: Answer, catalog: Catalog) -> int | None:
    """The decimals of the index; all that there are where fewer would hide what decides."""
    decimals = catalog.indices[a.target.index].decimals
    hidden = any(g.unit == "points" and round(g.amount, decimals) == 0 for g in a.verdict.missing)
    return None if hidden else decimals


def _own_number(a: Answer, decimals: int | None) -> str:
    """The number that decides, as it is said: a score, a rank of how many, a move, a group."""
    v = a.verdict
    star = "*" if v.basis == "computed" else ""
    if v.number is None:
        return ""
    if isinstance(v.number, str):
        return f"{v.number}{star}"
    if a.condition == "rank_within":
        return f"{v.number}/{v.n or '?'}{star}"
    moves = a.condition == "places_up_at_least" or a.wanted == "rank"
    changes = moves or a.condition == "score_up_at_least" or a.wanted == "score"
    unit = t(" bậc", " places") if moves else ""
    return f"{number(v.number, 0 if moves else decimals, sign=changes)}{unit}{star}"


def _own_lines(a: Answer, catalog: Catalog) -> Iterator[str]:
    v, decimals = a.verdict, _decimals(a, catalog)
    if v.missing:
        gaps = ", ".join(gap_words(g, decimals) for g in v.missing)
        yield t("thiếu ", "missing: ") + gaps + _toward(v, catalog, a.year, decimals)
    yield from (reason_words(reason, catalog, decimals) for reason in v.reasons)
    place = deciding_place(a)
    if place:
        yield " › ".join(place)


def _toward(v: Verdict, catalog: Catalog, year: int | None, decimals: int | None) -> str:
    """Who holds the needed place, and with how much."""
    if v.threshold is None:
        return ""
    unit, score = catalog.units[v.threshold.unit].name(year), v.threshold.score
    shown = number(score, decimals)
    has = t(f" có {shown}", f" has {shown}") if shown else t(" không rõ điểm", " has no known score")
    return t(f" ({unit} ở hạng ấy{has})", f" ({unit}, at that rank,{has})")


# --- rules of staffing cuts ------------------------------------------------------------------------


def _add_rule(page: Page, verdicts: list[CutVerdict], catalog: Catalog) -> None:
    """A rule: its name and basis, then each figure it was tested on in both readings."""
    rule = verdicts[0].rule
    page.add(rule.name, "  ", "", hang="  ")
    page.add(rule.basis, "    ")
    for _, readings in groupby(verdicts, key=lambda v: id(v.line)):
        _add_figure(page, list(readings), catalog)


def _add_figure(page: Page, readings: list[CutVerdict], catalog: Catalog) -> None:
    line = readings[0].line
    page.add(_figure_words(line, catalog), "    ", "")
    for verdict in readings:
        outcome, head = verdict.outcome, _cut_head(verdict)
        first, *rest = _cut_lines(verdict, catalog) or [""]
        if verdict.posts is None and first:  # nothing but reasons: they stand in the line itself
            head, rest = f"{head}: {'; '.join((first, *rest))}", []
        elif first:
            rest = [first, *rest]
        page.add(f"{OUTCOMES[outcome][0]} {head}", "    ", STYLES[outcome], hang="  ")
        for said in rest:
            page.add(said, "      ")
    if line.source:
        page.add(" › ".join(p for p in (line.source, line.sheet, line.cell) if p), "    ")


def _figure_words(line: StaffingLine, catalog: Catalog) -> str:
    """What the figure is: category, period, kind, who assigned, and the members of a sum."""
    terms = Terms.of(catalog)
    by = name_of(terms.givers, line.assigned_by)
    words = [name_of(terms.categories, line.category), t(f"đến {line.period}", f"by {line.period}")]
    words += [name_of(terms.kinds, line.kind), *([by] if by else [])]
    members = " + ".join(catalog.unit(m).name(line.year) for m in line.members)
    return " · ".join([*words, *([t(f"tổng của {members}", f"sum of {members}")] if members else [])])


def _cut_head(v: CutVerdict) -> str:
    """`without transfers: not met (9.48%*)`."""
    said = f"{reading_words(v.reading)}: {outcome_words(v.outcome)}"
    if v.number is None:
        return said
    printed = v.basis == "published"
    bound = {"more-than": t("trên ", "over "), "at-least": t("từ ", "at least "), "about": t("khoảng ", "about ")}
    share = f"{bound.get(v.line.bound, '')}{number(v.number, None if printed else 2)}%"
    return f"{said} ({share}{'' if printed else '*'})"


def _cut_lines(v: CutVerdict, catalog: Catalog) -> list[str]:
    found = []
    if v.posts is not None:
        posts = number(abs(v.posts))
        moved = t(f"giảm {posts}", f"{posts} fewer") if v.posts >= 0 else t(f"tăng {posts}", f"{posts} more")
        found.append(moved + _of_baseline(v))
    if v.missing:
        about = t("khoảng ", "about ") if v.basis == "implied" else ""
        found.append(t("thiếu ", "missing: ") + about + ", ".join(gap_words(g, 2) for g in v.missing))
    return found + [reason_words(reason, catalog) for reason in v.reasons]


def _of_baseline(v: CutVerdict) -> str:
    line = v.line
    if not line.baseline:
        return ""
    about = t("khoảng ", "about ") if line.baseline_basis == "implied" else ""
    posts = f"{about}{number(round(line.baseline))}"
    return t(f" so với {posts} của năm {line.baseline_year}", f" against {posts} in {line.baseline_year}")
