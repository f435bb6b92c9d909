"""Names and numbers as people type them. Every number here is synthetic."""
# ruff: noqa: SIM300 - what is expected stands first

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parreform.numerals import clean_number, decimal_mark, missing_reason, parse_number, parse_rank, readings_of
from parreform.text import Sayings, fold, local_number, plain_number, says, sort_key, squeeze, vietnamese_number

DICTIONARY_ORDER = """An Giang, Bà Rịa - Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương,
Bình Định, Bình Phước, Bình Thuận, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai,
Đồng Tháp, Gia Lai, Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Hưng Yên,
Khánh Hòa, Kiên Giang, Kon Tum, Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An, Nam Định, Nghệ An, Ninh Bình,
Ninh Thuận, Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La,
Tây Ninh, Thái Bình, Thái Nguyên, Thanh Hóa, Thành phố Hồ Chí Minh, Thừa Thiên Huế, Tiền Giang, Trà Vinh,
Tuyên Quang, Vĩnh Long, Vĩnh Phúc, Yên Bái"""
NAMES = squeeze(DICTIONARY_ORDER).split(", ")
NUMBERS = st.floats(-1e9, 1e9).map(lambda v: round(v, 6))


# --- folding -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("TP. Hồ Chí Minh", "tphochiminh"),
        ("Hòa Bình", "hoabinh"),
        ("Hoà Bình", "hoabinh"),
        (unicodedata.normalize("NFD", "Hoà Bình"), "hoabinh"),
        ("Đắk Lắk", "daklak"),
        ("đắk lắk", "daklak"),
        ("\u00d0\u1eafk L\u1eafk", "daklak"),  # the Icelandic letter of old keyboards
        ("Đắk\u200bLắk", "daklak"),
        ("Đắk\u00a0Lắk", "daklak"),
        ("\ufeffĐắk\u2009Lắk\u2060", "daklak"),
        ("ＨÀ　ＮỘＩ", "hanoi"),
        ("Bà Rịa – Vũng Tàu", "bariavungtau"),
        ("BÀ RỊA-VŨNG TÀU", "bariavungtau"),
        ("Ư Ơ Ă Â Ê Ô", "uoaaeo"),
        ("1.1: Tri thức", "11trithuc"),
        ("", ""),
        (" \n\t", ""),
    ],
)
def test_fold_takes_off_case_marks_spaces_and_punctuation(text, folded):
    assert folded == fold(text)


def test_fold_keeps_the_63_names_apart():
    assert 63 == len({fold(name) for name in NAMES})


@given(st.text())
def test_fold_is_idempotent(text):
    assert fold(text) == fold(fold(text))


@given(st.sampled_from(NAMES), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]), st.sampled_from(" \u00a0\u200b\ufeff."))
def test_fold_ignores_case_form_and_spaces(name, form, space):
    changed = unicodedata.normalize(form, name.upper()).replace(" ", space)
    assert fold(name) == fold(changed)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  Hà \n Nội ", "Hà Nội"),
        ("Hà\u00a0\u200bNội", "Hà Nội"),
        (unicodedata.normalize("NFD", "Huế"), "Huế"),
        ("\ufeff", ""),
    ],
)
def test_squeeze_gives_one_composed_line(text, shown):
    assert shown == squeeze(text)


# --- sorting -----------------------------------------------------------------------------------


def test_sort_key_gives_the_dictionary_order_of_the_63_names():
    assert NAMES == sorted(sorted(NAMES), key=sort_key)


