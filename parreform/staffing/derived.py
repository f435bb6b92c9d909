"""Columns beside the posts that are computed from them and not stored: changes, shares of people present, posts not filled.

What one says in most rows is evidence on the posts: of another year, or of other rows.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from parreform.differences import Beside, amount_of, contradiction, not_following
from parreform.findings import Finding
from parreform.staffing.cells import number_of
from parreform.staffing.headings import Meaning
from parreform.staffing.tables import StaffTable
from parreform.staffing.terms import key_of
from parreform.text import squeeze

_OF_POSTS = "so|muc|bienche|congchuc|vienchuc|nguoi|duoc|da|giao|voi|tren|tong|nam|truoc|va|hoac|cua|giua|cac|lientruoc"
_CHANGE = re.compile(rf"(?:{_OF_POSTS}|tang|giam|chenhlech|change|difference|since|in|posts|of)+")
"""Changes of the posts as a whole, since whatever year they name."""
_FILLED = re.compile(rf"(?:{_OF_POSTS}|tyle|tile|phantram|comat|hienco|thucte|sudung)+")
"""Shares of people present among posts, said so with both."""
_PRESENT, _GIVEN = re.compile(r"comat|hienco|thucte|sudung"), re.compile(r"giao|bienche")
Pair = tuple[int, int]


def against_posts(table: StaffTable) -> Iterator[Finding]:
    """A finding for each column that is computed from two others of its row and contradicts them."""
    columns = table.columns
    for position, column in columns.items():
        pairs, ways = _sources(column, columns)
        found = [(way, rows) for pair in pairs if any(rows := _beside(table, position, pair)) for way in ways]
        judged = [(not_following(rows, way), rows) for way, rows in found]
        off, rows = min(judged, key=lambda x: len(x[0]), default=([], []))
        if off:
            yield _finding(table, position, off, rows)


def cuts_of_people(table: StaffTable) -> Iterator[Finding]:
    """A column of cuts that are the posts less the people present, in every row, where no later posts stand beside them.

    They are posts that nobody fills: none of them was cut.
    """
    for position, column in table.values.items():
        pairs = _posts_and_people(table.columns, "assigned", "baseline") if column.measure == "cut" else ()
        for pair in pairs:
            rows = _beside(table, position, pair)
            known = [row for row in rows if row is not None and row.printed]
            if known and not not_following(known, "reverse" if column.sign > 0 else "difference"):
                posts, people = (table.columns[p].label for p in pair)
                facts = {"label": column.label, "posts": posts, "people": people, "count": len(known)}
                at = table.grid.address(table.header.stop - 1, position)
                yield Finding("cut-of-people", table.grid.sheet, at, facts)


def _sources(column: Meaning, columns: Mapping[int, Meaning]) -> tuple[Sequence[Pair], Sequence[str]]:
    """The pairs of columns that one may be computed from, and how; none where it may be of something that is not there."""
    key = key_of(column.label.rsplit(" / ", maxsplit=1)[-1])
    if column.role == "change" and _CHANGE.fullmatch(key):
        return _of_years(column, columns), ("difference", "reverse", "size")
    if column.role == "rate" and _FILLED.fullmatch(key) and _PRESENT.search(key) and _GIVEN.search(key):
        return _posts_and_people(columns), ("ratio",)
    if column.role == "unfilled":
        return _posts_and_people(columns), ("difference", "reverse", "size")
    return (), ()


def _of_years(column: Meaning, columns: Mapping[int, Meaning]) -> Sequence[Pair]:
    """Posts of two years, those that the heading names; of last year where it says so."""
    named = {column.year} - {0}
    posts = {p: m for p, m in columns.items() if m.is_value and m.measure in ("assigned", "baseline") and m.year}
    if not column.category and len({m.category for m in posts.values()}) > 1:
        return []  # it may be of their sum
    return [
        (a, b)
        for a, b in permutations(posts, 2)
        if posts[a].year < posts[b].year
        and posts[a].category == posts[b].category
        and column.category in ("", posts[a].category)
        and named <= {posts[a].year, posts[b].year}
        and (not column.step or posts[b].year - posts[a].year == 1)
    ]


def _posts_and_people(columns: Mapping[int, Meaning], *measures: str) -> Sequence[Pair]:
    """The column of posts and that of people, where there is one of each."""
    posts = [p for p, m in columns.items() if m.is_value and m.measure in (measures or ("assigned",))]
    people = [p for p, m in columns.items() if m.is_value and m.measure == "present"]
    return [(posts[0], people[0])] if len(posts) == len(people) == 1 else []


def _beside(table: StaffTable, position: int, pair: Pair) -> list[Beside | None]:
    """The number of each row with the two beside it; None where one of them is not there."""
    found: list[Beside | None] = []
    for row in (table.grid.rows[r] for r in table.rows):
        printed = amount_of(row[position])
        numbers = [n.value for p in pair if (n := number_of(row[p], "assigned")) and not n.fault]
        found.append(Beside(printed, *numbers) if printed is not None and len(numbers) == 2 else None)
    return found


def _finding(table: StaffTable, position: int, off: Sequence[int], rows: Sequence[Beside | None]) -> Finding:
    names = [(_name(table, r), table.grid.address(r, position)) for r in table.rows]
    code, facts = contradiction(rows, off, names)
    return Finding(code, table.grid.sheet, names[off[0]][1], facts | {"label": table.columns[position].label})


def _name(table: StaffTable, row: int) -> str:
    """What a row is called: its first words, else the year it is of."""
    cells = table.grid.rows[row]
    first = next((v for v in cells if isinstance(v, str) and any(map(str.isalpha, v))), None)
    return squeeze(str(first or next((v for v in cells if v is not None), "")))
