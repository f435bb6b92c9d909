"""`parreform chart` as it is typed, on the sample data."""

import csv
from pathlib import Path

import pytest
from PIL import Image

from parreform.cli import main

SAMPLE = Path(__file__).resolve().parent.parent / "sample_data"


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> str:
    """A database with the sample SIPAS and PAR INDEX, made once."""
    path = str(tmp_path_factory.mktemp("chart") / "sample.db")
    assert main(["--db", path, "--quiet", "import", str(SAMPLE / "sipas.xlsx"), str(SAMPLE / "par-index.xlsx")]) == 0
    return path


def chart(db, *words):
    return main(["--db", db, "chart", *map(str, words)])


def test_chart_with_its_data_and_description(filled, tmp_path, capsys):
    assert (
        chart(
            filled,
            "trend",
            "-p",
            "ha noi",
            "-i",
            "sipas",
            "-o",
            tmp_path / "a.png",
            "--data",
            tmp_path / "a.csv",
            "--alt",
        )
        == 0
    )
    assert {p.name for p in tmp_path.iterdir() if p.is_file()} == {"a.png", "a.csv", "a.txt"}
    title = "Hà Nội: SIPAS hạng 11/63 năm 2024, tăng 10 bậc so với 2023"
    assert (tmp_path / "a.txt").read_text(encoding="utf-8").startswith(f"{title}\n\nSIPAS, Hà Nội: 2015: 7/10; ")
    with Image.open(tmp_path / "a.png") as image:
        assert image.info["Title"] == title
    rows = list(csv.DictReader((tmp_path / "a.csv").open(encoding="utf-8")))
    assert [r["rank"] for r in rows if r["year"] == "2024"] == ["11"]
    assert capsys.readouterr().out == ""


def test_data_follow_the_ending_of_their_file(filled, tmp_path):
    assert chart(filled, "league", "-i", "sipas", "-o", tmp_path / "a.svg", "--data", tmp_path / "a.json") == 0
    assert (tmp_path / "a.json").read_bytes().startswith(b"[")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["bumb", "-i", "sipas", "-o", "a.png"], "“bump”"),
        (["bump", "-o", "a.png"], "--index"),
        (["bump", "-i", "sipas", "--year", "2024", "-o", "a.png"], "--year"),
        (["trend", "-p", "Ha Noii", "-o", "a.png"], "“Hà Nội”"),
        (["trend", "-p", "Hà Nội", "-o", "a.jpg"], ".svg"),
        (["trend", "-p", "Hà Nội", "-o", "a.png", "--size", "a0"], "a4, slide, square"),
        (["trend", "-p", "Hà Nội", "-o", "a.png", "--measure", "luck"], "rank, score"),
        (["trend", "-p", "Hà Nội", "-p", "Huế", "-o", "a.png"], "bump"),
        (["league", "-i", "sipas", "--year", "1999", "-o", "a.png"], "2024"),
        (["slope", "-i", "papi", "-o", "a.png"], "import"),
        (["league", "-i", "papy", "-o", "a.png"], "papi"),
        (["bump", "-i", "sipas", "--group", "nothing", "-o", "a.png"], "nothing"),
    ],
)
def test_what_cannot_be_drawn_is_told_with_what_can(filled, tmp_path, monkeypatch, capsys, words, told):
    monkeypatch.chdir(tmp_path)
    assert chart(filled, *words) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / words[-1]).exists()
    assert not list(tmp_path.glob("a.*"))


def test_nothing_is_narrated_when_quiet(filled, tmp_path, capsys):
    assert main(["--db", filled, "-q", "chart", "bump", "-i", "sipas", "-o", str(tmp_path / "a.pdf")]) == 0
    assert capsys.readouterr() == ("", "")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
