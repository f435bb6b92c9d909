"""What every picture has, what it is asked for, and what it is made from."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import ClassVar

from parreform.analysis.panel import Panel, Value
from parreform.analysis.staffing import StaffingLine
from parreform.catalog import Catalog
from parreform.entries import Unit
from parreform.export import Listing
from parreform.settings import t
from parreform.staffing_queries import AskedStaffing, Entry, staffing_entries
from parreform.store import SourceFile, Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a picture is asked for; each kind of picture takes some of it.

    Names are in any spelling; `category` and `baseline` are of staffing. `measure` is "rank" or "score", on maps also
    "group"; `as_of` a moment in UTC, "" for now.
    """

    provinces: tuple[str, ...] = ()
    indices: tuple[str, ...] = ()
    component: str = ""
    group: str = ""
    year: int | None = None
    first: int | None = None
    last: int | None = None
    measure: str = "rank"
    as_of: str = ""
    category: str = ""
    baseline: int | None = None


@dataclass(frozen=True, slots=True)
class Footer:
    """What a picture stands on: sources, decisions, how many are ranked, and two days (ISO, "" for unknown).

    `date` is when the newest value was recorded (UTC), `published` when the newest edition shown came out.
    """

    sources: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    date: str = ""
    ranked: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(ABC):
    """What a chart shows, in words of one language and plain values: nothing is left to compute but places.

    `title` says the finding, `topic` what is shown, in which unit and which way is better; `alt` tells
    all of it to those who cannot see it. Fields hold only str, int, float, bool, None, tuples and frozen
    dataclasses, so that `canonical` can tell whether two pictures are the same.
    """

    kind: ClassVar[str]
    title: str
    topic: str
    footer: Footer
    alt: str

    @abstractmethod
    def data(self) -> Listing:
        """The values drawn: plain numbers, None where there is none."""


def canonical(picture: Picture) -> bytes:
    """The same bytes for the same picture: together with size and program version, what a chart depends on."""
    return repr((picture.kind, type(picture).__name__, astuple(picture))).encode("utf-8")


class Held:
    """What is held, each panel read once: give one to all pictures of a run."""

    def __init__(self, store: Store) -> None:
        self.catalog: Catalog = store.catalog
        self._store = store
        self._panels: dict[tuple[str, str], Panel] = {}

    def panel(self, indicator: str, *, as_of: str = "") -> Panel:
        """All current values of one indicator, or those current at a moment."""
        key = indicator, as_of
        if key not in self._panels:
            self._panels[key] = self._store.panel(indicator, as_of=as_of)
        return self._panels[key]

    def staffing(self, asked: AskedStaffing) -> list[Entry]:
        """The staffing lines asked for, each with its target."""
        return staffing_entries(self._store, asked)

    def staffed(self) -> list[Unit]:
        """The provinces of which staffing figures are held."""
        held = {e.line.unit for e in self.staffing(AskedStaffing())}
        return [u for u in self.catalog.units.values() if u.id in held and u.kind == "province"]

    def staff_footer(self, lines: Iterable[StaffingLine]) -> Footer:
        """The footer of staffing lines: their files, and the day the newest was imported."""
        names = tuple(dict.fromkeys(n for x in lines for n in x.source.split("; ") if n))
        newest = max((s.imported_at for n in names if (s := self._sources.get(n))), default="")
        return Footer(tuple(dict.fromkeys(map(self._producer, names))), (), newest[:10])

    @cached_property
    def _sources(self) -> dict[str, SourceFile]:
        return {source.name: source for source in self._store.sources()}

    def footer(self, values: Iterable[Value], ranked: str = "") -> Footer:
        """The footer of some values. Decisions and the day published are of the latest edition shown of each index."""
        shown = [v for v in values if v.source]
        names = tuple(dict.fromkeys(name for v in shown for name in v.sources))
        newest = max((v.recorded_at for v in shown), default="")
        day = datetime.fromisoformat(newest).astimezone(UTC).date().isoformat() if newest else ""
        latest: dict[str, int] = {}
        for value in shown:
            latest[value.composite] = max(value.year, latest.get(value.composite, 0))
        decisions = tuple(dict.fromkeys(d for d in (self._decision(*edition) for edition in latest.items()) if d))
        published = max((self._published(*edition) for edition in latest.items()), default="")
        return Footer(tuple(dict.fromkeys(map(self._producer, names))), decisions, day, ranked, published)

    def _producer(self, name: str) -> str:
        source = self._sources.get(name)
        said = source.provenance if source else None
        return (said.producer or said.url or name) if said else name

    def _published(self, index: str, year: int) -> str:
        edition = self.catalog.editions(index).get(year)
        return edition.published if edition else ""

    def _decision(self, index: str, year: int) -> str:
        edition, framework = self.catalog.editions(index).get(year), self.catalog.framework(index, year)
        return (edition.decision if edition else "") or (framework.decision if framework else "")


def ranked_words(counts: Iterable[int | None]) -> str:
    """How many units are ranked, all different counts of the years shown; empty where no source says."""
    ranked = sorted({n for n in counts if n})
    if not ranked:
        return ""
    said = ", ".join(map(str, ranked)) if len(ranked) <= 4 else f"{ranked[0]}–{ranked[-1]}"
    by_year = t(", tùy năm", ", by year") if len(ranked) > 1 else ""
    return t(f"n = {said} đơn vị được xếp hạng{by_year}", f"n = {said} units ranked{by_year}")
