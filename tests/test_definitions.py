"""The packaged definition files as data: whole, without contradictions, each reference met."""
# ruff: noqa: SIM300 - what is expected stands first

import tomllib
from collections import Counter
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from conftest import make_workbook

from parreform.catalog import Catalog
from parreform.errors import UnknownName
from parreform.hints import Hints
from parreform.ingest import look
from parreform.labels import label_key, split_label
from parreform.settings import PACKAGE
from parreform.text import fold

FOLDER = PACKAGE / "definitions"
CATALOG = Catalog.load(user=PACKAGE / "no-such-folder")
FILES = {p.relative_to(FOLDER).as_posix(): tomllib.loads(p.read_text("utf-8")) for p in sorted(FOLDER.rglob("*.toml"))}
FRAMEWORKS = [f for index in CATALOG.indices for f in CATALOG.frameworks(index)]
EDITIONS = [e for index in CATALOG.indices for e in CATALOG.editions(index).values()]
REASONS = {"not-published", "not-assessed", "not-applicable"}
LEVELS = {"index", "dimension", "subdimension", "criterion"}

framework_cases = pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda f: f.id)
edition_cases = pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: f"{e.index}-{e.year}")


def entries(folder, key):
    return [entry for name, file in FILES.items() if name.startswith(folder) for entry in file.get(key, [])]


def twice(ids):
    return [i for i, count in Counter(ids).items() if count > 1]


# --- ids ---------------------------------------------------------------------------------------


def test_ids_of_units_are_unique():
    assert [] == twice(u["id"] for u in entries("units/", "unit"))


def test_ids_of_indicators_are_unique_over_all_indices():
    assert [] == twice(i["id"] for i in entries("indices/", "indicator"))


def test_ids_of_frameworks_are_unique():
    assert [] == twice(f["id"] for name, f in FILES.items() if name.startswith("frameworks/"))


def test_ids_of_corrections_are_unique():
    corrections = FILES["corrections.toml"]
    assert [] == twice(c["id"] for c in corrections["relabel"] + corrections["set_year"])


@framework_cases
def test_no_indicator_stands_twice_in_a_framework(framework):
    raw = next(f for name, f in FILES.items() if name.startswith("frameworks/") and f["id"] == framework.id)
    assert [] == twice(i["indicator"] for i in raw["item"])


@pytest.mark.parametrize("index", CATALOG.indices)
def test_every_edition_stands_in_the_file_of_its_year(index):
    files = {n: f for n, f in FILES.items() if n.startswith(f"editions/{index}/")}
    assert list(files) == [f"editions/{f['index']}/{f['year']}.toml" for f in files.values()]


def test_every_indicator_has_a_known_level_and_a_name():
    assert [] == [i.id for i in CATALOG.all_indicators.values() if i.level not in LEVELS or not i.vi]


@pytest.mark.parametrize("index", CATALOG.indices)
def test_the_total_is_an_indicator_of_its_index(index):
    assert "index" == CATALOG.indices[index].indicators[index].level


# --- units -------------------------------------------------------------------------------------


def test_every_event_names_known_units():
    named = {i for e in CATALOG.events for i in (*e.predecessors, *e.successors)}
    assert set() == named - CATALOG.units.keys()


@pytest.mark.parametrize("event", CATALOG.events, ids=lambda e: f"{e.date}-{e.successors[0]}")
def test_every_event_has_a_basis(event):
    assert event.basis


@pytest.mark.parametrize("event", entries("units/", "event"), ids=lambda e: f"{e['date']}-{e['to'][0]}")
def test_every_basis_is_a_listed_source(event):
    assert event["basis"] in FILES["units/viet-nam.toml"]["sources"]


@pytest.mark.parametrize(
    "event", [e for e in CATALOG.events if e.kind == "merge"], ids=lambda e: f"{e.date}-{e.successors[0]}"
)
def test_a_merger_ends_its_members_on_the_day_before_it_begins(event):
    days = {CATALOG.units[i].valid_to for i in event.predecessors}
    assert ({event.date - timedelta(days=1)}, event.date) == (days, CATALOG.units[event.successors[0]].valid_from)


def test_no_unit_goes_into_two_mergers():
    assert [] == twice(i for e in CATALOG.events if e.kind == "merge" for i in e.predecessors)


@pytest.mark.parametrize("year", [2024, 2025])
def test_no_spelling_stands_for_two_units_of_a_year(year):
    units = [u for u in CATALOG.units.values() if u.valid(date(year, 12, 31))]
    assert [] == twice(s for u in units for s in {fold(x) for x in u.spellings})


