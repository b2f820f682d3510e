"""Calendars to import, written beside a site, and the entries that came of them."""

from pathlib import Path

from tests.importers.conftest import calendar

OPEN_DAY = "UID:open@example.org\nSUMMARY:Open day\nDTSTART;TZID=Europe/London:20261205T100000\nDESCRIPTION:Come."
WALK = "UID:walk@example.org\nSUMMARY:Walk\nDTSTART;VALUE=DATE:20261206"
ENTRY = "content/events/open-day.md"


def put(site: Path, *events: str, name: str = "calendar.ics") -> None:
    place = site / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(calendar(*events))


def files(site: Path) -> dict[str, str]:
    found = sorted((site / "content/events").rglob("*.md"))
    return {place.relative_to(site / "content/events").as_posix(): place.read_text("utf-8") for place in found}
