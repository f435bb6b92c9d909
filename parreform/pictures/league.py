"""The picture of a year's league table: every unit's score, with its bounds where published."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from parreform.analysis.league import League, Place
from parreform.analysis.league import league as table_of
from parreform.analysis.panel import Panel
from parreform.catalog import Catalog
from parreform.entries import Group
from parreform.errors import UsageProblem
from parreform.export import Cell, Listing
from parreform.pictures.base import Held, Picture, Wanted, ranked_words
from parreform.pictures.bump import among
from parreform.pictures.focus import focuses, group_in, looks_of, one_panel, ranked_years
from parreform.pictures.trend import group_bands
from parreform.pictures.words import with_unit
from parreform.settings import t

COLUMNS = tuple("index year unit_id unit rank rank_kind n_ranked score ci_low ci_high group missing".split())


@dataclass(frozen=True, slots=True)
class Row:
    """One unit. `rank` is None for a unit with a value but no place; bounds are as published, or None."""

    unit: str
    name: str
    rank: int | None
    kind: str
    score: float | None
    low: float | None
    high: float | None
    group: str
    missing: str
    focus: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaguePicture(Picture):
    """A year's table: ranked units in order, then the others. `mean` is the country's, where published."""

    kind: ClassVar[str] = "league"
    index: str
    label: str
    year: int
    score_unit: str
    n: int | None
    rows: tuple[Row, ...]
    mean: float | None

    def data(self) -> Listing:
        """Every row drawn, and those without a place."""
        return Listing(self.kind, COLUMNS, [self._row(row) for row in self.rows])

    def _row(self, r: Row) -> list[Cell]:
        head: list[Cell] = [self.index, self.year, r.unit, r.name, r.rank, r.kind or None, self.n]
        return [*head, r.score, r.low, r.high, r.group or None, r.missing or None]


def build(wanted: Wanted, held: Held) -> LeaguePicture:
    """The league table of an index in a year, without one in the latest with ranks."""
    panel, label = one_panel(wanted, held)
    year = ranked_years(panel, label, wanted.year, wanted.year)[-1]
    table = table_of(panel, year)
    units = {p.value.unit for p in (*table.places, *table.unranked)}
    looks = looks_of(focuses(held.catalog, wanted.provinces, units, f"{label} {year}"))
    group = group_in(held.catalog, wanted.group, year) if wanted.group else None
    shown = [p for p in (*table.places, *table.unranked) if group is None or p.value.unit in group.members]
    rows = tuple(_row(p, panel, held.catalog, looks.get(p.value.unit, (0, False))[0]) for p in shown)
    if all(row.score is None for row in rows):
        raise UsageProblem(
            t(f"Chưa có điểm {label} năm {year}, chỉ có hạng", f"There are no scores of {label} {year}, only ranks"),
            f"parreform rank {panel.index} {year}",
        )
    edition = held.catalog.editions(panel.index).get(year)
    unit = held.catalog.indices[panel.index].unit
    values = [p.value for p in shown]
    return LeaguePicture(
        title=_title(label, year, rows, table.n, unit, group),
        topic=_topic(table, unit, group),
        footer=held.footer(values, _counted(table)),
        alt=_described(rows, unit),
        index=panel.indicator,
        label=label,
        year=year,
        score_unit=unit,
        n=table.n,
        rows=rows,
        mean=edition.national_mean if edition and panel.indicator == panel.index else None,
    )


def _row(place: Place, panel: Panel, catalog: Catalog, focus: int) -> Row:
    value, rank = place.value, place.ranked.rank if place.ranked else None
    bands = group_bands(panel, value.year, catalog)
    group = value.group or next((b.label for b in bands if rank and b.first <= rank <= b.last), "")
    kind = place.ranked.kind if place.ranked else ""
    name = catalog.units[value.unit].name(value.year)
    return Row(value.unit, name, rank, kind, value.score, value.ci_low, value.ci_high, group, value.missing, focus)


# --- words ----------------------------------------------------------------------------------------


def _title(label: str, year: int, rows: Sequence[Row], n: int | None, unit: str, group: Group | None) -> str:
    brought = sorted(
        (r.rank, r.name, r) for r in rows if r.rank and (r.focus or (group and not any(x.focus for x in rows)))
    )
    if len(brought) == 1:
        row = brought[0][2]
        score = ", " + with_unit(row.score, unit) if row.score is not None else ""
        computed = t(" (tính từ điểm)", " (computed)") if row.kind == "computed" else ""
        of = f"/{n}" if n else ""
        return t(f"{row.name}: {label} hạng {row.rank}{of}{computed} năm {year}{score}", f"{row.name}: {label} rank {row.rank}{of}{computed} in {year}{score}")  # fmt: skip
    of_all = t(f" trong {n} đơn vị", f" of {n}") if n else ""
    if brought:
        said = ", ".join(f"{name} {rank}" for rank, name, _ in brought[:6]) + (" …" if len(brought) > 6 else "")
        return t(f"{label} {year}, thứ hạng{of_all}: {said}", f"{label} {year}, rank{of_all}: {said}")
    return f"{label} {year}: " + _leads(rows, of_all, unit)


def _leads(rows: Sequence[Row], of_all: str, unit: str) -> str:
    first = [r for r in rows if r.rank == 1]
    if not first:
        return t(f"{len(rows)} đơn vị có số liệu{of_all}", f"data for {len(rows)} units{of_all}")
    names, score = ", ".join(r.name for r in first), first[0].score
    said = t(f"{names} đứng đầu{of_all}", f"{names} first{of_all}")
    return said + (t(f" với {with_unit(score, unit)}", f" with {with_unit(score, unit)}") if score is not None else "")


def _topic(table: League, unit: str, group: Group | None) -> str:
    scale = " (%)" if unit == "%" else ""
    words = t(
        f"Điểm{scale}, xếp theo hạng; trục không bắt đầu từ 0", f"Score{scale} by rank; the axis does not begin at 0"
    )
    if group:
        return words + among(group)
    held = len(table.places) + len(table.unranked)
    if table.expected and held < table.expected:
        words += t(f"; có số liệu {held}/{table.expected} đơn vị", f"; data for {held} of {table.expected} units")
    return words


def _counted(table: League) -> str:
    return ranked_words([table.n])


def _described(rows: Sequence[Row], unit: str) -> str:
    return "; ".join(_said(row, unit) for row in rows)


def _said(row: Row, unit: str) -> str:
    place = f"{row.rank} {row.name}" if row.rank else f"– {row.name}"
    score = with_unit(row.score, unit) if row.score is not None else t("không có điểm", "no score")
    bounds = f" ({with_unit(row.low, unit)} – {with_unit(row.high, unit)})" if row.low is not None and row.high is not None else ""  # fmt: skip
    return f"{place}: {score}{bounds}"
