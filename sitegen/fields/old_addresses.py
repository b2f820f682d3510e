"""Old addresses as Jekyll and people write them: without the first slash, and several in one text."""

import re

from msgspec import structs

from sitegen.fields.naming import pieces
from sitegen.fields.nodes import ScalarNode, SequenceNode, YamlNode

ADDRESSES_ALONE = "redirect_from"
"""The key whose values are all addresses; in `aliases` what does not begin with `/` is another name."""


def each_address(key: str, node: YamlNode) -> YamlNode:
    """Return the value of `aliases`, or of a key that is read as it, with its addresses one by one."""
    alone = key == ADDRESSES_ALONE
    if isinstance(node, SequenceNode):
        return structs.replace(node, items=tuple(_whole(item) if alone else item for item in node.items))
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
    words = re.split(r"[\s,]+", node.value.strip().strip(","))
    if not alone:
        return [*pieces(node, r"[^\s,]+")] if len(words) > 1 and all(w.startswith("/") for w in words) else [node]
    return [structs.replace(part, value=_rooted(part.value)) for part in pieces(node, r"[^\s,]+")]


def _rooted(address: str) -> str:
    return address if address.startswith("/") or "://" in address else f"/{address.removeprefix('./')}"
