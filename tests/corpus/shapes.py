"""How the table is turned: units in rows or in columns, several indices, long tables."""

from collections.abc import Sequence
from typing import Any

from corpus.case import bad, good
from corpus.data import AREAS, ENGLISH, FEW, NAMES, OLD, SOME, Figures, figures, papi, par, parts, sipas
from corpus.headers import TITLE
from corpus.model import Book, Cell

PAPI_ROWS = (
    ("papi.participation", "Tham gia của người dân ở cấp cơ sở", "Participation at Local Levels", "1-10"),
    ("papi.transparency", "Công khai, minh bạch", "Transparency", "1-10"),
    ("papi.services", "Cung ứng dịch vụ công", "Public Service Delivery", "1-10"),
    ("papi.e-governance", "Quản trị điện tử", "E-Governance", "1-10"),
)


def areas_in_rows(units: Sequence[str], found: dict[str, Figures]) -> list[list[Any]]:
    rows = [[n, AREAS[i][0], AREAS[i][1], *(found[i].score(u) for u in units)] for n, i in enumerate(AREAS, 1)]
    total = found["par-index"]
    rows.append([None, "Chỉ số tổng hợp", 100, *(total.score(u) for u in units)])
    return [*rows, [None, "Xếp hạng", None, *(total.rank(u) for u in units)]]


@good(fixed=True)
def areas_in_rows_provinces_in_columns(book: Book) -> None:
    found = parts(AREAS, 2023, FEW)
    header = ["STT", "Lĩnh vực", "Điểm tối đa", *(NAMES[u] for u in FEW)]
    book.sheet("So sánh").put([[TITLE], header, *areas_in_rows(FEW, found)])


@good(fixed=True)
def areas_in_rows_of_one_province(book: Book) -> None:
    found = parts(AREAS, 2023, ["lao-cai"])
    header = ["STT", "Lĩnh vực", "Điểm tối đa", "Lào Cai"]
    book.sheet("Lào Cai").put([[TITLE], header, *areas_in_rows(["lao-cai"], found)])


@good(fixed=True)
def score_and_rank_below_each_province(book: Book) -> None:
    """Each province takes two columns under its merged name."""
    found = parts(AREAS, 2023, FEW)
    header = ["STT", "Lĩnh vực", *(x for u in FEW for x in (NAMES[u], None))]
    rows = [
        [n, AREAS[i][0], *(x for u in FEW for x in (found[i].score(u), found[i].rank(u)))]
        for n, i in enumerate(AREAS, 1)
    ]
    sheet = book.sheet().put([[TITLE], header, [None, None, *["Điểm", "Hạng"] * 4], *rows])
    sheet.merge("A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2", "I2:J2")


@good(fixed=True)
def papi_with_indicators_in_rows(book: Book) -> None:
    """The publisher's shape since 2018: codes, two languages, a scale, notes below."""
    rows = []
    for code, (indicator, vi, en, scale) in zip((1, 2, 6, 8), PAPI_ROWS, strict=True):
        numbers = figures(indicator, 2023, OLD, 4.2, 7.9, 4)
        rows.append([f"{code}. {en}", f"{code}. {vi}", scale, *(numbers.score(u) for u in OLD)])
    total = papi(2023, OLD)
    rows.append(["Unweighted PAPI Score", "Chỉ số PAPI", "10-80", *(total.score(u) for u in OLD)])
    book.sheet("PAPI 2023").put(
        [
            [None, None, None, *range(1, 64)],
            ["Indicators", "Chỉ số", "Thang điểm", *(ENGLISH[u] for u in OLD)],
            *rows,
            ["Number of observations", None, None, *[300] * 63],
            ["Copyright: synthetic figures, published by nobody"],
        ]
    )


@good(fixed=True)
def two_rows_of_names_above_the_columns(book: Book) -> None:
    total = papi(2023)
    book.sheet("PAPI 2023").put(
        [
            ["Code", None, *range(1, 9)],
            ["Indicator", "Scale", *(ENGLISH[u] for u in SOME)],
            ["Chỉ số", "Thang", *(NAMES[u] for u in SOME)],
            ["Chỉ số PAPI", "10-80", *(total.score(u) for u in SOME)],
        ]
    )


