"""The address register: every address that a site has published, and what was first published there."""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, unquote

from sitegen.model.register import Register
from sitegen.patterns import late
from sitegen.urls import address_of, composed, output_path

HEADING = "# Every address that this site has published. sitegen build adds to it; commit it with the rest."
_APART = late(r"[\s%?#\0-\x20\x7f]")
"""What an address is written without, because it parts addresses, begins a comment, or is a line's end."""


def lines_of(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield number, address and first address for each line of a register; "" for one that is no address.

    Lines may be in any order and doubled, as merging leaves them. Empty lines and those with `#` are passed over.
    """
    for number, line in enumerate(text.split("\n"), 1):
        words = line.partition("#")[0].split()
        if words:
            known = len(words) <= 2 and all(word.startswith("/") for word in words)
            address = canonical(words[0]) if known else ""
            yield number, address, unquote(words[1]) if known and len(words) == 2 else address


def as_text(first: Mapping[str, str]) -> str:
    """Return the text of a register: sorted, one line an address, and behind it the first address if another."""
    lines = sorted(_line(address, origin) for address, origin in first.items())
    return "\n".join((HEADING, *lines, ""))


def _line(address: str, origin: str) -> str:
    return _written(address) if origin == address else f"{_written(address)} {_written(origin)}"


def _written(address: str) -> str:
    """Return an address as a person types it, in any script, but for what would part it in two."""
    return _APART.sub(lambda sign: quote(sign[0]), address)


def canonical(address: str) -> str:
    """Return the one form of all spellings of an address that the same file answers."""
    return address_of(output_path(composed(unquote(address))))


def first_address(old: Iterable[str], permalink: str, register: Register) -> str:
    """Return the address by which feeds and calendars know an entry for ever.

    With a register, that is the first address of what was published at its permalink, else at one of its `old`
    addresses. Where none of them is registered, old addresses count as the oldest first. A short address, which is
    one step where the entry lies deeper, was given to it beside its own, and never names it; but where its own
    address is listed too, the list is all there is to know, and its first line the oldest.
    """
    known = tuple(old)
    if register.in_use:
        for address in (permalink, *known):
            if found := register.first.get(canonical(address)):
                return found
    if not known:
        return permalink
    own = output_path(permalink)
    if any(output_path(composed(unquote(address))) == own for address in known):
        return known[0]
    return next((address for address in known if not _is_short(address, permalink)), permalink)


def _is_short(address: str, permalink: str) -> bool:
    """Return whether an old address is one step without an extension, and the permalink more."""
    step = address.strip("/")
    return not set("/.") & set(step) and "/" in permalink.strip("/")
