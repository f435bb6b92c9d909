"""An officer's file of targets, and the `targets` command. Targets and figures made here are synthetic."""

import csv
import io
import json
import string
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from parreform import cli, settings
from parreform.analysis import conditions, cut_targets
from parreform.analysis.conditions import CONDITIONS
from parreform.analysis.cut_targets import CUT_CONDITIONS
from parreform.analysis.targets import Gap, Outcome, Reason
from parreform.errors import InputRefused, UsageProblem
from parreform.target_file import KEYS, read_targets
from parreform.target_words import COLUMNS, OUTCOMES, REASONS, condition_words, gap_words, reason_words

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "sample_data" / "targets.toml"
WHOLE = {"unit": '"Hà Nội"', "index": '"papi"', "year": "2024", "rank_within": "10"}
CUT = {"unit": '"Hà Nội"', "category": '"civil_servants"', "baseline": "2015", "year": "2021", "cut_pct_at_least": "10"}


def written(path, *entries, text=""):
    for entry in entries:
        text += "\n[[target]]\n" + "".join(f"{key} = {value}\n" for key, value in entry.items())
    file = path / "targets.toml"
    file.write_text(text, encoding="utf-8")
    return file


def without(entry, *keys, **more):
    return {k: v for k, v in (entry | more).items() if k not in keys}


# --- what may be written ---------------------------------------------------------------------------


def test_the_shipped_example_is_read(catalog):
    found = read_targets(EXAMPLE, catalog)
    assert [len(x.conditions) for x in found] == [2, 1, 1, 2, 1, 0]
    assert found[0].conditions == (("score_at_least", 85), ("rank_within", 35))
    assert (found[2].years, found[3].units) == ((2023, 2024), ("Hà Nội", "Hải Phòng"))
    assert (found[4].indicator, found[4].years) == ("papi.procedures", ())
    rule = found[5].rule
    assert rule is not None
    assert (rule.categories, rule.baselines, rule.due, rule.pct) == (("civil_servants",), (2015,), 2021, 12.0)


def test_every_target_knows_its_line(catalog):
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    assert {lines[int(x.place.split(":")[1]) - 1] for x in read_targets(EXAMPLE, catalog)} == {"[[target]]"}


def test_an_empty_file_has_no_targets(catalog, tmp_path):
    assert read_targets(written(tmp_path), catalog) == []


def test_a_file_with_a_byte_order_mark_is_read(catalog, tmp_path):
    file = written(tmp_path, WHOLE)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert len(read_targets(file, catalog)) == 1


