"""One version of an event: a calendar may hold several with the same UID."""

from msgspec import Struct

from sitegen.importers.ics.lines import Component
from sitegen.importers.ics.moments import Clock
from sitegen.importers.report import Report


class Version(Struct, frozen=True, kw_only=True):
    """A VEVENT, and the clock of its calendar."""

    component: Component
    clock: Clock
    withheld: bool = False
    """Whether it is private, so that only its time and its status may be published."""

    @property
    def report(self) -> Report:
        """The report of its file."""
        return self.clock.report

    @property
    def is_cancelled(self) -> bool:
        """Whether it takes place no more."""
        return self.component.text("STATUS").upper() == "CANCELLED"

    @property
    def revision(self) -> tuple[int, str]:
        """Its SEQUENCE and the time of its last change, which are greater in a later version."""
        sequence = self.component.text("SEQUENCE")
        changed = self.component.first("LAST-MODIFIED", "DTSTAMP")
        number = int(sequence) if sequence.isascii() and sequence.isdigit() and len(sequence) < 12 else 0
        return number, changed.value if changed else ""
