"""Charts: one function a chart, frozen result -> Figure; `CHARTS` names them.

Charts draw what analyses found and compute nothing but geometry. Lengths are in points (1/72 inch) from
the lower left corner, so that PNG, SVG and PDF of any resolution place every word alike.
"""

import dataclasses
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from io import BytesIO
from itertools import cycle, pairwise
from math import hypot
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Affine2D

from parreform.errors import ParreformError, UsageProblem
from parreform.settings import t
from parreform.text import plain_number, vietnamese_number

Point = tuple[float, float]
Side = tuple[int, int]
Spot = tuple[Point, Side, float]  # beside what, on which side, how far
# --- what a chart is given -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mark:
    """One year of one line.

    `rank` counts from 1, the best, among `n` ranked units (None where no source says); `kind` is
    "published", "computed" or "". `score` is in the unit of its line. None is missing, `missing` says
    why. `break_reason` says why the year cannot be compared with the mark before, "" if it can.
    """

    year: int
    rank: int | None
    n: int | None
    kind: str
    score: float | None
    break_reason: str
    missing: str

    def value(self, measure: str) -> float | None:
        """What is drawn: the rank or the score; None leaves a gap."""
        return self.rank if measure == "rank" else self.score


@dataclass(frozen=True, slots=True)
class Line:
    """One unit in one index, marks in order of years. `score_unit` is "%" or "điểm"; higher is better.

    `field` holds (year, rank) of other units, by any key, drawn in light grey behind the ranks.
    """

    index: str
    label: str
    unit: str
    score_unit: str
    marks: tuple[Mark, ...]
    field: Mapping[int, Sequence[tuple[int, int]]] = dataclasses.field(default_factory=dict)

    def shown(self, measure: str) -> list[Mark]:
        """The marks that have something to draw."""
        return [m for m in self.marks if m.value(measure) is not None]


@dataclass(frozen=True, slots=True)
class TrendPicture:
    """A unit through the years. Lines of one index share a panel: the unit and, say, members before a merger.

    `date` is when it was made; `events` happen before the measurement of their year, as (year, what).
    """

    unit: str
    lines: tuple[Line, ...]
    sources: tuple[str, ...]
    date: str
    events: tuple[tuple[int, str], ...]


# --- style shared by all charts ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sheet:
    """A size of paper in points; `panel` is the least height of one. Notes stand `aside`, or else below and it grows."""

    width: float
    height: float
    dpi: int
    text: float
    panel: float
    aside: float

    @property
    def small(self) -> float:
        """Type size of notes, key and sources."""
        return self.text * 0.88


SHEETS = {"a4": Sheet(595.2, 417.6, 150, 8.0, 116.0, 0.0), "slide": Sheet(960.0, 540.0, 120, 12.0, 0.0, 256.0)}
FOCUS, EVENT, INK, SOFT, PALE, FAINT = "#0072B2", "#D55E00", "#1A1A1A", "#5F5F5F", "#C8C8C8", "#E9E9E9"
# Okabe-Ito hues, darkened to be read as words; shapes and dashes tell members apart where no colour is printed.
MEMBERS = (("#007A59", "s", "--"), ("#9A6A00", "^", "-."), ("#A3507D", "D", ":"), ("#3D3D3D", "v", "--"))
LEADING, TITLE = 1.32, 1.65
_FONTS = Path(mpl.get_data_path(), "fonts", "ttf")
# Hinted letters would be wider in PNG than in SVG and than measured.
_STYLE: Any = {"svg.hashsalt": "parreform", "svg.fonttype": "path", "pdf.fonttype": 42, "text.hinting": "none"}


@contextmanager
def _style() -> Iterator[None]:
    """Our settings, whatever the user's matplotlibrc says: the same data must give the same bytes."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        yield


@lru_cache(maxsize=32)
def font(size: float, bold: bool = False) -> FontProperties:
    """The type of every word: it ships with matplotlib and has every Vietnamese mark."""
    return FontProperties(fname=_FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"), size=size)


@lru_cache(maxsize=1)
def _ruler() -> Any:
    return RendererAgg(1, 1, 720)  # type: ignore[no-untyped-call]


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width in points of the widest line."""
    measure = _ruler().get_text_width_height_descent
    return float(max(measure(line, font(size, bold), ismath=False)[0] for line in text.split("\n")) / 10)


