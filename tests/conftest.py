"""What the tests share. The workbooks made here are synthetic: invented to show a case, published by nobody."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest
from export_steps import PLAN, bring
from openpyxl import Workbook

from parreform import ingest, settings
from parreform.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PAPI_WORKBOOKS = SHARED / "data" / "papi" / "workbooks"
NO_USER_FOLDER = ROOT / "no-such-folder"


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch, tmp_path):
    """No test sees the user's data, settings or language."""
    for name in ("PARREFORM_DB", "PARREFORM_LANG", "PARREFORM_DEFINITIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PARREFORM_HOME", str(tmp_path / "home"))
    settings.set_language("vi")
    yield
    settings.set_language("vi")


@pytest.fixture(autouse=True, scope="session")
def _every_finding_can_be_told():
    """A finding that lacks a fact its words need would end the program when it is shown: it is asked for them here."""
    gathered = ingest.Look.__new__

    def look(cls, extraction, findings, *rest):
        for finding in findings:
            for words in (finding.kind.vi, finding.kind.en):
                words.format_map(finding.facts)
            assert finding.suggestion or finding.severity != "error"
        return gathered(cls, extraction, findings, *rest)

    ingest.Look.__new__ = look
    yield
    ingest.Look.__new__ = gathered


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the publishers' own workbooks, which are not part of the repository."""
    if not PAPI_WORKBOOKS.is_dir():
        pytest.skip(f"the publishers' workbooks are not here: {PAPI_WORKBOOKS}")
    return SHARED


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The packaged definitions alone."""
    return Catalog.load(user=NO_USER_FOLDER)


@pytest.fixture
def db(tmp_path) -> str:
    """The path of a database that does not exist yet."""
    return str(tmp_path / "parreform.db")


@pytest.fixture(scope="session")
def sipas_db(tmp_path_factory) -> Path:
    """A database that holds the sample of SIPAS."""
    path = tmp_path_factory.mktemp("filled") / "x.db"
    bring(path, "sipas.xlsx")
    return path


@pytest.fixture
def place(tmp_path, sipas_db, monkeypatch) -> Path:
    """A folder to work in: a database and a plan."""
    shutil.copy(sipas_db, tmp_path / "x.db")
    (tmp_path / "parreform.toml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make_workbook(
    path: Path,
    sheets: Mapping[str, Iterable[Sequence[object]]],
    merges: Mapping[str, Sequence[str]] | Sequence[str] = (),
) -> Path:
    """A synthetic workbook. `merges` holds ranges such as `A1:B2` of each sheet, or of the first one."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    of_sheet = merges if isinstance(merges, Mapping) else {book.sheetnames[0]: merges}
    for name, ranges in of_sheet.items():
        for cells in ranges:
            book[name].merge_cells(cells)
    book.save(path)
    return path
