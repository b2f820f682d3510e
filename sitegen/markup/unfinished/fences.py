"""Fences of code: those that are never closed, those that an item of a list ends, and their captions."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from sitegen.diagnostics import Edit
from sitegen.markup.positions import without_raw
from sitegen.markup.unfinished.page import TAGS, Shown
from sitegen.model.problem import Problem
from sitegen.patterns import late

_ENDS_IN_CODE = late(r"</pre>(?:\s|</(?:li|ul|ol|blockquote|div|dd|dl)>)*\Z")
_SIGNS = {"```": late(r"(?P<signs>```+)(?P<info>[^\n]*)"), "~~~": late(r"(?P<signs>~~~+)(?P<info>[^\n]*)")}
"""By what they begin with; a pattern with fixed characters at its beginning is found as fast as a word."""
_BEFORE = late(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")

_LANGUAGE = late(r"\w[\w+#-]*")

_BLOCK = late(r"<pre\b.*?</pre>", re.S)
_LESS = late(r"^[ ]?(?![ \t\n])[^\n]+$", re.M)
"""Matches a line that is set in less than anything in an item of a list."""
_CAPTION = late(
    r"(?P<all>\btitle=(?:\"(?P<double>[^\"\n]*)|'(?P<single>[^'\n]*)|[“”„](?P<curly>[^“”\n]*)”?))[ \t}]*$"
)


class Fence(NamedTuple):
    """A line that may open or close a block of code."""

    before: str
    """What is before its signs: white space, and the signs of quotes and lists."""
    signs: str
    info: str
    """What is behind its signs."""
    start: int
    """Where its signs begin."""
    end: int


def fences(text: str) -> Iterator[Fence]:
    """Yield the lines of a text that begin with three back-ticks or tildes, but for those in raw `pre`."""
    found = [signs for signs in _SIGNS if signs in text]
    if found:
        text = without_raw(text)
        matches = [match for signs in found for match in _SIGNS[signs].finditer(text)]
        for match in sorted(matches, key=re.Match.start):
            before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
            if _BEFORE.fullmatch(before):
                yield Fence(before, match["signs"], match["info"], match.start(), match.end())


def open_fence(text: str) -> Problem | None:
    """Return the problem of a fence that is never closed, or only behind the line that opens the next one."""
    opened: Fence | None = None
    early: Fence | None = None
    margin = 0
    for fence in fences(text):
        sign, info = fence.signs, fence.info.strip()
        indent = len(fence.before.expandtabs(4))
        if opened is None:
            if sign[0] == "~" or "`" not in info:
                opened, margin = fence, indent
        elif indent > margin + 3:
            continue
        elif sign[0] == opened.signs[0] and len(sign) >= len(opened.signs):
            if not info:
                opened = None
            elif early is None and _LANGUAGE.fullmatch(info):
                early = opened
    place = early or opened
    if place is None:
        return None
    return Problem(
        code="unfinished-markup",
        message=f"this block of code is {'not closed before the next one' if early else 'never closed'}",
        fix=f"write {place.signs[:9]} on a line of its own where the code ends",
        start=place.start,
        length=min(len(place.signs), 80),
    )


def unclosed(found: Shown) -> Iterator[Problem]:
    """Yield the problem of a fence that is never closed."""
    body = found.html.partition('<div class="footnote">')[0]
    if _ENDS_IN_CODE.search(body[-400:]) and (problem := open_fence(found.text)):
        code = unescape(TAGS.sub("", body[body.rfind("<pre") :]))
        # A fence in code that is set in is part of that code.
        if not code.lstrip().startswith(("```", "~~~")):
            yield problem


def cut_short(found: Shown) -> Iterator[Problem]:
    """Yield a problem for each fence that only the end of its item closes, where the lines behind it are text."""
    blocks: list[str] | None = None
    for opening, end in _openings(found.text):
        line = opening.before + opening.signs
        if line[:2].strip() and line[:1] not in "-*+0123456789":
            continue
        below = found.text[opening.end + 1 : end]
        less = _LESS.search(below)
        first = below.partition("\n")[0].strip()
        if less is None or not first:
            continue
        if blocks is None:
            blocks = [unescape(TAGS.sub("", block[0])) for block in _BLOCK.finditer(found.html)]
        if not any(first in block and less[0].strip() in block for block in blocks):
            yield Problem(
                code="unfinished-markup",
                message="this block of code is not closed before its item of the list ends",
                fix=f"write {opening.signs[:9]} on a line set in like this one where the code ends",
                start=opening.start,
                length=min(len(opening.signs), 80),
            )


def captions(found: Shown) -> Iterator[Problem]:
    """Yield a problem for each caption of a block of code whose quotes are no pair of straight ones."""
    for opening, _ in _openings(found.text):
        if caption := _CAPTION.search(opening.info):
            words = next(each for each in caption.groups()[1:] if each is not None)
            fix = f'title="{words.strip()}"'
            yield Problem(
                code="unfinished-markup",
                message="the caption of a block of code is between two straight quotes",
                fix=fix,
                edit=Edit(text=fix),
                start=opening.start + len(opening.signs) + caption.start("all"),
                length=len(caption["all"]),
            )


def _openings(text: str) -> Iterator[tuple[Fence, int]]:
    """Yield the lines that open a fence, each with the offset of the line that closes it, or of the text's end."""
    opened: Fence | None = None
    for fence in fences(text):
        sign, info = fence.signs, fence.info.strip()
        if opened is None:
            if sign[0] == "~" or "`" not in info:
                opened = fence
        elif sign[0] == opened.signs[0] and len(sign) >= len(opened.signs) and not info:
            yield opened, fence.start - len(fence.before)
            opened = None
    if opened:
        yield opened, len(text)
