"""The part of YAML that nearly every file keeps to, read without a parser of YAML.

A file of the part has one key or item a line. Texts are plain or in quotes without escapes, on one line or below
`|` or `>`; lists and mappings are blocks, or brackets on one line that hold texts alone. No complaint can be due
to such a file. `yaml_nodes` defines what it means: a property test compares both.
"""

import re
from collections.abc import Iterator

from sitegen.fields.nodes import MappingNode, Place, ScalarNode, SequenceNode, YamlNode
from sitegen.patterns import late

MOST_CHARACTERS = 20_000
"""The length above which a text goes to the parser of YAML, which bounds it."""

_FIRST = r"[^\n \-?:,\[\]{}#&*!|>'\"%@`]|-(?=[A-Za-z0-9.])"
"""How a plain text begins: with no sign that YAML keeps for itself."""
_KEY = "[A-Za-z0-9_][A-Za-z0-9_-]{0,99}+"
_LINK = r"\[\[[^\[\]{}\n]++\]\]"
"""A wikilink is text, whatever is in it."""
_PLAIN = rf"(?:{_FIRST}|{_LINK})(?:[^\n:#\[\]{{}}]++|:(?![ \n])|(?<! )#|{_LINK})*+"
"""With no `#` behind a space, which begins a comment, and no `: `, which ends a key."""
_QUOTED = r"\"[^\"\\\n\[\]{}]*+\"|'[^'\n\[\]{}]*+'"
_ITEM = rf"{_QUOTED}|(?:{_FIRST})(?:[^\n:#\[\]{{}},?]++|:(?=[A-Za-z0-9/]))*+"
_LINE = late(  # what is set in further may be deeper than YAML is read
    r"\ {0,40}+(?:\#[^\n]*+\n|"
    r"(?:-(\ {1,8}+))?+"
    rf"(?:({_KEY}):(?:\ ++|(?=\n)))?+"
    r"(?:"
    r"(\"[^\"\\\n]*+\")"
    r"|('[^'\n]*+')"
    rf"|(\[\ *+(?:(?:{_LINK}|{_ITEM})(?:\ *+,\ *+(?:{_LINK}|{_ITEM}))*+)?+\ *+\])"
    rf"|(\{{\ *+{_KEY}:\ ++(?:{_ITEM})(?:\ *+,\ *+{_KEY}:\ ++(?:{_ITEM}))*+\ *+\}})"
    r"|([|>]-?)"
    rf"|({_PLAIN})"
    r")?+"
    r"\ *+(?:(?<=\ )\#(?![^\s\#])[^\n\[\]{}]*+)?+\n)"
)
_DASH, _NAME, _DOUBLE, _SINGLE, _LIST, _KEYS, _BLOCK, _TEXT = range(1, 9)
"""The groups of a line; the last that matched says what its value is."""
_ITEMS = late(rf"{_LINK}|{_ITEM}")
_PAIRS = late(rf"({_KEY}):\ ++({_ITEM})")

_Entry = tuple[int, ScalarNode | None, YamlNode | None, Place]
"""A dash, a key, or the text of an item: its column from 0, the key, the value, the place.

A key whose value is below it has none, and a dash has neither.
"""


def simple_nodes(text: str, first_line: int) -> MappingNode | None:
    """Return the mapping that a text holds; None where a parser of YAML has to decide.

    `first_line` is the line of the file on which the text begins.
    """
    if len(text) > MOST_CHARACTERS or not text.replace("\n", "").isprintable():
        return None  # such as a tab, and what breaks a line for YAML alone
    entries = _entries(text if text.endswith("\n") else text + "\n", first_line)
    if not entries or entries[0][1] is None:
        return None
    mapping, end = _mapping(entries, 0)
    return mapping if end == len(entries) else None


