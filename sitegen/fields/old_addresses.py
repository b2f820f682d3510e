"""Old addresses as Jekyll and people write them: without the first slash, and several in one text."""

import re

from msgspec import structs

from sitegen.fields.naming import pieces
from sitegen.fields.nodes import ScalarNode, SequenceNode, YamlNode
from sitegen.patterns import late

ADDRESSES_ALONE = "redirect_from"
"""The key whose values are all addresses; `aliases` holds names, too, which neither begin nor end as these do."""

_PAGE = late(r"(?!\w+:)[^\s?#]+\.(?:html?|php\d?|aspx?|jsp|cgi)(?:[?#]\S*)?", re.I)
_FOLDERS = late(r"(?:\./)?[a-z0-9._~-]+(?:/[a-z0-9._~-]+)+/?|[a-z0-9._~-]+/")
"""Matches a path in small letters, as addresses are written and names hardly ever."""
_ARROW = late(r"\s+(?:->|=>|→)\s+/")
"""Matches what parts an old address from the new one, which is that of the page itself."""


def each_address(key: str, node: YamlNode) -> YamlNode:
    """Return the value of `aliases`, or of a key that is read as it, with its addresses one by one."""
    alone = key == ADDRESSES_ALONE
    if isinstance(node, SequenceNode):
        items = (_whole(item) if alone or _is_page(item) else item for item in node.items)
        return structs.replace(node, items=tuple(each for item in items for each in _both(item)))
    parts = _parts(node, alone)
    return parts[0] if len(parts) == 1 else SequenceNode(node.place, tuple(parts))


def _whole(node: YamlNode) -> YamlNode:
    """Return an item of a list, which is one address whatever blanks are in it."""
    return (
        structs.replace(node, value=_rooted(node.value)) if isinstance(node, ScalarNode) and node.value else node
    )


def _parts(node: YamlNode, alone: bool) -> list[YamlNode]:
    """Return the addresses in a text that holds nothing else; any other value as it is."""
    if not isinstance(node, ScalarNode) or not node.value.strip():
        return [node]
    if alone and (arrow := _ARROW.search(node.value)):
        node = structs.replace(node, value=node.value[: arrow.start()])
    words = re.split(r"[\s,;]+", node.value.strip().strip(",;"))
    if not alone:
        return (
            [*pieces(node, r"[^\s,]+")]
            if len(words) > 1 and all(w.startswith("/") for w in words)
            else _both(_whole(node) if _is_page(node) else node)
        )
    if len({"/" in word for word in words}) > 1 and "," not in node.value and _in_one_line(node):
        return [_whole(node)]  # a blank in the name of a file
    found = pieces(node, r"[^\s,;]+")
    return [structs.replace(part, value=_rooted(part.value)) for part in found]


def _is_page(node: YamlNode) -> bool:
    """Return whether a text is the path of a page on an old web site, which is no name of anything."""
    return isinstance(node, ScalarNode) and _PAGE.fullmatch(node.value) is not None


def _both(node: YamlNode) -> list[YamlNode]:
    """Return a value as it is, and as an address too where it may be one as well as a name: `old/page`."""
    if not isinstance(node, ScalarNode) or "/" not in node.value or not _FOLDERS.fullmatch(node.value):
        return [node]
    return [node, _whole(node)]


def _in_one_line(node: ScalarNode) -> bool:
    return node.place[2] == len(node.value) + 2 * len(node.style)


def _rooted(address: str) -> str:
    return address if address.startswith("/") or "://" in address else f"/{address.removeprefix('./')}"
