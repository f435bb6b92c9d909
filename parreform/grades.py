"""Classes of results by their words: `Tốt`, `Nhóm trung bình cao`, `A`. A number alone is none."""

import re

from parreform.catalog import Catalog
from parreform.text import Folded, fold

_WORDS = re.compile(r"\w+")
_OF_KINDS = frozenset(map(fold, "nhóm loại hạng mức đặc biệt I II III IV V group class".split()))
"""What classes of provinces and cities are called too: `Loại I`, `Đặc biệt`."""


def classes_of(catalog: Catalog) -> frozenset[Folded]:
    """The words of the definitions that classes of results consist of, folded once."""
    made: dict[str, frozenset[Folded]] = catalog.__dict__.setdefault("_classes", {})
    if not made:
        made[""] = frozenset(fold(w) for a in catalog.asides for w in a.classes)
    return made[""]


def is_grade(catalog: Catalog, text: str) -> bool:
    """Whether a text is a class of results by its words, no number alone."""
    words, classes = _WORDS.findall(text), classes_of(catalog)
    return any(not w.isdigit() for w in words) and all(w.isdigit() or fold(w) in classes for w in words)


def judges(text: str) -> bool:
    """Whether a class says how good a result is: `Loại I` may be the kind of a city."""
    return any(fold(w) not in _OF_KINDS for w in _WORDS.findall(text) if not w.isdigit())
