"""Cuts beside posts of a scope, or of some posts only: a cut is that of the posts before and after it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from parreform.staffing.headings import Meaning

OF_PART = "of-part"
"""The role of a cut, or a rate, of which nobody can tell whose posts went."""
_CUTS = ("cut", "pct")
_POSTS = ("assigned", "baseline")
Columns = dict[int, Meaning]


def with_posts_beside(columns: Columns) -> Columns:
    """The columns with cuts and rates of the scope of their posts; not read where these are of some posts only.

    Their posts are those between them and the cut before, else all of the table; where a column of scopes tells of
    each row what it is of, cuts are left as they are.
    """
    if any(m.role == "scope" for m in columns.values()):
        return columns
    every = [m for m in columns.values() if _is_of_posts(m)]
    known: Columns = {}
    own: list[Meaning] = []
    behind_cut = False
    for position, found in columns.items():
        if found.is_value and found.measure in _CUTS:
            known[position] = _cut(found, own or every)
            behind_cut = True
            continue
        if _is_of_posts(found):
            own = [*([] if behind_cut else own), found]
            behind_cut = False
        known[position] = found
    return known


def part_beside(columns: Iterable[Meaning]) -> str:
    """The heading of posts that are of a part: the one to tell of where a cut beside them is not read."""
    posts = [m for m in columns if _is_of_posts(m)]
    return next((m.label for m in posts if m.of_some), next((m.label for m in posts if m.scope), ""))


def _is_of_posts(found: Meaning) -> bool:
    return found.of_some or (found.is_value and found.measure in _POSTS)


def _cut(cut: Meaning, posts: Sequence[Meaning]) -> Meaning:
    alike = [m for m in posts if not cut.category or m.category in ("", cut.category)]
    whole = [m for m in alike if not m.of_some]
    years = {m.year for m in whole}
    apart = any(m.of_some and (not whole or m.year not in years) for m in alike)
    scopes = {m.scope for m in whole}
    if apart or (len(scopes) > 1 and not cut.scope):
        return replace(cut, role=OF_PART)
    return replace(cut, scope=cut.scope or next(iter(scopes), ""))
