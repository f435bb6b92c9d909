"""What a column is: words below its heading, the measure of its group, the score its ranks belong to."""

from typing import Any

from corpus.case import bad, good
from corpus.data import AREAS, FEW, NAMES, OLD, SOME, comma, figures, papi, par, parts, sipas
from corpus.headers import TITLE
from corpus.model import Book, Cell

YEARS = ["TT", "Tỉnh", 2022, 2023, 2024]
REGION = ["I", "Vùng đồng bằng sông Hồng"]


def _three_years(word: str, *rows: list[Any]) -> list[list[Any]]:
    """Scores of two years and figures that state nothing under a word of their own."""
    one, two, none = par(2022), par(2023), par(2024).scores
    found = [[n, NAMES[u], one.score(u), two.score(u), none[u]] for n, u in enumerate(SOME, 1)]
    return [["Chỉ số PAR INDEX các năm"], YEARS, *rows, [None, None, None, None, word], *found]


@good(reports="column-skipped", fixed=True)
def a_forecast_below_the_heading_of_one_year(book: Book) -> None:
    book.sheet().put(_three_years("(dự kiến)"))


@good(reports="column-skipped", fixed=True)
def a_forecast_below_the_codes_of_columns_and_above_a_region(book: Book) -> None:
    rows = _three_years("Ước thực hiện", ["(1)", "(2)", "(3)", "(4)", "(5)"])
    book.sheet().put([*rows[:4], REGION, *rows[4:]])


@good(reports="indicator-unknown", fixed=True)
def a_word_nobody_knows_below_the_heading_of_one_year(book: Book) -> None:
    book.sheet().put(_three_years("BQ 3 năm"))


@good()
def what_figures_are_counted_in_below_one_heading(book: Book) -> None:
    numbers = par(2023)
    rows = [[n, NAMES[u], numbers.score(u), numbers.rank(u)] for n, u in enumerate(SOME, 1)]
    book.sheet().put(
        [[TITLE], ["TT", "Tỉnh", "Chỉ số", "Hạng"], [None, None, "(%)"], ["I", "Đồng bằng sông Hồng"], *rows]
    )


@good()
def the_year_below_one_of_two_headings(book: Book) -> None:
    numbers = sipas(2022)
    rows = [[NAMES[u], numbers.score(u), "đạt"] for u in FEW]
    book.sheet().put([["CHỈ SỐ SIPAS"], ["Tỉnh", "SIPAS", "Ghi chú"], [None, 2022], *rows])


# --- names that an index shares with a part of another one -----------------------------------------


BOTH = "Kết quả PAR INDEX và SIPAS năm 2024"


@good(fixed=True)
def two_indices_by_the_short_names_of_what_they_measure(book: Book) -> None:
    """`CCHC` is also what the policy on reform is called in SIPAS."""
    one, two = par(2024, OLD), sipas(2024, OLD)
    header = ["TT", "Tỉnh", "Điểm CCHC", "Hạng CCHC", "Chỉ số hài lòng", "Hạng hài lòng"]
    rows = [[n, NAMES[u], one.score(u), one.rank(u), two.score(u), two.rank(u)] for n, u in enumerate(OLD, 1)]
    book.sheet().put([[BOTH], header, *rows])


@good(fixed=True)
def two_indices_by_what_they_measure_with_bare_ranks(book: Book) -> None:
    one, two = par(2024, OLD), sipas(2024, OLD)
    header = ["TT", "Tỉnh", "Cải cách hành chính", "Hạng", "Mức độ hài lòng", "Hạng"]
    rows = [[n, NAMES[u], one.score(u), one.rank(u), two.score(u), two.rank(u)] for n, u in enumerate(OLD, 1)]
    book.sheet().put([[BOTH], header, *rows])


@good()
def reform_among_the_policies_of_sipas_is_one_of_them(book: Book) -> None:
    found = [figures(f"sipas.policy-{i}", 2024, SOME, 78, 92) for i in ("health", "education", "par")]
    rows = [[NAMES[u], *(f.score(u) for f in found)] for u in SOME]
    book.sheet().put([["CHỈ SỐ SIPAS NĂM 2024"], ["Tỉnh", "Y tế", "Giáo dục", "CCHC"], *rows])


