"""What cannot be about an event's plans: its status, what it is said to have been, and until when to book."""

from collections import Counter
from collections.abc import Iterator

from sitegen.dates import when
from sitegen.facets.recurrence import OFF
from sitegen.facets.schedule import Moment
from sitegen.kinds.event.meta import Event, date_of
from sitegen.model.problem import Problem


def check_plans(event: Event) -> Iterator[Problem]:
    """Say what in the status of an event, or of one date of it, readers could make nothing of."""
    if event.series.repeats:
        yield from _check_series(event)
    else:
        yield from _check_previous_start(event)
    if event.status == "moved-online" and not event.online:
        yield _offline("status", ("online", "overrides"))
    yield from _check_booking(event)
    yield from _check_overrides(event)


def _check_series(event: Event) -> Iterator[Problem]:
    """Complain of what is said of all dates and can be true of one."""
    before = event.previous_start
    if event.status == "rescheduled" or before is not None:
        yield Problem(
            field="status" if event.status == "rescheduled" else "previous_start",
            code="conflicting-fields",
            message="this event has several dates, and each of them would be said to be rescheduled",
            fix="give one date the status and its new `start` under `overrides`; for all of them, change `start` "
            "and say so under `changes`",
            needs=(
                "start",
                "previous_start",
                "repeat",
                "rrule",
                "also",
                "overrides",
                "time",
                "all_day",
                "timezone",
            ),
        )


def _check_previous_start(event: Event) -> Iterator[Problem]:
    """Complain of an earlier start that is missing, that is no other, or that nobody is shown."""
    before, start = event.previous_start, event.given.start
    if event.status == "rescheduled" and before is None:
        yield Problem(
            field="status",
            code="missing-field",
            message="a rescheduled event needs `previous_start`, so that readers see what has changed",
            fix="say in `previous_start` when it was to begin",
            needs=("previous_start",),
        )
    if before is not None and before.within(start.zone) == start:
        yield Problem(
            field="previous_start",
            code="conflicting-fields",
            message=f"it was to begin on {when(start)}, and that is its `start` still",
            fix="give `start` the new time, and `previous_start` the old one",
            needs=("start", "time", "all_day", "timezone"),
        )
    elif before is not None and event.status != "rescheduled":
        yield Problem(
            field="previous_start",
            code="doubtful-date",
            message="`previous_start` is shown of a rescheduled event alone",
            fix="add `status: rescheduled`, or take `previous_start` out",
            needs=("status",),
        )


def _check_booking(event: Event) -> Iterator[Problem]:
    """Complain of booking that ends when the event is over; a series may take it up again and again."""
    closes = event.register.closes if event.register else None
    if closes is None or event.series.repeats:
        return
    late = closes.day > event.given.last_day if closes.all_day else closes.aware() > event.given.over()
    if late:
        yield Problem(
            field="register.closes",
            code="doubtful-date",
            message=f"booking closes on {when(closes)}, when the event is over",
            fix="name a day before the event, or check its `start`",
            needs=("start", "end", "duration", "time", "all_day", "timezone"),
        )


def _check_overrides(event: Event) -> Iterator[Problem]:
    series, moved = event.series, {}
    for text, override in event.overrides.items():
        about = date_of(text, series.first.start.zone)
        if about is None:
            continue
        usual = series.usual_time(about)
        start = series.changed(usual, override).start
        if override.status == "moved-online" and not (override.online or event.online):
            yield _offline(f"overrides.{text}.status", ("online",))
        if start != usual:
            moved[text] = start
        elif override.status == "rescheduled":
            yield Problem(
                field=f"overrides.{text}.status",
                code="missing-field",
                message="a rescheduled date needs a new `start` or `time`, so that readers see when it is now",
                fix="give it the new `start` or `time`, or the status `cancelled`",
            )
    yield from _check_moved(event, moved)


def _check_moved(event: Event, moved: dict[str, Moment]) -> Iterator[Problem]:
    """Complain of dates that were moved to where the series has another."""
    if not moved:
        return
    dates = event.occurrences("", max(start.day for start in moved.values()))
    taking_place = Counter(date.schedule.start for date in dates if (date.status or event.status) not in OFF)
    for text, start in moved.items():
        if taking_place[start] > 1:
            yield Problem(
                field=f"overrides.{text}.start" if event.overrides[text].start else f"overrides.{text}.time",
                code="doubtful-date",
                message=f"the series has another date on {when(start)}, so it is shown twice",
                fix=f"leave this one out with `except: [{text}]`, or move it elsewhere",
            )


def _offline(field: str, needs: tuple[str, ...]) -> Problem:
    return Problem(
        field=field,
        code="no-online-address",
        message="readers cannot join: there is no `online` address",
        fix="give the address at which to join as `online`",
        needs=needs,
    )
