"""docs/findings.md says what the program says: written from the kinds of findings, never by hand."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from parreform import settings
from parreform.findings import KINDS

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture
def writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_findings", DOCS / "write_findings.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date(writer: ModuleType) -> None:
    assert (DOCS / "findings.md").read_text(encoding="utf-8") == writer.page(), "run: python docs/write_findings.py"


def test_every_kind_stands_on_the_page_with_an_example_in_both_languages(writer: ModuleType) -> None:
    page = writer.page()
    for code, kind in KINDS.items():
        assert f"### `{code}` ({kind.severity})" in page
        example = writer.example(code)
        assert "{" not in example.message
        assert "{" not in example.suggestion


def test_the_language_of_the_program_is_left_as_it_was(writer: ModuleType) -> None:
    settings.set_language("en")
    try:
        english = writer.page()
        assert settings.language() == "en"
    finally:
        settings.set_language("vi")
    assert english == writer.page()


def test_check_compares_without_writing(writer: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(writer, "TARGET", tmp_path / "findings.md")
    monkeypatch.setattr(sys, "argv", ["write_findings.py", "--check"])
    assert writer.main() == 1
    monkeypatch.setattr(sys, "argv", ["write_findings.py"])
    assert writer.main() == 0
    monkeypatch.setattr(sys, "argv", ["write_findings.py", "--check"])
    assert writer.main() == 0
