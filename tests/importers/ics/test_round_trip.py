"""A calendar that went through entries and a build says the same dates as before."""

import datetime as dt
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sitegen.cli.commands import commands
from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import MakeSite, Site
from tests.importers.conftest import calendar
from tests.importers.expand import expanded
from tests.sizes import drawn

ROOT = Path(__file__).parents[3]
SITE = "title: A hub\nurl: https://hub.example/\ntimezone: {}\n"
ZONES = ("", "UTC", "Europe/London", "America/New_York", "Australia/Lord_Howe")
"""The zones of random events; none: whole days."""
HORIZON = 2028
"""The year from which on the site works out no dates, and so none that differs, until a later build."""
RULES = (
    *("FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "FREQ=DAILY;BYMONTH=1,12"),
    *("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU"),
    *("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SA;WKST=SU", "FREQ=WEEKLY;INTERVAL=3;WKST=WE;BYDAY=MO,FR"),
    *("FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=1TU", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=SU;BYSETPOS=-1"),
    *("FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=1,15", "FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=2"),
    *("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=13;BYDAY=FR", "FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=12;BYDAY=1TU"),
    *("FREQ=YEARLY;BYDAY=20MO", "FREQ=YEARLY;BYMONTH=3,6;BYMONTHDAY=5", "FREQ=YEARLY;BYYEARDAY=100,-1"),
)


def imported(root: Path, data: bytes) -> dict[str, bytes]:
    """Import a calendar into a site, build it, and return what was published."""
    (root / "calendar.ics").write_bytes(data)
    ran = CliRunner().invoke(commands, ["import", "ics", "-c", str(root), str(root / "calendar.ics")])
    assert [line for line in ran.output.splitlines() if "error[" in line or "Traceback" in line] == []
    assert ran.exit_code == 0
    site = Site(root, KINDS, OUTPUTS).build()
    assert set(site.codes) <= {"skipped-time", "doubtful-date"}
    return site.output


@st.composite
def events(draw: st.DrawFn, number: int = 0) -> list[str]:
    """Lines of an event, and of the dates that differ from it."""
    zone = draw(st.sampled_from(ZONES))
    start = dt.datetime(2026, 1, 1) + dt.timedelta(days=draw(st.integers(0, 700)))
    if zone:
        start += dt.timedelta(minutes=30 * draw(st.integers(0, 47)))

    def said(moment: dt.datetime, *, utc: bool = False) -> str:
        if not zone:
            return f";VALUE=DATE:{moment:%Y%m%d}"
        if zone == "UTC" or utc:
            return f":{moment.replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
        return f";TZID={zone}:{moment:%Y%m%dT%H%M%S}"

    def lasting(moment: dt.datetime) -> list[str]:
        units = draw(st.integers(0, 4))
        if not zone:
            return [f"DTEND{said(moment + dt.timedelta(days=units + 1))}"]
        over = moment + dt.timedelta(minutes=45 * units)
        return [f"DTEND{said(over)}"] if over.date() == moment.date() and units else []

    lines = [f"DTSTART{said(start)}", *lasting(start)]
    odd: list[str] = []
    if rule := draw(st.sampled_from(("", *RULES))):
        ends = draw(st.sampled_from(("", "COUNT", "UNTIL")))
        if ends == "COUNT":
            rule += f";COUNT={draw(st.integers(1, 20))}"
        elif ends == "UNTIL":
            last = start + dt.timedelta(days=draw(st.integers(0, 500)))
            rule += f";UNTIL={said(last, utc=True).rpartition(':')[2]}"
        lines.append(f"RRULE:{rule}")
        bare = ";".join(part for part in rule.split(";") if not part.startswith("UNTIL"))
        dates = [start, *(day for _, day in zip(range(8), rrulestr(bare, dtstart=start), strict=False))]
        dates = [day for day in dates if day.year < HORIZON]
        kept = {start, *(day for day in dates if ends != "UNTIL" or day <= last)}
        if "COUNT=1" in rule.split(";"):
            kept = {start}
        for day in draw(st.lists(st.sampled_from(dates), max_size=min(2, len(kept) - 1), unique=True)):
            lines.append(f"EXDATE{said(day, utc=draw(st.booleans()))}")
        left_out = {line.partition(":")[2] for line in lines if line.startswith("EXDATE")}
        known = {line.partition("UNTIL=")[2] for line in lines if "UNTIL=" in line}
        for day in draw(st.lists(st.sampled_from(sorted(set(dates))), max_size=2, unique=True)):
            given_as = {said(day).partition(":")[2], said(day, utc=True).partition(":")[2]}
            late = known and said(day, utc=True).partition(":")[2] > min(known)
            if given_as & left_out or (late and day != start):
                continue
            moved = day + draw(
                st.sampled_from((dt.timedelta(), dt.timedelta(days=1), dt.timedelta(days=2, hours=2)))
            )
            moved = moved if zone else dt.datetime.combine(moved, dt.time())
            off = draw(st.sampled_from(("STATUS:CANCELLED", "STATUS:CONFIRMED")))
            odd.append("\n".join((f"RECURRENCE-ID{said(day)}", f"DTSTART{said(moved)}", *lasting(moved), off)))
    if draw(st.booleans()):
        more = start + dt.timedelta(
            days=draw(st.integers(1, 60)), hours=draw(st.sampled_from((0, 3))) if zone else 0
        )
        lines.append(f"RDATE{said(more, utc=draw(st.booleans()))}")
    return [f"UID:{number}\n" + "\n".join(lines), *(f"UID:{number}\n{each}" for each in odd)]


@pytest.mark.parametrize("zone", ["Europe/London", "America/Los_Angeles"])
@given(given_events=st.lists(events(), min_size=25, max_size=25))
@settings(
    max_examples=drawn(4),
    phases=[
        Phase.explicit,
        Phase.generate,
    ],  # one build for many events; making a failure smaller would take hours
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_any_calendar_says_the_same_dates_after_a_build(given_events: list[list[str]], zone: str) -> None:
    lines = [
        each.replace("UID:0\n", f"UID:{number}\n", 1)
        for number, event in enumerate(given_events)
        for each in event
    ]
    data = calendar(*lines)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "site.yaml").write_text(SITE.format(zone), encoding="utf-8")
        output = imported(root, data)
        before, after = expanded(data), expanded(output["events/calendar.ics"])
        shown = {uid: dates for uid, dates in before.items() if dates and dates[0].start < f"{HORIZON + 1}"}
        wrong = [
            event for number, event in enumerate(given_events) if after.get(str(number)) != shown.get(str(number))
        ]
        assert wrong == []


def test_the_demo_hub_says_the_same_dates_in_another_site(tmp_path: Path, make_site: MakeSite) -> None:
    content = {
        place.relative_to(ROOT).as_posix(): place.read_bytes()
        for place in sorted((ROOT / "content").rglob("*"))
        if place.is_file()
    }
    ours = make_site({**content, "site.yaml": (ROOT / "site.yaml").read_bytes()}).output["events/calendar.ics"]
    root = tmp_path / "other"
    root.mkdir()
    (root / "site.yaml").write_text(SITE.format("Europe/Brussels"), encoding="utf-8")

    theirs = imported(root, ours)["events/calendar.ics"]

    assert expanded(ours)
    assert expanded(theirs) == expanded(ours)
    assert b"Postponed: Licence morning" in theirs
