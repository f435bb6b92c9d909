"""What `staffing` shows on a screen: a block for each unit and category, a line a period, what belongs to it below."""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.text import Text

from parreform.analysis.cut_targets import CutVerdict
from parreform.analysis.staffing import Basis, Bound, StaffingLine, cut_of
from parreform.analysis.targets import Outcome
from parreform.catalog import Catalog
from parreform.entries import ALWAYS, OPEN, Unit
from parreform.settings import t
from parreform.staffing.figures import measure_words
from parreform.staffing.terms import Terms, name_of
from parreform.staffing_history import StaffVintage
from parreform.staffing_queries import Entry, part_words
from parreform.target_words import OUTCOMES, outcome_words, reason_words
from parreform.terminal import moment, number, out

WIDE = 118
"""From this width on a line has columns for the cut without moves, too."""


class Column(NamedTuple):
    """A column of the screen: its heading, its width, what stands in it. Wide ones need room."""

    vi: str
    en: str
    width: int
    shown: Callable[[StaffingLine], str]
    wide: bool = False


def _marked(value: float | None, basis: Basis, decimals: int | None = None) -> str:
    """A number with the mark of where it is from: `≈` before what a rounded share implies, `*` after what is computed."""
    if value is None:
        return "– "
    about = "≈" if basis == "implied" else ""
    return about + number(value, decimals) + ("*" if basis == "computed" else " ")


def bounded(text: str, bound: Bound) -> str:
    """A number with how its source limits it: `>10`, `≥359`."""
    return {"more-than": ">", "at-least": "≥", "about": "~", "": ""}[bound] + text


def _posts(value: float | None) -> str:
    return "– " if value is None else number(value) + " "


def _baseline(line: StaffingLine) -> str:
    return _marked(None if line.baseline is None else round(line.baseline), line.baseline_basis)


def _cut(line: StaffingLine) -> str:
    return bounded(_marked(line.cut, line.cut_basis), line.bound if line.cut is not None else "")


def _pct(line: StaffingLine) -> str:
    decimals = {"published": None, "implied": 1}.get(line.pct_basis, 2)
    return bounded(_marked(line.cut_pct, line.pct_basis, decimals), line.bound if line.cut is None else "")


def _rest(line: StaffingLine) -> str:
    rest = cut_of(line, transfers=False)
    return _marked(rest.posts, "computed") if line.moved else "– "


def _rest_pct(line: StaffingLine) -> str:
    rest = cut_of(line, transfers=False)
    return _marked(rest.pct, rest.basis, 1 if rest.basis == "implied" else 2) if line.moved else "– "


COLUMNS = (
    Column("Gốc", "Baseline", 10, _baseline),
    Column("Giao", "Assigned", 10, lambda x: _posts(x.assigned)),
    Column("Có mặt", "Present", 8, lambda x: _posts(x.present)),
    Column("Giảm", "Cut", 8, _cut),
    Column("%", "%", 7, _pct),
    Column("Chuyển đi", "Moved", 11, lambda x: _posts(x.transferred_out), wide=True),
    Column("Còn giảm", "Rest", 10, _rest, wide=True),
    Column("%", "%", 8, _rest_pct, wide=True),
)


def show_staffing(entries: Sequence[Entry], catalog: Catalog, province: str) -> None:
    """The lines of a province, or of all."""
    console = out()
    if not entries:
        of = t(f" của {province}", f" of {province}") if province else ""
        console.print(t(f"Chưa có số liệu biên chế nào{of}.", f"There are no staffing figures{of} yet."))
        return
    text = Text()
    for (unit, category), found in groupby(entries, key=lambda e: (e.line.unit, e.line.category)):
        text.append_text(_block(unit, category, list(found), catalog, console.width)).append("\n")
    legend = textwrap.fill("; ".join(_legend([e.line for e in entries])), console.width)
    console.print(text.append(legend, style="dim"))


def show_beside(entries: Sequence[Entry], catalog: Catalog) -> None:
    """Staffing below the ranks of a province: the lines that say what was cut, one row each, targets beside them."""
    chosen = [e for e in entries if (e.line.cut is not None or e.line.cut_pct is not None) and not e.line.missing]
    if not chosen:
        return
    console = out()
    text = Text(t("Tinh giản biên chế", "Staffing cuts") + "\n\n", style="bold")
    text.append(
        f" {t('Thời điểm', 'Period'):<11}{t('So với', 'Base'):<7}{t('Giảm', 'Cut') + ' ':>9}{'% ':>8}", style="bold"
    )
    text.append(f"  {t('Của', 'Of')}\n", style="bold").append(f" {'─' * (console.width - 1)}\n", style="dim")
    for entry in chosen:
        line = entry.line
        base = str(line.baseline_year or "–")
        text.append(f" {line.period or '–':<11}{base:<7}{_cut(line):>9}{_pct(line):>8}")
        of = ", ".join((name_of(Terms.of(catalog).categories, line.category), _kind_name(line, catalog)))
        unit = catalog.unit(line.unit)
        text.append(f"  {of}" + (f", {territory_name(unit, line.year)}" if unit.valid_to != OPEN else "") + "\n")
        if entry.line.moved:
            _append_note(text, _without_moves(line), console.width)
        for note, style in _target(entry, catalog) if entry.with_transfers else ():
            _append_note(text, note, console.width, style)
    console.print(text.append(t("Đủ hơn: parreform staffing", "More: parreform staffing"), style="dim"))


