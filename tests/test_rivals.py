"""Sources that disagree: which reading counts, what the user prefers, and what taking back restores."""

import random
from itertools import permutations
from pathlib import Path

import pytest
from conftest import make_workbook

from parreform import cli
from parreform.catalog import Catalog
from parreform.errors import UsageProblem
from parreform.hints import Hints
from parreform.ingest import Imported, import_file
from parreform.reconcile import change_listing, extent, rival_listing, rivals_of
from parreform.records import Rival, Scope
from parreform.standing import Preferred, Scales, Standing, deciding
from parreform.store import Provenance, Store

ROOT = Path(__file__).resolve().parent.parent
CATALOG = Catalog.load(ROOT / "no-user-definitions")


def table(folder: Path, name: str, *rows: tuple[object, ...], year: int = 2023) -> Path:
    """A synthetic ranking; each row is rank, province, score."""
    head = [[f"KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}"], ["Xếp hạng", "Tỉnh, thành phố", "Chỉ số tổng hợp"]]
    return make_workbook(folder / f"{name}.xlsx", {f"Bảng {name}": [*head, *rows]})


def bring(db: str, path: Path, tier: str = "unknown", published: str = "", *, dry_run: bool = False) -> Imported:
    with Store.open(db, CATALOG, write=True) as store:
        origin = Provenance(tier=tier, published=published)
        return import_file(store, path, Hints(), origin, dry_run=dry_run)


def undo(db: str, name: str) -> int:
    with Store.open(db, CATALOG, write=True) as store:
        return store.undo(store.source(f"{name}.xlsx"))


def prefer(db: str, name: str, scope: Scope = Scope("par-index"), *, remove: bool = False) -> int:  # noqa: B008
    with Store.open(db, CATALOG, write=True) as store:
        return store.prefer(store.source(f"{name}.xlsx"), scope, remove=remove)


def held(db: str, as_of: str = "") -> dict[str, tuple[float | None, str]]:
    with Store.open(db, CATALOG) as store:
        return {v.unit: (v.score, v.source.removesuffix(".xlsx")) for v in store.values(as_of=as_of)}


def rivals(db: str, scope: Scope = Scope("")) -> list[Rival]:  # noqa: B008
    with Store.open(db, CATALOG) as store:
        return rivals_of(store, scope)


def moments(db: str) -> list[str]:
    with Store.open(db, CATALOG) as store:
        return [row[0] for row in store.connection.rows("SELECT at FROM run ORDER BY id")]


# --- the rule ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("better", "worse", "rule"),
    [
        (Standing(1, "unknown", ""), Standing(0, "publisher", "2025-01-01"), "preference"),
        (Standing(2), Standing(1), "preference"),
        (Standing(0, "publisher"), Standing(0, "official", "2025-01-01"), "tier"),
        (Standing(0, "official"), Standing(0, "press"), "tier"),
        (Standing(0, "press"), Standing(0, "transcription"), "tier"),
        (Standing(0, "transcription"), Standing(0, "unknown"), "tier"),
        (Standing(0, "press", "2025-01-01"), Standing(0, "press", "2024-12-31"), "published"),
        (Standing(0, "press", "2025-01-01"), Standing(0, "press", ""), "published"),
    ],
)
def test_weight_follows_the_stated_rule(better: Standing, worse: Standing, rule: str) -> None:
    assert better.weight > worse.weight
    assert deciding(better, worse) == rule


def test_equal_weight_leaves_it_to_the_later_import() -> None:
    assert Standing(run=1).weight == Standing(run=2).weight
    assert deciding(Standing(run=2), Standing(run=1)) == "recorded"


def test_a_preference_weighs_only_where_it_speaks() -> None:
    scales = Scales({1: Standing(), 2: Standing(0, "publisher")}, [Preferred(1, 1, "papi", "ha-noi", None)])
    assert scales.compare(1, 2, "papi", "ha-noi", 2020) == 1
    assert scales.compare(1, 2, "papi", "hai-phong", 2020) == -1
    assert scales.compare(1, 2, "sipas", "ha-noi", 2020) == -1


