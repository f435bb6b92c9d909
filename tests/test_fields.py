"""Readings that print only part of a value: what is silent is kept, whatever came before and is taken back after."""

import random
import shutil
import sqlite3
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import make_workbook
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parreform import cli
from parreform.analysis.panel import Place, Value
from parreform.blocks import Axis, Block, Readings
from parreform.catalog import Catalog
from parreform.fields import Said, adds, completed, counting, differs, in_force, stated
from parreform.hints import Hints
from parreform.ingest import Imported, import_file
from parreform.journal import rebuild
from parreform.readings import Reading
from parreform.reconcile import change_listing, check_held, rivals_of
from parreform.records import Scope, SourceFile
from parreform.standing import TIERS
from parreform.store import Provenance, Store

ROOT = Path(__file__).resolve().parent.parent
CATALOG = Catalog.load(ROOT / "no-user-definitions")
UNITS = [u.id for u in CATALOG.units.values() if u.kind == "province"][:20]


# --- the rule ----------------------------------------------------------------------------------------


def say(score: float | None = None, rank: int | None = None, n: int | None = None, **more: object) -> Said:
    words = {"missing": "", "computed": False, "group": "", "ci_low": None, "ci_high": None, **more}
    return stated(
        score, words["missing"], words["computed"], rank, n, words["group"], words["ci_low"], words["ci_high"]
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("readings", "held"),
    [
        ([say(None, 5), say(90.0)], say(90.0, 5)),
        ([say(90.0), say(None, 5)], say(90.0, 5)),
        ([say(90.0), say(91.0, 4), say(90.0, 5)], say(90.0, 5)),
        ([say(90.0), say(91.0, 4)], say(90.0)),
        ([say(None, 5), say(90.0, 4)], say(90.0, 5)),
        ([say(None, 5), say(missing="not-published"), say(90.0)], say(None, 5, missing="not-published")),
        ([say(missing="not-published"), say(90.0, 4), say(None, 5)], say(None, 5, missing="not-published")),
        ([say(90.0, 5), say(90.0, 5, 63)], say(90.0, 5, 63)),
        ([say(90.0, 5), say(90.0, 6, 61)], say(90.0, 5)),
        ([say(90.0), say(91.0, group="A", ci_low=89.0), say(90.0, group="B", ci_high=92.0)],
         say(90.0, group="B", ci_high=92.0)),
        ([say(90.0), say(90.0, 5, computed=True)], say(90.0, 5)),
    ],
)  # fmt: skip
def test_each_field_is_taken_from_the_first_reading_that_states_it_of_this_score(
    readings: list[Said], held: Said
) -> None:
    assert in_force(readings) == held


@pytest.mark.parametrize(
    ("held", "new", "more", "other"),
    [
        (say(90.0, 5, 63), say(90.0), False, False),
        (say(90.0, 5, 63), say(None, 5), False, False),
        (say(90.0), say(None, 5), True, False),
        (say(90.0, 5), say(90.0, 5, 63), True, False),
        (say(90.0, 5), say(None, 6), True, True),
        (say(90.0, 5), say(missing="not-published"), True, True),
        (say(90.0, 5), say(90.0, computed=True), True, True),
    ],
)
def test_saying_less_is_no_difference(held: Said, new: Said, more: bool, other: bool) -> None:
    assert (adds(held, new), differs(held, new)) == (more, other)


@pytest.mark.parametrize(
    ("readings", "current"),
    [
        ([say(90.0, 5), say(90.0)], 0),
        ([say(90.0), say(None, 5), say(90.0, 5)], 1),
        ([say(90.0), say(91.0), say(90.0), say(90.0)], 2),
        ([say(90.0, 5), say(None, 6), say(90.0), say(None, 5)], 3),
    ],
)
def test_the_latest_reading_that_says_anything_new_is_current(readings: list[Said], current: int) -> None:
    assert counting(readings) == current


