"""A target as it is in a reference: its name without an extension, its address and the words that lead to it."""

from collections.abc import Mapping
from urllib.parse import quote

from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.reference import Reference
from sitegen.stages.assemble.anchors import Anchors
from sitegen.urls import normalise


def name_of(target: str) -> str:
    """Return what names an entry without the extension that Obsidian may write: `note` for `note.md`."""
    return target[:-3] if target.lower().endswith(".md") else target


def called(target: str, kinds: Mapping[str, Kind]) -> str:
    """Return what a reference calls a page, without the kind or its folder: `Open day` for `event:Open day`."""
    kind, _, name = target.partition(":")
    if name.strip() and kind.strip().casefold() in kinds:
        return name.strip()
    folder, _, name = target.rpartition("/")
    first = folder.partition("/")[0]
    return name_of(name) if name and first and any(each.folder == first for each in kinds.values()) else target


def quoted(address: str, anchor: str = "") -> str:
    """Return a file's address percent-encoded: its name may hold what means something else in an address."""
    return quote(address) + ("#" + anchor if anchor else "")


def words_of(target: Entry[Meta], reference: Reference, anchors: Anchors) -> str:
    """Return the text of a wikilink that has none: the name as typed, the title for a path, or a heading."""
    names = {normalise(name) for name in (target.meta.title, *target.meta.names)}
    typed = reference.target
    words = typed if "/" not in typed and normalise(typed) in names else target.meta.title
    if not reference.anchor:
        return words
    _, _, texts = anchors.of(target.key)
    heading = texts.get(anchors.find(target, reference.anchor), "")
    if not typed:
        return heading or reference.anchor
    return f"{words}: {heading}" if heading else words
