"""Tabs: each is below the one before, under its name in bold, so that a page shows and prints all of them."""

import re

from sitegen.markup.constructs.contract import Construct
from sitegen.markup.constructs.shortcodes import arguments, closing, tag
from sitegen.markup.translate import Section, Wrapped
from sitegen.patterns import late

_SIGNS = late(r"([*_`\[\]<>\\])")


def _named(name: str) -> Wrapped:
    words = " ".join(_SIGNS.sub(r"\\\1", name).split())
    return Wrapped((f"**{words}**", "") if words else ())


def _write(match: re.Match[str]) -> Wrapped:
    return _named(match[1])


def _write_tag(match: re.Match[str]) -> Wrapped:
    """Return the name of a tab above it, and nothing around all of them."""
    given = arguments(match[2])
    if match[1] in ("tabs", "tabpane", "code-tabs"):
        return Wrapped()
    # Jekyll's first word is the name of all of them.
    jekyll = match[0].startswith("{%") and len(given.words) > 1
    return _named(given.first("header", "name", "title", "label", place=1 if jekyll else 0))


_TAG = Section(opens=tag("tabs", "tabpane", "tab"), closes=closing, write=_write_tag)

TABS = Construct(name="tabs", sign='=== "', section=Section(opens=late(r'=== "([^"]+)"'), write=_write))
TABS_OF_JEKYLL = Construct(name="tabs of Jekyll", sign="{% tab", section=_TAG)
TABS_OF_HUGO = Construct(name="tabs of Hugo", sign="{{", section=_TAG)
