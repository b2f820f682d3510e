"""The words of the code: those in the glossary are few, and those that were given up stay away."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RETIRED = {
    "ledger": "build record",
    "ledgers": "build records",
    "books": "build record",
    "seal": "up-to-date check, or checksum",
    "sealed": "up to date",
    "unbroken": "outcome",
    "renew": "revalidate",
    "Node": "AnswerRecord",
    "Memory": "BuildCache",
    "Store": "CacheFiles",
    "StoredBuild": "CachedBuild",
    "stored_build": "cached_build",
    "Recorder": "RecordingView",
    "Asking": "Query",
    "Heads": "StoredEntries",
    "Doors": "CalendarLinks",
    "Face": "EntryView",
    "Complaint": "Problem",
    "Fault": "Problem",
    "gatherers": "calendar owners",
    "twins": "repeated uids",
    "misdirected": "wrong addresses",
    "untold": "unreported",
    "verdict": "final diagnostics",
    "rehearse": "warm up",
    "believed": "a voucher in Shortcuts",
    "retouched": "edited",
    "of which": "a relative clause with its noun",
    "whoever": "the one who does it, named",
}
"""A word that the code does not use any more -> what it uses."""


def code() -> dict[str, str]:
    """Path below the repository -> text of every module and layout."""
    places = [*(ROOT / "sitegen").rglob("*.py"), *(ROOT / "layouts").rglob("*.html")]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(places)}


@pytest.mark.parametrize("word", RETIRED)
def test_a_word_that_was_given_up_stays_away(word: str) -> None:
    pattern = re.compile(rf"(?<![\w.]){re.escape(word)}(?!\w)")
    found = [
        f"{path}:{number}: {line.strip()}"
        for path, text in code().items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == [], f"use {RETIRED[word]!r}"


def test_the_search_for_words_finds_one() -> None:
    assert any("AnswerRecord" in text for text in code().values())


def glossary() -> list[tuple[str, str]]:
    """The rows of the glossary: words and what they mean."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    section = text.partition("## The words\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", section, re.MULTILINE)[1:]


def test_the_glossary_has_at_most_25_words_and_each_once() -> None:
    words = [word for word, _ in glossary()]

    assert 15 < len(words) <= 25
    assert len(set(words)) == len(words)
    assert not any("," in word for word in words)


def test_no_word_of_the_glossary_was_given_up() -> None:
    words = {word for word, _ in glossary()}

    assert not words & RETIRED.keys()
