"""What a heading means. The words are those of publishers; the tables around them are synthetic."""
# ruff: noqa: SIM300 - what is expected stands first

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parreform.catalog import Catalog
from parreform.headings import Labels, read_heading
from parreform.meanings import cut_of
from parreform.measures import is_numbering, is_scale, measure_of, years_in
from parreform.settings import PACKAGE
from parreform.text import fold

CATALOG = Catalog.load(user=PACKAGE / "no-such-folder")
BLOCK = "Điểm đánh giá tác động của CCHC"


def read(index, year, *path, cut="", parent=""):
    return read_heading(path, Labels.of(CATALOG, index), CATALOG.framework(index, year), cut, parent)


def meaning(index, year, *path, cut="", parent=""):
    heading = read(index, year, *path, cut=cut, parent=parent)
    return heading.measure, heading.indicator


# --- PAR INDEX and SIPAS -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "measure", "indicator"),
    [
        (("Điểm thẩm định",), "score", "par-index.appraised"),
        ((BLOCK, "Chỉ số SIPAS"), "score", "par-index.sipas"),
        ((BLOCK, "Khảo sát lãnh đạo, quản lý"), "score", "par-index.leaders-survey"),
        (("Điểm điều tra XHH lãnh đạo, quản lý",), "score", "par-index.leaders-survey"),
        (("ĐTXHH LĐQL",), "score", "par-index.leaders-survey"),
        (("Điểm điều tra XHH",), "score", "par-index.survey"),
        ((BLOCK, "Tác động đến phát triển KT-XH"), "score", "par-index.socio-economic"),
        (("Chỉ số tổng hợp",), "score", "par-index"),
        (("Chỉ số tổng hợp", "Xếp hạng"), "rank", "par-index"),
        (("PAR INDEX 2022", "Điểm"), "score", "par-index"),
        (("PAR INDEX 2022", "Xếp hạng"), "rank", "par-index"),
        (("Cải cách thể chế", "Điểm"), "score", "par-index.institutions"),
        (("Cải cách thể chế", "Xếp hạng"), "rank", "par-index.institutions"),
        (("3. Cải cách TTHC", "Thứ hạng"), "rank", "par-index.procedures"),
        (("CẢI CÁCH TÀI CHÍNH CÔNG",), "score", "par-index.finance"),
        (("cai cach tai chinh cong",), "score", "par-index.finance"),
        (("Civil service reform",), "score", "par-index.civil-service"),
        (("Xếp hạng",), "rank", "par-index"),
        (("XẾP HẠNG",), "rank", "par-index"),
        (("Thứ hạng cả nước",), "rank", "par-index"),
        (("Xếp hạng PAR INDEX",), "rank", "par-index"),
        (("XH\nPAR",), "rank", "par-index"),
        (("PAR INDEX\nXếp hạng",), "rank", "par-index"),
        (("Xếp hạng SIPAS",), "rank", "par-index.sipas"),
        (("Xếp hạng Cải cách thể chế",), "rank", "par-index.institutions"),
        (("Điểm",), "score", "par-index"),
        (("Điểm SIPAS",), "score", "par-index.sipas"),
        (("Score",), "score", "par-index"),
        (("Xếp loại",), "group", "par-index"),
        (("Chỉ số CCHC được công bố",), "score", "par-index"),
        (("PAR INDEX (công bố)",), "score", "par-index"),
        (("Cải cách thể chế đã công bố",), "score", "par-index.institutions"),
        (("Xây dựng và tổ chức thực hiện VBQPPL tại tỉnh",), "score", "par-index.institutions"),
    ],
)
def test_headings_of_par_index(path, measure, indicator):
    assert (measure, indicator) == meaning("par-index", 2022, *path)


@pytest.mark.parametrize(
    ("path", "measure", "indicator"),
    [
        (("SIPAS 2023",), "score", "sipas"),
        (("Mức độ hài lòng (%)",), "score", "sipas"),
        (("Xếp hạng SIPAS",), "rank", "sipas"),
        (("Xếp hạng",), "rank", "sipas"),
        (("Tiếp cận dịch vụ",), "score", "sipas.access"),
        (("Công chức", "Xếp hạng"), "rank", "sipas.civil-servants"),
    ],
)
def test_headings_of_sipas(path, measure, indicator):
    assert (measure, indicator) == meaning("sipas", 2023, *path)