def test_a_filled_field_names_its_own_place() -> None:
    rank_only = Value("par-index", "par-index", "ha-noi", 2023, "published", None, 16, 63, "", None, None, "", False,
                      "", "ranks.xlsx", "x", "B4", "B4", "2024-01-02")  # fmt: skip
    scores = rank_only._replace(score=88.01, rank=None, n_ranked=None, group="Tốt", source="scores.xlsx", cell="C9",
                                rank_cell="", recorded_at="2024-01-01")  # fmt: skip
    found = completed([(rank_only, ("", "", "")), (scores, ("D9", "", ""))])
    assert (found.score, found.rank, found.n_ranked, found.group) == (88.01, 16, 63, "Tốt")
    assert (found.source, found.cell, found.rank_cell) == ("scores.xlsx", "C9", "B4")
    place = Place("rank", "ranks.xlsx", "x", "B4")
    assert found.elsewhere == (place, place._replace(field="n_ranked"))
    assert (found.rank_place, found.sources) == (place, ["scores.xlsx", "ranks.xlsx"])
    other = completed([(scores, ("D9", "", "")), (rank_only, ("", "", ""))])
    assert (other.rank, other.cell, other.elsewhere) == (16, "C9", found.elsewhere)
    own = completed([(rank_only._replace(score=88.01), ("", "", "")), (scores, ("D9", "", ""))])
    assert own.elsewhere == (Place("group", "scores.xlsx", "x", "D9"),)


# --- any course of acts against a model of the rule ------------------------------------------------------


class Brought(NamedTuple):
    """A synthetic file: what it prints of every unit, and what is said of its origin."""

    number: int
    score: float | None
    rank: int | None
    missing: bool
    tier: str


Act = tuple[str, Brought | int]
PRINTED = st.sampled_from(
    [(90.0, 1, False), (90.0, 2, False), (91.0, 1, False), (90.0, None, False), (91.0, None, False), (None, 1, False),
     (None, 2, False), (None, None, True), (None, 1, True)]
)  # fmt: skip
BRINGS = st.tuples(PRINTED, st.sampled_from(["publisher", "press", "press", "unknown"]))
ACTS = st.lists(
    st.one_of(BRINGS, BRINGS, st.tuples(st.sampled_from(["undo", "prefer", "unprefer"]), st.integers(0, 9))), max_size=9
)


def source_of(file: Brought) -> SourceFile:
    return SourceFile(0, f"{file.number:064d}", f"f{file.number}.xlsx", 1, Provenance(tier=file.tier))


def readings_of(file: Brought, *, blocks: bool) -> Sequence[Reading]:
    """The readings of a file; with blocks, scores alone come as one."""
    if blocks and file.score is not None and file.rank is None:
        axis = Axis(tuple(range(3, 3 + len(UNITS))), tuple(UNITS))
        scores = [file.score + n / 100 for n in range(len(UNITS))]
        found = Readings()
        found.add(Block("par-index", 2023, "x", axis, 0, 2, False, scores))
        return found
    cell = "C" if file.score is not None or file.missing else "D"
    return [
        Reading("par-index", unit, 2023, "x", f"{cell}{n + 4}", file.score and file.score + n / 100, file.rank,
                missing="not-published" if file.missing else "", rank_cell=f"D{n + 4}" if file.rank else "")
        for n, unit in enumerate(UNITS)
    ]  # fmt: skip


class Model:
    """The rule in a few lines: each field from the reading of greatest weight, and the latest, that states it."""

    def __init__(self) -> None:
        self.standing: list[Brought] = []
        self.preferred: list[int] = []

    def weight(self, file: Brought) -> tuple[int, int, int]:
        preferred = self.preferred.index(file.number) if file.number in self.preferred else -1
        return (preferred, -TIERS.index(file.tier), self.standing.index(file))

    def held(self) -> tuple[float | None, int | None, bool] | None:
        ordered = sorted(self.standing, key=self.weight, reverse=True)
        spoken = [(f.score, f.missing) for f in ordered if f.score is not None or f.missing]
        told = spoken[0] if spoken else (None, False)
        ranks = [f.rank for f in ordered if f.rank and ((f.score, f.missing) in (told, (None, False)))]
        return (told[0], ranks[0] if ranks else None, told[1]) if ordered else None


