"""How a series repeats, in words: `Every 2 weeks on Tuesday, 2pm to 4pm, until 30 June 2027`."""

import datetime as dt

from sitegen.dates import day_and_month, month_name, short_day, words
from sitegen.facets.rule import DAYS, Rule
from sitegen.facets.schedule import Moment
from sitegen.locales import ENGLISH, Locale

STEPS = {
    "DAILY": ("every day", "every {count} days"),
    "WEEKLY": ("every week", "every {count} weeks"),
    "MONTHLY": ("every month", "every {count} months"),
    "YEARLY": ("every year", "every {count} years"),
}
"""How something repeats: each day, week, month or year, or every so many."""


def repeats(rule: Rule, start: Moment, locale: Locale = ENGLISH, *, hours: str = "") -> str:
    """Return `Every 2 weeks on Tuesday, 2pm to 4pm, until 30 June 2027` for a series that begins at `start`.

    "" for what `repeat` cannot say, and for several days when some months lack one of them.
    """
    own, step = words(locale), rule.frequency
    if rule.frequency == "DAILY" and rule.interval == 1 and rule.by:
        step = "WEEKLY"
    every = locale.plural(rule.interval, *STEPS[step])
    on = _on(rule, start.nominal.date(), locale)
    if on is None or rule.count == 1:
        return ""
    if on:
        every = (own.of if rule.frequency == "MONTHLY" else own.on).format(every=every, days=on)
    what = every[:1].upper() + every[1:]
    if rare := _rare(rule, start.nominal.date(), locale):
        what = rare.format(what=what)
    if hours:
        what = own.at.format(date=what, time=hours)
    if rule.until is not None:
        until = own.until_with_hours if hours else own.until
        return until.format(what=what, date=short_day(rule.until, locale))
    if rule.count:
        return locale.plural(rule.count, "{what}, once", "{what}, {count} times", what=what)
    return own.endless.format(what=what)


def _on(rule: Rule, first: dt.date, locale: Locale) -> str | None:
    """Return the days on which a rule falls; "" where its step says it all, None for what is not said here."""
    own, by = words(locale), dict(rule.by)
    if rule.frequency == "YEARLY" and by.pop("BYMONTH", str(first.month)) != str(first.month):
        return None
    if rule.frequency in ("DAILY", "WEEKLY"):
        days = by.pop("BYDAY", DAYS[first.weekday()] if rule.frequency == "WEEKLY" else "")
        if by or (days and rule.frequency == "DAILY" and rule.interval > 1):
            return None
        return _listed([own.weekdays[DAYS.index(day)] for day in days.split(",") if day], locale)
    if set(by) == {"BYDAY"}:
        named = [_placed(day, locale) for day in by["BYDAY"].split(",")]
        if None in named:
            return None
        found = _listed([name for name in named if name], locale)
        month = month_name(first.month, locale)
        return own.of_month.format(day=found, month=month) if rule.frequency == "YEARLY" else found
    if not set(by) <= {"BYMONTHDAY"}:
        return None
    numbers = [int(number) for number in by.get("BYMONTHDAY", str(first.day)).split(",")]
    if rule.frequency == "YEARLY":
        date = day_and_month(first, locale)
        return date if numbers == [first.day] else None
    if min(numbers) < -1 or (max(numbers) > 28 and len(numbers) > 1):
        return None
    last = own.last.format(day=own.any_day)
    return _listed([last if number < 0 else own.numbered.format(day=number) for number in numbers], locale)


def _rare(rule: Rule, first: dt.date, locale: Locale) -> str:
    """Return the pattern for a day that not every month or year has; "" for another."""
    own, by = words(locale), dict(rule.by)
    day = by.get("BYDAY") or by.get("BYMONTHDAY", str(first.day))
    if rule.frequency == "MONTHLY" and (day in ("29", "30", "31") or day.lstrip("+")[:1] == "5"):
        return own.some_months
    return own.leap_years if rule.frequency == "YEARLY" and (first.month, day) == (2, "29") else ""


def _placed(day: str, locale: Locale) -> str | None:
    """Return `the first Tuesday` for `1TU`; None for what has no name."""
    own = words(locale)
    names = {str(number): name for number, name in enumerate(own.places, 1)} | {"-1": own.last}
    pattern = names.get(day[:-2].lstrip("+"))
    return pattern.format(day=own.weekdays[DAYS.index(day[-2:])]) if pattern else None


def _listed(items: list[str], locale: Locale) -> str:
    between, last = words(locale).listed
    return last.join(filter(None, (between.join(items[:-1]), items[-1]))) if items else ""
