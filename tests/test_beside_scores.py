"""Means below a table and shares beside its scores, which must be those of what is printed. Synthetic figures."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT, make_workbook

from parreform.catalog import Catalog
from parreform.findings import Finding
from parreform.hints import Hints
from parreform.ingest import look

CATALOG = Catalog.load(ROOT / "no-user-definitions")
PROVINCES = CATALOG.provinces(2023)
SCORES = {u.id: 84 + (n * 37 % 63) * 0.13 for n, u in enumerate(PROVINCES)}
MEAN = sum(SCORES.values()) / 63
HIGHLANDS = "kon-tum gia-lai dak-lak dak-nong lam-dong".split()
Rows = Sequence[Sequence[object]]


def seen(code: str, path: Path, *rows: Sequence[object]) -> list[Finding]:
    found = look(make_workbook(path / "a.xlsx", {"Trang": rows}), CATALOG, Hints())
    assert found.extraction.readings
    return [f for f in found.findings if f.code == code]


def provinces(units: Sequence[str] = ()) -> list[list[object]]:
    return [[u.vi, round(SCORES[u.id], 2)] for u in PROVINCES if not units or u.id in units]


HEAD: Rows = (["PAR INDEX NĂM 2023"], ["Tỉnh", "Điểm"])


@pytest.mark.parametrize(
    "label",
    [
        "Trung bình cả nước",
        "Bình quân chung",
        "Trung bình",
        "Cả nước",
        "National average",
        "TB 63 tỉnh, thành phố",
        "Giá trị trung bình toàn quốc",
    ],
)
def test_a_national_mean_far_from_that_of_all_provinces_is_told(tmp_path: Path, label: str) -> None:
    (found,) = seen("mean-unlike", tmp_path, *HEAD, *provinces(), [label, 80.15])
    assert (found.severity, found.cell, found.facts["count"]) == ("warning", "B66", 63)
    assert seen("mean-unlike", tmp_path, *HEAD, [label, MEAN + 2.6], *provinces())
    for sound in (round(MEAN, 2), MEAN + 1.5, MEAN - 1.5):  # weighted by people, say
        assert not seen("mean-unlike", tmp_path, *HEAD, *provinces(), [label, sound])


def test_of_what_a_mean_says_nothing(tmp_path: Path) -> None:
    for label in ("Cao nhất", "Thấp nhất", "Trung vị", "Độ lệch chuẩn", "Trung bình nhóm A"):
        assert not seen("mean-unlike", tmp_path, *HEAD, *provinces(), [label, 97.5])
    some = provinces([u.id for u in PROVINCES[:20]])
    assert not seen("mean-unlike", tmp_path, *HEAD, *some, ["Trung bình cả nước", 95.15])
    regions = [["Trung bình", 85.1], ["Trung bình", 91.3]]
    assert not seen("mean-unlike", tmp_path, *HEAD, *provinces(), *regions)


@pytest.mark.parametrize("label", ["Vùng Tây Nguyên", "Tây Nguyên", "Trung bình vùng Tây Nguyên", "Central Highlands"])
def test_the_mean_of_a_region_lies_among_its_provinces(tmp_path: Path, label: str) -> None:
    region = provinces(HIGHLANDS)
    (found,) = seen("mean-unlike", tmp_path, *HEAD, *region, [label, 95.2])
    assert (found.cell, found.facts["count"]) == ("B8", 5)
    low, high = (f(float(str(v)) for _, v in region) for f in (min, max))
    for sound in (low, high, (low + high) / 2):
        assert not seen("mean-unlike", tmp_path, *HEAD, [label, sound], *region)
    assert not seen("mean-unlike", tmp_path, *HEAD, *region[:4], [label, 95.2])


def test_regions_of_the_old_territory_are_none_of_the_new_one(tmp_path: Path) -> None:
    new = [[u.vi, 84 + n * 0.2] for n, u in enumerate(sorted(CATALOG.provinces(2025), key=lambda u: u.vi[::-1]))]
    head = (["PAR INDEX NĂM 2025"], ["Tỉnh", "Điểm"])
    assert not seen("mean-unlike", tmp_path, *head, *new, ["Vùng Tây Nguyên", 99.2])
    assert seen("mean-unlike", tmp_path, *head, *new, ["Trung bình cả nước", 99.2])


# --- shares of the maximum ---------------------------------------------------------------------------

AREAS = (
    ("Công tác chỉ đạo, điều hành CCHC", 9.5),
    ("Cải cách thể chế", 10.0),
    ("Cải cách thủ tục hành chính", 13.0),
    ("Cải cách tổ chức bộ máy hành chính", 10.5),
    ("Cải cách chế độ công vụ", 15.0),
)
SHARES = (88.12, 79.5, 91.25, 84.2, 90.05)
OF_GIA_LAI = "KẾT QUẢ PAR INDEX NĂM 2024 CỦA TỈNH GIA LAI"


def areas(shares: Sequence[object], heading: str, factor: float = 1.0) -> list[list[object]]:
    scores = [round(top * share / 100 * factor, 2) for (_, top), share in zip(AREAS, SHARES, strict=True)]
    rows = [[name, top, s, share] for (name, top), s, share in zip(AREAS, scores, shares, strict=True)]
    return [[OF_GIA_LAI], ["Lĩnh vực", "Điểm tối đa", "Điểm đạt", heading], *rows]


@pytest.mark.parametrize("heading", ["Tỷ lệ đạt (%)", "Tỷ lệ (%)", "Tỷ lệ % so với điểm tối đa"])
def test_shares_that_fit_no_score_are_asked_about(tmp_path: Path, heading: str) -> None:
    (found,) = seen("shares-contradict", tmp_path, *areas(SHARES, heading, 0.9))
    assert (found.severity, found.cell, found.facts["count"], found.kind.acceptable) == ("error", "C3", 5, True)
    fractions = [round(share / 100, 4) for share in SHARES]
    assert seen("shares-contradict", tmp_path, *areas(fractions, heading, 0.9))
    rounded = [round(share) for share in SHARES]
    for sound in (SHARES, fractions, rounded, (*SHARES[:4], 31.0), (*SHARES[:4], None)):
        assert not seen("shares-contradict", tmp_path, *areas(sound, heading))


def test_shares_of_something_else_say_nothing_of_scores(tmp_path: Path) -> None:
    for heading in ("Tỷ lệ tăng (%)", "Tỷ lệ so với năm trước (%)", "Tỷ lệ hài lòng (%)"):
        assert not seen("shares-contradict", tmp_path, *areas((101.2, 99.1, 103.0, 98.4, 100.3), heading))


def test_shares_beside_the_scores_of_provinces_are_compared_too(tmp_path: Path) -> None:
    head = [["CẢI CÁCH THỂ CHẾ, PAR INDEX NĂM 2024"], ["Tỉnh", "Cải cách thể chế", "Tỷ lệ đạt (%)"]]
    rows = [[u.vi, round(7 + n * 0.17, 2), round((7 + n * 0.17) * 10, 2)] for n, u in enumerate(PROVINCES[:8])]
    assert not seen("shares-contradict", tmp_path, *head, *rows)
    slipped = [[name, score, rows[n - 2][2]] for n, (name, score, _) in enumerate(rows)]
    assert seen("shares-contradict", tmp_path, *head, *slipped)
