"""Reading a plan, `parreform.toml`: what an export makes.

Everything is checked here against the catalog and the kinds there are, so that a wrong plan writes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from parreform.catalog import Catalog
from parreform.errors import UnknownName
from parreform.publish.order import EXAMPLE
from parreform.publish.page import Page, Place
from parreform.settings import Language, t
from parreform.staffing.terms import Terms
from parreform.text import slug

EVERY = "*"
"""Among provinces: all that have values of the index."""
LATEST = "latest"
"""Among years: the newest one that has values."""

Sort = Literal["chart", "table"]
WHOLE = ("first", "last", "baseline")
"""The options that are numbers."""
KEYS = {"provinces": "provinces", "indices": "indices", "year": "years", "first": "from", "last": "to"}
"""What a kind is asked for, as a plan spells it; anything else is spelled alike."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of chart or table: what it needs and what it also takes, by the fields of `Wanted`."""

    needs: tuple[str, ...]
    takes: tuple[str, ...] = ()

    @property
    def about(self) -> tuple[str, ...]:
        """All it may be asked for by a plan; a plan always means what is held now."""
        return tuple(f for f in (*self.needs, *self.takes) if f != "as_of")

    @property
    def options(self) -> tuple[str, ...]:
        """What is handed to it as it stands."""
        return tuple(f for f in self.about if f not in ("provinces", "indices", "year"))


@dataclass(frozen=True, slots=True)
class Menu:
    """What a plan may choose from: kinds of charts and tables, formats of each, sizes, measures."""

    kinds: Mapping[Sort, Mapping[str, Subject]]
    formats: Mapping[Sort, Sequence[str]]
    sizes: Sequence[str]
    measures: Sequence[str]


@dataclass(frozen=True, slots=True)
class Wish:
    """A kind of chart or table, for provinces, indices and years: each combination that has values is made.

    `provinces` may be `*`, a year `latest`; no indices are all of ours that have values. `name` stands in the
    names of files in place of the kind.
    """

    sort: Sort
    kind: str
    provinces: tuple[str, ...]
    indices: tuple[str, ...]
    years: tuple[int | str, ...]
    formats: tuple[str, ...]
    size: str = ""
    name: str = ""
    options: tuple[tuple[str, str], ...] = ()


def opened(path: Path | None) -> Page:
    """The text of a plan, or without one that of the shipped example."""
    return Page(path or EXAMPLE)


def language_of(page: Page) -> Language | None:
    """The language a plan asks for: it must be known before anything is said."""
    wanted: Language | None = page.content.get("language")
    if wanted is not None:
        page.known(wanted, ("vi", "en"), ("language",))
    return wanted


def read(page: Page, menu: Menu, catalog: Catalog, provinces: Sequence[str] = ()) -> tuple[Wish, ...]:
    """What a plan wishes for; `provinces` take the place of its own. Faults raise `UsageProblem`."""
    page.keys(
        page.content, ("language", "provinces", "indices", "years", "size", "pictures", "tables", "chart", "table"), ()
    )
    if provinces:
        page.content["provinces"] = [catalog.find_units(name)[-1].vi for name in provinces]
    wishes = [
        _Entry(page, menu, catalog, (sort, number)).wish(sort)
        for sort in _SORTS
        for number in range(len(_list(page, page.content.get(sort, []), (sort,), dict)))
    ]
    if not wishes:
        page.wrong(
            (), t("không có [[chart]] hay [[table]] nào", "there is no [[chart]] and no [[table]]"), "docs/export.md"
        )
    return tuple(wishes)


_SORTS: tuple[Sort, ...] = ("chart", "table")
_DEFAULTS: Mapping[str, Any] = {
    "provinces": [EVERY],
    "indices": [],
    "years": [LATEST],
    "pictures": ["png"],
    "tables": ["csv", "xlsx"],
    "size": "a4",
}
_EXAMPLES = {
    "provinces": '["Hà Nội", "Đà Nẵng"]',
    "indices": '["par-index", "sipas"]',
    "years": '[2023, "latest"]',
    "formats": '["png"]',
    "pictures": '["png", "svg"]',
    "tables": '["csv"]',
    "chart": "[[chart]]",
    "table": "[[table]]",
}


