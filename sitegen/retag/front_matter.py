"""The tags in the front matter of a file, in any of its forms, and the same file with others in their place."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from sitegen.decoding import decode
from sitegen.diagnostics import Span
from sitegen.fields.compose import compose
from sitegen.fields.convert import convert
from sitegen.fields.field_types import raw
from sitegen.fields.frontmatter import split
from sitegen.fields.key_names import name_of
from sitegen.fields.nodes import MappingNode, Place, ScalarNode, YamlNode
from sitegen.model.meta import SYNONYMS, Labels
from sitegen.retag.change import Change, Refused
from sitegen.retag.splices import RawText, Splice
from sitegen.urls import bare_tag, same_tag

FIELD = "tags"
KEYS = frozenset({FIELD, *(key for key, field in SYNONYMS.items() if field == FIELD)})
"""The keys that give an entry tags."""


class _Tags(Struct, frozen=True, kw_only=True):
    """The tags that one key gives."""

    tags: Labels = ()


class Written(Struct, frozen=True, kw_only=True):
    """One tag where it is written."""

    label: str
    place: Place
    """Its own characters, or the whole value where these cannot be told."""


def written(data: bytes, path: str) -> tuple[Written, ...]:
    """Return the tags in the front matter of a file, in its order; none where it cannot be read."""
    head = _head(data, path)
    return tuple(each for _, value in _pairs(head) for each in _labels(value)) if head else ()


def rewritten(data: bytes, path: str, change: Change) -> bytes:
    """Return a file with other tags in its front matter; the same bytes where it has none of those that give way.

    An entry that would have the new tag twice loses one of the two where it can be taken out. Raises Refused where
    the new tag cannot be written in the place of the old.
    """
    concerned = [each for each in written(data, path) if same_tag(each.label) in change.forms]
    if not concerned:
        return data
    text = RawText(data)
    exchanged = {each.place: _exchange(text, path, each, change) for each in concerned}
    result = text.spliced(exchanged.values())
    if not _is_meant(data, result, path, change):
        raise Refused(f"{_at(path, concerned[0].place)}: {change.new!r} cannot be written here; put it in quotes")
    return _without_repeats(result, path, change) if change.merging else result


def _head(data: bytes, path: str) -> MappingNode | None:
    """Return the front matter of a file; None without any, and where it cannot be read."""
    text, _ = decode(data, path)
    if text is None:
        return None
    parts = split(text, path)
    if parts.head is None or parts.diagnostics:
        return None
    return compose(parts.head, path, parts.head_line, parts.form)[0]


def _pairs(head: MappingNode) -> Iterator[tuple[YamlNode, YamlNode]]:
    """Yield the keys that give tags, each with its value."""
    return ((key, value) for key, value in head.pairs if name_of(key) in KEYS)


def _labels(value: YamlNode) -> Iterator[Written]:
    """Yield the tags that a value gives, as a build reads them."""
    node = MappingNode(value.place, ((ScalarNode(value.place, FIELD), value),))
    reading = convert(node, _Tags, path="", zone="UTC", what="")
    tags = reading.value.tags if reading.value else ()
    for number, label in enumerate(tags):
        yield Written(label=label, place=reading.places.get(f"{FIELD}.{number}") or value.place)


def _exchange(text: RawText, path: str, found: Written, change: Change) -> Splice:
    """Return the change of the characters of one tag."""
    line, column, length = found.place
    segment = text.segment(line, column, length)
    word, new = bare_tag(found.label), bare_tag(change.meant(found.label))
    quote = segment[:1] if segment[:1] in ("'", '"') and segment[-1:] == segment[:1] and length > 1 else ""
    if quote == '"':
        new = new.replace("\\", "\\\\").replace('"', '\\"')
    elif quote:
        new = new.replace("'", "''")
    places = [match.start() for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", segment)]
    if len(places) == 1:
        return Splice(line, column + places[0], len(word), new)
    if quote and not places:  # written with escapes
        return Splice(line, column + 1, length - 2, new)
    raise Refused(f"{_at(path, found.place)}: the tag {word!r} is written over several lines; put it on one")


def _is_meant(before: bytes, after: bytes, path: str, change: Change) -> bool:
    """Return whether the front matter of a file has changed in the tags that give way, and in nothing else."""
    old, new = _head(before, path), _head(after, path)
    if old is None or new is None or len(old.pairs) != len(new.pairs):
        return False
    for (key, value), (new_key, new_value) in zip(old.pairs, new.pairs, strict=True):
        if name_of(key) != name_of(new_key):
            return False
        if name_of(key) in KEYS:
            wanted = [change.meant(each.label) for each in _labels(value)]
            if wanted != [each.label for each in _labels(new_value)]:
                return False
        elif raw(value) != raw(new_value):
            return False
    return True


def _without_repeats(data: bytes, path: str, change: Change) -> bytes:
    """Return a file in whose front matter a tag that is written twice is written once, where that can be done."""
    head = _head(data, path)
    fields = [[*_labels(value)] for _, value in _pairs(head)] if head else []
    found = [
        (each, len(field)) for field in fields for each in field if same_tag(each.label) == same_tag(change.new)
    ]
    for each, labels in reversed(found[1:]):
        if labels > 1:
            shorter = _taken_out(data, each.place)
            wanted = _values(data, path)
            number = max(n for n, label in enumerate(wanted[FIELD]) if same_tag(label) == same_tag(change.new))
            del wanted[FIELD][number]
            if shorter and _values(shorter, path) == wanted:
                data = shorter
    return data


def _values(data: bytes, path: str) -> dict[str, Any]:
    """Return the front matter of a file as plain values, all its tags in one list."""
    head = _head(data, path)
    if head is None:
        return {}
    others = {name_of(key): raw(value) for key, value in head.pairs if name_of(key) not in KEYS}
    return {**others, FIELD: [each.label for _, value in _pairs(head) for each in _labels(value)]}


def _taken_out(data: bytes, place: Place) -> bytes:
    """Return a file without one item of a list and its comma or line; b"" where it has neither."""
    text = RawText(data)
    line, column, length = place
    row = text.lines[line - 1]
    bare = row.rstrip("\r\n")
    before, behind = bare[: column - 1], bare[column - 1 + length :]
    if re.fullmatch(r"[ \t]*-[ \t]+", before) and not behind.strip():
        return text.spliced([Splice(line, 1, len(row), "")])
    if comma := re.search(r",[ \t]*$", before):
        return text.spliced([Splice(line, comma.start() + 1, column - 1 + length - comma.start(), "")])
    if comma := re.match(r"[ \t]*,[ \t]*", behind):
        return text.spliced([Splice(line, column, length + comma.end(), "")])
    return b""


def _at(path: str, place: Place) -> str:
    span = Span(path=path, line=place[0], column=place[1])
    return f"{span.path}:{span.line}:{span.column}"