@pytest.mark.parametrize(
    "ordered",
    [
        ["Cần Thơ", "Đà Nẵng", "Điện Biên"],
        ["a", "ă", "â", "b"],
        ["d", "đ", "e", "ê"],
        ["o", "ô", "ơ", "p"],
        ["u", "ư", "v"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["ba", "bà", "bac"],  # letters come before tones
        ["Hà", "Hà Nam", "Hải"],
        ["tra", "Trà Vinh", "tran"],
    ],
)
def test_sort_key_orders_letters_then_tones(ordered):
    assert ordered == sorted(sorted(ordered), key=sort_key)


@pytest.mark.parametrize("name", NAMES)
def test_sort_key_ignores_case_and_form(name):
    changed = unicodedata.normalize("NFD", name.upper())
    assert sort_key(name)[:2] == sort_key(changed)[:2]


@given(st.text())
def test_sort_key_never_raises(text):
    assert 3 == len(sort_key(text))


# --- missing -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        *(None, "", "  ", "\u00a0", "-", "–", "—", "−", "--", "- -", "...", "…", "*", "**"),
        *("KCDL", "K.C.D.L", "N/A", "n/a", "NA", "Không có dữ liệu", "KHÔNG CÓ SỐ LIỆU", "khong co du lieu"),
        *("không có dữ liệu (*)", "Chưa có số liệu", "no data", "Chưa công bố", "NaN", "null", "not available"),
    ],
)
def test_missing_reason_of_what_was_not_published(value):
    assert "not-published" == missing_reason(value)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("Không đánh giá", "not-assessed"),
        ("không xếp hạng", "not-assessed"),
        ("not assessed", "not-assessed"),
        ("Không áp dụng", "not-applicable"),
        ("not applicable", "not-applicable"),
    ],
)
def test_missing_reason_that_is_stated(value, reason):
    assert reason == missing_reason(value)


@pytest.mark.parametrize(
    "value", [0, 0.0, "0", "0,00", False, "-5", "−0,4", "8*", "12", 12, "Hà Nội", "1-10", "#N/A", "#REF!"]
)
def test_missing_reason_is_none_where_something_stands(value):
    assert missing_reason(value) is None


# --- numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (" 15,6 % ", "15,6"),
        ("12 điểm", "12"),
        ("85,43 (1)", "85,43"),
        ("85,43(*)", "85,43"),
        ("85,43**", "85,43"),
        ("1\u202f473", "1473"),
        ("\u22125,2", "-5,2"),
        ("1 47", "1 47"),
        ("54.95/61.5", "54.95/61.5"),
    ],
)
def test_clean_number_takes_off_what_surrounds_it(text, cleaned):
    assert cleaned == clean_number(text)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("100", {"comma": 100, "point": 100}),
        ("1 473", {"comma": 1473, "point": 1473}),
        ("1\u00a0473", {"comma": 1473, "point": 1473}),
        ("12 345 678", {"comma": 12345678, "point": 12345678}),
        ("1.473", {"comma": 1473, "point": 1.473}),
        ("1,473", {"comma": 1.473, "point": 1473}),
        ("-1.473", {"comma": -1473, "point": -1.473}),
        ("83,7", {"comma": 83.7}),
        ("83.7", {"point": 83.7}),
        ("83,70", {"comma": 83.7}),
        ("15,6%", {"comma": 15.6}),
        ("0,123", {"comma": 0.123}),
        ("0.123", {"point": 0.123}),
        (",5", {"comma": 0.5}),
        ("1.234.567,8", {"comma": 1234567.8}),
        ("1,234,567.8", {"point": 1234567.8}),
        ("1.234.567", {"comma": 1234567}),
        ("1 473,5", {"comma": 1473.5}),
        ("1 473.5 %", {"point": 1473.5}),
        ("\u22125,2", {"comma": -5.2}),
        ("–3", {"comma": -3, "point": -3}),
        ("+5,3", {"comma": 5.3}),
        ("85,43 (1)", {"comma": 85.43}),
        ("85,43*", {"comma": 85.43}),
        ("85.43 điểm", {"point": 85.43}),
    ],
)
def test_readings_of_gives_each_way_to_read(text, readings):
    assert readings == readings_of(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "abc", "54.95/61.5", "8/63", "5.", "5,", "1.2.3", "1,2,3", "1.23.456", "1.473,", "1e5", "inf", "nan"),
        *("1 47", "1234 567", "1'473", "1_000", "(5,3)", "83,7-85", "12.34.56,7", "--5", "5-"),
    ],
)
def test_readings_of_what_is_no_number(text):
    assert {} == readings_of(text)


