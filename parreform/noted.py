"""What notes below a table say of years: that of one unit's figures, `Cao Bằng: số liệu năm 2021`, and those of plans."""

import re

from parreform.catalog import Catalog
from parreform.text import squeeze
from parreform.wording import PAPERS

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

_OF_PLANS = re.compile(
    r"(?<!đạt )(?<!hoàn thành )(?<!vượt )\b(?:mục tiêu|chỉ tiêu|phấn đấu|kế hoạch|phương hướng|nhiệm vụ|định hướng|cam kết"
    r"|lộ trình|dự kiến|dự báo|targets?|plans?|planned|goals?|forecasts?)\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.;!])\s+|\n+")


def unit_and_year(note: str, catalog: Catalog) -> tuple[frozenset[str], int] | None:
    """The units, of any time, that bear the one name a note dates the figures of, and their year; none where it dates all."""
    for pattern in _OF_UNIT:
        found = pattern.search(squeeze(note))
        named = [u for u in catalog.named(found["name"]) if u.kind != "country"] if found else []
        if found and named:
            return frozenset(unit.id for unit in named), int(found["year"])
    return None


def without_plans(note: str) -> str:
    """A note without its sentences about targets and plans, whose year is not that of the figures."""
    return " ".join(x for x in _SENTENCES.split(note) if not _OF_PLANS.search(PAPERS.sub(" ", x)))
