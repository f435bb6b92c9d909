"""Rows, columns and sheets come and go."""

import random

from corpus import edit
from corpus.model import BLANK, Book, Cell, Sheet, Tag
from corpus.steps.register import headings, named, step, visible


@step()
def drop_column(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    if sheet is None or sheet.width < 3:
        return False
    edit.delete_column(sheet, rng.randrange(sheet.width))
    return True


@step()
def drop_row(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    if sheet is None or len(sheet.rows) < 3:
        return False
    lower = _lower_headings(sheet)
    edit.delete_row(sheet, rng.choice([r for r in range(len(sheet.rows)) if r not in lower]))
    return True


def _lower_headings(sheet: Sheet) -> set[int]:
    """Rows of headings without which figures say another thing: below the names of another table, which then goes on,
    and right below other headings: `2024` is no result where `(dự kiến)` stands under it.
    """
    first = min((r for r, *_ in named(sheet)), default=len(sheet.rows))
    heads = {r for r, _, _ in headings(sheet)}
    return {r for r in heads if r > first} | {r for r in range(first) if r - 1 in heads}


@step()
def drop_a_row_of_headings(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    rows = sorted({r for r, _, _ in headings(sheet)} - _lower_headings(sheet)) if sheet else []
    if rows:
        edit.delete_row(sheet, rng.choice(rows))
    return bool(rows)


@step(joins=True)
def duplicate_row(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    if sheet is None or sheet.merged:
        return False
    row = rng.choice(edit.tagged_rows(sheet))
    edit.insert_row(sheet, row + 1, sheet.rows[row])
    return True


@step(joins=True)
def duplicate_column(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    if sheet is None or sheet.merged:
        return False
    at = rng.choice(edit.tagged_columns(sheet))
    edit.insert_column(sheet, at + 1, [row[at] for row in sheet.rows])
    return True


@step()
def repeat_headings(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    rows = sorted({r for r, _, _ in headings(sheet)}) if sheet else []
    if sheet is None or not rows or sheet.merged:
        return False
    told = edit.tagged_rows(sheet)
    others = (r for r in range(told[0], len(sheet.rows)) if r not in told and any(map(edit.text, sheet.rows[r])))
    end = next(others, len(sheet.rows))  # the next table has headings of its own
    at = rng.choice([r for r in told if r < end])
    for r in reversed([sheet.rows[r] for r in rows]):
        edit.insert_row(sheet, at, r)
    return True


def _row_of(sheet: Sheet, label: str, number: float | None) -> list[Cell]:
    """A row with words where names stand and a number where scores stand."""
    column = next((c for _, c, _, _ in named(sheet)), 0)
    row = [BLANK] * sheet.width
    for c in edit.tagged_columns(sheet) if number is not None else ():
        row[c] = Cell(number)
    row[column] = Cell(label)
    return row


@step()
def a_row_of_notes(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    if sheet is None or any(s.top < s.bottom for s in sheet.merged):
        return False
    label = rng.choice(["II. Trung du và miền núi phía Bắc", "Ghi chú: số liệu sơ bộ", "Trang 2/3", "Vùng Tây Nguyên"])
    edit.insert_row(sheet, rng.choice(edit.tagged_rows(sheet)), _row_of(sheet, label, None))
    return True


@step()
def a_row_with_a_mean(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    if sheet is None or any(s.top < s.bottom for s in sheet.merged):
        return False
    label = rng.choice(["Trung bình cả nước", "Cao nhất", "Đồng bằng sông Hồng", "Trung bình", "Tổng số", "Tây Nguyên"])
    edit.insert_row(sheet, rng.choice(edit.tagged_rows(sheet)) + rng.randint(0, 1), _row_of(sheet, label, 5.25))
    return True


@step()
def a_row_of_nobody(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    if sheet is None or any(s.top < s.bottom for s in sheet.merged):
        return False
    label = rng.choice(["Hà Bắc", "Sông Bé", "Tp Vinh", "Bộ Y tế", "Xã Tân Lập", ""])
    edit.insert_row(sheet, rng.choice(edit.tagged_rows(sheet)), _row_of(sheet, label, 5.25))
    return True


@step()
def a_column_of_something(book: Book, rng: random.Random) -> bool:
    """Numbers beside the table under words that name no indicator."""
    sheet = visible(book, rng)
    if sheet is None or any(s.left < s.right for s in sheet.merged):
        return False
    rows = edit.tagged_rows(sheet)
    labels = [
        "Dân số (nghìn người)",
        "Tăng/giảm",
        "Điểm trừ",
        "Chênh lệch điểm",
        "Ghi chú",
        "Điểm tự chấm",
        "Kế hoạch 2030",
    ]
    column = [BLANK] * len(sheet.rows)
    for r in rows:
        column[r] = Cell(round(rng.uniform(1, 9), 2))
    if rows[0]:
        column[rows[0] - 1] = Cell(rng.choice(labels))
    edit.insert_column(sheet, rng.randint(1, sheet.width), column)
    return True


@step(benign=True)
def a_hidden_column(book: Book, rng: random.Random) -> bool:
    """A hidden copy of a column with other numbers; before a bare rank it could be what is ranked."""
    sheet = visible(book, rng)
    if sheet is None or sheet.merged:
        return False
    at = rng.choice(edit.tagged_columns(sheet))
    if any(tag.field == "rank" for row in sheet.rows for tag in row[at].tags):
        return False
    column = [Cell(1.25) if row[at].tags else row[at] for row in sheet.rows]
    edit.insert_column(sheet, at, column)
    sheet.hidden_columns.add(at)
    return True


@step(benign=True)
def a_hidden_sheet(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    if sheet is None or any(s.name == "Nháp" for s in book.sheets):
        return False
    rows = [[Cell(1.25) if c.tags else c for c in row] for row in sheet.rows]
    book.sheets.append(Sheet("Nháp", rows, list(sheet.merged), hidden=True))
    return True


@step(benign=True)
def some_hidden_rows(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    if sheet:
        sheet.hidden_rows |= {r for r in edit.tagged_rows(sheet) if rng.random() < 0.3}
    return bool(sheet)


@step()
def hide_a_column(book: Book, rng: random.Random) -> bool:
    """Whatever it holds is not read."""
    sheet = visible(book, rng)
    if sheet:
        sheet.hidden_columns.add(rng.randrange(sheet.width))
    return bool(sheet)


@step(benign=True)
def a_sheet_of_notes(book: Book, rng: random.Random) -> bool:
    if any(s.name == "Ghi chú" for s in book.sheets):
        return False
    notes = Sheet("Ghi chú").put([["Đầu mối: Phòng Cải cách hành chính"], ["Điện thoại", "0214 384"]])
    book.sheets.insert(rng.randint(0, len(book.sheets)), notes)
    return True


@step()
def a_row_of_codes(book: Book, rng: random.Random) -> bool:
    """Columns are numbered below their headings."""
    sheet = visible(book, rng)
    if sheet is None or any(s.top < s.bottom for s in sheet.merged):
        return False
    columns = sorted({*edit.tagged_columns(sheet), *(c for _, c, _, _ in named(sheet))})
    shape = rng.choice(("({})", "{}", "[{}]"))
    row = [BLANK] * sheet.width
    for n, c in enumerate(columns, 1):
        row[c] = Cell(n if shape == "{}" and rng.random() < 0.5 else shape.format(n))
    edit.insert_row(sheet, edit.tagged_rows(sheet)[0], row)
    return True


@step()
def a_row_of_totals(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    if sheet is None or any(s.top < s.bottom for s in sheet.merged):
        return False
    label = rng.choice(["Tổng cộng", "TỔNG SỐ", "Trung bình chung", "Bình quân", "Cộng", "63 tỉnh, thành phố"])
    rows = edit.tagged_rows(sheet)
    edit.insert_row(sheet, rng.choice((rows[0], rows[-1] + 1)), _row_of(sheet, label, 684.25))
    return True


@step()
def an_empty_row_among_the_headings(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    first = edit.tagged_rows(sheet)[0] if sheet else 0
    free = [r for r in range(1, first + 1) if not any(s.top < r <= s.bottom for s in sheet.merged)] if sheet else []
    if sheet is None or not free:
        return False
    edit.insert_row(sheet, rng.choice(free))
    return True


@step()
def hide_a_row(book: Book, rng: random.Random) -> bool:
    """Hidden rows are read: a filter hides them."""
    sheet = visible(book, rng)
    if sheet:
        sheet.hidden_rows.add(rng.randrange(len(sheet.rows)))
    return bool(sheet)


@step(retells=True)
def a_column_of_last_year(book: Book, rng: random.Random) -> bool:
    """Figures of the year before stand beside this year's under a heading that says so."""
    sheet = visible(book, rng)
    if sheet is None or sheet.merged:
        return False
    at = rng.choice(edit.tagged_columns(sheet))
    told = {(t.key[2], t.field) for row in sheet.rows for t in row[at].tags}
    year, field = next(iter(told))
    head = edit.tagged_rows(sheet)[0] - 1
    if len(told) > 1 or field != "score" or year >= 2025 or head < 0 or not edit.text(sheet.rows[head][at]):
        return False
    if any(len(edit.units_of(row)) > 1 for row in sheet.rows):
        return False
    column = [_a_year_before(row[at]) for row in sheet.rows]
    column[head] = Cell(f"{edit.text(sheet.rows[head][at])} năm {year - 1}")
    edit.insert_column(sheet, at + rng.randint(0, 1), column)
    return True


def _a_year_before(cell: Cell) -> Cell:
    if not cell.tags or not isinstance(cell.value, float):
        return BLANK
    (indicator, unit, year), value = cell.tags[0].key, round(cell.value * 0.97, 2)
    return Cell(value, (Tag((indicator, unit, year - 1), "score", value),)) if not cell.percent else BLANK
