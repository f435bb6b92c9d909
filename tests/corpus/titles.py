"""Titles that say more than an index and a year: what they speak of decides whether the figures are results."""

from corpus.case import bad, good
from corpus.data import FEW, NAMES, NEW, OLD, PROVINCES, SOME, papi, par, ranking, sipas
from corpus.headers import HEADER, TITLE
from corpus.model import Book, Cell

BARE = ["Hạng", "Tỉnh", "Điểm"]


def _titled(book: Book, title: str) -> None:
    book.sheet().put([[Cell(title, bad=True)], BARE, *ranking(par(2023))])


@bad("title-unfit")
def targets_under_bare_headings(book: Book) -> None:
    _titled(book, "Chỉ tiêu phấn đấu PAR INDEX năm 2023")


@bad("title-unfit")
def six_months(book: Book) -> None:
    _titled(book, "PAR INDEX 6 tháng đầu năm 2023")


@bad("title-unfit")
def a_mean_of_three_years(book: Book) -> None:
    _titled(book, "Điểm bình quân PAR INDEX 3 năm đến năm 2023")


@bad("title-unfit")
def districts_called_like_provinces(book: Book) -> None:
    _titled(book, "PAR INDEX 2023: xếp hạng các thành phố trực thuộc tỉnh")


@bad("title-unfit")
def patients(book: Book) -> None:
    book.sheet().put([[Cell("Chỉ số hài lòng người bệnh năm 2023", bad=True)]])
    book.sheets[0].put([["Tỉnh", "Chỉ số hài lòng (%)"], *([NAMES[u], s] for u, s in sipas(2023).scores.items())])


@bad("title-part")
def an_area_in_the_title_alone(book: Book) -> None:
    _titled(book, "PAR INDEX 2023 - LĨNH VỰC CẢI CÁCH THỦ TỤC HÀNH CHÍNH")


@good()
def a_comparison_and_a_target_in_brackets(book: Book) -> None:
    book.sheet().put([["PAR INDEX 2023 (so sánh với năm 2022, mục tiêu năm 2025)"], BARE, *ranking(par(2023))])


@good()
def the_central_cities_are_no_districts(book: Book) -> None:
    title = "PAR INDEX NĂM 2023 CỦA CÁC TỈNH, THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG: CÁC SỐ LIỆU CHÍNH"
    book.sheet().put([[title], BARE, *ranking(par(2023))])


@good()
def a_title_of_self_scores_whose_column_names_them(book: Book) -> None:
    rows = ([NAMES[u], par(2023, OLD).score(u)] for u in OLD)
    book.sheet().put([["PAR INDEX 2023, tự chấm và thẩm định"], ["Tỉnh", "Chỉ số tổng hợp", "Điểm tự chấm"]])
    book.sheets[0].put([[*row, 91.5] for row in rows])


@bad("index-none", file="PAR INDEX 2023.xlsx")
def another_index_in_a_file_named_after_ours(book: Book) -> None:
    book.sheet().put([[Cell("CHỈ SỐ NĂNG LỰC CẠNH TRANH CẤP TỈNH (PCI) NĂM 2023", bad=True)], BARE])
    book.sheets[0].put(ranking(par(2023)))


@good(reports="index-other")
def a_sheet_of_another_index_beside_ours(book: Book) -> None:
    book.sheet("PAR").put([[TITLE], HEADER, *ranking(par(2023))])
    book.sheet("PCI").put([["Tỉnh", "Điểm", "Hạng"], *([NAMES[u], 60.5, 1] for u in FEW)])


@good(reports="index-other")
def a_table_of_another_index_below_ours(book: Book) -> None:
    book.sheet("S").put([["Bảng 1. PAR INDEX năm 2023"], BARE, *ranking(par(2023, FEW))])
    book.sheets[0].put([["Bảng 2. PCI"], BARE, *([n, NAMES[u], 60.5] for n, u in enumerate(NEW[:3], 1))])


@bad("index-unknown")
def a_row_of_an_index_nobody_knows(book: Book) -> None:
    book.sheet("PAR INDEX").put([["Tỉnh", "Năm", "Chỉ số", "Điểm"]])
    book.sheets[0].put([["Hà Nội", 2023, Cell("Chỉ số hạnh phúc", bad=True), 65.5]])
    book.sheets[0].put([[NAMES[u], 2023, "PAR INDEX", par(2023).score(u)] for u in SOME])


@good(reports="row-skipped")
def rows_of_another_index_in_a_long_table(book: Book) -> None:
    book.sheet("PAR INDEX").put([["Tỉnh", "Năm", "Chỉ số", "Điểm"], ["Cao Bằng", 2023, "PCI", 65.5]])
    book.sheets[0].put([[NAMES[u], 2023, "PAR INDEX", par(2023).score(u)] for u in SOME])


