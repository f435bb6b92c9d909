"""Headings: how many rows, which words, which language, and what stands beside the score."""

from corpus.case import bad, good
from corpus.data import AREAS, BLOCKS, ENGLISH, FEW, NAMES, OLD, SOME, comma, figures, papi, par, parts, ranking, sipas
from corpus.model import Book, Cell

TITLE = "KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) CẤP TỈNH NĂM 2023"
HEADER = ["Xếp hạng", "Tỉnh, thành phố", "Chỉ số tổng hợp"]


@good()
def one_row_of_headings(book: Book) -> None:
    numbers = par(2023, OLD)
    book.sheet("Xếp hạng").put([[TITLE], [], HEADER, *ranking(numbers)])


@good()
def two_rows_with_a_merged_group(book: Book) -> None:
    """The ministry's ranking table of 2020."""
    found = parts(BLOCKS, 2020, OLD)
    total = found["par-index"]
    sheet = book.sheet("Phụ lục 1").put(
        [
            ["CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2020 CỦA CÁC TỈNH, THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG"],
            ["Xếp hạng", "Tỉnh/TP", "Điểm thẩm định", "Điểm đánh giá tác động của CCHC", None, None, "Chỉ số tổng hợp"],
            [None, None, None, "Chỉ số SIPAS", "Khảo sát lãnh đạo, quản lý", "Tác động đến phát triển KT-XH"],
            *([total.rank(u), NAMES[u], *(found[i].score(u) for i in BLOCKS), total.score(u)] for u in total.by_rank()),
        ]
    )
    sheet.merge("A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3")


@good()
def three_rows_of_merged_headings(book: Book) -> None:
    found = parts(AREAS, 2023, SOME)
    top = ["STT", "Tỉnh, thành phố", "KẾT QUẢ THEO LĨNH VỰC", *[None] * 15, "Chỉ số tổng hợp", None]
    middle = [None, None, *(x for words, _ in AREAS.values() for x in (words, None))]
    bottom = [None, None, *["Điểm", "Xếp hạng"] * 9]
    rows = [
        [n, NAMES[u], *(x for i in [*AREAS, "par-index"] for x in (found[i].score(u), found[i].rank(u)))]
        for n, u in enumerate(SOME, 1)
    ]
    sheet = book.sheet("Lĩnh vực").put([[TITLE], top, middle, bottom, *rows])
    sheet.merge(
        "A2:A4", "B2:B4", "C2:R2", "S2:T3", *(f"{a}3:{b}3" for a, b in zip("CEGIKMOQ", "DFHJLNPR", strict=True))
    )


@good()
def eight_areas_with_numbers_and_maxima(book: Book) -> None:
    found = parts(AREAS, 2023, OLD)
    labels = [f"{n}. {words}" for n, (words, _) in enumerate(AREAS.values(), 1)]
    book.sheet("2023").put(
        [
            [TITLE],
            ["STT", "Tỉnh, thành phố", *labels, "Tổng điểm"],
            [None, "Điểm tối đa", *(top for _, top in AREAS.values()), 100],
            *(
                [n, NAMES[u], *(found[i].score(u) for i in AREAS), found["par-index"].score(u)]
                for n, u in enumerate(OLD, 1)
            ),
        ]
    )


@good()
def maxima_and_means_typed_as_text(book: Book) -> None:
    """Pasted from a document: right below the headings, they are no headings."""
    found = parts(AREAS, 2023, OLD)
    labels = [words for words, _ in AREAS.values()]
    book.sheet("2023").put(
        [
            [TITLE],
            ["STT", "Tỉnh, thành phố", *labels, "Tổng điểm", "Xếp hạng"],
            [None, "Điểm tối đa", *(comma(top) for _, top in AREAS.values()), "100,00", "-"],
            ["Trung bình cả nước", None, *(comma(top - 1) for _, top in AREAS.values()), "92,00", None],
            *(
                [str(n), NAMES[u], *(found[i].score(u, comma(found[i].scores[u])) for i in [*AREAS, "par-index"]), None]
                for n, u in enumerate(OLD, 1)
            ),
        ]
    )


@good()
def a_mean_and_a_dash_typed_as_text(book: Book) -> None:
    numbers = sipas(2023, SOME)
    for n, mean in enumerate(
        (["Trung bình", "87,11", "-"], ["Mục tiêu năm 2023", "90", None], ["Bình quân chung", "87,11 %", "–"])
    ):
        sheet = book.sheet(f"Bảng {n}").put([["Chỉ số SIPAS năm 2023"], ["TT", "Tỉnh", "SIPAS", "Xếp hạng"]])
        sheet.put([["(1)", "(2)", "(3)", "(4)"], [None, *mean]])
        sheet.put(
            [
                [str(k), NAMES[u], numbers.score(u, comma(numbers.scores[u])), numbers.rank(u)]
                for k, u in enumerate(SOME, 1)
            ]
        )


