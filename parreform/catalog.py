"""What publishers publish, looked up: units by any spelling, indices, frameworks and editions by year.

Files of `definitions/` are read first, then those of the user's own folder, which may add to them
or replace an entry of the same id. Everything is frozen and read only when asked for.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from parreform import entries, settings
from parreform.entries import Edition, Event, Framework, Group, Index, Indicator, Unit
from parreform.errors import ParreformError, UnknownName
from parreform.files import replace_whole
from parreform.names import bare_name, former_names, halves, members_listed, says_city, territory_hint
from parreform.settings import t
from parreform.text import Folded, Sayings, fold, sort_key, squeeze

if TYPE_CHECKING:
    from parreform.rules import Rule
    from parreform.tiles import TileMap
    from parreform.vocabulary import Aside, Relabel, SetYear, Subject, TitleLine

Entry = TypeVar("Entry")
OWN_TARGETS = "targets.toml"
"""An officer's targets at the top of the user's folder: no definition, so a fault in it stops `targets` alone."""
CACHE_FORMAT = 2
"""Counted up whenever the cache of definitions is written in another way, so that an old one is made anew."""


@dataclass(frozen=True, eq=False)
class Catalog:
    """All definitions. Build it with `Catalog.load`; it reads files when something is asked."""

    folders: tuple[Path, ...]

    @classmethod
    def load(cls, user: Path | None = None) -> Self:
        """The packaged definitions and, after them, those of the user's folder."""
        own = user if user is not None else settings.user_definitions()
        return cls(tuple(f for f in (settings.PACKAGE / "definitions", own) if f.is_dir()))

    # --- files ---------------------------------------------------------------------------------

    @cached_property
    def _files(self) -> dict[Path, str]:
        """Every definition file, ours first, with its folder below `definitions/`."""
        found = {}
        for top in self.folders:
            for folder, _, names in sorted(os.walk(top)):
                below = os.path.relpath(folder, top).replace(os.sep, "/")
                found.update({Path(folder, name): below for name in sorted(names) if name.endswith(".toml")})
        return {path: below for path, below in found.items() if (below, path.name) != (".", OWN_TARGETS)}

    def _entries(self, pattern: str, key: str, make: Callable[..., Entry]) -> Iterator[Entry]:
        """Each entry of a list in definition files as a frozen value; a faulty one is told with its file.

        `pattern` is a folder with `/*.toml`, or the name of a file at the top.
        """
        folder, _, name = pattern.rpartition("/")
        for path, below in self._files.items():
            if below == (folder or ".") and (folder or path.name == name):
                content = json.loads(self._contents[str(path)])
                for entry in content.get(key, []) if key else [content]:
                    yield _made(make, entry, content, path)

    @cached_property
    def digest(self) -> str:
        """Changes whenever any definition file changes."""
        from hashlib import blake2b

        seen = blake2b(digest_size=16)
        for path in self._files:
            seen.update(path.name.encode() + path.read_bytes())
        return seen.hexdigest()

    @cached_property
    def _contents(self) -> Mapping[str, str]:
        """Every definition file as parsed and written as JSON, by path: most questions need a few of them.

        Parsing takes a fifth of the time of a `trend`, so what was parsed is kept beside the user's data
        with the files' sizes and times; a cache that cannot be read or written is done without.
        """
        cache = settings.data_dir() / "cache" / "definitions.json"
        files = {str(p): [s.st_size, s.st_mtime_ns] for p in self._files if (s := p.stat())}
        try:
            kept = json.loads(cache.read_bytes())
            if kept["files"] == files and kept["format"] == CACHE_FORMAT:
                return dict(kept["contents"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
        contents = {path: json.dumps(read_toml(Path(path)), ensure_ascii=False, default=str) for path in files}
        whole = {"format": CACHE_FORMAT, "files": files, "contents": contents}
        with suppress(OSError):  # a read-only or full disk is no fault: the cache only saves time
            replace_whole(cache, json.dumps(whole, ensure_ascii=False).encode())
        return contents

    def entries_of(self, file: str, key: str, make: Callable[..., Entry]) -> Iterator[Entry]:
        """Each entry of one list of a definition file at the top, ours first, then the user's."""
        return self._entries(file, key, make)

    # --- units ---------------------------------------------------------------------------------

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """Every unit by id. An own entry of a known id adds its aliases to ours."""
        found: dict[str, Unit] = {}
        for unit in self._entries("units/*.toml", "unit", entries.unit_of):
            known = found.get(unit.id)
            found[unit.id] = replace(unit, aliases=(*known.aliases, *unit.aliases)) if known else unit
        return found

    @cached_property
    def aggregates(self) -> Mapping[str, Unit]:
        """What staffing tables count that is no single unit: all provinces, 29 ministries. Never found by `named`."""
        found = self._entries("staffing.toml", "aggregate", entries.aggregate_of)
        return {unit.id: unit for unit in found}

    def unit(self, key: str) -> Unit:
        """The unit or aggregate of an id."""
        return self.units.get(key) or self.aggregates[key]

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Successions in order of date."""
        found = self._entries("units/*.toml", "event", entries.event_of)
        return tuple(sorted(found, key=lambda e: e.date))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Peer groups, each with its interval."""
        return tuple(self._entries("groups/*.toml", "group", entries.group_of))

    def tile_map(self, year: int) -> "TileMap | None":
        """The tile map of a year's territory (as it stood on 31 December), the user's own before ours."""
        from parreform.tiles import tile_map_of

        day = date(year, 12, 31)
        valid = [m for m in self._entries("tiles/*.toml", "tile_map", tile_map_of) if m.valid_from <= day <= m.valid_to]
        return valid[-1] if valid else None

    @cached_property
    def _spellings(self) -> Mapping[Folded, tuple[Unit, ...]]:
        table: dict[Folded, list[Unit]] = {}
        for unit in self.units.values():
            for spelling in {fold(s) for s in unit.spellings}:
                table.setdefault(spelling, []).append(unit)
        return {spelling: tuple(units) for spelling, units in table.items()}

    def named(self, name: str) -> tuple[Unit, ...]:
        """Every unit that a spelling stands for at any time, oldest first; empty when none does."""
        units = self._named(name)
        hint = territory_hint(name) if len(units) > 1 else ""
        if hint:
            units = units[-1:] if hint == "new" else units[:1]
        return units

    @lru_cache(maxsize=16_384)  # noqa: B019 - one catalog lives as long as the program
    def _named(self, name: str) -> tuple[Unit, ...]:
        literal = fold(name)
        for spelling in (literal,) if literal in self._spellings else bare_name(name):
            if spelling in self._spellings:
                found = tuple(sorted(self._spellings[spelling], key=lambda u: u.valid_from))
                return self._made_of(*members_listed(name)) if self._was_another(name, found) else found
        twice = [self._named(part) for part in halves(name)]  # in two languages: the same one, else nobody
        return twice[0] if len(twice) == 2 and twice[0] == twice[1] else self._made_of(*members_listed(name))

    def _made_of(self, name: str, members: Sequence[str]) -> tuple[Unit, ...]:
        """The unit of a name that was merged from these members, itself perhaps left out; nobody where they are others."""
        listed = [{u.id for u in self._named(m)} for m in members]
        for unit in self._named(name) if members and all(listed) else ():
            made = {u.id for u in self.members(unit)}
            own = {u.id for u in self._named(name)} & made
            told = {i for some in listed for i in some} & made
            if (
                all(some & made for some in listed)
                and told | own == made
                and len(members) in (len(made), len(made - own))
            ):
                return (unit,)
        return ()

    def _was_another(self, name: str, units: Sequence[Unit]) -> bool:
        """Whether a name says that its unit was another one before, so that it is nobody's: `Lào Cai (trước đây là Yên Bái)`."""
        others = (self._named(former) for former in former_names(name))
        return any(other and set(units).isdisjoint(other) for other in others)

    def unit_in(self, name: str, year: int) -> Unit | None:
        """The unit a name stands for in the territory of a year (as it stood on 31 December)."""
        day = date(year, 12, 31)
        return next((u for u in self.named(name) if u.valid(day)), None)

    def unit_printed(self, name: str, year: int) -> Unit | None:
        """Like `unit_in`, for a name in a table: `TP. Hải Dương` is no province there but a city within it."""
        return None if self.below_province(name, year) else self.unit_in(name, year)

    def below_province(self, name: str, year: int) -> bool:
        """Whether a name is that of a city within the province it is called after: `TP. Hải Dương`."""
        if not says_city(name):
            return False
        unit = self.unit_in(name, year)
        return (
            unit is not None and unit.kind == "province" and "city" not in (unit.type, *(f.type for f in unit.former))
        )

    def find_units(self, name: str) -> tuple[Unit, ...]:
        """Like `named`, but an unknown name raises `UnknownName` with the nearest spellings."""
        units = self.named(name)
        if not units and name in self.units:
            return (self.units[name],)
        if not units:
            raise UnknownName(t("tỉnh, thành phố", "province"), name, self.suggest_units(name))
        return units

    def suggest_units(self, name: str, year: int | None = None) -> tuple[str, ...]:
        """Official names that look like a name: only ever shown, never used."""
        units = [u for u in self.units.values() if year is None or u.valid(date(year, 12, 31))]
        known = {u.official(year): u.spellings for u in units}
        return nearest(name, known) or nearest(name.partition("(")[0], known)

    def provinces(self, year: int) -> tuple[Unit, ...]:
        """The provinces of a year (as they stood on 31 December), in code order."""
        day = date(year, 12, 31)
        found = (u for u in self.units.values() if u.kind == "province" and u.valid(day))
        return tuple(sorted(found, key=lambda u: u.code))

    def members(self, unit: Unit) -> tuple[Unit, ...]:
        """The units that were merged into this one; empty for a unit never formed by a merger."""
        merges = (e for e in self.events if e.kind == "merge" and unit.id in e.successors)
        found = (self.units[i] for e in merges for i in e.predecessors)
        return tuple(sorted(found, key=lambda u: sort_key(u.vi)))

    def successor(self, unit: Unit) -> Event | None:
        """The merger that ended a unit, if one did."""
        merges = (e for e in self.events if e.kind in ("merge", "split") and unit.id in e.predecessors)
        return next(merges, None)

    # --- indices -------------------------------------------------------------------------------

    @cached_property
    def indices(self) -> Mapping[str, Index]:
        """Every index by id; PAR INDEX, SIPAS, PAPI first."""
        found = {i.id: i for i in self._entries("indices/*.toml", "", entries.index_of)}
        first = [i for i in ("par-index", "sipas", "papi") if i in found]
        return {i: found[i] for i in (*first, *(i for i in found if i not in first))}

    @cached_property
    def all_indicators(self) -> Mapping[str, Indicator]:
        """Every indicator of every index by concept id."""
        return {i.id: i for index in self.indices.values() for i in index.indicators.values()}

    @lru_cache(maxsize=64)  # noqa: B019
    def frameworks(self, index: str) -> tuple[Framework, ...]:
        """The frameworks of an index in order of years."""
        found = {f.id: f for f in self._entries(f"frameworks/{index}/*.toml", "", entries.framework_of)}
        return tuple(sorted(found.values(), key=lambda f: f.first_year))

    @lru_cache(maxsize=64)  # noqa: B019
    def editions(self, index: str) -> Mapping[int, Edition]:
        """The editions of an index by year."""
        return {e.year: e for e in self._entries(f"editions/{index}/*.toml", "", entries.edition_of)}

    def index(self, name: str) -> Index:
        """The index of an id or of one of its words, in any spelling; else `UnknownName`."""
        for index in self.indices.values():
            if fold(name) in {fold(w) for w in (index.id, index.short, index.vi, index.en, *index.words)}:
                return index
        raise UnknownName(t("chỉ số", "index"), name, tuple(self.indices))

    @lru_cache(maxsize=512)  # noqa: B019
    def framework(self, index: str, year: int) -> Framework | None:
        """The framework valid in a year; the edition's own word wins over the interval."""
        edition = self.editions(index).get(year)
        found = self.frameworks(index)
        if edition and edition.framework:
            return next((f for f in found if f.id == edition.framework), None)
        valid = [f for f in found if f.first_year <= year <= f.last_year]
        return valid[-1] if valid else None  # an open framework ends where a newer one begins

    def indicator(self, name: str, indices: Sequence[str] = ()) -> Indicator:
        """The indicator of a concept id or of one of its names; else `UnknownName`."""
        among = [self.indices[i] for i in (indices or self.indices)]
        wanted = fold(name)
        for index in among:
            for indicator in index.indicators.values():
                if wanted in map(fold, (indicator.id, indicator.vi, indicator.en, *indicator.aliases)):
                    return indicator
        known = {i.id: (i.id, i.vi, i.en) for x in among for i in x.indicators.values()}
        raise UnknownName(t("tiêu chí", "indicator"), name, nearest(name, known))

    def indicator_or_index(self, name: str) -> str:
        """The indicator id of an index's name or of an indicator's; else `UnknownName`."""
        try:
            return self.index(name).id
        except UnknownName:
            return self.indicator(name).id

    def why_not_comparable(self, indicator: str, earlier: int, later: int) -> str:
        """The reason two years of an indicator cannot be compared; empty when they can.

        Declared breaks come first, for their words; beyond them two frameworks are comparable only
        where scale and parts of the indicator are the same all the way down.
        """
        earlier, later = sorted((earlier, later))
        index = self.indices[self.all_indicators[indicator].index]
        for declared in index.breaks:
            if earlier < declared.year <= later and declared.concerns(indicator):
                return t(declared.vi, declared.en)
        before, after = self.framework(index.id, earlier), self.framework(index.id, later)
        if before is None or after is None or before.id == after.id:
            return ""
        if indicator not in before.items or indicator not in after.items:
            return t("chỉ có trong một bộ chỉ số", "part of one framework only")
        if before.shape(indicator) != after.shape(indicator):
            return t("thang điểm hoặc thành phần đã đổi", "scale or parts have changed")
        return ""

    # --- targets ---------------------------------------------------------------------------------

    @cached_property
    def rules(self) -> "Mapping[str, Rule]":
        """The dated rules of staffing cuts by id; an own rule of a known id replaces ours."""
        from parreform.rules import rule_of

        return {rule.id: rule for rule in self._entries("targets/*.toml", "rule", rule_of)}

    # --- corrections ---------------------------------------------------------------------------

    @cached_property
    def relabels(self) -> "tuple[Relabel, ...]":
        """Declared corrections of headings."""
        from parreform import vocabulary

        found = tuple(self._entries("corrections.toml", "relabel", vocabulary.relabel_of))
        for relabel in found:
            self._check_known(relabel)
        return found

    def _check_known(self, relabel: "Relabel") -> None:
        """Refuse a correction of an index or into an indicator that nobody defines."""
        at = t(f"corrections.toml, mục {relabel.id}: ", f"corrections.toml, entry {relabel.id}: ")
        for name, known, what in (
            (relabel.index, self.indices, t("chỉ số", "index")),
            *((i, self.all_indicators, t("tiêu chí", "indicator")) for i in relabel.labels.values()),
        ):
            if name not in known:
                raise UnknownName(at + what, name, nearest(name, {k: (k,) for k in known}))

    @cached_property
    def set_years(self) -> "tuple[SetYear, ...]":
        """Declared corrections of the year of a sheet."""
        from parreform import vocabulary

        return tuple(self._entries("corrections.toml", "set_year", vocabulary.set_year_of))

    @cached_property
    def subjects(self) -> "tuple[Subject, ...]":
        """What titles may speak of that is no result of an index: other indices, other bodies, targets."""
        from parreform import vocabulary

        found = {s.id: s for s in self._entries("subjects.toml", "subject", vocabulary.subject_of)}
        return tuple(found.values())

    @cached_property
    def asides(self) -> "tuple[Aside, ...]":
        """Words beside the figures of a table that do not change what these are."""
        from parreform import vocabulary

        return tuple({a.id: a for a in self._entries("beside.toml", "aside", vocabulary.aside_of)}.values())

    @cached_property
    def leading(self) -> Sayings:
        """What headings over names say where these lead, or are whom one is compared with."""
        return Sayings(word for aside in self.asides for word in aside.leading)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The words that tables of results are entitled with; a group of the user's adds to ours."""
        from parreform import vocabulary

        return frozenset(
            w for _, words in self._entries("titles.toml", "vocabulary", vocabulary.words_of) for w in words
        )

    @cached_property
    def title_lines(self) -> "tuple[TitleLine, ...]":
        """What lines beside a table begin with that are no titles."""
        from parreform import vocabulary

        return tuple(self._entries("titles.toml", "line", vocabulary.title_line_of))

    @cached_property
    def issuers(self) -> frozenset[str]:
        """The offices and persons that issue papers with tables."""
        from parreform import vocabulary

        return frozenset(w for _, words in self._entries("titles.toml", "issuer", vocabulary.words_of) for w in words)

    @cached_property
    def _central(self) -> tuple[str, ...]:
        """What the names of ministries and other central bodies begin with."""
        from parreform import vocabulary

        bodies = self._entries("staffing.toml", "body", vocabulary.words_of)
        return tuple(f"{word.lower()} " for _, words in bodies for word in words)

    def is_central(self, name: str) -> bool:
        """Whether a name is that of a ministry or another central body: its first words say so."""
        return f"{squeeze(name).lower()} ".startswith(self._central)

    @cached_property
    def abbreviations(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Short forms within names of indicators, each with what it may stand for."""
        from parreform import vocabulary

        return tuple(self._entries("spellings.toml", "abbreviation", vocabulary.words_of))

    @cached_property
    def fillers(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Words that a name of an indicator may have or not and stays the same."""
        from parreform import vocabulary

        return tuple(self._entries("spellings.toml", "filler", vocabulary.words_of))

    def other_index(self, text: str) -> "Subject | None":
        """The index without definitions here that a text speaks of."""
        return next((s for s in self._other_indices if s.in_text(text)), None)

    def index_called(self, text: str) -> str:
        """The id of the index, one of ours or another, whose name a text is, whole; empty for any other text."""
        return self._index_names.get(fold(text), "")

    @cached_property
    def _index_names(self) -> Mapping[str, str]:
        others = ((w, s.id) for s in self._other_indices for w in (s.vi, s.en, *s.words))
        ours = ((w, i.id) for i in self.indices.values() for w in (i.id, i.short, i.vi, i.en, *i.words))
        return {fold(word): index for word, index in (*others, *ours) if fold(word)}

    @cached_property
    def _other_indices(self) -> "tuple[Subject, ...]":
        own = {fold(w) for i in self.indices.values() for w in (i.id, i.short, *i.words)}
        return tuple(s for s in self.subjects if s.kind == "index" and own.isdisjoint(map(fold, (s.id, *s.words))))


def nearest(name: str, known: Mapping[str, Sequence[str]], limit: int = 3, least: float = 0.6) -> tuple[str, ...]:
    """The keys whose spellings look most like a name, best first; `least` is how much alike, 1 is the same."""
    from difflib import SequenceMatcher

    wanted = next(iter(bare_name(name)), fold(name))
    scored = []
    for key, spellings in known.items():
        best = max(SequenceMatcher(None, wanted, fold(s)).ratio() for s in spellings)
        if best >= least:
            scored.append((-best, key))
    return tuple(key for _, key in sorted(scored)[:limit])


def _made(make: Callable[..., Entry], entry: Any, content: dict[str, Any], path: Path) -> Entry:
    try:
        return make(entry, content)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        what = f"{type(fault).__name__} {fault}"
        raise ParreformError(
            t(
                f"Tệp định nghĩa {path}: mục {entry!r:.80} sai hoặc thiếu ({what})",
                f"Definition file {path}: entry {entry!r:.80} is wrong or incomplete ({what})",
            ),
            "docs/definitions.md",
        ) from fault


def read_toml(path: Path) -> dict[str, Any]:
    """A definition file; a fault in it is told with its name and line."""
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ParreformError(
            t(f"Tệp định nghĩa {path} không đọc được: {fault}", f"Definition file {path} is unreadable: {fault}")
        ) from fault
