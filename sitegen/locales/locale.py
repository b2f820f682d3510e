"""The texts of one language, its plurals and its numbers.

A text is asked for by its English words, which are also what is shown where the language has no text for them.
Words in braces are placeholders. Where one English text means several things, what is meant precedes it:
`date|Next` is shown as `Next`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape
from msgspec import Struct

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_CONTEXT = re.compile(r"[a-z ]+\|(?=\S)")


class Locale(Struct, frozen=True, kw_only=True):
    """All that is said in one language."""

    tag: str = "en"
    """The language tag (RFC 5646)."""
    texts: Mapping[str, str] = {}
    """English text, with its context -> the text in this language."""
    plurals: Mapping[str, Mapping[str, str]] = {}
    """English text for one -> plural category (CLDR) -> the text in this language."""
    digest: str = ""
    """Of all texts; empty for English as it is written in the code and the layouts."""

    def __hash__(self) -> int:
        return hash((self.tag, self.digest))

    @property
    def built_in(self) -> bool:
        """Whether these are the English words that are written in the code and the layouts."""
        return not self.digest

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return direction(self.tag) == "rtl"

    def text(self, english: str, /, **values: Any) -> str:
        """Return a text of this language with its placeholders filled; markup when a value is markup."""
        found = self.texts.get(english)
        if found is None:
            found = without_context(english)
        return fill(found, values) if values else found

    def plural(self, count: int, one: str, many: str, /, **values: Any) -> str:
        """Return a number with its noun: `3 entries`. Words without `{count}` follow the number."""
        forms = self.plurals.get(plural_key(one, many)) if self.plurals else None
        if forms is None:
            text = without_context(plural_key(one, many)) if count == 1 else counted(many)
        else:
            text = forms.get(self.category(count)) or forms["other"]
        return fill(text, {**values, "count": self.number(count)})

    def category(self, count: int) -> str:
        """Return the plural category of a number: `one`, `other`, or another of CLDR's."""
        return _category(self._formal, count)

    def number(self, value: int) -> str:
        """Return a whole number with the separators of the language: `1,234`."""
        return str(value) if -1000 < value < 1000 else _number(self._formal, value)

    def language_name(self, tag: str) -> str:
        """Return the name of another language: `French` for `fr`; the tag itself where it has none."""
        data = _babel(self._formal)
        other = _babel(tag)
        return (data and other and other.get_display_name(data)) or tag

    def city(self, zone: str) -> str:
        """Return the name of a time zone's city: `Brüssel` for `Europe/Brussels`."""
        return _city(self._formal, zone)

    def decimal(self, value: float) -> str:
        """Return a number with one digit behind the separator: `1.5`."""
        return _decimal(self._formal, value)

    @property
    def _formal(self) -> str:
        """The language of its numbers and plurals: English where its words are."""
        return self.tag if self.digest else "en"


ENGLISH = Locale()
"""What the code and the layouts say where no other language is asked for."""

RIGHT_TO_LEFT = ("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")


def direction(tag: str) -> str:
    """Return which way a language is written: `rtl` or `ltr`."""
    return "rtl" if primary(tag) in RIGHT_TO_LEFT else "ltr"


def own_name(tag: str) -> str:
    """Return the name of a language in the language itself: `Cymraeg` for `cy`; the tag where it has none."""
    data = _babel(tag)
    name = (data and data.get_display_name(data)) or tag
    return name[:1].upper() + name[1:]


def primary(tag: str) -> str:
    """Return the language of a tag without region and script: `de` for `de-AT`."""
    return tag.partition("-")[0].lower()


def without_context(english: str) -> str:
    """Return what is shown of an English text: `Next` for `date|Next`."""
    return _CONTEXT.sub("", english, count=1) if "|" in english else english


def plural_key(one: str, many: str) -> str:
    """Return the text for one by which a catalogue knows the plurals of both."""
    return one if "{count}" in many else counted(one)


def counted(text: str) -> str:
    """Return the text of a number of things, with the place of the number: `{count} entries` for `entries`."""
    if "{count}" in text:
        return text
    context = _CONTEXT.match(text)
    before = context[0] if context else ""
    return f"{before}{{count}} {text[len(before) :]}"


def placeholders(text: str) -> Iterator[str]:
    """Yield the names in braces of a text."""
    for found in _PLACEHOLDER.finditer(text):
        yield found[1]


def pieces(text: str) -> list[str]:
    """Return a text in turns: words, the name of a placeholder, words, and so on."""
    return _PLACEHOLDER.split(text)


def fill(text: str, values: Mapping[str, Any]) -> str:
    """Return a text with its placeholders filled; one without a value stays as it is.

    With markup among the values the text is markup, in which everything else is escaped.
    """
    if "{" not in text:
        return text
    if any(hasattr(value, "__html__") for value in values.values()):
        filled = (escape(values.get(piece, f"{{{piece}}}") if turn % 2 else piece) for turn, piece in _turns(text))
        return Markup("").join(filled)
    return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text)


def _turns(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(pieces(text))


def categories(tag: str) -> tuple[str, ...]:
    """Return the plural categories of a language, in CLDR's order."""
    if primary(tag) == "en":
        return ("one", "other")
    data = _babel(tag)
    known = {*data.plural_form.tags, "other"} if data else {"one", "other"}
    return tuple(name for name in ("zero", "one", "two", "few", "many", "other") if name in known)


@lru_cache(maxsize=4096)
def _category(tag: str, count: int) -> str:
    if primary(tag) == "en":
        return "one" if count == 1 else "other"
    data = _babel(tag)
    return str(data.plural_form(count)) if data else "one" if count == 1 else "other"


@lru_cache(maxsize=1024)
def _number(tag: str, value: int) -> str:
    if primary(tag) == "en" or not _babel(tag):
        return f"{value:,}"
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_babel(tag))


@lru_cache(maxsize=1024)
def _decimal(tag: str, value: float) -> str:
    if primary(tag) == "en" or not _babel(tag):
        return f"{value:.1f}"
    from babel.numbers import format_decimal

    return format_decimal(value, format="#,##0.0", locale=_babel(tag))


@lru_cache(maxsize=256)
def _city(tag: str, zone: str) -> str:
    data = None if primary(tag) == "en" else _babel(tag)
    known = data.time_zones.get(zone, {}).get("city") if data else None
    return str(known or zone.rpartition("/")[2].replace("_", " "))


def _babel(tag: str) -> Any:
    from sitegen.locales.cldr import locale_data

    return locale_data(tag)