@pytest.mark.parametrize("year", [2024, 2025])
def test_codes_are_unique_in_a_year(year):
    assert [] == twice(u.code for u in CATALOG.provinces(year))


def test_merged_units_share_the_spellings_of_the_member_that_kept_its_name():
    pairs = [(u, CATALOG.units[u.id.removesuffix("-2025")]) for u in CATALOG.units.values() if u.id.endswith("-2025")]
    assert [] == [new.id for new, old in pairs if new.spellings != old.spellings]


def test_kinds_and_types_are_known():
    kinds = {(u.kind, u.type) for u in CATALOG.units.values()}
    assert {("country", ""), ("province", "province"), ("province", "city")} == kinds


# --- groups ------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", CATALOG.groups, ids=lambda g: f"{g.id}-{g.valid_from}")
def test_members_of_a_group_exist_through_its_interval(group):
    first, last = max(group.valid_from, date(2011, 1, 1)), min(group.valid_to, date(2030, 1, 1))
    assert [] == [i for i in group.members if not (CATALOG.units[i].valid(first) and CATALOG.units[i].valid(last))]


def test_the_regions_divide_the_63_provinces():
    members = sorted(i for g in CATALOG.groups if g.kind == "region" for i in g.members)
    assert sorted(u.id for u in CATALOG.provinces(2024)) == members


def test_groups_of_one_id_do_not_overlap():
    pairs = [(a, b) for a, b in combinations(CATALOG.groups, 2) if a.id == b.id]
    assert [] == [a.id for a, b in pairs if a.valid_from <= b.valid_to and b.valid_from <= a.valid_to]


def test_every_group_has_a_source():
    assert [] == [g.id for g in CATALOG.groups if not g.source]


def test_the_cities_of_a_day_are_those_of_that_type():
    last = [g for g in CATALOG.groups if g.kind == "cities"][-1]
    assert set(last.members) == {u.id for u in CATALOG.provinces(2025) if u.type == "city"}


# --- frameworks --------------------------------------------------------------------------------


@framework_cases
def test_items_of_a_framework_are_indicators_of_its_index(framework):
    assert set() == framework.items.keys() - CATALOG.indices[framework.index].indicators.keys()


@framework_cases
def test_parents_stand_in_the_same_framework(framework):
    assert set() == {i.parent for i in framework.items.values() if i.parent} - framework.items.keys()


@framework_cases
def test_a_framework_holds_the_total(framework):
    assert framework.index in framework.items


@framework_cases
def test_numbers_are_unique_in_a_framework(framework):
    assert [] == twice(i.number for i in framework.items.values() if i.number)


@framework_cases
def test_numbers_follow_the_parents(framework):
    nested = [i for i in framework.items.values() if "." in i.number]
    assert [] == [i.number for i in nested if i.number.rpartition(".")[0] != framework.items[i.parent].number]


@framework_cases
def test_bounds_are_in_order(framework):
    both = [i for i in framework.items.values() if i.min is not None and i.max is not None]
    assert [] == [i.indicator for i in both if not i.min < i.max]


@framework_cases
def test_maxima_of_the_parts_sum_to_the_whole(framework):
    wrong = []
    for whole in framework.items.values():
        parts = [c for c in framework.children(whole.indicator) if c.number or c.cut]
        for cut in {p.cut for p in parts}:
            maxima = [p.max for p in parts if p.cut == cut]
            if whole.max is not None and None not in maxima and abs(sum(maxima) - whole.max) > 0.02:
                wrong.append((whole.indicator, cut, sum(maxima)))
    assert [] == wrong


@pytest.mark.parametrize("cut", ["area", "origin"])
def test_maxima_of_par_index_2022_sum_to_100(cut):
    parts = CATALOG.framework("par-index", 2022).children("par-index")
    assert 100 == sum(p.max for p in parts if p.cut == cut)


@pytest.mark.parametrize(
    ("year", "scale"), [(2011, (6, 60)), (2016, (6, 60)), (2018, (10, 80)), (2019, (10, 80)), (2024, (10, 80))]
)
def test_scale_of_the_papi_total(year, scale):
    total = CATALOG.framework("papi", year).items["papi"]
    assert scale == (total.min, total.max)


