"""The one province of a sheet that names none in its cells: its title or its own name speaks of it.

A department, district, commune or branch of a province is not the province.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from parreform.catalog import Catalog
from parreform.headings import Labels
from parreform.labels import split_label
from parreform.measures import measure_of, years_in
from parreform.mentions import Mention, longest_name, mentions_in, phrases_in, spelled, without_now
from parreform.naming import Place, Units, has_figures, is_figure, parse_year
from parreform.settings import t
from parreform.subject_columns import lists_parts
from parreform.text import fold, says, squeeze
from parreform.wording import is_letterhead, is_prose, is_source, names_index
from parreform.workbook import Grid

_BODIES = (
    r"(?<!cơ )sở(?! hữu)|quận|huyện|thị xã|thị trấn|xã(?! hội)|phường|cục|chi cục|tổng cục|thanh tra(?! nhân dân)"
    r"|văn phòng|bệnh viện|kho bạc|công an|ban quản lý|ban ql|trung tâm|ngành|đơn vị trực thuộc"
    r"|trường (?:cao đẳng|đại học|chính trị|trung học|tiểu học|mầm non|thpt|thcs)|tòa án|viện kiểm sát|tỉnh đoàn|đảng ủy"
    r"|liên đoàn lao động|bảo hiểm xã hội|hội (?:nông dân|liên hiệp|cựu chiến binh)|khối (?:đảng|đoàn thể|mặt trận)"
)
_BODY = re.compile(rf"(?<![^\W_])(?:{_BODIES})(?![^\W_])", re.IGNORECASE)
_ROW_OF_BODY = re.compile(rf"\W*(?:\d+\W+)?(?:{_BODIES}|thành phố|tp)(?![^\W_])", re.IGNORECASE)
_LEVEL = re.compile(
    r"(?<!\w)(?:cấp\s+(?:huyện|xã|sở|cơ sở)|(?:các|của|cho|tại)\s+(?:sở|huyện|xã|phường|quận|cục|chi cục|đơn vị))(?!\w)",
    re.IGNORECASE,
)
_MINISTRY = re.compile(
    r"\W*(?:\d+\W+)?(?:bộ\s+[^\W\d]|ngân hàng nhà nước|thanh tra chính phủ|ủy ban dân tộc|văn phòng chính phủ|ministry of\s)",
    re.IGNORECASE,
)
_KINDS_OF_UNIT = frozenset(("", "diem", "phantram", "thuhang", "hang", "nam"))
"""What a column headed `Đơn vị` holds where it means the unit of measurement."""


_LETTERHEAD = re.compile(r"\W*(?:ubnd|[uủ][yỷ]\s+ban\s+nhân\s+dân)\b", re.IGNORECASE)
_DAY = re.compile(r"\bng[àa]y\b", re.IGNORECASE)
_GENERAL = (
    r"(?<!\w)(?:vùng|khu vực|miền|cả nước|toàn quốc|national|nationwide|regional"
    r"|(?:bình quân|trung bình)\s+(?:chung\s+)?(?:của\s+)?(?:các|6\d|34)\s+tỉnh)(?!\w)"
)
_BESIDE = (
    r"(?<!\w)(?:so với|so sánh|đối chiếu|trong|trên|thuộc|giữa|compared|within)(?!\w)"
    r"|(?<!\w)(?:và|với)(?:\s+(?:điểm|mức|bình quân|trung bình|chung|của))*\s*$|(?<!\w)(?:các|6\d|34)\s+(?:tỉnh|địa phương)(?!\w)"
)
"""What stands before a region or the country where a title compares with it, or says what the provinces are part of."""
_SOURCE = re.compile(r"(?<!\w)(?:nguồn|source|theo)(?!\w).*$", re.IGNORECASE)
_TOP = 50
"""Titles stand in the first rows, however long a list of words is."""


class Spoken(NamedTuple):
    """The province a sheet speaks of, or why it is not that province that the sheet measures.

    `seen` tells what contradicts itself where titles and the sheet's name speak of several, `cell` where.
    """

    name: str = ""
    why: str = ""
    seen: str = ""
    cell: str = ""


def spoken_of(grid: Grid, catalog: Catalog) -> Spoken:
    """The one province that title or sheet name speak of, for a table that names none in its cells."""
    writers = _writers(grid, catalog)
    cells = {(r, c): without_now(v) for r, c, v in grid.texts if (r, c) not in writers}
    typed = {place: _typed(x, catalog) for place, x in cells.items()}
    titles = _titles(grid, writers, catalog)
    bare = {p: [m for m in mentions_in(x, catalog) if not _of_body(x, m)] for p, x in titles.items()}
    tab, others = _by_tab(squeeze(grid.sheet), catalog)
    names = [name for of_cell, _ in typed.values() for name in of_cell]
    names += [m.name for mentions in bare.values() for m in mentions if m.owns] + tab
    found = {catalog.named(name)[0].id: name for name in reversed(names)}
    spoken = found.keys() | {catalog.named(m.name)[0].id for mentions in bare.values() for m in mentions}
    telling = {p: x for p, x in cells.items() if typed[p][0] or bare.get(p)}
    if len(spoken) < 2:
        of_one = bool(tab) and not telling and not _is_country(tab[0], catalog)
        telling = {p: x for p, x in titles.items() if of_one and _is_general(x, catalog)}
    if telling:
        return _contradiction(grid, telling, tab=bool(tab))
    if not found:
        others = [x for _, of_cell in typed.values() for x in of_cell] + others
        return Spoken(why=_other_names(grid) or (_no_province(others[0]) if others else ""))
    why = _names_bodies(grid, catalog)
    return Spoken(why=why) if why else Spoken(next(iter(found.values())))


def _typed(text: str, catalog: Catalog) -> tuple[list[str], list[str]]:
    """The provinces named with the word for their type, and what of the text names something within one so."""
    names: list[str] = []
    others: list[str] = []
    for told, kind, name in phrases_in(text, catalog):
        if _LETTERHEAD.match(told) or _is_country(name, catalog):
            continue  # who writes is not yet what is written about, `cấp tỉnh Việt Nam` names none
        if _is_body(told, kind, name, catalog):
            others.append(told)
        else:
            names.append(name)
    return names, others


def _is_country(name: str, catalog: Catalog) -> bool:
    return all(unit.kind == "country" for unit in catalog.named(name))


def _by_tab(sheet: str, catalog: Catalog) -> tuple[list[str], list[str]]:
    """The province that the name of a sheet begins with or says, and the sheet that is called after what is within one."""
    names, others = _typed(sheet, catalog)
    if not names and not others:
        own = (m.name for m in mentions_in(sheet, catalog) if m.owns)
        names = [name for name in (longest_name(sheet, catalog) or next(own, ""),) if name]
    return names, others


def _lines(grid: Grid, catalog: Catalog) -> Iterator[tuple[Place, str]]:
    """The texts that stand alone in their rows above the first figures, or beside the line of an office or a source."""
    for r in range(min(len(grid.rows), _TOP)):
        row = grid.rows[r]
        if has_figures(row):
            return
        held = {squeeze(v): c for c, v in reversed(list(enumerate(row))) if isinstance(v, str)}
        told = [x for x in held if len(held) < 2 or not (is_letterhead(x, catalog) or is_source(x, catalog))]
        if held and len(told) < 2:
            text = next(iter(told or held))
            yield (r, held[text]), text


def _writers(grid: Grid, catalog: Catalog) -> set[Place]:
    """Where provinces stand on a line of their own beside the line of an office: `TỈNH HÀ NAM` over `SỞ NỘI VỤ`."""
    lines = list(_lines(grid, catalog))
    alone = [bool(catalog.named(text)) for _, text in lines]
    office = [not a and is_letterhead(text, catalog) for a, (_, text) in zip(alone, lines, strict=True)]
    beside = [any(office[max(n - 1, 0) : n + 2]) for n in range(len(lines))]
    return {place for (place, _), a, b in zip(lines, alone, beside, strict=True) if a and b}


def _titles(grid: Grid, writers: Collection[Place], catalog: Catalog) -> dict[Place, str]:
    """The lines that may say whose the figures are: none of who writes, none about sources, no prose."""
    lines = {place: text for place, text in _lines(grid, catalog) if place not in writers}
    offices = {p for p, x in lines.items() if is_letterhead(x, catalog) and not names_index(x, catalog)}
    telling = {p: x for p, x in lines.items() if p not in offices and not (is_source(x, catalog) or is_prose(x))}
    return {p: without_now(x) for p, x in telling.items()}


def _of_body(text: str, mention: Mention) -> bool:
    """Whether a title speaks of a body of the province that it names."""
    return names_body(_SOURCE.sub("", text)) or bool(_LETTERHEAD.match(mention.before))


def _is_general(text: str, catalog: Catalog) -> bool:
    """Whether a title speaks of a region or of the whole country, and does not only compare with it."""
    lower, general = text.lower(), spelled(_GENERAL, text).search(text)
    places = [lower.find(x.lower()) for g in catalog.groups for x in (g.vi, g.en) if says(text, x)]
    places = [n for n in (*places, general.start() if general else -1) if n >= 0]
    return bool(places) and not spelled(_BESIDE, text).search(text[: min(places)])


def _contradiction(grid: Grid, telling: Mapping[Place, str], *, tab: bool) -> Spoken:
    """Why it cannot be told whose the figures are: the first texts that name a province, or all of them, and the tab."""
    told = [f"{grid.address(*place)}: “{_short(text)}”" for place, text in list(telling.items())[:_FEW]]
    told += [t("tên trang", "sheet name") + f": “{squeeze(grid.sheet)}”"] if tab else []
    return Spoken(seen="; ".join(told), cell=grid.address(*next(iter(telling))))


_FEW = 3


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _is_body(text: str, kind: str, name: str, catalog: Catalog) -> bool:
    """Whether words before a province make it that of a body, or its type is that of a city inside it."""
    return names_body(text) or is_city_within(kind, name, catalog)


def names_body(text: str) -> bool:
    """Whether a text speaks of a department, district, commune, branch: of what is within a province."""
    return bool(_BODY.search(text))


def is_city_within(kind: str, name: str, catalog: Catalog, year: int | None = None) -> bool:
    """Whether `Thành phố Sơn La` is the city inside the province of that name: the province is no city itself."""
    a_city = any(u.is_city(year) for u in catalog.named(name))
    return kind.lower().startswith("t") and fold(kind) != "tinh" and not a_city


def _names_bodies(grid: Grid, catalog: Catalog) -> str:
    """Why rows or titles are of bodies of the province; empty where nothing says so."""
    if other := _other_names(grid):
        return other
    words = [fold(word) for index in catalog.indices.values() for word in index.words]
    for row in grid.rows:
        texts = [squeeze(v) for v in row if isinstance(v, str)]
        if has_figures(row):
            body = next((x for x in texts if _ROW_OF_BODY.match(x)), "")
        else:
            body = next((x for x in texts if _LEVEL.search(x) and any(w in fold(x) for w in words)), "")
        if body:
            return _no_province(body)
    return ""


def _other_names(grid: Grid) -> str:
    """Why a column of names is not of provinces: it is headed as names, and holds others."""
    strange = strange_name(grid)
    return strange.why if strange else ""


class Strange(NamedTuple):
    """A name that is no province's where provinces are expected: the heading, the name, its place."""

    label: str
    name: str
    place: Place

    @property
    def why(self) -> str:
        """Why its table is of no provinces."""
        return t(
            f"cột “{self.label}” không có tên tỉnh nào nhận ra được, ví dụ “{self.name}”",
            f"column “{self.label}” holds no known province, for example “{self.name}”",
        )


