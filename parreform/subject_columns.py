"""What rows are of beside their units, and where their figures stand, whatever the headings call it.

`Yếu tố`, `Area` over the names of parts are `Tiêu chí`; `Tỷ lệ hài lòng (%)`, `PAR INDEX 2023` beside them hold the
scores of these parts. Only where units have several rows, or the parts, each of them another, stand before the names:
the name of a part behind them may be a remark.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from parreform.catalog import Catalog
from parreform.headings import Labels
from parreform.labels import label_key, split_label
from parreform.measures import RESULTS_OR_WORDS, VALUE_MEASURES, measure_of, year_of_path
from parreform.naming import has_figures, is_figure
from parreform.text import Folded, fold
from parreform.workbook import Grid

Paths = Mapping[int, tuple[str, ...]]

_OF_PARTS, _OF_SCORES = "Tiêu chí", "Điểm"
"""What such headings are read as."""
_OF_ROWS = ("year", "index", "indicator")
_FEWEST = 3


def with_subjects(grid: Grid, paths: Paths, rows: Sequence[int], unit_column: int, catalog: Catalog) -> Paths:
    """The headings of a table, with what they say of parts and their scores."""
    held = [r for r in rows if isinstance(grid.rows[r][unit_column], str) and has_figures(grid.rows[r])]
    names = [fold(str(grid.rows[r][unit_column])) for r in held]
    several = max(Counter(names).values(), default=0) >= _FEWEST
    before = [c for c in paths if c < unit_column and names_parts(grid, c, held, catalog)]
    if not several and not before:
        return paths
    unheaded = [c for c, path in paths.items() if not path and _says_measures(grid, c, held)]
    paths = {c: (_OF_PARTS,) if c in unheaded else path for c, path in paths.items()}
    measures = {c: measure_of(split_label(path[-1])[1]) if path else "" for c, path in paths.items()}
    said = [c for c, m in measures.items() if m in _OF_ROWS and c not in unheaded]
    if not said:
        others = [
            c for c in paths if several and c != unit_column and _names_parts_of_each(grid, c, held, names, catalog)
        ]
        said = [c for c in before or others if not measures[c]][:1]
        paths = {c: (*path, _OF_PARTS) if c in said else path for c, path in paths.items()}
    if any(measures[c] in ("year", "index") for c in said) or not said or not (several or said[0] in before):
        return paths
    # ranks of parts stand beside their scores, `Tỷ lệ hài lòng (%)`
    rivals = {"score"} if several else {"score", "rank"}
    scores = [] if rivals & {*measures.values()} else _of_whole(paths, said[0], catalog)
    scores = scores or _of_results(grid, paths, held, {*measures.values()})
    scores = scores or (_of_shares(grid, paths, said[0], held, catalog) if several else [])
    scores = [c for c in scores if not several or _differs(grid, c, held, names)]
    return {c: (*path, _OF_SCORES) if c in scores else path for c, path in paths.items()}


def names_parts(grid: Grid, column: int, rows: Sequence[int], catalog: Catalog) -> bool:
    """Whether a column names parts of one index, in every row another one."""
    words = [v if isinstance(v := grid.rows[r][column], str) else "" for r in rows]
    return len(words) > 1 and len({*map(fold, words)}) == len(words) == _parts_in(words, catalog)


def lists_parts(grid: Grid, column: int, rows: Sequence[int], catalog: Catalog) -> bool:
    """Whether most of what a column says are names of parts of one index, several, each of them once."""
    words = [v for r in rows if isinstance(v := grid.rows[r][column], str)]
    parts = _parts_in(words, catalog)
    return parts > 1 and parts * 2 > len(words) and len({*map(fold, words)}) == len(words)


def _parts_in(words: Sequence[str], catalog: Catalog) -> int:
    """How many of some words are names of parts, of the index that has the most of them."""
    return max((_parts_of(Labels.of(catalog, i), words) for i in catalog.indices), default=0)


def _parts_of(labels: Labels, words: Sequence[str]) -> int:
    """How many of some words are names of parts of an index."""
    return sum(bool({*labels.find(split_label(w)[1])} - {labels.total}) for w in words)


def _says_measures(grid: Grid, column: int, rows: Sequence[int]) -> bool:
    """Whether a column says `Điểm`, `Xếp hạng` of every row."""
    said = {measure_of(split_label(v)[1]) if isinstance(v := grid.rows[r][column], str) else "" for r in rows}
    return said <= {*VALUE_MEASURES} and len(said) > 1


def _names_parts_of_each(
    grid: Grid, column: int, rows: Sequence[int], names: Sequence[Folded], catalog: Catalog
) -> bool:
    """Whether a column before all figures names the parts of an index, none twice for one unit."""
    said = [v if isinstance(v := grid.rows[r][column], str) else "" for r in rows]
    if "" in said or len({*zip(names, map(fold, said), strict=True)}) < len(rows):
        return False
    before = all(isinstance(v, str) for r in rows for v in grid.rows[r][:column] if is_figure(v) and not _counts(v))
    return before and _parts_in(said, catalog) * 2 > len(rows)


def _counts(value: object) -> bool:
    """Whether a figure may number the rows."""
    return isinstance(value, int | float) and value == int(value)


def _of_whole(paths: Paths, subjects: int, catalog: Catalog) -> list[int]:
    """The columns behind the parts whose headings name one index and nothing else, if several of different years."""
    known = [Labels.of(catalog, i) for i in catalog.indices]
    named = {c: _index_named(path, known) for c, path in paths.items() if c > subjects and path}
    found = [c for c, index in named.items() if index]
    years = [year_of_path(paths[c]) for c in found]
    alike = len({named[c] for c in found}) == 1 and len({*years}) == len(found)
    return found if alike else []


def _of_results(grid: Grid, paths: Paths, rows: Sequence[int], measures: Collection[str]) -> list[int]:
    """The one column of figures under `Kết quả đạt được`, which heads words as often, where none else may be the score."""
    known = [c for c, path in paths.items() if path and label_key(split_label(path[-1])[1]) in RESULTS_OR_WORDS]
    found = [c for c in known if all(is_figure(grid.rows[r][c]) for r in rows)]
    others = not _RIVALS.isdisjoint(measures) or any(year_of_path(path) for path in paths.values())
    return [] if others or len(known) > 1 else found


def _of_shares(grid: Grid, paths: Paths, subjects: int, rows: Sequence[int], catalog: Catalog) -> list[int]:
    """The columns of `Tỷ lệ (%)`, one a year, of parts of an index that is printed in percent, where nothing else is a figure."""
    words = [v for r in rows if isinstance(v := grid.rows[r][subjects], str)]
    parts = {i: _parts_of(Labels.of(catalog, i), words) for i in catalog.indices}
    most = max(parts.values())
    percent = most * 2 > len(words) and all(_is_percentages(catalog, i) for i, n in parts.items() if n == most)
    keys = {c: label_key(split_label(path[-1])[1]) for c, path in paths.items() if path}
    found = [c for c, key in keys.items() if c > subjects and key in _SHARES]
    others = {measure_of(split_label(paths[c][-1])[1]) for c in keys.keys() - {subjects, *found}}
    years = [year_of_path(paths[c]) for c in found]
    return found if percent and others <= _BESIDE_SHARES and len({*years}) == len(years) else []


def _is_percentages(catalog: Catalog, index: str) -> bool:
    """Whether an index and its parts are all printed in percent: PAR INDEX is, its parts are points."""
    items = (i for framework in catalog.frameworks(index) for i in framework.items.values())
    return catalog.indices[index].unit == "%" and all(i.max in (None, 100) for i in items)


_SHARES = frozenset(("tyle", "tile", "phantram", "percent", "percentage"))
_BESIDE_SHARES = frozenset(("ordinal", "rank", "note", "code", "group", "change", "unit"))
_RIVALS = frozenset(("score", "self", "target", "previous", "year"))


def _differs(grid: Grid, column: int, rows: Sequence[int], names: Sequence[Folded]) -> bool:
    """Whether a column holds other figures in most rows of a unit: one that repeats is that of the whole."""
    figures = {(name, v) for name, r in zip(names, rows, strict=True) if is_figure(v := grid.rows[r][column])}
    return len(figures) * 2 > len(rows)


def _index_named(path: Sequence[str], known: Sequence[Labels]) -> str:
    words = split_label(path[-1])[1]
    return next((labels.total for labels in known if labels.total in labels.find_after_measure(words)), "")
