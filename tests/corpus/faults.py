"""Workbooks that must be refused, each with the code and the cell told first."""

from datetime import date
from typing import Any

from corpus.case import bad
from corpus.data import FEW, NAMES, NEW, OLD, SOME, comma, figures, par, point, ranking, sipas
from corpus.headers import HEADER, TITLE
from corpus.model import Book, Cell


def wrong(value: Any) -> Cell:
    """The cell a refusal must name."""
    return Cell(value, bad=True)


def one_wrong(book: Book, row: int, column: int, value: Any) -> None:
    """A ranking with one cell put wrong."""
    rows = ranking(par(2023))
    rows[row][column] = wrong(value)
    book.sheet().put([[TITLE], HEADER, *rows])


@bad("unit-twice")
def a_province_twice_with_other_values(book: Book) -> None:
    book.sheet().put([[TITLE], HEADER, *ranking(par(2023)), [9, "Hà Nội", wrong(75.5)]])


@bad("unit-twice")
def a_province_twice_under_two_spellings(book: Book) -> None:
    units = [u for u in OLD if u != "ba-ria-vung-tau"]
    rows = [["Bà Rịa - Vũng Tàu", 80.12], *([NAMES[u], par(2023, OLD).scores[u]] for u in units)]
    book.sheet().put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp"], *rows, ["BR-VT", wrong(81.21)]])


@bad("sheets-contradict", suggestion='--sheet "2023 (bản cũ)"')
def two_sheets_that_contradict_each_other(book: Book) -> None:
    numbers = par(2023)
    book.sheet("2023").put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp"], *([NAMES[u], numbers.scores[u]] for u in FEW)])
    rows = [[NAMES[u], round(numbers.scores[u] - 1, 2)] for u in FEW]
    rows[0][1] = wrong(rows[0][1])
    book.sheet("2023 (bản cũ)").put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp"], *rows])


@bad("unit-unknown", suggestion="Hà Nội")
def a_province_misspelled(book: Book) -> None:
    one_wrong(book, 2, 1, "Hà Lội")


@bad("unit-unknown", suggestion="Quảng Ninh")
def a_province_misspelled_by_one_letter(book: Book) -> None:
    one_wrong(book, 4, 1, "Quảng Nimh")


@bad("unit-unknown")
def a_town_is_no_province(book: Book) -> None:
    one_wrong(book, 0, 1, "Sa Pa")


@bad("unit-unknown")
def a_province_dissolved_long_ago(book: Book) -> None:
    one_wrong(book, 3, 1, "Nam Hà")


@bad("unit-central")
def a_ministry_among_provinces(book: Book) -> None:
    one_wrong(book, 3, 1, "Bộ Tài chính")


@bad("unit-unknown", "row-unnamed", "unit-missing")
def a_row_without_its_name(book: Book) -> None:
    """Values nobody is named for, in the middle of the table."""
    one_wrong(book, 3, 1, None)


@bad("score-range")
def a_score_of_185(book: Book) -> None:
    one_wrong(book, 1, 2, 185)


@bad("score-range")
def a_negative_score(book: Book) -> None:
    one_wrong(book, 1, 2, -88.2)


@bad("score-range")
def a_score_above_the_maximum_of_its_area(book: Book) -> None:
    rows: list[list[Any]] = [[NAMES[u], n + 0.25] for n, u in enumerate(SOME, 1)]
    rows[4][1] = wrong(12.25)
    book.sheet().put([[TITLE], ["Tỉnh", "Công tác chỉ đạo, điều hành CCHC"], *rows])


@bad("rank-range")
def rank_64_of_63(book: Book) -> None:
    """A rank is told at its own cell or at that of its score."""
    rows = ranking(par(2023))
    rows[5][0], rows[5][2] = wrong("64/63"), wrong(rows[5][2].value)
    book.sheet().put([[TITLE], HEADER, *rows])


@bad("rank-range")
def rank_70_of_63_provinces(book: Book) -> None:
    rows = ranking(par(2023))
    rows[7][0], rows[7][2] = wrong(70), wrong(rows[7][2].value)
    book.sheet().put([[TITLE], HEADER, *rows])


@bad("number-unreadable", "rank-unreadable")
def a_rank_in_words(book: Book) -> None:
    one_wrong(book, 0, 0, "nhất")


@bad("rank-zero")
def a_rank_of_zero(book: Book) -> None:
    one_wrong(book, 2, 0, 0)


@bad("number-unreadable", "rank-unreadable")
def a_rank_with_a_fraction(book: Book) -> None:
    one_wrong(book, 2, 0, 2.5)


@bad("number-unreadable")
def a_score_in_words(book: Book) -> None:
    one_wrong(book, 2, 2, "chín mươi")


@bad("number-unreadable")
def a_score_with_two_marks(book: Book) -> None:
    one_wrong(book, 2, 2, "91,8,7")


@bad("number-unreadable")
def two_scores_in_one_cell(book: Book) -> None:
    one_wrong(book, 2, 2, "91,87 - 92,03")


