"""Links that are written with the site's own host: they are checked like those within the site."""

from collections.abc import Iterator
from urllib.parse import unquote

from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.reference import Reference
from sitegen.stages.assemble.links import Linker


def own_addresses(entry: Entry[Meta], linker: Linker) -> Iterator[tuple[str, Reference, str]]:
    """Yield the own links of an entry to addresses that no entry owns: its key, the reference and the address.

    What leads to nothing of the site, as far as entries tell, is reported to the linker.
    """
    for reference in entry.body.own_links:
        target = unquote(reference.target)
        addresses = (target, target + "/", target.rstrip("/"))
        key = next((linker.at[address] for address in addresses if address in linker.at), "")
        if key:
            other, anchor = linker.entries[key], reference.anchor
            if anchor and not other.broken and not linker.anchors.find(other, anchor):
                message = f"{other.path} has no heading or anchor {anchor!r}"
                linker.report(entry, reference, "own-address", message, "name a heading that is there")
        elif not linker.hidden_at.keys().isdisjoint(addresses):
            message = "this address is of something that is not published"
            linker.report(entry, reference, "own-address", message, "publish that entry, or take the link out")
        elif target not in linker.files.published:
            yield entry.key, reference, target
