"""Names of other entries: `LPDU`, `[[LPDU]]`, and several of them in one text."""

import re
from typing import Any

from msgspec import structs

from sitegen.facets.actions import DUE_KINDS, Due
from sitegen.facets.relations import Person, Relation
from sitegen.fields import moments
from sitegen.fields.field_types import Form, No, flow, is_empty, misshapen
from sitegen.fields.findings import Notes
from sitegen.fields.key_names import name_of
from sitegen.fields.nodes import MappingNode, ScalarNode, SequenceNode, YamlNode
from sitegen.fields.scalars import Unfit
from sitegen.fields.suggestions import days_meant
from sitegen.patterns import late

BULLET = r"(?<!\S)(?:[•–—+*·▪◦‣-]|\d{1,2}[.)])(?=\s)"
"""What people put before each item of a list, as a pattern."""
BULLETS = late(rf"{BULLET}.*\s{BULLET}")
"""Matches a text with a bullet at its beginning and another one."""

_LINKS = late(r"(?:(?:\s|,|;|&|\band\b|\bund\b|\bet\b|\by\b)*\[\[[^\[\]]*\]\]){2,}\s*")
"""Matches links alone, whatever is between them: `[[A]] [[B]]`."""

Name = type[Relation] | type[Person]


def one_name(kind: Name, kinds: tuple[str, ...] = ()) -> Form:
    """The form of a field that names one entry, of one of `kinds` where they are given."""

    def read(notes: Notes, node: YamlNode, field: str) -> Any:
        if not isinstance(node, ScalarNode):
            return misshapen(notes, node, field, "a name", "Name", _one_in(node))
        found = names(node)
        if not found:
            return No.VALUE
        if len(found) > 1:
            notes.unfit(node, field, Unfit("takes one name", fix=" or ".join(each.value for each in found)))
            return No.SENSE
        value, place = kind.from_text(found[0].value), found[0].place
        if not value.text:
            notes.say("bad-value", place, "there is no name between the brackets")
            return No.SENSE
        notes.reach(field, value.text, kind is Relation, place, kinds)
        return value

    return Form(read, "a name", "Name")


def _one_in(node: YamlNode) -> str:
    """Return the only name in a list, or that of keys such as `name`; "" where there are more."""
    if isinstance(node, SequenceNode) and len(node.items) == 1 and isinstance(node.items[0], ScalarNode):
        return flow(node.items[0])
    pairs = node.pairs if isinstance(node, MappingNode) else ()
    known = ("name", "title", "who")
    return next((flow(value) for key, value in pairs if name_of(key) in known), "")


def names(node: ScalarNode) -> list[ScalarNode]:
    """Part `[[A]], [[B]]` at its commas; a text without double brackets is one name, commas and all."""
    if is_empty(node):
        return []
    if _LINKS.fullmatch(node.value):
        return pieces(node, r"\[\[[^\[\]]*\]\]")
    if BULLETS.match(node.value):
        return pieces(node, rf"(?:(?!{BULLET})(?s:.))+")
    return pieces(node, r"(?:\[\[[^\[\]]*\]\]|[^,])+" if "[[" in node.value else r"(?s:.+)")


def pieces(node: ScalarNode, pattern: str) -> list[ScalarNode]:
    """The parts of a text that match `pattern`, each with its own place where the text stands as written."""
    line, column, length = node.place
    quotes = len(node.style)
    exact = length == len(node.value) + 2 * quotes
    found = []
    for match in re.finditer(pattern, node.value):
        part = match[0].strip()
        if part and exact:
            offset = quotes + match.start() + match[0].index(part)
            found.append(ScalarNode((line, column + offset, len(part)), part, node.style))
        elif part:
            found.append(structs.replace(node, value=part))
    return found


def due(keyed: Form) -> Form:
    """The form of a deadline: a day, else the event by which it falls due."""
    event = one_name(Relation, DUE_KINDS)

    def read(notes: Notes, node: YamlNode, field: str) -> Any:
        if not isinstance(node, ScalarNode):
            return keyed.read(notes, node, field)
        if re.match(r"\s*\d{4}(?:-|[/.]\d{1,2}[/.]\d)", node.value) or days_meant(node.value):
            value = _day(notes, node, field)
            return value if isinstance(value, No) else Due(date=value)
        value = event.read(notes, node, field)
        return value if isinstance(value, No) else Due(event=value)

    return Form(read, "a date or an event", moments.A_DAY, keyed=True)


def _day(notes: Notes, node: ScalarNode, field: str) -> Any:
    try:
        return moments.day(node.value.strip())
    except Unfit as error:
        notes.unfit(node, field, error)
    return No.SENSE
