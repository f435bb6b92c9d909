"""Sheets that were once read wrong or refused without need: a good one and a bad one for each rule."""

from corpus.case import bad, good
from corpus.data import AREAS, NAMES, OLD, SOME, figures, par, parts, ranking, sipas
from corpus.faults import wrong
from corpus.headers import HEADER, TITLE
from corpus.model import Book

TEN = OLD[:10]
NO_YEAR = "KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) CẤP TỈNH"


# --- headings ----------------------------------------------------------------------------------


@good()
def figures_under_the_word_index_are_scores(book: Book) -> None:
    numbers = par(2023)
    book.sheet().put([[TITLE], ["Hạng", "Tỉnh", "Chỉ số (%)"], *ranking(numbers)])


@good()
def figures_under_the_word_criterion_are_scores_where_ranks_follow_them(book: Book) -> None:
    numbers = par(2023, TEN)
    book.sheet().put([[TITLE], ["Hạng", "Tỉnh", "Chỉ tiêu"], *ranking(numbers)])


@bad("heading-unclear")
def figures_under_the_word_criterion_without_ranks(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], wrong(numbers.scores[u]) if n == 0 else numbers.scores[u]] for n, u in enumerate(SOME)]
    book.sheet().put([[TITLE], ["Tỉnh", "Chỉ tiêu"], *rows])


@good()
def the_year_with_its_word_in_each_heading(book: Book) -> None:
    now, then = par(2023), par(2022)
    header = ["Tỉnh", "Tổng điểm năm 2022", "Hạng năm 2022", "Điểm năm 2023", "Xếp hạng năm 2023"]
    book.sheet().put(
        [[NO_YEAR], header] + [[NAMES[u], then.score(u), then.rank(u), now.score(u), now.rank(u)] for u in SOME]
    )


@good()
def years_with_marks_around_them(book: Book) -> None:
    now, then = par(2023), par(2022)
    book.sheet().put(
        [[NO_YEAR], ["Tỉnh", "2022 (điểm)", "N2023"], *([NAMES[u], then.score(u), now.score(u)] for u in SOME)]
    )


@good()
def a_mean_over_years_beside_the_year(book: Book) -> None:
    now = par(2023)
    book.sheet().put(
        [[TITLE], ["Tỉnh", "Điểm", "Điểm 2021-2023"]] + [[NAMES[u], now.score(u), now.scores[u] - 1] for u in SOME]
    )


@bad("no-values", anywhere=True)
def a_mean_over_years_alone(book: Book) -> None:
    now = par(2023)
    rows = [[NAMES[u], now.scores[u]] for u in SOME]
    book.sheet("2023").put([[NO_YEAR], ["Tỉnh", "2021-2023"], [wrong(NAMES[SOME[0]]), now.scores[SOME[0]]], *rows[1:]])


@good()
def changes_by_sign_alone(book: Book) -> None:
    numbers = par(2023)
    book.sheet().put(
        [[TITLE], ["Tỉnh", "Điểm", "Hạng", "Hạng +/-", "Điểm ↑↓"]]
        + [[NAMES[u], numbers.score(u), numbers.rank(u), n, 0.5] for n, u in enumerate(SOME, 1)]
    )


@good()
def changes_in_a_group_of_their_own(book: Book) -> None:
    numbers = par(2023)
    sheet = book.sheet().put(
        [
            [TITLE],
            ["Tỉnh", "Năm 2023", None, "Tăng, giảm", None],
            [None, "Điểm", "Hạng", "Điểm", "Hạng"],
            *([NAMES[u], numbers.score(u), numbers.rank(u), 0.5, n] for n, u in enumerate(SOME, 1)),
        ]
    )
    sheet.merge("A2:A3", "B2:C2", "D2:E2")


# --- rows --------------------------------------------------------------------------------------


@good()
def rows_that_sum_up_by_any_name(book: Book) -> None:
    numbers = par(2023)
    rows = [[None, label, 85.5] for label in ("TB cả nước", "Giá trị trung bình", "Cao nhất (Quảng Ninh)", "Cộng")]
    groups = [[None, label, 85.5] for label in ("Trung bình nhóm A", "Vùng Đồng bằng sông Hồng")]
    book.sheet().put([[TITLE], HEADER, *groups, *ranking(numbers), *rows])


