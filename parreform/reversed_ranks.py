"""Ranks that count from the lowest score up, `xếp từ thấp đến cao`: the first place of such a list is the worst.

Beside scores that is seen by their order (`ranks-unrelated`); where nothing but ranks is printed only words tell it, those
of kind `reversed` in `definitions/subjects.toml`.
"""

from parreform.blocks import Block
from parreform.reader import TableReader


def report_reversed_ranks(reader: TableReader) -> None:
    """Report the ranks of a table without scores whose titles, notes or headings say that they count upwards."""
    pieces = (p for p in reader.readings.pieces if not isinstance(p, Block))
    alone = next((p for p in pieces if p.rank is not None and p.score is None), None)
    if alone is None:
        return
    table = reader.table
    headings = (c.label for c in reader.columns if c.heading.measure == "rank")
    texts = (*table.titles, *table.sheet_titles, *table.notes, table.grid.sheet, *headings)
    reversing = [s for s in reader.catalog.subjects if s.kind == "reversed"]
    said = next((x for x in texts if any(s.in_text(x) for s in reversing)), "")
    if said:
        reader.find_at("ranks-reversed", alone.rank_cell or alone.cell, title=said)
