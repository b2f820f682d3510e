"""What people most likely mean by a day, a zone or a length that is not written so: proposed, never taken."""

import datetime as dt
import re
import unicodedata
import zoneinfo

from sitegen.diagnostics import did_you_mean
from sitegen.facets.recurrence import NUMBERS
from sitegen.facets.translation import in_english, in_numbers
from sitegen.patterns import late

_OFFSET = late(r"(?:UTC|GMT)?[ ]?([+-])[ ]?(\d{1,2}):?(\d{2})?", re.I | re.ASCII)
_SHORT_ZONES = {
    "BST": "Europe/London",
    "CET": "Europe/Brussels",
    "CEST": "Europe/Brussels",
    "MET": "Europe/Brussels",
    "MEZ": "Europe/Berlin",
    "MESZ": "Europe/Berlin",
    "EET": "Europe/Athens",
    "EEST": "Europe/Athens",
    "WET": "Europe/Lisbon",
    "WEST": "Europe/Lisbon",
    "EST": "America/New_York or -05:00",
    "EDT": "America/New_York",
    "EST5EDT": "America/New_York",
    "CST": "America/Chicago",
    "CDT": "America/Chicago",
    "CST6CDT": "America/Chicago",
    "MST": "America/Denver or America/Phoenix",
    "MDT": "America/Denver",
    "MST7MDT": "America/Denver",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "PST8PDT": "America/Los_Angeles",
    "IST": "Asia/Kolkata, Europe/Dublin or Asia/Jerusalem",
    "JST": "Asia/Tokyo",
    "AEST": "Australia/Sydney",
    "AEDT": "Australia/Sydney",
}
"""Abbreviations that are shared or hold for half a year: what people mean by them.

The database of zones knows some of them. Shown to readers as it stands, `CET` would name another hour in July.
"""
_LENGTHS = {"a": "1", "an": "1"} | NUMBERS
_HALVES = {"half an hour": "30 minutes", "an hour and a half": "1h30", "one and a half hours": "1h30"}
_BETWEEN = late(r"\s+(?:-|to|until|till)\s+|\s*[–—]\s*", re.I)
_BY_H = late(r"(?<![\d:.])(\d{1,2})(?:[:.](\d{2}))?[ ]?h(?:[ ]?(\d{2}))?(?!\w)", re.I | re.ASCII)
_SHORT_YEAR = late(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{2})(?!\d)", re.ASCII)
_BY_WORD = late(r"(?<![\d:.])(\d{1,2})(?:[:.](\d{2}))?[ ]?(?:uhr|heures?|horas?|hrs?|ore|uur)\b", re.I | re.ASCII)
_MONTHS = (
    "january januar janvier enero gennaio janeiro januari",
    "february februar fevrier febrero febbraio fevereiro februari",
    "march maerz marz mars marzo marco maart",
    "april avril abril aprile",
    "may mai mayo maggio maio mei",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august aout agosto augustus",
    "september septembre septiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember decembre diciembre dicembre dezembro",
)
"""The months in English, German, French, Spanish, Italian, Portuguese and Dutch, without accents."""
_ENGLISH = [names.partition(" ")[0] for names in _MONTHS]
_SHORTEST_MONTH = 3
_FILLING = late(
    r"(?:at|on|mon|tue|wed|thu|fri|sat|sun)[a-z]*|t|am|um|den|der|le|la|el|il|op|om|de|del|di|do|mi|mo|fr|sa|so|a|e|ab"
    r"|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo|lunedi|martedi|mercoledi|giovedi|venerdi|sabato"
    r"|domenica)s?"
)
"""Words around a day that say nothing of it: at, on, articles, and the days of the week."""


def days_meant(text: str) -> tuple[dt.date, ...]:
    """The days that words such as `30 January 2017` or `30/01/2017` can mean; none when in doubt.

    Of numbers alone either may be the month, unless the year stands first or points part them: `10.2.2017` is
    written by those who put the day first.
    """
    if re.fullmatch(r"(?:19|20)\d{6}", text, re.ASCII):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    words = re.findall(r"[a-z]+|\d+", _unaccented(text))
    months = {number: word for word in words if (number := _month(word))}
    if len(months) > 1:
        months.pop(3 if months.get(3) == "mar" else 0, None)  # a Tuesday in French
    month = next(iter(months), 0)
    numbers = [int(word) for word in words if word.isdigit() and len(word) <= 4]
    year = next((number for number in numbers if number >= 1000), 0)
    if len(months) > 1 or sum(number >= 1000 for number in numbers) > 1:
        return ()
    rest = [number for number in numbers if number < 1000]
    pairs: list[tuple[int, int]] = []
    if month and len(rest) == 1:
        pairs = [(month, rest[0])]
    elif not month and len(rest) == 2:
        pairs = [(rest[1], rest[0]), (rest[0], rest[1])]
        if numbers[0] == year:
            pairs.reverse()
        if max(rest) <= 12 and any(word.isalpha() and not _FILLING.fullmatch(word) for word in words):
            return ()
    found = [day for pair in pairs if year and (day := _day_of(year, *pair))]
    only_one = numbers[:1] == [year] or re.search(r"\d\.\d+\.\d", text)
    return tuple(dict.fromkeys(found[:1] if only_one else found))


def yearless(text: str) -> str:
    """Return `12-24` for `24 December`; "" for another text, and for a day that not every year has."""
    if re.search(r"\d{3}", text) or not any(map(_month, re.findall("[a-z]+", _unaccented(text)))):
        return ""
    return next((f"{day:%m-%d}" for day in days_meant(f"{text} 2027")), "")


