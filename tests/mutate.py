# ruff: noqa: E402, T201
"""Many small accidents to workbooks whose content is known: nothing else may ever be read than what they state.

    make mutate N=10000 SEED=1 JOBS=2        (python -m tests.mutate --count 10000 --seed 1 --jobs 2)

prints how many mutants were read the same, with fewer values, refused, or WRONG (another value, or a value under
another key, without an error), each WRONG class with its smallest example and all recipes to replay, and ends with 1 if there is any. `void` are mutants that took away the
words saying what is right: nobody could tell what they state. `lost`
counts mutants whose accidents change nothing that is stated and that were not read the same; `silent` those read with
fewer values and no word about it. `--replay RECIPE` shows one mutant.
"""

import argparse
import os
import random
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from corpus import (
    CASES,
    Book,
    Cell,
    Difference,
    Outcome,
    Sheet,
    Span,
    Tag,
    differences,
    outcome_of_file,
    outcome_of_grids,
)
from corpus.model import FIELDS, place
from corpus.outcome import same
from corpus.steps import BENIGN, JOINS, MOVES_COLUMNS, RETELLS, STEPS
from corpus.steps.register import proves_copy, says_year, tells_all

SHARED = Path(os.environ.get("PARREFORM_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
WORKBOOKS = SHARED / "data" / "papi" / "workbooks"
REAL = ("PAPI 2016 eng.xlsx", "PAPI 2011 vie.xlsx", "PAPI 2018 FULL vie.xlsx", "PAPI 2011-2019.xlsx")
WRONG_KINDS = {"other-key", "other-value", "denied", "contradiction"}
REAL_SHARE, FILE_SHARE = 0.03, 0.05


class Base(NamedTuple):
    """A workbook before the accidents."""

    name: str
    book: Book
    options: dict[str, Any]
    fixed: bool


class Recipe(NamedTuple):
    """How to make a mutant again: `base|step:seed|step:seed`."""

    base: str
    steps: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        return "|".join([self.base, *(f"{name}:{seed}" for name, seed in self.steps)])

    @classmethod
    def of(cls, text: str) -> "Recipe":
        base, *steps = text.split("|")
        return cls(base, tuple((s.rpartition(":")[0], int(s.rpartition(":")[2])) for s in steps))


class Verdict(NamedTuple):
    """What became of one mutant. `word` is same, fewer, refused, void (nobody could tell what it says) or WRONG."""

    recipe: Recipe
    word: str
    wrong: tuple[Difference, ...] = ()
    lost: bool = False
    silent: bool = False


# --- workbooks to start from --------------------------------------------------------------------


@cache
def bases() -> dict[str, Base]:
    found = [Base(c.name, c.build(), c.options, c.fixed) for c in CASES.values() if c.good]
    return {base.name: base for base in found}


@cache
def real_bases(names: Sequence[str] = REAL) -> dict[str, Base]:
    """The publisher's own workbooks, where they are at hand: tests/test_import.py holds them to published figures."""
    return {name: real_base(WORKBOOKS / name) for name in names if (WORKBOOKS / name).is_file()}


def real_base(path: Path) -> Base:
    from parreform.workbook import read_workbook

    grids = read_workbook(path)
    tags = tags_of(outcome_of_grids(grids, path.name, {}))
    book = Book(path.name, [sheet_of(grid, tags) for grid in grids])
    book.elsewhere = book.wanted()  # a value lost in one sheet stands in another
    return Base(path.name, book, {}, fixed=True)


def tags_of(outcome: Outcome) -> dict[tuple[str, str], tuple[Tag, ...]]:
    """What each cell of a real workbook states, by sheet and address."""
    found: dict[tuple[str, str], list[Tag]] = defaultdict(list)
    for reading in outcome.readings:
        key = (reading.indicator, reading.unit, reading.year)
        cells = {"rank": reading.rank_cell, "group": reading.group_cell}
        cells |= {"ci_low": reading.ci_low_cell, "ci_high": reading.ci_high_cell}
        said = [name for name in FIELDS if getattr(reading, name) not in (None, "")] or ["score"]
        for name in said:
            found[reading.sheet, cells.get(name) or reading.cell].append(Tag(key, name, getattr(reading, name)))
    return {at: tuple(tags) for at, tags in found.items()}


def sheet_of(grid: Any, tags: dict[tuple[str, str], tuple[Tag, ...]]) -> Sheet:
    rows = [
        [
            Cell(v, (), percent=(r, c) in grid.percent, formula="lost" if (r, c) in grid.uncached else "")
            for c, v in enumerate(row)
        ]
        for r, row in enumerate(grid.rows)
    ]
    for (name, cell), stated in tags.items():
        if name == grid.sheet:
            r, c = place(cell)
            rows[r][c] = replace(rows[r][c], tags=stated)
    merged = [Span(m.top, m.left, m.bottom, m.right) for m in grid.merged]
    return Sheet(grid.sheet, rows, merged, grid.hidden, set(grid.hidden_rows), set(grid.hidden_columns))


def base_of(name: str) -> Base:
    return bases()[name] if name in bases() else real_bases((name,))[name]


# --- one mutant ---------------------------------------------------------------------------------


def mutated(recipe: Recipe) -> tuple[Book, list[str]]:
    """The mutant and the steps that could be taken."""
    book, taken = base_of(recipe.base).book.copy(), []
    for name, seed in recipe.steps:
        retold = bool(book.copied) and name in RETELLS  # what was copied must stay to prove the copy
        if not retold and STEPS[name](book, random.Random(seed)):
            taken.append(name)
    return book, taken


def judge(recipe: Recipe, *, through_file: bool = False) -> Verdict:
    base = base_of(recipe.base)
    book, taken = mutated(recipe)
    if through_file:
        with tempfile.TemporaryDirectory() as folder:
            outcome = outcome_of_file(book.save(Path(folder)), base.options)
    else:
        outcome = outcome_of_grids(book.grids(), book.file, base.options)
    told = all(says_year(sheet, year) for sheet, year in book.dated)
    if not told or not all(map(tells_all, book.misled)) or not all(map(proves_copy, book.copied)):
        return Verdict(recipe, "void")  # a later accident took the words away that said what is right
    wanted = book.wanted(base.options.get("sheet", ""))
    benign = bool(taken) and all(name in BENIGN for name in taken) and _is_read(base.name)
    if outcome.refused:
        return Verdict(recipe, "refused", lost=benign)
    found = differences(outcome.readings, wanted)
    intact = all(name in BENIGN | JOINS for name in taken)
    kinds = WRONG_KINDS if intact else WRONG_KINDS - {"contradiction"}
    wrong = tuple(d for d in found if d.kind in kinds and not _elsewhere(d, book) and not _told(d, outcome))
    if wrong:
        return Verdict(recipe, "WRONG", wrong)
    if any(d.kind in ("less", "absent") for d in found):
        return Verdict(recipe, "fewer", lost=benign, silent=not [f for f in outcome.findings if f.code != "repeated"])
    return Verdict(recipe, "same")


def _elsewhere(difference: Difference, book: Book) -> bool:
    right = book.elsewhere.get(difference.key)
    if right is None or difference.kind == "denied":
        return False
    said = difference.told[1] if difference.kind == "other-key" else dict([difference.told])
    return all(same(value, right.values.get(name)) for name, value in said.items())


def _told(difference: Difference, outcome: Outcome) -> bool:
    """Whether a figure stored where another sheet has an empty cell is told as such."""
    empty = difference.kind == "contradiction" and difference.right is None
    return empty and any(f.code == "blank-filled" for f in outcome.findings)


@cache
def _is_read(base: str) -> bool:
    """Whether a case is read in full before any accident. Corrections of real workbooks expect cells at their place."""
    return base in bases() and judge(Recipe(base, ())).word == "same"


def recipe_of(seed: int, *, real: Sequence[str] = ()) -> tuple[Recipe, bool]:
    """The recipe of a seed and whether the mutant goes through a file."""
    rng = random.Random(seed)
    base = base_of(rng.choice(real)) if real and rng.random() < REAL_SHARE else rng.choice(list(bases().values()))
    settled = bool(base.options or base.book.elsewhere)
    names = [n for n in STEPS if not (base.fixed and n in MOVES_COLUMNS) and not (settled and n in RETELLS)]
    names += [n for n in names if n in JOINS] * 2  # the steps that find most
    if rng.random() < 0.35:
        names = [n for n in names if n in BENIGN]
    steps = tuple((rng.choice(names), rng.randrange(10**6)) for _ in range(rng.choice((1, 1, 2, 2, 3))))
    return Recipe(base.name, steps), rng.random() < FILE_SHARE


def smallest(recipe: Recipe) -> Verdict:
    """The shortest part of a recipe that is WRONG already."""
    steps = recipe.steps
    parts = [Recipe(recipe.base, ()), *(Recipe(recipe.base, (s,)) for s in steps)]
    if len(steps) > 2:
        parts += [Recipe(recipe.base, tuple(s for s in steps if s is not left)) for left in steps]
    return next((v for v in map(judge, parts) if v.word == "WRONG"), judge(recipe))


def run_seed(seed: int, real: Sequence[str] = REAL) -> Verdict:
    recipe, through_file = recipe_of(seed, real=real)
    verdict = judge(recipe, through_file=through_file)
    if verdict.word != "WRONG":
        return verdict
    least = smallest(recipe)
    return least if least.word == "WRONG" else verdict


# --- the script ---------------------------------------------------------------------------------


def run(seeds: Sequence[int], jobs: int, real: Sequence[str]) -> Iterator[Verdict]:
    if jobs < 2:
        yield from (run_seed(seed, real) for seed in seeds)
        return
    bases()
    with get_context("fork").Pool(jobs) as pool:
        yield from pool.imap_unordered(_run_seed, [(seed, real) for seed in seeds], chunksize=20)


def _run_seed(work: tuple[int, Sequence[str]]) -> Verdict:
    return run_seed(*work)


def class_of(verdict: Verdict) -> str:
    """WRONG mutants of the same accidents and the same kind of fault."""
    steps = "+".join(sorted({name for name, _ in verdict.recipe.steps})) or f"no accident to {verdict.recipe.base}"
    kinds = "+".join(sorted({d.kind for d in verdict.wrong}))
    return f"{kinds} after {steps}"


def report(verdicts: Sequence[Verdict]) -> None:
    words = Counter(v.word for v in verdicts)
    told = ", ".join(f"{word} {words[word]}" for word in ("same", "fewer", "refused", "void", "WRONG"))
    print(
        f"{len(verdicts)} mutants: {told}; lost {sum(v.lost for v in verdicts)}, silent {sum(v.silent for v in verdicts)}"
    )
    classes: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.word == "WRONG":
            classes[class_of(verdict)].append(verdict)
    for name, members in sorted(classes.items(), key=lambda item: -len(item[1])):
        example = min(members, key=lambda v: (len(v.recipe.steps), len(v.wrong), str(v.recipe)))
        first = example.wrong[0]
        print(
            f"\nWRONG {len(members)} times: {name}\n  {example.recipe}\n  {first.key}: read {first.told}, right {first.right}"
        )


def details(verdicts: Sequence[Verdict], word: str) -> None:
    """Every recipe of one kind, by base and steps."""
    for verdict in sorted(verdicts, key=lambda v: (v.recipe.base, str(v.recipe))):
        if getattr(verdict, word, False) or verdict.word == word:
            print(f"{word}: {verdict.recipe}")


def replay(recipe: Recipe) -> int:
    """Show a mutant and what is made of it."""
    base = base_of(recipe.base)
    book, taken = mutated(recipe)
    print(f"{book.file}, steps taken: {taken}")
    for sheet in book.sheets:
        print(f"--- {sheet.name}{' (hidden)' if sheet.hidden else ''} {[tuple(s) for s in sheet.merged]}")
        for number, row in enumerate(sheet.rows[:14], 1):
            print(
                number,
                [unicodedata.normalize("NFC", str(c.value))[:24] if c.value is not None else "" for c in row[:12]],
            )
    outcome = outcome_of_grids(book.grids(), book.file, base.options)
    for finding in outcome.findings[:12]:
        print(finding.severity, finding.code, finding.sheet, finding.cell, finding.message)
    found = differences(outcome.readings, book.wanted(base.options.get("sheet", "")))
    for difference in found[:12]:
        print(*difference)
    verdict = judge(recipe)
    print(verdict.word)
    return int(verdict.word == "WRONG")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--recipes", type=Path, help="write the recipe of every WRONG mutant to this file")
    parser.add_argument("--show", choices=("lost", "silent", "refused", "fewer"), help="print all recipes of one kind")
    parser.add_argument("--replay", type=Recipe.of, help="show one mutant")
    parser.add_argument("--no-real", action="store_true", help="leave the publisher's workbooks out")
    given = parser.parse_args(arguments)
    if given.replay:
        return replay(given.replay)
    real = () if given.no_real else tuple(n for n in REAL if (WORKBOOKS / n).is_file())
    seeds = range(given.seed * 10**7, given.seed * 10**7 + given.count)
    print(f"seed {given.seed}", flush=True)
    verdicts = list(run(seeds, given.jobs, real))
    report(verdicts)
    if given.show:
        details(verdicts, given.show)
    wrong = [v for v in verdicts if v.word == "WRONG"]
    for verdict in wrong:
        print(f'replay: python -m tests.mutate --replay "{verdict.recipe}"')
    if given.recipes:
        given.recipes.write_text("".join(f"{v.recipe}\n" for v in wrong), encoding="utf-8")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