@bad("unit-unknown")
def a_class_beside_an_unknown_name(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], numbers.scores[u], "Trung bình"] for u in SOME]
    book.sheet().put([[TITLE], ["Tỉnh", "Điểm", "Nhóm"], *rows, [wrong("Hà Nộii"), 80.1, "Trung bình"]])


@good()
def a_title_repeated_among_the_rows(book: Book) -> None:
    numbers = par(2023)
    rows = ranking(numbers)
    book.sheet().put([[TITLE], HEADER, *rows[:4], [TITLE], *rows[4:]])


@bad("heading-inside")
def another_part_begins_among_the_rows(book: Book) -> None:
    numbers = figures("par-index.institutions", 2023, TEN, 5.1, 9.1)
    rows = [[n, NAMES[u], numbers.scores[u]] for n, u in enumerate(TEN, 1)]
    book.sheet().put([[TITLE], ["TT", "Tỉnh", "Điểm"], *rows[:5], [wrong("Cải cách thể chế")], *rows[5:]])


@good()
def a_year_that_is_no_year_measured(book: Book) -> None:
    numbers = par(2023)
    header = ["Tỉnh", "Điểm", "Năm thành lập", "Biên chế"]
    book.sheet().put([[TITLE], header] + [[NAMES[u], numbers.score(u), 2019, 2013 + n] for n, u in enumerate(SOME)])


@bad("rows-not-results")
def a_column_of_stages(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], "Thẩm định", numbers.scores[u]] for u in SOME]
    rows[2][1] = wrong("Tự chấm")
    book.sheet().put([[TITLE], ["Tỉnh", "Loại điểm", "Điểm"], *rows])


@bad("rows-not-results")
def a_column_that_names_another_index_in_full(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], "Chỉ số cải cách hành chính", numbers.scores[u]] for u in SOME]
    rows[2][1] = wrong("Chỉ số hài lòng về sự phục vụ hành chính (SIPAS)")
    book.sheet().put([[TITLE], ["Tỉnh", "Tên", "Điểm"], *rows])


@good()
def a_column_that_names_its_own_index_in_every_way(book: Book) -> None:
    numbers = par(2023)
    names = ("PAR INDEX", "Chỉ số CCHC", "Chỉ số cải cách hành chính (PAR INDEX)")
    rows = [[NAMES[u], names[n % 3], numbers.score(u)] for n, u in enumerate(SOME)]
    book.sheet().put([[TITLE], ["Tỉnh", "Tên", "Điểm"], *rows])


@good()
def remarks_that_speak_of_targets(book: Book) -> None:
    numbers = par(2023)
    header = ["Tỉnh", "Điểm", "Ghi chú"]
    book.sheet().put(
        [[TITLE], header]
        + [[NAMES[u], numbers.score(u), "Thấp hơn mục tiêu đề ra" if not n else None] for n, u in enumerate(SOME)]
    )


@bad("rows-not-results")
def a_column_of_departments(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], wrong("Sở Nội vụ") if not n else "Sở Tài chính", numbers.scores[u]] for n, u in enumerate(SOME)]
    book.sheet().put([[TITLE], ["Tỉnh", "Cơ quan", "Điểm"], *rows])


# --- long tables -------------------------------------------------------------------------------


@good()
def two_indices_beside_a_column_of_years(book: Book) -> None:
    rows = []
    for year in (2022, 2023):
        one, two = sipas(year), par(year)
        rows += [[year, NAMES[u], one.score(u), one.rank(u), two.score(u), two.rank(u)] for u in SOME]
    header = [["Năm", "Tỉnh", "SIPAS", None, "PAR INDEX", None], [None, None, "Điểm", "Hạng", "Điểm", "Hạng"]]
    sheet = book.sheet().put(header + rows)
    sheet.merge("A1:A2", "B1:B2", "C1:D1", "E1:F1")


@bad("column-ambiguous")
def two_scores_in_each_row_of_a_long_table(book: Book) -> None:
    numbers = par(2023)
    rows = [[2023, NAMES[u], "PAR INDEX", numbers.scores[u], numbers.scores[u] + 0.1] for u in SOME]
    book.sheet().put([["Năm", "Tỉnh", "Chỉ số", "Điểm", wrong("Giá trị")], *rows])


