"""One text as one value: yes or no, numbers, words from a list, addresses. What does not fit raises Unfit."""

import re
from collections.abc import Iterable

from sitegen.diagnostics import did_you_mean
from sitegen.patterns import late

_URL = late(r"(?:https?|webcal)://[^\s/]\S*|mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)
_LINK = late(r"/(?![/\\])[^\s\\]*|https?://[^\s/]\S*|mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)
_EMAIL = late(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\".]{2,}")
_COLOUR = late(r"(?P<sign>#?)(?P<digits>[0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
_SCHEME = late(r"(?!https?:)[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_LANGUAGE = late(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-[A-Za-z0-9]{4,8})*", re.ASCII)
"""A language tag as RFC 5646 has them: language, script, region, variants."""
TRUTH_VALUES = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
"""The words for true and false, in small letters."""
_SHORT = {"1": "true", "t": "true", "y": "yes", "0": "false", "f": "false", "n": "no"}
_SHORT |= dict.fromkeys(("ja", "oui", "si", "sí", "sì", "sim", "✓", "✔", "✅", "☑"), "true")
"""Answers that are nearly one; of those in other languages no word for no, by which a page might be published."""
_CHOICES = {
    "cancelled": ("abgesagt", "entfällt", "annulé", "annulée", "cancelado", "cancelada", "annullato", "annullata"),
    "postponed": ("verschoben", "reporté", "reportée", "aplazado", "aplazada", "rinviato", "rinviata"),
    "draft": ("entwurf", "brouillon", "borrador", "bozza"),
}
"""Words of a choice in other languages."""
_NUMBER = late(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})")


class Unfit(ValueError):
    """A text that is not a value of its field; the words are the end of a sentence about the field."""

    def __init__(self, words: str, *, code: str = "bad-value", fix: str = "", note: str = "") -> None:
        super().__init__(words)
        self.words = words
        self.code = code
        self.fix = fix
        """The text to type for the value; a second line is a field of its own."""
        self.note = note


def yes_or_no(text: str) -> bool:
    """Read `true`, `yes`, `on` and their opposites, in any case."""
    value = TRUTH_VALUES.get(text.casefold())
    if value is None:
        raise Unfit("wants true or false", fix=_truth_meant(text))
    return value


def _truth_meant(text: str) -> str:
    """Return what a text probably means that is nearly a word for true or false; "" for another one."""
    bare = text.strip("\"'“”‘’„‚«»`.,;!").strip().casefold()
    return bare if bare in TRUTH_VALUES else _SHORT.get(bare) or did_you_mean(bare, ("true", "false"))


def whole(text: str) -> int:
    """Read a whole number."""
    if not _NUMBER.fullmatch(text) or "." in text:
        digits = re.sub(r"[\s,']", "", text)
        raise Unfit("wants a whole number", fix=digits if re.fullmatch(r"[0-9]{1,15}", digits) else "")
    return int(text)


def decimal(text: str) -> float:
    """Read a number with or without decimals."""
    if not _NUMBER.fullmatch(text):
        comma = text.replace(",", ".")
        raise Unfit("wants a number", fix=comma if _NUMBER.fullmatch(comma) else "")
    return float(text)


def choice(text: str, options: Iterable[object]) -> object:
    """Read one of `options`, without regard to case, and with spaces or underscores for hyphens."""
    known = {str(option).casefold(): option for option in options if option != ""}
    folded = re.sub(r"[\s_]+", "-", text.casefold())
    for spelling in (text.casefold(), folded, folded.replace("-", "_"), folded.replace("-", " ")):
        if spelling in known:
            return known[spelling]
    names = [str(option) for option in known.values()]
    wanted = " or ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else "nothing"
    meant = next((word for word, others in _CHOICES.items() if word in names and text.casefold() in others), "")
    raise Unfit(f"wants {wanted}", fix=meant or did_you_mean(folded, names))


def address(text: str) -> str:
    """Read an absolute address with a scheme."""
    if not _URL.fullmatch(text):
        words = "wants a whole address, such as https://example.org/page"
        bare = text.strip("<>\"'“” ")
        fix = bare if _URL.fullmatch(bare) else f"mailto:{bare}" if _EMAIL.fullmatch(bare) else ""
        if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", bare):
            fix = f"https://{bare}"
        raise Unfit(words, fix=fix)
    return text


def email(text: str) -> str:
    """Read an e-mail address."""
    if not _EMAIL.fullmatch(text):
        bare = text.strip("<>\"'“” ").removeprefix("mailto:").replace(" at ", "@").replace("(at)", "@")
        if len(found := re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", bare)) == 1:
            bare = found[0]
        words = "wants an e-mail address, such as lea@example.org"
        raise Unfit(words, fix=bare if _EMAIL.fullmatch(bare) else "")
    return text


def colour(text: str) -> str:
    """Read a colour in hexadecimal digits, as style sheets write it; return it with six small ones."""
    found = _COLOUR.fullmatch(text)
    if not found or not found["sign"]:
        words = 'wants a colour in hexadecimal digits, such as "#0f3d5c"'
        raise Unfit(words, fix=f'"#{found["digits"]}"' if found else "")
    digits = found["digits"].lower()
    return f"#{digits if len(digits) == 6 else ''.join(digit * 2 for digit in digits)}"


def is_link(text: str) -> bool:
    """Whether a text is an address from the root of the site, or a whole one."""
    return bool(_LINK.fullmatch(text))


def link(text: str) -> str:
    """Read where a link of the site leads: an address from its root, or a whole one."""
    if not _LINK.fullmatch(text):
        words = "wants an address of the site, such as /about/, or a whole one, such as https://example.org/page"
        path = text.lstrip("./")
        plain = re.fullmatch(r"(?!//)\.{0,2}[\w/.-]*[\w/-]", text) and ("/" in path or path.islower())
        fix = f"/{path}" if plain else ""
        raise Unfit(words, fix=fix, note="Begin it with /.")
    return text


def picture(text: str) -> str:
    """Read where a picture is: a file, or a whole address."""
    if text[:2] == "[[" or text[:1] == "<":
        bare = text.strip("[]<> ").partition("|")[0]
        raise Unfit("wants a file alone", fix=bare)
    if _SCHEME.match(text):
        raise Unfit("wants a file, or an address that begins with https://")
    return text


_LANGUAGES_MEANT = {
    "gb": "en-GB", "uk-gb": "en-GB", "us": "en-US", "usa": "en-US", "cz": "cs", "dk": "da", "gr": "el",
    "jp": "ja", "cn": "zh", "ua": "uk", "al": "sq", "at": "de-AT", "ch-de": "de-CH", "swe": "sv",
    "ger": "de", "deu": "de", "eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "esp": "es", "ita": "it",
    "por": "pt", "nld": "nl", "dut": "nl", "ces": "cs", "cze": "cs", "pol": "pl", "dan": "da", "nor": "no",
    "fin": "fi", "hun": "hu", "ron": "ro", "rum": "ro", "rus": "ru", "ukr": "uk", "ell": "el", "gre": "el",
    "tur": "tr", "jpn": "ja", "zho": "zh", "chi": "zh", "kor": "ko", "ara": "ar", "heb": "he", "cym": "cy",
    "wel": "cy", "gle": "ga", "cat": "ca", "slk": "sk", "slo": "sk", "slv": "sl", "hrv": "hr", "srp": "sr",
    "bul": "bg", "est": "et", "lav": "lv", "lit": "lt", "deutsch": "de", "german": "de", "english": "en",
    "englisch": "en", "francais": "fr", "français": "fr", "espanol": "es", "español": "es",
    "italiano": "it", "polski": "pl", "svenska": "sv", "dansk": "da", "norsk": "no", "suomi": "fi",
    "magyar": "hu",
}  # fmt: skip
"""What people write for a language, such as the sign of a country -> its shortest tag (RFC 5646)."""


def language(text: str) -> str:
    """Read a language tag."""
    if not _LANGUAGE.fullmatch(text):
        words = f"wants a language tag such as en or pt-BR, not {text}"
        tag = text.partition(".")[0].strip("\"'“” ").replace("_", "-").replace(" ", "-")
        named = _LANGUAGES_MEANT.get(text.casefold(), "")
        raise Unfit(words, fix=named or (tag if _LANGUAGE.fullmatch(tag) else ""))
    first, _, region = text.partition("-")
    if meant := _LANGUAGES_MEANT.get(text.casefold(), ""):
        raise Unfit(f"wants a language tag such as en or pt-BR, not {text}", fix=meant)
    if region.upper() == "UK":
        raise Unfit("names a country that has another sign in language tags: GB", fix=f"{first}-GB")
    return text
