"""What rows of a long table are of, told by the rows above: the index of a section, ranks below scores, cells left blank.

`PAR INDEX`, its areas, `SIPAS`, its factors: each part is of the index above it. `Xếp hạng` below `Tổng điểm` holds the
places of that total; `Điểm`, `Xếp hạng` in a column of their own say so of every row.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from parreform.catalog import Catalog
from parreform.columns import BESIDE
from parreform.headings import Labels
from parreform.labels import split_label
from parreform.layouts import Table
from parreform.meanings import most
from parreform.measures import VALUE_MEASURES, measure_of, measures_said
from parreform.naming import is_figure, parse_year
from parreform.owners import number_of
from parreform.reader import Column, TableReader
from parreform.text import fold

_BULLETS = " \t()+•*-–"


@dataclass(frozen=True, slots=True)
class RowMeanings:
    """`sections` gives the index of rows, `said` what cells say instead of what they hold, by role.

    `ranks` gives the row of ranks for rows of scores, `alone` are rows of ranks without one, `beside` those of anything
    else, with the measure.
    """

    sections: Mapping[int, str] = field(default_factory=dict)
    said: Mapping[int, Mapping[str, object]] = field(default_factory=dict)
    ranks: Mapping[int, int] = field(default_factory=dict)
    alone: Collection[int] = ()
    beside: Mapping[int, str] = field(default_factory=dict)


def sections_of(table: Table, column: int, catalog: Catalog) -> Mapping[int, str]:
    """The index of each row where those of several indices stand below each other, each below its name; else empty.

    Every other row names a part of the index above it. A name that is a part too, SIPAS of PAR INDEX, begins a section
    only with figures beyond that part.
    """
    found: dict[int, str] = {}
    index = ""
    for r in _from_headings(table):
        text = table.grid.rows[r][column]
        if not isinstance(text, str):
            continue
        words = split_label(text)[1]
        whole = [i for i in catalog.indices if i in Labels.of(catalog, i).find(words)]
        if len(whole) == 1 and not (index and _fits_part(table, r, index, words, catalog)):
            index = whole[0]
        elif not index or not (Labels.of(catalog, index).find(words) or measure_of(words) in ("rank", "score")):
            return {}
        found[r] = index
    return found if len({*found.values()}) > 1 else {}


def with_indices_of_rows(table: Table, catalog: Catalog) -> Table:
    """A long table whose column `Tiêu chí`, `indicator` names nothing but indices: it is read as the one that says which.

    SIPAS is a part of PAR INDEX, too: a score that may be that part's says nothing.
    """
    measures = {measure_of(split_label(path[-1])[1]): c for c, path in table.paths.items() if path}
    names, scores = measures.get("indicator"), measures.get("score")
    if table.layout.arrangement != "long" or names is None or scores is None or "index" in measures:
        return table
    rows = [table.grid.rows[r] for r in table.rows if any(map(is_figure, table.grid.rows[r]))]
    if sections_of(table, names, catalog) or not all(_is_of_index(row[names], row[scores], catalog) for row in rows):
        return table
    return replace(table, paths={**table.paths, names: (*table.paths[names], _OF_INDICES)})


_OF_INDICES = "Chỉ số"
"""What a heading over the names of indices is read as."""


def _is_of_index(name: object, score: object, catalog: Catalog) -> bool:
    """Whether a name is that of an index, and its score more than any part that is called so ever counted."""
    called = catalog.index_called(name) if isinstance(name, str) else ""
    figure = number_of(score)
    if called not in catalog.indices or figure is None:
        return False
    others = ((i, part) for i in catalog.indices if i != called for part in Labels.of(catalog, i).find(str(name)))
    return all(figure > most(catalog, i, part) for i, part in others)


def _from_headings(table: Table) -> Sequence[int]:
    """The rows of a table, with those that head its first ones and hold no figure."""
    return [*range(table.header.stop, table.first_row), *table.rows]


def _fits_part(table: Table, row: int, index: str, words: str, catalog: Catalog) -> bool:
    """Whether words name a part of an index and no figure of their row is more than it ever counted."""
    parts = [i for i in Labels.of(catalog, index).find(words) if i != index]
    figures = [n for v in table.grid.rows[row] if is_figure(v) and (n := number_of(v)) is not None]
    return any(max(figures, default=0.0) <= most(catalog, index, part) for part in parts)


def column_of_measures(reader: TableReader, columns: Sequence[Column]) -> Column | None:
    """The column that says of each row whether it holds scores or ranks, where no two columns of values do."""
    headed = {c.heading.measure for c in columns if c.heading.explicit}
    for column in columns if not {"score", "rank"} <= headed else ():
        said = {*_measures_said(reader, column.position).values()}
        if said & {"score", "rank"} and said <= {*VALUE_MEASURES, *BESIDE}:
            return column
    return None


def _measures_said(reader: TableReader, column: int) -> Mapping[int, str]:
    """What a column says of each row with figures."""
    rows = [*_held(reader, column)]
    return dict(zip(rows, measures_said([reader.table.grid.rows[r][column] for r in rows]), strict=True))


def meanings_of_rows(
    reader: TableReader, roles: Mapping[str, Column], index: str, measures: Column | None
) -> RowMeanings:
    """What the rows of a table are of beyond what their own cells say."""
    names = roles.get("indicator")
    sections = sections_of(reader.table, names.position, reader.catalog) if names and "index" not in roles else {}
    if measures:
        return _by_column(reader, roles, sections, measures)
    if "year" in roles and not {"index", "indicator"} & roles.keys():
        return RowMeanings(sections, _named_once(reader, roles["year"].position))
    if names is None or "rank" in roles or "score" not in roles:
        return RowMeanings(sections)
    return _by_words(reader, roles, sections, index)


def _held(reader: TableReader, column: int) -> Iterator[int]:
    """The rows with figures outside a column."""
    cells = reader.table.grid.rows
    return (r for r in reader.table.rows if any(is_figure(v) for c, v in enumerate(cells[r]) if c != column))


def _by_column(
    reader: TableReader, roles: Mapping[str, Column], sections: Mapping[int, str], measures: Column
) -> RowMeanings:
    """The meanings of rows that a column tells: `Điểm`, below it `Xếp hạng` of the same, whose other cells may be blank."""
    places = {m: roles[m].position for m in ("index", "indicator", "year") if m in roles}
    said = _filled(reader, {**places, "unit": reader.table.unit_column})
    found: dict[str, dict[tuple[object, ...], list[int]]] = {}
    for r, measure in _measures_said(reader, measures.position).items():
        key = (sections.get(r), *(fold(v) if isinstance(v, str) else v for v in said[r].values()))
        found.setdefault(measure, {}).setdefault(key, []).append(r)
    scores, ranks = (found.pop(m, {}) for m in ("score", "rank"))
    pairs = {rows[0]: ranks[k][0] for k, rows in scores.items() if len(rows) == len(ranks.get(k, ())) == 1}
    alone = {r for rows in ranks.values() for r in rows} - {*pairs.values()}
    beside = {r: m for m, others in found.items() for rows in others.values() for r in rows}
    return RowMeanings(sections, said, pairs, alone, beside)


def _named_once(reader: TableReader, years: int) -> dict[int, Mapping[str, object]]:
    """The unit of rows without a name where each unit is named once, above the same years as every other; else empty."""
    rows, names = reader.table.grid.rows, reader.table.unit_column
    blocks: list[list[int]] = []
    for r in reader.table.rows:
        if rows[r][names] is not None or not blocks:
            blocks.append([])
        blocks[-1].append(r)
    said = {tuple(parse_year(rows[r][years]) for r in block) for block in blocks}
    cycle = said.pop() if len(said) == 1 else ()
    regular = len(blocks) > 1 and len({*cycle}) == len(cycle) > 1 and None not in cycle
    return {r: {"unit": rows[block[0]][names]} for block in blocks for r in block[1:]} if regular else {}


def _filled(reader: TableReader, places: Mapping[str, int]) -> dict[int, Mapping[str, object]]:
    """What the cells of each row say: a blank one what stands above it, unless a cell left of it says something new."""
    found: dict[int, Mapping[str, object]] = {}
    above: Mapping[str, object] = {}
    for r in _from_headings(reader.table):
        row = reader.table.grid.rows[r]
        if all(row[c] is None for c in places.values()):
            found[r] = above
            continue
        said: dict[str, object] = {}
        goes_on = True
        for m, c in sorted(places.items(), key=lambda place: place[1]):
            said[m] = row[c] if row[c] is not None or not goes_on else above.get(m)
            goes_on = goes_on and said[m] == above.get(m)
        found[r] = above = said
    return found


def _by_words(reader: TableReader, roles: Mapping[str, Column], sections: Mapping[int, str], index: str) -> RowMeanings:
    """The meanings of rows that say `Xếp hạng` among the names of parts."""
    pairs: dict[int, int] = {}
    for group in _groups(reader, roles, sections):
        ranks = [r for r in group if _is_rank(reader, roles, r)]
        scores = [r for r in group if r not in ranks]
        before = {r: group[n - 1] for n, r in enumerate(group) if n}
        if len(ranks) == 1:
            whole = [r for r in scores if _is_whole(reader, roles, r, sections.get(r, index))]
            owners = scores if len(scores) == 1 else whole
            pairs.update({owners[0]: ranks[0]} if len(owners) == 1 else {})
        elif all(before.get(r) in scores for r in ranks):
            pairs.update({before[r]: r for r in ranks})
    return RowMeanings(sections, ranks=pairs)


def _groups(reader: TableReader, roles: Mapping[str, Column], sections: Mapping[int, str]) -> list[list[int]]:
    """The rows with figures by what they share: unit, index, year."""
    found: dict[tuple[object, ...], list[int]] = {}
    places = [reader.table.unit_column, *(roles[m].position for m in ("index", "year") if m in roles)]
    for r in _held(reader, roles["indicator"].position):
        row = reader.table.grid.rows[r]
        found.setdefault((sections.get(r), *(row[c] for c in places)), []).append(r)
    return [*found.values()]


def _words(reader: TableReader, roles: Mapping[str, Column], row: int) -> str:
    text = reader.table.grid.rows[row][roles["indicator"].position]
    return split_label(text.strip(_BULLETS))[1] if isinstance(text, str) else ""


def _is_rank(reader: TableReader, roles: Mapping[str, Column], row: int) -> bool:
    return measure_of(_words(reader, roles, row)) == "rank"


def _is_whole(reader: TableReader, roles: Mapping[str, Column], row: int, index: str) -> bool:
    """Whether a row is of the index itself."""
    words = _words(reader, roles, row)
    return not words or (bool(index) and index in Labels.of(reader.catalog, index).find(words))
