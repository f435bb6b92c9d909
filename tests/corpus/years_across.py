"""Indicators in rows with years in columns, long tables, and columns that give the year of each row."""

from datetime import date
from typing import Any

from corpus.case import bad, good
from corpus.data import AREAS, ENGLISH, FEW, NAMES, OLD, SOME, Figures, figures, papi, par, parts
from corpus.faults import wrong
from corpus.model import Book, Cell

YEARS = (2022, 2023, 2024)


def areas_by_year(unit: str) -> dict[int, dict[str, Figures]]:
    return {year: parts(AREAS, year, [unit]) for year in YEARS}


def rows_of(unit: str) -> list[list[Any]]:
    found = areas_by_year(unit)
    names = {**{i: words for i, (words, _) in AREAS.items()}, "par-index": "Tổng điểm"}
    return [[words, *(found[y][i].score(unit) for y in YEARS)] for i, words in names.items()]


@good(fixed=True)
def areas_in_rows_years_in_columns_for_one_province(book: Book) -> None:
    """The province stands in the title, merged over the table, or in none but the sheet's name."""
    title = "KẾT QUẢ CHỈ SỐ CCHC (PAR INDEX) CỦA TỈNH LÀO CAI GIAI ĐOẠN 2022-2024"
    for n, heading in enumerate(("Lĩnh vực", "Nội dung", "Chỉ số thành phần", "Tiêu chí")):
        sheet = book.sheet(f"Lào Cai {n}").put([[title], ["STT", heading, *(f"Năm {y}" for y in YEARS)]])
        sheet.put([[place, *row] for place, row in enumerate(rows_of("lao-cai"), 1)])
        if n:
            sheet.merge("A1:E1")


@good(fixed=True)
def areas_in_rows_below_each_province(book: Book) -> None:
    for merged in (True, False):
        sheet = book.sheet("Sheet1" if merged else "Sheet2").put([["PAR INDEX các lĩnh vực"]])
        sheet.put([["Tỉnh", "Lĩnh vực", *YEARS, "Tăng/giảm"]])
        for u in FEW:
            top = len(sheet.rows) + 1
            sheet.put([[NAMES[u] if not merged or n == 0 else None, *row, 0.5] for n, row in enumerate(rows_of(u))])
            if merged:
                sheet.merge(f"A{top}:A{top + 8}")


@good(fixed=True)
def provinces_merged_over_their_years(book: Book) -> None:
    found = [rows_of(u) for u in FEW[:2]]
    sheet = book.sheet().put([["Kết quả PAR INDEX"], ["STT", "Lĩnh vực", NAMES[FEW[0]], None, None, NAMES[FEW[1]]]])
    sheet.put([[None, None, *[f"Năm {y}" for y in YEARS] * 2]])
    sheet.put([[n, *one, *two[1:]] for n, (one, two) in enumerate(zip(*found, strict=True), 1)])
    sheet.merge("C2:E2", "F2:H2")


@good()
def a_long_table_whose_rows_alone_name_the_index(book: Book) -> None:
    numbers = papi(2022)
    part = figures("papi.participation", 2022, SOME, 4.2, 7.9, 4)
    rows = [[ENGLISH[u], 2022, "PAPI", numbers.score(u)] for u in SOME]
    rows += [[ENGLISH[u], 2022, "Participation", part.score(u)] for u in SOME]
    book.sheet("Sheet1").put([["province", "year", "variable", "value"], *rows])


@good()
def a_long_table_with_a_unit_of_measurement(book: Book) -> None:
    rows = [[f.year, NAMES[u], "PAPI", "điểm", f.score(u)] for f in (papi(2021), papi(2022)) for u in SOME]
    book.sheet("Sheet1").put([["Năm", "Tỉnh", "Chỉ số", "Đơn vị", "Điểm"], *rows])


@good()
def years_of_rows_under_other_words(book: Book) -> None:
    for n, (heading, typed) in enumerate(
        (
            ("Năm khảo sát", int),
            ("yr", int),
            ("Kỳ", lambda year: f"Năm {year}"),
            ("Năm", lambda year: f"{year}*"),
            ("Năm", lambda year: date(year, 12, 31)),
        )
    ):
        rows = [[NAMES[u], Cell(typed(f.year)), f.score(u)] for f in (papi(2021), papi(2022)) for u in SOME]
        book.sheet(f"Sheet{n}").put([["Tỉnh", heading, "Điểm PAPI"], *rows])


