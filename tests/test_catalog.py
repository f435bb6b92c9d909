"""Units, names and comparability. User definitions made here are synthetic."""
# ruff: noqa: SIM300 - what is expected stands first

import csv
import unicodedata
from datetime import date

import pytest
from conftest import NO_USER_FOLDER

from parreform import settings
from parreform.catalog import Catalog, nearest
from parreform.errors import ParreformError, UnknownName
from parreform.settings import PACKAGE
from parreform.text import fold

CATALOG = Catalog.load(user=PACKAGE / "no-such-folder")
SPELLINGS = [(s, u.id, y) for y in (2024, 2025) for u in CATALOG.provinces(y) for s in u.spellings]
MERGED = [u for u in CATALOG.provinces(2025) if CATALOG.members(u)]
NO_PROVINCE = ["Nam Hà", "Vĩnh Phú", "Thanh niên", "Ghi chú", "Hà Tây", "Hà Bắc", "Sông Bé", "Minh Hải", "Bắc", "Hà"]
NO_PROVINCE += ["", " ", "63", "1.", "Tổng", "Cả tỉnh", "Trung bình", "Tỉnh", "Thành phố", "TP.", "TP", "Province", "I"]
NO_PROVINCE += ["Vũng Tàu", "Thừa Thiên", "Điện Biên Phủ", "BT", "QN", "ĐN", "BN", "Gia Lai - Kon Tum", "Hà Nội Mới"]
NO_PROVINCE += ["Quảng Nam - Đà Nẵng", "Hà Nội, Hải Phòng", "Sở Nội vụ Hà Nội", "Hà Nội 2024", "Nghệ Tĩnh", "Thuận Hải"]


def unit_id(name, year):
    unit = CATALOG.unit_in(name, year)
    return unit.id if unit else None


# --- units -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "count"), [(2011, 63), (2015, 63), (2022, 63), (2024, 63), (2025, 34), (2026, 34), (2030, 34)]
)
def test_number_of_provinces(year, count):
    assert count == len(CATALOG.provinces(year))


def test_provinces_stand_in_code_order():
    codes = [u.code for u in CATALOG.provinces(2024)]
    assert sorted(codes) == codes


def test_the_country_is_no_province():
    assert "viet-nam" not in {u.id for u in CATALOG.provinces(2024)}


@pytest.mark.parametrize("code", ["15", "24", "44", "52", "80", "82", "91"])
def test_these_codes_name_two_provinces(code):
    before, after = (next(u.vi for u in CATALOG.provinces(y) if u.code == code) for y in (2024, 2025))
    assert before != after


def test_only_seven_codes_name_two_provinces():
    before, after = ({u.code: u.vi for u in CATALOG.provinces(y)} for y in (2024, 2025))
    changed = {c for c in before.keys() & after.keys() if fold(before[c]) != fold(after[c])}
    assert {"15", "24", "44", "52", "80", "82", "91"} == changed


@pytest.mark.parametrize(
    ("unit", "year", "name"),
    [
        ("hue", 2024, "Thừa Thiên Huế"),
        ("hue", 2011, "Thừa Thiên Huế"),
        ("hue", 2025, "Huế"),
        ("hue", None, "Huế"),
        ("ho-chi-minh", 2024, "Thành phố Hồ Chí Minh"),
        ("ha-noi", 2025, "Hà Nội"),
    ],
)
def test_official_name_of_a_year(unit, year, name):
    assert name == CATALOG.units[unit].official(year)


def test_name_follows_the_language():
    settings.set_language("en")
    assert "Thua Thien Hue" == CATALOG.units["hue"].name(2024)


@pytest.mark.parametrize(("day", "valid"), [("2025-06-30", True), ("2025-07-01", False), ("2011-01-01", True)])
def test_ha_giang_ends_with_june_2025(day, valid):
    assert valid == CATALOG.units["ha-giang"].valid(date.fromisoformat(day))


