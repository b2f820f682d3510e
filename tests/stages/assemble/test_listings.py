"""Lists that writers ask for in their texts: which entries they show, and what is told of a slip."""

import datetime as dt
import re

import pytest

from sitegen.diagnostics.edits import applied
from tests.conftest import SITE_YAML, MakeSite, Site

ENTRIES = {
    "stakeholders/lpdu": "title: LPDU\ntype: team",
    "stakeholders/quiet": "title: Quiet\ntype: team\ndraft: true",
    "wiki/plan": "title: The plan\ntype: programme",
    "posts/a": "title: Alpha\ndate: 2025-03-01\ntags: [boats, open data]\nprogramme: The plan",
    "posts/b": "title: Beta\ndate: 2026-03-01\ntags: boats\nauthor: LPDU",
    "posts/c": "title: Gamma\ndate: 2026-04-01",
    "posts/draft": "title: Unseen\ndate: 2026-04-02\ntags: boats\ndraft: true",
    "documents/d": "title: Delta\ntype: paper\ndate: 2026-05-01\ntags: boats",
    "events/old": "title: Old fair\nstart: 2026-10-01\ntags: boats\norganiser: LPDU",
    "events/soon": "title: Soon fair\nstart: 2026-12-01 10:00\nend: 2026-12-01 12:00\ntags: boats",
    "events/later": "title: Later fair\nstart: 2027-02-01\ntags: boats",
    "events/other": "title: Other fair\nstart: 2026-12-05",
}
FILES = {f"content/{path}.md": f"---\n{head}\n---\nWords.\n" for path, head in ENTRIES.items()}


def page(text: str, path: str = "content/wiki/list.md") -> dict[str, str]:
    return {path: f"---\ntitle: A list\n---\n{text}\n"}


def shown(site: Site, path: str = "wiki/list/index.html") -> list[str]:
    """The titles in the lists of a page, spare ones left out."""
    listing = site.page(path).partition('<div class="listing"')[2].partition("<footer")[0]
    items = [
        item for item in re.split(r"<li|<article", listing)[1:] if " hidden>" not in f"{item.partition('>')[0]}>"
    ]
    return [found[1] for item in items if (found := re.search(r"<a [^>]*>([^<]+)</a>", item))]


@pytest.mark.parametrize(
    "query, titles",
    [
        ("posts?tag=boats", ["Beta", "Alpha"]),
        ("post?tag=BOATS&order=oldest", ["Alpha", "Beta"]),
        ("posts?tag=boats&tag=open-data", ["Alpha"]),
        ("posts?tag=open data", ["Alpha"]),
        ("posts?limit=2", ["Gamma", "Beta"]),
        ("posts?year=2026&order=title", ["Beta", "Gamma"]),
        ("posts?stakeholder=LPDU", ["Beta"]),
        ("posts?programme=The plan", ["Alpha"]),
        ("documents?tag=boats", ["Delta"]),
        ("stakeholders?order=title", ["LPDU"]),
        ("entries?tag=boats&year=2026&limit=3", ["Soon fair", "Old fair", "Delta"]),
        ("events?tag=boats", ["Soon fair", "Later fair"]),
        ("events?limit=1", ["Soon fair"]),
        ("events?when=past", ["Old fair"]),
        ("events?when=all", ["Old fair", "Soon fair", "Other fair", "Later fair"]),
        ("events?year=2026", ["Old fair", "Soon fair", "Other fair"]),
        ("events?stakeholder=lpdu&when=all", ["Old fair"]),
    ],
)
def test_a_list_shows_what_is_asked_for_and_nothing_hidden(
    make_site: MakeSite, query: str, titles: list[str]
) -> None:
    site = make_site({**FILES, **page(f"![[{query}]]")})
    assert site.codes == []
    assert shown(site) == titles
    assert not any(b"Unseen" in data or b"Secret" in data for data in site.output.values())


