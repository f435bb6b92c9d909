"""From a plan to the pictures and tables to make: one item for each combination that has values, with its name.

Names are made of ids, so they are ASCII, the same in each language and stable: what shows the newest year
has no year in its name.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from parreform.errors import UsageProblem
from parreform.pictures.base import Held, Wanted
from parreform.publish.plan import EVERY, LATEST, WHOLE, Menu, Subject, Wish
from parreform.queries import DEFAULT_INDICES
from parreform.settings import t
from parreform.text import slug, sort_key

DEFAULT_SIZE = "a4"
TOLD_APART = 6
"""Units that colours and marks tell apart in one picture."""
COUNTRY = "ca-nuoc"
"""The folder of what is about all provinces."""


@dataclass(frozen=True, slots=True)
class Item:
    """One picture or table to make. `name` is its path in the folder, less the suffix.

    `province` is the id its folder is named by, empty for all; `year` is None where it shows several.
    """

    name: str
    wish: Wish
    wanted: Wanted
    province: str = ""
    province_name: str = ""
    index: str = ""
    index_name: str = ""
    year: int | None = None


def items(wishes: Sequence[Wish], held: Held, menu: Menu) -> list[Item]:
    """All that a plan wishes for, in its order; what is asked for twice is made once.

    Different things of one name raise `UsageProblem`.
    """
    found: dict[tuple[str, str], Item] = {}
    for wish in wishes:
        for item in _Spread(wish, menu.kinds[wish.sort][wish.kind], held).items():
            before = found.get((wish.sort, item.name), item)
            if _aim(before) != _aim(item):
                raise UsageProblem(
                    t(
                        f"Hai mục của kế hoạch cho cùng một tệp {item.name}",
                        f"Two entries of the plan make {item.name}",
                    ),
                    t('Thêm name = "…" vào một mục', 'Add name = "…" to one of them'),
                )
            formats = tuple(dict.fromkeys((*before.wish.formats, *wish.formats)))
            found[wish.sort, item.name] = replace(item, wish=replace(wish, formats=formats))
    return list(found.values())


def _aim(item: Item) -> tuple[object, ...]:
    return item.wish.kind, item.wish.size, item.wanted


class _Spread:
    """One wish, spread over provinces, indices and years."""

    def __init__(self, wish: Wish, subject: Subject, held: Held) -> None:
        self.wish, self.subject, self.held = wish, subject, held

    def items(self) -> Iterator[Item]:
        """An item for each combination; a year that has no values of an index is found out when it is built."""
        for index in self._indices():
            for name in self._provinces(index):
                for asked in self.wish.years or [None]:
                    yield self._item(index, name, asked)

    def _indices(self) -> Sequence[str]:
        if "indices" not in self.subject.about:
            return ("",)
        return self.wish.indices or [i for i in DEFAULT_INDICES if self.held.panel(i).values]

    def _provinces(self, index: str) -> Iterable[str]:
        """Names of provinces, each for an item of its own; `*` stands for all that have values of the index."""
        if "provinces" not in self.subject.needs:
            return ("",)
        chosen = ((self._all(index) if name == EVERY else [name]) for name in self.wish.provinces)
        return dict.fromkeys(name for names in chosen for name in names)

    def _all(self, index: str) -> list[str]:
        """In alphabetical order."""
        if "category" in self.subject.about:
            return sorted({u.vi for u in self.held.staffed()}, key=sort_key)
        panels = [self.held.panel(i) for i in ([index] if index else DEFAULT_INDICES)]
        units = {value.unit for panel in panels for value in panel.values if value.unit != panel.country}
        return sorted({self.held.catalog.units[u].vi for u in units}, key=sort_key)

    def _latest(self, index: str, name: str) -> int | None:
        """The newest year of an index that has values, of a province where one is meant."""
        panel = self.held.panel(index or DEFAULT_INDICES[0])
        if not name:
            return max(panel.years, default=None)
        own = {u.id for u in self.held.catalog.find_units(name)}
        return max((v.year for v in panel.values if v.unit in own), default=None)

    def _year(self, index: str, name: str, asked: int | str | None) -> int | None:
        """The year to ask for; what may do without one knows best which is its newest."""
        if asked == LATEST:
            return self._latest(index, name) if "year" in self.subject.needs else None
        return asked if isinstance(asked, int) else None

    def _focus(self, index: str) -> tuple[str, ...]:
        """The followed provinces as what stands out in a picture of all: as many as can be told apart."""
        if "provinces" not in self.subject.takes or EVERY in self.wish.provinces:
            return ()
        present = set(self._all(index))
        found = tuple(name for name in self.wish.provinces if name in present)
        return found if len(found) <= TOLD_APART else ()

    def _item(self, index: str, name: str, asked: int | str | None) -> Item:
        options: dict[str, Any] = {f: int(text) if f in WHOLE else text for f, text in self.wish.options}
        wanted = Wanted(
            provinces=(name,) if name else self._focus(index),
            indices=(index,) if index else (),
            year=self._year(index, name, asked),
            **options,
        )
        units = self.held.catalog.find_units(name) if name else ()
        # the id of the oldest unit of a name never changes
        folder = slug(units[0].id) if units else ""
        short = self.held.catalog.indices[index].short if index else ""
        place = f"{folder or COUNTRY}/{self._stem(index, asked)}"
        return Item(place, self.wish, wanted, folder, units[-1].name() if units else "", index, short, wanted.year)

    def _stem(self, index: str, asked: int | str | None) -> str:
        """A file's name from what was asked for: it stays when the newest year becomes another."""
        wish = self.wish
        parts = [index, wish.name or wish.kind, *(text for _, text in wish.options)]
        parts += [str(asked)] if isinstance(asked, int) else []
        parts += [wish.size] if wish.size != DEFAULT_SIZE else []
        return "-".join(slug(p) for p in parts if p)
