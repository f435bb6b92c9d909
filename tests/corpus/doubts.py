"""Sheets that can be read in two ways: refused at the cell that decides, or read where a rule settles it."""

from corpus.case import bad, good
from corpus.data import AREAS, ENGLISH, FEW, NAMES, NEW, OLD, SOME, comma, figures, papi, par, parts, ranking, sipas
from corpus.headers import HEADER, TITLE
from corpus.model import Book, Cell
from corpus.shapes import areas_in_rows

ECONOMY = "Tác động đến phát triển KT-XH"


# --- whose figures ----------------------------------------------------------------------------------


@bad("figures-apart")
def a_table_beside_whose_names_are_lost(book: Book) -> None:
    other = figures("par-index.socio-economic", 2023, SOME, 2.5, 6.4).scores
    sheet = book.sheet().put([[TITLE], HEADER, *ranking(par(2023, OLD))])
    column = [[Cell(score, bad=not n)] for n, score in enumerate(other.values())]
    sheet.put([[ECONOMY], *column], at="F2")


@bad("figures-apart", file="PAR INDEX 2023.xlsx")
def a_table_beside_with_a_title_of_its_own_whose_names_are_lost(book: Book) -> None:
    sheet = book.sheet().put([["Chỉ số PAR INDEX năm 2023"], HEADER, *ranking(par(2023))])
    scores = figures("par-index.socio-economic", 2023, SOME, 2.5, 6.4)
    column = [[Cell(scores.scores[u], bad=not n)] for n, u in enumerate(scores.by_rank())]
    sheet.put([["Kết quả tác động năm 2023"], [ECONOMY], *column], at="E1")


@bad("units-unread")
def one_province_across_above_a_table_of_all(book: Book) -> None:
    found = parts(AREAS, 2023, ["lao-cai"])
    header = ["STT", "Lĩnh vực", "Điểm tối đa", Cell("Lào Cai", bad=True)]
    sheet = book.sheet().put([[TITLE], header, *areas_in_rows(["lao-cai"], found), []])
    sheet.put([[TITLE], HEADER, *ranking(par(2023, OLD))])


@bad("units-unread")
def provinces_across_below_a_table(book: Book) -> None:
    economy = figures("par-index.socio-economic", 2023, SOME, 2.5, 6.4).scores
    sheet = book.sheet().put([[TITLE], ["Tỉnh", ECONOMY], *([NAMES[u], economy[u]] for u in SOME), []])
    names = [Cell(NAMES[u], bad=not n) for n, u in enumerate(FEW)]
    sheet.put([[TITLE], ["STT", "Lĩnh vực", "Điểm tối đa", *names], *areas_in_rows(FEW, parts(AREAS, 2023, FEW))])


@good(fixed=True)
def a_small_table_above_a_large_one_in_other_columns(book: Book) -> None:
    sheet = book.sheet().put([[TITLE], ["Hạng", None, "Tỉnh", "Chỉ số tổng hợp"], [None, None, "Trung bình", 86.98]])
    numbers = par(2023, OLD)
    sheet.put([[numbers.rank(u), None, NAMES[u], numbers.score(u)] for u in SOME])
    hard = figures("par-index.steering", 2023, OLD, 7, 9.4)
    sheet.put([[], [TITLE], ["STT", "Tỉnh", "Chỉ đạo, điều hành"]])
    sheet.put([[n, NAMES[u], hard.score(u)] for n, u in enumerate(OLD, 1)])


@good(fixed=True)
def two_tables_of_the_same_provinces_in_the_same_order(book: Book) -> None:
    """Names with figures on both sides of them are no mere repetition."""
    found, total = parts(AREAS, 2023, SOME), papi(2023)
    header = ["TT", "Tỉnh", *(words for words, _ in AREAS.values()), "Chỉ số tổng hợp"]
    sheet = book.sheet().put([[TITLE], header])
    sheet.put([[n, NAMES[u], *(found[i].score(u) for i in [*AREAS, "par-index"])] for n, u in enumerate(SOME, 1)])
    sheet.put([["Chỉ số PAPI năm 2023"], ["STT", "Tên tỉnh", "Province", "Unweighted PAPI Score", "Hạng"]], at="N1")
    sheet.put([[n, NAMES[u], ENGLISH[u], total.score(u), total.rank(u)] for n, u in enumerate(SOME, 1)], at="N3")


