"""The only reader of files: a workbook of whatever format becomes grids of cell values with their addresses.

What a file is tells its content, never its name. Each format but .xlsx has one module in `parreform.reading`.

Of .xlsx, openpyxl reads whatever has structure (merged cells, hidden parts, percent formats, old fonts, formulas
without a stored result). A workbook of bare values has none of these and is read by python-calamine, which
gives the same grids many times faster; tests/test_workbook.py holds both to the same cells.
"""

import re
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from html import unescape
from importlib import import_module
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from parreform.errors import InputRefused, UsageProblem
from parreform.reading import faults, guard
from parreform.reading.faint import holds_faint, white_fonts, written_in
from parreform.reading.formats import is_percent_code, written_by
from parreform.reading.formulas import holds_formulas, names_its_space, parts_with_formulas
from parreform.reading.grid import Grid, Remark, Span, Value, letters
from parreform.reading.marks import without_marks
from parreform.reading.package import Package
from parreform.reading.sniff import Format, format_of
from parreform.settings import t

__all__ = [
    "FOLDER_SUFFIXES",
    "Grid",
    "Remark",
    "Span",
    "Value",
    "file_content",
    "is_xlsx",
    "letters",
    "read_workbook",
    "workbooks_in",
]

FOLDER_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
"""Names under which folders are searched for workbooks. A file named by itself may have any name; text tables
(.csv) and web pages must be named, for folders hold many that are no rankings: lists of sources, our own exports."""

_READERS: dict[Format, str] = {
    "xlsb": "xlsb",
    "ods": "opendocument",
    "xls": "biff",
    "xml": "spreadsheetml",
    "html": "hypertext",
    "text": "delimited",
}


def read_workbook(path: Path, content: bytes | None = None, *, expendable: bool = False) -> list[Grid]:
    """Every sheet of a workbook. Raises `InputRefused` for what is no readable workbook.

    `content` are the bytes of the file where they were read before. A process that is `expendable`, of which somebody
    does the work again if it dies, reads a large .xlsx while it is still being examined.
    """
    content = file_content(path) if content is None else content
    try:
        with warnings.catch_warnings(), redirect_stdout(StringIO()):  # openpyxl prints about odd styles
            warnings.simplefilter("ignore")
            kind = format_of(content)
            if kind != "xlsx":
                return _reader(kind)(content, path.stem)
            return _read_xlsx(content, expendable=expendable)
    except faults.Unreadable as fault:
        raise InputRefused(path, message=str(fault), hint=fault.hint) from fault
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:  # reading libraries raise anything on hostile bytes, Rust panics included
        damage = faults.damaged(f"{type(fault).__name__}: {fault}")
        raise InputRefused(path, message=str(damage), hint=damage.hint) from fault


