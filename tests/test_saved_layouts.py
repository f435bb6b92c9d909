"""Options settled once are used again for the same shape of file; a year is never among them."""

import json
import tomllib
from pathlib import Path

import pytest
from conftest import make_workbook
from openpyxl import Workbook, load_workbook

from parreform import cli
from parreform.catalog import Catalog
from parreform.errors import InputRefused
from parreform.findings import Finding
from parreform.hints import Hints
from parreform.ingest import look
from parreform.saved import read_all
from parreform.store import Store

ROOT = Path(__file__).parent.parent
CATALOG = Catalog.load(ROOT / "no-user-definitions")


@pytest.fixture(autouse=True)
def own_database(_own_surroundings: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PARREFORM_DB", str(tmp_path / "x.db"))


def untold(path: Path, first: object = 91.5, title: str = "", head: tuple[str, ...] = ("Kết quả",)) -> Path:
    """A table that says neither its index nor, unless by a title or name, its year."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if title:
        sheet.append([title])
    sheet.append(["STT", "Đơn vị", *head])
    sheet.append([1, "Hà Nội", first])
    sheet.append([2, "Hải Phòng", first])
    book.save(path)
    return path


def layouts(tmp_path: Path) -> Path:
    return tmp_path / "home" / "layouts"


def save(path: Path, name: str = "so-noi-vu", *options: str) -> int:
    return cli.main(["-q", "import", str(path), "--index", "sipas", *options, "--save-layout", name])


def codes(path: Path, hints: Hints = Hints()) -> list[str]:  # noqa: B008
    return [f.code for f in look(path, CATALOG, hints).findings if f.code.startswith(("layout", "year", "index"))]


def held(tmp_path: Path) -> set[tuple[str, str, int, float | None]]:
    with Store.open(str(tmp_path / "x.db"), CATALOG) as store:
        return {(v.indicator, v.unit, v.year, v.score) for v in store.values()}


def test_the_next_file_of_the_shape_needs_no_option(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import", str(untold(tmp_path / "a-2023.xlsx"))]) == 3
    assert save(untold(tmp_path / "a-2023.xlsx")) == 0
    capsys.readouterr()
    assert cli.main(["import", str(untold(tmp_path / "b-2024.xlsx", 92.5))]) == 0
    assert "Dùng cách bày đã lưu “so-noi-vu”: --index sipas" in capsys.readouterr().err
    assert ("sipas", "ha-noi", 2024, 92.5) in held(tmp_path)
    log = next(tmp_path.rglob("imports.jsonl"))
    options = [json.loads(line)["options"] for line in log.read_text(encoding="utf-8").splitlines()]
    assert options == [{"index": "sipas"}, {"index": "sipas"}]


def test_a_saved_layout_is_readable_and_holds_no_year(tmp_path: Path) -> None:
    assert save(untold(tmp_path / "a.xlsx"), "so-noi-vu", "--year", "2023") == 0
    text = (layouts(tmp_path) / "so-noi-vu.toml").read_text(encoding="utf-8")
    values = tomllib.loads(text)
    assert values["name"] == "so-noi-vu"
    assert values["options"] == {"index": "sipas"}
    assert values["table"] == [{"index_named": "", "headings": "stt | donvi | ketqua", "titles": ""}]
    assert values["asks_year"] is True
    assert "2023" not in text


def test_where_the_file_gives_no_year_it_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(untold(tmp_path / "a.xlsx"), "so-noi-vu", "--year", "2023")
    following = untold(tmp_path / "b.xlsx", 92.5)
    capsys.readouterr()
    assert cli.main(["import", str(following)]) == 3
    told = capsys.readouterr().err
    assert "--year 2024" in told
    assert "so-noi-vu" in told
    assert cli.main(["import", str(following), "--year", "2024"]) == 0
    assert ("sipas", "ha-noi", 2024, 92.5) in held(tmp_path)


def test_a_year_the_file_gives_is_taken_from_the_file(tmp_path: Path) -> None:
    save(untold(tmp_path / "a.xlsx"), "so-noi-vu", "--year", "2023")
    seen = look(untold(tmp_path / "b-2022.xlsx"), CATALOG, Hints())
    assert {r.year for r in seen.extraction.readings} == {2022}
    save(untold(tmp_path / "c-2022.xlsx", 80.5), "khong-hoi", "--year", "2022")
    assert tomllib.loads((layouts(tmp_path) / "khong-hoi.toml").read_text(encoding="utf-8"))["asks_year"] is False


def test_years_in_headings_are_no_part_of_the_shape(tmp_path: Path) -> None:
    save(untold(tmp_path / "a-2023.xlsx", head=("Điểm 2023",)), "so-noi-vu", "--layout", "units-in-rows")
    assert "layout-used" in codes(untold(tmp_path / "b-2024.xlsx", head=("Điểm 2024",)))
    assert "layout-used" not in codes(untold(tmp_path / "c-2024.xlsx", head=("Kết luận",)))


def test_an_option_given_wins_over_a_saved_layout(tmp_path: Path) -> None:
    save(untold(tmp_path / "a-2023.xlsx"))
    assert codes(untold(tmp_path / "b-2023.xlsx"), Hints(index="par-index")) == []


def test_a_file_that_names_another_index_is_never_overruled(tmp_path: Path) -> None:
    save(untold(tmp_path / "a-2023.xlsx"))
    path = untold(tmp_path / "b.xlsx", title="PAR INDEX năm 2023")
    assert codes(path) == []


REMEMBERED = "BẢNG TỔNG HỢP ĐÁNH GIÁ SỰ PHỤC VỤ NĂM 2023"


@pytest.mark.parametrize(
    ("title", "used"),
    [
        ("BẢNG TỔNG HỢP ĐÁNH GIÁ SỰ PHỤC VỤ NĂM 2024", True),
        ("Phụ lục II. Kết quả đánh giá sự phục vụ năm 2024 của các tỉnh", True),
        ("Đánh giá sự phục vụ, lần thứ 2 (theo Quyết định số 12/QĐ-UBND)", True),
        ("KẾT QUẢ THI TỐT NGHIỆP NĂM 2024", False),
        ("BẢNG TỔNG HỢP ĐÁNH GIÁ SỰ PHỤC VỤ Y TẾ NĂM 2024", False),
        ("BẢNG TỔNG HỢP NĂM 2024", False),
        ("", False),
    ],
)
def test_a_layout_serves_only_titles_that_speak_of_the_same(tmp_path: Path, title: str, used: bool) -> None:
    assert save(untold(tmp_path / "a.xlsx", title=REMEMBERED)) == 0
    found = codes(untold(tmp_path / "b-2024.xlsx", title=title))
    assert ("layout-used" in found) is used
    assert ("layout-unused" in found) is not used
    assert ("index-unknown" in found) is not used


def test_a_layout_that_brings_no_index_serves_any_title(tmp_path: Path) -> None:
    path = untold(tmp_path / "a-2023.xlsx", title="PAR INDEX")
    assert cli.main(["-q", "import", str(path), "--layout", "units-in-rows", "--save-layout", "dong"]) == 0
    assert "layout-used" in codes(untold(tmp_path / "b-2024.xlsx", title="PAR INDEX cấp tỉnh"))


def test_the_name_of_a_sheet_speaks_too(tmp_path: Path) -> None:
    save(untold(tmp_path / "a-2023.xlsx"))
    for name, used in (("Trang 2", True), ("Bảng 1", True), ("2024", True), ("Thi tốt nghiệp", False)):
        book = load_workbook(untold(tmp_path / "b-2024.xlsx"))
        book.worksheets[0].title = name
        book.save(tmp_path / "b-2024.xlsx")
        assert ("layout-used" in codes(tmp_path / "b-2024.xlsx")) is used, name


BEFORE_TITLES = """# saved before titles counted
name = "cu"
made_on = 2026-11-01
made_from = "a-2023.xlsx"
fingerprint = "545ba0b3e5b93db92095d2f5"
headings = [
  "stt | donvi | ketqua",
]
asks_year = false

[options]
index = "sipas"
"""


def test_a_layout_saved_before_titles_counted_serves_tables_without_any(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layouts(tmp_path).mkdir(parents=True)
    (layouts(tmp_path) / "cu.toml").write_text(BEFORE_TITLES, encoding="utf-8")
    assert "layout-used" in codes(untold(tmp_path / "a-2024.xlsx"))
    titled = untold(tmp_path / "b-2024.xlsx", title="KẾT QUẢ THI TỐT NGHIỆP")
    assert "layout-unused" in codes(titled)
    assert "layout-used" not in codes(untold(tmp_path / "c-2024.xlsx", head=("Kết luận",)))
    assert cli.main(["layouts"]) == 0
    assert "stt | donvi | ketqua" in " ".join(capsys.readouterr().out.split())
    assert save(untold(tmp_path / "d-2024.xlsx"), "cu") == 0
    assert "fingerprint" not in (layouts(tmp_path) / "cu.toml").read_text(encoding="utf-8")


def test_decimal_mark_and_sheet_are_kept(tmp_path: Path) -> None:
    head = ("Cải cách tài chính công",)  # of years whose maximum nobody published
    path = untold(tmp_path / "a.xlsx", "1.473", title="PAR INDEX năm 2016", head=head)
    assert "decimal-ambiguous" in [f.code for f in look(path, CATALOG, Hints()).findings]
    words = ["import", str(path), "--decimal", "point", "--sheet", "Sheet", "--save-layout", "diem"]
    assert cli.main(words) == 0
    following = look(untold(tmp_path / "b.xlsx", "1.573", "PAR INDEX năm 2019", head), CATALOG, Hints())
    assert [r.score for r in following.extraction.readings] == [1.573, 1.573]
    assert following.hints == Hints(sheet=("Sheet",), decimal="point")


def of_years(folder: Path, *years: int) -> Path:
    rows = [["Tỉnh", "Điểm"], ["Hà Nội", "81,5"], ["Lào Cai", "82,25"]]
    return make_workbook(folder / f"bang-{len(list(folder.iterdir()))}.xlsx", {f"SIPAS {year}": rows for year in years})


def test_several_sheets_are_kept_and_found_by_name_or_with_another_year(tmp_path: Path) -> None:
    words = ["import", str(of_years(tmp_path, 2021, 2022, 2023)), "--decimal", "comma", "--save-layout", "hai-nam"]
    assert cli.main([*words, "--sheet", "SIPAS 2022", "--sheet", "sipas 2023"]) == 0
    (layout,) = read_all(CATALOG)
    assert layout.options == "--sheet SIPAS 2022 --sheet sipas 2023 --decimal comma"
    for years, found in (((2022, 2023, 2024), {2022, 2023}), ((2018, 2019), {2018, 2019})):
        look_at = look(of_years(tmp_path, *years), CATALOG, Hints())
        assert {r.year for r in look_at.extraction.readings} == found
        assert [f.code for f in look_at.findings] == ["layout-used"]
    unlike = look(of_years(tmp_path, 2017, 2018, 2019), CATALOG, Hints())  # which two is not known
    assert "layout-used" not in [f.code for f in unlike.findings]


@pytest.mark.parametrize(
    ("written", "read"),
    [('"SIPAS 2022"', ("SIPAS 2022",)), ('["SIPAS 2022"]', ("SIPAS 2022",)), ("7", None), ('["SIPAS 2022", 3]', None)],
)
def test_sheets_in_a_layout_are_a_text_or_a_list(tmp_path: Path, written: str, read: tuple[str, ...] | None) -> None:
    words = ["import", str(of_years(tmp_path, 2021, 2022)), "--sheet", "SIPAS 2022", "--save-layout", "mot"]
    assert cli.main(words) == 0
    kept = layouts(tmp_path) / "mot.toml"
    kept.write_text(kept.read_text(encoding="utf-8").replace('["SIPAS 2022"]', written), encoding="utf-8")
    if read is None:
        with pytest.raises(InputRefused):
            read_all(CATALOG)
    else:
        assert read_all(CATALOG)[0].hints.sheet == read


def test_layouts_that_differ_are_told_not_chosen_from(tmp_path: Path) -> None:
    save(untold(tmp_path / "a-2023.xlsx"))
    other = (layouts(tmp_path) / "so-noi-vu.toml").read_text(encoding="utf-8").replace('"sipas"', '"par-index"')
    (layouts(tmp_path) / "khac.toml").write_text(other, encoding="utf-8")
    found = look(untold(tmp_path / "b-2024.xlsx"), CATALOG, Hints()).findings
    conflict = next(f for f in found if f.code == "layout-conflict")
    assert "khac (--index par-index)" in conflict.message


def test_a_colleagues_file_just_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(untold(tmp_path / "a-2023.xlsx"))
    theirs = tmp_path / "theirs" / "layouts"
    theirs.mkdir(parents=True)
    (layouts(tmp_path) / "so-noi-vu.toml").rename(theirs / "cua-an.toml")
    monkeypatch.setenv("PARREFORM_HOME", str(theirs.parent))
    found = look(untold(tmp_path / "b-2024.xlsx"), CATALOG, Hints()).findings
    assert Finding("layout-used", facts={"name": "cua-an", "options": "--index sipas"}) in found


@pytest.mark.parametrize(
    "text",
    ["name = ", 'name = "x"', "", '[options]\nindex = "khac"\n', "\x80"],
    ids=["no toml", "no options", "empty", "unknown index", "no text"],
)
def test_a_broken_file_is_a_clear_error_and_can_be_removed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    layouts(tmp_path).mkdir(parents=True)
    (layouts(tmp_path) / "hong.toml").write_bytes(text.encode("latin-1"))
    assert cli.main(["layouts"]) == 3
    told = capsys.readouterr().err
    assert "hong.toml: cách bày đã lưu không đọc được" in " ".join(told.split())
    assert cli.main(["import", str(untold(tmp_path / "a-2023.xlsx"))]) == 3
    assert cli.main(["layouts", "--remove", "hong"]) == 0
    assert cli.main(["layouts", "--remove", "hong"]) == 2


def test_options_that_mean_nothing_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(untold(tmp_path / "a-2023.xlsx"))
    path = layouts(tmp_path) / "so-noi-vu.toml"
    path.write_text(path.read_text(encoding="utf-8") + 'decimal = "cham"\nyear = 2020\n', encoding="utf-8")
    capsys.readouterr()
    assert cli.main(["layouts"]) == 3
    assert "year, decimal" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("name", ["../x", "", " ", "long", "a/b", ".an"])
def test_a_name_must_be_a_name(tmp_path: Path, name: str) -> None:
    path = untold(tmp_path / "a-2023.xlsx")
    code = cli.main(["import", str(path), "--index", "sipas", "--save-layout", name])
    assert code == (0 if name == "" else 2)
    assert not layouts(tmp_path).exists()


def test_nothing_is_saved_from_a_refused_file_a_trial_or_no_option(tmp_path: Path) -> None:
    path = untold(tmp_path / "a-2023.xlsx")
    assert save(untold(tmp_path / "bad.xlsx")) == 3
    assert save(path, "thu", "--dry-run") == 0
    assert cli.main(["import", str(path), "--year", "2023", "--save-layout", "nam"]) == 2
    assert not layouts(tmp_path).exists()


def test_a_name_is_not_given_to_another_shape(tmp_path: Path) -> None:
    assert save(untold(tmp_path / "a-2023.xlsx")) == 0
    assert save(untold(tmp_path / "a-2023.xlsx")) == 0
    assert save(untold(tmp_path / "b-2023.xlsx", head=("Kết luận",)), "so-noi-vu", "--layout", "units-in-rows") != 0


def test_layouts_are_listed_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(untold(tmp_path / "a-2023.xlsx"))
    capsys.readouterr()
    assert cli.main(["layouts"]) == 0
    shown = capsys.readouterr().out
    assert "có sẵn" in shown
    assert "so-noi-vu" in shown
    assert cli.main(["--lang", "en", "layouts"]) == 0
    assert "built in" in capsys.readouterr().out


CUT = "Tinh giản biên chế công chức năm 2021 so với năm 2015"


def staffing(path: Path, cut: int, title: str = CUT) -> Path:
    """A synthetic table of posts cut that does not say whether they were or shall be."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([title], ["Tỉnh", "Số giảm"], ["Sơn La", cut], ["Lai Châu", cut + 50]):
        sheet.append(row)
    book.save(path)
    return path


def test_the_kind_of_staffing_figures_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import", str(staffing(tmp_path / "a.xlsx", 200))]) == 3
    assert cli.main(["-q", "import", str(tmp_path / "a.xlsx"), "--kind", "achieved", "--save-layout", "giam"]) == 0
    capsys.readouterr()
    following = staffing(tmp_path / "b.xlsx", 230, CUT.replace("2021", "2022"))
    assert cli.main(["import", str(following)]) == 0
    assert "Dùng cách bày đã lưu “giam”: --kind achieved" in capsys.readouterr().err
    with Store.open(str(tmp_path / "x.db"), CATALOG) as store:
        assert {(v.figure.kind, v.figure.value) for v in store.staffing()} >= {("achieved", 200), ("achieved", 230)}
    planned = staffing(tmp_path / "c.xlsx", 250, f"Kế hoạch {CUT.lower()}")
    assert "layout-unused" in {f.code for f in look(planned, CATALOG, Hints()).findings}


def test_a_baseline_alone_is_nothing_to_save(tmp_path: Path) -> None:
    path = staffing(tmp_path / "a.xlsx", 200)
    assert cli.main(["-q", "import", str(path), "--baseline", "2015", "--save-layout", "goc"]) == 2


def test_a_baseline_is_a_year_and_asked_for_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The next stage is compared with another year: nothing may take it for that of this one."""
    path = staffing(tmp_path / "a.xlsx", 200)
    options = ("--kind", "achieved", "--baseline", "2015", "--save-layout", "giam")
    assert cli.main(["import", str(path), *options]) == 0
    assert "Năm gốc 2015 không được lưu" in capsys.readouterr().err
    text = (layouts(tmp_path) / "giam.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["options"] == {"kind": "achieved"}
    assert "2015" not in text
    following = staffing(tmp_path / "b.xlsx", 230, CUT.replace("2021", "2022"))
    assert cli.main(["import", str(following), "--dry-run"]) == 0
    assert "--kind achieved --baseline ?" in capsys.readouterr().err
    assert cli.main(["-q", "import", str(following), "--baseline", "2021"]) == 0
    with Store.open(str(tmp_path / "x.db"), CATALOG) as store:
        assert {(v.figure.value, v.figure.baseline_year) for v in store.staffing()} >= {(200, 2015), (230, 2021)}
