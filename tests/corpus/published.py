"""What the ministry published, appraised and marked, beside the scores that a province gives itself."""

from collections.abc import Sequence

from corpus.case import bad, good
from corpus.data import AREAS, BLOCKS, NAMES, SOME, figures, papi, par, parts, sipas
from corpus.model import Book, Cell

TITLE = "KẾT QUẢ CHẤM ĐIỂM CHỈ SỐ CCHC (PAR INDEX) NĂM 2023 CỦA TỈNH LAI CHÂU"
UNIT = "lai-chau"
PUBLISHED = (
    "Điểm Bộ Nội vụ công bố",
    "Điểm BNV công bố",
    "Điểm do Bộ Nội vụ công bố",
    "Bộ Nội vụ công bố",
    "Kết quả công bố của Bộ Nội vụ",
    "Điểm công bố",
    "Điểm chính thức",
    "Published score",
)
MARKED = (
    "Điểm Bộ Nội vụ chấm",
    "Điểm BNV chấm",
    "Điểm do Bộ Nội vụ đánh giá",
    "Điểm thẩm định của Bộ",
    "Điểm BNV thẩm định",
    "Kết quả đánh giá của Bộ Nội vụ",
    "Điểm Trung ương chấm",
    "MOHA score",
)


def by_areas(book: Book, heading: str, *, total: bool) -> None:
    """One province's areas in rows, its own scores beside others, with their maxima and the difference."""
    found = parts(AREAS, 2023, [UNIT])
    rows = []
    for n, (i, (name, most)) in enumerate(AREAS.items(), 1):
        value = found[i].scores[UNIT]
        rows.append([n, name, most, round(value + 0.1, 2), found[i].score(UNIT), -0.1])
    if total:
        rows.append([None, "TỔNG CỘNG", 100, None, found["par-index"].score(UNIT), None])
    header = ["STT", "Lĩnh vực", "Điểm tối đa", "Điểm tỉnh tự chấm", heading, "Chênh lệch"]
    book.sheet(f"Sheet{len(book.sheets)}").put([[TITLE], header, *rows])


@good(fixed=True)
def published_scores_of_areas_beside_own(book: Book) -> None:
    for n, heading in enumerate(PUBLISHED):
        by_areas(book, heading, total=n % 2 == 0)


@good(fixed=True)
def marked_scores_of_areas_that_add_up_to_more_than_documents_count(book: Book) -> None:
    for n, heading in enumerate((*MARKED, "Điểm thẩm định", "Kết quả thẩm định")):
        by_areas(book, heading, total=n % 2 == 0)


@good(fixed=True)
def scores_of_the_ministry_beside_own_of_many(book: Book) -> None:
    """The rank behind them is theirs."""
    for heading in (*PUBLISHED, *MARKED):
        numbers = par(2023)
        rows = [[NAMES[u], 97.5, numbers.score(u), numbers.rank(u)] for u in SOME]
        sheet = book.sheet(f"Sheet{len(book.sheets)}")
        sheet.put([["PAR INDEX NĂM 2023"], ["Tỉnh", "Điểm tự chấm", heading, "Xếp hạng"], *rows])


@good(fixed=True)
def the_block_that_the_ministry_appraised_beside_the_others(book: Book) -> None:
    found = parts(BLOCKS, 2023, SOME)
    for heading in ("Điểm BNV thẩm định", "Điểm Bộ Nội vụ chấm", "Điểm thẩm định của Bộ Nội vụ"):
        header = ["Tỉnh", "Tổng điểm", heading, *(name for name, _ in BLOCKS.values())][: 3 + len(BLOCKS)]
        del header[3]
        rows = [[NAMES[u], found["par-index"].score(u), *(found[i].score(u) for i in BLOCKS)] for u in SOME]
        book.sheet(f"Sheet{len(book.sheets)}").put([["PAR INDEX NĂM 2023"], header, *rows])


@good(fixed=True)
def the_block_alone_beside_own_stays_the_block(book: Book) -> None:
    numbers = figures("par-index.appraised", 2023, SOME, 45, 60)
    rows = [[NAMES[u], 60.5, numbers.score(u)] for u in SOME]
    book.sheet().put([["PAR INDEX NĂM 2023"], ["Tỉnh", "Điểm tự chấm", "Điểm thẩm định"], *rows])


@good(fixed=True)
def satisfaction_by_the_ministry_beside_own_surveys(book: Book) -> None:
    for heading in ("Bộ Nội vụ công bố", "Kết quả khảo sát của Bộ Nội vụ", "Kết quả BNV khảo sát", "Điểm BNV chấm"):
        numbers = sipas(2023)
        rows = [[NAMES[u], 95.5, numbers.score(u)] for u in SOME]
        sheet = book.sheet(f"Sheet{len(book.sheets)}")
        sheet.put([["SIPAS NĂM 2023"], ["Tỉnh", "Kết quả tỉnh tự khảo sát", heading], *rows])


def documents(heading: str, *more: str) -> Sequence[Sequence[object]]:
    """Areas in rows with points that add up to no more than those for documents: the surveys may be missing."""
    header = ["STT", "Lĩnh vực", "Điểm tối đa", "Điểm tự chấm", Cell(heading, bad=True), *more]
    rows = [
        [n, name, most, round(most * 0.62, 2), round(most * 0.6, 2), *(round(most * 0.3, 2) for _ in more)]
        for n, (name, most) in enumerate(AREAS.values(), 1)
    ]
    return [[TITLE], header, *rows]


@bad("appraised-unclear", fixed=True, suggestion="Điểm công bố")
def appraised_scores_of_areas_that_may_lack_the_surveys(book: Book) -> None:
    book.sheet().put(documents("Điểm thẩm định"))


@bad("appraised-unclear", fixed=True)
def marked_scores_of_areas_that_may_lack_the_surveys(book: Book) -> None:
    book.sheet().put(documents("Điểm Bộ Nội vụ chấm"))


@bad("appraised-unclear", fixed=True)
def marked_scores_of_areas_beside_those_of_surveys(book: Book) -> None:
    book.sheet().put(documents("Điểm Bộ Nội vụ chấm", "Điểm XHH"))


@bad("column-ambiguous", fixed=True)
def two_columns_of_what_was_published(book: Book) -> None:
    header = ["Tỉnh", "Điểm tự chấm", "Điểm BNV công bố", Cell("Điểm chính thức", bad=True)]
    rows = [[NAMES[u], 97.5, 80.25 + n, 81.5 + n] for n, u in enumerate(SOME)]
    book.sheet().put([["PAR INDEX NĂM 2023"], header, *rows])


@bad("no-values", fixed=True)
def scores_of_another_index_than_the_ministry_publishes(book: Book) -> None:
    numbers = papi(2023)
    rows = [[NAMES[u], Cell(numbers.scores[u])] for u in SOME]
    book.sheet().put([["PAPI 2023"], ["Tỉnh", Cell("Điểm Bộ Nội vụ công bố", bad=True)], *rows])
