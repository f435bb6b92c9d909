"""Editing a sheet as people do: rows and columns come and go, merged ranges and hidden parts follow."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.model import BLANK, Cell, Sheet, Span


def insert_row(sheet: Sheet, at: int, cells: Sequence[Cell] = ()) -> None:
    row = [*cells, *[BLANK] * max(sheet.width - len(cells), 0)][: max(sheet.width, 1)]
    sheet.rows.insert(at, row)
    sheet.merged = [_stretched_rows(s, at) for s in sheet.merged]
    sheet.hidden_rows = {r + (r >= at) for r in sheet.hidden_rows}


def insert_column(sheet: Sheet, at: int, cells: Sequence[Cell] = ()) -> None:
    turn(sheet)
    insert_row(sheet, at, cells)
    turn(sheet)


def delete_row(sheet: Sheet, at: int) -> None:
    for span in sheet.merged:
        if span.top == at < span.bottom:
            first, below = sheet.rows[at][span.left], sheet.rows[at + 1][span.left]
            sheet.rows[at + 1][span.left] = replace(first, tags=below.tags) if below.tags else first
    del sheet.rows[at]
    sheet.merged = [s for s in (_shrunk_rows(s, at) for s in sheet.merged) if s]
    sheet.hidden_rows = {r - (r > at) for r in sheet.hidden_rows if r != at}


def delete_column(sheet: Sheet, at: int) -> None:
    turn(sheet)
    delete_row(sheet, at)
    turn(sheet)


def turn(sheet: Sheet) -> None:
    """Rows become columns."""
    sheet.rows = [list(column) for column in zip(*sheet.rows, strict=True)]
    sheet.merged = [Span(s.left, s.top, s.right, s.bottom) for s in sheet.merged]
    sheet.hidden_rows, sheet.hidden_columns = sheet.hidden_columns, sheet.hidden_rows


def in_span(sheet: Sheet, row: int, column: int) -> bool:
    return any(s.top <= row <= s.bottom and s.left <= column <= s.right for s in sheet.merged)


def text(cell: Cell) -> str:
    """The words of a cell that states nothing; empty for all others."""
    return cell.value.strip() if isinstance(cell.value, str) and not cell.tags else ""


def tagged_rows(sheet: Sheet) -> list[int]:
    return [r for r, row in enumerate(sheet.rows) if any(c.tags for c in row)]


def tagged_columns(sheet: Sheet) -> list[int]:
    return sorted({c for _, c, cell in sheet.cells() if cell.tags})


def units_of(row: Sequence[Cell]) -> set[str]:
    return {tag.key[1] for cell in row for tag in cell.tags}


def _stretched_rows(span: Span, at: int) -> Span:
    if at <= span.top:
        return span._replace(top=span.top + 1, bottom=span.bottom + 1)
    return span._replace(bottom=span.bottom + 1) if at <= span.bottom else span


def _shrunk_rows(span: Span, at: int) -> Span | None:
    if at < span.top:
        return span._replace(top=span.top - 1, bottom=span.bottom - 1)
    if at <= span.bottom:
        span = span._replace(bottom=span.bottom - 1)
    single = (span.top, span.left) == (span.bottom, span.right)
    return None if span.bottom < span.top or single else span
