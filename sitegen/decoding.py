"""The bytes of a file that people write as text, or what is wrong with them."""

import codecs
import re

from sitegen.diagnostics import Diagnostic, Span, diagnose

UNPRINTABLE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters, lone surrogates and code points that Unicode keeps for programs' own use."""

_CONTROLS = bytes((*range(9), *range(11, 32), 127))


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the text with `\\n` line ends and no byte order mark, or None and what is wrong with it."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None, (_not_utf8(data, 0, path, "It looks like UTF-16."),)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        if text[:1] == "\ufeff":
            text = text.lstrip("\ufeff")  # each program that joins files may leave one
    except UnicodeDecodeError as error:
        start = len(data) - len(error.object) + error.start
        return None, (_not_utf8(data, start, path, _meant(data[start])),)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = unprintable(text, path)
    return (None, found) if found else (text, ())


def unprintable(text: str, path: str, first_line: int = 1) -> tuple[Diagnostic, ...]:
    """Complain about the first character that no text should hold, and count the rest."""
    match = None if _is_plain(text) else UNPRINTABLE.search(text)
    if match is None:
        return ()
    more = len(UNPRINTABLE.findall(text)) - 1
    span = _span(text, match.start(), path, first_line)
    what = "half of a character" if "\ud800" <= match[0] <= "\udfff" else "a control character"
    return (
        diagnose(
            "control-character",
            span,
            f"{what} (U+{ord(match[0]):04X}) stands here; it shows nothing and may break the page",
            fix="delete it: put the cursor behind it and press backspace",
            note=f"{more} more in this file" if more else "",
        ),
    )


def _is_plain(text: str) -> bool:
    """Whether a look at the bytes is enough to say that all is printable: it costs a tenth of the pattern.

    The other unprintable code points are written with one of three first bytes, which are rare.
    """
    raw = text.encode("utf-8", "surrogatepass")
    if b"\xc2" in raw or b"\xed" in raw or b"\xef" in raw:
        return False
    return len(raw.translate(None, _CONTROLS)) == len(raw)


def _not_utf8(data: bytes, start: int, path: str, note: str) -> Diagnostic:
    before = data[:start].removeprefix(codecs.BOM_UTF8).decode("utf-8")
    return diagnose(
        "not-utf8",
        _span(before, len(before), path, 1),
        f"the file is not UTF-8 text: byte {start} (0x{data[start]:02x}) cannot be read",
        fix="open it in an editor and save it with the encoding UTF-8",
        note=note,
    )


def _meant(byte: int) -> str:
    character = bytes((byte,)).decode("cp1252", "ignore")
    return f"In Windows-1252 this byte would be {character!r}." if character.isprintable() and character else ""


def _span(text: str, offset: int, path: str, first_line: int) -> Span:
    line_start = text.rfind("\n", 0, offset) + 1
    line = first_line + text.count("\n", 0, offset)
    return Span(path=path, line=line, column=offset - line_start + 1, length=1)
