"""Recurrence rules (RFC 5545 section 3.3.10): an RRULE as a `Rule`, and a `Rule` as the `repeat` of an entry."""

import datetime as dt
import re
from typing import Any

from msgspec.structs import replace

from sitegen.facets.recurrence import Every, On, Repeat
from sitegen.facets.rule import DAYS, Frequency, Rule
from sitegen.facets.schedule import Moment

CYCLE = 400
"""Years after which the dates of the calendar fall on the same weekdays again."""
LAST_CYCLE = 9900
"""The year near which the first date of a rule is sought, so that a search in vain ends with the calendar."""
LONGEST_STEP = 999
"""The largest number in `every: 2 weeks`."""
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_SAYS_NOTHING = re.compile(r"COUNT=-\d{1,9}|INTERVAL=0|[A-Z]+=")
"""Parts by which programs say that a rule has no such part: Confluence writes `COUNT=-1`."""
_DAY_NAME = re.compile(
    r"MON(?:DAY)?|TUE(?:SDAY|S)?|WED(?:NESDAY)?|THU(?:RSDAY|RS|R)?|FRI(?:DAY)?|SAT(?:URDAY)?|SUN(?:DAY)?"
)
"""Weekdays as some programs spell them; their first two letters are the names in an RRULE."""
_UNITS: dict[Frequency, str] = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def rule_of(text: str, start: Moment) -> Rule:
    """Return the rule of a series that begins at `start`.

    Raises ValueError, with words for the report, for an RRULE that entries cannot repeat by.
    """
    parts = ["".join(part.split()) for part in text.upper().split(";")]
    parts = [part for part in parts if part and not _SAYS_NOTHING.fullmatch(part)]
    parts = [re.sub("[-:]", "", part) if part.startswith("UNTIL=") else part for part in parts]
    time = start.nominal.time()
    own = {"BYHOUR": time.hour, "BYMINUTE": time.minute, "BYSECOND": time.second}
    kept = [part for part in parts if part not in {f"{name}={number}" for name, number in own.items()}]
    if start.all_day:  # the time of an UNTIL means nothing for whole days
        kept = [re.sub(r"^(UNTIL=\d{8})T.*", r"\1", part) for part in kept]
    kept = [
        _DAY_NAME.sub(lambda found: found[0][:2], part) if part.startswith("BYDAY=") else part for part in kept
    ]
    rule = _with_one_end(kept, start)
    return replace(rule, by=tuple((name, _normalised(name, values)) for name, values in rule.by))


def _with_one_end(parts: list[str], start: Moment) -> Rule:
    """Return the rule of some parts; of an UNTIL and a COUNT, which exclude each other, the earlier end counts."""
    ends = [part for part in parts if part.startswith(("UNTIL=", "COUNT="))]
    if len({part[:5] for part in ends}) < 2:
        return Rule.from_text(";".join(parts), start)
    by_day, by_number = (
        Rule.from_text(";".join(part for part in parts if not part.startswith(name)), start)
        for name in ("COUNT=", "UNTIL=")
    )
    if by_day.until is None or by_number.count is None or by_day.until < start.day:
        return by_day
    more = by_number.count
    for _ in by_day.days(start.nominal.date(), by_day.until):
        more -= 1
        if more < 0:
            return by_number
    return by_day


def has_two_ends(text: str) -> bool:
    """Whether an RRULE has both an UNTIL and a COUNT (RFC 5545 section 3.3.10 allows one)."""
    parts = ["".join(part.split()) for part in text.upper().split(";")]
    ends = {part[:5] for part in parts if part.startswith(("UNTIL=", "COUNT="))}
    return len(ends) > 1 and not any(_SAYS_NOTHING.fullmatch(part) for part in parts)


