"""Names of provinces as they are typed."""

import unicodedata

from corpus.case import bad, good
from corpus.data import ENGLISH, NAMES, OLD, par, ranking
from corpus.headers import HEADER, TITLE
from corpus.model import Book, Cell


def table(book: Book, spellings: dict[str, str]) -> None:
    """A ranking with each unit under the spelling given."""
    numbers = par(2023, list(spellings))
    rows = [[numbers.rank(u), name, numbers.score(u)] for u, name in spellings.items()]
    book.sheet().put([[TITLE], HEADER, *rows])


@good()
def names_in_capitals(book: Book) -> None:
    table(book, {u: NAMES[u].upper() for u in OLD})


@good()
def names_decomposed(book: Book) -> None:
    table(book, {u: unicodedata.normalize("NFD", NAMES[u]) for u in OLD})


@good()
def names_without_marks(book: Book) -> None:
    plain = {u: unicodedata.normalize("NFD", NAMES[u].replace("Đ", "D").replace("đ", "d")) for u in OLD}
    table(book, {u: "".join(c for c in name if not unicodedata.combining(c)) for u, name in plain.items()})


@good()
def names_in_english(book: Book) -> None:
    table(book, {u: f"{ENGLISH[u]} Province" if n % 2 else ENGLISH[u] for n, u in enumerate(OLD)})


@good()
def names_with_odd_spaces(book: Book) -> None:
    table(book, {u: f"\u00a0{NAMES[u].replace(' ', chr(0xA0))}\u200b \n" for u in OLD})


@good()
def names_with_zero_width_spaces_and_double_blanks(book: Book) -> None:
    table(book, {u: NAMES[u].replace(" ", " \u200b ") + "\ufeff" for u in OLD})


@good()
def names_with_their_type(book: Book) -> None:
    cities = {"ha-noi", "hai-phong", "da-nang", "can-tho"}
    named = {u: f"Thành phố {NAMES[u]}" if u in cities else f"Tỉnh {NAMES[u]}" for u in OLD}
    table(book, {**named, "ho-chi-minh": "Thành phố Hồ Chí Minh", "hue": "Tỉnh Thừa Thiên Huế"})


@good()
def names_numbered(book: Book) -> None:
    table(book, {u: f"{n}. {NAMES[u]}" for n, u in enumerate(OLD, 1)})


@good()
def names_with_marks_of_footnotes(book: Book) -> None:
    marks = ("*", " (*)", " (1)", "¹", " **", "(2)")
    table(book, {u: NAMES[u] + marks[n % 6] for n, u in enumerate(OLD)})


@good()
def abbreviations_and_old_spellings(book: Book) -> None:
    table(
        book,
        {
            "ho-chi-minh": "TP.HCM",
            "ba-ria-vung-tau": "BR-VT",
            "hue": "TT-Huế",
            "bac-kan": "Bắc Cạn",
            "dak-lak": "Đăk Lăk",
            "dak-nong": "Đắc Nông",
            "thanh-hoa": "Thanh Hoá",
            "hoa-binh": "Hoà Bình",
            "khanh-hoa": "Khánh Hoà",
            "ha-noi": "TP Hà Nội",
            "hai-phong": "TP. Hải Phòng",
            "da-nang": "T.P Đà Nẵng",
        },
    )


@good()
def more_abbreviations(book: Book) -> None:
    table(
        book,
        {
            "ho-chi-minh": "TPHCM",
            "ba-ria-vung-tau": "Bà Rịa–Vũng Tàu",
            "hue": "Thừa Thiên - Huế",
            "dak-lak": "Đắc Lắc",
            "kon-tum": "Kontum",
            "gia-lai": "UBND tỉnh Gia Lai",
            "ha-noi": "Thủ đô Hà Nội",
            "can-tho": "UBND thành phố Cần Thơ",
        },
    )


@good()
def names_that_tell_their_future(book: Book) -> None:
    """The title is of 2023, the officer typed in 2025."""
    table(
        book,
        {
            "ha-giang": "Hà Giang (nay là Tuyên Quang)",
            "hai-duong": "Hải Dương (nay thuộc Hải Phòng)",
            "hai-phong": "Hải Phòng (cũ)",
            "ha-noi": "Hà Nội",
        },
    )


@good()
def codes_beside_the_names(book: Book) -> None:
    """Codes of 2025 mean other provinces than those of 2023: names count."""
    numbers = par(2023, OLD)
    rows = [[f"{n:02d}", NAMES[u], numbers.score(u), numbers.rank(u)] for n, u in enumerate(OLD, 1)]
    book.sheet().put([[TITLE], ["Mã tỉnh", "Tên tỉnh", "Chỉ số tổng hợp", "Xếp hạng"], *rows])


@good()
def names_that_contain_each_other(book: Book) -> None:
    units = [
        "ha-noi",
        "ha-nam",
        "ha-giang",
        "ha-tinh",
        "hau-giang",
        "quang-nam",
        "quang-ninh",
        "quang-ngai",
        "quang-tri",
    ]
    table(book, {u: NAMES[u] for u in units})


@good()
def a_title_that_is_a_name_in_capitals(book: Book) -> None:
    book.sheet("LÀO CAI").put([["UBND TỈNH LÀO CAI"], ["SỞ NỘI VỤ"], [TITLE], HEADER, *ranking(par(2023))])


@bad("unit-unclear", fixed=True)
def a_province_of_today_with_the_one_that_was_measured(book: Book) -> None:
    """The figures are those of Yên Bái: who reads Lào Cai stores them wrong."""
    names = ["Hà Nội", Cell("Lào Cai (trước đây là Yên Bái)", bad=True), Cell("Ninh Bình (cũ: Nam Định)", bad=True)]
    book.sheet().put([["PAR INDEX NĂM 2024"], ["Tỉnh", "Điểm"], *([n, 86.1 + i] for i, n in enumerate(names))])


@bad("unit-unclear")
def two_provinces_in_one_cell(book: Book) -> None:
    names = ["Hà Nội", Cell("Tuyên Quang (Hà Giang cũ)", bad=True), Cell("Lào Cai [Yên Bái]", bad=True)]
    book.sheet().put([["PAR INDEX NĂM 2024"], ["Tỉnh", "Điểm"], *([n, 86.1 + i] for i, n in enumerate(names))])


@good(fixed=True)
def the_former_name_of_the_same_province(book: Book) -> None:
    numbers = par(2024, ["ha-noi", "hue", "da-nang"])
    names = {"hue": "Huế (trước đây là Thừa Thiên Huế)"}
    rows = [[names.get(u, NAMES[u]), numbers.score(u)] for u in numbers.scores]
    book.sheet().put([["PAR INDEX NĂM 2024"], ["Tỉnh", "Điểm"], *rows])


@good(fixed=True)
def names_of_today_beside_those_of_the_time(book: Book) -> None:
    numbers = par(2024, ["yen-bai", "nam-dinh", "quang-nam"])
    now = {"yen-bai": "Lào Cai", "nam-dinh": "Ninh Bình", "quang-nam": "Đà Nẵng"}
    rows = [[now[u], NAMES[u], numbers.score(u), numbers.rank(u)] for u in numbers.scores]
    head = ["Tỉnh (hiện nay)", "Tỉnh (thời điểm đánh giá)", "Điểm", "Hạng"]
    book.sheet().put([["PAR INDEX NĂM 2024"], head, *rows])
