"""Commands as people and scripts see them: exact columns, exit codes, messages, widths, languages."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from parreform import cli
from parreform.errors import UsageProblem
from parreform.queries import DATA_COLUMNS, RESOLVE_COLUMNS, TREND_COLUMNS

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample_data"


@pytest.fixture(scope="session")
def sample_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample workbooks, imported once."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    assert cli.main(["--db", str(path), "-q", "import", str(SAMPLE)]) == 0
    return path


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No definitions, database or language of the person who runs the tests."""
    monkeypatch.setenv("PARREFORM_HOME", str(tmp_path / "home"))
    for name in ("PARREFORM_DB", "PARREFORM_LANG", "PARREFORM_DEFINITIONS"):
        monkeypatch.delenv(name, raising=False)


class Ran:
    """What a command did."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out)))


def run(*words: object, given: bytes = b"", env: dict[str, str] | None = None) -> Ran:
    """Run the program as a process, without a terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "parreform", *map(str, words)],
        input=given,
        capture_output=True,
        env={**os.environ, **(env or {})},
        check=False,
        cwd=ROOT,
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def test_the_three_figures_of_the_city_report_of_2022(sample_db: Path) -> None:
    """Hà Nội in 2020: PAR INDEX 8th of 63, SIPAS up 19 places, PAPI up 11 places."""
    ran = run("--db", sample_db, "trend", "--province", "Hà Nội", "--format", "csv")
    found = {(r["index"], r["year"]): r for r in ran.rows}
    par, sipas, papi = (found[i, "2020"] for i in ("par-index", "sipas", "papi"))
    assert (par["rank"], par["n_ranked"], par["rank_kind"]) == ("8", "63", "published")
    assert (sipas["rank"], sipas["rank_change"], found["sipas", "2019"]["rank"]) == ("33", "19", "52")
    assert (papi["rank"], papi["rank_change"], papi["rank_kind"], found["papi", "2019"]["rank"]) == (
        "48",
        "11",
        "computed",
        "59",
    )


def test_trend_keeps_its_columns(sample_db: Path) -> None:
    ran = run("--db", sample_db, "trend", "-p", "Hà Nội", "-f", "csv")
    assert ran.out.splitlines()[0] == ",".join(TREND_COLUMNS)
    assert (
        ",".join(TREND_COLUMNS)
        == "index,year,unit,score,score_change,rank,rank_kind,rank_change,n_ranked,group,comparable,note,source,cell"
    )


def test_no_change_is_given_across_a_break(sample_db: Path) -> None:
    rows = run("--db", sample_db, "trend", "-p", "Hà Nội", "-f", "csv").rows
    broken = [r for r in rows if r["comparable"] == "no"]
    assert len(broken) > 5
    assert all((r["score_change"], r["rank_change"]) == ("", "") and r["note"] for r in broken)


def test_data_keeps_its_columns_and_names_every_cell(sample_db: Path) -> None:
    ran = run("--db", sample_db, "data", "--index", "papi", "--year", "2014", "--level", "index")
    assert ran.out.splitlines()[0] == ",".join(DATA_COLUMNS)
    assert len(ran.rows) == 63
    assert all(r["cell"] and r["sheet"] == "PAPI 2014" and r["source"] == "papi-2011-2024.xlsx" for r in ran.rows)
    assert {r["unit"] for r in ran.rows if r["missing"]} == {"Bắc Giang", "Đồng Tháp"}
    assert all(r["missing"] == "not-published" for r in ran.rows if not r["score"])


def test_rank_lists_unranked_units_apart(sample_db: Path) -> None:
    rows = run("--db", sample_db, "rank", "papi", "2022", "-f", "csv").rows
    assert [r["unit"] for r in rows[-2:]] == ["Bắc Giang", "Bắc Ninh"]
    assert {r["rank"] for r in rows[-2:]} == {""}
    assert {r["n_ranked"] for r in rows[:-2]} == {"61"}