def test_a_lower_tier_never_supersedes(db: str, tmp_path: Path) -> None:
    bring(db, table(tmp_path, "official", (1, "Hải Phòng", 91.87), (2, "Hà Nội", 91.43)), "publisher")
    done = bring(db, table(tmp_path, "paper", (1, "Hải Phòng", 91.81), (2, "Hà Nội", 91.43)), "press")
    assert done.plan is not None
    assert [(c.old.score, c.new.score) for c in done.plan.rivals] == [(91.87, 91.81)]
    assert (done.plan.changed, done.plan.same) == ((), 1)
    assert held(db) == {"hai-phong": (91.87, "official"), "ha-noi": (91.43, "official")}
    assert [(r.current.value.score, r.other.value.score, r.difference, r.rule) for r in rivals(db)] == [
        (91.87, 91.81, -0.06, "tier")
    ]


def test_a_higher_tier_supersedes_and_takes_over_what_it_confirms(db: str, tmp_path: Path) -> None:
    bring(db, table(tmp_path, "paper", (1, "Hải Phòng", 91.81), (2, "Hà Nội", 91.43)), "press")
    done = bring(db, table(tmp_path, "official", (1, "Hải Phòng", 91.87), (2, "Hà Nội", 91.43)), "official")
    assert done.plan is not None
    assert (len(done.plan.changed), done.plan.same) == (1, 1)
    assert held(db) == {"hai-phong": (91.87, "official"), "ha-noi": (91.43, "official")}
    bring(db, table(tmp_path, "other", (2, "Hà Nội", 91.5)), "press")
    assert held(db)["ha-noi"] == (91.43, "official")


def test_equal_tier_later_import_supersedes_as_ever(db: str, tmp_path: Path) -> None:
    for tier in ("unknown", "press"):
        bring(db, table(tmp_path, f"a-{tier}", (1, "Hà Nội", 91.0), year=2022), tier)
        bring(db, table(tmp_path, f"b-{tier}", (1, "Hà Nội", 91.5), year=2022), tier)
        assert held(db)["ha-noi"] == (91.5, f"b-{tier}")


def test_later_published_counts_before_later_imported(db: str, tmp_path: Path) -> None:
    bring(db, table(tmp_path, "new", (1, "Hà Nội", 91.5)), published="2024-05-01")
    bring(db, table(tmp_path, "old", (1, "Hà Nội", 91.0)), published="2024-04-17")
    assert held(db)["ha-noi"] == (91.5, "new")
    assert [r.rule for r in rivals(db)] == ["published"]
    bring(db, table(tmp_path, "newest", (1, "Hà Nội", 92.0)), published="2024-06-01")
    assert held(db)["ha-noi"] == (92.0, "newest")


def test_a_trial_tells_the_rivals_too(db: str, tmp_path: Path) -> None:
    bring(db, table(tmp_path, "official", (1, "Hà Nội", 91.43)), "publisher")
    done = bring(db, table(tmp_path, "paper", (1, "Hà Nội", 91.0)), "press", dry_run=True)
    assert done.plan is not None
    assert len(done.plan.rivals) == 1
    assert rivals(db) == []


# --- rivals ----------------------------------------------------------------------------------------


def test_rivals_are_ranked_by_size_and_say_where_they_stand(db: str, tmp_path: Path) -> None:
    bring(db, table(tmp_path, "a", (1, "Hà Nội", 91.0), (2, "Hải Phòng", 90.0), (3, "Đà Nẵng", 89.0)), "publisher")
    bring(db, table(tmp_path, "b", (1, "Hà Nội", 91.1), (2, "Hải Phòng", 88.0), (4, "Đà Nẵng", 89.0)), "press")
    found = rivals(db)
    assert [(r.current.value.unit, r.difference) for r in found] == [
        ("hai-phong", -2.0),
        ("ha-noi", 0.1),
        ("da-nang", 0.0),
    ]
    listing = rival_listing(found, CATALOG)
    row = dict(zip(listing.columns, listing.rows[0], strict=True))
    assert (row["source"], row["cell"], row["rival_source"], row["rival_cell"]) == ("a.xlsx", "C4", "b.xlsx", "C4")
    assert (row["tier"], row["rival_tier"], row["rule"]) == ("publisher", "press", "tier")


