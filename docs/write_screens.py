"""Write the pictures of docs/importing.md: what a terminal shows for a small workbook with faults.

`python docs/write_screens.py` makes the workbook from the sample figures, puts faults into it, runs the commands and
keeps their output as SVG in docs/img, the same bytes each time. With LibreOffice and pdftoppm at hand it also
draws the sheets as PNG.
"""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "img"
WIDTH = 96
BOOK = "sipas-2023.xlsx"

SCREENS: Sequence[tuple[str, Sequence[str]]] = (
    ("importing-refused", ["import", BOOK]),
    ("importing-inspect", ["inspect", BOOK]),
    ("importing-done", ["import", "sua-xong.xlsx"]),
)
"""File name and command."""


def workbook(path: Path, *, faults: bool) -> None:
    """A league table as an office types it; the faults are a name, a number and a row that is no province."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Phụ lục 1"
    sheet.append(["CHỈ SỐ HÀI LÒNG VỀ SỰ PHỤC VỤ HÀNH CHÍNH (SIPAS) NĂM 2023"])
    sheet.append([])
    sheet.append(["TT", "Địa phương", "SIPAS (%)", "Xếp hạng", "So với 2022"])
    for number, (unit, score, rank) in enumerate(_leaders(), start=1):
        sheet.append([number, unit, score.replace(".", ","), rank, None])
    sheet.append([None, "Đồng bằng sông Hồng", "84,50", None, None])
    if faults:
        sheet["B5"], sheet["C7"] = "Quảng Nin", "89,O3"
    _dress(sheet)
    book.save(path)


def _dress(sheet: Worksheet) -> None:
    sheet.merge_cells("A1:E1")
    sheet["A1"].font = Font(bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center", wrap_text=True)
    sheet.row_dimensions[1].height = 34
    for cell in sheet[3]:
        cell.font = Font(bold=True)
    for column, width in zip("ABCDE", (5, 26, 12, 11, 13), strict=True):
        sheet.column_dimensions[column].width = width


def _leaders() -> list[tuple[str, str, str]]:
    """The first six provinces of the sample figures of 2023."""
    with (ROOT / "sample_data" / "sipas.csv").open(encoding="utf-8") as file:
        found = [(r["unit"], r["score"], r["rank"]) for r in csv.DictReader(file) if r["year"] == "2023" and r["score"]]
    return sorted(found, key=lambda row: -float(row[1]))[:6]


def screen(words: Sequence[str], folder: Path) -> str:
    """The output of a command on a terminal of WIDTH columns, as SVG that needs nothing from outside."""
    env = {"PATH": os.environ["PATH"], "PARREFORM_HOME": str(folder), "COLUMNS": str(WIDTH), "FORCE_COLOR": "1"}
    command = [sys.executable, "-m", "parreform", *words]
    done = subprocess.run(
        command, cwd=folder, env=env | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False, encoding="utf-8"
    )
    console = Console(record=True, width=WIDTH, file=io.StringIO())
    console.print(Text.from_ansi(done.stdout + done.stderr))
    svg = console.export_svg(title=f"parreform {' '.join(words)}", theme=DEFAULT_TERMINAL_THEME, unique_id=words[0])
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def sheet_picture(book: Path, page: int, target: Path) -> None:
    """A page of a workbook as LibreOffice draws it, cut to what is on it."""
    pages = book.parent / "pages"
    office = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(pages), str(book)]
    subprocess.run(office, capture_output=True, check=True)
    pdf = pages / f"{book.stem}.pdf"
    subprocess.run(
        [
            "pdftoppm",
            "-png",
            "-r",
            "90",
            "-f",
            str(page),
            "-l",
            str(page),
            "-singlefile",
            str(pdf),
            str(pdf.with_suffix("")),
        ],
        check=True,
    )
    _cut(pdf.with_suffix(".png"), target)


def _cut(picture: Path, target: Path) -> None:
    from PIL import Image, ImageChops

    with Image.open(picture) as image:
        page = image.convert("RGB")
    left, top, right, bottom = ImageChops.invert(page).getbbox() or (0, 0, *page.size)
    page.crop((left - 12, top - 12, right + 12, bottom + 12)).quantize(32).save(target, optimize=True)


def main() -> int:
    """Write all pictures; the PNGs only where the programs for them are found."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        workbook(folder / BOOK, faults=True)
        workbook(folder / "sua-xong.xlsx", faults=False)
        for name, words in SCREENS:
            (IMAGES / f"{name}.svg").write_text(screen(words, folder), encoding="utf-8")
        screen(["import", BOOK, "--annotate", "danh-dau.xlsx"], folder)
        if shutil.which("soffice") and shutil.which("pdftoppm"):
            sheet_picture(folder / BOOK, 1, IMAGES / "importing-sheet.png")
            sheet_picture(folder / "danh-dau.xlsx", 2, IMAGES / "importing-annotated.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
