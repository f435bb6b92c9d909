"""Columns that are computed from the posts beside them, and cuts that none of them is. Synthetic figures."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import make_workbook

from parreform.catalog import Catalog
from parreform.hints import Hints
from parreform.ingest import look

NAMES = ("Kon Tum", "Gia Lai", "Đắk Lắk")
PAST, NOW, PEOPLE = (2000, 2900, 3200), (1980, 2850, 3190), (1930, 2760, 3020)
CUT, LEFT = (20, 50, 10), (50, 90, 170)
CONTRADICTS, DIFFERS = {"changes-contradict"}, {"change-differs"}
Rows = Sequence[Sequence[object]]


def table(title: str, heads: Sequence[str], *columns: Sequence[object]) -> Rows:
    return [[title], ["Tỉnh", *heads], *map(list, zip(NAMES, *columns, strict=True))]


def changed(heading: str, changes: Sequence[object], now: Sequence[object] = NOW) -> Rows:
    title = "BIÊN CHẾ CÔNG CHỨC GIAO NĂM 2023, 2024 CỦA CÁC TỈNH"
    return table(title, ["Giao năm 2023", "Giao năm 2024", heading], PAST, now, changes)


def present(heading: str, values: Sequence[object], people: Sequence[object] = PEOPLE) -> Rows:
    title = "BIÊN CHẾ VÀ SỐ CÓ MẶT NĂM 2024 CỦA CÁC TỈNH"
    return table(title, ["Biên chế công chức giao", "Công chức có mặt", heading], NOW, people, values)


def of_nghe_an(title: str, heads: Sequence[str], *rows: Sequence[object]) -> Rows:
    return [[title], list(heads), *rows]


RESULTS = "KẾT QUẢ TINH GIẢN BIÊN CHẾ CÔNG CHỨC TỈNH NGHỆ AN"
YEARS = ("Nội dung", "2022", "2023", "2024")
SHARES = [round(p / n * 100, 1) for p, n in zip(PEOPLE, NOW, strict=True)]
CASES: dict[str, tuple[Rows, set[str]]] = {
    "posts slipped": (changed("Tăng/giảm", [-x for x in CUT], NOW[1:] + NOW[:1]), CONTRADICTS),
    "posts slipped, sizes": (changed("Chênh lệch", CUT, NOW[1:] + NOW[:1]), CONTRADICTS),
    "one change mistyped": (changed("Tăng/giảm", (-20, -50, -1)), DIFFERS),
    "changes since a year that is not there": (changed("Tăng/giảm so với năm 2021", (-90, -80, -70)), set()),
    "changes that follow": (changed("Tăng/giảm", [-x for x in CUT]), set()),
    "changes of something else": (changed("Biến động do luân chuyển", (3, 4, 7)), set()),
    "people slipped": (present("Tỷ lệ có mặt/giao (%)", SHARES, PEOPLE[1:] + PEOPLE[:1]), CONTRADICTS),
    "shares that follow": (present("Tỷ lệ có mặt/giao (%)", SHARES), set()),
    "shares as fractions": (present("Tỷ lệ có mặt/giao (%)", [x / 100 for x in SHARES]), set()),
    "shares of women": (present("Tỷ lệ nữ/có mặt (%)", (31.5, 40.2, 28.9)), set()),
    "posts not used": (present("Chưa sử dụng", LEFT), set()),
    "posts not used, of other rows": (present("Biên chế chưa sử dụng", LEFT[1:] + LEFT[:1]), CONTRADICTS),
    "cuts with their rates": (
        of_nghe_an(
            "Kết quả tinh giản biên chế tỉnh Nghệ An đến năm 2021 so với năm 2015",
            ("Loại", "Biên chế giao 2015", "Biên chế giao 2021", "Giảm", "Tỷ lệ (%)"),
            ("Công chức", 2000, 1800, 300, 15.0),
            ("Viên chức", 16000, 14500, 2400, 15.0),
        ),
        {"cuts-contradict"},
    ),
    "cuts of each year or since one": (of_nghe_an(RESULTS, YEARS, ("Số công chức giảm", 40, 35, 42)), {"cuts-by-year"}),
    "cuts of each year": (of_nghe_an(RESULTS, YEARS, ("Số công chức giảm so với năm trước", 40, 35, 42)), set()),
    "cuts within each year": (
        of_nghe_an(RESULTS, YEARS, ("Số công chức giảm trong năm", 40, 35, 42)),
        {"baseline-unstated"},
    ),
    "cuts since a year": (of_nghe_an(RESULTS, YEARS, ("Số công chức giảm so với năm 2021", 40, 75, 117)), set()),
    "posts less people": (
        of_nghe_an(
            "Kết quả tinh giản biên chế tỉnh Nghệ An đến năm 2021 so với năm 2015",
            ("Loại", "Biên chế giao năm 2015", "Số người có mặt 31/12/2021", "Giảm", "Tỷ lệ (%)"),
            ("Công chức", 2000, 1800, 200, 10.0),
        ),
        {"cut-of-people"},
    ),
    "posts of another year than the title's": (
        of_nghe_an(
            "Biên chế giao năm 2023 tỉnh Nghệ An",
            ("Loại", "Biên chế giao năm 2022", "Có mặt năm 2022"),
            ("Công chức", 2280, 2190),
        ),
        {"heading-year"},
    ),
    "posts of the title's year beside those before": (
        of_nghe_an(
            "Biên chế giao năm 2023 tỉnh Nghệ An",
            ("Loại", "Biên chế giao năm 2022", "Biên chế giao năm 2023"),
            ("Công chức", 2280, 2250),
        ),
        set(),
    ),
}


@pytest.mark.parametrize(("rows", "codes"), CASES.values(), ids=CASES)
def test_what_is_computed_from_posts_follows_from_them(
    rows: Rows, codes: set[str], tmp_path: Path, catalog: Catalog
) -> None:
    found = look(make_workbook(tmp_path / "bang.xlsx", {"Biểu 1": rows}), catalog, Hints())
    assert {f.code for f in found.findings if f.severity == "error"} <= codes
    assert codes <= {f.code for f in found.findings}
    assert found.staffing.figures or codes
