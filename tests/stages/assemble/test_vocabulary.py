"""The tags that a site allows: which words count as one, what else is told, and what a build makes of it."""

import pytest

from sitegen.diagnostics.edits import applied
from tests.conftest import SITE_YAML, MakeSite, Site

VOCABULARY = """\
# what this hub is about
data:
  description: What is known, and who may use it.
open data:
  label: Open Data
  synonyms: [opendata, free data]
  parent: data
clinics:
  parent: open data
access:
"""


def site_with(make_site: MakeSite, tags: str, vocabulary: str = VOCABULARY, **more: str) -> Site:
    page = {"content/p.md": f"---\ntitle: P\ntags: {tags}\n---\nText.\n", "tags.yaml": vocabulary}
    return make_site({**page, **more})


def pasted(site: Site) -> Site:
    for path, found in {each.span.path: each for each in site.diagnostics if each.edit}.items():
        place = site.root / path
        assert found.edit
        place.write_text(applied(place.read_text(encoding="utf-8"), found.span, found.edit), encoding="utf-8")
    return site


def told(site: Site) -> list[str]:
    return [f"{each.span.path}:{each.span.line}:{each.span.column}: {each.message}" for each in site.diagnostics]


def test_labels_and_synonyms_count_as_their_tag(make_site: MakeSite) -> None:
    site = site_with(make_site, "[OpenData, free-data, Open Data, ACCESS]")
    assert site.codes == []
    assert ">Open Data</a>" in site.page("p/index.html")
    assert "<h1>Open Data</h1>" in site.page("tags/open-data/index.html")
    assert "1 entry" in site.page("tags/open-data/index.html")


def test_the_label_and_the_description_are_on_the_page_of_the_tag(make_site: MakeSite) -> None:
    site = site_with(make_site, "data")
    assert '<p class="lede">What is known, and who may use it.</p>' in site.page("tags/data/index.html")


def test_the_file_of_a_tag_has_the_last_word_about_it(make_site: MakeSite) -> None:
    file = "---\ntitle: DATA\nslug: d\n---\nWritten at length.\n"
    site = site_with(make_site, "data, clinics", **{"content/tags/data.md": file})
    assert site.codes == []
    assert "<h1>DATA</h1>" in site.page("tags/d/index.html")
    assert "Written at length." in site.page("tags/d/index.html")
    assert 'href="../d/"' in site.page("tags/open-data/index.html")


def test_a_slip_is_a_warning_at_the_tag_whose_cure_can_be_pasted(make_site: MakeSite) -> None:
    site = site_with(make_site, "[data, clinic]")
    assert told(site) == ["content/p.md:3:14: the tag 'clinic' is not in tags.yaml"]
    assert site.codes == ["unknown-tag"]
    assert site.diagnostics[0].severity == "warning"
    assert pasted(site).build().codes == []
    assert (site.root / "content/p.md").read_text() == "---\ntitle: P\ntags: [data, clinics]\n---\nText.\n"


@pytest.mark.parametrize(
    "typed, cured",
    [
        ("clinic", "clinics"),
        ("data, clinic", "data, clinics"),
        ('["clinic"]', '["clinics"]'),
        ("\n- data\n- clinic", "\n- data\n- clinics"),
    ],
)
def test_the_cure_keeps_how_a_tag_is_written(make_site: MakeSite, typed: str, cured: str) -> None:
    site = site_with(make_site, typed)
    assert site.codes == ["unknown-tag"]
    pasted(site).build()
    assert site.codes == []
    assert (site.root / "content/p.md").read_text() == f"---\ntitle: P\ntags: {cured}\n---\nText.\n"


def test_a_word_that_is_like_no_tag_is_told_once_however_often_it_is_used(make_site: MakeSite) -> None:
    more = {f"content/q{n}.md": f"---\ntitle: Q{n}\ntags: [zebras]\n---\nText.\n" for n in range(3)}
    site = site_with(make_site, "data", **more)
    assert told(site) == ["content/q0.md:3:8: the tag 'zebras' is not in tags.yaml (as in 2 more)"]
    assert site.diagnostics[0].fix == "take it off, or add a line `zebras:` to tags.yaml"


def test_tags_that_have_a_file_or_are_merged_in_the_settings_are_allowed(make_site: MakeSite) -> None:
    more = {"content/tags/zebras.md": "---\ntitle: Zebras\n---\nStripes.\n"}
    site = site_with(make_site, "zebras, horses", **more, **{"site.yaml": SITE_YAML + "tags: {horses: data}\n"})
    assert site.codes == []


def test_without_a_vocabulary_nothing_is_told(make_site: MakeSite) -> None:
    assert make_site({"content/p.md": "---\ntitle: P\ntags: [clinic, clinics]\n---\nText.\n"}).codes == []


def test_a_tag_lists_those_that_are_part_of_it_and_links_to_the_broader_one(make_site: MakeSite) -> None:
    site = site_with(make_site, "clinics, open data")
    page = site.page("tags/open-data/index.html")
    assert '<a href="../data/">data</a>' in page
    assert '<a href="../clinics/">clinics 1</a>' in page
    assert '<a href="../open-data/">Open Data 1</a>' in site.page("tags/data/index.html")  # it has no entry