@good()
def three_indices_with_score_and_rank(book: Book) -> None:
    found = (par(2023), sipas(2023), papi(2023))
    sheet = book.sheet("Các chỉ số 2023").put(
        [
            ["TỔNG HỢP KẾT QUẢ CÁC CHỈ SỐ NĂM 2023"],
            ["STT", "Tỉnh, thành phố", "PAR INDEX", None, "SIPAS", None, "PAPI", None],
            [None, None, *["Điểm", "Hạng"] * 3],
            *([n, NAMES[u], *(x for f in found for x in (f.score(u), f.rank(u)))] for n, u in enumerate(SOME, 1)),
        ]
    )
    sheet.merge("A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2")


@good()
def three_indices_by_score_alone(book: Book) -> None:
    """SIPAS of 76 to 92 is the percentage, not the ten points of PAR INDEX."""
    found = (par(2023), sipas(2023), papi(2023))
    book.sheet().put(
        [["TỔNG HỢP CÁC CHỈ SỐ NĂM 2023"], ["STT", "Tỉnh", "PAR INDEX", "SIPAS", "PAPI"]]
        + [[n, NAMES[u], *(f.score(u) for f in found)] for n, u in enumerate(SOME, 1)]
    )


@good()
def three_indices_by_rank_alone(book: Book) -> None:
    found = (par(2023), sipas(2023), papi(2023))
    header = ["STT", "Tỉnh", "Xếp hạng PAR INDEX", "Xếp hạng SIPAS", "Xếp hạng PAPI"]
    book.sheet().put(
        [["THỨ HẠNG CÁC CHỈ SỐ NĂM 2023"], header]
        + [[n, NAMES[u], *(f.rank(u) for f in found)] for n, u in enumerate(SOME, 1)]
    )


@good()
def satisfaction_in_percent_beside_par_index(book: Book) -> None:
    one, two = par(2023), sipas(2023)
    book.sheet().put(
        [[TITLE], ["Hạng", "Tỉnh", "Chỉ số tổng hợp", "Chỉ số hài lòng (SIPAS) (%)"]]
        + [[one.rank(u), NAMES[u], one.score(u), two.score(u)] for u in one.by_rank()]
    )


@good()
def a_long_table(book: Book) -> None:
    one, two = par(2023), figures("par-index.procedures", 2023, SOME, 9.5, 12.9)
    rows = [["PAR INDEX", 2023, NAMES[u], "Chỉ số tổng hợp", one.score(u), one.rank(u)] for u in SOME]
    rows += [["PAR INDEX", 2023, NAMES[u], "Cải cách thủ tục hành chính", two.score(u), two.rank(u)] for u in SOME]
    header = ["Chỉ số", "Năm", "Tỉnh", "Tiêu chí", "Điểm", "Xếp hạng"]
    book.sheet("Dữ liệu").put([header, *rows])


@good()
def a_long_table_of_three_indices_and_years(book: Book) -> None:
    found = [make(year) for make in (par, sipas, papi) for year in (2022, 2023)]
    names = {"par-index": "PAR INDEX", "sipas": "SIPAS", "papi": "PAPI"}
    rows = [[f.year, names[f.indicator], NAMES[u], f.rank(u), f.score(u)] for f in found for u in SOME]
    book.sheet("Data").put([["Năm", "Chỉ số", "Tỉnh, thành phố", "Hạng", "Điểm"], *rows])


@good()
def a_long_table_in_english(book: Book) -> None:
    numbers = [par(2022), par(2023)]
    rows = [["PAR INDEX", f.year, ENGLISH[u], f.score(u), f.rank(u)] for f in numbers for u in SOME]
    book.sheet("data").put([["Index", "Year", "Province", "Score", "Rank"], *rows])


