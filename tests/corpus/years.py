"""Which year the figures measure, several years at once, and territories by year."""

from corpus.case import good
from corpus.data import FEW, NAMES, NEW, OLD, SOME, figures, papi, par, ranking, sipas
from corpus.headers import HEADER, TITLE
from corpus.model import Book

SHORT = ["Hạng", "Tỉnh", "Điểm"]


@good(file="Chỉ số CCHC 2023.xlsx")
def year_in_the_name_of_the_file_alone(book: Book) -> None:
    book.sheet("Xếp hạng").put([["CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP TỈNH"], HEADER, *ranking(par(2023))])


@good()
def year_in_the_name_of_the_sheet_alone(book: Book) -> None:
    book.sheet("PAR INDEX 2023").put([HEADER, *ranking(par(2023))])


@good()
def year_in_a_title_of_several_lines(book: Book) -> None:
    sheet = book.sheet().put([["BẢNG TỔNG HỢP"], ["CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP TỈNH"], ["Năm 2023"], HEADER])
    sheet.put(ranking(par(2023)))


@good(file="PAR INDEX cong bo 17-4-2024.xlsx")
def year_of_publication_is_not_the_year(book: Book) -> None:
    sheet = book.sheet().put([["KẾT QUẢ PAR INDEX NĂM 2023 (Bộ Nội vụ công bố ngày 17/4/2024)"], HEADER])
    sheet.put([*ranking(par(2023)), ["Nguồn: Quyết định số 318/QĐ-BNV ngày 12/4/2024 của Bộ Nội vụ"]])


@good(options={"index": "par-index", "year": 2023})
def options_say_what_the_file_does_not(book: Book) -> None:
    book.sheet().put([["BẢNG TỔNG HỢP"], SHORT, *ranking(par(2023))])


@good(options={"year": 2022})
def an_option_overrides_a_contradiction(book: Book) -> None:
    book.sheet("PAR INDEX 2022").put([["Kết quả PAR INDEX năm 2023"], HEADER, *ranking(par(2022))])


@good()
def one_sheet_a_year(book: Book) -> None:
    for year in (2021, 2022, 2023):
        book.sheet(str(year)).put([["CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX)"], HEADER, *ranking(par(year))])


@good()
def scores_of_years_in_columns(book: Book) -> None:
    found = [par(year) for year in range(2020, 2025)]
    book.sheet().put(
        [["CHỈ SỐ PAR INDEX GIAI ĐOẠN 2020-2024"], ["STT", "Tỉnh, thành phố", *(f.year for f in found)]]
        + [[n, NAMES[u], *(f.score(u) for f in found)] for n, u in enumerate(SOME, 1)]
    )


@good()
def scores_of_years_under_a_merged_heading(book: Book) -> None:
    found = [par(year) for year in range(2021, 2024)]
    sheet = book.sheet().put(
        [
            ["KẾT QUẢ GIAI ĐOẠN 2021-2023"],
            ["STT", "Tỉnh", "Chỉ số CCHC", None, None],
            [None, None, *(f"Năm {f.year}" for f in found)],
            *([n, NAMES[u], *(f.score(u) for f in found)] for n, u in enumerate(SOME, 1)),
        ]
    )
    sheet.merge("A2:A3", "B2:B3", "C2:E2")


@good()
def ranks_of_years_in_columns(book: Book) -> None:
    found = [par(year, OLD) for year in (2022, 2023)]
    book.sheet().put(
        [["THỨ HẠNG PAR INDEX"], ["STT", "Tỉnh", "Hạng 2022", "Hạng 2023"]]
        + [[n, NAMES[u], *(f.rank(u) for f in found)] for n, u in enumerate(OLD, 1)]
    )


@good()
def score_and_rank_of_two_years_and_the_change(book: Book) -> None:
    one, two = par(2022), par(2023)
    header = ["STT", "Tỉnh", "Điểm 2022", "Hạng 2022", "Điểm 2023", "Hạng 2023", "Tăng/giảm điểm", "Tăng/giảm bậc"]
    book.sheet().put(
        [["SO SÁNH CHỈ SỐ PAR INDEX NĂM 2023 VỚI NĂM 2022"], header]
        + [
            [
                n,
                NAMES[u],
                *(one.score(u), one.rank(u), two.score(u), two.rank(u)),
                round(two.scores[u] - one.scores[u], 2),
                one.ranks[u] - two.ranks[u],
            ]
            for n, u in enumerate(SOME, 1)
        ]
    )


