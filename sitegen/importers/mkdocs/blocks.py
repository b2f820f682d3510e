"""Blocks that are set in below a line of their own: admonitions, folded ones, and tabs, as notes and sections.

What they become is read alike by both flavours of Markdown here.
"""

import re
from collections.abc import Iterable, Iterator

from sitegen.importers.websites.code import Fence

_OPENING = re.compile(
    r"^(?P<indent>[ \t]*)(?P<sign>!!!|\?\?\?\+?|===[!+]*)[ \t]+(?P<words>[^\"'\n]*?)[ \t]*"
    r"(?:(?P<quote>[\"'])(?P<title>.*)(?P=quote))?[ \t]*$"
)
_BLOCK = re.compile(r"^(?P<indent>[ ]*)/{3,}[ \t]+(?P<name>[\w-]+)(?:[ \t]*\|[ \t]*(?P<title>.*))?[ \t]*$")
"""The opening of a block in the form of pymdownx.blocks: `/// note | Title`."""
_LOOKS = {
    "note": "note",
    "seealso": "note",
    "abstract": "note",
    "summary": "note",
    "tldr": "note",
    "info": "note",
    "todo": "note",
    "example": "note",
    "tip": "tip",
    "hint": "tip",
    "success": "tip",
    "check": "tip",
    "done": "tip",
    "important": "important",
    "question": "important",
    "help": "important",
    "faq": "important",
    "warning": "warning",
    "caution": "caution",
    "attention": "warning",
    "failure": "caution",
    "fail": "caution",
    "missing": "caution",
    "danger": "caution",
    "error": "caution",
    "bug": "caution",
}
"""The word of an admonition -> the note that it becomes."""
_QUOTES = frozenset({"quote", "cite"})
MOST_LEVELS = 40


def as_notes(text: str) -> str:
    """Return a text with its admonitions as notes, and its tabs below each other, each below its title in bold."""
    if not any(sign in text for sign in ("!!!", "???", "===", "///")):
        return text
    return "\n".join(_spaced(_converted(text.split("\n"), 0)))


def _converted(lines: list[str], level: int) -> Iterator[str | None]:
    """Yield the lines of a text or of a block; None where a blank line has to be."""
    at, fence = 0, Fence()
    while at < len(lines):
        line = lines[at]
        at += 1
        if fence.read(line) or level >= MOST_LEVELS:
            yield line
            continue
        opening, block = _OPENING.match(line), _BLOCK.match(line)
        if block and block["name"] != "end" and (end := _end_of(lines, at, line)):
            yield from _note(block["indent"], "!!!", block["name"], block["title"], lines[at:end], level)
            at = end + 1
        elif opening and (opening["title"] is not None or opening["sign"][0] != "="):
            indent = opening["indent"].expandtabs(4)
            inner, at = _set_in(lines, at, len(indent) + 4)
            yield from _note(indent, opening["sign"], opening["words"], opening["title"], inner, level)
        else:
            yield line


def _spaced(lines: Iterable[str | None]) -> Iterator[str]:
    """Yield lines with one blank line wherever one has to be."""
    last: str | None = ""
    wanted = False
    for line in lines:
        if line is None:
            wanted = True
            continue
        if wanted and line.strip() and last:
            yield ""
        wanted = False
        yield line
        last = line.strip()


def _set_in(lines: list[str], at: int, width: int) -> tuple[list[str], int]:
    """Return the lines of a block without what they are set in by, and the number of the line after them."""
    inner: list[str] = []
    end = at
    for number in range(at, len(lines)):
        line = lines[number].expandtabs(4)
        if not line.strip():
            inner.append("")
        elif len(line) - len(line.lstrip(" ")) >= width:
            inner.append(line[width:])
            end = number + 1
        else:
            break
    return inner[: end - at], end


def _end_of(lines: list[str], at: int, opening: str) -> int:
    """Return the number of the line that closes a block of slashes, 0 where none does."""
    slashes = opening.strip().split()[0]
    return next((number for number in range(at, len(lines)) if lines[number].strip() == slashes), 0)


def _note(
    indent: str, sign: str, words: str, title: str | None, inner: list[str], level: int
) -> Iterator[str | None]:
    """Yield the lines of a block as a note, a quote, or the section of a tab."""
    body = list(_spaced(_converted(inner, level + 1)))
    while body and not body[0].strip():
        body.pop(0)
    while body and not body[-1].strip():
        body.pop()
    word = words.split()[0].lower() if words.split() else "note"
    if sign[0] == "=" or word == "tab":
        title = (title or "Tab").strip()
        bold = title if "**" in title else f"**{title}**"
        yield None
        yield f"{indent}{bold}"
        yield None
        yield from (f"{indent}{each}".rstrip() for each in body)
        yield None
        return
    if word in _QUOTES or (title is not None and not title.strip()):
        head = [f"**{title.strip()}**", ""] if title and title.strip() else []
    else:
        look = _LOOKS.get(word, "note")
        folded = {"???": "-", "???+": "+"}.get(sign, "")
        if word == "details":
            folded = "-"
        shown = title.strip() if title else "" if look == word else word.replace("-", " ").capitalize()
        head = [f"[!{look}]{folded} {shown}".rstrip()] + ([""] if body and not re.match(r"\w", body[0]) else [])
    yield None
    yield from (f"{indent}> {each}".rstrip() for each in (*head, *body))
    yield None
