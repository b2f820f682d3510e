"""Constructs that are a pair of signs around words: `==words==` becomes `<mark>words</mark>`.

The flavours leave the signs in the text, and the pairs are made in the clean HTML, so that both flavours agree. A
pair begins and ends in the same element: what is inside is well nested whatever was typed.
"""

import re
from functools import partial
from html import unescape
from html.entities import html5
from unicodedata import category, east_asian_width

from sitegen.markup.body.inline import ADDRESS, address_of
from sitegen.markup.constructs.contract import Construct
from sitegen.markup.html import INLINE, TAG
from sitegen.markup.placeholders import Marks

_VOID = frozenset(("br", "img", "wbr"))
_WITHIN = INLINE | {"br"}
"""Elements that may be inside a pair; any other ends the text that a pair can be in."""
_VERBATIM = frozenset(("code", "pre", "textarea", "select", "datalist", "svg"))
"""Elements whose text is no prose."""
_ESCAPED = re.compile(r"\\(.)", re.S)


def pair(name: str, sign: str, element: str) -> Construct:
    """Return the construct that makes `element` of words between two signs; a sign is one character repeated.

    An opening sign has no letter or digit before it and no white space behind it, a closing one the reverse (the
    rule of `_` in CommonMark 0.31, section 6.2, which pymdownx.mark calls smart). Chinese, Japanese and Korean
    letters count as neither, because there are no blanks between words. A longer row of the character, a sign
    within a bare address and a sign without a partner stay as typed.
    """
    char = re.escape(sign[0])
    names = [re.escape(entity) for entity, meant in html5.items() if meant == sign[0] and entity[-1] == ";"]
    numbers = f"#0*{ord(sign[0])};", f"#[xX]0*(?i:{ord(sign[0]):x});"
    return Construct(
        name=name,
        sign=sign,
        # A backslash or an entity makes the character plain text. A single `\=` is left to the flavour.
        taken=re.compile(
            rf"(?<!\\)(?:\\\\)*\\{char}(?=\\?{char})|(?<={char})\\{char}|&(?:{'|'.join((*numbers, *names))})"
        ),
        says=_unescaped,
        rewrite=partial(_rewrite, sign, re.compile(f"(?<!{char}){re.escape(sign)}(?!{char})"), element),
    )


def _unescaped(source: str) -> str:
    return unescape(_ESCAPED.sub(r"\1", source))


_Edit = tuple[int, int, str]
"""The piece of text, the offset of a sign in it, and the tag that replaces the sign."""


def _rewrite(sign: str, signs: re.Pattern[str], element: str, html: str, marks: Marks) -> str:
    pieces = TAG.split(html)
    edits: list[_Edit] = []
    unclosed: list[list[tuple[int, int]]] = [[]]
    """Opening signs without a partner yet, for the current element and each one around it."""
    verbatim = 0
    for at in range(0, len(pieces), 3):
        if at:
            name = pieces[at - 2]
            bare = name.lstrip("/")
            if bare in _VERBATIM:
                verbatim += 1 if bare is name else -1
            if bare not in _WITHIN:
                unclosed = [[]]
            elif bare in _VOID:
                pass
            elif bare is name:
                unclosed.append([])
            elif len(unclosed) > 1:
                unclosed.pop()
        if verbatim or sign not in pieces[at]:
            continue
        words = _masked(pieces[at], sign, marks)
        for match in signs.finditer(words):
            before = words[match.start() - 1] if match.start() else _edge(pieces, at - 2)
            behind = words[match.end()] if match.end() < len(words) else _edge(pieces, at + 1)
            if unclosed[-1] and not before.isspace() and not _joins(behind):
                edits.append((*unclosed[-1].pop(), f"<{element}>"))
                edits.append((at, match.start(), f"</{element}>"))
            elif not behind.isspace() and not _joins(before):
                unclosed[-1].append((at, match.start()))
    return _edited(pieces, sorted(edits), len(sign)) if edits else html


def _masked(words: str, sign: str, marks: Marks) -> str:
    """Return words of the same length in which addresses and marks are letters and brackets."""
    words = words.replace("&nbsp;", " " * len("&nbsp;"))
    if marks.items and marks.prefix in words:
        words = marks.pattern().sub(lambda match: "]" * len(match[0]), words)
    if "://" in words or "www." in words:

        def letters(match: re.Match[str]) -> str:
            # An address may end with signs of its own. They close a pair that is open and never open one.
            address = address_of(match)
            kept = sign if address.endswith(sign) else ""
            return "a" * (len(address) - len(kept)) + kept + match[0][len(address) :]

        words = ADDRESS.sub(letters, words)
    return words


def _edge(pieces: list[str], at: int) -> str:
    """Return a character of the kind that a tag counts as: white space for a block, punctuation for others."""
    name = pieces[at].lstrip("/") if 0 < at < len(pieces) else ""
    return ")" if name in INLINE else "\n"


def _joins(char: str) -> bool:
    """Whether a character next to a sign makes the sign a part of a word."""
    return category(char)[0] in "LNM" and east_asian_width(char) not in "WFH"


def _edited(pieces: list[str], edits: list[_Edit], length: int) -> str:
    out: list[str] = []
    written, done = 0, 0
    for at, start, tag in edits:
        if at != written:
            out.append(pieces[written][done:])
            out += _between(pieces, written, at)
            written, done = at, 0
        out += pieces[at][done:start], tag
        done = start + length
    out.append(pieces[written][done:])
    out += _between(pieces, written, len(pieces))
    return "".join(out)


def _between(pieces: list[str], text: int, end: int) -> list[str]:
    """Return the HTML between one piece of text and another, as written before."""
    out: list[str] = []
    for at in range(text + 1, end, 3):
        out += "<", pieces[at], pieces[at + 1], ">"
        if at + 2 < end:
            out.append(pieces[at + 2])
    return out
