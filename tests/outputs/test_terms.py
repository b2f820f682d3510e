from lxml import html

from sitegen.outputs.terms import TERMS
from tests.conftest import SITE_YAML, MakeSite, Site

TERM = (
    "{{ term.label }}{{ ' (' ~ head.title ~ ')' if head }}"
    "{% for part in sections %};{{ part.directory.title }} {{ part.directory.count }}:"
    "{% for card in part.cards %} {{ card.title }}{% endfor %}{{ ' more' if part.more }}{% endfor %}"
    "{% if section %};{{ section.directory.title }} {{ pages.number }}/{{ pages.total }}:"
    "{% for card in section.cards %} {{ card.title }}{% endfor %}{% endif %}"
)
TERMS_LAYOUT = "{% for term in terms %}{{ term.label }} {{ term.count }};{% endfor %}"
LAYOUTS = {"layouts/term.html": TERM, "layouts/terms.html": TERMS_LAYOUT}


def tagged(make_site: MakeSite, files: dict[str, str]) -> Site:
    return make_site({"site.yaml": f"{SITE_YAML}per_page: 2\n", **LAYOUTS, **files}, outputs=(TERMS,))


def post(day: int, tags: str = "data") -> dict[str, str]:
    return {
        f"content/posts/p{day}.md": f"---\ntitle: P{day}\ndate: 2026-01-{day:02}\ntags: [{tags}]\n---\nText.\n"
    }


def wiki(title: str, tags: str = "data") -> dict[str, str]:
    return {f"content/wiki/{title.lower()}.md": f"---\ntitle: {title}\ntags: [{tags}]\n---\nText.\n"}


def test_a_tag_has_a_section_for_each_kind_that_carries_it(make_site: MakeSite) -> None:
    site = tagged(make_site, {**wiki("Guide"), **post(1), **wiki("Other", "else")})
    assert site.page("tags/data/index.html") == "data;Wiki 1: Guide;Blog 1: P1"


def test_the_list_of_tags_counts_what_carries_each(make_site: MakeSite) -> None:
    site = tagged(make_site, {**post(1, "data, Maps"), **post(2)})
    assert site.page("tags/index.html") == "data 2;Maps 1;"


def test_a_long_section_continues_on_pages_of_its_own(make_site: MakeSite) -> None:
    site = tagged(make_site, {**post(1), **post(2), **post(3), **post(4), **post(5), **wiki("Guide")})
    assert site.page("tags/data/index.html") == "data;Wiki 1: Guide;Blog 5: P5 P4 more"
    assert site.page("tags/data/posts/2/index.html") == "data;Blog 2/3: P3 P2"
    assert site.page("tags/data/posts/3/index.html") == "data;Blog 3/3: P1"


def test_a_section_that_fills_its_page_exactly_does_not_continue(make_site: MakeSite) -> None:
    site = tagged(make_site, {**post(1), **post(2)})
    assert list(site.made) == ["tags/data/index.html", "tags/index.html"]
    assert site.page("tags/data/index.html") == "data;Blog 2: P2 P1"


def test_pages_that_no_kind_claims_continue_under_the_name_of_their_kind(make_site: MakeSite) -> None:
    pages = {f"content/{name}.md": f"---\ntitle: {name}\ntags: data\n---\nText.\n" for name in ("a", "b", "c")}
    assert "tags/data/pages/2/index.html" in tagged(make_site, pages).output


def test_the_description_of_a_tag_heads_its_page(make_site: MakeSite) -> None:
    described = {"content/tags/data.md": "---\ntitle: Open data\naliases: [data]\n---\nWhat anyone may use.\n"}
    site = tagged(make_site, {**post(1), **described})
    assert site.page("tags/data/index.html") == "Open data (Open data);Blog 1: P1"


def test_without_tags_there_is_no_list_of_them(make_site: MakeSite) -> None:
    site = tagged(make_site, {"content/about.md": "# About\n"})
    assert site.errors == []
    assert list(site.made) == []


