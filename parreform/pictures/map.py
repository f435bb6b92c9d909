"""The picture of a year on a tile map: one tile a province, Hoàng Sa and Trường Sa with Đà Nẵng and Khánh Hòa."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parreform.analysis.classes import bounds, fifth
from parreform.analysis.panel import Panel, Value
from parreform.analysis.rank import Ranked, ranks_of
from parreform.catalog import Catalog
from parreform.entries import Index, Indicator
from parreform.errors import UsageProblem
from parreform.export import Cell, Listing
from parreform.pictures.among import (
    covered,
    formed,
    index_year,
    indicator_of,
    joined,
    listed,
    measure_of,
    one_index,
    pilot_words,
    place_words,
    provinces_words,
    rank_words,
    short,
    unit_in,
    year_of,
)
from parreform.pictures.base import Held, Picture, Wanted, ranked_words
from parreform.pictures.focus import group_in
from parreform.pictures.trend import group_bands
from parreform.pictures.words import column_of, with_unit
from parreform.queries import missing_words
from parreform.settings import t
from parreform.tiles import TileMap

COLUMNS = tuple(
    "index indicator year tile unit_id unit col row score rank rank_kind n_ranked fifth group missing source cell".split()
)


@dataclass(frozen=True, slots=True)
class MapTile:
    """One tile. `shade` is its colour, 1 the best and 5 the last; `state` is "" for a value, "missing" or "unknown".

    An archipelago names its `owner`, the province it belongs to: it has its colour and no value of its
    own. `chosen` tiles are outlined.
    """

    name: str
    col: int
    row: int
    text: str
    shade: int | None
    state: str
    chosen: bool
    owner: str


@dataclass(frozen=True, slots=True)
class Step:
    """A colour of the key: what it stands for, in words, and the scores in it."""

    shade: int
    words: str
    scores: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPicture(Picture):
    """The tiles of a territory and the key; `scale` says what the colours divide."""

    kind: ClassVar[str] = "map"
    tiles: tuple[MapTile, ...]
    steps: tuple[Step, ...]
    scale: str
    notes: tuple[str, ...]
    values: tuple[tuple[Cell, ...], ...]

    def data(self) -> Listing:
        """One row for each tile; the archipelagos have no score of their own."""
        return Listing(self.kind, COLUMNS, self.values)


def build(wanted: Wanted, held: Held) -> MapPicture:
    """The provinces of a year on a tile map, without a year the latest held; provinces and groups named are outlined.

    The tiles print ranks, or scores, and are coloured by fifths of the ranks; with the measure "group"
    by the groups the publisher makes.
    """
    catalog = held.catalog
    index = one_index(wanted, catalog, "map")
    measure = wanted.measure if wanted.measure == "group" else measure_of(wanted)
    indicator = indicator_of(wanted, index, catalog)
    panel = held.panel(indicator.id, as_of=wanted.as_of)
    year = year_of(wanted, [panel], indicator.name)
    tiles = catalog.tile_map(year)
    if tiles is None:
        raise UsageProblem(
            t(f"Chưa có bản đồ ô của năm {year}", f"There is no tile map of {year}"), "docs/definitions.md: tiles/"
        )
    chosen = {unit_in(catalog, name, year).id for name in wanted.provinces}
    if wanted.group:
        chosen |= set(group_in(catalog, wanted.group, year).members)
    groups = _groups(panel, year, catalog) if measure == "group" else {}
    measure = "rank" if measure == "group" else measure
    units = covered(catalog, panel, year)
    return _told(_Year(panel, year, indicator, index, tiles, frozenset(chosen), measure, groups, units), held, wanted)


def _groups(panel: Panel, year: int, catalog: Catalog) -> dict[str, str]:
    """The publisher's group of each unit: as printed, else by the number of units in each group of the edition."""
    printed = {u: v.group for u, v in panel.by_year.get(year, {}).items() if v.group}
    if printed:
        return printed
    bands = group_bands(panel, year, catalog)
    ranks = ranks_of(panel, year)
    found = {u: b.label for b in bands for u, r in ranks.items() if b.first <= r.rank <= b.last}
    if not found:
        raise UsageProblem(
            t(f"Chưa rõ nhóm của nơi công bố năm {year}", f"The publisher's groups of {year} are not known"),
            "--measure rank, --measure score",
        )
    return found


