"""The picture of a unit's parts: each as a share of its maximum, against the country, the best and peers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parreform.analysis.average import Average, Extreme
from parreform.analysis.components import Component, Components, Part, components
from parreform.catalog import Catalog
from parreform.entries import Framework, Index, Item, Unit
from parreform.errors import UsageProblem
from parreform.export import Cell, Listing
from parreform.pictures.among import (
    covered,
    formed,
    fullest,
    indicator_of,
    joined,
    mean_words,
    one_index,
    part_name,
    parts_in,
    parts_word,
    percent,
    plain,
    rank_words,
    ranked_in_parts,
    short,
    unit_in,
    year_of,
)
from parreform.pictures.base import Held, Picture, Wanted
from parreform.pictures.focus import group_in
from parreform.pictures.words import column_of, number
from parreform.queries import missing_words
from parreform.settings import t

COLUMNS = tuple(
    "index indicator number name unit_id unit year score min max share mean mean_share mean_kind mean_n"
    " peers peers_share peers_n best best_share best_unit worst worst_share worst_unit rank rank_kind n_ranked missing".split()
)


@dataclass(frozen=True, slots=True)
class Row:
    """One part. Shares are percent of the maximum, None where score or maximum is unknown; `gap` in points of percent.

    `said` is the score with its maximum, `place` the rank, `why` the reason where there is no score,
    `stated` whether the publisher gives it.
    """

    number: str
    name: str
    share: float | None
    floor: float
    mean: float | None
    peers: float | None
    best: float | None
    best_unit: str
    worst: float | None
    gap: float | None
    said: str
    place: str
    why: str
    stated: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentsPicture(Picture):
    """A unit's parts in printed order. `mean`, `peers` and `best` say what their marks stand for, "" for none."""

    kind: ClassVar[str] = "components"
    unit: str
    rows: tuple[Row, ...]
    mean: str
    peers: str
    best: str
    notes: tuple[str, ...]

    def data(self) -> Listing:
        """One row for each part; shares are percent of the maximum."""
        return Listing(self.kind, COLUMNS, [row.cells for row in self.rows])


def build(wanted: Wanted, held: Held) -> ComponentsPicture:
    """The parts of an index (or of one component) for a province and a year, without one the latest held.

    `--group` adds the mean of a peer group. Parts whose maximum no source gives are shown as points only.
    """
    catalog = held.catalog
    index = one_index(wanted, catalog, "components")
    if len(wanted.provinces) > 1:
        raise UsageProblem(
            t("Biểu đồ components vẽ một tỉnh", "Chart components draws one province"),
            t(
                "So với nhóm: --group; nhiều tỉnh: parreform chart heatmap",
                "Peers: --group; many: parreform chart heatmap",
            ),
        )
    parent = indicator_of(wanted, index, catalog).id
    year = _year(wanted, held, index, parent)
    unit = unit_in(catalog, wanted.provinces[0], year)
    items = _items(wanted, held, index, parent, year, unit)
    parts = [Part(held.panel(i.indicator, as_of=wanted.as_of), i.min or 0.0, i.max) for i in items]
    group = group_in(catalog, wanted.group, year) if wanted.group else None
    found = components(parts, unit.id, year, covered(catalog, parts[0].panel, year), group.members if group else ())
    return _told(found, items, unit, held, parts, t(group.vi, group.en) if group else "")


def _year(wanted: Wanted, held: Held, index: Index, parent: str) -> int:
    """The year asked for or the latest in which the province has a value of some part."""
    catalog = held.catalog
    units = {u.id for u in catalog.find_units(wanted.provinces[0])}
    names = dict.fromkeys(
        item.indicator
        for f in catalog.frameworks(index.id)
        for cut in parts_in(catalog, index, parent, f.first_year).values()
        for part in cut
        for item in (part, *(() if part.number else f.children(part.indicator)))
    )
    if not names:
        raise UsageProblem(
            t(f"“{parent}” không có thành phần nào", f"“{parent}” has no parts"),
            f"parreform indicators {index.id}",
        )
    panels = [held.panel(i, as_of=wanted.as_of) for i in names]
    what = t(
        f"các thành phần {index.short} của {wanted.provinces[0]}", f"parts of {index.short}, {wanted.provinces[0]}"
    )
    return year_of(wanted, panels, what, units)


