"""tags.yaml with other tags: their own keys, and where they are named as parents."""

import re

from sitegen.decoding import decode
from sitegen.fields.compose import compose
from sitegen.fields.field_types import raw
from sitegen.fields.key_names import name_of
from sitegen.fields.nodes import MappingNode, ScalarNode, YamlNode
from sitegen.model.vocabulary import FILE, Vocabulary
from sitegen.retag.change import Change, Refused
from sitegen.retag.quoting import like
from sitegen.retag.splices import RawText, Splice
from sitegen.urls import same_tag

NAMING = ("parent", "label")
"""The keys below a tag that name tags."""


def rewritten(data: bytes, change: Change) -> bytes:
    """Return tags.yaml in which the new tag has the place of the first that gives way, unless it has one already.

    The lines of the others go. Raises Refused where that cannot be written, or a description would be lost.
    """
    node = _node(data)
    if node is None:
        return data
    text = RawText(data)
    tags = [(name_of(key), key, value) for key, value in node.pairs]
    free = not any(
        same_tag(name) == same_tag(change.new) and same_tag(name) not in change.forms for name, *_ in tags
    )
    splices: list[Splice] = []
    gone: list[str] = []
    for name, key, value in tags:
        if same_tag(name) in change.forms:
            if free:
                splices.append(Splice(*key.place, like(text.segment(*key.place), change.new)))
            else:
                _keep_description(name, key.place[0], value)
                gone.append(name)
            free = False
        for field, tag in value.pairs if isinstance(value, MappingNode) else ():
            if name_of(field) in NAMING and isinstance(tag, ScalarNode) and same_tag(tag.value) in change.forms:
                new = like(text.segment(*tag.place), change.meant(tag.value))
                splices.append(Splice(*tag.place, new))
    result = text.spliced(splices)
    for name in gone:
        result = _without(result, name)
    if _meant(node, change, gone) != _plain_values(_node(result)):
        raise Refused(f"{FILE}: take the lines of {', '.join(map(repr, change.old))} out first")
    return result


def _keep_description(name: str, line: int, value: YamlNode) -> None:
    """Raise Refused where a tag that gives way has a description, which would be lost."""
    if isinstance(value, MappingNode) and any(name_of(field) == "description" for field, _ in value.pairs):
        raise Refused(
            f"{FILE}:{line}: the description of {name!r} would be lost: put its words where they are wanted, "
            "delete it here, and merge again"
        )


def further_words(vocabulary: Vocabulary, change: Change) -> tuple[str, ...]:
    """Return the synonyms of the tags that lose their lines, so that these words keep a tag."""
    names = {same_tag(name): name for name in vocabulary.tags}
    gone = [name for form, name in names.items() if form in change.forms]
    if same_tag(change.new) not in names or not change.merging:
        gone = gone[1:]
    return tuple(word for name in gone for word in vocabulary.tags[name].synonyms)


def _node(data: bytes) -> MappingNode | None:
    text, _ = decode(data, FILE)
    return compose(text or "", FILE, 1)[0]


def _plain_values(node: MappingNode | None) -> dict[str, object]:
    return {name_of(key): raw(value) for key, value in node.pairs} if node else {}


def _meant(node: MappingNode, change: Change, gone: list[str]) -> dict[str, object]:
    """Return what the file is to hold."""
    found: dict[str, object] = {}
    for key, value in node.pairs:
        name, said = name_of(key), raw(value)
        for field in NAMING if isinstance(said, dict) else ():
            if field in said and same_tag(str(said[field])) in change.forms:
                said |= {field: change.meant(said[field])}
        if name not in gone:
            found[change.new if same_tag(name) in change.forms else name] = said
    return found


def _without(data: bytes, name: str) -> bytes:
    """Return tags.yaml without one tag and what is said of it; remarks above the next tag stay."""
    node, text = _node(data), RawText(data)
    key = next(key for key, _ in node.pairs if name_of(key) == name) if node else None
    if key is None or key.place[1] != 1:
        return data
    first = last = key.place[0]
    while last < len(text.lines) and re.match(r"[ \t]+[^\s#]", text.lines[last]):
        last += 1
    return text.spliced(Splice(number, 1, len(text.lines[number - 1]), "") for number in range(first, last + 1))
