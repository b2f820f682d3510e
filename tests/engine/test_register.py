"""The address register: what was published answers for ever, or the build says where it has gone."""

from xml.etree import ElementTree as ET

import pytest

from sitegen.register import as_text, lines_of
from tests.conftest import MakeSite, Site

PAGE = "---\ntitle: {}\n{}---\nWords.\n"
REGISTER = {"addresses.txt": ""}
ATOM = "{http://www.w3.org/2005/Atom}"


def page(title: str, *lines: str) -> str:
    return PAGE.format(title, "".join(f"{line}\n" for line in lines))


def post(title: str, *lines: str) -> str:
    return page(title, "date: 2026-01-02", *lines)


def event(title: str, *lines: str) -> str:
    return page(title, "date: 2026-01-02", "start: 2026-12-01 10:00", *lines)


def registered(site: Site) -> list[str]:
    lines = (site.root / "addresses.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def feed_ids(site: Site) -> list[str]:
    return [each.text or "" for each in ET.fromstring(site.page("feed.xml")).iter(f"{ATOM}id")][1:]


def uids(site: Site) -> list[str]:
    lines = site.page("events/calendar.ics").splitlines()
    return [line.removeprefix("UID:") for line in lines if line.startswith("UID:")]


def test_a_build_adds_what_it_publishes_for_the_first_time_in_order(make_site: MakeSite) -> None:
    site = make_site(
        REGISTER
        | {
            "content/posts/2026-01-02-b.md": post("B", "tags: news", "aliases: [/b/]"),
            "content/about.md": page("About") + "\n[list](list.pdf)\n",
            "content/list.pdf": "PDF",
            "content/events/fair.md": event("Fair"),
        }
    )

    assert site.codes == []
    assert registered(site) == [
        *("/about/", "/about/list.pdf", "/b/ /blog/b/", "/blog/b/", "/events/fair/", "/events/fair/fair.ics"),
        *("/tags/news/", "/tags/news/feed.json", "/tags/news/feed.xml"),
    ]
    assert site.result.registered[0] == "/about/"
    assert site.build().result.registered == ()


def test_a_site_without_the_file_gets_none(make_site: MakeSite) -> None:
    site = make_site({"content/about.md": page("About")})

    assert not (site.root / "addresses.txt").exists()


def test_drafts_and_what_is_to_come_are_never_in_it_whatever_a_build_shows(make_site: MakeSite) -> None:
    site = make_site(
        REGISTER
        | {
            "content/about.md": page("About"),
            "content/posts/2026-12-31-later.md": page("Later"),
            "content/wiki/secret.md": page("Secret", "draft: true"),
        }
    )
    site.build(drafts=True, future=True, output="preview")

    assert registered(site) == ["/about/"]


def test_a_short_address_that_is_added_later_changes_no_id(make_site: MakeSite) -> None:
    files = {"content/posts/2026-01-02-survey.md": post("Survey"), "content/events/fair.md": event("Fair")}
    site = make_site(files)
    before = feed_ids(site), uids(site)

    site.edit("content/posts/2026-01-02-survey.md", post("Survey", "aliases: [/survey/]"))
    site.edit("content/events/fair.md", event("Fair", "aliases: /fair")).build()

    assert site.codes == []
    assert (feed_ids(site), uids(site)) == before
    assert "survey/index.html" in site.output


@pytest.mark.parametrize(
    "aliases", ["[/go/survey/]", "[/go/survey/, /blog/other/]", "[/survey.html]", "[/x/, /y/]"]
)
def test_with_a_register_no_alias_that_is_added_later_changes_an_id(make_site: MakeSite, aliases: str) -> None:
    files = {"content/posts/2026-01-02-survey.md": post("Survey"), "content/events/fair.md": event("Fair")}
    site = make_site(REGISTER | files)
    before = feed_ids(site), uids(site)

    site.edit("content/posts/2026-01-02-survey.md", post("Survey", f"aliases: {aliases}")).build()
    assert feed_ids(site) == before[0]
    site.edit("content/events/fair.md", event("Fair", "aliases: /go/fair")).build().build()

    assert site.codes == []
    assert (feed_ids(site), uids(site)) == before


def test_with_a_register_an_entry_may_move_to_its_short_address_and_stays_the_same(make_site: MakeSite) -> None:
    site = make_site(REGISTER | {"content/posts/2026-01-02-survey.md": post("Survey", "aliases: [/go/survey/]")})
    before = feed_ids(site)

    moved = post("Survey", "permalink: /go/survey/", "aliases: [/blog/survey/]")
    site.edit("content/posts/2026-01-02-survey.md", moved).build()

    assert site.codes == []
    assert feed_ids(site) == before


def test_a_moved_entry_keeps_its_id_by_its_oldest_address(make_site: MakeSite) -> None:
    site = make_site({"content/posts/2026-01-02-a.md": post("A")})
    before = feed_ids(site)

    site.remove("content/posts/2026-01-02-a.md")
    site.edit("content/posts/2026-01-02-b.md", post("A", "aliases: [/blog/a/, /a/]")).build()

    assert feed_ids(site) == before == ["https://hub.example/blog/a/"]


def test_without_a_register_a_list_with_the_own_address_begins_with_the_first(make_site: MakeSite) -> None:
    site = make_site({"content/posts/2026-01-02-b.md": post("B", "aliases: [/survey/, /blog/b/]")})
    assert feed_ids(site) == ["https://hub.example/survey/"]
    site.edit("content/posts/2026-01-02-b.md", post("B", "aliases: [/blog/b/, /2017/b.html]")).build()
    assert feed_ids(site) == ["https://hub.example/blog/b/"]


def test_a_renamed_file_is_told_with_the_alias_to_add(make_site: MakeSite) -> None:
    site = make_site(
        REGISTER | {"content/wiki/parking.md": page("Parking"), "content/wiki/other.md": page("Other")}
    )
    site.remove("content/wiki/parking.md").edit("content/wiki/cars/parking.md", page("Parking")).build()

    (found,) = site.errors
    assert (found.code, found.span.path) == ("address-lost", "content/wiki/cars/parking.md")
    assert found.fix == "aliases: [/wiki/parking/]"
    assert "wiki/parking/index.html" in site.output


@pytest.mark.parametrize(
    ("path", "text", "fix"),
    [
        ("content/wiki/cars.md", page("Cars"), "aliases: [/wiki/parking/]"),
        ("content/posts/2026-01-02-x.md", post("Parking"), "aliases: [/wiki/parking/]"),
        ("content/about/parkings.md", page("Old"), "aliases: [/wiki/parking/]"),
        ("content/wiki/parking.md", page("P", "permalink: /cars/"), "aliases: [/wiki/parking/]"),
        ("content/wiki/cars.md", page("P", "aliases: The car park"), "aliases: [The car park, /wiki/parking/]"),
        ("content/wiki/cars.md", page("P", "aliases: [a, /b/]"), "aliases: [a, /b/, /wiki/parking/]"),
        ("content/wiki/cars.md", page("P", "aliases:", "  - 'a: b'"), 'aliases: ["a: b", /wiki/parking/]'),
    ],
)
def test_the_page_that_is_most_like_the_lost_one_is_named(
    make_site: MakeSite, path: str, text: str, fix: str
) -> None:
    site = make_site(
        REGISTER | {"content/wiki/parking.md": page("Parking"), "content/wiki/other.md": page("Other")}
    )
    site.remove("content/wiki/parking.md").edit(path, text).build()

    (found,) = site.errors
    assert (found.code, found.span.path, found.fix) == ("address-lost", path, fix)
    assert found.edit is not None


def test_a_deleted_page_is_told_at_its_line_of_the_register(make_site: MakeSite) -> None:
    site = make_site(
        REGISTER | {"content/wiki/parking.md": page("Parking"), "content/wiki/other.md": page("Other")}
    )
    site.remove("content/wiki/parking.md").build()

    assert site.places() == ["addresses.txt:3:1 address-lost"]
    assert "gone: true" in site.errors[0].fix
    assert "aliases" in site.errors[0].fix

    site.edit("addresses.txt", "/wiki/other/\n").build()
    assert site.codes == []
    assert "wiki/parking/index.html" not in site.output


def test_an_alias_that_was_taken_out_is_asked_back_of_the_entry_that_had_it(make_site: MakeSite) -> None:
    site = make_site(
        REGISTER | {"content/wiki/a.md": page("A", "aliases: [/short/]"), "content/wiki/b.md": page("B")}
    )
    site.edit("content/wiki/a.md", page("A")).build()

    (found,) = site.errors
    assert (found.code, found.span.path, found.fix) == ("address-lost", "content/wiki/a.md", "aliases: [/short/]")


def test_a_page_that_becomes_a_draft_is_told_and_one_that_expires_is_not(make_site: MakeSite) -> None:
    site = make_site(REGISTER | {"content/wiki/a.md": page("A"), "content/wiki/b.md": page("B")})

    site.edit("content/wiki/a.md", page("A", "draft: true")).build()
    assert site.places() == ["content/wiki/a.md:3:8 address-lost"]
    site.edit("content/wiki/a.md", page("A", "expiry_date: 2026-11-01")).build()
    assert site.errors == []


def test_a_tag_that_nothing_has_any_more_is_told_once(make_site: MakeSite) -> None:
    site = make_site(REGISTER | {"content/wiki/a.md": page("A", "tags: walks"), "content/wiki/b.md": page("B")})
    site.edit("content/wiki/a.md", page("A")).build()

    assert site.codes == ["address-lost"]
    assert "/tags/walks/" in site.errors[0].message


def test_a_check_says_what_is_not_in_it_yet(make_site: MakeSite) -> None:
    site = make_site(REGISTER | {"content/wiki/a.md": page("A")}, build=False)

    site.build(write=False)

    assert site.places() == ["addresses.txt:0:0 address-new"]
    assert (site.root / "addresses.txt").read_text() == ""
    assert site.build().codes == []
    assert site.build(write=False).codes == []


def test_lines_may_be_in_any_order_and_doubled_as_merging_leaves_them(make_site: MakeSite) -> None:
    site = make_site(
        {"addresses.txt": "/wiki/b/\r\n/wiki/a\n\n/wiki/b/ /b/\n/wiki/b/\n", "content/wiki/a.md": page("A")}
        | {"content/wiki/b.md": page("B"), "content/wiki/c.md": page("C")}
    )

    assert site.codes == []
    assert registered(site) == ["/wiki/a/", "/wiki/b/ /b/", "/wiki/c/"]


def test_a_build_puts_the_lines_in_order_again_and_says_so(make_site: MakeSite) -> None:
    files = {f"content/wiki/{name}.md": page(name.upper()) for name in "abc"}
    site = make_site(REGISTER | files)
    text = (site.root / "addresses.txt").read_text(encoding="utf-8")

    site.edit("addresses.txt", "/wiki/c/\n/wiki/a/\n/wiki/b/\n/wiki/a/\n").build(write=False)
    assert (site.codes, registered(site)[0]) == ([], "/wiki/c/")
    site.build()
    assert (site.codes, site.result.registered, site.result.reordered) == ([], (), True)
    assert (site.root / "addresses.txt").read_text(encoding="utf-8") == text
    assert not site.build().result.reordered


def test_marks_of_a_merge_and_what_is_no_address_are_errors(make_site: MakeSite) -> None:
    text = "<<<<<<< HEAD\n/wiki/a/\n=======\n/wiki/b/\n>>>>>>> other\n"
    site = make_site({"addresses.txt": text, "content/wiki/a.md": page("A"), "content/wiki/b.md": page("B")})
    assert site.places() == ["addresses.txt:1:1 merge-conflict"]

    site.edit("addresses.txt", "/wiki/a/\nwiki/b\n").build()
    assert site.places() == ["addresses.txt:2:1 bad-value"]


def test_an_address_may_have_any_letter(make_site: MakeSite) -> None:
    files = {"content/wiki/Größe.md": page("G"), "content/static/a b#c%.pdf": "PDF", "content/o.md": page("O")}
    site = make_site(
        REGISTER | files | {"content/q.md": page("Q", "aliases: ['/2017/caf%C3%A9/']", "date: 2026-01-01")}
    )

    assert registered(site) == [
        "/2017/café/ /2017/caf%25C3%25A9/",
        "/a%20b%23c%25.pdf",
        *("/o/", "/q/ /2017/caf%25C3%25A9/", "/wiki/größe/"),
    ]
    assert site.build().codes == []
    assert site.build(write=False).codes == []


def test_what_is_written_is_read_again() -> None:
    first = {"/a/": "/a/", "/b/": "/a/", "/c d/": "/é%20/", "/%/#?": "/%/#?"}
    read = {address: origin for _, address, origin in lines_of(as_text(first))}

    assert {address: read[address] for address in ("/a/", "/b/", "/c d/")} == {
        k: first[k] for k in ("/a/", "/b/", "/c d/")
    }


def test_a_register_that_is_edited_is_an_input_of_the_build(make_site: MakeSite) -> None:
    site = make_site({"addresses.txt": "", "content/posts/2026-01-02-a.md": post("A", "aliases: [/old/a/]")})
    assert feed_ids(site) == ["https://hub.example/old/a/"]

    site.edit("addresses.txt", "/blog/a/\n/old/a/ /blog/a/\n/blog/\n").build()

    assert feed_ids(site) == ["https://hub.example/blog/a/"]
    assert site.output == site.clean_build().output


@pytest.mark.parametrize(
    ("tags", "line", "fix"),
    [
        (
            "surgeries",
            "clinics: surgeries",
            "did it become 'surgeries'? Then write `clinics: surgeries` below `tags:`",
        ),
        ("other", "clinics: other", "say as which tag it counts now, by a line below `tags:`"),
    ],
)
def test_a_tag_that_no_entry_has_any_more_is_told_with_the_line_that_keeps_its_address(
    make_site: MakeSite, tags: str, line: str, fix: str
) -> None:
    files = {"content/wiki/a.md": page("A", "tags: clinics"), "content/wiki/b.md": page("B", "tags: other")}
    site = make_site(REGISTER | files)
    site.edit("content/wiki/a.md", page("A", f"tags: {tags}")).build()

    (found,) = site.errors
    assert found.code == "address-lost"
    assert (
        found.message == "/tags/clinics/ was published, and would lead to nothing: no entry has this tag any more"
    )
    assert found.span.path == "addresses.txt"
    assert found.fix == f"{fix} in site.yaml"

    settings = (site.root / "site.yaml").read_text(encoding="utf-8")
    site.edit("site.yaml", f"{settings}tags:\n  {line}\n").build()
    assert site.codes == []
    assert "tags/clinics/feed.xml" in site.output
