"""The category of each cell: by its column, by its row, or the only one that headings and titles name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parreform.staffing.headings import Meaning, is_plain
from parreform.staffing.lines import Cell, LineReading
from parreform.staffing.rows import Row
from parreform.staffing.terms import Counts
from parreform.staffing.whose import without_limits
from parreform.text import fold, says


@dataclass
class CategoryReading(LineReading):
    """Parts the cells of a row by category. `names_categories` tells that rows of the table name some."""

    names_categories: bool = False

    def by_category(self, row: Row, cells: Sequence[Cell]) -> Iterator[tuple[str, list[Cell]]]:
        """The cells of each category; without one in column or row it is the only one that headings and titles name."""
        found: dict[str, list[Cell]] = {}
        only = "" if self.names_categories else self.table.only_category
        for cell in cells:
            category = self._one_of(cell, row)
            titled = self.table.about.categories
            inherits = (
                category == "" and cell.column.measure != "part" and only not in titled and not self._leavers(cell)
            )
            if inherits and not is_plain(_without_scope(cell.column)):
                self._report_uncategorised([cell])
                continue
            if category == "all" and only:
                category = only  # `Tổng cộng` below `BIÊN CHẾ CÔNG CHỨC` sums civil servants
            if category is not None:
                found.setdefault(category or only or self._leavers(cell), []).append(cell)
        for category, of_category in found.items():
            if category:
                yield category, of_category
            else:
                self._report_uncategorised(of_category)

    def _leavers(self, cell: Cell) -> str:
        """The category of people who left that a title names: `Công chức, viên chức nghỉ theo Nghị định 178` are no others."""
        if cell.column.measure != "people" or self.names_categories:
            return ""
        titled = [c for c in self.table.about.categories if c != "all"]
        return titled[0] if len(titled) == 1 and self.terms.categories[titled[0]].left else ""

    def _report_uncategorised(self, cells: Sequence[Cell]) -> None:
        choices = ", ".join(c.vi for c in self.terms.categories.values() if not c.parent)
        for cell in cells:
            self.find("category-unknown", cell.row, cell.position, label=cell.column.label, choices=choices)

    def _one_of(self, cell: Cell, row: Row) -> str | None:
        """The category of a cell by its column and its row: where both name one, the narrower; None where they differ."""
        by_column, by_row = cell.column.category, row.category
        if by_column in self.table.wider:
            by_column = self.table.about.categories[0]
        known = self.terms.categories
        if not by_column and by_row and (titled := self._titled_otherwise(row, known[by_row].counts)):
            self._report_twofold(cell, by_row, titled)
            return None
        if not by_column and by_row in self.table.about.wider:
            self._report_twofold(cell, by_row, self.table.about.categories[0])
            return None
        if not by_column or not by_row or by_column == by_row or known[by_row].parent == by_column:
            return by_row or by_column
        if by_row == "all" or known[by_column].parent == by_row:
            return by_column
        if by_column == "all":
            return by_row
        self._report_twofold(cell, by_row, by_column)
        return None

    def _titled_otherwise(self, row: Row, counts: Counts) -> str:
        """The one category that titles are about where a row counts something else: civil servants below `HỢP ĐỒNG LAO ĐỘNG`.

        `Số đơn vị sự nghiệp` may stand among posts; `Đơn vị sự nghiệp` below `SỐ NGƯỜI LÀM VIỆC` has people in it.
        """
        about = self.table.about
        only = about.categories[0] if len(about.categories) == 1 else ""
        titled = self.terms.categories[only].counts if only else counts
        of_posts = any("bienche" in fold(x) for x in about.titles)
        people = titled == "people" and counts == "posts" and not of_posts
        return only if people or (counts == "units" != titled and not says(row.label, "số")) else ""

    def _report_twofold(self, cell: Cell, by_row: str, by_column: str) -> None:
        names = {"by_row": self.terms.categories[by_row].name, "by_column": self.terms.categories[by_column].name}
        self.find("category-twofold", cell.row, cell.position, **names)


def _without_scope(column: Meaning) -> str:
    """The heading of a column without the scope that is known of it."""
    return without_limits(column.label) if column.scope else column.label