@pytest.mark.parametrize(("day", "valid"), [("2025-06-30", False), ("2025-07-01", True), ("2099-01-01", True)])
def test_the_new_tuyen_quang_begins_with_july_2025(day, valid):
    assert valid == CATALOG.units["tuyen-quang-2025"].valid(date.fromisoformat(day))


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("spelling", "unit", "year"), SPELLINGS)
def test_every_spelling_stands_for_its_unit_alone(spelling, unit, year):
    assert unit == unit_id(spelling, year)


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        str.lower,
        fold,
        lambda s: unicodedata.normalize("NFD", s),
        lambda s: unicodedata.normalize("NFD", s.upper()),
        lambda s: "Tỉnh " + s,
        lambda s: "TP. " + s,
        lambda s: "TP." + s.upper(),
        lambda s: "Thành phố " + s,
        lambda s: s + " Province",
        lambda s: s.replace(" ", "\u00a0"),
        lambda s: s.replace(" ", ""),
    ],
)
@pytest.mark.parametrize("year", [2024, 2025])
def test_names_resolve_however_they_are_typed(change, year):
    expected = [u.id for u in CATALOG.provinces(year)]
    assert expected == [unit_id(change(u.official(year)), year) for u in CATALOG.provinces(year)]


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Hoà Bình", "hoa-binh"),
        ("Khánh Hoà", "khanh-hoa"),
        ("Đắc Lắc", "dak-lak"),
        ("Daklak", "dak-lak"),
        ("Đăk Nông", "dak-nong"),
        ("Bắc Cạn", "bac-kan"),
        ("BR-VT", "ba-ria-vung-tau"),
        ("Ba Ria-Vung Tau", "ba-ria-vung-tau"),
        ("Bà Rịa – Vũng Tàu", "ba-ria-vung-tau"),
        ("TT-Hue", "hue"),
        ("T.T. Huế", "hue"),
        ("Thừa Thiên - Huế", "hue"),
        ("Thua Thien-Hue", "hue"),
        ("TP.HCM", "ho-chi-minh"),
        ("tp hcm", "ho-chi-minh"),
        ("Ho Chi Minh City", "ho-chi-minh"),
        ("Hà Nội ", "ha-noi"),
        ("Cả nước", "viet-nam"),
        ("Hà Giang (nay là Tuyên Quang)", "ha-giang"),
        ("12. Tỉnh Yên Bái (nay là Lào Cai) (*)", "yen-bai"),
    ],
)
def test_names_of_publishers_resolve(name, unit):
    assert unit == unit_id(name, 2024)


@pytest.mark.parametrize("name", NO_PROVINCE)
def test_these_are_no_names_of_provinces(name):
    assert () == CATALOG.named(name)


@pytest.mark.parametrize("unit", MERGED, ids=lambda u: u.id)
def test_a_bare_name_means_the_territory_of_the_year(unit):
    assert (unit.id.removesuffix("-2025"), unit.id) == (unit_id(unit.vi, 2024), unit_id(unit.vi, 2025))


@pytest.mark.parametrize(
    ("name", "year", "unit"),
    [
        ("Hải Phòng (mới)", 2025, "hai-phong-2025"),
        ("Hải Phòng (mới)", 2024, None),
        ("Hải Phòng (cũ)", 2024, "hai-phong"),
        ("Hải Phòng (cũ)", 2025, None),
        ("Hà Giang (nay là Tuyên Quang)", 2025, None),
        ("Hà Giang", 2025, None),
        ("Huế (mới)", 2024, "hue"),
    ],
)
def test_a_name_that_says_its_territory(name, year, unit):
    assert unit == unit_id(name, year)


def test_named_gives_the_oldest_territory_first():
    assert ["ninh-binh", "ninh-binh-2025"] == [u.id for u in CATALOG.named("Ninh Bình")]


@pytest.mark.parametrize("name", ["Hải Phòng", "hai-phong-2025", "HP"])
def test_find_units_takes_names_and_ids(name):
    assert "hai-phong-2025" in {u.id for u in CATALOG.find_units(name)}


def test_find_units_tells_an_unknown_name_with_suggestions():
    with pytest.raises(UnknownName, match="Hà Nộii") as raised:
        CATALOG.find_units("Hà Nộii")
    assert "Hà Nội" == raised.value.suggestions[0]


def test_suggestions_keep_to_the_year():
    assert "Hà Giang" not in CATALOG.suggest_units("Ha Giangg", 2025)


def test_nothing_is_suggested_for_what_looks_like_no_name():
    assert () == CATALOG.suggest_units("zzzzzz")


def test_nearest_gives_at_most_three():
    known = {str(n): (f"Tri thức {n}",) for n in range(9)}
    assert 3 == len(nearest("Tri thức", known))


