"""The sample data: workbooks laid out from the CSV, and extracted from them again, fact for fact."""

import csv
import importlib.util
import shutil
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from openpyxl import load_workbook

from parreform.analysis.rank import competition_ranks
from parreform.catalog import Catalog
from parreform.extract import Extraction, extract
from parreform.readings import Reading
from parreform.workbook import read_workbook

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample_data"
CATALOG = Catalog.load(ROOT / "no-user-definitions")

Key = tuple[str, str, int]
STEMS = (
    "papi-2011-2024",
    "par-index",
    "sipas",
    "par-index-areas",
    "staffing/staffing-ha-noi",
    "staffing/staffing-cac-noi",
)
INDICES = STEMS[:4]
BLOCKS = {
    "appraised": "par-index.appraised",
    "survey": "par-index.survey",
    "sipas_points": "par-index.sipas",
    "leaders_survey": "par-index.leaders-survey",
    "socio_economic": "par-index.socio-economic",
}
AREAS = {
    "Công tác chỉ đạo, điều hành CCHC": "par-index.steering",
    "Xây dựng và tổ chức thực hiện văn bản QPPL": "par-index.institutions",
    "Cải cách thể chế": "par-index.institutions",
    "Cải cách thủ tục hành chính": "par-index.procedures",
    "Cải cách tổ chức bộ máy hành chính nhà nước": "par-index.apparatus",
    "Xây dựng và nâng cao chất lượng đội ngũ CBCCVC": "par-index.civil-service",
    "Cải cách chế độ công vụ": "par-index.civil-service",
    "Cải cách tài chính công": "par-index.finance",
    "Hiện đại hóa nền hành chính": "par-index.digital",
    "Xây dựng và phát triển chính quyền điện tử, chính quyền số": "par-index.digital",
    "Thực hiện cơ chế một cửa, một cửa liên thông": "par-index.one-stop-shop",
    "Tác động của CCHC đến người dân, tổ chức và phát triển KT-XH": "par-index.impact",
    "Tác động của CCHC đến người dân, tổ chức và các chỉ tiêu phát triển KT-XH": "par-index.impact",
}
RIVAL_NAMES = {
    "Điểm thẩm định": "par-index.appraised",
    "Điểm điều tra xã hội học": "par-index.survey",
    "Chỉ số SIPAS (điểm)": "par-index.sipas",
    "Khảo sát lãnh đạo, quản lý": "par-index.leaders-survey",
    "Tác động đến phát triển KT-XH": "par-index.socio-economic",
}


@cache
def builder() -> ModuleType:
    """sample_data/build.py under a name that does not hide the package `build`."""
    spec = importlib.util.spec_from_file_location("sample_data_build", SAMPLE / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(SAMPLE))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(SAMPLE))
    return module


