"""Wordings of messages that other texts show by name, how long they may be, and when they are of use no more."""

import datetime as dt

import pytest
from lxml import etree

from tests.conftest import MakeSite, Site

PERSON = {"content/stakeholders/lea.md": "---\ntitle: Lea\ntype: person\n---\n"}


def message(more: str = "", status: str = "agreed", social: str = "Say <it>.") -> dict[str, str]:
    return {
        "content/messages/plain.md": (
            f"---\ntitle: 'Files: plain'\naliases: [Plain]\naudience: [Lea]\nstatus: {status}\n{more}"
            f"variants: {{short: 'One page, one name.', social: '{social}'}}\n---\nThe whole text.\n"
        )
    }


def page(text: str) -> dict[str, str]:
    return {"content/wiki/a.md": f"# A\n\n{text}\n"}


def shown(site: Site) -> etree._Element:
    return etree.HTML(site.output["wiki/a/index.html"]).xpath("//*[@class='text']")[0]


def test_a_wording_is_shown_with_its_source(make_site: MakeSite) -> None:
    site = make_site(PERSON | message() | page("![[Files: plain:social]]"))
    assert site.codes == []
    (embed,) = shown(site).xpath("div[@class='embed']")
    assert [each.xpath("string()") for each in embed.xpath("p")] == ["Say <it>.", "From Files: plain"]
    assert embed.xpath("p/a/@href") == ["../../messages/plain/"]


def test_a_wording_within_a_sentence_is_a_link_under_its_words(make_site: MakeSite) -> None:
    site = make_site(PERSON | message() | page("We say: ![[plain:SOCIAL]], or [[Plain:short|so]]."))
    assert site.codes == []
    assert shown(site).xpath("string(p)") == "We say: Say <it>., or so."
    assert shown(site).xpath("p/a/text()") == ["Say <it>.", "so"]


def test_a_message_may_show_a_wording_of_its_own(make_site: MakeSite) -> None:
    files = message()
    files["content/messages/plain.md"] += "\n![[Plain:short]]\n"
    assert make_site(PERSON | files).codes == []


def test_a_message_is_used_where_a_wording_of_it_is_shown(make_site: MakeSite) -> None:
    site = make_site(PERSON | message() | page("![[Plain:social]]"))
    assert site.result.config
    used = etree.HTML(site.output["messages/plain/index.html"]).xpath("//main//a[@href='../../wiki/a/']/text()")
    assert used == ["A"]


def test_a_page_is_made_anew_when_the_wording_that_it_shows_is_edited(make_site: MakeSite) -> None:
    site = make_site(PERSON | message() | page("![[Plain:social]]"))
    site.write(message(social="Say it better.")).build()
    assert "wiki/a/index.html" in site.rendered
    assert "Say it better." in site.page("wiki/a/index.html")
    assert site.made == site.clean_build().made


def test_a_wording_that_is_not_there_is_told_with_the_nearest(make_site: MakeSite) -> None:
    site = make_site(PERSON | message() | page("![[Plain:socal]]"))
    (found,) = site.errors
    assert (found.code, found.span.line, found.fix) == (
        "unknown-wording",
        3,
        "did you mean ![[Plain:social]]?",
    )


@pytest.mark.parametrize("text", ["![[Plain]]", "![[Plain:short]]", "Words: ![[Plain:short]]."])
def test_a_retired_message_in_a_text_is_an_error(make_site: MakeSite, text: str) -> None:
    site = make_site(PERSON | message(status="retired") | page(text))
    assert site.places() == [f"content/wiki/a.md:3:{text.index('!') + 1} retired-wording"]
    assert site.result.failed


def test_a_link_to_a_retired_message_is_fine(make_site: MakeSite) -> None:
    assert make_site(PERSON | message(status="retired") | page("It was [[Plain]].")).codes == []


def test_an_expired_message_fails_the_check_and_warns_in_the_build(make_site: MakeSite) -> None:
    site = make_site(PERSON | message("expires: 2026-11-21\n") | page("![[Plain:short]]"))
    assert site.codes == ["expired-wording"]
    assert not site.result.failed
    assert site.build(write=False).result.failed


def test_a_message_expires_after_its_last_day_and_a_build_is_due_then(make_site: MakeSite) -> None:
    site = make_site(PERSON | message("expires: 2026-11-22\n") | page("![[Plain:short]]"))
    assert site.codes == []
    assert site.result.next_change == dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    assert site.build(as_of=dt.datetime(2026, 11, 23, tzinfo=dt.UTC)).codes == ["expired-wording"]


@pytest.mark.parametrize(
    ("settings", "social", "codes"),
    [
        ("", "a" * 280, []),
        ("", "a" * 281, ["wording-too-long"]),
        ("wordings: {social: {words: 2}}\n", "a " * 250, ["wording-too-long"]),
        ("wordings: {social: {characters: 300}}\n", "a" * 300, []),
        ("wordings: {poster: {words: 2}}\n", "a" * 281, ["wording-too-long"]),
    ],
)
def test_a_wording_has_the_length_of_its_medium(
    make_site: MakeSite, settings: str, social: str, codes: list[str]
) -> None:
    site = make_site(
        {"site.yaml": f"title: A\nurl: https://a.example/\nsearch: false\n{settings}"}
        | PERSON
        | message(social=social)
    )
    assert site.codes == codes
