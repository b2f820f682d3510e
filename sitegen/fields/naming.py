"""Names of other entries: `LPDU`, `[[LPDU]]`, and several of them in one text."""

import re
from typing import Any

import yaml

from sitegen.facets.actions import DUE_KINDS, Due
from sitegen.facets.relations import Person, Relation
from sitegen.fields import moments
from sitegen.fields.field_types import Form, No, is_empty, misshapen
from sitegen.fields.findings import Notes, place_of
from sitegen.fields.scalars import Unfit
from sitegen.fields.suggestions import days_meant

Name = type[Relation] | type[Person]


def one_name(kind: Name, kinds: tuple[str, ...] = ()) -> Form:
    """The form of a field that names one entry, of one of `kinds` where they are given."""

    def read(notes: Notes, node: yaml.Node, field: str) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            return misshapen(notes, node, field, "a name", "Name")
        found = names(node)
        if not found:
            return No.VALUE
        if len(found) > 1:
            notes.unfit(node, field, Unfit("takes one name", fix=found[0].value))
            return No.SENSE
        value, place = kind.from_text(found[0].value), place_of(found[0])
        if not value.text:
            notes.say("bad-value", place, "there is no name between the brackets")
            return No.SENSE
        notes.reach(field, value.text, kind is Relation, place, kinds)
        return value

    return Form(read, "a name", "Name")


def names(node: yaml.ScalarNode) -> list[yaml.ScalarNode]:
    """Part `[[A]], [[B]]` at its commas; a text without double brackets is one name, commas and all."""
    if is_empty(node):
        return []
    return pieces(node, r"(?:\[\[[^\[\]]*\]\]|[^,])+" if "[[" in node.value else r"(?s:.+)")


def pieces(node: yaml.ScalarNode, pattern: str) -> list[yaml.ScalarNode]:
    """The parts of a text that match `pattern`, each with its own place where the text stands as written."""
    value, quotes, start, end = node.value, len(node.style or ""), node.start_mark, node.end_mark
    exact = end.index - start.index == len(value) + 2 * quotes
    found = []
    for match in re.finditer(pattern, value):
        part = match[0].strip()
        if part:
            if exact:
                offset = quotes + match.start() + match[0].index(part)
                start, end = _moved(node.start_mark, offset), _moved(node.start_mark, offset + len(part))
            found.append(yaml.ScalarNode(node.tag, part, start, end, node.style))
    return found


def _moved(mark: yaml.Mark, offset: int) -> yaml.Mark:
    return yaml.Mark(mark.name, mark.index + offset, mark.line, mark.column + offset, None, 0)


def due(keyed: Form) -> Form:
    """The form of a deadline: a day, else the event by which it falls due."""
    date, event = Form(_day, "a date", moments.A_DAY), one_name(Relation, DUE_KINDS)

    def read(notes: Notes, node: yaml.Node, field: str) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            return keyed.read(notes, node, field)
        if re.match(r"\s*\d{4}(?:-|[/.]\d{1,2}[/.]\d)", node.value) or days_meant(node.value):
            value = date.read(notes, node, field)
            return value if isinstance(value, No) else Due(date=value)
        value = event.read(notes, node, field)
        return value if isinstance(value, No) else Due(event=value)

    return Form(read, "a date or an event", moments.A_DAY, keyed=True)


def _day(notes: Notes, node: yaml.Node, field: str) -> Any:
    try:
        return moments.day(node.value.strip())
    except Unfit as error:
        notes.unfit(node, field, error)
    return No.SENSE
