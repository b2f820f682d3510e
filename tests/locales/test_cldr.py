"""Dates, names and plurals from CLDR; English says the same with its own rules, and does without."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
from babel import Locale as Cldr

from sitegen import dates
from sitegen.locales import ENGLISH, ONLY_OURS
from sitegen.locales.cldr import date_words, pattern
from sitegen.locales.locale import own_name
from tests.conftest import SITE_YAML


def test_english_has_the_names_and_forms_that_cldr_has_for_british_english() -> None:
    cldr, ours = date_words("en-GB"), dates.words(ENGLISH)
    assert cldr is not None
    for name in ("months", "month_names", "weekdays", "short_weekdays", "date", "date_without_year"):
        assert cldr[name] == getattr(ours, name), name
    assert cldr["month_and_year"] == ours.month_and_year
    assert cldr["listed"] == ours.listed
    assert cldr["halves"] == ours.halves


def test_where_english_differs_from_cldr_it_is_on_purpose() -> None:
    cldr, ours = date_words("en-GB"), dates.words(ENGLISH)
    assert cldr is not None
    assert [name for name in dates.FROM_CLDR if cldr[name] != getattr(ours, name)] == [
        "short_months",  # Sept
        "with_weekday",  # Thursday, 28 January 2010
        "clock",  # 10:00 instead of 10am
    ]


def test_english_plurals_are_those_of_cldr() -> None:
    rule = Cldr.parse("en").plural_form
    assert all(ENGLISH.category(number) == rule(number) for number in range(200))


@pytest.mark.parametrize(
    ("tag", "day", "days", "time"),
    [
        ("de", "Donnerstag, 28. Januar 2010", "28. bis 30. Januar 2010", "14:30"),
        ("fr", "jeudi 28 janvier 2010", "du 28 au 30 janvier 2010", "14:30"),
        ("es", "jueves, 28 de enero de 2010", "del 28 al 30 de enero de 2010", "14:30"),
        ("cy", "Dydd Iau, 28 Ionawr 2010", "28 i 30 Ionawr 2010", "14:30"),
        ("ar", "الخميس، 28 يناير 2010", "من 28 إلى 30 يناير 2010", "2:30 م"),
    ],
)
def test_a_day_some_days_and_a_time_in_each_language(tag: str, day: str, days: str, time: str) -> None:
    locale, first = ONLY_OURS.locale(tag), dt.date(2010, 1, 28)
    assert dates.day(first, locale).replace("\xa0", " ") == day
    assert dates.days(first, dt.date(2010, 1, 30), locale) == days
    assert dates.clock(dt.time(14, 30), locale).replace("\xa0", " ").replace("\u202f", " ") == time


def test_a_pattern_of_cldr_becomes_one_that_python_fills() -> None:
    assert pattern("d 'de' MMMM 'de' y") == "{day} de {month} de {year}"
    assert pattern("EEEE, HH:mm a") == "{weekday}, {hour:02}:{minute:02} {half}"


def test_a_language_is_called_by_its_own_name_and_by_that_in_another() -> None:
    assert [own_name(tag) for tag in ("cy", "de", "fr", "ar", "qq")] == [
        "Cymraeg",
        "Deutsch",
        "Français",
        "العربية",
        "Qq",
    ]
    assert ENGLISH.language_name("cy") == "Welsh"
    assert ONLY_OURS.locale("de").language_name("cy") == "Walisisch"


@pytest.mark.parametrize(
    ("tag", "brussels", "buenos_aires"),
    [
        ("de", "Ortszeit Brüssel", "Ortszeit Buenos Aires"),
        ("fr", "heure de Bruxelles", "heure de Buenos Aires"),
        ("ar", "بتوقيت بروكسل", "بتوقيت بوينوس أيرس"),
        ("en", "Brussels time", "Buenos Aires time"),
    ],
)
def test_the_city_of_a_time_zone_has_its_name_in_the_language(tag: str, brussels: str, buenos_aires: str) -> None:
    locale = ONLY_OURS.locale(tag)
    assert dates.zone_words("Europe/Brussels", locale) == brussels
    assert dates.zone_words("America/Argentina/Buenos_Aires", locale) == buenos_aires


def test_an_english_site_is_built_without_babel(tmp_path: Path) -> None:
    (tmp_path / "content/posts").mkdir(parents=True)
    (tmp_path / "site.yaml").write_text(SITE_YAML)
    (tmp_path / "content/posts/hello.md").write_text("---\ntitle: Hello\ndate: 2026-01-01\n---\nHi.\n")
    program = "import sys; from sitegen.cli import main; sys.argv = ['sitegen', 'build']\n"
    program += "try: main()\nexcept SystemExit as ended: assert not ended.code\n"
    program += "assert 'jinja2' in sys.modules and 'babel' not in sys.modules"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output/blog/hello/index.html").is_file()
