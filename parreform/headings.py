"""What a heading means: which indicator, and which measure of it. One that is not understood is reported, not guessed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from parreform.catalog import Catalog
from parreform.entries import Framework, Indicator
from parreform.labels import label_key, roman_number, split_label, variants, without_years
from parreform.measures import (
    VALUE_MEASURES,
    heads_bounds,
    is_by_ministry,
    is_numbering,
    is_period,
    is_published,
    is_scale,
    is_year_mark,
    measure_of,
    names_home_affairs,
    with_bounds,
    year_of_path,
    years_in,
)
from parreform.spellings import Spellings
from parreform.text import Folded, fold, says, squeeze

BLANK_SAYS_NOTHING = "(Ô trống là chưa nhập)"
"""Printed on a table whose blank cells make no statement, however many units it covers: our blank workbooks."""

_SUM = frozenset("cong tong tongdiem tongcong tongso diemtong total totalscore".split())
_SUM_OF_PART = re.compile(
    r"(?:(?:tong|diem|total)(?:cong|diem|so|sodiem)?(?:chiso)?|cong)(?:trucnoidung|noidung|truc|nd|linhvuc|lv|muc|phan|dimension|dim|area)(?P<number>\d{0,2})"
)
_SATISFACTION = frozenset("tylehailong mucdohailong chisohailong".split())
_NATIONAL = frozenset("canuoc toanquoc chung  trongcanuoc national".split())
_REGIONAL = frozenset("vung khuvuc cum mien trongvung theovung trongcum theokhuvuc regional region".split())

_OVERALL = frozenset(
    "xephangchung hangchung thuhangchung chung diemchung diemsochung chisochung tongchung tongdiemchung tonghop"
    " ketquachung overall overallscore".split()
)
"""Ranks and scores that are those of the total, whatever they stand beside."""
_WHOLE_BEFORE = ("Tổng", "Tổng điểm", "Tổng số điểm", "Tổng cộng", "Điểm tổng", "Điểm tổng hợp", "Total", "Overall")
_WHOLE_BEHIND = ("chung", "tổng", "tổng hợp", "tổng cộng", "total", "overall", "overall score", "total score")
"""What stands before and behind the name of an index that is meant as a whole."""
_PUBLISHED_BEHIND = re.compile(
    r"(.*?\w)\s*\(?(?:(?:đã|được|da|duoc)\s+)*(?:công bố|cong bo|published)\)?", re.IGNORECASE
)
"""A name with the word that its scores are the published ones: `Chỉ số CCHC được công bố`."""
_IN_BRACKETS = re.compile(r"(.*\w)\s*\(([^()]+)\)")
_INDEX = "Chỉ số"
"""What is left out of a name behind a word for a measure: `Hạng hài lòng` is that of `Chỉ số hài lòng`."""
_COMPUTED = re.compile(r"\((?:tính toán|computed)\)", re.IGNORECASE)
_NUMBERED = {
    "par-index": re.compile(r"(?:parindex|par)?(?:lv|linhvuc|chisolinhvuc|area)(\d{1,2})"),
    "papi": re.compile(r"(?:papi)?(?:nd|noidung|trucnoidung|csnd|chisonoidung|dimension|dim|d)(\d{1,2})"),
}
"""How the parts of an index are called by their number alone: that of the framework of the year."""
_PART = re.compile(r"\d\.\d{1,2}")


@dataclass(frozen=True, slots=True)
class Heading:
    """The meaning of one column's headings. `indicator` is set for the measures that are values.

    `explicit` tells that a word for the measure itself is printed, not the indicator's name alone; `bare`
    that nothing else is, so that the indicator must be told by the columns beside it.
    """

    measure: str
    indicator: str = ""
    number: str = ""
    words: str = ""
    computed: bool = False
    year: int | None = None
    explicit: bool = False
    bare: bool = False


class Labels:
    """The headings under which an index's indicators appear in print."""

    def __init__(self, catalog: Catalog, index: str) -> None:
        self.index = catalog.indices[index]
        self._indices = frozenset(catalog.indices)
        self._spellings = Spellings.of(catalog)
        self._table: dict[Folded, list[str]] = {}
        self._said: list[tuple[str, str]] = []
        self._numbers: dict[str, set[str]] = {}
        self._found: dict[str, tuple[str, ...]] = {}
        self._after: dict[str, tuple[str, ...]] = {}
        self._names = (self.index.short, f"{_INDEX} {self.index.short}", *self.index.words)
        self._called = tuple(f"{word} " for word in sorted(self.index.called, key=len, reverse=True))
        self._add(self.index.indicators[index], (f"{_INDEX} {self.index.short}", *map(" ".join, self._whole_names())))
        for indicator in self.index.indicators.values():
            self._add(indicator, (indicator.vi, indicator.en, *indicator.aliases))
        self._frameworks = catalog.frameworks(index)
        for framework in self._frameworks:
            for item in framework.items.values():
                if item.indicator in self.index.indicators:
                    self._add(self.index.indicators[item.indicator], (item.vi, item.en))
                    self._numbers.setdefault(item.indicator, set()).add(item.number)

    def _whole_names(self) -> Iterator[tuple[str, str]]:
        """What the index is called as a total: `SIPAS chung`, `Tổng điểm PAR INDEX`."""
        for name in self._names:
            yield from ((said, name) for said in _WHOLE_BEFORE)
            yield from ((name, said) for said in _WHOLE_BEHIND)

    def _add(self, indicator: Indicator, labels: Iterable[str]) -> None:
        for label in labels:
            words = split_label(label)[1]
            key = label_key(words)
            ids = self._table.setdefault(key, []) if key else []
            if indicator.id not in ids:
                ids.append(indicator.id)
                self._said += [(words, indicator.id)] if indicator.level != "criterion" else []  # whole sentences

    @classmethod
    def of(cls, catalog: Catalog, index: str) -> "Labels":
        """The labels of an index, made once a catalog."""
        known: dict[str, Labels] = catalog.__dict__.setdefault("_labels", {})
        if index not in known:
            known[index] = cls(catalog, index)
        return known[index]

    def prepare(self) -> None:
        """Make the table of other spellings, which few headings are looked up in, now."""
        self._by_spelling  # noqa: B018 - made by being asked for

    @property
    def total(self) -> str:
        """The indicator that is the index itself."""
        return self.index.id

    @property
    def of_home_affairs(self) -> bool:
        """Whether the Ministry of Home Affairs may have published the index: its publisher, or none is named."""
        return not self.index.publisher or fold("Bộ Nội vụ") in fold(self.index.publisher)

    def _items(self, **said: str) -> frozenset[str]:
        """The indicators that any framework says something of."""
        items = (i for f in self._frameworks for i in f.items.values())
        return frozenset(i.indicator for i in items if all(getattr(i, k) == v for k, v in said.items()))

    @cached_property
    def appraised(self) -> frozenset[str]:
        """The part whose points the ministry gives for documents; none where an index has no such part."""
        return self._items(origin="appraised")

    @cached_property
    def areas(self) -> frozenset[str]:
        """The parts that an index falls into by area."""
        return self._items(cut="area", parent=self.index.id)

    def find(self, words: str) -> tuple[str, ...]:
        """Every indicator of the index that these words name, or both they and those in brackets: `Chỉ số CCHC (PAR INDEX)`."""
        if words not in self._found:
            self._found[words] = self._find(words)
        return self._found[words]

    def _find(self, words: str) -> tuple[str, ...]:
        if label_key(words) in self._table:
            return tuple(self._table[label_key(words)])
        if both := _IN_BRACKETS.fullmatch(squeeze(without_years(words))):
            first, second = self.find(both[1]), self.find(both[2])
            return tuple(i for i in first if i in second)
        parts = [(p, self._named(p)) for p in variants(words)[1:]]
        told = all(named or _says_no_more(p) for p, named in parts)
        twice = next((named for _, named in parts if named), ()) if told else ()
        return tuple(twice or self._after_name(words) or self._spelled(words))

    def _named(self, words: str) -> Sequence[str]:
        """The indicators that some words are a name of, as they stand or spelled otherwise."""
        return self._table.get(label_key(words)) or self._spelled(words)

    def _spelled(self, words: str) -> Sequence[str]:
        """The indicators that some words name in another spelling: `Thủ tục HC công`; several where it could be each."""
        found = (i for key in self._spellings.keys(words) for i in self._by_spelling.get(key, ()))
        return tuple(dict.fromkeys(found))

    @cached_property
    def _by_spelling(self) -> Mapping[Folded, Sequence[str]]:
        table: dict[Folded, list[str]] = {}
        for words, indicator in self._said:
            for key in self._spellings.keys(words):
                table.setdefault(key, []).append(indicator)
        return table

    def _after_name(self, words: str) -> tuple[str, ...]:
        """The parts named behind the name of the index, or what its parts are called: `PAPI Dimension 1: Participation`."""
        own = next((n for n in (*self._names, *self._called) if words.lower().startswith(n.lower())), "")
        number, rest = split_label(words[len(own) :].lstrip(" :-–._")) if own else ("", "")
        found = self._named(rest) if rest else ()
        parts = (i for i in found if i != self.total and i.rsplit(".", 1)[-1] not in self._indices)  # `PAPI - SIPAS`
        return tuple(i for i in parts if not number or number in self._numbers.get(i, (number,)))

    def number_called(self, words: str) -> str:
        """The number of a part where a heading says nothing more: `Lĩnh vực 3`, `ND1`; else empty."""
        called = _NUMBERED.get(self.index.id)
        match = called.fullmatch(label_key(words)) if called else None
        return match[1] if match else ""

    def _by_number(self, words: str, framework: Framework | None) -> tuple[str, ...]:
        """The part that a framework prints under a number that is all a heading says."""
        number = self.number_called(words) if framework else ""
        items = framework.items.values() if number and framework else ()
        return tuple(i.indicator for i in items if i.number == number and i.parent == self.index.id)

    def begun(self, number: str, words: str, framework: Framework | None) -> str:
        """The part printed under a number whose name begins with these words or holds them: `D5_Public`, `d4_corruption`."""
        for item in framework.items.values() if framework and number and fold(words) else ():
            known = self.index.indicators.get(item.indicator)
            names = (item.vi, item.en, *((known.vi, known.en, *known.aliases) if known else ()))
            said = (fold(name).startswith(fold(words)) or says(name, words) for name in names)
            if item.number == number and any(said):
                return item.indicator
        return ""

    def numbered(self, label: str, over: Sequence[str], framework: Framework | None) -> str:
        """The part that a bare number stands for below the heading of its whole: `1.1` below `1. Tham gia`; else empty."""
        whole = label.partition(".")[0]
        if not framework or not _PART.fullmatch(label) or all(split_label(p)[0] != whole for p in over):
            return ""
        return next((i.indicator for i in framework.items.values() if i.number == label), "")

    def find_after_measure(self, words: str) -> tuple[str, ...]:
        """Like `find`, also where a word for a measure stands in front: `Thứ hạng SIPAS`, `Điểm hài lòng`."""
        if words not in self._after:
            tails = [tail for _, tail in _after_measures(words)]
            found = map(self.find, (words, *tails, *(f"{_INDEX} {tail}" for tail in tails)))
            self._after[words] = next(filter(None, found), ())
        return self._after[words]

    def measure_before(self, words: str) -> str:
        """The measure in front of what these words name, `rank` of `Thứ hạng SIPAS`; empty where they are its whole name."""
        if self.find(words):
            return ""
        found = (of for of, tail in _after_measures(words) if self.find(tail) or self.find(f"{_INDEX} {tail}"))
        return next(found, "")

    def choose(self, words: str, framework: Framework | None, cut: str, parent: str) -> str:
        """The one indicator these words name in a framework; empty when none or several do."""
        found = self.find(words) or self._by_number(words, framework)
        if len(found) > 1 and framework:
            found = tuple(i for i in found if i in framework.items) or found
            same_cut = tuple(
                i for i in found if not cut or (framework.items.get(i) and framework.items[i].cut in ("", cut))
            )
            found = same_cut or found
        if len(found) > 1 and parent:
            found = tuple(i for i in found if i.startswith(parent + ".")) or found
        return found[0] if len(found) == 1 else ""


