"""What `targets` shows: unit by unit, each condition with its outcome, the number that decides and what is missing."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.text import Text

from parreform.analysis.cut_targets import CutVerdict
from parreform.analysis.targets import Outcome, Verdict
from parreform.catalog import Catalog
from parreform.settings import t
from parreform.target_words import (
    OUTCOMES,
    condition_words,
    deciding_cell,
    gap_words,
    outcome_words,
    reading_words,
    reason_words,
)
from parreform.targeting import Answer, Answers, own_file
from parreform.terminal import err, number, out

STYLES = {Outcome.MET: "green", Outcome.NOT_MET: "red", Outcome.CANNOT_TELL: "yellow"}
INDENT = "    "


def show_targets(found: Answers, catalog: Catalog) -> None:
    """Own targets by unit, then rules of staffing cuts by unit, then how many of each outcome."""
    console = out()
    if not found.outcomes:
        _show_nothing()
        return
    text = Text()
    for (unit, _), answers in groupby(found.own, key=lambda a: (_unit_name(a, catalog), a.unit)):
        text.append(f"{unit}\n", style="bold")
        for answer in answers:
            _append(
                text, answer.verdict.outcome, _own_head(answer, catalog), _own_lines(answer, catalog), console.width
            )
    for unit, verdicts in groupby(found.cuts, key=lambda v: v.line.unit):
        name = catalog.units[unit].name() if unit in catalog.units else unit
        text.append(t(f"{name} · biên chế\n", f"{name} · staffing\n"), style="bold")
        for verdict in verdicts:
            _append(text, verdict.outcome, _cut_head(verdict), _cut_lines(verdict, catalog), console.width)
    console.print(text.append(_summary(found)))


def _show_nothing() -> None:
    console = err()
    console.print(t("Không có chỉ tiêu nào để xét.", "There are no targets to judge."))
    words = t(f"  → Viết chỉ tiêu vào {own_file()}", f"  → Write targets into {own_file()}")
    console.print(Text(words, style="cyan"), soft_wrap=True)
    console.print(
        Text(t("    mẫu: parreform targets --example", "    example: parreform targets --example"), style="cyan")
    )


def _summary(found: Answers) -> Text:
    """How many conditions have each outcome."""
    counts = Counter(found.outcomes)
    parts = [f"{OUTCOMES[o][0]} {counts[o]} {outcome_words(o)}" for o in Outcome if counts[o]]
    computed = any(a.verdict.basis == "computed" for a in found.own) or any(v.basis != "published" for v in found.cuts)
    star = t("; * tính ra, không phải số công bố", "; * computed, not published") if computed else ""
    return Text("  ".join(parts) + star, style="dim")


def _append(text: Text, outcome: Outcome, head: str, lines: Iterable[str], width: int) -> None:
    """One condition: sign and words first, what stands beside it below, folded to the width."""
    sign = OUTCOMES[outcome][0]
    first, *rest = textwrap.wrap(f"{sign} {head}", width - 2, subsequent_indent="  ")
    text.append(f"  {first}\n", style=STYLES[outcome])
    text.append("".join(f"  {line}\n" for line in rest), style=STYLES[outcome])
    for line in lines:
        folded = textwrap.wrap(line, width, initial_indent=INDENT, subsequent_indent=INDENT)
        text.append("".join(f"{part}\n" for part in folded), style="dim")


# --- targets on an index ---------------------------------------------------------------------------


def _unit_name(a: Answer, catalog: Catalog) -> str:
    return catalog.units[a.unit].name(a.year) if a.unit in catalog.units else a.name


def _own_head(a: Answer, catalog: Catalog) -> str:
    """`PAPI 2024: within rank 35: met (29/61*)`."""
    index = catalog.indices[a.target.index].short
    subject = index if a.target.indicator == a.target.index else catalog.all_indicators[a.target.indicator].name
    year = f" {a.year}" if a.year else ""
    number = _own_number(a)
    said = f"{subject}{year}: {condition_words(a.condition, a.wanted)}: {outcome_words(a.verdict.outcome)}"
    return f"{said} ({number})" if number else said


def _own_number(a: Answer) -> str:
    """The number that decides, as it is said: a score, a rank of how many, a move, a group."""
    v = a.verdict
    star = "*" if v.basis == "computed" else ""
    if v.number is None:
        return ""
    if isinstance(v.number, str):
        return f"{v.number}{star}"
    if a.condition == "rank_within":
        return f"{v.number:.0f}/{v.n or '?'}{star}"
    moves = a.condition == "places_up_at_least" or a.wanted == "rank"
    changes = moves or a.condition == "score_up_at_least" or a.wanted == "score"
    unit = t(" bậc", " places") if moves else ""
    return f"{number(v.number, sign=changes)}{unit}{star}"


def _own_lines(a: Answer, catalog: Catalog) -> Iterator[str]:
    v = a.verdict
    if a.target.name:
        others = len(a.target.conditions) > 1
        whole = t(f": cả mục {outcome_words(a.whole)}", f": {outcome_words(a.whole)} as a whole") if others else ""
        yield f"{a.target.name}{whole}"
    if v.missing:
        yield t("thiếu ", "missing: ") + ", ".join(map(gap_words, v.missing)) + _toward(v, catalog, a.year)
    yield from (reason_words(reason, catalog) for reason in v.reasons)
    if v.value:
        yield f"{v.value.source} › {v.value.sheet} › {deciding_cell(a)}"


def _toward(v: Verdict, catalog: Catalog, year: int | None) -> str:
    """Who holds the needed place, and with how much."""
    if v.threshold is None:
        return ""
    unit, score = catalog.units[v.threshold.unit].name(year), v.threshold.score
    has = (
        t(f" có {number(score)}", f" has {number(score)}")
        if score is not None
        else t(" không rõ điểm", ", score unknown")
    )
    return t(f" ({unit} ở hạng ấy{has})", f" ({unit}, at that rank,{has})")


# --- rules of staffing cuts ------------------------------------------------------------------------


def _cut_head(v: CutVerdict) -> str:
    """`At least 10% fewer ... [without transfers]: not met (9.48%*)`."""
    share = "" if v.number is None else f" ({number(v.number, 2)}%{'' if v.basis == 'published' else '*'})"
    return f"{v.rule.name} [{reading_words(v.reading)}]: {outcome_words(v.outcome)}{share}"


def _cut_lines(v: CutVerdict, catalog: Catalog) -> Iterator[str]:
    line = v.line
    if v.posts is not None:
        period = t(f"đến {line.period}", f"by {line.period}")
        yield t(f"giảm {number(v.posts)} {period}", f"{number(v.posts)} fewer {period}") + _of_baseline(v)
    if v.missing:
        yield t("thiếu ", "missing: ") + ", ".join(map(gap_words, v.missing))
    yield from (reason_words(reason, catalog) for reason in v.reasons)
    if line.source:
        yield " › ".join(p for p in (line.source, line.sheet, line.cell) if p)


def _of_baseline(v: CutVerdict) -> str:
    line = v.line
    if not line.baseline:
        return ""
    about = t("khoảng ", "about ") if line.baseline_basis == "implied" else ""
    posts = f"{about}{number(round(line.baseline))}"
    return t(f" trên {posts} của năm {line.baseline_year}", f" of {posts} in {line.baseline_year}")
