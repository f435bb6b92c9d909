"""The one province of a sheet that names none in its cells: its title or its own name speaks of it.

A department, district, commune or branch of a province is not the province.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from parreform.catalog import Catalog
from parreform.headings import Labels
from parreform.labels import split_label
from parreform.measures import measure_of
from parreform.naming import Units, is_figure, parse_year
from parreform.settings import t
from parreform.text import fold, squeeze
from parreform.workbook import Grid

_PHRASE = re.compile(r"(?P<type>tỉnh|thành\s+phố|tp\.?)\s+(?P<name>(?:[^\W\d_]+[\s-]*){1,6})", re.IGNORECASE)
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


class Spoken(NamedTuple):
    """The province a sheet speaks of, or why it is not that province that the sheet measures."""

    name: str = ""
    why: str = ""


def spoken_of(grid: Grid, catalog: Catalog) -> Spoken:
    """The one province that title or sheet name speak of, for a table that names none in its cells."""
    names: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for text, phrase, name in _phrases(grid, catalog):
        if _LETTERHEAD.match(text):
            continue  # who writes is not yet what is written about
        (names if not _is_body(text, phrase, name, catalog) else others).append((text, name))
    found = {catalog.named(name)[0].id for _, name in names}
    if len(found) != 1:
        told = _no_province(others[0][0]) if others and not found else ""
        return Spoken(why=_other_names(grid) or told)
    why = _names_bodies(grid, catalog)
    return Spoken(why=why) if why else Spoken(names[0][1])


def _phrases(grid: Grid, catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """Each text that speaks of a province: the text up to it, the word for its type, its name."""
    for text in map(squeeze, (grid.sheet, *(text for _, _, text in grid.texts))):
        yield from phrases_in(text, catalog)
    name = _longest_name(squeeze(grid.sheet), catalog)
    if name and not _PHRASE.match(squeeze(grid.sheet)):
        yield name, "", name


def phrases_in(text: str, catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """Each province that a text names with the word for its type: the text up to it, that word, the name."""
    start = 0
    while found := _PHRASE.search(text, start):
        name = _longest_name(found["name"].strip(), catalog)
        start = found.start("name") + len(name)
        if name:
            yield text[:start], found["type"], name


def _longest_name(phrase: str, catalog: Catalog) -> str:
    words = phrase.split()
    heads = (" ".join(words[:n]) for n in range(len(words), 0, -1))
    return next((head for head in heads if catalog.named(head)), "")


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
        if any(map(is_figure, row)):
            body = next((x for x in texts if _ROW_OF_BODY.match(x)), "")
        else:
            body = next((x for x in texts if _LEVEL.search(x) and any(w in fold(x) for w in words)), "")
        if body:
            return _no_province(body)
    return ""


def _other_names(grid: Grid) -> str:
    """Why a column of names is not of provinces: it is headed as names, and holds others."""
    for r, c, text in grid.texts:
        if measure_of(split_label(text)[1]) == "unit":
            below = (lower[c] for lower in grid.rows[r + 1 :] if any(map(is_figure, lower)))
            name = next((v for v in below if isinstance(v, str) and fold(v) not in _KINDS_OF_UNIT), "")
            if name and not is_figure(name):
                return t(
                    f"cột “{squeeze(text)}” không có tên tỉnh nào nhận ra được, ví dụ “{squeeze(name)}”",
                    f"column “{squeeze(text)}” holds no known province, for example “{squeeze(name)}”",
                )
    return ""


def other_rows(grid: Grid, catalog: Catalog) -> str:
    """What the rows with figures are of where they are ministries or regions, with the first; empty for anything else."""
    regions = {fold(x) for g in catalog.groups for x in (g.vi, g.en)}
    ministries: list[str] = []
    others: list[str] = []
    for row in grid.rows:
        name = next((squeeze(v) for v in row if isinstance(v, str) and not is_figure(v)), "")
        if any(map(is_figure, row)):
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


def _no_province(text: str) -> str:
    text = text if len(text) <= 80 else f"{text[:79]}…"
    return t(
        f"“{text}” không phải cả tỉnh; nếu đúng là số liệu của tỉnh thì thêm một cột ghi tên tỉnh",
        f"“{text}” is not the whole province; where the figures are those of the province add a column with its name",
    )


def without_letterheads(grid: Grid, units: Units) -> Units:
    """The units without a province named only as the office that writes, `UBND TỈNH LÀO CAI`, beside no figure."""
    return {
        (r, c): unit
        for (r, c), unit in units.items()
        if not _LETTERHEAD.match(str(grid.rows[r][c])) or any(map(is_figure, grid.rows[r]))
    }


def with_unit(grid: Grid, name: str, catalog: Catalog) -> Grid:
    """The grid with the province in a column of its own, right of all others, where figures stand.

    Years in the header with indices down the side are turned, so that each year is a row; not where the indices are
    headed as such, for then the table is a long one.
    """
    labels = [Labels.of(catalog, i) for i in catalog.indices]
    header = max(grid.rows, key=lambda row: sum(parse_year(v) is not None for v in row), default=[])
    years = sum(parse_year(v) is not None for v in header)
    headed = any(isinstance(v, str) and measure_of(split_label(v)[1]) in ("index", "indicator") for v in header)
    if (
        years > 1
        and not headed
        and any(x.find_after_measure(v) for row in grid.rows for v in row[:2] if isinstance(v, str) for x in labels)
    ):
        grid = grid.turn()
    rows = [[*row, name if sum(map(is_figure, row)) else None] for row in grid.rows]
    return replace(grid, rows=rows)
