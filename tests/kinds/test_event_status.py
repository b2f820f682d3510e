"""What an event says of its plans, and of dates that are different: each slip told at its place with a cure."""

import pytest

from tests.conftest import MakeSite, Site

WEEKLY = "start: 2026-12-01 14:00|repeat: {every: week, count: 4}"
BAD: dict[str, tuple[str, str, str]] = {
    # a start beside the rule
    "start: 2026-12-02 14:00|repeat: {every: week, on: Tue}": (
        "3:8 conflicting-fields",
        "it starts on Wednesday 2 December 2026, which is not one of the dates",
        "start: 2026-12-08 14:00",
    ),
    "start: 2026-12-02 14:00 +05:30|repeat: {every: 2 weeks, on: Tue}": (
        "3:8 conflicting-fields",
        "it starts on Wednesday 2 December 2026",
        "start: 2026-12-15 14:00 +05:30",
    ),
    # every date left out
    "start: 2026-12-01|except: [2026-12-01]": (
        "4:9 conflicting-fields",
        "`except` leaves out the only date of the event",
        "say `status: cancelled`",
    ),
    "start: 2026-12-01|repeat: {every: week, count: 2}|except: [2026-12-01, 2026-12-08]": (
        "5:9 conflicting-fields",
        "`except` leaves out every date of the event, so it is in no calendar",
        "take a date out of `except`",
    ),
    # left out and different
    f"{WEEKLY}|except: [2026-12-08]|overrides: {{2026-12-08: {{note: Late.}}}}": (
        "6:25 exception-matches-nothing",
        "`except` leaves out Tuesday 8 December 2026, so nothing about it can be different",
        "take it out of `except`, or take the override out",
    ),
    # rescheduled
    "start: 2026-12-01|status: rescheduled": (
        "4:9 missing-field",
        "needs `previous_start`",
        "say in `previous_start`",
    ),
    f"{WEEKLY}|overrides: {{2026-12-08: {{status: rescheduled}}}}": (
        "5:34 missing-field",
        "a rescheduled date needs a new `start` or `time`",
        "give it the new `start` or `time`",
    ),
    f"{WEEKLY}|overrides: {{2026-12-08: {{status: rescheduled, start: 2026-12-08 14:00}}}}": (
        "5:34 missing-field",
        "a rescheduled date needs a new `start` or `time`",
        "",
    ),
    "start: 2026-12-01 14:00|previous_start: 2026-11-30": (
        "4:17 doubtful-date",
        "`previous_start` is shown of a rescheduled event alone",
        "add `status: rescheduled`",
    ),
    "start: 2026-12-01|time: 14:00|status: rescheduled|previous_start: 2026-12-01 15:00 +01:00": (
        "6:17 conflicting-fields",
        "it was to begin on Tuesday 1 December 2026, 2pm, and that is its `start` still",
        "give `start` the new time",
    ),
    f"{WEEKLY}|status: rescheduled|previous_start: 2026-11-30": (
        "5:9 conflicting-fields",
        "several dates, and each of them would be said to be rescheduled",
        "under `overrides`",
    ),
    f"{WEEKLY}|status: rescheduled": (
        "5:9 conflicting-fields",
        "several dates",
        "under `overrides`",
    ),
    f"{WEEKLY}|previous_start: 2026-11-30": (
        "5:17 conflicting-fields",
        "several dates",
        "say so under `changes`",
    ),
    # moved onto another date
    f"{WEEKLY}|overrides: {{2026-12-08: {{start: 2026-12-15}}}}": (
        "5:33 doubtful-date",
        "the series has another date on Tuesday 15 December 2026, 2pm, so it is shown twice",
        "leave this one out with `except: [2026-12-08]`",
    ),
    f"{WEEKLY}|also: [2026-12-08 18:00]|overrides: {{2026-12-08 14:00: {{time: '18:00'}}}}": (
        "6:38 doubtful-date",
        "another date on Tuesday 8 December 2026, 6pm",
        "except: [2026-12-08 14:00]",
    ),
    # booking
    "start: 2026-12-01|register: {url: https://a.example/, closes: 2026-12-02}": (
        "4:45 doubtful-date",
        "booking closes on Wednesday 2 December 2026, when the event is over",
        "name a day before the event",
    ),
    "start: 2026-12-01 14:00|duration: 1h|register: {closes: 2026-12-01 15:30}": (
        "5:20 doubtful-date",
        "booking closes on Tuesday 1 December 2026, 3:30pm, when the event is over",
        "",
    ),
    # online
    "start: 2026-12-01|venue: Hall|status: moved-online": (
        "5:9 no-online-address",
        "readers cannot join: there is no `online` address",
        "as `online`",
    ),
    f"{WEEKLY}|overrides: {{2026-12-08: {{status: moved-online}}}}": (
        "5:34 no-online-address",
        "readers cannot join: there is no `online` address",
        "as `online`",
    ),
}
GOOD = (
    "start: 2026-12-01|repeat: {every: week}|except: [2026-12-01, 2026-12-08]",
    f"{WEEKLY}|except: [2026-12-08]|overrides: {{2026-12-15: {{note: Late.}}}}",
    "start: 2026-12-01 14:00|status: rescheduled|previous_start: 2026-12-01",
    f"{WEEKLY}|overrides: {{2026-12-08: {{status: rescheduled, time: '18:00'}}}}",
    f"{WEEKLY}|overrides: {{2026-12-08: {{start: 2026-12-15}}, 2026-12-15: {{status: cancelled}}}}",
    f"{WEEKLY}|overrides: {{2026-12-08: {{start: 2026-12-15}}, 2026-12-15: {{start: 2026-12-16}}}}",
    "start: 2026-12-01 14:00|register: {closes: 2026-12-01, cost: Free}",
    "start: 2026-12-01 14:00|duration: 1h|register: {closes: 2026-12-01 15:00}",
    f"{WEEKLY}|register: {{closes: 2026-12-20}}",
    "start: 2026-12-01|status: moved-online|online: https://a.example/",
    f"{WEEKLY}|online: https://a.example/|overrides: {{2026-12-08: {{status: moved-online}}}}",
    f"{WEEKLY}|overrides: {{2026-12-08: {{status: moved-online, online: https://a.example/}}}}",
)


def built(make_site: MakeSite, lines: str) -> Site:
    head = lines.replace("|", "\n")
    return make_site({"content/events/a.md": f"---\ntitle: A\n{head}\n---\nWords.\n"})


@pytest.mark.parametrize(("lines", "expected"), BAD.items(), ids=BAD.keys())
def test_a_plan_that_cannot_be_is_told_at_its_place_with_a_cure(
    make_site: MakeSite, lines: str, expected: tuple[str, str, str]
) -> None:
    place, words, cure = expected
    site = built(make_site, lines)

    assert site.places() == [f"content/events/a.md:{place}"]
    assert words in site.diagnostics[0].message
    assert cure in site.diagnostics[0].fix


@pytest.mark.parametrize("lines", GOOD)
def test_a_plan_that_can_be_is_left_in_peace(make_site: MakeSite, lines: str) -> None:
    assert built(make_site, lines).codes == []
