"""Numbers as they are typed: marks, formats, formulas, and the many ways to say nothing."""

from typing import Any

from corpus.case import good
from corpus.data import FEW, NAMES, OLD, SOME, comma, figures, papi, par, point
from corpus.headers import HEADER, TITLE
from corpus.model import Book


@good()
def scores_with_a_decimal_comma(book: Book) -> None:
    numbers = par(2023)
    book.sheet().put([[TITLE], HEADER])
    book.sheets[0].put([[numbers.rank(u), NAMES[u], numbers.score(u, comma(numbers.scores[u]))] for u in SOME])


@good()
def scores_with_a_decimal_point_as_text(book: Book) -> None:
    numbers = par(2023)
    book.sheet().put([[TITLE], HEADER])
    book.sheets[0].put([[numbers.rank(u), NAMES[u], numbers.score(u, point(numbers.scores[u]))] for u in SOME])


@good()
def scores_half_numbers_half_texts(book: Book) -> None:
    numbers = par(2023)
    shown = {u: comma(numbers.scores[u]) if n % 2 else None for n, u in enumerate(SOME)}
    book.sheet().put([[TITLE], HEADER, *([numbers.rank(u), NAMES[u], numbers.score(u, shown[u])] for u in SOME)])


@good()
def columns_with_different_marks(book: Book) -> None:
    one, two = figures("par-index.steering", 2023, SOME, 7, 9.4), par(2023)
    book.sheet().put([[TITLE], ["Tỉnh", "Chỉ đạo, điều hành", "Chỉ số tổng hợp"]])
    book.sheets[0].put(
        [[NAMES[u], one.score(u, comma(one.scores[u])), two.score(u, point(two.scores[u]))] for u in SOME]
    )


@good()
def three_decimals_settled_by_the_scale(book: Book) -> None:
    """`1.473` out of 2.5 is one and a half, whichever mark is usual."""
    numbers = figures("papi.participation.civic-knowledge", 2023, SOME, 1.001, 1.9, 3)
    book.sheet().put([["PAPI NĂM 2023"], ["Tỉnh", "1.1. Tri thức công dân"]])
    book.sheets[0].put([[NAMES[u], numbers.score(u, point(numbers.scores[u], 3))] for u in SOME])


@good(options={"decimal": "point"})
def three_decimals_settled_by_an_option(book: Book) -> None:
    numbers = figures("sipas.expectations", 2023, SOME, 1.101, 9.9, 3)
    shown = {u: point(numbers.scores[u], 3) for u in SOME}
    book.sheet().put([["CHỈ SỐ SIPAS NĂM 2023"], ["Tỉnh", "Nhu cầu, mong đợi của người dân"]])
    book.sheets[0].put([[NAMES[u], numbers.score(u, shown[u])] for u in SOME])


@good()
def percent_signs_in_the_cells(book: Book) -> None:
    numbers = par(2023)
    book.sheet().put([[TITLE], HEADER])
    book.sheets[0].put([[numbers.rank(u), NAMES[u], numbers.score(u, comma(numbers.scores[u]) + "%")] for u in SOME])


@good()
def cells_formatted_as_percent(book: Book) -> None:
    numbers = par(2023)
    shown = {u: round(numbers.scores[u] / 100, 4) for u in SOME}
    book.sheet().put([[TITLE], HEADER])
    book.sheets[0].put([[numbers.rank(u), NAMES[u], numbers.score(u, shown[u], percent=True)] for u in SOME])


@good()
def units_of_measure_in_the_cells(book: Book) -> None:
    numbers = par(2023)
    book.sheet().put([[TITLE], HEADER])
    book.sheets[0].put(
        [[numbers.rank(u), NAMES[u], numbers.score(u, comma(numbers.scores[u]) + " điểm")] for u in SOME]
    )


@good()
def numbers_as_text_with_odd_spaces(book: Book) -> None:
    numbers = par(2023)
    shown = {u: f"\u00a0{comma(numbers.scores[u])}\u00a0 " for u in SOME}
    book.sheet().put([[TITLE], HEADER])
    book.sheets[0].put(
        [[numbers.rank(u, f"\u00a0{numbers.ranks[u]} "), NAMES[u], numbers.score(u, shown[u])] for u in SOME]
    )


@good()
def numbers_with_marks_of_footnotes(book: Book) -> None:
    numbers = par(2023)
    marks = ("*", " (*)", "**", "")
    shown = {u: comma(numbers.scores[u]) + marks[n % 4] for n, u in enumerate(SOME)}
    book.sheet().put([[TITLE], HEADER, *([numbers.rank(u), NAMES[u], numbers.score(u, shown[u])] for u in SOME)])


@good()
def trailing_zeros_dropped(book: Book) -> None:
    numbers = par(2023)
    numbers.scores.update({SOME[0]: 88.2, SOME[1]: 90.0, SOME[2]: 83.7})
    shown = {SOME[0]: "88,2", SOME[1]: "90", SOME[2]: "83,7"}
    book.sheet().put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp"]])
    book.sheets[0].put([[NAMES[u], numbers.score(u, shown.get(u, comma(numbers.scores[u])))] for u in SOME])