@pytest.mark.parametrize(
    ("index", "year", "heading", "indicator"),
    [
        ("par-index", 2023, "CC TTHC", "procedures"),
        ("par-index", 2023, "Cải cách thủ tục HC", "procedures"),
        ("par-index", 2023, "Công tác CĐĐH CCHC", "steering"),
        ("par-index", 2023, "Cải cách TCBM HCNN", "apparatus"),
        ("par-index", 2023, "CC chế độ công vụ", "civil-service"),
        ("par-index", 2023, "Cải cách TC công", "finance"),
        ("par-index", 2023, "XD và PT CQĐT, CQS", "digital"),
        ("par-index", 2023, "Tác động CCHC đến người dân, tổ chức và phát triển KT-XH", "impact"),
        ("par-index", 2023, "Lĩnh vực Cải cách thể chế", "institutions"),
        ("par-index", 2023, "KS LĐQL", "leaders-survey"),
        ("par-index", 2023, "Socio-economic impact", "socio-economic"),
        ("par-index", 2023, "Organisational structures", "apparatus"),
        ("sipas", 2023, "Công chức trực tiếp giải quyết", "civil-servants"),
        ("sipas", 2023, "Sự phục vụ của CBCC", "civil-servants"),
        ("sipas", 2023, "Tiếp cận DV", "access"),
        ("sipas", 2023, "Mức độ hài lòng về TTHC", "procedures"),
        ("sipas", 2023, "Việc tiếp nhận, giải quyết các ý kiến góp ý, phản ánh, kiến nghị", "feedback"),
        ("sipas", 2023, "Tiếp nhận, xử lý PAKN", "feedback"),
        ("papi", 2022, "Công khai, minh bạch trong việc ra quyết định ở địa phương", "transparency"),
        ("papi", 2022, "Công khai, minh bạch trong ra quyết định tại địa phương", "transparency"),
        ("papi", 2022, "Nội dung 2: Công khai, minh bạch trong hoạch định chính sách ở địa phương", "transparency"),
        ("papi", 2022, "Thủ tục HC công", "procedures"),
        ("papi", 2022, "PAPI - Cung ứng DVC", "services"),
        ("papi", 2022, "Control of Corruption in Public Sector", "corruption-control"),
        ("papi", 2022, "5: Admin. Procedures", "procedures"),
    ],
)
def test_parts_under_other_spellings_of_their_names(index, year, heading, indicator):
    assert ("score", f"{index}.{indicator}") == meaning(index, year, heading)


@pytest.mark.parametrize(
    ("index", "heading"),
    [
        ("par-index", "CC"),
        ("par-index", "TC"),
        ("papi", "MT"),
        ("papi", "QT"),
        ("sipas", "KT"),
        ("par-index", "Điểm TĐ"),
        ("par-index", "Khảo sát"),
        ("papi", "Quản lý thị trường"),
        ("papi", "Cung ứng DV tư"),
        ("sipas", "Chỉ số CCHC (PAR INDEX)"),
        ("par-index", "Cải cách tiền lương"),
    ],
)
def test_abbreviations_that_may_be_anything_name_no_part(index, heading):
    assert "" == meaning(index, 2022, heading)[1]


@pytest.mark.parametrize("short", ["CĐ", "CC", "ĐT"])
def test_an_abbreviation_with_two_readings_is_in_the_definitions_with_both(short):
    assert len(dict(CATALOG.abbreviations)[short]) == 2


def test_no_two_abbreviations_are_alike_without_marks():
    shorts = [fold(short) for short, _ in CATALOG.abbreviations]
    assert len(set(shorts)) == len(shorts)