@pytest.mark.parametrize(
    "entry",
    [
        without(WHOLE, "year"),
        WHOLE | {"year": "[2023, 2024]"},
        WHOLE | {"unit": '["Hà Nội", "tp ho chi minh"]'},
        WHOLE | {"unit": '"*"'},
        without(WHOLE, "unit", group_of_units='"central-cities"'),
        WHOLE | {"index": '"PAPI"', "component": '"Thủ tục hành chính công"'},
        WHOLE | {"name": '"x"', "basis": '"Kế hoạch số ..."'},
        *(without(WHOLE, "rank_within", **{key: value}) for key, value in (
            ("score_at_least", "40.5"), ("score_at_most", "40"), ("score_up_at_least", "0"), ("group", '"highest"'),
            ("group_at_least", '"B"'), ("places_up_at_least", "1"), ("not_below_last_year", '"rank"'),
        )),
        CUT,
    ],
    ids=str,
)  # fmt: skip
def test_what_may_be_written(catalog, tmp_path, entry):
    if "group_of_units" in entry:
        entry["group_of_units"] = f'"{catalog.groups[0].id}"'
    assert len(read_targets(written(tmp_path, entry), catalog)) == 1


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (WHOLE | {"rank_witin": "10"}, ["“rank_witin”", "rank_within"]),
        (WHOLE | {'"hạng"': "10"}, ["“hạng”", "rank_within"]),
        (WHOLE | {"province": '"Hà Nội"'}, ["“province”", "unit"]),
        (WHOLE | {"top": "10"}, ["“top”", "rank_within"]),
        (without(WHOLE, "unit"), ["thiếu unit"]),
        (WHOLE | {"unit": '"Hà Lội"'}, ["“Hà Lội”", "“Hà Nội”"]),
        (WHOLE | {"unit": "5"}, ["unit = 5", "ngoặc kép"]),
        (without(WHOLE, "unit", group_of_units='"xyz"'), ["group_of_units", "“xyz”"]),
        (without(WHOLE, "index"), ["thiếu index", "par-index, sipas, papi"]),
        (WHOLE | {"index": '"papy"'}, ["“papy”"]),
        (WHOLE | {"component": '"papi.procedure"'}, ["“papi.procedure”", "“papi.procedures”"]),
        (WHOLE | {"year": '"2024"'}, ["year = '2024'", "2025"]),
        (WHOLE | {"year": "24"}, ["year = 24"]),
        (without(WHOLE, "rank_within"), ["thiếu điều kiện", "rank_within"]),
        (WHOLE | {"rank_within": "0"}, ["rank_within = 0", "số nguyên lớn hơn 0"]),
        (WHOLE | {"rank_within": "3.5"}, ["rank_within = 3.5"]),
        (WHOLE | {"rank_within": "true"}, ["rank_within = True"]),
        (WHOLE | {"score_at_least": '"85"'}, ['score_at_least = "85"', "một số"]),
        (WHOLE | {"group": "1"}, ["group = 1", "nhóm"]),
        (WHOLE | {"not_below_last_year": '"place"'}, ["not_below_last_year", '"score", "rank", "group"']),
        (without(CUT, "baseline"), ["thiếu baseline"]),
        (without(CUT, "year"), ["thiếu year"]),
        (without(CUT, "category"), ["thiếu category"]),
        (CUT | {"category": '"civil_servant"'}, ["“civil_servant”", "“civil_servants”"]),
        (CUT | {"cut_pct_at_least": "-1"}, ["cut_pct_at_least = -1"]),
        (CUT | {"rank_within": "10"}, ["rank_within", "hai mục"]),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_with_key_and_nearest_right_word(catalog, tmp_path, entry, words):
    with pytest.raises(InputRefused) as refused:
        read_targets(written(tmp_path, WHOLE, entry), catalog)
    told = str(refused.value)
    assert [w for w in (*words, "targets.toml", "mục 2 (dòng 8)") if w not in told] == []


def test_every_fault_of_every_entry_is_told_at_once(catalog, tmp_path):
    entries = (WHOLE | {"unit": '"x"', "rank_within": "0"}, WHOLE, WHOLE | {"name": '"Ba"', "indx": "1"})
    with pytest.raises(InputRefused) as refused:
        read_targets(written(tmp_path, *entries), catalog)
    told = str(refused.value)
    assert told.count("✗") == 3
    assert "mục 3 “Ba” (dòng 14)" in told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[targt]]\nunit = 1", "“targt”; có phải: target?"),
        ("unit = 'Hà Nội'", "“unit”; có phải: target?"),
        ("[target]\nunit = 1", "target phải là danh sách"),
        ("[[target]\n", "line 1"),
        ("[[target]]\nunit = Hà Nội", "line 2"),
    ],
)
def test_a_file_that_is_no_list_of_targets(catalog, tmp_path, text, words):
    with pytest.raises(InputRefused, match=r"targets\.toml") as refused:
        read_targets(written(tmp_path, text=text), catalog)
    assert words in str(refused.value)


def test_a_file_in_another_encoding_is_refused(catalog, tmp_path):
    file = tmp_path / "targets.toml"
    file.write_bytes("[[target]]\nname = 'Hà Nội'".encode("utf-16"))
    with pytest.raises(InputRefused):
        read_targets(file, catalog)


def test_a_file_that_is_not_there(catalog, tmp_path):
    with pytest.raises(UsageProblem, match=r"none\.toml"):
        read_targets(tmp_path / "none.toml", catalog)


