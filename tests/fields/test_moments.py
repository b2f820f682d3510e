"""Days, times and lengths of time as people type them."""

import datetime as dt

import pytest

from sitegen.facets.schedule import Moment
from sitegen.fields.moments import begun, clock, day, ending, moment, span, time_zone
from sitegen.fields.scalars import Unfit


@pytest.mark.parametrize(
    ("text", "local", "zone", "all_day"),
    [
        ("2017-01-30", dt.datetime(2017, 1, 30), "Europe/London", True),
        ("2017-1-3", dt.datetime(2017, 1, 3), "Europe/London", True),
        ("2017-01-30 15:17", dt.datetime(2017, 1, 30, 15, 17), "Europe/London", False),
        ("2017-01-30   15:17:38", dt.datetime(2017, 1, 30, 15, 17, 38), "Europe/London", False),
        ("2017-01-30 9:05", dt.datetime(2017, 1, 30, 9, 5), "Europe/London", False),
        ("2017-01-30 2pm", dt.datetime(2017, 1, 30, 14), "Europe/London", False),
        ("2017-01-30 2.30 p.m.", dt.datetime(2017, 1, 30, 14, 30), "Europe/London", False),
        ("2017-01-30T15:17", dt.datetime(2017, 1, 30, 15, 17), "Europe/London", False),
        ("2017-01-30T15:17:38.123Z", dt.datetime(2017, 1, 30, 15, 17, 38), "UTC", False),
        ("2017-01-30 15:17:38 +0000", dt.datetime(2017, 1, 30, 15, 17, 38), "UTC", False),
        ("2017-01-30 15:17 UTC", dt.datetime(2017, 1, 30, 15, 17), "UTC", False),
        ("2017-01-30T15:17+01:00", dt.datetime(2017, 1, 30, 15, 17), "+01:00", False),
        ("2017-01-30 15:17:38 -0530", dt.datetime(2017, 1, 30, 15, 17, 38), "-05:30", False),
        ("2017-01-30 15:17 +02", dt.datetime(2017, 1, 30, 15, 17), "+02:00", False),
        ("2017/01/30", dt.datetime(2017, 1, 30), "Europe/London", True),
        ("2017.1.3 9.30", dt.datetime(2017, 1, 3, 9, 30), "Europe/London", False),
        ("2017-01-30 noon", dt.datetime(2017, 1, 30, 12), "Europe/London", False),
        ("2017-01-30 12 Midday", dt.datetime(2017, 1, 30, 12), "Europe/London", False),
        ("2017-01-30 10:00-05:00", dt.datetime(2017, 1, 30, 10), "-05:00", False),
        ("2017-01-30T03:00-05:00", dt.datetime(2017, 1, 30, 3), "-05:00", False),
        ("2017-01-30 03:00 -05:00", dt.datetime(2017, 1, 30, 3), "-05:00", False),
        ("2017-01-30 03:00:00-05:00", dt.datetime(2017, 1, 30, 3), "-05:00", False),
        ("2017-01-30 15:17 UTC+2", dt.datetime(2017, 1, 30, 15, 17), "+02:00", False),
        ("2017-01-30 15:17 GMT", dt.datetime(2017, 1, 30, 15, 17), "UTC", False),
        ("2017-01-30 15:17 Asia/Tokyo", dt.datetime(2017, 1, 30, 15, 17), "Asia/Tokyo", False),
    ],
)
def test_a_moment_is_local_time_and_the_zone_it_names_or_else_the_given_one(
    text: str, local: dt.datetime, zone: str, all_day: bool
) -> None:
    found = moment(text, "Europe/London")
    assert (found.local, found.zone, found.all_day) == (local, zone, all_day)
    assert found.aware().tzinfo is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2016-02-30", "a day that does not exist: 2016-02-30"),
        ("2024-13-45", "a day that does not exist: 2024-13-45"),
        ("0000-01-01", "a year that is out of reach"),
        ("9999-12-31", "a year that is out of reach"),
        ("2017-01-30 25:00", "a time that does not exist"),
        ("2017-01-30 13pm", "a time that does not exist"),
        ("2017-01-30 15", "a time such as 14:00"),
        ("2017-01-30 15:17 +99:00", "an offset that does not exist"),
        ("2017-01-30 10:00-13:00", "an offset that does not exist"),
        ("2017-01-30 10:00-11:00", "can end at 11:00, or be -11:00 from UTC"),
        ("2017-01-30 15:17 XYZ", "a time zone that does not exist: XYZ"),
        ("2017-01-30 24:00", "the end of a day"),
        ("2017-01-30 midnight", "the midnight at which the day begins or the one at which it ends"),
        ("15:17", "a time but no day"),
        ("2017-01-30 at noon", "2027-01-30 14:00, 2027-01-30 2 pm"),
        ("next Tuesday", "2027-01-30 14:00, 2027-01-30 2 pm"),
        ("20170130", "2027-01-30 14:00, 2027-01-30 2 pm"),
        ("٢٠١٧-٠١-٣٠", "2027-01-30 14:00, 2027-01-30 2 pm"),
    ],
)
def test_an_impossible_or_wordy_date_says_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(Unfit) as caught:
        moment(text, "UTC")
    assert caught.value.code == ("unknown-zone" if text.endswith("XYZ") else "bad-date")
    assert words in caught.value.words


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("30 January 2017", "2017-01-30"),
        ("January 30th, 2017", "2017-01-30"),
        ("30/01/2017", "2017-01-30"),
        ("01/30/2017", "2017-01-30"),
        ("03/04/2017", "2017-04-03 or 2017-03-04"),
        ("03/04/2017 2pm", "2017-04-03 14:00 or 2017-03-04 14:00"),
        ("03/03/2017", "2017-03-03"),
        ("03.04.2017", "2017-04-03"),
        ("10 Feb 2017 noon", "2017-02-10 12:00"),
        ("Wed 2017-03-04 at noon", "2017-03-04 12:00"),
        ("2017/30/01", "2017-01-30"),
        ("2017-30-01 14:00", "2017-01-30 14:00"),
        ("2017-01-30 24:00", "2017-01-31 00:00"),
        ("2017-01-30 midnight", "2017-01-30 00:00 or 2017-01-31 00:00"),
        ("2017-01-30 15", "2017-01-30 15:00"),
        ("2017-10-10 10", "2017-10-10 10:00"),
        ("2017-01-30 15:17 BST", "2017-01-30 15:17 Europe/London"),
        ("2017-07-30 14:00 CET", "2017-07-30 14:00 Europe/Brussels"),
        ("2017-07-30 14:00 EST", "2017-07-30 14:00 America/New_York or 2017-07-30 14:00 -05:00"),
        ("2017-07-30 14:00 EST5EDT", "2017-07-30 14:00 America/New_York"),
        ("2017-07-30 14:00 Central Standard Time", "2017-07-30 14:00 America/Chicago"),
        ("2017-07-30 10h30", "2017-07-30 10:30"),
        ("17-07-30 9:00", "2017-07-30 09:00 or 2030-07-17 09:00"),
        ("26-12-05", "2026-12-05 or 2005-12-26"),
        ("05.12.26", "2026-12-05"),
        ("24 December", "YYYY-12-24"),
        ("24 Dec 2 pm", "YYYY-12-24 14:00"),
        ("29 February", ""),
        ("12 24", ""),
        ("2017-07-30 10:00 - 12:00", "2017-07-30 10:00\nend: 12:00"),
        ("2017-07-30 10:00 to 12:00", "2017-07-30 10:00\nend: 12:00"),
        ("2017-07-30 10:00-12:00", "2017-07-30 10:00\nend: 12:00"),
        ("2017-07-30 09:00-10:30", "2017-07-30 09:00\nend: 10:30"),
        (
            "2017-07-30 14:00 IST",
            "2017-07-30 14:00 Asia/Kolkata or 2017-07-30 14:00 Europe/Dublin or 2017-07-30 14:00 Asia/Jerusalem",
        ),
        ("24 and 12", ""),
        ("2017-07-30 14:00 London time", "2017-07-30 14:00 Europe/London"),
        ("2017-07-30 14:00 our own time", ""),
        ("2017-07-30 to 2017-08-01", "2017-07-30\nend: 2017-08-01"),
        ("10:00-12:00", "YYYY-MM-DD 10:00\nend: 12:00"),
        ("2017-07-30 - 12:00", "2017-07-30 12:00"),
        ("2017-07-30 10:00 - later", "2017-07-30 10:00"),
        ("15:17", "YYYY-MM-DD 15:17"),
        ("30 February 2017", ""),
        ("part 3 of 4, 2017", ""),
        ("March", ""),
    ],
)
def test_a_date_in_words_is_offered_as_digits_in_each_way_it_can_be_meant(text: str, fix: str) -> None:
    with pytest.raises(Unfit) as caught:
        moment(text, "UTC")
    assert caught.value.fix == fix


