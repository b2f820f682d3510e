"""What search engines read of an event that repeats: its next date, its dates to come, and its rule."""

from typing import Any

import pytest

from tests.conftest import MakeSite
from tests.schema_org import told, vocabulary


def data(make_site: MakeSite, *lines: str) -> dict[str, Any]:
    """Return the data of an event on 22 November 2026."""
    text = "\n".join(("---", "title: Clinic", *lines, "---", "What it is about.", ""))
    site = make_site({"content/events/a.md": text})
    assert site.errors == []
    found = next(thing for thing in told(site.page("events/a/index.html")) if thing["@type"] == "Event")
    assert [*vocabulary().wrong(found)] == []
    return found


def test_a_series_begins_with_its_next_date_and_says_how_it_repeats(make_site: MakeSite) -> None:
    found = data(
        make_site,
        *("start: 2026-10-06 18:00", "duration: 2 hours"),
        *("repeat: {every: month, on: first Tue, until: 2027-02-28}", "except: [2027-01-05]"),
        "overrides: {2026-12-01: cancelled}",
    )

    assert found["startDate"] == "2027-02-02T18:00:00+00:00"
    assert found["endDate"] == "2027-02-02T20:00:00+00:00"
    assert [date["startDate"][:10] for date in found["subEvent"]] == ["2026-12-01", "2027-02-02"]
    assert found["eventSchedule"] == {
        "@type": "Schedule",
        "startDate": "2026-10-06",
        "endDate": "2027-02-28",
        "repeatFrequency": "P1M",
        "byDay": ["1TU"],
        "exceptDate": ["2027-01-05T18:00:00+00:00"],
        "startTime": "18:00:00",
        "endTime": "20:00:00",
        "scheduleTimezone": "Europe/London",
    }


def test_a_series_that_is_over_has_its_last_date(make_site: MakeSite) -> None:
    found = data(make_site, "start: 2026-10-06", "repeat: {every: week, count: 3}")

    assert found["startDate"] == "2026-10-20"
    assert found["eventSchedule"]["repeatCount"] == 3
    assert [date["startDate"] for date in found["subEvent"]] == ["2026-10-20"]


RULES: dict[str, dict[str, Any]] = {
    "repeat: {every: 2 weeks}": {"repeatFrequency": "P2W", "byDay": ["TU"]},
    "repeat: {every: week, on: [Tue, Thu]}": {"repeatFrequency": "P1W", "byDay": ["TU", "TH"]},
    "repeat: daily": {"repeatFrequency": "P1D"},
    "rrule: FREQ=MONTHLY;BYMONTHDAY=1": {"repeatFrequency": "P1M", "byMonthDay": [1]},
    "rrule: FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1": {"repeatFrequency": "P1Y", "byMonthDay": [1], "byMonth": [12]},
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_told_in_the_terms_of_the_vocabulary(make_site: MakeSite, rule: str) -> None:
    found = data(make_site, "start: 2026-12-01", rule)["eventSchedule"]
    assert found == {"@type": "Schedule", "startDate": "2026-12-01", **RULES[rule]}


@pytest.mark.parametrize(
    "rule",
    ["rrule: FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "rrule: FREQ=MONTHLY;BYMONTHDAY=-31", "also: [2026-12-03]"],
)
def test_a_rule_that_the_vocabulary_cannot_say_is_left_out(make_site: MakeSite, rule: str) -> None:
    assert "eventSchedule" not in data(make_site, "start: 2026-12-01", rule)


def test_what_happens_once_has_no_schedule(make_site: MakeSite) -> None:
    found = data(make_site, "start: 2026-10-06 18:00")
    assert found["startDate"].startswith("2026-10-06T18:00:00")
    assert "eventSchedule" not in found