@pytest.mark.parametrize(
    ("year", "number", "indicator"),
    [
        (2011, "2.1", "papi.transparency.poverty-lists"),
        (2011, "2.2", "papi.transparency.communal-budget"),
        (2011, "2.3", "papi.transparency.land-use-plan-price"),
        (2011, "3.2", "papi.accountability.peoples-inspection-boards"),
        (2011, "3.3", "papi.accountability.community-investment-boards"),
        (2011, "7", None),
        (2016, "2.1", "papi.transparency.poverty-lists"),
        (2016, "3.2", "papi.accountability.government-responsiveness"),
        (2016, "3.3", "papi.accountability.peoples-inspection-boards"),
        (2018, "2.1", "papi.transparency.access-to-information"),
        (2018, "2.4", "papi.transparency.land-use-plan-price"),
        (2018, "3.2", "papi.accountability.response-to-appeals"),
        (2018, "3.3", "papi.accountability.access-to-justice"),
        (2018, "5.2", "papi.procedures.construction-permits"),
        (2018, "7", "papi.environment"),
        (2018, "8.2", "papi.e-governance.access-internet"),
        (2018, "8.3", None),
        (2019, "8.3", "papi.e-governance.e-responsiveness"),
        (2021, "5.2", None),
        (2021, "5.3", "papi.procedures.land-use-rights-procedures"),
        (2021, "5.4", "papi.procedures.personal-procedures"),
    ],
)
def test_what_a_papi_number_means_in_a_year(year, number, indicator):
    items = CATALOG.framework("papi", year).items.values()
    assert indicator == next((i.indicator for i in items if i.number == number), None)


@pytest.mark.parametrize(("year", "maximum"), [(2019, 2.5), (2021, 3.33), (2024, 3.33)])
def test_papi_5_1_gained_scale_when_5_2_was_dropped(year, maximum):
    assert maximum == CATALOG.framework("papi", year).items["papi.procedures.certification-procedures"].max


def labels_of(framework, item):
    indicator = CATALOG.all_indicators[item.indicator]
    labels = (indicator.vi, indicator.en, *indicator.aliases, item.vi, item.en)
    return {label_key(split_label(label)[1]) for label in labels} - {""}


@framework_cases
@pytest.mark.parametrize("cut", ["area", "origin"])
def test_a_label_names_one_indicator_of_a_cut(framework, cut):
    items = [i for i in framework.items.values() if i.cut in ("", cut)]
    shared = twice((label, i.parent) for i in items for label in labels_of(framework, i))
    assert [] == shared  # the same criterion may stand under several parents


def test_only_the_criteria_of_2018_need_their_parent_to_be_told_apart():
    needy = {}
    for framework in FRAMEWORKS:
        for cut in ("area", "origin"):
            items = [i for i in framework.items.values() if i.cut in ("", cut)]
            labels = twice(label for i in items for label in labels_of(framework, i))
            needy.setdefault(framework.id, set()).update(labels)
    assert {"papi-2018"} == {framework for framework, labels in needy.items() if labels}


# --- editions ----------------------------------------------------------------------------------


@edition_cases
def test_an_edition_follows_a_framework_of_its_year(edition):
    framework = next(f for f in CATALOG.frameworks(edition.index) if f.id == edition.framework)
    assert framework.first_year <= edition.year <= framework.last_year


@edition_cases
def test_every_edition_has_a_source(edition):
    assert edition.source


@edition_cases
def test_an_edition_covers_no_more_units_than_there_are(edition):
    provinces = len(CATALOG.provinces(edition.year))
    assert (edition.ranked or 0) <= (edition.units or provinces) <= provinces


@edition_cases
def test_missing_units_and_indicators_of_an_edition_exist(edition):
    known = {u.id for u in CATALOG.provinces(edition.year)}
    items = {"*", *CATALOG.framework(edition.index, edition.year).items}
    assert [] == [m.unit for m in edition.missing if m.unit not in known or not items.issuperset(m.indicators)]


@edition_cases
def test_missing_has_a_known_reason(edition):
    assert {m.reason for m in edition.missing} <= REASONS


@edition_cases
def test_units_without_a_total_are_not_ranked(edition):
    without = sum(1 for m in edition.missing if {"*", edition.index} & set(m.indicators))
    assert without == ((edition.units or 0) - edition.ranked if edition.missing else 0)


@edition_cases
def test_a_national_mean_lies_within_the_scale(edition):
    total = CATALOG.framework(edition.index, edition.year).items[edition.index]
    assert edition.national_mean is None or total.min <= edition.national_mean <= total.max


@edition_cases
def test_groups_of_an_edition_do_not_exceed_its_units(edition):
    assert sum(g.get("count", 0) for g in edition.groups) <= (edition.units or 0)


@edition_cases
def test_published_is_a_day_after_the_year_measured(edition):
    assert not edition.published or date.fromisoformat(edition.published).year > edition.year