@pytest.mark.parametrize(
    ("index", "path", "meant"),
    [
        ("par-index", ("Điểm Bộ Nội vụ công bố",), ("score", "par-index")),
        ("par-index", ("Kết quả công bố của Bộ Nội vụ",), ("score", "par-index")),
        ("par-index", ("Xếp hạng do Bộ Nội vụ công bố",), ("rank", "par-index")),
        ("par-index", ("Điểm BNV thẩm định",), ("score", "par-index.appraised")),
        ("par-index", ("Điểm Trung ương chấm",), ("score", "par-index.appraised")),
        ("par-index", ("Cải cách thể chế", "Bộ Nội vụ công bố"), ("score", "par-index.institutions")),
        ("sipas", ("Điểm Bộ Nội vụ chấm",), ("score", "sipas")),
        ("papi", ("Điểm Bộ Nội vụ công bố",), ("score", "")),
        ("papi", ("Điểm công bố",), ("score", "papi")),
        ("par-index", ("Chênh lệch giữa điểm tự chấm và điểm Bộ Nội vụ công bố",), ("change", "")),
        ("par-index", ("Điểm trừ",), ("lost", "")),
        ("sipas", ("Kết quả tỉnh tự khảo sát",), ("self", "")),
        ("par-index", ("Hạng năm nay",), ("rank", "par-index")),
        ("par-index", ("Hạng", "Năm nay"), ("rank", "par-index")),
        ("par-index", ("Hạng năm trước",), ("previous", "")),
        ("par-index", ("Nhóm (1: cao nhất; 4: thấp nhất)",), ("group", "par-index")),
        ("par-index", ("Nhóm (theo vùng)",), ("score", "")),
        ("par-index", ("Điểm (1: thấp nhất; 10: cao nhất)",), ("score", "")),
    ],
)
def test_who_says_so_and_of_which_year(index, path, meant):
    assert meant == meaning(index, 2023, *path)


@pytest.mark.parametrize(
    ("heading", "measure"),
    [
        ("Tăng/giảm so với năm 2022", "change"),
        ("Tăng giảm thứ hạng", "change"),
        ("Chênh lệch", "change"),
        ("Change in rank", "change"),
        ("Tỉnh, thành phố", "unit"),
        ("Tên tỉnh ", "unit"),
        ("Provinces", "unit"),
        ("STT", "ordinal"),
        ("TT", "ordinal"),
        ("tinhid", "code"),
        ("Ghi chú", "note"),
        ("Nguồn (điểm)", "source"),
        ("Thang điểm", "scale"),
        ("Điểm tối đa", "scale"),
        ("Năm", "year"),
    ],
)
def test_headings_beside_the_values_name_no_indicator(heading, measure):
    assert (measure, "") == meaning("sipas", 2023, heading)


@pytest.mark.parametrize(("cut", "indicator"), [("area", "impact"), ("origin", "impact-block")])
def test_a_word_of_two_cuts_is_told_by_the_cut_of_the_table(cut, indicator):
    assert ("score", f"par-index.{indicator}") == meaning("par-index", 2022, "Tác động của CCHC", cut=cut)


def test_a_word_of_two_cuts_is_not_guessed():
    assert ("score", "") == meaning("par-index", 2022, "Tác động của CCHC")


@pytest.mark.parametrize(
    "path", [("Chỉ số giả định",), ("Chỉ số giả định", "Điểm"), ("Chỉ số giả định", "Xếp hạng"), ("Cải cách",), ()]
)
def test_what_is_not_understood_names_no_indicator(path):
    assert "" == read("par-index", 2022, *path).indicator


