"""The layout that an entry asks for: its own site's, or a packaged one that can show it; else its kind's."""

import pytest

from tests.conftest import MakeSite

POST = "---\ntitle: Flood\ndate: 2026-01-02\nlayout: {}\n---\n\nWater.\n"
EVENT = "---\ntitle: Meeting\nstart: 2026-12-02 10:00\n---\n"


@pytest.mark.parametrize("layout", ["event", "event.html", "stakeholder", "home", "list", "month", "base", "404"])
def test_a_packaged_layout_of_other_pages_is_not_used(layout: str, make_site: MakeSite) -> None:
    files = {"content/posts/flood.md": POST.format("post"), "content/events/meeting.md": EVENT}
    plain = make_site(files).page("blog/flood/index.html")
    site = make_site({**files, "content/posts/flood.md": POST.format(layout)})

    assert site.places() == ["content/posts/flood.md:4:9 unknown-layout"]
    assert "made for other pages" in site.diagnostics[0].message
    assert site.page("blog/flood/index.html") == plain


def test_the_layout_of_another_kind_is_told_with_the_folder_of_that_kind(make_site: MakeSite) -> None:
    (found,) = make_site({"content/posts/flood.md": POST.format("event")}).diagnostics

    assert found.fix == "take the line out, or move the file to content/events/"


@pytest.mark.parametrize("layout", ["post", "post.html", "entry", "entry.html"])
def test_a_layout_of_its_kind_and_the_one_for_any_entry_are_used(layout: str, make_site: MakeSite) -> None:
    assert make_site({"content/posts/flood.md": POST.format(layout)}).codes == []


def test_a_layout_of_the_site_is_used_whatever_it_is_called(make_site: MakeSite) -> None:
    own = {"layouts/event.html": "<p>{{ entry.title }}", "layouts/wide.html": "<b>{{ entry.title }}"}
    site = make_site(
        {
            **own,
            "content/posts/flood.md": POST.format("event"),
            "content/posts/tide.md": POST.format("wide"),
        }
    )

    assert site.codes == []
    assert (site.page("blog/flood/index.html"), site.page("blog/tide/index.html")) == ("<p>Flood", "<b>Flood")
    site.remove("layouts/event.html").build()
    assert site.codes == ["unknown-layout"] and "<h1" in site.page("blog/flood/index.html")


def test_many_entries_that_ask_in_vain_are_one_line_a_name(make_site: MakeSite) -> None:
    names = ("default", "default", "home", "default", "fancy")
    site = make_site({f"content/posts/{nth}.md": POST.format(name) for nth, name in enumerate(names)})

    assert site.places() == [f"content/posts/{nth}.md:4:9 unknown-layout" for nth in (0, 2, 4)]
    assert "(as in 2 more)" in site.diagnostics[0].message


@pytest.mark.parametrize(
    ("layout", "fix"),
    [
        ("none", "take the line out: each page has a layout"),
        ("false", "take the line out: each page has a layout"),
        ("../../etc/passwd", "take the line out"),
        ("wide.njk", "did you mean 'wide'?"),
        ("splash.liquid", "add layouts/splash.html, or take the line out"),
    ],
)
def test_the_cure_of_a_layout_that_is_not_there_can_be_followed(
    layout: str, fix: str, make_site: MakeSite
) -> None:
    own = {"layouts/wide.html": "<b>{{ entry.title }}", "content/posts/tide.md": POST.format("wide")}
    (found,) = make_site({**own, "content/posts/flood.md": POST.format(layout)}).diagnostics

    assert (found.code, found.fix) == ("unknown-layout", fix)


def test_the_layout_of_pages_takes_no_date_and_no_place_from_an_event(make_site: MakeSite) -> None:
    event = "---\ntitle: Fair\nstart: 2026-12-05 18:00\nvenue: Town hall\nlayout: page\n---\nCome.\n"
    site = make_site({"content/events/fair.md": event})

    (found,) = site.diagnostics
    assert (found.code, found.fix) == ("unknown-layout", "take the line out")
    assert "Town hall" in site.page("events/fair/index.html")
