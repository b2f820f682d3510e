"""How an event repeats, in words for its page."""

import datetime as dt

from msgspec import Struct

from sitegen.dates import hours, repeats
from sitegen.facets.series import Series
from sitegen.model.site import Site
from sitegen.outputs.ics.invitations import dated


class Repetition(Struct, frozen=True, kw_only=True):
    """The rule of a series, and whether it outlasts the dates that pages list."""

    words: str
    """`Every 2 weeks on Tuesday, 2pm to 4pm, until 30 June 2027`; empty for what words cannot say briefly."""
    goes_on: bool
    """Whether there are dates after the last that is listed."""


def repetition(site: Site, key: str) -> Repetition | None:
    """Return how an event repeats; None for one that has no rule."""
    series: Series | None = getattr(site.entries[key].meta, "series", None)
    if series is None or series.rule is None:
        return None
    start, language = series.first.start, site.config.language
    listed = [date.original or date.schedule.start for date in dated(site).get(key, ())]
    last = max((moment.nominal.date() for moment in listed), default=dt.date.min)
    left_out = set(series.left_out())
    return Repetition(
        words=repeats(series.rule, start, language, hours=hours(series.first, language)),
        goes_on=any(day > last and series.usual(day) not in left_out for day in series.days(dt.date.max)),
    )
