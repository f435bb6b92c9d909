"""Reading a plan, `parreform.toml`: what an export makes. A fault is told with its line and the nearest right name.

Everything is checked here against the catalog and the charts there are, so that a wrong plan writes nothing.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from parreform.catalog import Catalog, nearest
from parreform.errors import UnknownName, UsageProblem
from parreform.settings import PACKAGE, Language, t

EXAMPLE = PACKAGE / "publish" / "parreform.toml"
"""The plan that is shipped: what is made without one, spelled out."""
EVERY = "*"
"""Among provinces: all that have values of the index."""
LATEST = "latest"
"""Among years: the newest one that has values."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of picture or table as a plan may ask for it: what one is about (`province`, `index`, `year`, `years`).

    `options` are the further keys it understands, with the values each may have (none: any text).
    """

    about: tuple[str, ...]
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wish:
    """A kind of picture or table, for provinces, indices and years. Each combination that has values is made.

    `provinces` may be `*`, years `latest`. `options` are handed to the picture as they stand.
    """

    sort: str
    kind: str
    provinces: tuple[str, ...]
    indices: tuple[str, ...]
    years: tuple[int | str, ...]
    formats: tuple[str, ...]
    size: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What to make, in which language; none is that of the process."""

    wishes: tuple[Wish, ...]
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """What a plan may choose from: kinds, formats and sizes."""

    charts: Mapping[str, Subject]
    tables: Mapping[str, Subject]
    pictures: Sequence[str]
    formats: Sequence[str]
    sizes: Sequence[str]

    def kinds(self, sort: str) -> Mapping[str, Subject]:
        """The kinds of charts, or those of tables."""
        return self.charts if sort == "chart" else self.tables


_COMMON = ("provinces", "indices", "years")
_OF_CHARTS, _OF_TABLES = ("formats", "size"), ("formats",)
_TOP = ("language", *_COMMON, "size", "pictures", "tables", "chart", "table")


def find(given: Path | None) -> Path | None:
    """The plan to use: the one given, else `parreform.toml` here, else none."""
    if given is not None:
        return given
    here = Path("parreform.toml")
    return here.absolute() if here.is_file() else None


def default(menu: Menu, provinces: Sequence[str] = ()) -> Plan:
    """What is made without a plan: for each province trend, components and table of each index, the rest of the latest year."""
    return _Reader(EXAMPLE, menu, None).plan(provinces)


def read(path: Path, menu: Menu, catalog: Catalog, provinces: Sequence[str] = ()) -> Plan:
    """A plan file; `provinces` given on the command line take the place of its own. Faults raise `UsageProblem`."""
    return _Reader(path, menu, catalog).plan(provinces)