@good()
def the_year_of_the_figures_beside_that_of_their_publication(book: Book) -> None:
    rows = [[NAMES[u], f.year + 1, f.year, f.score(u)] for f in (papi(2021), papi(2022)) for u in SOME]
    book.sheet("Sheet1").put([["Tỉnh", "Năm công bố", "Năm số liệu", "Điểm PAPI"], *rows])


@bad("units-unread")
def a_row_that_lost_its_year(book: Book) -> None:
    rows = [[NAMES[u], f.year, f.score(u)] for f in (papi(2021), papi(2022)) for u in SOME]
    rows[3] = [wrong(rows[3][0]), None, rows[3][2]]
    book.sheet("Sheet1").put([["Tỉnh", "Năm", "Điểm PAPI"], *rows])


@good(reports="indicator-unknown")
def a_rank_behind_years_that_is_of_none_for_certain(book: Book) -> None:
    found = [figures("par-index.procedures", y, OLD, 9.5, 12.9) for y in YEARS]
    rows = [["TTHC", NAMES[u], *(f.score(u) for f in found), n] for n, u in enumerate(OLD, 1)]
    header = ["Lĩnh vực", "Tỉnh", *(f"Năm {y}" for y in YEARS), "Hạng"]
    book.sheet().put([["PAR INDEX"], header, *rows])


@good()
def the_scores_of_one_year_by_its_name(book: Book) -> None:
    numbers = par(2023, OLD)
    rows = [[NAMES[u], "Chỉ số tổng hợp", numbers.score(u), numbers.rank(u)] for u in OLD]
    book.sheet().put([["PAR INDEX NĂM 2023"], ["Tỉnh", "Tiêu chí", "Năm 2023", "Hạng"], *rows])


@good()
def one_heading_over_blocks_below_their_years(book: Book) -> None:
    sheet = book.sheet().put([["PAR INDEX CÁC NĂM"], ["STT", "Tỉnh, thành phố", "Điểm", "Xếp hạng"]])
    for year in (2024, 2023):
        numbers = par(year, OLD)
        sheet.put([[f"NĂM {year}"]])
        sheet.put([[n, NAMES[u], numbers.score(u), numbers.rank(u)] for n, u in enumerate(numbers.by_rank(), 1)])


@bad("heading-inside", anywhere=True)
def a_block_below_another_year_than_its_title(book: Book) -> None:
    numbers = par(2023, OLD)
    sheet = book.sheet().put([["PAR INDEX NĂM 2023"], ["STT", "Tỉnh, thành phố", "Điểm"], [wrong("NĂM 2024")]])
    sheet.put([[n, NAMES[u], numbers.scores[u]] for n, u in enumerate(OLD, 1)])


@good(fixed=True)
def indices_and_their_ranks_in_rows_for_one_province(book: Book) -> None:
    """Each index over its ranks, typed as officers do; a bare `- Xếp hạng` is of the row above it."""
    unit, sheet = "lai-chau", book.sheet("Sheet1")
    sheet.put([["Các chỉ số của tỉnh Lai Châu"], ["STT", "Chỉ số", *(f"Năm {y}" for y in YEARS)]])
    shares = [par(y, OLD) for y in YEARS]
    points = [papi(y, OLD) for y in YEARS]
    sheet.put([[1, "Chỉ số CCHC (PAR INDEX), %", *(f.score(unit) for f in shares)]])
    sheet.put([[2, "- Xếp hạng PAR INDEX", *(f.rank(unit) for f in shares)]])
    sheet.put([[3, "Chỉ số PAPI, điểm", *(f.score(unit) for f in points)]])
    sheet.put([[4, "(-) Xếp hạng", *(f.rank(unit) for f in points)]])


@bad("index-unknown")
def a_row_of_ranks_below_a_heading_of_scores(book: Book) -> None:
    numbers = par(2023, OLD)
    sheet = book.sheet("Sheet1").put([["Các chỉ số của tỉnh Lai Châu"], ["Chỉ số", "Điểm năm 2023"]])
    sheet.put([["PAR INDEX", numbers.scores["lai-chau"]], [wrong("Xếp hạng PAR INDEX"), 33]])