# --- mergers -----------------------------------------------------------------------------------


def test_23_provinces_were_formed_from_52():
    assert (23, 52) == (len(MERGED), sum(len(CATALOG.members(u)) for u in MERGED))


@pytest.mark.parametrize(
    ("unit", "members"),
    [
        ("ninh-binh-2025", ["ha-nam", "nam-dinh", "ninh-binh"]),
        ("tuyen-quang-2025", ["ha-giang", "tuyen-quang"]),
        ("lam-dong-2025", ["binh-thuan", "dak-nong", "lam-dong"]),
        ("ha-noi", []),
        ("hue", []),
        ("ninh-binh", []),
    ],
)
def test_members_in_order_of_names(unit, members):
    assert members == [u.id for u in CATALOG.members(CATALOG.units[unit])]


@pytest.mark.parametrize(
    ("unit", "successors"),
    [("ha-giang", ("tuyen-quang-2025",)), ("long-an", ("tay-ninh-2025",)), ("ninh-binh", ("ninh-binh-2025",))],
)
def test_successor_is_the_merger_that_ended_a_unit(unit, successors):
    assert successors == CATALOG.successor(CATALOG.units[unit]).successors


@pytest.mark.parametrize("unit", ["ha-noi", "hue", "quang-ninh", "ninh-binh-2025", "viet-nam"])
def test_a_unit_that_goes_on_has_no_successor(unit):
    assert CATALOG.successor(CATALOG.units[unit]) is None


def test_every_province_that_ended_has_a_successor():
    ended = [u for u in CATALOG.provinces(2024) if not u.valid(date(2025, 12, 31))]
    assert [] == [u.id for u in ended if CATALOG.successor(u) is None]


def test_mergers_agree_with_the_list_compiled_from_other_sources(shared):
    with (shared / "data/units/merger63to34.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    listed = {(unit_id(r["old_name"], 2024), unit_id(r["new_name"], 2025), r["new_code"]) for r in rows}
    assert listed == {(m.id, u.id, u.code) for u in CATALOG.provinces(2025) for m in CATALOG.members(u) or (u,)}


@pytest.mark.parametrize(
    ("day", "cities"), [("2024-06-01", 5), ("2025-01-01", 6), ("2025-06-30", 6), ("2025-07-01", 6), ("2030-01-01", 6)]
)
def test_centrally_run_cities_of_a_day(day, cities):
    when = date.fromisoformat(day)
    found = [g for g in CATALOG.groups if g.kind == "cities" and g.valid_from <= when <= g.valid_to]
    assert [cities] == [len(g.members) for g in found]


def test_hue_is_among_the_cities_from_2025():
    dates = [g.valid_from.year for g in CATALOG.groups if g.kind == "cities" and "hue" in g.members]
    assert 2025 == min(dates)


# --- indices and indicators --------------------------------------------------------------------


def test_the_three_national_indices_come_first():
    assert ["par-index", "sipas", "papi"] == list(CATALOG.indices)[:3]


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("PAR INDEX", "par-index"),
        ("ParIndex", "par-index"),
        ("Chỉ số CCHC", "par-index"),
        ("chi so cai cach hanh chinh", "par-index"),
        ("sipas", "sipas"),
        ("Chỉ số hài lòng", "sipas"),
        ("Papi", "papi"),
    ],
)
def test_index_by_any_of_its_names(name, index):
    assert index == CATALOG.index(name).id


def test_an_unknown_index_is_told_with_the_known_ones():
    with pytest.raises(UnknownName) as raised:
        CATALOG.index("PCII")
    assert ("par-index", "sipas", "papi") == raised.value.suggestions[:3]


@pytest.mark.parametrize(
    ("name", "indicator"),
    [
        ("papi.services", "papi.services"),
        ("Tri thức công dân", "papi.participation.civic-knowledge"),
        ("tri thuc cong dan", "papi.participation.civic-knowledge"),
        ("Civic Knowledge", "papi.participation.civic-knowledge"),
        ("Cải cách tài chính công", "par-index.finance"),
    ],
)
def test_indicator_by_id_or_name(name, indicator):
    assert indicator == CATALOG.indicator(name).id


