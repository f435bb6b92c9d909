"""What a workbook would bring, told before anything is stored: sheets, columns, rows, and why each is so."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from parreform.catalog import Catalog
from parreform.export import Cell, Listing
from parreform.extract import Extraction, Sheet
from parreform.findings import Finding
from parreform.labels import label_key, split_label
from parreform.measures import VALUE_MEASURES
from parreform.reader import Column
from parreform.readings import Reading
from parreform.settings import t
from parreform.workbook import letters

COLUMNS = tuple(
    "sheet layout index years header unit_column units what at heading indicator measure year values why".split()
)
ROW_CODES = frozenset(("row-skipped", "unit-unknown", "unit-central"))
COLUMN_CODES = frozenset(
    "column-skipped indicator-unknown indicator-number indicator-not-in-framework column-ambiguous".split()
)


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """One column (one row where the table is turned): what it means and why, or why it is not read."""

    at: str
    heading: str
    indicator: str
    measure: str
    year: int | None
    values: int
    why: str


@dataclass(frozen=True, slots=True)
class RowLook:
    """A row (a column where the table is turned) that is left out, and why."""

    at: str
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class SheetLook:
    """One table of a sheet. `index` is empty where it cannot be told, `layout` where the sheet holds no table."""

    sheet: str
    layout: str
    index: str
    years: tuple[int, ...]
    header: str
    unit_column: str
    units: int
    values: int
    columns: tuple[ColumnLook, ...] = ()
    rows: tuple[RowLook, ...] = ()
    why: str = ""


def inspect(extraction: Extraction, findings: Sequence[Finding], catalog: Catalog) -> list[SheetLook]:
    """Every sheet of a file as it was understood; those without a table last."""
    tables = [_sheet(sheet, findings, catalog) for sheet in (*extraction.sheets, *extraction.untold)]
    skipped = [f for f in findings if f.code == "sheet-skipped"]
    return tables + [SheetLook(f.sheet, "", "", (), "", "", 0, 0, why=str(f.facts.get("why", ""))) for f in skipped]


def _sheet(sheet: Sheet, findings: Sequence[Finding], catalog: Catalog) -> SheetLook:
    here = [f for f in findings if f.sheet == sheet.name]
    counts = _counts(sheet)
    by_heading = {f.cell: f for f in here if f.code in COLUMN_CODES or f.code == "correction-applied"}
    columns = [_column(c, sheet, counts, by_heading, catalog) for c in sheet.columns]
    names = t(f"{sheet.units} đơn vị", f"{sheet.units} units")
    unit = ColumnLook(_at(sheet, sheet.unit_column), sheet.unit_heading, "", "unit", None, 0, names)
    columns.insert(sum(c.position < sheet.unit_column for c in sheet.columns), unit)
    return SheetLook(
        sheet.name,
        sheet.layout,
        " ".join(dict.fromkeys(catalog.all_indicators[r.indicator].index for r in sheet.readings)) or sheet.index,
        sheet.years,
        _header(sheet),
        unit.at,
        sheet.units,
        sheet.values,
        tuple(columns),
        tuple(RowLook(f.cell, str(f.facts.get("label", f.facts.get("name", ""))), _why(f)) for f in _rows(here)),
    )


def _rows(findings: Sequence[Finding]) -> Iterator[Finding]:
    return (f for f in findings if f.code in ROW_CODES)


def _why(finding: Finding) -> str:
    """The reason a finding gives; its whole message where it gives none apart."""
    if finding.code == "correction-applied":
        return t(f"đính chính {finding.facts['correction']}", f"correction {finding.facts['correction']}")
    return str(finding.facts.get("why") or finding.message)


def _at(sheet: Sheet, position: int) -> str:
    """The letter of a column, or the number of a row where the table is turned."""
    return str(position + 1) if sheet.turned else letters(position)


def _header(sheet: Sheet) -> str:
    first, last = sheet.header[0], sheet.header[1] - 1
    names = [letters(n) if sheet.turned else str(n + 1) for n in (first, last)]
    return "-".join(dict.fromkeys(names)) if last >= first else ""


def _counts(sheet: Sheet) -> Counter[str]:
    """How many cells of each column became values."""
    unwanted = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if sheet.turned else "0123456789"
    drop = str.maketrans("", "", unwanted)
    return Counter(cell.translate(drop) for reading in sheet.readings for cell in _cells(reading))


def _cells(reading: Reading) -> set[str]:
    cells = (reading.cell, reading.rank_cell, reading.group_cell, reading.ci_low_cell, reading.ci_high_cell)
    return {cell for cell in cells if cell}


# --- why a column is read, or not --------------------------------------------------------------


def _column(
    column: Column, sheet: Sheet, counts: Counter[str], findings: dict[str, Finding], catalog: Catalog
) -> ColumnLook:
    at, heading = _at(sheet, column.position), column.heading
    top = sheet.header[0]
    finding = findings.get(f"{letters(top)}{at}" if sheet.turned else f"{at}{top + 1}")
    only = sheet.years[0] if len(sheet.years) == 1 else None
    indicator = "" if sheet.layout == "long" else heading.indicator
    year = (column.year or only) if indicator else heading.year
    why = _why(finding) if finding else _reason(column, sheet, counts[at], catalog)
    return ColumnLook(at, column.label, indicator, heading.measure, year, counts[at], why)


def _reason(column: Column, sheet: Sheet, count: int, catalog: Catalog) -> str:
    heading = column.heading
    if not sheet.index:
        return t("chưa rõ bảng thuộc chỉ số nào", "the index is not known")
    if heading.measure not in VALUE_MEASURES:
        return _role(heading.measure)
    if sheet.layout == "long":
        return t("của dòng, tiêu chí và năm ở cột khác", "of its row; indicator and year stand in other columns")
    empty = "" if count or heading.measure == "n_ranked" else t("chưa đọc số nào", "no number read")
    matched = _matched(column, catalog) if heading.indicator else ""
    return "; ".join(words for words in (matched, empty) if words)


def _role(measure: str) -> str:
    words = {
        "unit": t("tên đơn vị", "names of units"),
        "year": t("năm của dòng", "year of the row"),
        "index": t("chỉ số của dòng", "index of the row"),
        "indicator": t("tiêu chí của dòng", "indicator of the row"),
        "note": t("ghi chú, lưu kèm giá trị", "notes, kept with the values"),
        "source": t("nguồn, không lưu", "sources, not kept"),
        "ordinal": t("số thứ tự, không phải giá trị", "running numbers, no values"),
        "code": t("mã số, không phải giá trị", "codes, no values"),
        "scale": t("thang điểm, không phải giá trị", "scales, no values"),
        "change": t("mức tăng giảm, không lưu", "changes, not kept"),
    }
    return words.get(measure, t("không phải giá trị", "no values"))


def _matched(column: Column, catalog: Catalog) -> str:
    """The words of the heading that name the indicator, and where these words are known from."""
    known = _spellings(column, catalog)
    for words in _candidates(column.label):
        origin = known.get(label_key(words))
        if origin:
            return f"“{words}” {origin}{_numbered(column, catalog)}"
    if column.heading.indicator == column.index:
        return t("đứng một mình: của cả chỉ số", "stands alone: of the index itself")
    return t("theo tiêu đề phía trên", "by the heading above it")


def _spellings(column: Column, catalog: Catalog) -> dict[str, str]:
    found = catalog.all_indicators[column.heading.indicator]
    framework = catalog.framework(column.index, column.year)
    item = framework.items.get(found.id) if framework else None
    alias, name = t("là tên gọi khác", "is another name"), t("là tên tiêu chí", "is the indicator's name")
    spelled: dict[str, str] = {label_key(a): alias for a in found.aliases}
    spelled |= {label_key(n): name for n in (found.vi, found.en) if n}
    if item and framework:
        printed = t(f"là tên trong bộ {framework.id}", f"is the name in framework {framework.id}")
        spelled |= {label_key(n): printed for n in (item.vi, item.en) if n}
    return spelled


def _candidates(label: str) -> Iterator[str]:
    """The label, its parts from the narrowest heading up, and each without a measure's word or two before it."""
    for part in (label, *reversed(label.split(" / "))):
        words = split_label(part)[1]
        yield words
        for drop in (1, 2):
            rest = " ".join(words.split(" ")[drop:])
            if rest:
                yield rest


