"""What search engines read of a page: one value of schema.org's vocabulary, whole and safe in its script."""

import hashlib
from typing import Any

import pytest

from sitegen.outputs import OUTPUTS
from tests.conftest import MakeSite, Site
from tests.schema_org import told, vocabulary

SITE = "title: A hub\nurl: https://hub.example/base/\ntimezone: Europe/London\ndescription: What we know.\n"

PUBLISHER = {
    "@type": "Organization",
    "name": "A hub",
    "url": "https://hub.example/base/",
    "logo": "https://hub.example/base/assets/icon-512.295bd34fff.png",
}


def entry(title: str, *lines: str, text: str = "What it is about.") -> str:
    return "\n".join(("---", f"title: {title}", *lines, "---", text, ""))


def built(make_site: MakeSite, **files: str) -> Site:
    named = {f"content/{name.replace('__', '/')}.md": text for name, text in files.items()}
    return make_site({"site.yaml": SITE, **named}, outputs=OUTPUTS)


def data(site: Site, path: str) -> list[dict[str, Any]]:
    """Every value of a page, the way to it first; all of it is said in the words of schema.org."""
    things = told(site.page(path))
    assert [wrong for thing in things for wrong in vocabulary().wrong(thing)] == []
    return things


def test_a_post_names_its_authors_its_days_and_its_publisher(make_site: MakeSite) -> None:
    lines = (
        "date: 2026-11-01",
        "updated: 2026-11-03 10:00",
        "authors: [Ada, Bo]",
        "lang: fr",
        "excerpt: Short.",
        "tags: maps",
    )
    site = built(
        make_site,
        posts__a=entry("News", *lines),
        stakeholders__ada=entry("Ada", "type: person"),
    )

    way, post = data(site, "blog/a/index.html")
    assert post == {
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
        "publisher": [PUBLISHER],
        "keywords": ["maps"],
        "isPartOf": {"@type": "Blog", "name": "Blog", "url": "https://hub.example/base/blog/"},
    }
    assert [(step["position"], step["name"], step["item"]["@id"]) for step in way["itemListElement"]] == [
        (1, "Home", "https://hub.example/base/"),
        (2, "Blog", "https://hub.example/base/blog/"),
        (3, "2026", "https://hub.example/base/blog/2026/"),
        (4, "News", "https://hub.example/base/blog/a/"),
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
        stakeholders__a=entry("Ada", f"type: {type}", "member_of: Crew", "aliases: Countess", "role: Engineer"),
        stakeholders__crew=entry("Crew", "type: team", "url: https://crew.example/"),
    )

    assert data(site, "stakeholders/a/index.html")[1] == {
        "@type": sort,
        "name": "Ada",
        "url": "https://hub.example/base/stakeholders/a/",
        "mainEntityOfPage": "https://hub.example/base/stakeholders/a/",
        "description": "What it is about.",
        "alternateName": ["Countess"],
        **({"jobTitle": "Engineer"} if sort == "Person" else {}),
        "memberOf": [
            {"@type": "Organization", "name": "Crew", "url": "https://hub.example/base/stakeholders/crew/"}
        ],
    }
    crew = data(site, "stakeholders/crew/index.html")[1]
    assert crew["url"] == "https://crew.example/"
    assert "memberOf" not in crew


def test_the_front_page_is_the_site(make_site: MakeSite) -> None:
    site = built(make_site, about=entry("About"))

    assert data(site, "index.html") == [
        {
            "@type": "WebSite",
            "name": "A hub",
            "url": "https://hub.example/base/",
            "description": "What we know.",
            "inLanguage": "en",
            "publisher": PUBLISHER,
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": "https://hub.example/base/search/?q={words}"},
                "query-input": "required name=words",
            },
        }
    ]
    site.edit("site.yaml", SITE + "search: false\n").build()
    assert "potentialAction" not in data(site, "index.html")[0]


def test_a_page_of_the_wiki_is_an_article_and_a_guide_a_technical_one(make_site: MakeSite) -> None:
    site = built(
        make_site,
        wiki__a=entry("Knots"),
        wiki__b=entry("Tying knots", "type: guide"),
        wiki__glossary=entry("Glossary"),
        wiki__glossary__bight=entry("Bight", "type: term", "aliases: [Loop]", "excerpt: A bend."),
    )

    assert data(site, "wiki/a/index.html")[1]["@type"] == "Article"
    assert data(site, "wiki/b/index.html")[1]["@type"] == "TechArticle"
    assert data(site, "wiki/glossary/bight/index.html")[1]["about"] == {
        "@type": "DefinedTerm",
        "name": "Bight",
        "alternateName": ["Loop"],
        "description": "A bend.",
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "name": "Glossary",
            "url": "https://hub.example/base/wiki/glossary/",
        },
    }


PLAN = (
    "date: 2026-01-02",
    "publisher: Crew",
    "ref: R1",
    "licence: CC BY 4.0",
    "version: 2",
    "supersedes: Old plan",
)
FILES_OF_PLAN = (
    "attachments:\n  - {file: plan.pdf, title: The plan, lang: fr}\n  - https://files.example/table.csv"
)


