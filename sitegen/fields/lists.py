"""Many values in one field: lists of any length, of a fixed one, and tables of a writer's own keys."""

import re
from collections.abc import Sequence
from typing import Any

import yaml

from sitegen.facets.relations import Person, Relation
from sitegen.fields.field_types import Form, No, is_empty, misshapen
from sitegen.fields.findings import Notes, place_of
from sitegen.fields.key_names import name_of
from sitegen.fields.moments import begun
from sitegen.fields.naming import names, pieces


def many(item: Form, kind: Any, separator: str) -> Form:
    """The form of a tuple of any length: a list, or one item alone.

    A `separator` parts one text into several; names part at commas between their brackets.
    """
    named = kind in (Relation, Person)
    example = item.example if item.keyed else "[Name, Another name]" if named else f"[{item.example}]"
    wants = "a list of names" if named else "a list"

    def each(node: yaml.Node) -> list[yaml.Node]:
        """Part what one item says of several, where its type knows how."""
        if not hasattr(kind, "several") or not isinstance(node, yaml.ScalarNode):
            return [node]
        marks = node.start_mark, node.end_mark, node.style
        return [yaml.ScalarNode(node.tag, part, *marks) for part in kind.several(node.value)]

    def read(notes: Notes, node: yaml.Node, field: str) -> Any:
        if is_empty(node):
            return No.VALUE
        if isinstance(node, yaml.SequenceNode):
            return _items(notes, [part for one in node.value for part in each(one)], field, item)
        if not isinstance(node, yaml.ScalarNode):
            return (
                _items(notes, [node], field, item) if item.keyed else misshapen(notes, node, field, wants, example)
            )
        if _is_dashes(node):
            fix = f"{field.rpartition('.')[2]}: [{', '.join(re.split(r'(?:^|[ ])-[ ]?', node.value)[1:])}]"
            notes.say("bad-value", place_of(node), "in a list a space stands behind each -", fix)
            return No.SENSE
        parts: list[yaml.Node] = each(node)
        if separator:
            parts = [*pieces(node, f"[^{separator}]+")]
        elif hasattr(kind, "from_text") and len(parts) == 1:
            parts = [*names(node)]
        if len(parts) > 1:
            return _items(notes, parts, field, item)
        value = item.read(notes, parts[0] if parts else node, field)
        return value if isinstance(value, No) else (value,)

    return Form(read, wants, example)


def several(items: Sequence[Form]) -> Form:
    """The form of a tuple of fixed length: a list, or one text with commas."""
    example = f"[{', '.join(item.example for item in items)}]"

    def read(notes: Notes, node: yaml.Node, field: str) -> Any:
        if is_empty(node):
            return No.VALUE
        parts: list[yaml.Node] = []
        if isinstance(node, yaml.SequenceNode):
            parts = node.value
        elif isinstance(node, yaml.ScalarNode):
            parts = [*pieces(node, "[^,]+")]
        if len(parts) != len(items):
            return misshapen(notes, node, field, f"{len(items)} values", example)
        found = tuple(item.read(notes, part, field) for item, part in zip(items, parts, strict=True))
        return No.SENSE if any(isinstance(value, No) for value in found) else found

    return Form(read, f"{len(items)} values", example)


def table(item: Form, shown: str) -> Form:
    """The form of a dictionary whose keys are the writer's, such as `shown`; what a day names is on that day."""
    example = f"{{{shown}: {item.example}}}"

    def read(notes: Notes, node: yaml.Node, field: str) -> Any:
        if not isinstance(node, yaml.MappingNode):
            return misshapen(notes, node, field, "keys", example)
        found: dict[str, Any] = {}
        lines: dict[str, int] = {}
        outer = notes.start
        for key, value in node.value:
            name, place = name_of(key), place_of(key)
            if not name:
                notes.say("bad-value", place, "a key is one plain text")
                continue
            if name in lines:
                notes.repeated(place, name, lines[name])
            lines[name] = place[0]
            path = f"{field}.{name}"
            notes.places[path] = place if is_empty(value) else place_of(value)
            notes.start = begun(name, outer.zone if outer else notes.zone) or outer
            what = item.read(notes, value, path)
            if not isinstance(what, No):
                found[name] = what
        notes.start = outer
        return found or No.VALUE

    return Form(read, "keys", example, keyed=True)


def _items(notes: Notes, nodes: Sequence[yaml.Node], field: str, item: Form) -> Any:
    found: list[Any] = []
    for node in nodes:
        path = f"{field}.{len(found)}"
        notes.places[path] = place_of(node)
        value = item.read(notes, node, path)
        if not isinstance(value, No):
            found.append(value)
        else:
            del notes.places[path]
    return tuple(found) or No.VALUE


def _is_dashes(node: yaml.Node) -> bool:
    """Whether a text is a list whose dashes lack their spaces: YAML reads it as one text."""
    return node.start_mark.line < node.end_mark.line and bool(re.match(r"-\w.* -[ ]?\w", str(node.value)))
