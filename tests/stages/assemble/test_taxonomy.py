"""Tags: what counts as one, what it is called, and what may not meet in one address."""

from tests.conftest import SITE_YAML, MakeSite, Site


def tagged(make_site: MakeSite, *tags: str, **more: str) -> Site:
    pages = {f"content/p{n}.md": f"---\ntitle: P{n}\ntags: {tag}\n---\nText.\n" for n, tag in enumerate(tags)}
    return make_site({**pages, **more})


def terms(site: Site) -> set[str]:
    return {path.split("/")[1] for path in site.output if path.startswith("tags/") and path.count("/") == 2} - {
        "feed.xml"
    }


def heading(site: Site, slug: str) -> str:
    return site.page(f"tags/{slug}/index.html").partition("<h1>")[2].partition("</h1>")[0]


def test_labels_that_differ_in_case_spaces_or_hyphens_are_one(make_site: MakeSite) -> None:
    site = tagged(make_site, "The Way Ahead", "the-way-ahead", "the way ahead", "theWayAhead")
    assert site.codes == []
    assert len(terms(site)) == 1


def test_one_string_with_spaces_is_one_tag_and_commas_part_tags(make_site: MakeSite) -> None:
    assert terms(tagged(make_site, "the way ahead", "a, b")) == {"the-way-ahead", "a", "b"}


def test_the_commonest_spelling_is_shown(make_site: MakeSite) -> None:
    site = tagged(make_site, "Open data", "open data", "open data")
    assert heading(site, "open-data").lower() == "open data"
    assert ">open data</a>" in site.page("p0/index.html")


def test_the_file_of_a_tag_says_how_it_is_spelt_and_where_it_lives(make_site: MakeSite) -> None:
    file = {"content/tags/od.md": "---\ntitle: Open Data\naliases: [opendata]\n---\nFree to use.\n"}
    site = tagged(make_site, "open data", "OPENDATA", **file)
    assert terms(site) == {"od"}
    assert heading(site, "od") == "Open Data"
    assert "Free to use." in site.page("tags/od/index.html")


def test_tags_that_meet_in_one_slug_are_told_apart_by_files(make_site: MakeSite) -> None:
    site = tagged(make_site, "C", "[C#]", "C++")
    assert site.codes == ["tag-collision", "tag-collision"]
    for name, title in (("c", "C"), ("c-sharp", "C#"), ("c-plus-plus", "C++")):
        site.edit(f"content/tags/{name}.md", f"---\ntitle: {title}\n---\nA language.\n")
    assert site.build().codes == []
    assert terms(site) == {"c", "c-sharp", "c-plus-plus"}


def test_a_site_may_count_one_tag_as_another(make_site: MakeSite) -> None:
    site = tagged(make_site, "a11y", "access", **{"site.yaml": SITE_YAML + "tags: {A11Y: access}\n"})
    assert "2 entries" in site.page("tags/access/index.html")
    assert "url=../access/" in site.page("tags/a11y/index.html")
    assert "<h1>a11y" not in site.page("tags/a11y/index.html")


def test_synonyms_of_tags_add_up(make_site: MakeSite) -> None:
    page = {"content/p.md": "---\ntitle: P\ntags: a\ncategory: b\ncategories: [c, a]\n---\nText.\n"}
    assert terms(make_site(page)) == {"a", "b", "c"}


def test_a_tag_of_hidden_entries_alone_does_not_exist(make_site: MakeSite) -> None:
    hidden = {"content/x.md": "---\ntitle: X\ntags: secret\ndraft: true\n---\nText.\n"}
    site = tagged(make_site, "known", **hidden)
    assert terms(site) == {"known"}
    assert not any(b"secret" in data for data in site.output.values())
