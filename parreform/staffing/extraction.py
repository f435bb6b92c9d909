"""What a file says of staff, and whether it speaks of staff at all: files of indices load no more of staffing than this."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parreform.findings import Finding
from parreform.settings import t
from parreform.staffing.figures import Figure
from parreform.text import fold
from parreform.workbook import Grid

if TYPE_CHECKING:
    from parreform.staffing.tables import StaffTable

ABOUT_STAFF = re.compile(
    r"bienche|tinhgian|nghidinh178|canbocongchuc|vienchuc|khongchuyentrach|donvisunghiep|sapxepbomay|laodonghopdong|hopdonglaodong|nguoilamviec|songuoicomat|socomat|congchuc(?:duocgiao|comat|hienco)|soluong(?:canbo)?congchuc|staff|payroll|headcount|civilservants|downsiz|postscut"
)
OF_POSTS = re.compile(r"bienche|tinhgian|nghidinh178|nguoilamviec|payroll|staffing")
_TOP = 40
"""So many rows hold the titles and headings of a sheet."""


@dataclass(frozen=True, slots=True)
class StaffSheet:
    """What one staffing table was found to be: `counts` has the figures read in each column."""

    name: str
    table: "StaffTable" = field(repr=False)
    figures: tuple[Figure, ...]
    counts: dict[int, int]

    @property
    def notes(self) -> Sequence[tuple[str, str]]:
        """The texts below the table, each with its cell."""
        return self.table.notes if self.figures else ()

    @property
    def plans(self) -> bool:
        """Whether figures are planned, or say no more than how many posts were given: they may be called an estimate."""
        kinds = {f.kind for f in self.figures}
        return "plan" in kinds or kinds <= {"assigned", "quota", "estimate", "subject"}

    @property
    def compared(self) -> frozenset[int]:
        """The years its figures are of, and those they are compared with."""
        return frozenset((*self.years, *(f.baseline_year for f in self.figures if f.baseline_year)))

    @property
    def years(self) -> tuple[int, ...]:
        """The years its figures are of."""
        return tuple(sorted({int(f.period[:4]) for f in self.figures if f.period}))


@dataclass(frozen=True, slots=True)
class StaffExtraction:
    """All staffing figures of a file. `taken` are the sheets that hold them, `unread` others whose titles promise some."""

    figures: tuple[Figure, ...] = ()
    findings: tuple[Finding, ...] = ()
    sheets: tuple[StaffSheet, ...] = ()
    taken: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()

    def missed(self, told: Sequence[Finding], *, others: bool) -> list[Finding]:
        """What to say of sheets about staff that gave nothing, beside what `told` says; `others` gave something."""
        if others or self.sheets or any(f.severity == "error" for f in (*told, *self.findings)):
            why = t("nói về biên chế nhưng không có bảng nào đọc được", "about staff, without a table that can be read")
            return [Finding("sheet-skipped", sheet, "", {"why": why}) for sheet in sorted(self.unread)]
        return [Finding("staffing-unread", sheet, "", {"where": ""}) for sheet in sorted(self.unread)]


NOTHING = StaffExtraction()


def top_texts(grid: Grid) -> list[str]:
    """The name of a sheet and the texts of its first rows, folded."""
    return [fold(x) for x in (grid.sheet, *(v for row in grid.rows[:_TOP] for v in row if isinstance(v, str)))]


def mentions_staff(grids: Iterable[Grid], file: str) -> bool:
    """Whether any sheet, or the name of the file, has a word for staff."""
    texts = (fold(file), *(x for grid in grids for x in top_texts(grid)))
    return any(ABOUT_STAFF.search(x) or OF_POSTS.search(x) for x in texts)
