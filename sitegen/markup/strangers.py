"""The text of a stranger as HTML that can only be read: no tags, no pictures, and links that lend nothing."""

import re
from functools import cache
from typing import TYPE_CHECKING

from sitegen.patterns import late

if TYPE_CHECKING:
    import nh3
    from pyromark import Markdown

LONGEST = 20_000
"""The most characters of a text."""
DEEPEST = 4
"""The most quotes and lists within each other. The text of deeper ones is put into the last of these."""
REL = "nofollow ugc noopener"

_LESS = "\ue000"
"""The character that replaces `<` while Markdown is read, so that it sees no HTML; texts do not use it."""
_IN_BRACKETS = late(r"<(https?://[^\s<>]+)>")
_PICTURE = late(r'<img src="[^"]*" alt="([^"]*)"[^>]*>')
_HEADING = late(r"<(/?)h[1-6]>")
_LEADS_NOWHERE = late(rf'<a rel="{REL}">(.*?)</a>', re.S)
_CONTAINER = late(r"<(/?)(ul|ol|blockquote|li)(?: [^>]*)?>")
_KEPT = late(r"<a .*?</a>|<code>.*?</code>|<[^>]*>", re.S)
_ADDRESS = late(r"https?://[^\s<>\"]+")
_ENTITY_AT_END = late(r"&(?:quot|#39|gt|lt);?$")


def stranger_html(text: str) -> str:
    """Return the Markdown of a stranger as HTML: paragraphs, emphasis, lists, quotes, code and links."""
    text = re.sub("[\ue000\0-\x08\x0b-\x1f\x7f]", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    html = _parser().html(_IN_BRACKETS.sub(r"\1", text).replace("<", _LESS) + "\n")
    html = _HEADING.sub(r"<\1p>", _PICTURE.sub(r"\1", html)).replace(_LESS, "&lt;").replace("%EE%80%80", "%3C")
    html = _LEADS_NOWHERE.sub(r"\1", _cleaner().clean(html))
    return _with_addresses(_shallow(html)).strip()


@cache
def _parser() -> "Markdown":
    from pyromark import Markdown, Options

    return Markdown(options=Options.ENABLE_STRIKETHROUGH)


@cache
def _cleaner() -> "nh3.Cleaner":
    import nh3

    return nh3.Cleaner(
        tags={"p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a"},
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        link_rel=REL,
        url_schemes={"http", "https"},
        url_relative="deny",
    )


def _shallow(html: str) -> str:
    """Return HTML without the quotes and lists that are within too many others."""
    if html.count("<blockquote>") + html.count("<li>") <= DEEPEST:
        return html
    depth = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal depth
        closing, name = match.groups()
        if name == "li":
            return match[0] if depth <= DEEPEST else "<br>"[: 0 if closing else None]
        depth += -1 if closing else 1
        return match[0] if depth + (1 if closing else 0) <= DEEPEST else ""

    return _CONTAINER.sub(kept, html)


def _with_addresses(html: str) -> str:
    """Return HTML in which an address that was typed as it is leads there."""
    if "://" not in html:
        return html

    def linked(match: re.Match[str]) -> str:
        address, end = match[0], ""
        while shorter := _ENTITY_AT_END.sub("", address.rstrip(".,;:!?'*_…")):
            if shorter.endswith(")") and shorter.count("(") < shorter.count(")"):
                shorter = shorter[:-1]
            if shorter == address:
                break
            address = shorter
        end = match[0][len(address) :]
        if len(address) < len("https://a"):
            return match[0]
        return f'<a href="{address}" rel="{REL}">{address}</a>{end}'

    parts: list[str] = []
    at = 0
    for kept in _KEPT.finditer(html):
        parts += (_ADDRESS.sub(linked, html[at : kept.start()]), kept[0])
        at = kept.end()
    return "".join(parts) + _ADDRESS.sub(linked, html[at:])