@pytest.mark.parametrize(
    ("index", "years"),
    [("par-index", range(2012, 2026)), ("papi", range(2011, 2025)), ("sipas", (2015, *range(2017, 2025)))],
)
def test_years_with_an_edition(index, years):
    assert list(years) == sorted(CATALOG.editions(index))


# --- breaks and corrections --------------------------------------------------------------------


@pytest.mark.parametrize("index", CATALOG.indices)
def test_breaks_name_indicators_of_their_index(index):
    known = {"*", *CATALOG.indices[index].indicators}
    assert [] == [b.year for b in CATALOG.indices[index].breaks if not known.issuperset(b.indicators)]


@pytest.mark.parametrize("index", CATALOG.indices)
def test_breaks_are_said_in_both_languages(index):
    assert [] == [b.year for b in CATALOG.indices[index].breaks if not b.vi or not b.en or b.vi == b.en]


@pytest.mark.parametrize("index", ["par-index", "papi"])
def test_every_new_framework_is_a_declared_break(index):
    first = {f.first_year for f in CATALOG.frameworks(index)[1:]}
    assert set() == first - {b.year for b in CATALOG.indices[index].breaks}


@pytest.mark.parametrize("relabel", CATALOG.relabels, ids=lambda r: r.id)
def test_a_correction_of_headings_names_items_of_its_years(relabel):
    items = CATALOG.framework(relabel.index, relabel.first_year).items
    assert set() == set(relabel.labels.values()) - items.keys()


@pytest.mark.parametrize("relabel", CATALOG.relabels, ids=lambda r: r.id)
def test_a_correction_of_headings_keeps_to_one_framework(relabel):
    frameworks = {CATALOG.framework(relabel.index, y).id for y in (relabel.first_year, relabel.last_year)}
    assert 1 == len(frameworks)


@pytest.mark.parametrize("correction", entries("corrections.toml", "relabel") + entries("corrections.toml", "set_year"))
def test_a_correction_says_what_it_expects_and_why(correction):
    expects = correction.get("expect") or [label["expect"] for label in correction["label"]]
    assert all([expects, correction["source"], correction["vi"], correction["en"]])


def test_an_index_of_communes_may_be_about_communes(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "units").mkdir(parents=True)
    (own / "indices").mkdir()
    (own / "frameworks" / "commune").mkdir(parents=True)
    names = [f"Xã Thử Nghiệm {n:02d}" for n in range(12)]
    units = "".join(f'  {{id = "xa-{n}", kind = "commune", vi = "{name}"}},\n' for n, name in enumerate(names))
    (own / "units" / "c.toml").write_text(f"unit = [\n{units}]\n", encoding="utf-8")
    (own / "indices" / "c.toml").write_text(
        'id = "commune"\nvi = "Chỉ số cấp xã (thử)"\nen = "Commune index"\nshort = "Cấp xã"\nunit = "điểm"\n'
        'words = ["chỉ số cấp xã"]\nindicator = [{id = "commune", level = "index", vi = "Tổng điểm xã"}]\n',
        encoding="utf-8",
    )
    (own / "frameworks" / "commune" / "c.toml").write_text(
        'id = "commune-2015"\nindex = "commune"\nfirst_year = 2015\nitem = [{indicator = "commune", max = 100}]\n',
        encoding="utf-8",
    )
    rows = [["Chỉ số cấp xã năm 2023"], ["Xã", "Tổng điểm xã"], *([x, 70 + n * 5 % 12] for n, x in enumerate(names))]
    path = make_workbook(tmp_path / "xa.xlsx", {"Năm 2023": rows})
    seen = look(path, Catalog.load(own), Hints())
    assert [f.code for f in seen.findings if f.severity == "error"] == []
    assert len(seen.extraction.readings) == 12


@pytest.mark.parametrize(("index", "indicator", "told"), [("sipass", "sipas", "sipas"), ("sipas", "sipa", "sipas")])
def test_a_correction_of_what_nobody_defines_is_refused(tmp_path, index, indicator, told):
    label = f'{{number = "1", expect = ["Sai"], indicator = "{indicator}"}}'
    entry = f'id = "x"\nindex = "{index}"\nfirst_year = 2020\nlast_year = 2020\nvi = "x"\nlabel = [{label}]\n'
    (tmp_path / "corrections.toml").write_text(f"[[relabel]]\n{entry}", encoding="utf-8")
    with pytest.raises(UnknownName) as fault:
        Catalog.load(tmp_path).relabels  # noqa: B018
    assert told in fault.value.hint
