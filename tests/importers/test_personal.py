"""What stands in an entry and may be meant for a few."""

import pytest

from sitegen.importers.draft import Draft
from sitegen.importers.personal import personal


def said_of(body: str = "", **fields: object) -> list[str]:
    return personal(
        Draft(
            uid="a@example.org",
            path="a.ics",
            line=1,
            title="Walk",
            day="2026-12-05",
            fields=fields,
            body=body,
        )
    )


TEXTS = {
    "Write to jane@example.org.": "an e-mail address (jane@example.org)",
    "Dial 020 7946 0000, PIN 1234#": "a code (PIN 1234#)",
    "pin: 99 88": "a code (pin: 99)",
    "Passcode: x7Kq": "a code (Passcode: x7Kq)",
    "The password is tulip5": "a code (password is tulip5)",
    "Zugangscode 4711": "a code (Zugangscode 4711)",
    "Join https://zoom.us/j/9?pwd=abc.1 then": "a link that lets anybody in (https://zoom.us/j/9?pwd=abc.1)",
}


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_meant_for_a_few_is_named(text: str) -> None:
    assert said_of(text) == [TEXTS[text]]


@pytest.mark.parametrize(
    "text",
    [
        "Pin your badge to your coat.",
        "The password is changed every week.",
        "https://example.org/@jane",
        "We speak about passwords.",
        "Come at 10:00 to room 4.",
    ],
)
def test_other_words_are_not(text: str) -> None:
    assert said_of(text) == []


def test_every_field_is_looked_at_but_the_uid() -> None:
    assert said_of(
        venue={"name": "Room 2", "access": "PIN 4711"},
        online="https://zoom.us/j/9?pwd=abc",
        overrides={"2026-12-05": {"note": "Ask ada@example.org"}},
        tags=["a", "b"],
    ) == [
        "a code (PIN 4711)",
        "a link that lets anybody in (https://zoom.us/j/9?pwd=abc)",
        "an e-mail address (ada@example.org)",
    ]


def test_what_stands_there_twice_is_named_once_and_what_is_long_is_cut() -> None:
    link = "https://example.org/?token=" + "a" * 200

    assert said_of(f"{link} {link}") == [f"a link that lets anybody in ({link[:60]}…)"]
