"""Whether front matter keeps a page back, by the words of any generator: what may be private stays a draft."""

from collections.abc import Mapping
from typing import Any

from sitegen.fields.hiding import folded, hides, read_as
from sitegen.fields.nodes import ScalarNode
from sitegen.importers.report import Report
from sitegen.importers.websites.dates import old_moment
from sitegen.importers.websites.values import is_no, is_yes, text

_STATES = frozenset(
    ("status", "state", "poststatus", "publicationstatus", "publishstatus", "workflowstate", "access")
)
"""Words for the state of a text that neither Jekyll nor Hugo reads: `status: draft` is left by other programs."""
UNSEEN = frozenset(("comment", "ignore", "hide", "hidden", "private", "draft", "secret", "todo"))
"""Names of shortcodes and tags whose text is meant for no reader."""
_BY_GENERATOR = frozenset(
    ["build", "cascade", "headless", "permalink", "output", "render", "expirydate", "publishdate"],
)
"""Words with a meaning of their own, which each importer reads."""


def is_kept_back(
    fields: Mapping[str, Any], lines: Mapping[str, int], report: Report, *, states: bool = False
) -> bool:
    """Return whether a field hides its page. Any but `draft` and `published` is reported, with its line.

    `states` are read of texts that no program has published so far: there, `status: draft` hides.
    """
    if is_yes(fields.get("draft")) or is_no(fields.get("published")):
        return True
    for name, value in fields.items():
        passed_over = _BY_GENERATOR if states else _STATES | _BY_GENERATOR
        if folded(name) in passed_over or not isinstance(value, str) or not value.strip():
            continue
        if _hides(name, value):
            message = f"`{name}: {text(value)}` keeps a page back, so it is a draft"
            fix = "take out `draft: true` if it is for everybody"
            report.lost(lines.get(name, 1), message, fix=fix)
            return True
    return False


def unpublished(name: str) -> str:
    """Return the message about a link to an entry that is a draft now, by its name."""
    return f"{name} is not published, so readers see the words of this link without the link"


def would_hide(name: str, value: Any) -> bool:
    """Return whether a build would take a field for one that hides its page, now or on some day."""
    if not isinstance(value, str):
        return False
    node = ScalarNode((1, 1, 0), value)
    return read_as(name, node) is not None or hides(name, node)


def waiting(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return by our names the days from and until which a text is published, whatever program's words say them."""
    found = {}
    for name, value in fields.items():
        moment = old_moment(value) if isinstance(value, str) else None
        read = read_as(name, ScalarNode((1, 1, 0), value)) if moment and isinstance(value, str) else None
        if moment and read and read.field in ("publish_date", "expiry_date"):
            found[read.field] = moment.text
    return found


def _hides(name: str, value: str) -> bool:
    node = ScalarNode((1, 1, 0), value)
    read = read_as(name, node)
    if read is None:
        return hides(name, node)
    said = read.value.value if isinstance(read.value, ScalarNode) else ""
    return {
        "draft": is_yes(said),
        "published": is_no(said),
        "private": not is_no(said),
        "visibility": said.strip().lower() != "public",
    }.get(read.field, False)
