"""Headings as researchers' programs and offices' abbreviations write them."""

from corpus.case import bad, good
from corpus.data import (
    AREAS,
    BLOCKS,
    ENGLISH,
    FEW,
    NAMES,
    OLD,
    SOME,
    Figures,
    figures,
    papi,
    par,
    parts,
    ranking,
    sipas,
)
from corpus.faults import wrong
from corpus.model import Book, Cell

DIMENSIONS = {
    "papi.participation": "D1_Participation",
    "papi.transparency": "D2_Transparency",
    "papi.accountability": "D3_Vertical",
    "papi.corruption-control": "D4_Control",
}


@good()
def names_of_variables_with_years(book: Book) -> None:
    years = [papi(year) for year in (2021, 2022, 2023)]
    for sheet, name in (("Sheet1", "papi{}"), ("Sheet2", "PAPI_{}"), ("Sheet3", "{}_PAPI")):
        header = ["id", "province", *(name.format(f.year) for f in years)]
        book.sheet(sheet).put([header, *([n, ENGLISH[u], *(f.score(u) for f in years)] for n, u in enumerate(SOME, 1))])


@good()
def names_of_variables_with_numbers(book: Book) -> None:
    total = papi(2022)
    found = [figures(i, 2022, SOME, 4.2, 7.9, 4) for i in DIMENSIONS]
    for sheet, name in (("data", "papi_d{}"), ("Sheet2", "dim{}"), ("Sheet3", "CSND {}"), ("Sheet4", "Dimension {}")):
        header = ["province", "year", "papi_total", *(name.format(n) for n in range(1, 5))]
        rows = [[ENGLISH[u], 2022, total.score(u), *(f.score(u) for f in found)] for u in SOME]
        book.sheet(sheet).put([header, *rows])


@good()
def numbers_before_the_beginning_of_a_name(book: Book) -> None:
    found = [figures(i, 2022, SOME, 4.2, 7.9, 4) for i in DIMENSIONS]
    rows = [[ENGLISH[u], 2022, *(f.score(u) for f in found)] for u in SOME]
    book.sheet("PAPI").put([["prov", "year", *DIMENSIONS.values()], *rows])


@good()
def bounds_below_one_heading(book: Book) -> None:
    numbers = papi(2022)
    sheet = book.sheet().put([["Chỉ số PAPI 2022"], ["Tỉnh", "Điểm", "Khoảng tin cậy 95%"]])
    sheet.put([[None, None, "Cận dưới", "Cận trên"]])
    for u in SOME:
        low, high = round(numbers.scores[u] - 0.5, 4), round(numbers.scores[u] + 0.5, 4)
        sheet.put([[NAMES[u], numbers.score(u), numbers.other(u, "ci_low", low), numbers.other(u, "ci_high", high)]])
    sheet.merge("A2:A3", "B2:B3", "C2:D2")


@good()
def bounds_by_other_words(book: Book) -> None:
    pairs = (("Lower 95% CI", "Upper 95% CI"), ("Giới hạn dưới", "Giới hạn trên"), ("CI low", "CI high"), ("LB", "UB"))
    for low, high in (*pairs, ("Khoảng tin cậy 95%\nThấp", "Khoảng tin cậy 95%\nCao")):
        numbers = papi(2022)
        sheet = book.sheet(f"Sheet{len(book.sheets)}")
        sheet.put([["Chỉ số PAPI 2022"], ["Tỉnh", "Điểm PAPI", low.split("\n")[0], high.split("\n")[0]]])
        if "\n" in low:
            sheet.put([[None, None, low.split("\n")[1], high.split("\n")[1]]]).merge("A2:A3", "B2:B3", "C2:D2")
        for u in SOME:
            ends = (round(numbers.scores[u] - 0.5, 4), round(numbers.scores[u] + 0.5, 4))
            bounds = (numbers.other(u, field, end) for field, end in zip(("ci_low", "ci_high"), ends, strict=True))
            sheet.put([[NAMES[u], numbers.score(u), *bounds]])


