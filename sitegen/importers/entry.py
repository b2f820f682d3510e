"""A draft as the text of an entry, with the checksum of that text in a comment.

By the checksum, an entry that is as it was written, and may be written anew, is known from one that a person has
changed by as little as a character. It also identifies the state of the source at that time.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sitegen.disk import digest
from sitegen.importers.draft import Draft

_PLAIN = re.compile(r"[^\W\d_](?:(?:[\w ,./()&+@'?!=%;-]|:(?=\S))*[\w.)!?/])?")
_PLAIN_ITEM = re.compile(r"(?![^(]*\))[^\W\d_](?:[\w ./()&+-]*[\w.)])?")
"""A plain text as an item of a list within brackets; one that a bracket ends would be read without it."""
_ADDRESS = re.compile(r"(?:https?:/)?(?:/[\w.~%+-]+)*/?(?<!\A)")
"""An address that YAML reads as it is written, also within brackets."""
_NUMBERS = re.compile(
    r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?(?: [+-]\d{2}:\d{2})?)?|\d{1,5}(?: [a-z]+(?: \d{1,5} [a-z]+)*)?",
    re.ASCII,
)
_EMPTY = frozenset({"null"})
"""Words that YAML reads as no value unless they are quoted."""
_CHECKSUM = re.compile(r"^# imported ([0-9a-f]{32}):", re.MULTILINE)
_WITHOUT_CHECKSUM = "# imported :"
_COMMENT = f"{_WITHOUT_CHECKSUM} importing again renews this file as long as nobody edits it"


def text_of(draft: Draft) -> str:
    """Return the text of an entry: front matter with the `uid` and the checksum of all the rest, and the body."""
    head = "\n".join(_lines({**draft.fields, "uid": draft.uid}, ""))
    text = f"---\n{_COMMENT}\n{head}\n---\n" + (f"\n{draft.body}\n" if draft.body else "")
    return text.replace(_WITHOUT_CHECKSUM, f"# imported {digest(text.encode())}:", 1)


def recorded_checksum(text: str) -> str:
    """Return the checksum that the comment of an entry holds, "" for an entry without one."""
    found = _CHECKSUM.search(text)
    return found[1] if found else ""


def is_untouched(text: str) -> bool:
    """Return whether the text of an entry still has the checksum with which an import wrote it."""
    checksum = recorded_checksum(text)
    return bool(checksum) and digest(_CHECKSUM.sub(_WITHOUT_CHECKSUM, text, count=1).encode()) == checksum


def scalar(text: str, plain: re.Pattern[str] = _PLAIN) -> str:
    """Return a text as a YAML scalar that is read back as this text, in quotes unless it surely needs none."""
    text = text.strip()
    surely = plain.fullmatch(text) or _NUMBERS.fullmatch(text) or _ADDRESS.fullmatch(text)
    if surely and text not in _EMPTY:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in quoted)


def _lines(fields: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Yield the lines of a mapping."""
    for name, value in fields.items():
        key = name if re.fullmatch(r"[\w-]+", name) else json.dumps(name, ensure_ascii=False)
        if isinstance(value, Mapping) and value:
            yield f"{indent}{key}:"
            yield from _lines(value, f"{indent}  ")
        elif isinstance(value, list | tuple) and any(isinstance(item, Mapping | list | tuple) for item in value):
            yield f"{indent}{key}:"
            yield from _items(value, f"{indent}  ")
        else:
            yield f"{indent}{key}: {_in_line(value)}".rstrip()


def _items(values: Iterable[Any], indent: str) -> Iterator[str]:
    """Yield the lines of a list, one item below the other."""
    for value in values:
        if isinstance(value, Mapping) and value:
            lines = list(_lines(value, f"{indent}  "))
            yield f"{indent}- {lines[0].strip()}"
            yield from lines[1:]
        elif isinstance(value, list | tuple) and any(isinstance(item, Mapping | list | tuple) for item in value):
            yield f"{indent}-"
            yield from _items(value, f"{indent}  ")
        else:
            yield f"{indent}- {_in_line(value, _PLAIN_ITEM)}".rstrip()


def _in_line(value: Any, plain: re.Pattern[str] = _PLAIN) -> str:
    """Return a value that fits into a line: a text, a number, true or false, nothing, a list of these."""
    if isinstance(value, str):
        return scalar(value, plain)
    if isinstance(value, list | tuple):
        return f"[{', '.join(_in_line(item, _PLAIN_ITEM) for item in value)}]"
    if isinstance(value, Mapping):
        return "{}"
    return "" if value is None else str(value).lower()
