"""`parreform export`: what is made, kept and cleared away, the same bytes every time, and a plan's faults."""

import json
import os
import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from export_steps import PLAN, bring, export, files, record, states

from parreform import cli, settings
from parreform.catalog import Catalog
from parreform.publish import contents, crew, manifest, order
from parreform.store import Store

ROOT = Path(__file__).resolve().parent.parent
MADE = {
    *(f"{p}/sipas-trend.{suffix}" for p in ("ha-noi", "can-tho") for suffix in ("png", "csv", "xlsx")),
    *(f"ca-nuoc/sipas-rank.{suffix}" for suffix in ("csv", "xlsx")),
}


# --- what is made ------------------------------------------------------------------------------------


def test_a_plan_is_made_whole(place):
    out = export()
    assert set(files(out)) == {*MADE, "index.html", "manifest.json"}
    kept = json.loads((out / "manifest.json").read_bytes())
    for entry in kept["files"]:
        content = (out / entry["file"]).read_bytes()
        assert (entry["sha256"], entry["bytes"]) == (sha256(content).hexdigest(), len(content))
        assert entry["sources"] == ["sipas.xlsx"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", entry["date"])
        assert entry["inputs"]
        assert entry["title"]
        assert entry["program"].startswith(kept["version"])
    assert {e["file"] for e in kept["files"]} == MADE
    assert {k: len(v) for k, v in record(out).items() if k in ("made", "removed")} == {"made": 8, "removed": 0}


def test_names_are_ascii_and_the_same_in_each_language(place):
    vietnamese, english = export(), export("--lang", "en", out="en")
    assert set(files(vietnamese)) == set(files(english))
    assert all(name.isascii() for name in files(vietnamese))
    assert files(vietnamese)["ha-noi/sipas-trend.png"] != files(english)["ha-noi/sipas-trend.png"]


def test_the_same_data_give_the_same_bytes(place):
    text = PLAN.replace("indices", 'pictures = ["png", "svg", "pdf"]\ntables = ["csv", "xlsx", "json", "md"]\nindices')
    (place / "parreform.toml").write_text(text, encoding="utf-8")
    one, other = files(export(out="one")), files(export("--jobs", "2", out="other"))
    assert len(one) == 2 * (3 + 4) + 4 + 2
    assert one == other


def test_without_a_plan_the_shipped_one_is_made(place):
    (place / "parreform.toml").unlink()
    out = export("-p", "ha noi")
    assert {"ha-noi/sipas-trend.png", "ha-noi/sipas-trend.csv", "ca-nuoc/sipas-rank.xlsx"} <= set(files(out))
    assert not any(name.startswith("can-tho") for name in files(out))


def test_the_shipped_plan_is_printed_and_can_be_used(place, capfd):
    assert cli.main(["export", "--example"]) == 0
    printed = capfd.readouterr().out
    assert printed.encode() == order.EXAMPLE.read_bytes()
    (place / "own.toml").write_text(printed, encoding="utf-8")
    assert files(export("--plan", "own.toml", "-p", "Hà Nội", out="own")) == files(
        export("-p", "Hà Nội", "--plan", order.EXAMPLE, out="shipped")
    )


def test_latest_has_no_year_in_its_name_and_a_year_has(place):
    (place / "parreform.toml").write_text(
        '[[table]]\nkind = "rank"\nindices = ["sipas"]\nyears = [2021, "latest"]\nformats = ["csv"]\n', encoding="utf-8"
    )
    made = files(export())
    assert {n for n in made if n.endswith(".csv")} == {"ca-nuoc/sipas-rank.csv", "ca-nuoc/sipas-rank-2021.csv"}
    assert b"sipas,2024," in made["ca-nuoc/sipas-rank.csv"]
    assert b"sipas,2021," in made["ca-nuoc/sipas-rank-2021.csv"]


def test_what_nothing_is_held_of_is_left_out_and_told(place, capfd):
    (place / "parreform.toml").write_text(PLAN + "years = [2024, 1999]\n", encoding="utf-8")
    out = export()
    assert "ca-nuoc/sipas-rank-2024.csv" in files(out)
    assert list(record(out)["skipped"]) == ["ca-nuoc/sipas-rank-1999"]
    assert "ca-nuoc/sipas-rank-1999: Chưa có số liệu SIPAS năm 1999" in capfd.readouterr().err.replace("\n", " ")


def test_an_empty_database_is_told(place, capfd):
    assert cli.main(["--db", "empty.db", "export", "--out", "out"]) == 2
    assert "parreform import" in capfd.readouterr().err
    assert record(place / "out")["exit_code"] == 2


def test_a_plan_may_choose_the_language_unless_the_user_does(place, monkeypatch):
    (place / "parreform.toml").write_text('language = "en"\n' + PLAN, encoding="utf-8")
    titles = [json.loads(files(export(*words, out=out))["manifest.json"])["language"] for words, out in _CHOICES]
    assert titles == ["en", "vi"]
    monkeypatch.setenv("PARREFORM_LANG", "vi")
    settings.set_language("vi")
    assert json.loads(files(export(out="env"))["manifest.json"])["language"] == "vi"


_CHOICES = [((), "plan"), (("--lang", "vi"), "user")]


# --- what is kept ------------------------------------------------------------------------------------


def test_a_second_run_writes_nothing(place, capfd):
    out = export()
    before = states(out)
    export()
    assert states(out) == before
    assert "không có gì thay đổi" in capfd.readouterr().err


def test_a_database_touched_but_not_changed_draws_nothing(place, monkeypatch):
    out = export()
    before = states(out)
    os.utime("x.db", ns=(1, 1))
    monkeypatch.setattr(crew, "perform", lambda _task: pytest.fail("drawn"))
    export()
    written = {Path(n).name for n, s in states(out).items() if s != before.get(n)}
    assert written == {"stamp", "lock"}


def test_a_lost_stamp_costs_time_and_nothing_else(place, monkeypatch):
    out = export()
    before = files(out)
    (out / ".parreform" / "stamp").write_text('{"mark": 3', encoding="utf-8")
    monkeypatch.setattr(crew, "perform", lambda _task: pytest.fail("drawn"))
    export()
    assert files(out) == before


def test_only_what_changed_is_made(place):
    (place / "parreform.toml").write_text(PLAN.replace('"sipas"', '"sipas", "par-index"'), encoding="utf-8")
    out = export()
    before = states(out)
    bring(place / "x.db", "par-index.xlsx")
    export()
    written = {Path(n).relative_to(out).as_posix() for n, s in states(out).items() if s != before.get(n)}
    assert {n for n in written if "sipas" in n} == set()
    assert len({n for n in written if "par-index" in n}) == 8


@pytest.mark.parametrize("harm", [lambda p: p.unlink(), lambda p: p.write_bytes(b"other"), lambda p: os.truncate(p, 9)])
def test_a_file_lost_or_changed_by_hand_is_made_again(place, harm):
    out = export()
    before = files(out)
    for name in ("ha-noi/sipas-trend.png", "ca-nuoc/sipas-rank.csv", "index.html", "manifest.json"):
        harm(out / name)
        export()
        assert files(out) == before


def test_again_draws_all_and_writes_only_what_differs(place, monkeypatch):
    out = export()
    before = {n: s for n, s in states(out).items() if not n.endswith(("stamp", "lock"))}
    drawn = []
    perform = crew.perform
    monkeypatch.setattr(crew, "perform", lambda task: drawn.append(task.name) or perform(task))
    export("--again")
    assert len(drawn) == 5
    assert {n: states(out)[n] for n in before} == before


def test_another_program_makes_all_anew(place, monkeypatch):
    out = export()
    monkeypatch.setattr(contents.Stock, "program", "9.9+abc")
    (out / ".parreform" / "stamp").unlink()
    export()
    assert {e["program"] for e in json.loads((out / "manifest.json").read_bytes())["files"]} == {"9.9+abc"}


# --- what is cleared away ----------------------------------------------------------------------------


def test_what_the_plan_no_longer_wants_goes_and_nothing_else(place, capfd):
    out = export()
    (out / "can-tho" / "own.txt").write_text("mine", encoding="utf-8")
    (out / "ha-noi" / "sipas-trend.csv").write_text("mine", encoding="utf-8")
    (place / "parreform.toml").write_text('[[table]]\nkind = "rank"\nindices = ["sipas"]\n', encoding="utf-8")
    export()
    kept = set(files(out)) - {"index.html", "manifest.json"}
    assert kept == {"ca-nuoc/sipas-rank.csv", "ca-nuoc/sipas-rank.xlsx", "can-tho/own.txt", "ha-noi/sipas-trend.csv"}
    assert record(out)["left"] == ["ha-noi/sipas-trend.csv"]
    assert "ha-noi/sipas-trend.csv" in capfd.readouterr().err
    assert "trend" not in (out / "index.html").read_text(encoding="utf-8")


def test_an_empty_folder_goes_with_its_last_file(place):
    out = export()
    export("-p", "Hà Nội")
    assert not (out / "can-tho").exists()


def test_a_page_of_somebody_else_is_not_replaced(place, capfd):
    (place / "web").mkdir()
    page = place / "web" / "index.html"
    page.write_text("<h1>Sở Nội vụ</h1>", encoding="utf-8")
    export(out="web", code=2)
    assert [p.name for p in (place / "web").iterdir()] == ["index.html"]
    assert page.read_text(encoding="utf-8") == "<h1>Sở Nội vụ</h1>"
    assert "--out" in capfd.readouterr().err
    shutil.copy(export() / "index.html", page)  # one of ours that was copied alone
    assert set(files(export(out="web"))) == set(files(Path("out")))


def test_a_run_sees_one_moment_of_the_database(place):
    with Store.open("x.db", Catalog.load(ROOT / "no-such-folder")) as store, store.connection.snapshot():
        before = store.values()
        bring(place / "x.db", "par-index.xlsx")
        assert store.values() == before
        assert store.panel("par-index").values == ()
    with Store.open("x.db", Catalog.load(ROOT / "no-such-folder")) as store:
        assert len(store.values()) > len(before)


@pytest.mark.parametrize("name", ["../victim.txt", "/victim.txt", ".parreform/lock", "a/../../victim.txt"])
def test_a_manifest_never_reaches_out_of_its_folder(place, name):
    out = export()
    victim = place / "victim.txt"
    victim.write_bytes(b"mine")
    kept = json.loads((out / "manifest.json").read_bytes())
    path = str(victim) if name.startswith("/") else name
    kept["files"].append({**kept["files"][0], "file": path, "sha256": sha256(b"mine").hexdigest(), "bytes": 4})
    (out / "manifest.json").write_text(json.dumps(kept), encoding="utf-8")
    export()
    assert victim.read_bytes() == b"mine"


def test_a_manifest_of_another_version_still_tells_what_is_ours(place):
    out = export()
    kept = json.loads((out / "manifest.json").read_bytes())
    kept["files"] = [{n: e[n] for n in ("file", "inputs", "sha256", "bytes")} | {"mood": "new"} for e in kept["files"]]
    (out / "manifest.json").write_text(json.dumps(kept), encoding="utf-8")
    export("-p", "Hà Nội")
    assert len(record(out)["removed"]) == 3


def test_a_manifest_of_another_make_is_not_trusted(place):
    out = export()
    for content in ("[]", "{", '{"format": 99, "files": []}', '{"format": 1, "files": [{}]}'):
        (out / "manifest.json").write_text(content, encoding="utf-8")
        export()
        assert len(manifest.read(out / "manifest.json")) == len(MADE)


# --- faults of a plan --------------------------------------------------------------------------------

FAULTS = {
    'provinces = ["Hà Nộii"]\n[[chart]]\nkind = "trend"': ("dòng 1, provinces", "“Hà Nội”"),
    '[[chart]]\nkind = "trnd"': ("dòng 2, kind", "“trend”"),
    '[[chart]]\nkind = "trend"\n\n[[chart]]\nkind = "trend"\nprovince = ["Huế"]': ("dòng 6, province", "“provinces”"),
    '[[table]]\nkind = "rank"\nindices = [\n  "sipas",\n  "papii",\n]': ("dòng 5, indices", "“papi”"),
    'pictures = ["pgn"]\n[[chart]]\nkind = "trend"': ("dòng 1, pictures", "“png”"),
    '[[chart]]\nkind = "trend"\nsize = "a5"': ("dòng 3, size", "a4, slide, square"),
    '[[table]]\nkind = "rank"\nyears = ["newest"]': ("dòng 3, years", "latest"),
    '[[table]]\nkind = "rank"\nyears = 2024': ("dòng 3, years", "danh sách"),
    '[[table]]\nkind = "rank"\ncomponent = "sipas.xyz"': ("dòng 3, component", "không có"),
    "[[chart]]": ("dòng 1", "trend"),
    '[chart]\nkind = "trend"': ("chart", "[[chart]]"),
    'language = "fr"\n[[chart]]\nkind = "trend"': ("dòng 1, language", "vi"),
    "colour = 1": ("dòng 1, colour", "không có khóa"),
    "": ("parreform.toml", "[[chart]]"),
    'provinces = ["Hà Nội"\nx = 1': ("TOML", "line 2"),
    '[[chart]]\nkind = "trend"\nmeasure = 3': ("dòng 3, measure", "chữ"),
    '[[chart]]\nkind = "trend"\nmeasure = "place"': ("dòng 3, measure", "rank, score"),
    '[[chart]]\nkind = "trend"\nfrom = "2020"': ("dòng 3, from", "năm"),
    '[[chart]]\nkind = "trend"\nname = "…"': ("dòng 3, name", "tên"),
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_faulty_plan_is_told_with_its_line_and_writes_no_file(place, capfd, text):
    out = export()
    before = files(out)
    (place / "parreform.toml").write_text(text, encoding="utf-8")
    export(code=2)
    told = " ".join(capfd.readouterr().err.split())
    for words in FAULTS[text]:
        assert words in told
    assert files(out) == before
    assert record(out)["exit_code"] == 2
    assert record(out)["error"]


def test_two_entries_of_one_name_are_told_and_a_name_settles_it(place, capfd):
    entry = '[[chart]]\nkind = "trend"\nprovinces = ["Hà Nội"]\nindices = ["sipas"]\n'
    plan = place / "parreform.toml"
    plan.write_text(f'{entry}measure = "score"\n{entry}measure = "rank"\n', encoding="utf-8")
    assert set(files(export())) >= {"ha-noi/sipas-trend-score.png", "ha-noi/sipas-trend-rank.png"}
    both = entry.replace('"trend"', '"trend"\nfrom = {}')
    plan.write_text(f'{both.format(2020)}{entry}name = "trend-2020"\n', encoding="utf-8")
    export(code=2)
    assert "name = " in capfd.readouterr().err
    plan.write_text(f'{both.format(2020)}{entry}name = "lâu dài"\n', encoding="utf-8")
    assert set(files(export())) >= {"ha-noi/sipas-trend-2020.png", "ha-noi/sipas-lau-dai.png"}


def test_what_is_asked_for_twice_is_made_once_in_all_its_forms(place):
    entry = '[[chart]]\nkind = "trend"\nprovinces = ["Hà Nội"]\nindices = ["sipas"]\n'
    (place / "parreform.toml").write_text(f'{entry}{entry}formats = ["svg"]\n', encoding="utf-8")
    assert len(record(export())["made"]) == 2


def test_a_group_stands_for_its_members(place):
    text = 'provinces = ["centrally-run-cities"]\nindices = ["sipas"]\n[[table]]\nkind = "trend"\nformats = ["csv"]\n'
    (place / "parreform.toml").write_text(text, encoding="utf-8")
    made = {n.split("/")[0] for n in files(export()) if n.endswith(".csv")}
    assert {"ha-noi", "da-nang", "ho-chi-minh"} <= made


def test_a_plan_knows_every_size_and_format_there_is():
    from parreform import charts

    assert tuple(charts.SHEETS) == contents.SIZES


@pytest.fixture(scope="session")
def papi_db(tmp_path_factory):
    """A database that holds the sample of PAPI."""
    path = tmp_path_factory.mktemp("papi") / "x.db"
    bring(path, "papi-2011-2024.xlsx")
    return path


OF_STAFF = ("staffing", "staffing-compare")


@pytest.mark.parametrize("kind", [k for k in contents.menu().kinds["table"] if k not in OF_STAFF])
def test_every_kind_can_be_planned(place, papi_db, kind):
    shutil.copy(papi_db, "x.db")
    group = 'group = "centrally-run-cities"\n' if kind == "small-multiples" else ""
    text = (
        f'provinces = ["Ninh Bình", "Huế"]\nindices = ["papi"]\n[[table]]\nkind = "{kind}"\nformats = ["json"]\n{group}'
    )
    (place / "parreform.toml").write_text(text, encoding="utf-8")
    out = export()
    made = [n for n in files(out) if n.endswith(f"{slug_of(kind, group)}.json")]
    assert len(made) == (2 if "provinces" in contents.menu().kinds["table"][kind].needs else 1)
    assert all(json.loads(files(out)[n]) for n in made)
    assert record(out)["skipped"] == {}


def slug_of(kind: str, group: str) -> str:
    return f"papi-{kind}" + ("-centrally-run-cities" if group else "")


def test_staffing_can_be_planned(place):
    for name in ("staffing-ha-noi.xlsx", "staffing-cac-noi.xlsx"):
        bring(Path("x.db"), f"staffing/{name}")
    text = """
[[chart]]
kind = "staffing"

[[table]]
kind = "staffing"
category = "công chức"
baseline = 2015
formats = ["json"]

[[chart]]
kind = "staffing-compare"
category = "public_service_units"
"""
    (place / "parreform.toml").write_text(text, encoding="utf-8")
    out = export()
    made = files(out)
    assert {"ha-noi/staffing.png", "quang-nam/staffing.png"} <= set(made)
    assert "ca-nuoc/staffing-compare-public-service-units.png" in made
    (row,) = json.loads(made["ha-noi/staffing-civil-servants-2015.json"])
    assert (row["cut"], row["cut_excl_transfers"], row["target_met"], row["target_met_excl_transfers"]) == (
        1473,
        895,
        "yes",
        "no",
    )
    (place / "parreform.toml").write_text('[[chart]]\nkind = "staffing-compare"\n', encoding="utf-8")
    export(code=2)
    (place / "parreform.toml").write_text('[[chart]]\nkind = "staffing"\ncategory = "công chứ"\n', encoding="utf-8")
    export(code=2)


def test_a_followed_province_stands_out_in_pictures_of_all(place, papi_db):
    shutil.copy(papi_db, "x.db")
    entry = 'indices = ["papi"]\n[[table]]\nkind = "bump"\nformats = ["json"]\n'
    for names, focus in (('"Ninh Bình", "Huế"', {1, 2}), ('"*"', set()), ('"Ninh Bình", "Hà Nội", "*"', set())):
        (place / "parreform.toml").write_text(f"provinces = [{names}]\n{entry}", encoding="utf-8")
        rows = json.loads(files(export())["ca-nuoc/papi-bump.json"])
        assert {row["focus"] for row in rows if row["focus"]} == focus


def test_a_picture_of_all_is_made_even_if_a_followed_province_has_nothing_in_it(place, papi_db):
    shutil.copy(papi_db, "x.db")
    text = 'provinces = ["Hà Nội", "Tiền Giang"]\nindices = ["papi"]\n[[table]]\nkind = "slope"\nformats = ["json"]\n'
    (place / "parreform.toml").write_text(text + "from = 2023\nto = 2024\n", encoding="utf-8")
    out = export()
    assert {r["focus"] for r in json.loads(files(out)["ca-nuoc/papi-slope-2023-2024.json"]) if r["focus"]} <= {1, 2}
    assert record(out)["skipped"] == {}
