"""What provinces are beside their scores: `Dân số`, `GRDP (tỷ đồng)`. Nobody reads it, and no `Điểm` belongs to it."""

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter

from parreform.catalog import Catalog
from parreform.headings import is_numbering, is_scale, is_year_mark
from parreform.labels import label_key, split_label
from parreform.text import fold

_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")


def heads_attribute(catalog: Catalog, path: Sequence[str]) -> bool:
    """Whether the heading right above a column says what a province is: made of the words of the definitions alone."""
    telling = (p for p in reversed(path) if not (is_scale(p) or is_numbering(p) or is_year_mark(p)))
    label = next(telling, "")
    key = label_key(_BRACKETS.sub(" ", split_label(label)[1]))
    return bool(key) and _made_of(key, *_words(catalog))


def _made_of(key: str, names: Iterable[str], units: Iterable[str]) -> bool:
    """Whether a folded text is nothing but such words, at least one of them a name: a pattern takes longer to make."""
    reached = {(0, False)}  # how far, and whether past a name
    for at in range(len(key)):
        for named in (n for n in (False, True) if (at, n) in reached):
            reached |= {(at + len(w), True) for w in names if key.startswith(w, at)}
            reached |= {(at + len(w), named) for w in units if key.startswith(w, at)}
    return (len(key), True) in reached


def _words(catalog: Catalog) -> tuple[frozenset[str], frozenset[str]]:
    """The names of attributes and their units as they are folded, made once a catalog."""
    made: dict[str, tuple[frozenset[str], frozenset[str]]] = catalog.__dict__.setdefault("_attributes", {})
    if not made:
        names, units = (frozenset(fold(w) for a in catalog.asides for w in of(a)) for of in (_ATTRIBUTES, _UNITS))
        made[""] = names, units
    return made[""]


_ATTRIBUTES, _UNITS = attrgetter("attributes"), attrgetter("units")