def _after_measures(words: str) -> list[tuple[str, str]]:
    """Each way to part a word for a measure in front from the rest: that measure and the rest."""
    heads = words.split(" ")
    parted = ((measure_of(" ".join(heads[:n])), " ".join(heads[n:])) for n in range(1, min(4, len(heads))))
    return [(of, rest) for of, rest in parted if of in VALUE_MEASURES]


def _says_no_more(words: str) -> bool:
    """Whether words only repeat in another language what figures are: not that they are a change or the last year's."""
    return measure_of(words) not in ("", "change", "target", "mean", "average", "previous", "self")


def _is_wordless(label: str) -> bool:
    """Whether a heading says nothing but what its figures are counted in or can be at most: `(%)`, `(tối đa 100)`.

    Published sums are not weighted, whether a heading says so or not. `???` says that somebody does not know.
    """
    words = split_label(label)[1]
    return label_key(words) in _UNWEIGHTED and not measure_of(words) and "?" not in label


_UNWEIGHTED = frozenset(("", "khongtrongso", "khongcotrongso", "chuacotrongso", "unweighted", "nonweighted"))


_SAYS = re.compile(r"[^\W_]|[%‰]")
"""What a heading says anything by: `-`, `…`, `*` alone are as good as none."""


def _beside(path: Sequence[str], labels: Labels) -> str:
    """What the figures are where a heading above them says that they are no results: a change, a target, a period.

    A span of years over columns that each give their own year only groups them.
    """
    for label in reversed(path):
        if is_period(label):
            return "period"
        if years_in(label) and measure_of(split_label(label)[1]) != "change":
            break
    for label in path:
        words = split_label(label)[1]
        measure = "" if labels.find(words) else measure_of(words)
        if label_key(words) in _REGIONAL and any(measure_of(split_label(p)[1]) == "rank" for p in path):
            return "regional"
        if measure in ("change", "target", "previous", "regional", "weighted") or (
            measure == "self" and "thamdinh" not in fold(words)
        ):
            return measure
    return ""


