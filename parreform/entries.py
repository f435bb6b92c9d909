"""What one entry of a definition file becomes: frozen values, each made from its TOML by one function."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from parreform import settings
from parreform.settings import t

ALWAYS = date.min
OPEN = date.max
COUNTRY = "viet-nam"
"""The unit that is the whole: it has figures beside those of the provinces, and is none of them."""


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Dated:
    """A name and type a unit bore up to a day."""

    vi: str
    en: str
    type: str
    to: date


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Unit:
    """What is measured. `id` is ours and never reused; `code` and name are attributes and are reused."""

    id: str
    kind: str
    vi: str
    en: str
    type: str = ""
    code: str = ""
    valid_from: date = ALWAYS
    valid_to: date = OPEN
    aliases: tuple[str, ...] = ()
    former: tuple[Dated, ...] = ()
    population: int | None = None
    area_km2: float | None = None

    def name(self, year: int | None = None) -> str:
        """The official Vietnamese name at the end of a year (today's without one)."""
        return self._dated(year).vi if settings.language() == "vi" else self._dated(year).en

    def official(self, year: int | None = None) -> str:
        """The official Vietnamese name at the end of a year, whatever the language of output."""
        return self._dated(year).vi

    def is_city(self, year: int | None = None) -> bool:
        """Whether it is a city governed by the centre at the end of a year; ever, without one."""
        types = [self._dated(year).type] if year else [self.type, *(f.type for f in self.former)]
        return "city" in types

    def _dated(self, year: int | None) -> "Dated | Unit":
        if year is not None:
            for former in self.former:
                if date(year, 12, 31) <= former.to:
                    return former
        return self

    def valid(self, day: date) -> bool:
        """Whether the territory existed on a day."""
        return self.valid_from <= day <= self.valid_to

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling that stands for this unit."""
        return (self.vi, self.en, *self.aliases, *(n for f in self.former for n in (f.vi, f.en)))


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Event:
    """A dated succession: merge, split, rename, change of type, with its legal basis."""

    kind: str
    date: date
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    basis: str
    confirmed: bool = True


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Group:
    """A peer group during an interval."""

    id: str
    vi: str
    en: str
    kind: str
    members: tuple[str, ...]
    valid_from: date = ALWAYS
    valid_to: date = OPEN
    source: str = ""


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Indicator:
    """A node of an index's tree, by concept id; its number and maximum belong to frameworks."""

    id: str
    index: str
    level: str
    vi: str
    en: str
    aliases: tuple[str, ...] = ()
    unit: str = ""

    @property
    def name(self) -> str:
        """The name in the current language."""
        return t(self.vi, self.en or self.vi)


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Item:
    """An indicator as one framework prints it. Bounds are None where no source gives them.

    `usual` bounds what a single unit ever got, with room to spare; `usual_middle` the median of a table of many.
    """

    indicator: str
    number: str = ""
    parent: str = ""
    min: float | None = None
    max: float | None = None
    cut: str = ""
    origin: str = ""
    vi: str = ""
    en: str = ""
    usual: tuple[float, float] | None = None
    usual_middle: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Framework:
    """The tree one or more years use."""

    id: str
    index: str
    first_year: int
    last_year: int
    items: Mapping[str, Item]
    decision: str = ""
    source: str = ""

    def children(self, indicator: str) -> tuple[Item, ...]:
        """The items right below an indicator, in printed order."""
        return tuple(i for i in self.items.values() if i.parent == indicator)

    def shape(self, indicator: str) -> tuple[object, ...]:
        """Scale and parts of an indicator all the way down: equal shapes measure alike."""
        item = self.items[indicator]
        below = (c for c in self.children(indicator) if c.number)
        return (item.min, item.max, frozenset((c.indicator, self.shape(c.indicator)) for c in below))


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Missing:
    """Why a unit of an edition has no value."""

    unit: str
    indicators: tuple[str, ...]
    reason: str
    note: str = ""


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Edition:
    """One publication of an index for one year. `units` counts the units covered."""

    index: str
    year: int
    framework: str
    units: int | None = None
    ranked: int | None = None
    published: str = ""
    decision: str = ""
    decimals: int | None = None
    national_mean: float | None = None
    missing: tuple[Missing, ...] = ()
    groups: tuple[Mapping[str, Any], ...] = ()
    source: str = ""


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class DeclaredBreak:
    """A year from which indicators cannot be compared with the years before, and why."""

    year: int
    indicators: tuple[str, ...]
    kind: str
    vi: str
    en: str

    def concerns(self, indicator: str) -> bool:
        """Whether the break touches an indicator: itself, one above it but not the total, or all (`*`)."""
        return any(i in ("*", indicator) or ("." in i and indicator.startswith(i + ".")) for i in self.indicators)


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Index:
    """A published composite and all indicators it ever had. Scores: higher is better.

    `called` are words before the name of a part: `Lĩnh vực`, `Mức độ hài lòng về`.
    """

    id: str
    vi: str
    en: str
    short: str
    unit: str
    decimals: int
    rank: str
    words: tuple[str, ...]
    indicators: Mapping[str, Indicator]
    breaks: tuple[DeclaredBreak, ...] = ()
    publisher: str = ""
    called: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The full name in the current language."""
        return t(self.vi, self.en)


# --- entries -> frozen values --------------------------------------------------------------------


def _day(value: Any, default: date) -> date:
    return date.fromisoformat(str(value)) if value else default


def _range(value: Any) -> tuple[float, float] | None:
    if value is None:
        return None
    low, high = map(float, value)
    return low, high


def unit_of(u: dict[str, Any], _file: dict[str, Any] | None = None) -> Unit:
    """Read a unit from its entry in a definition file."""
    former = tuple(
        Dated(f["vi"], f.get("en", f["vi"]), f.get("type", ""), _day(f["to"], OPEN)) for f in u.get("former", [])
    )
    return Unit(
        u["id"],
        u.get("kind", "province"),
        u["vi"],
        u.get("en", u["vi"]),
        u.get("type", ""),
        u.get("code", ""),
        _day(u.get("from"), ALWAYS),
        _day(u.get("to"), OPEN),
        tuple(u.get("aliases", ())),
        former,
        u.get("population"),
        u.get("area_km2"),
    )


def aggregate_of(u: dict[str, Any], _file: dict[str, Any] | None = None) -> Unit:
    """Read what is counted together and is no single unit from its entry in a definition file."""
    return unit_of({"kind": "aggregate", **u})


def event_of(e: dict[str, Any], file: dict[str, Any]) -> Event:
    """Read a succession; its basis is looked up among the sources of its file from its entry in a definition file."""
    basis = file.get("sources", {}).get(e["basis"], e["basis"])
    return Event(e["kind"], _day(e["date"], OPEN), tuple(e["from"]), tuple(e["to"]), basis, e.get("confirmed", True))


def group_of(g: dict[str, Any], _file: dict[str, Any] | None = None) -> Group:
    """Read a peer group from its entry in a definition file."""
    return Group(
        g["id"],
        g["vi"],
        g.get("en", g["vi"]),
        g.get("kind", ""),
        tuple(g["members"]),
        _day(g.get("from"), ALWAYS),
        _day(g.get("to"), OPEN),
        g.get("source", ""),
    )


def index_of(f: dict[str, Any], _file: dict[str, Any] | None = None) -> Index:
    """Read an index with its indicators and declared breaks from its entry in a definition file."""
    indicators = {
        i["id"]: Indicator(
            i["id"], f["id"], i["level"], i["vi"], i.get("en", ""), tuple(i.get("aliases", ())), i.get("unit", "")
        )
        for i in f["indicator"]
    }
    breaks = tuple(
        DeclaredBreak(b["year"], tuple(b["indicators"]), b.get("kind", "framework"), b["vi"], b.get("en", b["vi"]))
        for b in f.get("break", [])
    )
    return Index(
        f["id"],
        f["vi"],
        f.get("en", f["vi"]),
        f.get("short", f["id"]),
        f.get("unit", ""),
        f.get("decimals", 2),
        f.get("rank", "published"),
        tuple(f.get("words", ())),
        MappingProxyType(indicators),
        breaks,
        f.get("publisher", ""),
        tuple(f.get("called", ())),
    )


def framework_of(f: dict[str, Any], _file: dict[str, Any] | None = None) -> Framework:
    """Read a framework with its items from its entry in a definition file."""
    items = {
        i["indicator"]: Item(
            i["indicator"],
            i.get("number", ""),
            i.get("parent", ""),
            i.get("min"),
            i.get("max"),
            i.get("cut", ""),
            i.get("origin", ""),
            i.get("vi", ""),
            i.get("en", ""),
            _range(i.get("usual")),
            _range(i.get("usual_middle")),
        )
        for i in f.get("item", [])
    }
    return Framework(
        f["id"],
        f["index"],
        f["first_year"],
        f.get("last_year", 9999),
        MappingProxyType(items),
        f.get("decision", ""),
        f.get("source", ""),
    )


def edition_of(f: dict[str, Any], _file: dict[str, Any] | None = None) -> Edition:
    """Read an edition from its entry in a definition file."""
    missing = tuple(
        Missing(m["unit"], tuple(m["indicators"]), m["reason"], m.get("note", "")) for m in f.get("missing", [])
    )
    return Edition(
        f["index"],
        f["year"],
        f.get("framework", ""),
        f.get("units"),
        f.get("ranked"),
        str(f.get("published", "")),
        f.get("decision", ""),
        f.get("decimals"),
        f.get("national_mean"),
        missing,
        tuple(f.get("group", ())),
        f.get("source", ""),
    )
