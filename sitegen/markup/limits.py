"""Refuses text that would keep a parser busy for minutes, before any parser sees it."""

import re

from sitegen.model.problem import Problem
from sitegen.patterns import late

_LARGEST = 1 << 20
_HARDEST = 10_000_000
"""Python-Markdown's slow loops grow with the square of these characters in a block, where nothing closes them."""
_DEEP = late(r"\n(?:(?: {81,}|\t{21,})(?:[-*+]|\d+[.)])[ \t]|[ \t]*(?:(?:[-*+]|\d+[.)]|>)(?=[ \t>])[ \t]*){40})")
"""It begins with a line feed, which is looked for several times as fast as the start of a line."""
_FENCED = late(r"^[ \t>]*(`{3,}|~{3,})[^\n]*\n.*?^[ \t>]*\1[`~]*[ \t]*$", re.M | re.S)
_INDENTED = late(r"(?<=\n\n)(?:(?:[ ]{4}|\t)[^\n]*\n+)+")
_BEFORE_BOXES = late(r"(?:(?![ \t>]*(?:[-*+]|\d+[.)])[ \t]|:|!!!|\[\^)[^\n]*\n?)*")
"""Matches the lines above the first list, definition, note or footnote: what is set in there is no code."""
_SOUND = late(
    r"`[^`\n]+`|<(?![a-zA-Z/!?])"
    r"|<(?:/?[a-zA-Z][^<>\"']*(?:\"[^\"<>]*\"[^<>\"']*)*|!--[^<>]*--)>"
    r"|!?\[[^\[\]]*\](?:\((?:<[^<>\n]*>|[^()<>\"'\s]*)(?:[ ]+\"[^\"()\n]*\")?[ ]*\)|(?!\())"
)
"""Code, tags, links and brackets that are closed: a list may have any number of them."""


TOO_DEEP = Problem(
    code="markup-too-deep",
    message="this text is nested too deeply to be read",
    fix="use fewer levels of lists, quotes, emphasis and HTML",
)

_MANY = 1000
"""The fewest tags with which a page can be slow to read; pages with fewer are not counted further."""
_DEEPEST = 200
_TAG = late(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "source", "track", "wbr"))


def nested(html: str) -> bool:
    """Return whether HTML has more elements within each other than a reader of HTML can take quickly."""
    if html.count("<") < _MANY:
        return False
    depth = 0
    for closing, name in _TAG.findall(html):
        if closing:
            depth = max(depth - 1, 0)
        elif name.lower() not in _VOID:
            depth += 1
            if depth > _DEEPEST:
                return True
    return False


def _hard(block: str) -> int:
    return block.count("[") ** 2 + block.count("<") ** 2 * 2 + block.count("`") ** 2 // 4


def _hardest(text: str) -> int:
    whole = _hard(text)
    # Its parts cannot be harder than the whole, and the whole of nearly every text is easy.
    return sum(map(_hard, text.split("\n\n"))) if whole > _HARDEST else whole


def guard(text: str, *, costly: bool) -> Problem | None:
    """Return the reason to refuse this text; None for every text that a person wrote by hand.

    `costly`: the text is for a parser whose time grows with the square of some characters.
    """
    if len(text) > _LARGEST:
        return Problem(
            code="source-too-large",
            message=f"this text has {len(text):,} characters; {_LARGEST:,} is the most that is converted",
            fix="split it into several pages",
        )
    if deep := _DEEP.search(f"\n{text}"):
        return Problem(
            code="markup-too-deep",
            message="lists or quotes are nested too deeply here",
            fix="use fewer levels",
            start=deep.start(),
            length=min(deep.end() - deep.start() - 1, 80),
        )
    # Code, and what is closed, may hold any number of these. Both are set aside when the first count says no.
    if costly and _hardest(text) > _HARDEST and _hardest(_open(_without_code(text))) > _HARDEST:
        block = max(text.split("\n\n"), key=lambda part: _hardest(_open(part)))
        return Problem(
            code="markup-too-complex",
            message="one paragraph holds thousands of brackets or back-ticks that nothing closes",
            fix="split it with blank lines, or put it into a code block",
            start=text.find(block),
        )
    return None


def _without_code(text: str) -> str:
    """Return a text without its blocks of code."""
    text = f"\n\n{_FENCED.sub('', text)}\n"
    above = _BEFORE_BOXES.match(text)
    end = above.end() if above else 0
    return _INDENTED.sub("", text[:end]) + text[end:]


def _open(text: str) -> str:
    """Return a text without what is closed in it, and within that."""
    return _SOUND.sub("", _SOUND.sub("", text))
