"""One finding for what is wrong with a whole table or column, instead of one for each of its cells."""

from collections.abc import Iterable
from dataclasses import replace

from parreform.findings import Finding

_OF_TABLES = ("kind-unknown",)
"""What one answer settles for all of a table."""
_OF_COLUMNS = ("category-unknown",)
"""What holds for a column as a whole: told once however many cells it has."""
_OF_CELLS = ("count-fraction", "baseline-later")
"""What each cell may have: told once where the column is full of it."""
_MANY = 5


def gathered(findings: Iterable[Finding], *, turned: bool) -> list[Finding]:
    """Findings of one table with those that tell the same gathered at the first cell. `turned` columns are rows of the sheet."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for number, finding in enumerate(findings):
        of = str(number)
        if finding.code in (*_OF_COLUMNS, *_OF_CELLS):
            of = column_of(finding.cell, turned=turned)
        elif finding.code in _OF_TABLES:
            of = ""
        groups.setdefault((finding.code, of), []).append(finding)
    return [told for group in groups.values() for told in _told(group)]


def _told(group: list[Finding]) -> list[Finding]:
    code = group[0].code
    if code in (*_OF_TABLES, *_OF_COLUMNS) or len(group) > _MANY:
        return [replace(group[0], facts={**group[0].facts, "count": len(group)})]
    return [replace(f, facts={**f.facts, "count": 1}) for f in group] if code in _OF_CELLS else group


def column_of(cell: str, *, turned: bool) -> str:
    """The column of a table that a cell stands in; where the table was turned, the row of the sheet."""
    letters = cell.rstrip("0123456789")
    return cell.removeprefix(letters) if turned else letters