@pytest.mark.parametrize("flavour", ["python-markdown", "commonmark"])
def test_a_list_is_the_same_in_both_flavours(make_site: MakeSite, flavour: str) -> None:
    settings = {"site.yaml": f"{SITE_YAML}markdown: {{flavour: {flavour}}}\n"}
    site = make_site({**FILES, **page("Words.\n\n![[posts?tag=boats&limit=1|Lately]]\n\nMore."), **settings})
    assert site.codes == []
    assert shown(site) == ["Beta"]
    assert '<p class="t"><b>Lately</b></p>' in site.page("wiki/list/index.html")


@pytest.mark.parametrize(
    "query, message, meant",
    [
        ("evnts?tag=boats", "there is no kind of entries called 'evnts'", "events?tag=boats"),
        ("zebras?tag=boats", "there is no kind of entries called 'zebras'", ""),
        ("posts?tga=boats", "a list of entries has no parameter 'tga'", "posts?tag=boats"),
        ("posts?tag=boat", "no entry has the tag 'boat'", "posts?tag=boats"),
        ("posts?tag=", "`tag` has no value", ""),
        ("posts?", "a list of entries says what it chooses by", "posts?limit=10"),
        ("Events", "a list of entries says what it chooses by", "Events?limit=10"),
        ("posts?tag", "`tag` has no value", ""),
        ("posts?stakeholder=LPDX", "there is no stakeholder called 'LPDX'", "posts?stakeholder=LPDU"),
        ("posts?programme=The plam", "there is no entry called 'The plam'", "posts?programme=The plan"),
        ("posts?year=26", "`year` wants a number from 1000 to 9999, not '26'", "posts?year=2026"),
        ("posts?limit=0", "`limit` wants a number from 1 to 100, not '0'", ""),
        ("posts?limit=x", "`limit` wants a number from 1 to 100, not 'x'", ""),
        ("posts?limit=3 posts", "`limit` wants a number from 1 to 100, not '3 posts'", "posts?limit=3"),
        ("posts?limit=-3", "`limit` wants a number from 1 to 100, not '-3'", ""),
        ("posts?year=20266", "`year` wants a number from 1000 to 9999, not '20266'", "posts?year=2026"),
        ("posts?year=202", "`year` wants a number from 1000 to 9999, not '202'", ""),
        ("posts?year=this", "`year` wants a number from 1000 to 9999, not 'this'", ""),
        ("posts?limit=500", "`limit` wants a number from 1 to 100, not '500'", "posts?limit=100"),
        ("posts?limit=2&limit=3", "`limit` is written twice", ""),
        ("posts?order=newst", "`order` cannot be 'newst'", "posts?order=newest"),
        ("posts?when=past", "a list of entries has no parameter 'when'", ""),
        ("events?order=newest", "a list of events has no parameter 'order'", ""),
        ("events?when=upcomming", "`when` cannot be 'upcomming'", "events?when=upcoming"),
    ],
)
def test_a_slip_is_an_error_at_the_list_with_a_cure_to_paste(
    make_site: MakeSite, query: str, message: str, meant: str
) -> None:
    site = make_site({**FILES, **page(f"Words.\n\n![[{query}|x]]")})
    (found,) = site.diagnostics
    assert (found.code, found.message, found.span.line, found.span.column) == ("broken-query", message, 6, 1)
    assert bool(found.edit) == bool(meant)
    if found.edit:
        place = site.root / "content/wiki/list.md"
        place.write_text(applied(place.read_text(encoding="utf-8"), found.span, found.edit), encoding="utf-8")
        assert f"![[{meant}|x]]" in place.read_text(encoding="utf-8")
        assert site.build().codes == []


def test_a_list_that_names_something_hidden_says_so_and_shows_plain_words(make_site: MakeSite) -> None:
    site = make_site({**FILES, **page("![[posts?stakeholder=Quiet]]")})
    assert site.codes == ["hidden-target"]
    assert "posts?stakeholder=Quiet" in site.page("wiki/list/index.html")


def test_a_tag_of_nothing_that_is_published_gives_an_empty_list_whatever_the_clock_says(
    make_site: MakeSite,
) -> None:
    post = "---\ntitle: {}\ndate: 2026-01-01\ntags: {}\n{}\n---\nCANARY.\n"
    files = {
        "content/posts/over.md": post.format("Over", "planes", "expiry_date: 2026-11-30"),
        "content/posts/kept.md": post.format("Kept", "trains", "draft: true"),
    }
    lists = page("![[posts?tag=planes]]\n\n![[posts?tag=Trains]]")
    site = make_site({**FILES, **files, **lists})
    assert (site.codes, shown(site)) == ([], ["Over"])
    site.build(as_of=dt.datetime(2026, 12, 1, tzinfo=dt.UTC))
    assert site.codes == []
    assert site.page("wiki/list/index.html").count("Nothing is listed here yet.") == 2