@good()
def maxima_typed_as_text_beside_provinces_in_columns(book: Book) -> None:
    found = parts(AREAS, 2023, SOME)
    book.sheet().put([[TITLE], ["TT", "Lĩnh vực", "Điểm tối đa", *(NAMES[u] for u in SOME)]])
    for n, (i, (words, top)) in enumerate(AREAS.items(), 1):
        cells = [found[i].score(u, comma(found[i].scores[u])) for u in SOME]
        book.sheets[0].put([[n, words, comma(top), *cells]])


@good()
def groups_of_years_over_maxima_typed_as_text(book: Book) -> None:
    """No row of figures: `Năm 2022` stands over `Điểm` and `Hạng` though not merged, and years are headings."""
    sheet = book.sheet().put([["Chỉ số SIPAS"], ["TT", "Tỉnh", "Năm 2022", None, "Năm 2023", None]])
    sheet.put([[None, None, *["Điểm", "Hạng"] * 2], [None, "Điểm tối đa", "100", None, "100", None]])
    years = [sipas(y, SOME) for y in (2022, 2023)]
    for n, u in enumerate(SOME, 1):
        sheet.put([[str(n), NAMES[u], *(x for y in years for x in (y.score(u, comma(y.scores[u])), y.rank(u)))]])


@bad("maximum-differs")
def other_maxima_typed_as_text(book: Book) -> None:
    numbers = sipas(2023, SOME)
    book.sheet().put(
        [["Chỉ số SIPAS năm 2023"], ["TT", "Tỉnh", "SIPAS"], [None, "Điểm tối đa", Cell("120,00", bad=True)]]
    )
    book.sheets[0].put([[str(n), NAMES[u], comma(numbers.scores[u])] for n, u in enumerate(SOME, 1)])


@good()
def a_row_of_column_codes(book: Book) -> None:
    found = parts(BLOCKS, 2023, SOME)
    codes = ["(A)", "(B)", "(1)", "(2)", "(3)", "(4)", "(5)=(1)+(2)+(3)+(4)", "(6)"]
    book.sheet("Bảng 2").put(
        [
            [TITLE],
            ["TT", "Địa phương", *(words for words, _ in BLOCKS.values()), "Chỉ số tổng hợp", "Xếp hạng"],
            codes,
            *(
                [n, NAMES[u], *(found[i].score(u) for i in [*BLOCKS, "par-index"]), found["par-index"].rank(u)]
                for n, u in enumerate(SOME, 1)
            ),
        ]
    )


@good()
def maxima_printed_in_the_headings(book: Book) -> None:
    found = parts(AREAS, 2023, SOME)
    labels = [f"{words} ({comma(top, 1)} điểm)" for words, top in AREAS.values()]
    book.sheet().put(
        [
            [TITLE],
            ["TT", "Tỉnh", *labels, "Tổng cộng (100 điểm)"],
            *([n, NAMES[u], *(found[i].score(u) for i in [*AREAS, "par-index"])] for n, u in enumerate(SOME, 1)),
        ]
    )


@good()
def impact_in_a_table_by_area_is_16_5(book: Book) -> None:
    found = parts(AREAS, 2023, SOME)
    labels = [
        "Chỉ đạo, điều hành",
        "Thể chế",
        "TTHC",
        "Bộ máy",
        "Công vụ",
        "Tài chính công",
        "Chính quyền số",
        "Tác động",
    ]
    book.sheet().put(
        [
            [TITLE],
            ["TT", "Tỉnh", *labels, "Chỉ số tổng hợp"],
            *([n, NAMES[u], *(found[i].score(u) for i in [*AREAS, "par-index"])] for n, u in enumerate(SOME, 1)),
        ]
    )


@good()
def impact_in_a_table_by_origin_is_38_5(book: Book) -> None:
    found = parts({"par-index.appraised": ("", 61.5), "par-index.impact-block": ("", 38.5)}, 2023, SOME)
    ids = ["par-index.appraised", "par-index.impact-block", "par-index"]
    book.sheet().put(
        [
            [TITLE],
            ["TT", "Tỉnh", "Điểm thẩm định", "Tác động", "Chỉ số tổng hợp"],
            [None, "Điểm tối đa", 61.5, 38.5, 100],
            *([n, NAMES[u], *(found[i].score(u) for i in ids)] for n, u in enumerate(SOME, 1)),
        ]
    )


@good()
def impact_alone_is_told_by_its_range(book: Book) -> None:
    """Values of 28 to 35 cannot be out of 16.5."""
    block = figures("par-index.impact-block", 2023, SOME, 28.0, 35.0)
    total = par(2023)
    book.sheet().put(
        [[TITLE], ["TT", "Tỉnh", "Tác động", "Chỉ số tổng hợp"]]
        + [[n, NAMES[u], block.score(u), total.score(u)] for n, u in enumerate(SOME, 1)]
    )


