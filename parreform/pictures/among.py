"""One unit among the others of its territory: choosing year, field and peers, and naming them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from parreform.analysis.average import Average
from parreform.analysis.panel import Panel
from parreform.analysis.rank import Ranked
from parreform.catalog import Catalog
from parreform.entries import ALWAYS, OPEN, Index, Indicator, Item, Unit
from parreform.errors import UsageProblem
from parreform.pictures.base import Wanted
from parreform.pictures.words import number
from parreform.settings import t

UNITS_OF_LEVEL = {
    "dimension": ("nội dung", "dimensions"),
    "subdimension": ("nội dung thành phần", "sub-dimensions"),
    "criterion": ("tiêu chí", "criteria"),
}
UNITS_OF_CUT = {"area": ("lĩnh vực", "areas"), "origin": ("khối điểm", "blocks of points")}


# --- what is asked ---------------------------------------------------------------------------------


def one_index(wanted: Wanted, catalog: Catalog, chart: str) -> Index:
    """The one index a chart is of; more than one is a `UsageProblem`."""
    if len(wanted.indices) != 1:
        raise UsageProblem(
            t(f"Biểu đồ {chart} vẽ một chỉ số", f"Chart {chart} draws one index"),
            t("Mỗi chỉ số một biểu đồ: --index ", "One chart for each index: --index ") + " | ".join(catalog.indices),
        )
    return catalog.index(wanted.indices[0])


def indicator_of(wanted: Wanted, index: Index, catalog: Catalog) -> Indicator:
    """The component asked for, else the index as a whole."""
    if wanted.component:
        return catalog.indicator(wanted.component, [index.id])
    return index.indicators[index.id]


def index_year(index: Index, indicator: Indicator, year: int) -> str:
    """What a chart of one year is of: the index and the year, and the component where it is of one."""
    return f"{index.short} {year}" + ("" if indicator.id == index.id else f", {indicator.name}")


def measure_of(wanted: Wanted) -> str:
    """`rank` or `score`; any other measure is a `UsageProblem`."""
    if wanted.measure not in ("rank", "score"):
        what = t(f"Không có số đo “{wanted.measure}”", f"There is no measure “{wanted.measure}”")
        raise UsageProblem(what, "--measure rank, --measure score")
    return wanted.measure


def unit_in(catalog: Catalog, name: str, year: int) -> Unit:
    """The unit a name stands for in a year's territory; a name of another time is told with its interval."""
    borne = catalog.find_units(name)
    day = date(year, 12, 31)
    found = catalog.unit_in(name, year) or next((u for u in borne if u.valid(day)), None)
    if found is None:
        spans = "; ".join(f"{u.vi}: {_day(u.valid_from)} – {_day(u.valid_to)}" for u in borne)
        raise UsageProblem(
            t(f"“{name}” không có trong năm {year}", f"“{name}” did not exist in {year}"), f"{spans}; --year"
        )
    return found


def _day(day: date) -> str:
    return "…" if day in (ALWAYS, OPEN) else day.isoformat()


def territory(catalog: Catalog, year: int) -> tuple[str, ...]:
    """The provinces of a year, in code order: 63 to 2024, 34 from 2025."""
    return tuple(u.id for u in catalog.provinces(year))


def covered(catalog: Catalog, panel: Panel, year: int) -> tuple[str, ...]:
    """The provinces an edition measures: those of the year, or in a pilot the fewer it covers, once all are held."""
    whole = territory(catalog, year)
    held = tuple(u for u in whole if u in panel.by_year.get(year, {}))
    return held if len(held) == panel.expected.get(year, len(whole)) else whole


def pilot_words(catalog: Catalog, count: int, year: int) -> str:
    """Says that an edition measures fewer provinces than there are; empty for one that measures all."""
    if count == len(territory(catalog, year)):
        return ""
    return t(f"Năm {year} chỉ đo {count} tỉnh, thành phố.", f"Only {count} provinces were measured in {year}.")


def year_of(wanted: Wanted, panels: Iterable[Panel], what: str, units: Collection[str] = ()) -> int:
    """The year asked for, else the latest in which any panel has a value (of `units`, where given).

    A year of which nothing is held is a `UsageProblem` that names the years held; a reason for having no
    value is enough for a year that was asked for.
    """
    known = [v for p in panels for v in p.values if (v.unit in units if units else v.unit != p.country)]
    held = sorted({v.year for v in known if v.score is not None or v.rank is not None})
    stated = {v.year for v in known if v.missing}
    if not held:
        raise UsageProblem(t(f"Chưa có số liệu: {what}", f"There are no data: {what}"), "parreform import TEP.xlsx")
    year = wanted.year or held[-1]
    if year not in held and year not in stated:
        raise UsageProblem(
            t(f"Chưa có số liệu năm {year}: {what}", f"There are no data for {year}: {what}"),
            t("Các năm đã có: ", "Years held: ") + ", ".join(map(str, held)),
        )
    return year


# --- parts -----------------------------------------------------------------------------------------


def parts_in(catalog: Catalog, index: Index, parent: str, year: int) -> dict[str, list[Item]]:
    """The items right below an indicator in the framework of a year, by the way the total is cut.

    Contents that an index measures without adding them up (SIPAS) count as its parts.
    """
    framework = catalog.framework(index.id, year)
    items = list(framework.children(parent)) if framework and parent in framework.items else []
    if framework and not items and parent == index.id:
        items = [i for i in framework.items.values() if i.indicator != index.id and not i.parent]
    cuts: dict[str, list[Item]] = {}
    for item in items:
        cuts.setdefault(item.cut, []).append(item)
    return cuts


