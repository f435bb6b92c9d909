"""What stands beside the figures: the heading of the names, columns of words that may qualify rows, lines through cells.

What is known to be harmless stands in `definitions/beside.toml`. Anything else is asked about where it could change
whose figures these are, or what they are: `Nháp`, `Nông thôn`, `Vòng 1`, names of provinces headed `Sở Tư pháp`.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from parreform.catalog import Catalog
from parreform.columns import numbers_rows
from parreform.doubts import holds_unit, word_columns
from parreform.entries import Unit
from parreform.grades import classes_of, is_grade
from parreform.headings import Labels
from parreform.labels import split_label
from parreform.measures import VALUE_MEASURES, is_numbering, is_scale, is_year_mark, measure_of, years_in
from parreform.naming import is_figure, parse_year
from parreform.numerals import missing_reason, parse_number
from parreform.reader import Column, TableReader
from parreform.reading.formats import FAINT, HIDES
from parreform.settings import t
from parreform.text import Folded, by_letter, consists_of, fold, says, squeeze


class Harmless:
    """The words of the definitions, ready to be looked up."""

    def __init__(self, catalog: Catalog) -> None:
        self._asides = catalog.asides
        self._classes = classes_of(catalog)
        self._regions = frozenset(fold(x) for g in catalog.groups for x in (g.vi, g.en))

    @classmethod
    def of(cls, catalog: Catalog) -> "Harmless":
        """The words of a catalog, made once."""
        known: Harmless = catalog.__dict__.setdefault("_harmless", cls(catalog))
        return known

    @cached_property
    def _names(self) -> Mapping[str, Sequence[Folded]]:
        return by_letter(w for a in self._asides for w in a.names)

    @cached_property
    def _flags(self) -> Mapping[str, Sequence[Folded]]:
        return by_letter(w for a in self._asides for w in a.flags)

    @cached_property
    def _periods(self) -> Mapping[str, Sequence[Folded]]:
        return by_letter(w for a in self._asides for w in a.periods)

    @cached_property
    def _exact(self) -> frozenset[Folded]:
        return frozenset(fold(w) for a in self._asides for w in a.exact)

    @cached_property
    def _finished(self) -> frozenset[Folded]:
        return frozenset(fold(w) for a in self._asides for w in a.finished)

    @cached_property
    def _values(self) -> frozenset[Folded]:
        return self._finished | self.whole_year | {fold(w) for a in self._asides for w in a.values}

    @cached_property
    def whole_year(self) -> frozenset[Folded]:
        """What a column of quarters or months says of figures of a year."""
        return frozenset(fold(w) for a in self._asides for w in a.whole_year)

    def heads_names(self, label: str) -> bool:
        """Whether a heading is a usual one of a column of provinces; brackets and how many they are say nothing."""
        return consists_of(fold(_COUNT.sub(" ", _BRACKETS.sub(" ", label))), self._names)

    @cached_property
    def _offices(self) -> Mapping[str, Sequence[Folded]]:
        return by_letter(w for a in self._asides for w in (*a.names, *a.offices))

    def heads_committees(self, label: str) -> bool:
        """Whether a heading is a usual one of a column of the people's committees of provinces: `Cơ quan`."""
        return consists_of(fold(_COUNT.sub(" ", _BRACKETS.sub(" ", label))), self._offices)

    def heads_words(self, label: str) -> bool:
        """Whether a column of words under a heading says nothing of what the figures are."""
        return fold(label) in self._exact or self.heads_remarks(label)

    def heads_remarks(self, label: str) -> bool:
        """Whether a column under a heading speaks of something else than its figures: people, sources, days."""
        return any(says(label, w) for a in self._asides for w in a.headings)

    def heads_places(self, label: str) -> bool:
        """Whether a column under a heading says of which kind of place a province is: `Loại tỉnh`."""
        return any(fold(label) == fold(w) for a in self._asides if a.id == "places" for w in a.exact)

    def heads_counts(self, label: str) -> bool:
        """Whether a column under a heading counts something: `Số huyện`, `Cỡ mẫu`, `Dân số`."""
        return any(f"{squeeze(label)} ".lower().startswith(f"{w} ") for a in self._asides for w in a.counts)

    def flags_rows(self, label: str) -> bool:
        """Whether a column under a heading says which rows are results: `Phiên bản`, `is_latest`, `Tạm tính`."""
        return consists_of(fold(_BRACKETS.sub(" ", label)), self._flags)

    def heads_periods(self, label: str) -> bool:
        """Whether a column under a heading says of what part of a year the figures of a row are: `Quý`, `Tháng`.

        Without its tone `Thang` is a scale.
        """
        return consists_of(fold(_BRACKETS.sub(" ", label)), self._periods) and "thang" not in squeeze(label).lower()

    def is_finished(self, value: object) -> bool:
        """Whether a cell says that the figures of its row are results: `Đã duyệt`."""
        return isinstance(value, str) and fold(value) in self._finished

    def is_written(self, text: str) -> bool:
        """Whether text that a number format writes is only a unit of measure: `điểm`, `Hạng`, `/63`."""
        words = (w for w in _WORDS.findall(text) if not w.isdigit())
        return all(fold(w) in self._formats for w in words) and not years_in(text) and "‰" not in text

    @cached_property
    def _formats(self) -> frozenset[Folded]:
        return frozenset(fold(w) for a in self._asides for w in a.formats)

    def is_class(self, text: str) -> bool:
        """Whether a text is a class of results, as `Nhóm trung bình cao`, `A`, `2`."""
        small = (w.isdigit() and len(w) < _LONG for w in _WORDS.findall(text))
        words = (fold(w) in self._classes for w in _WORDS.findall(text))
        return all(a or b for a, b in zip(small, words, strict=True)) or fold(text) in self._values

    def is_value(self, text: str) -> bool:
        """Whether a text leaves the figures of its row what they are."""
        return self.is_class(text) or fold(text) in self._regions or measure_of(squeeze(text)) in VALUE_MEASURES