def first_day(rule: Rule, day: dt.date) -> dt.date | None:
    """Return the first date of a rule that counts its steps from `day`, None for a rule without dates.

    The search begins in the last years of the calendar, whole cycles later: for a rule that no date fits it would
    otherwise go through thousands of years.
    """
    from dateutil.rrule import rrulestr

    years = (LAST_CYCLE - day.year) // CYCLE * CYCLE
    start = Moment(local=dt.datetime(day.year + years, day.month, day.day), all_day=True)
    found = next(iter(rrulestr(replace(rule, until=None).text(start), dtstart=start.local)), None)
    return found.date().replace(year=found.year - years) if found else None


def repeat_of(rule: Rule, start: Moment) -> dict[str, Any] | None:
    """Return the `repeat` of a series that begins at `start`, None where only an RRULE can express it."""
    on = _on(rule, start)
    if on is None or rule.interval > LONGEST_STEP:
        return None
    unit = "week" if _is_workdays(rule) else _UNITS[rule.frequency]
    every = unit if rule.interval == 1 else f"{rule.interval} {unit}s"
    repeat: dict[str, Any] = {"every": every}
    if on:
        repeat["on"] = on if len(on) > 1 else on[0]
    if rule.until is not None:
        repeat["until"] = str(rule.until)
    if rule.count is not None:
        repeat["count"] = str(rule.count)
    read_back = Repeat(every=Every.from_text(every), on=tuple(On.from_text(each) for each in on))
    return repeat if _same_dates(read_back.rule(start), rule, start) else None


def _on(rule: Rule, start: Moment) -> list[str] | None:
    """Return the items of `on`, none where the day of `start` is enough; None where `on` cannot express it."""
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
    """Return weekdays such as `1TU` in the words of `on`, None where one has no words."""
    words = []
    for day in days:
        name, place = _WEEKDAYS[DAYS.index(day[-2:])], day[:-2]
        if place and int(place) not in _PLACES:
            return None
        words.append(f"{_PLACES[int(place)]} {name}" if place else name)
    return words


def _number_words(numbers: list[str], start: Moment) -> list[str] | None:
    """Return days of the month in the words of `on`, none for the day of `start`; None where one has no words."""
    if numbers == [str(start.local.day)]:
        return []
    if all(int(number) > 0 for number in numbers):
        return numbers
    return ["last day"] if numbers == ["-1"] else None


def _same_dates(repeat: Rule, rule: Rule, start: Moment) -> bool:
    """Return whether the rule of a `repeat` has the dates of the RRULE it was made of, apart from their ends."""
    by, other = dict(rule.by), dict(repeat.by)
    if rule.interval > 1 and rule.frequency == "WEEKLY" and not _has_weeks_of_monday(rule, start):
        return False
    if by.pop("BYSETPOS", ""):  # for a single weekday it is the same as a number before it
        by["BYDAY"] = dict(rule.by)["BYSETPOS"] + by["BYDAY"]
    if _is_workdays(rule):
        return by == other
    if rule.frequency == "YEARLY" and by.get("BYMONTH") == str(start.local.month) and "BYMONTH" not in other:
        del by["BYMONTH"]
    if by.get("BYMONTHDAY") == str(start.local.day) and "BYMONTHDAY" not in other:
        del by["BYMONTHDAY"]
    return by == other and repeat.frequency == rule.frequency


def _has_weeks_of_monday(rule: Rule, start: Moment) -> bool:
    """Return whether the weeks of a rule group its weekdays as weeks that begin on Monday would."""
    days = {start.local.weekday(), *map(DAYS.index, filter(None, dict(rule.by).get("BYDAY", "").split(",")))}
    first = DAYS.index(rule.week_start)
    return all(day < first for day in days) or all(day >= first for day in days)


def _is_workdays(rule: Rule) -> bool:
    """Return whether a rule is every day limited to some weekdays, which is every week on these weekdays."""
    return rule.frequency == "DAILY" and rule.interval == 1 and [name for name, _ in rule.by] == ["BYDAY"]


def _normalised(name: str, values: str) -> str:
    """Return a list of values without repeats, and without the `+` and leading zeros that are optional."""
    if name == "BYDAY":
        return ",".join(dict.fromkeys(value.replace("+", "") for value in values.split(",")))
    return ",".join(dict.fromkeys(str(int(value)) for value in values.split(",")))
