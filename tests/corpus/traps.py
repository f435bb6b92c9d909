"""What accidents (tests/mutate.py) brought to light: each was once read as something it does not say."""

from corpus.case import bad, good
from corpus.data import AREAS, FEW, NAMES, NEW, OLD, SOME, comma, figures, papi, par, parts, ranking, sipas
from corpus.headers import HEADER, TITLE
from corpus.model import Book, Cell
from corpus.shapes import areas_in_rows


@good(fixed=True)
def a_table_beside_another_in_another_order(book: Book) -> None:
    """The right table's scores belong to the names of the right table."""
    other = figures("par-index.socio-economic", 2023, SOME, 2.5, 6.4)
    sheet = book.sheet().put([[TITLE], HEADER, *ranking(par(2023, OLD))])
    sheet.put([["Tỉnh", "Tác động đến phát triển KT-XH"], *([NAMES[u], other.score(u)] for u in SOME)], at="F2")


@good(fixed=True)
def ranks_beside_scores_of_other_rows(book: Book) -> None:
    one, two = par(2023), sipas(2023, OLD)
    sheet = book.sheet("2023").put([["Chỉ số PAR INDEX năm 2023"], ["Tỉnh", "Chỉ số tổng hợp"]])
    sheet.put([[NAMES[u], one.score(u)] for u in SOME])
    sheet.put([["Chỉ số SIPAS năm 2023"], ["STT", "Tỉnh", "Xếp hạng SIPAS"]], at="D1")
    sheet.put([[n, NAMES[u], two.rank(u)] for n, u in enumerate(OLD, 1)], at="D3")


@good()
def a_table_of_another_index_below(book: Book) -> None:
    """The name of the sheet speaks of the first table alone."""
    sheet = book.sheet("SIPAS").put([["KẾT QUẢ SIPAS NĂM 2023"], ["Hạng", "Tỉnh", "Chỉ số hài lòng"]])
    sheet.put([*ranking(sipas(2023)), [], ["CHỈ SỐ PAPI NĂM 2023"], ["Hạng", "Tỉnh", "Điểm"], *ranking(papi(2023))])


@good()
def a_table_with_more_provinces_below(book: Book) -> None:
    """The larger table does not hide the smaller one."""
    steering = figures("par-index.steering", 2023, FEW, 7, 9.4)
    sheet = book.sheet().put([[TITLE], ["Tỉnh", "Chỉ đạo, điều hành"], *([NAMES[u], steering.score(u)] for u in FEW)])
    sheet.put([[], [TITLE], ["STT", "Tỉnh", "Hạng", "Chỉ số tổng hợp"]])
    numbers = par(2023, OLD)
    sheet.put([[n, NAMES[u], numbers.rank(u), numbers.score(u)] for n, u in enumerate(OLD, 1)])


@bad("unit-twice", anywhere=True)
def two_tables_of_a_sheet_that_contradict_each_other(book: Book) -> None:
    numbers = par(2023).scores
    rows = [[NAMES[u], round(numbers[u] - 1, 2)] for u in FEW]
    rows[0][1] = Cell(rows[0][1], bad=True)
    sheet = book.sheet().put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp"], *([NAMES[u], numbers[u]] for u in FEW), []])
    sheet.put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp"], *rows])


@bad("unit-twice", anywhere=True)
def a_second_table_with_other_columns_that_contradicts(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], comma(8 + n / 4), comma(numbers.scores[u] - 1)] for n, u in enumerate(FEW)]
    rows[0][2] = Cell(rows[0][2], bad=True)
    sheet = book.sheet().put([[TITLE], HEADER, *([numbers.ranks[u], NAMES[u], numbers.scores[u]] for u in FEW), []])
    sheet.put([[TITLE], ["Tỉnh", "Chỉ đạo, điều hành", "Chỉ số tổng hợp"], *rows])


@good(fixed=True)
def a_turned_sheet_has_a_year_of_its_own(book: Book) -> None:
    """Its title tells 2023, whatever the other sheet is about."""
    numbers, found = sipas(2024), parts(AREAS, 2023, FEW)
    book.sheet("Trang 1").put([["CHỈ SỐ HÀI LÒNG NĂM 2024"], ["Hạng", "Tỉnh", "Chỉ số hài lòng"], *ranking(numbers)])
    header = ["STT", "Lĩnh vực", "Điểm tối đa", *(NAMES[u] for u in FEW)]
    book.sheet("Trang 2").put([[TITLE], header, *areas_in_rows(FEW, found)])


