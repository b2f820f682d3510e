"""Feeds: which there are, what is in them and in what order, and that every reader can read them."""

import datetime as dt
import html
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from sitegen.outputs.feeds import atom, entry_texts
from tests.conftest import MakeSite, Site
from tests.sizes import drawn

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def entry(title: str, *lines: str, body: str = "Some words.") -> str:
    return "\n".join(("---", f"title: {title}", *lines, "---", body, ""))


def feed(site: Site, path: str = "feed.xml") -> Any:
    """Return a feed as readers see it; one that is not well-formed fails here."""
    etree.fromstring(site.output[path])
    found = feedparser.parse(site.output[path])
    assert not found.bozo
    return found


def titles(site: Site, path: str = "feed.xml") -> list[str]:
    return [each.title for each in feed(site, path).entries]


def test_the_feed_of_the_site_holds_the_kinds_it_is_told_to(make_site: MakeSite) -> None:
    site = make_site(
        {
            "site.yaml": "title: A hub\nurl: https://hub.example/\nfeeds: [post, wiki]\n",
            "content/posts/a.md": entry("Post", "date: 2026-01-01"),
            "content/wiki/b.md": entry("Wiki page", "date: 2026-01-02"),
            "content/events/c.md": entry("Event", "date: 2026-01-03", "start: 2026-12-01"),
        }
    )

    assert titles(site) == ["Wiki page", "Post"]
    assert titles(site, "blog/feed.xml") == ["Post"]
    assert titles(site, "wiki/feed.xml") == ["Wiki page"]
    assert "events/feed.xml" not in site.output


def test_each_tag_has_a_feed_of_every_kind(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/posts/a.md": entry("Post", "date: 2026-01-01", "tags: [maps]"),
            "content/wiki/b.md": entry("Wiki page", "date: 2026-01-02", "tags: [maps, plans]"),
        }
    )

    assert titles(site, "tags/maps/feed.xml") == ["Wiki page", "Post"]
    assert titles(site, "tags/plans/feed.xml") == ["Wiki page"]
    assert feed(site, "tags/maps/feed.xml").feed.title == "maps - A hub"


def test_a_feed_and_its_entries_say_all_that_the_format_asks_for(make_site: MakeSite) -> None:
    site = make_site({"content/posts/a.md": entry("Post", "date: 2026-01-01", "updated: 2026-02-01")})

    root = etree.fromstring(site.output["feed.xml"])
    for element in (root, *root.iterfind("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", ATOM)) == 1
    assert root.findtext("a:author/a:name", namespaces=ATOM) == "A hub"
    links = {link.get("rel"): link.get("href") for link in root.iterfind("a:link", ATOM)}
    assert links == {"self": "https://hub.example/feed.xml", "alternate": "https://hub.example/"}


def test_addresses_are_absolute_in_links_and_in_texts(make_site: MakeSite) -> None:
    body = "[[Other]], [up](#up), ![Map](map.svg)\n\n## Up\n\nText[^1].\n\n[^1]: Note."
    site = make_site(
        {
            "site.yaml": "title: A hub\nurl: https://hub.example/base/\n",
            "content/posts/a.md": entry("Post", "date: 2026-01-01", body=body),
            "content/posts/map.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='2' height='1'/>",
            "content/wiki/other.md": entry("Other"),
        }
    )

    (found,) = feed(site).entries
    root = etree.HTML(found.content[0].value)
    addresses = root.xpath("//@href | //@src")
    here = "https://hub.example/base/blog/a/"
    assert found.link == here
    assert "https://hub.example/base/wiki/other/" in addresses
    assert f"{here}#up" in addresses
    assert f"{here}map.svg" in addresses
    assert all(address.startswith("https://hub.example/base/") for address in addresses)


def test_code_in_a_text_stays_as_it_was_typed(make_site: MakeSite) -> None:
    site = make_site(
        {"content/posts/a.md": entry("Post", "date: 2026-01-01", body='Type `<a href="#top">` there.')}
    )

    root = etree.HTML(feed(site).entries[0].content[0].value)
    assert root.findtext(".//code") == '<a href="#top">'


@pytest.mark.parametrize(
    "title",
    ["Fish & chips", "a < b > c", "]]> and <![CDATA[", '“Quotes” \'n "marks"', "Ünïcödé 街 😀", "&amp; &#38;"],
)
def test_a_title_arrives_as_it_was_typed(make_site: MakeSite, title: str) -> None:
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    tag = quoted.replace(";", ",")  # semicolons part labels
    site = make_site({"content/posts/a.md": entry(f'"{quoted}"', "date: 2026-01-01", f'tags: ["{tag}"]')})

    root = etree.fromstring(site.output["feed.xml"])
    assert root.findtext("a:entry/a:title", namespaces=ATOM) == title
    assert root.find("a:entry/a:category", ATOM).get("term") == title.replace(";", ",")


def test_characters_that_xml_cannot_hold_are_left_out(make_site: MakeSite) -> None:
    body = "Bell&#7; and form feed&#12; and tab&#9; and &#65534;."
    site = make_site({"content/posts/a.md": entry("Post", "date: 2026-01-01", body=body)})

    assert "Bell" in feed(site).entries[0].content[0].value


