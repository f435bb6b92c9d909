"""Blank workbooks to fill in, as plain values made from the definitions: titles, headings, rows, rules.

What is printed is Vietnamese, as publishers print it, whatever the language of output: the import reads
it back without an option. `forms` draws these values.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from parreform.catalog import Catalog
from parreform.entries import Framework, Index, Item
from parreform.errors import UsageProblem
from parreform.headings import BLANK_SAYS_NOTHING
from parreform.settings import t
from parreform.text import fold, vietnamese_number

RuleKind = Literal["score", "rank", "count", "year", "name", "choice"]
Printed = str | int | None

SPARE = 3
"""Empty rows (or columns) after the last unit, for the country's mean or a unit of another territory."""

STAFFING = "staffing"
STAFFING_CATEGORIES = {
    "civil_servants": "Công chức (hành chính)",
    "public_employees": "Viên chức (sự nghiệp)",
    "commune_level": "Cấp xã",
    "public_service_units": "Đơn vị sự nghiệp công lập",
}
"""The categories with a row of their own in the blank workbook; names without a comma, which divides a list's choices."""

STAFFING_OTHERS = {"part_time_commune": "Người hoạt động không chuyên trách", "all": "Tất cả"}
"""More categories to choose from."""

STAFFING_KINDS = {
    "achieved": "Đã thực hiện",
    "assigned": "Biên chế giao",
    "plan": "Kế hoạch",
    "headcount": "Số người có mặt",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What a cell to be filled may hold; `maximum` is None where no source gives one."""

    kind: RuleKind
    maximum: float | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One column to fill (a row where the units stand in columns). `above` is a heading shared by several."""

    title: str
    rule: Rule | None = None
    width: float = 14
    above: str = ""
    scale: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A blank workbook. `rows` holds what is printed in them from the left; `names` are the units to choose from."""

    sheet: str
    titles: tuple[str, ...]
    fields: tuple[Field, ...]
    rows: tuple[tuple[Printed, ...], ...]
    names: tuple[str, ...]
    help: tuple[str, ...]
    turned: bool = False
    spare: int = SPARE

    @property
    def stem(self) -> str:
        """The name of its file without the ending: no marks, no spaces."""
        return "-".join(fold(word) for word in self.sheet.split())


UNIT = Field("Tỉnh, thành phố", Rule("name"), 24)
NOTES = (Field("Ghi chú", None, 30), Field("Nguồn", None, 40))


def form(what: str, year: int, catalog: Catalog, *, areas: bool = False) -> Form:
    """The blank workbook of an index or of staffing; `areas` asks for the index's areas instead of its blocks."""
    if what == STAFFING:
        return _staffing(year, catalog)
    index = catalog.index(what)
    framework = catalog.framework(index.id, year)
    if framework is None:
        raise UsageProblem(
            t(
                f"Chưa có định nghĩa {index.short} cho năm {year}",
                f"There is no definition of {index.short} for {year}",
            ),
            t("Các năm có: ", "Known years: ") + ", ".join(_spans(catalog.frameworks(index.id))),
        )
    if areas and not _parts(framework, "area"):
        raise UsageProblem(t(f"{index.short} {year} không có lĩnh vực", f"{index.short} {year} has no areas"))
    if index.id == "papi":
        return _papi(index, framework, year, catalog)
    if index.id == "sipas":
        return _sipas(index, framework, year, catalog)
    return _ranking(index, framework, year, catalog, areas=areas)


def _spans(frameworks: Iterable[Framework]) -> list[str]:
    spans = [(f.first_year, f.last_year) for f in frameworks]
    return [f"{a}-" if b == 9999 else str(a) if a == b else f"{a}-{b}" for a, b in spans]


# --- indices -----------------------------------------------------------------------------------


def _ranking(index: Index, framework: Framework, year: int, catalog: Catalog, *, areas: bool) -> Form:
    """Rank, province, the parts the framework knows, total, note, source."""
    parts = _parts(framework, "area") if areas else _parts(framework, "origin") or _parts(framework, "")
    scores = [field for part in parts for field in _block(part, framework, catalog, numbered=areas)]
    names = _names(catalog, year)
    fields = (_rank(index, year, names, catalog), UNIT, *scores, _total("Chỉ số tổng hợp", index, framework), *NOTES)
    made = _form(index, year, fields, tuple((None, name) for name in names), names)
    return replace(made, sheet=f"{made.sheet} lĩnh vực") if areas else made


def _parts(framework: Framework, cut: str) -> list[Item]:
    return [i for i in framework.children(framework.index) if i.cut == cut]


def _block(item: Item, framework: Framework, catalog: Catalog, *, numbered: bool) -> list[Field]:
    """One part, or its own parts under its heading where it has some."""
    below = [] if numbered else framework.children(item.indicator)
    title = _label(item, catalog)
    if below:
        return [replace(_score(i, _label(i, catalog)), above=title) for i in below]
    return [_score(item, f"{item.number}. {title}" if numbered and item.number else title)]


def _label(item: Item, catalog: Catalog) -> str:
    name = item.vi or catalog.all_indicators[item.indicator].vi
    return f"{name} (tối đa {vietnamese_number(_short(item.max))})" if item.max is not None else name


def _short(value: float) -> float:
    return int(value) if value == int(value) else value


def _score(item: Item, title: str, width: float = 14) -> Field:
    return Field(title, Rule("score", item.max), width)


def _rank(index: Index, year: int, names: tuple[str, ...], catalog: Catalog) -> Field:
    edition = catalog.editions(index.id).get(year)
    return Field("Xếp hạng", Rule("rank", (edition.units if edition else None) or len(names)), 10)


def _total(title: str, index: Index, framework: Framework) -> Field:
    item = framework.items[index.id]
    return _score(replace(item, max=100.0) if item.max is None and index.unit == "%" else item, title)


def _sipas(index: Index, framework: Framework, year: int, catalog: Catalog) -> Form:
    """Running number, province, score, rank."""
    names = _names(catalog, year)
    fields = (
        Field("STT", None, 6),
        UNIT,
        _total("Chỉ số SIPAS (%)", index, framework),
        _rank(index, year, names, catalog),
    )
    return _form(index, year, fields, tuple(enumerate(names, start=1)), names)


def _papi(index: Index, framework: Framework, year: int, catalog: Catalog) -> Form:
    """Provinces in rows up to 2017; from 2018 on indicators in rows with their scale, provinces in columns."""
    turned = year >= 2018
    total = f"Chỉ số PAPI {year} (không có trọng số)" if turned else "Chỉ số PAPI (không có trọng số)"
    items = [i for i in framework.items.values() if i.number]
    fields = [_papi_field(framework.items[index.id], total)]
    fields += [_papi_field(i, _papi_title(i, catalog, turned=turned)) for i in items]
    names = _names(catalog, year)
    unit = replace(UNIT, title="Tên tỉnh/thành phố")
    return replace(_form(index, year, (unit, *fields), tuple((n,) for n in names), names), turned=turned)


def _papi_title(item: Item, catalog: Catalog, *, turned: bool) -> str:
    prefix = "Chỉ số nội dung " if turned and "." not in item.number else ""
    return f"{prefix}{item.number}: {item.vi or catalog.all_indicators[item.indicator].vi}"


def _papi_field(item: Item, title: str) -> Field:
    bounds = (item.min, item.max)
    scale = "-".join(f"{_short(b)}" for b in bounds if b is not None)
    return replace(_score(item, title, 13), scale=f"{scale} điểm" if scale else "")


def _names(catalog: Catalog, year: int) -> tuple[str, ...]:
    return tuple(u.official(year) for u in catalog.provinces(year))


def _form(
    index: Index, year: int, fields: tuple[Field, ...], rows: tuple[tuple[Printed, ...], ...], names: tuple[str, ...]
) -> Form:
    title = f"KẾT QUẢ {index.vi} NĂM {year}".upper()
    choices = (*names, "Cả nước")
    return Form(f"{index.short} {year}", (title, BLANK_SAYS_NOTHING), fields, rows, choices, _help(len(names)))


def _help(count: int) -> tuple[str, ...]:
    return (
        t(
            "1. Điền vào các ô trống; giữ nguyên tiêu đề, tên tỉnh và tên trang.",
            "1. Fill in the empty cells; leave titles, headings, province names and the sheet's name as they are.",
        ),
        t(
            "2. Mỗi ô một số như đã công bố, không làm tròn, không kèm đơn vị; dấu thập phân theo máy của bạn.",
            "2. One number a cell, as published, not rounded, without a unit; type your computer's own decimal mark.",
        ),
        t(
            "3. Ô trống là chưa nhập và không được lưu; nơi công bố không có số liệu thì ghi KCDL.",
            "3. An empty cell is not entered yet and is not stored; write KCDL where the publisher gives no figure.",
        ),
        t(
            f"4. Xếp hạng là số nguyên từ 1 đến {count}; chỗ trống ở cuối bảng để thêm đơn vị (chọn tên trong danh sách).",
            f"4. A rank is a whole number from 1 to {count}; the space at the end is for more units (choose from the list).",
        ),
        t(
            "5. Xem sẽ đọc gì: parreform inspect TEP.xlsx; nhập: parreform import TEP.xlsx",
            "5. See what would be read: parreform inspect FILE.xlsx; import it: parreform import FILE.xlsx",
        ),
    )


# --- staffing ----------------------------------------------------------------------------------


def _staffing(year: int, catalog: Catalog) -> Form:
    """The officer's table: a category a row, with its baseline, what was assigned, and what became of it."""
    count = Rule("count")
    fields = (
        Field("Đơn vị", Rule("name"), 20),
        Field("Loại biên chế", Rule("choice", choices=(*STAFFING_CATEGORIES.values(), *STAFFING_OTHERS.values())), 26),
        Field("Năm gốc", Rule("year"), 9),
        Field("Biên chế gốc", count, 11),
        Field("Năm", Rule("year"), 8),
        Field("Biên chế giao", count, 11),
        Field("Có mặt", count, 10),
        Field("Giảm", Rule("score"), 10),
        Field("Tỷ lệ giảm (%)", Rule("score"), 10),
        Field("Trong đó: chuyển đi", count, 12),
        Field("Nơi nhận", None, 22),
        Field("Hình thức", Rule("choice", choices=tuple(STAFFING_KINDS.values())), 16),
        *NOTES,
    )
    rows = tuple((None, category, None, None, year) for category in STAFFING_CATEGORIES.values())
    titles = (f"BIÊN CHẾ VÀ TINH GIẢN BIÊN CHẾ NĂM {year}", BLANK_SAYS_NOTHING)
    return Form(f"Biên chế {year}", titles, fields, rows, _names(catalog, year), _staffing_help(), spare=20)


def _staffing_help() -> tuple[str, ...]:
    return (
        t(
            "1. Mỗi dòng một loại biên chế của một đơn vị trong một năm; chọn đơn vị, loại và hình thức trong danh sách.",
            "1. A row is one category of one unit in one year; choose unit, category and kind from the lists.",
        ),
        t(
            "2. Năm gốc và biên chế gốc: ghi đúng năm mà chỉ tiêu so với (2015, 2017, 2021, 2022).",
            "2. Baseline: the year the target is measured against (2015, 2017, 2021, 2022) and its number of posts.",
        ),
        t(
            "3. Giảm là số dương; tăng ghi số âm. Ô trống là chưa nhập, không phải bằng 0.",
            "3. A cut is positive, an increase negative. An empty cell is not entered yet; it is no zero.",
        ),
        t(
            "4. Trong đó chuyển đi: số điều chuyển sang nơi khác đã tính trong số giảm; ghi kèm nơi nhận.",
            "4. Transferred out: posts within the cut that moved elsewhere; name who received them.",
        ),
        t(
            "5. Hình thức phân biệt số đã thực hiện, số giao, kế hoạch và số người có mặt: không trộn trong một dòng.",
            "5. The kind keeps achieved, assigned, planned and headcount figures apart: never mix them in one row.",
        ),
        t(
            "6. Xem sẽ đọc gì: parreform inspect TEP.xlsx; nhập: parreform import TEP.xlsx",
            "6. See what would be read: parreform inspect FILE.xlsx; import it: parreform import FILE.xlsx",
        ),
    )
