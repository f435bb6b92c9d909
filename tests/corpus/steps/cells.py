"""Cells are merged, emptied and typed otherwise."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from corpus import edit
from corpus.model import BLANK, Book, Cell, Sheet, Span, Tag
from corpus.steps.register import headings, named, said_of, seen_words, step, visible

_MARKS = ("*", " (*)", " (1)", "¹", " **")


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
    first = sheet.rows[span.top][span.left]
    for r in range(span.top, span.bottom + 1) if fill else ():
        for c in range(span.left, span.right + 1):
            sheet.rows[r][c] = sheet.rows[r][c].having(first.value, percent=first.percent, formula=first.formula)
    return True


@step()
def blank_a_value(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    found = [(r, c) for r, c, cell in sheet.cells() if cell.tags and not edit.in_span(sheet, r, c)] if sheet else []
    for r, c in rng.sample(found, min(len(found), rng.randint(1, 5))):
        sheet.rows[r][c] = BLANK
    return bool(found)


@step()
def blank_a_word(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    found = seen_words(sheet) if sheet else []
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
    if sheet is None or any(cell.tags and edit.in_span(sheet, r, c) for r, c, cell in sheet.cells()):
        return False
    for r, c, cell in list(sheet.cells()):
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


@step(retells=True)
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


def _parts(cell: Cell) -> bool:
    """Whether a cell states a score of something that is no percentage."""
    return bool(cell.tags) and cell.tags[0].field == "score" and isinstance(cell.value, float) and "." in _key(cell)


def _key(cell: Cell) -> str:
    return cell.tags[0].key[0]


def _as_shares(book: Book, rng: random.Random, show: Callable[[float], Cell]) -> bool:
    """The scores of one part of an index become shares of a maximum that is not printed."""
    sheet = visible(book, rng)
    found = sorted({_key(c) for _, _, c in sheet.cells() if _parts(c)}) if sheet else []
    found = [part for part in found if not part.endswith("sipas")]  # SIPAS is a percentage
    if sheet is None or not found:
        return False
    part = rng.choice(found)
    for r, c, cell in list(sheet.cells()):
        if _parts(cell) and _key(cell) == part:
            shown = show(round(cell.value / 17, 3))
            sheet.rows[r][c] = cell.having(shown.value, percent=shown.percent)
    return True


@step()
def shares_in_percent_format(book: Book, rng: random.Random) -> bool:
    return _as_shares(book, rng, lambda x: Cell(x, percent=True))


@step()
def shares_with_a_percent_sign(book: Book, rng: random.Random) -> bool:
    return _as_shares(book, rng, lambda x: Cell(f"{x * 100:.1f}%".replace(".", ",")))


@step()
def a_number_that_became_a_date(book: Book, rng: random.Random) -> bool:
    """Excel takes `8.5` for the eighth of May."""
    sheet = visible(book, rng)
    found = [(r, c, x) for r, c, x in sheet.cells() if x.tags and isinstance(x.value, float)] if sheet else []
    if sheet is None or not found:
        return False
    r, c, cell = rng.choice(found)
    sheet.rows[r][c] = cell.having(datetime(2024, 5, 8, tzinfo=None), percent=False)  # noqa: DTZ001 - as cells are
    return True


@step()
def percent_formats_by_mistake(book: Book, rng: random.Random) -> bool:
    """The format alone is changed: Excel shows a hundred times as much."""
    sheet = visible(book, rng)
    found = edit.tagged_columns(sheet) if sheet else []
    if sheet is None or not found:
        return False
    at = rng.choice(found)
    for row in sheet.rows:
        if row[at].tags and row[at].tags[0].field == "score" and isinstance(row[at].value, float):
            tags = tuple(t._replace(value=round(row[at].value * 100, 6)) for t in row[at].tags)
            row[at] = replace(row[at], percent=True, tags=tags)
    return True


@step()
def numbers_with_points_of_a_scale(book: Book, rng: random.Random) -> bool:
    return retype(book, rng, lambda x: repr(x).replace(".", ",") + rng.choice((" điểm", "", " ", " điểm *")), 0.5)


@step()
def ranks_behind_the_scores(book: Book, rng: random.Random) -> bool:
    return retype(book, rng, lambda x: repr(x).replace(".", ",") + f" ({rng.randint(1, 63)})", 0.3)


@step()
def changes_behind_the_scores(book: Book, rng: random.Random) -> bool:
    return retype(book, rng, lambda x: repr(x).replace(".", ",") + rng.choice((" (+1,2)", " (-0,5)", " ↑2", "")), 0.3)


@step()
def ranks_in_words(book: Book, rng: random.Random) -> bool:
    sheet = visible(book, rng)
    done = False
    for r, c, cell in list(sheet.cells()) if sheet else ():
        if len(cell.tags) == 1 and cell.tags[0].field == "rank" and isinstance(cell.value, int | float):
            shown = rng.choice(("Thứ {}", "hạng {}", "{:02d}", "{}", "{} *", "{} (*)"))
            sheet.rows[r][c] = cell.having(shown.format(int(cell.value)))
            done = True
    return done


def _free(sheet: Sheet, *cells: tuple[int, int]) -> bool:
    return not any(edit.in_span(sheet, r, c) for r, c in cells)


@step(retells=True)
def merge_two_values(book: Book, rng: random.Random) -> bool:
    """What is printed over two rows is said of both; the lower value is lost."""
    sheet = visible(book, rng)
    found = []
    for r, c, cell in sheet.cells() if sheet else ():
        below = sheet.rows[r + 1][c] if r + 1 < len(sheet.rows) else BLANK
        alike = len(cell.tags) == len(below.tags) == 1 and _kind(cell) == _kind(below)
        if alike and cell.value is not None and _free(sheet, (r, c), (r + 1, c)):
            found.append((r, c))
    if sheet is None or not found:
        return False
    r, c = rng.choice(found)
    upper, lower = sheet.rows[r][c], sheet.rows[r + 1][c]
    sheet.rows[r + 1][c] = replace(BLANK, tags=(lower.tags[0]._replace(value=upper.tags[0].value),))
    sheet.merged.append(Span(r, c, r + 1, c))
    return True


def _kind(cell: Cell) -> tuple[str, int, str]:
    indicator, _, year = cell.tags[0].key
    return indicator, year, cell.tags[0].field


@step(retells=True, joins=True)
def merge_two_names(book: Book, rng: random.Random) -> bool:
    """Two rows under one name: the lower one's own is lost, and the file contradicts itself."""
    sheet = visible(book, rng)
    names = {(r, c): unit for r, c, _, unit in named(sheet)} if sheet and not sheet.hidden_columns else {}
    found = [(r, c) for r, c in names if (r + 1, c) in names and _free(sheet, (r, c), (r + 1, c))]
    # the names that the rows are of; a province merely mentioned beside them may be lost
    found = [(r, c) for r, c in found if all(edit.units_of(sheet.rows[n]) == {names[n, c]} for n in (r, r + 1))]
    found = [(r, c) for r, c in found if names[r, c] != names[r + 1, c]]
    twice = Counter((r, unit) for (r, _), unit in names.items())  # a name that stands in another column too is not lost
    found = [(r, c) for r, c in found if twice[r + 1, names[r + 1, c]] == 1]
    if sheet is None or not found:
        return False
    r, c = rng.choice(found)
    sheet.merged.append(Span(r, c, r + 1, c))
    upper, lower = edit.units_of(sheet.rows[r]), edit.units_of(sheet.rows[r + 1])
    sheet.rows[r + 1] = [said_of(x, lower.copy().pop(), upper.copy().pop()) for x in sheet.rows[r + 1]]
    sheet.rows[r + 1][c] = BLANK
    return True


