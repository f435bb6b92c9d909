"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "composite_index",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_composite_index")),
        sa.UniqueConstraint("key", name=op.f("uq_composite_index_key")),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "peer_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("valid_from", sa.String(), nullable=True),
        sa.Column("valid_to", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_group")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("producer", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("published", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("tier", sa.String(), server_default="unknown", nullable=False),
        sa.CheckConstraint(
            "tier IN ('publisher', 'official', 'press', 'transcription', 'unknown')", name=op.f("ck_source_tier")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("sha256", name=op.f("uq_source_sha256")),
    )
    op.create_table(
        "succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("valid_from", sa.String(), nullable=True),
        sa.Column("valid_to", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("key", name=op.f("uq_unit_key")),
    )
    op.create_table(
        "framework",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("index_id", sa.Integer(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["index_id"], ["composite_index.id"], name=op.f("fk_framework_index_id_composite_index")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_framework")),
        sa.UniqueConstraint("key", name=op.f("uq_framework_key")),
    )
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("index_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["index_id"], ["composite_index.id"], name=op.f("fk_indicator_index_id_composite_index")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("key", name=op.f("uq_indicator_key")),
    )
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_index_id"), ["index_id"], unique=False)

    op.create_table(
        "peer_member",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["peer_group.id"], name=op.f("fk_peer_member_group_id_peer_group")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_peer_member_unit_id_unit")),
        sa.PrimaryKeyConstraint("group_id", "unit_id", name=op.f("pk_peer_member")),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("program", sa.String(), nullable=False),
        sa.Column("options", sa.String(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('import', 'undo', 'prefer')", name=op.f("ck_run_kind")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_run_source_id_source")),
        sa.ForeignKeyConstraint(["undone_by_id"], ["run.id"], name=op.f("fk_run_undone_by_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_run_source_id"), ["source_id"], unique=False)

    op.create_table(
        "source_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_source_sheet_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_sheet")),
        sa.UniqueConstraint("source_id", "name", name=op.f("uq_source_sheet_source_id_name")),
    )
    op.create_table(
        "succession_unit",
        sa.Column("succession_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["succession_id"], ["succession.id"], name=op.f("fk_succession_unit_succession_id_succession")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_succession_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("succession_id", "unit_id", "role", name=op.f("pk_succession_unit")),
    )
    op.create_table(
        "edition",
        sa.Column("index_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=True),
        sa.Column("units", sa.Integer(), nullable=True),
        sa.Column("published", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name=op.f("fk_edition_framework_id_framework")),
        sa.ForeignKeyConstraint(["index_id"], ["composite_index.id"], name=op.f("fk_edition_index_id_composite_index")),
        sa.PrimaryKeyConstraint("index_id", "year", name=op.f("pk_edition")),
    )
    op.create_table(
        "framework_item",
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("cut", sa.String(), nullable=False),
        sa.Column("min_score", sa.Float(), nullable=True),
        sa.Column("max_score", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["framework_id"], ["framework.id"], name=op.f("fk_framework_item_framework_id_framework")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_framework_item_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["indicator.id"], name=op.f("fk_framework_item_parent_id_indicator")),
        sa.PrimaryKeyConstraint("framework_id", "indicator_id", name=op.f("pk_framework_item")),
    )
    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), server_default="published", nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("n_ranked", sa.Integer(), nullable=True),
        sa.Column("group_label", sa.String(), server_default="", nullable=False),
        sa.Column("ci_low", sa.Float(), nullable=True),
        sa.Column("ci_high", sa.Float(), nullable=True),
        sa.Column("missing", sa.String(), server_default="", nullable=False),
        sa.Column("computed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("rank_cell", sa.String(), server_default="", nullable=False),
        sa.Column("group_cell", sa.String(), server_default="", nullable=False),
        sa.Column("ci_low_cell", sa.String(), server_default="", nullable=False),
        sa.Column("ci_high_cell", sa.String(), server_default="", nullable=False),
        sa.Column("recorded_run_id", sa.Integer(), nullable=False),
        sa.Column("superseded_run_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "missing = '' OR missing = 'not-published' OR missing = 'not-assessed' OR missing = 'not-applicable'",
            name=op.f("ck_observation_missing"),
        ),
        sa.CheckConstraint("missing = '' OR score IS NULL", name=op.f("ck_observation_missing_has_no_score")),
        sa.CheckConstraint(
            "stage = 'published' OR stage = 'appraised' OR stage = 'self'", name=op.f("ck_observation_stage")
        ),
        sa.CheckConstraint("n_ranked IS NULL OR n_ranked > 0", name=op.f("ck_observation_n_ranked")),
        sa.CheckConstraint("rank IS NULL OR rank > 0", name=op.f("ck_observation_rank")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_observation_indicator_id_indicator")),
        sa.ForeignKeyConstraint(["recorded_run_id"], ["run.id"], name=op.f("fk_observation_recorded_run_id_run")),
        sa.ForeignKeyConstraint(["sheet_id"], ["source_sheet.id"], name=op.f("fk_observation_sheet_id_source_sheet")),
        sa.ForeignKeyConstraint(["superseded_run_id"], ["run.id"], name=op.f("fk_observation_superseded_run_id_run")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_observation_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    with op.batch_alter_table("observation", schema=None) as batch_op:
        batch_op.create_index(
            "uq_observation_current",
            ["indicator_id", "year", "unit_id", "stage"],
            unique=True,
            sqlite_where=sa.text("superseded_run_id IS NULL"),
            postgresql_where=sa.text("superseded_run_id IS NULL"),
        )

    op.create_table(
        "preference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("index_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("removed_run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["index_id"], ["composite_index.id"], name=op.f("fk_preference_index_id_composite_index")
        ),
        sa.ForeignKeyConstraint(["removed_run_id"], ["run.id"], name=op.f("fk_preference_removed_run_id_run")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_preference_run_id_run")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_preference_source_id_source")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_preference_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preference")),
    )
    with op.batch_alter_table("preference", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_preference_source_id"), ["source_id"], unique=False)

    op.create_table(
        "run_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_run_finding_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_finding")),
    )
    with op.batch_alter_table("run_finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_run_finding_run_id"), ["run_id"], unique=False)

    op.create_table(
        "staffing_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("baseline_year", sa.Integer(), nullable=False),
        sa.Column("assigned_by", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("counterparty", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("bound", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("recorded_run_id", sa.Integer(), nullable=False),
        sa.Column("superseded_run_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "bound = '' OR bound = 'more-than' OR bound = 'at-least' OR bound = 'about'",
            name=op.f("ck_staffing_figure_bound"),
        ),
        sa.CheckConstraint(
            "direction = '' OR direction = 'out' OR direction = 'in'", name=op.f("ck_staffing_figure_direction")
        ),
        sa.CheckConstraint(
            "measure = 'baseline' OR measure = 'assigned' OR measure = 'present' OR measure = 'people'"
            " OR measure = 'cut' OR measure = 'pct' OR measure = 'share' OR measure = 'part'",
            name=op.f("ck_staffing_figure_measure"),
        ),
        sa.CheckConstraint("measure = 'cut' OR measure = 'pct' OR value >= 0", name=op.f("ck_staffing_figure_value")),
        sa.ForeignKeyConstraint(["recorded_run_id"], ["run.id"], name=op.f("fk_staffing_figure_recorded_run_id_run")),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["source_sheet.id"], name=op.f("fk_staffing_figure_sheet_id_source_sheet")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_run_id"], ["run.id"], name=op.f("fk_staffing_figure_superseded_run_id_run")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_staffing_figure_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staffing_figure")),
    )
    with op.batch_alter_table("staffing_figure", schema=None) as batch_op:
        batch_op.create_index(
            "uq_staffing_figure_current",
            [
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
            ],
            unique=True,
            sqlite_where=sa.text("superseded_run_id IS NULL"),
            postgresql_where=sa.text("superseded_run_id IS NULL"),
        )


def downgrade() -> None:

    with op.batch_alter_table("staffing_figure", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_staffing_figure_current",
            sqlite_where=sa.text("superseded_run_id IS NULL"),
            postgresql_where=sa.text("superseded_run_id IS NULL"),
        )

    op.drop_table("staffing_figure")
    with op.batch_alter_table("run_finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_run_finding_run_id"))

    op.drop_table("run_finding")
    with op.batch_alter_table("preference", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_preference_source_id"))

    op.drop_table("preference")
    with op.batch_alter_table("observation", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_observation_current",
            sqlite_where=sa.text("superseded_run_id IS NULL"),
            postgresql_where=sa.text("superseded_run_id IS NULL"),
        )

    op.drop_table("observation")
    op.drop_table("framework_item")
    op.drop_table("edition")
    op.drop_table("succession_unit")
    op.drop_table("source_sheet")
    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_run_source_id"))

    op.drop_table("run")
    op.drop_table("peer_member")
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_index_id"))

    op.drop_table("indicator")
    op.drop_table("framework")
    op.drop_table("unit")
    op.drop_table("succession")
    op.drop_table("source")
    op.drop_table("peer_group")
    op.drop_table("meta")
    op.drop_table("composite_index")
