"""The tags and outputs of Liquid in a text, and which tag ends which."""

import re
from collections import Counter
from collections.abc import Sequence

TOKEN = re.compile(
    r"\{%-?\s*(?P<tag>[\w:.-]+)(?P<arguments>(?:[^%{]|%(?!\})|\{(?!%))*?)-?%\}"
    r"|\{\{-?(?P<output>(?:[^{}]|\}(?!\}))*?)-?\}\}"
)
LITERAL = frozenset(("raw", "comment"))
"""Blocks that hold text in which nothing is Liquid."""


def ends(tokens: Sequence[re.Match[str]]) -> dict[int, int]:
    """Return the number of the token that ends a block, by the number of the one that begins it."""
    found: dict[int, int] = {}
    opened: list[tuple[str, int]] = []
    names: Counter[str] = Counter()
    literal = ""
    for number, token in enumerate(tokens):
        tag = token["tag"]
        if tag is None or (literal and tag != f"end{literal}"):
            continue
        literal = ""
        name = tag.removeprefix("end")
        if tag.startswith("end") and names[name]:
            while opened:
                last, start = opened.pop()
                names[last] -= 1
                if last == name:
                    found[start] = number
                    break
        elif not tag.startswith("end"):
            opened.append((tag, number))
            names[tag] += 1
            literal = tag if tag in LITERAL and _has_end(tokens, number, tag) else ""
    return found


def _has_end(tokens: Sequence[re.Match[str]], number: int, tag: str) -> bool:
    """Whether the text behind a literal block has an end for it."""
    token = tokens[number]
    return re.compile(rf"\{{%-?\s*end{tag}\b").search(token.string, token.end()) is not None
