"""What cannot be about an event: times that do not fit together, and dates it does not have."""

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from sitegen.dates import clock, day, skipped, when
from sitegen.facets.recurrence import OFF, Repeat, Unclear
from sitegen.facets.rule import Rule
from sitegen.facets.schedule import Moment, Schedule
from sitegen.facets.series import YEARS, Series, later
from sitegen.kinds.event.meta import Event, date_of, rule_of
from sitegen.kinds.event.status_checks import check_plans
from sitegen.model.meta import Meta
from sitegen.model.problem import Problem

LONGEST = dt.timedelta(days=731)
"""An event that lasts longer is a slip in its year."""
FURTHEST = 50 * 366
"""In how many days a series that has an end at all has had it."""
TIMES = ("start", "end", "duration", "time", "all_day", "timezone", "repeat", "rrule", "also")
"""The fields that only together say when it is."""
SKIPPED = "write the time that is meant, by the clock after the change"


def check(meta: Meta) -> Iterator[Problem]:
    """Say what does not fit together in an event."""
    assert isinstance(meta, Event)
    for problem in (*_check_times(meta), *_check_repetition(meta)):
        yield msgspec.structs.replace(problem, needs=TIMES)
    yield from check_plans(meta)
    if meta.venue is not None and meta.venue.geo and meta.venue.position is None:
        yield Problem(
            field="venue.geo",
            code="bad-value",
            message=f"{meta.venue.geo!r} is not a latitude and a longitude",
            fix=_position(meta.venue.geo)
            or "write latitude and longitude as two numbers with a comma between them",
        )


def _position(typed: str) -> str:
    """Return a latitude and a longitude as `geo` wants them; "" where no two such numbers were typed."""
    numbers = [float(each.replace(",", ".")) for each in re.findall(r"-?\d{1,3}[.,]\d+", typed)]
    return f'geo: "{numbers[0]}, {numbers[1]}"' if len(numbers) == 2 and abs(numbers[0]) <= 90 else ""


def _check_times(event: Event) -> Iterator[Problem]:
    start = event.given.start
    if event.time is not None and not event.start.all_day and event.start.nominal.time() != event.time:
        yield _conflict("time", f"`time` says {clock(event.time)}, but `start` says {clock(event.start.nominal)}")
    elif event.time is not None and (words := skipped(start)):
        yield Problem(field="time", code="skipped-time", message=words, fix=SKIPPED)
    if event.all_day and (event.time is not None or not event.start.all_day):
        yield _conflict("all_day", "the event is all day, but its start has a time")
    if event.all_day is False and start.all_day:
        yield _conflict(
            "all_day",
            "the event is not all day, but its start has no time",
            fix="give `start` a time, or take `all_day` out",
        )
    if event.end is not None and event.duration is not None:
        yield _conflict("duration", "give either `end` or `duration`")
    if event.end is not None and start.all_day and not event.end.all_day and not event.all_day:
        yield _conflict("end", "`end` has a time, but `start` has none", fix="add the time to `start`")
    if event.duration is not None and event.duration <= dt.timedelta():
        yield Problem(field="duration", code="bad-value", message="it has to be longer than nothing")
    elif event.duration is not None and start.all_day and event.duration % dt.timedelta(days=1):
        yield _conflict("duration", "an all-day event lasts whole days", fix="add the time to `start`")
    if event.given.backwards:
        yield _ends_early("end", event.given, event.end)
    elif event.given.last_day - start.day > LONGEST:
        yield Problem(
            field="end" if event.end is not None else "duration",
            code="bad-value",
            message=f"it would last until {day(event.given.last_day)}, with a page for every month",
            fix="check the year, or write a page about it instead of an event",
        )


