"""Where the table stands, what stands around it, what is hidden, and rows that are no units."""

from corpus.case import bad, good
from corpus.data import ENGLISH, FEW, NAMES, OLD, SOME, figures, papi, par, ranking, sipas
from corpus.headers import HEADER, TITLE
from corpus.model import Book, Cell

SIGNATURES = [
    [],
    ["Nơi nhận:", None, None, "TM. ỦY BAN NHÂN DÂN"],
    ["- Như trên;", None, None, "KT. CHỦ TỊCH"],
    ["- Bộ Nội vụ;", None, None, "PHÓ CHỦ TỊCH"],
    ["- Lưu: VT, NC.", None, None, "(Đã ký)"],
    [None, None, None, "Nguyễn Văn A"],
]


@good()
def far_from_the_corner(book: Book) -> None:
    book.sheet().put([[TITLE], [], HEADER, *ranking(par(2023))], at="F12")


@good()
def letterhead_above_and_signatures_below(book: Book) -> None:
    sheet = book.sheet("Phụ lục").put(
        [
            ["ỦY BAN NHÂN DÂN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["TỈNH LÀO CAI", None, None, "Độc lập - Tự do - Hạnh phúc"],
            ["Số: 123/BC-UBND", None, None, "Lào Cai, ngày 20 tháng 4 năm 2024"],
            [],
            ["PHỤ LỤC 01"],
            [TITLE],
            ["(Kèm theo Báo cáo số 123/BC-UBND ngày 20 tháng 4 năm 2024 của UBND tỉnh Lào Cai)"],
            ["Đơn vị tính: %"],
            HEADER,
            *ranking(par(2023)),
            *SIGNATURES,
        ]
    )
    sheet.merge("A5:D5", "A6:D6", "A7:D7")


@good()
def in_the_middle_of_a_report(book: Book) -> None:
    book.sheet("Báo cáo").put(
        [
            ["BÁO CÁO KẾT QUẢ CẢI CÁCH HÀNH CHÍNH NĂM 2023"],
            ["I. TÌNH HÌNH CHUNG"],
            ["Ngày 17/4/2024, Bộ Nội vụ công bố Chỉ số CCHC năm 2023 của 63 tỉnh, thành phố."],
            ["Tỉnh Quảng Ninh dẫn đầu; Hà Nội đứng thứ 3, Hải Phòng đứng thứ 2."],
            [],
            ["II. KẾT QUẢ CỤ THỂ"],
            ["Bảng 1. Chỉ số PAR INDEX năm 2023"],
            HEADER,
            *ranking(par(2023)),
            [],
            ["III. ĐÁNH GIÁ"],
            ["So với năm 2022, Chỉ số trung bình tăng 2,19%; Lào Cai tăng 5 bậc."],
            ["Hà Nội", "cần tiếp tục duy trì kết quả; Cà Mau cần cải thiện thứ hạng."],
        ]
    )


@good()
def a_name_among_the_paragraphs_above(book: Book) -> None:
    book.sheet().put([["Hà Nội"], ["Tháng 4 năm 2024"], [], [TITLE], HEADER, *ranking(par(2023))])


@good()
def stacked_tables_of_two_years(book: Book) -> None:
    sheet = book.sheet("Tổng hợp")
    for number, year in enumerate((2022, 2023), 1):
        sheet.put([[f"Bảng {number}. Chỉ số PAR INDEX năm {year}"], HEADER, *ranking(par(year)), [], []])


@good()
def stacked_tables_of_two_indices(book: Book) -> None:
    sheet = book.sheet("Năm 2023")
    sheet.put([["1. Chỉ số cải cách hành chính (PAR INDEX)"], ["Hạng", "Tỉnh", "Điểm"], *ranking(par(2023)), []])
    sheet.put([["2. Chỉ số hài lòng của người dân (SIPAS)"], ["Hạng", "Tỉnh", "Điểm"], *ranking(sipas(2023))])


@good()
def stacked_tables_of_the_same_year(book: Book) -> None:
    steering = figures("par-index.steering", 2023, SOME, 7, 9.4)
    sheet = book.sheet().put([[TITLE], HEADER, *ranking(par(2023)), [], ["Kết quả lĩnh vực 1"]])
    sheet.put([["Xếp hạng", "Tỉnh", "Công tác chỉ đạo, điều hành CCHC"], *ranking(steering)])


@good(fixed=True)
def side_by_side_tables_of_two_indices(book: Book) -> None:
    sheet = book.sheet("Năm 2023")
    sheet.put([["Chỉ số PAR INDEX năm 2023"], HEADER, *ranking(par(2023))], at="A1")
    sheet.put(
        [["Chỉ số SIPAS năm 2023"], ["Xếp hạng", "Tỉnh, thành phố", "Chỉ số SIPAS"], *ranking(sipas(2023))], at="E1"
    )


@good(fixed=True)
def side_by_side_tables_of_two_years(book: Book) -> None:
    sheet = book.sheet("PAR INDEX")
    sheet.put([["Chỉ số CCHC năm 2022"], HEADER, *ranking(par(2022))], at="A1")
    sheet.put([["Chỉ số CCHC năm 2023"], HEADER, *ranking(par(2023))], at="E1")


@good(fixed=True)
def one_ranking_folded_into_two_halves(book: Book) -> None:
    rows = ranking(par(2023, OLD))
    sheet = book.sheet().put([[TITLE], [*HEADER, *HEADER]])
    sheet.put(rows[:32], at="A3")
    sheet.put(rows[32:], at="D3")


@good(reports="hidden-skipped")
def halves_with_a_hidden_column_between_names_and_scores(book: Book) -> None:
    numbers = par(2023)
    rows = [[numbers.rank(u), NAMES[u], 1.25, numbers.score(u)] for u in numbers.by_rank()]
    half = (len(rows) + 1) // 2
    sheet = book.sheet().put([[TITLE], [*HEADER[:2], "Hệ số", HEADER[2], *HEADER]])
    sheet.put(rows[:half], at="A3")
    sheet.put([[rank, name, score] for rank, name, _, score in rows[half:]], at="E3")
    sheet.hide(columns="C")


@good()
def province_column_on_the_right(book: Book) -> None:
    numbers = par(2023)
    book.sheet().put(
        [[TITLE], ["STT", "Xếp hạng", "Chỉ số tổng hợp", "Ghi chú", "Tỉnh, thành phố"]]
        + [[n, numbers.rank(u), numbers.score(u), None, NAMES[u]] for n, u in enumerate(SOME, 1)]
    )


@good()
def an_empty_column_between(book: Book) -> None:
    numbers = par(2023)
    book.sheet().put(
        [[TITLE], ["STT", None, "Tỉnh", None, None, "Điểm", None, "Hạng"]]
        + [[n, None, NAMES[u], None, None, numbers.score(u), None, numbers.rank(u)] for n, u in enumerate(SOME, 1)]
    )


@good()
def empty_rows_below_the_headings_and_between(book: Book) -> None:
    rows = ranking(par(2023))
    book.sheet().put([[TITLE], [], HEADER, [], *rows[:3], [], [], *rows[3:]])


@good()
def names_merged_over_two_columns(book: Book) -> None:
    numbers = par(2023)
    sheet = book.sheet().put(
        [[TITLE], ["STT", "Tỉnh, thành phố", None, "Chỉ số tổng hợp", "Xếp hạng"]]
        + [[n, NAMES[u], None, numbers.score(u), numbers.rank(u)] for n, u in enumerate(SOME, 1)]
    )
    sheet.merge(*(f"B{row}:C{row}" for row in range(2, 3 + len(SOME))))


@good(reports="hidden|skipped")
def a_hidden_sheet_is_left_out(book: Book) -> None:
    book.sheet("2023").put([[TITLE], HEADER, *ranking(par(2023))])
    other = figures("par-index", 2023, SOME, 60, 70)
    book.sheet("Bản nháp", hidden=True).put([[TITLE], HEADER, *ranking(other)])


@good(reports="hidden|skipped")
def a_hidden_column_is_not_read(book: Book) -> None:
    numbers = par(2023)
    rows = [[numbers.rank(u), NAMES[u], round(numbers.scores[u] - 3, 2), numbers.score(u)] for u in SOME]
    book.sheet().put([[TITLE], [*HEADER, "Chỉ số tổng hợp"], *rows]).hide(columns="C")


@good(reports="column-skipped", fixed=True)
def classes_of_an_officer_beside_groups_that_are_hidden(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], "AB"[n % 2], numbers.score(u), "Tốt" if n % 3 else "Khá"] for n, u in enumerate(SOME)]
    book.sheet().put([[TITLE], ["Tỉnh", "Nhóm", "Điểm", "Xếp loại"], *rows]).hide(columns="B")


