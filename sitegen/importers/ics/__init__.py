"""Calendar files: iCalendar (RFC 5545), as every calendar program exports it."""

from sitegen.importers.ics.events import LOSS, extract
from sitegen.importers.importer import Codes, Importer

ICS = Importer(
    name="ics",
    summary="Make entries of the events of calendar files (.ics).",
    suffixes=(".ics",),
    source="calendar",
    item="an event",
    kind="event",
    codes=Codes(loss=LOSS, edited="calendar-edited", refused="calendar-refused"),
    extract=extract,
    private="Take events that the calendar calls private too.",
    reserved=("plan", "past"),
)

__all__ = ["ICS"]