def test_saying_less_is_no_contradiction(db: str, tmp_path: Path) -> None:
    bring(db, table(tmp_path, "a", (1, "Hà Nội", 91.0)))
    bring(db, table(tmp_path, "b", (None, "Hà Nội", 91.0)))
    assert rivals(db) == []


def test_an_import_taken_back_is_no_rival(db: str, tmp_path: Path) -> None:
    bring(db, table(tmp_path, "a", (1, "Hà Nội", 91.0)), "publisher")
    bring(db, table(tmp_path, "b", (1, "Hà Nội", 90.0)))
    assert len(rivals(db)) == 1
    undo(db, "b")
    assert rivals(db) == []


def test_rivals_of_an_extent(db: str, tmp_path: Path) -> None:
    for year in (2022, 2023):
        bring(db, table(tmp_path, f"a{year}", (1, "Hà Nội", 91.0), (2, "Hải Phòng", 90.0), year=year), "publisher")
        bring(db, table(tmp_path, f"b{year}", (1, "Hà Nội", 90.5), (2, "Hải Phòng", 89.0), year=year))
    asked = (
        ("", "", None),
        ("par-index", "", 2022),
        ("", "ha noi", None),
        ("PAR INDEX", "Hà Nội", 2023),
        ("papi", "", None),
    )
    assert [len(rivals(db, extent(CATALOG, *words))) for words in asked] == [4, 2, 2, 1, 0]


# --- preferences -----------------------------------------------------------------------------------


@pytest.fixture
def disputed(db: str, tmp_path: Path) -> str:
    """Two provinces in two sources; the publisher's counts."""
    bring(db, table(tmp_path, "official", (1, "Hải Phòng", 91.87), (2, "Hà Nội", 91.43)), "publisher", "2024-04-17")
    bring(db, table(tmp_path, "paper", (1, "Hải Phòng", 91.81), (2, "Hà Nội", 91.0)), "press")
    return db


def test_a_preference_applies_at_once_and_is_reversible(disputed: str) -> None:
    before = held(disputed)
    assert prefer(disputed, "paper") == 2
    assert held(disputed) == {"hai-phong": (91.81, "paper"), "ha-noi": (91.0, "paper")}
    assert {r.rule for r in rivals(disputed)} == {"preference"}
    assert prefer(disputed, "paper", remove=True) == 2
    assert held(disputed) == before
    assert held(disputed, as_of=moments(disputed)[-2])["ha-noi"] == (91.0, "paper")


def test_a_preference_for_one_province_and_year(disputed: str) -> None:
    assert prefer(disputed, "paper", extent(CATALOG, "par-index", "Hà Nội", 2023)) == 1
    assert held(disputed) == {"hai-phong": (91.87, "official"), "ha-noi": (91.0, "paper")}
    assert prefer(disputed, "paper", extent(CATALOG, "par-index", "Hải Phòng", 2022)) == 0


def test_the_latest_preference_counts_and_restating_makes_it_the_latest(disputed: str) -> None:
    prefer(disputed, "paper")
    prefer(disputed, "official")
    assert held(disputed)["ha-noi"] == (91.43, "official")
    prefer(disputed, "paper")
    assert held(disputed)["ha-noi"] == (91.0, "paper")
    with Store.open(disputed, CATALOG) as store:
        assert [p.source_id for p in store.preferences()] == [1, 2]


def test_a_preference_applies_to_later_imports(disputed: str, tmp_path: Path) -> None:
    prefer(disputed, "paper")
    done = bring(disputed, table(tmp_path, "new", (2, "Hà Nội", 92.0)), "publisher", "2025-01-01")
    assert done.plan is not None
    assert len(done.plan.rivals) == 1
    assert held(disputed)["ha-noi"] == (91.0, "paper")
    undo(disputed, "paper")
    assert held(disputed)["ha-noi"] == (92.0, "new")
    bring(disputed, tmp_path / "paper.xlsx", "press")
    assert held(disputed)["ha-noi"] == (91.0, "paper")