def strange_name(grid: Grid) -> Strange | None:
    """The first name of a column that is headed as names of units and holds others, beside figures."""
    for r, c, text in grid.texts:
        if measure_of(split_label(text)[1]) == "unit":
            below = ((n, grid.rows[n][c]) for n in range(r + 1, len(grid.rows)) if has_figures(grid.rows[n]))
            place, name = next(
                ((n, v) for n, v in below if isinstance(v, str) and fold(v) not in _KINDS_OF_UNIT), (0, "")
            )
            if name and not is_figure(name):
                return Strange(squeeze(text), squeeze(name), (place, c))
    return None


def other_rows(grid: Grid, catalog: Catalog) -> str:
    """What the rows with figures are of where they are ministries or regions, with the first; empty for anything else."""
    regions = {fold(x) for g in catalog.groups for x in (g.vi, g.en)}
    ministries: list[str] = []
    others: list[str] = []
    for row in grid.rows:
        name = next((squeeze(v) for v in row if isinstance(v, str) and not is_figure(v)), "")
        if has_figures(row):
            ministries += [name] if _MINISTRY.match(name) else []
            others += [name] if fold(name) in regions else []
    if len(ministries) > 1:
        return t(
            f"các dòng là bộ, cơ quan ngang bộ (“{ministries[0]}”), không phải tỉnh; định nghĩa không có các bộ",
            f"its rows are ministries (“{ministries[0]}”), no provinces; ministries are not among the definitions",
        )
    if len(others) > 1:
        return t(
            f"các dòng là vùng (“{others[0]}”), không phải tỉnh", f"its rows are regions (“{others[0]}”), no provinces"
        )
    return ""


