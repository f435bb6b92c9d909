"""What words of headings stand for: a measure, a year, the scale or the number of a column.

Words are matched whole after folding, never by likeness.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from parreform.labels import label_key, split_label
from parreform.text import squeeze, without_raised

VALUE_MEASURES = ("score", "rank", "group", "ci_low", "ci_high", "n_ranked")

MEASURES: dict[str, frozenset[str]] = {
    "score": frozenset(
        "diem diemso score scores chisodatduoc giatrichiso chisochung diemcuatinh giatri value ketqua ketquadanhgia diemdanhgia sodiem"
        " diemdatduoc diemsodatduoc diemdat diemsodat tongdiemdatduoc tongdiemdat diemtong phantram kq kqdanhgia"
        " chung diemchung diemsochung tongchung tongdiemchung tonghop ketquachung overall overallscore"
        " diemkhongtrongso diemkhongcotrongso tongdiemkhongcotrongso tongdiemkhongtrongso unweightedscore"
        " diemtongkhongtrongso diemtonghopkhongtrongso chisokhongtrongso tongkhongtrongso unweightedtotal unweightedtotalscore"
        " ketquachiso ketquachisodatduoc diemchiso diemchisodatduoc chisodat ketquadiem ketquadiemso"
        " diemketqua".split()
    ),
    "rank": frozenset(
        "xephang thuhang hang rank ranking ranks xepthu xephangcanuoc thuhangcanuoc xephangtoanquoc"
        " thuhangtoanquoc hangcanuoc hangtoanquoc xephangchung hangchung thuhangchung xephangtrongcanuoc thuhangtrongcanuoc"
        " vitrixephang vitri vithu dungthu xeploaithu xh xhcanuoc thubac thubacxephang xepthubac thutuxephang publishedrank officialrank nationalrank".split()
    ),
    "group": frozenset(
        "nhom xeploai phannhom group quartile nhomxeploai xepnhom thuocnhom nhomdiem nhomdiemso mucxeploai xeploaichung"
        " ketquaxeploai xeploaiketqua xeploaidanhgia danhgiaxeploai nhomketqua nhomxephang"
        " nhomdanhgia nhomtuphanvi tuphanvi xeploainhom xepnhomdiem".split()
    ),
    "ci_low": frozenset("cilow lower lb lowerconfidencelimit lowerconfidencebound".split()),
    "ci_high": frozenset("cihigh upper ub upperconfidencelimit upperconfidencebound".split()),
    "n_ranked": frozenset("sodonvixephang sodonviduocxephang nranked tongsodonvixephang sodonvi".split()),
    "note": frozenset("ghichu note notes chuthich remark remarks".split()),
    "source": frozenset(
        "nguon source sources nguondiem nguonthuhang nguoncauphan nguonsolieu sourceurl scoresource ranksource".split()
    ),
    "year": frozenset(
        "nam year yr namdanhgia namdo namdoluong namkhaosat namsolieu namketqua namdulieu ky kydanhgia kysolieu surveyyear"
        " datayear".split()
    ),
    "index": frozenset("chiso index tenchiso bochiso".split()),
    "indicator": frozenset(
        "tieuchi indicator indicatorid tentieuchi chisothanhphan chisonoidung chisolinhvuc noidung trucnoidung linhvuc"
        " tenlinhvuc linhvucdanhgia linhvuccchc noidungdanhgia tieuchidanhgia linhvuctieuchi tieuchithanhphan tenchitieu chitieu matieuchi variable dimension criterion".split()
    ),
    "unit": frozenset(
        "tinh tinhthanhpho tentinh tentinhthanhpho tinhthanh donvi tendonvi diaphuong tendiaphuong province provinces"
        " unit units rowlabels nhanhang provincename tinhtp tentinhtp tentinheng tentinhvie name ten".split()
    ),
    "ordinal": frozenset("stt tt sott thutu sothutu no order so".split()),
    "code": frozenset(
        "tinhid matinh ma code madonvi provincecode unitid id maso provcode idtinh matinhthanhpho matinhtp matinhthanh madiaphuong"
        " magso gsocode madvhc madonvihanhchinh mahanhchinh masotinh provinceid provid codetinh cityprovincecode".split()
    ),
    "scale": frozenset("thangdiem scale diemtoidatheoquydinh diemtoida max maxscore diemchuan toida".split()),
}
RESULTS_OR_WORDS = ("ketquadat", "ketquadatduoc")
"""Headings of results in words as well as in figures."""
_WORDS = {word: measure for measure, words in MEASURES.items() for word in words}
_INTERVAL = r"(?:khoangtincay|khoangtincayo?muc|confidenceinterval|ktc|ci)"
_BOUND = r"(?:can|gioihan|bound|limit)"
_LOW, _HIGH = r"(?:duoi|thap|lower|low|lb|min)", r"(?:tren|cao|higher|high|upper|ub|max)"
_IS_BOUND = rf"^(?=.*(?:{_INTERVAL}|{_BOUND}|95))(?:95|muc|{_INTERVAL}|{_BOUND})*{{}}(?:95|of|the|cua|muc|{_INTERVAL}|{_BOUND})*$"
_SCORE = r"(?:(?:tong)?(?:so)?diem(?:so)?|ketqua|giatri|chiso)"
_RANK = r"(?:xephang|thuhang|hang)"
_MINISTRY = r"(?:bonoivu|bnv|moha|trunguong|tw)"
_PUBLISHED = (
    r"^{0}(?:do|cua|duoc|da)*{1}?(?:duoc|da)*(?:congbo|chinhthuc|pheduyet)(?:do|cua|boi)?{1}?$|^{1}(?:da)?congbo{0}$"
)
_MARKED = r"(?:cham(?:diem)?|danhgia|thamdinh|xacdinh)"
_BY_MINISTRY = re.compile(
    rf"^{_SCORE}?(?:do|cua|duoc)*{_MINISTRY}(?:da)?{_MARKED}$|^{_SCORE}(?:do|cua)?bo{_MARKED}$|^bo(?:cham(?:diem)?|thamdinh)$"
    rf"|^{_SCORE}(?:duoc)?{_MARKED}(?:do|cua|boi)?(?:{_MINISTRY}|bo)$|^{_SCORE}(?:do|cua)?{_MINISTRY}$"
    r"|^(?:moha|ministry)s?score$|^score(?:by|of)(?:the)?(?:moha|ministry)$"
)
"""`Điểm Bộ Nội vụ chấm`, `Điểm thẩm định của Bộ`: beside the scores of a province by itself."""
_APPRAISED = frozenset("thamdinh diemthamdinh ketquathamdinh diemduocthamdinh".split())
_OTHER = {
    "score": re.compile(
        rf"{_PUBLISHED.format(_SCORE, _MINISTRY)}|^{_MINISTRY}(?:da)?congbo$|^(?:published|official|final)(?:score|result)s?$|{_BY_MINISTRY.pattern}"
    ),
    "rank": re.compile(_PUBLISHED.format(_RANK, _MINISTRY)),
    "ci_low": re.compile(_IS_BOUND.format(_LOW)),
    "ci_high": re.compile(_IS_BOUND.format(_HIGH)),
    "change": re.compile(
        r"tanggiam|chenhlech|sovoi(?:nam|ky|20|$)|thaydoi|biendong|^change|muctang|^tang$|^giam$|bactang"
    ),
    "target": re.compile(
        r"^(?:muctieu|kehoach|phandau|chitieugiao|chitieunam|target|plan|dukien|dubao|tamtinh|forecast|estimated)"
        r"|^uoc(?:tinh|dat|thuchien)?$"
    ),
    "percent": re.compile(r"^(?:tyle|tile|tyledat|phantramdat|percent)|sovoidiemtoida|somax$|ofmax"),
    "mean": re.compile(
        r"^(?:diem|chiso|muc|giatri)?(?:trungbinh|binhquan)(?:cuaca|cua)?(?:canuoc|toanquoc|chung|vung|khuvuc|cum|cactinh|6\dtinh)"
    ),
    "weighted": re.compile(r"^(?:(?:tong)?diem|chiso|ketqua)?(?:(?:da)?co|theo|tinh)trongso$|^weighted(?:score)?$"),
    "average": re.compile(r"^(?:so)?diem(?:so)?trungbinh"),
    "sum": re.compile(r"^(?:grandtotal|tongcuoi)$"),
    "regional": re.compile(
        r"^(?:xephang|xepthu|thuhang|hang|xh|vithu|vitri|thubac|rank)(?:trong|theo|o|in|within)?(?:the)?(?:vung|khuvuc|cum|khoi|mien|region|cluster)"
    ),
    "previous": re.compile(r"(?:nam|ky)truoc|namngoai|cungky|previousyear|lastyear"),
    "self": re.compile(r"tucham|tudanhgia|tukhaosat|tudieutra|tudoluong|selfassess|selfscor"),
    "lost": re.compile(
        r"^(?:tong)?(?:so)?diem(?:bi)?(?:mat|tru(?!ng)|hut|thieu)|^matdiem|^(?:points?|scores?)(?:lost|deducted)|^lostpoints?"
    ),
}
"""Words in other forms: of scores and ranks by who says so, and of columns beside the values, read by nobody but spoken of."""

_HEADS_BOUNDS = re.compile(rf"(?:95)?{_INTERVAL}(?:95)?")
_SIDE = re.compile(rf"{_LOW}|{_HIGH}")
_YEAR_AFTER = r"\bN\. N FY index sipas papi par diem score hang rank xh nam".split()
"""What a year follows without a space in names that programs like: `papi2019`, `rank2019`."""
_YEAR = re.compile(
    rf"(?:(?<![^\W_])(?<![.,/])|{'|'.join(rf'(?<=(?i:{w}))' for w in _YEAR_AFTER)})((?:19|20)\d\d)(?![^\W_]|/|[.,]\d)"
)
_PERIOD = re.compile(r"(?<!\d)(?:19|20)\d\d\s*(?:[-–—−÷→/_]|đến|->)\s*(?:năm\s*)?(?:19|20)\d\d(?!\d)", re.IGNORECASE)
_CHANGE_MARK = re.compile(r"[±ΔΔ↑↓▲▼⬆⬇↗↘]|\+\s*[/,;|]?\s*[-–−]|[-–−]\s*[/,;|]\s*\+|\(\s*\+\s*\)")
_SCALE = re.compile(
    r"[\d.,]+\s*%?\s*[-–]\s*[\d.,]+\s*(?:%|điểm|points?|VN[DĐ]|điểm/points)?|tối thiểu\s*-\s*tối đa", re.IGNORECASE
)
_OUT_OF = re.compile(r"(?<=\w)\s*/\s*(?:6\d|34)\s*$")
"""`Hạng/63`: out of so many provinces."""
_NUMBERING = re.compile(r"\(?\d{1,3}\)?(?:\s*=.*)?")


_LEGEND = re.compile(
    r"\s*\((?:[^()]*\b[A-D\d]\s*[:=][^()]*|(?:[A-D]|[IV]{1,3}|\d)(?:\s*[,;/–-]\s*(?:[A-D]|[IV]{1,3}|\d))+)\)\s*$"
)
"""What classes there are, behind the heading of groups: `Nhóm (1: cao nhất; 4: thấp nhất)`, `Xếp loại (A, B, C)`."""


@lru_cache(maxsize=8192)
def measure_of(words: str) -> str:
    """The measure a word alone stands for; empty when it is no such word."""
    if _CHANGE_MARK.search(words):
        return "change"  # folding would leave `Hạng +/-` a rank
    key = label_key(_OUT_OF.sub("", words))
    if words.strip() == "#":
        return "ordinal"
    if key in _WORDS:
        measure = _WORDS[key]
        return "target" if key == "chitieu" and years_in(words) else measure
    if key == "dat" and "%" in words:
        return "percent"
    if "(" in words and _WORDS.get(label_key(_LEGEND.sub("", words))) == "group":
        return "group"
    return next((measure for measure, words in _OTHER.items() if words.search(key)), "")


def measures_said(texts: Sequence[object]) -> list[str]:
    """What words beside rows say these hold; `Chỉ số (%)` beside `Thứ hạng` is as good as `Điểm` where none says that."""
    said = [measure_of(split_label(v)[1]) if isinstance(v, str) else "" for v in texts]
    alone = "rank" in said and "score" not in said
    return ["score" if alone and measure == "index" else measure for measure in said]


def is_published(words: str) -> bool:
    """Whether a heading says of scores that they are those published, or that the ministry gave them."""
    return bool(_OTHER["score"].search(label_key(words)))


def is_by_ministry(words: str) -> bool:
    """Whether a heading says that the ministry marked the scores: all of them, or the part that it appraises."""
    return bool(_BY_MINISTRY.search(label_key(words)))


def names_home_affairs(words: str) -> bool:
    """Whether a heading says that the scores are those of the Ministry of Home Affairs, which gives none of PAPI."""
    return is_published(words) and bool(re.search(r"bonoivu|bnv|moha", label_key(words)))


def is_appraised(words: str) -> bool:
    """Whether a heading says that scores were appraised, by the ministry or by nobody it names: `Điểm thẩm định`."""
    return is_by_ministry(words) or label_key(words) in _APPRAISED


def is_scale(words: str) -> bool:
    """Whether a heading only prints the scale of the column, `1-10 điểm`."""
    return bool(_SCALE.fullmatch(squeeze(words)))


def is_numbering(words: str) -> bool:
    """Whether a heading only numbers the columns, `(5)` or `5=3+4`."""
    return bool(_NUMBERING.fullmatch(squeeze(words)))


@lru_cache(maxsize=8192)
def years_in(text: str) -> tuple[int, ...]:
    """Years that stand alone in a text; years within dates, decree numbers and words do not count."""
    return tuple(int(y) for y in _YEAR.findall(without_raised(text)))


def year_of_path(path: Sequence[str]) -> int | None:
    """The year a column's headings give, from the one right above the values upwards."""
    for label in reversed(path):
        if measure_of(split_label(label)[1]) == "change" or is_period(label):
            continue
        if years_in(label):
            return years_in(label)[-1]
    return None


@lru_cache(maxsize=8192)
def is_period(label: str) -> bool:
    """Whether a heading speaks of a span of years, `2021-2023`: a mean over them or a difference, of no year."""
    return bool(_PERIOD.search(label))


def is_year_mark(label: str) -> bool:
    """Whether a heading says nothing but a year, `Năm 2023`."""
    if not years_in(label) or is_period(label):
        return False
    return label_key(split_label(label)[1]) in ("", *MEASURES["year"])


def heads_bounds(label: str) -> bool:
    """Whether a heading stands over the two bounds and says neither."""
    return bool(_HEADS_BOUNDS.fullmatch(label_key(label)))


def with_bounds(path: Sequence[str]) -> list[str]:
    """The headings with `Thấp`, `Cao` below `Khoảng tin cậy 95%` written as one: alone they say nothing."""
    found: list[str] = []
    for label in path:
        if found and _SIDE.fullmatch(label_key(label)) and heads_bounds(found[-1]):
            found[-1] += f" {label}"
        else:
            found.append(label)
    return found
