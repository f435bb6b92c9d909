"""The floor for reading with openpyxl: every cell's value, in the cheapest mode it has.

`python benchmarks/openpyxl_read.py WORKBOOK`
"""

import sys

from openpyxl import load_workbook


def count_values(workbook: str) -> int:
    book = load_workbook(workbook, read_only=True, data_only=True)
    return sum(
        value is not None for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for value in row
    )


if __name__ == "__main__":
    print(count_values(sys.argv[1]), "cells")