@bad("names-differ")
def a_row_with_two_names(book: Book) -> None:
    numbers = papi(2023)
    rows = [[NAMES[u], ENGLISH[u], numbers.scores[u]] for u in SOME]
    rows[3][1] = Cell(ENGLISH["bac-giang"], bad=True)
    book.sheet().put([["CHỈ SỐ PAPI NĂM 2023"], ["Tỉnh", "Province", "Chỉ số PAPI"], *rows])


@bad("unit-missing")
def scores_without_a_name_right_below_the_headings(book: Book) -> None:
    rows = [[n, NAMES[u], par(2023).scores[u]] for n, u in enumerate(SOME, 1)]
    rows[0][1] = Cell(None, bad=True)
    book.sheet().put([[TITLE], ["TT", "Tỉnh", "Chỉ số tổng hợp"], *rows])


# --- which indicator --------------------------------------------------------------------------------


@good(reports="unknown", fixed=True)
def a_column_below_a_group_without_a_name_of_its_own(book: Book) -> None:
    survey, total = figures("par-index.sipas", 2023, SOME, 7.5, 9.2), par(2023)
    sheet = book.sheet().put(
        [
            [TITLE],
            ["Tỉnh", "Điểm đánh giá tác động của CCHC", None, "Chỉ số tổng hợp"],
            [None, "Chỉ số SIPAS"],
            *([NAMES[u], survey.score(u), 45.25 + n, total.score(u)] for n, u in enumerate(SOME)),
        ]
    )
    sheet.merge("A2:A3", "B2:C2", "D2:D3")


@bad("heading-missing")
def a_heading_of_a_group_above_columns_without_names(book: Book) -> None:
    rows = [[NAMES[u], 8.25 + n / 8, Cell(20.5 + n / 8, bad=not n), 5.25, 92.5 - n] for n, u in enumerate(SOME)]
    header = ["Tỉnh", "Điểm đánh giá tác động của CCHC", None, None, "Chỉ số tổng hợp"]
    book.sheet().put([[TITLE], header, *rows])


@bad("no-values")
def a_rank_by_a_name_that_a_part_shares_with_another_index(book: Book) -> None:
    ranks = sipas(2023, OLD).ranks
    rows = [[NAMES[u], ranks[u]] for u in OLD]
    book.sheet().put([[TITLE], ["Tỉnh", Cell("Xếp hạng SIPAS", bad=True)], ["Hà Nội", 1]])
    book.sheets[0].put([row for row in rows if row[0] != "Hà Nội"])


@good(reports="unknown", fixed=True)
def a_rank_right_of_a_score_nobody_knows(book: Book) -> None:
    finance = figures("par-index.finance", 2023, FEW, 8, 11.8)
    book.sheet().put([[TITLE], ["Tỉnh", "Điểm thưởng của địa phương", "Hạng", "Tài chính công"]])
    book.sheets[0].put([[NAMES[u], 1.5 + n, 5 - n, finance.score(u)] for n, u in enumerate(finance.by_rank(), 1)])


@bad("ranks-unrelated", anywhere=True)
def ranks_that_do_not_go_with_the_scores(book: Book) -> None:
    """The column of ranks was left as it was when the rest was sorted."""
    scores = par(2023).scores
    rows = [[Cell(n, bad=n == 1), NAMES[u], scores[u]] for n, u in enumerate(sorted(SOME, key=lambda u: scores[u]), 1)]
    book.sheet().put([[TITLE], HEADER, *rows])


@bad("column-ambiguous")
def two_columns_of_one_name_where_provinces_take_two_rows(book: Book) -> None:
    header = ["Tỉnh", None, "Cải cách thể chế", Cell("Cải cách thể chế", bad=True)]
    rows = [
        row for n, u in enumerate(FEW) for row in ([NAMES[u], "Điểm", 8.5 - n, 9.1], [None, "Xếp hạng", n + 1, n + 1])
    ]
    book.sheet().put([[TITLE], header, *rows])


@good()
def a_blank_rank_beside_a_column_nobody_understood(book: Book) -> None:
    """A blank says that nothing was published only where the whole table is understood."""
    numbers = par(2023, OLD)
    rows = [[numbers.rank(u) if n > 1 else None, NAMES[u], "x", 84.5 + n / 4] for n, u in enumerate(OLD)]
    book.sheet().put([[TITLE], ["Xếp hạng", "Tỉnh", "Ghi chú", "Cột phụ"], *rows])


