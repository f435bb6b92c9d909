"""Other ways to write the name of an indicator: abbreviated, with or without words that say nothing.

`Thủ tục HC công` is `Thủ tục hành chính công`, `Công khai, minh bạch trong ra quyết định tại địa phương` the same name as
with `việc` and `ở`. A name still matches whole, word by word; what could be two indicators stays unread.
"""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import product

from parreform.catalog import Catalog
from parreform.labels import without_years
from parreform.text import Folded, fold

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3
"""An abbreviation of fewer letters says nothing where it stands alone: `MT`, `KT`."""
_MOST = 16
"""So many readings of one heading are no names."""


class Spellings:
    """The abbreviations and fillers of the definitions, ready to be looked up."""

    def __init__(self, catalog: Catalog) -> None:
        full = {short.lower(): [_joined(words) for words in found] for short, found in catalog.abbreviations}
        self._full: Mapping[str, Sequence[str]] = {**{str(fold(short)): words for short, words in full.items()}, **full}
        self._fillers = frozenset(word for _, words in catalog.fillers for word in words)
        self._bare_fillers = frozenset(str(fold(word)) for word in self._fillers)

    @classmethod
    def of(cls, catalog: Catalog) -> "Spellings":
        """The spellings of a catalog, made once."""
        known: dict[str, Spellings] = catalog.__dict__.setdefault("_other_spellings", {})
        if "" not in known:
            known[""] = cls(catalog)
        return known[""]

    def keys(self, words: str) -> frozenset[Folded]:
        """What a name is looked up by: one key for each way to read its abbreviations."""
        said = _WORD.findall(unicodedata.normalize("NFC", without_years(words)).lower())
        if not said or (len(said) == 1 and len(said[0]) < _SHORTEST):
            return frozenset()
        fillers = self._bare_fillers if words.isascii() else self._fillers
        readings = [self._full.get(word) or (_plain(word),) for word in said if word not in fillers]
        if math.prod(map(len, readings)) > _MOST:
            return frozenset()
        return frozenset(fold("".join(parts)) for parts in product(*readings)) - {fold("")}


def _joined(words: str) -> str:
    return "".join(map(_plain, _WORD.findall(words)))


def _plain(word: str) -> str:
    """An English word without the `s` of its plural, and as the British spell it: `Organizational structures`."""
    if not word.isascii() or len(word) <= _SHORTEST:
        return word
    return word.removesuffix("s").replace("iz", "is")
