"""The words of staffing tables, from `definitions/staffing.toml`: categories, kinds, reasons, who assigned, scopes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from parreform.analysis.staffing import Bound, Effect
from parreform.catalog import Catalog
from parreform.entries import Unit
from parreform.labels import split_label
from parreform.lone import names_body
from parreform.settings import t
from parreform.text import Folded, fold, says, squeeze, without_from
from parreform.vocabulary import words_of

FILE = "staffing.toml"
Counts = Literal["posts", "people", "units"]
Term = TypeVar("Term", bound="Word")


@dataclass(frozen=True, slots=True)
class Word:
    """An id with its names in both languages and the ways it is written."""

    id: str
    vi: str
    en: str
    words: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name in the current language."""
        return t(self.vi, self.en)

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way it is written."""
        return (self.id, self.vi, self.en, *self.words)


@dataclass(frozen=True, slots=True)
class Category(Word):
    """What is counted: `counts` keeps posts, people and units apart. `within` are words below its parent only.

    `anywhere` tells that its words mean the whole of it also below another category, `left` that it counts people who left.
    """

    counts: Counts = "posts"
    parent: str = ""
    within: tuple[str, ...] = ()
    anywhere: bool = False
    left: bool = False


@dataclass(frozen=True, slots=True)
class Kind(Word):
    """What sort of number it is. `plain` is its group in the output contract; `number` what a bare figure counts."""

    plain: str = ""
    number: str = "assigned"


@dataclass(frozen=True, slots=True)
class Reason(Word):
    """Why posts went or came; its words are looked for inside a label."""

    effect: Effect = "other"
    direction: Literal["out", "in", ""] = ""


@dataclass(frozen=True, slots=True)
class Measured(Word):
    """Words of labels for what is measured. They say nothing of a row where all columns measure one of `measures`.

    Those without measures say nothing of any row, at its beginning: `Số`, `Tổng số`.
    """

    measures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Said:
    """What one phrase says about a line: its kind, and with it who assigned, a bound, a reason."""

    kind: str
    by: str = ""
    bound: Bound = ""
    reason: str = ""


_DATE = re.compile(
    r"(?:tính\s+)?(?:đến|tới|từ|tại)?\s*(?:ngày|thời điểm)?\s*\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d", re.IGNORECASE
)
_YEAR = re.compile(r"(?:năm\s*)?(?<!\d)(?:19|20)\d\d(?!\d)", re.IGNORECASE)
_LEAVES_OUT = re.compile(
    r"(?<!\w)(?:(?:không|chưa)\s+(?:kể|tính|gồm|bao\s+gồm|cộng)(?:\s+(?:đến|cả))?|ngoại\s+trừ|loại\s+trừ|trừ)(?!\w)",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^\s*(?:[-+*•–]+|\(?\d{1,2}[.)]|\(?[a-zđ][.)]|[IVX]{1,5}[.)]|[A-D][.)])\s*", re.IGNORECASE)
_OF_WHICH = re.compile(
    r"^\s*(?:trong\s+(?:đó|tổng\s+số)|chia\s+ra|cụ\s+thể|gồm|bao\s+gồm|of\s+which|including)\s*[:,]?\s*", re.IGNORECASE
)


_SHORTEST = 6
_EVERY = re.compile(r"(?<!\w)(?:các|những)\s+", re.IGNORECASE)
_BRACKETED = re.compile(r"([^()]+)\(([^()]+)\)\s*")


def bare_label(label: str) -> str:
    """A label without numbering, `trong đó:` and marks: `- Trong đó: Điều chuyển` is `Điều chuyển`."""
    text, before = split_label(squeeze(label))[1], ""
    while text != before:
        before = text
        text = _OF_WHICH.sub("", _NUMBERING.sub("", text)).strip(" .:;*")
    return text


def is_of_which(label: str) -> bool:
    """Whether a label says that what follows is a part of the line above."""
    return bool(_OF_WHICH.match(_NUMBERING.sub("", squeeze(label))))


def key_of(label: str) -> Folded:
    """A label for look-up: without numbering, years, dates, case and marks."""
    return fold(_YEAR.sub(" ", _DATE.sub(" ", bare_label(label))))


@dataclass(frozen=True, eq=False)
class Terms:
    """All words of staffing tables. `titles` are the groups of those that titles are made of besides.

    `exclusions` begin what a heading or a label leaves out; `sources` are remarks that say whose report figures are from;
    `abbreviations` are words in short with those they stand for.
    """

    categories: Mapping[str, Category]
    kinds: Mapping[str, Kind]
    reasons: Mapping[str, Reason]
    givers: Mapping[str, Word]
    scopes: Mapping[str, Word]
    phrases: Mapping[Folded, Said]
    measured: Mapping[str, Measured]
    inside: Mapping[str, Word]
    titles: Mapping[str, tuple[str, ...]]
    exclusions: Mapping[str, tuple[str, ...]]
    sources: frozenset[Folded]
    abbreviations: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, catalog: Catalog) -> "Terms":
        """The words of a catalog, made once."""
        known: Terms | None = catalog.__dict__.get("_staffing_terms")
        if known is None:
            known = catalog.__dict__["_staffing_terms"] = _terms(catalog)
        return known

    @cached_property
    def _categories(self) -> Mapping[Folded, str]:
        return {key_of(self.in_full(w)): c.id for c in self.categories.values() for w in c.spellings}

    def names_of(self, category: Category) -> Sequence[Folded]:
        """The names of a category that are long enough to be looked for within texts."""
        return self._names[category.id]

    @cached_property
    def _names(self) -> Mapping[str, Sequence[Folded]]:
        found = {c.id: {fold(self.in_full(s)) for s in c.spellings[1:]} for c in self.categories.values()}
        return {category: [w for w in names if len(w) >= _SHORTEST] for category, names in found.items()}

    @cached_property
    def _kinds(self) -> Mapping[Folded, Said]:
        kinds = {fold(w): Said(k.id) for k in self.kinds.values() for w in k.spellings}
        return {**kinds, **self.phrases}

    @cached_property
    def _scopes(self) -> Mapping[str, set[Folded]]:
        return {s.id: {fold(self.as_exclusion(w)) for w in (s.vi, s.en, *s.words)} for s in self.scopes.values()}

    def category(self, label: str, parent: str = "") -> Category | None:
        """The category a label names; below a parent also by the words that mean a part of it there."""
        label = self.in_full(label)
        key = key_of(label)
        below = [c for c in self.categories.values() if parent and c.parent == parent]
        inner = next((c for c in below if key in {key_of(w) for w in c.within}), None)
        found = self._categories.get(key) or self._twice_named(label)
        return inner or (self.categories[found] if found else None)

    def in_full(self, text: str) -> str:
        """A text with its abbreviations written out, and without words that say nothing: `trong các ĐVSNCL`."""
        return self._short.sub(lambda m: self._full[m[0].lower()], _EVERY.sub("", text))

    @cached_property
    def _full(self) -> Mapping[str, str]:
        return {short.lower(): words[0] for short, words in self.abbreviations.items()}

    @cached_property
    def _short(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self._full)) or '(?!)'})(?!\w)", re.IGNORECASE)

    def _twice_named(self, label: str) -> str:
        """The category that a label names by two of its names: `Biên chế viên chức (số người làm việc)`."""
        parted = _BRACKETED.fullmatch(label)
        names = {self._categories.get(key_of(x), "") for x in parted.groups()} if parted else set()
        return names.pop() if len(names) == 1 else ""

    def without_measures(self, label: str, measures: Iterable[str | None]) -> tuple[str, str]:
        """A label without the words for what all the columns beside it measure; and without those that begin any label, too."""
        found = set(measures)
        words = [w for m in self.measured.values() if m.measures and found <= m.measures for w in m.words]
        plain = _without(words, bare_label(label))
        return plain, _without([w for m in self.measured.values() if not m.measures for w in m.words], plain, "^")

    def said(self, text: str) -> Said | None:
        """What a cell of the column for the kind says."""
        return self._kinds.get(fold(text))

    def reason(self, label: str) -> Reason | None:
        """The reason a label names whole: the first whose words stand in it, not in what it leaves out."""
        if any(says(label, w) for w in self.exclusions["parts"]):
            return None
        return self._reason_in(without_from(label, self.exclusions["behind"], ()))

    def leaves_out(self, label: str) -> bool:
        """Whether a label names a reason and leaves something out: its figures are neither that part nor the whole cut."""
        return self._reason_in(label) is not None and self.reason(label) is None

    def _reason_in(self, text: str) -> Reason | None:
        folded = fold(text)
        return next((r for r in self.reasons.values() if any(fold(w) in folded for w in r.words)), None)

    def reason_id(self, text: str) -> Reason | None:
        """The reason of an id or a name, else the one whose words stand in the text."""
        named = (r for r in self.reasons.values() if fold(text) in map(fold, (r.id, r.vi, r.en)))
        return next(named, None) or self.reason(text)

    def giver(self, text: str) -> str:
        """The id of who assigned, or the text as it stands where it is nobody known."""
        return _known(self.givers, text) if text else ""

    def gave(self, text: str) -> str:
        """Who assigned, where a text says so with the word `giao` beside the body; empty where it does not."""
        folded = fold(text)
        words = ((g.id, fold(w)) for g in self.givers.values() for w in g.words)
        return next((g for g, w in words if "giao" in w and w in folded), "")

    def names_inside(self, text: str) -> bool:
        """Whether a text speaks of a body within a province, or one that has its seat there."""
        return names_body(text) or any(says(text, w) for body in self.inside.values() for w in body.words)

    def scope(self, text: str) -> str:
        """The id of what is left out, or the text as it stands."""
        return _known(self.scopes, text)

    def limits(self, text: str) -> str:
        """The scopes that a title or a heading speaks of, as one id or several joined by `+`."""
        folded = fold(self.as_exclusion(text))
        return "+".join(scope for scope, words in self._scopes.items() if any(w in folded for w in words))

    @staticmethod
    def as_exclusion(text: str) -> str:
        """A text with what it leaves out said in one way, `không kể`: of scopes each way need not be defined."""
        return _LEAVES_OUT.sub("không kể", text)


def _without(words: Iterable[str], text: str, where: str = "") -> str:
    """A text without some words wherever they stand, or where a pattern says."""
    for word in sorted(words, key=len, reverse=True):
        text = squeeze(re.sub(rf"{where}(?<!\w){re.escape(word)}(?!\w)", " ", text, flags=re.IGNORECASE))
    return text


def _known(words: Mapping[str, Word], text: str) -> str:
    wanted = fold(text)
    return next((w.id for w in words.values() if wanted in map(fold, w.spellings)), squeeze(text))


def name_of(words: Mapping[str, Term], wanted: str) -> str:
    """The name of an id in the current language; a text nobody defined stands as it is."""
    return words[wanted].name if wanted in words else wanted


# --- from the definition files -----------------------------------------------------------------------


def _terms(catalog: Catalog) -> Terms:
    phrases = dict(catalog.entries_of(FILE, "phrase", _phrase))
    return Terms(
        _by_id(catalog.entries_of(FILE, "category", _category)),
        _by_id(catalog.entries_of(FILE, "kind", _kind)),
        _by_id(catalog.entries_of(FILE, "reason", _reason)),
        _by_id(catalog.entries_of(FILE, "giver", _word)),
        _by_id(catalog.entries_of(FILE, "scope", _word)),
        MappingProxyType(phrases),
        _by_id(catalog.entries_of(FILE, "measured", _measured)),
        _by_id(catalog.entries_of(FILE, "inside", _word)),
        _groups(catalog.entries_of(FILE, "title", words_of)),
        _groups(catalog.entries_of(FILE, "exclusion", words_of)),
        frozenset(fold(w) for _, words in catalog.entries_of(FILE, "remark", words_of) for w in words),
        _groups(catalog.entries_of(FILE, "abbreviation", words_of)),
    )


def _groups(found: Iterable[tuple[str, tuple[str, ...]]]) -> Mapping[str, tuple[str, ...]]:
    """Groups of words by id; a later group of a known id adds to it."""
    groups: dict[str, tuple[str, ...]] = {}
    for name, words in found:
        groups[name] = (*groups.get(name, ()), *words)
    return groups


def _by_id(found: Iterable[Term]) -> Mapping[str, Term]:
    """Terms by id; a later entry of a known id adds its words to it."""
    terms: dict[str, Term] = {}
    for term in found:
        known = terms.get(term.id)
        terms[term.id] = replace(known, words=(*known.words, *term.words)) if known else term
    return MappingProxyType(terms)


def _names(entry: Mapping[str, Any]) -> tuple[str, str, str, tuple[str, ...]]:
    vi = entry.get("vi", entry["id"])
    return entry["id"], vi, entry.get("en", vi), tuple(entry.get("words", ()))


def _word(entry: Mapping[str, Any], _: Mapping[str, Any]) -> Word:
    return Word(*_names(entry))


def _category(entry: Mapping[str, Any], _: Mapping[str, Any]) -> Category:
    counts, parent = entry.get("counts", "posts"), entry.get("parent", "")
    within, anywhere = tuple(entry.get("within", ())), entry.get("anywhere", False)
    return Category(*_names(entry), counts, parent, within, anywhere, entry.get("left", False))


def _kind(entry: Mapping[str, Any], _: Mapping[str, Any]) -> Kind:
    return Kind(*_names(entry), entry.get("plain", entry["id"]), entry.get("number", "assigned"))


def _reason(entry: Mapping[str, Any], _: Mapping[str, Any]) -> Reason:
    return Reason(*_names(entry), entry.get("effect", "other"), entry.get("direction", ""))


def _measured(entry: Mapping[str, Any], _: Mapping[str, Any]) -> Measured:
    return Measured(*_names(entry), frozenset(entry.get("measures", ())))


def _phrase(entry: Mapping[str, Any], _: Mapping[str, Any]) -> tuple[Folded, Said]:
    said = Said(entry["kind"], entry.get("by", ""), entry.get("bound", ""), entry.get("reason", ""))
    return fold(entry["word"]), said


# --- units -------------------------------------------------------------------------------------------


def aggregate_named(catalog: Catalog, name: str) -> Unit | None:
    """The aggregate a name stands for: all provinces, 29 ministries. Such names mean it in staffing tables only."""
    wanted = fold(name)
    return next((a for a in catalog.aggregates.values() if wanted in map(fold, a.spellings)), None)
