"""What happens to workbooks on their way through offices: one function a step.

A step changes a book in place and says whether it could. `BENIGN` steps change nothing that is stated: the same
must be read. After all others the same, fewer or nothing may be read, but never anything else. What a cell states
moves with the cell, so no step has to say what is right; steps that change a statement change its tags.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from corpus import edit
from corpus.case import CASES
from corpus.data import ENGLISH, NAMES, NEW
from corpus.model import BLANK, Book, Cell, Sheet, Span, Tag

Step = Callable[[Book, random.Random], bool]
STEPS: dict[str, Step] = {}
BENIGN: set[str] = set()
MOVES_COLUMNS = {"shuffle-columns", "turn"}
RETELLS = {
    "another-year",
    "another-sheet",
    "another-table-below",
    "another-table-beside",
    "a-number-ten-times-too-large",
}
"""Steps that state something new: not where an option or cells without tags state things too."""
JOINS = {"another-sheet", "another-table-below", "another-table-beside", "duplicate-row", "duplicate-column"}
"""Steps after which two intact tables may contradict each other: that must be seen."""

_UNIT_OF = {name.casefold(): u for names in (ENGLISH, NAMES) for u, name in names.items()}
_SYNONYMS = {
    "Xếp hạng": ("Thứ hạng", "Hạng", "Xếp thứ", "XẾP HẠNG"),
    "Hạng": ("Thứ hạng", "Xếp hạng"),
    "Tỉnh, thành phố": ("Tỉnh", "Địa phương", "Tên tỉnh", "Tỉnh/TP", "TỈNH, THÀNH PHỐ"),
    "Tỉnh": ("Tỉnh, thành phố", "Đơn vị", "Tỉnh/thành phố"),
    "Chỉ số tổng hợp": ("Tổng điểm", "PAR INDEX", "Chỉ số CCHC", "Điểm tổng hợp"),
    "STT": ("TT", "Số TT"),
    "Cải cách thủ tục hành chính": ("Cải cách TTHC", "TTHC"),
    "Điểm thẩm định": ("Thẩm định", "Kết quả thẩm định"),
    "Chỉ số hài lòng": ("Chỉ số SIPAS", "Mức độ hài lòng"),
}
_UNKNOWN = ("Cột phụ", "Xuân Mai", "Q7", "Tỷ trọng", "???", "Dân số", "Số đơn vị cấp xã", "Điểm thưởng", "Kế hoạch")
_MARKS = ("*", " (*)", " (1)", "¹", " **")


def step(*, benign: bool = False) -> Callable[[Step], Step]:
    def register(function: Step) -> Step:
        name = function.__name__.replace("_", "-")
        STEPS[name] = function
        if benign:
            BENIGN.add(name)
        return function

    return register


def visible(book: Book, rng: random.Random) -> Sheet | None:
    """One of the sheets that state something."""
    found = [s for s in book.sheets if not s.hidden and edit.tagged_rows(s)]
    return rng.choice(found) if found else None


def words(sheet: Sheet) -> list[tuple[int, int, Cell]]:
    return [(r, c, cell) for r, c, cell in sheet.cells() if edit.text(cell)]


def named(sheet: Sheet) -> Iterator[tuple[int, int, Cell, str]]:
    """The cells that are the name of a province."""
    for r, c, cell in words(sheet):
        unit = _UNIT_OF.get(unicodedata.normalize("NFC", edit.text(cell)).casefold())
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


# --- the table moves ---------------------------------------------------------------------------


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
    sheet = visible(book, rng)
    if sheet is None or any(s.left < s.right for s in sheet.merged):
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


@step()
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


@step()
def turn(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    if sheet:
        edit.turn(sheet)
    return bool(sheet)


@step()
def fold_into_halves(book: Book, rng: random.Random) -> bool:
    """The lower half of the rows goes to the right, under the same headings."""
    sheet = visible(book, rng)
    rows = edit.tagged_rows(sheet) if sheet else []
    if sheet is None or sheet.merged or sheet.hidden_rows or len(rows) < 4 or rows[-1] - rows[0] + 1 != len(rows):
        return False
    middle, width, gap = rows[len(rows) // 2], sheet.width, rng.randint(0, 1)
    right = {rows[0] - 1: sheet.rows[rows[0] - 1], **dict(zip(rows, sheet.rows[middle : rows[-1] + 1], strict=False))}
    below = sheet.rows[rows[-1] + 1 :]
    sheet.rows = [[*row, *[BLANK] * gap, *right.get(r, [BLANK] * width)] for r, row in enumerate(sheet.rows[:middle])]
    sheet.rows += [[*row, *[BLANK] * (gap + width)] for row in below]
    return True


# --- cells ------------------------------------------------------------------------------------


@step(benign=True)
def merge_title(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    if sheet is None or sheet.width < 2 or any(s.top == 0 for s in sheet.merged) or not edit.text(sheet.rows[0][0]):
        return False
    if any(c.value is not None for c in sheet.rows[0][1:]):
        return False
    sheet.merged.append(Span(0, 0, 0, sheet.width - 1))
    return True


@step(benign=True)
def unmerge_and_fill(book: Book, rng: random.Random) -> bool:
    """Every cell of a heading's range shows its words."""
    return _unmerge(book, rng, fill=True)