class Course:
    """A database and its model, taken through acts together."""

    def __init__(self, db: Path, *, blocks: bool) -> None:
        self.db, self.blocks, self.model = str(db), blocks, Model()

    def bring(self, file: Brought) -> None:
        with Store.open(self.db, CATALOG, write=True) as store:
            if not self.blocks:
                store.connection.bulk = False
            readings = readings_of(file, blocks=self.blocks)
            planned = store.plan(readings, source_of(file))
            done = store.save(source_of(file), readings, [], {})
            assert done is not None
            assert [planned.new, planned.changes, planned.same] == [done.new, done.changes, done.same]
            self.count = (done.new, done.changes, done.same, len(done.rivals))
        self.model.standing.append(file)

    def undo(self, file: Brought) -> None:
        with Store.open(self.db, CATALOG, write=True) as store:
            store.undo(store.source(source_of(file).sha256))
        self.model.standing.remove(file)

    def prefer(self, file: Brought, *, remove: bool = False) -> None:
        with Store.open(self.db, CATALOG, write=True) as store:
            store.prefer(store.source(source_of(file).sha256), Scope("par-index"), remove=remove)
        self.model.preferred = [n for n in self.model.preferred if n != file.number] + [file.number] * (not remove)

    def values(self, as_of: str = "") -> list[Value]:
        with Store.open(self.db, CATALOG) as store:
            panel = store.panel("par-index", as_of=as_of)
            found = store.values(as_of=as_of)
            assert sorted(panel.values) == sorted(found)
            if not as_of:
                scores = {v.unit: v.score for v in found if v.score is not None}
                assert store.scores(["par-index"]).get(("par-index", 2023), {}) == scores
        return [v._replace(recorded_at="") for v in found]

    def now(self) -> str:
        with Store.open(self.db, CATALOG) as store:
            return str(store.acts()[-1].at)


def assert_held(course: Course) -> None:
    """Every unit holds what the model says."""
    told = course.model.held()
    found = {v.unit: (v.score, v.rank, bool(v.missing)) for v in course.values()}
    offsets = {unit: n / 100 for n, unit in enumerate(UNITS)}
    want = {u: (told[0] and told[0] + offsets[u], *told[1:]) for u in UNITS} if told else {}
    assert found == want