def test_a_day_takes_no_time() -> None:
    assert day("2017-1-3") == dt.date(2017, 1, 3)
    with pytest.raises(Unfit) as caught:
        day("2017-01-30 15:00")
    assert caught.value.fix == "2017-01-30"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14:00", dt.time(14)),
        ("9.30", dt.time(9, 30)),
        ("12am", dt.time(0)),
        ("12 PM", dt.time(12)),
        ("23:59:59", dt.time(23, 59, 59)),
        ("noon", dt.time(12)),
        ("Midday", dt.time(12)),
        ("12 noon", dt.time(12)),
    ],
)
def test_a_time_of_day_is_read(text: str, time: dt.time) -> None:
    assert clock(text) == time


@pytest.mark.parametrize("text", ["24:00", "14", "840", "0pm", "14:60", "midnight", "1 noon", "14:00 pm"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(Unfit):
        clock(text)


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("16:00", dt.datetime(2017, 1, 30, 16)),
        ("4 pm", dt.datetime(2017, 1, 30, 16)),
        ("noon", dt.datetime(2017, 1, 30, 12)),
        ("24:00", dt.datetime(2017, 1, 31)),
        ("midnight", dt.datetime(2017, 1, 31)),
        ("2017-12-31 24:00", dt.datetime(2018, 1, 1)),
        ("2017-12-31 midnight", dt.datetime(2018, 1, 1)),
        ("2017-01-31 16:00", dt.datetime(2017, 1, 31, 16)),
    ],
)
def test_a_time_alone_ends_what_starts_on_that_day_and_midnight_ends_it(text: str, local: dt.datetime) -> None:
    start = Moment(local=dt.datetime(2017, 1, 30, 9), zone="+02:00")
    assert ending(text, "+02:00", start) == Moment(local=local, zone="+02:00")


