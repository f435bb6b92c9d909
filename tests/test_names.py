"""Names of units and headings of columns as printed."""
# ruff: noqa: SIM300 - what is expected stands first

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parreform.catalog import Catalog
from parreform.labels import label_key, split_label
from parreform.names import bare_name, territory_hint
from parreform.settings import PACKAGE

CATALOG = Catalog.load(user=PACKAGE / "no-such-folder")
NAMES = [u.official(2024) for u in CATALOG.provinces(2024)]
BEFORE = ["", "1. ", "63) ", "12 - ", "07: ", "5 ", "IV. ", "Tỉnh ", "TỈNH ", "tỉnh: ", "TP. ", "TP.", "Tp ", "T.P. "]
BEFORE += ["Thành phố ", "THÀNH PHỐ ", "1. Tỉnh ", "3. TP. ", "- ", "Province of ", "City of "]
AFTER = ["", "*", " *", " **", " (*)", " (1)", " (12)", "²", "†", ".", ":", " ,", " Province", " (cũ)", " (old)", "\n"]


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Hà Giang", "hagiang"),
        ("1. Tỉnh Hà Giang (nay là Tuyên Quang) *", "hagiang"),
        ("Hà Giang (nay thuộc Tuyên Quang)", "hagiang"),
        ("TP. Đà Nẵng", "danang"),
        ("TP.Đà Nẵng", "danang"),
        ("TP Đà Nẵng", "danang"),
        ("T.P. Đà Nẵng", "danang"),
        ("Thành phố Đà Nẵng", "danang"),
        ("tỉnh Bắc Kạn", "backan"),
        ("Bac Kan Province", "backan"),
        ("Province of Bac Kan", "backan"),
        ("63) Cà Mau", "camau"),
        ("12 Cà Mau", "camau"),
        ("IV. Cà Mau", "camau"),
        ("Cà Mau (2)", "camau"),
        ("Cà Mau³", "camau"),
        ("Hải Phòng (mới)", "haiphong"),
        ("TP.HCM", "hcm"),
        ("T. Phú Thọ", "phutho"),
        ("T.P Hải Phòng", "haiphong"),
        ("Bắc Kạn [1]", "backan"),
        ("HÀ NỘI (TP)", "hanoi"),
    ],
)
def test_bare_name_takes_off_what_surrounds_a_name(name, folded):
    assert folded == bare_name(name)[-1]


@pytest.mark.parametrize("name", ["", "  ", "\n", "…", "()", "-"])
def test_bare_name_of_nothing_is_nothing(name):
    assert () == bare_name(name)


def test_bare_name_tries_the_most_literal_spelling_first():
    assert ("thanhphohochiminh", "hochiminh") == bare_name("Thành phố Hồ Chí Minh")


@pytest.mark.parametrize(
    "name", ["Lạng Sơn", "Vĩnh Long", "Thanh Hóa", "Thái Bình", "Tiền Giang", "Hà Tĩnh", "Ninh Bình"]
)
def test_bare_name_never_eats_a_name_that_begins_or_ends_like_a_mark(name):
    assert 1 == len(bare_name(name))


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Lào Cai (Lào Cai + Yên Bái)", "lao-cai-2025"),
        ("1. Tỉnh Lào Cai (Yên Bái, Lào Cai) *", "lao-cai-2025"),
        ("Ninh Bình (gồm Hà Nam, Nam Định và Ninh Bình)", "ninh-binh-2025"),
        ("Ninh Bình (Hà Nam + Nam Định)", "ninh-binh-2025"),
        ("TP. Đà Nẵng [Quảng Nam - Đà Nẵng]", "da-nang-2025"),
        ("TP. Hồ Chí Minh (Bình Dương + Bà Rịa - Vũng Tàu + TP.HCM)", "ho-chi-minh-2025"),
        ("Hải Phòng (hợp nhất từ Hải Dương và Hải Phòng)", "hai-phong-2025"),
        ("Lào Cai (Lào Cai + Sơn La)", None),
        ("Lào Cai (Lào Cai + Yên Bái + Sơn La)", None),
        ("Lào Cai (Lào Cai + Lào Cai)", None),
        ("Lào Cai (Yên Bái)", None),  # the whole, or what of it was Yên Bái
        ("Cần Thơ (Cần Thơ, Hậu Giang)", None),  # one is left out
        ("Hà Nội (Hà Nội + Hòa Bình)", None),
    ],
)
def test_a_name_with_the_members_it_was_merged_from_is_that_of_the_merged_one(name, unit):
    found = CATALOG.unit_printed(name, 2025)
    assert unit == (found and found.id)
    assert CATALOG.unit_printed(name, 2024) is None


def test_a_name_with_other_members_is_suggested_without_them():
    assert "Lào Cai" in CATALOG.suggest_units("Lào Cai (Hòa Bình + Sơn La)", 2025)


@given(st.text())
def test_looking_a_name_up_never_raises(text):
    assert len(CATALOG.named(text)) <= 2


