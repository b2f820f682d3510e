"""Old addresses as a page can have them here."""

import re

_IMPOSSIBLE = re.compile(r"[\s\"'<>\\?#%{}\x00-\x20\x7f]|:(?=[a-z_])")
"""What the address of an entry cannot hold, or would take for a part of a pattern; a redirect can hold it."""


def kept(address: str) -> tuple[str, tuple[str, ...]]:
    """Return the address that a page gets for an old one, and the old one where that differs: it leads there."""
    if not _IMPOSSIBLE.search(address):
        return address, ()
    plain = re.sub("-*/-*", "/", re.sub("-+", "-", _IMPOSSIBLE.sub("-", address)))
    return re.sub(r"-+(?=\.\w+$)", "", plain), (address,)
