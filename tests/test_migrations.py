"""The schema: models, migrations and schema.sql say the same; older files are upgraded, newer ones refused."""

import importlib.util
import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from parreform import schema, settings
from parreform.database import connect
from parreform.errors import DatabaseProblem
from parreform.models import Table
from parreform.schema import versions

ROOT = Path(__file__).parent.parent


def _schema() -> str:
    spec = importlib.util.spec_from_file_location("write_schema", ROOT / "migrations" / "write_schema.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.schema())


def test_a_new_database_has_the_schema_of_the_migrations() -> None:
    assert (ROOT / "migrations" / "schema.sql").read_text(encoding="utf-8") == _schema()


def test_models_and_migrations_agree(tmp_path: Path) -> None:
    connect(str(tmp_path / "x.db"), write=True).close()
    with create_engine(f"sqlite:///{tmp_path / 'x.db'}").connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []


def test_the_newest_version_is_the_head_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [versions()[-1]]


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    connect(str(path), write=True).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(DatabaseProblem, match="9999"):
        connect(str(path), write=True)


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A synthetic program with one more migration."""
    folder = tmp_path / "program" / "migrations"
    shutil.copytree(ROOT / "migrations", folder)
    (folder / "versions" / "9000_next.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision = '9000'\ndown_revision = '{versions()[-1]}'\n"
        "def upgrade():\n"
        "    with op.batch_alter_table('source') as table:\n"
        "        table.add_column(sa.Column('added', sa.String()))\n",
        encoding="utf-8",
    )
    here = settings.packaged
    monkeypatch.setattr(schema, "packaged", lambda name: folder if name == "migrations" else here(name))


def test_an_older_database_is_upgraded_after_a_backup(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = tmp_path / "x.db"
    first = connect(str(path), write=True)
    with first.transaction():
        first.run(
            "INSERT INTO source (sha256, name, size, producer, title, decision, published, url) VALUES ('a', 'b', 1, '', '', '', '', '')"
        )
    first.close()
    request.getfixturevalue("next_version")
    upgraded = connect(str(path), write=True)
    assert upgraded.rows("SELECT name, added FROM source") == [("b", None)]
    assert upgraded.rows("SELECT version_num FROM alembic_version") == [("9000",)]
    upgraded.close()
    backups = list(tmp_path.glob("x.db.backup-*"))
    assert len(backups) == 1
    kept = sqlite3.connect(backups[0])
    assert kept.execute("SELECT name FROM source").fetchall() == [("b",)]
    kept.close()


def test_a_failed_upgrade_leaves_the_database_as_before(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = tmp_path / "x.db"
    connect(str(path), write=True).close()
    request.getfixturevalue("next_version")
    wrong = tmp_path / "program" / "migrations" / "versions" / "9000_next.py"
    wrong.write_text(wrong.read_text(encoding="utf-8") + "    raise RuntimeError('synthetic')\n", encoding="utf-8")
    with pytest.raises(RuntimeError, match="synthetic"):
        connect(str(path), write=True)
    raw = sqlite3.connect(path)
    assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(versions()[-2],)]
    assert "added" not in [c[1] for c in raw.execute("PRAGMA table_info(source)")]
    raw.close()
