"""Calendar files, worked out by a library that shares no code with ours: exactly the dates on the pages."""

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import html

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import SITE_YAML, MakeSite, Site
from tests.outputs.any_event import events
from tests.outputs.ical_js import Date, expand
from tests.sizes import drawn

SITES, MANY, VALID = drawn(10), 40, 30
"""How many random sites there are, how many events are drawn for each, and how many of those can be at least."""
SETTINGS = f"{SITE_YAML}horizon: 1\n"
HORIZON = "2027-12-31"
ELSEWHERE = "Another place"


class Shown(NamedTuple):
    """One date as a page shows it or a calendar works it out."""

    start: str
    """The instant in UTC with a `Z`, or a day."""
    end: str
    """Of days, the last; of what has no end, its start."""
    off: bool = False
    """Whether it is cancelled."""
    elsewhere: bool = False


def on_the_page(site: Site, name: str) -> list[Shown]:
    """Return the dates that an event's page lists; of what happens once, the one beside its text."""
    page = html.fromstring(site.page(f"events/{name}/index.html"))
    rows = page.xpath("//*[@data-dates]//li") or page.xpath("//section[@class='panel']//dd[.//time]")[:1]
    return sorted(map(_shown, rows))


def _shown(row: Any) -> Shown:
    """Read one date, and hold its words against what machines are told of it."""
    words = "".join(row.itertext())
    told = [time.get("datetime") for time in row.iter("time") if "dt-" in time.get("class", "")]
    for moment in told:
        assert _in_words(moment, is_end=moment is not told[0]) in words, (words, told)
    start, end = _instant(told[0]), _instant(told[-1])
    return Shown(start, end, row.get("data-off") is not None, ELSEWHERE in words)


def _in_words(moment: str, *, is_end: bool) -> str:
    """Return what a reader must find of a moment: its time of day, else the number of its day."""
    if len(moment) == 10:
        return str(int(moment[8:]))
    local = dt.datetime.fromisoformat(moment)
    if local.hour == local.minute == 0:
        return f"{(local - dt.timedelta(days=1)).day}" if is_end else "midnight"
    if local.minute == 0 and local.hour == 12:
        return "midday"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{(local.hour - 1) % 12 + 1}{minutes}{'am' if local.hour < 12 else 'pm'}"


def _instant(moment: str) -> str:
    if len(moment) == 10:
        return moment
    return f"{dt.datetime.fromisoformat(moment).astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def in_a_calendar(date: Date) -> Shown:
    """Return a date as the library works it out."""
    end = date.end
    if len(end) == 10:
        end = str(dt.date.fromisoformat(end) - dt.timedelta(days=1))
    return Shown(date.start, end, date.status == "CANCELLED", date.location == ELSEWHERE)


def event(lines: list[str]) -> str:
    return "\n".join(("---", "title: An event", *lines, "---", "What it is about.", ""))


def differences(site: Site, heads: dict[str, list[str]]) -> list[tuple[list[str], list[Shown], list[Shown]]]:
    """Return each event of which a calendar works out other dates than its page shows, with both."""
    output = site.output
    files = [output[f"events/{name}/{name}.ics"] for name in heads]
    *alone, together = expand([*files, output["events/calendar.ics"]], HORIZON)
    found = []
    for (name, lines), own in zip(heads.items(), alone, strict=True):
        shown = on_the_page(site, name)
        listed = [date for date in together if date.uid == f"events/{name}@hub.example"]
        for dates in (own, listed):
            worked_out = sorted(map(in_a_calendar, dates))
            if worked_out != shown:
                found.append((lines, worked_out, shown))
    return found


@settings(max_examples=SITES, derandomize=True, phases=[Phase.generate])
@given(st.lists(events(), min_size=MANY, max_size=MANY))
def test_a_calendar_works_out_the_dates_on_the_pages_of_any_events(heads: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder), KINDS, OUTPUTS).write({"site.yaml": SETTINGS})
        named = {f"e{number}": lines for number, lines in enumerate(heads)}
        site.write({f"content/events/{name}.md": event(lines) for name, lines in named.items()})
        unrendered = Site(site.root, KINDS, ()).build(write=False)
        for path in {found.span.path for found in unrendered.errors}:
            del named[Path(path).stem]
            site.remove(path)
        assert len(named) >= VALID
        assert site.build().errors == []

        assert differences(site, named) == []


KNOWN = {
    "a time that clocks skip": ["start: 2027-03-28 01:30", "duration: 2 hours"],
    "a series from a time that clocks skip": [
        "start: 2027-03-28 01:30",
        "end: 2027-03-28 02:15",
        "repeat: {every: week, count: 3}",
    ],
    "one date at a time that clocks skip": [
        "start: 2027-03-21 01:30",
        "end: 2027-03-21 02:15",
        "repeat: {every: week, count: 3}",
    ],
    "the first of two times, on the last date": [
        "start: 2027-10-17 01:30",
        "repeat: {every: week, until: 2027-10-31}",
    ],
    "the second of two times": [
        "start: 2027-10-31T01:30Z",
        "timezone: Europe/London",
        "duration: 1 hour",
        "repeat: {every: week, count: 3}",
    ],
    "a night on which clocks go back, by the clock": [
        "start: 2027-10-30 22:00",
        "end: 2027-10-31 06:00",
        "repeat: {every: day, count: 3}",
    ],
    "a night on which clocks go back, by its length": [
        "start: 2027-10-29 22:00",
        "duration: 8 hours",
        "repeat: {every: day, count: 4}",
        "except: [2027-10-29]",
    ],
    "half an hour is skipped": ["start: 2026-10-04 02:15", "timezone: Australia/Lord_Howe", "duration: 1 hour"],
    "midnight is skipped": [
        "start: 2026-08-30 00:00",
        "timezone: America/Santiago",
        "repeat: {every: week, count: 3}",
    ],
    "an addition that the rule gives already": [
        "start: 2026-12-01 10:00",
        "repeat: {every: week, count: 3}",
        "also: [2026-12-08, 2026-12-09, 2026-12-09 10:00]",
    ],
    "ends told by the clock of another zone": [
        "start: 2026-10-20T10:00+01:00",
        "end: 2026-10-20T12:00+01:00",
        "timezone: Europe/London",
        "repeat: {every: week, count: 3}",
    ],
    "left out by the time as the page shows it": [
        "start: 2027-03-21 01:30",
        "repeat: {every: week, count: 3}",
        "except: [2027-03-28 02:30]",
    ],
    "all but one left out": ["start: 2026-12-01 10:00", "repeat: {every: week, count: 2}", "except: [2026-12-01]"],
    "without an end": ["start: 2026-11-24 09:00", "repeat: {every: month, on: last Tue}"],
    "a leap day every year": ["start: 2024-02-29 10:00", "repeat: {every: year}"],
    "a leap day every other year": ["start: 2024-02-29", "repeat: {every: 2 years, count: 4}"],
    "the last of January every month": ["start: 2026-01-31 10:00", "repeat: {every: month, count: 9}"],
    "ten years without an end": ["start: 2018-03-24 02:30", "repeat: {every: week}"],
}


def test_a_calendar_works_out_the_dates_on_the_pages_of_known_events(make_site: MakeSite) -> None:
    """They are one site, because the library takes as long to start as to work out all of them."""
    named = {what.lower().replace(" ", "-").replace(",", ""): lines for what, lines in KNOWN.items()}
    files = {f"content/events/{name}.md": event(lines) for name, lines in named.items()}
    site = make_site({"site.yaml": SETTINGS, **files})

    assert set(site.codes) == {"skipped-time", "doubtful-date"}
    assert differences(site, named) == []
