"""What notes and remarks say that figures of staff leave out or have in besides: `chưa kể 45 biên chế`.

Titles are understood whole; of notes, which may say anything, only such clauses are looked at. A scope that the
definitions know is kept with the figures, and what is counted in tables of its own is in none of these.
"""

import re
from collections.abc import Collection, Iterator

from parreform.catalog import Catalog
from parreform.staffing.terms import Terms
from parreform.staffing.titles import categories_in
from parreform.staffing.understood import is_covered
from parreform.staffing.whose import LEVEL_OF, is_of_part, levels_in
from parreform.text import squeeze

_CLAUSE = re.compile(r"[;()\n]|\.(?=\s|$)")
_OUT = re.compile(
    r"(?<!\w)(?:(?:không|chưa)\s+(?:kể|tính|gồm|bao\s+gồm|cộng)(?!\s+(?:được|toán|tỷ\s+lệ|tỉ\s+lệ|vào|lại))"
    r"|excluding|(?:does|do)\s+not\s+include|not\s+(?:including|counting))(?!\w)|^\W*(?:trừ|ngoại\s+trừ|loại\s+trừ)(?=\s)",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"(?<!\w)(?:chỉ|mới)\s+(?:tính|gồm|bao\s+gồm|kể|có\s+(?:số\s+liệu|biên\s+chế))(?!\w)"
    r"|(?<!\w)(?:kể|tính|gồm)\s+cả(?!\w)|^\W*(?:chỉ|riêng)(?=\s)",
    re.IGNORECASE,
)


def is_limited(text: str, categories: Collection[str], catalog: Catalog, *, some: bool = False) -> bool:
    """Whether a text says that figures of some categories are not the whole that they are stored as.

    What it says of `some` of the figures only makes them another thing than the others, whatever it is.
    """
    terms = Terms.of(catalog)
    named = set(categories_in(text, terms))
    if is_of_part(text, terms) and not terms.limits(text) and not (named and named <= set(categories)):
        return True
    for clause in map(squeeze, _CLAUSE.split(text)):
        out, only = _OUT.search(clause), _ONLY.search(clause)
        if out and (some or not _is_harmless(clause[out.start() :], categories, catalog)):
            return True
        if only and (some or _is_of_others(clause[only.end() :], categories, terms)):
            return True
    return False


def scopes_in(text: str, catalog: Catalog) -> Iterator[str]:
    """The known scopes that clauses of a text limit figures to."""
    for clause in map(squeeze, _CLAUSE.split(text)):
        out = _OUT.search(clause)
        if out and (scope := Terms.of(catalog).limits(clause[out.start() :])):
            yield scope


def _is_harmless(limit: str, categories: Collection[str], catalog: Catalog) -> bool:
    """Whether what is left out is a known scope, or of categories that are no part of those counted."""
    terms = Terms.of(catalog)
    said = terms.as_exclusion(limit)
    if not (is_covered(said, catalog) or is_covered(_OUT.sub(" ", said), catalog)):
        return False
    named = set(categories_in(_OUT.sub(" ", said), terms))
    return bool(terms.limits(said)) or (bool(named) and not any(_holds(c, named, terms) for c in categories))


def _holds(category: str, named: Collection[str], terms: Terms) -> bool:
    """Whether a category may have some of those named in it."""
    known = terms.categories
    return category == "all" or any(category == n or known[n].parent == category for n in named)


def _is_of_others(words: str, categories: Collection[str], terms: Terms) -> bool:
    """Whether words name a category, or a level, that is none of those counted."""
    levels = levels_in(words)
    if levels and any({LEVEL_OF.get(c, "")} != levels for c in categories):
        return True
    return any(n not in categories and n != "all" for n in categories_in(words, terms))
