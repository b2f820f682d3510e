"""JSON text for pages and files, written by one function that knows the mark of internal addresses."""

import json
import re
from typing import Any

import msgspec

from sitegen.model.schema_org import Graph
from sitegen.urls import MARK

_UNSAFE = tuple((character, f"\\u{ord(character):04x}") for character in "<>&\u2028\u2029")
_MARK = f"\\u{ord(MARK):04x}"
"""What the encoder makes of the mark."""
_ESCAPE = re.compile(r"\\(?:u.{4}|.)")
_encode = msgspec.json.Encoder(enc_hook=str).encode
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_INDENTED = json.JSONEncoder(ensure_ascii=False, indent=2).encode


def json_text(value: Any, *, indented: bool = False) -> str:
    """Return a value as JSON in one line, or indented by two spaces for a file that people read.

    Structs become objects, dates and times RFC 3339 strings, values of other types their `str`. The text
    may stand inside a script element, because it contains no `<`, `>`, `&` or line separator (HTML Standard,
    4.12.1.3). An address behind its mark keeps the mark, so that the last step of render finds it.
    """
    if type(value) is Graph and not indented:  # every page has one, and msgspec writes it at a tenth of the cost
        text = _encode(value).decode()
    else:
        encode = _INDENTED if indented else _COMPACT
        text = encode(value if type(value) is str else msgspec.to_builtins(value, enc_hook=str, str_keys=True))
    for character, escape in _UNSAFE:
        if character in text:
            text = text.replace(character, escape)
    return _with_marks(text)


def json_line(value: Any) -> str:
    """Return a value as JSON in one line of a file, where no `<` does harm; addresses keep their mark."""
    return _with_marks(_encode(value).decode())


def _with_marks(text: str) -> str:
    """Return JSON with the mark itself in place of what the encoder makes of it."""
    if _MARK not in text:
        return text
    # escape by escape, because a text may spell the mark's own: `\\u0002` in JSON
    return _ESCAPE.sub(lambda found: MARK if found[0] == _MARK else found[0], text)