def _items(wanted: Wanted, held: Held, index: Index, parent: str, year: int, unit: Unit) -> list[Item]:
    """The parts to show: of the ways the total is cut the one that tells most of the province."""

    def known(indicator: str) -> int:
        panel = held.panel(indicator, as_of=wanted.as_of)
        return sum(v.score is not None for v in panel.series(unit.id) if v.year == year)

    framework = held.catalog.framework(index.id, year)
    cuts = parts_in(held.catalog, index, parent, year)
    return fullest({cut: _opened(items, framework, known) for cut, items in cuts.items()}, known, year)


def _opened(items: Sequence[Item], framework: Framework | None, known: Callable[[str], int]) -> list[Item]:
    """The items, a block of points of which nothing is known replaced by its own parts where these are known."""
    found: list[Item] = []
    for item in items:
        inner = framework.children(item.indicator) if framework and not item.number else ()
        found += inner if not known(item.indicator) and any(known(i.indicator) for i in inner) else (item,)
    return found


# --- words -----------------------------------------------------------------------------------------


def _told(
    found: Components, items: Sequence[Item], unit: Unit, held: Held, parts: Sequence[Part], peers: str
) -> ComponentsPicture:
    catalog, year = held.catalog, found.year
    index = catalog.indices[found.index]
    say = column_of(c.score for c in found.parts)
    rows = tuple(_row(c, i, unit, year, catalog, say) for c, i in zip(found.parts, items, strict=True))
    values = [v for p in parts for v in p.panel.by_year.get(year, {}).values()]
    ranked = ranked_in_parts(c.ranked.n for c in found.parts if c.ranked)
    word = parts_word(items, catalog)
    return ComponentsPicture(
        title=_title(found, items, unit, catalog, word),
        topic=_topic(found, index, word, year),
        footer=held.footer([v for v in values if v.unit == unit.id or any(c.mean for c in found.parts)], ranked),
        alt=_alt(rows),
        unit=short(unit, year),
        rows=rows,
        mean=mean_words(c.mean for c in found.parts),
        peers=_peers_words(found, peers),
        best=_field_words(found),
        notes=_notes(found, unit, catalog),
    )


def _row(c: Component, item: Item, unit: Unit, year: int, catalog: Catalog, say: Callable[[float], str]) -> Row:
    share, name = c.share, part_name(item, catalog)
    best = _best([short(catalog.units[u], year) for u in c.best.units]) if c.best else ""
    said = "–" if c.score is None else say(c.score) + (f"/{number(c.maximum)}" if c.maximum else "")
    floor = share(c.minimum) or 0.0
    numbers = (share(c.score), floor, _share(c, c.mean), _share(c, c.peers), _share(c, c.best))
    cells = _cells(c, item, name, unit, year, catalog)
    why = missing_words(c.missing) if c.missing else _unsaid(c)
    return Row(
        item.number,
        name,
        *numbers,
        best,
        _share(c, c.worst),
        c.gap,
        said,
        rank_words(c.ranked),
        why,
        bool(c.missing),
        cells,
    )


def _unsaid(c: Component) -> str:
    if c.score is not None:
        return ""
    return t("chỉ có thứ hạng", "rank only") if c.ranked else t("chưa có số liệu", "no data")


def _best(names: Sequence[str]) -> str:
    return names[0] + (f" +{len(names) - 1}" if len(names) > 1 else "")


def _share(c: Component, what: Average | Extreme | None) -> float | None:
    if what is None:
        return None
    return c.share(what.value if isinstance(what, Average) else what.score)


