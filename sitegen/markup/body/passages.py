"""Paragraphs, items and cells of plain words, which come out as they are: each is read as one token."""

from sitegen.markup.html import Token, tokens
from sitegen.markup.settled import parted
from sitegen.patterns import late

PASSAGE = "passage"
"""The name of such a token, which no element has. Its `rest` is the whole element."""
TAGS = frozenset(("p", "li", "td", "th", "em", "strong", "code", "a"))
"""What a passage may be or have in it. A page for which one of them has a handler is read tag by tag."""
_TAG = late(r"<[^>]*>")


def passages(html: str, prefix: str) -> list[Token]:
    """Return canonical HTML as tokens, some of them passages; `prefix` is what words in place of marks begin with.

    Passages with a mark or a bare address in them are read tag by tag.
    """
    pieces = parted(html)
    found = tokens(pieces[0])
    for number in range(1, len(pieces), 2):
        piece, behind = pieces[number], pieces[number + 1]
        words = piece[piece.index(">") + 1 : piece.rindex("<")]
        if "<" in words:
            words = _TAG.sub("", words)
        if (prefix and prefix in piece) or "://" in words or "www." in words:
            found += tokens(f"{piece}{behind}")[1:]
        elif "<" in behind:
            first, *others = tokens(behind)
            found.append(Token(PASSAGE, piece, first.text, words))
            found += others
        else:
            found.append(Token(PASSAGE, piece, behind, words))
    return found