def with_century(text: str) -> tuple[str, ...]:
    """Return what a text with a year of two digits means: the last, or between hyphens the first; else none."""
    if _SHORT_YEAR.search(text) is None:
        return ()
    last = _SHORT_YEAR.sub(r"\1\2\3\g<2>20\4", text)
    return (_SHORT_YEAR.sub(r"20\1-\3-\4", text), last) if "-" in text else (last,)


def with_colon(text: str) -> str:
    """Write `10h30` and `10.30 Uhr` as `10:30`."""
    text = unicodedata.normalize("NFKC", text)
    text = _BY_WORD.sub(lambda match: f"{match[1]}:{match[2] or '00'}", text)
    return _BY_H.sub(lambda match: f"{match[1]}:{match[2] or match[3] or '00'}", text)


_HOURS = r"\d{1,2}(?:[:.]\d{2})?[ ]?(?:[ap]\.?m\.?)?|noon"
_SPAN_OF_DAY = late(
    rf"(?P<day>.*?)[,\s]+(?:(?:von|from|between|de|du|das|dalle)[ ])?(?P<first>{_HOURS})"
    rf"[ ]?(?:[-–—]|to|until|till|bis|a|al|and|alle|as)[ ]?(?P<last>{_HOURS})",
    re.I | re.ASCII,
)


def day_and_hours(text: str) -> tuple[str, str, str]:
    """Part `3.2.2026, von 10 bis 12 Uhr` into a day and two times, `10:00` and `12:00`; others into nothing.

    Hours alone have to be said to be such, by a word or a long dash: `10-12` may be an offset from UTC.
    """
    plain = with_colon(in_english(text).replace(" hours", " uhr"))
    found = _SPAN_OF_DAY.fullmatch(plain)
    if found is None:
        return "", "", ""
    times = [found["first"].strip(), found["last"].strip()]
    if not any(re.search(r"[:.apn]", time) for time in times) and not re.search("[–—]|to|von|de", plain):
        return "", "", ""
    if re.search("[ap]", times[1]) and times[0].isdigit():
        times[0] += f" {times[1][-2:]}"
    first, last = (f"{time}:00" if time.isdigit() else time for time in times)
    return found["day"].strip(), first, last


def from_to(text: str) -> tuple[str, str]:
    """Part `10:00 to 12:00` at its middle, `10:00-12:00` at its last hyphen; others have nothing before it."""
    first, *rest = _BETWEEN.split(text, maxsplit=1)
    if not rest:
        first, _, last = text.rpartition("-")
        rest = [last]
    return first.strip(), rest[0].strip()


def _month(word: str) -> int:
    """Return the number of the month that a word names, begins, or nearly is in English; 0 for another word."""
    if len(word) < _SHORTEST_MONTH or _FILLING.fullmatch(word):
        return 0
    for number, names in enumerate(_MONTHS, 1):
        if any(name.startswith(word) for name in names.split()):
            return number
    meant = did_you_mean(word, _ENGLISH)
    return _ENGLISH.index(meant) + 1 if meant[:3] == word[:3] else 0


def _unaccented(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in plain if not unicodedata.combining(character))


def _day_of(year: int, month: int, number: int) -> dt.date | None:
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def is_abbreviation(zone: str) -> bool:
    """Whether a name of a zone does not say what its clocks show all year."""
    return zone in _SHORT_ZONES


def zone_meant(text: str) -> str:
    """The zone to type for a name that is none."""
    offset = _OFFSET.fullmatch(text)
    if offset and int(offset[2]) < 16:
        return f"{offset[1]}{int(offset[2]):02}:{offset[3] or '00'}"
    if text.upper() in _SHORT_ZONES:
        return _SHORT_ZONES[text.upper()]
    if found := _of_windows(text):
        return found
    names = zoneinfo.available_timezones()
    city = re.sub(r"\((?:UTC|GMT).*?\)\s*|,.*|\s+time$", "", text, flags=re.I)
    folded = city.replace(" ", "_")
    ends = sorted(name for name in names if name.rpartition("/")[2].casefold() == folded.casefold())
    return ends[0] if ends else did_you_mean(folded, names) or ""


def _of_windows(text: str) -> str:
    """The zone that Windows calls so (Unicode CLDR's windowsZones); "" for another name."""
    if not text.casefold().endswith("time"):
        return ""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    folded = text.casefold().replace("daylight", "standard")
    return next((zone for name, zone in WINDOWS_TO_OLSON.items() if name.casefold() == folded), "")


def length_meant(text: str) -> str:
    """A bare number as a length: few are hours, many are minutes; `1:30` is an hour and a half, `two hours` 2."""
    text = in_numbers(in_english(text))
    first, _, unit = text.partition(" ")
    if re.fullmatch(r"\d{1,4}(?:\.\d)? (?:weeks|days|hours|minutes)", text, re.ASCII):
        return text.removesuffix("s") if first == "1" else text
    if text.casefold() in _HALVES or (first in _LENGTHS and re.fullmatch("(?:week|day|hour|minute)s?", unit)):
        return _HALVES.get(text.casefold()) or f"{_LENGTHS[first]} {unit}"
    if match := re.fullmatch(r"(\d{1,2}):([0-5]\d)", text, re.ASCII):
        return f"{int(match[1])}h{match[2]}"
    if not re.fullmatch(r"\d{1,4}(?:\.\d)?", text, re.ASCII) or not float(text):
        return ""
    if float(text) > 12:
        return f"{text} minutes"
    return f"{text} hour" if text == "1" else f"{text} hours"