def _cells(c: Component, item: Item, name: str, unit: Unit, year: int, catalog: Catalog) -> tuple[Cell, ...]:
    index = catalog.all_indicators[item.indicator].index
    head: tuple[Cell, ...] = (index, c.indicator, item.number or None, name, unit.id, unit.official(year), year)
    own: tuple[Cell, ...] = (c.score, item.min, item.max, plain(c.share(c.score)))
    mean: tuple[Cell, ...] = (None, None, None, None)
    if c.mean:
        mean = (plain(c.mean.value), plain(_share(c, c.mean)), c.mean.kind, c.mean.n)
    peers: tuple[Cell, ...] = (None, None, None)
    if c.peers:
        peers = (plain(c.peers.value), plain(_share(c, c.peers)), c.peers.n)
    ends = tuple(cell for e in (c.best, c.worst) for cell in _extreme(c, e, year, catalog))
    ranked = c.ranked
    place: tuple[Cell, ...] = (ranked.rank, ranked.kind, ranked.n) if ranked else (None, None, None)
    return (*head, *own, *mean, *peers, *ends, *place, c.missing or None)


def _extreme(c: Component, end: Extreme | None, year: int, catalog: Catalog) -> tuple[Cell, ...]:
    if end is None:
        return None, None, None
    return end.score, plain(c.share(end.score)), "; ".join(catalog.units[u].official(year) for u in end.units)


def _title(found: Components, items: Sequence[Item], unit: Unit, catalog: Catalog, word: str) -> str:
    names = {i.indicator: part_name(i, catalog) for i in items}
    head, low, said = f"{unit.name(found.year)} {found.year}: ", found.lowest, ""
    if low:
        share = percent(low.share(low.score) or 0, 0)
        name = names[low.indicator]
        said = t(f"thấp nhất: {name} ({share} điểm tối đa)", f"lowest: {name} ({share} of the maximum)")
    if found.compared:
        means = mean_words(c.mean for c in found.compared)
        below, of = len(found.below), len(found.compared)
        told = t(f"{below} trên {of} {word} dưới {means}", f"{below} of {of} {word} below {means}")
        if not below:
            told = t(f"không {word} nào trong {of} dưới {means}", f"none of {of} {word} below {means}")
        return head + told + (f"; {said}" if said else "")
    return head + _bare_title(found, names, word, said)


def _bare_title(found: Components, names: Mapping[str, str], word: str, said: str) -> str:
    """What can be said without a national mean: how much is known, and the extremes by share or by rank."""
    known = [c for c in found.parts if c.score is not None or c.ranked]
    of, reasons = len(found.parts), {c.missing for c in found.parts}
    if not known and len(reasons) == 1:
        return f"{of} {word} " + missing_words(*reasons)
    by_rank = _ranked_ends(found, names)
    said = by_rank or said
    if len(known) < of:
        count = t(f"có số liệu {len(known)} trên {of} {word}", f"{len(known)} of {of} {word} known")
        return count + (f"; {said}" if said and len(known) > 1 else "")
    bare = t(f"điểm {of} {word}, chưa rõ điểm tối đa", f"points of {of} {word}, maxima unknown")
    return by_rank or _ends(found, names, word) or bare


def _ranked_ends(found: Components, names: Mapping[str, str]) -> str:
    """The parts with the best and the worst rank; empty where as many shares as ranks are known."""
    placed = sorted((c.ranked.rank, c.indicator, rank_words(c.ranked)) for c in found.parts if c.ranked)
    if len(placed) < 2 or len(placed) <= sum(c.share(c.score) is not None for c in found.parts):
        return ""
    (_, best, high), (_, worst, low) = placed[0], placed[-1]
    return t(
        f"cao nhất: {names[best]} (hạng {high}), thấp nhất: {names[worst]} (hạng {low})",
        f"best: {names[best]} (rank {high}), lowest: {names[worst]} (rank {low})",
    )


