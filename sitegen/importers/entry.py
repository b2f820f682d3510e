"""A draft as the text of an entry, under a seal: the digest of all that stands in it.

The seal tells apart what nobody has touched since it was written, and may be written anew, from what a person has
edited, be it by one character. It also says what the source had to say at that time.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sitegen.disk import digest
from sitegen.importers.draft import Draft

_PLAIN = re.compile(r"[^\W\d_](?:(?:[\w ,./()&+@'?!=%;-]|:(?=\S))*[\w.)!?/])?")
_PLAIN_ITEM = re.compile(r"[^\W\d_](?:[\w ./()&+-]*[\w.)])?")
"""In a list within brackets."""
_NUMBERS = re.compile(
    r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?|\d{1,5}(?: [a-z]+(?: \d{1,5} [a-z]+)*)?", re.ASCII
)
_EMPTY = frozenset({"null"})
"""Words that say nothing when they stand without quotes."""
_SEAL = re.compile(r"^# imported ([0-9a-f]{32}):", re.MULTILINE)
_UNSEALED = "# imported :"
_SAYS = f"{_UNSEALED} importing again renews this file as long as nobody edits it"


def text_of(draft: Draft) -> str:
    """Return the text of an entry, sealed."""
    head = "\n".join(_lines(draft.fields, ""))
    text = f"---\n{_SAYS}\n{head}\n---\n" + (f"\n{draft.body}\n" if draft.body else "")
    return text.replace(_UNSEALED, f"# imported {digest(text.encode())}:", 1)


def seal_of(text: str) -> str:
    """Return the digest that an entry's seal names, "" for an entry without one."""
    found = _SEAL.search(text)
    return found[1] if found else ""


def is_untouched(text: str) -> bool:
    """Whether an entry, as decoded, is as it was written."""
    seal = seal_of(text)
    return bool(seal) and digest(_SEAL.sub(_UNSEALED, text, count=1).encode()) == seal


def scalar(text: str, plain: re.Pattern[str] = _PLAIN) -> str:
    """Return a text as YAML reads it back: quoted unless it is plainly a plain one."""
    text = text.strip()
    if (plain.fullmatch(text) and text not in _EMPTY) or _NUMBERS.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in quoted)


def _lines(fields: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in fields.items():
        key = name if re.fullmatch(r"[\w-]+", name) else json.dumps(name)
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _lines(value, f"{indent}  ")
        elif isinstance(value, str):
            yield f"{indent}{key}: {scalar(value)}"
        else:
            yield f"{indent}{key}: [{_joined(value)}]"


def _joined(values: Iterable[str]) -> str:
    return ", ".join(scalar(value, _PLAIN_ITEM) for value in values)
