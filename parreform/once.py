"""Each value of a file once: the same in two places is a note, two different ones are an error.

Two sheets that contradict each other throughout, or rows that all read as one value, are one fault, not one a cell.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from parreform.blocks import Block, Piece, Readings, repeated, taken_apart
from parreform.catalog import Catalog
from parreform.findings import Finding
from parreform.readings import Reading

MANY = 3
"""As many contradictions between two sheets, or about one value, have a common cause."""

Pair = tuple[Reading, Reading]
"""What was read first of a value, and what contradicts it."""


def once(
    pieces: Sequence[Piece], catalog: Catalog, blanks: Collection[tuple[str, str]] = ()
) -> tuple[Readings, list[Finding]]:
    """The readings with each key once, and what repeats or contradicts.

    `blanks` are the sheets and cells of readings that an empty cell gave: it gives way to a figure elsewhere, with a
    word about it. `KCDL` contradicts a figure.
    """
    kept: dict[object, Piece] = {}
    repeats: Counter[tuple[str, str]] = Counter()
    filled: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    pairs: list[Pair] = []
    for piece in taken_apart(pieces, repeated(pieces)):
        if isinstance(piece, Block):
            kept[id(piece)] = piece
            continue
        first = kept.setdefault(piece.key, piece)
        if first is piece or isinstance(first, Block):
            continue
        blank, other = (first, piece) if first.missing else (piece, first)
        if blank.missing and not other.missing and (blank.sheet, blank.cell) in blanks:
            kept[piece.key] = other
            filled[blank.sheet, other.sheet].append(blank)
        elif (piece.missing and first.missing) or _says_no_more(piece, first):
            repeats[piece.sheet, first.sheet] += 1
        elif _says_no_more(first, piece):
            kept[piece.key] = piece
            repeats[first.sheet, piece.sheet] += 1
        else:
            pairs.append((first, piece))
    findings = _contradictions(pairs, catalog)
    findings += [Finding("repeated", sheet, "", {"other": other, "count": n}) for (sheet, other), n in repeats.items()]
    for (sheet, there), empty in filled.items():
        findings.append(Finding("blank-filled", sheet, empty[0].cell, {"other": there, "count": len(empty)}))
    return Readings(list(kept.values())), findings


def _says_no_more(piece: Reading, other: Reading) -> bool:
    """Whether all that a reading says, another one says too: a score alone is no contradiction to it with its rank."""
    return all(x in ("", None, y) for x, y in zip(piece.value, other.value, strict=True))


def _contradictions(pairs: Sequence[Pair], catalog: Catalog) -> list[Finding]:
    """One finding for two sheets, or for one value said in many rows of a sheet; else one for each pair."""
    sheets, values = _grouped(pairs)
    found = [_sheets(group, catalog) for group in sheets.values() if len(group) >= MANY]
    for group in values.values():
        if len(group) >= MANY:
            found.append(_rows(group, catalog))
        else:
            found += [_twice(first, second, catalog) for first, second in group]
    few = [pair for group in sheets.values() if len(group) < MANY for pair in group]
    return found + [_twice(first, second, catalog) for first, second in few]


def _grouped(pairs: Sequence[Pair]) -> tuple[Mapping[object, list[Pair]], Mapping[object, list[Pair]]]:
    """Contradictions between two sheets by these, those within one by what they are about."""
    sheets: dict[object, list[Pair]] = defaultdict(list)
    values: dict[object, list[Pair]] = defaultdict(list)
    for pair in pairs:
        first, second = pair
        if first.sheet == second.sheet:
            values[second.sheet, second.key].append(pair)
        else:
            sheets[first.sheet, second.sheet].append(pair)
    return sheets, values


def _sheets(group: Sequence[Pair], catalog: Catalog) -> Finding:
    first, second = group[0]
    facts = {"other": first.sheet, "here": second.sheet, "count": len(group)} | _facts(first, second, catalog)
    return Finding("sheets-contradict", second.sheet, second.cell, facts)


def _rows(group: Sequence[Pair], catalog: Catalog) -> Finding:
    first, second = group[0]
    return Finding("rows-alike", second.sheet, second.cell, {"count": len(group) + 1} | _facts(first, second, catalog))


def _twice(first: Reading, second: Reading, catalog: Catalog) -> Finding:
    facts = _facts(first, second, catalog) | {"other": f"{first.sheet}!{first.cell}"}
    return Finding("unit-twice", second.sheet, second.cell, facts)


def _facts(first: Reading, second: Reading, catalog: Catalog) -> dict[str, object]:
    unit, indicator = catalog.units[second.unit], catalog.all_indicators[second.indicator]
    name = f"{unit.name(second.year)}, {indicator.name}, {second.year}"
    return {"name": name, "first": _print(first), "second": _print(second)}


def _print(reading: Reading) -> str:
    return " / ".join(str(v) for v in (reading.score, reading.rank) if v is not None) or "-"