# --- PAPI --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "path", "indicator"),
    [
        (2011, ("1: Tham gia của người dân ở cấp cơ sở ",), "participation"),
        (2011, ("Participation at Local Levels", "Tham gia của người dân ở cấp cơ sở"), "participation"),
        (2011, ("3.1: tương tác với các cấp chính quyền ",), "accountability.interactions-authorities"),
        (2016, (" 1: Participation at Local Levels",), "participation"),
        (2016, ("1.3: Quality of Village Head Elections",), "participation.quality-elections"),
        (2016, ("5.3: Land Tittle Procedures",), "procedures.land-use-rights-procedures"),
        (2018, ("Chỉ số nội dung 1: Tham gia của người dân ở cấp cơ sở", "1-10 điểm"), "participation"),
        (2018, ("1.1: Tri thức công dân", "0.25-2.5 điểm"), "participation.civic-knowledge"),
        (
            2018,
            ("Hiểu biết về chính sách hiện hành (%)*", "0%-100%"),
            "participation.civic-knowledge.current-policies",
        ),
        (2022, ("4: Control of Corruption in the Public Sector",), "corruption-control"),
        (2022, ("8.3: E-Responsiveness",), "e-governance.e-responsiveness"),
        (2022, ("8.3: E-Reponsiveness",), "e-governance.e-responsiveness"),
        (2022, ("D1",), "participation"),
    ],
)
def test_headings_of_papi(year, path, indicator):
    assert ("score", f"papi.{indicator}") == meaning("papi", year, *path)


@pytest.mark.parametrize(
    ("year", "path"),
    [
        (2018, ("Chỉ số PAPI 2018 (không có trọng số)", "10-80 điểm")),
        (2015, ("Un-weighted2015PAPI",)),
        (2019, ("Unweighted PAPI Score",)),
        (2022, ("Total score",)),
        (2024, ("Tổng điểm PAPI",)),
        (2021, ("Tổng điểm không trọng số",)),
    ],
)
def test_headings_of_the_papi_total(year, path):
    assert ("score", "papi") == meaning("papi", year, *path)


def test_the_weighted_papi_is_another_indicator():
    assert ("score", "papi-weighted") == meaning("papi", 2019, "Weighted PAPI Score")


@pytest.mark.parametrize(
    ("heading", "measure"),
    [("CI low", "ci_low"), ("CI high", "ci_high"), ("Cận dưới", "ci_low"), ("Cận trên", "ci_high"), ("Group", "group")],
)
def test_measures_of_the_papi_total(heading, measure):
    assert (measure, "papi") == meaning("papi", 2023, heading)


@pytest.mark.parametrize(
    ("parent", "indicator"),
    [
        ("papi.procedures.certification-procedures", "papi.procedures.certification-procedures.satisfaction"),
        ("papi.procedures.personal-procedures", "papi.procedures.personal-procedures.satisfaction"),
    ],
)
def test_a_criterion_of_several_parents_is_told_by_its_parent(parent, indicator):
    label = CATALOG.all_indicators[indicator].vi
    assert ("score", indicator) == meaning("papi", 2018, label, parent=parent)


def test_a_criterion_of_several_parents_is_not_guessed():
    label = CATALOG.all_indicators["papi.procedures.personal-procedures.satisfaction"].vi
    assert ("score", "") == meaning("papi", 2018, label)


# --- what else a heading says ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "number"),
    [
        (("1.1: Tri thức công dân", "0.25-2.5 điểm"), "1.1"),
        (("Chỉ số nội dung 1: Tham gia của người dân ở cấp cơ sở",), "1"),
        (("1.1: Tri thức công dân", "Xếp hạng"), "1.1"),
        (("Tri thức công dân",), ""),
        (("Tri thức công dân", "(5)"), ""),
    ],
)
def test_printed_number(path, number):
    assert number == read("papi", 2018, *path).number


@pytest.mark.parametrize(
    ("heading", "computed"),
    [("Tổng điểm (tính toán)", True), ("Total score (computed)", True), ("Tổng điểm", False), ("tính toán", False)],
)
def test_computed_marker(heading, computed):
    assert computed == read("papi", 2018, heading).computed


def test_a_computed_total_is_still_the_total():
    assert ("score", "papi") == meaning("papi", 2018, "Tổng điểm (tính toán)")


@pytest.mark.parametrize(
    ("path", "year"),
    [
        (("PAR INDEX 2022",), 2022),
        (("PAR INDEX 2022", "Xếp hạng"), 2022),
        (("Chỉ số CCHC",), None),
        (("Tăng/giảm so với năm 2021",), None),
        (("PAR INDEX", "Năm 2021"), 2021),
        (("QĐ 1149/2020",), None),
    ],
)
def test_year_of_a_heading(path, year):
    assert year == read("par-index", 2022, *path).year


