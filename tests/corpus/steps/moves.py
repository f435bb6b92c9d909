"""The table moves, its rows and columns change places."""

import random

from corpus import edit
from corpus.model import BLANK, Book, Sheet
from corpus.steps.register import step, visible


@step(benign=True)
def shift(book: Book, rng: random.Random) -> bool:
    for sheet in book.sheets:
        if sheet.rows:
            for _ in range(rng.randint(0, 4)):
                edit.insert_row(sheet, 0)
            for _ in range(rng.randint(0, 3)):
                edit.insert_column(sheet, 0)
    return True


@step(benign=True)
def empty_row(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    rows = edit.tagged_rows(sheet) if sheet else []
    free = [r for r in rows[1:] if not any(s.top < r <= s.bottom for s in sheet.merged)]
    if not free:
        return False
    edit.insert_row(sheet, rng.choice(free))
    return True


@step(benign=True)
def empty_column(book: Book, rng: random.Random) -> bool:
    """Not where tables stand side by side: there an empty column says where one of them ends."""
    sheet = visible(book, rng)
    if sheet is None or any(s.left < s.right for s in sheet.merged):
        return False
    if any(len(edit.units_of(row)) > 1 for row in sheet.rows):
        return False
    edit.insert_column(sheet, rng.randrange(sheet.width))
    return True


@step(benign=True)
def shuffle_rows(book: Book, rng: random.Random) -> bool:
    """Rows of one unit each, as far as no merged range and no other row stands between."""
    sheet = visible(book, rng)
    blocks = _blocks(sheet) if sheet else []
    for block in blocks:
        order = rng.sample(block, len(block))
        moved = [sheet.rows[r] for r in order]
        sheet.rows[block[0] : block[-1] + 1] = moved
    return bool(blocks)


def _blocks(sheet: Sheet) -> list[list[int]]:
    blocks: list[list[int]] = []
    for r in edit.tagged_rows(sheet):
        if len(edit.units_of(sheet.rows[r])) > 1 or any(s.top <= r <= s.bottom for s in sheet.merged):
            continue
        if blocks and blocks[-1][-1] == r - 1:
            blocks[-1].append(r)
        else:
            blocks.append([r])
    return [b for b in blocks if len({u for r in b for u in edit.units_of(sheet.rows[r])}) > 1]


@step(moves_columns=True)
def shuffle_columns(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    if sheet is None or sheet.merged or sheet.hidden_columns:
        return False
    first = edit.tagged_rows(sheet)[0]
    labels = [edit.text(c).casefold() for c in sheet.rows[first - 1] if edit.text(c)] if first else []
    if len(set(labels)) < len(labels) or any(len(edit.units_of(row)) > 1 for row in sheet.rows):
        return False
    order = rng.sample(range(sheet.width), sheet.width)
    sheet.rows = [[row[c] for c in order] for row in sheet.rows]
    return True


@step(moves_columns=True)
def turn(book: Book, rng: random.Random) -> bool:
    """Not where columns are hidden: hidden rows are read by rule, and these would say what nobody states."""
    sheet = visible(book, rng)
    if sheet is None or sheet.hidden_columns:
        return False
    edit.turn(sheet)
    return True


@step()
def fold_into_halves(book: Book, rng: random.Random) -> bool:
    """The lower half of the rows goes to the right, under the same headings."""
    sheet = visible(book, rng)
    rows = edit.tagged_rows(sheet) if sheet else []
    if (
        sheet is None
        or sheet.merged
        or sheet.hidden_rows
        or sheet.hidden_columns
        or len(rows) < 4
        or rows[-1] - rows[0] + 1 != len(rows)
    ):
        return False
    middle, width, gap = rows[(len(rows) + 1) // 2], sheet.width, rng.randint(0, 1)  # the left half has the odd row
    right = {rows[0] - 1: sheet.rows[rows[0] - 1], **dict(zip(rows, sheet.rows[middle : rows[-1] + 1], strict=False))}
    below = sheet.rows[rows[-1] + 1 :]
    sheet.rows = [[*row, *[BLANK] * gap, *right.get(r, [BLANK] * width)] for r, row in enumerate(sheet.rows[:middle])]
    sheet.rows += [[*row, *[BLANK] * (gap + width)] for row in below]
    return True
