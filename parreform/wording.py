"""Whether a title is made of the words that tables of results are entitled with; else what of it is not understood.

No list of what a table may hold besides results is ever complete, so a title must be understood whole: names of
indices and indicators, of places, years, dates, references to papers and the words of `definitions/titles.toml`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from parreform.catalog import Catalog
from parreform.headings import Labels
from parreform.text import fold, squeeze, without_raised

Words = tuple[str, ...]

_WORD = re.compile(r"[^\W\d_]+|\d+|#")
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_ROMAN = frozenset("i ii iii iv v vi vii viii ix x xi xii".split())
_ADDRESS = re.compile(r"©|\S+\.(?:vn|com|org|net|gov|edu)\S*$", re.IGNORECASE)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_PROSE = 30
"""A text of so many words is a report, no title; one that ends as a sentence does with fewer."""
_SENTENCE = 9

MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"


def marked_or_not(pattern: str) -> str:
    """A pattern of Vietnamese words that finds them typed without marks too."""
    bare = unicodedata.normalize("NFD", pattern.replace("đ", "d"))
    plain = "".join(c for c in bare if not unicodedata.combining(c))
    return "".join(c if c == p else f"[{c}{p}]" for c, p in zip(pattern, plain, strict=True))


_PAPER = (
    r"(?:quyết định|nghị quyết|kế hoạch|chương trình|báo cáo|công văn|tờ trình|thông tư|thông báo|văn bản|công điện|qđ|nq|kh|bc|cv"
    r"|report|decision|resolution|dispatch|(?:official )?letter)"
)
_NUMBER = r"(?:số\s*:?\s+/[\w/-]+|số\s*:?\s*\d[\w/.-]*|no\.?\s*\d[\w/.-]*|\d+/[\w/.-]+|/[\w/-]+)"
_DATED = (
    r"(?:\s*,?\s*ngày\s+\d*\s*tháng\s+\d*\s*năm\s+\d{4}|\s*,?\s*(?:ngày\s+)?\d{1,2}[-./]\d{1,2}[-./]\d{4}|\s+năm\s+\d{4}"
    rf"|\s*,?\s*(?:dated\s+|of\s+)?(?:\d{{1,2}}\s+(?:{MONTHS})|(?:{MONTHS})\s+\d{{1,2}}),?\s+\d{{4}})?"
)
PAPERS = re.compile(
    marked_or_not(
        rf"(?:(?:ban hành\s+)?kèm theo|theo|tại|thực hiện|căn cứ|attached to|\b)\s*{_PAPER}\s+{_NUMBER}{_DATED}"
    ),
    re.IGNORECASE,
)
"""A numbered paper, with its date."""
_ISSUED = re.compile(
    marked_or_not(rf"(?<![^\W_]){_PAPER}(?:\s+{_NUMBER})?{_DATED}\s*,?\s*(?=(của|do|of|by)\s)"), re.IGNORECASE
)
"""A paper up to the word before the office that issued it."""
_MOST_OFFICES = 3
"""So many names of offices follow each other: `Giám đốc Sở Nội vụ`, `Chủ tịch UBND`."""
DATES = re.compile(
    r"ngày[\s\d.…_]*tháng[\s\d.…_]*năm\s+\d{4}|tháng\s+\d+\s*(?:[-/.]|năm)\s*\d{4}|(?:ngày\s+)?\d{1,2}[-._/]\d{1,2}[-._/](?:19|20)\d\d"
    r"|(?:19|20)\d\d[-._]\d{2}[-._]\d{2}|(?<!\w)t\.?\s?\d{1,2}\s?[-._/]\s?(?:19|20)\d\d"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTHS}),?(?:\s+\d{{4}})?|\b(?:{MONTHS})\.?\s+(?:\d{{1,2}},?\s+)?\d{{4}}",
    re.IGNORECASE,
)
WHOLE_YEAR = re.compile(
    r"(?:từ\s+)?(?:ngày\s+)?0?1[-./]0?1[-./]((?:19|20)\d\d)\s*(?:đến|[-–—]|to)\s*(?:hết\s+)?(?:ngày\s+)?31[-./]12[-./]\1",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\W*(?:ghi chú|chú thích|chú ý|lưu ý|notes?)\b", re.IGNORECASE)
_WITHIN = re.compile(
    r"\((?:dùng để|làm cơ sở|làm căn cứ|để)\s+(?:xây dựng|đề ra|tham mưu|xác định|so sánh)[^)]*\)"
    r"|\(sau khi\s[^)]*thẩm định[^)]*\)|\b(?:gửi|kính gửi)\s+(?:các\s+)?[^)]*",
    re.IGNORECASE,
)
"""What a title says of its use, its readers and how the results came about."""


_PERSON = re.compile(
    r"(?:(?i:theo yêu cầu của|theo đề nghị của|do|của|cho|gửi|nhờ|bởi)\s+)?(?<!\w)(?:thầy|cô|anh|chị|em|chú|bác|ông|bà|bạn|sếp|(?i:đ/c|đồng chí))"
    r"\s+[A-ZĐÁÂĂÊÔƠÚƯÝẤẦẨẮỨ]\w*(?:\s+[A-ZĐÁÂĂÊÔƠÚƯÝẤẦẨẮỨ]\w*){0,3}(?=\s*(?:$|[-–—,;:.()]|(?i:gửi|chuyển|cung cấp|tổng hợp|lập|soạn|làm|yêu cầu|hỏi|cần)\b))"
)
"""Who made a table, or whom it is for: `thầy Minh gửi`, `cho chị Hoa`. `Cô Tô`, `Bác Ái` are districts."""
_SOURCE = re.compile(r"(?<!\w)(?:nguồn|source)s?\s*:.*$", re.IGNORECASE | re.DOTALL)
"""A source named at the end of a title, by whatever words."""


_NOT_UNITS = re.compile(
    r"(?:(?:giá\s+trị|điểm(?:\s+số)?|chỉ\s+số|mức|kết\s+quả)\s+)?"
    r"(?:trung\s*bình|bình\s+quân|trung\s+vị|cao\s+nhất|thấp\s+nhất|lớn\s+nhất|nhỏ\s+nhất|tb|tổng(?:\s+(?:số|cộng))?"
    r"|tối\s+đa|tối\s+thiểu|thang\s+điểm|độ\s+lệch(?:\s+chuẩn)?|khoảng\s+(?:cách|biến\s+thiên)|chênh\s+lệch"
    r"|cộng|còn\s+lại|khu\s+vực|vùng|miền|(?:(?:đông|tây)\s+)?(?:nam|bắc|trung)\s+bộ|(?:bắc|nam)\s+trung\s+bộ|(?:đông|tây)\s+bắc"
    r"|tây\s+nguyên|đồng\s+bằng|trung\s+du|(?:duyên\s+hải|ven\s+biển)|nhóm|cụm|toàn\s+vùng|(?:các|những|số)\s+(?:tỉnh|địa\s+phương|đơn\s+vị)"
    r"|highest|lowest|mean|average|median|max(?:imum)?|min(?:imum)?|(?:grand\s+)?total|national|region|group|std|range)\b",
    re.IGNORECASE,
)
"""How the names of rows begin that sum up units or head them. No name of a province begins so."""

_FOLDED = frozenset(
    "highest lowest mean average median max min diemcaonhat diemthapnhat caonhat thapnhat trungbinh trungbinhcanuoc"
    " binhquan binhquanchung trungbinhchung trungvi giatritrungvi tong tongso tongcong total giatrilonnhat giatrinhonhat"
    " trungbinhchungcanuoc binhquancanuoc trungbinh63tinhthanhpho national nationalaverage nationalmean".split()
)


def sums_up(name: str) -> bool:
    """Whether the name of a row says that it is a mean, an extreme, a total, a region or a group of units."""
    return fold(name) in _FOLDED or bool(_NOT_UNITS.match(squeeze(name).lstrip("*-+• (")))


def told(text: str, catalog: Catalog) -> str:
    """A title without what it says of papers and who issued them, of its readers and of its use."""
    return PAPERS.sub(" ", _without_issuers(_WITHIN.sub(" ", _PERSON.sub(" ", text)), catalog))


def _without_issuers(text: str, catalog: Catalog) -> str:
    """A text without the office right behind each paper: `Báo cáo số 125/BC-SNV của Sở Nội vụ`."""
    for paper in reversed([*_ISSUED.finditer(text)]):
        start = paper.end() + len(paper[1])
        text = text[: paper.end()] + text[start + _length_of_offices(text[start:], catalog) :]
    return text


def _length_of_offices(text: str, catalog: Catalog) -> int:
    """How far the names of offices reach that a text begins with; 0 where it begins with something else."""
    marks, words = not text.isascii(), [*_WORD.finditer(text)][: _MOST_OFFICES * 8]
    keys = tuple(_key(w[0], marks=marks) for w in words)
    offices = _Vocabulary.of(catalog).issuers(marks=marks)
    at = 0
    for _ in range(_MOST_OFFICES):
        here = [len(p) for p in offices.get(keys[at] if at < len(keys) else "", ()) if _matches(keys, at, p)]
        at += max(here, default=0)
    return words[at - 1].end() if at else 0


def unread(text: str, catalog: Catalog, indices: Iterable[str] = (), more: Iterable["Phrases"] = ()) -> str:
    """The words of a title that are not understood, in its order; empty where all are.

    Names of the parts of `indices` are understood too, `Công chức`, `Minh bạch`, and `more` phrases, made as the text is.
    """
    marks = not text.isascii()
    vocabulary = _Vocabulary.of(catalog)
    known = [vocabulary.phrases(marks=marks), *(vocabulary.parts(i, marks=marks) for i in indices), *more]
    return not_covered(text, catalog, known)


def not_covered(text: str, catalog: Catalog, known: Sequence["Phrases"]) -> str:
    """The words of a title that some phrases leave over, in its order; dates and papers are understood.

    The phrases are made with marks where the text has any.
    """
    words = _spelled(DATES.sub(" ", WHOLE_YEAR.sub(" ", _SOURCE.sub("", told(text, catalog)))))
    keys = tuple(_key(w, marks=not text.isascii()) for w in words)
    return " ".join(w for w, left in zip(words, _uncovered(keys, known), strict=True) if left)


def is_source(text: str, catalog: Catalog) -> bool:
    """Whether a line names a source, a paper, a date, or the unit of its figures: never a title."""
    return bool(_ADDRESS.match(text)) or _starts(text, catalog, "source")


def is_note(text: str) -> bool:
    """Whether a line calls itself a note: it is of the table above it, also where another one follows."""
    return bool(_NOTE.match(text))


def is_letterhead(text: str, catalog: Catalog) -> bool:
    """Whether a line is that of an office, of the state or of who signs: a title only where it names an index."""
    return _starts(text, catalog, "letterhead")


def is_prose(text: str) -> bool:
    """Whether a text above a table is a report: many words, or a sentence with its full stop."""
    return text.count(" ") >= _PROSE or (text.rstrip(' )”"').endswith(".") and text.count(" ") >= _SENTENCE)


def _starts(text: str, catalog: Catalog, kind: str) -> bool:
    vocabulary, marks = _Vocabulary.of(catalog), not text.isascii()
    keys = tuple(_key(w, marks=marks) for w in _spelled(text)[:8])
    return any(
        _matches(keys, 0, phrase) for phrase in vocabulary.starts(kind, marks=marks).get(keys[0] if keys else "", ())
    )


def _uncovered(keys: Words, known: Sequence["Phrases"]) -> list[bool]:
    """For each word whether no phrase covers it, where the phrases are laid so that the fewest are left."""
    best: list[tuple[int, int]] = [(0, 0)] * (len(keys) + 1)  # words left from here on, length of the phrase here
    for i in reversed(range(len(keys))):
        alone = 1 if _plain(keys[i]) else 0
        best[i] = (best[i + 1][0] + 1 - alone, alone)
        for phrases in known:
            for phrase in phrases.get(keys[i], ()):
                if _matches(keys, i, phrase) and best[i + len(phrase)][0] < best[i][0]:
                    best[i] = (best[i + len(phrase)][0], len(phrase))
    left, i = [True] * len(keys), 0
    while i < len(keys):
        step = best[i][1]
        left[i : i + step] = [False] * step
        i += step or 1
    return left


def _plain(key: str) -> bool:
    """Whether a word is a number or the letter of a list."""
    return key.isdigit() or key in _ROMAN or (len(key) == 1 and key.isascii())


def _matches(keys: Words, start: int, phrase: Words) -> bool:
    here = keys[start : start + len(phrase)]
    return len(here) == len(phrase) and all(
        a == b or (b == "#" and a.isdigit()) for a, b in zip(here, phrase, strict=True)
    )


Phrases = dict[str, list[Words]]
"""Phrases by their first word."""


class _Vocabulary:
    """What titles are made of, once for a catalog: with marks, and without."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._made: dict[tuple[str, bool], Phrases] = {}

    @classmethod
    def of(cls, catalog: Catalog) -> "_Vocabulary":
        known: dict[str, _Vocabulary] = catalog.__dict__.setdefault("_title_vocabulary", {})
        if "" not in known:
            known[""] = cls(catalog)
        return known[""]

    def phrases(self, *, marks: bool) -> Phrases:
        """Those that any title may hold."""
        return self._once("", lambda: (*self._catalog.title_words, *_names(self._catalog)), marks=marks)

    def starts(self, kind: str, *, marks: bool) -> Phrases:
        """What lines of a kind begin with."""
        lines = self._catalog.title_lines
        return self._once(f"line {kind}", lambda: [w for x in lines if x.kind == kind for w in x.words], marks=marks)

    def issuers(self, *, marks: bool) -> Phrases:
        """The offices that papers come from."""
        return self._once("issuers", lambda: self._catalog.issuers, marks=marks)

    def parts(self, index: str, *, marks: bool) -> Phrases:
        """The names of the parts of an index, short ones too."""
        parts = self._catalog.indices[index].indicators.values()
        return self._once(index, lambda: [n for p in parts for n in (p.vi, p.en, *p.aliases)], marks=marks)

    def _once(self, key: str, texts: Callable[[], Iterable[str]], *, marks: bool) -> Phrases:
        if (key, marks) not in self._made:
            self._made[key, marks] = phrases_of(texts(), marks=marks)
        return self._made[key, marks]


