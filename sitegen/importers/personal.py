"""Parts of a draft that may be meant for a few people alone: e-mail addresses, codes for a call or a door."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sitegen.importers.draft import Draft

LONGEST = 60
"""Characters of a quotation."""
_PATTERNS = {
    "a link that lets anybody in": re.compile(
        r"https?://[^\s<>\"]*[?&](?:pwd|passcode|password|token|tk)=[^\s<>\"]+", re.IGNORECASE
    ),
    "an e-mail address": re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+"),
    "a code": re.compile(
        r"\b(?:PIN|access code|pass ?code|password|passwort|kenncode|zugangscode|mot de passe|code d'accès)\b"
        r"(?:[ \t]*(?:code|number|no\.?))?[ \t]*(?:[:=#][ \t]*\S+|is[ \t]+\S*\d\S*|\S*\d\S*)",
        re.IGNORECASE,
    ),
}
"""Patterns by the name of what they find; a part of a text is listed under the first pattern that fits."""


def personal(draft: Draft) -> list[str]:
    """Return a named quotation of each part of a draft that a person should look at before it is published."""
    found = []
    for text in (*_texts(draft.fields), draft.body):
        for name, pattern in _PATTERNS.items():
            found += [f"{name} ({_shortened(match[0])})" for match in pattern.finditer(text)]
            text = pattern.sub("", text)
    return list(dict.fromkeys(found))


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def _texts(value: Any) -> Iterator[str]:
    """Yield every text within a value of front matter."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, Iterable):
        for each in value:
            yield from _texts(each)