@cache
def rows(stem: str) -> list[dict[str, str]]:
    with (SAMPLE / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def extracted(stem: str) -> Extraction:
    path = SAMPLE / f"{stem}.xlsx"
    return extract(read_workbook(path), path.name, CATALOG)


@cache
def unit_id(name: str, year: str) -> str:
    unit = CATALOG.unit_in(name, int(year))
    assert unit is not None, f"{name} {year}"
    return unit.id


def key(indicator: str, row: dict[str, str]) -> Key:
    return (indicator, unit_id(row["unit"], row["year"]), int(row["year"]))


def real(text: str) -> float | None:
    return float(text) if text else None


def whole(text: str) -> int | None:
    return int(text) if text else None


# What the tables say. A value is what `fact` gives for a reading.


def fact(r: Reading) -> tuple[object, ...]:
    group = (r.group, r.ci_low, r.ci_high)
    return (r.score, r.rank, r.n_ranked, r.note, r.computed, r.missing, r.sheet, r.cell, r.rank_cell, r.stage, *group)


def said(row: dict[str, str]) -> tuple[object, ...]:
    """A row's fact. Columns a table does not have are empty."""
    text = {"score": "", "rank": "", "n_ranked": "", "ci_low": "", "ci_high": "", **row}
    return (
        real(text["score"]),
        whole(text["rank"]),
        whole(text["n_ranked"]),
        row.get("note", ""),
        row.get("score_kind") == "computed",
        row.get("missing", ""),
        row["sheet"],
        row["cell"],
        row.get("rank_cell", ""),
        "published",
        row.get("group", ""),
        real(text["ci_low"]),
        real(text["ci_high"]),
    )


def indicator_of(stem: str, row: dict[str, str]) -> str:
    """PAPI by the printed number; areas by name; a ranking is about its index."""
    if stem == "papi-2011-2024":
        return row["number"]
    return AREAS[row["indicator_vi"]] if stem == "par-index-areas" else row["index"]


def printed(stem: str, reading: Reading) -> str:
    if stem != "papi-2011-2024":
        return reading.indicator
    framework = CATALOG.framework("papi", reading.year)
    assert framework is not None
    assert reading.indicator == "papi" or framework.items[reading.indicator].number
    return framework.items[reading.indicator].number


def readings(stem: str) -> dict[Key, Reading]:
    found = {(printed(stem, r), r.unit, r.year): r for r in extracted(stem).readings}
    assert len(found) == len(extracted(stem).readings)
    return found


@pytest.mark.parametrize("stem", INDICES)
def test_extracting_gives_the_facts_of_the_table(stem):
    expected = {key(indicator_of(stem, row), row): said(row) for row in rows(stem)}
    assert len(expected) == len(rows(stem))
    found = {k: fact(r) for k, r in readings(stem).items() if r.indicator not in BLOCKS.values()}
    assert found.keys() == expected.keys()
    assert {k: (found[k], expected[k]) for k in expected if found[k] != expected[k]} == {}


def test_blocks_of_par_index():
    expected = {
        key(BLOCKS[name], row): (float(row[name]), row["sheet"], row["cell"].lstrip("ABCDEFGH"))
        for row in rows("par-index")
        for name in BLOCKS
        if row[name]
    }
    blocks = {k: r for k, r in readings("par-index").items() if r.indicator in BLOCKS.values()}
    found = {k: (r.score, r.sheet, r.cell.lstrip("ABCDEFGH")) for k, r in blocks.items()}
    assert found == expected
    assert len(found) > 90
    assert {(r.rank, r.n_ranked, r.rank_cell, r.missing, r.computed) for r in blocks.values()} == {
        (None, None, "", "", False)
    }
    book = load_workbook(SAMPLE / "par-index.xlsx")
    for reading in blocks.values():
        shown = book[reading.sheet][reading.cell].value
        assert float(str(shown).replace(",", ".")) == reading.score


@pytest.mark.parametrize("stem", INDICES)
def test_extracting_finds_no_fault(stem):
    findings = extracted(stem).findings
    assert [f for f in findings if f.severity == "error" or f.code == "indicator-unknown"] == []


def test_rivals_are_not_extracted():
    chosen = {k: (r.score, r.rank) for stem in INDICES[1:] for k, r in readings(stem).items()}
    for row in rows("rivals"):
        name, score, rank = row["indicator_vi"], real(row["score"]), whole(row["rank"])
        here = key({**AREAS, **RIVAL_NAMES}.get(name, "unclear") if name else row["index"], row)
        if name:
            assert here not in chosen, row
        elif here in chosen:
            assert chosen[here] != (score, rank), row
            assert score is None or chosen[here][0] != score, row
        if here[0] == "unclear":  # the source does not say which area: no area may have got the rank
            assert all(v[1] != rank for k, v in chosen.items() if k[1:] == here[1:] and k[0] in AREAS.values())


def cited(row: dict[str, str]) -> list[str]:
    """The addresses behind one row, one for each kind of figure it has."""
    return [row[c] for c in row if (c == "source_url" or c.endswith("_source")) and row[c]]


def citations() -> Counter[str]:
    """How many figures each address stands for."""
    address = {row["id"]: row["source_url"] for row in rows("sources")}
    found = Counter(address[row["source"]] for row in rows("papi-2011-2024"))
    for stem in STEMS[1:]:
        for row in rows(stem):
            assert cited(row), row
            found.update(cited(row))
    return found


def test_every_source_is_listed_once_with_its_citations():
    listed = rows("sources")
    assert len({row["id"] for row in listed}) == len({row["source_url"] for row in listed}) == len(listed)
    assert citations() == Counter({row["source_url"]: int(row["facts"]) for row in listed if row["facts"] != "0"})
    rivals = {row["source_url"] for row in rows("rivals")}
    assert {row["source_url"] for row in listed if row["used_in"] == "rivals"} == rivals - citations().keys()


def test_a_figure_has_a_source_and_a_source_a_figure():
    for stem in ("par-index", "sipas"):
        for row in rows(stem):
            assert bool(row["score"]) == bool(row["score_source"]), row
            assert bool(row["rank"]) == bool(row["rank_source"]), row
            blocks = any(row.get(name) for name in BLOCKS)
            assert blocks == bool(row.get("blocks_source")), row


def test_papi_labels_are_those_of_the_figures():
    labels = [(row["year"], row["number"]) for row in rows("papi-labels")]
    assert labels == list(dict.fromkeys((row["year"], row["number"]) for row in rows("papi-2011-2024")))


def test_papi_scales_are_those_of_the_frameworks():
    for row in rows("papi-labels"):
        assert bool(row["scale"]) == (int(row["year"]) >= 2018)
        framework = CATALOG.framework("papi", int(row["year"]))
        assert framework is not None
        item = next(i for i in framework.items.values() if i.number == row["number"] and i.indicator != "papi-weighted")
        if row["scale"]:
            low, high = (float(x) for x in row["scale"].removesuffix(" điểm").split("-"))
            assert (item.min, item.max) == pytest.approx((low, high), abs=0.005), row


# The builder


@pytest.mark.parametrize("stem", STEMS)
def test_check_has_nothing_against_the_files(stem):
    assert builder().faults(stem) == []


def test_builder_knows_these_tables():
    assert tuple(builder().BUILDERS) == STEMS
    assert {p.relative_to(SAMPLE).with_suffix("").as_posix() for p in SAMPLE.rglob("*.xlsx")} == set(STEMS)


@pytest.mark.parametrize("stem", STEMS)
def test_building_elsewhere_gives_the_same(tmp_path, stem):
    builder().rewrite(stem, tmp_path)
    built = read_workbook(tmp_path / f"{stem}.xlsx")
    assert built == read_workbook(SAMPLE / f"{stem}.xlsx")
    assert (tmp_path / f"{stem}.csv").read_bytes() == (SAMPLE / f"{stem}.csv").read_bytes()


def test_check_tells_a_changed_figure(tmp_path, monkeypatch):
    stem = "par-index-areas"
    for suffix in ("csv", "xlsx"):
        shutil.copy(SAMPLE / f"{stem}.{suffix}", tmp_path)
    monkeypatch.setattr(builder(), "HERE", tmp_path)
    assert builder().faults(stem) == []
    table = tmp_path / f"{stem}.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace(",E2,F2", ",E9,F2").replace(",38,63,", ",39,63,"), "utf-8"
    )
    assert [fault.split(":")[0] for fault in builder().faults(stem)] == [f"{stem}.csv", f"{stem}.xlsx"]
    (tmp_path / f"{stem}.xlsx").unlink()
    assert len(builder().faults(stem)) == 2


# Figures known from elsewhere


def test_par_index_of_ha_noi_2020():
    reading = readings("par-index")["par-index", "ha-noi", 2020]
    assert (reading.score, reading.rank, reading.n_ranked) == (86.07, 8, 63)


@pytest.mark.parametrize(("year", "rank"), [(2019, 52), (2020, 33)])
def test_sipas_of_ha_noi(year, rank):
    assert readings("sipas")["sipas", "ha-noi", year].rank == rank


@pytest.mark.parametrize(("year", "rank"), [(2019, 59), (2020, 48)])
def test_papi_rank_of_ha_noi(year, rank):
    found = readings("papi-2011-2024").items()
    totals = {r.unit: r.score for (number, _, y), r in found if not number and y == year and r.score is not None}
    assert len(totals) == 63
    assert competition_ranks(totals)["ha-noi"] == rank