_OF_COUNTRY = (
    "trung bình cả nước",
    "bình quân cả nước",
    "trung bình toàn quốc",
    "bình quân toàn quốc",
    "trung bình chung cả nước",
    "trung bình của cả nước",
    "bình quân của cả nước",
    "national average",
    "national mean",
    "national averages",
)


def of_country(grid: Grid) -> str:
    """What a sheet holds whose texts speak of the mean of the whole country; empty for any other."""
    said = next((squeeze(x) for _, _, x in grid.texts if any(says(x, words) for words in _OF_COUNTRY)), "")
    if not said:
        return ""
    return t(
        f"“{_short(said)}” là số của cả nước, không của tỉnh nào; cần lưu thì thêm cột “Tỉnh” ghi “Cả nước” ở mỗi dòng",
        f"“{_short(said)}” is of the whole country, of no province; to keep it add a column “Tỉnh” that says “Cả nước” in each row",
    )


def _no_province(text: str) -> str:
    return t(
        f"“{_short(text)}” không phải cả tỉnh; nếu đúng là số liệu của tỉnh thì thêm một cột ghi tên tỉnh",
        f"“{_short(text)}” is not the whole province; where the figures are those of the province add a column with its name",
    )


def without_writers(grid: Grid, units: Units, catalog: Catalog) -> Units:
    """The units without those that only write: alone over the titles of a table whose rows or columns name its own.

    `UBND TỈNH LÀO CAI` always does, `TỈNH LÀO CAI` where a heading below it says that provinces follow. One with other
    names alone below it is a unit without figures.
    """
    top = _first_owned(grid, units)
    over = [(r, c) for r, c in units if r < top and _stands_alone(grid, r, c, catalog)]
    named = {r for r, _ in units}
    below = [(r, x) for r, _, x in grid.texts if r < top and r not in named] if over else []
    last = max((r for r, _ in below), default=0)
    heading = max((r for r, x in below if measure_of(split_label(x)[1]) == "unit"), default=0)
    writers = {(r, c) for r, c in over if r < heading or (r < last and _LETTERHEAD.match(_text(grid, (r, c))))}
    return {p: unit for p, unit in units.items() if p not in writers} if writers else units