@pytest.mark.parametrize(
    ("type", "sort", "files", "number"),
    [
        ("paper", "DigitalDocument", "encoding", "identifier"),
        ("Report", "Report", "encoding", "reportNumber"),
        ("slides", "PresentationDigitalDocument", "encoding", "identifier"),
        ("dataset", "Dataset", "distribution", "identifier"),
    ],
)
def test_a_document_has_its_version_terms_and_files(
    make_site: MakeSite, type: str, sort: str, files: str, number: str
) -> None:
    files_of = {
        "site.yaml": SITE,
        "content/documents/old.md": entry("Old plan", "date: 2025-01-02", f"type: {type}"),
        "content/documents/plan/index.md": entry("Plan", f"type: {type}", *PLAN, FILES_OF_PLAN),
        "content/documents/plan/plan.pdf": b"%PDF" * 600,
    }
    found = data(make_site(files_of), "documents/plan/index.html")[1]

    assert found["@type"] == sort
    assert found["publisher"] == [{"@type": "Organization", "name": "Crew"}]
    assert (found["version"], found[number]) == ("2", "R1")
    assert found["license"] == {"@type": "CreativeWork", "name": "CC BY 4.0"}
    assert found["isBasedOn"] == ["https://hub.example/base/documents/old/"]
    form = "DataDownload" if sort == "Dataset" else "MediaObject"
    assert found[files] == [
        {
            "@type": form,
            "name": "The plan",
            "contentUrl": "https://hub.example/base/documents/plan/plan.pdf",
            "encodingFormat": "application/pdf",
            "contentSize": "2 KB",
            "inLanguage": "fr",
            "sha256": hashlib.sha256(b"%PDF" * 600).hexdigest(),
        },
        {
            "@type": form,
            "name": "table.csv",
            "contentUrl": "https://files.example/table.csv",
            "encodingFormat": "text/csv",
        },
    ]


def test_a_message_has_its_state_those_whom_it_is_for_and_its_proof(make_site: MakeSite) -> None:
    lines = (
        "audience: Crew",
        "status: agreed",
        "expires: 2027-01-31",
        "proof: [{text: It held, link: /blog/a/}, So]",
    )
    site = built(
        make_site,
        messages__a=entry("Knots hold", *lines),
        posts__a=entry("News", "date: 2026-11-01"),
        stakeholders__crew=entry("Crew", "type: team"),
    )

    found = data(site, "messages/a/index.html")[1]
    assert (found["@type"], found["headline"]) == ("CreativeWork", "Knots hold")
    assert (found["creativeWorkStatus"], found["expires"]) == ("Published", "2027-01-31")
    crew = "https://hub.example/base/stakeholders/crew/"
    assert found["audience"] == [{"@type": "Audience", "audienceType": "Crew", "url": crew}]
    assert found["citation"] == [
        {"@type": "CreativeWork", "name": "It held", "url": "https://hub.example/base/blog/a/"},
        {"@type": "CreativeWork", "name": "So"},
    ]


def test_a_page_and_its_translation_name_each_other(make_site: MakeSite) -> None:
    site = built(make_site, about=entry("About"), uber=entry("Über uns", "lang: de", "translation_of: About"))
    original, translation = data(site, "about/index.html")[-1], data(site, "uber/index.html")[-1]

    assert (original["@type"], original["name"]) == ("WebPage", "About")
    assert original["isPartOf"] == {"@type": "WebSite", "name": "A hub", "url": "https://hub.example/base/"}
    assert [each["url"] for each in original["workTranslation"]] == [translation["url"]]
    assert translation["translationOfWork"]["url"] == original["url"]


def test_a_list_is_a_collection_that_names_what_it_shows(make_site: MakeSite) -> None:
    site = built(make_site, posts__a=entry("One", "date: 2026-11-01"), posts__b=entry("Two", "date: 2026-11-02"))
    found = data(site, "blog/index.html")[-1]

    assert (found["@type"], found["name"], found["inLanguage"]) == ("CollectionPage", "Blog", "en")
    assert found["mainEntity"]["numberOfItems"] == 2
    assert [(line["position"], line["name"], line["url"]) for line in found["mainEntity"]["itemListElement"]] == [
        (1, "Two", "https://hub.example/base/blog/b/"),
        (2, "One", "https://hub.example/base/blog/a/"),
    ]
    assert data(site, "blog/2026/11/index.html")[-1]["mainEntity"] == found["mainEntity"]
    assert data(site, "subscribe/index.html")[-1]["@type"] == "WebPage"


@pytest.mark.parametrize(
    ("thing", "wrong"),
    [
        ({"@type": "Blogpost"}, "/Blogpost: there is no such type"),
        ({"@type": "Event", "headline": "A"}, "/Event: headline is no property of it"),
        ({"@type": "WebSite", "url": "/a/"}, "/WebSite/url: '/a/' is none of ['URL']"),
        ({"@type": "Event", "startDate": "tomorrow"}, "/Event/startDate: 'tomorrow' is none of"),
        (
            {"@type": "Event", "eventStatus": "https://schema.org/Off"},
            "/Event/eventStatus: 'https://schema.org/Off'",
        ),
        ({"@type": "Event", "location": [{"@type": "Person"}]}, "/Event/location: it is no Person"),
        ({"@type": "Article", "author": {"@type": "Person", "pages": 1}}, "/Article/author/Person: pages is no"),
        ({"@type": "WebPage", "url": {"@id": "https://a.example/"}}, "/WebPage/url: it is no thing"),
    ],
)
def test_what_is_not_said_in_the_words_of_schema_org_is_found(thing: dict[str, Any], wrong: str) -> None:
    (found,) = vocabulary().wrong(thing)
    assert found.startswith(wrong)


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
        events__c=entry("Late fair", "start: 2026-12-09"),
        stakeholders__crew=entry("Crew", "type: team"),
    )
    site.edit("content/events/c.md", entry("Late fair", "start: 2026-12-10")).build()
    assert "events/a/index.html" not in site.rendered

    site.edit("content/stakeholders/crew.md", entry("Crew", "type: person")).build()
    assert "events/a/index.html" in site.rendered
    assert data(site, "events/a/index.html")[1]["organizer"][0]["@type"] == "Person"