@pytest.mark.parametrize(
    ("texts", "maximum", "mark"),
    [
        ([], None, "comma"),
        (["1", "2"], None, "comma"),
        (["abc"], None, "comma"),
        (["54.95/61.5"], None, "comma"),
        (["83,7", "1.473"], None, "comma"),
        (["83.7", "1,473"], None, "point"),
        (["1.473", "2.514,5"], None, "comma"),
        (["0,123"], None, "comma"),
        (["0.123", "12"], None, "point"),
        (["1.473"], None, None),
        (["1,473", "2,500"], None, None),
        (["83,7", "83.7"], None, "comma"),
        (["83.7", "83,7", "84.1"], None, "point"),
        (["43,875"], 80, "comma"),
        (["43.875"], 80, "point"),
        (["-43,875"], 80, "comma"),
        (["43,875"], None, None),
        (["143,875"], 80, None),
        (["43,875", "83,7"], 80, "comma"),
    ],
)
def test_decimal_mark_is_decided_over_the_column(texts, maximum, mark):
    assert mark == decimal_mark(texts, maximum)


@pytest.mark.parametrize(
    ("value", "mark", "number"),
    [
        ("1.473", "comma", 1473),
        ("1.473", "point", 1.473),
        ("83,7", "comma", 83.7),
        ("83,7", "point", None),
        ("83.7", "comma", None),
        (5, "comma", 5),
        (5.5, "point", 5.5),
        (0, "comma", 0),
        ("0", "comma", 0),
        (True, "comma", None),
        (False, "comma", None),
        (None, "comma", None),
        ("54.95/61.5", "point", None),
        ("KCDL", "comma", None),
    ],
)
def test_parse_number(value, mark, number):
    assert number == parse_number(value, mark)


@given(NUMBERS)
def test_a_vietnamese_print_is_read_back(value):
    assert value == parse_number(vietnamese_number(value, 6), "comma")


@given(NUMBERS.filter(lambda v: v == 0 or abs(v) >= 1e-4))
def test_a_vietnamese_print_as_long_as_needed_is_read_back(value):
    assert value == parse_number(vietnamese_number(value), "comma")


@given(NUMBERS)
def test_an_english_print_is_read_back(value):
    assert value == parse_number(plain_number(value, 6), "point")


@pytest.mark.parametrize(
    ("text", "number"), [("88,97/100", 88.97), ("7,1 / 10", 7.1), ("41,15¹", 41.15), ("88/100", None), ("8,5/9", None)]
)
def test_a_score_may_stand_before_its_maximum(text, number):
    assert number == parse_number(text)


def test_a_raised_digit_is_no_part_of_a_name():
    assert fold("Lào Cai¹") == fold("Lào Cai")


@given(st.text() | st.from_regex(r"[0-9., %*()/-]{1,12}", fullmatch=True), st.sampled_from(["comma", "point"]))
def test_parse_number_never_raises(text, mark):
    assert isinstance(parse_number(text, mark), float | None)


@given(st.text() | st.from_regex(r"(hạng |thứ )?[0-9]{0,5}/?[0-9 ,.*]{0,5}", fullmatch=True))
def test_parse_rank_never_raises(text):
    assert isinstance(parse_rank(text), tuple | None)


@given(st.lists(st.text(alphabet="0123456789.,- %", max_size=9), max_size=6))
def test_decimal_mark_never_raises(texts):
    assert decimal_mark(texts) in ("comma", "point", None)


