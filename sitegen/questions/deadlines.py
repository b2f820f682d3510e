"""When next steps are due."""

import datetime as dt

from sitegen.facets.actions import Action
from sitegen.facets.recurrence import OFF
from sitegen.facets.schedule import Moment, Occurrence
from sitegen.model.site import Site
from sitegen.questions.answers import Link
from sitegen.questions.dates_of_events import dated
from sitegen.questions.entries import link
from sitegen.questions.once import once


def due(site: Site, key: str, action: Action) -> tuple[Moment | None, Link | None]:
    """Return the moment at which a next step is due, and the event that sets it; None for what is not given."""
    if action.due and action.due.date:
        day = dt.datetime.combine(action.due.date, dt.time())
        return Moment(local=day, zone=site.config.timezone, all_day=True), None
    target = site.names[key].get(action.due.event.text) if action.due and action.due.event else None
    if not target:
        return None, None
    schedule = site.entries[target].meta.schedule
    return _next(site, key, target) or (schedule.start if schedule else None), link(site, target)


def _next(site: Site, key: str, target: str) -> Moment | None:
    """Return the first date of a series after the day of the minutes; None for an event with one date, or none."""
    gathering, meta = site.entries[target].meta.gathering, site.entries[key].meta
    own = meta.schedule.start if meta.schedule else meta.date
    if gathering is None or not gathering.series.repeats or own is None:
        return None
    starts = (each.schedule.start for each in _dates(site, target) if each.status not in OFF)
    return next((start for start in starts if start.day > own.day), None)


@once
def _dates(site: Site, key: str) -> tuple[Occurrence, ...]:
    """Return the dates of one event, so that a date of another is no reason to look at a step again."""
    return tuple(dated(site).get(key, ()))
