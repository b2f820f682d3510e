"""What an entry would tell everybody though it may be meant for a few: addresses, and keys to a call or a door."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sitegen.importers.draft import Draft

LONGEST = 60
"""Characters of what is quoted."""
_SORTS = {
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
"""What each is called, and how it looks; a place in the text is told under the first that fits."""


def personal(draft: Draft) -> list[str]:
    """Name each thing in the title, the fields and the text of an entry that a person should decide about."""
    found = []
    for text in (*_texts({name: said for name, said in draft.fields.items() if name != "uid"}), draft.body):
        for sort, looks in _SORTS.items():
            found += [f"{sort} ({_cut(match[0])})" for match in looks.finditer(text)]
            text = looks.sub("", text)
    return list(dict.fromkeys(found))


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def _texts(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, Mapping):
        for each in said.values():
            yield from _texts(each)
    elif isinstance(said, Iterable):
        for each in said:
            yield from _texts(each)
