"""Headings that say too little, where the figures below or beside tell what they are. Synthetic figures.

Each such rule stands beside lookalikes that it must not read.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from conftest import ROOT, make_workbook

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import Look, look

CATALOG = Catalog.load(ROOT / "no-user-definitions")
NAMES = ("Hà Nội", "Hải Phòng", "Lào Cai", "Yên Bái", "Hòa Bình", "Cà Mau", "Bạc Liêu", "Sóc Trăng", "An Giang")
SCORES = (91.43, 92.18, 88.27, 86.91, 85.05, 84.66, 83.92, 87.14, 88.27)
TITLE = "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) NĂM 2023"
Rows = Sequence[Sequence[object]]


def placed(scores: Sequence[float]) -> list[int]:
    return [1 + sum(other > score for other in scores) for score in scores]


def seen(path: Path, sheets: Mapping[str, Rows]) -> Look:
    return look(make_workbook(path, sheets), CATALOG, Hints())


def errors(found: Look) -> list[tuple[str, str, str]]:
    return [(f.code, f.sheet, f.cell) for f in found.findings if f.severity == "error"]


def ranks(found: Look) -> list[int | None]:
    of = {r.unit: r.rank for r in found.extraction.readings}
    return [of[CATALOG.named(name)[0].id] for name in NAMES] if of else []


def table(head: Sequence[str], *columns: Sequence[object], title: str = TITLE) -> dict[str, Rows]:
    return {"Trang": [[title], head, *map(list, zip(*columns, strict=True))]}


COUNTED = tuple(range(1, 10))
DESCENDING = sorted(SCORES, reverse=True)
DISTINCT = tuple(95 - n / 2 for n in range(9))


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        (("STT", "Tỉnh", "Điểm", "Thứ tự"), (COUNTED, NAMES, SCORES, placed(SCORES))),
        (("STT", "Tỉnh", "Điểm", "TH"), (COUNTED, NAMES, SCORES, placed(SCORES))),
        (("#", "Tỉnh", "Điểm"), (placed(SCORES), NAMES, SCORES)),
        (("STT", "Tỉnh", "Điểm", "Thứ tự"), (COUNTED, NAMES, DISTINCT, COUNTED)),
    ],
)
def test_places_of_scores_are_their_ranks(
    tmp_path: Path, head: Sequence[str], columns: Sequence[Sequence[object]]
) -> None:
    found = seen(tmp_path / "x.xlsx", table(head, *columns))
    assert errors(found) == []
    assert ranks(found) == [*columns[-1 if head[-1] != "Điểm" else 0]]


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        (("Tỉnh", "Điểm", "Thứ tự"), (NAMES, DISTINCT, COUNTED)),
        (("STT", "Tỉnh", "Điểm"), (COUNTED, NAMES, DISTINCT)),
        (("STT", "Tỉnh", "Điểm", "TH"), (COUNTED, NAMES, SCORES, [90, 91, 92, 93, 94, 95, 96, 97, 98])),
        (("STT", "Tỉnh", "Điểm"), ((1, 2, 3, 3, 4, 5, 6, 7, 8), NAMES, DISTINCT)),
        (("STT", "Tỉnh", "Điểm", "Bình quân cả nước"), ([1] * 9, NAMES, DISTINCT, [87.37] * 9)),
    ],
)
def test_rows_that_are_counted_have_no_ranks(
    tmp_path: Path, head: Sequence[str], columns: Sequence[Sequence[object]]
) -> None:
    found = seen(tmp_path / "x.xlsx", table(head, *columns))
    assert errors(found) == []
    assert set(ranks(found)) == {None}


@pytest.mark.parametrize("head", ["% đạt", "Đ", "Tỷ lệ đạt (%)"])
def test_scores_that_ranks_follow_need_no_clear_heading(tmp_path: Path, head: str) -> None:
    found = seen(tmp_path / "x.xlsx", table(("Tỉnh", head, "Hạng"), NAMES, SCORES, placed(SCORES)))
    assert errors(found) == []
    assert {(r.unit, r.score) for r in found.extraction.readings} >= {("ha-noi", 91.43), ("hai-phong", 92.18)}
    other = seen(tmp_path / "y.xlsx", table(("Tỉnh", head), NAMES, SCORES))
    assert not other.extraction.readings


def test_points_lost_are_spoken_of_and_no_doubt_of_the_scores_beside(tmp_path: Path) -> None:
    lost = [round(100 - s, 2) for s in SCORES]
    found = seen(tmp_path / "x.xlsx", table(("Tỉnh", "Điểm mất", "Điểm"), NAMES, lost, SCORES))
    assert errors(found) == []
    assert ("column-skipped", "B2") in {(f.code, f.cell) for f in found.findings}
    assert {r.score for r in found.extraction.readings} == set(SCORES)


@pytest.mark.parametrize(
    "years",
    [
        ("'22", "'23"),
        ("’22", "’23"),
        ("PAR 22", "PAR 23"),
        ("PAR INDEX 22", "PAR INDEX 23"),
        ("Năm 22", "Năm 23"),
        ("N.2022", "N.2023"),
        (datetime(2022, 12, 31), datetime(2023, 12, 31)),  # noqa: DTZ001
        (datetime(2022, 1, 1), datetime(2023, 1, 1)),  # noqa: DTZ001
    ],
)
def test_years_of_headings_however_they_are_written(tmp_path: Path, years: tuple[object, object]) -> None:
    last = [round(s - 1, 2) for s in SCORES]
    rows = [list(row) for row in zip(NAMES, last, SCORES, strict=True)]
    found = seen(tmp_path / "x.xlsx", {"Trang": [["CHỈ SỐ PAR INDEX CÁC NĂM"], ["Tỉnh", *years], *rows]})
    assert errors(found) == []
    assert {(r.year, r.score) for r in found.extraction.readings if r.unit == "ha-noi"} == {
        (2022, 90.43),
        (2023, 91.43),
    }


@pytest.mark.parametrize("heads", [("'23",), ("TC 22", "TC 23"), ("Điểm 22", "Điểm 23"), ("PAR 1", "PAR 2")])
def test_two_digits_are_no_years_by_themselves(tmp_path: Path, heads: Sequence[str]) -> None:
    columns = [SCORES, [round(s - 1, 2) for s in SCORES]][: len(heads)]
    found = seen(tmp_path / "x.xlsx", table(("Tỉnh", *heads), NAMES, *columns, title="CHỈ SỐ PAR INDEX CÁC NĂM"))
    assert errors(found)
    assert not found.extraction.readings


def test_a_column_that_may_tell_the_year_is_named(tmp_path: Path) -> None:
    years = [2022 + n % 2 for n in range(9)]
    found = seen(
        tmp_path / "x.xlsx", table(("Tỉnh", "Niên độ kế toán", "PAR INDEX"), NAMES, years, SCORES, title="PAR INDEX")
    )
    told = [f.suggestion for f in found.findings if f.code == "year-unknown"]
    assert told
    assert "Cột “Niên độ kế toán” (B2) ghi 2022, 2023" in told[0]


def test_rows_that_are_scores_ranks_and_changes(tmp_path: Path) -> None:
    head = ["Tỉnh", "Năm", "Chỉ số", "Thước đo", "Giá trị"]
    told = [("Điểm", SCORES), ("Hạng", placed(SCORES)), ("Tăng/giảm", [0.5] * 9)]
    rows = [[name, 2023, "PAR INDEX", what, of[n]] for n, name in enumerate(NAMES) for what, of in told]
    found = seen(tmp_path / "x.xlsx", {"Trang": [head, *rows]})
    assert (errors(found), ranks(found)) == ([], placed(SCORES))
    assert [f.cell for f in found.findings if f.code == "row-skipped"] == ["D4"]
    two = [[*head[:4], "Điểm", "Hạng"], *([*row, 1] for row in rows)]
    assert errors(seen(tmp_path / "z.xlsx", {"Trang": two})) == [("rows-measures", "Trang", "D2")]
    same = [row for row in rows if row[3] == "Điểm"]
    assert errors(seen(tmp_path / "y.xlsx", {"Trang": [head, *same]})) == []


# --- a second table of the file ---------------------------------------------------------------------


def ranking() -> Rows:
    return [[TITLE], ["Tỉnh", "Điểm", "Hạng"], *map(list, zip(NAMES, SCORES, placed(SCORES), strict=True))]


def test_the_data_of_a_chart_repeat_what_was_read(tmp_path: Path) -> None:
    chart = [["Tỉnh", "Điểm"], *map(list, zip(NAMES[:5], SCORES, strict=False))]
    found = seen(tmp_path / "x.xlsx", {"Trang": ranking(), "Biểu đồ": chart})
    assert errors(found) == []
    assert ("repeated", "Biểu đồ") in {(f.code, f.sheet) for f in found.findings}
    assert len(found.extraction.readings) == len(NAMES)


@pytest.mark.parametrize(
    "chart",
    [
        [*zip(NAMES[:5], (*SCORES[:4], 85.5), strict=True)],  # one of them differs
        [*zip(NAMES[1:6], SCORES, strict=False)],  # of other provinces
        [*zip(NAMES[:2], SCORES, strict=False)],  # too few to tell
        [*zip(("Sở Tư pháp", *NAMES[1:5]), SCORES, strict=False)],
        [*zip(NAMES, SCORES, strict=True)],  # of two whole tables either may be the wrong one
    ],
)
def test_other_figures_without_a_title_are_asked_about(tmp_path: Path, chart: Sequence[tuple[str, float]]) -> None:
    found = seen(tmp_path / "x.xlsx", {"Trang": ranking(), "Biểu đồ": [["Tỉnh", "Điểm"], *map(list, chart)]})
    assert ("index-unknown", "Biểu đồ") in {(code, sheet) for code, sheet, _ in errors(found)}


def test_a_small_table_of_statistics_beside_is_spoken_of(tmp_path: Path) -> None:
    beside = [[None, None, None], [None, "Thống kê nhanh", None], [None, "Trung bình", 87.2], [None, "Cao nhất", 92.18]]
    rows = [[*row, *[None] * (3 - len(row))] for row in ranking()]
    rows = [[*row, *(beside[n] if n < len(beside) else ())] for n, row in enumerate(rows)]
    found = seen(tmp_path / "x.xlsx", {"Trang": rows})
    assert errors(found) == []
    assert ("column-skipped", "F3") in {(f.code, f.cell) for f in found.findings}
    rows[2][4], rows[3][4] = "Hà Nội", "Hải Phòng"
    assert errors(seen(tmp_path / "y.xlsx", {"Trang": rows}))


def test_dots_stand_for_rows_that_are_not_shown(tmp_path: Path) -> None:
    rows = list(ranking())
    rows[4:4] = [["…", "...", ". . ."]]
    found = seen(tmp_path / "x.xlsx", {"Trang": rows})
    assert errors(found) == []
    assert len(found.extraction.readings) == len(NAMES)
    rows[4] = ["…", 85.5, "..."]
    assert ("unit-unknown", "Trang", "A5") in errors(seen(tmp_path / "y.xlsx", {"Trang": rows}))


def test_the_name_of_a_sheet_is_only_told_where_title_and_rows_say_all(tmp_path: Path) -> None:
    head = ["Chỉ số", "Năm 2022", "Năm 2023"]
    rows = [["PAR INDEX (điểm)", 84.74, 85.95], ["SIPAS (%)", 86.58, 83.93], ["Xếp hạng SIPAS", "4/63", "25/63"]]
    found = seen(tmp_path / "x.xlsx", {"LC": [["Chỉ số của tỉnh Lai Châu"], head, *rows]})
    assert errors(found) == []
    assert {(r.indicator, r.year, r.score) for r in found.extraction.readings} >= {("par-index", 2023, 85.95)}
    nothing = {"Zeta": [["Tỉnh", "Chỉ số 2023"], *map(list, zip(NAMES, SCORES, strict=True))]}
    assert errors(seen(tmp_path / "y.xlsx", nothing))


def test_a_note_in_the_last_row_of_the_sheet_changes_nothing(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = make_workbook(tmp_path / "x.xlsx", {"Trang": ranking()})
    near = look(path, CATALOG, Hints())
    book = load_workbook(path)
    book.active.cell(1_048_576, 1, "Nguồn: Bộ Nội vụ")
    book.active.cell(600_000, 2, 85.5)
    book.save(path)
    far = look(path, CATALOG, Hints())
    assert list(far.extraction.readings) == list(near.extraction.readings)
    assert ("unit-missing", "A600000") in {(f.code, f.cell) for f in far.findings}


FIVE = NAMES[:5]
PAR, SIPAS, PAPI = (88.1, 87.2, 86.4, 85.9, 85.1), (84.1, 85.2, 83.4, 82.9, 86.1), (43.1, 44.2, 42.4, 41.9, 40.1)
PLACES, BY_ALL = (20, 25, 30, 31, 40), (2, 1, 4, 5, 3)
SUMMARY = "TỔNG HỢP CÁC CHỈ SỐ NĂM 2023"


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        (("PAR INDEX", "SIPAS", "PAPI", "Hạng tổng hợp"), (PAR, SIPAS, PAPI, BY_ALL)),
        (("Hạng tổng hợp", "PAR INDEX", "SIPAS", "PAPI"), (BY_ALL, PAR, SIPAS, PAPI)),
        (("PAR INDEX", "SIPAS", "PAPI", "Điểm trung bình", "Xếp hạng chung"), (PAR, SIPAS, PAPI, PAPI, BY_ALL)),
        (("PAR INDEX", "SIPAS", "PAPI", "Overall rank"), (PAR, SIPAS, PAPI, BY_ALL)),
        (("PAR INDEX", "PCI", "DTI", "Hạng chung"), (PAR, PAPI, PAPI, BY_ALL)),
        (("PAR INDEX", "SIPAS", "PAPI", "Xếp hạng"), (PAR, SIPAS, PAPI, BY_ALL)),
        (("PAR INDEX", "SIPAS", "Hạng chung"), (PAR, PLACES, (1, 2, 3, 4, 5))),  # in the order of one by chance
        (("PAPI", "Chỉ số CCHC 2022", "Hạng chung"), (PAPI, PAR, BY_ALL)),
        (("PAPI 2022", "Chỉ số CCHC 2022", "Hạng chung"), (PAPI, PAR, (1, 2, 3, 4, 5))),
    ],
)
def test_places_by_several_indices_are_those_of_none(
    tmp_path: Path, head: Sequence[str], columns: Sequence[Sequence[object]]
) -> None:
    found = seen(tmp_path / "x.xlsx", table(("Tỉnh", *head), FIVE, *columns, title=SUMMARY))
    assert {r.rank for r in found.extraction.readings} <= {None}


@pytest.mark.parametrize(
    ("head", "columns", "title"),
    [
        (("PAR INDEX", "Hạng", "SIPAS", "PAPI"), (PAR, PLACES, SIPAS, PAPI), SUMMARY),
        (
            ("PAR INDEX", "Hạng", "SIPAS", "Hạng", "Hạng chung"),
            (PAR, PLACES, SIPAS, (9, 4, 17, 21, 1), BY_ALL),
            SUMMARY,
        ),
        (("PAR INDEX", "Hạng chung", "SIPAS", "Hạng chung"), (PAR, PLACES, SIPAS, (9, 4, 17, 21, 1)), SUMMARY),
        (("PAR INDEX", "SIPAS", "Xếp hạng"), (PAR, SIPAS, PLACES), TITLE),
    ],
)
def test_places_of_one_index_among_several_are_its_own(
    tmp_path: Path, head: Sequence[str], columns: Sequence[Sequence[object]], title: str
) -> None:
    found = seen(tmp_path / "x.xlsx", table(("Tỉnh", *head), FIVE, *columns, title=title))
    assert not errors(found)
    assert [r.rank for r in found.extraction.readings if r.indicator == "par-index"] == list(PLACES)


def test_a_rank_of_another_year_before_a_part_is_not_that_of_the_total(tmp_path: Path) -> None:
    head = ("Tỉnh", "Hạng 2020", "Cải cách thể chế", "Hạng", "PAR INDEX")
    parts = tuple(s / 10 for s in PAR)
    found = seen(tmp_path / "x.xlsx", table(head, FIVE, BY_ALL, parts, PLACES, PAR))
    assert 2020 not in {r.year for r in found.extraction.readings}
    head = ("Tỉnh", "PAR INDEX", "Cải cách thể chế", "Hạng 2023", "Hạng 2022", "Cải cách thủ tục hành chính")
    found = seen(tmp_path / "y.xlsx", table(head, FIVE, PAR, parts, PLACES, BY_ALL, parts))
    assert [r.rank for r in found.extraction.readings if r.year == 2022] == list(BY_ALL)


def test_ranks_of_scores_that_are_nobodys_are_not_those_of_the_index(tmp_path: Path) -> None:
    eight, scores = NAMES[:8], tuple(85.5 - n for n in range(8))
    head = ("Tỉnh", "Xuân Mai", "Điểm", "Hạng")
    found = seen(tmp_path / "x.xlsx", table(head, eight, tuple(range(500, 508)), scores, tuple(range(1, 9))))
    assert not found.extraction.readings
    head = ("Tỉnh", "Số phiếu khảo sát hợp lệ", "Điểm", "Hạng")
    found = seen(tmp_path / "y.xlsx", table(head, eight, tuple(range(500, 508)), scores, tuple(range(1, 9))))
    assert [(r.score, r.rank) for r in found.extraction.readings] == [*zip(scores, range(1, 9), strict=True)]


def test_scores_below_tong_hop_behind_parts_are_those_of_the_index(tmp_path: Path) -> None:
    part, whole = ["Cải cách thể chế"] * 2, ["Tổng hợp"] * 2
    head = ["Tỉnh", *["Các lĩnh vực"] * 2, *whole], [None, *part, *whole]
    rows = [[n, 8.1, r + 1, score, r] for n, score, r in zip(FIVE, PAR, PLACES, strict=True)]
    sheet = [[TITLE], *head, [None, "Điểm", "Hạng", "Điểm", "Hạng"], *rows]
    found = seen(tmp_path / "x.xlsx", {"Trang": sheet})
    assert [(r.score, r.rank) for r in found.extraction.readings if r.indicator == "par-index"] == [
        *zip(PAR, PLACES, strict=True)
    ]


def test_the_published_score_beside_the_appraised_one_is_the_total(tmp_path: Path) -> None:
    head = ("Tỉnh", "Điểm tự chấm", "Điểm thẩm định", "Chỉ số CCHC được công bố", "Xếp hạng")
    appraised = tuple(s - 31 for s in PAR)
    found = seen(tmp_path / "x.xlsx", table(head, FIVE, appraised, appraised, PAR, PLACES))
    assert [(r.score, r.rank) for r in found.extraction.readings if r.indicator == "par-index"] == [
        *zip(PAR, PLACES, strict=True)
    ]


HEAD_OF_SOME = ("Xếp hạng", "Tỉnh", "Chỉ số CCHC 2020")


@pytest.mark.parametrize(
    ("head", "scores", "sure"),
    [
        (HEAD_OF_SOME, tuple(95 - n / 2 for n in range(9)), True),
        (HEAD_OF_SOME, SCORES, False),
    ],
)
def test_ranks_left_of_a_few_scores_are_of_their_year_where_these_are_in_their_order(
    tmp_path: Path, head: Sequence[str], scores: Sequence[float], *, sure: bool
) -> None:
    places = tuple(range(40, 58, 2))
    sheet = [head, *map(list, zip(places, NAMES, scores, strict=True))]
    found = seen(tmp_path / "x.xlsx", {"Trang": sheet})
    assert bool(errors(found)) is not sure
    assert not sure or ranks(found) == list(places)