@good()
def words_broken_by_newlines_and_spaces(book: Book) -> None:
    numbers = par(2023)
    header = ["Xếp\nhạng", " Tỉnh,\nthành phố  ", "Chỉ số\ntổng\u00a0hợp "]
    book.sheet("Bảng 1 ").put([[f"  {TITLE}\n"], header, *ranking(numbers)])


@good()
def english_headings_only(book: Book) -> None:
    numbers = par(2023)
    book.sheet("Ranking").put(
        [["Public Administration Reform Index (PAR INDEX) 2023"], ["Rank", "Province", "PAR INDEX score"]]
        + [[numbers.rank(u), ENGLISH[u], numbers.score(u)] for u in SOME]
    )


@good()
def headings_in_two_languages_in_one_cell(book: Book) -> None:
    numbers = par(2023)
    header = ["STT/No.", "Tỉnh, thành phố/Province", "Điểm/Score", "Xếp hạng/Rank"]
    book.sheet().put(
        [["CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023 / PAR INDEX 2023"], header]
        + [[n, NAMES[u], numbers.score(u), numbers.rank(u)] for n, u in enumerate(SOME, 1)]
    )


@good()
def headings_in_two_languages_by_line(book: Book) -> None:
    numbers = par(2023)
    header = ["STT\n(No.)", "Tỉnh, thành phố\n(Province)", "Điểm\n(Score)", "Xếp hạng\n(Rank)"]
    book.sheet().put(
        [[TITLE], header] + [[n, NAMES[u], numbers.score(u), numbers.rank(u)] for n, u in enumerate(SOME, 1)]
    )


@good()
def headings_in_two_languages_in_two_rows(book: Book) -> None:
    numbers = sipas(2023)
    book.sheet().put(
        [
            ["Chỉ số hài lòng của người dân (SIPAS) năm 2023"],
            ["STT", "Tỉnh, thành phố", "Chỉ số hài lòng", "Xếp hạng"],
            ["No.", "Province", "SIPAS", "Rank"],
        ]
        + [[n, NAMES[u], numbers.score(u), numbers.rank(u)] for n, u in enumerate(SOME, 1)]
    )


@good()
def vietnamese_and_english_words_mixed(book: Book) -> None:
    numbers = papi(2023)
    book.sheet("PAPI").put(
        [["Chỉ số PAPI năm 2023"], ["STT", "Tên tỉnh", "Province", "Unweighted PAPI Score", "Hạng"]]
        + [[n, NAMES[u], ENGLISH[u], numbers.score(u), numbers.rank(u)] for n, u in enumerate(SOME, 1)]
    )


@good()
def ranks_only(book: Book) -> None:
    numbers = par(2023, OLD)
    book.sheet().put(
        [[TITLE], ["STT", "Tỉnh", "Xếp hạng"], *([n, NAMES[u], numbers.rank(u)] for n, u in enumerate(OLD, 1))]
    )


@good()
def scores_only(book: Book) -> None:
    numbers = par(2023)
    book.sheet().put([[TITLE], ["Tỉnh", "Điểm"], *([NAMES[u], numbers.score(u)] for u in SOME)])


@good()
def columns_in_odd_order(book: Book) -> None:
    numbers = par(2023)
    book.sheet().put(
        [[TITLE], ["Chỉ số tổng hợp", "Ghi chú", "Xếp hạng", "Tỉnh, thành phố", "STT"]]
        + [[numbers.score(u), None, numbers.rank(u), NAMES[u], n] for n, u in enumerate(SOME, 1)]
    )


@good()
def a_column_of_change_against_last_year(book: Book) -> None:
    numbers = par(2023)
    header = ["STT", "Tỉnh", "Chỉ số tổng hợp", "Tăng/giảm so với năm 2022", "Xếp hạng", "Tăng/giảm bậc"]
    changes = [1.25, -0.4, 0.0, 3.1, -2.05, 0.7, "\u22121,5", "+0,3"]
    steps = [1, -2, 0, 5, -7, 3, "\u2193 2", "+4"]
    book.sheet().put(
        [[TITLE], header]
        + [
            [n, NAMES[u], numbers.score(u), changes[n - 1], numbers.rank(u), steps[n - 1]]
            for n, u in enumerate(SOME, 1)
        ]
    )


@good()
def a_column_plus_minus(book: Book) -> None:
    numbers = par(2023)
    book.sheet().put(
        [[TITLE], ["Hạng", "Tỉnh", "Điểm", "+/-"]]
        + [[numbers.rank(u), NAMES[u], numbers.score(u), n - 4] for n, u in enumerate(numbers.by_rank())]
    )


