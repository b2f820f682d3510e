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
from sitegen.fields.naming import BULLET, BULLETS, names, pieces
from sitegen.fields.nodes import MappingNode, ScalarNode, SequenceNode, YamlNode
from sitegen.patterns import late

_PARTED = re.compile("[;#|、，；·•\\n\\[\\](){}<>\"“”„«»‘’`'\u00a0\u200b]|^[-–—+*\\d]")
"""What a text has that is more than one label, or one with signs around it."""
_BAR = late(r"[|/·•]\s+")
"""Matches a sign between labels, at the beginning of one."""
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"))
_QUOTES = "\"'“”„«»‘’‚`"
_NOTHING = "\u00a0\u200b\ufeff"
_NONE = ("none", "n/a", "keine", "aucun", "ninguno", "nessuno")
"""Words for no label at all, where they are all that is typed."""


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
                if own := item.meant(node):
                    return misshapen(notes, node, field, wants, example, own)
                return _items(notes, [node], field, item)
            own = f"[{', '.join(flow(key) for key, _ in node.pairs)}]" if _is_set(node) else ""
            return misshapen(notes, node, field, wants, example, own or (_name_in(node) if named else ""))
        if separator and node.value.strip().casefold() in _NONE:
            return No.VALUE
        if _is_dashes(node, within=bool(separator)):
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
        if node.folded and not node.style and (separator or named) and " " in node.value:
            message = f"`{field.rpartition('.')[2]}` is one text over several lines; in a list each begins with -"
            notes.say("bad-value", node.place, message)
            return No.SENSE
        value = item.read(notes, parts[0] if parts else node, field)
        return value if isinstance(value, No) else (value,)

    return Form(read, wants, example)


def _labels(node: YamlNode, separator: str = "") -> list[YamlNode]:
    """Return the labels in a text: parted at semicolons, bars and the separator, or each with a `#` before it.

    Brackets and quotes around one, or around all of them, are taken off, and so are bullets. Without a separator
    the text is an item of a list, in which a slash between blanks is kept, and all that its writer has quoted.
    """
    if not isinstance(node, ScalarNode):
        return [node]
    if not _PARTED.search(node.value):
        if not separator:
            return [node]
        slash = " / " in node.value
        found = pieces(node, rf"(?:(?!\s/\s)[^{separator}])+" if slash else f"[^{separator}]+")
        return [*map(_without_bar, found)] or [node]
    words = node.value.split()
    if words and all(word.startswith("#") for word in words):
        return [*pieces(node, r"[^\s,;#]+")] or [node]
    stops = rf"{BULLET}|" if BULLETS.match(node.value) else ""
    bars = r"\s[|/·•]\s" if separator else r"\s[|·•]\s"
    found = []
    for part in pieces(node, rf"(?:(?!{stops}{bars})[^\n;、，；{separator}])+"):
        if not node.style or separator:
            part = _without_bar(part)
        bare = part.value if node.style and not separator else _bare(part.value)
        found.append(part if bare == part.value else structs.replace(part, value=bare))
    return [part for part in found if part.value] or [node]


def _without_bar(part: ScalarNode) -> ScalarNode:
    """Return a label without the sign and the blank that part it from the one before."""
    if not _BAR.match(part.value):
        return part
    line, column, length = part.place
    value = _BAR.sub("", part.value)
    cut = len(part.value) - len(value)
    return structs.replace(part, value=value, place=(line, column + cut, max(length - cut, 1)))


def _bare(label: str) -> str:
    """Return a label without the signs around it: links, quotes, and brackets that are not closed within it."""
    label = label.strip(_NOTHING).removeprefix("[[").removesuffix("]]").strip()
    for opening, closing in _BRACKETS:
        if label.startswith(opening) and (closing not in label or label.index(closing) == len(label) - 1):
            label = label[1:].removesuffix(closing).strip()
        elif label.endswith(closing) and opening not in label:
            label = label[:-1].strip()
    if label[:1] in _QUOTES and label[-1:] in _QUOTES and len(label) > 1:
        label = label[1:-1].strip()
    return label


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


def _is_set(node: MappingNode) -> bool:
    """Whether keys have no values, as `{a, b}`."""
    return all(is_empty(value) for _, value in node.pairs)


def _is_dashes(node: ScalarNode, *, within: bool) -> bool:
    """Whether a text is a list whose dashes lack their spaces: YAML reads it as one text.

    `within` says that it may be so on one line as well.
    """
    return (node.folded or within) and bool(re.match(r"-\w.* -[ ]?\w", node.value))
