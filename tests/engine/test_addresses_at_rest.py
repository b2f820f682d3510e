"""Addresses of what has nothing for now, or has moved, go on answering while there is a register of them."""

import pytest

from tests.conftest import SITE_YAML, MakeSite
from tests.engine.test_register import REGISTER, event, page, post, registered


@pytest.mark.parametrize("field", ["expiry_date: 2026-11-01", "publish_date: 2026-12-24", "gone: true"])
def test_a_tag_that_nothing_has_for_now_says_so_at_its_address(make_site: MakeSite, field: str) -> None:
    tags = "open data: {synonyms: [free figures]}\n"
    fair = event("Fair", "tags: [open data]")
    site = make_site(
        REGISTER
        | {
            "tags.yaml": tags,
            "content/events/fair.md": fair,
            "content/wiki/b.md": page("B", "tags: [free figures]"),
        }
    )
    before = registered(site)
    assert "/tags/open-data/calendar.ics" in before

    site.edit("content/events/fair.md", fair.replace("tags:", f"{field}\ntags:"))
    site.edit("content/wiki/b.md", page("B")).build()

    assert site.errors == []
    assert registered(site) == before
    text = site.page("tags/open-data/index.html")
    assert "Nothing has this tag at present." in text
    assert "Fair" not in text
    assert "open-data" in site.page("tags/free-figures/index.html")
    assert "<entry>" not in site.page("tags/open-data/feed.xml")
    assert "VEVENT" not in site.page("tags/open-data/calendar.ics")
    assert "open-data" not in site.page("tags/index.html")
    assert "open-data" not in site.page("sitemap.xml")

    site.edit("content/events/fair.md", fair).build()
    assert "Fair" in site.page("tags/open-data/index.html")


@pytest.mark.parametrize("field", ["expiry_date: 2026-11-01", "publish_date: 2026-12-24", "gone: true"])
def test_a_list_that_has_nothing_for_now_stays_where_it_was(make_site: MakeSite, field: str) -> None:
    files = {
        "content/posts/a.md": post("Aa"),
        "content/events/fair.md": event("Fair"),
        "content/wiki/b.md": page("B"),
        "content/wiki/c.md": page("C") + "\n[x](/blog/), [y](/events/), [z](/events/calendar.ics)\n",
    }
    menu = "menu:\n- {text: Blog, to: /blog/}\n- {text: What is on, to: /events/plan/}\n"
    site = make_site(REGISTER | {"site.yaml": SITE_YAML + menu} | files)
    assert site.codes == []

    for path in ("content/posts/a.md", "content/events/fair.md"):
        site.edit(path, files[path].replace("date:", f"{field}\ndate:", 1))
    site.build()

    assert site.codes == []
    assert "Aa" not in site.page("blog/index.html")
    assert "Fair" not in site.page("events/index.html")
    assert "VEVENT" not in site.page("events/calendar.ics")
    assert "<entry>" not in site.page("blog/feed.xml")


def test_a_list_of_what_was_never_published_is_not_there(make_site: MakeSite) -> None:
    site = make_site(
        REGISTER | {"content/posts/a.md": post("A", "publish_date: 2026-12-24"), "content/b.md": page("B")}
    )

    assert not any(path.startswith("blog/") for path in site.output)


def test_a_tag_that_was_never_published_is_not_given_away_by_what_waits(make_site: MakeSite) -> None:
    waiting = page("A", "tags: [secret plan]", "publish_date: 2026-12-24")
    site = make_site(REGISTER | {"content/wiki/a.md": waiting, "content/wiki/b.md": page("B", "tags: [maps]")})

    assert site.codes == []
    assert not any("secret" in path for path in site.output)


def test_the_clock_alone_stops_no_build_because_of_a_file(make_site: MakeSite) -> None:
    text = page("A") + "\n[list](list.pdf)\n"
    folder = {"content/wiki/paths/index.md": page("Paths"), "content/wiki/paths/list.pdf": "PDF"}
    site = make_site(REGISTER | folder | {"content/wiki/paths/a.md": text})
    assert "/wiki/paths/list.pdf" in registered(site)

    site.edit("content/wiki/paths/a.md", text.replace("\n---\nW", "\nexpiry_date: 2026-11-01\n---\nW")).build()

    assert site.errors == []


def test_the_page_of_a_synonym_is_missed_once_where_the_synonym_is_taken_out(make_site: MakeSite) -> None:
    synonyms = "open data: {synonyms: [opendata, free figures]}\n"
    site = make_site(REGISTER | {"tags.yaml": synonyms, "content/wiki/a.md": page("A", "tags: [open data]")})
    assert "/tags/opendata/" in registered(site)

    site.edit("tags.yaml", "open data: {synonyms: [free figures]}\n").build()

    (found,) = site.errors
    assert found.message.startswith("/tags/opendata/ was published")
    cure = "opendata: open data"
    assert f"`{cure}` below `tags:` in site.yaml" in found.fix
    site.edit("site.yaml", f"{SITE_YAML}tags:\n  {cure}\n").build()
    assert site.codes == []


def test_files_go_on_answering_where_they_were_when_their_page_moves(make_site: MakeSite) -> None:
    lines = ("date: 2026-01-02", "type: paper", "attachments: a.csv")
    site = make_site(
        REGISTER
        | {
            "content/documents/paper/index.md": page("Paper", *lines),
            "content/documents/paper/a.csv": "a,b\n",
            "content/events/fair.md": event("Fair", "tags: walks"),
        }
    )
    before = registered(site)
    site.edit(
        "content/documents/paper/index.md", page("Paper", *lines, "slug: papers", "aliases: /documents/paper/")
    )
    site.edit(
        "content/events/fair.md", event("Fair", "slug: fete", "aliases: /events/fair/", "tags: walks")
    ).build()

    assert site.codes == []
    assert site.output["documents/paper/a.csv"] == b"a,b\n" == site.output["documents/papers/a.csv"]
    assert site.output["events/fair/fair.ics"] == site.output["events/fete/fete.ics"]
    assert set(before) < {line.partition(" ")[0] for line in registered(site)}
    assert site.output == site.clean_build().output


def test_a_file_goes_on_answering_though_its_place_below_the_page_is_another(make_site: MakeSite) -> None:
    text = page("Paper", "date: 2026-01-02", "type: paper", "attachments: {}")
    site = make_site(
        REGISTER
        | {"content/documents/paper/index.md": text.format("a.csv"), "content/documents/paper/a.csv": "a,b\n"}
    )
    site.remove("content/documents/paper/index.md")
    moved = text.format("paper/a.csv").replace("---\nWords", "aliases: [/documents/paper/]\n---\nWords")
    site.edit("content/documents/other.md", moved).build()

    assert site.codes == []
    assert site.output["documents/paper/a.csv"] == b"a,b\n" == site.output["documents/other/paper/a.csv"]