class _Year:
    """One year of an indicator by unit of its territory."""

    def __init__(
        self,
        panel: Panel,
        year: int,
        indicator: Indicator,
        index: Index,
        tiles: TileMap,
        chosen: frozenset[str],
        measure: str,
        groups: Mapping[str, str],
        covered: Sequence[str],
    ) -> None:
        self.year, self.indicator, self.index, self.tiles, self.chosen = year, indicator, index, tiles, chosen
        self.values: Mapping[str, Value] = {
            u: v for u, v in panel.by_year.get(year, {}).items() if u in {tile.unit for tile in tiles.tiles}
        }
        self.units = tuple(tile.unit for tile in tiles.tiles)
        self.ranks: Mapping[str, Ranked] = ranks_of(panel, year)
        self.n = next((r.n for r in self.ranks.values()), None)
        self.number = column_of(v.score for v in self.values.values())
        self.groups = groups
        self.covered = covered
        self.labels = self._in_order()
        # With nobody ranked the tiles print scores, which are at least something.
        self.measure = measure if self.ranks else "score"

    def _in_order(self) -> list[str]:
        """The groups, best first: by the best rank in each."""
        best: dict[str, int] = {}
        for unit, label in self.groups.items():
            ranked = self.ranks.get(unit)
            best[label] = min(best.get(label, 9999), ranked.rank if ranked else 9999)
        return sorted(best, key=lambda label: (best[label], label))

    def shade(self, unit: str) -> int | None:
        """The colour of a unit: its group, or the fifth of its rank."""
        if not self.groups:
            return fifth(self.ranks.get(unit))
        label = self.groups.get(unit)
        return self.shade_of(label) if label else None

    def shade_of(self, label: str) -> int:
        """Shades of groups: spread from the darkest to the lightest."""
        return 1 + round(self.labels.index(label) * 4 / max(len(self.labels) - 1, 1))

    @property
    def name(self) -> str:
        """The index and the year, and the component where one is shown."""
        return index_year(self.index, self.indicator, self.year)

    def scored(self) -> list[Value]:
        """The units with scores, best first."""
        known = [v for v in self.values.values() if v.score is not None]
        return sorted(known, key=lambda v: (-(v.score or 0.0), v.unit))

    def shown(self, unit: str) -> str:
        """What its tile prints."""
        value, ranked = self.values.get(unit), self.ranks.get(unit)
        score = value.score if value else None
        if self.measure == "rank" and ranked:
            return str(ranked.rank)
        if self.measure == "score" and score is not None:
            return self.number(score)
        # The other of the two is better than nothing, with a word or unit to tell it.
        if ranked:
            return t("hạng ", "rank ") + str(ranked.rank)
        return with_unit(score, self.index.unit) if score is not None else ""

    def state(self, unit: str) -> str:
        """`""` for a unit with something to show, else "missing" or "unknown"."""
        value = self.values.get(unit)
        if self.shown(unit):
            return ""
        return "missing" if value and value.missing else "unknown"


# --- words -----------------------------------------------------------------------------------------


def _told(year: _Year, held: Held, wanted: Wanted) -> MapPicture:
    catalog = held.catalog
    values = list(year.values.values())
    return MapPicture(
        title=_title(year, catalog, wanted),
        topic=_topic(year),
        footer=held.footer(values, ranked_words([year.n])),
        alt=_alt(year, catalog),
        tiles=tuple(_tiles(year, catalog)),
        steps=tuple(_steps(year)),
        scale=t("Nhóm của nơi công bố", "The publisher's groups")
        if year.groups
        else t("Nhóm 20% theo hạng", "Fifths by rank"),
        notes=_notes(year, catalog),
        values=tuple(_rows(year, catalog)),
    )