def read_heading(path: Sequence[str], labels: Labels, framework: Framework | None, cut: str, parent: str) -> Heading:
    """The meaning of the headings above one column, from the widest to the one right above the values."""
    measure, indicator, number, words = _beside(path, labels), "", "", ""
    path = [p for p in with_bounds(path) if not _says_scope(p, path) and not _heads_years(p, path)]
    if path and (all(map(is_numbering, path)) or not (measure or any(map(_SAYS.search, path)))):
        return Heading("score", words=path[-1])
    telling = [p for p in path if not (is_scale(p) or is_numbering(p) or is_year_mark(p) or _is_wordless(p))]
    telling = [p for p in telling if not heads_bounds(p)] or telling
    if len(telling) > 1 and label_key(split_label(telling[-1])[1]) in _SATISFACTION:
        telling = telling[:-1]  # that of the part, or of the people, who stand over it
    if len(telling) > 1 and _sums_up(telling[-1], telling[-2]) and labels.find(split_label(telling[-2])[1]):
        telling = telling[:-1]  # the sum of the part that stands over it
    for label in reversed(telling):
        label_number, label_words = split_label(label)
        found, (named, of_rank) = _meaning(label_words, labels, framework, cut, parent)
        if not named and not found:
            named = labels.begun(label_number, label_words, framework) or labels.numbered(label, path, framework)
        if not (named or found or indicator or measure):
            # the words right above the values are not understood: what stands over them may be a group
            return Heading("score", words=label_words, number=label_number, year=year_of_path(path))
        if named and not indicator:
            indicator, number, measure = named, label_number or roman_number(label), measure or of_rank
        elif found and not measure and (not indicator or found in VALUE_MEASURES):
            measure = found  # of this column, or of the group of indicators that it is one of
        words = words or label_words
        number = number or (label_number if not indicator else "")
    if indicator and measure in ("", "score") and _of_which(telling, indicator, labels, framework):
        measure = "part"
    beside = bool(measure) and measure not in VALUE_MEASURES
    bare = bool(path) and not indicator and not beside and _bare(telling)
    others = not labels.of_home_affairs and any(names_home_affairs(split_label(p)[1]) for p in telling)
    indicator = labels.total if bare and not others else indicator
    bare = bare and not (telling and all(_of_whole(split_label(p)[1]) for p in telling))
    return Heading(
        measure or "score",
        "" if beside else indicator,
        number,
        words,
        any(_COMPUTED.search(p) for p in path),
        year_of_path(path),
        explicit=bool(measure),
        bare=bare,
    )


