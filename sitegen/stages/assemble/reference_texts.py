"""A target as it is in a reference: its name without an extension, and its address."""

from collections.abc import Mapping
from urllib.parse import quote

from sitegen.model.kind import Kind
from sitegen.model.reference import Reference


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


def written_with(reference: Reference, exact: str) -> str:
    """Return a wikilink or an embed as typed, with the name in another wikilink in place of its own."""
    sign = "!" if reference.kind == "embed" else ""
    anchor = f"#{reference.anchor}" if reference.anchor else ""
    words = f"|{reference.text}" if reference.text else ""
    return f"{sign}{exact.removesuffix(']]')}{anchor}{words}]]"
