"""The digest of a file: the same for the same values, however they are kept; another for any other value."""

import pytest

from parreform.blocks import Axis, Block, Readings
from parreform.digest import digest_of
from parreform.readings import Reading

UNITS = tuple(f"unit-{n:02}" for n in range(20))
AXIS = Axis(tuple(range(20)), UNITS)
SCORES = [50 + n / 7 for n in range(20)]
BLOCK = Block("sipas", 2023, "S", AXIS, 0, 2, turned=False, scores=SCORES)
PLAIN = [Reading("sipas", unit, 2023, "T", "", score) for unit, score in zip(UNITS, SCORES, strict=True)]
RANKED = Reading("par-index", "ha-noi", 2023, "S", "C4", 91.5, 1)


def test_blocks_readings_and_their_order_make_no_difference() -> None:
    first = digest_of(Readings([BLOCK, RANKED]))
    assert digest_of([RANKED, *PLAIN[::-1]]) == first
    assert digest_of(Readings([RANKED, BLOCK])) == first
    halves = [Block("sipas", 2023, "S", AXIS, n, 2, turned=False, scores=SCORES[n : n + 10]) for n in (0, 10)]
    assert digest_of(Readings([*halves, RANKED])) == first


@pytest.mark.parametrize(
    "other",
    [
        RANKED._replace(year=2022),
        RANKED._replace(unit="hue"),
        RANKED._replace(indicator="sipas"),
        RANKED._replace(score=91.50000001),
        RANKED._replace(rank=2),
        RANKED._replace(rank=None),
        RANKED._replace(stage="self"),
        RANKED._replace(score=None, missing="not-assessed"),
        RANKED._replace(ci_low=90.0),
    ],
)
def test_any_other_value_has_another_digest(other: Reading) -> None:
    assert digest_of([other]) != digest_of([RANKED])
    assert digest_of(Readings([BLOCK, other])) != digest_of(Readings([BLOCK, RANKED]))


def test_places_and_notes_are_no_part_of_it() -> None:
    assert digest_of([RANKED._replace(sheet="T", cell="D5", rank_cell="E5", note="x")]) == digest_of([RANKED])


def test_a_score_in_a_block_counts() -> None:
    other = Block("sipas", 2023, "S", AXIS, 0, 2, turned=False, scores=[*SCORES[:-1], 1.0])
    later = Block("sipas", 2024, "S", AXIS, 0, 2, turned=False, scores=SCORES)
    assert len({digest_of(Readings([b])) for b in (BLOCK, other, later)}) == 3
