"""Names and headings are written otherwise."""

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from corpus import edit
from corpus.data import ENGLISH, NAMES, NEW
from corpus.model import Book, Cell, Key, Sheet, Wanted
from corpus.steps.register import (
    UNIT_OF,
    headings,
    named,
    rename_all,
    said_of,
    seen_words,
    step,
    tells_all,
    visible,
    words,
)

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
    if changed.strip().casefold() in UNIT_OF:
        return False
    sheet.rows[r][c] = cell.having(changed)
    return True


@step(benign=True)
def headings_broken(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    for r, c, cell in headings(sheet) if sheet else ():
        if "\n" not in cell.value and "/" not in cell.value:  # there a line is a language
            sheet.rows[r][c] = cell.having(" " + cell.value.replace(" ", "\n", 1) + " \n")
    return bool(sheet)


@step(benign=True)
def headings_upper_and_decomposed(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    for r, c, cell in headings(sheet) if sheet else ():
        sheet.rows[r][c] = cell.having(unicodedata.normalize("NFD", cell.value.upper().replace("_X000D_", "_x000D_")))
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
    found = seen_words(sheet) if sheet else []
    if found:
        r, c, cell = rng.choice(found)
        sheet.rows[r][c] = cell.having(rng.choice(_UNKNOWN))
    return bool(found)


@step()
def unknown_heading(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    found = [x for x in headings(sheet) if x[1] not in sheet.hidden_columns] if sheet else []
    if found:
        r, c, cell = rng.choice(found)
        sheet.rows[r][c] = cell.having(rng.choice(_UNKNOWN))
    return bool(found)


@step(retells=True)
def another_year(book: Book, rng: random.Random) -> bool:
    """The year is another one wherever it is written: everything stated is of that year."""
    years = sorted({t.key[2] for s in book.sheets for _, _, c in s.cells() for t in c.tags})
    old, new = rng.choice(years or [0]), rng.randint(2019, 2025)
    dated = any(isinstance(c.value, date) and c.value.year == old for s in book.sheets for _, _, c in s.cells())
    if not old or new in years or dated or not _says_year(book, old):
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


@step()
def names_in_english(book: Book, rng: random.Random) -> bool:
    return rename_all(book, lambda x, _: ENGLISH[UNIT_OF[unicodedata.normalize("NFC", x.strip()).casefold()]])


@step()
def names_abbreviated(book: Book, rng: random.Random) -> bool:
    short = {"ho-chi-minh": "TP.HCM", "ba-ria-vung-tau": "BR-VT", "hue": "TT-Huế", "ha-noi": "HN", "da-nang": "ĐN"}
    return rename_all(book, lambda x, _: short.get(UNIT_OF[unicodedata.normalize("NFC", x.strip()).casefold()], x))


def _rows_of_one(sheet: Sheet) -> dict[int, tuple[int, str]]:
    """The rows that name one unit and speak of that unit alone, with the column of the name."""
    found: dict[int, list[tuple[int, str]]] = {}
    for r, c, _, unit in named(sheet) if not sheet.hidden_columns else ():
        found.setdefault(r, []).append((c, unit))
    alone = {r: names[0] for r, names in found.items() if len(names) == 1 and len(edit.units_of(sheet.rows[r])) == 1}
    return {r: name for r, name in alone.items() if not any(s.top <= r <= s.bottom for s in sheet.merged)}


def _spelled(unit: str, rng: random.Random) -> str:
    names = (NAMES[unit].upper(), ENGLISH[unit], f"Tỉnh {NAMES[unit]}", unicodedata.normalize("NFD", NAMES[unit]))
    return rng.choice(names)


@step(retells=True, joins=True)
def a_row_under_another_name(book: Book, rng: random.Random) -> bool:
    """A row bears the name of another one in another spelling: one unit stands twice, one not at all."""
    sheet = visible(book, rng)
    rows = _rows_of_one(sheet) if sheet else {}
    if sheet is None or len(rows) < 2:
        return False
    r, other = rng.sample(sorted(rows), 2)
    (c, _), (_, unit) = rows[r], rows[other]
    (old,), (new,) = edit.units_of(sheet.rows[r]), edit.units_of(sheet.rows[other])
    sheet.rows[r] = [said_of(cell, old, new) for cell in sheet.rows[r]]
    sheet.rows[r][c] = sheet.rows[r][c].having(_spelled(unit, rng))
    return True


@step(retells=True)
def two_names_swapped(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    rows = _rows_of_one(sheet) if sheet else {}
    if sheet is None or len(rows) < 2:
        return False
    one, two = rng.sample(sorted(rows), 2)
    (old,), (new,) = edit.units_of(sheet.rows[one]), edit.units_of(sheet.rows[two])
    for r, unit, before, after in ((one, rows[two][1], old, new), (two, rows[one][1], new, old)):
        c = rows[r][0]
        sheet.rows[r] = [said_of(cell, before, after) for cell in sheet.rows[r]]
        sheet.rows[r][c] = sheet.rows[r][c].having(_spelled(unit, rng))
    return True


@step(benign=True)
def a_heading_marked(book: Book, rng: random.Random) -> bool:
    """A footnote's mark behind the words of a heading."""
    sheet = visible(book, rng)
    found = [(r, c, x) for r, c, x in headings(sheet) if x.value.strip()[-1].isalpha()] if sheet else []
    if sheet and found:
        r, c, cell = rng.choice(found)
        sheet.rows[r][c] = cell.having(cell.value.rstrip() + rng.choice(("*", " (*)", " (1)", " (2)", "**")))
    return bool(found)


def _heads(sheet: Sheet) -> dict[int, tuple[int, Cell]]:
    """The heading right above the values of each column that states something, where no merged range is near."""
    found = {}
    if any(len(edit.units_of(row)) > 1 for row in sheet.rows):
        return {}  # units stand across: what heads a column is a name
    for c in edit.tagged_columns(sheet):
        top = next(r for r, row in enumerate(sheet.rows) if row[c].tags)
        again = any(edit.text(row[c]) for row in sheet.rows[top:])
        if top and not again and not any(s.left <= c <= s.right and s.top < top for s in sheet.merged):
            found[c] = (top - 1, sheet.rows[top - 1][c])
    names = {(r, c) for r, c, _, _ in named(sheet)}
    return {c: (r, cell) for c, (r, cell) in found.items() if (r, c) not in names and _speaks(cell)}


def _speaks(cell: Cell) -> bool:
    """Whether a heading says something: words of letters, or a year."""
    is_year = isinstance(cell.value, int) and 1990 <= cell.value <= 2100
    return not cell.tags and (is_year or bool(re.search(r"[^\W\d_]{2}", edit.text(cell))))


def _retold(sheet: Sheet, column: int, change: Callable[[Key], Key]) -> None:
    for row in sheet.rows:
        row[column] = replace(row[column], tags=tuple(t._replace(key=change(t.key)) for t in row[column].tags))


@step(retells=True)
def years_of_headings_swapped(book: Book, rng: random.Random) -> bool:
    """`Điểm 2022` and `Điểm 2023` change their places, the figures stay."""
    sheet = visible(book, rng)
    heads = _heads(sheet) if sheet else {}
    years = sorted({int(y) for _, x in heads.values() for y in re.findall(r"(?<!\d)20\d\d(?!\d)", str(x.value))})
    told = {c: {t.key[2] for row in sheet.rows for t in row[c].tags} for c in heads} if sheet else {}
    if sheet is None or len(years) < 2 or any(len(y) != 1 or max(y) >= 2025 for y in told.values()):
        return False
    one, two = rng.sample(years, 2)
    other = {one: two, two: one}
    if any(y in other and str(y) not in str(heads[c][1].value) for c, of in told.items() for y in of):
        return False  # ranks without a year go with the scores beside them, whatever these are called
    for c, (r, cell) in heads.items():
        if (old := told[c].copy().pop()) in other and str(old) in str(cell.value):
            new = other[old]
            shown = new if cell.value == old else str(cell.value).replace(str(old), str(new))
            sheet.rows[r][c] = cell.having(shown)
            _retold(sheet, c, lambda key, new=new: (key[0], key[1], new))
    return True


@step(retells=True)
def two_headings_swapped(book: Book, rng: random.Random) -> bool:
    """The names of two indicators change their places, the figures stay."""
    sheet = visible(book, rng)
    heads = _heads(sheet) if sheet else {}
    told = {c: {(t.key[0], t.field) for row in sheet.rows for t in row[c].tags} for c in heads} if sheet else {}
    alone = [c for c in heads if len(told[c]) == 1 and _names_a_part(heads[c][1], told[c].copy().pop())]
    if sheet is None or len(alone) < 2:
        return False
    one, two = rng.sample(alone, 2)
    if any(re.search(r"20\d\d", str(heads[c][1].value)) for c in (one, two)):
        return False  # their years would change their places too
    if heads[one][1].value == heads[two][1].value:
        return False  # what tells them apart stands over these
    kinds = {c: told[c].copy().pop()[0] for c in (one, two)}
    for c, other in ((one, two), (two, one)):
        sheet.rows[heads[c][0]][c] = heads[other][1]
        _retold(sheet, c, lambda key, other=other: (kinds[other], key[1], key[2]))
    return True


def _names_a_part(cell: Cell, told: tuple[str, str]) -> bool:
    return told[1] == "score" and "." in told[0] and isinstance(cell.value, str)


@step(retells=True)
def a_heading_of_another_year(book: Book, rng: random.Random) -> bool:
    """One heading says another year than the title."""
    sheet = visible(book, rng)
    heads = {c: x for c, x in _heads(sheet).items() if isinstance(x[1].value, str)} if sheet else {}
    heads = {c: x for c, x in heads.items() if not re.search(r"20\d\d", x[1].value)}
    if sheet is None or not heads or any(t.key[2] >= 2025 for _, _, x in sheet.cells() for t in x.tags):
        return False
    c = rng.choice(sorted(heads))
    year = rng.choice((2020, 2021, 2022, 2024))
    r, cell = heads[c]
    sheet.rows[r][c] = cell.having(f"{cell.value.strip()} {rng.choice(('năm ', ''))}{year}")
    for beside in {c - 1, c + 1} & heads.keys():
        _said_of_either(book, sheet, beside, year)
    _retold(sheet, c, lambda key: (key[0], key[1], year))
    book.dated.append((sheet, year))
    return True


def _said_of_either(book: Book, sheet: Sheet, column: int, year: int) -> None:
    """Ranks without a year beside scores that now say one: of this year, if of any other than the title's."""
    for row in sheet.rows:
        for tag in (t for t in row[column].tags if t.field == "rank"):
            key = (tag.key[0], tag.key[1], year)
            book.elsewhere.setdefault(key, Wanted({}, {}, {})).values[tag.field] = tag.value


def _told_years(sheet: Sheet) -> set[int]:
    return {t.key[2] for _, _, x in sheet.cells() for t in x.tags}


@step()
def a_title_of_another_year(book: Book, rng: random.Random) -> bool:
    """The year of the report above the year of the figures."""
    sheet = visible(book, rng)
    if sheet is None or not tells_all(sheet):
        return False
    year = max(_told_years(sheet)) + rng.choice((-1, 1, 1, 2))
    label = rng.choice(("BÁO CÁO CÔNG TÁC CẢI CÁCH HÀNH CHÍNH NĂM {}", "Phụ lục báo cáo năm {}", "Năm {}"))
    edit.insert_row(sheet, 0, [Cell(label.format(year))])
    book.misled.append(sheet)
    return True


@step(benign=True)
def a_line_about_a_paper(book: Book, rng: random.Random) -> bool:
    """A decision that holds the figures is of the year after theirs."""
    sheet = visible(book, rng)
    if sheet is None or not sheet.width or not tells_all(sheet):
        return False
    year = max(_told_years(sheet), default=2021) + 1
    label = rng.choice(
        (
            f"(Kèm theo Quyết định số 452/QĐ-BNV ngày 12/4/{year} của Bộ Nội vụ)",
            "Nguồn: Báo cáo số 12/BC-SNV ngày 3 tháng 5 năm 2021",
            "(Ban hành kèm theo Công văn số 98/SNV-CCHC ngày 5/6/2019)",
        )
    )
    edit.insert_row(sheet, rng.randint(0, 1) if not sheet.merged else 0, [Cell(label)])
    return True


@step()
def title_below(book: Book, rng: random.Random) -> bool:
    """The title becomes a caption."""
    sheet = visible(book, rng)
    filled = [c for c in sheet.rows[0] if c.value is not None] if sheet else []
    if sheet is None or len(filled) != 1 or not edit.text(filled[0]) or any(s.top == 0 for s in sheet.merged):
        return False
    sheet.put([[], sheet.rows[0]])
    edit.delete_row(sheet, 0)
    return True
