"""Texts without a declared encoding: Unicode where it fits, else the one under which words are Vietnamese."""

import codecs
import re
import unicodedata

from parreform import legacy
from parreform.reading import faults
from parreform.settings import t

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ONSET = "(?:b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|q|r|s|t|th|tr|v|x)?"
_NUCLEUS = "(?:a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|ia|iê|ya|yê|oa|oă|oe|oo|ua|uâ|uă|uê|uô|uơ|uy|uya|uyê|ưa|ươ)"
_CODA = "(?:c|ch|k|m|n|ng|nh|p|t|i|y|o|u)?"
_SYLLABLE = re.compile(_ONSET + _NUCLEUS + _CODA)
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_WORD = re.compile(r"[^\W\d_]+")
_SURE, _UNSURE = 0.9, 0.7


def decode(content: bytes) -> str:
    """The text of a file. Raises `Unreadable` where no encoding makes its words Vietnamese."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strictly(content, name)
    wide = unmarked_utf16(content)
    if wide:
        return _strictly(content, wide)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _eight_bits(content)


def unmarked_utf16(content: bytes) -> str:
    """UTF-16 without its mark: nearly every second byte is zero, the others are not."""
    head = content[:400]
    low, high = head[0::2].count(0), head[1::2].count(0)
    if len(head) < 8 or max(low, high) < 0.35 * len(head) or min(low, high) > 0.05 * len(head):
        return ""
    return "utf-16-le" if high > low else "utf-16-be"


def _strictly(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as fault:
        raise faults.damaged(fault) from fault


def _eight_bits(content: bytes) -> str:
    """The one reading whose words are Vietnamese, where no other comes near."""
    readings = _readings(content)
    ranked = sorted(((vietnamese(text, encoding), text) for text, encoding in readings.items()), reverse=True)
    runner_up = ranked[1][0] if len(ranked) > 1 else 0.0
    if ranked[0][0] < _SURE or runner_up > _UNSURE:
        raise _unknown()
    return ranked[0][1]


def _readings(content: bytes) -> dict[str, str]:
    """Each text the bytes may stand for, with its encoding; alike ones are one."""
    readings = {}
    for name in ("cp1258", "cp1252"):
        try:
            readings[unicodedata.normalize("NFC", content.decode(name))] = name
        except UnicodeDecodeError:
            continue
    letters = content.decode("latin-1")
    return {legacy.decode_as(letters, name): name for name in ("tcvn3", "vni")} | readings


def vietnamese(text: str, encoding: str = "") -> float:
    """The share of words with marks that are Vietnamese syllables, 1 where there are none at all."""
    words = [w for w in _WORD.findall(text) if not w.isascii()]
    odd = sum(ord(c) > 127 and not c.isalpha() and c not in _PUNCTUATION for c in text)
    good = sum(_is_syllable(w) and (_one_case(w) or (encoding == "tcvn3" and _half_capital(w))) for w in words)
    return good / (len(words) + odd) if words or odd else 1.0


_PUNCTUATION = "\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2022\u00a0\u00ab\u00bb\u00b0\u00b2\u00b3\u00d7"


def _one_case(word: str) -> bool:
    return word.islower() or word.isupper() or word.istitle()


def _half_capital(word: str) -> bool:
    """`QUả`: TCVN3 has no capitals with tones, its fonts of capitals draw small letters so."""
    return all(c.isupper() if c.isascii() else c.islower() or c in "ĂÂÊÔƠƯĐ" for c in word)


def _is_syllable(word: str) -> bool:
    """Onset, vowels and ending of a Vietnamese syllable with at most one tone."""
    apart = unicodedata.normalize("NFD", word.lower())
    if len(_TONES.findall(apart)) > 1:
        return False
    return bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", _TONES.sub("", apart))))


def _unknown() -> faults.Unreadable:
    return faults.Unreadable(
        t("không rõ bảng mã của tệp văn bản", "the encoding of this text file is unclear"),
        t(
            "Mở bằng Excel, lưu lại dạng .xlsx hoặc “CSV UTF-8” rồi nhập",
            "Open it in Excel, save it as .xlsx or “CSV UTF-8”, import again",
        ),
    )