@good(reports="sheet-unread")
def degrees_of_the_weather_beside_a_table(book: Book) -> None:
    book.sheet("1").put([["Thời tiết"], ["Hà Nội", "25°C"], ["Đà Nẵng", "29 °C"], ["Huế", None]])
    book.sheet("2").put([[TITLE], HEADER, *ranking(par(2023))])


@bad("index-unknown")
def scores_without_any_heading_beside_a_table(book: Book) -> None:
    book.sheet("1").put([[Cell("Thời tiết", bad=True)], ["Hà Nội", 25.5], ["Đà Nẵng", "29°C"]])
    book.sheet("2").put([[TITLE], HEADER, *ranking(par(2023))])


@bad("no-results", anywhere=True)
def nothing_but_targets(book: Book) -> None:
    rows = [[n, NAMES[u], 86.5 + n] for n, u in enumerate(SOME, 1)]
    book.sheet("KH").put(
        [["CHỈ TIÊU PHẤN ĐẤU PAR INDEX NĂM 2023"], ["STT", "Tỉnh", Cell("Điểm phấn đấu", bad=True)], *rows]
    )


@bad("no-results", anywhere=True)
def nothing_but_self_assessed_scores(book: Book) -> None:
    rows = [[n, NAMES[u], 86.5 + n] for n, u in enumerate(SOME, 1)]
    title = "TỔNG HỢP KẾT QUẢ TỰ ĐÁNH GIÁ, CHẤM ĐIỂM CHỈ SỐ CCHC NĂM 2023"
    book.sheet().put([[title], ["STT", "Tỉnh", Cell("Điểm tự đánh giá", bad=True)], *rows])


@bad("territory-later", anywhere=True)
def a_title_that_counts_anew_for_the_provinces_after_the_mergers(book: Book) -> None:
    numbers = par(2025, NEW)
    rows = [[NAMES[u], numbers.scores[u]] for u in NEW]
    book.sheet().put([["PAR INDEX năm 2023 (tính lại theo 34 tỉnh mới)"], ["Tỉnh", "Điểm"], *rows])


@bad("no-table", anywhere=True, reports="sheet-skipped")
def ministries_in_rows(book: Book) -> None:
    rows = [[n, f"Bộ {name}", 89 - n] for n, name in enumerate(("Tư pháp", "Tài chính", "Nội vụ"), 1)]
    book.sheet().put([["CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023"], ["STT", "Bộ", "Điểm"], *rows])


@good(reports="index-other")
def a_column_of_an_index_that_is_not_kept(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], numbers.score(u), 65.2 + n] for n, u in enumerate(SOME)]
    book.sheet().put([["PAR INDEX VÀ PCI NĂM 2023"], ["Tỉnh", "PAR INDEX", "Chỉ số PCI"], *rows])


# --- which year -------------------------------------------------------------------------------------


@bad("heading-year")
def a_heading_of_a_year_above_rows_of_years(book: Book) -> None:
    rows = [[y, par(y, OLD).scores["lao-cai"]] for y in (2021, 2022, 2023)]
    sheet = book.sheet().put([["CHỈ SỐ CẢI CÁCH HÀNH CHÍNH TỈNH LÀO CAI GIAI ĐOẠN 2021-2023"]])
    sheet.put([["Năm", Cell("Điểm 2022", bad=True)], *rows])


@bad("year-conflict")
def the_title_of_a_turned_sheet_against_its_tab(book: Book) -> None:
    header = ["STT", "Lĩnh vực", "Điểm tối đa", *(NAMES[u] for u in FEW)]
    book.sheet("SIPAS 2021").put([[Cell(TITLE, bad=True)], header, *areas_in_rows(FEW, parts(AREAS, 2023, FEW))])


@good(file="Bao cao 2024.xlsx")
def the_year_of_the_report_and_that_of_the_figures(book: Book) -> None:
    """The name of the file follows the report; the year behind the name of the index is that of the figures."""
    book.sheet().put([["BÁO CÁO CÔNG TÁC NĂM 2024"], ["Chỉ số PAR INDEX năm 2023"], HEADER, *ranking(par(2023))])