@bad("number-unreadable")
def a_span_of_years_in_a_long_table(book: Book) -> None:
    numbers = par(2023)
    rows = [[2022, NAMES[u], "PAR INDEX", numbers.scores[u]] for u in SOME]
    rows[0][0] = wrong("2022/2023")
    book.sheet().put([["Năm", "Tỉnh", "Chỉ số", "Điểm"], *rows])


# --- ranks, maxima, rivals ---------------------------------------------------------------------


@good(fixed=True)
def each_rank_before_its_score(book: Book) -> None:
    found = parts(AREAS, 2023, TEN)
    two = [found["par-index.institutions"], found["par-index.procedures"], found["par-index"]]
    header = ["Tỉnh", "Hạng", "Cải cách thể chế", "Hạng", "Cải cách thủ tục hành chính", "Hạng", "PAR INDEX"]
    book.sheet().put([[TITLE], header] + [[NAMES[u], *(c for f in two for c in (f.rank(u), f.score(u)))] for u in TEN])


@bad("ranks-differ", "ranks-unrelated")
def ranks_of_another_column(book: Book) -> None:
    numbers = par(2023, OLD)
    order = numbers.by_rank()
    moved = [*order[::3], *order[1::3], *order[2::3]]
    rows = [[NAMES[u], numbers.scores[u], wrong(n)] for n, u in enumerate(moved, 1)]
    book.sheet().put([[TITLE], ["Tỉnh", "Điểm", "Hạng"], *rows])


@good()
def the_maximum_in_brackets(book: Book) -> None:
    numbers = figures("par-index.institutions", 2023, SOME, 7.1, 9.1)
    book.sheet().put([[TITLE], ["Tỉnh", "Cải cách thể chế (10 điểm)"], *([NAMES[u], numbers.score(u)] for u in SOME)])


@bad("maximum-differs")
def another_maximum_in_brackets(book: Book) -> None:
    numbers = figures("par-index.institutions", 2023, SOME, 7.1, 9.1)
    rows = [[NAMES[u], numbers.scores[u]] for u in SOME]
    book.sheet().put([[TITLE], ["Tỉnh", wrong("Cải cách thể chế (14,5 điểm)")], *rows])


@bad("maximum-differs")
def another_maximum_in_a_row_of_maxima(book: Book) -> None:
    found = parts(AREAS, 2023, SOME)
    one = found["par-index.institutions"]
    rows = [[NAMES[u], one.scores[u], found["par-index"].scores[u]] for u in SOME]
    maxima = ["Điểm tối đa", wrong(14.5), 100]
    book.sheet().put([[TITLE], ["Tỉnh", "Cải cách thể chế", "PAR INDEX"], maxima, *rows])


@good(reports="unknown")
def rounded_scores_beside_the_scores(book: Book) -> None:
    numbers = par(2023)
    book.sheet().put(
        [[TITLE], ["Tỉnh", "Điểm", "Điểm làm tròn"]]
        + [[NAMES[u], numbers.score(u), round(numbers.scores[u], 1)] for u in SOME]
    )


@bad("column-ambiguous")
def adjusted_scores_beside_the_scores(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], numbers.scores[u], round(numbers.scores[u] + 0.17, 2)] for u in SOME]
    book.sheet().put([[TITLE], ["Tỉnh", "Điểm", wrong("Điểm (điều chỉnh)")], *rows])


# --- numbers and codes for names ---------------------------------------------------------------


@good()
def areas_by_their_numbers(book: Book) -> None:
    found = parts(AREAS, 2023, SOME)
    header = ["TT", "Tỉnh", *(f"LV{n}" for n in range(1, 9)), "PAR INDEX", "Hạng/63"]
    book.sheet().put(
        [[TITLE], header, ["A", "B", *range(1, 11)]]
        + [
            [n, NAMES[u], *(found[i].score(u) for i in AREAS), found["par-index"].score(u), found["par-index"].rank(u)]
            for n, u in enumerate(SOME, 1)
        ]
    )


@bad("no-values", anywhere=True)
def an_area_by_a_number_there_is_not(book: Book) -> None:
    rows = [[NAMES[u], 8.5 + n / 100] for n, u in enumerate(SOME)]
    rows[0][0] = wrong(rows[0][0])
    book.sheet().put([[TITLE], ["Tỉnh", "Lĩnh vực 9"], *rows])


