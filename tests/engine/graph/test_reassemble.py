"""After an edit of a text alone, the site of the last build is used on."""

from sitegen.stages.assemble import Assembled
from tests.conftest import MakeSite, Site

EVENT = "---\ntitle: Fair\nstart: 2026-12-01\n---\nCome in.\n"
ABOUT = "---\ntitle: About\n---\nSee the [calendar]({}).\n"


def assembled(site: Site) -> Assembled:
    found = site.cache.records[str(site.root / "output")].assembled
    assert found is not None
    return found


def test_a_text_with_a_link_to_a_list_is_edited_without_assembling(make_site: MakeSite) -> None:
    site = make_site({"content/about.md": ABOUT.format("/events/"), "content/events/fair.md": EVENT})
    before = assembled(site)
    assert before.addresses

    site.edit("content/about.md", ABOUT.format("/events/") + "\nMore words.\n").build()

    assert assembled(site).site.links is before.site.links
    assert "More words." in site.page("about/index.html")


def test_a_link_to_nothing_is_told_at_its_new_line(make_site: MakeSite) -> None:
    settings = {"site.yaml": "title: A hub\nurl: https://hub.example/\nchecks: {broken-link: warning}\n"}
    site = make_site(settings | {"content/about.md": ABOUT.format("/nowhere/")})
    assert site.places() == ["content/about.md:4:20 broken-link"]

    site.edit(
        "content/about.md", "---\ntitle: About\n---\nOne more\nline.\nSee the [calendar](/nowhere/).\n"
    ).build()

    assert site.places() == ["content/about.md:6:20 broken-link"]
