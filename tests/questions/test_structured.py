"""What search engines read of a page: one value of schema.org's vocabulary, whole and safe in its script."""

import json
from typing import Any

import pytest
from lxml import html

from sitegen.outputs import OUTPUTS
from tests.conftest import MakeSite, Site

SITE = "title: A hub\nurl: https://hub.example/base/\ntimezone: Europe/London\ndescription: What we know.\n"


def entry(title: str, *lines: str, text: str = "What it is about.") -> str:
    return "\n".join(("---", f"title: {title}", *lines, "---", text, ""))


def built(make_site: MakeSite, **files: str) -> Site:
    named = {f"content/{name.replace('__', '/')}.md": text for name, text in files.items()}
    return make_site({"site.yaml": SITE, **named}, outputs=OUTPUTS)


def data(site: Site, path: str) -> list[dict[str, Any]]:
    """Every value of a page, the way to it first."""
    page = html.fromstring(site.page(path))
    return [json.loads(found.text) for found in page.xpath("//script[@type='application/ld+json']")]


def test_a_post_names_its_authors_its_days_and_its_publisher(make_site: MakeSite) -> None:
    lines = ("date: 2026-11-01", "updated: 2026-11-03 10:00", "authors: [Ada, Bo]", "lang: fr", "excerpt: Short.")
    site = built(
        make_site,
        posts__a=entry("News", *lines),
        stakeholders__ada=entry("Ada", "type: person"),
    )

    way, post = data(site, "blog/a/index.html")
    assert post == {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": "News",
        "url": "https://hub.example/base/blog/a/",
        "mainEntityOfPage": "https://hub.example/base/blog/a/",
        "datePublished": "2026-11-01",
        "dateModified": "2026-11-03T10:00:00+00:00",
        "description": "Short.",
        "inLanguage": "fr",
        "author": [
            {"@type": "Person", "name": "Ada", "url": "https://hub.example/base/stakeholders/ada/"},
            {"@type": "Person", "name": "Bo"},
        ],
        "publisher": {"@type": "Organization", "name": "A hub", "url": "https://hub.example/base/"},
    }
    assert [(step["position"], step["name"], step["item"]) for step in way["itemListElement"]] == [
        (1, "Home", "https://hub.example/base/"),
        (2, "Blog", "https://hub.example/base/blog/"),
    ]


def test_a_post_that_appeared_elsewhere_first_says_where(make_site: MakeSite) -> None:
    site = built(make_site, posts__a=entry("News", "date: 2026-11-01", "republished: https://first.example/x"))

    post = data(site, "blog/a/index.html")[1]
    assert post["mainEntityOfPage"] == "https://first.example/x"
    assert post["url"] == "https://hub.example/base/blog/a/"


@pytest.mark.parametrize(("type", "sort"), [("person", "Person"), ("network", "Organization")])
def test_a_stakeholder_is_a_person_or_an_organisation(make_site: MakeSite, type: str, sort: str) -> None:
    site = built(
        make_site,
        stakeholders__a=entry("Ada", f"type: {type}", "member_of: Crew"),
        stakeholders__crew=entry("Crew", "type: team", "url: https://crew.example/"),
    )

    assert data(site, "stakeholders/a/index.html")[1] == {
        "@context": "https://schema.org",
        "@type": sort,
        "name": "Ada",
        "url": "https://hub.example/base/stakeholders/a/",
        "description": "What it is about.",
        "memberOf": [{"@type": "Organization", "name": "Crew"}],
    }
    crew = data(site, "stakeholders/crew/index.html")[1]
    assert crew["url"] == "https://crew.example/"
    assert "memberOf" not in crew


def test_the_front_page_is_the_site(make_site: MakeSite) -> None:
    site = built(make_site, about=entry("About"))

    assert data(site, "index.html") == [
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": "A hub",
            "url": "https://hub.example/base/",
            "description": "What we know.",
        }
    ]


def test_an_entry_of_another_kind_is_nothing_but_at_the_end_of_its_way(make_site: MakeSite) -> None:
    site = built(make_site, wiki__a=entry("Knots"))

    assert [found["@type"] for found in data(site, "wiki/a/index.html")] == ["BreadcrumbList"]


def test_no_title_can_end_its_script(make_site: MakeSite) -> None:
    title = "'</script><script>alert(1)</script><!-- & “quotes”'"
    site = built(make_site, posts__a=entry(title, "date: 2026-11-01"))

    assert "<script>alert" not in site.page("blog/a/index.html")
    assert data(site, "blog/a/index.html")[1]["headline"] == title.strip("'")


def test_what_an_event_says_stays_while_another_event_changes(make_site: MakeSite) -> None:
    """The page asks for its own event and those it names, and is left alone by others."""
    site = built(
        make_site,
        events__a=entry("Walk", "start: 2026-12-01", "organiser: Crew"),
        events__b=entry("Fair", "start: 2026-12-05"),
        stakeholders__crew=entry("Crew", "type: team"),
    )
    site.edit("content/events/b.md", entry("Fair", "start: 2026-12-06")).build()
    assert "events/a/index.html" not in site.rendered

    site.edit("content/stakeholders/crew.md", entry("Crew", "type: person")).build()
    assert "events/a/index.html" in site.rendered
    assert data(site, "events/a/index.html")[1]["organizer"][0]["@type"] == "Person"
