"""How one type is written: from a node to a value, with words for what it wants."""

import enum
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from sitegen.diagnostics import Edit
from sitegen.fields.findings import Notes
from sitegen.fields.key_names import name_of
from sitegen.fields.nodes import MappingNode, ScalarNode, SequenceNode, YamlNode, quoted
from sitegen.fields.scalars import Unfit
from sitegen.patterns import late

_REMARK = late(r"(?<![\w%])%%(?!%).+?%%(?![\w%])|<!--.*?-->", re.S)
"""What no page shows where it is in a text. Addresses may hold `%year%%month%`."""
_PLAIN = late(r"[^\W_](?:[\w ,.()!?-]*[\w.)!?])?")
"""A text that needs no quotes."""

_PLAIN = re.compile(r"[^\W_](?:[^\s,\[\]{}:#'\"]|:(?=\S)|(?<=\S)#| (?!#)|')*")
"""A text that needs no quotes between brackets."""
_LABELS = (
    "name",
    "title",
    "text",
    "label",
    "tag",
    "what",
    "who",
    "note",
    "value",
    "day",
    "date",
    "slug",
    "id",
    "url",
)
"""Keys that say no more than that a text is behind them."""


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
    meant: Callable[[YamlNode], str] = lambda node: ""
    """What to type for keys or a list that are no such keys, on one line; "" where that cannot be told."""


def scalar(parse: Callable[[str], Any], wants: str, example: str) -> Form:
    """The form of a type that is one text; `parse` raises Unfit."""

    def read(notes: Notes, node: YamlNode, field: str) -> Any:
        if not isinstance(node, ScalarNode):
            return misshapen(notes, node, field, wants, example, first(node))
        text = node.value.strip()
        if not text or is_empty(node):
            return No.VALUE
        try:
            return parse(text)
        except Unfit as error:
            notes.unfit(node, field, error)
        return No.SENSE

    def first(node: YamlNode) -> str:
        """The first of the writer's own values, if their list or keys have one that fits."""
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
            return misshapen(notes, node, field, "one text", "text in quotes", own and quoted(own))
        value = node.value.strip()
        if ("%%" in value or "<!--" in value) and not notes.config:
            without = " ".join(_REMARK.sub(" ", value).split())
            if without != " ".join(value.split()):
                fix = without if not node.style and _PLAIN.fullmatch(without) else quoted(without)
                words = "would be published with the remark in it"
                notes.unfit(node, field, Unfit(words, code="hides-nothing", fix=fix))
        return No.VALUE if is_empty(node) or not (value or blank) else value

    return Form(read, "one text", "text")


ANYTHING = Form(lambda notes, node, field: raw(node), "anything", "text")
"""Kept as written: texts, lists and dictionaries of texts."""


def _texts(node: YamlNode) -> list[str]:
    """The items of a plain list of texts on one line each, or the text of a single key; none of anything else."""
    items: tuple[YamlNode, ...] = node.items if isinstance(node, SequenceNode) else ()
    if isinstance(node, MappingNode) and len(node.pairs) == 1:
        key, value = node.pairs[0]
        if isinstance(value, ScalarNode) and name_of(key) not in _LABELS:
            return [f"{name_of(key)}: {value.value.strip()}".strip()] if name_of(key) else []
        items = (value,)
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


def misshapen(notes: Notes, node: YamlNode, field: str, wants: str, example: str, own: str = "") -> No:
    """Complain about a text, a list or keys where something else is wanted.

    `own` is what the writer typed in the shape that is wanted; empty where it cannot be told.
    """
    if is_empty(node):
        return No.VALUE
    got = "a text" if isinstance(node, ScalarNode) else "a list"
    got = "keys" if isinstance(node, MappingNode) else got
    got = "a name with a value" if got == wants else got
    last = field.rpartition(".")[2]
    shown = f"- {example}" if last.isdigit() else f"{last}: {example}"
    fix = notes.line(field, own)
    edit = None
    if fix and not isinstance(node, ScalarNode) and _says_more(node, own):
        fix = f"`{fix}`, and the rest elsewhere"
    elif fix and notes.form == "yaml":
        edit = Edit(text=own) if _on_one_line(node) and "\n" not in own else notes.instead(field, fix)
    message = f"expected {wants}, not {got}; for example `{shown}`"
    notes.say("bad-value", node.place, message, fix, edit=edit)
    return No.SENSE


def _says_more(node: YamlNode, own: str) -> bool:
    """Whether keys or a list hold a text that is not in `own`: the edit of a file would lose it."""
    if isinstance(node, ScalarNode):
        return bool(node.value.strip()) and "".join(node.value.split()) not in "".join(own.split())
    values = node.items if isinstance(node, SequenceNode) else tuple(value for _, value in node.pairs)
    return any(_says_more(value, own) for value in values)


def _on_one_line(node: YamlNode) -> bool:
    """Whether the place of a value is all of it: a block has that of its first sign or key."""
    if isinstance(node, ScalarNode):
        return not node.folded and node.style not in ("|", ">")
    if isinstance(node, MappingNode):
        first = node.pairs[0][0].place
        return first[:2] != node.place[:2] or node.place[2] > first[2]
    return node.place[2] > 1


def flow(node: YamlNode) -> str:
    """Return what was typed for a value on one line, in the form for a list in brackets."""
    if isinstance(node, SequenceNode):
        return f"[{', '.join(map(flow, node.items))}]"
    if isinstance(node, MappingNode):
        return f"{{{', '.join(f'{flow(key)}: {flow(value)}' for key, value in node.pairs)}}}"
    words = " ".join(node.value.split())
    return words if _PLAIN.fullmatch(words) and not node.style else quoted(words)
