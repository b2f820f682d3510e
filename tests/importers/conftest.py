"""Calendars written inline, and the drafts that are made of them."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import pytest

from sitegen.importers.draft import Draft
from sitegen.importers.ics import ICS
from sitegen.importers.importer import Context

SITE_ZONE = "Europe/London"


class Imported(NamedTuple):
    """What an import came to."""

    drafts: list[Draft]
    said: list[str]
    """`line code` of each problem."""
    messages: list[str]

    @property
    def fields(self) -> dict[str, object]:
        """The front matter of the only draft, without its title."""
        (draft,) = self.drafts
        return {name: value for name, value in draft.fields.items() if name != "title"}


Import: TypeAlias = Callable[..., Imported]


def calendar(*events: str, head: str = "") -> bytes:
    """A calendar; each event is given by its lines, UID and SUMMARY as far as it does not say them."""
    parts = ["BEGIN:VCALENDAR", "VERSION:2.0", *head.strip().splitlines()]
    for number, event in enumerate(events):
        lines = [line.strip() for line in event.strip().splitlines()]
        own = {line.partition(":")[0].partition(";")[0] for line in lines}
        given = {"UID": f"UID:event-{number}@example.org", "SUMMARY": "SUMMARY:Clinic"}
        parts += ["BEGIN:VEVENT", *(line for name, line in given.items() if name not in own), *lines, "END:VEVENT"]
    return "\r\n".join([*parts, "END:VCALENDAR", ""]).encode()


@pytest.fixture
def imported() -> Import:
    """Return a function that imports events, or the bytes of whole files."""

    def run(
        *given: str | bytes, head: str = "", zone: str = SITE_ZONE, known: str = "", private: bool = False
    ) -> Imported:
        files = {f"{number}.ics": each for number, each in enumerate(given) if isinstance(each, bytes)}
        files = files or {"0.ics": calendar(*(each for each in given if isinstance(each, str)), head=head)}
        context = Context(zone=zone, stakeholder=lambda name: name if name == known else "", private=private)
        found = ICS.extract(files, context)
        problems = [f"{each.span.line} {each.code}" for each in found.diagnostics]
        return Imported(list(found.drafts), problems, [each.message for each in found.diagnostics])

    return run