def test_a_time_alone_is_by_the_clock_of_the_start() -> None:
    start = Moment(local=dt.datetime(2017, 1, 30, 9), zone="+02:00")
    assert ending("16:00", "UTC", start).zone == "+02:00"
    assert ending("2017-01-30 16:00", "UTC", start).zone == "UTC"


def test_a_time_alone_is_no_end_of_what_has_no_start() -> None:
    for text in ("16:00", "midnight"):
        with pytest.raises(Unfit, match="a time but no day"):
            ending(text, "UTC", None)
    assert begun("soon", "UTC") is None


@pytest.mark.parametrize(
    ("text", "fix"),
    [("1", "1 hour"), ("2", "2 hours"), ("1.5", "1.5 hours"), ("90", "90 minutes"), ("1:30", "1h30"), ("0", "")],
)
def test_a_bare_number_is_offered_with_the_unit_that_it_most_likely_has(text: str, fix: str) -> None:
    with pytest.raises(Unfit) as caught:
        span(text)
    assert caught.value.fix == fix


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("2 hours", dt.timedelta(hours=2)),
        ("90 minutes", dt.timedelta(minutes=90)),
        ("90min", dt.timedelta(minutes=90)),
        ("1h30", dt.timedelta(hours=1, minutes=30)),
        ("1h 05m", dt.timedelta(hours=1, minutes=5)),
        ("1.5 hours", dt.timedelta(minutes=90)),
        ("1 hour and 30 minutes", dt.timedelta(minutes=90)),
        ("1 day", dt.timedelta(days=1)),
        ("2 weeks", dt.timedelta(weeks=2)),
        ("PT2H", dt.timedelta(hours=2)),
        ("PT1H30M", dt.timedelta(minutes=90)),
        ("P1DT2H", dt.timedelta(days=1, hours=2)),
        ("P2W", dt.timedelta(weeks=2)),
    ],
)
def test_a_length_of_time_is_read(text: str, length: dt.timedelta) -> None:
    assert span(text) == length


