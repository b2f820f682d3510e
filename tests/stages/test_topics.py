"""The latest topics of a forum come out of a feed that the site keeps, whatever its format, or are told of."""

import pytest

from sitegen.model.topics import Topics
from sitegen.stages.topics import LONGEST, MOST_BYTES, MOST_TOPICS, read_topics
from tests.conftest import SITE_YAML, MakeSite

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Forum</title><link href="https://f.example/"/>
<entry><title type="html">Old &amp;lt;b&amp;gt; &lt;i&gt;news&lt;/i&gt;</title><link rel="alternate" href="https://f.example/1"/>
<updated>2026-01-02T10:00:00Z</updated><author><title>Nested</title></author></entry>
<entry><title>New</title><link rel="self" href="https://f.example/self"/><link href="https://f.example/2"/>
<updated>2026-07-02T23:30:00+00:00</updated></entry>
<entry><title>Evil</title><link href="javascript:alert(1)"/></entry>
</feed>"""
RSS = """<rss version="2.0"><channel><title>Forum</title><link>https://f.example/</link>
<item><title>New</title><link>https://f.example/2</link><pubDate>Thu, 02 Jul 2026 23:30:00 GMT</pubDate></item>
<item><title><![CDATA[Old <b> <i>news</i>]]></title><link>https://f.example/1</link></item></channel></rss>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "items": [1, {"title": "x"},
{"title": "New", "url": "https://f.example/2", "date_published": "2026-07-02T23:30:00Z"}]}"""


def read(text: str | bytes) -> Topics:
    data = text if isinstance(text, bytes) else text.encode()
    return read_topics(data, "content/stakeholders/topics.xml", "Europe/London")


@pytest.mark.parametrize("text", [ATOM, RSS, JSON])
def test_a_feed_of_any_format_is_read(text: str) -> None:
    found = read(text)
    assert found.diagnostics == ()
    first = found.topics[0]
    assert (first.title, first.to) == ("New", "https://f.example/2")
    assert first.date is not None
    assert f"{first.date.local:%Y-%m-%d %H:%M}" == "2026-07-03 00:30"
    assert [topic.to for topic in found.topics[1:]] == ([] if text is JSON else ["https://f.example/1"])
    assert all("<" not in topic.title for topic in found.topics)


def test_only_the_latest_are_kept_and_titles_are_cut() -> None:
    items = "".join(
        f"<item><title>{'a' * 999}</title><link>https://f.example/{n}</link></item>" for n in range(99)
    )
    found = read(f"<rss><channel>{items}</channel></rss>").topics
    assert len(found) == MOST_TOPICS
    assert {len(topic.title) for topic in found} == {LONGEST}


BOMB = '<!DOCTYPE feed [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<feed><entry><title>&b;</title></entry></feed>'


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("<feed>\n<entry></feed>", (2, 10), "this is no XML: mismatched tag"),
        ("<html></html>", (1, 1), "this is neither Atom nor RSS"),
        (BOMB, (1, 1), "this feed declares entities"),
        ('{"items": [\n}', (2, 1), "this is no JSON"),
        ('{"items": 1}', (1, 1), "it has no `items`"),
        ("{" + "[" * 100_000, (1, 2), "this is no JSON"),
        (b" " * (MOST_BYTES + 1), (1, 1), "this feed has 1.0 MB"),
        ("", (1, 1), "this is no XML: no element found"),
    ],
)
def test_what_is_no_feed_is_told_at_its_place(text: str | bytes, place: tuple[int, int], message: str) -> None:
    found = read(text)
    (said,) = found.diagnostics
    assert (said.code, said.span.line, said.span.column) == ("forum-feed", *place)
    assert message in said.message
    assert said.fix
    assert found.topics == ()


def test_a_community_has_its_latest_topics(make_site: MakeSite) -> None:
    head = "title: Forum\ntype: community\nforum_url: https://f.example/\nforum_feed: topics.xml\n"
    site = make_site(
        {
            "site.yaml": SITE_YAML,
            "content/stakeholders/forum.md": f"---\n{head}---\nWe talk.\n",
            "content/stakeholders/topics.xml": ATOM,
            "content/stakeholders/other.md": "---\ntitle: Other\ntype: network\nforum_feed: none.xml\n---\nHi.\n",
        }
    ).build()
    page = site.page("stakeholders/forum/index.html")
    assert '<a href="https://f.example/2" rel="nofollow ugc noopener">New</a>' in page
    assert "javascript:" not in page
    assert not any("topics" in path for path in site.output)
    (said,) = site.result.diagnostics
    assert (said.code, said.span.path, said.span.line) == ("forum-feed", "content/stakeholders/other.md", 4)

    site.edit("content/stakeholders/topics.xml", ATOM.replace(">New<", ">Newer<")).build()
    assert site.result.changed == ("stakeholders/forum/index.html",)
