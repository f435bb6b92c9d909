"""The picture of many units' cuts in per cent, each with what moved apart, beside the target."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from parreform.analysis.cut_targets import POSTS
from parreform.analysis.staffing import Basis, Bound, cut_of
from parreform.analysis.targets import Outcome
from parreform.catalog import Catalog
from parreform.errors import UsageProblem
from parreform.export import Cell, Listing
from parreform.pictures.base import Held, Picture, Wanted
from parreform.pictures.staffing import pct_words
from parreform.settings import t
from parreform.staffing.terms import Terms, name_of
from parreform.staffing_queries import AskedStaffing, Entry, category_id, outcome_word, plain, share, units_asked
from parreform.text import local_number

COLUMNS = tuple(
    "unit_id unit category baseline_year period kind cut_pct pct_basis bound cut_excl_transfers_pct transferred_out target_pct"
    " target_met target_met_excl_transfers source".split()
)


@dataclass(frozen=True, slots=True)
class Share:
    """One unit. `rest` is the share without posts that moved, None where no move is stated; `whole` marks no province."""

    unit: str
    name: str
    period: str
    kind: str
    pct: float
    basis: Basis
    bound: Bound
    rest: float | None
    rest_basis: Basis
    moved: float | None
    met: str
    met_rest: str
    source: str
    whole: bool
    focus: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePicture(Picture):
    """Units by share, the largest cut first. `target` is in per cent of the baseline, None where no rule speaks of it."""

    kind: ClassVar[str] = "staffing-compare"
    category: str
    baseline_year: int
    target: float | None
    due: int | None
    rows: tuple[Share, ...]

    def data(self) -> Listing:
        """Every row drawn."""
        return Listing(self.kind, COLUMNS, [self._row(r) for r in self.rows])

    def _row(self, r: Share) -> list[Cell]:
        head: list[Cell] = [r.unit, r.name, self.category, self.baseline_year, r.period, r.kind]
        said: list[Cell] = [share(r.pct), r.basis, r.bound or None, share(r.rest), plain(r.moved)]
        return [*head, *said, self.target, r.met or None, r.met_rest or None, r.source or None]


def build(wanted: Wanted, held: Held) -> ComparePicture:
    """The latest share of each unit in a category, against the baseline asked for or the one most units have."""
    category = category_id(held.catalog, wanted.category)
    entries = [
        e
        for e in held.staffing(AskedStaffing("", category, wanted.baseline, wanted.as_of))
        if _usable(e, category, wanted)
    ]
    if not entries:
        raise UsageProblem(
            t(f"Chưa có tỷ lệ giảm nào của loại {category}", f"There are no shares cut of {category}"),
            f"parreform staffing --category {category}",
        )
    years = [e.line.baseline_year or 0 for e in entries]
    base = wanted.baseline or max(sorted(set(years)), key=years.count)
    chosen = _latest([e for e in entries if e.line.baseline_year == base])
    rule = next((e.with_transfers.rule for e in chosen if e.with_transfers), None)
    focus = {u.id: n for n, name in enumerate(wanted.provinces, 1) for u in units_asked(held.catalog, name)}
    rows = tuple(sorted((_share(e, held.catalog, focus) for e in chosen), key=lambda r: -r.pct))
    return ComparePicture(
        title=_title(rows, name_of(Terms.of(held.catalog).categories, category), base, rule.pct if rule else None),
        topic=t(
            f"Tỷ lệ giảm so với {base} (%), chỉ những nơi có số",
            f"Share cut since {base} (%), only where figures are held",
        ),
        footer=held.staff_footer(e.line for e in chosen),
        alt="; ".join(f"{r.name} {pct_words(r.pct, r.basis)}" for r in rows),
        category=category,
        baseline_year=base,
        target=rule.pct if rule else None,
        due=rule.due if rule else None,
        rows=rows,
    )


def _usable(entry: Entry, category: str, wanted: Wanted) -> bool:
    line = entry.line
    known = line.cut_pct is not None and line.baseline_year is not None and not line.missing
    return known and line.category == category and line.kind in POSTS and wanted.year in (None, line.year)


def _latest(entries: Sequence[Entry]) -> list[Entry]:
    """Of each unit the line of the latest period; in one period what was achieved before what was assigned."""
    found: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda e: (e.line.period, -POSTS.index(e.line.kind))):
        found[entry.line.unit] = entry
    return list(found.values())


def _share(entry: Entry, catalog: Catalog, focus: dict[str, int]) -> Share:
    line, unit = entry.line, catalog.unit(entry.line.unit)
    rest = cut_of(line, transfers=False)
    assert line.cut_pct is not None
    return Share(
        line.unit,
        unit.name(line.year) + (t(" (mới)", " (new)") if line.members else ""),
        line.period,
        line.kind,
        line.cut_pct,
        line.pct_basis,
        line.bound,
        rest.pct if line.moved else None,
        rest.basis if line.moved else "",
        line.transferred_out,
        outcome_word(entry.with_transfers) or "",
        outcome_word(entry.without_transfers) or "",
        line.source,
        unit.kind != "province",
        focus.get(line.unit, 0),
    )


def _title(rows: Sequence[Share], category: str, base: int, target: float | None) -> str:
    """How many provinces reach the target, in the reading as stated; the ends of the list without one."""
    provinces = [r for r in rows if not r.whole]
    if target is None or not provinces:
        ends = f"{rows[0].name} {pct_words(rows[0].pct, rows[0].basis)}"
        return t(
            f"{category}: giảm nhiều nhất so với {base} là {ends}",
            f"{category}: the largest cut since {base} is {ends}",
        )
    met = [r for r in provinces if r.met == "yes"]
    less = [r for r in met if r.met_rest == "no"]
    pct, known = f"{local_number(target)}%", len(provinces)
    words = t(f"{category}: {len(met)}/{known} tỉnh có số liệu giảm từ {pct} trở lên so với {base}", f"{category}: {len(met)} of {known} provinces with figures cut {pct} or more since {base}")  # fmt: skip
    if less:
        names = ", ".join(r.name for r in less)
        words += t(
            f"; không kể biên chế chuyển đi thì {names} chưa đạt", f"; without posts that moved, {names} did not"
        )
    return words


def outcome_of(row: Share) -> Outcome | None:
    """The outcome of a row's target as stated, None where none speaks of it."""
    return {"yes": Outcome.MET, "no": Outcome.NOT_MET, "cannot-tell": Outcome.CANNOT_TELL}.get(row.met)
