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
from sitegen.markup.html import INLINE, Token, tokens
from sitegen.markup.placeholders import Marks
from sitegen.patterns import late

_VOID = frozenset(("br", "img", "wbr"))
_WITHIN = INLINE | {"br"}
"""Elements that may be inside a pair; any other ends the text that a pair can be in."""
_VERBATIM = frozenset(("code", "pre", "textarea", "select", "datalist", "svg"))
"""Elements whose text is no prose."""
_ESCAPED = late(r"\\(.)", re.S)


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
        taken=late(
            rf"(?<!\\)(?:\\\\)*\\{char}(?=\\?{char})|(?<={char})\\{char}|&(?:{'|'.join((*numbers, *names))})"
        ),
        words=_unescaped,
        rewrite=partial(_rewrite, sign, late(f"(?<!{char}){re.escape(sign)}(?!{char})"), element),
    )


def _unescaped(source: str) -> str:
    return unescape(_ESCAPED.sub(r"\1", source))


def _rewrite(sign: str, signs: re.Pattern[str], element: str, html: str, marks: Marks) -> str:
    found = tokens(html)
    edits: list[tuple[int, int, str]] = []
    """The number of a token, the offset of a sign in its text, and the tag that replaces the sign."""
    unclosed: list[list[tuple[int, int]]] = [[]]
    """Opening signs without a partner yet, for the current element and each one around it."""
    verbatim = 0
    for at, token in enumerate(found):
        name = token.name.lstrip("/")
        opening = name == token.name
        if name in _VERBATIM:
            verbatim += 1 if opening else -1
        if name not in _WITHIN:
            unclosed = [[]]
        elif name not in _VOID and opening:
            unclosed.append([])
        elif name not in _VOID and len(unclosed) > 1:
            unclosed.pop()
        if verbatim or sign not in token.text:
            continue
        # A tag counts as punctuation beside a sign, and one that ends the line as white space.
        first = ")" if name in INLINE else "\n"
        last = ")" if at + 1 < len(found) and found[at + 1].name.lstrip("/") in INLINE else "\n"
        words = first + _masked(token.text, sign, marks) + last
        for match in signs.finditer(words):
            before, behind = words[match.start() - 1], words[match.end()]
            if unclosed[-1] and not before.isspace() and not _joins(behind):
                edits.append((*unclosed[-1].pop(), f"<{element}>"))
                edits.append((at, match.start() - 1, f"</{element}>"))
            elif not behind.isspace() and not _joins(before):
                unclosed[-1].append((at, match.start() - 1))
    return _edited(found, sorted(edits), len(sign)) if edits else html


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


def _joins(char: str) -> bool:
    """Return whether a character next to a sign makes the sign a part of a word."""
    return category(char)[0] in "LNM" and east_asian_width(char) not in "WFH"


def _edited(found: list[Token], edits: list[tuple[int, int, str]], length: int) -> str:
    """Return the HTML of tokens with tags in place of signs of that length."""
    out: list[str] = []
    left = iter(edits)
    edit = next(left, None)
    for at, token in enumerate(found):
        if at:
            out.append(f"<{token.name}{token.rest}>")
        done = 0
        while edit and edit[0] == at:
            out += token.text[done : edit[1]], edit[2]
            done = edit[1] + length
            edit = next(left, None)
        out.append(token.text[done:])
    return "".join(out)