@good(fixed=True)
def satisfaction_by_its_rate(book: Book) -> None:
    """Of SIPAS the share of people who are satisfied is the index; ranks behind it are not needed to tell."""
    names = (
        "Tỷ lệ hài lòng (%)",
        "Tỷ lệ hài lòng chung (%)",
        "Kết quả SIPAS (%)",
        "Tổng hợp",
        "SIPAS chung",
        "KQ 2023",
    )
    for heading in names:
        numbers = sipas(2023)
        rows = [[NAMES[u], numbers.score(u)] for u in SOME]
        book.sheet(f"Sheet{len(book.sheets)}").put([["CHỈ SỐ SIPAS NĂM 2023"], ["Tỉnh", heading], *rows])


@good()
def the_total_by_a_word_beside_its_factors(book: Book) -> None:
    for heading in ("Chung", "Điểm chung", "Tổng chung", "SIPAS chung"):
        numbers, factor = sipas(2022), figures("sipas.access", 2022, SOME, 78, 90)
        rows = [[NAMES[u], factor.score(u), numbers.score(u)] for u in SOME]
        book.sheet(heading).put([["SIPAS năm 2022"], ["Tỉnh", "Tiếp cận dịch vụ", heading], *rows])


@good(reports="indicator-unknown", fixed=True)
def the_total_of_a_group_nobody_knows(book: Book) -> None:
    """`Chung` below `Người cao tuổi` is not that of all."""
    numbers = sipas(2022)
    header = ["Tỉnh", "SIPAS", "Người cao tuổi", "Người trẻ"]
    rows = [[NAMES[u], numbers.score(u), 71.5 + n, 70.5 + n] for n, u in enumerate(SOME)]
    sheet = book.sheet().put([["SIPAS năm 2022"], header, [None, None, "Chung", "Tỷ lệ hài lòng"], *rows])
    sheet.merge("A2:A3", "B2:B3")


@bad("index-unknown", anywhere=True)
def a_rate_of_satisfaction_of_whomever(book: Book) -> None:
    rows = [[NAMES[u], Cell(80.5 + n, bad=True)] for n, u in enumerate(SOME)]
    book.sheet().put([["Kết quả năm 2023 của các tỉnh"], ["Tỉnh", "Tỷ lệ hài lòng (%)"], *rows])


@good()
def indices_beside_each_other_in_rows(book: Book) -> None:
    rows = []
    for u in SOME:
        for year in (2022, 2023):
            rows += [[NAMES[u], year, "PAR INDEX", par(year).score(u)], [NAMES[u], year, "SIPAS", sipas(year).score(u)]]
    book.sheet("data").put([["Tỉnh", "Năm", "Chỉ tiêu", "Giá trị"], *rows])


@good()
def parts_behind_the_name_of_their_index(book: Book) -> None:
    found = [figures(i, 2022, SOME, 4.2, 7.9, 4) for i in DIMENSIONS]
    names = ["PAPI Dimension 1: Participation", "PAPI - Transparency", "PAPI Dimension 3: Vertical Accountability"]
    rows = [[ENGLISH[u], 2022, name, f.score(u)] for u in SOME for name, f in zip(names, found, strict=False)]
    book.sheet("Sheet1").put([["Province", "Year", "Dimension", "Score"], *rows])


@good()
def numbers_before_a_word_of_a_name(book: Book) -> None:
    names = {
        "papi.corruption-control": "d4_corruption",
        "papi.procedures": "d5_procedures",
        "papi.services": "d6_services",
    }
    found = [figures(i, 2022, SOME, 4.2, 7.9, 4) for i in names]
    rows = [[f"{n:02}", ENGLISH[u], 2022, *(f.score(u) for f in found)] for n, u in enumerate(SOME)]
    book.sheet("PAPI").put([["prov_code", "province", "year", *names.values()], *rows])


@good(fixed=True)
def the_total_and_its_rank_below_the_areas(book: Book) -> None:
    found = parts(AREAS, 2023, FEW)
    rows = [[AREAS[i][0], *(found[i].score(u) for u in FEW)] for i in AREAS]
    total = found["par-index"]
    rows += [["Tổng điểm PAR INDEX", *(total.score(u) for u in FEW)], ["Xếp hạng", *(total.rank(u) for u in FEW)]]
    title = "SO SÁNH KẾT QUẢ PAR INDEX NĂM 2023 CỦA CÁC TỈNH"
    book.sheet().put([[title], ["Lĩnh vực", *(NAMES[u] for u in FEW)], *rows])