@good()
def reform_in_a_table_of_par_index_is_the_index(book: Book) -> None:
    found = parts(AREAS, 2023, SOME)
    procedures, total = found["par-index.procedures"], found["par-index"]
    rows = [[NAMES[u], total.score(u), procedures.score(u), total.rank(u)] for u in SOME]
    book.sheet().put([[TITLE], ["Tỉnh", "CCHC", "TTHC", "Hạng CCHC"], *rows])


@bad("index-conflict")
def one_index_in_the_title_and_another_in_the_only_heading(book: Book) -> None:
    rows = [[NAMES[u], score] for u, score in par(2024).scores.items()]
    book.sheet().put([[Cell("CHỈ SỐ SIPAS NĂM 2024", bad=True)], ["Tỉnh", "Chỉ số CCHC"], *rows])


@bad("title-part", anywhere=True)
def a_sheet_called_by_a_part(book: Book) -> None:
    rows = [[NAMES[u], score] for u, score in sipas(2024).scores.items()]
    book.sheet("TTHC").put([["CHỈ SỐ SIPAS NĂM 2024"], ["Tỉnh", Cell("Chỉ số hài lòng", bad=True)], *rows])


# --- whose ranks -----------------------------------------------------------------------------------


@good(fixed=True)
def ranks_left_of_the_scores_of_two_years(book: Book) -> None:
    """None says its year; the title's is that of the second."""
    one, two = papi(2022), papi(2023)
    rows = [[n, NAMES[u], one.rank(u), one.score(u), two.rank(u), two.score(u)] for n, u in enumerate(SOME, 1)]
    header = ["TT", "Tỉnh", "Hạng", "PAPI 2022", "Hạng", "PAPI 2023"]
    book.sheet().put([["CHỈ SỐ PAPI NĂM 2023"], header, *rows])


@good(reports="indicator-unknown", fixed=True)
def ranks_left_of_the_scores_of_this_year_and_the_last(book: Book) -> None:
    now, before = papi(2023), papi(2022)
    header = ["Tỉnh", "Hạng", "PAPI", "Hạng", "PAPI năm trước"]
    rows = [[NAMES[u], now.rank(u), now.score(u), before.ranks[u], before.scores[u]] for u in SOME]
    book.sheet().put([["CHỈ SỐ PAPI NĂM 2023"], header, *rows])


@good(fixed=True)
def ranks_without_a_year_beside_dated_scores(book: Book) -> None:
    one, two = papi(2022), papi(2023)
    rows = [[NAMES[u], one.score(u), one.rank(u), two.score(u), two.rank(u)] for u in SOME]
    book.sheet().put([["CHỈ SỐ PAPI"], ["Tỉnh", "PAPI 2022", "Hạng", "PAPI 2023", "Hạng"], *rows])


@good()
def bounds_without_a_year_beside_the_scores_of_one(book: Book) -> None:
    numbers = papi(2023)
    rows = [
        [
            NAMES[u],
            numbers.score(u),
            numbers.other(u, "ci_low", round(numbers.scores[u] - 0.5, 4)),
            numbers.other(u, "ci_high", round(numbers.scores[u] + 0.5, 4)),
        ]
        for u in SOME
    ]
    header = ["Tỉnh", "PAPI 2023", "95% CI lower bound", "95% CI upper bound"]
    book.sheet().put([["CHỈ SỐ PAPI"], header, *rows])


@good(reports="indicator-unknown", fixed=True)
def figures_nobody_knows_beside_ranks_that_order_the_scores(book: Book) -> None:
    numbers = par(2023, OLD)
    header = ["TT", "Tỉnh", "Điểm", "Kinh phí (nghìn đồng)", "Hạng"]
    rows = [
        [n, NAMES[u], numbers.score(u), 300_000 + 7_919 * n % 500_000, numbers.rank(u)] for n, u in enumerate(OLD, 1)
    ]
    book.sheet().put([[TITLE], header, *rows])


@good(reports="indicator-unknown", fixed=True)
def an_adjusted_score_between_those_of_two_years(book: Book) -> None:
    one, two = par(2023), par(2024)
    rows = [[NAMES[u], one.score(u), one.scores[u] + 0.4, two.score(u)] for u in SOME]
    book.sheet().put([["PAR INDEX năm 2024"], ["Tỉnh", 2023, "2023 (điều chỉnh)", 2024], *rows])


