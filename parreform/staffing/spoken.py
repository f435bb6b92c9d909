"""What titles say that the figures of a table measure: for columns whose headings name a year or a category alone.

`Số biên chế giảm` over years is no post given, and `Kết quả tinh giản biên chế` may head posts as well as cuts: a
measure is taken from titles only where they speak of it and of nothing else.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from parreform.staffing.figures import Measure
from parreform.staffing.headings import GIVEN, counts_some, is_request, measure_named, speaks_of_cuts
from parreform.staffing.periods import without_comparisons
from parreform.text import fold

Said = Measure | Literal["unsure"]

_CLAUSES = re.compile(r"[,;:()]|(?<=\w)\.\s|(?<!\w)(?:và|va|and)(?!\w)", re.IGNORECASE)
_COUNT_OF_CUTS = re.compile(
    r"(?:so|luong|bienche|congchuc|vienchuc|canbo|capxa|conglap|sunghiep|hanhchinh|lamviec|chuyentrach)"
    r"(?:giao|da|duoc|cat)*(?:giam|tinhgian)(?!(?:so)?bienche)|postscut|reductionof|cutsof"
)
"""`Số biên chế đã giảm`; `tinh giản biên chế` is what was done, of which a table may show anything."""
_OF_POSTS = re.compile(rf"bienche|{GIVEN}|phanbo|soluongnguoilamviec|dinhmuc|assigned|allocat|payroll|quota")
_OF_SOME = re.compile(r"conlai|sudung")
"""Posts that are filled, or that are left of whatever."""


def measure_said(*groups: Sequence[str]) -> Measure | None:
    """What the first group of texts that speaks of any measure says, where it says one alone: titles go before names."""
    said = next((found for texts in groups if (found := _measures_of(texts))), set())
    only = next(iter(said)) if len(said) == 1 else "unsure"
    return None if only == "unsure" else only


def speaks_of_measure(text: str) -> bool:
    """Whether a text says what is measured, or leaves it unsure."""
    return bool(_measures_in(text))


def _measures_of(texts: Iterable[str]) -> set[Said]:
    return {measure for text in texts for measure in _measures_in(text)}


def _measures_in(text: str) -> set[Said]:
    bare = without_comparisons(text)
    found = {measure for clause in _CLAUSES.split(bare) if (measure := _measure_of(clause))}
    if "%" in text and found - {"pct"}:  # a sign of percent in brackets says what the figures are
        return {"pct"} if speaks_of_cuts(bare) and found <= {"cut", "pct", "unsure"} else {"unsure"}
    return found


def _measure_of(clause: str) -> Said | Literal[""]:
    folded, named = fold(clause), measure_named(clause) if fold(clause) else None
    if counts_some(clause) or is_request(clause) or _OF_SOME.search(folded):
        return "unsure"
    if named in ("pct", "cut"):
        sure = speaks_of_cuts(clause) if named == "pct" else _COUNT_OF_CUTS.search(folded)
        return named if sure else "unsure"
    if named in ("present", "assigned") and speaks_of_cuts(clause):
        return "unsure"
    if named in ("target", "change", "growth"):
        return "unsure"
    if named == "assigned":
        return "assigned" if _OF_POSTS.search(folded) else ""
    return named if named in ("people", "present") else ""