def test_within_a_sentence_a_list_is_told_to_be_a_paragraph_of_its_own(make_site: MakeSite) -> None:
    site = make_site({**FILES, **page("Look: [[posts?limit=2]].")})
    assert site.codes == ["broken-query"]
    assert site.diagnostics[0].fix == "![[posts?limit=2]]"


def test_a_page_with_a_question_mark_in_its_title_is_embedded_as_before(make_site: MakeSite) -> None:
    files = {"content/wiki/q.md": "---\ntitle: What is data?\n---\nNumbers.\n"}
    site = make_site({**files, **page("![[What is data?]]\n\n![[what?is=data]]")})
    assert [each.message for each in site.diagnostics] == []
    assert site.page("wiki/list/index.html").count("Numbers.") == 2


def test_a_list_of_what_comes_next_holds_until_the_first_is_over(make_site: MakeSite) -> None:
    site = make_site({**FILES, **page("![[events?tag=boats&limit=1]]")})
    body = site.page("wiki/list/index.html")
    assert 'data-live="Europe/London" data-show="1"' in body
    assert "As of" in body
    assert shown(site) == ["Soon fair"]
    site.build(as_of=dt.datetime(2026, 12, 1, 11, tzinfo=dt.UTC))
    assert site.result.next_change == dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
    assert "“Soon fair” ends" in site.result.next_why
    site.build(as_of=dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC))
    assert shown(site) == ["Later fair"]
    site.build(as_of=dt.datetime(2028, 1, 1, tzinfo=dt.UTC))
    assert shown(site) == []
    assert "<p data-none>No further dates are listed here.</p>" in site.page("wiki/list/index.html")


def test_a_list_of_a_year_does_not_depend_on_the_clock(make_site: MakeSite) -> None:
    site = make_site({**FILES, **page("![[events?year=2026]]\n\n![[posts?tag=boats]]")})
    site.build(as_of=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    assert "wiki/list/index.html" not in site.rendered


def test_headings_of_a_list_are_below_the_one_that_it_is_under(make_site: MakeSite) -> None:
    site = make_site({**FILES, **page("![[posts?limit=1]]\n\n## Two\n\n### Three\n\n![[events?limit=1]]")})
    body = site.page("wiki/list/index.html")
    assert '<h2 class="t"><a href="../../blog/c/">' in body
    assert re.search(r'<h4 class="t"><a [^>]*href="../../events/soon/"', body)


def test_a_list_in_an_embedded_page_and_in_a_feed_is_whole(make_site: MakeSite) -> None:
    files = {**FILES, **page("![[events?tag=boats&limit=1]]")}
    files["content/posts/c.md"] = "---\ntitle: Gamma\ndate: 2026-04-01\n---\n![[A list]]\n"
    site = make_site(files)
    assert site.codes == []
    assert re.search(r'<h3 class="t"><a [^>]*href="../../events/soon/"', site.page("blog/c/index.html"))
    feed = site.page("feed.xml").partition("<title>Gamma</title>")[2].partition("</entry>")[0]
    assert "https://hub.example/events/soon/" in feed
    assert "later" not in feed and "data-live" not in feed


def test_lists_count_towards_the_most_that_a_page_may_embed(make_site: MakeSite) -> None:
    site = make_site({**FILES, **page("![[posts?limit=1]]\n\n" * 501)})
    assert set(site.codes) == {"too-many-embeds"}


def test_a_tag_by_its_former_name_is_the_tag(make_site: MakeSite) -> None:
    settings = {"site.yaml": SITE_YAML + "tags: {ships: boats}\n"}
    site = make_site({**FILES, **page("![[posts?tag=ships]]"), **settings})
    assert shown(site) == ["Beta", "Alpha"]
