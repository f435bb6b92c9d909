"""Tables and columns that nobody has filled in yet, or not to the end: their empty cells say nothing of the units.

A publisher leaves out a unit or two, never most of them: so many empty cells are those of a form.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from parreform.blocks import Block, Place, Readings
from parreform.measures import VALUE_MEASURES
from parreform.reader import TableReader
from parreform.readings import Reading

_FEW = 3
"""No edition has left out more units,"""
_SHARE = 20
"""nor more than one in so many of a larger list."""
_LISTED = 3


def leave_out_unfilled(reader: TableReader) -> None:
    """Take out what empty cells and dashes gave where too few units have figures for these to be statements: reported.

    A table without any figure is refused; `KCDL` is a statement in every other.
    """
    held, absent = _counted(reader)
    if not absent:
        return
    filled = any(held.values())
    silent = {place: found for place, of in absent.items() if (found := _silent(reader, of, held[place], filled))}
    if not silent:
        return
    gone = {(r.sheet, r.cell) for found in silent.values() for r in found}
    out = {id(r) for found in silent.values() for r in found}
    reader.readings = Readings([p for p in reader.readings.pieces if id(p) not in out])
    reader.findings = [f for f in reader.findings if f.code != "zero-missing" or (f.sheet, f.cell) not in gone]
    if filled:
        _report(reader, silent, {place: held[place] + len(of) for place, of in absent.items()}, held)
    elif not any(f.severity == "error" for f in reader.findings):  # figures that cannot be read are told as such
        first = next(iter(silent.values()))[0]
        reader.find_at("no-figures", first.cell, seen=_headings(reader))


def leave_out_form(reader: TableReader) -> None:
    """Turn the error of a table that nobody has filled in into a note: others of the file are."""
    errors = [f for f in reader.findings if f.severity == "error"]
    if errors and all(f.code == "no-figures" for f in errors):
        reader.findings = [f for f in reader.findings if f not in errors]
        facts = {"name": _headings(reader), "held": 0, "units": len(reader.table.rows), "count": len(reader.table.rows)}
        reader.find_at("not-filled-in", errors[0].cell, **facts)


def _counted(reader: TableReader) -> tuple[Mapping[Place, int], Mapping[Place, list[Reading]]]:
    """How many figures there are of each indicator and year, and the readings that say that there is none."""
    held: dict[Place, int] = defaultdict(int)
    absent: dict[Place, list[Reading]] = defaultdict(list)
    for piece in reader.readings.pieces:
        if isinstance(piece, Block):
            held[piece.place] += len(piece)
        elif piece.missing:
            absent[piece.indicator, piece.year].append(piece)
        else:
            held[piece.indicator, piece.year] += 1
    return held, absent


def _silent(reader: TableReader, absent: Sequence[Reading], held: int, filled: bool) -> list[Reading]:
    """The readings of one indicator and year without a figure that say nothing."""
    if not filled:
        return list(absent)
    units = held + len(absent)
    blank = [r for r in absent if (r.sheet, r.cell) in reader.blanks]
    marked = [r for r in absent if (r.sheet, r.cell) in reader.marks]
    found = blank if not held or len(blank) > max(_FEW, units // _SHARE) else []
    return [*found, *(marked if held * 2 < units else [])]


def _report(
    reader: TableReader,
    silent: Mapping[Place, Sequence[Reading]],
    units: Mapping[Place, int],
    held: Mapping[Place, int],
) -> None:
    """Report what is not filled in, at its first cell; columns that are filled alike together."""
    alike: dict[tuple[int, int, int], list[Place]] = defaultdict(list)
    for place, found in silent.items():
        alike[held[place], units[place], len(found)].append(place)
    for (figures, all_units, count), places in alike.items():
        names = [f"{reader.catalog.all_indicators[i].name} {year}" for i, year in places]
        facts = {"name": _first(names), "held": figures, "units": all_units, "count": count}
        reader.find_at("not-filled-in", silent[places[0]][0].cell, **facts)
    for r in (
        r for found in silent.values() for r in found if r.group or r.ci_low is not None or r.ci_high is not None
    ):
        value = r.group or (r.ci_low if r.ci_low is not None else r.ci_high)
        cell = r.group_cell or r.ci_low_cell or r.ci_high_cell
        reader.find_at("score-blank", r.cell, unit=reader.catalog.units[r.unit].name(r.year), label=cell, value=value)


def _headings(reader: TableReader) -> str:
    """The headings that figures are missing below."""
    return _first([f"“{c.label}”" for c in reader.columns if c.heading.measure in VALUE_MEASURES])


def _first(names: Sequence[str]) -> str:
    return ", ".join(names[:_LISTED]) + (" …" if names[_LISTED:] else "")