def _numbered(column: Column, catalog: Catalog) -> str:
    framework = catalog.framework(column.index, column.year)
    item = framework.items.get(column.heading.indicator) if framework else None
    if not item or not column.heading.number or item.number != column.heading.number:
        return ""
    return t(f", số {item.number} khớp", f", number {item.number} agrees")


# --- as rows and as one object -----------------------------------------------------------------


def listing(sheets: Sequence[SheetLook], findings: Sequence[Finding]) -> Listing:
    """One row a column, a row left out, a sheet without table, or a finding (`what` tells which)."""
    rows: list[list[Cell]] = []
    for s in sheets:
        years = " ".join(map(str, s.years))
        about: list[Cell] = [s.sheet, s.layout, s.index, years, s.header, s.unit_column, s.units]
        rows += [
            [*about, "column", c.at, c.heading, c.indicator, c.measure, c.year, c.values, c.why] for c in s.columns
        ]
        rows += [[*about, "row", r.at, r.label, "", "", None, None, r.why] for r in s.rows]
        if not s.layout:
            rows.append([*about, "sheet", "", "", "", "", None, None, s.why])
    blank: list[Cell] = ["", "", "", "", "", None]
    rows += [[f.sheet, *blank, f.severity, f.cell, f.message, f.code, "", None, None, f.suggestion] for f in findings]
    return Listing("inspect", COLUMNS, rows)


def as_json(name: str, sheets: Sequence[SheetLook], findings: Sequence[Finding]) -> bytes:
    """The whole as one object: file, sheets with their columns and rows, findings."""
    told = [
        {"severity": f.severity, "code": f.code, "sheet": f.sheet, "cell": f.cell}
        | {"message": f.message, "suggestion": f.suggestion}
        for f in findings
    ]
    whole = {"file": name, "sheets": [asdict(s) for s in sheets], "findings": told}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
