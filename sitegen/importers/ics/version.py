"""One VEVENT as one file has it: of an event, or of a date that differs, there may be several."""

from msgspec import Struct

from sitegen.importers.ics.lines import Component
from sitegen.importers.ics.moments import Clock
from sitegen.importers.report import Report


class Version(Struct, frozen=True, kw_only=True):
    """A component with what is needed to read its times and to speak of it."""

    component: Component
    clock: Clock
    withheld: bool = False
    """Whether it is private, so that nothing but its time is told."""

    @property
    def report(self) -> Report:
        """Where to say what is wrong with it."""
        return self.clock.report

    @property
    def age(self) -> tuple[int, str]:
        """What makes one version count rather than another: that of the later is the greater."""
        sequence = self.component.text("SEQUENCE")
        changed = self.component.first("LAST-MODIFIED", "DTSTAMP")
        number = int(sequence) if sequence.isascii() and sequence.isdigit() and len(sequence) < 12 else 0
        return number, changed.value if changed else ""

    def lost(self, line: int, message: str) -> None:
        """Say that something was not carried over."""
        self.report.lost(line, message)

    def say(self, code: str, line: int, message: str, *, fix: str = "") -> None:
        """Add a problem of a line."""
        self.report.say(code, line, message, fix=fix)
