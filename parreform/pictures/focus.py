"""Which units a picture brings forward, and of which index and year it speaks."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from parreform.analysis.panel import Panel
from parreform.analysis.rank import ranks_of
from parreform.catalog import Catalog, nearest
from parreform.entries import ALWAYS, OPEN, Group
from parreform.errors import UnknownName, UsageProblem
from parreform.pictures.base import Held, Wanted
from parreform.settings import t
from parreform.text import fold


def group_in(catalog: Catalog, name: str, year: int) -> Group:
    """The peer group of an id or name that is valid at the end of a year; else what there is."""
    day = date(year, 12, 31)
    valid = [g for g in catalog.groups if g.valid_from <= day <= g.valid_to]
    alike = [g for g in catalog.groups if fold(name) in map(fold, (g.id, g.vi, g.en))]
    found = next((g for g in valid if g in alike), None)
    if found:
        return found
    if alike:
        spans = "; ".join(f"{_day(g.valid_from)} – {_day(g.valid_to)}" for g in alike)
        what = t(f"Nhóm “{name}” không có hiệu lực năm {year}", f"Group “{name}” is not valid in {year}")
        raise UsageProblem(what, f"{spans}; --to, --year")
    known = {g.id: (g.id, g.vi, g.en) for g in valid}
    raise UnknownName(t("nhóm", "group"), name, nearest(name, known) or tuple(known))


def _day(day: date) -> str:
    return "…" if day in (ALWAYS, OPEN) else day.isoformat()


class Focus(NamedTuple):
    """One thing brought forward: the units that bear a name, and the members of the merged one among them."""

    name: str
    own: tuple[str, ...]
    members: tuple[str, ...]


def focuses(catalog: Catalog, names: Sequence[str], present: Collection[str], what: str) -> tuple[Focus, ...]:
    """What names stand for among the units present; `UsageProblem` for one that has nothing there.

    Members come along only where the merged unit itself is present: before, each goes by its own name.
    """
    return tuple(_focus(catalog, name, present, what) for name in names)


def _focus(catalog: Catalog, name: str, present: Collection[str], what: str) -> Focus:
    units = catalog.find_units(name)
    own = tuple(u.id for u in units if u.id in present)
    members = tuple(m.id for u in units if u.id in own for m in catalog.members(u) if m.id in present)
    if not own:
        said = units[-1].name()
        raise UsageProblem(
            t(f"{said} không có thứ hạng {what}", f"{said} has no rank in {what}"),
            f'parreform data --province "{said}"',
        )
    return Focus(catalog.units[own[-1]].name(), own, tuple(m for m in members if m not in own))


def looks_of(found: Sequence[Focus]) -> dict[str, tuple[int, bool]]:
    """Each unit brought forward with the number of its focus, from 1, and whether it is a member."""
    looks = {m: (turn, True) for turn, focus in enumerate(found, start=1) for m in focus.members}
    return looks | {u: (turn, False) for turn, focus in enumerate(found, start=1) for u in focus.own}


def one_panel(wanted: Wanted, held: Held) -> tuple[Panel, str]:
    """The panel of the one index or component asked for, and its name; `UsageProblem` for several indices."""
    if len(wanted.indices) > 1:
        raise UsageProblem(t("Biểu đồ này vẽ một chỉ số", "This chart draws one index"), f"--index {wanted.indices[0]}")
    catalog = held.catalog
    index = catalog.index(wanted.indices[0])
    indicator = catalog.indicator(wanted.component, [index.id]).id if wanted.component else index.id
    return held.panel(indicator, as_of=wanted.as_of), label_of(indicator, catalog)


def label_of(indicator: str, catalog: Catalog) -> str:
    """The short name of an index; that of a component comes after its index's."""
    known = catalog.all_indicators[indicator]
    index = catalog.indices[known.index]
    return index.short if indicator == index.id else f"{index.short} · {known.name}"


def ranked_years(panel: Panel, label: str, first: int | None = None, last: int | None = None) -> list[int]:
    """The years with any rank; none at all is a `UsageProblem` that names those held."""
    held = [y for y in panel.years if ranks_of(panel, y)]
    years = [y for y in held if (first or 0) <= y <= (last or 9999)]
    if not held:
        raise UsageProblem(
            t(f"Chưa có thứ hạng {label}", f"There are no ranks of {label}"), "parreform import TEP.xlsx"
        )
    if not years:
        raise UsageProblem(
            t(f"Chưa có thứ hạng {label} trong những năm ấy", f"There are no ranks of {label} in those years"),
            t("Các năm có hạng: ", "Years with ranks: ") + ", ".join(map(str, held)),
        )
    return years
