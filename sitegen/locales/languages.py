"""The languages that sitegen speaks: its own catalogues, with what a site puts over them."""

import json
import re
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from sitegen.disk import digest, read
from sitegen.locales.locale import ENGLISH, Locale, primary

CATALOGUES = Path(__file__).resolve().parent / "catalogues"
"""The folder of our own catalogues: one file a language, whose name is the tag."""
SPOKEN = ("ar", "cy", "de", "en", "es", "fr")
"""The languages of our own catalogues, and English, which is what the code and the layouts are written in."""

_ENTRY = re.compile(r'(?P<key>"(?:[^"\\]|\\.)*"):(?: (?P<text>".*"))?')


class Languages(Struct, frozen=True):
    """All that a site's pages can be written in."""

    own: tuple[Locale, ...] = ()
    """What the site says otherwise, or in another language, than our own catalogues; one locale a language."""

    def locale(self, tag: str) -> Locale:
        """Return the texts of a language, those of a region over those of its language; without any, English."""
        return _locale(self.own, tag or "en")

    def speaks(self, tag: str) -> bool:
        """Whether there is a catalogue of a language, or it is English."""
        return primary(tag) in SPOKEN or any(each.tag in (tag, primary(tag)) for each in self.own)


ONLY_OURS = Languages()
"""The languages of a site without catalogues of its own."""


@lru_cache(maxsize=64)
def _locale(own: tuple[Locale, ...], tag: str) -> Locale:
    layers = [shipped(primary(tag))]
    for name in dict.fromkeys((primary(tag), tag)):
        layers += [each for each in own if each.tag.lower() == name.lower()]
    digests = "".join(each.digest for each in layers)
    return Locale(
        tag=tag,
        texts={key: text for each in layers for key, text in each.texts.items()},
        plurals={key: forms for each in layers for key, forms in each.plurals.items()},
        digest=digest(digests.encode()) if digests else "",
    )


@lru_cache(maxsize=len(SPOKEN) + 1)
def shipped(tag: str) -> Locale:
    """Return the texts of one of our own catalogues; English for a language that we have none of.

    These files are YAML in which each text is on one line and in double quotes: so they need no parser of YAML.
    """
    if tag not in SPOKEN or tag == "en":
        return ENGLISH
    data = read(CATALOGUES / f"{tag}.yaml")
    texts: dict[str, str] = {}
    plurals: dict[str, dict[str, str]] = {}
    key = ""
    for line in data.decode().splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith(" "):
            category, _, text = line.strip().partition(": ")
            plurals.setdefault(key, {})[category] = json.loads(text)
        else:
            found = _ENTRY.match(line)
            if found is None:
                raise ValueError(f"{tag}.yaml: {line}")
            key = json.loads(found["key"])
            if found["text"]:
                texts[key] = json.loads(found["text"])
    return Locale(tag=tag, texts=texts, plurals=plurals, digest=digest(data))
