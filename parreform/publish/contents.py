"""What an item shows: a picture or a table of values, with its words, date and sources."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from importlib import metadata

from parreform import __version__, queries, settings
from parreform.analysis.panel import Value
from parreform.errors import UsageProblem
from parreform.export import Listing
from parreform.pictures import PICTURES, build
from parreform.pictures.base import Footer, Held, Picture, Wanted
from parreform.publish.items import Item
from parreform.publish.plan import Menu, Subject
from parreform.settings import t
from parreform.staffing_queries import AskedStaffing, staffing_listing
from parreform.store import Store


@dataclass(frozen=True, slots=True)
class Content:
    """A picture or a listing with what is said about it; `footer` names sources and the date of the data."""

    title: str
    topic: str
    alt: str
    footer: Footer
    body: Picture | Listing


@dataclass(frozen=True, slots=True)
class Table:
    """A listing that is no picture's data."""

    subject: Subject
    build: "Callable[[Wanted, Stock], Content]"


class Stock:
    """What is held, as one moment shows it: panels are read once, pictures built once."""

    def __init__(self, store: Store) -> None:
        self.store, self.held = store, Held(store)
        self._built: dict[tuple[str, Wanted], Picture] = {}

    def content(self, item: Item) -> Content:
        """What an item shows; `UsageProblem` where nothing is held of it."""
        kind, wanted = item.wish.kind, item.wanted
        if item.wish.sort == "table" and kind in TABLES:
            return TABLES[kind].build(wanted, self)
        picture = self._picture(kind, wanted)
        body = picture if item.wish.sort == "chart" else picture.data()
        return Content(picture.title, picture.topic, picture.alt, picture.footer, body)

    def _picture(self, kind: str, wanted: Wanted) -> Picture:
        if (kind, wanted) not in self._built:
            try:
                picture = build(kind, wanted, self.held)
            except UsageProblem:
                if "provinces" in PICTURES[kind].needs or not wanted.provinces:
                    raise
                # a picture of all provinces is wanted, even where one of those to stand out has nothing in it
                picture = build(kind, replace(wanted, provinces=self._standing_out(kind, wanted)), self.held)
            self._built[kind, wanted] = picture
        return self._built[kind, wanted]

    def _standing_out(self, kind: str, wanted: Wanted) -> tuple[str, ...]:
        """Those of the provinces asked for that can stand out in a picture."""
        found = []
        for name in wanted.provinces:
            with suppress(UsageProblem):
                build(kind, replace(wanted, provinces=(name,)), self.held)
                found.append(name)
        return tuple(found)

    @cached_property
    def program(self) -> str:
        """What turns a body into bytes: this program to the last line, and the libraries that draw and write."""
        seen = blake2b(digest_size=8)
        for path in sorted(settings.PACKAGE.rglob("*.py")):
            seen.update(path.read_bytes())
        for library in ("matplotlib", "openpyxl"):
            seen.update(f"{library} {metadata.version(library)}".encode())
        return f"{__version__}+{seen.hexdigest()}"


def inputs_of(content: Content, size: str, suffix: str, program: str) -> str:
    """A digest of all that decides about the bytes of a file."""
    body = (content.title, content.topic, content.footer, type(content.body).__name__, content.body)
    parts = (program, settings.language(), size, suffix, body)
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


# --- tables --------------------------------------------------------------------------------------------


def _trend(wanted: Wanted, stock: Stock) -> Content:
    province = wanted.provinces[0]
    found = queries.trends(stock.held, province, queries.Asked(wanted.indices, wanted.component))
    if not found:
        raise UsageProblem(t(f"Chưa có số liệu của {province}", f"There are no data for {province}"))
    catalog = stock.held.catalog
    listing = queries.trend_listing(found, catalog)
    title = f"{province}: {_named(wanted, stock)}" + t(" qua các năm", " through the years")
    return _content(title, listing, [p.value for line in found for p in line.points], stock)


def _rank(wanted: Wanted, stock: Stock) -> Content:
    year = wanted.year
    if year is None:
        raise UsageProblem(
            t(f"Chưa có số liệu {_named(wanted, stock)}", f"There are no data of {_named(wanted, stock)}")
        )
    league = queries.league_of(stock.held, wanted.indices[0], year, wanted.component)
    listing = queries.league_listing(league, stock.held.catalog)
    title = f"{_named(wanted, stock)} {year}" + t(": bảng xếp hạng", ": league table")
    return _content(title, listing, [p.value for p in (*league.places, *league.unranked)], stock)


def _data(wanted: Wanted, stock: Stock) -> Content:
    units = [u.id for name in wanted.provinces for u in queries.lineage(stock.held.catalog, name)]
    values = stock.store.values(index="".join(wanted.indices), units=units)
    if not values:
        raise UsageProblem(t("Chưa có số liệu", "There are no data"))
    title = t("Mọi giá trị hiện hành", "All current values") + f": {_named(wanted, stock)}"
    return _content(title, queries.data_listing(values, stock.held.catalog), values, stock)


def _staffing(wanted: Wanted, stock: Stock) -> Content:
    """The staffing contract of a province, with what lies behind each line."""
    province = wanted.provinces[0]
    entries = stock.held.staffing(AskedStaffing(province, wanted.category, wanted.baseline))
    if not entries:
        raise UsageProblem(t(f"Chưa có biên chế của {province}", f"There are no staffing figures of {province}"))
    listing = staffing_listing(entries, stock.held.catalog, details=True)
    title = f"{province}: " + t("biên chế và tinh giản biên chế", "staff and cut posts")
    return Content(title, "", title, stock.held.staff_footer(e.line for e in entries), listing)


def _named(wanted: Wanted, stock: Stock) -> str:
    """The index or indicator that a table is about, in words."""
    catalog = stock.held.catalog
    index = catalog.indices[wanted.indices[0]].short
    return f"{catalog.all_indicators[wanted.component].name} ({index})" if wanted.component else index


def _content(title: str, listing: Listing, values: Sequence[Value], stock: Stock) -> Content:
    return Content(title, "", title, stock.held.footer(values), listing)


TABLES: Mapping[str, Table] = {
    "trend": Table(Subject(("provinces", "indices"), ("component",)), _trend),
    "rank": Table(Subject(("indices", "year"), ("component",)), _rank),
    "data": Table(Subject(("indices",), ("provinces",)), _data),
    "staffing": Table(Subject(("provinces",), ("category", "baseline")), _staffing),
}
"""Tables with a contract of their own. Every other kind of picture is a table too: the values it draws."""


SIZES = ("a4", "slide", "square")
"""The sheets there are, known without the drawing library."""


def menu() -> Menu:
    """All that a plan may choose from."""
    from parreform.export import FORMATS

    charts = {name: Subject(kind.needs, kind.takes) for name, kind in PICTURES.items()}
    tables = {**charts, **{name: table.subject for name, table in TABLES.items()}}
    return Menu(
        {"chart": charts, "table": tables},
        {"chart": ("png", "svg", "pdf"), "table": tuple(FORMATS)},
        SIZES,
        ("rank", "score", "group"),
    )
