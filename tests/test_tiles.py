"""Tile maps: every unit of the territory has its tile, and Viet Nam's archipelagos are always there."""

from datetime import date

import pytest

from parreform import settings
from parreform.catalog import Catalog
from parreform.errors import ParreformError
from parreform.tiles import tile_map_of


@pytest.mark.parametrize(("year", "count"), [(2011, 63), (2024, 63), (2025, 34), (2030, 34)])
def test_every_province_of_the_year_has_one_tile(catalog, year, count):
    tiles = catalog.tile_map(year).tiles
    assert len(tiles) == count
    assert {tile.unit for tile in tiles} == {u.id for u in catalog.provinces(year)}


@pytest.mark.parametrize(
    ("year", "owners"), [(2024, ["da-nang", "khanh-hoa"]), (2025, ["da-nang-2025", "khanh-hoa-2025"])]
)
def test_hoang_sa_and_truong_sa_are_part_of_viet_nam(catalog, year, owners):
    islands = catalog.tile_map(year).islands
    assert [i.name for i in islands] == ["Hoàng Sa", "Trường Sa"]
    assert [i.unit for i in islands] == owners
    settings.set_language("en")
    assert [i.name for i in islands] == ["Hoang Sa (Paracel)", "Truong Sa (Spratly)"]


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_archipelagos_lie_east_of_the_mainland(catalog, year):
    chart = catalog.tile_map(year)
    assert min(i.col for i in chart.islands) > max(tile.col for tile in chart.tiles)


def test_islands_stand_in_the_order_of_their_provinces(catalog):
    for year in (2024, 2025):
        hoang_sa, truong_sa = catalog.tile_map(year).islands
        assert hoang_sa.row < truong_sa.row


@pytest.mark.parametrize("year", [2024, 2025])
def test_neighbours_in_code_order_from_north_to_south(catalog, year):
    """A spot check of the shape: the north is on top, the south at the bottom, no row empty."""
    rows = {tile.unit.removesuffix("-2025"): tile.row for tile in catalog.tile_map(year).tiles}
    assert rows["cao-bang"] < rows["ha-noi"] < rows["nghe-an"] < rows["hue"] < rows["ho-chi-minh"] < rows["ca-mau"]
    assert set(rows.values()) == set(range(max(rows.values()) + 1))


def test_two_tiles_at_one_place_are_refused():
    with pytest.raises(ValueError, match="col 1, row 2"):
        tile_map_of({"id": "x", "tile": [{"unit": "a", "col": 1, "row": 2}, {"unit": "b", "col": 1, "row": 2}]})


def test_a_users_own_map_comes_before_ours_and_a_faulty_one_is_told_with_its_file(tmp_path):
    own = tmp_path / "tiles"
    own.mkdir()
    file = own / "mine.toml"
    file.write_text('[[tile_map]]\nid = "mine"\nfrom = "2026-01-01"\ntile = [{unit = "ha-noi", col = 0, row = 0}]\n')
    catalog = Catalog.load(user=tmp_path)
    assert catalog.tile_map(2026).id == "mine"
    assert catalog.tile_map(2026).valid_from == date(2026, 1, 1)
    assert catalog.tile_map(2025).id == "viet-nam-34"
    file.write_text('[[tile_map]]\nid = "mine"\ntile = [{unit = "ha-noi", col = 0}]\n')
    with pytest.raises(ParreformError, match=r"mine\.toml"):
        Catalog.load(user=tmp_path).tile_map(2026)
