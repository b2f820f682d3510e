"""How one type is written: from a node to a value, with words for what it wants."""

import enum
from collections.abc import Callable
from typing import Any, NamedTuple

from sitegen.fields.findings import Notes
from sitegen.fields.key_names import name_of
from sitegen.fields.nodes import MappingNode, ScalarNode, SequenceNode, YamlNode, quoted
from sitegen.fields.scalars import Unfit


class No(enum.Enum):
    """Why there is no value: none was given, or what was given makes no sense and has been complained of."""

    VALUE = enum.auto()
    SENSE = enum.auto()


Read = Callable[[Notes, YamlNode, str], Any]
"""Notes, node, field path -> a value, or a No."""


class Form(NamedTuple):
    """How the values of one type are written."""

    read: Read
    wants: str
    """In words, for a complaint about the shape: `a date`."""
    example: str
    keyed: bool = False
    """Whether it may be written with keys below it."""


def scalar(parse: Callable[[str], Any], wants: str, example: str) -> Form:
    """The form of a type that is one text; `parse` raises Unfit."""

    def read(notes: Notes, node: YamlNode, field: str) -> Any:
        if not isinstance(node, ScalarNode):
            return misshapen(notes, node, field, wants, first(node) or example)
        text = node.value.strip()
        if not text or is_empty(node):
            return No.VALUE
        try:
            return parse(text)
        except Unfit as error:
            notes.unfit(node, field, error)
        return No.SENSE

    def first(node: YamlNode) -> str:
        """The first of the writer's own values, if their list has one that fits."""
        for own in _texts(node):
            try:
                parse(own)
            except Unfit:
                continue
            return own
        return ""

    return Form(read, wants, example)


def text(*, blank: bool = False) -> Form:
    """The form of plain text, as typed; `blank` says that `""` in quotes is a value and not the lack of one."""

    def read(notes: Notes, node: YamlNode, field: str) -> Any:
        if not isinstance(node, ScalarNode):
            own = ", ".join(_texts(node))
            return misshapen(notes, node, field, "one text", quoted(own or "text in quotes"))
        value = node.value.strip()
        return No.VALUE if is_empty(node) or not (value or blank) else value

    return Form(read, "one text", "text")


ANYTHING = Form(lambda notes, node, field: raw(node), "anything", "text")
"""Kept as written: texts, lists and dictionaries of texts."""


def _texts(node: YamlNode) -> list[str]:
    """The items of a plain list of texts on one line each; none of anything else."""
    items = node.items if isinstance(node, SequenceNode) else ()
    texts = [item.value.strip() for item in items if isinstance(item, ScalarNode)]
    return texts if len(texts) == len(items) and not any("\n" in text for text in texts) else []


def is_empty(node: YamlNode) -> bool:
    """Whether nothing was given: no text, or the `~` and `null` of YAML; `""` in quotes is a text."""
    if isinstance(node, ScalarNode):
        return node.value in ("", "~", "null") and not node.style
    return not (node.items if isinstance(node, SequenceNode) else node.pairs)


def raw(node: YamlNode) -> Any:
    """Return plain text, lists and dictionaries, each text as typed."""
    if isinstance(node, SequenceNode):
        return [raw(item) for item in node.items]
    if isinstance(node, MappingNode):
        return {name_of(key): raw(value) for key, value in node.pairs if name_of(key)}
    return "" if is_empty(node) else node.value.strip()


def misshapen(notes: Notes, node: YamlNode, field: str, wants: str, example: str) -> No:
    """Complain that a text, a list or keys stand where something else is wanted."""
    if is_empty(node):
        return No.VALUE
    got = "a text" if isinstance(node, ScalarNode) else "a list"
    got = "keys" if isinstance(node, MappingNode) else got
    last = field.rpartition(".")[2]
    line = f"- {example}" if last.isdigit() else f"{last}: {example}"
    notes.say("bad-value", node.place, f"expected {wants}, not {got}; for example `{line}`", line)
    return No.SENSE