_ENTITLE = ("province", "country")
"""The kinds of units that titles name: own definitions may have thousands of communes."""
_OF_TITLES = ("index", "stage", "measure", "body", "territory")
"""The kinds of subjects that titles are asked about: what other texts alone may say is not understood in a title."""


def _names(catalog: Catalog) -> Iterator[str]:
    """The names that titles may hold: of indices, of units and their groups, of what `subjects` asks about."""
    for index in catalog.indices.values():
        yield from (index.vi, index.en, index.short, index.id, *index.words, *(w.replace(" ", "") for w in index.words))
    for unit in (u for u in catalog.units.values() if u.kind in _ENTITLE):
        yield from (form for name in unit.spellings for form in (name, name.replace(" ", "").lower()))
    yield from (x for group in catalog.groups for x in (group.vi, group.en))
    for subject in catalog.subjects:
        yield from (*subject.words, *subject.unless) if subject.kind in _OF_TITLES else ()


def prepare(catalog: Catalog) -> None:
    """Make what names, headings and titles are looked up in before the first one is: for whoever waits for them anyway."""
    catalog.named("")
    for index in catalog.indices:
        Labels.of(catalog, index).prepare()
    _Vocabulary.of(catalog).phrases(marks=True)


def names_index(text: str, catalog: Catalog) -> bool:
    """Whether a text names any index that is kept."""
    folded = fold(text)
    return any(fold(word) in folded for index in catalog.indices.values() for word in index.words)


