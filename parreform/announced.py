"""The year whose results a paper announced: `(Kèm theo Quyết định số 1/QĐ-BNV ngày 15/4/2024 công bố PAR INDEX năm 2023)`.

The year of a paper is that of no figures, but what it announced is, and results are announced after their year is over.
Papers on rules, plans and what is compared with say nothing of the figures.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from parreform.wording import marked_or_not

_CITES = re.compile(
    marked_or_not(r"[\W\d]*(?:nguồn|source|theo|kèm|ban hành kèm|đính kèm|phụ lục|trích|quyết định|qđ|decision)\b"),
    re.IGNORECASE,
)
_PAPER = re.compile(marked_or_not(r"\b(?:quyết định|qđ|decision)\b"), re.IGNORECASE)
_ANNOUNCES = re.compile(
    marked_or_not(r"(?<!sẽ )(?<!chưa )(?<!chờ )(?<!khi )\b(?:công bố|phê duyệt|announc\w+|publish\w+)\b"), re.IGNORECASE
)
_OF_RULES = re.compile(
    marked_or_not(
        r"\b(?:căn cứ|thực hiện|so với|so sánh|đối chiếu|thay thế|sửa đổi|đính chính|bộ chỉ số|bộ tiêu chí|phương pháp"
        r"|phương án|hướng dẫn|quy định|đề án|dự án|kế hoạch|chương trình|mục tiêu|chỉ tiêu|giao|thành lập|danh mục"
        r"|plan|method\w*|targets?|compared)\b"
    ),
    re.IGNORECASE,
)
"""Words of papers on something else than results, and of those that are the ground of what is done."""
_ATTACHED = re.compile(
    marked_or_not(
        r"(?:\bkèm(?:\s+theo)?|^\W*(?:nguồn|theo)\W+)\s*(?:quyết định|qđ)\b[^;)]*?\b(?:ngày\s+)?"
        r"(?P<day>\d{1,2}\s*[-./]\s*\d{1,2}\s*[-./]\s*(?P<short>20\d\d)|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+(?P<long>20\d\d))(?!\d)"
    ),
    re.IGNORECASE,
)
_DATELINE = re.compile(
    marked_or_not(
        r"\W*(?!(?:số liệu|dữ liệu|tính|tổng hợp|cập nhật|đến)\b)(?:[^\W\d]+[\s.-]+){0,5}[^\W\d]+\s*,\s*"
        r"(?P<day>ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+(?P<year>20\d\d))\W*"
    ),
    re.IGNORECASE,
)
"""`Gia Lai, ngày 20 tháng 5 năm 2025`, over a paper or a signature; one left open is of a form that may be an old one."""


class Announced(NamedTuple):
    """What a line says of a paper: that it announced the results of a `year`, or that it was signed on a `day` of one."""

    line: str
    year: int
    day: str = ""

    def contradicts(self, years: Iterable[int]) -> bool:
        """Whether figures of some years are none that the paper announced, or were not over when it was signed."""
        told = set(years)
        return bool(told) and (min(told) >= self.year if self.day else self.year not in told)


def announced_in(
    lines: Iterable[str], words: Iterable[str], *, below: bool, headlines: Collection[str] = ()
) -> Iterator[Announced]:
    """What lines that cite papers or date them say; `words` are names of indices. Below a table lines must begin with citing.

    Headlines need no paper: `PAR INDEX: công bố kết quả năm 2023`.
    """
    of_index = _of_index(tuple(words))
    for line in lines:
        if dated := _DATELINE.fullmatch(line):
            yield Announced(line, int(dated["year"]), dated["day"])
        if _CITES.match(line) or line in headlines or (not below and _PAPER.search(line)):
            yield from (Announced(line, year) for year in _announced(line, of_index))
            signed = None if _OF_RULES.search(line) else _ATTACHED.search(line)
            if signed:
                yield Announced(line, int(signed["short"] or signed["long"]), signed["day"])


def _announced(line: str, of_index: re.Pattern[str]) -> Iterator[int]:
    """The years whose results a line says were announced, each after the name of an index or words for results."""
    for verb in _ANNOUNCES.finditer(line):
        found = of_index.match(line, verb.end())
        if found and not _OF_RULES.search(line[: found.end()]):
            yield int(found["year"])


@lru_cache(maxsize=8)
def _of_index(words: tuple[str, ...]) -> re.Pattern[str]:
    """What was announced: no year stands before the index or the results, and no second one behind the first."""
    names = "|".join(re.escape(w).replace(r"\ ", r"[\s_-]*") for w in sorted(words, key=len, reverse=True))
    results = marked_or_not(r"kết quả|chỉ số|(?:bảng )?xếp hạng|thứ hạng")
    day = marked_or_not(r"(?:ngày|tháng|năm)") + r"\s+[\d\s./-]+"
    when = marked_or_not(r"ngày|tháng|vào|tại|công bố|ban hành|ký")
    other = rf"(?:\W*(?!(?:{when})\b)(?:[^\W\d]+\b|\d{{1,2}}(?![\d/.-])))"
    return re.compile(
        rf"(?:\W*{day}|{other}){{0,10}}?\W*(?:{names}|{results})\b{other}{{0,14}}?\W*"
        r"(?P<year>(?:19|20)\d\d)(?![\w/]|[.,]\d|\s*(?:[-–/,&]|và|and|va)\s*(?:năm\s*|nam\s*)?(?:19|20)\d\d)",
        re.IGNORECASE,
    )