def test_entries_stand_by_the_day_they_were_announced_whenever_they_happen(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/posts/old.md": entry("Old", "date: 2025-01-01", "updated: 2026-11-01"),
            "content/posts/new.md": entry("New", "date: 2026-11-01"),
            "content/events/far.md": entry("Far", "date: 2026-10-01", "start: 2028-12-01"),
            "content/events/unannounced.md": entry("Unannounced", "start: 2027-12-01"),
        }
    )

    assert titles(site) == ["New", "Far", "Old"]


def test_an_event_was_published_when_it_was_announced_and_never_when_it_happens(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/events/a.md": entry("Told", "date: 2026-10-01", "start: 2028-12-01 10:00"),
            "content/events/b.md": entry("Untold", "start: 2026-12-01 10:00"),
        }
    )

    (told,) = feed(site).entries
    assert told.published == told.updated == "2026-09-30T23:00:00Z"
    assert told.content[0].value.startswith("<p><strong>Friday 1 December 2028, 10am</strong></p>")
    assert "Untold" not in site.page("events/feed.xml")


def test_an_event_is_in_no_feed_before_the_day_of_its_announcement(make_site: MakeSite) -> None:
    site = make_site({"content/events/a.md": entry("Soon", "date: 2026-11-25", "start: 2028-12-01")})
    assert feed(site).entries == []

    site.build(as_of=dt.datetime(2026, 11, 25, tzinfo=dt.UTC))

    assert titles(site) == ["Soon"]
    assert site.output == site.clean_build().output


def test_the_day_in_the_name_of_an_events_file_is_no_announcement(make_site: MakeSite) -> None:
    site = make_site({"content/events/2026-12-05-open.md": entry("Open day", "start: 2026-12-05 10:00")})

    assert feed(site).entries == []
    assert "CREATED" not in site.page("events/open/open.ics")


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("end: 2026-12-02", "<p><strong>1 to 2 December 2026</strong></p>"),
        ("status: cancelled", "<p><strong>Cancelled: Tuesday 1 December 2026</strong></p>"),
        ("status: tentative", "<p><strong>Tentative: Tuesday 1 December 2026</strong></p>"),
        ("timezone: Europe/Brussels", "<p><strong>Tuesday 1 December 2026, Brussels time</strong></p>"),
        (
            "time: 10:00\nonline: https://a.example/",
            "<p><strong>Tuesday 1 December 2026, 10am, London time</strong>",
        ),
        ("repeat: {every: week, count: 3}", "<p><strong>Every week on Tuesday, 3 times</strong></p>"),
        (
            "repeat: {every: week}\nstatus: postponed",
            "<p><strong>Postponed: Every week on Tuesday, without an end",
        ),
    ],
)
def test_an_event_tells_when_it_happens_before_its_text(make_site: MakeSite, line: str, begins: str) -> None:
    site = make_site({"content/events/a.md": entry("Talk", "date: 2026-01-01", "start: 2026-12-01", line)})

    assert feed(site).entries[0].content[0].value.startswith(begins)


def test_a_feed_is_as_new_as_its_newest_entry(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/posts/a.md": entry("A", "date: 2026-01-05"),
            "content/posts/b.md": entry("B", "date: 2026-01-01", "updated: 2026-01-09 12:00"),
        }
    )
    before = site.output["feed.xml"]

    assert feed(site).feed.updated == "2026-01-09T12:00:00Z"
    site.build(as_of=dt.datetime(2027, 5, 5, tzinfo=dt.UTC))
    assert site.clean_build().output["feed.xml"] == before


def test_a_feed_holds_the_last_twenty(make_site: MakeSite) -> None:
    site = make_site(
        {f"content/posts/{day}.md": entry(f"Day {day}", f"date: 2026-01-{day:02}") for day in range(1, 31)}
    )

    assert titles(site) == [f"Day {day}" for day in range(30, 10, -1)]


def test_an_entry_keeps_its_id_when_it_moves_or_the_site_is_built_for_elsewhere(make_site: MakeSite) -> None:
    site = make_site({"content/posts/a.md": entry("Post", "date: 2026-01-01")})
    before = feed(site).entries[0].id

    site.remove("content/posts/a.md")
    site.edit("content/posts/b.md", entry("Post", "date: 2026-01-01", "aliases: [/blog/a/, /blog/c/]"))
    site.build(base_url="https://mirror.example/preview/")

    found = feed(site)
    assert found.entries[0].id == before == "https://hub.example/blog/a/"
    assert found.entries[0].link == "https://mirror.example/preview/blog/b/"
    assert found.feed.id == "https://hub.example/feed.xml"


@pytest.mark.parametrize(
    ("uid", "identity"),
    [
        ("tag:old.example,2017:/a", "tag:old.example,2017:/a"),
        ("https://old.example/?p=12", "https://old.example/?p=12"),
        ("post 12", "https://hub.example/#post%2012"),
    ],
)
def test_a_uid_of_the_writers_own_becomes_the_id(make_site: MakeSite, uid: str, identity: str) -> None:
    site = make_site({"content/posts/a.md": entry("Post", "date: 2026-01-01", f"uid: {uid}")})

    assert feed(site).entries[0].id == identity


