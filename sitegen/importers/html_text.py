"""The text of HTML, as programs put it into descriptions: every word and every address of it is kept.

People write `<name>` and `2 < 3` as well, and mail programs `Join<https://example.org/x>`. So a tag has the
name of an element and, unless HTML lets the end be left out, both its ends in the text; everything else is text.
"""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

_TOKEN = re.compile(
    r"""<!--|<!(?:DOCTYPE\b|\[)[^<>]*>|<\?xml[^<>]*>
    |<(?P<end>/?)(?P<name>[a-z][a-z0-9:-]*)(?P<attributes>(?:(?=[\s/])(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*+)?)>
    |&(?:\#[0-9]{1,7}|\#x[0-9a-f]{1,6}|(?P<entity>[a-z][a-z0-9]{1,30}));""",
    re.IGNORECASE | re.VERBOSE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
"""An entity with its semicolon; `&copy=1` in an address is none (HTML section 13.2.5.73)."""
_ATTRIBUTE = re.compile(r"""(?<![a-z-])([a-z-]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'/]\S*))""", re.IGNORECASE)
_BRACKETED = re.compile(r"[ \t]?<((?:https?://|mailto:|tel:)[^\s<>]+)>", re.IGNORECASE)
"""An address in angle brackets."""
_LINKED = re.compile(r"(?:(?:https?|ftp)://|mailto:|tel:|sip:|www\.)\S+", re.IGNORECASE)
"""Addresses that are shown behind the text of their link."""
_SCHEME = re.compile(r"(?:mailto|tel):", re.IGNORECASE)
_INVISIBLE = frozenset({"script", "style", "title"})
"""Elements with a text that no page shows."""
_BLOCKS = re.compile(
    "address|article|aside|blockquote|center|details|div|dl|fieldset|figure|footer|form|h1|h2|h3|h4|h5|h6"
    "|header|hr|main|nav|ol|p|pre|section|summary|table|ul"
)
_LINES = {"br": "\n", "li": "\n- ", "tr": "\n", "dt": "\n", "dd": "\n", "caption": "\n", "figcaption": "\n"}
"""What begins a line."""
_CELLS = frozenset({"td", "th"})
_ALONE = frozenset({"br", "hr", "wbr", "p", "li", "tr", "td", "th", "dt", "dd", "o:p"})
"""Elements that need no end tag."""
_WITH_ATTRIBUTES = frozenset({"img", "meta", "link", "col", "input"})
"""Elements without an end tag that mean nothing without attributes."""
_PAIRS = re.compile(
    "a|abbr|b|big|body|cite|code|colgroup|del|em|font|head|html|html-blob|i|iframe|ins|kbd|label|mark|q|s"
    "|samp|small|span|strike|strong|sub|sup|tbody|tfoot|thead|time|tt|u|var"
)


def plain(text: str) -> str:
    """Return the plain text of a text that contains HTML or entities; other text is returned as it is.

    An address behind its words in angle brackets gets round ones, in any text.
    """
    if "<" not in text and "&" not in text:
        return text
    tokens = _tokens(text)
    if tokens:
        lines = (" ".join(line.split()) for line in "".join(_parted(_shown(text, tokens))).split("\n"))
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return _BRACKETED.sub(_rounded, text)


def _tokens(text: str) -> list[re.Match[str]]:
    """Return all that is markup in a text: tags, comments, entities."""
    found = list(_TOKEN.finditer(text))
    begun = {each["name"].lower() for each in found if each["name"] and not each["end"]}
    ended = {each["name"].lower(): each.start() for each in found if each["name"] and each["end"]}
    paired = {
        each
        for each in begun & ended.keys()
        if each in _INVISIBLE or each in _LINES or _BLOCKS.fullmatch(each) or _PAIRS.fullmatch(each)
    }
    comments = text.rfind("-->")

    def counts(token: re.Match[str]) -> bool:
        if token["entity"]:
            return f"{token['entity']};" in html5
        if not token["name"]:
            return token[0] != "<!--" or token.start() < comments
        name = token["name"].lower()
        if name in _INVISIBLE and not token["end"]:
            return token.start() < ended.get(name, 0)
        return name in _ALONE or name in paired or (name in _WITH_ATTRIBUTES and "=" in token["attributes"])

    return [each for each in found if counts(each)]


def _shown(text: str, tokens: list[re.Match[str]]) -> Iterator[str]:
    """Yield the pieces of the text that a page would show, and the address of each link behind its words."""
    link, link_text, hidden, end = "", "", "", 0
    for token in tokens:
        name = (token["name"] or "").lower()
        if hidden or token.start() < end:  # within an element that no page shows, or within a comment
            if hidden and name == hidden and token["end"]:
                hidden, end = "", token.end()
            continue
        words = text[end : token.start()] + (unescape(token[0]) if token[0][0] == "&" else "")
        end = token.end()
        yield words
        link_text += words
        if token[0] == "<!--":
            end = text.find("-->", token.start() + 2) + 3
        elif name in _INVISIBLE and not token["end"]:
            hidden = name
        elif name == "a":
            yield _behind(link, link_text)
            link, link_text = ("" if token["end"] else _attributes(token).get("href", "")), ""
        elif _BLOCKS.fullmatch(name):
            yield "\n\n"
        elif name in _CELLS or name == "br" or (name in _LINES and not token["end"]):
            yield _LINES.get(name, " ")
        elif name in ("img", "iframe"):
            attributes = _attributes(token)
            yield attributes.get("alt", "")
            yield _behind(attributes.get("src", ""), attributes.get("alt", ""))
            link_text += attributes.get("alt", "")
    yield text[end:]
    yield _behind(link, link_text + text[end:])


def _parted(pieces: Iterator[str]) -> Iterator[str]:
    """Yield the pieces of a text with a blank between an address in brackets and a word right behind it."""
    before = ""
    for piece in pieces:
        if piece:
            yield f" {piece}" if before.startswith(" (") and before.endswith(")") and piece[0].isalnum() else piece
            before = piece


def _behind(address: str, words: str) -> str:
    """Return an address as it is put behind the words of its link; "" where the words are the address."""
    address, words = "%20".join(address.split()), words.strip()
    said = _SCHEME.sub("", address)
    if not _LINKED.fullmatch(address) or words.rstrip("/") in (address.rstrip("/"), said.rstrip("/")):
        return ""
    return f" ({said})" if words else said


def _rounded(found: re.Match[str]) -> str:
    """Return an address without its angle brackets; in round ones where there are words before it."""
    address, before = _SCHEME.sub("", found[1]), found.string[max(found.start() - 1, 0) : found.start()]
    return f" ({address})" if before.strip("(<\"' \t\n") else f"{found[0].partition('<')[0]}{address}"


def _attributes(tag: re.Match[str]) -> dict[str, str]:
    """Return the values of the attributes of a tag, by name."""
    return {
        name.lower(): _ENTITY.sub(lambda found: unescape(found[0]), quoted or single or bare)
        for name, quoted, single, bare in _ATTRIBUTE.findall(tag["attributes"])
    }
