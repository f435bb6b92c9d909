"""Scores with a number in brackets behind them, `88,35 (12)`. Synthetic figures."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT, make_workbook
from corpus.data import NAMES, SOME, comma, par

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import Look, look

CATALOG = Catalog.load(ROOT / "no-user-definitions")
SCORES = par(2023, SOME).scores
RANKS = par(2023, SOME).ranks


def looked(folder: Path, title: str, heading: str, cells: Sequence[object], **more: Sequence[object]) -> Look:
    rows = [[NAMES[u], c, *x] for u, c, x in zip(SOME, cells, more.get("beside", [[]] * len(SOME)), strict=True)]
    head = ["Tỉnh", heading, *more.get("heads", ())]
    return look(make_workbook(folder / "x.xlsx", {"S": [[title], head, *rows]}), CATALOG, Hints())


def cells(numbers: dict[str, int], form: str = "{} ({})") -> list[str]:
    return [form.format(comma(SCORES[u]), numbers[u]) for u in SOME]


def read(seen: Look) -> dict[str, tuple[float | None, int | None]]:
    assert [f for f in seen.findings if f.severity == "error"] == []
    return {r.unit: (r.score, r.rank) for r in seen.extraction.readings}


def told(seen: Look) -> list[str]:
    return [f.cell for f in seen.findings if f.code == "column-skipped"]


BOTH = {u: (SCORES[u], RANKS[u]) for u in SOME}
ALONE = {u: (SCORES[u], None) for u in SOME}


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("PAR INDEX NĂM 2023 – điểm (thứ hạng)", "PAR INDEX 2023"),
        ("PAR INDEX 2023", "Điểm (hạng)"),
        ("PAR INDEX 2023", "Điểm (Xếp hạng)"),
        ("PAR INDEX 2023", "Score (rank)"),
        ("PAR INDEX 2023", "Điểm"),  # they are in the order of the scores
    ],
)
@pytest.mark.parametrize("form", ["{} ({})", "{}({})"])
def test_ranks_behind_scores_are_read(tmp_path: Path, title: str, heading: str, form: str) -> None:
    seen = looked(tmp_path, title, heading, cells(RANKS, form))
    assert (read(seen), told(seen)) == (BOTH, [])
    assert {r.rank_cell for r in seen.extraction.readings} == {r.cell for r in seen.extraction.readings}


def test_numbers_that_nobody_explains_are_told(tmp_path: Path) -> None:
    seen = looked(tmp_path, "PAR INDEX 2023", "Điểm", cells({u: 20 + n * 7 % 19 for n, u in enumerate(SOME)}))
    assert (read(seen), told(seen)) == (ALONE, ["B2"])


def test_marks_of_footnotes_are_no_ranks(tmp_path: Path) -> None:
    seen = looked(tmp_path, "PAR INDEX 2023", "Điểm", cells({u: 1 + n % 3 for n, u in enumerate(SOME)}))
    assert (read(seen), told(seen)) == (ALONE, [])


def test_ranks_of_their_own_column_stay(tmp_path: Path) -> None:
    ranks = [[RANKS[u]] for u in SOME]
    seen = looked(tmp_path, "PAR INDEX 2023", "Điểm", cells(dict.fromkeys(SOME, 9)), heads=["Hạng"], beside=ranks)
    assert (read(seen), told(seen)) == (BOTH, [])


def test_ranks_behind_scores_of_a_long_table_are_read(tmp_path: Path) -> None:
    beside = [[2023]] * len(SOME)
    seen = looked(tmp_path, "PAR INDEX", "Điểm (hạng)", cells(RANKS), heads=["Năm"], beside=beside)
    assert read(seen) == BOTH
