"""Dated rules of staffing cuts as definitions state them: how much, of what, against which year, by when, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parreform.settings import t

WHOLE = ("", "excl-police-defence-commune")
"""Scopes that a rule speaks of where it names none: a category as a whole, as the ministry counts it."""


@dataclass(frozen=True, eq=False, repr=False, match_args=False)
class Rule:
    """A cut of at least `pct` per cent of the baseline by the end of `due`.

    `baselines` are the years a figure may be measured against; all of them are in use for the same rule.
    `scopes` are the scopes of figures that it speaks of, ids of `staffing.toml`; the empty one leaves nothing out.
    What was missing under the rule `carries` at its end is to be cut on top. `unsourced` says what no
    source we have read states: general knowledge, to be checked against the document.
    """

    id: str
    vi: str
    en: str
    categories: tuple[str, ...]
    baselines: tuple[int, ...]
    due: int
    pct: float
    carries: str = ""
    scopes: tuple[str, ...] = WHOLE
    basis: str = ""
    source: str = ""
    unsourced: str = ""

    @property
    def name(self) -> str:
        """The name in the current language."""
        return t(self.vi, self.en)


def rule_of(r: dict[str, Any], file: Mapping[str, Any]) -> Rule:
    """Read a rule from its entry in a definition file; its source may be a key of the file's `[sources]`."""
    source = file.get("sources", {}).get(r.get("source", ""), r.get("source", ""))
    return Rule(
        r["id"],
        r["vi"],
        r.get("en", r["vi"]),
        tuple(r["categories"]),
        tuple(map(int, r["baselines"])),
        int(r["due"]),
        float(r["pct"]),
        r.get("carries", ""),
        tuple(r.get("scopes", WHOLE)),
        r["basis"],
        source,
        r.get("unsourced", ""),
    )