def test_a_new_title_makes_anew_only_the_pages_of_the_tag_that_show_it(make_site: MakeSite) -> None:
    site = tagged(make_site, {**post(1), **post(2), **post(3), **post(4, "maps"), **wiki("Guide")})
    site.edit("content/posts/p1.md", post(1)["content/posts/p1.md"].replace("P1", "First")).build()
    assert site.rendered == {"tags/data/posts/2/index.html"}


def test_an_entry_that_loses_its_tag_leaves_the_tags_page(make_site: MakeSite) -> None:
    site = tagged(make_site, {**post(1), **wiki("Guide")})
    site.edit("content/posts/p1.md", post(1, "maps")["content/posts/p1.md"]).build()
    assert site.page("tags/data/index.html") == "data;Wiki 1: Guide"
    assert site.page("tags/maps/index.html") == "maps;Blog 1: P1"


def test_events_are_told_with_all_their_dates_the_latest_first(make_site: MakeSite) -> None:
    diary = (
        "{% for line in view.diary(term.slug, 'event', 1) %}{{ line.card.title }}"
        "{% for date in line.dates %} {{ date.schedule.start.day | iso }}{% endfor %};{% endfor %}"
    )
    lines = {
        "walk": "start: 2026-12-01\nrepeat: {every: week, count: 2}",
        "fair": "start: 2026-12-05",
        "talk": "start: 2026-11-30",
    }
    events = {
        f"content/events/{name}.md": f"---\ntitle: {name}\n{given}\ntags: data\n---\nText.\n"
        for name, given in lines.items()
    }
    own = {"layouts/term.html": diary, "layouts/event.html": "", "site.yaml": SITE_YAML}
    site = make_site({**LAYOUTS, **events, **own}, outputs=(TERMS,))
    assert site.page("tags/data/index.html") == "fair 2026-12-05;walk 2026-12-01 2026-12-08;talk 2026-11-30;"


def test_a_tag_shows_each_kind_in_its_own_way(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/posts/2026-01-01-a.md": "---\ntitle: A post\ntags: one\nexcerpt: Short.\n---\nText.\n",
            "content/events/b.md": "---\ntitle: An event\nstart: 2026-12-01 10:00\ntags: one\n---\n",
            "content/wiki/c.md": "---\ntitle: A page\ntags: one\nexcerpt: Short.\n---\nText.\n",
        }
    )

    page = html.fromstring(site.page("tags/one/index.html"))
    cards = page.xpath("//ol[@class='rows thumbed']//h3/a/text()")
    dated = [each.text_content() for each in page.xpath("//li[.//time]")]

    assert cards == ["A post"]
    assert any("An event" in text for text in dated)
    assert not any("A page" in text for text in dated)


def test_the_list_of_all_tags_has_the_narrower_ones_below_the_broader(make_site: MakeSite) -> None:
    files = {
        "tags.yaml": "data:\nopen data: {parent: data}\nmaps: {parent: open data}\nboats:\n",
        **wiki("A", "maps, boats"),
    }
    site = make_site(files)

    page = html.fromstring(site.page("tags/index.html"))
    steps = {a.text: len(list(a.iterancestors("ul"))) for a in page.xpath("//ul[@class='terms']//a")}
    assert steps == {"boats": 1, "data": 1, "open data": 2, "maps": 3}


def test_a_tag_names_those_that_its_entries_have_most_often_beside_it(make_site: MakeSite) -> None:
    seen = "{% for tag in view.seen_with(term.slug) %}{{ tag.text }};{% endfor %}"
    files = {
        **post(1, "data, maps, boats"),
        **post(2, "data, maps, boats, rare"),
        **post(3, "data, boats, open data"),
        **post(4, "data, open data"),
        "tags.yaml": "data:\nmaps:\nboats:\nrare:\nopen data: {parent: data}\n",
        "layouts/term.html": seen,
    }
    site = tagged(make_site, {**LAYOUTS, **files})
    assert site.page("tags/data/index.html") == "boats;maps;"
    assert site.page("tags/rare/index.html") == ""
    site.write(post(2, "data, rare")).build()
    assert site.page("tags/data/index.html") == "boats;"
    assert site.output == site.clean_build().output