def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """A text in lines no wider than `width` points; a single longer word stays whole."""
    # Word by word: widths of words are remembered, those of every trial line would be new.
    space = text_width("n n", size, bold) - 2 * text_width("n", size, bold)
    lines, used = [""], 0.0
    for word in text.split():
        wide = text_width(word, size, bold)
        if lines[-1] and used + space + wide > width:
            lines, used = [*lines, word], wide
        else:
            used += wide + (space if lines[-1] else 0)
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place. `leader` is the line to what they name when that is not right beside them.

    Words in a panel stand `on_white`: grid and grey lines behind them would make them hard to read.
    """

    text: str
    size: float
    colour: str = INK
    bold: bool = False
    x: float = 0.0
    y: float = 0.0
    ha: str = "left"
    va: str = "baseline"
    leader: tuple[Point, ...] = ()
    on_white: bool = False


def draw_labels(figure: Figure, labels: Iterable[Label]) -> None:
    """Write labels on a figure, their places in points."""
    points: Any = Affine2D().scale(1 / 72) + figure.dpi_scale_trans
    for label in labels:
        style: Any = {"color": label.colour, "fontproperties": font(label.size, label.bold), "ma": label.ha}
        words = figure.text(label.x, label.y, label.text, transform=points, ha=label.ha, va=label.va, **style)
        words.set(parse_math=False, zorder=6)
        if label.on_white:
            words.set_bbox({"facecolor": "white", "linewidth": 0, "pad": 0.4})
        if label.leader:
            xs, ys = zip(*label.leader, strict=True)
            figure.add_artist(Line2D(xs, ys, color=label.colour, linewidth=0.6, transform=points))


def _number(value: float) -> str:
    # Sources print 83 as well as 83.00: zeros would claim a precision nobody published.
    exact = int(value) if round(value, 2) == int(value) else round(value, 2)
    return t(vietnamese_number(exact), plain_number(exact))


# --- saving --------------------------------------------------------------------------------------

_PLAIN: Mapping[str, dict[str, None]] = {
    ".png": {"Software": None},
    ".svg": {"Date": None},
    ".pdf": {"CreationDate": None},
}


def save(figure: Figure, path: Path) -> None:
    """Write PNG, SVG or PDF by the suffix, whole or not at all; the same figure gives the same bytes.

    The figure's label goes along as title and description for those who cannot see it. An unknown suffix
    raises `UsageProblem`, a full disk or a missing folder `ParreformError`.
    """
    suffix = path.suffix.lower()
    if suffix not in _PLAIN:
        hint = t("Dùng đuôi .png, .svg hoặc .pdf", "Use .png, .svg or .pdf")
        raise UsageProblem(t(f"Không vẽ được ra “{path.name}”", f"Cannot draw “{path.name}”"), hint)
    _replace(path, _rendered(figure, suffix))


def _rendered(figure: Figure, suffix: str) -> bytes:
    title, _, description = str(figure.get_label()).partition("\n")
    about = {"Title": title, "Subject" if suffix == ".pdf" else "Description": description}
    drawn = BytesIO()
    with _style():
        figure.savefig(drawn, format=suffix[1:], dpi=figure.dpi, metadata={**about, **_PLAIN[suffix]})
    return drawn.getvalue()


def _replace(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as fault:
        raise ParreformError(
            t(f"Không ghi được biểu đồ {path}: {fault.strerror}", f"Cannot write the chart {path}: {fault.strerror}"),
            t("Kiểm tra thư mục, quyền ghi và chỗ trống của đĩa", "Check the folder, its permissions and free space"),
        ) from fault
    finally:
        with suppress(OSError):
            part.unlink()


# --- where words may go --------------------------------------------------------------------------


class Box(NamedTuple):
    """A rectangle in points."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Box") -> bool:
        """Whether two boxes overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top

    def inside(self, other: "Box") -> bool:
        """Whether this box lies within another."""
        return (
            self[:2] >= other[:2]
            and self.bottom >= other.bottom
            and self.right <= other.right
            and self.top <= other.top
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a panel stands: years run across the box, values from `low` at its bottom to `high` at its top."""

    box: Box
    first: int
    last: int
    low: float
    high: float

    def at(self, year: float, value: float) -> Point:
        """The place of a year and a value; the box reaches 0.6 years beyond the first and the last."""
        across = (year - self.first + 0.6) / (self.last - self.first + 1.2)
        up = (value - self.low) / (self.high - self.low)
        return self.box.left + across * (self.box.right - self.box.left), self.box.bottom + up * (
            self.box.top - self.box.bottom
        )


UP, DOWN, RIGHT, LEFT = (0, 1), (0, -1), (1, 0), (-1, 0)
_SIDES = (UP, DOWN, RIGHT, LEFT, (1, 1), (1, -1), (-1, 1), (-1, -1))


