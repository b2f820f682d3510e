"""Fields that have to be there and are not, with the lines to add where the file tells them."""

from collections.abc import Mapping
from typing import Protocol

from sitegen.diagnostics import Edit
from sitegen.fields import moments
from sitegen.fields.field_types import Form, flow, is_empty
from sitegen.fields.findings import ANY_DAY, Notes, said
from sitegen.fields.key_names import meant, name_of
from sitegen.fields.nodes import MappingNode, ScalarNode


class Hints(Protocol):
    """What is known of an entry beside its front matter, asked for where a field is missing."""

    headless: bool
    """Whether it has no front matter."""

    def value(self, key: str) -> str:
        """Return a value for a field as YAML, "" for none."""


def missing(
    notes: Notes,
    node: MappingNode | None,
    prefix: str,
    lacking: Mapping[str, Form],
    hints: Hints | None,
) -> None:
    """Complain about each field that is missing, with a cure from what the writer has said in other fields."""
    values = {key: _elsewhere(node, key, hints if not prefix else None) for key in lacking}
    lines = [notes.line(key, value) for key, value in values.items() if value]
    headless = hints is not None and hints.headless and not prefix
    for key, form in lacking.items():
        owner = f"`{said(prefix)}`" if prefix else notes.what
        if prefix.rstrip(".").rpartition(".")[2].isdigit():
            owner = f"each item of {owner}"
        place = node.place if node is not None and (prefix or notes.config) else (1, 1, 3)
        fix, edit = notes.line(key, values[key]), None
        empty = notes.places.get(prefix + key)
        place = empty or place
        if fix and headless:
            text = "\n".join(lines)
            fix, edit = f"---\n{text}\n---", Edit(text=text, where="fields")
        elif fix and not prefix and notes.form == "yaml":
            edit = Edit(text=fix, where="field" if empty else "fields")
        note = "" if fix else f"For example `{notes.line(key, form.example.replace(moments.A_DAY, ANY_DAY))}`."
        notes.say("missing-field", place, f"{owner} needs `{key}`", fix, note, edit)


def _elsewhere(node: MappingNode | None, key: str, hints: Hints | None) -> str:
    """Return the value for a field that lacks one which another key of the file, or the hints, give; else ""."""
    for name, value in node.pairs if node is not None else ():
        if isinstance(value, ScalarNode) and not is_empty(value) and meant(name_of(name), (key,)) == key:
            return flow(value)
    return hints.value(key) if hints is not None else ""