# --- words -----------------------------------------------------------------------------------------


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", REASONS)
def test_a_reason_tells_the_same_in_both_languages(code):
    vi, en = REASONS[code]
    assert vi != en
    assert fields(vi) == fields(en)


def test_every_reason_that_analysis_gives_has_words():
    sources = [Path(m.__file__).read_text(encoding="utf-8") for m in (conditions, cut_targets)]
    given = {part.split('"')[1] for text in sources for part in text.split("Reason(")[1:] if part.startswith('"')}
    assert len(given) > 15
    assert given <= REASONS.keys()


@pytest.mark.parametrize("key", CONDITIONS)
def test_a_condition_is_said_in_both_languages(key):
    wanted = "rank" if key == "not_below_last_year" else 10
    settings.set_language("en")
    english = condition_words(key, wanted)
    settings.set_language("vi")
    assert condition_words(key, wanted) != english


@pytest.mark.parametrize(
    ("language", "gap", "decimals", "words"),
    [
        ("vi", Gap(1.411704, "points"), 2, "1,41 điểm"),
        ("vi", Gap(0.004, "points"), 2, "0,004 điểm"),
        ("vi", Gap(1500, "posts"), 2, "1.500 biên chế"),
        ("en", Gap(1, "places"), None, "1 place"),
        ("en", Gap(2, "places"), None, "2 places"),
        ("en", Gap(0.5214, "percent-points"), 2, "0.52 percentage points"),
    ],
)
def test_what_is_missing_is_never_rounded_to_nothing(language, gap, decimals, words):
    settings.set_language(language)
    assert gap_words(gap, decimals) == words


def test_words_of_facts(catalog):
    assert "2022, 2023, 2024" in reason_words(
        Reason("no-value", {"year": 2025, "held": [2021, 2022, 2023, 2024]}), catalog
    )
    assert reason_words(Reason("no-value", {"year": 2025, "held": []}), catalog) == "chưa có số liệu năm 2025"
    assert "không đánh giá" in reason_words(Reason("no-score", {"year": 2025, "missing": "not-assessed"}), catalog)
    assert "toàn bộ / x" in reason_words(Reason("scope", {"scope": "y", "scopes": ("", "x")}), catalog)
    assert "Hà Nam" in reason_words(Reason("members-missing", {"units": ("ha-nam",)}), catalog)


# --- the command -----------------------------------------------------------------------------------


def run(capfdbinary, *words):
    code = cli.main([str(w) for w in words])
    out, err = capfdbinary.readouterr()
    return code, out.decode(), err.decode()


@pytest.fixture
def held(tmp_path, capfdbinary):
    """A database with one synthetic table of PAR INDEX 2023 and one of 2024."""
    book = Workbook()
    book.remove(book.active)
    for year, scores in ((2023, (91.0, 90.0, 89.0)), (2024, (88.0, 92.0, 84.996))):
        sheet = book.create_sheet(str(year))
        rows = [(n, name, score) for name, score in zip(("Hà Nội", "Hải Phòng", "Huế"), scores, strict=True)
                for n in [f"{1 + sum(s > score for s in scores)}/63"]]  # fmt: skip
        for row in ([f"PAR INDEX năm {year}"], ["Hạng", "Tỉnh", "PAR INDEX"], *rows):
            sheet.append(list(row))
    book.save(tmp_path / "par-index.xlsx")
    assert run(capfdbinary, "--db", tmp_path / "x.db", "import", tmp_path / "par-index.xlsx")[0] == 0
    return tmp_path / "x.db"


def rows(capfdbinary, held, *words):
    code, out, err = run(capfdbinary, "--db", held, "targets", *words, "--format", "csv")
    assert (code, out.splitlines()[0]) == (0, ",".join(COLUMNS)), err
    return list(csv.DictReader(io.StringIO(out)))


PAR = {"unit": '["Hà Nội", "Hải Phòng", "Huế"]', "index": '"par-index"', "year": "2024"}


