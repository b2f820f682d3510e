"""The facet of entries that take place: dates, status, place and booking."""

from msgspec import Struct

from sitegen.facets.place import Venue
from sitegen.facets.recurrence import Status
from sitegen.facets.schedule import Moment
from sitegen.facets.series import Series


class Gathering(Struct, frozen=True, kw_only=True):
    """The part of an event that feeds, calendars and questions need."""

    series: Series
    """Its first date, its rule and its exceptions."""
    status: Status
    """Whether it takes place as planned; a date of its series may have a status of its own."""
    previous_start: Moment | None
    """When a rescheduled one was to begin; None for any other."""
    venue: Venue | None
    """Where it takes place; None where it has no place."""
    online: str
    """The address at which to join from afar; empty where there is none."""
    booking_url: str
    """The address at which to book a place; empty where there is none."""
    deadline: bool
    """Whether it is a deadline: a point in time, which takes up no time in a calendar."""
