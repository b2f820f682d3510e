"""The words in which a writer describes the repetition of an event, and the changes to single dates."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Struct

from sitegen.facets.place import Venue
from sitegen.facets.rule import DAYS, Frequency, Rule
from sitegen.facets.schedule import Moment
from sitegen.facets.translation import in_english

_UNITS: dict[str, Frequency] = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_ORDINALS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}
_STEP_WORDS = {
    "daily": "day",
    "weekly": "week",
    "fortnight": "2 weeks",
    "fortnightly": "2 weeks",
    "monthly": "month",
    "quarterly": "3 months",
    "half-yearly": "6 months",
    "yearly": "year",
    "annually": "year",
}
"""Steps that are one word -> the same in units."""
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: str(number) for number, word in enumerate(_WORDS, 1)}
_NTH = NUMBERS | {"other": "2", "second": "2", "2nd": "2", "third": "3", "3rd": "3", "fourth": "4", "4th": "4"}
"""Numbers as words, for `two weeks` and `every second week`."""
_AMBIGUOUS = {
    "biweekly": ("2 weeks", "week, on: [tuesday, thursday]"),
    "bi-weekly": ("2 weeks", "week, on: [tuesday, thursday]"),
    "bimonthly": ("2 months", "month, on: [1, 15]"),
    "bi-monthly": ("2 months", "month, on: [1, 15]"),
    "biannual": ("6 months", "2 years"),
    "biannually": ("6 months", "2 years"),
}
"""Words with two meanings, twice in that time and every second time -> the words to type for each."""
_DAY_GROUPS = {"weekdays": ("mon", "tue", "wed", "thu", "fri"), "weekends": ("sat", "sun")}
_DAY_GROUPS |= {"weekday": _DAY_GROUPS["weekdays"], "weekend": _DAY_GROUPS["weekends"]}
_EVERY = re.compile(r"(?:([1-9][0-9]{0,2})\s+)?(day|week|month|year)(s?)", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(r"([1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?", re.IGNORECASE)


Status = Literal["scheduled", "tentative", "cancelled", "postponed", "rescheduled", "moved-online"]
"""The status of an event, or of one of its dates: whether it takes place as planned."""
STATUS_LABELS = {
    "tentative": "Tentative",
    "cancelled": "Cancelled",
    "postponed": "Postponed",
    "rescheduled": "Rescheduled",
    "moved-online": "Moved online",
}
"""The label of each status but `scheduled`, which needs none."""
OFF = ("cancelled", "postponed")
"""The statuses with which nothing takes place on the given day."""


class Unclear(ValueError):
    """Words that name no step or more than one; `fixes` are the words to type after `every:` instead."""

    def __init__(self, words: str, fixes: tuple[str, ...]) -> None:
        super().__init__(words)
        self.fixes = fixes


class Every(Struct, frozen=True, kw_only=True):
    """The step of a repetition: `week`, `2 weeks`."""

    unit: Literal["day", "week", "month", "year"]
    step: int = 1
    """How many units lie between one date and the next."""

    @classmethod
    def from_text(cls, text: str) -> "Every":
        """Return the step for `day`, `week`, `month`, `year`, a number of them, `monthly` or `every other week`.

        Raises Unclear for others.
        """
        words = re.sub(r"^(?:every|each)\s+", "", " ".join(text.casefold().split()))
        if words in _AMBIGUOUS:
            raise Unclear(f"{text!r} can mean two things", _AMBIGUOUS[words])
        first, _, unit = words.partition(" ")
        match = _EVERY.fullmatch(_STEP_WORDS.get(words, f"{_NTH.get(first, first)} {unit}".strip()))
        if match is None:
            wanted = "day, week, month or year, or a number of them such as `2 weeks`"
            raise Unclear(f"{text!r} is not {wanted}", tuple(_meant(text)))
        return msgspec.convert({"unit": match[2].lower(), "step": int(match[1] or 1)}, cls)

    @property
    def words(self) -> str:
        """The step as a writer types it: `week`, `2 weeks`."""
        return self.unit if self.step == 1 else f"{self.step} {self.unit}s"


class On(Struct, frozen=True, kw_only=True):
    """The day within a week, month or year: `Tue`, `first Tue`, `last Fri`, `15`."""

    weekday: str = ""
    """The weekday as RFC 5545 writes it, `TU`; empty for a day of the month."""
    ordinal: int = 0
    """The number of the weekday within the month, from 1, or -1 for the last; 0 for every one of them."""
    day: int = 0
    """The day of the month, -1 for the last; 0 for a weekday."""

    @staticmethod
    def several(text: str) -> tuple[str, ...]:
        """Return the days in `Mon, Tue`, `Mon and Tue`, `1st and 3rd Tue` or `weekdays`."""
        parts = [part for part in re.split(r"\s*(?:,|&|\band\b)\s*", text.strip().lower()) if part]
        *_, last = parts[-1].split() if parts else [""]
        if _weekday(last):
            parts = [f"{part} {last}" if part in _ORDINALS else part for part in parts]
        return tuple(day for part in parts for day in _DAY_GROUPS.get(part, (part,)))

    @classmethod
    def from_text(cls, text: str) -> "On":
        """Return the day that the words name. Raises ValueError for anything else."""
        words = text.lower().split()
        if words == ["last", "day"]:
            return cls(day=-1)
        if len(words) == 1 and (match := _DAY_OF_MONTH.fullmatch(words[0])):
            return cls(day=int(match[1]))
        weekday = _weekday(words[-1]) if words else ""
        if weekday and len(words) == 1:
            return cls(weekday=weekday)
        if weekday and len(words) == 2 and words[0] in _ORDINALS:
            return cls(weekday=weekday, ordinal=_ORDINALS[words[0]])
        raise ValueError(
            f"{text!r} is not a day such as `Tue`, `first Tue`, `last Fri` or `15` (several: `[Tue, Thu]`)"
        )


class Repeat(Struct, frozen=True, kw_only=True):
    """How an event repeats, in a writer's words."""

    every: Annotated[Every, msgspec.Meta(examples=["week"])]
    """The step: `day`, `week`, `month`, `year`, or a number of them, such as `2 weeks`."""
    on: tuple[On, ...] = ()
    """The days: weekdays for weeks (`Tue`, `[Tue, Thu]`), `first Tue`, `last Fri` or `15` for months and years.

    Empty means the day on which the event starts.
    """
    until: dt.date | None = None
    """The last day on which it may take place, included."""
    count: Annotated[int, msgspec.Meta(ge=1)] | None = None
    """The number of dates in all."""

    @classmethod
    def from_text(cls, text: str) -> "Repeat":
        """Return the repetition for a bare step. Raises Unclear, with repetitions to type, for other words."""
        try:
            return cls(every=Every.from_text(text))
        except Unclear as error:
            hint = "" if error.fixes else "; with days it is `{every: week, on: Tue}`"
            raise Unclear(f"{error}{hint}", tuple(f"{{every: {fix}}}" for fix in error.fixes)) from None

    def rule(self, start: Moment) -> Rule:
        """Return the RFC 5545 rule for a series that begins at `start`. Raises ValueError where there is none."""
        by: list[tuple[str, str]] = []
        if self.on and self.every.unit == "year":
            by.append(("BYMONTH", str(start.nominal.month)))
        if any(on.day for on in self.on):
            if self.every.unit in ("day", "week") or any(on.weekday for on in self.on):
                raise ValueError("a day of the month goes with `every: month` or `every: year`, without weekdays")
            by.append(("BYMONTHDAY", ",".join(str(on.day) for on in self.on)))
        elif self.on:
            if self.every.unit in ("day", "week") and any(on.ordinal for on in self.on):
                raise ValueError("`first`, `last` and so on go with `every: month` or `every: year`")
            if self.every.unit in ("month", "year") and not all(on.ordinal for on in self.on):
                raise ValueError("say which one of the month: `first Tue`, `last Tue`")
            by.append(("BYDAY", ",".join(f"{on.ordinal or ''}{on.weekday}" for on in self.on)))
        return Rule(
            frequency=_UNITS[self.every.unit],
            interval=self.every.step,
            by=tuple(by),
            count=self.count,
            until=self.until,
        )


