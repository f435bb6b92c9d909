"""What a column is: words below its heading, the measure of its group, the score its ranks belong to."""

from typing import Any

from corpus.case import good
from corpus.data import FEW, NAMES, SOME, par, sipas
from corpus.headers import TITLE
from corpus.model import Book

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
