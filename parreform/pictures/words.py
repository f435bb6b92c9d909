"""Values in words, in the language of the process."""

from collections.abc import Callable, Iterable

from parreform.pictures.lines import Line, Mark
from parreform.settings import t
from parreform.text import plain_number, vietnamese_number


def number(value: float) -> str:
    """A score as it is read in the language of the process, two decimals at most."""
    # Sources print 83 as well as 83.00: zeros would claim a precision nobody published.
    exact = round(value, 2)
    whole = int(exact) if exact == int(exact) else exact
    return t(vietnamese_number(whole), plain_number(whole))


def column_of(values: Iterable[float | None]) -> Callable[[float], str]:
    """How the scores of one column are read: all with as many decimals as the one that needs most, at most two."""
    rounded = [round(v, 2) for v in values if v is not None]
    need = 2 if any(v != round(v, 1) for v in rounded) else 1 if any(v != int(v) for v in rounded) else 0
    return lambda value: t(vietnamese_number(round(value, need), need), plain_number(round(value, need), need))


def with_unit(score: float, unit: str) -> str:
    """A score with its unit: `90,55%` or `43,07 điểm`."""
    return number(score) + ("%" if unit == "%" else t(" điểm", " points"))


def said(mark: Mark, line: Line, measure: str) -> str:
    """A mark as its label says it: `3/63`, `90,55%`, `43,07`."""
    if measure == "score":
        return number(mark.score or 0) + ("%" if line.score_unit == "%" else "")
    return f"{mark.rank}/{mark.n}" if mark.n else f"{mark.rank}"


def in_words(mark: Mark, line: Line, measure: str) -> str:
    """A mark within a sentence; a rank that was computed is told so."""
    if measure == "score":
        return with_unit(mark.score or 0, line.score_unit)
    computed = t(" (tính từ điểm)", " (computed)") if mark.kind == "computed" else ""
    place = said(mark, line, measure)
    return t(f"hạng {place}", f"rank {place}") + computed


def change_words(before: Mark, latest: Mark, line: Line, measure: str) -> str:
    """How a mark has changed since one it can be compared with, in places, points or percentage points."""
    change = round((latest.value(measure) or 0) - (before.value(measure) or 0), 2)
    if change == 0:
        return t(f", giữ nguyên so với {before.year}", f", unchanged from {before.year}")
    percent = line.score_unit == "%"
    step = t("điểm phần trăm", "percentage points") if percent else t("điểm", "points")
    step = t("bậc", "places") if measure == "rank" else step
    way = t("tăng", "up") if (change < 0) == (measure == "rank") else t("giảm", "down")
    return f", {way} {number(abs(change))} {step}" + t(f" so với {before.year}", f" from {before.year}")


def finding(line: Line, measure: str) -> str:
    """The latest mark of a line, and its change only where nothing breaks it."""
    *earlier, latest = line.shown(measure)
    words = in_words(latest, line, measure) + t(f" năm {latest.year}", f" in {latest.year}")
    before = earlier[-1] if earlier else latest
    if before.year != latest.year - 1 or (measure == "rank" and before.kind != latest.kind):
        return words
    if measure == "rank" and (latest.break_reason or before.n != latest.n):
        # Places by other criteria, or among 60 and among 63 units, have no common measure: say both, subtract neither.
        place = said(before, line, measure)
        aside = t(" (không so sánh được)", " (not comparable)") if latest.break_reason else ""
        return words + t(f", năm {before.year} hạng {place}", f", {place} in {before.year}") + aside
    return words if latest.break_reason else words + change_words(before, latest, line, measure)