@good(reports="skipped|unknown")
def points_and_percent_of_the_maximum(book: Book) -> None:
    points = figures("par-index.procedures", 2023, SOME, 9.5, 12.9)
    sheet = book.sheet("TTHC").put(
        [
            ["CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023"],
            ["STT", "Tỉnh", "Cải cách thủ tục hành chính"],
            [None, None, "Điểm (tối đa 13)", "Tỷ lệ % so với điểm tối đa", "Xếp hạng"],
            *(
                [n, NAMES[u], points.score(u), round(points.scores[u] / 13 * 100, 2), points.rank(u)]
                for n, u in enumerate(SOME, 1)
            ),
        ]
    )
    sheet.merge("C2:E2", "A2:A3", "B2:B3")


@good()
def groups_a_b_c(book: Book) -> None:
    numbers = par(2023)
    rows = [
        [
            numbers.rank(u),
            NAMES[u],
            numbers.score(u),
            numbers.other(u, "group", "A" if numbers.scores[u] >= 90 else "B"),
        ]
        for u in numbers.by_rank()
    ]
    book.sheet().put([[TITLE], ["Hạng", "Tỉnh", "Chỉ số tổng hợp", "Nhóm"], *rows])


@good()
def confidence_bounds(book: Book) -> None:
    numbers = papi(2023)
    rows = [
        [
            n,
            NAMES[u],
            numbers.score(u),
            numbers.other(u, "ci_low", round(numbers.scores[u] - 0.5, 4)),
            numbers.other(u, "ci_high", round(numbers.scores[u] + 0.5, 4)),
        ]
        for n, u in enumerate(SOME, 1)
    ]
    header = ["STT", "Tỉnh", "Chỉ số PAPI", "Khoảng tin cậy dưới", "Khoảng tin cậy trên"]
    book.sheet().put([["CHỈ SỐ PAPI NĂM 2023"], header, *rows])


@good()
def headings_above_some_columns_missing(book: Book) -> None:
    """Nobody wrote `STT` and `Tỉnh`."""
    numbers = par(2023)
    book.sheet().put([[TITLE], [None, None, "Chỉ số tổng hợp", "Xếp hạng"]])
    book.sheets[0].put([[n, NAMES[u], numbers.score(u), numbers.rank(u)] for n, u in enumerate(SOME, 1)])


@good()
def notes_numbered_in_the_headings(book: Book) -> None:
    numbers = par(2023)
    book.sheet().put([[TITLE], ["Hạng (1)", "Tỉnh (*)", "Chỉ số tổng hợp (2)"], *ranking(numbers)])
    book.sheets[0].put([["(1) Thứ hạng do Bộ Nội vụ công bố."], ["(2) Đơn vị tính: %"]])


@good()
def unit_of_measure_in_the_headings(book: Book) -> None:
    numbers = sipas(2024)
    book.sheet().put(
        [["MỨC ĐỘ HÀI LÒNG CỦA NGƯỜI DÂN NĂM 2024"], [None, None, "Đơn vị tính: %"]]
        + [["STT", "Tỉnh, thành phố", "Chỉ số hài lòng chung (%)"]]
        + [[n, NAMES[u], numbers.score(u)] for n, u in enumerate(SOME, 1)]
    )


@good(fixed=True)
def ranks_beside_their_scores_without_a_group(book: Book) -> None:
    """`Hạng` after each score belongs to the score on its left."""
    one, two = figures("par-index.steering", 2023, FEW, 7, 9.4), figures("par-index.finance", 2023, FEW, 8, 11.8)
    book.sheet().put(
        [[TITLE], ["Tỉnh", "Chỉ đạo, điều hành", "Hạng", "Tài chính công", "Hạng"]]
        + [[NAMES[u], one.score(u), one.rank(u), two.score(u), two.rank(u)] for u in FEW]
    )


@good()
def a_column_of_self_scores_is_no_result(book: Book) -> None:
    """What a province gives itself is not the published score."""
    numbers = par(2023)
    book.sheet().put(
        [[TITLE], ["STT", "Tỉnh", "Điểm tự đánh giá", "Chỉ số tổng hợp"]]
        + [[n, NAMES[u], Cell(round(numbers.scores[u] + 2, 2)), numbers.score(u)] for n, u in enumerate(SOME, 1)]
    )


@good()
def words_broken_by_carriage_returns(book: Book) -> None:
    """Excel stores a carriage return as `_x000D_`."""
    numbers = par(2023)
    header = ["Xếp_x000D_\nhạng", "Tỉnh,_x000D_\nthành phố", "Chỉ số_x000D_\ntổng hợp"]
    book.sheet("Bảng 1").put([[TITLE], header, *ranking(numbers)])