class _Reader:
    """Reads one file. The shipped plan is not held against a catalog: charts of it that do not exist are left out."""

    def __init__(self, path: Path, menu: Menu, catalog: Catalog | None) -> None:
        self.path, self.menu, self.catalog = path, menu, catalog
        self.lines: list[str] = []

    def plan(self, provinces: Sequence[str]) -> Plan:
        content = self._content()
        self._keys(content, _TOP, ())
        if provinces:
            content["provinces"] = self._provinces(list(provinces), None)
        wishes = [
            self._wish(sort, entry, content, (sort, number))
            for sort in ("chart", "table")
            for number, entry in enumerate(self._list(content.get(sort, []), (sort,), dict))
        ]
        if not wishes:
            return Plan(default(self.menu).wishes, self._language(content)) if not content else self._nothing()
        return Plan(tuple(w for w in wishes if w), self._language(content))

    def _nothing(self) -> NoReturn:
        self._wrong((), t("kế hoạch không có [[chart]] hay [[table]] nào", "the plan has no [[chart]] and no [[table]]"))

    def _content(self) -> dict[str, Any]:
        try:
            text = self.path.read_text(encoding="utf-8-sig")
            self.lines = text.splitlines()
            return tomllib.loads(text)
        except OSError as fault:
            raise UsageProblem(
                t(f"Không đọc được kế hoạch {self.path}: {fault.strerror}", f"Plan {self.path} cannot be read: {fault.strerror}"),
                "parreform export --example > parreform.toml",
            ) from fault
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            raise UsageProblem(
                t(f"Kế hoạch {self.path} không đúng TOML: {fault}", f"Plan {self.path} is no TOML: {fault}"),
                "docs/export.md",
            ) from fault

    # --- one [[chart]] or [[table]] ------------------------------------------------------------------

    def _wish(self, sort: str, entry: dict[str, Any], top: dict[str, Any], place: tuple[Any, ...]) -> Wish | None:
        kinds = self.menu.kinds(sort)
        kind = entry.get("kind")
        if not isinstance(kind, str):
            self._wrong(place, t("thiếu kind", "kind is missing"), kinds)
        if self.catalog is None and kind not in kinds:
            return None
        self._known(kind, kinds, (*place, "kind"))
        subject = kinds[kind]
        common = [k for k in _COMMON if k.removesuffix("s") in _singular(subject.about)]
        own = _OF_CHARTS if sort == "chart" else _OF_TABLES
        self._keys(entry, ("kind", *common, *own, *subject.options), place)

        def said(key: str, above: str, default: Any) -> tuple[Any, tuple[Any, ...]]:
            return (entry[key], (*place, key)) if key in entry else (top.get(above, default), (above,))

        formats, menu = (
            (said("formats", "pictures", ["png"]), self.menu.pictures)
            if sort == "chart"
            else (said("formats", "tables", ["csv", "xlsx"]), self.menu.formats)
        )
        return Wish(
            sort,
            kind,
            self._provinces(*said("provinces", "provinces", [EVERY])) if "provinces" in common else (),
            self._indices(*said("indices", "indices", [])) if "indices" in common else (),
            self._years(*said("years", "years", [LATEST]), pair="years" in subject.about) if "years" in common else (),
            self._among(*formats, menu),
            self._among([said("size", "size", "a4")[0]], said("size", "size", "a4")[1], self.menu.sizes)[0],
            tuple((k, self._option(entry[k], subject.options[k], (*place, k))) for k in subject.options if k in entry),
        )

    def _option(self, value: Any, allowed: Sequence[str], place: tuple[Any, ...]) -> str:
        text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
        if not text:
            self._wrong(place, t("phải là một chữ hoặc số", "must be a text or a number"))
        if allowed:
            self._known(text, allowed, place)
        return text

    def _language(self, content: dict[str, Any]) -> Language | None:
        value = content.get("language")
        if value is None:
            return None
        self._known(value, ("vi", "en"), ("language",))
        return "en" if value == "en" else "vi"

    # --- values --------------------------------------------------------------------------------------

    def _provinces(self, value: Any, place: tuple[Any, ...] | None) -> tuple[str, ...]:
        """Names of provinces as they stand in the catalog; a peer group is its members."""
        names = self._list(value, place or (), str)
        found: dict[str, None] = {}
        for name in names:
            found.update(dict.fromkeys([name] if name == EVERY or self.catalog is None else self._named(name, place)))
        return tuple(found)

    def _named(self, name: str, place: tuple[Any, ...] | None) -> list[str]:
        assert self.catalog is not None
        groups = [g for g in self.catalog.groups if name in (g.id, g.vi, g.en)]
        if groups:
            return [self.catalog.units[unit].vi for unit in groups[-1].members]
        try:
            return [self.catalog.find_units(name)[-1].vi]
        except UnknownName as fault:
            if place is None:
                raise
            self._wrong(place, str(fault), (), fault.hint, name)

    def _indices(self, value: Any, place: tuple[Any, ...]) -> tuple[str, ...]:
        names = self._list(value, place, str)
        if self.catalog is None:
            return tuple(names)
        try:
            return tuple(dict.fromkeys(self.catalog.index(name).id for name in names))
        except UnknownName as fault:
            self._wrong(place, str(fault), self.catalog.indices, "", fault.name)

    def _years(self, value: Any, place: tuple[Any, ...], *, pair: bool) -> tuple[int | str, ...]:
        years = self._list(value, place, (int, str))
        wrong = next((y for y in years if isinstance(y, bool) or (isinstance(y, str) and y != LATEST)), None)
        if wrong is not None:
            self._wrong(place, t(f"“{wrong}” không phải năm", f"“{wrong}” is no year"), (), f'[2023, "{LATEST}"]', str(wrong))
        if pair and len(years) not in (1, 2):
            self._wrong(place, t("cần hai năm", "two years are needed"), (), f'[2022, "{LATEST}"]')
        return tuple(dict.fromkeys(years))

    def _among(self, value: Any, place: tuple[Any, ...], allowed: Sequence[str]) -> tuple[str, ...]:
        names = self._list(value, place, str)
        for name in names:
            self._known(name, allowed, place)
        return tuple(dict.fromkeys(names))

    def _list(self, value: Any, place: tuple[Any, ...], kind: Any) -> list[Any]:
        if not isinstance(value, list | tuple) or not all(isinstance(v, kind) for v in value):
            self._wrong(place, t("phải là danh sách, ví dụ ", "must be a list, such as ") + _EXAMPLES.get(place[-1:], "[…]"))
        return list(value)

    # --- faults --------------------------------------------------------------------------------------

    def _keys(self, given: Mapping[str, Any], allowed: Sequence[str], place: tuple[Any, ...]) -> None:
        for key in given:
            if key not in allowed:
                what = t(f"không có khóa “{key}” ở đây", f"there is no key “{key}” here")
                self._wrong((*place, key), what, allowed, name=key)

    def _known(self, name: Any, allowed: Sequence[str] | Mapping[str, Any], place: tuple[Any, ...]) -> None:
        if name not in allowed:
            self._wrong(place, t(f"không có “{name}”", f"there is no “{name}”"), allowed, name=str(name))

    def _wrong(
        self,
        place: tuple[Any, ...],
        what: str,
        allowed: Sequence[str] | Mapping[str, Any] = (),
        hint: str = "",
        name: str = "",
    ) -> NoReturn:
        line = line_of(self.lines, place, name)
        where = self.path.name + (t(f", dòng {line}", f", line {line}") if line else "")
        key = next((str(p) for p in reversed(place) if isinstance(p, str)), "")
        near = nearest(name, {a: (a,) for a in allowed}) if name and allowed else ()
        if near:
            quoted = ", ".join(f"“{n}”" for n in near)
            hint = t(f"Có phải: {quoted}?", f"Did you mean: {quoted}?")
        elif allowed:
            hint = t("Có thể là: ", "Possible: ") + ", ".join(allowed)
        raise UsageProblem(f"{where}{', ' if key else ''}{key}: {what}", hint)


