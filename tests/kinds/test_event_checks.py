"""Bad input about when an event is: each told with its line and column, in words that say what to do instead."""

import pytest

from sitegen.diagnostics import Severity
from tests.conftest import MakeSite, Site

GAP = "does not exist on 28 March 2027 in Europe/London, because clocks go forward; it is read as"
FORMS = "2027-01-30, 2027-01-30 14:00, 2027-01-30 2 pm or 2027-01-30 14:00 +01:00"

BAD: dict[str, tuple[str, str, str]] = {
    # end before start
    "start: 2026-12-01 10:00|end: 2026-12-01 09:00": (
        "4:6 event-end-before-start",
        "it ends on Tuesday 1 December 2026, 9am, before it starts on Tuesday 1 December 2026, 10am",
        "write end: 2026-12-02 09:00 if it ends on the day after",
    ),
    "start: 2026-12-01|end: 2026-11-30": (
        "4:6 event-end-before-start",
        "before it starts on Tuesday 1 December 2026",
        "check both days",
    ),
    "start: 2026-12-01 10:00|repeat: {every: week}|overrides: {2026-12-08: {end: 2026-12-08 09:00}}": (
        "5:31 event-end-before-start",
        "it ends on Tuesday 8 December 2026, 9am",
        "end: 2026-12-09 09:00",
    ),
    "start: 2026-12-05 10:00|end: 2026-12-04": (
        "4:6 event-end-before-start",
        "it ends on Friday 4 December 2026, before it starts on Saturday 5 December 2026, 10am",
        "write end: 2026-12-05 if it ends on the day on which it starts",
    ),
    "start: 2026-12-05 10:00|end: 2026-12-01 09:00": (
        "4:6 event-end-before-start",
        "it ends on Tuesday 1 December 2026, 9am, before",
        "check both days: the event starts on 2026-12-05",
    ),
    "start: 2026-12-01 10:00|repeat: {every: week}|overrides: {2026-12-08: {end: 2026-12-07}}": (
        "5:31 event-end-before-start",
        "it ends on Monday 7 December 2026, before it starts on Tuesday 8 December 2026, 10am",
        "write end: 2026-12-08 if it ends on the day on which it starts",
    ),
    # zones
    "start: 2026-12-01 10:00|timezone: Europe/Londn": ("4:11 unknown-zone", "Europe/Londn", "Europe/London"),
    "start: 2026-12-01 10:00 Europe/Lond": (
        "3:8 unknown-zone",
        "names a time zone that does not exist: Europe/Lond",
        "start: 2026-12-01 10:00 Europe/London",
    ),
    "start: 2026-12-01 10:00 +25:00": ("3:8 bad-date", "an offset that does not exist: +25:00", ""),
    # times that do not exist
    "start: 2027-03-28 01:30": ("3:8 skipped-time", f"1:30am {GAP} 2:30am", "by the clock after the change"),
    "start: 2027-03-28|time: 01:30": ("4:7 skipped-time", f"1:30am {GAP} 2:30am", "by the clock after"),
    "start: 2027-03-27 22:00|end: 2027-03-28 01:00": ("4:6 skipped-time", f"1am {GAP} 2am", "by the clock after"),
    "start: 2027-03-21 01:30|repeat: {every: week, until: 2027-12-31}": (
        "4:9 skipped-time",
        f"1:30am {GAP} 2:30am",
        "leave it out with `except: [2027-03-28]`, or move it with `overrides`",
    ),
    "start: 2027-03-21 01:30|repeat: {every: week, until: 2028-12-31}": (
        "4:9 skipped-time",
        f"1:30am {GAP} 2:30am; so it is with one more date, next on Sunday 26 March 2028",
        "leave them out with `except: [2027-03-28, 2028-03-26]`, or move them with `overrides`",
    ),
    "start: 2027-03-21 01:30|rrule: FREQ=WEEKLY": (
        "4:8 skipped-time",
        "so it is with 9 more dates up to 2036, next on Sunday 26 March 2028",
        "leave them out with `except: [2027-03-28, 2028-03-26, 2029-03-25, 2030-03-31,",
    ),
    "start: 2027-03-21 10:00|repeat: {every: week}|also: [2027-03-28 01:30]": (
        "5:8 skipped-time",
        f"1:30am {GAP} 2:30am",
        "by the clock after",
    ),
    "start: 2027-03-21 10:00|repeat: {every: week}|overrides: {2027-03-28: {time: '01:45'}}": (
        "5:32 skipped-time",
        f"1:45am {GAP} 2:45am",
        "by the clock after",
    ),
    "start: 2027-03-21 10:00|repeat: {every: week}|overrides: {2027-03-28: {start: 2027-03-28 01:15}}": (
        "5:33 skipped-time",
        f"1:15am {GAP} 2:15am",
        "by the clock after",
    ),
    "start: 2027-03-30|status: rescheduled|previous_start: 2027-03-28 01:30": (
        "5:17 skipped-time",
        f"1:30am {GAP} 2:30am",
        "by the clock after",
    ),
    "start: 2027-04-01|register: {url: https://a.example/, closes: 2027-03-28 01:30}": (
        "4:45 skipped-time",
        f"1:30am {GAP} 2:30am",
        "by the clock after",
    ),
    "start: 2027-04-01|consultation: {closes: 2027-03-28 01:30, respond: {email: a@b.example}}": (
        "4:24 skipped-time",
        f"1:30am {GAP} 2:30am",
        "by the clock after",
    ),
    "start: 2011-12-30 10:00|timezone: Pacific/Apia": (
        "3:8 skipped-time",
        "10am does not exist on 30 December 2011 in Pacific/Apia",
        "by the clock after",
    ),
    "start: 2026-12-01 25:00": ("3:8 bad-date", "names a time that does not exist: 25:00", ""),
    "start: 2026-02-30": ("3:8 bad-date", "names a day that does not exist: 2026-02-30", ""),
    # series
    "start: 2026-12-01|repeat: {every: week, until: 2026-11-30}": (
        "4:30 repeat-until-before-start",
        "it repeats until Monday 30 November 2026, but starts on Tuesday 1 December 2026",
        "name a last day that is not before 2026-12-01",
    ),
    "start: 2026-12-01|rrule: FREQ=DAILY;UNTIL=20261130": (
        "4:8 repeat-until-before-start",
        "it repeats until Monday 30 November 2026",
        "not before 2026-12-01",
    ),
    "start: 2026-12-01|repeat: {every: week}|except: [2026-12-08, 2026-12-09]": (
        "5:22 exception-matches-nothing",
        "the event does not happen on Wednesday 9 December 2026",
        "its nearest date is Tuesday 8 December 2026",
    ),
    "start: 2026-12-01|repeat: {every: week}|overrides: {2026-12-09: {status: cancelled}}": (
        "5:25 exception-matches-nothing",
        "the event does not happen on Wednesday 9 December 2026",
        "its nearest date is Tuesday 8 December 2026",
    ),
    "start: 2026-12-01|repeat: {every: week}|overrides: {next week: {status: cancelled}}": (
        "5:24 bad-value",
        "an override is about one date, such as 2026-12-01, not 'next week'",
        "name the date on which it would have been",
    ),
    "start: 2026-12-01|overrides: {2026-12-01: {status: cancelled}}": (
        "4:12 conflicting-fields",
        "the event happens once",
        "say it in `start`, `status`, `venue` or `online` itself",
    ),
    "start: 2026-12-01|rrule: FREQ=SECONDLY": (
        "4:8 bad-value",
        "FREQ has to be DAILY, WEEKLY, MONTHLY or YEARLY",
        "say it in `repeat`",
    ),
    "start: 2026-12-01|repeat: {every: second}": ("4:17 bad-value", "day, week, month or year", ""),
    "start: 2020-12-01|rrule: FREQ=DAILY;COUNT=9999": (
        "4:8 repeat-too-many",
        "only 2,000 of its dates are shown, from Wednesday 12 July 2023 to Sunday 31 December 2028",
        "let it `start` later, or end it with `until`",
    ),
    "start: 2026-12-01|rrule: FREQ=DAILY;COUNT=1000000000": (
        "4:8 repeat-too-many",
        "its 1,000,000,000 dates go on after 2077; pages show those up to the `horizon` of site.yaml",
        "name an end that you know, or take `COUNT` out",
    ),
    "start: 2026-12-01|repeat: {every: day, count: 100000}": (
        "4:29 repeat-too-many",
        "its 100,000 dates go on after 2077",
        "name an end that you know, or take `count` out",
    ),
    "start: 2026-12-01|repeat: {every: day, until: 2999-01-01}": (
        "4:29 repeat-too-many",
        "it ends on Tuesday 1 January 2999; pages show those up to the `horizon`",
        "name an end that you know, or take `until` out",
    ),
    "start: 2026-12-01|rrule: every week": (
        "4:8 bad-value",
        "'every week' is not a part of a rule such as FREQ=WEEKLY;BYDAY=TU",
        "repeat: {every: week}",
    ),
    "start: 2026-12-01|rrule: every Tuesday": (
        "4:8 bad-value",
        "'every Tuesday' is not a part of a rule",
        "repeat: {every: week, on: tuesday}",
    ),
    # what changes nothing, or takes a date away
    "start: 2026-12-01|repeat: {every: week}|except: [2026-12-08, 2026-12-15, 2026-12-08]": (
        "5:34 doubtful-date",
        "`except` names Tuesday 8 December 2026 already",
        "take 2026-12-08 out of `except`",
    ),
    "start: 2026-12-01 10:00|repeat: {every: week}|except: [2026-12-08, 2026-12-08 10:00]": (
        "5:22 doubtful-date",
        "`except` names Tuesday 8 December 2026, 10am already",
        "take 2026-12-08 out",
    ),
    "start: 2026-12-01|repeat: {every: week}|also: [2026-12-09, 2026-12-08]": (
        "5:20 doubtful-date",
        "the event happens on Tuesday 8 December 2026 without `also`",
        "take 2026-12-08 out of `also`",
    ),
    "start: 2026-12-01|also: [2026-12-09, 2026-12-09]": (
        "4:20 doubtful-date",
        "`also` names Wednesday 9 December 2026 already",
        "take 2026-12-09 out of `also`",
    ),
    "start: 2026-12-01|repeat: {every: week}|overrides: {2026-12-08: {status: cancelled, start: 2026-12-09}}": (
        "5:34 doubtful-date",
        "with a new `start` it is shown as cancelled there, and no more where it was",
        "status: rescheduled, or take `start` out",
    ),
    "start: 2026-12-01 09:00|repeat: {every: week}|overrides: {2026-12-08: {status: postponed, time: 10:00}}": (
        "5:34 doubtful-date",
        "with a new `time` it is shown as postponed there",
        "status: rescheduled, or take `time` out",
    ),
    "start: 2026-12-01 14:00|start_time: 15:00": (
        "4:1 unknown-field",
        "an event has no field `start_time`",
        "did you mean `time`?",
    ),
    "start: 2017-01-02 09:00|repeat: {every: week, on: [Mon, Tue, Wed, Thu, Fri]}": (
        "4:9 repeat-too-many",
        "only 2,000 of its dates are shown, from Monday 3 May 2021 to Friday 29 December 2028",
        "let it `start` later",
    ),
    "start: 2017-01-01|repeat: {every: day, count: 2001}": (
        "4:9 repeat-too-many",
        "from Monday 2 January 2017 to Friday 24 June 2022",
        "let it `start` later",
    ),
    "start: 2026-12-01|rrule: FREQ=DAILY;COUNT=99999999999999": ("4:8 bad-value", "COUNT has to be a number", ""),
    "start: 2026-02-28|rrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30": (
        "3:8 conflicting-fields",
        "not one of the dates on which it repeats",
        "it gives no date at all",
    ),
    "start: 2026-12-01|repeat: {every: week, on: Wed}": (
        "3:8 conflicting-fields",
        "it starts on Tuesday 1 December 2026, which is not one of the dates",
        "start: 2026-12-02",
    ),
    # relations
    "start: 2026-12-01|organiser: Nobody": (
        "4:12 broken-relation",
        "nothing called 'Nobody'",
        "name a stakeholder",
    ),
    "start: 2026-12-01|attending: [{who: Lea, nominated_by: Nobody}]": (
        "4:38 broken-relation",
        "nothing called 'Nobody'",
        "name a stakeholder",
    ),
    # words instead of dates
    "start: next Tuesday at ten": ("3:8 bad-date", f"`start` wants a date such as {FORMS}", ""),
    "start: 1 December 2026": ("3:8 bad-date", f"`start` wants a date such as {FORMS}", "start: 2026-12-01"),
    "start: Dec 1st, 2026 at 10:00": ("3:8 bad-date", FORMS, "start: 2026-12-01 10:00"),
    "start: 13/1/2026 2.30 p.m.": ("3:8 bad-date", FORMS, "start: 2026-01-13 14:30"),
    "start: 2026-12-01 10": ("3:8 bad-date", "14:00, 9.30, 2 pm or noon", "start: 2026-12-01 10:00"),
    "start: 2026-12-01|time: quarter past ten": ("4:7 bad-date", "`time` wants a time such as 14:00, 9.30", ""),
    "start: 2026-12-01 10:00|end: 12": ("4:6 bad-date", "wants a time such as 14:00", "end: 2026-12-01 12:00"),
    "start: 2026-12-01|duration: an hour or so": (
        "4:11 bad-value",
        "2 hours, 90 minutes, 1h30, 1 day or PT2H",
        "",
    ),
    "start: 2026-12-01 10:00|duration: 90": ("4:11 bad-value", "wants a length of time", "duration: 90 minutes"),
    "time: 10:00": ("1:1 missing-field", "an event needs `start`", ""),
}


