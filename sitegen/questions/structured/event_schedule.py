"""The rule of an event that repeats, in the vocabulary of schema.org."""

from msgspec import UNSET, UnsetType

from sitegen.dates import iso
from sitegen.facets.rule import DAYS
from sitegen.facets.series import Series
from sitegen.model.schema_org import EventSchedule

STEPS = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}
"""FREQ of RFC 5545 -> the unit of an ISO 8601 duration."""
SAID = ("BYDAY", "BYMONTHDAY", "BYMONTH")
"""The parts of a rule that schema.org has terms for; a rule with another one cannot be said."""


def event_schedule(series: Series) -> EventSchedule | UnsetType:
    """Return the rule of a series, or nothing where it has none that schema.org can say."""
    rule, first = series.rule, series.first
    if rule is None or any(part not in SAID for part, _ in rule.by):
        return UNSET
    by = {part: tuple(value.split(",")) for part, value in rule.by}
    if any(day.startswith("-") for day in by.get("BYMONTHDAY", ())):
        return UNSET
    if not by and rule.frequency == "WEEKLY":
        by = {"BYDAY": (DAYS[first.start.nominal.weekday()],)}
    timed = not first.start.all_day
    left_out = tuple(iso(moment) for moment in series.left_out())
    return EventSchedule(
        start_date=first.start.day.isoformat(),
        end_date=rule.until.isoformat() if rule.until else UNSET,
        repeat_count=rule.count or UNSET,
        repeat_frequency=f"P{rule.interval}{STEPS[rule.frequency]}",
        by_day=by.get("BYDAY") or UNSET,
        by_month_day=tuple(map(int, by.get("BYMONTHDAY", ()))) or UNSET,
        by_month=tuple(map(int, by.get("BYMONTH", ()))) or UNSET,
        except_date=left_out or UNSET,
        start_time=f"{first.start.nominal:%H:%M:%S}" if timed else UNSET,
        end_time=f"{first.end.nominal:%H:%M:%S}" if timed and first.end else UNSET,
        schedule_timezone=first.start.zone if timed else UNSET,
    )