@good(reports="column-skipped", fixed=True)
def the_best_and_the_least_of_two_years_beside_them(book: Book) -> None:
    one, two = par(2022), par(2023)
    both = {u: (one.scores[u], two.scores[u]) for u in SOME}
    rows = [[NAMES[u], one.score(u), two.score(u), max(both[u]), min(both[u])] for u in SOME]
    book.sheet().put([["PAR INDEX"], ["Tỉnh", 2022, 2023, "Max", "Min"], *rows])


# --- scores or ranks -------------------------------------------------------------------------------


@good()
def ranks_of_areas_told_by_the_title(book: Book) -> None:
    found = parts(AREAS, 2024, OLD)
    rows = [[NAMES[u], *(found[i].rank(u) for i in [*AREAS, "par-index"])] for u in OLD]
    title = "Thứ hạng các tỉnh theo 8 lĩnh vực PAR INDEX năm 2024"
    book.sheet().put([[title], ["Tỉnh", *(words for words, _ in AREAS.values()), "Hạng chung"], *rows])


@good(fixed=True)
def areas_under_scores_and_again_under_ranks(book: Book) -> None:
    found = parts(AREAS, 2024, SOME)
    words = [words for words, _ in AREAS.values()]
    rows = [[NAMES[u], *(found[i].score(u) for i in AREAS), *(found[i].rank(u) for i in AREAS)] for u in SOME]
    header = [["Tỉnh", "Điểm", *[None] * 7, "Xếp hạng", *[None] * 7], [None, *words, *words]]
    book.sheet().put([["PAR INDEX 2024 theo lĩnh vực"], *header, *rows]).merge("A2:A3", "B2:I2", "J2:Q2")


@bad("measure-unknown")
def whole_numbers_under_the_name_of_a_part(book: Book) -> None:
    """Places or numbers of questions, whatever they are."""
    rows = [[NAMES[u], n, score] for n, (u, score) in enumerate(par(2023).scores.items(), 1)]
    heading = Cell("Cải cách thể chế", bad=True)
    book.sheet().put([["Kết quả PAR INDEX 2023"], ["Tỉnh", heading, "Chỉ số tổng hợp"], *rows])


@good()
def shares_that_the_ranks_of_an_index_in_percent_order(book: Book) -> None:
    numbers = par(2024, OLD)
    rows = [[n, NAMES[u], numbers.score(u), numbers.rank(u)] for n, u in enumerate(OLD, 1)]
    title = "Xếp hạng Chỉ số CCHC (PAR INDEX) năm 2024"
    book.sheet().put([[title], ["TT", "Tỉnh", "Tỷ lệ (%)", "Xếp hạng"], *rows])


@good()
def shares_below_the_parts_of_an_index_in_percent(book: Book) -> None:
    names = {
        "sipas.access": "Tiếp cận dịch vụ",
        "sipas.procedures": "Thủ tục hành chính",
        "sipas.results": "Kết quả dịch vụ",
    }
    found = [figures(part, 2023, SOME, 76, 92) for part in names]
    head = [["Chỉ số hài lòng (SIPAS) năm 2023"], ["Tỉnh", *names.values()], [None, *["Tỷ lệ (%)"] * len(names)]]
    book.sheet().put([*head, *([NAMES[u], *(f.score(u) for f in found)] for u in SOME)])


@good()
def shares_below_an_index_in_percent_beside_its_ranks(book: Book) -> None:
    one, two = par(2023), sipas(2023)
    head = [
        ["Kết quả năm 2023"],
        ["Tỉnh", "PAR INDEX", None, "SIPAS", None],
        [None, "Điểm", "Hạng", "Tỷ lệ (%)", "Hạng"],
    ]
    sheet = book.sheet().put([*head, *([NAMES[u], one.score(u), one.rank(u), two.score(u), two.rank(u)] for u in SOME)])
    sheet.merge("B2:C2", "D2:E2")


# --- told, not dropped -----------------------------------------------------------------------------


