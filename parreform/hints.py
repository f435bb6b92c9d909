"""What the user settles by options, where a file does not tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from parreform.text import fold


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user settled by options; empty where the file must tell.

    `accept` are codes of findings that the user confirmed: the table is unusual, and true.
    """

    index: str = ""
    year: int | None = None
    sheet: tuple[str, ...] = ()
    layout: str = ""
    decimal: str = ""
    baseline: int | None = None
    kind: str = ""
    accept: tuple[str, ...] = ()

    def reads(self, sheet: str, *, hidden: bool = False) -> bool:
        """Whether a sheet is to be read: where some are named these alone, else all that are seen."""
        return fold(sheet) in map(fold, self.sheet) if self.sheet else not hidden

    @classmethod
    def told(cls, options: Mapping[str, Any]) -> "Hints":
        """Those that a database or a log keeps; one sheet was a text by itself once."""
        several = {name: options.get(name, ()) for name in ("sheet", "accept")}
        return cls(**{**options, **{n: (v,) if isinstance(v, str) else tuple(v) for n, v in several.items()}})

    @property
    def of_shape(self) -> "Hints":
        """Those that say how a shape of file is read: neither its years nor what was confirmed of its values."""
        return replace(self, year=None, baseline=None, accept=())
