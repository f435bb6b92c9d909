"""docs/benchmarks.md is written by several programs: each replaces its own section and leaves the others."""

from collections.abc import Sequence
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
KEPT = ("## Large workbooks", "## Charts")
"""The sections of large.py and charts.py, in their order; all before them is bench.py's."""


def sections() -> dict[str, str]:
    """The text before the first kept section, under an empty name, and each kept section under its title."""
    found: dict[str, list[str]] = {"": []}
    title = ""
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        title = line if line in KEPT else title
        found.setdefault(title, []).append(line)
    return {name: "\n".join(lines).strip("\n") for name, lines in found.items()}


def put(title: str, lines: Sequence[str]) -> None:
    """Write one part anew."""
    parts = {**sections(), title: "\n".join(lines).strip("\n")}
    ordered = [parts[name] for name in ("", *KEPT) if name in parts]
    DOCUMENT.write_text("\n\n".join(ordered) + "\n", encoding="utf-8")
