"""One case: how the workbook is built and what must come of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from corpus.model import Book

CASES: dict[str, "Case"] = {}
Builder = Callable[[Book], None]


@dataclass(frozen=True, slots=True)
class Case:
    """`codes` empty: everything stated is read and nothing refused. Else one of them is the first error.

    `reports`: a pattern some finding's code must match. `suggestion`: words of the first error's advice.
    `fixed` forbids the mutation engine to move columns: their order carries meaning here.
    `anywhere`: the refusal speaks of the whole table, at its title.
    """

    name: str
    builder: Builder
    file: str = "bang tong hop.xlsx"
    options: dict[str, Any] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    suggestion: str = ""
    reports: str = ""
    fixed: bool = False
    anywhere: bool = False

    @property
    def good(self) -> bool:
        return not self.codes

    def build(self) -> Book:
        book = Book(self.file)
        self.builder(book)
        return book


def good(**facts: Any) -> Callable[[Builder], Builder]:
    """Everything the book states is read, at its cell, and no finding is an error."""

    def register(builder: Builder) -> Builder:
        name = builder.__name__.replace("_", "-")
        assert name not in CASES, name
        CASES[name] = Case(name, builder, **facts)
        return builder

    return register


def bad(*codes: str, **facts: Any) -> Callable[[Builder], Builder]:
    """The file is refused; the first error has one of these codes and stands at a marked cell."""
    return good(codes=frozenset(codes), **facts)
