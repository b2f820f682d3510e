"""`{{< notice tip >}}…{{< /notice >}}` and its like in Hugo and Jekyll: notes, and folded ones."""

import re

from sitegen.markup.constructs.contract import Construct
from sitegen.markup.constructs.shortcodes import arguments, closing, tag
from sitegen.markup.translate import Section, Wrapped
from sitegen.patterns import late

_ANY = ("notice", "admonition", "alert", "callout", "hint")
"""Their first word is the kind of note."""
_KINDS = ("note", "tip", "info", "warning", "caution", "danger", "important")
_FOLDED = ("details", "expand", "spoiler", "collapse")
_AROUND = ("gallery", "center", "columns", "column")
"""What only places its content."""
_KIND = late(r"[\w-]+")


def _write(match: re.Match[str]) -> Wrapped:
    name, given = match[1], arguments(match[2])
    if name in _AROUND:
        return Wrapped()
    kind, fold, place = name, "", 0
    if name in _ANY:
        names = ("type", "kind", "level", "style", "color")
        kind, place = given.first(*names, place=0), 0 if given.first(*names) else 1
    elif name in _FOLDED:
        kind, fold = "note", "-"
    title = given.first("title", "summary", "header", "label", place=place)
    kind = kind.lower() if _KIND.fullmatch(kind) else "note"
    return Wrapped((f"> [!{kind}]{fold} {title}".rstrip(), ">"), "> ")


_TAG = Section(opens=tag(*_ANY, *_KINDS, *_FOLDED, *_AROUND), closes=closing, write=_write)

NOTICES_OF_HUGO = Construct(name="notices of Hugo", sign="{{", section=_TAG)
NOTICES_OF_JEKYLL = Construct(name="notices of Jekyll", sign="{%", section=_TAG)