def _check_repetition(event: Event) -> Iterator[Problem]:
    repeat, start = event.repeat, event.given.start
    if repeat is not None and event.rrule:
        yield _conflict("rrule", "give either `repeat` or `rrule`")
    if repeat is not None and repeat.until is not None and repeat.count is not None:
        yield _conflict("repeat.count", "give either `until` or `count`")
    rule, trouble = rule_of(event)
    place = "rrule" if repeat is None else "repeat"
    if trouble:
        fix = "" if repeat else _in_words(event.rrule) or "say it in `repeat`"
        yield Problem(field="repeat.on" if repeat else place, code="bad-value", message=trouble, fix=fix)
    elif rule is None:
        yield from _check_exceptions(event)
    elif rule.until is not None and rule.until < start.day:
        yield Problem(
            field="rrule" if repeat is None else "repeat.until",
            code="repeat-until-before-start",
            message=f"it repeats until {day(rule.until)}, but starts on {day(start.day)}",
            fix=f"name a last day that is not before {start.day}",
        )
    elif (first := rule.next_day(start.day)) != start.day:
        message = f"it starts on {day(start.day)}, which is not one of the dates on which it repeats"
        fix = f"start: {first}{_time(event)}" if first else "change the rule: it gives no date at all"
        yield _conflict("start", message, fix)
    else:
        series = event.series
        yield from _check_exceptions(event)
        yield from _check_skipped(series, place)
        yield from _check_end(rule, start.day, place)


def _check_skipped(series: Series, place: str) -> Iterator[Problem]:
    """Complain of the dates at a time that clocks skip: of all at once, or each cure would bring up the next."""
    first = series.skipped()
    if first is None:
        return
    _, *others = unseen = _unseen(series, first)
    more = ""
    if others:
        what = f"{len(others)} more dates up to {others[-1].year}" if others[1:] else "one more date"
        more = f"; so it is with {what}, next on {day(others[0])}"
    it = "them" if others else "it"
    fix = f"leave {it} out with `except: [{', '.join(map(str, unseen))}]`, or move {it} with `overrides`"
    yield Problem(field=place, code="skipped-time", message=f"{skipped(first)}{more}", fix=fix)


def _unseen(series: Series, first: Moment) -> list[dt.date]:
    """Return the days from `first` on for which a series gives a time that clocks skip, of the years searched."""
    last = dt.date(min(series.first.start.nominal.year + YEARS, dt.MAXYEAR) - 1, 12, 31)
    usual = (series.usual(each) for each in series.days(last) if each >= first.nominal.date())
    found = [each for each in usual if each.skipped]
    alone = msgspec.structs.replace(series, rule=None, also=tuple(found))
    return [
        each.schedule.start.nominal.date() for each in alone.occurrences("", last) if each.schedule.start in found
    ]


def _check_end(rule: Rule, first: dt.date, place: str) -> Iterator[Problem]:
    """Complain of an end that no reader will live to see: it says nothing that no end would not say."""
    far = later(first, FURTHEST)
    said = "count" if rule.count else "until"
    if rule.until is not None and rule.until > far:
        end = f"it ends on {day(rule.until)}"
    elif rule.count and sum(1 for _ in rule.days(first, far)) < rule.count:
        end = f"its {rule.count:,} dates go on after {far.year}"
    else:
        return
    yield Problem(
        field=place if place == "rrule" else f"{place}.{said}",
        code="repeat-too-many",
        message=f"{end}; pages show those up to the `horizon` of site.yaml, two years ahead unless it is set",
        fix=f"name an end that you know, or take `{said if place == 'repeat' else said.upper()}` out",
    )


def _in_words(rule: str) -> str:
    """Return the `repeat` to type for a rule that was written in words, "" for other rules."""
    try:
        return f"repeat: {{every: {Repeat.from_text(rule).every.words}}}"
    except Unclear as error:
        return " or ".join(f"repeat: {fix}" for fix in error.fixes)


