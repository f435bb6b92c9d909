"""What a note denies it does not say of the figures: `thay thế số liệu tạm tính`, `không phải số ước tính`."""

import re

from parreform.catalog import Catalog
from parreform.text import says, without_from
from parreform.vocabulary import Subject

_CLAUSE = re.compile(r"[,;\n!?]|\.(?=\s|$)")


def asserts(text: str, subject: Subject, catalog: Catalog) -> bool:
    """Whether a text says a subject's words of the figures; words that deny something themselves stand as they are.

    `không phải số liệu thật` is what a subject says, `không phải số ước tính` is not.
    """
    rest, starts = undenied(text, catalog), _words_of(catalog, "denied")
    return any(says(rest, w) or any(says(w, d) for d in starts) for w in subject.words if says(text, w))


def undenied(text: str, catalog: Catalog) -> str:
    """The words of a text without what it denies."""
    starts, ends = (_words_of(catalog, kind) for kind in ("denied", "resumed"))
    return " ".join(without_from(clause, starts, ends) for clause in _CLAUSE.split(text))


def _words_of(catalog: Catalog, kind: str) -> tuple[str, ...]:
    return tuple(w for s in catalog.subjects if s.kind == kind for w in s.words)