@good()
def ranks_out_of_63(book: Book) -> None:
    numbers = par(2023, OLD)
    book.sheet().put([[TITLE], HEADER])
    book.sheets[0].put([[numbers.rank(u, f"{numbers.ranks[u]}/63", of=63), NAMES[u], numbers.score(u)] for u in OLD])


@good()
def ranks_out_of_61_of_papi(book: Book) -> None:
    numbers = papi(2023)
    book.sheet().put([["CHỈ SỐ PAPI NĂM 2023"], ["Tỉnh", "Điểm", "Thứ hạng"]])
    book.sheets[0].put(
        [[NAMES[u], numbers.score(u), numbers.rank(u, f" {numbers.ranks[u]} / 61", of=61)] for u in SOME]
    )


@good()
def ranks_in_words_and_figures(book: Book) -> None:
    numbers = par(2023)
    words = ("Hạng {}", "thứ {}", "{}*", "{}", "Thứ {}/63")
    rows = []
    for n, u in enumerate(SOME):
        shown = words[n % 5].format(numbers.ranks[u])
        rows.append([numbers.rank(u, shown, of=63 if n % 5 == 4 else None), NAMES[u], numbers.score(u)])
    book.sheet().put([[TITLE], HEADER, *rows])


@good()
def equal_ranks_of_equal_scores(book: Book) -> None:
    numbers = par(2023, FEW)
    numbers.scores.update({FEW[0]: 91.5, FEW[1]: 90.25, FEW[2]: 90.25, FEW[3]: 88.0})
    numbers.ranks.update({FEW[0]: 1, FEW[1]: 2, FEW[2]: 2, FEW[3]: 4})
    book.sheet().put([[TITLE], HEADER, *([numbers.rank(u), NAMES[u], numbers.score(u)] for u in FEW)])


@good()
def formulas_with_stored_results(book: Book) -> None:
    numbers = par(2023)
    rows = [[numbers.rank(u, formula="stored"), NAMES[u], numbers.score(u, formula="stored")] for u in SOME]
    book.sheet().put([[TITLE], HEADER, *rows])


@good()
def whole_numbers_among_the_scores(book: Book) -> None:
    numbers = par(2023)
    numbers.scores.update({SOME[0]: 90, SOME[1]: 87})
    book.sheet().put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp"], *([NAMES[u], numbers.score(u)] for u in SOME)])


@good()
def nothing_said_in_many_ways(book: Book) -> None:
    numbers = par(2023)
    ways: list[Any] = ["-", "*", "KCDL", "N/A", "không có dữ liệu", "…", "\u2013", "n/a"]
    empty = ["ha-nam", "nam-dinh", "thai-binh", "ninh-binh", "hung-yen", "bac-ninh", "vinh-phuc", "phu-tho"]
    rows = [[NAMES[u], numbers.score(u)] for u in SOME]
    rows += [[NAMES[u], numbers.missing(u, way)] for u, way in zip(empty, ways, strict=True)]
    book.sheet().put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp"], *rows])


@good()
def blanks_in_a_full_table(book: Book) -> None:
    """All 63 are listed: a blank says there is no figure."""
    numbers = par(2023, OLD)
    lost = {"ha-nam", "phu-tho"}
    rows = [[NAMES[u], numbers.score(u)] for u in OLD if u not in lost]
    book.sheet().put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp"], *rows])
    book.sheets[0].put([[NAMES[u], numbers.missing(u, None)] for u in sorted(lost)])


@good(reports="missing|zero")
def zeros_where_zero_cannot_be(book: Book) -> None:
    numbers = papi(2022)
    rows = [[NAMES[u], numbers.score(u)] for u in SOME]
    rows += [["Bắc Giang", numbers.missing("bac-giang", 0)], ["Bắc Ninh", numbers.missing("bac-ninh", 0)]]
    book.sheet().put([["CHỈ SỐ PAPI NĂM 2022"], ["Tỉnh", "Chỉ số PAPI"], *rows])


@good(reports="missing|zero")
def zeros_for_a_total_of_par_index(book: Book) -> None:
    numbers = par(2023)
    rows = [[NAMES[u], numbers.score(u)] for u in SOME]
    book.sheet().put([[TITLE], ["Tỉnh", "Chỉ số tổng hợp"], *rows, ["Hà Nam", numbers.missing("ha-nam", 0)]])


@good()
def zeros_where_zero_can_be(book: Book) -> None:
    numbers = figures("par-index.socio-economic", 2023, SOME, 2.5, 6.4)
    numbers.scores[SOME[3]] = 0
    book.sheet().put([[TITLE], ["Tỉnh", "Tác động đến phát triển KT-XH"]])
    book.sheets[0].put([[NAMES[u], numbers.score(u)] for u in SOME])


@good()
def missing_ranks_beside_missing_scores(book: Book) -> None:
    numbers = papi(2023)
    rows = [[numbers.rank(u), NAMES[u], numbers.score(u)] for u in SOME]
    book.sheet().put([["CHỈ SỐ PAPI NĂM 2023"], ["Hạng", "Tỉnh", "Chỉ số PAPI"], *rows])
    book.sheets[0].put([["-", "Bình Dương*", numbers.missing("binh-duong", "*")]])
