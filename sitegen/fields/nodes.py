"""Front matter as nodes: texts, lists and mappings of texts, each with its place in the file."""

from msgspec import Struct

Place = tuple[int, int, int]
"""Line, column, length: from 1, from the top of the file, in code points."""


class ScalarNode(Struct, frozen=True, gc=False):
    """One text, as typed: no text is a number or a date before a field asks for one."""

    place: Place
    """Its whole length with its quotes; 1 where it begins with `|` or `>`."""
    value: str
    style: str = ""
    """The sign that it begins with: a quote, `|` or `>`; none for plain text."""
    folded: bool = False
    """Whether it is written on more than one line."""


class SequenceNode(Struct, frozen=True):
    """A list."""

    place: Place
    """Brackets have their whole length, a block 1."""
    items: tuple["YamlNode", ...]


class MappingNode(Struct, frozen=True):
    """Keys with values, in the order of the file; a key may be repeated."""

    place: Place
    """Braces have their whole length, a block that of its first key."""
    pairs: tuple[tuple["YamlNode", "YamlNode"], ...]


YamlNode = ScalarNode | SequenceNode | MappingNode


def quoted(text: str) -> str:
    """Return `text` in the quotes that need no escapes, where there are such."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"