def _sums_up(label: str, part: str) -> bool:
    """Whether a label below a part says that its figures are the part's own: `Tổng`, `Tổng nội dung 1` below `1. Tham gia`."""
    found = _SUM_OF_PART.fullmatch(label_key(label))
    number, own = found["number"] if found else "", split_label(part)[0]
    return label_key(label) in _SUM or (found is not None and (not number or number == own))


def _of_whole(words: str) -> bool:
    """Whether words for scores or ranks say that these are the index's own: `Hạng chung`, `Điểm Bộ Nội vụ công bố`."""
    return label_key(words) in _OVERALL or is_published(words)


def names_whole(words: str) -> bool:
    """Whether words in a row among those of parts say that its figures are those of the whole: `Chỉ số chung`."""
    return label_key(words) in _OVERALL and measure_of(words) == "score"


def says_overall(label: str) -> bool:
    """Whether the heading of ranks calls them overall, by whatever is compared: `Hạng tổng hợp`, `Xếp hạng chung`."""
    return any(says(label, w) for w in ("chung", "tổng hợp", "chung cuộc", "toàn diện", "overall", "combined"))


def _of_which(telling: Sequence[str], indicator: str, labels: Labels, framework: Framework | None) -> bool:
    """Whether a heading below the name of an area says which part of its points a column holds: `Thẩm định` below `TTHC`.

    Areas and origins cut the same points in two ways. `SIPAS` below the area of impact is whole in it.
    """
    items = framework.items if framework else {}
    own = items.get(indicator)
    over = [items[i] for label in telling[:-1] for i in labels.find(split_label(label)[1]) if i in items]
    if indicator == labels.total or not over or (own is not None and own.cut in ("", "area")):
        return False
    parent = own.parent if own else ""
    impact = (parent, parent.removesuffix("-block"))  # the area holds two of the three that the block does
    return all(item.cut == "area" and item.indicator not in impact for item in over)