def _tiles(year: _Year, catalog: Catalog) -> list[MapTile]:
    found = []
    for tile in year.tiles.tiles:
        name, mark = short(catalog.units[tile.unit], year.year), tile.unit in year.chosen
        text, colour = year.shown(tile.unit), year.shade(tile.unit)
        found.append(MapTile(name, tile.col, tile.row, text, colour, year.state(tile.unit), mark, ""))
    for i in year.tiles.islands:
        owner = short(catalog.units[i.unit], year.year)
        colour, mark = year.shade(i.unit), i.unit in year.chosen
        found.append(MapTile(i.name, i.col, i.row, "", colour, year.state(i.unit), mark, owner))
    return found


def _steps(year: _Year) -> list[Step]:
    scores: dict[int, list[float]] = {}
    for unit, value in year.values.items():
        shade = year.shade(unit)
        if shade and value.score is not None:
            scores.setdefault(shade, []).append(value.score)
    return [Step(shade, words, _span(scores.get(shade, []), year.number)) for shade, words in _scale(year)]


def _scale(year: _Year) -> list[tuple[int, str]]:
    """Each colour with what it stands for: a group and how many are in it, or the ranks of a fifth."""
    if year.groups:
        counts = [sum(label == other for other in year.groups.values()) for label in year.labels]
        part = "" if all(year.state(u) != "unknown" for u in year.units) else t(" đã có số liệu", " held")
        said = (
            f"{label}: " + t(f"{n} tỉnh", f"{n} provinces") + part for label, n in zip(year.labels, counts, strict=True)
        )
        return [(year.shade_of(label), words) for label, words in zip(year.labels, said, strict=True)]
    if not year.n or not any(fifth(r) for r in year.ranks.values()):
        return []
    ranks = ("–".join(dict.fromkeys((str(first), str(last)))) for first, last in bounds(year.n))
    return [(place, t("hạng ", "rank ") + words) for place, words in enumerate(ranks, start=1)]


def _span(scores: Sequence[float], say: Callable[[float], str]) -> str:
    return " – ".join(dict.fromkeys((say(min(scores)), say(max(scores))))) if scores else ""


def _title(year: _Year, catalog: Catalog, wanted: Wanted) -> str:
    head = f"{year.name}: "
    for name in wanted.provinces[:1]:
        return _own_title(year, unit_in(catalog, name, year.year).id, catalog)
    scored = year.scored()
    if not scored:
        return head + _ranked_only(year, catalog)
    unknown = len(year.covered) - len(year.values)
    best, worst = scored[0], scored[-1]
    if unknown:
        first = next((u for u, r in year.ranks.items() if r.rank == 1), "")
        top = (
            t(
                f"; đứng đầu: {short(catalog.units[first], year.year)}",
                f"; first: {short(catalog.units[first], year.year)}",
            )
            if first
            else ""
        )
        count = provinces_words(len(scored), len(year.covered))
        return head + t(f"mới có điểm của {count}", f"scores of {count} are held") + top
    unit = year.index.unit
    return head + t(
        f"{_who(best, scored, year, catalog)} cao nhất ({with_unit(best.score or 0, unit)}),"
        f" {_who(worst, scored, year, catalog)} thấp nhất ({with_unit(worst.score or 0, unit)})",
        f"{_who(best, scored, year, catalog)} highest ({with_unit(best.score or 0, unit)}),"
        f" {_who(worst, scored, year, catalog)} lowest ({with_unit(worst.score or 0, unit)})",
    )


def _who(value: Value, scored: Sequence[Value], year: _Year, catalog: Catalog) -> str:
    return listed([short(catalog.units[v.unit], year.year) for v in scored if v.score == value.score], 2)


def _ranked_only(year: _Year, catalog: Catalog) -> str:
    first = [short(catalog.units[u], year.year) for u, r in year.ranks.items() if r.rank == 1]
    count = provinces_words(len(year.ranks), len(year.covered))
    held = t(f"mới có hạng của {count}", f"ranks of {count} are held")
    return held + (t(f"; đứng đầu: {listed(first)}", f"; first: {listed(first)}") if first else "")