def spots(place: Point, first: Sequence[Side], size: float) -> Iterator[Spot]:
    """Spots around a place, nearest first, the `first` sides before the others."""
    for away in (0.75 * size, 1.6 * size, 3 * size, 5 * size):
        for side in dict.fromkeys((*first, *_SIDES)):
            yield place, side, away if 0 in side else away * 0.5


class Room:
    """Free room in a panel: words keep off lines and marks, off other words and, where they can, off rules."""

    def __init__(self, area: Box) -> None:
        self.area = area
        self.labels: list[Label] = []
        self._taken: list[Box] = []
        self._firm = self._soft = np.empty((0, 2))

    def stroke(self, *places: Point, soft: bool = False) -> None:
        """A line through places to keep off; a soft one may be crossed at need."""
        for (x0, y0), (x1, y1) in pairwise(places):
            dots = np.linspace((x0, y0), (x1, y1), int(hypot(x1 - x0, y1 - y0) / 1.5) + 2)
            if soft:
                self._soft = np.vstack((self._soft, dots))
            else:
                self._firm = np.vstack((self._firm, dots))

    def mark(self, x: float, y: float, radius: float) -> None:
        """A drawn mark to keep off."""
        self.stroke((x - radius, y), (x + radius, y), (x, y + radius), (x, y - radius), (x - radius, y))

    def put(self, label: Label, choices: Iterable[Spot], most: float = 1000) -> bool:
        """Place a label at the best of the spots; False where each costs too much: 100 to cross a rule."""
        best: tuple[float, Spot, Box] | None = None
        for turn, (spot, box) in enumerate(_boxes(label, choices)):
            if turn >= (best[0] if best else most):
                break  # a later spot costs its turn at least
            cost = turn + self._cost(box)
            if cost < (best[0] if best else most):
                best = cost, spot, box
        if best is None:
            return False
        self._settle(label, *best[1:])
        return True

    def _settle(self, label: Label, spot: Spot, box: Box) -> None:
        place, _, away = spot
        x = {"left": box.left + 1, "right": box.right - 1}.get(label.ha, (box.left + box.right) / 2)
        end = min(max(place[0], box.left), box.right), min(max(place[1], box.bottom), box.top)
        leader = (place, end) if away > 1.7 * label.size else ()
        middle = (box.bottom + box.top) / 2
        self.labels.append(replace(label, x=x, y=middle, va="center", leader=leader, on_white=True))
        self._taken.append(box)

    def _cost(self, box: Box) -> float:
        around = Box(box.left - 1, box.bottom - 1, box.right + 1, box.top + 1)
        if not box.inside(self.area) or any(box.meets(other) for other in self._taken) or _within(self._firm, around):
            return 1000
        return 100.0 if _within(self._soft, box) else 0.0


def _boxes(label: Label, choices: Iterable[Spot]) -> Iterator[tuple[Spot, Box]]:
    width = text_width(label.text, label.size, label.bold) + 2
    height = label.size * LEADING * (label.text.count("\n") + 1)
    for spot in choices:
        (x, y), (right, up), away = spot
        left = x + right * (away + width / 2) - width / 2
        bottom = y + up * (away + height / 2) - height / 2
        yield spot, Box(left, bottom, left + width, bottom + height)


def _within(dots: Any, box: Box) -> int:
    return int(((dots > box[:2]) & (dots < box[2:])).all(axis=1).sum())


# --- trend: what is said -------------------------------------------------------------------------


class Break(NamedTuple):
    """Years that cannot be compared, with the reason; `x` is where the rule stands, between two years."""

    x: float
    earlier: int
    later: int
    reason: str


def panels_of(picture: TrendPicture) -> list[list[Line]]:
    """The lines of each index, in the order given."""
    found: dict[str, list[Line]] = {}
    for line in picture.lines:
        found.setdefault(line.index, []).append(line)
    return list(found.values())