def built(make_site: MakeSite, lines: str) -> Site:
    head = lines.replace("|", "\n")
    return make_site({"content/events/a.md": f"---\ntitle: A\n{head}\n---\nWords.\n"})


@pytest.mark.parametrize(("lines", "expected"), BAD.items(), ids=BAD.keys())
def test_bad_input_is_told_at_its_place_with_a_cure(
    make_site: MakeSite, lines: str, expected: tuple[str, str, str]
) -> None:
    place, words, cure = expected
    site = built(make_site, lines)

    assert site.places() == [f"content/events/a.md:{place}"]
    assert words in site.diagnostics[0].message
    assert cure in site.diagnostics[0].fix


def test_a_time_that_does_not_exist_is_no_reason_not_to_publish(make_site: MakeSite) -> None:
    site = built(make_site, "start: 2027-03-28 01:30|end: 2027-03-28 02:15")

    assert [found.severity for found in site.diagnostics] == [Severity.WARNING]
    page = site.page("events/a/index.html")
    assert "1:30am" not in page
    assert "T01:30" not in page
    assert page.count("2027-03-28T02:30:00+01:00") >= 2
    assert "2027-03-28T03:15:00+01:00" in page
    assert "London:20270328T013000" not in site.page("events/a/a.ics")


def test_a_date_that_is_left_out_or_moved_is_not_warned_of(make_site: MakeSite) -> None:
    series = "start: 2027-03-21 01:30|repeat: {every: week, until: 2027-04-30}"

    assert built(make_site, f"{series}|except: [2027-03-28]").codes == []
    nights = "2027-03-28, 2028-03-26, 2029-03-25, 2030-03-31, 2031-03-30"
    later = "2032-03-28, 2033-03-27, 2034-03-26, 2035-03-25, 2036-03-30"
    endless = f"start: 2027-03-21 01:30|repeat: {{every: day}}|except: [{nights}, {later}]"
    assert built(make_site, endless).codes == []
    assert built(make_site, f"{series}|overrides: {{2027-03-28: {{time: '03:30'}}}}").codes == []
    assert built(make_site, "start: 2027-03-22 01:30|repeat: {every: week}").codes == []