def test_a_preference_that_does_not_stand_cannot_be_removed(disputed: str) -> None:
    with pytest.raises(UsageProblem):
        prefer(disputed, "paper", remove=True)
    assert len(moments(disputed)) == 2


# --- taking back restores --------------------------------------------------------------------------


def test_undo_of_an_earlier_import_leaves_what_the_rule_gives(db: str, tmp_path: Path) -> None:
    bring(db, table(tmp_path, "a", (1, "Hà Nội", 91.0)))
    bring(db, table(tmp_path, "b", (1, "Hà Nội", 92.0)))
    bring(db, table(tmp_path, "c", (1, "Hà Nội", 92.0)))
    undo(db, "b")
    assert held(db)["ha-noi"] == (92.0, "c")


def test_a_reading_that_confirms_does_not_take_over(db: str, tmp_path: Path) -> None:
    for name, score in (("a", 91.0), ("b", 92.0), ("c", 91.0), ("d", 91.0)):
        bring(db, table(tmp_path, name, (1, "Hà Nội", score)))
    assert held(db)["ha-noi"] == (91.0, "c")
    bring(db, table(tmp_path, "e", (1, "Hà Nội", 95.0)))
    undo(db, "e")
    assert held(db)["ha-noi"] == (91.0, "c")


SOURCES = {
    # name: score, tier, published
    "a": (91.0, "press", ""),
    "b": (92.0, "publisher", "2024-01-01"),
    "c": (91.0, "publisher", "2024-02-01"),
    "d": (92.0, "unknown", ""),
}


@pytest.mark.parametrize("order", list(permutations(SOURCES))[::4], ids="".join)
def test_the_order_of_imports_does_not_decide_where_weights_differ(
    db: str, tmp_path: Path, order: tuple[str, ...]
) -> None:
    for name in order:
        score, tier, published = SOURCES[name]
        bring(db, table(tmp_path, name, (1, "Hà Nội", score)), tier, published)
    assert held(db)["ha-noi"] == (91.0, "c")


@pytest.mark.parametrize("seed", range(8))
def test_taking_back_restores_exactly_whatever_came_before(db: str, tmp_path: Path, seed: int) -> None:
    """Random acts: after each, taking it back gives what was held, source and value, and doing it again repeats it."""
    chance = random.Random(seed)
    names = ["Hà Nội", "Hải Phòng", "Đà Nẵng"]
    live: list[str] = []
    for step in range(10):
        before = held(db)
        if live and chance.random() < 0.3:
            name = chance.choice(live)
            scope = extent(CATALOG, "par-index", chance.choice(["", *names]))
            with Store.open(db, CATALOG) as store:
                stood = {(p.source_id, p.unit) for p in store.preferences()}
                number = store.source(f"{name}.xlsx").id
            prefer(db, name, scope)
            after = held(db)
            if all((number, unit) not in stood for unit in scope.units or (None,)):
                prefer(db, name, scope, remove=True)
                assert held(db) == before
                prefer(db, name, scope)
                assert held(db) == after
        else:
            name = f"s{step}"
            rows = [(n, p, chance.choice([90.0, 91.0])) for n, p in enumerate(chance.sample(names, 2), start=1)]
            path = table(tmp_path, name, *rows)
            said = (chance.choice(["unknown", "press", "publisher"]), chance.choice(["", "2024-01-01", "2024-02-01"]))
            bring(db, path, *said)
            undo(db, name)
            assert held(db) == before
            bring(db, path, *said)
            live.append(name)
        if len(live) > 3 and chance.random() < 0.3:
            undo(db, live.pop(chance.randrange(len(live))))