@good()
def ranks_with_their_change_in_one_cell(book: Book) -> None:
    """The brackets of the heading say what the arrows compare; the ranks are this year's."""
    for heading in ("Hạng (so với năm trước)", "Xếp hạng (so với 2022)", "Thứ hạng (tăng/giảm so với năm 2022)"):
        numbers = par(2023)
        rows = [[NAMES[u], numbers.score(u), numbers.rank(u, f"{numbers.ranks[u]} (↑2)")] for u in SOME]
        sheet = book.sheet(f"Sheet{len(book.sheets)}")
        sheet.put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp", heading], *rows])


@good(reports="column-skipped")
def places_won_under_a_heading_of_ranks(book: Book) -> None:
    """A footnote's mark behind a number does not say that it is a rank."""
    for year, won in ((2022, "{}"), (2023, "{}*")):
        numbers = par(year)
        rows = [[NAMES[u], numbers.score(u), won.format(n % 5 + 1)] for n, u in enumerate(SOME)]
        title = f"PAR INDEX NĂM {year}"
        book.sheet(str(year)).put([[title], ["Tỉnh", "Chỉ số tổng hợp", "Hạng (so với năm trước)"], *rows])


@good()
def ranks_with_the_places_won_behind_them(book: Book) -> None:
    """An arrow or a sign in brackets says how the rank moved, and is no footnote."""
    for year, moved in enumerate(("{} (↑2)", "{} ↓", "{} (+3)", "{} (−1)", "{} ▲4", "{}."), 2018):
        numbers = par(year, OLD)
        rows = [[numbers.rank(u, moved.format(numbers.ranks[u])), NAMES[u], numbers.score(u)] for u in OLD]
        book.sheet(f"Sheet{year}").put([[f"PAR INDEX NĂM {year}"], ["Hạng", "Tỉnh", "Điểm"], *rows])


@good(fixed=True)
def few_scores_of_two_years_with_a_bare_rank_behind_each(book: Book) -> None:
    """Where scores and ranks alternate and none contradicts the other, a rank is that of the scores before it."""
    then, now = par(2022, OLD), par(2023, OLD)
    for n, header in enumerate((["Điểm 2023", "Hạng", "Điểm 2022", "Hạng"], ["PAR INDEX 2023", "Thứ hạng"] * 2)):
        header[2] = header[2].replace("2023", "2022")
        rows = [[NAMES[u], now.score(u), now.rank(u), then.score(u), then.rank(u)] for u in OLD[20:25]]
        book.sheet(f"Sheet{n}").put([["Kết quả PAR INDEX"], ["Tỉnh", *header], *rows])


@bad("year-unknown")
def few_ranks_in_another_order_than_the_scores_before_them(book: Book) -> None:
    then, now = par(2022, FEW), par(2023, FEW)
    rows = [[NAMES[u], now.scores[u], 5 - now.ranks[u], then.scores[u], then.ranks[u]] for u in FEW]
    header = ["Tỉnh", "Điểm 2023", Cell("Hạng", bad=True), "Điểm 2022", Cell("Hạng", bad=True)]
    book.sheet().put([["Kết quả PAR INDEX"], header, *rows])


@good()
def classes_by_other_words_for_groups(book: Book) -> None:
    names = ("Xếp nhóm", "Thuộc nhóm", "Nhóm điểm", "Mức xếp loại")
    values = (("A", "B"), ("Nhóm 1", "Nhóm 2"), ("1", "2"), ("Tốt", "Khá"))
    for year, heading, (high, low) in zip(range(2020, 2024), names, values, strict=True):
        numbers = par(year)
        rows = [
            [NAMES[u], numbers.score(u), numbers.other(u, "group", high if numbers.ranks[u] < 4 else low)] for u in SOME
        ]
        book.sheet(heading).put([[f"PAR INDEX NĂM {year}"], ["Tỉnh", "Điểm", heading], *rows])


@good(reports="column-skipped", fixed=True)
def words_and_means_that_are_no_scores_beside_them(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], numbers.score(u), "Đạt" if numbers.ranks[u] < 4 else "Không đạt", 86.11] for u in SOME]
    book.sheet().put([[TITLE], ["Tỉnh", "Điểm", "KQ", "Chung"], *rows])


@good(reports="column-skipped")
def classes_below_a_heading_nobody_knows(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], numbers.score(u), "Tốt" if numbers.ranks[u] < 4 else "Khá"] for u in SOME]
    book.sheet().put([[TITLE], ["Tỉnh", "Điểm", "Đạt mức"], *rows])