def _kind_name(line: StaffingLine, catalog: Catalog) -> str:
    return name_of(Terms.of(catalog).kinds, line.kind).lower()


def _block(unit: str, category: str, entries: Sequence[Entry], catalog: Catalog, width: int) -> Text:
    of = catalog.unit(unit)
    years = [e.line.year for e in entries if e.line.year]
    title = f"{territory_name(of, max(years) if years else None)} · {name_of(Terms.of(catalog).categories, category)}"
    columns = [c for c in COLUMNS if width >= WIDE or not c.wide]
    text = Text(f"{title}\n\n", style="bold")
    head = f" {t('Thời điểm', 'Period'):<11}{t('So với', 'Base'):<7}"
    head += "".join(f"{t(c.vi, c.en) + ' ':>{c.width}}" for c in columns)
    text.append(f"{head}  {t('Số liệu', 'Figures')}\n", style="bold").append(f" {'─' * (width - 1)}\n", style="dim")
    for entry in entries:
        _append_line(text, entry, columns, catalog, width)
    return text


def territory_name(unit: Unit, year: int | None) -> str:
    """A unit's name, with the day a merger began or ended it."""
    name = unit.name(year)
    if unit.valid_to != OPEN:
        return name + t(f" (đến {unit.valid_to:%d/%m/%Y})", f" (until {unit.valid_to:%d/%m/%Y})")
    from_ = unit.valid_from
    return name + (t(f" (từ {from_:%d/%m/%Y})", f" (from {from_:%d/%m/%Y})") if from_ != ALWAYS else "")


def _append_line(text: Text, entry: Entry, columns: Sequence[Column], catalog: Catalog, width: int) -> None:
    line = entry.line
    base = str(line.baseline_year or "–")
    row = f" {line.period or '–':<11}{base:<7}" + "".join(f"{c.shown(line):>{c.width}}" for c in columns)
    kind = _kind_name(line, catalog)
    room = width - len(row) - 2
    text.append(row)
    text.append(f"  {kind}\n" if len(kind) <= room else "\n", style="dim")
    if len(kind) > room:
        _append_note(text, kind, width)
    for note, style in _notes(entry, catalog):
        _append_note(text, note, width, style)


def _append_note(text: Text, note: str, width: int, style: str = "dim") -> None:
    lines = textwrap.wrap(note, width - 1, initial_indent="   ", subsequent_indent="     ")
    text.append("".join(f"{x}\n" for x in lines), style=style)


