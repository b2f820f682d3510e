"""Random events: front matter as people write it, near every change of the clocks, in zones of every sort."""

import datetime as dt

from hypothesis import strategies as st

PERIOD = (dt.date(2026, 1, 1), dt.date(2027, 11, 7))
CHANGES: dict[str, tuple[str, ...]] = {
    "Europe/London": ("2027-03-28 01:30", "2027-10-31 01:30"),
    "America/New_York": ("2027-03-14 02:30", "2026-11-01 01:30", "2027-11-07 01:15"),
    "Australia/Lord_Howe": ("2026-10-04 02:15", "2027-04-04 01:45"),
    "America/Santiago": ("2026-09-06 00:30", "2027-04-03 23:30"),
    "Africa/Casablanca": ("2027-02-07 02:30", "2027-03-14 02:30"),
    "Africa/Cairo": ("2027-04-30 00:30", "2026-10-29 23:30"),
    "Asia/Kolkata": ("2027-01-01 00:00",),
    "Asia/Kathmandu": ("2027-02-28 23:45",),
    "America/Sao_Paulo": ("2027-02-14 00:15",),
    "Pacific/Apia": ("2027-04-04 03:30",),
    "America/St_Johns": ("2027-03-14 02:30", "2026-11-01 01:15"),
    "UTC": ("2027-03-28 01:30",),
}
"""A few times by the clock of each zone, most of them skipped or shown twice by it."""
DAYS = ("mon", "Tue", "wednesday", "Thu", "Fri", "Sat", "Sunday")
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PLACES = ("first", "second", "third", "fourth")
SPANS = ("45 minutes", "90 minutes", "1h30", "PT3H", "8 hours", "1 day", "26 hours", "2 days")


@st.composite
def events(draw: st.DrawFn) -> list[str]:
    """Draw the lines of one event's front matter."""
    zone = draw(st.sampled_from(sorted(CHANGES)))
    start = draw(st.one_of(near(zone), near(zone), anywhere()))
    if draw(st.integers(0, 4)) == 0:
        return draw(whole_days(start.date()))
    first, *lines = draw(beginnings(start, zone))
    rule, days = draw(repetitions(start.date()))
    return [first, *lines, *draw(ends(start)), *rule, *(draw(differences(start, days)) if rule else ())]


def near(zone: str) -> st.SearchStrategy[dt.datetime]:
    """Times up to some weeks before one at which the clocks of a zone change, mostly at its hour."""
    step = st.sampled_from((0, 0, 1, 7, 14, 28)).map(lambda days: dt.timedelta(days=days))
    later = st.sampled_from((0, 0, 0, -60, -30, 30, 60, -180)).map(lambda minutes: dt.timedelta(minutes=minutes))
    change = st.sampled_from([dt.datetime.fromisoformat(text) for text in CHANGES[zone]])
    return st.tuples(change, step, later).map(lambda parts: parts[0] - parts[1] + parts[2])