def test_an_unknown_indicator_is_told_with_suggestions():
    with pytest.raises(UnknownName) as raised:
        CATALOG.indicator("Tri thức công dânn")
    assert "papi.participation.civic-knowledge" == raised.value.suggestions[0]


@pytest.mark.parametrize(
    ("index", "year", "framework"),
    [
        ("papi", 2011, "papi-2011-2015"),
        ("papi", 2017, "papi-2016-2017"),
        ("papi", 2018, "papi-2018"),
        ("papi", 2020, "papi-2019-2020"),
        ("papi", 2024, "papi-2021"),
        ("par-index", 2012, "par-index-2012-2015"),
        ("par-index", 2024, "par-index-2022-2024"),
        ("sipas", 2022, "sipas-2022"),
        ("papi", 2010, None),
        ("par-index", 2011, None),
    ],
)
def test_framework_of_a_year(index, year, framework):
    found = CATALOG.framework(index, year)
    assert framework == (found and found.id)


# --- comparability -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "earlier", "later"),
    [
        ("par-index", 2020, 2021),
        ("par-index", 2022, 2023),
        ("par-index", 2012, 2015),
        ("sipas", 2019, 2020),
        ("sipas", 2022, 2024),
        ("papi", 2011, 2015),
        ("papi", 2016, 2017),
        ("papi", 2019, 2020),
        ("papi", 2021, 2024),
        ("papi.services", 2015, 2016),
        ("papi.services", 2011, 2024),
        ("papi.corruption-control", 2015, 2016),
        ("papi.transparency", 2015, 2016),
        ("papi.participation", 2018, 2021),
        ("papi.environment", 2018, 2019),
        ("papi", 2019, 2019),
    ],
)
def test_comparable_years(indicator, earlier, later):
    assert "" == CATALOG.why_not_comparable(indicator, earlier, later)


@pytest.mark.parametrize(
    ("indicator", "earlier", "later", "reason"),
    [
        ("par-index", 2015, 2016, "4361"),
        ("par-index", 2016, 2017, "2948"),
        ("par-index", 2017, 2018, "2636"),
        ("par-index", 2018, 2019, "1150"),
        ("par-index", 2019, 2020, "1149"),
        ("par-index", 2021, 2022, "876"),
        ("par-index", 2023, 2024, "sửa đổi"),
        ("par-index", 2024, 2025, "34 tỉnh"),
        ("par-index.finance", 2021, 2022, "876"),
        ("sipas", 2021, 2022, "khảo sát"),
        ("sipas.access", 2021, 2022, "khảo sát"),
        ("papi", 2015, 2016, "1, 3, 5"),
        ("papi", 2017, 2018, "10-80"),
        ("papi", 2018, 2019, "8.3"),
        ("papi", 2020, 2021, "5.2"),
        ("papi.participation", 2015, 2016, "1, 3 và 5"),
        ("papi.participation.civic-knowledge", 2015, 2016, "1, 3 và 5"),
        ("papi.transparency.poverty-lists", 2017, 2018, "2,5"),
        ("papi.e-governance", 2018, 2019, "8.3"),
        ("papi.procedures", 2020, 2021, "5.2"),
        ("papi.environment", 2017, 2018, "một bộ chỉ số"),
    ],
)
def test_years_that_cannot_be_compared_have_a_reason(indicator, earlier, later, reason):
    assert reason in CATALOG.why_not_comparable(indicator, earlier, later)


@pytest.mark.parametrize(
    ("indicator", "earlier", "later"),
    [
        ("par-index", 2012, 2024),
        ("sipas", 2017, 2023),
        ("papi", 2011, 2024),
        ("papi", 2017, 2019),
        ("papi", 2020, 2023),
    ],
)
def test_a_span_across_a_break_is_not_comparable(indicator, earlier, later):
    assert CATALOG.why_not_comparable(indicator, earlier, later)


def test_the_reason_follows_the_language():
    settings.set_language("en")
    assert CATALOG.why_not_comparable("sipas", 2021, 2022).startswith("Other respondents")


# --- the user's own definitions ----------------------------------------------------------------

