"""Printed changes against the two years beside them. Synthetic figures."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT, make_workbook

from parreform.catalog import Catalog
from parreform.differences import amount_of
from parreform.findings import Finding
from parreform.hints import Hints
from parreform.ingest import look

CATALOG = Catalog.load(ROOT / "no-user-definitions")
NAMES = ("Hà Nội", "Hải Phòng", "Lào Cai", "Yên Bái", "Hòa Bình", "Cà Mau", "Bạc Liêu", "Sóc Trăng")
BEFORE = (90.12, 92.18, 86.4, 85.91, 84.05, 84.66, 82.17, 86.03)
NOW = (91.43, 91.77, 88.27, 86.91, 85.15, 83.11, 83.92, 87.14)
RANKS = (4, 2, 21, 30, 44, 39, 55, 25)
RANKS_NOW = (3, 5, 18, 29, 40, 52, 47, 24)
CHANGES = [round(b - a, 2) for a, b in zip(BEFORE, NOW, strict=True)]
PLACES = [a - b for a, b in zip(RANKS, RANKS_NOW, strict=True)]
TITLE = "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) CÁC TỈNH NĂM 2022, 2023"
CONTRADICTS, DIFFERS = "changes-contradict", "change-differs"

Rows = Sequence[Sequence[object]]


def found(path: Path, rows: Rows, *accept: str) -> list[Finding]:
    seen = look(make_workbook(path / "bang.xlsx", {"Trang": rows}), CATALOG, Hints(accept=accept)).findings
    assert {f.code for f in seen if f.severity == "error"} <= {CONTRADICTS}
    return [f for f in seen if f.code in (CONTRADICTS, DIFFERS)]


def table(heads: Sequence[str], *columns: Sequence[object], title: str = TITLE) -> Rows:
    return [[title], ["Tỉnh, thành phố", *heads], *map(list, zip(NAMES, *columns, strict=True))]


def scores(heading: str, changes: Sequence[object], now: Sequence[float] = NOW) -> Rows:
    return table(["Điểm năm 2022", "Điểm năm 2023", heading], BEFORE, now, changes)


def ranks(heading: str, changes: Sequence[object], now: Sequence[int] = RANKS_NOW) -> Rows:
    return table(["Hạng 2022", "Hạng 2023", heading], RANKS, now, changes)


def slipped(values: Sequence[float]) -> list[float]:
    return [values[-1], *values[:-1]]


SLIPPED = slipped(CHANGES)
WORDS = [f"Tăng {n} bậc" if n > 0 else f"Giảm {-n} bậc" for n in PLACES]
CONTRADICTORY: dict[str, Rows] = {
    "rows slipped": scores("Tăng/giảm", SLIPPED),
    "as text": scores("Chênh lệch", [str(x).replace(".", ",") for x in SLIPPED]),
    "in English": table(["Score 2022", "Score 2023", "Change"], BEFORE, NOW, SLIPPED, title="PAR INDEX 2022, 2023"),
    "years swapped": table(["Điểm 2023", "Điểm 2022", "Tăng/giảm so với năm 2022"], BEFORE, NOW, CHANGES),
    "places": ranks("Tăng/giảm bậc", slipped(PLACES)),
    "places in words": ranks("So với năm trước", slipped(WORDS)),  # type: ignore[arg-type]
    "places of half": ranks("Thay đổi thứ hạng", [*PLACES[:4], 7, -9, 11, 20]),
    "before the years": table(["+/-", "Điểm năm 2022", "Điểm năm 2023"], SLIPPED, BEFORE, NOW),
    "ranks beside": table(
        ["Điểm 2022", "Hạng 2022", "Điểm 2023", "Hạng 2023", "Tăng/giảm điểm"], BEFORE, RANKS, NOW, RANKS_NOW, SLIPPED
    ),
    "last year's column": table(
        ["Điểm năm trước", "Điểm", "Tăng/giảm"],
        BEFORE,
        NOW,
        SLIPPED,
        title="CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) NĂM 2023",
    ),
    "years down": [
        ["PAR INDEX tỉnh Gia Lai giai đoạn 2020 - 2023"],
        ["Năm", "Điểm", "Tăng/giảm so với năm trước"],
        [2020, 83.93, 2.27],
        [2021, 86.2, -0.66],
        [2022, 85.54, 1.0],
        [2023, 86.54, 0.72],
    ],
    "years down, in words": [
        ["Xếp hạng PAR INDEX tỉnh Gia Lai"],
        ["Năm", "Hạng", "So với năm trước"],
        [2021, 25, None],
        [2022, 42, "Tăng 20 bậc"],
        [2023, 47, "Giảm 12 bậc"],
    ],
}


@pytest.mark.parametrize("case", CONTRADICTORY)
def test_changes_that_contradict_most_rows_refuse_the_table(tmp_path: Path, case: str) -> None:
    assert [f.code for f in found(tmp_path, CONTRADICTORY[case])] == [CONTRADICTS]
    assert [f.severity for f in found(tmp_path, CONTRADICTORY[case], CONTRADICTS)] == ["warning"]


def test_a_slip_in_one_row_is_a_warning_that_names_it(tmp_path: Path) -> None:
    (told,) = found(tmp_path, scores("Tăng/giảm", [*CHANGES[:3], 9.9, *CHANGES[4:]]))
    assert (told.code, told.cell, told.severity) == (DIFFERS, "D6", "warning")
    assert "Yên Bái (D6)" in told.message


FOLLOWING: dict[str, Rows] = {
    "difference": scores("Tăng/giảm", CHANGES),
    "earlier minus later": scores("Chênh lệch 2022 - 2023", [-x for x in CHANGES]),
    "sizes": scores("Mức tăng, giảm", [abs(x) for x in CHANGES]),
    "one decimal": scores("Tăng/giảm", [round(x, 1) for x in CHANGES]),
    "percent": scores("Tăng/giảm (%)", [round(c / b * 100, 2) for c, b in zip(CHANGES, BEFORE, strict=True)]),
    "fraction": scores("Tăng/giảm (%)", [c / b for c, b in zip(CHANGES, BEFORE, strict=True)]),
    "ratio": scores("So với năm 2022 (%)", [round(n / b * 100, 1) for n, b in zip(NOW, BEFORE, strict=True)]),
    "arrows": scores("Tăng/giảm", [f"{'▲' if x > 0 else '▼'} {abs(x)}".replace(".", ",") for x in CHANGES]),
    "places won": ranks("Tăng/giảm bậc", PLACES),
    "ranks down": ranks("Tăng/giảm bậc", [-n for n in PLACES]),
    "words": ranks("So với năm trước", WORDS),
    "another year": scores("Tăng/giảm so với năm 2020", SLIPPED),
    "satisfaction": table(
        ["SIPAS 2022", "SIPAS 2023", "Tăng/giảm"], BEFORE, NOW, CHANGES, title="CHỈ SỐ HÀI LÒNG (SIPAS) 2022, 2023"
    ),
    "a mean": scores("Chênh lệch so với trung bình cả nước", SLIPPED),
    "places of one year": table(
        ["Điểm 2022", "Điểm 2023", "Hạng 2023", "Thay đổi thứ hạng"], BEFORE, NOW, RANKS_NOW, slipped(PLACES)
    ),
    "whole numbers of nobody knows what": table(
        ["Điểm 2022", "Điểm 2023", "Hạng 2023", "Tăng/giảm"], BEFORE, NOW, RANKS_NOW, slipped(PLACES)
    ),
    "changes behind all parts": table(
        ["Cải cách thể chế 2022", "Cải cách thể chế 2023", "Tổng điểm 2022", "Tổng điểm 2023", "Tăng/giảm thể chế"],
        [x / 10 for x in BEFORE],
        [x / 10 for x in NOW],
        NOW,
        BEFORE,
        [x / 10 for x in CHANGES],
    ),
    "last year's column": table(
        ["Điểm năm trước", "Điểm", "Tăng/giảm"],
        BEFORE,
        NOW,
        CHANGES,
        title="CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) NĂM 2023",
    ),
    "ranks of last year alone": table(
        ["Hạng năm trước", "Điểm", "Tăng/giảm điểm"],
        RANKS,
        NOW,
        SLIPPED,
        title="CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) NĂM 2023",
    ),
    "one year alone": table(
        ["Điểm", "Tăng/giảm so với năm trước"], NOW, SLIPPED, title="CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) NĂM 2023"
    ),
    "first of the years": [
        ["PAR INDEX tỉnh Gia Lai giai đoạn 2020 - 2023"],
        ["Năm", "Điểm", "Tăng/giảm so với năm 2020"],
        [2020, 83.93, None],
        [2021, 86.2, 2.27],
        [2022, 85.54, 1.61],
        [2023, 86.54, 2.61],
    ],
}


@pytest.mark.parametrize("case", FOLLOWING)
def test_changes_that_follow_or_compare_with_something_else_say_nothing(tmp_path: Path, case: str) -> None:
    assert found(tmp_path, FOLLOWING[case]) == []


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (-0.95, -0.95),
        ("−0,95", -0.95),
        ("+2", 2.0),
        ("↑3", 3.0),
        ("▼ 12", -12.0),
        ("Giảm 12 bậc", -12.0),
        ("Tăng 1,5 điểm", 1.5),
        ("Giữ nguyên", 0.0),
        ("(tăng 3 bậc)", 3.0),
        ("up 4 places", 4.0),
        ("Đạt", None),
        ("2 tỉnh", None),
        ("-", None),
        (None, None),
        (True, None),
    ],
)
def test_what_a_cell_says_of_a_change(cell: object, amount: float | None) -> None:
    assert amount_of(cell) == amount
