"""Synthetic figures for the cases: seeded, invented, published by nobody."""

import random
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from corpus.model import Cell, Key, Tag

ROOT = Path(__file__).resolve().parent.parent.parent
_UNITS = tomllib.loads((ROOT / "parreform/definitions/units/viet-nam.toml").read_text(encoding="utf-8"))["unit"]
PROVINCES = [u for u in _UNITS if u["kind"] == "province"]

NAMES: dict[str, str] = {u["id"]: u["vi"] for u in PROVINCES}
ENGLISH: dict[str, str] = {u["id"]: u["en"] for u in PROVINCES}
OLD: list[str] = [u["id"] for u in PROVINCES if "from" not in u]
NEW: list[str] = [u["id"] for u in PROVINCES if "to" not in u]
SOME: list[str] = ["ha-noi", "hai-phong", "da-nang", "quang-ninh", "lao-cai", "can-tho", "ca-mau", "dak-lak"]
FEW: list[str] = SOME[:4]

AREAS: dict[str, tuple[str, float]] = {
    "par-index.steering": ("Công tác chỉ đạo, điều hành CCHC", 9.5),
    "par-index.institutions": ("Cải cách thể chế", 10),
    "par-index.procedures": ("Cải cách thủ tục hành chính", 13),
    "par-index.apparatus": ("Cải cách tổ chức bộ máy hành chính nhà nước", 10.5),
    "par-index.civil-service": ("Cải cách chế độ công vụ", 15),
    "par-index.finance": ("Cải cách tài chính công", 12),
    "par-index.digital": ("Xây dựng và phát triển chính quyền điện tử, chính quyền số", 13.5),
    "par-index.impact": ("Tác động của CCHC đến người dân, tổ chức và phát triển KT-XH", 16.5),
}
BLOCKS: dict[str, tuple[str, float]] = {
    "par-index.appraised": ("Điểm thẩm định", 61.5),
    "par-index.sipas": ("Chỉ số SIPAS", 10),
    "par-index.leaders-survey": ("Khảo sát lãnh đạo, quản lý", 22),
    "par-index.socio-economic": ("Tác động đến phát triển KT-XH", 6.5),
}


class Figures:
    """Scores of units in one indicator and year, distinct, with the ranks that follow from them."""

    def __init__(self, indicator: str, year: int, scores: dict[str, float]) -> None:
        self.indicator, self.year, self.scores = indicator, year, scores
        order = sorted(scores, key=lambda u: -scores[u])
        self.ranks = {unit: place for place, unit in enumerate(order, 1)}

    def key(self, unit: str) -> Key:
        return (self.indicator, unit, self.year)

    def score(self, unit: str, shown: Any = None, **style: Any) -> Cell:
        value = self.scores[unit]
        return Cell(value if shown is None else shown, (Tag(self.key(unit), "score", value),), **style)

    def rank(self, unit: str, shown: Any = None, of: int | None = None, **style: Any) -> Cell:
        value = self.ranks[unit]
        tags = [Tag(self.key(unit), "rank", value)]
        if of:
            tags.append(Tag(self.key(unit), "n_ranked", of))
        return Cell(value if shown is None else shown, tuple(tags), **style)

    def other(self, unit: str, field: str, value: Any, shown: Any = None) -> Cell:
        """A group, a bound or the number of units ranked."""
        return Cell(value if shown is None else shown, (Tag(self.key(unit), field, value),))

    def missing(self, unit: str, shown: Any) -> Cell:
        return Cell(shown, (Tag(self.key(unit), "score", None),))

    def by_rank(self) -> list[str]:
        return sorted(self.ranks, key=lambda u: self.ranks[u])


def figures(indicator: str, year: int, units: Sequence[str], low: float, high: float, decimals: int = 2) -> Figures:
    """Invented scores, the same at every run."""
    rng = random.Random(f"{indicator}{year}{len(units)}")
    step = 10**-decimals
    steps = rng.sample(range(int((high - low) / step)), len(units))
    return Figures(indicator, year, {u: round(low + n * step, decimals) for u, n in zip(units, steps, strict=True)})


def par(year: int, units: Sequence[str] = SOME) -> Figures:
    return figures("par-index", year, units, 78.01, 93.5)


def sipas(year: int, units: Sequence[str] = SOME) -> Figures:
    return figures("sipas", year, units, 76.01, 91.5)


def papi(year: int, units: Sequence[str] = SOME) -> Figures:
    return figures("papi", year, units, 39.01, 47.5, 4)


def parts(of: dict[str, tuple[str, float]], year: int, units: Sequence[str]) -> dict[str, Figures]:
    """Parts between 70 and 99 % of their maximum, and the total as their sum; by indicator id."""
    found = {i: figures(i, year, units, round(top * 0.7, 2), round(top * 0.99, 2)) for i, (_, top) in of.items()}
    totals = {u: round(sum(f.scores[u] for f in found.values()), 2) for u in units}
    return {**found, "par-index": Figures("par-index", year, totals)}


def comma(value: float, decimals: int = 2) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


def point(value: float, decimals: int = 2) -> str:
    return f"{value:.{decimals}f}"


def ranking(numbers: Figures, units: Iterable[str] | None = None) -> list[list[Any]]:
    """Rows `rank, name, score` in order of rank."""
    return [[numbers.rank(u), NAMES[u], numbers.score(u)] for u in units or numbers.by_rank()]
