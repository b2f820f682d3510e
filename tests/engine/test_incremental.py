"""A build with cache equals a clean build, and renders no more than what shows the change."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from sitegen.engine.cache import build_cache
from tests.conftest import MakeSite, Site

FILES = {
    "content/posts/2026-01-10-first.md": (
        "---\ntitle: First\nauthor: Ada\ntags: [one, two]\nexcerpt: The first.\n---\nSee [[Guide]].\n"
    ),
    "content/posts/2026-02-10-second.md": (
        "---\ntitle: Second\ntags: one\nexcerpt: The second.\n---\nSee [first](2026-01-10-first.md).\n"
    ),
    "content/posts/2026-12-24-later.md": "---\ntitle: Later\nexcerpt: Soon.\n---\nNot yet.\n",
    "content/wiki/guide.md": "---\ntitle: Guide\nexcerpt: How to.\n---\n## Part\n\nText about [[Ada]].\n",
    "content/wiki/notes.md": "---\ntitle: Notes\nexcerpt: Notes.\n---\n![[Guide#Part]]\n",
    "content/about.md": "---\ntitle: About\nexcerpt: About us.\n---\nNobody links here.\n",
    "content/stakeholders/ada.md": "---\ntitle: Ada\ntype: person\nexcerpt: Ada.\n---\nA person.\n",
    "content/events/clinic.md": (
        "---\ntitle: Clinic\nstart: 2026-11-25 10:00\nduration: 1 hour\norganiser: Ada\n"
        "excerpt: Help.\n---\nCome.\n"
    ),
    "content/messages/open.md": (
        "---\ntitle: Open by default\naudience: Ada\nstatus: agreed\nexcerpt: Open.\n---\nWords.\n"
    ),
    "content/documents/paper/index.md": (
        "---\ntitle: Paper\ndate: 2026-03-01\ntype: paper\nattachments: a.csv\nexcerpt: Read.\n---\nNumbers.\n"
    ),
    "content/documents/paper/a.csv": "a,b\n1,2\n",
    "content/tags/one.md": "---\ntitle: one\n---\nThe first tag.\n",
    "layouts/partials/note.html": "a note",
    "layouts/page.html": (
        '{% extends "default/page.html" %}{% block after %}{% include "partials/note.html" %}{% endblock %}'
    ),
}

FIRST = FILES["content/posts/2026-01-10-first.md"]
Edit = Callable[[Site], Site]


def change(path: str, old: str, new: str) -> Edit:
    def edit(site: Site) -> Site:
        text = (site.root / path).read_text(encoding="utf-8")
        assert old in text
        return site.edit(path, text.replace(old, new))

    return edit


def clock(moment: str) -> Edit:
    def edit(site: Site) -> Site:
        site.as_of = dt.datetime.fromisoformat(moment)
        return site

    return edit


EDITS: dict[str, tuple[Edit, set[str] | None]] = {
    "nothing": (lambda site: site, set()),
    "a body nobody quotes": (
        change("content/about.md", "Nobody", "Still nobody"),
        {"about/index.html"},
    ),
    "a body in the feed": (
        change("content/posts/2026-02-10-second.md", "See", "Read"),
        {
            "blog/second/index.html",
            *(f"{place}feed.{form}" for place in ("", "blog/", "tags/one/") for form in ("xml", "json")),
        },
    ),
    "an embedded body": (
        change("content/wiki/guide.md", "Text about", "Words about"),
        {"wiki/guide/index.html", "wiki/notes/index.html", "stakeholders/ada/index.html"},
    ),
    "a title": (change("content/wiki/guide.md", "title: Guide", "title: Guide\naliases: The guide"), None),
    "a new title": (change("content/posts/2026-02-10-second.md", "title: Second", "title: Another"), None),
    "a tag": (change("content/posts/2026-01-10-first.md", "two]", "three]"), None),
    "a date": (
        change("content/posts/2026-01-10-first.md", "title: First", "title: First\ndate: 2026-01-11"),
        None,
    ),
    "a permalink": (
        change("content/posts/2026-01-10-first.md", "title: First", "title: First\npermalink: /first/"),
        None,
    ),
    "a new entry": (
        lambda site: site.edit("content/posts/2026-03-01-third.md", FIRST.replace("First", "Third")),
        None,
    ),
    "a deleted entry": (lambda site: site.remove("content/about.md"), None),
    "a renamed entry": (
        lambda site: (
            site.remove("content/posts/2026-01-10-first.md")
            .edit("content/posts/2026-01-10-primero.md", FIRST + "\n")
            .edit("content/posts/2026-02-10-second.md", "---\ntitle: Second\n---\nNo link.\n")
        ),
        None,
    ),
    "a relation": (change("content/events/clinic.md", "organiser: Ada", "organiser: [Ada]\nspeakers: Ada"), None),
    "a partial": (lambda site: site.edit("layouts/partials/note.html", "another note"), {"about/index.html"}),
    "an asset": (lambda site: site.edit("layouts/assets/site.css", "body{}"), None),
    "an attachment": (lambda site: site.edit("content/documents/paper/a.csv", "a,b\n1,3\n"), None),
    "site.yaml": (
        lambda site: site.edit(
            "site.yaml", "title: B hub\nurl: https://hub.example/\ntimezone: Europe/London\nsearch: false\n"
        ),
        None,
    ),
    "the clock, but nothing by it": (clock("2026-11-22T10:00+00:00"), set()),
    "the clock past an event": (clock("2026-11-26T10:00+00:00"), None),
    "the clock past a scheduled post": (clock("2026-12-24T10:00+00:00"), None),
    "a deleted output file": (lambda site: _spoil(site, None), {"about/index.html"}),
    "a hand-edited output file": (lambda site: _spoil(site, "mine"), {"about/index.html"}),
}


def _spoil(site: Site, text: str | None) -> Site:
    place = site.root / "output/about/index.html"
    if text is None:
        place.unlink()
    else:
        place.write_text(text)
    return site


@pytest.mark.parametrize("what", EDITS)
def test_after_an_edit_the_output_equals_a_clean_build(make_site: MakeSite, what: str) -> None:
    edit, rendered = EDITS[what]
    site = make_site(FILES)
    assert not site.errors

    edit(site).build()
    clean = site.clean_build()

    assert site.output == clean.output
    assert site.diagnostics == clean.diagnostics
    assert site.result.next_change == clean.result.next_change
    assert site.result.next_why == clean.result.next_why
    if rendered is not None:
        assert site.rendered == rendered


@pytest.mark.parametrize("what", EDITS)
def test_what_an_edit_changes_is_among_what_it_renders(make_site: MakeSite, what: str) -> None:
    edit, _ = EDITS[what]
    site = make_site(FILES)
    before = site.output

    edit(site).build()
    after = site.output
    changed = {path for path in after if before.get(path) != after[path]}

    assert changed <= site.rendered
    assert len(site.rendered) <= len(after)


def test_a_wide_edit_is_rare(make_site: MakeSite) -> None:
    """An edited tag leaves alone what does not show it."""
    site = make_site(FILES)

    EDITS["a tag"][0](site).build()

    assert not {"about/index.html", "documents/paper/index.html", "stakeholders/index.html"} & site.rendered


def test_files_that_did_not_change_are_not_written_again(make_site: MakeSite) -> None:
    site = make_site(FILES)
    before = {path: (site.root / "output" / path).stat().st_mtime_ns for path in site.output}

    change("content/about.md", "Nobody", "Still nobody")(site).build()
    after = {path: (site.root / "output" / path).stat().st_mtime_ns for path in site.output}

    assert {path for path in after if after[path] != before.get(path)} == {"about/index.html"}
    assert site.result.changed == ("about/index.html",)


def test_another_base_address_is_in_every_file_that_holds_absolute_links(make_site: MakeSite) -> None:
    site = make_site(FILES)

    site.build(base_url="https://preview.example/hub/")

    assert b"https://preview.example/hub/" in site.output["sitemap.xml"]
    assert b"https://hub.example/about/" not in site.output["sitemap.xml"]
    assert b"/hub/" in site.output["404.html"]


def test_a_folder_that_missed_an_edit_is_caught_up_by_the_next_build_of_it(make_site: MakeSite) -> None:
    """The cache knows the entries of the last build, which need not be those this folder was built from."""
    site = make_site(FILES)
    site.at("other").build(output="other")
    change("content/about.md", "Nobody", "Somebody")(site.at("output")).build()

    site.at("other").build(output="other")

    assert site.output == site.clean_build().output
    assert site.at("other").rendered == {"about/index.html"}


CONSULTING = "---\ntitle: About\nconsultation: {closes: 2026-12-09, respond: {email: a@b.example}}\n---\nWe.\n"


def test_an_entry_may_cease_to_be_what_was_asked_about(make_site: MakeSite) -> None:
    site = make_site(FILES | {"content/about.md": CONSULTING})
    assert b"Comments close: About" in site.output["events/deadlines.ics"]

    site.edit("content/about.md", FILES["content/about.md"]).build()

    assert site.output == site.clean_build().output
    assert site.diagnostics == site.clean_build().diagnostics


def meanwhile(monkeypatch: pytest.MonkeyPatch, what: Callable[[], object]) -> None:
    """Let something happen between the two looks at the next source: that it is there, and what it says."""
    read = build_cache._read

    def late(*given: Any) -> Any:
        monkeypatch.undo()
        what()
        return read(*given)

    monkeypatch.setattr(build_cache, "_read", late)


def test_what_was_edited_between_two_looks_at_it_is_read_again(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(FILES)
    lasting, passing = (
        f"---\ntitle: About\nexcerpt: Us.\n---\n{word} words.\n" for word in ("Lasting", "Passing")
    )
    meanwhile(monkeypatch, lambda: site.edit("content/about.md", passing))
    site.edit("content/about.md", lasting).build()
    assert "Passing words." in site.page("about/index.html")

    site.edit("content/about.md", lasting).build()

    assert site.output == site.clean_build().output


def test_a_source_that_was_away_for_a_moment_is_read_again(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(FILES)
    place, aside = site.root / "content/about.md", site.root / "aside"
    meanwhile(monkeypatch, lambda: place.rename(aside))
    change("content/about.md", "Nobody", "Somebody")(site).build()
    assert site.codes == ["unreadable-file"]

    aside.rename(place)
    site.build()

    assert site.output == site.clean_build().output
