"""Names of other entries: `LPDU`, `[[LPDU]]`, and several of them in one text."""

import re
from typing import Any

import yaml

from sitegen.facets.actions import Due
from sitegen.facets.relations import Person, Relation
from sitegen.fields import moments
from sitegen.fields.form import Form, No, is_empty, misshapen
from sitegen.fields.reading import Notes, Place, place_of
from sitegen.fields.scalars import Unfit

Name = type[Relation] | type[Person]


def one_name(kind: Name) -> Form:
    """The form of a field that names one entry."""

    def read(notes: Notes, node: yaml.Node, field: str) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            return misshapen(notes, node, field, "a name", "Name")
        found = names(node)
        if len(found) > 1:
            notes.unfit(node, field, Unfit("takes one name", fix=found[0][0]))
            return No.SENSE
        return named(notes, kind, field, *found[0]) if found else No.VALUE

    return Form(read, "a name", "Name")


def named(notes: Notes, kind: Name, field: str, text: str, place: Place) -> Any:
    """Return the relation or person called `text`, and note that the field reaches it."""
    value = kind.from_text(text)
    if not value.text:
        notes.say("bad-value", place, "there is no name between the brackets")
        return No.SENSE
    notes.reach(field, value.text, kind is Relation, place)
    return value


def names(node: yaml.ScalarNode) -> list[tuple[str, Place]]:
    """Part `[[A]], [[B]]` at its commas; a text without double brackets is one name, commas and all."""
    value, place = node.value, place_of(node)
    if is_empty(node) or not value.strip():
        return []
    if "[[" not in value:
        return [(value.strip(), place)]
    quotes = len(node.style or "")
    exact = place[2] == len(value) + 2 * quotes
    found = []
    for match in re.finditer(r"(?:\[\[.*?\]\]|[^,])+", value):
        name = match[0].strip()
        if name:
            column = place[1] + match.start() + match[0].index(name) + quotes
            found.append((name, (place[0], column, len(name)) if exact else place))
    return found


def due(keyed: Form) -> Form:
    """The form of a deadline: a day, else the event by which it falls due."""
    date, event = Form(_day, "a date", "2017-01-30"), one_name(Relation)

    def read(notes: Notes, node: yaml.Node, field: str) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            return keyed.read(notes, node, field)
        if re.match(r"\s*\d{4}-", node.value) or moments.meant(node.value):
            value = date.read(notes, node, field)
            return value if isinstance(value, No) else Due(date=value)
        value = event.read(notes, node, field)
        return value if isinstance(value, No) else Due(event=value)

    return Form(read, "a date or an event", "2017-01-30", keyed=True)


def _day(notes: Notes, node: yaml.Node, field: str) -> Any:
    try:
        return moments.day(node.value.strip())
    except Unfit as error:
        notes.unfit(node, field, error)
    return No.SENSE
