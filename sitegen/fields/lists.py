"""Many values in one field: lists of any length, of a fixed one, and tables of a writer's own keys."""

import re
from collections.abc import Iterable
from typing import Any

from msgspec import structs

from sitegen.diagnostics import Edit
from sitegen.facets.relations import Person, Relation
from sitegen.fields.field_types import Form, No, flow, is_empty, misshapen
from sitegen.fields.findings import Notes
from sitegen.fields.key_names import name_of
from sitegen.fields.moments import begun
from sitegen.fields.naming import names, pieces
from sitegen.fields.nodes import MappingNode, ScalarNode, SequenceNode, YamlNode

_PARTED = re.compile(r"[;#\[]")
"""What a text has that is more than one label, or one with signs around it."""


def many(item: Form, kind: Any, separator: str) -> Form:
    """The form of a tuple of any length: a list, or one item alone.

    A `separator` parts one text into several; names part at commas between their brackets.
    """
    named = kind in (Relation, Person)
    example = item.example if item.keyed else "[Name, Another name]" if named else f"[{item.example}]"
    wants = "a list of names" if named else "a list"

    def each(node: YamlNode) -> list[YamlNode]:
        """Part what one item says of several, where its type knows how."""
        if not hasattr(kind, "several") or not isinstance(node, ScalarNode):
            return [node]
        return [structs.replace(node, value=part) for part in kind.several(node.value)]

    def read(notes: Notes, node: YamlNode, field: str) -> Any:
        if is_empty(node):
            return No.VALUE
        if isinstance(node, SequenceNode):
            parted = _labels if separator else each
            return _items(notes, [part for one in node.items for part in parted(one)], field, item)
        if not isinstance(node, ScalarNode):
            if item.keyed:
                return _items(notes, [node], field, item)
            return misshapen(notes, node, field, wants, example, _name_in(node) if named else "")
        if _is_dashes(node):
            fix = f"{field.rpartition('.')[2]}: [{', '.join(re.split(r'(?:^|[ ])-[ ]?', node.value)[1:])}]"
            edit = Edit(text=fix, where="field") if notes.form == "yaml" else None
            notes.say("bad-value", node.place, "in a list a space stands behind each -", fix, edit=edit)
            return No.SENSE
        parts: list[YamlNode] = each(node)
        if separator:
            parts = _labels(node, separator)
        elif hasattr(kind, "from_text") and len(parts) == 1:
            parts = [*names(node)]
        if len(parts) > 1:
            return _items(notes, parts, field, item)
        value = item.read(notes, parts[0] if parts else node, field)
        return value if isinstance(value, No) else (value,)

    return Form(read, wants, example)


def _labels(node: YamlNode, separator: str = "") -> list[YamlNode]:
    """Return the labels in a text: parted at semicolons and the separator, or each with a `#` before it.

    Brackets as of links are taken off.
    """
    if not isinstance(node, ScalarNode) or not (separator or _PARTED.search(node.value)):
        return [node]
    hashed = node.value.startswith("#") and all(word.startswith("#") for word in node.value.split())
    found: list[YamlNode] = []
    for part in pieces(node, r"[^\s,#]+" if hashed else f"[^;{separator}]+"):
        bare = part.value.removeprefix("[[").removesuffix("]]").strip()
        found.append(part if bare == part.value else structs.replace(part, value=bare))
    return found or [node]


def several(items: list[Form]) -> Form:
    """The form of a tuple of fixed length: a list, or one text with commas."""
    example = f"[{', '.join(item.example for item in items)}]"

    def read(notes: Notes, node: YamlNode, field: str) -> Any:
        if is_empty(node):
            return No.VALUE
        parts: list[YamlNode] = []
        if isinstance(node, SequenceNode):
            parts = [*node.items]
        elif isinstance(node, ScalarNode):
            parts = [*pieces(node, "[^,]+")]
        if len(parts) != len(items):
            return misshapen(notes, node, field, f"{len(items)} values", example)
        found = tuple(item.read(notes, part, field) for item, part in zip(items, parts, strict=True))
        return No.SENSE if any(isinstance(value, No) for value in found) else found

    return Form(read, f"{len(items)} values", example)


def table(item: Form, shown: str) -> Form:
    """The form of a dictionary whose keys are the writer's, such as `shown`; what a day names is on that day."""
    example = f"{{{shown}: {item.example}}}"

    def read(notes: Notes, node: YamlNode, field: str) -> Any:
        if not isinstance(node, MappingNode):
            return misshapen(notes, node, field, "keys", example, _as_table(notes, node, field, item))
        found: dict[str, Any] = {}
        lines: dict[str, int] = {}
        outer = notes.start
        for key, value in node.pairs:
            name, place = name_of(key), key.place
            if not name:
                notes.say("bad-value", place, "a key is one plain text")
                continue
            if name in lines:
                notes.repeated(place, name, lines[name])
            lines[name] = place[0]
            path = f"{field}.{name}"
            notes.keys[path] = place
            notes.places[path] = place if is_empty(value) else value.place
            notes.start = begun(name, outer.zone if outer else notes.zone) or outer
            what = item.read(notes, value, path)
            if not isinstance(what, No):
                found[name] = what
        notes.start = outer
        return found or No.VALUE

    return Form(read, "keys", example, keyed=True)


def _name_in(node: MappingNode) -> str:
    """Return the name that keys give where one is wanted; "" when none is plainly it."""
    for key, value in node.pairs:
        if name_of(key) in ("name", "title", "who") and isinstance(value, ScalarNode):
            return flow(value)
    return ""


def _as_table(notes: Notes, node: YamlNode, field: str, item: Form) -> str:
    """Return a list of single keys as keys on one line; "" where it is no such list, or a value makes no sense."""
    items = node.items if isinstance(node, SequenceNode) else ()
    pairs = [pair for each in items if isinstance(each, MappingNode) for pair in each.pairs]
    if not pairs or not all(isinstance(each, MappingNode) for each in items):
        return ""
    inner = re.match(r"\{(\w+): ", item.example)
    shown = []
    for key, value in pairs:
        scratch = Notes(notes.path, notes.zone, notes.what, notes.config)
        if isinstance(item.read(scratch, value, f"{field}.{name_of(key)}"), No) or scratch.diagnostics:
            return ""
        words = flow(value)
        alone = isinstance(value, ScalarNode) and inner is not None
        shown.append(f"{flow(key)}: {{{inner[1]}: {words}}}" if alone and inner else f"{flow(key)}: {words}")
    return f"{{{', '.join(shown)}}}"


def _items(notes: Notes, nodes: Iterable[YamlNode], field: str, item: Form) -> Any:
    found: list[Any] = []
    for node in nodes:
        path = f"{field}.{len(found)}"
        notes.places[path] = node.place
        value = item.read(notes, node, path)
        if not isinstance(value, No):
            found.append(value)
        else:
            del notes.places[path]
    return tuple(found) or No.VALUE


def _is_dashes(node: ScalarNode) -> bool:
    """Whether a text is a list whose dashes lack their spaces: YAML reads it as one text."""
    return node.folded and bool(re.match(r"-\w.* -[ ]?\w", node.value))
