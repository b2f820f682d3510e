"""An RRULE as the rule of an event, and a rule in the words of `repeat:` where they say exactly the same."""

import datetime as dt
import re
from typing import Any

from msgspec.structs import replace

from sitegen.facets.recurrence import Every, On, Repeat
from sitegen.facets.rule import DAYS, Frequency, Rule
from sitegen.facets.schedule import Moment

CYCLE = 400
"""Years after which the calendar repeats itself, weekdays and all."""
LAST_CYCLE = 9900
"""Dates are sought from this year on instead: what never comes is soon known never to come."""
LONGEST_STEP = 999
"""How many weeks or months `every` can skip."""
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_UNITS: dict[Frequency, str] = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def rule_of(text: str, start: Moment) -> Rule:
    """Read the RRULE of a series that begins at `start`. Raises ValueError in words for one we cannot repeat."""
    parts = [part for part in text.strip().upper().split(";") if part.strip()]
    time = start.nominal.time()
    own = {"BYHOUR": time.hour, "BYMINUTE": time.minute, "BYSECOND": time.second}
    kept = [part for part in parts if part not in {f"{name}={number}" for name, number in own.items()}]
    if start.all_day:  # the time of an UNTIL says nothing about days
        kept = [re.sub(r"^(UNTIL=\d{8})T.*", r"\1", part) for part in kept]
    rule = Rule.from_text(";".join(kept), start)
    return replace(rule, by=tuple((name, _tidy(name, values)) for name, values in rule.by))


def first_day(rule: Rule, day: dt.date) -> dt.date | None:
    """Return the first date of a rule that counts its steps from `day`; None when it does not come in a lifetime.

    Looked for in the last years of the calendar, shifted by whole cycles: a rule that never holds would be sought
    to the calendar's end.
    """
    from dateutil.rrule import rrulestr

    years = (LAST_CYCLE - day.year) // CYCLE * CYCLE
    start = Moment(local=dt.datetime(day.year + years, day.month, day.day), all_day=True)
    found = next(iter(rrulestr(replace(rule, until=None).text(start), dtstart=start.local)), None)
    return found.date().replace(year=found.year - years) if found else None


def words(rule: Rule, start: Moment) -> dict[str, Any] | None:
    """Return what `repeat:` says of a series that begins at `start`, None where only an RRULE can say it."""
    on = _on(rule, start)
    if on is None or rule.interval > LONGEST_STEP:
        return None
    unit = "week" if _is_workdays(rule) else _UNITS[rule.frequency]
    every = unit if rule.interval == 1 else f"{rule.interval} {unit}s"
    said: dict[str, Any] = {"every": every}
    if on:
        said["on"] = on if len(on) > 1 else on[0]
    if rule.until is not None:
        said["until"] = str(rule.until)
    if rule.count is not None:
        said["count"] = str(rule.count)
    meant = Repeat(every=Every.from_text(every), on=tuple(On.from_text(each) for each in on))
    return said if _same(meant.rule(start), rule, start) else None


def _on(rule: Rule, start: Moment) -> list[str] | None:
    """Return the words of `on`, none where the day of `start` says it all; None where there are no words."""
    by = dict(rule.by)
    weekdays, numbers = by.get("BYDAY", ""), by.get("BYMONTHDAY", "")
    if rule.frequency == "YEARLY" and (weekdays or numbers) and by.get("BYMONTH") != str(start.local.month):
        return None
    if weekdays and not numbers:
        places = by.get("BYSETPOS", "")
        if places and ("," in weekdays or not weekdays.isalpha()):
            return None
        return _weekday_words([places + each for each in weekdays.split(",")])
    if numbers and not weekdays and "BYSETPOS" not in by:
        return _number_words(numbers.split(","), start)
    return [] if not weekdays and not numbers else None


def _weekday_words(days: list[str]) -> list[str] | None:
    said = []
    for day in days:
        name, place = _WEEKDAYS[DAYS.index(day[-2:])], day[:-2]
        if place and int(place) not in _PLACES:
            return None
        said.append(f"{_PLACES[int(place)]} {name}" if place else name)
    return said


def _number_words(numbers: list[str], start: Moment) -> list[str] | None:
    if numbers == [str(start.local.day)]:
        return []
    if all(int(number) > 0 for number in numbers):
        return numbers
    return ["last day"] if numbers == ["-1"] else None


def _same(said: Rule, rule: Rule, start: Moment) -> bool:
    """Whether a rule in words has the days of the other; their ends are the same."""
    by, meant = dict(rule.by), dict(said.by)
    if rule.interval > 1 and rule.frequency == "WEEKLY" and not _has_weeks_of_monday(rule, start):
        return False
    if by.pop("BYSETPOS", ""):  # with one weekday alone, its place among those of the month
        by["BYDAY"] = dict(rule.by)["BYSETPOS"] + by["BYDAY"]
    if _is_workdays(rule):
        return by == meant
    if rule.frequency == "YEARLY" and by.get("BYMONTH") == str(start.local.month) and "BYMONTH" not in meant:
        del by["BYMONTH"]
    if by.get("BYMONTHDAY") == str(start.local.day) and "BYMONTHDAY" not in meant:
        del by["BYMONTHDAY"]
    return by == meant and said.frequency == rule.frequency


def _has_weeks_of_monday(rule: Rule, start: Moment) -> bool:
    """Whether each of its weekdays falls into the same week when weeks begin on Monday."""
    days = {start.local.weekday(), *map(DAYS.index, filter(None, dict(rule.by).get("BYDAY", "").split(",")))}
    turn = DAYS.index(rule.week_start)
    return all(day < turn for day in days) or all(day >= turn for day in days)


def _is_workdays(rule: Rule) -> bool:
    """Whether every day is narrowed to some weekdays, which is every week on these."""
    return rule.frequency == "DAILY" and rule.interval == 1 and [name for name, _ in rule.by] == ["BYDAY"]


def _tidy(name: str, values: str) -> str:
    """Return a list of values without the signs and repeats that say nothing."""
    if name == "BYDAY":
        return ",".join(dict.fromkeys(value.replace("+", "") for value in values.split(",")))
    return ",".join(dict.fromkeys(str(int(value)) for value in values.split(",")))