_EXAMPLES = {
    ("provinces",): '["Hà Nội", "Đà Nẵng"]',
    ("indices",): '["par-index", "sipas"]',
    ("years",): '[2023, "latest"]',
    ("formats",): '["png"]',
    ("pictures",): '["png", "svg"]',
    ("tables",): '["csv"]',
    ("chart",): "[[chart]]",
    ("table",): "[[table]]",
}


def _singular(about: Sequence[str]) -> set[str]:
    """What a kind is about, as the keys of a plan less their `s`; `indices` is that of `index`."""
    return {"indice" if a == "index" else a.removesuffix("s") for a in about}


def line_of(lines: Sequence[str], place: tuple[Any, ...], name: str = "") -> int:
    """The line of a key such as `("chart", 1, "provinces")`, or the one below it where `name` stands; 0 if not found."""
    *section, key = place if place and isinstance(place[-1], str) and len(place) != 1 else (*place, "")
    if len(place) == 1:
        section, key = [], str(place[0])
    within, count, found = not section, -1, 0
    for number, line in enumerate(lines, start=1):
        header = re.match(r"\s*\[{1,2}\s*([\w-]+)\s*\]{1,2}", line)
        if header:
            if found and key:
                break
            count += bool(section) and header[1] == section[0]
            within = bool(section) and header[1] == section[0] and count == (section[1] if len(section) > 1 else count)
            found = number if within and not key else found
            continue
        if within and key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            found = number
        if found and name and name in line and within:
            return number
    return found