def _heads_years(label: str, path: Sequence[str]) -> bool:
    """Whether a label says `Năm` over the year that stands below it."""
    return measure_of(split_label(label)[1]) == "year" and any(is_year_mark(p) for p in path if p != label)


def _says_scope(label: str, path: Sequence[str]) -> bool:
    """Whether a label below a rank only says that it is the one among all provinces: `Xếp hạng` over `Cả nước`."""
    return label_key(label) in _NATIONAL and any(measure_of(split_label(p)[1]) == "rank" for p in path if p != label)


def _meaning(
    words: str, labels: Labels, framework: Framework | None, cut: str, parent: str
) -> tuple[str, tuple[str, str]]:
    """The measure a label stands for, and the indicator it names with the measure in front of it."""
    whole, *parts = variants(words)
    measure = measure_of(whole)
    if not measure and parts and all(map(measure_of, parts)):
        measure = measure_of(parts[0])
    named, of = _named(whole, measure, labels, framework, cut, parent)
    told = {m for p in parts if (m := measure_of(p)) in VALUE_MEASURES} if named and not measure and not of else set()
    return measure, (named, told.pop() if len(told) == 1 else of)  # `XH` over `PAR` in one cell


def _bare(telling: Sequence[str]) -> bool:
    """Whether the headings hold nothing but words for measures, so that they speak of the index itself."""
    return all(
        measure_of(words) or all(map(measure_of, variants(words)[1:] or ("",)))
        for _, words in map(split_label, telling)
    )


def _named(
    words: str, measure: str, labels: Labels, framework: Framework | None, cut: str, parent: str
) -> tuple[str, str]:
    """Indicator named by a label and the measure in front of it: `Xếp hạng SIPAS` is (sipas, rank)."""
    named = labels.choose(words, framework, cut, parent)
    if not named and labels.appraised and is_by_ministry(words):
        named = min(labels.appraised)
    if named or measure:
        return named, ""
    for prefix, of in (
        ("xếp hạng", "rank"),
        ("thứ hạng", "rank"),
        ("hạng", "rank"),
        ("xh", "rank"),
        ("điểm", "score"),
        ("kết quả", "score"),
        ("kq", "score"),
        ("rank", "rank"),
    ):
        spaced = squeeze(words.replace("_", " "))
        if fold(spaced).startswith(fold(prefix)):
            rest = " ".join(spaced.split(" ")[len(prefix.split(" ")) :])
            named = labels.choose(rest, framework, cut, parent) if rest else ""
            named = named or (labels.choose(f"{_INDEX} {rest}", framework, cut, parent) if rest else "")
            if named:
                return named, of
    if published := _PUBLISHED_BEHIND.fullmatch(words):
        return labels.choose(published[1], framework, cut, parent), ""
    head, _, last = squeeze(words.replace("_", " ")).rpartition(" ")
    of = measure_of(last) if last.isascii() and head else ""
    named = labels.choose(head, framework, cut, parent) if of in ("rank", "score", "ci_low", "ci_high") else ""
    return (named, of) if named else ("", "")
