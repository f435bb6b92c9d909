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
    return bool(key) and bool(_pattern(catalog).fullmatch(key))


def _pattern(catalog: Catalog) -> re.Pattern[str]:
    """What such headings are folded to, made once a catalog."""
    made: dict[str, re.Pattern[str]] = catalog.__dict__.setdefault("_attributes", {})
    if not made:
        named, units = (_any_of(w for a in catalog.asides for w in of(a)) for of in (_ATTRIBUTES, _UNITS))
        made[""] = re.compile(f"{units}*{named}(?:{named}|{units})*")
    return made[""]


_ATTRIBUTES, _UNITS = attrgetter("attributes"), attrgetter("units")


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(set(map(fold, words)), key=len, reverse=True))})"
