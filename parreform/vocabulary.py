"""What entries of the definitions on words become: what texts around figures speak of, and proven wrong ones.

Only who reads a file needs them; the tables that are asked about need `entries` alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from parreform.text import Folded, Sayings, fold


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Relabel:
    """A publisher's proven wrong headings, and the indicator each really holds."""

    id: str
    index: str
    first_year: int
    last_year: int
    vi: str
    en: str
    labels: Mapping[tuple[str, Folded], str]


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class SetYear:
    """A sheet whose name gives a wrong year, told by the values it must hold."""

    id: str
    sheet: str
    expect: Mapping[str, float]
    year: int
    vi: str
    en: str


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Subject:
    """Something a title may speak of that is no result of an index: `words` are phrases for `text.says`."""

    id: str
    kind: str
    vi: str
    en: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()

    def in_text(self, text: str) -> bool:
        """Whether a text speaks of it."""
        return self._said.said_in(text) and not self._excused.said_in(text)

    @cached_property
    def _said(self) -> Sayings:
        return Sayings(self.words)

    @cached_property
    def _excused(self) -> Sayings:
        return Sayings(self.unless)


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Aside:
    """Words beside figures that do not change what these are: headings of the names, harmless headings and texts.

    `offices` head names too where each is that of a people's committee.
    `flags` and `periods` are the headings that do change it: which rows are results, of what part of a year.
    `counts` are how headings of counts begin, whose whole numbers are no codes.
    `parts` and `best` are words of titles: of a part of the country, of those at the top; `among` of
    notes, that ranks are those among the units shown. `leading` are words of headings
    over names of those at the top or of whom one is compared with. `attributes` with `units`
    head figures that say what a province is, `Dân số (nghìn người)`, and are no score. `notes` are words in headings
    of remarks on the figures of a row; one made of `doubts`, `plans` and `about` alone says that these are not settled,
    without `doubts` that they are those of a plan.
    """

    id: str
    names: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    whole_year: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    best: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TitleLine:
    """Lines above and below a table that are no titles: the words they begin with."""

    id: str
    kind: str
    words: tuple[str, ...]


# --- entries -> frozen values --------------------------------------------------------------------


def relabel_of(r: dict[str, Any], _file: dict[str, Any] | None = None) -> Relabel:
    """Read a correction of headings from its entry in a definition file."""
    labels = {(item["number"], fold(wrong)): item["indicator"] for item in r["label"] for wrong in item["expect"]}
    return Relabel(r["id"], r["index"], r["first_year"], r["last_year"], r["vi"], r.get("en", r["vi"]), labels)


def set_year_of(r: dict[str, Any], _file: dict[str, Any] | None = None) -> SetYear:
    """Read a correction of the year of a sheet from its entry in a definition file."""
    return SetYear(r["id"], r["sheet"], dict(r["expect"]), r["year"], r["vi"], r.get("en", r["vi"]))


def aside_of(r: dict[str, Any], _file: dict[str, Any] | None = None) -> Aside:
    """Read what stands beside figures from its entry in a definition file."""
    return Aside(r["id"], **{kind: tuple(map(str, words)) for kind, words in r.items() if kind != "id"})


def subject_of(r: dict[str, Any], _file: dict[str, Any] | None = None) -> Subject:
    """Read a subject of titles from its entry in a definition file; with `of` each word stands before one of these."""
    words, unless = tuple(r["words"]), tuple(r.get("unless", ()))
    words = tuple(f"{word} {other}" for word in words for other in r["of"]) if "of" in r else words
    return Subject(r["id"], r["kind"], r["vi"], r.get("en", r["vi"]), words, unless)


def words_of(r: dict[str, Any], _file: dict[str, Any] | None = None) -> tuple[str, tuple[str, ...]]:
    """Read a group of words of titles: its id and the words."""
    return r["id"], tuple(r["words"])


def title_line_of(r: dict[str, Any], _file: dict[str, Any] | None = None) -> TitleLine:
    """Read what lines begin with that are no titles."""
    return TitleLine(r["id"], r["kind"], tuple(r["starts"]))