@pytest.mark.parametrize("seed", range(5))
def test_what_is_held_is_what_a_fresh_database_would_hold(db: str, tmp_path: Path, seed: int) -> None:
    """Imports and undos in any order leave what importing only the standing files in that order gives."""
    chance = random.Random(100 + seed)
    live: list[tuple[Path, str, str]] = []
    for step in range(9):
        if len(live) > 2 and chance.random() < 0.35:
            path, _, _ = live.pop(chance.randrange(len(live)))
            undo(db, path.stem)
        path = table(tmp_path, f"s{step}", (1, "Hà Nội", chance.choice([90.0, 91.0, 92.0])))
        said = (path, chance.choice(["unknown", "press", "official"]), chance.choice(["", "2024-01-01"]))
        bring(db, *said)
        live.append(said)
    fresh = str(tmp_path / "fresh.db")
    for said in live:
        bring(fresh, *said)
    assert held(db) == held(fresh)


# --- vintages --------------------------------------------------------------------------------------


def test_as_of_gives_each_moment_back(db: str, tmp_path: Path) -> None:
    seen = []
    acts = (
        lambda: bring(db, table(tmp_path, "a", (1, "Hà Nội", 91.0))),
        lambda: bring(db, table(tmp_path, "b", (1, "Hà Nội", 92.0)), "press"),
        lambda: bring(db, table(tmp_path, "c", (1, "Hà Nội", 93.0))),
        lambda: prefer(db, "c"),
        lambda: undo(db, "b"),
        lambda: prefer(db, "c", remove=True),
        lambda: undo(db, "c"),
    )
    for act in acts:
        act()
        seen.append(held(db))
    assert [held(db, as_of=moment) for moment in moments(db)] == seen
    assert [s["ha-noi"][1] for s in seen] == ["a", "b", "b", "c", "c", "c", "a"]
    assert held(db, as_of="2000-01-01") == {}


def test_corrected_file_changes_ranked_by_size(db: str, tmp_path: Path) -> None:
    bring(db, table(tmp_path, "first", (1, "Hà Nội", 91.0), (2, "Hải Phòng", 90.0), (3, "Đà Nẵng", 89.0)))
    rows = ((1, "Hà Nội", 91.2), (2, "Hải Phòng", 87.0), (4, "Huế", 80.0))
    done = bring(db, table(tmp_path, "second", *rows))
    listing = change_listing([done], CATALOG)
    found = [dict(zip(listing.columns, row, strict=True)) for row in listing.rows]
    assert [(r["what"], r["unit"], r["difference"]) for r in found] == [
        ("changed", "Hải Phòng", -3.0),
        ("changed", "Hà Nội", 0.2),
        ("gone", "Đà Nẵng", None),
        ("new", "Thừa Thiên Huế", None),
    ]
    assert found[0]["old_source"] == "first.xlsx"
    assert (found[0]["sheet"], found[0]["cell"]) == ("Bảng second", "C4")


# --- commands --------------------------------------------------------------------------------------


def told(capsys: pytest.CaptureFixture[str], db: str, *words: str) -> tuple[int, str, str]:
    code = cli.main(["--db", db, *words])
    seen = capsys.readouterr()
    return code, " ".join(seen.out.split()), " ".join(seen.err.split())


