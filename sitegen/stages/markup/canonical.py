"""HTML as nh3 writes it: the one form our own steps read and write too."""

import re
from collections.abc import Mapping
from html import unescape

TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*)([^>]*)>")
"""One tag: its name, with the slash of a closing one, and the rest. It splits HTML into text, name, rest, text."""

_ATTRIBUTE = re.compile(r' ([^\s=]+)="([^"]*)"')


def text(words: str) -> str:
    """Words written into HTML text."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")


def value(words: str) -> str:
    """Words written into an attribute between double quotes."""
    return text(words).replace('"', "&quot;")


def attributes(rest: str) -> dict[str, str]:
    """The attributes of a tag, in order, without entities."""
    return {name: unescape(words) for name, words in _ATTRIBUTE.findall(rest)}


def tag(name: str, values: Mapping[str, str]) -> str:
    """An opening tag."""
    return f"<{name}" + "".join(f' {key}="{value(words)}"' for key, words in values.items()) + ">"