@good(reports="column-skipped")
def both_bounds_in_one_cell(book: Book) -> None:
    numbers = papi(2023)
    rows = [[NAMES[u], numbers.score(u), f"{comma(n - 0.5)} - {comma(n + 0.5)}"] for u, n in numbers.scores.items()]
    book.sheet().put([["CHỈ SỐ PAPI NĂM 2023"], ["Tỉnh", "PAPI", "Khoảng tin cậy 95%"], *rows])


@bad("no-values")
def headings_that_only_number_the_columns(book: Book) -> None:
    rows = [[NAMES[u], n / 2, n / 4, n / 8] for n, u in enumerate(SOME, 11)]
    book.sheet().put([["CHỈ SỐ PAPI NĂM 2022"], ["Tỉnh", Cell("1", bad=True), "2", "3"], *rows])


@good(fixed=True, reports="column-skipped")
def telephones_of_the_offices(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], numbers.score(u), f"09{n:08}"] for n, u in enumerate(SOME)]
    book.sheet().put([[TITLE], ["Tỉnh", "Điểm", "Liên lạc"], *rows])


# --- this year and the last, classes beside groups, bounds, weights ----------------------------------


@good(reports="column-skipped", fixed=True)
def scores_of_this_year_beside_those_of_the_last(book: Book) -> None:
    one, two = par(2023), par(2022).scores
    rows = [[NAMES[u], two[u], one.score(u), round(one.scores[u] - two[u], 2), one.rank(u)] for u in SOME]
    book.sheet().put([[TITLE], ["Tỉnh", "Điểm năm trước", "Điểm năm nay", "Tăng, giảm", "Hạng"], *rows])


@good(reports="column-skipped", fixed=True)
def ranks_of_this_year_beside_those_of_the_last(book: Book) -> None:
    one, two = par(2023), par(2022).ranks
    book.sheet().put([[TITLE], ["Tỉnh", "Hạng năm trước", "Hạng năm nay"]])
    book.sheets[0].put([[NAMES[u], two[u], one.rank(u)] for u in SOME])


@good(reports="column-skipped", fixed=True)
def scores_behind_those_of_the_year_before(book: Book) -> None:
    """A rank there could be that of the year before; a score is not."""
    one, two = par(2023), par(2022).scores
    book.sheet().put([[TITLE], ["Tỉnh", "Điểm năm trước", "Điểm"], *([NAMES[u], two[u], one.score(u)] for u in SOME)])


@good(reports="column-skipped", fixed=True)
def classes_of_an_officer_beside_the_groups(book: Book) -> None:
    numbers = par(2023)
    rows = [
        [
            NAMES[u],
            numbers.score(u),
            "Tốt" if n % 2 else "Khá",
            numbers.other(u, "group", "A" if numbers.ranks[u] < 5 else "B"),
        ]
        for n, u in enumerate(SOME)
    ]
    book.sheet().put([[TITLE], ["Tỉnh", "Điểm", "Xếp loại", "Nhóm"], *rows])