@good(fixed=True)
def a_row_of_scores_and_one_of_ranks_for_each_province(book: Book) -> None:
    years = [par(y) for y in (2021, 2022, 2023)]
    sheet = book.sheet().put([["Chỉ số PAR INDEX một số tỉnh"], ["Tỉnh", "Nội dung", "2021", "2022", "2023"]])
    for n, u in enumerate(SOME):
        sheet.put([[NAMES[u], "Điểm", *(f.score(u) for f in years)], [None, "Xếp hạng", *(f.rank(u) for f in years)]])
        sheet.merge(f"A{3 + 2 * n}:A{4 + 2 * n}")


@good()
def dots_between_the_first_and_the_last(book: Book) -> None:
    numbers = par(2023, OLD)
    order = numbers.by_rank()
    for dots in (["…", "…", "…"], ["...", None, None], [None, "...", None]):
        rows = [*ranking(numbers, order[:5]), dots, *ranking(numbers, order[-5:])]
        title = "5 tỉnh dẫn đầu và 5 tỉnh cuối bảng PAR INDEX năm 2023"
        book.sheet(f"Sheet{len(book.sheets)}").put([[title], ["Hạng", "Tỉnh, thành phố", "Chỉ số (%)"], *rows])


@good()
def names_headed_by_how_many_they_are(book: Book) -> None:
    numbers = par(2023, OLD)
    for heading in ("5 tỉnh dẫn đầu", "Tốp 5 tỉnh", "5/63 tỉnh, thành phố đứng đầu"):
        rows = ranking(numbers, numbers.by_rank()[:5])
        title = "PAR INDEX 2023 (đăng trên báo Tuổi Trẻ ngày 18/4/2024)"
        book.sheet(f"Sheet{len(book.sheets)}").put([[title], ["Hạng", heading, "Điểm"], *rows])


@good()
def a_sum_of_one_in_a_pivot_table(book: Book) -> None:
    numbers = par(2023, OLD)
    rows = [[NAMES[u], numbers.score(u)] for u in OLD]
    book.sheet("Pivot PAR INDEX 2023").put([["Row Labels", "Sum of Điểm PAR INDEX 2023"], *rows])


@good()
def bounds_behind_the_scores_of_a_year(book: Book) -> None:
    """Nothing but the heading of the scores gives the year: the bounds are theirs, as their values prove."""
    numbers = papi(2022, OLD)
    header = ["Province", "PAPI 2022", "95% CI lower bound", "95% CI upper bound"]
    sheet = book.sheet("Sheet1").put([header])
    for u in OLD:
        low, high = round(numbers.scores[u] - 0.5, 4), round(numbers.scores[u] + 0.5, 4)
        sheet.put([[ENGLISH[u], numbers.score(u), numbers.other(u, "ci_low", low), numbers.other(u, "ci_high", high)]])


@good(fixed=True)
def ranks_behind_the_scores_of_their_years(book: Book) -> None:
    then, now = papi(2022, OLD), papi(2023, OLD)
    rows = [[NAMES[u], then.score(u), then.rank(u), now.score(u), now.rank(u)] for u in OLD]
    book.sheet("Sheet1").put([["Chỉ số PAPI"], ["Tỉnh", "PAPI 2022", "Hạng", "PAPI 2023", "Hạng"], *rows])


@good()
def ranks_by_their_abbreviation(book: Book) -> None:
    one, two = par(2024), sipas(2024)
    rows = [[NAMES[u], one.score(u), one.rank(u), two.score(u), two.rank(u)] for u in SOME]
    header = ["Tỉnh", "PAR", "XH PAR", "SIPAS", "XH SIPAS"]
    book.sheet().put([["Kết quả PAR INDEX và SIPAS năm 2024"], header, *rows])


@good()
def ranks_within_a_region_beside_those_of_the_country(book: Book) -> None:
    numbers = par(2024, OLD)
    rows = [[NAMES[u], numbers.score(u), n, numbers.rank(u)] for n, u in enumerate(OLD[:5], 1)]
    book.sheet("Sheet1").put([["PAR INDEX 2024"], ["Tỉnh", "Điểm", "Hạng vùng", "Hạng cả nước"], *rows])
    sheet = book.sheet("Sheet2").put([["PAR INDEX 2024"], ["Tỉnh", "Điểm", "Xếp hạng"]])
    sheet.put([[None, None, "Vùng", "Cả nước"], *rows])
    sheet.merge("A2:A3", "B2:B3", "C2:D2")


