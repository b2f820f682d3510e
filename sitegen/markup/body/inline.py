"""Bare addresses become links in running text, and straight quotes curly ones."""

import re

_HOST = r"[^\W_](?:[\w.-]*[^\W_])?(?::\d{1,4})?"
ADDRESS = re.compile(rf"(?<![\w/@.])(?:https?://|www\.){_HOST}(?:[/?#][^\s<]*)?", re.I)
"""Matches a bare address in escaped text, and perhaps more behind it, which `address_of` cuts off."""
_STOP = re.compile(r"&(?:lt|gt|quot|nbsp);")
_ENTITY = re.compile(r"&[a-zA-Z0-9#]+;$")


def linked(words: str) -> str:
    """Return escaped text with its bare addresses as links (GitHub's extended autolinks)."""
    return ADDRESS.sub(_anchor, words)


def trimmed(address: str) -> str:
    """Return an address without the signs that a sentence or emphasis puts behind it (GFM 6.9)."""
    while address:
        last = address[-1]
        if last in "?!.,:*_~'\"" or (last == ")" and address.count(")") > address.count("(")):
            address = address[:-1]
        elif last == ";":
            entity = _ENTITY.search(address)
            address = address[: entity.start() if entity else -1]
        else:
            break
    return address


def address_of(match: re.Match[str]) -> str:
    """Return the address that a match of `ADDRESS` begins with."""
    stop = _STOP.search(match[0])
    return trimmed(match[0][: stop.start()] if stop else match[0])


def _anchor(match: re.Match[str]) -> str:
    address = address_of(match)
    if len(address) <= len("https://"):
        return match[0]
    # The text is escaped for where it stood, which leaves double quotes alone: an attribute must not.
    target = address.replace('"', "&quot;")
    if target[:4].lower() == "www.":
        target = "http://" + target
    return f'<a href="{target}">{address}</a>{match[0][len(address) :]}'


_OPENS = re.compile(r"(^|[\s(\[{–—‘“‚„‹«/-])(['\"])(?=\S)")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
Quotes = tuple[str, str, str, str]
"""What opens and closes a quotation, and one within it."""
ENGLISH_QUOTES: Quotes = ("“", "”", "‘", "’")


def typographic(words: str, before: str, quotes: Quotes = ENGLISH_QUOTES) -> str:
    """Return escaped text with curly quotes, dashes and ellipses; `before` is the character it follows."""
    if "-" in words:
        words = words.replace("---", "—").replace("--", "–")
    words = words.replace("...", "…")
    if '"' not in words and "'" not in words:
        return words
    lead = before if before and not before.isspace() else " "
    opens, closes, opens_within, closes_within = quotes
    opened = _OPENS.sub(lambda m: m[1] + (opens if m[2] == '"' else opens_within), lead + words)
    opened = _OPENS.sub(lambda m: m[1] + (opens if m[2] == '"' else opens_within), opened)
    closed = opened[1:].replace('"', closes)
    if closes_within != "’" and "'" in closed:
        closed = _APOSTROPHE.sub("’", closed)
        head, mark, rest = closed.partition(opens_within)
        closed = head + mark + rest.replace("'", closes_within) if mark else closed
    return closed.replace("'", "’")
