"""Tables whose values or subject are not what the heading says, beside sound ones that look alike. Synthetic figures."""

from corpus.case import bad, good
from corpus.data import AREAS, NAMES, OLD, SOME, Figures, figures, par, parts, sipas
from corpus.model import Book, Cell


def column(book: Book, title: str, heading: str, found: Figures, shown: dict[str, float] | None = None) -> None:
    """Provinces beside their scores; the first score, where others are shown, is the one to be told."""
    cells = [found.score(u) for u in found.scores]
    if shown:
        cells = [Cell(value, bad=not n) for n, value in enumerate(shown.values())]
    rows = [[NAMES[u], cell] for u, cell in zip(found.scores, cells, strict=True)]
    book.sheet().put([[title], ["Tỉnh", heading], *rows])


@bad("score-implausible", suggestion="--accept score-implausible")
def satisfaction_on_a_scale_of_ten(book: Book) -> None:
    found = sipas(2023, OLD)
    column(book, "SIPAS 2023", "Chỉ số tổng hợp", found, {u: round(s / 10, 4) for u, s in found.scores.items()})


@bad("score-implausible")
def points_of_a_part_under_the_heading_of_the_total(book: Book) -> None:
    found = figures("par-index", 2023, OLD, 8.01, 12.9)
    column(book, "CHỈ SỐ PAR INDEX NĂM 2023", "Chỉ số tổng hợp", found, found.scores)


@bad("score-implausible")
def another_index_on_a_smaller_scale(book: Book) -> None:
    found = figures("papi", 2023, OLD, 14.01, 26.5)
    column(book, "CHỈ SỐ PAPI NĂM 2023", "Chỉ số tổng hợp", found, found.scores)


@bad("score-implausible")
def shares_of_the_maximum_as_points(book: Book) -> None:
    found = parts(AREAS, 2023, OLD)["par-index.procedures"]
    shares = {u: round(s / 13, 4) for u, s in found.scores.items()}
    column(book, "CHỈ SỐ PAR INDEX NĂM 2023", AREAS["par-index.procedures"][0], found, shares)


@good(reports="score-unusual")
def one_province_far_below_all_others(book: Book) -> None:
    found = par(2023, SOME)
    low = Figures("par-index", 2023, {**found.scores, SOME[-1]: 41.5})
    column(book, "CHỈ SỐ PAR INDEX NĂM 2023", "Chỉ số tổng hợp", low)


@good()
def low_scores_of_the_first_years(book: Book) -> None:
    column(book, "CHỈ SỐ PAR INDEX NĂM 2012", "Chỉ số tổng hợp", figures("par-index", 2012, OLD[:12], 60.01, 66.9))


@good(options={"accept": ("score-implausible",)}, reports="score-implausible")
def an_unusual_table_that_was_confirmed(book: Book) -> None:
    column(book, "CHỈ SỐ PAR INDEX NĂM 2023", "Chỉ số tổng hợp", figures("par-index", 2023, OLD, 38.01, 52.9))


@bad("no-table")
def one_department_is_not_the_province(book: Book) -> None:
    book.sheet().put(
        [["PAR INDEX CỦA SỞ TÀI CHÍNH TỈNH HÀ NAM 2021-2022"], ["Năm", "Điểm"], [2021, 88.1], [2022, 89.2]]
    )


@bad("no-table")
def one_district_is_not_the_province(book: Book) -> None:
    rows = [[words, round(top * 0.8, 2)] for words, top in AREAS.values()]
    book.sheet().put([["PAR INDEX 2023 huyện Mộc Châu, tỉnh Sơn La"], ["Lĩnh vực", "Điểm"], *rows])


@bad("no-table")
def a_city_inside_the_province_is_not_the_province(book: Book) -> None:
    book.sheet().put([["PAR INDEX thành phố Sơn La"], ["Năm", "Điểm"], [2021, 88.1], [2022, 89.2]])


@bad("names-unknown")
def departments_in_rows_are_not_the_province(book: Book) -> None:
    rows = [[Cell("Sở Nội vụ", bad=True), 91.5], ["Sở Tài chính", 90.5]]
    book.sheet().put([["PAR INDEX NĂM 2023", None], ["UBND TỈNH HÀ NAM"], ["Đơn vị", "Điểm"], *rows])


@good()
def a_department_in_the_letterhead_of_one_province(book: Book) -> None:
    """The department writes; the figures are the province's."""
    found = [par(year, OLD) for year in (2022, 2023)]
    book.sheet().put(
        [
            ["UBND TỈNH LÀO CAI"],
            ["SỞ NỘI VỤ"],
            ["CHỈ SỐ CẢI CÁCH HÀNH CHÍNH TỈNH LÀO CAI CÁC NĂM"],
            ["Năm", "Điểm", "Xếp hạng"],
            *([f.year, f.score("lao-cai"), f.rank("lao-cai")] for f in found),
            ["Nguồn: Sở Nội vụ tỉnh Lào Cai, phường Cốc Lếu"],
        ]
    )


