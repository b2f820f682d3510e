"""The bytes of a file as the text to repair."""

from sitegen.decoding import decode
from sitegen.diagnostics import Diagnostic
from sitegen.tidying.refusal import refused

_BREAKS = bytes.maketrans(b"\x0b\x0c", b"\n\n")
"""The signs with which word processors end a line or a page within a paragraph."""


def text_of(data: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the text of a file with `\\n` where a line or page ends, or None and why there is none."""
    if wrong := refused(data, path):
        return None, (wrong,)
    text, problems = decode(data.translate(_BREAKS), path)
    return text, problems


def ends_of(data: bytes) -> str:
    """Return what ends the lines of a file: of its first line, all are written so."""
    return "\r\n" if b"\r\n" in data[: data.find(b"\n") + 1] else "\n"
