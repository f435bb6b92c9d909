"""The register of steps, and what several of them need."""

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

from corpus import edit
from corpus.data import ENGLISH, NAMES
from corpus.model import Book, Cell, Sheet

Step = Callable[[Book, random.Random], bool]
STEPS: dict[str, Step] = {}
BENIGN: set[str] = set()
MOVES_COLUMNS: set[str] = set()
"""Steps that break a table whose columns are told by their order."""
RETELLS: set[str] = set()
"""Steps that state something new: not where an option or cells without tags state things too."""
JOINS: set[str] = set()
"""Steps after which two intact tables may contradict each other: that must be seen."""

UNIT_OF = {name.casefold(): u for names in (ENGLISH, NAMES) for u, name in names.items()}


def step(
    *, benign: bool = False, moves_columns: bool = False, retells: bool = False, joins: bool = False
) -> Callable[[Step], Step]:
    def register(function: Step) -> Step:
        name = function.__name__.replace("_", "-")
        STEPS[name] = function
        sets = ((benign, BENIGN), (moves_columns, MOVES_COLUMNS), (retells, RETELLS), (joins, JOINS))
        for wanted, names in sets:
            if wanted:
                names.add(name)
        return function

    return register


def visible(book: Book, rng: random.Random) -> Sheet | None:
    """One of the sheets that state something."""
    found = [s for s in book.sheets if not s.hidden and edit.tagged_rows(s)]
    return rng.choice(found) if found else None


def words(sheet: Sheet) -> list[tuple[int, int, Cell]]:
    return [(r, c, cell) for r, c, cell in sheet.cells() if edit.text(cell)]


def seen_words(sheet: Sheet) -> list[tuple[int, int, Cell]]:
    """The words that somebody may retype: what a hidden column is called may be all that tells what others are."""
    return [x for x in words(sheet) if x[1] not in sheet.hidden_columns]


def named(sheet: Sheet) -> Iterator[tuple[int, int, Cell, str]]:
    """The cells that are the name of a province."""
    for r, c, cell in words(sheet):
        unit = UNIT_OF.get(unicodedata.normalize("NFC", edit.text(cell)).casefold())
        if unit:
            yield r, c, cell, unit


def rename(sheet: Sheet, make: Callable[[str, int], str]) -> bool:
    found = list(named(sheet))
    for n, (r, c, cell, _) in enumerate(found):
        sheet.rows[r][c] = cell.having(make(cell.value, n))
    return bool(found)


def rename_all(book: Book, make: Callable[[str, int], str]) -> bool:
    done = [rename(sheet, make) for sheet in book.sheets]
    return any(done)


def headings(sheet: Sheet) -> list[tuple[int, int, Cell]]:
    """Words above the first statement, in rows of several words."""
    first = edit.tagged_rows(sheet)[0]
    return [x for x in words(sheet) if x[0] < first and sum(bool(edit.text(c)) for c in sheet.rows[x[0]]) > 1]


_WORDS_OF = {
    "par-index": ("par index", "cải cách hành chính", "cchc"),
    "sipas": ("sipas", "hài lòng"),
    "papi": ("papi",),
}


def tells_all(sheet: Sheet) -> bool:
    """Whether index, year and units stand in the sheet itself, so that it can be moved to another."""
    tags = [t for _, _, c in sheet.cells() for t in c.tags]
    if not {UNIT_OF[NAMES[t.key[1]].casefold()] for t in tags} <= {unit for _, _, _, unit in named(sheet)}:
        return False
    told = " ".join(str(c.value) for _, _, c in sheet.cells() if c.value is not None and not c.tags).casefold()
    years = all(str(t.key[2]) in told for t in tags)
    return bool(tags) and years and all(any(w in told for w in _WORDS_OF[t.key[0].split(".")[0]]) for t in tags)


def says_year(sheet: Sheet, year: int) -> bool:
    """Whether a year is still written anywhere in a sheet."""
    return any(str(year) in str(c.value) for _, _, c in sheet.cells() if c.value is not None and not c.tags)


def said_of(cell: Cell, old: str, new: str) -> Cell:
    """A cell that says of one unit what it said of another."""
    tags = (t._replace(key=(t.key[0], new, t.key[2])) if t.key[1] == old else t for t in cell.tags)
    return replace(cell, tags=tuple(tags))


def proves_copy(sheet: Sheet) -> bool:
    """Whether a sheet still holds enough figures to show that another one repeats them."""
    visible_tags = [
        t for _, c, x in sheet.cells() if c not in sheet.hidden_columns for t in x.tags if x.value is not None
    ]
    named_units = {unit for _, c, _, unit in named(sheet) if c not in sheet.hidden_columns}
    told = [t for t in visible_tags if UNIT_OF[NAMES[t.key[1]].casefold()] in named_units and t.value is not None]
    scores = {t.value for t in told if t.field == "score"}
    return len(scores) >= 3 or sum(t.field == "rank" for t in told) >= 10
