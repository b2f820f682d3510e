"""The order of the alphabet: where a reader of a language looks for a word, and under which letter.

The rules are those of the Unicode Collation Algorithm (https://www.unicode.org/reports/tr10/) as CLDR tailors
them, as far as an index needs them: which letters are letters of their own in a language, and where they come.
Accents count in no other letter, case in none, punctuation is as good as a space, and numbers go by their value.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from sitegen.patterns import late

_SLAVIC = "c č ć, d dž đ, l lj, n nj, s š, z ž"
_DANISH = "z æ ø å"
_FINNISH = "z å ä ö"
_TURKISH = "c ç, g ğ, h ı, i, o ö, s ş, u ü"
_SERBIAN = "г ѓ, д ђ, з ѕ, и ј, л љ, н њ, т ћ ќ, ч џ"
_SPANISH = "n ñ"

ALPHABETS: dict[str, str] = {
    "az": "c ç, e ə, g ğ, h x ı, i, k q, o ö, s ş, u ü",
    "be": "з і, у ў",
    "bs": _SLAVIC,
    "cs": "c č, h ch, r ř, s š, z ž",
    "cy": "c ch, d dd, f ff, g ng, l ll, p ph, r rh, t th",
    "da": _DANISH,
    "eo": "c ĉ, g ĝ, h ĥ, j ĵ, s ŝ, u ŭ",
    "es": _SPANISH,
    "et": "s š z ž, w õ ä ö ü",
    "eu": _SPANISH,
    "fi": _FINNISH,
    "fil": _SPANISH,
    "fo": "d ð, z æ ø å",
    "gl": _SPANISH,
    "hr": _SLAVIC,
    "hu": "c cs, d dz dzs, g gy, l ly, n ny, o ö, s sz, t ty, u ü, z zs",
    "is": "a á, d ð, e é, i í, o ó, u ú, y ý, z þ æ ö å",
    "lt": "c č, s š, z ž",
    "lv": "c č, g ģ, k ķ, l ļ, n ņ, s š, z ž",
    "mk": _SERBIAN,
    "nb": _DANISH,
    "nn": _DANISH,
    "no": _DANISH,
    "pl": "a ą, c ć, e ę, l ł, n ń, o ó, s ś, z ź ż",
    "ro": "a ă â, i î, s ș, t ț",
    "sk": "a ä, c č, h ch, o ô, s š, z ž",
    "sl": "c č ć, d đ, s š, z ž",
    "sq": "c ç, d dh, e ë, g gj, l ll, n nj, r rr, s sh, t th, x xh, z zh",
    "sr": f"{_SLAVIC}, {_SERBIAN}",
    "sv": _FINNISH,
    "tr": _TURKISH,
    "uk": "г ґ, е є, и і ї",
    "vi": "a ă â, d đ, e ê, o ô ơ, u ư",
}
"""Language -> its letters that are more than another with an accent, each behind the one that it follows."""

_ALIKE = {
    "æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ħ": "h", "ŋ": "ng",
    "ı": "i", "ə": "e", "ё": "е", "ς": "σ",
}  # fmt: skip
"""Letters that no decomposition takes apart, where the language has them not -> where they are looked for."""
_OF_SWEDES = {"ä": "æ", "ö": "ø"}
_OF_DANES = {"æ": "ä", "ø": "ö"}
_SAME = {
    "da": _OF_SWEDES,
    "fi": _OF_DANES,
    "fo": _OF_SWEDES,
    "is": {"ä": "æ", "ø": "ö"},
    "nb": _OF_SWEDES,
    "nn": _OF_SWEDES,
    "no": _OF_SWEDES,
    "ro": {"ş": "ș", "ţ": "ț"},
    "sv": _OF_DANES,
}
"""Language -> a letter of its neighbours -> its own that counts as the same."""
_DOTTED = ("tr", "az")
"""The languages in which an i with a dot and one without are two letters."""
_BEHIND = "\uffff"
"""The sign that puts a letter behind all that its base begins."""
_NEITHER = late("[^a-z0-9]+")
_NUMBER = late(r"\d{1,18}")
_NO_MARKS = late("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]")
"""Accents of Latin and Greek letters, and the points of Hebrew and Arabic ones."""


def order(words: str, language: str = "en") -> tuple[str, str]:
    """Return what to sort words by, so that a reader of the language finds them."""
    if words.isascii() and not _known(language)[3]:
        text = _NEITHER.sub(" ", words.lower()).strip()
        return _NUMBER.sub(lambda found: _number(int(found[0])), text), words
    letters = (
        _number(int(own)) if base == "0" else f"{base}{_BEHIND}{chr(place)}" if place else base
        for base, place, own in _letters(words, language)
    )
    return "".join(letters).rstrip(), words


def _number(value: int) -> str:
    """Return a number as a text that comes before letters, and behind that of a smaller number."""
    return f"0{chr(len(str(value)))}{value}"


def letter(words: str, language: str = "en") -> str:
    """Return the letter under which a reader of the language looks for words; `0–9` for a number, `#` for none."""
    first = next(_letters(words, language), None)
    if first is None:
        return "#"
    base, _, own = first
    if base == "0":
        return "0–9"
    if own == "i" and _known(language)[0] in _DOTTED:
        return "İ"
    return own[:1].title() + own[1:]


def _letters(words: str, language: str) -> Iterator[tuple[str, int, str]]:
    """Yield the letters of words: each as the base that it follows, its place behind it, and itself."""
    own, pattern = _known(language)[1:3]
    blank = True
    for match in pattern.finditer(_folded(words, language)):
        text = match[0]
        if text in own:
            yield *own[text], text
        elif text[0].isdecimal():
            yield "0", 0, text
        elif text[0].isalnum():
            for plain in _plain(text):
                yield *own.get(plain, (plain, 0)), plain
        elif blank:
            continue
        else:
            yield " ", 0, " "
        blank = not text[0].isalnum()


def _folded(words: str, language: str) -> str:
    """Return words in small letters, each one character with its marks."""
    if _known(language)[0] in _DOTTED:
        words = words.replace("I", "ı").replace("İ", "i")
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", words).lower())
    for other, own in _SAME.get(_known(language)[0], {}).items():
        folded = folded.replace(other, own)
    return folded


def _plain(text: str) -> str:
    """Return a letter without its accents, where these are none of its own: `e` for `é`, but `й` for itself."""
    if text in _ALIKE:
        return _ALIKE[text]
    taken = unicodedata.normalize("NFKD", text)
    if "\u0400" <= taken[0] < "\u0530" or len(taken) == 1:
        return text
    bare = _NO_MARKS.sub("", taken)
    return "".join(_ALIKE.get(each, each) for each in bare) or text


@cache
def _known(language: str) -> tuple[str, dict[str, tuple[str, int]], re.Pattern[str], bool]:
    """Return the language of a tag (RFC 5646), its own letters with their places, and the pattern of a letter.

    Last comes whether ASCII alone can hold letters of its own.
    """
    name = language.partition("-")[0].lower()
    own: dict[str, tuple[str, int]] = {}
    for series in filter(None, ALPHABETS.get(name, "").split(", ")):
        first, *following = series.split()
        own |= {each: (first, place) for place, each in enumerate(following, 1)}
    longest = "|".join(sorted(map(re.escape, own), key=len, reverse=True))
    pattern = re.compile(f"{longest}{'|' * bool(longest)}\\d{{1,18}}|.", re.DOTALL)
    return name, own, pattern, name in _DOTTED or any(map(str.isascii, own))