@good(fixed=True)
def classes_beside_a_hidden_column_of_classes(book: Book) -> None:
    numbers = par(2023)
    groups = {u: numbers.other(u, "group", "Tốt" if numbers.ranks[u] < 5 else "Khá") for u in SOME}
    rows = [[NAMES[u], "Khá", numbers.score(u), groups[u]] for u in SOME]
    book.sheet().put([[TITLE], ["Tỉnh", "Xếp loại 2022", "Điểm", "Xếp loại"], *rows]).hide(columns="B")


@good(reports="indicator-unknown", fixed=True)
def a_rank_by_two_indices_one_of_which_is_hidden(book: Book) -> None:
    one, other = par(2023), papi(2023)
    rows = [[NAMES[u], other.scores[u], one.score(u), n] for n, u in enumerate(SOME, 1)]
    book.sheet().put([["CÁC CHỈ SỐ NĂM 2023"], ["Tỉnh", "PAPI", "Chỉ số CCHC", "Hạng chung"], *rows]).hide(columns="B")


@bad("scores-beyond")
def appraised_scores_beside_a_hidden_total(book: Book) -> None:
    """They may be a share of their maximum as well."""
    numbers = par(2023)
    rows = [[NAMES[u], s, s - 2, s + 1] for u, s in numbers.scores.items()]
    rows = [[name, total, Cell(part, bad=True), own] for name, total, part, own in rows]
    header = ["Tỉnh", "Chỉ số tổng hợp", "Điểm thẩm định", "Điểm tự chấm"]
    book.sheet().put([[TITLE], header, *rows]).hide(columns="B")


