"""The dates of each event, for questions that ask no more of events."""

from sitegen.facets.schedule import Occurrence
from sitegen.model.site import Site
from sitegen.questions.once import once


@once
def dated(site: Site) -> dict[str, list[Occurrence]]:
    """Return the dates of each event in time order, by the key of the event."""
    found: dict[str, list[Occurrence]] = {}
    for occurrence in site.occurrences:
        if not occurrence.closing:
            found.setdefault(occurrence.key, []).append(occurrence)
    return found
