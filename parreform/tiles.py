"""Tile maps: every province a tile of the same size near its place, with the archipelagos of Viet Nam."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from parreform.entries import ALWAYS, OPEN
from parreform.settings import t


@dataclass(frozen=True, slots=True)
class Tile:
    """A unit's place: columns count from the left, rows from the top, both from 0."""

    unit: str
    col: int
    row: int


@dataclass(frozen=True, slots=True)
class Island:
    """An archipelago that belongs to a unit: it has the unit's colour and no data of its own."""

    unit: str
    vi: str
    en: str
    col: int
    row: int

    @property
    def name(self) -> str:
        """The name in the current language."""
        return t(self.vi, self.en)


@dataclass(frozen=True, slots=True)
class TileMap:
    """The tiles of all units of an interval, no two at one place."""

    id: str
    valid_from: date
    valid_to: date
    tiles: tuple[Tile, ...]
    islands: tuple[Island, ...]


def tile_map_of(m: dict[str, Any], _file: dict[str, Any] | None = None) -> TileMap:
    """Read a tile map from its entry in a definition file; two tiles at one place are a `ValueError`."""
    tiles = tuple(Tile(e["unit"], e["col"], e["row"]) for e in m["tile"])
    islands = tuple(Island(e["unit"], e["vi"], e.get("en", e["vi"]), e["col"], e["row"]) for e in m.get("islands", ()))
    places = [*((e.col, e.row) for e in tiles), *((e.col, e.row) for e in islands)]
    if len(set(places)) < len(places):
        twice = next(p for p in places if places.count(p) > 1)
        raise ValueError(f"col {twice[0]}, row {twice[1]}")
    first = date.fromisoformat(m["from"]) if "from" in m else ALWAYS
    last = date.fromisoformat(m["to"]) if "to" in m else OPEN
    return TileMap(m["id"], first, last, tiles, islands)