@pytest.mark.parametrize("row", ["1-10 điểm", "(5)", "5=3+4", "10-80"])
def test_rows_of_scales_and_numbers_change_nothing(row):
    assert read("papi", 2018, "1.1: Tri thức công dân") == read("papi", 2018, "1.1: Tri thức công dân", row)


@given(st.lists(st.text(max_size=20), max_size=3))
def test_read_heading_never_raises(path):
    assert read("papi", 2018, *path).measure


# --- single words ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["1-10 điểm", "0.25-2.5 điểm", "0%-100%", "0-150.000 VND", "10-80", "1–5", "10 - 80 points", "Tối thiểu - tối đa"],
)
def test_is_scale(words):
    assert is_scale(words)


@pytest.mark.parametrize("words", ["điểm", "8", "1.1: Tri thức", "Xếp hạng", "", "-", "1-10 tỉnh"])
def test_is_no_scale(words):
    assert not is_scale(words)


@pytest.mark.parametrize("words", ["1", "(5)", "(12)", "5=3+4", "(3) = (1)+(2)"])
def test_is_numbering(words):
    assert is_numbering(words)


@pytest.mark.parametrize("words", ["2022", "1.473", "A", "", "1.1", "(*)", "5 điểm"])
def test_is_no_numbering(words):
    assert not is_numbering(words)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Năm 2022", (2022,)),
        ("Năm 2022.", (2022,)),
        ("(2022)", (2022,)),
        ("PAPI 2018", (2018,)),
        ("2011-2019", (2011, 2019)),
        ("từ 2011 đến 2015", (2011, 2015)),
        ("31/12/2022", ()),
        ("QĐ 1150/2019", ()),
        ("1/1/2024", ()),
        ("2022,5", ()),
        ("12022", ()),
        ("1899", ()),
        ("2100", ()),
        ("2011_PAPI", (2011,)),
        ("", ()),
    ],
)
def test_years_in(text, years):
    assert years == years_in(text)


@pytest.mark.parametrize("words", ["foo", "", "Tri thức công dân", "63"])
def test_other_words_are_no_measure(words):
    assert "" == measure_of(words)


# --- labels and cuts ---------------------------------------------------------------------------


def test_labels_are_made_once_a_catalog():
    assert Labels.of(CATALOG, "papi") is Labels.of(CATALOG, "papi")


def test_the_total_of_labels_is_the_index():
    assert "papi" == Labels.of(CATALOG, "papi").total


def test_labels_find_every_indicator_of_the_words():
    found = Labels.of(CATALOG, "par-index").find("Tác động của CCHC")
    assert ("par-index.impact", "par-index.impact-block") == found


@pytest.mark.parametrize(
    ("headings", "cut"),
    [
        (["Cải cách thể chế", "Cải cách tài chính công", "Điểm thẩm định"], "area"),
        (["Điểm thẩm định", "Chỉ số tổng hợp"], "origin"),
        (["Chỉ số tổng hợp", "Xếp hạng"], ""),
        (["Tác động của CCHC"], ""),
        ([], ""),
    ],
)
def test_cut_of_a_table(headings, cut):
    framework = CATALOG.framework("par-index", 2022)
    assert cut == cut_of([(h,) for h in headings], Labels.of(CATALOG, "par-index"), framework)


@pytest.mark.parametrize(
    ("path", "measure"),
    [(("PAR INDEX", "Năm 2022"), "score"), (("Xếp hạng", "Năm 2022"), "rank"), (("2022",), "score")],
)
def test_a_year_below_a_heading_does_not_hide_it(path, measure):
    assert (measure, "par-index") == meaning("par-index", 2022, *path)


@pytest.mark.parametrize(
    ("heading", "measure"), [("95% CI low", "ci_low"), ("Lower CI", "ci_low"), ("95% CI high", "ci_high")]
)
def test_headings_of_bounds(heading, measure):
    assert (measure, "papi") == meaning("papi", 2023, heading)