def same_words(text: str, other: str) -> bool:
    """Whether two texts are the same words with the same marks: `KHÁNH HOÀ` is `Khánh Hòa`, `CÁO BẢNG` is not `Cao Bằng`."""
    one, two = ([_key(w, marks=True) for w in _spelled(x)] for x in (text, other))
    return one == two


def phrases_of(texts: Iterable[str], *, marks: bool) -> Phrases:
    """Texts as phrases to look for in titles."""
    found: Phrases = {}
    for words in {tuple(_key(w, marks=marks) for w in _spelled(text)) for text in texts}:
        if words:
            found.setdefault(words[0], []).append(words)
    return found


def _spelled(text: str) -> list[str]:
    """The words of a text as they are spelled; `HungYen` is two, `KếT` of an old font for capitals is one.

    Raised footnote marks are no part of any.
    """
    words = _WORD.findall(without_raised(unicodedata.normalize("NFC", text)))
    return [part for w in words for part in (_CAMEL.findall(w) if w.isascii() and w.isalpha() else (w,))]


@lru_cache(maxsize=16384)
def _key(word: str, *, marks: bool) -> str:
    """A word for look-up: without marks its letters alone; with them `hoà` and `hòa` are the same."""
    if not marks:
        return fold(word) or word
    form = unicodedata.normalize("NFD", word.lower())
    tones = "".join(c for c in form if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in form if c not in _TONES)) + tones