def fullest(cuts: Mapping[str, list[Item]], known: Callable[[str], int], year: int) -> list[Item]:
    """Of the ways a total is cut the one of which most is known, of equals the first; no parts is a `UsageProblem`."""
    if not cuts:
        raise UsageProblem(
            t(f"Chưa rõ bộ chỉ số của năm {year}", f"The framework of {year} is not known"),
            "docs/definitions.md: frameworks/",
        )
    return max(cuts.values(), key=lambda items: sum(known(i.indicator) for i in items))


def part_name(item: Item, catalog: Catalog) -> str:
    """The name of a part as its framework prints it."""
    return t(item.vi, item.en or item.vi) or catalog.all_indicators[item.indicator].name


def parts_word(items: Sequence[Item], catalog: Catalog) -> str:
    """What the parts of a framework are called: areas, dimensions, criteria."""
    level = catalog.all_indicators[items[0].indicator].level
    return t(*UNITS_OF_CUT.get(items[0].cut) or UNITS_OF_LEVEL.get(level, UNITS_OF_LEVEL["criterion"]))


# --- words -----------------------------------------------------------------------------------------


def short(unit: Unit, year: int) -> str:
    """A name as maps and tables of many units print it."""
    return unit.name(year).replace("Thành phố ", "TP. ").replace("Ho Chi Minh City", "HCM City")


def full(unit: Unit, year: int) -> str:
    """A name as sentences print it."""
    return unit.name(year)


def provinces_words(n: int, of: int | None = None) -> str:
    """A count of provinces, and of how many where not of all."""
    if of and n != of:
        return t(f"{n} trên {of} tỉnh, thành phố", f"{n} of {of} provinces")
    return t(f"{n} tỉnh, thành phố", f"{n} provinces")


def mean_words(means: Iterable[Average | None]) -> str:
    """What the national means of a chart are: published, or computed and of how many units; "" for none."""
    found = [m for m in means if m]
    counts = sorted({m.n for m in found if m.n})
    if not found:
        return ""
    if not counts:
        return t("cả nước (công bố)", "national (published)")
    n = f"{counts[0]}" if len(counts) == 1 else f"{counts[0]}–{counts[-1]}"
    computed = t(f"trung bình {n} tỉnh", f"mean of {n} provinces")
    if counts and any(m.n is None for m in found):
        return computed + t(" hoặc số công bố", " or as published")
    return computed


def rank_words(ranked: Ranked | None) -> str:
    """`3/63`; a rank of unknown many is a number alone."""
    if ranked is None:
        return ""
    return f"{ranked.rank}/{ranked.n}" if ranked.n else f"{ranked.rank}"


def ranked_in_parts(counts: Iterable[int | None]) -> str:
    """How many units are ranked, where it may differ between the parts of one year."""
    ranked = sorted({n for n in counts if n})
    said = f"{ranked[0]}" if len(ranked) == 1 else f"{ranked[0]}–{ranked[-1]}" if ranked else ""
    varies = t(", tùy nội dung", ", by part") if len(ranked) > 1 else ""
    return t(f"n = {said} đơn vị được xếp hạng{varies}", f"n = {said} units ranked{varies}") if said else ""


def place_words(ranked: Ranked) -> str:
    """A rank in a sentence; a computed one is told so."""
    said = rank_words(ranked)
    computed = t(" (tính từ điểm)", " (computed)") if ranked.kind == "computed" else ""
    return t(f"hạng {said}", f"rank {said}") + computed


def redrawn(catalog: Catalog, years: Iterable[int]) -> dict[int, str]:
    """The years whose provinces are not those of the year before, with what happened."""
    found = {}
    for year in years:
        before, now = territory(catalog, year - 1), territory(catalog, year)
        if set(before) != set(now):
            was, is_ = len(before), len(now)
            found[year] = t(
                f"sáp nhập, {is_} thay vì {was} tỉnh, thành phố", f"mergers, {is_} instead of {was} provinces"
            )
    return found


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names in a sentence; of more than `most` the first ones and how many others."""
    if len(names) <= most:
        return ", ".join(names)
    return ", ".join(names[:most]) + t(f" và {len(names) - most} tỉnh khác", f" and {len(names) - most} more")


def percent(value: float, digits: int = 1) -> str:
    """A share in percent with a fixed number of decimals at most."""
    return number(round(value, digits)) + "%"


def formed(units: Iterable[Unit], catalog: Catalog, focus: Collection[str] = ()) -> list[str]:
    """A sentence for each unit formed by a merger: what it is made of."""
    notes = []
    for unit in units:
        members = catalog.members(unit)
        if members and (not focus or unit.id in focus):
            former = t(" (cũ)", " (former)")
            names = ", ".join(m.name() + (former if m.name() == unit.name() else "") for m in members)
            day = unit.valid_from.strftime(t("%d/%m/%Y", "%Y-%m-%d"))
            notes.append(t(f"{unit.name()} từ {day} gồm {names}", f"{unit.name()} since {day}: {names}") + ".")
    return notes


def plain(value: float | None) -> float | None:
    """A computed value as data: enough decimals to be exact, none of the noise beyond."""
    return None if value is None else round(value, 10)


def joined(notes: Iterable[str]) -> tuple[str, ...]:
    """Notes without the empty ones, each once."""
    return tuple(dict.fromkeys(note for note in notes if note))