@good(fixed=True)
def years_over_the_first_of_their_columns(book: Book) -> None:
    then, now = par(2022), par(2023)
    book.sheet().put(
        [
            [NO_YEAR],
            [None, None, "Năm 2022", None, "Năm 2023", None],
            ["TT", "Tỉnh", "Điểm", "Hạng", "Điểm", "Hạng"],
            *([n, NAMES[u], then.score(u), then.rank(u), now.score(u), now.rank(u)] for n, u in enumerate(SOME, 1)),
        ]
    )


@bad("year-unknown", "column-ambiguous")
def years_over_columns_that_do_not_repeat(book: Book) -> None:
    then, now = par(2022), par(2023)
    book.sheet().put(
        [
            [NO_YEAR],
            [None, "Năm 2022", wrong(None), "Năm 2023", None, None],
            ["Tỉnh", "Điểm", "Hạng", "Điểm", "Hạng", "Điểm"],
            *([NAMES[u], then.scores[u], then.ranks[u], now.scores[u], now.ranks[u], 80.5] for u in SOME),
        ]
    )


# --- tables side by side, columns beside the values ----------------------------------------------


@good(fixed=True)
def one_title_over_two_years_side_by_side(book: Book) -> None:
    then, now = par(2022), par(2023)
    rows = [
        [then.rank(a), NAMES[a], then.score(a), None, now.rank(b), NAMES[b], now.score(b)]
        for a, b in zip(then.by_rank(), now.by_rank(), strict=True)
    ]
    header = ["Hạng", "Tỉnh", "Điểm"]
    years = ["Năm 2022", None, None, None, "Năm 2023"]
    book.sheet().put([["XẾP HẠNG PAR INDEX"], years, [*header, None, *header], *rows])


@good()
def the_national_mean_in_a_column(book: Book) -> None:
    numbers = par(2023)
    header = ["Tỉnh", "Điểm của tỉnh", "Điểm trung bình cả nước", "Chênh lệch so với trung bình cả nước", "Xếp hạng"]
    book.sheet().put([[TITLE], header] + [[NAMES[u], numbers.score(u), 86.98, 1.5, numbers.rank(u)] for u in SOME])


@good(reports="column-skipped")
def whole_numbers_without_a_heading(book: Book) -> None:
    numbers = par(2023)
    book.sheet().put([[TITLE], ["Tỉnh", "Điểm"], *([NAMES[u], numbers.score(u), n] for n, u in enumerate(SOME, 7))])


@good()
def the_province_that_leads_the_cluster_left_of_each(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[SOME[0]], NAMES[u], numbers.score(u)] for u in SOME]
    book.sheet().put([[TITLE], ["Cụm trưởng", "Tỉnh", "Điểm"], *rows])


@bad("column-between")
def a_folded_ranking_whose_first_column_is_hidden(book: Book) -> None:
    rows = ranking(par(2023, OLD))
    sheet = book.sheet().put([[TITLE], [*HEADER, wrong(HEADER[0]), *HEADER[1:]]])
    sheet.put(rows[:32], at="A3")
    sheet.put(rows[32:], at="D3")
    sheet.hide(columns="A")


@good(fixed=True)
def a_folded_ranking_with_a_gap_and_its_first_column_hidden(book: Book) -> None:
    numbers = par(2023, OLD)
    rows = [[n, NAMES[u], numbers.score(u)] for n, u in enumerate(numbers.by_rank(), 1)]
    sheet = book.sheet().put([[TITLE], ["TT", *HEADER[1:], None, "TT", *HEADER[1:]]])
    sheet.put(rows[:32], at="A3")
    sheet.put(rows[32:], at="E3")
    sheet.hide(columns="A")


# --- names ---------------------------------------------------------------------------------------


@bad("names-differ", "index-unknown")
def two_columns_of_names_before_the_same_scores(book: Book) -> None:
    numbers = par(2023, TEN)
    others = [*TEN[1:], TEN[0]]
    rows = [
        [NAMES[u], wrong(NAMES[o]) if n == 0 else NAMES[o], numbers.scores[u]]
        for n, (u, o) in enumerate(zip(TEN, others, strict=True))
    ]
    book.sheet().put([[TITLE], ["Tỉnh", "Tỉnh kiểm tra chéo", "Điểm"], *rows])
