"""Workbooks as officers make them, all synthetic, and what must come of each."""

from corpus import (
    doubts,
    faults,
    files,
    headers,
    names,
    numbers,
    positions,
    readers,
    shapes,
    titles,
    traps,
    writers,
    years,
)
from corpus.case import CASES, Case
from corpus.model import Book, Cell, Key, Sheet, Span, Tag, Wanted
from corpus.outcome import (
    CATALOG,
    Difference,
    Outcome,
    differences,
    outcome_of_file,
    outcome_of_grids,
)

__all__ = [
    "CASES",
    "CATALOG",
    "Book",
    "Case",
    "Cell",
    "Difference",
    "Key",
    "Outcome",
    "Sheet",
    "Span",
    "Tag",
    "Wanted",
    "differences",
    "doubts",
    "faults",
    "files",
    "headers",
    "names",
    "numbers",
    "outcome_of_file",
    "outcome_of_grids",
    "positions",
    "readers",
    "shapes",
    "titles",
    "traps",
    "writers",
    "years",
]