def _check_exceptions(event: Event) -> Iterator[Problem]:
    """Complain of exceptions to dates that the event does not have, or that cannot be as they say."""
    series = event.series
    yield from _check_idle(event, series)
    named = [(f"except.{index}", about) for index, about in enumerate(event.exceptions)]
    if event.overrides and not series.repeats:
        fix = "say it in `start`, `status`, `venue` or `online` itself"
        yield _conflict("overrides", "the event happens once, so it has no date that is different", fix)
    for text, override in event.overrides.items():
        place = f"overrides.{text}"
        about = date_of(text, series.first.start.zone)
        if about is None:
            message = f"an override is about one date, such as {series.first.start.day}, not {text!r}"
            fix = "name the date on which it would have been"
            yield Problem(field=place, code="bad-value", message=message, fix=fix)
            continue
        named.append((place, about))
        if override.time is not None and series.first.start.all_day:
            yield _conflict(f"{place}.time", "an all-day event has no time to change")
        changed = series.changed(series.usual_time(about), override)
        if override.time is not None and (words := skipped(changed.start)):
            yield Problem(field=f"{place}.time", code="skipped-time", message=words, fix=SKIPPED)
        if changed.backwards:
            yield _ends_early(f"{place}.end", changed, override.end)
        if override.status in OFF and (said := "start" if override.start else "time" if override.time else ""):
            yield Problem(
                field=f"{place}.status",
                code="doubtful-date",
                message=f"with a new `{said}` it is shown as {override.status} there, and no more where it was",
                fix=f"status: rescheduled, or take `{said}` out",
            )
    if event.exceptions and series.opening() is None:
        what = "every date" if series.repeats else "the only date"
        fix = "take a date out of `except`, or say `status: cancelled` instead of it"
        yield _conflict("except", f"`except` leaves out {what} of the event, so it is in no calendar", fix)
    left_out, meant = {*series.left_out()}, series.matches(about for _, about in named)
    for place, about in named[len(event.exceptions) :]:
        if meant[about] and left_out.issuperset(meant[about]):
            yield Problem(
                field=place,
                code="exception-matches-nothing",
                message=f"`except` leaves out {when(about)}, so nothing about it can be different",
                fix="take it out of `except`, or take the override out",
            )
    unmatched = dict(series.unmatched(about for _, about in named))
    for place, about in named:
        if about in unmatched:
            yield Problem(
                field=place,
                code="exception-matches-nothing",
                message=f"the event does not happen on {when(about)}",
                fix=f"its nearest date is {when(unmatched[about])}",
            )


def _check_idle(event: Event, series: Series) -> Iterator[Problem]:
    """Complain of dates that change nothing: left out twice, added twice, or added where the rule has them."""
    added = set(series.added())
    for field, named in (("except", event.exceptions), ("also", event.also)):
        seen: set[Moment] = set()
        for index, about in enumerate(named):
            start = series.usual_time(about)
            message = f"`{field}` names {when(about)} already" if start in seen else ""
            if not message and field == "also" and start not in added:
                message = f"the event happens on {when(about)} without `also`"
            if message:
                fix = f"take {about.day} out of `{field}`"
                yield Problem(field=f"{field}.{index}", code="doubtful-date", message=message, fix=fix)
            seen.add(start)


def _time(event: Event) -> str:
    """Return the time of day as `start` has it, to go behind another day; "" where it has none."""
    start = event.given.start
    if event.start.all_day or start.all_day:
        return ""
    return f" {start.nominal:%H:%M}" + (f" {start.zone}" if start.zone[:1] in "+-" else "")


def _conflict(place: str, message: str, fix: str = "") -> Problem:
    return Problem(field=place, code="conflicting-fields", message=message, fix=fix)


def _ends_early(place: str, schedule: Schedule, typed: Moment | None) -> Problem:
    start, end = schedule.start, typed or schedule.end or schedule.start
    over_midnight = end.shifted(dt.timedelta(days=1))
    fix = f"check both days: the event starts on {start.day}"
    if end.all_day and not start.all_day:
        fix = f"write {place.rpartition('.')[2]}: {start.day} if it ends on the day on which it starts"
    elif not end.all_day and start.aware() < over_midnight.aware():
        fix = f"write {place.rpartition('.')[2]}: {over_midnight.local:%Y-%m-%d %H:%M} if it ends on the day after"
    return Problem(
        field=place,
        code="event-end-before-start",
        message=f"it ends on {when(end)}, before it starts on {when(start)}",
        fix=fix,
    )