def anywhere() -> st.SearchStrategy[dt.datetime]:
    """Any time of the years, in quarters of an hour."""
    quarter = st.integers(0, 95).map(lambda number: dt.time(number // 4, number % 4 * 15))
    return st.builds(dt.datetime.combine, st.dates(*PERIOD), quarter)


@st.composite
def whole_days(draw: st.DrawFn, first: dt.date) -> list[str]:
    """Draw an event of one day or of several."""
    lines = [f"start: {first}"]
    length = draw(st.sampled_from((0, 0, 1, 2, 5)))
    if length:
        more = dt.timedelta(days=length)
        lines.append(draw(st.sampled_from((f"end: {first + more}", f"duration: {length + 1} days"))))
    rule, days = draw(repetitions(first))
    if days:
        named = draw(st.sampled_from(days))
        moved = dt.date.fromisoformat(named) + dt.timedelta(days=1)
        different = f"except: [{named}]", f"overrides: {{{named}: {{start: {moved}}}}}", f"also: [{moved}]"
        lines.append(draw(st.sampled_from(different)))
    return [*lines, *rule]


@st.composite
def beginnings(draw: st.DrawFn, start: dt.datetime, zone: str) -> list[str]:
    """Draw how a writer says when it begins and in which zone."""
    day, time = f"{start:%Y-%m-%d}", f"{start:%H:%M}"
    form = draw(st.integers(0, 6))
    if form == 0:
        return [f"start: {start.year}-{start.month}-{start.day}", f"time: '{time}'", f"timezone: {zone}"]
    if form == 1:
        return [f"start: {start.year}-{start.month}-{start.day} {start.hour}.{start:%M}", f"timezone: {zone}"]
    if form == 2:
        half = f"{(start.hour - 1) % 12 + 1}:{start:%M}{'pm' if start.hour > 11 else 'am'}"
        return [f"start: {day} {half}", f"timezone: {zone}"]
    if form == 3:
        return [f"start: {day}T{time}:00{draw(st.sampled_from(('Z', '+05:30', '-03:00')))}"]
    if form == 4:
        return [f"start: {day}T{time}Z", f"timezone: {zone}"]
    return [f"start: {day} {time}", f"timezone: {zone}"]


@st.composite
def ends(draw: st.DrawFn, start: dt.datetime) -> list[str]:
    """Draw how long it lasts, in one of the ways to say so."""
    form = draw(st.integers(0, 3))
    if form == 0:
        return []
    if form == 1:
        return [f"duration: {draw(st.sampled_from(SPANS))}"]
    end = start + dt.timedelta(minutes=draw(st.sampled_from((30, 60, 120, 480, 1440, 2880))))
    return [f"end: {end:%Y-%m-%d %H:%M}"] if form == 2 else [f"end: {end.date() + dt.timedelta(days=1)}"]


@st.composite
def repetitions(draw: st.DrawFn, first: dt.date) -> tuple[list[str], list[str]]:
    """Draw how it repeats, and some of the days on which it then is; no lines for what does not."""
    form, week = draw(st.integers(0, 8)), dt.timedelta(days=7)
    weekly = [str(first + number * week) for number in range(1, 4)]
    ending = draw(st.sampled_from((", count: 5", f", until: {first + 9 * week}", "")))
    rfc = draw(st.sampled_from((";COUNT=6", f";UNTIL={first + 8 * week:%Y%m%d}", "")))
    if form == 0:
        return [], []
    if form in (1, 2):
        return [f"repeat: {{every: week, on: {DAYS[first.weekday()]}{ending}}}"], weekly
    if form == 3:
        return [f"repeat: {{every: 2 weeks{ending}}}"], weekly[1:2]
    if form == 4:
        return [f"repeat: {{every: day, count: {draw(st.integers(2, 12))}}}"], [str(first + week / 7)]
    if form == 5 and first.day <= 28:
        on = f"{PLACES[(first.day - 1) // 7]} {DAYS[first.weekday()]}"
        return [f"repeat: {{every: month, on: {on}{ending}}}"], []
    if form == 6:
        return [f"repeat: {{every: month, on: {first.day}{ending}}}"], []
    if form == 7:
        return [f"rrule: FREQ=WEEKLY;BYDAY={CODES[first.weekday()]}{rfc}"], weekly
    return [f"rrule: FREQ=DAILY;INTERVAL=7{rfc}"], weekly


@st.composite
def differences(draw: st.DrawFn, start: dt.datetime, days: list[str]) -> list[str]:
    """Draw dates that are left out, added, moved, cancelled or elsewhere."""
    lines = []
    named = draw(st.permutations(days))
    if len(named) > 0 and draw(st.booleans()):
        lines.append(f"except: [{draw(st.sampled_from((named[0], f'{named[0]} {start:%H:%M}')))}]")
    if draw(st.integers(0, 2)) == 0:
        day = start.date() + dt.timedelta(days=draw(st.integers(1, 50)))
        lines.append(f"also: [{draw(st.sampled_from((str(day), f'{day} 11:11')))}]")
    if len(named) > 1 and draw(st.booleans()):
        moved = dt.date.fromisoformat(named[1]) + dt.timedelta(days=draw(st.integers(-1, 3)))
        change = (
            f"{{start: {moved}}}",
            f"{{start: {moved} 19:00}}",
            f"{{time: '{draw(st.integers(0, 23)):02}:30'}}",
            "{status: cancelled}",
            "{venue: Another place}",
            f"{{end: {dt.date.fromisoformat(named[1]) + dt.timedelta(days=1)} 23:00, note: Longer.}}",
        )
        lines.append(f"overrides: {{{named[1]}: {draw(st.sampled_from(change))}}}")
    return lines
