"""Vietnamese text older than Unicode: TCVN3 (fonts `.Vn...`) and VNI (fonts `VNI-...`).

Such a text is Latin letters that only its font draws as Vietnamese. The font decides the encoding, never
the look of the text: `Hµ Néi` in .VnTime is Hà Nội, the same letters in Arial are what they are.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_UNICODE = re.compile("[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")
"""Letters that no legacy text has: the cell was typed in Unicode, whatever its font."""
_FOREIGN = re.compile("[\x80-\xff\U00010000-\U0010ffff](?<![àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ])")
"""Letters and signs of Latin that no Vietnamese text in Unicode has."""
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")

_TCVN3_PLAIN = dict(zip("\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae", "ĂÂÊÔƠƯĐăâêôơưđ", strict=True))
_TCVN3_TONES = {  # after each vowel: with grave, hook, tilde, acute, dot below
    "a": "\xb5\xb6\xb7\xb8\xb9",
    "ă": "\xbb\xbc\xbd\xbe\xc6",
    "â": "\xc7\xc8\xc9\xca\xcb",
    "e": "\xcc\xce\xcf\xd0\xd1",
    "ê": "\xd2\xd3\xd4\xd5\xd6",
    "i": "\xd7\xd8\xdc\xdd\xde",
    "o": "\xdf\xe1\xe2\xe3\xe4",
    "ô": "\xe5\xe6\xe7\xe8\xe9",
    "ơ": "\xea\xeb\xec\xed\xee",
    "u": "\xef\xf1\xf2\xf3\xf4",
    "ư": "\xf5\xf6\xf7\xf8\xf9",
    "y": "\xfa\xfb\xfc\xfd\xfe",
}

_VNI_ALONE = {"đ": "ñ", "ơ": "ô", "ư": "ö", "ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
_VNI_MARKS = {  # the letter a vowel is followed by, for the vowel bare and with each tone
    "": ("", "ø", "û", "õ", "ù", "ï"),
    "^": ("â", "à", "å", "ã", "á", "ä"),
    "(": ("ê", "è", "ú", "ü", "é", "ë"),
}
_VNI_VOWELS = tuple(  # a vowel, the family of its marks, the letter written for it
    entry.split("/") for entry in "a//a â/^/a ă/(/a e//e ê/^/e o//o ô/^/o ơ//ô u//u ư//ö y//y i//i".split()
)


def encoding_of(font: str) -> str:
    """`tcvn3`, `vni`, or nothing: the encoding a font stands for."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith(("vni-", "vni ")) or name == "vni" else ""


def is_capital(font: str) -> bool:
    """Whether the font draws small letters as capitals: .VnTimeH, .VnArial NarrowH."""
    return encoding_of(font) == "tcvn3" and font.strip().endswith("H")


def decode(text: str, font: str) -> str:
    """The text in Unicode, composed; unchanged where the font is no legacy one or nothing needs changing."""
    encoding = encoding_of(font)
    if not encoding or _UNICODE.search(text):
        return text
    plain = decode_as(text, encoding)
    return plain.upper() if is_capital(font) else plain


def typed_as_unicode(texts: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """The texts, each with its font, that were typed in Unicode though their letters alone do not show it.

    Where a sheet has texts in a legacy font with letters that no legacy text has, its keyboard was a newer one: of
    the others those of Vietnamese letters only, such as `Tuyên Quang`, are what they look like.
    """
    known = set(texts)
    newer = {font for text, font in known if encoding_of(font) and _UNICODE.search(text)}
    return frozenset((x, f) for x, f in known if f in newer and not _UNICODE.search(x) and not _FOREIGN.search(x))


def decode_as(text: str, encoding: str) -> str:
    """The text decoded as `tcvn3` or `vni`; letters outside the encoding stay."""
    table, pattern = _tables(encoding)
    return unicodedata.normalize("NFC", pattern.sub(lambda found: table[found[0]], text))


@cache
def _tables(encoding: str) -> tuple[dict[str, str], re.Pattern[str]]:
    table = tcvn3_table() if encoding == "tcvn3" else vni_table()
    longest_first = sorted(table, key=len, reverse=True)
    return table, re.compile("|".join(re.escape(old) for old in longest_first))


def tcvn3_table() -> dict[str, str]:
    """Each TCVN3 character and its letter. Toned capitals do not exist: fonts ending in H draw them."""
    table = dict(_TCVN3_PLAIN)
    for vowel, row in _TCVN3_TONES.items():
        table |= {old: _compose(vowel, tone) for old, tone in zip(row, _TONES[1:], strict=True)}
    return table


def vni_table() -> dict[str, str]:
    """Each VNI sequence, a vowel with its mark or one character, and its letter, small and capital."""
    small = {old: letter for letter, old in _VNI_ALONE.items()}
    for letter, family, base in _VNI_VOWELS:
        for mark, tone in zip(_VNI_MARKS[family], _TONES, strict=True):
            if base + mark != letter:
                small.setdefault(base + mark, _compose(letter, tone))
    return small | {old.upper(): letter.upper() for old, letter in small.items()}


def _compose(letter: str, tone: str) -> str:
    return unicodedata.normalize("NFC", letter + tone)
