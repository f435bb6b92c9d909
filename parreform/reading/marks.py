"""What print does to parts of a text: raised footnote marks, which are no part of it."""

import re
from collections.abc import Iterable

_MARK = re.compile(
    r"\s*[(\[]?(?:[1-9]\d?|[a-z]|[*†‡§#]+)[)\]]?(?:\s*[,;]\s*[(\[]?(?:[1-9]\d?|[a-z]|[*†‡§#]+)[)\]]?)*\s*"
)
"""A footnote's number, letter or sign, or several of them; raised decimals would begin with a mark or go on."""


def is_mark(raised: str) -> bool:
    """Whether raised text is the mark of a footnote."""
    return bool(_MARK.fullmatch(raised))


def without_marks(runs: Iterable[tuple[str, bool]]) -> str:
    """A text of runs, each with whether it is raised, without footnote marks; one that is nothing else stays whole."""
    runs = list(runs)
    return "".join(text for text, raised in runs if not (raised and is_mark(text))) or "".join(t for t, _ in runs)