@bad("rows-unclear")
def classes_beside_others_without_a_heading(book: Book) -> None:
    """Either may be the groups."""
    scores = par(2023).scores
    rows = [[NAMES[u], scores[u], "Tốt" if n % 2 else "Khá", "AB"[n // 4]] for n, u in enumerate(SOME)]
    rows[0][3] = Cell(rows[0][3], bad=True)
    book.sheet().put([[TITLE], ["Tỉnh", "Điểm", "Xếp loại", None], *rows])


@bad("no-values")
def a_heading_of_question_marks(book: Book) -> None:
    """Somebody did not know either."""
    header = [Cell(text, bad=True) for text in ("Tỉnh", "Điểm tự chấm", "???")]
    book.sheet().put([[TITLE], header, *([NAMES[u], 60.5, s] for u, s in par(2023).scores.items())])


@bad("no-values")
def a_heading_of_dashes(book: Book) -> None:
    header = [Cell(text, bad=True) for text in ("Tỉnh", "-")]
    book.sheet().put([[TITLE], header, *([NAMES[u], s] for u, s in par(2023).scores.items())])


@bad("column-ambiguous")
def two_columns_of_groups(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], numbers.scores[u], "A" if n % 2 else "B", "I" if n % 2 else "II"] for n, u in enumerate(SOME)]
    book.sheet().put([[TITLE], ["Tỉnh", "Điểm", "Nhóm xếp loại", Cell("Nhóm", bad=True)], *rows])


@good(reports="column-skipped", fixed=True)
def bounds_that_do_not_say_of_what(book: Book) -> None:
    numbers = papi(2022)
    rows = [[NAMES[u], round(s - 0.9, 4), numbers.score(u), round(s + 0.8, 4)] for u, s in numbers.scores.items()]
    book.sheet().put([["CHỈ SỐ PAPI NĂM 2022"], ["Tỉnh", "Thấp", "Điểm", "Cao"], *rows])


@bad("no-values", anywhere=True)
def low_and_high_that_are_no_bounds(book: Book) -> None:
    """Where the figures between them are not always between: what they are nobody knows."""
    scores = papi(2022).scores
    rows = [[NAMES[u], round(s + n % 3 - 1, 4), s, round(s + 0.8, 4)] for n, (u, s) in enumerate(scores.items())]
    book.sheet().put([["CHỈ SỐ PAPI NĂM 2022"], ["Tỉnh", "Thấp", "Điểm", "Cao"], *rows])


@good(reports="column-skipped", fixed=True)
def weighted_scores_beside_those_that_are_published(book: Book) -> None:
    numbers = papi(2019)
    rows = [[NAMES[u], round(s + 1.37, 4), numbers.score(u)] for u, s in numbers.scores.items()]
    book.sheet().put([["CHỈ SỐ PAPI NĂM 2019"], ["Tỉnh", "Có trọng số", "Không có trọng số"], *rows])


@good(reports="column-skipped", fixed=True)
def weighted_scores_of_a_part_by_the_words_for_scores(book: Book) -> None:
    numbers = figures("papi.participation", 2019, SOME, 4, 6, 4)
    rows = [[NAMES[u], numbers.score(u), round(s + 0.17, 4)] for u, s in numbers.scores.items()]
    sheet = book.sheet().put([["CHỈ SỐ PAPI NĂM 2019"], ["Tỉnh", "1. Tham gia của người dân ở cấp cơ sở", None]])
    sheet.put([[None, "Điểm không có trọng số", "Điểm có trọng số"], *rows]).merge("A2:A3", "B2:C2")


@bad("no-results", anywhere=True)
def weighted_scores_alone(book: Book) -> None:
    rows = [[NAMES[u], round(s + 1.37, 4)] for u, s in papi(2019).scores.items()]
    book.sheet().put([["CHỈ SỐ PAPI NĂM 2019"], ["Tỉnh", "Có trọng số"], *rows])


@good(reports="index-other", fixed=True)
def indices_by_words_that_elsewhere_are_parts(book: Book) -> None:
    one, two, three = par(2023), sipas(2023), papi(2023)
    rows = [[NAMES[u], one.score(u), two.score(u), three.score(u), 0.5 + n / 40, 61.2 + n] for n, u in enumerate(SOME)]
    book.sheet().put([["KẾT QUẢ CÁC CHỈ SỐ NĂM 2023"], ["Tỉnh", "CCHC", "Hài lòng", "PAPI", "DTI", "PCI"], *rows])


@good(reports="indicator-unknown", fixed=True)
def satisfied_people_are_not_the_index_of_satisfaction(book: Book) -> None:
    one, three = par(2023), papi(2023)
    rows = [[NAMES[u], one.score(u), three.score(u), 10.5 + n, 70.5 - n] for n, u in enumerate(SOME)]
    book.sheet().put(
        [["KẾT QUẢ CÁC CHỈ SỐ NĂM 2023"], ["Tỉnh", "PAR INDEX", "PAPI", "Rất hài lòng", "Hài lòng"], *rows]
    )


@good(reports="repeated", fixed=True)
def a_row_that_was_pasted_twice(book: Book) -> None:
    """The numbers of the rows are no ranks because the last of them is there twice."""
    numbers = par(2023, OLD)
    rows = [[n, NAMES[u], numbers.score(u), numbers.rank(u)] for n, u in enumerate(numbers.by_rank(), 1)]
    last = [value.value if isinstance(value, Cell) else value for value in rows[-1]]
    book.sheet().put([[TITLE], ["STT", "Tỉnh", "Điểm", "Hạng"], *rows, last])
