"""A preference without an index is one for staffing figures.

SQLite cannot alter a column. Its table is written out here, for a batch puts the constraints into no certain
order, and the schema of new files is held to the migrations word by word.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMNS = "id, source_id, index_id, unit_id, year, run_id, removed_run_id"
TABLE = """CREATE TABLE preference_new (
	id INTEGER NOT NULL,
	source_id INTEGER NOT NULL,
	index_id INTEGER{null},
	unit_id INTEGER,
	year INTEGER,
	run_id INTEGER NOT NULL,
	removed_run_id INTEGER,
	CONSTRAINT pk_preference PRIMARY KEY (id),
	CONSTRAINT fk_preference_index_id_composite_index FOREIGN KEY(index_id) REFERENCES composite_index (id),
	CONSTRAINT fk_preference_removed_run_id_run FOREIGN KEY(removed_run_id) REFERENCES run (id),
	CONSTRAINT fk_preference_run_id_run FOREIGN KEY(run_id) REFERENCES run (id),
	CONSTRAINT fk_preference_source_id_source FOREIGN KEY(source_id) REFERENCES source (id),
	CONSTRAINT fk_preference_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
)"""


def _nullable(nullable: bool) -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("preference", "index_id", existing_type=sa.Integer(), nullable=nullable)
        return
    op.execute(TABLE.format(null="" if nullable else " NOT NULL"))
    op.execute(f"INSERT INTO preference_new ({COLUMNS}) SELECT {COLUMNS} FROM preference")  # noqa: S608
    op.drop_table("preference")
    op.rename_table("preference_new", "preference")
    op.create_index("ix_preference_source_id", "preference", ["source_id"])


def upgrade() -> None:
    _nullable(True)


def downgrade() -> None:
    op.execute("DELETE FROM preference WHERE index_id IS NULL")
    _nullable(False)