@good(reports="unknown|skipped")
def an_unknown_part_of_a_known_group_is_not_the_group(book: Book) -> None:
    """Bonus points below the block of impact are not the block."""
    total, survey = par(2023), figures("par-index.sipas", 2023, SOME, 7.5, 9.2)
    sheet = book.sheet().put(
        [
            [TITLE],
            ["Hạng", "Tỉnh", "Điểm đánh giá tác động của CCHC", None, "Chỉ số tổng hợp"],
            [None, None, "Chỉ số SIPAS", "Điểm thưởng của địa phương"],
            *([total.rank(u), NAMES[u], survey.score(u), 5.25 + n, total.score(u)] for n, u in enumerate(SOME)),
        ]
    )
    sheet.merge("A2:A3", "B2:B3", "C2:D2", "E2:E3")


@good(fixed=True)
def a_rank_beside_an_unknown_score_is_not_the_total(book: Book) -> None:
    finance = figures("par-index.finance", 2023, FEW, 8, 11.8)
    book.sheet().put(
        [[TITLE], ["Tỉnh", "Điểm thưởng của địa phương", "Hạng", "Tài chính công", "Hạng"]]
        + [[NAMES[u], 1.5 + n, n, finance.score(u), finance.rank(u)] for n, u in enumerate(FEW, 1)]
    )


@good()
def percent_formats_where_no_maximum_is_known(book: Book) -> None:
    """The framework of 2025 prints no maximum; the index is a percentage all the same."""
    numbers = par(2025, NEW)
    rows = [[NAMES[u], numbers.score(u, round(numbers.scores[u] / 100, 4), percent=True)] for u in NEW]
    book.sheet().put([["CHỈ SỐ PAR INDEX NĂM 2025"], ["Tỉnh", "Chỉ số tổng hợp"], *rows])


@good()
def satisfaction_in_percent_in_2025(book: Book) -> None:
    one, two = par(2025, NEW), sipas(2025, NEW)
    book.sheet().put([["CÁC CHỈ SỐ NĂM 2025"], ["Tỉnh", "PAR INDEX", "SIPAS"]])
    book.sheets[0].put([[NAMES[u], one.score(u), two.score(u)] for u in NEW])


@good()
def a_hidden_column_of_ranks(book: Book) -> None:
    numbers = par(2023)
    rows = [[9 - numbers.ranks[u], NAMES[u], numbers.score(u)] for u in SOME]
    book.sheet().put([[TITLE], HEADER, *rows]).hide(columns="A")


@good()
def a_hidden_column_of_other_names(book: Book) -> None:
    """The names before sorting stand in a hidden column: they are not read."""
    numbers = par(2023)
    rows = [[NAMES[old], NAMES[u], numbers.score(u)] for old, u in zip(SOME, reversed(SOME), strict=True)]
    book.sheet().put([[TITLE], ["Tỉnh (gốc)", "Tỉnh, thành phố", "Chỉ số tổng hợp"], *rows]).hide(columns="A")


@good(fixed=True)
def a_hidden_province_of_a_turned_table(book: Book) -> None:
    found = parts(AREAS, 2023, FEW)
    header = ["STT", "Lĩnh vực", "Điểm tối đa", *(NAMES[u] for u in FEW)]
    book.sheet("So sánh").put([[TITLE], header, *areas_in_rows(FEW, found)]).hide(columns="E")


@bad("year-conflict", "year-unknown")
def two_dated_titles_around_one_table(book: Book) -> None:
    book.sheet().put([[Cell("CHỈ SỐ PAR INDEX NĂM 2022 VÀ NĂM 2023", bad=True)], HEADER, *ranking(par(2023))])


@bad("heading-inside")
def a_title_again_without_headings(book: Book) -> None:
    """Below an empty row the title begins a table whose headings are gone: its figures may be of other years."""
    one, two = par(2023), par(2022)
    header = ["Tỉnh", "Năm 2023", "Năm 2022"]
    rows = [[NAMES[u], one.score(u), two.score(u)] for u in FEW]
    title = Cell("CHỈ SỐ PAR INDEX", bad=True)
    book.sheet().put([["CHỈ SỐ PAR INDEX"], header, *rows, [], [title], ["Lai Châu", 83.4, 82.87]])


@bad("values-copied", anywhere=True)
def a_copy_of_a_sheet_whose_heading_is_unknown(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], numbers.scores[u]] for u in SOME]
    book.sheet("2023").put([[TITLE], ["Tỉnh", "Xuân Mai"], *rows])
    book.sheet("2022").put([["KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022"], ["Tỉnh", "Điểm"], *rows])


@bad("values-copied", anywhere=True)
def a_copy_of_ranks_whose_heading_is_lost(book: Book) -> None:
    numbers = par(2023, OLD)
    rows = [[NAMES[u], numbers.ranks[u]] for u in OLD]
    book.sheet("2023").put([[TITLE], ["Tỉnh", "Xuân Mai"], *rows])
    book.sheet("2022").put([["KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022"], ["Tỉnh", "Xếp hạng"], *rows])