def _entries(text: str, line: int) -> list[_Entry] | None:
    """Part a text into its entries; None when one of its lines is of no known form."""
    entries: list[_Entry] = []
    at, end = 0, len(text)
    while at < end:
        match = _LINE.match(text, at)
        if match is None:
            return None
        after, last = match.end(), match.lastindex
        if last is not None:
            begin = match.start(last)
            place = line, begin - at + 1, match.end(last) - begin
            dash, name = match.start(_DASH), match.start(_NAME)
            if dash >= 0:
                entries.append((dash - 1 - at, None, None, (line, dash - at, 1)))
            elif name < 0:
                return None
            value: YamlNode | None = None
            if last == _TEXT:
                words = match[_TEXT].rstrip(" ")
                value = ScalarNode((line, place[1], len(words)), words)
            elif last in (_DOUBLE, _SINGLE):
                value = ScalarNode(place, match[last][1:-1], match[last][0])
            elif last == _LIST:
                value = SequenceNode(place, tuple(_items(match, at, line)))
            elif last == _KEYS:
                value = MappingNode(place, tuple(_pairs(match, at, line)))
            elif last == _BLOCK:
                style = match[_BLOCK]
                lines = _below(text, after, name - at) if name >= 0 and match[0].endswith(style + "\n") else ""
                if not lines:
                    return None
                value = ScalarNode((line, place[1], 1), _joined(lines, style), style[0], folded=True)
                after += len(lines)
                line += lines.count("\n")
            elif last == _DASH:
                return None
            if name >= 0:
                key = match[_NAME]
                spot = place[0], name - at + 1, len(key)
                entries.append((name - at, ScalarNode(spot, key), value, spot))
            else:
                entries.append((place[1] - 1, None, value, place))
        line += 1
        at = after
    return entries


def _items(match: re.Match[str], at: int, line: int) -> Iterator[ScalarNode]:
    for item in _ITEMS.finditer(match.string, match.start(_LIST) + 1, match.end(_LIST) - 1):
        yield _item(item[0], line, item.start() - at + 1)


def _pairs(match: re.Match[str], at: int, line: int) -> Iterator[tuple[ScalarNode, ScalarNode]]:
    for pair in _PAIRS.finditer(match.string, match.start(_KEYS) + 1, match.end(_KEYS) - 1):
        key = ScalarNode((line, pair.start(1) - at + 1, len(pair[1])), pair[1])
        yield key, _item(pair[2], line, pair.start(2) - at + 1)


def _item(typed: str, line: int, column: int) -> ScalarNode:
    """Return one text between brackets."""
    if typed[0] in "\"'":
        return ScalarNode((line, column, len(typed)), typed[1:-1], typed[0])
    words = typed.rstrip(" ")
    return ScalarNode((line, column, len(words)), words)


def _below(text: str, at: int, column: int) -> str:
    """Return the lines of a text below `|` or `>`: all are set in the same, and further than the key at `column`.

    Return "" where it is not so, and where a blank line or a comment follows, which may or may not belong to them.
    """
    indent = len(text) - at - len(text[at:].lstrip(" "))
    if indent <= column:
        return ""
    found = re.compile(rf"(?: {{{indent}}}[^ \n][^\n]*+\n)++(?= {{0,{column}}}[^ \n#]|\Z)").match(text, at)
    return found[0] if found else ""


def _joined(lines: str, style: str) -> str:
    """Return the words of a text below `|`, which keeps its lines, or `>`, which makes them one."""
    indent = len(lines) - len(lines.lstrip(" "))
    words = [line[indent:] for line in lines.split("\n")[:-1]]
    return (" " if style[0] == ">" else "\n").join(words) + ("" if style[1:] else "\n")


def _mapping(entries: list[_Entry], at: int) -> tuple[MappingNode, int]:
    """Return the mapping whose first key is entry `at`, and the number of the entry behind it."""
    column, _, _, place = entries[at]
    pairs: list[tuple[YamlNode, YamlNode]] = []
    end = len(entries)
    while at < end:
        here, key, value, _ = entries[at]
        if here != column or key is None:
            break
        at += 1
        if value is None:
            value, at = _nested(entries, at, key, column)
        pairs.append((key, value))
    return MappingNode(place, tuple(pairs)), at


def _nested(entries: list[_Entry], at: int, key: ScalarNode, column: int) -> tuple[YamlNode, int]:
    """Return the value of a key that has none on its line: what is set in below it, or an empty text."""
    if at < len(entries):
        below, name, value, _ = entries[at]
        if name is not None and below > column:
            return _mapping(entries, at)
        if name is None and value is None and below >= column:
            return _sequence(entries, at)
    line, start, length = key.place
    return ScalarNode((line, start + length + 1, 1), ""), at


def _sequence(entries: list[_Entry], at: int) -> tuple[SequenceNode, int]:
    """Return the list whose first dash is entry `at`, and the number of the entry behind it."""
    column, _, _, place = entries[at]
    items: list[YamlNode] = []
    end = len(entries)
    while at < end:
        here, key, value, _ = entries[at]
        if here != column or key is not None or value is not None:
            break
        _, key, value, _ = entries[at + 1]
        if key is not None:
            item: YamlNode
            item, at = _mapping(entries, at + 1)
            items.append(item)
        else:
            assert value is not None
            items.append(value)
            at += 2
    return SequenceNode(place, tuple(items)), at
