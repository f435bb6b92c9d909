"""Notes below a table that say of one unit that its figures are of another year: `Cao Bằng: số liệu năm 2021`."""

import re

from parreform.catalog import Catalog
from parreform.text import squeeze

_FIGURES = r"(?:(?:số\s+liệu|dữ\s+liệu|kết\s+quả|điểm(?:\s+số)?|thứ\s+hạng|hạng|data|figures|scores?)\s+)"
_NAME = r"(?P<name>[^:;,.()\d]{2,40}?)"
_YEAR = r"năm\s+(?P<year>(?:19|20)\d\d)(?=\W*$|\s*[.;)(])"
_OF_UNIT = (
    re.compile(
        rf"\b{_FIGURES}(?:của\s+)?{_NAME}\s+(?:(?:là|lấy|theo|của|sử\s+dụng|dùng)\s+|{_FIGURES})*{_YEAR}", re.IGNORECASE
    ),
    re.compile(
        rf"^\W*(?:(?:ghi\s+chú|chú\s+thích|lưu\s+ý|note)\W+)?(?:riêng\s+)?{_NAME}\s*[:(–,-]*\s*"
        rf"(?:(?:là|lấy|sử\s+dụng|dùng|có)\s+)*{_FIGURES}(?:của\s+)?{_YEAR}",
        re.IGNORECASE,
    ),
)


def unit_and_year(note: str, catalog: Catalog) -> tuple[frozenset[str], int] | None:
    """The units, of any time, that bear the one name a note dates the figures of, and their year; none where it dates all."""
    for pattern in _OF_UNIT:
        found = pattern.search(squeeze(note))
        named = [u for u in catalog.named(found["name"]) if u.kind != "country"] if found else []
        if found and named:
            return frozenset(unit.id for unit in named), int(found["year"])
    return None