OWN_INDEX = """
id = "made-up"
vi = "Chỉ số giả định"
short = "GIẢ ĐỊNH"
words = ["giả định"]
indicator = [
  {id = "made-up", level = "index", vi = "Chỉ số giả định"},
  {id = "made-up.one", level = "dimension", vi = "Nội dung một"},
]
"""
OWN_FRAMEWORK = """
id = "made-up-2030"
index = "made-up"
first_year = 2030
item = [{indicator = "made-up", max = 10}, {indicator = "made-up.one", number = "1", parent = "made-up", max = 10}]
"""
OWN_EDITION = """
index = "made-up"
year = 2030
framework = "made-up-2030"
units = 34
"""
OWN_UNIT = """
unit = [{id = "da-lat", kind = "city", vi = "Đà Lạt", aliases = ["Thành phố hoa"]}]
"""


@pytest.fixture
def own(tmp_path) -> Catalog:
    files = {
        "indices/made-up.toml": OWN_INDEX,
        "frameworks/made-up/2030-.toml": OWN_FRAMEWORK,
        "editions/made-up/2030.toml": OWN_EDITION,
        "units/own.toml": OWN_UNIT,
    }
    for name, text in files.items():
        path = tmp_path / "definitions" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return Catalog.load(user=tmp_path / "definitions")


def test_an_own_index_is_found_by_its_words(own):
    assert "made-up" == own.index("Giả Định").id


def test_an_own_index_stands_beside_the_national_ones(own):
    assert ["par-index", "sipas", "papi", "made-up"] == list(own.indices)


def test_an_own_indicator_is_found(own):
    assert "made-up.one" == own.indicator("Nội dung một").id


def test_an_own_framework_serves_its_years(own):
    assert ["made-up-2030", "made-up-2030"] == [own.framework("made-up", y).id for y in (2030, 2031)]


def test_an_own_edition_is_found(own):
    assert 34 == own.editions("made-up")[2030].units


@pytest.mark.parametrize("name", ["Đà Lạt", "THÀNH PHỐ HOA", "da lat"])
def test_an_own_unit_is_found_by_name_and_alias(own, name):
    assert ["da-lat"] == [u.id for u in own.named(name)]


def test_an_own_unit_is_added_to_ours(own):
    assert len(CATALOG.units) + 1 == len(own.units)


def test_an_own_entry_replaces_ours_of_the_same_id(tmp_path):
    (tmp_path / "units").mkdir()
    (tmp_path / "units" / "own.toml").write_text('unit = [{id = "ha-noi", vi = "Hà Nội", aliases = ["Thăng Long"]}]')
    assert ["ha-noi"] == [u.id for u in Catalog.load(user=tmp_path).named("thang long")]


def test_own_definitions_change_the_digest(own):
    assert CATALOG.digest != own.digest


def test_the_digest_of_the_same_files_is_the_same():
    assert CATALOG.digest == Catalog.load(user=PACKAGE / "no-such-folder").digest


@pytest.mark.parametrize("content", [b"unit = [", b'unit = [{id = "\xff"}]', b"= 5", b"a = 1\na = 2"])
def test_a_broken_file_is_told_by_name(tmp_path, content):
    (tmp_path / "units").mkdir()
    (tmp_path / "units" / "broken.toml").write_bytes(content)
    with pytest.raises(ParreformError, match=r"units/broken\.toml"):
        _ = Catalog.load(user=tmp_path).units


def test_the_user_folder_comes_from_the_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("PARREFORM_DEFINITIONS", str(tmp_path))
    assert tmp_path == Catalog.load().folders[-1]


@pytest.mark.parametrize(("indicator", "later", "earlier"), [("sipas", 2022, 2021), ("par-index", 2024, 2023)])
def test_the_order_of_the_years_does_not_matter(indicator, later, earlier):
    assert CATALOG.why_not_comparable(indicator, earlier, later) == CATALOG.why_not_comparable(
        indicator, later, earlier
    )


@pytest.mark.parametrize("entry", ['{id = "x"}', '{vi = "X"}', '"x"', '{id = "x", vi = "X", to = "soon"}'])
def test_an_incomplete_entry_is_told_by_file(tmp_path, entry):
    (tmp_path / "units").mkdir()
    (tmp_path / "units" / "own.toml").write_text(f"unit = [{entry}]", encoding="utf-8")
    with pytest.raises(ParreformError, match=r"own\.toml"):
        _ = Catalog.load(user=tmp_path).units