def test_answers_have_number_gap_and_cell(capfdbinary, held, tmp_path):
    file = written(tmp_path, PAR | {"score_at_least": "85", "rank_within": "2"})
    found = rows(capfdbinary, held, "--file", file)
    assert [(r["unit"], r["condition"], r["outcome"], r["all_conditions"], r["value"]) for r in found] == [
        ("Hà Nội", "score_at_least", "met", "met", "88.0"),
        ("Hà Nội", "rank_within", "met", "met", "2"),
        ("Hải Phòng", "score_at_least", "met", "met", "92.0"),
        ("Hải Phòng", "rank_within", "met", "met", "1"),
        ("Thừa Thiên Huế", "score_at_least", "not-met", "not-met", "84.996"),
        ("Thừa Thiên Huế", "rank_within", "not-met", "not-met", "3"),
    ]
    last = found[-1]
    assert (last["missing_places"], last["missing_points"], last["threshold_unit"], last["threshold_score"]) == (
        "1",
        "3.004",
        "Hà Nội",
        "88.0",
    )
    book = load_workbook(tmp_path / last["source"])
    assert book[last["sheet"]][last["cell"]].value == "3/63"
    assert book[found[4]["sheet"]][found[4]["cell"]].value == 84.996
    assert last["basis"] == "targets.toml:2"


def test_a_break_is_no_failure(capfdbinary, held, tmp_path):
    file = written(tmp_path, PAR | {"places_up_at_least": "1"})
    found = rows(capfdbinary, held, "--file", file, "--province", "Hà Nội")
    assert [(r["outcome"], r["reason"], r["value"]) for r in found] == [("cannot-tell", "break", "")]


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ([], 3),
        (["--province", "hai phong"], 1),
        (["--index", "papi"], 0),
        (["--index", "par-index"], 3),
        (["--year", "2023"], 0),
        (["--year", "2024"], 3),
    ],
)
def test_what_is_asked_for(capfdbinary, held, tmp_path, options, count):
    file = written(tmp_path, PAR | {"rank_within": "2"})
    assert len(rows(capfdbinary, held, "--file", file, *options)) == count


def test_without_a_year_the_latest_held_is_meant_unless_one_is_asked_for(capfdbinary, held, tmp_path):
    file = written(tmp_path, without(PAR, "year", rank_within="2", unit='"Hà Nội"'))
    assert [r["year"] for r in rows(capfdbinary, held, "--file", file)] == ["2024"]
    assert [r["year"] for r in rows(capfdbinary, held, "--file", file, "--year", "2023")] == ["2023"]


def test_every_province_may_be_meant(capfdbinary, held, tmp_path):
    file = written(tmp_path, PAR | {"unit": '"*"', "rank_within": "2"})
    found = rows(capfdbinary, held, "--file", file)
    assert len(found) == 63
    assert {r["reason"] for r in found if r["outcome"] == "cannot-tell"} == {"no-value"}


@pytest.mark.parametrize(
    ("unit", "year", "reason", "note"),
    [
        ("Nam Định", 2025, "no-unit", "Ninh Bình"),
        ("Nam Định", 2024, "no-value", "2024"),
        ("Ninh Bình", 2025, "no-value", "2025"),
    ],
)
def test_a_unit_that_is_gone_has_no_outcome(capfdbinary, held, tmp_path, unit, year, reason, note):
    file = written(tmp_path, PAR | {"unit": f'"{unit}"', "year": str(year), "rank_within": "2"})
    (row,) = rows(capfdbinary, held, "--file", file)
    assert (row["outcome"], row["reason"]) == ("cannot-tell", reason)
    assert note in row["note"]


def test_an_index_without_data_has_no_outcome(capfdbinary, held, tmp_path):
    file = written(tmp_path, without(PAR, "year", index='"sipas"', unit='"Hà Nội"', rank_within="2"))
    (row,) = rows(capfdbinary, held, "--file", file)
    assert (row["outcome"], row["reason"], row["year"]) == ("cannot-tell", "no-data", "")


def test_the_highest_group_by_the_bounds_of_the_edition(capfdbinary, held, tmp_path):
    file = written(tmp_path, PAR | {"group": '"highest"'})
    found = rows(capfdbinary, held, "--file", file)
    assert [(r["outcome"], r["value"], r["value_kind"], r["missing_points"]) for r in found] == [
        ("not-met", "B", "computed", "2.0"),
        ("met", "A", "computed", ""),
        ("not-met", "B", "computed", "5.004"),
    ]