@pytest.mark.parametrize(
    "text", ["long", "90", "0 hours", "-2 hours", "2 months", "999999999 days", "P", "PT", "P1M", "1:30"]
)
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(Unfit, match="2 hours, 90 minutes"):
        span(text)


@pytest.mark.parametrize("text", ["99999 weeks", "99999w " * 3000])
def test_no_length_of_time_leads_out_of_the_calendar(text: str) -> None:
    with pytest.raises(Unfit, match="longer than a hundred years"):
        span(text)
    assert moment("9000-12-31 23:59", "UTC").shifted(span("99 weeks")).aware()


@pytest.mark.parametrize("name", ["Europe/London", "UTC", "+01:00", "Asia/Tokyo"])
def test_a_zone_that_exists_is_taken(name: str) -> None:
    assert time_zone(name) == name


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("Europe/Londn", "Europe/London"),
        ("London", "Europe/London"),
        ("new york", "America/New_York"),
        ("Europe", "Europe/Rome"),
        ("../etc/passwd", ""),
        ("UTC+2", "+02:00"),
        ("GMT+1", "+01:00"),
        ("utc-5:30", "-05:30"),
        ("+2", "+02:00"),
        ("BST", "Europe/London"),
        ("cest", "Europe/Brussels"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Pacific Daylight Time", "America/Los_Angeles"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern", "Europe/Amsterdam"),
        ("IST", "Asia/Kolkata, Europe/Dublin or Asia/Jerusalem"),
    ],
)
def test_a_zone_that_does_not_exist_offers_the_nearest(name: str, fix: str) -> None:
    with pytest.raises(Unfit) as caught:
        time_zone(name)
    assert (caught.value.code, caught.value.fix) == ("unknown-zone", fix)
    assert all(time_zone(zone) for zone in fix.replace(" or ", ", ").split(", ") if zone)


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("CET", "Europe/Brussels"),
        ("MET", "Europe/Brussels"),
        ("EET", "Europe/Athens"),
        ("WET", "Europe/Lisbon"),
        ("EST", "America/New_York or -05:00"),
        ("MST", "America/Denver or America/Phoenix"),
        ("EST5EDT", "America/New_York"),
        ("PST8PDT", "America/Los_Angeles"),
    ],
)
def test_letters_that_clocks_do_not_show_all_year_are_answered_with_a_city(name: str, fix: str) -> None:
    with pytest.raises(Unfit, match=f"wants the zone of a city: clocks do not show {name} all year") as caught:
        time_zone(name)
    assert (caught.value.code, caught.value.fix) == ("unknown-zone", fix)
    assert all(time_zone(zone) for zone in fix.split(" or "))


def test_a_year_of_two_digits_is_called_so() -> None:
    with pytest.raises(Unfit, match="has a year of two digits; it wants a date such as 2027-01-30") as caught:
        day("26-12-05")
    assert caught.value.fix == "2026-12-05 or 2005-12-26"


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("10h30", "10:30"),
        ("10h", "10:00"),
        ("10:00-12:00", "10:00\nend: 12:00"),
        ("2 pm to 4 pm", "2 pm\nend: 4 pm"),
        ("25h30", ""),
        ("ten", ""),
    ],
)
def test_a_time_written_otherwise_is_offered_with_a_colon_and_its_end_apart(text: str, fix: str) -> None:
    with pytest.raises(Unfit, match="wants a time such as 14:00") as caught:
        clock(text)
    assert caught.value.fix == fix


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("two hours", "2 hours"),
        ("An hour", "1 hour"),
        ("half an hour", "30 minutes"),
        ("one and a half hours", "1h30"),
        ("an hour or so", ""),
    ],
)
def test_a_length_in_words_is_offered_in_digits(text: str, fix: str) -> None:
    with pytest.raises(Unfit, match="wants a length of time") as caught:
        span(text)
    assert caught.value.fix == fix
    assert not fix or span(fix)


def test_a_long_text_full_of_hyphens_is_refused_at_once() -> None:
    with pytest.raises(Unfit) as caught:
        moment("2017-07-30 10:00 - " * 5000, "UTC")
    assert caught.value.fix == ""
