"""Ranks that count from the worst up are asked about where no scores show it. Synthetic figures."""

from pathlib import Path

import pytest
from conftest import ROOT, make_workbook

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import look

CATALOG = Catalog.load(ROOT / "no-user-definitions")
RANKS = {"Lai Châu": 4, "Sóc Trăng": 3, "Hà Nội": 61, "Quảng Ninh": 63}


def codes(path: Path, title: str, note: str = "", heading: str = "Xếp hạng", *, scores: bool = False) -> list[str]:
    rows = [[name, rank, *([40 + rank * 0.8] if scores else [])] for name, rank in RANKS.items()]
    head = ["Tỉnh", heading, *(["Điểm"] if scores else [])]
    book = make_workbook(path, {"S": [[title], head, *rows, [None], [note or None]]})
    return [f.code for f in look(book, CATALOG, Hints()).findings if f.severity == "error"]


@pytest.mark.parametrize(
    ("title", "note"),
    [
        ("XẾP HẠNG PAR INDEX NĂM 2023 (TỪ THẤP ĐẾN CAO)", ""),
        ("XẾP HẠNG PAR INDEX NĂM 2023", "Ghi chú: hạng 1 là tỉnh có điểm thấp nhất."),
        ("XẾP HẠNG PAR INDEX NĂM 2023", "(Hạng 1: điểm thấp nhất)"),
        ("PAR INDEX 2023", "Rank 1 is the lowest"),
    ],
)
def test_ranks_from_the_lowest_up_are_asked_about(tmp_path: Path, title: str, note: str) -> None:
    assert codes(tmp_path / "x.xlsx", title, note) == ["ranks-reversed"]


def test_beside_scores_their_order_tells(tmp_path: Path) -> None:
    assert "ranks-unrelated" in codes(tmp_path / "x.xlsx", "PAR INDEX NĂM 2023 (TỪ THẤP ĐẾN CAO)", scores=True)


@pytest.mark.parametrize("note", ["Xếp từ cao đến thấp", "Hạng 1 là tỉnh có điểm cao nhất", "Tỉnh thấp nhất: An Giang"])
def test_ranks_from_the_highest_down_are_read(tmp_path: Path, note: str) -> None:
    assert codes(tmp_path / "x.xlsx", "XẾP HẠNG PAR INDEX NĂM 2023", note) == []