def test_an_own_entry_of_a_known_unit_adds_its_aliases(tmp_path):
    (tmp_path / "units").mkdir()
    own = 'unit = [{id = "ha-noi", vi = "Hà Nội", aliases = ["Thủ đô"]}]'
    (tmp_path / "units" / "own.toml").write_text(own, encoding="utf-8")
    catalog = Catalog.load(user=tmp_path)
    assert ["ha-noi", "ha-noi"] == [catalog.named(n)[0].id for n in ("Thủ đô", "HN")]


def test_two_catalogs_of_the_same_files_do_not_mix_their_units() -> None:
    """Units are compared by identity, so what one catalog has looked up must not answer for another."""
    first, second = Catalog.load(user=NO_USER_FOLDER), Catalog.load(user=NO_USER_FOLDER)
    assert first.find_units("Hải Phòng")[0] is first.units["hai-phong"]
    assert second.find_units("Hải Phòng")[0] is second.units["hai-phong"]


@pytest.mark.parametrize("content", ["", "{", '{"files": {}}', '{"format": 1, "files": {}, "contents": {"x": {}}}'])
def test_a_strange_cache_is_made_anew(tmp_path, monkeypatch, content):
    monkeypatch.setenv("PARREFORM_HOME", str(tmp_path))
    cache = tmp_path / "cache" / "definitions.json"
    cache.parent.mkdir()
    cache.write_text(content, encoding="utf-8")
    assert 87 == len(Catalog.load().units)
    assert 87 == len(Catalog.load().units)
    assert len(cache.read_bytes()) > 10_000


def test_a_changed_definition_is_seen_though_cached(tmp_path, monkeypatch):
    monkeypatch.setenv("PARREFORM_HOME", str(tmp_path))
    own = tmp_path / "definitions" / "units" / "own.toml"
    own.parent.mkdir(parents=True)
    for alias in ("Thủ đô", "Kinh đô"):
        own.write_text(f'unit = [{{id = "ha-noi", vi = "Hà Nội", aliases = ["{alias}"]}}]', encoding="utf-8")
        assert "ha-noi" == Catalog.load().named(alias)[0].id


def test_an_index_with_definitions_of_its_own_is_no_other_index(tmp_path):
    assert Catalog.load(tmp_path).other_index("Chỉ số DTI 2023").id == "dti"
    (tmp_path / "indices").mkdir()
    own = 'id = "dti"\nvi = "Chỉ số chuyển đổi số"\nen = "DTI"\nshort = "DTI"\npublisher = "-"\nunit = "điểm"\n'
    own += 'decimals = 2\nrank = "published"\ndirection = 1\nwords = ["dti"]\nindicator = []\n'
    (tmp_path / "indices" / "dti.toml").write_text(own, encoding="utf-8")
    assert Catalog.load(tmp_path).other_index("Chỉ số DTI 2023") is None


# --- names of indices ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("par-index", "par-index"),
        ("PAR INDEX", "par-index"),
        ("ParIndex", "par-index"),
        ("Chỉ số cải cách hành chính", "par-index"),
        ("Chỉ số cải cách hành chính (PAR INDEX)", "par-index"),
        ("chỉ số hài lòng", "sipas"),
        ("Satisfaction Index of Public Administrative Services (SIPAS)", "sipas"),
        (" Papi ", "papi"),
        ("PCI", "pci"),
        ("Năng lực cạnh tranh", "pci"),
        ("DTI (chuyển đổi số)", "dti"),
        ("766", ""),  # a number in a cell, although an index has this id
        ("PAR INDEX 2023", ""),
        ("so với PCI", ""),
        ("Cải cách thể chế", ""),
        ("-", ""),
        ("", ""),
    ],
)
def test_an_index_is_called_by_its_whole_name(catalog, text, index):
    assert catalog.index_called(text) == index


def test_an_index_that_the_user_defines_is_no_other_index(tmp_path):
    (tmp_path / "indices").mkdir()
    (tmp_path / "indices" / "pci.toml").write_text(
        'id = "pci"\nvi = "Năng lực cạnh tranh"\nen = "PCI"\nshort = "PCI"\nunit = "x"\ndecimals = 2\nrank = "computed"\n'
        'words = ["pci"]\nindicator = [{id = "pci", level = "index", vi = "PCI", en = "PCI"}]\n',
        encoding="utf-8",
    )
    own = Catalog.load(user=tmp_path)
    assert own.index_called("PCI") == "pci"
    assert "pci" in own.indices