def _ends(found: Components, names: Mapping[str, str], word: str) -> str:
    """The parts with the largest and the smallest share; empty with fewer than two shares."""
    shares = [(share, names[c.indicator]) for c in found.parts if (share := c.share(c.score)) is not None]
    if len(shares) < 2:
        return ""
    (high, best), (low, worst) = max(shares), min(shares)
    few = len(shares) < len(found.parts)
    among = (
        t(f"trong {len(shares)} {word} rõ điểm tối đa, ", f"of {len(shares)} {word} with known maxima ") if few else ""
    )
    return among + t(
        f"cao nhất là {best} ({percent(high, 0)} điểm tối đa), thấp nhất là {worst} ({percent(low, 0)})",
        f"best is {best} ({percent(high, 0)} of the maximum), lowest {worst} ({percent(low, 0)})",
    )


def _topic(found: Components, index: Index, word: str, year: int) -> str:
    if not any(c.maximum for c in found.parts):
        return t(f"{index.short} {year}, điểm của từng {word}", f"{index.short} {year}, points, {word}")
    whole = all(c.maximum for c in found.parts)
    scale = t(
        f"phần trăm điểm tối đa của từng {word} theo bộ chỉ số năm {year}; càng cao càng tốt",
        f"percent of the maximum, {word}, framework of {year}; higher is better",
    )
    if not whole:
        scale += t(" (chỗ không rõ điểm tối đa chỉ ghi điểm)", " (points only where the maximum is unknown)")
    return f"{index.short} {year}, {scale}"


def _peers_words(found: Components, group: str) -> str:
    known = [c.peers for c in found.parts if c.peers]
    if not known:
        return ""
    counts = sorted({p.n for p in known if p.n})
    n = f"{counts[0]}" if len(counts) == 1 else f"{counts[0]}–{counts[-1]}"
    of = "" if counts == [known[0].of] else f"/{known[0].of}"
    return t(f"trung bình nhóm {group} ({n}{of})", f"mean of {group} ({n}{of})")


def _field_words(found: Components) -> str:
    counts = sorted({c.mean.n for c in found.parts if c.mean and c.mean.n and c.best})
    if not any(c.best for c in found.parts):
        return ""
    n = "–".join(map(str, dict.fromkeys((counts[0], counts[-1])))) if counts else ""
    among = t(f" trong {n} tỉnh", f" of {n} provinces") if n else ""
    return t("thấp nhất đến cao nhất", "lowest to highest") + among


def _notes(found: Components, unit: Unit, catalog: Catalog) -> tuple[str, ...]:
    computed = any(c.mean and c.mean.kind == "computed" and (c.mean.n or 0) < c.mean.of for c in found.parts)
    floors = [c for c in found.parts if c.minimum and c.maximum]
    unknown = [c for c in found.parts if c.mean is None]
    return joined(
        (
            *formed([unit], catalog),
            t("Trung bình không tính các tỉnh không có số liệu.", "Means leave out provinces without data.")
            if computed
            else "",
            t(
                "Chưa đủ số liệu các tỉnh để tính trung bình, cao nhất và thấp nhất.",
                "Too few provinces are held to tell a mean, the best and the worst.",
            )
            if unknown and len(unknown) == len(found.parts)
            else "",
            t(
                f"Thang điểm bắt đầu từ {number(floors[0].minimum)}: vạch xám là mức thấp nhất có thể.",
                f"The scale starts at {number(floors[0].minimum)}: the grey tick is the lowest possible.",
            )
            if floors
            else "",
        )
    )


def _alt(rows: Sequence[Row]) -> str:
    return ". ".join(_row_words(row) for row in rows) + "."


def _row_words(row: Row) -> str:
    said = [f"{row.number} {row.name}".strip() + f": {row.said}"]
    if row.why:
        said.append(row.why)
    if row.share is not None:
        said.append(percent(row.share) + t(" điểm tối đa", " of the maximum"))
    if row.mean is not None:
        said.append(t("trung bình ", "mean ") + percent(row.mean))
    if row.peers is not None:
        said.append(t("nhóm so sánh ", "peers ") + percent(row.peers))
    if row.best is not None:
        said.append(t("cao nhất ", "best ") + f"{percent(row.best)} ({row.best_unit})")
    if row.place:
        said.append(t("hạng ", "rank ") + row.place)
    return ", ".join(said)
