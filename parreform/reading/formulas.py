"""The formulas of a sheet by cell, read from the file only when somebody asks for them.

A formula filled down a column is written once; the cells that follow name the first one and its text is moved.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple


class Follower(NamedTuple):
    """A cell whose formula is that of another cell, moved."""

    first: tuple[int, int]
    text: str
    down: int
    right: int


Written = Mapping[tuple[int, int], str | Follower]
"""What a file holds for each cell, by zero-based row and column."""


@dataclass(eq=False)
class Formulas(Mapping[tuple[int, int], str]):
    """Formulas by zero-based row and column of the sheet. `names` are those that the workbook defines, in small letters."""

    load: Callable[[], Written] = dict
    names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _written(self) -> Written:
        return self.load()

    def __getitem__(self, place: tuple[int, int]) -> str:
        found = self._written[place]
        if isinstance(found, str):
            return found
        from parreform.references import moved  # a file without formulas loads no more than this module

        return moved(found.text, found.down, found.right)

    def __bool__(self) -> bool:
        """Whether there may be any; nothing is read for the answer."""
        return self.load is not dict

    def __contains__(self, place: object) -> bool:
        return place in self._written

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)

    def likeness(self, place: tuple[int, int]) -> object:
        """What formulas share that say the same of their own rows: `C3*2` in row 3 and `C4*2` in row 4."""
        found = self._written[place]
        return found.first if isinstance(found, Follower) else found.replace(str(place[0] + 1), "#")


_PREFIXED = re.compile(rb"<\w+:(?:worksheet|sheetData)\b")
PREFIXED_FORMULA = re.compile(rb"<\w+:f[\s/>]")


def parts_with_formulas(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts that formulas are read from: sheets that hold some and what says their names; none without formulas."""
    held = {name: part for name, part in parts.items() if b"sheetData" in part and holds_formulas(part)}
    if not held:
        return {}
    named = {name: part for name, part in parts.items() if name.endswith((".rels", "workbook.xml"))}
    return {**held, **named}


def names_its_space(part: bytes) -> bool:
    """Whether the XML of a sheet writes its elements with the name of their space: `<x:sheetData>`."""
    return _PREFIXED.search(part[:2000]) is not None


def holds_formulas(part: bytes) -> bool:
    """Whether the XML of a sheet has a formula; only one that names its space writes it otherwise than `<f`."""
    return b"<f" in part or (names_its_space(part) and PREFIXED_FORMULA.search(part) is not None)
