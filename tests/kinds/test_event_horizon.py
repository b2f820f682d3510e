"""How far the dates of an event go: what never ends, or would be too many, is bounded and said."""

import datetime as dt
import time

import pytest

from tests.conftest import MakeSite
from tests.kinds.test_event_checks import built


@pytest.mark.thorough
@pytest.mark.parametrize(
    "lines",
    [
        "start: 2026-12-01|rrule: FREQ=DAILY;COUNT=1000000000",
        "start: 2026-12-01|rrule: FREQ=DAILY;UNTIL=99991231",
        "start: 1000-01-01|repeat: {every: day}",
        "start: 1000-01-01 09:00|repeat: {every: day}|overrides: {1000-02-01: {note: A}}|except: [1000-01-02]",
        "start: 1000-01-01|rrule: FREQ=DAILY;COUNT=1000000000",
        "start: 2026-12-01|rrule: FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=12;BYSETPOS=1",
        "start: 2024-02-29|rrule: FREQ=YEARLY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=29",
    ],
)
def test_no_rule_takes_long_or_makes_more_than_its_share(make_site: MakeSite, lines: str) -> None:
    before = time.process_time()
    site = built(make_site, lines)

    assert time.process_time() - before < 20
    assert site.errors == []
    assert site.page("events/a/index.html").count("<li data-over") <= 2000


@pytest.mark.parametrize("ending", ["count: 10000", "until: 2060-01-01"])
def test_what_the_horizon_ends_is_no_reason_for_a_warning(make_site: MakeSite, ending: str) -> None:
    site = built(make_site, f"start: 2026-12-01|repeat: {{every: day, {ending}}}")

    assert site.codes == []
    assert "It goes on after 31 December 2028" in site.page("events/a/index.html")


def test_a_series_of_many_years_is_shown_as_it_is_now(make_site: MakeSite) -> None:
    every = "start: 2017-01-02 09:00|repeat: {every: week, on: [Mon, Tue, Wed, Thu, Fri]}"
    changed = "except: [2017-01-03]|overrides: {2017-01-04: {note: Early.}, 2026-11-24: {note: Snow.}}"
    site = built(make_site, f"{every}|{changed}")

    assert site.codes == ["repeat-too-many"]
    assert "Snow." in site.page("events/index.html")
    assert '"startDate":"2017-01-02"' in site.page("events/a/index.html")
    calendar = site.page("events/a/a.ics")
    assert "EXDATE;TZID=Europe/London:20170103T090000" in calendar
    assert "DTSTART;TZID=Europe/London:20170102T090000" in calendar


def test_what_goes_on_for_ever_is_listed_up_to_the_horizon(make_site: MakeSite) -> None:
    site = built(make_site, "start: 2026-11-24 09:00|repeat: {every: week}")

    assert site.codes == []
    assert "events/2028/12/index.html" in site.output
    assert not [path for path in site.output if path.startswith("events/2029")]
    later = site.build(as_of=dt.datetime(2027, 1, 1, 12, tzinfo=dt.UTC))
    assert "events/2029/12/index.html" in later.output