def breaks(lines: Sequence[Line]) -> list[Break]:
    """The breaks of one panel, each once, in order of years. The first mark of a line has nothing before it."""
    pairs = ((a.year, b) for line in lines for a, b in pairwise(line.marks) if b.break_reason)
    return sorted({Break((year + b.year) // 2 + 0.5, year, b.year, b.break_reason) for year, b in pairs})


def runs(marks: Sequence[Mark], measure: str) -> list[list[tuple[int, float]]]:
    """Years and values to be joined by a line: it ends at a gap in years, a missing value and a break."""
    found: list[list[tuple[int, float]]] = []
    for mark in marks:
        value = mark.value(measure)
        if value is None:
            continue
        if found and found[-1][-1][0] == mark.year - 1 and not mark.break_reason:
            found[-1].append((mark.year, value))
        else:
            found.append([(mark.year, value)])
    return found


def focus_of(lines: Sequence[Line], unit: str, measure: str) -> Line | None:
    """The line a panel is about: the unit's own (the latest, if its name was borne before), or the only one."""
    own = [line for line in lines if line.unit == unit and line.shown(measure)]
    alone = lines[0] if len(lines) == 1 else None
    return max(own, key=lambda line: line.shown(measure)[-1].year, default=alone)


def notable(line: Line, measure: str) -> dict[Mark, Side]:
    """The marks worth a label, each with its side: latest, best, worst, and years with another number ranked.

    Of equals the latest. Ranks among clearly fewer or more units (a pilot of ten) are never best or worst;
    scores are compared only after the last break.
    """
    shown = line.shown(measure)
    if not shown:
        return {}
    usual = Counter(m.n for m in reversed(shown)).most_common(1)[0][0]
    odd = [m for m in shown if measure == "rank" and usual and abs((m.n or usual) - usual) > usual / 10]
    since = 0 if measure == "rank" else max((m.year for m in line.marks[1:] if m.break_reason), default=0)
    better = -1 if measure == "rank" else 1
    alike = sorted((better * (m.value(measure) or 0), m.year, m) for m in shown if m not in odd and m.year >= since)
    lowest = [(value, -year, m) for value, year, m in alike]
    extremes = {min(lowest)[2]: DOWN, max(alike)[2]: UP} if alike else {}
    return {shown[-1]: RIGHT, **dict.fromkeys(odd, UP), **extremes, shown[-1]: RIGHT}


def headline(picture: TrendPicture, measure: str = "rank") -> str:
    """What the chart shows, from its marks only: the latest place, and a change only where nothing breaks it."""
    for wanted in ("rank", "score") if measure == "rank" else ("score", "rank"):
        for lines in panels_of(picture):
            focus = focus_of(lines, picture.unit, wanted)
            if focus and focus.shown(wanted):
                return f"{picture.unit}: {focus.label} " + _finding(focus, wanted)
            if any(line.shown(wanted) for line in lines):
                return f"{picture.unit}: {lines[0].label} " + _members_finding(lines, wanted)
    return t(f"{picture.unit}: chưa có số liệu", f"{picture.unit}: no data")


def _said(mark: Mark, line: Line, measure: str) -> str:
    if measure == "score":
        return _number(mark.score or 0) + ("%" if line.score_unit == "%" else "")
    return f"{mark.rank}/{mark.n}" if mark.n else f"{mark.rank}"


def _in_words(mark: Mark, line: Line, measure: str) -> str:
    said = _said(mark, line, measure)
    if measure == "rank":
        computed = t(" (tính từ điểm)", " (computed)") if mark.kind == "computed" else ""
        return t(f"hạng {said}", f"rank {said}") + computed
    return said if line.score_unit == "%" else said + t(" điểm", " points")


def _finding(line: Line, measure: str) -> str:
    *earlier, latest = line.shown(measure)
    said = _in_words(latest, line, measure) + t(f" năm {latest.year}", f" in {latest.year}")
    before = earlier[-1] if earlier else latest
    if before.year != latest.year - 1 or latest.break_reason or (measure == "rank" and before.kind != latest.kind):
        return said
    if measure == "rank" and before.n != latest.n:
        # Places among 60 and among 63 units have no common measure: say both, subtract neither.
        earlier_place = _said(before, line, measure)
        return said + t(f", năm {before.year} hạng {earlier_place}", f", {earlier_place} in {before.year}")
    return said + _change(before, latest, line, measure)


def _change(before: Mark, latest: Mark, line: Line, measure: str) -> str:
    change = round((latest.value(measure) or 0) - (before.value(measure) or 0), 2)
    if change == 0:
        return t(f", giữ nguyên so với {before.year}", f", unchanged from {before.year}")
    percent = line.score_unit == "%"
    step = t("điểm phần trăm", "percentage points") if percent else t("điểm", "points")
    step = t("bậc", "places") if measure == "rank" else step
    way = t("tăng", "up") if (change < 0) == (measure == "rank") else t("giảm", "down")
    much = f", {way} {_number(abs(change))} {step}"
    return much + t(f" so với {before.year}", f" from {before.year}")


def _members_finding(lines: Sequence[Line], measure: str) -> str:
    year = max(m.year for line in lines for m in line.shown(measure))
    latest = ((m, line) for line in lines for m in line.shown(measure) if m.year == year)
    return f"{year}: " + ", ".join(f"{line.unit} {_in_words(m, line, measure)}" for m, line in latest)


def _about(lines: Sequence[Line], measure: str) -> str:
    if measure == "score":
        unit = "%" if lines[0].score_unit == "%" else t("điểm", "points")
        return t("đơn vị: ", "unit: ") + unit
    ranked = sorted({m.n for line in lines for m in line.shown("rank") if m.n})
    counts = ", ".join(map(str, ranked)) if len(ranked) <= 4 else f"{ranked[0]}–{ranked[-1]}"
    by_year = t(", tùy năm", ", by year") if len(ranked) > 1 else ""
    return t(f"n = {counts} đơn vị được xếp hạng{by_year}", f"n = {counts} units ranked{by_year}") if ranked else ""


def _years(picture: TrendPicture) -> range:
    years = [m.year for line in picture.lines for m in line.marks] or [0]
    return range(min(years), max(years) + 1)


def _gaps(picture: TrendPicture, lines: Sequence[Line], measure: str) -> set[int]:
    return set(_years(picture)) - {m.year for line in lines for m in line.shown(measure)}


def _key(picture: TrendPicture, measure: str) -> str:
    kinds = {m.kind == "computed" for line in picture.lines for m in line.shown("rank") if measure == "rank"}
    panels, ranks = panels_of(picture), measure == "rank"
    words = {
        t("● hạng in: nơi công bố", "● printed rank: the publisher's"): False in kinds,
        t("○ hạng tính: từ điểm", "○ computed rank: from scores"): True in kinds,
        t("– không có hạng", "– no rank") if ranks else t("– không có điểm", "– no score"): any(
            _gaps(picture, lines, measure) for lines in panels
        ),
        t("┆ không so sánh được với năm trước", "┆ not comparable with the year before"): any(map(breaks, panels)),
    }
    return "      ".join(word for word, needed in words.items() if needed)


def _sources(picture: TrendPicture, width: float, size: float) -> list[str]:
    """Sources by site, as many as two lines hold, then the date."""
    sites = list(dict.fromkeys((urlsplit(s).hostname or s).removeprefix("www.") for s in picture.sources))
    made = t("Lập ngày ", "Made on ") + _day(picture.date) + "."
    lines = [made]
    for shown in range(len(sites), 0, -1):
        rest = (
            t(f" và {len(sites) - shown} nguồn khác", f" and {len(sites) - shown} more") if shown < len(sites) else ""
        )
        lines = wrap(t("Nguồn: ", "Sources: ") + ", ".join(sites[:shown]) + f"{rest}. {made}", width, size)
        if len(lines) <= 2:
            break
    return lines


def _day(iso: str) -> str:
    with suppress(ValueError):
        return date.fromisoformat(iso).strftime(t("%d/%m/%Y", "%Y-%m-%d"))
    return iso


def _described(picture: TrendPicture, measure: str) -> str:
    lines = (
        f"{line.label}, {line.unit}: " + "; ".join(f"{m.year}: {_said(m, line, measure)}" for m in line.shown(measure))
        for line in picture.lines
    )
    return ". ".join(lines)


# --- trend: plan and drawing ---------------------------------------------------------------------


def trend(picture: TrendPicture, *, size: str = "a4", measure: str = "rank") -> Figure:
    """One unit through the years, one panel an index: ranks with 1 on top, or scores in the index's unit.

    The line ends at gaps, missing years ("–") and breaks (dashed rules with their reasons). Filled marks
    are published ranks, hollow ones computed. An unknown size or measure raises `UsageProblem`.
    """
    if size not in SHEETS or measure not in ("rank", "score") or not picture.lines:
        what = t(f"Không vẽ được: cỡ {size}, số đo {measure}", f"Cannot draw: size {size}, measure {measure}")
        raise UsageProblem(what, "a4, slide; rank, score")
    crowded = {lines[0].index for lines in panels_of(picture) if len(breaks(lines)) > 2}
    page = _Page(picture, SHEETS[size], measure, crowded)
    if page.refused:
        page = _Page(picture, SHEETS[size], measure, crowded | page.refused)
    with _style():
        return page.drawn()


@dataclass(frozen=True, slots=True)
class _Panel:
    lines: Sequence[Line]
    focus: Line | None
    frame: Frame
    ticks: Sequence[float]
    room: Room


class _Page:
    """A whole picture, planned in points before anything is drawn.

    The reasons of breaks stand beside their rules, those of `numbered` indices in notes. An index whose
    reasons find no room is `refused`: then the page is planned again with that one numbered too.
    """

    def __init__(self, picture: TrendPicture, sheet: Sheet, measure: str, numbered: set[str]) -> None:
        self.picture, self.sheet, self.measure, self.numbered = picture, sheet, measure, numbered
        self.labels: list[Label] = []
        self.panels: list[_Panel] = []
        self.refused: set[str] = set()
        self.above, notes = _notes(picture, numbered, short=sheet.aside > 0)
        self.aside = sheet.aside if notes else 0.0
        groups, wide, size = panels_of(picture), sheet.width - 4 * sheet.text, sheet.text
        title = wrap(headline(picture, measure), wide, size * TITLE, bold=True)
        sources = _sources(picture, wide, sheet.small)
        columns = _columns(
            notes, self.aside - 2 * size if self.aside else wide / 2 - size, sheet.small, 1 if self.aside else 2
        )
        rows = len(sources) + 1 + (0 if self.aside else max(map(len, columns)))
        head, below = size * (3.0 + TITLE * LEADING * len(title)), sheet.small * LEADING * rows + size * 4.8
        self.height = max(sheet.height, (head + below + len(groups) * sheet.panel) if sheet.panel else 0)
        top = self.height - head
        self._write_ends(title, sources, top, below)
        self._write_notes(columns, top, below)
        for turn, lines in enumerate(groups):
            self._plan(lines, top - turn * (top - below) / len(groups), (top - below) / len(groups))

    def _write_ends(self, title: Sequence[str], sources: Sequence[str], top: float, below: float) -> None:
        size, small, left = self.sheet.text, self.sheet.small, 2 * self.sheet.text
        self.labels += _rows(title, left, top + size * 2.2, size * TITLE, up=True, bold=True, colour=INK)
        self.labels += _rows([_direction(self.measure)], left, top + size * 0.3, size)
        self.labels += _rows([_key(self.picture, self.measure)], left, below - size * 2.9, small)
        self.labels += _rows(sources, left, size * 1.2, small, up=True)

    def _write_notes(self, columns: Sequence[Sequence[tuple[str, str]]], top: float, below: float) -> None:
        size, small = self.sheet.text, self.sheet.small
        x, y = 2 * size, below - size * 3.2 - small * LEADING
        if self.aside:
            # A slide cannot grow: many notes get smaller type.
            x, y = self.sheet.width - self.aside, top - size
            small = min(small, (y - below + 3 * size) / LEADING / max(len(columns[0]), 1))
        for column in columns:
            self.labels += _rows([mark for mark, _ in column], x, y, small, colour=INK, bold=True)
            self.labels += _rows([words for _, words in column], x + self.sheet.small * 2, y, small)
            x += (self.sheet.width - 4 * size) / len(columns)

    def _plan(self, lines: Sequence[Line], top: float, high: float) -> None:
        size = self.sheet.text
        box = Box(size * 4.2, top - high, self.sheet.width - size * 5.4 - self.aside, top - size * 3.1)
        frame, ticks = self._frame(lines, box)
        focus = focus_of(lines, self.picture.unit, self.measure)
        room = Room(Box(box.left, box.bottom, box.right + size * 4.8, box.top))
        self.panels.append(_Panel(lines, focus, frame, ticks, room))
        self._write_head(lines, frame)
        self._occupy(room, frame, lines)
        if focus:
            self._say_values(room, frame, focus, named=len(lines) > 1)
        for line, (colour, _, _) in zip(_others(lines, focus), cycle(MEMBERS), strict=False):
            self._say_name(room, frame, line, colour)
        for rule in breaks(lines):
            if lines[0].index not in self.numbered and not self._say_reason(room, frame, rule):
                self.refused.add(lines[0].index)

    def _write_head(self, lines: Sequence[Line], frame: Frame) -> None:
        size, small, box = self.sheet.text, self.sheet.small, frame.box
        name = Label(lines[0].label, size * 1.2, bold=True, x=box.left, y=box.top + size * 1.5)
        beside = box.left + text_width(name.text, name.size, bold=True) + size
        self.labels += [name, Label(_about(lines, self.measure), small, SOFT, x=beside, y=name.y)]
        for year, mark in self.above[lines[0].index].items():
            x, y = frame.at(year, frame.high)
            self.labels.append(Label(mark, small, SOFT, x=x, y=y + 3, ha="center"))

    def _frame(self, lines: Sequence[Line], box: Box) -> tuple[Frame, Sequence[float]]:
        years = _years(self.picture)
        values = [m.value(self.measure) or 0 for line in lines for m in line.shown(self.measure)] or [0]
        if self.measure == "rank":
            best, worst = 1.0, float(max(2, *values, *(m.n or 0 for line in lines for m in line.shown("rank"))))
            ticks: Sequence[float] = rank_ticks(int(worst))
        else:
            best, worst = (max(values), min(values)) if max(values) > min(values) else (values[0] + 1, values[0] - 1)
            ticks = list(MaxNLocator(4, steps=[1, 2, 5, 10]).tick_values(worst, best))
        pad = min(self.sheet.text * 1.8, (box.top - box.bottom) * 0.2)
        beyond = (best - worst) * pad / (box.top - box.bottom - 2 * pad)
        low, high = worst - beyond, best + beyond
        ticks = [v for v in ticks if min(low, high) <= v <= max(low, high)]
        return Frame(box, years[0], years[-1], low, high), ticks

    def _occupy(self, room: Room, frame: Frame, lines: Sequence[Line]) -> None:
        for run in (run for line in lines for run in runs(line.marks, self.measure)):
            room.stroke(*(frame.at(*point) for point in run))
            for point in run:
                room.mark(*frame.at(*point), self.sheet.text * 0.5)
        for year in _gaps(self.picture, lines, self.measure):
            x, y = frame.at(year, frame.low)
            room.mark(x, y + 2 + 0.3 * self.sheet.text, 0.35 * self.sheet.text)
            self.labels.append(Label("–", self.sheet.text, SOFT, x=x, y=y + 2, ha="center"))
        for x in {rule.x for rule in breaks(lines)} | set(self.above[lines[0].index]):
            room.stroke(frame.at(x, frame.low), frame.at(x, frame.high), soft=True)

    def _say_values(self, room: Room, frame: Frame, line: Line, *, named: bool) -> None:
        size = self.sheet.text
        for mark, side in notable(line, self.measure).items():
            words = f"{_said(mark, line, self.measure)}\n{mark.year}"
            label = Label(words, size, ha="center")
            if side == RIGHT:
                label = Label(f"{line.unit}\n{words}" if named else words, size, FOCUS, bold=True, ha="center")
            room.put(label, spots(frame.at(mark.year, mark.value(self.measure) or 0), (side,), size))

    def _say_name(self, room: Room, frame: Frame, line: Line, colour: str) -> None:
        shown = line.shown(self.measure)[::-1]
        places = (frame.at(m.year, m.value(self.measure) or 0) for m in (*shown[:1], *shown[-1:], *shown))
        label = Label(line.unit, self.sheet.small, colour)
        room.put(label, (spot for place in places for spot in spots(place, (RIGHT, UP, DOWN), self.sheet.text)))

    def _say_reason(self, room: Room, frame: Frame, rule: Break) -> bool:
        small, box = self.sheet.small, frame.box
        words = wrap(rule.reason, small * 13, small)
        x, half = frame.at(rule.x, 0)[0], small * LEADING * len(words) / 2
        heights = np.arange(box.top - half - 1, box.bottom + half, -small).tolist()
        label = Label("\n".join(words), small, SOFT)
        sides = ((RIGHT, "left"), (LEFT, "right")) if heights else ()
        return any(room.put(replace(label, ha=ha), [((x, y), side, 3) for y in heights], 100) for side, ha in sides)

    def drawn(self) -> Figure:
        """The figure; its label is the title and, in words, all it shows."""
        figure = Figure((self.sheet.width / 72, self.height / 72), dpi=self.sheet.dpi, facecolor="white")
        figure.set_label(f"{headline(self.picture, self.measure)}\n{_described(self.picture, self.measure)}")
        draw_labels(figure, self.labels)
        for panel in self.panels:
            draw_labels(figure, panel.room.labels)
            self._draw(self._axes(figure, panel), panel)
        return figure

    def _axes(self, figure: Figure, panel: _Panel) -> Axes:
        frame, box = panel.frame, panel.frame.box
        width, height = self.sheet.width, self.height
        place = (box.left / width, box.bottom / height, (box.right - box.left) / width, (box.top - box.bottom) / height)
        axes = figure.add_axes(place, xlim=(frame.first - 0.6, frame.last + 0.6), ylim=(frame.low, frame.high))
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0, pad=3, labelcolor=SOFT)
        axes.set_yticks(panel.ticks, [_number(v) for v in panel.ticks], fontproperties=font(self.sheet.small))
        every = 1 + int((frame.last - frame.first) * self.sheet.text * 3.2 / (box.right - box.left))
        years = range(frame.last, frame.first - 1, -every) if panel is self.panels[-1] else ()
        axes.set_xticks(years, [str(y) for y in years], fontproperties=font(self.sheet.text))
        axes.grid(axis="y", color=FAINT, linewidth=0.8)
        return axes

    def _draw(self, axes: Axes, panel: _Panel) -> None:
        size, lines = self.sheet.text, panel.lines
        for rule in breaks(lines):
            axes.axvline(rule.x, color=SOFT, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1.5)
        for x in _events(self.picture):
            axes.axvline(x, color=EVENT, linewidth=1.1, zorder=1.4)
        for line in lines if self.measure == "rank" else ():
            _draw_field(axes, line)
        for line, (colour, shape, dashes) in zip(_others(lines, panel.focus), cycle(MEMBERS), strict=False):
            look = {"color": colour, "marker": shape, "linestyle": dashes, "markersize": size * 0.5, "linewidth": 1.1}
            self._draw_line(axes, line, look)
        if panel.focus:
            look = {"color": FOCUS, "marker": "o", "markersize": size * 0.78, "linewidth": size * 0.27}
            self._draw_line(axes, panel.focus, look)

    def _draw_line(self, axes: Axes, line: Line, look: dict[str, Any]) -> None:
        for run in runs(line.marks, self.measure):
            axes.plot(*zip(*run, strict=True), zorder=3, **{**look, "marker": ""})
        for mark in line.shown(self.measure):
            hollow = self.measure == "rank" and mark.kind == "computed"
            style = {**look, "linestyle": "", "markerfacecolor": "white" if hollow else look["color"]}
            axes.plot(mark.year, mark.value(self.measure) or 0, zorder=4, **style)


def _draw_field(axes: Axes, line: Line) -> None:
    broken = {m.year for m in line.marks if m.break_reason}
    for (y0, r0), (y1, r1) in (pair for other in line.field.values() for pair in pairwise(other)):
        if y1 == y0 + 1 and y1 not in broken:
            axes.plot((y0, y1), (r0, r1), color=PALE, linewidth=0.6, zorder=1)


def _others(lines: Sequence[Line], focus: Line | None) -> list[Line]:
    return [line for line in lines if line is not focus]


def rank_ticks(n: int) -> list[int]:
    """1, the last place, and round places between them that leave room for both."""
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100) if n <= 4 * s), 1000)
    return sorted({1, n, *(k for k in range(step, n, step) if step / 2 < k < n - step / 2)})