_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_COMMITTEE = re.compile(r"[\W\d]*(?:ubnd|[uủ][yỷ]\s+ban\s+nh[aâ]n\s+d[aâ]n)\b", re.IGNORECASE)
_COUNT = re.compile(r"(?<!\w)\d{1,2}(?!\w)|\d+/(?=\d)")
_WORDS = re.compile(r"\w+")
_OUT_OF = re.compile(r"/\s*(\d+(?:[.,]\d+)?)")
_PIVOT = re.compile(r"(?:sum|average|avg|count|min|max|tổng|trung bình)\s+(?:of|của)\s", re.IGNORECASE)
_NUMBERED = re.compile(r"\W*([1-9])(?!\d)\W*\s*[^\W\d]")
"""A note that begins with its number."""
_DECIMALS = re.compile(r"\d+[.,](\d+)")
_READ = (*VALUE_MEASURES, "year", "index", "indicator")
_NO_RESULTS = ("stage", "body", "group")
_LONG = 4
"""A number of so many digits, `2025-04`, is no class but a version or a year."""
_FEW_NUMBERS = 6
"""At most so many different numbers are codes that part rows; more are counts of something."""
_FEW = 4
"""So few texts are categories already where one occurs twice."""


def report_asides(reader: TableReader) -> None:
    """Report what stands beside the figures of a table that was read and makes them doubtful."""
    if reader.readings:
        _report_heading_of_names(reader)
        _report_qualified_rows(reader)
        _report_grades(reader)
        _report_struck(reader)
        _report_merged(reader)
        _report_written(reader)
        _report_not_shown(reader)
        _report_glued(reader)
        _report_codes(reader)


def _report_heading_of_names(reader: TableReader) -> None:
    """Report names of provinces whose heading says that something else is measured: `Sở Tư pháp`, `Phường`.

    Where provinces stand in a row of the sheet its heading may be that of the column of indicators.
    """
    table = reader.table
    path = table.paths.get(table.unit_column, ())
    words = Harmless.of(reader.catalog)
    labels = [split_label(label)[1] for label in path]
    if table.grid.turned or any(map(words.heads_names, labels)):
        return
    if any(map(words.heads_committees, labels)) and _names_committees(reader):
        return
    strange = next((label for label in path if not _says_nothing(reader, label)), None)
    if strange is not None and _names_provinces(reader):
        row = next(
            (r for r in table.header if squeeze(str(table.grid.rows[r][table.unit_column])) == squeeze(strange)), 0
        )
        reader.find("names-unclear", row, table.unit_column, label=squeeze(strange))


