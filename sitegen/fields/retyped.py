"""Values that YAML cannot read, as they were meant: lists without brackets, links of Markdown, a sign too many."""

import re

from sitegen.fields.field_types import flow
from sitegen.fields.nodes import ScalarNode, quoted
from sitegen.patterns import late

_LISTS = frozenset(
    ("tags", "tag", "categories", "category", "keywords", "authors", "author", "aliases", "alias", "redirect_from",
     "related", "speakers", "organiser", "programme", "supersedes", "superseded_by", "audience", "messages",
     "documents", "attending", "except", "questions")
)  # fmt: skip
"""Fields that take several texts."""
_ADDRESSES = frozenset(("republished", "image", "url", "online", "register", "link", "canonical_url", "permalink"))
"""Fields that take an address."""
_WORDS = frozenset(
    ("lang", "toc", "comments", "draft", "published", "publish", "order", "date", "updated", "start", "end",
     "slug", "numbered", "status", "visibility", "timezone", "layout")
)  # fmt: skip
"""Fields that take a word, a number or a day, which begins with no sign."""
_PART = late(r"\"[^\"]*\"|'[^']*'|“[^”]*”|`[^`]*`|[^,;]+")
_PARTS = late(r"(?:(?:\"[^\"]*\"|'[^']*'|\[[^\]()]*\](?!\())(?:[\s,;]+|$)){2,}")
"""Matches texts in quotes, or lists in brackets, one behind the other."""
_LINK = late(r"!?\[(?P<text>[^\]]*)\]\((?P<address>[^\s)]*)(?:\s[^)]*)?\)")
_EMBED = late(r"!\[\[(?P<name>[^\]|#]+)[^\]]*\]\]")
_SIGNS = "@`%&*!|>{}[]#,?\"'-"
"""What a text cannot begin with."""


def value_meant(key: str, value: str) -> str:
    """Return what to type for a value that YAML cannot read; "" where the whole of it is a text for quotes."""
    key = key.casefold()
    if embed := _EMBED.fullmatch(value):
        return embed["name"].strip() if key in _ADDRESSES else flow(ScalarNode((1, 1, 1), embed["name"]))
    if link := _LINK.fullmatch(value):
        return link["address"] if key in _ADDRESSES else flow(ScalarNode((1, 1, 1), link["text"]))
    if key in _LISTS and (value[0] in "[{" or _PARTS.fullmatch(value)):
        return as_list(value)
    if key in _WORDS and re.fullmatch(r"\W+[\w.:+-]+\W*", value) and not value.startswith(("-", '"', "'")):
        return re.sub(r"^\W+|[^\w)]+$", "", value)
    return ""


def as_list(value: str) -> str:
    """Return texts with commas, quotes or brackets around them as a list on one line."""
    inner = re.sub(r"\][\s,;]*\[", ",", value.strip()).strip("[]{}")
    inner = re.sub(r"(?<=[\"'])\s+(?=[\"'])", ",", inner)
    texts = [part.strip().strip("\"'“”`").strip() for part in _PART.findall(inner)]
    return f"[{', '.join(flow(ScalarNode((1, 1, 1), text)) for text in texts if text)}]"


def safe(value: str) -> str:
    """Return a value as it is where YAML reads it as the text that it is, else in quotes."""
    whole = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" and value[0] not in value[1:-1]
    if whole or (value.startswith("[") and value.endswith("]")):
        return value
    return quoted(value) if value[:1] in _SIGNS or ": " in value or " #" in value or value.endswith(":") else value
