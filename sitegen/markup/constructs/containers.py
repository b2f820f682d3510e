"""`:::tip Title` … `:::`: notes and sections of Docusaurus, VitePress, Zenn, HackMD, MyST and Pandoc."""

import re
from difflib import get_close_matches

from sitegen.markup.body.blocks import DIAGRAMS
from sitegen.markup.constructs.contract import Construct
from sitegen.markup.constructs.shortcodes import arguments
from sitegen.markup.translate import Section, Wrapped
from sitegen.patterns import late

_NOTES = frozenset(
    (
        *("note", "tip", "info", "warning", "caution", "danger", "important", "hint", "attention", "error"),
        *("success", "question", "example", "abstract", "summary", "quote", "bug", "failure", "todo", "seealso"),
    )
)
_SAME = {
    **{"message": "note", "message alert": "warning", "alert": "warning"},
    **{"admonition": "note", "callout": "note", "secondary": "note"},
}
"""Other names of notes. What follows `message` is no title."""
_FOLDED = frozenset(("details", "spoiler", "expand", "collapse", "toggle", "dropdown"))
_PLAIN = frozenset(
    (
        *("tabs", "tab", "tab-set", "tab-item", "code-group", "columns", "column", "center", "left", "right"),
        *("raw", "v-pre", "div", "section", "grid", "row", "steps", "only", "line-block", "content-visible"),
    )
)
"""What only places its content."""
REMARKS = frozenset(("comment", "comments", "remark", "remarks", "hidden", "private", "invisible", "ignore"))
"""Names of sections that no page shows."""
_NAMES = "put note, tip, info, warning, danger or details behind the colons"
_HEAD = late(
    r":{3,}[ \t]*(?:(?P<name>[\w-]+)(?=[ \t\[{]|$)|\{(?P<list>[^{}\n]*)\})(?P<rest>[^\n]*)$",
)
_SIGNS = late(r"^[ \t]*:{3,}(?:[ \t]*([^\s:])|[ \t]*$)")
_CLASS = late(r"(?:^|\s)\.?([a-zA-Z][\w-]*)(?=\s|$)")


def _write(match: re.Match[str]) -> Wrapped:
    title = match["rest"].strip()
    if title.endswith(":::"):
        title = title.rstrip(":").rstrip()
    title, _, more = title[:-1].rpartition("{") if title.endswith("}") else (title, "", "")
    title = title.strip()
    if title.startswith("[") and title.endswith("]"):
        title = title[1:-1].strip()
    listed = f"{match['list'] or ''} {more}"
    given = arguments(listed).named
    name = match["name"] or next((found[1] for found in _CLASS.finditer(listed)), "")
    kind = name.lower().removeprefix("callout-")
    title = title or given.get("title", "")
    if title == "alert" and f"{kind} {title}" in _SAME:
        kind, title = f"{kind} {title}", ""
    if kind in REMARKS or (kind == "content-hidden" and "unless" not in listed):
        return Wrapped(shown=False)
    fold = "-" if kind in _FOLDED or given.get("collapse") == "true" else ""
    kind = "note" if kind in _FOLDED else _SAME.get(kind, kind)
    if kind in _NOTES:
        return Wrapped((f"> [!{kind}]{fold} {title}".rstrip(), ">"), "> ")
    if kind in _PLAIN or not match["name"]:
        return Wrapped((f"**{title}**", "") if title and kind.startswith("tab") else ())
    if kind in DIAGRAMS:
        return Wrapped((f"```{kind}",), after=("```",))
    near = get_close_matches(kind, [*_NOTES, *_FOLDED], 1, 0.75)
    return Wrapped(
        message=f"no notes here are called {name}, so that this one is shown as text like any other",
        fix=f"{match[0][: match.start('name')]}{near[0]}{match[0][match.end('name') :]}" if near else _NAMES,
    )


CONTAINERS = Construct(
    name="containers",
    sign=":::",
    section=Section(opens=_HEAD, closes=lambda match: _SIGNS, write=_write),
)
