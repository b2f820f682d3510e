"""Pages that only list others, by `{% for post in site.posts %}` and its like: a build makes such lists itself."""

import re
from collections.abc import Mapping

from sitegen.importers.websites.html_pages import words_of
from sitegen.importers.websites.page import OldPage
from sitegen.importers.websites.people import FOLDERS as PEOPLE
from sitegen.importers.websites.sorts import EVENTS, PAGE

LONGEST = 400
"""Characters of its own that a list may have and still be no page."""
_LOOP = re.compile(r"\{%-?\s*(?:for\s+\w+\s+in|assign\s+\w+\s*=)\s+(?:site|paginator)\.(\w+)")
_LIQUID = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_BLOCK = re.compile(r"\{%-?\s*for\b.*?\{%-?\s*endfor\s*-?%\}", re.DOTALL)


def list_of(page: OldPage, lists: Mapping[str, str]) -> str:
    """Return the address of the list that a page only repeats, "" for a page with something of its own."""
    found = _LOOP.search(page.body)
    if found is None or page.sort is not PAGE or not page.address:
        return ""
    if len(words_of(_LIQUID.sub("", _BLOCK.sub("", page.body)))) > LONGEST:
        return ""
    name = found[1]
    if page.address.strip("/").rpartition("/")[2] in EVENTS:
        return "/events/"
    if name in ("tags", "categories"):
        return "/tags/"
    if name in PEOPLE:
        return "/stakeholders/"
    if name in EVENTS:
        return "/events/"
    return "/blog/" if name in ("posts", "related_posts", "articles", "news") and "/blog/" in lists else ""
