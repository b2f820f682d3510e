"""Pages that list what a name may mean."""

from sitegen.outputs import OUTPUTS
from tests.conftest import SITE_YAML, MakeSite

ASKED = {"site.yaml": f"{SITE_YAML}disambiguation: true\n"}
LAYOUTS = {
    "layouts/disambiguation.html": "{{ meanings.name }}:{% for card in meanings.cards %} "
    "{{ card.label }} {{ card.permalink | path }} {{ card.excerpt }};{% endfor %}",
    "layouts/wiki.html": "{{ entry.body }}",
}


def entry(title: str, text: str = "Text.", more: str = "") -> str:
    return f"---\ntitle: {title}\n{more}---\n{text}\n"


MERCURY = {
    "content/wiki/planets/mercury.md": entry("Mercury", more="excerpt: A planet.\n"),
    "content/wiki/metals/quicksilver.md": entry("Quicksilver", more="aliases: mercury\nexcerpt: A metal.\n"),
    "content/wiki/about.md": entry("About", "See [[Mercury]] and [[wiki:mercury|that]]."),
}
PAGE = "names/mercury/index.html"


def test_a_link_to_a_name_of_two_entries_leads_to_a_page_that_lists_them(make_site: MakeSite) -> None:
    site = make_site(ASKED | LAYOUTS | MERCURY, outputs=OUTPUTS)
    assert site.errors == []
    about = site.page("wiki/about/index.html")
    assert '<a href="../../names/mercury/">Mercury</a>' in about
    assert '<a href="../../names/mercury/">that</a>' in about
    assert site.page(PAGE) == (
        "Mercury: Wiki page /wiki/planets/mercury/ A planet.; Wiki page /wiki/metals/quicksilver/ A metal.;"
    )


def test_without_the_setting_it_is_an_error_still(make_site: MakeSite) -> None:
    assert make_site(LAYOUTS | MERCURY).codes == ["ambiguous-link", "ambiguous-link"]


def test_what_has_to_mean_one_entry_is_an_error_still(make_site: MakeSite) -> None:
    more = {"content/wiki/about.md": entry("About", "![[Mercury]]", "related: Mercury\n")}
    assert make_site(ASKED | LAYOUTS | MERCURY | more).codes == ["ambiguous-link", "ambiguous-link"]


def test_a_name_that_a_link_does_not_leave_open_has_no_page(make_site: MakeSite) -> None:
    more = {"content/wiki/about.md": entry("About", "[[planets/mercury]], [[metals/quicksilver]]")}
    site = make_site(ASKED | LAYOUTS | MERCURY | more)
    assert site.codes == []
    assert not [path for path in site.output if path.startswith("names/")]


def test_the_page_takes_no_address_of_an_entry(make_site: MakeSite) -> None:
    more = {"content/names/mercury.md": entry("Names of planets"), "layouts/page.html": "own"}
    site = make_site(ASKED | LAYOUTS | MERCURY | more, outputs=OUTPUTS)
    assert site.errors == []
    assert site.page(PAGE) == "own"
    assert site.page("names/mercury-2/index.html").startswith("Mercury:")


def test_what_is_hidden_is_not_listed_and_a_name_of_one_leads_to_it(make_site: MakeSite) -> None:
    more = {"content/wiki/bands/mercury.md": entry("Mercury", more="draft: true\nexcerpt: CANARY\n")}
    site = make_site(ASKED | LAYOUTS | MERCURY | more, outputs=OUTPUTS)
    assert "CANARY" not in site.page(PAGE)
    site.remove("content/wiki/planets/mercury.md").build()
    assert PAGE not in site.output
    assert '<a href="../metals/quicksilver/">Mercury</a>' in site.page("wiki/about/index.html")


def test_the_page_is_made_anew_with_what_it_lists_and_is_in_no_feed_and_no_sitemap(make_site: MakeSite) -> None:
    site = make_site(ASKED | LAYOUTS | MERCURY, outputs=OUTPUTS)
    assert "names/" not in site.page("sitemap.xml") + site.page("feed.xml")
    site.edit("content/wiki/planets/mercury.md", entry("Mercury", more="excerpt: The first planet.\n")).build()
    assert PAGE in site.rendered and "The first planet." in site.page(PAGE)
    site.edit("content/wiki/about.md", entry("About", "See [[Mercury]], again.")).build()
    assert PAGE not in site.rendered
    assert "wiki/about/index.html" in site.rendered
