"""Calendar files: iCalendar (RFC 5545), as every calendar program exports it."""

from sitegen.importers.ics.events import extract
from sitegen.importers.importer import Importer

ICS = Importer(
    name="ics",
    summary="Make entries of the events of calendar files (.ics).",
    suffixes=(".ics",),
    source="calendar",
    item="an event",
    kind="event",
    extract=extract,
    private="Take events that the calendar calls private too.",
    reserved=("plan", "past"),
)

__all__ = ["ICS"]