@pytest.mark.parametrize(
    ("heading", "measure"),
    [
        ("Chỉ tiêu năm 2022", "target"),
        ("Tỷ lệ % so với điểm tối đa", "percent"),
        ("Điểm tự chấm", "self"),
        ("Tăng/giảm", "change"),
    ],
)
def test_what_stands_beside_values_is_no_value(heading, measure):
    assert (measure, "") == meaning("par-index", 2022, heading)


# --- years, changes, spans and numbers in headings ------------------------------------------------


@pytest.mark.parametrize(
    ("path", "measure", "year"),
    [
        (("Hạng năm 2023",), "rank", 2023),
        (("Tổng điểm năm 2023",), "score", 2023),
        (("2022 (điểm)",), "score", 2022),
        (("2022\n(63 tỉnh)",), "score", 2022),
        (("N2022",), "score", 2022),
        (("Năm đánh giá 2022",), "score", 2022),
        (("PARINDEX2023",), "score", 2023),
        (("Hạng/63",), "rank", None),
        (("PAR INDEX 2021-2023", "Năm 2022"), "score", 2022),
    ],
)
def test_years_and_marks_around_a_measure(path, measure, year):
    heading = read("par-index", 2023, *path)
    assert (heading.measure, heading.indicator, heading.year) == (measure, "par-index", year)


@pytest.mark.parametrize(
    ("path", "measure"),
    [
        (("Hạng +/-",), "change"),
        (("Điểm (±)",), "change"),
        (("↑↓",), "change"),
        (("Tăng, giảm", "Hạng"), "change"),
        (("Chỉ tiêu năm 2024",), "target"),
        (("Mục tiêu năm 2024", "Điểm"), "target"),
        (("Tự chấm", "Cải cách thể chế"), "self"),
        (("2021-2023",), "period"),
        (("Điểm 2022/2023",), "period"),
        (("Điểm trung bình cả nước",), "mean"),
        (("Điểm trung bình",), "average"),
        (("Cải cách TTHC", "Thẩm định"), "part"),
        (("Cải cách TTHC", "Điểm thẩm định"), "part"),
        (("Cải cách TTHC", "Khảo sát lãnh đạo"), "part"),
        (("3. Cải cách thủ tục hành chính", "Điều tra XHH"), "part"),
    ],
)
def test_what_is_no_result_names_no_indicator(path, measure):
    assert (measure, "") == meaning("par-index", 2023, *path)


@pytest.mark.parametrize(
    ("index", "heading", "indicator"),
    [
        ("par-index", "LV2", "par-index.institutions"),
        ("par-index", "Lĩnh vực 3", "par-index.procedures"),
        ("papi", "ND1", "papi.participation"),
        ("par-index", "Lĩnh vực 9", ""),
        ("sipas", "Lĩnh vực 1", ""),
    ],
)
def test_a_part_by_its_number_alone(index, heading, indicator):
    assert ("score", indicator) == meaning(index, 2023, heading)


@pytest.mark.parametrize(
    ("path", "indicator"),
    [
        (("Cải cách TTHC", "Tổng điểm"), "par-index.procedures"),
        (("Điểm thẩm định", "Cải cách TTHC"), "par-index.procedures"),
        (("PAR INDEX", "Điểm thẩm định"), "par-index.appraised"),
        (("Tác động của CCHC", "SIPAS"), "par-index.sipas"),
        (("Tác động của CCHC đến người dân, tổ chức và phát triển KT-XH", "SIPAS"), "par-index.sipas"),
        (("Trong đó", "Khảo sát lãnh đạo"), "par-index.leaders-survey"),
    ],
)
def test_a_part_below_what_holds_it(path, indicator):
    assert ("score", indicator) == meaning("par-index", 2023, *path)


def test_an_indicator_whose_name_speaks_of_change_is_read():
    words = "Tỷ lệ người được hỏi cho biết có thay đổi về mức độ an ninh theo hướng tốt lên sau 3 năm (%)"
    assert read("papi", 2018, words, "0%-100%").indicator