@good()
def years_merged_over_score_and_rank(book: Book) -> None:
    found = [par(year) for year in (2021, 2022, 2023)]
    sheet = book.sheet("PAR INDEX").put(
        [
            ["KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CÁC NĂM"],
            ["STT", "Tỉnh", *(x for f in found for x in (f"Năm {f.year}", None))],
            [None, None, *["Điểm", "Xếp hạng"] * 3],
            *([n, NAMES[u], *(x for f in found for x in (f.score(u), f.rank(u)))] for n, u in enumerate(SOME, 1)),
        ]
    )
    sheet.merge("A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2")


@good()
def one_province_through_the_years_in_columns(book: Book) -> None:
    found = [par(year, OLD) for year in range(2020, 2025)]
    book.sheet().put(
        [
            ["CHỈ SỐ CẢI CÁCH HÀNH CHÍNH QUA CÁC NĂM"],
            ["Tỉnh", *(f.year for f in found)],
            ["Lào Cai", *(f.score("lao-cai") for f in found)],
        ]
    )


@good()
def one_province_through_the_years_in_rows(book: Book) -> None:
    """The province stands in the title alone."""
    found = [par(year, OLD) for year in range(2020, 2025)]
    sheet = book.sheet().put([["CHỈ SỐ CẢI CÁCH HÀNH CHÍNH TỈNH LÀO CAI GIAI ĐOẠN 2020-2024"]])
    sheet.put([["Năm", "Điểm", "Xếp hạng"], *([f.year, f.score("lao-cai"), f.rank("lao-cai")] for f in found)])


@good()
def indices_in_rows_years_in_columns_of_one_province(book: Book) -> None:
    makers = {"PAR INDEX": par, "SIPAS": sipas, "PAPI": papi}
    years = (2022, 2023, 2024)
    rows = [[words, *(make(y, OLD).score("lao-cai") for y in years)] for words, make in makers.items()]
    book.sheet().put([["CÁC CHỈ SỐ CỦA TỈNH LÀO CAI GIAI ĐOẠN 2022-2024"], ["Chỉ số", *years], *rows])


@good(reports="skipped|repeated")
def an_old_version_with_the_same_values(book: Book) -> None:
    book.sheet("2023").put([[TITLE], HEADER, *ranking(par(2023))])
    book.sheet("2023 (bản cũ)").put([[TITLE], HEADER, *ranking(par(2023))])


@good(options={"sheet": "2023"})
def an_old_version_left_out_by_option(book: Book) -> None:
    book.sheet("2023").put([[TITLE], HEADER, *ranking(par(2023))])
    other = figures("par-index", 2023, SOME, 60, 70)
    book.sheet("Bản cũ").put([[TITLE], HEADER, *ranking(other)])


@good()
def hue_is_a_province_in_2023_and_a_city_in_2024(book: Book) -> None:
    units = [*FEW, "hue"]
    for year, name in ((2023, "Thừa Thiên Huế"), (2024, "TP Huế")):
        numbers = par(year, units)
        sheet = book.sheet(f"Năm {year}").put([[f"CHỈ SỐ PAR INDEX NĂM {year}"], HEADER])
        rows = [[numbers.rank(u), name if u == "hue" else NAMES[u], numbers.score(u)] for u in numbers.by_rank()]
        sheet.put(rows)


@good()
def the_34_units_of_2025(book: Book) -> None:
    numbers = sipas(2025, NEW)
    book.sheet("SIPAS 2025").put(
        [["CHỈ SỐ HÀI LÒNG CỦA NGƯỜI DÂN (SIPAS) NĂM 2025"], ["Xếp hạng", "Tỉnh, thành phố", "Chỉ số hài lòng"]]
        + [[numbers.rank(u), NAMES[u], numbers.score(u)] for u in numbers.by_rank()]
    )


@good()
def territories_change_between_two_sheets(book: Book) -> None:
    """`Lào Cai` of 2024 and `Lào Cai` of 2025 are two units."""
    for year, units in ((2024, OLD), (2025, NEW)):
        numbers = par(year, units)
        book.sheet(str(year)).put([[f"KẾT QUẢ PAR INDEX NĂM {year}"], HEADER, *ranking(numbers)])


@good()
def territories_change_between_two_columns(book: Book) -> None:
    """Units whose territory did not change."""
    units = ["ha-noi", "cao-bang", "lai-chau", "son-la", "lang-son", "quang-ninh", "nghe-an", "hue"]
    found = [par(2024, units), par(2025, units)]
    book.sheet().put(
        [["CHỈ SỐ PAR INDEX"], ["Tỉnh", "Năm 2024", "Năm 2025"]]
        + [[NAMES[u], *(f.score(u) for f in found)] for u in units]
    )