@good()
def ranks_out_of_so_many(book: Book) -> None:
    numbers = par(2024, OLD)
    for sheet, heading in (
        ("Sheet1", "Hạng (trên 63)"),
        ("Sheet2", "Rank (of 63)"),
        ("Sheet3", "Vị thứ"),
        ("Sheet4", "Thứ bậc"),
    ):
        rows = [[NAMES[u], numbers.score(u), numbers.rank(u)] for u in OLD]
        book.sheet(sheet).put([["PAR INDEX 2024"], ["Tỉnh", "Điểm số đạt được", heading], *rows])


@good()
def blocks_with_scores_and_shares_below(book: Book) -> None:
    found = parts(BLOCKS, 2023, SOME)
    tops = [f"{words} (tối đa {str(top).replace('.', ',')} điểm)" for words, top in BLOCKS.values()]
    sheet = book.sheet().put([["PAR INDEX 2023"], ["Tỉnh", *(x for top in tops for x in (top, None))]])
    sheet.put([[None, *["Điểm đạt", "Tỷ lệ %"] * 4]])
    for u in SOME:
        shares = {i: round(found[i].scores[u] / top * 100, 2) for i, (_, top) in BLOCKS.items()}
        sheet.put([[NAMES[u], *(x for i in BLOCKS for x in (found[i].score(u), shares[i]))]])
    sheet.merge("A2:A3", "B2:C2", "D2:E2", "F2:G2", "H2:I2")


@bad("maximum-differs")
def a_scale_that_is_not_that_of_the_index(book: Book) -> None:
    rows = [[NAMES[u], 43.5 + n] for n, u in enumerate(SOME)]
    book.sheet().put([["Chỉ số PAPI năm 2023"], ["Tỉnh", wrong("Điểm số (thang 100)")], *rows])


@good(reports="column-skipped")
def shares_of_the_maximum_under_the_word_for_an_index(book: Book) -> None:
    found = parts(AREAS, 2023, SOME)
    for name, order in (("Sheet1", ("Điểm", "Chỉ số (%)")), ("Sheet2", ("Chỉ số (%)", "Điểm"))):
        sheet = book.sheet(name).put(
            [["PAR INDEX 2023"], ["Tỉnh", *(x for words, _ in AREAS.values() for x in (words, None))]]
        )
        sheet.put([[None, *order * 8]])
        for u in SOME:
            pairs = [(found[i].score(u), round(found[i].scores[u] / top * 100, 2)) for i, (_, top) in AREAS.items()]
            sheet.put([[NAMES[u], *(x for pair in pairs for x in (pair if name == "Sheet1" else pair[::-1]))]])
        sheet.merge("A2:A3", *(f"{a}2:{b}2" for a, b in zip("BDFHJLNP", "CEGIKMOQ", strict=True)))


@bad("column-ambiguous")
def two_scores_of_one_area_that_are_no_share_of_each_other(book: Book) -> None:
    rows = [[NAMES[u], 8.1 + n / 10, 81.5 + 2 * n] for n, u in enumerate(SOME)]
    sheet = book.sheet().put([["PAR INDEX 2023"], ["Tỉnh", "Cải cách thể chế"], [None, "Điểm", "Chỉ số (%)"], *rows])
    sheet.rows[1][2] = wrong(None)
    sheet.merge("A2:A3", "B2:C2")


@good(reports="row-skipped")
def a_count_of_provinces_by_groups_below(book: Book) -> None:
    numbers = par(2024, OLD)
    rows = [[n, NAMES[u], numbers.score(u), numbers.rank(u)] for n, u in enumerate(OLD, 1)]
    sheet = book.sheet().put([["PAR INDEX 2024"], ["STT", "Tỉnh, thành phố", "Chỉ số CCHC (%)", "Xếp hạng"], *rows])
    sheet.put([[], ["Nhóm", "Số tỉnh", "Tỷ lệ (%)"], ["A", 13, 20.63], ["B", 50, 79.37]])
    sheet.put([[], ["Vùng", "Số tỉnh", "Bình quân"], ["Tây Nguyên", 5, 85.38], ["Đông Nam Bộ", 6, 88.29]])


@bad("unit-unknown")
def a_page_with_its_heading_again_and_a_name_mistyped(book: Book) -> None:
    header = ["STT", "Tỉnh, thành phố", "Chỉ số CCHC (%)"]
    rows = [[n, NAMES[u], 85.5 + n / 10] for n, u in enumerate(SOME, 1)]
    sheet = book.sheet().put([["PAR INDEX 2024"], header, *rows])
    sheet.put([[], header, [9, wrong("Quảng Nin"), 84.2]])