@step()
def unmerge(book: Book, rng: random.Random) -> bool:
    return _unmerge(book, rng, fill=False)


def _unmerge(book: Book, rng: random.Random, *, fill: bool) -> bool:
    sheet = visible(book, rng)
    if sheet is None or not sheet.merged:
        return False
    span = sheet.merged.pop(rng.randrange(len(sheet.merged)))
    for r in range(span.top, span.bottom + 1) if fill else ():
        sheet.rows[r][span.left : span.right + 1] = [sheet.rows[span.top][span.left]] * (span.right + 1 - span.left)
    return True


@step()
def blank_a_value(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    found = [(r, c) for r, c, cell in sheet.cells() if cell.tags] if sheet else []
    for r, c in rng.sample(found, min(len(found), rng.randint(1, 5))):
        sheet.rows[r][c] = BLANK
    return bool(found)


@step()
def blank_a_word(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    found = words(sheet) if sheet else []
    if found:
        r, c, _ = rng.choice(found)
        sheet.rows[r][c] = BLANK
    return bool(found)


def retype(book: Book, rng: random.Random, show: Callable[[float], str], share: float = 1.0) -> bool:
    """Typed scores become texts. Not where a text stands already: the column's mark is settled."""
    sheet = visible(book, rng)
    if sheet is None or any(
        isinstance(c.value, str) and c.tags and c.tags[0].field != "rank" for _, _, c in sheet.cells()
    ):
        return False
    done = False
    for r, c, cell in list(sheet.cells()):
        is_score = bool(cell.tags) and cell.tags[0].field in ("score", "ci_low", "ci_high")
        if is_score and isinstance(cell.value, int | float) and not cell.formula and rng.random() < share:
            shown = show(round(cell.value * 100, 6)) + "%" if cell.percent else show(cell.value)
            sheet.rows[r][c] = cell.having(shown, percent=False)
            done = True
    return done


@step()
def texts_with_a_comma(book: Book, rng: random.Random) -> bool:
    return retype(book, rng, lambda x: repr(x).replace(".", ","))


@step()
def texts_with_a_point(book: Book, rng: random.Random) -> bool:
    return retype(book, rng, repr)


@step()
def texts_of_two_decimals_with_spaces(book: Book, rng: random.Random) -> bool:
    exact = all(
        not isinstance(c.value, float) or not c.tags or abs(round(c.value, 2) - c.value) < 1e-9
        for s in book.sheets
        for _, _, c in s.cells()
    )
    return exact and retype(book, rng, lambda x: f"\u00a0{x:.2f} ".replace(".", ","))


@step()
def some_texts(book: Book, rng: random.Random) -> bool:
    return retype(book, rng, lambda x: repr(x).replace(".", ","), 0.3)


@step()
def texts_with_both_marks(book: Book, rng: random.Random) -> bool:
    return retype(book, rng, lambda x: repr(x).replace(".", rng.choice(".,")))


@step()
def texts_with_footnotes(book: Book, rng: random.Random) -> bool:
    return retype(book, rng, lambda x: repr(x).replace(".", ",") + rng.choice(_MARKS), 0.4)


@step()
def superscript_footnotes(book: Book, rng: random.Random) -> bool:
    """Excel gives `91,87¹` back as `91,871`: what is read then must not be 91.871."""
    return retype(book, rng, lambda x: f"{x}".replace(".", ",") + "¹", 0.2)


@step()
def ranks_out_of_63(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    done = False
    for r, c, cell in list(sheet.cells()) if sheet else ():
        if len(cell.tags) == 1 and cell.tags[0].field == "rank" and isinstance(cell.value, int | float):
            tags = (*cell.tags, Tag(cell.tags[0].key, "n_ranked", 63))
            sheet.rows[r][c] = replace(cell, value=f"{int(cell.value)}/63", tags=tags)
            done = True
    return done


@step(benign=True)
def whole_numbers_as_floats(book: Book, rng: random.Random) -> bool:
    for sheet in book.sheets:
        for r, c, cell in list(sheet.cells()):
            if isinstance(cell.value, int):
                sheet.rows[r][c] = cell.having(float(cell.value))
    return True


@step()
def a_number_ten_times_too_large(book: Book, rng: random.Random) -> bool:
    """A lost decimal mark states something else: it is read as such or refused."""
    sheet = visible(book, rng)
    found = [(r, c, x) for r, c, x in sheet.cells() if x.tags and isinstance(x.value, float)] if sheet else []
    if not found:
        return False
    r, c, cell = rng.choice(found)
    tags = tuple(t._replace(value=t.value * 1000) if t.value else t for t in cell.tags)
    sheet.rows[r][c] = replace(cell, value=cell.value * 1000, tags=tags)
    return True


# --- names and headings -------------------------------------------------------------------------


@step(benign=True)
def names_upper(book: Book, rng: random.Random) -> bool:
    return rename_all(book, lambda x, _: x.upper())


@step(benign=True)
def names_decomposed(book: Book, rng: random.Random) -> bool:
    return rename_all(book, lambda x, _: unicodedata.normalize("NFD", x))


@step(benign=True)
def names_spaced(book: Book, rng: random.Random) -> bool:
    return rename_all(book, lambda x, _: "\u00a0" + x.replace(" ", "\u00a0") + "\u200b ")


@step(benign=True)
def names_marked(book: Book, rng: random.Random) -> bool:
    return rename_all(book, lambda x, n: x + _MARKS[n % 5])


@step(benign=True)
def names_numbered(book: Book, rng: random.Random) -> bool:
    return rename_all(book, lambda x, n: f"{n + 1}. {x}")


@step()
def names_without_marks(book: Book, rng: random.Random) -> bool:
    def bare(name: str, _: int) -> str:
        plain = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
        return "".join(c for c in plain if not unicodedata.combining(c))

    return rename_all(book, bare)


@step()
def a_name_misspelled(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    found = list(named(sheet)) if sheet else []
    if not found:
        return False
    r, c, cell, _ = rng.choice(found)
    at = rng.randrange(len(cell.value))
    changed = cell.value[:at] + rng.choice("aeinghtv ") + cell.value[at + rng.randint(0, 1) :]
    if changed.strip().casefold() in _UNIT_OF:
        return False
    sheet.rows[r][c] = cell.having(changed)
    return True


@step(benign=True)
def headings_broken(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    for r, c, cell in headings(sheet) if sheet else ():
        sheet.rows[r][c] = cell.having(" " + cell.value.replace(" ", "\n", 1) + " \n")
    return bool(sheet)


@step(benign=True)
def headings_upper_and_decomposed(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    for r, c, cell in headings(sheet) if sheet else ():
        sheet.rows[r][c] = cell.having(unicodedata.normalize("NFD", cell.value.upper()))
    return bool(sheet)


@step(benign=True)
def synonyms(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    done = False
    for r, c, cell in words(sheet) if sheet else ():
        if edit.text(cell) in _SYNONYMS:
            sheet.rows[r][c] = cell.having(rng.choice(_SYNONYMS[edit.text(cell)]))
            done = True
    return done


@step()
def unknown_words(book: Book, rng: random.Random) -> bool:
    """Any words of the sheet, a heading, a title or a name, become words nobody knows."""
    sheet = visible(book, rng)
    found = words(sheet) if sheet else []
    if found:
        r, c, cell = rng.choice(found)
        sheet.rows[r][c] = cell.having(rng.choice(_UNKNOWN))
    return bool(found)


@step()
def unknown_heading(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    found = headings(sheet) if sheet else []
    if found:
        r, c, cell = rng.choice(found)
        sheet.rows[r][c] = cell.having(rng.choice(_UNKNOWN))
    return bool(found)


@step()
def another_year(book: Book, rng: random.Random) -> bool:
    """The year is another one wherever it is written: everything stated is of that year."""
    years = sorted({t.key[2] for s in book.sheets for _, _, c in s.cells() for t in c.tags})
    old, new = rng.choice(years or [0]), rng.randint(2019, 2025)
    if not old or new in years or not _says_year(book, old):
        return False
    book.file = book.file.replace(str(old), str(new))
    for sheet in book.sheets:
        sheet.name = sheet.name.replace(str(old), str(new))
        sheet.rows = [[_of_year(cell, old, new) for cell in row] for row in sheet.rows]
    return True


def _says_year(book: Book, year: int) -> bool:
    told = [book.file, *(s.name for s in book.sheets), *(str(c.value) for s in book.sheets for _, _, c in s.cells())]
    return any(str(year) in text for text in told)


def _of_year(cell: Cell, old: int, new: int) -> Cell:
    value = cell.value
    if isinstance(value, str):
        value = re.sub(rf"(?<!\d){old}(?!\d)", str(new), value)
    elif value == old and not cell.tags:
        value = new
    tags = tuple(
        t._replace(key=(t.key[0], _territory(t.key[1], new), new)) if t.key[2] == old else t for t in cell.tags
    )
    return replace(cell, value=value, tags=tags)


def _territory(unit: str, year: int) -> str:
    bare = unit.removesuffix("-2025")
    return f"{bare}-2025" if year >= 2025 and f"{bare}-2025" in NEW else bare


# --- rows, columns and sheets come and go ---------------------------------------------------------


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
    edit.delete_row(sheet, rng.randrange(len(sheet.rows)))
    return True


@step()
def drop_a_row_of_headings(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    rows = sorted({r for r, _, _ in headings(sheet)}) if sheet else []
    if rows:
        edit.delete_row(sheet, rng.choice(rows))
    return bool(rows)


@step()
def duplicate_row(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    if sheet is None or sheet.merged:
        return False
    rows = edit.tagged_rows(sheet)
    edit.insert_row(sheet, rows[-1] + 1, sheet.rows[rng.choice(rows)])
    return True


@step()
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
    at = rng.choice(edit.tagged_rows(sheet))
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
    """A hidden copy of a column with other numbers."""
    sheet = visible(book, rng)
    if sheet is None or sheet.merged:
        return False
    at = rng.choice(edit.tagged_columns(sheet))
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


# --- several tables --------------------------------------------------------------------------------

_WORDS_OF = {
    "par-index": ("par index", "cải cách hành chính", "cchc"),
    "sipas": ("sipas", "hài lòng"),
    "papi": ("papi",),
}


def tells_all(sheet: Sheet) -> bool:
    """Whether index, year and units stand in the sheet itself, so that it can be moved to another."""
    tags = [t for _, _, c in sheet.cells() for t in c.tags]
    if not {_UNIT_OF[NAMES[t.key[1]].casefold()] for t in tags} <= {unit for _, _, _, unit in named(sheet)}:
        return False
    told = " ".join(str(c.value) for _, _, c in sheet.cells() if c.value is not None and not c.tags).casefold()
    years = all(str(t.key[2]) in told for t in tags)
    return bool(tags) and years and all(any(w in told for w in _WORDS_OF[t.key[0].split(".")[0]]) for t in tags)


@cache
def _movable() -> tuple[Sheet, ...]:
    found = (c.build() for c in CASES.values() if c.good and not c.options)
    return tuple(b.sheets[0] for b in found if len(b.sheets) == 1 and tells_all(b.sheets[0]))


def _two_tables(book: Book, rng: random.Random) -> tuple[Sheet | None, Sheet]:
    """A sheet of the book and a second one that may be joined to it; both say what they are."""
    sheet, other = visible(book, rng), rng.choice(_movable()).copy()
    joinable = sheet is not None and tells_all(sheet) and not other.hidden_columns and not sheet.hidden_columns
    return (sheet if joinable else None), other


@step()
def another_sheet(book: Book, rng: random.Random) -> bool:
    if not all(tells_all(s) for s in book.sheets if edit.tagged_rows(s)):
        return False
    other = rng.choice(_movable()).copy()
    other.name = f"Trang {len(book.sheets) + 1}"
    book.sheets.append(other)
    return True


@step()
def another_table_below(book: Book, rng: random.Random) -> bool:
    sheet, other = _two_tables(book, rng)
    if sheet is None:
        return False
    sheet.put([[] for _ in range(rng.randint(1, 3))])
    top = len(sheet.rows)
    sheet.put(other.rows)
    sheet.merged += [Span(s.top + top, s.left, s.bottom + top, s.right) for s in other.merged]
    return True


@step()
def another_table_beside(book: Book, rng: random.Random) -> bool:
    sheet, other = _two_tables(book, rng)
    if sheet is None or other.hidden_rows or sheet.hidden_rows:
        return False
    left = sheet.width + rng.randint(1, 2)
    sheet.put([[None] * left + row for row in other.rows], at="A1")
    sheet.merged += [Span(s.top, s.left + left, s.bottom, s.right + left) for s in other.merged]
    return True
