"""The picture of all scores of a year and where one province stands among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from parreform.analysis.average import Average
from parreform.analysis.distribution import Distribution, distribution
from parreform.analysis.panel import Value
from parreform.catalog import Catalog
from parreform.entries import Group, Index
from parreform.errors import UsageProblem
from parreform.export import Cell, Listing
from parreform.pictures.among import (
    covered,
    formed,
    index_year,
    indicator_of,
    joined,
    one_index,
    pilot_words,
    place_words,
    plain,
    provinces_words,
    short,
    unit_in,
    year_of,
)
from parreform.pictures.base import Held, Picture, Wanted, ranked_words
from parreform.pictures.focus import group_in
from parreform.pictures.words import number, with_unit
from parreform.queries import missing_words
from parreform.settings import t

COLUMNS = tuple("index indicator kind unit_id unit year score ci_low ci_high group missing source cell".split())
OWN, PEER, OTHER = "own", "peer", "other"


@dataclass(frozen=True, slots=True)
class Dot:
    """A province's score; `role` is own, peer or other. `named` dots carry their names where there is room."""

    name: str
    score: float
    role: str
    named: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the scores: what it is, where, and whether it is the mean."""

    words: str
    score: float
    mean: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DistributionPicture(Picture):
    """Dots from low to high. `box` is the middle half of the units, None where a unit is unknown.

    `interval` are the confidence bounds of the own score as published, None where none are.
    """

    kind: ClassVar[str] = "distribution"
    unit: str
    dots: tuple[Dot, ...]
    rules: tuple[Rule, ...]
    box: tuple[float, float] | None
    interval: tuple[float, float] | None
    peers: str
    percent: bool
    notes: tuple[str, ...]
    values: tuple[tuple[Cell, ...], ...]

    def data(self) -> Listing:
        """One row for each unit, then mean, quartiles and peers' mean, as `kind` says."""
        return Listing(self.kind, COLUMNS, self.values)


def build(wanted: Wanted, held: Held) -> DistributionPicture:
    """All scores of an index or component in a year (the latest held), the province asked for and its peers marked."""
    catalog = held.catalog
    index = one_index(wanted, catalog, "distribution")
    indicator = indicator_of(wanted, index, catalog)
    panel = held.panel(indicator.id, as_of=wanted.as_of)
    year = year_of(wanted, [panel], indicator.name)
    if not any(v.score is not None for v in panel.by_year.get(year, {}).values()):
        held_years = sorted({v.year for v in panel.values if v.score is not None})
        raise UsageProblem(
            t(f"Năm {year} chỉ có thứ hạng, không có điểm", f"{year} has only ranks, no scores"),
            t("Các năm có điểm: ", "Years with scores: ") + ", ".join(map(str, held_years)),
        )
    unit = unit_in(catalog, wanted.provinces[0], year).id
    group = group_in(catalog, wanted.group, year) if wanted.group else None
    others = tuple(unit_in(catalog, name, year).id for name in wanted.provinces[1:])
    edition = catalog.editions(index.id).get(year)
    stated = edition.national_mean if edition and indicator.id == index.id else None
    peers = group.members if group else ()
    found = distribution(panel, unit, year, covered(catalog, panel, year), peers=peers, stated=stated)
    name = index_year(index, indicator, year)
    return _told(found, name, index, group, {*peers, *others}, held)


# --- words -----------------------------------------------------------------------------------------


def _told(
    found: Distribution, name: str, index: Index, group: Group | None, peers: set[str], held: Held
) -> DistributionPicture:
    catalog = held.catalog
    n = found.ranked.n if found.ranked else None
    rules = tuple(_rules(found, group))
    return DistributionPicture(
        title=_title(found, name, index, catalog),
        topic=_topic(found, name, index),
        footer=held.footer([*found.scores, *found.missing], ranked_words([n])),
        alt=_alt(found, rules, index, catalog),
        unit=short(catalog.units[found.unit], found.year),
        dots=tuple(_dots(found, peers, catalog)),
        rules=rules,
        box=(found.quartiles[0], found.quartiles[2]) if found.quartiles else None,
        interval=found.bounds,
        peers=_peers_words(group, found, peers),
        percent=index.unit == "%",
        notes=_notes(found, catalog),
        values=tuple(_rows(found, catalog)),
    )


def _dots(found: Distribution, peers: set[str], catalog: Catalog) -> list[Dot]:
    few = len(found.scores) <= 24
    ends = {found.scores[0].unit, found.scores[-1].unit} if found.scores else set()
    return [
        Dot(
            short(catalog.units[v.unit], found.year),
            v.score or 0.0,
            OWN if v.unit == found.unit else PEER if v.unit in peers else OTHER,
            few or v.unit in ends or v.unit in peers or v.unit == found.unit,
        )
        for v in found.scores
    ]


def _rules(found: Distribution, group: Group | None) -> list[Rule]:
    rules = []
    if found.mean:
        rules.append(Rule(_mean_words(found.mean), found.mean.value, True))
    if found.quartiles:
        rules.append(Rule(t("trung vị", "median"), found.quartiles[1], False))
    if found.peers and group:
        rules.append(Rule(t(f"trung bình nhóm {group.vi}", f"mean of {group.en}"), found.peers.value, False))
    return rules


def _mean_words(mean: Average) -> str:
    if mean.kind == "published":
        return t("cả nước (công bố)", "national (published)")
    return t(f"trung bình {mean.n} tỉnh", f"mean of {mean.n} provinces")


