"""What stands beside the scores: figures about the provinces, columns of years in which nothing was measured."""

from corpus.case import bad, good
from corpus.data import ENGLISH, NAMES, OLD, SOME, figures, papi, par
from corpus.headers import TITLE
from corpus.model import Book, Cell

ATTRIBUTES = [
    "Dân số",
    "Dân số trung bình năm 2023 (nghìn người)",
    "GRDP (tỷ đồng)",
    "Số huyện",
    "Số xã, phường",
    "Thu ngân sách nhà nước trên địa bàn",
    "Số phiếu khảo sát hợp lệ",
    "Population (thousand)",
]
LATE = ["papi.environment", "papi.e-governance"]


@good(reports="column-skipped", fixed=True)
def figures_about_the_provinces_before_their_scores(book: Book) -> None:
    """Whatever is known of a province heads no scores, and `Điểm` after it is that of the title."""
    numbers = par(2023)
    for place, heading in enumerate(ATTRIBUTES, 1):
        rows = [[n, NAMES[u], 500 + 31.7 * n, numbers.score(u), numbers.rank(u)] for n, u in enumerate(SOME, 1)]
        book.sheet(f"Sheet{place}").put([[TITLE], ["STT", "Tỉnh", heading, "Điểm", "Hạng"], *rows])


@good(reports="indicator-unknown", fixed=True)
def ranks_of_figures_about_the_provinces(book: Book) -> None:
    """The ranks behind `Dân số` are those of the population."""
    numbers = par(2023)
    rows = [[NAMES[u], 500 - n, n, numbers.score(u)] for n, u in enumerate(SOME, 1)]
    book.sheet().put([[TITLE], ["Tỉnh", "Dân số", "Hạng", "Điểm"], *rows])


@good(reports="indicator-unknown", fixed=True)
def figures_nobody_knows_before_a_bare_heading(book: Book) -> None:
    """`Điểm` may be that of the figures before it."""
    rows = [[n, NAMES[u], 7 + n, par(2023).scores[u]] for n, u in enumerate(SOME, 1)]
    numbers = par(2022)
    rows = [[*row, numbers.score(u)] for row, u in zip(rows, SOME, strict=True)]
    book.sheet().put([["PAR INDEX"], ["STT", "Tỉnh", "Sáng kiến 2023", "Điểm", "PAR INDEX 2022"], *rows])


def _panel(cells: tuple[object, object]) -> list[list[object]]:
    """Two years in rows; what was first measured in the second one holds these in the first."""
    then, now = (
        figures("papi.participation", 2017, OLD, 4.2, 6.1, 4),
        figures("papi.participation", 2018, OLD, 4.2, 6.1, 4),
    )
    late = [figures(i, 2018, OLD, 2.2, 5.4, 4) for i in LATE]
    rows = [[ENGLISH[u], 2017, papi(2017, OLD).score(u), then.score(u), *cells] for u in OLD]
    rows += [[ENGLISH[u], 2018, papi(2018, OLD).score(u), now.score(u), *(x.score(u) for x in late)] for u in OLD]
    return [["province", "year", "PAPI total", "Participation", "Environmental Governance", "E-Governance"], *rows]


@good(file="papi.csv")
def a_panel_with_columns_for_what_was_measured_later(book: Book) -> None:
    for sheet, blank in (("Sheet1", "."), ("Sheet2", "NA"), ("Sheet3", None)):
        book.sheet(sheet).put(_panel((blank, blank)))


@bad("indicator-not-in-framework", anywhere=True)
def a_panel_with_a_figure_before_it_was_measured(book: Book) -> None:
    rows = _panel((".", "."))
    rows[5][4] = Cell(3.1, bad=True)
    book.sheet().put(rows)


@bad("indicator-not-in-framework")
def a_row_of_what_was_not_yet_measured(book: Book) -> None:
    now = figures("papi.participation", 2012, SOME, 4.2, 6.1, 4)
    rows = [[ENGLISH[u], 2012, "Participation", now.scores[u]] for u in SOME]
    rows.append([ENGLISH[SOME[0]], 2012, "Environmental Governance", Cell(3.1, bad=True)])
    book.sheet("PAPI").put([["Province", "Year", "Dimension", "Score"], *rows])
