"""Years that rows, headings, titles and notes state: the nearest counts, a contradiction is asked about."""

from collections.abc import Sequence

from corpus.case import bad, good
from corpus.data import NAMES, OLD, SOME, par, ranking, sipas
from corpus.headers import HEADER
from corpus.model import Book, Cell, Sheet

ONE = "lao-cai"
TITLE = "KẾT QUẢ CÁC CHỈ SỐ CCHC CỦA TỈNH LÀO CAI"
TARGET = "Mục tiêu năm 2025: PAR INDEX đạt từ 90% trở lên"


def two_indices_of_one(book: Book, years: Sequence[int], title: str = TITLE) -> Sheet:
    """`Năm` in rows, two indices in columns, the province in the title alone."""
    sheet = book.sheet().put([[title], [], ["Năm", "PAR INDEX", None, "SIPAS", None]])
    sheet.put([[None, "Điểm", "Xếp hạng", "Điểm", "Xếp hạng"]])
    sheet.merge("A3:A4", "B3:C3", "D3:E3")
    for year in years:
        one, two = par(year, OLD), sipas(year, OLD)
        sheet.put([[year, one.score(ONE), one.rank(ONE), two.score(ONE), two.rank(ONE)]])
    return sheet


@good()
def a_target_below_one_year_in_rows(book: Book) -> None:
    two_indices_of_one(book, [2024]).put([[], [TARGET]])


@good()
def a_plan_below_several_years_in_rows(book: Book) -> None:
    two_indices_of_one(book, range(2020, 2025)).put([["Kế hoạch năm 2025: PAR INDEX đạt 90%, SIPAS đạt 88%"]])


@good()
def a_note_that_states_the_last_of_the_years_in_rows(book: Book) -> None:
    two_indices_of_one(book, range(2020, 2025)).put([[], ["Ghi chú: số liệu năm 2024 theo Bộ Nội vụ"]])


@good()
def a_target_below_years_in_columns(book: Book) -> None:
    numbers = [par(y, OLD) for y in (2023, 2024)]
    rows = [[NAMES[u], *(n.score(u) for n in numbers)] for u in SOME]
    book.sheet().put([["KẾT QUẢ PAR INDEX"], ["Tỉnh", "Năm 2023", "Năm 2024"], *rows, [], [TARGET]])


@good(reports="row-skipped")
def a_mean_below_years_in_rows(book: Book) -> None:
    two_indices_of_one(book, range(2020, 2025)).put([["Trung bình", 86.5, None, 84.0, None]])


@good(reports="row-skipped")
def a_change_below_years_in_rows_of_a_dated_title(book: Book) -> None:
    sheet = two_indices_of_one(book, range(2020, 2025), f"{TITLE} GIAI ĐOẠN 2020-2024")
    sheet.put([["Tăng/giảm so với năm trước", 1.2, 3, 0.5, 2]])


@bad("rows-unclear")
def a_target_among_years_in_rows(book: Book) -> None:
    two_indices_of_one(book, range(2020, 2024)).put([[Cell("Mục tiêu 2025", bad=True), 91.2, 3, 90.5, 2]])


@bad("rows-unclear")
def a_forecast_among_years_in_rows(book: Book) -> None:
    two_indices_of_one(book, range(2020, 2024)).put([[Cell("2024 (dự kiến)", bad=True), 91.2, 3, 90.5, 2]])


@bad("heading-year")
def a_title_of_a_year_above_columns_of_another(book: Book) -> None:
    header = ["STT", "Tỉnh", Cell("Điểm năm 2022", bad=True), "Hạng năm 2022"]
    numbers = par(2022)
    rows = [[n, NAMES[u], numbers.scores[u], numbers.ranks[u]] for n, u in enumerate(SOME, 1)]
    book.sheet().put([["PAR INDEX 2023"], header, *rows])


@bad("heading-year")
def a_sheet_called_by_a_year_with_a_column_of_another(book: Book) -> None:
    rows = [[NAMES[u], par(2022).scores[u]] for u in SOME]
    book.sheet("2023").put([["PAR INDEX"], ["Tỉnh", Cell("Điểm 2022", bad=True)], *rows])


@good(options={"year": 2022})
def an_option_settles_a_title_of_another_year(book: Book) -> None:
    numbers = par(2022)
    rows = [[NAMES[u], numbers.score(u)] for u in SOME]
    book.sheet().put([["PAR INDEX 2023"], ["Tỉnh", "Điểm 2022"], *rows])


@good()
def a_report_of_a_year_above_columns_of_the_one_before(book: Book) -> None:
    numbers = par(2022)
    rows = [[NAMES[u], numbers.score(u), numbers.rank(u)] for u in SOME]
    book.sheet("PAR INDEX").put(
        [["BÁO CÁO CÔNG TÁC CẢI CÁCH HÀNH CHÍNH NĂM 2023"], ["Tỉnh", "PAR INDEX 2022", "Hạng 2022"], *rows]
    )


@bad("heading-inside")
def a_year_within_the_rows_of_one_table(book: Book) -> None:
    numbers = par(2023, OLD)
    rows: list[list[object]] = [[n, NAMES[u], numbers.scores[u], numbers.ranks[u]] for n, u in enumerate(OLD, 1)]
    line = [Cell("Năm 2022", bad=True)]
    book.sheet().put([["PAR INDEX NĂM 2023"], ["STT", "Tỉnh", "Điểm", "Hạng"], *rows[:26], line, *rows[26:]])


@good()
def blocks_of_other_provinces_each_numbered_from_one(book: Book) -> None:
    sheet = book.sheet().put([["PAR INDEX"], ["STT", *HEADER[1:]]])
    for year, units in ((2023, SOME[:4]), (2022, SOME[4:])):
        sheet.put([[f"Năm {year}"]])
        sheet.put([[n, *row[1:]] for n, row in enumerate(ranking(par(year, units)), 1)])


@bad("note-year", options={"year": 2023})
def a_note_that_dates_one_of_several_units_otherwise(book: Book) -> None:
    note = Cell("Ghi chú: số liệu của Quảng Ninh là của năm 2021", bad=True)
    book.sheet().put([["PAR INDEX 2023"], HEADER, *ranking(par(2023)), [], [note]])


@good()
def a_note_that_dates_one_of_several_units_whose_cells_are_blank(book: Book) -> None:
    rows = ranking(par(2023))
    for row in rows:
        if "Quảng Ninh" in [getattr(cell, "value", cell) for cell in row]:
            row[:] = [None, "Quảng Ninh", None]
    book.sheet().put([["PAR INDEX 2023"], HEADER, *rows, [], ["(*) Quảng Ninh: số liệu năm 2021"]])


@good()
def a_note_that_dates_the_one_province_of_a_table(book: Book) -> None:
    numbers = par(2023, OLD)
    rows = [[numbers.rank(ONE), NAMES[ONE], numbers.score(ONE)], [], [f"Ghi chú: số liệu của {NAMES[ONE]} năm 2023"]]
    book.sheet().put([["PAR INDEX"], HEADER, *rows])


@good(reports="row-skipped")
def a_mean_below_the_rows_of_a_long_table(book: Book) -> None:
    found = {y: par(y, OLD) for y in (2022, 2023)}
    rows = [[NAMES[ONE], y, n.score(ONE), n.rank(ONE)] for y, n in found.items()]
    book.sheet().put([["PAR INDEX"], ["Tỉnh", "Năm", "Điểm", "Xếp hạng"], *rows, [NAMES[ONE], "Trung bình", 84.2]])