def workbooks_in(paths: Sequence[Path]) -> list[Path]:
    """The files to import: each file named, and every workbook of each folder named, by name.

    A file named may be of any kind; folders are searched for `FOLDER_SUFFIXES`, without their subfolders.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += _inside(path)
        elif path.exists():
            found.append(path)
        else:
            raise UsageProblem(
                t(f"Không có tệp {path}", f"There is no file {path}"),
                t("Kiểm tra tên tệp và thư mục", "Check the name and the folder"),
            )
    if not found:
        kinds = ", ".join(FOLDER_SUFFIXES)
        raise UsageProblem(
            t(f"Không có bảng tính nào ({kinds}) để nhập", f"There is no workbook ({kinds}) to import"),
            t("Tệp .csv trong thư mục phải nêu tên từng tệp", "Name each .csv file of a folder by itself"),
        )
    return found


def _inside(folder: Path) -> list[Path]:
    try:
        inside = [p for p in sorted(folder.iterdir()) if p.suffix.lower() in FOLDER_SUFFIXES]
    except OSError as fault:
        raise UsageProblem(
            t(
                f"Không mở được thư mục {folder}: {fault.strerror}",
                f"The folder {folder} cannot be opened: {fault.strerror}",
            ),
            t("Kiểm tra quyền đọc thư mục", "Check the permission to read the folder"),
        ) from fault
    return [p for p in inside if not p.name.startswith(("~$", "."))]


def file_content(path: Path) -> bytes:
    """The bytes of a file. Raises `InputRefused` for folders, devices, files too large or not readable."""
    message = t("không mở được tệp", "the file cannot be opened")
    if path.is_dir():
        hint = t("Chọn một tệp trong thư mục", "Choose a file in the folder")
        raise InputRefused(path, message=message + t(": đây là thư mục", ": it is a folder"), hint=hint)
    try:
        if path.exists() and not path.is_file():
            raise InputRefused(path, message=t("không phải tệp thường", "is no ordinary file"))
        size = path.stat().st_size
        if size > faults.MAX_FILE_BYTES:
            fault = faults.too_large(size >> 20, faults.MAX_FILE_BYTES >> 20)
            raise InputRefused(path, message=str(fault), hint=fault.hint)
        return path.read_bytes()
    except OSError as failure:
        raise InputRefused(path, message=f"{message} ({failure.strerror})") from failure


def is_xlsx(content: bytes) -> bool:
    """Whether a file, read before without a fault, is a workbook that openpyxl can open and write again."""
    return format_of(content) == "xlsx"


def _reader(kind: Format) -> Callable[[bytes, str], list[Grid]]:
    """The reader of a format, imported only now with its library."""
    read: Callable[[bytes, str], list[Grid]] = import_module(f"parreform.reading.{_READERS[kind]}").read
    return read


def _read_xlsx(content: bytes, *, expendable: bool) -> list[Grid]:
    """The sheets of an .xlsx. Raises what tells that it is not safe to read."""
    package = Package(content)
    hurried = expendable and len(content) >= _LARGE
    parts = guard.unpacked(package) if hurried else guard.examined(package)
    sheets = {name: guard.bounded(name, part) for name, part in parts.items() if guard.is_sheet(part)}
    changed = {name: sheet.xml for name, sheet in sheets.items() if sheet.xml is not parts[name]}
    content = package.having({**parts, **changed}) if changed else content
    result = None
    if hurried:
        result = _begin(content)
        guard.well_formed(parts)
    if any(b"v>-" in sheet.xml and _NO_STRING.search(sheet.xml) for sheet in sheets.values()):
        raise faults.damaged(t("số thứ tự âm của một chuỗi chữ", "a negative number of a string"))
    remarks, formulas = _remarks(parts, sheets), parts_with_formulas(parts)
    if _bare_values(parts, sheets, formulas):
        del parts, sheets, changed  # calamine unpacks them again
        grids = result() if result else _with_calamine(content)
    else:
        grids = _with_openpyxl(content, {**parts, **changed})
    grids = _with_formulas(grids, formulas)
    return [replace(g, remarks=remarks[g.sheet]) if g.sheet in remarks else g for g in grids]


def _remarks(parts: Mapping[str, bytes], sheets: Iterable[str]) -> Mapping[str, tuple[Remark, ...]]:
    """What sheets say outside their cells; few do, and only these load what reads it."""
    if not guard.holds_remarks(parts, sheets):
        return {}
    from parreform.reading.remarks import remarks_in

    return remarks_in(parts)


def _with_formulas(grids: list[Grid], parts: Mapping[str, bytes]) -> list[Grid]:
    """The grids with the formulas of their sheets, taken from the parts that hold some."""
    if not parts:
        return grids
    from parreform.reading.sheet_formulas import with_formulas

    return with_formulas(grids, parts)


# --- which reader of .xlsx ---------------------------------------------------------------------

_HIDDEN = re.compile(rb"""<(?:row|col) [^>]*hidden=["'](?:1|true)["']""")
_UNCACHED = re.compile(rb"<f(?: [^>]*)?(?:/>|>[^<]*</f>)(?!\s*<v[^>/]*>[^<])")
_PERCENT_FORMAT = re.compile(rb"""<(?:\w+:)?numFmt [^>]*numFmtId=["'](\d+)["'][^>]*formatCode=["'][^"']*%""")
_FORMAT = re.compile(rb"""<(?:\w+:)?numFmt [^>]*formatCode=(?:"([^"]*)"|'([^']*)')""")
_USED_FORMAT = re.compile(rb"""<(?:\w+:)?xf [^>]*numFmtId=["'](\d+)""")
_STRIKE = re.compile(rb"""<(?:\w+:)?strike(?:\s+val=["'](?:1|true)["'])?\s*/>""")
_NO_STRING = re.compile(rb"""<(?:\w+:)?c\s[^>]*\bt=["']s["'][^>]*>\s*<(?:\w+:)?v>-""")
"""A text by a negative number: openpyxl counts it from the end of all texts, calamine takes it for none."""
_LEGACY_FONT = re.compile(rb"""<(?:\w+:)?(?:name|rFont)\s[^>]*?val=["'](?:\.Vn|VNI)""", re.IGNORECASE)


def _bare_values(parts: Mapping[str, bytes], sheets: Mapping[str, guard.Sheet], formulas: Collection[str]) -> bool:
    """Whether nothing but the values of the cells matters for reading. `formulas` are the sheets that hold some."""
    styles = b"".join(part for part in parts.values() if _is_styles(part))
    percent = {b"9", b"10", *_PERCENT_FORMAT.findall(styles)}
    if _legacy(parts) or _raises(parts) or _STRIKE.search(styles) or percent & set(_USED_FORMAT.findall(styles)):
        return False
    if holds_faint(styles) or any(
        written_by(unescape((a or b).decode("utf-8", "replace"))) for a, b in _FORMAT.findall(styles)
    ):
        return False
    return all(sheet.usual and not _has_structure(sheet.xml, name in formulas) for name, sheet in sheets.items())


def _legacy(parts: Mapping[str, bytes]) -> bool:
    """Whether any cell, or a part of its text, may be in a font older than Unicode."""
    return any(b"val=" in part and bool(_LEGACY_FONT.search(part)) for part in parts.values())


def _raises(parts: Mapping[str, bytes]) -> bool:
    """Whether a part of a text may be raised, as footnote marks are; the fonts of whole cells say nothing of parts."""
    return any(b"superscript" in part or b"<strike" in part for part in parts.values() if not _is_styles(part))


def _is_styles(part: bytes) -> bool:
    return not guard.is_sheet(part) and b"cellXfs" in part


def _has_structure(sheet: bytes, formulas: bool) -> bool:
    """Merged cells, error values, hidden rows or columns, formulas without a stored result."""
    return (
        b"mergeCell" in sheet
        or names_its_space(sheet)
        or b't="e"' in sheet
        or (b"hidden=" in sheet and bool(_HIDDEN.search(sheet)))
        or (formulas and bool(_UNCACHED.search(sheet)))
    )


_LARGE = 1_000_000
"""Bytes of a file from which on a second thread helps: calamine reads without holding the interpreter."""


def _begin(content: bytes) -> Callable[[], list[Grid]]:
    """Begin to read with calamine in a thread; what is returned waits for it."""
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(1).submit(_with_calamine, content).result


def _with_calamine(content: bytes) -> list[Grid]:
    """The sheets in order; two threads share those of a large file, each with a workbook of its own."""
    from python_calamine import CalamineWorkbook

    if len(content) < _LARGE:
        return _sheets(content, 0, 1)
    with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        count = len(book.sheet_names)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as pool:
        halves = [pool.submit(_sheets, content, first, 2) for first in (0, 1)]
        even, odd = (half.result() for half in halves)
    return [(odd if n % 2 else even)[n // 2] for n in range(count)]


def _sheets(content: bytes, first: int, step: int) -> list[Grid]:
    """Every sheet, or every second one."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        return [
            Grid(
                sheet.name,
                _trim(book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)),
                sheet.visible != SheetVisibleEnum.Visible,
            )
            for sheet in book.sheets_metadata[first::step]
        ]


def _with_openpyxl(content: bytes, parts: Mapping[str, bytes]) -> list[Grid]:
    from openpyxl import load_workbook

    parted = _legacy(parts) or _raises(parts)
    book: Any = load_workbook(BytesIO(content), data_only=True, keep_links=False, rich_text=parted)
    uncached = _uncached(content) if _has_formulas(parts) else {}
    fonts = frozenset(n for n, font in enumerate(book._fonts) if font.strike)  # noqa: SLF001
    white = white_fonts(book._fonts)  # noqa: SLF001
    return [_grid(s, uncached.get(s.title, frozenset()), fonts, white, parted=parted) for s in book.worksheets]


def _grid(
    sheet: Any, uncached: frozenset[tuple[int, int]], strike: frozenset[int], white: frozenset[int], *, parted: bool
) -> Grid:
    """The grid of a sheet. `strike` are the fonts that strike through; `parted` tells that texts may have parts."""
    cells = list(_cells(sheet))
    merged = tuple(Span(m.min_row - 1, m.min_col - 1, m.max_row - 1, m.max_col - 1) for m in sheet.merged_cells.ranges)
    hidden_rows = frozenset(n - 1 for n, d in sheet.row_dimensions.items() if d.hidden)
    hidden_columns = frozenset(
        c - 1
        for d in sheet.column_dimensions.values()
        if d.hidden
        for c in range(d.min or 1, min(d.max or d.min or 1, 16_384) + 1)
    )
    decoded = _decode(cells) if parted else {}
    return Grid(
        sheet.title,
        _rows({place: decoded[place][0] if place in decoded else cell.value for place, cell in cells}, merged),
        sheet.sheet_state != "visible",
        merged,
        hidden_rows,
        hidden_columns,
        frozenset(place for place, cell in cells if is_percent_code(str(cell.number_format))),
        uncached,
        decoded=sum(changed for _, changed in decoded.values()),
        struck=frozenset(_struck(cells, strike, parted=parted)),
        written={place: text for place, cell in cells if (text := written_in(cell, white))},
    )


def _struck(
    cells: Iterable[tuple[tuple[int, int], Any]], fonts: frozenset[int], *, parted: bool
) -> Iterator[tuple[int, int]]:
    """The cells that are struck through, whole or in part."""
    if not fonts and not parted:
        return
    for place, cell in cells:
        parts = cell.value if isinstance(cell.value, list) else ()
        if cell._style.fontId in fonts or any(p.font.strike for p in parts if not isinstance(p, str)):  # noqa: SLF001
            yield place


def _cells(sheet: Any) -> Iterator[tuple[tuple[int, int], Any]]:
    """The cells that a sheet holds, by zero-based row and column; iter_rows would make one for every gap."""
    return (((row - 1, column - 1), cell) for (row, column), cell in sheet._cells.items())  # noqa: SLF001


def _rows(values: Mapping[tuple[int, int], Value], merged: Sequence[Span]) -> list[list[Value]]:
    """Rows of equal width down to the last value or merged cell; rows without a value are one and the same list."""
    filled = {place: value for place, value in values.items() if value not in (None, "")}
    height = max((*(r for r, _ in filled), *(m.bottom for m in merged)), default=-1) + 1
    width = max((*(c for _, c in filled), *(m.right for m in merged)), default=-1) + 1
    empty: list[Value] = [None] * width
    rows = [empty] * height
    for (r, c), value in filled.items():
        if rows[r] is empty:
            rows[r] = empty.copy()
        rows[r][c] = value
    return rows


def _decode(cells: Iterable[tuple[tuple[int, int], Any]]) -> dict[tuple[int, int], tuple[str, bool]]:
    """Every text put into Unicode, by its place, and whether that changed it."""
    from parreform import legacy

    texts = [(place, cell.value, cell.font.name or "") for place, cell in cells if isinstance(cell.value, (str, list))]
    newer = legacy.typed_as_unicode((value, font) for _, value, font in texts if isinstance(value, str))
    return {
        place: (value, False) if isinstance(value, str) and (value, font) in newer else _decoded(value, font)
        for place, value, font in texts
    }


def _decoded(value: Any, font: str) -> tuple[str, bool]:
    """A text in Unicode: by the font of its cell or, of a text with parts, by the font of each part.

    Raised footnote marks are left out.
    """
    from parreform import legacy

    parts = [
        (p, font, "") if isinstance(p, str) else (p.text, p.font.rFont or font, p.font.vertAlign) for p in _parts(value)
    ]
    plain = [(legacy.decode(text, name), raised == "superscript") for text, name, raised in parts]
    return without_marks(plain), any(new != old for (new, _), (old, _, _) in zip(plain, parts, strict=True))


def _parts(value: Any) -> Sequence[Any]:
    return (value,) if isinstance(value, str) else value


def _has_formulas(parts: Mapping[str, bytes]) -> bool:
    return any(guard.is_sheet(part) and holds_formulas(part) for part in parts.values())


def _uncached(content: bytes) -> dict[str, frozenset[tuple[int, int]]]:
    """The cells of each sheet whose formula has no stored result: they would read as empty."""
    from openpyxl import load_workbook

    formulas, values = load_workbook(BytesIO(content)), load_workbook(BytesIO(content), data_only=True)
    results = {sheet.title: dict(_cells(sheet)) for sheet in values.worksheets}
    return {
        sheet.title: frozenset(
            place
            for place, cell in _cells(sheet)
            if cell.data_type == "f" and _without_result(results[sheet.title].get(place))
        )
        for sheet in formulas.worksheets
    }


def _without_result(cell: Any) -> bool:
    """Whether a formula was never calculated; one whose result is an empty text was."""
    return cell is None or (cell.value is None and cell.data_type != "str")


def _trim(rows: Sequence[Sequence[Value]]) -> list[list[Value]]:
    """Rows of equal width without empty rows and columns at the end; empty text is None."""
    trimmed = [[None if v == "" else v for v in row] for row in rows]
    while trimmed and not any(v is not None for v in trimmed[-1]):
        trimmed.pop()
    width = 0
    for row in trimmed:
        used = len(row)
        while used > width and row[used - 1] is None:
            used -= 1
        width = max(width, used)
    return [row[:width] + [None] * (width - len(row)) for row in trimmed]
