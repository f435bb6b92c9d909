"""Write the sample workbooks from the fact tables (CSV) that lie beside them.

`python sample_data/build.py` lays out every table, rewrites its `sheet` and
`cell` columns and writes the workbook of the same stem. With `--check` nothing
is written: the command fails if a table's placement or a workbook's cells are
not what the layout gives. How the figures were chosen is told in README.md.
"""

import argparse
import csv
import re
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sheets import (
    BOLD,
    LEFT,
    MIDDLE,
    PLAIN,
    SMALL,
    TITLE,
    Column,
    Field,
    Row,
    head,
    line,
    long_table,
    page,
    put,
    ranking,
    widths,
)

HERE = Path(__file__).parent
STAMP = datetime.fromisoformat("2025-01-01")
TEXT_YEARS = {"2021", "2022"}
"""Rankings of these years hold their scores as text with a decimal comma."""


# Tables


def read_table(path: Path) -> list[Row]:
    """Read a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_table(path: Path, rows: list[Row]) -> None:
    """Write a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def by_year(rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Split rows, already ordered by year, into years."""
    for year, group in groupby(rows, key=lambda row: row["year"]):
        yield year, list(group)


# Values


def number(text: str) -> int | float | None:
    """The number a table's plain text stands for; None where it is empty."""
    if not text:
        return None
    return float(text) if "." in text else int(text)


def maybe(text: str) -> int | float | str | None:
    """A number where the text is one, else the text."""
    return number(text) if re.fullmatch(r"\d+(\.\d+)?", text) else text or None


def score(text: str, year: str) -> float | str | None:
    """A score as its year prints it: a number, or text with a decimal comma."""
    if not text:
        return None
    if year in TEXT_YEARS:
        return f"{Decimal(text):.2f}".replace(".", ",")
    return float(text)


def rank(row: Row) -> str | int | None:
    """`8/63` where the number of units ranked is known, else the bare rank."""
    if not row["rank"]:
        return None
    return f"{row['rank']}/{row['n_ranked']}" if row["n_ranked"] else int(row["rank"])


# PAPI: provinces in rows to 2017, in columns from 2018


PAPI_HEADER = 4
COMPUTED_NOTE = "(tính toán): cộng từ điểm nội dung thành phần; ấn bản gốc không có trong tay"
EXTRAS = (("ci_low", "Khoảng tin cậy dưới"), ("ci_high", "Khoảng tin cậy trên"), ("group", "Nhóm"))

Item = tuple[Row, dict[str, Row]]
"""One indicator of a year: its line of papi-labels.csv and its figures by province."""


@cache
def addresses() -> dict[str, str]:
    """The address of each source id."""
    return {row["id"]: row["source_url"] for row in read_table(HERE / "sources.csv")}


@cache
def labels() -> dict[tuple[str, str], Row]:
    """The label of each PAPI indicator by year and printed number."""
    return {(row["year"], row["number"]): row for row in read_table(HERE / "papi-labels.csv")}


def papi_items(rows: list[Row]) -> list[Item]:
    """Gather a year's rows by indicator, in the order met."""
    found: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows:
        found.setdefault((row["year"], row["number"]), {})[row["unit"]] = row
    return [(labels()[key], units) for key, units in found.items()]


def papi_computed(item: Item) -> bool:
    """True where the scores were summed from their parts, not read."""
    return any(row["score_kind"] == "computed" for row in item[1].values())


def papi_label(item: Item, *, turned: bool) -> str:
    """What the publisher prints beside or above the figures."""
    label, mark = item[0], " (tính toán)" if papi_computed(item) else ""
    if label["level"] == "index":
        year = f"{label['year']} " if turned else ""
        return f"Chỉ số PAPI {year}(không có trọng số){mark}"
    prefix = "Chỉ số nội dung " if turned and label["level"] == "dimension" else ""
    return f"{prefix}{label['number']}: {label['name_vi']}{mark}"


def papi_score(sheet: Worksheet, at: tuple[int, int], row: Row) -> None:
    """Write a score or its gap and note the place in its row."""
    gap = "KCDL" if row["year"] == "2018" else None
    value = float(row["score"]) if row["score"] else gap
    row["sheet"] = sheet.title
    row["cell"] = put(sheet, at, value, pattern="0.00####")


def papi_upright(sheet: Worksheet, items: list[Item]) -> None:
    """Provinces in rows, indicators in columns."""
    head(sheet, (PAPI_HEADER, 1), "Tên tỉnh/thành phố")
    for column, item in enumerate(items, start=2):
        head(sheet, (PAPI_HEADER, column), papi_label(item, turned=False))
        for below, (unit, row) in enumerate(item[1].items(), start=1):
            put(sheet, (PAPI_HEADER + below, 1), unit)
            papi_score(sheet, (PAPI_HEADER + below, column), row)
    widths(sheet, [24] + [13] * len(items))
    sheet.row_dimensions[PAPI_HEADER].height = 92


def papi_row(sheet: Worksheet, top: int, item: Item) -> None:
    """One indicator: label, scale and every province."""
    font = PLAIN if item[0]["level"] == "subdimension" else BOLD
    put(sheet, (top, 1), papi_label(item, turned=True), font=font, align=LEFT)
    put(sheet, (top, 2), item[0]["scale"], align=MIDDLE)
    for column, row in enumerate(item[1].values(), start=3):
        papi_score(sheet, (top, column), row)


def papi_extras(sheet: Worksheet, top: int, rows: list[Row]) -> int:
    """Bounds and group, where published, in rows below `top`; the last row written comes back."""
    for key, title in EXTRAS:
        if not any(row[key] for row in rows):
            continue
        top += 1
        put(sheet, (top, 1), title)
        put(sheet, (top, 2), None)
        for column, row in enumerate(rows, start=3):
            put(sheet, (top, column), maybe(row[key]), pattern="0.00####")
    return top


def papi_turned(sheet: Worksheet, items: list[Item]) -> None:
    """Indicators in rows, provinces in columns."""
    provinces = list(items[0][1])
    for column, name in enumerate(["Tên tỉnh/thành phố", "Thang điểm", *provinces], start=1):
        head(sheet, (PAPI_HEADER, column), name)
    top = PAPI_HEADER
    for item in items:
        top += 1
        papi_row(sheet, top, item)
        top = papi_extras(sheet, top, list(item[1].values()))
    if papi_computed(items[0]):
        line(sheet, top + 2, COMPUTED_NOTE, SMALL)
    widths(sheet, [58, 16] + [12] * len(provinces))
    sheet.row_dimensions[PAPI_HEADER].height = 34


def papi(book: Workbook, rows: list[Row]) -> None:
    """One sheet a year."""
    repeat = f"{PAPI_HEADER}:{PAPI_HEADER}"
    for year, group in by_year(rows):
        sheet = book.create_sheet(f"PAPI {year}")
        title = f"Chỉ số PAPI năm {year}: điểm nội dung và nội dung thành phần của 63 tỉnh, thành phố"
        line(sheet, 1, title, TITLE)
        line(sheet, 2, f"Nguồn: {addresses()[group[0]['source']]}", SMALL)
        if int(year) >= 2018:
            papi_turned(sheet, papi_items(group))
            page(sheet, f"C{PAPI_HEADER + 1}", (repeat, "A:B"), across=4)
        else:
            papi_upright(sheet, papi_items(group))
            page(sheet, f"B{PAPI_HEADER + 1}", (repeat, "A:A"), across=2)


# PAR INDEX and SIPAS: a ranking, one sheet a year


IMPACT = "Điểm đánh giá tác động của CCHC"
BLOCKS = (
    ("appraised", "Điểm thẩm định", ""),
    ("survey", "Điểm điều tra xã hội học", ""),
    ("sipas_points", "Chỉ số SIPAS", IMPACT),
    ("leaders_survey", "Khảo sát lãnh đạo, quản lý", IMPACT),
    ("socio_economic", "Tác động đến phát triển KT-XH", IMPACT),
)
GAPS_NOTE = "Ghi chú: mỗi số liệu có nguồn ghi ở cùng dòng; ô trống là không tìm thấy số đã công bố, không phải bằng 0."


def text_column(key: str, title: str, width: float) -> Column:
    """A column of text."""
    return Column(key, title, lambda _, row: row[key] or None, width)


def score_column(key: str, title: str, above: str = "") -> Column:
    """A column of scores."""
    return Column(key, title, lambda _, row: score(row[key], row["year"]), 14, above)


RANK = Column("rank", "Xếp hạng", lambda _, row: rank(row), 10)
UNIT = text_column("unit", "Tỉnh, thành phố", 22)
NOTE = text_column("note", "Ghi chú", 32)
SOURCES = (
    text_column("score_source", "Nguồn (điểm)", 42),
    text_column("rank_source", "Nguồn (thứ hạng)", 42),
)


def par_columns(rows: list[Row]) -> list[Column]:
    """The columns of one year; blocks only where some province has them."""
    blocks = [score_column(*block) for block in BLOCKS if any(row[block[0]] for row in rows)]
    total = score_column("score", "Chỉ số tổng hợp")
    columns = [RANK, UNIT, *blocks, total, NOTE, *SOURCES]
    if blocks:
        columns.append(text_column("blocks_source", "Nguồn (cấu phần)", 42))
    return columns


def sipas_columns() -> list[Column]:
    """The columns of every year."""
    running = Column("", "STT", lambda place, _: place, 6)
    total = score_column("score", "Chỉ số SIPAS (%)")
    return [running, UNIT, total, RANK, NOTE, *SOURCES]


def coverage(rows: list[Row]) -> str:
    """The second title line: how much of the country is here."""
    pilot = any(row["n_ranked"] == "10" for row in rows)
    part = "thí điểm 10 tỉnh" if pilot else "số liệu có nguồn, chưa đủ 63 tỉnh"
    return f"CỦA CÁC TỈNH, THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG ({part})"


def par_index(book: Workbook, rows: list[Row]) -> None:
    """One sheet a year."""
    for year, group in by_year(rows):
        titles = [f"KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}", coverage(group)]
        ranking(book.create_sheet(f"PAR INDEX {year}"), titles, par_columns(group), group, GAPS_NOTE, depth=2)


def sipas(book: Workbook, rows: list[Row]) -> None:
    """One sheet a year."""
    for year, group in by_year(rows):
        titles = [f"KẾT QUẢ CHỈ SỐ HÀI LÒNG VỀ SỰ PHỤC VỤ HÀNH CHÍNH (SIPAS) NĂM {year}", coverage(group)]
        ranking(book.create_sheet(f"SIPAS {year}"), titles, sipas_columns(), group, GAPS_NOTE, depth=1)


# Long tables


AREA_FIELDS: list[Field] = [
    ("Chỉ số", 12, lambda _: "PAR INDEX"),
    ("Năm", 8, lambda row: int(row["year"])),
    ("Tỉnh, thành phố", 22, lambda row: row["unit"]),
    ("Tiêu chí", 52, lambda row: row["indicator_vi"]),
    ("Điểm", 9, lambda row: number(row["score"])),
    ("Xếp hạng", 10, lambda row: number(row["rank"])),
    ("Số đơn vị xếp hạng", 12, lambda row: number(row["n_ranked"])),
    ("Ghi chú", 34, lambda row: row["note"] or None),
    ("Nguồn", 70, lambda row: row["source_url"]),
]


def areas(book: Workbook, rows: list[Row]) -> None:
    """The areas of PAR INDEX as one long table."""
    long_table(book.create_sheet("Dữ liệu"), AREA_FIELDS, rows)
    for at, row in enumerate(rows, start=2):
        row["cell"] = f"E{at}"
        row["rank_cell"] = f"F{at}" if row["rank"] else ""


CATEGORIES = {
    "civil_servants": "Công chức (hành chính)",
    "public_employees": "Viên chức (sự nghiệp)",
    "commune_level": "Cấp xã",
    "all": "Tất cả",
    "part_time_commune": "Người hoạt động không chuyên trách",
    "public_service_units": "Đơn vị sự nghiệp công lập",
    "provincial_level": "Biên chế cấp tỉnh",
    "people_streamlined": "Người được giải quyết chế độ tinh giản biên chế",
    "people_decree178": "Người nghỉ theo Nghị định 178/2024/NĐ-CP",
}
KINDS = {
    "achieved": "Đã thực hiện",
    "assigned": "Biên chế giao",
    "plan": "Kế hoạch",
    "headcount": "Số người có mặt",
    "appraised": "Đã thẩm định",
    "settled": "Đã giải quyết chế độ",
    "decided": "Đã có quyết định",
}
GIVERS = {"MOHA": "Bộ Nội vụ", "own": "Địa phương"}
SCOPES = {
    "excl-education-health": "Không kể giáo dục, y tế",
    "excl-police-defence-commune": "Không kể công an, quốc phòng, cấp xã",
}
STAFFING_FIELDS: list[Field] = [
    ("Đơn vị", 12, lambda row: row["unit"]),
    ("Loại biên chế", 24, lambda row: CATEGORIES[row["category"]]),
    ("Năm gốc", 9, lambda row: number(row["baseline_year"])),
    ("Biên chế gốc", 10, lambda row: number(row["baseline"])),
    ("Năm", 10, lambda row: maybe(row["year"])),
    ("Biên chế giao", 10, lambda row: number(row["assigned"])),
    ("Có mặt", 9, lambda row: number(row["present"])),
    ("Giảm", 9, lambda row: number(row["cut"])),
    ("Tỷ lệ giảm (%)", 10, lambda row: number(row["cut_pct"])),
    ("Trong đó: chuyển đi", 12, lambda row: number(row["transferred_out"])),
    ("Nơi nhận", 18, lambda row: row["counterparty"] or None),
    ("Hình thức", 15, lambda row: KINDS[row["kind"]]),
    ("Ghi chú", 50, lambda row: row["note"] or None),
    ("Nguồn", 60, lambda row: row["source_url"]),
]


def staffing(book: Workbook, rows: list[Row]) -> None:
    """The staffing figures as one long table."""
    long_table(book.create_sheet("Biên chế"), STAFFING_FIELDS, rows)
    for at, row in enumerate(rows, start=2):
        row["row"] = str(at)


def bounded(row: Row, key: str) -> str | int | float | None:
    """A number, with the source's word for `over` before it where the source limits it so."""
    value = number(row[key])
    return f"{row['bound']} {value}" if value is not None and row["bound"] else value


ELSEWHERE_FIELDS: list[Field] = [
    ("Đơn vị", 24, lambda row: row["unit"]),
    ("Loại biên chế", 30, lambda row: CATEGORIES[row["category"]]),
    ("Năm gốc", 9, lambda row: number(row["baseline_year"])),
    ("Biên chế gốc", 10, lambda row: number(row["baseline"])),
    ("Thời điểm", 12, lambda row: maybe(row["year"])),
    ("Biên chế giao", 12, lambda row: number(row["assigned"])),
    ("Có mặt", 9, lambda row: number(row["present"])),
    ("Số người", 10, lambda row: number(row["people"])),
    ("Giảm", 10, lambda row: bounded(row, "cut")),
    ("Tỷ lệ giảm (%)", 10, lambda row: bounded(row, "cut_pct")),
    ("Hình thức", 20, lambda row: KINDS[row["kind"]]),
    ("Nơi giao", 14, lambda row: GIVERS.get(row["assigned_by"])),
    ("Phạm vi", 30, lambda row: SCOPES.get(row["scope"])),
    ("Ghi chú", 60, lambda row: row["note"] or None),
    ("Nguồn", 60, lambda row: row["source_url"]),
]


def staffing_elsewhere(book: Workbook, rows: list[Row]) -> None:
    """The staffing figures of other provinces, the country and aggregates as one long table."""
    long_table(book.create_sheet("Biên chế"), ELSEWHERE_FIELDS, rows)
    for at, row in enumerate(rows, start=2):
        row["row"] = str(at)


# Files


BUILDERS: dict[str, Callable[[Workbook, list[Row]], None]] = {
    "papi-2011-2024": papi,
    "par-index": par_index,
    "sipas": sipas,
    "par-index-areas": areas,
    "staffing/staffing-ha-noi": staffing,
    "staffing/staffing-cac-noi": staffing_elsewhere,
}


def build(stem: str) -> tuple[Workbook, list[Row]]:
    """Lay out one table; its rows come back with their places filled in."""
    rows = read_table(HERE / f"{stem}.csv")
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "parreform"
    book.properties.created = STAMP
    BUILDERS[stem](book, rows)
    return book, rows


def restamp(name: str, data: bytes) -> bytes:
    """Put the fixed date where openpyxl wrote the clock's."""
    if name != "docProps/core.xml":
        return data
    stamp = STAMP.strftime(r"\g<1>%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", stamp, data)


def save(book: Workbook, path: Path) -> None:
    """Save with fixed dates, so that the same facts give the same bytes."""
    buffer = BytesIO()
    book.save(buffer)
    with ZipFile(buffer) as draft, ZipFile(path, "w") as target:
        for name in draft.namelist():
            entry = ZipInfo(name, STAMP.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, restamp(name, draft.read(name)))


def cells(book: Workbook) -> dict[tuple[str, str], object]:
    """Every filled cell by sheet and address."""
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def faults(stem: str) -> list[str]:
    """What `--check` has against one table and its workbook."""
    book, rows = build(stem)
    path = HERE / f"{stem}.xlsx"
    found = []
    if rows != read_table(path.with_suffix(".csv")):
        found.append(f"{stem}.csv: sheet/cell columns are out of date")
    if not path.exists() or cells(load_workbook(path)) != cells(book):
        found.append(f"{stem}.xlsx: cells differ from the layout of {stem}.csv")
    return found


def rewrite(stem: str, folder: Path = HERE) -> None:
    """Write one table with its places, and its workbook."""
    book, rows = build(stem)
    (folder / stem).parent.mkdir(parents=True, exist_ok=True)
    write_table(folder / f"{stem}.csv", rows)
    save(book, folder / f"{stem}.xlsx")


def main() -> int:
    """Run the command; 1 where `--check` has something against a file."""
    parser = argparse.ArgumentParser(description="Write the sample workbooks.")
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    if not parser.parse_args().check:
        for stem in BUILDERS:
            rewrite(stem)
        return 0
    found = [fault for stem in BUILDERS for fault in faults(stem)]
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