class _Entry:
    """One [[chart]] or [[table]], with what stands at the top of the plan where it says nothing itself."""

    def __init__(self, page: Page, menu: Menu, catalog: Catalog, place: Place) -> None:
        self.page, self.menu, self.catalog, self.place = page, menu, catalog, place
        self.own: dict[str, Any] = page.content[str(place[0])][place[1]]

    def wish(self, sort: Sort) -> Wish:
        kind = self.own.get("kind")
        if kind is None:
            self.page.wrong(self.place, t("thiếu kind", "kind is missing"), ", ".join(self.menu.kinds[sort]))
        self.page.known(kind, self.menu.kinds[sort], (*self.place, "kind"))
        subject = self.menu.kinds[sort][kind]
        drawn = ("size",) if sort == "chart" else ()
        allowed = ("kind", "name", "formats", *drawn, *(KEYS.get(f, f) for f in subject.about))
        self.page.keys(self.own, allowed, self.place)
        for field in subject.options:
            if field in subject.needs and KEYS.get(field, field) not in self.own:
                self.page.wrong(self.place, t(f"thiếu {field}", f"{field} is missing"), f'{field} = "…"')
        return Wish(
            sort,
            kind,
            self._provinces() if self._about_provinces(subject) else (),
            self._indices() if "indices" in subject.about else (),
            self._years() if "year" in subject.about else (),
            self._formats(sort),
            self._size() if drawn else "",
            self._text("name"),
            tuple((f, self._option(f)) for f in subject.options if KEYS.get(f, f) in self.own),
        )

    def _about_provinces(self, subject: Subject) -> bool:
        """Whether provinces are meant: a picture of a group shows its members and no others, unless it says so."""
        group_alone = "group" in self.own and "provinces" not in self.own
        return "provinces" in subject.needs or ("provinces" in subject.takes and not group_alone)

    def _said(self, key: str, above: str = "") -> tuple[Any, Place]:
        """A value and where it stands: here, at the top, or nowhere."""
        if key in self.own:
            return self.own[key], (*self.place, key)
        return self.page.content.get(above or key, _DEFAULTS[above or key]), (above or key,)

    def _provinces(self) -> tuple[str, ...]:
        """Names of provinces as they stand in the catalog; a peer group is its members."""
        value, place = self._said("provinces")
        names = _list(self.page, value, place, str)
        return tuple(dict.fromkeys(unit for name in names for unit in self._units(name, place)))

    def _units(self, name: str, place: Place) -> list[str]:
        if name == EVERY:
            return [EVERY]
        group = [g for g in self.catalog.groups if name in (g.id, g.vi, g.en)]
        if group:
            return [self.catalog.units[unit].vi for unit in group[-1].members]
        try:
            return [self.catalog.find_units(name)[-1].vi]
        except UnknownName as fault:
            self.page.wrong(place, str(fault), fault.hint, name)

    def _indices(self) -> tuple[str, ...]:
        value, place = self._said("indices")
        found = dict[str, None]()
        for name in _list(self.page, value, place, str):
            try:
                found[self.catalog.index(name).id] = None
            except UnknownName as fault:
                self.page.known(name, self.catalog.indices, place, str(fault))
        return tuple(found)

    def _years(self) -> tuple[int | str, ...]:
        value, place = self._said("years")
        years = _list(self.page, value, place, (int, str))
        for year in years:
            if isinstance(year, bool) or (isinstance(year, str) and year != LATEST):
                self.page.wrong(
                    place, t(f"“{year}” không phải năm", f"“{year}” is no year"), _EXAMPLES["years"], str(year)
                )
        return tuple(dict.fromkeys(years))

    def _formats(self, sort: Sort) -> tuple[str, ...]:
        value, place = self._said("formats", "pictures" if sort == "chart" else "tables")
        names = _list(self.page, value, place, str)
        for name in names:
            self.page.known(name, self.menu.formats[sort], place)
        return tuple(dict.fromkeys(names))

    def _size(self) -> str:
        value, place = self._said("size")
        self.page.known(value, self.menu.sizes, place)
        return str(value)

    def _text(self, key: str) -> str:
        value = self.own.get(key, "")
        if not isinstance(value, str) or (value and not slug(value)):
            self.page.wrong((*self.place, key), t("phải là một tên", "must be a name"), f'{key} = "…"')
        return slug(value)

    def _option(self, field: str) -> str:
        key = KEYS.get(field, field)
        value, place = self.own[key], (*self.place, key)
        if field in WHOLE:
            if not isinstance(value, int) or isinstance(value, bool):
                self.page.wrong(place, t("phải là năm", "must be a year"), f"{key} = 2020")
            return str(value)
        if not isinstance(value, str):
            self.page.wrong(place, t("phải là chữ", "must be a text"), f'{key} = "…"')
        checks = {
            "component": self._indicator,
            "group": self._group,
            "measure": self._measure,
            "category": self._category,
        }
        return checks[field](value, place) if field in checks else value

    def _group(self, name: str, place: Place) -> str:
        known = {word: g.id for g in self.catalog.groups for word in (g.id, g.vi, g.en)}
        self.page.known(name, known, place, t(f"không có nhóm “{name}”", f"there is no group “{name}”"))
        return known[name]

    def _category(self, name: str, place: Place) -> str:
        terms = Terms.of(self.catalog)
        found = terms.category(name)
        if found is None:
            said = t(f"không có loại biên chế “{name}”", f"there is no category of staff “{name}”")
            self.page.known(name, terms.categories, place, said)
        return found.id if found else name

    def _measure(self, name: str, place: Place) -> str:
        self.page.known(name, self.menu.measures, place)
        return name

    def _indicator(self, name: str, place: Place) -> str:
        try:
            return self.catalog.indicator(name, self._indices()).id
        except UnknownName as fault:
            self.page.wrong(place, str(fault), fault.hint, name)


def _list(page: Page, value: Any, place: Place, kind: Any) -> list[Any]:
    if not isinstance(value, list) or not all(isinstance(v, kind) for v in value):
        what = t("phải là danh sách, ví dụ ", "must be a list, such as ")
        page.wrong(place, what + _EXAMPLES.get(str(place[-1]), "[…]"))
    return value
