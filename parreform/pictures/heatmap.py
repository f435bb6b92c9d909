"""The picture of units against parts or years: what is printed in each cell and which fifth of its column it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parreform.analysis.grid import Cell as GridCell
from parreform.analysis.grid import Column, Grid, grid
from parreform.analysis.panel import Panel
from parreform.catalog import Catalog
from parreform.entries import Index
from parreform.errors import UsageProblem
from parreform.export import Cell, Listing
from parreform.pictures.among import (
    covered,
    formed,
    fullest,
    indicator_of,
    joined,
    listed,
    measure_of,
    one_index,
    part_name,
    parts_in,
    parts_word,
    provinces_words,
    rank_words,
    ranked_in_parts,
    redrawn,
    short,
    territory,
    unit_in,
    year_of,
)
from parreform.pictures.base import Held, Picture, Wanted, ranked_words
from parreform.pictures.focus import group_in
from parreform.pictures.words import column_of
from parreform.settings import t

COLUMNS = tuple(
    "index indicator name unit_id unit year score rank rank_kind n_ranked fifth missing comparable note".split()
)
MISSING, UNKNOWN, ABSENT = "missing", "unknown", "absent"


@dataclass(frozen=True, slots=True)
class Heat:
    """One cell: what is printed and its fifth, 1 the best, None without colour.

    `state` is "" for a value, "missing" with a stated reason, "unknown", or "absent" in years before the territory.
    """

    text: str
    fifth: int | None
    state: str


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its name, how many are ranked in it, and why it cannot be compared with the one to its left."""

    name: str
    count: str
    break_reason: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A unit's cells; `chosen` rows are those asked for by name."""

    name: str
    chosen: bool
    cells: tuple[Heat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatmapPicture(Picture):
    """Units in rows, the best of the deciding column on top. `values` is the data, row by row."""

    kind: ClassVar[str] = "heatmap"
    heads: tuple[Head, ...]
    rows: tuple[HeatRow, ...]
    notes: tuple[str, ...]
    values: tuple[tuple[Cell, ...], ...]

    def data(self) -> Listing:
        """One row for each cell; `fifth` is that of the units ranked in its column, 1 the best."""
        return Listing(self.kind, COLUMNS, self.values)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is asked: columns, their names, the year whose territory gives the rows, and what all that is called."""

    columns: Sequence[tuple[Panel, int]]
    names: Sequence[str]
    year: int
    by: int
    name: str
    parts: str


def build(wanted: Wanted, held: Held) -> HeatmapPicture:
    """Units against the parts of an index in a year, or with `--from`/`--to` against years of one indicator.

    All units of the territory of the (last) year, or those of a group; the provinces named are marked.
    Units of which nothing is held are counted in a note, unless they were named.
    """
    catalog = held.catalog
    index = one_index(wanted, catalog, "heatmap")
    measure = measure_of(wanted)
    if wanted.year and (wanted.first or wanted.last):
        raise UsageProblem(
            t(
                "Chọn một: --year (các thành phần) hoặc --from, --to (các năm)",
                "Either --year (parts) or --from, --to (years)",
            ),
            f"parreform chart heatmap --index {index.id} --year {wanted.year}",
        )
    plan = _parts(wanted, held, index) if not (wanted.first or wanted.last) else None
    plan = plan or _years(wanted, held, index)
    group = group_in(catalog, wanted.group, plan.year) if wanted.group else None
    field = {year: territory(catalog, year) for _, year in plan.columns}
    units = group.members if group else covered(catalog, plan.columns[plan.by][0], plan.year)
    chosen = [unit_in(catalog, name, plan.year).id for name in wanted.provinces]
    named = {*chosen, *(group.members if group else ())}
    known = {u for p, y in plan.columns for u in p.by_year.get(y, {})}
    rows = [u for u in dict.fromkeys((*units, *chosen)) if u in known or u in named]
    made = grid(plan.columns, rows, field, plan.by)
    left_out = len(units) - sum(u in rows for u in units)
    return _told(made, plan, set(chosen), held, measure, t(group.vi, group.en) if group else "", index, left_out)


def _parts(wanted: Wanted, held: Held, index: Index) -> _Plan | None:
    """The whole and its parts in one year; None where no part has a value and none was asked for."""
    catalog = held.catalog
    whole = indicator_of(wanted, index, catalog)
    panel = held.panel(whole.id, as_of=wanted.as_of)
    names = dict.fromkeys(
        i.indicator
        for f in catalog.frameworks(index.id)
        for cut in parts_in(catalog, index, whole.id, f.first_year).values()
        for i in cut
    )
    by_indicator = {i: held.panel(i, as_of=wanted.as_of) for i in names}
    panels = by_indicator.values()
    if not any(p.values for p in panels) and not wanted.year:
        return None
    what = t(f"các thành phần của {whole.name}", f"parts of {whole.name}")
    year = year_of(wanted, panels, what)
    items = fullest(
        parts_in(catalog, index, whole.id, year), lambda i: len(by_indicator[i].by_year.get(year, {})), year
    )
    total = index.short if whole.id == index.id else t("Chung", "Total")
    columns = [(panel, year), *((by_indicator[i.indicator], year) for i in items)]
    labels = [total, *(f"{i.number}. {part_name(i, catalog)}".lstrip(". ") for i in items)]
    said = t(f"tổng và {len(items)} ", f"total and {len(items)} ") + parts_word(items, catalog)
    return _Plan(columns, labels, year, 0, _name(whole.id, index, str(year)), said)


def _years(wanted: Wanted, held: Held, index: Index) -> _Plan:
    """One indicator in consecutive years."""
    indicator = indicator_of(wanted, index, held.catalog)
    panel = held.panel(indicator.id, as_of=wanted.as_of)
    last = year_of(Wanted(year=wanted.last), [panel], indicator.name)
    first = wanted.first or panel.years[0]
    if first > last:
        raise UsageProblem(t(f"--from {first} sau --to {last}", f"--from {first} is after --to {last}"), "--from, --to")
    years = [y for y in panel.years if first <= y <= last]
    name = _name(indicator.id, index, f"{years[0]}–{last}" if len(years) > 1 else str(last))
    return _Plan([(panel, y) for y in years], [str(y) for y in years], last, -1, name, "")


def _name(indicator: str, index: Index, when: str) -> str:
    return f"{index.short} {when}" + ("" if indicator == index.id else f", {index.indicators[indicator].name}")


# --- words -----------------------------------------------------------------------------------------


def _told(
    made: Grid, plan: _Plan, chosen: set[str], held: Held, measure: str, group: str, index: Index, left_out: int
) -> HeatmapPicture:
    catalog = held.catalog
    say = column_of(c.score for cells in made.cells for c in cells)
    rows = tuple(
        HeatRow(short(catalog.units[u], plan.year), u in chosen, tuple(_heat(c, measure, say) for c in cells))
        for u, cells in zip(made.units, made.cells, strict=True)
    )
    shown = [v for p, y in plan.columns for u, v in p.by_year.get(y, {}).items() if u in made.units]
    ranked = (ranked_words if plan.by else ranked_in_parts)(c.n for c in made.columns)
    changed = redrawn(catalog, [c.year for c in made.columns if c.redrawn])
    return HeatmapPicture(
        title=_title(made, plan, chosen, catalog, group, left_out),
        topic=_topic(plan, measure, group, index),
        footer=held.footer(shown, ranked),
        alt=_alt(rows, plan),
        heads=tuple(_head(c, name, changed) for c, name in zip(made.columns, plan.names, strict=True)),
        rows=rows,
        notes=_notes(made, chosen, catalog, left_out),
        values=tuple(_values(made, plan, catalog)),
    )


def _heat(cell: GridCell, measure: str, say: Callable[[float], str]) -> Heat:
    if not cell.exists:
        return Heat("", None, ABSENT)
    if measure == "rank" and cell.ranked:
        return Heat(str(cell.ranked.rank), cell.fifth, "")
    if measure == "score" and cell.score is not None:
        return Heat(say(cell.score), cell.fifth, "")
    if cell.missing:
        return Heat("–", None, MISSING)
    return Heat("", None, UNKNOWN)


def _head(column: Column, name: str, changed: Mapping[int, str]) -> Head:
    n = column.n if column.n is not None else column.known
    reason = column.break_reason or (changed.get(column.year, "") if column.redrawn else "")
    return Head(name, f"n = {n}" if n else "–", reason)


def _title(made: Grid, plan: _Plan, chosen: set[str], catalog: Catalog, group: str, left_out: int) -> str:
    for unit, cells in zip(made.units, made.cells, strict=True):
        if unit in chosen:
            return _own_title(short(catalog.units[unit], plan.year), cells, plan)
    head = f"{plan.name}: "
    head = f"{group}, {head}" if group else head
    if left_out:
        count = provinces_words(len(made.units), len(made.units) + left_out)
        return head + t(f"mới có số liệu của {count}", f"data of {count} are held")
    tops = [(sum(c.fifth == 1 for c in cells), unit) for unit, cells in zip(made.units, made.cells, strict=True)]
    most = max(n for n, _ in tops)
    names = [short(catalog.units[u], plan.year) for n, u in tops if n == most]
    if not most and any(c.fifth for cells in made.cells for c in cells):
        return head + t("không tỉnh nào ở nhóm 20% dẫn đầu", "no province in the top fifth")
    if not most:
        return head + t("chưa đủ số liệu để xếp nhóm", "too little is held to divide into fifths")
    columns = t("năm", "years") if plan.by else t("cột", "columns")
    times = t(f"{most} trên {len(plan.names)} {columns}", f"{most} of {len(plan.names)} {columns}")
    return head + t(
        f"{listed(names, 2)} ở nhóm 20% dẫn đầu trong {times}", f"{listed(names, 2)} in the top fifth in {times}"
    )


def _own_title(name: str, cells: Sequence[GridCell], plan: _Plan) -> str:
    """Best and worst column of the unit asked for, by its fifth and its rank."""
    placed = [(c.ranked.rank / c.ranked.n, i) for i, c in enumerate(cells) if c.ranked and c.ranked.n]
    if not placed:
        return f"{name}, {plan.name}: " + t("chưa có thứ hạng", "no ranks held")
    best, worst = min(placed)[1], max(placed)[1]

    def told(i: int) -> str:
        where = plan.names[i].partition(". ")[2] or (plan.names[i] if not plan.by else t("năm ", "in ") + plan.names[i])
        return f"{where} ({t('hạng', 'rank')} {rank_words(cells[i].ranked)})"

    head = f"{name}, {plan.name}: "
    if best == worst:
        return head + told(best)
    return head + t(f"cao nhất {told(best)}, thấp nhất {told(worst)}", f"best {told(best)}, worst {told(worst)}")


def _topic(plan: _Plan, measure: str, group: str, index: Index) -> str:
    printed = t("hạng", "ranks") if measure == "rank" else t("điểm", "scores")
    if measure == "score" and index.unit == "%":
        printed += " (%)" if len({p.indicator for p, _ in plan.columns}) == 1 else ""
    what = ", ".join(part for part in (plan.name + (": " + plan.parts if plan.parts else ""), group) if part)
    return f"{what}; " + t(
        f"số trong ô: {printed}; màu: phần năm số tỉnh được xếp hạng của từng cột, càng đậm càng tốt",
        f"in the cells: {printed}; colour: fifth of the units ranked in each column, darker is better",
    )


def _notes(made: Grid, chosen: set[str], catalog: Catalog, left_out: int) -> tuple[str, ...]:
    cells = [c for row in made.cells for c in row]
    kinds = {c.ranked.kind for c in cells if c.ranked}
    absent = any(not c.exists for c in cells)
    bare = any(c.score is not None and c.fifth is None for c in cells)
    computed = t("Hạng tính từ điểm", "Ranks are computed from scores")
    some = t("Một số cột: hạng tính từ điểm", "In some columns ranks are computed from scores")
    return joined(
        (
            (computed if kinds == {"computed"} else some) + "." if "computed" in kinds else "",
            t(
                f"{left_out} tỉnh chưa có số liệu nào không được liệt kê.",
                f"{left_out} provinces without any data are not listed.",
            )
            if left_out
            else "",
            t("Ô có điểm mà chưa có hạng thì không có màu.", "Cells with a score but no rank have no colour.")
            if bare
            else "",
            t(
                "Ô gạch ngang nhạt: tỉnh chưa thành lập; các năm trước xem --to 2024.",
                "Pale dashes: not yet formed; for the years before see --to 2024.",
            )
            if absent
            else "",
            *formed([catalog.units[u] for u in made.units], catalog, chosen or {""}),
        )
    )


def _alt(rows: Sequence[HeatRow], plan: _Plan) -> str:
    missing = {
        MISSING: t("không có số liệu", "missing"),
        UNKNOWN: t("chưa rõ", "unknown"),
        ABSENT: t("chưa thành lập", "not formed"),
    }
    said = []
    for row in rows:
        cells = (
            f"{n} {c.text if not c.state else missing[c.state]}" for n, c in zip(plan.names, row.cells, strict=True)
        )
        said.append(f"{row.name}: " + "; ".join(cells))
    return provinces_words(len(rows)) + ". " + ". ".join(said) + "."


def _values(made: Grid, plan: _Plan, catalog: Catalog) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for unit, cells in zip(made.units, made.cells, strict=True):
        for column, name, cell in zip(made.columns, plan.names, cells, strict=True):
            ranked = cell.ranked
            place: tuple[Cell, ...] = (ranked.rank, ranked.kind, ranked.n) if ranked else (None, None, None)
            years = len({c.indicator for c in made.columns}) == 1 and column is not made.columns[0]
            rows.append(
                (
                    made.index,
                    column.indicator,
                    name,
                    unit,
                    catalog.units[unit].official(column.year),
                    column.year,
                    cell.score,
                    *place,
                    cell.fifth,
                    cell.missing or None,
                    (not column.break_reason) if years else None,
                    column.break_reason or None,
                )
            )
    return rows
