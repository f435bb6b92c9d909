"""The picture of all units' ranks through the years."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from parreform.analysis.course import Seat
from parreform.analysis.rank import ranks_of
from parreform.entries import Group
from parreform.pictures.base import Held, Wanted
from parreform.pictures.courses import Course, CoursesPicture, Ways, pictured, place, ways
from parreform.pictures.focus import focuses, group_in, one_panel, ranked_years
from parreform.settings import t


@dataclass(frozen=True, slots=True, kw_only=True)
class BumpPicture(CoursesPicture):
    """All units' ranks through the years."""

    kind: ClassVar[str] = "bump"


def build(wanted: Wanted, held: Held) -> BumpPicture:
    """Ranks of all units in every year with any, the provinces asked for brought forward."""
    panel, label = one_panel(wanted, held)
    known = ranked_years(panel, label, wanted.first, wanted.last)
    years = range(known[0], known[-1] + 1)  # a year without ranks leaves a gap
    present = {u for year in years for u in ranks_of(panel, year)}
    span = f"{label} {years[0]}–{years[-1]}"
    group = group_in(held.catalog, wanted.group, years[-1]) if wanted.group else None
    found = ways(panel, years, focuses(held.catalog, wanted.provinces, present, span), held.catalog, group)
    topic = t(f"{span}: thứ hạng từng năm; hạng 1 ở trên cùng", f"{span}: rank by year; 1 is on top") + among(group)
    return pictured(BumpPicture, found, panel, held, title=title(label, found, group), topic=topic)


def among(group: Group | None) -> str:
    """Which group is named."""
    return t(f"; nhóm {group.vi}", f"; group {group.en}") if group else ""


def title(label: str, found: Ways, group: Group | None = None) -> str:
    """The finding: how those in focus stand and have moved, or who leads."""
    last = found.columns[-1].year
    brought = [c for c in found.courses if c.focus and not c.member and c.seat(last)]
    if not brought and group:
        brought = [c for c in found.courses if c.named and c.seat(last)]
    if not brought:
        return leaders(label, found.courses, last)
    if len(brought) == 1:
        return f"{brought[0].names[1]}: {label} {_moved(brought[0])}"
    n, kinds = found.columns[-1].n, {c.seats[-1].kind for c in brought}
    ordered = sorted(brought, key=lambda c: c.seats[-1].row)
    said = ", ".join(f"{c.names[1]} {c.seats[-1].rank}" for c in ordered[:6]) + (" …" if len(ordered) > 6 else "")
    of = t(f" trong {n} đơn vị", f" of {n}") if n else ""
    computed = t(" (hạng tính từ điểm)", " (computed ranks)") if kinds == {"computed"} else ""
    return t(f"{label} {last}, thứ hạng{of}: {said}{computed}", f"{label} {last}, rank{of}: {said}{computed}")


def leaders(label: str, drawn: Sequence[Course], year: int) -> str:
    """Who stands first, second and third."""
    seats = sorted((seat.row, c.names[1], seat) for c in drawn if (seat := c.seat(year)))
    first = [name for _, name, seat in seats if seat.rank == 1]
    if not first:
        return t(f"{label} {year}: {len(seats)} đơn vị có hạng", f"{label} {year}: {len(seats)} units with a rank")
    then = ", ".join(name for _, name, seat in seats if 1 < seat.rank <= 3)
    of = t(f" trong {seats[0][2].n} đơn vị", f" of {seats[0][2].n}") if seats[0][2].n else ""
    after = t(f", rồi đến {then}", f", then {then}") if then else ""
    return t(f"{label} {year}: {', '.join(first)} đứng đầu{of}{after}", f"{label} {year}: {', '.join(first)} first{of}{after}")  # fmt: skip


def _moved(course: Course) -> str:
    """The last place of a course, and the change where it can be compared."""
    seat = course.seats[-1]
    computed = t(" (tính từ điểm)", " (computed)") if seat.kind == "computed" else ""
    words = t(f"hạng {place(seat)}{computed} năm {seat.year}", f"rank {place(seat)}{computed} in {seat.year}")
    before = course.seats[-2] if len(course.seats) > 1 else None
    if before is None or not seat.follows or before.n != seat.n or before.kind != seat.kind:
        return words
    return f"{words}, {change(before, seat)}"


def change(before: Seat, seat: Seat) -> str:
    """How many places up or down since an earlier seat."""
    steps = before.rank - seat.rank
    if not steps:
        return t(f"giữ nguyên so với {before.year}", f"unchanged from {before.year}")
    way = t("tăng", "up") if steps > 0 else t("giảm", "down")
    return f"{way} {abs(steps)} " + t(f"bậc so với {before.year}", f"places from {before.year}")
