"""What an analyst writes instead of `parreform import`: all sheets to one long table in SQLite.

`python benchmarks/pandas_import.py WORKBOOK DATABASE HEADER KEYS`, where HEADER is the row of headings,
counted from zero, and KEYS the number of columns before the values. Nothing is checked, no name is
resolved, no cell is remembered.
"""

import sqlite3
import sys

import pandas as pd  # type: ignore[import-not-found,import-untyped,unused-ignore]


def load(workbook: str, database: str, header: int, keys: int) -> int:
    frames = []
    for name, sheet in pd.read_excel(workbook, sheet_name=None, header=header).items():
        long = sheet.melt(id_vars=list(sheet.columns[:keys]), var_name="heading", value_name="value")
        frames.append(long.assign(sheet=name).dropna(subset=["value"]))
    table = pd.concat(frames, ignore_index=True)
    connection = sqlite3.connect(database)
    table.to_sql("observation", connection, index=False)
    connection.close()
    return len(table)


if __name__ == "__main__":
    print(load(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])), "rows")