@bad("number-unreadable")
def a_letter_in_a_number(book: Book) -> None:
    one_wrong(book, 2, 2, "9l,87")


@bad("cell-date")
def a_number_that_became_a_date(book: Book) -> None:
    """Excel turned `8.12` into the eighth of December."""
    one_wrong(book, 2, 2, date(2024, 12, 8))


@bad("cell-date")
def a_rank_that_became_a_date(book: Book) -> None:
    one_wrong(book, 2, 0, date(2024, 12, 8))


@bad("cell-error")
def an_error_in_a_cell(book: Book) -> None:
    one_wrong(book, 2, 2, "#N/A")


@bad("cell-error")
def a_broken_reference(book: Book) -> None:
    one_wrong(book, 6, 0, "#REF!")


@bad("formula-uncached")
def a_formula_without_a_result(book: Book) -> None:
    rows = ranking(par(2023))
    rows[3][2] = Cell(None, formula="lost", bad=True)
    book.sheet().put([[TITLE], HEADER, *rows])


@bad("formula-uncached")
def a_rank_formula_without_a_result(book: Book) -> None:
    rows = ranking(par(2023))
    rows[3][0] = Cell(None, formula="lost", bad=True)
    book.sheet().put([[TITLE], HEADER, *rows])


@bad("formula-uncached")
def a_name_formula_without_a_result(book: Book) -> None:
    """A looked-up name that was never computed."""
    rows = ranking(par(2023))
    rows[3][1] = Cell(None, formula="lost", bad=True)
    book.sheet().put([[TITLE], HEADER, *rows])


@bad("decimal-mixed")
def both_marks_in_one_column(book: Book) -> None:
    """Either the first text of the column is named or the first that differs."""
    numbers = par(2023).scores
    shown = [comma(numbers[u]) if n < 3 else point(numbers[u]) for n, u in enumerate(SOME)]
    rows = [[NAMES[u], wrong(x) if n in {0, 3} else x] for n, (u, x) in enumerate(zip(SOME, shown, strict=True))]
    book.sheet().put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp"], *rows])


@bad("decimal-ambiguous")
def three_decimals_that_could_be_thousands(book: Book) -> None:
    numbers = figures("sipas.expectations", 2023, SOME, 1.101, 9.9, 3).scores
    rows = [[NAMES[u], wrong(point(numbers[u], 3)) if n == 0 else point(numbers[u], 3)] for n, u in enumerate(SOME)]
    book.sheet().put([["CHỈ SỐ SIPAS NĂM 2023"], ["Tỉnh", "Nhu cầu, mong đợi của người dân"], *rows])


@bad("decimal-ambiguous")
def three_decimals_after_a_comma(book: Book) -> None:
    numbers = figures("sipas.expectations", 2023, SOME, 1.101, 9.9, 3).scores
    rows = [[NAMES[u], wrong(comma(numbers[u], 3)) if n == 0 else comma(numbers[u], 3)] for n, u in enumerate(SOME)]
    book.sheet().put([["CHỈ SỐ SIPAS NĂM 2023"], ["Tỉnh", "Nhu cầu, mong đợi của người dân"], *rows])


@bad("year-conflict")
def title_and_sheet_name_of_two_years(book: Book) -> None:
    book.sheet("PAR INDEX 2022").put([[Cell(TITLE, bad=True)], HEADER, *ranking(par(2023))])


@bad("year-conflict", "year-unknown")
def two_titles_of_two_years(book: Book) -> None:
    book.sheet().put([[Cell("CHỈ SỐ PAR INDEX NĂM 2022", bad=True)], [TITLE], HEADER, *ranking(par(2023))])


@bad("year-unknown")
def no_year_anywhere(book: Book) -> None:
    book.sheet().put([[Cell("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX)", bad=True)], HEADER, *ranking(par(2023))])


@bad("year-unknown")
def a_date_of_signing_is_no_year(book: Book) -> None:
    title = Cell("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX)", bad=True)
    book.sheet().put([[title], ["Lào Cai, ngày 20 tháng 4 năm 2024"]])
    book.sheets[0].put([HEADER, *ranking(par(2023))])


@bad("index-unknown")
def no_index_anywhere(book: Book) -> None:
    book.sheet().put([[Cell("BẢNG XẾP HẠNG NĂM 2023", bad=True)], ["Hạng", "Tỉnh", "Điểm"], *ranking(par(2023))])


@bad("index-unknown")
def two_indices_in_the_title_and_one_score(book: Book) -> None:
    title = Cell("KẾT QUẢ PAR INDEX, SIPAS NĂM 2023", bad=True)
    book.sheet().put([[title], ["Hạng", "Tỉnh", "Điểm"], *ranking(par(2023))])


@bad("framework-unknown")
def a_year_before_the_index(book: Book) -> None:
    book.sheet().put([["CHỈ SỐ PAR INDEX NĂM 2005"], HEADER, *ranking(par(2005))])


@bad("column-ambiguous")
def two_columns_of_the_same_score(book: Book) -> None:
    numbers = par(2023).scores
    rows = [[NAMES[u], numbers[u], round(numbers[u] + 1, 2)] for u in SOME]
    book.sheet().put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp", wrong("Tổng điểm")], *rows])


