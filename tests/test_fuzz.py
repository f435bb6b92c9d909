"""A sample of what `make fuzz` runs for longer: damaged and hostile bytes end in values, findings or a refusal."""

import random
from pathlib import Path

import fuzz
import makers
import pytest


def test_damaged_files_of_every_format_do_no_harm(tmp_path: Path) -> None:
    code, said = fuzz.run(tmp_path, seed=2024, count=600)
    assert code == 0, said
    assert said.startswith("600 files: ")


@pytest.mark.parametrize("kind", makers.MAKERS)
def test_every_truncation_of_a_small_file_is_told(kind: str) -> None:
    content = makers.MAKERS[kind]()
    for length in range(0, len(content), max(1, len(content) // 25)):
        assert fuzz.check(content[:length], f"bang.{kind}") in ("refused", "findings", "read")


def test_random_bytes_after_every_signature() -> None:
    chance = random.Random(2024)
    starts = (
        b"",
        b"PK\x03\x04",
        makers.xls()[:600],
        b"<?xml version='1.0'?>",
        b"<table>",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
    )
    for start in starts:
        for size in (0, 1, 50, 3000):
            assert fuzz.check(start + chance.randbytes(size), "bang.xlsx") in ("refused", "findings")


def test_a_file_that_ends_the_process_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "fuzz.py"
    script.write_text("import os\nos.abort()\n")
    monkeypatch.setattr(fuzz, "__file__", str(script))
    code, said = fuzz.run(tmp_path, seed=1, count=1)
    assert code != 0
    assert said.startswith(f"exit {code}")