class Override(Struct, frozen=True, kw_only=True):
    """The changes to one date of a series."""

    start: Moment | None = None
    """The new day, at the usual time, or the new day and time; None: as the rule gives it."""
    end: Moment | None = None
    """The new end; None: the date lasts as long as the others."""
    time: dt.time | None = None
    """The new time on the same day; None: the usual time."""
    status: Status | None = None
    """The status of this date; None: that of the event."""
    venue: Venue | None = None
    """The place of this date; None: that of the event."""
    online: Annotated[str, msgspec.Meta(extra={"form": "url"})] = ""
    """The address at which to join this date; empty: that of the event."""
    note: str = ""
    """A sentence for readers about this date."""

    @classmethod
    def from_text(cls, text: str) -> "Override":
        """Return the override for a bare status such as `cancelled`. Raises ValueError for anything else."""
        status = re.sub(r"[\s_]+", "-", text.strip().lower())
        if status not in get_args(Status):
            raise ValueError(f"{text!r} is not a status such as `cancelled`")
        return msgspec.convert({"status": status}, cls)


Overrides = dict[
    Annotated[str, msgspec.Meta(examples=["YYYY-MM-DD"])],
    Annotated[Override, msgspec.Meta(examples=["{status: cancelled}"])],
]
"""The changes to single dates, by day, or by day and time, as the rule gives them."""


def _weekday(text: str) -> str:
    """Return `TU` for `tue`, `tues`, `tuesday` or `tuesdays`; "" for anything else."""
    stem = text.rstrip(".").removesuffix("s")
    names = (name for name in _WEEKDAYS if len(stem) >= 3 and name.startswith(stem))
    return next((DAYS[_WEEKDAYS.index(name)] for name in names), "")


def _meant(text: str) -> Iterator[str]:
    """Yield the words to type after `every:` for a text that is no step, or one in another language."""
    english = " ".join(in_english(text).split())
    words = re.sub(r"^(?:every|each)\s+", "", english)
    if words != text.casefold() and (step := _EVERY.fullmatch(_STEP_WORDS.get(words, words))):
        yield step[0] if step[1] else step[2]
    else:
        yield from _on_days(words, again=english.startswith(("every ", "each ")))


def _on_days(words: str, *, again: bool) -> Iterator[str]:
    """Yield the words to type after `every:` for words that name days: `week, on: tuesday` for `on tuesdays`.

    After `every`, which `again` says, `second Tuesday` may also mean every other Tuesday, and both are proposed.
    """
    named = re.sub(r"^on\s+(?:the\s+)?|\s+(?:of|in)\s+(?:the|a|each|every)\s+month$", "", words)
    named = re.sub(rf"\b({'|'.join(_WEEKDAYS)})s\b", r"\1", named)
    first, _, day = named.partition(" ")
    if first in _NTH and _weekday(day) and again and not words.endswith("month"):
        yield f"{_NTH[first]} weeks, on: {day}"
    days = On.several(named)
    try:
        read = [On.from_text(day) for day in days]
    except ValueError:
        return
    if read:
        unit = "month" if any(on.ordinal or on.day for on in read) else "week"
        listed = f"[{', '.join(days)}]" if len(days) > 1 and named not in _DAY_GROUPS else named
        yield f"{unit}, on: {listed}"
