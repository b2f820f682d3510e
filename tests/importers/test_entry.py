"""An entry that was written is read back as it was meant, and its checksum shows whether anybody has edited it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.decoding import UNPRINTABLE
from sitegen.disk import digest
from sitegen.importers.draft import Draft
from sitegen.importers.entry import is_untouched, recorded_checksum, text_of
from sitegen.kinds.event import EVENT, Event
from sitegen.markup import Options
from sitegen.model.source import Source
from sitegen.stages.parse import ParseSettings, parse
from tests.sizes import drawn

SETTINGS = ParseSettings(zone="Europe/London", language="en", markup=Options(), fields=())
WORDS = (
    "null",
    "~",
    "No",
    "1984",
    "1.10",
    "2026-12-05",
    "a: b",
    "a #b",
    "#a",
    "- a",
    "'a'",
    '"a"',
    "[[A]], [[B]]",
    "{a}",
    "a)",
    "*a",
    "&a",
    "!a",
    "%a",
    "@a",
    "`a",
    "a:",
    "a\\b",
    "a,b",
    "=",
    "<<",
    "?",
    "a\u2028b",
    "\ufeffa",
    "é",
    "日本語",
    "🎉",
    "---",
    "...",
)


def draft(words: str) -> Draft:
    fields = {
        "title": words,
        "start": "2026-12-05",
        "venue": {"name": words, "access": words},
        "tags": [words, "other"],
    }
    return Draft(uid=words, path="a.ics", line=1, title=words, day="2026-12-05", fields=fields, body="Words.")


def read(text: str) -> Event:
    source = Source(key="events/a.md", path="content/events/a.md", kind="event", digest=digest(text.encode()))
    entry = parse(source, text.encode(), EVENT, SETTINGS)
    assert entry.diagnostics == ()
    assert isinstance(entry.meta, Event)
    return entry.meta


def assert_read_back(words: str) -> None:
    meta = read(text_of(draft(words)))
    venue = meta.venue
    assert venue is not None
    assert {meta.title, meta.uid, venue.name, venue.access} == {words}
    if not set(words) & set("#;[]|·•"):  # with these, people write several labels in one text
        assert meta.tags == (words, "other")


@pytest.mark.parametrize("words", WORDS)
def test_words_that_yaml_would_take_for_something_else_are_read_back(words: str) -> None:
    assert_read_back(words)
    assert read(text_of(draft(words))).title == words


@given(words=st.text(min_size=1, max_size=30).filter(lambda words: not UNPRINTABLE.search(words)))
@settings(max_examples=drawn(300))
def test_any_words_are_read_back(words: str) -> None:
    if plain := " ".join(words.split()):
        assert_read_back(plain)
    assert is_untouched(text_of(draft(plain or "x")))


@given(at=st.integers(0, 10_000), sign=st.sampled_from("aZ0 \n#:-é"))
@settings(max_examples=drawn(300))
def test_a_change_of_any_one_character_breaks_the_checksum(at: int, sign: str) -> None:
    text = text_of(draft("Open day"))
    at %= len(text)
    if text[at] != sign:
        assert not is_untouched(text[:at] + sign + text[at + 1 :])
    assert not is_untouched(text[:at] + sign + text[at:])
    assert not is_untouched(text[:at] + text[at + 1 :])


def test_the_checksum_is_that_of_what_was_written() -> None:
    assert recorded_checksum(text_of(draft("One"))) == recorded_checksum(text_of(draft("One")))
    assert recorded_checksum(text_of(draft("One"))) != recorded_checksum(text_of(draft("Two")))
    assert recorded_checksum("---\ntitle: Mine\n---\n") == ""
