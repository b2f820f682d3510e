"""Words as YAML has them, in the quotes that others had in their place."""

from sitegen.fields.field_types import flow
from sitegen.fields.nodes import ScalarNode


def plain(words: str) -> str:
    """Return words as a value or a key on one line, in quotes where they need them."""
    return flow(ScalarNode((1, 1, 1), words))


def like(typed: str, words: str) -> str:
    """Return words in the quotes of what was typed, so that they can be taken back; else as `plain` does."""
    quote = typed[:1] if typed[:1] in ("'", '"') and typed[-1:] == typed[:1] else ""
    return f"{quote}{words}{quote}" if quote and not {quote, "\\"} & set(words) else plain(words)