@good(reports="row-skipped")
def rows_of_regions_between_the_provinces(book: Book) -> None:
    numbers = par(2023, OLD)
    sheet = book.sheet().put([["PAR INDEX 2023"], ["STT", "Tỉnh", "Điểm"]])
    for n, region in enumerate(("Tây Nam Bộ", "Miền Bắc", "Đông Bắc", "Duyên hải Nam Trung Bộ", "Bắc Trung Bộ")):
        sheet.put(
            [["I", region, 84.2], *([m, NAMES[u], numbers.score(u)] for m, u in enumerate(OLD[n * 12 : n * 12 + 12]))]
        )


SUBS = {"civic-knowledge": "Tri thức công dân", "opportunities-participation": "Cơ hội tham gia"}


@good(fixed=True)
def sums_and_parts_below_the_heading_of_their_whole(book: Book) -> None:
    ids = ["papi.participation", *(f"papi.participation.{i}" for i in SUBS)]
    found = [
        figures(i, 2022, SOME, low, high, 4)
        for i, (low, high) in zip(ids, ((4.2, 7.9), *[(0.8, 2.2)] * 2), strict=True)
    ]
    for name, below in (("Sheet1", list(SUBS.values())), ("Sheet2", [1.1, 1.2])):
        sheet = book.sheet(name).put(
            [["PAPI 2022"], ["Tỉnh", "1. Tham gia của người dân ở cấp cơ sở"], [None, "Tổng", *below]]
        )
        sheet.put([[NAMES[u], *(f.score(u) for f in found)] for u in SOME])
        sheet.merge("A2:A3", "B2:D2")


@good(reports="indicator-unknown")
def a_number_below_another_part_is_none(book: Book) -> None:
    numbers = figures("papi.participation", 2022, SOME, 4.2, 7.9, 4)
    sheet = book.sheet().put([["PAPI 2022"], ["Tỉnh", "1. Tham gia của người dân ở cấp cơ sở"], [None, "Tổng", "2.1"]])
    sheet.put([[NAMES[u], numbers.score(u), 0.5 + n / 10] for n, u in enumerate(SOME)])
    sheet.merge("A2:A3", "B2:C2")


@good(reports="column-skipped")
def a_pivot_table_with_years_across(book: Book) -> None:
    years = [par(year, OLD) for year in (2022, 2023, 2024)]
    rows = [[NAMES[u], *(f.score(u) for f in years), round(sum(f.scores[u] for f in years), 2)] for u in OLD]
    sheet = book.sheet("Pivot").put([["Sum of Điểm PAR INDEX", "Column Labels"]])
    sheet.put([["Row Labels", *(f.year for f in years), "Grand Total"], *rows])
    sheet.put([["Grand Total", *(round(sum(f.scores.values()), 2) for f in years)]])


@bad("title-unfit")
def a_pivot_table_over_several_periods(book: Book) -> None:
    rows = [[NAMES[u], 85.5 + n / 10] for n, u in enumerate(SOME)]
    book.sheet().put([["PAR INDEX 2024"], ["Kỳ", wrong("(Multiple Items)")], [], ["Tỉnh", "Điểm"], *rows])


@good(fixed=True)
def the_province_each_one_merged_into_beside_it(book: Book) -> None:
    numbers = par(2024, OLD)
    into = {"ha-giang": "Tuyên Quang", "yen-bai": "Lào Cai", "bac-kan": "Thái Nguyên", "vinh-phuc": "Phú Thọ"}
    rows = [[into.get(u, NAMES[u]), NAMES[u], numbers.score(u), numbers.rank(u)] for u in OLD]
    header = ["Tỉnh mới (từ 1/7/2025)", "Tỉnh cũ", "Điểm", "Xếp hạng"]
    book.sheet().put([["PAR INDEX NĂM 2024"], header, *rows])