@good(reports="hidden")
def hidden_rows_are_read(book: Book) -> None:
    book.sheet().put([[TITLE], HEADER, *ranking(par(2023, OLD))]).hide(rows=range(10, 40))


@good()
def region_names_between_the_provinces(book: Book) -> None:
    numbers = par(2023)
    sheet = book.sheet().put([[TITLE], ["STT", "Tỉnh, thành phố", "Chỉ số tổng hợp", "Xếp hạng"]])
    regions = {
        "I. Trung du và miền núi phía Bắc": ["lao-cai"],
        "II. Đồng bằng sông Hồng": ["ha-noi", "hai-phong", "quang-ninh"],
        "III. Bắc Trung Bộ và Duyên hải miền Trung": ["da-nang"],
        "IV. Tây Nguyên": ["dak-lak"],
        "V. Đồng bằng sông Cửu Long": ["can-tho", "ca-mau"],
    }
    for region, units in regions.items():
        sheet.put([[region]])
        sheet.merge(f"A{len(sheet.rows)}:D{len(sheet.rows)}")
        sheet.put([[n, NAMES[u], numbers.score(u), numbers.rank(u)] for n, u in enumerate(units, 1)])


@good(reports="skipped")
def region_rows_with_means(book: Book) -> None:
    numbers = par(2023)
    sheet = book.sheet().put([[TITLE], ["TT", "Tỉnh, thành phố", "Chỉ số tổng hợp", "Xếp hạng"]])
    regions = {
        "I|Đồng bằng sông Hồng": FEW[:2],
        "II|Tây Nguyên": ["dak-lak"],
        "III|Đồng bằng sông Cửu Long": ["ca-mau"],
    }
    for region, units in regions.items():
        sheet.put([[*region.split("|"), 86.54]])
        sheet.put([[n, NAMES[u], numbers.score(u), numbers.rank(u)] for n, u in enumerate(units, 1)])


@good(reports="skipped")
def mean_highest_and_lowest_rows(book: Book) -> None:
    sheet = book.sheet().put([[TITLE], HEADER, [None, "Trung bình cả nước", 86.98], *ranking(par(2023))])
    sheet.put([[None, "Cao nhất", 92.18], [None, "Thấp nhất", 81.32], [None, "Giá trị trung vị", 87.0]])


@good(reports="skipped")
def a_total_row_at_the_end(book: Book) -> None:
    sheet = book.sheet().put([[TITLE], HEADER, *ranking(par(2023))])
    sheet.put([["Trung bình cả nước", None, 86.98]]).merge("A11:B11")


@good(reports="skipped")
def a_row_highest_with_id_999(book: Book) -> None:
    numbers = papi(2019)
    book.sheet("2019").put(
        [
            ["tinhid", "tentinh_eng", "tentinh_vie", "PAPI"],
            [None, "Province", "Tỉnh", "Chỉ số PAPI"],
            *([n, ENGLISH[u], NAMES[u], numbers.score(u)] for n, u in enumerate(SOME, 1)),
            [999, "Highest", "Cao nhất", 46.7421],
        ]
    )


@good()
def headings_repeated_after_a_page_break(book: Book) -> None:
    rows = ranking(par(2023, OLD))
    book.sheet().put([[TITLE], HEADER, *rows[:30], ["Trang 2/2"], HEADER, *rows[30:]])


@good()
def codes_repeated_after_a_page_break(book: Book) -> None:
    rows = ranking(par(2023, OLD))
    codes = ["(1)", "(2)", "(3)"]
    book.sheet().put([[TITLE], HEADER, codes, *rows[:30], HEADER, codes, *rows[30:]])


@good()
def rows_numbered_with_roman_numerals(book: Book) -> None:
    numbers = par(2023)
    roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
    book.sheet().put(
        [[TITLE], ["TT", "Tỉnh", "Chỉ số tổng hợp", "Hạng"]]
        + [[n, NAMES[u], numbers.score(u), numbers.rank(u)] for n, u in zip(roman, SOME, strict=True)]
    )


@good()
def a_note_below_that_starts_with_a_province(book: Book) -> None:
    sheet = book.sheet().put([[TITLE], HEADER, *ranking(par(2023))])
    sheet.put([["Ghi chú:"], ["Hà Nội: điểm đã được điều chỉnh sau phúc khảo."], ["Nguồn: Bộ Nội vụ, 2024"]])


@good()
def two_provinces_only(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], numbers.score(u), numbers.rank(u)] for u in SOME[:2]]
    book.sheet("So sánh").put([["So sánh PAR INDEX năm 2023"], ["Tỉnh", "Điểm", "Hạng"], *rows])


@good()
def one_province_only(book: Book) -> None:
    numbers = par(2023)
    book.sheet().put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp", "Xếp hạng"]])
    book.sheets[0].put([["Tỉnh Lào Cai", numbers.score("lao-cai"), numbers.rank("lao-cai")]])
