"""What a kind of finding is."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Kind:
    """What one code means. Texts are `str.format` templates over the finding's facts.

    An `acceptable` error may be the truth all the same: `--accept CODE` makes it a warning.
    `none` is what to do where nothing is like what was found, so that there is no `suggestion`.
    """

    severity: Severity
    vi: str
    en: str
    todo_vi: str = ""
    todo_en: str = ""
    acceptable: bool = False
    none_vi: str = ""
    none_en: str = ""