@given(st.sampled_from(NAMES), st.sampled_from(BEFORE), st.sampled_from(AFTER), st.sampled_from(["NFC", "NFD"]))
def test_a_name_resolves_whatever_surrounds_it(name, before, after, form):
    found = CATALOG.unit_in(unicodedata.normalize(form, before + name + after), 2024)
    assert name == (found and found.official(2024))


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_two_names_in_a_cell_are_no_name(one, other):
    assert () == CATALOG.named(f"{one}, {other}")


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Hà Nội / Ha Noi", "ha-noi"),
        ("Hà Nội - Ha Noi", "ha-noi"),
        ("Hà Nội (Ha Noi)", "ha-noi"),
        ("Bà Rịa - Vũng Tàu - Ba Ria - Vung Tau", "ba-ria-vung-tau"),
        ("Bà Rịa - Vũng Tàu / Ba Ria - Vung Tau", "ba-ria-vung-tau"),
        ("TP. Hồ Chí Minh\nHo Chi Minh City", "ho-chi-minh"),
        ("Hà Nội - Hải Phòng", None),
        ("Hà Nội / Hải Phòng", None),
    ],
)
def test_a_name_printed_twice_in_one_cell_is_one_name(name, unit):
    assert unit == next((u.id for u in CATALOG.named(name)), None)


def test_a_city_within_a_province_is_none_whichever_way_it_says_so():
    assert CATALOG.below_province("Hải Dương (TP)", 2023)
    assert not CATALOG.below_province("Hà Nội (TP)", 2023)


# --- which territory ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Hải Phòng", ""),
        ("Hải Phòng (mới)", "new"),
        ("Hai Phong (new)", "new"),
        ("Hải Phòng (cũ)", "old"),
        ("Hải Phòng (old)", "old"),
        ("Hải Phòng (trước 1/7/2025)", "old"),
        ("Hà Giang (nay là Tuyên Quang)", "old"),
        ("Hải Phòng (1)", ""),
        ("Hải Phòng mới", ""),
    ],
)
def test_territory_hint(name, hint):
    assert hint == territory_hint(name)


# --- labels ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "number", "words"),
    [
        ("1.1: Tri thức công dân*", "1.1", "Tri thức công dân"),
        (" 1: Participation at Local Levels", "1", "Participation at Local Levels"),
        ("Chỉ số nội dung 1: Tham gia của người dân", "1", "Tham gia của người dân"),
        ("Trục nội dung 5: Thủ tục hành chính công", "5", "Thủ tục hành chính công"),
        ("Lĩnh vực 8. Tác động", "8", "Tác động"),
        ("Dimension 2: Transparency", "2", "Transparency"),
        ("Dimention 2: Transparency", "2", "Transparency"),
        ("5.1.2) Chất lượng", "5.1.2", "Chất lượng"),
        ("3. Cải cách TTHC", "3", "Cải cách TTHC"),
        ("VI. Cải cách tài chính công", "", "Cải cách tài chính công"),
        ("Hiểu biết về chính sách hiện hành (%)*", "", "Hiểu biết về chính sách hiện hành"),
        ("Cải cách thể chế (tối đa 10)", "", "Cải cách thể chế"),
        ("Cải cách thể chế (9,5 điểm)", "", "Cải cách thể chế"),
        ("SIPAS (10 điểm) (*)", "", "SIPAS"),
        ("Tổng điểm (tính toán)", "", "Tổng điểm"),
        ("Chỉ số PAPI 2018 (không có trọng số)", "", "Chỉ số PAPI 2018 (không có trọng số)"),
        ("D1", "", "D1"),
        ("1.473", "", "1.473"),
        ("2018", "", "2018"),
        ("", "", ""),
    ],
)
def test_split_label(label, number, words):
    assert (number, words) == split_label(label)


@given(st.text())
def test_split_label_never_raises(text):
    assert 2 == len(split_label(text))


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Chỉ số PAPI 2018", "chisopapi"),
        ("Un-weighted2015PAPI", "unweightedpapi"),
        ("Năm 2022", ""),
        ("Hạng năm 2022", "hang"),
        ("PAR INDEX", "parindex"),
        ("Giai đoạn 12345", "giaidoan12345"),
        ("Xếp hạng (2021)", "xephang"),
        ("", ""),
    ],
)
def test_label_key_leaves_years_out(words, key):
    assert key == label_key(words)


@pytest.mark.parametrize(
    "name",
    [
        "UBND tỉnh Hà Giang",
        "UBND TP. Cần Thơ",
        "Ủy ban nhân dân tỉnh Cà Mau",
        "Tinh Ha Giang",
        "Thanh pho Can Tho",
        "1/ Hà Nội",
    ],
)
def test_offices_and_unmarked_prefixes_are_taken_off(name):
    assert 1 == len({u.vi for u in CATALOG.named(name)})


def test_a_dotted_number_needs_no_punctuation():
    assert ("1.1", "Tri thức công dân") == split_label("1.1 Tri thức công dân")


@pytest.mark.parametrize(
    ("name", "year", "below"),
    [
        ("TP. Hải Dương", 2023, True),
        ("3. Thành phố Nam Định", 2023, True),
        ("TP. Hà Nội", 2023, False),
        ("Thành phố Huế", 2024, False),
        ("Hải Dương", 2023, False),
        ("Tỉnh Hải Dương", 2023, False),
        ("TPHCM", 2023, False),
    ],
)
def test_a_city_of_a_provinces_name_is_below_it(name: str, year: int, below: bool) -> None:
    assert CATALOG.below_province(name, year) is below