def _first_owned(grid: Grid, units: Units) -> int:
    """The first row that names a unit beside figures, or several over them; 0 where other figures come before."""
    named = Counter(r for r, _ in units)
    first = next((r for r in sorted(named) if named[r] > 1 or has_figures(grid.rows[r])), 0)
    return 0 if any(map(has_figures, grid.rows[:first])) else first


def _stands_alone(grid: Grid, row: int, column: int, catalog: Catalog) -> bool:
    """Whether a cell is alone in its row, or beside what letterheads hold: the state, an office, a place and a day."""
    beside = {squeeze(v) for c, v in enumerate(grid.rows[row]) if c != column and isinstance(v, str)}
    return all(x == squeeze(_text(grid, (row, column))) or is_letterhead(x, catalog) or _DAY.search(x) for x in beside)


def beside_figures(grid: Grid, units: Units, catalog: Catalog) -> Units:
    """The units without those that only stand over a table: offices that write, lines of a title.

    `UBND TỈNH LÀO CAI` is who writes; `TỈNH HÀ NAM` over a title or a heading is a title itself.
    """
    loose = {(r, c): unit for (r, c), unit in units.items() if not has_figures(grid.rows[r])}
    if len(loose) < len(units):
        return {p: unit for p, unit in units.items() if p not in loose or not _LETTERHEAD.match(_text(grid, p))}
    lines = {place for place, _ in _lines(grid, catalog)} if loose else set()
    left = min((c for _, c, _ in grid.texts), default=0)
    over = {(r, c) for r, c in loose if (r, c) in lines and c == left and _over_text(grid, r, c)}
    return {p: unit for p, unit in units.items() if p not in over and not _LETTERHEAD.match(_text(grid, p))}


