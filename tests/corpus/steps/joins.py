"""Several tables come together."""

import random
from dataclasses import replace
from functools import cache

from corpus import edit
from corpus.case import CASES
from corpus.model import Book, Cell, Sheet, Span
from corpus.steps.register import proves_copy, step, tells_all, visible


@cache
def _movable() -> tuple[Sheet, ...]:
    found = (c.build() for c in CASES.values() if c.good and not c.options)
    return tuple(b.sheets[0] for b in found if len(b.sheets) == 1 and tells_all(b.sheets[0]))


def _two_tables(book: Book, rng: random.Random) -> tuple[Sheet | None, Sheet]:
    """A sheet of the book and a second one that may be joined to it; both say what they are."""
    sheet, other = visible(book, rng), rng.choice(_movable()).copy()
    joinable = sheet is not None and tells_all(sheet) and not other.hidden_columns and not sheet.hidden_columns
    return (sheet if joinable else None), other


@step(retells=True, joins=True)
def another_sheet(book: Book, rng: random.Random) -> bool:
    if not all(tells_all(s) for s in book.sheets if edit.tagged_rows(s)):
        return False
    other = rng.choice(_movable()).copy()
    other.name = f"Trang {len(book.sheets) + 1}"
    book.sheets.append(other)
    return True


@step(retells=True, joins=True)
def another_table_below(book: Book, rng: random.Random) -> bool:
    sheet, other = _two_tables(book, rng)
    if sheet is None:
        return False
    sheet.put([[] for _ in range(rng.randint(1, 3))])
    top = len(sheet.rows)
    sheet.put(other.rows)
    sheet.merged += [Span(s.top + top, s.left, s.bottom + top, s.right) for s in other.merged]
    return True


@step(retells=True, joins=True)
def another_table_beside(book: Book, rng: random.Random) -> bool:
    sheet, other = _two_tables(book, rng)
    if sheet is None or other.hidden_rows or sheet.hidden_rows:
        return False
    left = sheet.width + rng.randint(1, 2)
    sheet.put([[None] * left + row for row in other.rows], at="A1")
    sheet.merged += [Span(s.top, s.left + left, s.bottom, s.right + left) for s in other.merged]
    return True


def _renamed(sheet: Sheet, rng: random.Random) -> str:
    years = {t.key[2] for _, _, c in sheet.cells() for t in c.tags}
    year = max(years) + rng.choice((-2, -1, 1, 2))
    return rng.choice(("{}", "Năm {}", "PAPI {}", "SIPAS {}", "PAR INDEX {}", "BC {}", "{} (2)")).format(year)


@step()
def a_tab_of_another_name(book: Book, rng: random.Random) -> bool:
    """A sheet copied from another year's file keeps that name; what it says of itself is in the sheet."""
    sheet = visible(book, rng)
    if sheet is None or not tells_all(sheet):
        return False
    name = _renamed(sheet, rng)
    if name in {s.name for s in book.sheets}:
        return False
    sheet.name = name
    book.misled.append(sheet)
    return True


@step()
def a_file_of_another_name(book: Book, rng: random.Random) -> bool:
    shown = [s for s in book.sheets if edit.tagged_rows(s) and not s.hidden]
    if not shown or not all(map(tells_all, shown)):
        return False
    book.file = f"{_renamed(shown[0], rng)}.xlsx"
    book.misled += shown
    return True


@step(joins=True)
def a_copy_under_another_tab(book: Book, rng: random.Random) -> bool:
    """The same sheet twice, the second with another year on its tab."""
    sheet = visible(book, rng)
    if sheet is None or not tells_all(sheet):
        return False
    copy = sheet.copy()
    copy.name = _renamed(sheet, rng)
    if copy.name in {s.name for s in book.sheets}:
        return False
    book.sheets.append(copy)
    book.misled.append(copy)
    return True


@step(retells=True)
def a_copy_that_says_another_year(book: Book, rng: random.Random) -> bool:
    """Last year's sheet with another year in its title: nothing of that year is stated by it."""
    sheet = visible(book, rng)
    years = {t.key[2] for _, _, c in sheet.cells() for t in c.tags} if sheet else set()
    if sheet is None or len(years) != 1 or not tells_all(sheet) or sheet.hidden_columns:
        return False
    if not proves_copy(sheet):
        return False  # so few may agree by chance
    (old,) = years
    new = old + rng.choice((-1, 1))
    if new >= 2025 or old >= 2025 or any(t.key[2] == new for s in book.sheets for _, _, c in s.cells() for t in c.tags):
        return False
    rows = [[_untold(cell, old, new) for cell in row] for row in sheet.rows]
    book.sheets.append(Sheet(f"Năm {new}", rows, list(sheet.merged), hidden_rows=set(sheet.hidden_rows)))
    book.copied.append(sheet)
    return all(tells_all(s) for s in book.sheets if edit.tagged_rows(s))


def _untold(cell: Cell, old: int, new: int) -> Cell:
    value = cell.value
    if not cell.tags and isinstance(value, str):
        value = value.replace(str(old), str(new))
    return replace(cell, value=new if value == old and not cell.tags else value, tags=())