def test_an_address_in_another_script_is_a_valid_id(make_site: MakeSite) -> None:
    site = make_site({"content/posts/街.md": entry("Post", "date: 2026-01-01")})

    assert feed(site).entries[0].id == feed(site).entries[0].link == "https://hub.example/blog/%E8%A1%97/"


def test_authors_are_named_and_linked_to_their_page(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/posts/a.md": entry("Post", "date: 2026-01-01", "authors: [Lea, Someone else]"),
            "content/stakeholders/lea.md": entry("Lea", "type: person"),
        }
    )

    authors = feed(site).entries[0].authors
    assert [(each.name, each.get("href")) for each in authors] == [
        ("Lea", "https://hub.example/stakeholders/lea/"),
        ("Someone else", None),
    ]


def test_the_feed_of_the_site_is_there_even_when_nothing_is_in_it(make_site: MakeSite) -> None:
    site = make_site({"content/about.md": "# About\n\nWords.\n"})

    assert feed(site).entries == []
    assert feed(site).feed.updated == "1970-01-01T00:00:00Z"


def test_what_tells_no_date_at_all_is_in_no_feed(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/wiki/a.md": entry("Dated", "date: 2026-01-01", "tags: [maps]"),
            "content/wiki/b.md": entry("Undated", "tags: [maps]"),
        }
    )

    assert titles(site, "tags/maps/feed.xml") == ["Dated"]


def test_a_change_of_one_post_leaves_the_feeds_it_is_not_in_alone(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/posts/a.md": entry("A", "date: 2026-01-01", "tags: [maps]"),
            "content/posts/b.md": entry("B", "date: 2026-01-02", "tags: [plans]"),
        }
    )

    site.edit("content/posts/a.md", entry("A", "date: 2026-01-01", "tags: [maps]", body="Other words.")).build()

    feeds = {path for path in site.rendered if path.endswith("feed.xml")}
    assert feeds == {"feed.xml", "blog/feed.xml", "tags/maps/feed.xml"}
    assert site.output == site.clean_build().output


def test_a_stakeholder_has_a_feed_of_what_names_it_but_for_its_members(make_site: MakeSite) -> None:
    files = {
        "content/stakeholders/lea.md": entry("Lea", "type: person", "member_of: [Crew]", "updated: 2026-01-05"),
        "content/stakeholders/crew.md": entry("Crew", "type: team"),
        "content/posts/a.md": entry("A", "date: 2026-01-01", "authors: [Lea]", body="On *maps*."),
        "content/posts/b.md": entry("B", "date: 2026-01-03", body="[[Lea]] was there."),
        "content/events/talk.md": entry("Talk", "start: 2026-12-01", "date: 2026-01-02", "speakers: [Lea]"),
    }
    site = make_site(files)

    assert titles(site, "stakeholders/lea/feed.xml") == ["Talk", "A"]
    assert "<em>maps</em>" in feed(site, "stakeholders/lea/feed.xml").entries[1].content[0].value
    assert feed(site, "stakeholders/lea/feed.xml").feed.title == "Lea - A hub"
    page = etree.HTML(site.output["stakeholders/lea/index.html"])
    assert "feed.xml" in page.xpath("//head/link[@type='application/atom+xml']/@href")
    assert page.xpath("//main//a[@href='feed.xml']/text()") == ["What is new about them (Atom feed)"]
    assert "stakeholders/crew/feed.xml" not in site.output

    site.edit("content/posts/b.md", entry("B", "date: 2026-01-03", "authors: [Crew]")).build()

    assert titles(site, "stakeholders/crew/feed.xml") == ["B"]
    assert "stakeholders/lea/feed.xml" not in site.rendered
    assert site.output == site.clean_build().output


SIGNS = st.sampled_from("ab &<>\"'\n\t\r\x01\ufffeé😀") | st.characters(exclude_categories=["Cs"])


def allowed(sign: str) -> bool:
    """Whether XML 1.0 allows a sign."""
    return sign in "\t\n\r" or (sign >= " " and sign not in "\ufffe\uffff")


@settings(max_examples=drawn(300))
@given(st.text(SIGNS, max_size=40))
def test_texts_and_attributes_are_written_as_an_xml_library_writes_them(words: str) -> None:
    kept = "".join(filter(allowed, words))
    element = ElementTree.Element("a", b=kept)
    element.text = kept or None
    content = f">{atom._text(words)}</a>" if kept else " />"
    assert f'<a b="{atom._attribute(words)}"{content}' == ElementTree.tostring(element, encoding="unicode")


@settings(max_examples=drawn(300), derandomize=True)
@given(st.text(st.characters(codec=None)) | st.text(st.characters(max_codepoint=127)))
def test_the_text_of_an_element_has_every_character_that_xml_can_hold(words: str) -> None:
    kept = entry_texts.FORBIDDEN.sub("", words)
    assert atom._text(words) == html.escape(kept, quote=False)