def test_own_targets_are_read_from_the_users_folder(capfdbinary, held, tmp_path, monkeypatch):
    monkeypatch.setenv("PARREFORM_DEFINITIONS", str(tmp_path))
    written(tmp_path, PAR | {"rank_within": "2"})
    assert len(rows(capfdbinary, held)) == 3


def test_a_fault_in_own_targets_stops_no_other_command(capfdbinary, held, tmp_path, monkeypatch):
    monkeypatch.setenv("PARREFORM_DEFINITIONS", str(tmp_path))
    written(tmp_path, text="[[target]\n")
    assert run(capfdbinary, "--db", held, "targets")[0] == 3
    assert run(capfdbinary, "--db", held, "rank", "par-index", "2024")[0] == 0


def test_without_any_target_it_says_where_to_write_them(capfdbinary, held):
    code, out, err = run(capfdbinary, "--db", held, "targets")
    assert (code, out) == (0, "")
    assert "targets.toml" in err
    assert "--example" in err


def test_the_example_is_printed_and_can_be_used(capfdbinary, held, tmp_path):
    code, out, _ = run(capfdbinary, "targets", "--example")
    assert (code, out) == (0, EXAMPLE.read_text(encoding="utf-8"))
    file = tmp_path / "mine.toml"
    file.write_text(out, encoding="utf-8")
    assert len(rows(capfdbinary, held, "--file", file)) == 11


def test_a_wrong_file_is_exit_3(capfdbinary, held, tmp_path):
    code, out, err = run(capfdbinary, "--db", held, "targets", "--file", written(tmp_path, PAR | {"rank": "2"}))
    assert (code, out) == (3, "")
    assert "rank_within" in err


def test_rules_with_their_basis(capfdbinary):
    code, out, _ = run(capfdbinary, "targets", "--rules", "--format", "json")
    found = {r["rule_id"]: r for r in json.loads(out)}
    assert code == 0
    assert found["2026-civil-servants"]["carries"] == "2021-civil-servants"
    assert "40-KL/TW" in found["2026-civil-servants"]["basis"]
    assert "Nghị quyết 19-NQ/TW" in found["2021-public-employees"]["unsourced"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [80, 200])
def test_the_screen_shows_everything_within_its_width(capfdbinary, held, tmp_path, monkeypatch, width, language):
    monkeypatch.setenv("COLUMNS", str(width))
    entry = PAR | {"name": '"Một mục có tên"', "score_at_least": "85", "places_up_at_least": "1"}
    file = written(tmp_path, entry, PAR | {"unit": '"Huế"', "rank_within": "2"})
    code, out, err = run(capfdbinary, "--db", held, "--lang", language, "targets", "--file", file)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= width
    words = {
        "vi": ("84,996", "thiếu 0,004 điểm", "không đạt", "chưa thể kết luận", "3/63", "thiếu 1 bậc, 3,00 điểm"),
        "en": ("84.996", "missing: 0.004 points", "not met", "cannot tell", "3/63", "missing: 1 place, 3.00 points"),
    }[language]
    assert [w for w in (*words, "par-index.xlsx › 2024 › C5", "Một mục có tên") if w not in out] == []
    assert [s for s, _, _ in OUTCOMES.values() if s not in out] == []


def test_the_page_names_every_key_condition_rule_and_column(catalog):
    page = (ROOT / "docs" / "targets.md").read_text(encoding="utf-8")
    assert f"`{' '.join(COLUMNS)}`" in page
    assert [key for key in KEYS if key not in page] == []
    assert [rule for rule in catalog.rules if f"`{rule}`" not in page] == []


def test_keys_are_the_registered_ones():
    assert set(KEYS) >= {*CONDITIONS, *CUT_CONDITIONS}
    assert {o.value for o in Outcome} == {"met", "not-met", "cannot-tell"}
