"""Where a reference stands in its source: the parsers do not say, so that one source is read again."""

from sitegen.model.body import Reference
from sitegen.stages.markup.places import destinations, find


def locate(source: str, reference: Reference) -> tuple[int, int] | None:
    """Offset and length of what was typed, in the normalised body text; None when it cannot be found."""
    if reference.start is not None:
        return reference.start, reference.length
    target = reference.target or f"#{reference.anchor}"
    place = find(destinations(source), target, reference.nth, image=reference.kind == "image")
    return (place.start, place.length) if place else None