def _names_committees(reader: TableReader) -> bool:
    """Whether every unit with figures is named as its people's committee: `UBND tỉnh Lào Cai`, no department of it."""
    rows = (r for r in reader.table.rows if holds_unit(reader, r))
    return all(_COMMITTEE.match(str(reader.table.grid.rows[r][reader.table.unit_column])) for r in rows)


def _names_provinces(reader: TableReader) -> bool:
    """Whether provinces are named: own definitions may have communes, which their heading may call so."""
    names = (reader.table.grid.rows[r][reader.table.unit_column] for r in reader.table.rows)
    return any(u.kind == "province" for name in names if isinstance(name, str) for u in reader.catalog.named(name))


def _says_nothing(reader: TableReader, label: str) -> bool:
    """Whether a heading does not say what is named below it."""
    words = split_label(label)[1]
    if is_scale(label) or is_numbering(label) or is_year_mark(label) or measure_of(words) or _PIVOT.match(words):
        return True
    named = any(Labels.of(reader.catalog, i).find_after_measure(words) for i in reader.catalog.indices)
    return named or bool(reader.catalog.named(words)) or not fold(words)


def _report_qualified_rows(reader: TableReader) -> None:
    """Report columns of words that are not understood and part the rows: what repeats is a category of some kind.

    Words that all differ are names of people or remarks.
    """
    words, of_words = Harmless.of(reader.catalog), dict(word_columns(reader))
    for position, path in reader.table.paths.items():
        if position == reader.table.unit_column or not path:
            continue
        doubtful: Sequence[object] = _doubtful(reader, position, path, words) if position in of_words else ()
        doubtful = doubtful or _flagged(reader, position, path[-1], words)
        doubtful = doubtful or _coded(reader, position, path, words)
        doubtful = doubtful or (_unfit(reader, position, path, words) if position in of_words else ())
        held = reader.values(position) if doubtful else ()
        place = next(
            (n for n, v in enumerate(held) if v in doubtful and holds_unit(reader, reader.table.rows[n])), None
        )
        if place is not None:
            facts = {"label": " / ".join(map(squeeze, path)), "value": told_cells(doubtful)}
            reader.find("rows-unclear", reader.table.rows[place], position, **facts)


def _report_grades(reader: TableReader) -> None:
    """Report columns of classes, `A`, `Tốt`, that are not read: their heading is none of groups."""
    read = {c.position for c in reader.columns if c.heading.indicator}
    rival = next((c for c in reader.columns if c.heading.indicator and c.heading.measure == "group"), None)
    for position, path in word_columns(reader):
        texts = [v for v in reader.values(position) if isinstance(v, str) and missing_reason(v) is None]
        known = position in read or any(measure_of(split_label(label)[1]) for label in path)
        if not known and len(set(texts)) < len(texts) and all(is_grade(reader.catalog, x) for x in texts):
            label = " / ".join(path) or "–"
            why = t(
                "cột ghi xếp loại, tiêu đề không rõ là nhóm",
                "it holds classes, and no heading says that they are groups",
            )
            reader.find("column-skipped", reader.table.header.start, position, label=label, why=why)
            if rival and any(isinstance(v, str) and v not in texts for v in reader.values(rival.position)):
                facts = {"label": label, "value": told_cells(texts)}  # which of them are the groups?
                reader.find("rows-unclear", reader.table.rows[0], position, **facts)


def told_cells(values: Sequence[object]) -> str:
    """The first of some cells as people are told them."""
    return ", ".join(f"“{_told(x)}”" for x in list(values)[:3])


