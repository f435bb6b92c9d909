"""Accidents to workbooks whose content is known: the same is read, or less, or nothing, never anything else.

A bounded sample; `make mutate N=10000` runs more, `python -m tests.mutate --replay RECIPE` shows one. Recipes that were once
read wrong stand in corpus/recipes.txt and are replayed here.
"""

import random
from pathlib import Path

import mutate
import pytest
from corpus import CASES, Book, differences, outcome_of_grids
from corpus.steps import BENIGN, STEPS

from parreform.workbook import read_workbook

COUNT = 1200
SEED = 20240417
RECIPES = (Path(__file__).parent / "corpus" / "recipes.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def verdicts() -> list[mutate.Verdict]:
    real = tuple(n for n in mutate.REAL[:1] if (mutate.WORKBOOKS / n).is_file())
    return list(mutate.run(range(SEED, SEED + COUNT), 1, real))


def test_nothing_is_read_that_is_not_stated(verdicts: list[mutate.Verdict]) -> None:
    assert [(str(v.recipe), v.wrong[0]) for v in verdicts if v.word == "WRONG"] == []


def test_accidents_that_change_nothing_lose_nothing(verdicts: list[mutate.Verdict]) -> None:
    told_apart = "a-row-that-was-pasted-twice|names-numbered"  # numbers before the names make two rows of one
    assert [str(v.recipe) for v in verdicts if v.lost and not str(v.recipe).startswith(told_apart)] == []


def test_some_mutants_are_read_and_some_refused(verdicts: list[mutate.Verdict]) -> None:
    words = [v.word for v in verdicts]
    assert words.count("same") >= COUNT / 3
    assert words.count("refused") >= COUNT / 20


@pytest.mark.parametrize("recipe", RECIPES)
def test_what_was_once_read_wrong_is_not_any_more(recipe: str) -> None:
    assert mutate.judge(mutate.Recipe.of(recipe)).wrong == ()


# --- the engine itself --------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(CASES)[::6])
def test_grids_without_a_file_are_those_of_the_file(name: str, tmp_path: Path) -> None:
    book = CASES[name].build()
    for made, saved in zip(book.grids(), read_workbook(book.save(tmp_path)), strict=True):
        assert made.rows == saved.rows
        assert (made.sheet, made.hidden, sorted(made.merged, key=repr)) == (
            saved.sheet,
            saved.hidden,
            sorted(saved.merged, key=repr),
        )
        assert (made.hidden_rows, made.hidden_columns) == (saved.hidden_rows, saved.hidden_columns)
        assert made.uncached == saved.uncached
        assert {p for p in made.percent if made.rows[p[0]][p[1]] is not None} == made.percent == saved.percent


@pytest.mark.parametrize("name", sorted(STEPS))
def test_every_step_can_be_taken_somewhere(name: str) -> None:
    books = (base.book.copy() for base in mutate.bases().values())
    assert any(STEPS[name](book, random.Random(seed)) for seed, book in enumerate(books))


@pytest.mark.parametrize("name", sorted(BENIGN))
def test_a_benign_step_states_the_same(name: str) -> None:
    for seed, base in enumerate(mutate.bases().values()):
        book = base.book.copy()
        STEPS[name](book, random.Random(seed))
        before, after = base.book.wanted(), book.wanted()
        assert {k: w.values for k, w in before.items()} == {k: w.values for k, w in after.items()}, base.name


def test_what_is_right_moves_with_its_cell() -> None:
    book = mutate.bases()["one-row-of-headings"].book.copy()
    wanted = book.wanted()["par-index", "ha-noi", 2023]
    STEPS["shift"](book, random.Random(5))
    moved = book.wanted()["par-index", "ha-noi", 2023]
    assert moved.values == wanted.values
    assert moved.cell != wanted.cell


def test_a_swapped_value_is_seen() -> None:
    book: Book = mutate.bases()["one-row-of-headings"].book
    readings = outcome_of_grids(book.grids(), book.file, {}).readings
    first, second, *rest = readings
    assert differences(readings, book.wanted()) == []
    swapped = [first._replace(score=second.score), second._replace(unit=first.unit), *rest]
    assert {d.kind for d in differences(swapped, book.wanted())} == {"other-value", "other-cell", "absent"}


def test_a_recipe_can_be_written_down_and_read() -> None:
    recipe, _ = mutate.recipe_of(7)
    assert mutate.Recipe.of(str(recipe)) == recipe