@good()
def a_central_city_through_the_years(book: Book) -> None:
    found = [par(year, OLD) for year in (2022, 2023)]
    rows = [[f.year, f.score("hai-phong")] for f in found]
    book.sheet().put([["CHỈ SỐ PAR INDEX CỦA THÀNH PHỐ HẢI PHÒNG"], ["Năm", "Điểm"], *rows])


@good(reports="sheet-unread")
def a_list_of_addresses_beside_the_table(book: Book) -> None:
    found = par(2023, SOME)
    column(book, "CHỈ SỐ PAR INDEX NĂM 2023", "Chỉ số tổng hợp", found)
    rows = [[n, NAMES[u], 200 + n, 1.2 + n] for n, u in enumerate(SOME, 1)]
    book.sheet("Danh bạ").put([["DANH BẠ"], ["STT", "Tỉnh", "Mã vùng", "Dân số (triệu người)"], *rows])


@bad("index-unknown")
def another_index_on_a_sheet_of_its_own(book: Book) -> None:
    """A column headed as a score is no list: nothing is passed over."""
    found = par(2023, SOME)
    column(book, "CHỈ SỐ PAR INDEX NĂM 2023", "Chỉ số tổng hợp", found)
    rows = [[NAMES[u], 60.5 + n] for n, u in enumerate(SOME)]
    book.sheet("Khác").put([[Cell("KẾT QUẢ", bad=True)], ["Tỉnh", "Điểm"], *rows])


@bad("rows-alike")
def criteria_of_one_province_that_nothing_tells_apart(book: Book) -> None:
    rows = [[f"Nội dung {n}", Cell(score, bad=n == 2)] for n, score in enumerate((30.25, 31.5, 32.5, 33.5), 1)]
    book.sheet().put([["PAR INDEX NĂM 2023 TỈNH LAI CHÂU"], ["Nội dung", "Thẩm định"], *rows])


def two_columns(book: Book, title: str, heads: list[str], first: dict[str, float], second: list[float]) -> None:
    """Provinces from the highest score down; the second column is written as it is given."""
    units = sorted(first, key=lambda u: -first[u])
    rows = [[NAMES[u], first[u], second[n]] for n, u in enumerate(units)]
    rows[0][1] = Cell(rows[0][1], bad=True)
    rows[0][2] = Cell(rows[0][2], bad=True)
    book.sheet().put([[title], ["Tỉnh", *heads], *rows])


@bad("sorted-apart", suggestion="--accept sorted-apart", fixed=True)
def scores_of_last_year_sorted_without_their_names(book: Book) -> None:
    one, two = par(2023, OLD).scores, par(2022, OLD).scores
    two_columns(book, "PAR INDEX", ["Năm 2023", "Năm 2022"], one, sorted(two.values(), reverse=True))


@bad("sorted-apart", fixed=True)
def another_index_sorted_without_its_names(book: Book) -> None:
    one, two = par(2023, OLD[:12]).scores, sipas(2023, OLD[:12]).scores
    two_columns(book, "PAR INDEX, SIPAS NĂM 2023", ["PAR INDEX", "SIPAS"], one, sorted(two.values(), reverse=True))


@good(fixed=True)
def two_years_in_nearly_one_order(book: Book) -> None:
    one, two = par(2023, OLD[:12]), par(2022, OLD[:12])
    units = sorted(one.scores, key=lambda u: -one.scores[u])
    places = sorted(two.scores.values(), reverse=True)
    places[4], places[5] = places[5], places[4]
    two = Figures("par-index", 2022, dict(zip(units, places, strict=True)))
    rows = [[NAMES[u], one.score(u), two.score(u)] for u in units]
    book.sheet().put([["PAR INDEX"], ["Tỉnh", "Năm 2023", "Năm 2022"], *rows])


@good(fixed=True)
def few_provinces_in_one_order_by_two_years(book: Book) -> None:
    one, two = par(2023, OLD[:7]), sorted(par(2022, OLD[:7]).scores.values(), reverse=True)
    units = sorted(one.scores, key=lambda u: -one.scores[u])
    before = Figures("par-index", 2022, dict(zip(units, two, strict=True)))
    rows = [[NAMES[u], one.score(u), before.score(u)] for u in units]
    book.sheet().put([["PAR INDEX"], ["Tỉnh", "Năm 2023", "Năm 2022"], *rows])