@good(reports="indicator-unknown")
def names_merged_over_ranks_in_a_long_table(book: Book) -> None:
    numbers = par(2023)
    rows = [[2023, "PAR INDEX", NAMES[u], numbers.ranks[u], numbers.score(u)] for u in SOME]
    sheet = book.sheet().put([["Năm", "Chỉ số", "Tỉnh", None, "Điểm"], *rows])
    sheet.merge("C1:D1")


@good(reports="score-blank")
def bounds_without_their_score(book: Book) -> None:
    numbers = papi(2023)
    rows = [[NAMES[u], numbers.score(u), 38.5, 46.5] for u in SOME]
    for row, unit in zip(rows, SOME, strict=True):
        row[2:] = [numbers.other(unit, "ci_low", 38.5), numbers.other(unit, "ci_high", 46.5)]
    rows.append(["Lai Châu", None, 41.1, 42.1])
    header = ["Tỉnh", "Chỉ số PAPI", "Khoảng tin cậy dưới", "Khoảng tin cậy trên"]
    book.sheet().put([["CHỈ SỐ PAPI NĂM 2023"], header, *rows])


@good(reports="row-skipped")
def a_plan_above_the_units(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], numbers.score(u)] for u in SOME]
    book.sheet().put([[TITLE], ["Tỉnh", "Điểm"], ["Kế hoạch", 90.5], *rows])


@good(reports="column-skipped")
def ranks_without_a_heading_beside_indices_in_rows(book: Book) -> None:
    scores = [("PAR INDEX", par(2023), 9), ("SIPAS", sipas(2023), 51), ("PAPI", papi(2023), 31)]
    rows = [[name, numbers.score("lao-cai"), n] for name, numbers, n in scores]
    book.sheet().put([["KẾT QUẢ CÁC CHỈ SỐ CỦA TỈNH LÀO CAI NĂM 2023"], ["Chỉ số", "Điểm"], *rows])


@bad("hidden-index")
def a_hidden_column_that_says_the_index_of_each_row(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], 2023, "PAR INDEX", numbers.scores[u]] for u in SOME]
    rows.insert(3, ["Cao Bằng", 2023, Cell("PCI", bad=True), 65.5])
    sheet = book.sheet("PAR INDEX").put([["Tỉnh", "Năm", "Chỉ số", "Điểm"], *rows])
    sheet.hidden_columns.add(2)


@good(reports="indicator-unknown")
def scores_below_another_index_than_the_tables(book: Book) -> None:
    """What stands below `SIPAS` is not PAR INDEX."""
    total = par(2023)
    rows = [[NAMES[u], total.score(u), 1.5, 2.5] for u in SOME]
    header = [["Tỉnh", "CCHC", None, "SIPAS"], [None, "Điểm", "Q7", "Q8"]]
    book.sheet().put([[TITLE], *header, *rows]).merge("A2:A3", "B2:C2")


@bad("rows-not-results")
def the_index_of_each_row_under_an_unknown_heading(book: Book) -> None:
    numbers = par(2023)
    rows = [["PAR INDEX", 2023, NAMES[u], "Chỉ số tổng hợp", numbers.scores[u]] for u in SOME]
    rows[0][0] = Cell("PAR INDEX", bad=True)
    book.sheet("SIPAS 2022").put([["Q7", "Năm", "Tỉnh", "Tiêu chí", "Điểm"], *rows])


@bad("no-values", anywhere=True)
def a_part_over_scores_beside_years_in_rows(book: Book) -> None:
    """`SIPAS` is a part of PAR INDEX, and its scores are not the index's."""
    rows = [[year, 1.5, 89.34 - n, 11 + n] for n, year in enumerate((2020, 2021, 2022, 2023))]
    header = [["Năm", "PAR INDEX", "SIPAS", None], [None, "Q7", "Điểm", "Xếp hạng"]]
    book.sheet().put([["KẾT QUẢ CÁC CHỈ SỐ CCHC CỦA TỈNH LÀO CAI"], *header, *rows]).merge("A2:A3", "C2:D2")


@bad("heading-year")
def rows_whose_index_says_another_year(book: Book) -> None:
    numbers = par(2024)
    rows = [["PAR INDEX", NAMES[u], numbers.scores[u]] for u in SOME]
    rows[5][0] = Cell("PAR INDEX 2023", bad=True)
    title = "KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2024"
    book.sheet().put([[title], ["Chỉ số", "Tỉnh", "Điểm"], *rows])


@bad("no-values", "no-results", anywhere=True)
def ranks_behind_targets_alone(book: Book) -> None:
    """A bare rank behind figures aimed at is theirs."""
    numbers = par(2024)
    rows = [[NAMES[u], numbers.scores[u], numbers.ranks[u]] for u in SOME]
    title = "KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2024"
    book.sheet().put([[title], ["Tỉnh", "Mục tiêu", "Xếp hạng"], *rows])
