"""Tables as text: .csv, .tsv, .txt. The delimiter is the one that all lines together agree on."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from parreform.reading import encodings, faults
from parreform.reading.grid import Grid
from parreform.reading.sheets import Book, as_typed
from parreform.settings import t
from parreform.text import fold

_DELIMITERS = "\t;|,"
_WHOLE = re.compile(r"\s*[-+\u2212]?\d+\s*%?\s*")
_NO_NUMBERS = frozenset(
    "ghichu note notes nhanxet tinh tp thanhpho tinhtp tinhthanhpho donvi diaphuong province".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def read(content: bytes, name: str) -> list[Grid]:
    """The one sheet of a text table; it is called like the file."""
    text = encodings.decode(content)
    if not text.strip():
        raise faults.Unreadable(t("tệp không có dòng nào", "the file has no lines"))
    if "\0" in text:
        raise faults.damaged()
    text, delimiter = _declared(text)
    delimiter = delimiter or delimiter_of(text)
    rows = list(_rows(text, delimiter, strict=True))
    if delimiter == ",":
        _refuse_decimal_commas(rows)
    book = Book()
    draft = book.sheet(name)
    for r, fields in enumerate(rows):
        for c, field in enumerate(fields):
            draft.put(r, c, as_typed(_bare(field)))
    return book.grids()


def _bare(field: str) -> str:
    """A field without the `="..."` by which Excel is kept from making a date of `8/63`."""
    found = re.fullmatch(r'="([^"]*)"', field.strip())
    return found[1] if found else field


def _declared(text: str) -> tuple[str, str]:
    """Excel's own first line `sep=;`, taken off but for its end, so that rows keep their numbers."""
    found = re.match(r"\ufeff?(?:sep=(.)(?=\r?\n))?", text)
    return (text[found.end() :], found[1] or "") if found else (text, "")


def _rows(text: str, delimiter: str, *, strict: bool = False) -> Iterator[list[str]]:
    """The fields of each line; strictly, a quote that is not closed is a fault: else it would swallow lines."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    try:
        yield from reader
    except csv.Error as fault:
        raise faults.Unreadable(
            t(
                f"dòng {reader.line_num}: không tách cột được ({fault})",
                f"line {reader.line_num}: cannot be cut into columns ({fault})",
            ),
            t("Kiểm tra dấu nháy kép: thường là thiếu dấu đóng", "Check the quotes: usually a closing one is missing"),
        ) from fault


def delimiter_of(text: str) -> str:
    """The delimiter that cuts most lines into the same number of fields."""
    agreements = {delimiter: _agreement(_widths(text, delimiter)) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: agreements[delimiter])
    if not agreements[best][1]:
        raise faults.Unreadable(
            t("văn bản không chia cột, không phải bảng", "a text without columns, no table"),
            t(
                "Các cột phải ngăn bằng tab, chấm phẩy, dấu phẩy hoặc |",
                "Columns must be separated by tabs, semicolons, commas or |",
            ),
        )
    return best


def _widths(text: str, delimiter: str) -> Counter[int]:
    try:
        return Counter(len(row) for row in _rows(text, delimiter) if any(f.strip() for f in row))
    except faults.Unreadable:
        return Counter()


def _agreement(widths: Counter[int]) -> tuple[float, int]:
    """How many lines have the commonest width, one field apart; more fields win among equals."""
    wide = Counter({width: n for width, n in widths.items() if width > 1})
    if not wide:
        return 0.0, 0
    width, lines = wide.most_common(1)[0]
    return round(lines / widths.total(), 2), width


def _refuse_decimal_commas(rows: Sequence[Sequence[str]]) -> None:
    """Refuse `1,Hà Nội,91,43` under `Hạng,Tỉnh,Điểm`: where commas are also decimal marks nobody can tell the fields.

    Whole numbers side by side may be one number cut in two. They are not where the row is as wide as its heading.
    """
    filled = [(row, extent) for row in rows if (extent := _extent(row))]
    first = next((n for n, (row, _) in enumerate(filled) if _pairs(row)), None)
    if first is None:
        return
    headings = [(row, extent) for row, extent in filled[:first] if sum(map(bool, map(str.strip, row))) > 1]
    even = len({len(row) for row, _ in filled}) == 1
    width = max((extent for _, extent in (headings if even else headings[-1:])), default=0)
    cut = [row for row, extent in filled[first:] if _pairs(row) and (extent > width or _shifted(row, headings))]
    if cut:
        raise faults.Unreadable(
            t(
                f"dấu phẩy vừa ngăn cột vừa là dấu thập phân, không tách cột được: {','.join(cut[0])[:80]}",
                f"commas both separate the columns and mark decimals, the columns cannot be told: {','.join(cut[0])[:80]}",
            ),
            t(
                "Lưu lại dạng .xlsx, hoặc CSV ngăn bằng dấu chấm phẩy",
                "Save it as .xlsx, or as CSV separated by semicolons",
            ),
        )


def _extent(row: Sequence[str]) -> int:
    """Fields up to the last one that is filled."""
    return max((n for n, field in enumerate(row, 1) if field.strip()), default=0)


def _pairs(row: Sequence[str]) -> list[int]:
    """Where a whole number stands right of another one; years side by side are headings."""
    numbers = [bool(_WHOLE.fullmatch(field)) for field in row]
    return [
        n
        for n in range(1, len(row))
        if numbers[n - 1]
        and numbers[n]
        and not (_YEAR.fullmatch(row[n].strip()) and _YEAR.fullmatch(row[n - 1].strip()))
    ]


def _shifted(row: Sequence[str], headings: Sequence[tuple[Sequence[str], int]]) -> bool:
    """Whether the halves of a number seem to stand under headings moved by commas of their own.

    That is where numbers stand under names or notes, or where a heading was cut before a space and the number was not.
    """
    pairs = _pairs(row)
    over = {fold(head[c]) for head, _ in headings for n in pairs for c in (n - 1, n) if c < len(head)}
    spaced = any(field[:1] == " " and field.strip() for head, _ in headings for field in head)
    return bool(over & _NO_NUMBERS) or (spaced and any(row[n][:1] != " " for n in pairs))
