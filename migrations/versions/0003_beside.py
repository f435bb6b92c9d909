"""Readings that are not current can be found without looking at the current ones."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NAME = "ix_observation_beside"
WHERE = sa.text("superseded_run_id IS NOT NULL")


def upgrade() -> None:
    columns = ["indicator_id", "year", "unit_id", "stage"]
    op.create_index(NAME, "observation", columns, sqlite_where=WHERE, postgresql_where=WHERE)


def downgrade() -> None:
    op.drop_index(NAME, "observation")
