from sitegen.outputs.entries import ENTRIES
from sitegen.outputs.redirects import REDIRECTS
from tests.conftest import MakeSite, Site

LAYOUTS = {"layouts/page.html": "{{ entry.body }}", "layouts/redirect.html": "{{ to }} {{ title }}"}


def moved(make_site: MakeSite, files: dict[str, str]) -> Site:
    return make_site({**LAYOUTS, **files}, outputs=(ENTRIES, REDIRECTS))


def test_an_old_address_leads_to_the_new_one(make_site: MakeSite) -> None:
    site = moved(make_site, {"content/a.md": "---\ntitle: A\naliases: [/old/, /2016/a.html]\n---\n"})
    assert site.page("old/index.html") == "../a/ A"
    assert site.page("2016/a.html") == "../a/ A"


def test_the_default_layout_is_a_signpost_that_search_engines_leave_alone(make_site: MakeSite) -> None:
    site = make_site({"content/a.md": "---\ntitle: A\naliases: /old/\n---\n"}, outputs=(ENTRIES, REDIRECTS))
    page = site.page("old/index.html")
    assert '<meta http-equiv="refresh" content="0; url=../a/">' in page
    assert '<link rel="canonical" href="https://hub.example/a/">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<a href="../a/">A</a>' in page


def test_another_name_is_not_an_old_address(make_site: MakeSite) -> None:
    site = moved(make_site, {"content/a.md": "---\ntitle: A\naliases: [The A]\n---\n"})
    assert list(site.made) == ["a/index.html"]


def test_its_own_address_and_one_written_twice_make_no_second_page(make_site: MakeSite) -> None:
    site = moved(make_site, {"content/a.md": "---\ntitle: A\naliases: [/a/, /a, /old, /old/]\n---\n"})
    assert site.errors == []
    assert list(site.made) == ["a/index.html", "old/index.html"]


def test_an_old_address_at_which_something_lives_is_an_error_that_names_both(make_site: MakeSite) -> None:
    site = moved(make_site, {"content/a.md": "---\ntitle: A\naliases: /b/\n---\n", "content/b.md": "# B\n"})
    assert [found.code for found in site.errors] == ["address-collision"]
    assert "content/a.md" in site.errors[0].message
    assert "content/b.md" in site.errors[0].message


def test_two_entries_with_one_old_address_are_an_error(make_site: MakeSite) -> None:
    text = "---\ntitle: {}\naliases: {}\n---\n"
    site = moved(
        make_site,
        {"content/a.md": text.format("A", "/old/"), "content/b.md": text.format("B", "/old")},
    )
    assert [found.code for found in site.errors] == ["address-collision"]


def test_a_signpost_depends_on_title_and_address_alone(make_site: MakeSite) -> None:
    text = "---\ntitle: {}\naliases: /old/\nexcerpt: {}\n---\n"
    site = moved(make_site, {"content/a.md": text.format("A", "One.")})
    site.edit("content/a.md", text.format("A", "Two.")).build()
    assert site.rendered == {"a/index.html"}
    site.edit("content/a.md", text.format("B", "Two.")).build()
    assert site.page("old/index.html") == "../a/ B"


def test_every_old_address_of_a_page_that_moved_again_leads_straight_to_it(make_site: MakeSite) -> None:
    site = moved(make_site, {"content/c.md": "---\ntitle: C\naliases: [/a/, /b/]\n---\n"})
    assert [site.page(f"{old}/index.html") for old in "ab"] == ["../c/ C", "../c/ C"]


def test_two_pages_that_lead_to_each_other_are_errors_at_the_aliases(make_site: MakeSite) -> None:
    text = "---\ntitle: {}\naliases: [Name {}, {}]\n---\n"
    site = moved(
        make_site, {"content/a.md": text.format("A", 1, "/b/"), "content/b.md": text.format("B", 2, "/a/")}
    )
    assert site.places() == ["content/a.md:3:19 address-collision", "content/b.md:3:19 address-collision"]
    assert [found.fix for found in site.errors] == ["take /b/ out of `aliases`", "take /a/ out of `aliases`"]
    for path in ("a", "b"):
        site.edit(f"content/{path}.md", f"---\ntitle: {path}\naliases: [Name]\n---\n")
    assert site.build().codes == []


def test_a_path_among_the_aliases_is_an_address_as_well_as_a_name(make_site: MakeSite) -> None:
    files = {
        "content/a.md": "---\ntitle: A\naliases: [old/page, Either/Or, old/folder/]\n---\n",
        "content/b.md": "---\ntitle: B\n---\n[[old/page]] [[Either/Or]]\n",
    }
    site = moved(make_site, files)

    assert site.codes == []
    assert {path for path in site.made if path.startswith(("old", "Either"))} == {
        "old/page/index.html",
        "old/folder/index.html",
    }
