"""The picture of all units' ranks in two years."""

from dataclasses import dataclass
from typing import ClassVar

from parreform.analysis.rank import ranks_of
from parreform.errors import UsageProblem
from parreform.pictures.base import Held, Wanted
from parreform.pictures.bump import among, change, leaders, title
from parreform.pictures.courses import Course, CoursesPicture, Ways, pictured, place, ways
from parreform.pictures.focus import focuses, group_in, one_panel, ranked_years
from parreform.settings import t


@dataclass(frozen=True, slots=True, kw_only=True)
class SlopePicture(CoursesPicture):
    """All units' ranks in two years."""

    kind: ClassVar[str] = "slope"


def build(wanted: Wanted, held: Held) -> SlopePicture:
    """Ranks in the years `first` and `last`; without them the last two with ranks, or the two nearest in between."""
    panel, label = one_panel(wanted, held)
    known = ranked_years(panel, label, wanted.first, wanted.last)
    for year in (wanted.first, wanted.last):
        if year is not None and year not in known:
            ranked_years(panel, label, year, year)  # tells the years held
    if len(known) < 2:
        raise UsageProblem(
            t("Biểu đồ slope cần hai năm có hạng", "Chart slope needs two years with ranks"), "--from 2022 --to 2023"
        )
    years = [known[0] if wanted.first else known[-2], known[-1]]
    present = {u for year in years for u in ranks_of(panel, year)}
    span = f"{label} {years[0]}, {years[1]}"
    group = group_in(held.catalog, wanted.group, years[-1]) if wanted.group else None
    found = ways(panel, years, focuses(held.catalog, wanted.provinces, present, span), held.catalog, group)
    brought = any(c.focus for c in found.courses)
    said = title(label, found, group) if group and not brought else _title(label, found)
    return pictured(SlopePicture, found, panel, held, title=said, topic=_topic(span, found) + among(group))


def _topic(span: str, found: Ways) -> str:
    if found.breaks:
        return t(f"{span}: hai năm không so sánh được: {found.breaks[-1].reason}", f"{span}: the two years are not comparable: {found.breaks[-1].reason}")  # fmt: skip
    if found.joins:
        return t(f"{span}: thứ hạng trước và sau sáp nhập", f"{span}: ranks before and after the merger")
    return t(f"{span}: thứ hạng; hạng 1 ở trên cùng", f"{span}: ranks; 1 is on top")


def _title(label: str, found: Ways) -> str:
    first, last = found.columns[0].year, found.columns[-1].year
    brought = [c for c in found.courses if c.focus and not c.member and c.seat(first) and c.seat(last)]
    heir = next((c for c in found.courses if c.focus and not c.member and c.seat(last)), None)
    if not brought and heir:
        return f"{label}: " + _formed(heir, found, first, last)
    if brought:
        said = "; ".join(_moved(c, first, last) for c in brought[:2])
        return f"{label}: {said}" + (" …" if len(brought) > 2 else "")
    moved = [(c.seats[0].rank - c.seats[-1].rank, c) for c in found.courses if len(c.seats) == 2 and c.seats[1].follows]
    if not moved or not max(m for m, _ in moved):
        return leaders(label, found.courses, last)
    up, down = max(moved, key=lambda m: m[0]), min(moved, key=lambda m: m[0])
    rose = t(f"{up[1].names[1]} tăng {up[0]} bậc", f"{up[1].names[1]} up {up[0]} places")
    fell = t(f"{down[1].names[1]} giảm {-down[0]} bậc", f"{down[1].names[1]} down {-down[0]} places")
    return f"{label} {first}–{last}: {rose}" + (f", {fell}" if down[0] < 0 else "")


def _moved(course: Course, first: int, last: int) -> str:
    before, after = course.seat(first), course.seat(last)
    assert before is not None
    assert after is not None
    said = t(f"{course.names[1]} hạng {place(after)} năm {last}", f"{course.names[1]} rank {place(after)} in {last}")
    if after.follows and before.n == after.n and before.kind == after.kind:
        return f"{said}, {change(before, after)}"
    return said + t(f", năm {first} hạng {place(before)}", f", {place(before)} in {first}")


def _formed(heir: Course, found: Ways, first: int, last: int) -> str:
    """Where a unit stands now, and where those that have become it stood."""
    seat = heir.seat(last)
    assert seat is not None
    said = t(f"{heir.names[1]} hạng {place(seat)} năm {last}", f"{heir.names[1]} rank {place(seat)} in {last}")
    before = [
        (s.row, f"{c.names[0]} {place(s)}") for c in found.courses if c.focus == heir.focus and (s := c.seat(first))
    ]
    members = ", ".join(words for _, words in sorted(before))
    return said + (t(f"; năm {first}: {members}", f"; in {first}: {members}") if members else "")