# --- ranks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "rank"),
    [
        (8, (8, None)),
        (8.0, (8, None)),
        ("8", (8, None)),
        (" 8 ", (8, None)),
        ("8/63", (8, 63)),
        ("8 / 63", (8, 63)),
        ("hạng 8", (8, None)),
        ("HẠNG 8", (8, None)),
        ("thứ 12/63", (12, 63)),
        (unicodedata.normalize("NFD", "thứ 12/63"), (12, 63)),
        ("8*", (8, None)),
        ("8 (*)", (8, None)),
        ("rank 8", (8, None)),
        ("#8", (8, None)),
        ("8¹", (8, None)),
        ("8.0", (8, None)),
        ("8/63 (tăng 3 bậc)", (8, 63)),
        ("8/63 (giữ nguyên)", (8, 63)),
        ("8 (giảm 2 bậc so với năm 2022)", (8, None)),
        ("8, tăng 2 bậc", (8, None)),
        ("8 (up 2 places)", (8, None)),
    ],
)
def test_parse_rank(value, rank):
    assert rank == parse_rank(value)


@pytest.mark.parametrize(
    "value",
    [
        8.5,
        0,
        -3,
        "0",
        "0/63",
        True,
        False,
        None,
        "",
        "8/",
        "/63",
        "8-9",
        "8%",
        "8,5",
        "12345",
        "KCDL",
        "hạng",
        [8],
        "tăng 4 bậc",
        "8 bậc",
        "8 (năm 2022: 9)",
    ],
)
def test_parse_rank_of_what_is_no_rank(value):
    assert parse_rank(value) is None


# --- printing ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (1473.5, 1, "1.473,5"),
        (1473.5, None, "1.473,5"),
        (83.7, 2, "83,70"),
        (1234567, None, "1.234.567"),
        (-5.25, 2, "-5,25"),
        (0.0, 2, "0,00"),
    ],
)
def test_vietnamese_number(value, decimals, printed):
    assert printed == vietnamese_number(value, decimals)


@pytest.mark.parametrize(("value", "decimals", "printed"), [(1473.5, 2, "1,473.50"), (83.7, None, "83.7")])
def test_plain_number(value, decimals, printed):
    assert printed == plain_number(value, decimals)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_parse_rank_of_no_finite_number(value):
    assert parse_rank(value) is None


@pytest.mark.parametrize("value", [1e-5, 1e-6, 1e16])
def test_no_number_is_printed_with_an_exponent(value):
    assert value == parse_number(vietnamese_number(value), "comma")


@pytest.mark.parametrize("value", ["?", "∞", "нет"])
def test_a_text_that_folds_to_nothing_is_not_missing(value):
    assert missing_reason(value) is None


@pytest.mark.parametrize(("value", "printed"), [(float("inf"), "∞"), (float("-inf"), "−∞"), (float("nan"), "?")])
def test_a_bound_that_does_not_exist_is_printed(value, printed):
    assert printed == local_number(value)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("PCI2023", "PCI"),
        ("PAR INDEX 6 tháng đầu năm", "# tháng đầu"),
        ("KET QUA CAC HUYEN", "các huyện"),
        ("KẾT QUẢ CÁC HUYỆN", "các huyện"),
    ],
)
def test_a_text_says_whole_words(text: str, phrase: str) -> None:
    assert says(text, phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("Các số liệu chính", "các sở"), ("PCIS", "PCI"), ("tháng đầu", "# tháng đầu"), ("34 tỉnh", "63 tỉnh")],
)
def test_a_text_does_not_say_parts_or_other_marks(text: str, phrase: str) -> None:
    assert not says(text, phrase)


PHRASES = ["quý #", "# tháng đầu", "sửa … thành", "bình quân", "bình chọn", "PCI", "dự kiến", "(*) tạm tính"]


@given(
    st.lists(
        st.sampled_from("quý 3 sửa lại điểm thành bình quân chọn PCI2023 dự kiến tạm tính tháng đầu 12 # …".split())
    )
)
def test_many_phrases_are_asked_for_as_each_alone(words: list[str]) -> None:
    text = " ".join(words)
    assert Sayings(PHRASES).said_in(text) == any(says(text, p) for p in PHRASES)