def test_a_tag_that_nothing_has_and_that_is_above_none_has_no_page(make_site: MakeSite) -> None:
    site = site_with(make_site, "data")
    assert "tags/access/index.html" not in site.output
    assert "tags/clinics/index.html" not in site.output


def test_synonyms_lead_to_their_tag_and_have_its_feed_and_its_calendar(make_site: MakeSite) -> None:
    event = {
        "content/events/e.md": "---\ntitle: Fair\ndate: 2026-01-01\nstart: 2026-12-01\ntags: open data\n---\nA.\n"
    }
    site = site_with(make_site, "free data", **event)
    assert "url=../open-data/" in site.page("tags/free-data/index.html")
    here, there = site.page("tags/open-data/feed.xml"), site.page("tags/free-data/feed.xml")
    assert "<title>Fair</title>" in there
    assert there.replace("/tags/free-data/feed.xml</id>", "/tags/open-data/feed.xml</id>") == here
    calendar = site.output["tags/free-data/calendar.ics"]
    assert b"SUMMARY:Fair" in calendar and calendar == site.output["tags/open-data/calendar.ics"]


def test_the_further_pages_of_a_synonym_lead_to_those_of_the_tag(make_site: MakeSite) -> None:
    posts = {
        f"content/posts/{n}.md": f"---\ntitle: N{n}\ndate: 2026-01-0{n}\ntags: opendata\n---\nA.\n"
        for n in (1, 2, 3)
    }
    site = site_with(make_site, "data", **posts, **{"site.yaml": SITE_YAML + "per_page: 2\n"})
    assert "url=../../../open-data/posts/2/" in site.page("tags/opendata/posts/2/index.html")


def test_a_page_at_the_address_of_a_synonym_stays_there(make_site: MakeSite) -> None:
    page = {"content/q.md": "---\ntitle: Q\npermalink: /tags/opendata/\n---\nMine.\n"}
    site = site_with(make_site, "open data", **page)
    assert site.codes == []
    assert "Mine." in site.page("tags/opendata/index.html")


CONTRADICTIONS = {
    "a: {parent: b}\nb: {parent: a}\n": "1:13: the parents run in a circle: 'a' is part of 'b' is part of 'a'",
    "a: {parent: a}\n": "1:13: the parents run in a circle: 'a' is part of 'a'",
    "data:\na: {parent: dta}\n": "2:13: the parent 'dta' is no tag of this file",
    "open data:\nOpen-Data:\n": "2:1: 'Open-Data' and 'open data' are one tag: they differ in case, spaces or",
    "a: {synonyms: [b]}\nb:\n": "1:16: 'b' cannot be counted as 'a': it is a tag of its own in this file",
    "a: {synonyms: [x]}\nb: {synonyms: [x]}\n": "2:16: 'x' cannot be counted as 'b': it is a synonym of 'a' in",
    "a: {lable: A}\n": "1:5: there is no setting `a.lable`",
    "a: [b\n": "",
}


@pytest.mark.parametrize("vocabulary", CONTRADICTIONS)
def test_what_contradicts_itself_is_an_error_at_its_place(make_site: MakeSite, vocabulary: str) -> None:
    site = site_with(make_site, "data", vocabulary)
    errors = [each for each in told(site) if each.startswith("tags.yaml")]
    assert errors and errors[0].startswith(f"tags.yaml:{CONTRADICTIONS[vocabulary]}")
    assert all(each.severity == "error" for each in site.diagnostics if each.span.path == "tags.yaml")


def test_the_parent_that_was_meant_can_be_pasted(make_site: MakeSite) -> None:
    site = site_with(make_site, "data", "data:\na:\n  parent: dta\n")
    pasted(site).build()
    assert (site.root / "tags.yaml").read_text() == "data:\na:\n  parent: data\n"
    assert site.codes == []


def test_a_list_of_tags_is_cured_into_keys(make_site: MakeSite) -> None:
    site = site_with(make_site, "data", "# ours\n- data\n- open data\n\n# theirs\n- clinics\n")
    assert told(site) == ["tags.yaml:2:1: a tag is a key here, with a colon behind it, and not an item of a list"]
    pasted(site).build()
    assert (site.root / "tags.yaml").read_text() == "# ours\ndata:\nopen data:\n\n# theirs\nclinics:\n"
    assert site.codes == []


def test_a_file_by_the_other_name_is_not_read_and_told(make_site: MakeSite) -> None:
    site = make_site({"content/p.md": "---\ntitle: P\n---\nA.\n", "tags.yml": "a:\n"})
    assert told(site) == ["tags.yml:0:0: the tags that a site allows are in tags.yaml, so this file is not read"]


def test_an_edit_of_the_vocabulary_makes_what_a_clean_build_makes(make_site: MakeSite) -> None:
    site = site_with(make_site, "clinics, free data")
    for edited in (
        VOCABULARY.replace("Open Data", "Data that is open"),
        VOCABULARY.replace("  parent: data\n", ""),
        VOCABULARY.replace("free data", "libre data"),
        "",
        VOCABULARY,
    ):
        site.edit("tags.yaml", edited).build()
        assert site.output == site.clean_build().output
        site.at("output")
    site.remove("tags.yaml").build()
    assert site.output == site.clean_build().output