def test_import_tells_of_rivals_and_why_names_the_rule(
    db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    official = table(tmp_path, "official", (1, "Hải Phòng", 91.87))
    paper = table(tmp_path, "paper", (2, "Hải Phòng", 91.81))
    told(capsys, db, "import", str(official), "--tier", "publisher")
    _, _, err = told(capsys, db, "import", str(paper), "--tier", "press")
    assert "1 giá trị khác với nguồn tin cậy hơn, giữ làm đối chứng" in err
    _, out, _ = told(capsys, db, "why", "Hải Phòng", "par-index", "2023")
    assert "khác giá trị đang có, giữ làm đối chứng" in out
    assert "≠ 91,81 (hạng 2), lệch −0,06 paper.xlsx [2] › Bảng paper › C3" in out
    assert "không dùng, vì nguồn kia: nguồn tin cậy hơn: nơi công bố trước báo chí" in out
    _, out, _ = told(capsys, db, "why", "Hải Phòng", "par-index", "2023", "-f", "csv")
    assert "press,,yes,tier" in out
    assert "publisher,,no," in out


def test_rivals_on_screen_and_as_rows(disputed: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capsys, disputed, "rivals", "-i", "par-index", "-f", "csv")
    assert code == 0
    assert out.split()[0].startswith("index,indicator,unit_id,unit,year,stage,score,rival_score,difference")
    code, out, _ = told(capsys, disputed, "--lang", "en", "rivals", "-p", "hai phong")
    assert code == 0
    for words in (
        "Hai Phong · PAR INDEX 2023: 91.87 (rank 1)",
        "official.xlsx [1] › Bảng official › C3",
        "off by −0.06",
    ):
        assert words in out
    assert "publisher before press" in out


def test_prefer_command(disputed: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = told(capsys, disputed, "prefer", "paper.xlsx", "--index", "par-index", "--province", "ha noi")
    assert (code, "1 giá trị đổi nguồn" in err) == (0, True)
    _, out, _ = told(capsys, disputed, "prefer", "--list", "-f", "csv")
    assert "2,paper.xlsx,par-index,ha-noi,Hà Nội,," in out
    words = ("prefer", "paper.xlsx", "--index", "par-index", "--province", "Hà Nội", "--remove")
    assert told(capsys, disputed, *words)[0] == 0
    assert told(capsys, disputed, *words)[0] == 2
    assert told(capsys, disputed, "prefer", "--list", "-f", "json")[1] == "[]"


@pytest.mark.parametrize(
    "words",
    [
        ["prefer"],
        ["prefer", "paper.xlsx"],
        ["prefer", "nothing.xlsx", "-i", "par-index"],
        ["prefer", "paper.xlsx", "-i", "sipas"],
        ["prefer", "paper.xlsx", "-i", "par-index", "--year", "2020"],
        ["prefer", "paper.xlsx", "-i", "par-index", "-p", "Hà Lội"],
        ["rivals", "-i", "nothing"],
        ["check", "-i", "nothing"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_preferred_is_exit_2(
    disputed: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = told(capsys, disputed, *words)
    assert (code, out) == (2, "")
    assert err.startswith("✗ ")


@pytest.mark.parametrize("words", [["--tier", "rumour"], ["--published", "17/4/2024"]], ids=" ".join)
def test_an_unknown_tier_or_date_is_exit_2(
    db: str, tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, "a", (1, "Hà Nội", 91.0))
    assert told(capsys, db, "import", str(path), *words)[0] == 2


def test_changes_are_written_for_all_files(db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    (folder / "below").mkdir(parents=True)
    table(folder, "a", (1, "Hà Nội", 91.0))
    table(folder, "b", (1, "Hà Nội", 91.5))
    table(folder / "below", "c", (1, "Hà Nội", 93.0))
    (folder / "bad.xlsx").write_text("no workbook", encoding="utf-8")
    out = tmp_path / "changes.csv"
    code, _, err = told(capsys, db, "import", str(folder), "--changes", str(out))
    assert code == 4
    assert "1 trên 3 tệp bị từ chối" in err
    for words in ("Kết quả", "a.xlsx 1 0 0 0 đã nhập", "b.xlsx 0 1 0 0 đã nhập", "bad.xlsx bị từ chối"):
        assert words in err
    lines = out.read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[:2] for line in lines[1:]] == [["a.xlsx", "new"], ["b.xlsx", "changed"]]
    assert held(db)["ha-noi"] == (91.5, "b")


def test_one_file_has_no_summary(db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, err = told(capsys, db, "import", str(table(tmp_path, "a", (1, "Hà Nội", 91.0))))
    assert "Kết quả" not in err


def test_a_source_imported_again_is_told_by_what_is_stated_now(db: str, tmp_path: Path) -> None:
    path = table(tmp_path, "a", (1, "Hà Nội", 91.0))
    bring(db, path)
    undo(db, "a")
    bring(db, path, "official", "2024-04-17")
    with Store.open(db, CATALOG) as store:
        origin = store.source("a.xlsx").provenance
    assert (origin.tier, origin.published) == ("official", "2024-04-17")
