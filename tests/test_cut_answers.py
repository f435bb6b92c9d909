"""Rules of staffing cuts on what is stored, from workbook to answer. Figures are synthetic except those of Hà Nội."""

import csv
import io
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from parreform import cli

SAMPLE = Path(__file__).resolve().parent.parent / "sample_data" / "staffing" / "staffing-ha-noi.xlsx"
HEADINGS = "Đơn vị,Loại biên chế,Năm gốc,Biên chế gốc,Năm,Biên chế giao,Giảm,Trong đó: chuyển đi,Hình thức".split(",")


def run(capfdbinary, *words):
    code = cli.main([str(w) for w in words])
    out, err = capfdbinary.readouterr()
    return code, out.decode(), err.decode()


def answers(capfdbinary, db, *words):
    code, out, err = run(capfdbinary, "--db", db, "targets", *words, "--format", "csv")
    assert code == 0, err
    return list(csv.DictReader(io.StringIO(out)))


def brief(found, *columns):
    return [tuple(row[c] for c in columns) for row in found]


@pytest.fixture
def hold(tmp_path, capfdbinary):
    """Imports rows (unit, category, baseline year, baseline, year, assigned, moved) and gives the database."""

    def imported(*rows, name="bien-che.xlsx"):
        book = Workbook()
        sheet = book.active
        sheet.append(["BIÊN CHẾ VÀ TINH GIẢN BIÊN CHẾ"])
        sheet.append(HEADINGS)
        for unit, base, baseline, year, assigned, moved in rows:
            kind = "Đã thực hiện"
            sheet.append(
                [unit, "Công chức (hành chính)", base, baseline, year, assigned, baseline - assigned, moved, kind]
            )
        book.save(tmp_path / name)
        code, _, err = run(capfdbinary, "--db", tmp_path / "x.db", "import", tmp_path / name)
        assert code == 0, err
        return tmp_path / "x.db"

    return imported


@pytest.fixture
def ha_noi(tmp_path, capfdbinary):
    shutil.copy(SAMPLE, tmp_path)
    assert run(capfdbinary, "--db", tmp_path / "x.db", "import", tmp_path / SAMPLE.name)[0] == 0
    return tmp_path / "x.db"


def test_ha_noi_from_the_citys_report(capfdbinary, ha_noi):
    found = answers(capfdbinary, ha_noi, "--province", "Hà Nội")
    columns = ("target", "reading", "outcome", "value", "value_kind", "missing_posts", "reason")
    assert brief(found, *columns) == [
        ("2021-civil-servants", "with-transfers", "met", "15.6", "published", "", ""),
        ("2021-civil-servants", "without-transfers", "not-met", "9.4786", "implied", "50", ""),
        ("2021-public-employees", "with-transfers", "met", "10.0", "published", "", ""),
        ("2021-public-employees", "without-transfers", "cannot-tell", "", "", "", "moves-not-stated"),
    ]
    book = load_workbook(SAMPLE)
    assert [book[r["sheet"]][r["cell"]].value for r in found] == [1473, 1473, 12890, 12890]


def test_ha_noi_on_the_screen(capfdbinary, ha_noi, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = run(capfdbinary, "--db", ha_noi, "targets", "--province", "ha noi")
    assert max(map(len, out.splitlines())) <= 80
    for words in (
        "✓ kể cả điều chuyển: đạt (15,6%)",
        "giảm 1.473 so với khoảng 9.442 của năm 2015",
        "✗ không kể điều chuyển: không đạt (9,48%*)",
        "giảm 895",
        "thiếu khoảng 50 biên chế, 0,52 điểm phần trăm",
        "39-NQ/TW",
    ):
        assert words in out


def test_a_shortfall_is_carried_from_one_file_to_the_figures_of_another(capfdbinary, hold):
    hold(("Hà Nội", 2015, 1000, 2021, 920, 0), name="a.xlsx")
    db = hold(("Hà Nội", 2021, 900, 2026, 836, 0), name="b.xlsx")
    found = answers(capfdbinary, db, "--year", "2026")
    columns = ("reading", "outcome", "wanted", "required", "carried_posts", "missing_posts")
    assert brief(found, *columns) == [
        ("with-transfers", "not-met", "5.0", "7.2222", "20.0", "1"),
        ("without-transfers", "not-met", "5.0", "7.2222", "20.0", "1"),
    ]
    assert "20 biên chế" in found[0]["note"]


def test_members_of_a_merged_province_are_added_up(capfdbinary, hold):
    rows = [
        (unit, 2015, 1000, 2021, left, 0) for unit, left in (("Hà Nam", 880), ("Nam Định", 940), ("Ninh Bình", 880))
    ]
    db = hold(*rows)
    found = answers(capfdbinary, db, "--province", "Ninh Bình")
    whole = [r for r in found if r["unit_id"] == "ninh-binh-2025"]
    assert brief(whole, "reading", "outcome", "value") == [
        ("with-transfers", "met", "10.0"),
        ("without-transfers", "met", "10.0"),
    ]
    assert {r["unit_id"] for r in found} == {"ninh-binh", "ninh-binh-2025"}
    assert len(answers(capfdbinary, db)) == 8


def test_a_sum_that_lacks_a_member_settles_nothing_and_is_shown_only_where_asked_for(capfdbinary, hold):
    db = hold(*((unit, 2015, 1000, 2021, 880, 0) for unit in ("Hà Nam", "Ninh Bình")))
    found = [r for r in answers(capfdbinary, db, "--province", "Ninh Bình") if r["unit_id"] == "ninh-binh-2025"]
    assert brief(found, "outcome", "reason") == [("cannot-tell", "members-missing")] * 2
    assert "Nam Định" in found[0]["note"]
    assert {r["unit_id"] for r in answers(capfdbinary, db)} == {"ha-nam", "ninh-binh"}


def test_an_own_target_on_staffing(capfdbinary, hold, tmp_path):
    file = tmp_path / "own.toml"
    text = '[[target]]\nname = "Giảm 12%"\nunit = ["Hà Nội", "Huế"]\ncategory = "civil_servants"\nbaseline = 2015\nyear = 2021\ncut_pct_at_least = {}\n'
    file.write_text(text.format(12), encoding="utf-8")
    db = hold(("Hà Nội", 2015, 1000, 2021, 885, 0))
    found = [r for r in answers(capfdbinary, db, "--file", file) if r["target"] == "Giảm 12%"]
    assert brief(found, "unit", "reading", "outcome", "missing_posts", "reason") == [
        ("Hà Nội", "with-transfers", "not-met", "5", ""),
        ("Hà Nội", "without-transfers", "not-met", "5", ""),
        ("Thừa Thiên Huế", "with-transfers", "cannot-tell", "", "no-line"),
    ]
    file.write_text(text.format(11.5), encoding="utf-8")
    found = [r for r in answers(capfdbinary, db, "--file", file, "-p", "Hà Nội") if r["target"] == "Giảm 12%"]
    assert brief(found, "outcome") == [("met",), ("met",)]


def test_an_index_asked_for_leaves_staffing_out(capfdbinary, ha_noi):
    assert answers(capfdbinary, ha_noi, "--index", "papi") == []