def _own_title(year: _Year, unit: str, catalog: Catalog) -> str:
    value, ranked = year.values.get(unit), year.ranks.get(unit)
    name = catalog.units[unit].name(year.year)
    said = [place_words(ranked)] if ranked else []
    if value and value.score is not None:
        said.append(with_unit(value.score, year.index.unit))
    if not said:
        said = [missing_words(value.missing) if value and value.missing else t("chưa có số liệu", "no data")]
    return f"{name}, {year.name}: " + ", ".join(said)


def _topic(year: _Year) -> str:
    count = len(year.tiles.tiles)
    colour = t("càng đậm càng tốt", "darker is better")
    printed = (
        t("số trong ô: hạng", "in the tiles: rank")
        if year.measure == "rank"
        else t("số trong ô: điểm", "in the tiles: score")
    )
    return f"{year.name}; " + t(
        f"{count} tỉnh, thành phố, mỗi ô một đơn vị, không theo diện tích; {printed}; {colour}",
        f"{count} provinces, one tile each, not by area; {printed}; {colour}",
    )


def _notes(year: _Year, catalog: Catalog) -> tuple[str, ...]:
    kinds = {r.kind for r in year.ranks.values()}
    gone = [
        short(catalog.units[v.unit], year.year) + f" ({missing_words(v.missing)})"
        for v in year.values.values()
        if v.missing and v.score is None
    ]
    unknown = [u for u in year.covered if year.state(u) == "unknown"]
    return joined(
        (
            t("Hạng tính từ điểm.", "Ranks are computed from scores.") if "computed" in kinds else "",
            pilot_words(catalog, len(year.covered), year.year),
            t("Không có số liệu: ", "Missing: ") + ", ".join(gone) + "." if gone else "",
            t(f"Chưa có trong cơ sở dữ liệu: {len(unknown)} đơn vị.", f"Not held: {len(unknown)} units.")
            if unknown
            else "",
            t("Điểm do bảng nguồn cộng từ các thành phần.", "Scores are sums of parts made by the source table.")
            if any(v.computed for v in year.values.values())
            else "",
            *formed([catalog.units[u] for u in sorted(year.chosen)], catalog),
        )
    )


def _alt(year: _Year, catalog: Catalog) -> str:
    said = []
    for tile in year.tiles.tiles:
        value, ranked = year.values.get(tile.unit), year.ranks.get(tile.unit)
        words = [rank_words(ranked)] if ranked else []
        if value and value.score is not None:
            words.append(with_unit(value.score, year.index.unit))
        if not words:
            words = [missing_words(value.missing) if value and value.missing else t("chưa có số liệu", "no data")]
        said.append(f"{short(catalog.units[tile.unit], year.year)}: {', '.join(words)}")
    islands = ", ".join(f"{i.name} ({short(catalog.units[i.unit], year.year)})" for i in year.tiles.islands)
    return "; ".join(said) + t(f". Có quần đảo {islands}.", f". With the archipelagos {islands}.")


def _rows(year: _Year, catalog: Catalog) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    whole = year.indicator.index
    for tile in year.tiles.tiles:
        unit, value, ranked = catalog.units[tile.unit], year.values.get(tile.unit), year.ranks.get(tile.unit)
        head: tuple[Cell, ...] = (whole, year.indicator.id, year.year, "province", unit.id, unit.official(year.year))
        place: tuple[Cell, ...] = (ranked.rank, ranked.kind, ranked.n, fifth(ranked)) if ranked else (None,) * 4
        own: tuple[Cell, ...] = (None,) * 4
        if value:
            own = (
                year.groups.get(unit.id) or value.group or None,
                value.missing or None,
                value.source,
                value.cell or None,
            )
        rows.append((*head, tile.col, tile.row, value.score if value else None, *place, *own))
    for i in year.tiles.islands:
        official = catalog.units[i.unit].official(year.year)
        island: tuple[Cell, ...] = (whole, year.indicator.id, year.year, i.vi, i.unit, official, i.col, i.row)
        rows.append((*island, *(None,) * 9))
    return rows
