"""The picture of a province's posts: baseline, what was assigned or planned after it, and where the target lies."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parreform.analysis.cut_targets import CutVerdict
from parreform.analysis.staffing import Basis, StaffingLine, cut_of
from parreform.analysis.targets import Outcome
from parreform.catalog import Catalog
from parreform.errors import UsageProblem
from parreform.export import Cell, Listing
from parreform.pictures.base import Held, Picture, Wanted
from parreform.settings import t
from parreform.staffing.terms import Terms, name_of
from parreform.staffing_queries import AskedStaffing, Entry, plain, share
from parreform.text import local_number

MOST = 4
"""Panels on one sheet; more would be too small to read."""

COLUMNS = tuple(
    "unit_id unit category baseline_year period kind posts posts_basis present cut moved cut_pct target_pct target_posts source".split()
)


@dataclass(frozen=True, slots=True)
class Bar:
    """Posts at one time: `posts` are left, above them `moved` to other bodies (`whom`) and `cut` otherwise, up to the baseline.

    `pct` is the cut in per cent of the baseline, `pct_rest` without the posts that moved; None where unknown.
    """

    period: str
    kind: str
    kind_name: str
    posts: float
    basis: Basis
    present: float | None = None
    moved: float = 0.0
    cut: float = 0.0
    pct: float | None = None
    pct_basis: Basis = ""
    pct_rest: float | None = None
    rest_basis: Basis = ""
    whom: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """A target in posts, with what an earlier period left missing: at most `posts` may be left, between `low` and `high` where the baseline is implied."""

    pct: float
    due: int
    posts: float
    low: float
    high: float
    basis: Basis


@dataclass(frozen=True, slots=True)
class StaffPanel:
    """One category of one unit against one baseline: the first bar is the baseline."""

    unit: str
    name: str
    category: str
    category_name: str
    baseline_year: int
    bars: tuple[Bar, ...]
    aim: Aim | None
    by: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffingPicture(Picture):
    """Panels from top to bottom; `left_out` counts those for which there was no room."""

    kind: ClassVar[str] = "staffing"
    panels: tuple[StaffPanel, ...]
    left_out: int

    def data(self) -> Listing:
        """Every bar drawn."""
        return Listing(self.kind, COLUMNS, [_row(panel, bar) for panel in self.panels for bar in panel.bars])


def _row(panel: StaffPanel, bar: Bar) -> list[Cell]:
    aim = panel.aim
    head: list[Cell] = [panel.unit, panel.name, panel.category, panel.baseline_year, bar.period, bar.kind]
    posts: list[Cell] = [
        share(bar.posts),
        bar.basis or None,
        plain(bar.present),
        share(bar.cut + bar.moved),
        plain(bar.moved),
    ]
    target: list[Cell] = [share(bar.pct), aim.pct if aim else None, share(aim.posts) if aim else None]
    return [*head, *posts, *target, bar.source or None]


def build(wanted: Wanted, held: Held) -> StaffingPicture:
    """The panels of a province; those with a target first. `UsageProblem` where no baseline is known."""
    province = wanted.provinces[0]
    asked = AskedStaffing(province, wanted.category, wanted.baseline, wanted.as_of)
    entries = [e for e in held.staffing(asked) if _drawable(e.line)]
    if not entries:
        raise UsageProblem(
            t(
                f"Chưa có biên chế gốc và số giảm của {province} để vẽ",
                f"There are no baseline and cut of {province} to draw",
            ),
            f'parreform staffing --province "{province}"',
        )
    panels = sorted(_panels(entries, held.catalog), key=lambda p: p.aim is None)
    shown = tuple(panels[:MOST])
    lines = [e.line for e in entries]
    return StaffingPicture(
        title=_title(shown, entries),
        topic=t(
            "Biên chế còn lại so với gốc, trục từ 0; càng ít càng giảm nhiều",
            "Posts left of the baseline; the axis begins at 0",
        ),
        footer=held.staff_footer(lines),
        alt="; ".join(_described(p) for p in shown),
        panels=shown,
        left_out=len(panels) - len(shown),
    )


def _drawable(line: StaffingLine) -> bool:
    return (
        bool(line.baseline)
        and line.baseline_year is not None
        and bool(line.period)
        and _left(line) is not None
        and not line.missing
    )


def _left(line: StaffingLine) -> float | None:
    """What is left after the cut: assigned posts; people where they are counted; else baseline minus cut."""
    if line.assigned is not None:
        return line.assigned
    if line.cut is not None and line.baseline is not None:
        return line.baseline - line.cut
    return line.present


def _panels(entries: Sequence[Entry], catalog: Catalog) -> list[StaffPanel]:
    alike: dict[tuple[object, ...], list[Entry]] = {}
    for entry in entries:
        line = entry.line
        key = (line.unit, line.category, line.baseline_year, line.assigned_by, line.scope, round(line.baseline or 0))
        alike.setdefault(key, []).append(entry)
    return [_panel(found, catalog) for found in alike.values()]


def _panel(entries: Sequence[Entry], catalog: Catalog) -> StaffPanel:
    terms, line = Terms.of(catalog), entries[0].line
    assert line.baseline is not None
    assert line.baseline_year is not None
    base = Bar(
        str(line.baseline_year),
        "baseline",
        t("gốc", "baseline"),
        line.baseline,
        line.baseline_basis,
        source=line.source,
    )
    bars = [_bar(e.line, terms) for e in sorted(entries, key=lambda e: (e.line.period, e.line.kind))]
    unit = catalog.unit(line.unit)
    return StaffPanel(
        line.unit,
        unit.name(line.year) + (t(" (mới)", " (new)") if line.members else ""),
        line.category,
        name_of(terms.categories, line.category),
        line.baseline_year,
        (base, *bars),
        _aim(line, next((e.with_transfers for e in entries if e.with_transfers), None)),
        name_of(terms.givers, line.assigned_by),
        " + ".join(name_of(terms.scopes, s) for s in line.scope.split("+")) if line.scope else "",
    )


def _bar(line: StaffingLine, terms: Terms) -> Bar:
    posts = _left(line)
    assert posts is not None
    assert line.baseline is not None
    gone = max(line.baseline - posts, 0.0)
    moved = min(line.transferred_out or 0.0, gone)
    rest = cut_of(line, transfers=False)
    basis: Basis = (
        "published" if line.assigned is not None else ("implied" if line.baseline_basis == "implied" else "computed")
    )
    return Bar(
        line.period,
        line.kind,
        name_of(terms.kinds, line.kind).lower(),
        posts,
        basis,
        line.present,
        moved,
        gone - moved,
        line.cut_pct,
        line.pct_basis,
        rest.pct if line.moved else None,
        rest.basis if line.moved else "",
        ", ".join(dict.fromkeys(p.counterparty for p in line.parts if p.effect == "transfer" and p.counterparty)),
        line.source,
    )


def _aim(line: StaffingLine, verdict: CutVerdict | None) -> Aim | None:
    if verdict is None or not line.baseline or line.baseline_low is None or line.baseline_high is None:
        return None
    required = verdict.required if verdict.required is not None else verdict.rule.pct
    left = 1 - required / 100
    low, high = line.baseline_low * left, line.baseline_high * left
    return Aim(required, verdict.rule.due, line.baseline * left, low, high, line.baseline_basis)


# --- words ----------------------------------------------------------------------------------------


def at_most(aim: Aim) -> str:
    """The most posts that a target leaves, whole ones: a part of a post is one too many."""
    return posts_words(math.floor(aim.posts + 1e-6), aim.basis)


def posts_words(posts: float, basis: Basis) -> str:
    """Posts with the mark of where they are from: `≈9.442`, `7.969*`."""
    return ("≈" if basis == "implied" else "") + local_number(round(posts)) + ("*" if basis == "computed" else "")


def pct_words(pct: float, basis: Basis) -> str:
    """A share: as printed, or with two decimals, or with one where it rests on a rounded share."""
    if basis == "published":
        return f"{local_number(pct)}%"
    about = "≈" if basis == "implied" else ""
    return f"{about}{local_number(pct, 1 if basis == 'implied' else 2)}%"


def _title(panels: Sequence[StaffPanel], entries: Iterable[Entry]) -> str:
    """The finding of the first panel: its last bar, and what its target says."""
    panel = panels[0]
    bar = next((b for b in reversed(panel.bars[1:]) if b.pct is not None), panel.bars[-1])
    head = f"{panel.name}: {_lower(panel.category_name)}"
    if bar.pct is None or bar.pct < 0:
        more = local_number(bar.posts - panel.bars[0].posts)
        return (
            t(f"{head} tăng {more} so với {panel.baseline_year}", f"{head} up by {more} since {panel.baseline_year}")
            if bar.pct
            else head
        )
    verb = t("giảm", "cut by") if bar.kind != "plan" else t("sẽ giảm", "to be cut by")
    said = f"{head} {verb} {pct_words(bar.pct, bar.pct_basis)} " + t(
        f"so với {panel.baseline_year}", f"since {panel.baseline_year}"
    )
    if bar.pct_rest is not None:
        moved = local_number(bar.moved)
        said += t(f"; không kể {moved} biên chế chuyển đi: ", f"; without {moved} posts that moved: ") + pct_words(
            bar.pct_rest, bar.rest_basis
        )
    return said + _met(panel, bar, entries)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _met(panel: StaffPanel, bar: Bar, entries: Iterable[Entry]) -> str:
    """Whether the target is met, where both readings say the same; that they differ, where they do."""
    entry = next(
        (e for e in entries if (e.line.unit, e.line.category, e.line.baseline_year, e.line.period, e.line.kind)
         == (panel.unit, panel.category, panel.baseline_year, bar.period, bar.kind)), None
    )  # fmt: skip
    first = entry.with_transfers if entry else None
    second = entry.without_transfers if entry else None
    if first is None or panel.aim is None or first.outcome is Outcome.CANNOT_TELL:
        return ""
    pct = f"{local_number(panel.aim.pct)}%"
    if second is not None and {first.outcome, second.outcome} == {Outcome.MET, Outcome.NOT_MET}:
        return t(f", dưới chỉ tiêu {pct}", f", short of the target of {pct}")
    return (
        t(f", đạt chỉ tiêu {pct}", f", target of {pct} met")
        if first.outcome is Outcome.MET
        else t(f", chưa đạt chỉ tiêu {pct}", f", target of {pct} not met")
    )


def _described(panel: StaffPanel) -> str:
    bars = ", ".join(_bar_words(b) for b in panel.bars)
    aim = ""
    if panel.aim:
        allowed = at_most(panel.aim)
        aim = t(
            f"; chỉ tiêu {panel.aim.due}: còn không quá {allowed}", f"; target {panel.aim.due}: no more than {allowed}"
        )
    return f"{panel.name}, {panel.category_name}: {bars}{aim}"


def _bar_words(bar: Bar) -> str:
    moved = t(f" (chuyển đi {local_number(bar.moved)})", f" ({local_number(bar.moved)} moved)") if bar.moved else ""
    return f"{bar.period} {bar.kind_name} {posts_words(bar.posts, bar.basis)}{moved}"
