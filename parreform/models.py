"""The stored nouns. Definitions are mirrored here for foreign keys and for people who write SQL.

An observation is one value as one file printed it. It is current while `superseded_run_id` is empty;
a value that was never current has both runs equal. Nothing is overwritten. `score` is as published,
in the unit of its index, higher is better; NULL means missing and `missing` says why.
"""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, MetaData, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

CURRENT = text("superseded_run_id IS NULL")
BESIDE = text("superseded_run_id IS NOT NULL")


def _optional() -> Any:
    """A text column that most rows leave empty, so that an insert need not name it."""
    return Field(default="", sa_column_kwargs={"server_default": ""})


class Table(SQLModel):
    """Base of all tables: one metadata with named constraints, so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Meta(Table, table=True):
    """Facts about the database itself, such as the digest of the mirrored definitions."""

    key: str = Field(primary_key=True)
    value: str


class Unit(Table, table=True):
    """What is measured; `key` is the id used everywhere outside the database. Dates are ISO, NULL is open."""

    __table_args__ = (UniqueConstraint("key"),)
    id: int | None = Field(default=None, primary_key=True)
    key: str
    kind: str
    type: str
    code: str
    name_vi: str
    name_en: str
    valid_from: str | None = None
    valid_to: str | None = None


class Succession(Table, table=True):
    """A dated merge, split, rename or change of type, with its legal basis."""

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    day: str
    basis: str
    confirmed: bool


class SuccessionUnit(Table, table=True):
    """A unit's part in a succession: `predecessor` or `successor`."""

    __tablename__ = "succession_unit"
    succession_id: int = Field(primary_key=True, foreign_key="succession.id")
    unit_id: int = Field(primary_key=True, foreign_key="unit.id")
    role: str = Field(primary_key=True)


class PeerGroup(Table, table=True):
    """A dated set of units to compare with."""

    __tablename__ = "peer_group"
    id: int | None = Field(default=None, primary_key=True)
    key: str
    kind: str
    name_vi: str
    name_en: str
    valid_from: str | None = None
    valid_to: str | None = None


class PeerMember(Table, table=True):
    """A member of a peer group."""

    __tablename__ = "peer_member"
    group_id: int = Field(primary_key=True, foreign_key="peer_group.id")
    unit_id: int = Field(primary_key=True, foreign_key="unit.id")


class CompositeIndex(Table, table=True):
    """A published composite: par-index, sipas, papi, or one of the user's own."""

    __tablename__ = "composite_index"
    __table_args__ = (UniqueConstraint("key"),)
    id: int | None = Field(default=None, primary_key=True)
    key: str
    name_vi: str
    name_en: str
    unit: str


class Indicator(Table, table=True):
    """A node of an index's tree; `key` is its concept id."""

    __table_args__ = (UniqueConstraint("key"),)
    id: int | None = Field(default=None, primary_key=True)
    key: str
    index_id: int = Field(foreign_key="composite_index.id", index=True)
    level: str
    name_vi: str
    name_en: str


class Framework(Table, table=True):
    """The tree that one or more years use."""

    __table_args__ = (UniqueConstraint("key"),)
    id: int | None = Field(default=None, primary_key=True)
    key: str
    index_id: int = Field(foreign_key="composite_index.id")
    first_year: int
    last_year: int
    decision: str


class FrameworkItem(Table, table=True):
    """An indicator as one framework prints it; NULL bounds are unknown."""

    __tablename__ = "framework_item"
    framework_id: int = Field(primary_key=True, foreign_key="framework.id")
    indicator_id: int = Field(primary_key=True, foreign_key="indicator.id")
    parent_id: int | None = Field(default=None, foreign_key="indicator.id")
    number: str
    cut: str
    min_score: float | None = None
    max_score: float | None = None


class Edition(Table, table=True):
    """One publication of an index for one year."""

    index_id: int = Field(primary_key=True, foreign_key="composite_index.id")
    year: int = Field(primary_key=True)
    framework_id: int | None = Field(default=None, foreign_key="framework.id")
    units: int | None = None
    published: str
    decision: str


class Source(Table, table=True):
    """A received file, known by its hash; the original lies in the archive."""

    __table_args__ = (
        UniqueConstraint("sha256"),
        CheckConstraint("tier IN ('publisher', 'official', 'press', 'transcription', 'unknown')", name="tier"),
    )
    id: int | None = Field(default=None, primary_key=True)
    sha256: str
    name: str
    size: int
    producer: str = ""
    title: str = ""
    decision: str = ""
    published: str = ""
    url: str = ""
    tier: str = Field(default="unknown", sa_column_kwargs={"server_default": "unknown"})