@good(fixed=True)
def the_province_each_one_belongs_to_today(book: Book) -> None:
    numbers = par(2024, OLD)
    into = {"ha-giang": "Tuyên Quang", "yen-bai": "Lào Cai", "bac-kan": "Thái Nguyên", "vinh-phuc": "Phú Thọ"}
    rows = [[NAMES[u], into.get(u, NAMES[u]), numbers.score(u), numbers.rank(u)] for u in OLD]
    for n, names in enumerate(("Tỉnh cũ", "Tỉnh"), 1):
        book.sheet(f"Sheet{n}").put([["PAR INDEX NĂM 2024"], [names, "Nay thuộc", "Điểm", "Xếp hạng"], *rows])


@good(reports="column-skipped")
def the_provinces_each_one_was_made_of_beside_it(book: Book) -> None:
    earlier = {"tuyen-quang-2025": "Hà Giang + Tuyên Quang", "phu-tho-2025": "Hòa Bình + Phú Thọ + Vĩnh Phúc"}
    names = {"ha-noi": "Hà Nội", "cao-bang": "Cao Bằng", "tuyen-quang-2025": "Tuyên Quang", "phu-tho-2025": "Phú Thọ"}
    numbers = figures("par-index", 2025, list(names), 79.5, 91)
    rows = [[names[u], numbers.score(u), earlier.get(u, names[u]), 1200345 + n] for n, u in enumerate(names)]
    book.sheet().put([["PAR INDEX NĂM 2025"], ["Tỉnh", "Điểm", "Tỉnh cũ sáp nhập", "Dân số"], *rows])


@good()
def a_title_that_names_the_year_compared_with(book: Book) -> None:
    numbers, before = par(2023, OLD), par(2022, OLD)
    rows = [[NAMES[u], numbers.score(u), numbers.rank(u), before.score(u), before.rank(u)] for u in OLD]
    header = ["Tỉnh", "Kết quả đánh giá", "Xếp hạng", "Điểm năm 2022", "Hạng năm 2022"]
    sheet = book.sheet().put([["PAR INDEX 2023 và so sánh với năm 2022"], header, *rows])
    sheet.put([["Khoảng biến thiên", 14.1]])


@good()
def ministries_in_a_section_of_their_own_above(book: Book) -> None:
    numbers = par(2024, OLD)
    sheet = book.sheet().put([["PAR INDEX năm 2024"]])
    sheet.put([["I. CÁC BỘ, CƠ QUAN NGANG BỘ"], ["STT", "Tên bộ", "Chỉ số (%)", "Hạng"]])
    sheet.put([[1, "Bộ Tư pháp", 92.1, 1], [2, "Bộ Công Thương", 85.4, 2], []])
    sheet.put([["II. CÁC TỈNH, THÀNH PHỐ"], ["STT", "Tỉnh", "Chỉ số (%)", "Hạng"]])
    sheet.put([[n, NAMES[u], numbers.score(u), numbers.rank(u)] for n, u in enumerate(numbers.by_rank(), 1)])


@bad("title-unfit", anywhere=True)
def ministries_below_a_section_of_their_own_without_another(book: Book) -> None:
    numbers = par(2024, OLD)
    sheet = book.sheet().put([["PAR INDEX năm 2024"], [wrong("I. CÁC BỘ, CƠ QUAN NGANG BỘ")]])
    sheet.put([["STT", "Tỉnh", "Chỉ số (%)"], *([n, NAMES[u], numbers.scores[u]] for n, u in enumerate(OLD, 1))])


@good()
def shares_below_an_index_in_percent(book: Book) -> None:
    """`Tỷ lệ (%)` under SIPAS is its score, which is a percentage; no share of a maximum."""
    found = [par(2023), sipas(2023)]
    sheet = book.sheet().put([["KẾT QUẢ PAR INDEX, SIPAS NĂM 2023"], [None, "PAR INDEX", None, "SIPAS", None]])
    sheet.put([["Tỉnh", "Điểm", "Hạng", "Tỷ lệ (%)", "Hạng"]])
    sheet.put([[NAMES[u], *(x for f in found for x in (f.score(u), f.rank(u)))] for u in SOME])
    sheet.merge("A2:A3", "B2:C2", "D2:E2")