def _notes(entry: Entry, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """What must be read beside a line: parts, the cut without moves, targets, who assigned, scope, members."""
    line, terms = entry.line, Terms.of(catalog)
    if line.people is not None:
        yield t(f"số người: {number(line.people)}", f"people: {number(line.people)}"), ""
    if line.parts:
        yield t("trong đó: ", "of which: ") + ", ".join(_part(p, catalog) for p in line.parts), ""
    if line.moved:
        yield _without_moves(line), ""
    if line.payer_changed is not None:
        yield t("đổi nguồn trả lương, không ai nghỉ việc", "another payer: nobody left"), "dim"
    if entry.with_transfers is not None:
        yield from _target(entry, catalog)
    if line.assigned_by:
        yield t("ai giao, ai đếm: ", "assigned or counted by: ") + name_of(terms.givers, line.assigned_by), "dim"
    if line.scope:
        yield " + ".join(name_of(terms.scopes, s) for s in line.scope.split("+")), "dim"
    if line.members:
        yield _members(line, catalog), "yellow" if line.missing else "dim"
    if line.note:
        yield line.note, "dim"


def _part(part: object, catalog: Catalog) -> str:
    from parreform.analysis.staffing import Part

    assert isinstance(part, Part)
    words = part_words(part.reason, part.value, part.counterparty, catalog)
    return words if part.share is None else f"{words}, {number(part.share)}%"


def _without_moves(line: StaffingLine) -> str:
    rest = cut_of(line, transfers=False)
    words = t(f"không kể số chuyển đi: giảm {number(rest.posts)}", f"without moves: cut {number(rest.posts)}")
    if rest.pct is None:
        return words
    if rest.basis != "implied":
        return f"{words} = {number(rest.pct, 2)}%*"
    span = f"{number(rest.low, 2)}–{number(rest.high, 2)}%"
    base = number(round(line.baseline or 0))
    return f"{words} ≈ {number(rest.pct, 1)}% " + t(
        f"({span}; gốc ≈{base} tính ngược từ tỷ lệ in, không phải số công bố)",
        f"({span}; baseline ≈{base} is implied by the printed rate, not published)",
    )


def _target(entry: Entry, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The target and its two outcomes; where one cannot be told, why."""
    first, second = entry.with_transfers, entry.without_transfers
    assert first is not None
    rule = first.rule
    wanted = t(f"chỉ tiêu {rule.due}: ít nhất {number(rule.pct)}%", f"target {rule.due}: at least {number(rule.pct)}%")
    said = [f"{_sign(first)} {outcome_words(first.outcome)} {t('(kể cả số chuyển đi)', '(with moves)')}"]
    if second is not None and entry.line.moved:
        said.append(f"{_sign(second)} {outcome_words(second.outcome)} {t('(không kể)', '(without)')}")
    missed = any(v is not None and v.outcome is Outcome.NOT_MET for v in (first, second))
    yield f"{wanted}: " + " · ".join(said), "red" if missed else ("green" if first.outcome is Outcome.MET else "yellow")
    for reason in first.reasons if first.outcome is Outcome.CANNOT_TELL else ():
        yield reason_words(reason, catalog, 2), "dim"


def _sign(verdict: CutVerdict) -> str:
    return OUTCOMES[verdict.outcome][0]


def _members(line: StaffingLine, catalog: Catalog) -> str:
    names = " + ".join(
        catalog.unit(m).official((line.year or 2025) if line.year and line.year < 2025 else 2024) for m in line.members
    )
    words = t(f"Σ cộng từ {names}", f"Σ sum of {names}")
    if not line.missing:
        return words
    absent = ", ".join(catalog.unit(m).vi for m in line.missing)
    return words + t(f"; CHƯA ĐỦ: thiếu {absent}", f"; INCOMPLETE: {absent} missing")


def _legend(lines: Sequence[StaffingLine]) -> Iterator[str]:
    bases = {b for x in lines for b in (x.cut_basis, x.pct_basis, x.baseline_basis)}
    if "computed" in bases:
        yield t("* tính từ số in", "* computed from printed figures")
    if "implied" in bases:
        yield t("≈ suy từ tỷ lệ in đã làm tròn", "≈ implied by a printed, rounded rate")
    if any(x.cut is not None and x.cut < 0 for x in lines):
        yield t("giảm âm là tăng", "a negative cut is an increase")
    if any(x.bound for x in lines):
        yield t("> trên, ≥ ít nhất: nguồn chỉ nói vậy", "> over, ≥ at least: the source says no more")
    yield t("số công bố để trơn; – là nguồn không nêu", "published figures bear no mark; – is not stated")


# --- why ---------------------------------------------------------------------------------------------


def show_why_staffing(vintages: Sequence[StaffVintage], catalog: Catalog) -> None:
    """Every figure ever held of a category in a year, newest first."""
    terms = Terms.of(catalog)
    text, said = Text(), ""
    for v in vintages:
        f = v.figure
        style = "bold" if v.current else "dim"
        name = catalog.unit(f.unit).name(int(f.period[:4]) if f.period else None)
        base = t(f" so với {f.baseline_year}", f" against {f.baseline_year}") if f.baseline_year else ""
        what = f"{name} · {name_of(terms.categories, f.category)} · {measure_words(f.measure)} {f.period}{base}"
        reason = f" ({name_of(terms.reasons, f.reason)})" if f.reason else ""
        text.append(f"{'●' if v.current else '○'} {what}{reason}: {bounded(number(f.value), f.bound)}\n", style=style)  # type: ignore[arg-type]
        text.append(f"    {v.source} [{v.source_id}] › {f.sheet} › {f.cell}\n", style=style)
        text.append(f"    {_held(v)}\n", style="dim")
        if f.note and f.note != said:
            _append_note(text, f.note, out().width)
        said = f.note
    out().print(text, end="")


def _held(v: StaffVintage) -> str:
    words = t(f"ghi {moment(v.recorded_at)} UTC", f"recorded {moment(v.recorded_at)} UTC")
    if not v.current and v.ended_at == v.recorded_at:
        words += t("; giữ cạnh giá trị hiện hành", "; kept beside the current value")
    elif not v.current:
        words += t(f"; thôi hiện hành {moment(v.ended_at)} UTC", f"; ended {moment(v.ended_at)} UTC")
    return words + (t("; lần nhập đã hoàn tác", "; import undone") if v.undone else "")