def _text(grid: Grid, place: Place) -> str:
    return str(grid.rows[place[0]][place[1]])


def _over_text(grid: Grid, row: int, column: int) -> bool:
    """Whether the next cell that holds anything below one holds words."""
    below = next((v for r in range(row + 1, len(grid.rows)) if (v := grid.rows[r][column]) is not None), None)
    return isinstance(below, str) and not is_figure(below)


def _is_value(value: object) -> bool:
    """Whether a cell holds a figure; `2023` typed as text, `Hạng 2023` head columns."""
    return is_figure(value) and not (isinstance(value, str) and (parse_year(value) or years_in(value)))


def _heads_parts(grid: Grid, header: int, catalog: Catalog) -> bool:
    """Whether a text left of a row of years heads the names of parts of an index."""
    figures = [r for r in range(header + 1, len(grid.rows)) if any(map(_is_value, grid.rows[r]))]
    headed = (c for c, v in enumerate(grid.rows[header][:2]) if isinstance(v, str) and parse_year(v) is None)
    return any(lists_parts(grid, c, figures, catalog) for c in headed)


def with_unit(grid: Grid, name: str, catalog: Catalog) -> Grid:
    """The grid with the province in a column of its own, right of all others, where figures stand.

    Years in the header with indices down the side are turned, so that each year is a row; not where the indices are
    headed as such, or as `Yếu tố` over parts of one, for then the table is a long one.
    """
    labels = [Labels.of(catalog, i) for i in catalog.indices]
    counts = [sum(parse_year(v) is not None for v in row) for row in grid.rows]
    years = max(counts, default=0)
    header = [v for row in grid.rows[: counts.index(years) + 1] for v in row] if counts else []
    headed = any(isinstance(v, str) and measure_of(split_label(v)[1]) in ("index", "indicator") for v in header)
    headed = headed or (years > 1 and _heads_parts(grid, counts.index(years), catalog))
    if (
        years > 1
        and not headed
        and any(x.find_after_measure(v) for row in grid.rows for v in row[:2] if isinstance(v, str) for x in labels)
    ):
        grid = grid.turn()
    rows = [[*row, name if any(map(_is_value, row)) else None] for row in grid.rows]
    return replace(grid, rows=rows)