@good(reports="row-skipped", fixed=True)
def ministries_under_a_title_of_their_own_above(book: Book) -> None:
    numbers = par(2023, OLD)
    sheet = book.sheet().put([["PAR INDEX 2023 - CÁC BỘ, CƠ QUAN NGANG BỘ"], ["TT", "Bộ", "Điểm", "Hạng"]])
    sheet.put([[1, "Bộ Tư pháp", 89.95, 1], [2, "Bộ Tài chính", 89.89, 2], [3, "Bộ Xây dựng", 88.1, 3], []])
    sheet.put([["PAR INDEX 2023 - CÁC TỈNH, THÀNH PHỐ"], ["TT", "Tỉnh", "Điểm", "Hạng"]])
    sheet.put([[n, NAMES[u], numbers.score(u), numbers.rank(u)] for n, u in enumerate(numbers.by_rank(), 1)])


@bad("title-unfit", anywhere=True)
def a_draft_of_which_the_ministries_stand_above(book: Book) -> None:
    """What the first title says besides may be said of the whole sheet."""
    sheet = book.sheet().put([["DỰ THẢO PAR INDEX 2023 - CÁC BỘ, CƠ QUAN NGANG BỘ"], ["TT", "Bộ", "Điểm"]])
    sheet.put([[1, "Bộ Tư pháp", 89.95], [2, "Bộ Tài chính", 89.89], []])
    sheet.put([["PAR INDEX 2023 - CÁC TỈNH, THÀNH PHỐ"], ["TT", "Tỉnh", "Điểm"]])
    sheet.put([[n, NAMES[u], s] for n, (u, s) in enumerate(par(2023).scores.items(), 1)])


SHORT = {
    "papi.participation": ("Sự tham gia của người dân ở cơ sở", "Citizen participation"),
    "papi.transparency": ("Công khai, minh bạch trong việc ra quyết định ở địa phương", "Local transparency"),
    "papi.accountability": ("TNGT với người dân", "Accountability towards citizens"),
    "papi.corruption-control": ("KS tham nhũng trong KVC", "Control of corruption in public sector"),
    "papi.procedures": ("Thủ tục HC công", "Admin. Procedures"),
    "papi.services": ("Cung ứng DV công", "Public services delivery"),
    "papi.environment": ("QT môi trường", "Environment"),
    "papi.e-governance": ("QTĐT", "E-Gov"),
}


@good()
def parts_under_other_spellings_of_their_names(book: Book) -> None:
    """Abbreviated, with or without words that say nothing, in both languages."""
    found = [figures(i, 2022, SOME, 4.2, 7.9, 4) for i in SHORT]
    total = Figures("papi", 2022, {u: round(sum(f.scores[u] for f in found), 4) for u in SOME})
    for n, whole in enumerate(("Tổng điểm các nội dung", "PAPI 2022 (unweighted)")):
        header = ["Tỉnh", *(names[n] for names in SHORT.values()), whole]
        rows = [[NAMES[u], *(f.score(u) for f in found), total.score(u)] for u in SOME]
        book.sheet(f"Sheet{n}").put([["PAPI 2022"], header, *rows])


@good(fixed=True)
def parts_in_rows_under_abbreviated_names(book: Book) -> None:
    found = [figures(i, 2022, FEW, 4.2, 7.9, 4) for i in SHORT]
    rows = [
        [n, names[0], *(f.score(u) for u in FEW)]
        for n, (names, f) in enumerate(zip(SHORT.values(), found, strict=True), 1)
    ]
    book.sheet().put([["So sánh PAPI 2022 một số tỉnh"], ["TT", "Nội dung", *(NAMES[u] for u in FEW)], *rows])


@good(fixed=True)
def sums_below_the_names_of_their_parts(book: Book) -> None:
    """`Tổng nội dung 1` stands for the part over it."""
    whole, knowledge = (
        figures("papi.participation", 2022, SOME, 4.2, 7.9, 4),
        figures("papi.participation.civic-knowledge", 2022, SOME, 0.6, 2.2, 4),
    )
    for told in ("Tổng nội dung 1", "Tổng ND1", "Điểm nội dung 1", "Tổng nội dung", "Cộng nội dung"):
        header = [["Tỉnh", "1. Tham gia của người dân ở cấp cơ sở", None], [None, told, "1.1. Tri thức công dân"]]
        rows = [[NAMES[u], whole.score(u), knowledge.score(u)] for u in SOME]
        sheet = book.sheet(f"Sheet{len(book.sheets)}").put([["PAPI 2022"], *header, *rows])
        sheet.merge("A2:A3", "B2:C2")


