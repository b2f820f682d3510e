"""Spans of time against the clock."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.facets.schedule import Moment, Schedule
from tests.sizes import drawn

ZONES = ("UTC", "Europe/London", "Pacific/Kiritimati", "Pacific/Pago_Pago", "+14:00", "-12:00")
hours = st.integers(-200, 200).map(lambda number: dt.timedelta(hours=number))
START = dt.datetime(2026, 11, 22, 12)


@settings(derandomize=True, database=None, max_examples=drawn(300))
@given(zone=st.sampled_from(ZONES), away=hours, lasts=st.none() | st.integers(0, 200), all_day=st.booleans())
def test_what_has_ended_is_told_alike_with_and_without_asking_the_zone(
    zone: str, away: dt.timedelta, lasts: int | None, all_day: bool
) -> None:
    local = dt.datetime.combine(START.date(), dt.time()) if all_day else START
    start = Moment(local=local, zone=zone, all_day=all_day)
    end = None if lasts is None else start.shifted(dt.timedelta(**{"days" if all_day else "hours": lasts}))
    schedule = Schedule(start=start, end=end)

    for now in (START.replace(tzinfo=dt.UTC) + away, schedule.over(), schedule.over() - dt.timedelta(seconds=1)):
        assert schedule.ended(now) == (schedule.over() <= now)


def test_what_begins_and_nobody_knows_when_it_ends_is_over_with_its_day() -> None:
    start = Moment(local=dt.datetime(2026, 7, 1, 10), zone="Europe/London")

    assert Schedule(start=start).over() == dt.datetime(2026, 7, 1, 9, tzinfo=dt.UTC)
    assert Schedule(start=start, open=True).over() == dt.datetime(2026, 7, 1, 23, tzinfo=dt.UTC)
    end = start.shifted(dt.timedelta(hours=2))
    assert Schedule(start=start, end=end, open=True).over() == dt.datetime(2026, 7, 1, 11, tzinfo=dt.UTC)
