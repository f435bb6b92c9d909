"""What provinces are beside their scores: `Dân số`, `GRDP (tỷ đồng)`. Nobody reads it, and no `Điểm` belongs to it."""

import re
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from parreform.catalog import Catalog
from parreform.labels import label_key, split_label
from parreform.measures import is_numbering, is_scale, is_year_mark
from parreform.text import Folded, by_letter, consists_of

_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_ByLetter = Mapping[str, Sequence[Folded]]


class _Words(NamedTuple):
    """What such headings are made of, by first letters: names, and what stands around one."""

    names: _ByLetter
    units: _ByLetter
    all: _ByLetter


def heads_attribute(catalog: Catalog, path: Sequence[str]) -> bool:
    """Whether the heading right above a column says what a province is: made of the words of the definitions alone."""
    telling = (p for p in reversed(path) if not (is_scale(p) or is_numbering(p) or is_year_mark(p)))
    label = next(telling, "")
    key = label_key(_BRACKETS.sub(" ", split_label(label)[1]))
    words = _words(catalog)
    parts = (
        (key[:at], key[at + len(w) :])
        for at, c in enumerate(key)
        for w in words.names.get(c, ())
        if w == key[at : at + len(w)]
    )
    return any(_made_of(before, words.units) and _made_of(behind, words.all) for before, behind in parts)


def _made_of(text: str, words: _ByLetter) -> bool:
    return not text or consists_of(Folded(text), words)


def _words(catalog: Catalog) -> _Words:
    """The words of a catalog, made once."""
    made: dict[str, _Words] = catalog.__dict__.setdefault("_attributes", {})
    if not made:
        names, units = ([w for a in catalog.asides for w in of(a)] for of in (_ATTRIBUTES, _UNITS))
        made[""] = _Words(*map(by_letter, (names, units, [*names, *units])))
    return made[""]


_ATTRIBUTES, _UNITS = attrgetter("attributes"), attrgetter("units")