@good(reports="indicator-unknown", fixed=True)
def the_sum_of_another_part(book: Book) -> None:
    knowledge = figures("papi.participation.civic-knowledge", 2022, SOME, 0.6, 2.2, 4)
    header = [
        ["Tỉnh", "1. Tham gia của người dân ở cấp cơ sở", None],
        [None, "Tổng nội dung 2", "1.1. Tri thức công dân"],
    ]
    rows = [[NAMES[u], 5.25 + n / 8, knowledge.score(u)] for n, u in enumerate(SOME)]
    book.sheet().put([["PAPI 2022"], *header, *rows]).merge("A2:A3", "B2:C2")


@good(fixed=True)
def the_year_behind_the_short_name(book: Book) -> None:
    heading = "Chỉ số hài lòng của người dân, tổ chức (SIPAS) năm {}"
    for year in (2023, 2024):
        first, second = par(year), sipas(year)
        header = ["Tỉnh", f"Chỉ số cải cách hành chính (PAR INDEX) năm {year}", heading.format(year)]
        rows = [[NAMES[u], first.score(u), second.score(u)] for u in SOME]
        book.sheet(str(year)).put([["Kết quả các chỉ số"], header, *rows])


@good(fixed=True)
def results_of_the_index_by_other_words(book: Book) -> None:
    for heading in (
        "Kết quả Chỉ số (%)",
        "Điểm Chỉ số",
        "Kết quả chỉ số đạt được",
        "Kết quả đạt được (%)",
        "Kết quả điểm",
    ):
        numbers = par(2023)
        rows = [[NAMES[u], numbers.score(u), numbers.rank(u)] for u in SOME]
        sheet = book.sheet(f"Sheet{len(book.sheets)}")
        sheet.put([["CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023"], ["Tên đơn vị", heading, "Xếp hạng"], *rows])


@good(fixed=True)
def results_in_words_beside_the_scores(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], numbers.score(u), f"Tăng {n} bậc so với năm 2022"] for n, u in enumerate(SOME)]
    book.sheet().put([["PAR INDEX NĂM 2023"], ["Tỉnh", "Điểm", "Kết quả đạt được"], *rows])


@good(fixed=True)
def figures_of_this_year_beside_those_of_the_last(book: Book) -> None:
    pairs = (("năm trước", "năm nay"), ("kỳ trước", "kỳ này"))
    for last, this in pairs:
        numbers = par(2023)
        header = ["Tỉnh", f"Điểm {last}", f"Điểm {this}", f"Hạng {last}", f"Hạng {this}"]
        rows = [[NAMES[u], 77.25 + n, numbers.score(u), n + 1, numbers.rank(u)] for n, u in enumerate(SOME)]
        book.sheet(this).put([["PAR INDEX NĂM 2023"], header, *rows])


@good(fixed=True)
def groups_told_by_their_legend_or_their_classes(book: Book) -> None:
    legends = (("Nhóm (1: cao nhất; 4: thấp nhất)", "1234"), ("Phân loại", ("Tốt", "Khá")), ("Rating", "ABC"))
    for year, (heading, classes) in enumerate(legends, 2020):
        numbers = par(year)
        told = {u: classes[n * len(classes) // len(SOME)] for n, u in enumerate(numbers.by_rank())}
        rows = [[NAMES[u], numbers.score(u), numbers.other(u, "group", told[u])] for u in SOME]
        book.sheet(str(year)).put([[f"PAR INDEX NĂM {year}"], ["Tỉnh", "Điểm", heading], *rows])


@good(reports="column-skipped", fixed=True)
def kinds_of_cities_are_no_groups(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], numbers.score(u), ("Loại I", "Loại II")[n % 2]] for n, u in enumerate(SOME)]
    book.sheet().put([["PAR INDEX NĂM 2023"], ["Tỉnh", "Điểm", "Phân loại"], *rows])


@good(fixed=True)
def blocks_in_english_with_their_maxima(book: Book) -> None:
    """A survey of leaders is a part; nobody leads."""
    names = ("Appraised score", "SIPAS points", "Survey of leaders and managers", "Socio-economic impact")
    found = parts(BLOCKS, 2023, SOME)
    header = [f"{name} (max {top:g})" for name, (_, top) in zip(names, BLOCKS.values(), strict=True)]
    rows = [[ENGLISH[u], *(found[i].score(u) for i in BLOCKS), found["par-index"].score(u)] for u in SOME]
    book.sheet().put([["PAR INDEX 2023"], ["Province", *header, "Total (%)"], *rows])
