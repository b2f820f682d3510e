"""Entries in several languages: a switch on the page, hreflang, feeds by language, and each text once in lists."""

import pytest

from tests.conftest import MakeSite

HELLO = "---\ntitle: Hello\ndate: 2026-01-01\ntags: news\n---\nHi.\n"
HALLO = "---\ntitle: Hallo\ndate: 2026-01-02\nlang: de\ntranslation_of: Hello\n---\nGrüß Gott.\n"
FILES = {"content/posts/hello.md": HELLO, "content/posts/hallo.md": HALLO}


def test_the_page_of_a_translation_is_in_its_language_as_a_whole(make_site: MakeSite) -> None:
    page = make_site(FILES).page("blog/hallo/index.html")
    assert '<html lang="de">' in page
    assert "Zum Inhalt springen" in page
    assert "2. Januar 2026" in page
    assert ">Startseite</a>" in page
    assert "<h1>Hallo</h1>" in page


def test_each_page_leads_to_the_others_and_names_the_original_to_search_engines(make_site: MakeSite) -> None:
    site = make_site(FILES)
    for path, here in (("blog/hello/index.html", "en"), ("blog/hallo/index.html", "de")):
        page = site.page(path)
        for tag, slug in (("en", "hello"), ("x-default", "hello"), ("de", "hallo")):
            assert f'<link rel="alternate" hreflang="{tag}" href="https://hub.example/blog/{slug}/">' in page
        assert f'lang="{here}" aria-current="page"' in page
    assert 'hreflang="de" lang="de">Deutsch<span class="unseen">: Hallo</span>' in site.page(
        "blog/hello/index.html"
    )


def test_lists_tags_and_feeds_have_the_original_alone_and_the_language_a_feed_of_its_own(
    make_site: MakeSite,
) -> None:
    site = make_site(FILES)
    for path in ("blog/index.html", "tags/news/index.html", "feed.xml"):
        assert "Hello" in site.page(path)
        assert "Hallo" not in site.page(path)
    feed = site.page("de/feed.xml")
    assert 'xml:lang="de"' in feed
    assert "<title>Hallo</title>" in feed
    assert "<title>Hello</title>" not in feed
    assert 'href="../../de/feed.xml"' in site.page("blog/hallo/index.html")


def test_a_door_of_the_menu_leads_to_the_translation_on_a_page_in_its_language(make_site: MakeSite) -> None:
    site = make_site(
        {
            **FILES,
            "content/about.md": "---\ntitle: About\n---\nWe.\n",
            "content/de/ueber-uns.md": "---\ntitle: Über uns\nlang: de\ntranslation_of: About\n---\nWir.\n",
            "site.yaml": "title: A hub\nurl: https://hub.example/\nmenu: [/about/]\n",
        }
    )
    assert '<a href="../../de/ueber-uns/">Über uns</a>' in site.page("blog/hallo/index.html")
    assert '<a href="../../about/">About</a>' in site.page("blog/hello/index.html")


def test_a_door_that_is_called_as_usual_is_called_so_in_the_language_of_the_page(make_site: MakeSite) -> None:
    menu = "menu: [{text: Blog, to: /blog/}, {text: Home, to: /}, {text: Our tags, to: /tags/}]\n"
    page = make_site({**FILES, "site.yaml": f"title: A hub\nurl: https://hub.example/\n{menu}"}).page(
        "blog/hallo/index.html"
    )
    assert '<a href="../../" hreflang="en">Startseite<span class="unseen"> (auf Englisch)</span></a>' in page
    assert ">Our tags<span" in page
    assert '<a href="../../tags/" hreflang="en">Our tags (auf Englisch)</a>' in page.partition("<footer")[2]


def test_a_translated_event_has_the_dates_and_the_calendar_file_of_its_original(make_site: MakeSite) -> None:
    dates = "start: 2026-12-01 18:00\nrepeat: {every: week, count: 3}\n"
    site = make_site(
        {
            "content/events/clinic.md": f"---\ntitle: Clinic\n{dates}---\n",
            "content/events/sprechstunde.md": (
                f"---\ntitle: Sprechstunde\nlang: de\ntranslation_of: Clinic\n{dates}---\n"
            ),
        }
    )
    page = site.page("events/sprechstunde/index.html")
    assert "Jede Woche: Dienstag, 18:00, 3 Mal" in page
    assert 'href="../clinic/clinic.ics"' in page
    assert "Sprechstunde" not in site.page("events/index.html")
    assert site.page("events/calendar.ics").count("BEGIN:VEVENT") == 1


def test_in_a_language_without_texts_the_page_stays_in_that_of_the_site(make_site: MakeSite) -> None:
    somali = HALLO.replace("lang: de", "lang: so")
    page = make_site({**FILES, "content/posts/hallo.md": somali}).page("blog/hallo/index.html")
    assert '<html lang="en">' in page
    assert '<h1 lang="so">Hallo</h1>' in page
    assert 'hreflang="so"' in page


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("lang: de\n", ""), "a translation says in `lang` which language it is in"),
        (("lang: de", "lang: en"), "this translation is in the language of its original (en)"),
        (("translation_of: Hello", "translation_of: Hallo"), "this entry is called a translation of itself"),
        (("translation_of: Hello", "translation_of: Nowhere"), "there is nothing called 'Nowhere'"),
        (
            ("translation_of: Hello", "translation_of: [Hello, Other]"),
            "an entry is the translation of one other",
        ),
        (("translation_of: Hello", "translation_of: Salut"), "'Salut' is a translation itself"),
        (
            ("translation_of: Hello", "translation_of: House rules"),
            "a translation is of the same kind as its original",
        ),
    ],
)
def test_what_cannot_be_a_translation_is_told_where_it_says_so(
    make_site: MakeSite, change: tuple[str, str], message: str
) -> None:
    site = make_site(
        {
            **FILES,
            "content/posts/hallo.md": HALLO.replace(*change),
            "content/posts/other.md": HELLO.replace("Hello", "Other"),
            "content/posts/salut.md": HALLO.replace("Hallo", "Salut").replace("lang: de", "lang: fr"),
            "content/wiki/house-rules.md": "# House rules\n",
        }
    )
    told = [found for found in site.diagnostics if found.message.startswith(message)]
    assert [found.span.path for found in told] == ["content/posts/hallo.md"]
    assert told[0].span.line > 1
    assert told[0].fix


def test_two_translations_into_one_language_are_told(make_site: MakeSite) -> None:
    site = make_site({**FILES, "content/posts/servus.md": HALLO.replace("Hallo", "Servus")})
    assert [found.span.path for found in site.diagnostics] == ["content/posts/servus.md"]
    assert "content/posts/hallo.md is a translation of the same page" in site.diagnostics[0].message


def test_a_translation_that_comes_changes_or_goes_leaves_what_a_clean_build_makes(make_site: MakeSite) -> None:
    site = make_site({"content/posts/hello.md": HELLO})
    for text in (HALLO, HALLO.replace("lang: de", "lang: fr"), HALLO.replace("Gott", "euch")):
        site.edit("content/posts/hallo.md", text).build()
        assert site.made == site.clean_build().made
        site.at("output")
    site.remove("content/posts/hallo.md").build()
    assert site.made == site.clean_build().made
