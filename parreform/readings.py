"""A value as extracted: what every later step works on."""

from typing import NamedTuple


class Reading(NamedTuple):
    """One value as extracted. Scores as published, never rounded; None where there is none.

    `missing` says why there is no score (`not-assessed`, `not-published`, `not-applicable`), empty
    otherwise. `computed` marks a score the workbook itself calls a sum. `cell` is the score's cell,
    or the rank's where only a rank is printed.
    """

    indicator: str
    unit: str
    year: int
    sheet: str
    cell: str
    score: float | None = None
    rank: int | None = None
    n_ranked: int | None = None
    group: str = ""
    ci_low: float | None = None
    ci_high: float | None = None
    missing: str = ""
    computed: bool = False
    note: str = ""
    rank_cell: str = ""
    group_cell: str = ""
    ci_low_cell: str = ""
    ci_high_cell: str = ""
    stage: str = "published"

    @property
    def key(self) -> tuple[str, str, int, str]:
        """What must be unique in one file."""
        return (self.indicator, self.unit, self.year, self.stage)

    @property
    def value(self) -> tuple[object, ...]:
        """What is said about the key, without where it stands."""
        return (self.score, self.rank, self.n_ranked, self.group, self.ci_low, self.ci_high, self.missing)