def _title(found: Distribution, name: str, index: Index, catalog: Catalog) -> str:
    unit = catalog.units[found.unit].name(found.year)
    head, own = f"{unit}, {name}: ", found.own
    if own is None or own.score is None:
        gone = next((v.missing for v in found.missing if v.unit == found.unit), "")
        rank = place_words(found.ranked) + ", " if found.ranked else ""
        return head + rank + (missing_words(gone) if gone else t("chưa có điểm", "no score held"))
    said = with_unit(own.score, index.unit)
    said += f", {place_words(found.ranked)}" if found.ranked else ""
    if found.lower is not None:
        others = len(found.scores) - 1
        if found.lower in (0, others) and others:
            best = t("; cao hơn mọi tỉnh khác", "; above all other provinces")
            return head + said + (best if found.lower else t("; không tỉnh nào thấp hơn", "; no province is below"))
        said += t(
            f"; cao hơn {found.lower} trong {others} tỉnh khác", f"; above {found.lower} of {others} other provinces"
        )
    elif found.mean:
        way = _against(own.score, found.mean.value, index)
        said += f"; {way} " + _mean_words(found.mean)
    return head + said


def _against(own: float, mean: float, index: Index) -> str:
    gap = round(own - mean, 2)
    step = t(" điểm phần trăm", " percentage points") if index.unit == "%" else t(" điểm", " points")
    if gap == 0:
        return t("bằng", "equal to")
    much = number(abs(gap)) + step
    return t(f"cao hơn {much} so với", f"{much} above") if gap > 0 else t(f"thấp hơn {much} so với", f"{much} below")


def _topic(found: Distribution, name: str, index: Index) -> str:
    unit = "%" if index.unit == "%" else t("điểm", "points")
    of = len(found.scores) + len(found.missing) + len(found.unknown)
    count = provinces_words(len(found.scores), of)
    box = t("; dải xám: nửa giữa của các tỉnh", "; grey band: the middle half") if found.quartiles else ""
    return f"{name}, {unit}; " + t(
        f"mỗi chấm một tỉnh, {count}; bên phải là tốt hơn{box}; trục không bắt đầu từ 0",
        f"one dot a province, {count}; right is better{box}; not from 0",
    )


def _peers_words(group: Group | None, found: Distribution, peers: set[str]) -> str:
    known = sum(v.unit in peers for v in found.scores)
    if group:
        count = t(f" ({known}/{len(group.members)} có điểm)", f" ({known}/{len(group.members)} with scores)")
        return t(group.vi, group.en) + (count if known < len(group.members) else "")
    return t("tỉnh so sánh", "compared") if peers else ""


def _notes(found: Distribution, catalog: Catalog) -> tuple[str, ...]:
    gone = [f"{short(catalog.units[v.unit], found.year)} ({missing_words(v.missing)})" for v in found.missing]
    return joined(
        (
            _bounds_words(found),
            pilot_words(catalog, len(found.scores) + len(found.missing) + len(found.unknown), found.year),
            t("Không có số liệu: ", "Missing: ") + ", ".join(gone) + "." if gone else "",
            t(
                f"Chưa có điểm của {len(found.unknown)} tỉnh: không tính trung bình, tứ phân vị.",
                f"The scores of {len(found.unknown)} provinces are not held: no mean or quartiles are computed.",
            )
            if found.unknown
            else "",
            t("Điểm do bảng nguồn cộng từ các thành phần.", "Scores are sums of parts made by the source table.")
            if any(v.computed for v in found.scores)
            else "",
            *formed([catalog.units[found.unit]], catalog),
        )
    )


def _bounds_words(found: Distribution) -> str:
    if found.bounds is None:
        return ""
    low, high = map(number, found.bounds)
    return t(
        f"Khoảng tin cậy như nơi công bố in: {low}–{high}; {found.within} tỉnh khác có điểm trong khoảng ấy.",
        f"Confidence interval as published: {low}–{high}; {found.within} other provinces score within it.",
    )


def _alt(found: Distribution, rules: Sequence[Rule], index: Index, catalog: Catalog) -> str:
    scores = "; ".join(
        f"{short(catalog.units[v.unit], found.year)} {with_unit(v.score or 0.0, index.unit)}" for v in found.scores
    )
    gone = "; ".join(f"{short(catalog.units[v.unit], found.year)} {missing_words(v.missing)}" for v in found.missing)
    marks = "; ".join(f"{r.words} {with_unit(r.score, index.unit)}" for r in rules)
    bounds = _bounds_words(found).rstrip(".")
    return ". ".join(part for part in (marks, bounds, scores, gone) if part) + "."


def _rows(found: Distribution, catalog: Catalog) -> list[tuple[Cell, ...]]:
    rows = [_row(v, catalog) for v in (*found.scores, *found.missing)]
    head = found.index, found.indicator
    for kind, score in _lines(found):
        rows.append((*head, kind, None, None, found.year, score, *(None,) * 6))
    return rows


def _row(v: Value, catalog: Catalog) -> tuple[Cell, ...]:
    head: tuple[Cell, ...] = (v.composite, v.indicator, "unit", v.unit, catalog.units[v.unit].official(v.year), v.year)
    return (*head, v.score, v.ci_low, v.ci_high, v.group or None, v.missing or None, v.source, v.cell or None)


def _lines(found: Distribution) -> list[tuple[str, float | None]]:
    lines: list[tuple[str, float | None]] = []
    if found.mean:
        lines.append((f"mean-{found.mean.kind}", plain(found.mean.value)))
    if found.quartiles:
        names = ("quartile-lower", "median", "quartile-upper")
        lines += [(name, plain(value)) for name, value in zip(names, found.quartiles, strict=True)]
    if found.peers:
        lines.append(("mean-peers", plain(found.peers.value)))
    return lines