def _told(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return t("ô trống", "blank") if value is None else squeeze(str(value))


def _flagged(reader: TableReader, position: int, label: str, words: Harmless) -> Sequence[object]:
    """The rarer cells of a column whose heading says that it tells results from other rows, whatever it holds.

    Scores under such a heading differ from row to row, days say when; both are seen to elsewhere.
    """
    held = zip(reader.table.rows, reader.values(position), strict=True)
    return flagged((v for r, v in held if holds_unit(reader, r)), label, words)


def flagged(held: Iterable[object], label: str, words: Harmless) -> Sequence[object]:
    """The rarer of the cells that a column holds, as `_flagged` tells them."""
    said = split_label(label)[1]
    periods, flags = words.heads_periods(said), words.flags_rows(said)
    if not periods and not flags:
        return ()
    counts = Counter(held)
    if any(isinstance(v, date) or parse_year(v) for v in counts) or counts.keys() <= {None}:
        return ()
    if periods:
        return [] if all(fold(str(v)) in words.whole_year for v in counts) else list(counts)
    scores = len(counts) * 2 > counts.total() and any(map(is_figure, counts))
    if len(counts) == 1 or scores or all(map(words.is_finished, counts)):
        return ()
    return [v for v, _ in counts.most_common()[:0:-1] if not words.is_finished(v)]


def _coded(reader: TableReader, position: int, path: Sequence[str], words: Harmless) -> Sequence[object]:
    """The rarer numbers of a column nobody knows which part the rows as words would: `urban` 1/9, `vintage` 202504/202412.

    Counts and codes of places say nothing of the figures; in wide tables 1 and 0 are no more than `x` or `có`.
    """
    column = next((c for c in reader.columns if c.position == position), None)
    said = [split_label(label)[1] for label in path]
    known = column is None or column.heading.indicator or column.heading.explicit or any(map(measure_of, said))
    harmless = (words.heads_remarks, words.heads_places, words.heads_counts, words.heads_names)
    if known or any(says_so(x) for x in said for says_so in harmless) or _follows_years(reader, position, said):
        return ()
    held = [v for r, v in zip(reader.table.rows, reader.values(position), strict=True) if holds_unit(reader, r)]
    counts, long = Counter(held), reader.table.layout.arrangement == "long"
    filled = [v for v in counts if v is not None]
    if not all(map(_is_code, filled)) or len(filled) > _FEW_NUMBERS or len(counts) * _FEW > len(held):
        return ()
    if len(counts) < 2 or (not long and (None in counts or {parse_number(v) for v in filled} <= {0.0, 1.0, None})):
        return ()
    return [v for v, _ in counts.most_common()[:0:-1]]


def _follows_years(reader: TableReader, position: int, said: Sequence[str]) -> bool:
    """Whether a column says `Năm công bố`, in each row the year after the one that the row is of: as indices are published."""
    years = next((c for c in reader.columns if c.heading.measure == "year" and c.position != position), None)
    if years is None or not any(says(x, word) for x in said for word in _PUBLISHED):
        return False
    pairs = zip(*(map(parse_year, reader.values(c)) for c in (years.position, position)), strict=True)
    return all(year and published == year + 1 for year, published in pairs if year or published)


_PUBLISHED = ("công bố", "ban hành", "published", "publication")


def _is_code(value: object) -> bool:
    """Whether a cell holds a whole number, a truth or a day, none of which is a score."""
    number = parse_number(value)
    return isinstance(value, bool | date) or (number is not None and number == int(number))


def _unfit(reader: TableReader, position: int, path: Sequence[str], words: Harmless) -> Sequence[object]:
    """The one text of a whole column that says of what the figures are no results: `Nông thôn`, `thử nghiệm`."""
    held = {v for v in reader.values(position) if v is not None}
    text = held.pop() if len(held) == 1 else None
    if not isinstance(text, str) or any(words.heads_remarks(split_label(label)[1]) for label in path):
        return ()
    said = [s for s in reader.catalog.subjects if s.kind in _NO_RESULTS and s.in_text(text)]
    return [text] if said and not any(s.in_text(label) for s in said for label in path) else ()


def _doubtful(reader: TableReader, position: int, path: Sequence[str], words: Harmless) -> Sequence[str]:
    """The repeated texts of a column that may say what the figures of their rows are; none where it is harmless."""
    if not path or any(words.heads_words(split_label(label)[1]) for label in path):
        return ()
    measures = {measure_of(split_label(label)[1]) for label in path} - {""}
    own = [c.heading for c in reader.columns if c.position == position]
    if measures - {"group"} or any(h.measure == "measure" or (h.indicator and h.measure != "group") for h in own):
        return ()
    counts = Counter(v for v in reader.values(position) if isinstance(v, str))
    texts = {x: n for x, n in counts.items() if missing_reason(x) is None and not is_figure(x)}
    harmless = words.is_class if "group" in measures else words.is_value
    if all(map(harmless, texts)) or sum(_names_known(reader, x) for x in texts) * 2 > len(texts):
        return ()
    total = sum(texts.values())
    repeated = len(texts) * 2 <= total or (total < _FEW and len(texts) < total)
    return [x for x in texts if not harmless(x)] if repeated or "group" in measures else ()


def _names_known(reader: TableReader, text: str) -> bool:
    """Whether a text names a unit, or an indicator as long tables do in each row."""
    labels = (Labels.of(reader.catalog, i) for i in reader.catalog.indices)
    return bool(reader.catalog.named(text)) or any(x.find(split_label(text)[1]) for x in labels)


def _report_codes(reader: TableReader) -> None:
    """Report the first row whose official code is another province's than its name.

    Codes of another list agree with few names, and many are none of these; a running number is no code.
    """
    known = {int(u.code): u for u in reader.catalog.units.values() if u.code}
    for column in (c for c in reader.columns if c.heading.measure == "code"):
        of_rows = [(r, told) for r in reader.table.rows if (told := _code_and_units(reader, r, column.position))]
        wrong = [(r, value, units[0]) for r, (value, units) in of_rows if value not in {int(u.code) for u in units}]
        others = [(r, known[value], unit) for r, value, unit in wrong if value in known]
        agree = len(of_rows) - len(wrong)
        codes = [value for _, (value, _) in of_rows if value in known]
        official = len(codes) * 10 >= len(of_rows) * 9 and len(of_rows) >= _FEW
        official = official and not numbers_rows(reader.values(column.position))
        if others and (official or (agree >= _FEW and agree * 3 >= len(of_rows))):
            row, other, unit = others[0]
            reader.find("codes-differ", row, column.position, value=other.code, other=other.vi, name=unit.vi)


def _code_and_units(reader: TableReader, row: int, position: int) -> tuple[int, Sequence[Unit]] | None:
    """The number in a column of codes and the provinces, of any time, named in the row; none where either is missing."""
    value, name = reader.table.grid.rows[row][position], reader.table.grid.rows[row][reader.table.unit_column]
    units = [u for u in reader.catalog.named(name) if u.code] if isinstance(name, str) else []
    number = parse_number(value)
    return (int(number), units) if units and number is not None and number == int(number) else None


def _columns_read(reader: TableReader) -> dict[int, str]:
    """The columns that are read, by position, as they are headed."""
    table = reader.table
    known = [c for c in reader.columns if c.heading.indicator or c.heading.explicit]
    read = {c.position: c.label for c in known if c.heading.measure in _READ}
    read[table.unit_column] = " / ".join(table.paths.get(table.unit_column, ())) or t("tên", "name")
    return read


def _report_struck(reader: TableReader) -> None:
    """Report the columns that are read in which cells of units are struck through, each at the first of them."""
    table, read = reader.table, _columns_read(reader)
    rows = set(table.rows) if table.grid.struck else set()
    for position, label in read.items():
        struck = sorted(r for r, c in table.grid.struck if c == position and r in rows and holds_unit(reader, r))
        if struck:
            reader.find("struck-out", struck[0], position, name=label, count=len(struck))


def _report_merged(reader: TableReader) -> None:
    """Report each merged cell whose one figure was read as several scores: of several provinces, or of two years."""
    grid = reader.table.grid
    spans = [m for m in grid.merged if is_figure(grid.rows[m.top][m.left])]
    places = {x.cell: x for x in reader.readings if x.score is not None} if spans else {}
    for span in spans:
        rows, columns = range(span.top, span.bottom + 1), range(span.left, span.right + 1)
        read = [places[a] for r in rows for c in columns if (a := grid.address(r, c)) in places]
        if len(read) > 1:
            facts = {"value": grid.rows[span.top][span.left], "count": len(read)}
            reader.find("value-merged", span.top, span.left, **facts)


def _report_written(reader: TableReader) -> None:
    """Report the columns that are read in which number formats write words beside figures, each at the first cell."""
    table, words = reader.table, Harmless.of(reader.catalog)
    rows = {*table.header, *table.rows} if table.grid.written else set()
    for position in _columns_read(reader) if rows else ():
        column = next((c for c in reader.columns if c.position == position), None)
        found = sorted(
            r
            for (r, c), text in table.grid.written.items()
            if c == position and r in rows and not (words.is_written(text) and _on_scale(reader, column, text))
        )
        found = [r for r in found if isinstance(table.grid.rows[r][position], int | float)]
        if found:
            value = table.grid.written[found[0], position]
            reader.find("format-writes", found[0], position, value=value, count=len(found))


def _report_not_shown(reader: TableReader) -> None:
    """Report the columns that are read in which some figures are not shown, each at the first cell.

    Where most of a column is white some other style gives it its ground.
    """
    table = reader.table
    rows = set(table.rows) if {HIDES, FAINT} & set(table.grid.written.values()) else set()
    for position, label in _columns_read(reader).items() if rows else ():
        marks = {r: mark for (r, c), mark in table.grid.written.items() if c == position and r in rows}
        held = [r for r in table.rows if holds_unit(reader, r) and is_figure(table.grid.rows[r][position])]
        found = [r for r in held if marks.get(r) == HIDES]
        faint = [r for r in held if marks.get(r) == FAINT]
        found = sorted(found + (faint if len(faint) * 2 < len(held) else []))
        if found:
            value = table.grid.rows[found[0]][position]
            reader.find("not-shown", found[0], position, name=label, value=value, count=len(found))


def _report_glued(reader: TableReader) -> None:
    """Report scores with one decimal more than all others of their column, where notes below bear that last digit.

    `92,181` among `91,43` is 92,18 with the mark of note 1, typed behind it.
    """
    marks = {found[1] for note in reader.table.notes if (found := _NUMBERED.match(unicodedata.normalize("NFKC", note)))}
    scores = [c for c in reader.columns if c.heading.measure == "score" and c.heading.indicator] if marks else []
    for column in scores:
        decimals = {r: _decimals(v) for r, v in zip(reader.table.rows, reader.values(column.position), strict=True)}
        held = {r: x for r, x in decimals.items() if x and holds_unit(reader, r)}
        most = max(map(len, held.values()), default=0)
        longest = [r for r, x in held.items() if len(x) == most]
        shorter = max((len(x) for x in held.values() if len(x) < most), default=0)
        if (
            shorter
            and shorter == most - 1
            and len(longest) * 3 <= len(held)
            and {held[r][-1] for r in longest} <= marks
        ):
            value, mark = reader.table.grid.rows[longest[0]][column.position], held[longest[0]][-1]
            facts = {"value": str(value), "mark": mark, "count": len(longest)}
            reader.find("mark-glued", longest[0], column.position, name=column.label, **facts)


def _decimals(value: object) -> str:
    """The decimals of a figure as it is typed."""
    text = str(value) if isinstance(value, str | float) else ""
    found = _DECIMALS.fullmatch(squeeze(text))
    return found[1] if found else ""


def _on_scale(reader: TableReader, column: Column | None, text: str) -> bool:
    """Whether `/100` beside scores is the maximum of their indicator, or nothing is said of one; ranks are out of units."""
    printed = _OUT_OF.search(text)
    framework = reader.catalog.framework(column.index, column.year) if column else None
    item = framework.items.get(column.heading.indicator) if framework and column else None
    if not printed or column is None or column.heading.measure != "score" or item is None or item.max is None:
        return True
    return float(printed[1].replace(",", ".")) == item.max
