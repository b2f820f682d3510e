"""A target as it is in a reference: its name without an extension, and its address."""

from urllib.parse import quote


def name_of(target: str) -> str:
    """Return what names an entry without the extension that Obsidian may write: `note` for `note.md`."""
    return target[:-3] if target.lower().endswith(".md") else target


def quoted(address: str, anchor: str = "") -> str:
    """Return a file's address percent-encoded: its name may hold what means something else in an address."""
    return quote(address) + ("#" + anchor if anchor else "")