def _events(picture: TrendPicture) -> dict[float, tuple[str, str]]:
    """Letter and words of the events of each year drawn, by where their rule stands."""
    by_year: dict[int, list[str]] = {}
    years = _years(picture)
    for year, what in picture.events:
        if years[0] <= year <= years[-1] + 1:
            by_year.setdefault(year, []).append(what)
    return {y - 0.5: (chr(97 + i), f"{y}: {'; '.join(by_year[y])}") for i, y in enumerate(sorted(by_year))}


def _notes(
    picture: TrendPicture, numbered: set[str], *, short: bool
) -> tuple[dict[str, dict[float, str]], list[tuple[str, str]]]:
    """Marks above the rules of each index, and the notes they stand for: numbers for breaks, letters for events.

    `short` keeps a reason's first clause.
    """
    events = _events(picture)
    above: dict[str, dict[float, str]] = {}
    notes: list[tuple[str, str]] = []
    for lines in panels_of(picture):
        marks = above[lines[0].index] = {x: letter for x, (letter, _) in events.items()}
        for rule in breaks(lines) if lines[0].index in numbered else ():
            reason = re.split("[;:]", rule.reason)[0] if short else rule.reason
            notes.append((str(len(notes) + 1), f"{lines[0].label} {rule.earlier}–{rule.later}: {reason}"))
            marks[rule.x] = f"{len(notes)} {marks.get(rule.x, '')}".strip()
    return above, notes + list(events.values())


