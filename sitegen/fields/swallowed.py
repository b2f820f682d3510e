"""A field without its colon on a line that is set in: YAML reads it as the end of the title above."""

from collections.abc import Collection

from sitegen.diagnostics import Edit
from sitegen.fields.findings import Notes
from sitegen.fields.nodes import ScalarNode, YamlNode
from sitegen.patterns import late

_TAIL = late(
    r".*[ ](?P<key>date|updated|start|end|publish_date|expiry_date)[ ]+(?P<day>\d{4}-\d\d-\d\d(?:[ T][\d:]+)?)"
    r"|.*[ ](?P<flag>draft|published|publish|private|hidden|toc|comments)[ ]+(?P<answer>true|false|yes|no|on|off)"
    r"|.*[ ](?P<list>tags|categories|authors|author|aliases|lang|slug|permalink|visibility|status|layout)[ ]+"
    r"(?P<texts>[^\s,]+(?:,[ ]*[^\s,]+)*)"
)
"""Matches a title that ends as a field without its colon."""


def report_swallowed(notes: Notes, title: YamlNode, known: Collection[str]) -> None:
    """Complain about a title over two lines whose second is a field, one of those that are `known`."""
    if not isinstance(title, ScalarNode) or not title.folded or title.style:
        return
    found = _TAIL.fullmatch(title.value)
    if found is None:
        return
    key = found["key"] or found["flag"] or found["list"]
    value = found["day"] or found["answer"] or found["texts"]
    line, _, length = title.place
    indent = length - len(title.value)
    if key not in known or indent < 1:
        return
    fix = f"{key}: {value}"
    edit = Edit(text=fix, where="line") if notes.form == "yaml" else None
    message = f"no colon stands behind `{key}`, and its line is set in, so it is read as part of `title`"
    notes.say("bad-value", (line + 1, indent + 1, len(f"{key} {value}")), message, fix, edit=edit)