@bad("unit-below")
def a_city_within_the_province_of_its_name(book: Book) -> None:
    rows = [[Cell("Thành phố Hải Dương", bad=True), 88.5], *([NAMES[u], par(2023).score(u)] for u in FEW)]
    book.sheet().put([[TITLE], ["Tỉnh, thành phố", "Điểm"], *rows])


@good()
def central_cities_with_their_title(book: Book) -> None:
    numbers = par(2024, ["ha-noi", "hue"])
    rows = [["TP. Hà Nội", numbers.score("ha-noi")], ["Thành phố Huế", numbers.score("hue")]]
    book.sheet().put([["PAR INDEX NĂM 2024"], ["Tỉnh, thành phố", "Điểm"], *rows])


@good()
def the_year_behind_the_name_of_the_index(book: Book) -> None:
    book.sheet().put([["Công bố năm 2024 kết quả PAR INDEX 2023"], BARE, *ranking(par(2023))])


@good()
def a_name_and_its_year_without_a_space(book: Book) -> None:
    book.sheet().put([["PARINDEX2023"], BARE, *ranking(par(2023))])


@bad("year-unknown")
def the_year_of_a_decision(book: Book) -> None:
    _titled(book, "PAR INDEX theo Quyết định 876/QĐ-BNV năm 2022")


@bad("year-unknown")
def the_year_of_a_report(book: Book) -> None:
    book.sheet().put([[Cell("BÁO CÁO CÔNG TÁC CCHC NĂM 2024", bad=True)], ["Phụ lục: Bảng xếp hạng PAR INDEX"]])
    book.sheets[0].put([BARE, *ranking(par(2023))])


@good(fixed=True)
def one_title_over_tables_side_by_side(book: Book) -> None:
    sheet = book.sheet("S").put([["XẾP HẠNG PAR INDEX"], ["Năm 2022"], BARE, *ranking(par(2022))])
    sheet.put([["Năm 2023"], BARE, *ranking(par(2023))], at="E2")


@bad("index-unknown", fixed=True)
def a_table_beside_another_whose_title_speaks_of_that_alone(book: Book) -> None:
    sheet = book.sheet("S").put([["XẾP HẠNG PAR INDEX NĂM 2022"], BARE, *ranking(par(2022))])
    sheet.put([[Cell("Năm 2023", bad=True)], BARE, *ranking(par(2023))], at="E1")


@good(fixed=True)
def a_title_spelled_in_several_cells(book: Book) -> None:
    for year, words in ((2022, ("Chỉ số", "cải cách hành chính", "năm")), (2023, ("Kết quả", "PAR INDEX", "Năm"))):
        book.sheet(str(year)).put([[*words, year], BARE, *ranking(par(year))])


@good(fixed=True)
def a_title_in_the_corner_over_codes_of_provinces(book: Book) -> None:
    """It stands in the row of the codes, or over the numbers of the rows, and heads no scores."""
    numbers, codes = papi(2022), {u["id"]: int(u["code"]) for u in PROVINCES}
    header = ["PAPI 2022 Scores", *(codes[u] for u in SOME)]
    book.sheet("Sheet0").put([header, ["Indicator", *(NAMES[u] for u in SOME)]])
    book.sheets[0].put([["Unweighted PAPI Score", *(numbers.score(u) for u in SOME)]])
    rows = [[n, NAMES[u], numbers.score(u)] for n, u in enumerate(SOME, 1)]
    book.sheet("Sheet1").put([["PAPI 2022", "Tỉnh", "Tổng điểm"], *rows])


@bad("title-unfit", fixed=True)
def a_draft_by_the_title_in_the_corner(book: Book) -> None:
    rows = [[n, NAMES[u], 41.25 + n / 8] for n, u in enumerate(SOME, 1)]
    book.sheet().put([[Cell("PAPI 2022 (dự thảo)", bad=True), "Tỉnh", "Tổng điểm"], *rows])


@good(fixed=True)
def ranks_of_an_index_before_the_names_are_no_title(book: Book) -> None:
    numbers = papi(2022)
    rows = [[numbers.rank(u), NAMES[u], numbers.score(u)] for u in numbers.by_rank()]
    book.sheet().put([["PAPI năm 2022"], ["Hạng PAPI 2022", "Tỉnh", "Tổng điểm"], *rows])


@good(fixed=True)
def a_tab_called_as_nothing_beside_headings_that_name_the_index(book: Book) -> None:
    """What provinces are beside their scores names no index."""
    numbers = par(2022)
    rows = [[NAMES[u], 500 + 37 * n, numbers.score(u), numbers.rank(u)] for n, u in enumerate(SOME)]
    header = ["Tỉnh", "Dân số (nghìn người)", "PAR INDEX (%)", "Xếp hạng PAR INDEX"]
    book.sheet("CS").put([["TỔNG HỢP THÔNG TIN CÁC TỈNH NĂM 2022"], header, *rows])