NUMBERS = count()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the definitions and nothing else, copied for each course."""
    path = tmp_path_factory.mktemp("courses") / "empty.db"
    with Store.open(str(path), CATALOG, write=True) as store, store.connection.transaction():
        store.mirror()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    return path


def fresh(empty: Path, *, blocks: bool) -> Course:
    path = empty.with_name(f"{next(NUMBERS)}.db")
    shutil.copy(empty, path)
    return Course(path, blocks=blocks)


@pytest.mark.parametrize("blocks", [True, False], ids=["blocks", "single"])
@settings(max_examples=25, deadline=None)
@given(acts=ACTS)
@example(
    acts=[((90.0, None, False), "press"), ((91.0, None, False), "press"), ((90.0, None, False), "press"), ("undo", 1)]
)
@example(acts=[((90.0, None, False), "press"), ((None, 1, False), "press"), ((90.0, 1, False), "press"), ("undo", 0)])
def test_any_course_of_acts_holds_what_the_rule_says(
    empty: Path, blocks: bool, acts: list[tuple[object, object]]
) -> None:
    """After each act: the model; after all: each moment as of then, and what a fresh database with the same holds."""
    course, moments = fresh(empty, blocks=blocks), []
    for number, (what, which) in enumerate(acts):
        known = course.model.standing
        if isinstance(what, tuple):
            file = Brought(number, *what, str(which))
            before, held = course.values(), course.model.held()
            course.bring(file)
            _assert_counted(course, held, before)
            course.undo(file)
            assert course.values() == before
            course.bring(file)
        elif known:
            file = known[int(str(which)) % len(known)]
            if what == "undo":
                course.undo(file)
            elif (what == "unprefer") == (file.number in course.model.preferred):
                course.prefer(file, remove=what == "unprefer")
        assert_held(course)
        if known:
            moments.append((course.now(), course.values()))
    for moment, values in moments:
        assert course.values(moment) == values
    _assert_as_fresh(empty, course)


def _assert_counted(course: Course, held: tuple[object, ...] | None, before: list[Value]) -> None:
    """An import is told by what it says against what was held: none is a change that contradicts nothing."""
    file, (new, changes, same, rivals) = course.model.standing[-1], course.count
    assert new + changes + same + rivals == len(UNITS)
    if held is None:
        assert (new, before) == (len(UNITS), [])
        return
    score, rank, missing = held
    speaks = file.score is not None or file.missing
    other = speaks and (score is not None or missing) and (file.score, file.missing) != (score, missing)
    other = other or (file.rank is not None and rank is not None and file.rank != rank)
    more = (speaks and score is None and not missing) or (file.rank is not None and rank is None)
    assert (changes + rivals, new, same) == (
        20 * bool(other),
        20 * bool(more and not other),
        20 * (not other and not more),
    )


def _assert_as_fresh(empty: Path, course: Course) -> None:
    """The standing files alone, imported in their order, give the same values from the same places."""
    other = fresh(empty, blocks=course.blocks)
    for file in course.model.standing:
        other.bring(file)
    for number in course.model.preferred:
        for file in course.model.standing:
            if file.number == number:
                other.prefer(file)
    assert other.values() == course.values()


# --- files and commands -----------------------------------------------------------------------------------

_PROVINCES = [u for u in CATALOG.units.values() if u.kind == "province" and u.valid_from.year < 2023 < u.valid_to.year]
NAMES = random.Random(1).sample([u.name(2023) for u in _PROVINCES], len(_PROVINCES))
"""The provinces in the order of their invented scores."""
SCORES = [round(92 - n * 0.13, 2) for n in range(63)]


def scores(folder: Path, name: str, *, ranks: bool = False, offset: float = 0.0) -> Path:
    """A synthetic table of all provinces: scores in order, with their ranks or without."""
    head = ["Tỉnh, thành phố", "Chỉ số CCHC (%)", *(["Xếp hạng"] if ranks else [])]
    rows = [
        [n, round(s + offset, 2), *([k] if ranks else [])]
        for k, (n, s) in enumerate(zip(NAMES, SCORES, strict=True), 1)
    ]
    title = "KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) NĂM 2023 CỦA CÁC TỈNH"
    return make_workbook(folder / f"{name}.xlsx", {"Kết quả": [[title], head, *rows]})


def ranks_only(folder: Path, name: str = "ranks", *, moved: int = 0) -> Path:
    """A synthetic table of ranks alone, the first `moved` of them after the others."""
    places = [*range(moved + 1, 64), *range(1, moved + 1)]
    rows = [[n, k] for n, k in zip(NAMES, places, strict=True)]
    return make_workbook(
        folder / f"{name}.xlsx", {"Hạng": [["Thứ hạng PAR INDEX năm 2023 của các tỉnh"], ["Tỉnh", "Xếp hạng"], *rows]}
    )


def bring(db: str, path: Path, tier: str = "unknown") -> Imported:
    with Store.open(db, CATALOG, write=True) as store:
        return import_file(store, path, Hints(), Provenance(tier=tier))


def counts(done: Imported) -> tuple[int, int, int, int]:
    assert done.plan is not None
    return (done.plan.new, done.plan.changes, done.plan.confirmed, done.plan.kept_beside)


def held(db: str) -> list[tuple[float | None, int | None, str, str]]:
    with Store.open(db, CATALOG) as store:
        order = {unit.id: n for n, unit in enumerate(u for name in NAMES for u in [CATALOG.unit_in(name, 2023)] if u)}
        values = sorted(store.values(), key=lambda v: order[v.unit])
    return [(v.score, v.rank, v.source, v.rank_place.source) for v in values]


def told(capsys: pytest.CaptureFixture[str], db: str, *words: str) -> tuple[int, str, str]:
    code = cli.main(["--db", db, *words])
    seen = capsys.readouterr()
    return code, " ".join(seen.out.split()), " ".join(seen.err.split())


def rivals(db: str) -> list[tuple[float | None, float | None]]:
    with Store.open(db, CATALOG) as store:
        return [(r.current.value.score, r.other.value.score) for r in rivals_of(store, Scope(""))]


def test_ranks_alone_add_to_the_scores_held(db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(db, scores(tmp_path, "scores"))
    _, _, err = told(capsys, db, "import", str(ranks_only(tmp_path)))
    assert "63 mới, 0 thay đổi, 0 như cũ" in err
    assert "63 giá trị đang có nay có thêm: hạng" in err
    assert "→" not in err
    assert held(db) == [(s, k, "scores.xlsx", "ranks.xlsx") for k, s in enumerate(SCORES, 1)]
    assert rivals(db) == []


def test_what_is_added_is_written_as_new_beside_what_was_held(db: str, tmp_path: Path) -> None:
    bring(db, scores(tmp_path, "scores"))
    listing = change_listing([bring(db, ranks_only(tmp_path))], CATALOG)
    row = dict(zip(listing.columns, listing.rows[0], strict=True))
    assert (row["what"], row["old_score"], row["new_score"], row["old_rank"], row["new_rank"]) == (
        "new",
        92.0,
        None,
        None,
        1,
    )
    assert (row["old_source"], row["sheet"], row["cell"]) == ("scores.xlsx", "Hạng", "B3")


@pytest.mark.parametrize("tiers", [("press", "publisher"), ("publisher", "press"), ("unknown", "unknown")])
def test_ranks_alone_never_hide_scores_whatever_counts_more(db: str, tmp_path: Path, tiers: tuple[str, str]) -> None:
    bring(db, scores(tmp_path, "all", ranks=True), tiers[0])
    done = bring(db, ranks_only(tmp_path), tiers[1])
    assert counts(done) == (0, 0, 63, 0)
    assert [row[:3] for row in held(db)] == [(s, k, "all.xlsx") for k, s in enumerate(SCORES, 1)]


def test_scores_printed_again_without_ranks_change_nothing(db: str, tmp_path: Path) -> None:
    bring(db, scores(tmp_path, "all", ranks=True))
    before = held(db)
    assert counts(bring(db, scores(tmp_path, "bare"))) == (0, 0, 63, 0)
    assert held(db) == before


def test_other_ranks_are_a_change_of_ranks(db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(db, scores(tmp_path, "all", ranks=True))
    ahead = ranks_only(tmp_path, moved=1)
    _, _, err = told(capsys, db, "import", str(ahead), "--accept", "rank-off")
    assert "0 mới, 63 thay đổi" in err
    assert f"{NAMES[0]}, Chỉ số cải cách hành chính (PAR INDEX) 2023: hạng 1 → 2 (all.xlsx)" in err


def test_a_rank_goes_with_its_score(db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(db, scores(tmp_path, "all", ranks=True))
    _, _, err = told(capsys, db, "import", str(scores(tmp_path, "corrected", offset=-0.5)))
    assert f"{NAMES[1]}, Chỉ số cải cách hành chính (PAR INDEX) 2023: 91,87 → 91,37; hạng 2 → – (all.xlsx)" in err
    assert [row[:2] for row in held(db)][:2] == [(91.5, None), (91.37, None)]


def test_a_rank_of_the_score_that_comes_back_comes_back(
    db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(db, scores(tmp_path, "all", ranks=True))
    bring(db, scores(tmp_path, "wrong", ranks=True, offset=-0.5))
    _, _, err = told(capsys, db, "import", str(scores(tmp_path, "bare")))
    assert "2023: 91,5 → 92 (wrong.xlsx)" in err
    assert held(db)[0] == (92.0, 1, "bare.xlsx", "all.xlsx")


def test_a_score_that_contradicts_a_filled_one_is_a_rival(db: str, tmp_path: Path) -> None:
    bring(db, scores(tmp_path, "scores"), "press")
    bring(db, ranks_only(tmp_path), "publisher")
    done = bring(db, scores(tmp_path, "copy", offset=-0.5), "transcription")
    assert counts(done) == (0, 0, 0, 63)
    assert sorted(rivals(db)) == sorted((s, round(s - 0.5, 2)) for s in SCORES)


def test_why_and_trend_name_the_place_of_each_part(db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(db, scores(tmp_path, "scores"))
    bring(db, ranks_only(tmp_path))
    _, out, _ = told(capsys, db, "why", NAMES[0], "par-index", "2023")
    assert "● – · hạng 1/? (B3) ranks.xlsx [2] › Hạng › B3" in out
    assert "+ điểm 92: scores.xlsx › Kết quả › B3" in out
    _, out, _ = told(capsys, db, "why", NAMES[0], "par-index", "2023", "-f", "csv")
    assert "điểm: scores.xlsx › Kết quả › B3" in out
    _, out, _ = told(capsys, db, "trend", "-p", NAMES[0], "-f", "csv")
    assert f"par-index,2023,{NAMES[0]},92.0,,1,published,,63,,,hạng: ranks.xlsx › Hạng › B3,scores.xlsx,B3" in out
    _, out, _ = told(capsys, db, "data", "-p", NAMES[0], "-f", "csv")
    assert "published,92.0,1,,,,,,scores.xlsx,Kết quả,B3" in out


def test_a_witness_is_said_to_add_to_confirm_or_to_contradict(
    db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(db, scores(tmp_path, "scores"), "publisher")
    bring(db, ranks_only(tmp_path), "press")
    bring(db, scores(tmp_path, "all", ranks=True), "unknown")
    bring(db, ranks_only(tmp_path, "wrong", moved=1), "unknown")
    _, out, _ = told(capsys, db, "why", NAMES[0], "par-index", "2023")
    assert "+ hạng 1: ranks.xlsx › Hạng › B3" in out
    words = ("khác giá trị đang có", "xác nhận giá trị đang có", "bổ sung cho giá trị đang có")
    assert sorted(out.index(w) for w in words) == [out.index(w) for w in words]


def test_a_fault_of_a_rank_is_told_where_the_rank_stands(db: str, tmp_path: Path) -> None:
    bring(db, scores(tmp_path, "scores"))
    bring(db, ranks_only(tmp_path, moved=0))
    with Store.open(db, CATALOG, write=True) as store, store.connection.transaction():
        store.connection.run("UPDATE observation SET rank = 64 WHERE rank = 63")  # synthetic: no file brings it
    with Store.open(db, CATALOG) as store:
        found = [(place, f.code, f.cell) for place, f in check_held(store, Scope("par-index"))]
    assert (("ranks.xlsx", "Hạng"), "rank-range", "B65") in found


def test_taking_back_either_file_leaves_what_the_other_says(db: str, tmp_path: Path) -> None:
    bring(db, scores(tmp_path, "scores"))
    before = held(db)
    bring(db, ranks_only(tmp_path))
    both = held(db)
    with Store.open(db, CATALOG, write=True) as store:
        store.undo(store.source("ranks.xlsx"))
    assert held(db) == before
    bring(db, tmp_path / "ranks.xlsx")
    assert held(db) == both
    again = str(tmp_path / "again.db")
    with Store.open(again, CATALOG, write=True) as store:
        assert [act.fault for act in rebuild(store, Path(db).with_suffix(".archive"), import_file)] == [""] * 4
    assert held(again) == both
    with Store.open(db, CATALOG, write=True) as store:
        store.undo(store.source("scores.xlsx"))
    assert held(db)[:1] == [(None, 1, "ranks.xlsx", "ranks.xlsx")]
