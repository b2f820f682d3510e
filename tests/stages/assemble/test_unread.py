"""A field that nothing reads is told once a name and site, with what was meant and the way to silence it."""

import pytest

from tests.conftest import SITE_YAML, MakeSite

HOME = {"content/index.md": "# Home\n"}


def post(*lines: str) -> str:
    return "\n".join(("---", "title: Flood", "date: 2026-01-02", *lines, "---", "", "Water.", ""))


@pytest.mark.parametrize(
    ("line", "words", "cure"),
    [
        (
            "start: 2026-02-01",
            "says nothing in a post: an event has it",
            "take the line out, or move the file to content/events/",
        ),
        (
            "venue: The barn",
            "says nothing in a post: an event has it",
            "take the line out, or move the file to content/events/",
        ),
        ("cover: a.jpg", "nothing reads `cover`", "did you mean `image`?"),
        ("thumbnail: a.jpg", "nothing reads `thumbnail`", "did you mean `image`?"),
        ("weight: 3", "nothing reads `weight`", "did you mean `order`?"),
        ("Nav-Order: 3", "nothing reads `Nav-Order`", "did you mean `order`?"),
        ("keywords: a", "nothing reads `keywords`", "did you mean `tags`?"),
        ("status: done", "nothing reads `status`", "take the line out"),
        ("url: /x/", "nothing reads `url`", "did you mean `permalink`?"),
        ("pinned: true", "nothing reads `pinned`", "take the line out"),
        ("cssclasses: wide", "nothing reads `cssclasses`", "take the line out"),
        ("noindex: true", "published and listed as any other", "to keep it back, write `draft: true`"),
        ("robots: noindex, nofollow", "published and listed as any other", "to keep it back, write `draft: true`"),
        ("sitemap: {disable: true}", "published and listed as any other", "to keep it back, write `draft: true`"),
        ("nav_exclude: true", "published and listed as any other", "to keep it back, write `draft: true`"),
        ("show_in_list: no", "published and listed as any other", "to keep it back, write `draft: true`"),
        ("noindex: false", "nothing reads `noindex`", "take the line out"),
        ("hide: [toc]", "nothing reads `hide`", "take the line out"),
        ("go_live: 2027-01-01", "nothing reads `go_live`", "did you mean `publish_date`?"),
        ("valid-until: 2027-01-01", "nothing reads `valid-until`", "did you mean `expiry_date`?"),
    ],
)
def test_a_field_that_nothing_reads_is_told_at_its_name(
    line: str, words: str, cure: str, make_site: MakeSite
) -> None:
    site = make_site({**HOME, "content/posts/flood.md": post(line)})

    assert site.places() == ["content/posts/flood.md:4:1 unread-field"]
    (found,) = site.diagnostics
    assert words in found.message and found.fix.startswith(cure)
    assert found.span.length == len(line.partition(":")[0])


def test_many_entries_with_it_are_one_warning_with_a_count(make_site: MakeSite) -> None:
    files = {f"content/posts/{name}.md": post("cover: a.jpg", "layout_class: x") for name in "abc"}
    site = make_site({**HOME, **files})

    assert site.places() == ["content/posts/a.md:4:1 unread-field", "content/posts/a.md:5:1 unread-field"]
    assert all("(as in 2 more)" in found.message for found in site.diagnostics)


def test_what_the_note_says_silences_it(make_site: MakeSite) -> None:
    site = make_site({**HOME, "content/posts/flood.md": post("cover: a.jpg", "pinned: yes")})
    for number, found in enumerate(site.diagnostics):
        line = found.note.partition("\n")[2]
        site.edit("site.yaml", f"{SITE_YAML}{line}\n").build()
        assert [each.fix for each in site.diagnostics] != [found.fix] and len(site.codes) == 1, number
    site.edit("site.yaml", f"{SITE_YAML}fields: [cover, pinned]\n").build()

    assert site.codes == []


@pytest.mark.parametrize(
    ("layout", "read"),
    [
        ("{{ entry.extra.cover }}", True),
        ('{{ entry.extra["cover"] }}', True),
        ('{{ entry.extra.get("cover") }}', True),
        ("{% for name, value in entry.extra.items() %}{{ name }}{% endfor %}", True),
        ("{% set own = entry.extra %}{{ own.cover }}", True),
        ("{{ entry.extra.other }}", False),
        ('<p class="extra">', False),
    ],
)
def test_a_field_that_a_layout_reads_is_read(layout: str, read: bool, make_site: MakeSite) -> None:
    files = {
        "layouts/post.html": f"{{% if false %}}{layout}{{% endif %}}",
        "content/posts/a.md": post("cover: a.jpg"),
    }
    site = make_site({**HOME, **files})

    assert site.codes == ([] if read else ["unread-field"])
    site.edit("layouts/post.html", "<p>").build()
    assert site.codes == ["unread-field"]


def test_an_empty_field_and_one_that_is_told_already_are_not_told(make_site: MakeSite) -> None:
    site = make_site({**HOME, "content/posts/flood.md": post("cover:", "subtitle: ''", "layot: post")})

    assert site.codes == ["unknown-field"]


def test_an_edit_of_one_entry_moves_the_warning_and_the_count(make_site: MakeSite) -> None:
    site = make_site({**HOME, **{f"content/posts/{name}.md": post("cover: a.jpg") for name in "ab"}})
    site.edit("content/posts/a.md", post()).build()

    assert site.places() == ["content/posts/b.md:4:1 unread-field"]
    assert site.diagnostics == site.clean_build().diagnostics


def test_an_event_that_says_cancelled_in_a_field_of_its_own_is_asked_about_its_status(make_site: MakeSite) -> None:
    site = make_site({"content/events/e.md": "---\ntitle: E\nstart: 2026-12-01\ncancelled: true\n---\nText.\n"})

    assert [(found.code, found.fix) for found in site.diagnostics] == [("unread-field", "did you mean `status`?")]