@good()
def a_long_table_whose_indicator_is_an_index(book: Book) -> None:
    """SIPAS may be a part of PAR INDEX, which is never that much."""
    numbers = sipas(2023, SOME)
    rows = [[ENGLISH[u], "SIPAS", 2023, numbers.score(u), numbers.rank(u)] for u in SOME]
    book.sheet("data").put([["province", "indicator", "year", "score", "rank"], *rows])


@bad("index-unknown", anywhere=True)
def a_long_table_whose_indicator_may_be_a_part(book: Book) -> None:
    rows = [[ENGLISH[u], "SIPAS", 2023, 8 + n / 10] for n, u in enumerate(SOME)]
    book.sheet("data").put([["province", "indicator", "year", "score"], *rows])


@good()
def a_long_table_with_merged_provinces(book: Book) -> None:
    found = [par(2021), par(2022), par(2023)]
    sheet = book.sheet().put([["CHỈ SỐ PAR INDEX"], ["Tỉnh", "Năm", "Điểm", "Hạng"]])
    for u in FEW:
        top = len(sheet.rows) + 1
        sheet.put([[NAMES[u] if n == 0 else None, f.year, f.score(u), f.rank(u)] for n, f in enumerate(found)])
        sheet.merge(f"A{top}:A{top + 2}")


@good(fixed=True)
def two_rows_a_province(book: Book) -> None:
    """The name is merged over a row of scores and a row of ranks."""
    found = parts(AREAS, 2023, FEW)
    ids = [*AREAS, "par-index"]
    header = ["Tỉnh", "Kết quả", *(words for words, _ in AREAS.values()), "Chỉ số tổng hợp"]
    sheet = book.sheet().put([[TITLE], header])
    for u in FEW:
        top = len(sheet.rows) + 1
        sheet.put([[NAMES[u], "Điểm", *(found[i].score(u) for i in ids)]])
        sheet.put([[None, "Xếp hạng", *(found[i].rank(u) for i in ids)]])
        sheet.merge(f"A{top}:A{top + 1}")


@good()
def several_sheets_of_indices(book: Book) -> None:
    for name, words, numbers in (
        ("PAR INDEX", "Chỉ số tổng hợp", par(2023)),
        ("SIPAS", "Chỉ số hài lòng", sipas(2023)),
        ("PAPI", "Chỉ số PAPI", papi(2023)),
    ):
        sheet = book.sheet(name).put([[f"KẾT QUẢ {name} NĂM 2023"], ["Hạng", "Tỉnh", words]])
        sheet.put([[numbers.rank(u), NAMES[u], numbers.score(u)] for u in numbers.by_rank()])


@good()
def sheets_of_notes_and_an_empty_one(book: Book) -> None:
    numbers = par(2023)
    book.sheet("Bìa").put([["SỞ NỘI VỤ"], ["SỐ LIỆU TỔNG HỢP"]])
    book.sheet("Số liệu").put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp"], *([NAMES[u], numbers.score(u)] for u in SOME)])
    book.sheet("Sheet3")


@good()
def indices_in_rows_for_one_province(book: Book) -> None:
    """Rows are indices, columns are what is said about them; the province stands in the title."""
    found = {"PAR INDEX": par(2023, OLD), "SIPAS": sipas(2023, OLD), "PAPI": papi(2023, OLD)}
    rows = [[words, f.score("lao-cai"), f.rank("lao-cai")] for words, f in found.items()]
    book.sheet().put([["KẾT QUẢ CÁC CHỈ SỐ CỦA TỈNH LÀO CAI NĂM 2023"], ["Chỉ số", "Điểm", "Xếp hạng"], *rows])


@good()
def rows_that_state_nothing_are_no_units(book: Book) -> None:
    """A list of member provinces in a column of remarks."""
    numbers = par(2023)
    book.sheet().put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp", "Ghi chú"]])
    book.sheets[0].put(
        [[NAMES[u], numbers.score(u), Cell("Cùng cụm với Hà Nội") if n else None] for n, u in enumerate(SOME)]
    )