class SourceSheet(Table, table=True):
    """A sheet of a received file."""

    __tablename__ = "source_sheet"
    __table_args__ = (UniqueConstraint("source_id", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="source.id")
    name: str


class Run(Table, table=True):
    """One act upon the database: an import, an undo, a preference. Times are ISO in UTC, options are JSON.

    `digest` tells what an import's file said; it is empty for other acts and for imports of the first schema.
    """

    __table_args__ = (CheckConstraint("kind IN ('import', 'undo', 'prefer')", name="kind"),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    at: str
    program: str
    options: str
    source_id: int = Field(foreign_key="source.id", index=True)
    undone_by_id: int | None = Field(default=None, foreign_key="run.id")
    digest: str = Field(default="", sa_column_kwargs={"server_default": ""})


class Preference(Table, table=True):
    """The user's choice of a source for an index (NULL: staffing), for one unit or all (NULL), one year or all (NULL).

    It stands until `removed_run_id` is set; the latest standing one that concerns a value counts.
    """

    id: int | None = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="source.id", index=True)
    index_id: int | None = Field(default=None, foreign_key="composite_index.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    year: int | None = None
    run_id: int = Field(foreign_key="run.id")
    removed_run_id: int | None = Field(default=None, foreign_key="run.id")


class RunFinding(Table, table=True):
    """A fault noticed in a run; facts are JSON and fill the words of the code."""

    __tablename__ = "run_finding"
    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id", index=True)
    code: str
    severity: str
    sheet: str
    cell: str
    facts: str


class Observation(Table, table=True):
    """One value of an indicator for a unit and a year, as one file printed it."""

    __table_args__ = (
        CheckConstraint("rank IS NULL OR rank > 0", name="rank"),
        CheckConstraint("n_ranked IS NULL OR n_ranked > 0", name="n_ranked"),
        # spelled with OR: SQLite builds a table anew for each row checked against IN (...) of three or more
        CheckConstraint("stage = 'published' OR stage = 'appraised' OR stage = 'self'", name="stage"),
        CheckConstraint(
            "missing = '' OR missing = 'not-published' OR missing = 'not-assessed' OR missing = 'not-applicable'",
            name="missing",
        ),
        CheckConstraint("missing = '' OR score IS NULL", name="missing_has_no_score"),
        Index(
            "uq_observation_current",
            "indicator_id",
            "year",
            "unit_id",
            "stage",
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
        Index(
            "ix_observation_beside",
            "indicator_id",
            "year",
            "unit_id",
            "stage",
            sqlite_where=BESIDE,
            postgresql_where=BESIDE,
        ),
        ForeignKeyConstraint(["recorded_run_id"], ["run.id"]),
        ForeignKeyConstraint(["superseded_run_id"], ["run.id"]),
    )
    id: int | None = Field(default=None, primary_key=True)
    indicator_id: int = Field(foreign_key="indicator.id")
    unit_id: int = Field(foreign_key="unit.id")
    year: int
    stage: str = Field(default="published", sa_column_kwargs={"server_default": "published"})
    score: float | None = None
    rank: int | None = None
    n_ranked: int | None = None
    group_label: str = _optional()
    ci_low: float | None = None
    ci_high: float | None = None
    missing: str = _optional()
    computed: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    note: str = _optional()
    sheet_id: int = Field(foreign_key="source_sheet.id")
    cell: str
    rank_cell: str = _optional()
    group_cell: str = _optional()
    ci_low_cell: str = _optional()
    ci_high_cell: str = _optional()
    recorded_run_id: int
    superseded_run_id: int | None = None


class StaffingFigure(Table, table=True):
    """One number of a staffing table, as one file printed it: posts, people or units of one category.

    `period` is an ISO year, month or day, empty where the source states none; `baseline_year` is 0 where there is
    none. `value` of a cut is positive where posts went, of a `pct` a percentage of the baseline.
    """

    __tablename__ = "staffing_figure"
    __table_args__ = (
        CheckConstraint(
            "measure = 'baseline' OR measure = 'assigned' OR measure = 'present' OR measure = 'people'"
            " OR measure = 'cut' OR measure = 'pct' OR measure = 'share' OR measure = 'part'",
            name="measure",
        ),
        CheckConstraint("direction = '' OR direction = 'out' OR direction = 'in'", name="direction"),
        CheckConstraint("bound = '' OR bound = 'more-than' OR bound = 'at-least' OR bound = 'about'", name="bound"),
        CheckConstraint("measure = 'cut' OR measure = 'pct' OR value >= 0", name="value"),
        Index(
            "uq_staffing_figure_current",
            "unit_id",
            "category",
            "period",
            "kind",
            "baseline_year",
            "assigned_by",
            "scope",
            "measure",
            "reason",
            "direction",
            "counterparty",
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
        ForeignKeyConstraint(["recorded_run_id"], ["run.id"]),
        ForeignKeyConstraint(["superseded_run_id"], ["run.id"]),
    )
    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    category: str
    period: str
    kind: str
    baseline_year: int
    assigned_by: str
    scope: str
    measure: str
    reason: str
    direction: str
    counterparty: str
    value: float
    bound: str
    note: str
    sheet_id: int = Field(foreign_key="source_sheet.id")
    cell: str
    recorded_run_id: int
    superseded_run_id: int | None = None