@step()
def merge_two_headings(book: Book, rng: random.Random) -> bool:
    """The words of the right one are lost."""
    sheet = visible(book, rng)
    found = [(r, c) for r, c, _ in headings(sheet)] if sheet else []
    found = [(r, c) for r, c in found if c + 1 < sheet.width and _free(sheet, (r, c), (r, c + 1))]
    found = [(r, c) for r, c in found if not {c, c + 1} & sheet.hidden_columns]
    if sheet is None or not found:
        return False
    r, c = rng.choice(found)
    sheet.rows[r][c + 1] = BLANK
    sheet.merged.append(Span(r, c, r, c + 1))
    return True


@step()
def percent_formats_lost(book: Book, rng: random.Random) -> bool:
    """What was shown as 87.5 % is shown as 0.875."""
    sheet = visible(book, rng)
    found = [(r, c, x) for r, c, x in sheet.cells() if x.percent and x.tags and x.value] if sheet else []
    found = [(r, c, x) for r, c, x in found if isinstance(x.value, float) and x.value <= 1]
    for r, c, cell in found:
        sheet.rows[r][c] = cell.having(cell.value, percent=False)
    return bool(found)


@step()
def fractions_for_percentages(book: Book, rng: random.Random) -> bool:
    """A column of percentages becomes one of fractions, with or without a format that says so."""
    sheet = visible(book, rng)
    found = [(r, c, x) for r, c, x in sheet.cells() if _is_percentage(x)] if sheet else []
    formatted = rng.random() < 0.5
    for r, c, cell in found:
        sheet.rows[r][c] = cell.having(round(cell.value / 100, 6), percent=formatted)
    return bool(found)


def _is_percentage(cell: Cell) -> bool:
    whole = bool(cell.tags) and cell.tags[0].field == "score" and _key(cell) in ("par-index", "sipas")
    return whole and isinstance(cell.value, float) and not cell.percent and not cell.formula