@pytest.mark.parametrize("spelling", ["ha noi", "HÀ NỘI", "TP. Hà Nội", "Thành phố Hà Nội", "Ha\u0300 No\u0323\u0302i"])
def test_a_province_in_any_spelling(sample_db: Path, spelling: str) -> None:
    ran = run("--db", sample_db, "trend", "-p", spelling, "-i", "sipas", "-f", "csv")
    assert {r["unit"] for r in ran.rows} == {"Hà Nội"}


def test_an_unknown_province_gets_the_nearest_names(sample_db: Path) -> None:
    ran = run("--db", sample_db, "trend", "--province", "Hà Lội")
    assert (ran.code, ran.out) == (2, "")
    assert "Hà Nội" in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ["trend"],
        ["trend", "-p", "Hà Nội", "--nothing"],
        ["tren"],
        ["trend", "-p", "Hà Nội", "-i", "pari"],
        ["trend", "-p", "Hà Nội", "-f", "pdf"],
        ["trend", "-p", "Hà Nội", "--from", "năm"],
        ["trend", "-p", "Hà Nội", "--component", "không có"],
        ["trend", "-p", "Hà Nội", "--as-of", "hôm qua"],
        ["rank", "papi", "1999"],
        ["why", "Hà Nội", "sipas", "2016"],
        ["why", "Hà Giang", "papi", "2026"],
        ["undo", "khong-co.xlsx"],
        ["sources", "khong-co.xlsx"],
        ["import", "khong-co.xlsx"],
        ["import", "--layout", "khac", "sample_data"],
        ["--lang", "fr", "sources"],
        ["data", "--level", "cao"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_understood_is_exit_2_in_words(sample_db: Path, words: list[str]) -> None:
    ran = run("--db", sample_db, *words)
    assert ran.code == 2
    assert ran.err.startswith("✗ ")
    assert "Traceback" not in ran.err


def test_a_refused_file_is_exit_3_and_one_of_several_is_exit_4(tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_text("no workbook", encoding="utf-8")
    db = tmp_path / "x.db"
    assert run("--db", db, "import", bad).code == 3
    assert run("--db", db, "import", bad, SAMPLE / "sipas.xlsx").code == 4
    assert len(run("--db", db, "data").rows) == 107


def test_findings_of_a_refused_file_as_rows(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["PAR INDEX năm 2023"], ["Hạng", "Tỉnh", "PAR INDEX"], [1, "Hà Nội", 191], [2, "Hà Lội", 90.0]):
        sheet.append(row)
    book.save(tmp_path / "bad.xlsx")
    ran = run("--db", tmp_path / "x.db", "import", tmp_path / "bad.xlsx", "--format", "csv")
    assert [(r["severity"], r["code"], r["cell"]) for r in ran.rows] == [
        ("error", "unit-unknown", "B4"),
        ("error", "score-range", "C3"),
    ]


def test_why_shows_workbook_sheet_cell_and_decision(sample_db: Path) -> None:
    ran = run("--db", sample_db, "why", "Hà Nội", "par-index", "2020")
    for words in ("par-index.xlsx", "PAR INDEX 2020", "1149/QĐ-BNV", "8/63", "86,07"):
        assert words in ran.out
    row = run("--db", sample_db, "why", "Hà Nội", "par-index", "2020", "-f", "csv").rows[0]
    book = load_workbook(SAMPLE / row["source"])
    assert book[row["sheet"]][row["cell"]].value == 86.07
    assert book[row["sheet"]][row["rank_cell"]].value == "8/63"


def test_resolve_reads_json_strings_and_answers_one_row_each() -> None:
    names = ["TP.HCM", "Hà Giang (nay là Tuyên Quang)", "Ninh Bình", "Nam Hà", "Thanh niên", ""]
    given = "".join(json.dumps(n, ensure_ascii=i % 2 == 0) + "\n" for i, n in enumerate(names)).encode()
    ran = run("units", "--resolve", "-", given=given)
    assert ran.out.splitlines()[0] == ",".join(RESOLVE_COLUMNS)
    found = [(r["input"], r["unit_id"], r["valid_from"]) for r in ran.rows]
    assert found == [
        ("TP.HCM", "ho-chi-minh-2025", "2025-07-01"),
        ("Hà Giang (nay là Tuyên Quang)", "ha-giang", ""),
        ("Ninh Bình", "ninh-binh-2025", "2025-07-01"),
        ("Nam Hà", "", ""),
        ("Thanh niên", "", ""),
        ("", "", ""),
    ]


@pytest.mark.parametrize(("content", "said"), [(None, "không mở được"), (b"Hu\xe1\xba\xbf\nHu\xe9\n", "Dòng 2")])
def test_a_file_of_names_that_cannot_be_read_is_refused(content: bytes | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "ten.txt"
    if content is not None:
        path.write_bytes(content)
    ran = run("units", "--resolve", str(path))
    assert ran.code in (2, 3)
    assert said in ran.err


def test_resolve_in_the_territory_of_a_year() -> None:
    ran = run("units", "--resolve", "-", "--year", "2024", given=b'"Ninh B\xc3\xacnh"\n"Hu\xe1\xba\xbf"\n')
    assert [(r["unit_id"], r["unit"]) for r in ran.rows] == [("ninh-binh", "Ninh Bình"), ("hue", "Thừa Thiên Huế")]


def merged_table(path: Path) -> Path:
    """A synthetic table of 2025 with the new Ninh Bình."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["PAR INDEX năm 2025"], ["Hạng", "Tỉnh", "PAR INDEX"], ["5/34", "Ninh Bình", 88.5]):
        sheet.append(row)
    book.save(path)
    return path


def test_a_merged_province_shows_its_members_up_to_the_break(tmp_path: Path, sample_db: Path) -> None:
    db = tmp_path / "x.db"
    run("--db", db, "import", SAMPLE / "papi-2011-2024.xlsx", merged_table(tmp_path / "a.xlsx"))
    rows = run("--db", db, "trend", "-p", "Ninh Bình", "-f", "csv").rows
    assert {r["unit"] for r in rows if r["index"] == "papi"} == {"Ninh Bình", "Hà Nam", "Nam Định"}
    assert [(r["unit"], r["rank"], r["n_ranked"]) for r in rows if r["index"] == "par-index"] == [
        ("Ninh Bình", "5", "34")
    ]
    units = {r["unit_id"] for r in run("--db", db, "data", "-p", "Ninh Bình").rows}
    assert units == {"ninh-binh", "ninh-binh-2025"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_eighty_columns_without_a_terminal_lose_nothing(sample_db: Path, language: str) -> None:
    env = {"COLUMNS": "80", "LANG": "C", "TERM": "dumb"}
    ran = run("--db", sample_db, "--lang", language, "trend", "-p", "Hà Nội", env=env)
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "…" not in ran.out
    for figure in ("52/63", "33/63", "▲19", "59/63*", "48/63*", "▲11", "8/63"):
        assert figure in ran.out


def test_english_speaks_english_with_english_numbers(sample_db: Path) -> None:
    ran = run("--db", sample_db, "trend", "-p", "Hà Nội", "--lang", "en")
    assert "Ha Noi · PAPI" in ran.out
    assert "41.63" in ran.out
    assert "Điểm" not in ran.out


def test_quiet_silences_narration_but_never_errors(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    assert run("--db", db, "import", SAMPLE / "sipas.xlsx", "--quiet").err == ""
    assert run("--db", db, "import", tmp_path / "no.xlsx", "-q").err.startswith("✗ ")


@pytest.mark.parametrize("suffix", ["csv", "json", "md", "xlsx"])
def test_a_listing_in_every_format(sample_db: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out.{suffix}"
    assert run("--db", sample_db, "rank", "papi", "2023", "--out", path).code == 0
    content = path.read_bytes()
    if suffix == "xlsx":
        sheet = load_workbook(path).active
        assert sheet is not None
        assert (sheet.max_row, sheet["G2"].value) == (64, "Thừa Thiên Huế")
    else:
        assert "Thừa Thiên Huế" in content.decode("utf-8")
    assert not list(tmp_path.glob(".*partial"))


def test_json_has_numbers_as_numbers_and_null_for_missing(sample_db: Path) -> None:
    rows = json.loads(run("--db", sample_db, "rank", "papi", "2023", "-f", "json").out)
    assert isinstance(rows[0]["score"], float)
    assert rows[-1]["rank"] is None


def test_files_that_cannot_be_opened_are_findings_too(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"%PDF-1.4 synthetic")
    (tmp_path / "b.xls").write_bytes(b"")
    ran = run("--db", tmp_path / "x.db", "import", tmp_path, "--format", "json", "--annotate", tmp_path / "c.xlsx")
    assert ran.code == 2  # several files
    ran = run("--db", tmp_path / "x.db", "import", tmp_path, "--format", "json")
    assert ran.code == 3
    found = json.loads(ran.out)
    assert [(f["file"], f["severity"], f["code"]) for f in found] == [
        ("a.xlsx", "error", "file-unreadable"),
        ("b.xls", "error", "file-unreadable"),
    ]
    assert "PDF" in found[0]["message"]
    assert all(f["suggestion"] for f in found)
    ran = run("--db", tmp_path / "x.db", "import", tmp_path / "a.xlsx", "--annotate", tmp_path / "c.xlsx")
    assert ran.code == 3
    assert ran.err.count("✗") == 1
    assert not (tmp_path / "c.xlsx").exists()


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (["import", "{file}", "--changes", "{folder}/x.pdf"], ".csv, .json, .md, .xlsx"),
        (["data", "--out", "{folder}/x.pdf"], ".csv, .json, .md, .xlsx"),
        (["sources", "--out", "{folder}/x.pdf"], ".csv, .json, .md, .xlsx"),
        (["template", "sipas", "--year", "2024", "--out", "{folder}/x.xls"], ".xlsx"),
        (["template", "sipas", "--year", "2024", "--out", "{folder}/x"], ".xlsx"),
    ],
)
def test_an_ending_nobody_writes_is_refused_before_anything_is_done(
    sample_db: Path, tmp_path: Path, words: list[str], known: str
) -> None:
    held = run("--db", sample_db, "sources").out
    ran = run("--db", sample_db, *[w.format(file=SAMPLE / "sipas.xlsx", folder=tmp_path) for w in words])
    assert ran.code == 2
    assert known in ran.err
    assert not list(tmp_path.glob("x.[!d]*"))
    assert run("--db", sample_db, "sources").out == held


def test_a_file_is_what_its_ending_says(sample_db: Path, tmp_path: Path) -> None:
    for name, start in (("a.xlsx", b"PK"), ("a.json", b"["), ("a.MD", b"|"), ("a.csv", b"index,")):
        assert run("--db", sample_db, "data", "--year", "2023", "--out", tmp_path / name).code == 0
        assert (tmp_path / name).read_bytes().startswith(start), name


def test_changes_are_never_written_over_a_file_imported(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("SIPAS 2023;\nTỉnh;Chỉ số (%)\nHà Nội;81,5\nHải Phòng;82,5\n", encoding="utf-8")
    before = path.read_bytes()
    assert run("--db", tmp_path / "x.db", "import", path, "--changes", path).code == 2
    assert path.read_bytes() == before


def test_a_trial_makes_no_database(tmp_path: Path) -> None:
    ran = run("--db", tmp_path / "new" / "x.db", "import", SAMPLE / "sipas.xlsx", "--dry-run")
    assert ran.code == 0
    assert "107" in ran.err
    assert not (tmp_path / "new").exists()


def test_of_several_sources_of_one_name_the_numbers_are_told(tmp_path: Path) -> None:
    for folder, score in (("a", "81,5"), ("b", "82,5")):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "k.csv"
        path.write_text(f"SIPAS 2023;\nTỉnh;Chỉ số (%)\nHà Nội;{score}\nHải Phòng;80,5\n", encoding="utf-8")
        assert run("--db", tmp_path / "x.db", "import", path).code == 0
    ran = run("--db", tmp_path / "x.db", "undo", "k.csv")
    assert ran.code == 2
    assert "2 nguồn cùng tên" in ran.err
    assert re.search(r"1 \(20[^)]+\), 2 \(20", " ".join(ran.err.split()))
    assert run("--db", tmp_path / "x.db", "undo", "2: k.csv").code == 0
    assert "hoàn tác" in run("--db", tmp_path / "x.db", "undo", "k.csv").err
    unknown = run("--db", tmp_path / "x.db", "undo", "khac.csv")
    assert "“1: k.csv”" in unknown.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("words", [["data"], ["trend", "--province", "Hà Nội"]])
def test_an_output_that_is_full_is_told_as_such(sample_db: Path, words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "parreform", "--db", str(sample_db), *words],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=ROOT,
        )
    told = ran.stderr.decode()
    assert ran.returncode == 1
    assert "Không ghi hết kết quả" in told
    assert "Lỗi của chương trình" not in told
    assert told.count("\n") == 2


def test_undo_takes_an_import_back(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    run("--db", db, "import", SAMPLE / "sipas.xlsx")
    assert run("--db", db, "undo", "sipas.xlsx").code == 0
    assert run("--db", db, "data").rows == []
    assert run("--db", db, "undo", "sipas.xlsx").code == 2


def test_a_pipe_that_closes_early_is_no_fault(sample_db: Path) -> None:
    words = f"{sys.executable} -m parreform --db {sample_db} data | head -1"
    done = subprocess.run(words, shell=True, capture_output=True, check=False, cwd=ROOT)
    assert b"Traceback" not in done.stderr
    assert done.stdout.startswith(b"index,indicator")


def test_a_database_that_is_named_and_missing_is_told_and_not_made(tmp_path: Path) -> None:
    ran = run("--db", tmp_path / "new" / "x.db", "trend", "-p", "Hà Nội")
    assert ran.code == UsageProblem.exit_code
    assert "Chưa có cơ sở dữ liệu" in ran.err
    assert not (tmp_path / "new").exists()


def test_who_has_imported_nothing_yet_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARREFORM_HOME", str(tmp_path / "own"))
    monkeypatch.delenv("PARREFORM_DB", raising=False)
    ran = run("trend", "-p", "Hà Nội")
    assert (ran.code, "Chưa có số liệu" in ran.out) == (0, True)
    assert not list((tmp_path / "own").glob("*.db"))


def test_values_that_look_like_formulas_are_text_in_exports() -> None:
    from parreform.export import Listing, to_csv

    content = to_csv(Listing("x", ("a",), [["=1+1"], ["+84"], ["@x"], ["-"], [-1.5]])).decode()
    assert content.splitlines()[1:] == ["'=1+1", "'+84", "'@x", "'-", "-1.5"]


def test_groups_are_dated_and_an_officer_can_add_one(tmp_path: Path) -> None:
    own = tmp_path / "own" / "groups"
    own.mkdir(parents=True)
    text = '[[group]]\nid = "cum-1"\nvi = "Cụm 1"\nmembers = ["ha-noi", "hue"]\n'
    (own / "cum.toml").write_text(text, encoding="utf-8")
    env = {"PARREFORM_DEFINITIONS": str(own.parent)}
    assert [r["unit_id"] for r in run("units", "--group", "cụm 1", "-f", "csv", env=env).rows] == ["ha-noi", "hue"]
    cities = [len(run("units", "--group", "centrally-run-cities", "--year", y, "-f", "csv").rows) for y in (2024, 2025)]
    assert cities == [5, 6]
    assert run("units", "--group", "khong-co").code == 2