@bad("year-conflict", file="PAR INDEX 2024.xlsx")
def a_caption_below_against_the_name_of_the_file(book: Book) -> None:
    book.sheet().put(
        [[Cell(x, bad=x == HEADER[1]) for x in HEADER], *ranking(par(2023)), [], ["Bảng 1. Chỉ số PAR INDEX năm 2023"]]
    )


@bad("year-unknown")
def a_table_without_a_title_above_one_that_has_a_year(book: Book) -> None:
    header = [Cell("Tỉnh", bad=True), "Chỉ đạo, điều hành"]
    sheet = book.sheet().put([header, *([NAMES[u], 8.5 + n / 8] for n, u in enumerate(FEW))])
    sheet.put([[], [TITLE], HEADER, *ranking(par(2023))])


@bad("year-unknown", "year-conflict")
def an_undated_table_below_tables_of_two_years(book: Book) -> None:
    sheet = book.sheet()
    for year in (2022, 2023):
        sheet.put([[f"Chỉ số PAR INDEX năm {year}"], HEADER, *ranking(par(year)), []])
    rows = [[n, NAMES[u], 9.5 - n / 4] for n, u in enumerate(FEW, 1)]
    sheet.put([[Cell("Kết quả lĩnh vực 1", bad=True)], ["Hạng", "Tỉnh", "Chỉ đạo, điều hành"], *rows])


@good()
def a_table_of_years_below_another_one(book: Book) -> None:
    """Headings of a name and years are headings."""
    found, years = [par(2021), par(2022)], [par(y, OLD) for y in (2023, 2024)]
    sheet = book.sheet().put([["CHỈ SỐ PAR INDEX"], ["Tỉnh", "Năm 2021", "Năm 2022"]])
    sheet.put([*([NAMES[u], *(f.score(u) for f in found)] for u in FEW), []])
    sheet.put([["CHỈ SỐ PAR INDEX"], ["Tỉnh", *(f.year for f in years)]])
    sheet.put([[NAMES["lai-chau"], *(f.score("lai-chau") for f in years)]])


@bad("values-copied", anywhere=True)
def a_small_sheet_that_is_last_years(book: Book) -> None:
    for year in (2022, 2023):
        rows = [[NAMES[u], Cell(par(2022, FEW).scores[u], bad=year == 2023)] for u in FEW]
        book.sheet(str(year)).put([[f"CHỈ SỐ PAR INDEX NĂM {year}"], ["Tỉnh", "Chỉ số tổng hợp"], *rows])


# --- points or percent ------------------------------------------------------------------------------


@bad("percent-unclear")
def points_formatted_as_percent(book: Book) -> None:
    rows = [[NAMES[u], Cell(0.85 + n / 100, percent=True, bad=not n)] for n, u in enumerate(SOME)]
    book.sheet().put([[TITLE], ["Tỉnh", "Cải cách thể chế"], *rows])


@bad("percent-unclear")
def points_with_a_percent_sign(book: Book) -> None:
    rows = [[NAMES[u], Cell(comma(8.5 + n / 8) + "%", bad=not n)] for n, u in enumerate(SOME)]
    book.sheet().put([[TITLE], ["Tỉnh", "Cải cách thể chế"], *rows])


@bad("percent-unclear")
def a_fraction_among_percentages(book: Book) -> None:
    rows = [[NAMES[u], 85.5 + n] for n, u in enumerate(SOME)]
    rows[2][1] = Cell(0.875, bad=True)
    book.sheet().put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp"], *rows])


@good(options={"accept": ("value-merged",)}, reports="value-merged")
def percentages_merged_over_two_rows(book: Book) -> None:
    numbers = par(2023)
    tie = numbers.scores[SOME[0]]
    rows = [[NAMES[u], numbers.score(u, round(numbers.scores[u] / 100, 4), percent=True)] for u in SOME]
    rows[1][1] = numbers.other(SOME[1], "score", tie, "")
    sheet = book.sheet().put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp"], *rows])
    sheet.merge("B3:B4")


@bad("no-values", anywhere=True)
def ranks_beside_scores_that_are_aimed_at(book: Book) -> None:
    """A bare rank may be that of the targets it stands beside."""
    numbers = par(2023, OLD)
    rows = [[n, NAMES[u], numbers.scores[u], numbers.ranks[u]] for n, u in enumerate(OLD, 1)]
    book.sheet().put([["PAR INDEX 2023"], ["STT", "Tỉnh", Cell("Điểm phấn đấu", bad=True), "Xếp hạng"], *rows])
