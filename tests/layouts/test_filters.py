"""Filters: pure functions of their arguments and the language."""

import datetime as dt
import json

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.facets.schedule import Moment, Schedule
from sitegen.layouts import filters as module
from sitegen.layouts.filters import filters
from sitegen.locales import ENGLISH
from sitegen.model.config import Config
from sitegen.questions.answers import Link
from sitegen.urls import MARK, marked

DAY = Moment(local=dt.datetime(2026, 1, 5), zone="Europe/London", all_day=True)
TIME = Moment(local=dt.datetime(2026, 7, 5, 14, 30), zone="Europe/London")
SPAN = Schedule(start=TIME, end=TIME.shifted(dt.timedelta(hours=2)))

WORDS = {
    "day": (DAY, "Monday 5 January 2026"),
    "day_number": (DAY, "5"),
    "weekday_short": (dt.date(2026, 1, 5), "Mon"),
    "month_short": (DAY, "Jan"),
    "month_name": (12, "December"),
    "iso": (TIME, "2026-07-05T14:30:00+01:00"),
    "until": (SPAN, "2026-07-05T16:30:00+01:00"),
    "closing": (DAY, "2026-01-06T00:00:00+00:00"),
    "in_words": ("in-touch", "In touch"),
    "extension": (f"{MARK}/a/b.tar.PDF?x=1", "PDF"),
    "host": ("https://www.x.example:8080/a", "x.example"),
    "slug": ("The Way", "the-way"),
    "address": ("/a/", f"{MARK}/a/"),
    "path": (f"{MARK}/a/", "/a/"),
    "paragraph": ("p8b", "8b"),
    "direction": ("ar-EG", "rtl"),
}


@pytest.mark.parametrize("name", WORDS)
def test_a_value_in_words(name: str) -> None:
    value, words = WORDS[name]
    assert filters(ENGLISH)[name](value) == words


def test_a_moment_or_a_span_is_told_by_one_filter() -> None:
    when = filters(ENGLISH)["when"]
    assert when(DAY) == "Monday 5 January 2026"
    assert when(SPAN) == "Sunday 5 July 2026, 2:30pm to 4:30pm"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1 KB"),
        (48_200, "48 KB"),
        (999_499, "999 KB"),
        (999_500, "1.0 MB"),
    ],
)
def test_a_size_is_told_as_file_managers_do(count: int, words: str) -> None:
    assert module.size(count) == words


def test_a_number_takes_its_noun_along() -> None:
    assert [module.plural(n, "entry", "entries") for n in (0, 1, 1234)] == [
        "0 entries",
        "1 entry",
        "1,234 entries",
    ]


def test_an_internal_address_is_made_whole_and_others_stay() -> None:
    assert module.absolute(f"{MARK}/a/", "https://x.example/hub/") == "https://x.example/hub/a/"
    assert module.absolute("https://y.example/", "https://x.example/") == "https://y.example/"


def test_json_cannot_end_its_script() -> None:
    written = module.as_json({"a": "</script><!-- & \u2028", "b": dt.date(2026, 1, 5), "c": f"{MARK}/a/"})
    assert not set(written) & set("<>&\u2028")
    assert '"b":"2026-01-05"' in written and MARK in written


def test_json_of_an_undefined_name_is_a_mistake() -> None:
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
    environment.filters |= filters(ENGLISH)
    with pytest.raises(jinja2.UndefinedError, match="nobody"):
        environment.from_string("{{ nobody | json }}").render()


def test_an_address_elsewhere_is_not_one_of_this_site() -> None:
    assert module.address("https://y.example/") == "https://y.example/"


def test_an_anchor_that_is_no_paragraphs_has_no_number() -> None:
    assert [module.paragraph(anchor) for anchor in ("", "p", "p0", "plan", "papers", "p12")] == [
        "",
        "",
        "",
        "",
        "",
        "12",
    ]


def test_what_was_moved_says_the_day_or_on_the_same_day_the_hour() -> None:
    moved_from = filters(ENGLISH)["moved_from"]
    assert moved_from(TIME, TIME.shifted(dt.timedelta(hours=1))) == "2:30pm"
    assert moved_from(TIME, TIME.shifted(dt.timedelta(days=1))) == "5 July 2026"
    assert moved_from(TIME, TIME) == moved_from(None, TIME) == moved_from(TIME, None) == ""


@pytest.mark.parametrize(
    ("title", "room", "shown"),
    [
        ("Kate", 9.3, "Kate"),
        ("Linking and embedding", 12.5, "Linking and embedding"),
        ("Linking and embedding", 9.3, "Linking and…"),
        ("Clinic hours: what you told us", 9.3, "Clinic hours…"),
        ("Donaudampfschifffahrt", 9.3, "Donaudampfsch…"),
        ("日本語の長いタイトルのページ", 9.3, "日本語の長いタイ…"),
        ("Any title", 0, "…"),
        ("", 9.3, ""),
    ],
)
def test_a_text_that_does_not_fit_ends_behind_a_word(title: str, room: float, shown: str) -> None:
    assert module.shorten(title, room) == shown


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60), st.floats(1, 30))
def test_a_shortened_text_begins_the_text_and_fits(text: str, room: float) -> None:
    shown = module.shorten(text, room)

    assert text.startswith(shown.removesuffix("…")) or text == shown
    assert module.shorten(shown, room) == shown
    assert (shown == text) == (module.shorten(text, room) == text)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Glossary", ("Glossary",)),
        ("Linking and embedding", ("Linking and embedding",)),
        ("Communications and stakeholder engagement", ("Communications and", "stakeholder engagement")),
        (
            "What the first three clinics taught us about chairs",
            ("What the first three", "clinics taught us about…"),
        ),
        ("Datenschutzgrundverordnungen", ("Datenschutzgrundveror…",)),
        ("", ()),
    ],
)
def test_a_long_title_is_broken_into_lines(title: str, lines: tuple[str, ...]) -> None:
    assert module.in_lines(title, 13, 2) == lines


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60), st.floats(1, 30), st.integers(1, 3))
def test_lines_hold_the_words_of_a_text_in_order(text: str, room: float, most: int) -> None:
    lines = module.in_lines(text, room, most)

    assert len(lines) <= most
    assert all(module.shorten(line, room) == line for line in lines)
    assert "…" in "".join(lines) or " ".join(lines) == " ".join(text.split())


def test_the_way_to_a_page_is_read_from_links_and_from_what_layouts_write() -> None:
    template = """{{ none | graph(crumbs, site, title="C", url="https://x.example/hub/a/c/", description="",
      language="en") | json }}"""
    environment = jinja2.Environment()
    environment.filters |= filters(ENGLISH)
    crumbs = (Link(text="Home", to=marked("/")), {"text": "A & B", "to": f"{MARK}/a/"})
    site = Config(title="Hub", url="https://x.example/hub/", base="https://x.example/hub/")

    written = json.loads(environment.from_string(template).render(crumbs=crumbs, site=site))
    way, page = written["@graph"]
    assert (way["@type"], page["@type"]) == ("BreadcrumbList", "WebPage")
    assert [step["item"]["@id"] for step in way["itemListElement"]] == [
        "https://x.example/hub/",
        "https://x.example/hub/a/",
        "https://x.example/hub/a/c/",
    ]