def _columns(notes: Sequence[tuple[str, str]], width: float, size: float, count: int) -> list[list[tuple[str, str]]]:
    """Wrapped notes in even columns, a row the mark and a line."""
    blocks = [wrap(words, width - 3 * size, size) for _, words in notes]
    columns: list[list[tuple[str, str]]] = [[] for _ in range(count)]
    row = 0
    for (mark, _), block in zip(notes, blocks, strict=True):
        columns[row * count // sum(map(len, blocks))].extend(zip((mark, *[""] * len(block)), block, strict=False))
        row += len(block)
    return columns


def _rows(
    lines: Sequence[str], x: float, y: float, size: float, *, up: bool = False, bold: bool = False, colour: str = SOFT
) -> list[Label]:
    """Lines of text, the first at `y`, or with `up` the last."""
    heights = range(len(lines) - 1, -1, -1) if up else range(0, -len(lines), -1)
    return [
        Label(line, size, colour, bold, x, y + step * size * LEADING) for line, step in zip(lines, heights, strict=True)
    ]


def _direction(measure: str) -> str:
    if measure == "rank":
        return t("Thứ hạng từng năm; hạng 1 ở trên cùng", "Rank by year; 1 is on top")
    return t(
        "Điểm từng năm, cao hơn là tốt hơn; trục không bắt đầu từ 0", "Score by year, higher is better; not from 0"
    )


CHARTS: dict[str, Callable[..., Figure]] = {"trend": trend}