@bad("column-ambiguous")
def two_columns_of_the_same_rank(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], numbers.scores[u], numbers.ranks[u], 9 - numbers.ranks[u]] for u in SOME]
    book.sheet().put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp", "Xếp hạng", wrong("Thứ hạng")], *rows])


@bad("indicator-not-in-framework")
def an_area_of_another_framework(book: Book) -> None:
    """The one-stop shop was the eighth area until 2015."""
    rows = [[NAMES[u], 88.5, 5 + n / 4] for n, u in enumerate(SOME)]
    book.sheet().put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp", wrong("Cơ chế một cửa, một cửa liên thông")], *rows])


@bad("indicator-number")
def an_area_under_another_number(book: Book) -> None:
    rows = [[NAMES[u], 9 + n / 4] for n, u in enumerate(SOME)]
    book.sheet().put([[TITLE], ["Tỉnh", wrong("5. Cải cách thủ tục hành chính")], *rows])


@bad("unit-unknown", "territory-mixed", "units-mixed")
def old_provinces_in_a_table_of_2025(book: Book) -> None:
    rows: list[list[Any]] = [[n, NAMES[u], 80 + n / 10] for n, u in enumerate(NEW, 1)]
    rows[6][1] = wrong("Hà Giang")
    book.sheet().put([["CHỈ SỐ HÀI LÒNG (SIPAS) NĂM 2025"], ["STT", "Tỉnh", "Chỉ số hài lòng"], *rows])


@bad("unit-unknown", "territory-mixed", "units-mixed")
def all_the_63_in_a_table_of_2025(book: Book) -> None:
    rows: list[list[Any]] = [[n, NAMES[u], 80 + n / 10] for n, u in enumerate(OLD, 1)]
    rows[OLD.index("ha-giang")][1] = wrong("Hà Giang")
    book.sheet().put([["CHỈ SỐ HÀI LÒNG (SIPAS) NĂM 2025"], ["STT", "Tỉnh", "Chỉ số hài lòng"], *rows])


@bad("unit-unknown", "territory-mixed", "units-mixed")
def old_and_new_of_one_name_in_2025(book: Book) -> None:
    rows = [["Hà Nội", 85.1], ["Hải Phòng (mới)", 90.2], [wrong("Hải Phòng (cũ)"), 88.3], ["Huế", 87.0]]
    book.sheet().put([["CHỈ SỐ HÀI LÒNG (SIPAS) NĂM 2025"], ["Tỉnh", "Chỉ số hài lòng"], *rows])


@bad("unit-unknown", "territory-mixed", "units-mixed")
def a_unit_of_2025_in_a_table_of_2023(book: Book) -> None:
    one_wrong(book, 3, 1, "Hải Phòng (mới)")


@bad("values-copied", anywhere=True)
def a_sheet_copied_under_a_new_year(book: Book) -> None:
    """Every value of 2022 stands in the sheet of 2023 again."""
    numbers = par(2022, OLD)
    for year in (2022, 2023):
        rows = [[numbers.ranks[u], NAMES[u], numbers.scores[u]] for u in OLD]
        book.sheet(f"Năm {year}").put([[f"CHỈ SỐ PAR INDEX NĂM {year}"], HEADER, *rows])
    first = book.sheets[1].rows[2]
    first[2] = wrong(first[2].value)
    first[0] = wrong(first[0].value)


@bad("values-copied", anywhere=True)
def a_column_copied_under_a_new_year(book: Book) -> None:
    numbers = sipas(2022, OLD).scores
    rows = [[NAMES[u], numbers[u], numbers[u]] for u in OLD]
    rows[0][1:] = [wrong(rows[0][1]), wrong(rows[0][1])]
    book.sheet().put([["CHỈ SỐ SIPAS"], ["Tỉnh", wrong("Năm 2022"), wrong("Năm 2023")], *rows])


@bad("no-table", "no-values")
def a_report_without_a_table(book: Book) -> None:
    book.sheet().put(
        [[Cell("BÁO CÁO CCHC NĂM 2023", bad=True)], ["Tỉnh đạt kết quả cao."], ["Đề nghị các sở, ngành thực hiện."]]
    )


@bad("no-cells")
def an_empty_workbook(book: Book) -> None:
    book.sheet()


@bad("no-table", "no-values")
def only_a_hidden_sheet(book: Book) -> None:
    book.sheet("Bìa").put([[Cell("SỐ LIỆU", bad=True)]])
    book.sheet("2023", hidden=True).put([[TITLE], HEADER, *ranking(par(2023))])


@bad("no-values", "no-table", "indicator-unknown")
def only_columns_nobody_knows(book: Book) -> None:
    rows = [[NAMES[u], n * 100, n * 3] for n, u in enumerate(SOME, 1)]
    head = [wrong("Tỉnh"), wrong("Dân số (nghìn người)"), "Số xã"]
    book.sheet().put([[TITLE], head, *rows])
    book.sheets[0].rows[2][0] = wrong(NAMES[SOME[0]])
